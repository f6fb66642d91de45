//! A9 and what belongs to it: possible duplicates when somebody is created, in the whole store, and what was decided about them.

use std::collections::BTreeSet;

use clientela::domain::duplicate::{Comparison, ComparisonLevel, Decision, Model, Person, Reason, Search, THRESHOLD, keys};
use clientela::domain::field::{Field, RecordKind};
use clientela::domain::id::{Code, SubjectId};
use clientela::domain::journal::EntryKind;
use clientela::domain::rights::{Right, Rights};
use clientela::domain::setting::{Place, Setting};
use clientela::domain::subject::Values;
use clientela::domain::time::Timestamp;
use clientela::{Desk, Draft, DuplicateDecision, ErrorKind, FoundDuplicates, PossibleDuplicate};

use crate::scanner::scan;
use crate::shop::{DAY, NOW, Shop, failed};

type Given<'a> = &'a [(Field, &'a str)];

const ZOE: [(Field, &str); 3] = [(Field::GivenName, "Zoë"), (Field::FamilyName, "Köhler"), (Field::BirthDate, "1980-05-17")];

/// The same with what would be typed into a screen.
const AT_HOME: [(Field, &str); 6] = [
    (Field::GivenName, "Leonie"),
    (Field::FamilyName, "Gonçalves"),
    (Field::Street, "Lindenweg 5"),
    (Field::PostalCode, "70174"),
    (Field::City, "Stuttgart"),
    (Field::Phone, "+49 711 2842222"),
];

fn draft(desk: &Desk, values: Given<'_>) -> Draft {
    let mut draft = desk.new_customer("private").unwrap();
    values.iter().for_each(|(field, text)| {
        draft.set(*field, text);
    });
    draft
}

/// What is reported of a new customer with these values.
fn possible(desk: &Desk, values: Given<'_>) -> Vec<PossibleDuplicate> {
    desk.possible_duplicates(&draft(desk, values)).unwrap()
}

fn ids(possible: &[PossibleDuplicate]) -> Vec<SubjectId> {
    possible.iter().map(|one| one.customer.id).collect()
}

fn found(shop: &Shop) -> FoundDuplicates {
    shop.erp().find_duplicates(&mut |_, _| true).unwrap()
}

fn pairs(found: &FoundDuplicates) -> Vec<[SubjectId; 2]> {
    found.pairs.iter().map(|pair| [pair.one, pair.other]).collect()
}

/// Strangers, so that nobody is alone in the shop.
fn town(shop: &Shop) {
    let names = ["Bernd Huber", "Carla Winter", "Dieter Sommer", "Emma Falk", "Felix Brandt", "Gerda Stein", "Hugo Wolf", "Ida Vogel"];
    let line = |(at, name): (usize, &str)| {
        let (given, family) = name.split_once(' ').unwrap();
        format!(
            "{{\"feed\":\"customer\",\"source_id\":\"t{at}\",\"kind\":\"private\",\"given_name\":\"{given}\",\"family_name\":\"{family}\",\
             \"birth_date\":\"19{}0-0{}-11\",\"street\":\"Am Markt {at}\",\"postal_code\":\"1011{at}\",\"phone\":\"030 555{at}{at}{at}{at}\"}}\n",
            4 + at % 5,
            1 + at
        )
    };
    shop.fed(&names.into_iter().enumerate().map(line).collect::<String>());
}

/// A shop with a town and somebody in it.
fn shop_with(values: Given<'_>) -> (Shop, SubjectId) {
    let shop = Shop::empty();
    town(&shop);
    let id = shop.add(values);
    (shop, id)
}

/// A shop where many are called the same and have a placeholder for a birthday: both say nothing here, as the model has learned.
fn shop_of_placeholders() -> Shop {
    let shop = Shop::empty();
    let line = |at: u32| {
        format!(
            "{{\"feed\":\"customer\",\"source_id\":\"m{at}\",\"kind\":\"private\",\"given_name\":\"Max\",\"family_name\":\"Muster\",\
             \"birth_date\":\"1900-01-01\",\"postal_code\":\"1{at:04}\",\"phone\":\"030 5{at:06}\"}}\n"
        )
    };
    shop.fed(&(0..400).map(|at| line(at * 17)).collect::<String>());
    found(&shop);
    shop
}

#[test]
fn a9_the_same_name_and_birthday_is_always_reported_on_creation_but_only_with_the_option() {
    let (shop, zoe) = shop_with(&ZOE);
    let typed = [(Field::GivenName, " ZOE"), (Field::FamilyName, "kohler"), (Field::BirthDate, "1980-05-17")];
    let reported = possible(&shop.desk(), &typed);
    assert_eq!(ids(&reported), [zoe]);
    assert!(reported[0].same_name_and_birthday);
    let shop = shop_of_placeholders();
    let desk = shop.desk();
    let max = [(Field::GivenName, "MAX"), (Field::FamilyName, "Muster"), (Field::BirthDate, "1900-01-01"), (Field::PostalCode, "99423")];
    let always = possible(&desk, &max);
    assert_eq!(always.len(), 50, "no screen shows more");
    assert!(always.iter().all(|one| one.same_name_and_birthday && one.score.bits < THRESHOLD), "by the rule alone");
    let born_apart = [&max[..2], &[(Field::BirthDate, "1980-05-18")]].concat();
    assert_eq!(ids(&possible(&desk, &born_apart)), []);
    for place in [Place::Chain, Place::Branch(desk.seat().branch.clone())] {
        shop.erp().set_setting(Setting::DuplicatesSameNameAndBirthday, &place, Some("false")).unwrap();
        assert_eq!(ids(&possible(&desk, &max)), [], "off");
        shop.erp().set_setting(Setting::DuplicatesSameNameAndBirthday, &place, Some("true")).unwrap();
        assert_eq!(possible(&desk, &max).len(), 50, "on");
    }
}

#[test]
fn a9_creating_is_never_refused_and_nobody_is_a_duplicate_of_themselves() {
    let (shop, zoe) = shop_with(&ZOE);
    let desk = shop.desk();
    let mut twin = draft(&desk, &ZOE);
    assert_eq!(ids(&desk.possible_duplicates(&twin).unwrap()), [zoe]);
    let new = desk.save(&mut twin).unwrap().id;
    assert_eq!(ids(&desk.possible_duplicates(&twin).unwrap()), [zoe], "asked after saving, the same");
    assert_eq!(ids(&desk.possible_duplicates(&desk.edit(zoe).unwrap()).unwrap()), [new]);
    let other = shop.desk_of("tom", Rights::all());
    assert_eq!(failed(other.possible_duplicates(&twin)).1, "draft.of_another_operator");
    let blind = shop.desk_of("jane", Rights::all().without(Right::ReadCustomers));
    assert_eq!(failed(blind.possible_duplicates(&twin)).1, "right.read_customers");
}

#[test]
fn a9_a_misspelled_name_with_the_same_phone_and_address_is_reported_with_its_reasons() {
    let (shop, leonie) = shop_with(&AT_HOME);
    let desk = shop.desk();
    let mut slip = AT_HOME;
    slip[0].1 = "Leoni";
    slip[1].1 = "Gonzalves";
    slip[5].1 = "0711/2842222";
    let reported = possible(&desk, &slip);
    assert_eq!(ids(&reported), [leonie]);
    let score = &reported[0].score;
    assert!(score.bits >= THRESHOLD && score.probability() > 0.9, "{score:?}");
    let of = |comparison| score.reasons.iter().find(|reason| reason.comparison == comparison).unwrap();
    assert_eq!(of(Comparison::GivenName).level, ComparisonLevel::Near);
    assert_eq!(of(Comparison::Phone).level, ComparisonLevel::Exact);
    assert!(of(Comparison::Phone).weight > 5.0 && of(Comparison::Street).weight > 0.0);
    let sum: f64 = score.reasons.iter().map(|Reason { weight, .. }| weight).sum::<f64>() + score.start + score.household;
    assert!((sum - score.bits).abs() < 1e-9, "the reasons are the sum");
    // Each of these alone leads there, whatever the names begin with.
    let other_starts = [(Field::GivenName, "Eonie"), (Field::FamilyName, "Konçalves")];
    for kept in [
        &[(Field::Phone, "0711 2842222")][..],
        &[(Field::Email, "leonie@example.org")],
        &[(Field::CardNumber, "4711-K")],
        &[(Field::TaxNumber, "21815081508")],
        &[(Field::Street, "Lindenweg 5"), (Field::PostalCode, "70174"), (Field::BirthDate, "1980-05-17")],
    ] {
        let (shop, known) = shop_with(&[&AT_HOME[..2], kept].concat());
        assert_eq!(ids(&possible(&shop.desk(), &[&other_starts[..], kept].concat())), [known], "{}", kept[0].0.name());
    }
}

#[test]
fn a9_strangers_and_people_of_one_household_are_not_reported() {
    let (shop, _) = shop_with(&AT_HOME);
    let desk = shop.desk();
    assert_eq!(ids(&possible(&desk, &[(Field::GivenName, "Otto"), (Field::FamilyName, "Ziegler"), (Field::PostalCode, "70174")])), []);
    let mut brother = AT_HOME;
    brother[0].1 = "Bartholomäus";
    assert_eq!(ids(&possible(&desk, &brother)), [], "one roof, one phone, one name, and another person");
    assert_eq!(ids(&possible(&desk, &[])), []);
}

#[test]
fn a9_a_decision_is_kept_and_asked_again_only_when_what_is_compared_changes() {
    let (shop, zoe) = shop_with(&ZOE);
    let new = shop.add(&[&ZOE[..], &[(Field::Email, "z@example.org")]].concat());
    let desk = shop.desk();
    let of_new = || ids(&desk.possible_duplicates(&desk.edit(new).unwrap()).unwrap());
    let (mut pair, asked) = ([zoe, new], |shop: &Shop| pairs(&found(shop)));
    pair.sort();
    assert_eq!((of_new(), asked(&shop)), (vec![zoe], vec![pair]));
    for decision in [Decision::Different, Decision::Same, Decision::Later] {
        shop.edit(zoe, &[(Field::Street, decision.name())]);
        assert_eq!((of_new(), asked(&shop)), (vec![zoe], vec![pair]), "the address changed");
        desk.decide_duplicate(new, zoe, decision, "seen with both").unwrap();
        assert_eq!((of_new(), asked(&shop)), (vec![], vec![]), "{}", decision.name());
        assert_eq!(found(&shop).decided, 1);
        shop.edit(zoe, &[(Field::Language, "fr"), (Field::CommentText, decision.name()), (Field::EmailUse, "")]);
        shop.edit(new, &[(Field::DoNotDun, "yes"), (Field::DoNotDun, "")]);
        assert_eq!((of_new(), asked(&shop)), (vec![], vec![]), "something else changed");
    }
    shop.edit(new, &[(Field::Phone, "030 23125060")]);
    assert_eq!((of_new(), asked(&shop)), (vec![zoe], vec![pair]), "of the other one too");
}

#[test]
fn a9_a_decision_says_who_made_it_and_stands_in_the_log_of_both() {
    let (shop, zoe) = shop_with(&ZOE);
    let (desk, new) = (shop.desk(), shop.add(&ZOE));
    assert_eq!(failed(desk.decide_duplicate(zoe, zoe, Decision::Same, "")).1, "duplicate.one_record");
    assert_eq!(failed(desk.decide_duplicate(zoe, SubjectId::from_bytes([9; 16]), Decision::Same, "")).0, ErrorKind::NotFound);
    let reader = shop.desk_of("kim", Rights::none().with(Right::ReadCustomers));
    assert_eq!(failed(reader.decide_duplicate(zoe, new, Decision::Same, "")).1, "right.edit_customers");
    let log = |id| {
        let all = desk.change_log(id).unwrap();
        let decided = all.into_iter().filter(|logged| logged.entry.record == RecordKind::Duplicate);
        let told = decided.map(|logged| {
            let value = logged.values[0].values.clone().unwrap();
            (logged.entry.kind, value.old.as_text().map(str::to_owned), value.new.as_text().map(str::to_owned))
        });
        told.collect::<Vec<_>>()
    };
    desk.decide_duplicate(new, zoe, Decision::Later, "asks her mother").unwrap();
    desk.decide_duplicate(zoe, new, Decision::Later, "asks her mother").unwrap();
    desk.decide_duplicate(zoe, new, Decision::Different, "").unwrap();
    let text = |text: &str| Some(text.to_owned());
    for id in [zoe, new] {
        let mut log = log(id);
        log.sort_by_key(|(kind, ..)| *kind);
        let first = (EntryKind::Created, None, text("later"));
        assert_eq!(log, [first, (EntryKind::Changed, text("later"), text("different"))], "the same again is no entry");
    }
    desk.decide_duplicate(zoe, new, Decision::Later, "asks her mother").unwrap();
    let told = desk.duplicate_decisions(zoe).unwrap();
    let [DuplicateDecision { other, decision, reason, operator, holds, .. }] = &told[..] else { panic!("{told:?}") };
    assert_eq!((*other, *decision, reason.as_deref(), *holds), (new, Decision::Later, Some("asks her mother"), true));
    assert_eq!(operator.as_ref().map(Code::as_str), Some("jane"));
    assert!(!format!("{told:?}").contains("mother"));
    assert_eq!(reader.duplicate_decisions(new).unwrap()[0].reason, None, "who may not read the log is told no reason");
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn a9_what_the_operator_may_not_see_is_masked() {
    let hidden = [(Field::Iban, "DE02120300000000202051"), (Field::CostBearer, "AOK Nordost")];
    let (shop, zoe) = shop_with(&[&ZOE[..], &hidden].concat());
    let all = possible(&shop.desk(), &ZOE);
    assert_eq!(all[0].customer.values.get(Field::Iban), Some("DE02120300000000202051"));
    let clerk = shop.desk_of("kim", Rights::none().with(Right::ReadCustomers).with(Right::EditCustomers));
    let seen = possible(&clerk, &ZOE);
    assert_eq!(ids(&seen), [zoe]);
    let shown = |field| seen[0].customer.values.get(field).map(str::to_owned);
    assert_eq!((shown(Field::Iban).as_deref(), shown(Field::GivenName).as_deref()), (Some("…2051"), Some("Zoë")));
    assert!(shown(Field::CostBearer).is_none_or(|text| !text.contains("AOK")));
    assert!(!format!("{seen:?}").contains("Köhler"), "no value in what is logged");
    assert_eq!(failed(clerk.find_duplicates(&mut |_, _| true)).1, "right.administration");
}

#[test]
fn a9_an_erased_person_is_in_no_pair_and_decisions_go_with_either() {
    for first in [true, false] {
        let (shop, zoe) = shop_with(&ZOE);
        let new = shop.add(&ZOE);
        shop.desk().decide_duplicate(zoe, new, Decision::Later, "told by Hildegard Quirrenbach").unwrap();
        let (gone, stays) = if first { (zoe, new) } else { (new, zoe) };
        assert_eq!(shop.desk().duplicate_decisions(stays).unwrap().len(), 1);
        shop.erp().anonymize(gone).unwrap();
        assert_eq!(shop.desk().duplicate_decisions(stays).unwrap(), []);
        assert_eq!((pairs(&found(&shop)), found(&shop).decided), (vec![], 0));
        assert_eq!(ids(&shop.desk().possible_duplicates(&shop.desk().edit(stays).unwrap()).unwrap()), []);
        assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
        shop.erp().purge().unwrap();
        assert_eq!(scan(shop.close().path(), &["Hildegard Quirrenbach", "Quirrenbach"]), []);
    }
    let (shop, zoe) = shop_with(&ZOE);
    let new = shop.add(&ZOE);
    shop.desk().decide_duplicate(zoe, new, Decision::Later, "told by Hildegard Quirrenbach").unwrap();
    assert!(!scan(shop.close().path(), &["Quirrenbach"]).is_empty(), "the scan finds it while both are there");
}

#[test]
fn a9_a_job_that_is_cancelled_leaves_the_store_as_it_was_and_one_that_ends_tells_how_far_it_is() {
    let (shop, zoe) = shop_with(&ZOE);
    let new = shop.add(&ZOE);
    let mut told = Vec::new();
    let whole = shop.desk().find_duplicates(&mut |done, of| {
        told.push((done, of));
        true
    });
    let whole = whole.unwrap();
    assert_eq!((whole.customers, whole.pairs.len()), (10, 1));
    assert!(told.is_sorted() && told.iter().all(|(_, of)| *of == 20), "{told:?}");
    assert_eq!((told[0], told.last()), ((10, 20), Some(&(20, 20))));
    let before = shop.engine.duplicate_model().unwrap();
    shop.clock.set(NOW + DAY);
    shop.add(&AT_HOME);
    for stop in 1..=told.len() {
        let mut calls = 0;
        let broken_off = shop.erp().find_duplicates(&mut |_, _| {
            calls += 1;
            calls < stop
        });
        assert_eq!(failed(broken_off).0, ErrorKind::Cancelled);
        assert_eq!(shop.engine.duplicate_model().unwrap(), before);
    }
    assert_eq!(pairs(&found(&shop)), [if zoe < new { [zoe, new] } else { [new, zoe] }]);
    assert_ne!(shop.engine.duplicate_model().unwrap(), before);
}

#[test]
fn a9_the_model_is_learned_from_the_store_kept_in_it_and_used_for_the_next_customer() {
    let (shop, _) = shop_with(&ZOE);
    let believed = shop.engine.duplicate_model().unwrap();
    assert_eq!((believed.learned, believed.customers, &believed.parameters), (None, 0, &Model::default()));
    shop.add(&ZOE);
    let before = possible(&shop.desk(), &ZOE)[0].score.bits;
    found(&shop);
    let learned = shop.engine.duplicate_model().unwrap();
    assert_eq!((learned.learned.map(Timestamp::millis), learned.customers), (Some(NOW), 10));
    assert_ne!(learned.parameters, believed.parameters);
    let shop = shop.reopened();
    let kept = shop.engine.duplicate_model().unwrap();
    assert_eq!(kept, learned);
    assert!(kept.to_json().contains("\"customers\":10") && !kept.to_json().contains("Zoë"));
    assert!((possible(&shop.desk(), &ZOE)[0].score.bits - before).abs() > 0.01, "another model, another score");
}

#[test]
fn a9_an_empty_store_has_no_duplicates_and_related_persons_are_none() {
    let shop = Shop::empty();
    assert_eq!(found(&shop), FoundDuplicates::default());
    let (zoe, desk) = (shop.add(&ZOE), shop.desk());
    let mut child = desk.new_related(zoe, "family").unwrap();
    ZOE.iter().for_each(|(field, text)| {
        child.set(*field, text);
    });
    desk.save(&mut child).unwrap();
    assert_eq!((found(&shop).customers, found(&shop).pairs), (1, vec![]));
}

mod property {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;

    const FIELDS: [(Field, &[&str]); 7] = [
        (Field::GivenName, &["Anna", "Ana", "Hanna", "Bernd", "Carla", ""]),
        (Field::FamilyName, &["Weber", "Webber", "Köhler", "Koehler", "Huber"]),
        (Field::BirthDate, &["1980-05-17", "1980-05-18", "1991-02-03", ""]),
        (Field::Street, &["Lindenweg 5", "Am Markt 1", ""]),
        (Field::PostalCode, &["70174", "10115"]),
        (Field::Email, &["anna@example.de", "weber@example.de", "", ""]),
        (Field::Phone, &["0711 2842222", "030 5554444", ""]),
    ];

    fn arb_person() -> impl Strategy<Value = Vec<&'static str>> {
        FIELDS.iter().map(|(_, texts)| select(*texts)).collect::<Vec<_>>()
    }

    /// What is above the threshold of everybody with everybody else who shares a key.
    fn brute(search: &Search, persons: &[Person], model: &Model) -> BTreeSet<(usize, usize)> {
        let shared = |a: usize, b: usize| keys(&persons[a]).iter().any(|key| keys(&persons[b]).contains(key));
        let all = (0..persons.len()).flat_map(|a| (a + 1..persons.len()).map(move |b| (a, b)));
        all.filter(|(a, b)| shared(*a, *b) && search.score(model, *a, *b).bits >= THRESHOLD).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn a9_a_job_finds_what_a_comparison_of_all_with_all_finds(people in prop::collection::vec(arb_person(), 2..18)) {
            let shop = Shop::empty();
            let ids: Vec<SubjectId> = people.iter().map(|texts| {
                shop.add(&FIELDS.iter().zip(texts).map(|((field, _), text)| (*field, *text)).collect::<Vec<_>>())
            }).collect();
            let mut sorted: Vec<(SubjectId, Values)> =
                ids.iter().map(|id| (*id, shop.desk().customer(*id).unwrap().stored.values)).collect();
            sorted.sort_by_key(|(id, _)| *id);
            let persons: Vec<Person> = sorted.iter().map(|(_, values)| Person::new(values)).collect();
            let found = found(&shop);
            let model = shop.engine.duplicate_model().unwrap().parameters;
            let search = Search::within(persons.clone());
            let place = |id: SubjectId| sorted.iter().position(|(other, _)| *other == id).unwrap();
            let direct = found.pairs.iter().filter(|pair| pair.via.is_none());
            let direct: BTreeSet<(usize, usize)> = direct.map(|pair| (place(pair.one), place(pair.other))).collect();
            prop_assert_eq!(&direct, &brute(&search, &persons, &model));
            for pair in &found.pairs {
                let score = search.score(&model, place(pair.one), place(pair.other));
                prop_assert_eq!(&pair.score, &score);
                prop_assert!(pair.via.is_some() || (pair.bits - score.bits).abs() < 1e-9);
            }
            prop_assert!(found.pairs.is_sorted_by(|a, b| a.bits >= b.bits), "the surest first");
        }
    }
}
