//! Consent decisions: what a person allowed, when, and how we know. Pure: no clock, no storage.

mod definition;
mod event;

pub use definition::{Channel, Definition, DefinitionState, DefinitionText, Purpose};
pub(crate) use event::words;
pub use event::{Authority, Commitment, Event, EventKind, Evidence, Method, Origin, Scope};
