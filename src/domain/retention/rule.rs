//! One rule of retention, and when a period that it sets ends.

use super::words::{RetentionClass, RetentionData};
use crate::domain::money::Currency;
use crate::domain::time::Date;

/// What a period is counted from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Start {
    /// The day of the document.
    DocumentDate,
    /// The last entry in or about the document; its own day where nobody said.
    LastEntry,
    /// The day on which the tax fell due; the document's own day where nobody said.
    TaxDue,
    /// The last time the person themselves turned to the shop.
    LastContact,
    /// The last use of the bank details.
    LastBankUse,
    /// The last direct debit.
    LastDirectDebit,
    /// A consent, or its last use.
    ConsentOrUse,
    /// An audit that runs: nothing is counted.
    TaxAudit,
}

impl Start {
    pub(super) const WORDS: &[(&str, Self)] = &[
        ("document_date", Self::DocumentDate),
        ("last_entry", Self::LastEntry),
        ("tax_due", Self::TaxDue),
        ("last_contact", Self::LastContact),
        ("last_bank_use", Self::LastBankUse),
        ("last_direct_debit", Self::LastDirectDebit),
        ("consent_or_use", Self::ConsentOrUse),
        ("tax_audit", Self::TaxAudit),
    ];

    /// Whether it is an event of a document.
    pub(super) fn of_a_document(self) -> bool {
        matches!(self, Self::DocumentDate | Self::LastEntry | Self::TaxDue | Self::TaxAudit)
    }
}

/// How long.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Period {
    /// Whole months.
    pub months: u32,
    /// And days.
    pub days: u32,
}

/// To what the start is rounded up before the period is counted. A later one is more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Rounding {
    /// It is counted from the day.
    None,
    /// From the end of the calendar year.
    CalendarYear,
    /// From the end of the business year.
    BusinessYear,
}

impl Rounding {
    pub(super) const WORDS: &[(&str, Self)] =
        &[("none", Self::None), ("calendar_year", Self::CalendarYear), ("business_year", Self::BusinessYear)];
}

/// What a rule sets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bound {
    /// It stays at least so long.
    Floor,
    /// It stays at most so long, unless a floor is later.
    Ceiling,
    /// Periods do not end meanwhile.
    Suspends,
}

impl Bound {
    pub(super) const WORDS: &[(&str, Self)] = &[("floor", Self::Floor), ("ceiling", Self::Ceiling), ("suspends", Self::Suspends)];
}

/// Documents of some amount only.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Limit {
    /// Above it; else up to it.
    pub above: bool,
    /// The amount in minor units.
    pub total: i64,
    /// In this currency. A document of another one counts as above it.
    pub currency: Currency,
}

impl Limit {
    /// Whether a document of this amount is meant; a correction counts by its size.
    pub fn takes(&self, total: i64, currency: Currency) -> bool {
        let up_to = currency == self.currency && total.unsigned_abs() <= self.total.unsigned_abs();
        up_to != self.above
    }
}

/// One rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RetentionRule {
    /// Its name, such as `de.invoices`.
    pub name: String,
    /// Of which documents; none: of the person.
    pub classes: Vec<RetentionClass>,
    /// About which data.
    pub data: Vec<RetentionData>,
    /// Only documents of this amount.
    pub limit: Option<Limit>,
    /// The law and its paragraph, as people read it.
    pub ground: String,
    /// Where that stands.
    pub source: String,
    /// What is counted from.
    pub start: Start,
    /// How long.
    pub period: Period,
    /// How the start is rounded.
    pub rounding: Rounding,
    /// What it sets.
    pub bound: Bound,
}

impl RetentionRule {
    /// Whether it is about these data of such a document, or of the person.
    pub(super) fn is_about(&self, class: Option<RetentionClass>, data: RetentionData) -> bool {
        let classes = class.map_or(self.classes.is_empty(), |class| self.classes.contains(&class));
        classes && self.data.contains(&data)
    }

    /// The last day of the period that starts on `start`; the business year ends with this month.
    ///
    /// The day itself does not count, so that the last day of a year after 10 May is 10 May; unused bank details go on that day already.
    pub fn ends(&self, start: Date, business_year_ends: u32) -> Date {
        let from = match self.rounding {
            Rounding::None => start,
            Rounding::CalendarYear => start.end_of_year(),
            Rounding::BusinessYear => end_of_business_year(start, business_year_ends),
        };
        let end = match self.rounding {
            Rounding::None => from.plus_months(self.period.months),
            _ => from.plus_months(self.period.months).end_of_month(),
        };
        let of_the_bank = matches!(self.start, Start::LastBankUse | Start::LastDirectDebit);
        end.plus_days(i64::from(self.period.days) - i64::from(of_the_bank))
    }

    /// Whether both are about some data of some documents.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let classes = match (self.classes.is_empty(), other.classes.is_empty()) {
            (true, true) => true,
            (false, false) => self.classes.iter().any(|class| other.classes.contains(class)),
            _ => false,
        };
        let apart = matches!((self.limit, other.limit), (Some(one), Some(two)) if disjoint(&one, &two));
        classes && !apart && self.data.iter().any(|data| other.data.contains(data))
    }

    /// How long it is, for comparing two: a rounded start is later.
    pub(super) fn length(&self) -> (u64, Rounding) {
        (u64::from(self.period.months) * 31 + u64::from(self.period.days), self.rounding)
    }
}

/// One above an amount and one up to it, between which nothing lies.
fn disjoint(one: &Limit, two: &Limit) -> bool {
    let (above, up_to) = if one.above { (one, two) } else { (two, one) };
    one.above != two.above && one.currency == two.currency && up_to.total <= above.total
}

fn end_of_business_year(day: Date, month: u32) -> Date {
    let own = day.month_number().rem_euclid(12).unsigned_abs() + 1;
    day.plus_months((month.clamp(1, 12) + 12 - own) % 12).end_of_month()
}
