//! A text as it is compared: its letters and digits, with what makes comparing fast. Knows no field.

use zeroize::Zeroize;

use crate::domain::phonetic;

/// Beyond so many letters the likeness of two texts is not looked for.
const LONGEST: usize = 96;

/// From this likeness on, two texts are one with a slip of the pen.
const NEAR: f64 = 0.92;

/// From this likeness on, two texts are similar.
const SIMILAR: f64 = 0.86;

/// An initial or a beginning says something up to this length of the longer text only.
const SHORTEST_EDITED: usize = 3;

/// What likeness two texts have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    Different,
    Similar,
    Near,
    Exact,
}

/// A folded text without blanks and punctuation.
#[derive(Clone)]
pub(super) struct Text {
    pub(super) letters: String,
    /// Stands for the text where only equality counts.
    pub(super) hash: u64,
    /// Stands for its sound.
    pub(super) sound: u64,
    /// Which letters and digits occur.
    mask: u64,
    /// Whether each letter is one byte.
    ascii: bool,
}

/// Words of other scripts, which have no code, stand for themselves.
fn sound(letters: &str) -> u64 {
    let code = phonetic::code(letters);
    hash(&[if code.is_empty() { letters } else { &code }.as_bytes()])
}

impl Text {
    /// None where nothing is left to compare.
    pub(super) fn new(folded: &str) -> Option<Self> {
        let mut letters: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
        if let Some((at, _)) = letters.char_indices().nth(LONGEST) {
            letters.truncate(at);
        }
        let mask = letters.bytes().fold(0, |mask, byte| mask | 1 << (byte & 63));
        (!letters.is_empty()).then(|| Self {
            hash: hash(&[letters.as_bytes()]),
            sound: sound(&letters),
            mask,
            ascii: letters.is_ascii(),
            letters,
        })
    }

    pub(super) fn same(&self, other: &Self) -> bool {
        self.hash == other.hash && self.letters == other.letters
    }

    /// Letters and digits that only this text has, and that only the other has.
    fn apart(&self, other: &Self) -> [u32; 2] {
        [self.mask & !other.mask, other.mask & !self.mask].map(u64::count_ones)
    }

    /// The first characters, or all there are.
    pub(super) fn start(&self, count: usize) -> &str {
        self.letters.char_indices().nth(count).map_or(&self.letters, |(at, _)| &self.letters[..at])
    }

    /// The likeness of two words or names: equal, a slip of the pen, one the beginning of the other or of the same sound.
    pub(super) fn likeness(&self, other: &Self) -> Likeness {
        if self.same(other) {
            return Likeness::Exact;
        }
        if self.one_edit(other) {
            return Likeness::Near;
        }
        match self.jaro_winkler(other) {
            Some(likeness) if likeness >= NEAR && !self.begins(other) => Likeness::Near,
            Some(_) => Likeness::Similar,
            None if self.sound == other.sound || self.begins(other) => Likeness::Similar,
            None => Likeness::Different,
        }
    }

    /// Whether one is the beginning of the other.
    pub(super) fn begins(&self, other: &Self) -> bool {
        let [mine, others] = self.apart(other);
        (others == 0 && self.letters.starts_with(&other.letters)) || (mine == 0 && other.letters.starts_with(&self.letters))
    }

    /// The Jaro-Winkler similarity, where it is one.
    fn jaro_winkler(&self, other: &Self) -> Option<f64> {
        (self.may_be_similar(other)).then(|| strsim::jaro_winkler(&self.letters, &other.letters)).filter(|likeness| *likeness >= SIMILAR)
    }

    /// Whether enough letters occur on both sides: what the similarity could be at most, at four equal letters in front.
    fn may_be_similar(&self, other: &Self) -> bool {
        if !(self.ascii && other.ascii) {
            return true;
        }
        let (a, b) = (self.letters.len(), other.letters.len());
        let [only_a, only_b] = self.apart(other);
        let shared = a.saturating_sub(only_a as usize).min(b.saturating_sub(only_b as usize));
        let [shared, a, b] = [shared, a, b].map(as_f64);
        let jaro = (shared / a + shared / b + 1.0) / 3.0;
        if jaro + 0.4 * (1.0 - jaro) < SIMILAR {
            return false;
        }
        let prefix = self.letters.bytes().zip(other.letters.bytes()).take(4).take_while(|(a, b)| a == b).count();
        jaro + 0.1 * as_f64(prefix) * (1.0 - jaro) >= SIMILAR
    }

    /// Whether one typed character or two neighbours in the wrong order are the only difference.
    pub(super) fn one_edit(&self, other: &Self) -> bool {
        let (a, b) = (self.letters.len(), other.letters.len());
        let may_be = a.min(b) >= SHORTEST_EDITED && a.abs_diff(b) <= 1 && self.apart(other).iter().all(|count| *count <= 1);
        may_be && one_edit(self.letters.as_bytes(), other.letters.as_bytes())
    }
}

impl Drop for Text {
    fn drop(&mut self) {
        self.letters.zeroize();
    }
}

/// Whether one character more, less or other, or two neighbours in the wrong order, are all that differs.
pub(super) fn one_edit(a: &[u8], b: &[u8]) -> bool {
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let front = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[front..], &b[front..]);
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&a[..a.len() - back], &b[..b.len() - back]) {
        ([] | [_], [] | [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// A number for parts of text: the same on every machine (FNV-1a, stirred).
pub(super) fn hash(parts: &[&[u8]]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for byte in part.iter().chain(&[0xff]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    stir(hash)
}

/// Spreads neighbouring numbers over all bits.
pub(super) fn stir(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// A count as a number to reckon with.
#[allow(clippy::cast_precision_loss, reason = "no store has so many persons that it would matter")]
pub(super) fn as_f64(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Text {
        Text::new(text).expect("a text")
    }

    #[test]
    fn texts_are_exact_near_similar_or_different() {
        let likeness = |a: &str, b: &str| text(a).likeness(&text(b));
        assert!(likeness("van den berg", "vandenberg") == Likeness::Exact);
        for (a, b) in
            [("muller", "mulller"), ("muller", "mullre"), ("muller", "muler"), ("goncalves", "goncalvez"), ("katharina", "katarhina")]
        {
            assert!(likeness(a, b) == Likeness::Near, "{a} {b}");
        }
        for (a, b) in [("j", "johannes"), ("anna maria", "anna"), ("meyer", "maier")] {
            assert!(likeness(a, b) == Likeness::Similar, "{a} {b}");
        }
        for (a, b) in [("muller", "schmidt"), ("anna", "berta"), ("al", "bo")] {
            assert!(likeness(a, b) == Likeness::Different, "{a} {b}");
        }
    }

    #[test]
    fn the_quick_look_never_hides_what_is_similar() {
        let names =
            ["muller", "mueller", "schmidt", "schmitt", "anna", "annalena", "lopez", "lopes", "wagner", "wegner", "иванов", "иваново"];
        for a in names {
            for b in names {
                let like = strsim::jaro_winkler(a, b);
                assert_eq!(text(a).jaro_winkler(&text(b)), (like >= SIMILAR).then_some(like), "{a} {b}");
            }
        }
    }

    #[test]
    fn one_edit_is_one() {
        for (a, b, is) in [
            ("abc", "abc", true),
            ("abc", "abd", true),
            ("abc", "acb", true),
            ("abc", "abcd", true),
            ("abc", "bca", false),
            ("abcd", "badc", false),
        ] {
            assert_eq!(one_edit(a.as_bytes(), b.as_bytes()), is, "{a} {b}");
        }
    }
}
