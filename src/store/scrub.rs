//! Free text in which others may be mentioned, written without somebody; and what else an erasure asks of the journal and of sales. Knows no rule.

use std::collections::BTreeSet;

use crate::domain::change::{Cleaned, Context};
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::{Code, DocumentId, SubjectId};
use crate::domain::journal::EntryKind;
use crate::domain::time::{Date, Timestamp};
use crate::error::Result;
use crate::store::free_text::TextOf;
use crate::store::journal::{Draft, ENTRY, read_entry, sequence_param};
use crate::store::log::LoggedEntry;
use crate::store::sql::{Param, damaged};
use crate::store::unit::{Reader, Writer};

/// Where bank details went and nothing else was written, as the index has it word for word: none once the journal holds them no longer.
const GONE_ACCOUNTS: &str = "SELECT j.subject, j.at, j.date, v.fields FROM journal_value AS v \
     CROSS JOIN journal AS j ON j.origin = v.origin AND j.sequence = v.sequence \
     WHERE v.salts IS NOT NULL AND v.old IS NOT NULL AND v.new IS NULL AND v.fields LIKE '%iban:%' \
     AND j.kind = 'changed' AND j.record = 'subject' AND j.subject IS NOT NULL ORDER BY j.at, j.subject";

/// Bank details that somebody had until an entry of the journal took them away.
#[derive(Clone)]
pub(crate) struct GoneAccount {
    pub(crate) subject: SubjectId,
    pub(crate) at: Timestamp,
    pub(crate) date: Date,
    /// Which of their accounts.
    pub(crate) slots: BTreeSet<u16>,
}

/// A document of a branch: when, which, of whom.
type Sale = (i64, DocumentId, Option<SubjectId>);

/// A record that was cleaned: what the entry about it will say.
struct Told {
    record: RecordKind,
    key: String,
    subject: Option<SubjectId>,
    fields: Vec<(Field, u16)>,
}

impl Told {
    fn of(cleaned: &Cleaned) -> Option<Self> {
        let of_person = |subject: SubjectId, field, slot| Self {
            record: RecordKind::Subject,
            key: subject.to_string(),
            subject: Some(subject),
            fields: vec![(field, slot)],
        };
        Some(match cleaned {
            Cleaned::Note { subject, field, slot, .. } => of_person(*subject, *field, *slot),
            Cleaned::Reference { subject, .. } => of_person(*subject, Field::EvidenceReference, 0),
            Cleaned::Reason { one, other, .. } => {
                Self { record: RecordKind::Duplicate, key: format!("{one}/{other}"), ..of_person(*one, Field::Reason, 0) }
            }
            Cleaned::Logged { record, key, subject, values, .. } => Self {
                record: *record,
                key: key.clone(),
                subject: *subject,
                fields: values.iter().map(|(_, field, slot)| (*field, *slot)).collect(),
            },
            Cleaned::Lines(_) | Cleaned::Hold(_) => return None,
        })
    }

    /// One entry for each record.
    fn all(cleaned: &[Cleaned]) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for told in cleaned.iter().filter_map(Self::of) {
            match all.iter_mut().find(|known| (known.record, &known.key) == (told.record, &told.key)) {
                Some(known) => known.fields.extend(told.fields),
                None => all.push(told),
            }
        }
        for told in &mut all {
            told.fields.sort_unstable();
            told.fields.dedup();
        }
        all
    }
}

/// Under what the words of a text that was cleaned are kept; those of a document are when it is written, those of a hold are nowhere.
fn text_of(cleaned: &Cleaned) -> Option<TextOf> {
    match cleaned {
        Cleaned::Note { subject, .. } | Cleaned::Reference { subject, .. } => Some(TextOf::person(*subject)),
        Cleaned::Reason { one, .. } => Some(TextOf::person(*one)),
        Cleaned::Logged { origin, sequence, subject, .. } => Some(TextOf::entry(*subject, origin.clone(), *sequence)),
        Cleaned::Lines(_) | Cleaned::Hold(_) => None,
    }
}

impl Reader<'_> {
    /// The places of all entries about somebody that have values.
    pub(crate) fn entries_about(&mut self, subject: SubjectId) -> Result<Vec<(Code, i64)>> {
        let sql = "SELECT v.origin, v.sequence FROM journal AS j JOIN journal_value AS v ON v.origin = j.origin AND v.sequence = j.sequence \
                   WHERE j.subject = $1 AND v.salts IS NOT NULL";
        self.all(sql, &[(&subject).into()], |row| Ok((row.code_opt(0)?.ok_or_else(damaged)?, row.int(1)?)))
    }

    /// One entry of the journal with its values.
    pub(crate) fn logged_at(&mut self, origin: &Code, sequence: i64) -> Result<LoggedEntry> {
        let sql = format!("{ENTRY} WHERE origin = $1 AND sequence = $2");
        let entry = self.one(&sql, &[origin.into(), sequence.into()], |row| Ok(read_entry(row)?.0))?;
        self.with_values(entry.ok_or_else(damaged)?)
    }

    /// Who bought what in a branch from one instant to before another: document, customer, and the item's code or name. Ends when
    /// `each` says so.
    pub(crate) fn each_sale(
        &mut self,
        branch: Option<&Code>,
        span: [i64; 2],
        each: &mut dyn FnMut(DocumentId, Option<SubjectId>, &str) -> bool,
    ) -> Result<()> {
        let (mut last, mut goes_on) = ((span[0], DocumentId::from_bytes([0; 16])), true);
        while goes_on {
            let some = self.sales_behind(branch, last, span[1])?;
            let Some((created, id, _)) = some.last() else { break };
            last = (*created, *id);
            for (_, id, customer) in some {
                goes_on = goes_on && self.each_item(id, customer, each)?;
            }
        }
        Ok(())
    }

    /// The next documents of a branch, by the instant.
    fn sales_behind(&mut self, branch: Option<&Code>, (created, id): (i64, DocumentId), end: i64) -> Result<Vec<Sale>> {
        let sql = "SELECT created, id, customer FROM document WHERE branch IS $1 AND created >= $2 AND (created > $2 OR id > $3) \
                   AND created < $4 ORDER BY created, id LIMIT 64";
        let params: [Param<'_>; 4] = [branch.into(), created.into(), id.bytes().into(), end.into()];
        self.all(sql, &params, |row| Ok((row.int(0)?, DocumentId::from_bytes(row.array(1)?), row.array_opt(2)?.map(SubjectId::from_bytes))))
    }

    fn each_item(
        &mut self,
        id: DocumentId,
        customer: Option<SubjectId>,
        each: &mut dyn FnMut(DocumentId, Option<SubjectId>, &str) -> bool,
    ) -> Result<bool> {
        let key = customer.map_or([0; 16], |customer| *customer.bytes());
        let sql = "SELECT item_code, item_name FROM line WHERE customer = $1 AND document = $2";
        let mut goes_on = true;
        self.session.query(sql, &[(&key).into(), id.bytes().into()], &mut |row| {
            let code = row.text(0)?;
            goes_on &= each(id, customer, if code.is_empty() { row.text(1)? } else { code });
            Ok(())
        })?;
        Ok(goes_on)
    }

    /// Every deletion of bank details of which the journal still holds the details, the oldest first.
    pub(crate) fn gone_accounts(&mut self) -> Result<Vec<GoneAccount>> {
        self.all(GONE_ACCOUNTS, &[], |row| {
            let slots = row.text(3)?.split(' ').filter_map(|one| one.strip_prefix("iban:")).map(|slot| slot.parse().map_err(|_| damaged()));
            Ok(GoneAccount {
                subject: SubjectId::from_bytes(row.array(0)?),
                at: Timestamp::from_millis(row.int(1)?),
                date: Date::parse(row.text(2)?).map_err(|_| damaged())?,
                slots: slots.collect::<Result<_>>()?,
            })
        })
    }

    /// Whether an entry tells that the lines of a document were cleaned.
    pub(crate) fn was_cleaned(&mut self, document: DocumentId) -> Result<bool> {
        let sql = "SELECT 1 FROM journal WHERE record = 'document' AND record <> 'subject' AND key = $1 AND kind = 'scrubbed' \
                   AND content IS NOT NULL LIMIT 1";
        let key = document.to_string();
        Ok(self.one(sql, &[Param::from(&key)], |_| Ok(()))?.is_some())
    }

    /// Whether an entry tells that free text of this field of the record was cleaned.
    pub(crate) fn was_scrubbed(&mut self, record: RecordKind, key: &str, field: Field) -> Result<bool> {
        let of_it = if record == RecordKind::Subject { "subject = $1" } else { "record <> 'subject' AND j.record = $1" };
        let sql = format!(
            "SELECT v.fields FROM journal AS j JOIN journal_value AS v ON v.origin = j.origin AND v.sequence = j.sequence \
             WHERE j.{of_it} AND j.record = $2 AND j.key = $3 AND j.kind = 'scrubbed'"
        );
        let subject = SubjectId::parse(key).ok();
        let first = match (record, &subject) {
            (RecordKind::Subject, Some(subject)) => Param::from(subject),
            _ => record.name().into(),
        };
        let named = format!("{}:", field.name());
        let told = self.all(&sql, &[first, record.name().into(), key.into()], |row| Ok(row.text(0)?.to_owned()))?;
        Ok(told.iter().any(|fields| fields.split(' ').any(|one| one.starts_with(&named))))
    }
}

impl Writer<'_> {
    /// Writes what was cleaned, and for each record that it was.
    pub(super) fn clean(&mut self, context: &Context, cleaned: &[Cleaned]) -> Result<()> {
        let context = Context { reason: None, idempotency: None, ..context.clone() };
        self.write_entries()?;
        cleaned.iter().try_for_each(|one| self.clean_one(one))?;
        cleaned.iter().filter_map(text_of).collect::<BTreeSet<_>>().iter().try_for_each(|of| self.renew_words(of))?;
        for one in cleaned {
            let draft = match one {
                Cleaned::Lines(document) => self.put_document(document)?,
                Cleaned::Hold(kept) => self.clean_hold(kept)?,
                _ => continue,
            };
            self.log(&context, None, Draft { kind: EntryKind::Scrubbed, ..draft })?;
        }
        for Told { record, key, subject, fields } in Told::all(cleaned) {
            self.log(&context, None, Draft::of(EntryKind::Scrubbed, record, key, subject).naming(&fields))?;
        }
        Ok(())
    }

    /// Takes values out of the journal, tells of which records, and leaves their bytes to the next purge.
    pub(super) fn forget(&mut self, context: &Context, held: &[Cleaned]) -> Result<String> {
        self.clean(context, held)?;
        self.wait_for_purge()?;
        Ok(String::new())
    }

    fn clean_one(&mut self, cleaned: &Cleaned) -> Result<()> {
        match cleaned {
            Cleaned::Note { subject, field, slot, text } => self.clean_note(*subject, *field, *slot, text),
            Cleaned::Reason { one, other, text } => {
                let sql = "UPDATE duplicate SET reason = $1 WHERE one = $2 AND other = $3";
                self.session.execute(sql, &[Param::from(text), one.into(), other.into()]).map(drop)
            }
            Cleaned::Reference { event, .. } => {
                let sql = "UPDATE consent_event SET evidence_reference = NULL, reference_salt = NULL WHERE id = $1";
                self.session.execute(sql, &[event.bytes().into()]).map(drop)
            }
            Cleaned::Logged { origin, sequence, values, .. } => {
                let places: Vec<usize> = values.iter().map(|(place, ..)| *place).collect();
                self.forget_values([origin.into(), sequence_param(*sequence)], &places)
            }
            Cleaned::Lines(_) | Cleaned::Hold(_) => Ok(()),
        }
    }

    /// A note is in no index; whoever edits the record meanwhile sees a newer version.
    fn clean_note(&mut self, subject: SubjectId, field: Field, slot: u16, text: &str) -> Result<()> {
        let sql = "UPDATE part SET value = $1 WHERE subject = $2 AND field = $3 AND slot = $4";
        self.session.execute(sql, &[text.into(), (&subject).into(), field.name().into(), i64::from(slot).into()])?;
        self.session.execute("UPDATE subject SET version = version + 1 WHERE id = $1", &[(&subject).into()])?;
        self.late.touch(subject);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::store::sql::Driver;
    use crate::store::sqlite::Sqlite;

    #[test]
    fn bank_details_that_went_are_found_without_a_look_at_every_entry() {
        let folder = tempfile::tempdir().expect("a folder");
        let driver = Sqlite::open(&folder.path().join("shop.db"), Duration::from_secs(1)).expect("a store");
        let mut reader = Reader { session: driver.read().expect("a reader"), committed: true };
        let sql = format!("EXPLAIN QUERY PLAN {GONE_ACCOUNTS}");
        let plan = reader.all(&sql, &[], |row| Ok(row.text(3)?.to_owned())).expect("a plan").join("; ");
        assert!(plan.contains("journal_value_account"), "{plan}");
    }
}
