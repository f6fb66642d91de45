//! Pure values and rules: no I/O, no clock, no chance, no locks, no logging. Useful alone, to hosts with a database of their own.

#[cfg(any(test, feature = "testing"))]
pub mod arb;
pub mod card;
pub mod change;
pub mod check;
pub mod comment;
pub mod consent;
pub mod document;
pub mod erasure;
pub mod field;
pub mod fold;
pub mod heads;
pub mod history;
pub mod id;
pub mod import;
pub mod item;
pub mod journal;
pub mod merge;
pub mod message;
pub mod missing;
pub mod money;
pub mod needle;
pub mod news;
pub mod password;
pub mod phone;
pub mod rights;
pub mod search;
pub mod section;
pub mod setting;
pub mod sign_in;
pub mod status;
pub mod subject;
pub mod time;
pub mod value;
pub mod view;
mod words;
