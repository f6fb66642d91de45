//! Laws of asking that hold for any definitions and any history.
#![cfg(feature = "testing")]

use clientela::domain::asking::{AskingFacts, AskingRules, Dialog, DialogItem, Occasion, StorageConsent, Turn, asked_on, to_ask};
use clientela::domain::consent::{
    Authority, Channel, Definition, DefinitionState, Detail, Event, EventKind, Purpose, arb_definition, arb_history_with_rings, standing,
};
use clientela::domain::field::Field;
use clientela::domain::id::{EventId, SubjectId};
use clientela::domain::subject::Values;
use clientela::domain::time::{Moment, Timestamp};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Somebody, what is known of them and what the chain decided.
#[derive(Clone, Debug)]
struct Somebody {
    definitions: Vec<Definition>,
    events: Vec<Event>,
    values: Values,
    rules: AskingRules,
    occasion: Occasion,
    now: Moment,
}

/// A definition that is mostly in force, below any of the others or none.
fn below(definitions: Vec<Definition>) -> impl Strategy<Value = Vec<Definition>> {
    let drawn = prop::collection::vec((prop::option::weighted(0.4, any::<Index>()), prop::bool::weighted(0.9)), definitions.len());
    drawn.prop_map(move |drawn| {
        let with = |(one, (parent, active)): (&Definition, (Option<Index>, bool))| Definition {
            parent: parent.map(|index| index.get(&definitions).code.clone()),
            state: if active { DefinitionState::Active } else { one.state },
            ..one.clone()
        };
        definitions.iter().zip(drawn).map(with).collect()
    })
}

fn known() -> impl Strategy<Value = (Vec<Definition>, Vec<Event>)> {
    let definitions = prop::collection::vec(arb_definition(), 0..5).prop_flat_map(below);
    definitions.prop_flat_map(|definitions| {
        let events: Vec<_> = definitions.iter().map(|definition| arb_history_with_rings(definition, 4)).collect();
        (Just(definitions), events.prop_map(|histories| histories.concat()))
    })
}

fn values() -> impl Strategy<Value = Values> {
    let field = (select(&[Field::Email, Field::Phone, Field::Street, Field::GivenName][..]), Just("some"));
    prop::collection::vec(field, 0..4).prop_map(|all| {
        let mut values = Values::default();
        all.into_iter().for_each(|(field, text)| values.set(field, 0, text));
        values
    })
}

fn rules() -> impl Strategy<Value = AskingRules> {
    let days = (1..100_u32, 0..40_u32, any::<bool>(), any::<bool>(), prop::collection::vec(select(Channel::ALL), 0..4));
    days.prop_map(|(after_deferral_days, after_refusal_months, storage, detailed, presets)| {
        let mut rules = AskingRules { after_deferral_days, after_refusal_months, storage, detailed, presets, ..AskingRules::default() };
        rules.data.wanted = vec!["email".to_owned(), "given_name".to_owned()];
        rules
    })
}

fn somebody() -> impl Strategy<Value = Somebody> {
    let when = (0..2_100_i64).prop_map(|days| Moment { at: Timestamp::from_millis(0).plus_days(days), offset_minutes: 60 });
    (known(), values(), rules(), select(Occasion::ALL), when).prop_map(|((definitions, events), values, rules, occasion, now)| Somebody {
        definitions,
        events,
        values,
        rules,
        occasion,
        now,
    })
}

fn dialog(of: &Somebody) -> Dialog {
    let Somebody { definitions, events, values, rules, occasion, now } = of;
    to_ask(&AskingFacts { definitions, events, ..AskingFacts::new(*occasion, rules, values, *now) })
}

fn position(dialog: &Dialog, item: &DialogItem) -> Option<usize> {
    dialog.items.iter().position(|one| !one.is_data() && one.definition == item.after && one.is_asked())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_in_which_events_and_definitions_arrive_changes_nothing(mut who in somebody()) {
        // Of two definitions with one code and version there is one in a store.
        who.definitions.sort_by(|one, other| one.code.cmp(&other.code));
        who.definitions.dedup_by(|one, other| one.code == other.code);
        let found = dialog(&who);
        who.events.reverse();
        who.definitions.reverse();
        prop_assert_eq!(dialog(&who), found);
    }

    #[test]
    fn on_a_day_with_a_dialog_there_is_no_second_one(mut who in somebody()) {
        prop_assert!(!(asked_on(&who.events, who.now) && dialog(&who).asks()));
        let event = Event::new(EventId::from_bytes([0xEE; 16]), SubjectId::from_bytes([1; 16]),
            &Definition::draft(clientela::domain::id::Code::parse("any").unwrap(), Purpose::Marketing), EventKind::Asked, Authority::Subject, who.now.at);
        who.events.push(Event { definition: None, ..event });
        for occasion in Occasion::ALL {
            who.occasion = *occasion;
            prop_assert!(!dialog(&who).asks());
        }
    }

    #[test]
    fn advertising_comes_behind_the_storage_and_each_behind_what_it_waits_for(who in somebody()) {
        let found = dialog(&who);
        for (at, item) in found.items.iter().enumerate() {
            prop_assert_eq!(item.choices.is_empty(), !item.is_asked());
            prop_assert_eq!(item.turn == Turn::Then, item.is_asked() && item.after.is_some());
            prop_assert!(item.turn != Turn::Then || position(&found, item).is_some_and(|before| before < at));
            // Data may come before: those of something else that was agreed to.
            let free = found.storage.is_none_or(|storage| storage == StorageConsent::Agreed);
            let storage = who.definitions.iter().any(|one| Some(&one.code) == item.definition.as_ref() && one.is_storage());
            prop_assert!(item.turn != Turn::Now || item.is_data() || free || storage, "{:?} before the storage", item);
        }
    }

    #[test]
    fn whoever_took_it_back_is_left_in_peace_and_presets_are_for_new_customers(who in somebody()) {
        let found = dialog(&who);
        for item in found.items.iter().filter(|item| item.is_asked() && !item.is_data()) {
            let of = |one: &&Definition| Some(&one.code) == item.definition.as_ref() && Some((one.major, one.minor)) == item.version;
            let details: Vec<Detail> = who.definitions.iter().filter(of).map(|one| standing(one, &who.events, who.now.at).detail).collect();
            prop_assert!(!details.iter().all(|detail| matches!(detail, Detail::Withdrawn | Detail::Objected | Detail::Pending)));
            let preset = item.channel.is_some_and(|channel| who.rules.presets.contains(&channel));
            prop_assert!(!item.preset || preset && who.occasion == Occasion::Creation && details.contains(&Detail::NeverAsked));
        }
    }
}
