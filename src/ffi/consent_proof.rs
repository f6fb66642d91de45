//! Proofs of consent events as a desk gives them out, for whoever has neither the store nor any reason to believe it.

use std::ffi::c_char;

use crate::domain::heads;
use crate::domain::id::EventId;
use crate::engine::ProofRequest;
use crate::error::Result;
use crate::ffi::buffer::{BufferObject, clientela_buffer};
use crate::ffi::call::call;
use crate::ffi::desk::clientela_desk;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::door;
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;
use crate::ffi::words::named;
use crate::ffi::{doors, out, words};

fn request(event: Option<&str>, heads: Option<&str>, disclose: bool) -> Result<ProofRequest> {
    let mut request = ProofRequest::new();
    if let Some(id) = event {
        request = request.event(EventId::parse(id).map_err(named("event"))?);
    }
    if let Some(document) = heads {
        request = request.up_to(&heads::read(document)?);
    }
    Ok(if disclose { request.disclosing() } else { request })
}

/// Writes the proof of a person's consent events: a JSON document that `clientela_verify_proof` checks without any store. Of entries about
/// others it holds digests only. Events of whoever was merged into the person are among them, each under its own id. A proof that would
/// not hold is not given out. CLIENTELA_STATUS_NOT_FOUND: proof.event_unknown, there is no such event; CLIENTELA_STATUS_STATE:
/// proof.unanchored, no head is at or behind an event, or proof.anchor, the heads are not of this journal; CLIENTELA_STATUS_LIMIT:
/// proof.too_long, more than 1,000,000 entries lie between event and head.
///
/// - desk: the desk
/// - person: the id of a customer or related person, also of an anonymized one
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - event: only the event of this id; may be NULL: all
/// - event_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - heads: the heads that whoever verifies it has, as `clientela_engine_export_heads` wrote them once; may be NULL: as they are now
/// - heads_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - disclose: 1 to tell the form numbers, and the addresses that answers are bound to, as far as they are still there; else 0
/// - out_buffer: the document; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_consent_proof(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    event: *const c_char,
    event_len: usize,
    heads: *const c_char,
    heads_len: usize,
    disclose: i32,
    out_buffer: *mut clientela_buffer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_buffer, "out_buffer"), || {
        let (desk, person) = (door(desk, "desk")?, words::subject(person, person_len, "person")?);
        let (event, heads) = (doors::optional(event, event_len, "event")?, doors::optional(heads, heads_len, "heads")?);
        let request = request(event, heads, words::yes(disclose, "disclose")?)?;
        Ok(BufferObject(CText::new(&desk.consent_proof(person, &request)?)))
    })
}
