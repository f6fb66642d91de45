//! Whether the name of a company names nobody, so that it may stay where it was printed.

use crate::domain::field::Field;
use crate::domain::fold::fold;
use crate::domain::subject::Values;

/// What a company is called that is a person of its own to the law; whatever else may be somebody's trade.
const LEGAL_FORMS: &[&str] = &[
    "gmbh", "ggmbh", "mbh", "ag", "se", "ug", "kgaa", "eg", "ev", "sarl", "sas", "sasu", "sa", "spa", "srl", "srls", "zoo", "oo", "ltd",
    "plc", "inc", "llc", "bv", "nv",
];

/// A shorter name is anybody's.
const SHORTEST_NAME: usize = 3;

/// Whether a name on a document is the company's, of a legal form that is no person, and without the name of anybody who belongs to it.
pub(super) fn names_nobody<'v>(name: &str, own: &'v Values, people: impl Iterator<Item = &'v Values>) -> bool {
    let company = own.get(Field::Company) == Some(name) && name.split_whitespace().any(is_legal_form);
    company && !std::iter::once(own).chain(people).any(|values| is_named_after(name, values))
}

fn is_legal_form(word: &str) -> bool {
    let bare: String = fold(word).chars().filter(|c| c.is_alphanumeric()).collect();
    LEGAL_FORMS.contains(&bare.as_str())
}

fn is_named_after(company: &str, values: &Values) -> bool {
    let company = words(company);
    let names = [Field::GivenName, Field::FamilyName].into_iter().filter_map(|field| values.get(field)).flat_map(words);
    names.filter(|name| name.chars().count() >= SHORTEST_NAME).any(|name| company.iter().any(|word| word.contains(&name)))
}

fn words(text: &str) -> Vec<String> {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
