//! What an import does with customers who are there already under another id.

use crate::domain::words::words;

words! {
    /// What happens to a new customer whose name and birthday a customer has already.
    ///
    /// ```
    /// use clientela::domain::import::Duplicates;
    /// assert_eq!(Duplicates::from_name("skip"), Some(Duplicates::Skip));
    /// ```
    Duplicates {
        /// The line is left out.
        Skip = "skip",
        /// The customer is made; the report names the line.
        Create = "create",
    }
}
by_name!(Duplicates);
