//! Laws that hold for any history, not only for the cases somebody thought of.
#![cfg(feature = "testing")]

use std::collections::HashSet;

use clientela::domain::consent::{
    Act, Authority, Channel, ChannelValue, Commitment, Definition, DefinitionState, Detail, Event, EventKind, Evidence, Facts, Intent,
    Method, Origin, Purpose, ReferenceKind, Scope, State, Written, arb_act, arb_definition, arb_event, arb_history, arb_history_with_rings,
    may_contact, standing, write,
};
use clientela::domain::id::{Code, EventId, SubjectId};
use clientela::domain::time::{Moment, Timestamp};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::FileFailurePersistence;

const LONGEST: usize = 12;

fn moment() -> impl Strategy<Value = Moment> {
    (0..2_500_i64).prop_map(|days| Moment { at: Timestamp::from_millis(0).plus_days(days), offset_minutes: 60 })
}

fn with_history() -> impl Strategy<Value = (Definition, Vec<Event>)> {
    arb_definition().prop_flat_map(|definition| (Just(definition.clone()), arb_history(&definition, LONGEST)))
}

fn with_any_history() -> impl Strategy<Value = (Definition, Vec<Event>)> {
    arb_definition().prop_flat_map(|definition| (Just(definition.clone()), arb_history_with_rings(&definition, LONGEST)))
}

fn shuffled_and_doubled(events: Vec<Event>) -> impl Strategy<Value = (Vec<Event>, Vec<Event>)> {
    let doubled = prop::collection::vec(any::<bool>(), events.len());
    (Just(events), doubled).prop_flat_map(|(events, doubled)| {
        let again = events.iter().zip(doubled).filter(|(_, double)| *double).map(|(event, _)| event.clone());
        let all: Vec<Event> = events.iter().cloned().chain(again).collect();
        (Just(events), Just(all).prop_shuffle())
    })
}

/// Everything an event has seen, itself left out; by walking, so that it is no copy of the code under test.
fn ancestors(events: &[Event], of: &Event) -> HashSet<EventId> {
    let (mut found, mut open) = (HashSet::new(), of.seen.clone());
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(events.iter().filter(|event| event.id == id).flat_map(|event| event.seen.iter().copied()));
        }
    }
    found
}

/// An event that has seen what stands, about the definition only.
fn next(definition: &Definition, events: &[Event], base: Event) -> Event {
    let seen = standing(definition, events, Timestamp::from_millis(0)).heads;
    Event { id: EventId::from_bytes([0xEE; 16]), scope: Scope::Definition, definition: Some(definition.code.clone()), seen, ..base }
}

/// Two records of one person: neither has events that the other has seen.
fn with_two_histories() -> impl Strategy<Value = (Definition, Vec<Event>, Vec<Event>)> {
    let other = |id: &EventId| EventId::from_bytes(id.bytes().map(|byte| byte ^ 0x55));
    let apart = move |event: Event| Event { id: other(&event.id), seen: event.seen.iter().map(other).collect(), ..event };
    let histories = |definition: &Definition| (arb_history(definition, LONGEST), arb_history(definition, LONGEST));
    let both = arb_definition().prop_flat_map(move |definition| (Just(definition.clone()), histories(&definition)));
    both.prop_map(move |(definition, (one, two))| (definition, one, two.into_iter().map(apart).collect()))
}

fn and(events: &[Event], event: Event) -> Vec<Event> {
    events.iter().cloned().chain([event]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))), max_global_rejects: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn of_two_records_of_one_person_the_most_restrictive_consent_wins((definition, one, two) in with_two_histories(), moment in moment()) {
        let both: Vec<Event> = one.iter().chain(&two).cloned().collect();
        let [one, two, both] = [&one, &two, &both].map(|events| standing(&definition, events, moment.at).state);
        prop_assert_eq!(both == State::Refused, one == State::Refused || two == State::Refused);
        prop_assert!(both != State::Accepted || one == State::Accepted || two == State::Accepted);
    }

    #[test]
    fn the_order_in_which_events_arrive_and_how_often_does_not_matter(
        ((definition, (events, arrived)), now) in (with_any_history().prop_flat_map(|(d, e)| (Just(d), shuffled_and_doubled(e))), moment())
    ) {
        prop_assert_eq!(standing(&definition, &events, now.at), standing(&definition, &arrived, now.at));
    }

    #[test]
    fn of_two_different_events_under_one_id_the_same_is_taken_in_any_order((definition, mut events) in with_any_history(), now in moment(), at in any::<Index>(), to in any::<Index>()) {
        prop_assume!(events.len() > 1);
        let id = events[at.index(events.len())].id;
        let to = to.index(events.len());
        events[to].id = id;
        let backwards: Vec<Event> = events.iter().rev().cloned().collect();
        prop_assert_eq!(standing(&definition, &events, now.at), standing(&definition, &backwards, now.at));
    }

    #[test]
    fn events_that_do_not_bind_the_definition_change_nothing((definition, events) in with_any_history(), (_, others) in with_any_history(), now in moment()) {
        let foreign = others.into_iter().filter(|event| event.definition.is_some());
        let all: Vec<Event> = events.iter().cloned().chain(foreign.map(|event| Event { definition: Code::parse("ELSE").ok(), ..event })).collect();
        prop_assert_eq!(standing(&definition, &all, now.at), standing(&definition, &events, now.at));
    }

    #[test]
    fn deriving_is_idempotent_and_what_a_refusal_rests_on_is_refused_alone((definition, events) in with_history(), now in moment()) {
        let found = standing(&definition, &events, now.at);
        prop_assert_eq!(&found, &standing(&definition, &events, now.at));
        prop_assert_eq!(found.evidence.is_empty(), found.detail == Detail::NeverAsked);
        if found.state == State::Refused {
            let proof: Vec<Event> = events.into_iter().filter(|event| found.evidence.contains(&event.id)).collect();
            let alone = standing(&definition, &proof, now.at);
            prop_assert_eq!((alone.state, alone.detail, alone.evidence), (found.state, found.detail, found.evidence));
        }
    }

    #[test]
    fn clocks_do_not_decide_between_refused_and_not((definition, events) in with_any_history(), now in moment(), days in prop::collection::vec(0..3_000_i64, LONGEST)) {
        let wrong = events.iter().zip(days).map(|(event, day)| Event { at: Timestamp::from_millis(0).plus_days(day), ..event.clone() });
        let wrong: Vec<Event> = wrong.collect();
        let refused = |events: &[Event]| standing(&definition, events, now.at).state == State::Refused;
        prop_assert_eq!(refused(&events), refused(&wrong));
    }

    #[test]
    fn an_unseen_withdrawal_always_wins(
        (definition, events) in with_any_history(), now in moment(), base in arb_definition().prop_flat_map(|d| arb_event(&d)),
        kind in prop::sample::select(vec![EventKind::Refused, EventKind::Withdrawn, EventKind::Objected, EventKind::Revoked, EventKind::Invalidated]),
        knows in any::<bool>(),
    ) {
        let withdrawal = Event { kind, ..next(&definition, &events, base) };
        let seen = if knows { withdrawal.seen.clone() } else { vec![] };
        let found = standing(&definition, &and(&events, Event { seen, ..withdrawal }), now.at);
        prop_assert_eq!(found.state, State::Refused);
    }

    #[test]
    fn only_a_grant_that_has_seen_the_refusal_turns_refused_into_something_else(
        (definition, events) in with_any_history(), now in moment(), base in arb_definition().prop_flat_map(|d| arb_event(&d)), sees in any::<bool>(),
    ) {
        let before = standing(&definition, &events, now.at);
        prop_assume!(before.state == State::Refused);
        let more = next(&definition, &events, base);
        let more = Event { version: (definition.major, 0), seen: if sees { more.seen } else { vec![] }, ..more };
        let after = standing(&definition, &and(&events, more.clone()), now.at);
        if after.state != State::Refused {
            let confirms = more.kind == EventKind::Confirmed && more.authority == Authority::Subject;
            prop_assert!(sees && (more.kind.grants() || confirms), "{:?}", more);
            prop_assert!(confirms || more.authority == Authority::Subject || more.authority >= before.grantable_by, "{:?}", more);
            prop_assert!(more.kind != EventKind::Imported && more.authority != Authority::Machine);
        }
    }

    #[test]
    fn refused_becomes_accepted_by_nobody_below_the_person_unless_every_refusal_was_an_operators((definition, events) in with_history(), now in moment()) {
        let events: Vec<Event> = events.into_iter().map(|event| if event.authority == Authority::Subject && event.kind.grants() { Event { authority: Authority::Admin, ..event } } else { event }).collect();
        let person_or_final = |event: &&Event| event.binds(&definition) && event.kind.denies() && (event.kind != EventKind::Refused || event.authority == Authority::Subject);
        if events.iter().any(|event| person_or_final(&event)) {
            prop_assert_eq!(standing(&definition, &events, now.at).state, State::Refused);
        }
    }

    #[test]
    fn accepted_rests_on_a_grant_in_date_that_no_denial_has_seen((definition, events) in with_history(), now in moment()) {
        let found = standing(&definition, &events, now.at);
        prop_assume!(found.state == State::Accepted);
        let grants: Vec<&Event> = events.iter().filter(|event| event.kind.grants() && found.evidence.contains(&event.id)).collect();
        prop_assert!(!grants.is_empty());
        let bound: Vec<Event> = events.iter().filter(|event| event.binds(&definition)).cloned().collect();
        for grant in grants {
            prop_assert!(grant.binds(&definition) && grant.version.0 >= definition.major);
            prop_assert!(definition.valid_days.is_none_or(|days| grant.at.plus_days(i64::from(days)) > now.at));
            prop_assert!(!bound.iter().any(|event| event.kind.denies() && ancestors(&bound, event).contains(&grant.id)));
        }
        for denial in bound.iter().filter(|event| event.kind.denies()) {
            let overruled = bound.iter().any(|event| event.kind.grants() && ancestors(&bound, event).contains(&denial.id));
            prop_assert!(overruled);
        }
    }

    #[test]
    fn never_allowed_without_a_granting_event_in_evidence_for_each_definition((definition, events) in with_any_history(), now in moment()) {
        let definition = Definition { state: DefinitionState::Active, ..definition };
        let values = [ChannelValue { value: "ana@example.pt", bounced: false }];
        let definitions = [definition.clone()];
        let facts = Facts { definitions: &definitions, events: &events, values: &values, ..Facts::new(definition.purpose, definition.channel, now) };
        let answer = may_contact(&facts);
        let known: HashSet<EventId> = events.iter().map(|event| event.id).collect();
        prop_assert!(answer.evidence.iter().all(|id| known.contains(id)));
        let in_date = |event: &Event| definition.valid_days.is_none_or(|days| event.at.plus_days(i64::from(days)) > now.at);
        let grants = |event: &&Event| event.kind.grants() && event.binds(&definition) && in_date(event) && event.version.0 >= definition.major;
        let proven = events.iter().filter(|event| answer.evidence.contains(&event.id)).any(|event| grants(&event));
        prop_assert!(!answer.allowed || proven);
        prop_assert!(!answer.allowed || definition.channel.is_none() || answer.value == Some(0));
        let undefined = may_contact(&Facts { definitions: &[], ..facts });
        let unreachable = may_contact(&Facts { values: &[], ..facts });
        prop_assert!(!undefined.allowed);
        prop_assert!(definition.channel.is_none() || !unreachable.allowed);
    }

    #[test]
    fn what_write_decides_has_the_effect_it_promises((definition, events) in with_history(), now in moment(), act in arb_act(), base in arb_definition().prop_flat_map(|d| arb_event(&d))) {
        let before = standing(&definition, &events, now.at);
        let Ok(Written::Event { kind, seen }) = write(&definition, &events, act, now) else { return Ok(()) };
        prop_assert_eq!(&seen, &before.heads);
        let by = act.by_guardian.then_some(SubjectId::from_bytes([2; 16]));
        let written = Event { id: base.id, kind, authority: act.authority, by, method: act.method, at: now.at, ..next(&definition, &events, base) };
        let written = Event { seen, version: (definition.major, definition.minor), ..written };
        let after = standing(&definition, &and(&events, Event { id: EventId::from_bytes([0xEE; 16]), ..written }), now.at);
        let fresh = definition.valid_days.is_none_or(|days| days > 0);
        match act.intent {
            Intent::Ask | Intent::Defer => prop_assert_eq!(after.state, before.state),
            Intent::Give if fresh => prop_assert!(after.state == State::Accepted || after.pending),
            Intent::On => prop_assert!(after.state == State::Accepted || after.pending),
            Intent::Confirm | Intent::Give => {}
            _ => prop_assert_eq!(after.state, State::Refused),
        }
    }

    #[test]
    fn a_withdrawal_needs_nothing_and_is_never_declined((definition, events) in with_any_history(), now in moment(), act in arb_act()) {
        let bare = Act { intent: Intent::Withdraw, evidence: false, reason: false, reachable: false, ..act };
        let written = write(&definition, &events, bare, now);
        let recorded = matches!(written, Ok(Written::Event { kind: EventKind::Withdrawn, .. }));
        prop_assert!(recorded);
    }

    #[test]
    fn the_digest_of_an_event_survives_the_erasure_of_its_salts(event in arb_definition().prop_flat_map(|d| arb_event(&d))) {
        let erase = |commitment: Option<Commitment>| commitment.map(|c| Commitment { salt: None, ..c });
        let Evidence { digest, reference, reference_kind, address } = event.evidence.clone();
        let evidence = Evidence { digest, reference: erase(reference), reference_kind, address: erase(address) };
        let erased = Event { evidence, ..event.clone() };
        prop_assert_eq!(event.digest(), erased.digest());
    }

    #[test]
    fn the_digest_of_an_event_changes_with_any_other_field(event in arb_definition().prop_flat_map(|d| arb_event(&d)), change in 0..FIELDS.len()) {
        let mut changed = event.clone();
        FIELDS[change](&mut changed);
        prop_assert_ne!(&event, &changed);
        prop_assert_ne!(event.digest(), changed.digest());
    }
}

fn other<T: Copy + PartialEq>(all: &[T], value: T) -> T {
    *all.iter().find(|one| **one != value).expect("there are two")
}

fn flip(digest: &mut [u8; 32]) {
    digest[31] ^= 1;
}

fn put(code: &mut Option<Code>) {
    *code = if code.is_some() { None } else { Code::parse("C1").ok() };
}

fn commit(commitment: &mut Option<Commitment>) {
    match commitment {
        Some(commitment) => flip(&mut commitment.digest),
        None => *commitment = Some(Commitment::to("value", [0; 16])),
    }
}

/// One change for each field of an event.
const FIELDS: [fn(&mut Event); 23] = [
    |e| e.id = EventId::from_bytes([9; 16]),
    |e| e.subject = SubjectId::from_bytes([9; 16]),
    |e| put(&mut e.definition),
    |e| e.version.0 += 1,
    |e| e.version.1 += 1,
    |e| e.scope = other(Scope::ALL, e.scope),
    |e| e.language.push('x'),
    |e| flip(&mut e.text_digest),
    |e| e.kind = other(EventKind::ALL, e.kind),
    |e| e.authority = other(Authority::ALL, e.authority),
    |e| e.by = if e.by.is_some() { None } else { Some(SubjectId::from_bytes([9; 16])) },
    |e| e.method = other(Method::ALL, e.method),
    |e| e.origin = other(Origin::ALL, e.origin),
    |e| put(&mut e.operator),
    |e| put(&mut e.station),
    |e| put(&mut e.receipt),
    |e| e.at = e.at.plus_days(1),
    |e| e.recorded = e.recorded.plus_days(1),
    |e| e.seen.push(EventId::from_bytes([9; 16])),
    |e| e.evidence.digest = if e.evidence.digest.is_some() { None } else { Some([0; 32]) },
    |e| commit(&mut e.evidence.reference),
    |e| e.evidence.reference_kind = other(ReferenceKind::ALL, e.evidence.reference_kind),
    |e| commit(&mut e.evidence.address),
];

fn newsletter() -> Definition {
    let draft = Definition::draft(Code::parse("newsletter").expect("a code"), Purpose::Marketing);
    Definition { channel: Some(Channel::Email), state: DefinitionState::Active, ..draft }
}

fn id(number: u32) -> EventId {
    let mut bytes = [0; 16];
    bytes[12..].copy_from_slice(&number.to_be_bytes());
    EventId::from_bytes(bytes)
}

fn event(number: u32, kind: EventKind, seen: Vec<EventId>) -> Event {
    let at = Timestamp::from_millis(0).plus_days(i64::from(number));
    Event { seen, ..Event::new(id(number), SubjectId::from_bytes([1; 16]), &newsletter(), kind, Authority::Subject, at) }
}

#[test]
fn a_chain_of_thousands_and_a_braid_that_doubles_its_paths_are_derived() {
    let kind = |number: u32| if number.is_multiple_of(2) { EventKind::Withdrawn } else { EventKind::Given };
    let chain: Vec<Event> = (1..=9_999).map(|n| event(n, kind(n), if n > 1 { vec![id(n - 1)] } else { vec![] })).collect();
    let braid: Vec<Event> =
        (1..=9_999).map(|n| event(n, kind(n), (1..=3).filter(|back| *back < n).map(|back| id(n - back)).collect())).collect();
    let ring: Vec<Event> = (0..9_999).map(|n| event(n, kind(n), vec![id((n + 1) % 9_999)])).collect();
    for events in [&chain, &braid] {
        let found = standing(&newsletter(), events, Timestamp::from_millis(0));
        assert_eq!((found.state, found.evidence, found.heads), (State::Accepted, vec![id(9_999)], vec![id(9_999)]));
    }
    assert_eq!(standing(&newsletter(), &ring, Timestamp::from_millis(0)).state, State::Refused);
}

#[test]
fn a_form_or_a_machine_never_grants_over_what_an_operator_refused() {
    for (authority, method) in
        [(Authority::Machine, Method::Form), (Authority::Admin, Method::Form), (Authority::Machine, Method::Transfer)]
    {
        let refused = Event { authority: Authority::User, ..event(1, EventKind::Refused, vec![]) };
        let granted = Event { authority, method, ..event(2, EventKind::Given, vec![id(1)]) };
        let confirmed = event(3, EventKind::Confirmed, vec![id(2)]);
        assert_eq!(standing(&newsletter(), &[refused, granted, confirmed], Timestamp::from_millis(0)).state, State::Refused);
    }
}

#[test]
fn a_consent_for_one_day_ends_on_the_millisecond() {
    let one_day = Definition { valid_days: Some(1), ..newsletter() };
    let given = [event(1, EventKind::Given, vec![])];
    let end = given[0].at.plus_days(1).millis();
    assert_eq!(standing(&one_day, &given, Timestamp::from_millis(end - 1)).detail, Detail::Given);
    assert_eq!(standing(&one_day, &given, Timestamp::from_millis(end)).detail, Detail::Expired);
}
