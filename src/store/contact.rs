//! What a question about contact needs to know: of one person, or of many in the order of their ids.

mod past;

use std::collections::BTreeMap;

use crate::domain::consent::{
    Authority, Channel, Commitment, Event, EventKind, Evidence, Guardianship, Method, Origin, ReferenceKind, Scope,
};
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::{EventId, SubjectId};
use crate::domain::subject::Values;
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::store::consent::{commitment, ids, reference_kind};
use crate::store::relation::{read_relation, relations};
use crate::store::sql::{Param, Row};
use crate::store::unit::Reader;

/// Behind how many events a page ends.
const EVENTS_AT_ONCE: i64 = 4096;

/// Behind how many persons it ends where everybody is asked about.
const PERSONS_AT_ONCE: i64 = 1024;

/// Persons that are read in one go: behind one of them, up to another.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    /// None: from the first.
    pub(crate) after: Option<SubjectId>,
    /// None: to the last.
    pub(crate) last: Option<SubjectId>,
}

impl Page {
    fn bounds(&self) -> ([u8; 16], [u8; 16]) {
        (self.after.map_or([0; 16], |id| *id.bytes()), self.last.map_or([0xff; 16], |id| *id.bytes()))
    }
}

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
    let reference_kind = reference_kind(row, 15)?;
    // A note stands for no signature: nothing is asked of it.
    let digest = if reference_kind == ReferenceKind::Note { None } else { row.array_opt(12)? };
    let reference = digest.map(|digest| Commitment { digest, salt: None });
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
        evidence: Evidence { digest: row.array_opt(11)?, reference, reference_kind, address: commitment(row, 13, 14)? },
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
    /// The last person of the page behind one of them; none where that page is the last.
    pub(crate) fn page_end(&mut self, after: Option<SubjectId>, everybody: bool) -> Result<Option<SubjectId>> {
        let (sql, most) = if everybody {
            ("SELECT id FROM subject WHERE id > $1 ORDER BY id LIMIT 1 OFFSET $2", PERSONS_AT_ONCE)
        } else {
            ("SELECT subject FROM consent_event WHERE subject > $1 ORDER BY subject LIMIT 1 OFFSET $2", EVENTS_AT_ONCE)
        };
        let after = after.map_or([0; 16], |id| *id.bytes());
        self.one(sql, &[after.as_slice().into(), most.into()], |row| id(row, 0))
    }

    /// The persons of a page who have consent events, or everybody; none where nobody is.
    pub(crate) fn consenting(&mut self, page: &Page, wanted: &Wanted) -> Result<Option<Consenting>> {
        let persons = if wanted.everybody { self.everybody_of(page)? } else { self.persons_of(page)? };
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
    fn everybody_of(&mut self, page: &Page) -> Result<Vec<(SubjectId, Vec<Event>)>> {
        let (after, last) = page.bounds();
        let sql = "SELECT id FROM subject WHERE id > $1 AND id <= $2 AND erased IS NULL \
                   AND (source_id IS NULL OR source_id < 'operator/' OR source_id >= 'operator0') ORDER BY id";
        let ids = self.all(sql, &[after.as_slice().into(), last.as_slice().into()], |row| id(row, 0))?;
        let mut persons: Vec<(SubjectId, Vec<Event>)> = ids.into_iter().map(|person| (person, Vec::new())).collect();
        for (person, events) in self.persons_of(page)? {
            if let Ok(at) = persons.binary_search_by_key(&person, |(person, _)| *person) {
                persons[at].1 = events;
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

    /// Whoever has events.
    fn persons_of(&mut self, page: &Page) -> Result<Vec<(SubjectId, Vec<Event>)>> {
        let (after, last) = page.bounds();
        let mut persons: Vec<(SubjectId, Vec<Event>)> = Vec::new();
        let sql = events!("WHERE subject > $1 AND subject <= $2 ORDER BY subject, id");
        self.session.query(sql, &[after.as_slice().into(), last.as_slice().into()], &mut |row| {
            let event = read_event(row)?;
            match persons.last_mut() {
                Some((person, events)) if *person == event.subject => events.push(event),
                _ => persons.push((event.subject, vec![event])),
            }
            Ok(())
        })?;
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
}

#[cfg(all(test, feature = "sqlite"))]
mod tests;
