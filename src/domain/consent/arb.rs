//! Strategies for property tests, beside the types they make. A user's own harness may use them too.

use proptest::bool::weighted;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::{select, subsequence};

use crate::domain::consent::{
    Act, Authority, Channel, Commitment, Definition, DefinitionState, Event, EventKind, Evidence, Ground, Guardian, Guardianship, Intent,
    Method, Origin, Purpose, ReferenceKind, Scope, SubjectState,
};
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::time::{Date, Timestamp};

/// Instants of generated events lie within so many days after 1970-01-01.
const DAYS: i64 = 2_000;

/// A short code.
pub fn arb_code() -> impl Strategy<Value = Code> {
    "[a-z]{1,8}".prop_filter_map("a code", |text| Code::parse(&text).ok())
}

/// Any definition without texts, of any state, purpose and channel.
pub fn arb_definition() -> impl Strategy<Value = Definition> {
    let version = (1..4_u32, 0..3_u32, select(DefinitionState::ALL));
    let about = (arb_code(), select(Purpose::ALL), option::of(select(Channel::ALL)));
    let rules = (any::<bool>(), any::<bool>(), option::weighted(0.3, 1..1_000_u32));
    (version, about, rules).prop_map(|((major, minor, state), (code, purpose, channel), (signature, confirmation, valid_days))| {
        Definition { major, minor, state, channel, signature, confirmation, valid_days, ..Definition::draft(code, purpose) }
    })
}

/// A commitment to some value, now and then with its salt erased.
pub fn arb_commitment() -> impl Strategy<Value = Commitment> {
    (any::<[u8; 16]>(), "[a-z]{1,6}", any::<bool>()).prop_map(|(salt, value, erased)| {
        let commitment = Commitment::to(&value, salt);
        if erased { Commitment { salt: None, ..commitment } } else { commitment }
    })
}

fn arb_evidence() -> impl Strategy<Value = Evidence> {
    (option::of(any::<[u8; 32]>()), option::of(arb_commitment()), select(ReferenceKind::ALL), option::of(arb_commitment()))
        .prop_map(|(digest, reference, reference_kind, address)| Evidence { digest, reference, reference_kind, address })
}

/// Grants, confirmations and the person's own words come more often than the rest: histories are to end in every state.
fn arb_kind() -> impl Strategy<Value = EventKind> {
    prop_oneof![3 => Just(EventKind::Given), 1 => Just(EventKind::Renewed), 2 => Just(EventKind::Confirmed), 4 => select(EventKind::ALL)]
}

fn arb_authority() -> impl Strategy<Value = Authority> {
    prop_oneof![1 => Just(Authority::Subject), 1 => select(Authority::ALL)]
}

fn arb_scope() -> impl Strategy<Value = Scope> {
    prop_oneof![9 => Just(Scope::Definition), 1 => select(Scope::ALL)]
}

/// Any event about this definition or an objection with a wider scope, now and then by a guardian; it has seen nothing.
pub fn arb_event(definition: &Definition) -> impl Strategy<Value = Event> + use<> {
    let definition = definition.clone();
    let who = (arb_kind(), arb_authority(), select(Method::ALL), select(Origin::ALL));
    let what = (any::<[u8; 16]>(), prop_oneof![1..=definition.major, Just(definition.major)], arb_scope(), arb_evidence());
    let when = (0..DAYS, 0..DAYS, option::weighted(0.2, Just(SubjectId::from_bytes([2; 16]))));
    (who, what, when).prop_map(move |((kind, authority, method, origin), (id, major, scope, evidence), (at, recorded, by))| {
        let day = |days| Timestamp::from_millis(0).plus_days(days);
        let base = Event::new(EventId::from_bytes(id), SubjectId::from_bytes([1; 16]), &definition, kind, authority, day(at));
        let code = if scope == Scope::Definition { base.definition } else { None };
        let version = (major, definition.minor);
        Event { definition: code, version, scope, by, method, origin, recorded: day(recorded), evidence, ..base }
    })
}

/// Up to `longest` events of one subject, each naming any of the earlier ones as seen. Clocks tell anything.
pub fn arb_history(definition: &Definition, longest: usize) -> impl Strategy<Value = Vec<Event>> + use<> {
    vec((arb_event(definition), any::<u64>()), 0..=longest).prop_map(|drawn| linked(drawn, |position, other| other < position))
}

/// The same, but any event may name any other as seen, itself and unknown ones too.
pub fn arb_history_with_rings(definition: &Definition, longest: usize) -> impl Strategy<Value = Vec<Event>> + use<> {
    vec((arb_event(definition), any::<u64>()), 0..=longest).prop_map(|drawn| {
        let mut events = linked(drawn, |_, _| true);
        events.iter_mut().step_by(3).for_each(|event| event.seen.push(EventId::from_bytes([0; 16])));
        events
    })
}

/// Links events by the bits drawn for each, about half of those that it may see.
fn linked(drawn: Vec<(Event, u64)>, may_see: impl Fn(usize, usize) -> bool) -> Vec<Event> {
    let ids: Vec<EventId> = drawn.iter().map(|(event, _)| event.id).collect();
    let seen = |position: usize, bits: u64| {
        let chosen = |other: usize| (bits >> (other % 64)).is_multiple_of(2);
        (0..ids.len()).filter(|other| may_see(position, *other) && chosen(*other)).map(|other| ids[other]).collect()
    };
    drawn.into_iter().enumerate().map(|(position, (event, bits))| Event { seen: seen(position, bits), ..event }).collect()
}

/// Any act.
pub fn arb_act() -> impl Strategy<Value = Act> {
    let who = (select(Intent::ALL), select(Authority::ALL), select(Method::ALL), arb_scope());
    let what = (any::<bool>(), any::<bool>(), any::<bool>(), select(SubjectState::ALL), weighted(0.2));
    (who, what).prop_map(|((intent, authority, method, scope), (evidence, reason, reachable, subject, by_guardian))| Act {
        intent,
        authority,
        by_guardian,
        method,
        scope,
        evidence,
        reason,
        reachable,
        subject,
    })
}

/// Any grounds that a chain uses.
pub fn arb_grounds() -> impl Strategy<Value = Vec<Ground>> {
    subsequence(Ground::ALL, 0..=Ground::ALL.len())
}

/// Up to two guardians for all or some of what a definition asks, with or without days.
pub fn arb_guardianships() -> impl Strategy<Value = Vec<Guardianship>> {
    let day = || option::weighted(0.3, (0..DAYS).prop_map(|days| Date::of(Timestamp::from_millis(0).plus_days(days), 0)));
    let scope = select(vec!["all", "marketing", "processing mandatory_notice"]);
    let one = (any::<bool>(), select(Guardian::ALL), scope, day(), day()).prop_map(|(first, ground, scope, from, until)| {
        let guardian = SubjectId::from_bytes(if first { [2; 16] } else { [3; 16] });
        Guardianship { guardian, ground, scope: scope.to_owned(), from, until }
    });
    prop_oneof![2 => Just(Vec::new()), 1 => vec(one, 1..=2)]
}
