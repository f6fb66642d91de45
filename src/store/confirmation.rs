//! Second opt-ins that somebody was asked for: short-lived, gone with the person, never a secret among them. Knows no rule.

use crate::domain::change::FieldChange;
use crate::domain::consent::{Channel, Confirmation, ConfirmationKind, Sent};
use crate::domain::id::{Code, ConfirmationId, EventId, SubjectId};
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::store::consent::commitment;
use crate::store::sql::{Param, Row, damaged};
use crate::store::unit::{Reader, Writer};

/// The query of confirmations, in the order [`read_confirmation`] reads.
macro_rules! confirmations {
    ($which:literal) => {
        concat!(
            "SELECT id, subject, definition, event, kind, address_digest, address_salt, requested, asked, salt, digest, until, tries ",
            "FROM confirmation ",
            $which
        )
    };
}

/// Forgets those that were over before an instant, along their index.
pub(super) const OVER: &str = "DELETE FROM confirmation WHERE until < $1";

fn read_confirmation(row: &dyn Row) -> Result<Confirmation> {
    let sent = |digest| {
        Ok::<_, crate::Error>(Sent { salt: row.array(9)?, digest, until: Timestamp::from_millis(row.int(11)?), tries: row.number(12)? })
    };
    Ok(Confirmation {
        id: ConfirmationId::from_bytes(row.array(0)?),
        subject: SubjectId::from_bytes(row.array(1)?),
        definition: row.code_opt(2)?.ok_or_else(damaged)?,
        event: EventId::from_bytes(row.array(3)?),
        kind: row.word(4, ConfirmationKind::from_name)?,
        address: commitment(row, 5, 6)?.ok_or_else(damaged)?,
        requested: Timestamp::from_millis(row.int(7)?),
        asked: row.number(8)?,
        sent: row.array_opt(10)?.map(sent).transpose()?,
    })
}

impl Reader<'_> {
    /// A confirmation.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn confirmation(&mut self, id: ConfirmationId) -> Result<Option<Confirmation>> {
        self.one(confirmations!("WHERE id = $1"), &[id.bytes().into()], read_confirmation)
    }

    /// The confirmation that a person was asked for to a definition.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn confirmation_of(&mut self, subject: SubjectId, definition: &Code) -> Result<Option<Confirmation>> {
        self.one(confirmations!("WHERE subject = $1 AND definition = $2"), &[(&subject).into(), definition.into()], read_confirmation)
    }

    /// Every confirmation that a person was asked for, by definition; those of everybody merged with them too.
    pub(crate) fn confirmations_of(&mut self, subject: SubjectId) -> Result<Vec<Confirmation>> {
        let mut found = Vec::new();
        for side in self.same_as(subject)? {
            found.extend(self.all(confirmations!("WHERE subject = $1 ORDER BY definition"), &[(&side).into()], read_confirmation)?);
        }
        Ok(found)
    }

    /// Those that wait to be handed out, the oldest first, at most so many.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn open_confirmations(&mut self, limit: usize) -> Result<Vec<Confirmation>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.all(confirmations!("WHERE digest IS NULL ORDER BY requested, id LIMIT $1"), &[limit.into()], read_confirmation)
    }
}

impl Writer<'_> {
    /// Keeps a confirmation in the place of the one that the person was asked for to this definition before.
    ///
    /// # Errors
    /// Those of the store.
    pub fn put_confirmation(&mut self, confirmation: &Confirmation) -> Result<()> {
        let Confirmation { id, subject, definition, event, kind, address, requested, asked, sent } = confirmation;
        let earlier: [Param<'_>; 2] = [subject.into(), definition.into()];
        self.session.execute("DELETE FROM confirmation WHERE subject = $1 AND definition = $2", &earlier)?;
        let sql = "INSERT INTO confirmation (id, subject, definition, event, kind, address_digest, address_salt, requested, asked, \
                   salt, digest, until, tries) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
        let number = |number: Option<i64>| number.map_or(Param::Null, Param::Int);
        let params: [Param<'_>; 13] = [
            id.bytes().into(),
            subject.into(),
            definition.into(),
            event.bytes().into(),
            kind.name().into(),
            (&address.digest).into(),
            address.salt.as_ref().into(),
            (*requested).into(),
            i64::from(*asked).into(),
            sent.as_ref().map(|sent| &sent.salt).into(),
            sent.as_ref().map(|sent| &sent.digest).into(),
            number(sent.map(|sent| sent.until.millis())),
            number(sent.map(|sent| sent.tries.into())),
        ];
        self.session.execute(sql, &params).map(drop)
    }

    /// Forgets those that were over before an instant.
    ///
    /// # Errors
    /// Those of the store.
    pub fn forget_confirmations_before(&mut self, instant: Timestamp) -> Result<()> {
        self.session.execute(OVER, &[instant.into()]).map(drop)
    }

    /// As [`Self::set_guard`] of a name that nobody has: nothing is told, but a write takes its time as for everybody.
    pub(crate) fn count_unknown_confirmation(&mut self, now: Timestamp) -> Result<()> {
        self.set_meta("confirmation", &now.millis().to_string())
    }

    /// Of two who become one, or two again, neither is confirmed by what was sent before.
    pub(super) fn end_confirmations(&mut self, subject: SubjectId) -> Result<()> {
        self.session.execute("DELETE FROM confirmation WHERE subject = $1", &[(&subject).into()]).map(drop)
    }

    /// What was sent to an address that is changed or removed is of no use any more, also when the address comes back.
    pub(super) fn end_confirmations_at(&mut self, subject: SubjectId, fields: &[FieldChange]) -> Result<()> {
        let of_a_channel = |change: &&FieldChange| Channel::ALL.iter().any(|channel| channel.field() == change.field);
        let old: Vec<&str> = fields.iter().filter(of_a_channel).filter(|c| c.old != c.new).filter_map(|c| c.old.as_deref()).collect();
        if old.is_empty() {
            return Ok(());
        }
        let asked = self.all(confirmations!("WHERE subject = $1"), &[(&subject).into()], read_confirmation)?;
        for confirmation in asked.iter().filter(|one| old.iter().any(|address| one.address.opens(address) == Some(true))) {
            self.session.execute("UPDATE confirmation SET address_salt = NULL WHERE id = $1", &[confirmation.id.bytes().into()])?;
        }
        Ok(())
    }
}
