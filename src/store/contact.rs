//! What a question about contact needs to know of many persons, or as of a day: read in the order of persons, or undone from the journal.

use std::collections::BTreeMap;

use crate::domain::consent::{Authority, Channel, Commitment, Definition, Event, EventKind, Evidence, Guardianship, Method, Origin, Scope};
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::{EventId, SubjectId};
use crate::domain::journal::EntryKind;
use crate::domain::subject::Values;
use crate::domain::time::{Moment, Timestamp};
use crate::error::Result;
use crate::store::consent::{commitment, ids, reference_kind};
use crate::store::log::JournalQuery;
use crate::store::relation::{read_relation, relations};
use crate::store::sql::{Param, Row, damaged};
use crate::store::unit::Reader;

/// How many events are read in one go.
const AT_ONCE: usize = 8192;

/// How many persons are read in one go where everybody is asked about.
const PERSONS_AT_ONCE: usize = 2048;

/// Persons with their consent events, and with the data of one channel.
pub(crate) struct Consenting {
    /// Each once, with all events of this very record, by id, as far as deciding asks about them.
    pub(crate) persons: Vec<(SubjectId, Vec<Event>)>,
    /// Who was merged with somebody, and who stayed.
    pub(crate) merged: BTreeMap<SubjectId, SubjectId>,
    /// What else is known of each of the persons.
    pub(crate) known: Vec<Known>,
}

/// What is to be read of each person.
pub(crate) struct Wanted {
    /// The data of this channel.
    pub(crate) channel: Option<Channel>,
    /// Whether those count too of whom no event tells.
    pub(crate) everybody: bool,
    /// Whether they bought something.
    pub(crate) buyers: bool,
    /// Birthdays after this day only; none: all. Of somebody who has a guardian it is read in any case.
    pub(crate) birthdays_after: Option<String>,
    /// The statuses by which somebody died.
    pub(crate) deceased: Vec<String>,
    /// The country of an address that names none.
    pub(crate) country: String,
    /// When it is asked.
    pub(crate) now: Timestamp,
}

/// What is known of a person beyond their events.
#[derive(Clone, Default)]
pub(crate) struct Known {
    /// Whether they were erased.
    pub(crate) erased: bool,
    /// Whether their data are restricted.
    pub(crate) restricted: bool,
    /// The data of the channel, the birthday, the countries of the addresses, and the status of who died.
    pub(crate) values: Values,
    /// Whether they bought something.
    pub(crate) buyer: bool,
    /// Who decides for them.
    pub(crate) guardianships: Vec<Guardianship>,
}

/// Documents by which somebody bought something. The plus keeps the number's index out of it: the customer's leads to far fewer.
const BOUGHT: &str = "+kind IN ('receipt', 'invoice') AND state IN ('issued', 'realised', 'closed')";

/// Of an event what deciding asks: whoever recorded it, where and in which language stays behind.
macro_rules! events {
    ($which:literal) => {
        concat!(
            "SELECT subject, id, definition, major, minor, scope, kind, authority, method, at, seen, evidence_digest, reference_digest, ",
            "address_digest, address_salt, reference_kind, given_by FROM consent_event ",
            $which
        )
    };
}

fn read_event(row: &dyn Row) -> Result<Event> {
    let at = Timestamp::from_millis(row.int(9)?);
    let reference = row.array_opt(12)?.map(|digest| Commitment { digest, salt: None });
    Ok(Event {
        subject: id(row, 0)?,
        id: EventId::from_bytes(row.array(1)?),
        definition: row.code_opt(2)?,
        version: (row.number(3)?, row.number(4)?),
        scope: row.word(5, Scope::from_name)?,
        kind: row.word(6, EventKind::from_name)?,
        authority: row.word(7, Authority::from_name)?,
        by: row.array_opt(16)?.map(SubjectId::from_bytes),
        method: row.word(8, Method::from_name)?,
        at,
        recorded: at,
        seen: ids(row.bytes_opt(10)?.unwrap_or_default()),
        evidence: Evidence {
            digest: row.array_opt(11)?,
            reference,
            reference_kind: reference_kind(row, 15)?,
            address: commitment(row, 13, 14)?,
        },
        language: String::new(),
        text_digest: [0; 32],
        origin: Origin::Till,
        operator: None,
        station: None,
        receipt: None,
    })
}

/// Persons one behind the other, and what is known of each.
struct Range<'a> {
    persons: &'a [(SubjectId, Vec<Event>)],
    known: Vec<Known>,
}

impl<'a> Range<'a> {
    /// The first and the last; there is one at least.
    fn ends(&self) -> [Param<'a>; 2] {
        [(&self.persons[0].0).into(), (&self.persons[self.persons.len() - 1].0).into()]
    }

    /// Behind which day a birthday matters.
    fn birthdays_after<'w>(&self, wanted: &'w Wanted) -> &'w str {
        let answered_for = self.persons.iter().any(|(_, events)| events.iter().any(|event| event.by.is_some()));
        let guarded = answered_for || self.known.iter().any(|one| !one.guardianships.is_empty());
        wanted.birthdays_after.as_deref().filter(|_| !guarded).unwrap_or_default()
    }

    fn of(&mut self, subject: SubjectId) -> Option<&mut Known> {
        let at = self.persons.binary_search_by_key(&subject, |(person, _)| *person).ok()?;
        self.known.get_mut(at)
    }
}

/// Those of a range of persons who bought something until an instant.
fn buyers() -> String {
    format!("SELECT DISTINCT customer FROM document WHERE customer BETWEEN $1 AND $2 AND created <= $3 AND {BOUGHT}")
}

/// Whether a person bought something until an instant.
fn bought() -> String {
    format!("SELECT 1 FROM document WHERE customer = $1 AND created <= $2 AND {BOUGHT} LIMIT 1")
}

fn id(row: &dyn Row, column: usize) -> Result<SubjectId> {
    Ok(SubjectId::from_bytes(row.array(column)?))
}

/// What the record of a person tells: birthday, status, erasure, restriction.
fn tell(row: &dyn Row, first: usize, known: &mut Known) -> Result<()> {
    for (column, field) in (first..).zip([Field::BirthDate, Field::Status]) {
        known.values.set(field, 0, row.text_opt(column)?.unwrap_or_default());
    }
    known.erased = row.int_opt(first + 2)?.is_some();
    known.restricted = row.text_opt(first + 3)?.is_some();
    Ok(())
}

impl Reader<'_> {
    /// The next persons who have consent events, behind one of them; none at the end.
    pub(crate) fn consenting(&mut self, after: Option<SubjectId>, wanted: &Wanted) -> Result<Option<Consenting>> {
        let persons = if wanted.everybody { self.next_of_everybody(after)? } else { self.next_persons(after)? };
        let (Some((first, _)), Some((last, _))) = (persons.first(), persons.last()) else { return Ok(None) };
        let merged = self.merged_between(*first, *last)?;
        let known = self.known_of(&persons, wanted)?;
        Ok(Some(Consenting { persons, merged, known }))
    }

    /// One person, who must be there; none where several records are one person.
    pub(crate) fn consenting_one(&mut self, subject: SubjectId, wanted: &Wanted) -> Result<Option<(Vec<Event>, Known)>> {
        let alone = "SELECT birth_date, status, erased, restricted FROM subject WHERE id = $1 \
                     AND NOT EXISTS (SELECT 1 FROM merge WHERE merged = $1) AND NOT EXISTS (SELECT 1 FROM merge WHERE survivor = $1)";
        let told = |row: &dyn Row| {
            let mut known = Known::default();
            tell(row, 0, &mut known).map(|()| known)
        };
        let Some(told) = self.one(alone, &[(&subject).into()], told)? else { return Ok(None) };
        let persons = [(subject, self.all(events!("WHERE subject = $1 ORDER BY id"), &[(&subject).into()], read_event)?)];
        let mut range = self.range_of(&persons, wanted)?;
        let birthday = told.values.get(Field::BirthDate).filter(|birthday| *birthday > range.birthdays_after(wanted));
        let status = told.values.get(Field::Status);
        for known in &mut range.known {
            known.values.set(Field::BirthDate, 0, birthday.unwrap_or_default());
            known.values.set(Field::Status, 0, status.unwrap_or_default());
            (known.erased, known.restricted) = (told.erased, told.restricted);
        }
        self.read_further(&mut range, wanted)?;
        let known = range.known.pop();
        let [(_, events)] = persons;
        Ok(known.map(|known| (events, known)))
    }

    /// Of those from one to another who was merged with somebody, and who stayed.
    fn merged_between(&mut self, first: SubjectId, last: SubjectId) -> Result<BTreeMap<SubjectId, SubjectId>> {
        let range: [Param<'_>; 2] = [(&first).into(), (&last).into()];
        let sql = "SELECT merged, survivor FROM merge WHERE merged BETWEEN $1 AND $2 \
                   UNION ALL SELECT merged, survivor FROM merge WHERE survivor BETWEEN $1 AND $2";
        let pairs = self.all(sql, &range, |row| Ok((id(row, 0)?, id(row, 1)?)))?;
        let merged = pairs.into_iter().flat_map(|(merged, survivor)| [(merged, survivor), (survivor, survivor)]);
        Ok(merged.collect())
    }

    /// Every customer and related person in turn, whether an event tells of them or not, but for the erased: operators are none.
    fn next_of_everybody(&mut self, after: Option<SubjectId>) -> Result<Vec<(SubjectId, Vec<Event>)>> {
        let after = after.map_or([0; 16], |id| *id.bytes());
        let most = i64::try_from(PERSONS_AT_ONCE).unwrap_or(i64::MAX);
        let sql = "SELECT id FROM subject WHERE id > $1 AND erased IS NULL \
                   AND (source_id IS NULL OR source_id < 'operator/' OR source_id >= 'operator0') ORDER BY id LIMIT $2";
        let ids = self.all(sql, &[after.as_slice().into(), most.into()], |row| id(row, 0))?;
        let mut persons: Vec<(SubjectId, Vec<Event>)> = ids.into_iter().map(|person| (person, Vec::new())).collect();
        let (Some((first, _)), Some((last, _))) = (persons.first(), persons.last()) else { return Ok(persons) };
        let sql = events!("WHERE subject BETWEEN $1 AND $2 ORDER BY subject, id");
        for event in self.all(sql, &[first.into(), last.into()], read_event)? {
            if let Ok(at) = persons.binary_search_by_key(&event.subject, |(person, _)| *person) {
                persons[at].1.push(event);
            }
        }
        Ok(persons)
    }

    /// What is known of these persons: of each kind one statement over their range.
    fn known_of(&mut self, persons: &[(SubjectId, Vec<Event>)], wanted: &Wanted) -> Result<Vec<Known>> {
        let mut range = self.range_of(persons, wanted)?;
        self.read_subjects(&mut range, wanted)?;
        self.read_further(&mut range, wanted)?;
        Ok(range.known)
    }

    /// These persons with the data of the channel and who decides for them.
    fn range_of<'a>(&mut self, persons: &'a [(SubjectId, Vec<Event>)], wanted: &Wanted) -> Result<Range<'a>> {
        let empty = || vec![Values::default(); persons.len()];
        let values = wanted.channel.map_or_else(|| Ok(empty()), |channel| self.channel_data(persons, channel))?;
        let known = values.into_iter().map(|values| Known { values, ..Known::default() }).collect();
        let mut range = Range { persons, known };
        self.read_guardianships(&mut range)?;
        Ok(range)
    }

    /// What is asked of some only: the countries of everybody or of children, and who bought something.
    fn read_further(&mut self, range: &mut Range<'_>, wanted: &Wanted) -> Result<()> {
        let children = || range.known.iter().any(|known| known.values.get(Field::BirthDate).is_some());
        if wanted.everybody || children() {
            self.read_countries(range, &wanted.country)?;
        }
        if wanted.buyers {
            self.read_buyers(range, wanted.now)?;
        }
        Ok(())
    }

    fn read_guardianships(&mut self, range: &mut Range<'_>) -> Result<()> {
        let sql = relations!("WHERE of BETWEEN $1 AND $2 AND guardian IS NOT NULL");
        for relation in self.all(sql, &range.ends(), read_relation)? {
            if let (Some(known), Some(found)) = (range.of(relation.of), relation.guardianship()) {
                known.guardianships.push(found);
            }
        }
        Ok(())
    }

    /// Birthdays, who died, who was erased and who is restricted.
    fn read_subjects(&mut self, range: &mut Range<'_>, wanted: &Wanted) -> Result<()> {
        let after = range.birthdays_after(wanted);
        let died: String = (4..4 + wanted.deceased.len()).fold(String::new(), |sql, place| sql + &format!(" OR status = ${place}"));
        let sql = format!(
            "SELECT id, birth_date, status, erased, restricted FROM subject WHERE id BETWEEN $1 AND $2 \
             AND (birth_date > $3 OR erased > 0 OR restricted = 'yes'{died})"
        );
        let params: Vec<Param<'_>> =
            range.ends().into_iter().chain([after.into()]).chain(wanted.deceased.iter().map(Param::from)).collect();
        self.session.query(&sql, &params, &mut |row| range.of(id(row, 0)?).map_or(Ok(()), |known| tell(row, 1, known)))
    }

    /// The countries of addresses, with the days on which these are valid; this one where an address names none.
    fn read_countries(&mut self, range: &mut Range<'_>, elsewhere: &str) -> Result<()> {
        let sql = "SELECT subject, slot, coalesce(country, $1), address_from, address_until FROM address \
                   WHERE subject BETWEEN $2 AND $3";
        let [first, last] = range.ends();
        self.session.query(sql, &[elsewhere.into(), first, last], &mut |row| {
            let Some(known) = range.of(id(row, 0)?) else { return Ok(()) };
            for (column, field) in (2..).zip([Field::Country, Field::AddressFrom, Field::AddressUntil]) {
                known.values.set(field, row.number(1)?, row.text_opt(column)?.unwrap_or_default());
            }
            Ok(())
        })
    }

    fn read_buyers(&mut self, range: &mut Range<'_>, now: Timestamp) -> Result<()> {
        let [first, last] = range.ends();
        for buyer in self.all(&buyers(), &[first, last, now.into()], |row| id(row, 0))? {
            range.of(buyer).into_iter().for_each(|known| known.buyer = true);
        }
        Ok(())
    }

    /// Whether somebody, of whom these are all records, bought something until then.
    pub(crate) fn bought_before(&mut self, records: &[SubjectId], now: Timestamp) -> Result<bool> {
        let sql = bought();
        for record in records {
            if self.one(&sql, &[record.into(), now.into()], |_| Ok(()))?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whole persons: where the last one's events may go on, they are read with the next.
    fn next_persons(&mut self, after: Option<SubjectId>) -> Result<Vec<(SubjectId, Vec<Event>)>> {
        let after = after.map_or([0; 16], |id| *id.bytes());
        let most = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
        let (mut persons, mut count) = (Vec::<(SubjectId, Vec<Event>)>::new(), 0);
        let sql = events!("WHERE subject > $1 ORDER BY subject, id LIMIT $2");
        self.session.query(sql, &[after.as_slice().into(), most.into()], &mut |row| {
            let event = read_event(row)?;
            count += 1;
            match persons.last_mut() {
                Some((person, events)) if *person == event.subject => events.push(event),
                _ => persons.push((event.subject, vec![event])),
            }
            Ok(())
        })?;
        let cut = count == AT_ONCE;
        if cut && persons.len() > 1 {
            persons.pop();
        } else if let (true, Some((person, events))) = (cut, persons.last_mut()) {
            *events = self.events_of(*person)?;
        }
        Ok(persons)
    }

    /// The values of a channel with the days on which they are valid. Rows of others between these persons are passed over.
    fn channel_data(&mut self, persons: &[(SubjectId, Vec<Event>)], channel: Channel) -> Result<Vec<Values>> {
        let (mut found, mut at) = (vec![Values::default(); persons.len()], 0);
        let mut of = |subject: SubjectId| {
            at += persons[at..].iter().take_while(|(person, _)| *person < subject).count();
            persons.get(at).is_some_and(|(person, _)| *person == subject).then_some(at)
        };
        let range: [Param<'_>; 2] = [(&persons[0].0).into(), (&persons[persons.len() - 1].0).into()];
        let field = channel.field();
        if field.spec().record == RecordKind::Address {
            let sql =
                "SELECT subject, slot, street, address_from, address_until FROM address WHERE subject BETWEEN $1 AND $2 ORDER BY subject";
            self.session.query(sql, &range, &mut |row| {
                let Some(at) = of(id(row, 0)?) else { return Ok(()) };
                for (column, field) in (2..).zip([Field::Street, Field::AddressFrom, Field::AddressUntil]) {
                    found[at].set(field, row.number(1)?, row.text_opt(column)?.unwrap_or_default());
                }
                Ok(())
            })?;
        }
        let (from, until) = field.days().unwrap_or((field, field));
        let sql = "SELECT subject, field, slot, value FROM part WHERE subject BETWEEN $1 AND $2 \
                   AND (+field = $3 OR +field = $4 OR +field = $5 OR +field = $6) ORDER BY subject";
        let fields = [field, from, until, Field::Undeliverable].map(|field| field.name().into());
        let params = [range.as_slice(), &fields].concat();
        self.session.query(sql, &params, &mut |row| {
            if let Some(at) = of(id(row, 0)?) {
                found[at].set(row.word(1, Field::from_name)?, row.number(2)?, row.text(3)?);
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// The values of somebody as they were at an instant: what the journal tells of later is taken back.
    pub(crate) fn values_at(&mut self, subject: SubjectId, mut values: Values, at: Timestamp) -> Result<Values> {
        let query = JournalQuery { subject: Some(subject), records: vec![RecordKind::Subject], ..JournalQuery::default() };
        let mut later = Vec::new();
        self.each_logged(&query, &mut |logged| {
            let changed = logged.entry.kind != EntryKind::Read && logged.entry.subject == Some(subject);
            later.extend((changed && logged.entry.at > at).then_some(logged));
            Ok(())
        })?;
        // Of one person, the entry that has the later version of a value is the one that was written later, whatever the clocks said.
        for logged in later.iter().rev() {
            for value in &logged.values {
                let Some(both) = &value.values else { continue };
                if matches!(value.field.spec().record, RecordKind::Subject | RecordKind::Address | RecordKind::Part) {
                    values.set(value.field, value.slot, both.old.as_text().unwrap_or_default());
                }
            }
        }
        Ok(values)
    }

    /// What a field of a record was at an instant, from what it is now.
    pub(crate) fn value_at(
        &mut self,
        record: (RecordKind, String),
        field: Field,
        now: Option<String>,
        at: Timestamp,
    ) -> Result<Option<String>> {
        let query = JournalQuery { record: Some(record), ..JournalQuery::default() };
        let (mut value, mut found) = (now, false);
        self.each_logged(&query, &mut |logged| {
            let changed = logged.values.iter().find(|value| value.field == field).and_then(|value| value.values.as_ref());
            if let (true, Some(both)) = (!found && logged.entry.at > at, changed) {
                (value, found) = (both.old.as_text().map(str::to_owned), true);
            }
            Ok(())
        })?;
        Ok(value)
    }

    /// Whether somebody was merged with another, or parted from one, behind an instant.
    pub(crate) fn merged_or_parted_after(&mut self, subject: SubjectId, at: Timestamp) -> Result<bool> {
        let kinds = vec![EntryKind::Merged, EntryKind::Unmerged];
        let query = JournalQuery { subject: Some(subject), kinds, ..JournalQuery::default() };
        let mut after = false;
        self.each_logged(&query, &mut |logged| {
            after |= logged.entry.at > at;
            Ok(())
        })?;
        Ok(after)
    }

    /// The versions of definitions that were there at an instant, each in the state and with the days it had then.
    pub(crate) fn definitions_at(&mut self, moment: Moment) -> Result<Vec<Definition>> {
        let mut then = Vec::new();
        for definition in self.definitions()? {
            let key = format!("{}/{}.{}", definition.code, definition.major, definition.minor);
            let sql = "SELECT content FROM journal WHERE record = $1 AND record <> 'subject' AND key = $2 AND at <= $3 \
                       ORDER BY at DESC, sequence DESC LIMIT 1";
            let params: [Param<'_>; 3] = [RecordKind::Definition.name().into(), Param::from(&key), moment.at.into()];
            let Some(digest) = self.one(sql, &params, |row| row.array_opt::<32>(0)?.ok_or_else(damaged))? else { continue };
            then.push(definition.as_committed(&digest));
        }
        Ok(then)
    }
}

#[cfg(all(test, feature = "sqlite"))]
mod tests;
