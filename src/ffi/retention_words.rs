//! The words of retention.
#![allow(dead_code, reason = "most are for C; the code here goes through the domain's own enumerations")]

/// What a document is to the law.
pub type clientela_retention_class = i32;

/// A receipt of a sale.
pub const CLIENTELA_RETENTION_CLASS_RECEIPT: clientela_retention_class = 0;
/// An invoice or voucher: corrections, payments and direct debits too.
pub const CLIENTELA_RETENTION_CLASS_INVOICE: clientela_retention_class = 1;
/// Books and annual accounts.
pub const CLIENTELA_RETENTION_CLASS_BOOK: clientela_retention_class = 2;
/// A business letter: orders, quotations, delivery notes, complaints, contracts.
pub const CLIENTELA_RETENTION_CLASS_LETTER: clientela_retention_class = 3;
/// What only the tax office needs.
pub const CLIENTELA_RETENTION_CLASS_TAX_DOCUMENT: clientela_retention_class = 4;

/// Data of a person that are kept, or go, together.
pub type clientela_retention_data = i32;

/// First name, last name, company.
pub const CLIENTELA_RETENTION_DATA_NAME: clientela_retention_data = 0;
/// Street, postal code, city, region, country.
pub const CLIENTELA_RETENTION_DATA_ADDRESS: clientela_retention_data = 1;
/// Of a document, what was printed or sent: its signed payload.
pub const CLIENTELA_RETENTION_DATA_PRINTED: clientela_retention_data = 2;
/// E-mail addresses.
pub const CLIENTELA_RETENTION_DATA_EMAIL: clientela_retention_data = 3;
/// Numbers of phones and faxes.
pub const CLIENTELA_RETENTION_DATA_PHONE: clientela_retention_data = 4;
/// The birthday.
pub const CLIENTELA_RETENTION_DATA_BIRTH_DATE: clientela_retention_data = 5;
/// Bank details.
pub const CLIENTELA_RETENTION_DATA_BANK: clientela_retention_data = 6;
/// The proof of a consent to calls.
pub const CLIENTELA_RETENTION_DATA_PHONE_CONSENT: clientela_retention_data = 7;
/// What else is known of the person.
pub const CLIENTELA_RETENTION_DATA_OTHER: clientela_retention_data = 8;

/// Whether something stays.
pub type clientela_retention_stay = i32;

/// No law keeps it: it goes today, if the person asks.
pub const CLIENTELA_RETENTION_STAY_GOES: clientela_retention_stay = 0;
/// To the end of a day.
pub const CLIENTELA_RETENTION_STAY_UNTIL: clientela_retention_stay = 1;
/// Until somebody lifts a hold, and in any case to the end of the day, where there is one.
pub const CLIENTELA_RETENTION_STAY_HELD: clientela_retention_stay = 2;

/// Why something may not go, whatever the period.
pub type clientela_hold_kind = i32;

/// A claim or a court: everything it names stays.
pub const CLIENTELA_HOLD_KIND_LEGAL_HOLD: clientela_hold_kind = 0;
/// The tax office looks at the documents: their periods do not end.
pub const CLIENTELA_HOLD_KIND_TAX_AUDIT: clientela_hold_kind = 1;
