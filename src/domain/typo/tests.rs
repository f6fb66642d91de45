use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::domain::arb::arb_name;
use crate::domain::fold::fold;

/// The optimal string alignment distance, as the books have it.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            if i == 0 || j == 0 {
                table[i][j] = i + j;
                continue;
            }
            let replaced = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            table[i][j] = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                table[i][j] = table[i][j].min(table[i - 2][j - 2] + 1);
            }
        }
    }
    table[a.len()][b.len()]
}

/// The rule without any cleverness.
fn naively(term: &str, word: &str, prefix: bool) -> bool {
    let [a, b] = [term, word].map(|text| text.chars().collect::<Vec<_>>());
    let whole = a == b || a.len().max(b.len()) >= SHORTEST_TYPO && distance(&a, &b) <= 1;
    let close = |beginning: &[char]| distance(&a, beginning) <= usize::from(a.len() >= SHORTEST_TYPO);
    whole || prefix && (0..=b.len()).any(|end| close(&b[..end]))
}

/// Every word with one letter less, swapped, other or more.
fn edits(word: &str, other: char) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let text = |parts: &[&[char]]| parts.iter().copied().flatten().collect::<String>();
    let mut found = vec![];
    for at in 0..=letters.len() {
        let (before, behind) = letters.split_at(at);
        found.push(text(&[before, &[other], behind]));
        if let [letter, behind @ ..] = behind {
            found.extend([text(&[before, behind]), text(&[before, &[other], behind])]);
            if let [next, behind @ ..] = behind {
                found.push(text(&[before, &[*next, *letter], behind]));
            }
        }
    }
    found
}

/// The corrections of a term in a sorted vocabulary; also how many words were looked at.
fn read(vocabulary: &[&str], term: &str) -> (Vec<String>, usize) {
    let mut reads = 0;
    let found = corrections(term, |text| {
        reads += 1;
        Ok::<_, ()>(vocabulary.get(vocabulary.partition_point(|word| *word < text)).map(|word| (*word).to_owned()))
    });
    (found.unwrap(), reads)
}

/// Latin letters are not mistyped as others.
fn is_foreign(term: &str, word: &str) -> bool {
    term.is_ascii() && word.starts_with(|c: char| !c.is_ascii())
}

/// The words, sorted, each once.
fn sorted(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect::<BTreeSet<_>>().into_iter().collect()
}

fn arb_word() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[a-c]{0,7}", 1 => "[aéя山]{0,6}", 1 => "[a-z]{3,9}", 1 => arb_name().prop_map(|name| fold(&name))]
}

proptest! {
    #[test]
    fn one_typo_is_a_distance_of_one(term in arb_word(), word in arb_word(), prefix: bool) {
        prop_assert_eq!(within_one_typo(&term, &word, prefix), naively(&term, &word, prefix), "{} {}", term, word);
    }

    #[test]
    fn whole_words_are_alike_in_both_directions(one in arb_word(), other in arb_word()) {
        prop_assert_eq!(within_one_typo(&one, &other, false), within_one_typo(&other, &one, false));
        prop_assert!(!within_one_typo(&one, &other, false) || within_one_typo(&one, &other, true), "what is found whole is found typing");
    }

    #[test]
    fn every_edit_of_a_word_is_found(word in "[a-zя]{4,10}", other in "[a-zя]", more in "[a-z]{0,5}") {
        let other = other.chars().next().unwrap();
        for term in edits(&word, other) {
            prop_assert!(within_one_typo(&term, &word, false), "{term} for {word}");
            prop_assert!(!is_long(&term) || within_one_typo(&term, &format!("{word}{more}"), true), "{term} for {word}{more}");
            let corrected = || read(&[&word], &term).0.first().is_some_and(|beginning| word.starts_with(beginning));
            prop_assert!(!is_long(&term) || is_foreign(&term, &word) || corrected(), "{term} leads to {word}");
        }
    }

    #[test]
    fn what_begins_with_a_correction_is_within_one_typo_and_nothing_else(words in prop::collection::vec(arb_word(), 0..200), typed in arb_word(), which: Index) {
        let vocabulary = sorted(&words);
        let mut terms = vec![typed];
        terms.extend(words.get(which.index(words.len().max(1))).into_iter().flat_map(|word| edits(word, 'b')));
        for term in terms.into_iter().filter(|term| is_long(term)) {
            let expected = vocabulary.iter().copied().filter(|word| within_one_typo(&term, word, true) && !is_foreign(&term, word));
            let (found, _) = read(&vocabulary, &term);
            let begun = vocabulary.iter().copied().filter(|word| found.iter().any(|beginning| word.starts_with(beginning)));
            prop_assert_eq!(begun.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{} {:?}", term, found);
            prop_assert!((1..found.len()).all(|at| !found[at].starts_with(&found[at - 1])));
        }
    }
}

#[test]
fn a_short_term_is_taken_as_it_is_typed() {
    assert!(within_one_typo("wu", "wu", false) && within_one_typo("wu", "wunderlich", true) && within_one_typo("", "wu", true));
    assert!(!within_one_typo("wu", "wo", false) && !within_one_typo("kai", "karin", true) && !within_one_typo("kai", "kaa", true));
    assert!(within_one_typo("han", "hahn", false) && !within_one_typo("han", "hahnemann", true));
}

#[test]
fn a_large_vocabulary_is_read_in_a_few_hundred_steps() {
    let syllables =
        ["ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "ru", "sa", "te", "wi", "xo", "zu", "er", "in", "ol", "un", "as"];
    let word = |mut number: usize| {
        let mut text = String::new();
        for _ in 0..4 {
            text += syllables[number % 20];
            number /= 20;
        }
        text
    };
    let words: Vec<String> = (0..160_000).map(word).collect();
    let vocabulary = sorted(&words);
    let (found, reads) = read(&vocabulary, "kalemin");
    assert!(found.contains(&"kalemi".to_owned()), "{found:?}");
    assert!(reads < 1_000, "{reads} of {} words", vocabulary.len());
}

#[test]
fn a_vocabulary_in_thousands_of_letters_is_not_walked_to_its_end() {
    let words: Vec<String> = (0x4e00_u32..0x9f00).filter_map(char::from_u32).map(|c| format!("{c}一二三")).collect();
    let (_, reads) = read(&sorted(&words), "山一二三");
    assert!(reads <= MOST_SEEKS, "{reads}");
    assert_eq!(read(&sorted(&words), "yamada").1, 1, "Latin letters are not mistyped as others");
}
