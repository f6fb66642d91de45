//! The lists of statuses and groups, and bank accounts that nobody uses any more.

use std::ffi::c_char;

use crate::domain::status::Meaning;
use crate::engine::{AccountPart, StatusEntry, UnusedAccount};
use crate::ffi::call::{call, free, step};
use crate::ffi::cursor::Cursor;
use crate::ffi::desk::clientela_desk;
use crate::ffi::engine::clientela_engine;
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::record::Walk;
use crate::ffi::record_words::clientela_meaning;
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// A walk over statuses. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_statuses(i64);
handle!(clientela_statuses, StatusesObject);

/// A walk over groups. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_groups(i64);
handle!(clientela_groups, GroupsObject);

/// A walk over bank accounts. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_accounts(i64);
handle!(clientela_accounts, AccountsObject);

/// Statuses: code, name, meaning.
pub struct StatusesObject(Cursor<(CText, CText, clientela_meaning)>);

/// Groups: code, name.
pub struct GroupsObject(Cursor<(CText, CText)>);

/// What of bank details goes.
#[allow(dead_code, reason = "for C")]
pub type clientela_account_part = i32;

/// The account itself; the change log tells of it.
#[allow(dead_code, reason = "for C")]
pub const CLIENTELA_ACCOUNT_PART_DETAILS: clientela_account_part = 0;
/// What the change log held of an account that was deleted before.
#[allow(dead_code, reason = "for C")]
pub const CLIENTELA_ACCOUNT_PART_HISTORY: clientela_account_part = 1;

/// An account: customer, slot, whether it was deleted, what of it.
struct Account {
    customer: CText,
    slot: i32,
    deleted: i32,
    part: AccountPart,
}

/// Accounts, one by one.
pub struct AccountsObject(Walk<Account>);

/// Begins a walk over every status that a customer may have; those of the library are among them.
///
/// - engine: the store
/// - out_statuses: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_statuses(
    engine: clientela_engine,
    out_statuses: *mut clientela_statuses,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_statuses, "out_statuses"), || {
        let all = door(engine, "engine")?.statuses()?;
        let row = |status: &StatusEntry| (CText::new(&status.code), CText::new(&status.name), status.meaning as i32);
        Ok(StatusesObject(Cursor::new(all.iter().map(row).collect())))
    })
}

/// Steps to the next status. CLIENTELA_STATUS_DONE: there is none.
///
/// - statuses: the walk
/// - out_code: its code, which a customer's status is; lives until the walk is freed
/// - out_code_len: its length in bytes; may be NULL
/// - out_name: its name; lives until the walk is freed
/// - out_name_len: its length in bytes; may be NULL
/// - out_meaning: what it means, CLIENTELA_MEANING_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_statuses_next(
    statuses: clientela_statuses,
    out_code: *mut *const c_char,
    out_code_len: *mut usize,
    out_name: *mut *const c_char,
    out_name_len: *mut usize,
    out_meaning: *mut clientela_meaning,
    out_error: *mut clientela_error,
) -> clientela_status {
    let (code, name) = (out::text(out_code, out_code_len, "out_code"), out::text(out_name, out_name_len, "out_name"));
    step(out_error, (code, name, out::number(out_meaning, "out_meaning")), || {
        Ok(open(statuses, "statuses")?.0.next().map(|(code, name, meaning)| (code.lend(), name.lend(), *meaning)))
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - statuses: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_statuses_free(statuses: clientela_statuses) -> clientela_status {
    free(statuses, "statuses")
}

/// Adds a status to the list, or changes its name and meaning. It takes the right of administration.
///
/// - desk: the desk
/// - code: its code
/// - code_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - name: its name; empty: none
/// - name_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - meaning: what it means, CLIENTELA_MEANING_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_set_status(
    desk: clientela_desk,
    code: *const c_char,
    code_len: usize,
    name: *const c_char,
    name_len: usize,
    meaning: clientela_meaning,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        let (code, name) = (words::code(code, code_len, "code")?, raw::text(name, name_len, "name")?);
        desk.set_status(&code, name, words::word(Meaning::ALL, meaning, "meaning")?)
    })
}

/// Begins a walk over the groups that the central system fed.
///
/// - engine: the store
/// - out_groups: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_groups(
    engine: clientela_engine,
    out_groups: *mut clientela_groups,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_groups, "out_groups"), || {
        let all = door(engine, "engine")?.groups()?;
        Ok(GroupsObject(Cursor::new(all.iter().map(|group| (CText::new(&group.code), CText::new(&group.name))).collect())))
    })
}

/// Steps to the next group. CLIENTELA_STATUS_DONE: there is none.
///
/// - groups: the walk
/// - out_code: its code, as a customer's groups name it; lives until the walk is freed
/// - out_code_len: its length in bytes; may be NULL
/// - out_name: its name; lives until the walk is freed
/// - out_name_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_groups_next(
    groups: clientela_groups,
    out_code: *mut *const c_char,
    out_code_len: *mut usize,
    out_name: *mut *const c_char,
    out_name_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    let (code, name) = (out::text(out_code, out_code_len, "out_code"), out::text(out_name, out_name_len, "out_name"));
    step(out_error, (code, name), || Ok(open(groups, "groups")?.0.next().map(|(code, name)| (code.lend(), name.lend()))))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - groups: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_groups_free(groups: clientela_groups) -> clientela_status {
    free(groups, "groups")
}

/// Deletes bank details that nobody uses any more. They stay where their last use (CLIENTELA_FIELD_BANK_LAST_USE) is less than a year ago
/// or nobody noted it, where a direct debit can still be returned (13 months, by CLIENTELA_FIELD_BANK_LAST_DEBIT or a document of one), and
/// where an invoice, order, service contract or direct debit of the customer is open or being written. Where the setting
/// `bank.delete_unused` is off it only tells which: DETAILS rows with 0. Besides, with that setting on or off, it takes deleted ones out of
/// the change log after the months of the setting `bank.history_months` (HISTORY rows), which then only tells that they were deleted. With
/// report_only 1 it tells only, of both. It goes through everybody in one call, in transactions of 500 customers: without limit, progress
/// or cancelling. Broken off, it leaves deleted what it deleted; call it again. Call it once a day, and clientela_erp_purge afterwards.
///
/// - erp: the ERP's door
/// - report_only: 1 to tell only what it would delete, 0 to delete
/// - out_accounts: the walk over the accounts, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_delete_unused_accounts(
    erp: clientela_erp,
    report_only: i32,
    out_accounts: *mut clientela_accounts,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_accounts, "out_accounts"), || {
        let erp = door(erp, "erp")?;
        let found = erp.delete_unused_accounts(words::yes(report_only, "report_only")?)?;
        let row = |one: &UnusedAccount| {
            let (slot, deleted) = (one.slot.into(), one.deleted.into());
            Account { customer: CText::new(&one.customer.to_string()), slot, deleted, part: one.part }
        };
        Ok(AccountsObject(Walk::new(found.iter().map(row))))
    })
}

/// Steps to the next account. CLIENTELA_STATUS_DONE: there is none.
///
/// - accounts: the walk
/// - out_customer: the customer's id; lives until the walk is freed
/// - out_customer_len: its length in bytes; may be NULL
/// - out_slot: the account's slot
/// - out_deleted: 1 when it was deleted now, of HISTORY taken out of the change log; 0 when it would be
#[unsafe(no_mangle)]
pub extern "C" fn clientela_accounts_next(
    accounts: clientela_accounts,
    out_customer: *mut *const c_char,
    out_customer_len: *mut usize,
    out_slot: *mut i32,
    out_deleted: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    let customer = out::text(out_customer, out_customer_len, "out_customer");
    step(out_error, (customer, out::number(out_slot, "out_slot"), out::number(out_deleted, "out_deleted")), || {
        let mut accounts = open(accounts, "accounts")?;
        if accounts.0.step().is_none() {
            return Ok(None);
        }
        let Account { customer, slot, deleted, .. } = accounts.0.row()?;
        Ok(Some((customer.lend(), *slot, *deleted)))
    })
}

/// Says what of the present account goes.
///
/// - accounts: the walk
/// - out_part: CLIENTELA_ACCOUNT_PART_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_accounts_part(
    accounts: clientela_accounts,
    out_part: *mut clientela_account_part,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_part, "out_part"), || Ok(open(accounts, "accounts")?.0.row()?.part as i32))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - accounts: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_accounts_free(accounts: clientela_accounts) -> clientela_status {
    free(accounts, "accounts")
}
