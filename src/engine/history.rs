//! The transaction history of a customer at a desk: of this store, of the central system, or of both (P13). The histories asked for last
//! are kept in memory; every call looks whether anybody wrote to their documents. Knows no SQL.

use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::document::Document;
use crate::domain::field::Field;
use crate::domain::history::{ErpState, History, lines_out_of};
use crate::domain::id::SubjectId;
use crate::domain::rights::Right;
use crate::domain::setting::Setting;
use crate::domain::time::Timestamp;
use crate::engine::cancel::Cancel;
use crate::engine::customers::present;
use crate::engine::desk::Desk;
use crate::error::Result;
use crate::store::{DocumentsRead, Reader};

/// So many histories are kept, and so many lines in all of them.
const MOST_HISTORIES: usize = 8;
const MOST_LINES: usize = 200_000;

/// Gives the documents that the central system knows of a customer: the host's connection to it. Nothing it gives is stored.
///
/// ```
/// use std::sync::Arc;
/// use clientela::{HistoryPort, HistoryRequest, Options, SystemClock, Unanswered};
/// use clientela::domain::document::Document;
///
/// struct Erp;
/// impl HistoryPort for Erp {
///     fn documents(&self, request: &HistoryRequest) -> Result<Vec<Document>, Unanswered> {
///         request.progress(0, 1)?;
///         Err(Unanswered::ConnectionLost)
///     }
/// }
/// let options = Options::new(Arc::new(SystemClock::default())).history(Arc::new(Erp));
/// ```
pub trait HistoryPort: Send + Sync {
    /// The documents asked for. It is called on the thread of the call, while no transaction runs.
    ///
    /// # Errors
    /// Why there is no answer.
    fn documents(&self, request: &HistoryRequest) -> Result<Vec<Document>, Unanswered>;
}

/// Why the central system's documents are not there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Unanswered {
    /// The connection was lost, or there was none.
    ConnectionLost,
    /// The central system refused.
    Refused,
    /// Somebody cancelled.
    Cancelled,
}

/// Is told how far the question has come, and whether to go on.
type OnProgress = dyn Fn(u64, u64) -> bool + Send + Sync;

/// What the central system is asked for.
#[derive(Clone)]
pub struct HistoryRequest {
    /// The customer, and every record merged with it: documents name one of these.
    pub records: Vec<SubjectId>,
    /// The customer's number.
    pub number: Option<String>,
    /// The customer's id in the central system.
    pub source_id: Option<String>,
    /// Only documents created before; none: all. What it gives beyond does no harm.
    pub before: Option<Timestamp>,
    progress: Arc<OnProgress>,
    cancel: Cancel,
}

impl fmt::Debug for HistoryRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HistoryRequest").field("records", &self.records).field("before", &self.before).finish_non_exhaustive()
    }
}

impl HistoryRequest {
    /// Tells how much is done, of how much (0: not known), and whether to go on.
    ///
    /// # Errors
    /// [`Unanswered::Cancelled`]: hand it on.
    pub fn progress(&self, done: u64, total: u64) -> Result<(), Unanswered> {
        let goes_on = !self.cancel.is_cancelled() && (self.progress)(done, total);
        if goes_on { Ok(()) } else { Err(Unanswered::Cancelled) }
    }
}

/// The history of a customer, and what it was made of. It is filtered like any other.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Options, Seat, SystemClock};
/// # use clientela::domain::{field::Field, id::Code, rights::Rights};
/// use clientela::domain::history::{Criteria, ErpState, filter};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
/// # let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
/// # let mut draft = desk.new_customer("private")?;
/// # draft.set(Field::FamilyName, "Gonçalves");
/// # let customer = desk.save(&mut draft)?.id;
/// let history = desk.history(customer)?;
/// assert_eq!(history.erp, ErpState::NotAsked);
/// assert_eq!(filter(&history, &Criteria::default()).total, 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct CustomerHistory {
    history: Arc<History>,
    /// Whether the central system's part is there.
    pub erp: ErpState,
    /// When the oldest document of this store was created.
    pub local_since: Option<Timestamp>,
    /// How many documents the central system gave that are not shown: another's, of somebody who was anonymized, or malformed.
    pub left_out: usize,
}

impl CustomerHistory {
    /// The lines, to be kept as long as they are shown.
    pub fn lines_kept(&self) -> Arc<History> {
        Arc::clone(&self.history)
    }
}

impl Deref for CustomerHistory {
    type Target = History;

    fn deref(&self) -> &History {
        &self.history
    }
}

/// The documents of this store that a history was made of.
#[derive(Clone, Debug)]
struct Local {
    history: Arc<History>,
    since: Option<Timestamp>,
    read: Arc<DocumentsRead>,
    /// The store's version up to which it is known to stand.
    version: i64,
}

impl Local {
    fn read(reader: &mut Reader<'_>, customer: SubjectId, version: i64) -> Result<Self> {
        let read = (reader.same_as(customer)?, reader.position()?);
        let documents = reader.documents(customer)?;
        let mut ids: Vec<_> = documents.iter().map(|document| document.id).collect();
        ids.sort_unstable();
        let since = documents.first().map(|document| document.created);
        let read = Arc::new(DocumentsRead { records: read.0, documents: ids, position: read.1 });
        Ok(Self { history: Arc::new(History::new(lines_out_of(documents))), since, read, version })
    }

    /// The same, where it stands; else none.
    fn again(self, reader: &mut Reader<'_>, version: i64) -> Result<Option<Self>> {
        if self.version == version {
            return Ok(Some(self));
        }
        let mut read = (*self.read).clone();
        let stands = reader.documents_stand(&mut read)?;
        Ok(stands.then(|| Self { read: Arc::new(read), version, ..self }))
    }
}

/// The histories asked for last, the latest first.
#[derive(Debug, Default)]
pub(crate) struct Histories(Mutex<VecDeque<(SubjectId, Local)>>);

impl Histories {
    fn of(&self, customer: SubjectId) -> Option<Local> {
        self.kept().iter().find(|(of, _)| *of == customer).map(|(_, local)| local.clone())
    }

    fn forget(&self, customer: SubjectId) {
        self.kept().retain(|(of, _)| *of != customer);
    }

    /// Somebody was erased: nothing of theirs stays in memory.
    pub(crate) fn clear(&self) {
        self.kept().clear();
    }

    /// Never held while the store is asked.
    fn kept(&self) -> MutexGuard<'_, VecDeque<(SubjectId, Local)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, customer: SubjectId, local: Local) {
        let mut kept = self.kept();
        kept.retain(|(of, _)| *of != customer);
        kept.push_front((customer, local));
        let mut lines = 0;
        let fits = kept.iter().take(MOST_HISTORIES).take_while(|(_, local)| {
            lines += local.history.lines().len();
            lines <= MOST_LINES
        });
        let fits = fits.count();
        kept.truncate(fits);
    }
}

impl Desk {
    /// The transaction history of a customer, ready to be filtered (P13 to P20), from where the setting `history.source` says.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotFound`], [`crate::ErrorKind::Erased`], [`crate::ErrorKind::NotPermitted`].
    pub fn history(&self, customer: SubjectId) -> Result<CustomerHistory> {
        self.history_with(customer, |_, _| true, &Cancel::default())
    }

    /// The same, told how far the central system is asked, and cancelled by the progress (false) or from another thread. Cancelled, the
    /// history of this store is given all the same.
    ///
    /// # Errors
    /// As [`Self::history`].
    pub fn history_with(
        &self,
        customer: SubjectId,
        progress: impl Fn(u64, u64) -> bool + Send + Sync + 'static,
        cancel: &Cancel,
    ) -> Result<CustomerHistory> {
        self.require(Right::ReadHistory)?;
        let (erp, given) = match self.setting(Setting::HistorySource)?.as_str() {
            "erp" => self.ask_erp(customer, false, Arc::new(progress), cancel)?,
            "local_and_erp" => self.ask_erp(customer, true, Arc::new(progress), cancel)?,
            _ => (ErpState::NotAsked, Vec::new()),
        };
        let local = self.local(customer)?;
        if given.is_empty() {
            return Ok(CustomerHistory { history: local.history, erp, local_since: local.since, left_out: 0 });
        }
        let (history, left_out) = self.with_given(customer, given)?;
        Ok(CustomerHistory { history: Arc::new(history), erp, local_since: local.since, left_out })
    }

    /// What this store has. The version is asked before the snapshot begins: whatever is committed in between is looked at the next time.
    fn local(&self, customer: SubjectId) -> Result<Local> {
        let (store, histories) = (self.engine.store(), self.engine.histories());
        let version = store.driver.version()?;
        let mut reader = store.read()?;
        present(&mut reader, customer).inspect_err(|_| histories.forget(customer))?;
        let kept = histories.of(customer).map_or(Ok(None), |local| local.again(&mut reader, version))?;
        let local = kept.map_or_else(|| Local::read(&mut reader, customer, version), Ok)?;
        drop(reader);
        histories.keep(customer, local.clone());
        Ok(local)
    }

    /// Asks the central system while no transaction runs; nobody who was anonymized is asked for.
    fn ask_erp(&self, customer: SubjectId, older: bool, progress: Arc<OnProgress>, cancel: &Cancel) -> Result<(ErpState, Vec<Document>)> {
        let mut reader = self.engine.store().read()?;
        let values = present(&mut reader, customer)?.values;
        let records = reader.same_as(customer)?;
        let before = if older { reader.oldest_document(&records)? } else { None };
        drop(reader);
        let text = |field| values.get(field).map(str::to_owned);
        let (number, source_id) = (text(Field::Number), text(Field::SourceId));
        let request = HistoryRequest { records, number, source_id, before, progress, cancel: cancel.clone() };
        let Some(port) = self.engine.history_port() else { return Ok((ErpState::NotConnected, Vec::new())) };
        let answer = if cancel.is_cancelled() { Err(Unanswered::Cancelled) } else { port.documents(&request) };
        self.allowed(Right::ReadHistory)?;
        Ok(match answer {
            _ if cancel.is_cancelled() => (ErpState::Cancelled, Vec::new()),
            Ok(given) => (ErpState::Answered, given),
            Err(Unanswered::ConnectionLost) => (ErpState::ConnectionLost, Vec::new()),
            Err(Unanswered::Refused) => (ErpState::Refused, Vec::new()),
            Err(Unanswered::Cancelled) => (ErpState::Cancelled, Vec::new()),
        })
    }

    /// The history of the documents of this store and of those given, and how many of these are left out.
    fn with_given(&self, customer: SubjectId, given: Vec<Document>) -> Result<(History, usize)> {
        let mut reader = self.engine.store().read()?;
        present(&mut reader, customer)?;
        let records = reader.same_as(customer)?;
        let mut documents = reader.documents(customer)?;
        let (mut seen, mut left_out) = (HashSet::new(), 0);
        for document in given {
            if !seen.insert((document.kind, document.number.clone())) {
                continue;
            }
            let here = reader.document_owner(document.kind, &document.number)?;
            let own = |owner: Option<SubjectId>| owner.is_some_and(|owner| records.contains(&owner));
            match here {
                None if own(document.customer) && !document.anonymized && document.check().is_ok() => documents.push(document),
                // The till's own copy says what happened here since.
                Some(owner) if own(owner) && own(document.customer) => {}
                _ => left_out += 1,
            }
        }
        Ok((History::new(lines_out_of(documents)), left_out))
    }
}
