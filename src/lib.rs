//! clientela: the engine that shops' software links in to know its customers and treat their data rightly.

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
pub use engine::*;
pub use error::{Error, ErrorKind, Result, Violation};
