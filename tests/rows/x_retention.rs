//! X7 and X8: what stays, until when and on which ground; why somebody cannot be erased yet; the forecast and the run.

use clientela::domain::field::Field;
use clientela::domain::id::SubjectId;
use clientela::domain::retention::{Forecast, Hold, HoldKind, Retention, RetentionData, Stay};
use clientela::domain::setting::{Place, Setting};
use clientela::domain::time::Date;
use clientela::{ErrorKind, ListQuery, RetentionReport, RetentionRun, RetentionStep};

use crate::shop::{Shop, failed};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn set(shop: &Shop, setting: Setting, value: &str) {
    shop.erp().set_setting(setting, &Place::Chain, Some(value)).unwrap();
}

fn shop(pack: &str) -> Shop {
    let shop = Shop::with_definitions();
    set(&shop, Setting::RetentionPack, pack);
    shop
}

/// A customer of the feed with an e-mail address; the last visit is a day or nothing.
fn customer(shop: &Shop, source: &str, last_visit: &str) -> SubjectId {
    shop.fed(&format!(
        r#"{{"feed":"customer","source_id":"{source}","kind":"private","family_name":"Lee","email":"{source}@example.com","last_visit":"{last_visit}"}}"#
    ));
    shop.erp().subject_by_source(source).unwrap().unwrap()
}

fn document(shop: &Shop, kind: &str, number: &str, state: &str, source: &str, day: &str, total: u32) {
    shop.fed(&format!(
        r#"{{"feed":"document","kind":"{kind}","number":"{number}","state":"{state}","customer":"{source}","created":"{day}","currency":"EUR","total":{total},"addressee_name":"Lee","addressee_street":"Long Lane 1","payload":"THXDrXM="}}"#
    ));
}

fn hold(kind: HoldKind, until: Option<&str>, document: Option<&str>) -> Hold {
    let (author, reason) = ("legal@head".to_owned(), "claim 7".to_owned());
    Hold { kind, since: day("2026-01-01"), until: until.map(day), author, reason, class: None, document: document.map(str::to_owned) }
}

#[test]
fn x7_each_datum_has_its_own_end_and_its_ground() {
    let shop = shop("DE");
    let lee = customer(&shop, "c1", "2026-06-01");
    document(&shop, "invoice", "I-1", "issued", "c1", "2025-02-10", 90_000);
    document(&shop, "receipt", "R-1", "issued", "c1", "2025-05-03", 1240);
    let evaluation = shop.erp().explain_retention(lee, &shop.erp().retention().unwrap()).unwrap();
    let of = |number: Option<&str>, data| {
        let same =
            |line: &&clientela::domain::retention::Kept| line.document.as_ref().map(|(_, own)| own.as_str()) == number && line.data == data;
        evaluation.lines.iter().find(same).unwrap()
    };
    let end = Stay::Until(day("2033-12-31"));
    assert_eq!(of(None, RetentionData::Email).stay, Stay::Goes);
    assert_eq!((of(Some("I-1"), RetentionData::Name).stay, of(Some("I-1"), RetentionData::Address).stay), (end, end));
    assert_eq!((of(Some("R-1"), RetentionData::Name).stay, of(Some("R-1"), RetentionData::Printed).stay), (Stay::Goes, end));
    assert!(of(Some("I-1"), RetentionData::Name).ground.as_deref().unwrap().contains("§ 147 AO"));
    let said = evaluation.to_string();
    let wanted = ", invoice name, address and what was printed stay until 31 December 2033; \
                  on a receipt up to 250 EUR only what was printed stays";
    assert!(said.starts_with("name, e-mail") && said.ends_with(wanted), "{said}");
}

#[test]
fn x7_the_pack_that_the_setting_names_says_how_long_what_stays() {
    let shop = Shop::with_definitions();
    let lee = customer(&shop, "c1", "2026-06-01");
    document(&shop, "invoice", "I-1", "issued", "c1", "2025-02-10", 90_000);
    let complete = || shop.erp().why_not_yet(lee, &shop.erp().retention().unwrap()).unwrap().complete_from.unwrap().to_string();
    assert_eq!(complete(), "2026-07-01", "no country's law");
    for (pack, from) in [("DE", "2034-01-01"), ("FR", "2036-01-01"), ("IT", "2035-02-11"), ("PL", "2031-01-01")] {
        set(&shop, Setting::RetentionPack, pack);
        assert_eq!(complete(), from, "{pack}");
    }
}

#[test]
fn x7_the_business_year_ends_with_the_month_that_the_setting_says() {
    let shop = shop("FR");
    let lee = customer(&shop, "c1", "2026-06-01");
    document(&shop, "invoice", "I-1", "issued", "c1", "2025-02-10", 90_000);
    let complete = || shop.erp().why_not_yet(lee, &shop.erp().retention().unwrap()).unwrap().complete_from.unwrap().to_string();
    assert_eq!(complete(), "2036-01-01");
    set(&shop, Setting::RetentionBusinessYearEnds, "3");
    assert_eq!(complete(), "2035-04-01");
}

#[test]
fn x8_what_blocks_is_named_with_who_can_lift_it_and_from_when_on_it_is_possible() {
    let shop = Shop::stocked();
    set(&shop, Setting::RetentionPack, "DE");
    let (erp, leonie, luis) = (shop.erp(), shop.customer("2"), shop.customer("1"));
    let mut rules = erp.retention().unwrap();
    let open = erp.why_not_yet(leonie, &rules).unwrap();
    assert!(open.blockers.iter().any(|blocker| (blocker.reason.name(), blocker.number.as_str()) == ("open_order", "O-2026-0021")));
    assert_eq!((open.possible_from, open.complete_from), (None, None), "nobody knows when the order is fetched");
    let free = erp.why_not_yet(luis, &rules).unwrap();
    assert_eq!((free.blockers.len(), free.possible_from), (0, Some(day("2026-07-01"))));
    assert!(free.complete_from > free.possible_from && free.kept.iter().all(|line| line.ground.is_some()));
    rules.hold(hold(HoldKind::LegalHold, Some("2026-09-30"), None));
    let held = erp.why_not_yet(luis, &rules).unwrap();
    let blocker = &held.blockers[0];
    assert_eq!(
        (blocker.reason.name(), blocker.owner.as_deref(), blocker.until),
        ("legal_hold", Some("legal@head"), Some(day("2026-09-30")))
    );
    assert_eq!(held.possible_from, Some(day("2026-10-01")));
    rules.hold(hold(HoldKind::TaxAudit, None, Some("I-2024-0017")));
    let audited = erp.why_not_yet(luis, &rules).unwrap();
    let reasons: Vec<_> = audited.blockers.iter().map(|blocker| (blocker.reason.name(), blocker.number.as_str())).collect();
    assert_eq!(reasons, [("legal_hold", ""), ("tax_audit", "I-2024-0017")]);
    assert_eq!(audited.possible_from, None, "nobody knows when the audit ends");
    erp.anonymize(luis).unwrap();
    assert_eq!(failed(erp.why_not_yet(luis, &rules)).0, ErrorKind::Erased);
}

/// Everybody, asked one by one.
fn one_by_one(shop: &Shop, rules: &Retention) -> Forecast {
    let mut forecast = Forecast::new(day("2026-07-01"));
    let everybody = ListQuery { limit: 1000, ..ListQuery::default() };
    for row in shop.desk().customers(&everybody).unwrap().rows {
        let mut why = shop.erp().why_not_yet(row.id, rules).unwrap();
        why.kept.retain(|line| line.document.is_some());
        let last = |line: &clientela::domain::retention::Kept| match line.stay {
            Stay::Until(day) | Stay::Held(Some(day)) => day.plus_days(1),
            _ => day("2026-07-01"),
        };
        let law = why.kept.iter().map(last).max().unwrap_or(day("2026-07-01"));
        forecast.add(why.possible_from.map(|possible| possible.max(law)));
    }
    forecast
}

#[test]
fn x8_the_forecast_says_of_all_what_each_says_alone() {
    let shop = Shop::stocked();
    for pack in ["neutral", "DE", "FR", "PL"] {
        set(&shop, Setting::RetentionPack, pack);
        let rules = shop.erp().retention().unwrap();
        let forecast = shop.erp().forecast(&rules).unwrap();
        assert_eq!(forecast, one_by_one(&shop, &rules), "{pack}");
        assert!(forecast.blocked >= 3 && (pack == "neutral" || forecast.months().len() > 1), "{forecast:?}");
    }
    let mut rules = shop.erp().retention().unwrap();
    rules.hold(hold(HoldKind::TaxAudit, None, Some("I-2024-0017")));
    assert_eq!(shop.erp().forecast(&rules).unwrap(), one_by_one(&shop, &rules), "one customer is audited");
    rules.hold(hold(HoldKind::LegalHold, Some("2040-01-31"), None));
    let all = shop.erp().forecast(&rules).unwrap();
    assert_eq!((all.now, &all), (0, &one_by_one(&shop, &rules)), "everybody is on hold");
}

#[test]
fn x8_the_forecast_counts_somebody_who_was_merged_once() {
    let shop = shop("DE");
    let (kept, other) = (customer(&shop, "c1", "2026-06-01"), customer(&shop, "c2", "2026-05-01"));
    document(&shop, "invoice", "I-1", "issued", "c1", "2020-02-10", 90_000);
    document(&shop, "invoice", "I-2", "issued", "c2", "2025-02-10", 90_000);
    let rules = shop.erp().retention().unwrap();
    assert_eq!(shop.erp().forecast(&rules).unwrap().total(), 2);
    merge(&shop, kept, other);
    let forecast = shop.erp().forecast(&rules).unwrap();
    assert_eq!((forecast.total(), forecast.months()[0].month), (1, day("2034-01-01")));
}

fn merge(shop: &Shop, kept: SubjectId, other: SubjectId) {
    let preview = shop.desk().merge_preview(kept, other).unwrap();
    shop.desk().merge(&preview, "same person").unwrap();
}

/// The whole run in parts of so many customers.
fn run(shop: &Shop, report_only: bool, limit: usize) -> Vec<(SubjectId, RetentionStep)> {
    let (rules, mut part, mut rows) =
        (shop.erp().retention().unwrap(), RetentionRun { report_only, limit, ..RetentionRun::default() }, Vec::new());
    loop {
        let RetentionReport { rows: some, looked_at, next, .. } = shop.erp().retention_run(&rules, &part).unwrap();
        assert!(looked_at <= limit && some.iter().all(|row| row.done == (row.step == RetentionStep::Due && !report_only)));
        rows.extend(some.into_iter().map(|row| (row.customer, row.step)));
        match next {
            Some(next) => part.after = Some(next),
            None => return rows,
        }
    }
}

#[test]
fn x7_a_run_lets_go_whose_time_is_over_and_a_report_says_the_same_before() {
    let shop = shop("FR");
    let [old, soon, here, unknown] = [("old", "2023-06-30"), ("soon", "2023-07-20"), ("here", "2026-06-01"), ("unknown", "")]
        .map(|(source, visit)| customer(&shop, source, visit));
    let buyer = customer(&shop, "buyer", "2020-01-01");
    document(&shop, "receipt", "R-1", "issued", "buyer", "2025-05-03", 1240);
    let waiting = customer(&shop, "waiting", "2020-01-01");
    document(&shop, "order", "O-1", "open", "waiting", "2020-01-01", 1240);
    let restricted = customer(&shop, "restricted", "2020-01-01");
    shop.erp().restrict(restricted, "claims of their own").unwrap();
    let mut wanted = vec![
        (old, RetentionStep::Due),
        (soon, RetentionStep::Warned),
        (waiting, RetentionStep::Blocked),
        (restricted, RetentionStep::Blocked),
    ];
    wanted.sort_by_key(|(id, _)| *id);
    assert_eq!(run(&shop, true, 1000), wanted);
    assert_eq!(run(&shop, true, 2), wanted, "in parts the same");
    for id in [old, soon, here, unknown, buyer, waiting] {
        assert!(shop.desk().customer(id).is_ok(), "a report changes nothing");
    }
    assert_eq!(run(&shop, false, 2), wanted, "the run does what the report said");
    assert_eq!(failed(shop.desk().customer(old)).0, ErrorKind::Erased);
    for id in [soon, here, unknown, buyer, waiting] {
        assert!(shop.desk().customer(id).is_ok());
    }
    wanted.retain(|(id, _)| *id != old);
    assert_eq!(run(&shop, false, 1000), wanted, "done again it finds nobody more");
    shop.erp().lift_restriction(restricted, "settled").unwrap();
    assert!(shop.desk().customer(restricted).is_ok(), "what is restricted is stored, and nothing else");
}

/// What the host itself keeps of names on invoices, longer than the law of the pack.
const OWN: &str = r#"{"rules": [{"name": "own.warranty", "classes": ["invoice"], "fields": ["name"], "ground": "our warranty", "source": "contract 7",
    "from": "document_date", "period": "20 years", "bound": "floor"}]}"#;

/// Field by field, until when something of documents is kept.
fn kept(shop: &Shop) -> Vec<(String, String)> {
    let database = crate::shop::database(shop.folder.path());
    let mut rows = database.prepare("SELECT field, until FROM kept ORDER BY field").unwrap();
    rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

#[test]
fn x7_the_run_erases_by_the_rules_that_it_was_given() {
    let of = |with_own: bool| {
        let shop = shop("DE");
        set(&shop, Setting::RetentionInactiveMonths, "24");
        let lee = customer(&shop, "c1", "2020-01-01");
        document(&shop, "invoice", "I-1", "issued", "c1", "2020-02-10", 90_000);
        let mut rules = shop.erp().retention().unwrap();
        let skipped = if with_own { rules.add(OWN).unwrap() } else { Vec::new() };
        assert!(skipped.is_empty());
        let part = |report_only| RetentionRun { report_only, ..RetentionRun::default() };
        let report = shop.erp().retention_run(&rules, &part(true)).unwrap();
        assert_eq!(report.rows.iter().map(|row| row.step).collect::<Vec<_>>(), [RetentionStep::Due]);
        assert!(shop.erp().retention_run(&rules, &part(false)).unwrap().rows[0].done);
        let certificate = shop.erp().certificate(lee).unwrap();
        let record = certificate.record.unwrap();
        assert_eq!((record.rules.as_str(), &record.rules_version), ("DE", &rules.version()));
        assert_eq!(record.rules_version == Retention::pack_version("DE").unwrap(), !with_own);
        let names = certificate.outcome.unwrap().kept.into_iter().filter(|one| one.field == Some(Field::AddresseeName));
        (kept(&shop), names.map(|one| one.ground).collect::<Vec<_>>())
    };
    let pair = |field: &str, until: &str| (field.to_owned(), until.to_owned());
    let street = pair("addressee_street", "2028-12-31");
    assert_eq!(of(true), (vec![pair("addressee_name", "2040-02-10"), street.clone()], vec!["our warranty".to_owned()]));
    let (by_law, grounds) = of(false);
    assert_eq!(by_law, [pair("addressee_name", "2028-12-31"), street], "the control");
    assert!(grounds[0].contains("§ 147 AO"));
}

#[test]
fn x7_a_run_by_rules_that_keep_less_than_the_settings_say_is_refused() {
    let shop = shop("DE");
    set(&shop, Setting::RetentionInactiveMonths, "24");
    let lee = customer(&shop, "c1", "2020-01-01");
    let mut less = Retention::pack("neutral").unwrap();
    less.inactive_after(24).unwrap();
    for report_only in [true, false] {
        let run = RetentionRun { report_only, ..RetentionRun::default() };
        let error = shop.erp().retention_run(&less, &run).unwrap_err();
        assert_eq!(error.args().iter().find(|(name, _)| *name == "rule").map(|(_, rule)| rule.as_str()), Some("de.invoices"));
        assert_eq!(failed(shop.erp().retention_run(&less, &run)), (ErrorKind::Invalid, "retention.below_floor", Some("retention_rule")));
    }
    assert!(shop.desk().customer(lee).is_ok());
    set(&shop, Setting::RetentionPack, "FR");
    set(&shop, Setting::RetentionBusinessYearEnds, "3");
    let french = Retention::pack("FR").unwrap();
    let run = RetentionRun::default();
    assert_eq!(failed(shop.erp().retention_run(&french, &run)).1, "retention.below_floor", "another business year is another end");
    let mut more = french.business_year_ends(3);
    more.add(OWN).unwrap();
    assert_eq!(shop.erp().retention_run(&more, &run).unwrap().rows.len(), 1);
}

#[test]
fn x7_inactive_customers_are_warned_of_for_the_days_that_the_setting_says() {
    let shop = shop("FR");
    let lee = customer(&shop, "c1", "2023-07-20");
    assert_eq!(run(&shop, true, 10), [(lee, RetentionStep::Warned)], "nineteen days before the end");
    set(&shop, Setting::RetentionGraceDays, "18");
    assert_eq!(run(&shop, true, 10), []);
    set(&shop, Setting::RetentionGraceDays, "19");
    assert_eq!(run(&shop, true, 10), [(lee, RetentionStep::Warned)]);
}

#[test]
fn x7_customers_go_after_the_months_that_the_setting_says_and_no_later_than_the_law_does() {
    let shop = shop("DE");
    let lee = customer(&shop, "c1", "2024-06-30");
    assert_eq!(run(&shop, true, 10), [], "no law of this country's");
    set(&shop, Setting::RetentionInactiveMonths, "24");
    assert_eq!(run(&shop, true, 10), [(lee, RetentionStep::Due)]);
    set(&shop, Setting::RetentionInactiveMonths, "60");
    let french = failed(shop.erp().set_setting(Setting::RetentionPack, &Place::Chain, Some("FR")));
    assert_eq!(french, (ErrorKind::Invalid, "retention.above_ceiling", Some("retention.inactive_months")));
    set(&shop, Setting::RetentionInactiveMonths, "36");
    set(&shop, Setting::RetentionPack, "FR");
    let longer = shop.erp().set_setting(Setting::RetentionInactiveMonths, &Place::Chain, Some("37")).unwrap_err();
    assert_eq!(longer.args().iter().find(|(name, _)| *name == "rule").map(|(_, rule)| rule.as_str()), Some("fr.inactive"));
    let both =
        r#"{"format": "clientela.settings", "version": 1, "places": {"chain": {"retention.pack": "FR", "retention.inactive_months": 60}}}"#;
    assert_eq!(shop.erp().import_settings(both).unwrap_err().code(), "retention.above_ceiling", "nor both at once");
    let mut rules = Retention::pack("FR").unwrap();
    rules.inactive_after(36).unwrap();
    assert_eq!(shop.erp().retention().unwrap(), rules);
    shop.erp().import_settings(&both.replace("60", "12")).unwrap();
    assert_eq!(run(&shop, true, 10), [(lee, RetentionStep::Due)]);
}

#[test]
fn x7_a_booking_or_an_answer_is_a_contact_and_an_import_is_none() {
    let shop = shop("FR");
    let lee = customer(&shop, "c1", "2020-01-01");
    assert_eq!(run(&shop, true, 10), [(lee, RetentionStep::Due)]);
    shop.desk().record(lee, &crate::shop::yes("newsletter-email")).unwrap();
    assert_eq!(run(&shop, true, 10), [], "the person just answered");
}
