//! Constants for what a customer is asked. A number keeps its meaning for ever; new ones may be added.
#![allow(dead_code, reason = "they are for C; the code here goes through the domain's own enumerations")]

/// On which occasion a customer may be asked.
pub type clientela_occasion = i32;

/// Their card is read.
pub const CLIENTELA_OCCASION_CARD_READ: clientela_occasion = 0;
/// A cash sale is put on their name.
pub const CLIENTELA_OCCASION_CASH_SALE: clientela_occasion = 1;
/// The day of their last visit is set to today.
pub const CLIENTELA_OCCASION_LAST_VISIT: clientela_occasion = 2;
/// They are new.
pub const CLIENTELA_OCCASION_CREATION: clientela_occasion = 3;
/// They are signed in to the portal.
pub const CLIENTELA_OCCASION_PORTAL: clientela_occasion = 4;

/// When in a dialog something is asked.
pub type clientela_turn = i32;

/// At once.
pub const CLIENTELA_TURN_NOW: clientela_turn = 0;
/// In the same dialog, once what it waits for was agreed to; until then none of it is offered.
pub const CLIENTELA_TURN_THEN: clientela_turn = 1;
/// Not in this dialog.
pub const CLIENTELA_TURN_NOT_NOW: clientela_turn = 2;

/// Why something is asked, or is not.
pub type clientela_asking_reason = i32;

/// Asked: nobody ever did.
pub const CLIENTELA_ASKING_REASON_NEVER_ASKED: clientela_asking_reason = 0;
/// Asked: there was no answer yet.
pub const CLIENTELA_ASKING_REASON_UNANSWERED: clientela_asking_reason = 1;
/// Asked: it was declined long enough ago.
pub const CLIENTELA_ASKING_REASON_REFUSED_BEFORE: clientela_asking_reason = 2;
/// Asked: the shop ended it or declared it void.
pub const CLIENTELA_ASKING_REASON_ENDED: clientela_asking_reason = 3;
/// Asked: its validity is over.
pub const CLIENTELA_ASKING_REASON_EXPIRED: clientela_asking_reason = 4;
/// Asked: the text changed in a way that matters.
pub const CLIENTELA_ASKING_REASON_OUTDATED: clientela_asking_reason = 5;
/// Asked: the address or number is another one now.
pub const CLIENTELA_ASKING_REASON_OTHER_ADDRESS: clientela_asking_reason = 6;
/// Asked: what was agreed to needs these data.
pub const CLIENTELA_ASKING_REASON_DATA_NEEDED: clientela_asking_reason = 7;
/// Not asked: it was agreed to.
pub const CLIENTELA_ASKING_REASON_AGREED: clientela_asking_reason = 8;
/// Not asked: the confirmation is outstanding.
pub const CLIENTELA_ASKING_REASON_PENDING: clientela_asking_reason = 9;
/// Not asked: the person took it back or objected; only they begin anew.
pub const CLIENTELA_ASKING_REASON_UP_TO_THE_PERSON: clientela_asking_reason = 10;
/// Not asked: it was declined or left open not long enough ago.
pub const CLIENTELA_ASKING_REASON_COOL_DOWN: clientela_asking_reason = 11;
/// Not asked: there was a dialog on this day already.
pub const CLIENTELA_ASKING_REASON_ASKED_TODAY: clientela_asking_reason = 12;
/// Not asked: another consent comes first.
pub const CLIENTELA_ASKING_REASON_WAITS_FOR_CONSENT: clientela_asking_reason = 13;
/// Not asked: not on this occasion.
pub const CLIENTELA_ASKING_REASON_OTHER_OCCASION: clientela_asking_reason = 14;
/// Not asked: the chain only shows where it stands.
pub const CLIENTELA_ASKING_REASON_INDICATOR_ONLY: clientela_asking_reason = 15;
/// Not asked: there is no address or number for it.
pub const CLIENTELA_ASKING_REASON_NO_ADDRESS: clientela_asking_reason = 16;
/// Not asked: nothing that was agreed to needs these data.
pub const CLIENTELA_ASKING_REASON_NOT_NEEDED: clientela_asking_reason = 17;
/// Not asked: the data are restricted or erased.
pub const CLIENTELA_ASKING_REASON_CLOSED: clientela_asking_reason = 18;
/// Asked: only a guardian agreed, and the person decides now.
pub const CLIENTELA_ASKING_REASON_GUARDIAN_OVER: clientela_asking_reason = 19;
/// Asked: it was agreed to without the signature that it needs.
pub const CLIENTELA_ASKING_REASON_SIGNATURE_MISSING: clientela_asking_reason = 20;
/// Not asked: a guardian decides, and has to agree.
pub const CLIENTELA_ASKING_REASON_GUARDIAN_MISSING: clientela_asking_reason = 21;

/// Where the consent to the storage of data stands, as an indicator shows it.
pub type clientela_storage_consent = i32;

/// Nobody ever asked.
pub const CLIENTELA_STORAGE_CONSENT_NO_SELECTION: clientela_storage_consent = 0;
/// Asked, or asked again, without an answer that counts.
pub const CLIENTELA_STORAGE_CONSENT_OPEN: clientela_storage_consent = 1;
/// Agreed.
pub const CLIENTELA_STORAGE_CONSENT_AGREED: clientela_storage_consent = 2;
/// Declined, taken back or ended.
pub const CLIENTELA_STORAGE_CONSENT_WITHDRAWN: clientela_storage_consent = 3;
