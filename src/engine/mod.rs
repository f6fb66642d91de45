//! Use cases behind the doors: read, let the domain decide, write one batch.

mod consents;
mod customers;
mod desk;
mod directory;
mod documents;
mod erasure;
mod erp;
mod events;
mod feed;
mod log;
mod log_export;
mod open;
mod passwords;
mod scan;
mod session;
mod settings;
mod sign_in;

pub use consents::{Capture, Consent, Given, Question};
pub use customers::{Customer, Draft, Found, Hit, Page, RelatedPerson, Saved};
pub use desk::{Desk, Seat};
pub use documents::DocumentDraft;
pub use erasure::{Anonymized, Purged};
pub use erp::Erp;
pub use events::KeptEvent;
pub use feed::{FeedFailure, FeedReport, Format, Mapping};
pub use open::{Engine, Options};
pub use scan::{Residue, ScanReport, Sought};
pub use settings::SettingValue;

pub use crate::domain::journal::LogFormat;
pub use crate::store::{JournalQuery, ListQuery, ListSort, LogPage, LogPosition, LoggedEntry, LoggedValue, Stored, Verification};
