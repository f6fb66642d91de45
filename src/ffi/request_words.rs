//! The words of requests: what people ask about their data, and where that stands.
#![allow(dead_code, reason = "most are for C; the code here goes through the domain's own enumerations")]

/// What a person asks for.
pub type clientela_request_kind = i32;

/// What is kept about them.
pub const CLIENTELA_REQUEST_KIND_ACCESS: clientela_request_kind = 0;
/// That something wrong is put right.
pub const CLIENTELA_REQUEST_KIND_RECTIFICATION: clientela_request_kind = 1;
/// That their data go.
pub const CLIENTELA_REQUEST_KIND_ERASURE: clientela_request_kind = 2;
/// That their data are kept and not used.
pub const CLIENTELA_REQUEST_KIND_RESTRICTION: clientela_request_kind = 3;
/// Their data, to take them elsewhere.
pub const CLIENTELA_REQUEST_KIND_PORTABILITY: clientela_request_kind = 4;
/// That something is no longer done with their data.
pub const CLIENTELA_REQUEST_KIND_OBJECTION: clientela_request_kind = 5;

/// Where a request stands.
pub type clientela_request_state = i32;

/// Somebody asked.
pub const CLIENTELA_REQUEST_STATE_REQUESTED: clientela_request_state = 0;
/// Who asked has to be shown: a code was made, to be sent to them.
pub const CLIENTELA_REQUEST_STATE_UNVERIFIED: clientela_request_state = 1;
/// It is the person themselves.
pub const CLIENTELA_REQUEST_STATE_VERIFIED: clientela_request_state = 2;
/// What an erasure would do was looked at.
pub const CLIENTELA_REQUEST_STATE_PLANNED: clientela_request_state = 3;
/// Something stands in the way for now.
pub const CLIENTELA_REQUEST_STATE_BLOCKED: clientela_request_state = 4;
/// Nothing stands in the way; of other requests, somebody took it on.
pub const CLIENTELA_REQUEST_STATE_APPROVED: clientela_request_state = 5;
/// The erasure has its time; until then it can be called off.
pub const CLIENTELA_REQUEST_STATE_SCHEDULED: clientela_request_state = 6;
/// The erasure runs.
pub const CLIENTELA_REQUEST_STATE_RUNNING: clientela_request_state = 7;
/// The person is gone but for what a law keeps, shown to nobody.
pub const CLIENTELA_REQUEST_STATE_RESTRICTED: clientela_request_state = 8;
/// It is done.
pub const CLIENTELA_REQUEST_STATE_COMPLETED: clientela_request_state = 9;
/// It was denied, on a ground.
pub const CLIENTELA_REQUEST_STATE_DENIED: clientela_request_state = 10;
/// Nobody showed that it was the person.
pub const CLIENTELA_REQUEST_STATE_CLOSED_UNVERIFIED: clientela_request_state = 11;
/// The person took it back.
pub const CLIENTELA_REQUEST_STATE_CANCELLED: clientela_request_state = 12;
/// The erasure did not succeed, however often it was tried: somebody has to look. It still wants its answer.
pub const CLIENTELA_REQUEST_STATE_FAILED: clientela_request_state = 13;

/// On which ground a request is denied.
pub type clientela_denial_ground = i32;

/// Who asks cannot be told to be the person (Art. 11(2), 12(2)).
pub const CLIENTELA_DENIAL_GROUND_NOT_IDENTIFIABLE: clientela_denial_ground = 0;
/// It is manifestly unfounded (Art. 12(5)).
pub const CLIENTELA_DENIAL_GROUND_UNFOUNDED: clientela_denial_ground = 1;
/// It is asked again and again (Art. 12(5)).
pub const CLIENTELA_DENIAL_GROUND_EXCESSIVE: clientela_denial_ground = 2;
/// It would take rights of others (Art. 15(4), 20(4)).
pub const CLIENTELA_DENIAL_GROUND_RIGHTS_OF_OTHERS: clientela_denial_ground = 3;
/// The data are right as they are (Art. 16).
pub const CLIENTELA_DENIAL_GROUND_DATA_ARE_RIGHT: clientela_denial_ground = 4;
/// None of the cases is there that the article names (Art. 17(1), 18(1), 20(1)).
pub const CLIENTELA_DENIAL_GROUND_NO_CASE: clientela_denial_ground = 5;
/// A law demands that the data stay (Art. 17(3)(b)).
pub const CLIENTELA_DENIAL_GROUND_LEGAL_OBLIGATION: clientela_denial_ground = 6;
/// The data are needed for legal claims (Art. 17(3)(e), 21(1)).
pub const CLIENTELA_DENIAL_GROUND_LEGAL_CLAIMS: clientela_denial_ground = 7;
/// There are compelling grounds that outweigh the person's (Art. 21(1)).
pub const CLIENTELA_DENIAL_GROUND_COMPELLING_GROUNDS: clientela_denial_ground = 8;

/// Why an answer takes two months longer (Art. 12(3)).
pub type clientela_extension_reason = i32;

/// It is complex.
pub const CLIENTELA_EXTENSION_REASON_COMPLEXITY: clientela_extension_reason = 0;
/// There are many requests.
pub const CLIENTELA_EXTENSION_REASON_NUMBER: clientela_extension_reason = 1;

/// How it was shown that it is the person.
pub type clientela_identity_proof = i32;

/// They knew the code that was sent to them.
pub const CLIENTELA_IDENTITY_PROOF_CODE: clientela_identity_proof = 0;
/// An identity document was seen; nothing of it is kept.
pub const CLIENTELA_IDENTITY_PROOF_DOCUMENT: clientela_identity_proof = 1;
/// They were signed in to their account.
pub const CLIENTELA_IDENTITY_PROOF_ACCOUNT: clientela_identity_proof = 2;
