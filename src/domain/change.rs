//! Changes: the only way anything is written. The domain decides them, one function of the store applies them.

use std::fmt;

use crate::domain::booking::Booking;
use crate::domain::certificate::{Acknowledgement, ErasureMode, Outcome};
use crate::domain::consent::{ConsentUse, Definition, Event, Guardian, Guardianship, KeptForm};
use crate::domain::document::Document;
use crate::domain::duplicate::Decided;
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::{BatchId, Code, DocumentId, EventId, SubjectId};
use crate::domain::item::Item;
use crate::domain::journal::EntryKind;
use crate::domain::request::Request;
use crate::domain::retention::KeptHold;
use crate::domain::seal::Sealed;
#[cfg(feature = "engine")]
use crate::domain::subject::Values;
use crate::domain::time::{Date, Moment};
use crate::domain::words::words;

words! {
    /// Through which door somebody came.
    Door {
        /// An operator at a station.
        Desk = "desk",
        /// The central system.
        Erp = "erp",
        /// The library itself (a replay after a restored backup).
        Library = "library",
        /// An operator at a station whom the host signed in itself.
        Asserted = "asserted",
    }
}

/// Who acts, where, when and why: what every journal entry of one unit of work has in common.
#[derive(Clone, PartialEq, Eq)]
pub struct Context {
    /// The chain the entries belong to: a station or a server.
    pub origin: Code,
    /// Through which door.
    pub door: Door,
    /// The operator.
    pub operator: Option<Code>,
    /// The station.
    pub station: Option<Code>,
    /// The branch.
    pub branch: Option<Code>,
    /// The instant with the branch's offset.
    pub now: Moment,
    /// Why, in the operator's words; personal, so it is erased with the person.
    pub reason: Option<String>,
    /// The same key again writes nothing and answers as the first time.
    pub idempotency: Option<Code>,
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { origin, door, operator, reason, .. } = self;
        let reason = if reason.is_some() { ", with a reason" } else { "" };
        write!(f, "Context({origin}, {}, {operator:?}{reason})", door.name())
    }
}

/// One field of a subject, from an old to a new value.
#[derive(Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The field.
    pub field: Field,
    /// Its occurrence.
    pub slot: u16,
    /// What it was.
    pub old: Option<String>,
    /// What it becomes.
    pub new: Option<String>,
}

impl fmt::Debug for FieldChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FieldChange({}, {})", self.field.name(), self.slot)
    }
}

/// A person who belongs to a customer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Relation {
    /// The customer.
    pub of: SubjectId,
    /// The contact person or family member.
    pub person: SubjectId,
    /// `contact` or `family`.
    pub role: String,
    /// The first day, where there is one.
    pub from: Option<String>,
    /// The last day, where there is one.
    pub until: Option<String>,
    /// On what ground the person decides for the customer, where they do: a word of [`Guardian`].
    pub guardian: Option<String>,
    /// For what; absent: for all.
    pub guardian_for: Option<String>,
    /// What the customer authorized the person to receive.
    pub authorized_for: Option<String>,
}

impl Relation {
    /// A person who belongs to a customer in this role, without end, and decides and receives nothing for them.
    pub fn new(of: SubjectId, person: SubjectId, role: &str) -> Self {
        Self { of, person, role: role.to_owned(), from: None, until: None, guardian: None, guardian_for: None, authorized_for: None }
    }

    /// What a relation consists of, as fields.
    pub fn fields(&self) -> [(Field, Option<&str>); 6] {
        [
            (Field::Role, Some(&self.role)),
            (Field::RelationFrom, self.from.as_deref()),
            (Field::RelationUntil, self.until.as_deref()),
            (Field::Guardian, self.guardian.as_deref()),
            (Field::GuardianFor, self.guardian_for.as_deref()),
            (Field::AuthorizedFor, self.authorized_for.as_deref()),
        ]
    }

    /// Sets what a relation consists of by its field; of another field nothing.
    pub fn set(&mut self, field: Field, text: Option<String>) {
        match field {
            Field::Role => self.role = text.unwrap_or_default(),
            Field::RelationFrom => self.from = text,
            Field::RelationUntil => self.until = text,
            Field::Guardian => self.guardian = text,
            Field::GuardianFor => self.guardian_for = text,
            Field::AuthorizedFor => self.authorized_for = text,
            _ => {}
        }
    }

    /// Whether the person belongs to the customer on a day; an absent day is no bound.
    pub fn holds_on(&self, day: Date) -> bool {
        date(self.from.as_deref()).is_none_or(|from| from <= day) && date(self.until.as_deref()).is_none_or(|until| day <= until)
    }

    /// The person as somebody who decides for the customer, where they do.
    pub fn guardianship(&self) -> Option<Guardianship> {
        let ground = Guardian::from_name(self.guardian.as_deref()?)?;
        let scope = self.guardian_for.clone().unwrap_or_else(|| "all".to_owned());
        let (from, until) = (date(self.from.as_deref()), date(self.until.as_deref()));
        Some(Guardianship { guardian: self.person, ground, scope, from, until })
    }
}

fn date(text: Option<&str>) -> Option<Date> {
    text.and_then(|text| Date::parse(text).ok())
}

/// One change of one record.
#[derive(Clone, PartialEq, Eq)]
pub enum Change {
    /// Fields of a subject. A subject that does not exist is created when `expected` is none.
    Subject {
        /// Who.
        id: SubjectId,
        /// The version the change was decided on; none for a new subject.
        expected: Option<u64>,
        /// Whether the subject is a customer (and not only a related person).
        customer: bool,
        /// The fields.
        fields: Vec<FieldChange>,
    },
    /// Fields of a branch, station, role, operator or setting. One that does not exist is created when `expected` is none.
    Record {
        /// Its kind.
        kind: RecordKind,
        /// Its code.
        code: String,
        /// The person behind it (an operator).
        subject: Option<SubjectId>,
        /// The version the change was decided on; none for a new one.
        expected: Option<u64>,
        /// The fields.
        fields: Vec<FieldChange>,
    },
    /// Who belongs to whom.
    Relation(Relation),
    /// A version of a definition.
    Definition(Box<Definition>),
    /// A consent event, with the evidence's reference as text.
    Consent(Box<Event>, Option<String>),
    /// A consent form that was printed.
    Form(Box<KeptForm>),
    /// Uses of consents that were reported together.
    Uses(BatchId, Vec<ConsentUse>),
    /// An item of the assortment.
    Item(Item),
    /// A document, whole.
    Document(Box<Document>),
    /// A booking of a program.
    Booking(Box<Booking>),
    /// A request of a person about their data, as it is now.
    Request(Box<Request>),
    /// A legal hold or tax audit, as it is now.
    Hold(Box<KeptHold>),
    /// What was decided about two records that may be of one person.
    Decide(Box<Decided>),
    /// Two customers become one.
    Merge(Box<Merge>),
    /// A merge is taken back.
    Unmerge(Box<Merge>),
    /// Everything the plan says about a person.
    Erase(Box<Erasure>),
    /// What the journal holds of bank details that went long ago goes too.
    Forget(Vec<Cleaned>),
    /// What a system says of somebody who was erased.
    Acknowledge(Box<Acknowledgement>),
    /// The sealed boxes of somebody go.
    DestroySealed(SubjectId),
    /// Somebody looked at fields of a person, each by its occurrence.
    Read {
        /// Whose.
        subject: SubjectId,
        /// Which.
        fields: Vec<(Field, u16)>,
    },
    /// Something that happened to an operator or a station and changes no field of theirs: who signed in, what was locked.
    Happened {
        /// What.
        what: EntryKind,
        /// To what kind of record.
        kind: RecordKind,
        /// To which one.
        code: Code,
        /// The person behind it (an operator).
        subject: Option<SubjectId>,
    },
}

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Subject { id, expected, customer, fields } => {
                write!(f, "Subject({id}, expected {expected:?}, customer {customer}, {fields:?})")
            }
            Self::Record { kind, code, expected, fields, .. } => {
                write!(f, "Record({}, {code}, expected {expected:?}, {fields:?})", kind.name())
            }
            Self::Relation(relation) => relation.fmt(f),
            Self::Definition(definition) => definition.fmt(f),
            Self::Consent(event, _) => event.fmt(f),
            Self::Form(form) => form.fmt(f),
            Self::Uses(batch, uses) => write!(f, "Uses({batch}, {})", uses.len()),
            Self::Item(item) => item.fmt(f),
            Self::Document(document) => document.fmt(f),
            Self::Booking(booking) => booking.fmt(f),
            Self::Request(request) => request.fmt(f),
            Self::Hold(hold) => hold.fmt(f),
            Self::Decide(decided) => decided.fmt(f),
            Self::Merge(merge) => write!(f, "Merge({merge:?})"),
            Self::Unmerge(merge) => write!(f, "Unmerge({merge:?})"),
            Self::Erase(erasure) => erasure.fmt(f),
            Self::Forget(held) => write!(f, "Forget({held:?})"),
            Self::Acknowledge(said) => said.fmt(f),
            Self::DestroySealed(subject) => write!(f, "DestroySealed({subject})"),
            Self::Read { subject, fields } => write!(f, "Read({subject}, {})", fields.len()),
            Self::Happened { what, kind, code, .. } => write!(f, "Happened({}, {}, {code})", what.name(), kind.name()),
        }
    }
}

/// Two customers who become one, or two again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Merge {
    /// Who stays, and the version it was decided on.
    pub survivor: (SubjectId, u64),
    /// Who is merged into the other, and the version it was decided on.
    pub merged: (SubjectId, u64),
    /// What changes of the one who stays.
    pub fields: Vec<FieldChange>,
}

/// An anonymization that was decided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Erasure {
    /// The persons that go: the ordered one first, then those who are here only through them.
    pub persons: Vec<SubjectId>,
    /// The word that takes the place of the name.
    pub word: String,
    /// The day from which kept payloads are judged.
    pub on: Date,
    /// What its certificate will tell.
    pub notes: ErasureNotes,
    /// What stays of their documents.
    pub kept: Vec<KeptField>,
    /// What mentioned them and does not any more.
    pub cleaned: Vec<Cleaned>,
}

/// What is kept of an anonymization.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ErasureNotes {
    /// Lost or sealed.
    pub mode: ErasureMode,
    /// The pack of retention that holds.
    pub rules: String,
    /// Its version.
    pub rules_version: String,
    /// What goes and what stays, counted.
    pub outcome: Outcome,
    /// The systems that are asked whether they erased the person too, each with the last day on which it is waited for.
    pub asked: Vec<(Code, Date)>,
    /// What is sealed of what goes.
    pub sealed: Vec<Sealed>,
    /// The last day on which it may be opened.
    pub sealed_until: Date,
}

/// A field of a document that stays.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptField {
    /// The document.
    pub document: DocumentId,
    /// The field.
    pub field: Field,
    /// Why; `names_nobody`: it stays where it is too.
    pub ground: String,
    /// The last day.
    pub until: Date,
}

/// Free text about others without the person, as it is stored then.
#[derive(Clone, PartialEq, Eq)]
pub enum Cleaned {
    /// A field of somebody else.
    Note {
        /// Whose.
        subject: SubjectId,
        /// Which field.
        field: Field,
        /// Its occurrence.
        slot: u16,
        /// What it says now.
        text: String,
    },
    /// The reason of a decision about two others.
    Reason {
        /// The one.
        one: SubjectId,
        /// The other.
        other: SubjectId,
        /// What it says now.
        text: String,
    },
    /// The reference of somebody else's consent event goes, with its salt.
    Reference {
        /// Whose.
        subject: SubjectId,
        /// The event.
        event: EventId,
    },
    /// A document with other lines.
    Lines(Box<Document>),
    /// A hold with other texts.
    Hold(Box<KeptHold>),
    /// Values of an entry of the journal go; their digests stay.
    Logged {
        /// The chain.
        origin: Code,
        /// The place in it.
        sequence: u64,
        /// What kind of record it is about.
        record: RecordKind,
        /// Which one.
        key: String,
        /// Whom it is about.
        subject: Option<SubjectId>,
        /// Which of the entry's values, with their fields and occurrences.
        values: Vec<(usize, Field, u16)>,
    },
}

impl fmt::Debug for Cleaned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Note { subject, field, slot, .. } => write!(f, "Note({subject}, {}, {slot})", field.name()),
            Self::Reason { one, other, .. } => write!(f, "Reason({one}, {other})"),
            Self::Reference { event, .. } => write!(f, "Reference({event})"),
            Self::Lines(document) => write!(f, "Lines({})", document.id),
            Self::Hold(kept) => write!(f, "Hold({})", kept.id),
            Self::Logged { origin, sequence, values, .. } => write!(f, "Logged({origin}, {sequence}, {})", values.len()),
        }
    }
}

/// The values of a new subject.
#[cfg(feature = "engine")]
pub(crate) fn values_after<'a>(fields: impl Iterator<Item = &'a FieldChange>) -> Values {
    let mut values = Values::default();
    for change in fields {
        values.set(change.field, change.slot, change.new.clone().unwrap_or_default());
    }
    values
}
