//! What may be done with a line at a desk, and doing it: a draft that is tied to what it was made from. Knows no SQL.

use std::collections::BTreeSet;

use crate::domain::document::{Document, DocumentKind, Line, MOST_LINES};
use crate::domain::field::Field;
use crate::domain::history::{ActionReason, ActionSituation, Actions, Allowed, LineAction, Shortage};
use crate::domain::id::{DocumentId, SubjectId};
use crate::domain::money::Quantity;
use crate::domain::rights::Right;
use crate::engine::customers::known;
use crate::engine::desk::Desk;
use crate::engine::documents::{number_is_free, unknown};
use crate::engine::draft_lines::{not_allowed, taken};
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::Reader;

/// A document to be started from lines of a customer's history.
///
/// ```
/// use clientela::FollowUp;
/// use clientela::domain::{history::LineAction, id::DocumentId, money::Quantity};
/// let receipt = DocumentId::from_bytes([1; 16]);
/// let back = FollowUp::new(LineAction::Correction, "C-1").line(receipt, 1).part(receipt, 2, Quantity::from_pieces(1));
/// assert_eq!(back.lines.len(), 2);
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FollowUp {
    /// What is done with the lines.
    pub action: LineAction,
    /// The number of the new document, unique per kind.
    pub number: String,
    /// Whether a sale is an invoice; else it is a receipt.
    pub invoice: bool,
    /// The lines.
    pub lines: Vec<TakenLine>,
}

/// A line, and how much of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TakenLine {
    /// Its document.
    pub document: DocumentId,
    /// Its number in it.
    pub line: u32,
    /// How much, a positive quantity; none: all that is open.
    pub quantity: Option<Quantity>,
}

impl FollowUp {
    /// Of no line yet.
    pub fn new(action: LineAction, number: &str) -> Self {
        Self { action, number: number.to_owned(), invoice: false, lines: Vec::new() }
    }

    /// With all that is open of a line.
    #[must_use]
    pub fn line(mut self, document: DocumentId, line: u32) -> Self {
        self.lines.push(TakenLine { document, line, quantity: None });
        self
    }

    /// With so much of a line.
    #[must_use]
    pub fn part(mut self, document: DocumentId, line: u32, quantity: Quantity) -> Self {
        self.lines.push(TakenLine { document, line, quantity: Some(quantity) });
        self
    }

    fn kind(&self) -> DocumentKind {
        let kind = self.action.document_kind();
        if self.invoice && kind == DocumentKind::Receipt { DocumentKind::Invoice } else { kind }
    }
}

impl Desk {
    /// What may be done with a line now, every action in the order of [`LineAction::ALL`], and if not, why (P22 to P24). All documents that
    /// refer to it count, of whatever customer, and so do those that are being made at other desks.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`], [`ErrorKind::NotPermitted`] without the right to read the history.
    pub fn line_actions(&self, document: DocumentId, line: u32) -> Result<Vec<Allowed>> {
        self.require(Right::ReadHistory)?;
        let mut reader = self.engine.store().read()?;
        let source = reader.document(document)?.ok_or_else(unknown)?;
        let around = reader.documents_around(&[&source])?;
        let situation = self.action_situation(&mut reader, source.customer)?;
        Ok(Actions::of(&around, situation).on(document, line))
    }

    /// Starts a document from lines (P22 to P24): a complaint, a correction (with negative quantities) or, of an order that awaits pickup,
    /// a receipt or invoice. It is a draft of their customer, each of its lines names the one it was made from and takes over item, prices,
    /// tax, serial number and bundle; a part of a line costs its part, and the last part what is left of the whole. Until it is cancelled
    /// ([`Self::cancel_document`]) what it holds is open to nobody else.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`]: `document.quantity_taken` where less is open than is asked for (`line`, `open`), `action_reason.in_drafts`
    /// where nothing is, `document.number_taken`; [`ErrorKind::Erased`] where the customer was anonymized (P31); [`ErrorKind::State`] where
    /// the status of line or customer, the branch or a missing address is against it; [`ErrorKind::Invalid`]: `quantity.not_allowed`,
    /// `lines` without any, `document.lines_differ` where the lines are not of one customer, currency and way to compute tax;
    /// [`ErrorKind::NotFound`], [`ErrorKind::NotPermitted`].
    pub fn start_from(&self, follow_up: &FollowUp) -> Result<DocumentId> {
        self.require(Right::EditDocuments)?;
        let (kind, number) = (follow_up.kind(), follow_up.number.trim());
        let mut writer = self.engine.store().write()?;
        number_is_free(&mut writer, kind, number)?;
        let sources = sources(&mut writer, follow_up)?;
        let first = like_each_other(&mut writer, &sources)?;
        let around = writer.documents_around(&sources.iter().collect::<Vec<_>>())?;
        let situation = self.action_situation(&mut writer, first.customer)?;
        let lines = lines(&Actions::of(&around, situation), follow_up)?;
        let customer = first.customer.map(|customer| self.buys(&mut writer, customer)).transpose()?;
        let one = sources.iter().all(|source| source.id == first.id).then_some(first);
        let (source, source_kind) = one.map(|one| (one.number.clone(), one.kind)).unzip();
        let empty = self.empty_document(kind, number, first.currency)?;
        let mut document = Document { customer, source, source_kind, net: first.net, lines, ..empty };
        document.price_gross()?;
        self.keep(writer, document)
    }

    /// Who asks where, about a customer.
    fn action_situation(&self, reader: &mut Reader<'_>, customer: Option<SubjectId>) -> Result<ActionSituation> {
        let permitted = self.rights()?.has(Right::EditDocuments);
        let situation = ActionSituation { permitted, ..ActionSituation::at(self.seat().branch.clone()) };
        let Some(customer) = customer else { return Ok(situation) };
        let stored = known(reader, customer)?;
        let statuses = &self.engine.directory_in(reader)?.statuses;
        let meaning = stored.values.get(Field::Status).and_then(|status| statuses.meaning(status));
        Ok(ActionSituation { meaning, lacks_address: self.lacks_address(&stored.values)?, ..situation })
    }
}

/// The documents of the lines, each once, as their lines are named first.
fn sources(reader: &mut Reader<'_>, follow_up: &FollowUp) -> Result<Vec<Document>> {
    if follow_up.lines.len() > MOST_LINES {
        return Err(Violation::new("lines", "too_many").with("max", MOST_LINES).into());
    }
    let mut named = BTreeSet::new();
    let once = follow_up.lines.iter().filter(|taken| named.insert(taken.document));
    once.map(|taken| reader.document(taken.document)?.ok_or_else(unknown)).collect()
}

/// The first of documents that one document can be made from; customers who were merged are one.
fn like_each_other<'s>(reader: &mut Reader<'_>, sources: &'s [Document]) -> Result<&'s Document> {
    let first = sources.first().ok_or_else(|| Violation::new("lines", "required"))?;
    let mut kinds = BTreeSet::new();
    for source in sources {
        let customer = source.customer.map(|customer| known(reader, customer)).transpose()?;
        kinds.insert((customer.map(|customer| customer.id), source.currency, source.net));
    }
    if kinds.len() == 1 { Ok(first) } else { Err(Violation::new("lines", "document.lines_differ").into()) }
}

/// The new document's lines, numbered from 1.
fn lines(actions: &Actions<'_>, follow_up: &FollowUp) -> Result<Vec<Line>> {
    let (mut lines, mut named) = (Vec::<Line>::with_capacity(follow_up.lines.len()), BTreeSet::new());
    for (asked, number) in follow_up.lines.iter().zip(1..) {
        if !named.insert((asked.document, asked.line)) {
            return Err(Violation::new("line", "doubled").into());
        }
        lines.push(Line { number, ..line(actions, follow_up.action, asked, number)? });
    }
    Ok(lines)
}

fn line(actions: &Actions<'_>, action: LineAction, asked: &TakenLine, number: u32) -> Result<Line> {
    let allowed = actions.allowed(asked.document, asked.line, action);
    if let Some(reason) = allowed.reason {
        return Err(refused(reason));
    }
    let quantity = asked.quantity.unwrap_or(allowed.open);
    if quantity.scaled() <= 0 {
        return Err(not_allowed().into());
    }
    if quantity > allowed.open {
        return Err(taken(&Shortage { line: number, open: allowed.open }));
    }
    actions.line(asked.document, asked.line, action, quantity).ok_or_else(|| refused(ActionReason::NothingLeft))
}

/// Why nothing is started.
fn refused(reason: ActionReason) -> Error {
    let state = |code| Error::new(ErrorKind::State, code);
    match reason {
        ActionReason::Returned => state("action_reason.returned"),
        ActionReason::StillOrdered => state("action_reason.still_ordered"),
        ActionReason::NotSold => state("action_reason.not_sold"),
        ActionReason::AlreadySold => state("action_reason.already_sold"),
        ActionReason::InComplaint => state("action_reason.in_complaint"),
        ActionReason::NothingLeft => state("action_reason.nothing_left"),
        ActionReason::OtherBranch => state("action_reason.other_branch"),
        ActionReason::NotTied => state("action_reason.not_tied"),
        ActionReason::InDrafts => Error::new(ErrorKind::Conflict, "action_reason.in_drafts"),
        ActionReason::Anonymized => Error::new(ErrorKind::Erased, "document.customer_anonymized"),
        ActionReason::NotPermitted => Error::new(ErrorKind::NotPermitted, Right::EditDocuments.missing_code()),
        ActionReason::CustomerBlocked => state("customer.blocked").field(Field::Status.name()),
        ActionReason::CustomerDeceased => state("customer.deceased").field(Field::Status.name()),
        ActionReason::AddressMissing => state("customer.address_missing").field(Field::City.name()),
    }
}
