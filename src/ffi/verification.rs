//! What verifying the journal found. Keep the heads elsewhere, on paper or at the ERP, to notice later that an end was cut off.

use std::ffi::c_char;

use crate::domain::heads;
use crate::domain::value::hex;
use crate::engine::Verification;
use crate::ffi::call::{call, free, step};
use crate::ffi::cursor::Cursor;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::out;
use crate::ffi::record::{Record, int};
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;

/// What verifying found. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_verification(i64);
handle!(clientela_verification, VerificationObject);

/// A walk over the heads of the chains. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_heads(i64);
handle!(clientela_heads, Cursor<Head>);

/// A walk over findings. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_findings(i64);
handle!(clientela_findings, Cursor<Finding>);

/// A number of a verification.
pub type clientela_verification_field = i32;

/// How many entries were read.
pub const CLIENTELA_VERIFICATION_FIELD_ENTRIES: clientela_verification_field = 0;
/// How many values were erased with their persons.
pub const CLIENTELA_VERIFICATION_FIELD_ERASED_VALUES: clientela_verification_field = 1;
/// How many chains there are.
pub const CLIENTELA_VERIFICATION_FIELD_HEADS: clientela_verification_field = 2;
/// How many findings there are; 0: the journal holds.
pub const CLIENTELA_VERIFICATION_FIELD_FINDINGS: clientela_verification_field = 3;

/// Numbers and lists.
pub struct VerificationObject {
    numbers: Record,
    heads: Vec<heads::Head>,
    findings: Vec<(String, i64, &'static str)>,
}

/// The end of one chain.
pub struct Head {
    origin: CText,
    length: i64,
    digest: CText,
}

/// What is wrong with one entry.
pub struct Finding {
    origin: CText,
    sequence: i64,
    what: CText,
}

impl VerificationObject {
    pub fn of(found: &Verification) -> Self {
        let numbers = Record::default()
            .number(CLIENTELA_VERIFICATION_FIELD_ENTRIES, int(found.entries))
            .number(CLIENTELA_VERIFICATION_FIELD_ERASED_VALUES, int(found.erased_values))
            .number(CLIENTELA_VERIFICATION_FIELD_HEADS, int(found.heads.len()))
            .number(CLIENTELA_VERIFICATION_FIELD_FINDINGS, int(found.findings.len()));
        let findings = found.findings.iter().map(|(origin, at, finding)| (origin.to_string(), int(*at), finding.name())).collect();
        Self { numbers, heads: found.heads.clone(), findings }
    }

    fn findings(&self) -> Cursor<Finding> {
        let finding = |(origin, sequence, finding): &(String, i64, &str)| Finding {
            origin: CText::new(origin),
            sequence: *sequence,
            what: CText::new(finding),
        };
        Cursor::new(self.findings.iter().map(finding).collect())
    }
}

/// A walk over heads.
pub fn walk(heads: &[heads::Head]) -> Cursor<Head> {
    let head = |head: &heads::Head| Head {
        origin: CText::new(head.origin.as_str()),
        length: int(head.length),
        digest: CText::new(&hex(&head.digest)),
    };
    Cursor::new(heads.iter().map(head).collect())
}

/// Reads a number.
///
/// - verification: what verifying found
/// - field: which, CLIENTELA_VERIFICATION_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_verification_number(
    verification: clientela_verification,
    field: clientela_verification_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(verification, "verification")?.numbers.value(field))
}

/// Begins a walk over the heads of the chains: one chain for each station and server.
///
/// - verification: what verifying found; it may be freed during the walk
/// - out_heads: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_verification_heads(
    verification: clientela_verification,
    out_heads: *mut clientela_heads,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_heads, "out_heads"), || Ok(walk(&open(verification, "verification")?.heads)))
}

/// Begins a walk over what is wrong.
///
/// - verification: what verifying found; it may be freed during the walk
/// - out_findings: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_verification_findings(
    verification: clientela_verification,
    out_findings: *mut clientela_findings,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_findings, "out_findings"), || Ok(open(verification, "verification")?.findings()))
}

/// Frees what verifying found. No verification (0) is allowed.
///
/// - verification: what verifying found
#[unsafe(no_mangle)]
pub extern "C" fn clientela_verification_free(verification: clientela_verification) -> clientela_status {
    free(verification, "verification")
}

/// Steps to the next head. CLIENTELA_STATUS_DONE: there is none.
///
/// - heads: the walk
/// - out_origin: the station or server whose chain it is; lives until the walk is freed
/// - out_origin_len: its length in bytes; may be NULL
/// - out_length: how many entries the chain has
/// - out_digest: the digest of its last entry, 64 hexadecimal digits; lives until the walk is freed
/// - out_digest_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_heads_next(
    heads: clientela_heads,
    out_origin: *mut *const c_char,
    out_origin_len: *mut usize,
    out_length: *mut i64,
    out_digest: *mut *const c_char,
    out_digest_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    let origin = out::text(out_origin, out_origin_len, "out_origin");
    let outs = (origin, out::number(out_length, "out_length"), out::text(out_digest, out_digest_len, "out_digest"));
    step(out_error, outs, || Ok(open(heads, "heads")?.next().map(|head| (head.origin.lend(), head.length, head.digest.lend()))))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - heads: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_heads_free(heads: clientela_heads) -> clientela_status {
    free(heads, "heads")
}

/// Steps to the next finding. CLIENTELA_STATUS_DONE: there is none.
///
/// - findings: the walk
/// - out_origin: the chain; lives until the walk is freed
/// - out_origin_len: its length in bytes; may be NULL
/// - out_sequence: the entry's place in its chain, from 1
/// - out_finding: what is wrong: `sequence`, `chain`, `entry`, `value`, `missing`, `content`, `anchor`, `cut_off`; lives until the walk is freed
/// - out_finding_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_findings_next(
    findings: clientela_findings,
    out_origin: *mut *const c_char,
    out_origin_len: *mut usize,
    out_sequence: *mut i64,
    out_finding: *mut *const c_char,
    out_finding_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    let origin = out::text(out_origin, out_origin_len, "out_origin");
    let outs = (origin, out::number(out_sequence, "out_sequence"), out::text(out_finding, out_finding_len, "out_finding"));
    step(out_error, outs, || Ok(open(findings, "findings")?.next().map(|found| (found.origin.lend(), found.sequence, found.what.lend()))))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - findings: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_findings_free(findings: clientela_findings) -> clientela_status {
    free(findings, "findings")
}
