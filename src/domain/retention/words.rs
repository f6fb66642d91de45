//! The words of retention: what documents are to the law, and which data of a person are kept together.

use crate::domain::document::DocumentKind;
use crate::domain::field::{Field, RecordKind};
use crate::domain::words::words;

words! {
    /// What a document is to the law.
    ///
    /// ```
    /// use clientela::domain::{document::DocumentKind, retention::RetentionClass};
    /// assert_eq!(RetentionClass::of(DocumentKind::Correction), RetentionClass::Invoice);
    /// ```
    RetentionClass {
        /// A receipt of a sale.
        Receipt = "receipt",
        /// An invoice or voucher: corrections, payments and direct debits too.
        Invoice = "invoice",
        /// Books and annual accounts. No document of a customer is one; a host may keep such.
        Book = "book",
        /// A business letter: orders, quotations, delivery notes, complaints, contracts.
        Letter = "letter",
        /// What only the tax office needs.
        TaxDocument = "tax_document",
    }
}

impl RetentionClass {
    /// What a document of this kind is.
    pub fn of(kind: DocumentKind) -> Self {
        use DocumentKind as K;
        match kind {
            K::Receipt => Self::Receipt,
            K::Invoice | K::Correction | K::Payment | K::DirectDebit => Self::Invoice,
            _ => Self::Letter,
        }
    }
}

words! {
    /// Data of a person that are kept, or go, together.
    ///
    /// ```
    /// use clientela::domain::{field::Field, retention::RetentionData};
    /// assert_eq!(RetentionData::of(Field::AddresseeCity), Some(RetentionData::Address));
    /// assert_eq!(RetentionData::of(Field::Email), Some(RetentionData::Email));
    /// ```
    RetentionData {
        /// First name, last name, company.
        Name = "name",
        /// Street, postal code, city, region, country.
        Address = "address",
        /// Of a document, what was printed or sent: its signed payload.
        Printed = "printed",
        /// E-mail addresses.
        Email = "email",
        /// Numbers of phones and faxes.
        Phone = "phone",
        /// The birthday.
        BirthDate = "birth_date",
        /// Bank details.
        Bank = "bank",
        /// The proof of a consent to calls.
        PhoneConsent = "phone_consent",
        /// What else is known of the person.
        Other = "other",
    }
}

impl RetentionData {
    /// Where a field belongs; none where it is no data of a person: an opaque reference.
    pub fn of(field: Field) -> Option<Self> {
        use crate::domain::field::{Erase, Whole};
        let spec = field.spec();
        let data = match field {
            Field::GivenName | Field::FamilyName | Field::Company | Field::AddresseeName => Self::Name,
            Field::Email => Self::Email,
            Field::Phone | Field::Fax => Self::Phone,
            Field::BirthDate => Self::BirthDate,
            Field::Payload => Self::Printed,
            _ if spec.erase == Erase::Keep => return None,
            _ if spec.whole == Whole::Bank => Self::Bank,
            _ if matches!(spec.record, RecordKind::Address | RecordKind::Document) => Self::Address,
            _ => Self::Other,
        };
        Some(data)
    }

    /// Whether documents have it.
    pub(super) fn on_documents(self) -> bool {
        matches!(self, Self::Name | Self::Address | Self::Printed)
    }
}

words! {
    /// Whether data stay, in a word.
    ///
    /// ```
    /// use clientela::domain::retention::{RetentionStay, Stay};
    /// assert_eq!(Stay::Held(None).kind(), RetentionStay::Held);
    /// ```
    RetentionStay {
        /// No law keeps them: they go at once, if the person asks.
        Goes = "goes",
        /// To the end of a day.
        Until = "until",
        /// Until somebody lifts a hold, and in any case to the end of a day, where there is one.
        Held = "held",
    }
}

words! {
    /// Why something may not go, whatever the period.
    HoldKind {
        /// A claim or a court: everything it names stays.
        LegalHold = "legal_hold",
        /// The tax office looks at the documents: their periods do not end.
        TaxAudit = "tax_audit",
    }
}
