//! What is printed around the texts of a form, in the languages of the messages.

use crate::domain::message::Language;
use crate::domain::page::label;

/// The labels by their name in a template, and the code of each text.
pub(super) const LABELS: [(&str, &str); 16] = [
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
