//! What a check of a store looks at.

use crate::domain::words::words;

words! {
    /// A part of a store that is checked.
    ///
    /// ```
    /// use clientela::domain::soundness::CheckPart;
    /// assert_eq!(CheckPart::from_name("ledger"), Some(CheckPart::Ledger));
    /// ```
    CheckPart {
        /// The pages of the file, its cells and its indexes.
        Pages = "pages",
        /// What rows refer to.
        References = "references",
        /// The tables as this library makes them.
        Schema = "schema",
        /// The journal and what it commits to.
        Journal = "journal",
        /// The ledger of erasures beside the file.
        Ledger = "ledger",
    }
}
