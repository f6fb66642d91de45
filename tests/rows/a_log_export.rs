//! A3: the change log as a document, and the heads of its chains kept elsewhere.

use std::io::{self, Write};

use clientela::domain::field::{Field, RecordKind};
use clientela::domain::heads::{self, Head};
use clientela::domain::journal::{EntryKind, Finding};
use clientela::domain::rights::{Right, Rights};
use clientela::{Desk, ErrorKind, JournalQuery, LogFormat, LogPage, LoggedEntry, LoggedValue};
use serde_json::{Value, json};

use crate::a_log::{busy, paged};
use crate::shop::{NOW, Shop, code, copy_of, database, failed};

const HEADER: &str = "at,date,door,operator,station,branch,kind,record,key,subject,field,slot,old,new,hidden,origin,sequence";

fn exported(desk: &Desk, query: &JournalQuery, format: LogFormat) -> String {
    let mut bytes = Vec::new();
    desk.export_journal(query, format, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// The entries of an export as its lines say them, in the order of the columns.
fn of_json(text: &str) -> Vec<Vec<String>> {
    let cell = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut rows = Vec::new();
    for line in text.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let own = |names: &[&str]| names.iter().map(|name| cell(&line[*name])).collect::<Vec<_>>();
        let none = [json!({})];
        let changes = line["changes"].as_array().unwrap();
        for change in if changes.is_empty() { &none[..] } else { changes } {
            let front = own(&["at", "date", "door", "operator", "station", "branch", "kind", "record", "key", "subject"]);
            let of_change = ["field", "slot", "old", "new", "hidden"].map(|name| cell(&change[name]));
            rows.push([front, of_change.to_vec(), own(&["origin", "sequence"])].concat());
        }
    }
    rows
}

fn of_csv(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv_reader(text);
    assert_eq!(reader.remove(0).join(","), HEADER);
    reader
}

/// A reader of RFC 4180 of its own: quotes are doubled, lines end with CR LF.
fn csv_reader(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => cell.extend(signs.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(signs.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            sign => cell.push(sign),
        }
    }
    assert!(cell.is_empty() && row.is_empty() && !quoted, "the last line ends too");
    rows
}

/// The rows that an export of these entries has.
fn rows(entries: &[LoggedEntry]) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for LoggedEntry { entry, values } in entries {
        let text = |text: &Option<clientela::domain::id::Code>| text.as_ref().map(ToString::to_string).unwrap_or_default();
        let subject = entry.subject.map(|subject| subject.to_string()).unwrap_or_default();
        let front = [
            entry.at.to_text(),
            entry.date.to_string(),
            entry.door.name().to_owned(),
            text(&entry.operator),
            text(&entry.station),
            text(&entry.branch),
            entry.kind.name().to_owned(),
            entry.record.name().to_owned(),
            entry.key.clone(),
            subject,
        ];
        let back = [entry.origin.to_string(), entry.sequence.to_string()];
        let of_value = |value: &LoggedValue| {
            let told = |read: fn(&clientela::domain::journal::Disclosed) -> Option<&str>| {
                value.values.as_ref().and_then(read).unwrap_or_default().to_owned()
            };
            let (old, new) = (told(|both| both.old.as_text()), told(|both| both.new.as_text()));
            [value.field.name().to_owned(), value.slot.to_string(), old, new, value.hidden().name().to_owned()]
        };
        let none = std::iter::repeat_n(std::array::from_fn(|_| String::new()), usize::from(values.is_empty()));
        rows.extend(values.iter().map(of_value).chain(none).map(|middle| [&front[..], &middle, &back].concat()));
    }
    rows
}

fn all() -> JournalQuery {
    JournalQuery { limit: 1000, ..JournalQuery::default() }
}

#[test]
fn a3_an_export_says_what_the_log_says_as_csv_and_as_json_lines() {
    let shop = busy();
    shop.edit(shop.customer("3"), &[(Field::City, "Bree, \"the\" town"), (Field::Street, "=1+1")]);
    let auditor = shop.desk_of("kim", Rights::none().with(Right::ReadJournal));
    let queries =
        [all(), JournalQuery { operator: Some(code("tom")), limit: 1, ..all() }, JournalQuery { field: Some(Field::Phone), ..all() }];
    for desk in [shop.desk(), auditor] {
        for query in &queries {
            let csv = exported(&desk, query, LogFormat::Csv);
            // Read afterwards: the entry that the export wrote of itself is in both.
            let wanted = rows(&paged(query, |query| desk.journal(query).unwrap()));
            assert_eq!(of_csv(&csv), wanted);
            let json = exported(&desk, query, LogFormat::JsonLines);
            let wanted = rows(&paged(query, |query| desk.journal(query).unwrap()));
            assert_eq!(of_json(&json), wanted);
        }
    }
    let seen = exported(&shop.desk(), &all(), LogFormat::Csv);
    assert!(seen.contains("\"Bree, \"\"the\"\" town\"") && seen.contains(",=1+1,"), "every value as it is");
}

/// The cells that a spreadsheet takes for formulas, which cuts at this sign and heeds no quotation marks, or only those around a cell.
fn formulas(text: &str, cut: char) -> usize {
    let begins = |cell: &&str| cell.trim_matches(['"', ' ', '\t']).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    text.split([cut, '\r', '\n']).filter(begins).count()
}

#[test]
fn a3_an_export_for_a_spreadsheet_has_no_formula() {
    let shop = Shop::with_definitions();
    let name = "=HYPERLINK(\"http://evil.example\")";
    let id = shop.add(&[(Field::FamilyName, name), (Field::Phone, "+49 30 23125060"), (Field::City, "@home"), (Field::Street, "-1")]);
    let query = JournalQuery { subject: Some(id), kinds: vec![EntryKind::Created], ..all() };
    let plain = of_csv(&exported(&shop.desk(), &query, LogFormat::Csv));
    let guarded = exported(&shop.desk(), &query, LogFormat::Spreadsheet);
    let guarded = of_csv(guarded.strip_prefix('\u{feff}').expect("a byte order mark"));
    let risky = |cell: &String| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    assert_eq!(plain.iter().flatten().filter(|cell| risky(cell)).count(), 4);
    assert_eq!(guarded.iter().flatten().filter(|cell| risky(cell)).count(), 0);
    let without = guarded.iter().map(|row| row.iter().map(|cell| cell.trim_start_matches('\'').to_owned()).collect::<Vec<_>>());
    assert!(without.eq(plain));
}

#[test]
fn a3_an_export_for_a_spreadsheet_has_no_formula_where_it_cuts_elsewhere() {
    let shop = Shop::with_definitions();
    let values = [
        (Field::FamilyName, ";=1+1"),
        (Field::GivenName, "Luís;@a"),
        (Field::City, "Bree,-1"),
        (Field::Street, "a;\"=2"),
        (Field::Region, "x;＝3"),
    ];
    let id = shop.add(&values);
    let query = JournalQuery { subject: Some(id), kinds: vec![EntryKind::Created], ..all() };
    let [plain, guarded] = [LogFormat::Csv, LogFormat::Spreadsheet].map(|format| exported(&shop.desk(), &query, format));
    assert_eq!([';', ',', '\t'].map(|cut| formulas(&plain, cut)), [4, 1, 0], "the control: these are formulas");
    assert_eq!([';', ',', '\t'].map(|cut| formulas(&guarded, cut)), [0, 0, 0]);
    for cell in ["\";'=1+1\"", "\"Luís;'@a\"", "\"Bree,'-1\"", "\"a;\"\"'=2\""] {
        assert!(guarded.contains(&format!("{cell},")), "{cell} in {guarded}");
    }
    assert!(guarded.starts_with("\u{feff}\"at\",\"date\",") && plain.starts_with("at,date,"));
    let of_json = exported(&shop.desk(), &query, LogFormat::JsonLines);
    assert!(of_json.starts_with('{') && of_json.contains("\";=1+1\""), "for machines it stands as it is");
}

#[test]
fn a3_of_an_anonymized_person_no_value_is_exported() {
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    shop.edit(luis, &[(Field::City, "Bree")]);
    let texts = |shop: &Shop| [LogFormat::Csv, LogFormat::JsonLines].map(|format| exported(&shop.desk(), &all(), format));
    assert!(texts(&shop).iter().all(|text| text.contains("Gonçalves") && text.contains("Bree")), "before");
    shop.erp().anonymize(luis).unwrap();
    for text in texts(&shop) {
        assert!(!text.contains("Gonçalves") && !text.contains("Bree") && text.contains("erased"));
    }
    let mut erp = Vec::new();
    shop.erp().export_journal(&all(), LogFormat::JsonLines, &mut erp).unwrap();
    assert!(!String::from_utf8(erp).unwrap().contains("Gonçalves"));
}

#[test]
fn a3_an_export_is_told_by_the_journal_itself_with_who_took_what_and_whose() {
    let shop = Shop::with_definitions();
    let id = shop.add(&[(Field::FamilyName, "Lee")]);
    let about = JournalQuery { subject: Some(id), ..all() };
    exported(&shop.desk_of("tom", Rights::all()), &about, LogFormat::Spreadsheet);
    shop.erp().export_journal(&all(), LogFormat::JsonLines, &mut io::sink()).unwrap();
    let told = shop.desk().journal(&JournalQuery { kinds: vec![EntryKind::Exported], ..all() }).unwrap().entries;
    let said: Vec<_> = told
        .iter()
        .map(|logged| &logged.entry)
        .map(|entry| (entry.door.name(), entry.operator.as_ref().map(ToString::to_string), entry.record, entry.key.as_str(), entry.subject))
        .collect();
    let wanted = [
        ("erp", None, RecordKind::Journal, "json_lines", None),
        ("asserted", Some("tom".to_owned()), RecordKind::Journal, "spreadsheet", Some(id)),
    ];
    assert_eq!(said, wanted);
    assert_eq!(shop.desk().change_log(id).unwrap().last().unwrap().entry.kind, EntryKind::Exported, "the person's own log tells it");
    let blind = shop.desk_of("kim", Rights::all().without(Right::ReadJournal));
    let mut out = Vec::new();
    assert_eq!(failed(blind.export_journal(&all(), LogFormat::Csv, &mut out)).1, "right.read_journal");
    assert!(out.is_empty());
    assert_eq!(shop.desk().journal(&JournalQuery { kinds: vec![EntryKind::Exported], ..all() }).unwrap().entries.len(), 2);
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

/// A disk that is full after so many bytes.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = self.0.min(bytes.len());
        self.0 -= room;
        if room == 0 { Err(io::Error::from_raw_os_error(28)) } else { Ok(room) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a3_more_than_two_thousand_entries_are_exported_with_progress_and_can_be_cancelled() {
    let shop = Shop::empty();
    let lines = (0..2500).map(|at| format!(r#"{{"feed":"customer","source_id":"{at}","kind":"private","family_name":"Lee {at}"}}"#));
    shop.fed(&lines.collect::<Vec<_>>().join("\n"));
    let subjects = JournalQuery { records: vec![RecordKind::Subject], ..all() };
    let (mut out, mut told) = (Vec::new(), Vec::new());
    let each = &mut |written| {
        told.push(written);
        true
    };
    let written = shop.desk().export_journal_with(&subjects, LogFormat::JsonLines, &mut out, each).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert_eq!((written, text.lines().count()), (2500, 2500));
    assert_eq!(told, [0, 500, 1000, 1500, 2000, 2500]);
    assert_eq!(of_json(&text), rows(&paged(&subjects, |query| shop.desk().journal(query).unwrap())));
    let cancelled = shop.desk().export_journal_with(&subjects, LogFormat::Csv, &mut io::sink(), &mut |written| written < 1000);
    assert_eq!(failed(cancelled), (ErrorKind::Cancelled, "log.cancelled", None));
    for format in LogFormat::ALL {
        let full = shop.desk().export_journal(&subjects, *format, &mut Full(100_000)).unwrap_err();
        assert_eq!((full.kind(), full.code(), full.system_code()), (ErrorKind::Io, "log.unwritable", Some(28)), "{format:?}");
    }
}

#[test]
fn a3_a_short_export_tells_its_begin_and_end_and_can_be_cancelled_at_both() {
    let shop = Shop::with_definitions();
    let id = shop.add(&[(Field::FamilyName, "Lee")]);
    let desk = shop.desk();
    let about = JournalQuery { subject: Some(id), kinds: vec![EntryKind::Created], ..all() };
    let nobody = JournalQuery { station: Some(code("till-9")), ..all() };
    let export = |query: &JournalQuery, goes_on: fn(u64) -> bool| {
        let (mut out, mut told) = (Vec::new(), Vec::new());
        let each = &mut |written| {
            told.push(written);
            goes_on(written)
        };
        let written = desk.export_journal_with(query, LogFormat::Csv, &mut out, each);
        (written.map_err(|error| error.code()), told, out.len())
    };
    let exports = || desk.journal(&JournalQuery { kinds: vec![EntryKind::Exported], ..all() }).unwrap().entries.len();
    let (written, told, length) = export(&about, |_| true);
    assert!((written, told) == (Ok(1), vec![0, 1]) && length > HEADER.len() + 20);
    assert_eq!(export(&nobody, |_| true), (Ok(0), vec![0, 0], HEADER.len() + 2));
    assert_eq!(exports(), 2);
    assert_eq!(export(&about, |_| false), (Err("log.cancelled"), vec![0], 0));
    assert_eq!(exports(), 2, "what was never begun is not told");
    assert_eq!(export(&about, |written| written == 0), (Err("log.cancelled"), vec![0, 1], length));
    assert_eq!(exports(), 3);
}

#[test]
fn a3_every_page_of_entries_of_one_instant_is_read_in_order() {
    let shop = Shop::empty();
    let lines = (0..1200).map(|at| format!(r#"{{"feed":"customer","source_id":"{at}","kind":"private","family_name":"Lee {at}"}}"#));
    shop.fed(&lines.collect::<Vec<_>>().join("\n"));
    let read = |limit| paged(&JournalQuery { limit, ..JournalQuery::default() }, |query| shop.erp().journal(query).unwrap());
    let sequences: Vec<_> = read(333).iter().map(|logged| logged.entry.sequence).collect();
    assert_eq!(sequences, (1..=1200).collect::<Vec<_>>());
    assert_eq!(read(1), read(5000));
    assert_eq!(
        shop.erp().journal(&JournalQuery { limit: 5000, ..JournalQuery::default() }).unwrap().entries.len(),
        1000,
        "the longest page"
    );
    let last = JournalQuery { after: shop.erp().journal(&all()).unwrap().next, ..all() };
    let page = shop.erp().journal(&last).unwrap();
    assert_eq!((page.entries.len(), page.next), (200, None));
    assert_eq!(LogPage::default().next, None);
}

#[test]
fn a3_a_cut_off_end_is_found_with_an_anchor_and_not_without() {
    let shop = busy();
    shop.edit(shop.customer("3"), &[(Field::City, "Rome")]);
    let anchored = shop.engine.heads().unwrap();
    assert_eq!(anchored, shop.engine.verify_journal().unwrap().heads, "the cheap heads are the verified ones");
    let document = shop.engine.export_heads().unwrap();
    assert_eq!(heads::read(&document).unwrap(), anchored);
    let said: Value = serde_json::from_str(&document).unwrap();
    assert_eq!(said["format"], "clientela.heads.1");
    shop.edit(shop.customer("3"), &[(Field::City, "Bree")]);
    assert_eq!(shop.engine.verify_against(&anchored).unwrap().findings, [], "what came since is no finding");
    let folder = shop.close();
    let till = code("till-1");
    let length = anchored.iter().find(|head| head.origin == till).unwrap().length;
    let cut_off = |from: u64| {
        let copy = copy_of(folder.path());
        let store = database(copy.path());
        for table in ["journal", "journal_value"] {
            let sql = format!("DELETE FROM {table} WHERE origin = 'till-1' AND sequence >= ?1");
            store.execute(&sql, [i64::try_from(from).unwrap()]).unwrap();
        }
        drop(store);
        Shop::open_in(copy).unwrap()
    };
    let shop = cut_off(length);
    assert_eq!(shop.engine.verify_journal().unwrap().findings, [], "without an anchor nobody notices");
    assert_eq!(shop.engine.verify_against(&anchored).unwrap().findings, [(till.clone(), length, Finding::CutOff)]);
    let shop = cut_off(length + 1);
    assert_eq!(shop.engine.verify_against(&anchored).unwrap().findings, [], "to the length that was anchored");
    let other = Head { digest: [7; 32], ..anchored.iter().find(|head| head.origin == till).unwrap().clone() };
    assert_eq!(shop.engine.verify_against(&[other]).unwrap().findings, [(till, length, Finding::Anchor)]);
    let stranger = Head { origin: code("till-9"), length: 3, digest: [7; 32] };
    assert_eq!(shop.engine.verify_against(&[stranger]).unwrap().findings, [(code("till-9"), 1, Finding::CutOff)]);
}

#[test]
fn a3_heads_cost_no_verification_and_an_empty_journal_has_none() {
    let shop = Shop::empty();
    assert_eq!(shop.engine.heads().unwrap(), []);
    assert_eq!(heads::read(&shop.engine.export_heads().unwrap()).unwrap(), []);
    shop.add(&[(Field::FamilyName, "Lee")]);
    let heads = shop.engine.heads().unwrap();
    assert_eq!((heads.len(), heads[0].origin.as_str(), heads[0].length), (1, "till-1", 1));
    assert!(shop.engine.export_heads().unwrap().contains(&clientela::domain::time::Timestamp::from_millis(NOW).to_text()));
}
