//! What the plan of an anonymization needs to know of a person. It changes nothing: the host does what the plan says, in its own
//! database.

use std::ffi::c_char;

use crate::domain::document::{Addressee, Document, DocumentKind, DocumentState, Payload};
use crate::domain::erasure::{
    Blocker, BlockerReason, DocumentHeader, EventHeader, PayloadHeader, Person, Plan, RelatedPerson, addressee_values, plan,
};
use crate::domain::id::{DocumentId, SubjectId};
use crate::domain::money::Currency;
use crate::domain::retention::{DocumentFacts, Keeping, Retention, RetentionClass, RetentionData, keepings};
use crate::domain::subject::Values;
use crate::domain::time::{Date, Timestamp};
use crate::error::Result;
use crate::ffi::call::{call, free};
use crate::ffi::document_list::clientela_documents;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::plan::{PlanObject, clientela_plan};
use crate::ffi::record_words::clientela_blocker_reason;
use crate::ffi::retention::clientela_retention;
use crate::ffi::status::clientela_status;
use crate::ffi::values::clientela_values;
use crate::ffi::{input, out, raw, words};

/// A person whose anonymization is to be planned. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_erasure(i64);
handle!(clientela_erasure, ErasureObject);

/// A person, as far as a plan looks.
pub struct ErasureObject {
    id: SubjectId,
    values: Values,
    related: Vec<(SubjectId, Values, bool)>,
    belongs_to: Vec<SubjectId>,
    documents: Vec<Known>,
    events: Vec<EventHeader>,
    blockers: Vec<Blocker>,
    journal_values: u64,
    retention: Option<Retention>,
}

/// What a plan needs of a document: not its lines, nor the bytes of its payload.
struct Known {
    id: DocumentId,
    number: String,
    kind: DocumentKind,
    state: DocumentState,
    owner: Option<String>,
    ends: Option<Date>,
    addressee: Addressee,
    has_payload: bool,
    keep: Option<(String, Date)>,
    created: Timestamp,
    total: i64,
    currency: Currency,
}

impl Known {
    fn of(document: &Document, owner: Option<String>, ends: Option<Date>) -> Self {
        let Document { id, number, kind, state, addressee, payload, created, total, currency, .. } = document;
        let keep = match payload {
            Some(Payload { keep: Some((ground, until)), .. }) => Some((ground.clone(), *until)),
            _ => None,
        };
        let (number, addressee, has_payload) = (number.clone(), addressee.clone(), payload.is_some());
        let (created, total, currency) = (*created, *total, *currency);
        Self { id: *id, number, kind: *kind, state: *state, owner, ends, addressee, has_payload, keep, created, total, currency }
    }

    /// What the rules keep of it, where it was issued.
    fn keepings(&self, retention: &Retention, today: Date) -> Vec<Keeping> {
        let printed = self.has_payload.then_some(RetentionData::Printed);
        let data: Vec<RetentionData> =
            addressee_values(&self.addressee).filter_map(|(field, _)| RetentionData::of(field)).chain(printed).collect();
        let facts = DocumentFacts {
            number: &self.number,
            class: RetentionClass::of(self.kind),
            date: Date::of(self.created, 0),
            last_entry: None,
            tax_due: None,
            total: self.total,
            currency: self.currency,
            data: &data,
        };
        if self.state.is_final() { keepings(retention, &facts, today) } else { Vec::new() }
    }

    fn header<'d>(&'d self, kept: &'d [Keeping]) -> DocumentHeader<'d> {
        let keep = self.keep.as_ref().map(|(ground, until)| (ground.as_str(), *until));
        DocumentHeader {
            id: self.id,
            number: &self.number,
            kind: self.kind,
            state: self.state,
            owner: self.owner.as_deref(),
            ends: self.ends,
            addressee: &self.addressee,
            payload: self.has_payload.then_some(PayloadHeader { keep }),
            keep: kept,
        }
    }
}

impl ErasureObject {
    fn new(id: SubjectId, values: Values) -> Self {
        let (related, belongs_to, documents, events) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { id, values, related, belongs_to, documents, events, blockers: Vec::new(), journal_values: 0, retention: None }
    }

    fn plan(&self, today: Date, word: &str) -> Plan {
        let related: Vec<RelatedPerson<'_>> =
            self.related.iter().map(|(id, values, stays)| RelatedPerson { id: *id, values, stays: *stays }).collect();
        let rules = self.retention.as_ref();
        let kept: Vec<Vec<Keeping>> =
            self.documents.iter().map(|document| rules.map_or_else(Vec::new, |rules| document.keepings(rules, today))).collect();
        let documents: Vec<DocumentHeader<'_>> = self.documents.iter().zip(&kept).map(|(document, kept)| document.header(kept)).collect();
        let person = Person {
            id: self.id,
            values: &self.values,
            related: &related,
            belongs_to: &self.belongs_to,
            operator: None,
            documents: &documents,
            events: &self.events,
            journal_values: self.journal_values,
        };
        let besides = self.blockers.iter().filter(|blocker| blocker.until.is_none_or(|last| last >= today)).cloned().collect();
        plan(&person, today, word).and(Plan { blockers: besides, ..Plan::default() })
    }
}

/// Makes a person without relations, documents and events.
///
/// - values: the values; they are copied
/// - id: the id of the person, a UUID of 36 characters
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_erasure: the person; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erasure_new(
    values: clientela_values,
    id: *const c_char,
    id_len: usize,
    out_erasure: *mut clientela_erasure,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_erasure, "out_erasure"), || {
        let values = open(values, "values")?;
        Ok(ErasureObject::new(words::subject(id, id_len, "id")?, values.values.clone()))
    })
}

/// Adds somebody related to the person: a contact person of a business, a family member.
///
/// - erasure: the person
/// - values: the values of the other; they are copied
/// - id: the id of the other, a UUID of 36 characters
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - stays: 1 when they are a customer themselves, or related to anybody else; 0: they go too
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erasure_add_related(
    erasure: clientela_erasure,
    values: clientela_values,
    id: *const c_char,
    id_len: usize,
    stays: i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let (mut erasure, values) = (open(erasure, "erasure")?, open(values, "values")?);
        let (id, stays) = (words::subject(id, id_len, "id")?, words::yes(stays, "stays")?);
        erasure.related.push((id, values.values.clone(), stays));
        Ok(())
    })
}

/// Adds a customer to whom the person is related.
///
/// - erasure: the person
/// - customer: the customer's id, a UUID of 36 characters
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erasure_add_customer(
    erasure: clientela_erasure,
    customer: *const c_char,
    customer_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut erasure = open(erasure, "erasure")?;
        erasure.belongs_to.push(words::subject(customer, customer_len, "customer")?);
        Ok(())
    })
}

/// Adds a document whose customer is the person.
///
/// - erasure: the person
/// - documents: documents; what the plan needs of one is copied
/// - index: which of them, from 0 in the order they were begun
/// - owner: who can finish it, a branch or station; empty when nobody knows
/// - owner_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - ends: the day on which it ends by itself, YYYY-MM-DD; empty when it does not
/// - ends_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erasure_add_document(
    erasure: clientela_erasure,
    documents: clientela_documents,
    index: i32,
    owner: *const c_char,
    owner_len: usize,
    ends: *const c_char,
    ends_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let (mut erasure, documents) = (open(erasure, "erasure")?, open(documents, "documents")?);
        let owner = Some(raw::text(owner, owner_len, "owner")?.to_owned()).filter(|owner| !owner.is_empty());
        let ends = words::absent_or(raw::text(ends, ends_len, "ends")?, "ends", Date::parse)?;
        erasure.documents.push(Known::of(input::item(&documents.0, index, "index")?, owner, ends));
        Ok(())
    })
}

/// Adds a consent event of the person.
///
/// - erasure: the person
/// - id: the event's id, a UUID of 36 characters
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - salted: 1 when a salt is kept for it: then its digests can be compared with a value
/// - reference: 1 when a reference to evidence is kept for it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erasure_add_event(
    erasure: clientela_erasure,
    id: *const c_char,
    id_len: usize,
    salted: i32,
    reference: i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut erasure = open(erasure, "erasure")?;
        let (salted, reference) = (words::yes(salted, "salted")?, words::yes(reference, "reference")?);
        erasure.events.push(EventHeader { id: words::event(id, id_len, "id")?, salted, reference });
        Ok(())
    })
}

/// Adds what stands in the way besides documents: a hold, money that was paid in, whatever your own database knows of.
///
/// - erasure: the person
/// - reason: why, CLIENTELA_BLOCKER_REASON_…
/// - number: of what, a number or code; empty when it has none
/// - number_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - owner: who can lift it; empty when nobody knows
/// - owner_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - until: the last day on which it stands in the way, YYYY-MM-DD; empty when nobody knows
/// - until_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erasure_add_blocker(
    erasure: clientela_erasure,
    reason: clientela_blocker_reason,
    number: *const c_char,
    number_len: usize,
    owner: *const c_char,
    owner_len: usize,
    until: *const c_char,
    until_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut erasure = open(erasure, "erasure")?;
        let blocker = Blocker {
            reason: words::word(BlockerReason::ALL, reason, "reason")?,
            document: None,
            number: raw::text(number, number_len, "number")?.to_owned(),
            owner: Some(raw::text(owner, owner_len, "owner")?.to_owned()).filter(|owner| !owner.is_empty()),
            until: words::absent_or(raw::text(until, until_len, "until")?, "until", Date::parse)?,
        };
        erasure.blockers.push(blocker);
        Ok(())
    })
}

/// Says by which rules documents keep name, address and payload; the day of a document is that in UTC. Without, only payloads stay, as long
/// as they say themselves. What the rules have on hold does not block the plan: add it by clientela_erasure_add_blocker.
///
/// - erasure: the person
/// - retention: the rules; they are copied
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erasure_set_retention(
    erasure: clientela_erasure,
    retention: clientela_retention,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let (mut erasure, retention) = (open(erasure, "erasure")?, open(retention, "retention")?);
        erasure.retention = Some(retention.0.clone());
        Ok(())
    })
}

/// Says how many old and new values of the person a journal holds.
///
/// - erasure: the person
/// - count: how many; at first 0
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erasure_set_journal_values(
    erasure: clientela_erasure,
    count: i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || -> Result<()> {
        open(erasure, "erasure")?.journal_values = words::within(count, "count")?;
        Ok(())
    })
}

/// Plans the anonymization: what goes, what stays, why and until when, and what stands in the way.
///
/// - erasure: the person; it may be freed afterwards
/// - today: the day, YYYY-MM-DD
/// - today_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - word: what stands where the name was, in the till's language
/// - word_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_plan: the plan; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erasure_plan(
    erasure: clientela_erasure,
    today: *const c_char,
    today_len: usize,
    word: *const c_char,
    word_len: usize,
    out_plan: *mut clientela_plan,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_plan, "out_plan"), || {
        let erasure = open(erasure, "erasure")?;
        Ok(PlanObject::of(erasure.plan(words::date(today, today_len, "today")?, raw::text(word, word_len, "word")?)))
    })
}

/// Frees a person. No person (0) is allowed.
///
/// - erasure: the person
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erasure_free(erasure: clientela_erasure) -> clientela_status {
    free(erasure, "erasure")
}
