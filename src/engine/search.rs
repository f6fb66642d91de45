//! The search at a desk: what was typed and by what it is narrowed, stage by stage until the page is full. Knows no SQL.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt;

use crate::domain::field::{FIELDS, Field, Index};
use crate::domain::fold::{Term, terms};
use crate::domain::id::SubjectId;
use crate::domain::rights::Right;
use crate::domain::search::{How, Match, SearchFilter, Stage, Wanted, explain, stage};
use crate::domain::subject::Values;
use crate::domain::typo::corrections;
use crate::domain::view::View;
use crate::engine::cancel::Cancel;
use crate::engine::customers::{LONGEST_PAGE, known, shown};
use crate::engine::desk::Desk;
use crate::engine::elsewhere::Elsewhere;
use crate::engine::house_rules::Screen;
use crate::error::{Error, ErrorKind, Result};
use crate::store::{Hints, IndexRow, Reader, Stored, ranks_of};

/// The longest text that is searched, in bytes.
const LONGEST_TEXT: usize = 4096;

/// A search: what was typed, by what it is narrowed, and which page.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Options, Seat, SystemClock};
/// # use clientela::domain::{field::Field, id::Code, rights::Rights, search::How};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
/// # let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
/// # let mut draft = desk.new_customer("private")?;
/// # draft.set(Field::FamilyName, "Gonçalves");
/// # desk.save(&mut draft)?;
/// let mut search = desk.new_search()?; // narrowed as the chain wants it
/// search.text = "gonclaves".to_owned();
/// let found = desk.find(&search)?;
/// let hit = &found.hits[0].matches[0];
/// assert_eq!((hit.field, hit.how), (Field::FamilyName, How::Typo));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Search {
    /// What was typed: several words in any order, a number, a card. Empty: whom the filter wants.
    pub text: String,
    /// By what it is narrowed.
    pub filter: SearchFilter,
    /// How many hits, 1 to 1000.
    pub limit: usize,
    /// Behind this place, which the page before told.
    pub after: Option<Place>,
    /// What stops it.
    pub cancel: Cancel,
}

impl fmt::Debug for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Search({:?}, limit {}, after {:?})", self.filter, self.limit, self.after)
    }
}

/// Where a page of hits ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    stage: Stage,
    rank: i64,
}

/// One hit of a search.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The customer.
    pub customer: Stored,
    /// How good a hit it is.
    pub stage: Stage,
    /// What each word of the query matched.
    pub matches: Vec<Match>,
}

/// What a search found, the best first; of hits of one stage the latest visited first.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The hits.
    pub hits: Vec<Hit>,
    /// Whether more exist than were asked for.
    pub more: bool,
    /// Where the next page begins; none after the last.
    pub next: Option<Place>,
    /// Somebody of another branch has exactly this number or card: nothing else is told of them (X23).
    pub elsewhere: Option<Elsewhere>,
}

impl Desk {
    /// A search as the chain wants it to begin: with these statuses and this branch (A21, A22, A24), 20 hits a page.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] where nobody is signed in.
    pub fn new_search(&self) -> Result<Search> {
        let filter = SearchFilter { statuses: self.preset_statuses()?, branch: self.preset_branch()?, ..SearchFilter::default() };
        Ok(Search { filter, limit: 20, ..Search::default() })
    }

    /// Customers by what was typed (W7): several words in any order, each the beginning of a word in any field, of any status, and in
    /// all branches or the own one, as the chain wants it (A23). A full number or card comes first; then the stages of [`Stage`].
    ///
    /// # Errors
    /// As [`Self::find`].
    pub fn search(&self, text: &str, limit: usize) -> Result<Found> {
        let filter = SearchFilter { branch: self.quick_branch()?, ..SearchFilter::default() };
        self.find_in(&Search { text: text.to_owned(), filter, limit, ..Search::default() })
    }

    /// A page of a search (W7, X22). Each hit says which field matched, and how.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to read customers, or with `search.branch_fixed` where the branch may not be
    /// changed (A25); [`ErrorKind::Limit`] for a text of more than 4096 bytes; [`ErrorKind::Cancelled`].
    pub fn find(&self, search: &Search) -> Result<Found> {
        self.may_search_in(search.filter.branch.as_deref())?;
        self.find_in(search)
    }

    fn find_in(&self, search: &Search) -> Result<Found> {
        let view = self.view(Screen::List, self.require(Right::ReadCustomers)?)?;
        if search.text.len() > LONGEST_TEXT {
            return Err(Error::new(ErrorKind::Limit, "search.too_long").with("max", LONGEST_TEXT));
        }
        let mut reader = self.engine.store().read()?;
        let mut hunt = Hunt::new(search, &view, &mut reader)?;
        hunt.run()?;
        Ok(hunt.page())
    }
}

/// A search going on.
struct Hunt<'a, 's> {
    search: &'a Search,
    view: &'a View,
    reader: &'a mut Reader<'s>,
    terms: Vec<Term>,
    limit: usize,
    /// Who has exactly this number or card, and in which field; the number of somebody who was merged leads to the one who stays.
    exact: Vec<(SubjectId, Field)>,
    elsewhere: Option<Elsewhere>,
    found: Vec<(Place, Hit)>,
    /// One more exists behind a full page.
    more: bool,
    seen: BTreeSet<SubjectId>,
    hints: Hints,
    few: Few,
}

/// The rows in which every term begins a word of any field, where they are few.
enum Few {
    Unknown,
    Rows(Vec<IndexRow>),
    /// There are more of them.
    Many,
}

/// So many rows of the index are looked at once instead of stage by stage.
const MOST_AT_ONCE: usize = 32;

impl<'a, 's> Hunt<'a, 's> {
    fn new(search: &'a Search, view: &'a View, reader: &'a mut Reader<'s>) -> Result<Self> {
        let exact = exact(reader, search.text.trim())?;
        let limit = search.limit.clamp(1, LONGEST_PAGE);
        Ok(Self {
            search,
            view,
            reader,
            terms: terms(&search.text),
            limit,
            exact,
            elsewhere: None,
            found: Vec::new(),
            more: false,
            seen: BTreeSet::new(),
            hints: Hints::default(),
            few: Few::Unknown,
        })
    }

    fn run(&mut self) -> Result<()> {
        let nothing = self.terms.is_empty() && (!self.search.text.trim().is_empty() || self.search.filter.is_empty());
        self.numbers()?;
        let nothing = nothing || self.nobody_fits()?;
        let begin = self.search.after.map_or(Stage::Phone, |after| after.stage);
        for stage in Stage::ALL.iter().copied().filter(|stage| *stage >= begin && !nothing) {
            if self.is_full() {
                break;
            }
            let after = self.search.after.filter(|after| after.stage == stage).map_or(-1, |after| after.rank);
            self.walk(stage, after)?;
        }
        Ok(())
    }

    /// Whether the index has nobody at all whom the filter wants.
    fn nobody_fits(&mut self) -> Result<bool> {
        let filter = &self.search.filter;
        match stage(Stage::Anywhere, &[], &[], filter, false) {
            Some(anybody) if !filter.is_empty() => {
                Ok(self.reader.search(&anybody, ranks_of(filter, -1), 1, &mut Hints::default())?.is_empty())
            }
            _ => Ok(false),
        }
    }

    fn is_full(&self) -> bool {
        self.more || self.found.len() > self.limit
    }

    /// Whether whatever the index gives is a hit without a look at it: it has no sign that two values share, and every field is shown.
    fn is_certain(&self, stage: Stage) -> bool {
        let shown = || FIELDS.iter().all(|spec| spec.index == Index::No || self.view.shows(spec.field));
        stage < Stage::Sound && self.search.filter.is_empty() && shown()
    }

    /// Whoever has exactly this number or card, on the first page.
    fn numbers(&mut self) -> Result<()> {
        for (id, field) in self.exact.clone() {
            let Some(stored) = self.reader.subject(id)?.filter(Stored::is_listed) else { continue };
            let known = self.found.iter().any(|(_, hit)| hit.customer.id == id);
            if known || !self.view.shows(field) {
                continue;
            }
            if self.search.filter.fits(&stored.values) {
                let place = Place { stage: Stage::Number, rank: i64::MAX };
                let matches = vec![self.number_of(field, &stored.values)];
                let hit = Hit { customer: shown(stored, self.view), stage: Stage::Number, matches };
                self.found.extend(self.search.after.is_none().then_some((place, hit)));
            } else if self.is_elsewhere(&stored.values) {
                self.elsewhere = Some(Elsewhere::of(id));
            }
        }
        Ok(())
    }

    fn is_elsewhere(&self, values: &Values) -> bool {
        let here = SearchFilter { branch: None, ..self.search.filter.clone() };
        self.search.filter.branch.is_some() && here.fits(values)
    }

    /// Which number it is; nothing to highlight where it is that of somebody who was merged.
    fn number_of(&self, field: Field, values: &Values) -> Match {
        let text = self.search.text.trim();
        let slot = values.all(field).find(|(_, number)| *number == text).map(|(slot, _)| slot);
        Match { field, slot: slot.unwrap_or(0), how: How::Exact, range: 0..slot.map_or(0, |_| text.len()), person: None }
    }

    /// One stage, until the page is full.
    fn walk(&mut self, at: Stage, after: i64) -> Result<()> {
        let corrections = if at == Stage::Typo { self.corrections()? } else { Vec::new() };
        // On the first page all of the earlier stages is known by now.
        let apart = self.search.after.is_some();
        let Some(wanted) = stage(at, &self.terms, &corrections, &self.search.filter, apart) else { return Ok(()) };
        if self.is_among_few(at)? {
            return self.walk_few(at, &wanted);
        }
        let mut last = after;
        loop {
            self.search.cancel.check()?;
            let missing = self.limit + 1 + if apart { 0 } else { self.found.len() };
            let rows = self.reader.search(&wanted, ranks_of(&self.search.filter, last), missing, &mut self.hints)?;
            let ended = rows.len() < missing;
            for row in rows {
                last = row.rank;
                self.look_at(Place { stage: at, rank: row.rank }, row.subject)?;
                if self.is_full() {
                    return Ok(());
                }
            }
            if ended {
                return Ok(());
            }
        }
    }

    /// Whether all that this stage can find is known: of a first page the index is asked once for the stages up to [`Stage::Anywhere`]
    /// but those of a name, which mostly fills the page by itself.
    fn is_among_few(&mut self, at: Stage) -> Result<bool> {
        let asked = Stage::Folded..=Stage::Anywhere;
        if self.search.after.is_some() || self.terms.is_empty() || !asked.contains(&at) {
            return Ok(false);
        }
        if matches!(self.few, Few::Unknown)
            && let Some(wanted) = stage(Stage::Anywhere, &self.terms, &[], &self.search.filter, false)
        {
            let rows = self.reader.search(&wanted, ranks_of(&self.search.filter, -1), MOST_AT_ONCE + 1, &mut self.hints)?;
            self.few = if rows.len() > MOST_AT_ONCE { Few::Many } else { Few::Rows(rows) };
        }
        Ok(matches!(self.few, Few::Rows(_)))
    }

    fn walk_few(&mut self, at: Stage, wanted: &Wanted) -> Result<()> {
        let Few::Rows(rows) = std::mem::replace(&mut self.few, Few::Unknown) else { return Ok(()) };
        for row in rows.iter().filter(|row| wanted.holds(&row.text)) {
            if !self.is_full() {
                self.look_at(Place { stage: at, rank: row.rank }, row.subject)?;
            }
        }
        self.few = Few::Rows(rows);
        Ok(())
    }

    fn corrections(&mut self) -> Result<Vec<Vec<String>>> {
        let reader = &mut *self.reader;
        let of = |term: &Term| if term.is_word() { corrections(&term.folded, |text| reader.word_from(text)) } else { Ok(Vec::new()) };
        self.terms.iter().map(of).collect()
    }

    /// Takes a customer whom the index gave, where the values that are shown say why.
    fn look_at(&mut self, place: Place, id: SubjectId) -> Result<()> {
        let exact = self.exact.iter().any(|(exact, field)| *exact == id && self.view.shows(*field));
        if exact || !self.seen.insert(id) {
            return Ok(());
        }
        if self.found.len() == self.limit && self.is_certain(place.stage) {
            self.more = true;
            return Ok(());
        }
        let Some(stored) = self.reader.subject(id)? else { return Ok(()) };
        if !self.search.filter.fits(&stored.values) {
            return Ok(());
        }
        let customer = shown(stored, self.view);
        if let Some(matches) = self.why(&customer)? {
            self.found.push((place, Hit { customer, stage: place.stage, matches }));
        }
        Ok(())
    }

    fn why(&mut self, customer: &Stored) -> Result<Option<Vec<Match>>> {
        let shows = |field| self.view.shows(field);
        let own = explain(&self.terms, &customer.values, &[], &shows);
        if own.as_ref().is_some_and(|matches| matches.iter().all(|found| found.how < How::Sound)) {
            return Ok(own);
        }
        let persons: Vec<SubjectId> = self.reader.related(customer.id)?.into_iter().map(|relation| relation.person).collect();
        let merged: Vec<SubjectId> = self.reader.same_as(customer.id)?.into_iter().filter(|side| *side != customer.id).collect();
        let mut related = Vec::new();
        for id in persons.iter().chain(&merged) {
            related.extend(self.reader.subject(*id)?.map(|person| (person.id, person.values.clone())));
        }
        let related: Vec<(SubjectId, &Values)> = related.iter().map(|(id, values)| (*id, values)).collect();
        let mut matches = explain(&self.terms, &customer.values, &related, &shows);
        // What somebody was called before they were merged is not shown: there is nothing to highlight.
        let formerly = |found: &&mut Match| found.person.is_some_and(|person| merged.contains(&person));
        matches.iter_mut().flatten().filter(formerly).for_each(|found| found.range = 0..0);
        Ok(matches)
    }

    fn page(mut self) -> Found {
        let more = self.is_full();
        self.found.truncate(self.limit);
        let next = self.found.last().filter(|_| more).map(|(place, _)| *place);
        self.found.sort_by_cached_key(|(place, hit)| {
            let visit = hit.customer.values.get(Field::LastVisit).unwrap_or_default().to_owned();
            (place.stage, Reverse(visit))
        });
        let hits = self.found.into_iter().map(|(_, hit)| hit).collect();
        Found { hits, more, next, elsewhere: self.elsewhere }
    }
}

/// Who has exactly this number, card or number of an old system.
fn exact(reader: &mut Reader<'_>, text: &str) -> Result<Vec<(SubjectId, Field)>> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for (id, field) in reader.by_any_number(text)? {
        found.push((if field == Field::CardNumber { id } else { known(reader, id)?.id }, field));
    }
    Ok(found)
}
