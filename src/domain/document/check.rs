//! What the texts and numbers of a document must be like.

use crate::domain::document::{Document, Line};
use crate::domain::erasure::addressee_values;
use crate::domain::pricing::HIGHEST_RATE;
use crate::error::Violation;

/// The longest number, source, barcode or code of a document and its lines, in characters.
const LONGEST_NUMBER: usize = 64;

/// The longest name or value on a document, in characters.
const LONGEST_NAME: usize = 200;

/// The most lines of one document.
#[cfg(feature = "engine")]
pub(crate) const MOST_LINES: usize = 10_000;

/// One text of a document: not too long, no control characters.
fn fits(field: &'static str, text: &str, max: usize) -> Result<(), Violation> {
    if text.chars().any(char::is_control) {
        return Err(Violation::new(field, "control_character"));
    }
    if text.chars().count() > max { Err(Violation::new(field, "too_long").with("max", max)) } else { Ok(()) }
}

impl Document {
    /// Checks the texts of header, addressee and lines, and the numbers whose range is smaller than their type's.
    ///
    /// # Errors
    /// `required` (a number, the source whose kind is named), `control_character`, `too_long`, `not_a_number`; the field is named.
    pub fn check(&self) -> Result<(), Violation> {
        if self.number.trim().is_empty() {
            return Err(Violation::new("number", "required"));
        }
        if self.source_kind.is_some() && self.source.is_none() {
            return Err(Violation::new("source", "required"));
        }
        let or_empty = |text: &'_ Option<String>| text.clone().unwrap_or_default();
        fits("number", &self.number, LONGEST_NUMBER)?;
        fits("source", &or_empty(&self.source), LONGEST_NUMBER)?;
        fits("barcode", &or_empty(&self.barcode), LONGEST_NUMBER)?;
        fits("issuer", &or_empty(&self.issuer), LONGEST_NAME)?;
        let ground = self.payload.as_ref().and_then(|payload| payload.keep.as_ref()).map_or("", |(ground, _)| ground);
        fits("payload_ground", ground, LONGEST_NAME)?;
        for (field, text) in addressee_values(&self.addressee) {
            fits(field.name(), text, LONGEST_NAME)?;
        }
        self.lines.iter().try_for_each(Line::check)
    }
}

impl Line {
    pub(crate) fn check(&self) -> Result<(), Violation> {
        fits("item", &self.item_code, LONGEST_NUMBER)?;
        fits("name", &self.item_name, LONGEST_NAME)?;
        fits("ean", &self.ean, LONGEST_NUMBER)?;
        fits("serial_number", &self.serial_number, LONGEST_NUMBER)?;
        fits("bundle_name", self.bundle.as_ref().map_or("", |bundle| &bundle.name), LONGEST_NAME)?;
        fits("source_document", self.source.as_ref().map_or("", |source| &source.document), LONGEST_NUMBER)?;
        if self.tax_rate.is_some_and(|rate| rate > HIGHEST_RATE) {
            return Err(Violation::new("tax_rate", "not_a_number"));
        }
        if self.bundle.as_ref().is_some_and(|bundle| bundle.number == 0) {
            return Err(Violation::new("bundle", "not_a_number"));
        }
        for (field, pairs) in [("properties", &self.properties), ("attributes", &self.attributes)] {
            for (name, value) in pairs {
                fits(field, name, LONGEST_NAME)?;
                fits(field, value, LONGEST_NAME)?;
            }
        }
        Ok(())
    }
}
