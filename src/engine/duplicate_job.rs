//! Duplicates in the whole store: a job that reads every customer, learns the model, keeps it and gives the pairs; and the model that
//! is kept. Knows no SQL.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::duplicate::{Decided, Model, Pair, Person, Score, Search, THRESHOLD};
use crate::domain::id::SubjectId;
use crate::domain::rights::Right;
use crate::domain::subject::Values;
use crate::domain::time::Timestamp;
use crate::engine::desk::Desk;
use crate::engine::duplicates::same_name_and_birthday;
use crate::engine::erp::Erp;
use crate::engine::open::Engine;
use crate::error::{Error, ErrorKind, Result};
use crate::store::Reader;

/// So many customers are read between two questions whether to go on.
const PAGE: usize = 1000;

/// Two customers who are probably one.
#[derive(Clone, PartialEq, Debug)]
pub struct DuplicatePair {
    /// One of them: the lesser id.
    pub one: SubjectId,
    /// The other.
    pub other: SubjectId,
    /// How sure it is, in bits: those of the score, and where it follows from a third, of the weaker of the two others.
    pub bits: f64,
    /// The third customer with whom both are one, where the pair follows from that.
    pub via: Option<SubjectId>,
    /// What the comparison of the two says.
    pub score: Score,
    /// Whether first name, last name and birthday are the same.
    pub same_name_and_birthday: bool,
}

/// What a job over the whole store found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct FoundDuplicates {
    /// The pairs, the surest first.
    pub pairs: Vec<DuplicatePair>,
    /// How many customers were compared.
    pub customers: u64,
    /// How many pairs are left out because somebody decided about them and their data did not change.
    pub decided: u64,
}

/// The parameters by which duplicates are told, as the store keeps them.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Options, SystemClock};
/// # use clientela::domain::id::Code;
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// assert_eq!(engine.duplicate_model()?.learned, None); // what is believed of any customer file
/// engine.erp(Code::parse("erp")?).find_duplicates(&mut |_, _| true)?;
/// let kept = engine.duplicate_model()?;
/// assert!(kept.learned.is_some());
/// for chance in &kept.parameters.chances {
///     println!("{} {} {:+.1}", chance.comparison.name(), chance.level.name(), chance.weight());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Debug, Default)]
pub struct DuplicateModel {
    /// The parameters.
    pub parameters: Model,
    /// From how many customers they were learned.
    pub customers: u64,
    /// When; none where no job has run yet.
    pub learned: Option<Timestamp>,
}

/// The same as it is kept and shown.
#[derive(Serialize, Deserialize)]
struct Written {
    customers: u64,
    learned_at: Option<i64>,
    #[serde(flatten)]
    parameters: Model,
}

impl DuplicateModel {
    /// As a JSON document: plain numbers about no one.
    pub fn to_json(&self) -> String {
        let Self { parameters, customers, learned } = self.clone();
        let written = Written { customers, learned_at: learned.map(Timestamp::millis), parameters };
        serde_json::to_string(&written).unwrap_or_default()
    }

    /// None of another version of the library.
    fn from_json(text: &str) -> Option<Self> {
        let Written { customers, learned_at, parameters } = serde_json::from_str(text).ok()?;
        Some(Self { parameters, customers, learned: learned_at.map(Timestamp::from_millis) })
    }
}

/// The model that the store keeps, or what is believed.
pub(super) fn kept_model(reader: &mut Reader<'_>) -> Result<DuplicateModel> {
    Ok(reader.duplicate_model()?.as_deref().and_then(DuplicateModel::from_json).unwrap_or_default())
}

impl Engine {
    /// The parameters by which duplicates are told.
    ///
    /// # Errors
    /// Those of reading.
    pub fn duplicate_model(&self) -> Result<DuplicateModel> {
        kept_model(&mut self.store().read()?)
    }
}

impl Erp {
    /// Looks for duplicates among all customers, learns the model from them alone and keeps it: from then on a new customer is compared
    /// by it too. Pairs about which somebody decided are left out until their data change. `each` is told how much of how much is done,
    /// and says whether to go on; what is cancelled leaves the store as it was. Nobody is held up meanwhile.
    ///
    /// # Errors
    /// [`ErrorKind::Cancelled`]; those of the store.
    pub fn find_duplicates(&self, each: &mut dyn FnMut(u64, u64) -> bool) -> Result<FoundDuplicates> {
        find(&self.engine, each)
    }
}

impl Desk {
    /// The same as [`Erp::find_duplicates`], for administrators.
    ///
    /// # Errors
    /// As there, and [`ErrorKind::NotPermitted`] without the rights to read customers and of administration.
    pub fn find_duplicates(&self, each: &mut dyn FnMut(u64, u64) -> bool) -> Result<FoundDuplicates> {
        self.require(Right::ReadCustomers)?;
        self.require(Right::Administration)?;
        find(&self.engine, each)
    }
}

/// The customers of one snapshot.
struct Customers {
    ids: Vec<SubjectId>,
    persons: Vec<Person>,
    /// The pairs that nobody asks about, by their ids.
    decided: BTreeSet<(SubjectId, SubjectId)>,
}

fn find(engine: &Engine, each: &mut dyn FnMut(u64, u64) -> bool) -> Result<FoundDuplicates> {
    let Customers { ids, persons, decided } = read(engine, each)?;
    let customers = persons.len() as u64;
    let cancelled = || Error::new(ErrorKind::Cancelled, "cancelled");
    let mut step = |done: usize, of: usize| each(customers + customers * done as u64 / of as u64, 2 * customers);
    let search = Search::within_while(persons, &mut step).ok_or_else(cancelled)?;
    let parameters = search.learn(&Model::default());
    let found = search.pairs(&parameters, THRESHOLD);
    if !each(2 * customers, 2 * customers) {
        return Err(cancelled());
    }
    let all = found.len();
    let open = found.iter().filter(|pair| !decided.contains(&(ids[pair.first], ids[pair.second])));
    let mut pairs: Vec<DuplicatePair> = open.map(|pair| told(&search, &parameters, &ids, pair)).collect();
    pairs.sort_by(|a, b| b.bits.total_cmp(&a.bits).then((a.one, a.other).cmp(&(b.one, b.other))));
    keep(engine, &DuplicateModel { parameters, customers, learned: Some(engine.now().at) })?;
    Ok(FoundDuplicates { decided: (all - pairs.len()) as u64, pairs, customers })
}

/// The ids are in order: so are those of a pair.
fn told(search: &Search, parameters: &Model, ids: &[SubjectId], pair: &Pair) -> DuplicatePair {
    let score = search.score(parameters, pair.first, pair.second);
    let same_name_and_birthday = same_name_and_birthday(&score);
    let via = pair.via.map(|via| ids[via]);
    DuplicatePair { one: ids[pair.first], other: ids[pair.second], bits: pair.bits, via, score, same_name_and_birthday }
}

/// Reads every customer, page by page in one snapshot, and keeps of each only what is compared.
fn read(engine: &Engine, each: &mut dyn FnMut(u64, u64) -> bool) -> Result<Customers> {
    let mut reader = engine.store().read()?;
    let total = 2 * reader.customer_count()?;
    let decisions = reader.duplicate_decisions()?;
    let concerned: BTreeSet<SubjectId> = decisions.iter().flat_map(|decided| [decided.one, decided.other]).collect();
    let mut kept: BTreeMap<SubjectId, Values> = BTreeMap::new();
    let mut customers = Customers { ids: Vec::new(), persons: Vec::new(), decided: BTreeSet::new() };
    let mut last = SubjectId::from_bytes([0; 16]);
    loop {
        let page = reader.customers_behind(last, PAGE)?;
        for id in &page {
            let Some(stored) = reader.subject(*id)? else { continue };
            customers.ids.push(*id);
            customers.persons.push(Person::new(&stored.values));
            if concerned.contains(id) {
                kept.insert(*id, stored.values);
            }
        }
        let Some(behind) = page.last() else { break };
        last = *behind;
        if !each(customers.ids.len() as u64, total) {
            return Err(Error::new(ErrorKind::Cancelled, "cancelled"));
        }
    }
    customers.decided = decisions.iter().filter(|decided| holds(decided, &kept)).map(|decided| (decided.one, decided.other)).collect();
    Ok(customers)
}

fn holds(decided: &Decided, kept: &BTreeMap<SubjectId, Values>) -> bool {
    let both = kept.get(&decided.one).zip(kept.get(&decided.other));
    both.is_some_and(|(one, other)| decided.holds([one, other]))
}

fn keep(engine: &Engine, model: &DuplicateModel) -> Result<()> {
    let mut writer = engine.store().write()?;
    writer.set_duplicate_model(&model.to_json())?;
    writer.commit()
}
