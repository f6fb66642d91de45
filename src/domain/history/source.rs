//! Where the lines of a history come from: this store, the central system, or both.

use crate::domain::words::words;

words! {
    /// Whether the central system's part of a history is there. A lost connection is said, it is never an empty list.
    ///
    /// ```
    /// use clientela::domain::history::ErpState;
    /// assert!(ErpState::Answered.is_complete() && !ErpState::ConnectionLost.is_complete());
    /// ```
    ErpState {
        /// The setting asks for local documents only.
        NotAsked = "not_asked",
        /// It should have been asked, but the host gave no connection to it.
        NotConnected = "not_connected",
        /// It answered.
        Answered = "answered",
        /// The connection was lost.
        ConnectionLost = "connection_lost",
        /// It refused to answer.
        Refused = "refused",
        /// The question was cancelled.
        Cancelled = "cancelled",
    }
}

impl ErpState {
    /// Whether nothing is missing that the setting asks for.
    pub fn is_complete(self) -> bool {
        matches!(self, Self::NotAsked | Self::Answered)
    }
}
