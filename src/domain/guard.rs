//! The guard at the door: how somebody erased is recognised who arrives again under another id, without a value of theirs being kept.
//! Pure: no storage, no chance.

use std::fmt;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::domain::fold::fold;
use crate::error::Violation;

/// A key must not be guessed.
const SHORTEST_KEY: usize = 32;

/// The block of SHA-256, in bytes.
const BLOCK: usize = 64;

/// The key of the marks. It belongs to the host or the central system: it is never stored, and gone from memory with the store.
///
/// ```
/// use clientela::domain::guard::GuardKey;
/// let key = GuardKey::new(b"thirty-two bytes that the ERP has")?;
/// let mark = key.mark("Luís", "Gonçalves", "1958-05-06");
/// assert_eq!(mark, key.mark("luis", "GONCALVES", "1958-05-06"));
/// assert_eq!(key.mark("", "Gonçalves", "1958-05-06"), None); // half a name is many people
/// assert_eq!(format!("{key:?}"), "GuardKey(…)");
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone)]
pub struct GuardKey(Zeroizing<Vec<u8>>);

impl fmt::Debug for GuardKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GuardKey(…)")
    }
}

impl GuardKey {
    /// A key of at least 32 bytes of chance.
    ///
    /// # Errors
    /// `guard_key.too_short`.
    pub fn new(bytes: &[u8]) -> Result<Self, Violation> {
        if bytes.len() < SHORTEST_KEY {
            return Err(Violation::new("guard_key", "guard_key.too_short").with("min", SHORTEST_KEY));
        }
        Ok(Self(Zeroizing::new(bytes.to_vec())))
    }

    /// The mark of a person; none without both names and the birthday. However the name is spelled, it is the same.
    pub fn mark(&self, given_name: &str, family_name: &str, birth_date: &str) -> Option<PersonMark> {
        let names = [given_name, family_name].map(|name| Zeroizing::new(fold(name)));
        if birth_date.is_empty() || names.iter().any(|name| name.is_empty()) {
            return None;
        }
        let text = Zeroizing::new([names[0].as_str(), names[1].as_str(), birth_date].join("\n"));
        Some(PersonMark(hmac(&self.0, text.as_bytes())))
    }
}

/// What is left of name and birthday of somebody erased: without the key it tells nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonMark([u8; 32]);

impl PersonMark {
    /// Out of its bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for PersonMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonMark(…)")
    }
}

/// HMAC-SHA256 (RFC 2104).
fn hmac(key: &[u8], text: &[u8]) -> [u8; 32] {
    let mut block = Zeroizing::new([0_u8; BLOCK]);
    if key.len() > BLOCK {
        block[..32].copy_from_slice(&Sha256::digest(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let padded = |pad: u8| Zeroizing::new(block.map(|byte| byte ^ pad));
    let inner = Sha256::new().chain_update(*padded(0x36)).chain_update(text).finalize();
    Sha256::new().chain_update(*padded(0x5c)).chain_update(inner).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::hex;

    #[test]
    fn the_examples_of_rfc_4231() {
        let short = hmac(b"Jefe", b"what do ya want for nothing?");
        assert_eq!(hex(&short), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        let long = hmac(&[0xaa; 131], b"Test Using Larger Than Block-Size Key - Hash Key First");
        assert_eq!(hex(&long), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }

    #[test]
    fn another_key_name_or_birthday_is_another_mark() {
        let [one, other] = [[1_u8; 32], [2; 32]].map(|bytes| GuardKey::new(&bytes).unwrap());
        let mark = one.mark("Ana", "Lee", "1990-01-01");
        let others =
            [other.mark("Ana", "Lee", "1990-01-01"), one.mark("An", "aLee", "1990-01-01"), one.mark("Ana", "Lee", "1990-01-02"), None];
        assert!(others.iter().all(|other| *other != mark));
        assert_eq!(GuardKey::new(&[1; 31]).unwrap_err().rule, "guard_key.too_short");
    }
}
