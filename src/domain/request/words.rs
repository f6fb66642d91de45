//! The words of requests.

use crate::domain::words::words;

words! {
    /// What a person asks for.
    ///
    /// ```
    /// use clientela::domain::request::RequestKind;
    /// assert_eq!(RequestKind::from_name("erasure").map(RequestKind::article), Some("Art. 17 GDPR"));
    /// ```
    RequestKind {
        /// What is kept about them.
        Access = "access",
        /// That something wrong is put right.
        Rectification = "rectification",
        /// That their data go.
        Erasure = "erasure",
        /// That their data are kept and not used.
        Restriction = "restriction",
        /// Their data, to take them elsewhere.
        Portability = "portability",
        /// That something is no longer done with their data.
        Objection = "objection",
    }
}

impl RequestKind {
    /// The right that it is.
    pub fn article(self) -> &'static str {
        match self {
            Self::Access => "Art. 15 GDPR",
            Self::Rectification => "Art. 16 GDPR",
            Self::Erasure => "Art. 17 GDPR",
            Self::Restriction => "Art. 18 GDPR",
            Self::Portability => "Art. 20 GDPR",
            Self::Objection => "Art. 21 GDPR",
        }
    }
}

words! {
    /// Where a request stands.
    ///
    /// ```
    /// use clientela::domain::request::RequestState;
    /// assert!(RequestState::Denied.is_answered() && !RequestState::Failed.is_answered());
    /// ```
    RequestState {
        /// Somebody asked.
        Requested = "requested",
        /// Who asked has to be shown: a code was made, to be sent to them.
        Unverified = "unverified",
        /// It is the person themselves.
        Verified = "verified",
        /// What an erasure would do was looked at.
        Planned = "planned",
        /// Something stands in the way for now.
        Blocked = "blocked",
        /// Nothing stands in the way; of other requests, somebody took it on.
        Approved = "approved",
        /// The erasure has its time; until then it can be called off.
        Scheduled = "scheduled",
        /// The erasure runs.
        Running = "running",
        /// The person is gone but for what a law keeps, shown to nobody.
        Restricted = "restricted",
        /// It is done.
        Completed = "completed",
        /// It was denied, on a ground.
        Denied = "denied",
        /// Nobody showed that it was the person.
        ClosedUnverified = "closed_unverified",
        /// The person took it back.
        Cancelled = "cancelled",
        /// The erasure did not succeed, however often it was tried: somebody has to look. It still wants its answer.
        Failed = "failed",
    }
}

impl RequestState {
    /// Whether the person has the answer.
    pub fn is_answered(self) -> bool {
        matches!(self, Self::Restricted | Self::Completed | Self::Denied | Self::ClosedUnverified | Self::Cancelled)
    }

    /// Whether it is not yet known that it is the person.
    pub fn is_unproven(self) -> bool {
        matches!(self, Self::Requested | Self::Unverified)
    }
}

words! {
    /// On which ground a request is denied.
    ///
    /// ```
    /// use clientela::domain::request::{DenialGround, RequestKind};
    /// assert!(DenialGround::LegalObligation.is_for(RequestKind::Erasure));
    /// assert!(!DenialGround::LegalObligation.is_for(RequestKind::Access));
    /// ```
    DenialGround {
        /// Who asks cannot be told to be the person (Art. 11(2), 12(2)).
        NotIdentifiable = "not_identifiable",
        /// It is manifestly unfounded (Art. 12(5)).
        Unfounded = "unfounded",
        /// It is asked again and again (Art. 12(5)).
        Excessive = "excessive",
        /// It would take rights of others (Art. 15(4), 20(4)).
        RightsOfOthers = "rights_of_others",
        /// The data are right as they are (Art. 16).
        DataAreRight = "data_are_right",
        /// None of the cases is there that the article names (Art. 17(1), 18(1), 20(1)).
        NoCase = "no_case",
        /// A law demands that the data stay (Art. 17(3)(b)).
        LegalObligation = "legal_obligation",
        /// The data are needed for legal claims (Art. 17(3)(e), 21(1)).
        LegalClaims = "legal_claims",
        /// There are compelling grounds that outweigh the person's (Art. 21(1)).
        CompellingGrounds = "compelling_grounds",
    }
}

impl DenialGround {
    /// Whether a request of this kind can be denied on it.
    pub fn is_for(self, kind: RequestKind) -> bool {
        use RequestKind as K;
        match self {
            Self::NotIdentifiable | Self::Unfounded | Self::Excessive => true,
            Self::RightsOfOthers => matches!(kind, K::Access | K::Portability),
            Self::DataAreRight => kind == K::Rectification,
            Self::NoCase => matches!(kind, K::Erasure | K::Restriction | K::Portability),
            Self::LegalObligation => kind == K::Erasure,
            Self::LegalClaims => matches!(kind, K::Erasure | K::Objection),
            Self::CompellingGrounds => kind == K::Objection,
        }
    }
}

words! {
    /// Why an answer takes two months longer (Art. 12(3)).
    ///
    /// ```
    /// assert_eq!(clientela::domain::request::ExtensionReason::Complexity.name(), "complexity");
    /// ```
    ExtensionReason {
        /// It is complex.
        Complexity = "complexity",
        /// There are many requests.
        Number = "number",
    }
}

words! {
    /// How it was shown that it is the person.
    ///
    /// ```
    /// assert_eq!(clientela::domain::request::IdentityProof::Document.name(), "document");
    /// ```
    IdentityProof {
        /// They knew the code that was sent to them.
        Code = "code",
        /// An identity document was seen; nothing of it is kept.
        Document = "document",
        /// They were signed in to their account.
        Account = "account",
    }
}
