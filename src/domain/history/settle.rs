//! What is left of every document line once returns, complaints, invoices and deliveries that refer to it are taken off.

use std::cmp::Reverse;

use crate::domain::document::{Document, DocumentKind, DocumentState, Line};
use crate::domain::history::QuickMap;
use crate::domain::history::line::{HistoryLine, LineStatus};
use crate::domain::history::places::Places;
use crate::domain::id::DocumentId;
use crate::domain::money::Quantity;

/// How far a chain of sources is followed; it also ends chains that run in a circle.
const LONGEST_CHAIN: usize = 16;

/// Whether documents that are still being made (drafts, what is initialised or waits for approval) count as if they were made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pending {
    LeftOut,
    Counts,
    /// All but this one.
    CountsBut(DocumentId),
}

impl Pending {
    fn counts(self, document: DocumentId) -> bool {
        match self {
            Self::LeftOut => false,
            Self::Counts => true,
            Self::CountsBut(other) => document != other,
        }
    }
}

/// What a document line does in the history.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Sale,
    Return,
    Order,
    Complaint,
    Nothing,
}

pub(super) struct Node<'a> {
    pub(super) document: &'a Document,
    pub(super) line: &'a Line,
    /// Which document and which line of it.
    at: (usize, usize),
    pub(super) role: Role,
    /// The line it refers to, where that is known.
    pub(super) source: Option<usize>,
    /// How much of its quantity still has its own status, in thousandths.
    pub(super) left: i64,
    /// Of a sale what came back of it, of an order what was delivered.
    pub(super) gone: Gone,
}

/// What is gone of a line.
#[derive(Clone, Copy, Default)]
pub(super) struct Gone {
    /// Thousandths of a piece.
    pub(super) quantity: i64,
    /// Minor units, as if it had all been sold: negative where the price is.
    pub(super) amount: i64,
    /// By how many lines.
    pub(super) times: i64,
}

/// What became of a line.
pub(super) struct Settled {
    /// Which document and which line of it.
    pub(super) at: (usize, usize),
    status: LineStatus,
    left: Quantity,
    sources: Vec<String>,
    source_barcodes: Vec<String>,
}

impl Settled {
    /// The line as it is shown.
    pub(super) fn into_line(self, document: &Document, line: Line) -> HistoryLine {
        HistoryLine {
            document: document.id,
            kind: document.kind,
            number: document.number.clone(),
            line: line.number,
            sources: self.sources,
            created: document.created,
            status: self.status,
            quantity: self.left,
            item_code: line.item_code,
            item_name: line.item_name,
            ean: line.ean,
            properties: line.properties,
            attributes: line.attributes,
            regular_price: line.regular_price,
            discount: line.discount,
            final_price: line.final_price,
            currency: document.currency,
            document_total: document.total,
            barcode: document.barcode.clone(),
            source_barcodes: self.source_barcodes,
            defective: line.defective,
            branch: document.branch.clone(),
        }
    }
}

/// All lines of all documents, newest document first.
pub(super) struct Settlement<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    /// For a receipt's line: the lines of the invoices made from it.
    invoiced: QuickMap<usize, Vec<usize>>,
}

impl<'a> Settlement<'a> {
    pub(super) fn of(documents: impl IntoIterator<Item = &'a Document>, pending: Pending) -> Self {
        let mut nodes = nodes_of(documents, pending);
        let places = Places::of(&nodes);
        for index in 0..nodes.len() {
            nodes[index].source = places.source_of(&nodes, index);
        }
        let mut settlement = Self { nodes, invoiced: QuickMap::default() };
        settlement.deliver();
        settlement.invoice();
        settlement.take_back();
        settlement.complain();
        settlement
    }

    pub(super) fn settled(&self) -> Vec<Settled> {
        self.nodes.iter().filter_map(|node| self.settled_of(node)).collect()
    }

    /// Orders shrink by what was delivered on them.
    fn deliver(&mut self) {
        for index in self.with_role(Role::Sale) {
            if let Some(order) = self.behind_notes(index, Role::Order) {
                self.nodes[order].left = (self.nodes[order].left - self.nodes[index].left).max(0);
                self.is_gone(order, self.nodes[index].line);
            }
        }
    }

    /// A receipt's line shrinks by what the invoices made from it show.
    fn invoice(&mut self) {
        for index in self.with_role(Role::Sale) {
            if let Some(receipt) = self.behind_notes(index, Role::Sale) {
                self.nodes[receipt].left = (self.nodes[receipt].left - self.nodes[index].left).max(0);
                self.invoiced.entry(receipt).or_default().push(index);
            }
        }
    }

    /// What is returned is no longer sold, nor in complaint.
    fn take_back(&mut self) {
        for index in self.with_role(Role::Return) {
            let amount = self.nodes[index].left;
            if let Some(complaint) = self.source_with_role(index, Role::Complaint) {
                self.nodes[complaint].left = (self.nodes[complaint].left - amount).max(0);
            }
            if let Some(sale) = self.sale_behind(index) {
                self.take(sale, amount);
                self.is_gone(self.root(sale), self.nodes[index].line);
            }
        }
    }

    /// A line takes its part of another.
    pub(super) fn is_gone(&mut self, of: usize, line: &Line) {
        let gone = &mut self.nodes[of].gone;
        gone.quantity = gone.quantity.saturating_add(line.quantity.scaled().saturating_abs());
        gone.amount = gone.amount.saturating_add(line.gross_amount().saturating_mul(line.quantity.scaled().signum()));
        gone.times += 1;
    }

    /// What is in complaint is not merely sold; what was returned already cannot be in complaint.
    fn complain(&mut self) {
        for index in self.with_role(Role::Complaint) {
            if let Some(sale) = self.sale_behind(index) {
                self.nodes[index].left = self.take(sale, self.nodes[index].left);
            }
        }
    }

    /// Takes up to `amount` from a sale: from the line itself, then from the receipt and the invoices it is one sale with.
    fn take(&mut self, sale: usize, amount: i64) -> i64 {
        let mut open = amount;
        for member in self.members(sale) {
            let part = open.min(self.nodes[member].left);
            self.nodes[member].left -= part;
            open -= part;
        }
        amount - open
    }

    /// The line that a sale is invoiced from, or the sale itself: what all lines of one sale have in common.
    pub(super) fn root(&self, sale: usize) -> usize {
        self.behind_notes(sale, Role::Sale).unwrap_or(sale)
    }

    /// The lines that are one sale: the line itself, then the receipt and the invoices made from it; each once.
    pub(super) fn members(&self, sale: usize) -> Vec<usize> {
        let root = self.root(sale);
        let siblings = self.invoiced.get(&root).into_iter().flatten().copied();
        let mut members = vec![sale];
        for member in [root].into_iter().chain(siblings) {
            if !members.contains(&member) {
                members.push(member);
            }
        }
        members
    }

    /// The sale that a return or complaint is about, through complaints, corrections and cancelled invoices in between.
    pub(super) fn sale_behind(&self, index: usize) -> Option<usize> {
        self.chain(index).find(|source| self.nodes[*source].role == Role::Sale)
    }

    /// The line in this role that a sale was made from, directly or by a delivery note made from it.
    pub(super) fn behind_notes(&self, index: usize, role: Role) -> Option<usize> {
        let is_note = |at: &usize| self.nodes[*at].document.kind == DocumentKind::DeliveryNote;
        self.chain(index).find(|source| !is_note(source)).filter(|source| self.nodes[*source].role == role)
    }

    pub(super) fn source_with_role(&self, index: usize, role: Role) -> Option<usize> {
        self.nodes[index].source.filter(|source| self.nodes[*source].role == role)
    }

    /// The lines it came from, nearest first.
    pub(super) fn chain(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.nodes[index].source, |at| self.nodes[*at].source).take(LONGEST_CHAIN)
    }

    /// The lines in this role, oldest document first: who came first takes first.
    fn with_role(&self, role: Role) -> Vec<usize> {
        (0..self.nodes.len()).rev().filter(|index| self.nodes[*index].role == role).collect()
    }

    fn settled_of(&self, node: &Node<'a>) -> Option<Settled> {
        let status = node.status()?;
        let (sources, source_barcodes) = self.sources(node);
        Some(Settled { at: node.at, status, left: Quantity::from_scaled(node.left), sources, source_barcodes })
    }

    /// Numbers and barcodes of the documents it came from, each once.
    fn sources(&self, node: &Node<'a>) -> (Vec<String>, Vec<String>) {
        let (mut numbers, mut barcodes) = (Vec::new(), Vec::new());
        let chain = std::iter::successors(Some(node), |at| at.source.map(|source| &self.nodes[source]));
        for (step, at) in chain.take(LONGEST_CHAIN).enumerate() {
            named_sources(at).for_each(|number| push_once(&mut numbers, number));
            at.document.barcode.iter().filter(|_| step > 0).for_each(|code| push_once(&mut barcodes, code));
        }
        (numbers, barcodes)
    }
}

impl Node<'_> {
    /// What became of the goods that are left of it; none where nothing is.
    pub(super) fn status(&self) -> Option<LineStatus> {
        let status = match self.role {
            Role::Sale => LineStatus::Sold,
            Role::Return => LineStatus::Returned,
            Role::Complaint => LineStatus::ComplaintInProgress,
            Role::Order if self.document.state == DocumentState::AwaitingPickup => LineStatus::AwaitingPickup,
            Role::Order => LineStatus::Ordered,
            Role::Nothing => return None,
        };
        Some(status).filter(|_| self.left > 0)
    }

    /// What it does once its document counts.
    pub(super) fn sense(&self) -> Role {
        sense(self.document.kind, self.line)
    }
}

pub(super) fn named_sources<'a>(node: &Node<'a>) -> impl Iterator<Item = &'a String> {
    let of_line = node.line.source.as_ref().map(|source| &source.document);
    of_line.into_iter().chain(&node.document.source)
}

fn push_once(list: &mut Vec<String>, text: &str) {
    if !list.iter().any(|known| known == text) {
        list.push(text.to_owned());
    }
}

/// The lines in the order of the history, whatever the order of the documents.
fn nodes_of<'a>(documents: impl IntoIterator<Item = &'a Document>, pending: Pending) -> Vec<Node<'a>> {
    let mut sorted: Vec<(usize, &Document)> = documents.into_iter().enumerate().collect();
    sorted.sort_by(|(_, a), (_, b)| (Reverse(a.created), &a.number, a.kind, a.id).cmp(&(Reverse(b.created), &b.number, b.kind, b.id)));
    let mut nodes = Vec::with_capacity(sorted.iter().map(|(_, document)| document.lines.len()).sum());
    for (place, document) in sorted {
        let mut lines: Vec<(usize, &Line)> = document.lines.iter().enumerate().collect();
        lines.sort_by_key(|(_, line)| line.number);
        nodes.extend(lines.into_iter().map(|(at, line)| node(document, line, (place, at), pending)));
    }
    nodes
}

fn node<'a>(document: &'a Document, line: &'a Line, at: (usize, usize), pending: Pending) -> Node<'a> {
    let role = if is_left_out(document, pending) { Role::Nothing } else { sense(document.kind, line) };
    Node { document, line, at, role, source: None, left: line.quantity.scaled().saturating_abs(), gone: Gone::default() }
}

fn sense(kind: DocumentKind, line: &Line) -> Role {
    use DocumentKind as K;
    match (kind, line.quantity.scaled().signum()) {
        (_, 0) => Role::Nothing,
        (K::Receipt | K::Invoice, 1) => Role::Sale,
        (K::Receipt | K::Invoice | K::Correction, -1) => Role::Return,
        (K::Order, 1) => Role::Order,
        (K::Complaint, _) => Role::Complaint,
        _ => Role::Nothing,
    }
}

/// Whether no line of the document is part of the history.
fn is_left_out(document: &Document, pending: Pending) -> bool {
    use DocumentState as S;
    match document.state {
        S::Draft | S::NotApproved | S::Initialised => !pending.counts(document.id),
        S::Cancelled | S::Rejected => true,
        S::Realised | S::Closed | S::Issued if document.kind == DocumentKind::Complaint => true,
        S::Realised | S::Closed => document.kind == DocumentKind::Order,
        S::Open | S::AwaitingPickup | S::Issued => false,
    }
}
