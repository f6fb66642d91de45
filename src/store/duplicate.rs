//! Duplicates: what was decided about pairs, the parameters of the model, and who may be meant by what was typed.

use crate::domain::change::Context;
use crate::domain::duplicate::{Decided, Decision};
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::{Code, SubjectId};
use crate::domain::journal::EntryKind;
use crate::domain::time::Timestamp;
use crate::domain::value::Value;
use crate::error::Result;
use crate::store::free_text::TextOf;
use crate::store::journal::Draft;
use crate::store::sql::Row;
use crate::store::unit::{Reader, Writer};

/// The name of the model's parameters among the values of the store itself.
const MODEL: &str = "duplicates/model";

/// The query of decisions, in the order [`read_decided`] reads.
macro_rules! decisions {
    ($which:literal) => {
        concat!("SELECT one, other, duplicate_decision, reason, salt, seen, at, station, operator FROM duplicate ", $which)
    };
}

fn read_decided(row: &dyn Row) -> Result<Decided> {
    Ok(Decided {
        one: SubjectId::from_bytes(row.array(0)?),
        other: SubjectId::from_bytes(row.array(1)?),
        decision: row.word(2, Decision::from_name)?,
        reason: row.string_opt(3)?,
        salt: row.array(4)?,
        seen: row.array(5)?,
        at: Timestamp::from_millis(row.int(6)?),
        station: row.code_opt(7)?,
        operator: row.code_opt(8)?,
    })
}

impl Reader<'_> {
    /// What was decided about a pair, the lesser id first.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn duplicate_decision(&mut self, one: SubjectId, other: SubjectId) -> Result<Option<Decided>> {
        self.one(decisions!("WHERE one = $1 AND other = $2"), &[(&one).into(), (&other).into()], read_decided)
    }

    /// What was decided about a person and others.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn duplicate_decisions_of(&mut self, id: SubjectId) -> Result<Vec<Decided>> {
        self.all(decisions!("WHERE one = $1 OR other = $1 ORDER BY one, other"), &[(&id).into()], read_decided)
    }

    /// Every decision.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn duplicate_decisions(&mut self) -> Result<Vec<Decided>> {
        self.all(decisions!("ORDER BY one, other"), &[], read_decided)
    }

    /// The parameters of the model as they were kept.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn duplicate_model(&mut self) -> Result<Option<String>> {
        self.meta(MODEL)
    }

    /// Who has a number that a state gave.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn by_identifier(&mut self, number: &str, limit: usize) -> Result<Vec<SubjectId>> {
        // Word for word the condition of the index.
        let sql = "SELECT subject FROM part WHERE (field = 'vat_id' OR field = 'codice_fiscale' OR field = 'nip' OR field = 'siren' \
                   OR field = 'siret' OR field = 'tax_number') AND value = $1 ORDER BY subject LIMIT $2";
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.all(sql, &[number.into(), limit.into()], |row| Ok(SubjectId::from_bytes(row.array(0)?)))
    }

    /// How many customers the index knows: as good as all, and counted a hundred times as fast.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn about_so_many_customers(&mut self) -> Result<usize> {
        Ok(self.one("SELECT count(*) FROM search_entry", &[], |row| row.number(0))?.unwrap_or(0))
    }

    /// So many customers who were not erased, behind this one, in the order of their ids.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn customers_behind(&mut self, last: SubjectId, limit: usize) -> Result<Vec<SubjectId>> {
        let sql = "SELECT id FROM subject WHERE id > $1 AND customer = 1 AND erased IS NULL AND restricted IS NULL ORDER BY id LIMIT $2";
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.all(sql, &[(&last).into(), limit.into()], |row| Ok(SubjectId::from_bytes(row.array(0)?)))
    }
}

impl Writer<'_> {
    /// Keeps a decision and tells of it in the log of either person. Its reason stands in its row only: it goes with both.
    pub(super) fn decide(&mut self, context: &Context, idempotency: Option<&Code>, decided: &Decided) -> Result<String> {
        let before = self.duplicate_decision(decided.one, decided.other)?;
        let old = before.as_ref().map(|before| before.decision.name().to_owned());
        self.put_decision(decided)?;
        self.keep_reason(before.as_ref(), decided)?;
        let context = Context { reason: None, ..context.clone() };
        for (person, idempotency) in [(decided.one, idempotency), (decided.other, None)] {
            let kind = if old.is_none() { EntryKind::Created } else { EntryKind::Changed };
            let mut draft = Draft::of(kind, RecordKind::Duplicate, decided.key(), Some(person));
            let new = decided.decision.name().to_owned();
            draft.values = vec![(Field::DuplicateDecision, 0, Value::from(old.clone()), Value::from(Some(new)))];
            self.log(&context, idempotency, draft)?;
        }
        Ok(decided.key())
    }

    /// The words of the reason, and none of the one before.
    fn keep_reason(&mut self, before: Option<&Decided>, decided: &Decided) -> Result<()> {
        let of = TextOf::person(decided.one);
        match before.and_then(|before| before.reason.as_ref()) {
            Some(_) => self.renew_words(&of),
            None => self.add_words(&of, decided.reason.as_deref()),
        }
    }

    fn put_decision(&mut self, decided: &Decided) -> Result<()> {
        let sql = "INSERT INTO duplicate (one, other, duplicate_decision, reason, salt, seen, at, station, operator) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (one, other) DO UPDATE SET \
                   duplicate_decision = excluded.duplicate_decision, reason = excluded.reason, salt = excluded.salt, \
                   seen = excluded.seen, at = excluded.at, station = excluded.station, operator = excluded.operator";
        self.session
            .execute(
                sql,
                &[
                    (&decided.one).into(),
                    (&decided.other).into(),
                    decided.decision.name().into(),
                    decided.reason.as_deref().into(),
                    (&decided.salt).into(),
                    (&decided.seen).into(),
                    decided.at.into(),
                    decided.station.as_ref().into(),
                    decided.operator.as_ref().into(),
                ],
            )
            .map(drop)
    }

    /// Keeps the parameters of the model.
    ///
    /// # Errors
    /// Those of the store.
    pub fn set_duplicate_model(&mut self, parameters: &str) -> Result<()> {
        self.set_meta(MODEL, parameters)
    }
}
