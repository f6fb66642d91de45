//! The spellings of a folded word: German and Nordic letters as one letter and as two. Knows nothing of words in a text.

use unicode_normalization::UnicodeNormalization;

use crate::domain::fold::fold;

/// The fold of the German or Nordic spelling with two letters, where the text has such a letter.
fn expanded(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let mut found = false;
    let spelled: String = text.nfc().fold(String::with_capacity(text.len() + 4), |mut out, c| {
        match two_letters(c) {
            Some(letters) => {
                found = true;
                out.push_str(letters);
            }
            None => out.push(c),
        }
        out
    });
    found.then(|| fold(&spelled))
}

/// How a letter is written with two.
pub(super) fn two_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' | 'Ä' => "ae",
        'ö' | 'Ö' | 'ø' | 'Ø' | 'ǿ' | 'Ǿ' => "oe",
        'ü' | 'Ü' => "ue",
        'å' | 'Å' => "aa",
        _ => return None,
    })
}

/// Which two letters are drawn together: `aa` for å (`ring`), and `ae`, `oe`, `ue` (`dots`).
#[derive(Clone, Copy)]
pub(super) struct Kinds {
    pub(super) ring: bool,
    pub(super) dots: bool,
}

impl Kinds {
    /// Each choice of what there is. Names spell out one kind and not the other: `Nørgaard`, `Noergård`.
    fn choices(self) -> impl Iterator<Item = Self> {
        let all = [(true, true), (true, false), (false, true)].map(|(ring, dots)| Self { ring, dots });
        all.into_iter().filter(move |choice| (self.ring || !choice.ring) && (self.dots || !choice.dots))
    }
}

/// The folded word with one letter for two, where it has such: `mueller` becomes `muller`.
pub(super) fn contracted(folded: &str) -> Vec<String> {
    let has = |pairs: &[&[u8]]| folded.as_bytes().windows(2).any(|pair| pairs.contains(&pair));
    let kinds = Kinds { ring: has(&[b"aa"]), dots: has(&[b"ae", b"oe", b"ue"]) };
    kinds.choices().map(|kinds| drawn_together(folded, kinds)).filter(|form| form.len() < folded.len()).collect()
}

/// After a, e or q no ü is written as `ue`: `bauer` and `queen` stay.
fn drawn_together(folded: &str, kinds: Kinds) -> String {
    let mut out = String::with_capacity(folded.len());
    let (mut before, mut last) = (' ', ' ');
    for c in folded.chars() {
        let double = match (last, c) {
            ('a', 'a') => kinds.ring,
            ('a' | 'o', 'e') => kinds.dots,
            ('u', 'e') => kinds.dots && !matches!(before, 'a' | 'e' | 'q'),
            _ => false,
        };
        if !double {
            out.push(c);
        }
        // A letter that was contracted begins no second pair.
        (before, last) = if double { (last, ' ') } else { (if last == ' ' { before } else { last }, c) };
    }
    out
}

/// Whether it is plain to see that a text has no second spelling: then it is cheap to fold.
pub(crate) fn has_one_form(text: &str) -> bool {
    let may_be_one_letter = |pair: &[u8]| matches!(pair, [b'a' | b'A' | b'o' | b'O' | b'u' | b'U', b'a' | b'A' | b'e' | b'E']);
    text.is_ascii() && !text.as_bytes().windows(2).any(may_be_one_letter)
}

/// Every folded form by which a word is found: the fold itself first, then the spellings with two letters and with one.
///
/// ```
/// use clientela::domain::fold::fold_variants;
/// assert_eq!(fold_variants("Müller"), ["muller", "mueller"]);
/// assert_eq!(fold_variants("Mueller"), ["mueller", "muller"]);
/// assert_eq!(fold_variants("Nørgård"), ["norgard", "noergaard", "noergard", "norgaard"]);
/// ```
pub fn fold_variants(word: &str) -> Vec<String> {
    let primary = fold(word);
    let spelled = expanded(word).unwrap_or_else(|| primary.clone());
    let shorter = contracted(&spelled);
    let mut forms = vec![primary];
    for form in std::iter::once(spelled).chain(shorter) {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}
