//! Legal holds and tax audits: few rows, each put and lifted once. Their reasons go with the person whom they are about; what others' say
//! of an erased person is cleaned. Knows no rule.

use crate::domain::field::RecordKind;
use crate::domain::id::{HoldId, SubjectId};
use crate::domain::journal::{Digest32, EntryKind};
use crate::domain::retention::{Hold, HoldKind, KeptHold, Lifted, RetentionClass};
use crate::error::{Error, ErrorKind, Result};
use crate::store::journal::{Draft, sequence_param};
use crate::store::request::day;
use crate::store::sql::{Param, Row, damaged};
use crate::store::unit::{Reader, Writer};

/// The query of holds, in the order [`read_hold`] reads.
macro_rules! holds {
    ($which:literal) => {
        concat!(
            "SELECT id, kind, subject, class, document, since, until, author, reason, lifted, lifted_by, lifted_reason, version FROM hold ",
            $which
        )
    };
}

fn read_hold(row: &dyn Row) -> Result<KeptHold> {
    let text = |column| Ok::<_, Error>(row.string_opt(column)?.unwrap_or_default());
    let hold = Hold {
        kind: row.word(1, HoldKind::from_name)?,
        since: day(row, 5)?.ok_or_else(damaged)?,
        until: day(row, 6)?,
        author: row.text(7)?.to_owned(),
        reason: text(8)?,
        class: row.text_opt(3)?.map(|text| RetentionClass::from_name(text).ok_or_else(damaged)).transpose()?,
        document: row.string_opt(4)?,
    };
    let lifted = day(row, 9)?.map(|on| Ok::<_, Error>(Lifted { on, by: row.text(10)?.to_owned(), reason: text(11)? })).transpose()?;
    Ok(KeptHold {
        id: HoldId::from_bytes(row.array(0)?),
        hold,
        subject: row.array_opt(2)?.map(SubjectId::from_bytes),
        lifted,
        version: row.number(12)?,
    })
}

impl Reader<'_> {
    /// A hold.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn hold(&mut self, id: HoldId) -> Result<Option<KeptHold>> {
        self.one(holds!("WHERE id = $1"), &[id.bytes().into()], read_hold)
    }

    /// Every hold, those that were lifted too, in the order in which they were put.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn holds(&mut self) -> Result<Vec<KeptHold>> {
        self.all(holds!("ORDER BY id"), &[], read_hold)
    }

    /// Those that were not lifted.
    pub(crate) fn standing_holds(&mut self) -> Result<Vec<KeptHold>> {
        self.all(holds!("WHERE lifted IS NULL ORDER BY id"), &[], read_hold)
    }

    /// The digest of a hold as stored, for the verification of the journal.
    pub(super) fn hold_digest(&mut self, id: &str) -> Result<Option<Digest32>> {
        let id = HoldId::parse(id).map_err(|_| damaged())?;
        let Some(hold) = self.hold(id)? else { return Ok(None) };
        let salt = self.one("SELECT salt FROM hold WHERE id = $1", &[id.bytes().into()], |row| row.array(0))?;
        Ok(Some(hold.content_digest(&salt.ok_or_else(damaged)?)))
    }
}

impl Writer<'_> {
    /// Puts or lifts a hold: the version says on which one it was decided.
    pub(super) fn put_hold(&mut self, kept: &KeptHold) -> Result<Draft> {
        let insert = "INSERT INTO hold (id, kind, subject, class, document, since, until, author, reason, lifted, lifted_by, lifted_reason, version, salt) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
        let update =
            "UPDATE hold SET lifted = $1, lifted_by = $2, lifted_reason = $3, version = $4, salt = $5 WHERE id = $6 AND version = $4 - 1";
        let KeptHold { id, hold, subject, lifted, version } = kept;
        let (since, until) = (hold.since.to_string(), hold.until.map(|day| day.to_string()));
        let on = lifted.as_ref().map(|lifted| lifted.on.to_string());
        let of_lifting: [Param<'_>; 3] = [
            on.as_deref().into(),
            lifted.as_ref().map(|lifted| lifted.by.as_str()).into(),
            lifted.as_ref().map(|lifted| lifted.reason.as_str()).into(),
        ];
        let [on, by, why] = of_lifting;
        let (version_param, salt) = (sequence_param(*version), self.salt()?);
        let written = if *version > 1 {
            self.session.execute(update, &[on, by, why, version_param, (&salt).into(), id.bytes().into()])?
        } else {
            let params: [Param<'_>; 14] = [
                id.bytes().into(),
                hold.kind.name().into(),
                subject.as_ref().into(),
                hold.class.map(RetentionClass::name).into(),
                hold.document.as_deref().into(),
                (&since).into(),
                until.as_deref().into(),
                (&hold.author).into(),
                (&hold.reason).into(),
                on,
                by,
                why,
                version_param,
                (&salt).into(),
            ];
            self.session.execute(insert, &params)?
        };
        if written == 0 {
            return Err(Error::new(ErrorKind::Conflict, "record.changed_meanwhile").with("record", RecordKind::Hold.name()));
        }
        let entry = if *version > 1 { EntryKind::Changed } else { EntryKind::Created };
        let draft = Draft::of(entry, RecordKind::Hold, id.to_string(), *subject);
        Ok(Draft { content: Some(kept.content_digest(&salt)), ..draft })
    }

    /// Writes what a hold says without somebody. The salt of what it said before is gone: nobody can try who stood there.
    pub(super) fn clean_hold(&mut self, kept: &KeptHold) -> Result<Draft> {
        let sql =
            "UPDATE hold SET author = $1, reason = $2, lifted_by = $3, lifted_reason = $4, salt = $5, version = version + 1 WHERE id = $6";
        let (salt, lifted) = (self.salt()?, kept.lifted.as_ref());
        let params: [Param<'_>; 6] = [
            (&kept.hold.author).into(),
            (&kept.hold.reason).into(),
            lifted.map(|lifted| lifted.by.as_str()).into(),
            lifted.map(|lifted| lifted.reason.as_str()).into(),
            (&salt).into(),
            kept.id.bytes().into(),
        ];
        self.session.execute(sql, &params)?;
        let draft = Draft::of(EntryKind::Changed, RecordKind::Hold, kept.id.to_string(), kept.subject);
        Ok(Draft { content: Some(kept.content_digest(&salt)), ..draft })
    }
}
