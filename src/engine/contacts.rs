//! Everybody who may be contacted. Knows no SQL.

use std::borrow::Cow;
use std::collections::{BTreeSet, VecDeque};
use std::fmt;
use std::panic::resume_unwind;
use std::thread::{Builder, scope};

use crate::domain::id::SubjectId;
use crate::engine::contact::{Asking, Question, state};
use crate::engine::erp::Erp;
use crate::engine::open::Engine;
use crate::engine::standpoint::Standpoint;
use crate::error::{Error, Result};
use crate::store::{Known, Page, Reader, Wanted};

/// Whoever was born earlier is a minor nowhere, in years.
const LONGEST_MINORITY: i32 = 19;

/// Somebody who may be contacted, and by which address.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Options, SystemClock};
/// use clientela::{Question, domain::{consent::{Channel, Purpose}, id::Code}};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// let mut contacts = engine.erp(Code::parse("erp")?).contacts(&Question::new(Purpose::Marketing, Some(Channel::Email)));
/// while let Some(contact) = contacts.next()? {
///     println!("{} {:?}", contact.subject, contact.value);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    /// Whom; of customers who were merged the one who stays.
    pub subject: SubjectId,
    /// The address or number to use; none where the question names no channel.
    pub value: Option<String>,
}

impl fmt::Debug for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Contact({})", self.subject)
    }
}

/// Everybody who may be contacted, one after the other. Some thousand persons are decided at a time, each from what the store knows then: who
/// withdraws while the walk goes on is left out where the walk has not passed. In a large store two thousands are decided at the same time, one of
/// them by a thread that ends before [`Contacts::next`] returns.
pub struct Contacts {
    engine: Engine,
    question: Question,
    /// The last person who was looked at.
    last: Option<SubjectId>,
    ready: VecDeque<Contact>,
    /// Those of several records who were decided already.
    met: BTreeSet<SubjectId>,
    ended: bool,
}

impl fmt::Debug for Contacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Contacts({:?})", self.question)
    }
}

impl Erp {
    /// Everybody who may be contacted, customers and related persons, with the address to use: the same answers as [`Self::may_contact`],
    /// hundreds of thousands in a second (X2).
    pub fn contacts(&self, question: &Question) -> Contacts {
        let (engine, question) = (self.engine.clone(), question.clone());
        Contacts { engine, question, last: None, ready: VecDeque::new(), met: BTreeSet::new(), ended: false }
    }
}

impl Wanted {
    /// What the store is to tell of each person.
    pub(crate) fn of(asking: &Asking<'_>) -> Self {
        let Asking { house, question, .. } = asking;
        let similar = house.grounds.iter().any(|ground| ground.spec().similar_goods);
        Self {
            channel: question.channel,
            everybody: asking.reaches_everybody(),
            buyers: similar && question.similar_goods,
            birthdays_after: (!house.unknown_is_minor).then(|| asking.day().plus_years(-LONGEST_MINORITY).to_string()),
            deceased: house.deceased(),
            country: house.country_elsewhere().to_owned(),
            now: asking.moment().at,
        }
    }
}

impl From<Known> for Standpoint<'_> {
    fn from(known: Known) -> Self {
        let life = Some(state(known.erased, known.restricted));
        Self { records: Vec::new(), life, values: Cow::Owned(known.values), buyer: known.buyer, guardianships: known.guardianships }
    }
}

impl Contacts {
    /// The next one; none after the last.
    ///
    /// # Errors
    /// Those of reading the store; `date.in_future`.
    #[expect(clippy::should_implement_trait, reason = "an iterator of results would go on behind an error")]
    pub fn next(&mut self) -> Result<Option<Contact>> {
        while self.ready.is_empty() && !self.ended {
            // Behind an error nobody comes: the page it met would be decided in part.
            self.ended = true;
            self.ended = self.decide_more()?;
        }
        Ok(self.ready.pop_front())
    }

    /// Decides the next page, and the one behind it at the same time; says whether the last was among them.
    fn decide_more(&mut self) -> Result<bool> {
        let passed = self.last;
        let (first, second) = match self.next_ends()? {
            [None, _] => (Page { after: passed, last: None }, None),
            [Some(end), next] => (Page { after: passed, last: Some(end) }, Some(Page { after: Some(end), last: next })),
        };
        let decided = match second {
            None => [decide_page(&self.engine, &self.question, first)?, Vec::new()],
            Some(second) => decide_both(&self.engine, &self.question, [first, second])?,
        };
        for (person, contact) in decided.into_iter().flatten() {
            match contact {
                Some(contact) => self.ready.push_back(contact),
                None => self.decide_several(person, passed)?,
            }
        }
        self.last = second.and_then(|page| page.last);
        Ok(self.last.is_none())
    }

    /// Where the next two pages end; none where the page is the last.
    fn next_ends(&self) -> Result<[Option<SubjectId>; 2]> {
        let mut reader = self.engine.store().read()?;
        let everybody = Asking::of(&self.engine, &mut reader, &self.question)?.reaches_everybody();
        let first = reader.page_end(self.last, everybody)?;
        let second = first.map(|end| reader.page_end(Some(end), everybody)).transpose()?.flatten();
        Ok([first, second])
    }

    /// Decides about somebody of several records, once.
    fn decide_several(&mut self, person: SubjectId, passed: Option<SubjectId>) -> Result<()> {
        let mut reader = self.engine.store().read()?;
        let asking = Asking::of(&self.engine, &mut reader, &self.question)?;
        let survivor = reader.survivor_of(person)?;
        // Who was merged while the walk went on was met already where their own record has passed.
        let met = |reader: &mut Reader<'_>| Ok::<_, Error>(asking.reaches_everybody() || !reader.events_of(survivor)?.is_empty());
        let passed = passed.is_some_and(|last| survivor <= last) && met(&mut reader)?;
        if self.met.insert(survivor) && !passed {
            let (answer, value) = asking.answer(&mut reader, survivor)?;
            self.ready.extend(answer.allowed.then_some(Contact { subject: survivor, value }));
        }
        Ok(())
    }
}

/// Who may be contacted of a page, in order; with no contact whoever has several records and is asked about apart.
type Decided = Vec<(SubjectId, Option<Contact>)>;

/// Decides two pages at the same time; where the machine has no room for a thread, one after the other.
fn decide_both(engine: &Engine, question: &Question, [first, second]: [Page; 2]) -> Result<[Decided; 2]> {
    scope(|scope| {
        let thread = Builder::new().name("clientela-contacts".to_owned());
        let other = thread.spawn_scoped(scope, || decide_page(engine, question, second));
        let one = decide_page(engine, question, first)?;
        let other = match other {
            Ok(other) => other.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(_) => decide_page(engine, question, second),
        };
        Ok([one, other?])
    })
}

/// Decides about the persons of a page, from what the store knows now.
fn decide_page(engine: &Engine, question: &Question, page: Page) -> Result<Decided> {
    let mut reader = engine.store().read()?;
    let asking = Asking::of(engine, &mut reader, question)?;
    let Some(consenting) = reader.consenting(&page, &Wanted::of(&asking))? else { return Ok(Vec::new()) };
    let standpoint = |known| Standpoint::from(known).unconfirmed(asking.unconfirmed);
    let mut decided = Vec::with_capacity(consenting.persons.len());
    for ((person, events), known) in consenting.persons.iter().zip(consenting.known) {
        if consenting.merged.contains_key(person) {
            decided.push((*person, None));
            continue;
        }
        let (answer, value) = if asking.past { asking.answer(&mut reader, *person)? } else { asking.decide(events, &standpoint(known)) };
        decided.extend(answer.allowed.then_some((*person, Some(Contact { subject: *person, value }))));
    }
    Ok(decided)
}
