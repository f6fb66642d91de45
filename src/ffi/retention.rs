//! Rules of retention: a country's pack, a host's own rules, and what is on hold. The packs are engineering defaults, no legal advice.
//! docs/retention.md lists their rules, and says how a host writes its own.

use std::ffi::c_char;

use crate::domain::retention::{Hold, HoldKind, Retention, RetentionClass, SkippedRule};
use crate::domain::time::Date;
use crate::error::Result;
use crate::ffi::call::{call, free};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::retention_words::{clientela_hold_kind, clientela_retention_class};
use crate::ffi::status::clientela_status;
use crate::ffi::texts::{self, clientela_texts};
use crate::ffi::{out, raw, words};

/// Rules of retention. Use them from one thread at a time; they may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_retention(i64);
handle!(clientela_retention, RetentionObject);

/// Rules, and what is on hold.
pub struct RetentionObject(pub Retention);

/// The rules of a pack and those that hold everywhere. CLIENTELA_STATUS_INVALID: retention.pack_unknown.
///
/// - pack: `DE`, `FR`, `IT`, `PL` or `neutral`
/// - pack_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_retention: the rules; free them
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_new(
    pack: *const c_char,
    pack_len: usize,
    out_retention: *mut clientela_retention,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_retention, "out_retention"), || {
        Ok(RetentionObject(Retention::pack(raw::text(pack, pack_len, "pack")?)?))
    })
}

fn told(SkippedRule { place, name, why }: &SkippedRule) -> String {
    let word = why.args.first().map_or("", |(_, word)| word);
    format!("{place} {name} {} {word}", why.rule)
}

/// Adds a host's own rules. A rule that is not understood is left out as a whole and told. CLIENTELA_STATUS_INVALID: retention.malformed, it is
/// no such document; retention.below_floor or retention.above_ceiling, with the rule of the law that one would break. Then none of them holds.
///
/// - retention: the rules
/// - json: a JSON object with a list `rules`, as docs/retention.md describes it
/// - json_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_skipped: a walk over what was left out, before its first text: the place from 1, the name, why, and the word or key, a blank
///   between two, such as `2 own.moon retention.word_unknown moonshine`; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_add_rules(
    retention: clientela_retention,
    json: *const c_char,
    json_len: usize,
    out_skipped: *mut clientela_texts,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_skipped, "out_skipped"), || {
        let mut retention = open(retention, "retention")?;
        Ok(texts::walk(retention.0.add(raw::text(json, json_len, "json")?)?.iter().map(told)))
    })
}

/// Puts something on hold.
///
/// - retention: the rules
/// - kind: what it is, CLIENTELA_HOLD_KIND_…
/// - since: since when, YYYY-MM-DD
/// - since_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - until: the last day, YYYY-MM-DD; empty when nobody knows
/// - until_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - author: who ordered it, and can lift it
/// - author_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - reason: why
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - document: only the document of this number, which blocks whoever has it; empty: everything
/// - document_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_add_hold(
    retention: clientela_retention,
    kind: clientela_hold_kind,
    since: *const c_char,
    since_len: usize,
    until: *const c_char,
    until_len: usize,
    author: *const c_char,
    author_len: usize,
    reason: *const c_char,
    reason_len: usize,
    document: *const c_char,
    document_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || -> Result<()> {
        let mut retention = open(retention, "retention")?;
        let hold = Hold {
            kind: words::word(HoldKind::ALL, kind, "kind")?,
            since: words::date(since, since_len, "since")?,
            until: words::absent_or(raw::text(until, until_len, "until")?, "until", Date::parse)?,
            author: raw::text(author, author_len, "author")?.to_owned(),
            reason: raw::text(reason, reason_len, "reason")?.to_owned(),
            class: None,
            document: Some(raw::text(document, document_len, "document")?.to_owned()).filter(|number| !number.is_empty()),
        };
        retention.0.hold(hold);
        Ok(())
    })
}

/// Puts every document of a class on hold.
///
/// - retention: the rules
/// - kind: what it is, CLIENTELA_HOLD_KIND_…
/// - class_of: the class, CLIENTELA_RETENTION_CLASS_…
/// - since: since when, YYYY-MM-DD
/// - since_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - until: the last day, YYYY-MM-DD; empty when nobody knows
/// - until_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - author: who ordered it, and can lift it
/// - author_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - reason: why
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_add_class_hold(
    retention: clientela_retention,
    kind: clientela_hold_kind,
    class_of: clientela_retention_class,
    since: *const c_char,
    since_len: usize,
    until: *const c_char,
    until_len: usize,
    author: *const c_char,
    author_len: usize,
    reason: *const c_char,
    reason_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || -> Result<()> {
        let mut retention = open(retention, "retention")?;
        let hold = Hold {
            kind: words::word(HoldKind::ALL, kind, "kind")?,
            since: words::date(since, since_len, "since")?,
            until: words::absent_or(raw::text(until, until_len, "until")?, "until", Date::parse)?,
            author: raw::text(author, author_len, "author")?.to_owned(),
            reason: raw::text(reason, reason_len, "reason")?.to_owned(),
            class: Some(words::word(RetentionClass::ALL, class_of, "class_of")?),
            document: None,
        };
        retention.0.hold(hold);
        Ok(())
    })
}

/// Says with which month business years end; at first with December.
///
/// - retention: the rules
/// - month: 1 to 12; what lies outside is taken as the nearest of these
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_set_business_year(
    retention: clientela_retention,
    month: i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || -> Result<()> {
        let mut retention = open(retention, "retention")?;
        retention.0 = retention.0.clone().business_year_ends(words::within(month, "month")?);
        Ok(())
    })
}

/// Lets customers go who did not turn up for so many months. CLIENTELA_STATUS_INVALID: retention.above_ceiling, a law allows less.
///
/// - retention: the rules
/// - months: how many
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_set_inactive(
    retention: clientela_retention,
    months: i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || open(retention, "retention")?.0.inactive_after(words::within(months, "months")?))
}

/// Frees rules. No rules (0) are allowed.
///
/// - retention: the rules
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_free(retention: clientela_retention) -> clientela_status {
    free(retention, "retention")
}
