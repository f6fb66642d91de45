//! Bookings of programs: what may be booked, what an account holds, and what went wrong where stations did not know of each other.
//! Knows no store and no clock.

#[cfg(any(test, feature = "testing"))]
pub mod arb;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use crate::domain::id::{BookingId, Code, SubjectId};
use crate::domain::journal::{Digest32, Encoder, Salt};
use crate::domain::program::Program;
use crate::domain::time::Timestamp;
use crate::domain::words::words;
use crate::error::{Error, ErrorKind, Result, Violation};

/// No booking is larger: an account of very many of them still has a balance.
pub const LARGEST_AMOUNT: i64 = 1_000_000_000_000;

/// One booking of a program: what somebody got or spent. It never changes.
///
/// ```
/// use clientela::domain::{booking::{Booking, balance}, id::{BookingId, Code, SubjectId}, time::Timestamp};
/// let (at, id) = (Timestamp::from_millis(1_700_000_000_000), BookingId::from_bytes([1; 16]));
/// let booking = Booking {
///     id, subject: SubjectId::from_bytes([2; 16]), program: Code::parse("coffee")?, amount: 3, reference: None, receipt: None,
///     known: true, at, station: Code::parse("till-1")?, operator: None, key: None,
/// };
/// assert_eq!(balance([&booking, &Booking { amount: -1, ..booking.clone() }]), 2);
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Booking {
    /// Its id.
    pub id: BookingId,
    /// Whose account.
    pub subject: SubjectId,
    /// The program.
    pub program: Code,
    /// Units (points, stamps, minor units of money); less than 0 where they were spent.
    pub amount: i64,
    /// The number of the voucher or the redemption itself.
    pub reference: Option<Code>,
    /// The receipt on which it happened.
    pub receipt: Option<Code>,
    /// Whether the station knew the balance.
    pub known: bool,
    /// When.
    pub at: Timestamp,
    /// Where.
    pub station: Code,
    /// Who booked it.
    pub operator: Option<Code>,
    /// The host's own key, by which it is booked once. It goes with the booking: it may be the number of a receipt.
    pub key: Option<Code>,
}

impl Booking {
    /// Whether it is an amount that can be booked.
    ///
    /// # Errors
    /// `booking.amount_zero`, `booking.amount_too_large`.
    pub fn check(&self) -> Result<(), Violation> {
        let rule = match self.amount {
            0 => "booking.amount_zero",
            amount if amount.unsigned_abs() > LARGEST_AMOUNT.unsigned_abs() => "booking.amount_too_large",
            _ => return Ok(()),
        };
        Err(Violation::new("amount", rule))
    }

    /// Whether both tell of the same: where a booking comes again, what only its station knew may be missing.
    pub fn is_the_same(&self, other: &Self) -> bool {
        let told = |of: &Self| (of.id, of.subject, of.amount, of.at);
        told(self) == told(other) && self.program == other.program && self.reference == other.reference && self.receipt == other.receipt
    }

    /// The digest of everything in it; the journal commits to it. Without the salt nobody finds out what an erased booking said.
    pub fn content_digest(&self, salt: &Salt) -> Digest32 {
        let mut out = Encoder(Vec::with_capacity(256));
        out.bytes(salt);
        out.bytes(self.id.bytes());
        out.bytes(self.subject.bytes());
        let told = [&self.reference, &self.receipt, &self.operator, &self.key].map(Option::as_ref);
        for code in [Some(&self.program), Some(&self.station)].into_iter().chain(told) {
            out.text(code.map_or("", Code::as_str));
        }
        [self.amount, i64::from(self.known), self.at.millis()].into_iter().for_each(|number| out.number(number));
        Sha256::digest(&out.0).into()
    }

    fn is_of_the_account_of(&self, other: &Self) -> bool {
        self.subject == other.subject && self.program == other.program
    }

    fn redeems(&self) -> Option<(&Code, &Code)> {
        self.reference.as_ref().filter(|_| self.amount < 0).map(|reference| (&self.program, reference))
    }
}

/// What the chain decided.
///
/// ```
/// use clientela::domain::booking::BookingRules;
/// let rules = BookingRules { editable: true, allowance: 0 };
/// assert_eq!(rules.allowance, 0); // offline nothing is spent
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BookingRules {
    /// A credit or voucher is loaded with any value, not only with the preset one.
    pub editable: bool,
    /// What a station may spend of an account while it does not know the balance.
    pub allowance: i64,
}

/// The sum of bookings.
pub fn balance<'a>(bookings: impl IntoIterator<Item = &'a Booking>) -> i64 {
    let sum: i128 = bookings.into_iter().map(|booking| i128::from(booking.amount)).sum();
    i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX })
}

/// Whether `new` may be booked after `earlier`, in the order in which they were taken: the bookings of its account, and of other accounts
/// those with its reference.
///
/// # Errors
/// [`ErrorKind::Invalid`] with `booking.amount_zero`, `booking.amount_too_large`, `booking.not_the_preset`; [`ErrorKind::State`] with
/// `program.closed`, `booking.redeemed`, `booking.balance_too_low`, `booking.allowance_used_up`.
pub fn decide(program: &Program, earlier: &[Booking], new: &Booking, rules: BookingRules) -> Result<()> {
    new.check()?;
    if program.closed {
        return Err(Error::new(ErrorKind::State, "program.closed").field("program"));
    }
    if !rules.editable && program.kind.is_money() && new.amount > 0 && program.preset != Some(new.amount) {
        return Err(Violation::new("amount", "booking.not_the_preset").into());
    }
    if new.redeems().is_some_and(|this| earlier.iter().any(|booking| booking.redeems() == Some(this))) {
        return Err(Error::new(ErrorKind::State, "booking.redeemed").field("reference"));
    }
    if new.amount < 0 { may_spend(earlier, new, rules.allowance) } else { Ok(()) }
}

/// Never more than the balance where it is known, else never more than the allowance.
fn may_spend(earlier: &[Booking], new: &Booking, allowance: i64) -> Result<()> {
    let account = || earlier.iter().filter(|booking| booking.is_of_the_account_of(new));
    let after = if new.known {
        balance(account().chain([new]))
    } else {
        // Once the station knew the balance again, what it spent before was part of it.
        let own = account().rev().filter(|booking| booking.station == new.station);
        let spent = balance(own.take_while(|booking| !booking.known).filter(|booking| booking.amount < 0).chain([new]));
        allowance.saturating_add(spent)
    };
    let code = if new.known { "booking.balance_too_low" } else { "booking.allowance_used_up" };
    if after < 0 { Err(Error::new(ErrorKind::State, code).field("amount")) } else { Ok(()) }
}

words! {
    /// What went wrong between stations.
    ConflictKind {
        /// More was spent than the account held.
        Overdrawn = "overdrawn",
        /// A voucher or another reference was redeemed more than once.
        RedeemedTwice = "redeemed_twice",
    }
}

/// Something that somebody has to settle: bookings of several stations that do not go together.
///
/// ```
/// use clientela::domain::{booking::{Booking, Conflict, conflicts}, id::{BookingId, Code, SubjectId}, time::Timestamp};
/// let (subject, program) = (SubjectId::from_bytes([2; 16]), Code::parse("coffee")?);
/// let spent = Booking {
///     id: BookingId::from_bytes([1; 16]), subject, program: program.clone(), amount: -1, reference: None, receipt: None, known: false,
///     at: Timestamp::from_millis(0), station: Code::parse("till-1")?, operator: None, key: None,
/// };
/// assert_eq!(conflicts(&[spent]), [Conflict::Overdrawn { subject, program, balance: -1 }]);
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Conflict {
    /// More was spent than the account held.
    Overdrawn {
        /// Whose account.
        subject: SubjectId,
        /// The program.
        program: Code,
        /// What the account holds: less than 0.
        balance: i64,
    },
    /// A reference was redeemed again.
    RedeemedTwice {
        /// Who redeemed it again.
        subject: SubjectId,
        /// The program.
        program: Code,
        /// The reference.
        reference: Code,
        /// The later booking.
        booking: BookingId,
    },
}

/// What is wrong with bookings, in the order in which they were taken: accounts that hold less than nothing, and every redemption of a reference after its first.
pub fn conflicts(bookings: &[Booking]) -> Vec<Conflict> {
    let mut accounts: BTreeMap<(&Code, SubjectId), Vec<&Booking>> = BTreeMap::new();
    for booking in bookings {
        accounts.entry((&booking.program, booking.subject)).or_default().push(booking);
    }
    let balances = accounts.into_iter().map(|((program, subject), all)| (program, subject, balance(all)));
    let overdrawn = balances.filter(|(.., balance)| *balance < 0);
    let overdrawn = overdrawn.map(|(program, subject, balance)| Conflict::Overdrawn { subject, program: program.clone(), balance });
    let mut redeemed = BTreeSet::new();
    let again = bookings.iter().filter(|booking| booking.redeems().is_some_and(|this| !redeemed.insert(this)));
    let twice = again.filter_map(|booking| {
        let (program, reference) = booking.redeems().map(|(program, reference)| (program.clone(), reference.clone()))?;
        Some(Conflict::RedeemedTwice { subject: booking.subject, program, reference, booking: booking.id })
    });
    overdrawn.chain(twice).collect()
}
