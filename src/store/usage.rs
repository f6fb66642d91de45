//! The use log: rows that are added and never changed, and stay when the person is erased: there is nothing personal in them.

use crate::domain::consent::{Channel, ConsentUse, Purpose, Reason, batch_digest};
use crate::domain::field::RecordKind;
use crate::domain::id::{BatchId, Code, SubjectId};
use crate::domain::journal::{Digest32, EntryKind};
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::store::consent::ids;
use crate::store::journal::Draft;
use crate::store::sql::{Param, Row, damaged};
use crate::store::unit::{Reader, Writer};

/// A use as it is kept, with its place in the order in which uses were recorded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptUse {
    /// Its place: the cursor of [`UseQuery::after`].
    pub place: u64,
    /// The use.
    pub used: ConsentUse,
}

/// Which uses, and from where on.
///
/// ```
/// use clientela::UseQuery;
/// let all = UseQuery::default();
/// assert_eq!((all.after, all.limit), (0, 1000));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UseQuery {
    /// Only of this definition.
    pub definition: Option<Code>,
    /// Only of this campaign.
    pub campaign: Option<Code>,
    /// Only behind this place; 0: from the first on.
    pub after: u64,
    /// At most so many.
    pub limit: usize,
}

impl Default for UseQuery {
    fn default() -> Self {
        Self { definition: None, campaign: None, after: 0, limit: 1000 }
    }
}

/// How many uses there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct UseCounts {
    /// All.
    pub uses: u64,
    /// Among them, those that were not allowed.
    pub not_allowed: u64,
    /// Of how many persons; who was merged counts by each record that was named.
    pub persons: u64,
}

const COLUMNS: &str = "place, subject, purpose, channel, definition, campaign, at, recorded, system, key, allowed, reason, evidence";

fn read_use(row: &dyn Row) -> Result<KeptUse> {
    let used = ConsentUse {
        subject: SubjectId::from_bytes(row.array(1)?),
        purpose: row.word(2, Purpose::from_name)?,
        channel: row.text_opt(3)?.map(|name| Channel::from_name(name).ok_or_else(damaged)).transpose()?,
        definition: row.code_opt(4)?,
        campaign: row.code_opt(5)?,
        at: Timestamp::from_millis(row.int(6)?),
        recorded: Timestamp::from_millis(row.int(7)?),
        system: row.code_opt(8)?.ok_or_else(damaged)?,
        key: row.code_opt(9)?.ok_or_else(damaged)?,
        allowed: row.flag(10)?,
        reason: row.word(11, Reason::from_name)?,
        evidence: ids(row.bytes_opt(12)?.unwrap_or_default()),
    };
    Ok(KeptUse { place: row.number(0)?, used })
}

impl UseQuery {
    /// The condition and its parameters; each combination is a text of its own, so that each finds its index.
    fn condition(&self) -> (&'static str, Vec<Param<'_>>) {
        let after = Param::Int(i64::try_from(self.after).unwrap_or(i64::MAX));
        match (&self.definition, &self.campaign) {
            (None, None) => ("place > $1", vec![after]),
            (Some(definition), None) => ("place > $1 AND definition = $2", vec![after, definition.into()]),
            (None, Some(campaign)) => ("place > $1 AND campaign = $2", vec![after, campaign.into()]),
            (Some(definition), Some(campaign)) => {
                ("place > $1 AND definition = $2 AND campaign = $3", vec![after, definition.into(), campaign.into()])
            }
        }
    }
}

impl Reader<'_> {
    /// The next uses that the query names, in the order in which they were recorded.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn uses(&mut self, query: &UseQuery) -> Result<Vec<KeptUse>> {
        let (condition, mut params) = query.condition();
        params.push(Param::Int(i64::try_from(query.limit).unwrap_or(i64::MAX)));
        let sql = format!("SELECT {COLUMNS} FROM consent_use WHERE {condition} ORDER BY place LIMIT ${}", params.len());
        self.all(&sql, &params, read_use)
    }

    /// How many uses the query names, behind its place and without its limit.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn use_counts(&mut self, query: &UseQuery) -> Result<UseCounts> {
        let (condition, params) = query.condition();
        let sql = format!("SELECT count(*), coalesce(sum(1 - allowed), 0), count(DISTINCT subject) FROM consent_use WHERE {condition}");
        let counts =
            self.one(&sql, &params, |row| Ok(UseCounts { uses: row.number(0)?, not_allowed: row.number(1)?, persons: row.number(2)? }))?;
        Ok(counts.unwrap_or_default())
    }

    /// The uses of a person and of everybody merged with them, by their times.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn uses_of(&mut self, subject: SubjectId) -> Result<Vec<KeptUse>> {
        let sql = format!("SELECT {COLUMNS} FROM consent_use WHERE subject = $1 ORDER BY at, place");
        let mut uses = Vec::new();
        for side in self.same_as(subject)? {
            uses.extend(self.all(&sql, &[(&side).into()], read_use)?);
        }
        uses.sort_by_key(|kept| (kept.used.at, kept.place));
        Ok(uses)
    }

    /// The use that a system recorded with this key.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn use_by_key(&mut self, system: &Code, key: &Code) -> Result<Option<KeptUse>> {
        let sql = format!("SELECT {COLUMNS} FROM consent_use WHERE key = $1 AND system = $2");
        self.one(&sql, &[key.into(), system.into()], read_use)
    }

    /// The digest of a batch as stored, for the verification of the journal.
    pub(super) fn batch_digest(&mut self, id: &str) -> Result<Digest32> {
        let id = BatchId::parse(id).map_err(|_| damaged())?;
        let sql = format!("SELECT {COLUMNS} FROM consent_use WHERE batch = $1 ORDER BY place");
        let uses: Vec<ConsentUse> = self.all(&sql, &[id.bytes().into()], |row| Ok(read_use(row)?.used))?;
        Ok(batch_digest(id, &uses))
    }

    /// Every batch, with a system of its uses.
    pub(super) fn batches(&mut self) -> Result<Vec<(BatchId, Code)>> {
        self.all("SELECT batch, min(system) FROM consent_use GROUP BY batch", &[], |row| {
            Ok((BatchId::from_bytes(row.array(0)?), row.code_opt(1)?.ok_or_else(damaged)?))
        })
    }

    /// When a definition or a setting was last written.
    pub(crate) fn rules_changed(&mut self) -> Result<Option<Timestamp>> {
        let sql = "SELECT max(at) FROM journal WHERE record = $1 OR record = $2";
        let kinds = [RecordKind::Definition, RecordKind::Setting].map(|kind| kind.name().into());
        let last = self.one(sql, &kinds, |row| row.int_opt(0))?;
        Ok(last.flatten().map(Timestamp::from_millis))
    }
}

impl Writer<'_> {
    /// From here on the journal can be asked for what this transaction wrote so far.
    pub(crate) fn entries_written(&mut self) -> Result<()> {
        self.write_entries()
    }

    /// Whether the journal tells of anything about this person, or somebody merged with them, behind an instant; who decides for them
    /// included, who only looked not.
    pub(crate) fn changed_after(&mut self, subject: SubjectId, at: Timestamp) -> Result<bool> {
        self.write_entries()?;
        for side in self.same_as(subject)? {
            let sql = "SELECT 1 FROM journal WHERE subject = $1 AND at > $2 AND kind <> 'read' AND kind <> 'exported' LIMIT 1";
            if self.one(sql, &[(&side).into(), at.into()], |_| Ok(()))?.is_some() || self.guardians_changed_after(side, at)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn guardians_changed_after(&mut self, side: SubjectId, at: Timestamp) -> Result<bool> {
        Ok(self.relations_changed_after(side, at)? || self.guardian_erased_after(side, at)?)
    }

    /// Adds a batch; one entry commits to all of it.
    pub(super) fn put_uses(&mut self, batch: BatchId, uses: &[ConsentUse]) -> Result<Draft> {
        for used in uses {
            self.put_use(batch, used)?;
        }
        let mut draft = Draft::of(EntryKind::Used, RecordKind::ConsentUse, batch.to_string(), None);
        draft.content = Some(batch_digest(batch, uses));
        Ok(draft)
    }

    fn put_use(&mut self, batch: BatchId, used: &ConsentUse) -> Result<()> {
        let sql = "INSERT INTO consent_use (batch, subject, purpose, channel, definition, campaign, at, recorded, system, key, allowed, \
                   reason, evidence, place) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, \
                   (SELECT coalesce(max(place), 0) + 1 FROM consent_use))";
        let evidence: Vec<u8> = used.evidence.iter().flat_map(|id| *id.bytes()).collect();
        let params: [Param<'_>; 13] = [
            batch.bytes().into(),
            (&used.subject).into(),
            used.purpose.name().into(),
            used.channel.map(Channel::name).into(),
            used.definition.as_ref().into(),
            used.campaign.as_ref().into(),
            used.at.into(),
            used.recorded.into(),
            (&used.system).into(),
            (&used.key).into(),
            used.allowed.into(),
            used.reason.name().into(),
            evidence.as_slice().into(),
        ];
        self.session.execute(sql, &params).map(drop)
    }
}
