//! The journal: append-only, one chain of digests per origin. An entry commits to the one before and, by salted
//! digests, to its old and new values, which stand apart. Erasing values and salts leaves the chain verifiable.

use sha2::{Digest, Sha256};

use crate::domain::change::Door;
use crate::domain::field::{Field, FieldType, Mask, RecordKind};
use crate::domain::id::{Code, SubjectId};
use crate::domain::rights::Rights;
use crate::domain::time::{Date, Timestamp};
use crate::domain::value::Value;
use crate::domain::words::words;

words! {
    /// What an entry tells.
    EntryKind {
        /// A record was made.
        Created = "created",
        /// A record was changed.
        Changed = "changed",
        /// A consent event was recorded.
        Recorded = "recorded",
        /// A person was anonymized.
        Erased = "erased",
        /// An operator signed in with their password.
        SignedIn = "signed_in",
        /// An operator signed out, or another one took over the desk.
        SignedOut = "signed_out",
        /// Too many wrong tries locked an operator or a station, or used up a code or link.
        LockedOut = "locked_out",
        /// Somebody took such a lock away.
        Unlocked = "unlocked",
        /// Entries of the journal were written out: values may have left the store.
        Exported = "exported",
        /// Something was booked to a program.
        Booked = "booked",
        /// A branch asked the responsible one for a customer.
        TakeOverRequested = "take_over_requested",
        /// Two customers became one: told of the one who stays with what changed, and of the other.
        Merged = "merged",
        /// That was taken back.
        Unmerged = "unmerged",
        /// A consent form was printed.
        Printed = "printed",
        /// The second opt-in was asked for: a code or link is to be sent.
        ConfirmationRequested = "confirmation_requested",
        /// The code or link was handed out to be sent.
        ConfirmationSent = "confirmation_sent",
        /// Uses of consents were recorded.
        Used = "used",
        /// Somebody looked at data about health, or at what is hidden from them: the fields without their values, and why.
        Read = "read",
        /// A system said what it did about somebody who was erased.
        Acknowledged = "acknowledged",
        /// The sealed boxes of somebody were destroyed: nobody can open them any more.
        Destroyed = "destroyed",
        /// Somebody registered anew who looks like one of the erased.
        RegisteredAnew = "registered_anew",
        /// The central system said that every erasure is known here.
        ErasuresConfirmed = "erasures_confirmed",
        /// Free text was cleaned of somebody who was anonymized, or what the journal held of bank details that were deleted long ago went: the
        /// fields without their values.
        Scrubbed = "scrubbed",
    }
}

/// The salt of one pair of values.
pub type Salt = [u8; 16];

/// A SHA-256 digest.
pub type Digest32 = [u8; 32];

/// The old and new value of one field, as an entry commits to them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Committed {
    /// The field.
    pub field: Field,
    /// Its occurrence.
    pub slot: u16,
    /// SHA-256 over salt, old and new value.
    pub digest: Digest32,
}

/// The values an entry commits to; absent once the person was erased.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Disclosed {
    /// The salt.
    pub salt: Salt,
    /// The value before.
    pub old: Value,
    /// The value after.
    pub new: Value,
}

/// The same, lent.
pub(crate) struct Salted<'a> {
    pub(crate) salt: &'a Salt,
    pub(crate) old: &'a Value,
    pub(crate) new: &'a Value,
}

impl Salted<'_> {
    pub(crate) fn digest(&self) -> Digest32 {
        let mut bytes = self.salt.to_vec();
        self.old.encode(&mut bytes);
        self.new.encode(&mut bytes);
        Sha256::digest(&bytes).into()
    }
}

impl Disclosed {
    /// The digest an entry holds for these values.
    pub fn digest(&self) -> Digest32 {
        Salted { salt: &self.salt, old: &self.old, new: &self.new }.digest()
    }

    /// The values of a field as somebody with these rights sees them, and whether something was kept from them: the same as where the
    /// field itself is shown. A secret is nobody's. Of masked values the salt is gone too: with it the digest would give away the rest.
    pub fn visible_to(self, field: Field, rights: Rights) -> (Option<Self>, bool) {
        let spec = field.spec();
        let secret = spec.kind == FieldType::Secret;
        if !secret && rights.has(spec.sees) {
            return (Some(self), false);
        }
        let cover = |value: &Value| value.as_text().map(|text| spec.mask.cover(text)).into();
        let told = !secret && spec.mask != Mask::Hidden;
        (told.then(|| Self { salt: [0; 16], old: cover(&self.old), new: cover(&self.new) }), true)
    }
}

/// One entry of the journal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The chain it belongs to.
    pub origin: Code,
    /// Its place in the chain, from 1.
    pub sequence: u64,
    /// When.
    pub at: Timestamp,
    /// The local calendar date.
    pub date: Date,
    /// Through which door.
    pub door: Door,
    /// The operator.
    pub operator: Option<Code>,
    /// The station.
    pub station: Option<Code>,
    /// The branch.
    pub branch: Option<Code>,
    /// What happened.
    pub kind: EntryKind,
    /// To what kind of record.
    pub record: RecordKind,
    /// To which one: an opaque id or a code.
    pub key: String,
    /// Whom it is about.
    pub subject: Option<SubjectId>,
    /// The digest of content that is not personal (a consent event, a document's lines, a definition).
    pub content: Option<Digest32>,
    /// The values it commits to.
    pub values: Vec<Committed>,
    /// The idempotency key of the unit of work, on its first entry.
    pub idempotency: Option<Code>,
    /// Chance, where no salted value brings any: who knows the digest cannot guess the rest.
    pub salt: Option<Salt>,
    /// The digest of the entry before; zeros for the first.
    pub previous: Digest32,
}

impl Entry {
    /// The entry's own digest: over the one before and its content, so that in a proof it can stand as 32 bytes that tell nothing of it.
    pub fn digest(&self) -> Digest32 {
        link(&self.previous, &self.content_digest())
    }

    /// The digest over everything but the entry before, in a canonical encoding with a version of its own.
    pub fn content_digest(&self) -> Digest32 {
        let mut out = Encoder(Vec::with_capacity(512 + 80 * self.values.len()));
        out.text("clientela-journal-content-2");
        out.text(self.origin.as_str());
        out.number(i64::try_from(self.sequence).unwrap_or(i64::MAX));
        out.number(self.at.millis());
        out.text(&self.date.to_string());
        out.text(self.door.name());
        for code in [&self.operator, &self.station, &self.branch, &self.idempotency] {
            out.text(code.as_ref().map_or("", Code::as_str));
        }
        out.text(self.kind.name());
        out.text(self.record.name());
        out.text(&self.key);
        out.bytes(self.subject.as_ref().map_or(&[][..], |id| id.bytes()));
        out.bytes(self.content.as_ref().map_or(&[][..], |digest| digest));
        out.bytes(self.salt.as_ref().map_or(&[][..], |salt| salt));
        for value in &self.values {
            out.text(value.field.name());
            out.number(i64::from(value.slot));
            out.bytes(&value.digest);
        }
        Sha256::digest(&out.0).into()
    }
}

/// The digest of an entry with this content behind the one before.
pub(crate) fn link(previous: &Digest32, content: &Digest32) -> Digest32 {
    let mut out = Encoder(Vec::with_capacity(128));
    out.text("clientela-journal-2");
    out.bytes(previous);
    out.bytes(content);
    Sha256::digest(&out.0).into()
}

/// Writes parts so that no two different sequences of parts give the same bytes.
pub(crate) struct Encoder(pub(crate) Vec<u8>);

impl Encoder {
    pub(crate) fn bytes(&mut self, part: &[u8]) {
        self.0.extend_from_slice(&(part.len() as u64).to_be_bytes());
        self.0.extend_from_slice(part);
    }

    pub(crate) fn text(&mut self, part: &str) {
        self.bytes(part.as_bytes());
    }

    pub(crate) fn number(&mut self, part: i64) {
        self.bytes(&part.to_be_bytes());
    }
}

words! {
    /// Whether the values of an entry are told.
    Hidden {
        /// They are told.
        No = "no",
        /// They were erased with the person.
        Erased = "erased",
        /// They exist, but the reader may not see them.
        Withheld = "withheld",
        /// They are told as the field's mask shows them.
        Masked = "masked",
    }
}

words! {
    /// The form of an exported log.
    ///
    /// ```
    /// use clientela::LogFormat;
    /// assert_eq!(LogFormat::from_name("json_lines"), Some(LogFormat::JsonLines));
    /// ```
    LogFormat {
        /// CSV by RFC 4180 with a header line, one line for each value that changed. Every value stands in it as it is.
        Csv = "csv",
        /// One JSON object a line, one for each entry with the list of its changes.
        JsonLines = "json_lines",
        /// As CSV, to be opened in a spreadsheet by a person: it begins with a byte order mark of UTF-8, and every cell stands in quotation
        /// marks. Where a cell, or a part of it behind `;`, a comma, a tab or the end of a line, begins with `=`, `+`, `-` or `@` (of full
        /// width too), an apostrophe stands before that sign, so that it is no formula; before a tab or the end of a line that begins a cell
        /// too. Phone numbers get one. Nobody can tell such an apostrophe from one that the value has: for machines there is CSV.
        Spreadsheet = "spreadsheet",
    }
}

words! {
    /// The form of an export of everything about a person.
    ///
    /// ```
    /// use clientela::PersonFormat;
    /// assert_eq!(PersonFormat::from_name("html"), Some(PersonFormat::Html));
    /// ```
    PersonFormat {
        /// One JSON document for machines; `docs/schemas/person-export.schema.json` describes it.
        Json = "json",
        /// A page to be printed.
        Html = "html",
    }
}

words! {
    /// What is wrong with a journal.
    Finding {
        /// An entry is missing, doubled or out of order.
        Sequence = "sequence",
        /// An entry does not name the digest of the one before.
        Chain = "chain",
        /// An entry's content does not give the digest stored with it.
        Entry = "entry",
        /// A value does not match what the entry commits to.
        Value = "value",
        /// A value is gone although its person was not erased.
        Missing = "missing",
        /// A record does not match the content the entry commits to.
        Content = "content",
        /// An entry is not the one that was anchored elsewhere.
        Anchor = "anchor",
        /// A chain is shorter than it was when it was anchored: its end was cut off.
        CutOff = "cut_off",
    }
}

/// Verifies one chain entry by entry; feed them in order.
///
/// ```
/// use clientela::domain::journal::Chain;
/// let chain = Chain::default();
/// assert_eq!(chain.head(), [0; 32]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Chain {
    sequence: u64,
    head: Digest32,
}

impl Chain {
    /// The digest of the last entry; zeros before the first.
    pub fn head(&self) -> Digest32 {
        self.head
    }

    /// How many entries were seen.
    pub fn length(&self) -> u64 {
        self.sequence
    }

    /// Takes the next entry with the digest stored beside it and its values as far as they still exist.
    pub fn take(&mut self, entry: &Entry, stored: &Digest32, values: &[Option<Disclosed>]) -> Vec<Finding> {
        let digest = entry.digest();
        let checks = [
            (entry.sequence != self.sequence + 1, Finding::Sequence),
            (entry.previous != self.head, Finding::Chain),
            (digest != *stored, Finding::Entry),
            (values.len() != entry.values.len(), Finding::Value),
        ];
        let mut findings: Vec<Finding> = checks.into_iter().filter(|(bad, _)| *bad).map(|(_, finding)| finding).collect();
        let opened = entry.values.iter().zip(values).filter_map(|(committed, value)| value.as_ref().map(|v| (committed, v)));
        findings.extend(opened.filter(|(committed, value)| committed.digest != value.digest()).map(|_| Finding::Value));
        (self.sequence, self.head) = (entry.sequence, digest);
        findings
    }
}
