//! The boundary as C sees it: handles, texts, outputs, errors, panics, threads.

mod constants;
mod handles;
mod values;
