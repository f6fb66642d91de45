//! What may come again of what was cleaned: the central system still has the texts that an erasure took out here. Numbers and codes are
//! taken as they are fed, texts stay as they were cleaned; what is new has only what its item says.

use crate::domain::change::FieldChange;
use crate::domain::document::{Bundle, Document, Line, Payload};
use crate::domain::erasure::NOTES;
use crate::domain::field::RecordKind;
use crate::domain::id::SubjectId;
use crate::domain::item::Item;
use crate::domain::pairs::Pairs;
use crate::domain::time::Date;
use crate::error::Result;
use crate::store::Reader;

/// Where a document that is fed stands.
pub(super) enum Again {
    /// Nobody was taken out of it: it is taken as it comes.
    No,
    /// It mentioned somebody: its known lines keep their texts.
    Cleaned,
    /// Its customer was anonymized: codes, numbers and what items are called are taken, and nothing else.
    Anonymized,
}

impl Again {
    /// Of a document as it is stored.
    pub(super) fn of(reader: &mut Reader<'_>, known: &Document) -> Result<Self> {
        if known.anonymized {
            return Ok(Self::Anonymized);
        }
        Ok(if reader.was_cleaned(known.id)? { Self::Cleaned } else { Self::No })
    }

    /// A line as it is taken: the line of the same number and item, as it is known, gives its texts. One that is not known, of an
    /// anonymized customer, is called as the assortment says, where that does not know the item as it is fed, without an item `word`; and
    /// nothing was noted of it.
    pub(super) fn line(&self, reader: &mut Reader<'_>, fed: Line, known: &[Line], word: &str) -> Result<Line> {
        let known = known.iter().find(|line| (line.number, &line.item_code) == (fed.number, &fed.item_code));
        Ok(match (self, known) {
            (Self::No, _) | (Self::Cleaned, None) => fed,
            (_, Some(known)) => with_texts_of(fed, known),
            (Self::Anonymized, None) => {
                let item = reader.item(&fed.item_code)?;
                without_texts(fed, item.as_ref(), word)
            }
        })
    }
}

fn with_texts_of(fed: Line, known: &Line) -> Line {
    let name = known.bundle.as_ref().map(|bundle| bundle.name.clone()).unwrap_or_default();
    Line {
        item_name: known.item_name.clone(),
        serial_number: known.serial_number.clone(),
        bundle: fed.bundle.map(|bundle| Bundle { name, ..bundle }),
        properties: known.properties.clone(),
        attributes: known.attributes.clone(),
        ..fed
    }
}

fn without_texts(fed: Line, item: Option<&Item>, word: &str) -> Line {
    let name = match item {
        Some(item) => &item.name,
        None if fed.item_code.is_empty() => word,
        None => &fed.item_name,
    };
    let mut line = Line {
        item_name: name.to_owned(),
        serial_number: String::new(),
        bundle: fed.bundle.map(|bundle| Bundle { name: String::new(), ..bundle }),
        properties: Pairs::new(),
        attributes: Pairs::new(),
        ..fed
    };
    if let Some(item) = item {
        item.complete(&mut line);
    }
    line
}

/// A document of an anonymized customer: name, address and customer stay as they are here, and a payload comes only where it says itself
/// that a law demands it; what a law keeps longer than the feed says stays as long. What was kept stays, also behind its day: it may be on
/// hold, and it goes by the run of retention.
pub(super) fn without_person(document: &mut Document, known: Option<&Document>, today: Date) {
    let as_kept = known.filter(|known| known.anonymized);
    document.anonymized = true;
    document.addressee = as_kept.map(|known| known.addressee.clone()).unwrap_or_default();
    let is_kept = |payload: &Payload| payload.keep.as_ref().is_some_and(|(_, until)| *until >= today);
    let before = as_kept.and_then(|known| known.payload.clone());
    let longer = before.as_ref().and_then(|payload| payload.keep.clone());
    document.payload = document.payload.take().filter(is_kept).or(before);
    if let Some(payload) = document.payload.as_mut() {
        let shorter = |keep: &(String, Date)| longer.as_ref().is_some_and(|(_, until)| *until > keep.1);
        payload.keep = payload.keep.take().map(|keep| if shorter(&keep) { longer.clone().unwrap_or(keep) } else { keep });
    }
}

/// Leaves out notes that were cleaned and come again as they were: the same text but for what stands where `word` does.
pub(super) fn keep_cleaned(reader: &mut Reader<'_>, id: SubjectId, fields: &mut Vec<FieldChange>, word: &str) -> Result<()> {
    let mut kept = Vec::with_capacity(fields.len());
    for change in fields.drain(..) {
        let again = NOTES.contains(&change.field) && is_again(&change, word);
        if !(again && reader.was_scrubbed(RecordKind::Subject, &id.to_string(), change.field)?) {
            kept.push(change);
        }
    }
    *fields = kept;
    Ok(())
}

fn is_again(change: &FieldChange, word: &str) -> bool {
    let (Some(old), Some(new)) = (&change.old, &change.new) else { return false };
    let mut parts = old.split(word);
    let Some(mut rest) = parts.next().and_then(|first| new.strip_prefix(first)) else { return false };
    let mut last = None;
    for part in parts {
        if let Some(between) = last.replace(part) {
            let Some(at) = rest.find(between) else { return false };
            rest = &rest[at + between.len()..];
        }
    }
    last.is_some_and(|last| rest.ends_with(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field::Field;

    #[test]
    fn a_note_comes_again_where_only_the_word_is_another() {
        let again = |old: &str, new: &str| {
            let (old, new) = (Some(old.to_owned()), Some(new.to_owned()));
            is_again(&FieldChange { field: Field::CommentText, slot: 0, old, new }, "…")
        };
        assert!(again("brother of …", "brother of Xaver"));
        assert!(again("…, 7 pm, …!", "Xaver, 7 pm, Quirrenbach!") && again("…", "Xaver"));
        assert!(!again("brother of …", "sister of Xaver") && !again("… called", "Xaver wrote"));
        assert!(!again("…, 7 pm, …", "Xaver, 8 pm, Q") && !again("brother", "brother"));
        assert!(!again("a … ba", "a b"));
    }
}
