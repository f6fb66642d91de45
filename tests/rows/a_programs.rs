//! A28, A29: programs with memberships and bookings: who edits them, what needs a card, and what is never booked.

use clientela::domain::booking::{Booking, Conflict};
use clientela::domain::field::{Field, RecordKind};
use clientela::domain::id::{BookingId, SubjectId};
use clientela::domain::journal::{EntryKind, Finding};
use clientela::domain::program::{Program, ProgramKind};
use clientela::domain::rights::{Right, Rights};
use clientela::domain::section::Section;
use clientela::domain::setting::{Place, Setting};
use clientela::{Balance, Booked, Desk, ErrorKind, JournalQuery, NewBooking};

use crate::shop::{Shop, broken, code, database, failed};

const ID: &str = "0197c0de-0000-7000-8000-000000000001";

fn set(shop: &Shop, setting: Setting, value: &str) {
    shop.erp().set_setting(setting, &Place::Chain, Some(value)).unwrap();
}

fn program(name: &str, kind: ProgramKind) -> Program {
    Program::new(code(name), kind)
}

fn new(name: &str, amount: i64, key: &str) -> NewBooking {
    NewBooking::new(code(name), amount, code(key))
}

fn offline(name: &str, amount: i64, key: &str) -> NewBooking {
    NewBooking { known: false, ..new(name, amount, key) }
}

/// A shop with stamps, credit and vouchers, and a member of all of them.
fn joined() -> (Shop, SubjectId) {
    let shop = Shop::empty();
    let programs = [("coffee", ProgramKind::Stamps), ("credit", ProgramKind::Credit), ("gift", ProgramKind::Voucher)];
    programs.iter().for_each(|(name, kind)| shop.desk().set_program(&program(name, *kind)).unwrap());
    let id = member(&shop, "Lee");
    (shop, id)
}

fn member(shop: &Shop, name: &str) -> SubjectId {
    let desk = shop.desk();
    let mut draft = desk.new_customer("private").unwrap();
    draft.set(Field::FamilyName, name);
    for (slot, program) in [(0, "coffee"), (1, "credit"), (2, "gift")] {
        draft.set_at(Field::MemberProgram, slot, program);
    }
    desk.save(&mut draft).unwrap().id
}

/// Saves the membership in `slot`; gives what was broken.
fn join(desk: &Desk, id: SubjectId, slot: u16, program: &str, card: &str) -> Vec<(&'static str, &'static str)> {
    let mut draft = desk.edit(id).unwrap();
    draft.set_at(Field::MemberProgram, slot, program).set_at(Field::MemberCard, slot, card);
    desk.save(&mut draft).err().map(|error| error.violations().iter().map(|one| (one.field, one.rule)).collect()).unwrap_or_default()
}

#[test]
fn a28_programs_are_changed_by_right_and_where_not_editable_by_administrators_only() {
    let shop = Shop::empty();
    let clerk = shop.desk_of("tom", Rights::all().without(Right::Administration));
    let chief = shop.desk_of("ann", Rights::all().without(Right::ChangePrograms));
    assert_eq!(failed(chief.set_program(&program("coffee", ProgramKind::Stamps))).1, "right.change_programs");
    clerk.set_program(&Program { name: "Coffee".into(), ..program("coffee", ProgramKind::Stamps) }).unwrap();
    set(&shop, Setting::ProgramsEditable, "false");
    let closed = Program { closed: true, preset: Some(500), ..program("gift", ProgramKind::Voucher) };
    assert_eq!(failed(clerk.set_program(&closed)), (ErrorKind::NotPermitted, "right.administration", None));
    shop.desk().set_program(&closed).unwrap();
    let coffee = Program { name: "Coffee".into(), ..program("coffee", ProgramKind::Stamps) };
    assert_eq!(shop.engine.programs().unwrap(), [coffee.clone(), closed.clone()]);
    let changes = || {
        let query = JournalQuery { record: Some((RecordKind::Program, "gift".into())), ..JournalQuery::default() };
        shop.desk().journal(&query).unwrap().entries.len()
    };
    shop.desk().set_program(&closed).unwrap();
    assert_eq!(changes(), 1, "the same again changes nothing");
    assert_eq!(broken(shop.desk().set_program(&Program { preset: Some(-1), ..closed })), [("program_preset", "not_a_number")]);
    shop.fed("{\"feed\":\"program\",\"code\":\"gift\",\"program_closed\":\"no\",\"program_preset\":\"1000\"}");
    assert_eq!((shop.engine.programs().unwrap()[1].closed, shop.engine.programs().unwrap()[1].preset), (false, Some(1000)));
    let report = shop.feed("{\"feed\":\"program\",\"code\":\"tea\"}");
    assert_eq!((report.failures[0].field, report.failures[0].rule), ("program_kind", "required"));
    assert_eq!(shop.reopened().engine.programs().unwrap()[0], coffee);
}

#[test]
fn a28_where_programs_are_not_editable_credit_and_vouchers_are_loaded_with_the_preset_value_only() {
    let (shop, id) = joined();
    let desk = shop.desk();
    desk.set_program(&Program { preset: Some(2500), ..program("gift", ProgramKind::Voucher) }).unwrap();
    desk.book(id, &new("gift", 1, "k1")).unwrap();
    set(&shop, Setting::ProgramsEditable, "false");
    assert_eq!(broken(desk.book(id, &new("gift", 2400, "k2"))), [("amount", "booking.not_the_preset")]);
    assert_eq!(desk.book(id, &new("gift", 2500, "k3")).unwrap().balance, 2501);
    assert_eq!(desk.book(id, &new("gift", -1200, "k4")).unwrap().balance, 1301, "any part of it is spent");
    assert_eq!(broken(desk.book(id, &new("credit", 500, "k5"))), [("amount", "booking.not_the_preset")]);
    assert_eq!(desk.book(id, &new("coffee", 3, "k6")).unwrap().balance, 3, "stamps have no preset value");
}

#[test]
fn a29_a_membership_without_a_card_is_refused_where_the_option_says_so() {
    let shop = Shop::empty();
    shop.desk().set_program(&program("coffee", ProgramKind::Stamps)).unwrap();
    let (id, desk) = (shop.add(&[(Field::FamilyName, "Lee"), (Field::CardNumber, "4711")]), shop.desk());
    let other = shop.add(&[(Field::FamilyName, "Ray")]);
    assert_eq!(join(&desk, other, 0, "coffee", ""), []);
    set(&shop, Setting::ProgramsNeedCard, "true");
    assert_eq!(join(&desk, id, 0, "coffee", ""), [("member_card", "program.card_required")]);
    assert_eq!(join(&desk, id, 0, "coffee", "4712"), [("member_card", "program.card_unknown")]);
    assert_eq!(join(&desk, id, 0, "coffee", "4711"), []);
    assert_eq!(join(&desk, other, 0, "coffee", ""), [], "who was a member before stays one");
    assert_eq!(join(&desk, id, 0, "coffee", ""), [("member_card", "program.card_required")]);
    let customer = desk.customer(id).unwrap();
    assert_eq!((customer.section(Section::Memberships), customer.stored.values.get(Field::MemberCard)), (&[0][..], Some("4711")));
    shop.edit(id, &[(Field::CardState, "lost")]);
    shop.edit(id, &[(Field::City, "Bree")]);
    set(&shop, Setting::ProgramsNeedCard, "false");
    desk.set_program(&program("tea", ProgramKind::Points)).unwrap();
    assert_eq!(join(&desk, id, 1, "tea", "4711"), [("member_card", "program.card_unknown")], "a lost card carries no new membership");
}

#[test]
fn a_membership_is_of_an_open_program_and_of_each_once_and_goes_with_its_head() {
    let shop = Shop::empty();
    let (id, desk) = (shop.add(&[(Field::FamilyName, "Lee")]), shop.desk());
    desk.set_program(&program("coffee", ProgramKind::Stamps)).unwrap();
    desk.set_program(&Program { closed: true, ..program("tea", ProgramKind::Points) }).unwrap();
    let of = |slot, name| join(&desk, id, slot, name, "");
    assert_eq!(of(0, "milk"), [("member_program", "program.unknown")]);
    assert_eq!(of(0, "tea"), [("member_program", "program.closed")]);
    assert_eq!((of(0, "coffee"), of(1, "coffee")), (vec![], vec![("member_program", "program.doubled")]));
    let fed = |name: &str| {
        shop.feed(&format!(
            "{{\"feed\":\"customer\",\"source_id\":\"1\",\"kind\":\"private\",\"family_name\":\"Ray\",\"member_program\":\"{name}\"}}"
        ))
    };
    assert_eq!((fed("milk").failures[0].field, fed("milk").failures[0].rule), ("member_program", "program.unknown"));
    assert_eq!(fed("tea").refused, 0, "what the central system says of a closed program holds");
}

#[test]
fn a_booking_with_the_same_key_again_books_nothing_and_tells_the_balance() {
    let (shop, id) = joined();
    let desk = shop.desk();
    assert_eq!(desk.book(id, &new("coffee", 3, "k1")).unwrap(), Booked { balance: 3, repeated: false });
    let shop = shop.reopened();
    let desk = shop.desk();
    assert_eq!(desk.book(id, &new("coffee", 3, "k1")).unwrap(), Booked { balance: 3, repeated: true });
    assert_eq!(failed(desk.book(id, &new("coffee", 4, "k1"))), (ErrorKind::Conflict, "booking.key_used_otherwise", Some("key")));
    let other = member(&shop, "Ray");
    assert_eq!(failed(desk.book(other, &new("coffee", 3, "k1"))).1, "booking.key_used_otherwise");
    assert_eq!(desk.bookings(id, &code("coffee")).unwrap().len(), 1);
    let log = desk.change_log(id).unwrap();
    let booked = log.iter().filter(|logged| logged.entry.kind == EntryKind::Booked).collect::<Vec<_>>();
    assert_eq!(
        (booked.len(), booked[0].entry.record, &booked[0].entry.idempotency),
        (1, RecordKind::Booking, &None),
        "the key goes with the booking"
    );
}

#[test]
fn with_a_known_balance_nobody_spends_more_and_what_was_booked_is_read_with_its_receipt() {
    let (shop, id) = joined();
    let desk = shop.desk();
    assert_eq!(failed(desk.book(id, &new("credit", -1, "k0"))), (ErrorKind::State, "booking.balance_too_low", Some("amount")));
    let paid = NewBooking { receipt: Some(code("R-1")), ..new("credit", 500, "k1") };
    desk.book(id, &paid).unwrap();
    assert_eq!(failed(desk.book(id, &new("credit", -501, "k2"))).1, "booking.balance_too_low");
    assert_eq!(desk.book(id, &new("credit", -500, "k3")).unwrap().balance, 0);
    assert_eq!(broken(desk.book(id, &new("credit", 0, "k4"))), [("amount", "booking.amount_zero")]);
    let bookings = desk.bookings(id, &code("credit")).unwrap();
    let Booking { amount, receipt, station, operator, known, .. } = bookings[0].clone();
    assert_eq!((amount, receipt, station, operator, known), (500, Some(code("R-1")), code("till-1"), Some(code("jane")), true));
    let of = |program: &str, balance| Balance { program: code(program), balance };
    assert_eq!(desk.balances(id).unwrap(), [of("coffee", 0), of("credit", 0), of("gift", 0)]);
    assert_eq!(shop.erp().booking_conflicts().unwrap(), []);
}

#[test]
fn only_a_member_books_only_in_a_program_that_is_open_and_only_by_right() {
    let (shop, id) = joined();
    let (desk, stranger) = (shop.desk(), shop.add(&[(Field::FamilyName, "Ray")]));
    assert_eq!(failed(desk.book(stranger, &new("coffee", 1, "k1"))), (ErrorKind::State, "program.not_a_member", Some("program")));
    desk.set_program(&Program { closed: true, ..program("coffee", ProgramKind::Stamps) }).unwrap();
    assert_eq!(failed(desk.book(id, &new("coffee", 1, "k1"))), (ErrorKind::State, "program.closed", Some("program")));
    let blind = shop.desk_of("kim", Rights::none());
    assert_eq!(failed(blind.book(id, &new("credit", 1, "k1"))).1, "right.edit_documents");
    assert_eq!(failed(blind.bookings(id, &code("credit"))).1, "right.read_customers");
    assert_eq!(failed(blind.balances(id)).1, "right.read_customers");
}

#[test]
fn offline_a_station_spends_its_allowance_and_overdrafts_are_listed() {
    let (shop, id) = joined();
    let desk = shop.desk();
    desk.book(id, &new("credit", 100, "k1")).unwrap();
    let used_up = (ErrorKind::State, "booking.allowance_used_up", Some("amount"));
    assert_eq!(failed(desk.book(id, &offline("credit", -1, "k2"))), used_up, "nothing, as long as no setting says how much");
    set(&shop, Setting::ProgramsOfflineAllowance, "80");
    assert_eq!(desk.book(id, &offline("credit", -70, "k2")).unwrap().balance, 30);
    assert_eq!(failed(desk.book(id, &offline("credit", -11, "k3"))), used_up);
    assert_eq!(shop.desk_at("till-2").book(id, &offline("credit", -80, "k4")).unwrap().balance, -50);
    let overdrawn = Conflict::Overdrawn { subject: id, program: code("credit"), balance: -50 };
    assert_eq!(shop.erp().booking_conflicts().unwrap(), [overdrawn]);
    assert_eq!(desk.book(id, &new("credit", 50, "k5")).unwrap().balance, 0);
    assert_eq!(shop.erp().booking_conflicts().unwrap(), []);
    assert_eq!(desk.book(id, &offline("credit", -10, "k6")).unwrap().balance, -10, "the balance was known in between");
}

#[test]
fn a_voucher_is_redeemed_once_and_what_stations_redeemed_twice_is_listed() {
    let (shop, id) = joined();
    let (desk, other) = (shop.desk(), member(&shop, "Ray"));
    shop.fed("{\"feed\":\"customer\",\"source_id\":\"1\",\"kind\":\"private\",\"family_name\":\"Fay\"}");
    let voucher = |amount, key| NewBooking { reference: Some(code("V-1")), ..new("gift", amount, key) };
    desk.book(id, &voucher(500, "k1")).unwrap();
    desk.book(other, &voucher(500, "k2")).unwrap();
    desk.book(id, &voucher(-500, "k3")).unwrap();
    assert_eq!(failed(desk.book(other, &voucher(-500, "k4"))), (ErrorKind::State, "booking.redeemed", Some("reference")));
    let line = |rest: &str| {
        format!("{{\"feed\":\"booking\",\"id\":\"{ID}\",\"customer\":\"1\",\"program\":\"gift\",\"at\":\"2026-07-02\",{rest}}}")
    };
    let again = line("\"amount\":-500,\"reference\":\"V-1\",\"receipt\":\"R-9\",\"station\":\"till-9\"");
    shop.fed(&again);
    let subject = shop.erp().subject_by_source("1").unwrap().unwrap();
    let booking = BookingId::parse(ID).unwrap();
    assert_eq!(
        shop.erp().booking_conflicts().unwrap(),
        [
            Conflict::Overdrawn { subject, program: code("gift"), balance: -500 },
            Conflict::RedeemedTwice { subject, program: code("gift"), reference: code("V-1"), booking },
        ]
    );
    let report = shop.feed(&again);
    assert_eq!((report.taken, report.unchanged), (1, 1));
    for (rest, field, rule) in [
        ("\"amount\":-400", "id", "booking.is_fixed"),
        ("\"amount\":0", "amount", "booking.amount_zero"),
        ("\"amount\":\"many\"", "amount", "not_a_number"),
    ] {
        let report = shop.feed(&line(rest));
        assert_eq!((report.failures[0].field, report.failures[0].rule), (field, rule));
    }
    let strange = again.replace("gift", "milk").replace("0001", "0002");
    assert_eq!(shop.feed(&strange).failures[0].rule, "program.unknown");
}

#[test]
fn a_booking_that_was_changed_taken_away_or_put_in_is_found() {
    let (shop, id) = joined();
    shop.desk().book(id, &new("coffee", 3, "k1")).unwrap();
    assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
    let folder = shop.close();
    let findings = |sql: &str| {
        let copy = crate::shop::copy_of(folder.path());
        database(copy.path()).execute_batch(sql).unwrap();
        let found = Shop::open_in(copy).unwrap().engine.verify_journal().unwrap().findings;
        found.into_iter().map(|(origin, sequence, finding)| (origin.to_string(), sequence > 0, finding)).collect::<Vec<_>>()
    };
    let told = [("till-1".to_owned(), true, Finding::Content)];
    for sql in [
        "UPDATE booking SET amount = 4",
        "UPDATE booking SET receipt = 'R-2'",
        "UPDATE booking SET known = 0",
        "UPDATE booking SET key = NULL",
        "DELETE FROM booking",
    ] {
        assert_eq!(findings(sql), told, "{sql}");
    }
    let forged = "INSERT INTO booking SELECT 9, randomblob(16), subject, program, 99, reference, receipt, known, at, station, operator, NULL, salt FROM booking";
    assert_eq!(findings(forged), [("till-1".to_owned(), false, Finding::Content)]);
}

#[test]
fn the_bookings_of_an_erased_person_are_gone_and_nothing_ties_their_receipts_to_them() {
    let (shop, id) = joined();
    let other = member(&shop, "Ray");
    shop.desk().book(id, &NewBooking { receipt: Some(code("R-1")), ..new("coffee", 3, "k1") }).unwrap();
    shop.desk().book(other, &new("coffee", 1, "k2")).unwrap();
    shop.erp().anonymize(id).unwrap();
    assert_eq!(failed(shop.desk().book(id, &new("coffee", 3, "k1"))).0, ErrorKind::Erased);
    assert_eq!(failed(shop.desk().bookings(id, &code("coffee"))).0, ErrorKind::Erased);
    assert_eq!(shop.engine.verify_journal().unwrap().findings, [], "that they are missing is no finding");
    assert_eq!(shop.desk().bookings(other, &code("coffee")).unwrap().len(), 1);
    let left: i64 = database(shop.close().path()).query_row("SELECT count(*) FROM booking", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 1);
}
