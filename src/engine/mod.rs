//! Use cases behind the doors: read, let the domain decide, write one batch.

mod asking;
mod bank;
mod bookings;
mod cancel;
mod capture;
mod confirmations;
mod confirming;
mod consent_text;
mod consents;
mod contact;
mod contacts;
mod coupons;
mod customers;
mod desk;
mod directory;
mod documents;
mod draft;
mod duplicate_job;
mod duplicates;
mod elsewhere;
mod erasure;
mod erp;
mod events;
mod exchange;
mod export;
mod feed;
#[cfg(feature = "form")]
mod form;
mod house_rules;
mod import;
mod lists;
mod log;
mod log_export;
mod merging;
mod missing;
mod news;
mod open;
mod passwords;
mod programs;
mod proof;
mod receipts;
mod recipients;
mod save;
mod scan;
mod search;
mod session;
mod settings;
mod sign_in;
mod standpoint;
mod take_over;
mod unsigned;
mod uses;

pub use bank::UnusedAccount;
pub use bookings::{Balance, Booked, NewBooking};
pub use cancel::Cancel;
pub use capture::Capture;
pub use confirmations::ConfirmationMessage;
pub use confirming::Confirmable;
pub use consent_text::{ConsentText, TextRequest};
pub use consents::{Consent, Given};
pub use contact::Question;
pub use contacts::{Contact, Contacts};
pub use customers::{Customer, Page, RelatedPerson};
pub use desk::{Desk, Seat};
pub use documents::DocumentDraft;
pub use draft::Draft;
pub use duplicate_job::{DuplicateModel, DuplicatePair, FoundDuplicates};
pub use duplicates::{DuplicateDecision, PossibleDuplicate};
pub use elsewhere::Elsewhere;
pub use erasure::{Anonymized, Purged};
pub use erp::Erp;
pub use events::KeptEvent;
pub use export::Export;
pub use feed::{FeedFailure, FeedReport, Format, Mapping, Source};
#[cfg(feature = "form")]
pub use form::{FormRequest, PrintedForm};
pub use import::{Asked, Choice, Proposal, Suggestion};
pub use lists::{GroupEntry, StatusEntry};
pub use merging::{MergeCounts, MergePreview, Unmerged};
pub use missing::MissingData;
pub use news::Follower;
pub use open::{Engine, Options};
pub use proof::ProofRequest;
pub use recipients::Recipient;
pub use save::Saved;
pub use scan::{Residue, ScanReport, Sought};
pub use search::{Found, Hit, Place, Search};
pub use settings::SettingValue;
pub use unsigned::{MissingSignature, MissingSignatures};
pub use uses::{NewUse, RecordedUse};

pub use crate::domain::journal::LogFormat;
pub use crate::store::{
    JournalQuery, KeptUse, ListQuery, ListSort, LogPage, LogPosition, LoggedEntry, LoggedValue, Stored, UseCounts, UseQuery, Verification,
    Watch,
};
