//! In which order events are read: each behind those it has seen. Knows nothing of what an event says.

use std::collections::BTreeSet;

use crate::domain::consent::Event;
use crate::domain::id::EventId;

/// Puts events in the order in which they are read: each behind those it has seen, whatever the clocks said; else by their times.
/// The same events come to the same order, however they came in.
///
/// ```
/// use clientela::domain::consent::{Authority, Definition, Event, EventKind, Purpose, oldest_first};
/// use clientela::domain::{id::{Code, EventId, SubjectId}, time::Timestamp};
/// let newsletter = Definition::draft(Code::parse("newsletter")?, Purpose::Marketing);
/// let event = |id, kind, at| {
///     let (id, lee) = (EventId::from_bytes([id; 16]), SubjectId::from_bytes([0; 16]));
///     Event::new(id, lee, &newsletter, kind, Authority::Subject, Timestamp::from_millis(at))
/// };
/// let given = event(1, EventKind::Given, 1_700_000_000_000);
/// // The till's clock was set back, but it knew what was given.
/// let withdrawn = Event { seen: vec![given.id], ..event(2, EventKind::Withdrawn, 0) };
/// assert_eq!(oldest_first(vec![withdrawn.clone(), given.clone()], |event| event), [given, withdrawn]);
/// # Ok::<(), clientela::Error>(())
/// ```
pub fn oldest_first<T>(mut events: Vec<T>, event: impl Fn(&T) -> &Event) -> Vec<T> {
    events.sort_by_key(|one| (event(one).at, event(one).id));
    let mut waiting: BTreeSet<EventId> = events.iter().map(|one| event(one).id).collect();
    let mut ordered = Vec::with_capacity(events.len());
    while !events.is_empty() {
        let has_waited = |one: &T| event(one).seen.iter().all(|seen| *seen == event(one).id || !waiting.contains(seen));
        // Where all wait, some claim to have seen each other in a ring: the first by time goes on.
        let next = events.remove(events.iter().position(has_waited).unwrap_or(0));
        waiting.remove(&event(&next).id);
        ordered.push(next);
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consent::{Authority, Definition, EventKind, Purpose};
    use crate::domain::id::{Code, SubjectId};
    use crate::domain::time::Timestamp;

    /// An event with this number as its id, which happened at this time and has seen these.
    fn event(number: u8, at: i64, seen: &[u8]) -> Event {
        let definition = Definition::draft(Code::parse("newsletter").unwrap(), Purpose::Marketing);
        let (id, subject) = (EventId::from_bytes([number; 16]), SubjectId::from_bytes([0; 16]));
        let event = Event::new(id, subject, &definition, EventKind::Asked, Authority::Subject, Timestamp::from_millis(at));
        Event { seen: seen.iter().map(|number| EventId::from_bytes([*number; 16])).collect(), ..event }
    }

    fn order(events: Vec<Event>) -> Vec<u8> {
        oldest_first(events, |event| event).iter().map(|event| event.id.bytes()[0]).collect()
    }

    #[test]
    fn events_that_have_not_seen_each_other_stand_by_their_times() {
        assert_eq!(order(vec![event(1, 30, &[]), event(2, 10, &[]), event(4, 20, &[]), event(3, 20, &[])]), [2, 3, 4, 1]);
        assert_eq!(order(Vec::new()), [0; 0]);
    }

    #[test]
    fn what_has_seen_another_stands_behind_it_whatever_its_clock_said() {
        assert_eq!(order(vec![event(1, 10, &[2]), event(2, 20, &[3]), event(3, 30, &[]), event(4, 15, &[])]), [4, 3, 2, 1]);
        assert_eq!(order(vec![event(9, 5, &[8]), event(8, 5, &[])]), [8, 9], "in the same millisecond");
    }

    #[test]
    fn unknown_events_itself_and_rings_are_waited_for_by_nobody() {
        assert_eq!(order(vec![event(1, 20, &[7, 1]), event(2, 10, &[])]), [2, 1]);
        assert_eq!(order(vec![event(1, 20, &[2]), event(2, 10, &[1]), event(3, 15, &[1])]), [2, 1, 3]);
    }
}
