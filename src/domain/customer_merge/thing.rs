//! What goes over as one: a field, the name, an address, a phone number with its days, a card. Knows no person and no store.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::field::{FIELDS, Field, FieldSpec, RecordKind, Whole};
use crate::domain::subject::Values;

/// The field by which such a thing is named, and its occurrence.
pub(super) type Thing = (Field, u16);

/// The thing that an occurrence of a field belongs to.
pub(super) fn thing(field: Field, slot: u16) -> Thing {
    (head(field), slot)
}

/// The first of the fields that go together.
pub(super) fn head(field: Field) -> Field {
    match (field, field.spec().whole) {
        (Field::EmailUse | Field::EmailFrom | Field::EmailUntil, _) => Field::Email,
        (Field::PhoneUse | Field::PhoneFrom | Field::PhoneUntil, _) => Field::Phone,
        (_, Whole::Alone) => field,
        (_, whole) => FIELDS.iter().find(|spec| spec.whole == whole).map_or(field, |spec| spec.field),
    }
}

/// Every field of such a thing.
pub(super) fn fields_of(thing: Field) -> impl Iterator<Item = Field> {
    FIELDS.iter().map(|spec| spec.field).filter(move |field| head(*field) == thing)
}

/// Whether a person has it once: the number and the id of the feeding system stay with their record and lead on from there.
pub(super) fn is_single(spec: &FieldSpec) -> bool {
    let own = matches!(spec.field, Field::Kind | Field::Number | Field::SourceId);
    matches!(spec.record, RecordKind::Subject | RecordKind::Part) && !spec.repeats && !own
}

/// The things that a person may have several of, each with its fields.
pub(super) fn several(values: &Values) -> BTreeMap<Thing, BTreeMap<Field, &str>> {
    let mut things: BTreeMap<Thing, BTreeMap<Field, &str>> = BTreeMap::new();
    for (field, slot, text) in values.iter().filter(|(field, ..)| field.spec().repeats) {
        things.entry(thing(field, slot)).or_default().insert(field, text);
    }
    things
}

/// Whether both are the same thing, whatever its days and uses are. A comment and a coupon are the same only as a whole.
pub(super) fn is_same(head: Field, one: &BTreeMap<Field, &str>, other: &BTreeMap<Field, &str>) -> bool {
    let named: BTreeSet<Field> = match head.spec().whole {
        Whole::Address => [Field::Street, Field::PostalCode, Field::City, Field::Region, Field::Country].into(),
        Whole::Comment | Whole::Coupon => return one == other,
        _ => [head].into(),
    };
    named.iter().all(|field| one.get(field) == other.get(field))
}
