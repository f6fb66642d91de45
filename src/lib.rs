//! clientela: the engine that shops' software links in to know its customers and treat their data rightly.

pub mod domain;
mod error;
#[cfg(feature = "capi")]
mod ffi;

pub use error::{Error, ErrorKind, Result, Violation};
