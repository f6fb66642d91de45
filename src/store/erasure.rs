//! What an erasure does to the rows: driven by the table of fields, inside one transaction.

use std::fmt::Write as _;
use std::sync::LazyLock;

use crate::domain::change::{Context, Erasure};
use crate::domain::field::{Erase, RecordKind};
use crate::domain::id::{Code, SubjectId};
use crate::domain::journal::EntryKind;
use crate::error::Result;
use crate::store::document::UNDEFINED;
use crate::store::free_text::TextOf;
use crate::store::journal::Draft;
use crate::store::journal_value;
use crate::store::ledger::LedgerEntry;
use crate::store::sql::{Cell, Param};
use crate::store::subject::fields_of;
use crate::store::unit::{Reader, Writer};

/// `UPDATE subject …`: each field as the table of fields says; `$1` is the epoch, `$2` the fixed word, `$3` the person.
static BLANK_SUBJECT: LazyLock<String> = LazyLock::new(|| {
    let mut sql = String::from("UPDATE subject SET version = version + 1, erased = $1, status = 'inactive', sort_name = NULL");
    for spec in fields_of(RecordKind::Subject) {
        let value = match spec.erase {
            Erase::Remove | Erase::KeepUntil => "NULL",
            Erase::FixedWord => "$2",
            Erase::Keep => continue,
        };
        write!(sql, ", {} = {value}", spec.name).expect("writing to a string");
    }
    sql.push_str(" WHERE id = $3");
    sql
});

/// `UPDATE document …`: the addressee goes at once, a payload stays to the last day of its ground (`$1` is today).
static BLANK_DOCUMENTS: LazyLock<String> = LazyLock::new(|| {
    let mut sql = String::from("UPDATE document SET anonymized = 1, customer = NULL");
    for spec in fields_of(RecordKind::Document) {
        match spec.erase {
            Erase::KeepUntil => {
                write!(sql, ", {0} = CASE WHEN {0}_until >= $1 THEN {0} ELSE NULL END", spec.name).expect("writing to a string");
            }
            _ => write!(sql, ", {} = NULL", spec.name).expect("writing to a string"),
        }
    }
    sql.push_str(" WHERE customer = $2");
    sql
});

/// `UPDATE operator …`: who signed in under this person; `$1` is the person.
static BLANK_OPERATOR: LazyLock<String> = LazyLock::new(|| {
    let mut sql = String::from("UPDATE operator SET version = version + 1, operator_removed = 'yes'");
    for spec in fields_of(RecordKind::Operator).filter(|spec| spec.erase == Erase::Remove) {
        write!(sql, ", {} = NULL", spec.name).expect("writing to a string");
    }
    sql.push_str(" WHERE 'operator/' || code = (SELECT source_id FROM subject WHERE id = $1)");
    sql
});

/// The wrong tries of who signed in under this person.
const FORGET_GUARD: &str = "DELETE FROM sign_in_guard WHERE scope = 'operator' \
     AND 'operator/' || key = (SELECT source_id FROM subject WHERE id = $1)";

impl Writer<'_> {
    /// Erases the persons and writes their entries; the commit syncs the ledger as its last step before.
    pub(super) fn erase(&mut self, context: &Context, idempotency: Option<&Code>, erasure: &Erasure) -> Result<String> {
        let entries = self.erase_rows(context, idempotency, erasure)?;
        self.put_sealed(&erasure.notes.sealed, erasure.notes.sealed_until)?;
        self.erased_meanwhile(entries.len())?;
        self.pending.extend(entries);
        Ok(erasure.persons.first().map(ToString::to_string).unwrap_or_default())
    }

    fn erase_rows(&mut self, context: &Context, idempotency: Option<&Code>, erasure: &Erasure) -> Result<Vec<LedgerEntry>> {
        let mut entries = Vec::new();
        self.clean(context, &erasure.cleaned)?;
        let names = self.put_aside(erasure)?;
        for (index, person) in erasure.persons.iter().enumerate() {
            let idempotency = idempotency.filter(|_| index == 0);
            entries.extend(self.erase_one(context, idempotency, *person, erasure)?);
        }
        self.put_back(&names)?;
        Ok(entries)
    }

    fn erase_one(
        &mut self,
        context: &Context,
        idempotency: Option<&Code>,
        id: SubjectId,
        erasure: &Erasure,
    ) -> Result<Option<LedgerEntry>> {
        let Some(stored) = self.subject(id)?.filter(|stored| stored.erased.is_none()) else { return Ok(None) };
        let epoch = self.epoch()? + 1;
        let code = |field| stored.values.get(field).and_then(|text| Code::parse(text).ok());
        let entry = LedgerEntry {
            epoch,
            subject: id,
            source_id: code(crate::domain::field::Field::SourceId),
            number: code(crate::domain::field::Field::Number),
            mark: self.mark_of(&stored),
        };
        self.blank(id, epoch, &erasure.word, &erasure.on.to_string())?;
        self.keep_mark(&entry)?;
        // A salvaged store may have lost the person and still know what the certificate tells.
        let is_told = self.erasure_of(id)?.is_some();
        let digest = if is_told { None } else { Some(self.put_erasure(context, epoch, id, erasure)?) };
        let draft = Draft { content: digest, ..Draft::of(EntryKind::Erased, RecordKind::Subject, id.to_string(), Some(id)) };
        self.log(&Context { reason: None, ..context.clone() }, idempotency, draft)?;
        Ok(Some(entry))
    }

    /// Everything of one person in every table.
    fn blank(&mut self, id: SubjectId, epoch: u64, word: &str, today: &str) -> Result<()> {
        let customers: Vec<SubjectId> = self.related_to(id)?.into_iter().map(|relation| relation.of).collect();
        let decided = self.all("SELECT one FROM duplicate WHERE other = $1 AND reason IS NOT NULL", &[(&id).into()], |row| {
            Ok(TextOf::Record(row.array(0)?))
        })?;
        let person: Param<'_> = (&id).into();
        self.write_entries()?;
        self.late.touch(id);
        self.unindex(id)?;
        self.part(id)?;
        let lines = "UPDATE line SET customer = $1 WHERE customer = $2";
        self.session.execute(lines, &[(&UNDEFINED).into(), person])?;
        self.session.execute(&BLANK_DOCUMENTS, &[today.into(), person])?;
        for sql in [
            "DELETE FROM address WHERE subject = $1",
            "DELETE FROM part WHERE subject = $1",
            "DELETE FROM booking WHERE subject = $1",
            "DELETE FROM confirmation WHERE subject = $1",
            "DELETE FROM consent_form_text WHERE form IN (SELECT id FROM consent_form WHERE subject = $1)",
            "DELETE FROM consent_form WHERE subject = $1",
            "UPDATE request SET code_salt = NULL, code_digest = NULL, code_until = NULL WHERE subject = $1",
            "UPDATE hold SET reason = NULL, lifted_reason = NULL WHERE subject = $1",
            "DELETE FROM duplicate WHERE one = $1 OR other = $1",
            "DELETE FROM relation WHERE of = $1 OR person = $1",
            "UPDATE consent_event SET reference_salt = NULL, evidence_reference = NULL, address_salt = NULL WHERE subject = $1",
        ] {
            self.session.execute(sql, &[person])?;
        }
        self.erase_values(id)?;
        self.forget_words(&TextOf::person(id))?;
        decided.iter().try_for_each(|of| self.renew_words(of))?;
        self.session.execute(FORGET_GUARD, &[person])?;
        if self.session.execute(&BLANK_OPERATOR, &[person])? > 0 {
            self.clear_unknown_names()?;
            self.bump_directory()?;
        }
        let number = i64::try_from(epoch).unwrap_or(i64::MAX);
        self.session.execute(&BLANK_SUBJECT, &[number.into(), word.into(), person])?;
        self.set_meta("epoch", &epoch.to_string())?;
        customers.into_iter().for_each(|customer| self.touch(customer));
        Ok(())
    }

    /// Whoever was merged with somebody is a record of their own again.
    fn part(&mut self, id: SubjectId) -> Result<()> {
        let others = self.same_as(id)?.into_iter().filter(|other| *other != id);
        others.collect::<Vec<_>>().into_iter().for_each(|other| self.touch(other));
        for sql in [
            "UPDATE subject SET customer = 1 WHERE id = $1 AND id IN (SELECT merged FROM merge)",
            "UPDATE subject SET customer = 1 WHERE id IN (SELECT merged FROM merge WHERE survivor = $1)",
            "DELETE FROM merge WHERE merged = $1 OR survivor = $1",
        ] {
            self.session.execute(sql, &[(&id).into()])?;
        }
        Ok(())
    }

    /// Repeats erasures that this database, restored from a backup, has not seen, each as the next one here. Whoever came anew from the
    /// feeding system under the id of one of them goes as well, as an erasure of their own.
    pub(super) fn replay(&mut self, context: &Context, entries: &[LedgerEntry]) -> Result<()> {
        let mut anew = Vec::new();
        for entry in entries {
            anew.extend(self.came_anew(entry)?);
            self.replay_one(context, entry)?;
        }
        for id in anew {
            if self.subject(id)?.is_some_and(|stored| stored.erased.is_none()) {
                let erasure = self.decided_again(context, id)?;
                self.erase(context, None, &erasure)?;
            }
        }
        Ok(())
    }

    fn replay_one(&mut self, context: &Context, entry: &LedgerEntry) -> Result<()> {
        self.make_row(entry)?;
        if self.subject(entry.subject)?.is_some_and(|stored| stored.erased.is_none()) {
            // Of whoever was one with them when the backup was made the ledger says itself whether they went.
            self.part(entry.subject)?;
            let erasure = self.decided_again(context, entry.subject)?;
            self.erase_rows(context, None, &Erasure { persons: vec![entry.subject], ..erasure })?;
        }
        self.keep_mark(entry)?;
        self.set_meta("epoch", &entry.epoch.to_string())
    }

    fn decided_again(&mut self, context: &Context, id: SubjectId) -> Result<Erasure> {
        self.write_entries()?;
        let store = self.store;
        (store.decide)(self, id, context.now, &store.word)
    }

    /// A row with the ids that the ledger knows. An id or a number that has another owner here stays theirs.
    fn make_row(&mut self, entry: &LedgerEntry) -> Result<()> {
        let number = entry.number.as_ref().map(Code::as_str);
        let number_taken = number.map_or(Ok(None), |number| self.subject_by_number(number))?.is_some();
        let source = entry.source_id.as_ref().map(Code::as_str);
        let source_taken = source.map_or(Ok(None), |source| self.subject_by_source(source))?.is_some();
        let sql = if self.subject(entry.subject)?.is_none() {
            "INSERT INTO subject (number, source_id, id, version, customer) VALUES ($1, $2, $3, 1, 0)"
        } else {
            "UPDATE subject SET number = coalesce(number, $1), source_id = coalesce(source_id, $2) WHERE id = $3"
        };
        let (number, source) = (number.filter(|_| !number_taken), source.filter(|_| !source_taken));
        self.session.execute(sql, &[number.into(), source.into(), (&entry.subject).into()]).map(drop)
    }

    /// Who else stands here under the id that an erased person has in the feeding system.
    fn came_anew(&mut self, entry: &LedgerEntry) -> Result<Option<SubjectId>> {
        let source = entry.source_id.as_ref();
        let owner = source.map_or(Ok(None), |source| self.subject_by_source(source.as_str()))?;
        Ok(owner.filter(|owner| *owner != entry.subject))
    }

    /// Notes that what had gone by then is purged from the bytes.
    pub(crate) fn set_purged(&mut self, gone: Gone) -> Result<()> {
        let purged = self.purged()?;
        self.note_purge(gone.epoch)?;
        self.set_meta(PURGED, &purged.epoch.max(gone.epoch).to_string())?;
        self.set_meta(PURGED_LATER, &purged.later.max(gone.later).to_string())
    }

    /// Notes that rows went beside those of an erasure: their bytes still lie in the file.
    pub(super) fn wait_for_purge(&mut self) -> Result<()> {
        let later = self.gone()?.later + 1;
        self.set_meta(GONE_LATER, &later.to_string())
    }
}

/// How much has gone from the rows, or from the bytes too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
pub(crate) struct Gone {
    /// Counts the erasures.
    pub(crate) epoch: u64,
    /// Counts what went besides: what was kept of the erased, what the log held of an account.
    pub(crate) later: u64,
}

impl Gone {
    /// One count of both, which only grows.
    pub(crate) fn count(self) -> u64 {
        self.epoch.saturating_add(self.later)
    }
}

/// The names under which this is kept.
const GONE_LATER: &str = "gone_later";
const PURGED: &str = "purged";
const PURGED_LATER: &str = "purged_later";

/// Takes a value, and whose it is; none of the assortment.
pub(crate) type EachShared<'a> = &'a mut dyn FnMut(Option<SubjectId>, &[u8]) -> Result<()>;

impl Reader<'_> {
    /// Whether rows were erased whose bytes may still lie in the file.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn purge_pending(&mut self) -> Result<bool> {
        let (purged, gone) = (self.purged()?, self.gone()?);
        Ok(purged.epoch < gone.epoch || purged.later < gone.later)
    }

    /// What has gone from the rows.
    pub(crate) fn gone(&mut self) -> Result<Gone> {
        Ok(Gone { epoch: self.epoch()?, later: self.counted(GONE_LATER)? })
    }

    /// What has gone from the bytes too.
    pub(crate) fn purged(&mut self) -> Result<Gone> {
        Ok(Gone { epoch: self.counted(PURGED)?, later: self.counted(PURGED_LATER)? })
    }
}

/// Where values of living persons and of the assortment stand, with their owner, for telling shared values from residue.
const SHARED: &[&str] = &[
    "SELECT id, given_name FROM subject WHERE erased IS NULL",
    "SELECT id, family_name FROM subject WHERE erased IS NULL",
    // Both orders of the name in full.
    "SELECT id, given_name || ' ' || family_name || ' ' || given_name || ' ' || family_name || ', ' || given_name FROM subject \
     WHERE erased IS NULL",
    "SELECT id, company FROM subject WHERE erased IS NULL",
    "SELECT id, birth_date FROM subject WHERE erased IS NULL",
    "SELECT a.subject, a.street FROM address AS a JOIN subject AS s ON s.id = a.subject WHERE s.erased IS NULL",
    "SELECT a.subject, a.city FROM address AS a JOIN subject AS s ON s.id = a.subject WHERE s.erased IS NULL",
    "SELECT c.subject, c.value FROM part AS c JOIN subject AS s ON s.id = c.subject WHERE s.erased IS NULL \
     AND c.field <> 'comment_text' AND c.field <> 'comment_health' AND c.field <> 'coupon_title'",
    "SELECT s.id, o.user_name FROM operator AS o JOIN subject AS s ON s.source_id = 'operator/' || o.code WHERE s.erased IS NULL",
    "SELECT d.customer, d.addressee_name FROM document AS d JOIN subject AS s ON s.id = d.customer WHERE s.erased IS NULL",
    "SELECT d.customer, d.addressee_street FROM document AS d JOIN subject AS s ON s.id = d.customer WHERE s.erased IS NULL",
    "SELECT NULL, addressee_name FROM document WHERE anonymized = 1",
    "SELECT NULL, issuer FROM document",
    "SELECT NULL, name FROM item",
    "SELECT NULL, attributes FROM item",
    "SELECT NULL, texts FROM definition",
];

impl Reader<'_> {
    /// Every value that belongs to somebody who stays, or to nobody; what is noted of them is none: others are mentioned there.
    pub(crate) fn each_shared_value(&mut self, each: EachShared<'_>) -> Result<()> {
        for sql in SHARED {
            self.session.query(sql, &[], &mut |row| {
                let Some(text) = row.text_opt(1)? else { return Ok(()) };
                each(row.array_opt(0)?.map(SubjectId::from_bytes), text.as_bytes())
            })?;
        }
        Ok(())
    }

    /// The bytes of every cell of a column, of other cells than text or bytes none; of the values of the journal, each on its own.
    /// Of a payload that a law keeps nothing is given.
    pub(crate) fn each_residue_cell(&mut self, table: &str, column: &str, each: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let not_kept = if (table, column) == ("document", "payload") { " WHERE anonymized = 0 OR payload_until IS NULL" } else { "" };
        let sql = format!("SELECT \"{column}\" FROM \"{table}\"{not_kept}");
        let listed = journal_value::is_list(table, column);
        self.session.query(&sql, &[], &mut |row| match row.cell(0)? {
            Cell::Text(_) if listed => {
                journal_value::texts(row, 0)?.into_iter().flatten().flatten().try_for_each(|text| each(text.as_bytes()))
            }
            Cell::Text(text) => each(text.as_bytes()),
            Cell::Bytes(bytes) => each(bytes),
            Cell::Null | Cell::Int(_) => each(&[]),
        })
    }

    /// How many values of a person the journal holds.
    pub(crate) fn journal_value_count(&mut self, id: SubjectId) -> Result<u64> {
        let sql = "SELECT coalesce(sum(length(v.salts)) / 16, 0) FROM journal AS j \
                   JOIN journal_value AS v ON v.origin = j.origin AND v.sequence = j.sequence WHERE j.subject = $1";
        Ok(self.one(sql, &[(&id).into()], |row| row.number(0))?.unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::clock::SystemClock;
    use crate::{Engine, Options};

    #[test]
    fn what_goes_while_the_bytes_are_purged_waits_for_the_next_purge() {
        let folder = tempfile::tempdir().expect("a folder");
        let options = Options::new(Arc::new(SystemClock::default()));
        let engine = Engine::open(folder.path().join("shop.db"), options).expect("a store");
        let pending = || engine.store().read().expect("a reader").purge_pending().expect("readable");
        let wait = || {
            let mut writer = engine.store().write().expect("a writer");
            writer.wait_for_purge().expect("noted");
            writer.commit().expect("committed");
        };
        let purged = |during: &dyn Fn()| {
            let gone = engine.store().read().expect("a reader").gone().expect("readable");
            during();
            let mut writer = engine.store().write().expect("a writer");
            writer.set_purged(gone).expect("noted");
            writer.commit().expect("committed");
        };
        assert!(!pending());
        wait();
        assert!(pending());
        purged(&wait);
        assert!(pending(), "the second removal came too late for this purge");
        purged(&|| ());
        assert!(!pending());
    }
}
