//! The sections of a detail screen that list several things of one customer: which there are, in the order in which they are shown.
//! A value of one of them is read by its field and slot: clientela_customer_text(customer, CLIENTELA_FIELD_COMMENT_TEXT, slot, ...).

use crate::domain::section::Section;
use crate::ffi::call::{call, free, step};
use crate::ffi::cursor::Cursor;
use crate::ffi::customer::clientela_customer;
use crate::ffi::draft::clientela_draft;
use crate::ffi::error::clientela_error;
use crate::ffi::fields::{FieldsObject, clientela_fields};
use crate::ffi::handle::{handle, open};
use crate::ffi::record_words::clientela_section;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, words};

/// A walk over the things of a section. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_slots(i64);
handle!(clientela_slots, SlotsObject);

/// Slots, one by one.
pub struct SlotsObject(Cursor<u16>);

impl SlotsObject {
    pub fn of(slots: &[u16]) -> Self {
        Self(Cursor::new(slots.to_vec()))
    }
}

/// Begins a walk over the things of a section, in the order in which a screen shows them: cards in use first, pinned comments
/// first and then the latest, coupons that were not redeemed first, memberships as they were given.
///
/// - customer: the customer
/// - section: which section, CLIENTELA_SECTION_…
/// - out_slots: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_customer_section(
    customer: clientela_customer,
    section: clientela_section,
    out_slots: *mut clientela_slots,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_slots, "out_slots"), || {
        let customer = open(customer, "customer")?;
        let section = words::word(Section::ALL, section, "section")?;
        Ok(SlotsObject::of(customer.section(section)))
    })
}

/// Begins a walk over the missing fields that the screen marks. There are none unless the setting `missing.marked` is on.
///
/// - customer: the customer
/// - out_fields: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_customer_marked(
    customer: clientela_customer,
    out_fields: *mut clientela_fields,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_fields, "out_fields"), || Ok(FieldsObject::of(open(customer, "customer")?.marked())))
}

/// The first slot in which a new thing of a section can be begun: one behind the last that there is.
///
/// - draft: the draft
/// - section: which section, CLIENTELA_SECTION_…
/// - out_slot: the slot
#[unsafe(no_mangle)]
pub extern "C" fn clientela_draft_free_slot(
    draft: clientela_draft,
    section: clientela_section,
    out_slot: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_slot, "out_slot"), || {
        let section = words::word(Section::ALL, section, "section")?;
        Ok(open(draft, "draft")?.free_slot(section.whole()).into())
    })
}

/// Steps to the next thing. CLIENTELA_STATUS_DONE: there is none.
///
/// - slots: the walk
/// - out_slot: its slot
#[unsafe(no_mangle)]
pub extern "C" fn clientela_slots_next(slots: clientela_slots, out_slot: *mut i32, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, out::number(out_slot, "out_slot"), || Ok(open(slots, "slots")?.0.next().map(|slot| i32::from(*slot))))
}

/// Frees a walk. No walk (0) is allowed.
///
/// - slots: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_slots_free(slots: clientela_slots) -> clientela_status {
    free(slots, "slots")
}
