//! Why a customer is a hit: which field each word of a query matched, how, and where in the text. Knows no index.

use std::ops::Range;

use super::index::is_name;
use crate::domain::field::{Field, Index};
use crate::domain::fold::{Part, Term, breaks, digits, fold_variants, has_one_form, in_word, parts};
use crate::domain::id::SubjectId;
use crate::domain::subject::Values;
use crate::domain::words::words;
use crate::domain::{phone, phonetic, typo};

words! {
    /// How a word of a query matched.
    How {
        /// It is a whole word, or a whole number, as it is written.
        Exact = "exact",
        /// A word begins with it, as it is written.
        Prefix = "prefix",
        /// Its digits are there, grouped otherwise.
        Digits = "digits",
        /// A word begins with it but for accents and spelling.
        Folded = "folded",
        /// A name sounds like it.
        Sound = "sound",
        /// One letter is too many, missing, wrong or swapped.
        Typo = "typo",
    }
}

/// What a word of a query matched.
#[derive(Clone, PartialEq, Eq)]
pub struct Match {
    /// The field.
    pub field: Field,
    /// Its occurrence.
    pub slot: u16,
    /// How.
    pub how: How,
    /// Which part of the text to highlight, in bytes of UTF-8; empty for what somebody was called before they were merged.
    pub range: Range<usize>,
    /// Of whom, where it is not the customer but a person who belongs to them, or a record that was merged into theirs.
    pub person: Option<SubjectId>,
}

impl std::fmt::Debug for Match {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Match({}.{}, {})", self.field.name(), self.slot, self.how.name())
    }
}

/// How a text matches, and where.
type Place = (How, Range<usize>);

/// The best match of each term in the values of a customer and of the persons who belong to them; none where a term matches nothing. Only
/// the fields that are shown may explain anything.
///
/// ```
/// use clientela::domain::{field::Field, fold::terms, subject::Values};
/// use clientela::domain::search::{How, explain};
/// let mut values = Values::default();
/// values.set(Field::GivenName, 0, "Luís");
/// values.set(Field::FamilyName, 0, "Gonçalves");
/// let found = explain(&terms("goncal luís"), &values, &[], &|_| true).unwrap();
/// assert_eq!((found[0].field, found[0].how, found[0].range.clone()), (Field::FamilyName, How::Folded, 0..7));
/// assert_eq!((found[1].field, found[1].how), (Field::GivenName, How::Exact));
/// assert!(explain(&terms("maria"), &values, &[], &|_| true).is_none());
/// ```
pub fn explain(terms: &[Term], values: &Values, related: &[(SubjectId, &Values)], shows: &dyn Fn(Field) -> bool) -> Option<Vec<Match>> {
    let best_of = |term: &Term, values, person| best_of(term, values, person, shows);
    let best = |term: &Term| {
        let own = best_of(term, values, None);
        let sure = own.as_ref().is_some_and(|found| found.how < How::Sound);
        let others = || related.iter().filter_map(|(id, values)| best_of(term, values, Some(*id)));
        if sure { own } else { own.into_iter().chain(others()).min_by_key(|found| found.how) }
    };
    terms.iter().map(best).collect()
}

/// The best match of a term in the values of one person: in the name before other fields, of equals the first in the order of the fields.
fn best_of(term: &Term, values: &Values, person: Option<SubjectId>, shows: &dyn Fn(Field) -> bool) -> Option<Match> {
    let find = |names: bool, test: &dyn Fn(Field, &str) -> Option<Place>| {
        let searched = values.iter().filter(|(field, ..)| is_name(*field) == names && field.spec().index != Index::No && shows(*field));
        let found =
            searched.filter_map(|(field, slot, text)| test(field, text).map(|(how, range)| Match { field, slot, how, range, person }));
        found.min_by_key(|found| found.how)
    };
    let begins = |field: Field, text: &str| begins(term, field, text);
    let fuzzy = |field: Field, text: &str| fuzzy(term, field, text);
    find(true, &begins).or_else(|| find(false, &begins)).or_else(|| find(true, &fuzzy)).or_else(|| find(false, &fuzzy))
}

/// Where a text has a word, or digits, that begin with the term.
fn begins(term: &Term, field: Field, text: &str) -> Option<Place> {
    if field.spec().index == Index::Digits {
        return if term.is_number() { in_phone(&term.folded, text).map(|range| (How::Digits, range)) } else { None };
    }
    if lacks_first(term, text) {
        return None;
    }
    let parts = parts(text);
    let mut best: Option<Place> = None;
    for index in 0..parts.len() {
        let Some((how, range)) = at_word(term, text, &parts[index..]) else { continue };
        if best.as_ref().is_none_or(|(known, _)| how < *known) {
            best = Some((how, range));
        }
    }
    best
}

/// Whether it is plain to see that no word of the text begins with the term: it has none of its first letters.
fn lacks_first(term: &Term, text: &str) -> bool {
    let firsts = || [&term.spelled, &term.folded].into_iter().filter_map(|form| form.chars().next());
    has_one_form(text) && !firsts().any(|first| text.bytes().any(|byte| char::from(byte.to_ascii_lowercase()) == first))
}

/// Whether the words from here on begin with the term.
fn at_word(term: &Term, text: &str, parts: &[Part<'_>]) -> Option<Place> {
    let start = parts[0].at;
    if let Some(end) = as_spelled(&term.spelled, text, start) {
        let whole = !text[end..].chars().next().is_some_and(in_word);
        let regrouped = term.is_number() && text[start..end].chars().any(|c| !in_word(c));
        let how = if regrouped {
            How::Digits
        } else if whole {
            How::Exact
        } else {
            How::Prefix
        };
        return Some((how, start..end));
    }
    as_folded(&term.folded, text, parts).map(|end| (How::Folded, start..end))
}

/// Where the term ends in the text as it is written but for its case and the signs between.
fn as_spelled(spelled: &str, text: &str, start: usize) -> Option<usize> {
    let mut rest = spelled.chars();
    let mut wanted = rest.next()?;
    for (at, c) in text[start..].char_indices().filter(|(_, c)| in_word(*c)) {
        for lower in c.to_lowercase() {
            if lower != wanted {
                return None;
            }
            match rest.next() {
                Some(next) => wanted = next,
                None => return Some(start + at + c.len_utf8()),
            }
        }
    }
    None
}

/// Where the term ends in the text in one of its folded forms: the shortest beginning that has it.
fn as_folded(folded: &str, text: &str, parts: &[Part<'_>]) -> Option<usize> {
    if let Some(end) = as_spelled(folded, text, parts[0].at) {
        return Some(end);
    }
    if has_one_form(text) {
        return None;
    }
    let agrees = |form: &String| form.starts_with(folded) || folded.starts_with(form.as_str());
    if !forms_up_to(&parts[..1], text.len()).iter().any(agrees) {
        return None;
    }
    let most = 2 * folded.chars().count() + 2;
    let ends = text[parts[0].at..].char_indices().filter(|(_, c)| in_word(*c)).map(|(at, c)| parts[0].at + at + c.len_utf8());
    ends.take(most).find(|end| forms_up_to(parts, *end).iter().any(|form| form.starts_with(folded)))
}

/// Every form of the words as one, up to a place in the text.
fn forms_up_to(parts: &[Part<'_>], end: usize) -> Vec<String> {
    let mut forms = vec![String::new()];
    for part in parts.iter().take_while(|part| part.at < end) {
        let piece = &part.text[..part.text.len().min(end - part.at)];
        let next = fold_variants(piece);
        let joined = |form: &String| next.iter().map(|piece| format!("{form}{piece}")).collect::<Vec<_>>();
        forms = forms.iter().flat_map(joined).take(MOST_FORMS).collect();
    }
    forms.iter_mut().for_each(|form| form.retain(in_word));
    forms
}

const MOST_FORMS: usize = 32;

/// Where a phone number has these digits; the whole of it where they are written otherwise.
fn in_phone(typed: &str, text: &str) -> Option<Range<usize>> {
    phone::tokens(text).iter().find(|token| token.starts_with(typed))?;
    let places: Vec<usize> = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let all = digits(text);
    let mut written = [typed, typed.trim_start_matches('0')].into_iter().filter(|typed| !typed.is_empty());
    let found = written.find_map(|typed| all.find(typed).map(|at| places[at]..places[at + typed.len() - 1] + 1));
    Some(found.unwrap_or(0..text.len()))
}

/// Whether a name sounds like the term, or a word is it but for one letter.
fn fuzzy(term: &Term, field: Field, text: &str) -> Option<Place> {
    if term.phone || !term.is_word() || field.spec().index == Index::Digits {
        return None;
    }
    let parts = parts(text);
    let code = if is_name(field) { phonetic::code(&term.folded) } else { String::new() };
    let runs = || (0..parts.len()).flat_map(|from| (from..parts.len()).map(move |to| (from, to)));
    let range = |from: usize, to: usize| parts[from].at..parts[to].at + parts[to].text.len();
    let sounds = |(from, to): &(usize, usize)| !code.is_empty() && phonetic::code(&text[range(*from, *to)]) == code;
    if let Some((from, to)) = runs().find(sounds) {
        return Some((How::Sound, range(from, to)));
    }
    let mistyped = |(from, to): &(usize, usize)| {
        let joined = parts[*from..=*to].iter().skip(1).any(breaks);
        let forms = forms_up_to(&parts[*from..], range(*from, *to).end);
        !joined && forms.iter().any(|form| typo::within_one_typo(&term.folded, form, true))
    };
    runs().find(mistyped).map(|(from, to)| (How::Typo, range(from, to)))
}
