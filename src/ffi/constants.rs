//! Constants for fields and rights. A number keeps its meaning for ever; new ones may be added.
#![allow(dead_code, reason = "most are for C; the code here goes through the domain's own enumerations")]

/// A field of a customer, an address, a contact, a document.
pub type clientela_field = i32;

/// `private` or `business`.
pub const CLIENTELA_FIELD_KIND: clientela_field = 1;
/// The customer number.
pub const CLIENTELA_FIELD_NUMBER: clientela_field = 2;
/// The id in the system that feeds the customer.
pub const CLIENTELA_FIELD_SOURCE_ID: clientela_field = 3;
/// `active`, `inactive` or `blocked`.
pub const CLIENTELA_FIELD_STATUS: clientela_field = 4;
/// The responsible branch.
pub const CLIENTELA_FIELD_BRANCH: clientela_field = 5;
/// The last visit, a date.
pub const CLIENTELA_FIELD_LAST_VISIT: clientela_field = 6;
/// First name.
pub const CLIENTELA_FIELD_GIVEN_NAME: clientela_field = 7;
/// Last name.
pub const CLIENTELA_FIELD_FAMILY_NAME: clientela_field = 8;
/// Company.
pub const CLIENTELA_FIELD_COMPANY: clientela_field = 9;
/// Date of birth.
pub const CLIENTELA_FIELD_BIRTH_DATE: clientela_field = 10;
/// The customer's language.
pub const CLIENTELA_FIELD_LANGUAGE: clientela_field = 11;
/// Street and number.
pub const CLIENTELA_FIELD_STREET: clientela_field = 20;
/// Postal code.
pub const CLIENTELA_FIELD_POSTAL_CODE: clientela_field = 21;
/// City.
pub const CLIENTELA_FIELD_CITY: clientela_field = 22;
/// State or region.
pub const CLIENTELA_FIELD_REGION: clientela_field = 23;
/// Country.
pub const CLIENTELA_FIELD_COUNTRY: clientela_field = 24;
/// E-mail address.
pub const CLIENTELA_FIELD_EMAIL: clientela_field = 30;
/// Phone number.
pub const CLIENTELA_FIELD_PHONE: clientela_field = 31;
/// Fax number.
pub const CLIENTELA_FIELD_FAX: clientela_field = 32;
/// What the related person is to the customer: `contact` or `family`.
pub const CLIENTELA_FIELD_ROLE: clientela_field = 40;
/// The addressee's name as issued.
pub const CLIENTELA_FIELD_ADDRESSEE_NAME: clientela_field = 50;
/// The addressee's street as issued.
pub const CLIENTELA_FIELD_ADDRESSEE_STREET: clientela_field = 51;
/// The addressee's postal code as issued.
pub const CLIENTELA_FIELD_ADDRESSEE_POSTAL_CODE: clientela_field = 52;
/// The addressee's city as issued.
pub const CLIENTELA_FIELD_ADDRESSEE_CITY: clientela_field = 53;
/// The addressee's region as issued.
pub const CLIENTELA_FIELD_ADDRESSEE_REGION: clientela_field = 54;
/// The addressee's country as issued.
pub const CLIENTELA_FIELD_ADDRESSEE_COUNTRY: clientela_field = 55;
/// The signed payload of a document, opaque.
pub const CLIENTELA_FIELD_PAYLOAD: clientela_field = 56;
/// A reference to the evidence of a consent (form number, external id).
pub const CLIENTELA_FIELD_EVIDENCE_REFERENCE: clientela_field = 60;
/// The reason an operator gave for a change.
pub const CLIENTELA_FIELD_REASON: clientela_field = 61;
/// The name of a branch.
pub const CLIENTELA_FIELD_BRANCH_NAME: clientela_field = 70;
/// Whether the branch is the head office: `yes` or `no`.
pub const CLIENTELA_FIELD_HEAD_OFFICE: clientela_field = 71;
/// Whether the branch is closed: `yes` or `no`.
pub const CLIENTELA_FIELD_BRANCH_CLOSED: clientela_field = 72;
/// The branch that a station belongs to.
pub const CLIENTELA_FIELD_STATION_BRANCH: clientela_field = 73;
/// Whether the station is out of use: `yes` or `no`.
pub const CLIENTELA_FIELD_STATION_CLOSED: clientela_field = 74;
/// The rights of a role, by name.
pub const CLIENTELA_FIELD_ROLE_RIGHTS: clientela_field = 75;
/// The name an operator signs in with.
pub const CLIENTELA_FIELD_USER_NAME: clientela_field = 80;
/// The slow hash of an operator's password.
pub const CLIENTELA_FIELD_PASSWORD: clientela_field = 81;
/// The digest of the hash as it was fed.
pub const CLIENTELA_FIELD_PASSWORD_SOURCE: clientela_field = 82;
/// An operator's roles.
pub const CLIENTELA_FIELD_OPERATOR_ROLES: clientela_field = 83;
/// The rights an operator has besides those of the roles, by name.
pub const CLIENTELA_FIELD_OPERATOR_RIGHTS: clientela_field = 84;
/// Whether the operator was locked by the central system: `yes` or `no`.
pub const CLIENTELA_FIELD_OPERATOR_LOCKED: clientela_field = 85;
/// Whether the operator left: `yes` or `no`.
pub const CLIENTELA_FIELD_OPERATOR_REMOVED: clientela_field = 86;
/// The value of a setting, as text.
pub const CLIENTELA_FIELD_SETTING_VALUE: clientela_field = 90;

/// A right of an operator.
pub type clientela_right = i32;

/// Read the customer file.
pub const CLIENTELA_RIGHT_READ_CUSTOMERS: clientela_right = 1;
/// Add and edit customers.
pub const CLIENTELA_RIGHT_EDIT_CUSTOMERS: clientela_right = 2;
/// See consents to personal data processing.
pub const CLIENTELA_RIGHT_READ_CONSENTS: clientela_right = 3;
/// Record and withdraw consents to personal data processing.
pub const CLIENTELA_RIGHT_RECORD_CONSENTS: clientela_right = 4;
/// Read the transaction history.
pub const CLIENTELA_RIGHT_READ_HISTORY: clientela_right = 5;
/// Put customers on documents and issue them.
pub const CLIENTELA_RIGHT_EDIT_DOCUMENTS: clientela_right = 6;
/// Read the change log.
pub const CLIENTELA_RIGHT_READ_JOURNAL: clientela_right = 7;
/// Settings and whatever else an administrator does.
pub const CLIENTELA_RIGHT_ADMINISTRATION: clientela_right = 8;
/// Unlock operators after wrong tries.
pub const CLIENTELA_RIGHT_SUPERVISE: clientela_right = 9;
