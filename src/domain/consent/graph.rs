//! Which event has seen which. Knows nothing of what an event says.

use std::cmp::Ordering;

use crate::domain::consent::Event;

/// The events, each id once, with what each has seen, and an order in which every event stands before those it has seen.
pub(super) struct Graph<'a> {
    events: Vec<&'a Event>,
    links: Vec<usize>,
    ends: Vec<usize>,
    order: Vec<usize>,
}

impl<'a> Graph<'a> {
    /// Links the events. Ids that are not among them are passed over; events that claim to have seen each other in a ring
    /// have seen nothing of the ring.
    pub(super) fn of(events: impl Iterator<Item = &'a Event>) -> Self {
        let mut events: Vec<&Event> = events.collect();
        events.sort_unstable_by(|a, b| canonical(a, b));
        events.dedup_by_key(|event| event.id);
        let mut graph = Self { links: Vec::with_capacity(events.len()), ends: Vec::with_capacity(events.len()), order: Vec::new(), events };
        graph.link();
        graph.arrange();
        if graph.order.len() < graph.events.len() {
            graph.cut_rings();
            graph.arrange();
        }
        graph
    }

    /// The events in the order of their ids.
    pub(super) fn events(&self) -> &[&'a Event] {
        &self.events
    }

    /// Positions of all events, each before those it has seen.
    pub(super) fn latest_first(&self) -> &[usize] {
        &self.order
    }

    /// Positions of the events that the one at `position` names as seen.
    pub(super) fn seen_by(&self, position: usize) -> &[usize] {
        let start = position.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.links[start..self.ends[position]]
    }

    fn link(&mut self) {
        for (position, event) in self.events.iter().enumerate() {
            for id in &event.seen {
                if let Ok(seen) = self.events.binary_search_by(|other| other.id.cmp(id))
                    && seen != position
                {
                    self.links.push(seen);
                }
            }
            self.ends.push(self.links.len());
        }
    }

    /// Peels from the newest; what is left over belongs to a ring or was seen by one.
    fn arrange(&mut self) {
        let mut seers = vec![0_usize; self.events.len()];
        self.links.iter().for_each(|seen| seers[*seen] += 1);
        let mut order = Vec::with_capacity(self.events.len());
        order.extend((0..self.events.len()).filter(|position| seers[*position] == 0));
        let mut next = 0;
        while let Some(position) = order.get(next).copied() {
            for &seen in self.seen_by(position) {
                seers[seen] -= 1;
                if seers[seen] == 0 {
                    order.push(seen);
                }
            }
            next += 1;
        }
        self.order = order;
    }

    /// Drops every link between two events of a ring (or between two rings).
    fn cut_rings(&mut self) {
        let ring = self.ring();
        let (mut links, mut ends) = (Vec::with_capacity(self.links.len()), Vec::with_capacity(self.ends.len()));
        for position in 0..self.events.len() {
            links.extend(self.seen_by(position).iter().filter(|seen| !(ring[position] && ring[**seen])));
            ends.push(links.len());
        }
        (self.links, self.ends) = (links, ends);
    }

    /// Peels what is left over from the oldest too: what remains stands in a ring or between rings.
    fn ring(&self) -> Vec<bool> {
        let mut ring = vec![true; self.events.len()];
        self.order.iter().for_each(|position| ring[*position] = false);
        let mut seers = vec![Vec::new(); self.events.len()];
        let mut open = vec![0_usize; self.events.len()];
        for position in (0..self.events.len()).filter(|position| ring[*position]) {
            for &seen in self.seen_by(position) {
                seers[seen].push(position);
                open[position] += 1;
            }
        }
        let mut oldest: Vec<usize> = (0..self.events.len()).filter(|position| ring[*position] && open[*position] == 0).collect();
        while let Some(position) = oldest.pop() {
            ring[position] = false;
            for &seer in &seers[position] {
                open[seer] -= 1;
                if open[seer] == 0 {
                    oldest.push(seer);
                }
            }
        }
        ring
    }
}

/// By id. Of two different events under one id the same one is taken whatever the order they came in: a denial first, the erased one first.
fn canonical(a: &Event, b: &Event) -> Ordering {
    a.id.cmp(&b.id).then_with(|| {
        if a == b {
            return Ordering::Equal;
        }
        let salts = |event: &Event| [&event.evidence.reference, &event.evidence.address].map(|c| c.as_ref().and_then(|c| c.salt));
        b.kind.denies().cmp(&a.kind.denies()).then_with(|| salts(a).cmp(&salts(b))).then_with(|| a.digest().cmp(&b.digest()))
    })
}
