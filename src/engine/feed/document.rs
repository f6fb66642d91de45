//! Items, documents and lines from a feed.

use std::mem;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::again::{Again, without_person};
use super::event::person_named;
use super::record::Record;
use super::run::{Feeder, Taken};
use crate::domain::change::Change;
use crate::domain::document::{Addressee, Bundle, Document, DocumentKind, DocumentState, Line, LineRef, MOST_LINES, Payload};
use crate::domain::id::DocumentId;
use crate::domain::item::Item;
use crate::domain::money::{Currency, Price, Quantity};
use crate::domain::pricing::{HIGHEST_RATE, make_gross};
use crate::domain::time::{Date, Timestamp};
use crate::error::{Result, Violation};
use crate::store::{Stored, Writer};

pub(super) fn required(name: &'static str) -> impl Fn() -> Violation {
    move || Violation::new(name, "required")
}

pub(super) fn take_item(writer: &mut Writer<'_>, record: &mut Record) -> Result<Taken> {
    let item = Item {
        code: record.required("code")?,
        name: record.required("name")?,
        ean: record.text("ean")?.unwrap_or_default(),
        properties: record.pairs("properties")?,
        attributes: record.pairs("attributes")?,
    };
    record.finish()?;
    if writer.item(&item.code)?.as_ref() == Some(&item) {
        return Ok(Taken::Unchanged);
    }
    Ok(Taken::Changes(vec![Change::Item(item)]))
}

pub(super) fn take_document(feeder: &Feeder<'_>, writer: &mut Writer<'_>, record: &mut Record) -> Result<Taken> {
    let customer = person_named(writer, record, "customer_number")?;
    let kind = record.word("kind", DocumentKind::from_name)?.ok_or_else(required("kind"))?;
    let number = record.required("number")?;
    let known = writer.document_by_number(kind, &number)?;
    let customer = match (customer, known.as_ref().and_then(|known| known.customer)) {
        (None, Some(known)) => writer.subject(known)?,
        (named, _) => named,
    };
    let mut lines = record.list("lines")?.map(|lines| read_lines(writer, lines)).transpose()?;
    let mut document = read_header(feeder, record, kind, number, known.as_ref())?;
    let gross = record.flag("gross")?;
    record.finish()?;
    if let Some(lines) = lines.as_mut().filter(|_| document.net && !gross) {
        make_gross(lines)?;
    }
    keep_payload(&mut document, known.as_ref());
    document.lines = lines.unwrap_or_else(|| known.as_ref().map(|known| known.lines.clone()).unwrap_or_default());
    address(&mut document, customer.as_ref(), known.as_ref(), feeder.erp.engine.now().date());
    take_out(feeder, writer, &mut document, known.as_ref())?;
    document.check()?;
    if known.as_ref() == Some(&document) {
        return Ok(Taken::Unchanged);
    }
    Ok(Taken::Changes(vec![Change::Document(Box::new(document))]))
}

fn read_header(feeder: &Feeder<'_>, record: &mut Record, kind: DocumentKind, number: String, known: Option<&Document>) -> Result<Document> {
    let engine = &feeder.erp.engine;
    let id = known.map_or_else(|| Ok::<_, crate::Error>(DocumentId::make(engine.now().at, engine.draw()?)), |known| Ok(known.id))?;
    let created = record.parsed("created", Timestamp::parse)?.ok_or_else(required("created"))?;
    let currency = record.parsed("currency", Currency::parse)?.ok_or_else(required("currency"))?;
    Ok(Document {
        state: record.word("state", DocumentState::from_name)?.ok_or_else(required("state"))?,
        issuer: record.text("issuer")?,
        addressee: Addressee {
            name: record.text("addressee_name")?,
            street: record.text("addressee_street")?,
            postal_code: record.text("addressee_postal_code")?,
            city: record.text("addressee_city")?,
            region: record.text("addressee_region")?,
            country: record.text("addressee_country")?,
        },
        source: record.text("source")?,
        source_kind: record.word("source_kind", DocumentKind::from_name)?,
        branch: record.code("branch")?,
        station: record.code("station")?,
        operator: record.code("operator")?,
        barcode: record.text("barcode")?,
        net: record.flag("net")?,
        total: record.number("total")?.ok_or_else(required("total"))?,
        rounding: record.number("rounding")?.unwrap_or_default(),
        payload: read_payload(record)?,
        ..Document::new(id, kind, number, created, currency)
    })
}

fn read_payload(record: &mut Record) -> Result<Option<Payload>, Violation> {
    let ground = record.text("payload_ground")?;
    let until = record.parsed("payload_keep_until", Date::parse)?;
    let Some(text) = record.text("payload")? else { return Ok(None) };
    let bytes = STANDARD.decode(text).map_err(|_| Violation::new("payload", "not_base64"))?;
    if ground.is_some() != until.is_some() {
        return Err(Violation::new("payload_keep_until", "ground_and_date_together"));
    }
    Ok(Some(Payload { bytes, keep: ground.zip(until) }))
}

/// A payload that comes no more stays: what was signed is not taken back by leaving it out.
fn keep_payload(document: &mut Document, known: Option<&Document>) {
    if document.payload.is_none() {
        document.payload = known.and_then(|known| known.payload.clone());
    }
}

/// Ties a document to its customer; one that comes again without naming it keeps it. One of an erased person is stored without customer, name and address, and without a payload nobody demands.
fn address(document: &mut Document, customer: Option<&Stored>, known: Option<&Document>, today: Date) {
    let erased = customer.is_some_and(|customer| customer.erased.is_some()) || known.is_some_and(|known| known.anonymized);
    if erased {
        return without_person(document, known, today);
    }
    let Some(customer) = customer else { return };
    document.customer = Some(customer.id);
    let as_issued = known.filter(|known| known.customer == Some(customer.id)).map(|known| &known.addressee);
    if document.addressee == Addressee::default() {
        document.addressee = as_issued.cloned().unwrap_or_default();
    }
    if document.addressee.name.is_none() {
        let name = as_issued.and_then(|addressee| addressee.name.clone());
        document.addressee.name = name.or_else(|| Some(customer.values.display_name()).filter(|name| !name.is_empty()));
    }
}

/// What was taken out of a document comes with no line again: see [`Again`].
fn take_out(feeder: &Feeder<'_>, writer: &mut Writer<'_>, document: &mut Document, known: Option<&Document>) -> Result<()> {
    let same = |known: &Document| known.lines == document.lines && known.anonymized == document.anonymized;
    if known.is_some_and(same) {
        return Ok(());
    }
    let before = known.filter(|known| known.anonymized == document.anonymized);
    let again = match before {
        _ if document.anonymized => Again::Anonymized,
        Some(before) => Again::of(writer, before)?,
        None => Again::No,
    };
    let (lines, word) = (mem::take(&mut document.lines), &feeder.erp.engine.store().word);
    let before = before.map(|before| &before.lines[..]).unwrap_or_default();
    document.lines = lines.into_iter().map(|line| again.line(writer, line, before, word)).collect::<Result<_>>()?;
    Ok(())
}

fn read_lines(writer: &mut Writer<'_>, records: Vec<Record>) -> Result<Vec<Line>> {
    if records.len() > MOST_LINES {
        return Err(Violation::new("lines", "too_many").with("max", MOST_LINES).into());
    }
    let mut lines = records
        .into_iter()
        .map(|mut record| {
            let line = read_line(writer, &mut record)?;
            record.finish()?;
            Ok(line)
        })
        .collect::<Result<Vec<_>>>()?;
    lines.sort_by_key(|line| line.number);
    if lines.windows(2).any(|pair| pair[0].number == pair[1].number) {
        return Err(Violation::new("line", "doubled").into());
    }
    Ok(lines)
}

fn read_source(record: &mut Record) -> Result<Option<LineRef>, Violation> {
    let kind = record.word("source_kind", DocumentKind::from_name)?;
    let source = record.text("source_document")?.zip(record.number("source_line")?);
    if source.is_none() && kind.is_some() {
        return Err(Violation::new("source_document", "required"));
    }
    Ok(source.map(|(document, line)| LineRef { document, line, kind }))
}

fn read_bundle(record: &mut Record) -> Result<Option<Bundle>, Violation> {
    let (number, name) = (record.number("bundle")?, record.text("bundle_name")?);
    match (number, name) {
        (None, Some(_)) => Err(Violation::new("bundle", "required")),
        (Some(0), _) => Err(Violation::new("bundle", "not_a_number")),
        (number, name) => Ok(number.map(|number| Bundle { number, name: name.unwrap_or_default() })),
    }
}

/// Percent with up to two decimals.
fn read_tax_rate(record: &mut Record) -> Result<Option<u16>, Violation> {
    let rate = record.decimal("tax_rate", 2)?;
    let fits = |rate: i64| u16::try_from(rate).ok().filter(|rate| *rate <= HIGHEST_RATE);
    rate.map(|rate| fits(rate).ok_or_else(|| Violation::new("tax_rate", "not_a_number"))).transpose()
}

/// What is not told follows from the others; what all are told is the feeding system's word.
fn regular_and_discount(regular: Option<i64>, discount: Option<i64>, final_price: i64) -> (i64, i64) {
    let discount = discount.unwrap_or_else(|| regular.map_or(0, |regular| regular.saturating_sub(final_price)));
    (regular.unwrap_or_else(|| final_price.saturating_add(discount)), discount)
}

pub(super) fn read_line(writer: &mut Writer<'_>, record: &mut Record) -> Result<Line> {
    let final_price = record.decimal("final_price", 4)?.ok_or_else(required("final_price"))?;
    let (regular_price, discount) = regular_and_discount(record.decimal("regular_price", 4)?, record.decimal("discount", 4)?, final_price);
    let mut line = Line {
        number: record.number("line")?.filter(|number| *number > 0).ok_or_else(required("line"))?,
        item_code: record.text("item")?.unwrap_or_default(),
        item_name: record.text("name")?.unwrap_or_default(),
        ean: record.text("ean")?.unwrap_or_default(),
        quantity: Quantity::from_scaled(record.decimal("quantity", 3)?.ok_or_else(required("quantity"))?),
        regular_price: Price::from_scaled(regular_price),
        discount: Price::from_scaled(discount),
        final_price: Price::from_scaled(final_price),
        source: read_source(record)?,
        serial_number: record.text("serial_number")?.unwrap_or_default(),
        bundle: read_bundle(record)?,
        amount: record.number("amount")?,
        tax_rate: read_tax_rate(record)?,
        defective: record.flag("defective")?,
        properties: record.pairs("properties")?,
        attributes: record.pairs("attributes")?,
    };
    if let Some(item) = writer.item(&line.item_code)? {
        item.complete(&mut line);
    }
    if line.item_name.is_empty() { Err(Violation::new("item", "item.unknown").into()) } else { Ok(line) }
}
