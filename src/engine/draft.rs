//! Drafts of customers and related persons: begun, set, and brought up to what others saved meanwhile. Saving is [`super::save`].
//! Knows no SQL.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::domain::change::Relation;
use crate::domain::check::check;
use crate::domain::field::{Field, Whole};
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::merge::{Clash, Merged, Side};
use crate::domain::rights::Right;
use crate::domain::setting::Setting;
use crate::domain::subject::Values;
use crate::domain::view::View;
use crate::engine::capture::Capture;
use crate::engine::customers::present;
use crate::engine::desk::Desk;
use crate::engine::house_rules::Screen;
use crate::engine::save::unmerged;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::Stored;

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
    pub(super) id: SubjectId,
    pub(super) key: String,
    /// Who began it; nobody else saves it.
    pub(super) author: Code,
    /// Counts what was set: the same draft again is a repetition only while nothing was set in between.
    revision: u32,
    /// The last revision of all copies of the draft: two that were changed apart are no repetition of each other.
    last: Arc<AtomicU32>,
    pub(super) base: Option<Stored>,
    /// The consent events that were there when it was begun or reloaded.
    pub(super) answers: BTreeSet<EventId>,
    /// The customer to whom the person is related, where the draft says how.
    pub(super) relation: Option<SubjectId>,
    /// What its author saw when it was begun: the draft holds nothing else, and changes nothing else.
    view: View,
    pub(super) edit: Merged,
    pub(super) captures: Vec<Capture>,
    reason: Option<String>,
    /// Why it is a genuine new registration of somebody who looks like one of the erased.
    pub(super) anew: Option<String>,
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
    /// belongs to. Until the next reload or save it can be decided otherwise. Tells whether there was something to decide.
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

    /// Says that somebody new who looks like one of the erased registered anew, and why: without it [`Desk::save`] refuses them
    /// (`customer.anonymized_before`). The journal tells who said so.
    pub fn register_anew(&mut self, reason: &str) -> &mut Self {
        self.anew = Some(reason.to_owned());
        self.revised()
    }

    fn revised(&mut self) -> &mut Self {
        self.revision = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        self
    }

    /// Why the customer is edited and why each answer is corrected, each once.
    pub(super) fn reasons(&self) -> Option<String> {
        let own = self.reason.as_deref().into_iter().chain(self.anew.as_deref());
        let mut all: Vec<&str> = own.chain(self.captures.iter().filter_map(Capture::reason)).collect();
        all.dedup();
        (!all.is_empty()).then(|| all.join("; "))
    }

    pub(super) fn require_author(&self, desk: &Desk) -> Result<()> {
        let own = self.author == desk.seat().operator;
        own.then_some(()).ok_or_else(|| Error::new(ErrorKind::NotPermitted, "draft.of_another_operator"))
    }

    pub(super) fn idempotency(&self) -> Result<Code> {
        Ok(Code::parse(&format!("{}.{}", self.key, self.revision))?)
    }

    /// The first slot that no such thing (a card, a comment) has had.
    pub fn free_slot(&self, whole: Whole) -> u16 {
        self.base.as_ref().map_or(0, |base| base.values.free_slot(whole)).max(self.edit.values.free_slot(whole))
    }

    /// The whole of the values: what the draft says, and what its author does not see as it was.
    pub(super) fn whole(&self, values: &Values) -> Values {
        self.base.as_ref().map_or_else(|| values.clone(), |base| self.view.over(values, &base.values))
    }

    /// Goes on from what is stored now, with nothing left to save.
    pub(super) fn rebase(&mut self, stored: Stored) {
        self.edit = Merged::of(self.view.only(stored.values.clone()));
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
        let of = present(&mut self.engine.store().read()?, of)?.id;
        let role = check(Field::Role, role, self.engine.now().date())?;
        let mut values = Values::default();
        values.set(Field::Kind, 0, "private");
        values.set(Field::Role, 0, role);
        let mut draft = self.draft(None, None, values)?;
        draft.relation = Some(of);
        Ok(draft)
    }

    /// A draft to edit a contact person or family member together with what they are to a customer and from when until when
    /// (`Field::Role`, `Field::RelationFrom`, `Field::RelationUntil`).
    ///
    /// # Errors
    /// As [`Self::edit`]; [`ErrorKind::NotFound`] with `relation.unknown` where the person is not related to the customer.
    pub fn edit_related(&self, of: SubjectId, person: SubjectId) -> Result<Draft> {
        let mut draft = self.edit(person)?;
        let mut reader = self.engine.store().read()?;
        let (of, related) = (reader.survivor_of(of)?, reader.related(of)?);
        let leads_there =
            |relation: &Relation| Ok::<_, Error>((reader.survivor_of(relation.person)? == draft.id).then(|| relation.clone()));
        let relation = related.iter().map(leads_there).find_map(Result::transpose).transpose()?;
        let relation = relation.ok_or_else(|| Error::new(ErrorKind::NotFound, "relation.unknown"))?;
        for (field, text) in relation.fields() {
            draft.edit.values.set(field, 0, text.unwrap_or_default());
        }
        draft.relation = Some(of);
        Ok(draft)
    }

    /// A draft that makes a person who is there already a contact person (`contact`) or family member (`family`) of a customer: a mother who is
    /// a customer herself, and decides for her child (`Field::Guardian`, X19).
    ///
    /// # Errors
    /// As [`Self::edit`]; `relation.with_itself`.
    pub fn relate(&self, of: SubjectId, person: SubjectId, role: &str) -> Result<Draft> {
        let of = present(&mut self.engine.store().read()?, of)?.id;
        let mut draft = match self.edit_related(of, person) {
            Err(error) if error.code() == "relation.unknown" => self.edit(person)?,
            tied => tied?,
        };
        if of == draft.id {
            return Err(Violation::new("person", "relation.with_itself").into());
        }
        draft.edit.values.set(Field::Role, 0, check(Field::Role, role, self.engine.now().date())?);
        draft.relation = Some(of);
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
        let (id, values) = (stored.id, stored.values.clone());
        let draft = self.draft(Some(id), Some(stored), values)?;
        self.tell_of_health(id, draft.values(), draft.view.rights)?;
        Ok(draft)
    }

    fn draft(&self, id: Option<SubjectId>, base: Option<Stored>, values: Values) -> Result<Draft> {
        let at = self.engine.now().at;
        let id = id.map_or_else(|| Ok::<_, Error>(SubjectId::make(at, self.engine.draw()?)), Ok)?;
        let key = SubjectId::make(at, self.engine.draw()?).to_string();
        let last = Arc::default();
        let author = self.seat().operator.clone();
        let view = self.view(Screen::Details, self.rights()?)?;
        let edit = Merged::of(view.only(values));
        let answers = base.as_ref().map(|base| self.answers_of(base.id)).transpose()?.unwrap_or_default();
        Ok(Draft {
            id,
            key,
            author,
            revision: 0,
            last,
            base,
            relation: None,
            view,
            edit,
            captures: Vec::new(),
            reason: None,
            anew: None,
            answers,
        })
    }

    /// The consent events that a draft has seen.
    fn answers_of(&self, id: SubjectId) -> Result<BTreeSet<EventId>> {
        Ok(self.engine.store().read()?.events(id)?.into_iter().map(|event| event.id).collect())
    }

    /// Brings a draft up to what is stored now (A2): it takes over what others changed and keeps what was set in it. Where both
    /// changed the same, it is listed and the draft keeps its own value until [`Draft::settle`] decides.
    /// A draft of a new customer has nothing to reload.
    ///
    /// # Errors
    /// [`ErrorKind::Erased`] where the person was anonymized since; [`ErrorKind::NotFound`]; [`ErrorKind::NotPermitted`], also for
    /// another operator's draft.
    pub fn reload(&self, draft: &mut Draft) -> Result<Vec<Clash>> {
        let rights = self.require(Right::ReadCustomers)?;
        draft.require_author(self)?;
        if let Some(base) = &draft.base {
            let now = unmerged(&mut self.engine.store().read()?, base.id)?;
            let (base, theirs) = (draft.view.only(base.values.clone()), draft.view.only(now.values.clone()));
            draft.edit = draft.edit.onto(&base, &theirs);
            draft.answers = self.answers_of(now.id)?;
            draft.base = Some(now);
            draft.revised();
        }
        Ok(draft.edit.clashes.iter().map(|clash| clash.clone().visible_to(rights)).collect())
    }
}
