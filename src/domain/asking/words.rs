//! The words of a dialog: on which occasion, when in it, why, and where the consent to storage stands.

use crate::domain::consent::{Detail, Standing, State};
use crate::domain::words::words;

words! {
    /// On which occasion a customer may be asked.
    ///
    /// ```
    /// use clientela::domain::asking::Occasion;
    /// assert_eq!(Occasion::from_name("card_read"), Some(Occasion::CardRead));
    /// ```
    Occasion {
        /// Their card is read.
        CardRead = "card_read",
        /// A cash sale is put on their name.
        CashSale = "cash_sale",
        /// The day of their last visit is set to today.
        LastVisit = "last_visit",
        /// They are new.
        Creation = "creation",
        /// They are signed in to the portal.
        Portal = "portal",
    }
}

words! {
    /// When in a dialog something is asked.
    ///
    /// ```
    /// use clientela::domain::asking::Turn;
    /// assert_eq!(Turn::ALL.len(), 3);
    /// ```
    Turn {
        /// At once.
        Now = "now",
        /// In the same dialog, once what it waits for was agreed to; until then none of it is offered.
        Then = "then",
        /// Not in this dialog.
        NotNow = "not_now",
    }
}

words! {
    /// Why something is asked, or is not.
    ///
    /// ```
    /// use clientela::domain::asking::AskingReason;
    /// assert_eq!(AskingReason::CoolDown.name(), "cool_down");
    /// ```
    AskingReason {
        /// Asked: nobody ever did.
        NeverAsked = "never_asked",
        /// Asked: there was no answer yet.
        Unanswered = "unanswered",
        /// Asked: it was declined long enough ago.
        RefusedBefore = "refused_before",
        /// Asked: the shop ended it or declared it void.
        Ended = "ended",
        /// Asked: its validity is over.
        Expired = "expired",
        /// Asked: the text changed in a way that matters.
        Outdated = "outdated",
        /// Asked: the address or number is another one now.
        OtherAddress = "other_address",
        /// Asked: what was agreed to needs these data.
        DataNeeded = "data_needed",
        /// Not asked: it was agreed to.
        Agreed = "agreed",
        /// Not asked: the confirmation is outstanding.
        Pending = "pending",
        /// Not asked: the person took it back or objected; only they begin anew.
        UpToThePerson = "up_to_the_person",
        /// Not asked: it was declined or left open not long enough ago.
        CoolDown = "cool_down",
        /// Not asked: there was a dialog on this day already.
        AskedToday = "asked_today",
        /// Not asked: another consent comes first.
        WaitsForConsent = "waits_for_consent",
        /// Not asked: not on this occasion.
        OtherOccasion = "other_occasion",
        /// Not asked: the chain only shows where it stands.
        IndicatorOnly = "indicator_only",
        /// Not asked: there is no address or number for it.
        NoAddress = "no_address",
        /// Not asked: nothing that was agreed to needs these data.
        NotNeeded = "not_needed",
        /// Not asked: the data are restricted or erased.
        Closed = "closed",
        /// Asked: only a guardian agreed, and the person decides now.
        GuardianOver = "guardian_over",
        /// Asked: it was agreed to without the signature that it needs.
        SignatureMissing = "signature_missing",
        /// Not asked: a guardian decides, and has to agree.
        GuardianMissing = "guardian_missing",
    }
}

words! {
    /// Where the consent to the storage of data stands, as an indicator shows it.
    ///
    /// ```
    /// use clientela::domain::asking::StorageConsent;
    /// assert_eq!(StorageConsent::NoSelection.name(), "no_selection");
    /// ```
    StorageConsent {
        /// Nobody ever asked.
        NoSelection = "no_selection",
        /// Asked, or asked again, without an answer that counts.
        Open = "open",
        /// Agreed.
        Agreed = "agreed",
        /// Declined, taken back or ended.
        Withdrawn = "withdrawn",
    }
}

impl AskingReason {
    /// Why something in this state is asked.
    pub(super) fn to_ask(detail: Detail) -> Self {
        match detail {
            Detail::NeverAsked => Self::NeverAsked,
            Detail::Asked | Detail::Deferred | Detail::Pending => Self::Unanswered,
            Detail::Refused | Detail::Withdrawn | Detail::Objected => Self::RefusedBefore,
            Detail::Revoked | Detail::Void => Self::Ended,
            Detail::Expired => Self::Expired,
            Detail::Outdated => Self::Outdated,
            Detail::Given | Detail::Renewed => Self::OtherAddress,
        }
    }
}

impl StorageConsent {
    /// Of one consent, and whether an agreement to it counts.
    pub(super) fn of(standing: &Standing, counts: bool) -> Self {
        match (standing.state, standing.detail) {
            (State::Accepted, _) if counts => Self::Agreed,
            (State::Refused, _) => Self::Withdrawn,
            (State::Unknown, Detail::NeverAsked) => Self::NoSelection,
            _ => Self::Open,
        }
    }
}
