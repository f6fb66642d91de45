//! The consent events of one person as a desk reads them: what happened, who recorded it, and what proves it. Knows no SQL.

use std::fmt;

use crate::domain::consent::{Event, oldest_first};
use crate::domain::id::{Code, SubjectId};
use crate::domain::rights::Right;
use crate::engine::customers::known;
use crate::engine::desk::Desk;
use crate::error::Result;

/// One consent event as it is kept, with the reference that the event itself only commits to.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Format, Options, Seat, StandingClock};
/// # use clientela::domain::{field::Field, rights::Rights};
/// use clientela::{Capture, domain::{consent::{EventKind, Intent, Method}, id::Code}};
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
/// let terms = Code::parse("terms")?;
/// desk.record(lee, &Capture::new(terms.clone(), Intent::Give, Method::Paper).reference("form 4711"))?;
/// desk.withdraw(lee, &terms)?;
/// let events = desk.consent_events(lee, Some(&terms))?;
/// assert!(events.iter().map(|kept| kept.event.kind).eq([EventKind::Given, EventKind::Withdrawn]));
/// assert_eq!(events[0].reference.as_deref(), Some("form 4711"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct KeptEvent {
    /// The event.
    pub event: Event,
    /// The form number or external id that proves it; none where there was none, and after an erasure.
    pub reference: Option<String>,
}

impl fmt::Debug for KeptEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeptEvent({:?})", self.event)
    }
}

impl Desk {
    /// Every consent event of a customer or related person, or those about one definition, in the order of [`oldest_first`].
    /// They outlive the person's data and then name nobody.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotPermitted`] without the right to see consents; [`crate::ErrorKind::NotFound`].
    pub fn consent_events(&self, subject: SubjectId, definition: Option<&Code>) -> Result<Vec<KeptEvent>> {
        self.require(Right::ReadConsents)?;
        let mut reader = self.engine.store().read()?;
        known(&mut reader, subject)?;
        let kept = reader.kept_events(subject)?.into_iter().map(|(event, reference)| KeptEvent { event, reference });
        let kept = kept.filter(|kept| definition.is_none_or(|code| kept.event.definition.as_ref() == Some(code)));
        Ok(oldest_first(kept.collect(), |kept| &kept.event))
    }
}
