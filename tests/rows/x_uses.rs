//! X4: the use log, and until when the proof of a consent is kept.

use clientela::domain::consent::{Channel, ProofKept, Purpose, Reason};
use clientela::domain::field::{Field, RecordKind};
use clientela::domain::id::SubjectId;
use clientela::domain::journal::EntryKind;
use clientela::domain::rights::{Right, Rights};
use clientela::domain::time::Timestamp;
use clientela::store::JournalQuery;
use clientela::{ErrorKind, KeptUse, NewUse, Question, RecordedUse, UseCounts, UseQuery};

use crate::shop::{DAY, NOW, Shop, broken, code, copy_of, database, failed, newsletter, yes};

const CUSTOMERS: &str = concat!(
    r#"{"feed":"customer","source_id":"a","kind":"private","family_name":"Lee","email":"lee@example.com","phone":"+49 170 1234567"}"#,
    "\n",
    r#"{"feed":"customer","source_id":"b","kind":"private","family_name":"Bo","email":"bo@example.com"}"#,
    "\n",
);

fn people() -> (Shop, [SubjectId; 2]) {
    let shop = Shop::with_definitions();
    shop.fed(CUSTOMERS);
    let ids = ["a", "b"].map(|source| shop.erp().subject_by_source(source).unwrap().unwrap());
    (shop, ids)
}

fn mail(of: SubjectId, key: &str) -> NewUse {
    NewUse { campaign: Some(code("spring-26")), ..NewUse::new(of, newsletter(), code(key)) }
}

fn at(mut new: NewUse, millis: i64) -> NewUse {
    new.at = Some(Timestamp::from_millis(millis));
    new
}

fn record(shop: &Shop, new: &NewUse) -> RecordedUse {
    shop.erp().record_use(new).unwrap()
}

fn keys(uses: &[KeptUse]) -> Vec<&str> {
    uses.iter().map(|kept| kept.used.key.as_str()).collect()
}

#[test]
fn x4_a_use_is_tied_to_the_events_that_allowed_it_and_one_without_consent_is_marked() {
    let (shop, [lee, bo]) = people();
    let given = shop.desk().record(lee, &yes("newsletter-email")).unwrap().event.unwrap();
    let mailed = record(&shop, &mail(lee, "1"));
    assert_eq!(
        (mailed.repeated, mailed.used.allowed, mailed.used.reason, mailed.used.evidence),
        (false, true, Reason::Allowed, vec![given])
    );
    let wrong = record(&shop, &NewUse { system: Some(code("mailer")), ..mail(bo, "1") });
    assert_eq!((wrong.used.allowed, wrong.used.reason, wrong.used.evidence.len()), (false, Reason::NeverAsked, 0));
    let all = shop.erp().uses(&UseQuery::default()).unwrap();
    assert_eq!(all.iter().map(|kept| (kept.used.subject, kept.used.system.as_str())).collect::<Vec<_>>(), [(lee, "erp"), (bo, "mailer")]);
    let used = &all[0].used;
    assert_eq!(
        (used.purpose, used.channel, used.definition.as_ref()),
        (Purpose::Marketing, Some(Channel::Email), Some(&code("newsletter-email")))
    );
    assert_eq!((used.at.millis(), used.recorded.millis(), used.campaign.as_ref()), (NOW, NOW, Some(&code("spring-26"))));
    // Asking is no use.
    assert!(shop.desk().may_contact(lee, &newsletter()).unwrap().allowed);
    assert_eq!(shop.erp().use_counts(&UseQuery::default()).unwrap(), UseCounts { uses: 2, not_allowed: 1, persons: 2 });
    assert_eq!(shop.reopened().erp().uses(&UseQuery::default()).unwrap(), all);
}

#[test]
fn x4_the_answer_is_that_of_the_time_of_the_use_however_late_it_is_reported() {
    let (shop, [lee, bo]) = people();
    let given = shop.desk().record(lee, &yes("newsletter-email")).unwrap().event.unwrap();
    shop.clock.set(NOW + DAY);
    shop.desk().withdraw(lee, &code("newsletter-email")).unwrap();
    shop.desk().record(bo, &yes("newsletter-email")).unwrap();
    shop.clock.set(NOW + 2 * DAY);
    let reason = |new: NewUse| record(&shop, &new).used.reason;
    let before = record(&shop, &at(mail(lee, "1"), NOW + DAY - 1)).used;
    assert_eq!((before.allowed, before.evidence), (true, vec![given]));
    assert_eq!(reason(at(mail(lee, "2"), NOW + DAY)), Reason::Withdrawn);
    assert_eq!(reason(mail(lee, "3")), Reason::Withdrawn);
    assert_eq!(reason(at(mail(lee, "4"), NOW - 1)), Reason::NoDefinition, "before anything was there");
    assert_eq!(reason(at(mail(bo, "5"), NOW + DAY - 1)), Reason::NeverAsked);
    assert_eq!(reason(at(mail(bo, "6"), NOW + DAY + 1)), Reason::Allowed);
    shop.edit(bo, &[(Field::Email, "bo@example.org")]);
    assert_eq!(reason(at(mail(bo, "7"), NOW + DAY + 2)), Reason::Allowed, "to the address of that time");
    assert_eq!(reason(mail(bo, "8")), Reason::OtherAddress);
    shop.fed(r#"{"feed":"definition","code":"newsletter-email","version":"3.0","state":"active","purpose":"marketing","channel":"email","texts":[]}"#);
    shop.clock.set(NOW + 3 * DAY);
    assert_eq!(reason(at(mail(bo, "9"), NOW + DAY + 3)), Reason::Allowed, "of the version of that time");
    assert_eq!(failed(shop.erp().record_use(&at(mail(lee, "10"), NOW + 3 * DAY + 1))), (ErrorKind::Invalid, "date.in_future", Some("at")));
}

#[test]
fn x4_a_use_is_recorded_once_by_its_system_and_key() {
    let (shop, [lee, bo]) = people();
    shop.desk().record(lee, &yes("newsletter-email")).unwrap();
    let first = record(&shop, &mail(lee, "1"));
    shop.desk().withdraw(lee, &code("newsletter-email")).unwrap();
    shop.clock.set(NOW + DAY);
    let again = record(&shop, &mail(lee, "1"));
    assert_eq!((again.repeated, &again.used), (true, &first.used), "as it was answered then");
    assert!(record(&shop, &NewUse { system: Some(code("erp")), ..mail(lee, "1") }).repeated);
    assert!(!record(&shop, &NewUse { system: Some(code("mailer")), ..mail(lee, "1") }).repeated);
    let other = [
        mail(bo, "1"),
        NewUse { campaign: None, ..mail(lee, "1") },
        at(mail(lee, "1"), NOW + 1),
        NewUse { question: Question::new(Purpose::Processing, None), ..mail(lee, "1") },
    ];
    for new in other {
        assert_eq!(broken(shop.erp().record_use(&new)), [("key", "use.key_used_otherwise")]);
    }
    // All or none.
    let both = shop.erp().record_uses(&[mail(lee, "2"), at(mail(lee, "3"), NOW + 9 * DAY)]);
    assert_eq!(failed(both).1, "date.in_future");
    let twice = shop.erp().record_uses(&[mail(lee, "4"), mail(lee, "4")]).unwrap();
    assert_eq!(twice.iter().map(|one| one.repeated).collect::<Vec<_>>(), [false, true]);
    assert_eq!(shop.erp().use_counts(&UseQuery::default()).unwrap().uses, 3);
}

#[test]
fn x4_uses_come_as_a_feed_and_the_same_feed_adds_nothing() {
    let (shop, [lee, bo]) = people();
    shop.desk().record(lee, &yes("newsletter-email")).unwrap();
    let feed = [
        r#"{"feed":"use","key":"m1","customer":"a","definition":"newsletter-email","campaign":"spring-26","system":"mailer","at":"2026-07-01T08:00:00Z"}"#,
        r#"{"feed":"use","key":"m2","customer":"b","definition":"newsletter-email","campaign":"spring-26","system":"mailer"}"#,
        r#"{"feed":"use","key":"m3","customer":"a","purpose":"marketing","channel":"phone"}"#,
        r#"{"feed":"use","key":"m3","customer":"a","purpose":"marketing","channel":"phone"}"#,
        r#"{"feed":"use","key":"m4","customer":"nobody","definition":"newsletter-email"}"#,
        r#"{"feed":"use","customer":"a","definition":"newsletter-email"}"#,
        r#"{"feed":"use","key":"m5","customer":"a","definition":"none"}"#,
        r#"{"feed":"use","key":"m6","customer":"a","definition":"newsletter-email","channel":"phone"}"#,
        r#"{"feed":"use","key":"m7","customer":"a"}"#,
        r#"{"feed":"use","key":"m8","customer":"a","definition":"newsletter-email","at":"2030-01-01T00:00:00Z"}"#,
        r#"{"feed":"use","key":"m2","customer":"a","definition":"newsletter-email","system":"mailer"}"#,
        r#"{"feed":"use","key":"m9","customer":"a","definition":"newsletter-email","mood":"good"}"#,
    ]
    .join("\n");
    let report = shop.feed(&feed);
    assert_eq!((report.taken, report.unchanged, report.refused), (4, 1, 8));
    let rules: Vec<_> = report.failures.iter().map(|failure| (failure.line, failure.field, failure.rule)).collect();
    let refused = [
        (5, "customer", "customer.unknown"),
        (6, "key", "required"),
        (7, "definition", "definition.unknown"),
        (8, "definition", "use.other_purpose"),
        (9, "purpose", "required"),
        (10, "at", "date.in_future"),
        (11, "key", "use.key_used_otherwise"),
        (12, "", "unknown_field"),
    ];
    assert_eq!(rules, refused);
    let all = shop.erp().uses(&UseQuery::default()).unwrap();
    assert_eq!(all.iter().map(|kept| (kept.used.subject, kept.used.allowed)).collect::<Vec<_>>(), [(lee, true), (bo, false), (lee, false)]);
    let again = shop.feed(&feed);
    assert_eq!((again.taken, again.unchanged, again.refused), (4, 4, 8));
    assert_eq!(shop.erp().uses(&UseQuery::default()).unwrap(), all);
}

#[test]
fn x4_a_batch_is_one_entry_of_the_journal_that_commits_to_all_of_it() {
    let (shop, _) = people();
    let lines: Vec<String> = (0..2500)
        .map(|n| format!(r#"{{"feed":"use","key":"m{n}","customer":"a","definition":"newsletter-email","campaign":"c{}"}}"#, n % 3))
        .collect();
    let before = shop.engine.heads().unwrap().iter().map(|head| head.length).sum::<u64>();
    shop.fed(&lines.join("\n"));
    let heads = shop.engine.heads().unwrap();
    let entries = heads.iter().map(|head| head.length).sum::<u64>() - before;
    assert!(entries <= 4, "{entries} entries for 2500 uses");
    let query = JournalQuery { kinds: vec![EntryKind::Used], records: vec![RecordKind::ConsentUse], limit: 9, ..JournalQuery::default() };
    assert_eq!(shop.erp().journal(&query).unwrap().entries.len() as u64, entries);
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
    let folder = shop.close();
    for spoiled in [
        "UPDATE consent_use SET allowed = 1 WHERE key = 'm1200'",
        "DELETE FROM consent_use WHERE key = 'm1200'",
        "DELETE FROM consent_use",
        "INSERT INTO consent_use SELECT 9999, randomblob(16), subject, purpose, channel, definition, campaign, at, recorded, system, 'new', \
         allowed, reason, evidence FROM consent_use WHERE key = 'm1'",
        "INSERT INTO consent_use SELECT 9999, batch, subject, purpose, channel, definition, campaign, at, recorded, system, 'new', \
         allowed, reason, evidence FROM consent_use WHERE key = 'm1'",
    ] {
        let copy = copy_of(folder.path());
        database(copy.path()).execute_batch(spoiled).unwrap();
        let shop = Shop::open_in(copy).unwrap();
        assert!(!shop.engine.verify_journal().unwrap().findings.is_empty(), "{spoiled}");
    }
}

#[test]
fn x4_uses_are_read_by_person_by_definition_and_by_campaign_page_by_page() {
    let (shop, [lee, bo]) = people();
    shop.desk().record(lee, &yes("newsletter-email")).unwrap();
    let call = Question::new(Purpose::Marketing, Some(Channel::Phone)).about(code("offers-phone"));
    for n in 0..5 {
        shop.clock.set(NOW + n);
        record(&shop, &mail([lee, bo][usize::try_from(n).unwrap() % 2], &format!("m{n}")));
    }
    record(&shop, &at(NewUse::new(lee, call, code("c1")), NOW + 1));
    let erp = shop.erp();
    let mut query = UseQuery { definition: Some(code("newsletter-email")), limit: 2, ..UseQuery::default() };
    let mut pages = Vec::new();
    loop {
        let page = erp.uses(&query).unwrap();
        let Some(last) = page.last() else { break };
        query.after = last.place;
        pages.push(keys(&page).join(" "));
    }
    assert_eq!(pages, ["m0 m1", "m2 m3", "m4"]);
    let by = |definition: Option<&str>, campaign: Option<&str>| UseQuery {
        definition: definition.map(code),
        campaign: campaign.map(code),
        ..UseQuery::default()
    };
    assert_eq!(keys(&erp.uses(&by(None, Some("spring-26"))).unwrap()).len(), 5);
    assert_eq!(keys(&erp.uses(&by(Some("offers-phone"), None)).unwrap()), ["c1"]);
    assert!(erp.uses(&by(Some("offers-phone"), Some("spring-26"))).unwrap().is_empty());
    assert_eq!(erp.use_counts(&by(None, Some("spring-26"))).unwrap(), UseCounts { uses: 5, not_allowed: 2, persons: 2 });
    assert_eq!(keys(&shop.desk().consent_uses(lee, None).unwrap()), ["m0", "c1", "m2", "m4"], "by their times");
    assert_eq!(keys(&shop.desk().consent_uses(lee, Some(&code("offers-phone"))).unwrap()), ["c1"]);
    let blind = shop.desk_of("tom", Rights::all().without(Right::ReadConsents));
    assert_eq!(failed(blind.consent_uses(lee, None)), (ErrorKind::NotPermitted, "right.read_consents", None));
}

#[test]
fn x4_uses_stay_when_the_person_is_erased_and_name_nobody() {
    let (shop, [lee, _]) = people();
    shop.desk().record(lee, &yes("newsletter-email")).unwrap();
    record(&shop, &mail(lee, "1"));
    let before = shop.desk().consent_uses(lee, None).unwrap();
    let mut sought = shop.erp().sought(lee).unwrap();
    shop.erp().anonymize(lee).unwrap();
    shop.erp().purge().unwrap();
    assert_eq!(shop.desk().consent_uses(lee, None).unwrap(), before);
    assert!(shop.erp().scan(&mut sought).unwrap().residues.is_empty());
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
    assert!(record(&shop, &mail(lee, "1")).repeated, "the same report adds nothing");
    let late = record(&shop, &mail(lee, "2")).used;
    assert_eq!((late.allowed, late.reason), (false, Reason::Erased));
}

#[test]
fn x4_uses_of_two_who_are_one_are_seen_under_both_and_part_again() {
    let (shop, [lee, bo]) = people();
    record(&shop, &mail(lee, "1"));
    record(&shop, &mail(bo, "2"));
    let of = |id| keys(&shop.desk().consent_uses(id, None).unwrap()).join(" ");
    let desk = shop.desk();
    desk.merge(&desk.merge_preview(lee, bo).unwrap(), "").unwrap();
    assert_eq!([of(lee), of(bo)], ["1 2", "1 2"]);
    shop.fed(r#"{"feed":"use","key":"3","customer":"b","definition":"newsletter-email"}"#);
    assert!(record(&shop, &mail(lee, "2")).repeated, "the same person");
    desk.unmerge(bo, "").unwrap();
    assert_eq!([of(lee), of(bo)], ["1", "2 3"]);
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn x4_the_proof_is_kept_from_the_last_act_or_use_for_as_long_as_the_law_says() {
    let (shop, [lee, bo]) = people();
    let erp = shop.erp();
    let calls = code("offers-phone");
    let until = |who, definition: &str, country| {
        erp.proof_kept_until(who, &code(definition), country).unwrap().map(|ProofKept { until, ground }| format!("{until} {ground}"))
    };
    assert_eq!(until(lee, "offers-phone", "DE"), None, "nobody granted");
    shop.desk().record(lee, &yes("offers-phone").signature([7; 32])).unwrap();
    assert_eq!(until(lee, "offers-phone", "DE").as_deref(), Some("2031-07-01 § 7a UWG"));
    shop.clock.set(NOW + 100 * DAY);
    let question = Question::new(Purpose::Marketing, Some(Channel::Phone));
    assert!(record(&shop, &NewUse::new(lee, question, code("c1"))).used.allowed);
    assert_eq!(until(lee, "offers-phone", "DE").as_deref(), Some("2031-10-09 § 7a UWG"), "from the use");
    shop.clock.set(NOW + 200 * DAY);
    shop.desk().withdraw(lee, &calls).unwrap();
    let last = Some("2032-01-17 § 7a UWG");
    assert_eq!(until(lee, "offers-phone", "DE").as_deref(), last, "from the last act");
    assert_eq!(until(lee, "offers-phone", "FR"), None, "no rule");
    shop.desk().record(bo, &yes("newsletter-email")).unwrap();
    assert_eq!(until(bo, "newsletter-email", "DE"), None, "of e-mail there is none");
    shop.erp().anonymize(lee).unwrap();
    assert_eq!(until(lee, "offers-phone", "DE").as_deref(), last, "also of an anonymized person");
    assert_eq!(failed(erp.proof_kept_until(lee, &code("none"), "DE")).1, "definition.unknown");
}
