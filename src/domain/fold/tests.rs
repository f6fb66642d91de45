use proptest::prelude::*;

use super::spelling::{Kinds, contracted, two_letters};
use super::*;
use crate::domain::arb::{arb_name, arb_phone, arb_values};
use crate::domain::field::Index;
use crate::domain::phone;
use crate::domain::search::index_text;

/// The law: every term begins a token.
fn finds(query: &str, tokens: &[String]) -> bool {
    let terms = query_terms(query);
    !terms.is_empty() && terms.iter().all(|term| tokens.iter().any(|token| token.starts_with(term)))
}

/// With two letters for each å (`ring`), and for each ä, ö, ü and ø (`dots`).
fn spelled_out(name: &str, Kinds { ring, dots }: Kinds) -> String {
    let meant = |letters: &&str| if *letters == "aa" { ring } else { dots };
    name.nfc().map(|c| two_letters(c).filter(meant).map_or_else(|| c.to_string(), str::to_owned)).collect()
}

/// Whether a word with an umlaut has two vowels side by side besides: spelled out, it cannot be read back letter by letter.
fn ambiguous(name: &str) -> bool {
    let vowel = |c: char| "aeiouäöüåøéq".contains(c);
    parts(name).iter().any(|part| {
        let letters: Vec<char> = part.text.nfc().flat_map(char::to_lowercase).collect();
        let umlaut = letters.iter().any(|c| two_letters(*c).is_some());
        let pair = |pair: &[char]| vowel(pair[0]) && vowel(pair[1]) && pair != ['ä', 'u'];
        umlaut && (!contracted(&fold(part.text)).is_empty() || letters.windows(2).any(pair))
    })
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn composed_and_decomposed_text_fold_alike(text in arb_name()) {
        prop_assert_eq!(fold(&text.nfd().collect::<String>()), fold(&text));
        prop_assert_eq!(words(&text.nfd().collect::<String>()), words(&text));
    }

    #[test]
    fn a_name_is_found_by_itself_in_any_case_and_by_every_beginning(name in arb_name(), keep in 1usize..30) {
        let tokens = words(&name);
        prop_assert!(finds(&name, &tokens));
        prop_assert!(finds(&name.to_lowercase(), &tokens));
        prop_assert!(finds(&name.to_uppercase(), &tokens));
        let typed: String = name.chars().take(keep).collect();
        prop_assert!(finds(&typed, &tokens), "{typed}");
    }

    #[test]
    fn umlauts_are_found_with_two_letters_with_one_and_back(name in arb_name().prop_filter("ambiguous", |name| !ambiguous(name))) {
        let out = spelled_out(&name, Kinds { ring: true, dots: true });
        prop_assert!(finds(&out, &words(&name)), "{out} in {name}");
        prop_assert!(finds(&fold(&name), &words(&name)));
        prop_assert!(finds(&name, &words(&out)), "{name} in {out}");
    }

    #[test]
    fn a_name_that_spells_out_one_kind_of_letter_is_found_by_every_other_spelling(
        first in "[b-df-hk-pr-t]{1,3}", second in "[b-df-hk-pr-t]{1,3}", dots in "[äöüø]", stored in 0usize..4, typed in 0usize..4,
    ) {
        let name = format!("{first}{dots}{second}å");
        let form = |which: usize| spelled_out(&name, Kinds { ring: which & 1 > 0, dots: which & 2 > 0 });
        prop_assert!(finds(&form(typed), &words(&form(stored))), "{} in {}", form(typed), form(stored));
    }

    #[test]
    fn a_joined_name_is_found_split_and_a_split_one_joined(first in "[a-z]{1,10}", second in "[a-z]{1,10}", sign in "['’. -]") {
        let tokens = words(&format!("{first}{sign}{second}"));
        for query in [format!("{first}{second}"), format!("{first} {second}"), format!("{first}-{second}"), format!("{second} {first}")] {
            prop_assert!(finds(&query, &tokens), "{query}");
        }
    }

    #[test]
    fn terms_are_few_and_short_and_hold_letters_and_digits_only(text in any::<String>()) {
        let terms = query_terms(&text);
        prop_assert!(terms.len() <= MOST_TERMS);
        for term in terms.iter().chain(&words(&text)) {
            prop_assert!(!term.is_empty() && term.len() <= LONGEST_TERM);
            prop_assert!(term.chars().all(|c| !c.is_ascii() || c.is_ascii_alphanumeric()), "{term:?}");
        }
    }

    #[test]
    fn any_text_is_found_by_itself(text in any::<String>()) {
        let tokens = words(&text);
        for term in query_terms(&text) {
            prop_assert!(tokens.iter().any(|token| token.starts_with(&term)), "{term:?} in {tokens:?}");
        }
    }

    #[test]
    fn a_phone_number_is_found_with_and_without_its_country_code(number in arb_phone()) {
        let tokens = phone::tokens(&number);
        prop_assert!(finds(&number, &tokens), "{:?} in {tokens:?}", query_terms(&number));
        prop_assert!(finds(&digits(&number), &tokens));
    }

    #[test]
    fn a_german_number_is_found_in_each_of_its_forms(number in "[1-9][0-9]{6,9}", stored in 0usize..5, typed in 0usize..5) {
        let form = |which: usize| ["0", "+49", "+49 (0)", "0049", "+49 0"][which].to_owned() + &number;
        prop_assert!(finds(&form(typed), &phone::tokens(&form(stored))), "{} in {}", form(typed), form(stored));
        prop_assert!(finds(&number, &phone::tokens(&form(stored))));
    }

    #[test]
    fn a_subject_is_found_by_every_value_that_the_table_indexes(values in arb_values()) {
        let text = index_text(&values, &[]);
        let tokens: Vec<String> = text.split(' ').filter_map(|word| word.strip_prefix(['a', 'p'])).flat_map(|word| [word.to_owned(), format!("0{word}")]).collect();
        for (field, _, value) in values.iter().filter(|(field, ..)| field.spec().index != Index::No) {
            prop_assert!(finds(value, &tokens), "{}: {:?}", field.name(), query_terms(value));
        }
    }
}

#[test]
fn a_long_word_is_cut_alike_on_both_sides() {
    let name = "ä".repeat(200);
    assert!(finds(&name, &words(&name)));
    assert_eq!(query_terms(&name)[0].len(), LONGEST_TERM);
    assert!(finds(&"山".repeat(100), &words(&"山".repeat(100))));
}

#[test]
fn terms_beyond_sixteen_are_not_asked_for() {
    let words: Vec<String> = (10..40).map(|number| format!("w{number}")).collect();
    assert_eq!(query_terms(&words.join(" ")), words[..MOST_TERMS]);
}

#[test]
fn a_term_that_another_one_implies_is_asked_once() {
    assert_eq!(query_terms("an anna a"), ["anna"]);
}
