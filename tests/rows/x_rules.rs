//! The cases of `tests/rules/consent.toml` at the doors of a store: what was said arrives as a feed, and the desk answers.

#[path = "../rules_notation/mod.rs"]
#[allow(dead_code, reason = "the cases of asking are run elsewhere")]
mod rules_notation;

use std::collections::BTreeSet;

use clientela::domain::consent::{
    Answer, Authority, Channel, Commitment, Definition, Event, Ground, Intent, Method, Standing, SubjectState,
};
use clientela::domain::field::Field;
use clientela::domain::id::{Code, SubjectId};
use clientela::domain::setting::{Place, Setting};
use clientela::domain::time::Moment;
use clientela::{Capture, Question};
use rules_notation::{ContactCase, Rules, StandingCase, WriteCase, events as case_events, ids, letter, moment, read};
use serde_json::{Value, json};

use crate::shop::Shop;
use crate::x_proof_document::hexed;

fn definition_line(definition: &Definition) -> Value {
    json!({
        "feed": "definition", "code": definition.code.as_str(), "version": format!("{}.{}", definition.major, definition.minor),
        "state": definition.state.name(), "purpose": definition.purpose.name(), "channel": definition.channel.map(Channel::name),
        "parent": definition.parent.as_ref().map(Code::as_str), "signature": definition.signature,
        "confirmation": definition.confirmation, "valid_days": definition.valid_days, "from": definition.from.map(|day| day.to_string()),
        "until": definition.until.map(|day| day.to_string()), "texts": [],
    })
}

fn event_line(event: &Event) -> Value {
    let digest = |bound: &Option<Commitment>| bound.as_ref().map(|bound| hexed(&bound.digest));
    let salt = |bound: &Option<Commitment>| bound.as_ref().and_then(|bound| bound.salt).map(|salt| hexed(&salt));
    let seen: Vec<String> = event.seen.iter().map(ToString::to_string).collect();
    json!({
        "feed": "event", "id": event.id.to_string(), "customer": "ana", "definition": event.definition.as_ref().map(Code::as_str),
        "major": event.version.0, "minor": event.version.1, "scope": event.scope.name(), "kind": event.kind.name(),
        "authority": event.authority.name(), "by": event.by.map(|by| by.to_string()), "method": event.method.name(),
        "origin": event.origin.name(), "at": event.at.millis(), "recorded": event.recorded.millis(), "seen": seen.join(" "),
        "signature": event.evidence.digest.map(|digest| hexed(&digest)), "reference_digest": digest(&event.evidence.reference),
        "reference_salt": salt(&event.evidence.reference), "reference_kind": event.evidence.reference_kind.name(),
        "address_digest": digest(&event.evidence.address), "address_salt": salt(&event.evidence.address),
    })
}

/// Takes lines, each of which must be good; what is absent is left out.
fn feed(shop: &Shop, lines: impl IntoIterator<Item = Value>) {
    let line = |mut line: Value| {
        line.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        line.to_string()
    };
    shop.fed(&lines.into_iter().map(line).collect::<Vec<_>>().join("\n"));
}

/// A store at noon of a day, with definitions and with Ana.
fn shop_with(now: Moment, definitions: &[Definition], ana: Value, events: &[Event]) -> (Shop, SubjectId) {
    let shop = Shop::at(now);
    feed(&shop, [ana]);
    // Before the definitions: an old grant that is bound to no address comes in only while nobody knows that there is a channel.
    feed(&shop, events.iter().rev().map(event_line));
    feed(&shop, definitions.iter().map(definition_line));
    let ana = shop.erp().subject_by_source("ana").unwrap().unwrap();
    (shop, ana)
}

fn ana() -> Value {
    json!({"feed": "customer", "source_id": "ana", "kind": "private", "family_name": "Prada", "email": "ana@example.pt"})
}

fn check<T: PartialEq + std::fmt::Debug>(failures: &mut Vec<String>, name: &str, what: &str, found: &T, wanted: &T) {
    if found != wanted {
        failures.push(format!("{name}: {what} is {found:?}, must be {wanted:?}"));
    }
}

fn check_standing(case: &StandingCase, found: &Standing) -> Vec<String> {
    let mut failures = Vec::new();
    check(&mut failures, &case.name, "detail", &found.detail.name(), &case.detail.as_str());
    check(&mut failures, &case.name, "state", &found.state.name(), &case.state.as_str());
    for (what, wanted, found) in [("evidence", &case.evidence, &found.evidence), ("heads", &case.heads, &found.heads)] {
        let found: Vec<String> = found.iter().map(letter).collect();
        wanted.iter().for_each(|wanted| check(&mut failures, &case.name, what, &found, wanted));
    }
    failures
}

/// None where the desk shows nothing of it: the definition is not in force that day.
fn standing_fails(rules: &Rules, case: &StandingCase) -> Option<Vec<String>> {
    let (definition, now) = (rules.definition(&case.definition), moment(&case.on, 0));
    if !definition.in_force(now.date()) {
        return None;
    }
    let (shop, ana) = shop_with(now, std::slice::from_ref(&definition), ana(), &case_events(&case.events, &definition));
    let consent = shop.desk().consents(ana).unwrap().into_iter().find(|one| one.definition.code == definition.code).unwrap();
    let mut failures = check_standing(case, &consent.standing);
    case.grade.iter().for_each(|wanted| check(&mut failures, &case.name, "grade", &consent.grade.name(), &wanted.as_str()));
    let missing = &consent.signature_missing;
    case.signature_missing.iter().for_each(|wanted| check(&mut failures, &case.name, "signature missing", missing, wanted));
    Some(failures)
}

/// Whether a desk or a feed says this: what the person does without staff, and what an administrator does, has no door of its own.
fn has_a_door(case: &WriteCase) -> bool {
    let act = case.act();
    let elsewhere = matches!(act.method, Method::Form | Method::Link | Method::Transfer);
    let staff = match act.intent {
        Intent::On | Intent::Off | Intent::Clear => false,
        _ if act.method == Method::Correction => act.authority == Authority::User,
        Intent::Confirm => act.authority == Authority::User,
        Intent::Give if elsewhere => act.authority == Authority::User,
        _ => act.authority == Authority::Subject,
    };
    let machine = matches!(act.intent, Intent::On | Intent::Off) && act.authority == Authority::Machine;
    (staff || machine) && act.reachable && act.subject == SubjectState::Normal && !act.by_guardian
}

fn written(shop: &Shop, ana: SubjectId, case: &WriteCase, definition: &Definition) -> Result<Option<Event>, clientela::Error> {
    let (act, before) = (case.act(), shop.desk().consent_events(ana, None)?.len());
    if matches!(act.intent, Intent::On | Intent::Off) {
        feed(shop, [json!({"feed": "consent", "customer": "ana", "definition": definition.code.as_str(), "state": act.intent.name()})]);
    } else {
        let mut capture = Capture::new(definition.code.clone(), act.intent, act.method).scope(act.scope);
        if act.evidence {
            capture = capture.reference("form 4711");
        }
        if act.reason {
            capture = capture.because("it was the other box");
        }
        shop.desk().record(ana, &capture)?;
    }
    let mut after = shop.desk().consent_events(ana, None)?;
    Ok((after.len() > before).then(|| after.pop().unwrap().event))
}

fn write_fails(rules: &Rules, case: &WriteCase) -> Option<Vec<String>> {
    let (definition, now) = (rules.definition(&case.definition), moment(&case.on, 0));
    if !has_a_door(case) || !definition.in_force(now.date()) {
        return None;
    }
    let whole = json!({"feed": "customer", "source_id": "ana", "kind": "private", "family_name": "Prada", "email": "ana@example.pt",
        "phone": "+49 30 5550101", "street": "Rua Nova 1"});
    let (shop, ana) = shop_with(now, std::slice::from_ref(&definition), whole, &case_events(&case.events, &definition));
    let mut failures = Vec::new();
    let outcome = written(&shop, ana, case, &definition);
    let (kind, seen) = match &outcome {
        Ok(Some(event)) => (Some(event.kind.name()), event.seen.clone()),
        Ok(None) => (Some("nothing"), vec![]),
        Err(_) => (None, vec![]),
    };
    let (kind, wanted) = (kind.map(str::to_owned), case.writes.clone());
    check(&mut failures, &case.name, "written", &kind, &wanted);
    let order = |mut ids: Vec<_>| {
        ids.sort_unstable();
        ids
    };
    check(&mut failures, &case.name, "seen", &order(seen), &order(ids(&case.sees)));
    let rule = outcome.as_ref().err().map(|error| error.violations().first().map_or(error.code(), |broken| broken.rule));
    check(&mut failures, &case.name, "refusal", &rule, &case.refused.as_deref());
    Some(failures)
}

/// Gives Ana what a case of contact says of her: addresses of the channel, where she lives, when she was born.
fn describe(shop: &Shop, ana: SubjectId, case: &ContactCase) {
    let field = case.asked().1.map_or(Field::Email, Channel::field);
    let desk = shop.desk();
    let mut draft = desk.edit(ana).unwrap();
    draft.set(Field::Email, "");
    for (slot, value) in (0..).zip(case.values()) {
        draft.set_at(field, slot, value.value);
        if value.bounced {
            draft.set_at(Field::Undeliverable, slot, value.value);
        }
    }
    for (slot, country) in (0..).zip(&case.countries) {
        draft.set_at(Field::Country, slot, country);
    }
    if let Some(day) = case.born() {
        draft.set(Field::BirthDate, &day.to_string());
    }
    desk.save(&mut draft).unwrap();
}

fn set(shop: &Shop, setting: Setting, value: &str) {
    shop.erp().set_setting(setting, &Place::Chain, Some(value)).unwrap();
}

fn tell(shop: &Shop, case: &ContactCase) {
    let grounds: Vec<&str> = case.grounds().into_iter().map(Ground::name).collect();
    let grounds = if grounds.is_empty() { "none".to_owned() } else { grounds.join(" ") };
    set(shop, Setting::ConsentsGrounds, &grounds);
    set(shop, Setting::ConsentsDecidingAge, if case.is_majority() { "majority" } else { "consent" });
    set(shop, Setting::ConsentsUnknownBirthday, if case.unknown_is_minor { "minor" } else { "adult" });
    set(shop, Setting::UnsignedAllowed, if case.unsigned_allowed { "true" } else { "false" });
    for (at, one) in case.guardians().iter().enumerate() {
        let [from, until] = [one.from, one.until].map(|day| day.map(|day| day.to_string()));
        feed(
            shop,
            [json!({"feed": "related", "source_id": format!("guardian-{at}"), "customer": "ana", "role": "family",
            "family_name": "Prada", "guardian": one.ground.name(), "guardian_for": one.scope, "relation_from": from, "relation_until": until})],
        );
    }
    if case.buyer {
        feed(
            shop,
            [json!({"feed": "document", "kind": "receipt", "number": "R-1", "state": "issued", "customer": "ana",
            "created": "2020-01-02T10:00:00Z", "currency": "EUR", "total": 100, "lines": []})],
        );
    }
}

fn question(rules: &Rules, case: &ContactCase) -> Question {
    let (purpose, channel) = case.asked();
    let mut question = Question::new(purpose, channel);
    if let Some(key) = &case.about {
        question = question.about(rules.definition(key).code);
    }
    if case.similar_goods {
        question = question.similar_goods();
    }
    case.unlisted.iter().fold(question, |question, number| question.unlisted(number))
}

fn answer_fails(case: &ContactCase, found: &Answer) -> Vec<String> {
    let mut failures = Vec::new();
    check(&mut failures, &case.name, "reason", &found.reason.name(), &case.reason.as_str());
    check(&mut failures, &case.name, "remedy", &found.remedy.name(), &case.remedy.as_str());
    check(&mut failures, &case.name, "allowed", &found.allowed, &case.reason.starts_with("allowed"));
    check(&mut failures, &case.name, "ground", &found.ground.map(Ground::name), &case.ground.as_deref());
    let evidence: Vec<String> = found.evidence.iter().map(letter).collect();
    case.evidence.iter().for_each(|wanted| check(&mut failures, &case.name, "evidence", &evidence, wanted));
    let by = found.definition.as_ref().zip(found.version).map(|(code, (major, minor))| format!("{code} {major}.{minor}"));
    case.by.iter().for_each(|wanted| check(&mut failures, &case.name, "definition", &by.as_ref(), &Some(wanted)));
    case.value.iter().for_each(|wanted| check(&mut failures, &case.name, "value", &found.value, &Some(*wanted)));
    failures
}

/// None where a store knows no such person.
fn contact_fails(rules: &Rules, case: &ContactCase) -> Option<Vec<String>> {
    if case.subject() == SubjectState::Restricted {
        return None;
    }
    let definitions: Vec<Definition> = case.definitions.iter().map(|key| rules.definition(key)).collect();
    let (shop, ana) =
        shop_with(moment(&case.on, case.offset_minutes), &definitions, ana(), &case_events(&case.events, &rules.definition("newsletter")));
    describe(&shop, ana, case);
    tell(&shop, case);
    match case.subject() {
        SubjectState::Erased => shop.erp().anonymize(ana).map(drop).unwrap(),
        SubjectState::Unconfirmed => assert!(shop.erp().expect_erasures(1).unwrap()),
        SubjectState::Deceased => shop.edit(ana, &[(Field::Status, "deceased")]),
        _ => {}
    }
    let question = question(rules, case);
    let found = shop.desk().may_contact(ana, &question).unwrap();
    let mut failures = answer_fails(case, &found);
    check(&mut failures, &case.name, "the central system's answer", &shop.erp().may_contact(ana, &question).unwrap(), &found);
    let mut walk = shop.erp().contacts(&question);
    let walked: BTreeSet<SubjectId> = std::iter::from_fn(|| walk.next().unwrap()).map(|contact| contact.subject).collect();
    check(&mut failures, &case.name, "being met by the walk", &walked.contains(&ana), &found.allowed);
    Some(failures)
}

#[test]
fn x2_the_cases_of_the_rules_hold_at_the_desk() {
    let rules = read("consent.toml");
    let standing: Vec<_> = rules.standing.iter().map(|case| standing_fails(&rules, case)).collect();
    let write: Vec<_> = rules.write.iter().map(|case| write_fails(&rules, case)).collect();
    let contact: Vec<_> = rules.contact.iter().map(|case| contact_fails(&rules, case)).collect();
    let run = [&standing, &write, &contact].map(|cases| cases.iter().flatten().count());
    let failures: Vec<String> = [standing, write, contact].into_iter().flatten().flatten().flatten().collect();
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    println!("{run:?} cases of standing, writing and contact");
    assert!(run.iter().sum::<usize>() >= 200, "{run:?} cases of standing, writing and contact ran");
}
