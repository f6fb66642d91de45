//! The plan of an anonymization: what goes, what stays, why and until when, and what stands in the way. It changes nothing itself;
//! what happens to a value is its `erase` attribute in the table of fields. Works on plain values, whoever stores them.

mod company;
mod scrub;
mod traces;

use std::fmt;

use crate::domain::document::{Addressee, DocumentKind, DocumentState};
use crate::domain::field::{Erase, Field, FieldSpec, Personal, RecordKind};
use crate::domain::id::{Code, DocumentId, EventId, SubjectId};
use crate::domain::retention::{Keeping, RetentionData};
use crate::domain::subject::Values;
use crate::domain::time::Date;
use crate::domain::words::words;

pub use scrub::{NOTES, Scrub, cleaned, cleaned_hold, free_texts_of, is_free, said_of_hold, texts_of};
pub use traces::{Buyer, FEWEST_PEOPLE, SingledOut, Trace, Traces};

/// Everything about the person that a plan needs to know.
///
/// ```
/// use clientela::domain::{erasure::{plan, Action, Person}, field::Field, id::SubjectId, subject::Values, time::Date};
/// let mut values = Values::default();
/// values.set(Field::FamilyName, 0, "Hansen");
/// values.set(Field::Email, 0, "b.hansen@example.com");
/// let person = Person {
///     id: SubjectId::from_bytes([1; 16]), values: &values, related: &[], belongs_to: &[], operator: None, documents: &[], events: &[],
///     journal_values: 3,
/// };
/// let plan = plan(&person, Date::parse("2024-06-01")?, "anonymized");
/// assert!(!plan.is_blocked());
/// assert_eq!(plan.items[0].action, Action::Replace("anonymized".into()));
/// assert_eq!(plan.items[1].action, Action::Remove);
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    /// Who.
    pub id: SubjectId,
    /// The values.
    pub values: &'a Values,
    /// The persons related to this one: contact persons of a business, family members.
    pub related: &'a [RelatedPerson<'a>],
    /// The customers to whom this one is related.
    pub belongs_to: &'a [SubjectId],
    /// What the person signs in with, where they are an operator.
    pub operator: Option<OperatorHeader<'a>>,
    /// The documents whose customer is this person.
    pub documents: &'a [DocumentHeader<'a>],
    /// The person's consent events.
    pub events: &'a [EventHeader],
    /// How many old and new values of the person the journal holds.
    pub journal_values: u64,
}

/// Somebody related to the person.
#[derive(Clone, Copy, Debug)]
pub struct RelatedPerson<'a> {
    /// Who.
    pub id: SubjectId,
    /// The values.
    pub values: &'a Values,
    /// Whether they are a customer themselves, or related to anybody else: then they stay.
    pub stays: bool,
}

/// What a plan needs to know of an operator.
#[derive(Clone, Copy, Debug)]
pub struct OperatorHeader<'a> {
    /// The operator's code: opaque, it stays.
    pub code: &'a str,
    /// User name, hash and what else is stored of the operator.
    pub values: &'a Values,
}

/// What a plan needs to know of a document.
#[derive(Clone, Copy, Debug)]
pub struct DocumentHeader<'a> {
    /// Its id.
    pub id: DocumentId,
    /// Its number.
    pub number: &'a str,
    /// Its kind.
    pub kind: DocumentKind,
    /// Where it stands.
    pub state: DocumentState,
    /// Who can finish it: a branch, a station.
    pub owner: Option<&'a str>,
    /// The day on which it ends by itself, where there is one.
    pub ends: Option<Date>,
    /// Name and address as issued.
    pub addressee: &'a Addressee,
    /// Its signed payload.
    pub payload: Option<PayloadHeader<'a>>,
    /// What the law keeps of it.
    pub keep: &'a [Keeping],
}

/// What a plan needs to know of a signed payload.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PayloadHeader<'a> {
    /// The law or contract that demands keeping it, and the last day.
    pub keep: Option<(&'a str, Date)>,
}

/// What a plan needs to know of a consent event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EventHeader {
    /// Its id.
    pub id: EventId,
    /// Whether it still holds a salt: then its digests can be compared with a value.
    pub salted: bool,
    /// Whether a reference to evidence is kept for it.
    pub reference: bool,
}

words! {
    /// What happens to one value, in a word.
    ActionKind {
        /// It goes.
        Remove = "remove",
        /// A word takes its place.
        Replace = "replace",
        /// It stays.
        Keep = "keep",
        /// Two records are no longer tied.
        Unlink = "unlink",
        /// The salts of the event's digests go.
        Unsalt = "unsalt",
    }
}

/// What happens to one value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Action {
    /// It goes.
    Remove,
    /// This word takes its place.
    Replace(String),
    /// It stays.
    Keep {
        /// Why: a law or contract as a rule of retention or the payload names it; `names_nobody`; `recognises_the_erased` for the opaque
        /// references.
        ground: String,
        /// The last day; none: for good.
        until: Option<Date>,
    },
    /// Two records that stay, or go by their own items, are no longer tied.
    Unlink,
    /// The salts of the event's digests go: they say nothing any more.
    Unsalt,
}

impl Action {
    /// What happens, in a word.
    pub fn kind(&self) -> ActionKind {
        match self {
            Self::Remove => ActionKind::Remove,
            Self::Replace(_) => ActionKind::Replace,
            Self::Keep { .. } => ActionKind::Keep,
            Self::Unlink => ActionKind::Unlink,
            Self::Unsalt => ActionKind::Unsalt,
        }
    }
}

/// One line of a plan. It names record and field, never the value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Item {
    /// The kind of record.
    pub record: RecordKind,
    /// The record: an id; of a relation `customer/person`.
    pub id: String,
    /// The field; none where it is about the record as such.
    pub field: Option<Field>,
    /// The field's occurrence.
    pub slot: u16,
    /// What happens.
    pub action: Action,
}

words! {
    /// Why a person cannot be anonymized yet.
    BlockerReason {
        /// An order in progress.
        OpenOrder = "open_order",
        /// A complaint in progress.
        OpenComplaint = "open_complaint",
        /// Another document in progress.
        OpenDocument = "open_document",
        /// A document being written.
        DraftDocument = "draft_document",
        /// An operator who was not removed upstream.
        ActiveOperator = "active_operator",
        /// Somebody put it on hold: a claim, a court.
        LegalHold = "legal_hold",
        /// The tax office looks at it.
        TaxAudit = "tax_audit",
        /// An invoice that is not paid.
        UnpaidBalance = "unpaid_balance",
        /// A service contract that runs.
        RunningContract = "running_contract",
        /// Money that the person paid in: a credit, a voucher.
        StoredValue = "stored_value",
    }
}

/// Something that stands in the way. It prints no owner: that may be a person's name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Blocker {
    /// Why.
    pub reason: BlockerReason,
    /// The document; none of an operator.
    pub document: Option<DocumentId>,
    /// Its number, the operator's or the program's code; empty of a hold on everything.
    pub number: String,
    /// Who can lift it, where known.
    pub owner: Option<String>,
    /// The day after which it no longer blocks, where known.
    pub until: Option<Date>,
}

impl fmt::Debug for Blocker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Blocker({}, {}, {:?})", self.reason.name(), self.number, self.until)
    }
}

/// What an anonymization does, in a fixed order: the person, who goes too, what they sign in with, relations, documents, consent
/// events.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Plan {
    /// What happens, value by value.
    pub items: Vec<Item>,
    /// What stands in the way.
    pub blockers: Vec<Blocker>,
    /// The related persons who go too: they belong to nobody else and are no customers.
    pub related: Vec<SubjectId>,
    /// How many values of the journal go, with their salts.
    pub journal_values: u64,
    /// The systems that are asked whether they erased the person too, each with the last day on which it is waited for. They delay only.
    pub asked: Vec<(Code, Date)>,
    /// Where others' free text mentions the person and will not any more.
    pub scrubs: Vec<Scrub>,
    /// What stays of the history and still points at the person: a warning, it blocks nothing.
    pub singled_out: Vec<SingledOut>,
}

impl Plan {
    /// This plan and another one: of somebody whose records were merged.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.items.extend(other.items);
        self.blockers.extend(other.blockers);
        self.blockers.sort();
        self.blockers.dedup();
        self.related.extend(other.related);
        self.related.sort_unstable();
        self.related.dedup();
        self.journal_values += other.journal_values;
        self.asked.extend(other.asked);
        self.asked.sort_unstable();
        self.asked.dedup();
        self.scrubs.extend(other.scrubs);
        self.singled_out.extend(other.singled_out);
        self
    }

    /// Whether anything stands in the way.
    pub fn is_blocked(&self) -> bool {
        !self.blockers.is_empty()
    }

    /// The first day on which nothing stands in the way any more, as far as every blocker says so; none where one does not.
    pub fn possible_from(&self) -> Option<Date> {
        let ends: Option<Vec<Date>> = self.blockers.iter().map(|blocker| blocker.until).collect();
        ends?.into_iter().max().map(|last| last.plus_days(1))
    }

    /// The items that stay for a while, with their last day.
    pub fn kept(&self) -> impl Iterator<Item = (&Item, Date)> {
        self.items.iter().filter_map(|item| match &item.action {
            Action::Keep { until: Some(until), .. } => Some((item, *until)),
            _ => None,
        })
    }
}

/// Plans the anonymization of a person on the day `today`; `word` stands where the name was, in the till's language.
/// The same input gives the same plan, whatever the order of its slices.
pub fn plan(person: &Person<'_>, today: Date, word: &str) -> Plan {
    let mut items = subject_items(person.id, person.values, word);
    let mut going: Vec<&RelatedPerson> = person.related.iter().filter(|related| !related.stays).collect();
    going.sort_by_key(|related| related.id);
    going.dedup_by_key(|related| related.id);
    items.extend(going.iter().flat_map(|related| subject_items(related.id, related.values, word)));
    items.extend(person.operator.iter().flat_map(operator_items));
    items.extend(relation_items(person));
    items.extend(sorted(person.documents, |document| document.id).flat_map(|document| document_items(person, document, today)));
    items.extend(sorted(person.events, |event| event.id).flat_map(event_items));
    let mut blockers: Vec<Blocker> = person.documents.iter().filter_map(|document| blocker(document, today)).collect();
    blockers.extend(person.operator.as_ref().and_then(active));
    blockers.sort();
    let related = going.iter().map(|related| related.id).collect();
    Plan { items, blockers, related, journal_values: person.journal_values, ..Plan::default() }
}

fn sorted<T, K: Ord>(all: &[T], key: impl Fn(&T) -> K) -> impl Iterator<Item = &T> {
    let mut all: Vec<&T> = all.iter().collect();
    all.sort_by_key(|one| key(one));
    all.into_iter()
}

/// Every value of a subject, and the fixed word even where there was no value, so that the record has a name.
fn subject_items(id: SubjectId, values: &Values, word: &str) -> Vec<Item> {
    let mut items: Vec<Item> = values.iter().map(|(field, slot, _)| value_item(id.to_string(), field.spec(), slot, word)).collect();
    for spec in crate::domain::field::FIELDS.iter().filter(|spec| spec.erase == Erase::FixedWord && values.get(spec.field).is_none()) {
        items.push(value_item(id.to_string(), spec, 0, word));
    }
    items.sort();
    items
}

fn value_item(id: String, spec: &FieldSpec, slot: u16, word: &str) -> Item {
    let action = match spec.erase {
        Erase::Remove | Erase::KeepUntil => Action::Remove,
        Erase::FixedWord => Action::Replace(word.to_owned()),
        Erase::Keep => Action::Keep { ground: ground(spec.personal).to_owned(), until: None },
    };
    Item { record: spec.record, id, field: Some(spec.field), slot, action }
}

/// What the operator signed in with, value by value.
fn operator_items(operator: &OperatorHeader<'_>) -> Vec<Item> {
    let going = operator.values.iter().filter(|(field, _, _)| field.spec().erase == Erase::Remove);
    let mut items: Vec<Item> = going.map(|(field, slot, _)| value_item(operator.code.to_owned(), field.spec(), slot, "")).collect();
    items.sort();
    items
}

/// Somebody who may still sign in is not anonymized: first the central system removes the operator.
fn active(operator: &OperatorHeader<'_>) -> Option<Blocker> {
    let removed = operator.values.get(Field::OperatorRemoved) == Some("yes");
    let number = operator.code.to_owned();
    (!removed).then_some(Blocker { reason: BlockerReason::ActiveOperator, document: None, number, owner: None, until: None })
}

fn ground(personal: Personal) -> &'static str {
    if personal == Personal::Reference { "recognises_the_erased" } else { NAMES_NOBODY }
}

/// The ground of what says nothing about a person, of a company's name too: it stays where it is.
pub const NAMES_NOBODY: &str = "names_nobody";

fn relation_items(person: &Person<'_>) -> Vec<Item> {
    let down = person.related.iter().map(|related| (person.id, related.id));
    let up = person.belongs_to.iter().map(|customer| (*customer, person.id));
    let mut ties: Vec<(SubjectId, SubjectId)> = down.chain(up).collect();
    ties.sort_unstable();
    ties.dedup();
    let unlink = |(customer, related): (SubjectId, SubjectId)| format!("{customer}/{related}");
    ties.into_iter().map(|tie| record_item(RecordKind::Relation, unlink(tie), Action::Unlink)).collect()
}

fn record_item(record: RecordKind, id: String, action: Action) -> Item {
    Item { record, id, field: None, slot: 0, action }
}

/// The fields of the addressee as issued, with their values.
pub fn addressee_values(addressee: &Addressee) -> impl Iterator<Item = (Field, &str)> {
    let fields = [
        (Field::AddresseeName, &addressee.name),
        (Field::AddresseeStreet, &addressee.street),
        (Field::AddresseePostalCode, &addressee.postal_code),
        (Field::AddresseeCity, &addressee.city),
        (Field::AddresseeRegion, &addressee.region),
        (Field::AddresseeCountry, &addressee.country),
    ];
    fields.into_iter().filter_map(|(field, value)| value.as_deref().map(|text| (field, text)))
}

/// Sets a field of the addressee; another field says nothing of it.
#[cfg(feature = "engine")]
pub(crate) fn set_addressee(addressee: &mut Addressee, field: Field, value: String) {
    let place = match field {
        Field::AddresseeName => &mut addressee.name,
        Field::AddresseeStreet => &mut addressee.street,
        Field::AddresseePostalCode => &mut addressee.postal_code,
        Field::AddresseeCity => &mut addressee.city,
        Field::AddresseeRegion => &mut addressee.region,
        Field::AddresseeCountry => &mut addressee.country,
        _ => return,
    };
    *place = Some(value);
}

/// Name and address go, or stay unseen as long as a law says; of what it keeps, a company's name that names nobody stays to be seen. A payload stays to the byte until
/// the last day of its own ground and of the law's.
fn document_items(person: &Person<'_>, document: &DocumentHeader<'_>, today: Date) -> Vec<Item> {
    let id = document.id.to_string();
    let people = || person.related.iter().map(|related| related.values);
    let stays = |field, text: &str| field == Field::AddresseeName && company::names_nobody(text, person.values, people());
    let mut items = Vec::new();
    for (field, text) in addressee_values(document.addressee) {
        let mut item = value_item(id.clone(), field.spec(), 0, "");
        if let Some((law, until)) = kept(document, field, today) {
            let ground = if stays(field, text) { NAMES_NOBODY } else { law };
            item.action = Action::Keep { ground: ground.to_owned(), until: Some(until) };
        }
        items.push(item);
    }
    if let Some(payload) = document.payload {
        let mut item = value_item(id, Field::Payload.spec(), 0, "");
        let own = payload.keep.filter(|(_, until)| *until >= today && Field::Payload.spec().erase == Erase::KeepUntil);
        let last =
            own.into_iter().chain(kept(document, Field::Payload, today)).reduce(|one, other| if other.1 > one.1 { other } else { one });
        if let Some((ground, until)) = last {
            item.action = Action::Keep { ground: ground.to_owned(), until: Some(until) };
        }
        items.push(item);
    }
    items
}

/// On which ground a field of a document stays, and until when.
fn kept<'a>(document: &DocumentHeader<'a>, field: Field, today: Date) -> Option<(&'a str, Date)> {
    let data = RetentionData::of(field)?;
    let keep = document.keep.iter().find(|keep| keep.data == data && keep.until >= today)?;
    Some((&keep.ground, keep.until))
}

fn event_items(event: &EventHeader) -> Vec<Item> {
    let mut items = Vec::new();
    if event.salted {
        items.push(record_item(RecordKind::ConsentEvent, event.id.to_string(), Action::Unsalt));
    }
    if event.reference {
        items.push(value_item(event.id.to_string(), Field::EvidenceReference.spec(), 0, ""));
    }
    items
}

/// What is still in progress blocks; that a document refers to the person does not.
fn blocker(document: &DocumentHeader<'_>, today: Date) -> Option<Blocker> {
    use DocumentState as S;
    if document.state.is_final() || document.ends.is_some_and(|last| last < today) {
        return None;
    }
    let reason = match (document.state, document.kind) {
        (S::Draft | S::NotApproved | S::Initialised, _) => BlockerReason::DraftDocument,
        (_, DocumentKind::Order) => BlockerReason::OpenOrder,
        (_, DocumentKind::Complaint) => BlockerReason::OpenComplaint,
        (_, DocumentKind::Invoice) => BlockerReason::UnpaidBalance,
        (_, DocumentKind::ServiceContract) => BlockerReason::RunningContract,
        _ => BlockerReason::OpenDocument,
    };
    let (number, owner) = (document.number.to_owned(), document.owner.map(str::to_owned));
    Some(Blocker { reason, document: Some(document.id), number, owner, until: document.ends })
}

impl fmt::Display for Blocker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.reason.name(), self.number)
    }
}

#[cfg(test)]
mod tests;
