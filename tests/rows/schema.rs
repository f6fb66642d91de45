//! Every column is a field of the table of fields, or declared here to hold nothing personal.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use clientela::domain::field::{FIELDS, RecordKind};
use clientela::store::sql::Driver;
use clientela::store::sqlite::Sqlite;

use crate::shop::{Shop, database};

/// Ids, codes, counts, instants, digests, and what was sold. Where a value of a field lies under another name, the field is named.
const DECLARED: &[(&str, &str)] = &[
    ("meta", "name value"),
    ("subject", "id version customer erased"),
    ("subject", "sort_name"), // given_name, family_name, company: folded
    ("address", "subject slot"),
    ("part", "subject field slot"),
    ("part", "value"), // every field of contact data, accounts, cards, comments, coupons and memberships
    ("status", "code version"),
    ("customer_group", "code version"),
    ("program", "code version"),
    ("booking", "place id subject program amount reference receipt known at station operator key salt"),
    ("relation", "of person"),
    ("duplicate", "one other salt seen at station operator"),
    ("duplicate", "reason"), // reason: it goes with either person
    ("definition", "code major minor state purpose channel parent signature confirmation valid_days valid_from valid_until texts account"),
    ("consent_event", "subject id definition major minor scope language text_digest kind authority method origin operator station receipt"),
    (
        "consent_event",
        "at recorded seen evidence_digest reference_digest reference_salt reference_kind address_digest address_salt given_by",
    ),
    ("consent_form", "id number subject language at station operator salt"), // it goes with the person
    ("consent_form_text", "form position definition major minor language text_digest state"),
    ("confirmation", "id subject definition event kind address_digest address_salt requested asked salt digest until tries"), // it goes with the person
    ("consent_use", "place batch subject purpose channel definition campaign at recorded system key allowed reason evidence"),
    ("request", "id subject kind received due extended contested answered ground proof code_salt code_digest code_until"),
    ("request", "tries attempts until next version"),
    ("request_step", "request position state at"),
    ("hold", "id kind subject class document since until lifted version salt"),
    ("hold", "reason lifted_reason"), // reason: it goes with the person, and is cleaned of others
    ("hold", "author lifted_by"),     // who put and lifted it: cleaned of the erased
    ("item", "code name ean properties attributes"),
    ("document", "id kind number state issuer customer anonymized source created branch station operator barcode currency total"),
    ("document", "payload_ground payload_until version source_kind net rounding salt"),
    ("kept", "document field ground until"),
    ("kept", "value"), // addressee_name and the like, as long as a law keeps them; told by the scan
    ("branch", "code version"),
    ("station", "code version"),
    ("role", "code version"),
    ("operator", "code version"),
    ("setting", "code version"),
    ("erased_mark", "epoch"),
    ("erased_mark", "mark"), // given_name, family_name, birth_date: a keyed hash, made by the erasure
    ("sign_in_guard", "scope key failures last until"),
    ("line", "customer document number item_code item_name ean quantity regular_price discount final_price"),
    ("line", "source_document source_line source_kind defective properties attributes serial_number bundle bundle_name amount tax_rate"),
    (
        "journal",
        "origin sequence at date door operator station branch kind record key subject content idempotency salt previous digest placed",
    ),
    ("journal_value", "origin sequence fields digests salts"),
    ("journal_value", "old new"), // every field: erased with the person
    ("erasure", "epoch subject ordered at mode rules rules_version outcome purged scanned residues scan_columns scan_bytes scan_shared"),
    ("erasure_answer", "epoch system wait_until answer at keeps_until"),
    ("sealed", "subject source field until"),
    ("sealed", "box"), // every field, for nobody here to read
    ("merge", "merged survivor origin sequence version events"),
    ("search_entry", "rank subject"),
    ("search_entry", "text"), // what is searched: folded
    ("search_word", "word"),  // the same, word by word
    ("search_word", "count"),
    ("free_word", "of sequence"),
    ("free_word", "word"), // a word of free text as a mark: it goes with the text
];

fn undeclared(path: &Path) -> BTreeSet<(String, String)> {
    let columns = Sqlite::open(path, Duration::from_secs(1)).unwrap().columns().unwrap();
    assert!(columns.len() > 100);
    let declared = |table: &str, column: &str| {
        DECLARED.iter().any(|(name, columns)| *name == table && columns.split(' ').any(|declared| declared == column))
    };
    let field = |table: &str, column: &str| {
        let of = |kind: RecordKind| kind == RecordKind::Part || kind == RecordKind::Journal;
        FIELDS.iter().any(|spec| spec.record.name() == table && spec.name == column && !of(spec.record))
    };
    let known = |(table, column): &(String, String)| declared(table, column) || field(table, column);
    columns.into_iter().filter(|column| !known(column)).collect()
}

#[test]
fn every_column_is_a_field_or_declared_free_of_personal_data() {
    let folder = Shop::empty().close();
    let path = folder.path().join("shop.db");
    assert_eq!(undeclared(&path), BTreeSet::new());
    database(folder.path()).execute_batch("ALTER TABLE subject ADD COLUMN nickname TEXT; CREATE TABLE note (text TEXT)").unwrap();
    let wanted = [("note", "text"), ("subject", "nickname")].map(|(table, column)| (table.to_owned(), column.to_owned()));
    assert_eq!(undeclared(&path), BTreeSet::from(wanted));
}

#[test]
fn every_declared_column_and_every_field_of_a_table_exists() {
    let folder = Shop::empty().close();
    let columns = Sqlite::open(&folder.path().join("shop.db"), Duration::from_secs(1)).unwrap().columns().unwrap();
    let exists = |table: &str, column: &str| columns.iter().any(|(name, other)| name == table && other == column);
    for (table, names) in DECLARED {
        names.split(' ').for_each(|column| assert!(exists(table, column), "{table}.{column}"));
    }
    let elsewhere = [RecordKind::Part, RecordKind::Journal];
    for spec in FIELDS.iter().filter(|spec| !elsewhere.contains(&spec.record)) {
        assert!(exists(spec.record.name(), spec.name), "{}.{}", spec.record.name(), spec.name);
    }
}
