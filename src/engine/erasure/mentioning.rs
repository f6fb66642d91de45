//! Every text about others in which a person may be mentioned, and by which of the person's values nobody else is known.

use std::collections::BTreeSet;

use crate::domain::document::Document;
use crate::domain::erasure::{said_of_hold, texts_of};
use crate::domain::fold::terms;
use crate::domain::id::SubjectId;
use crate::domain::needle::Mentions;
use crate::domain::retention::KeptHold;
use crate::domain::search::{SearchFilter, Stage, stage};
use crate::error::Result;
use crate::store::{At, Hints, Reader, TextOf, ranks_of};

/// So many customers who have the same words are looked at; whoever has the same value is mostly among the first.
const MOST_ASKED: usize = 32;

/// So many texts are read without asking first whether others have the value too.
const FEW_TEXTS: usize = 8;

/// Every text in which one of the values stands that nobody else has.
pub(super) fn mentioned(reader: &mut Reader<'_>, persons: &[SubjectId], mentions: &mut Mentions) -> Result<Vec<(At, String)>> {
    let mut hits = hits(reader, persons, mentions)?;
    leave_out_shared(reader, persons, mentions, &mut hits)?;
    Ok(hits)
}

/// A hold as the erasure leaves it before others' texts are cleaned: the reasons of one that is about the person go.
pub(super) fn left_of(kept: KeptHold, persons: &[SubjectId]) -> KeptHold {
    let mut left = kept;
    if left.subject.is_some_and(|subject| persons.contains(&subject)) {
        left.hold.reason.clear();
        left.lifted.iter_mut().for_each(|lifted| lifted.reason.clear());
    }
    left
}

/// The lines of a document whose names are those of the assortment.
pub(super) fn said_by_items(reader: &mut Reader<'_>, document: &Document) -> Result<BTreeSet<u32>> {
    let mut said = BTreeSet::new();
    for line in document.lines.iter().filter(|line| !line.item_code.is_empty()) {
        let is_it = reader.item(&line.item_code)?.is_some_and(|item| item.name == line.item_name);
        said.extend(is_it.then_some(line.number));
    }
    Ok(said)
}

/// Every text in which one of the values stands: what others have too is left out only as far as that saves reading.
fn hits(reader: &mut Reader<'_>, persons: &[SubjectId], mentions: &mut Mentions) -> Result<Vec<(At, String)>> {
    let (owners, mut hits) = (with_words(reader, persons, mentions)?, Vec::new());
    let is_hit = |(at, text): &(At, String)| !at.about().iter().any(|one| persons.contains(one)) && !mentions.find(text).is_empty();
    for of in owners {
        hits.extend(reader.free_texts(&of)?.into_iter().filter(is_hit));
    }
    for kept in reader.holds()? {
        let left = left_of(kept, persons);
        hits.extend(said_of_hold(&left).into_iter().map(|text| (At::Hold(left.id), text)).filter(is_hit));
    }
    for person in persons {
        for document in reader.documents_of(*person)? {
            let said = said_by_items(reader, &document)?;
            hits.extend(texts_of(&document, &said).into_iter().map(|text| (At::Document(document.id), text)).filter(is_hit));
        }
    }
    Ok(hits)
}

/// Whose free texts have all the words of a value.
fn with_words(reader: &mut Reader<'_>, persons: &[SubjectId], mentions: &mut Mentions) -> Result<BTreeSet<TextOf>> {
    let mut all = BTreeSet::new();
    for value in mentions.looked_for() {
        match with_value(reader, persons, mentions, value)? {
            Some(found) => all.extend(found),
            None => mentions.leave_out([value]),
        }
    }
    Ok(all)
}

/// Whose texts have the words of one; none where somebody else has it too. A value that many texts may have is mostly one that others have,
/// and asking that takes less than reading them.
fn with_value(reader: &mut Reader<'_>, persons: &[SubjectId], mentions: &Mentions, value: usize) -> Result<Option<Vec<TextOf>>> {
    let (mut all, mut is_theirs) = (Vec::new(), false);
    for way in mentions.ways(value) {
        let mut most = FEW_TEXTS;
        all.extend(loop {
            if let Some(found) = reader.texts_with(&way, most)? {
                break found;
            }
            if !is_theirs && is_shared(reader, persons, mentions, value)? {
                return Ok(None);
            }
            (is_theirs, most) = (true, most.saturating_mul(FEW_TEXTS));
        });
    }
    Ok(Some(all))
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
