//! The words of an answer: whether somebody may be contacted, why, and what would change it.

use crate::domain::consent::{Detail, Ground};
use crate::domain::id::{Code, EventId};
use crate::domain::words::words;

words! {
    /// The life of a person's data, as far as it decides what may be done.
    ///
    /// ```
    /// use clientela::domain::consent::SubjectState;
    /// assert_eq!(SubjectState::from_name("restricted"), Some(SubjectState::Restricted));
    /// ```
    SubjectState {
        /// In use.
        Normal = "normal",
        /// Blocked for all but what the law demands.
        Restricted = "restricted",
        /// Anonymized.
        Erased = "erased",
        /// The person died.
        Deceased = "deceased",
        /// Erasures are known elsewhere that this store has not seen: the person may be one of the erased.
        Unconfirmed = "unconfirmed",
    }
}

words! {
    /// Why the answer is what it is.
    ///
    /// ```
    /// use clientela::domain::consent::Reason;
    /// assert_eq!(Reason::OtherAddress.name(), "other_address");
    /// ```
    Reason {
        /// Everything is in order.
        Allowed = "allowed",
        /// The person was anonymized.
        Erased = "erased",
        /// The person's data is restricted.
        Restricted = "restricted",
        /// No definition is about this purpose and channel.
        NoDefinition = "no_definition",
        /// A definition is, but none that is in force today.
        DefinitionNotInForce = "definition_not_in_force",
        /// The person objected.
        Objected = "objected",
        /// There is no address (number) for this channel.
        NoAddress = "no_address",
        /// What was sent there came back.
        Bounced = "bounced",
        /// The consent is bound to another address.
        OtherAddress = "other_address",
        /// Which address the consent is bound to can no longer be told.
        AddressUnknown = "address_unknown",
        /// Nobody ever asked.
        NeverAsked = "never_asked",
        /// Asked, no answer yet.
        Asked = "asked",
        /// The question was closed without an answer.
        Deferred = "deferred",
        /// The confirmation is outstanding.
        Pending = "pending",
        /// Declined.
        Refused = "refused",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// Ended by the controller.
        Revoked = "revoked",
        /// The validity is over.
        Expired = "expired",
        /// The text changed in a way that matters.
        Outdated = "outdated",
        /// Declared void.
        Void = "void",
        /// The signature that the definition requires is missing.
        SignatureMissing = "signature_missing",
        /// The definition above is not known or not in force.
        ParentUnknown = "parent_unknown",
        /// The definition above is not accepted; the answer names it.
        ParentNotAccepted = "parent_not_accepted",
        /// The guardian did not agree.
        GuardianMissing = "guardian_missing",
        /// What stood on that day can no longer be told: the person was merged with another, or parted again, or a guardian was erased,
        /// since then.
        Unclear = "unclear",
        /// A ground allows it without consent; the answer names it.
        AllowedByGround = "allowed_by_ground",
        /// A ground would allow it, but nobody said that the opposition register does not list the number.
        RegisterUnknown = "register_unknown",
        /// Only a guardian agreed, and the person decides now.
        GuardianOver = "guardian_over",
        /// The customer did not authorize this person to receive it.
        AuthorizationMissing = "authorization_missing",
        /// The person has no account, which the definition asks for.
        AccountMissing = "account_missing",
        /// The person died: nobody is written to, not even of what a duty demands.
        Deceased = "deceased",
        /// Erasures are known elsewhere that this store has not seen: nobody is contacted until it has.
        Unconfirmed = "unconfirmed",
    }
}

words! {
    /// What would make it allowed.
    ///
    /// ```
    /// use clientela::domain::consent::Remedy;
    /// assert_eq!(Remedy::AskForConsent.name(), "ask_for_consent");
    /// ```
    Remedy {
        /// Nothing is needed.
        Nothing = "nothing",
        /// Ask for the consent the answer names.
        AskForConsent = "ask_for_consent",
        /// Ask for it again.
        AskAgain = "ask_again",
        /// The person confirms by the link or code they were sent.
        Confirm = "confirm",
        /// Fill in the channel's data.
        CompleteTheData = "complete_the_data",
        /// Correct the channel's data.
        CorrectTheData = "correct_the_data",
        /// Have the form signed, or register the signature.
        GetTheSignature = "get_the_signature",
        /// Ask the guardian.
        AskTheGuardian = "ask_the_guardian",
        /// The ERP puts a definition in force.
        DefineTheConsent = "define_the_consent",
        /// Only the person may change it, of their own accord.
        UpToThePerson = "up_to_the_person",
        /// There is nothing to be done.
        NotPossible = "not_possible",
        /// Look the number up in the opposition register, or ask for the consent.
        CheckTheRegister = "check_the_register",
        /// Ask the person, who decides now.
        AskThePerson = "ask_the_person",
        /// Ask the customer to authorize the person.
        AskTheCustomer = "ask_the_customer",
        /// The person opens an account.
        OpenAnAccount = "open_an_account",
        /// The central system sends the erasures that are missing, or says that none is.
        CompleteTheErasures = "complete_the_erasures",
    }
}

impl Reason {
    /// What would make it allowed.
    pub fn remedy(self) -> Remedy {
        match self {
            Self::Allowed | Self::AllowedByGround => Remedy::Nothing,
            Self::Erased | Self::Restricted | Self::Unclear | Self::Deceased => Remedy::NotPossible,
            Self::NoDefinition | Self::DefinitionNotInForce | Self::ParentUnknown => Remedy::DefineTheConsent,
            Self::Objected | Self::Refused | Self::Withdrawn => Remedy::UpToThePerson,
            Self::NoAddress => Remedy::CompleteTheData,
            Self::Bounced => Remedy::CorrectTheData,
            Self::NeverAsked | Self::Asked | Self::Deferred | Self::ParentNotAccepted => Remedy::AskForConsent,
            Self::OtherAddress | Self::AddressUnknown | Self::Revoked | Self::Expired | Self::Outdated | Self::Void => Remedy::AskAgain,
            Self::Pending => Remedy::Confirm,
            Self::SignatureMissing => Remedy::GetTheSignature,
            Self::GuardianMissing => Remedy::AskTheGuardian,
            Self::RegisterUnknown => Remedy::CheckTheRegister,
            Self::GuardianOver => Remedy::AskThePerson,
            Self::AuthorizationMissing => Remedy::AskTheCustomer,
            Self::AccountMissing => Remedy::OpenAnAccount,
            Self::Unconfirmed => Remedy::CompleteTheErasures,
        }
    }
}

impl From<Detail> for Reason {
    fn from(detail: Detail) -> Self {
        match detail {
            Detail::NeverAsked => Self::NeverAsked,
            Detail::Asked => Self::Asked,
            Detail::Deferred => Self::Deferred,
            Detail::Pending => Self::Pending,
            Detail::Given | Detail::Renewed => Self::Allowed,
            Detail::Refused => Self::Refused,
            Detail::Withdrawn => Self::Withdrawn,
            Detail::Revoked => Self::Revoked,
            Detail::Expired => Self::Expired,
            Detail::Outdated => Self::Outdated,
            Detail::Void => Self::Void,
            Detail::Objected => Self::Objected,
        }
    }
}

/// The answer, with its reason and its proof.
///
/// ```
/// use clientela::domain::consent::{Facts, Purpose, may_contact};
/// use clientela::domain::time::{Moment, Timestamp};
/// let now = Moment { at: Timestamp::from_millis(0), offset_minutes: 0 };
/// let answer = may_contact(&Facts::new(Purpose::Processing, None, now));
/// assert!(!answer.allowed && answer.evidence.is_empty());
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// Whether the person may be contacted.
    pub allowed: bool,
    /// Why.
    pub reason: Reason,
    /// What would make it allowed.
    pub remedy: Remedy,
    /// The events it rests on.
    pub evidence: Vec<EventId>,
    /// The ground that allows it without consent.
    pub ground: Option<Ground>,
    /// The definition that decided.
    pub definition: Option<Code>,
    /// Its version: major, minor.
    pub version: Option<(u32, u32)>,
    /// Which of the channel's values may be used, as a position in [`Facts::values`](crate::domain::consent::Facts::values).
    pub value: Option<usize>,
}
