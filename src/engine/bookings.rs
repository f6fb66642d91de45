//! Booking to a program at a desk, each booking once; what accounts hold, and what does not go together. Knows no SQL.

use std::collections::BTreeMap;

use crate::domain::booking::{Booking, BookingRules, Conflict, balance, conflicts, decide};
use crate::domain::change::Change;
use crate::domain::field::Field;
use crate::domain::id::{BookingId, Code, SubjectId};
use crate::domain::rights::Right;
use crate::domain::setting::Setting;
use crate::domain::subject::Values;
use crate::engine::customers::present;
use crate::engine::desk::Desk;
use crate::engine::erp::Erp;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::{Reader, Writer};

/// Something to be booked at a desk.
///
/// ```
/// use clientela::{NewBooking, domain::id::Code};
/// let stamp = NewBooking::new(Code::parse("coffee")?, 1, Code::parse("till-1/4711")?);
/// assert!(stamp.known && stamp.receipt.is_none());
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewBooking {
    /// The program.
    pub program: Code,
    /// Units (points, stamps, minor units of money); less than 0 to spend them.
    pub amount: i64,
    /// The number of the voucher or the redemption itself; it is redeemed once.
    pub reference: Option<Code>,
    /// The receipt on which it happens.
    pub receipt: Option<Code>,
    /// Whether the host knows that this store has every booking of the account; else the station spends its allowance.
    pub known: bool,
    /// The host's own key of this booking: the same key again books nothing.
    pub key: Code,
}

impl NewBooking {
    /// A booking without reference and receipt, with a known balance.
    pub fn new(program: Code, amount: i64, key: Code) -> Self {
        Self { program, amount, reference: None, receipt: None, known: true, key }
    }
}

/// What booking did.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Options, Seat, SystemClock};
/// # use clientela::domain::{field::Field, rights::Rights};
/// use clientela::{NewBooking, domain::{id::Code, program::{Program, ProgramKind}}};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
/// # let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
/// let coffee = Code::parse("coffee")?;
/// desk.set_program(&Program::new(coffee.clone(), ProgramKind::Stamps))?;
/// let mut draft = desk.new_customer("private")?;
/// draft.set(Field::FamilyName, "Lee").set(Field::MemberProgram, "coffee");
/// let lee = desk.save(&mut draft)?.id;
///
/// let stamp = NewBooking::new(coffee, 1, Code::parse("till-1/4711")?);
/// assert!(!desk.book(lee, &stamp)?.repeated);
/// let again = desk.book(lee, &stamp)?; // the answer was lost, the host asks again
/// assert_eq!((again.balance, again.repeated), (1, true));
/// assert_eq!(desk.balances(lee)?[0].balance, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Booked {
    /// What the account holds now.
    pub balance: i64,
    /// Whether it was booked before with this key; then nothing was booked now.
    pub repeated: bool,
}

/// What an account holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Balance {
    /// The program.
    pub program: Code,
    /// The sum of its bookings; less than 0 where stations overdrew it.
    pub balance: i64,
}

impl Desk {
    /// Books to the account of a customer in a program. The same key again books nothing and tells the balance.
    ///
    /// # Errors
    /// As [`decide`]; [`ErrorKind::Invalid`] with `program.unknown`; [`ErrorKind::State`] with `program.not_a_member`;
    /// [`ErrorKind::Conflict`] with `booking.key_used_otherwise`; [`ErrorKind::NotFound`], [`ErrorKind::Erased`];
    /// [`ErrorKind::NotPermitted`] without the right to edit documents.
    pub fn book(&self, customer: SubjectId, new: &NewBooking) -> Result<Booked> {
        self.require(Right::EditDocuments)?;
        let mut writer = self.engine.store().write()?;
        let stored = present(&mut writer, customer)?;
        let booking = self.booking(stored.id, new)?;
        if let Some(first) = writer.booking_by_key(&new.key)? {
            return repeated(&mut writer, &first, &booking);
        }
        if stored.values.all(Field::MemberProgram).all(|(_, program)| program != new.program.as_str()) {
            return Err(Error::new(ErrorKind::State, "program.not_a_member").field("program"));
        }
        self.decide_booking(&mut writer, &booking)?;
        writer.apply(&self.context(), &[Change::Booking(Box::new(booking))])?;
        let balance = account(&mut writer, customer, &new.program)?;
        writer.commit()?;
        Ok(Booked { balance, repeated: false })
    }

    fn booking(&self, subject: SubjectId, new: &NewBooking) -> Result<Booking> {
        let at = self.engine.now().at;
        let NewBooking { program, amount, reference, receipt, known, key } = new.clone();
        let (station, operator) = (self.seat().station.clone(), Some(self.seat().operator.clone()));
        let id = BookingId::make(at, self.engine.draw()?);
        Ok(Booking { id, subject, program, amount, reference, receipt, known, at, station, operator, key: Some(key) })
    }

    fn decide_booking(&self, writer: &mut Writer<'_>, booking: &Booking) -> Result<()> {
        let directory = self.engine.directory_in(writer)?;
        let (settings, vantage) = (&directory.settings, directory.vantage(&self.seat().branch));
        let unknown = || Violation::new("program", "program.unknown");
        let program = directory.programs.get(&booking.program).ok_or_else(unknown)?;
        let rules = BookingRules {
            editable: settings.flag(Setting::ProgramsEditable, &vantage),
            allowance: settings.number(Setting::ProgramsOfflineAllowance, &vantage),
        };
        let mut earlier = as_one(writer.bookings(booking.subject)?, booking.subject);
        if let Some(reference) = &booking.reference {
            let (same, others) = (writer.same_as(booking.subject)?, writer.bookings_with(&booking.program, reference)?);
            earlier.extend(others.into_iter().filter(|other| !same.contains(&other.subject)));
        }
        decide(program, &earlier, booking, rules)
    }

    /// The bookings of a customer in a program, in the order in which this store took them.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`], [`ErrorKind::Erased`]; [`ErrorKind::NotPermitted`] without the right to read customers.
    pub fn bookings(&self, customer: SubjectId, program: &Code) -> Result<Vec<Booking>> {
        self.require(Right::ReadCustomers)?;
        let mut reader = self.engine.store().read()?;
        present(&mut reader, customer)?;
        of_program(&mut reader, customer, program)
    }

    /// What a customer's accounts hold: one for each membership and for each program with bookings, by the programs' codes.
    ///
    /// # Errors
    /// As [`Self::bookings`].
    pub fn balances(&self, customer: SubjectId) -> Result<Vec<Balance>> {
        self.require(Right::ReadCustomers)?;
        let mut reader = self.engine.store().read()?;
        let stored = present(&mut reader, customer)?;
        let bookings = reader.bookings(stored.id)?;
        Ok(balances_of(&stored.values, bookings))
    }
}

/// What accounts hold, one for each membership and for each program with bookings.
pub(crate) fn balances_of(values: &Values, bookings: Vec<Booking>) -> Vec<Balance> {
    let joined = values.all(Field::MemberProgram).filter_map(|(_, program)| Code::parse(program).ok());
    let mut accounts: BTreeMap<Code, Vec<Booking>> = joined.map(|program| (program, Vec::new())).collect();
    for booking in bookings {
        accounts.entry(booking.program.clone()).or_default().push(booking);
    }
    accounts.into_iter().map(|(program, all)| Balance { program, balance: balance(&all) }).collect()
}

impl Erp {
    /// What somebody has to settle: accounts that stations overdrew, and references that were redeemed more than once.
    ///
    /// # Errors
    /// Those of reading.
    pub fn booking_conflicts(&self) -> Result<Vec<Conflict>> {
        let mut reader = self.engine.store().read()?;
        let mut all = reader.all_bookings()?;
        for booking in &mut all {
            booking.subject = reader.survivor_of(booking.subject)?;
        }
        Ok(conflicts(&all))
    }
}

/// Bookings of somebody who was merged, as those of the customer who stays.
fn as_one(bookings: Vec<Booking>, subject: SubjectId) -> Vec<Booking> {
    bookings.into_iter().map(|booking| Booking { subject, ..booking }).collect()
}

/// The answer to a key that was used before, for the same booking only.
fn repeated(writer: &mut Writer<'_>, first: &Booking, again: &Booking) -> Result<Booked> {
    let first = Booking { subject: writer.survivor_of(first.subject)?, ..first.clone() };
    if !first.is_the_same(&Booking { id: first.id, at: first.at, ..again.clone() }) {
        return Err(Error::new(ErrorKind::Conflict, "booking.key_used_otherwise").field("key"));
    }
    Ok(Booked { balance: account(writer, again.subject, &again.program)?, repeated: true })
}

fn account(reader: &mut Reader<'_>, customer: SubjectId, program: &Code) -> Result<i64> {
    Ok(balance(&of_program(reader, customer, program)?))
}

fn of_program(reader: &mut Reader<'_>, customer: SubjectId, program: &Code) -> Result<Vec<Booking>> {
    let all = reader.bookings(customer)?.into_iter();
    Ok(all.filter(|booking| booking.program == *program).collect())
}
