//! X10, X14: who is named in holds, on documents and in the log of whoever was one with them for a while; and digests that nobody can try.

use clientela::domain::document::{Document, DocumentKind};
use clientela::domain::erasure::Plan;
use clientela::domain::field::{Field, RecordKind};
use clientela::domain::id::{HoldId, SubjectId};
use clientela::domain::journal::{Digest32, EntryKind, Salt};
use clientela::domain::request::{DenialGround, RequestKind};
use clientela::domain::retention::{HoldKind, KeptHold};
use clientela::{Decision, NewHold, Purged, Sought};
use rusqlite::types::FromSql;

use crate::scanner::scan_files;
use crate::shop::{Shop, copy_of, database, files};
use crate::x_kept::{note, noted, person, shop};

pub const HIS: &[&str] = &["Quirrenbach", "Xaver Quirrenbach", "x@zwirbel.example"];

/// Erases, purges, and is content that nothing is left.
pub fn erased(shop: &Shop, id: SubjectId) -> Plan {
    let mut sought = shop.erp().sought(id).unwrap();
    let plan = shop.erp().plan_anonymization(id).unwrap();
    assert_eq!(shop.erp().anonymize(id).unwrap().plan, plan, "the run does what the dry run said");
    nothing_is_left(shop, &mut sought);
    plan
}

pub fn nothing_is_left(shop: &Shop, sought: &mut Sought) {
    assert_eq!(shop.erp().purge().unwrap(), Purged::Done);
    assert_eq!(shop.erp().scan(sought).unwrap().residues, []);
    let verified = shop.engine.verify_journal().unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
}

fn hold(shop: &Shop, new: &NewHold) -> HoldId {
    shop.erp().place_hold(new).unwrap()
}

fn held(shop: &Shop, id: HoldId) -> KeptHold {
    shop.erp().holds().unwrap().into_iter().find(|kept| kept.id == id).unwrap()
}

/// Four texts of a hold: who put and lifted it, and why.
fn texts(kept: &KeptHold) -> [String; 4] {
    let lifted = kept.lifted.clone();
    let (by, why) = lifted.map(|lifted| (lifted.by, lifted.reason)).unwrap_or_default();
    [kept.hold.author.clone(), kept.hold.reason.clone(), by, why]
}

fn all<T: FromSql>(shop: &Shop, sql: &str) -> Vec<T> {
    let connection = database(shop.folder.path());
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn of_hold(plan: &Plan, id: HoldId) -> Vec<(Option<Field>, u32)> {
    let of_it = plan.scrubs.iter().filter(|scrub| scrub.record == RecordKind::Hold && scrub.id == id.to_string());
    of_it.map(|scrub| (scrub.field, scrub.count)).collect()
}

#[test]
fn x14_holds_on_others_and_on_documents_do_not_name_whoever_was_erased() {
    let (shop, xaver) = shop("neutral");
    let anna = person(&shop, "anna", "Anna", "Holm");
    let on_anna = hold(
        &shop,
        &NewHold { subject: Some(anna), ..NewHold::new(HoldKind::LegalHold, "solicitor of Quirrenbach", "claim of QUIRRENBACH, Xaver") },
    );
    let on_document = hold(
        &shop,
        &NewHold { document: Some("I-77".into()), ..NewHold::new(HoldKind::TaxAudit, "tax office", "Xaver Quirrenbach, 0664 73910120") },
    );
    shop.erp().lift_hold(on_document, "Xaver Quirrenbach", "told by x@zwirbel.example").unwrap();
    let own = hold(&shop, &NewHold { subject: Some(xaver), ..NewHold::new(HoldKind::LegalHold, "legal", "claim of Xaver Quirrenbach") });
    shop.erp().lift_hold(own, "legal", "settled with Quirrenbach").unwrap();
    let other = hold(&shop, &NewHold { subject: Some(anna), ..NewHold::new(HoldKind::LegalHold, "legal", "claim 7 of Holm") });
    let untouched = held(&shop, other);
    let plan = shop.erp().plan_anonymization(xaver).unwrap();
    assert_eq!((of_hold(&plan, on_anna), of_hold(&plan, on_document)), (vec![(None, 2)], vec![(None, 4)]));
    assert!(of_hold(&plan, own).is_empty() && of_hold(&plan, other).is_empty() && !format!("{plan:?}").contains("Quirrenbach"));
    assert!(
        plan.scrubs.iter().any(|scrub| scrub.record == RecordKind::Journal && scrub.field == Some(Field::Reason)),
        "her log says it too"
    );
    assert!(texts(&held(&shop, on_anna))[1].contains("QUIRRENBACH"), "a dry run changes nothing");
    assert_eq!(erased(&shop, xaver), plan);
    assert_eq!(texts(&held(&shop, on_anna)), ["solicitor of Anonymized", "claim of Anonymized", "", ""]);
    assert_eq!(texts(&held(&shop, on_document)), ["tax office", "Anonymized", "Anonymized", "told by Anonymized"]);
    assert_eq!(texts(&held(&shop, own)), ["legal", "", "legal", ""]);
    assert_eq!(held(&shop, other), untouched);
    shop.erp().lift_hold(on_anna, "legal", "over").unwrap();
    let told = shop.desk().change_log(anna).unwrap();
    assert_eq!(told.iter().filter(|logged| (logged.entry.kind, logged.entry.record) == (EntryKind::Scrubbed, RecordKind::Hold)).count(), 2);
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
    database(shop.folder.path()).execute("UPDATE hold SET author = 'tax office' WHERE author LIKE 'solicitor%'", []).unwrap();
    assert!(!shop.engine.verify_journal().unwrap().findings.is_empty(), "another author is still a finding");
    assert_eq!(scan_files(shop.close().path(), HIS), []);
}

#[test]
fn x14_a_name_left_in_a_hold_is_found_by_the_scan() {
    let (shop, xaver) = shop("neutral");
    let mut sought = shop.erp().sought(xaver).unwrap();
    hold(&shop, &NewHold { document: Some("I-77".into()), ..NewHold::new(HoldKind::TaxAudit, "tax office", "audit") });
    shop.erp().anonymize(xaver).unwrap();
    nothing_is_left(&shop, &mut sought);
    for column in ["reason", "author"] {
        let copy = copy_of(shop.folder.path());
        database(copy.path()).execute(&format!("UPDATE hold SET {column} = 'for Xaver Quirrenbach'"), []).unwrap();
        let report = Shop::open_in(copy).unwrap().erp().scan(&mut sought).unwrap();
        assert!(report.residues.iter().any(|residue| residue.place == format!("hold.{column}")), "{:?}", report.residues);
    }
}

#[test]
fn x14_a_restored_backup_cleans_holds_before_the_first_read() {
    let (shop, xaver) = shop("neutral");
    let id = hold(&shop, &NewHold { document: Some("I-77".into()), ..NewHold::new(HoldKind::TaxAudit, "Quirrenbach", "of Quirrenbach") });
    let backup = copy_of(shop.folder.path());
    shop.erp().anonymize(xaver).unwrap();
    let folder = shop.close();
    for name in ["shop.db", "shop.db-wal", "shop.db-shm"] {
        let _ = std::fs::remove_file(folder.path().join(name));
        if backup.path().join(name).exists() {
            std::fs::copy(backup.path().join(name), folder.path().join(name)).unwrap();
        }
    }
    let shop = Shop::open_in(folder).unwrap();
    assert_eq!(texts(&held(&shop, id)), ["Anonymized", "of Anonymized", "", ""]);
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

/// What the journal commits to of records of a kind.
fn contents(shop: &Shop, record: &str) -> Vec<Digest32> {
    all(shop, &format!("SELECT content FROM journal WHERE record = '{record}' AND content IS NOT NULL"))
}

/// Whether these bytes stand in any file of the store.
fn is_in_files(shop: &Shop, bytes: &[u8]) -> bool {
    files(shop.folder.path()).iter().any(|(_, file)| memchr::memmem::find(file, bytes).is_some())
}

#[test]
fn x14_what_a_document_or_a_hold_said_before_cannot_be_tried_by_digests() {
    let (shop, xaver) = shop("neutral");
    person(&shop, "anna", "Anna", "Holm");
    let free = r#"{"feed":"document","kind":"receipt","number":"F-1","state":"issued","customer":"anna","created":"2026-06-01","currency":"EUR","total":100,"lines":[{"line":1,"name":"Gift for Quirrenbach","quantity":"1","final_price":100}]}"#;
    shop.fed(free);
    let id = hold(&shop, &NewHold { document: Some("I-77".into()), ..NewHold::new(HoldKind::TaxAudit, "Quirrenbach", "audit") });
    let salt = |sql: &str| all::<Salt>(&shop, sql)[0];
    let salts = || [salt("SELECT salt FROM document WHERE number = 'F-1'"), salt("SELECT salt FROM hold")];
    let (before, hold_before) = (shop.desk().document_by_number(DocumentKind::Receipt, "F-1").unwrap(), held(&shop, id));
    let old = salts();
    let tried = |document: &Document, kept: &KeptHold, [document_salt, hold_salt]: [Salt; 2]| {
        let documents = contents(&shop, "document");
        let in_it = |digest| documents.contains(&digest);
        [
            in_it(document.content_digest()),
            in_it(document.salted_digest(&document_salt)),
            contents(&shop, "hold").contains(&kept.content_digest(&hold_salt)),
        ]
    };
    assert_eq!(tried(&before, &hold_before, old), [false, true, true], "with the salts it can be tried");
    assert!(old.iter().all(|salt| is_in_files(&shop, salt)));
    erased(&shop, xaver);
    let new = salts();
    assert!(new.iter().zip(old).all(|(new, old)| *new != old));
    assert_eq!(tried(&before, &hold_before, new), [false; 3]);
    assert!(old.iter().all(|salt| !is_in_files(&shop, salt)), "and the salts of then are gone");
    let (after, hold_after) = (shop.desk().document_by_number(DocumentKind::Receipt, "F-1").unwrap(), held(&shop, id));
    assert_eq!(tried(&after, &hold_after, new), [false, true, true], "the journal still commits to what is there");
}

#[test]
fn x14_what_a_merge_that_was_taken_back_brought_into_the_log_of_the_other_goes() {
    let (shop, xaver) = shop("neutral");
    let (kept, other) = (person(&shop, "k", "Karla", "Adlerhorst"), person(&shop, "o", "Olga", "Brennstein"));
    note(&shop, other, "likes blue");
    for (survivor, merged) in [(kept, other), (kept, xaver)] {
        let preview = shop.desk().merge_preview(survivor, merged).unwrap();
        shop.desk().merge(&preview, "same person").unwrap();
    }
    shop.edit(kept, &[(Field::City, "Graz")]);
    let third = person(&shop, "s", "Sonja", "Cranach");
    let preview = shop.desk().merge_preview(third, kept).unwrap();
    shop.desk().merge(&preview, "same person").unwrap();
    shop.desk().unmerge(kept, "no").unwrap();
    shop.desk().unmerge(xaver, "no").unwrap();
    shop.desk().unmerge(other, "no").unwrap();
    let plan = erased(&shop, other);
    let told: Vec<_> = plan.scrubs.iter().map(|scrub| (scrub.record, scrub.field)).collect();
    assert!(told.contains(&(RecordKind::Journal, Some(Field::Email))), "{told:?}");
    erased(&shop, xaver);
    assert_eq!(scan_files(shop.folder.path(), &["o@zwirbel.example", "x@zwirbel.example", "Quirrenbach", "Brennstein"]), []);
    let hers = shop.desk().customer(kept).unwrap().stored.values;
    assert_eq!(hers.get(Field::Email), Some("k@zwirbel.example"), "her own stays");
    let log = shop.desk().change_log(kept).unwrap();
    let own = log.iter().flat_map(|logged| &logged.values).filter(|value| value.field == Field::FamilyName && value.values.is_some());
    assert!(own.count() > 0, "in her log too");
}

#[test]
fn x14_of_an_own_document_everything_goes_that_the_assortment_does_not_say() {
    let (shop, _) = shop("neutral");
    shop.fed(r#"{"feed":"item","code":"B-1","name":"Rosalinde"}"#);
    let rosa = person(&shop, "rosa", "Rosalinde", "Quittenbaum");
    let lines = [
        r#"{"line":1,"item":"B-1","name":"Rosalinde","quantity":"1","final_price":100}"#,
        r#"{"line":2,"item":"B-1","name":"Ring for R. Quittenbaum","quantity":"1","final_price":100}"#,
        r#"{"line":3,"item":"B-2","name":"Ring","quantity":"1","final_price":100,"serial_number":"for Quittenbaum","bundle":1,"bundle_name":"Set Quittenbaum"}"#,
        r#"{"line":4,"item":"B-2","name":"Ring","quantity":"1","final_price":100,"properties":{"Quittenbaum":"42"},"attributes":{"for":"Rosalinde Quittenbaum"}}"#,
    ];
    shop.fed(&format!(
        r#"{{"feed":"document","kind":"receipt","number":"Q-1","state":"issued","customer":"rosa","created":"2026-06-01","currency":"EUR","total":400,"lines":[{}]}}"#,
        lines.join(",")
    ));
    let plan = shop.erp().plan_anonymization(rosa).unwrap();
    assert!(!format!("{plan:?}").contains("Quittenbaum"), "a plan tells no value, singled out or not");
    assert_eq!(erased(&shop, rosa), plan);
    let lines = shop.desk().document_by_number(DocumentKind::Receipt, "Q-1").unwrap().lines;
    assert_eq!([&*lines[0].item_name, &*lines[1].item_name], ["Rosalinde", "Ring for R. Anonymized"], "an item's own name is no mention");
    assert_eq!((&*lines[2].serial_number, &*lines[2].bundle.as_ref().unwrap().name), ("for Anonymized", "Set Anonymized"));
    assert!(lines[3].properties.contains("Anonymized", "42") && lines[3].attributes.contains("for", "Anonymized"));
    assert_eq!(scan_files(shop.close().path(), &["Quittenbaum"]), []);
}

#[test]
fn x14_a_request_of_somebody_else_has_no_text_but_in_the_journal_and_that_is_cleaned() {
    let (shop, xaver) = shop("neutral");
    let anna = person(&shop, "anna", "Anna", "Holm");
    let request = shop.erp().receive_request(anna, RequestKind::Access, None).unwrap().request.id;
    let denied = Decision::Deny(DenialGround::Unfounded);
    let denied = shop.erp().decide_request(request, denied, Some("asked for Xaver Quirrenbach")).unwrap();
    let plan = erased(&shop, xaver);
    let told: Vec<_> = plan.scrubs.iter().map(|scrub| (scrub.record, scrub.field, scrub.count)).collect();
    assert_eq!(told, [(RecordKind::Journal, Some(Field::Reason), 1)]);
    assert_eq!(shop.erp().request(request).unwrap(), denied);
}

#[test]
fn x14_why_somebody_looked_at_what_is_kept_is_cleaned_of_others() {
    let (shop, xaver) = shop("DE");
    let anna = person(&shop, "anna", "Anna", "Holm");
    shop.erp().anonymize(anna).unwrap();
    let invoice = shop.desk().document_by_number(DocumentKind::Invoice, "I-1").unwrap().id;
    shop.desk().kept_document(invoice, "asked by Xaver Quirrenbach").unwrap();
    let mut sought = shop.erp().sought(xaver).unwrap();
    note(&shop, person(&shop, "b", "Berta", "Kolk"), "Xaver Quirrenbach");
    shop.erp().anonymize(xaver).unwrap();
    nothing_is_left(&shop, &mut sought);
    assert_eq!(noted(&shop, shop.erp().subject_by_source("b").unwrap().unwrap()), "Anonymized");
}
