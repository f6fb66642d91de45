//! What rules of retention look at, read in the order of customers and never all at once.

use crate::domain::document::{DocumentKind, DocumentState};
use crate::domain::id::SubjectId;
use crate::domain::money::Currency;
use crate::domain::time::{Date, Timestamp};
use crate::error::Result;
use crate::store::sql::{Row, damaged};
use crate::store::unit::Reader;

/// What a period depends on of one document.
#[derive(Clone, Copy)]
pub(crate) struct DocumentHead {
    pub(crate) customer: SubjectId,
    pub(crate) kind: DocumentKind,
    pub(crate) state: DocumentState,
    pub(crate) created: Timestamp,
    pub(crate) total: i64,
    pub(crate) currency: Currency,
    /// Whether name, address and payload are there.
    pub(crate) holds: [bool; 3],
}

/// Read from one index alone: its columns and expressions, word for word.
const HEADS: &str = "SELECT customer, kind, state, created, total, currency, addressee_name IS NOT NULL, \
     coalesce(addressee_street, addressee_postal_code, addressee_city, addressee_region, addressee_country) IS NOT NULL, \
     payload IS NOT NULL FROM document INDEXED BY document_retention WHERE customer IS NOT NULL AND anonymized = 0 ORDER BY customer";

/// What a customer did themselves: answers, not that somebody asked or what was imported.
const ANSWERED: &str = "SELECT max(at) FROM consent_event WHERE subject = $1 AND authority IN ('subject', 'user') \
     AND kind IN ('deferred', 'given', 'refused', 'withdrawn', 'renewed', 'objected', 'confirmed')";

fn read_id(row: &dyn Row) -> Result<SubjectId> {
    Ok(SubjectId::from_bytes(row.array(0)?))
}

fn read_head(row: &dyn Row) -> Result<DocumentHead> {
    Ok(DocumentHead {
        customer: read_id(row)?,
        kind: row.word(1, DocumentKind::from_name)?,
        state: row.word(2, DocumentState::from_name)?,
        created: Timestamp::from_millis(row.int(3)?),
        total: row.int(4)?,
        currency: Currency::parse(row.text(5)?).map_err(|_| damaged())?,
        holds: [row.flag(6)?, row.flag(7)?, row.flag(8)?],
    })
}

impl Reader<'_> {
    /// Every document of a customer, customer by customer. It stands in one index: no document itself is read.
    pub(crate) fn each_document_head(&mut self, each: &mut dyn FnMut(DocumentHead)) -> Result<()> {
        self.session.query(HEADS, &[], &mut |row| {
            each(read_head(row)?);
            Ok(())
        })
    }

    /// Who was merged, in no order: each leads to somebody who may have been merged too.
    pub(crate) fn merged_customers(&mut self) -> Result<Vec<SubjectId>> {
        self.all("SELECT merged FROM merge", &[], read_id)
    }

    /// The next customers in the order of their ids.
    pub(crate) fn customers_after(&mut self, after: Option<SubjectId>, most: usize) -> Result<Vec<SubjectId>> {
        let sql = "SELECT id FROM subject WHERE id > $1 AND customer = 1 AND erased IS NULL ORDER BY id LIMIT $2";
        let after = after.unwrap_or(SubjectId::from_bytes([0; 16]));
        self.all(sql, &[(&after).into(), i64::try_from(most).unwrap_or(i64::MAX).into()], read_id)
    }

    /// When somebody last turned to the shop themselves, as far as this very record tells: a visit, a document, a booking, an answer.
    pub(crate) fn last_contact(&mut self, id: SubjectId, offset_minutes: i32) -> Result<Option<Date>> {
        let documents = "SELECT max(created) FROM document INDEXED BY document_retention WHERE customer = $1 AND anonymized = 0";
        let mut last = self.last_visit(id)?;
        for sql in [documents, "SELECT max(at) FROM booking WHERE subject = $1", ANSWERED] {
            let at = self.one(sql, &[(&id).into()], |row| row.int_opt(0))?.flatten();
            last = last.max(at.map(|at| Date::of(Timestamp::from_millis(at), offset_minutes)));
        }
        Ok(last)
    }

    fn last_visit(&mut self, id: SubjectId) -> Result<Option<Date>> {
        let read = |row: &dyn Row| Ok(row.text_opt(0)?.and_then(|text| Date::parse(text).ok()));
        Ok(self.one("SELECT last_visit FROM subject WHERE id = $1", &[(&id).into()], read)?.flatten())
    }
}

#[cfg(all(test, feature = "sqlite"))]
mod tests;
