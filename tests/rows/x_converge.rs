//! X18: tills that decided offline come to the same, whatever the order in which they meet.

use clientela::domain::consent::{Answer, Channel, Intent, Purpose, Scope, Standing, State};
use clientela::domain::field::Field;
use clientela::domain::id::SubjectId;
use clientela::{ErrorKind, Question};
use proptest::prelude::*;

use crate::shop::{DAY, NOW, Shop, code, newsletter, said, yes};

const PEOPLE: &str = concat!(
    r#"{"feed":"customer","source_id":"ana","number":"1","kind":"private","family_name":"Lee","email":"ana@example.pt","phone":"+4930123456"}"#,
    "\n",
    r#"{"feed":"customer","source_id":"kim","number":"2","kind":"private","family_name":"Lee","email":"kim@example.pt","phone":"+4930654321","birth_date":"2015-05-05"}"#,
    "\n",
    r#"{"feed":"related","source_id":"mum","customer":"kim","role":"family","family_name":"Lee","guardian":"parent"}"#,
);

const DEFINITIONS: [&str; 4] = ["newsletter-email", "newsletter-vinyl", "data-storage", "offers-sms"];

/// Stores of one chain whose clocks stand years apart.
fn tills(count: usize) -> Vec<Shop> {
    let till = |number: usize| {
        let shop = Shop::with_definitions();
        shop.fed(PEOPLE);
        let years = i64::try_from(number).unwrap() * 400 - 400;
        shop.clock.set(NOW + years * DAY);
        shop
    };
    (0..count).map(till).collect()
}

fn person(shop: &Shop, source: &str) -> SubjectId {
    shop.erp().subject_by_source(source).unwrap().unwrap()
}

/// The lines that a store has for others.
fn lines(shop: &Shop) -> Vec<String> {
    let mut out = Vec::new();
    let count = shop.erp().export_events(&[], &mut out).unwrap();
    let lines: Vec<String> = String::from_utf8(out).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(lines.len() as u64, count);
    lines
}

/// What stands, and whether somebody may be contacted; the clocks say nothing.
fn state(shop: &Shop) -> Vec<(Standing, Answer)> {
    shop.clock.set(NOW);
    let mut all = Vec::new();
    for source in ["ana", "kim"] {
        let who = person(shop, source);
        for definition in DEFINITIONS {
            let channel = if definition == "data-storage" { None } else { Some(Channel::Email) };
            let channel = if definition == "offers-sms" { Some(Channel::Sms) } else { channel };
            let purpose = if channel.is_none() { Purpose::Processing } else { Purpose::Marketing };
            let question = Question::new(purpose, channel).about(code(definition));
            all.push((shop.standing(who, definition), shop.erp().may_contact(who, &question).unwrap()));
        }
    }
    all
}

#[derive(Clone, Debug)]
enum Deed {
    Say(bool, usize, Intent),
    Guardian(usize, Intent),
    Object(bool, Scope),
    /// Takes so many lines of another till's, from one on.
    Meet(usize, usize, usize),
    Wait(i64),
}

fn deed() -> impl Strategy<Value = (usize, Deed)> {
    let intent = prop_oneof![3 => Just(Intent::Give), 1 => Just(Intent::Refuse), 1 => Just(Intent::Withdraw), 1 => Just(Intent::Ask)];
    let intent = intent.boxed();
    let what = prop_oneof![
        6 => (any::<bool>(), 0..4_usize, intent.clone()).prop_map(|(who, what, intent)| Deed::Say(who, what, intent)),
        2 => (0..4_usize, intent).prop_map(|(what, intent)| Deed::Guardian(what, intent)),
        1 => (any::<bool>(), prop_oneof![Just(Scope::Marketing), Just(Scope::Everything)]).prop_map(|(who, scope)| Deed::Object(who, scope)),
        3 => (0..3_usize, 0..20_usize, 1..10_usize).prop_map(|(till, from, count)| Deed::Meet(till, from, count)),
        1 => (-500..900_i64).prop_map(Deed::Wait),
    ];
    (0..3_usize, what)
}

fn happen(tills: &[Shop], at: usize, deed: &Deed) {
    let (shop, desk) = (&tills[at], tills[at].desk_at(&format!("till-{at}")));
    let who = |first: bool| person(shop, if first { "ana" } else { "kim" });
    match deed {
        Deed::Say(first, what, Intent::Give) => drop(desk.record(who(*first), &yes(DEFINITIONS[*what]).reference("form 1")).unwrap()),
        Deed::Say(first, what, intent) => drop(desk.record(who(*first), &said(DEFINITIONS[*what], *intent)).unwrap()),
        Deed::Guardian(what, intent) => {
            let capture = yes(DEFINITIONS[*what]).by_guardian(person(shop, "mum"));
            let capture =
                if *intent == Intent::Give { capture } else { said(DEFINITIONS[*what], *intent).by_guardian(person(shop, "mum")) };
            drop(desk.record(who(false), &capture));
        }
        Deed::Object(first, scope) => drop(desk.record(who(*first), &said("data-storage", Intent::Object).scope(*scope)).unwrap()),
        Deed::Meet(other, from, count) => {
            let some: Vec<String> = lines(&tills[*other]).into_iter().skip(*from).take(*count).collect();
            shop.fed(&some.join("\n"));
        }
        Deed::Wait(days) => shop.clock.set(NOW + days * DAY),
    }
}

#[test]
fn x18_a_refusal_that_a_grant_has_not_seen_stands_wherever_they_meet() {
    let tills = tills(2);
    let (here, there) = (&tills[0], &tills[1]);
    here.desk_at("till-0").record(person(here, "ana"), &yes("newsletter-email")).unwrap();
    there.desk_at("till-1").withdraw(person(there, "ana"), &code("newsletter-email")).unwrap();
    let [ours, theirs] = [here, there].map(lines);
    there.fed(&ours.join("\n"));
    here.fed(&theirs.join("\n"));
    assert_eq!(state(here), state(there));
    assert_eq!(here.standing(person(here, "ana"), "newsletter-email").state, State::Refused);
    // Whoever grants now has seen both, and takes it to the other till.
    here.desk_at("till-0").record(person(here, "ana"), &yes("newsletter-email")).unwrap();
    let heads = there.engine.heads().unwrap();
    there.fed(&lines(here).join("\n"));
    assert_eq!(state(here), state(there));
    assert!(there.erp().may_contact(person(there, "ana"), &newsletter()).unwrap().allowed, "with the address it is bound to");
    let mut later = Vec::new();
    assert_eq!(there.erp().export_events(&heads, &mut later).unwrap(), 1, "only what came behind the heads");
    assert_eq!(there.feed(&String::from_utf8(later).unwrap()).unchanged, 1);
    assert!(tills.iter().all(|shop| shop.engine.verify_journal().unwrap().findings.is_empty()));
}

#[test]
fn x18_of_an_erased_person_a_denial_is_taken_and_a_grant_is_not_and_nothing_names_them() {
    let tills = tills(2);
    let (here, there) = (&tills[0], &tills[1]);
    let desk = here.desk_at("till-0");
    desk.record(person(here, "ana"), &yes("newsletter-email").reference("form 4711")).unwrap();
    desk.record(person(here, "ana"), &said("newsletter-email", Intent::Withdraw)).unwrap();
    there.erp().anonymize(person(there, "ana")).unwrap();
    let report = there.feed(&lines(here).join("\n"));
    assert_eq!((report.taken, report.refused, report.failures[0].rule), (1, 1, "consent.erased"));
    let kept = there.desk().consent_events(person(there, "ana"), None).unwrap();
    assert!(kept.iter().all(|kept| kept.reference.is_none() && kept.event.evidence.address.is_none()));
    assert!(there.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn x18_a_line_that_is_none_is_refused_and_changes_nothing() {
    let tills = tills(2);
    let (here, there) = (&tills[0], &tills[1]);
    here.desk_at("till-0").record(person(here, "ana"), &yes("newsletter-email").reference("form 1")).unwrap();
    let good = lines(here).remove(0);
    let field = |name: &str, value: &str| {
        let mut line: serde_json::Value = serde_json::from_str(&good).unwrap();
        line[name] = serde_json::from_str(value).unwrap();
        there.feed(&line.to_string())
    };
    let bad = [
        ("kind", "\"gave\""),
        ("at", "null"),
        ("seen", "\"x\""),
        ("language", "\"english\""),
        ("text", "\"00\""),
        ("id", "\"1\""),
        ("reference", "\"form 2\""),
        ("colour", "1"),
        ("authority", "null"),
        ("by", "\"mum\""),
        ("major", "-1"),
        ("signature", "\"zz\""),
    ];
    for (name, value) in bad {
        let report = field(name, value);
        assert_eq!((report.taken, report.refused), (0, 1), "{name}");
    }
    let nobody: String = good.replace("\"customer\":\"ana\"", "\"customer\":\"eve\"");
    assert_eq!(there.feed(&nobody).failures[0].rule, "customer.unknown");
    assert!(there.desk().consent_events(person(there, "ana"), None).unwrap().is_empty());
    assert_eq!(there.feed(&good).taken, 1);
    let own = there.add(&[(Field::FamilyName, "Lee"), (Field::Email, "own@example.com"), (Field::Number, "7")]);
    there.desk().record(own, &yes("newsletter-email")).unwrap();
    let unknown_here = here.feed(&lines(there).join("\n"));
    assert_eq!((unknown_here.refused, unknown_here.failures[0].rule), (1, "customer.unknown"), "the person comes first");
    let mut broken = Broken;
    assert_eq!(here.erp().export_events(&[], &mut broken).unwrap_err().kind(), ErrorKind::Io);
}

/// Takes nothing.
struct Broken;

impl std::io::Write for Broken {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::StorageFull.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn x18_tills_that_decided_offline_converge_whatever_the_order_in_which_they_sync(
        deeds in prop::collection::vec(deed(), 1..30), seed in any::<u64>()
    ) {
        let tills = tills(3);
        deeds.iter().for_each(|(at, deed)| happen(&tills, *at, deed));
        let all: Vec<String> = tills.iter().flat_map(lines).collect();
        for (number, till) in tills.iter().enumerate() {
            // Each takes everything in an order of its own, and some of it twice.
            let turn = usize::try_from(seed % 1_000).unwrap() + number;
            let mut mixed: Vec<(u64, &String)> = all.iter().enumerate().map(|(at, line)| {
                let mixed = (at as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_mul(2 * turn as u64 + 1).rotate_left(23);
                (mixed, line)
            }).collect();
            mixed.sort_unstable();
            let twice = mixed.len() / 2;
            let taken: Vec<&str> = mixed.iter().chain(&mixed[..twice]).map(|(_, line)| line.as_str()).collect();
            let report = till.feed(&taken.join("\n"));
            prop_assert_eq!(report.refused, 0, "{:?}", report.failures);
        }
        let first = state(&tills[0]);
        prop_assert_eq!(&state(&tills[1]), &first);
        prop_assert_eq!(&state(&tills[2]), &first);
    }
}
