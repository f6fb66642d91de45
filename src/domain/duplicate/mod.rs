//! Duplicates: which records are of one person, how sure that is and why. Knows no store, no clock and no chance.
//!
//! Persons who share a key become candidates; their values are compared field by field, each comparison with a small level;
//! a model that learns from the data alone, without anybody's answers, weighs the levels, and the sum in bits is the score. There is one
//! threshold for everything: [`THRESHOLD`].
//!
//! - A job over a store, or two lists: [`Search`] finds the candidates, learns a [`Model`] and gives the pairs.
//! - A new customer: [`keys`] or [`lookups`] look candidates up, [`score`] says what each is, with the model that the store keeps.
//! - A screen: [`Score`] holds the weight of each comparison.
//! - Whoever looks at a pair: [`Decided`] is what they decided; it holds until what is compared changes.

mod block;
mod chain;
mod compare;
mod decision;
mod find;
mod frequency;
mod keys;
mod learn;
mod level;
mod lookup;
mod model;
#[cfg(test)]
mod people;
mod person;
mod sample;
mod score;
mod table;
mod text;

pub use compare::compare;
pub use decision::{Decided, Decision, seen};
pub use find::{Pair, Search};
pub use keys::keys;
pub use level::{Comparison, ComparisonLevel, Pattern};
pub use lookup::lookups;
pub use model::{Chance, Model};
pub use person::{IDENTIFIERS, Person};
pub use score::{Reason, Score, THRESHOLD, score};
