//! X16: the certificate of an erasure, and the answers of other systems.

use std::collections::BTreeSet;
use std::fs;

use clientela::domain::certificate::{Certificate, ErasureAnswer, ErasureMode, PurgeState};
use clientela::domain::field::Field;
use clientela::domain::id::SubjectId;
use clientela::domain::journal::{EntryKind, Finding, PersonFormat};
use clientela::domain::message::Language;
use clientela::domain::setting::{Place, Setting};
use clientela::domain::time::{Date, Timestamp};
use clientela::{ErrorKind, JournalQuery, NewAcknowledgement, PersonExport};
use serde_json::{Value, json};

use crate::json_schema::accepts;
use crate::scanner::scan_files;
use crate::shop::{DAY, NOW, Shop, broken, code, copy_of, database, failed, yes};
use crate::x_residue::{VALUES, with_xaver};

fn written(shop: &Shop, id: SubjectId, format: PersonFormat, language: Language) -> String {
    let mut bytes = Vec::new();
    shop.erp().write_certificate(id, format, language, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn json_of(shop: &Shop, id: SubjectId) -> Value {
    serde_json::from_str(&written(shop, id, PersonFormat::Json, Language::English)).unwrap()
}

fn schema() -> Value {
    let path = format!("{}/docs/schemas/erasure-certificate.schema.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn certificate(shop: &Shop, id: SubjectId) -> Certificate {
    shop.erp().certificate(id).unwrap()
}

fn asks(shop: &Shop, systems: &str) {
    shop.erp().set_setting(Setting::ErasureSystems, &Place::Chain, Some(systems)).unwrap();
}

fn says(system: &str, id: SubjectId, answer: ErasureAnswer) -> NewAcknowledgement {
    NewAcknowledgement::new(code(system), id, answer)
}

/// System and answer, in their order.
fn answers(shop: &Shop, id: SubjectId) -> Vec<(String, ErasureAnswer)> {
    certificate(shop, id).systems.into_iter().map(|one| (one.system.to_string(), one.answer)).collect()
}

/// The sources of those whom a system has not answered, behind an epoch.
fn pending(shop: &Shop, system: &str, after: u64) -> Vec<(u64, Option<String>)> {
    let found = shop.erp().pending_erasures(&code(system), after, 9).unwrap();
    found.into_iter().map(|one| (one.epoch, one.source_id)).collect()
}

#[test]
fn x16_the_certificate_says_who_when_by_whose_order_by_which_rules_what_went_and_what_stays() {
    let shop = Shop::stocked();
    shop.erp().set_setting(Setting::RetentionPack, &Place::Chain, Some("DE")).unwrap();
    let astrid = shop.customer("7");
    let plan = shop.erp().anonymize(astrid).unwrap().plan;
    let told = certificate(&shop, astrid);
    assert_eq!((told.subject, told.epoch, told.purge, told.purged), (astrid, 1, PurgeState::Replaced, None));
    assert_eq!(told.persons[0], (astrid, 1));
    let order = &told.order;
    assert_eq!((order.at.millis(), order.date.to_string().as_str(), order.door.name()), (NOW, "2026-07-01", "erp"));
    assert_eq!((order.entry.origin.clone(), order.operator.clone()), (code("erp"), None));
    let record = told.record.as_ref().unwrap();
    assert_eq!((record.mode.name(), record.rules.as_str()), ("erase", "DE"));
    assert!(record.rules_version.starts_with(&format!("{}+", env!("CARGO_PKG_VERSION"))), "{}", record.rules_version);
    let outcome = told.outcome.as_ref().unwrap();
    let gone: u64 = outcome.gone.iter().map(|one| one.count).sum();
    let kept: u64 = outcome.kept.iter().map(|one| one.count).sum();
    assert_eq!(gone + kept, plan.items.len() as u64 + plan.journal_values, "every line of the plan is counted");
    let payload = outcome.kept.iter().find(|one| one.field == Some(Field::Payload)).unwrap();
    assert_eq!((payload.ground.as_str(), payload.until, payload.count), ("DE §147 AO", Date::parse("2033-12-31").ok(), 1));
    let numbers: Vec<&str> = outcome.kept.iter().filter(|one| one.field == Some(Field::Number)).map(|one| one.ground.as_str()).collect();
    assert_eq!(numbers, ["recognises_the_erased"]);
    assert_eq!(told.heads, shop.engine.heads().unwrap());
    assert!(told.heads.contains(&order.entry) && shop.engine.verify_against(&told.heads).unwrap().findings.is_empty());
    let document = json_of(&shop, astrid);
    assert!(accepts(&schema(), &document), "{document}");
    assert_eq!((&document["format"], &document["erasure"][0]["rules"]), (&json!("clientela-erasure-certificate"), &json!("DE")));
    for (place, wrong) in [("/version", json!(2)), ("/persons", json!([])), ("/gone/0/count", json!(0)), ("/erasure/0/mode", json!("lost"))]
    {
        let mut other = document.clone();
        *other.pointer_mut(place).unwrap() = wrong;
        assert!(!accepts(&schema(), &other), "{place}");
    }
}

#[test]
fn x16_the_certificate_holds_no_value_of_the_person_in_any_form_and_language() {
    let (shop, id) = with_xaver();
    let mut export = Vec::new();
    shop.erp().export_person(id, &PersonExport::new(PersonFormat::Json, Language::English), &mut export).unwrap();
    asks(&shop, "webshop mailing");
    let mut sought = shop.erp().sought(id).unwrap();
    shop.erp().anonymize(id).unwrap();
    shop.erp().purge().unwrap();
    shop.erp().scan(&mut sought).unwrap();
    shop.erp().acknowledge_erasure(&says("webshop", id, ErasureAnswer::Erased)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut titles = BTreeSet::new();
    for language in Language::ALL {
        for format in PersonFormat::ALL {
            let text = written(&shop, id, *format, *language);
            fs::write(folder.path().join(format!("{}.{}", language.name(), format.name())), &text).unwrap();
            if *format == PersonFormat::Json {
                assert!(accepts(&schema(), &serde_json::from_str(&text).unwrap()), "{text}");
            } else {
                assert!(text.starts_with("<!DOCTYPE html>\n<html lang=") && text.ends_with("</body></html>\n"));
                ["<script", "<img", "<link", "url("].iter().for_each(|wrong| assert!(!text.contains(wrong), "{wrong}"));
                titles.insert(text.split("<title>").nth(1).unwrap().split('<').next().unwrap().to_owned());
            }
            assert!(text.contains(&id.to_string()) && text.contains("webshop"));
        }
    }
    assert_eq!(titles.len(), 5, "{titles:?}");
    assert_eq!(scan_files(folder.path(), VALUES), []);
    let control = tempfile::tempdir().unwrap();
    fs::write(control.path().join("export.json"), export).unwrap();
    let found: BTreeSet<String> = scan_files(control.path(), VALUES).into_iter().map(|found| found.value).collect();
    assert!(found.len() > 10, "the control finds what an export holds: {found:?}");
    let german = written(&shop, id, PersonFormat::Html, Language::German);
    assert!(german.contains("Nachname") && german.contains("Noch keine Antwort") && german.contains("Damit Gelöschte nicht neu"));
}

#[test]
fn x16_the_systems_that_the_setting_names_are_asked_and_waited_for() {
    let shop = Shop::stocked();
    let (luis, astrid, erp) = (shop.customer("1"), shop.customer("7"), shop.erp());
    erp.anonymize(astrid).unwrap();
    assert_eq!(answers(&shop, astrid), [], "nobody was registered");
    asks(&shop, "webshop mailing webshop");
    let persons = erp.anonymize(luis).unwrap().plan.related.len() + 1;
    let waiting = ErasureAnswer::Waiting;
    let wanted = ["mailing", "webshop"].repeat(persons).into_iter().map(|system| (system.to_owned(), waiting)).collect::<Vec<_>>();
    assert_eq!((persons, answers(&shop, luis)), (2, wanted));
    assert_eq!(certificate(&shop, luis).waiting().count(), 4);
    let first = pending(&shop, "mailing", 0);
    assert_eq!(first.iter().map(|(_, source)| source.as_deref()).collect::<Vec<_>>(), [Some("1"), Some("1-family-1")]);
    assert_eq!(pending(&shop, "mailing", first[0].0), first[1..], "the epoch is the cursor");
    assert_eq!(pending(&shop, "erp", 0), []);
    let found = &erp.pending_erasures(&code("mailing"), 0, 1).unwrap()[..];
    assert!(found.len() == 1 && found[0].subject == luis && found[0].number.as_deref() == Some("1") && found[0].at.millis() == NOW);
    assert!(!erp.acknowledge_erasure(&says("mailing", luis, ErasureAnswer::Erased)).unwrap());
    assert_eq!(pending(&shop, "mailing", 0), first[1..]);
    asks(&shop, "none");
    assert_eq!(certificate(&shop, luis).waiting().count(), 3, "who was asked is waited for");
    let told: Vec<_> = erp.journal(&JournalQuery { kinds: vec![EntryKind::Acknowledged], ..JournalQuery::default() }).unwrap().entries;
    assert_eq!((told.len(), told[0].entry.subject), (1, Some(luis)));
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn x16_a_system_that_does_not_answer_only_delays_for_the_days_that_the_setting_says() {
    let shop = Shop::stocked();
    let [luis, astrid] = ["1", "7"].map(|number| shop.customer(number));
    asks(&shop, "webshop");
    shop.erp().anonymize(luis).unwrap();
    shop.erp().set_setting(Setting::ErasureWaitDays, &Place::Chain, Some("2")).unwrap();
    shop.erp().anonymize(astrid).unwrap();
    shop.erp().purge().unwrap();
    assert_eq!(shop.erp().plan_anonymization(shop.customer("3")).unwrap().asked, [(code("webshop"), Date::parse("2026-07-03").unwrap())]);
    let until = |id| certificate(&shop, id).systems[0].wait_until.to_string();
    assert_eq!([until(luis), until(astrid)], ["2026-07-31", "2026-07-03"]);
    let answer = |id| certificate(&shop, id).systems[0].answer;
    for (days, of_luis, of_astrid) in [
        (2, ErasureAnswer::Waiting, ErasureAnswer::Waiting),
        (3, ErasureAnswer::Waiting, ErasureAnswer::Silent),
        (31, ErasureAnswer::Silent, ErasureAnswer::Silent),
    ] {
        shop.clock.set(NOW + days * DAY);
        assert_eq!((answer(luis), answer(astrid)), (of_luis, of_astrid), "{days}");
    }
    assert!(certificate(&shop, astrid).is_complete(), "it goes on without them");
    shop.erp().acknowledge_erasure(&says("webshop", astrid, ErasureAnswer::Needed)).unwrap();
    assert_eq!((answer(astrid), certificate(&shop, astrid).is_complete()), (ErasureAnswer::Needed, false), "a late answer counts");
    shop.clock.set(NOW + 400 * DAY);
    assert_eq!(answer(astrid), ErasureAnswer::Needed);
}

#[test]
fn x16_an_answer_is_checked_repeated_and_where_it_is_final_it_stays() {
    let shop = Shop::stocked();
    let [luis, astrid] = ["1", "7"].map(|number| shop.customer(number));
    let erp = shop.erp();
    asks(&shop, "webshop");
    let yes = says("webshop", luis, ErasureAnswer::Erased);
    assert_eq!(failed(erp.acknowledge_erasure(&yes)), (ErrorKind::State, "erasure.not_erased", None));
    assert_eq!(failed(erp.certificate(luis)), (ErrorKind::State, "erasure.not_erased", None));
    let nobody = SubjectId::from_bytes([9; 16]);
    assert_eq!(failed(erp.acknowledge_erasure(&NewAcknowledgement { subject: nobody, ..yes.clone() })).0, ErrorKind::NotFound);
    assert_eq!(failed(erp.certificate(nobody)).0, ErrorKind::NotFound);
    erp.anonymize(luis).unwrap();
    let other = NewAcknowledgement { system: code("erp"), ..yes.clone() };
    assert_eq!(failed(erp.acknowledge_erasure(&other)), (ErrorKind::NotFound, "erasure.system_unknown", None));
    let bad = [
        (NewAcknowledgement { at: Some(Timestamp::from_millis(NOW + 1)), ..yes.clone() }, ("at", "date.in_future")),
        (NewAcknowledgement { answer: ErasureAnswer::Silent, ..yes.clone() }, ("answer", "erasure.no_answer")),
        (NewAcknowledgement { keeps_until: Date::parse("2030-01-01").ok(), ..yes.clone() }, ("keeps_until", "erasure.keeps_nothing")),
    ];
    for (bad, wanted) in bad {
        assert_eq!(broken(erp.acknowledge_erasure(&bad)), [wanted]);
    }
    assert_eq!(certificate(&shop, luis).waiting().count(), 2, "nothing was written");
    let since = Timestamp::from_millis(NOW - DAY);
    let needed =
        NewAcknowledgement { at: Some(since), keeps_until: Date::parse("2027-12-31").ok(), ..says("webshop", luis, ErasureAnswer::Needed) };
    assert!(!erp.acknowledge_erasure(&needed).unwrap() && erp.acknowledge_erasure(&needed).unwrap(), "the same again is success");
    let said = certificate(&shop, luis).systems[0].clone();
    assert_eq!((said.answer, said.at, said.keeps_until), (ErasureAnswer::Needed, Some(since), Date::parse("2027-12-31").ok()));
    assert!(!erp.acknowledge_erasure(&yes).unwrap() && erp.acknowledge_erasure(&yes).unwrap());
    assert_eq!(failed(erp.acknowledge_erasure(&needed)), (ErrorKind::State, "erasure.answered", None));
    let entries = erp.journal(&JournalQuery { kinds: vec![EntryKind::Acknowledged], ..JournalQuery::default() }).unwrap().entries;
    assert_eq!(entries.len(), 2);
    erp.anonymize(astrid).unwrap();
    assert!(!erp.acknowledge_erasure(&says("webshop", astrid, ErasureAnswer::Unknown)).unwrap());
    assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
}

#[test]
fn x16_another_call_renews_it_when_purge_search_and_answers_have_come() {
    let (shop, id) = with_xaver();
    asks(&shop, "webshop");
    let mut sought = shop.erp().sought(id).unwrap();
    assert!(!shop.erp().scan(&mut sought).unwrap().residues.is_empty(), "before it there is no certificate to note it in");
    shop.erp().anonymize(id).unwrap();
    let before = certificate(&shop, id);
    assert_eq!((before.purge, before.scan, before.is_complete()), (PurgeState::Replaced, None, false));
    shop.clock.set(NOW + 1000);
    let other = shop.erp().subject_by_source("QX-S").unwrap().unwrap();
    shop.erp().anonymize(other).unwrap();
    assert!(shop.erp().scan(&mut sought).unwrap().residues.iter().any(|found| found.place.starts_with("shop.db")));
    assert!(certificate(&shop, id).scan.unwrap().residues > 0, "the log of the store still has him");
    shop.clock.set(NOW + 2000);
    shop.erp().purge().unwrap();
    let report = shop.erp().scan(&mut sought).unwrap();
    let now = certificate(&shop, id);
    let scan = now.scan.unwrap();
    assert_eq!((now.purge, now.purged), (PurgeState::Purged, Some(Timestamp::from_millis(NOW + 2000))));
    assert_eq!((scan.at.millis(), scan.residues, scan.columns, scan.bytes), (NOW + 2000, 0, report.columns, report.bytes));
    assert!(!now.is_complete());
    for (person, _) in &now.persons {
        shop.erp().acknowledge_erasure(&says("webshop", *person, ErasureAnswer::Erased)).unwrap();
    }
    let done = json_of(&shop, id);
    assert!(certificate(&shop, id).is_complete() && done["complete"] == json!(true) && done["purge"] == "purged", "{done}");
    shop.clock.set(NOW + 3000);
    shop.erp().purge().unwrap();
    assert_eq!(certificate(&shop, id).purged, now.purged, "since the first purge");
}

#[test]
fn x16_it_is_made_again_long_afterwards_and_is_the_same_to_the_byte() {
    let (shop, id) = with_xaver();
    asks(&shop, "webshop");
    shop.erp().anonymize(id).unwrap();
    shop.erp().purge().unwrap();
    let all = |shop: &Shop| PersonFormat::ALL.iter().map(|format| written(shop, id, *format, Language::Polish)).collect::<Vec<_>>();
    let before = all(&shop);
    let shop = shop.reopened();
    assert_eq!(all(&shop), before);
    shop.clock.set(NOW + 4000 * DAY);
    let (then, later): (Value, Value) = (serde_json::from_str(&before[0]).unwrap(), json_of(&shop, id));
    for section in ["order", "erasure", "persons", "gone", "kept", "heads"] {
        let unlabelled = |document: &Value| document[section].to_string().contains("\"label\"");
        assert!(unlabelled(&then) || then[section] == later[section], "{section}");
    }
    assert_eq!(later["systems"][0]["answer"], "silent");
}

#[test]
fn x16_an_erasure_that_is_repeated_in_a_restored_backup_is_certified_and_asks_anew() {
    let shop = Shop::stocked();
    asks(&shop, "webshop");
    let luis = shop.customer("1");
    let folder = shop.close();
    let backup = fs::read(folder.path().join("shop.db")).unwrap();
    let shop = Shop::open_in(folder).unwrap();
    shop.erp().anonymize(luis).unwrap();
    shop.erp().acknowledge_erasure(&says("webshop", luis, ErasureAnswer::Erased)).unwrap();
    let first = certificate(&shop, luis);
    let folder = shop.close();
    fs::write(folder.path().join("shop.db"), backup).unwrap();
    let shop = Shop::open_in(folder).unwrap();
    let told = certificate(&shop, luis);
    assert_eq!((told.order.door.name(), &told.outcome, told.purge), ("library", &first.outcome, PurgeState::Replaced));
    let (record, before) = (told.record.clone().unwrap(), first.record.unwrap());
    assert_eq!((record.mode, record.epoch, &record.rules), (ErasureMode::Erase, before.epoch, &before.rules));
    shop.erp().purge().unwrap();
    let told = certificate(&shop, luis);
    assert!(told.waiting().count() == 1 && !told.is_complete(), "what the webshop said is lost with the database");
    shop.erp().acknowledge_erasure(&says("webshop", luis, ErasureAnswer::Erased)).unwrap();
    assert!(certificate(&shop, luis).is_complete() && accepts(&schema(), &json_of(&shop, luis)));
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn x16_of_an_erasure_that_only_its_tombstone_tells_of_the_certificate_says_what_is_known() {
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    shop.erp().anonymize(luis).unwrap();
    shop.erp().purge().unwrap();
    assert!(certificate(&shop, luis).is_complete(), "the control");
    let folder = shop.close();
    database(folder.path()).execute("DELETE FROM erasure", []).unwrap();
    let shop = Shop::open_in(folder).unwrap();
    let told = certificate(&shop, luis);
    assert_eq!((told.record.is_none(), told.outcome.is_none(), told.systems.len()), (true, true, 0));
    assert_eq!((&told.persons, told.purge, told.purged), (&vec![(luis, told.epoch)], PurgeState::Purged, None));
    assert!(!told.is_complete(), "nobody knows whom it waited for");
    let document = json_of(&shop, luis);
    assert!(accepts(&schema(), &document) && document["erasure"][0].get("mode").is_none(), "{document}");
}

#[test]
fn x16_whoever_went_by_the_same_order_is_certified_by_it() {
    let shop = Shop::stocked();
    let [one, other] = ["one@example.org", "other@example.org"].map(|email| shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, email)]));
    let desk = shop.desk();
    desk.merge(&desk.merge_preview(one, other).unwrap(), "same person").unwrap();
    asks(&shop, "webshop");
    shop.erp().anonymize(other).unwrap();
    let [of_one, of_other] = [one, other].map(|id| certificate(&shop, id));
    assert_eq!(of_one.persons.iter().map(|(id, _)| *id).collect::<BTreeSet<_>>(), BTreeSet::from([one, other]));
    assert_eq!((&of_one.persons, &of_one.outcome, &of_one.record), (&of_other.persons, &of_other.outcome, &of_other.record));
    assert_eq!((of_one.subject, of_other.subject, of_one.systems.len()), (one, other, 2));
    assert_eq!(of_one.record.unwrap().ordered, one, "who stayed");
}

#[test]
fn x16_a_row_that_is_changed_past_the_journal_is_found() {
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    asks(&shop, "webshop mailing");
    shop.desk().record(luis, &yes("newsletter-email")).unwrap();
    shop.erp().anonymize(luis).unwrap();
    shop.erp().acknowledge_erasure(&says("webshop", luis, ErasureAnswer::Erased)).unwrap();
    assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
    let folder = shop.close();
    let deeds = [
        "UPDATE erasure SET mode = 'seal'",
        "UPDATE erasure SET rules = 'DE'",
        "UPDATE erasure SET at = at + 1",
        "UPDATE erasure SET outcome = replace(outcome, 'remove', 'unlink') WHERE outcome IS NOT NULL",
        "DELETE FROM erasure",
        "UPDATE erasure_answer SET answer = 'unknown' WHERE answer IS NOT NULL",
        "UPDATE erasure_answer SET at = at - 1 WHERE at IS NOT NULL",
        "UPDATE erasure_answer SET answer = NULL, at = NULL",
        "UPDATE erasure_answer SET answer = 'erased', at = 5 WHERE system = 'mailing'",
    ];
    for sql in deeds {
        let copy = copy_of(folder.path());
        assert!(database(copy.path()).execute(sql, []).unwrap() > 0, "{sql}");
        let findings = Shop::open_in(copy).unwrap().engine.verify_journal().unwrap().findings;
        assert!(findings.iter().any(|(.., finding)| *finding == Finding::Content), "{sql}: {findings:?}");
    }
}
