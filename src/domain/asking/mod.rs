//! What to ask this customer now, and why: the one policy for every occasion (A11 to A20, X20, X21). Knows no store and no clock.
//!
//! A dialog has questions for now, questions that follow in the same dialog once another was agreed to, and what is not asked, each with its
//! reason ([`to_ask`]). Whether and when somebody was asked follows from the consent events, wherever they were recorded.

mod data;
mod dialog;
mod policy;
mod rules;
mod words;

pub use data::first_asked_for_data;
pub use dialog::{Dialog, DialogItem, Wanted};
pub use policy::{AskingFacts, asked_on, to_ask};
pub use rules::AskingRules;
pub use words::{AskingReason, Occasion, StorageConsent, Turn};
