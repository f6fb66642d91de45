//! Free text about others that mentions the person: what of it is cleaned, and of a document or a hold how.

use std::collections::BTreeSet;

use crate::domain::document::{Document, Line};
use crate::domain::field::{Field, RecordKind};
use crate::domain::needle::Mentions;
use crate::domain::pairs::Pairs;
use crate::domain::retention::KeptHold;

/// The fields of a person that are free text: others may be mentioned in them.
pub const NOTES: [Field; 3] = [Field::CommentText, Field::CommentHealth, Field::CouponTitle];

/// Whether a value of the journal is free text: a note, or the reason of a change.
pub fn is_free(field: Field) -> bool {
    field == Field::Reason || NOTES.contains(&field)
}

/// One place where the person is mentioned and will not be: where, what kind of text and how often, never the text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Scrub {
    /// The kind of record: a part of somebody else, a document, a hold, a consent event, a duplicate, or the journal.
    pub record: RecordKind,
    /// The record: an id; of two persons `one/other`; of the journal `chain/place`.
    pub id: String,
    /// The field; none of the lines of a document and of who put and lifted a hold and why.
    pub field: Option<Field>,
    /// The field's occurrence.
    pub slot: u16,
    /// How many mentions. A reference or a value of the journal goes as a whole: its digest stays.
    pub count: u32,
}

/// Changes the free texts of a line: what it is called where the assortment does not say it, and what was noted of it.
fn change_texts(line: &mut Line, said: bool, new: &mut dyn FnMut(&str) -> Option<String>) {
    let name = (!said).then_some(&mut line.item_name);
    for text in name.into_iter().chain(line.bundle.as_mut().map(|bundle| &mut bundle.name)).chain([&mut line.serial_number]) {
        if let Some(new) = new(text) {
            *text = new;
        }
    }
    let mut changed = |text: &str| new(text).unwrap_or_else(|| text.to_owned());
    for pairs in [&mut line.properties, &mut line.attributes] {
        *pairs = pairs.iter().map(|(name, value)| (changed(name), changed(value))).collect::<Pairs>();
    }
}

/// A document whose lines mention the person no more, and how often they did; none where they do not. The names of the lines with the
/// numbers in `said` are the assortment's.
pub fn cleaned(document: &Document, said: &BTreeSet<u32>, mentions: &Mentions, word: &str) -> Option<(Document, u32)> {
    let (mut clean, mut count) = (document.clone(), 0);
    let mut scrub = |text: &str| {
        let (new, found) = mentions.scrub(text, word)?;
        count += found;
        Some(new)
    };
    clean.lines.iter_mut().for_each(|line| change_texts(line, said.contains(&line.number), &mut scrub));
    (count > 0).then_some((clean, count))
}

/// The free texts of a document.
pub fn texts_of(document: &Document, said: &BTreeSet<u32>) -> Vec<String> {
    let mut texts = Vec::new();
    let mut note = |text: &str| {
        texts.push(text.to_owned());
        None
    };
    document.lines.clone().iter_mut().for_each(|line| change_texts(line, said.contains(&line.number), &mut note));
    texts
}

/// The free texts of the lines of a document that are of no item of the assortment.
pub fn free_texts_of(document: &Document) -> Vec<String> {
    let mut texts = Vec::new();
    for line in document.lines.iter().filter(|line| line.item_code.is_empty()) {
        texts.push(line.item_name.clone());
        texts.extend(line.bundle.as_ref().map(|bundle| bundle.name.clone()));
        texts.push(line.serial_number.clone());
        let pairs = line.properties.iter().chain(line.attributes.iter());
        // A short name may be a length or a colour as well: a pair is one text.
        texts.extend(pairs.map(|(name, value)| format!("{name} {value}")));
    }
    texts.retain(|text| !text.is_empty());
    texts
}

/// The texts of a hold: who put and lifted it, and why.
fn texts_of_hold(kept: &mut KeptHold) -> impl Iterator<Item = &mut String> {
    let hold = [&mut kept.hold.author, &mut kept.hold.reason];
    hold.into_iter().chain(kept.lifted.iter_mut().flat_map(|lifted| [&mut lifted.by, &mut lifted.reason]))
}

/// A hold whose texts mention the person no more, and how often they did; none where they do not.
pub fn cleaned_hold(kept: &KeptHold, mentions: &Mentions, word: &str) -> Option<(KeptHold, u32)> {
    let (mut clean, mut count) = (kept.clone(), 0);
    for text in texts_of_hold(&mut clean) {
        if let Some((new, found)) = mentions.scrub(text, word) {
            *text = new;
            count += found;
        }
    }
    (count > 0).then_some((clean, count))
}

/// The free texts of a hold.
pub fn said_of_hold(kept: &KeptHold) -> Vec<String> {
    texts_of_hold(&mut kept.clone()).map(|text| text.clone()).collect()
}
