//! Consent receipts and records as a desk gives them out, in the forms of others. Knows no SQL.

use crate::domain::consent::{ConsentRecord, Controller, Definition, Event};
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::rights::Right;
use crate::engine::consents::applying;
use crate::engine::customers::known;
use crate::engine::desk::Desk;
use crate::error::{Error, ErrorKind, Result};
use crate::store::Reader;

impl Desk {
    /// The receipt of a consent that an event gave, for the person: JSON by Kantara's specification 1.1.0 (X5).
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use clientela::{Engine, Format, Options, Seat, StandingClock};
    /// # use clientela::domain::{field::Field, rights::Rights};
    /// use clientela::{Capture, domain::{consent::{Controller, Intent, Method}, id::Code}};
    /// # let folder = tempfile::tempdir()?;
    /// # let clock = Arc::new(StandingClock::new(1_782_892_800_000, 120));
    /// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(clock))?;
    /// # let terms = r#"{"feed":"definition","code":"terms","version":"1.0","state":"active","purpose":"processing","texts":[]}"#;
    /// # engine.erp(Code::parse("erp")?).feed(&Format::JsonLines, &mut terms.as_bytes())?;
    /// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
    /// # let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
    /// # let mut draft = desk.new_customer("private")?;
    /// # draft.set(Field::FamilyName, "Lee");
    /// # let lee = desk.save(&mut draft)?.id;
    /// # let text = || "as told".to_owned();
    /// # let shop = Controller { name: text(), contact: text(), address: text(), email: "a@b.example".to_owned(), phone: text(),
    /// #     policy_url: "https://b.example".to_owned(), jurisdiction: "DE".to_owned(), storage_locations: vec![text()], retention_period: text(),
    /// #     third_parties: vec![], withdrawal_method: text(), privacy_rights: vec![text()] };
    /// let terms = Code::parse("terms")?;
    /// let given = desk.record(lee, &Capture::new(terms.clone(), Intent::Give, Method::Paper))?.event.ok_or("nothing was written")?;
    /// assert!(desk.consent_receipt(lee, given, &shop)?.contains("KI-CR-v1.1.0"));
    /// assert!(desk.consent_record(lee, &terms, &shop)?.contains("ISO/IEC TS 27560"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to see consents; [`ErrorKind::NotFound`], with `receipt.no_event` where the event is not
    /// there or gave nothing; [`ErrorKind::Invalid`] with `controller.malformed`.
    pub fn consent_receipt(&self, subject: SubjectId, event: EventId, controller: &Controller) -> Result<String> {
        self.require(Right::ReadConsents)?;
        let mut reader = self.engine.store().read()?;
        let (subject, events) = told(&mut reader, subject, controller)?;
        let event = events.iter().find(|one| one.id == event).ok_or_else(no_event)?;
        let definition = asked(&mut reader, event)?.ok_or_else(no_event)?;
        ConsentRecord { subject, definition: &definition, events: &events, controller }.receipt(event.id).ok_or_else(no_event)
    }

    /// The record of all that a person said about one definition: JSON by ISO/IEC TS 27560 (X5).
    ///
    /// # Errors
    /// As [`Self::consent_receipt`]; `definition.unknown`.
    pub fn consent_record(&self, subject: SubjectId, definition: &Code, controller: &Controller) -> Result<String> {
        self.require(Right::ReadConsents)?;
        let mut reader = self.engine.store().read()?;
        let (subject, events) = told(&mut reader, subject, controller)?;
        let versions = reader.definition_versions(definition)?;
        let unknown = || Error::new(ErrorKind::NotFound, "definition.unknown").with("definition", definition);
        let definition = applying(&versions, self.engine.now().date()).cloned().ok_or_else(unknown)?;
        ConsentRecord { subject, definition: &definition, events: &events, controller }.iso_27560().ok_or_else(no_event)
    }
}

fn no_event() -> Error {
    Error::new(ErrorKind::NotFound, "receipt.no_event")
}

/// Whom it is about now, and everything they said.
fn told(reader: &mut Reader<'_>, subject: SubjectId, controller: &Controller) -> Result<(SubjectId, Vec<Event>)> {
    if !controller.is_complete() {
        return Err(Error::new(ErrorKind::Invalid, "controller.malformed").field("controller"));
    }
    let stored = known(reader, subject)?;
    Ok((stored.id, reader.events(stored.id)?))
}

/// The version of the definition that an event answered.
fn asked(reader: &mut Reader<'_>, event: &Event) -> Result<Option<Definition>> {
    let Some(code) = &event.definition else { return Ok(None) };
    let versions = reader.definition_versions(code)?;
    Ok(versions.into_iter().find(|definition| (definition.major, definition.minor) == event.version))
}
