//! Documents and their lines.

use crate::domain::document::{Addressee, Bundle, Document, DocumentKind, DocumentState, Line, LineRef, Payload};
use crate::domain::id::{DocumentId, SubjectId};
use crate::domain::money::{Currency, Price, Quantity};
use crate::domain::time::{Date, Timestamp};
use crate::error::Result;
use crate::store::item::pairs_from_json;
use crate::store::sql::{Param, Row, damaged};
use crate::store::unit::Reader;

/// The query of documents, in the order [`read_document`] reads.
macro_rules! documents {
    ($which:literal) => {
        concat!(
            "SELECT id, kind, number, state, issuer, customer, anonymized, addressee_name, addressee_street, addressee_postal_code, ",
            "addressee_city, addressee_region, addressee_country, source, created, branch, station, operator, barcode, currency, ",
            "total, payload, payload_ground, payload_until, source_kind, net, rounding FROM document ",
            $which
        )
    };
}

mod around;
mod links;
mod write;
mod written;

/// The customer key of lines without a customer.
pub(super) const UNDEFINED: [u8; 16] = [0; 16];

const LINES: &str = "SELECT document, number, item_code, item_name, ean, quantity, regular_price, discount, final_price, source_document, \
     source_line, defective, properties, attributes, source_kind, serial_number, bundle, bundle_name, amount, tax_rate FROM line WHERE customer = $1 AND document >= $2 AND document <= $3";

fn read_document(row: &dyn Row) -> Result<Document> {
    let id = DocumentId::from_bytes(row.array(0)?);
    let currency = Currency::parse(row.text(19)?).map_err(|_| damaged())?;
    let kind = row.word(1, DocumentKind::from_name)?;
    let empty = Document::new(id, kind, row.text(2)?, Timestamp::from_millis(row.int(14)?), currency);
    Ok(Document {
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
        source_kind: read_kind(row, 24)?,
        branch: row.code_opt(15)?,
        station: row.code_opt(16)?,
        operator: row.code_opt(17)?,
        barcode: row.string_opt(18)?,
        net: row.flag(25)?,
        total: row.int(20)?,
        rounding: row.int(26)?,
        payload: read_payload(row)?,
        ..empty
    })
}

/// A kind that may be unknown.
fn read_kind(row: &dyn Row, column: usize) -> Result<Option<DocumentKind>> {
    row.text_opt(column)?.map(|name| DocumentKind::from_name(name).ok_or_else(damaged)).transpose()
}

fn read_source(row: &dyn Row) -> Result<Option<LineRef>> {
    let Some(document) = row.string_opt(9)? else { return Ok(None) };
    Ok(Some(LineRef { document, line: row.number(10)?, kind: read_kind(row, 14)? }))
}

fn read_bundle(row: &dyn Row) -> Result<Option<Bundle>> {
    let Some(name) = row.string_opt(17)? else { return Ok(None) };
    Ok(Some(Bundle { number: row.number(16)?, name }))
}

fn read_payload(row: &dyn Row) -> Result<Option<Payload>> {
    let Some(bytes) = row.bytes_opt(21)? else { return Ok(None) };
    let until = row.text_opt(23)?.map(|text| Date::parse(text).map_err(|_| damaged())).transpose()?;
    let keep = row.string_opt(22)?.zip(until);
    Ok(Some(Payload { bytes: bytes.to_vec(), keep }))
}

fn read_line(row: &dyn Row) -> Result<Line> {
    Ok(Line {
        number: row.number(1)?,
        item_code: row.text(2)?.to_owned(),
        item_name: row.text(3)?.to_owned(),
        ean: row.text(4)?.to_owned(),
        quantity: Quantity::from_scaled(row.int(5)?),
        regular_price: Price::from_scaled(row.int(6)?),
        discount: Price::from_scaled(row.int(7)?),
        final_price: Price::from_scaled(row.int(8)?),
        serial_number: row.text(15)?.to_owned(),
        bundle: read_bundle(row)?,
        amount: row.int_opt(18)?,
        tax_rate: row.int_opt(19)?.map(u16::try_from).transpose().map_err(|_| damaged())?,
        source: read_source(row)?,
        defective: row.flag(11)?,
        properties: pairs_from_json(row.text(12)?)?,
        attributes: pairs_from_json(row.text(13)?)?,
    })
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
        documents.sort_unstable_by_key(|document| document.id);
        self.each_line(customer.bytes(), &[0; 16], &[0xff; 16], &mut |id, line| {
            let at = documents.binary_search_by_key(&id, |document| document.id).map_err(|_| damaged())?;
            documents[at].lines.push(line);
            Ok(())
        })?;
        documents.sort_by_key(|document| (document.created, document.id));
        Ok(documents)
    }

    /// The ids of all documents of these records, oldest first.
    pub(crate) fn document_ids(&mut self, records: &[SubjectId]) -> Result<Vec<DocumentId>> {
        let mut all = Vec::new();
        for record in records {
            let sql = "SELECT created, id FROM document WHERE customer = $1";
            all.extend(self.all(sql, &[record.into()], |row| Ok((row.int(0)?, DocumentId::from_bytes(row.array(1)?))))?);
        }
        all.sort_unstable();
        Ok(all.into_iter().map(|(_, id)| id).collect())
    }

    fn with_lines(&mut self, document: Option<Document>) -> Result<Option<Document>> {
        let Some(mut document) = document else { return Ok(None) };
        let customer = document.customer.map_or(UNDEFINED, |id| *id.bytes());
        let id = *document.id.bytes();
        self.each_line(&customer, &id, &id, &mut |_, line| {
            document.lines.push(line);
            Ok(())
        })?;
        Ok(Some(document))
    }

    /// The lines of a customer's documents, from one document to another.
    fn each_line(
        &mut self,
        customer: &[u8; 16],
        first: &[u8; 16],
        last: &[u8; 16],
        each: &mut dyn FnMut(DocumentId, Line) -> Result<()>,
    ) -> Result<()> {
        let params: [Param<'_>; 3] = [customer.into(), first.into(), last.into()];
        self.session.query(LINES, &params, &mut |row| each(DocumentId::from_bytes(row.array(0)?), read_line(row)?))
    }

    /// The digest of a document's content as stored, for the verification of the journal.
    pub(super) fn document_digest(&mut self, id: &str) -> Result<Option<[u8; 32]>> {
        let id = DocumentId::parse(id).map_err(|_| damaged())?;
        let Some(document) = self.document(id)? else { return Ok(None) };
        let salt = self.one("SELECT salt FROM document WHERE id = $1", &[id.bytes().into()], |row| row.array_opt(0))?.flatten();
        // Before there were salts.
        Ok(Some(salt.map_or_else(|| document.content_digest(), |salt| document.salted_digest(&salt))))
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
