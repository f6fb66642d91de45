//! What pages of HTML have in common: the engine of templates, labels, and days, times and amounts as a language writes them. Knows no
//! noun, and has nothing from elsewhere: no script, no font, no picture, no list of locales.

mod figures;
mod template;
mod words;

pub(crate) use figures::{amount, minute, percent, price, quantity};
#[cfg(feature = "form")]
pub(crate) use template::hosts;
pub(crate) use template::own;
pub(crate) use words::{day, label, labels, plain};
