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
/// A code of the list of statuses.
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
/// The groups that the central system put the customer into, by code.
pub const CLIENTELA_FIELD_GROUPS: clientela_field = 12;
/// The number that the customer had in an old system.
pub const CLIENTELA_FIELD_EXTERNAL_NUMBER: clientela_field = 13;
/// Who bears the cost by default: an insurer.
pub const CLIENTELA_FIELD_COST_BEARER: clientela_field = 14;
/// How the customer is insured: `statutory`, `private` or `none`.
pub const CLIENTELA_FIELD_INSURANCE_STATUS: clientela_field = 15;
/// Whether no reminder of a payment is sent: `yes` or `no`.
pub const CLIENTELA_FIELD_DO_NOT_DUN: clientela_field = 16;
/// The employee who is responsible, by code.
pub const CLIENTELA_FIELD_RESPONSIBLE: clientela_field = 17;
/// The day on which the customer did not want to say missing data.
pub const CLIENTELA_FIELD_DATA_DEFERRED: clientela_field = 18;
/// Whether the person has an account at the portal, as the central system says: `yes` or `no`.
pub const CLIENTELA_FIELD_HAS_ACCOUNT: clientela_field = 19;
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
/// What the address is for: `billing`, `delivery` or `private`.
pub const CLIENTELA_FIELD_ADDRESS_USE: clientela_field = 25;
/// The first day of the address.
pub const CLIENTELA_FIELD_ADDRESS_FROM: clientela_field = 26;
/// The last day of the address.
pub const CLIENTELA_FIELD_ADDRESS_UNTIL: clientela_field = 27;
/// Whether the data may only be kept, and looked at for a reason: `yes`.
pub const CLIENTELA_FIELD_RESTRICTED: clientela_field = 28;
/// E-mail address.
pub const CLIENTELA_FIELD_EMAIL: clientela_field = 30;
/// Phone number.
pub const CLIENTELA_FIELD_PHONE: clientela_field = 31;
/// Fax number.
pub const CLIENTELA_FIELD_FAX: clientela_field = 32;
/// What an e-mail address is for: `billing`, `delivery` or `private`.
pub const CLIENTELA_FIELD_EMAIL_USE: clientela_field = 33;
/// The first day of an e-mail address.
pub const CLIENTELA_FIELD_EMAIL_FROM: clientela_field = 34;
/// The last day of an e-mail address.
pub const CLIENTELA_FIELD_EMAIL_UNTIL: clientela_field = 35;
/// What a phone number is for: `billing`, `delivery` or `private`.
pub const CLIENTELA_FIELD_PHONE_USE: clientela_field = 36;
/// The first day of a phone number.
pub const CLIENTELA_FIELD_PHONE_FROM: clientela_field = 37;
/// The last day of a phone number.
pub const CLIENTELA_FIELD_PHONE_UNTIL: clientela_field = 38;
/// An address or number at which nothing arrives, as it is written among the others.
pub const CLIENTELA_FIELD_UNDELIVERABLE: clientela_field = 39;
/// What the related person is to the customer: `contact` or `family`.
pub const CLIENTELA_FIELD_ROLE: clientela_field = 40;
/// The first day of the relation.
pub const CLIENTELA_FIELD_RELATION_FROM: clientela_field = 41;
/// The last day of the relation.
pub const CLIENTELA_FIELD_RELATION_UNTIL: clientela_field = 42;
/// On what ground the related person decides for the other: `parent`, `legal_guardian` or `adult_guardianship`.
pub const CLIENTELA_FIELD_GUARDIAN: clientela_field = 43;
/// For what the related person decides: `all`, purposes or codes of definitions; absent: all.
pub const CLIENTELA_FIELD_GUARDIAN_FOR: clientela_field = 44;
/// What the customer authorized the related person to receive: `all`, purposes or codes of definitions.
pub const CLIENTELA_FIELD_AUTHORIZED_FOR: clientela_field = 45;
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
/// The reason that somebody gave for a change, a read, an export or what was decided about a request: a value of the journal's entry of it
/// (clientela_log_changes).
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
/// The first of the numbers that a station gives to new customers.
pub const CLIENTELA_FIELD_NUMBER_FROM: clientela_field = 76;
/// The last of these numbers.
pub const CLIENTELA_FIELD_NUMBER_UNTIL: clientela_field = 77;
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
/// The name of a status.
pub const CLIENTELA_FIELD_STATUS_NAME: clientela_field = 91;
/// What a status means: `active`, `inactive`, `blocked` or `deceased`.
pub const CLIENTELA_FIELD_STATUS_MEANING: clientela_field = 92;
/// The name of a group.
pub const CLIENTELA_FIELD_GROUP_NAME: clientela_field = 93;
/// The name of a program.
pub const CLIENTELA_FIELD_PROGRAM_NAME: clientela_field = 94;
/// What a program counts: `points`, `stamps`, `credit` or `voucher`.
pub const CLIENTELA_FIELD_PROGRAM_KIND: clientela_field = 95;
/// The value that is loaded where programs are not editable, in minor units.
pub const CLIENTELA_FIELD_PROGRAM_PRESET: clientela_field = 96;
/// Whether a program is closed: `yes` or `no`.
pub const CLIENTELA_FIELD_PROGRAM_CLOSED: clientela_field = 97;
/// Where a request of a person stands, as CLIENTELA_REQUEST_STATE_….
pub const CLIENTELA_FIELD_REQUEST_STATE: clientela_field = 98;
/// What was decided about two records that may be of one person: `same`, `different` or `later`.
pub const CLIENTELA_FIELD_DUPLICATE_DECISION: clientela_field = 99;
/// The number of a bank account.
pub const CLIENTELA_FIELD_IBAN: clientela_field = 100;
/// The holder of a bank account.
pub const CLIENTELA_FIELD_BANK_HOLDER: clientela_field = 101;
/// The day on which a bank account was last used.
pub const CLIENTELA_FIELD_BANK_LAST_USE: clientela_field = 102;
/// The day of the last direct debit from a bank account.
pub const CLIENTELA_FIELD_BANK_LAST_DEBIT: clientela_field = 103;
/// The number of a customer card.
pub const CLIENTELA_FIELD_CARD_NUMBER: clientela_field = 105;
/// What a card carries: `chip`, `nfc` or `external` (neither).
pub const CLIENTELA_FIELD_CARD_KIND: clientela_field = 106;
/// The last day of a card.
pub const CLIENTELA_FIELD_CARD_VALID_UNTIL: clientela_field = 107;
/// Where a card stands: `active`, `lost` or `replaced`.
pub const CLIENTELA_FIELD_CARD_STATE: clientela_field = 108;
/// The text of a comment that is not about health.
pub const CLIENTELA_FIELD_COMMENT_TEXT: clientela_field = 110;
/// The text of a comment about health.
pub const CLIENTELA_FIELD_COMMENT_HEALTH: clientela_field = 111;
/// What a comment is: `other`, `allergy`, `care` or `appointment`.
pub const CLIENTELA_FIELD_COMMENT_KIND: clientela_field = 112;
/// Who wrote a comment, by the operator's code.
pub const CLIENTELA_FIELD_COMMENT_AUTHOR: clientela_field = 113;
/// The day of a comment.
pub const CLIENTELA_FIELD_COMMENT_DATE: clientela_field = 114;
/// Whether a comment is shown before others: `yes` or `no`.
pub const CLIENTELA_FIELD_COMMENT_PINNED: clientela_field = 115;
/// The code of a coupon.
pub const CLIENTELA_FIELD_COUPON_CODE: clientela_field = 120;
/// What a coupon is for.
pub const CLIENTELA_FIELD_COUPON_TITLE: clientela_field = 121;
/// The first day of a coupon.
pub const CLIENTELA_FIELD_COUPON_FROM: clientela_field = 122;
/// The last day of a coupon.
pub const CLIENTELA_FIELD_COUPON_UNTIL: clientela_field = 123;
/// What a coupon takes off: an amount with its currency (`5.00 EUR`) or a percentage (`10 %`).
pub const CLIENTELA_FIELD_COUPON_VALUE: clientela_field = 124;
/// The document on which a coupon was redeemed, by its number.
pub const CLIENTELA_FIELD_COUPON_REDEEMED: clientela_field = 125;
/// The program that a customer is a member of, by its code.
pub const CLIENTELA_FIELD_MEMBER_PROGRAM: clientela_field = 126;
/// The card to which a membership is assigned, by its number.
pub const CLIENTELA_FIELD_MEMBER_CARD: clientela_field = 127;
/// The VAT number of a business, with its country.
pub const CLIENTELA_FIELD_VAT_ID: clientela_field = 130;
/// The Italian tax code (codice fiscale) of a person or a business.
pub const CLIENTELA_FIELD_CODICE_FISCALE: clientela_field = 131;
/// The code by which an Italian business gets electronic invoices (codice destinatario).
pub const CLIENTELA_FIELD_SDI_CODE: clientela_field = 132;
/// The Polish tax number of a business (NIP).
pub const CLIENTELA_FIELD_NIP: clientela_field = 133;
/// The number of a French business (SIREN).
pub const CLIENTELA_FIELD_SIREN: clientela_field = 134;
/// The number of an establishment of a French business (SIRET).
pub const CLIENTELA_FIELD_SIRET: clientela_field = 135;
/// The German tax number (Steuernummer) of a person or a business.
pub const CLIENTELA_FIELD_TAX_NUMBER: clientela_field = 136;

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
/// See and edit data about health: allergies, insurance (Art. 9 GDPR).
pub const CLIENTELA_RIGHT_READ_HEALTH: clientela_right = 10;
/// See and edit bank details, set the flag against reminders.
pub const CLIENTELA_RIGHT_ACCOUNTING: clientela_right = 11;
/// Write and edit comments.
pub const CLIENTELA_RIGHT_EDIT_COMMENTS: clientela_right = 12;
/// Add programs and change them.
pub const CLIENTELA_RIGHT_CHANGE_PROGRAMS: clientela_right = 13;
/// Merge two customers, and take that back.
pub const CLIENTELA_RIGHT_MERGE_CUSTOMERS: clientela_right = 14;
/// Write out everything about a person, for them.
pub const CLIENTELA_RIGHT_EXPORT_PERSONS: clientela_right = 15;
/// See, with a reason, what a restriction or the lack of another right hides.
pub const CLIENTELA_RIGHT_SEE_RESTRICTED: clientela_right = 16;
