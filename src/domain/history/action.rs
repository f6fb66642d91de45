//! What may be done with a line of the history now, how much of it is open for that, and if nothing may be done, why. Pure.

use std::fmt;

use crate::domain::document::{Document, DocumentKind, Line};
use crate::domain::history::line::LineStatus;
use crate::domain::history::settle::{Pending, Role, Settlement};
use crate::domain::id::{Code, DocumentId};
use crate::domain::money::Quantity;
use crate::domain::status::Meaning;
use crate::domain::words::words;

words! {
    /// What may be done with a line of the history.
    LineAction {
        /// Start a complaint about what was sold.
        Complaint = "complaint",
        /// Start a correction that takes back what was sold or is in complaint.
        Correction = "correction",
        /// Make the sales document of what awaits pickup.
        Sale = "sale",
    }
}

words! {
    /// Why something may not be done with a line.
    ActionReason {
        /// It was taken back.
        Returned = "returned",
        /// It has not arrived yet.
        StillOrdered = "still_ordered",
        /// It waits to be picked up: nothing was sold yet.
        NotSold = "not_sold",
        /// It was sold: there is a sales document.
        AlreadySold = "already_sold",
        /// The customer complained about it already.
        InComplaint = "in_complaint",
        /// Nothing of the line is left: taken back, delivered or shown on an invoice; or its document does not count.
        NothingLeft = "nothing_left",
        /// Its customer was anonymized.
        Anonymized = "anonymized",
        /// The operator may not make documents.
        NotPermitted = "not_permitted",
        /// The customer's status is one to which nothing is sold.
        CustomerBlocked = "customer_blocked",
        /// The customer died.
        CustomerDeceased = "customer_deceased",
        /// The customer's address is needed and missing.
        AddressMissing = "address_missing",
        /// The order belongs to another branch.
        OtherBranch = "other_branch",
        /// The complaint is tied to no receipt and no invoice.
        NotTied = "not_tied",
        /// Documents that are being made hold all that is left.
        InDrafts = "in_drafts",
    }
}

impl LineAction {
    /// The kind of the document that it starts: of a sale a receipt, which may be an invoice as well.
    pub fn document_kind(self) -> DocumentKind {
        match self {
            Self::Complaint => DocumentKind::Complaint,
            Self::Correction => DocumentKind::Correction,
            Self::Sale => DocumentKind::Receipt,
        }
    }
}

/// Who asks where, about whose documents.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ActionSituation {
    /// The branch in which somebody asks.
    pub branch: Option<Code>,
    /// Whether they may make documents.
    pub permitted: bool,
    /// What the customer's status means, where there is a customer.
    pub meaning: Option<Meaning>,
    /// Whether the customer lacks an address that documents need.
    pub lacks_address: bool,
}

impl ActionSituation {
    /// An operator of a branch who may make documents.
    pub fn at(branch: Code) -> Self {
        Self { branch: Some(branch), permitted: true, ..Self::default() }
    }

    fn reason(&self) -> Option<ActionReason> {
        match self.meaning {
            _ if !self.permitted => Some(ActionReason::NotPermitted),
            Some(Meaning::Blocked) => Some(ActionReason::CustomerBlocked),
            Some(Meaning::Deceased) => Some(ActionReason::CustomerDeceased),
            _ => self.lacks_address.then_some(ActionReason::AddressMissing),
        }
    }
}

/// Whether something may be done with a line now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Allowed {
    /// What.
    pub action: LineAction,
    /// With how much of it; 0 where it may not be done.
    pub open: Quantity,
    /// Why not; none where it may be done.
    pub reason: Option<ActionReason>,
}

impl Allowed {
    /// What may be done with a line that is not there.
    pub fn nothing_left() -> Vec<Self> {
        let none = |action: &LineAction| Self { action: *action, open: Quantity::default(), reason: Some(ActionReason::NothingLeft) };
        LineAction::ALL.iter().map(none).collect()
    }
}

/// What may be done with the lines of these documents: all documents of a customer, or those around one.
///
/// Whoever has a sale may complain about it or correct it; what is in complaint may be corrected where a receipt or invoice is behind
/// it; what awaits pickup may be sold in the branch of its order, everywhere where the order names none. What lies in documents that are
/// still being made is not open any more, whoever makes them: two of them together never take back more than was sold.
///
/// ```
/// use clientela::domain::document::{Document, DocumentKind, DocumentState, Line};
/// use clientela::domain::history::{ActionReason, ActionSituation, Actions, LineAction};
/// use clientela::domain::{id::{Code, DocumentId}, money::{Currency, Quantity}, time::Timestamp};
/// let line = Line { number: 1, item_name: "Socks".into(), quantity: Quantity::from_pieces(3), ..Line::default() };
/// let (id, created, euro) = (DocumentId::from_bytes([1; 16]), Timestamp::from_millis(0), Currency::parse("EUR")?);
/// let receipt = Document::new(id, DocumentKind::Receipt, "R1", created, euro);
/// let receipt = Document { state: DocumentState::Issued, lines: vec![line], ..receipt };
/// let documents = [receipt];
/// let actions = Actions::of(&documents, ActionSituation::at(Code::parse("berlin")?));
/// assert_eq!(actions.allowed(id, 1, LineAction::Correction).open, Quantity::from_pieces(3));
/// assert_eq!(actions.allowed(id, 1, LineAction::Sale).reason, Some(ActionReason::AlreadySold));
/// # Ok::<(), clientela::Error>(())
/// ```
pub struct Actions<'a> {
    /// As the documents are.
    now: Settlement<'a>,
    /// As they will be when what is being made is made.
    then: Settlement<'a>,
    situation: ActionSituation,
}

impl fmt::Debug for Actions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Actions({} lines)", self.now.nodes.len())
    }
}

impl<'a> Actions<'a> {
    /// Looks at documents, in any order.
    pub fn of(documents: &'a [Document], situation: ActionSituation) -> Self {
        Self { now: Settlement::of(documents, Pending::LeftOut), then: Settlement::of(documents, Pending::Counts), situation }
    }

    /// Every action for a line, in the order of [`LineAction::ALL`].
    pub fn on(&self, document: DocumentId, line: u32) -> Vec<Allowed> {
        let place = self.place(document, line);
        LineAction::ALL.iter().map(|action| self.at(place, *action)).collect()
    }

    /// One action for a line. Of a line that is not there nothing is left.
    pub fn allowed(&self, document: DocumentId, line: u32, action: LineAction) -> Allowed {
        self.at(self.place(document, line), action)
    }

    /// Every line with what may be done with it.
    pub fn all(&self) -> impl Iterator<Item = (DocumentId, u32, Vec<Allowed>)> {
        self.now.nodes.iter().enumerate().map(|(place, node)| {
            let allowed = LineAction::ALL.iter().map(|action| self.at(Some(place), *action)).collect();
            (node.document.id, node.line.number, allowed)
        })
    }

    /// The line that an action puts on a new document, for so much of a line (a positive quantity): item, prices, tax, serial number and
    /// bundle of the line, tied to it; the quantity is negative where it takes back. None where there is no such line.
    pub fn line(&self, document: DocumentId, line: u32, action: LineAction, quantity: Quantity) -> Option<Line> {
        let sign = if action == LineAction::Correction { -1 } else { 1 };
        let signed = Quantity::from_scaled(quantity.scaled().saturating_mul(sign));
        self.place(document, line).map(|place| self.then.line_from(place, action.document_kind(), signed))
    }

    /// Where a line is: both settlements have the lines in one order.
    fn place(&self, document: DocumentId, line: u32) -> Option<usize> {
        self.now.nodes.iter().position(|node| node.document.id == document && node.line.number == line)
    }

    fn at(&self, place: Option<usize>, action: LineAction) -> Allowed {
        let reason = place.map_or(Some(ActionReason::NothingLeft), |place| self.reason(place, action));
        let open = place.filter(|_| reason.is_none()).map_or(0, |place| self.then.nodes[place].left);
        Allowed { action, open: Quantity::from_scaled(open), reason }
    }

    fn reason(&self, place: usize, action: LineAction) -> Option<ActionReason> {
        let Some(status) = self.now.nodes[place].status() else { return Some(ActionReason::NothingLeft) };
        let of_status = by_status(status, action);
        let of_document = || self.is_anonymized(place).then_some(ActionReason::Anonymized);
        let drafted = || (self.then.nodes[place].left == 0).then_some(ActionReason::InDrafts);
        of_status.or_else(of_document).or_else(|| self.situation.reason()).or_else(|| self.of_source(place, action)).or_else(drafted)
    }

    /// What the branch of an order, or the sale behind a complaint, says against it.
    fn of_source(&self, place: usize, action: LineAction) -> Option<ActionReason> {
        let node = &self.now.nodes[place];
        let elsewhere = node.document.branch.is_some() && node.document.branch != self.situation.branch;
        match action {
            LineAction::Sale => elsewhere.then_some(ActionReason::OtherBranch),
            LineAction::Correction if node.role == Role::Complaint => {
                self.now.sale_behind(place).is_none().then_some(ActionReason::NotTied)
            }
            LineAction::Complaint | LineAction::Correction => None,
        }
    }

    /// Whether it was issued to somebody who was anonymized, or the sale behind it was.
    fn is_anonymized(&self, place: usize) -> bool {
        [Some(place), self.now.sale_behind(place)].into_iter().flatten().any(|at| self.now.nodes[at].document.anonymized)
    }
}

/// What the status of a line says against an action.
fn by_status(status: LineStatus, action: LineAction) -> Option<ActionReason> {
    use LineAction as A;
    match (status, action) {
        (LineStatus::Sold, A::Complaint | A::Correction)
        | (LineStatus::ComplaintInProgress, A::Correction)
        | (LineStatus::AwaitingPickup, A::Sale) => None,
        (LineStatus::Sold | LineStatus::ComplaintInProgress, A::Sale) => Some(ActionReason::AlreadySold),
        (LineStatus::ComplaintInProgress, A::Complaint) => Some(ActionReason::InComplaint),
        (LineStatus::AwaitingPickup, A::Complaint | A::Correction) => Some(ActionReason::NotSold),
        (LineStatus::Ordered, _) => Some(ActionReason::StillOrdered),
        (LineStatus::Returned, _) => Some(ActionReason::Returned),
    }
}
