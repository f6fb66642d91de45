//! One typo: whether a folded term is a word that was mistyped once, and which words of a sorted vocabulary are. Knows no store.
//!
//! A typo is a letter too many, one too few, a wrong one, or two neighbours swapped (optimal string alignment, distance 1).

/// A term is forgiven a typo from so many characters on; one letter of a shorter one is too much of it.
pub const SHORTEST_TYPO: usize = 4;

/// Whether the term is the word, or would be with one typo less. `prefix`: or a beginning of the word, as while somebody types.
///
/// Both are folded; characters count, not bytes. Shorter than [`SHORTEST_TYPO`] a term has to begin the word as it is; but it may lack a
/// letter of a whole word that is long enough. So whole words are asked alike in both directions.
///
/// ```
/// use clientela::domain::typo::within_one_typo;
/// assert!(within_one_typo("gonclaves", "goncalves", false)); // neighbours swapped
/// assert!(within_one_typo("gonzal", "goncalves", true)); // a wrong letter, and still typing
/// assert!(!within_one_typo("gonzal", "goncalves", false));
/// assert!(!within_one_typo("wo", "wu", true));
/// ```
pub fn within_one_typo(term: &str, word: &str, prefix: bool) -> bool {
    let (typed, stored) = where_they_part(term, word);
    if typed.is_empty() && (prefix || stored.is_empty()) {
        return true;
    }
    let long = is_long(term);
    (long || is_long(word)) && is_one_edit(typed, stored, prefix && long)
}

fn is_long(text: &str) -> bool {
    text.chars().nth(SHORTEST_TYPO - 1).is_some()
}

/// What is left of both behind their common beginning.
fn where_they_part<'a>(term: &'a str, word: &'a str) -> (&'a str, &'a str) {
    let (mut typed, mut stored) = (term, word);
    while let (Some(a), Some(b)) = (first(typed), first(stored))
        && a == b
    {
        (typed, stored) = (tail(typed), tail(stored));
    }
    (typed, stored)
}

/// Whether one edit at their start makes the one the other, where both differ from the first character on.
fn is_one_edit(typed: &str, stored: &str, prefix: bool) -> bool {
    let same = |typed: &str, stored: &str| typed == stored || prefix && stored.starts_with(typed);
    let (typed_on, stored_on) = (tail(typed), tail(stored));
    let swapped = || first(typed) == first(stored_on) && first(stored) == first(typed_on) && same(tail(typed_on), tail(stored_on));
    same(typed_on, stored_on) || same(typed_on, stored) || same(typed, stored_on) || swapped()
}

fn first(text: &str) -> Option<char> {
    text.chars().next()
}

fn tail(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

/// The beginnings of words in a sorted vocabulary that are a term but for one typo: with each of them, everything that begins so. None
/// begins with another one. A term that is too short for a typo has none; nor has one with more than [`MOST_CORRECTIONS`] the rest.
///
/// `seek` gives the first word of the vocabulary that is not before a text; words are sorted as their bytes are. A term of six letters
/// takes some two hundred seeks, however large the vocabulary is: from a word that is none of them it goes on at the first that may be.
///
/// # Errors
/// What `seek` returns.
///
/// ```
/// use clientela::domain::typo::corrections;
/// let vocabulary = ["fuller", "miller", "mueller", "mule", "muller", "mullerin", "weiss"];
/// let seek = |text: &str| Ok::<_, ()>(vocabulary.iter().find(|word| **word >= text).map(|word| (*word).to_owned()));
/// assert_eq!(corrections("muller", seek), Ok(["fuller", "miller", "mueller", "mulle"].map(str::to_owned).to_vec()));
/// ```
pub fn corrections<E>(term: &str, mut seek: impl FnMut(&str) -> Result<Option<String>, E>) -> Result<Vec<String>, E> {
    let (mut found, mut at) = (Vec::new(), String::new());
    if !is_long(term) {
        return Ok(found);
    }
    for _ in 0..MOST_SEEKS {
        let Some(word) = seek(&at)? else { break };
        if term.is_ascii() && word.starts_with(|c: char| !c.is_ascii()) {
            break;
        }
        let next = match reach(term, &word) {
            Reach::Corrected(end) => {
                found.push(word[..end].to_owned());
                behind(&word[..end])
            }
            Reach::Next(text) => text,
        };
        match next {
            Some(next) if found.len() < MOST_CORRECTIONS => at = next,
            _ => break,
        }
    }
    Ok(found)
}

/// No more corrections of a term are looked for.
pub const MOST_CORRECTIONS: usize = 64;

/// A vocabulary in a script of thousands of letters is not walked to its end.
const MOST_SEEKS: usize = 4096;

/// How far a word goes with a term.
#[derive(PartialEq, Eq)]
enum Reach {
    /// So many bytes of it are the term but for one typo.
    Corrected(usize),
    /// It is not, and nothing before this text is; none: nothing behind it.
    Next(Option<String>),
}

fn reach(term: &str, word: &str) -> Reach {
    let (typed, stored) = where_they_part(term, word);
    let common = word.len() - stored.len();
    let last = term.chars().next_back().map_or(0, char::len_utf8);
    if common >= term.len() - last {
        return Reach::Corrected(term.len() - last);
    }
    let (typed_on, stored_on) = (tail(typed), tail(stored));
    // A letter too many, a wrong one, one missing, two swapped: what is left of the term, and of the word.
    let mut tries = vec![(typed_on, stored)];
    if !stored.is_empty() {
        tries.extend([(typed_on, stored_on), (typed, stored_on)]);
    }
    let swapped: String = [first(typed_on), first(typed)].into_iter().flatten().chain(tail(typed_on).chars()).collect();
    tries.push((&swapped, stored));
    let parted = tries.iter().map(|(typed, stored)| where_they_part(typed, stored));
    let parted: Vec<(&str, usize)> = parted.map(|(typed, stored)| (typed, word.len() - stored.len())).collect();
    if let Some(end) = parted.iter().filter(|(typed, _)| typed.is_empty()).map(|(_, end)| *end).min() {
        return Reach::Corrected(end);
    }
    let Some(other) = first(stored) else { return Reach::Next(Some(format!("{word}\0"))) };
    // What a try still wants, where it lies ahead of the word; or another letter where the two part.
    let ahead = parted.iter().map(|(typed, end)| format!("{}{typed}", &word[..*end])).filter(|text| text.as_str() > word);
    Reach::Next(ahead.chain(behind(&word[..common + other.len_utf8()])).min())
}

/// The first text behind all that begin so.
fn behind(beginning: &str) -> Option<String> {
    let mut letters: Vec<char> = beginning.chars().collect();
    while let Some(last) = letters.pop() {
        if let Some(next) = (last..=char::MAX).nth(1) {
            letters.push(next);
            return Some(letters.into_iter().collect());
        }
    }
    None
}

#[cfg(test)]
mod tests;
