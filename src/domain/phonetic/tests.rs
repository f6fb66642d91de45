use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::domain::arb::arb_name;
use crate::domain::fold::fold_variants;

/// The rules as they are told: a digit for each letter, then no digit twice in a row, then no 0 but the first.
fn in_three_steps(word: &str) -> String {
    let letters: Vec<char> = fold(word).chars().filter(char::is_ascii_lowercase).collect();
    let letter = |at: usize| letters.get(at).copied();
    let digit = |at: usize| sound(at.checked_sub(1).and_then(letter), letters[at], letter(at + 1));
    let mut digits: Vec<char> = (0..letters.len()).flat_map(|at| digit(at).chars()).collect();
    digits.dedup();
    digits.iter().enumerate().filter(|(at, digit)| *at == 0 || **digit != '0').map(|(_, digit)| digit).collect()
}

proptest! {
    #[test]
    fn a_code_is_made_as_the_rules_tell(word in "[a-z]{0,12}", name in arb_name()) {
        prop_assert_eq!(code(&word), in_three_steps(&word));
        prop_assert_eq!(code(&name), in_three_steps(&name));
    }

    #[test]
    fn case_accents_and_normal_forms_sound_alike(name in arb_name()) {
        let expected = code(&name);
        prop_assert_eq!(code(&name.to_uppercase()), &*expected);
        prop_assert_eq!(code(&name.to_lowercase()), &*expected);
        prop_assert_eq!(code(&name.nfd().collect::<String>()), &*expected);
        prop_assert_eq!(code(&fold(&name)), &*expected);
    }

    #[test]
    fn every_form_of_a_word_sounds_alike(word in "[a-zäöüåøæß]{1,12}") {
        for form in fold_variants(&word) {
            prop_assert_eq!(code(&form), code(&word), "{} of {}", form, word);
        }
    }

    #[test]
    fn a_name_sounds_like_itself_and_joined(first in arb_name(), second in arb_name(), sign in "[ '-]") {
        let found = codes(&format!("{first}{sign}{second}"));
        for query in [format!("{first} {second}"), format!("{first}-{second}"), format!("{first}{second}")] {
            for code in query_codes(&query) {
                prop_assert!(found.contains(&code), "{code} of {query} in {found:?}");
            }
        }
    }

    #[test]
    fn any_text_has_a_code_of_digits(text in any::<String>()) {
        prop_assert!(code(&text).chars().all(|digit| ('0'..='8').contains(&digit)));
        prop_assert!(codes(&text).iter().all(|code| !code.is_empty()));
    }
}
