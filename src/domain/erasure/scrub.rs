//! Free text about others that mentions the person: what of it is cleaned, and of a document how.

use crate::domain::document::{Document, Line};
use crate::domain::field::{Field, RecordKind};
use crate::domain::needle::Mentions;

/// The fields of a person that are free text: others may be mentioned in them.
pub const NOTES: [Field; 3] = [Field::CommentText, Field::CommentHealth, Field::CouponTitle];

/// One place where the person is mentioned and will not be: where, what kind of text and how often, never the text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Scrub {
    /// The kind of record: a part of somebody else, a document, a consent event, a duplicate, or the journal.
    pub record: RecordKind,
    /// The record: an id; of two persons `one/other`; of the journal `chain/place`.
    pub id: String,
    /// The field; none of the lines of a document.
    pub field: Option<Field>,
    /// The field's occurrence.
    pub slot: u16,
    /// How many mentions. A reference or a value of the journal goes as a whole: its digest stays.
    pub count: u32,
}

/// Changes the free texts of a line: what it is called where no item says it, and what was noted of it.
fn change_texts(line: &mut Line, new: &mut dyn FnMut(&str) -> Option<String>) {
    let name = line.item_code.is_empty().then_some(&mut line.item_name);
    for text in name.into_iter().chain(line.bundle.as_mut().map(|bundle| &mut bundle.name)) {
        if let Some(new) = new(text) {
            *text = new;
        }
    }
    for pairs in [&mut line.properties, &mut line.attributes] {
        *pairs = pairs.iter().map(|(name, value)| (name, new(value).unwrap_or_else(|| value.to_owned()))).collect();
    }
}

/// A document whose lines mention the person no more, and how often they did; none where they do not.
pub fn cleaned(document: &Document, mentions: &Mentions, word: &str) -> Option<(Document, u32)> {
    let (mut clean, mut count) = (document.clone(), 0);
    let mut scrub = |text: &str| {
        let (new, found) = mentions.scrub(text, word)?;
        count += found;
        Some(new)
    };
    clean.lines.iter_mut().for_each(|line| change_texts(line, &mut scrub));
    (count > 0).then_some((clean, count))
}

/// The free texts of a document.
pub fn texts_of(document: &Document) -> Vec<String> {
    let mut texts = Vec::new();
    let mut note = |text: &str| {
        texts.push(text.to_owned());
        None
    };
    document.lines.clone().iter_mut().for_each(|line| change_texts(line, &mut note));
    texts
}
