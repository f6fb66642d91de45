//! Rules of comments: who may change which, and what the library writes on a new one (A30, A31). Knows no store and no clock.

use crate::domain::field::{Field, Whole};
use crate::domain::id::Code;
use crate::domain::subject::Values;
use crate::domain::time::Date;
use crate::error::Violation;

/// What the chain decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CommentRules {
    /// Only the last comment may be changed, and only by its author.
    pub own_last_only: bool,
    /// The day of a comment may be chosen and changed.
    pub date_editable: bool,
}

/// Who changes comments, and when.
#[derive(Clone, Copy, Debug)]
pub struct Hand<'a> {
    /// The operator.
    pub operator: &'a Code,
    /// Administrators change every comment.
    pub administrator: bool,
    /// The day.
    pub today: Date,
}

const FIELDS: [Field; 6] =
    [Field::CommentText, Field::CommentHealth, Field::CommentKind, Field::CommentAuthor, Field::CommentDate, Field::CommentPinned];

/// Writes author and day on every new comment of `values`, and checks what was changed or taken away since `base`.
///
/// ```
/// use clientela::domain::{comment::{CommentRules, Hand, settle}, field::Field, id::Code, subject::Values, time::Date};
/// let (jane, tom) = (Code::parse("jane")?, Code::parse("tom")?);
/// let rules = CommentRules { own_last_only: true, date_editable: false };
/// let by = |operator| Hand { operator, administrator: false, today: Date::parse("2026-07-01").unwrap() };
/// let mut values = Values::default();
/// values.set(Field::CommentText, 0, "Rings twice");
/// settle(&Values::default(), &mut values, by(&jane), rules).expect("hers");
/// assert_eq!(values.get(Field::CommentAuthor), Some("jane"));
///
/// let base = values.clone();
/// values.set(Field::CommentText, 0, "Never rings");
/// assert_eq!(settle(&base, &mut values, by(&tom), rules).unwrap_err()[0].rule, "comment.of_another");
/// # Ok::<(), clientela::Error>(())
/// ```
///
/// # Errors
/// For each comment one of `comment.not_the_last`, `comment.of_another`, `comment.date_fixed`.
pub fn settle(base: &Values, values: &mut Values, hand: Hand<'_>, rules: CommentRules) -> Result<(), Vec<Violation>> {
    let (known, last) = (base.slots(Whole::Comment), base.slots(Whole::Comment).last().copied());
    let mut broken = Vec::new();
    for slot in values.slots(Whole::Comment).into_iter().filter(|slot| !known.contains(slot)) {
        broken.extend(begin(values, slot, hand, rules));
    }
    // Nobody takes the author off a comment that stays.
    for slot in values.slots(Whole::Comment).into_iter().filter(|slot| known.contains(slot)) {
        values.set(Field::CommentAuthor, slot, base.at(Field::CommentAuthor, slot).unwrap_or_default());
    }
    for slot in known.into_iter().filter(|slot| FIELDS.iter().any(|field| base.at(*field, *slot) != values.at(*field, *slot))) {
        let redated =
            values.at(Field::CommentText, slot).is_some() && base.at(Field::CommentDate, slot) != values.at(Field::CommentDate, slot);
        let rule = match () {
            () if hand.administrator || !rules.own_last_only => None,
            () if last != Some(slot) => Some("comment.not_the_last"),
            () if base.at(Field::CommentAuthor, slot) != Some(hand.operator.as_str()) => Some("comment.of_another"),
            () => None,
        };
        let rule = rule.or((redated && !rules.date_editable).then_some("comment.date_fixed"));
        broken.extend(rule.map(|rule| Violation::new(Field::CommentText.name(), rule).at(slot)));
    }
    if broken.is_empty() { Ok(()) } else { Err(broken) }
}

fn begin(values: &mut Values, slot: u16, hand: Hand<'_>, rules: CommentRules) -> Option<Violation> {
    values.set(Field::CommentAuthor, slot, hand.operator.as_str());
    if values.at(Field::CommentKind, slot).is_none() {
        let kind = if values.at(Field::CommentHealth, slot).is_some() { "allergy" } else { "other" };
        values.set(Field::CommentKind, slot, kind);
    }
    let dated = values.at(Field::CommentDate, slot).map(str::to_owned);
    match dated {
        Some(date) if date != hand.today.to_string() && !rules.date_editable => {
            Some(Violation::new(Field::CommentDate.name(), "comment.date_fixed").at(slot))
        }
        Some(_) => None,
        None => {
            values.set(Field::CommentDate, slot, hand.today.to_string());
            None
        }
    }
}
