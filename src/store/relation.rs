//! Who belongs to whom, who decides for whom, and who may receive what for whom.

use std::collections::BTreeSet;

use crate::domain::change::Relation;
use crate::domain::consent::Guardianship;
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::SubjectId;
use crate::domain::journal::EntryKind;
use crate::domain::time::{Date, Timestamp};
use crate::domain::value::Value;
use crate::error::Result;
use crate::store::journal::Draft;
use crate::store::log::JournalQuery;
use crate::store::sql::{Param, Row};
use crate::store::unit::{Reader, Writer};

/// The query of relations, in the order [`read_relation`] reads.
macro_rules! relations {
    ($which:literal) => {
        concat!("SELECT of, person, role, relation_from, relation_until, guardian, guardian_for, authorized_for FROM relation ", $which)
    };
}
pub(super) use relations;

pub(super) fn read_relation(row: &dyn Row) -> Result<Relation> {
    Ok(Relation {
        of: SubjectId::from_bytes(row.array(0)?),
        person: SubjectId::from_bytes(row.array(1)?),
        role: row.text(2)?.to_owned(),
        from: row.string_opt(3)?,
        until: row.string_opt(4)?,
        guardian: row.string_opt(5)?,
        guardian_for: row.string_opt(6)?,
        authorized_for: row.string_opt(7)?,
    })
}

impl Reader<'_> {
    /// The persons who belong to a customer, those of everybody merged with it included, each once: by the relation of who stayed before others.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn related(&mut self, of: SubjectId) -> Result<Vec<Relation>> {
        self.related_by(of, |_| true)
    }

    /// The same of a day: an ended relation hides none that holds.
    pub(crate) fn related_on(&mut self, of: SubjectId, day: Date) -> Result<Vec<Relation>> {
        self.related_by(of, |relation| relation.holds_on(day))
    }

    fn related_by(&mut self, of: SubjectId, counts: impl Fn(&Relation) -> bool) -> Result<Vec<Relation>> {
        let same = self.same_as(of)?;
        let mut met: BTreeSet<SubjectId> = same.iter().copied().collect();
        let mut found = Vec::new();
        for side in same {
            for relation in self.related_of(side)?.into_iter().filter(|relation| counts(relation)) {
                if met.insert(self.survivor_of(relation.person)?) {
                    found.push(relation);
                }
            }
        }
        Ok(found)
    }

    /// The persons who belong to this very record of a customer.
    pub(crate) fn related_of(&mut self, of: SubjectId) -> Result<Vec<Relation>> {
        self.relations(relations!("WHERE of = $1"), of)
    }

    /// Everybody else who decides for a person: of those who were merged the ones who stay, of the person's records all.
    ///
    /// # Errors
    /// Those of reading the store.
    pub(crate) fn guardianships(&mut self, records: &[SubjectId]) -> Result<Vec<Guardianship>> {
        self.guardianships_by(records, |_, relation| Ok(relation))
    }

    /// The same as of an instant: what the journal tells of later is taken back.
    pub(crate) fn guardianships_at(&mut self, records: &[SubjectId], at: Timestamp) -> Result<Vec<Guardianship>> {
        self.guardianships_by(records, |reader, relation| reader.relation_at(relation, at))
    }

    fn guardianships_by(
        &mut self,
        records: &[SubjectId],
        then: impl Fn(&mut Self, Relation) -> Result<Relation>,
    ) -> Result<Vec<Guardianship>> {
        let mut found = Vec::new();
        for record in records {
            for relation in self.related_of(*record)? {
                if let Some(guardianship) = then(self, relation)?.guardianship() {
                    found.push(Guardianship { guardian: self.survivor_of(guardianship.guardian)?, ..guardianship });
                }
            }
        }
        found.retain(|guardianship| !records.contains(&guardianship.guardian));
        Ok(found)
    }

    /// One that was made later decided nothing then.
    fn relation_at(&mut self, mut relation: Relation, at: Timestamp) -> Result<Relation> {
        let now = relation.clone();
        for (field, text) in now.fields() {
            let record = (RecordKind::Relation, key(&now));
            relation.set(field, self.value_at(record, field, text.map(str::to_owned), at)?);
        }
        Ok(relation)
    }

    /// Whether somebody who was erased after an instant may have decided for this very record then: of the relation only the journal tells, and
    /// no longer what it was.
    pub(crate) fn guardian_erased_after(&mut self, of: SubjectId, at: Timestamp) -> Result<bool> {
        let [first, last] = keys(of);
        let sql =
            "SELECT DISTINCT key FROM journal WHERE record = 'relation' AND record <> 'subject' AND key BETWEEN $1 AND $2 AND at <= $3";
        let made = self.all(sql, &[(&first).into(), (&last).into(), at.into()], |row| row.text(0).map(str::to_owned))?;
        let here: BTreeSet<String> = self.related_of(of)?.iter().map(key).collect();
        for lost in made.into_iter().filter(|key| !here.contains(key)) {
            let erased = JournalQuery {
                kinds: vec![EntryKind::Erased],
                subject: SubjectId::parse(&lost[first.len()..]).ok(),
                ..JournalQuery::default()
            };
            let (mut guardian, mut later) = (false, false);
            self.each_logged(&erased, &mut |logged| {
                later |= logged.entry.at > at;
                Ok(())
            })?;
            let record = Some((RecordKind::Relation, lost));
            self.each_logged(&JournalQuery { record, ..JournalQuery::default() }, &mut |logged| {
                guardian |= logged.values.iter().any(|value| value.field == Field::Guardian);
                Ok(())
            })?;
            if later && guardian {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the journal tells of a relation of this very record behind an instant: it stands there with the other person.
    pub(crate) fn relations_changed_after(&mut self, of: SubjectId, at: Timestamp) -> Result<bool> {
        let sql = "SELECT 1 FROM journal WHERE record = 'relation' AND record <> 'subject' AND key BETWEEN $1 AND $2 AND at > $3 LIMIT 1";
        let [first, last] = keys(of);
        Ok(self.one(sql, &[(&first).into(), (&last).into(), at.into()], |_| Ok(()))?.is_some())
    }

    /// What a customer authorized a person to receive, as scopes: of all records of either that hold on a day.
    pub(crate) fn authorizations(&mut self, of: SubjectId, person: SubjectId, day: Date) -> Result<Vec<String>> {
        let (customers, persons) = (self.same_as(of)?, self.same_as(person)?);
        let mut scopes = Vec::new();
        for customer in customers {
            let relations = self.related_of(customer)?.into_iter().filter(|one| persons.contains(&one.person) && one.holds_on(day));
            scopes.extend(relations.filter_map(|relation| relation.authorized_for));
        }
        Ok(scopes)
    }

    /// The customers a person belongs to, or anybody merged with them.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn related_to(&mut self, person: SubjectId) -> Result<Vec<Relation>> {
        let same = self.same_as(person)?;
        let all: Result<Vec<Vec<Relation>>> = same.iter().map(|side| self.relations_to(*side)).collect();
        Ok(all?.into_iter().flatten().filter(|relation| !same.contains(&relation.of)).collect())
    }

    /// The customers this very record belongs to.
    pub(crate) fn relations_to(&mut self, person: SubjectId) -> Result<Vec<Relation>> {
        self.relations(relations!("WHERE person = $1"), person)
    }

    fn relations(&mut self, sql: &str, id: SubjectId) -> Result<Vec<Relation>> {
        self.all(sql, &[(&id).into()], read_relation)
    }
}

/// Between which keys the journal has those of a customer: the sign behind the slash is the first digit.
fn keys(of: SubjectId) -> [String; 2] {
    [format!("{of}/"), format!("{of}0")]
}

/// Under which key the journal has it.
fn key(relation: &Relation) -> String {
    format!("{}/{}", relation.of, relation.person)
}

impl Writer<'_> {
    pub(super) fn put_relation(&mut self, relation: &Relation) -> Result<Draft> {
        let known = self.related_of(relation.of)?.into_iter().find(|known| known.person == relation.person);
        let sql = "INSERT INTO relation (of, person, role, relation_from, relation_until, guardian, guardian_for, authorized_for) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (of, person) DO UPDATE SET role = excluded.role, \
                   relation_from = excluded.relation_from, relation_until = excluded.relation_until, guardian = excluded.guardian, \
                   guardian_for = excluded.guardian_for, authorized_for = excluded.authorized_for";
        let mut params: Vec<Param<'_>> = vec![(&relation.of).into(), (&relation.person).into()];
        params.extend(relation.fields().map(|(_, text)| Param::from(text)));
        self.session.execute(sql, &params)?;
        let kind = if known.is_none() { EntryKind::Created } else { EntryKind::Changed };
        let mut draft = Draft::of(kind, RecordKind::Relation, key(relation), Some(relation.person));
        let before = known.as_ref().map_or([None; 6], |known| known.fields().map(|(_, text)| text));
        let both = relation.fields().into_iter().zip(before).filter(|((_, new), old)| new != old);
        let owned = |text: Option<&str>| Value::from(text.map(str::to_owned));
        draft.values = both.map(|((field, new), old)| (field, 0, owned(old), owned(new))).collect();
        Ok(draft)
    }
}
