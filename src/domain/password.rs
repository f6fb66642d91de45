//! Hashes of passwords as other systems hand them over: which schemes and parameters are accepted. Computes no hash.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::domain::value::hex;
use crate::domain::words::words;
use crate::error::Violation;

mod base64;
mod foreign;

use base64::{Alphabet, decode};

/// The longest password, in bytes.
pub const LONGEST_PASSWORD: usize = 1024;

/// The most memory that one hash may take, in KiB.
pub const MOST_MEMORY_KIB: u32 = if usize::BITS < 64 { 64 * 1024 } else { 256 * 1024 };

words! {
    /// How a password was hashed.
    Scheme {
        /// Argon2id, version 19.
        Argon2id = "argon2id",
        /// bcrypt as `$2a$`, `$2b$` or `$2y$`.
        Bcrypt = "bcrypt",
        /// scrypt as a PHC string.
        Scrypt = "scrypt",
        /// PBKDF2 with HMAC-SHA-256.
        Pbkdf2Sha256 = "pbkdf2-sha256",
        /// PBKDF2 with HMAC-SHA-512.
        Pbkdf2Sha512 = "pbkdf2-sha512",
    }
}

/// What one hash costs. Within bounds by construction: see [`Hash::parse`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Parameters {
    /// Argon2id.
    Argon2id {
        /// KiB of memory.
        memory: u32,
        /// Passes over it.
        passes: u32,
        /// Lanes.
        lanes: u32,
    },
    /// bcrypt.
    Bcrypt {
        /// The binary logarithm of the rounds.
        cost: u32,
    },
    /// scrypt.
    Scrypt {
        /// The binary logarithm of N.
        log_n: u32,
        /// The block size.
        r: u32,
        /// How often.
        p: u32,
    },
    /// PBKDF2 with HMAC-SHA-256.
    Pbkdf2Sha256 {
        /// Iterations.
        rounds: u32,
    },
    /// PBKDF2 with HMAC-SHA-512.
    Pbkdf2Sha512 {
        /// Iterations.
        rounds: u32,
    },
}

impl Parameters {
    /// Those of the hashes made here.
    pub const OURS: Self = Self::Argon2id { memory: 19_456, passes: 2, lanes: 1 };

    /// The scheme they belong to.
    pub fn scheme(self) -> Scheme {
        match self {
            Self::Argon2id { .. } => Scheme::Argon2id,
            Self::Bcrypt { .. } => Scheme::Bcrypt,
            Self::Scrypt { .. } => Scheme::Scrypt,
            Self::Pbkdf2Sha256 { .. } => Scheme::Pbkdf2Sha256,
            Self::Pbkdf2Sha512 { .. } => Scheme::Pbkdf2Sha512,
        }
    }

    /// Whether a hash with them is to become one of ours: another scheme, or less memory or fewer passes than ours.
    pub fn are_weak(self) -> bool {
        !matches!((self, Self::OURS), (Self::Argon2id { memory, passes, .. }, Self::Argon2id { memory: least, passes: fewest, .. })
            if memory >= least && passes >= fewest)
    }
}

/// The hash of a password, taken apart. Nothing was computed yet.
///
/// ```
/// use clientela::domain::password::{Hash, Parameters};
/// let hash = Hash::parse("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$QUJDREVGR0hJSktMTU5PUA")?;
/// assert_eq!(hash.parameters, Parameters::OURS);
/// let refused = Hash::parse("$argon2id$v=19$m=4194304,t=2,p=1$c2FsdHNhbHQ$QUJDREVGR0hJSktMTU5PUA").unwrap_err();
/// assert_eq!(refused.rule, "password.parameters_refused"); // 4 GiB of memory: never computed
/// let refused = Hash::parse("$6$rounds=5000$saltsalt$abcdef").unwrap_err();
/// assert_eq!((refused.rule, refused.args[0].1.as_str()), ("password.scheme_refused", "sha512crypt"));
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Hash {
    /// What it costs.
    pub parameters: Parameters,
    /// The salt.
    pub salt: Vec<u8>,
    /// What must come out.
    pub output: Zeroizing<Vec<u8>>,
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({:?}, …)", self.parameters)
    }
}

impl Hash {
    /// Takes a hash apart: Argon2id, scrypt and PBKDF2 as PHC strings, PBKDF2 also as passlib and Django write it, bcrypt as everybody does.
    ///
    /// # Errors
    /// `password.scheme_refused` with `scheme`; `password.parameters_refused` with `parameter` and `min` or `max`;
    /// `password.malformed`. Never the value.
    pub fn parse(text: &str) -> Result<Self, Violation> {
        let parts: Vec<&str> = text.split('$').collect();
        match parts[..] {
            ["", "argon2id", "v=19", parameters, salt, output] => Self::made(argon2id(parameters)?, phc(salt)?, phc(output)?),
            ["", "argon2id", _, _, _, _] | ["", "argon2id", _, _, _] => Err(refused("v").with("min", 19).with("max", 19)),
            ["", "2a" | "2b" | "2y", cost, rest] => bcrypt(cost, rest),
            ["", "scrypt", parameters, salt, output] => Self::made(scrypt(parameters)?, phc(salt)?, phc(output)?),
            ["", name @ ("pbkdf2-sha256" | "pbkdf2-sha512"), parameters, salt, output] => pbkdf2(name, parameters, salt, output),
            ["pbkdf2_sha256", rounds, salt, output] => {
                let output = decode(output.trim_end_matches('='), Alphabet::Standard).ok_or_else(malformed)?;
                Self::made(pbkdf2_of("pbkdf2-sha256", number(rounds)?)?, salt.as_bytes().to_vec(), output)
            }
            _ => Err(foreign::refuse(text)),
        }
    }

    fn made(parameters: Parameters, salt: Vec<u8>, output: Vec<u8>) -> Result<Self, Violation> {
        within("salt", u32::try_from(salt.len()).unwrap_or(u32::MAX), 8, 64)?;
        within("output", u32::try_from(output.len()).unwrap_or(u32::MAX), 16, 64)?;
        Ok(Self { parameters, salt, output: Zeroizing::new(output) })
    }
}

/// The digest by which the same hash is known when it is fed again, in hex.
pub fn source_digest(hash: &str) -> String {
    hex(&Sha256::digest(hash))
}

fn argon2id(text: &str) -> Result<Parameters, Violation> {
    let [memory, passes, lanes] = named(text, ["m", "t", "p"])?;
    let lanes = within("p", lanes, 1, 4)?;
    let memory = within("m", memory, 8 * lanes, MOST_MEMORY_KIB)?;
    Ok(Parameters::Argon2id { memory, passes: within("t", passes, 1, 10)?, lanes })
}

fn scrypt(text: &str) -> Result<Parameters, Violation> {
    let [log_n, r, p] = named(text, ["ln", "r", "p"])?;
    let (r, p) = (within("r", r, 1, 32)?, within("p", p, 1, 4)?);
    // 128·N·r bytes, so N·r is an eighth of the KiB.
    let most = (MOST_MEMORY_KIB * 8 / r).ilog2();
    Ok(Parameters::Scrypt { log_n: within("ln", log_n, 1, most)?, r, p })
}

fn bcrypt(cost: &str, rest: &str) -> Result<Hash, Violation> {
    if cost.len() != 2 || rest.len() != 53 || !rest.is_ascii() {
        return Err(malformed());
    }
    let cost = within("cost", number(cost.trim_start_matches('0'))?, 4, 14)?;
    let part = |text| decode(text, Alphabet::Bcrypt).ok_or_else(malformed);
    Hash::made(Parameters::Bcrypt { cost }, part(&rest[..22])?, part(&rest[22..])?)
}

/// As PHC (`i=…,l=…`, the length may be left out), or as passlib writes it: the rounds alone, and `.` for `+`.
fn pbkdf2(name: &str, parameters: &str, salt: &str, output: &str) -> Result<Hash, Violation> {
    let passlib = !parameters.contains('=');
    let read = |text| if passlib { decode(text, Alphabet::Dotted).ok_or_else(malformed) } else { phc(text) };
    let (salt, output) = (read(salt)?, read(output)?);
    let (rounds, length) = match parameters.split_once(',') {
        _ if passlib => (number(parameters)?, None),
        Some(_) => named(parameters, ["i", "l"]).map(|[rounds, length]| (rounds, usize::try_from(length).ok()))?,
        None => (named(parameters, ["i"])?[0], None),
    };
    if length.is_some_and(|length| length != output.len()) {
        return Err(malformed());
    }
    Hash::made(pbkdf2_of(name, rounds)?, salt, output)
}

fn pbkdf2_of(name: &str, rounds: u32) -> Result<Parameters, Violation> {
    Ok(match name {
        "pbkdf2-sha512" => Parameters::Pbkdf2Sha512 { rounds: within("i", rounds, 1, 2_500_000)? },
        _ => Parameters::Pbkdf2Sha256 { rounds: within("i", rounds, 1, 5_000_000)? },
    })
}

/// The numbers of `m=…,t=…,p=…`: each name once, in this order.
fn named<const N: usize>(text: &str, names: [&str; N]) -> Result<[u32; N], Violation> {
    let mut numbers = [0; N];
    let mut parts = text.split(',');
    for (found, name) in numbers.iter_mut().zip(names) {
        let value = parts.next().and_then(|part| part.strip_prefix(name)?.strip_prefix('='));
        *found = number(value.ok_or_else(malformed)?)?;
    }
    if parts.next().is_none() { Ok(numbers) } else { Err(malformed()) }
}

/// A decimal number; one that is too large for us is the largest we know, which no bound allows.
fn number(text: &str) -> Result<u32, Violation> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if plain { Ok(u32::from_str(text).unwrap_or(u32::MAX)) } else { Err(malformed()) }
}

fn within(parameter: &'static str, number: u32, min: u32, max: u32) -> Result<u32, Violation> {
    match number {
        _ if number > max => Err(refused(parameter).with("max", max)),
        _ if number < min => Err(refused(parameter).with("min", min)),
        _ => Ok(number),
    }
}

fn phc(text: &str) -> Result<Vec<u8>, Violation> {
    decode(text, Alphabet::Standard).ok_or_else(malformed)
}

fn refused(parameter: &'static str) -> Violation {
    Violation::new("password", "password.parameters_refused").with("parameter", parameter)
}

fn malformed() -> Violation {
    Violation::new("password", "password.malformed")
}
