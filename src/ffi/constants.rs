//! Constants for fields and words. A number keeps its meaning for ever; new ones may be added.
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
/// Everything an administrator does.
pub const CLIENTELA_RIGHT_ADMINISTRATION: clientela_right = 8;

/// What the data would be used for.
pub type clientela_purpose = i32;

/// Storing and processing the customer's data.
pub const CLIENTELA_PURPOSE_PROCESSING: clientela_purpose = 0;
/// Advertising of any kind.
pub const CLIENTELA_PURPOSE_MARKETING: clientela_purpose = 1;
/// Product recalls and contract matters: no marketing objection binds them.
pub const CLIENTELA_PURPOSE_MANDATORY_NOTICE: clientela_purpose = 2;

/// A way to reach somebody.
pub type clientela_channel = i32;

/// None: bound to no channel.
pub const CLIENTELA_CHANNEL_NONE: clientela_channel = 0;
/// E-mail.
pub const CLIENTELA_CHANNEL_EMAIL: clientela_channel = 1;
/// A phone call.
pub const CLIENTELA_CHANNEL_PHONE: clientela_channel = 2;
/// A short message to a phone number.
pub const CLIENTELA_CHANNEL_SMS: clientela_channel = 3;
/// A letter.
pub const CLIENTELA_CHANNEL_LETTER: clientela_channel = 4;

/// Where a version of a consent definition stands in its life.
pub type clientela_definition_state = i32;

/// Being written; nobody is asked.
pub const CLIENTELA_DEFINITION_STATE_DRAFT: clientela_definition_state = 0;
/// In force.
pub const CLIENTELA_DEFINITION_STATE_ACTIVE: clientela_definition_state = 1;
/// No longer asked.
pub const CLIENTELA_DEFINITION_STATE_ARCHIVED: clientela_definition_state = 2;

/// What happened to a consent.
pub type clientela_event_kind = i32;

/// The person was asked.
pub const CLIENTELA_EVENT_KIND_ASKED: clientela_event_kind = 0;
/// The question was closed without an answer.
pub const CLIENTELA_EVENT_KIND_DEFERRED: clientela_event_kind = 1;
/// The person agreed.
pub const CLIENTELA_EVENT_KIND_GIVEN: clientela_event_kind = 2;
/// The person declined.
pub const CLIENTELA_EVENT_KIND_REFUSED: clientela_event_kind = 3;
/// The person took an earlier agreement back.
pub const CLIENTELA_EVENT_KIND_WITHDRAWN: clientela_event_kind = 4;
/// The person agreed again.
pub const CLIENTELA_EVENT_KIND_RENEWED: clientela_event_kind = 5;
/// The person objected.
pub const CLIENTELA_EVENT_KIND_OBJECTED: clientela_event_kind = 6;
/// The second opt-in arrived.
pub const CLIENTELA_EVENT_KIND_CONFIRMED: clientela_event_kind = 7;
/// The controller ended it.
pub const CLIENTELA_EVENT_KIND_REVOKED: clientela_event_kind = 8;
/// It was declared void.
pub const CLIENTELA_EVENT_KIND_INVALIDATED: clientela_event_kind = 9;
/// A plain "on" came from another system.
pub const CLIENTELA_EVENT_KIND_IMPORTED: clientela_event_kind = 10;

/// Who stands behind a consent event, lowest first.
pub type clientela_authority = i32;

/// A program: an import, a sync of plain values.
pub const CLIENTELA_AUTHORITY_MACHINE: clientela_authority = 0;
/// An operator on their own account.
pub const CLIENTELA_AUTHORITY_USER: clientela_authority = 1;
/// An administrator.
pub const CLIENTELA_AUTHORITY_ADMIN: clientela_authority = 2;
/// The person concerned, also when staff relay the words with evidence.
pub const CLIENTELA_AUTHORITY_SUBJECT: clientela_authority = 3;

/// How an answer was given.
pub type clientela_method = i32;

/// Said to an operator.
pub const CLIENTELA_METHOD_SPOKEN: clientela_method = 0;
/// Signed on paper.
pub const CLIENTELA_METHOD_PAPER: clientela_method = 1;
/// Signed on a screen.
pub const CLIENTELA_METHOD_SCREEN: clientela_method = 2;
/// Ticked in a form.
pub const CLIENTELA_METHOD_FORM: clientela_method = 3;
/// By a link or code.
pub const CLIENTELA_METHOD_LINK: clientela_method = 4;
/// Corrected by an operator.
pub const CLIENTELA_METHOD_CORRECTION: clientela_method = 5;
/// Taken over from another system.
pub const CLIENTELA_METHOD_TRANSFER: clientela_method = 6;

/// Where a consent event comes from.
pub type clientela_origin = i32;

/// A till.
pub const CLIENTELA_ORIGIN_TILL: clientela_origin = 0;
/// A portal.
pub const CLIENTELA_ORIGIN_PORTAL: clientela_origin = 1;
/// An import.
pub const CLIENTELA_ORIGIN_IMPORT: clientela_origin = 2;
/// A paper form.
pub const CLIENTELA_ORIGIN_PAPER_FORM: clientela_origin = 3;
/// The ERP.
pub const CLIENTELA_ORIGIN_ERP: clientela_origin = 4;

/// What a consent event binds.
pub type clientela_scope = i32;

/// The event's definition only.
pub const CLIENTELA_SCOPE_DEFINITION: clientela_scope = 0;
/// All marketing.
pub const CLIENTELA_SCOPE_MARKETING: clientela_scope = 1;
/// All but mandatory notices (a statutory restriction).
pub const CLIENTELA_SCOPE_RESTRICTION: clientela_scope = 2;
/// Everything.
pub const CLIENTELA_SCOPE_EVERYTHING: clientela_scope = 3;

/// What kind of document it is.
pub type clientela_document_kind = i32;

/// A till receipt.
pub const CLIENTELA_DOCUMENT_KIND_RECEIPT: clientela_document_kind = 0;
/// A sales invoice.
pub const CLIENTELA_DOCUMENT_KIND_INVOICE: clientela_document_kind = 1;
/// A customer's order.
pub const CLIENTELA_DOCUMENT_KIND_ORDER: clientela_document_kind = 2;
/// A correction of a receipt or invoice.
pub const CLIENTELA_DOCUMENT_KIND_CORRECTION: clientela_document_kind = 3;
/// A complaint.
pub const CLIENTELA_DOCUMENT_KIND_COMPLAINT: clientela_document_kind = 4;

/// Where a document stands.
pub type clientela_document_state = i32;

/// Being written at a desk.
pub const CLIENTELA_DOCUMENT_STATE_DRAFT: clientela_document_state = 0;
/// Waits for approval.
pub const CLIENTELA_DOCUMENT_STATE_NOT_APPROVED: clientela_document_state = 1;
/// Begun, not yet complete.
pub const CLIENTELA_DOCUMENT_STATE_INITIALISED: clientela_document_state = 2;
/// Cancelled.
pub const CLIENTELA_DOCUMENT_STATE_CANCELLED: clientela_document_state = 3;
/// Rejected.
pub const CLIENTELA_DOCUMENT_STATE_REJECTED: clientela_document_state = 4;
/// An order or complaint in progress.
pub const CLIENTELA_DOCUMENT_STATE_OPEN: clientela_document_state = 5;
/// An order whose goods wait for the customer.
pub const CLIENTELA_DOCUMENT_STATE_AWAITING_PICKUP: clientela_document_state = 6;
/// Issued: final.
pub const CLIENTELA_DOCUMENT_STATE_ISSUED: clientela_document_state = 7;
/// An order that became a sale.
pub const CLIENTELA_DOCUMENT_STATE_REALISED: clientela_document_state = 8;
/// Closed.
pub const CLIENTELA_DOCUMENT_STATE_CLOSED: clientela_document_state = 9;
