//! A3: the change log over all records: every filter, page by page, and what it shows to whom.

use clientela::domain::field::{FIELDS, Field, RecordKind};
use clientela::domain::id::{DocumentId, SubjectId};
use clientela::domain::journal::{Entry, EntryKind, Hidden};
use clientela::domain::rights::{Right, Rights};
use clientela::domain::setting::{Place, Setting};
use clientela::domain::time::Date;
use clientela::{Desk, ErrorKind, JournalQuery, LogPage, LogPosition, LoggedEntry, LoggedValue, Seat};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::{Config, TestRunner};
use rusqlite::Connection;

use crate::shop::{DAY, NOW, Shop, code, failed, said, yes};

const HOUR: i64 = 3_600_000;

/// A shop in which something of every kind happened, on three days, by three operators at three stations of two branches.
pub fn busy() -> Shop {
    let shop = Shop::stocked();
    shop.fed("{\"feed\":\"branch\",\"code\":\"lyon\"}\n{\"feed\":\"role\",\"code\":\"cashier\",\"role_rights\":\"read_customers\"}");
    for (step, (operator, station, branch)) in
        [("jane", "till-1", "berlin-mitte"), ("tom", "till-2", "berlin-mitte"), ("kim", "lyon-1", "lyon")]
            .into_iter()
            .cycle()
            .take(12)
            .enumerate()
    {
        // Around midnight: eleven in the evening in Berlin is nine by UTC, one in the morning is the day before.
        // In the last steps the clock was set back by four days.
        let back = if step < 8 { 0 } else { 4 * DAY };
        shop.clock.set(NOW + 13 * HOUR + i64::try_from(step).unwrap() * 5 * HOUR - back);
        let desk = desk_at(&shop, operator, station, branch);
        let id = shop.customer(["1", "2", "3", "5"][step % 4]);
        let mut draft = desk.edit(id).unwrap();
        draft.set(Field::City, ["Bree", "Rivendell", "Moria"][step % 3]).set(Field::Phone, &format!("+49 30 23125{step:03}"));
        desk.save(&mut draft).unwrap();
        if step % 3 == 0 {
            desk.set_setting(Setting::SessionMinutes, &Place::Chain, Some(&(30 + step).to_string()), None).unwrap();
            desk.record(id, &yes("newsletter-email")).unwrap();
            shop.receipt(&format!("R-9{step}"), Some(id));
        }
    }
    shop.erp().anonymize(shop.customer("1")).unwrap();
    shop
}

fn desk_at(shop: &Shop, operator: &str, station: &str, branch: &str) -> Desk {
    let [branch, station, operator] = [branch, station, operator].map(code);
    shop.engine.desk(Seat { branch, station, operator, rights: Rights::all() }).unwrap()
}

/// Every page of a query, one after the other.
pub fn paged(query: &JournalQuery, read: impl Fn(&JournalQuery) -> LogPage) -> Vec<LoggedEntry> {
    let (mut query, mut all) = (query.clone(), Vec::new());
    loop {
        let page = read(&query);
        assert!(page.entries.len() <= query.limit.clamp(1, 1000));
        all.extend(page.entries);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return all,
        }
    }
}

pub fn whole(shop: &Shop) -> Vec<LoggedEntry> {
    paged(&JournalQuery { limit: 1000, ..JournalQuery::default() }, |query| shop.erp().journal(query).unwrap())
}

/// Where an entry stands: at its instant, but never before one ahead of it in its chain.
fn place(all: &[LoggedEntry], of: &Entry) -> LogPosition {
    let ahead = all.iter().filter(|other| other.entry.origin == of.origin && other.entry.sequence <= of.sequence);
    LogPosition { at: ahead.map(|other| other.entry.at).max().unwrap(), origin: of.origin.clone(), sequence: of.sequence }
}

/// The documents with the customers whose they are.
fn documents(shop: &Shop) -> Vec<(String, Option<SubjectId>)> {
    let store = Connection::open(shop.path()).unwrap();
    let mut statement = store.prepare("SELECT id, customer FROM document").unwrap();
    let read = |row: &rusqlite::Row<'_>| Ok((DocumentId::from_bytes(row.get(0)?).to_string(), row.get::<_, Option<[u8; 16]>>(1)?));
    statement.query_map([], read).unwrap().map(|row| row.map(|(id, of)| (id, of.map(SubjectId::from_bytes))).unwrap()).collect()
}

/// Whether an entry is asked for, said without any index.
fn asked(query: &JournalQuery, all: &[LoggedEntry], documents: &[(String, Option<SubjectId>)], logged: &LoggedEntry) -> bool {
    let entry = &logged.entry;
    let about = |subject| {
        let of = |(id, of): &(String, Option<SubjectId>)| *id == entry.key && *of == Some(subject);
        entry.subject == Some(subject) || (entry.record == RecordKind::Document && documents.iter().any(of))
    };
    query.subject.is_none_or(about)
        && query.record.as_ref().is_none_or(|(kind, key)| (entry.record, &entry.key) == (*kind, key))
        && (query.records.is_empty() || query.records.contains(&entry.record))
        && (query.kinds.is_empty() || query.kinds.contains(&entry.kind))
        && query.field.is_none_or(|field| logged.values.iter().any(|value| value.field == field))
        && query.from.is_none_or(|from| entry.date >= from)
        && query.to.is_none_or(|to| entry.date <= to)
        && query.operator.as_ref().is_none_or(|operator| entry.operator.as_ref() == Some(operator))
        && query.station.as_ref().is_none_or(|station| entry.station.as_ref() == Some(station))
        && query.branch.as_ref().is_none_or(|branch| entry.branch.as_ref() == Some(branch))
        && query.after.as_ref().is_none_or(|after| place(all, entry) > *after)
}

/// A query whose conditions are those of an entry that exists, each with some chance, or of none.
fn queries(all: Vec<LoggedEntry>) -> impl Strategy<Value = JournalQuery> {
    let one = select(all.clone());
    let of = |chance| prop::bool::weighted(chance);
    let chances = (of(0.2), of(0.15), of(0.3), of(0.3), of(0.25), of(0.25), of(0.2), of(0.3), of(0.3), of(0.2));
    let lists = (subsequence(RecordKind::ALL.to_vec(), 0..4), subsequence(EntryKind::ALL.to_vec(), 0..4), select(FIELDS));
    (prop::collection::vec(one, 5), chances, lists, select(vec![0_usize, 1, 2, 7, 50, 1000, 5000])).prop_map(
        move |(some, yes, lists, limit)| {
            let (records, kinds, field) = lists;
            let entry = |at: usize| &some[at].entry;
            JournalQuery {
                subject: entry(0).subject.filter(|_| yes.0),
                record: yes.1.then(|| (entry(0).record, entry(0).key.clone())),
                records: if yes.2 { records } else { Vec::new() },
                kinds: if yes.3 { kinds } else { Vec::new() },
                field: yes.4.then(|| some[1].values.first().map_or(field.field, |value| value.field)),
                from: yes.5.then(|| entry(2).date),
                to: yes.6.then(|| entry(3).date),
                operator: entry(1).operator.clone().filter(|_| yes.7),
                station: entry(2).station.clone().filter(|_| yes.8),
                branch: entry(3).branch.clone().filter(|_| yes.8),
                after: yes.9.then(|| place(&all, entry(4))),
                limit,
            }
        },
    )
}

#[test]
fn a3_every_query_finds_what_a_look_at_every_entry_finds_in_the_same_order() {
    let shop = busy();
    let (all, documents, desk, erp) = (whole(&shop), documents(&shop), shop.desk(), shop.erp());
    assert!(all.is_sorted_by_key(|logged| place(&all, &logged.entry)) && all.len() > 80, "{}", all.len());
    assert!(all.iter().filter(|logged| place(&all, &logged.entry).at > logged.entry.at).count() > 5, "the clock was set back");
    let mut runner = TestRunner::new(Config { cases: 300, failure_persistence: None, ..Config::default() });
    let found = std::cell::Cell::new(0);
    let property = |query: JournalQuery| {
        let wanted: Vec<_> = all.iter().filter(|logged| asked(&query, &all, &documents, logged)).cloned().collect();
        found.set(found.get() + usize::from(!wanted.is_empty()));
        prop_assert_eq!(&paged(&query, |query| erp.journal(query).unwrap()), &wanted);
        let at_desk = paged(&query, |query| desk.journal(query).unwrap());
        prop_assert!(at_desk.iter().map(|logged| &logged.entry).eq(wanted.iter().map(|logged| &logged.entry)));
        Ok(())
    };
    runner.run(&queries(all.clone()), property).unwrap();
    assert!(found.get() > 100, "too few queries find anything: {}", found.get());
}

#[test]
fn a3_each_filter_alone_finds_some_entries_and_not_all() {
    let shop = busy();
    let (all, documents) = (whole(&shop), documents(&shop));
    let date = |text| Some(Date::parse(text).unwrap());
    let any = JournalQuery { limit: 1000, ..JournalQuery::default() };
    let alone = [
        JournalQuery { subject: Some(shop.customer("3")), ..any.clone() },
        JournalQuery { record: Some((RecordKind::Setting, "chain/sign_in.session_minutes".to_owned())), ..any.clone() },
        JournalQuery { records: vec![RecordKind::Setting, RecordKind::Branch, RecordKind::Role], ..any.clone() },
        JournalQuery { kinds: vec![EntryKind::Erased, EntryKind::Recorded], ..any.clone() },
        JournalQuery { field: Some(Field::Phone), ..any.clone() },
        JournalQuery { from: date("2026-07-03"), ..any.clone() },
        JournalQuery { to: date("2026-07-01"), ..any.clone() },
        JournalQuery { from: date("2026-07-02"), to: date("2026-07-02"), ..any.clone() },
        JournalQuery { operator: Some(code("tom")), ..any.clone() },
        JournalQuery { station: Some(code("lyon-1")), ..any.clone() },
        JournalQuery { branch: Some(code("lyon")), ..any.clone() },
    ];
    for query in alone {
        let found = shop.desk().journal(&query).unwrap().entries;
        assert!(!found.is_empty() && found.len() < all.len(), "{query:?}");
        let wanted = all.iter().filter(|logged| asked(&query, &all, &documents, logged));
        assert!(found.iter().map(|logged| &logged.entry).eq(wanted.map(|logged| &logged.entry)), "{query:?}");
    }
    let nobody = JournalQuery { subject: Some(SubjectId::from_bytes([9; 16])), ..any };
    assert_eq!(shop.desk().journal(&nobody).unwrap(), LogPage::default());
}

#[test]
fn a3_a_day_of_the_log_is_the_local_one() {
    let shop = Shop::empty();
    let minutes = |at, minutes| {
        shop.clock.set(at);
        shop.desk().set_setting(Setting::SessionMinutes, &Place::Chain, Some(minutes), None).unwrap();
    };
    // 30 June, 23:59:59.999 in Berlin; midnight; the last instant of 1 July; midnight.
    for (offset, number) in [(-10 * HOUR - 1, "31"), (-10 * HOUR, "32"), (14 * HOUR - 1, "33"), (14 * HOUR, "34")] {
        minutes(NOW + offset, number);
    }
    let first = Some(Date::parse("2026-07-01").unwrap());
    let day = JournalQuery { from: first, to: first, ..JournalQuery::default() };
    let told: Vec<_> = shop.desk().journal(&day).unwrap().entries.iter().map(|logged| new(&logged.values[0]).unwrap()).collect();
    assert_eq!(told, ["32", "33"]);
    let backwards = JournalQuery { from: first, to: first.map(|date| date.plus_days(-1)), ..day };
    assert!(shop.desk().journal(&backwards).unwrap().entries.is_empty());
}

#[test]
fn a3_every_entry_is_on_exactly_one_page_whatever_is_added_meanwhile() {
    let shop = busy();
    let before = whole(&shop);
    for query in [JournalQuery::default(), JournalQuery { operator: Some(code("jane")), ..JournalQuery::default() }] {
        let wanted: Vec<_> =
            before.iter().filter(|logged| asked(&query, &before, &[], logged)).map(|logged| logged.entry.clone()).collect();
        let pages = paged(&JournalQuery { limit: 3, ..query }, |query| {
            let page = shop.desk().journal(query).unwrap();
            // One in the past, behind which the walk is already, and one now.
            for at in [NOW - DAY, NOW + 9 * DAY] {
                if page.next.is_some() {
                    shop.clock.set(at);
                    shop.edit(shop.customer("3"), &[(Field::City, &at.to_string()), (Field::Street, &fresh())]);
                }
            }
            page
        });
        let seen: Vec<_> = pages.into_iter().map(|logged| logged.entry).filter(|entry| wanted.contains(entry)).collect();
        assert_eq!(seen, wanted);
    }
}

fn fresh() -> String {
    static COUNT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    format!("Street {}", COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
}

fn new(value: &LoggedValue) -> Option<String> {
    value.values.as_ref().and_then(|both| both.new.as_text()).map(str::to_owned)
}

/// What the log of a desk tells of one field: whether it is hidden, and the new value.
fn told(entries: &[LoggedEntry], field: Field) -> Vec<(Hidden, Option<String>)> {
    let values = entries.iter().flat_map(|logged| &logged.values).filter(|value| value.field == field);
    values.map(|value| (value.hidden(), new(value))).collect()
}

#[test]
fn a3_the_log_shows_of_a_field_what_the_details_show() {
    let shop = Shop::with_definitions();
    let id = shop.add(&[(Field::FamilyName, "Lee"), (Field::Phone, "+49 30 23125060"), (Field::Email, "lee@example.com")]);
    shop.edit(id, &[(Field::Phone, "")]);
    shop.desk().set_setting(Setting::SessionMinutes, &Place::Chain, Some("60"), None).unwrap();
    let auditor = shop.desk_of("tom", Rights::none().with(Right::ReadJournal));
    let any = JournalQuery { operator: Some(code("jane")), ..JournalQuery::default() };
    let log = auditor.journal(&any).unwrap().entries;
    let covered = Field::Phone.spec().mask.cover("+49 30 23125060");
    assert_eq!(told(&log, Field::Phone), [(Hidden::Masked, Some(covered.clone())), (Hidden::Masked, None)]);
    assert_eq!(told(&log, Field::Email), [(Hidden::Withheld, None)]);
    assert_eq!(told(&log, Field::FamilyName), [(Hidden::Withheld, None)]);
    assert_eq!(told(&log, Field::SettingValue), [(Hidden::No, Some("60".to_owned()))]);
    let taken = log.iter().flat_map(|logged| &logged.values).filter(|value| value.field == Field::Phone).nth(1).unwrap();
    assert_eq!(taken.values.as_ref().unwrap().old.as_text(), Some(covered.as_str()));
    let kept = log.iter().flat_map(|logged| &logged.values).filter(|value| value.hidden() == Hidden::Masked);
    assert!(kept.filter_map(|value| value.values.as_ref()).all(|both| both.salt == [0; 16]), "the salt would give the rest away");
    assert_eq!(auditor.change_log(id).unwrap(), log[..2]);
    let full = shop.desk().journal(&any).unwrap().entries;
    assert_eq!(told(&full, Field::Phone)[0], (Hidden::No, Some("+49 30 23125060".to_owned())));
    assert_eq!(failed(shop.desk_of("kim", Rights::all().without(Right::ReadJournal)).journal(&any)).1, "right.read_journal");
}

#[test]
fn a3_of_a_secret_the_log_tells_at_no_door_more_than_that_it_changed() {
    let shop = Shop::empty();
    let hash = "$argon2id$v=19$m=16384,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$KsVQyQzKxqXWW6dB2ZHrTVyMVTmDpN4U6Jqg4BxGR1k";
    shop.fed(&format!(r#"{{"feed":"operator","code":"op-1","user_name":"jo","password":"{hash}"}}"#));
    let all = JournalQuery::default();
    for entries in [shop.desk().journal(&all).unwrap().entries, shop.erp().journal(&all).unwrap().entries] {
        for field in [Field::Password, Field::PasswordSource] {
            assert_eq!(told(&entries, field), [(Hidden::Withheld, None)], "{field:?}");
        }
        assert_eq!(told(&entries, Field::UserName), [(Hidden::No, Some("jo".to_owned()))]);
    }
}

#[test]
fn a3_settings_operators_and_what_happened_to_them_are_in_the_log() {
    let shop = Shop::empty();
    shop.fed("{\"feed\":\"branch\",\"code\":\"lyon\"}\n{\"feed\":\"station\",\"code\":\"lyon-1\",\"station_branch\":\"lyon\"}");
    shop.fed(r#"{"feed":"operator","code":"op-1","user_name":"jo"}"#);
    shop.desk().set_setting(Setting::SessionMinutes, &Place::Chain, Some("60"), None).unwrap();
    let of = |kind| {
        let query = JournalQuery { records: vec![kind], ..JournalQuery::default() };
        let keys = shop.desk().journal(&query).unwrap().entries.into_iter().map(|logged| logged.entry.key);
        keys.collect::<Vec<_>>()
    };
    let wanted = [
        (RecordKind::Branch, "lyon"),
        (RecordKind::Station, "lyon-1"),
        (RecordKind::Operator, "op-1"),
        (RecordKind::Setting, "chain/sign_in.session_minutes"),
    ];
    for (kind, key) in wanted {
        assert_eq!(of(kind), [key]);
    }
}

#[test]
fn a3_an_anonymized_person_has_no_values_in_the_log_of_everything() {
    let shop = busy();
    let gone: Vec<_> = whole(&shop).into_iter().filter(|logged| logged.entry.kind == EntryKind::Erased).collect();
    let query = JournalQuery { subject: gone[0].entry.subject, ..JournalQuery::default() };
    let log = shop.desk().journal(&query).unwrap().entries;
    let values: Vec<_> = log.iter().flat_map(|logged| &logged.values).map(LoggedValue::hidden).collect();
    assert!(values.len() > 10 && values.iter().all(|hidden| *hidden == Hidden::Erased));
    let wanted = Err((ErrorKind::Erased, "customer.anonymized"));
    assert_eq!(shop.desk().customer(gone[0].entry.subject.unwrap()).map(drop).map_err(|error| (error.kind(), error.code())), wanted);
}

#[test]
fn a3_a_withdrawal_and_its_reason_are_in_the_log() {
    let shop = Shop::with_definitions();
    let id = shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "lee@example.com")]);
    shop.desk().record(id, &yes("newsletter-email")).unwrap();
    shop.desk().record(id, &said("newsletter-email", clientela::domain::consent::Intent::Withdraw).because("by phone")).unwrap();
    let query = JournalQuery { kinds: vec![EntryKind::Recorded], field: Some(Field::Reason), ..JournalQuery::default() };
    let log = shop.desk().journal(&query).unwrap().entries;
    assert_eq!((log.len(), told(&log, Field::Reason)), (1, vec![(Hidden::No, Some("by phone".to_owned()))]));
}
