//! What happened: an event names the events it has seen, so that clocks never decide which one counts.

use sha2::{Digest, Sha256};

use crate::domain::consent::definition::{Definition, Purpose};
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::time::Timestamp;
use crate::domain::words::words;

words! {
    /// What happened.
    EventKind {
        /// The person was asked.
        Asked = "asked",
        /// The question was closed without an answer.
        Deferred = "deferred",
        /// The person agreed.
        Given = "given",
        /// The person declined.
        Refused = "refused",
        /// The person took an earlier agreement back.
        Withdrawn = "withdrawn",
        /// The person agreed again.
        Renewed = "renewed",
        /// The person objected.
        Objected = "objected",
        /// The second opt-in arrived.
        Confirmed = "confirmed",
        /// The controller ended it.
        Revoked = "revoked",
        /// It was declared void.
        Invalidated = "invalidated",
        /// A plain "on" came from another system.
        Imported = "imported",
    }
}

impl EventKind {
    /// Whether it grants: only such events climb the ladder of authority.
    pub fn grants(self) -> bool {
        matches!(self, Self::Given | Self::Renewed | Self::Imported)
    }

    /// Whether it ends or denies: effective from any source.
    pub fn denies(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn | Self::Objected | Self::Revoked | Self::Invalidated)
    }
}

words! {
    /// Who stands behind an event, lowest first.
    Authority {
        /// A program: an import, a sync of plain values.
        Machine = "machine",
        /// An operator on their own account.
        User = "user",
        /// An administrator.
        Admin = "admin",
        /// The person concerned, also when staff relay the words with evidence.
        Subject = "subject",
    }
}

words! {
    /// How the answer was given.
    Method {
        /// Said to an operator.
        Spoken = "spoken",
        /// Signed on paper.
        Paper = "paper",
        /// Signed on a screen.
        Screen = "screen",
        /// Ticked in a form.
        Form = "form",
        /// By a link or code.
        Link = "link",
        /// Corrected by an operator.
        Correction = "correction",
        /// Taken over from another system.
        Transfer = "transfer",
    }
}

words! {
    /// Where the event comes from.
    Origin {
        /// A till.
        Till = "till",
        /// A portal.
        Portal = "portal",
        /// An import.
        Import = "import",
        /// A paper form.
        PaperForm = "paper_form",
        /// The ERP.
        Erp = "erp",
    }
}

words! {
    /// What an event binds; an objection may bind more than one definition.
    Scope {
        /// The event's definition only.
        Definition = "definition",
        /// All marketing.
        Marketing = "marketing",
        /// All but mandatory notices (a statutory restriction).
        Restriction = "restriction",
        /// Everything.
        Everything = "everything",
    }
}

impl Scope {
    /// Whether an objection of this scope binds every definition of the purpose.
    pub fn includes(self, purpose: Purpose) -> bool {
        match self {
            Self::Definition => false,
            Self::Marketing => purpose == Purpose::Marketing,
            Self::Restriction => purpose != Purpose::MandatoryNotice,
            Self::Everything => true,
        }
    }
}

/// A personal value an event refers to without holding it: a salted digest. Erasing the salt makes it say nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Commitment {
    /// SHA-256 over salt and value.
    pub digest: [u8; 32],
    /// The salt; gone after an erasure.
    pub salt: Option<[u8; 16]>,
}

impl Commitment {
    /// Commits to a value with a salt made by chance.
    pub fn to(value: &str, salt: [u8; 16]) -> Self {
        Self { digest: Self::hash(value, &salt), salt: Some(salt) }
    }

    /// Whether this is the value; `None` when the salt was erased.
    pub fn opens(&self, value: &str) -> Option<bool> {
        self.salt.map(|salt| Self::hash(value, &salt) == self.digest)
    }

    fn hash(value: &str, salt: &[u8; 16]) -> [u8; 32] {
        Sha256::new().chain_update(salt).chain_update(value.as_bytes()).finalize().into()
    }
}

impl std::fmt::Debug for Commitment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.salt.is_some() { "Commitment(salted)" } else { "Commitment(erased)" })
    }
}

words! {
    /// What the reference of an event leads to.
    ///
    /// ```
    /// use clientela::domain::consent::ReferenceKind;
    /// assert_eq!(ReferenceKind::default(), ReferenceKind::Note);
    /// ```
    ReferenceKind {
        /// What somebody wrote down.
        Note = "note",
        /// A signature that is registered in another system.
        External = "external",
        /// A paper form that was printed here, by its number.
        Form = "form",
    }
}

#[expect(clippy::derivable_impls, reason = "the list is made by a macro that all lists share")]
impl Default for ReferenceKind {
    fn default() -> Self {
        Self::Note
    }
}

/// What proves the event beyond itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Evidence {
    /// The digest of a signature, bound to this event ([`Signature::bound_to`](crate::domain::consent::Signature::bound_to)).
    pub digest: Option<[u8; 32]>,
    /// A form number or external id; the reference itself stands apart and is erased with the person.
    pub reference: Option<Commitment>,
    /// What the reference leads to.
    pub reference_kind: ReferenceKind,
    /// The phone number or e-mail address the answer is bound to.
    pub address: Option<Commitment>,
}

/// One consent event. It holds no personal data: opaque ids, digests, codes and times only.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// About whom.
    pub subject: SubjectId,
    /// Which definition; none for an objection with a wider scope, and where data were asked for.
    pub definition: Option<Code>,
    /// The definition's version when it was asked: major, minor.
    pub version: (u32, u32),
    /// What it binds.
    pub scope: Scope,
    /// The language of the text shown.
    pub language: String,
    /// The digest of the text shown; zeros where none was.
    pub text_digest: [u8; 32],
    /// What happened.
    pub kind: EventKind,
    /// Who stands behind it.
    pub authority: Authority,
    /// The guardian who answered for the person, an opaque id; none where the person did.
    pub by: Option<SubjectId>,
    /// How.
    pub method: Method,
    /// Where it comes from.
    pub origin: Origin,
    /// The operator who recorded it.
    pub operator: Option<Code>,
    /// At which station.
    pub station: Option<Code>,
    /// On the occasion of which receipt.
    pub receipt: Option<Code>,
    /// When it happened.
    pub at: Timestamp,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// The events the recorder knew as the last ones.
    pub seen: Vec<EventId>,
    /// What proves it.
    pub evidence: Evidence,
}

impl Event {
    /// An event about this definition's version, spoken at a till, recorded as it happened, having seen nothing.
    pub fn new(id: EventId, subject: SubjectId, definition: &Definition, kind: EventKind, authority: Authority, at: Timestamp) -> Self {
        Self {
            id,
            subject,
            definition: Some(definition.code.clone()),
            version: (definition.major, definition.minor),
            scope: Scope::Definition,
            language: String::new(),
            text_digest: [0; 32],
            kind,
            authority,
            by: None,
            method: Method::Spoken,
            origin: Origin::Till,
            operator: None,
            station: None,
            receipt: None,
            at,
            recorded: at,
            seen: Vec::new(),
            evidence: Evidence::default(),
        }
    }

    /// Whether the event is about this definition, or denies something wider that includes it.
    /// A denial that names neither definition nor scope binds everything.
    pub fn binds(&self, definition: &Definition) -> bool {
        match &self.definition {
            Some(code) if *code == definition.code => true,
            None if self.kind.denies() && self.scope == Scope::Definition => true,
            _ => self.kind.denies() && self.scope.includes(definition.purpose),
        }
    }

    /// The id of this denial where it is told for another record of the same person: of both the same everywhere.
    pub fn id_for(&self, record: SubjectId) -> EventId {
        let hash = Sha256::new().chain_update(b"clientela-denial-of-merged-1").chain_update(self.id.bytes()).chain_update(record.bytes());
        let mut id = [0; 16];
        id.copy_from_slice(&hash.finalize()[..16]);
        EventId::from_bytes(id)
    }

    /// This denial for another record of the same person, whose events are these: whoever holds them apart hears it of each.
    ///
    /// ```
    /// use clientela::domain::consent::{Authority, Definition, Event, EventKind, Purpose};
    /// use clientela::domain::{id::{Code, EventId, SubjectId}, time::Timestamp};
    /// let news = Definition::draft(Code::parse("news")?, Purpose::Marketing);
    /// let ([yes, no], [ana, again]) = ([1, 2].map(|n| EventId::from_bytes([n; 16])), [3, 4].map(|n| SubjectId::from_bytes([n; 16])));
    /// let event = |id, subject, kind| Event::new(id, subject, &news, kind, Authority::Subject, Timestamp::from_millis(0));
    /// let (given, denied) = (event(yes, again, EventKind::Given), Event { seen: vec![yes], ..event(no, ana, EventKind::Withdrawn) });
    /// let told = denied.for_record(again, &[given]);
    /// assert_eq!((told.id, told.subject, told.seen), (denied.id_for(again), again, vec![yes]));
    /// # Ok::<(), clientela::Error>(())
    /// ```
    pub fn for_record(&self, record: SubjectId, events: &[Self]) -> Self {
        let seen = self.seen.iter().copied().filter(|seen| events.iter().any(|event| event.id == *seen)).collect();
        // A signature belongs to the one event alone.
        let evidence = Evidence { digest: None, ..self.evidence.clone() };
        Self { id: self.id_for(record), subject: record, seen, evidence, ..self.clone() }
    }

    /// The digest over everything the event says, in a canonical form with a version of its own.
    /// It stays the same when the person is erased.
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        let mut part = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        };
        let code = |code: &Option<Code>| code.as_ref().map_or(String::new(), |c| c.as_str().to_owned());
        let committed = |c: &Option<Commitment>| c.as_ref().map_or_else(Vec::new, |c| c.digest.to_vec());
        part(b"clientela-consent-event-1");
        part(self.id.bytes());
        part(self.subject.bytes());
        part(code(&self.definition).as_bytes());
        part(&self.version.0.to_be_bytes());
        part(&self.version.1.to_be_bytes());
        for word in [self.scope.name(), &self.language, self.kind.name(), self.authority.name(), self.method.name(), self.origin.name()] {
            part(word.as_bytes());
        }
        part(self.by.as_ref().map_or(&[][..], |by| by.bytes()));
        part(&self.text_digest);
        for text in [code(&self.operator), code(&self.station), code(&self.receipt)] {
            part(text.as_bytes());
        }
        part(&self.at.millis().to_be_bytes());
        part(&self.recorded.millis().to_be_bytes());
        part(&self.seen.iter().flat_map(|id| *id.bytes()).collect::<Vec<_>>());
        part(self.evidence.digest.as_ref().map_or(&[][..], |d| d));
        part(&committed(&self.evidence.reference));
        part(&committed(&self.evidence.address));
        if self.evidence.reference_kind != ReferenceKind::Note {
            part(self.evidence.reference_kind.name().as_bytes());
        }
        hash.finalize().into()
    }
}
