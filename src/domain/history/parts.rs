//! The texts of a history, folded: each distinct item, set of properties and document once, all in one arena.

use std::cmp::Reverse;
use std::hash::Hash;

use memchr::memmem;

use crate::domain::fold::{fold, fold_into, fold_variants, has_one_form};
use crate::domain::history::QuickMap;

/// Stands after each word of a part. A word of a query holds no white space, so it never reaches across.
const BETWEEN: char = '\n';

/// The words of the folded texts in each of their forms, one after the other, and the values each stands for.
#[derive(Default)]
pub(super) struct Parts {
    arena: String,
    /// Where each part ends in the arena.
    ends: Vec<usize>,
    values: Vec<u32>,
    /// Where each part's values end.
    value_ends: Vec<usize>,
}

impl Parts {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds a part and gives its number.
    pub(super) fn add<'t>(&mut self, folder: &mut Folder, texts: impl IntoIterator<Item = &'t str>, values: &[u32]) -> u32 {
        for text in texts {
            folder.add_forms(text, &mut self.arena);
        }
        self.ends.push(self.arena.len());
        self.values.extend_from_slice(values);
        self.value_ends.push(self.values.len());
        number(self.len() - 1)
    }

    /// Gives every value its number in another order, in which those of a part ascend.
    pub(super) fn renumber(&mut self, numbers: &[u32]) {
        self.values.iter_mut().for_each(|value| *value = numbers[*value as usize]);
        let mut start = 0;
        for end in &self.value_ends {
            self.values[start..*end].sort_unstable();
            start = *end;
        }
    }

    /// The values of a part, ascending.
    pub(super) fn values_at(&self, part: usize) -> &[u32] {
        let start = part.checked_sub(1).map_or(0, |before| self.value_ends[before]);
        &self.values[start..self.value_ends[part]]
    }

    /// Marks the parts in which the word occurs.
    pub(super) fn mark(&self, word: &str, found: &mut [bool]) {
        let finder = memmem::Finder::new(word);
        let (mut from, mut part) = (0, 0);
        while let Some(hit) = self.arena.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
            while self.ends[part] <= from + hit {
                part += 1;
            }
            found[part] = true;
            from = self.ends[part];
        }
    }
}

/// Folds words; what is costly to fold is folded once, for few words make up the texts of a shop.
#[derive(Default)]
pub(super) struct Folder {
    known: QuickMap<String, Vec<String>>,
}

impl Folder {
    /// Each word of a text in each of its forms.
    fn add_forms(&mut self, text: &str, out: &mut String) {
        let plain = has_one_form(text);
        for word in text.split_whitespace() {
            if plain || has_one_form(word) {
                fold_into(word, out);
                out.push(BETWEEN);
                continue;
            }
            for form in self.forms(word) {
                out.push_str(form);
                out.push(BETWEEN);
            }
        }
    }

    /// A text folded word by word, with one blank in between.
    pub(super) fn folded(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for (place, word) in text.split_whitespace().enumerate() {
            out.push_str(if place == 0 { "" } else { " " });
            if has_one_form(word) {
                fold_into(word, &mut out);
            } else if let Some(first) = self.forms(word).first() {
                out.push_str(first);
            }
        }
        out
    }

    fn forms(&mut self, word: &str) -> &[String] {
        if !self.known.contains_key(word) {
            self.known.insert(word.to_owned(), fold_variants(word));
        }
        self.known.get(word).map_or(&[], Vec::as_slice)
    }
}

/// Gives each distinct key a number of its own, made the first time it is seen.
pub(super) struct Interner<K>(QuickMap<K, u32>);

impl<K> Default for Interner<K> {
    fn default() -> Self {
        Self(QuickMap::default())
    }
}

impl<K: Eq + Hash> Interner<K> {
    pub(super) fn number(&mut self, key: K, add: impl FnOnce(&K) -> u32) -> u32 {
        if let Some(known) = self.0.get(&key) {
            return *known;
        }
        let added = add(&key);
        self.0.insert(key, added);
        added
    }
}

/// A position as it is kept in a column.
pub(super) fn number(position: usize) -> u32 {
    u32::try_from(position).expect("a history of four thousand million lines does not fit in memory")
}

/// The words of a query, folded, longest first. None stands twice.
pub(super) fn words_of(query: &str) -> Vec<String> {
    let folded = fold(query);
    let mut words: Vec<&str> = folded.split_whitespace().collect();
    words.sort_by_key(|word| (Reverse(word.len()), *word));
    words.dedup();
    words.into_iter().map(str::to_owned).collect()
}
