//! Retention at the door of the central system: the rules that hold, and why somebody cannot be erased yet. Knows no SQL.

mod forecast;
mod run;

use crate::domain::consent::{Channel, Definition, Purpose};
use crate::domain::document::{Document, DocumentKind, DocumentState};
use crate::domain::erasure::addressee_values;
use crate::domain::field::Field;
use crate::domain::id::SubjectId;
use crate::domain::retention::{
    DocumentFacts, Evaluation, Facts, Retention, RetentionClass, RetentionData, WhyNotYet, evaluate, why_not_yet,
};
use crate::domain::setting::{Place, Setting, Settings, TypedValue};
use crate::domain::time::{Date, Moment};
use crate::engine::customers::unerased;
use crate::engine::erp::Erp;
use crate::engine::holds::with_holds;
use crate::engine::open::Engine;
use crate::error::{Error, Result, Violation};
use crate::store::Reader;

pub use run::{FailedCustomer, RetentionReport, RetentionRow, RetentionRun, RetentionStep};

impl Erp {
    /// The rules that the settings name: the pack, the business year, after how many months customers are inactive. The host's own
    /// rules and what is on hold are added to them.
    ///
    /// # Errors
    /// Those of reading.
    pub fn retention(&self) -> Result<Retention> {
        retention_of(&self.engine.settings()?)
    }

    /// Why a customer or related person cannot be erased yet: what blocks, who can lift it and from which date it is possible (X8);
    /// and what the law keeps alone, datum by datum (X7).
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use clientela::{Engine, Options, Seat, SystemClock};
    /// # use clientela::domain::{field::Field, id::Code, rights::Rights};
    /// # let folder = tempfile::tempdir()?;
    /// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
    /// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
    /// # let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
    /// # let mut draft = desk.new_customer("private")?;
    /// # draft.set(Field::FamilyName, "Lee");
    /// # let lee = desk.save(&mut draft)?.id;
    /// let erp = engine.erp(Code::parse("erp")?);
    /// let why = erp.why_not_yet(lee, &erp.retention()?)?;
    /// assert!(why.blockers.is_empty() && why.possible_from.is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Self::plan_anonymization`].
    pub fn why_not_yet(&self, subject: SubjectId, retention: &Retention) -> Result<WhyNotYet> {
        let plan = self.plan_alone(subject)?;
        let (evaluation, rules) = self.evaluated(subject, retention)?;
        Ok(why_not_yet(&plan, &rules, evaluation, self.engine.now().date()))
    }

    /// What of a person goes and what stays, until when and on which ground (X7).
    ///
    /// # Errors
    /// As [`Self::plan_anonymization`].
    pub fn explain_retention(&self, subject: SubjectId, retention: &Retention) -> Result<Evaluation> {
        self.evaluated(subject, retention).map(|(evaluation, _)| evaluation)
    }

    /// The same with the rules and what is on hold in the store.
    fn evaluated(&self, subject: SubjectId, retention: &Retention) -> Result<(Evaluation, Retention)> {
        let mut reader = self.engine.store().read()?;
        let subject = unerased(&mut reader, subject)?.id;
        evaluated_in(&mut reader, subject, retention, self.engine.now())
    }
}

fn evaluated_in(reader: &mut Reader<'_>, subject: SubjectId, retention: &Retention, now: Moment) -> Result<(Evaluation, Retention)> {
    let (today, offset) = (now.date(), now.offset_minutes);
    let rules = with_holds(reader, retention, subject, today)?;
    Ok((Known::of(reader, subject, offset)?.evaluate(&rules, today, offset), rules))
}

/// What of a person stays by the rules that the settings name and by what is on hold.
pub(crate) fn evaluation_of(engine: &Engine, reader: &mut Reader<'_>, subject: SubjectId) -> Result<Evaluation> {
    let retention = retention_of(&engine.directory_in(reader)?.settings)?;
    evaluated_in(reader, subject, &retention, engine.now()).map(|(evaluation, _)| evaluation)
}

/// The rules that settings name.
///
/// # Errors
/// `retention.above_ceiling` where they let customers stay longer than the pack does.
pub(crate) fn retention_of(settings: &Settings) -> Result<Retention> {
    let value = |setting: Setting| settings.at(setting, &Place::Chain).unwrap_or_else(|| setting.default_value());
    let month = |setting| u32::try_from(number_of(&value(setting))).unwrap_or(0);
    let mut retention = Retention::pack(&value(Setting::RetentionPack).to_string())?;
    let months = month(Setting::RetentionInactiveMonths);
    if months > 0 {
        retention.inactive_after(months).map_err(|error| named(&error))?;
    }
    Ok(retention.business_year_ends(month(Setting::RetentionBusinessYearEnds)))
}

/// The broken rule as one of the setting.
fn named(error: &Error) -> Error {
    let of = |broken: &Violation| Violation { field: Setting::RetentionInactiveMonths.spec().key, ..broken.clone() };
    Error::invalid(error.violations().iter().map(of).collect())
}

pub(crate) fn number_of(value: &TypedValue) -> i64 {
    if let TypedValue::Number(number) = value { *number } else { 0 }
}

/// The last day on which a law demands anything of a person; none where none does, or where a hold has no end.
pub(crate) fn demanded_until(reader: &mut Reader<'_>, subject: SubjectId, retention: &Retention, now: Moment) -> Result<Option<Date>> {
    let (today, offset) = (now.date(), now.offset_minutes);
    let free_from = Known::of(reader, subject, offset)?.evaluate(retention, today, offset).complete_from(today);
    Ok(free_from.filter(|day| *day > today).map(|day| day.plus_days(-1)))
}

fn last_contact(reader: &mut Reader<'_>, customer: SubjectId, offset_minutes: i32) -> Result<Option<Date>> {
    let mut last = None;
    for side in reader.same_as(customer)? {
        last = last.max(reader.last_contact(side, offset_minutes)?);
    }
    Ok(last)
}

/// What is known of a person and everybody merged with them.
struct Known {
    data: Vec<RetentionData>,
    documents: Vec<Document>,
    last_contact: Option<Date>,
    bank_use: Option<Date>,
    direct_debit: Option<Date>,
    phone_consent: Option<Date>,
}

impl Known {
    fn of(reader: &mut Reader<'_>, subject: SubjectId, offset_minutes: i32) -> Result<Self> {
        let (mut data, mut bank_use, mut direct_debit) = (Vec::new(), None, None);
        for side in reader.same_as(subject)? {
            let values = reader.subject(side)?.ok_or_else(crate::store::sql::damaged)?.values;
            let day = |wanted: Field| {
                values.iter().filter(|(field, _, _)| *field == wanted).filter_map(|(_, _, text)| Date::parse(text).ok()).max()
            };
            data.extend(values.iter().filter_map(|(field, _, _)| RetentionData::of(field)));
            bank_use = bank_use.max(day(Field::BankLastUse));
            direct_debit = direct_debit.max(day(Field::BankLastDebit));
        }
        let documents = reader.documents(subject)?;
        let drawn =
            documents.iter().filter(|document| document.kind == DocumentKind::DirectDebit && document.state != DocumentState::Rejected);
        direct_debit = direct_debit.max(drawn.map(|document| Date::of(document.created, offset_minutes)).max());
        let phone_consent = phone_consent(reader, subject, offset_minutes)?;
        data.extend(phone_consent.map(|_| RetentionData::PhoneConsent));
        let last_contact = last_contact(reader, subject, offset_minutes)?;
        Ok(Self { data, documents, last_contact, bank_use, direct_debit, phone_consent })
    }

    fn evaluate(&self, retention: &Retention, today: Date, offset_minutes: i32) -> Evaluation {
        let issued = || self.documents.iter().filter(|document| document.state.is_final());
        let data: Vec<Vec<RetentionData>> = issued().map(data_on).collect();
        let documents: Vec<DocumentFacts<'_>> =
            issued().zip(&data).map(|(document, data)| facts_of(document, data, offset_minutes)).collect();
        let Self { last_contact, bank_use, direct_debit, phone_consent, .. } = *self;
        let facts = Facts { data: &self.data, documents: &documents, last_contact, bank_use, direct_debit, phone_consent };
        evaluate(retention, &facts, today)
    }
}

/// What rules look at of a document with these data of a person.
pub(crate) fn facts_of<'d>(document: &'d Document, data: &'d [RetentionData], offset_minutes: i32) -> DocumentFacts<'d> {
    DocumentFacts {
        number: &document.number,
        class: RetentionClass::of(document.kind),
        date: Date::of(document.created, offset_minutes),
        last_entry: None,
        tax_due: None,
        total: document.total,
        currency: document.currency,
        data,
    }
}

/// Which data of a person are on a document.
pub(crate) fn data_on(document: &Document) -> Vec<RetentionData> {
    let mut data: Vec<RetentionData> = addressee_values(&document.addressee).filter_map(|(field, _)| RetentionData::of(field)).collect();
    data.extend(document.payload.as_ref().map(|_| RetentionData::Printed));
    data
}

/// The last time that somebody agreed to calls or was called by that consent.
fn phone_consent(reader: &mut Reader<'_>, subject: SubjectId, offset_minutes: i32) -> Result<Option<Date>> {
    let definitions = reader.definitions()?;
    let calls: Vec<&Definition> =
        definitions.iter().filter(|one| one.purpose == Purpose::Marketing && one.channel == Some(Channel::Phone)).collect();
    let events = reader.events(subject)?;
    let given = events.iter().filter(|event| event.kind.grants() && calls.iter().any(|one| event.binds(one))).map(|event| event.at).max();
    let Some(given) = given else { return Ok(None) };
    let uses = reader.uses_of(subject)?;
    let called = |channel, purpose| channel == Some(Channel::Phone) && purpose == Purpose::Marketing;
    let last = uses.iter().filter(|kept| called(kept.used.channel, kept.used.purpose)).map(|kept| kept.used.at).max();
    Ok(Some(Date::of(last.map_or(given, |last| last.max(given)), offset_minutes)))
}
