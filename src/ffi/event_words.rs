//! Constants for the fields of consent events.
#![allow(dead_code, reason = "some are for events that a store gives")]

/// A field of a consent event. Of an event that is kept, a digest is read as text, 64 hexadecimal digits. An event that is proven is read
/// like one that is kept.
pub type clientela_event_field = i32;

/// Text: the code of the definition; empty, or NULL when read, for a denial with a wider scope, and where missing data were asked for.
pub const CLIENTELA_EVENT_FIELD_DEFINITION: clientela_event_field = 0;
/// Text: the language of the wording shown.
pub const CLIENTELA_EVENT_FIELD_LANGUAGE: clientela_event_field = 1;
/// Text: the code of the operator who recorded it.
pub const CLIENTELA_EVENT_FIELD_OPERATOR: clientela_event_field = 2;
/// Text: the code of the station.
pub const CLIENTELA_EVENT_FIELD_STATION: clientela_event_field = 3;
/// Text: on the occasion of which receipt.
pub const CLIENTELA_EVENT_FIELD_RECEIPT: clientela_event_field = 4;
/// Number: the major version of the definition when it was asked.
pub const CLIENTELA_EVENT_FIELD_MAJOR: clientela_event_field = 5;
/// Number: the minor version.
pub const CLIENTELA_EVENT_FIELD_MINOR: clientela_event_field = 6;
/// CLIENTELA_SCOPE_… as number, at first DEFINITION; of an event that is kept, its name as text.
pub const CLIENTELA_EVENT_FIELD_SCOPE: clientela_event_field = 7;
/// CLIENTELA_METHOD_… as number, at first SPOKEN; of an event that is kept, its name as text.
pub const CLIENTELA_EVENT_FIELD_METHOD: clientela_event_field = 8;
/// CLIENTELA_ORIGIN_… as number, at first TILL; of an event that is kept, its name as text.
pub const CLIENTELA_EVENT_FIELD_ORIGIN: clientela_event_field = 9;
/// Number: when it was recorded, in milliseconds since 1970 UTC; at first when it happened.
pub const CLIENTELA_EVENT_FIELD_RECORDED: clientela_event_field = 10;
/// Digest: of the wording shown, SHA-256 over language, title and body, each behind its length as 8 bytes, high byte first.
pub const CLIENTELA_EVENT_FIELD_WORDING: clientela_event_field = 11;
/// Digest: of a signature, bound to the event: `clientela_event_sign` makes it.
pub const CLIENTELA_EVENT_FIELD_EVIDENCE: clientela_event_field = 12;
/// Bound: a form number or external id; of an event that is kept, its text, or NULL after an anonymization.
pub const CLIENTELA_EVENT_FIELD_REFERENCE: clientela_event_field = 13;
/// Bound: the phone number or e-mail address that the answer is for.
pub const CLIENTELA_EVENT_FIELD_ADDRESS: clientela_event_field = 14;
/// Text, of an event that is kept: its id.
pub const CLIENTELA_EVENT_FIELD_ID: clientela_event_field = 15;
/// Of an event that is kept, what happened: CLIENTELA_EVENT_KIND_… as number, its name as text.
pub const CLIENTELA_EVENT_FIELD_KIND: clientela_event_field = 16;
/// Of an event that is kept, who stands behind it: CLIENTELA_AUTHORITY_… as number, its name as text.
pub const CLIENTELA_EVENT_FIELD_AUTHORITY: clientela_event_field = 17;
/// Number, of an event that is kept: when it happened, in milliseconds since 1970 UTC.
pub const CLIENTELA_EVENT_FIELD_AT: clientela_event_field = 18;
/// Text, of an event that is proven: the id of the person.
pub const CLIENTELA_EVENT_FIELD_SUBJECT: clientela_event_field = 19;
/// Text, of an event that is proven: the title of the wording shown, or NULL.
pub const CLIENTELA_EVENT_FIELD_TITLE: clientela_event_field = 20;
/// Text, of an event that is proven: the body of the wording shown, or NULL.
pub const CLIENTELA_EVENT_FIELD_BODY: clientela_event_field = 21;
/// Text, of an event that is proven: the station or server whose chain of the journal tells of it.
pub const CLIENTELA_EVENT_FIELD_CHAIN: clientela_event_field = 22;
/// Number, of an event that is proven: the place of its entry in that chain, from 1.
pub const CLIENTELA_EVENT_FIELD_SEQUENCE: clientela_event_field = 23;
/// What the reference leads to: CLIENTELA_REFERENCE_KIND_… as number, at first NOTE; of an event that is kept, its name as text.
pub const CLIENTELA_EVENT_FIELD_REFERENCE_KIND: clientela_event_field = 30;
/// How well it is proven, of an event that is kept: CLIENTELA_EVIDENCE_GRADE_… as number, its name as text.
pub const CLIENTELA_EVENT_FIELD_GRADE: clientela_event_field = 31;
/// Text: the id of the guardian who answered for the person; empty, or NULL when read, where the person did.
pub const CLIENTELA_EVENT_FIELD_BY: clientela_event_field = 24;
