//! Search: by what a subject is found, in which order, and why. Knows no index and no store.
//!
//! The index holds one row of words for each customer ([`index_text`]), each word with the mark of its class before it. A search is a
//! list of stages ([`Stage`]), the best first; each is a condition on words ([`Wanted`]), and holds what the ones before it hold as well.
//! Whatever the index gives is looked at again: [`explain`] says which field matched and how, or that nothing did.

mod criteria;
mod explain;
mod index;
mod stage;

pub use criteria::SearchFilter;
pub use explain::{How, Match, explain};
#[cfg(feature = "engine")]
pub(crate) use index::is_indexed;
pub use index::{index_text, tokens, vocabulary};
pub use stage::{Stage, Wanted, anywhere_of, having, stage};

#[cfg(test)]
mod tests;
