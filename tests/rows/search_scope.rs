//! A21 to A25 and X23: in which branches and statuses a search looks, and what is told of somebody whom only another branch knows.

use clientela::domain::field::Field;
use clientela::domain::journal::EntryKind;
use clientela::domain::rights::{Right, Rights};
use clientela::domain::search::{SearchFilter, Stage};
use clientela::domain::setting::{Place, Setting};
use clientela::domain::time::Date;
use clientela::{Desk, ErrorKind, JournalQuery, ListQuery, Search, Seat};

use crate::shop::{Shop, broken, code, failed};

const BRANCHES: &str = "{\"feed\":\"branch\",\"code\":\"berlin\",\"head_office\":\"yes\"}\n{\"feed\":\"branch\",\"code\":\"lyon\"}\n\
                        {\"feed\":\"branch\",\"code\":\"oslo\"}\n";

/// Two customers of each branch, one of them inactive.
fn shop() -> Shop {
    let shop = Shop::empty();
    shop.fed(BRANCHES);
    for branch in ["berlin", "lyon", "oslo"] {
        for status in ["active", "inactive"] {
            shop.fed(&format!(
                "{{\"feed\":\"customer\",\"source_id\":\"{branch}-{status}\",\"number\":\"{branch}-{status}\",\"kind\":\"private\",\
                 \"given_name\":\"Nora\",\"family_name\":\"Lindqvist\",\"birth_date\":\"1980-05-17\",\"branch\":\"{branch}\",\
                 \"status\":\"{status}\",\"card_number\":\"card-{branch}-{status}\"}}\n"
            ));
        }
    }
    shop
}

fn desk_in(shop: &Shop, branch: &str) -> Desk {
    let [branch, station, operator] = [branch, branch, "jane"].map(code);
    shop.engine.desk(Seat { branch, station, operator, rights: Rights::all() }).unwrap()
}

fn set(shop: &Shop, setting: Setting, value: &str) {
    shop.erp().set_setting(setting, &Place::Chain, Some(value)).unwrap();
}

fn numbers(desk: &Desk, search: &Search) -> Vec<String> {
    let mut found: Vec<String> =
        desk.find(search).unwrap().hits.iter().map(|hit| hit.customer.values.get(Field::Number).unwrap().to_owned()).collect();
    found.sort();
    found
}

fn of(desk: &Desk, text: &str) -> Search {
    Search { text: text.to_owned(), ..desk.new_search().unwrap() }
}

#[test]
fn a21_a_search_begins_with_the_own_branch_or_with_any() {
    let shop = shop();
    let desk = desk_in(&shop, "lyon");
    assert_eq!(numbers(&desk, &of(&desk, "lindqvist")), ["berlin-active", "lyon-active", "oslo-active"]);
    set(&shop, Setting::SearchBranch, "own");
    assert_eq!(numbers(&desk, &of(&desk, "lindqvist")), ["lyon-active"]);
    let mut search = of(&desk, "lindqvist");
    search.filter.branch = Some("oslo".to_owned());
    assert_eq!(numbers(&desk, &search), ["oslo-active"], "another one may be asked for");
    assert_eq!(numbers(&desk_in(&shop, "berlin"), &of(&desk_in(&shop, "berlin"), "lindqvist")).len(), 3, "the head office has its own");
}

#[test]
fn a22_at_the_head_office_a_search_begins_with_the_head_office_or_with_any_branch() {
    let shop = shop();
    set(&shop, Setting::SearchBranch, "own");
    let desk = desk_in(&shop, "berlin");
    assert_eq!(numbers(&desk, &of(&desk, "lindqvist")).len(), 3);
    set(&shop, Setting::SearchBranchAtHeadOffice, "head_office");
    assert_eq!(numbers(&desk, &of(&desk, "lindqvist")), ["berlin-active"]);
}

#[test]
fn a23_the_quick_search_goes_over_all_branches_only_where_the_option_says_so() {
    let shop = shop();
    let desk = desk_in(&shop, "lyon");
    let quick = |text: &str| desk.search(text, 20).unwrap().hits.len();
    assert_eq!(quick("lindqvist"), 6, "of every status");
    set(&shop, Setting::SearchAllBranches, "false");
    assert_eq!(quick("lindqvist"), 2);
    assert_eq!(quick("oslo-active"), 0, "not by number either");
    let berlin = desk_in(&shop, "berlin");
    assert_eq!(berlin.search("lindqvist", 20).unwrap().hits.len(), 6, "the head office as its own setting says");
}

#[test]
fn a24_a_search_begins_with_the_statuses_that_the_setting_names() {
    let shop = shop();
    let desk = desk_in(&shop, "lyon");
    assert_eq!(numbers(&desk, &of(&desk, "lyon")), ["lyon-active"]);
    set(&shop, Setting::SearchStatuses, "active inactive");
    assert_eq!(numbers(&desk, &of(&desk, "lyon")), ["lyon-active", "lyon-inactive"]);
    set(&shop, Setting::SearchStatuses, "none");
    assert_eq!(numbers(&desk, &of(&desk, "lyon")), ["lyon-active", "lyon-inactive"], "any status");
    let mut search = of(&desk, "lyon");
    search.filter.statuses = vec!["inactive".to_owned()];
    assert_eq!(numbers(&desk, &search), ["lyon-inactive"], "others may be asked for");
}

#[test]
fn a25_the_branch_of_a_search_is_changed_only_where_the_option_says_so() {
    let shop = shop();
    set(&shop, Setting::SearchBranch, "own");
    let (lyon, berlin) = (desk_in(&shop, "lyon"), desk_in(&shop, "berlin"));
    let anywhere = |desk: &Desk| desk.find(&Search { filter: SearchFilter::default(), ..of(desk, "lindqvist") });
    let other = |desk: &Desk| {
        let filter = SearchFilter { branch: Some("oslo".to_owned()), ..SearchFilter::default() };
        desk.find(&Search { filter, ..of(desk, "lindqvist") })
    };
    assert!(anywhere(&lyon).is_ok() && other(&lyon).is_ok());
    set(&shop, Setting::SearchBranchChangeable, "no");
    let refused = (ErrorKind::NotPermitted, "search.branch_fixed", Some("branch"));
    assert_eq!((failed(anywhere(&lyon)), failed(other(&lyon)), failed(other(&berlin))), (refused, refused, refused));
    assert_eq!(numbers(&lyon, &of(&lyon, "lindqvist")), ["lyon-active"]);
    assert!(anywhere(&berlin).is_ok(), "it begins with any branch");
    let list = |desk: &Desk, branch: Option<&str>| {
        desk.customers(&ListQuery { branch: branch.map(str::to_owned), limit: 9, ..ListQuery::default() })
    };
    assert_eq!(failed(list(&lyon, None)), refused, "no list goes around it");
    assert_eq!(list(&lyon, Some("lyon")).unwrap().rows.len(), 2);
    set(&shop, Setting::SearchBranchChangeable, "head_office");
    assert_eq!(failed(other(&lyon)), refused);
    assert!(other(&berlin).is_ok());
}

#[test]
fn x23_that_somebody_is_known_elsewhere_is_told_for_a_full_number_card_or_name_with_birthday_only() {
    let shop = shop();
    set(&shop, Setting::SearchBranch, "own");
    set(&shop, Setting::SearchBranchChangeable, "no");
    let desk = desk_in(&shop, "lyon");
    let elsewhere = |text: &str| desk.find(&of(&desk, text)).unwrap().elsewhere.is_some();
    assert!(elsewhere("oslo-active") && elsewhere("card-oslo-active") && elsewhere(" oslo-active "));
    for text in ["oslo", "oslo-activ", "lindqvist", "nora lindqvist 1980-05-17", "card-oslo", "oslo-inactive", "lyon-active", ""] {
        assert!(!elsewhere(text), "{text}");
    }
    let born = |text: &str| Date::parse(text).unwrap();
    let known = |given: &str, family: &str, day: &str| desk.known_elsewhere(given, family, born(day)).unwrap().is_some();
    assert!(known("Nora", "Lindqvist", "1980-05-17") && known("NORA", "lindqvist", "1980-05-17"));
    assert!(
        !known("Nora", "Lindqvist", "1980-05-18") && !known("Nor", "Lindqvist", "1980-05-17") && !known("Lindqvist", "Nora", "1980-05-17")
    );
    assert_eq!(broken(desk.known_elsewhere("", "Lindqvist", born("1980-05-17"))), [("given_name", "required")]);
}

#[test]
fn x23_the_take_over_is_requested_and_the_other_branch_hears_of_it_or_is_done_where_any_branch_may() {
    let shop = shop();
    set(&shop, Setting::SearchBranch, "own");
    let (lyon, oslo) = (desk_in(&shop, "lyon"), desk_in(&shop, "oslo"));
    let mut follower = oslo.follow().unwrap();
    let found = lyon.find(&of(&lyon, "card-oslo-active")).unwrap().elsewhere.unwrap();
    assert_eq!(format!("{found:?}"), "Elsewhere", "nothing else is told");
    assert_eq!(lyon.request_take_over(&found, "stands at the counter").unwrap(), None);
    let news = follower.news().unwrap();
    assert_eq!(news.iter().map(|news| news.what).collect::<Vec<_>>(), [EntryKind::TakeOverRequested]);
    let id = news[0].subject.unwrap();
    let log = oslo.journal(&JournalQuery { kinds: vec![EntryKind::TakeOverRequested], limit: 9, ..JournalQuery::default() }).unwrap();
    assert_eq!(log.entries[0].entry.branch, Some(code("lyon")), "who asks");
    oslo.hand_over(id, &code("lyon"), "asked").unwrap();
    assert_eq!(numbers(&lyon, &of(&lyon, "lindqvist")), ["lyon-active", "oslo-active"]);

    set(&shop, Setting::TakeOverByAnyBranch, "true");
    let found = lyon.find(&of(&lyon, "berlin-active")).unwrap().elsewhere.unwrap();
    let taken = lyon.request_take_over(&found, "stands at the counter").unwrap().unwrap();
    assert_eq!(lyon.customer(taken).unwrap().stored.values.get(Field::Branch), Some("lyon"));
    let reader = Seat { rights: Rights::none().with(Right::ReadCustomers), ..lyon.seat().clone() };
    assert_eq!(failed(shop.engine.desk(reader).unwrap().request_take_over(&found, "")).0, ErrorKind::NotPermitted);
    assert!(lyon.find(&of(&lyon, "lyon-active")).unwrap().hits[0].stage == Stage::Number);
}
