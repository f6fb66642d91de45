//! clientela is the engine that shops' software links in when it has to know its customers and treat their data rightly:
//! the customer file, search that finds people, consent that is *unknown*, *accepted* or *refused* with proof, the whole
//! transaction history with filters, and anonymization that leaves not one byte but for what a law demands, and lists that.
//!
//! No server, no network, no configuration: an [`Engine`] opens one file and gives out two doors. Through a [`Desk`] an operator
//! does what staff do, checked against their rights; through the [`Erp`] door the central system defines, feeds and orders.
//! Whoever has a database of their own uses the [`domain`] alone: pure functions over plain values.
//!
//! ```
//! use std::sync::Arc;
//! use clientela::domain::consent::{Channel, Intent, Method, Purpose};
//! use clientela::domain::{field::Field, id::Code, rights::Rights};
//! use clientela::{Capture, Engine, Format, Options, Question, Seat, SystemClock};
//!
//! let folder = tempfile::tempdir()?;
//! let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
//!
//! // The central system feeds what may be asked.
//! let erp = engine.erp(Code::parse("erp")?);
//! let definition = r#"{"feed":"definition","code":"news","version":"1.0","state":"active","purpose":"marketing","channel":"email",
//!     "texts":[{"language":"en","title":"Newsletter","body":"I would like the newsletter by e-mail."}]}"#.replace('\n', "");
//! erp.feed(&Format::JsonLines, &mut definition.as_bytes())?;
//!
//! // An operator adds a customer, who says yes on paper.
//! let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
//! let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
//! let mut draft = desk.new_customer("private")?;
//! draft.set(Field::FamilyName, "Gonçalves").set(Field::Email, "luis@example.pt");
//! let id = desk.save(&mut draft)?.id;
//! let newsletter = Question::new(Purpose::Marketing, Some(Channel::Email));
//! assert!(!desk.may_contact(id, &newsletter)?.allowed);
//! desk.record(id, &Capture::new(Code::parse("news")?, Intent::Give, Method::Paper))?;
//! assert!(desk.may_contact(id, &newsletter)?.allowed);
//!
//! // He asks to be forgotten.
//! erp.anonymize(id)?;
//! erp.purge()?;
//! assert!(desk.search("goncalves", 20)?.hits.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Features: `sqlite` (default) is the store; `form` (default) prints consent forms; `page` (with `form` and `capi`) makes pages of documents; `capi` the C API; `testing` gives property strategies (`arb_*`) to a host's own
//! tests; `seal` seals what an anonymization takes away; `mimalloc` takes a faster allocator for the whole program. Without default features only the [`domain`] is left, without any database.

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[cfg(feature = "engine")]
mod clock;
pub mod domain;
#[cfg(feature = "sqlite")]
mod engine;
mod error;
#[cfg(feature = "capi")]
mod ffi;
#[cfg(feature = "engine")]
pub mod store;

#[cfg(feature = "engine")]
pub use clock::{Chance, Clock, StandingClock, SystemChance, SystemClock};
#[cfg(feature = "sqlite")]
pub use engine::{
    AccountPart, Anonymized, Asked, Balance, Booked, Cancel, Capture, Checked, Choice, Confirmable, ConfirmationMessage, Consent,
    ConsentText, Contact, Contacts, Customer, CustomerHistory, Decision, Desk, DocumentDraft, Draft, DueSeal, DuplicateDecision,
    DuplicateModel, DuplicatePair, Elsewhere, Engine, Erp, Export, FailedCustomer, FeedFailure, FeedReport, FollowUp, Follower, Format,
    Found, FoundDuplicates, Given, GroupEntry, HistoryPort, HistoryRequest, Hit, JournalQuery, KeptEvent, KeptResidue, KeptUse, KeptValue,
    ListQuery, ListSort, LogFormat, LogPage, LogPosition, LoggedEntry, LoggedValue, Loss, Mapping, MergeCounts, MergePreview, MissingData,
    MissingSignature, MissingSignatures, NewAcknowledgement, NewBooking, NewHold, NewUse, Options, Outbox, Page, PendingErasure,
    PersonExport, PersonFormat, Place, PlannedRequest, PossibleDuplicate, ProofRequest, Proposal, Purged, Question, ReceivedRequest,
    Recipient, RecordedUse, RelatedPerson, RequestMessage, RequestPage, RequestQuery, RequestRun, Residue, Restored, RetentionReport,
    RetentionRow, RetentionRun, RetentionStep, Saved, ScanReport, Search, Seat, SettingValue, Sought, Source, Started, StatusEntry, Stored,
    Suggestion, TakenLine, TextRequest, Unanswered, Unmerged, UnusedAccount, UseCounts, UseQuery, Verification, Watch,
};
#[cfg(feature = "form")]
pub use engine::{FormRequest, PrintedForm};
pub use error::{Error, ErrorKind, Result, Violation};
