//! How well an answer is proven: a grade of each event, and of what stands. Pure: no clock, no storage.

use crate::domain::consent::derivation::derive;
use crate::domain::consent::{Authority, Definition, Event, EventKind, Evidence, Method, ReferenceKind, Standing, State};
use crate::domain::time::Timestamp;
use crate::domain::words::words;

words! {
    /// How well an answer is proven, the least first.
    ///
    /// ```
    /// use clientela::domain::consent::Grade;
    /// assert!(Grade::Said < Grade::Form && Grade::Form < Grade::Signed);
    /// assert_eq!(Grade::from_name("registered"), Some(Grade::Registered));
    /// ```
    Grade {
        /// By nothing: nobody answered, or another system says plainly *on*.
        Nothing = "nothing",
        /// Somebody says that the person said so.
        Said = "said",
        /// Somebody wrote down where a proof is. Whether there is one, nobody looked.
        Referenced = "referenced",
        /// A signature is registered in another system, under a reference.
        Registered = "registered",
        /// A paper was signed that was printed here: its number leads to the text that stood on it.
        Form = "form",
        /// The person did it: by a link or code, or behind a sign-in of their own.
        Confirmed = "confirmed",
        /// A signature is bound to the very text, its language, operator, station and receipt.
        Signed = "signed",
    }
}

impl Evidence {
    /// Whether a signature is there: here, in another system or on a form.
    pub fn is_signed(&self) -> bool {
        self.digest.is_some() || self.reference.is_some() && self.reference_kind != ReferenceKind::Note
    }
}

impl Event {
    /// How well it is proven. A question that was asked or put off is no answer, and has nothing to prove.
    pub fn grade(&self) -> Grade {
        let own = self.kind == EventKind::Confirmed || matches!(self.method, Method::Form | Method::Link);
        match self.kind {
            EventKind::Asked | EventKind::Deferred => Grade::Nothing,
            _ if self.evidence.digest.is_some() => Grade::Signed,
            _ if own && self.authority == Authority::Subject => Grade::Confirmed,
            _ => self.referenced().unwrap_or(if self.authority == Authority::Machine { Grade::Nothing } else { Grade::Said }),
        }
    }

    fn referenced(&self) -> Option<Grade> {
        self.evidence.reference.as_ref().map(|_| match self.evidence.reference_kind {
            ReferenceKind::Note => Grade::Referenced,
            ReferenceKind::External => Grade::Registered,
            ReferenceKind::Form => Grade::Form,
        })
    }
}

/// How well what stands for a definition is proven: the best grade of the events that it rests on.
///
/// ```
/// use clientela::domain::consent::{Authority, Definition, Event, EventKind, Grade, Purpose, grade};
/// use clientela::domain::{id::{Code, EventId, SubjectId}, time::Timestamp};
/// let (terms, now) = (Definition::draft(Code::parse("terms")?, Purpose::Processing), Timestamp::from_millis(0));
/// let said = Event::new(EventId::from_bytes([1; 16]), SubjectId::from_bytes([2; 16]), &terms, EventKind::Given, Authority::Subject, now);
/// assert_eq!(grade(&terms, &[], now), Grade::Nothing);
/// assert_eq!(grade(&terms, &[said], now), Grade::Said);
/// # Ok::<(), clientela::Error>(())
/// ```
pub fn grade(definition: &Definition, events: &[Event], now: Timestamp) -> Grade {
    graded(definition, events, now).1
}

/// What stands, how well it is proven, and whether a signature is missing: derived once.
pub(crate) fn graded(definition: &Definition, events: &[Event], now: Timestamp) -> (Standing, Grade, bool) {
    let (standing, grants) = derive(definition, events, now);
    let rests_on = events.iter().filter(|event| standing.evidence.contains(&event.id));
    let grade = rests_on.map(Event::grade).max().unwrap_or(Grade::Nothing);
    let signed = grants.iter().any(|grant| grant.evidence.is_signed());
    let missing = definition.signature && standing.state == State::Accepted && !signed;
    (standing, grade, missing)
}

/// Whether a consent is accepted whose definition requires a signature, and no answer that counts has one.
///
/// ```
/// use clientela::domain::consent::{Authority, Definition, Event, EventKind, Purpose, Signature, signature_missing};
/// use clientela::domain::{id::{Code, EventId, SubjectId}, time::Timestamp};
/// let terms = Definition { signature: true, ..Definition::draft(Code::parse("terms")?, Purpose::Processing) };
/// let now = Timestamp::from_millis(0);
/// let mut given = Event::new(EventId::from_bytes([1; 16]), SubjectId::from_bytes([2; 16]), &terms, EventKind::Given, Authority::Subject, now);
/// assert!(signature_missing(&terms, &[given.clone()], now));
/// given.evidence.digest = Some(Signature::from([7; 32]).bound_to(&given));
/// assert!(!signature_missing(&terms, &[given], now));
/// # Ok::<(), clientela::Error>(())
/// ```
pub fn signature_missing(definition: &Definition, events: &[Event], now: Timestamp) -> bool {
    graded(definition, events, now).2
}
