//! Computes hashes of passwords: one function, so that a test can count them. Knows no operator and no store.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

use crate::domain::password::{Hash, Parameters, Scheme};
use crate::error::{Error, ErrorKind, Result, Violation};

/// How long the hashes made here are, in bytes.
const OUR_LENGTH: usize = 32;

/// A salt of the hashes made here.
pub(crate) type OurSalt = [u8; 16];

/// What one hash costs: its parameters and the length of what comes out.
pub(crate) type Cost = (Parameters, usize);

/// What the hashes made here cost.
pub(crate) const OUR_COST: Cost = (Parameters::OURS, OUR_LENGTH);

/// Takes a hash apart that can be computed by this build.
///
/// # Errors
/// As [`Hash::parse`]; `password.scheme_refused` also for old schemes in a build without them.
pub(crate) fn accept(text: &str) -> Result<Hash, Violation> {
    let hash = Hash::parse(text)?;
    let scheme = hash.parameters.scheme();
    if cfg!(feature = "old-hashes") || scheme == Scheme::Argon2id {
        Ok(hash)
    } else {
        Err(Violation::new("password", "password.scheme_refused").with("scheme", scheme.name()))
    }
}

/// What most of these hashes cost; where two are as many, the dearer one.
pub(crate) fn usual_cost<'a>(hashes: impl Iterator<Item = &'a Hash>) -> Cost {
    let mut costs: Vec<Cost> = hashes.map(cost_of).collect();
    costs.sort_unstable();
    costs.chunk_by(|a, b| a == b).max_by_key(|same| same.len()).map_or(OUR_COST, |same| same[0])
}

fn cost_of(hash: &Hash) -> Cost {
    (hash.parameters, hash.output.len())
}

/// Whether this is the password, by one hash, compared in constant time.
///
/// # Errors
/// [`ErrorKind::Limit`] where there is no memory for it.
pub(crate) fn matches(hash: &Hash, password: &str) -> Result<bool> {
    let computed = compute(cost_of(hash), &hash.salt, password)?;
    Ok(computed.ct_eq(&hash.output).into())
}

/// Computes one hash for nobody: who is unknown costs as much as everybody.
///
/// # Errors
/// [`ErrorKind::Limit`] where there is no memory for it.
pub(crate) fn spend(cost: Cost, password: &str) -> Result<()> {
    compute(cost, &[0; 16], password).map(drop)
}

/// Our own hash of a password, as a PHC string.
///
/// # Errors
/// [`ErrorKind::Limit`] where there is no memory for it.
pub(crate) fn our_hash(password: &str, salt: &OurSalt) -> Result<Zeroizing<String>> {
    let Parameters::Argon2id { memory, passes, lanes } = Parameters::OURS else { return Err(broken()) };
    let output = compute(OUR_COST, salt, password)?;
    let [salt, output] = [&salt[..], &output[..]].map(|bytes| STANDARD_NO_PAD.encode(bytes));
    Ok(Zeroizing::new(format!("$argon2id$v=19$m={memory},t={passes},p={lanes}${salt}${output}")))
}

/// The bytes of one of our hashes, of a secret that is so short that each guess must cost something.
///
/// # Errors
/// [`ErrorKind::Limit`] where there is no memory for it.
pub(crate) fn stretch(salt: &OurSalt, secret: &str) -> Result<Zeroizing<Vec<u8>>> {
    compute(OUR_COST, salt, secret)
}

/// The one place that computes.
fn compute((parameters, length): Cost, salt: &[u8], password: &str) -> Result<Zeroizing<Vec<u8>>> {
    #[cfg(test)]
    tests::COUNTED.with_borrow_mut(|counted| counted.push(parameters));
    let mut output = Zeroizing::new(vec![0; length]);
    let password = password.as_bytes();
    match parameters {
        Parameters::Argon2id { memory, passes, lanes } => argon2id((memory, passes, lanes), salt, password, &mut output)?,
        #[cfg(feature = "old-hashes")]
        _ => old::compute(parameters, salt, password, &mut output)?,
        #[cfg(not(feature = "old-hashes"))]
        _ => return Err(broken()),
    }
    Ok(output)
}

fn argon2id((memory, passes, lanes): (u32, u32, u32), salt: &[u8], password: &[u8], output: &mut [u8]) -> Result<()> {
    let params = Params::new(memory, passes, lanes, Some(output.len())).map_err(|_| broken())?;
    let mut blocks: Vec<Block> = Vec::new();
    blocks.try_reserve_exact(params.block_count()).map_err(|_| no_memory())?;
    blocks.resize(params.block_count(), Block::default());
    let context = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let done = context.hash_password_into_with_memory(password, salt, output, &mut blocks);
    blocks.iter_mut().for_each(Zeroize::zeroize);
    done.map_err(|_| broken())
}

#[cfg(feature = "old-hashes")]
mod old {
    //! Schemes of other systems.

    use sha2::{Sha256, Sha512};
    use zeroize::Zeroizing;

    use super::{broken, no_memory};
    use crate::domain::password::Parameters;
    use crate::error::Result;

    /// bcrypt reads no further.
    const BCRYPT_READS: usize = 72;

    pub(super) fn compute(parameters: Parameters, salt: &[u8], password: &[u8], output: &mut [u8]) -> Result<()> {
        match parameters {
            Parameters::Bcrypt { cost } => bcrypt(cost, salt, password, output),
            Parameters::Scrypt { log_n, r, p } => scrypt((log_n, r, p), salt, password, output),
            Parameters::Pbkdf2Sha256 { rounds } => {
                pbkdf2::pbkdf2_hmac::<Sha256>(password, salt, rounds, output);
                Ok(())
            }
            Parameters::Pbkdf2Sha512 { rounds } => {
                pbkdf2::pbkdf2_hmac::<Sha512>(password, salt, rounds, output);
                Ok(())
            }
            Parameters::Argon2id { .. } => Err(broken()),
        }
    }

    fn bcrypt(cost: u32, salt: &[u8], password: &[u8], output: &mut [u8]) -> Result<()> {
        let mut read = Zeroizing::new([password, &[0]].concat());
        read.truncate(BCRYPT_READS);
        let salt = salt.try_into().map_err(|_| broken())?;
        let computed = Zeroizing::new(bcrypt::bcrypt(cost, salt, &read));
        output.copy_from_slice(computed.get(..output.len()).ok_or_else(broken)?);
        Ok(())
    }

    /// The crate takes its memory itself and cannot be refused it, so it is asked for before.
    fn scrypt((log_n, r, p): (u32, u32, u32), salt: &[u8], password: &[u8], output: &mut [u8]) -> Result<()> {
        let blocks = (1_usize << log_n) + p as usize + 2;
        Vec::<u8>::new().try_reserve_exact(blocks * 128 * r as usize).map_err(|_| no_memory())?;
        let params = scrypt::Params::new(u8::try_from(log_n).map_err(|_| broken())?, r, p).map_err(|_| broken())?;
        scrypt::scrypt(password, salt, &params, output).map_err(|_| broken())
    }
}

fn no_memory() -> Error {
    Error::new(ErrorKind::Limit, "password.no_memory")
}

fn broken() -> Error {
    Error::new(ErrorKind::Internal, "password.parameters")
}

#[cfg(test)]
pub(crate) mod tests {
    use std::cell::RefCell;

    use super::*;

    thread_local! {
        /// Every hash that this thread computed.
        pub(crate) static COUNTED: RefCell<Vec<Parameters>> = const { RefCell::new(Vec::new()) };
    }

    /// What was computed since the last question.
    pub(crate) fn computed() -> Vec<Parameters> {
        COUNTED.take()
    }

    #[test]
    fn the_usual_cost_is_what_most_have_and_ours_where_nobody_has_any() {
        let [cheap, dear] = [
            "$2b$04$abcdefghijklmnopqrstuuN4oIYrFp5xc4pSpHXqQ9OGmvVHDoqxK",
            "$2b$05$abcdefghijklmnopqrstuuN4oIYrFp5xc4pSpHXqQ9OGmvVHDoqxK",
        ]
        .map(|text| Hash::parse(text).expect("a hash"));
        let cost = |hashes: &[&Hash]| usual_cost(hashes.iter().copied());
        assert_eq!(cost(&[]), OUR_COST);
        assert_eq!(cost(&[&cheap, &dear, &cheap]).0, Parameters::Bcrypt { cost: 4 });
        assert_eq!(cost(&[&dear, &cheap]).0, Parameters::Bcrypt { cost: 5 });
    }

    #[test]
    fn our_hash_is_taken_and_matches_its_password_only() {
        let text = our_hash("correct horse", &[7; 16]).expect("memory");
        let hash = accept(&text).expect("ours");
        assert!(!hash.parameters.are_weak());
        assert!(matches(&hash, "correct horse").expect("memory"));
        assert!(!matches(&hash, "correct horsE").expect("memory"));
        computed();
    }

    #[test]
    fn too_much_is_refused_without_computing() {
        computed();
        let refused = accept("$argon2id$v=19$m=4194304,t=1,p=1$c2FsdHNhbHQ$QUJDREVGR0hJSktMTU5PUA").expect_err("4 GiB");
        assert_eq!(refused.rule, "password.parameters_refused");
        assert_eq!(computed(), []);
    }
}
