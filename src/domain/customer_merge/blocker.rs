//! What stands in the way of merging two customers. Knows no store.

use crate::domain::booking::{Booking, Conflict, conflicts};
use crate::domain::check::has_room;
use crate::domain::id::{Code, SubjectId};
use crate::domain::request::{Request, RequestKind, running};
use crate::domain::subject::Values;
use crate::domain::words::words;

words! {
    /// Why two customers cannot be merged.
    ///
    /// ```
    /// use clientela::domain::customer_merge::MergeBlockerReason;
    /// assert_eq!(MergeBlockerReason::OtherKind.name(), "other_kind");
    /// ```
    MergeBlockerReason {
        /// One is a private customer, the other a business.
        OtherKind = "other_kind",
        /// One is only a related person.
        NotACustomer = "not_a_customer",
        /// One is an operator.
        IsOperator = "is_operator",
        /// An account holds less than nothing: what both hold cannot be summed before that is settled.
        AccountOverdrawn = "account_overdrawn",
        /// A voucher or another reference was redeemed more than once: that has to be settled before.
        RedeemedTwice = "reference_redeemed_twice",
        /// Together they have more of something (addresses, comments) than a customer may have.
        TooMany = "too_many_together",
        /// The erasure of one was asked for: that is answered before.
        ErasureRequested = "erasure_requested",
    }
}

/// Something that stands in the way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MergeBlocker {
    /// Why.
    pub reason: MergeBlockerReason,
    /// The program, where it is about an account.
    pub program: Option<Code>,
}

/// What of a customer decides whether they can be merged.
#[derive(Clone, Copy, Debug)]
pub struct MergeSide<'a> {
    /// Who.
    pub id: SubjectId,
    /// Whether it is a customer and not only a related person.
    pub customer: bool,
    /// Whether it is a company.
    pub business: bool,
    /// Whether somebody signs in under this person.
    pub operator: bool,
    /// What they asked about their data.
    pub requests: &'a [Request],
    /// What was booked to their accounts.
    pub bookings: &'a [Booking],
}

/// What stands in the way of making one customer of two, who then has these values.
///
/// ```
/// use clientela::domain::{customer_merge::{MergeBlockerReason, MergeSide, blockers}, id::SubjectId, subject::Values};
/// let lee = MergeSide { id: SubjectId::from_bytes([1; 16]), customer: true, business: false, operator: false, requests: &[], bookings: &[] };
/// let firm = MergeSide { id: SubjectId::from_bytes([2; 16]), business: true, ..lee };
/// assert_eq!(blockers(&lee, &firm, &Values::default())[0].reason, MergeBlockerReason::OtherKind);
/// ```
pub fn blockers(survivor: &MergeSide<'_>, merged: &MergeSide<'_>, together: &Values) -> Vec<MergeBlocker> {
    use MergeBlockerReason as R;
    let either = |is: fn(&MergeSide<'_>) -> bool| is(survivor) || is(merged);
    let plain = [
        (survivor.business != merged.business, R::OtherKind),
        (either(|side| !side.customer), R::NotACustomer),
        (either(|side| side.operator), R::IsOperator),
        (!has_room(together), R::TooMany),
        (either(|side| running(side.requests, RequestKind::Erasure).is_some()), R::ErasureRequested),
    ];
    let plain = plain.into_iter().filter(|(is, _)| *is).map(|(_, reason)| MergeBlocker { reason, program: None });
    let mut found: Vec<MergeBlocker> = plain.collect();
    for conflict in conflicts(&[survivor.bookings, merged.bookings].concat()) {
        let (reason, program) = match conflict {
            Conflict::Overdrawn { program, .. } => (R::AccountOverdrawn, program),
            Conflict::RedeemedTwice { program, .. } => (R::RedeemedTwice, program),
        };
        let blocker = MergeBlocker { reason, program: Some(program) };
        if !found.contains(&blocker) {
            found.push(blocker);
        }
    }
    found
}
