//! Before an import: what a file of an old system seems to be, with what speaks for it and what a person has to choose. Writes nothing.

mod columns;
mod pages;
mod proposal;
mod sample;
mod shape;

pub use proposal::{Asked, Choice, Proposal, Suggestion};
