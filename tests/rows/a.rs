//! A: the change log of one record.

use clientela::Capture;
use clientela::domain::consent::{Intent, Method};
use clientela::domain::field::{Field, RecordKind};
use clientela::domain::journal::{EntryKind, Hidden};
use clientela::domain::rights::{Right, Rights};
use clientela::store::{JournalQuery, LoggedEntry};

use crate::shop::{DAY, NOW, Shop, code, yes};

/// Field, old and new value, as far as they are there.
fn values(logged: &LoggedEntry) -> Vec<(Field, Option<&str>, Option<&str>)> {
    let values = logged.values.iter().filter_map(|value| value.values.as_ref().map(|both| (value.field, both)));
    values.map(|(field, both)| (field, both.old.as_text(), both.new.as_text())).collect()
}

#[test]
fn a3_every_change_of_a_record_says_who_when_where_old_and_new() {
    let shop = Shop::with_definitions();
    let id = shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "lee@example.com")]);
    shop.clock.set(NOW + DAY);
    let tom = shop.desk_of("tom", Rights::all());
    let mut draft = tom.edit(id).unwrap();
    draft.set(Field::FamilyName, "Ray").set(Field::City, "Bree").set(Field::Email, "").because("she married");
    tom.save(&mut draft).unwrap();
    shop.clock.set(NOW + 2 * DAY);
    shop.desk().record(id, &Capture::new(code("data-storage"), Intent::Give, Method::Correction).because("misread")).unwrap();
    shop.desk().record(id, &yes("newsletter-email")).unwrap_err();
    shop.receipt("R-1", Some(id));

    let log = shop.desk().change_log(id).unwrap();
    let who: Vec<_> = log.iter().map(|logged| logged.entry.operator.as_ref().unwrap().as_str()).collect();
    assert_eq!(who, ["jane", "tom", "jane", "jane", "jane"]);
    let told: Vec<_> = log.iter().map(|logged| (logged.entry.kind, logged.entry.record)).collect();
    let wanted = [
        (EntryKind::Created, RecordKind::Subject),
        (EntryKind::Changed, RecordKind::Subject),
        (EntryKind::Recorded, RecordKind::ConsentEvent),
        (EntryKind::Created, RecordKind::Document),
        (EntryKind::Changed, RecordKind::Document),
    ];
    assert_eq!(told, wanted);
    let changed = &log[1];
    let (at, place) =
        (changed.entry.at.millis(), [&changed.entry.station, &changed.entry.branch].map(|code| code.as_ref().unwrap().as_str()));
    assert_eq!((at, place, changed.entry.door.name()), (NOW + DAY, ["till-1", "berlin-mitte"], "asserted"));
    assert_eq!(changed.entry.date.to_string(), "2026-07-02");
    let wanted = [
        (Field::FamilyName, Some("Lee"), Some("Ray")),
        (Field::City, None, Some("Bree")),
        (Field::Email, Some("lee@example.com"), None),
        (Field::Reason, None, Some("she married")),
    ];
    assert_eq!(values(changed), wanted);
    assert_eq!(values(&log[2]), [(Field::Reason, None, Some("misread"))]);
    assert_eq!(log[2].entry.subject, Some(id));
}

#[test]
fn a3_the_log_of_one_record_holds_nothing_of_others_and_survives() {
    let shop = Shop::stocked();
    let (luis, leonie) = (shop.customer("1"), shop.customer("2"));
    shop.edit(luis, &[(Field::City, "Bree")]);
    let before = shop.desk().change_log(leonie).unwrap();
    shop.edit(luis, &[(Field::City, "Rivendell")]);
    assert_eq!(shop.desk().change_log(leonie).unwrap(), before);
    let record = JournalQuery { record: Some((RecordKind::Subject, luis.to_string())), ..JournalQuery::default() };
    let journal = shop.erp().journal(&record).unwrap().entries;
    let cities: Vec<_> = journal.iter().flat_map(values).filter(|one| one.0 == Field::City).collect();
    let home = "São José dos Campos";
    let wanted = [(Field::City, None, Some(home)), (Field::City, Some(home), Some("Bree")), (Field::City, Some("Bree"), Some("Rivendell"))];
    assert_eq!(cities, wanted);
    let log = shop.desk().change_log(luis).unwrap();
    assert_eq!(shop.reopened().desk().change_log(luis).unwrap(), log);
}

#[test]
fn a3_who_may_not_see_a_field_sees_that_it_changed_but_not_how() {
    let shop = Shop::stocked();
    let auditor = shop.desk_of("tom", Rights::none().with(Right::ReadJournal));
    let log = auditor.change_log(shop.customer("1")).unwrap();
    assert!(log[0].values.len() > 5 && log[0].values.iter().all(|value| value.withheld));
    let told = log[0].values.iter().filter(|value| value.values.is_some()).map(|value| (value.field, value.hidden()));
    assert!(told.eq([(Field::Phone, Hidden::Masked)]), "only a phone number has a mask that shows a part");
}

#[test]
fn a3_after_an_anonymization_the_log_keeps_who_when_and_which_field_but_no_value() {
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    shop.edit(luis, &[(Field::City, "Bree")]);
    let mut before = shop.desk().change_log(luis).unwrap();
    before.retain(|logged| logged.entry.record != RecordKind::Document);
    shop.clock.set(NOW + DAY);
    shop.erp().anonymize(luis).unwrap();
    let after = shop.desk().change_log(luis).unwrap();
    assert_eq!(after.len(), before.len() + 1);
    for (was, is) in before.iter().zip(&after) {
        assert_eq!(was.entry, is.entry);
        assert!(is.values.iter().all(|value| value.values.is_none() && !value.withheld));
        assert!(was.values.iter().map(|value| value.field).eq(is.values.iter().map(|value| value.field)));
    }
}
