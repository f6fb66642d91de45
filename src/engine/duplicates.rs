//! Possible duplicates of one customer: reported when somebody is created (A9), decided upon, and asked again when the data change.
//! Knows no SQL.

use std::collections::BTreeSet;

use crate::domain::change::Change;
use crate::domain::check::check;
use crate::domain::duplicate::{
    Comparison, ComparisonLevel, Decided, Decision, IDENTIFIERS, Model, Person, Score, THRESHOLD, lookups, score, seen,
};
use crate::domain::field::Field;
use crate::domain::fold::{fold, terms};
use crate::domain::id::{Code, SubjectId};
use crate::domain::rights::Right;
use crate::domain::search::anywhere_of;
use crate::domain::setting::Setting;
use crate::domain::subject::Values;
use crate::domain::time::Timestamp;
use crate::domain::view::View;
use crate::engine::consents::remark;
use crate::engine::customers::{present, shown};
use crate::engine::desk::Desk;
use crate::engine::draft::Draft;
use crate::engine::house_rules::Screen;
use crate::error::{Error, ErrorKind, Result};
use crate::store::{Hints, Reader, Stored};

/// Of each look into the store so many are compared.
const MOST_LOOKED_UP: usize = 60;

/// No more are reported.
const MOST_REPORTED: usize = 50;

/// A customer who may be the one of a draft.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Options, Seat, SystemClock};
/// # use clientela::domain::{field::Field, id::Code, rights::Rights};
/// use clientela::domain::duplicate::Decision;
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
/// # let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
/// let mut first = desk.new_customer("private")?;
/// first.set(Field::GivenName, "Zoë").set(Field::FamilyName, "Köhler").set(Field::BirthDate, "1980-05-17");
/// let known = desk.save(&mut first)?.id;
///
/// let mut draft = desk.new_customer("private")?;
/// draft.set(Field::GivenName, "Zoe").set(Field::FamilyName, "Koehler").set(Field::BirthDate, "1980-05-17");
/// let possible = desk.possible_duplicates(&draft)?;
/// assert!(possible[0].customer.id == known && possible[0].same_name_and_birthday);
///
/// let new = desk.save(&mut draft)?.id; // it is never refused
/// desk.decide_duplicate(new, known, Decision::Different, "they are cousins")?;
/// assert!(desk.possible_duplicates(&draft)?.is_empty()); // decided
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Debug)]
pub struct PossibleDuplicate {
    /// The customer, as the operator may see them.
    pub customer: Stored,
    /// How sure it is, and why.
    pub score: Score,
    /// Whether first name, last name and birthday are the same.
    pub same_name_and_birthday: bool,
}

/// What was decided about a customer and another one.
#[derive(Clone, PartialEq, Eq)]
pub struct DuplicateDecision {
    /// The other one.
    pub other: SubjectId,
    /// What they are.
    pub decision: Decision,
    /// Why, in the operator's words; none for whoever may not read the change log.
    pub reason: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Where.
    pub station: Option<Code>,
    /// Who decided.
    pub operator: Option<Code>,
    /// Whether it still holds; else the data changed since, and it is asked again.
    pub holds: bool,
}

impl std::fmt::Debug for DuplicateDecision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DuplicateDecision({}, {}, holds {})", self.other, self.decision.name(), self.holds)
    }
}

/// Whether first name, last name and birthday are the same once folded.
pub(super) fn same_name_and_birthday(score: &Score) -> bool {
    let same = |comparison| score.reasons.iter().any(|reason| reason.comparison == comparison && reason.level == ComparisonLevel::Exact);
    [Comparison::GivenName, Comparison::FamilyName, Comparison::BirthDate].into_iter().all(same)
}

/// A pair in the order of its ids, with whatever belongs to each.
fn ordered<T>(a: (SubjectId, T), b: (SubjectId, T)) -> [(SubjectId, T); 2] {
    if a.0 <= b.0 { [a, b] } else { [b, a] }
}

impl Desk {
    /// The customers who may be the one of a draft, those of the same name and birthday first (where the setting says so), then the
    /// surest. To be asked before a new customer is saved, or while it is typed; saving never asks. Whom somebody decided upon is left
    /// out until the data change.
    ///
    /// Candidates are looked up by name, address, e-mail address, phone, card and the numbers of a state, some of each; what they are
    /// is said by the model and the threshold of [`Self::find_duplicates`], without the frequencies of single values.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the rights to read and edit customers, also for another operator's draft.
    pub fn possible_duplicates(&self, draft: &Draft) -> Result<Vec<PossibleDuplicate>> {
        let rights = self.require(Right::ReadCustomers)?;
        self.require(Right::EditCustomers)?;
        draft.require_author(self)?;
        let values = self.canonical(&draft.whole(draft.values()));
        let by_rule = self.setting(Setting::DuplicatesSameNameAndBirthday)? == "true";
        let (details, list) = (self.view(Screen::Details, rights)?, self.view(Screen::List, rights)?);
        let mut reader = self.engine.store().read()?;
        let sought = Sought::new(&mut reader, draft.id(), values, details)?;
        let mut found = Vec::new();
        for id in candidates(&mut reader, &sought.values)?.into_iter().filter(|id| *id != sought.id) {
            let Some(stored) = reader.subject(id)?.filter(Stored::is_listed) else { continue };
            found.extend(sought.compared(stored, by_rule));
        }
        found.sort_by(|a, b| {
            let first = |one: &PossibleDuplicate| by_rule && one.same_name_and_birthday;
            first(b).cmp(&first(a)).then(b.score.bits.total_cmp(&a.score.bits)).then(a.customer.id.cmp(&b.customer.id))
        });
        found.truncate(MOST_REPORTED);
        Ok(found.into_iter().map(|one| PossibleDuplicate { customer: shown(one.customer, &list), ..one }).collect())
    }

    /// The values as they would be stored; what is no proper value yet stays as it was typed.
    pub(super) fn canonical(&self, values: &Values) -> Values {
        let today = self.engine.now().date();
        let mut checked = Values::default();
        for (field, slot, text) in values.iter() {
            checked.set(field, slot, check(field, text, today).unwrap_or_else(|_| text.to_owned()));
        }
        checked
    }

    /// Keeps what somebody decided about two records: the pair is not reported again until what is compared of either changes. A later
    /// decision takes the place of this one; the same again on the same data changes nothing. It goes with either person.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] with `duplicate.one_record` for one record only, and for a reason that is too long;
    /// [`ErrorKind::NotPermitted`] without the right to edit customers; [`ErrorKind::NotFound`], [`ErrorKind::Erased`].
    pub fn decide_duplicate(&self, a: SubjectId, b: SubjectId, decision: Decision, reason: &str) -> Result<()> {
        self.require(Right::EditCustomers)?;
        if a == b {
            return Err(Error::new(ErrorKind::Invalid, "duplicate.one_record"));
        }
        let reason = remark(&self.engine, Field::Reason, Some(reason))?;
        let mut writer = self.engine.store().write()?;
        let [(one, first), (other, second)] = ordered((a, present(&mut writer, a)?.values), (b, present(&mut writer, b)?.values));
        let values = [&first, &second];
        let known = writer.duplicate_decision(one, other)?;
        if known.is_some_and(|known| known.decision == decision && known.reason == reason && known.holds(values)) {
            return Ok(());
        }
        let (salt, context) = (self.engine.draw()?, self.context());
        let (station, operator, at) = (context.station.clone(), context.operator.clone(), context.now.at);
        let decided = Decided { one, other, decision, reason, salt, seen: seen(&salt, values), at, station, operator };
        writer.apply(&context, &[Change::Decide(Box::new(decided))])?;
        writer.commit()
    }

    /// What was decided about a customer and others.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to read customers; [`ErrorKind::NotFound`], [`ErrorKind::Erased`].
    pub fn duplicate_decisions(&self, customer: SubjectId) -> Result<Vec<DuplicateDecision>> {
        let tells = self.require(Right::ReadCustomers)?.has(Field::Reason.spec().sees);
        let mut reader = self.engine.store().read()?;
        let own = present(&mut reader, customer)?.values;
        let mut told = Vec::new();
        for decided in reader.duplicate_decisions_of(customer)? {
            let other = if decided.one == customer { decided.other } else { decided.one };
            let values = present(&mut reader, other)?.values;
            let [(_, first), (_, second)] = ordered((customer, &own), (other, &values));
            let holds = decided.holds([first, second]);
            let Decided { decision, reason, at, station, operator, .. } = decided;
            told.push(DuplicateDecision { other, decision, reason: reason.filter(|_| tells), at, station, operator, holds });
        }
        Ok(told)
    }
}

/// Somebody whose duplicates are looked for.
struct Sought {
    id: SubjectId,
    values: Values,
    person: Person,
    model: Model,
    /// How many customers there are with this one.
    customers: usize,
    /// What the operator sees: nothing else is compared, so that no guess of a hidden value is confirmed.
    view: View,
    decided: Vec<Decided>,
}

impl Sought {
    fn new(reader: &mut Reader<'_>, id: SubjectId, values: Values, view: View) -> Result<Self> {
        let customers = reader.about_so_many_customers()?.saturating_add(1);
        let (model, decided) = (super::duplicate_job::kept_model(reader)?.parameters, reader.duplicate_decisions_of(id)?);
        Ok(Self { id, person: Person::new(&values), values, model, customers, view, decided })
    }

    /// What another customer is, where that is to be reported.
    fn compared(&self, stored: Stored, by_rule: bool) -> Option<PossibleDuplicate> {
        let visible = self.view.only(stored.values.clone());
        let score = score(&self.model, &self.person, &Person::new(&visible), self.customers);
        let same_name_and_birthday = same_name_and_birthday(&score);
        let reported = score.bits >= THRESHOLD || (by_rule && same_name_and_birthday);
        let possible = PossibleDuplicate { customer: stored, score, same_name_and_birthday };
        Some(possible).filter(|possible| reported && !self.is_decided(&possible.customer))
    }

    fn is_decided(&self, other: &Stored) -> bool {
        let [(one, first), (two, second)] = ordered((self.id, &self.values), (other.id, &other.values));
        self.decided.iter().any(|decided| (decided.one, decided.other) == (one, two) && decided.holds([first, second]))
    }
}

/// Who is worth comparing with these values.
fn candidates(reader: &mut Reader<'_>, values: &Values) -> Result<BTreeSet<SubjectId>> {
    let mut found = BTreeSet::new();
    if let Some(born) = values.get(Field::BirthDate) {
        let namesakes = reader.namesakes(&fold(&values.display_name()), born)?.into_iter().map(|(id, _)| id);
        found.extend(namesakes.take(MOST_LOOKED_UP));
    }
    for (_, number) in values.all(Field::CardNumber) {
        found.extend(reader.by_card(number)?.map(|(id, _)| id));
    }
    for number in IDENTIFIERS.into_iter().filter_map(|field| values.get(field)) {
        found.extend(reader.by_identifier(number, MOST_LOOKED_UP)?);
    }
    for query in lookups(values) {
        found.extend(searched(reader, &query)?);
    }
    Ok(found)
}

/// Whom a search for these words finds.
fn searched(reader: &mut Reader<'_>, query: &str) -> Result<Vec<SubjectId>> {
    let found = reader.search(&anywhere_of(&terms(query)), 0..=i64::MAX, MOST_LOOKED_UP, &mut Hints::default())?;
    Ok(found.into_iter().map(|row| row.subject).collect())
}
