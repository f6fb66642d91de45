//! Constants for what may be done with a line of the history. A number keeps its meaning for ever; new ones may be added.
#![allow(dead_code, reason = "most are for C; the code here goes through the domain's own enumerations")]

/// What may be done with a line of the history.
pub type clientela_line_action = i32;

/// Start a complaint about what was sold.
pub const CLIENTELA_LINE_ACTION_COMPLAINT: clientela_line_action = 0;
/// Start a correction that takes back what was sold or is in complaint.
pub const CLIENTELA_LINE_ACTION_CORRECTION: clientela_line_action = 1;
/// Make the sales document of what awaits pickup.
pub const CLIENTELA_LINE_ACTION_SALE: clientela_line_action = 2;

/// Why something may not be done with a line.
pub type clientela_action_reason = i32;

/// It was taken back.
pub const CLIENTELA_ACTION_REASON_RETURNED: clientela_action_reason = 0;
/// It has not arrived yet.
pub const CLIENTELA_ACTION_REASON_STILL_ORDERED: clientela_action_reason = 1;
/// It waits to be picked up: nothing was sold yet.
pub const CLIENTELA_ACTION_REASON_NOT_SOLD: clientela_action_reason = 2;
/// It was sold: there is a sales document.
pub const CLIENTELA_ACTION_REASON_ALREADY_SOLD: clientela_action_reason = 3;
/// The customer complained about it already.
pub const CLIENTELA_ACTION_REASON_IN_COMPLAINT: clientela_action_reason = 4;
/// Nothing of the line is left: taken back, delivered or shown on an invoice; or its document does not count.
pub const CLIENTELA_ACTION_REASON_NOTHING_LEFT: clientela_action_reason = 5;
/// Its customer was anonymized.
pub const CLIENTELA_ACTION_REASON_ANONYMIZED: clientela_action_reason = 6;
/// The operator may not make documents.
pub const CLIENTELA_ACTION_REASON_NOT_PERMITTED: clientela_action_reason = 7;
/// The customer's status is one to which nothing is sold.
pub const CLIENTELA_ACTION_REASON_CUSTOMER_BLOCKED: clientela_action_reason = 8;
/// The customer died.
pub const CLIENTELA_ACTION_REASON_CUSTOMER_DECEASED: clientela_action_reason = 9;
/// The customer's address is needed and missing.
pub const CLIENTELA_ACTION_REASON_ADDRESS_MISSING: clientela_action_reason = 10;
/// The order belongs to another branch.
pub const CLIENTELA_ACTION_REASON_OTHER_BRANCH: clientela_action_reason = 11;
/// The complaint is tied to no receipt and no invoice.
pub const CLIENTELA_ACTION_REASON_NOT_TIED: clientela_action_reason = 12;
/// Documents that are being made hold all that is left.
pub const CLIENTELA_ACTION_REASON_IN_DRAFTS: clientela_action_reason = 13;
