//! Marks of words: what an index keeps of a free text, so that the texts are found in which somebody may be mentioned.
//!
//! The law: where [`Mentions::find`] finds a value in a text, the text has a mark of every place of one of the value's ways.

use sha2::{Digest, Sha256};

use super::SHORTEST_DIGITS;
use super::mention::{Forms, Mentions, forms_of, joined, numbers};
use crate::domain::fold::fold;

/// What stands for a word in the index: not the word itself, and as good as never that of another one.
pub type Mark = i64;

/// One way to write a value: for every place the marks of which one has to be there.
pub type Way = Vec<Vec<Mark>>;

/// No telephone number has more digits, with everything that may stand before it. Marks are kept: whoever changes what is marked, this
/// number among it, counts up `FOLD_VERSION`.
pub(super) const MOST_DIGITS: usize = 24;

/// What is marked.
#[derive(Clone, Copy)]
enum Kind {
    /// A word in one of its forms.
    Word,
    /// Words that are numbers, side by side.
    Digits,
    /// A text as all there is.
    Whole,
}

fn mark(kind: Kind, text: &str) -> Mark {
    let digest: [u8; 32] = Sha256::new().chain_update([kind as u8]).chain_update(text).finalize().into();
    // As many bits as SQLite keeps in six bytes.
    i64::from_be_bytes([0, 0, digest[0] >> 1, digest[1], digest[2], digest[3], digest[4], digest[5]])
}

/// The marks of a text, sorted, each once.
///
/// ```
/// use clientela::domain::{field::Field, needle::{Mentions, marks_of}, subject::Values};
/// let mut values = Values::default();
/// values.set(Field::FamilyName, 0, "Weißmüller");
/// let mentions = Mentions::of(&[&values], &[]);
/// let marks = marks_of("ask Mr Weissmueller first");
/// let is_there = |place: &Vec<i64>| place.iter().any(|mark| marks.contains(mark));
/// assert!(mentions.ways(0).iter().any(|way| way.iter().all(is_there)));
/// ```
pub fn marks_of(text: &str) -> Vec<Mark> {
    let words: Vec<Forms> = forms_of(text);
    let whole = whole(text);
    let mut marks: Vec<Mark> = (!whole.is_empty()).then(|| mark(Kind::Whole, &whole)).into_iter().collect();
    marks.extend(words.iter().flatten().map(|form| mark(Kind::Word, form)));
    for first in 0..words.len() {
        let mut add = |_, digits: &str| marks.extend((digits.len() >= SHORTEST_DIGITS).then(|| mark(Kind::Digits, digits)));
        numbers(words[first..].iter(), MOST_DIGITS, &mut add);
    }
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// A text as all there is.
pub(super) fn whole(text: &str) -> String {
    joined(fold(text))
}

impl Mentions {
    /// The ways in which a value may be written in a text.
    pub fn ways(&self, value: usize) -> Vec<Way> {
        let word = |forms: &Forms| forms.iter().map(|form| mark(Kind::Word, form)).collect();
        let alone = |kind, form: &str| vec![vec![mark(kind, form)]];
        let in_words = self.sequences.iter().filter(|(_, of)| *of == value).map(|(words, _)| words.iter().map(word).collect());
        let digits = self.digits.iter().filter(|(_, of)| **of == value).map(|(digits, _)| alone(Kind::Digits, digits));
        let whole = self.whole.iter().filter(|(_, of)| **of == value).map(|(form, _)| alone(Kind::Whole, form));
        in_words.chain(digits).chain(whole).collect()
    }
}
