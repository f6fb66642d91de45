//! Which code page a file is in: the one in which its letters are those of one language.

use crate::domain::import::CodePage;
use crate::engine::feed::decode;

use super::sample::Sample;

/// Letters beyond ASCII by language, with the weight of the language: first those whose old systems we expect.
const LANGUAGES: [(&str, u32); 8] = [
    ("äöüßÄÖÜ", 100),
    ("àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ", 100),
    ("àèéìíîòóùúÀÈÉÌÍÎÒÓÙÚ", 100),
    ("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", 100),
    ("áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽĺľôŕäĹĽÔŔ", 85),
    ("áéíóöőúüűÁÉÍÓÖŐÚÜŰ", 85),
    ("áâãàçéêíóôõúüñÁÂÃÀÇÉÊÍÓÔÕÚÜÑ", 85),
    ("åäöæøÅÄÖÆØ", 85),
];

/// So near to the best, another one may be meant.
const NEAR: u32 = 10;

/// Signs that stand between words anywhere.
const SIGNS: &str = "€§°«»„“”’–—…·\u{a0}®²³";

/// A code page that the letters of a file may be in.
pub(super) struct Candidate {
    pub(super) page: CodePage,
    /// Of a hundred.
    score: u32,
    /// Words with letters that differ by page.
    pub(super) samples: Vec<String>,
}

/// The code pages that the file may be in, the likeliest first; one is enough where they read the same text.
pub(super) fn candidates(sample: &Sample) -> Vec<Candidate> {
    let utf8 = Candidate { page: CodePage::Utf8, score: 100, samples: words(CodePage::Utf8, &sample.letters) };
    if sample.utf8 {
        return vec![utf8];
    }
    let pages = CodePage::ALL.iter().filter(|page| **page != CodePage::Utf8);
    let mut found: Vec<Candidate> = Vec::new();
    for page in pages {
        let text = text_in(*page, &sample.letters);
        let candidate = Candidate { page: *page, score: score(&text), samples: words(*page, &sample.letters) };
        let same = found.iter().any(|other| text_in(other.page, &sample.letters) == text);
        found.extend(Some(candidate).filter(|_| !same));
    }
    found.sort_by_key(|candidate| std::cmp::Reverse(candidate.score));
    let best = found.first().map_or(0, |candidate| candidate.score);
    found.retain(|candidate| candidate.score + NEAR >= best);
    found
}

fn text_in(page: CodePage, lines: &[Vec<u8>]) -> String {
    lines.iter().filter_map(|line| decode(page, line).ok()).collect()
}

/// How well the letters fit the one language that they fit best, of a hundred; a sign inside a word speaks against the page.
fn score(text: &str) -> u32 {
    let others: Vec<char> = text.chars().filter(|sign| !sign.is_ascii() && !SIGNS.contains(*sign)).collect();
    let letters = u32::try_from(others.len()).unwrap_or(u32::MAX).max(1);
    let fit = |(alphabet, weight): (&str, u32)| {
        let known = others.iter().filter(|letter| alphabet.contains(**letter)).count();
        u32::try_from(known).unwrap_or(u32::MAX).saturating_mul(weight) / letters
    };
    let best = LANGUAGES.into_iter().map(fit).max().unwrap_or(0);
    let odd = u32::try_from(odd_places(text)).unwrap_or(u32::MAX).saturating_mul(100) / letters;
    best.saturating_sub(odd)
}

/// Signs and capitals in the middle of a word of small letters.
fn odd_places(text: &str) -> usize {
    let signs: Vec<char> = text.chars().collect();
    let odd = |three: &&[char]| {
        let [before, here, after] = three[..] else { return false };
        let inside = before.is_lowercase() && after.is_lowercase();
        !here.is_ascii() && inside && (!here.is_alphabetic() || here.is_uppercase())
    };
    signs.windows(3).filter(odd).count()
}

/// How many words are shown.
const SHOWN: usize = 5;

fn words(page: CodePage, lines: &[Vec<u8>]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in lines {
        let text = decode(page, line).unwrap_or_default();
        let words = text.split([';', ',', '\t', '|', '"', ' ', '\r', '\n']).filter(|word| !word.is_ascii());
        for word in words {
            if found.len() < SHOWN && !found.iter().any(|other| other == word) {
                found.push(word.to_owned());
            }
        }
    }
    found
}
