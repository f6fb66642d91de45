//! Customers and related persons at a desk: list, search, details.

use std::collections::BTreeMap;
use std::fmt;

use crate::domain::change::Relation;
use crate::domain::field::Field;
use crate::domain::id::SubjectId;
use crate::domain::rights::Right;
use crate::domain::section::Section;
use crate::domain::view::View;
use crate::engine::consents::Consent;
use crate::engine::desk::Desk;
use crate::engine::house_rules::Screen;
use crate::error::{Error, ErrorKind, Result};
use crate::store::{ListQuery, Reader, Stored};

/// The longest page of a list or a search.
pub(crate) const LONGEST_PAGE: usize = 1000;

/// A related person with the role they have for the customer.
#[derive(Clone, Debug)]
pub struct RelatedPerson {
    /// `contact` or `family`.
    pub role: String,
    /// The person; `Field::Role`, `Field::RelationFrom` and `Field::RelationUntil` are among the values.
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
    /// The missing fields that the screen marks; none where the setting says that it marks none.
    pub marked: Vec<Field>,
    /// What the screen shows of comments and other lists, in order.
    sections: BTreeMap<Section, Vec<u16>>,
}

impl Customer {
    /// The things of a section, by their slots, in the order in which a screen shows them. Their values are those of
    /// [`Self::stored`] by field and slot.
    pub fn section(&self, section: Section) -> &[u16] {
        self.sections.get(&section).map_or(&[], Vec::as_slice)
    }
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

impl Desk {
    /// A page of all customers with the columns of an overview (W3); anonymized ones are not among them.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to read customers, or with `search.branch_fixed` where the branch may not be changed.
    pub fn customers(&self, query: &ListQuery) -> Result<Page> {
        let view = self.view(Screen::List, self.require(Right::ReadCustomers)?)?;
        self.may_search_in(query.branch.as_deref())?;
        let limit = query.limit.clamp(1, LONGEST_PAGE);
        let mut rows = self.engine.store().read()?.list(&ListQuery { limit: limit + 1, ..query.clone() })?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| (row.key.clone(), row.customer.id));
        Ok(Page { rows: rows.into_iter().map(|row| shown(row.customer, &view)).collect(), next })
    }

    /// Everything a detail screen shows, in one call (W5). The id of somebody who was merged leads to the customer who stays.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`], [`ErrorKind::Erased`], [`ErrorKind::NotPermitted`].
    pub fn customer(&self, id: SubjectId) -> Result<Customer> {
        let rights = self.require(Right::ReadCustomers)?;
        let view = self.view(Screen::Details, rights)?;
        let mut reader = self.engine.store().read()?;
        let stored = present(&mut reader, id)?;
        let id = stored.id;
        let customer = self.details(reader, stored, &view)?;
        self.tell_of_health(id, &customer.stored.values, rights)?;
        Ok(customer)
    }

    /// What a view shows of somebody.
    pub(crate) fn details(&self, mut reader: Reader<'_>, stored: Stored, view: &View) -> Result<Customer> {
        let (id, rights) = (stored.id, view.rights);
        let consents = if rights.has(Right::ReadConsents) { self.shown_consents(&mut reader, &stored, rights)? } else { Vec::new() };
        let stored = shown(stored, view);
        let related = reader.related(id)?.into_iter();
        let related = related.filter_map(|relation| related_person(&mut reader, relation, view).transpose()).collect::<Result<_>>()?;
        let documents = reader.document_count(id)?;
        drop(reader);
        let (marked, sections) = (self.marked(&stored.values)?, self.sections(&stored.values)?);
        Ok(Customer { stored, related, consents, documents, marked, sections })
    }

    /// The customer with this number; the number of one who was merged into another leads there.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] also where its person was anonymized; [`ErrorKind::NotPermitted`].
    pub fn customer_by_number(&self, number: &str) -> Result<Customer> {
        self.require(Right::ReadCustomers)?;
        let id = by_number(&mut self.engine.store().read()?, number)?;
        self.customer(id.ok_or_else(|| Error::new(ErrorKind::NotFound, "customer.unknown"))?)
    }
}

/// Of somebody whose data are restricted nothing.
fn related_person(reader: &mut Reader<'_>, relation: Relation, view: &View) -> Result<Option<RelatedPerson>> {
    let person = unerased(reader, relation.person)?;
    if person.is_restricted() {
        return Ok(None);
    }
    let mut person = shown(person, view);
    for (field, text) in relation.fields() {
        person.values.set(field, 0, text.unwrap_or_default());
    }
    Ok(Some(RelatedPerson { role: relation.role, person }))
}

/// A subject as a view shows it.
pub(crate) fn shown(mut stored: Stored, view: &View) -> Stored {
    stored.values = view.of(std::mem::take(&mut stored.values));
    stored
}

/// Whom an id leads to now: somebody who was merged leads to who stays. Anonymized ones too.
pub(crate) fn known(reader: &mut Reader<'_>, id: SubjectId) -> Result<Stored> {
    let mut stored = reader.subject(id)?;
    while let Some(survivor) = stored.as_ref().and_then(|stored| stored.merged_into) {
        stored = reader.subject(survivor)?;
    }
    stored.ok_or_else(|| Error::new(ErrorKind::NotFound, "customer.unknown"))
}

/// Whom an id leads to, where they were not anonymized and their data may be used.
pub(crate) fn present(reader: &mut Reader<'_>, id: SubjectId) -> Result<Stored> {
    let stored = unerased(reader, id)?;
    if stored.is_restricted() { Err(Error::new(ErrorKind::NotPermitted, "customer.restricted")) } else { Ok(stored) }
}

/// The same, of a restricted person too.
pub(crate) fn unerased(reader: &mut Reader<'_>, id: SubjectId) -> Result<Stored> {
    let stored = known(reader, id)?;
    if stored.erased.is_some() { Err(Error::new(ErrorKind::Erased, "customer.anonymized")) } else { Ok(stored) }
}

pub(crate) fn by_number(reader: &mut Reader<'_>, number: &str) -> Result<Option<SubjectId>> {
    let Some(id) = reader.subject_by_number(number)? else { return Ok(None) };
    Ok(Some(known(reader, id)?).filter(|stored| stored.customer && stored.erased.is_none()).map(|stored| stored.id))
}
