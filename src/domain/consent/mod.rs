//! Consent decisions: what a person allowed, when, and how we know. Pure: no clock, no storage.
//!
//! Events are stored, states derived ([`standing`]); what may be written over what is decided before anything is stored ([`write()`]);
//! whether somebody may be contacted is one question ([`may_contact`]); how well an answer is proven has grades ([`grade()`]); what happened
//! is proven without a store ([`verify_proof`]); and the proof is kept for as long as a law wants it ([`proof_kept_until`]).

mod answer;
#[cfg(feature = "testing")]
mod arb;
mod basis;
mod confirmation;
mod contact;
mod definition;
mod derivation;
mod event;
mod form;
mod grade;
mod graph;
mod ground;
mod guardian;
mod order;
mod proof;
mod receipt;
mod signature;
mod state;
mod usage;
mod write;

pub use answer::{Answer, Reason, Remedy, SubjectState};
#[cfg(feature = "testing")]
pub use arb::{
    arb_act, arb_code, arb_commitment, arb_definition, arb_event, arb_grounds, arb_guardianships, arb_history, arb_history_with_rings,
};
pub use basis::Basis;
pub use confirmation::{Confirmation, ConfirmationKind, Secret, Sent, confirmable};
pub(crate) use contact::shortcoming;
pub use contact::{ChannelValue, Facts, may_contact};
pub use definition::{Channel, Definition, DefinitionState, DefinitionText, Purpose};
pub use event::{Authority, Commitment, Event, EventKind, Evidence, Method, Origin, ReferenceKind, Scope};
#[cfg(feature = "form")]
pub use form::{Form, FormConsent, FormSubject};
pub use form::{FormNumber, FormText, KeptForm};
#[cfg(feature = "engine")]
pub(crate) use grade::graded;
pub use grade::{Grade, grade, signature_missing};
pub use ground::{AGES, Ages, GROUNDS, Ground, GroundSpec, deciding_age};
pub use guardian::{Guardian, Guardianship, Ward, covers};
pub use order::oldest_first;
pub use proof::{ChainPart, EventProof, ProofFault, proof_document, verify_proof};
pub use receipt::{ConsentRecord, Controller};
#[cfg(feature = "capi")]
pub(crate) use signature::may_have;
pub use signature::{Point, Signature};
pub use state::{ConsentSection, Detail, Standing, State, awaiting, standing};
pub use usage::{ConsentUse, PROOF_PERIODS, ProofKept, ProofPeriod, batch_digest, proof_kept_until};
pub use write::{Act, Intent, Written, write};
