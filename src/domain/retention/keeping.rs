//! What the law keeps of a single document after its customer was anonymized.

use super::evaluate::{DocumentFacts, Stay, on_a_document};
use super::rules::Retention;
use super::words::RetentionData;
use crate::domain::time::Date;

/// Data of one document that stay, on which ground and until when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keeping {
    /// Which data.
    pub data: RetentionData,
    /// The law.
    pub ground: String,
    /// The last day.
    pub until: Date,
}

/// What of a document stays beyond `today`, datum by datum. What is on hold stays as long as its period lasts; the hold itself blocks.
///
/// ```
/// use clientela::domain::{money::Currency, time::Date};
/// use clientela::domain::retention::{DocumentFacts, Retention, RetentionClass, RetentionData as D, keepings};
/// let (rules, today) = (Retention::pack("DE")?, Date::parse("2026-03-02")?);
/// let receipt = DocumentFacts {
///     number: "R-1", class: RetentionClass::Receipt, date: Date::parse("2025-02-10")?, last_entry: None, tax_due: None, total: 1_990,
///     currency: Currency::parse("EUR")?, data: &[D::Name, D::Printed],
/// };
/// let kept = keepings(&rules, &receipt, today);
/// assert_eq!((kept.len(), kept[0].data, kept[0].until), (1, D::Printed, Date::parse("2033-12-31")?));
/// # Ok::<(), clientela::Error>(())
/// ```
pub fn keepings(retention: &Retention, document: &DocumentFacts<'_>, today: Date) -> Vec<Keeping> {
    let mut data = document.data.to_vec();
    data.sort_unstable();
    data.dedup();
    let kept = data.into_iter().map(|data| on_a_document(retention, document, data, today));
    kept.filter_map(|line| match (line.stay, line.ground) {
        (Stay::Until(until) | Stay::Held(Some(until)), Some(ground)) => Some(Keeping { data: line.data, ground, until }),
        _ => None,
    })
    .collect()
}
