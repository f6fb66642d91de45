//! Rules of customer cards: what a new one needs (A26, A27). Knows no store.

use crate::domain::field::{Field, Whole};
use crate::domain::subject::Values;
use crate::error::Violation;

/// What the chain decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CardRules {
    /// Cards without chip and NFC may be used.
    pub external: bool,
    /// Cards have a last day.
    pub validity: bool,
}

/// Completes and checks every card of `values` that is not in `base`: a card is active unless it says otherwise, and external.
///
/// ```
/// use clientela::domain::{card::{CardRules, settle}, field::Field, subject::Values};
/// let mut values = Values::default();
/// values.set(Field::CardNumber, 0, "4711");
/// settle(&Values::default(), &mut values, CardRules { external: true, validity: false }).expect("a card");
/// assert_eq!((values.get(Field::CardKind), values.get(Field::CardState)), (Some("external"), Some("active")));
/// let broken = settle(&Values::default(), &mut values, CardRules { external: false, validity: true }).unwrap_err();
/// assert!(broken.iter().map(|violation| violation.rule).eq(["card.external_off", "required"]));
/// ```
///
/// # Errors
/// `card.external_off`, `card.validity_off`, and `required` for the last day.
pub fn settle(base: &Values, values: &mut Values, rules: CardRules) -> Result<(), Vec<Violation>> {
    let known = base.slots(Whole::Card);
    let mut broken = Vec::new();
    for slot in values.slots(Whole::Card) {
        let new = !known.contains(&slot);
        if new {
            begin(values, slot);
        }
        let external = new && values.at(Field::CardKind, slot) == Some("external");
        let until = values.at(Field::CardValidUntil, slot);
        // Cards of another time stay as they were.
        let decided = new || until != base.at(Field::CardValidUntil, slot);
        let found = [
            (external && !rules.external, Field::CardKind, "card.external_off"),
            (decided && until.is_some() && !rules.validity, Field::CardValidUntil, "card.validity_off"),
            (decided && until.is_none() && rules.validity, Field::CardValidUntil, "required"),
        ];
        broken.extend(found.into_iter().filter(|(is, ..)| *is).map(|(_, field, rule)| Violation::new(field.name(), rule).at(slot)));
    }
    if broken.is_empty() { Ok(()) } else { Err(broken) }
}

/// What a new card is where nobody says otherwise.
fn begin(values: &mut Values, slot: u16) {
    for (field, usual) in [(Field::CardKind, "external"), (Field::CardState, "active")] {
        if values.at(field, slot).is_none() {
            values.set(field, slot, usual);
        }
    }
}
