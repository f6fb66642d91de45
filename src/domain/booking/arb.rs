//! Strategies that make bookings: few customers, programs, stations and references, so that they meet.

use proptest::prelude::*;
use proptest::sample::select;

use super::Booking;
use crate::domain::id::{BookingId, Code, SubjectId};
use crate::domain::time::Timestamp;

fn code(word: &str) -> Code {
    Code::parse(word).expect("a word of these strategies")
}

/// A booking of a small shop; its id is made of `number`.
pub fn arb_booking(number: u8) -> impl Strategy<Value = Booking> {
    let words =
        (select(vec!["coffee", "credit"]), select(vec!["till-1", "till-2"]), prop::option::weighted(0.3, select(vec!["V-1", "V-2"])));
    (0..2_u8, words, prop_oneof![-9..0_i64, 1..9_i64], any::<bool>()).prop_map(
        move |(who, (program, station, reference), amount, known)| Booking {
            id: BookingId::from_bytes([number; 16]),
            subject: SubjectId::from_bytes([who; 16]),
            program: code(program),
            amount,
            reference: reference.map(code),
            receipt: None,
            known,
            at: Timestamp::from_millis(i64::from(number)),
            station: code(station),
            operator: None,
            key: None,
        },
    )
}

/// So many bookings at most.
pub fn arb_bookings(most: u8) -> impl Strategy<Value = Vec<Booking>> {
    (0..=most).prop_flat_map(|count| (0..count).map(arb_booking).collect::<Vec<_>>())
}
