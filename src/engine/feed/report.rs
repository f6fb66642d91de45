//! What a feed or an import did, line by line and field by field: rules, never values.

use crate::domain::message::Language;
use crate::error::Violation;

/// How many lines are listed one by one; further ones are counted.
pub(super) const MOST_LISTED: usize = 10_000;

/// One line that was left out, or that deserves a look.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FeedFailure {
    /// The line's number in the feed, from 1.
    pub line: u64,
    /// The field; empty where the line as a whole is bad.
    pub field: &'static str,
    /// The rule that was broken.
    pub rule: &'static str,
    /// Numbers and names a message needs, such as `scheme` = `md5crypt`; never the value.
    pub args: Vec<(&'static str, String)>,
}

impl FeedFailure {
    /// Why, as an administrator reads it: the field in front, and what is wrong.
    pub fn message(&self, language: Language) -> String {
        Violation { field: self.field, slot: 0, rule: self.rule, args: self.args.clone() }.message(language)
    }
}

/// What a feed did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FeedReport {
    /// Lines that were taken, changed or not.
    pub taken: u64,
    /// Among them, lines that changed nothing.
    pub unchanged: u64,
    /// Values that were brought into canonical form.
    pub normalised: u64,
    /// Lines that were left out.
    pub refused: u64,
    /// New customers whose name and birthday a customer had already: left out or taken, as the plan says.
    pub duplicates: u64,
    /// Why, line by line; a line with several bad fields appears once for each. After an import that went on, of the lines since then.
    pub failures: Vec<FeedFailure>,
    /// Lines that were taken and deserve a look: duplicates.
    pub hints: Vec<FeedFailure>,
    /// The line at which an import that was broken off before went on; none where it began at the beginning.
    pub resumed_at: Option<u64>,
}
