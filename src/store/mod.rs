//! What the engine needs of a store, in domain words. The shared SQL stands beside its noun; what differs is the driver's.

mod apply;
mod booking;
mod consent;
mod contact;
mod customer_list;
mod document;
mod duplicate;
mod erasure;
mod form;
mod item;
mod journal;
mod journal_value;
mod late;
mod ledger;
mod log;
mod log_paths;
mod merge;
mod news;
mod proof;
mod record;
mod relation;
mod rows;
mod search;
mod sign_in;
pub mod sql;
#[cfg(feature = "sqlite")]
pub mod sqlite;
mod subject;
mod unit;
mod verify;

pub use apply::Applied;
pub(crate) use contact::{Known, Wanted};
pub use customer_list::{ListQuery, ListRow, ListSort};
pub use journal::Verification;
pub use ledger::{FileLedger, Ledger, LedgerEntry};
pub use log::{JournalQuery, LogPage, LogPosition, LoggedEntry, LoggedValue};
pub use merge::Forward;
pub use news::Watch;
pub use record::Record;
pub(crate) use search::VOCABULARY;
pub use search::{Hints, ranks_of};
pub use sign_in::GuardOf;
pub(crate) use subject::NUMBER_TAKEN;
pub use subject::Stored;
pub use unit::{Reader, Store, Writer};
