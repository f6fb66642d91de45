use proptest::prelude::*;

use super::arb::arb_bookings;
use super::*;
use crate::domain::program::ProgramKind;

const OPEN: BookingRules = BookingRules { editable: true, allowance: 5 };

fn code(text: &str) -> Code {
    Code::parse(text).unwrap()
}

fn program(kind: ProgramKind) -> Program {
    Program::new(code("coffee"), kind)
}

fn booking(amount: i64, known: bool) -> Booking {
    Booking {
        id: BookingId::from_bytes([1; 16]),
        subject: SubjectId::from_bytes([1; 16]),
        program: code("coffee"),
        amount,
        reference: None,
        receipt: None,
        known,
        at: Timestamp::from_millis(0),
        station: code("till-1"),
        operator: None,
        key: None,
    }
}

fn refused(kind: ProgramKind, earlier: &[Booking], new: &Booking, rules: BookingRules) -> Option<&'static str> {
    decide(&program(kind), earlier, new, rules).err().map(|error| error.code())
}

#[test]
fn an_amount_is_neither_nothing_nor_beyond_all_bounds() {
    let of = |amount| refused(ProgramKind::Points, &[], &booking(amount, false), OPEN);
    assert_eq!(of(0), Some("booking.amount_zero"));
    assert_eq!([of(i64::MIN), of(i64::MAX), of(LARGEST_AMOUNT + 1)], [Some("booking.amount_too_large"); 3]);
    assert_eq!(of(LARGEST_AMOUNT), None);
    let most = vec![booking(i64::MAX, true); 3];
    assert_eq!((balance(&most), balance(&vec![booking(i64::MIN, true); 3])), (i64::MAX, i64::MIN));
}

#[test]
fn nothing_is_booked_to_a_closed_program() {
    let closed = Program { closed: true, ..program(ProgramKind::Points) };
    assert_eq!(decide(&closed, &[], &booking(1, true), OPEN).unwrap_err().code(), "program.closed");
}

#[test]
fn a_load_of_money_has_the_preset_value_where_programs_are_not_editable() {
    let fixed = BookingRules { editable: false, ..OPEN };
    let of = |kind, preset, amount| {
        decide(&Program { preset, ..program(kind) }, &[], &booking(amount, true), fixed).err().map(|error| error.code())
    };
    assert_eq!(of(ProgramKind::Credit, Some(500), 501), Some("booking.not_the_preset"));
    assert_eq!(of(ProgramKind::Voucher, None, 500), Some("booking.not_the_preset"), "without a preset value there is no load");
    assert_eq!([of(ProgramKind::Voucher, Some(500), 500), of(ProgramKind::Points, None, 7)], [None; 2]);
}

#[test]
fn with_a_known_balance_nobody_spends_more_than_it() {
    let earlier = [booking(7, true), booking(-3, false)];
    let of = |amount| refused(ProgramKind::Points, &earlier, &booking(amount, true), OPEN);
    assert_eq!((of(-4), of(-5)), (None, Some("booking.balance_too_low")));
    let other = Booking { subject: SubjectId::from_bytes([2; 16]), ..booking(-1, true) };
    assert_eq!(refused(ProgramKind::Points, &earlier, &other, OPEN), Some("booking.balance_too_low"), "not of another account");
}

#[test]
fn offline_a_station_spends_its_allowance_until_it_knows_the_balance_again() {
    let of = |earlier: &[Booking], amount| refused(ProgramKind::Points, earlier, &booking(amount, false), OPEN);
    assert_eq!((of(&[], -5), of(&[], -6)), (None, Some("booking.allowance_used_up")));
    assert_eq!(of(&[booking(-3, false), booking(9, false)], -3), Some("booking.allowance_used_up"), "what it gave is no more allowance");
    assert_eq!(of(&[booking(-3, false), booking(1, true)], -5), None);
    let elsewhere = Booking { station: code("till-2"), ..booking(-3, false) };
    assert_eq!(of(&[elsewhere], -5), None, "of another station");
}

#[test]
fn a_reference_is_redeemed_once_whoever_has_it() {
    let voucher =
        |amount, who| Booking { reference: Some(code("V-1")), subject: SubjectId::from_bytes([who; 16]), ..booking(amount, true) };
    let earlier = [voucher(9, 1), voucher(9, 2), voucher(-2, 2)];
    assert_eq!(refused(ProgramKind::Voucher, &earlier[..2], &voucher(-2, 1), OPEN), None);
    assert_eq!(refused(ProgramKind::Voucher, &earlier, &voucher(-2, 1), OPEN), Some("booking.redeemed"));
    assert_eq!(refused(ProgramKind::Voucher, &earlier, &voucher(2, 1), OPEN), None, "a load redeems nothing");
}

#[test]
fn overdrawn_accounts_and_references_redeemed_twice_are_conflicts() {
    let voucher = |amount| Booking { reference: Some(code("V-1")), ..booking(amount, false) };
    let found = conflicts(&[voucher(-2), booking(3, true), voucher(-2)]);
    let (subject, program) = (SubjectId::from_bytes([1; 16]), code("coffee"));
    let overdrawn = Conflict::Overdrawn { subject, program: program.clone(), balance: -1 };
    let twice = Conflict::RedeemedTwice { subject, program, reference: code("V-1"), booking: BookingId::from_bytes([1; 16]) };
    assert_eq!(found, [overdrawn, twice]);
}

#[test]
fn the_digest_depends_on_every_part_and_on_the_salt() {
    let base = Booking { reference: Some(code("a")), ..booking(1, true) };
    let moved = Booking { reference: None, receipt: Some(code("a")), ..booking(1, true) };
    let others = [
        moved,
        Booking { id: BookingId::from_bytes([2; 16]), ..base.clone() },
        Booking { subject: SubjectId::from_bytes([2; 16]), ..base.clone() },
        Booking { program: code("tea"), ..base.clone() },
        Booking { amount: 2, ..base.clone() },
        Booking { known: false, ..base.clone() },
        Booking { at: Timestamp::from_millis(1), ..base.clone() },
        Booking { station: code("till-2"), ..base.clone() },
        Booking { operator: Some(code("jane")), ..base.clone() },
        Booking { key: Some(code("jane")), ..base.clone() },
    ];
    let digests: BTreeSet<_> = others.iter().chain([&base]).map(|one| one.content_digest(&[0; 16])).collect();
    assert_eq!(digests.len(), 11);
    assert!(!digests.contains(&base.content_digest(&[1; 16])));
}

proptest! {
    #[test]
    fn in_any_order_the_balance_is_the_sum(bookings in arb_bookings(30).prop_shuffle()) {
        let sum: i64 = bookings.iter().map(|booking| booking.amount).sum();
        prop_assert_eq!(balance(&bookings), sum);
    }

    #[test]
    fn with_known_balances_no_account_is_ever_overdrawn_and_no_reference_redeemed_twice(bookings in arb_bookings(40)) {
        let mut ledger: Vec<Booking> = Vec::new();
        for booking in bookings.into_iter().map(|booking| Booking { known: true, ..booking }) {
            if decide(&program(ProgramKind::Points), &ledger, &booking, OPEN).is_ok() {
                ledger.push(booking);
            }
            prop_assert_eq!(conflicts(&ledger), []);
        }
    }

    #[test]
    fn what_stations_spend_offline_is_never_more_than_their_allowances(bookings in arb_bookings(40), allowance in 0..9_i64) {
        let mut ledger: Vec<Booking> = Vec::new();
        for booking in bookings.into_iter().map(|booking| Booking { known: booking.amount > 0 && booking.known, reference: None, ..booking }) {
            if decide(&program(ProgramKind::Points), &ledger, &booking, BookingRules { editable: true, allowance }).is_ok() {
                ledger.push(Booking { known: false, ..booking });
            }
        }
        for conflict in conflicts(&ledger) {
            let Conflict::Overdrawn { balance, .. } = conflict else { panic!("no references here") };
            prop_assert!(balance >= -2 * allowance, "two stations, {} each", allowance);
        }
    }
}
