//! Whose signature is missing (P12): everybody who agreed to something that requires one, without any. Knows no SQL.

use std::collections::{BTreeSet, VecDeque};
use std::fmt;

use crate::domain::consent::{Definition, signature_missing, standing};
use crate::domain::id::{EventId, SubjectId};
use crate::domain::rights::Right;
use crate::engine::consents::applying;
use crate::engine::customers::known;
use crate::engine::desk::Desk;
use crate::error::Result;
use crate::store::Reader;

/// So many who may be concerned are looked at in one go.
const AT_ONCE: usize = 500;

/// A consent that counts only once its signature is there.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Format, Options, Seat, SystemClock};
/// # use clientela::domain::{field::Field, rights::Rights};
/// use clientela::{Capture, domain::{consent::{Intent, Method}, id::Code}};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// # let terms = r#"{"feed":"definition","code":"terms","version":"1.0","state":"active","purpose":"processing","signature":"yes","texts":[]}"#;
/// # engine.erp(Code::parse("erp")?).feed(&Format::JsonLines, &mut terms.as_bytes())?;
/// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
/// # let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
/// # let mut draft = desk.new_customer("private")?;
/// # draft.set(Field::FamilyName, "Lee");
/// # let lee = desk.save(&mut draft)?.id;
/// let agreed = Capture::new(Code::parse("terms")?, Intent::Give, Method::Paper);
/// desk.record(lee, &agreed)?;
/// let missing = desk.missing_signatures().next()?.expect("one is missing");
/// assert_eq!(missing.person, lee);
/// // The signature comes later: the same answer again, with it.
/// desk.record(lee, &agreed.signature([7; 32]))?;
/// assert!(desk.missing_signatures().next()?.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MissingSignature {
    /// Whose: a customer or related person; of customers who were merged the one who stays.
    pub person: SubjectId,
    /// The version of the definition that applies.
    pub definition: Definition,
    /// The answers that have none, the latest last.
    pub answers: Vec<EventId>,
}

/// Everybody whose signature is missing, one after the other: definition by definition. Some hundred are looked at a time, each as the store
/// knows them then.
pub struct MissingSignatures {
    desk: Desk,
    /// The definitions that are still to come, once they were read.
    definitions: Option<VecDeque<Definition>>,
    /// The last person who was looked at for the first of them.
    last: Option<SubjectId>,
    /// Who was told of already for it: merged records lead to one.
    met: BTreeSet<SubjectId>,
    ready: VecDeque<MissingSignature>,
    ended: bool,
}

impl fmt::Debug for MissingSignatures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MissingSignatures(after {:?})", self.last)
    }
}

impl Desk {
    /// Everybody who accepted a consent in force that requires a signature, and gave none (P12), also where the setting
    /// `consents.unsigned_allowed` lets it count: whom to ask for it. Found by an index, however many customers there are.
    pub fn missing_signatures(&self) -> MissingSignatures {
        let (definitions, last, met) = (None, None, BTreeSet::new());
        MissingSignatures { desk: self.clone(), definitions, last, met, ready: VecDeque::new(), ended: false }
    }
}

impl MissingSignatures {
    /// The next one; none after the last.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotPermitted`] without the right to see consents; those of reading the store.
    #[expect(clippy::should_implement_trait, reason = "an iterator of results would go on behind an error")]
    pub fn next(&mut self) -> Result<Option<MissingSignature>> {
        self.desk.require(Right::ReadConsents)?;
        while self.ready.is_empty() && !self.ended {
            // Behind an error nobody comes: the page it met would be told in part.
            self.ended = true;
            self.ended = self.look_at_more()?;
        }
        Ok(self.ready.pop_front())
    }

    /// Looks at the next page; says whether it was the last.
    fn look_at_more(&mut self) -> Result<bool> {
        let engine = self.desk.engine.clone();
        let mut reader = engine.store().read()?;
        if self.definitions.is_none() {
            self.definitions = Some(self.signed_ones(&mut reader)?);
        }
        let Some(definition) = self.definitions.as_ref().and_then(|all| all.front()).cloned() else { return Ok(true) };
        let persons = reader.unsigned(&definition.code, self.last, AT_ONCE)?;
        for person in &persons {
            self.look_at(&mut reader, *person, &definition)?;
        }
        self.last = persons.last().copied();
        if persons.len() < AT_ONCE {
            (self.last, self.met) = (None, BTreeSet::new());
            self.definitions.as_mut().and_then(VecDeque::pop_front);
        }
        Ok(false)
    }

    fn look_at(&mut self, reader: &mut Reader<'_>, person: SubjectId, definition: &Definition) -> Result<()> {
        let stored = known(reader, person)?;
        if stored.erased.is_some() || !self.met.insert(stored.id) {
            return Ok(());
        }
        let (events, now) = (reader.events(stored.id)?, self.desk.engine.now().at);
        if signature_missing(definition, &events, now) {
            let answers = standing(definition, &events, now).evidence;
            self.ready.push_back(MissingSignature { person: stored.id, definition: definition.clone(), answers });
        }
        Ok(())
    }

    /// The definitions in force that require a signature, by their codes.
    fn signed_ones(&self, reader: &mut Reader<'_>) -> Result<VecDeque<Definition>> {
        let (versions, today) = (reader.definitions()?, self.desk.engine.now().date());
        let applying = versions.chunk_by(|one, other| one.code == other.code).filter_map(|of_code| applying(of_code, today).cloned());
        Ok(applying.filter(|definition| definition.signature && definition.in_force(today)).collect())
    }
}
