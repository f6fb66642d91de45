//! A7, A8 and the settings as such: what each changes at a door, where it holds, who may set it. Never by reading a setting back.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clientela::domain::field::{Field, RecordKind};
use clientela::domain::journal::EntryKind;
use clientela::domain::rights::{Right, Rights};
use clientela::domain::setting::{Place, SETTINGS, Setting};
use clientela::{Desk, ErrorKind, JournalQuery, Seat};
use serde_json::Value;

use crate::json_schema::accepts;
use crate::shop::{DAY, NOW, Shop, broken, code, failed};

/// For every setting the test that toggles it and sees the result of a door change.
const TOGGLED: &[(Setting, &str)] = &[
    (Setting::DefaultKind, "a7_a_new_customer_is_of_the_kind_that_the_nearest_place_says"),
    (Setting::DefaultStatus, "a8_a_new_customer_has_the_status_that_the_nearest_place_says_at_a_desk_and_from_a_feed"),
    (Setting::Assertion, "without_assertion_a_desk_is_refused_and_an_open_one_at_its_next_call"),
    (Setting::SessionMinutes, "a_session_ends_after_the_minutes_that_hold_now"),
    (Setting::ExternalNumber, "a4_the_external_number_is_shown_and_editable_or_shown_and_fixed_or_hidden"),
    (Setting::CostBearerOnOverview, "a5_the_cost_bearer_is_set_once_on_the_overview_and_changed_by_an_operation_of_its_own"),
    (Setting::InsuranceStatusShown, "a6_the_insurance_status_can_be_hidden"),
    (Setting::DoNotDunShown, "a10_the_flag_against_reminders_is_set_by_accounting_and_shown_where_the_setting_says"),
    (Setting::ResponsibleInScreen, "a35_the_responsible_employee_is_changed_in_the_screen_only_where_the_option_says_so"),
    (Setting::TakeOverByCard, "a33_reading_a_card_moves_the_customer_to_this_branch_where_the_option_says_so"),
    (Setting::TakeOverByAnyBranch, "a34_any_branch_takes_over_where_the_option_says_so_else_the_responsible_one_hands_over"),
    (Setting::CommentsOwnLastOnly, "a30_only_the_last_comment_is_changed_and_only_by_its_author_unless_the_option_is_off"),
    (Setting::CommentDateEditable, "a31_the_date_of_a_comment_is_chosen_only_where_the_option_says_so"),
    (Setting::CommentsWithAppointments, "a32_comments_of_appointments_are_among_the_others_only_where_the_option_says_so"),
    (Setting::CardsExternal, "a26_a_card_without_chip_and_nfc_is_taken_only_where_the_option_says_so"),
    (Setting::CardsWithValidity, "a27_the_last_day_of_a_card_is_needed_or_refused"),
    (Setting::DuplicatesSameNameAndBirthday, "a9_the_same_name_and_birthday_is_always_reported_on_creation_but_only_with_the_option"),
    (Setting::MissingFields, "a17_what_is_missing_for_a_transaction_is_told_and_blocks_only_where_the_option_says_so"),
    (Setting::MissingAddressBlocks, "a17_what_is_missing_for_a_transaction_is_told_and_blocks_only_where_the_option_says_so"),
    (Setting::MissingAskAgainMonths, "a18_who_does_not_want_to_say_now_is_asked_again_after_the_months_that_hold_from_the_first_time"),
    (Setting::MissingMarked, "a19_the_missing_fields_are_marked_in_the_customer_screen_too"),
    (Setting::MissingWithdrawEmail, "a20_email_advertising_is_withdrawn_with_the_missing_data_only_where_the_option_says_so"),
    (Setting::BankDeleteUnused, "a15_bank_details_unused_for_a_year_go_unless_a_debit_or_an_open_document_needs_them"),
    (Setting::BankHistoryMonths, "a15_what_the_change_log_holds_of_deleted_bank_details_goes_after_the_months_that_the_setting_says"),
    (Setting::ProgramsEditable, "a28_programs_are_changed_by_right_and_where_not_editable_by_administrators_only"),
    (Setting::ProgramsNeedCard, "a29_a_membership_without_a_card_is_refused_where_the_option_says_so"),
    (Setting::ProgramsOfflineAllowance, "offline_a_station_spends_its_allowance_and_overdrafts_are_listed"),
    (Setting::SearchBranch, "a21_a_search_begins_with_the_own_branch_or_with_any"),
    (Setting::SearchBranchAtHeadOffice, "a22_at_the_head_office_a_search_begins_with_the_head_office_or_with_any_branch"),
    (Setting::SearchAllBranches, "a23_the_quick_search_goes_over_all_branches_only_where_the_option_says_so"),
    (Setting::SearchStatuses, "a24_a_search_begins_with_the_statuses_that_the_setting_names"),
    (Setting::SearchBranchChangeable, "a25_the_branch_of_a_search_is_changed_only_where_the_option_says_so"),
    (Setting::ConsentsShown, "p10_a_branch_shows_the_consents_that_the_setting_names_and_new_ones_only_where_it_names_none"),
    (Setting::ConfirmationHours, "p4_a_code_is_of_use_for_the_hours_that_the_setting_says"),
    (Setting::ConfirmationTries, "p4_the_tries_of_a_code_are_those_that_the_setting_says"),
    (Setting::UnsignedAllowed, "p12_an_answer_without_its_signature_counts_only_where_the_setting_says_so"),
    (Setting::HistorySource, "p13_the_setting_says_where_the_history_comes_from"),
    (Setting::AskingStorage, "a11_with_the_option_off_there_is_only_an_indicator"),
    (Setting::AskingOccasions, "x20_nothing_is_asked_on_an_occasion_that_the_chain_leaves_out"),
    (Setting::AskingAfterDeferralDays, "x20_what_was_left_open_or_declined_is_asked_again_only_after_the_time_that_holds"),
    (Setting::AskingAfterRefusalMonths, "x20_what_was_left_open_or_declined_is_asked_again_only_after_the_time_that_holds"),
    (Setting::AdvertisingPreset, "a16_letters_are_preset_for_new_customers_and_each_channel_is_where_the_setting_says_so"),
    (Setting::AdvertisingDetailed, "a14_advertising_is_answered_channel_by_channel_or_with_one_switch"),
    (Setting::ConsentsGrounds, "x2_letters_in_germany_are_allowed_until_the_person_objects_where_the_chain_uses_that"),
    (Setting::ConsentsCountry, "x2_the_country_is_that_of_the_address_else_the_chains"),
    (Setting::ConsentsDecidingAge, "x19_from_the_birthday_on_the_person_is_asked"),
    (Setting::ConsentsUnknownBirthday, "x19_without_a_birthday_somebody_decides_unless_the_chain_or_a_parent_says_otherwise"),
    (Setting::RetentionPack, "x7_the_pack_that_the_setting_names_says_how_long_what_stays"),
    (Setting::RetentionGraceDays, "x7_inactive_customers_are_warned_of_for_the_days_that_the_setting_says"),
    (Setting::RetentionBusinessYearEnds, "x7_the_business_year_ends_with_the_month_that_the_setting_says"),
    (Setting::RetentionInactiveMonths, "x7_customers_go_after_the_months_that_the_setting_says_and_no_later_than_the_law_does"),
    (Setting::RequestGraceDays, "x8_an_erasure_runs_after_the_days_of_grace_that_the_setting_says_and_can_be_called_off_before"),
    (Setting::ErasureSystems, "x16_the_systems_that_the_setting_names_are_asked_and_waited_for"),
    (Setting::ErasureWaitDays, "x16_a_system_that_does_not_answer_only_delays_for_the_days_that_the_setting_says"),
    (Setting::ErasureBackupDays, "x12_a_backup_holds_the_erased_for_the_days_that_the_setting_says"),
    (Setting::IdleMinutes, "a_session_without_a_call_ends_after_the_minutes_that_hold_now"),
];

/// Two branches, the first of them the head office.
const BRANCHES: &str = "{\"feed\":\"branch\",\"code\":\"berlin-mitte\",\"head_office\":\"yes\"}\n{\"feed\":\"branch\",\"code\":\"lyon\"}\n";

fn branch(name: &str) -> Place {
    Place::Branch(code(name))
}

fn set(shop: &Shop, setting: Setting, place: &Place, value: &str) {
    shop.erp().set_setting(setting, place, Some(value)).unwrap();
}

fn take_away(shop: &Shop, setting: Setting, place: &Place) {
    shop.erp().set_setting(setting, place, None).unwrap();
}

fn desk_in(shop: &Shop, branch: &str) -> Desk {
    let [branch, station, operator] = [branch, branch, "jane"].map(code);
    shop.engine.desk(Seat { branch, station, operator, rights: Rights::all() }).unwrap()
}

/// Saves a customer without naming a kind; gives what became of it.
fn added(desk: &Desk, field: Field) -> String {
    let mut draft = desk.new_customer("").unwrap();
    draft.set(Field::FamilyName, "Lee").set(Field::Company, "Lee Ltd");
    let id = desk.save(&mut draft).unwrap().id;
    desk.customer(id).unwrap().stored.values.get(field).unwrap().to_owned()
}

fn kind(desk: &Desk) -> String {
    added(desk, Field::Kind)
}

fn fed_status(shop: &Shop, source: &str, branch: &str) -> String {
    shop.fed(&format!(r#"{{"feed":"customer","source_id":"{source}","kind":"private","family_name":"Ray","branch":"{branch}"}}"#));
    status_of(shop, source)
}

fn status_of(shop: &Shop, source: &str) -> String {
    let id = shop.erp().subject_by_source(source).unwrap().unwrap();
    shop.desk().customer(id).unwrap().stored.values.get(Field::Status).unwrap().to_owned()
}

#[test]
fn every_setting_has_a_test_that_toggles_it() {
    let toggled: BTreeSet<Setting> = TOGGLED.iter().map(|(setting, _)| *setting).collect();
    assert_eq!(toggled, SETTINGS.iter().map(|spec| spec.setting).collect());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = [
        "tests/rows/a_settings.rs",
        "tests/rows/a_asking.rs",
        "tests/rows/a_customer.rs",
        "tests/rows/a_duplicates.rs",
        "tests/rows/a_missing.rs",
        "tests/rows/a_programs.rs",
        "tests/rows/search_scope.rs",
        "tests/rows/p_confirmation.rs",
        "tests/rows/p_consent.rs",
        "tests/rows/p_signature.rs",
        "tests/rows/p_sources.rs",
        "tests/rows/x_certificate.rs",
        "tests/rows/x_grounds.rs",
        "tests/rows/x_guardian.rs",
        "tests/rows/x_requests.rs",
        "tests/rows/x_ledger.rs",
        "tests/rows/x_retention.rs",
        "src/engine/settings/tests.rs",
    ]
    .map(|file| fs::read_to_string(root.join(file)).unwrap());
    for (setting, test) in TOGGLED {
        assert!(files.iter().any(|text| text.contains(&format!("#[test]\nfn {test}()"))), "{}", setting.spec().key);
    }
}

#[test]
fn a7_a_new_customer_is_of_the_kind_that_the_nearest_place_says() {
    let shop = Shop::empty();
    shop.fed(BRANCHES);
    let (head, lyon) = (shop.desk(), desk_in(&shop, "lyon"));
    let kinds = || [kind(&head), kind(&lyon)];
    assert_eq!(kinds(), ["private", "private"]);
    set(&shop, Setting::DefaultKind, &Place::Chain, "business");
    assert_eq!(kinds(), ["business", "business"]);
    set(&shop, Setting::DefaultKind, &Place::HeadOffice, "private");
    assert_eq!(kinds(), ["private", "business"]);
    set(&shop, Setting::DefaultKind, &branch("berlin-mitte"), "business");
    set(&shop, Setting::DefaultKind, &branch("lyon"), "private");
    assert_eq!(kinds(), ["business", "private"]);
    take_away(&shop, Setting::DefaultKind, &branch("berlin-mitte"));
    take_away(&shop, Setting::DefaultKind, &branch("lyon"));
    assert_eq!(kinds(), ["private", "business"]);
    shop.fed("{\"feed\":\"branch\",\"code\":\"berlin-mitte\",\"head_office\":\"no\"}\n{\"feed\":\"branch\",\"code\":\"lyon\",\"head_office\":\"yes\"}");
    assert_eq!(kinds(), ["business", "private"]);
}

#[test]
fn a8_a_new_customer_has_the_status_that_the_nearest_place_says_at_a_desk_and_from_a_feed() {
    let shop = Shop::empty();
    let desk = shop.desk();
    assert_eq!([added(&desk, Field::Status), fed_status(&shop, "1", "lyon")], ["active", "active"]);
    set(&shop, Setting::DefaultStatus, &Place::Chain, "blocked");
    assert_eq!([added(&desk, Field::Status), fed_status(&shop, "2", "lyon")], ["blocked", "blocked"]);
    set(&shop, Setting::DefaultStatus, &branch("lyon"), "inactive");
    assert_eq!([added(&desk, Field::Status), fed_status(&shop, "3", "lyon")], ["blocked", "inactive"]);
    assert_eq!(fed_status(&shop, "1", "lyon"), "active", "who is there keeps the status");
}

#[test]
fn a8_a_setting_and_a_customer_of_one_feed_follow_each_other() {
    let shop = Shop::empty();
    let customer = |source: &str| format!(r#"{{"feed":"customer","source_id":"{source}","kind":"private","family_name":"Ray"}}"#);
    let set = r#"{"feed":"setting","key":"customer.default_status","value":"inactive"}"#;
    shop.fed(&[customer("1"), set.to_owned(), customer("2"), set.replace("inactive", ""), customer("3")].join("\n"));
    assert_eq!(["1", "2", "3"].map(|source| status_of(&shop, source)), ["active", "inactive", "active"]);
}

#[test]
fn without_assertion_a_desk_is_refused_and_an_open_one_at_its_next_call() {
    let shop = Shop::empty();
    let (berlin, lyon) = (shop.desk(), desk_in(&shop, "lyon"));
    let seat = berlin.seat().clone();
    set(&shop, Setting::Assertion, &branch("berlin-mitte"), "false");
    let refused = (ErrorKind::SignIn, "sign_in.assertion_off", None);
    assert_eq!(failed(berlin.new_customer("")), refused);
    assert_eq!(failed(shop.engine.desk(seat.clone())), refused);
    kind(&lyon);
    set(&shop, Setting::Assertion, &Place::Chain, "false");
    assert_eq!(failed(lyon.new_customer("")), refused);
    set(&shop, Setting::Assertion, &branch("berlin-mitte"), "true");
    kind(&shop.engine.desk(seat).unwrap());
}

#[test]
fn a7_what_is_no_value_of_the_setting_is_refused_at_every_door() {
    let wrong = [
        ("sign_in.session_minutes", "chain", "0", "setting.out_of_range"),
        ("sign_in.session_minutes", "branch:lyon", "1441", "setting.out_of_range"),
        ("sign_in.session_minutes", "chain", "an hour", "setting.not_a_number"),
        ("sign_in.idle_minutes", "head_office", "1.5", "setting.not_a_number"),
        ("sign_in.assertion", "chain", "yes", "setting.not_a_flag"),
        ("sign_in.assertion", "head_office", "false", "setting.not_at_this_level"),
        ("customer.default_kind", "chain", "Private", "setting.not_a_choice"),
        ("customer.default_status", "chain", "gold", "status.unknown"),
        ("customer.default_status", "chain", "active blocked", "setting.code_count"),
    ];
    let shop = Shop::empty();
    for (key, place, value, rule) in wrong {
        let (setting, at) = (Setting::from_key(key).unwrap(), Place::parse(place).unwrap());
        assert_eq!(broken(shop.desk().set_setting(setting, &at, Some(value), None)), [(key, rule)]);
        assert_eq!(broken(shop.erp().set_setting(setting, &at, Some(value))), [(key, rule)]);
        assert_eq!(feed_failure(&shop, key, place, value), (key, rule));
        let document = document(&format!(r#""{place}": {{"{key}": {}}}"#, json(value)));
        assert_eq!(broken(shop.desk().import_settings(&document)), [(key, rule)]);
        assert_eq!(broken(shop.erp().import_settings(&document)), [(key, rule)]);
    }
    assert_eq!(shop.engine.settings().unwrap().iter().count(), 0);
}

fn feed_failure(shop: &Shop, key: &str, place: &str, value: &str) -> (&'static str, &'static str) {
    let line = format!(r#"{{"feed":"setting","key":"{key}","place":"{place}","value":"{value}"}}"#);
    let report = shop.feed(&line);
    assert_eq!(report.refused, 1);
    (report.failures[0].field, report.failures[0].rule)
}

fn document(places: &str) -> String {
    format!(r#"{{"format": "clientela.settings", "version": 1, "places": {{{places}}}}}"#)
}

/// A number or flag as such, anything else as a text.
fn json(text: &str) -> String {
    serde_json::from_str::<Value>(text).map_or_else(|_| format!("\"{text}\""), |value| value.to_string())
}

#[test]
fn a7_an_unknown_setting_place_or_branch_is_refused_and_may_only_be_taken_away() {
    let shop = Shop::empty();
    assert_eq!(feed_failure(&shop, "customer.colour", "chain", "red"), ("setting", "setting.unknown"));
    assert_eq!(feed_failure(&shop, "customer.default_kind", "berlin", "business"), ("place", "setting.place_unknown"));
    set(&shop, Setting::DefaultKind, &branch("rome"), "business");
    shop.fed(BRANCHES);
    let unknown = [("customer.default_kind", "branch.unknown")];
    assert_eq!(broken(shop.erp().set_setting(Setting::DefaultKind, &branch("oslo"), Some("business"))), unknown);
    assert_eq!(broken(shop.desk().set_setting(Setting::DefaultKind, &branch("oslo"), Some("business"), None)), unknown);
    assert_eq!(feed_failure(&shop, "customer.default_kind", "branch:oslo", "business"), unknown[0]);
    let import = document(r#""branch:oslo": {"customer.default_kind": "business"}"#);
    assert_eq!(broken(shop.erp().import_settings(&import)), unknown);
    take_away(&shop, Setting::DefaultKind, &branch("rome"));
    assert_eq!(kind(&desk_in(&shop, "rome")), "private");
}

#[test]
fn a7_settings_are_set_at_a_desk_with_the_right_of_administration_only() {
    let shop = Shop::empty();
    let rights = Right::ALL.into_iter().filter(|right| *right != Right::Administration).fold(Rights::none(), Rights::with);
    let (tom, jane) = (shop.desk_of("tom", rights), shop.desk());
    let refused = (ErrorKind::NotPermitted, "right.administration", None);
    assert_eq!(failed(tom.set_setting(Setting::DefaultKind, &Place::Chain, Some("business"), None)), refused);
    assert_eq!(failed(tom.import_settings(&document(r#""chain": {"customer.default_kind": "business"}"#))), refused);
    assert_eq!(kind(&tom), "private");
    jane.set_setting(Setting::DefaultKind, &Place::Chain, Some("business"), Some(0)).unwrap();
    assert_eq!(kind(&tom), "business");
    let stale = jane.set_setting(Setting::DefaultKind, &Place::Chain, Some("private"), Some(0));
    assert_eq!(failed(stale), (ErrorKind::Conflict, "record.changed_meanwhile", Some("customer.default_kind")));
    assert_eq!(kind(&tom), "business");
    let version = shop.engine.setting_at(Setting::DefaultKind, &Place::Chain).unwrap().version;
    jane.set_setting(Setting::DefaultKind, &Place::Chain, None, Some(version)).unwrap();
    assert_eq!(kind(&tom), "private");
}

#[test]
fn a7_every_change_of_a_setting_is_in_the_change_log_with_old_and_new() {
    let shop = Shop::empty();
    shop.desk().set_setting(Setting::DefaultKind, &Place::Chain, Some("business"), None).unwrap();
    shop.clock.set(NOW + DAY);
    set(&shop, Setting::DefaultKind, &Place::Chain, "business");
    set(&shop, Setting::DefaultKind, &Place::Chain, "private");
    shop.fed(r#"{"feed":"setting","key":"customer.default_kind","place":"chain","value":""}"#);
    shop.erp().import_settings(&document(r#""chain": {"customer.default_kind": "business"}"#)).unwrap();
    let of_setting =
        JournalQuery { record: Some((RecordKind::Setting, "chain/customer.default_kind".to_owned())), ..JournalQuery::default() };
    let log = shop.erp().journal(&of_setting).unwrap().entries;
    let told: Vec<_> = log
        .iter()
        .map(|logged| {
            let [value] = logged.values.as_slice() else { panic!("one value") };
            let values = value.values.as_ref().unwrap();
            assert_eq!((logged.entry.record, value.field), (RecordKind::Setting, Field::SettingValue));
            (logged.entry.door.name(), logged.entry.kind, values.old.as_text(), values.new.as_text())
        })
        .collect();
    let wanted = [
        ("asserted", EntryKind::Created, None, Some("business")),
        ("erp", EntryKind::Changed, Some("business"), Some("private")),
        ("erp", EntryKind::Changed, Some("private"), None),
        ("erp", EntryKind::Changed, None, Some("business")),
    ];
    assert_eq!(told, wanted);
    assert_eq!(log[0].entry.operator, Some(code("jane")));
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn a7_all_settings_go_into_another_store_as_one_document_that_its_schema_accepts() {
    let (shop, other) = (Shop::empty(), Shop::empty());
    set(&shop, Setting::DefaultKind, &Place::Chain, "business");
    set(&shop, Setting::DefaultStatus, &branch("lyon"), "blocked");
    set(&shop, Setting::SessionMinutes, &Place::HeadOffice, "60");
    set(&shop, Setting::Assertion, &branch("oslo"), "false");
    set(&other, Setting::DefaultStatus, &Place::Chain, "inactive");
    set(&other, Setting::DefaultKind, &branch("rome"), "private");
    let text = shop.engine.export_settings().unwrap();
    let expected = r#"{
  "format": "clientela.settings",
  "version": 1,
  "places": {
    "branch:lyon": {
      "customer.default_status": "blocked"
    },
    "branch:oslo": {
      "sign_in.assertion": false
    },
    "chain": {
      "customer.default_kind": "business"
    },
    "head_office": {
      "sign_in.session_minutes": 60
    }
  }
}
"#;
    assert_eq!(text, expected);
    assert!(accepts(&schema(), &serde_json::from_str(&text).unwrap()));
    assert_eq!(other.desk().import_settings(&text).unwrap(), 5);
    assert_eq!(other.erp().import_settings(&text).unwrap(), 0);
    let [lyon, rome] = ["lyon", "rome"].map(|branch| desk_in(&other, branch));
    assert_eq!([kind(&lyon), added(&lyon, Field::Status)], ["business", "blocked"]);
    assert_eq!([kind(&rome), added(&rome, Field::Status)], ["private", "active"], "rome is not named, the chain is");
    let oslo = Seat { branch: code("oslo"), ..lyon.seat().clone() };
    assert_eq!(failed(other.engine.desk(oslo)).1, "sign_in.assertion_off");
}

fn schema() -> Value {
    serde_json::from_str(&fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/settings.schema.json")).unwrap()).unwrap()
}

#[test]
fn a7_the_schema_accepts_exactly_what_is_taken_over() {
    let (shop, schema) = (Shop::empty(), schema());
    let values = [
        "null",
        "true",
        "\"true\"",
        "\"private\"",
        "\"active\"",
        "\"none\"",
        "\"any\"",
        "\"majority\"",
        "\"minor\"",
        "\"local\"",
        "\"neutral\"",
        "\"yes\"",
        "\"hidden\"",
        "\"list details\"",
        "\"PRIVATE\"",
        "\"\"",
        "-1",
        "0",
        "1",
        "1440",
        "1441",
        "0.5",
        "1e30",
        "[]",
        "{}",
    ];
    let mut taken = BTreeSet::new();
    for (place, spec) in ["chain", "head_office", "branch:lyon", "station:till-1", "station:", "branch:", "lyon", "branch:two words"]
        .into_iter()
        .flat_map(|place| SETTINGS.iter().map(move |spec| (place, spec)))
    {
        for value in values {
            let text = document(&format!(r#""{place}": {{"{}": {value}}}"#, spec.key));
            let import = shop.erp().import_settings(&text);
            // Whether there is such a status is not the schema's to know.
            let unknown =
                import.as_ref().err().is_some_and(|error| error.violations().iter().all(|broken| broken.rule == "status.unknown"));
            assert_eq!(accepts(&schema, &serde_json::from_str(&text).unwrap()), import.is_ok() || unknown, "{text}");
            taken.extend(import.is_ok().then_some((place, spec.key)));
        }
    }
    let places: usize = SETTINGS.iter().map(|spec| spec.levels.len()).sum();
    assert_eq!(taken.len(), places, "each at its levels: {taken:?}");
    for text in
        ["{}", &document(""), &document("").replace(": 1", ": 2"), &document("").replace("\"version\"", "\"comment\": 1, \"version\"")]
    {
        let import = shop.erp().import_settings(text);
        assert_eq!(accepts(&schema, &serde_json::from_str(text).unwrap()), import.is_ok(), "{text}");
    }
}

#[test]
fn a7_a_document_with_anything_broken_changes_nothing_and_every_fault_is_named() {
    let shop = Shop::empty();
    shop.fed(BRANCHES);
    let bad = document(
        r#""chain": {"customer.default_kind": "business", "customer.colour": "red", "sign_in.idle_minutes": "5", "sign_in.assertion": 1},
           "head_office": {"sign_in.assertion": true, "customer.default_kind": null},
           "branch:lyon": {"customer.default_status": "blocked", "customer.default_status": "blocked", "a person@example.org": 1},
           "branch:oslo": {"customer.default_kind": "business"}, "somewhere": {}, "chain": {}"#,
    );
    let error = shop.erp().import_settings(&bad).unwrap_err();
    let told: Vec<_> = error
        .violations()
        .iter()
        .map(|violation| {
            let argument = |name| violation.args.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value);
            (violation.field, violation.rule, argument("place"), argument("key"))
        })
        .collect();
    let wanted = [
        ("setting", "setting.unknown", "chain", "customer.colour"),
        ("sign_in.idle_minutes", "setting.not_a_number", "chain", ""),
        ("sign_in.assertion", "setting.not_a_flag", "chain", ""),
        ("sign_in.assertion", "setting.not_at_this_level", "head_office", ""),
        ("customer.default_kind", "setting.not_a_choice", "head_office", ""),
        ("customer.default_status", "setting.twice", "branch:lyon", ""),
        ("setting", "setting.unknown", "branch:lyon", ""),
        ("place", "setting.place_unknown", "somewhere", ""),
        ("place", "setting.twice", "chain", ""),
        ("customer.default_kind", "branch.unknown", "branch:oslo", ""),
    ];
    assert_eq!(told, wanted);
    assert_eq!(kind(&shop.desk()), "private");
    assert_eq!(shop.engine.settings().unwrap().iter().count(), 0);
}

#[test]
fn a7_what_is_no_document_of_settings_is_refused() {
    let shop = Shop::empty();
    let refused = |text: &str| failed(shop.erp().import_settings(text));
    let malformed = (ErrorKind::Invalid, "settings.malformed", None);
    for text in [
        "",
        "[]",
        "{\"format\":",
        r#"{"format": "clientela.settings", "version": 1}"#,
        &document(r#""chain": []"#),
        &document("").replace("\"version\"", "\"places\": {}, \"version\""),
        &document("").replace("\"version\"", "\"comment\": 1, \"version\""),
    ] {
        assert_eq!(refused(text), malformed, "{text}");
    }
    assert_eq!(refused(&document("").replace("clientela.", "other.")), (ErrorKind::Invalid, "settings.format_unknown", Some("format")));
    assert_eq!(refused(&document("").replace(": 1", ": 2")), (ErrorKind::Invalid, "settings.version_unknown", Some("version")));
    let long = document("").replace("1,", &format!("1,{}", " ".repeat(16 << 20)));
    assert_eq!(refused(&long), (ErrorKind::Limit, "settings.too_long", None));
    let deep = document(&format!(r#""chain": {{"customer.default_kind": {}1{}}}"#, "[".repeat(1_000), "]".repeat(1_000)));
    assert_eq!(refused(&deep), malformed);
}
