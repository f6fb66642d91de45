//! The use log: each use of a consent with the answer as it was then, and until when the proof of a consent is kept. Asking is no use; whoever
//! contacted somebody reports it, one by one here, or many in a feed of lines `{"feed":"use",…}`.

use std::ffi::c_char;

use crate::domain::consent::Channel;
use crate::domain::id::Code;
use crate::domain::time::Timestamp;
use crate::engine::{KeptUse, NewUse, UseQuery};
use crate::error::Result;
use crate::ffi::call::{call, free, step};
use crate::ffi::consent_words::{clientela_channel, clientela_contact_reason, clientela_purpose};
use crate::ffi::contact::question;
use crate::ffi::desk::clientela_desk;
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::record::{Record, Walk, int};
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, raw, words};

/// A walk over uses; its present use is read field by field. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_uses(i64);
handle!(clientela_uses, UsesObject);

/// Until when a proof is kept, and why. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_proof_period(i64);
handle!(clientela_proof_period, ProofPeriodObject);

/// A field of a use.
pub type clientela_use_field = i32;

/// Number: its place in the order in which uses were recorded; of the last one it is the cursor of the next page.
pub const CLIENTELA_USE_FIELD_PLACE: clientela_use_field = 0;
/// Text: the person's id.
pub const CLIENTELA_USE_FIELD_PERSON: clientela_use_field = 1;
/// CLIENTELA_PURPOSE_… as number, its name as text.
pub const CLIENTELA_USE_FIELD_PURPOSE: clientela_use_field = 2;
/// CLIENTELA_CHANNEL_… as number, its name as text, NULL of a use without contact.
pub const CLIENTELA_USE_FIELD_CHANNEL: clientela_use_field = 3;
/// Text: the definition that decided; NULL where none is about this purpose and channel.
pub const CLIENTELA_USE_FIELD_DEFINITION: clientela_use_field = 4;
/// Text: the campaign, or NULL.
pub const CLIENTELA_USE_FIELD_CAMPAIGN: clientela_use_field = 5;
/// Number: when it was used, in milliseconds since 1970-01-01 UTC.
pub const CLIENTELA_USE_FIELD_AT: clientela_use_field = 6;
/// Number: when it was recorded, in milliseconds since 1970-01-01 UTC.
pub const CLIENTELA_USE_FIELD_RECORDED: clientela_use_field = 7;
/// Text: the system that used it.
pub const CLIENTELA_USE_FIELD_SYSTEM: clientela_use_field = 8;
/// Text: that system's own key.
pub const CLIENTELA_USE_FIELD_KEY: clientela_use_field = 9;
/// Number: 1 when it was allowed at that time.
pub const CLIENTELA_USE_FIELD_ALLOWED: clientela_use_field = 10;
/// Why: CLIENTELA_CONTACT_REASON_… as number, its name as text.
pub const CLIENTELA_USE_FIELD_REASON: clientela_use_field = 11;
/// Text: the ids of the events that the answer rests on, a blank between two; empty where there is none.
pub const CLIENTELA_USE_FIELD_EVIDENCE: clientela_use_field = 12;

/// Uses, one by one.
pub struct UsesObject(Walk<Record>);

/// The last day and the law, or none.
pub struct ProofPeriodObject(Record);

/// A field of the period of a proof.
pub type clientela_proof_period_field = i32;

/// Text: the last day on which the proof is kept, YYYY-MM-DD; NULL where nobody granted or no period is known.
pub const CLIENTELA_PROOF_PERIOD_FIELD_UNTIL: clientela_proof_period_field = 0;
/// Text: the law, or NULL.
pub const CLIENTELA_PROOF_PERIOD_FIELD_GROUND: clientela_proof_period_field = 1;

impl UsesObject {
    fn of(uses: &[KeptUse]) -> Self {
        Self(Walk::new(uses.iter().map(row)))
    }
}

fn row(KeptUse { place, used }: &KeptUse) -> Record {
    let (person, channel) = (used.subject.to_string(), used.channel);
    let evidence: Vec<String> = used.evidence.iter().map(ToString::to_string).collect();
    Record::default()
        .number(CLIENTELA_USE_FIELD_PLACE, int(*place))
        .text(CLIENTELA_USE_FIELD_PERSON, person.as_str())
        .word(CLIENTELA_USE_FIELD_PURPOSE, used.purpose as i32, used.purpose.name())
        .word(CLIENTELA_USE_FIELD_CHANNEL, channel.map_or(0, |channel| channel as i32 + 1), channel.map(Channel::name))
        .text(CLIENTELA_USE_FIELD_DEFINITION, used.definition.as_ref().map(Code::as_str))
        .text(CLIENTELA_USE_FIELD_CAMPAIGN, used.campaign.as_ref().map(Code::as_str))
        .number(CLIENTELA_USE_FIELD_AT, used.at.millis())
        .number(CLIENTELA_USE_FIELD_RECORDED, used.recorded.millis())
        .text(CLIENTELA_USE_FIELD_SYSTEM, used.system.as_str())
        .text(CLIENTELA_USE_FIELD_KEY, used.key.as_str())
        .number(CLIENTELA_USE_FIELD_ALLOWED, used.allowed.into())
        .word(CLIENTELA_USE_FIELD_REASON, used.reason as i32, used.reason.name())
        .text(CLIENTELA_USE_FIELD_EVIDENCE, evidence.join(" ").as_str())
}

/// Which uses the arguments of a call name.
fn query(definition: (*const c_char, usize), campaign: (*const c_char, usize), after: i64) -> Result<UseQuery> {
    Ok(UseQuery {
        definition: doors::optional_code(definition.0, definition.1, "definition")?,
        campaign: doors::optional_code(campaign.0, campaign.1, "campaign")?,
        after: words::within(after, "after")?,
        ..UseQuery::default()
    })
}

/// Records a use of a consent, once by its system and key; also one that was not allowed: it is marked.
///
/// - erp: the ERP's door
/// - key: the system's own key of this use; nothing personal
/// - key_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - purpose: what for, CLIENTELA_PURPOSE_…
/// - channel: how, CLIENTELA_CHANNEL_…; CLIENTELA_CHANNEL_NONE: used without contact
/// - definition: by which definition; may be NULL: all of this purpose and channel
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - at: when, as in 2026-03-01T09:30:00Z; may be NULL: now
/// - at_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - campaign: the campaign's code; may be NULL: none
/// - campaign_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - system: the code of the system that used it; may be NULL: the one of this door
/// - system_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_allowed: 1 when it was allowed at that time, else 0
/// - out_reason: why, CLIENTELA_CONTACT_REASON_…
/// - out_repeated: 1 when it was recorded before, else 0
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_record_use(
    erp: clientela_erp,
    key: *const c_char,
    key_len: usize,
    person: *const c_char,
    person_len: usize,
    purpose: clientela_purpose,
    channel: clientela_channel,
    definition: *const c_char,
    definition_len: usize,
    at: *const c_char,
    at_len: usize,
    campaign: *const c_char,
    campaign_len: usize,
    system: *const c_char,
    system_len: usize,
    out_allowed: *mut i32,
    out_reason: *mut clientela_contact_reason,
    out_repeated: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    let outs = (out::number(out_allowed, "out_allowed"), out::number(out_reason, "out_reason"), out::number(out_repeated, "out_repeated"));
    call(out_error, outs, || {
        let erp = door(erp, "erp")?;
        let (key, person) = (words::code(key, key_len, "key")?, words::subject(person, person_len, "person")?);
        let question = question(purpose, channel, (definition, definition_len), (std::ptr::null(), 0))?;
        let new = NewUse {
            at: doors::optional(at, at_len, "at")?.map(|text| Timestamp::parse(text).map_err(words::named("at"))).transpose()?,
            campaign: doors::optional_code(campaign, campaign_len, "campaign")?,
            system: doors::optional_code(system, system_len, "system")?,
            ..NewUse::new(person, question, key)
        };
        let recorded = erp.record_use(&new)?;
        Ok((recorded.used.allowed.into(), recorded.used.reason as i32, recorded.repeated.into()))
    })
}

/// Begins a walk over a page of the uses that were recorded, in that order. The place of the last use is `after` of the next page.
///
/// - erp: the ERP's door
/// - definition: only of this definition; may be NULL: of any
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - campaign: only of this campaign; may be NULL: of any or none
/// - campaign_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - after: only behind this place; 0: from the first on
/// - limit: at most so many, 0 or more
/// - out_uses: the walk, before its first use; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_uses(
    erp: clientela_erp,
    definition: *const c_char,
    definition_len: usize,
    campaign: *const c_char,
    campaign_len: usize,
    after: i64,
    limit: i32,
    out_uses: *mut clientela_uses,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_uses, "out_uses"), || {
        let erp = door(erp, "erp")?;
        let query = query((definition, definition_len), (campaign, campaign_len), after)?;
        let query = UseQuery { limit: words::within(limit, "limit")?, ..query };
        Ok(UsesObject::of(&erp.uses(&query)?))
    })
}

/// Counts the uses that were recorded.
///
/// - erp: the ERP's door
/// - definition: only of this definition; may be NULL: of any
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - campaign: only of this campaign; may be NULL: of any or none
/// - campaign_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_uses: all
/// - out_not_allowed: among them, those that were not allowed
/// - out_persons: of how many persons
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_use_counts(
    erp: clientela_erp,
    definition: *const c_char,
    definition_len: usize,
    campaign: *const c_char,
    campaign_len: usize,
    out_uses: *mut i64,
    out_not_allowed: *mut i64,
    out_persons: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    let outs =
        (out::number(out_uses, "out_uses"), out::number(out_not_allowed, "out_not_allowed"), out::number(out_persons, "out_persons"));
    call(out_error, outs, || {
        let counts = door(erp, "erp")?.use_counts(&query((definition, definition_len), (campaign, campaign_len), 0)?)?;
        Ok((int(counts.uses), int(counts.not_allowed), int(counts.persons)))
    })
}

/// Begins a walk over the uses of a person's consents, by their times. They outlive the person's data and then name nobody. It takes the right to
/// see consents.
///
/// - desk: the desk
/// - person: the id of a customer or related person, also of an anonymized one
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - definition: only of this definition; may be NULL: of any
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_uses: the walk, before its first use; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_consent_uses(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    definition: *const c_char,
    definition_len: usize,
    out_uses: *mut clientela_uses,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_uses, "out_uses"), || {
        let desk = door(desk, "desk")?;
        let person = words::subject(person, person_len, "person")?;
        let definition = doors::optional_code(definition, definition_len, "definition")?;
        Ok(UsesObject::of(&desk.consent_uses(person, definition.as_ref())?))
    })
}

/// Steps to the next use. CLIENTELA_STATUS_DONE: there is none.
///
/// - uses: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_uses_next(uses: clientela_uses, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, (), || Ok(open(uses, "uses")?.0.step()))
}

/// Reads a text of the present use.
///
/// - uses: the walk
/// - field: which field, CLIENTELA_USE_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_uses_text(
    uses: clientela_uses,
    field: clientela_use_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(uses, "uses")?.0.row()?.lend(field))
}

/// Reads a number of the present use.
///
/// - uses: the walk
/// - field: which field, CLIENTELA_USE_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_uses_number(
    uses: clientela_uses,
    field: clientela_use_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(uses, "uses")?.0.row()?.value(field))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - uses: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_uses_free(uses: clientela_uses) -> clientela_status {
    free(uses, "uses")
}

/// Says until when the proof of a person's consent is kept by the law of a country, from its last act or use.
///
/// - erp: the ERP's door
/// - person: the id of a customer or related person, also of an anonymized one
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - definition: the code of the definition
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - country: ISO 3166-1, such as DE
/// - country_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_proof_period: the last day and the law; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_proof_kept_until(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    definition: *const c_char,
    definition_len: usize,
    country: *const c_char,
    country_len: usize,
    out_proof_period: *mut clientela_proof_period,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_proof_period, "out_proof_period"), || {
        let erp = door(erp, "erp")?;
        let (person, definition) = (words::subject(person, person_len, "person")?, words::code(definition, definition_len, "definition")?);
        let kept = erp.proof_kept_until(person, &definition, raw::text(country, country_len, "country")?)?;
        let until = kept.map(|kept| kept.until.to_string());
        let record = Record::default().text(CLIENTELA_PROOF_PERIOD_FIELD_UNTIL, until.as_deref());
        Ok(ProofPeriodObject(record.text(CLIENTELA_PROOF_PERIOD_FIELD_GROUND, kept.map(|kept| kept.ground))))
    })
}

/// Reads a text of the period of a proof.
///
/// - proof_period: the period
/// - field: which field, CLIENTELA_PROOF_PERIOD_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the period is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_proof_period_text(
    proof_period: clientela_proof_period,
    field: clientela_proof_period_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(proof_period, "proof_period")?.0.lend(field))
}

/// Frees the period of a proof. No period (0) is allowed.
///
/// - proof_period: the period
#[unsafe(no_mangle)]
pub extern "C" fn clientela_proof_period_free(proof_period: clientela_proof_period) -> clientela_status {
    free(proof_period, "proof_period")
}
