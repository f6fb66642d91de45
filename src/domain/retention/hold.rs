//! A legal hold or a tax audit: who ordered it, when and why.

use std::fmt;

use super::words::HoldKind;
use crate::domain::time::Date;

/// What suspends the end of periods.
///
/// ```
/// use clientela::domain::{retention::{Hold, HoldKind}, time::Date};
/// let since = Date::parse("2026-02-01")?;
/// let hold = Hold { kind: HoldKind::TaxAudit, since, until: None, author: "M. Vogt".into(), reason: "audit of 2023".into(), document: None };
/// assert!(hold.is_active(since) && !format!("{hold:?}").contains("Vogt"));
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Hold {
    /// What it is.
    pub kind: HoldKind,
    /// Since when.
    pub since: Date,
    /// The last day, where it is known.
    pub until: Option<Date>,
    /// Who ordered it, and can lift it.
    pub author: String,
    /// Why.
    pub reason: String,
    /// Only this document, by its number; none: everything.
    pub document: Option<String>,
}

impl Hold {
    /// Whether it is in force on a day.
    pub fn is_active(&self, today: Date) -> bool {
        self.since <= today && self.until.is_none_or(|last| last >= today)
    }

    /// Whether it is about a document of this number.
    pub(super) fn covers(&self, number: &str) -> bool {
        self.document.as_deref().is_none_or(|own| own == number)
    }
}

impl fmt::Debug for Hold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hold({} since {})", self.kind.name(), self.since)
    }
}
