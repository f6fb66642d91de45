//! What a person asks of the shop about their data (Art. 15 to 21 GDPR): where it stands, what may come next, until when it is answered.
//! Pure: no clock, no chance, no storage. The periods are engineering defaults, no legal advice.
//!
//! requested → unverified (a code: 3 tries, 10 minutes each) → verified → planned → blocked (looked at again) or approved → scheduled (grace,
//! cancellable) → running → restricted (what the law keeps) → completed. Side exits: denied, closed unverified, cancelled; failed waits
//! for somebody. A second request for the same is no request: the one that runs is given back ([`running`]).

mod act;
mod state;
mod words;

pub use act::{Act, MOST_ATTEMPTS};
pub use state::{CODE_MINUTES, MOST_TRIES, Request, RequestCode, RequestStep, running};
pub use words::{DenialGround, ExtensionReason, IdentityProof, RequestKind, RequestState};
