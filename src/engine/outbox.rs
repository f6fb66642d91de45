//! The outbox: documents that desks wrote, as lines of a feed, from a position in the journal on. Knows no SQL.

use std::collections::BTreeSet;
use std::io::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

use crate::domain::document::{Document, DocumentKind, DocumentState, Line};
use crate::domain::field::Field;
use crate::domain::id::Code;
use crate::domain::money::{PRICE_SCALE, Price, QUANTITY_SCALE};
use crate::domain::news::Position;
use crate::domain::pairs::Pairs;
use crate::engine::erp::Erp;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::Reader;

/// The most entries of the journal that one call looks at.
const MOST: usize = 1000;

/// What was sent of the outbox.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outbox {
    /// How many documents.
    pub documents: u64,
    /// How far that is: keep it once the lines were taken, and go on from there.
    pub position: Position,
    /// Whether there is more: ask again.
    pub more: bool,
}

impl Erp {
    /// Writes the documents that desks wrote after a position as lines of a feed ([`Erp::feed`], kind `document`), as they are now: those
    /// that were issued, and those that were cancelled, as drafts too. A draft is sent once it is none any more. What the central system fed
    /// is not sent back. Begin with an empty position; keep the new one once the lines were taken. After an old position the same documents
    /// come again, by kind and number. Of an anonymized customer's documents nothing personal is sent, and no signed payload.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use clientela::{DocumentDraft, Engine, Options, Seat, SystemClock};
    /// use clientela::{Format, domain::{document::DocumentKind, id::Code, money::Currency}};
    /// # use clientela::domain::rights::Rights;
    /// # let folder = tempfile::tempdir()?;
    /// # let open = |name: &str| Engine::open(folder.path().join(name), Options::new(Arc::new(SystemClock::default())));
    /// # let (here, there) = (open("here.db")?, open("there.db")?);
    /// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(|code| Code::parse(code).unwrap());
    /// # let desk = here.desk(Seat { branch, station, operator, rights: Rights::all() })?;
    /// let receipt = desk.start_document(&DocumentDraft::new(DocumentKind::Receipt, "R-1", Currency::parse("EUR")?))?;
    /// desk.issue_document(receipt)?;
    /// let mut lines = Vec::new();
    /// let sent = here.erp(Code::parse("erp")?).outbox("", &mut lines)?;
    /// assert_eq!((sent.documents, there.erp(Code::parse("erp")?).feed(&Format::JsonLines, &mut lines.as_slice())?.taken), (1, 1));
    /// let kept = sent.position.to_string();
    /// assert_eq!(here.erp(Code::parse("erp")?).outbox(&kept, &mut lines)?.documents, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] with `position.malformed`, or with `position.ahead` where the store has not come so far: it was restored from an
    /// older copy; begin anew then. [`ErrorKind::Io`] with `export.unwritable` where writing fails; those of reading.
    pub fn outbox(&self, after: &str, out: &mut dyn Write) -> Result<Outbox> {
        let mut position = Position::parse(after)?;
        let mut reader = self.engine.store().read()?;
        if position.is_ahead_of(&reader.position()?) {
            return Err(Violation::new("position", "position.ahead").into());
        }
        let written = reader.documents_written(&mut position, MOST)?;
        let more = written.len() == MOST;
        let mut documents = 0;
        for id in written.into_iter().collect::<BTreeSet<_>>() {
            let Some(document) = reader.document(id)?.filter(|document| document.state != DocumentState::Draft) else { continue };
            let line = line(&mut reader, &document)?;
            writeln!(out, "{line}").map_err(|cause| Error::new(ErrorKind::Io, "export.unwritable").caused_by(cause))?;
            documents += 1;
        }
        Ok(Outbox { documents, position, more })
    }
}

/// A document as a line of a feed; what it does not say stands not in it.
fn line(reader: &mut Reader<'_>, document: &Document) -> Result<Value> {
    let code = |code: &Option<Code>| code.as_ref().map(Code::to_string);
    let addressee = &document.addressee;
    let mut line = json!({
        "feed": "document", "kind": document.kind.name(), "number": document.number, "state": document.state.name(),
        "issuer": document.issuer, "addressee_name": addressee.name, "addressee_street": addressee.street,
        "addressee_postal_code": addressee.postal_code, "addressee_city": addressee.city, "addressee_region": addressee.region,
        "addressee_country": addressee.country, "source": document.source, "source_kind": document.source_kind.map(DocumentKind::name),
        "created": document.created.to_text(), "branch": code(&document.branch), "station": code(&document.station),
        "operator": code(&document.operator), "barcode": document.barcode, "currency": document.currency.as_str(),
        "total": document.total, "rounding": document.rounding,
        "lines": document.lines.iter().map(line_of).collect::<Vec<_>>(),
    });
    let map = line.as_object_mut().expect("an object was made just above");
    if document.net {
        map.extend([("net".to_owned(), true.into()), ("gross".to_owned(), true.into())]);
    }
    name_customer(reader, document, map)?;
    add_payload(document, map);
    Ok(without_nothing(line))
}

/// By what another store knows the customer: the id here, the id in the feeding system, the number.
fn name_customer(reader: &mut Reader<'_>, document: &Document, map: &mut Map<String, Value>) -> Result<()> {
    let Some(customer) = document.customer else { return Ok(()) };
    let stored = reader.subject(customer)?;
    let value = |field| stored.as_ref().and_then(|stored| stored.values.get(field));
    map.insert("subject".to_owned(), customer.to_string().into());
    map.insert("customer".to_owned(), value(Field::SourceId).into());
    map.insert("customer_number".to_owned(), value(Field::Number).into());
    Ok(())
}

fn add_payload(document: &Document, map: &mut Map<String, Value>) {
    let Some(payload) = document.payload.as_ref().filter(|_| !document.anonymized) else { return };
    map.insert("payload".to_owned(), STANDARD.encode(&payload.bytes).into());
    if let Some((ground, until)) = &payload.keep {
        map.insert("payload_ground".to_owned(), ground.as_str().into());
        map.insert("payload_keep_until".to_owned(), until.to_string().into());
    }
}

fn line_of(line: &Line) -> Value {
    let price = |price: Price| decimal(price.scaled(), PRICE_SCALE);
    let (source, bundle) = (line.source.as_ref(), line.bundle.as_ref());
    let pairs = |pairs: &Pairs| pairs.iter().map(|(name, value)| (name.to_owned(), value.into())).collect::<Map<_, _>>();
    without_nothing(json!({
        "line": line.number, "item": line.item_code, "name": line.item_name, "ean": line.ean, "serial_number": line.serial_number,
        "quantity": decimal(line.quantity.scaled(), QUANTITY_SCALE), "regular_price": price(line.regular_price),
        "discount": price(line.discount), "final_price": price(line.final_price), "amount": line.amount,
        "tax_rate": line.tax_rate.map(|rate| decimal(rate.into(), 100)), "bundle": bundle.map(|bundle| bundle.number),
        "bundle_name": bundle.map(|bundle| bundle.name.as_str()), "source_document": source.map(|source| source.document.as_str()),
        "source_line": source.map(|source| source.line), "source_kind": source.and_then(|source| source.kind).map(DocumentKind::name),
        "defective": line.defective.then_some(true), "properties": pairs(&line.properties), "attributes": pairs(&line.attributes),
    }))
}

/// A number of parts as an exact decimal.
fn decimal(parts: i64, scale: i64) -> String {
    let (sign, parts, scale) = (if parts < 0 { "-" } else { "" }, parts.unsigned_abs(), scale.unsigned_abs());
    let (whole, part) = (parts / scale, parts % scale);
    if part == 0 {
        return format!("{sign}{whole}");
    }
    let digits = format!("{:0width$}", part, width = scale.ilog10() as usize);
    format!("{sign}{whole}.{}", digits.trim_end_matches('0'))
}

/// Without members that say nothing.
fn without_nothing(mut value: Value) -> Value {
    if let Value::Object(map) = &mut value {
        map.retain(|_, member| {
            !member.is_null() && member.as_str() != Some("") && member.as_object().is_none_or(|pairs| !pairs.is_empty())
        });
    }
    value
}
