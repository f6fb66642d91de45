//! Constants for documents, anonymization, the journal and saving. A number keeps its meaning for ever; new ones may be added.
#![allow(dead_code, reason = "most are for C; the code here goes through the domain's own enumerations")]

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
/// An offer to the customer.
pub const CLIENTELA_DOCUMENT_KIND_QUOTATION: clientela_document_kind = 5;
/// What goods go with when they are handed over.
pub const CLIENTELA_DOCUMENT_KIND_DELIVERY_NOTE: clientela_document_kind = 6;
/// An order of the shop's own, with the customer as supplier.
pub const CLIENTELA_DOCUMENT_KIND_PURCHASE_ORDER: clientela_document_kind = 7;
/// Money that the customer paid or got back.
pub const CLIENTELA_DOCUMENT_KIND_PAYMENT: clientela_document_kind = 8;
/// Money drawn from the customer's account. The bank can return it for 13 months.
pub const CLIENTELA_DOCUMENT_KIND_DIRECT_DEBIT: clientela_document_kind = 9;
/// A contract under which the customer is served and invoiced.
pub const CLIENTELA_DOCUMENT_KIND_SERVICE_CONTRACT: clientela_document_kind = 10;

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

/// What became of the goods of a line.
pub type clientela_line_status = i32;

/// Sold, and still with the customer.
pub const CLIENTELA_LINE_STATUS_SOLD: clientela_line_status = 0;
/// Taken back.
pub const CLIENTELA_LINE_STATUS_RETURNED: clientela_line_status = 1;
/// The customer complained, and it is not settled yet.
pub const CLIENTELA_LINE_STATUS_COMPLAINT_IN_PROGRESS: clientela_line_status = 2;
/// Ordered, not delivered yet.
pub const CLIENTELA_LINE_STATUS_ORDERED: clientela_line_status = 3;
/// Ordered and arrived, the customer has not fetched it yet.
pub const CLIENTELA_LINE_STATUS_AWAITING_PICKUP: clientela_line_status = 4;

/// Whether the central system's part of a history is there.
pub type clientela_erp_state = i32;

/// The setting asks for local documents only.
pub const CLIENTELA_ERP_STATE_NOT_ASKED: clientela_erp_state = 0;
/// It should have been asked, but the host gave no connection to it.
pub const CLIENTELA_ERP_STATE_NOT_CONNECTED: clientela_erp_state = 1;
/// It answered.
pub const CLIENTELA_ERP_STATE_ANSWERED: clientela_erp_state = 2;
/// The connection was lost.
pub const CLIENTELA_ERP_STATE_CONNECTION_LOST: clientela_erp_state = 3;
/// It refused to answer.
pub const CLIENTELA_ERP_STATE_REFUSED: clientela_erp_state = 4;
/// The question was cancelled.
pub const CLIENTELA_ERP_STATE_CANCELLED: clientela_erp_state = 5;

/// Why a person cannot be anonymized yet. Each name is a message too, such as `open_order`.
pub type clientela_blocker_reason = i32;

/// An order in progress.
pub const CLIENTELA_BLOCKER_REASON_OPEN_ORDER: clientela_blocker_reason = 0;
/// A complaint in progress.
pub const CLIENTELA_BLOCKER_REASON_OPEN_COMPLAINT: clientela_blocker_reason = 1;
/// Another document in progress.
pub const CLIENTELA_BLOCKER_REASON_OPEN_DOCUMENT: clientela_blocker_reason = 2;
/// A document being written.
pub const CLIENTELA_BLOCKER_REASON_DRAFT_DOCUMENT: clientela_blocker_reason = 3;
/// An operator who was not removed upstream.
pub const CLIENTELA_BLOCKER_REASON_ACTIVE_OPERATOR: clientela_blocker_reason = 4;
/// Somebody put it on hold: a claim, a court.
pub const CLIENTELA_BLOCKER_REASON_LEGAL_HOLD: clientela_blocker_reason = 5;
/// The tax office looks at it.
pub const CLIENTELA_BLOCKER_REASON_TAX_AUDIT: clientela_blocker_reason = 6;
/// An invoice that is not paid.
pub const CLIENTELA_BLOCKER_REASON_UNPAID_BALANCE: clientela_blocker_reason = 7;
/// A service contract that runs.
pub const CLIENTELA_BLOCKER_REASON_RUNNING_CONTRACT: clientela_blocker_reason = 8;
/// Money that the person paid in: a credit, a voucher.
pub const CLIENTELA_BLOCKER_REASON_STORED_VALUE: clientela_blocker_reason = 9;

/// What happens to a value or record.
pub type clientela_erasure_action = i32;

/// It goes.
pub const CLIENTELA_ERASURE_ACTION_REMOVE: clientela_erasure_action = 0;
/// A word takes its place.
pub const CLIENTELA_ERASURE_ACTION_REPLACE: clientela_erasure_action = 1;
/// It stays.
pub const CLIENTELA_ERASURE_ACTION_KEEP: clientela_erasure_action = 2;
/// Two records are no longer tied.
pub const CLIENTELA_ERASURE_ACTION_UNLINK: clientela_erasure_action = 3;
/// The salts of the event's digests go: they say nothing any more.
pub const CLIENTELA_ERASURE_ACTION_UNSALT: clientela_erasure_action = 4;

/// What becomes of the values that an anonymization takes away.
pub type clientela_erasure_mode = i32;

/// They are lost.
pub const CLIENTELA_ERASURE_MODE_ERASE: clientela_erasure_mode = 0;
/// They are sealed to a key of the central system first.
pub const CLIENTELA_ERASURE_MODE_SEAL: clientela_erasure_mode = 1;

/// What another system says of somebody who was erased here. In the JSON of a certificate the names stand in `systems`, as `answer`:
/// `waiting`, `erased`, `unknown`, `needed`, `silent`.
pub type clientela_erasure_answer = i32;

/// Nothing yet: it is waited for.
pub const CLIENTELA_ERASURE_ANSWER_WAITING: clientela_erasure_answer = 0;
/// It erased them too.
pub const CLIENTELA_ERASURE_ANSWER_ERASED: clientela_erasure_answer = 1;
/// It knows nobody by that id.
pub const CLIENTELA_ERASURE_ANSWER_UNKNOWN: clientela_erasure_answer = 2;
/// It still needs them.
pub const CLIENTELA_ERASURE_ANSWER_NEEDED: clientela_erasure_answer = 3;
/// Nothing, and it is waited for no longer.
pub const CLIENTELA_ERASURE_ANSWER_SILENT: clientela_erasure_answer = 4;

/// How far the bytes of somebody who was erased are gone. Only the JSON of a certificate says it, as `purge`: `replaced` or `purged`.
pub type clientela_purge_state = i32;

/// Their rows are replaced; copies may still lie in the files.
pub const CLIENTELA_PURGE_STATE_REPLACED: clientela_purge_state = 0;
/// Nothing of them is left in the files.
pub const CLIENTELA_PURGE_STATE_PURGED: clientela_purge_state = 1;

/// What an entry tells.
pub type clientela_entry_kind = i32;

/// A record was made.
pub const CLIENTELA_ENTRY_KIND_CREATED: clientela_entry_kind = 0;
/// A record was changed.
pub const CLIENTELA_ENTRY_KIND_CHANGED: clientela_entry_kind = 1;
/// A consent event was recorded.
pub const CLIENTELA_ENTRY_KIND_RECORDED: clientela_entry_kind = 2;
/// A person was anonymized.
pub const CLIENTELA_ENTRY_KIND_ERASED: clientela_entry_kind = 3;
/// An operator signed in with their password.
pub const CLIENTELA_ENTRY_KIND_SIGNED_IN: clientela_entry_kind = 4;
/// An operator signed out, or another one took over the desk.
pub const CLIENTELA_ENTRY_KIND_SIGNED_OUT: clientela_entry_kind = 5;
/// Too many wrong tries locked an operator or a station, or used up a code or link.
pub const CLIENTELA_ENTRY_KIND_LOCKED_OUT: clientela_entry_kind = 6;
/// Somebody took such a lock away.
pub const CLIENTELA_ENTRY_KIND_UNLOCKED: clientela_entry_kind = 7;
/// Entries of the journal were written out: values may have left the store.
pub const CLIENTELA_ENTRY_KIND_EXPORTED: clientela_entry_kind = 8;
/// Something was booked to a program.
pub const CLIENTELA_ENTRY_KIND_BOOKED: clientela_entry_kind = 9;
/// A branch asked the responsible one for a customer.
pub const CLIENTELA_ENTRY_KIND_TAKE_OVER_REQUESTED: clientela_entry_kind = 10;
/// Two customers became one: told of the one who stays with what changed, and of the other.
pub const CLIENTELA_ENTRY_KIND_MERGED: clientela_entry_kind = 11;
/// That was taken back.
pub const CLIENTELA_ENTRY_KIND_UNMERGED: clientela_entry_kind = 12;
/// A consent form was printed.
pub const CLIENTELA_ENTRY_KIND_PRINTED: clientela_entry_kind = 13;
/// The second opt-in was asked for: a code or link is to be sent.
pub const CLIENTELA_ENTRY_KIND_CONFIRMATION_REQUESTED: clientela_entry_kind = 14;
/// The code or link was handed out to be sent.
pub const CLIENTELA_ENTRY_KIND_CONFIRMATION_SENT: clientela_entry_kind = 15;
/// Uses of consents were recorded.
pub const CLIENTELA_ENTRY_KIND_USED: clientela_entry_kind = 16;
/// Somebody looked at data about health, or at what is hidden from them: the fields without their values, and why.
pub const CLIENTELA_ENTRY_KIND_READ: clientela_entry_kind = 17;
/// A system said what it did about somebody who was erased.
pub const CLIENTELA_ENTRY_KIND_ACKNOWLEDGED: clientela_entry_kind = 18;
/// The sealed boxes of somebody were destroyed: nobody can open them any more.
pub const CLIENTELA_ENTRY_KIND_DESTROYED: clientela_entry_kind = 19;
/// Somebody registered anew who looks like one of the erased.
pub const CLIENTELA_ENTRY_KIND_REGISTERED_ANEW: clientela_entry_kind = 20;
/// The central system said that every erasure is known here.
pub const CLIENTELA_ENTRY_KIND_ERASURES_CONFIRMED: clientela_entry_kind = 21;

/// Free text was cleaned of somebody who was anonymized, or what the journal held of bank details that were deleted long ago went: the fields
/// without their values.
pub const CLIENTELA_ENTRY_KIND_SCRUBBED: clientela_entry_kind = 22;

/// A part of a store that is checked.
pub type clientela_check_part = i32;

/// The pages of the file, its cells and its indexes; counted are things found wrong, a thousand at most.
pub const CLIENTELA_CHECK_PART_PAGES: clientela_check_part = 0;
/// What rows refer to; counted are rows that refer to nothing.
pub const CLIENTELA_CHECK_PART_REFERENCES: clientela_check_part = 1;
/// The tables as this library makes them; counted are tables and indexes that are otherwise, missing or too many.
pub const CLIENTELA_CHECK_PART_SCHEMA: clientela_check_part = 2;
/// The journal and what it commits to; counted are findings, those of clientela_engine_verify_journal. 1 where it cannot be read.
pub const CLIENTELA_CHECK_PART_JOURNAL: clientela_check_part = 3;
/// The ledger of erasures beside the file; counted are persons whose erasure only one of ledger and store knows. 1 where it cannot be read.
pub const CLIENTELA_CHECK_PART_LEDGER: clientela_check_part = 4;

/// Whether the values of a journal entry are told.
pub type clientela_hidden = i32;

/// They are told.
pub const CLIENTELA_HIDDEN_NO: clientela_hidden = 0;
/// They were erased with the person.
pub const CLIENTELA_HIDDEN_ERASED: clientela_hidden = 1;
/// They exist, but the operator may not see them.
pub const CLIENTELA_HIDDEN_WITHHELD: clientela_hidden = 2;
/// They are told as the field's mask shows them.
pub const CLIENTELA_HIDDEN_MASKED: clientela_hidden = 3;

/// The form of an exported log.
pub type clientela_log_format = i32;

/// CSV by RFC 4180 with a header line, one line for each value that changed. Every value stands in it as it is.
pub const CLIENTELA_LOG_FORMAT_CSV: clientela_log_format = 0;
/// One JSON object a line, one for each entry with the list of its changes.
pub const CLIENTELA_LOG_FORMAT_JSON_LINES: clientela_log_format = 1;
/// As CSV, to be opened in a spreadsheet by a person: it begins with a byte order mark of UTF-8, and every cell stands in quotation
/// marks. Where a cell, or a part of it behind `;`, a comma, a tab or the end of a line, begins with `=`, `+`, `-` or `@` (of full
/// width too), an apostrophe stands before that sign, so that it is no formula; before a tab or the end of a line that begins a cell
/// too. Phone numbers get one. Nobody can tell such an apostrophe from one that the value has: for machines there is
/// CLIENTELA_LOG_FORMAT_CSV.
pub const CLIENTELA_LOG_FORMAT_SPREADSHEET: clientela_log_format = 2;

/// The form of an export of everything about a person, and of a certificate.
pub type clientela_person_format = i32;

/// One JSON document for machines; docs/schemas/person-export.schema.json describes it, of a certificate
/// docs/schemas/erasure-certificate.schema.json.
pub const CLIENTELA_PERSON_FORMAT_JSON: clientela_person_format = 0;
/// A page to be printed, HTML.
pub const CLIENTELA_PERSON_FORMAT_HTML: clientela_person_format = 1;

/// What is wrong with a journal.
pub type clientela_finding = i32;

/// An entry is missing, doubled or out of order.
pub const CLIENTELA_FINDING_SEQUENCE: clientela_finding = 0;
/// An entry does not name the digest of the one before.
pub const CLIENTELA_FINDING_CHAIN: clientela_finding = 1;
/// An entry's content does not give the digest stored with it.
pub const CLIENTELA_FINDING_ENTRY: clientela_finding = 2;
/// A value does not match what the entry commits to.
pub const CLIENTELA_FINDING_VALUE: clientela_finding = 3;
/// A value is gone although its person was not erased.
pub const CLIENTELA_FINDING_MISSING: clientela_finding = 4;
/// A record does not match the content the entry commits to.
pub const CLIENTELA_FINDING_CONTENT: clientela_finding = 5;
/// An entry is not the one that was anchored elsewhere.
pub const CLIENTELA_FINDING_ANCHOR: clientela_finding = 6;
/// A chain is shorter than it was when it was anchored: its end was cut off.
pub const CLIENTELA_FINDING_CUT_OFF: clientela_finding = 7;

/// Through which door somebody came.
pub type clientela_door = i32;

/// An operator at a station.
pub const CLIENTELA_DOOR_DESK: clientela_door = 0;
/// The central system.
pub const CLIENTELA_DOOR_ERP: clientela_door = 1;
/// The library itself (a replay after a restored backup).
pub const CLIENTELA_DOOR_LIBRARY: clientela_door = 2;
/// An operator at a station whom the host signed in itself.
pub const CLIENTELA_DOOR_ASSERTED: clientela_door = 3;

/// A kind of record.
pub type clientela_record_kind = i32;

/// A person or a company.
pub const CLIENTELA_RECORD_KIND_SUBJECT: clientela_record_kind = 0;
/// One address of a subject.
pub const CLIENTELA_RECORD_KIND_ADDRESS: clientela_record_kind = 1;
/// One phone number, e-mail address or the like of a subject.
pub const CLIENTELA_RECORD_KIND_PART: clientela_record_kind = 2;
/// Who belongs to whom.
pub const CLIENTELA_RECORD_KIND_RELATION: clientela_record_kind = 3;
/// A definition of a consent.
pub const CLIENTELA_RECORD_KIND_DEFINITION: clientela_record_kind = 4;
/// A consent event.
pub const CLIENTELA_RECORD_KIND_CONSENT_EVENT: clientela_record_kind = 5;
/// A sales document.
pub const CLIENTELA_RECORD_KIND_DOCUMENT: clientela_record_kind = 6;
/// An item of the assortment.
pub const CLIENTELA_RECORD_KIND_ITEM: clientela_record_kind = 7;
/// An entry of the journal.
pub const CLIENTELA_RECORD_KIND_JOURNAL: clientela_record_kind = 8;
/// A shop.
pub const CLIENTELA_RECORD_KIND_BRANCH: clientela_record_kind = 9;
/// A till.
pub const CLIENTELA_RECORD_KIND_STATION: clientela_record_kind = 10;
/// Rights that go together.
pub const CLIENTELA_RECORD_KIND_ROLE: clientela_record_kind = 11;
/// Somebody who signs in.
pub const CLIENTELA_RECORD_KIND_OPERATOR: clientela_record_kind = 12;
/// A setting at one level.
pub const CLIENTELA_RECORD_KIND_SETTING: clientela_record_kind = 13;
/// A status that a customer may have.
pub const CLIENTELA_RECORD_KIND_STATUS: clientela_record_kind = 14;
/// A group that the central system puts customers into.
pub const CLIENTELA_RECORD_KIND_CUSTOMER_GROUP: clientela_record_kind = 15;
/// A program for customers: points, stamps, credit, vouchers.
pub const CLIENTELA_RECORD_KIND_PROGRAM: clientela_record_kind = 16;
/// A booking of a program.
pub const CLIENTELA_RECORD_KIND_BOOKING: clientela_record_kind = 17;
/// What was decided about two records that may be of one person.
pub const CLIENTELA_RECORD_KIND_DUPLICATE: clientela_record_kind = 18;
/// A printed consent form.
pub const CLIENTELA_RECORD_KIND_CONSENT_FORM: clientela_record_kind = 19;
/// A second opt-in that somebody was asked for.
pub const CLIENTELA_RECORD_KIND_CONFIRMATION: clientela_record_kind = 20;
/// Uses of consents that were recorded together.
pub const CLIENTELA_RECORD_KIND_CONSENT_USE: clientela_record_kind = 21;
/// A request of a person about their data.
pub const CLIENTELA_RECORD_KIND_REQUEST: clientela_record_kind = 22;
/// A legal hold or tax audit.
pub const CLIENTELA_RECORD_KIND_HOLD: clientela_record_kind = 23;

/// What saving a draft did.
pub type clientela_outcome = i32;

/// It was written.
pub const CLIENTELA_OUTCOME_WRITTEN: clientela_outcome = 0;
/// This draft was saved before: nothing was written now.
pub const CLIENTELA_OUTCOME_REPEATED: clientela_outcome = 1;
/// It stands together with what somebody else saved in between, and nothing was written where the draft changed nothing: read the
/// draft's values anew.
pub const CLIENTELA_OUTCOME_MERGED: clientela_outcome = 2;

/// Whose values hold where two people changed the same.
pub type clientela_side = i32;

/// Those of whoever edits here.
pub const CLIENTELA_SIDE_MINE: clientela_side = 0;
/// Those that somebody else saved in between.
pub const CLIENTELA_SIDE_THEIRS: clientela_side = 1;

/// A section of a detail screen that lists several things of one customer.
pub type clientela_section = i32;

/// Addresses.
pub const CLIENTELA_SECTION_ADDRESSES: clientela_section = 0;
/// Bank accounts.
pub const CLIENTELA_SECTION_BANK_ACCOUNTS: clientela_section = 1;
/// Cards, those in use first.
pub const CLIENTELA_SECTION_CARDS: clientela_section = 2;
/// Comments, the pinned ones first, then the latest.
pub const CLIENTELA_SECTION_COMMENTS: clientela_section = 3;
/// Coupons, those that were not redeemed first.
pub const CLIENTELA_SECTION_COUPONS: clientela_section = 4;
/// Memberships in programs.
pub const CLIENTELA_SECTION_MEMBERSHIPS: clientela_section = 5;

/// What a status of the list means.
pub type clientela_meaning = i32;

/// The customer buys here.
pub const CLIENTELA_MEANING_ACTIVE: clientela_meaning = 0;
/// The customer no longer comes.
pub const CLIENTELA_MEANING_INACTIVE: clientela_meaning = 1;
/// Nothing is sold to this customer.
pub const CLIENTELA_MEANING_BLOCKED: clientela_meaning = 2;
/// The customer died.
pub const CLIENTELA_MEANING_DECEASED: clientela_meaning = 3;

/// What a program counts.
pub type clientela_program_kind = i32;

/// Points, by the amount of a purchase.
pub const CLIENTELA_PROGRAM_KIND_POINTS: clientela_program_kind = 0;
/// Stamps, one at a time.
pub const CLIENTELA_PROGRAM_KIND_STAMPS: clientela_program_kind = 1;
/// Money that was paid in.
pub const CLIENTELA_PROGRAM_KIND_CREDIT: clientela_program_kind = 2;
/// Vouchers, each with a number of its own.
pub const CLIENTELA_PROGRAM_KIND_VOUCHER: clientela_program_kind = 3;

/// What went wrong between stations that booked without knowing of each other.
pub type clientela_conflict_kind = i32;

/// More was spent than the account held.
pub const CLIENTELA_CONFLICT_KIND_OVERDRAWN: clientela_conflict_kind = 0;
/// A voucher or another reference was redeemed more than once.
pub const CLIENTELA_CONFLICT_KIND_REDEEMED_TWICE: clientela_conflict_kind = 1;

/// How good what a search found is: the order of the hits.
pub type clientela_stage = i32;

/// A full number or card.
pub const CLIENTELA_STAGE_NUMBER: clientela_stage = 0;
/// A phone number that begins with what was typed.
pub const CLIENTELA_STAGE_PHONE: clientela_stage = 1;
/// Every word begins a word of the name, as it is written.
pub const CLIENTELA_STAGE_NAME: clientela_stage = 2;
/// Every word begins a word of any field, one of them of the name, whatever its accents and case.
pub const CLIENTELA_STAGE_FOLDED: clientela_stage = 3;
/// Every word begins a word of any field.
pub const CLIENTELA_STAGE_ANYWHERE: clientela_stage = 4;
/// A name sounds like what was typed.
pub const CLIENTELA_STAGE_SOUND: clientela_stage = 5;
/// One letter is too many, missing, wrong or swapped with its neighbour.
pub const CLIENTELA_STAGE_TYPO: clientela_stage = 6;

/// How a word of a query matched.
pub type clientela_how = i32;

/// It is a whole word, or a whole number, as it is written.
pub const CLIENTELA_HOW_EXACT: clientela_how = 0;
/// A word begins with it, as it is written.
pub const CLIENTELA_HOW_PREFIX: clientela_how = 1;
/// Its digits are there, grouped otherwise.
pub const CLIENTELA_HOW_DIGITS: clientela_how = 2;
/// A word begins with it but for accents and spelling.
pub const CLIENTELA_HOW_FOLDED: clientela_how = 3;
/// A name sounds like it.
pub const CLIENTELA_HOW_SOUND: clientela_how = 4;
/// One letter is too many, missing, wrong or swapped.
pub const CLIENTELA_HOW_TYPO: clientela_how = 5;
/// Whose value stays where two customers are merged.
pub type clientela_keep = i32;

/// That of the customer who stays.
pub const CLIENTELA_KEEP_SURVIVOR: clientela_keep = 0;
/// That of the customer who is merged into the other.
pub const CLIENTELA_KEEP_MERGED: clientela_keep = 1;

/// Why two customers cannot be merged.
pub type clientela_merge_blocker = i32;

/// One is a private customer, the other a business.
pub const CLIENTELA_MERGE_BLOCKER_OTHER_KIND: clientela_merge_blocker = 0;
/// One is only a related person.
pub const CLIENTELA_MERGE_BLOCKER_NOT_A_CUSTOMER: clientela_merge_blocker = 1;
/// One is an operator.
pub const CLIENTELA_MERGE_BLOCKER_IS_OPERATOR: clientela_merge_blocker = 2;
/// An account holds less than nothing: what both hold cannot be summed before that is settled.
pub const CLIENTELA_MERGE_BLOCKER_ACCOUNT_OVERDRAWN: clientela_merge_blocker = 3;
/// A voucher or another reference was redeemed more than once: that has to be settled before.
pub const CLIENTELA_MERGE_BLOCKER_REFERENCE_REDEEMED_TWICE: clientela_merge_blocker = 4;
/// Together they have more of something (addresses, comments) than a customer may have.
pub const CLIENTELA_MERGE_BLOCKER_TOO_MANY_TOGETHER: clientela_merge_blocker = 5;
/// The erasure of one was asked for: that is answered before.
pub const CLIENTELA_MERGE_BLOCKER_ERASURE_REQUESTED: clientela_merge_blocker = 6;

/// On what paper a document is printed.
pub type clientela_page_format = i32;

/// A receipt on a narrow roll, 58 mm.
pub const CLIENTELA_PAGE_FORMAT_RECEIPT_58: clientela_page_format = 0;
/// A receipt on a roll of 80 mm.
pub const CLIENTELA_PAGE_FORMAT_RECEIPT_80: clientela_page_format = 1;
/// A letter on A4, with the address where the window of an envelope is.
pub const CLIENTELA_PAGE_FORMAT_A4: clientela_page_format = 2;
