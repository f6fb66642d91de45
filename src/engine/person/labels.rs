//! What stands over the sections and columns of a printed export, in the languages of the messages.

use crate::domain::message::{Language, text};

/// The sections and the words around them, by name, with the codes of their texts.
const SECTIONS: [(&str, &str); 36] = [
    ("title", "person.title"),
    ("nothing", "person.nothing"),
    ("yes", "person.yes"),
    ("no", "person.no"),
    ("data", "person.data"),
    ("sources", "person.sources"),
    ("related", "person.related"),
    ("belongs_to", "person.belongs_to"),
    ("operator", "person.operator"),
    ("consents", "person.consents"),
    ("consent_events", "person.consent_events"),
    ("texts", "person.texts"),
    ("forms", "person.forms"),
    ("confirmations", "person.confirmations"),
    ("uses", "person.uses"),
    ("recipients", "person.recipients"),
    ("documents", "person.documents"),
    ("bookings", "person.bookings"),
    ("decisions", "person.decisions"),
    ("requests", "person.requests"),
    ("retention", "person.retention"),
    ("changes", "person.changes"),
    ("reads", "person.reads"),
    ("grounds", "person.grounds"),
    ("certificate", "certificate.title"),
    ("order", "certificate.order"),
    ("erasure", "certificate.erasure"),
    ("persons", "certificate.persons"),
    ("gone", "certificate.gone"),
    ("kept", "certificate.kept"),
    ("sealed", "certificate.sealed"),
    ("scan", "certificate.scan"),
    ("systems", "certificate.systems"),
    ("heads", "certificate.heads"),
    ("names_nobody", "certificate.names_nobody"),
    ("recognises_the_erased", "certificate.recognises_the_erased"),
];

/// The columns by name, with the codes of their texts where those are not the field's of that name.
const COLUMNS: [(&str, &str); 79] = [
    ("format", "field.format"),
    ("subject", "field.person"),
    ("made", "person.made"),
    ("record", "person.record"),
    ("field", "person.field"),
    ("label", "person.label"),
    ("slot", "person.slot"),
    ("old", "person.old"),
    ("new", "person.new"),
    ("hidden", "person.hidden"),
    ("what", "person.what"),
    ("door", "person.door"),
    ("chain", "person.chain"),
    ("detail", "person.detail"),
    ("kind", "person.kind"),
    ("title", "person.heading"),
    ("usable", "person.usable"),
    ("recorded", "person.recorded"),
    ("authority", "person.authority"),
    ("method", "person.method"),
    ("origin", "person.origin"),
    ("scope", "person.scope"),
    ("receipt", "document_kind.receipt"),
    ("text_digest", "person.digest"),
    ("signature_digest", "field.signature"),
    ("by_guardian", "person.by_guardian"),
    ("reference_kind", "person.reference_kind"),
    ("requested", "person.requested"),
    ("received", "person.received"),
    ("due", "person.due"),
    ("answered", "person.answered"),
    ("asked", "person.asked"),
    ("sent", "person.sent"),
    ("allowed", "person.allowed"),
    ("system", "person.system"),
    ("campaign", "person.campaign"),
    ("purpose", "person.purpose"),
    ("channel", "person.channel"),
    ("issuer", "person.issuer"),
    ("total", "person.total"),
    ("item_name", "field.item"),
    ("quantity", "person.quantity"),
    ("price", "person.price"),
    ("decision", "field.duplicate_decision"),
    ("discount", "person.discount"),
    ("final_price", "person.final_price"),
    ("item_code", "person.item_code"),
    ("serial_number", "person.serial_number"),
    ("properties", "person.properties"),
    ("barcode", "person.barcode"),
    ("data", "person.data"),
    ("class", "person.class"),
    ("stay", "person.stay"),
    ("rule", "person.rule"),
    ("hold", "person.hold"),
    ("latest", "person.latest"),
    ("latest_ground", "person.latest_ground"),
    ("purge", "certificate.purge"),
    ("complete", "certificate.complete"),
    ("digest", "certificate.digest"),
    ("length", "certificate.length"),
    ("ordered_for", "certificate.ordered_for"),
    ("epoch", "certificate.epoch"),
    ("mode", "certificate.mode"),
    ("rules", "certificate.rules"),
    ("rules_version", "certificate.rules_version"),
    ("purged", "certificate.purged"),
    ("action", "certificate.action"),
    ("count", "certificate.count"),
    ("ground", "certificate.ground"),
    ("until", "certificate.until"),
    ("boxes", "certificate.boxes"),
    ("residues", "certificate.residues"),
    ("columns", "certificate.columns"),
    ("bytes", "certificate.bytes"),
    ("shared", "certificate.shared"),
    ("answer", "certificate.answer"),
    ("wait_until", "certificate.wait_until"),
    ("keeps_until", "certificate.keeps_until"),
];

/// What stands over a section.
pub(in crate::engine) fn section_label(name: &str, language: Language) -> String {
    let code = SECTIONS.iter().find(|(known, _)| *known == name).map(|(_, code)| *code);
    code.and_then(|code| text(code, &[], language)).unwrap_or_else(|| name.to_owned())
}

/// What stands over a column: its own label, else the label of the field of that name, else the name.
pub(in crate::engine) fn column_label(name: &str, language: Language) -> String {
    let own = COLUMNS.iter().find(|(known, _)| *known == name).and_then(|(_, code)| text(code, &[], language));
    own.or_else(|| field_label(name, language)).unwrap_or_else(|| name.to_owned())
}

/// What a field is called.
pub(in crate::engine) fn field_label(name: &str, language: Language) -> Option<String> {
    text(&format!("field.{name}"), &[], language)
}
