//! Bookings of other stations from a feed: they happened, so none is refused for what an account holds.

use super::customer::subject_named;
use super::record::Record;
use super::run::{Feeder, Taken};
use crate::domain::booking::Booking;
use crate::domain::change::Change;
use crate::domain::id::BookingId;
use crate::domain::time::Timestamp;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::Writer;

fn required(name: &'static str) -> impl Fn() -> Violation {
    move || Violation::new(name, "required")
}

pub(super) fn take(feeder: &Feeder<'_>, writer: &mut Writer<'_>, record: &mut Record) -> Result<Taken> {
    let stored = subject_named(writer, record, "customer")?.ok_or_else(required("customer"))?;
    if stored.erased.is_some() {
        return Err(Error::new(ErrorKind::Erased, "customer.anonymized").field("customer"));
    }
    let booking = Booking {
        id: record.parsed("id", BookingId::parse)?.ok_or_else(required("id"))?,
        subject: stored.id,
        program: record.code("program")?.ok_or_else(required("program"))?,
        amount: record.number("amount")?.ok_or_else(required("amount"))?,
        reference: record.code("reference")?,
        receipt: record.code("receipt")?,
        known: false,
        at: record.parsed("at", Timestamp::parse)?.ok_or_else(required("at"))?,
        station: record.code("station")?.unwrap_or_else(|| feeder.erp.name().clone()),
        operator: None,
        key: None,
    };
    record.finish()?;
    booking.check()?;
    match writer.booking(booking.id)? {
        Some(known) if known.is_the_same(&booking) => Ok(Taken::Unchanged),
        Some(_) => Err(Violation::new("id", "booking.is_fixed").into()),
        None if !feeder.erp.engine.directory_in(writer)?.programs.contains_key(&booking.program) => {
            Err(Violation::new("program", "program.unknown").into())
        }
        None => Ok(Taken::Changes(vec![Change::Booking(Box::new(booking))])),
    }
}
