//! The boundary as C sees it: handles, texts, outputs, errors, panics, threads.

mod constants;
mod handles;
#[cfg(feature = "testing")]
mod history;
mod values;
