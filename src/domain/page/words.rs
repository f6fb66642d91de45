//! Labels and days in the languages of the messages, and texts that are safe to print.

use std::collections::BTreeMap;

use crate::domain::message::{Language, text};
use crate::domain::time::Date;

/// Signs that change the direction of what stands around them: with them a text could be read otherwise than it is.
const TURNING: [char; 11] =
    ['\u{61c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}'];

/// Labels by their name in a template, from the code of each text.
pub(crate) fn labels(of: &[(&'static str, &str)], language: Language) -> BTreeMap<&'static str, String> {
    of.iter().map(|(name, code)| (*name, label(code, language))).collect()
}

/// The text of a code; every code has one, by test.
pub(crate) fn label(code: &str, language: Language) -> String {
    text(code, &[], language).unwrap_or_default()
}

/// A day as it is written in a language.
pub(crate) fn day(date: Date, language: Language) -> String {
    let text = date.to_string();
    let (year, month, day) = (&text[..4], &text[5..7], &text[8..]);
    match language {
        Language::German | Language::Polish => format!("{day}.{month}.{year}"),
        Language::French | Language::Italian => format!("{day}/{month}/{year}"),
        Language::English => text,
    }
}

/// A text without what no printer prints: control characters are blanks, and nothing turns the direction of reading.
pub(crate) fn plain(text: &str) -> String {
    let kept = text.chars().filter(|sign| !TURNING.contains(sign) && *sign != '\u{2069}');
    kept.map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_text_has_no_control_character_and_reads_in_one_direction() {
        assert_eq!(plain("a\0b\u{1b}[2J\u{202e}c\u{2069}\nd é 🧦"), "a b [2Jc d é 🧦");
    }
}
