//! One customer with everything that a detail screen shows, as it stood when the handle was given.

use std::ffi::c_char;

use crate::engine::{Consent, Customer, RelatedPerson};
use crate::ffi::call::{call, free, step};
use crate::ffi::consents::{ConsentsObject, clientela_consents};
use crate::ffi::constants::clientela_field;
use crate::ffi::cursor::Cursor;
use crate::ffi::desk::clientela_desk;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::person::{PersonObject, clientela_person};
use crate::ffi::record::int;
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;
use crate::ffi::{input, out, raw, words};

/// A customer in detail. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_customer(i64);
handle!(clientela_customer, CustomerObject);

/// A walk over related persons. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_related(i64);
handle!(clientela_related, RelatedObject);

/// The sections of the screen.
pub struct CustomerObject {
    basics: PersonObject,
    documents: i64,
    related: Vec<RelatedPerson>,
    consents: Vec<Consent>,
}

/// Related persons with their roles.
pub struct RelatedObject(Cursor<(CText, RelatedPerson)>);

impl CustomerObject {
    fn of(customer: Customer) -> Self {
        let Customer { stored, related, consents, documents, .. } = customer;
        Self { basics: PersonObject::of(&stored), documents: int(documents), related, consents }
    }

    fn related(&self) -> RelatedObject {
        RelatedObject(Cursor::new(self.related.iter().map(|related| (CText::new(&related.role), related.clone())).collect()))
    }
}

/// Gives everything that a detail screen shows. Consents are among it where the operator may see them.
///
/// - desk: the desk
/// - id: the id of a customer or related person
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_customer: the customer; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_customer(
    desk: clientela_desk,
    id: *const c_char,
    id_len: usize,
    out_customer: *mut clientela_customer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_customer, "out_customer"), || {
        let desk = door(desk, "desk")?;
        let id = words::subject(id, id_len, "id")?;
        Ok(CustomerObject::of(desk.customer(id)?))
    })
}

/// The same for the customer with this number.
///
/// - desk: the desk
/// - number: the customer number
/// - number_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_customer: the customer; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_customer_by_number(
    desk: clientela_desk,
    number: *const c_char,
    number_len: usize,
    out_customer: *mut clientela_customer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_customer, "out_customer"), || {
        let desk = door(desk, "desk")?;
        let number = raw::text(number, number_len, "number")?;
        Ok(CustomerObject::of(desk.customer_by_number(number)?))
    })
}

/// The customer's id, 36 characters: what other functions ask for.
///
/// - customer: the customer
/// - out_id: the id; lives until the customer is freed
/// - out_id_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_customer_id(
    customer: clientela_customer,
    out_id: *mut *const c_char,
    out_id_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_id, out_id_len, "out_id"), || Ok(open(customer, "customer")?.basics.id.lend()))
}

/// The name as a list shows it: first and last name, or the company.
///
/// - customer: the customer
/// - out_name: the name, empty when there is none; lives until the customer is freed
/// - out_name_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_customer_name(
    customer: clientela_customer,
    out_name: *mut *const c_char,
    out_name_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_name, out_name_len, "out_name"), || Ok(open(customer, "customer")?.basics.name.lend()))
}

/// Reads one value.
///
/// - customer: the customer
/// - field: which field, CLIENTELA_FIELD_…
/// - slot: which occurrence, from 0
/// - out_text: the value, or NULL when there is none; lives until the customer is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_customer_text(
    customer: clientela_customer,
    field: clientela_field,
    slot: i32,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || {
        let customer = open(customer, "customer")?;
        Ok(customer.basics.values.lend(input::field(field, "field")?, input::slot(slot, "slot")?))
    })
}

/// How often the customer was changed; a stale edit is refused by it.
///
/// - customer: the customer
/// - out_version: counts the changes
#[unsafe(no_mangle)]
pub extern "C" fn clientela_customer_version(
    customer: clientela_customer,
    out_version: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_version, "out_version"), || Ok(open(customer, "customer")?.basics.version))
}

/// How many documents the customer has.
///
/// - customer: the customer
/// - out_count: the number of documents
#[unsafe(no_mangle)]
pub extern "C" fn clientela_customer_documents(
    customer: clientela_customer,
    out_count: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_count, "out_count"), || Ok(open(customer, "customer")?.documents))
}

/// Begins a walk over contact persons and family members.
///
/// - customer: the customer
/// - out_related: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_customer_related(
    customer: clientela_customer,
    out_related: *mut clientela_related,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_related, "out_related"), || Ok(open(customer, "customer")?.related()))
}

/// Begins a walk over the customer's consents.
///
/// - customer: the customer
/// - out_consents: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_customer_consents(
    customer: clientela_customer,
    out_consents: *mut clientela_consents,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_consents, "out_consents"), || Ok(ConsentsObject::of(&open(customer, "customer")?.consents)))
}

/// Frees a customer. Texts read from it are gone too. No customer (0) is allowed.
///
/// - customer: the customer
#[unsafe(no_mangle)]
pub extern "C" fn clientela_customer_free(customer: clientela_customer) -> clientela_status {
    free(customer, "customer")
}

/// Steps to the next related person. CLIENTELA_STATUS_DONE: there is none.
///
/// - related: the walk
/// - out_role: `contact` or `family`; lives until the walk is freed
/// - out_role_len: its length in bytes; may be NULL
/// - out_person: the person; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_related_next(
    related: clientela_related,
    out_role: *mut *const c_char,
    out_role_len: *mut usize,
    out_person: *mut clientela_person,
    out_error: *mut clientela_error,
) -> clientela_status {
    let outs = (out::text(out_role, out_role_len, "out_role"), out::handle(out_person, "out_person"));
    step(out_error, outs, || Ok(open(related, "related")?.0.next().map(|(role, related)| (role.lend(), PersonObject::of(&related.person)))))
}

/// Frees a walk. Texts read from it are gone too; persons given by it stay. No walk (0) is allowed.
///
/// - related: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_related_free(related: clientela_related) -> clientela_status {
    free(related, "related")
}
