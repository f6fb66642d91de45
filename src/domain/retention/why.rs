//! Why somebody cannot be erased yet: what blocks, who can lift it, and from which date it is possible.

use super::evaluate::{Evaluation, Kept, Stay};
use super::hold::Hold;
use super::rules::Retention;
use crate::domain::erasure::{Blocker, Plan};
use crate::domain::time::Date;

/// What stands between a person and their erasure.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WhyNotYet {
    /// What blocks: documents in progress, an operator, legal holds and tax audits. Each with its owner and its end, where known.
    pub blockers: Vec<Blocker>,
    /// The first day on which nothing blocks any more; none where nobody knows. What the law keeps does not block: it stays alone.
    pub possible_from: Option<Date>,
    /// What the law keeps beyond today, datum by datum, with rule and ground.
    pub kept: Vec<Kept>,
    /// The first day on which nothing has to stay either; none where nobody knows.
    pub complete_from: Option<Date>,
}

/// Puts together what a plan and the rules say on the day `today`.
///
/// ```
/// use clientela::domain::{erasure::Plan, retention::{Hold, HoldKind, Evaluation, Retention, why_not_yet}, time::Date};
/// let (mut rules, today) = (Retention::pack("DE")?, Date::parse("2026-03-02")?);
/// let free = why_not_yet(&Plan::default(), &rules, Evaluation::default(), today);
/// assert_eq!((free.blockers.len(), free.possible_from, free.complete_from), (0, Some(today), Some(today)));
/// let (until, reason) = (Some(Date::parse("2026-06-30")?), "claim 7".into());
/// rules.hold(Hold { kind: HoldKind::LegalHold, since: today, until, author: "legal".into(), reason, class: None, document: None });
/// let held = why_not_yet(&Plan::default(), &rules, Evaluation::default(), today);
/// assert_eq!(held.blockers[0].owner.as_deref(), Some("legal"));
/// assert_eq!(held.possible_from, Some(Date::parse("2026-07-01")?));
/// # Ok::<(), clientela::Error>(())
/// ```
pub fn why_not_yet(plan: &Plan, retention: &Retention, evaluation: Evaluation, today: Date) -> WhyNotYet {
    let mut blockers = plan.blockers.clone();
    blockers.extend(holds(retention, &evaluation, today));
    blockers.sort();
    blockers.dedup();
    let ends: Option<Vec<Date>> = blockers.iter().map(|blocker| blocker.until.map(|last| last.plus_days(1))).collect();
    let possible_from = ends.map(|ends| ends.into_iter().max().unwrap_or(today).max(today));
    let last = |line: &Kept| match line.stay {
        Stay::Goes | Stay::Held(None) => today,
        Stay::Until(day) | Stay::Held(Some(day)) => day.plus_days(1),
    };
    let law = evaluation.lines.iter().map(last).max().unwrap_or(today);
    let kept = evaluation.lines.into_iter().filter(|line| line.stay != Stay::Goes).collect();
    WhyNotYet { blockers, possible_from, kept, complete_from: possible_from.map(|possible| possible.max(law)) }
}

/// The holds that are about this person: those of everything, and those of a document that is there.
fn holds(retention: &Retention, evaluation: &Evaluation, today: Date) -> Vec<Blocker> {
    let documents = || evaluation.lines.iter().filter_map(|line| line.document.as_ref()).map(|(class, number)| (*class, number.as_str()));
    let active = retention.holds.iter().filter(|hold| hold.is_active(today) && hold.concerns(documents()));
    active.map(Hold::blocker).collect()
}
