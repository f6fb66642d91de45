//! What an import does with customers who are there already under another id.

use serde::{Deserialize, Serialize};

use crate::domain::words::words;

words! {
    /// What happens to a new customer whose name and birthday a customer has already.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Duplicates {
        /// The line is left out.
        Skip = "skip",
        /// The customer is made; the report names the line.
        Create = "create",
    }
}
