//! What a subject is found by: the tokens of its values, as the table of fields says. Knows no index.

use std::collections::BTreeSet;

use crate::domain::field::{Field, FieldType, Index};
use crate::domain::subject::Values;
use crate::domain::{fold, phone};

/// The tokens of a subject and of the people related to it, sorted, each once, separated by blanks. The same values give the same text.
///
/// ```
/// use clientela::domain::{field::Field, search::search_text, subject::Values};
/// let mut values = Values::default();
/// values.set(Field::FamilyName, 0, "Köhler");
/// values.set(Field::PostalCode, 0, "70174");
/// assert_eq!(search_text(&values, &[]), "70174 koehler kohler");
/// ```
pub fn search_text(values: &Values, related: &[&Values]) -> String {
    let all = [values].into_iter().chain(related.iter().copied());
    let tokens: BTreeSet<String> = all.flat_map(Values::iter).flat_map(|(field, _, text)| tokens(field, text)).collect();
    tokens.into_iter().collect::<Vec<_>>().join(" ")
}

/// The tokens of one value; none where the field is not searched.
///
/// ```
/// use clientela::domain::{field::Field, search::tokens};
/// assert_eq!(tokens(Field::Email, "luis@firma.com.br"), ["luis", "firma", "firmacombr"]);
/// assert!(tokens(Field::BirthDate, "1980-05-17").is_empty());
/// ```
pub fn tokens(field: Field, text: &str) -> Vec<String> {
    let spec = field.spec();
    match spec.index {
        Index::No => Vec::new(),
        Index::Words => fold::words(text),
        Index::Whole if spec.kind == FieldType::Email => email_tokens(text),
        Index::Whole => fold::whole(text),
        Index::Digits => phone::tokens(text),
    }
}

/// A domain's label is a word of its own from this length on; `com` and `co` would be found in half the addresses.
const SHORTEST_LABEL: usize = 4;

/// An e-mail address is found by each part of its local part and by the labels of its domain, but not by the domain's end. Both sides of
/// the `@` stand apart, as they do in a query: nobody's address is a word of its own then.
fn email_tokens(text: &str) -> Vec<String> {
    let (local, domain) = text.rsplit_once('@').unwrap_or((text, ""));
    let end = domain.rfind('.').unwrap_or(0);
    let ending = domain.match_indices('.').map(|(at, _)| at).find(|at| *at >= end || domain[at + 1..].split('.').all(is_short));
    let hidden = ending.map_or_else(Vec::new, |at| fold::whole(&domain[at..]));
    let shown: Vec<String> = [local, &domain[..ending.unwrap_or(domain.len())]].into_iter().flat_map(fold::whole).collect();
    let mut found = shown.clone();
    found.extend(fold::whole(domain).into_iter().filter(|token| !shown.contains(token) && !hidden.contains(token)));
    found
}

fn is_short(label: &str) -> bool {
    label.len() < SHORTEST_LABEL
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(texts: &[(Field, &str)]) -> Values {
        let mut values = Values::default();
        for (field, text) in texts {
            values.set(*field, 0, *text);
        }
        values
    }

    fn finds(query: &str, text: &str) -> bool {
        fold::query_terms(query).iter().all(|term| text.split(' ').any(|token| token.starts_with(term)))
    }

    #[test]
    fn a_customer_is_found_by_any_field_in_any_order_and_by_their_people() {
        let luis = values(&[
            (Field::GivenName, "Luís"),
            (Field::FamilyName, "Gonçalves"),
            (Field::Email, "luisg@embraer.com.br"),
            (Field::PostalCode, "12227-000"),
            (Field::Phone, "+55 (12) 3923-5555"),
            (Field::Number, "10001"),
        ]);
        let text = search_text(&luis, &[&values(&[(Field::GivenName, "Zoë")])]);
        for query in
            ["goncalves", "gon luis", "luisg@emb", "embraer", "@embraer.com", "12227", "12227-000", "12 3923", "10001 l", "zoe", "zoe gon"]
        {
            assert!(finds(query, &text), "{query} in {text}");
        }
        for query in ["com", "br", "combr", "000x", "silva luis"] {
            assert!(!finds(query, &text), "{query} in {text}");
        }
    }

    #[test]
    fn a_domain_is_found_by_its_names_but_not_by_its_end() {
        let found = |address| tokens(Field::Email, address).join(" ");
        assert_eq!(found("a@mail.firma.de"), "a mail mailfirma firma mailfirmade firmade");
        assert_eq!(found("com@co.info"), "com co coinfo");
        assert_eq!(found("x@hp.com"), "x hp hpcom");
    }

    #[test]
    fn what_the_table_does_not_index_is_not_found() {
        let text = search_text(&values(&[(Field::BirthDate, "1980-05-17"), (Field::Language, "no"), (Field::Kind, "private")]), &[]);
        assert_eq!(text, "");
    }
}
