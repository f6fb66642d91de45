//! The papers on which a document is printed.

use crate::domain::words::words;

words! {
    /// On what paper a document is printed.
    ///
    /// ```
    /// use clientela::domain::preview::PageFormat;
    /// assert_eq!(PageFormat::from_name("receipt_80"), Some(PageFormat::Receipt80));
    /// ```
    PageFormat {
        /// A receipt on a narrow roll, 58 mm.
        Receipt58 = "receipt_58",
        /// A receipt on a roll of 80 mm.
        Receipt80 = "receipt_80",
        /// A letter on A4, with the address where the window of an envelope is.
        A4 = "a4",
    }
}
