//! A4 to A6, A8, A10, A15, A26, A27, A30 to A35, W8, X26: what the settings of a chain do to the customer file.

use clientela::domain::consent::Remedy;
use clientela::domain::document::DocumentKind;
use clientela::domain::field::{Field, RecordKind, Whole};
use clientela::domain::id::SubjectId;
use clientela::domain::journal::{EntryKind, Hidden};
use clientela::domain::rights::{Right, Rights};
use clientela::domain::section::Section;
use clientela::domain::setting::{Place, Setting};
use clientela::domain::status::Meaning;
use clientela::{AccountPart, Desk, DocumentDraft, ErrorKind, JournalQuery, ListQuery};

use crate::scanner::scan_files;
use crate::shop::{DAY, NOW, Shop, broken, code, copy_of, euro, failed, newsletter, yes};

fn set(shop: &Shop, setting: Setting, value: &str) {
    shop.erp().set_setting(setting, &Place::Chain, Some(value)).unwrap();
}

fn shown(desk: &Desk, id: SubjectId, field: Field) -> Option<String> {
    desk.customer(id).unwrap().stored.values.get(field).map(str::to_owned)
}

/// Saves one value of a customer; gives what was broken.
fn edit(desk: &Desk, id: SubjectId, field: Field, slot: u16, text: &str) -> Vec<(&'static str, &'static str)> {
    let mut draft = desk.edit(id).unwrap();
    draft.set_at(field, slot, text);
    match desk.save(&mut draft) {
        Ok(_) => Vec::new(),
        Err(error) => error.violations().iter().map(|violation| (violation.field, violation.rule)).collect(),
    }
}

fn listed(desk: &Desk, field: Field) -> Option<String> {
    let page = desk.customers(&ListQuery { limit: 10, ..ListQuery::default() }).unwrap();
    page.rows[0].values.get(field).map(str::to_owned)
}

#[test]
fn a4_a_new_customer_gets_the_next_number_of_the_stations_range_and_two_stations_never_the_same() {
    let shop = Shop::empty();
    shop.fed(
        "{\"feed\":\"branch\",\"code\":\"berlin-mitte\"}\n\
         {\"feed\":\"station\",\"code\":\"till-1\",\"station_branch\":\"berlin-mitte\",\"number_from\":\"100\",\"number_until\":\"102\"}\n\
         {\"feed\":\"station\",\"code\":\"till-2\",\"station_branch\":\"berlin-mitte\",\"number_from\":\"200\",\"number_until\":\"299\"}",
    );
    let station = |rest: &str| format!("{{\"feed\":\"station\",\"code\":\"till-3\",\"station_branch\":\"berlin-mitte\",{rest}}}");
    for (range, rule) in [
        ("\"number_from\":\"290\",\"number_until\":\"310\"", "number.range_overlaps"),
        ("\"number_from\":\"9\",\"number_until\":\"8\"", "number.range_empty"),
    ] {
        let report = shop.feed(&station(range));
        assert_eq!((report.failures[0].field, report.failures[0].rule), ("number_from", rule));
    }
    let add = |station: &str, number: &str| {
        let desk = shop.desk_at(station);
        let mut draft = desk.new_customer("private").unwrap();
        draft.set(Field::FamilyName, "Lee").set(Field::Number, number);
        desk.save(&mut draft).map(|saved| shown(&desk, saved.id, Field::Number).unwrap())
    };
    assert_eq!([add("till-1", "").unwrap(), add("till-2", "").unwrap()], ["100", "200"]);
    assert_eq!(add("till-2", "101").unwrap(), "101", "a number may be typed, also one of another range");
    assert_eq!(add("till-1", "").unwrap(), "102", "and is skipped");
    assert_eq!(failed(add("till-1", "")), (ErrorKind::State, "number.range_used_up", Some("number")));
    assert_eq!(add("till-3", "x-1").unwrap(), "x-1");
    let shop = shop.reopened();
    let desk = shop.desk_at("till-2");
    let mut draft = desk.new_customer("business").unwrap();
    draft.set(Field::Company, "Lee Ltd");
    assert_eq!(desk.save(&mut draft).map(|saved| shown(&desk, saved.id, Field::Number)).unwrap().unwrap(), "201", "after a restart too");
}

#[test]
fn a4_the_external_number_is_shown_and_editable_or_shown_and_fixed_or_hidden() {
    let shop = Shop::empty();
    let (id, desk) = (shop.add(&[(Field::FamilyName, "Lee"), (Field::ExternalNumber, "K-77")]), shop.desk());
    assert_eq!(edit(&desk, id, Field::ExternalNumber, 0, "K-78"), []);
    assert_eq!(desk.search("k-78", 5).unwrap().hits.len(), 1);
    set(&shop, Setting::ExternalNumber, "shown_fixed");
    assert_eq!(shown(&desk, id, Field::ExternalNumber).as_deref(), Some("K-78"));
    assert_eq!(edit(&desk, id, Field::ExternalNumber, 0, "K-79"), [("external_number", "field.fixed")]);
    set(&shop, Setting::ExternalNumber, "hidden");
    assert_eq!((shown(&desk, id, Field::ExternalNumber), listed(&desk, Field::ExternalNumber)), (None, None));
    assert_eq!(edit(&desk, id, Field::ExternalNumber, 0, "K-79"), [("external_number", "field.hidden")]);
    assert_eq!(edit(&desk, id, Field::City, 0, "Bree"), [], "what is hidden does not stand in the way");
    set(&shop, Setting::ExternalNumber, "shown_editable");
    assert_eq!(shown(&desk, id, Field::ExternalNumber).as_deref(), Some("K-78"), "and is kept");
}

#[test]
fn a5_the_cost_bearer_is_set_once_on_the_overview_and_changed_by_an_operation_of_its_own() {
    let shop = Shop::empty();
    let (id, desk) = (shop.add(&[(Field::FamilyName, "Lee")]), shop.desk());
    assert_eq!(edit(&desk, id, Field::CostBearer, 0, "AOK"), []);
    assert_eq!(edit(&desk, id, Field::CostBearer, 0, "TK"), [("cost_bearer", "cost_bearer.set_already")]);
    desk.change_cost_bearer(id, "TK", "she changed").unwrap();
    assert_eq!(shown(&desk, id, Field::CostBearer).as_deref(), Some("TK"));
    let clerk = shop.desk_of("tom", Rights::all().without(Right::ReadHealth));
    assert_eq!(failed(clerk.change_cost_bearer(id, "AOK", "")), (ErrorKind::NotPermitted, "right.read_health", None));
    assert_eq!(shown(&clerk, id, Field::CostBearer).as_deref(), Some("…"));
    set(&shop, Setting::CostBearerOnOverview, "false");
    assert_eq!(shown(&desk, id, Field::CostBearer), None);
    let other = shop.add(&[(Field::FamilyName, "Ray")]);
    assert_eq!(edit(&desk, other, Field::CostBearer, 0, "AOK"), [("cost_bearer", "field.hidden")]);
}

#[test]
fn a6_the_insurance_status_can_be_hidden() {
    let shop = Shop::empty();
    let (id, desk) = (shop.add(&[(Field::FamilyName, "Lee"), (Field::InsuranceStatus, "private")]), shop.desk());
    assert_eq!(shown(&desk, id, Field::InsuranceStatus).as_deref(), Some("private"));
    set(&shop, Setting::InsuranceStatusShown, "false");
    assert_eq!(shown(&desk, id, Field::InsuranceStatus), None);
    assert_eq!(edit(&desk, id, Field::InsuranceStatus, 0, "none"), [("insurance_status", "field.hidden")]);
}

#[test]
fn a8_the_list_of_statuses_is_the_chains_own_and_what_a_status_means_is_done() {
    let shop = Shop::empty();
    let (id, desk) = (shop.add(&[(Field::FamilyName, "Lee")]), shop.desk());
    assert_eq!(edit(&desk, id, Field::Status, 0, "gold"), [("status", "status.unknown")]);
    let clerk = shop.desk_of("tom", Rights::all().without(Right::Administration));
    assert_eq!(failed(clerk.set_status(&code("gold"), "Gold", Meaning::Active)).0, ErrorKind::NotPermitted);
    desk.set_status(&code("gold"), "Gold", Meaning::Active).unwrap();
    shop.fed("{\"feed\":\"status\",\"code\":\"banned\",\"status_name\":\"Banned\",\"status_meaning\":\"blocked\"}");
    let names: Vec<_> = shop.engine.statuses().unwrap().into_iter().map(|status| (status.code, status.meaning)).collect();
    assert_eq!(names[4..], [("banned".to_owned(), Meaning::Blocked), ("gold".to_owned(), Meaning::Active)]);
    assert_eq!(edit(&desk, id, Field::Status, 0, "gold"), []);
    shop.receipt("R-1", Some(id));
    for (status, rule) in [("banned", "customer.blocked"), ("deceased", "customer.deceased")] {
        assert_eq!(edit(&desk, id, Field::Status, 0, status), []);
        let draft = DocumentDraft { customer: Some(id), ..DocumentDraft::new(DocumentKind::Receipt, status, euro()) };
        assert_eq!(failed(desk.start_document(&draft)), (ErrorKind::State, rule, Some("status")));
    }
    desk.set_status(&code("banned"), "Paid up", Meaning::Active).unwrap();
    assert_eq!(edit(&desk, id, Field::Status, 0, "banned"), []);
    shop.receipt("R-2", Some(id));
    let changes = JournalQuery { record: Some((RecordKind::Status, "banned".into())), ..JournalQuery::default() };
    assert_eq!(desk.journal(&changes).unwrap().entries.len(), 2, "the list is journaled");
    assert_eq!(
        broken(shop.erp().set_setting(Setting::DefaultStatus, &Place::Chain, Some("silver"))),
        [("customer.default_status", "status.unknown")]
    );
}

#[test]
fn w8_groups_come_from_the_central_system_and_are_read_in_the_details() {
    let shop = Shop::empty();
    shop.fed("{\"feed\":\"group\",\"code\":\"vinyl\",\"group_name\":\"Vinyl friends\"}\n{\"feed\":\"group\",\"code\":\"jazz\"}");
    shop.fed("{\"feed\":\"customer\",\"source_id\":\"1\",\"kind\":\"private\",\"family_name\":\"Lee\",\"groups\":\"vinyl jazz\"}");
    let (desk, id) = (shop.desk(), shop.erp().subject_by_source("1").unwrap().unwrap());
    assert_eq!(shown(&desk, id, Field::Groups).as_deref(), Some("vinyl jazz"));
    let names: Vec<_> = shop.engine.groups().unwrap().into_iter().map(|group| group.name).collect();
    assert_eq!(names, ["jazz", "Vinyl friends"]);
    let mut draft = desk.edit(id).unwrap();
    draft.set(Field::Groups, "jazz");
    assert_eq!(failed(desk.save(&mut draft)).0, ErrorKind::ErpOnly);
    let report = shop.feed("{\"feed\":\"customer\",\"source_id\":\"1\",\"kind\":\"private\",\"family_name\":\"Lee\",\"groups\":\"swing\"}");
    assert_eq!((report.failures[0].field, report.failures[0].rule), ("groups", "group.unknown"));
}

#[test]
fn a10_the_flag_against_reminders_is_set_by_accounting_and_shown_where_the_setting_says() {
    let shop = Shop::empty();
    let (id, desk) = (shop.add(&[(Field::FamilyName, "Lee"), (Field::DoNotDun, "yes")]), shop.desk());
    let clerk = shop.desk_of("tom", Rights::all().without(Right::Accounting));
    let mut draft = clerk.edit(id).unwrap();
    draft.set(Field::DoNotDun, "no");
    assert_eq!(failed(clerk.save(&mut draft)), (ErrorKind::NotPermitted, "right.accounting", None));
    let seen = || (shown(&clerk, id, Field::DoNotDun).is_some(), listed(&clerk, Field::DoNotDun).is_some());
    assert_eq!(seen(), (true, false));
    set(&shop, Setting::DoNotDunShown, "details list");
    assert_eq!(seen(), (true, true));
    set(&shop, Setting::DoNotDunShown, "list");
    assert_eq!(seen(), (false, true));
    assert_eq!(edit(&desk, id, Field::DoNotDun, 0, "no"), [("do_not_dun", "field.hidden")]);
    set(&shop, Setting::DoNotDunShown, "none");
    assert_eq!(seen(), (false, false));
}

const IBAN: &str = "DE02120300000000202051";

/// A customer with an account that was last used on a day, and debited on another.
fn with_account(shop: &Shop, used: &str, debited: &str) -> SubjectId {
    let fields = [(Field::FamilyName, "Lee"), (Field::Iban, IBAN), (Field::BankLastUse, used), (Field::BankLastDebit, debited)];
    shop.add(&fields)
}

#[test]
fn a15_bank_details_unused_for_a_year_go_unless_a_debit_or_an_open_document_needs_them() {
    let shop = Shop::empty();
    let old = with_account(&shop, "2025-07-01", "");
    let recent = with_account(&shop, "2025-07-02", "");
    let debited = with_account(&shop, "2025-06-30", "2025-06-02");
    let returned = with_account(&shop, "2025-06-01", "2025-06-01");
    let never = with_account(&shop, "", "");
    let invoiced = with_account(&shop, "2024-01-01", "");
    let desk = shop.desk();
    let invoice = DocumentDraft { customer: Some(invoiced), ..DocumentDraft::new(DocumentKind::Invoice, "I-1", euro()) };
    let invoice = desk.start_document(&invoice).unwrap();
    let run = |report_only| {
        let mut found: Vec<_> =
            shop.erp().delete_unused_accounts(report_only).unwrap().into_iter().map(|one| (one.customer, one.deleted)).collect();
        found.sort();
        found
    };
    let both = |deleted| {
        let mut both = [(old, deleted), (returned, deleted)];
        both.sort();
        both
    };
    assert_eq!(run(false), both(false), "the option is off: it only tells");
    set(&shop, Setting::BankDeleteUnused, "true");
    assert_eq!(run(true), both(false));
    assert_eq!(run(false), both(true));
    assert_eq!(run(false), []);
    for (id, left) in [(old, false), (returned, false), (recent, true), (debited, true), (never, true), (invoiced, true)] {
        assert_eq!(shown(&desk, id, Field::Iban).is_some(), left);
    }
    let log = shop.desk_of("tom", Rights::all().without(Right::Accounting)).change_log(old).unwrap();
    let deleted = log.iter().find(|logged| logged.entry.origin == code("erp")).unwrap();
    let gone: Vec<_> = deleted.values.iter().filter(|value| value.field == Field::Iban).collect();
    assert_eq!(gone[0].values.as_ref().unwrap().old.as_text(), Some("…2051"), "in the customer's history, masked");
    desk.issue_document(invoice).unwrap();
    assert_eq!(run(false), [(invoiced, true)]);
}

/// What the change log tells of bank accounts, from the first entry on: old and new.
fn told_of_accounts(shop: &Shop, id: SubjectId) -> Vec<(Option<String>, Option<String>)> {
    let log = shop.desk().change_log(id).unwrap();
    let both = log
        .iter()
        .rev()
        .flat_map(|logged| &logged.values)
        .filter(|value| value.field == Field::Iban)
        .filter_map(|value| value.values.as_ref());
    both.map(|both| (both.old.as_text().map(str::to_owned), both.new.as_text().map(str::to_owned)))
        .filter(|both| *both != (None, None))
        .collect()
}

#[test]
fn a15_what_the_change_log_holds_of_deleted_bank_details_goes_after_the_months_that_the_setting_says() {
    let shop = Shop::empty();
    set(&shop, Setting::BankDeleteUnused, "true");
    let old = with_account(&shop, "2025-07-01", "");
    let run = |report_only| -> Vec<_> {
        let found = shop.erp().delete_unused_accounts(report_only).unwrap().into_iter();
        found.map(|one| (one.customer, one.slot, one.deleted, one.part)).collect()
    };
    assert_eq!(run(false), [(old, 0, true, AccountPart::Details)]);
    let iban = || Some(IBAN.to_owned());
    assert_eq!(told_of_accounts(&shop, old), [(None, iban()), (iban(), None)]);
    shop.clock.set(NOW + DAY);
    let mut draft = shop.desk().edit(old).unwrap();
    draft.set(Field::Iban, "DE02500105170137075030").set(Field::BankLastUse, "2026-07-02");
    shop.desk().save(&mut draft).unwrap();
    let new = (None, Some("DE02500105170137075030".to_owned()));
    shop.clock.set(NOW + 364 * DAY);
    assert_eq!((run(true), run(false)), (vec![], vec![]), "a day before its end");
    assert_eq!(told_of_accounts(&shop, old).len(), 3);
    shop.clock.set(NOW + 365 * DAY);
    let due = |deleted| vec![(old, 0, deleted, AccountPart::History)];
    set(&shop, Setting::BankHistoryMonths, "13");
    assert_eq!(run(true), [], "the setting says a month more");
    set(&shop, Setting::BankHistoryMonths, "12");
    assert_eq!((run(true), run(true)), (due(false), due(false)), "told before, and nothing changes");
    assert_eq!(told_of_accounts(&shop, old).len(), 3);
    assert!(!scan_files(copy_of(shop.folder.path()).path(), &[IBAN]).is_empty(), "the control: the log holds it");
    set(&shop, Setting::BankDeleteUnused, "false");
    assert_eq!(run(false), due(true), "an end is an end, whatever else is deleted by itself");
    assert_eq!(run(false), []);
    assert_eq!(told_of_accounts(&shop, old), [new], "neither who had it before, and the new account in the same place is told");
    let log = shop.desk().change_log(old).unwrap();
    let deleted = log.iter().find(|logged| logged.entry.origin == code("erp") && logged.entry.kind == EntryKind::Changed).unwrap();
    assert!(deleted.values.iter().all(|value| value.hidden() == Hidden::Erased), "that they were deleted, when and by whom stays");
    let name =
        |logged: &clientela::LoggedEntry| logged.values.iter().any(|value| value.field == Field::FamilyName && value.values.is_some());
    assert!(log.iter().any(name), "the rest of an entry stays");
    assert_eq!(shown(&shop.desk(), old, Field::Iban).as_deref(), Some("DE02500105170137075030"));
    assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
    assert!(shop.erp().purge_pending().unwrap());
    assert_eq!(shop.erp().purge().unwrap(), clientela::Purged::Done);
    assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
    assert_eq!(scan_files(shop.close().path(), &[IBAN]), []);
}

#[test]
fn a15_an_account_that_was_taken_away_by_hand_has_its_end_too_and_people_are_parted_as_before() {
    let shop = Shop::with_definitions();
    let (kept, other) = (shop.add(&[(Field::FamilyName, "Lee")]), with_account(&shop, "2025-07-02", ""));
    let preview = shop.desk().merge_preview(kept, other).unwrap();
    shop.desk().merge(&preview, "same person").unwrap();
    assert_eq!(shown(&shop.desk(), kept, Field::Iban).as_deref(), Some(IBAN));
    let mut draft = shop.desk().edit(kept).unwrap();
    for field in [Field::Iban, Field::BankLastUse] {
        draft.set(field, "");
    }
    shop.desk().save(&mut draft).unwrap();
    shop.clock.set(NOW + 365 * DAY);
    let gone = shop.erp().delete_unused_accounts(false).unwrap();
    let gone: Vec<_> = gone.into_iter().filter(|one| one.part == AccountPart::History).collect();
    assert_eq!(gone.iter().map(|one| (one.customer, one.deleted)).collect::<Vec<_>>(), [(kept, true)]);
    assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
    shop.desk().unmerge(other, "two after all").unwrap();
    assert_eq!((shown(&shop.desk(), kept, Field::Iban), shown(&shop.desk(), other, Field::Iban).as_deref()), (None, Some(IBAN)));
    assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
}

#[test]
fn a15_a_debit_that_can_be_returned_an_open_invoice_and_a_contract_protect_bank_details() {
    let shop = Shop::empty();
    set(&shop, Setting::BankDeleteUnused, "true");
    let cases = [
        ("direct_debit", "issued", "2025-06-02", true),
        ("direct_debit", "issued", "2025-06-01", false),
        ("direct_debit", "rejected", "2026-06-01", false),
        ("direct_debit", "open", "2024-01-01", true),
        ("invoice", "open", "2024-01-01", true),
        ("invoice", "issued", "2026-06-01", false),
        ("service_contract", "open", "2020-01-01", true),
        ("service_contract", "closed", "2026-06-01", false),
        ("quotation", "open", "2026-06-01", false),
    ];
    let holders = (1..).zip(cases).map(|(place, (kind, state, created, stays))| {
        shop.fed(&format!(r#"{{"feed":"customer","source_id":"{place}","kind":"private","family_name":"Lee","iban":"{IBAN}","bank_last_use":"2024-01-01"}}
{{"feed":"document","kind":"{kind}","number":"D-{place}","state":"{state}","customer":"{place}","created":"{created}","currency":"EUR","total":1}}"#));
        (shop.erp().subject_by_source(&place.to_string()).unwrap().unwrap(), (kind, state, created), stays)
    });
    let holders: Vec<_> = holders.collect();
    shop.erp().delete_unused_accounts(false).unwrap();
    for (id, what, stays) in holders {
        assert_eq!(shown(&shop.desk(), id, Field::Iban).is_some(), stays, "{what:?}");
    }
}

#[test]
fn a15_without_the_accounting_right_only_the_last_four_characters_are_seen_and_nothing_is_changed() {
    let shop = Shop::empty();
    let id = with_account(&shop, "2026-06-01", "");
    let clerk = shop.desk_of("tom", Rights::all().without(Right::Accounting));
    assert_eq!(shown(&clerk, id, Field::Iban).as_deref(), Some("…2051"));
    let mut draft = clerk.edit(id).unwrap();
    assert_eq!(draft.values().get(Field::Iban), None, "a draft holds only what its author sees");
    draft.set(Field::City, "Bree");
    clerk.save(&mut draft).unwrap();
    assert_eq!(shown(&shop.desk(), id, Field::Iban).as_deref(), Some(IBAN), "what was not seen is untouched");
    draft.set(Field::Iban, "DE02500105170137075030");
    assert_eq!(failed(clerk.save(&mut draft)), (ErrorKind::NotPermitted, "right.accounting", None));
    assert_eq!(clerk.search("2051", 5).unwrap().hits.len(), 0, "and no search finds it");
}

#[test]
fn a26_a_card_without_chip_and_nfc_is_taken_only_where_the_option_says_so() {
    let shop = Shop::empty();
    let (id, desk) = (shop.add(&[(Field::FamilyName, "Lee"), (Field::CardNumber, "4711")]), shop.desk());
    assert_eq!(shown(&desk, id, Field::CardKind).as_deref(), Some("external"));
    set(&shop, Setting::CardsExternal, "false");
    assert_eq!(edit(&desk, id, Field::CardNumber, 1, "4712"), [("card_kind", "card.external_off")]);
    assert_eq!(edit(&desk, id, Field::CardState, 0, "lost"), [], "a card that was made before stays");
    let mut draft = desk.edit(id).unwrap();
    let slot = draft.free_slot(Whole::Card);
    draft.set_at(Field::CardNumber, slot, "4712").set_at(Field::CardKind, slot, "nfc");
    desk.save(&mut draft).unwrap();
    assert_eq!(desk.customer(id).unwrap().section(Section::Cards), [1, 0], "the one in use first");
    let other = shop.add(&[(Field::FamilyName, "Ray")]);
    let mut taken = desk.edit(other).unwrap();
    taken.set(Field::CardNumber, "4712").set(Field::CardKind, "chip");
    assert_eq!(failed(desk.save(&mut taken)), (ErrorKind::Conflict, "card.taken", Some("card_number")));
}

#[test]
fn a27_the_last_day_of_a_card_is_needed_or_refused() {
    let shop = Shop::empty();
    let (id, desk) = (shop.add(&[(Field::FamilyName, "Lee")]), shop.desk());
    let card = |number: &str, until: &str| {
        let mut draft = desk.edit(id).unwrap();
        let slot = draft.free_slot(Whole::Card);
        draft.set_at(Field::CardNumber, slot, number).set_at(Field::CardValidUntil, slot, until);
        desk.save(&mut draft)
    };
    assert_eq!(broken(card("1", "2027-12-31")), [("card_valid_until", "card.validity_off")]);
    card("1", "").unwrap();
    set(&shop, Setting::CardsWithValidity, "true");
    assert_eq!(broken(card("2", "")), [("card_valid_until", "required")]);
    card("2", "2027-12-31").unwrap();
    assert_eq!(edit(&desk, id, Field::CardValidUntil, 1, ""), [("card_valid_until", "required")], "nor is it taken away");
    set(&shop, Setting::CardsWithValidity, "false");
    assert_eq!(edit(&desk, id, Field::CardValidUntil, 0, "2027-12-31"), [("card_valid_until", "card.validity_off")], "nor given later");
    assert_eq!(edit(&desk, id, Field::City, 0, "Bree"), [], "a card of another time stays as it was");
}

fn comment(desk: &Desk, id: SubjectId, text: &str) -> u16 {
    let mut draft = desk.edit(id).unwrap();
    let slot = draft.free_slot(Whole::Comment);
    draft.set_at(Field::CommentText, slot, text);
    desk.save(&mut draft).unwrap();
    slot
}

#[test]
fn a30_only_the_last_comment_is_changed_and_only_by_its_author_unless_the_option_is_off() {
    let shop = Shop::empty();
    let id = shop.add(&[(Field::FamilyName, "Lee")]);
    let [jane, tom] = ["jane", "tom"].map(|name| shop.desk_of(name, Rights::all().without(Right::Administration)));
    let (first, second) = (comment(&jane, id, "likes vinyl"), comment(&jane, id, "rings twice"));
    let stored = jane.customer(id).unwrap();
    let said = |field| stored.stored.values.at(field, second).map(str::to_owned);
    assert_eq!(
        [Field::CommentAuthor, Field::CommentDate, Field::CommentKind].map(said),
        [Some("jane".into()), Some("2026-07-01".into()), Some("other".into())]
    );
    assert_eq!(stored.section(Section::Comments), [second, first], "the latest first");
    assert_eq!(edit(&jane, id, Field::CommentText, first, "likes jazz"), [("comment_text", "comment.not_the_last")]);
    assert_eq!(edit(&tom, id, Field::CommentText, second, "never rings"), [("comment_text", "comment.of_another")]);
    assert_eq!(edit(&tom, id, Field::CommentText, second, ""), [("comment_text", "comment.of_another")], "nor taken away");
    assert_eq!(edit(&jane, id, Field::CommentText, second, "rings once"), []);
    let mut forged = tom.edit(id).unwrap();
    forged.set_at(Field::CommentAuthor, second, "tom");
    assert_eq!(failed(tom.save(&mut forged)).0, ErrorKind::ErpOnly, "nobody writes an author");
    assert_eq!(edit(&shop.desk_of("boss", Rights::all()), id, Field::CommentText, first, "likes all"), [], "administrators always");
    set(&shop, Setting::CommentsOwnLastOnly, "false");
    assert_eq!(edit(&tom, id, Field::CommentText, first, ""), []);
    let left = tom.customer(id).unwrap();
    assert_eq!(
        (left.section(Section::Comments), left.stored.values.at(Field::CommentAuthor, first)),
        (&[second][..], None),
        "all of it goes"
    );
    let blind = shop.desk_of("kim", Rights::all().without(Right::EditComments));
    let mut draft = blind.edit(id).unwrap();
    draft.set_at(Field::CommentText, 7, "hello");
    assert_eq!(failed(blind.save(&mut draft)), (ErrorKind::NotPermitted, "right.edit_comments", None));
}

#[test]
fn a31_the_date_of_a_comment_is_chosen_only_where_the_option_says_so() {
    let shop = Shop::empty();
    let (id, desk) = (shop.add(&[(Field::FamilyName, "Lee")]), shop.desk_of("tom", Rights::all().without(Right::Administration)));
    let slot = comment(&desk, id, "likes vinyl");
    assert_eq!(edit(&desk, id, Field::CommentDate, slot, "2026-06-01"), [("comment_text", "comment.date_fixed")]);
    let dated = |date: &str| {
        let mut draft = desk.edit(id).unwrap();
        let slot = draft.free_slot(Whole::Comment);
        draft.set_at(Field::CommentText, slot, "rang").set_at(Field::CommentDate, slot, date);
        desk.save(&mut draft)
    };
    assert_eq!(broken(dated("2026-06-30")), [("comment_date", "comment.date_fixed")]);
    set(&shop, Setting::CommentDateEditable, "true");
    assert_eq!(edit(&desk, id, Field::CommentDate, slot, "2026-06-01"), []);
    dated("2026-06-30").unwrap();
}

#[test]
fn a32_comments_of_appointments_are_among_the_others_only_where_the_option_says_so() {
    let shop = Shop::empty();
    let (id, desk) = (shop.add(&[(Field::FamilyName, "Lee")]), shop.desk());
    let mut draft = desk.edit(id).unwrap();
    draft.set_at(Field::CommentText, 0, "fitting on Monday").set_at(Field::CommentKind, 0, "appointment");
    draft.set_at(Field::CommentText, 1, "likes vinyl").set_at(Field::CommentPinned, 1, "yes").set_at(Field::CommentText, 2, "rings twice");
    desk.save(&mut draft).unwrap();
    assert_eq!(desk.customer(id).unwrap().section(Section::Comments), [1, 2]);
    set(&shop, Setting::CommentsWithAppointments, "true");
    assert_eq!(desk.customer(id).unwrap().section(Section::Comments), [1, 2, 0], "the pinned one first, then the latest");
}

#[test]
fn w8_health_is_masked_without_its_right_in_details_list_and_log_and_no_search_finds_it() {
    let shop = Shop::empty();
    let (id, desk) = (shop.add(&[(Field::FamilyName, "Lee"), (Field::InsuranceStatus, "private")]), shop.desk());
    let mut draft = desk.edit(id).unwrap();
    draft.set_at(Field::CommentHealth, 0, "Erdnussallergie");
    desk.save(&mut draft).unwrap();
    assert_eq!(shown(&desk, id, Field::CommentKind).as_deref(), Some("allergy"));
    let clerk = shop.desk_of("tom", Rights::all().without(Right::ReadHealth));
    for field in [Field::CommentHealth, Field::InsuranceStatus] {
        assert_eq!((shown(&clerk, id, field).as_deref(), listed(&clerk, field).as_deref()), (Some("…"), Some("…")));
    }
    let log = clerk.change_log(id).unwrap();
    let texts = log.iter().flat_map(|entry| &entry.values).filter_map(|value| value.values.as_ref()).filter_map(|both| both.new.as_text());
    assert!(texts.clone().count() > 3 && texts.clone().all(|text| text != "Erdnussallergie"));
    assert!(
        log.iter()
            .flat_map(|entry| &entry.values)
            .filter(|value| value.field == Field::CommentHealth)
            .all(|value| { value.values.as_ref().is_none_or(|both| both.new.as_text() != Some("Erdnussallergie")) })
    );
    assert_eq!(desk.search("erdnuss", 5).unwrap().hits.len(), 0, "nobody finds it, whatever they may see");
    assert_eq!(edit(&clerk, id, Field::City, 0, "Bree"), []);
    assert_eq!(shown(&desk, id, Field::CommentHealth).as_deref(), Some("Erdnussallergie"));
}

#[test]
fn w8_a_coupon_is_redeemed_once_in_its_days_on_a_document_of_the_customer() {
    let shop = Shop::empty();
    shop.fed(
        "{\"feed\":\"customer\",\"source_id\":\"1\",\"kind\":\"private\",\"family_name\":\"Lee\",\"coupon_code\":\"SUMMER\",\"coupon_title\":\"Summer\",\
         \"coupon_value\":\"10 %\",\"coupon_from\":\"2026-07-01\",\"coupon_until\":\"2026-07-31\",\"coupon_code.1\":\"OLD\",\"coupon_until.1\":\"2026-06-30\",\
         \"coupon_code.2\":\"SOON\",\"coupon_from.2\":\"2026-07-02\"}",
    );
    let (desk, id) = (shop.desk(), shop.erp().subject_by_source("1").unwrap().unwrap());
    let (mine, foreign) = (
        DocumentDraft { customer: Some(id), ..DocumentDraft::new(DocumentKind::Receipt, "R-1", euro()) },
        DocumentDraft::new(DocumentKind::Receipt, "R-2", euro()),
    );
    let [mine, foreign] = [mine, foreign].map(|draft| desk.start_document(&draft).unwrap());
    let redeem = |coupon: &str, on| desk.redeem_coupon(id, &code(coupon), on);
    assert_eq!(broken(redeem("SUMMER", foreign)), [("document", "document.of_another_customer")]);
    assert_eq!(failed(redeem("OLD", mine)).1, "coupon.over");
    assert_eq!(failed(redeem("SOON", mine)).1, "coupon.not_yet");
    assert_eq!(broken(redeem("WINTER", mine)), [("coupon_code", "coupon.unknown")]);
    redeem("SUMMER", mine).unwrap();
    assert_eq!(shown(&desk, id, Field::CouponRedeemed).as_deref(), Some("R-1"));
    assert_eq!(failed(redeem("SUMMER", mine)), (ErrorKind::State, "coupon.redeemed", Some("coupon_code")));
    assert_eq!(desk.customer(id).unwrap().section(Section::Coupons), [1, 2, 0]);
    desk.issue_document(mine).unwrap();
    assert_eq!(failed(redeem("OLD", mine)).1, "document.final");
}

/// A customer of Lyon with a card, in a shop with both branches.
fn of_lyon(shop: &Shop) -> SubjectId {
    shop.fed("{\"feed\":\"branch\",\"code\":\"berlin-mitte\"}\n{\"feed\":\"branch\",\"code\":\"lyon\"}");
    shop.fed("{\"feed\":\"customer\",\"source_id\":\"1\",\"kind\":\"private\",\"family_name\":\"Lee\",\"branch\":\"lyon\",\"card_number\":\"4711\"}");
    shop.erp().subject_by_source("1").unwrap().unwrap()
}

#[test]
fn a33_reading_a_card_moves_the_customer_to_this_branch_where_the_option_says_so() {
    let shop = Shop::empty();
    let (id, desk) = (of_lyon(&shop), shop.desk());
    set(&shop, Setting::TakeOverByCard, "false");
    let found = desk.customer_by_card(" 4711 ").unwrap();
    assert_eq!((found.stored.id, found.stored.values.get(Field::Branch)), (id, Some("lyon")));
    set(&shop, Setting::TakeOverByCard, "true");
    assert_eq!(desk.customer_by_card("4711").unwrap().stored.values.get(Field::Branch), Some("berlin-mitte"));
    let moved = desk.change_log(id).unwrap().pop().unwrap();
    assert!(moved.values.iter().map(|value| value.field).eq([Field::Branch, Field::Reason]), "journaled with its reason");
    let entries = desk.change_log(id).unwrap().len();
    desk.customer_by_card("4711").unwrap();
    assert_eq!(desk.change_log(id).unwrap().len(), entries);
    assert_eq!(failed(desk.customer_by_card("4712")), (ErrorKind::NotFound, "card.unknown", None));
    assert_eq!(edit(&desk, id, Field::CardState, 0, "lost"), []);
    assert_eq!(failed(desk.customer_by_card("4711")), (ErrorKind::State, "card.not_active", Some("card_state")));
    shop.erp().anonymize(id).unwrap();
    assert_eq!(failed(desk.customer_by_card("4711")).1, "card.unknown");
}

#[test]
fn a34_any_branch_takes_over_where_the_option_says_so_else_the_responsible_one_hands_over() {
    let shop = Shop::empty();
    let (id, desk) = (of_lyon(&shop), shop.desk());
    assert_eq!(failed(desk.take_over(id, "moved")), (ErrorKind::NotPermitted, "branch.hand_over_only", None));
    assert_eq!(failed(desk.hand_over(id, &code("berlin-mitte"), "moved")), (ErrorKind::NotPermitted, "branch.not_responsible", None));
    set(&shop, Setting::TakeOverByAnyBranch, "true");
    desk.take_over(id, "moved").unwrap();
    assert_eq!(shown(&desk, id, Field::Branch).as_deref(), Some("berlin-mitte"));
    assert_eq!(broken(desk.hand_over(id, &code("oslo"), "")), [("branch", "branch.unknown")]);
    desk.hand_over(id, &code("lyon"), "moved back").unwrap();
    assert_eq!(shown(&desk, id, Field::Branch).as_deref(), Some("lyon"));
    let mut draft = desk.edit(id).unwrap();
    draft.set(Field::Branch, "berlin-mitte");
    assert_eq!(failed(desk.save(&mut draft)).0, ErrorKind::ErpOnly, "never as one field among others");
}

#[test]
fn a35_the_responsible_employee_is_changed_in_the_screen_only_where_the_option_says_so() {
    let shop = Shop::empty();
    let (id, clerk) = (shop.add(&[(Field::FamilyName, "Lee")]), shop.desk_of("tom", Rights::all().without(Right::Administration)));
    assert_eq!(edit(&clerk, id, Field::Responsible, 0, "tom"), [("responsible", "responsible.by_administration")]);
    assert_eq!(edit(&shop.desk(), id, Field::Responsible, 0, "jane"), [], "administrators always");
    set(&shop, Setting::ResponsibleInScreen, "true");
    assert_eq!(edit(&clerk, id, Field::Responsible, 0, "tom"), []);
}

#[test]
fn x26_an_address_has_a_use_and_days_and_editing_never_rewrites_a_document() {
    let shop = Shop::empty();
    let (id, desk) = (shop.add(&[(Field::FamilyName, "Lee"), (Field::Street, "Main St 1"), (Field::City, "Bree")]), shop.desk());
    let document = shop.receipt("R-1", Some(id));
    let mut draft = desk.edit(id).unwrap();
    draft.set(Field::AddressUntil, "2026-07-31").set(Field::AddressUse, "private");
    for (field, text) in
        [(Field::Street, "High St 2"), (Field::City, "Lyon"), (Field::AddressUse, "delivery"), (Field::AddressFrom, "2026-08-01")]
    {
        draft.set_at(field, 1, text);
    }
    draft.set(Field::Street, "Main St 1a").set(Field::FamilyName, "Ray");
    desk.save(&mut draft).unwrap();
    let customer = desk.customer(id).unwrap();
    assert_eq!(customer.section(Section::Addresses), [0, 1]);
    let at = |field, slot| customer.stored.values.at(field, slot).unwrap().to_owned();
    assert_eq!(
        [at(Field::Street, 0), at(Field::AddressUntil, 0), at(Field::Street, 1), at(Field::AddressFrom, 1)],
        ["Main St 1a", "2026-07-31", "High St 2", "2026-08-01"]
    );
    let addressee = desk.document(document).unwrap().addressee;
    assert_eq!((addressee.name.as_deref(), addressee.street.as_deref()), (Some("Lee"), Some("Main St 1")));
    let issued_later = |day: i64| {
        shop.clock.set(NOW + day * DAY);
        let id = shop.receipt(&format!("R-{}", day + 10), Some(id));
        desk.document(id).unwrap().addressee.street.unwrap()
    };
    assert_eq!([issued_later(1), issued_later(31)], ["Main St 1a", "High St 2"], "the address of the day stands on a document");
}

#[test]
fn x26_an_email_address_whose_days_are_over_is_no_longer_written_to() {
    let shop = Shop::with_definitions();
    let id = shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "lee@example.org"), (Field::EmailUntil, "2026-07-31")]);
    let desk = shop.desk();
    desk.record(id, &yes("newsletter-email")).unwrap();
    assert!(desk.may_contact(id, &newsletter()).unwrap().allowed);
    shop.clock.set(NOW + 31 * DAY);
    let answer = desk.may_contact(id, &newsletter()).unwrap();
    assert_eq!((answer.allowed, answer.remedy), (false, Remedy::CompleteTheData));
}

#[test]
fn w4_a_related_person_has_a_role_from_a_day_to_a_day() {
    let shop = Shop::empty();
    let (of, desk) = (shop.add(&[(Field::FamilyName, "Lee")]), shop.desk());
    let mut child = desk.new_related(of, "family").unwrap();
    child.set(Field::GivenName, "Ann").set(Field::RelationFrom, "2026-01-01");
    let ann = desk.save(&mut child).unwrap().id;
    let mut again = desk.edit_related(of, ann).unwrap();
    assert_eq!(again.values().get(Field::RelationFrom), Some("2026-01-01"));
    again.set(Field::RelationUntil, "2026-12-31").set(Field::Role, "contact").set(Field::City, "Bree");
    desk.save(&mut again).unwrap();
    let related = desk.customer(of).unwrap().related.remove(0);
    assert_eq!((related.role.as_str(), related.person.values.get(Field::RelationUntil)), ("contact", Some("2026-12-31")));
    let log = desk.change_log(ann).unwrap();
    let changed: Vec<_> = log.last().unwrap().values.iter().map(|value| value.field).collect();
    assert_eq!(changed, [Field::Role, Field::RelationUntil]);
    assert_eq!(failed(desk.edit_related(ann, of)), (ErrorKind::NotFound, "relation.unknown", None));
    let mut wrong = desk.edit_related(of, ann).unwrap();
    wrong.set(Field::Role, "friend");
    assert_eq!(broken(desk.save(&mut wrong)), [("role", "choice.unknown")]);
}
