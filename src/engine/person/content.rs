//! What an export of everything about a person holds, section by section, all from one snapshot. Nobody else's data are read: of a related
//! person only how they belong to this one is told. `docs/schemas/person-export.schema.json` describes it.

use std::collections::BTreeSet;

use crate::domain::consent::{Channel, Definition, Event, FormText, Purpose};
use crate::domain::field::{Field, FieldType};
use crate::domain::id::{Code, SubjectId};
use crate::domain::message::Language;
use crate::domain::rights::Rights;
use crate::domain::subject::Values;
use crate::domain::time::Timestamp;
use crate::domain::value::hex;
use crate::engine::consents::consents_of;
use crate::engine::contact::{Asking, Question};
use crate::engine::erasure::systems_of;
use crate::engine::open::Engine;
use crate::engine::person::labels::field_label;
use crate::engine::person::sheet::{Cell, Columns, Sheet};
use crate::error::Result;
use crate::store::{Reader, Stored};

const HEAD: Columns = &["format", "version", "subject", "language", "made"];
const DATA: Columns = &["record", "field", "label", "slot", "value"];
const RELATION: Columns = &["role", "relation_from", "relation_until", "guardian", "guardian_for", "authorized_for"];
const OWN: Columns = &["field", "label", "value"];
const CONSENTS: Columns = &["definition", "version", "title", "state", "detail", "usable"];
const EVENTS: Columns = &[
    "id",
    "at",
    "recorded",
    "definition",
    "version",
    "what",
    "scope",
    "authority",
    "method",
    "origin",
    "operator",
    "station",
    "receipt",
    "language",
    "text_digest",
    "by_guardian",
    "reference_kind",
    "evidence_reference",
    "signature_digest",
];
const TEXTS: Columns = &["definition", "version", "language", "title", "body", "text_digest"];
const FORMS: Columns = &["number", "at", "language", "station", "operator", "texts"];
const FORM_TEXTS: Columns = &["definition", "version", "language", "text_digest", "state"];
const CONFIRMATIONS: Columns = &["definition", "kind", "requested", "asked", "sent"];
const USES: Columns = &["at", "recorded", "system", "purpose", "channel", "definition", "campaign", "allowed", "reason", "key"];
const RECIPIENTS: Columns = &["system"];
const GROUNDS: Columns = &["purpose", "channel", "allowed", "ground", "reason", "definition"];
const BOOKINGS: Columns = &["at", "program", "amount", "reference", "receipt", "station", "operator", "key"];
const DECISIONS: Columns = &["at", "decision", "reason", "station", "operator"];
const REQUESTS: Columns = &["kind", "received", "due", "state", "answered", "ground"];

/// A text by its definition, version and language.
type ShownText = (Code, (u32, u32), String);

/// Whom the export is about, and from what it is read.
pub(super) struct Content<'r, 'e> {
    pub(super) engine: &'e Engine,
    pub(super) reader: Reader<'r>,
    pub(super) stored: Stored,
    /// Every record of the person, who stayed first.
    pub(super) records: Vec<SubjectId>,
    pub(super) language: Language,
}

/// A code that may be missing.
pub(super) fn code(code: Option<&Code>) -> Cell<'_> {
    Cell::maybe(code.map(Code::as_str))
}

pub(super) fn at<'a>(instant: Timestamp) -> Cell<'a> {
    Cell::of(instant.to_text())
}

fn version<'a>((major, minor): (u32, u32)) -> Cell<'a> {
    Cell::of(format!("{major}.{minor}"))
}

/// A digest in hexadecimal digits; zeros are none.
fn digest<'a>(digest: &[u8; 32]) -> Cell<'a> {
    if *digest == [0; 32] { Cell::None } else { Cell::of(hex(digest)) }
}

/// A value as it is shown: a choice as its word.
pub(super) fn value(field: Field, text: &str) -> Cell<'_> {
    if matches!(field.spec().kind, FieldType::Choice(_)) { Cell::word(field.name(), text) } else { Cell::of(text) }
}

/// What a field is called.
pub(super) fn label<'a>(field: Field, language: Language) -> Cell<'a> {
    Cell::maybe(field_label(field.name(), language))
}

impl Content<'_, '_> {
    /// What the document says of itself.
    pub(super) fn head(&self) -> (Columns, Vec<Cell<'static>>) {
        let made = self.engine.now().at;
        let cells = [Cell::of("clientela-person"), Cell::Number(1), Cell::of(self.stored.id.to_string())];
        (HEAD, cells.into_iter().chain([Cell::of(self.language.name()), at(made)]).collect())
    }

    /// Every section, in its order.
    pub(super) fn write(&mut self, sheet: &mut Sheet<'_>) -> Result<()> {
        let sections = [
            Self::data,
            Self::operator,
            Self::relations,
            Self::consents,
            Self::events,
            Self::texts,
            Self::forms,
            Self::confirmations,
            Self::grounds,
            Self::uses,
            Self::documents,
            Self::bookings,
            Self::decisions,
            Self::requests,
            Self::retention,
            Self::journal,
        ];
        sections.iter().try_for_each(|section| section(self, sheet))
    }

    fn data(&mut self, sheet: &mut Sheet<'_>) -> Result<()> {
        sheet.section("data", DATA, &mut |sheet| {
            for record in self.records.clone() {
                let Some(stored) = self.reader.subject(record)? else { continue };
                for (field, slot, text) in stored.values.iter().filter(|(field, ..)| field.spec().export) {
                    let [record, slot] = [Cell::of(record.to_string()), Cell::Number(slot.into())];
                    sheet.row(&[record, Cell::of(field.name()), label(field, self.language), slot, value(field, text)])?;
                }
            }
            Ok(())
        })
    }

    /// What is kept of the person as an operator.
    fn operator(&mut self, sheet: &mut Sheet<'_>) -> Result<()> {
        let values = self.reader.operator_behind(&self.stored)?.map_or_else(Values::default, |operator| operator.values);
        sheet.section("operator", OWN, &mut |sheet| {
            let own = values.iter().filter(|(field, ..)| field.spec().export);
            own.into_iter()
                .try_for_each(|(field, _, text)| sheet.row(&[Cell::of(field.name()), label(field, self.language), value(field, text)]))
        })
    }

    /// Who belongs to the person, and to whom they belong: how, but not who.
    fn relations(&mut self, sheet: &mut Sheet<'_>) -> Result<()> {
        for (name, of) in [("related", true), ("belongs_to", false)] {
            sheet.section(name, RELATION, &mut |sheet| {
                for record in self.records.clone() {
                    let relations = if of { self.reader.related_of(record)? } else { self.reader.relations_to(record)? };
                    for relation in relations {
                        let cells = relation.fields().map(|(field, text)| text.map_or(Cell::None, |text| value(field, text)));
                        sheet.row(&cells)?;
                    }
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    fn consents(&mut self, sheet: &mut Sheet<'_>) -> Result<()> {
        let consents = consents_of(self.engine, &mut self.reader, &self.stored, Rights::all())?;
        sheet.section("consents", CONSENTS, &mut |sheet| {
            for consent in &consents {
                let definition = &consent.definition;
                sheet.row(&[
                    Cell::of(definition.code.as_str()),
                    version(consent.standing.version.unwrap_or((definition.major, definition.minor))),
                    Cell::maybe(definition.text(self.language.name()).map(|text| text.title.as_str())),
                    Cell::word("consent_state", consent.standing.state.name()),
                    Cell::word("consent_detail", consent.standing.detail.name()),
                    Cell::word("contact_reason", consent.usable.reason.name()),
                ])?;
            }
            Ok(())
        })
    }

    fn events(&mut self, sheet: &mut Sheet<'_>) -> Result<()> {
        let mut kept = self.reader.kept_events(self.stored.id)?;
        kept.sort_by_key(|(event, _)| (event.recorded, event.id));
        sheet.section("consent_events", EVENTS, &mut |sheet| {
            kept.iter().try_for_each(|(event, reference)| sheet.row(&event_cells(event, reference.as_deref())))
        })
    }

    /// The words that were shown, of every version and language that an event or a printed form names.
    fn texts(&mut self, sheet: &mut Sheet<'_>) -> Result<()> {
        let shown = self.shown_texts()?;
        let versions = self.reader.definitions()?;
        sheet.section("texts", TEXTS, &mut |sheet| {
            for (name, of, language) in &shown {
                let is = |one: &&Definition| one.code == *name && (one.major, one.minor) == *of;
                let Some(text) = versions.iter().find(is).and_then(|definition| definition.text(language)) else { continue };
                let (title, body) = (Cell::of(text.title.as_str()), Cell::of(text.body.as_str()));
                let own = [Cell::of(name.as_str()), version(*of), Cell::of(text.language.as_str())];
                sheet.row(&own.into_iter().chain([title, body, digest(&text.digest())]).collect::<Vec<_>>())?;
            }
            Ok(())
        })
    }

    fn shown_texts(&mut self) -> Result<BTreeSet<ShownText>> {
        let events = self.reader.kept_events(self.stored.id)?.into_iter();
        let mut shown: BTreeSet<_> = events.filter_map(|(event, _)| Some((event.definition?, event.version, event.language))).collect();
        for form in self.reader.forms_of(self.stored.id)? {
            shown.extend(form.texts.into_iter().map(|text| (text.definition, text.version, text.language)));
        }
        Ok(shown)
    }

    fn forms(&mut self, sheet: &mut Sheet<'_>) -> Result<()> {
        let forms = self.reader.forms_of(self.stored.id)?;
        sheet.section("forms", FORMS, &mut |sheet| {
            for form in &forms {
                let text = |text| form_text_cells(text);
                let texts = Cell::Rows(FORM_TEXTS, form.texts.iter().map(text).collect());
                let front = [Cell::of(form.number.to_string()), at(form.at), Cell::of(form.language.as_str())];
                let back = [Cell::of(form.station.as_str()), Cell::of(form.operator.as_str()), texts];
                sheet.row(&front.into_iter().chain(back).collect::<Vec<_>>())?;
            }
            Ok(())
        })
    }

    fn confirmations(&mut self, sheet: &mut Sheet<'_>) -> Result<()> {
        let all = self.reader.confirmations_of(self.stored.id)?;
        sheet.section("confirmations", CONFIRMATIONS, &mut |sheet| {
            for one in &all {
                let (kind, asked) = (Cell::word("confirmation_kind", one.kind.name()), Cell::Number(one.asked.into()));
                sheet.row(&[Cell::of(one.definition.as_str()), kind, at(one.requested), asked, Cell::Flag(one.sent.is_some())])?;
            }
            Ok(())
        })
    }

    /// Whether the person may be contacted now, for each purpose and channel, and on which ground.
    fn grounds(&mut self, sheet: &mut Sheet<'_>) -> Result<()> {
        sheet.section("grounds", GROUNDS, &mut |sheet| {
            for purpose in Purpose::ALL {
                for channel in Channel::ALL {
                    let question = Question::new(*purpose, Some(*channel));
                    let (answer, _) = Asking::of(self.engine, &mut self.reader, &question)?.answer(&mut self.reader, self.stored.id)?;
                    sheet.row(&[
                        Cell::word("purpose", purpose.name()),
                        Cell::word("channel", channel.name()),
                        Cell::Flag(answer.allowed),
                        answer.ground.map_or(Cell::None, |ground| Cell::word("ground", ground.name())),
                        Cell::word("contact_reason", answer.reason.name()),
                        code(answer.definition.as_ref()),
                    ])?;
                }
            }
            Ok(())
        })
    }

    /// For what consents were used, and which systems used them or hold data of the same people.
    fn uses(&mut self, sheet: &mut Sheet<'_>) -> Result<()> {
        let uses = self.reader.uses_of(self.stored.id)?;
        sheet.section("uses", USES, &mut |sheet| {
            for used in uses.iter().map(|kept| &kept.used) {
                sheet.row(&[
                    at(used.at),
                    at(used.recorded),
                    Cell::of(used.system.as_str()),
                    Cell::word("purpose", used.purpose.name()),
                    used.channel.map_or(Cell::None, |channel| Cell::word("channel", channel.name())),
                    code(used.definition.as_ref()),
                    code(used.campaign.as_ref()),
                    Cell::Flag(used.allowed),
                    Cell::word("contact_reason", used.reason.name()),
                    Cell::of(used.key.as_str()),
                ])?;
            }
            Ok(())
        })?;
        let holders = systems_of(&self.engine.directory_in(&mut self.reader)?.settings);
        let mut systems: BTreeSet<&str> = uses.iter().map(|kept| kept.used.system.as_str()).collect();
        systems.extend(holders.iter().map(Code::as_str));
        sheet.section("recipients", RECIPIENTS, &mut |sheet| systems.iter().try_for_each(|system| sheet.row(&[Cell::of(*system)])))
    }

    fn bookings(&mut self, sheet: &mut Sheet<'_>) -> Result<()> {
        let bookings = self.reader.bookings(self.stored.id)?;
        sheet.section("bookings", BOOKINGS, &mut |sheet| {
            for booking in &bookings {
                let told = [booking.reference.as_ref(), booking.receipt.as_ref()].map(code);
                let front = [at(booking.at), Cell::of(booking.program.as_str()), Cell::Number(booking.amount)];
                let back = [Cell::of(booking.station.as_str()), code(booking.operator.as_ref()), code(booking.key.as_ref())];
                sheet.row(&front.into_iter().chain(told).chain(back).collect::<Vec<_>>())?;
            }
            Ok(())
        })
    }

    /// What was decided about the person and another record: not which one.
    fn decisions(&mut self, sheet: &mut Sheet<'_>) -> Result<()> {
        sheet.section("decisions", DECISIONS, &mut |sheet| {
            for record in self.records.clone() {
                for decided in self.reader.duplicate_decisions_of(record)? {
                    let decision = Cell::word("duplicate_decision", decided.decision.name());
                    let told = [at(decided.at), decision, Cell::maybe(decided.reason.as_deref())];
                    sheet.row(
                        &told.into_iter().chain([code(decided.station.as_ref()), code(decided.operator.as_ref())]).collect::<Vec<_>>(),
                    )?;
                }
            }
            Ok(())
        })
    }
}

impl Content<'_, '_> {
    /// What the person asked about their data, and what became of it.
    fn requests(&mut self, sheet: &mut Sheet<'_>) -> Result<()> {
        let requests = self.reader.requests_of(self.stored.id)?;
        sheet.section("requests", REQUESTS, &mut |sheet| {
            for request in &requests {
                let kind = Cell::word("request_kind", request.kind.name());
                let days = [request.received, request.due].map(|day| Cell::of(day.to_string()));
                let state = Cell::word("request_state", request.state.name());
                let answered = request.answered.map_or(Cell::None, |day| Cell::of(day.to_string()));
                let ground = request.ground.map_or(Cell::None, |ground| Cell::word("denial_ground", ground.name()));
                sheet.row(&[kind].into_iter().chain(days).chain([state, answered, ground]).collect::<Vec<_>>())?;
            }
            Ok(())
        })
    }
}

fn event_cells<'a>(event: &'a Event, reference: Option<&'a str>) -> Vec<Cell<'a>> {
    vec![
        Cell::of(event.id.to_string()),
        at(event.at),
        at(event.recorded),
        code(event.definition.as_ref()),
        version(event.version),
        Cell::word("consent_event", event.kind.name()),
        Cell::word("scope", event.scope.name()),
        Cell::word("authority", event.authority.name()),
        Cell::word("method", event.method.name()),
        Cell::word("origin", event.origin.name()),
        code(event.operator.as_ref()),
        code(event.station.as_ref()),
        code(event.receipt.as_ref()),
        Cell::of(event.language.as_str()),
        digest(&event.text_digest),
        Cell::Flag(event.by.is_some()),
        reference.map_or(Cell::None, |_| Cell::word("reference_kind", event.evidence.reference_kind.name())),
        Cell::maybe(reference),
        event.evidence.digest.as_ref().map_or(Cell::None, digest),
    ]
}

fn form_text_cells(text: &FormText) -> Vec<Cell<'_>> {
    let own = [Cell::of(text.definition.as_str()), version(text.version), Cell::of(text.language.as_str())];
    own.into_iter().chain([digest(&text.digest), Cell::word("consent_state", text.state.name())]).collect()
}
