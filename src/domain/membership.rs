//! Rules of memberships in programs: which programs take members, and whether they need a card (A29). Knows no store.

use crate::domain::field::{Field, Whole};
use crate::domain::program::Programs;
use crate::domain::subject::Values;
use crate::error::Violation;

/// What the chain decided.
#[derive(Clone, Copy, Debug)]
pub struct MembershipRules<'a> {
    /// The programs that there are.
    pub programs: &'a Programs,
    /// A membership is assigned to one of the customer's cards.
    pub need_card: bool,
}

/// Checks every membership of `values` that is new or was changed since `base`.
///
/// ```
/// use clientela::domain::{field::Field, id::Code, program::*, subject::Values};
/// use clientela::domain::membership::{MembershipRules, settle};
/// let coffee = Program::new(Code::parse("coffee")?, ProgramKind::Stamps);
/// let programs = Programs::from([(coffee.code.clone(), coffee)]);
/// let mut values = Values::default();
/// values.set(Field::MemberProgram, 0, "coffee");
/// settle(&Values::default(), &values, MembershipRules { programs: &programs, need_card: false }).expect("a member");
/// let broken = settle(&Values::default(), &values, MembershipRules { programs: &programs, need_card: true }).unwrap_err();
/// assert_eq!(broken[0].rule, "program.card_required");
/// # Ok::<(), clientela::Error>(())
/// ```
///
/// # Errors
/// `program.unknown`, `program.closed`, `program.doubled`, `program.card_required`, `program.card_unknown`.
pub fn settle(base: &Values, values: &Values, rules: MembershipRules<'_>) -> Result<(), Vec<Violation>> {
    let differs = |slot: &u16, field| base.at(field, *slot) != values.at(field, *slot);
    let slots = values.slots(Whole::Membership).into_iter();
    let broken: Vec<Violation> = slots
        .flat_map(|slot| {
            let joined = differs(&slot, Field::MemberProgram).then(|| joins(values, slot, rules.programs)).flatten();
            let moved = differs(&slot, Field::MemberProgram) || differs(&slot, Field::MemberCard);
            [joined, moved.then(|| card(values, slot, rules.need_card)).flatten()]
        })
        .flatten()
        .collect();
    if broken.is_empty() { Ok(()) } else { Err(broken) }
}

/// The memberships in programs that do not exist.
pub fn unknown(values: &Values, programs: &Programs) -> Vec<Violation> {
    let known = |name: &str| programs.keys().any(|code| code.as_str() == name);
    let strange = values.all(Field::MemberProgram).filter(|(_, name)| !known(name));
    strange.map(|(slot, _)| Violation::new(Field::MemberProgram.name(), "program.unknown").at(slot)).collect()
}

/// Why a customer may not join.
fn joins(values: &Values, slot: u16, programs: &Programs) -> Option<Violation> {
    let name = values.at(Field::MemberProgram, slot)?;
    let others = values.all(Field::MemberProgram).filter(|(other, _)| *other != slot);
    let rule = match programs.values().find(|program| program.code.as_str() == name) {
        None => Some("program.unknown"),
        Some(program) if program.closed => Some("program.closed"),
        Some(_) => others.into_iter().any(|(_, other)| other == name).then_some("program.doubled"),
    };
    rule.map(|rule| Violation::new(Field::MemberProgram.name(), rule).at(slot))
}

/// What is wrong with the card of a membership.
fn card(values: &Values, slot: u16, needed: bool) -> Option<Violation> {
    let in_use = |card: u16| values.at(Field::CardState, card).is_none_or(|state| state == "active");
    let rule = match values.at(Field::MemberCard, slot) {
        None => needed.then_some("program.card_required"),
        Some(number) => {
            let mine = values.all(Field::CardNumber).any(|(card, other)| other == number && in_use(card));
            (!mine).then_some("program.card_unknown")
        }
    };
    rule.map(|rule| Violation::new(Field::MemberCard.name(), rule).at(slot))
}
