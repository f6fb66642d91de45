//! How a state follows from events: by which event has seen which, never by clocks.

use std::ops::{BitOr, BitOrAssign};

use crate::domain::consent::graph::Graph;
use crate::domain::consent::{Authority, Definition, Detail, Event, EventKind, Method, Standing, State};
use crate::domain::id::EventId;
use crate::domain::time::Timestamp;

/// What stands, and the grants that count now.
pub(super) fn derive<'a>(definition: &Definition, events: &'a [Event], now: Timestamp) -> (Standing, Vec<&'a Event>) {
    let derivation = Derivation::of(definition, events, now);
    let standing = derivation.standing();
    let grants =
        if standing.state == State::Accepted { derivation.valid().map(|i| derivation.graph.events()[i]).collect() } else { Vec::new() };
    (standing, grants)
}

/// The grants that wait for their confirmation.
pub(super) fn waiting(definition: &Definition, events: &[Event], now: Timestamp) -> Vec<EventId> {
    let derivation = Derivation::of(definition, events, now);
    derivation.waiting().map(|i| derivation.graph.events()[i].id).collect()
}

/// Whether a guardian's no stands that no guardian granted over since, whatever the person said.
pub(super) fn guardian_denies(definition: &Definition, events: &[Event], now: Timestamp) -> bool {
    let derivation = Derivation::of(definition, events, now);
    derivation.denials().any(|i| derivation.graph.events()[i].by.is_some() && !derivation.after[i].has(Marks::BY_GUARDIAN))
}

/// What an event does here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Question,
    Grant,
    /// A plain value from another system; it counts only while nobody granted or denied.
    Import,
    Denial,
    Confirmation,
    /// Nothing: a confirmation by somebody else than the person.
    Nothing,
}

impl Role {
    fn of(event: &Event) -> Self {
        match event.kind {
            EventKind::Asked | EventKind::Deferred => Self::Question,
            EventKind::Imported => Self::Import,
            EventKind::Given | EventKind::Renewed if event.authority == Authority::Machine && event.method != Method::Form => Self::Import,
            EventKind::Given | EventKind::Renewed => Self::Grant,
            EventKind::Confirmed if event.authority == Authority::Subject => Self::Confirmation,
            EventKind::Confirmed => Self::Nothing,
            EventKind::Refused | EventKind::Withdrawn | EventKind::Objected | EventKind::Revoked | EventKind::Invalidated => Self::Denial,
        }
    }
}

/// What came after an event, as a set.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Marks(u16);

impl Marks {
    const NONE: Self = Self(0);
    const ANY: Self = Self(1);
    const QUESTION: Self = Self(1 << 1);
    const CONFIRMED: Self = Self(1 << 2);
    const DENIED: Self = Self(1 << 3);
    const GRANTED: Self = Self(1 << 4);
    /// A last grant, neither outdated nor expired nor denied.
    const VALID: Self = Self(1 << 5);
    const BY_SUBJECT: Self = Self(1 << 6);
    const BY_ADMIN: Self = Self(1 << 7);
    const BY_USER: Self = Self(1 << 8);
    const BY_GUARDIAN: Self = Self(1 << 9);
    const GRANTED_BY_GUARDIAN: Self = Self(1 << 14);

    fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The levels of grants as another set: those that a valid grant follows or is.
    fn lasting(self) -> Self {
        Self(self.0 << 4)
    }

    fn when(self, condition: bool) -> Self {
        if condition { self } else { Self::NONE }
    }
}

impl BitOr for Marks {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Marks {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// A tick in a form by somebody who did not sign in.
fn unauthenticated(event: &Event) -> bool {
    event.method == Method::Form && event.authority < Authority::Subject
}

/// A guardian's grant follows those of guardians only, the person's those of the person: both may stand.
fn granted(grant: &Event) -> Marks {
    if grant.by.is_some() { Marks::GRANTED_BY_GUARDIAN } else { Marks::GRANTED }
}

/// What a grant overrules, as a level. A tick by anybody and a plain value overrule nothing.
fn level(event: &Event) -> Marks {
    match event.authority {
        Authority::Subject if event.by.is_some() => Marks::BY_GUARDIAN,
        Authority::Subject => Marks::BY_SUBJECT,
        _ if unauthenticated(event) => Marks::NONE,
        Authority::Admin => Marks::BY_ADMIN,
        Authority::User => Marks::BY_USER,
        Authority::Machine => Marks::NONE,
    }
}

/// The lowest authority that may grant over this denial: a mistaken refusal is corrected at the level it was made, all else by the person.
fn least_over(denial: &Event) -> Authority {
    match (denial.kind, denial.authority) {
        (EventKind::Refused, Authority::Machine | Authority::User) => Authority::User,
        (EventKind::Refused, Authority::Admin) => Authority::Admin,
        _ => Authority::Subject,
    }
}

/// Whether it is a no of the person themself, over which no guardian grants.
fn own_no(denial: &Event) -> bool {
    let said = matches!(denial.kind, EventKind::Refused | EventKind::Withdrawn | EventKind::Objected);
    said && denial.authority == Authority::Subject && denial.by.is_none()
}

/// The levels that may grant over this denial.
fn levels_over(denial: &Event) -> Marks {
    let least = least_over(denial);
    let guardian = Marks::BY_GUARDIAN.when(!own_no(denial));
    Marks::BY_SUBJECT | guardian | Marks::BY_ADMIN.when(least <= Authority::Admin) | Marks::BY_USER.when(least <= Authority::User)
}

struct Derivation<'d, 'a> {
    definition: &'d Definition,
    now: Timestamp,
    graph: Graph<'a>,
    roles: Vec<Role>,
    /// What came after each event.
    after: Vec<Marks>,
    imports_count: bool,
    confirmations: bool,
}

/// What was found, with the positions of the events it rests on.
struct Outcome {
    detail: Detail,
    evidence: Vec<usize>,
    grantable_by: Authority,
}

impl<'d, 'a> Derivation<'d, 'a> {
    fn of(definition: &'d Definition, events: &'a [Event], now: Timestamp) -> Self {
        let graph = Graph::of(events.iter().filter(|event| event.binds(definition)));
        let roles: Vec<Role> = graph.events().iter().map(|event| Role::of(event)).collect();
        let imports_count = !roles.iter().any(|role| matches!(role, Role::Grant | Role::Denial));
        let confirmations = roles.contains(&Role::Confirmation);
        let after = vec![Marks::NONE; roles.len()];
        let mut derivation = Self { definition, now, graph, roles, after, imports_count, confirmations };
        derivation.mark();
        derivation
    }
}

impl Derivation<'_, '_> {
    fn mark(&mut self) {
        for &i in self.graph.latest_first() {
            let marks = self.after[i] | Marks::ANY | self.own(i);
            for &seen in self.graph.seen_by(i) {
                self.after[seen] |= marks;
            }
        }
    }

    fn own(&self, i: usize) -> Marks {
        match self.roles[i] {
            Role::Question => Marks::QUESTION,
            Role::Confirmation => Marks::CONFIRMED,
            Role::Denial => Marks::DENIED,
            Role::Grant if self.effective(i) => {
                let (valid, level) = (self.is_valid(i), level(self.graph.events()[i]));
                granted(self.graph.events()[i])
                    | Marks::VALID.when(valid)
                    | level
                    | level.lasting().when(valid || self.after[i].has(Marks::VALID))
            }
            Role::Import if self.effective(i) => granted(self.graph.events()[i]) | Marks::VALID.when(self.is_valid(i)),
            _ => Marks::NONE,
        }
    }

    fn demands_confirmation(&self, i: usize) -> bool {
        self.definition.confirmation || unauthenticated(self.graph.events()[i])
    }

    /// Whether it is a grant that counts, as far as confirmation goes.
    fn effective(&self, i: usize) -> bool {
        let confirmed = self.after[i].has(Marks::CONFIRMED);
        match self.roles[i] {
            Role::Grant => confirmed || !self.demands_confirmation(i),
            Role::Import => self.imports_count && (confirmed || !self.definition.confirmation && !self.confirmations),
            _ => false,
        }
    }

    /// Whether it is a grant that would count if it were confirmed.
    fn awaits(&self, i: usize) -> bool {
        let counts = self.roles[i] == Role::Grant || self.roles[i] == Role::Import && self.imports_count;
        counts && !self.effective(i) && self.is_last(i)
    }

    /// No grant that counts, of the person or of a guardian as this one, and no denial has seen it.
    fn is_last(&self, i: usize) -> bool {
        !self.after[i].has(granted(self.graph.events()[i]) | Marks::DENIED)
    }

    fn is_valid(&self, i: usize) -> bool {
        self.effective(i) && self.is_last(i) && self.staleness(i).is_none()
    }

    fn staleness(&self, i: usize) -> Option<Detail> {
        let event = self.graph.events()[i];
        // A clock that ran ahead makes no grant valid for longer: its date is not known, so neither is how long it holds.
        let over = self
            .definition
            .valid_days
            .is_some_and(|days| event.at.plus_days(i64::from(days)) <= self.now || event.at > self.now.plus_days(1));
        match over {
            _ if event.version.0 < self.definition.major => Some(Detail::Outdated),
            true => Some(Detail::Expired),
            false => None,
        }
    }

    fn all(&self) -> impl Iterator<Item = usize> {
        0..self.roles.len()
    }

    /// The grants that count now.
    fn valid(&self) -> impl Iterator<Item = usize> {
        self.all().filter(|i| self.is_valid(*i))
    }

    /// The grants that would count if they were confirmed now.
    fn waiting(&self) -> impl Iterator<Item = usize> {
        self.all().filter(|i| self.awaits(*i) && self.staleness(*i).is_none())
    }

    fn denials(&self) -> impl Iterator<Item = usize> {
        self.all().filter(|i| self.roles[*i] == Role::Denial)
    }

    fn standing(&self) -> Standing {
        let Outcome { detail, evidence, grantable_by } = self
            .refused()
            .or_else(|| self.accepted())
            .or_else(|| self.pending())
            .or_else(|| self.stale())
            .unwrap_or_else(|| self.questioned());
        let events = self.graph.events();
        let grants = evidence.iter().map(|i| events[*i]).filter(|event| event.kind.grants());
        Standing {
            state: detail.state(),
            detail,
            version: grants.max_by_key(|event| latest(event)).map(|event| event.version),
            evidence: evidence.iter().map(|i| events[*i].id).collect(),
            heads: self.all().filter(|i| self.after[*i] == Marks::NONE).map(|i| events[i].id).collect(),
            grantable_by,
            own_no: self.denials().any(|i| own_no(events[i]) && !self.after[i].has(levels_over(events[i]))),
            pending: self.waiting().next().is_some(),
        }
    }

    fn refused(&self) -> Option<Outcome> {
        let events = self.graph.events();
        let standing: Vec<usize> = self.denials().filter(|i| !self.after[*i].has(levels_over(events[*i]))).collect();
        let grantable_by = standing.iter().map(|i| least_over(events[*i])).max()?;
        let evidence = self.decisive(&standing);
        let detail = evidence.iter().map(|i| denial_detail(events[*i].kind)).max()?;
        Some(Outcome { detail, evidence, grantable_by })
    }

    /// Of the denials that stand: the objections, else those that no other of them has seen. Whoever ends a consent for the company does not
    /// hide that the person said no.
    fn decisive(&self, standing: &[usize]) -> Vec<usize> {
        let objection = |i: &usize| self.graph.events()[*i].kind == EventKind::Objected;
        if standing.iter().any(objection) {
            return standing.iter().copied().filter(objection).collect();
        }
        let mut seen = vec![false; self.roles.len()];
        for &i in self.graph.latest_first() {
            let hides = standing.binary_search(&i).is_ok() && self.graph.events()[i].kind != EventKind::Revoked;
            if seen[i] || hides {
                self.graph.seen_by(i).iter().for_each(|earlier| seen[*earlier] = true);
            }
        }
        let said = |i: &usize| matches!(self.graph.events()[*i].kind, EventKind::Refused | EventKind::Withdrawn);
        let last: Vec<usize> = standing.iter().copied().filter(|i| !seen[*i]).collect();
        if last.iter().any(said) { last.into_iter().filter(said).collect() } else { last }
    }

    /// A grant counts now, and each denial was overruled by a grant that still counts or is followed by one that does.
    fn accepted(&self) -> Option<Outcome> {
        let events = self.graph.events();
        let last = self.valid().map(|i| events[i]).max_by_key(|event| latest(event))?;
        if !self.denials().all(|i| self.after[i].has(levels_over(events[i]).lasting())) {
            return None;
        }
        let detail = if last.kind == EventKind::Renewed { Detail::Renewed } else { Detail::Given };
        let mut evidence: Vec<usize> = self.valid().collect();
        if self.confirmations {
            evidence.extend(self.confirmations_of_valid());
            evidence.sort_unstable();
        }
        Some(Outcome { detail, evidence, grantable_by: Authority::Subject })
    }

    /// The confirmations that a grant needed which counts now.
    fn confirmations_of_valid(&self) -> Vec<usize> {
        let mut confirms = vec![false; self.roles.len()];
        for &i in self.graph.latest_first().iter().rev() {
            let own = self.demands_confirmation(i) && self.is_valid(i);
            confirms[i] = own || self.graph.seen_by(i).iter().any(|seen| confirms[*seen]);
        }
        self.all().filter(|i| confirms[*i] && self.roles[*i] == Role::Confirmation).collect()
    }

    fn pending(&self) -> Option<Outcome> {
        let evidence: Vec<usize> = self.waiting().collect();
        (!evidence.is_empty()).then_some(Outcome { detail: Detail::Pending, evidence, grantable_by: Authority::User })
    }

    fn stale(&self) -> Option<Outcome> {
        let stale = |i: &usize| (self.awaits(*i) || self.effective(*i) && self.is_last(*i)) && self.staleness(*i).is_some();
        let evidence: Vec<usize> = self.all().filter(stale).collect();
        let detail = evidence.iter().filter_map(|i| self.staleness(*i)).max()?;
        Some(Outcome { detail, evidence, grantable_by: Authority::User })
    }

    fn questioned(&self) -> Outcome {
        let last = |i: &usize| self.roles[*i] == Role::Question && !self.after[*i].has(Marks::QUESTION);
        let evidence: Vec<usize> = self.all().filter(last).collect();
        let detail = match evidence.iter().any(|i| self.graph.events()[*i].kind == EventKind::Deferred) {
            _ if evidence.is_empty() => Detail::NeverAsked,
            true => Detail::Deferred,
            false => Detail::Asked,
        };
        Outcome { detail, evidence, grantable_by: Authority::Machine }
    }
}

/// The order of grants that stand side by side: version, then time, then id.
fn latest(grant: &Event) -> impl Ord + use<> {
    (grant.version, grant.at, grant.id)
}

fn denial_detail(kind: EventKind) -> Detail {
    match kind {
        EventKind::Withdrawn => Detail::Withdrawn,
        EventKind::Objected => Detail::Objected,
        EventKind::Revoked => Detail::Revoked,
        EventKind::Invalidated => Detail::Void,
        _ => Detail::Refused,
    }
}
