//! What a hash is that we do not take: the name of its scheme, and never a part of it.

use crate::error::Violation;

/// How hashes of a scheme begin, and its name.
const BEGINNINGS: &[(&str, &str)] = &[
    ("$1$", "md5crypt"),
    ("$5$", "sha256crypt"),
    ("$6$", "sha512crypt"),
    ("$7$", "scrypt-crypt"),
    ("$y$", "yescrypt"),
    ("$gy$", "gost-yescrypt"),
    ("$apr1$", "apr1"),
    ("$sha1$", "sha1crypt"),
    ("$md5", "sun-md5"),
    ("$3$", "nthash"),
    ("$P$", "phpass"),
    ("$H$", "phpass"),
    ("$S$", "drupal7"),
    ("$2$", "bcrypt-2"),
    ("$2x$", "bcrypt-2x"),
    ("$bcrypt-sha256$", "bcrypt-sha256"),
    ("$argon2i$", "argon2i"),
    ("$argon2d$", "argon2d"),
    ("$pbkdf2$", "pbkdf2-sha1"),
    ("pbkdf2_sha1$", "pbkdf2-sha1"),
    ("bcrypt_sha256$", "bcrypt-sha256"),
    ("bcrypt$", "bcrypt-django"),
    ("scrypt$", "scrypt-django"),
    ("argon2$", "argon2-django"),
    ("md5$", "salted md5"),
    ("sha1$", "salted sha1"),
    ("{", "ldap"),
];

/// Schemes that we take, spelled so that we cannot.
const OURS: &[&str] = &["$argon2id$", "$2a$", "$2b$", "$2y$", "$scrypt$", "$pbkdf2-sha256$", "$pbkdf2-sha512$", "pbkdf2_sha256$"];

/// Why this hash is not taken.
pub(super) fn refuse(text: &str) -> Violation {
    if OURS.iter().any(|beginning| text.starts_with(beginning)) {
        return super::malformed();
    }
    Violation::new("password", "password.scheme_refused").with("scheme", scheme(text))
}

fn scheme(text: &str) -> &'static str {
    let known = BEGINNINGS.iter().find(|(beginning, _)| text.starts_with(beginning));
    let hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    match (known, text.len()) {
        (Some((_, name)), _) => name,
        (None, 32) if hex => "unsalted md5",
        (None, 40) if hex => "unsalted sha1",
        (None, 64) if hex => "unsalted sha256",
        (None, 128) if hex => "unsalted sha512",
        _ if text.starts_with('$') => "unknown",
        _ => "plain text",
    }
}
