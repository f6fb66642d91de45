//! What C reads of a consent event, field by field.

use crate::domain::consent::Event;
use crate::domain::id::Code;
use crate::domain::value::hex;
use crate::ffi::event_words::{
    CLIENTELA_EVENT_FIELD_AT, CLIENTELA_EVENT_FIELD_AUTHORITY, CLIENTELA_EVENT_FIELD_BY, CLIENTELA_EVENT_FIELD_DEFINITION,
    CLIENTELA_EVENT_FIELD_EVIDENCE, CLIENTELA_EVENT_FIELD_GRADE, CLIENTELA_EVENT_FIELD_ID, CLIENTELA_EVENT_FIELD_KIND,
    CLIENTELA_EVENT_FIELD_LANGUAGE, CLIENTELA_EVENT_FIELD_MAJOR, CLIENTELA_EVENT_FIELD_METHOD, CLIENTELA_EVENT_FIELD_MINOR,
    CLIENTELA_EVENT_FIELD_OPERATOR, CLIENTELA_EVENT_FIELD_ORIGIN, CLIENTELA_EVENT_FIELD_RECEIPT, CLIENTELA_EVENT_FIELD_RECORDED,
    CLIENTELA_EVENT_FIELD_REFERENCE, CLIENTELA_EVENT_FIELD_REFERENCE_KIND, CLIENTELA_EVENT_FIELD_SCOPE, CLIENTELA_EVENT_FIELD_STATION,
    CLIENTELA_EVENT_FIELD_WORDING,
};
use crate::ffi::record::Record;

/// An event with the text of its reference, which it only commits to.
pub fn record(event: &Event, reference: Option<&str>) -> Record {
    let (id, by) = (event.id.to_string(), event.by.map(|guardian| guardian.to_string()));
    let wording = Some(event.text_digest).filter(|digest| *digest != [0; 32]).map(|digest| hex(&digest));
    let signature = event.evidence.digest.map(|digest| hex(&digest));
    let (kind, grade) = (event.evidence.reference_kind, event.grade());
    Record::default()
        .text(CLIENTELA_EVENT_FIELD_ID, id.as_str())
        .text(CLIENTELA_EVENT_FIELD_DEFINITION, event.definition.as_ref().map(Code::as_str))
        .number(CLIENTELA_EVENT_FIELD_MAJOR, event.version.0.into())
        .number(CLIENTELA_EVENT_FIELD_MINOR, event.version.1.into())
        .word(CLIENTELA_EVENT_FIELD_SCOPE, event.scope as i32, event.scope.name())
        .text(CLIENTELA_EVENT_FIELD_LANGUAGE, event.language.as_str())
        .text(CLIENTELA_EVENT_FIELD_WORDING, wording.as_deref())
        .word(CLIENTELA_EVENT_FIELD_KIND, event.kind as i32, event.kind.name())
        .word(CLIENTELA_EVENT_FIELD_AUTHORITY, event.authority as i32, event.authority.name())
        .text(CLIENTELA_EVENT_FIELD_BY, by.as_deref())
        .word(CLIENTELA_EVENT_FIELD_METHOD, event.method as i32, event.method.name())
        .word(CLIENTELA_EVENT_FIELD_ORIGIN, event.origin as i32, event.origin.name())
        .text(CLIENTELA_EVENT_FIELD_OPERATOR, event.operator.as_ref().map(Code::as_str))
        .text(CLIENTELA_EVENT_FIELD_STATION, event.station.as_ref().map(Code::as_str))
        .text(CLIENTELA_EVENT_FIELD_RECEIPT, event.receipt.as_ref().map(Code::as_str))
        .number(CLIENTELA_EVENT_FIELD_AT, event.at.millis())
        .number(CLIENTELA_EVENT_FIELD_RECORDED, event.recorded.millis())
        .text(CLIENTELA_EVENT_FIELD_EVIDENCE, signature.as_deref())
        .text(CLIENTELA_EVENT_FIELD_REFERENCE, reference)
        .word(CLIENTELA_EVENT_FIELD_REFERENCE_KIND, kind as i32, kind.name())
        .word(CLIENTELA_EVENT_FIELD_GRADE, grade as i32, grade.name())
}
