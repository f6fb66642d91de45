//! Retention at the door of the central system: the rules that hold, why somebody cannot be erased yet, the forecast, and the run. Knows no SQL.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::consent::{Channel, Definition, Purpose};
use crate::domain::document::{Document, DocumentKind, DocumentState};
use crate::domain::erasure::addressee_values;
use crate::domain::field::Field;
use crate::domain::id::SubjectId;
use crate::domain::retention::{
    DocumentFacts, Evaluation, Facts, Forecast, HoldKind, Latest, Retention, RetentionClass, RetentionData, WhyNotYet, evaluate,
    why_not_yet,
};
use crate::domain::setting::{Place, Setting, Settings, TypedValue};
use crate::domain::time::Date;
use crate::engine::customers::present;
use crate::engine::erp::Erp;
use crate::error::{ErrorKind, Result, Violation};
use crate::store::{DocumentHead, Reader};

/// The most customers that one call of a run looks at.
const MOST: usize = 100_000;

/// What a run does with a customer whose time is over, or soon will be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(i32)]
pub enum RetentionStep {
    /// The time ends within the days of grace: whoever wants to may still write to them.
    Warned = 0,
    /// It is over: the customer goes.
    Due = 1,
    /// It is over, but something blocks: [`Erp::why_not_yet`] says what.
    Blocked = 2,
}

/// One customer of a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RetentionRow {
    /// Who.
    pub customer: SubjectId,
    /// What the run does.
    pub step: RetentionStep,
    /// When the customer last turned to the shop themselves.
    pub last_contact: Date,
    /// The last day on which the customer may be kept, by rule and ground.
    pub latest: Latest,
    /// Whether the customer was anonymized now; else this was a report only.
    pub done: bool,
}

/// What a part of a run did, or would do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RetentionReport {
    /// Customer by customer, in the order of their ids.
    pub rows: Vec<RetentionRow>,
    /// At how many customers it looked.
    pub looked_at: usize,
    /// Of how many of them nobody knows a last contact: no rule about it lets them go.
    pub without_contact: usize,
    /// Where the next part begins; none: everybody was looked at.
    pub next: Option<SubjectId>,
}

/// Which part of a run.
///
/// ```
/// use clientela::RetentionRun;
/// let night = RetentionRun { report_only: false, limit: 500, ..RetentionRun::default() };
/// assert!(night.after.is_none() && RetentionRun::default().report_only);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RetentionRun {
    /// Only say what would be done.
    pub report_only: bool,
    /// Only customers behind this one: [`RetentionReport::next`] of the part before.
    pub after: Option<SubjectId>,
    /// Look at so many customers at most, and at a hundred thousand.
    pub limit: usize,
}

impl Default for RetentionRun {
    fn default() -> Self {
        Self { report_only: true, after: None, limit: 1000 }
    }
}

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
        let plan = self.plan_anonymization(subject)?;
        let evaluation = self.explain_retention(subject, retention)?;
        Ok(why_not_yet(&plan, retention, evaluation, self.engine.now().date()))
    }

    /// What of a person goes and what stays, until when and on which ground (X7).
    ///
    /// # Errors
    /// As [`Self::plan_anonymization`].
    pub fn explain_retention(&self, subject: SubjectId, retention: &Retention) -> Result<Evaluation> {
        let mut reader = self.engine.store().read()?;
        let subject = present(&mut reader, subject)?.id;
        let (today, offset) = (self.engine.now().date(), self.engine.now().offset_minutes);
        let known = Known::of(&mut reader, subject, offset)?;
        Ok(known.evaluate(retention, today, offset))
    }

    /// How many customers can be erased when (X8): of how many nothing has to stay, now and month by month. It looks at documents and holds;
    /// a direct debit or the proof of a consent to calls may keep single data of somebody a little longer ([`Self::why_not_yet`] tells).
    ///
    /// # Errors
    /// Those of reading.
    pub fn forecast(&self, retention: &Retention) -> Result<Forecast> {
        let (now, mut reader) = (self.engine.now(), self.engine.store().read()?);
        let merged = reader.merged_customers()?;
        let forward = merged.into_iter().map(|id| Ok((id, reader.survivor_of(id)?))).collect::<Result<BTreeMap<_, _>>>()?;
        let survivors: BTreeSet<SubjectId> = forward.values().copied().collect();
        let held = Held::of(&mut reader, retention, now.date())?;
        let (mut forecast, mut apart, mut seen) = (Forecast::new(now.date()), BTreeMap::<SubjectId, Free>::new(), 0);
        let mut present: Option<(SubjectId, Free)> = None;
        let mut done = |(id, free): (SubjectId, Free), forecast: &mut Forecast| {
            forecast.add(held.apply(id, free.0));
            seen += 1;
        };
        reader.each_document_head(&mut |head| {
            let free = Free(free_from(retention, &head, now.date(), now.offset_minutes));
            let id = forward.get(&head.customer).copied().unwrap_or(head.customer);
            if id != head.customer || survivors.contains(&id) {
                apart.entry(id).or_insert(Free(Some(now.date()))).join(free);
                return;
            }
            match &mut present {
                Some((known, sofar)) if *known == id => sofar.join(free),
                _ => {
                    if let Some(last) = present.replace((id, free)) {
                        done(last, &mut forecast);
                    }
                }
            }
        })?;
        present.into_iter().chain(apart).for_each(|one| done(one, &mut forecast));
        let without = reader.customer_count()?.saturating_sub(seen);
        held.rest(without, &mut forecast);
        Ok(forecast)
    }

    /// Lets customers go whose time is over (a ceiling of the rules: nobody heard of them for too long), and tells of whom that soon is
    /// so. It goes through the customers in parts, so that a till can do it at night: the next part begins at [`RetentionReport::next`].
    /// A report and the run tell the same. Done again it finds nobody. Call [`Self::purge`] afterwards.
    ///
    /// # Errors
    /// Those of the store; customers anonymized before stay so.
    pub fn retention_run(&self, retention: &Retention, run: &RetentionRun) -> Result<RetentionReport> {
        let grace = match self.engine.settings()?.at(Setting::RetentionGraceDays, &Place::Chain) {
            Some(TypedValue::Number(days)) => days,
            _ => number_of(&Setting::RetentionGraceDays.default_value()),
        };
        let limit = run.limit.clamp(1, MOST);
        let customers = self.engine.store().read()?.customers_after(run.after, limit)?;
        let next = customers.last().copied().filter(|_| customers.len() == limit);
        let mut report = RetentionReport { rows: Vec::new(), looked_at: customers.len(), without_contact: 0, next };
        for customer in customers {
            match self.overdue(retention, customer, grace)? {
                None => report.without_contact += 1,
                Some(None) => {}
                Some(Some(row)) => report.rows.push(row),
            }
        }
        for row in report.rows.iter_mut().filter(|row| row.step == RetentionStep::Due && !run.report_only) {
            match self.anonymize(row.customer) {
                Ok(_) => row.done = true,
                Err(error) if error.kind() == ErrorKind::Blocked => row.step = RetentionStep::Blocked,
                Err(error) => return Err(error),
            }
        }
        Ok(report)
    }

    /// What a run says of a customer; none inside: nothing. None at all: nobody knows when they last came.
    fn overdue(&self, retention: &Retention, customer: SubjectId, grace: i64) -> Result<Option<Option<RetentionRow>>> {
        let (now, mut reader) = (self.engine.now(), self.engine.store().read()?);
        let Some(last_contact) = last_contact(&mut reader, customer, now.offset_minutes)? else { return Ok(None) };
        let facts = Facts { data: &[RetentionData::Name], last_contact: Some(last_contact), ..Facts::default() };
        let evaluation = evaluate(retention, &facts, now.date());
        let Some(latest) = evaluation.latest().filter(|latest| latest.day.plus_days(-grace) <= now.date()) else { return Ok(Some(None)) };
        drop(reader);
        let step = if latest.day >= now.date() {
            RetentionStep::Warned
        } else if self.why_not_yet(customer, retention)?.blockers.is_empty() {
            RetentionStep::Due
        } else {
            RetentionStep::Blocked
        };
        Ok(Some(Some(RetentionRow { customer, step, last_contact, latest: latest.clone(), done: false })))
    }
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
fn named(error: &crate::error::Error) -> crate::error::Error {
    let of = |broken: &Violation| Violation { field: Setting::RetentionInactiveMonths.spec().key, ..broken.clone() };
    crate::error::Error::invalid(error.violations().iter().map(of).collect())
}

fn number_of(value: &TypedValue) -> i64 {
    if let TypedValue::Number(number) = value { *number } else { 0 }
}

fn last_contact(reader: &mut Reader<'_>, customer: SubjectId, offset_minutes: i32) -> Result<Option<Date>> {
    let mut last = None;
    for side in reader.same_as(customer)? {
        last = last.max(reader.last_contact(side, offset_minutes)?);
    }
    Ok(last)
}

/// From when on nothing has to stay; none: nobody knows.
#[derive(Clone, Copy)]
struct Free(Option<Date>);

impl Free {
    fn join(&mut self, other: Self) {
        self.0 = self.0.zip(other.0).map(|(one, other)| one.max(other));
    }
}

/// From when on nothing of a document has to stay; none while it is in progress.
fn free_from(retention: &Retention, head: &DocumentHead, today: Date, offset_minutes: i32) -> Option<Date> {
    const ON_IT: [RetentionData; 3] = [RetentionData::Name, RetentionData::Address, RetentionData::Printed];
    let (mut data, mut count) = (ON_IT, 0);
    for (kind, _) in ON_IT.iter().zip(head.holds).filter(|(_, holds)| *holds) {
        data[count] = *kind;
        count += 1;
    }
    let facts = DocumentFacts {
        number: "",
        class: RetentionClass::of(head.kind),
        date: Date::of(head.created, offset_minutes),
        last_entry: None,
        tax_due: None,
        total: head.total,
        currency: head.currency,
        data: &data[..count],
    };
    let free = retention.keeps(&facts).map_or(today, |last| last.plus_days(1).max(today));
    head.state.is_final().then_some(free)
}

/// Who is on hold: everybody, everybody with a document, or the customers of some documents.
struct Held {
    everybody: Option<Option<Date>>,
    documents: Option<Option<Date>>,
    some: BTreeMap<SubjectId, Option<Date>>,
}

impl Held {
    fn of(reader: &mut Reader<'_>, retention: &Retention, today: Date) -> Result<Self> {
        let mut held = Self { everybody: None, documents: None, some: BTreeMap::new() };
        for hold in retention.holds().iter().filter(|hold| hold.is_active(today)) {
            let free = hold.until.map(|last| last.plus_days(1));
            let Some(number) = &hold.document else {
                let all = if hold.kind == HoldKind::LegalHold { &mut held.everybody } else { &mut held.documents };
                *all = Some(later(all.unwrap_or(Some(today)), free));
                continue;
            };
            for kind in DocumentKind::ALL {
                if let Some(customer) = reader.document_by_number(*kind, number)?.and_then(|document| document.customer) {
                    let known = held.some.entry(reader.survivor_of(customer)?).or_insert(Some(today));
                    *known = later(*known, free);
                }
            }
        }
        Ok(held)
    }

    /// The day of somebody with documents.
    fn apply(&self, id: SubjectId, free: Option<Date>) -> Option<Date> {
        let own = self.some.get(&id).copied();
        [self.everybody, self.documents, own].into_iter().flatten().fold(free, later)
    }

    /// So many without documents.
    fn rest(&self, count: u64, forecast: &mut Forecast) {
        match self.everybody {
            None => forecast.add_free(count),
            Some(free) => (0..count).for_each(|_| forecast.add(free)),
        }
    }
}

fn later(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    one.zip(other).map(|(one, other)| one.max(other))
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
        let documents: Vec<DocumentFacts<'_>> = issued()
            .zip(&data)
            .map(|(document, data)| DocumentFacts {
                number: &document.number,
                class: RetentionClass::of(document.kind),
                date: Date::of(document.created, offset_minutes),
                last_entry: None,
                tax_due: None,
                total: document.total,
                currency: document.currency,
                data,
            })
            .collect();
        let Self { last_contact, bank_use, direct_debit, phone_consent, .. } = *self;
        let facts = Facts { data: &self.data, documents: &documents, last_contact, bank_use, direct_debit, phone_consent };
        evaluate(retention, &facts, today)
    }
}

fn data_on(document: &Document) -> Vec<RetentionData> {
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
    let used = uses.iter().filter(|kept| called(kept.used.channel, kept.used.purpose)).map(|kept| kept.used.at).max();
    Ok(Some(Date::of(used.map_or(given, |used| used.max(given)), offset_minutes)))
}
