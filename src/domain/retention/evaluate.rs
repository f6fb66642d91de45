//! What of one person stays, until when and by which rule: the longest floor of each datum, and the shortest ceiling that no floor outlives.

use super::hold::Hold;
use super::rule::{Bound, Limit, RetentionRule, Start};
use super::rules::Retention;
use super::words::{HoldKind, RetentionClass, RetentionData, RetentionStay};
use crate::domain::money::Currency;
use crate::domain::time::Date;

/// What the rules need to know of a document.
#[derive(Clone, Copy, Debug)]
pub struct DocumentFacts<'a> {
    /// Its number.
    pub number: &'a str,
    /// What it is to the law.
    pub class: RetentionClass,
    /// Its day.
    pub date: Date,
    /// The last entry in or about it, where it is later.
    pub last_entry: Option<Date>,
    /// When the tax for it fell due, where that is known.
    pub tax_due: Option<Date>,
    /// Its gross total in minor units.
    pub total: i64,
    /// The currency of the total.
    pub currency: Currency,
    /// Which data of the person are on it.
    pub data: &'a [RetentionData],
}

/// What the rules need to know of a person.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// Which data are kept of the person beside the documents.
    pub data: &'a [RetentionData],
    /// The documents that were issued.
    pub documents: &'a [DocumentFacts<'a>],
    /// When the person last turned to the shop themselves.
    pub last_contact: Option<Date>,
    /// When the bank details were last used.
    pub bank_use: Option<Date>,
    /// When a direct debit was last drawn.
    pub direct_debit: Option<Date>,
    /// When the person last agreed to calls, or was last called by that consent.
    pub phone_consent: Option<Date>,
}

/// Whether something stays.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Stay {
    /// No law keeps it: it goes today, if the person asks.
    Goes,
    /// To the end of this day.
    Until(Date),
    /// Until somebody lifts a hold, and in any case to the end of this day, where there is one.
    Held(Option<Date>),
}

impl Stay {
    /// In a word.
    pub fn kind(self) -> RetentionStay {
        match self {
            Self::Goes => RetentionStay::Goes,
            Self::Until(_) => RetentionStay::Until,
            Self::Held(_) => RetentionStay::Held,
        }
    }

    /// The last day on which it stays in any case, where there is one.
    pub fn until(self) -> Option<Date> {
        match self {
            Self::Goes => None,
            Self::Until(day) => Some(day),
            Self::Held(day) => day,
        }
    }
}

/// The last day on which something may be there, though nobody asked for it to go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Latest {
    /// The day.
    pub day: Date,
    /// The rule that says so.
    pub rule: String,
    /// Its law.
    pub ground: String,
}

/// One line of an explanation. It names data, never a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// Which data.
    pub data: RetentionData,
    /// On which document, by class and number; none: of the person.
    pub document: Option<(RetentionClass, String)>,
    /// The amount up to which or above which the document is, where a rule asks for it.
    pub limit: Option<Limit>,
    /// Whether it stays.
    pub stay: Stay,
    /// The rule by which it stays, or would have; none: no rule is about it.
    pub rule: Option<String>,
    /// The law.
    pub ground: Option<String>,
    /// What holds it, besides.
    pub hold: Option<HoldKind>,
    /// When it has to go.
    pub latest: Option<Latest>,
}

impl Kept {
    /// Whether it has been there for too long on a day.
    pub fn is_overdue(&self, today: Date) -> bool {
        !matches!(self.stay, Stay::Held(_)) && self.latest.as_ref().is_some_and(|latest| latest.day < today)
    }

    /// The first day on which it may go; none while a hold has no end.
    pub fn free_from(&self, today: Date) -> Option<Date> {
        match self.stay {
            Stay::Goes => Some(today),
            Stay::Until(day) => Some(day.plus_days(1)),
            Stay::Held(_) => None,
        }
    }
}

/// What of a person stays and what goes: the person's data first, then document by document.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Evaluation {
    /// The day on which it was asked.
    pub today: Option<Date>,
    /// Line by line.
    pub lines: Vec<Kept>,
}

impl Evaluation {
    /// The first day on which everything may go; none while a hold has no end.
    pub fn complete_from(&self, today: Date) -> Option<Date> {
        let days: Option<Vec<Date>> = self.lines.iter().map(|line| line.free_from(today)).collect();
        days.map(|days| days.into_iter().max().unwrap_or(today))
    }

    /// The first day of the person's that no ceiling outlives, with its rule: all that is kept of an inactive customer goes then.
    pub fn latest(&self) -> Option<&Latest> {
        self.lines.iter().filter(|line| line.document.is_none() && line.data == RetentionData::Name).find_map(|line| line.latest.as_ref())
    }
}

/// What stays of a person on the day `today`, until when and by which rule.
///
/// ```
/// use clientela::domain::{money::Currency, time::Date};
/// use clientela::domain::retention::{DocumentFacts, Facts, Retention, RetentionClass, RetentionData as D, evaluate};
/// let (rules, today) = (Retention::pack("DE")?, Date::parse("2026-03-02")?);
/// let invoice = DocumentFacts {
///     number: "I-1", class: RetentionClass::Invoice, date: Date::parse("2025-02-10")?, last_entry: None, tax_due: None, total: 90_000,
///     currency: Currency::parse("EUR")?, data: &[D::Name, D::Address],
/// };
/// let facts = Facts { data: &[D::Email], documents: &[invoice], ..Facts::default() };
/// let said = evaluate(&rules, &facts, today).to_string();
/// assert_eq!(said, "e-mail goes today, invoice name and address stay until 31 December 2033");
/// # Ok::<(), clientela::Error>(())
/// ```
pub fn evaluate(retention: &Retention, facts: &Facts<'_>, today: Date) -> Evaluation {
    let mut data = facts.data.to_vec();
    data.sort_unstable();
    data.dedup();
    let mut lines: Vec<Kept> = data.into_iter().map(|data| of_the_person(retention, facts, data, today)).collect();
    let mut documents: Vec<&DocumentFacts<'_>> = facts.documents.iter().collect();
    documents.sort_by_key(|document| (document.class, document.number));
    for document in documents {
        let mut data = document.data.to_vec();
        data.sort_unstable();
        data.dedup();
        lines.extend(data.into_iter().map(|data| on_a_document(retention, document, data, today)));
    }
    Evaluation { today: Some(today), lines }
}

fn of_the_person(retention: &Retention, facts: &Facts<'_>, data: RetentionData, today: Date) -> Kept {
    let start = |rule: &RetentionRule| match rule.start {
        Start::LastContact => facts.last_contact,
        Start::LastBankUse => facts.bank_use,
        Start::LastDirectDebit => facts.direct_debit,
        Start::ConsentOrUse => facts.phone_consent,
        _ => None,
    };
    let about = || retention.rules.iter().filter(|rule| rule.is_about(None, data));
    let floor = longest(retention, about(), start);
    let held = retention.holds.iter().find(|hold| hold.kind == HoldKind::LegalHold && hold.is_whole() && hold.is_active(today));
    let ceilings = about().filter(|rule| rule.bound == Bound::Ceiling).filter_map(|rule| Some((ends(retention, rule, start(rule)?), rule)));
    let latest = ceilings.min_by_key(|(day, _)| *day).map(|(day, rule)| {
        let day = floor.map_or(day, |(floor, _)| floor.max(day));
        Latest { day, rule: rule.name.clone(), ground: rule.ground.clone() }
    });
    Kept { latest, ..line(data, None, None, floor, held, today) }
}

pub(super) fn on_a_document(retention: &Retention, document: &DocumentFacts<'_>, data: RetentionData, today: Date) -> Kept {
    let class = document.class;
    let takes = |rule: &&RetentionRule| rule.limit.is_none_or(|limit| limit.takes(document.total, document.currency));
    let of_class = || retention.rules.iter().filter(|rule| rule.classes.contains(&class)).filter(takes);
    let about = || of_class().filter(|rule| rule.is_about(Some(class), data));
    let floor = longest(retention, about(), |rule| Some(started(rule, document)));
    let limit = of_class().find_map(|rule| rule.limit);
    let holds = || retention.holds.iter().filter(|hold| hold.is_active(today) && hold.covers(class, document.number));
    let legal = holds().find(|hold| hold.kind == HoldKind::LegalHold);
    let audited = |hold: &&Hold| hold.kind == HoldKind::TaxAudit && floor.is_some_and(|(last, _)| last >= hold.since);
    let held = legal.or_else(|| holds().find(audited));
    let mut kept = line(data, Some((class, document.number.to_owned())), limit, floor, held, today);
    let suspending = about().find(|rule| rule.bound == Bound::Suspends);
    if let (Some(HoldKind::TaxAudit), Some(rule)) = (kept.hold, suspending) {
        (kept.rule, kept.ground) = (Some(rule.name.clone()), Some(rule.ground.clone()));
    }
    kept
}

/// The last day to which any rule keeps anything that is on a document.
pub(super) fn floor_of(retention: &Retention, document: &DocumentFacts<'_>) -> Option<Date> {
    let takes = |rule: &&RetentionRule| rule.limit.is_none_or(|limit| limit.takes(document.total, document.currency));
    let on_it = |rule: &&RetentionRule| rule.data.iter().any(|data| document.data.contains(data));
    let about = retention.rules.iter().filter(|rule| rule.classes.contains(&document.class)).filter(on_it).filter(takes);
    longest(retention, about, |rule| Some(started(rule, document))).map(|(day, _)| day)
}

fn started(rule: &RetentionRule, document: &DocumentFacts<'_>) -> Date {
    match rule.start {
        Start::LastEntry => document.last_entry.map_or(document.date, |entry| entry.max(document.date)),
        Start::TaxDue => document.tax_due.unwrap_or(document.date),
        _ => document.date,
    }
}

fn ends(retention: &Retention, rule: &RetentionRule, start: Date) -> Date {
    rule.ends(start, retention.business_year_ends)
}

/// The floor that ends last; of two on the same day the first.
fn longest<'r>(
    retention: &Retention,
    rules: impl Iterator<Item = &'r RetentionRule>,
    start: impl Fn(&RetentionRule) -> Option<Date>,
) -> Option<(Date, &'r RetentionRule)> {
    let floors = rules.filter(|rule| rule.bound == Bound::Floor).filter_map(|rule| Some((ends(retention, rule, start(rule)?), rule)));
    floors.reduce(|best, one| if one.0 > best.0 { one } else { best })
}

fn line(
    data: RetentionData,
    document: Option<(RetentionClass, String)>,
    limit: Option<Limit>,
    floor: Option<(Date, &RetentionRule)>,
    held: Option<&Hold>,
    today: Date,
) -> Kept {
    let last = floor.map(|(last, _)| last).filter(|last| *last >= today);
    let stay = match (held, last) {
        (Some(_), last) => Stay::Held(last),
        (None, Some(last)) => Stay::Until(last),
        (None, None) => Stay::Goes,
    };
    let (rule, ground) = floor.map(|(_, rule)| (rule.name.clone(), rule.ground.clone())).unzip();
    Kept { data, document, limit, stay, rule, ground, hold: held.map(|hold| hold.kind), latest: None }
}
