//! The printed consent form: its number, what is kept of it, and the page itself. Pure: no clock, no storage.

#[cfg(feature = "form")]
mod bounds;
mod kept;
#[cfg(feature = "form")]
mod labels;
mod number;
#[cfg(feature = "form")]
mod page;
#[cfg(feature = "form")]
mod qr;
#[cfg(feature = "form")]
mod template;

pub use kept::{FormText, KeptForm};
pub use number::FormNumber;
#[cfg(feature = "form")]
pub use page::{Form, FormConsent, FormSubject};
