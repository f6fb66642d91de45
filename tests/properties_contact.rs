//! Laws of "may we contact?" with guardians and with grounds other than consent.
#![cfg(feature = "testing")]

use clientela::domain::consent::{
    Authority, Basis, Channel, ChannelValue, Definition, DefinitionState, Event, EventKind, Facts, Ground, Guardian, Guardianship, Purpose,
    Reason, State, Ward, arb_definition, arb_grounds, arb_guardianships, arb_history, deciding_age, may_contact, standing,
};
use clientela::domain::id::{EventId, SubjectId};
use clientela::domain::time::{Date, Moment, Timestamp};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const COUNTRIES: [&str; 5] = ["DE", "FR", "IT", "PL", "AT"];

/// What is known, owned.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Debug)]
struct Known {
    definition: Definition,
    events: Vec<Event>,
    now: Moment,
    born: Option<Date>,
    unknown_is_minor: bool,
    guardianships: Vec<Guardianship>,
    grounds: Vec<Ground>,
    countries: Vec<&'static str>,
    similar_goods: bool,
    buyer: bool,
    unlisted: bool,
}

fn known() -> impl Strategy<Value = Known> {
    let definition = arb_definition().prop_map(|one| Definition { state: DefinitionState::Active, ..one });
    let history = definition.prop_flat_map(|definition| (Just(definition.clone()), arb_history(&definition, 6)));
    let day = |days: i64| Date::of(Timestamp::from_millis(0).plus_days(days), 0);
    let person = (prop::option::of((-9_000..2_000_i64).prop_map(day)), any::<bool>(), arb_guardianships());
    let basis = (arb_grounds(), subsequence(&COUNTRIES[..], 0..=2), any::<bool>(), any::<bool>(), any::<bool>());
    (history, 0..2_500_i64, person, basis).prop_map(|((definition, events), days, (born, unknown_is_minor, guardianships), basis)| {
        let (grounds, countries, similar_goods, buyer, unlisted) = basis;
        let now = Moment { at: Timestamp::from_millis(0).plus_days(days), offset_minutes: 0 };
        Known { definition, events, now, born, unknown_is_minor, guardianships, grounds, countries, similar_goods, buyer, unlisted }
    })
}

fn asked<T>(known: &Known, then: impl FnOnce(&Facts<'_>) -> T) -> T {
    let Known { now, born, unknown_is_minor, similar_goods, buyer, .. } = *known;
    let (values, definitions) = ([ChannelValue { value: "value", bounced: false }], [known.definition.clone()]);
    let unlisted: &[&str] = if known.unlisted { &["value"] } else { &[] };
    let ward = Ward { born, age: deciding_age(&known.countries, false), unknown_is_minor, guardianships: &known.guardianships };
    let basis = Basis { grounds: &known.grounds, countries: &known.countries, similar_goods, buyer, unlisted };
    let bare = Facts::new(known.definition.purpose, known.definition.channel, now);
    then(&Facts { definitions: &definitions, events: &known.events, values: &values, ward, basis, ..bare })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn never_allowed_without_a_grant_of_whoever_decides_or_a_ground_that_applies_and_no_objection(known in known()) {
        let answer = asked(&known, may_contact);
        let (definition, now) = (&known.definition, known.now);
        if answer.allowed {
            let stands = standing(definition, &known.events, now.at);
            prop_assert_ne!(stands.state, State::Refused);
            let guardian = asked(&known, |facts| facts.ward.with_events(facts.events).needs_guardian(definition, now.date()));
            match answer.ground {
                None => {
                    prop_assert_eq!((answer.reason, stands.state), (Reason::Allowed, State::Accepted));
                    let in_date = |event: &Event| definition.valid_days.is_none_or(|days| event.at.plus_days(i64::from(days)) > now.at);
                    let counts = |event: &&Event| event.kind.grants() && event.by.is_some() == guardian && in_date(event) && event.version.0 >= definition.major;
                    prop_assert!(known.events.iter().filter(|event| answer.evidence.contains(&event.id)).any(|event| counts(&event)));
                }
                Some(ground) => {
                    let spec = ground.spec();
                    prop_assert_eq!((answer.reason, stands.state), (Reason::AllowedByGround, State::Unknown));
                    prop_assert!(known.grounds.contains(&ground) && answer.evidence.is_empty());
                    prop_assert_eq!(spec.purpose, definition.purpose);
                    prop_assert!(spec.channel.is_none_or(|channel| definition.channel == Some(channel)));
                    prop_assert!(spec.country.is_none_or(|country| known.countries == [country]));
                    prop_assert!(!spec.similar_goods || known.similar_goods && known.buyer);
                    prop_assert!(!spec.register || known.unlisted);
                    prop_assert!(!guardian || definition.purpose == Purpose::MandatoryNotice);
                    prop_assert!(!known.events.iter().any(|event| event.kind.denies() && event.binds(definition) && stands.evidence.contains(&event.id)));
                }
            }
        }
    }

    #[test]
    fn a_ground_only_ever_turns_a_no_into_a_yes(known in known()) {
        let consent = asked(&Known { grounds: Vec::new(), ..known.clone() }, may_contact);
        let answer = asked(&known, may_contact);
        prop_assert!(consent.ground.is_none());
        prop_assert!(!consent.allowed || consent == answer);
        prop_assert!(answer.allowed || consent == answer || answer.reason == Reason::RegisterUnknown || answer.reason == Reason::GuardianMissing);
    }

    #[test]
    fn a_guardian_decides_up_to_the_birthday_and_nobody_else_after_it(born in -9_000..0_i64, age in 14..19_i32, ground in select(Guardian::ALL)) {
        let born = Date::of(Timestamp::from_millis(0).plus_days(born), 0);
        let guardian = SubjectId::from_bytes([2; 16]);
        let all = [Guardianship { guardian, ground, scope: "all".to_owned(), from: None, until: None }];
        let ward = Ward { born: Some(born), age, unknown_is_minor: false, guardianships: &all };
        let definition = Definition::draft(clientela::domain::id::Code::parse("news").expect("a code"), Purpose::Marketing);
        let turned = born.plus_years(age);
        let birthday = if turned.plus_years(-age) == born { turned } else { turned.plus_days(1) };
        prop_assert!(ward.needs_guardian(&definition, birthday.plus_days(-1)) && ward.may_answer(guardian, &definition, birthday.plus_days(-1)));
        let adult = ground == Guardian::AdultGuardianship;
        prop_assert_eq!(ward.needs_guardian(&definition, birthday.plus_days(1)), adult);
        prop_assert_eq!(ward.may_answer(guardian, &definition, birthday.plus_days(1)), adult);
    }
}

/// Storage, advertising by e-mail and by letter, the letters below the e-mail or not, and advertising by no channel.
fn some_definitions(below: bool) -> [Definition; 4] {
    let code = |text| clientela::domain::id::Code::parse(text).expect("a code");
    let active = |text, purpose| Definition { state: DefinitionState::Active, ..Definition::draft(code(text), purpose) };
    let by = |text, channel| Definition { channel, ..active(text, Purpose::Marketing) };
    let letters = Definition { parent: below.then(|| code("news")), ..by("letters", Some(Channel::Letter)) };
    [active("storage", Purpose::Processing), by("news", Some(Channel::Email)), letters, by("adverts", None)]
}

fn some_events() -> impl Strategy<Value = Vec<Event>> {
    let [storage, news, letters, adverts] = some_definitions(false);
    let histories = (arb_history(&storage, 3), arb_history(&news, 4), arb_history(&letters, 3), arb_history(&adverts, 2));
    histories.prop_map(|(storage, news, letters, adverts)| [storage, news, letters, adverts].concat())
}

/// What ends or denies.
const DENIALS: [EventKind; 5] = [EventKind::Refused, EventKind::Withdrawn, EventKind::Objected, EventKind::Revoked, EventKind::Invalidated];

fn allowed(definitions: &[Definition], events: &[Event], channel: Option<Channel>, ward: Ward<'_>) -> bool {
    let now = Moment { at: Timestamp::from_millis(0).plus_days(2_500), offset_minutes: 0 };
    let values = [ChannelValue { value: "value", bounced: false }];
    let basis = Basis { grounds: Ground::ALL, countries: &["DE"], similar_goods: true, buyer: true, ..Basis::default() };
    let facts =
        Facts { definitions, events, values: &values, ward, basis, unsigned_allowed: true, ..Facts::new(Purpose::Marketing, channel, now) };
    may_contact(&facts).allowed
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn x2_another_no_to_anything_never_turns_a_no_into_a_yes(
        events in some_events(), about in 0..4_usize, kind in select(&DENIALS[..]), seen in any::<u64>(), guardian in any::<bool>(),
        (below, out, minor) in any::<(bool, bool, bool)>(), channel in select(&[None, Some(Channel::Email), Some(Channel::Letter)][..]),
    ) {
        let mut definitions = some_definitions(below);
        if out {
            definitions[0].state = DefinitionState::Archived;
        }
        let seen = events.iter().enumerate().filter(|(place, _)| seen >> place & 1 == 1).map(|(_, event)| event.id).collect();
        let (id, subject, at) = (EventId::from_bytes([0xee; 16]), SubjectId::from_bytes([1; 16]), Timestamp::from_millis(5));
        let by = guardian.then(|| SubjectId::from_bytes([2; 16]));
        let no = Event { seen, by, ..Event::new(id, subject, &definitions[about], kind, Authority::Subject, at) };
        let ward = Ward { unknown_is_minor: minor, ..Ward::default() };
        let (before, after) = (allowed(&definitions, &events, channel, ward), allowed(&definitions, &[events, vec![no]].concat(), channel, ward));
        prop_assert!(before || !after);
    }

    #[test]
    fn x19_what_a_child_says_never_allows_over_a_guardians_no(mut events in some_events(), about in 0..4_usize, seen in any::<u64>()) {
        let definitions = some_definitions(false);
        events.retain(|event| !event.kind.denies() || event.by.is_some());
        let seen = events.iter().enumerate().filter(|(place, _)| seen >> place & 1 == 1).map(|(_, event)| event.id).collect();
        let (id, subject, at) = (EventId::from_bytes([0xee; 16]), SubjectId::from_bytes([1; 16]), Timestamp::from_millis(0).plus_days(2_400));
        let yes = Event { seen, ..Event::new(id, subject, &definitions[about], EventKind::Given, Authority::Subject, at) };
        let ward = Ward { unknown_is_minor: true, ..Ward::default() };
        let channel = definitions[about].channel;
        let (before, after) = (allowed(&definitions, &events, channel, ward), allowed(&definitions, &[events, vec![yes]].concat(), channel, ward));
        prop_assert!(before || !after);
    }
}
