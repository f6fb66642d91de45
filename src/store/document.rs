//! Documents and their lines.

use std::collections::HashMap;

use crate::domain::document::{Addressee, Document, DocumentKind, DocumentState, Line, LineRef, Payload};
use crate::domain::field::RecordKind;
use crate::domain::id::{DocumentId, SubjectId};
use crate::domain::journal::EntryKind;
use crate::domain::money::{Currency, Price, Quantity};
use crate::domain::time::{Date, Timestamp};
use crate::error::Result;
use crate::store::item::{pairs_from_json, pairs_to_json};
use crate::store::journal::Draft;
use crate::store::sql::{Param, Row, damaged};
use crate::store::unit::{Reader, Writer};

/// The customer key of lines without a customer.
pub(super) const UNDEFINED: [u8; 16] = [0; 16];

/// The query of documents, in the order [`read_document`] reads.
macro_rules! documents {
    ($which:literal) => {
        concat!(
            "SELECT id, kind, number, state, issuer, customer, anonymized, addressee_name, addressee_street, addressee_postal_code, ",
            "addressee_city, addressee_region, addressee_country, source, created, branch, station, operator, barcode, currency, ",
            "total, payload, payload_ground, payload_until FROM document ",
            $which
        )
    };
}

const LINES: &str = "SELECT document, number, item_code, item_name, ean, quantity, regular_price, discount, final_price, source_document, \
     source_line, defective, properties, attributes FROM line WHERE customer = $1 AND document >= $2 AND document <= $3";

fn read_document(row: &dyn Row) -> Result<Document> {
    Ok(Document {
        id: DocumentId::from_bytes(row.array(0)?),
        kind: row.word(1, DocumentKind::from_name)?,
        number: row.text(2)?.to_owned(),
        state: row.word(3, DocumentState::from_name)?,
        issuer: row.string_opt(4)?,
        customer: row.array_opt(5)?.map(SubjectId::from_bytes),
        anonymized: row.flag(6)?,
        addressee: Addressee {
            name: row.string_opt(7)?,
            street: row.string_opt(8)?,
            postal_code: row.string_opt(9)?,
            city: row.string_opt(10)?,
            region: row.string_opt(11)?,
            country: row.string_opt(12)?,
        },
        source: row.string_opt(13)?,
        created: Timestamp::from_millis(row.int(14)?),
        branch: row.code_opt(15)?,
        station: row.code_opt(16)?,
        operator: row.code_opt(17)?,
        barcode: row.string_opt(18)?,
        currency: Currency::parse(row.text(19)?).map_err(|_| damaged())?,
        total: row.int(20)?,
        payload: read_payload(row)?,
        lines: Vec::new(),
    })
}

fn read_payload(row: &dyn Row) -> Result<Option<Payload>> {
    let Some(bytes) = row.bytes_opt(21)? else { return Ok(None) };
    let until = row.text_opt(23)?.map(|text| Date::parse(text).map_err(|_| damaged())).transpose()?;
    let keep = row.string_opt(22)?.zip(until);
    Ok(Some(Payload { bytes: bytes.to_vec(), keep }))
}

fn read_line(row: &dyn Row) -> Result<(DocumentId, Line)> {
    let source = row.string_opt(9)?.map(|document| Ok::<_, crate::Error>(LineRef { document, line: row.number(10)? })).transpose()?;
    let line = Line {
        number: row.number(1)?,
        item_code: row.text(2)?.to_owned(),
        item_name: row.text(3)?.to_owned(),
        ean: row.text(4)?.to_owned(),
        quantity: Quantity::from_scaled(row.int(5)?),
        regular_price: Price::from_scaled(row.int(6)?),
        discount: Price::from_scaled(row.int(7)?),
        final_price: Price::from_scaled(row.int(8)?),
        source,
        defective: row.flag(11)?,
        properties: pairs_from_json(row.text(12)?)?,
        attributes: pairs_from_json(row.text(13)?)?,
    };
    Ok((DocumentId::from_bytes(row.array(0)?), line))
}

impl Reader<'_> {
    /// A document with its lines.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn document(&mut self, id: DocumentId) -> Result<Option<Document>> {
        let found = self.one(documents!("WHERE id = $1"), &[id.bytes().into()], read_document)?;
        self.with_lines(found)
    }

    /// A document by kind and number, with its lines.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn document_by_number(&mut self, kind: DocumentKind, number: &str) -> Result<Option<Document>> {
        let found = self.one(documents!("WHERE kind = $1 AND number = $2"), &[kind.name().into(), number.into()], read_document)?;
        self.with_lines(found)
    }

    /// All documents of a customer and of everybody merged with it, with their lines, oldest first.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn documents(&mut self, customer: SubjectId) -> Result<Vec<Document>> {
        let mut documents = Vec::new();
        for side in self.same_as(customer)? {
            documents.extend(self.documents_of(side)?);
        }
        documents.sort_by_key(|document| (document.created, document.id));
        Ok(documents)
    }

    /// All documents of this very record of a customer.
    pub(crate) fn documents_of(&mut self, customer: SubjectId) -> Result<Vec<Document>> {
        let mut documents = self.all(documents!("WHERE customer = $1"), &[(&customer).into()], read_document)?;
        let lines = self.lines(customer.bytes(), &[0; 16], &[0xff; 16])?;
        let place: HashMap<_, _> = documents.iter().enumerate().map(|(at, d)| (d.id, at)).collect();
        for (id, line) in lines {
            let at = *place.get(&id).ok_or_else(damaged)?;
            documents[at].lines.push(line);
        }
        documents.sort_by_key(|document| (document.created, document.id));
        Ok(documents)
    }

    fn with_lines(&mut self, document: Option<Document>) -> Result<Option<Document>> {
        let Some(mut document) = document else { return Ok(None) };
        let customer = document.customer.map_or(UNDEFINED, |id| *id.bytes());
        let lines = self.lines(&customer, document.id.bytes(), document.id.bytes())?;
        document.lines = lines.into_iter().map(|(_, line)| line).collect();
        Ok(Some(document))
    }

    fn lines(&mut self, customer: &[u8; 16], first: &[u8; 16], last: &[u8; 16]) -> Result<Vec<(DocumentId, Line)>> {
        let params: [Param<'_>; 3] = [customer.into(), first.into(), last.into()];
        self.all(LINES, &params, read_line)
    }

    /// The digest of a document's content as stored, for the verification of the journal.
    pub(super) fn document_digest(&mut self, id: &str) -> Result<Option<[u8; 32]>> {
        let id = DocumentId::parse(id).map_err(|_| damaged())?;
        Ok(self.document(id)?.map(|document| document.content_digest()))
    }
}

impl Reader<'_> {
    /// How many documents a customer has, with those of everybody merged with it.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn document_count(&mut self, customer: SubjectId) -> Result<usize> {
        let sql = "SELECT count(*) FROM document WHERE customer = $1";
        let mut count = 0;
        for side in self.same_as(customer)? {
            count += self.one(sql, &[(&side).into()], |row| row.number(0))?.unwrap_or(0);
        }
        Ok(count)
    }
}

impl Writer<'_> {
    /// Its entry names no subject: after an erasure nothing ties the documents of one person together.
    pub(super) fn put_document(&mut self, document: &Document) -> Result<Draft> {
        let known = self.document(document.id)?;
        if let Some(known) = &known {
            let customer = known.customer.map_or(UNDEFINED, |id| *id.bytes());
            self.session
                .execute("DELETE FROM line WHERE customer = $1 AND document = $2", &[(&customer).into(), known.id.bytes().into()])?;
        }
        self.put_header(document)?;
        for line in &document.lines {
            self.put_line(document, line)?;
        }
        let kind = if known.is_none() { EntryKind::Created } else { EntryKind::Changed };
        let mut draft = Draft::of(kind, RecordKind::Document, document.id.to_string(), None);
        draft.content = Some(document.content_digest());
        Ok(draft)
    }

    fn put_header(&mut self, document: &Document) -> Result<()> {
        let sql = "INSERT INTO document (id, kind, number, state, issuer, customer, anonymized, addressee_name, addressee_street, \
                   addressee_postal_code, addressee_city, addressee_region, addressee_country, source, created, branch, station, operator, \
                   barcode, currency, total, payload, payload_ground, payload_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, \
                   $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24) ON CONFLICT (id) DO UPDATE SET \
                   state = excluded.state, issuer = excluded.issuer, customer = excluded.customer, anonymized = excluded.anonymized, \
                   addressee_name = excluded.addressee_name, addressee_street = excluded.addressee_street, \
                   addressee_postal_code = excluded.addressee_postal_code, addressee_city = excluded.addressee_city, \
                   addressee_region = excluded.addressee_region, addressee_country = excluded.addressee_country, source = excluded.source, \
                   created = excluded.created, branch = excluded.branch, station = excluded.station, operator = excluded.operator, \
                   barcode = excluded.barcode, currency = excluded.currency, total = excluded.total, payload = excluded.payload, \
                   payload_ground = excluded.payload_ground, payload_until = excluded.payload_until";
        let addressee = &document.addressee;
        let payload = document.payload.as_ref();
        let keep = payload.and_then(|payload| payload.keep.as_ref());
        let until = keep.map(|(_, until)| until.to_string());
        self.session
            .execute(
                sql,
                &[
                    document.id.bytes().into(),
                    document.kind.name().into(),
                    Param::from(&document.number),
                    document.state.name().into(),
                    document.issuer.as_ref().into(),
                    document.customer.as_ref().into(),
                    document.anonymized.into(),
                    addressee.name.as_ref().into(),
                    addressee.street.as_ref().into(),
                    addressee.postal_code.as_ref().into(),
                    addressee.city.as_ref().into(),
                    addressee.region.as_ref().into(),
                    addressee.country.as_ref().into(),
                    document.source.as_ref().into(),
                    document.created.into(),
                    document.branch.as_ref().into(),
                    document.station.as_ref().into(),
                    document.operator.as_ref().into(),
                    document.barcode.as_ref().into(),
                    document.currency.as_str().into(),
                    document.total.into(),
                    payload.map(|payload| payload.bytes.as_slice()).into(),
                    keep.map(|(ground, _)| ground).into(),
                    until.as_ref().into(),
                ],
            )
            .map(drop)
    }

    fn put_line(&mut self, document: &Document, line: &Line) -> Result<()> {
        let sql = "INSERT INTO line (customer, document, number, item_code, item_name, ean, quantity, regular_price, discount, \
                   final_price, source_document, source_line, defective, properties, attributes) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
        let customer = document.customer.map_or(UNDEFINED, |id| *id.bytes());
        let source = line.source.as_ref();
        let (properties, attributes) = (pairs_to_json(&line.properties)?, pairs_to_json(&line.attributes)?);
        self.session
            .execute(
                sql,
                &[
                    (&customer).into(),
                    document.id.bytes().into(),
                    i64::from(line.number).into(),
                    Param::from(&line.item_code),
                    Param::from(&line.item_name),
                    Param::from(&line.ean),
                    line.quantity.scaled().into(),
                    line.regular_price.scaled().into(),
                    line.discount.scaled().into(),
                    line.final_price.scaled().into(),
                    source.map(|source| &source.document).into(),
                    source.map(|source| i64::from(source.line)).into(),
                    line.defective.into(),
                    Param::from(&properties),
                    Param::from(&attributes),
                ],
            )
            .map(drop)
    }
}
