//! The lines of a draft at a desk: putting them on it, changing a quantity, taking one off. Knows no SQL.

use crate::domain::document::{Document, Line, MOST_LINES};
use crate::domain::history::{Shortage, complete_from_sources, shortages};
use crate::domain::id::DocumentId;
use crate::domain::money::Quantity;
use crate::engine::desk::Desk;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::{Reader, Writer};

impl Desk {
    /// Puts lines on a draft, in place of those it has (W2). Prices are gross, per single unit. A line that names an item of the assortment
    /// takes from it what it leaves open. A line that refers to another document's line and has no prices takes over item, prices, tax,
    /// serial number and bundle; its quantity is negative where it takes back. A line's amount is computed where it is not told, or is
    /// still that of another quantity or price; the total is computed.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use clientela::{DocumentDraft, Engine, Options, Seat, SystemClock};
    /// use clientela::domain::{document::{DocumentKind, Line}, money::{Currency, Price, Quantity}};
    /// # use clientela::domain::{id::Code, rights::Rights};
    /// # let folder = tempfile::tempdir()?;
    /// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
    /// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(|code| Code::parse(code).unwrap());
    /// # let desk = engine.desk(Seat { branch, station, operator, rights: Rights::all() })?;
    /// let receipt = desk.start_document(&DocumentDraft::new(DocumentKind::Receipt, "R-1", Currency::parse("EUR")?))?;
    /// let (quantity, final_price) = (Quantity::from_pieces(3), Price::from_minor(199));
    /// desk.put_lines(receipt, &[Line { number: 1, item_name: "Socks".into(), quantity, final_price, ..Line::default() }])?;
    /// assert_eq!(desk.document(receipt)?.total, 597);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::State`] with `document.final` once it is issued; [`ErrorKind::Conflict`] with `document.quantity_taken` where a line takes
    /// more than is open (`line`, `open`); [`ErrorKind::Invalid`]: `quantity.not_allowed` for 0 and for a sign that the kind of document has
    /// not, `line` not counted from 1 or doubled, `item.unknown` where nothing names the item, `amount.too_large`;
    /// [`ErrorKind::NotFound`], [`ErrorKind::NotPermitted`].
    pub fn put_lines(&self, document: DocumentId, lines: &[Line]) -> Result<()> {
        self.change_draft(document, |writer, document| {
            let before = std::mem::replace(&mut document.lines, lines.to_vec());
            without_old_amounts(&before, &mut document.lines);
            document.lines.sort_by_key(|line| line.number);
            numbered(&document.lines)?;
            document.lines.iter().try_for_each(|line| may_have(document, line.quantity))?;
            let around = around(writer, document)?;
            complete_from_sources(&around, document);
            complete_from_items(writer, &mut document.lines)?;
            document.price_gross()?;
            shortages(&around, document).first().map_or(Ok(()), |short| Err(taken(short)))
        })
    }

    /// Changes the quantity of a line of a draft. Its prices stay; amount and total are computed anew.
    ///
    /// # Errors
    /// As [`Self::put_lines`], where only this line is looked at; `document.line_unknown` where there is none; the sign stays.
    pub fn set_line_quantity(&self, document: DocumentId, line: u32, quantity: Quantity) -> Result<()> {
        self.change_draft(document, |writer, document| {
            may_have(document, quantity)?;
            let changed = document.lines.iter_mut().find(|one| one.number == line).ok_or_else(no_such_line)?;
            if changed.quantity.scaled().signum() != quantity.scaled().signum() {
                return Err(not_allowed().into());
            }
            (changed.quantity, changed.amount) = (quantity, None);
            let around = around(writer, document)?;
            complete_from_sources(&around, document);
            document.price_gross()?;
            // Of two lines that take of the same one, either may be the one too many.
            let source = document.lines.iter().find(|one| one.number == line).and_then(|changed| changed.source.clone());
            let same = |number: u32| source.is_some() && document.lines.iter().any(|one| one.number == number && one.source == source);
            let short = shortages(&around, document);
            short.iter().find(|short| short.line == line || same(short.line)).map_or(Ok(()), |short| Err(taken(short)))
        })
    }

    /// Takes a line off a draft; the others keep their numbers.
    ///
    /// # Errors
    /// As [`Self::set_line_quantity`].
    pub fn remove_line(&self, document: DocumentId, line: u32) -> Result<()> {
        self.change_draft(document, |_, document| {
            let place = document.lines.iter().position(|one| one.number == line).ok_or_else(no_such_line)?;
            document.lines.remove(place);
            Ok(document.price_gross()?)
        })
    }
}

/// The documents around a draft; where it refers to none, nothing asks for them.
fn around(reader: &mut Reader<'_>, document: &Document) -> Result<Vec<Document>> {
    if document.references().is_empty() { Ok(Vec::new()) } else { reader.documents_around(&[document]) }
}

/// Whether no line takes more than is open now.
pub(super) fn takes_what_is_open(reader: &mut Reader<'_>, document: &Document) -> Result<()> {
    let around = around(reader, document)?;
    shortages(&around, document).first().map_or(Ok(()), |short| Err(taken(short)))
}

/// Others took it, or it was never there: with the line of the draft and what is still open, in thousandths.
pub(super) fn taken(short: &Shortage) -> Error {
    let open = decimal(short.open);
    Error::new(ErrorKind::Conflict, "document.quantity_taken").field("quantity").with("line", short.line).with("open", open)
}

/// A quantity as people write it.
pub(super) fn decimal(quantity: Quantity) -> String {
    let (whole, part) = (quantity.scaled() / 1000, quantity.scaled() % 1000);
    if part == 0 { whole.to_string() } else { format!("{whole}.{part:03}").trim_end_matches('0').to_owned() }
}

/// An amount that was read with a line and put back with another quantity or price is computed anew.
fn without_old_amounts(before: &[Line], lines: &mut [Line]) {
    for line in lines {
        if before.iter().any(|old| old.number == line.number && line.has_amount_of(old)) {
            line.amount = None;
        }
    }
}

fn numbered(lines: &[Line]) -> Result<(), Violation> {
    if lines.len() > MOST_LINES {
        return Err(Violation::new("lines", "too_many").with("max", MOST_LINES));
    }
    if lines.iter().any(|line| line.number == 0) {
        return Err(Violation::new("line", "required"));
    }
    let doubled = lines.windows(2).any(|pair| pair[0].number == pair[1].number);
    if doubled { Err(Violation::new("line", "doubled")) } else { Ok(()) }
}

fn may_have(document: &Document, quantity: Quantity) -> Result<(), Violation> {
    if document.kind.takes(quantity) { Ok(()) } else { Err(not_allowed()) }
}

pub(super) fn not_allowed() -> Violation {
    Violation::new("quantity", "quantity.not_allowed")
}

fn no_such_line() -> Error {
    Error::new(ErrorKind::NotFound, "document.line_unknown").field("line")
}

fn complete_from_items(writer: &mut Writer<'_>, lines: &mut [Line]) -> Result<()> {
    for line in lines {
        if let Some(item) = writer.item(&line.item_code)? {
            item.complete(line);
        }
        if line.item_name.is_empty() {
            return Err(Violation::new("item", "item.unknown").into());
        }
    }
    Ok(())
}
