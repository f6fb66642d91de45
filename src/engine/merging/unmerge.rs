//! Taking a merge back: what it changed is put back, but for what was edited since (X17). Knows no SQL.

use crate::domain::change::{Change, Context, Merge};
use crate::domain::consent::{Event, Evidence};
use crate::domain::customer_merge::{UndoConflict, undo};
use crate::domain::field::Field;
use crate::domain::id::{EventId, SubjectId};
use crate::engine::bookings::{Balance, balances_of};
use crate::engine::consents::remark;
use crate::engine::customers::known;
use crate::engine::open::Engine;
use crate::error::{Error, ErrorKind, Result};
use crate::store::{Forward, Reader, Stored, Writer};

/// What taking a merge back did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Unmerged {
    /// What was edited since and stays with the customer who stayed, field by field.
    pub conflicts: Vec<UndoConflict>,
    /// Accounts of which either spent what the other had: they hold less than nothing now.
    pub overdrawn: Vec<(SubjectId, Balance)>,
    /// Cards of the customer who is back that somebody else got meanwhile, by their slots.
    pub taken_cards: Vec<u16>,
}

pub(super) fn unmerge(engine: &Engine, context: Context, id: SubjectId, reason: &str) -> Result<Unmerged> {
    let mut writer = engine.store().write()?;
    let (merged, survivor, forward) = undoable(&mut writer, id)?;
    let undone = undo(&writer.merge_changes(&forward)?, &survivor.values);
    let mut changes = travelling_refusals(engine, &mut writer, &merged, &survivor, &forward)?;
    changes.push(Change::Unmerge(Box::new(Merge {
        survivor: (survivor.id, survivor.version),
        merged: (merged.id, merged.version),
        fields: undone.fields,
    })));
    let context = Context { reason: remark(engine, Field::Reason, Some(reason))?, ..context };
    writer.apply(&context, &changes)?;
    let unmerged = Unmerged {
        conflicts: undone.conflicts,
        overdrawn: overdrawn(&mut writer, &[survivor.id, merged.id])?,
        taken_cards: taken_cards(&mut writer, &merged)?,
    };
    writer.commit().map(|()| unmerged)
}

/// Who was merged, into whom, and how; later merges are taken back first.
fn undoable(writer: &mut Writer<'_>, id: SubjectId) -> Result<(Stored, Stored, Forward)> {
    let merged = writer.subject(id)?.ok_or_else(|| Error::new(ErrorKind::NotFound, "customer.unknown"))?;
    if merged.erased.is_some() {
        return Err(Error::new(ErrorKind::Erased, "customer.anonymized"));
    }
    let forward = writer.forward(id)?.ok_or_else(|| Error::new(ErrorKind::State, "merge.not_merged"))?;
    let survivor = writer.subject(forward.survivor)?.ok_or_else(crate::store::sql::damaged)?;
    let later = writer.last_merge(survivor.id)?.is_some_and(|version| version > forward.version);
    if later || survivor.merged_into.is_some() {
        return Err(Error::new(ErrorKind::State, "merge.later_first"));
    }
    Ok((merged, survivor, forward))
}

/// What either refused or withdrew while they were one holds for both: nobody knows which of the two it was.
fn travelling_refusals(
    engine: &Engine,
    writer: &mut Writer<'_>,
    merged: &Stored,
    survivor: &Stored,
    forward: &Forward,
) -> Result<Vec<Change>> {
    let (all, goes) = (writer.events(survivor.id)?, writer.merged_into(merged.id)?);
    let (theirs, own): (Vec<Event>, Vec<Event>) = all.into_iter().partition(|event| goes.contains(&event.subject));
    let mut changes = Vec::new();
    for (events, other, to) in [(&own, &theirs, merged.id), (&theirs, &own, survivor.id)] {
        for event in events.iter().filter(|event| event.kind.denies() && !forward.events.contains(&event.id)) {
            let id = EventId::make(engine.now().at, engine.draw()?);
            let seen = other.iter().map(|event| event.id).collect();
            // A signature is bound to the event that it was given for.
            let copy = Event { id, subject: to, seen, evidence: Evidence::default(), recorded: engine.now().at, ..event.clone() };
            changes.push(Change::Consent(Box::new(copy), None));
        }
    }
    Ok(changes)
}

fn overdrawn(reader: &mut Reader<'_>, sides: &[SubjectId]) -> Result<Vec<(SubjectId, Balance)>> {
    let mut found = Vec::new();
    for side in sides {
        let balances = balances_of(&known(reader, *side)?.values, reader.bookings(*side)?);
        found.extend(balances.into_iter().filter(|balance| balance.balance < 0).map(|balance| (*side, balance)));
    }
    Ok(found)
}

fn taken_cards(reader: &mut Reader<'_>, merged: &Stored) -> Result<Vec<u16>> {
    let mut taken = Vec::new();
    for (slot, number) in merged.values.all(Field::CardNumber) {
        if reader.card_holders(number)?.iter().any(|holder| *holder != merged.id) {
            taken.push(slot);
        }
    }
    Ok(taken)
}
