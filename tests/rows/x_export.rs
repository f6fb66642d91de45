//! X29: everything about a person as one document, theirs and nobody else's. X24: who looked, and looking with a reason.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};

use clientela::domain::consent::{Channel, Intent, Purpose, Reason};
use clientela::domain::duplicate::Decision;
use clientela::domain::field::{FIELDS, Field, FieldSpec, RecordKind};
use clientela::domain::id::SubjectId;
use clientela::domain::journal::{EntryKind, Hidden};
use clientela::domain::message::Language;
use clientela::domain::rights::{Right, Rights};
use clientela::domain::setting::{Place, Setting};
use clientela::{DocumentDraft, ErrorKind, JournalQuery, ListQuery, LoggedEntry, NewUse, PersonExport, PersonFormat, Question};
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::json_schema::accepts;
use crate::shop::{NOW, Shop, broken, code, copy_of, database, failed, newsletter, receipt, said, yes};

fn asked(format: PersonFormat) -> PersonExport {
    PersonExport::new(format, Language::English)
}

fn exported(shop: &Shop, id: SubjectId, export: &PersonExport) -> String {
    let mut bytes = Vec::new();
    shop.erp().export_person(id, export, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn json_of(shop: &Shop, id: SubjectId) -> Value {
    serde_json::from_str(&exported(shop, id, &asked(PersonFormat::Json))).unwrap()
}

fn html_of(shop: &Shop, id: SubjectId, language: Language) -> String {
    exported(shop, id, &PersonExport::new(PersonFormat::Html, language))
}

/// A value that nobody else has.
fn unique(spec: &FieldSpec, whose: &str) -> String {
    format!("{}-of-{whose}", spec.name)
}

/// Writes a value of its own into every field of a person: in their rows, their documents and events, and in the operator behind them.
fn fill(database: &Connection, id: SubjectId, whose: &str) {
    let bytes = id.bytes().as_slice();
    let set = |sql: &str, text: &str| database.execute(sql, (text, bytes)).unwrap();
    database.execute("INSERT OR IGNORE INTO address (subject, slot) VALUES (?1, 0)", (bytes,)).unwrap();
    database.execute("INSERT OR IGNORE INTO operator (code, version) VALUES (?1, 1)", (format!("source_id-of-{whose}"),)).unwrap();
    database.execute("DELETE FROM part WHERE subject = ?1", (bytes,)).unwrap();
    for spec in FIELDS {
        let (name, text) = (spec.name, unique(spec, whose));
        _ = match spec.record {
            RecordKind::Subject if spec.field == Field::SourceId => {
                set("UPDATE subject SET source_id = 'operator/' || ?1 WHERE id = ?2", &text)
            }
            RecordKind::Subject => set(&format!("UPDATE subject SET {name} = ?1 WHERE id = ?2"), &text),
            RecordKind::Address => set(&format!("UPDATE address SET {name} = ?1 WHERE subject = ?2"), &text),
            RecordKind::Part => set(&format!("INSERT INTO part (field, slot, value, subject) VALUES ('{name}', 0, ?1, ?2)"), &text),
            RecordKind::Relation => set(&format!("UPDATE relation SET {name} = ?1 WHERE person = ?2"), &text),
            RecordKind::Document if spec.field == Field::Payload => {
                set("UPDATE document SET payload = CAST(?1 AS BLOB) WHERE customer = ?2", &text)
            }
            RecordKind::Document => set(&format!("UPDATE document SET {name} = ?1 WHERE customer = ?2"), &text),
            RecordKind::ConsentEvent => set(&format!("UPDATE consent_event SET {name} = ?1 WHERE subject = ?2"), &text),
            RecordKind::Operator => {
                let sql = format!("UPDATE operator SET {name} = ?1 WHERE code = ?2");
                database.execute(&sql, (&text, format!("source_id-of-{whose}"))).unwrap()
            }
            _ => 0,
        };
    }
}

fn lee(shop: &Shop, email: &str) -> SubjectId {
    shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, email)])
}

/// Lee with a document, a printed consent, a decision, a guardian and a remark; and all the others.
fn people() -> (Shop, SubjectId, Vec<SubjectId>) {
    let shop = Shop::stocked();
    let (lee, luis, bo) = (lee(&shop, "her@example.org"), shop.customer("1"), lee(&shop, "his@example.org"));
    let desk = shop.desk();
    shop.fed(r#"{"feed":"related","source_id":"lee-2","customer":"1","role":"family","family_name":"Leeson"}"#);
    for id in [lee, bo] {
        shop.receipt(&format!("R-{id}"), Some(id));
        desk.record(id, &yes("newsletter-email").signature([7; 32]).reference("form 1")).unwrap();
        let mut draft = desk.edit(id).unwrap();
        draft.set(Field::City, "Ulm").because(if id == lee { "reason-of-lee" } else { "reason-of-other" });
        desk.save(&mut draft).unwrap();
    }
    desk.decide_duplicate(lee, luis, Decision::Different, "reason-of-both").unwrap();
    (shop, lee, vec![luis, bo])
}

#[test]
fn x29_every_field_that_the_table_marks_is_in_it_and_nobody_elses_data() {
    let (shop, lee, others) = people();
    let folder = shop.close();
    let store = database(folder.path());
    let related = "INSERT INTO relation (of, person, role) VALUES (?1, ?2, 'family')";
    store.execute(related, (others[0].bytes().as_slice(), lee.bytes().as_slice())).unwrap();
    store.execute(related, (lee.bytes().as_slice(), others[1].bytes().as_slice())).unwrap();
    fill(&store, lee, "lee");
    others.iter().enumerate().for_each(|(at, other)| fill(&store, *other, &format!("other-{at}")));
    store.close().unwrap();
    let shop = Shop::open_in(folder).unwrap();
    let document = json_of(&shop, lee);
    let (json, html) = (document.to_string(), html_of(&shop, lee, Language::English));
    let payload = document["documents"][0]["payload"].as_str().unwrap();
    assert_eq!(payload, "cGF5bG9hZC1vZi1sZWU=", "payload-of-lee");
    assert_eq!(document["decisions"][0]["decision"], "different");
    let elsewhere = [Field::Payload, Field::DuplicateDecision];
    let marked: Vec<&FieldSpec> = FIELDS.iter().filter(|spec| spec.export && !elsewhere.contains(&spec.field)).collect();
    assert!(marked.len() > 80);
    for spec in marked {
        assert!(
            json.contains(&format!("\"{}\"", unique(spec, "lee"))) || json.contains(&format!("/{}\"", unique(spec, "lee"))),
            "{}",
            spec.name
        );
        assert!(html.contains(&unique(spec, "lee")), "{}", spec.name);
    }
    let unmarked: Vec<&FieldSpec> = FIELDS.iter().filter(|spec| !spec.export && spec.record == RecordKind::Operator).collect();
    assert!(unmarked.len() >= 6);
    unmarked.iter().for_each(|spec| assert!(!json.contains(&unique(spec, "lee")) && !html.contains(&unique(spec, "lee")), "{}", spec.name));
    // Of a relation to Lee the row says how the other belongs to her; that is hers too.
    let hers = FIELDS.iter().filter(|spec| spec.record == RecordKind::Relation).map(|spec| unique(spec, "other-1"));
    let (mut json, mut html) = (json, html);
    for told in hers {
        assert!(json.contains(&told) && html.contains(&told));
        (json, html) = (json.replace(&told, ""), html.replace(&told, ""));
    }
    for page in [&json, &html] {
        assert!(!page.contains("-of-other"), "{}", &page[page.find("-of-other").unwrap_or(0)..][..40]);
        ["his@example.org", "Gonçalves", "Beatriz", "Moreira", "Leeson", "luisg"]
            .iter()
            .for_each(|name| assert!(!page.contains(name), "{name}"));
        others.iter().for_each(|other| assert!(!page.contains(&other.to_string())));
    }
    let control = json_of(&shop, others[1]).to_string();
    assert!(
        control.contains("family_name-of-other-1") && control.contains("reason-of-other") && !control.contains("-of-lee"),
        "the control"
    );
}

#[test]
fn x29_the_json_is_what_its_schema_wants_and_holds_what_happened() {
    let (shop, lee, _) = people();
    let desk = shop.desk();
    // Events of one instant stand in the order of chance.
    shop.clock.set(NOW + 1);
    desk.record(lee, &said("newsletter-email", Intent::Withdraw)).unwrap();
    shop.erp().record_uses(&[NewUse::new(lee, newsletter(), code("k-1"))]).unwrap();
    desk.export_person(lee, &asked(PersonFormat::Json).because("she asked"), &mut Vec::new()).unwrap();
    let document = json_of(&shop, lee);
    let path = format!("{}/docs/schemas/person-export.schema.json", env!("CARGO_MANIFEST_DIR"));
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert!(accepts(&schema, &document), "{document}");
    for (place, wrong) in [("/version", json!(2)), ("/data/0/slot", json!("0")), ("/consent_events/0/unknown", json!("x"))] {
        let mut broken = document.clone();
        match broken.pointer_mut(place) {
            Some(found) => *found = wrong,
            None => drop(broken["consent_events"][0].as_object_mut().unwrap().insert("unknown".to_owned(), wrong)),
        }
        assert!(!accepts(&schema, &broken), "{place}");
    }
    let all = |section: &str, key: &str| -> Vec<Value> {
        document[section].as_array().unwrap().iter().map(|row| row.get(key).cloned().unwrap_or_default()).collect()
    };
    assert_eq!((&document["format"], &document["version"]), (&json!("clientela-person"), &json!(1)));
    assert_eq!(all("consent_events", "what"), ["given", "withdrawn"]);
    assert_eq!(all("consent_events", "evidence_reference"), [json!("form 1"), Value::Null]);
    let shown = &document["texts"][0];
    assert!(shown["body"].as_str().is_some_and(|body| body.len() > 20) && shown["definition"] == "newsletter-email");
    assert!(document["consent_events"][0]["text_digest"] == shown["text_digest"], "the text that was shown");
    let newsletter = document["consents"].as_array().unwrap().iter().find(|row| row["definition"] == "newsletter-email").unwrap();
    assert_eq!((&newsletter["state"], &newsletter["detail"]), (&json!("refused"), &json!("withdrawn")));
    assert_eq!((all("uses", "key"), all("recipients", "system")), (vec![json!("k-1")], vec![json!("erp")]));
    assert_eq!(all("documents", "number"), [format!("R-{lee}")]);
    assert!(all("changes", "operator").contains(&json!("jane")) && all("changes", "what").contains(&json!("recorded")));
    // At one instant in the order of the chains: erp, till-1.
    assert_eq!((all("reads", "what"), all("reads", "reason")), (vec![json!("exported"); 2], vec![Value::Null, json!("she asked")]));
    assert_eq!(all("reads", "door"), ["erp", "asserted"]);
    assert_eq!(all("sources", "door"), ["asserted"]);
    assert!(all("grounds", "purpose").contains(&json!("mandatory_notice")));
}

#[test]
fn x29_how_long_what_is_kept_and_why_and_who_else_has_it() {
    let shop = Shop::with_definitions();
    let set = |setting, value| shop.erp().set_setting(setting, &Place::Chain, Some(value)).unwrap();
    set(Setting::RetentionPack, "FR");
    set(Setting::ErasureSystems, "webshop mailing");
    shop.fed(
        r#"{"feed":"customer","source_id":"7","kind":"private","family_name":"Lee","last_visit":"2026-05-01"}
{"feed":"document","kind":"invoice","number":"I-1","state":"issued","customer":"7","created":"2025-02-10","currency":"EUR","total":90000,"addressee_name":"Lee"}"#,
    );
    let lee = shop.erp().subject_by_source("7").unwrap().unwrap();
    let hold = clientela::NewHold {
        document: Some("I-1".into()),
        ..clientela::NewHold::new(clientela::domain::retention::HoldKind::TaxAudit, "auditor Vogt", "audit of 2025")
    };
    shop.erp().place_hold(&hold).unwrap();
    let document = json_of(&shop, lee);
    let rows = document["retention"].as_array().unwrap();
    let of = |data: &str, number: Option<&str>| rows.iter().find(|row| row["data"] == data && row["number"].as_str() == number).unwrap();
    let name = of("name", None);
    assert_eq!((&name["stay"], &name["latest"]), (&json!("goes"), &json!("2029-05-01")));
    assert!(name["latest_ground"].as_str().is_some_and(|ground| !ground.is_empty()));
    let invoice = of("name", Some("I-1"));
    assert_eq!((&invoice["class"], &invoice["stay"], &invoice["hold"]), (&json!("invoice"), &json!("held"), &json!("tax_audit")));
    assert_eq!(invoice["until"], "2035-12-31");
    assert!(invoice["ground"].as_str().is_some_and(|ground| ground.contains("L123-22")), "{invoice}");
    assert!(!document["retention"].to_string().contains("Vogt"), "who put a hold is not the person's");
    assert_eq!(document["recipients"], json!([{"system": "mailing"}, {"system": "webshop"}]));
    let rules = shop.erp().retention().unwrap();
    assert_eq!(rows.len(), shop.erp().explain_retention(lee, &rules).unwrap().lines.len(), "as the plan has it, line by line");
    let schema: Value = serde_json::from_str(&fs::read_to_string("docs/schemas/person-export.schema.json").unwrap()).unwrap();
    assert!(accepts(&schema, &document));
    let headings: BTreeSet<String> = Language::ALL
        .iter()
        .map(|language| {
            let page = html_of(&shop, lee, *language);
            let label = |code: &str| clientela::domain::message::text(code, &[], *language).unwrap();
            let begins = page.find(&format!("<h2>{}</h2>", label("person.retention"))).unwrap();
            let section = page[begins..].split("<h2>").nth(1).unwrap();
            for wanted in
                [label("retention_stay.goes"), label("retention_stay.held"), label("retention_data.name"), label("hold.tax_audit")]
            {
                assert!(section.contains(&wanted), "{wanted}: {section}");
            }
            assert!(section.contains("2035-12-31") && section.contains("2029-05-01") && !page.contains("Vogt"));
            label("person.retention")
        })
        .collect();
    assert_eq!(headings.len(), 5);
}

#[test]
fn x29_the_page_is_escaped_in_five_languages_and_needs_nothing_from_elsewhere() {
    let shop = Shop::with_definitions();
    let nasty = "<script src=\"http://evil.example\">'&\"";
    let id = shop.add(&[(Field::FamilyName, nasty), (Field::CommentText, "<img src=x onerror=1>")]);
    let titles: BTreeSet<String> = Language::ALL
        .iter()
        .map(|language| {
            let page = html_of(&shop, id, *language);
            assert!(
                page.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{}\">", language.name())) && page.ends_with("</body></html>\n")
            );
            assert!(page.contains("&lt;script src=&quot;http://evil.example&quot;&gt;&#39;&amp;&quot;"));
            ["<script", "<img", "<link", "<iframe", "url("].iter().for_each(|wrong| assert!(!page.contains(wrong), "{wrong}"));
            assert!(page.matches("<table>").count() == page.matches("</table>").count());
            page.split("<title>").nth(1).unwrap().split('<').next().unwrap().to_owned()
        })
        .collect();
    assert_eq!(titles.len(), 5, "{titles:?}");
    assert!(html_of(&shop, id, Language::German).contains("Nachname"));
}

/// Fails after so many bytes, and knows the largest piece.
struct Full(usize, usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.1 = self.1.max(bytes.len());
        self.0 = self.0.checked_sub(bytes.len()).ok_or_else(|| io::Error::from_raw_os_error(28))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn x29_who_may_of_whom_and_where_it_cannot_be_written() {
    let shop = Shop::stocked();
    let (luis, export) = (shop.customer("1"), asked(PersonFormat::Json));
    let nothing = &mut Vec::new();
    let clerk = shop.desk_of("tom", Rights::all().without(Right::ExportPersons));
    assert_eq!(failed(clerk.export_person(luis, &export, nothing)), (ErrorKind::NotPermitted, "right.export_persons", None));
    let only = shop.desk_of("tom", Rights::none().with(Right::ExportPersons));
    only.export_person(luis, &export, &mut Vec::new()).unwrap();
    let nobody = SubjectId::from_bytes([9; 16]);
    assert_eq!(failed(shop.erp().export_person(nobody, &export, nothing)).0, ErrorKind::NotFound);
    assert_eq!(broken(only.export_person(luis, &export.clone().because(&"x".repeat(501)), nothing)), [("reason", "too_long")]);
    assert_eq!(failed(only.export_person(luis, &export, &mut Full(10, 0))), (ErrorKind::Io, "export.unwritable", None));
    shop.erp().restrict(luis, "disputed").unwrap();
    assert!(json_of(&shop, luis).to_string().contains("Gonçalves"), "restricted: allowed for this");
    let related = shop.erp().subject_by_source("1-family-1").unwrap().unwrap();
    assert!(json_of(&shop, related)["belongs_to"][0]["role"] == "family");
    shop.erp().anonymize(luis).unwrap();
    assert_eq!(failed(shop.erp().export_person(luis, &export, nothing)).0, ErrorKind::Erased);
    assert!(nothing.is_empty());
    assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
}

#[test]
fn x29_of_those_who_were_merged_both_sides_are_in_it() {
    let shop = Shop::with_definitions();
    let [one, other] = ["one@example.org", "other@example.org"].map(|email| shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, email)]));
    shop.receipt("R-1", Some(one));
    shop.receipt("R-2", Some(other));
    shop.desk().record(other, &yes("newsletter-email")).unwrap();
    let desk = shop.desk();
    desk.merge(&desk.merge_preview(one, other).unwrap(), "same person").unwrap();
    for id in [one, other] {
        let document = json_of(&shop, id);
        assert_eq!(document["subject"], one.to_string());
        let numbers: Vec<&Value> = document["documents"].as_array().unwrap().iter().map(|row| &row["number"]).collect();
        assert_eq!((numbers, document["consent_events"].as_array().unwrap().len()), (vec![&json!("R-1"), &json!("R-2")], 1));
        ["one@example.org", "other@example.org", "same person"]
            .iter()
            .for_each(|text| assert!(document.to_string().contains(text), "{text}"));
    }
}

#[test]
fn x29_a_hundred_thousand_lines_are_written_piece_by_piece() {
    const LINES: usize = 1000;
    let shop = Shop::with_definitions();
    shop.fed(r#"{"feed":"customer","source_id":"7","number":"77","kind":"private","family_name":"Wu"}"#);
    let wu = shop.erp().subject_by_source("7").unwrap().unwrap();
    let line = |at: usize| format!(r#"{{"line":{at},"item":"V","name":"Vinyl","quantity":"1","regular_price":1,"final_price":1}}"#);
    let lines = (1..=LINES).map(line).collect::<Vec<_>>().join(",");
    for number in 0..100 {
        shop.fed(&format!(r#"{{"feed":"document","kind":"receipt","number":"R-{number}","state":"issued","customer":"7","created":"2026-01-01T10:00:00Z","currency":"EUR","total":{LINES},"lines":[{lines}]}}"#));
    }
    let mut out = Full(usize::MAX, 0);
    shop.erp().export_person(wu, &asked(PersonFormat::Json), &mut out).unwrap();
    let (written, largest) = (usize::MAX - out.0, out.1);
    assert!(written > 100_000 * 100 && largest < written / 20, "{written} bytes, {largest} at once");
}

/// Who looked, at which fields, and why.
type Look = (String, Vec<(Field, Hidden)>, Option<String>);

fn looked(shop: &Shop, id: SubjectId) -> Vec<Look> {
    shop.desk().reads_of(id).unwrap().iter().map(told).collect()
}

fn told(logged: &LoggedEntry) -> Look {
    let fields = logged.values.iter().filter(|value| value.field != Field::Reason);
    let reason = logged.values.iter().find(|value| value.field == Field::Reason).and_then(|value| value.values.as_ref());
    let nothing =
        fields.clone().all(|value| value.values.as_ref().is_none_or(|both| both.old.as_text().is_none() && both.new.as_text().is_none()));
    assert!(nothing, "a value that was only looked at stands nowhere");
    let fields = fields.map(|value| (value.field, value.hidden())).collect();
    (logged.entry.operator.as_ref().unwrap().to_string(), fields, reason.and_then(|both| both.new.as_text()).map(str::to_owned))
}

fn allergic(shop: &Shop) -> SubjectId {
    shop.add(&[(Field::FamilyName, "Lee"), (Field::CommentHealth, "Erdnussallergie"), (Field::Iban, "DE02120300000000202051")])
}

#[test]
fn x24_reading_data_about_health_is_told_and_no_list_shows_them() {
    let shop = Shop::with_definitions();
    let (lee, plain) = (allergic(&shop), shop.add(&[(Field::FamilyName, "Wu")]));
    let (tom, kim) = (shop.desk_of("tom", Rights::all()), shop.desk_of("kim", Rights::all().without(Right::ReadHealth)));
    let mut follower = shop.desk_at("till-2").follow().unwrap();
    drop(follower.news().unwrap());
    kim.customer(lee).unwrap();
    tom.customer(plain).unwrap();
    for row in tom.customers(&ListQuery { limit: 9, ..ListQuery::default() }).unwrap().rows {
        assert_eq!(row.values.get(Field::CommentHealth), (row.id == lee).then_some("…"));
    }
    let hits = tom.search("lee", 9).unwrap().hits;
    assert!(hits.len() == 1 && hits[0].customer.values.get(Field::CommentHealth) == Some("…"));
    assert_eq!((looked(&shop, lee), looked(&shop, plain)), (vec![], vec![]));
    assert_eq!(tom.customer(lee).unwrap().stored.values.get(Field::CommentHealth), Some("Erdnussallergie"));
    tom.edit(lee).unwrap();
    let seen = ("tom".to_owned(), vec![(Field::CommentHealth, Hidden::No)], None);
    assert_eq!(looked(&shop, lee), [seen.clone(), seen]);
    assert_eq!(shop.erp().reads_of(lee).unwrap().len(), 2);
    assert!(tom.change_log(lee).unwrap().len() > 2 && kim.change_log(lee).unwrap().len() > 3);
    tom.journal(&JournalQuery { subject: Some(lee), ..JournalQuery::default() }).unwrap();
    assert!(looked(&shop, lee)[2..].iter().all(|read| read.0 == "tom" && read.1 == [(Field::CommentHealth, Hidden::No)]));
    assert_eq!(looked(&shop, lee).len(), 4, "the log shows it too");
    assert_eq!(follower.news().unwrap(), [], "who followed that would look again");
    shop.edit(plain, &[(Field::City, "Ulm")]);
    assert_eq!(follower.news().unwrap().len(), 1, "the control");
    let auditor = shop.desk_of("ann", Rights::none().with(Right::ReadJournal));
    let seen = told(&auditor.reads_of(lee).unwrap()[0]);
    assert_eq!(seen.1, [(Field::CommentHealth, Hidden::Withheld)]);
    assert_eq!(failed(kim.reads_of(SubjectId::from_bytes([9; 16]))).0, ErrorKind::NotFound);
    let blind = shop.desk_of("ann", Rights::all().without(Right::ReadJournal));
    assert_eq!(failed(blind.reads_of(lee)).1, "right.read_journal");
}

#[test]
fn x24_with_a_reason_one_read_shows_what_is_hidden_and_the_entry_goes_with_the_person() {
    let shop = Shop::with_definitions();
    let lee = allergic(&shop);
    let kim = shop.desk_of("kim", Rights::none().with(Right::ReadCustomers).with(Right::SeeRestricted));
    let value = |field: Field| kim.customer(lee).unwrap().stored.values.get(field).map(str::to_owned);
    assert_eq!((value(Field::CommentHealth).as_deref(), value(Field::Iban).as_deref()), (Some("…"), Some("…2051")));
    for (reason, rule) in [("", "required"), ("  ", "required"), (&*"x".repeat(501), "too_long"), ("a\u{7}b", "control_character")] {
        assert_eq!(broken(kim.break_glass(lee, reason)), [("reason", rule)]);
    }
    assert_eq!(looked(&shop, lee), []);
    let shown = kim.break_glass(lee, "she fainted").unwrap().stored.values.clone();
    assert_eq!((shown.get(Field::CommentHealth), shown.get(Field::Iban)), (Some("Erdnussallergie"), Some("DE02120300000000202051")));
    assert_eq!(value(Field::CommentHealth).as_deref(), Some("…"), "only that one read");
    let hidden = [Field::Iban, Field::CommentHealth].map(|field| (field, Hidden::No)).to_vec();
    assert_eq!(looked(&shop, lee), [("kim".to_owned(), hidden, Some("she fainted".to_owned()))]);
    let document = json_of(&shop, lee);
    let read = document["reads"].as_array().unwrap().iter().find(|row| row["what"] == "read").unwrap();
    assert_eq!((&read["reason"], &read["operator"]), (&json!("she fainted"), &json!("kim")));
    assert_eq!(read["fields"][1]["field"], "comment_health");
    let tom = shop.desk_of("tom", Rights::all().without(Right::SeeRestricted));
    assert_eq!(failed(tom.break_glass(lee, "curious")).1, "right.see_restricted");
    shop.erp().anonymize(lee).unwrap();
    assert_eq!(failed(kim.break_glass(lee, "again")).0, ErrorKind::Erased);
    let kept = shop.desk().reads_of(lee).unwrap();
    let kept = kept.iter().find(|logged| logged.entry.kind == EntryKind::Read).unwrap();
    assert_eq!(kept.entry.operator, Some(code("kim")));
    assert!(kept.values.iter().all(|value| value.hidden() == Hidden::Erased));
    assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
    shop.erp().purge().unwrap();
    let copy = copy_of(shop.folder.path());
    let files = crate::shop::files(copy.path());
    assert!(files.iter().all(|(_, bytes)| !bytes.windows(11).any(|window| window == b"she fainted")));
}

#[test]
fn x24_restricted_data_are_kept_and_shown_by_nothing_but_the_glass() {
    let shop = Shop::stocked();
    let (luis, desk, erp) = (shop.customer("1"), shop.desk(), shop.erp());
    let document = shop.receipt("R-9", Some(luis));
    let mail = Question::new(Purpose::Marketing, Some(Channel::Email));
    let before = (found(&shop), listed(&shop));
    assert!(before.0 && before.1);
    erp.restrict(luis, "he disputes the address").unwrap();
    erp.restrict(luis, "again").unwrap();
    assert_eq!((found(&shop), listed(&shop)), (false, false));
    let no = (ErrorKind::NotPermitted, "customer.restricted", None);
    assert_eq!(failed(desk.customer(luis)), no);
    assert_eq!(failed(desk.customer_by_number("1")), no);
    assert_eq!(failed(desk.edit(luis)), no);
    assert_eq!(failed(desk.start_document(&DocumentDraft { customer: Some(luis), ..receipt("R-10") })), no);
    assert_eq!(desk.document(document).unwrap().addressee.name, None);
    assert_eq!(desk.preview(document).unwrap().document.addressee.name, None);
    assert_eq!(desk.may_contact(luis, &mail).unwrap().reason, Reason::Restricted);
    assert_eq!(erp.may_contact(luis, &Question::new(Purpose::Marketing, None)).unwrap().reason, Reason::Restricted);
    let mut contacts = erp.contacts(&mail);
    while let Some(contact) = contacts.next().unwrap() {
        assert_ne!(contact.subject, luis);
    }
    let shown =
        |entries: &[LoggedEntry]| entries.iter().flat_map(|entry| &entry.values).filter(|value| value.hidden() == Hidden::No).count();
    assert_eq!(shown(&desk.change_log(luis).unwrap()), 0);
    let query = JournalQuery { subject: Some(luis), limit: 1000, ..JournalQuery::default() };
    assert_eq!(shown(&desk.journal(&query).unwrap().entries), 0);
    assert!(shown(&erp.journal(&query).unwrap().entries) > 5, "the control");
    let customer = desk.break_glass(luis, "he asked what we hold").unwrap();
    assert_eq!(customer.stored.values.get(Field::FamilyName), Some("Gonçalves"));
    let reads = erp.reads_of(luis).unwrap();
    assert_eq!(reads.len(), 1);
    assert!(reads[0].entry.kind == EntryKind::Read && reads[0].values.iter().any(|value| value.field == Field::FamilyName));
    assert!(erp.plan_anonymization(luis).is_ok());
    erp.lift_restriction(luis, "it was right").unwrap();
    erp.lift_restriction(luis, "").unwrap();
    assert_eq!((found(&shop), listed(&shop)), before);
    assert!(desk.customer(luis).is_ok() && desk.document(document).unwrap().addressee.name.is_some());
    assert!(desk.preview(document).unwrap().document.addressee.name.is_some(), "the control");
    assert_ne!(desk.may_contact(luis, &mail).unwrap().reason, Reason::Restricted);
    assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
}

fn found(shop: &Shop) -> bool {
    !shop.desk().search("goncalves", 9).unwrap().hits.is_empty()
}

fn listed(shop: &Shop) -> bool {
    let page = shop.desk().customers(&ListQuery { limit: 1000, ..ListQuery::default() }).unwrap();
    page.rows.iter().any(|row| row.values.get(Field::Number) == Some("1"))
}
