//! Whole customers: every value checked, what is required, what does not go together. Knows no store and no clock.

use crate::domain::check::check;
use crate::domain::field::{FIELDS, Field, FieldSpec, RecordKind, Whole};
use crate::domain::subject::Values;
use crate::domain::time::Date;
use crate::error::Violation;

/// A field that may occur several times occurs at most so often.
pub const MOST_SLOTS: usize = 20;

/// So many comments may be made about somebody.
pub const MOST_COMMENTS: usize = 1000;

/// What the checked values describe.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Described {
    /// A customer: a private person or a business.
    Customer,
    /// A person related to a customer: a contact person, a family member.
    Related,
    /// Somebody who works here: a name is no condition.
    Operator,
}

/// Values that hold every rule, in canonical form.
///
/// ```
/// use clientela::domain::{check::{check_customer, Described}, field::Field, subject::Values, time::Date};
/// let mut values = Values::default();
/// values.set(Field::Kind, 0, "private");
/// values.set(Field::FamilyName, 0, "Hansen");
/// values.set(Field::Country, 0, "no");
/// let checked = check_customer(&values, Described::Customer, Date::parse("2024-06-01")?).expect("all is well");
/// assert_eq!(checked.values.get(Field::Country), Some("NO"));
/// assert_eq!(checked.normalised, [(Field::Country, 0)]);
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checked {
    /// The values in canonical form.
    pub values: Values,
    /// Which of them differ from what was given.
    pub normalised: Vec<(Field, u16)>,
}

/// Checks every value, that what is required is there, and what does not go together.
///
/// A customer needs its kind; a business its company; a person one name at least, the family name or, where people have only one,
/// the given name; an operator nothing. A bank account needs its IBAN, a card its number, a coupon its code, a comment its text:
/// an allergy, and nothing else, has it in the field about health. Nothing ends before it begins.
///
/// # Errors
/// Every broken rule, in the order of the table of fields: those of [`check()`], `required`, `not_for_kind`, `too_many`,
/// `date.before_begin` and `comment.health_apart`.
pub fn check_customer(values: &Values, described: Described, today: Date) -> Result<Checked, Vec<Violation>> {
    let mut broken = Vec::new();
    let mut checked = Checked { values: Values::default(), normalised: Vec::new() };
    for (field, slot, text) in values.iter() {
        match check(field, text, today) {
            Ok(canonical) => {
                if canonical != text {
                    checked.normalised.push((field, slot));
                }
                checked.values.set(field, slot, canonical);
            }
            Err(violation) => broken.push((field, violation.at(slot))),
        }
    }
    broken.extend(missing(values, &checked.values, described).map(|field| (field, Violation::new(field.name(), "required"))));
    broken.extend(misplaced(values, described));
    broken.extend(headless(values));
    broken.extend(comments_apart(values));
    broken.extend(ends_first(&checked.values));
    broken.sort_by_key(|(field, violation)| (*field, violation.slot));
    if broken.is_empty() { Ok(checked) } else { Err(broken.into_iter().map(|(_, violation)| violation).collect()) }
}

/// Whether somebody gave the value, be it right or wrong: a value that is there but broken is not missing.
fn given(values: &Values, field: Field, slot: u16) -> bool {
    values.at(field, slot).is_some_and(|text| !text.trim().is_empty())
}

/// What is required and absent.
fn missing(values: &Values, checked: &Values, described: Described) -> impl Iterator<Item = Field> {
    let absent = |field| !given(values, field, 0);
    let customer = described == Described::Customer;
    let business = customer && checked.is_business();
    let nameless = !business && described != Described::Operator && absent(Field::FamilyName) && absent(Field::GivenName);
    let needed = [
        (Field::Kind, customer && absent(Field::Kind)),
        (Field::FamilyName, nameless),
        (Field::Company, business && absent(Field::Company)),
    ];
    needed.into_iter().filter(|(_, is)| *is).map(|(field, _)| field)
}

/// Values that this kind does not have, and more occurrences than a field has.
fn misplaced(values: &Values, described: Described) -> Vec<(Field, Violation)> {
    let mut broken = Vec::new();
    let mut before = (Field::Kind, 0);
    for (field, slot, _) in values.iter() {
        let spec = field.spec();
        if !belongs(spec, described) || !has(values, field, described) {
            broken.push((field, Violation::new(spec.name, "not_for_kind").at(slot)));
        }
        before = if before.0 == field { (field, before.1 + 1) } else { (field, 1) };
        let most = most(spec);
        if before.1 > most || (most == 1 && slot > 0) {
            broken.push((field, Violation::new(spec.name, "too_many").at(slot).with("max", most)));
        }
    }
    broken
}

/// Whether no field occurs more often than a customer may have it.
pub(crate) fn has_room(values: &Values) -> bool {
    FIELDS.iter().all(|spec| values.all(spec.field).count() <= most(spec))
}

/// How often a field occurs at most.
fn most(spec: &FieldSpec) -> usize {
    match (spec.repeats, spec.whole) {
        (false, _) => 1,
        (true, Whole::Comment) => MOST_COMMENTS,
        (true, _) => MOST_SLOTS,
    }
}

/// Whether this kind of customer has such a field: no company has a birthday, no person a VAT number (a sole trader is a business),
/// and no company is a related person. Of a customer whose kind is open nothing is known yet.
fn has(values: &Values, field: Field, described: Described) -> bool {
    let person = described != Described::Customer || values.get(Field::Kind).is_some_and(|kind| kind.trim() == "private");
    match field {
        Field::BirthDate => !values.is_business(),
        Field::Kind => described == Described::Customer || !values.is_business(),
        Field::VatId | Field::SdiCode | Field::Nip | Field::Siren | Field::Siret => !person,
        _ => true,
    }
}

fn belongs(spec: &FieldSpec, described: Described) -> bool {
    match spec.record {
        RecordKind::Subject => spec.field != Field::Reason,
        RecordKind::Address | RecordKind::Part => true,
        RecordKind::Relation => described == Described::Related,
        _ => false,
    }
}

/// What has several fields and is nothing without one of them.
const HEADED: [Whole; 4] = [Whole::Bank, Whole::Card, Whole::Comment, Whole::Coupon];

/// Bank accounts, cards, comments and coupons without their number, text or code.
fn headless(values: &Values) -> Vec<(Field, Violation)> {
    let mut broken = Vec::new();
    for whole in HEADED {
        let without = |slot: &u16| !whole.heads().iter().any(|head| given(values, *head, *slot));
        for slot in values.slots(whole).into_iter().filter(without) {
            broken.extend(head(values, whole, slot).map(|field| (field, Violation::new(field.name(), "required").at(slot))));
        }
    }
    broken
}

/// The head that a thing lacks: of an allergy the text about health.
fn head(values: &Values, whole: Whole, slot: u16) -> Option<Field> {
    match whole {
        Whole::Comment if is_allergy(values, slot) => Some(Field::CommentHealth),
        _ => whole.heads().first().copied(),
    }
}

fn is_allergy(values: &Values, slot: u16) -> bool {
    values.at(Field::CommentKind, slot).is_some_and(|kind| kind.trim() == "allergy")
}

/// Texts of comments in the wrong one of their two fields. A comment about health whose kind is left open is an allergy.
fn comments_apart(values: &Values) -> Vec<(Field, Violation)> {
    let wrong = |slot: u16| {
        let kind = given(values, Field::CommentKind, slot);
        let (text, health) = (given(values, Field::CommentText, slot), given(values, Field::CommentHealth, slot));
        if is_allergy(values, slot) {
            return text.then_some(Field::CommentText);
        }
        (health && (kind || text)).then_some(Field::CommentHealth)
    };
    let slots = values.slots(Whole::Comment).into_iter();
    slots.filter_map(|slot| wrong(slot).map(|field| (field, Violation::new(field.name(), "comment.health_apart").at(slot)))).collect()
}

/// First and last days.
const SPANS: [(Field, Field); 5] = [
    (Field::AddressFrom, Field::AddressUntil),
    (Field::EmailFrom, Field::EmailUntil),
    (Field::PhoneFrom, Field::PhoneUntil),
    (Field::RelationFrom, Field::RelationUntil),
    (Field::CouponFrom, Field::CouponUntil),
];

/// Last days before their first. Dates in canonical form stand in the order of their texts.
fn ends_first(checked: &Values) -> Vec<(Field, Violation)> {
    let mut broken = Vec::new();
    for (from, until) in SPANS {
        let early = checked.all(until).filter(|(slot, end)| checked.at(from, *slot).is_some_and(|begin| *end < begin));
        broken.extend(early.map(|(slot, _)| (until, Violation::new(until.name(), "date.before_begin").at(slot))));
    }
    broken
}
