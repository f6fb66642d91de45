//! Which value stays where two records differ, and what one takes over from the other. Knows no store.

use std::collections::BTreeMap;
use std::fmt;

use super::thing::{fields_of, head, is_same, is_single, several};
use crate::domain::change::FieldChange;
use crate::domain::field::{FIELDS, Field, Whole};
use crate::domain::subject::Values;
use crate::domain::words::words;

words! {
    /// Whose value stays.
    ///
    /// ```
    /// use clientela::domain::customer_merge::Keep;
    /// assert_eq!(Keep::from_name("merged"), Some(Keep::Merged));
    /// ```
    Keep {
        /// That of the customer who stays.
        Survivor = "survivor",
        /// That of the customer who is merged into the other.
        Merged = "merged",
    }
}

/// A field in which two customers differ. The fields of a name are kept from one side together.
///
/// ```
/// use clientela::domain::{customer_merge::{Keep, Union}, field::Field, subject::Values};
/// let (mut survivor, mut merged) = (Values::default(), Values::default());
/// survivor.set(Field::FamilyName, 0, "Lee");
/// merged.set(Field::FamilyName, 0, "Li");
/// let union = Union::of(survivor, merged);
/// assert_eq!(union.fields()[0].keep, Keep::Survivor);
/// assert_eq!(format!("{:?}", union.fields()[0]), "MergeField(family_name, Survivor)"); // never the value
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct MergeField {
    /// The field.
    pub field: Field,
    /// The value of the customer who stays.
    pub survivor: Option<String>,
    /// The value of the other.
    pub merged: Option<String>,
    /// Whose value stays.
    pub keep: Keep,
}

impl fmt::Debug for MergeField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MergeField({}, {:?})", self.field.name(), self.keep)
    }
}

/// Something of which a person may have several (an address, a phone number, a card), as the merged customer has it.
///
/// ```
/// use clientela::domain::{customer_merge::Union, field::Field, subject::Values};
/// let (mut survivor, mut merged) = (Values::default(), Values::default());
/// survivor.set(Field::Email, 0, "lee@example.org");
/// merged.set(Field::Email, 0, "lee@example.org");
/// merged.set(Field::Email, 1, "lee@example.net");
/// let union = Union::of(survivor, merged);
/// assert_eq!(union.things()[0].becomes, None); // is there already
/// assert_eq!(union.things()[1].becomes, Some(1));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct MergeThing {
    /// Its first field: `street` of an address, `card_number` of a card.
    pub field: Field,
    /// Its occurrence at the merged customer.
    pub slot: u16,
    /// The first of its fields that has a value.
    pub named: Field,
    /// That value.
    pub value: String,
    /// Its occurrence at the customer who stays; none where that one has the same already.
    pub becomes: Option<u16>,
}

impl fmt::Debug for MergeThing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MergeThing({}, {} to {:?})", self.field.name(), self.slot, self.becomes)
    }
}

/// Two customers as one, with what was chosen.
///
/// ```
/// use clientela::domain::{customer_merge::{Keep, Union}, field::Field, subject::Values};
/// let (mut survivor, mut merged) = (Values::default(), Values::default());
/// survivor.set(Field::FamilyName, 0, "Lee");
/// merged.set(Field::FamilyName, 0, "Li");
/// merged.set(Field::Email, 0, "lee@example.org");
/// let mut union = Union::of(survivor, merged);
/// assert!(union.choose(Field::FamilyName, Keep::Merged));
/// assert_eq!(union.values().get(Field::FamilyName), Some("Li"));
/// assert_eq!(union.values().get(Field::Email), Some("lee@example.org"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Union {
    survivor: Values,
    merged: Values,
    fields: Vec<MergeField>,
    things: Vec<MergeThing>,
}

impl Union {
    /// Proposes for each field: what the customer who stays has; else what the other has. The later of two visits, and that
    /// no reminders are sent.
    pub fn of(survivor: Values, merged: Values) -> Self {
        let (fields, things) = (differences(&survivor, &merged), taken_over(&survivor, &merged));
        Self { survivor, merged, fields, things }
    }

    /// The fields in which both differ and the merged customer has a value, or of a name in which they differ anywhere.
    pub fn fields(&self) -> &[MergeField] {
        &self.fields
    }

    /// What the merged customer has several of.
    pub fn things(&self) -> &[MergeThing] {
        &self.things
    }

    /// Chooses whose value stays; of a name for all of it. Tells whether there is such a choice.
    pub fn choose(&mut self, field: Field, keep: Keep) -> bool {
        choose(&mut self.fields, field, keep)
    }

    /// The values of the customer who stays.
    pub fn values(&self) -> Values {
        let mut values = self.survivor.clone();
        for field in self.fields.iter().filter(|field| field.keep == Keep::Merged) {
            values.set(field.field, 0, field.merged.as_deref().unwrap_or_default());
        }
        for thing in &self.things {
            let Some(slot) = thing.becomes else { continue };
            for field in fields_of(thing.field) {
                values.set(field, slot, self.merged.at(field, thing.slot).unwrap_or_default());
            }
        }
        values
    }

    /// The changes that lead there, a name with all its fields, so that whoever takes them back knows the whole of it.
    pub fn changes(&self) -> Vec<FieldChange> {
        let values = self.values();
        let own = |text: Option<&str>| text.map(str::to_owned);
        let named = self.fields.iter().any(|field| field.keep == Keep::Merged && field.field.spec().whole == Whole::Name);
        let change = |field, slot| FieldChange { field, slot, old: own(self.survivor.at(field, slot)), new: own(values.at(field, slot)) };
        let mut changes: Vec<FieldChange> = values.changes_from(&self.survivor).iter().map(|c| change(c.field, c.slot)).collect();
        let rest = fields_of(head(Field::GivenName)).filter(|field| named && values.get(*field).is_some());
        let rest: Vec<Field> = rest.filter(|field| !changes.iter().any(|change| change.field == *field)).collect();
        changes.extend(rest.into_iter().map(|field| change(field, 0)));
        changes.sort_by_key(|change| (change.field, change.slot));
        changes
    }
}

/// Chooses whose value of a field stays; of a name for all of it. Tells whether there is such a choice.
pub fn choose(fields: &mut [MergeField], field: Field, keep: Keep) -> bool {
    let chosen = fields.iter_mut().filter(|other| head(other.field) == head(field));
    chosen.map(|field| field.keep = keep).count() > 0
}

fn differences(survivor: &Values, merged: &Values) -> Vec<MergeField> {
    let differ = |field: Field| survivor.get(field) != merged.get(field);
    let own = |text: Option<&str>| text.map(str::to_owned);
    let singles = FIELDS.iter().filter(|spec| is_single(spec)).map(|spec| spec.field);
    let asked = |field: &Field| {
        let known = |field: Field| merged.get(field).is_some();
        let together: Vec<Field> = fields_of(head(*field)).collect();
        let there = survivor.get(*field).is_some() || known(*field);
        there && together.iter().any(|field| differ(*field)) && together.iter().any(|field| known(*field))
    };
    let field = |field: Field| MergeField {
        field,
        survivor: own(survivor.get(field)),
        merged: own(merged.get(field)),
        keep: proposed(field, survivor, merged),
    };
    singles.filter(asked).map(field).collect()
}

/// Whose value a screen proposes.
fn proposed(field: Field, survivor: &Values, merged: &Values) -> Keep {
    let (own, other) = (survivor.get(field), merged.get(field));
    let lacks = fields_of(head(field)).all(|field| survivor.get(field).is_none());
    let better = match field {
        Field::LastVisit | Field::DataDeferred => other > own,
        Field::DoNotDun => other == Some("yes"),
        _ => lacks,
    };
    if better { Keep::Merged } else { Keep::Survivor }
}

/// What the merged customer has and the other has not, each at the first free place.
fn taken_over(survivor: &Values, merged: &Values) -> Vec<MergeThing> {
    let own = several(survivor);
    let mut free: BTreeMap<Field, u16> = BTreeMap::new();
    for (head, slot) in own.keys() {
        let next = free.entry(*head).or_default();
        *next = (*next).max(slot.saturating_add(1));
    }
    let mut things = Vec::new();
    for ((head, slot), fields) in several(merged) {
        let known = own.iter().any(|((other, _), there)| *other == head && is_same(head, &fields, there));
        let next = free.entry(head).or_default();
        let becomes = (!known).then_some(*next);
        *next = next.saturating_add(u16::from(!known));
        let (named, value) = fields.first_key_value().map_or((head, String::new()), |(field, text)| (*field, (*text).to_owned()));
        things.push(MergeThing { field: head, slot, named, value, becomes });
    }
    things
}
