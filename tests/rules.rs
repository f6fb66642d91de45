//! The rules as data: each case of `tests/rules/*.toml` is a sentence, an input and what must come out.

mod rules_notation;

use std::collections::BTreeSet;

use clientela::domain::consent::{
    Answer, Basis, Detail, Event, Facts, Ground, Purpose, Reason, Remedy, State, Ward, Written, may_contact, standing, write,
};

use rules_notation::{ContactCase, Rules, StandingCase, WriteCase, channel, events as case_events, ids, letter, moment, read};

/// The events as they came, backwards, and doubled: the outcome must be the same.
fn arrangements(events: &[Event]) -> Vec<Vec<Event>> {
    let backwards: Vec<Event> = events.iter().rev().cloned().collect();
    let doubled = [&backwards[..], events].concat();
    vec![events.to_vec(), backwards, doubled]
}

fn check<T: PartialEq + std::fmt::Debug>(failures: &mut Vec<String>, name: &str, what: &str, found: &T, wanted: &T) {
    if found != wanted {
        failures.push(format!("{name}: {what} is {found:?}, must be {wanted:?}"));
    }
}

fn standing_fails(rules: &Rules, case: &StandingCase) -> Vec<String> {
    let definition = rules.definition(&case.definition);
    let mut failures = Vec::new();
    for events in arrangements(&case_events(&case.events, &definition)) {
        let found = standing(&definition, &events, moment(&case.on, 0).at);
        check(&mut failures, &case.name, "detail", &found.detail.name(), &case.detail.as_str());
        check(&mut failures, &case.name, "state", &found.state.name(), &case.state.as_str());
        check(&mut failures, &case.name, "state of the detail", &found.detail.state(), &found.state);
        for (what, wanted, found) in [("evidence", &case.evidence, &found.evidence), ("heads", &case.heads, &found.heads)] {
            let found = found.iter().map(letter).collect::<Vec<_>>();
            if let Some(wanted) = wanted {
                check(&mut failures, &case.name, what, &found, wanted);
            }
        }
        case.dpv.iter().for_each(|dpv| check(&mut failures, &case.name, "dpv", &found.detail.dpv(), &dpv.as_str()));
    }
    failures
}

fn write_fails(rules: &Rules, case: &WriteCase) -> Vec<String> {
    let definition = rules.definition(&case.definition);
    let mut failures = Vec::new();
    for events in arrangements(&case_events(&case.events, &definition)) {
        let outcome = write(&definition, &events, case.act(), moment(&case.on, 0));
        let (writes, seen) = match &outcome {
            Ok(Written::Nothing) => (Some("nothing"), vec![]),
            Ok(Written::Event { kind, seen }) => (Some(kind.name()), seen.clone()),
            Err(_) => (None, vec![]),
        };
        let error = outcome.as_ref().err();
        check(&mut failures, &case.name, "written", &writes, &case.writes.as_deref());
        check(&mut failures, &case.name, "seen", &seen, &ids(&case.sees));
        check(&mut failures, &case.name, "refusal", &error.map(clientela::Error::code), &case.refused.as_deref());
        check(&mut failures, &case.name, "field", &error.and_then(clientela::Error::field_name), &case.field.as_deref());
    }
    failures
}

fn answer(rules: &Rules, case: &ContactCase, events: &[Event], backwards: bool) -> Answer {
    let mut definitions: Vec<_> = case.definitions.iter().map(|key| rules.definition(key)).collect();
    if backwards {
        definitions.reverse();
    }
    let about = case.about.as_ref().map(|key| rules.definition(key).code);
    let values = case.values();
    let (purpose, by) = case.ask.split_once(' ').map_or((case.ask.as_str(), None), |(purpose, by)| (purpose, Some(channel(by))));
    may_contact(&Facts {
        subject: case.subject(),
        definition: about.as_ref(),
        definitions: &definitions,
        events,
        values: &values,
        ward: Ward { born: case.born(), age: case.age(), unknown_is_minor: case.unknown_is_minor, guardianships: &case.guardians() },
        basis: Basis {
            grounds: &case.grounds(),
            countries: &texts(&case.countries),
            similar_goods: case.similar_goods,
            buyer: case.buyer,
            unlisted: &texts(&case.unlisted),
        },
        unsigned_allowed: case.unsigned_allowed,
        ..Facts::new(Purpose::from_name(purpose).expect("a purpose"), by, moment(&case.on, case.offset_minutes))
    })
}

fn texts(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn contact_fails(rules: &Rules, case: &ContactCase) -> Vec<String> {
    let mut failures = Vec::new();
    let own = rules.definition("newsletter");
    for (index, events) in arrangements(&case_events(&case.events, &own)).iter().enumerate() {
        let found = answer(rules, case, events, index == 1);
        check(&mut failures, &case.name, "reason", &found.reason.name(), &case.reason.as_str());
        check(&mut failures, &case.name, "remedy", &found.remedy.name(), &case.remedy.as_str());
        check(&mut failures, &case.name, "allowed", &found.allowed, &case.reason.starts_with("allowed"));
        check(&mut failures, &case.name, "ground", &found.ground.map(Ground::name), &case.ground.as_deref());
        let evidence = found.evidence.iter().map(letter).collect::<Vec<_>>();
        case.evidence.iter().for_each(|wanted| check(&mut failures, &case.name, "evidence", &evidence, wanted));
        let by = found.definition.zip(found.version).map(|(code, (major, minor))| format!("{code} {major}.{minor}"));
        case.by.iter().for_each(|wanted| check(&mut failures, &case.name, "definition", &by.as_ref(), &Some(wanted)));
        case.value.iter().for_each(|wanted| check(&mut failures, &case.name, "value", &found.value, &Some(*wanted)));
    }
    failures
}

#[test]
fn the_rules_of_consent_hold() {
    let rules = read("consent.toml");
    let standing = rules.standing.iter().flat_map(|case| standing_fails(&rules, case));
    let written = rules.write.iter().flat_map(|case| write_fails(&rules, case));
    let contact = rules.contact.iter().flat_map(|case| contact_fails(&rules, case));
    let failures: Vec<String> = standing.chain(written).chain(contact).collect();
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_state_detail_reason_and_remedy_has_a_case() {
    let rules = read("consent.toml");
    let details: BTreeSet<&str> = rules.standing.iter().map(|case| case.detail.as_str()).collect();
    let states: BTreeSet<&str> = rules.standing.iter().map(|case| case.state.as_str()).collect();
    let reasons: BTreeSet<&str> = rules.contact.iter().map(|case| case.reason.as_str()).collect();
    let remedies: BTreeSet<&str> = rules.contact.iter().map(|case| case.remedy.as_str()).collect();
    assert_eq!(details, Detail::ALL.iter().map(|word| word.name()).collect());
    assert_eq!(states, State::ALL.iter().map(|word| word.name()).collect());
    // What can no longer be told of a past day depends on merges in a store (x3_of_a_day_before_a_merge_or_a_parting_nothing_can_be_told).
    // Who else may receive it is asked of the relations in a store (p9_a_further_recipient_needs_authorization_consent_and_account).
    let by_store = [Reason::Unclear, Reason::AuthorizationMissing, Reason::AccountMissing];
    let by_rule = |reason: &&Reason| !by_store.contains(reason);
    assert_eq!(reasons, Reason::ALL.iter().filter(by_rule).map(|word| word.name()).collect());
    let by_rule = |remedy: &&Remedy| !matches!(remedy, Remedy::AskTheCustomer | Remedy::OpenAnAccount);
    assert_eq!(remedies, Remedy::ALL.iter().filter(by_rule).map(|word| word.name()).collect());
    let grounds: BTreeSet<&str> = rules.contact.iter().filter_map(|case| case.ground.as_deref()).collect();
    assert_eq!(grounds, Ground::ALL.iter().map(|word| word.name()).collect());
}

#[test]
fn no_two_cases_have_the_same_name() {
    let rules = read("consent.toml");
    let names = |rules: &Rules| -> Vec<String> {
        let standing = rules.standing.iter().map(|case| case.name.clone());
        let written = rules.write.iter().map(|case| case.name.clone());
        standing.chain(written).chain(rules.contact.iter().map(|case| case.name.clone())).collect()
    };
    let all = names(&rules);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
}
