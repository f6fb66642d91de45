//! What is printed around the texts of a form, in the languages of the messages.

use std::collections::BTreeMap;

use crate::domain::message::{Language, text};
use crate::domain::time::Date;

/// The labels by their name in a template, and the code of each text.
const LABELS: [(&str, &str); 16] = [
    ("address", "form.address"),
    ("birth_date", "field.birth_date"),
    ("customer_number", "form.customer_number"),
    ("email", "field.email"),
    ("fallback", "form.fallback"),
    ("heading", "form.heading"),
    ("intro", "form.intro"),
    ("name", "form.name"),
    ("no", "form.no"),
    ("number", "form.number"),
    ("page", "form.page"),
    ("phone", "field.phone"),
    ("place", "form.place"),
    ("printed", "form.printed"),
    ("signature", "form.signature"),
    ("yes", "form.yes"),
];

/// The labels of a language.
pub(super) fn labels(language: Language) -> BTreeMap<&'static str, String> {
    LABELS.into_iter().map(|(name, code)| (name, label(code, language))).collect()
}

/// The text of a code; every code has one, by test.
pub(super) fn label(code: &str, language: Language) -> String {
    text(code, &[], language).unwrap_or_default()
}

/// What a language is called in another one; its code in capital letters where it has no name there.
pub(super) fn language_name(of: &str, language: Language) -> String {
    let code = match Language::of_tag(of) {
        Some(Language::English) => "form.language_en",
        Some(Language::German) => "form.language_de",
        Some(Language::French) => "form.language_fr",
        Some(Language::Italian) => "form.language_it",
        Some(Language::Polish) => "form.language_pl",
        None => return of.to_uppercase(),
    };
    label(code, language)
}

/// A day as it is written in a language.
pub(super) fn day(date: Date, language: Language) -> String {
    let text = date.to_string();
    let (year, month, day) = (&text[..4], &text[5..7], &text[8..]);
    match language {
        Language::German | Language::Polish => format!("{day}.{month}.{year}"),
        Language::French | Language::Italian => format!("{day}/{month}/{year}"),
        Language::English => text,
    }
}
