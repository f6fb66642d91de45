//! A subject's values: fields by occurrence, as plain text. Checking them is [`crate::domain::check`].

use std::fmt;

use zeroize::Zeroize;

use crate::domain::field::{Field, Whole};
use crate::domain::rights::Rights;
use crate::domain::time::Date;

/// The values of one subject: each field's occurrences, as text in canonical form.
/// Occurrences are slots: the first e-mail address is slot 0; street, postal code and city of one address share a slot.
///
/// ```
/// use clientela::domain::{field::Field, subject::Values};
/// let mut values = Values::default();
/// values.set(Field::GivenName, 0, "Luís");
/// assert_eq!(values.get(Field::GivenName), Some("Luís"));
/// assert_eq!(format!("{values:?}"), "Values([given_name])"); // never the value
/// ```
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Values(Vec<Occurrence>);

/// In the order of field and slot: a row of the store is read in this order, and few values are found faster in a list than in a tree.
type Occurrence = ((Field, u16), String);

impl Values {
    /// The first occurrence of a field.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.at(field, 0)
    }

    /// One occurrence of a field.
    pub fn at(&self, field: Field, slot: u16) -> Option<&str> {
        self.place((field, slot)).ok().map(|at| self.0[at].1.as_str())
    }

    /// Where an occurrence stands, or would.
    fn place(&self, key: (Field, u16)) -> Result<usize, usize> {
        match self.0.last() {
            Some((last, _)) if *last >= key => self.0.binary_search_by_key(&key, |(key, _)| *key),
            _ => Err(self.0.len()),
        }
    }

    /// Sets one occurrence; empty text removes it.
    pub fn set(&mut self, field: Field, slot: u16, text: impl Into<String>) {
        let text = text.into();
        match self.place((field, slot)) {
            Ok(at) if text.is_empty() => drop(self.0.remove(at)),
            Ok(at) => self.0[at].1 = text,
            Err(_) if text.is_empty() => {}
            Err(at) => self.0.insert(at, ((field, slot), text)),
        }
    }

    /// Every occurrence, by field and slot.
    pub fn iter(&self) -> impl Iterator<Item = (Field, u16, &str)> {
        self.0.iter().map(|((field, slot), text)| (*field, *slot, text.as_str()))
    }

    /// Every occurrence with its text, by field and slot.
    #[cfg(feature = "engine")]
    pub(crate) fn into_texts(mut self) -> impl Iterator<Item = (Field, u16, String)> {
        std::mem::take(&mut self.0).into_iter().map(|((field, slot), text)| (field, slot, text))
    }

    /// The occurrences of one field, by slot.
    pub fn all(&self, field: Field) -> impl Iterator<Item = (u16, &str)> {
        let first = self.place((field, 0)).unwrap_or_else(|at| at);
        self.0[first..].iter().take_while(move |((of, _), _)| *of == field).map(|((_, slot), text)| (*slot, text.as_str()))
    }

    /// Whether nothing arrives at an address or number of theirs.
    pub fn is_undeliverable(&self, address: &str) -> bool {
        self.all(Field::Undeliverable).any(|(_, other)| other == address)
    }

    /// These values as somebody with these rights sees them: what they may not see is masked.
    pub fn visible_to(mut self, rights: Rights) -> Self {
        for ((field, _), text) in &mut self.0 {
            let spec = field.spec();
            if !rights.has(spec.sees) {
                *text = spec.mask.cover(text);
            }
        }
        self
    }

    /// Whether it is a company.
    pub fn is_business(&self) -> bool {
        self.get(Field::Kind) == Some("business")
    }

    /// The name as a list or a document shows it: the company of a business, else first and last name.
    pub fn display_name(&self) -> String {
        name_of(|field| self.get(field))
    }

    /// The slots that hold such a thing (an address, a card, a comment), in order.
    pub fn slots(&self, whole: Whole) -> Vec<u16> {
        let mut slots: Vec<u16> = self.0.iter().filter(|((field, _), _)| field.spec().whole == whole).map(|((_, slot), _)| *slot).collect();
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    /// Whether an occurrence is valid on a day.
    pub fn is_valid(&self, field: Field, slot: u16, day: Date) -> bool {
        let Some((from, until)) = field.days() else { return true };
        let date = |field| self.at(field, slot).and_then(|text| Date::parse(text).ok());
        date(from).is_none_or(|from| from <= day) && date(until).is_none_or(|until| day <= until)
    }

    /// The occurrences of a field that are valid on a day, by slot.
    pub fn valid_on(&self, field: Field, day: Date) -> impl Iterator<Item = (u16, &str)> {
        self.all(field).filter(move |(slot, _)| self.is_valid(field, *slot, day))
    }

    /// The address that stands on a document of a day: one that is valid then, a billing address before others, a delivery address last.
    pub fn address_on(&self, day: Date) -> Option<u16> {
        let rank = |slot: &u16| match self.at(Field::AddressUse, *slot) {
            Some("billing") => 0,
            Some("delivery") => 2,
            _ => 1,
        };
        let valid = |slot: &u16| self.is_valid(Field::Street, *slot, day);
        self.slots(Whole::Address).into_iter().filter(valid).min_by_key(rank)
    }

    /// The first slot that no such thing has had: one behind the last.
    pub fn free_slot(&self, whole: Whole) -> u16 {
        self.slots(whole).last().map_or(0, |last| last.saturating_add(1))
    }

    /// Without these fields.
    #[must_use]
    pub fn without(mut self, is: impl Fn(Field) -> bool) -> Self {
        self.0.retain(|((field, _), _)| !is(*field));
        self
    }

    /// What differs from `base` to these values: field, slot, old, new.
    pub fn changes_from<'a>(&'a self, base: &'a Self) -> Vec<ValueChange<'a>> {
        let keys: std::collections::BTreeSet<_> = self.0.iter().chain(&base.0).map(|(key, _)| *key).collect();
        keys.into_iter()
            .map(|(field, slot)| ValueChange { field, slot, old: base.at(field, slot), new: self.at(field, slot) })
            .filter(|change| change.old != change.new)
            .collect()
    }
}

/// One difference between two states of a subject's values.
#[derive(Clone, Copy)]
pub struct ValueChange<'a> {
    /// The field.
    pub field: Field,
    /// Its occurrence.
    pub slot: u16,
    /// The value before.
    pub old: Option<&'a str>,
    /// The value after.
    pub new: Option<&'a str>,
}

/// The name of whoever has these values.
pub(crate) fn name_of<'a>(get: impl Fn(Field) -> Option<&'a str>) -> String {
    let company = || get(Field::Company).unwrap_or_default().to_owned();
    if get(Field::Kind) == Some("business") && get(Field::Company).is_some() {
        return company();
    }
    let name = [get(Field::GivenName), get(Field::FamilyName)].into_iter().flatten().collect::<Vec<_>>().join(" ");
    if name.is_empty() { company() } else { name }
}

impl fmt::Debug for ValueChange<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ValueChange({}, {})", self.field.name(), self.slot)
    }
}

impl fmt::Debug for Values {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Values([")?;
        for (index, ((field, _), text)) in self.0.iter().enumerate() {
            f.write_str(if index > 0 { ", " } else { "" })?;
            f.write_str(field.name())?;
            if field.spec().logged {
                write!(f, " {text}")?;
            }
        }
        f.write_str("])")
    }
}

impl Drop for Values {
    fn drop(&mut self) {
        self.0.iter_mut().for_each(|(_, text)| text.zeroize());
    }
}
