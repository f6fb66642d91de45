//! Consent decisions: what a person allowed, when, and how we know. Pure: no clock, no storage.
//!
//! Events are stored, states derived ([`standing`]); what may be written over what is decided before anything is stored ([`write()`]);
//! whether somebody may be contacted is one question ([`may_contact`]); what happened is proven without a store ([`verify_proof`]).

mod answer;
#[cfg(feature = "testing")]
mod arb;
mod basis;
mod contact;
mod definition;
mod derivation;
mod event;
mod form;
mod graph;
mod ground;
mod guardian;
mod order;
mod proof;
mod receipt;
mod state;
mod write;

pub use answer::{Answer, Reason, Remedy, SubjectState};
#[cfg(feature = "testing")]
pub use arb::{
    arb_act, arb_code, arb_commitment, arb_definition, arb_event, arb_grounds, arb_guardianships, arb_history, arb_history_with_rings,
};
pub use basis::Basis;
pub use contact::{ChannelValue, Facts, may_contact};
pub use definition::{Channel, Definition, DefinitionState, DefinitionText, Purpose};
pub use event::{Authority, Commitment, Event, EventKind, Evidence, Method, Origin, Scope};
#[cfg(feature = "form")]
pub use form::{Form, FormConsent, FormSubject};
pub use form::{FormNumber, FormText, KeptForm};
pub use ground::{AGES, Ages, GROUNDS, Ground, GroundSpec, deciding_age};
pub use guardian::{Guardian, Guardianship, Ward, covers};
pub use order::oldest_first;
pub use proof::{ChainPart, EventProof, ProofFault, proof_document, verify_proof};
pub use receipt::{ConsentRecord, Controller};
pub use state::{ConsentSection, Detail, Standing, State, standing};
pub use write::{Act, Intent, Written, write};
