//! The stages of a search, the best first, and what each asks of the index. Knows no index.

use super::criteria::SearchFilter;
use super::index::{Sign, is_filter, mark, phone_word, tokens};
use crate::domain::field::Field;
use crate::domain::fold::Term;
use crate::domain::phonetic;
use crate::domain::words::words;

words! {
    /// How good what a stage finds is: the order of the hits.
    Stage {
        /// A full number or card.
        Number = "number",
        /// A phone number that begins with what was typed.
        Phone = "phone",
        /// Every word begins a word of the name, as it is written.
        Name = "name",
        /// Every word begins a word of any field, one of them of the name, whatever its accents and case.
        Folded = "folded",
        /// Every word begins a word of any field.
        Anywhere = "anywhere",
        /// A name sounds like what was typed.
        Sound = "sound",
        /// One letter is too many, missing, wrong or swapped with its neighbour.
        Typo = "typo",
    }
}

/// A condition on the words of the index.
#[derive(Clone, PartialEq, Eq)]
pub enum Wanted {
    /// This word.
    Word(String),
    /// A word that begins so.
    Beginning(String),
    /// Each of these; none: everything.
    All(Vec<Self>),
    /// One of these; none: nothing.
    Any(Vec<Self>),
    /// The first and not the second.
    Except(Box<Self>, Box<Self>),
}

impl std::fmt::Debug for Wanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wanted(…)")
    }
}

/// Of so many characters, the mark among them, the index has every beginning at hand; longer ones it has to gather.
pub const AT_HAND: usize = 5;

impl Wanted {
    /// Whether a row of the index holds it; `text` is the row's own, see [`index_text`](super::index_text).
    pub fn holds(&self, text: &str) -> bool {
        match self {
            Self::Word(word) => has(text, word, true),
            Self::Beginning(word) => has(text, word, false),
            Self::All(all) => all.iter().all(|one| one.holds(text)),
            Self::Any(any) => any.iter().any(|one| one.holds(text)),
            Self::Except(one, other) => one.holds(text) && !other.holds(text),
        }
    }

    /// The beginnings that the index has to gather, without their marks.
    pub fn long(&self) -> Vec<&str> {
        match self {
            Self::Beginning(word) if is_long(word) => vec![&word[1..]],
            Self::Word(_) | Self::Beginning(_) => Vec::new(),
            Self::All(all) | Self::Any(all) => all.iter().flat_map(Self::long).collect(),
            Self::Except(one, other) => [one.long(), other.long()].concat(),
        }
    }

    /// Whether it is a sign by which a search is narrowed, or one of several.
    fn narrows(&self) -> bool {
        match self {
            Self::Word(word) => is_filter(word),
            Self::Any(any) => !any.is_empty() && any.iter().all(Self::narrows),
            _ => false,
        }
    }

    /// Whether a search is narrowed by signs.
    pub fn is_narrowed(&self) -> bool {
        matches!(self, Self::All(all) if all.iter().any(Self::narrows))
    }

    /// The same, not narrowed.
    #[must_use]
    pub fn widened(&self) -> Self {
        match self {
            Self::All(all) => Self::All(all.iter().filter(|one| !one.narrows()).cloned().collect()),
            other => other.clone(),
        }
    }

    /// What holds whenever this does, with what the index has at hand instead of these long beginnings.
    pub fn loosely(&self, common: &dyn Fn(&str) -> bool) -> Self {
        match self {
            Self::Beginning(word) if is_long(word) && common(&word[1..]) => Self::Beginning(word.chars().take(AT_HAND).collect()),
            Self::Word(_) | Self::Beginning(_) => self.clone(),
            Self::All(all) => Self::All(all.iter().map(|one| one.loosely(common)).collect()),
            Self::Any(any) => {
                let mut loose: Vec<Self> = any.iter().map(|one| one.loosely(common)).collect();
                loose.dedup();
                Self::Any(loose)
            }
            Self::Except(one, _) => one.loosely(common),
        }
    }
}

fn is_long(word: &str) -> bool {
    word.chars().nth(AT_HAND).is_some()
}

/// Whether a text has a word, or one that begins so.
fn has(text: &str, word: &str, whole: bool) -> bool {
    let bytes = text.as_bytes();
    memchr::memmem::find_iter(bytes, word).any(|at| {
        let begins = at == 0 || bytes[at - 1] == b' ';
        begins && (!whole || bytes.get(at + word.len()).is_none_or(|next| *next == b' '))
    })
}

fn begins(mark: char, word: &str) -> Wanted {
    Wanted::Beginning(format!("{mark}{word}"))
}

fn anywhere(term: &Term) -> Wanted {
    let any = begins(mark::ANY, &term.folded);
    if term.is_number() { Wanted::Any(vec![Wanted::Beginning(phone_word(&term.folded)), any]) } else { any }
}

fn in_name(term: &Term) -> Wanted {
    Wanted::Any([mark::SPELLED, mark::FOLDED].map(|mark| begins(mark, &term.folded)).to_vec())
}

/// A code of one digit says little: half the names of a store have it.
const SHORTEST_CODE: usize = 2;

fn sounding(term: &Term) -> Vec<Wanted> {
    let code = if term.is_word() { phonetic::code(&term.folded) } else { String::new() };
    let mut any = vec![anywhere(term)];
    any.extend((code.len() >= SHORTEST_CODE).then(|| Wanted::Word(Sign::Sound.of(&code))));
    any
}

fn mistyped(term: &Term, corrections: &[String]) -> Wanted {
    let mut any = sounding(term);
    any.extend(corrections.iter().map(|word| begins(mark::ANY, word)));
    Wanted::Any(any)
}

/// Each of the terms begins a word of any field: what every stage but the last two together find.
///
/// ```
/// use clientela::domain::fold::terms;
/// use clientela::domain::search::anywhere_of;
/// assert!(anywhere_of(&terms("gonc 12227")).holds("agoncalves p12227"));
/// assert!(!anywhere_of(&terms("gonc 12227")).holds("agoncalves"));
/// ```
pub fn anywhere_of(terms: &[Term]) -> Wanted {
    Wanted::All(terms.iter().map(anywhere).collect())
}

/// Every word of a value stands in the row: who has the value is among those, whatever its case and accents.
///
/// ```
/// use clientela::domain::{field::Field, search::having};
/// assert!(having(Field::Email, "Ana@Example.de").holds("aana aexample aexamplede"));
/// assert!(!having(Field::Email, "ana@example.de").holds("aanabel aexample aexamplede"));
/// ```
pub fn having(field: Field, value: &str) -> Wanted {
    Wanted::All(tokens(field, value).iter().map(|word| Wanted::Word(format!("{}{word}", mark::ANY))).collect())
}

/// What the terms ask for up to this stage; none where the stage finds nothing that others do not. `corrections` are those of
/// [`corrections`](crate::domain::typo::corrections), a list for each term; only the last stage reads them.
fn up_to(stage: Stage, terms: &[Term], corrections: &[Vec<String>]) -> Option<Wanted> {
    let each = |wanted: &dyn Fn(&Term) -> Wanted| terms.iter().map(wanted).collect::<Vec<_>>();
    let fuzzy = terms.iter().any(|term| !term.phone && term.is_word());
    match stage {
        Stage::Number => None,
        Stage::Phone => terms.iter().all(Term::is_number).then(|| Wanted::All(each(&|term| Wanted::Beginning(phone_word(&term.folded))))),
        _ if terms.iter().any(|term| term.phone) => (stage == Stage::Anywhere).then(|| Wanted::All(each(&anywhere))),
        Stage::Name => Some(Wanted::All(each(&|term| begins(mark::SPELLED, &term.spelled)))),
        Stage::Folded => Some(Wanted::All([each(&anywhere), vec![Wanted::Any(each(&in_name))]].concat())),
        Stage::Anywhere => Some(Wanted::All(each(&anywhere))),
        Stage::Sound => fuzzy.then(|| Wanted::All(each(&|term| Wanted::Any(sounding(term))))),
        Stage::Typo => {
            let all = terms.iter().zip(corrections).map(|(term, words)| mistyped(term, words));
            corrections.iter().any(|words| !words.is_empty()).then(|| Wanted::All(all.collect()))
        }
    }
}

/// What a stage asks of the index: what its terms say, as the filter wants it; `apart`: and nothing that an earlier stage found. None where
/// the stage has nothing of its own to find.
///
/// ```
/// use clientela::domain::fold::terms;
/// use clientela::domain::search::{SearchFilter, Stage, stage};
/// let filter = SearchFilter::default();
/// assert!(stage(Stage::Name, &terms("gonc"), &[], &filter, true).is_some());
/// assert!(stage(Stage::Sound, &terms("70174"), &[], &filter, true).is_none());
/// ```
pub fn stage(stage: Stage, terms: &[Term], corrections: &[Vec<String>], filter: &SearchFilter, apart: bool) -> Option<Wanted> {
    if terms.is_empty() {
        return (stage == Stage::Anywhere).then(|| Wanted::All(filter.signs()));
    }
    let own = up_to(stage, terms, corrections)?;
    let earlier = Stage::ALL.iter().take_while(|other| apart && **other != stage);
    let before: Vec<Wanted> = earlier.filter_map(|other| up_to(*other, terms, &[])).collect();
    let own = if before.is_empty() { own } else { Wanted::Except(Box::new(own), Box::new(Wanted::Any(before))) };
    let filters = filter.signs();
    Some(if filters.is_empty() { own } else { Wanted::All([vec![own], filters].concat()) })
}
