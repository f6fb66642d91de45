//! A document that is being made: what its lines take over from those they refer to, and whether they take more than is open. Pure.

use std::collections::HashMap;

use crate::domain::document::{Document, DocumentKind, Line, LineRef};
use crate::domain::history::settle::{Gone, Pending, Role, Settlement};
use crate::domain::money::{Price, Quantity, saturated};

/// A line of a document being made that takes more than is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shortage {
    /// The line's number in the document being made.
    pub line: u32,
    /// What it may take, never negative.
    pub open: Quantity,
}

/// The lines of a document being made that take more of another document's line than is open: of what was sold, is in complaint or was
/// ordered. What lies in other documents that are being made is not open. `documents` are those around it, in any order; an older
/// version of the document itself among them does not count. Nothing is open of a document that is being made itself. A line that refers to no document that is known, or to one that promises
/// nothing (a quotation, a delivery note without an order), takes what it says.
///
/// ```
/// use clientela::domain::document::{Document, DocumentKind, DocumentState, Line, LineRef};
/// use clientela::domain::history::shortages;
/// use clientela::domain::{id::DocumentId, money::{Currency, Quantity}, time::Timestamp};
/// let (id, created, euro) = (DocumentId::from_bytes([1; 16]), Timestamp::from_millis(0), Currency::parse("EUR")?);
/// let line = |pieces| Line { number: 1, quantity: Quantity::from_pieces(pieces), ..Line::default() };
/// let receipt = Document { state: DocumentState::Issued, lines: vec![line(3)], ..Document::new(id, DocumentKind::Receipt, "R1", created, euro) };
/// let back = |pieces| Line { source: Some(LineRef::new("R1", 1)), ..line(pieces) };
/// let draft = Document::new(DocumentId::from_bytes([2; 16]), DocumentKind::Correction, "C1", created, euro);
/// let documents = [receipt];
/// assert!(shortages(&documents, &Document { lines: vec![back(-3)], ..draft.clone() }).is_empty());
/// assert_eq!(shortages(&documents, &Document { lines: vec![back(-4)], ..draft })[0].open, Quantity::from_pieces(3));
/// # Ok::<(), clientela::Error>(())
/// ```
pub fn shortages(documents: &[Document], draft: &Document) -> Vec<Shortage> {
    let settled = settled(documents, draft);
    let mut taken: HashMap<usize, i64> = HashMap::new();
    let mut found = Vec::new();
    for (place, node) in settled.nodes.iter().enumerate().filter(|(_, node)| node.document.id == draft.id) {
        let Some((of, whole)) = settled.open_for(place) else { continue };
        let before = taken.entry(of).or_default();
        let open = whole.saturating_sub(*before).max(0);
        let wanted = node.line.quantity.scaled().saturating_abs();
        if wanted > open {
            found.push(Shortage { line: node.line.number, open: Quantity::from_scaled(open) });
        }
        *before = before.saturating_add(wanted);
    }
    found
}

/// Gives the lines of a document being made what they leave open and the lines they refer to say: where a line has no price, item, prices,
/// tax, serial number and bundle; and where it has no amount, the amount. What takes all that is left of a line gets what is left of its
/// amount, so that the parts of a line add up to the whole (3 for 10.00), those within the document too.
pub fn complete_from_sources(documents: &[Document], draft: &mut Document) {
    let asked = draft.clone();
    let mut settled = settled(documents, &asked);
    let own = (0..settled.nodes.len()).filter(|place| settled.nodes[*place].document.id == asked.id);
    let mut own: Vec<usize> = own.collect();
    // What has its amount counts before what is given one.
    own.sort_by_key(|place| settled.nodes[*place].line.amount.is_none());
    for place in own {
        let node = &settled.nodes[place];
        let source = node.source.filter(|source| settled.nodes[*source].document.currency == asked.currency);
        let line = draft.lines.iter_mut().find(|line| line.number == node.line.number);
        if let (Some(source), Some(line)) = (source, line) {
            settled.complete(line, place, source);
            settled.take_part(place, source, line);
        }
    }
}

/// Everything but the document counts, and so do others that are being made.
fn settled<'a>(documents: &'a [Document], draft: &'a Document) -> Settlement<'a> {
    let others = documents.iter().filter(|document| document.id != draft.id);
    Settlement::of(others.chain([draft]), Pending::CountsBut(draft.id))
}

impl Settlement<'_> {
    /// What a line that does not count yet may take, and of which line; none where there is no bound.
    fn open_for(&self, place: usize) -> Option<(usize, i64)> {
        let source = self.nodes[place].source?;
        if self.nodes[source].document.state.is_being_made() {
            return Some((source, 0));
        }
        match (self.nodes[place].sense(), self.nodes[source].sense()) {
            (Role::Return, Role::Complaint) if self.nodes[source].role == Role::Complaint => Some((source, self.open_of_complaint(source))),
            (Role::Return | Role::Complaint, Role::Sale | Role::Return | Role::Complaint) => Some(self.open_of_sale(place)),
            (Role::Sale, Role::Sale | Role::Order) => Some((source, self.left_of(source))),
            (Role::Return | Role::Complaint, _) => self.sale_behind(place).map(|_| self.open_of_sale(place)),
            (Role::Sale, _) => {
                let behind = [Role::Order, Role::Sale].into_iter().find_map(|role| self.behind_notes(place, role));
                behind.map(|at| (at, self.nodes[at].left))
            }
            _ => None,
        }
    }

    /// What a complaint that is tied to a sale holds.
    fn open_of_complaint(&self, complaint: usize) -> i64 {
        if self.sale_behind(complaint).is_some() { self.nodes[complaint].left } else { 0 }
    }

    /// What the sale behind a line has left, on receipt and invoices together.
    fn open_of_sale(&self, place: usize) -> (usize, i64) {
        let Some(sale) = self.sale_behind(place) else { return (place, 0) };
        let left = self.members(sale).into_iter().map(|member| i128::from(self.nodes[member].left)).sum();
        (self.root(sale), saturated(left))
    }

    fn left_of(&self, place: usize) -> i64 {
        if self.nodes[place].role == Role::Nothing { 0 } else { self.nodes[place].left }
    }

    fn complete(&self, line: &mut Line, place: usize, source: usize) {
        let (kind, quantity) = (self.nodes[place].document.kind, line.quantity);
        let nothing = Price::default();
        if line.amount.is_none() && [line.regular_price, line.discount, line.final_price] == [nothing; 3] {
            *line = Line { number: line.number, ..self.line_from(source, kind, quantity) };
        } else if line.amount.is_none() {
            line.amount = Some(self.amount(source, kind, quantity, line.final_price));
        }
    }

    /// What a line of the document takes is gone for those behind it.
    fn take_part(&mut self, place: usize, source: usize, line: &Line) {
        let takes = matches!((self.nodes[place].sense(), self.nodes[source].sense()), (Role::Return, _) | (Role::Sale, Role::Order));
        if takes {
            self.is_gone(self.whole(source), line);
        }
    }

    /// A line of a document of this kind for so much of another line.
    pub(super) fn line_from(&self, source: usize, kind: DocumentKind, quantity: Quantity) -> Line {
        let (document, line) = (self.nodes[source].document, self.nodes[source].line);
        Line {
            quantity,
            amount: Some(self.amount(source, kind, quantity, line.final_price)),
            source: Some(LineRef { document: document.number.clone(), line: line.number, kind: Some(document.kind) }),
            ..line.clone()
        }
    }

    /// What so much of a line comes to at a price, in minor units: at the line's own price its share of what the line came to, and for who takes
    /// the last of it what is left.
    fn amount(&self, source: usize, kind: DocumentKind, quantity: Quantity, price: Price) -> i64 {
        let whole = &self.nodes[self.whole(source)];
        let gone = if kind == DocumentKind::Complaint { Gone::default() } else { whole.gone };
        let (taken, of) = (i128::from(quantity.scaled()), i128::from(whole.line.quantity.scaled()));
        let amount = i128::from(whole.line.gross_amount()) * of.signum();
        let own_price = price == whole.line.final_price && of != 0;
        let share = if own_price { share(amount, taken.abs(), of.abs()) } else { i128::from(price.times(quantity)) * taken.signum() };
        let rest = amount - i128::from(gone.amount);
        let last = taken.abs() + i128::from(gone.quantity) == of.abs();
        // More than rounding explains: a part went at another price.
        let near = (rest - share).abs() <= i128::from(gone.times) + 1;
        saturated(if last && near { rest } else { share } * taken.signum())
    }

    /// The line whose amount is given out in parts: the sale behind it, else the line itself.
    fn whole(&self, place: usize) -> usize {
        let sale = if self.nodes[place].role == Role::Sale { Some(place) } else { self.sale_behind(place) };
        sale.map_or(place, |sale| self.root(sale))
    }
}

/// A part of an amount, rounded half away from zero.
fn share(amount: i128, part: i128, of: i128) -> i128 {
    (2 * amount * part + of * amount.signum()) / (2 * of)
}
