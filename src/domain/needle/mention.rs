//! Mentions of a person in free text: their own values, word by word and folded, in whatever spelling somebody typed them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

use zeroize::{Zeroize, Zeroizing};

use super::mark::{MOST_DIGITS, whole};
use super::{SHORTEST_DIGITS, SHORTEST_NEEDLE, full_names, sought};
use crate::domain::document::Addressee;
use crate::domain::field::{Field, FieldType};
use crate::domain::fold::{fold_variants, in_word, parts};
use crate::domain::phone;
use crate::domain::subject::Values;

/// A longer value is a sentence of somebody's, and names nobody by itself.
const MOST_WORDS: usize = 12;

/// What somebody wrote about the person, or noted as a proof: others may have the same.
pub(super) const SAID: &[Field] =
    &[Field::CommentText, Field::CommentHealth, Field::EvidenceReference, Field::Reason, Field::CouponTitle, Field::MemberCard];

/// A word in each of its forms.
pub(super) type Forms = Vec<String>;

/// One place in a text where a person is mentioned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// From where to where, in bytes.
    pub range: Range<usize>,
    /// Which of the person's values it is.
    pub value: usize,
}

/// A person's own values, ready to be found in free text. It prints how many there are, never one.
///
/// ```
/// use clientela::domain::{field::Field, needle::Mentions, subject::Values};
/// let mut values = Values::default();
/// values.set(Field::GivenName, 0, "Jörg");
/// values.set(Field::FamilyName, 0, "Weißmüller");
/// values.set(Field::Phone, 0, "+49 30 1234567");
/// let mentions = Mentions::of(&[&values], &[]);
/// let note = "Bruder von JOERG WEISSMUELLER, Tel. 030/123 45 67, nicht Weißmüllerei";
/// let (text, count) = mentions.scrub(note, "…").expect("he is mentioned");
/// assert_eq!((text.as_str(), count), ("Bruder von …, Tel. …, nicht Weißmüllerei", 2));
/// assert!(mentions.scrub("Jörg called", "…").is_none(), "four letters are anybody's");
/// assert!(mentions.scrub("Jörg", "…").is_some(), "but not as all there is");
/// ```
pub struct Mentions {
    values: Vec<(Field, Zeroizing<String>)>,
    /// Each value word by word, and as one word.
    pub(super) sequences: Vec<(Vec<Forms>, usize)>,
    /// Which sequences begin with a word.
    begins: BTreeMap<String, Vec<usize>>,
    /// Phone numbers as digits.
    pub(super) digits: BTreeMap<String, usize>,
    /// Every value as all there is.
    pub(super) whole: BTreeMap<String, usize>,
    left_out: BTreeSet<usize>,
}

impl Mentions {
    /// Of a person with these values, to whom was issued to these names and addresses.
    pub fn of(values: &[&Values], addressees: &[&Addressee]) -> Self {
        let values: Vec<_> = sought(values, addressees).into_iter().filter(|(field, _)| !SAID.contains(field)).collect();
        let (sequences, begins, digits, whole, left_out) = Default::default();
        let mut made = Self { values, sequences, begins, digits, whole, left_out };
        for value in 0..made.values.len() {
            made.add(value);
        }
        made
    }

    fn add(&mut self, value: usize) {
        let (field, text) = (self.values[value].0, self.values[value].1.clone());
        let words = forms_of(&text);
        if words.is_empty() || words.len() > MOST_WORDS {
            return;
        }
        let joined: Forms = fold_variants(&text).into_iter().map(joined).collect();
        self.whole.extend(joined.iter().filter(|form| !form.is_empty()).map(|form| (form.clone(), value)));
        if field.spec().kind == FieldType::Phone {
            let digits = phone::forms(&text).into_iter().filter(|digits| (SHORTEST_DIGITS..=MOST_DIGITS).contains(&digits.len()));
            self.digits.extend(digits.map(|digits| (digits, value)));
        }
        if text.chars().count() < SHORTEST_NEEDLE {
            return;
        }
        if let Some(day) = day_first(field, &text) {
            self.sequence(day, value);
        }
        if words.len() > 1 {
            self.sequence(vec![joined], value);
        }
        self.sequence(words, value);
    }

    fn sequence(&mut self, words: Vec<Forms>, value: usize) {
        for form in words.first().into_iter().flatten() {
            self.begins.entry(form.clone()).or_default().push(self.sequences.len());
        }
        self.sequences.push((words, value));
    }

    /// Whether there is nothing to be found.
    pub fn is_empty(&self) -> bool {
        self.whole.is_empty()
    }

    /// The values that are looked for, by their numbers.
    pub fn looked_for(&self) -> Vec<usize> {
        (0..self.values.len()).filter(|value| self.is_looked_for(*value)).collect()
    }

    /// The field of a value and the value itself.
    pub fn value(&self, value: usize) -> (Field, &str) {
        (self.values[value].0, &self.values[value].1)
    }

    /// From now on these values are not looked for: somebody else has them too.
    pub fn leave_out(&mut self, values: impl IntoIterator<Item = usize>) {
        self.left_out.extend(values);
    }

    /// Where the person is mentioned, from left to right; of several values at one place the longest.
    pub fn find(&self, text: &str) -> Vec<Mention> {
        if let Some(value) = self.whole.get(&whole(text)).filter(|value| self.is_looked_for(**value)) {
            return vec![Mention { range: 0..text.len(), value: *value }];
        }
        let words = words_of(text);
        let (mut found, mut at) = (Vec::new(), 0);
        while at < words.len() {
            let Some((count, value)) = self.longest(&words[at..]) else {
                at += 1;
                continue;
            };
            found.push(Mention { range: words[at].0.start..words[at + count - 1].0.end, value });
            at += count;
        }
        found
    }

    fn is_looked_for(&self, value: usize) -> bool {
        !self.left_out.contains(&value)
    }

    /// With how many words the longest value begins here.
    fn longest(&self, words: &[(Range<usize>, Forms)]) -> Option<(usize, usize)> {
        let begun = words[0].1.iter().filter_map(|form| self.begins.get(form)).flatten();
        let fits = |(sequence, _): &&(Vec<Forms>, usize)| {
            sequence.len() <= words.len() && sequence.iter().zip(words).all(|(one, (_, other))| one.iter().any(|form| other.contains(form)))
        };
        let in_words = begun.map(|at| &self.sequences[*at]).filter(fits).map(|(sequence, value)| (sequence.len(), *value));
        in_words.chain(self.as_digits(words)).filter(|(_, value)| self.is_looked_for(*value)).max_by_key(|(count, _)| *count)
    }

    fn as_digits(&self, words: &[(Range<usize>, Forms)]) -> Option<(usize, usize)> {
        let (most, mut found) = (self.digits.keys().map(String::len).max()?, None);
        let mut look = |count, digits: &str| found = self.digits.get(digits).map(|value| (count, *value)).or(found);
        numbers(words.iter().map(|(_, forms)| forms), most, &mut look);
        found
    }

    /// The text with `word` in place of mentions, once for several side by side, and how many there were; none where there is none.
    pub fn scrub(&self, text: &str, word: &str) -> Option<(String, u32)> {
        self.without(text, &self.find(text), word)
    }

    /// The same with the mentions that were found before.
    pub fn without(&self, text: &str, found: &[Mention], word: &str) -> Option<(String, u32)> {
        let (mut clean, mut last) = (String::with_capacity(text.len()), 0);
        for mention in found {
            let between = &text[last..start_of(text, last, mention.range.start)];
            let beside = last > 0 && between.chars().all(|c| c.is_whitespace() || ",;/".contains(c));
            if !beside {
                clean.extend([between, word]);
            }
            last = mention.range.end;
        }
        clean.push_str(&text[last..]);
        (!found.is_empty()).then(|| (clean, u32::try_from(found.len()).unwrap_or(u32::MAX)))
    }

    /// Whether somebody with these values is called, or reached, by this value too.
    pub fn is_also_of(&self, value: usize, values: &Values) -> bool {
        let is_it = |text: &str| self.find_one(text, value);
        values.iter().filter(|(field, ..)| !SAID.contains(field)).any(|(_, _, text)| is_it(text))
            || full_names(values).iter().any(|(_, name)| is_it(name))
    }

    fn find_one(&self, text: &str, value: usize) -> bool {
        let words = forms_of(text);
        let fits = |sequence: &[Forms]| {
            words
                .windows(sequence.len())
                .any(|some| some.iter().zip(sequence).all(|(word, one)| one.iter().any(|form| word.contains(form))))
        };
        let in_words = self.sequences.iter().filter(|(_, of)| *of == value).any(|(sequence, _)| fits(sequence));
        let whole = self.whole.get(&whole(text)) == Some(&value);
        in_words || whole || phone::forms(text).iter().any(|digits| self.digits.get(digits) == Some(&value))
    }
}

/// The words of a text, each in each of its forms.
pub(super) fn forms_of(text: &str) -> Vec<Forms> {
    words_of(text).into_iter().map(|(_, forms)| forms).collect()
}

/// The words of a text, where they stand; what is nothing but signs that nobody sees is none.
fn words_of(text: &str) -> Vec<(Range<usize>, Forms)> {
    let words = parts(text).into_iter().map(|part| (part.at..part.at + part.text.len(), fold_variants(part.text)));
    words.filter(|(_, forms)| forms.iter().all(|form| !form.is_empty())).collect()
}

/// The numbers with which words begin, joined one after the other: how many words, and their digits, `most` at most.
pub(super) fn numbers<'a>(words: impl Iterator<Item = &'a Forms>, most: usize, each: &mut dyn FnMut(usize, &str)) {
    let mut digits = String::new();
    for (count, forms) in (1..).zip(words) {
        let Some(word) = forms.first().filter(|word| word.bytes().all(|byte| byte.is_ascii_digit())) else { break };
        digits.push_str(word);
        if digits.len() > most {
            break;
        }
        each(count, &digits);
    }
}

/// A sign before a number belongs to it: `+49`, `(030)`.
fn start_of(text: &str, last: usize, start: usize) -> usize {
    let kept = text[last..start].trim_end_matches(['+', '(']).len();
    last + kept
}

pub(super) fn joined(mut folded: String) -> String {
    folded.retain(in_word);
    folded
}

/// A birthday with the day first, with and without zeros before.
fn day_first(field: Field, text: &str) -> Option<Vec<Forms>> {
    let mut parts = (field == Field::BirthDate).then(|| text.splitn(3, '-'))?;
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let both = |number: &str| vec![number.to_owned(), number.trim_start_matches('0').to_owned()];
    Some(vec![both(day), both(month), vec![year.to_owned()]])
}

impl fmt::Debug for Mentions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mentions({})", self.values.len())
    }
}

impl Drop for Mentions {
    fn drop(&mut self) {
        self.sequences.iter_mut().flat_map(|(words, _)| words).flatten().for_each(Zeroize::zeroize);
    }
}
