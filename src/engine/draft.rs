//! Drafts of customers and related persons: begun, reloaded and saved in one unit of work, whatever others saved meanwhile.
//! Knows no SQL.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::domain::change::{Change, Context, FieldChange, Relation};
use crate::domain::check::{Described, check, check_customer};
use crate::domain::field::{Field, Owner, Whole};
use crate::domain::id::{Code, SubjectId};
use crate::domain::merge::{Clash, Merged, Outcome, Side};
use crate::domain::rights::Right;
use crate::domain::setting::Setting;
use crate::domain::subject::Values;
use crate::domain::view::View;
use crate::engine::consents::{Capture, decide_capture, remark};
use crate::engine::customers::present;
use crate::engine::desk::Desk;
use crate::engine::house_rules::Screen;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::{Stored, Writer};

/// A draft that was saved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Saved {
    /// The customer or related person.
    pub id: SubjectId,
    /// What saving did.
    pub outcome: Outcome,
}

/// A customer or related person being added or edited; nothing is written before [`Desk::save`].
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, ErrorKind, Options, Seat, SystemClock};
/// # use clientela::domain::{field::Field, id::Code, merge::Side, rights::Rights};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// # let seat = |station| -> Result<Seat, clientela::Error> {
/// #     Ok(Seat { branch: Code::parse("berlin")?, station: Code::parse(station)?, operator: Code::parse("jane")?, rights: Rights::all() })
/// # };
/// # let (desk, other) = (engine.desk(seat("till-1")?)?, engine.desk(seat("till-2")?)?);
/// let mut draft = desk.new_customer("private")?;
/// draft.set(Field::FamilyName, "Lee");
/// let lee = desk.save(&mut draft)?.id;
///
/// // At another till somebody renames her and saves first.
/// let mut theirs = other.edit(lee)?;
/// theirs.set(Field::FamilyName, "Ray");
/// other.save(&mut theirs)?;
///
/// draft.set(Field::FamilyName, "Lee-Ray").set(Field::Email, "lee@example.org");
/// assert_eq!(desk.save(&mut draft).unwrap_err().kind(), ErrorKind::Conflict);
/// let clash = &desk.reload(&mut draft)?[0];
/// assert_eq!((clash.mine.as_deref(), clash.theirs.as_deref()), (Some("Lee-Ray"), Some("Ray")));
/// draft.settle(Field::FamilyName, 0, Side::Mine);
/// desk.save(&mut draft)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Draft {
    id: SubjectId,
    key: String,
    /// Who began it; nobody else saves it.
    author: Code,
    /// Counts what was set: the same draft again is a repetition only while nothing was set in between.
    revision: u32,
    /// The last revision of all copies of the draft: two that were changed apart are no repetition of each other.
    last: Arc<AtomicU32>,
    base: Option<Stored>,
    relation: Option<Relation>,
    /// What its author saw when it was begun: the draft holds nothing else, and changes nothing else.
    view: View,
    edit: Merged,
    captures: Vec<Capture>,
    reason: Option<String>,
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft({}, revision {}, {:?})", self.id, self.revision, self.edit)
    }
}

impl Draft {
    /// Whom it is about.
    pub fn id(&self) -> SubjectId {
        self.id
    }

    /// Sets the first occurrence of a field; empty text removes it.
    pub fn set(&mut self, field: Field, text: &str) -> &mut Self {
        self.set_at(field, 0, text)
    }

    /// Sets one occurrence of a field that may occur several times.
    pub fn set_at(&mut self, field: Field, slot: u16, text: &str) -> &mut Self {
        self.edit.set(field, slot, text);
        self.revised()
    }

    /// The values as they stand.
    pub fn values(&self) -> &Values {
        &self.edit.values
    }

    /// Decides what holds where somebody else saved another value: for the field, and for the whole name or address that it
    /// belongs to. Tells whether there was something to decide.
    pub fn settle(&mut self, field: Field, slot: u16, side: Side) -> bool {
        self.revised();
        self.edit.settle(field, slot, side)
    }

    /// Records an answer together with the customer, in the same transaction (W9).
    pub fn capture(&mut self, capture: Capture) -> &mut Self {
        self.captures.push(capture);
        self.revised()
    }

    /// Why, in the operator's words; kept in the change log.
    pub fn because(&mut self, reason: &str) -> &mut Self {
        self.reason = Some(reason.to_owned());
        self.revised()
    }

    fn revised(&mut self) -> &mut Self {
        self.revision = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        self
    }

    /// Why the customer is edited and why each answer is corrected, each once.
    fn reasons(&self) -> Option<String> {
        let own = self.reason.as_deref().into_iter();
        let mut all: Vec<&str> = own.chain(self.captures.iter().filter_map(Capture::reason)).collect();
        all.dedup();
        (!all.is_empty()).then(|| all.join("; "))
    }

    fn idempotency(&self) -> Result<Code> {
        Ok(Code::parse(&format!("{}.{}", self.key, self.revision))?)
    }

    /// The first slot that no such thing (a card, a comment) has had.
    pub fn free_slot(&self, whole: Whole) -> u16 {
        self.base.as_ref().map_or(0, |base| base.values.free_slot(whole)).max(self.edit.values.free_slot(whole))
    }

    /// The whole of the values: what the draft says, and what its author does not see as it was.
    fn whole(&self, values: &Values) -> Values {
        self.base.as_ref().map_or_else(|| values.clone(), |base| self.view.over(values, &base.values))
    }

    /// Goes on from what is stored now, with nothing left to save.
    fn rebase(&mut self, stored: Stored) {
        self.edit = Merged { values: self.view.only(stored.values.clone()), clashes: Vec::new() };
        (self.base, self.relation, self.reason) = (Some(stored), None, None);
        self.captures.clear();
    }
}

impl Desk {
    /// A draft of a new customer, `private` or `business` (W4); empty: as the setting `customer.default_kind` says (A7).
    /// Its status is that of the setting `customer.default_status` (A8).
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to edit customers.
    pub fn new_customer(&self, kind: &str) -> Result<Draft> {
        self.require(Right::EditCustomers)?;
        let mut values = Values::default();
        let kind = if kind.is_empty() { self.setting(Setting::DefaultKind)? } else { kind.to_owned() };
        values.set(Field::Kind, 0, kind);
        values.set(Field::Status, 0, self.setting(Setting::DefaultStatus)?);
        values.set(Field::Branch, 0, self.seat().branch.as_str());
        self.draft(None, None, values)
    }

    /// A draft of a new contact person (`contact`) or family member (`family`) of a customer.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`], [`ErrorKind::Erased`], [`ErrorKind::NotPermitted`].
    pub fn new_related(&self, of: SubjectId, role: &str) -> Result<Draft> {
        self.require(Right::EditCustomers)?;
        present(&mut self.engine.store().read()?, of)?;
        let role = check(Field::Role, role, self.engine.now().date())?;
        let mut values = Values::default();
        values.set(Field::Kind, 0, "private");
        let mut draft = self.draft(None, None, values)?;
        draft.relation = Some(Relation { of, person: draft.id, role });
        Ok(draft)
    }

    /// A draft to edit a customer or a related person (W6).
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`], [`ErrorKind::Erased`], [`ErrorKind::NotPermitted`].
    pub fn edit(&self, id: SubjectId) -> Result<Draft> {
        self.require(Right::ReadCustomers)?;
        self.require(Right::EditCustomers)?;
        let stored = present(&mut self.engine.store().read()?, id)?;
        let values = stored.values.clone();
        self.draft(Some(id), Some(stored), values)
    }

    fn draft(&self, id: Option<SubjectId>, base: Option<Stored>, values: Values) -> Result<Draft> {
        let at = self.engine.now().at;
        let id = id.map_or_else(|| Ok::<_, Error>(SubjectId::make(at, self.engine.draw()?)), Ok)?;
        let key = SubjectId::make(at, self.engine.draw()?).to_string();
        let last = Arc::default();
        let author = self.seat().operator.clone();
        let view = self.view(Screen::Details, self.rights()?)?;
        let edit = Merged { values: view.only(values), clashes: Vec::new() };
        Ok(Draft { id, key, author, revision: 0, last, base, relation: None, view, edit, captures: Vec::new(), reason: None })
    }

    /// Brings a draft up to what is stored now (A2): it takes over what others changed and keeps what was set in it. Where both
    /// changed the same, it is listed and the draft keeps its own value until [`Draft::settle`] decides.
    /// A draft of a new customer has nothing to reload.
    ///
    /// # Errors
    /// [`ErrorKind::Erased`] where the person was anonymized since; [`ErrorKind::NotFound`], [`ErrorKind::NotPermitted`].
    pub fn reload(&self, draft: &mut Draft) -> Result<Vec<Clash>> {
        let rights = self.require(Right::ReadCustomers)?;
        if let Some(base) = &draft.base {
            let now = present(&mut self.engine.store().read()?, base.id)?;
            let (base, theirs) = (draft.view.only(base.values.clone()), draft.view.only(now.values.clone()));
            draft.edit = draft.edit.onto(&base, &theirs);
            draft.base = Some(now);
            draft.revised();
        }
        Ok(draft.edit.clashes.iter().map(|clash| clash.clone().visible_to(rights)).collect())
    }

    /// Saves a draft: the fields that changed, the relation and the consents, all or nothing (A1). What others changed in between
    /// stays, field by field (A2). The same draft again writes nothing; one that is changed afterwards goes on from what was saved.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] with every broken rule; [`ErrorKind::Conflict`]: `customer.changed_meanwhile` where somebody else
    /// changed the same, with each such field ([`Self::reload`] gives their values), or `customer.number_taken`;
    /// [`ErrorKind::State`] for a copy of a new customer's draft that was saved apart; [`ErrorKind::Erased`] where the person was
    /// anonymized since; [`ErrorKind::NotPermitted`], also for a draft that another operator began: it stays theirs.
    pub fn save(&self, draft: &mut Draft) -> Result<Saved> {
        self.require(Right::EditCustomers)?;
        if draft.author != self.seat().operator {
            return Err(Error::new(ErrorKind::NotPermitted, "draft.of_another_operator"));
        }
        let key = draft.idempotency()?;
        let mut writer = self.engine.store().write()?;
        let outcome = if writer.applied(&key)?.is_some() { Outcome::Repeated } else { self.write(&mut writer, draft, key)? };
        let stored = writer.subject(draft.id)?.filter(|stored| stored.erased.is_none());
        if outcome != Outcome::Repeated {
            writer.commit()?;
        }
        stored.into_iter().for_each(|stored| draft.rebase(stored));
        Ok(Saved { id: draft.id, outcome })
    }

    fn write(&self, writer: &mut Writer<'_>, draft: &Draft, key: Code) -> Result<Outcome> {
        let now = Self::checked_base(writer, draft)?;
        let reason = remark(&self.engine, Field::Reason, draft.reasons().as_deref())?;
        let context = Context { idempotency: Some(key), reason, ..self.context() };
        let changes = self.decide(writer, draft, now.as_ref())?;
        writer.apply(&context, &changes)?;
        let stale = now.is_some_and(|now| draft.base.as_ref().is_some_and(|base| base.version != now.version));
        Ok(if stale { Outcome::Merged } else { Outcome::Written })
    }

    /// The person as stored now, where the draft edits one.
    fn checked_base(writer: &mut Writer<'_>, draft: &Draft) -> Result<Option<Stored>> {
        if draft.base.is_none() && writer.subject(draft.id)?.is_some() {
            return Err(Error::new(ErrorKind::State, "draft.saved_already"));
        }
        draft.relation.iter().try_for_each(|relation| present(writer, relation.of).map(drop))?;
        draft.base.as_ref().map(|base| present(writer, base.id)).transpose()
    }

    fn decide(&self, writer: &mut Writer<'_>, draft: &Draft, now: Option<&Stored>) -> Result<Vec<Change>> {
        let customer = now.map_or(draft.relation.is_none(), |now| now.customer);
        let mut values = self.merged(draft, now, if customer { Described::Customer } else { Described::Related })?;
        let empty = Values::default();
        let base = now.map_or(&empty, |now| &now.values);
        let typed = field_changes(&values, base);
        typed.iter().try_for_each(|change| self.require(change.field.spec().edits).map(drop))?;
        refuse_owned(&typed)?;
        self.house_rules(base, &mut values, &typed)?;
        let fields = field_changes(&values, base);
        self.engine.directory_in(writer)?.known_words(&fields)?;
        refuse_taken_number(writer, draft.id, &fields)?;
        refuse_taken_card(writer, draft.id, &fields)?;
        let mut changes = Vec::new();
        if now.is_none() || !fields.is_empty() {
            changes.push(Change::Subject { id: draft.id, expected: now.map(|now| now.version), customer, fields });
        }
        changes.extend(draft.relation.clone().map(Change::Relation));
        for capture in &draft.captures {
            self.require(Right::RecordConsents)?;
            let stored = Stored { id: draft.id, version: 0, customer, erased: None, values: values.clone() };
            changes.extend(decide_capture(self, writer, &stored, &values, capture)?);
        }
        Ok(changes)
    }

    /// The draft's values, checked, together with what others saved since.
    fn merged(&self, draft: &Draft, now: Option<&Stored>, described: Described) -> Result<Values> {
        let checked = |values: &Values| check_customer(values, described, self.engine.now().date()).map_err(Error::invalid);
        let mine = Merged { values: checked(&draft.whole(&draft.edit.values))?.values, clashes: draft.edit.clashes.clone() };
        let stale = draft.base.as_ref().zip(now).filter(|(base, now)| base.version != now.version);
        let merged = stale.map_or(mine.clone(), |(base, now)| mine.onto(&base.values, &now.values));
        refuse_clashes(&merged.clashes)?;
        Ok(if stale.is_some() { checked(&merged.values)?.values } else { merged.values })
    }
}

fn refuse_clashes(clashes: &[Clash]) -> Result<()> {
    let violation = |clash: &Clash| Violation::new(clash.field.name(), "changed_meanwhile").at(clash.slot);
    let violations: Vec<Violation> = clashes.iter().map(violation).collect();
    let Some(first) = clashes.first() else { return Ok(()) };
    Err(Error::new(ErrorKind::Conflict, "customer.changed_meanwhile").field(first.field.name()).because(violations))
}

/// A card belongs to one customer.
fn refuse_taken_card(writer: &mut Writer<'_>, id: SubjectId, fields: &[FieldChange]) -> Result<()> {
    for change in fields.iter().filter(|change| change.field == Field::CardNumber) {
        let Some(number) = change.new.as_deref() else { continue };
        if writer.by_card(number)?.is_some_and(|(other, _)| other != id) {
            return Err(Error::new(ErrorKind::Conflict, "card.taken").field(Field::CardNumber.name()));
        }
    }
    Ok(())
}

/// The differences as changes.
pub(crate) fn field_changes(values: &Values, base: &Values) -> Vec<FieldChange> {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let differences = values.changes_from(base).into_iter();
    differences.map(|d| FieldChange { field: d.field, slot: d.slot, old: owned(d.old), new: owned(d.new) }).collect()
}

/// What the ERP or the library owns is not edited at a desk; a new customer gets its branch from the desk itself.
fn refuse_owned(fields: &[FieldChange]) -> Result<()> {
    let begins = |change: &FieldChange| change.field == Field::Branch && change.old.is_none();
    // With a comment its author goes; of one that stays, the rules of comments put the author back.
    let goes = |change: &FieldChange| change.field == Field::CommentAuthor && change.new.is_none();
    let foreign = |change: &&FieldChange| change.field.spec().owner != Owner::Till && !begins(change) && !goes(change);
    let violations: Vec<_> = fields.iter().filter(foreign).map(|change| Violation::new(change.field.name(), "field.not_yours")).collect();
    if violations.is_empty() { Ok(()) } else { Err(Error::new(ErrorKind::ErpOnly, "field.not_yours").because(violations)) }
}

fn refuse_taken_number(writer: &mut Writer<'_>, id: SubjectId, fields: &[FieldChange]) -> Result<()> {
    let Some(number) = fields.iter().find(|change| change.field == Field::Number).and_then(|change| change.new.as_deref()) else {
        return Ok(());
    };
    match writer.subject_by_number(number)? {
        Some(other) if other != id => Err(Error::new(ErrorKind::Conflict, "customer.number_taken").field(Field::Number.name())),
        _ => Ok(()),
    }
}
