//! The words by which a customer stands in the index, as the table of fields says. Knows no index.

use std::collections::BTreeSet;

use crate::domain::field::{Field, FieldType, Index};
use crate::domain::subject::Values;
use crate::domain::{fold, phone, phonetic};

/// Marks of the classes of words, one character before each.
pub(super) mod mark {
    /// A word of the customer's own name, as it is written but for its case.
    pub const SPELLED: char = 'n';
    /// A fold of such a word that differs from it.
    pub const FOLDED: char = 'f';
    /// A folded word of any field, of the customer or of who belongs to them.
    pub const ANY: char = 'a';
    /// The digits of a phone number.
    pub const PHONE: char = 'p';
}

/// What stands in the index as one sign of its own instead of a word: nobody types its beginning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sign {
    Sound,
    Status,
    Branch,
    Kind,
    Group,
    Birthday,
}

/// A private plane of Unicode has so many characters: one is for sounds, one for what narrows a search.
const PLANE: u64 = 0xfffe;
const SOUNDS: u32 = 0xf_0000;
const FILTERS: u32 = 0x10_0000;

/// Whether a word is the sign of what narrows a search.
pub(super) fn is_filter(word: &str) -> bool {
    word.starts_with(|sign: char| u32::from(sign) >= FILTERS)
}

impl Sign {
    /// The sign of a value. Two values may share one: what the index gives is looked at again. Of sounds there are many, so that their
    /// sign has two characters, and is shared by next to none.
    pub(super) fn of(self, value: &str) -> String {
        let bytes = [self as u8].into_iter().chain(value.bytes());
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        let sign = |plane: u32, part: u64| u32::try_from(part % PLANE).ok().and_then(|place| char::from_u32(plane + place));
        let low = hash ^ (hash >> 32);
        let signs = if self == Self::Sound { [sign(SOUNDS, low), sign(SOUNDS, hash >> 40)] } else { [sign(FILTERS, low), None] };
        signs.into_iter().flatten().collect()
    }
}

/// The words of a customer and of the people related to them, sorted, each once, separated by blanks. The same values give the same
/// text.
///
/// ```
/// use clientela::domain::{field::Field, search::index_text, subject::Values};
/// let mut values = Values::default();
/// values.set(Field::FamilyName, 0, "Köhler");
/// values.set(Field::PostalCode, 0, "70174");
/// let text = index_text(&values, &[]);
/// let words: Vec<&str> = text.split(' ').filter(|word| word.is_ascii()).collect();
/// assert_eq!(words, ["a70174", "akoehler", "akohler", "fkoehler", "fkohler"]);
/// ```
pub fn index_text(values: &Values, related: &[&Values]) -> String {
    let mut words = BTreeSet::new();
    for (field, _, text) in values.iter() {
        if is_name(field) {
            name_words(text, &mut words);
        }
        field_words(field, text, &mut words);
        words.extend(signs(field, text));
    }
    for (field, _, text) in related.iter().copied().flat_map(Values::iter) {
        field_words(field, text, &mut words);
    }
    words.into_iter().collect::<Vec<_>>().join(" ")
}

/// Whether where a customer stands in the index, or with which words, depends on a field.
#[cfg(feature = "engine")]
pub(crate) fn is_indexed(field: Field) -> bool {
    let sign = matches!(field, Field::Status | Field::Branch | Field::Kind | Field::Groups | Field::BirthDate | Field::LastVisit);
    sign || field.spec().index != Index::No
}

/// Whether a field is part of a name.
pub(super) fn is_name(field: Field) -> bool {
    matches!(field, Field::GivenName | Field::FamilyName | Field::Company)
}

fn name_words(text: &str, words: &mut BTreeSet<String>) {
    let spelled = fold::spelled(text);
    let folded = fold::words(text).into_iter().filter(|word| !spelled.contains(word));
    words.extend(folded.map(|word| format!("{}{word}", mark::FOLDED)));
    words.extend(spelled.iter().map(|word| format!("{}{word}", mark::SPELLED)));
}

fn field_words(field: Field, text: &str, words: &mut BTreeSet<String>) {
    if field.spec().index == Index::Digits {
        words.extend(tokens(field, text).iter().map(|word| phone_word(word)));
        return;
    }
    words.extend(tokens(field, text).into_iter().map(|word| format!("{}{word}", mark::ANY)));
    if is_name(field) {
        words.extend(phonetic::codes(text).iter().map(|code| Sign::Sound.of(code)));
    }
}

/// The digits of a phone number, or of the beginning of one, without the zero that is typed in front of an area.
pub(super) fn phone_word(digits: &str) -> String {
    let rest = digits.strip_prefix('0').filter(|rest| !rest.is_empty());
    format!("{}{}", mark::PHONE, rest.unwrap_or(digits))
}

/// What a customer is filtered by.
fn signs(field: Field, text: &str) -> Vec<String> {
    let sign = match field {
        Field::Status => Sign::Status,
        Field::Branch => Sign::Branch,
        Field::Kind => Sign::Kind,
        Field::Groups => return text.split(' ').map(|group| Sign::Group.of(group)).collect(),
        Field::BirthDate => return text.get(5..).map(|day| Sign::Birthday.of(day)).into_iter().collect(),
        _ => return Vec::new(),
    };
    vec![sign.of(text)]
}

/// The words of such a text that may be mistyped: of any field, three letters at least, no digit; without their marks.
pub fn vocabulary(index_text: &str) -> impl Iterator<Item = &str> {
    let any = index_text.split(' ').filter_map(|word| word.strip_prefix(mark::ANY));
    any.filter(|word| !word.chars().any(char::is_numeric) && word.chars().nth(SHORTEST_WORD - 1).is_some())
}

/// A term of four letters may lack one of a word: shorter words are never meant.
const SHORTEST_WORD: usize = 3;

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
