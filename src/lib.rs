//! clientela: the engine that shops' software links in to know its customers and treat their data rightly.

#[cfg(feature = "engine")]
mod clock;
pub mod domain;
mod error;
#[cfg(feature = "engine")]
pub mod store;

#[cfg(feature = "engine")]
pub use clock::{Chance, Clock, StandingClock, SystemChance, SystemClock};

pub use error::{Error, ErrorKind, Result, Violation};
