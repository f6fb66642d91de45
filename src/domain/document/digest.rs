//! The digest of what a document says, for the journal.

use sha2::{Digest, Sha256};

use crate::domain::document::{Document, DocumentKind, Line};
use crate::domain::id::Code;
use crate::domain::journal::{Digest32, Encoder, Salt};

/// Stands where a line's number would: what follows was not known to the first form of the digest.
const FURTHER: i64 = -1;

/// Stands for a number that is not known.
const UNKNOWN: i64 = i64::MIN;

impl Document {
    /// The digest of everything in it but customer, addressee and payload. The journal commits to it as it is only of documents that were
    /// written before there were salts. What documents did not hold at first is digested only where there is any of it, so that digests of
    /// then are still right.
    pub fn content_digest(&self) -> [u8; 32] {
        let mut out = Encoder(Vec::with_capacity(512));
        out.bytes(self.id.bytes());
        let code = |code: &Option<Code>| code.as_ref().map_or(String::new(), |c| c.as_str().to_owned());
        let texts = [
            self.kind.name(),
            &self.number,
            self.state.name(),
            self.issuer.as_deref().unwrap_or(""),
            self.source.as_deref().unwrap_or(""),
            &code(&self.branch),
            &code(&self.station),
            &code(&self.operator),
            self.barcode.as_deref().unwrap_or(""),
            self.currency.as_str(),
        ];
        texts.into_iter().for_each(|text| out.text(text));
        out.number(self.created.millis());
        out.number(self.total);
        self.lines.iter().for_each(|line| line.encode(&mut out));
        if self.says_more() {
            self.encode_further(&mut out);
        }
        Sha256::digest(&out.0).into()
    }

    /// The digest the journal commits to, with a salt that is another one each time the document is written: what it said before, a text
    /// that was cleaned since, cannot be tried.
    pub fn salted_digest(&self, salt: &Salt) -> Digest32 {
        let mut out = Encoder(Vec::with_capacity(96));
        out.text("clientela-document-2");
        out.bytes(salt);
        out.bytes(&self.content_digest());
        Sha256::digest(&out.0).into()
    }

    /// Whether anything is said that the first form of the digest did not know.
    fn says_more(&self) -> bool {
        self.source_kind.is_some() || self.net || self.rounding != 0 || self.lines.iter().any(Line::says_more)
    }

    fn encode_further(&self, out: &mut Encoder) {
        out.number(FURTHER);
        out.text(self.source_kind.map_or("", DocumentKind::name));
        out.number(self.net.into());
        out.number(self.rounding);
        self.lines.iter().for_each(|line| line.encode_further(out));
    }
}

impl Line {
    fn encode(&self, out: &mut Encoder) {
        let source = self.source.as_ref();
        let numbers = [
            i64::from(self.number),
            self.quantity.scaled(),
            self.regular_price.scaled(),
            self.discount.scaled(),
            self.final_price.scaled(),
            source.map_or(0, |source| i64::from(source.line)),
            i64::from(self.defective),
        ];
        numbers.into_iter().for_each(|number| out.number(number));
        for text in [&self.item_code, &self.item_name, &self.ean] {
            out.text(text);
        }
        out.text(source.map_or("", |source| &source.document));
        for pairs in [&self.properties, &self.attributes] {
            out.number(i64::try_from(pairs.len()).unwrap_or(i64::MAX));
            pairs.iter().for_each(|(name, value)| {
                out.text(name);
                out.text(value);
            });
        }
    }

    fn source_kind(&self) -> Option<DocumentKind> {
        self.source.as_ref().and_then(|source| source.kind)
    }

    fn says_more(&self) -> bool {
        let told = self.amount.is_some() || self.tax_rate.is_some() || self.bundle.is_some() || self.source_kind().is_some();
        told || !self.serial_number.is_empty()
    }

    fn encode_further(&self, out: &mut Encoder) {
        let bundle = self.bundle.as_ref();
        out.text(self.source_kind().map_or("", DocumentKind::name));
        out.text(&self.serial_number);
        out.text(bundle.map_or("", |bundle| &bundle.name));
        out.number(bundle.map_or(0, |bundle| bundle.number.into()));
        out.number(self.tax_rate.map_or(UNKNOWN, i64::from));
        // Any amount is possible, so whether there is one is a number of its own.
        out.number(self.amount.is_some().into());
        out.number(self.amount.unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::{Bundle, LineRef};
    use crate::domain::id::DocumentId;
    use crate::domain::money::{Currency, Price, Quantity};
    use crate::domain::time::Timestamp;

    fn receipt() -> Document {
        let currency = Currency::parse("EUR").expect("a currency");
        let line = Line {
            number: 1,
            item_name: "Socks".into(),
            quantity: Quantity::from_pieces(3),
            final_price: Price::from_minor(199),
            source: Some(LineRef::new("O-1", 2)),
            ..Line::default()
        };
        let created = Timestamp::from_millis(1_700_000_000_000);
        let receipt = Document::new(DocumentId::from_bytes([7; 16]), DocumentKind::Receipt, "R-1", created, currency);
        Document { total: 597, source: Some("O-1".into()), lines: vec![line.clone(), Line { number: 2, ..line }], ..receipt }
    }

    #[test]
    fn the_digest_of_a_document_of_before_is_what_it_was() {
        let digest = receipt().content_digest();
        let half = |from: usize| u128::from_be_bytes(digest[from..from + 16].try_into().expect("16 bytes"));
        assert_eq!([half(0), half(16)], [0x446e_44a9_74cd_8bea_b4a4_01b2_aec5_2f63, 0x3056_b892_b2f1_804b_3c31_5130_37b0_84de]);
    }

    #[test]
    fn whatever_is_said_changes_the_digest() {
        let of_line = |change: fn(&mut Line)| {
            let mut document = receipt();
            change(&mut document.lines[1]);
            document
        };
        let kind = |line: &mut Line| line.source = Some(LineRef { kind: Some(DocumentKind::Order), ..LineRef::new("O-1", 2) });
        let bundle = |number, name: &str| Some(Bundle { number, name: name.into() });
        let mut others = vec![
            receipt(),
            Document { net: true, ..receipt() },
            Document { rounding: 2, ..receipt() },
            Document { source_kind: Some(DocumentKind::Order), ..receipt() },
            of_line(kind),
            of_line(|line| line.serial_number = "S1".into()),
            of_line(|line| line.amount = Some(0)),
            of_line(|line| line.amount = Some(597)),
            of_line(|line| line.tax_rate = Some(0)),
            of_line(|line| line.tax_rate = Some(1900)),
        ];
        for (number, name) in [(1, ""), (2, ""), (1, "S1")] {
            let mut document = receipt();
            document.lines[1].bundle = bundle(number, name);
            others.push(document);
        }
        let mut first = receipt();
        first.lines[0].serial_number = "S1".into();
        others.push(first);
        let digests: std::collections::BTreeSet<_> = others.iter().map(Document::content_digest).collect();
        assert_eq!(digests.len(), others.len());
    }
}
