//! Drafts: a customer or related person being added or edited. Nothing is written before `clientela_desk_save`, and then all
//! of it or nothing.

use std::ffi::c_char;

use crate::domain::field::Whole;
use crate::domain::merge::Side;
use crate::engine::Draft;
use crate::error::{Error, ErrorKind, Result};
use crate::ffi::call::{call, free};
use crate::ffi::capture::clientela_capture;
use crate::ffi::clashes::{ClashesObject, clientela_clashes};
use crate::ffi::constants::clientela_field;
use crate::ffi::desk::clientela_desk;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::record_words::{clientela_outcome, clientela_side};
use crate::ffi::shown::{CText, Shown};
use crate::ffi::status::clientela_status;
use crate::ffi::{input, out, raw, words};

/// A draft. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_draft(i64);
handle!(clientela_draft, DraftObject);

/// A draft, and the texts of it that C may borrow.
pub struct DraftObject {
    draft: Draft,
    id: CText,
    shown: Shown,
}

impl DraftObject {
    fn of(draft: Draft) -> Self {
        Self { id: CText::new(&draft.id().to_string()), shown: Shown::of(draft.values()), draft }
    }

    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    pub fn free_slot(&self, whole: Whole) -> u16 {
        self.draft.free_slot(whole)
    }

    /// Does something that may change any value.
    fn changed<T>(&mut self, change: impl FnOnce(&mut Draft) -> Result<T>) -> Result<T> {
        let done = change(&mut self.draft)?;
        self.shown.renew(self.draft.values());
        Ok(done)
    }
}

/// Begins a new customer of the desk's branch, with the status that the setting `customer.default_status` says.
///
/// - desk: the desk
/// - kind: `private` or `business`; empty: as the setting `customer.default_kind` says
/// - kind_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_draft: the draft; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_new_customer(
    desk: clientela_desk,
    kind: *const c_char,
    kind_len: usize,
    out_draft: *mut clientela_draft,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_draft, "out_draft"), || {
        let desk = door(desk, "desk")?;
        let kind = raw::text(kind, kind_len, "kind")?;
        Ok(DraftObject::of(desk.new_customer(kind)?))
    })
}

/// Begins a new contact person or family member of a customer.
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - role: `contact` or `family`
/// - role_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_draft: the draft; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_new_related(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    role: *const c_char,
    role_len: usize,
    out_draft: *mut clientela_draft,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_draft, "out_draft"), || {
        let desk = door(desk, "desk")?;
        let (customer, role) = (words::subject(customer, customer_len, "customer")?, raw::text(role, role_len, "role")?);
        Ok(DraftObject::of(desk.new_related(customer, role)?))
    })
}

/// Begins to edit a customer or related person: the draft holds the values as they are. CLIENTELA_STATUS_NOT_PERMITTED:
/// customer.restricted, their data are restricted (clientela_erp_restrict).
///
/// - desk: the desk
/// - id: the person's id
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_draft: the draft; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_edit(
    desk: clientela_desk,
    id: *const c_char,
    id_len: usize,
    out_draft: *mut clientela_draft,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_draft, "out_draft"), || {
        let desk = door(desk, "desk")?;
        let id = words::subject(id, id_len, "id")?;
        Ok(DraftObject::of(desk.edit(id)?))
    })
}

/// Begins to edit a contact person or family member together with what they are to a customer (CLIENTELA_FIELD_ROLE) and from when
/// until when (CLIENTELA_FIELD_RELATION_FROM, CLIENTELA_FIELD_RELATION_UNTIL), on what ground they decide for the customer
/// (CLIENTELA_FIELD_GUARDIAN, CLIENTELA_FIELD_GUARDIAN_FOR) and what they may receive (CLIENTELA_FIELD_AUTHORIZED_FOR).
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - person: the id of the related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_draft: the draft; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_edit_related(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    person: *const c_char,
    person_len: usize,
    out_draft: *mut clientela_draft,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_draft, "out_draft"), || {
        let desk = door(desk, "desk")?;
        let (customer, person) = (words::subject(customer, customer_len, "customer")?, words::subject(person, person_len, "person")?);
        Ok(DraftObject::of(desk.edit_related(customer, person)?))
    })
}

/// Begins to make somebody who is there already a contact person or family member of a customer: a mother who is a customer herself, and
/// decides for her child (CLIENTELA_FIELD_GUARDIAN).
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - person: the id of the other person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - role: `contact` or `family`
/// - role_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_draft: the draft; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_relate(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    person: *const c_char,
    person_len: usize,
    role: *const c_char,
    role_len: usize,
    out_draft: *mut clientela_draft,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_draft, "out_draft"), || {
        let desk = door(desk, "desk")?;
        let (customer, person) = (words::subject(customer, customer_len, "customer")?, words::subject(person, person_len, "person")?);
        Ok(DraftObject::of(desk.relate(customer, person, raw::text(role, role_len, "role")?)?))
    })
}

/// Saves a draft: the values that changed, the relation and the consents. Afterwards the draft holds what is stored now and may
/// be edited on. What others saved in between stays. CLIENTELA_STATUS_INVALID lists every broken rule;
/// CLIENTELA_STATUS_CONFLICT: somebody else has the number (the code is `customer.number_taken`) or changed the same field,
/// name or address (`customer.changed_meanwhile`, with each such field): then nothing was written, and
/// clientela_desk_reload tells what they saved. `draft.not_settled`: a reload told what clashes, and it is not decided yet.
/// CLIENTELA_STATUS_NOT_PERMITTED: also where another operator began the draft. CLIENTELA_STATUS_ERASED: the person was anonymized;
/// free the draft, which still holds what was typed.
///
/// - desk: the desk
/// - draft: the draft
/// - out_outcome: what it did, CLIENTELA_OUTCOME_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_save(
    desk: clientela_desk,
    draft: clientela_draft,
    out_outcome: *mut clientela_outcome,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_outcome, "out_outcome"), || {
        let desk = door(desk, "desk")?;
        open(draft, "draft")?.changed(|draft| Ok(desk.save(draft)?.outcome as i32))
    })
}

/// Brings a draft up to what is stored now: it takes over what others saved and keeps what was set in it. Where both changed the
/// same field, name or address, that is among the clashes; the draft keeps its own value, and cannot be saved until
/// clientela_draft_settle decided for each. Show base, mine and theirs to whoever edits. One thing each are the name (from form of
/// address to suffix), each address (each of its slots), each account, card, comment and coupon.
///
/// - desk: the desk
/// - draft: the draft
/// - out_clashes: the walk over clashes, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_reload(
    desk: clientela_desk,
    draft: clientela_draft,
    out_clashes: *mut clientela_clashes,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_clashes, "out_clashes"), || {
        let desk = door(desk, "desk")?;
        open(draft, "draft")?.changed(|draft| Ok(ClashesObject::of(&desk.reload(draft)?)))
    })
}

/// Decides a clash: for the field, and for the whole name, address, account, card, comment or coupon that it belongs to. Until it
/// is reloaded or saved it can be decided otherwise. A third value is set afterwards with clientela_draft_set_text, and is mine from then on.
/// CLIENTELA_STATUS_NOT_FOUND, `clash.not_found`: nothing clashes there.
///
/// - draft: the draft
/// - field: which field, CLIENTELA_FIELD_…
/// - slot: which occurrence, from 0
/// - side: whose values hold, CLIENTELA_SIDE_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_draft_settle(
    draft: clientela_draft,
    field: clientela_field,
    slot: i32,
    side: clientela_side,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let (field, slot) = (input::field(field, "field")?, input::slot(slot, "slot")?);
        let side = words::word(Side::ALL, side, "side")?;
        let known = open(draft, "draft")?.changed(|draft| Ok(draft.settle(field, slot, side)))?;
        known.then_some(()).ok_or_else(|| Error::new(ErrorKind::NotFound, "clash.not_found").field(field.name()))
    })
}

/// The id of the person, also of one who is not yet saved.
///
/// - draft: the draft
/// - out_id: the id, 36 characters; lives until the draft is freed
/// - out_id_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_draft_id(
    draft: clientela_draft,
    out_id: *mut *const c_char,
    out_id_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_id, out_id_len, "out_id"), || Ok(open(draft, "draft")?.id.lend()))
}

/// Sets one value. Empty text removes it. Values are checked when the draft is saved.
///
/// - draft: the draft
/// - field: which field, CLIENTELA_FIELD_…
/// - slot: which occurrence, from 0
/// - text: the value; it is copied
/// - text_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_draft_set_text(
    draft: clientela_draft,
    field: clientela_field,
    slot: i32,
    text: *const c_char,
    text_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut draft = open(draft, "draft")?;
        let (field, slot, text) = (input::field(field, "field")?, input::slot(slot, "slot")?, raw::text(text, text_len, "text")?);
        draft.draft.set_at(field, slot, text);
        draft.shown.set(field, slot, text);
        Ok(())
    })
}

/// Reads one value as it stands in the draft.
///
/// - draft: the draft
/// - field: which field, CLIENTELA_FIELD_…
/// - slot: which occurrence, from 0
/// - out_text: the value, or NULL when there is none; lives until the draft is freed, even when it is set anew
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_draft_text(
    draft: clientela_draft,
    field: clientela_field,
    slot: i32,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || {
        let draft = open(draft, "draft")?;
        Ok(draft.shown.lend(input::field(field, "field")?, input::slot(slot, "slot")?))
    })
}

/// Records an answer together with the person, when the draft is saved.
///
/// - draft: the draft
/// - capture: the answer; it may be freed or used again
#[unsafe(no_mangle)]
pub extern "C" fn clientela_draft_capture(
    draft: clientela_draft,
    capture: clientela_capture,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let capture = open(capture, "capture")?.0.clone();
        open(draft, "draft")?.draft.capture(capture);
        Ok(())
    })
}

/// Says why, in the operator's words; kept in the change log, and erased with the person.
///
/// - draft: the draft
/// - reason: the reason
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_draft_because(
    draft: clientela_draft,
    reason: *const c_char,
    reason_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let reason = raw::text(reason, reason_len, "reason")?;
        open(draft, "draft")?.draft.because(reason);
        Ok(())
    })
}

/// Says that somebody new who looks like one of the erased registered anew, and why; without it saving refuses them
/// (CLIENTELA_STATUS_ERASED with `customer.anonymized_before`). The journal tells who said so.
///
/// - draft: the draft
/// - reason: why
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_draft_register_anew(
    draft: clientela_draft,
    reason: *const c_char,
    reason_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut draft = open(draft, "draft")?;
        draft.draft.register_anew(raw::text(reason, reason_len, "reason")?);
        Ok(())
    })
}

/// Frees a draft. What was not saved is gone, and so are texts read from it. No draft (0) is allowed.
///
/// - draft: the draft
#[unsafe(no_mangle)]
pub extern "C" fn clientela_draft_free(draft: clientela_draft) -> clientela_status {
    free(draft, "draft")
}
