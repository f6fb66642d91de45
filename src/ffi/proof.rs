//! Proofs of consent events, verified without the store that made them: a document, and heads of the journal that were kept elsewhere.
//! Whoever changed a byte of it, or wrote it anew with all its digests, does not come to those heads.

use std::ffi::c_char;

use crate::domain::consent::{Event, EventProof, verify_proof};
use crate::domain::heads;
use crate::error::Result;
use crate::ffi::call::{call, free, step};
use crate::ffi::error::clientela_error;
use crate::ffi::event_record::record;
use crate::ffi::event_words::{
    CLIENTELA_EVENT_FIELD_ADDRESS, CLIENTELA_EVENT_FIELD_BODY, CLIENTELA_EVENT_FIELD_CHAIN, CLIENTELA_EVENT_FIELD_SEQUENCE,
    CLIENTELA_EVENT_FIELD_SUBJECT, CLIENTELA_EVENT_FIELD_TITLE, clientela_event_field,
};
use crate::ffi::handle::{handle, open};
use crate::ffi::record::{Record, Walk, int};
use crate::ffi::signature::clientela_signature;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw};

/// A walk over proven consent events; its present event is read field by field. Use it from one thread at a time; it may move
/// between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_proven(i64);
handle!(clientela_proven, ProvenObject);

/// Proven events, one by one.
pub struct ProvenObject(Walk<(Record, Event)>);

fn proven(proof: &EventProof) -> Record {
    let text = proof.text.as_ref();
    record(&proof.event, proof.reference.as_deref())
        .text(CLIENTELA_EVENT_FIELD_ADDRESS, proof.address.as_deref())
        .text(CLIENTELA_EVENT_FIELD_SUBJECT, proof.event.subject.to_string().as_str())
        .text(CLIENTELA_EVENT_FIELD_TITLE, text.map(|text| text.title.as_str()))
        .text(CLIENTELA_EVENT_FIELD_BODY, text.map(|text| text.body.as_str()))
        .text(CLIENTELA_EVENT_FIELD_CHAIN, proof.entry.origin.as_str())
        .number(CLIENTELA_EVENT_FIELD_SEQUENCE, int(proof.entry.sequence))
}

fn verified(proof: &[u8], heads: &str) -> Result<ProvenObject> {
    let document = str::from_utf8(proof).map_err(|_| raw::misuse("argument.not_utf8", "proof"))?;
    let events = verify_proof(document, &heads::read(heads)?)?;
    Ok(ProvenObject(Walk::new(events.into_iter().map(|proof| (proven(&proof), proof.event)))))
}

/// Verifies a proof and begins a walk over the events that it proves, by their ids. Each chain of the proof must end at one of the heads.
/// CLIENTELA_STATUS_INVALID: nothing is proven, and the code of the error says why: proof.malformed, the document is none;
/// proof.commitment, a disclosed reference or address is not the one that was bound; proof.event, an event, its wording, its signature
/// or its entry was changed; proof.chain, a part of a chain is missing; proof.unanchored, no head is given at which a chain ends;
/// proof.anchor, a chain is another one than was kept; heads.malformed, the heads are none. That a person said nothing else is not proven.
///
/// - proof: the document, UTF-8, as `clientela_desk_consent_proof` wrote it
/// - proof_len: its length in bytes
/// - heads: the heads, as `clientela_engine_export_heads` wrote them once and somebody else kept them
/// - heads_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_proven: the walk, before its first event; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_verify_proof(
    proof: *const u8,
    proof_len: usize,
    heads: *const c_char,
    heads_len: usize,
    out_proven: *mut clientela_proven,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_proven, "out_proven"), || {
        verified(raw::bytes(proof, proof_len, "proof")?, raw::text(heads, heads_len, "heads")?)
    })
}

/// Steps to the next proven event. CLIENTELA_STATUS_DONE: there is none.
///
/// - proven: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_proven_next(proven: clientela_proven, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, (), || Ok(open(proven, "proven")?.0.step()))
}

/// Reads a text of the present event.
///
/// - proven: the walk
/// - field: which field, CLIENTELA_EVENT_FIELD_…; REFERENCE and ADDRESS are there where they were disclosed
/// - out_text: the text, or NULL when there is none; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_proven_text(
    proven: clientela_proven,
    field: clientela_event_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(proven, "proven")?.0.row()?.0.lend(field))
}

/// Reads a number of the present event.
///
/// - proven: the walk
/// - field: which field, CLIENTELA_EVENT_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_proven_number(
    proven: clientela_proven,
    field: clientela_event_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(proven, "proven")?.0.row()?.0.value(field))
}

/// Tells whether the present event was signed with a signature that somebody kept.
///
/// - proven: the walk
/// - signature: the signature
/// - out_belongs: 1 when it belongs to the event, else 0
#[unsafe(no_mangle)]
pub extern "C" fn clientela_proven_signed_by(
    proven: clientela_proven,
    signature: clientela_signature,
    out_belongs: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_belongs, "out_belongs"), || {
        let (events, signature) = (open(proven, "proven")?, open(signature, "signature")?.made()?);
        Ok(signature.belongs_to(&events.0.row()?.1).into())
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - proven: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_proven_free(proven: clientela_proven) -> clientela_status {
    free(proven, "proven")
}
