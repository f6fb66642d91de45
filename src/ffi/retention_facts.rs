//! What rules of retention need to know of a person whose data lie in a database of your own.

use std::ffi::c_char;

use crate::domain::money::Currency;
use crate::domain::retention::{DocumentFacts, Evaluation, Facts, Retention, RetentionClass, RetentionData, evaluate};
use crate::domain::time::Date;
use crate::error::{Error, ErrorKind, Result};
use crate::ffi::call::{call, free};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::retention::clientela_retention;
use crate::ffi::retention_lines::{RetentionLinesObject, clientela_retention_lines};
use crate::ffi::retention_words::{clientela_retention_class, clientela_retention_data};
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// What is kept of a person. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_retention_facts(i64);
handle!(clientela_retention_facts, RetentionFactsObject);

/// A day that periods are counted from.
pub type clientela_retention_day = i32;

/// The last time the person themselves turned to the shop.
pub const CLIENTELA_RETENTION_DAY_LAST_CONTACT: clientela_retention_day = 0;
/// The last use of the bank details.
pub const CLIENTELA_RETENTION_DAY_BANK_USE: clientela_retention_day = 1;
/// The last direct debit.
pub const CLIENTELA_RETENTION_DAY_DIRECT_DEBIT: clientela_retention_day = 2;
/// The last time the person agreed to calls, or was called by that consent.
pub const CLIENTELA_RETENTION_DAY_PHONE_CONSENT: clientela_retention_day = 3;
/// Of the document added last: the last entry in or about it.
pub const CLIENTELA_RETENTION_DAY_LAST_ENTRY: clientela_retention_day = 4;
/// Of the document added last: when the tax for it fell due.
pub const CLIENTELA_RETENTION_DAY_TAX_DUE: clientela_retention_day = 5;

/// What is known of a person.
#[derive(Default)]
pub struct RetentionFactsObject {
    data: Vec<RetentionData>,
    documents: Vec<Paper>,
    last_contact: Option<Date>,
    bank_use: Option<Date>,
    direct_debit: Option<Date>,
    phone_consent: Option<Date>,
}

struct Paper {
    number: String,
    class: RetentionClass,
    date: Date,
    last_entry: Option<Date>,
    tax_due: Option<Date>,
    total: i64,
    currency: Currency,
    data: Vec<RetentionData>,
}

impl Paper {
    fn facts(&self) -> DocumentFacts<'_> {
        let Self { class, date, last_entry, tax_due, total, currency, .. } = *self;
        DocumentFacts { number: &self.number, class, date, last_entry, tax_due, total, currency, data: &self.data }
    }
}

impl RetentionFactsObject {
    fn last(&mut self) -> Result<&mut Paper> {
        self.documents.last_mut().ok_or_else(|| Error::new(ErrorKind::State, "document.not_begun"))
    }

    fn evaluate(&self, retention: &Retention, today: Date) -> Evaluation {
        let documents: Vec<DocumentFacts<'_>> = self.documents.iter().map(Paper::facts).collect();
        let Self { last_contact, bank_use, direct_debit, phone_consent, .. } = *self;
        let facts = Facts { data: &self.data, documents: &documents, last_contact, bank_use, direct_debit, phone_consent };
        evaluate(retention, &facts, today)
    }
}

/// Makes a person of whom nothing is kept.
///
/// - out_retention_facts: the person; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_facts_new(
    out_retention_facts: *mut clientela_retention_facts,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_retention_facts, "out_retention_facts"), || Ok(RetentionFactsObject::default()))
}

/// Says that something is kept of the person beside documents.
///
/// - retention_facts: the person
/// - data: what, CLIENTELA_RETENTION_DATA_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_facts_add_data(
    retention_facts: clientela_retention_facts,
    data: clientela_retention_data,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || -> Result<()> {
        let mut facts = open(retention_facts, "retention_facts")?;
        facts.data.push(words::word(RetentionData::ALL, data, "data")?);
        Ok(())
    })
}

/// Adds a document that was issued. What of the person is on it is said afterwards.
///
/// - retention_facts: the person
/// - kind: what it is to the law, CLIENTELA_RETENTION_CLASS_…
/// - number: its number
/// - number_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - date: its day, YYYY-MM-DD
/// - date_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - total: its gross total in minor units
/// - currency: the currency of the total, such as EUR
/// - currency_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_facts_add_document(
    retention_facts: clientela_retention_facts,
    kind: clientela_retention_class,
    number: *const c_char,
    number_len: usize,
    date: *const c_char,
    date_len: usize,
    total: i64,
    currency: *const c_char,
    currency_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || -> Result<()> {
        let mut facts = open(retention_facts, "retention_facts")?;
        let (number, date) = (raw::text(number, number_len, "number")?.to_owned(), words::date(date, date_len, "date")?);
        let currency = Currency::parse(raw::text(currency, currency_len, "currency")?).map_err(words::named("currency"))?;
        let class = words::word(RetentionClass::ALL, kind, "kind")?;
        facts.documents.push(Paper { number, class, date, last_entry: None, tax_due: None, total, currency, data: Vec::new() });
        Ok(())
    })
}

/// Says that something of the person is on the document that was added last.
///
/// - retention_facts: the person
/// - data: what, CLIENTELA_RETENTION_DATA_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_facts_add_document_data(
    retention_facts: clientela_retention_facts,
    data: clientela_retention_data,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || -> Result<()> {
        let mut facts = open(retention_facts, "retention_facts")?;
        let data = words::word(RetentionData::ALL, data, "data")?;
        facts.last()?.data.push(data);
        Ok(())
    })
}

/// Says a day that periods are counted from.
///
/// - retention_facts: the person
/// - which: which day, CLIENTELA_RETENTION_DAY_…
/// - day: the day, YYYY-MM-DD; empty when nobody knows
/// - day_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_facts_set_day(
    retention_facts: clientela_retention_facts,
    which: clientela_retention_day,
    day: *const c_char,
    day_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || -> Result<()> {
        let mut facts = open(retention_facts, "retention_facts")?;
        let day = words::absent_or(raw::text(day, day_len, "day")?, "day", Date::parse)?;
        match which {
            CLIENTELA_RETENTION_DAY_LAST_ENTRY => facts.last()?.last_entry = day,
            CLIENTELA_RETENTION_DAY_TAX_DUE => facts.last()?.tax_due = day,
            CLIENTELA_RETENTION_DAY_LAST_CONTACT => facts.last_contact = day,
            CLIENTELA_RETENTION_DAY_BANK_USE => facts.bank_use = day,
            CLIENTELA_RETENTION_DAY_DIRECT_DEBIT => facts.direct_debit = day,
            CLIENTELA_RETENTION_DAY_PHONE_CONSENT => facts.phone_consent = day,
            _ => return Err(raw::misuse("argument.unknown_constant", "which")),
        }
        Ok(())
    })
}

/// Explains what of the person stays, until when and on which ground.
///
/// - retention_facts: the person; it may be freed afterwards
/// - retention: the rules; they may be freed afterwards
/// - today: the day, YYYY-MM-DD
/// - today_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_retention_lines: the explanation, before its first line; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_facts_explain(
    retention_facts: clientela_retention_facts,
    retention: clientela_retention,
    today: *const c_char,
    today_len: usize,
    out_retention_lines: *mut clientela_retention_lines,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_retention_lines, "out_retention_lines"), || {
        let (facts, retention) = (open(retention_facts, "retention_facts")?, open(retention, "retention")?);
        let today = words::date(today, today_len, "today")?;
        Ok(RetentionLinesObject::of(&facts.evaluate(&retention.0, today), today))
    })
}

/// Frees a person. No person (0) is allowed.
///
/// - retention_facts: the person
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_facts_free(retention_facts: clientela_retention_facts) -> clientela_status {
    free(retention_facts, "retention_facts")
}
