//! Bookings of programs: rows that are added and never changed, gone with their person.

use crate::domain::booking::Booking;
use crate::domain::field::RecordKind;
use crate::domain::id::{BookingId, Code, SubjectId};
use crate::domain::journal::{Digest32, EntryKind, Salt};
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::store::journal::Draft;
use crate::store::sql::{Row, damaged};
use crate::store::unit::{Reader, Writer};

/// The query of bookings, in the order [`read_booking`] reads.
macro_rules! bookings {
    ($which:literal) => {
        concat!(
            "SELECT id, subject, program, amount, reference, receipt, known, at, station, operator, key, salt, place FROM booking ",
            $which
        )
    };
}

fn read_booking(row: &dyn Row) -> Result<Booking> {
    Ok(Booking {
        id: BookingId::from_bytes(row.array(0)?),
        subject: SubjectId::from_bytes(row.array(1)?),
        program: row.code_opt(2)?.ok_or_else(damaged)?,
        amount: row.int(3)?,
        reference: row.code_opt(4)?,
        receipt: row.code_opt(5)?,
        known: row.flag(6)?,
        at: Timestamp::from_millis(row.int(7)?),
        station: row.code_opt(8)?.ok_or_else(damaged)?,
        operator: row.code_opt(9)?,
        key: row.code_opt(10)?,
    })
}

impl Reader<'_> {
    /// A booking.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn booking(&mut self, id: BookingId) -> Result<Option<Booking>> {
        self.one(bookings!("WHERE id = $1"), &[id.bytes().into()], read_booking)
    }

    /// The booking that was made with this key.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn booking_by_key(&mut self, key: &Code) -> Result<Option<Booking>> {
        self.one(bookings!("WHERE key = $1"), &[key.into()], read_booking)
    }

    /// The bookings of a person and of everybody merged with them, in the order in which they were taken.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn bookings(&mut self, subject: SubjectId) -> Result<Vec<Booking>> {
        let mut all = Vec::new();
        for side in self.same_as(subject)? {
            let read = |row: &dyn Row| Ok((row.int(12)?, read_booking(row)?));
            all.extend(self.all(bookings!("WHERE subject = $1 ORDER BY place"), &[(&side).into()], read)?);
        }
        all.sort_by_key(|(place, _)| *place);
        Ok(all.into_iter().map(|(_, booking)| booking).collect())
    }

    /// The bookings of a program with a reference, in the order in which they were taken.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn bookings_with(&mut self, program: &Code, reference: &Code) -> Result<Vec<Booking>> {
        let which = bookings!("WHERE program = $1 AND reference = $2 ORDER BY place");
        self.all(which, &[program.into(), reference.into()], read_booking)
    }

    /// What was booked to a program, account by account in no order.
    pub(crate) fn each_amount(&mut self, program: &Code, each: &mut dyn FnMut(SubjectId, i64)) -> Result<()> {
        self.session.query("SELECT subject, amount FROM booking WHERE program = $1", &[program.into()], &mut |row| {
            each(SubjectId::from_bytes(row.array(0)?), row.int(1)?);
            Ok(())
        })
    }

    /// Every booking, in the order in which they were taken.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn all_bookings(&mut self) -> Result<Vec<Booking>> {
        self.all(bookings!("ORDER BY place"), &[], read_booking)
    }

    /// The digest of a booking as stored, for the verification of the journal.
    pub(super) fn booking_digest(&mut self, id: &str) -> Result<Option<Digest32>> {
        let id = BookingId::parse(id).map_err(|_| damaged())?;
        self.one(bookings!("WHERE id = $1"), &[id.bytes().into()], |row| {
            let salt: Salt = row.array(11)?;
            Ok(read_booking(row)?.content_digest(&salt))
        })
    }
}

impl Writer<'_> {
    /// The salt lies in the row: it goes with the person, and what the journal commits to says nothing any more.
    pub(super) fn put_booking(&mut self, booking: &Booking) -> Result<Draft> {
        let salt = self.salt()?;
        let sql = "INSERT INTO booking (place, id, subject, program, amount, reference, receipt, known, at, station, operator, key, salt) \
                   VALUES ((SELECT coalesce(max(place), 0) + 1 FROM booking), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
        self.session.execute(
            sql,
            &[
                booking.id.bytes().into(),
                (&booking.subject).into(),
                (&booking.program).into(),
                booking.amount.into(),
                booking.reference.as_ref().into(),
                booking.receipt.as_ref().into(),
                booking.known.into(),
                booking.at.into(),
                (&booking.station).into(),
                booking.operator.as_ref().into(),
                booking.key.as_ref().into(),
                (&salt).into(),
            ],
        )?;
        let mut draft = Draft::of(EntryKind::Booked, RecordKind::Booking, booking.id.to_string(), Some(booking.subject));
        draft.content = Some(booking.content_digest(&salt));
        Ok(draft)
    }
}
