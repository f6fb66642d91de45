//! Single operations on the customer file, each journaled with its reason: cards that are read, the responsible branch, the cost
//! bearer, coupons, and who does not want to say missing data now.

use std::ffi::c_char;

use crate::ffi::call::call;
use crate::ffi::customer::{CustomerObject, clientela_customer};
use crate::ffi::desk::clientela_desk;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::door;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// Gives the customer with this card. Where the customer belongs to another branch, the card moves them to this one, if the
/// setting `branch.take_over_by_card` is on. CLIENTELA_STATUS_NOT_FOUND: nobody has it; CLIENTELA_STATUS_STATE: it was lost or
/// replaced.
///
/// - desk: the desk
/// - card: the number of the card
/// - card_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_customer: the customer; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_customer_by_card(
    desk: clientela_desk,
    card: *const c_char,
    card_len: usize,
    out_customer: *mut clientela_customer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_customer, "out_customer"), || {
        let desk = door(desk, "desk")?;
        Ok(CustomerObject::of(desk.customer_by_card(raw::text(card, card_len, "card")?)?))
    })
}

/// Makes this branch responsible for a customer of another one, if the setting `branch.take_over_by_any` is on.
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - reason: why; kept in the change log
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_take_over(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    reason: *const c_char,
    reason_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        let customer = words::subject(customer, customer_len, "customer")?;
        desk.take_over(customer, raw::text(reason, reason_len, "reason")?)
    })
}

/// Makes another branch responsible for a customer of this one.
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - branch: the other branch's code
/// - branch_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - reason: why; kept in the change log
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_hand_over(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    branch: *const c_char,
    branch_len: usize,
    reason: *const c_char,
    reason_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        let (customer, branch) = (words::subject(customer, customer_len, "customer")?, words::code(branch, branch_len, "branch")?);
        desk.hand_over(customer, &branch, raw::text(reason, reason_len, "reason")?)
    })
}

/// Changes the default cost bearer where there is one already, which no draft does.
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - name: the cost bearer; empty: none
/// - name_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - reason: why; kept in the change log
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_change_cost_bearer(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    name: *const c_char,
    name_len: usize,
    reason: *const c_char,
    reason_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        let (customer, name) = (words::subject(customer, customer_len, "customer")?, raw::text(name, name_len, "name")?);
        desk.change_cost_bearer(customer, name, raw::text(reason, reason_len, "reason")?)
    })
}

/// Redeems a coupon of a customer, once, on a document that is being written for them. CLIENTELA_STATUS_STATE says why not: it was
/// redeemed (`coupon.redeemed`), its days have not begun (`coupon.not_yet`) or are over (`coupon.over`), the document is final.
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - coupon: the coupon's code
/// - coupon_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - document: the document's id
/// - document_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_redeem_coupon(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    coupon: *const c_char,
    coupon_len: usize,
    document: *const c_char,
    document_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        let (customer, coupon) = (words::subject(customer, customer_len, "customer")?, words::code(coupon, coupon_len, "coupon")?);
        desk.redeem_coupon(customer, &coupon, words::document(document, document_len, "document")?)
    })
}

/// The customer does not want to say missing data now: the hint is silent for the months of the setting
/// `missing.ask_again_months`, counted from the first time.
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_defer_missing_data(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        desk.defer_missing_data(words::subject(customer, customer_len, "customer")?)
    })
}
