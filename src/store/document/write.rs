//! Writing a document with its lines.

use crate::domain::document::{Document, DocumentKind, Line};
use crate::domain::erasure::free_texts_of;
use crate::domain::field::RecordKind;
use crate::domain::journal::{EntryKind, Salt};
use crate::error::Result;
use crate::store::document::UNDEFINED;
use crate::store::free_text::TextOf;
use crate::store::item::pairs_to_json;
use crate::store::journal::Draft;
use crate::store::sql::Param;
use crate::store::unit::Writer;

impl Writer<'_> {
    /// Its entry names no subject: after an erasure nothing ties the documents of one person together.
    pub(in crate::store) fn put_document(&mut self, document: &Document) -> Result<Draft> {
        let known = self.document(document.id)?;
        if let Some(known) = &known {
            let customer = known.customer.map_or(UNDEFINED, |id| *id.bytes());
            self.session
                .execute("DELETE FROM line WHERE customer = $1 AND document = $2", &[(&customer).into(), known.id.bytes().into()])?;
        }
        self.keep_words(known.as_ref(), document)?;
        let salt = self.salt()?;
        self.put_header(document, &salt)?;
        for line in &document.lines {
            self.put_line(document, line)?;
        }
        let kind = if known.is_none() { EntryKind::Created } else { EntryKind::Changed };
        let mut draft = Draft::of(kind, RecordKind::Document, document.id.to_string(), None);
        draft.content = Some(document.salted_digest(&salt));
        Ok(draft)
    }

    /// Of what is free text in the lines.
    fn keep_words(&mut self, known: Option<&Document>, document: &Document) -> Result<()> {
        let (of, texts) = (TextOf::document(document.id), free_texts_of(document));
        if known.is_some_and(|known| !free_texts_of(known).is_empty()) {
            self.forget_words(&of)?;
        }
        self.add_words(&of, texts.iter().map(String::as_str))
    }

    fn put_header(&mut self, document: &Document, salt: &Salt) -> Result<()> {
        let sql = "INSERT INTO document (id, kind, number, state, issuer, customer, anonymized, addressee_name, addressee_street, \
                   addressee_postal_code, addressee_city, addressee_region, addressee_country, source, created, branch, station, operator, \
                   barcode, currency, total, payload, payload_ground, payload_until, source_kind, net, rounding, salt) VALUES ($1, $2, $3, $4, $5, \
                   $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28) ON CONFLICT (id) DO UPDATE SET \
                   state = excluded.state, issuer = excluded.issuer, customer = excluded.customer, anonymized = excluded.anonymized, \
                   addressee_name = excluded.addressee_name, addressee_street = excluded.addressee_street, \
                   addressee_postal_code = excluded.addressee_postal_code, addressee_city = excluded.addressee_city, \
                   addressee_region = excluded.addressee_region, addressee_country = excluded.addressee_country, source = excluded.source, \
                   created = excluded.created, branch = excluded.branch, station = excluded.station, operator = excluded.operator, \
                   barcode = excluded.barcode, currency = excluded.currency, total = excluded.total, payload = excluded.payload, \
                   payload_ground = excluded.payload_ground, payload_until = excluded.payload_until, source_kind = excluded.source_kind, \
                   net = excluded.net, rounding = excluded.rounding, salt = excluded.salt";
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
                    document.source_kind.map(DocumentKind::name).into(),
                    document.net.into(),
                    document.rounding.into(),
                    salt.into(),
                ],
            )
            .map(drop)
    }

    fn put_line(&mut self, document: &Document, line: &Line) -> Result<()> {
        let sql = "INSERT INTO line (customer, document, number, item_code, item_name, ean, quantity, regular_price, discount, \
                   final_price, source_document, source_line, defective, properties, attributes, source_kind, serial_number, bundle, \
                   bundle_name, amount, tax_rate) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)";
        let customer = document.customer.map_or(UNDEFINED, |id| *id.bytes());
        let (source, bundle) = (line.source.as_ref(), line.bundle.as_ref());
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
                    source.and_then(|source| source.kind).map(DocumentKind::name).into(),
                    Param::from(&line.serial_number),
                    bundle.map(|bundle| i64::from(bundle.number)).into(),
                    bundle.map(|bundle| &bundle.name).into(),
                    line.amount.into(),
                    line.tax_rate.map(i64::from).into(),
                ],
            )
            .map(drop)
    }
}
