//! Saving a draft in one unit of work: merged with what others saved meanwhile, checked, refused, numbered. Knows no SQL.

use crate::domain::change::{Change, Context, FieldChange, Relation};
use crate::domain::check::{Described, check_customer};
use crate::domain::consent::Event;
use crate::domain::field::{Field, Owner};
use crate::domain::id::{Code, SubjectId};
use crate::domain::merge::{Clash, Outcome};
use crate::domain::rights::Right;
use crate::domain::subject::Values;
use crate::engine::answering::decide_capture;
use crate::engine::capture::Capture;
use crate::engine::consents::remark;
use crate::engine::customers::present;
use crate::engine::desk::Desk;
use crate::engine::draft::Draft;
use crate::engine::guard::registered_anew;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::{NUMBER_TAKEN, Reader, Stored, Writer};

/// A draft that was saved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Saved {
    /// The customer or related person.
    pub id: SubjectId,
    /// What saving did.
    pub outcome: Outcome,
}

impl Desk {
    /// Saves a draft: the fields that changed, the relation and the consents, all or nothing (A1). What others changed in between
    /// stays, field by field (A2). The same draft again writes nothing; one that is changed afterwards goes on from what was saved.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] with every broken rule; [`ErrorKind::Conflict`]: `customer.changed_meanwhile` where somebody else
    /// changed the same, with each such field ([`Self::reload`] gives their values), `customer.merged_meanwhile`, or `customer.number_taken`;
    /// [`ErrorKind::State`] for a copy of a new customer's draft that was saved apart; [`ErrorKind::Erased`] where the person was
    /// anonymized since; [`ErrorKind::NotPermitted`], also for a draft that another operator began: it stays theirs.
    pub fn save(&self, draft: &mut Draft) -> Result<Saved> {
        self.require(Right::EditCustomers)?;
        draft.require_author(self)?;
        let key = draft.idempotency()?;
        let mut writer = self.engine.store().write()?;
        let outcome = if writer.applied(&key)?.is_some() { Outcome::Repeated } else { self.write(&mut writer, draft, key)? };
        let stored = writer.subject(draft.id)?.filter(|stored| stored.erased.is_none());
        if outcome != Outcome::Repeated {
            writer.commit()?;
        }
        stored.into_iter().for_each(|stored| draft.rebase(stored));
        Ok(Saved { id: draft.id, outcome })
    }

    fn write(&self, writer: &mut Writer<'_>, draft: &Draft, key: Code) -> Result<Outcome> {
        let now = Self::checked_base(writer, draft)?;
        let reason = remark(&self.engine, Field::Reason, draft.reasons().as_deref())?;
        let context = Context { idempotency: Some(key), reason, ..self.context() };
        let changes = self.decide(writer, draft, now.as_ref())?;
        writer.apply(&context, &changes)?;
        let stale = now.is_some_and(|now| draft.base.as_ref().is_some_and(|base| base.version != now.version));
        Ok(if stale { Outcome::Merged } else { Outcome::Written })
    }

    /// The person as stored now, where the draft edits one.
    fn checked_base(writer: &mut Writer<'_>, draft: &Draft) -> Result<Option<Stored>> {
        if draft.base.is_none() && writer.subject(draft.id)?.is_some() {
            return Err(Error::new(ErrorKind::State, "draft.saved_already"));
        }
        draft.relation.iter().try_for_each(|of| present(writer, *of).map(drop))?;
        draft.base.as_ref().map(|base| unmerged(writer, base.id)).transpose()
    }

    fn decide(&self, writer: &mut Writer<'_>, draft: &Draft, now: Option<&Stored>) -> Result<Vec<Change>> {
        let customer = now.map_or(draft.relation.is_none(), |now| now.customer);
        let described = if customer && draft.relation.is_none() { Described::Customer } else { Described::Related };
        let mut values = self.merged(draft, now, described)?;
        let relation = draft.relation.map(|of| take_relation(&mut values, of, draft.id));
        let empty = Values::default();
        let base = now.map_or(&empty, |now| &now.values);
        let typed = field_changes(&values, base);
        typed.iter().try_for_each(|change| self.require(change.field.spec().edits).map(drop))?;
        refuse_owned(&typed)?;
        self.house_rules(base, &mut values, &typed)?;
        if now.is_none() && draft.relation.is_none() && values.get(Field::Number).is_none() {
            values.set(Field::Number, 0, self.next_number(writer)?.unwrap_or_default());
        }
        let anew = self.refuse_erased(writer, draft, now, &values)?;
        let fields = field_changes(&values, base);
        self.engine.directory_in(writer)?.known_words(&fields)?;
        refuse_taken_number(writer, draft.id, &fields)?;
        refuse_taken_card(writer, draft.id, &fields)?;
        let mut changes = Vec::new();
        if now.is_none() || !fields.is_empty() {
            changes.push(Change::Subject { id: draft.id, expected: now.map(|now| now.version), customer, fields });
        }
        changes.extend(anew);
        if let Some(relation) = relation {
            changes.extend(self.decide_relation(writer, relation)?);
        }
        for capture in &draft.captures {
            self.require(Right::RecordConsents)?;
            refuse_what_was_said_since(&writer.events(draft.id)?, draft, capture)?;
            let stored = Stored { id: draft.id, version: 0, customer, erased: None, merged_into: None, values: values.clone() };
            changes.extend(decide_capture(self, writer, &stored, &values, capture)?.into_iter().flatten());
        }
        Ok(changes)
    }

    /// Somebody new who was erased before is refused, unless the draft says that they registered anew, and why.
    fn refuse_erased(&self, writer: &mut Writer<'_>, draft: &Draft, now: Option<&Stored>, values: &Values) -> Result<Option<Change>> {
        match &draft.anew {
            _ if now.is_some() => Ok(None),
            None => self.engine.refuse_erased(writer, values).map(|()| None),
            Some(reason) if reason.trim().is_empty() => Err(Violation::new(Field::Reason.name(), "required").into()),
            Some(_) => registered_anew(draft.id).map(Some),
        }
    }

    /// What changes of a relation. Who decides for somebody, and who receives what, belongs to the consents.
    fn decide_relation(&self, writer: &mut Writer<'_>, relation: Relation) -> Result<Option<Change>> {
        let known = writer.related(relation.of)?.into_iter().map(|known| Relation { of: relation.of, ..known });
        let known: Vec<Relation> = known.filter(|known| known.person == relation.person).collect();
        if known.contains(&relation) {
            return Ok(None);
        }
        let before = known.first().map_or([None; 6], |known| known.fields().map(|(_, text)| text));
        for ((field, _), _) in relation.fields().into_iter().zip(before).filter(|((_, new), old)| new != old) {
            self.require(field.spec().edits)?;
        }
        Ok(Some(Change::Relation(relation)))
    }

    /// The draft's values, checked, together with what others saved since.
    fn merged(&self, draft: &Draft, now: Option<&Stored>, described: Described) -> Result<Values> {
        let checked = |values: &Values| check_customer(values, described, self.engine.now().date()).map_err(Error::invalid);
        let mine = draft.edit.with(checked(&draft.whole(&draft.edit.values))?.values);
        let Some((base, now)) = draft.base.as_ref().zip(now) else { return Ok(mine.values) };
        let merged = mine.onto(&base.values, &now.values);
        let stale = base.version != now.version;
        // Saving again settles nothing: what a reload told is to be decided.
        let told = !stale || merged.clashes.iter().all(|clash| draft.edit.clashes.contains(clash));
        refuse_clashes(&merged.clashes, if told { "draft.not_settled" } else { "customer.changed_meanwhile" })?;
        Ok(if stale { checked(&merged.values)?.values } else { merged.values })
    }
}

/// A yes that was typed before the person said no, at another till: the draft has not seen it, and does not overrule it.
fn refuse_what_was_said_since(events: &[Event], draft: &Draft, capture: &Capture) -> Result<()> {
    let granted = |event: &Event| capture.granted().any(|definition| event.definition.as_ref().is_none_or(|about| about == definition));
    let since = events.iter().any(|event| event.kind.denies() && !draft.answers.contains(&event.id) && granted(event));
    if since { Err(Error::new(ErrorKind::Conflict, "customer.changed_meanwhile").field("definition")) } else { Ok(()) }
}

impl Desk {
    /// The next number of the station's range (A4); none where the central system gave it none. Numbers that were typed are skipped.
    fn next_number(&self, writer: &mut Writer<'_>) -> Result<Option<String>> {
        let station = &self.seat().station;
        let range = self.engine.directory_in(writer)?.stations.get(station).and_then(|station| station.numbers);
        let Some((from, until)) = range else { return Ok(None) };
        let mut next = writer.last_number(station)?.map_or(from, |last| last.saturating_add(1)).max(from);
        while next <= until && writer.subject_by_number(&next.to_string())?.is_some() {
            next += 1;
        }
        if next > until {
            return Err(Error::new(ErrorKind::State, "number.range_used_up").field(Field::Number.name()));
        }
        writer.set_last_number(station, next)?;
        Ok(Some(next.to_string()))
    }
}

/// Somebody who was not merged since: a draft of one record is none of another.
pub(crate) fn unmerged(reader: &mut Reader<'_>, id: SubjectId) -> Result<Stored> {
    let stored = present(reader, id)?;
    if stored.id == id { Ok(stored) } else { Err(Error::new(ErrorKind::Conflict, "customer.merged_meanwhile")) }
}

/// Takes what a relation consists of out of a person's values.
fn take_relation(values: &mut Values, of: SubjectId, person: SubjectId) -> Relation {
    let mut take = |field| {
        let text = values.get(field).map(str::to_owned);
        values.set(field, 0, "");
        text
    };
    let mut relation = Relation::new(of, person, "");
    for field in relation.fields().map(|(field, _)| field) {
        relation.set(field, take(field));
    }
    relation
}

fn refuse_clashes(clashes: &[Clash], code: &'static str) -> Result<()> {
    let violation = |clash: &Clash| Violation::new(clash.field.name(), "changed_meanwhile").at(clash.slot);
    let violations: Vec<Violation> = clashes.iter().map(violation).collect();
    let Some(first) = clashes.first() else { return Ok(()) };
    Err(Error::new(ErrorKind::Conflict, code).field(first.field.name()).because(violations))
}

/// A card belongs to one customer.
fn refuse_taken_card(writer: &mut Writer<'_>, id: SubjectId, fields: &[FieldChange]) -> Result<()> {
    for change in fields.iter().filter(|change| change.field == Field::CardNumber) {
        let Some(number) = change.new.as_deref() else { continue };
        if writer.by_card(number)?.is_some_and(|(other, _)| other != id) {
            return Err(Error::new(ErrorKind::Conflict, "card.taken").field(Field::CardNumber.name()));
        }
    }
    Ok(())
}

/// The differences as changes.
pub(crate) fn field_changes(values: &Values, base: &Values) -> Vec<FieldChange> {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let differences = values.changes_from(base).into_iter();
    differences.map(|d| FieldChange { field: d.field, slot: d.slot, old: owned(d.old), new: owned(d.new) }).collect()
}

/// What the ERP or the library owns is not edited at a desk; a new customer gets its branch from the desk itself.
fn refuse_owned(fields: &[FieldChange]) -> Result<()> {
    let begins = |change: &FieldChange| change.field == Field::Branch && change.old.is_none();
    // With a comment its author goes; of one that stays, the rules of comments put the author back.
    let goes = |change: &FieldChange| change.field == Field::CommentAuthor && change.new.is_none();
    let foreign = |change: &&FieldChange| change.field.spec().owner != Owner::Till && !begins(change) && !goes(change);
    let violations: Vec<_> = fields.iter().filter(foreign).map(|change| Violation::new(change.field.name(), "field.not_yours")).collect();
    if violations.is_empty() { Ok(()) } else { Err(Error::new(ErrorKind::ErpOnly, "field.not_yours").because(violations)) }
}

/// A number belongs to one customer, also when that one was erased.
pub(crate) fn refuse_taken_number(reader: &mut Reader<'_>, id: SubjectId, fields: &[FieldChange]) -> Result<()> {
    let Some(number) = fields.iter().find(|change| change.field == Field::Number).and_then(|change| change.new.as_deref()) else {
        return Ok(());
    };
    match reader.subject_by_number(number)? {
        Some(other) if other != id => Err(Error::new(ErrorKind::Conflict, NUMBER_TAKEN).field(Field::Number.name())),
        _ => Ok(()),
    }
}
