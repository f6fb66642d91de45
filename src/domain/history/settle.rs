//! What is left of every document line once returns, complaints, invoices and deliveries that refer to it are taken off.

use crate::domain::document::{Document, DocumentKind, DocumentState, Line};
use crate::domain::history::line::{HistoryLine, LineStatus};
use crate::domain::history::quick::{QuickMap, QuickSet};
use crate::domain::money::Quantity;
use std::cmp::Reverse;

/// How far a chain of sources is followed; it also ends chains that run in a circle.
const LONGEST_CHAIN: usize = 16;

/// What a document line does in the history.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Sale,
    Return,
    Order,
    Complaint,
    Nothing,
}

struct Node<'a> {
    document: &'a Document,
    line: &'a Line,
    /// Which document and which line of it.
    at: (usize, usize),
    role: Role,
    /// The line it refers to, where that is known.
    source: Option<usize>,
    /// How much of its quantity still has its own status, in thousandths.
    left: i64,
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
    nodes: Vec<Node<'a>>,
    /// For a receipt's line: the lines of the invoices made from it.
    invoiced: QuickMap<usize, Vec<usize>>,
}

impl<'a> Settlement<'a> {
    pub(super) fn of(documents: &'a [Document]) -> Self {
        let mut nodes = nodes_of(documents);
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
            if let Some(order) = self.order_behind(index) {
                self.nodes[order].left = (self.nodes[order].left - self.nodes[index].left).max(0);
            }
        }
    }

    /// A receipt's line shrinks by what the invoices made from it show.
    fn invoice(&mut self) {
        for index in self.with_role(Role::Sale) {
            if let Some(receipt) = self.source_with_role(index, Role::Sale) {
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
            }
        }
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
        let root = self.source_with_role(sale, Role::Sale).unwrap_or(sale);
        let siblings = self.invoiced.get(&root).into_iter().flatten().copied();
        let members: Vec<usize> = [sale, root].into_iter().chain(siblings).collect();
        let mut open = amount;
        for member in members {
            let part = open.min(self.nodes[member].left);
            self.nodes[member].left -= part;
            open -= part;
        }
        amount - open
    }

    /// The sale that a return or complaint is about, through complaints, corrections and cancelled invoices in between.
    fn sale_behind(&self, index: usize) -> Option<usize> {
        self.chain(index).find(|source| self.nodes[*source].role == Role::Sale)
    }

    /// The order that a sale delivers, directly or by a delivery note made from it.
    fn order_behind(&self, index: usize) -> Option<usize> {
        let is_note = |at: &usize| self.nodes[*at].document.kind == DocumentKind::DeliveryNote;
        self.chain(index).find(|source| !is_note(source)).filter(|source| self.nodes[*source].role == Role::Order)
    }

    fn source_with_role(&self, index: usize, role: Role) -> Option<usize> {
        self.nodes[index].source.filter(|source| self.nodes[*source].role == role)
    }

    /// The lines it came from, nearest first.
    fn chain(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.nodes[index].source, |at| self.nodes[*at].source).take(LONGEST_CHAIN)
    }

    /// The lines in this role, oldest document first: who came first takes first.
    fn with_role(&self, role: Role) -> Vec<usize> {
        (0..self.nodes.len()).rev().filter(|index| self.nodes[*index].role == role).collect()
    }

    fn settled_of(&self, node: &Node<'a>) -> Option<Settled> {
        let status = status(node).filter(|_| node.left > 0)?;
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

fn status(node: &Node<'_>) -> Option<LineStatus> {
    match node.role {
        Role::Sale => Some(LineStatus::Sold),
        Role::Return => Some(LineStatus::Returned),
        Role::Complaint => Some(LineStatus::ComplaintInProgress),
        Role::Order if node.document.state == DocumentState::AwaitingPickup => Some(LineStatus::AwaitingPickup),
        Role::Order => Some(LineStatus::Ordered),
        Role::Nothing => None,
    }
}

fn named_sources<'a>(node: &Node<'a>) -> impl Iterator<Item = &'a String> {
    let of_line = node.line.source.as_ref().map(|source| &source.document);
    of_line.into_iter().chain(&node.document.source)
}

fn push_once(list: &mut Vec<String>, text: &str) {
    if !list.iter().any(|known| known == text) {
        list.push(text.to_owned());
    }
}

/// The lines in the order of the history, whatever the order of the documents.
fn nodes_of(documents: &[Document]) -> Vec<Node<'_>> {
    let mut sorted: Vec<(usize, &Document)> = documents.iter().enumerate().collect();
    sorted.sort_by(|(_, a), (_, b)| (Reverse(a.created), &a.number, a.kind, a.id).cmp(&(Reverse(b.created), &b.number, b.kind, b.id)));
    let mut nodes = Vec::with_capacity(documents.iter().map(|document| document.lines.len()).sum());
    for (place, document) in sorted {
        let mut lines: Vec<(usize, &Line)> = document.lines.iter().enumerate().collect();
        lines.sort_by_key(|(_, line)| line.number);
        nodes.extend(lines.into_iter().map(|(at, line)| node(document, line, (place, at))));
    }
    nodes
}

fn node<'a>(document: &'a Document, line: &'a Line, at: (usize, usize)) -> Node<'a> {
    Node { document, line, at, role: role(document, line), source: None, left: line.quantity.scaled().saturating_abs() }
}

fn role(document: &Document, line: &Line) -> Role {
    use DocumentKind as K;
    match (document.kind, line.quantity.scaled().signum()) {
        _ if is_left_out(document) => Role::Nothing,
        (_, 0) => Role::Nothing,
        (K::Receipt | K::Invoice, 1) => Role::Sale,
        (K::Receipt | K::Invoice | K::Correction, -1) => Role::Return,
        (K::Order, 1) => Role::Order,
        (K::Complaint, _) => Role::Complaint,
        _ => Role::Nothing,
    }
}

/// Whether no line of the document is part of the history.
fn is_left_out(document: &Document) -> bool {
    use DocumentState as S;
    match document.state {
        S::Draft | S::NotApproved | S::Initialised | S::Cancelled | S::Rejected => true,
        S::Realised | S::Closed | S::Issued if document.kind == DocumentKind::Complaint => true,
        S::Realised | S::Closed => document.kind == DocumentKind::Order,
        S::Open | S::AwaitingPickup | S::Issued => false,
    }
}

/// Where the lines of a document's number are, of those that others refer to: by line number, and by item code.
#[derive(Default)]
struct Places<'a> {
    by_line: QuickMap<(&'a str, u32), Vec<usize>>,
    by_item: QuickMap<(&'a str, &'a str), Vec<usize>>,
}

impl<'a> Places<'a> {
    fn of(nodes: &[Node<'a>]) -> Self {
        let mut places = Self::default();
        let named: QuickSet<&str> = nodes.iter().flat_map(named_sources).map(String::as_str).collect();
        for (index, Node { document, line, .. }) in nodes.iter().enumerate() {
            if !named.contains(document.number.as_str()) {
                continue;
            }
            places.by_line.entry((&document.number, line.number)).or_default().push(index);
            places.by_item.entry((&document.number, &line.item_code)).or_default().push(index);
        }
        places
    }

    /// The line that a line refers to: by its own reference, else the line of the same item in the document's source.
    /// Numbers are unique per kind only, so a valid document, the same item and the likelier kind decide between several.
    fn source_of(&self, nodes: &[Node<'a>], index: usize) -> Option<usize> {
        let node = &nodes[index];
        let (candidates, wanted_line) = match (&node.line.source, &node.document.source) {
            (Some(source), _) => (self.by_line.get(&(source.document.as_str(), source.line)), source.line),
            (None, Some(number)) => (self.by_item.get(&(number.as_str(), node.line.item_code.as_str())), node.line.number),
            (None, None) => return None,
        };
        let (kinds, said) = (source_kinds(node), source_kind(node));
        let fit = |at: usize| {
            let other = Some(&nodes[at]).filter(|other| said.is_none_or(|kind| kind == other.document.kind))?;
            let kind = kinds.iter().position(|kind| *kind == other.document.kind)?;
            let other_item = other.line.item_code != node.line.item_code;
            Some((other.role == Role::Nothing, other_item, kind, other.line.number != wanted_line, at))
        };
        candidates?.iter().filter(|at| **at != index).filter_map(|at| fit(*at)).min().map(|best| best.4)
    }
}

/// The kinds of document a line can refer to, likeliest first.
fn source_kinds(node: &Node<'_>) -> &'static [DocumentKind] {
    let kind = if node.role == Role::Return { DocumentKind::Correction } else { node.document.kind };
    kind.sources()
}

/// The kind of document a line refers to, where that is said.
fn source_kind(node: &Node<'_>) -> Option<DocumentKind> {
    let of_line = node.line.source.as_ref().map(|source| node.document.kind_of(&source.document, source.kind));
    of_line.unwrap_or(node.document.source_kind)
}
