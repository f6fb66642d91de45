//! What an erasure does to the rows: driven by the table of fields, inside one transaction.

use std::fmt::Write as _;
use std::sync::LazyLock;

use crate::domain::change::{Context, Erasure};
use crate::domain::field::{Erase, RecordKind};
use crate::domain::id::{Code, SubjectId};
use crate::domain::journal::EntryKind;
use crate::error::Result;
use crate::store::document::UNDEFINED;
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

/// Whether rows went whose bytes still lie in the file, where nobody was erased yet.
const WASTE: &str = "waste";

/// The wrong tries of who signed in under this person.
const FORGET_GUARD: &str = "DELETE FROM sign_in_guard WHERE scope = 'operator' \
     AND 'operator/' || key = (SELECT source_id FROM subject WHERE id = $1)";

impl Writer<'_> {
    /// Erases the persons and writes their entries; the commit syncs the ledger as its last step before.
    pub(super) fn erase(&mut self, context: &Context, idempotency: Option<&Code>, erasure: &Erasure) -> Result<String> {
        let mut entries = Vec::new();
        self.clean(context, &erasure.cleaned)?;
        let names = self.put_aside(erasure)?;
        for (index, person) in erasure.persons.iter().enumerate() {
            let idempotency = idempotency.filter(|_| index == 0);
            entries.extend(self.erase_one(context, idempotency, *person, erasure)?);
        }
        self.put_back(&names)?;
        self.put_sealed(&erasure.notes.sealed, erasure.notes.sealed_until)?;
        self.erased_meanwhile(entries.len())?;
        self.pending.extend(entries);
        Ok(erasure.persons.first().map(ToString::to_string).unwrap_or_default())
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
        let committed = self.put_erasure(context, epoch, id, erasure)?;
        let draft = Draft { content: Some(committed), ..Draft::of(EntryKind::Erased, RecordKind::Subject, id.to_string(), Some(id)) };
        self.log(&Context { reason: None, ..context.clone() }, idempotency, draft)?;
        Ok(Some(entry))
    }

    /// Everything of one person in every table.
    fn blank(&mut self, id: SubjectId, epoch: u64, word: &str, today: &str) -> Result<()> {
        let mut customers: Vec<SubjectId> = self.related_to(id)?.into_iter().map(|relation| relation.of).collect();
        customers.extend(self.merged_into(id)?.into_iter().filter(|merged| *merged != id));
        let person: Param<'_> = (&id).into();
        self.write_entries()?;
        self.late.touch(id);
        self.unindex(id)?;
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
            "UPDATE subject SET customer = 1 WHERE id = $1 AND id IN (SELECT merged FROM merge)",
            "UPDATE subject SET customer = 1 WHERE id IN (SELECT merged FROM merge WHERE survivor = $1)",
            "DELETE FROM merge WHERE merged = $1 OR survivor = $1",
            "UPDATE consent_event SET reference_salt = NULL, evidence_reference = NULL, address_salt = NULL WHERE subject = $1",
        ] {
            self.session.execute(sql, &[person])?;
        }
        self.erase_values(id)?;
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

    /// Repeats an erasure that this database, restored from a backup, has not seen. A number that had another owner then stays theirs.
    pub(super) fn replay(&mut self, context: &Context, entry: &LedgerEntry) -> Result<()> {
        let id = self.who_was(entry)?;
        let known = self.subject(id)?;
        if known.is_none() {
            let number = entry.number.as_ref();
            let taken = number.map(|number| self.subject_by_number(number.as_str())).transpose()?.flatten().is_some();
            let sql = "INSERT INTO subject (id, version, customer, number, source_id) VALUES ($1, 1, 0, $2, $3)";
            let number = number.filter(|_| !taken);
            self.session.execute(sql, &[(&id).into(), number.into(), entry.source_id.as_ref().into()])?;
        }
        if known.is_none_or(|stored| stored.erased.is_none()) {
            self.write_entries()?;
            let store = self.store;
            let erasure = (store.decide)(self, id, context.now, &store.word)?;
            self.clean(context, &erasure.cleaned)?;
            let names = self.put_aside(&erasure)?;
            self.blank(id, entry.epoch, &erasure.word, &erasure.on.to_string())?;
            self.put_back(&names)?;
            let draft = Draft::of(EntryKind::Erased, RecordKind::Subject, id.to_string(), Some(id));
            self.log(context, None, draft)?;
        }
        self.keep_mark(entry)?;
        self.set_meta("epoch", &entry.epoch.to_string())
    }

    /// The erased person in this database: by id, else by the id in the feeding system, under which they may have come anew.
    fn who_was(&mut self, entry: &LedgerEntry) -> Result<SubjectId> {
        if self.subject(entry.subject)?.is_some() {
            return Ok(entry.subject);
        }
        let by_source = entry.source_id.as_ref().map(|source| self.subject_by_source(source.as_str())).transpose()?;
        Ok(by_source.flatten().unwrap_or(entry.subject))
    }

    /// Notes that the erasures up to this epoch are purged from the bytes.
    pub(crate) fn set_purged(&mut self, epoch: u64) -> Result<()> {
        let purged = self.purged()?.max(epoch);
        self.note_purge(epoch)?;
        if self.meta(WASTE)?.is_some_and(|waste| waste == "yes") {
            self.set_meta(WASTE, "no")?;
        }
        self.set_meta("purged", &purged.to_string())
    }

    /// Something else is to be purged.
    pub(super) fn unpurge(&mut self) -> Result<()> {
        let purged = self.purged()?.min(self.epoch()?.saturating_sub(1));
        self.set_meta("purged", &purged.to_string())
    }

    /// Notes that rows went whose bytes still lie in the file.
    pub(super) fn wait_for_purge(&mut self) -> Result<()> {
        if self.epoch()? == 0 {
            return self.set_meta(WASTE, "yes");
        }
        let purged = self.purged()?.min(self.epoch()?.saturating_sub(1));
        self.set_meta("purged", &purged.to_string())
    }
}

impl Reader<'_> {
    /// Whether rows were erased whose bytes may still lie in the file.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn purge_pending(&mut self) -> Result<bool> {
        Ok(self.purged()? < self.epoch()? || self.meta(WASTE)?.is_some_and(|waste| waste == "yes"))
    }

    /// Up to which epoch the erased are purged from the bytes.
    pub(crate) fn purged(&mut self) -> Result<u64> {
        Ok(self.meta("purged")?.and_then(|text| text.parse().ok()).unwrap_or(0))
    }
}

/// Where values of living persons and of the assortment stand, with their owner, for telling shared values from residue.
const SHARED: &[&str] = &[
    "SELECT id, given_name FROM subject WHERE erased IS NULL",
    "SELECT id, family_name FROM subject WHERE erased IS NULL",
    "SELECT id, company FROM subject WHERE erased IS NULL",
    "SELECT id, birth_date FROM subject WHERE erased IS NULL",
    "SELECT a.subject, a.street FROM address AS a JOIN subject AS s ON s.id = a.subject WHERE s.erased IS NULL",
    "SELECT a.subject, a.city FROM address AS a JOIN subject AS s ON s.id = a.subject WHERE s.erased IS NULL",
    "SELECT c.subject, c.value FROM part AS c JOIN subject AS s ON s.id = c.subject WHERE s.erased IS NULL",
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
    /// Every value that belongs to somebody who stays, or to nobody.
    pub(crate) fn each_shared_value(&mut self, each: &mut dyn FnMut(Option<SubjectId>, &[u8])) -> Result<()> {
        for sql in SHARED {
            self.session.query(sql, &[], &mut |row| {
                if let Some(text) = row.text_opt(1)? {
                    each(row.array_opt(0)?.map(SubjectId::from_bytes), text.as_bytes());
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// The bytes of every cell of a column that is text or bytes; of the values of the journal, each on its own.
    /// Of a payload that a law keeps nothing is given.
    pub(crate) fn each_residue_cell(&mut self, table: &str, column: &str, each: &mut dyn FnMut(&[u8])) -> Result<()> {
        let not_kept = if (table, column) == ("document", "payload") { " WHERE anonymized = 0 OR payload_until IS NULL" } else { "" };
        let sql = format!("SELECT \"{column}\" FROM \"{table}\"{not_kept}");
        let listed = journal_value::is_list(table, column);
        self.session.query(&sql, &[], &mut |row| {
            match row.cell(0)? {
                Cell::Text(_) if listed => {
                    journal_value::texts(row, 0)?.into_iter().flatten().flatten().for_each(|text| each(text.as_bytes()));
                }
                Cell::Text(text) => each(text.as_bytes()),
                Cell::Bytes(bytes) => each(bytes),
                Cell::Null | Cell::Int(_) => {}
            }
            Ok(())
        })
    }

    /// How many values of a person the journal holds.
    pub(crate) fn journal_value_count(&mut self, id: SubjectId) -> Result<u64> {
        let sql = "SELECT coalesce(sum(length(v.salts)) / 16, 0) FROM journal AS j \
                   JOIN journal_value AS v ON v.origin = j.origin AND v.sequence = j.sequence WHERE j.subject = $1";
        Ok(self.one(sql, &[(&id).into()], |row| row.number(0))?.unwrap_or(0))
    }
}
