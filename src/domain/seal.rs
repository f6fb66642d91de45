//! Sealing: what an anonymization takes away is encrypted to a public key of the central system, as an X25519 sealed box (that of libsodium's
//! `crypto_box_seal`). Nothing here opens a box; whoever has the private key does. Chance is an argument.
//!
//! A sealed box has no associated data, so table, column and person stand inside it, beside the values, and are compared when it is opened:
//! a box that was put into another row is refused. Without the feature `seal` no box is made or opened (`seal.unsupported`).

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use crate::domain::id::SubjectId;
use crate::domain::value::{Value, bytes_of_hex, hex};
use crate::error::{Error, ErrorKind, Result, Violation};

/// What a box says it is; another form gets another name.
const FORMAT: &str = "clientela-sealed-1";

/// Points of X25519 to which everybody has the private key, without the highest bit.
const WEAK: [&str; 7] = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];

/// A public key of X25519, to which values are sealed.
///
/// ```
/// use clientela::domain::seal::SealKey;
/// assert!(SealKey::parse([9; 32]).is_ok());
/// assert_eq!(SealKey::parse([0; 32]).unwrap_err().rule, "seal.key_weak");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SealKey([u8; 32]);

impl SealKey {
    /// Takes the bytes of a public key.
    ///
    /// # Errors
    /// `seal.key_weak` for one with which everybody could open the boxes, such as zeros.
    pub fn parse(bytes: [u8; 32]) -> Result<Self, Violation> {
        let mut point = bytes;
        point[31] &= 0x7f;
        let weak = WEAK.contains(&hex(&point).as_str());
        if weak { Err(Violation::new("seal_key", "seal.key_weak")) } else { Ok(Self(bytes)) }
    }

    /// The bytes of the key.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Where sealed values stood and whose they were.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SealedPlace {
    /// Whose.
    pub subject: SubjectId,
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
}

/// One value as it was before.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SealedValue {
    /// The record it belonged to: an id or a code; of the journal the chain, the place in it, and the field.
    pub key: String,
    /// The field's occurrence.
    pub slot: u16,
    /// Text or bytes.
    pub value: Value,
}

impl fmt::Debug for SealedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealedValue({}, {}, {:?})", self.key, self.slot, self.value)
    }
}

impl Drop for SealedValue {
    fn drop(&mut self) {
        match &mut self.value {
            Value::Text(text) => text.zeroize(),
            Value::Bytes(bytes) => bytes.zeroize(),
            Value::Null | Value::Int(_) => {}
        }
    }
}

/// The values of one column of a person, sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Where they stood.
    pub place: SealedPlace,
    /// The box.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({:?}, {} bytes)", self.place, self.bytes.len())
    }
}

/// What is in a box, as JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Inside {
    format: String,
    table: String,
    column: String,
    subject: String,
    values: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    key: String,
    slot: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hex: Option<String>,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.text.zeroize();
        self.hex.zeroize();
    }
}

impl Line {
    fn of(value: &SealedValue) -> Self {
        let (text, hex) = match &value.value {
            Value::Null => (None, None),
            Value::Text(text) => (Some(text.clone()), None),
            Value::Int(number) => (Some(number.to_string()), None),
            Value::Bytes(bytes) => (None, Some(hex(bytes))),
        };
        Self { key: value.key.clone(), slot: value.slot, text, hex }
    }

    fn read(&mut self) -> Option<SealedValue> {
        let value = match (self.text.take(), &self.hex) {
            (Some(text), None) => Value::Text(text),
            (None, Some(hex)) => Value::Bytes(bytes_of_hex(hex)?),
            (None, None) => Value::Null,
            (Some(_), Some(_)) => return None,
        };
        Some(SealedValue { key: self.key.clone(), slot: self.slot, value })
    }
}

/// Seals the values of one column; `chance` makes the box, and is used for no other.
///
/// ```
/// # #[cfg(feature = "seal")] {
/// use clientela::domain::{id::SubjectId, seal::{SealKey, SealedPlace, SealedValue, public_key, seal}};
/// let private = [7; 32];
/// let place = SealedPlace { subject: SubjectId::from_bytes([1; 16]), table: "subject".into(), column: "family_name".into() };
/// let values = vec![SealedValue { key: String::new(), slot: 0, value: "Hansen".into() }];
/// let sealed = seal(&place, &values, &public_key(&private)?, [3; 32])?;
/// assert_eq!(sealed.unseal(&private)?, values);
/// assert_eq!(sealed.unseal(&[8; 32]).unwrap_err().code(), "seal.not_opened");
/// # }
/// # Ok::<(), clientela::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::Misuse`] with `seal.unsupported` without the feature `seal`.
pub fn seal(place: &SealedPlace, values: &[SealedValue], key: &SealKey, chance: [u8; 32]) -> Result<Sealed> {
    let inside = Inside {
        format: FORMAT.to_owned(),
        table: place.table.clone(),
        column: place.column.clone(),
        subject: place.subject.to_string(),
        values: values.iter().map(Line::of).collect(),
    };
    let plain = serde_json::to_vec(&inside).map_err(|_| Error::new(ErrorKind::Internal, "internal.not_sealed"))?;
    let bytes = boxes::close(key, &Zeroizing::new(plain), chance)?;
    Ok(Sealed { place: place.clone(), bytes })
}

impl Sealed {
    /// Opens the box with the private key and gives the values back as they were.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] with `seal.not_opened` for a wrong key or a box that was changed, with `seal.of_another_place` for one that
    /// was put where it does not belong; [`ErrorKind::Misuse`] with `seal.unsupported` without the feature `seal`.
    pub fn unseal(&self, private_key: &[u8; 32]) -> Result<Vec<SealedValue>> {
        let plain = Zeroizing::new(boxes::open(private_key, &self.bytes)?);
        let mut inside: Inside = serde_json::from_slice(&plain).map_err(|_| not_opened())?;
        let SealedPlace { subject, table, column } = &self.place;
        if (&inside.table, &inside.column, inside.subject.as_str()) != (table, column, subject.to_string().as_str()) {
            return Err(Violation::new("box", "seal.of_another_place").into());
        }
        let values: Option<Vec<SealedValue>> = inside.values.iter_mut().map(Line::read).collect();
        values.filter(|_| inside.format == FORMAT).ok_or_else(not_opened)
    }
}

/// The public key of a private one.
///
/// # Errors
/// [`ErrorKind::Misuse`] with `seal.unsupported` without the feature `seal`.
pub fn public_key(private_key: &[u8; 32]) -> Result<SealKey> {
    boxes::public(private_key)
}

/// Whether this library makes boxes: it was built with the feature `seal`.
///
/// # Errors
/// [`ErrorKind::Misuse`] with `seal.unsupported` where it was not.
pub fn supported() -> Result<()> {
    if cfg!(feature = "seal") { Ok(()) } else { Err(unsupported()) }
}

fn unsupported() -> Error {
    Error::new(ErrorKind::Misuse, "seal.unsupported")
}

fn not_opened() -> Error {
    Violation::new("box", "seal.not_opened").into()
}

#[cfg(feature = "seal")]
mod boxes {
    use crypto_box::aead::rand_core::{CryptoRng, Error as NoChance, RngCore};
    use crypto_box::{PublicKey, SecretKey};

    use super::{Result, SealKey, not_opened};
    use crate::error::{Error, ErrorKind};

    /// Chance that was drawn before: given out once, as a whole, or none of it.
    struct Drawn {
        chance: Option<[u8; 32]>,
        short: bool,
    }

    impl RngCore for Drawn {
        fn next_u32(&mut self) -> u32 {
            self.short = true;
            0
        }

        fn next_u64(&mut self) -> u64 {
            self.short = true;
            0
        }

        fn fill_bytes(&mut self, bytes: &mut [u8]) {
            match self.chance.take() {
                Some(chance) if chance.len() == bytes.len() => bytes.copy_from_slice(&chance),
                _ => self.short = true,
            }
        }

        fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> std::result::Result<(), NoChance> {
            self.fill_bytes(bytes);
            Ok(())
        }
    }

    impl CryptoRng for Drawn {}

    pub(super) fn close(key: &SealKey, plain: &[u8], chance: [u8; 32]) -> Result<Vec<u8>> {
        let mut drawn = Drawn { chance: Some(chance), short: false };
        let closed = PublicKey::from_bytes(key.0).seal(&mut drawn, plain).ok().filter(|_| !drawn.short);
        closed.ok_or_else(|| Error::new(ErrorKind::Internal, "internal.not_sealed"))
    }

    pub(super) fn open(private_key: &[u8; 32], bytes: &[u8]) -> Result<Vec<u8>> {
        SecretKey::from_bytes(*private_key).unseal(bytes).map_err(|_| not_opened())
    }

    pub(super) fn public(private_key: &[u8; 32]) -> Result<SealKey> {
        Ok(SealKey::parse(SecretKey::from_bytes(*private_key).public_key().to_bytes())?)
    }
}

#[cfg(not(feature = "seal"))]
mod boxes {
    use super::{Result, SealKey, unsupported};

    pub(super) fn close(_: &SealKey, _: &[u8], _: [u8; 32]) -> Result<Vec<u8>> {
        Err(unsupported())
    }

    pub(super) fn open(_: &[u8; 32], _: &[u8]) -> Result<Vec<u8>> {
        Err(unsupported())
    }

    pub(super) fn public(_: &[u8; 32]) -> Result<SealKey> {
        Err(unsupported())
    }
}
