//! Use cases behind the doors: read, let the domain decide, write one batch.

mod bank;
mod consents;
mod coupons;
mod customers;
mod desk;
mod directory;
mod documents;
mod draft;
mod erasure;
mod erp;
mod events;
mod export;
mod feed;
mod house_rules;
mod import;
mod log;
mod log_export;
mod missing;
mod news;
mod open;
mod passwords;
mod scan;
mod session;
mod settings;
mod sign_in;
mod take_over;

pub use bank::UnusedAccount;
pub use consents::{Capture, Consent, Given, Question};
pub use customers::{Customer, Found, Hit, Page, RelatedPerson};
pub use desk::{Desk, Seat};
pub use documents::DocumentDraft;
pub use draft::{Draft, Saved};
pub use erasure::{Anonymized, Purged};
pub use erp::Erp;
pub use events::KeptEvent;
pub use export::Export;
pub use feed::{FeedFailure, FeedReport, Format, Mapping, Source};
pub use import::{Asked, Choice, Proposal, Suggestion};
pub use missing::MissingData;
pub use news::Follower;
pub use open::{Engine, Options};
pub use scan::{Residue, ScanReport, Sought};
pub use settings::SettingValue;

pub use crate::domain::journal::LogFormat;
pub use crate::store::{JournalQuery, ListQuery, ListSort, LogPage, LogPosition, LoggedEntry, LoggedValue, Stored, Verification, Watch};
