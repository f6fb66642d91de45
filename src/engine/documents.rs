//! Documents at a desk: putting a customer on one, issuing it, making one from another.

use crate::domain::change::Change;
use crate::domain::document::{Addressee, Document, DocumentKind, DocumentState};
use crate::domain::field::Field;
use crate::domain::id::{DocumentId, SubjectId};
use crate::domain::message::Language;
use crate::domain::money::Currency;
use crate::domain::rights::Right;
use crate::domain::status::Meaning;
use crate::domain::subject::Values;
use crate::domain::time::Date;
use crate::engine::customers::{known, present};
use crate::engine::desk::Desk;
use crate::engine::draft_lines::takes_what_is_open;
use crate::error::{Error, ErrorKind, Result};
use crate::store::{Reader, Writer};

/// A document to be started at a desk.
///
/// ```
/// use clientela::{DocumentDraft, domain::{document::DocumentKind, money::Currency}};
/// let draft = DocumentDraft::new(DocumentKind::Receipt, "R-1", Currency::parse("EUR")?);
/// assert!(draft.source.is_none());
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DocumentDraft {
    /// Its kind.
    pub kind: DocumentKind,
    /// Its number, unique per kind.
    pub number: String,
    /// Its currency.
    pub currency: Currency,
    /// The document it is made from.
    pub source: Option<DocumentId>,
    /// Its customer; none is *undefined*.
    pub customer: Option<SubjectId>,
}

impl DocumentDraft {
    /// A draft with customer *undefined*.
    pub fn new(kind: DocumentKind, number: &str, currency: Currency) -> Self {
        Self { kind, number: number.to_owned(), currency, source: None, customer: None }
    }
}

/// A document that was started.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Started {
    /// Its id.
    pub document: DocumentId,
    /// What the operator should be told, as the code of its text ([`crate::domain::message::text`]): `complaint.customer_anonymized`.
    pub notice: Option<&'static str>,
}

/// A complaint is taken all the same, of customer *undefined*; the customer could not be saved (P32).
pub const CUSTOMER_NOT_SAVED: &str = "complaint.customer_anonymized";

impl Desk {
    /// As [`Self::start`], for whom its notice does not matter.
    ///
    /// # Errors
    /// Those of [`Self::start`].
    pub fn start_document(&self, draft: &DocumentDraft) -> Result<DocumentId> {
        Ok(self.start(draft)?.document)
    }

    /// Starts a document in state *draft* (W2). Made from another one, it takes over that one's customer unless it names its own. A
    /// complaint on a document of an anonymized customer, or to one, is of customer *undefined*, and a notice says so (P32).
    ///
    /// # Errors
    /// [`ErrorKind::Erased`] where its customer, or the customer of its source, was anonymized (P30, P31);
    /// [`ErrorKind::Conflict`] where the number is taken; [`ErrorKind::NotFound`], [`ErrorKind::NotPermitted`].
    pub fn start(&self, draft: &DocumentDraft) -> Result<Started> {
        self.require(Right::EditDocuments)?;
        let number = draft.number.trim();
        let mut writer = self.engine.store().write()?;
        number_is_free(&mut writer, draft.kind, number)?;
        let source = draft.source.map(|id| source_of(&mut writer, id, draft.kind)).transpose()?;
        let of_anonymized = source.as_ref().is_some_and(|source| source.anonymized);
        let wanted = draft.customer.or_else(|| source.as_ref().and_then(|source| source.customer));
        let customer = wanted.map(|customer| self.buys_or_complains(&mut writer, customer, draft.kind)).transpose()?.flatten();
        let (source_kind, source) = source.map(|source| (source.kind, source.number)).unzip();
        let document = self.empty_document(draft.kind, number, draft.currency)?;
        let document = self.keep(writer, Document { customer, source, source_kind, ..document })?;
        let unsaved = customer.is_none() && (of_anonymized || wanted.is_some());
        Ok(Started { document, notice: unsaved.then_some(CUSTOMER_NOT_SAVED) })
    }

    /// The language of the till, as far as there are texts in it.
    pub(crate) fn till_language(&self) -> Language {
        Language::of_tag(self.engine.language()).unwrap_or(Language::English)
    }

    /// For whom a document is made; a complaint of somebody who was anonymized is nobody's.
    fn buys_or_complains(&self, writer: &mut Writer<'_>, customer: SubjectId, kind: DocumentKind) -> Result<Option<SubjectId>> {
        match self.buys(writer, customer) {
            Err(error) if error.kind() == ErrorKind::Erased && kind == DocumentKind::Complaint => Ok(None),
            other => other.map(Some),
        }
    }

    /// Checks and writes a document.
    pub(super) fn keep(&self, mut writer: Writer<'_>, document: Document) -> Result<DocumentId> {
        document.check()?;
        let id = document.id;
        writer.apply(&self.context(), &[Change::Document(Box::new(document))])?;
        writer.commit()?;
        Ok(id)
    }

    /// For whom documents are made: refused by the meaning of the status, and by the address.
    pub(super) fn buys(&self, writer: &mut Writer<'_>, customer: SubjectId) -> Result<SubjectId> {
        let stored = present(writer, customer)?;
        let statuses = &self.engine.directory_in(writer)?.statuses;
        let meaning = stored.values.get(Field::Status).and_then(|status| statuses.meaning(status));
        if let Some(code) = meaning.and_then(Meaning::refuses_documents) {
            return Err(Error::new(ErrorKind::State, code).field(Field::Status.name()));
        }
        self.needs_address(&stored.values).map(|()| stored.id)
    }

    /// A draft that this desk makes now.
    pub(super) fn empty_document(&self, kind: DocumentKind, number: &str, currency: Currency) -> Result<Document> {
        let (now, seat) = (self.engine.now().at, self.seat());
        let id = DocumentId::make(now, self.engine.draw()?);
        Ok(Document {
            branch: Some(seat.branch.clone()),
            station: Some(seat.station.clone()),
            operator: Some(seat.operator.clone()),
            ..Document::new(id, kind, number, now, currency)
        })
    }

    /// Puts a customer on a draft, changes it, or with none makes it *undefined* again (W2).
    ///
    /// # Errors
    /// [`ErrorKind::State`] once the document is issued: only a new linked document changes it then;
    /// [`ErrorKind::Erased`] for an anonymized customer (P30); [`ErrorKind::NotFound`], [`ErrorKind::NotPermitted`].
    pub fn put_customer(&self, document: DocumentId, customer: Option<SubjectId>) -> Result<()> {
        self.change_draft(document, |writer, document| {
            let customer = customer.map(|customer| self.buys(writer, customer)).transpose()?;
            if document.customer != customer {
                // Name and address were those of the one before.
                document.addressee = Addressee::default();
            }
            document.customer = customer;
            Ok(())
        })
    }

    /// Issues a draft: from now on it is final and keeps name and address as they are today (W2). An order, a complaint and whatever else
    /// somebody waits for is open then, anything else issued.
    ///
    /// # Errors
    /// As [`Self::put_customer`]; [`ErrorKind::Conflict`] with `document.quantity_taken` where a line takes more than is open by now: a
    /// return was fed meanwhile, say. Lower it ([`Self::set_line_quantity`]) and issue again.
    pub fn issue_document(&self, document: DocumentId) -> Result<()> {
        self.change_draft(document, |writer, document| {
            takes_what_is_open(writer, document)?;
            if let Some(customer) = document.customer {
                document.addressee = addressee_of(&present(writer, customer)?.values, self.engine.now().date());
            }
            document.state = document.kind.state_when_issued();
            Ok(())
        })
    }

    /// Discards a draft: it is cancelled and stays as such, of customer *undefined*, and what it took is open again.
    ///
    /// # Errors
    /// [`ErrorKind::State`] once the document is issued; [`ErrorKind::NotFound`], [`ErrorKind::NotPermitted`].
    pub fn cancel_document(&self, document: DocumentId) -> Result<()> {
        self.change_draft(document, |_, document| {
            (document.state, document.customer, document.addressee) = (DocumentState::Cancelled, None, Addressee::default());
            Ok(())
        })
    }

    pub(super) fn change_draft(&self, id: DocumentId, change: impl FnOnce(&mut Writer<'_>, &mut Document) -> Result<()>) -> Result<()> {
        self.require(Right::EditDocuments)?;
        let mut writer = self.engine.store().write()?;
        let mut document = writer.document(id)?.ok_or_else(unknown)?;
        if document.state != DocumentState::Draft {
            return Err(Error::new(ErrorKind::State, "document.final"));
        }
        change(&mut writer, &mut document)?;
        if document.anonymized && document.state != DocumentState::Cancelled && document.kind != DocumentKind::Complaint {
            return Err(anonymized());
        }
        self.keep(writer, document).map(drop)
    }

    /// The drafts of this station, oldest first, with their lines.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`].
    pub fn drafts(&self) -> Result<Vec<Document>> {
        self.require(Right::EditDocuments)?;
        let mut reader = self.engine.store().read()?;
        let drafts = reader.drafts(&self.seat().station)?;
        drafts.into_iter().map(|document| shown(&mut reader, document)).collect()
    }

    /// A whole document (P21). Of an anonymized or restricted customer it shows no personal data (P29),
    /// a kept payload included.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`], [`ErrorKind::NotPermitted`].
    pub fn document(&self, id: DocumentId) -> Result<Document> {
        self.require(Right::ReadHistory)?;
        let mut reader = self.engine.store().read()?;
        let document = reader.document(id)?.ok_or_else(unknown)?;
        shown(&mut reader, document)
    }

    /// A whole document by kind and number.
    ///
    /// # Errors
    /// As [`Self::document`].
    pub fn document_by_number(&self, kind: DocumentKind, number: &str) -> Result<Document> {
        self.require(Right::ReadHistory)?;
        let mut reader = self.engine.store().read()?;
        let document = reader.document_by_number(kind, number)?.ok_or_else(unknown)?;
        shown(&mut reader, document)
    }
}

pub(super) fn number_is_free(writer: &mut Writer<'_>, kind: DocumentKind, number: &str) -> Result<()> {
    match writer.document_by_number(kind, number)? {
        Some(_) => Err(Error::new(ErrorKind::Conflict, "document.number_taken").field("number")),
        None => Ok(()),
    }
}

pub(super) fn unknown() -> Error {
    Error::new(ErrorKind::NotFound, "document.unknown")
}

/// The source of a new document; from one of an anonymized customer nothing can be made (P31) but a complaint (P32).
fn source_of(writer: &mut Writer<'_>, id: DocumentId, kind: DocumentKind) -> Result<Document> {
    let source = writer.document(id)?.ok_or_else(unknown)?;
    if source.anonymized && kind != DocumentKind::Complaint { Err(anonymized()) } else { Ok(source) }
}

fn anonymized() -> Error {
    Error::new(ErrorKind::Erased, "document.customer_anonymized")
}

/// A kept payload stays in the store untouched, but is not shown; of a restricted person neither name nor address.
pub(super) fn shown(reader: &mut Reader<'_>, mut document: Document) -> Result<Document> {
    let restricted = match document.customer {
        Some(customer) => known(reader, customer)?.is_restricted(),
        None => false,
    };
    if document.anonymized || restricted {
        document.payload = None;
    }
    if restricted {
        document.addressee = Addressee::default();
    }
    Ok(document)
}

/// Name and address of a day, as a document keeps them.
pub(crate) fn addressee_of(values: &Values, day: Date) -> Addressee {
    let slot = values.address_on(day);
    let own = |field| slot.and_then(|slot| values.at(field, slot)).map(str::to_owned);
    Addressee {
        name: Some(values.display_name()).filter(|name| !name.is_empty()),
        street: own(Field::Street),
        postal_code: own(Field::PostalCode),
        city: own(Field::City),
        region: own(Field::Region),
        country: own(Field::Country),
    }
}
