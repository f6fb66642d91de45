//! Cleaning free text about others of a person: where they are mentioned, by which of their own values that nobody else has.

use std::collections::BTreeSet;

use crate::domain::change::Cleaned;
use crate::domain::erasure::{NOTES, Scrub, cleaned, texts_of};
use crate::domain::field::{Field, RecordKind};
use crate::domain::fold::terms;
use crate::domain::id::{Code, DocumentId, EventId, SubjectId};
use crate::domain::needle::Mentions;
use crate::domain::search::{SearchFilter, Stage, stage};
use crate::domain::subject::Values;
use crate::engine::scan::KnownBy;
use crate::error::Result;
use crate::store::{Hints, Reader, ranks_of};

/// So many customers who have the same words are looked at; whoever has the same value is mostly among the first.
const MOST_ASKED: usize = 32;

/// Where a mention stands.
enum At {
    Note(SubjectId, Field, u16),
    Reason(SubjectId, SubjectId),
    Reference(SubjectId, EventId),
    Document(DocumentId),
    Logged(Code, i64),
}

/// What is cleaned: the preview of each place, and what is written.
type Cleaning = (Vec<Scrub>, Vec<Cleaned>);

/// Everything in which these persons are mentioned, others' and the documents that were their own, cleaned.
pub(super) fn clean(reader: &mut Reader<'_>, id: SubjectId, persons: &[SubjectId], word: &str) -> Result<Cleaning> {
    let mut mentions = KnownBy::of_what_is_readable(reader, id)?.mentions();
    if mentions.is_empty() {
        return Ok(Cleaning::default());
    }
    let mut hits = hits(reader, persons, &mentions)?;
    leave_out_shared(reader, persons, &mut mentions, &mut hits)?;
    let (mut found, mut documents, mut entries) = (Cleaning::default(), BTreeSet::new(), BTreeSet::new());
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
            At::Logged(origin, sequence) => drop(entries.insert((origin, sequence))),
        }
    }
    for id in documents {
        let Some((document, count)) = reader.document(id)?.and_then(|document| cleaned(&document, &mentions, word)) else { continue };
        let scrub = Scrub { record: RecordKind::Document, id: id.to_string(), field: None, slot: 0, count };
        found.take(Some((scrub, Cleaned::Lines(Box::new(document)))));
    }
    for (origin, sequence) in entries {
        clean_entry(reader, &mentions, &origin, sequence, &mut found)?;
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

/// The values of an entry in which somebody is mentioned.
fn clean_entry(reader: &mut Reader<'_>, mentions: &Mentions, origin: &Code, sequence: i64, found: &mut Cleaning) -> Result<()> {
    // What can not be read stops no erasure; verifying tells of it.
    let Ok(logged) = reader.logged_at(origin, sequence) else { return Ok(()) };
    let own = match logged.entry.subject {
        Some(subject) => reader.subject(subject)?.map(|stored| stored.values).unwrap_or_default(),
        None => Values::default(),
    };
    let (mut values, id) = (Vec::new(), format!("{origin}/{sequence}"));
    for (place, value) in logged.values.iter().enumerate().filter(|(_, value)| is_free(value.field)) {
        let texts = value.values.iter().flat_map(|both| [both.old.as_text(), both.new.as_text()]).flatten();
        let others = |text| mentions.find(text).into_iter().filter(|mention| !mentions.is_also_of(mention.value, &own)).count();
        let count = texts.map(others).sum::<usize>();
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

fn is_free(field: Field) -> bool {
    field == Field::Reason || NOTES.contains(&field)
}

/// Every text in which one of the values stands: what others have too is not left out yet.
fn hits(reader: &mut Reader<'_>, persons: &[SubjectId], mentions: &Mentions) -> Result<Vec<(At, String)>> {
    let mut hits = Vec::new();
    let mut take = |about: &[SubjectId], at: At, text: &str| {
        if !about.iter().any(|one| persons.contains(one)) && mentions.may_be_in(text) && !mentions.find(text).is_empty() {
            hits.push((at, text.to_owned()));
        }
    };
    reader.each_note(&mut |subject, field, slot, text| take(&[subject], At::Note(subject, field, slot), text))?;
    reader.each_duplicate_reason(&mut |(one, other, text)| take(&[one, other], At::Reason(one, other), text))?;
    reader.each_reference(&mut |subject, event, text| take(&[subject], At::Reference(subject, event), text))?;
    reader.each_free_line(&mut |document, text| take(&[], At::Document(document), text))?;
    reader.each_logged_note(&mut |(subject, (origin, sequence), text)| {
        take(subject.as_slice(), At::Logged(origin.clone(), sequence), text);
    })?;
    for person in persons {
        for document in reader.documents_of(*person)? {
            texts_of(&document).iter().for_each(|text| take(&[], At::Document(document.id), text));
        }
    }
    Ok(hits)
}

/// Leaves out the values by which somebody else is known too: a namesake's name, the phone of a household.
fn leave_out_shared(reader: &mut Reader<'_>, persons: &[SubjectId], mentions: &mut Mentions, hits: &mut Vec<(At, String)>) -> Result<()> {
    let mut asked = BTreeSet::new();
    loop {
        let found = hits.iter().flat_map(|(_, text)| mentions.find(text)).map(|mention| mention.value);
        let new: BTreeSet<usize> = found.filter(|value| !asked.contains(value)).collect();
        if new.is_empty() {
            return Ok(());
        }
        for value in new {
            asked.insert(value);
            mentions.leave_out(is_shared(reader, persons, mentions, value)?.then_some(value));
        }
        hits.retain(|(_, text)| !mentions.find(text).is_empty());
    }
}

fn is_shared(reader: &mut Reader<'_>, persons: &[SubjectId], mentions: &Mentions, value: usize) -> Result<bool> {
    let filter = SearchFilter::default();
    let Some(wanted) = stage(Stage::Anywhere, &terms(mentions.value(value).1), &[], &filter, false) else { return Ok(false) };
    let found = reader.search(&wanted, ranks_of(&filter, -1), MOST_ASKED + persons.len(), &mut Hints::default())?;
    for id in found.into_iter().map(|row| row.subject) {
        let mut people = reader.same_as(id)?;
        people.extend(reader.related(id)?.into_iter().map(|relation| relation.person));
        for other in people.into_iter().filter(|other| !persons.contains(other)) {
            if reader.subject(other)?.is_some_and(|stored| mentions.is_also_of(value, &stored.values)) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
