//! Cleaning free text about others of a person: where they are mentioned, by which of their own values that nobody else has.

use std::collections::BTreeSet;

use crate::domain::change::Cleaned;
use crate::domain::erasure::{Scrub, cleaned, cleaned_hold, is_free};
use crate::domain::field::{Field, Personal, RecordKind};
use crate::domain::id::{Code, SubjectId};
use crate::domain::needle::Mentions;
use crate::domain::subject::Values;
use crate::engine::erasure::mentioning::{left_of, mentioned, said_by_items};
use crate::engine::scan::KnownBy;
use crate::error::Result;
use crate::store::{At, LoggedValue, Reader};

/// What is cleaned: the preview of each place, and what is written.
type Cleaning = (Vec<Scrub>, Vec<Cleaned>);

/// Everything in which these persons are mentioned, others' and the documents that were their own, cleaned. The log of whoever was merged
/// with them for a while holds their values: these go too.
pub(super) fn clean(reader: &mut Reader<'_>, id: SubjectId, persons: &[SubjectId], word: &str) -> Result<Cleaning> {
    let (known, parted) = (KnownBy::of_what_is_readable(reader, id)?, reader.parted_from(persons)?);
    let mut mentions = known.mentions();
    if mentions.is_empty() && parted.is_empty() {
        return Ok(Cleaning::default());
    }
    let hits = mentioned(reader, persons, &mut mentions)?;
    let (mut found, mut documents, mut holds, mut entries) = (Cleaning::default(), BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for (at, text) in hits {
        match at {
            At::Note(subject, field, slot) => found.take(clean_note(reader, &mentions, (subject, field, slot), &text, word)?),
            At::Reason(one, other) => found.take(mentions.scrub(&text, word).map(|(text, count)| {
                let scrub = scrub(RecordKind::Duplicate, format!("{one}/{other}"), Field::Reason, 0, count);
                (scrub, Cleaned::Reason { one, other, text })
            })),
            At::Reference(subject, event) => found.take(mentions.scrub(&text, word).map(|(_, count)| {
                let scrub = scrub(RecordKind::ConsentEvent, event.to_string(), Field::EvidenceReference, 0, count);
                (scrub, Cleaned::Reference { subject, event })
            })),
            At::Document(id) => drop(documents.insert(id)),
            At::Hold(id) => drop(holds.insert(id)),
            At::Logged(origin, sequence, _) => drop(entries.insert((origin, sequence))),
        }
    }
    for id in documents {
        let Some(document) = reader.document(id)? else { continue };
        let said = said_by_items(reader, &document)?;
        found.take(cleaned(&document, &said, &mentions, word).map(|(document, count)| {
            let scrub = Scrub { record: RecordKind::Document, id: id.to_string(), field: None, slot: 0, count };
            (scrub, Cleaned::Lines(Box::new(document)))
        }));
    }
    for id in holds {
        let Some(kept) = reader.hold(id)? else { continue };
        found.take(cleaned_hold(&left_of(kept, persons), &mentions, word).map(|(kept, count)| {
            let scrub = Scrub { record: RecordKind::Hold, id: id.to_string(), field: None, slot: 0, count };
            (scrub, Cleaned::Hold(Box::new(kept)))
        }));
    }
    for other in &parted {
        entries.extend(reader.entries_about(*other)?);
    }
    for (origin, sequence) in entries {
        clean_entry(reader, &Theirs { known: &known, mentions: &mentions, parted: &parted }, &origin, sequence, &mut found)?;
    }
    found.0.sort();
    Ok(found)
}

trait Take {
    fn take(&mut self, one: Option<(Scrub, Cleaned)>);
}

impl Take for Cleaning {
    fn take(&mut self, one: Option<(Scrub, Cleaned)>) {
        let (scrub, cleaned) = one.unzip();
        self.0.extend(scrub);
        self.1.extend(cleaned);
    }
}

fn scrub(record: RecordKind, id: String, field: Field, slot: u16, count: u32) -> Scrub {
    Scrub { record, id, field: Some(field), slot, count }
}

/// A note about somebody may say what is theirs as well.
fn clean_note(
    reader: &mut Reader<'_>,
    mentions: &Mentions,
    (subject, field, slot): (SubjectId, Field, u16),
    text: &str,
    word: &str,
) -> Result<Option<(Scrub, Cleaned)>> {
    let Some(stored) = reader.subject(subject)? else { return Ok(None) };
    let mut found = mentions.find(text);
    found.retain(|mention| !mentions.is_also_of(mention.value, &stored.values));
    Ok(mentions.without(text, &found, word).map(|(text, count)| {
        let scrub = scrub(RecordKind::Part, subject.to_string(), field, slot, count);
        (scrub, Cleaned::Note { subject, field, slot, text })
    }))
}

/// What tells that a value of the journal is one of the person's.
struct Theirs<'a> {
    known: &'a KnownBy,
    mentions: &'a Mentions,
    /// Whoever was one with them for a while: their log tells values as the person's own do.
    parted: &'a BTreeSet<SubjectId>,
}

impl Theirs<'_> {
    /// How often a value of an entry about `subject`, who has these values now, is or mentions the person's.
    fn count(&self, value: &LoggedValue, subject: Option<SubjectId>, own: &Values) -> usize {
        let texts = || value.values.iter().flat_map(|both| [both.old.as_text(), both.new.as_text()]).flatten();
        let others = |text| self.mentions.find(text).into_iter().filter(|mention| !self.mentions.is_also_of(mention.value, own)).count();
        let has = |text: &&str| own.iter().any(|(field, _, has)| (field, has) == (value.field, *text));
        let told = |text: &&str| self.known.has(value.field, text) && !has(text);
        let parted = subject.is_some_and(|subject| self.parted.contains(&subject)) && value.field.spec().personal != Personal::No;
        let mentioned = if is_free(value.field) { texts().map(others).sum() } else { 0 };
        mentioned.max(if parted { texts().filter(told).count() } else { 0 })
    }
}

/// The values of an entry in which somebody is mentioned.
fn clean_entry(reader: &mut Reader<'_>, theirs: &Theirs<'_>, origin: &Code, sequence: i64, found: &mut Cleaning) -> Result<()> {
    // What can not be read stops no erasure; verifying tells of it.
    let Ok(logged) = reader.logged_at(origin, sequence) else { return Ok(()) };
    let own = match logged.entry.subject {
        Some(subject) => reader.subject(subject)?.map(|stored| stored.values).unwrap_or_default(),
        None => Values::default(),
    };
    let (mut values, id) = (Vec::new(), format!("{origin}/{sequence}"));
    for (place, value) in logged.values.iter().enumerate() {
        let count = theirs.count(value, logged.entry.subject, &own);
        if count > 0 {
            values.push((place, value.field, value.slot));
            found.0.push(scrub(RecordKind::Journal, id.clone(), value.field, value.slot, u32::try_from(count).unwrap_or(u32::MAX)));
        }
    }
    let entry = logged.entry;
    let (record, key, subject) = (entry.record, entry.key, entry.subject);
    let gone = Cleaned::Logged { origin: entry.origin, sequence: entry.sequence, record, key, subject, values };
    found.1.extend(Some(gone).filter(|gone| matches!(gone, Cleaned::Logged { values, .. } if !values.is_empty())));
    Ok(())
}
