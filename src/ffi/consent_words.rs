//! Constants for consents. A number keeps its meaning for ever; new ones may be added.
#![allow(dead_code, reason = "most are for C; the code here goes through the domain's own enumerations")]

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

/// The three states of a consent.
pub type clientela_consent_state = i32;

/// Neither agreed nor declined, or no longer relevant.
pub const CLIENTELA_CONSENT_STATE_UNKNOWN: clientela_consent_state = 0;
/// Agreed, and it counts.
pub const CLIENTELA_CONSENT_STATE_ACCEPTED: clientela_consent_state = 1;
/// Declined, taken back, objected, ended or void.
pub const CLIENTELA_CONSENT_STATE_REFUSED: clientela_consent_state = 2;

/// Where a screen shows a consent.
pub type clientela_consent_section = i32;

/// With the details of the customer: it is bound to no channel.
pub const CLIENTELA_CONSENT_SECTION_DETAILS: clientela_consent_section = 0;
/// With the addresses and numbers of its channel.
pub const CLIENTELA_CONSENT_SECTION_CHANNEL: clientela_consent_section = 1;

/// Why the state is what it is.
pub type clientela_consent_detail = i32;

/// Nobody ever asked.
pub const CLIENTELA_CONSENT_DETAIL_NEVER_ASKED: clientela_consent_detail = 0;
/// Asked, no answer yet.
pub const CLIENTELA_CONSENT_DETAIL_ASKED: clientela_consent_detail = 1;
/// The question was closed without an answer.
pub const CLIENTELA_CONSENT_DETAIL_DEFERRED: clientela_consent_detail = 2;
/// Given, but its confirmation is outstanding.
pub const CLIENTELA_CONSENT_DETAIL_PENDING: clientela_consent_detail = 3;
/// Given, and confirmed where that is needed.
pub const CLIENTELA_CONSENT_DETAIL_GIVEN: clientela_consent_detail = 4;
/// Given again while it stood.
pub const CLIENTELA_CONSENT_DETAIL_RENEWED: clientela_consent_detail = 5;
/// Declined.
pub const CLIENTELA_CONSENT_DETAIL_REFUSED: clientela_consent_detail = 6;
/// Taken back by the person.
pub const CLIENTELA_CONSENT_DETAIL_WITHDRAWN: clientela_consent_detail = 7;
/// Ended by the controller.
pub const CLIENTELA_CONSENT_DETAIL_REVOKED: clientela_consent_detail = 8;
/// Its validity is over: ask again.
pub const CLIENTELA_CONSENT_DETAIL_EXPIRED: clientela_consent_detail = 9;
/// The text changed in a way that matters: ask again.
pub const CLIENTELA_CONSENT_DETAIL_OUTDATED: clientela_consent_detail = 10;
/// Declared void.
pub const CLIENTELA_CONSENT_DETAIL_VOID: clientela_consent_detail = 11;
/// The person objected.
pub const CLIENTELA_CONSENT_DETAIL_OBJECTED: clientela_consent_detail = 12;

/// How well an answer is proven, the least first.
pub type clientela_evidence_grade = i32;

/// By nothing: nobody answered, or another system says plainly *on*.
pub const CLIENTELA_EVIDENCE_GRADE_NOTHING: clientela_evidence_grade = 0;
/// Somebody says that the person said so.
pub const CLIENTELA_EVIDENCE_GRADE_SAID: clientela_evidence_grade = 1;
/// Somebody wrote down where a proof is. Whether there is one, nobody looked.
pub const CLIENTELA_EVIDENCE_GRADE_REFERENCED: clientela_evidence_grade = 2;
/// A signature is registered in another system, under a reference.
pub const CLIENTELA_EVIDENCE_GRADE_REGISTERED: clientela_evidence_grade = 3;
/// A paper was signed that was printed here: its number leads to the text that stood on it.
pub const CLIENTELA_EVIDENCE_GRADE_FORM: clientela_evidence_grade = 4;
/// The person did it: by a link or code, or behind a sign-in of their own.
pub const CLIENTELA_EVIDENCE_GRADE_CONFIRMED: clientela_evidence_grade = 5;
/// A signature is bound to the very text, its language, operator, station and receipt.
pub const CLIENTELA_EVIDENCE_GRADE_SIGNED: clientela_evidence_grade = 6;

/// What the reference of a consent event leads to.
pub type clientela_reference_kind = i32;

/// What somebody wrote down.
pub const CLIENTELA_REFERENCE_KIND_NOTE: clientela_reference_kind = 0;
/// A signature that is registered in another system.
pub const CLIENTELA_REFERENCE_KIND_EXTERNAL: clientela_reference_kind = 1;
/// A paper form that was printed here, by its number.
pub const CLIENTELA_REFERENCE_KIND_FORM: clientela_reference_kind = 2;

/// What somebody wants to record.
pub type clientela_intent = i32;

/// The person is asked.
pub const CLIENTELA_INTENT_ASK: clientela_intent = 0;
/// The question is closed without an answer.
pub const CLIENTELA_INTENT_DEFER: clientela_intent = 1;
/// Agree, or agree again.
pub const CLIENTELA_INTENT_GIVE: clientela_intent = 2;
/// Decline.
pub const CLIENTELA_INTENT_REFUSE: clientela_intent = 3;
/// Take back.
pub const CLIENTELA_INTENT_WITHDRAW: clientela_intent = 4;
/// Object; the act's scope says to what.
pub const CLIENTELA_INTENT_OBJECT: clientela_intent = 5;
/// The second opt-in.
pub const CLIENTELA_INTENT_CONFIRM: clientela_intent = 6;
/// The controller ends it.
pub const CLIENTELA_INTENT_REVOKE: clientela_intent = 7;
/// Declare void.
pub const CLIENTELA_INTENT_INVALIDATE: clientela_intent = 8;
/// A plain *on* of a source that knows only on and off.
pub const CLIENTELA_INTENT_ON: clientela_intent = 9;
/// A plain *off* of such a source: no refusal.
pub const CLIENTELA_INTENT_OFF: clientela_intent = 10;
/// Go back to unknown.
pub const CLIENTELA_INTENT_CLEAR: clientela_intent = 11;

/// The life of a person's data, as far as it decides what may be done.
pub type clientela_subject_state = i32;

/// In use.
pub const CLIENTELA_SUBJECT_STATE_NORMAL: clientela_subject_state = 0;
/// Blocked for all but what the law demands.
pub const CLIENTELA_SUBJECT_STATE_RESTRICTED: clientela_subject_state = 1;
/// Anonymized.
pub const CLIENTELA_SUBJECT_STATE_ERASED: clientela_subject_state = 2;
/// The person died.
pub const CLIENTELA_SUBJECT_STATE_DECEASED: clientela_subject_state = 3;
/// Erasures are known elsewhere that this store has not seen: the person may be one of the erased.
pub const CLIENTELA_SUBJECT_STATE_UNCONFIRMED: clientela_subject_state = 4;

/// On what ground somebody decides for another person.
pub type clientela_guardian = i32;

/// As a parent, until the child decides.
pub const CLIENTELA_GUARDIAN_PARENT: clientela_guardian = 0;
/// As the guardian of a minor, until the minor decides.
pub const CLIENTELA_GUARDIAN_LEGAL_GUARDIAN: clientela_guardian = 1;
/// As the guardian of an adult, as long as the guardianship lasts.
pub const CLIENTELA_GUARDIAN_ADULT_GUARDIANSHIP: clientela_guardian = 2;

/// A ground to contact somebody until they object. A chain says which it uses; none applies by itself.
pub type clientela_ground = i32;

/// Germany: letters, until the person objects.
pub const CLIENTELA_GROUND_DE_LETTER: clientela_ground = 0;
/// Germany: e-mail to own customers about similar goods.
pub const CLIENTELA_GROUND_DE_EMAIL: clientela_ground = 1;
/// France: e-mail to own customers about similar goods.
pub const CLIENTELA_GROUND_FR_EMAIL: clientela_ground = 2;
/// France, until 10 August 2026: calls to numbers that the opposition register does not list.
pub const CLIENTELA_GROUND_FR_PHONE: clientela_ground = 3;
/// Italy: e-mail to own customers about similar goods.
pub const CLIENTELA_GROUND_IT_EMAIL: clientela_ground = 4;
/// Italy: calls to numbers that the opposition register does not list.
pub const CLIENTELA_GROUND_IT_PHONE: clientela_ground = 5;
/// Everywhere: recalls and contract matters, which a duty demands.
pub const CLIENTELA_GROUND_NOTICE: clientela_ground = 6;

/// Why the answer is what it is.
pub type clientela_contact_reason = i32;

/// Everything is in order.
pub const CLIENTELA_CONTACT_REASON_ALLOWED: clientela_contact_reason = 0;
/// The person was anonymized.
pub const CLIENTELA_CONTACT_REASON_ERASED: clientela_contact_reason = 1;
/// The person's data is restricted.
pub const CLIENTELA_CONTACT_REASON_RESTRICTED: clientela_contact_reason = 2;
/// No definition is about this purpose and channel.
pub const CLIENTELA_CONTACT_REASON_NO_DEFINITION: clientela_contact_reason = 3;
/// A definition is, but none that is in force today.
pub const CLIENTELA_CONTACT_REASON_DEFINITION_NOT_IN_FORCE: clientela_contact_reason = 4;
/// The person objected.
pub const CLIENTELA_CONTACT_REASON_OBJECTED: clientela_contact_reason = 5;
/// There is no address (number) for this channel.
pub const CLIENTELA_CONTACT_REASON_NO_ADDRESS: clientela_contact_reason = 6;
/// What was sent there came back.
pub const CLIENTELA_CONTACT_REASON_BOUNCED: clientela_contact_reason = 7;
/// The consent is bound to another address.
pub const CLIENTELA_CONTACT_REASON_OTHER_ADDRESS: clientela_contact_reason = 8;
/// Which address the consent is bound to can no longer be told.
pub const CLIENTELA_CONTACT_REASON_ADDRESS_UNKNOWN: clientela_contact_reason = 9;
/// Nobody ever asked.
pub const CLIENTELA_CONTACT_REASON_NEVER_ASKED: clientela_contact_reason = 10;
/// Asked, no answer yet.
pub const CLIENTELA_CONTACT_REASON_ASKED: clientela_contact_reason = 11;
/// The question was closed without an answer.
pub const CLIENTELA_CONTACT_REASON_DEFERRED: clientela_contact_reason = 12;
/// The confirmation is outstanding.
pub const CLIENTELA_CONTACT_REASON_PENDING: clientela_contact_reason = 13;
/// Declined.
pub const CLIENTELA_CONTACT_REASON_REFUSED: clientela_contact_reason = 14;
/// Taken back.
pub const CLIENTELA_CONTACT_REASON_WITHDRAWN: clientela_contact_reason = 15;
/// Ended by the controller.
pub const CLIENTELA_CONTACT_REASON_REVOKED: clientela_contact_reason = 16;
/// The validity is over.
pub const CLIENTELA_CONTACT_REASON_EXPIRED: clientela_contact_reason = 17;
/// The text changed in a way that matters.
pub const CLIENTELA_CONTACT_REASON_OUTDATED: clientela_contact_reason = 18;
/// Declared void.
pub const CLIENTELA_CONTACT_REASON_VOID: clientela_contact_reason = 19;
/// The signature that the definition requires is missing.
pub const CLIENTELA_CONTACT_REASON_SIGNATURE_MISSING: clientela_contact_reason = 20;
/// The definition above is not known or not in force.
pub const CLIENTELA_CONTACT_REASON_PARENT_UNKNOWN: clientela_contact_reason = 21;
/// The definition above is not accepted; the answer names it.
pub const CLIENTELA_CONTACT_REASON_PARENT_NOT_ACCEPTED: clientela_contact_reason = 22;
/// The guardian did not agree.
pub const CLIENTELA_CONTACT_REASON_GUARDIAN_MISSING: clientela_contact_reason = 23;
/// What stood on that day can no longer be told: the person was merged with another, or parted again, or a guardian was erased, since then.
pub const CLIENTELA_CONTACT_REASON_UNCLEAR: clientela_contact_reason = 24;
/// A ground allows it without consent; the answer names it.
pub const CLIENTELA_CONTACT_REASON_ALLOWED_BY_GROUND: clientela_contact_reason = 25;
/// A ground would allow it, but nobody said that the opposition register does not list the number.
pub const CLIENTELA_CONTACT_REASON_REGISTER_UNKNOWN: clientela_contact_reason = 26;
/// Only a guardian agreed, and the person decides now.
pub const CLIENTELA_CONTACT_REASON_GUARDIAN_OVER: clientela_contact_reason = 27;
/// The customer did not authorize this person to receive it.
pub const CLIENTELA_CONTACT_REASON_AUTHORIZATION_MISSING: clientela_contact_reason = 28;
/// The person has no account, which the definition asks for.
pub const CLIENTELA_CONTACT_REASON_ACCOUNT_MISSING: clientela_contact_reason = 29;
/// The person died: nobody is written to, not even of what a duty demands.
pub const CLIENTELA_CONTACT_REASON_DECEASED: clientela_contact_reason = 30;
/// Erasures are known elsewhere that this store has not seen: nobody is contacted until it has.
pub const CLIENTELA_CONTACT_REASON_UNCONFIRMED: clientela_contact_reason = 31;

/// What would make it allowed.
pub type clientela_contact_remedy = i32;

/// Nothing is needed.
pub const CLIENTELA_CONTACT_REMEDY_NOTHING: clientela_contact_remedy = 0;
/// Ask for the consent the answer names.
pub const CLIENTELA_CONTACT_REMEDY_ASK_FOR_CONSENT: clientela_contact_remedy = 1;
/// Ask for it again.
pub const CLIENTELA_CONTACT_REMEDY_ASK_AGAIN: clientela_contact_remedy = 2;
/// The person confirms by the link or code they were sent.
pub const CLIENTELA_CONTACT_REMEDY_CONFIRM: clientela_contact_remedy = 3;
/// Fill in the channel's data.
pub const CLIENTELA_CONTACT_REMEDY_COMPLETE_THE_DATA: clientela_contact_remedy = 4;
/// Correct the channel's data.
pub const CLIENTELA_CONTACT_REMEDY_CORRECT_THE_DATA: clientela_contact_remedy = 5;
/// Have the form signed, or register the signature.
pub const CLIENTELA_CONTACT_REMEDY_GET_THE_SIGNATURE: clientela_contact_remedy = 6;
/// Ask the guardian.
pub const CLIENTELA_CONTACT_REMEDY_ASK_THE_GUARDIAN: clientela_contact_remedy = 7;
/// The ERP puts a definition in force.
pub const CLIENTELA_CONTACT_REMEDY_DEFINE_THE_CONSENT: clientela_contact_remedy = 8;
/// Only the person may change it, of their own accord.
pub const CLIENTELA_CONTACT_REMEDY_UP_TO_THE_PERSON: clientela_contact_remedy = 9;
/// There is nothing to be done.
pub const CLIENTELA_CONTACT_REMEDY_NOT_POSSIBLE: clientela_contact_remedy = 10;
/// Look the number up in the opposition register, or ask for the consent.
pub const CLIENTELA_CONTACT_REMEDY_CHECK_THE_REGISTER: clientela_contact_remedy = 11;
/// Ask the person, who decides now.
pub const CLIENTELA_CONTACT_REMEDY_ASK_THE_PERSON: clientela_contact_remedy = 12;
/// Ask the customer to authorize the person.
pub const CLIENTELA_CONTACT_REMEDY_ASK_THE_CUSTOMER: clientela_contact_remedy = 13;
/// The person opens an account.
pub const CLIENTELA_CONTACT_REMEDY_OPEN_AN_ACCOUNT: clientela_contact_remedy = 14;
/// The central system sends the erasures that are missing, or says that none is.
pub const CLIENTELA_CONTACT_REMEDY_COMPLETE_THE_ERASURES: clientela_contact_remedy = 15;

/// What a person gets to confirm a consent with.
pub type clientela_confirmation_kind = i32;

/// Six digits, to be typed or read aloud.
pub const CLIENTELA_CONFIRMATION_KIND_CODE: clientela_confirmation_kind = 0;
/// The end of a link.
pub const CLIENTELA_CONFIRMATION_KIND_LINK: clientela_confirmation_kind = 1;
