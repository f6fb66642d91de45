//! Deciding an anonymization: the plan, what stays of documents, what of others' free text goes. Knows no SQL.

use crate::domain::certificate::{ErasureMode, Outcome};
use crate::domain::change::{Cleaned, Erasure, ErasureNotes, KeptField};
use crate::domain::document::Document;
use crate::domain::erasure::{
    Action, Blocker, DocumentHeader, EventHeader, Item, OperatorHeader, PayloadHeader, Person, Plan, RelatedPerson, plan,
};
use crate::domain::field::RecordKind;
use crate::domain::id::{Code, DocumentId, SubjectId};
use crate::domain::retention::{Keeping, Retention, keepings};
use crate::domain::time::{Date, Moment};
use crate::engine::directory::Directory;
use crate::engine::erasure::cleaning::clean;
use crate::engine::erasure::systems;
use crate::engine::erasure::tracing::singled_out;
use crate::engine::holds::{hold_blockers, value_blockers};
use crate::engine::retention::{data_on, facts_of, retention_of};
use crate::error::Result;
use crate::store::{Reader, Stored};

/// What a decision depends on beside the person.
pub(crate) struct World<'a> {
    pub(crate) retention: &'a Retention,
    pub(crate) directory: &'a Directory,
    pub(crate) now: Moment,
    pub(crate) word: &'a str,
}

impl World<'_> {
    fn today(&self) -> Date {
        self.now.date()
    }
}

/// An anonymization, decided: its plan says what the change does.
pub(crate) struct Decision {
    pub(crate) plan: Plan,
    pub(super) persons: Vec<SubjectId>,
    cleaned: Vec<Cleaned>,
}

impl Decision {
    pub(crate) fn erasure(&self, world: &World<'_>, notes: ErasureNotes) -> Erasure {
        let kept = self.plan.items.iter().filter(|item| item.record == RecordKind::Document).filter_map(kept_field).collect();
        let (persons, cleaned) = (self.persons.clone(), self.cleaned.clone());
        Erasure { persons, word: world.word.to_owned(), on: world.today(), notes, kept, cleaned }
    }
}

fn kept_field(item: &Item) -> Option<KeptField> {
    let Action::Keep { ground, until: Some(until) } = &item.action else { return None };
    Some(KeptField { document: DocumentId::parse(&item.id).ok()?, field: item.field?, ground: ground.clone(), until: *until })
}

/// Decides the anonymization of a person and of every record that was merged with theirs.
pub(crate) fn decide(reader: &mut Reader<'_>, stored: &Stored, world: &World<'_>) -> Result<Decision> {
    let mut plan = plan_for_all(reader, stored, world)?;
    let persons: Vec<SubjectId> = reader.same_as(stored.id)?.into_iter().chain(plan.related.iter().copied()).collect();
    let (scrubs, cleaned) = clean(reader, stored.id, &persons, world.word)?;
    plan.scrubs = scrubs;
    plan.singled_out = singled_out(reader, &persons, &cleaned, world.now.offset_minutes)?;
    Ok(Decision { plan, persons, cleaned })
}

/// The same for a restored database, by the rules that it knows. The systems are asked anew: what they said before is lost with it, as
/// what was sealed is.
pub(crate) fn decide_again(reader: &mut Reader<'_>, id: SubjectId, now: Moment, word: &str) -> Result<Erasure> {
    let directory = Directory::read(reader)?;
    let retention = retention_of(&directory.settings).or_else(|_| Retention::pack("neutral"))?;
    let stored = reader.subject(id)?.ok_or_else(crate::store::sql::damaged)?;
    let by = World { retention: &retention, directory: &directory, now, word };
    let decision = decide(reader, &stored, &by)?;
    let notes = notes_of(&decision.plan, &retention, now.date());
    Ok(decision.erasure(&by, notes))
}

/// What a certificate will tell, where nothing is sealed.
pub(super) fn notes_of(plan: &Plan, retention: &Retention, today: Date) -> ErasureNotes {
    ErasureNotes {
        mode: ErasureMode::Erase,
        rules: retention.pack_name().to_owned(),
        rules_version: retention.version(),
        outcome: Outcome::of(plan),
        asked: plan.asked.clone(),
        sealed: Vec::new(),
        sealed_until: today,
    }
}

/// The plan for a person and for every record that was merged with theirs, without what it does to others.
pub(crate) fn plan_for_all(reader: &mut Reader<'_>, stored: &Stored, world: &World<'_>) -> Result<Plan> {
    let mut whole = Plan::default();
    for side in reader.same_as(stored.id)? {
        let stored = reader.subject(side)?.ok_or_else(crate::store::sql::damaged)?;
        whole = whole.and(plan_for(reader, &stored, world)?);
    }
    let blockers = held_back(reader, stored.id, &whole.related, world)?;
    whole = whole.and(Plan { blockers, ..Plan::default() });
    whole.asked = systems(&world.directory.settings, world.today());
    Ok(whole)
}

/// What stands in the way besides documents: what is on hold, and money that was paid in.
fn held_back(reader: &mut Reader<'_>, person: SubjectId, related: &[SubjectId], world: &World<'_>) -> Result<Vec<Blocker>> {
    let mut blockers = hold_blockers(reader, person, related, world.today())?;
    blockers.extend(value_blockers(reader, person, &world.directory.programs)?);
    Ok(blockers)
}

fn plan_for(reader: &mut Reader<'_>, stored: &Stored, world: &World<'_>) -> Result<Plan> {
    let (documents, events) = (reader.documents_of(stored.id)?, reader.events_of(stored.id)?);
    let keep: Vec<Vec<Keeping>> = documents.iter().map(|document| kept_of(document, world)).collect();
    let headers: Vec<DocumentHeader<'_>> = documents.iter().zip(&keep).map(|(document, keep)| header(document, keep)).collect();
    let events: Vec<EventHeader> = events
        .iter()
        .map(|event| {
            let commitments = [&event.evidence.reference, &event.evidence.address];
            let salted = commitments.into_iter().flatten().any(|commitment| commitment.salt.is_some());
            EventHeader { id: event.id, salted, reference: event.evidence.reference.is_some() }
        })
        .collect();
    let persons = reader.related_subjects(stored.id)?;
    let related: Vec<RelatedPerson<'_>> =
        persons.iter().map(|(stored, stays)| RelatedPerson { id: stored.id, values: &stored.values, stays: *stays }).collect();
    let belongs_to: Vec<SubjectId> = reader.relations_to(stored.id)?.into_iter().map(|relation| relation.of).collect();
    let operator = reader.operator_behind(stored)?;
    let person = Person {
        id: stored.id,
        values: &stored.values,
        related: &related,
        belongs_to: &belongs_to,
        operator: operator.as_ref().map(|record| OperatorHeader { code: &record.code, values: &record.values }),
        documents: &headers,
        events: &events,
        journal_values: reader.journal_value_count(stored.id)?,
    };
    Ok(plan(&person, world.today(), world.word))
}

/// What the law keeps of a document that was issued.
fn kept_of(document: &Document, world: &World<'_>) -> Vec<Keeping> {
    if !document.state.is_final() {
        return Vec::new();
    }
    let data = data_on(document);
    keepings(world.retention, &facts_of(document, &data, world.now.offset_minutes), world.today())
}

fn header<'d>(document: &'d Document, keep: &'d [Keeping]) -> DocumentHeader<'d> {
    let payload = document.payload.as_ref();
    DocumentHeader {
        id: document.id,
        number: &document.number,
        kind: document.kind,
        state: document.state,
        owner: document.operator.as_ref().map(Code::as_str),
        ends: None,
        addressee: &document.addressee,
        payload: payload.map(|payload| PayloadHeader { keep: payload.keep.as_ref().map(|(ground, until)| (ground.as_str(), *until)) }),
        keep,
    }
}
