//! The one write path: changes become rows, journal entries and index rows in one transaction.

use crate::domain::change::{Change, Context};
use crate::domain::id::Code;
use crate::domain::journal::Salt;
use crate::error::Result;
use crate::store::journal::Draft;
use crate::store::unit::Writer;

/// What applying did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Applied {
    /// The first record's key: an opaque id or a code.
    pub key: String,
    /// Whether this idempotency key was applied before; then nothing was written now.
    pub repeated: bool,
}

impl Writer<'_> {
    /// Applies changes: rows, journal, index. Nothing is durable before `commit`.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Conflict`] where a version moved on or a number is taken; the driver's errors.
    pub fn apply(&mut self, context: &Context, changes: &[Change]) -> Result<Applied> {
        if let Some(idempotency) = &context.idempotency
            && let Some(key) = self.applied(idempotency)?
        {
            return Ok(Applied { key, repeated: true });
        }
        let mut first = None;
        for (index, change) in changes.iter().enumerate() {
            let idempotency = context.idempotency.as_ref().filter(|_| index == 0);
            let key = self.apply_one(context, idempotency, change)?;
            first.get_or_insert(key);
        }
        Ok(Applied { key: first.unwrap_or_default(), repeated: false })
    }

    /// The first record's key of the unit of work with this idempotency key, where it was applied.
    ///
    /// # Errors
    /// Those of reading.
    pub fn applied(&mut self, key: &Code) -> Result<Option<String>> {
        self.write_entries()?;
        self.one("SELECT key FROM journal WHERE idempotency = $1", &[key.into()], |row| Ok(row.text(0)?.to_owned()))
    }

    fn apply_one(&mut self, context: &Context, idempotency: Option<&Code>, change: &Change) -> Result<String> {
        let draft = match change {
            Change::Subject { id, expected, customer, fields } => {
                self.end_confirmations_at(*id, fields)?;
                let draft = self.put_subject(*id, *expected, *customer, fields)?;
                self.note(*id, &draft);
                draft
            }
            Change::Record { kind, code, subject, expected, fields } => self.put_record(*kind, code, *subject, *expected, fields)?,
            Change::Relation(relation) => {
                self.touch(relation.of);
                self.put_relation(relation)?
            }
            Change::Definition(definition) => self.put_definition(definition)?,
            Change::Consent(event, reference) => self.put_event(event, reference.as_deref())?,
            Change::Form(form) => self.put_form(form)?,
            Change::Item(item) => self.put_item(item)?,
            Change::Document(document) => self.put_document(document)?,
            Change::Booking(booking) => self.put_booking(booking)?,
            Change::Request(request) => self.put_request(request)?,
            Change::Hold(hold) => self.put_hold(hold)?,
            Change::Uses(batch, uses) => self.put_uses(*batch, uses)?,
            Change::Read { subject, fields } => Draft::reading(*subject, fields),
            Change::Acknowledge(said) => self.put_answer(said)?,
            Change::DestroySealed(subject) => self.destroy_sealed(*subject)?,
            Change::Happened { what, kind, code, subject } => Draft::of(*what, *kind, code.to_string(), *subject),
            Change::Decide(decided) => return self.decide(context, idempotency, decided),
            Change::Merge(merge) => return self.merge(context, idempotency, merge),
            Change::Unmerge(merge) => return self.unmerge(context, idempotency, merge),
            Change::Erase(erasure) => return self.erase(context, idempotency, erasure),
            Change::Forget(held) => return self.forget(context, held),
        };
        let key = draft.key.clone();
        self.log(context, idempotency, draft)?;
        Ok(key)
    }

    /// Salts for so many pairs of values.
    pub(super) fn salts(&mut self, count: usize) -> Result<Vec<Salt>> {
        (0..count).map(|_| self.salt()).collect()
    }

    pub(super) fn salt(&mut self) -> Result<Salt> {
        self.ahead.draw(&*self.store.chance)
    }
}
