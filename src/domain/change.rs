//! Changes: the only way anything is written. The domain decides them, one function of the store applies them.

use crate::domain::consent::{Definition, Event};
use crate::domain::document::Document;
use crate::domain::field::Field;
use crate::domain::id::{Code, SubjectId};
use crate::domain::item::Item;
use crate::domain::time::Moment;
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
    }
}

/// Who acts, where, when and why: what every journal entry of one unit of work has in common.
#[derive(Clone, PartialEq, Eq, Debug)]
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

impl std::fmt::Debug for FieldChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
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
}

/// One change of one record.
#[derive(Clone, PartialEq, Eq, Debug)]
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
    /// Who belongs to whom.
    Relation(Relation),
    /// A version of a definition.
    Definition(Box<Definition>),
    /// A consent event, with the evidence's reference as text.
    Consent(Box<Event>, Option<String>),
    /// An item of the assortment.
    Item(Item),
    /// A document, whole.
    Document(Box<Document>),
    /// Everything the plan says about a person.
    Erase(Box<Erasure>),
}

/// An anonymization that was decided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Erasure {
    /// The persons that go: the ordered one first, then those who are here only through them.
    pub persons: Vec<SubjectId>,
    /// The word that takes the place of the name.
    pub word: String,
    /// The day from which kept payloads are judged.
    pub on: crate::domain::time::Date,
}
