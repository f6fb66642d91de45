//! The policy of missing data: asked for where something that was agreed to needs them, and not otherwise (A17, A18, X21).

use crate::domain::asking::dialog::Verdict;
use crate::domain::asking::policy::{Policy, Topic, day_of, is_asked};
use crate::domain::asking::{AskingReason, DialogItem, StorageConsent, Wanted};
use crate::domain::consent::{Channel, Definition, Event, EventKind, Intent};
use crate::domain::field::Field;
use crate::domain::time::{Date, Moment};

/// The day from which the silence counts when somebody does not want to say their data on this day: that of the dialog's first appearance
/// within these months.
///
/// ```
/// use clientela::domain::asking::first_asked_for_data;
/// use clientela::domain::time::{Moment, Timestamp};
/// let now = Moment { at: Timestamp::from_millis(0), offset_minutes: 60 };
/// assert_eq!(first_asked_for_data(&[], 24, now), now.date());
/// ```
pub fn first_asked_for_data(events: &[Event], months: u32, now: Moment) -> Date {
    let today = now.date();
    let shown = events.iter().filter(|event| event.kind == EventKind::Asked && event.definition.is_none());
    let days = shown.map(|event| day_of(event, now)).filter(|day| *day <= today && day.plus_months(months) > today);
    days.min().unwrap_or(today)
}

/// The missing data, by what needs them: what the chain wants in the customer file, then the addresses of what was agreed to.
pub(super) fn data_items(policy: &Policy, consents: &[DialogItem]) -> Vec<DialogItem> {
    let mut items = Vec::new();
    let wanted = policy.facts.rules.data.missing(policy.facts.values);
    if !wanted.is_empty() {
        items.push(item(policy, policy.storages().next().map(|one| one.definition), wanted.clone(), file_verdict(policy, consents)));
    }
    let mut told: Vec<Field> = if items.iter().any(DialogItem::is_asked) { wanted } else { Vec::new() };
    for topic in policy.everything().into_iter().filter(Topic::lacks_address) {
        let field = topic.definition.channel.map(Channel::field);
        if let Some(field) = field.filter(|field| !told.contains(field)) {
            told.push(field);
            items.push(item(policy, Some(topic.definition), vec![field], needed(policy)));
        }
    }
    items
}

fn item(policy: &Policy, definition: Option<&Definition>, fields: Vec<Field>, verdict: Verdict) -> DialogItem {
    let item = DialogItem::new(definition, policy.facts.language, verdict);
    let choices = if item.is_asked() { vec![Intent::Defer] } else { Vec::new() };
    DialogItem { wanted: Wanted::Data, signature: false, choices, fields, ..item }
}

/// Of what the customer file is to have: the consent to storage comes first, where there is one.
fn file_verdict(policy: &Policy, consents: &[DialogItem]) -> Verdict {
    let open = policy.storages().find(|one| !one.is_accepted()).map(|one| &one.definition.code);
    match (policy.storage(), open) {
        (Some(StorageConsent::Withdrawn), _) => Verdict::not_now(AskingReason::NotNeeded),
        (_, Some(code)) if is_asked(consents, code) => {
            declined(policy).unwrap_or_else(|| Verdict::behind(code, true, AskingReason::DataNeeded))
        }
        (_, Some(code)) => Verdict::behind(code, false, AskingReason::DataNeeded),
        (_, None) => needed(policy),
    }
}

fn needed(policy: &Policy) -> Verdict {
    let silent = || policy.silence().map(Verdict::not_now);
    declined(policy).or_else(silent).unwrap_or_else(|| Verdict::now(AskingReason::DataNeeded))
}

/// The customer did not want to say, within the chosen months.
fn declined(policy: &Policy) -> Option<Verdict> {
    let until = policy.facts.rules.data.silent_until(policy.facts.values)?;
    (until > policy.facts.now.date()).then(|| Verdict::until(AskingReason::CoolDown, until))
}
