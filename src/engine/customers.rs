//! Customers and related persons at a desk: list, search, details, drafts that are saved in one unit of work.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::domain::change::{Change, Context, FieldChange, Relation};
use crate::domain::check::{Described, check_customer};
use crate::domain::field::{Field, Owner};
use crate::domain::fold::query_terms;
use crate::domain::id::{Code, SubjectId};
use crate::domain::rights::{Right, Rights};
use crate::domain::setting::Setting;
use crate::domain::subject::Values;
use crate::engine::consents::{Capture, Consent, decide_capture, remark};
use crate::engine::desk::Desk;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::{ListQuery, Reader, Stored, Writer};

/// The longest page of a list or a search.
const LONGEST_PAGE: usize = 1000;

/// A related person with the role they have for the customer.
#[derive(Clone, Debug)]
pub struct RelatedPerson {
    /// `contact` or `family`.
    pub role: String,
    /// The person.
    pub person: Stored,
}

/// Everything a detail screen shows, in sections.
#[derive(Clone, Debug)]
pub struct Customer {
    /// Basics: the values with addresses and contact data.
    pub stored: Stored,
    /// Contact persons and family members.
    pub related: Vec<RelatedPerson>,
    /// Consents of the customer; empty where the operator may not see them.
    pub consents: Vec<Consent>,
    /// How many documents there are.
    pub documents: usize,
}

/// One page of the customer list.
#[derive(Clone, Default)]
pub struct Page {
    /// The rows.
    pub rows: Vec<Stored>,
    /// Where the next page begins; none after the last.
    pub next: Option<(String, SubjectId)>,
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page").field("rows", &self.rows).field("next", &self.next.as_ref().map(|(_, id)| id)).finish()
    }
}

/// One hit of a search.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The customer.
    pub customer: Stored,
}

/// What a search found, the best first.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The hits.
    pub hits: Vec<Hit>,
    /// Whether more exist than were asked for.
    pub more: bool,
}

/// What saving a draft did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Saved {
    /// The customer or related person.
    pub id: SubjectId,
    /// Whether this draft was saved before; then nothing was written now.
    pub repeated: bool,
}

/// A customer or related person being added or edited; nothing is written before [`Desk::save`].
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
    values: Values,
    captures: Vec<Capture>,
    reason: Option<String>,
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft({}, revision {}, {:?})", self.id, self.revision, self.values)
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
        self.values.set(field, slot, text);
        self.revised()
    }

    /// The values as they stand.
    pub fn values(&self) -> &Values {
        &self.values
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
}

impl Desk {
    /// A page of all customers with the columns of an overview (W3); anonymized ones are not among them.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to read customers.
    pub fn customers(&self, query: &ListQuery) -> Result<Page> {
        let rights = self.require(Right::ReadCustomers)?;
        let limit = query.limit.clamp(1, LONGEST_PAGE);
        let mut rows = self.engine.store().read()?.list(&ListQuery { limit: limit + 1, ..query.clone() })?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| (row.key.clone(), row.customer.id));
        Ok(Page { rows: rows.into_iter().map(|row| shown(row.customer, rights)).collect(), next })
    }

    /// Customers by what was typed: several words in any order, each the beginning of a word in any field (W7).
    /// A full customer number comes first.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to read customers.
    pub fn search(&self, text: &str, limit: usize) -> Result<Found> {
        let rights = self.require(Right::ReadCustomers)?;
        let limit = limit.clamp(1, LONGEST_PAGE);
        let mut reader = self.engine.store().read()?;
        let exact = by_number(&mut reader, text.trim())?;
        let ids = reader.search(&query_terms(text), -1, limit + 1)?.into_iter().map(|(_, id)| id);
        let others = ids.filter(|id| Some(*id) != exact);
        let mut ids: Vec<SubjectId> = exact.into_iter().chain(others).collect();
        let more = ids.len() > limit;
        ids.truncate(limit);
        let hits = ids.into_iter().map(|id| Ok(Hit { customer: shown(present(&mut reader, id)?, rights) })).collect::<Result<_>>()?;
        Ok(Found { hits, more })
    }

    /// Everything a detail screen shows, in one call (W5).
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`], [`ErrorKind::Erased`], [`ErrorKind::NotPermitted`].
    pub fn customer(&self, id: SubjectId) -> Result<Customer> {
        let rights = self.require(Right::ReadCustomers)?;
        let consents = if rights.has(Right::ReadConsents) { self.consents(id)? } else { Vec::new() };
        let mut reader = self.engine.store().read()?;
        let stored = shown(present(&mut reader, id)?, rights);
        let related = reader.related(id)?.into_iter();
        let related = related
            .map(|relation| Ok(RelatedPerson { role: relation.role, person: shown(present(&mut reader, relation.person)?, rights) }))
            .collect::<Result<_>>()?;
        let documents = reader.document_count(id)?;
        Ok(Customer { stored, related, consents, documents })
    }

    /// The customer with this number.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] also where its person was anonymized; [`ErrorKind::NotPermitted`].
    pub fn customer_by_number(&self, number: &str) -> Result<Customer> {
        self.require(Right::ReadCustomers)?;
        let id = by_number(&mut self.engine.store().read()?, number)?;
        self.customer(id.ok_or_else(|| Error::new(ErrorKind::NotFound, "customer.unknown"))?)
    }

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
        let role = crate::domain::check::check(Field::Role, role, self.engine.now().date())?;
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
        Ok(Draft { id, key, author, revision: 0, last, base, relation: None, values, captures: Vec::new(), reason: None })
    }

    /// Saves a draft: the fields that changed, the relation and the consents, all or nothing. The same draft again writes nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] with every broken rule; [`ErrorKind::Conflict`] where somebody else changed the customer
    /// or has the number; [`ErrorKind::State`] for a new customer's draft that was saved and then changed: edit the customer;
    /// [`ErrorKind::Erased`] where the person was anonymized since; [`ErrorKind::NotPermitted`], also for a draft that another
    /// operator began: it stays theirs.
    pub fn save(&self, draft: &Draft) -> Result<Saved> {
        self.require(Right::EditCustomers)?;
        if draft.author != self.seat().operator {
            return Err(Error::new(ErrorKind::NotPermitted, "draft.of_another_operator"));
        }
        let key = draft.idempotency()?;
        let mut writer = self.engine.store().write()?;
        if writer.applied(&key)?.is_some() {
            return Ok(Saved { id: draft.id, repeated: true });
        }
        if draft.base.is_none() && writer.subject(draft.id)?.is_some() {
            return Err(Error::new(ErrorKind::State, "draft.saved_already"));
        }
        let reason = remark(&self.engine, Field::Reason, draft.reasons().as_deref())?;
        let context = Context { idempotency: Some(key), reason, ..self.context() };
        let changes = self.decide(&mut writer, draft)?;
        writer.apply(&context, &changes)?;
        writer.commit()?;
        Ok(Saved { id: draft.id, repeated: false })
    }

    fn decide(&self, writer: &mut Writer<'_>, draft: &Draft) -> Result<Vec<Change>> {
        let needed = draft.base.as_ref().map(|base| base.id).into_iter().chain(draft.relation.as_ref().map(|relation| relation.of));
        needed.into_iter().try_for_each(|id| present(writer, id).map(drop))?;
        let customer = draft.base.as_ref().map_or(draft.relation.is_none(), |base| base.customer);
        let described = if customer { Described::Customer } else { Described::Related };
        let checked = check_customer(&draft.values, described, self.engine.now().date()).map_err(Error::invalid)?;
        let empty = Values::default();
        let base = draft.base.as_ref().map_or(&empty, |base| &base.values);
        let fields = field_changes(&checked.values, base);
        fields.iter().try_for_each(|change| self.require(change.field.spec().edits).map(drop))?;
        refuse_owned(&fields)?;
        refuse_taken_number(writer, draft.id, &fields)?;
        let mut changes = Vec::new();
        if draft.base.is_none() || !fields.is_empty() {
            let expected = draft.base.as_ref().map(|base| base.version);
            changes.push(Change::Subject { id: draft.id, expected, customer, fields });
        }
        changes.extend(draft.relation.clone().map(Change::Relation));
        for capture in &draft.captures {
            self.require(Right::RecordConsents)?;
            let stored = Stored { id: draft.id, version: 0, customer, erased: None, values: checked.values.clone() };
            changes.extend(decide_capture(self, writer, &stored, &checked.values, capture)?);
        }
        Ok(changes)
    }
}

/// A subject as somebody with these rights sees it.
fn shown(mut stored: Stored, rights: Rights) -> Stored {
    stored.values = stored.values.visible_to(rights);
    stored
}

/// The differences as changes.
pub(crate) fn field_changes(values: &Values, base: &Values) -> Vec<FieldChange> {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let differences = values.changes_from(base).into_iter();
    differences.map(|d| FieldChange { field: d.field, slot: d.slot, old: owned(d.old), new: owned(d.new) }).collect()
}

/// What the ERP or the library owns is not edited at a desk; a new customer gets its branch from the desk itself.
fn refuse_owned(fields: &[FieldChange]) -> Result<()> {
    let foreign =
        |change: &&FieldChange| change.field.spec().owner != Owner::Till && (change.old.is_some() || change.field != Field::Branch);
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

/// A subject that exists and was not anonymized.
pub(crate) fn present(reader: &mut Reader<'_>, id: SubjectId) -> Result<Stored> {
    let stored = reader.subject(id)?.ok_or_else(|| Error::new(ErrorKind::NotFound, "customer.unknown"))?;
    if stored.erased.is_some() { Err(Error::new(ErrorKind::Erased, "customer.anonymized")) } else { Ok(stored) }
}

fn by_number(reader: &mut Reader<'_>, number: &str) -> Result<Option<SubjectId>> {
    let Some(id) = reader.subject_by_number(number)? else { return Ok(None) };
    Ok(reader.subject(id)?.filter(|stored| stored.customer && stored.erased.is_none()).map(|stored| stored.id))
}
