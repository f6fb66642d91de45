//! What can be read of a damaged file, in a new one. The damaged file is read and never written: its bytes are copied, and the copy is opened.

use std::collections::BTreeSet;
use std::fs::remove_file;
use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::backup::{forget_who_is_missing, store_of};
use super::session::translate;
use super::whole::Whole;
use super::{beside, bytes, holds_bytes, schema};
use crate::error::{Error, ErrorKind, Result};
use crate::store::pace::cancelled;
use crate::store::sql::Going;

/// What of a table could not be read.
///
/// ```
/// use clientela::Loss;
/// let loss = Loss { table: "address".to_owned(), copied: 40, lost: 3 };
/// assert!(loss.lost > 0);
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loss {
    /// The table.
    pub table: String,
    /// How many rows are in the new file.
    pub copied: u64,
    /// How many rows were lost, as far as what is left tells: at least so many.
    pub lost: u64,
}

/// Tables that others are looked up by come first.
const FIRST: &[&str] = &["meta", "subject", "document", "consent_form", "journal"];

/// By which keys of tables that were read the rows of another are found, where a damaged page hides them.
const PROBES: &[(&str, &str, &str)] = &[
    ("address", "subject = ?1", "SELECT id FROM subject"),
    ("part", "subject = ?1", "SELECT id FROM subject"),
    ("relation", "of = ?1", "SELECT id FROM subject"),
    ("consent_event", "subject = ?1", "SELECT id FROM subject"),
    ("consent_form_text", "form = ?1", "SELECT id FROM consent_form"),
    ("line", "customer = ?1 AND document = ?2", "SELECT coalesce(customer, zeroblob(16)), id FROM document"),
    ("journal_value", "origin = ?1 AND sequence = ?2", "SELECT origin, sequence FROM journal"),
    (
        "journal",
        "origin = ?1 AND sequence = ?2",
        "WITH RECURSIVE known (origin, sequence, last) AS (SELECT origin, 1, max(sequence) FROM journal GROUP BY origin \
         UNION ALL SELECT origin, sequence + 1, last FROM known WHERE sequence < last) SELECT origin, sequence FROM known",
    ),
];

/// The bytes of a damaged file, copied; they go when this is dropped.
struct Copied(PathBuf);

impl Copied {
    fn of(damaged: &Path, beside_what: &Path) -> Result<Self> {
        let copied = Self(beside(beside_what, ".damaged"));
        bytes::copy(damaged, &copied.0)?;
        let log = beside(damaged, "-wal");
        if holds_bytes(&log) {
            bytes::copy(&log, &beside(&copied.0, "-wal"))?;
        }
        Ok(copied)
    }

    fn open(&self) -> Result<Connection> {
        let connection = Connection::open(&self.0).map_err(translate)?;
        // A file that is shorter than it says is read as far as it goes.
        connection.execute_batch("PRAGMA writable_schema = ON; PRAGMA cell_size_check = ON;").map_err(translate)?;
        Ok(connection)
    }
}

impl Drop for Copied {
    fn drop(&mut self) {
        for suffix in ["", "-journal", "-wal", "-shm"] {
            let _ = remove_file(beside(&self.0, suffix));
        }
    }
}

/// A damaged file of which a new one is made.
pub struct Salvaging {
    target: Connection,
    whole: Whole,
    losses: Vec<Loss>,
}

impl Salvaging {
    /// Copies what can be read beside the place where it shall be, where no store may be yet.
    pub(crate) fn begin(from: &Path, to: &Path, going: Going<'_>) -> Result<Self> {
        let whole = Whole::begin(to)?;
        let copied = Copied::of(from, to)?;
        let source = copied.open()?;
        let version = version_of(&source)?;
        let mut target = whole.connect()?;
        schema::make(&mut target, version)?;
        let losses = Rescue { source: &source, target: &target }.everything(going)?;
        Ok(Self { target, whole, losses })
    }

    /// Which store it was, where that can be read.
    pub(crate) fn store(&self) -> Result<Option<String>> {
        store_of(&self.target)
    }

    /// Puts the new file into its place: of the store that the ledger names, which erases again whom it knows. Without a ledger nobody knows
    /// whose erasure was lost.
    pub(crate) fn finish(self, ledger: Option<&str>) -> Result<Vec<Loss>> {
        let run = |sql: &str| self.target.execute_batch(sql).map_err(translate);
        run("DELETE FROM meta WHERE name = 'fold'")?;
        if let Some(store) = ledger {
            run("DELETE FROM meta WHERE name = 'epoch'")?;
            let sql = "INSERT INTO meta (name, value) VALUES ('store', ?1) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
            self.target.execute(sql, [store]).map_err(translate)?;
        } else {
            number_again(&self.target)?;
            forget_who_is_missing(&self.target)?;
        }
        drop(self.target);
        self.whole.finish()?;
        Ok(self.losses)
    }
}

/// The schema of a damaged file, as far as it can be recognised as one of ours.
fn version_of(source: &Connection) -> Result<i32> {
    let unreadable = |error: Error| match error.kind() {
        ErrorKind::Damaged => Error::new(ErrorKind::Damaged, "salvage.unreadable").caused_by(error),
        _ => error,
    };
    schema::recognise(source).map_err(unreadable)?;
    let version: i32 = source.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(translate)?;
    if version == 0 {
        return Err(Error::new(ErrorKind::NotAStore, "store.not_ours"));
    }
    // A list of tables that is cut off may be read as an empty one.
    let listed = source.table_exists(None, "subject").map_err(translate).map_err(unreadable)?;
    if listed { Ok(version) } else { Err(Error::new(ErrorKind::Damaged, "salvage.unreadable")) }
}

/// Numbers the erasures that are left from 1, as a ledger wants them.
fn number_again(target: &Connection) -> Result<()> {
    let sql =
        "CREATE TEMP TABLE again AS SELECT id, erased, row_number() OVER (ORDER BY erased) AS epoch FROM subject WHERE erased IS NOT NULL;
        UPDATE subject SET erased = (SELECT a.epoch FROM again AS a WHERE a.id = subject.id) WHERE erased IS NOT NULL;
        DELETE FROM meta WHERE name = 'epoch';
        INSERT INTO meta (name, value) SELECT 'epoch', CAST(count(*) AS TEXT) FROM again;";
    target.execute_batch(sql).map_err(translate)?;
    target.execute_batch("DELETE FROM meta WHERE name = 'purged'").map_err(translate)?;
    if target.table_exists(None, "erasure").map_err(translate)? {
        // What a certificate tells is committed to with its number: of whom the number changed only the tombstone tells.
        let sql = "DELETE FROM erasure_answer WHERE epoch NOT IN
                (SELECT e.epoch FROM erasure AS e JOIN subject AS s ON s.id = e.subject AND s.erased = e.epoch);
            DELETE FROM erasure WHERE epoch NOT IN (SELECT erased FROM subject WHERE id = erasure.subject AND erased IS NOT NULL);";
        target.execute_batch(sql).map_err(translate)?;
    }
    if target.table_exists(None, "erased_mark").map_err(translate)? {
        // Of whose tombstone is lost the mark stays, under a number that no erasure has.
        let sql = "CREATE TEMP TABLE marks AS SELECT coalesce(a.epoch, -m.epoch) AS epoch, m.mark AS mark
                FROM erased_mark AS m LEFT JOIN again AS a ON a.erased = m.epoch;
            DELETE FROM erased_mark;
            INSERT OR IGNORE INTO erased_mark (epoch, mark) SELECT epoch, mark FROM marks;";
        target.execute_batch(sql).map_err(translate)?;
    }
    Ok(())
}

/// A damaged file and the new one.
struct Rescue<'a> {
    source: &'a Connection,
    target: &'a Connection,
}

/// A table: its name, its columns, and those of its key.
struct Table {
    name: String,
    columns: String,
    count: usize,
    key: Vec<String>,
}

impl Rescue<'_> {
    fn everything(&self, going: Going<'_>) -> Result<Vec<Loss>> {
        let tables = self.tables()?;
        let total = tables.len() as u64;
        let mut losses = Vec::new();
        for (done, table) in (0..).zip(&tables) {
            if !going(done, total) {
                return Err(cancelled());
            }
            let lost = self.copy(table)?;
            losses.push(Loss { table: table.name.clone(), copied: 0, lost });
        }
        self.mend(&tables, &mut losses)?;
        for loss in &mut losses {
            let sql = format!("SELECT count(*) FROM \"{}\"", loss.table);
            let copied: i64 = self.target.query_row(&sql, [], |row| row.get(0)).map_err(translate)?;
            loss.copied = u64::try_from(copied).unwrap_or(0);
        }
        if going(total, total) { Ok(losses) } else { Err(cancelled()) }
    }

    fn tables(&self) -> Result<Vec<Table>> {
        // The index is made anew when the store is opened.
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' AND name <> 'free_word' AND name NOT LIKE 'sqlite%'";
        let mut names: Vec<String> = self.texts(sql)?;
        names.sort_by_key(|name| (FIRST.iter().position(|first| first == name).unwrap_or(FIRST.len()), name.clone()));
        names.into_iter().map(|name| self.table(name)).collect()
    }

    fn table(&self, name: String) -> Result<Table> {
        let columns = self.texts(&format!("SELECT name FROM pragma_table_info('{name}') ORDER BY cid"))?;
        let key = self.texts(&format!("SELECT name FROM pragma_table_info('{name}') WHERE pk > 0 ORDER BY pk"))?;
        let key = key.into_iter().map(|column| quoted(&column)).collect();
        let count = columns.len();
        Ok(Table { name, columns: columns.iter().map(|column| quoted(column)).collect::<Vec<_>>().join(", "), count, key })
    }

    /// Texts of the new file's schema.
    fn texts(&self, sql: &str) -> Result<Vec<String>> {
        let mut statement = self.target.prepare(sql).map_err(translate)?;
        let rows = statement.query_map([], |row| row.get(0)).map_err(translate)?;
        rows.collect::<rusqlite::Result<_>>().map_err(translate)
    }

    /// Copies a table from both ends; what lies between two damaged places is looked up by its key. Says how many rows were lost.
    fn copy(&self, table: &Table) -> Result<u64> {
        self.target.execute_batch("BEGIN").map_err(translate)?;
        let Table { name, columns, key, .. } = table;
        let (mut lost, ascending) = (0, key.join(", "));
        let descending = key.iter().map(|column| format!("{column} DESC")).collect::<Vec<_>>().join(", ");
        let read = |order: &str| format!("SELECT {columns} FROM \"{name}\" ORDER BY {order}");
        let whole = self.take(table, &read(&ascending), &[], false, &mut lost)?;
        if !whole {
            self.take(table, &read(&descending), &[], true, &mut 0)?;
            lost += self.look_up(table)?.max(1);
        }
        self.target.execute_batch("COMMIT").map_err(translate)?;
        Ok(lost)
    }

    /// Copies the rows of a query as far as they can be read; whether that was to the end. What no table takes is counted. From behind it
    /// ends where it meets what is there.
    fn take(&self, table: &Table, sql: &str, key: &[Value], from_behind: bool, refused: &mut u64) -> Result<bool> {
        let places = vec!["?"; table.count].join(", ");
        let insert = format!("INSERT OR IGNORE INTO \"{}\" ({}) VALUES ({places})", table.name, table.columns);
        let mut insert = self.target.prepare_cached(&insert).map_err(translate)?;
        let Ok(mut statement) = self.source.prepare_cached(sql) else { return Ok(false) };
        let Ok(mut rows) = statement.query(params_from_iter(key)) else { return Ok(false) };
        loop {
            let row = match rows.next() {
                Ok(None) => return Ok(true),
                Err(_) => return Ok(false),
                Ok(Some(row)) => (0..table.count).map(|at| row.get::<_, Value>(at)).collect::<rusqlite::Result<Vec<Value>>>(),
            };
            let taken = match row.map(|row| insert.execute(params_from_iter(row))) {
                Ok(Ok(taken)) => taken,
                Ok(Err(error)) => {
                    let error = translate(error);
                    if error.kind() != ErrorKind::Conflict {
                        return Err(error);
                    }
                    0
                }
                Err(_) => 0,
            };
            if taken == 0 && from_behind {
                return Ok(true);
            }
            *refused += u64::from(taken == 0);
        }
    }

    /// Looks up what indexes and other tables know of, and says how much of it cannot be read.
    fn look_up(&self, table: &Table) -> Result<u64> {
        let by_key = (1..).zip(&table.key).map(|(at, column)| format!("{column} = ?{at}")).collect::<Vec<_>>().join(" AND ");
        let mut lost = BTreeSet::new();
        for key in self.indexed(table)? {
            let sql = format!("SELECT {} FROM \"{}\" WHERE {by_key}", table.columns, table.name);
            self.take(table, &sql, &key, false, &mut 0)?;
            if !self.holds(table, &by_key, &key)? {
                lost.insert(format!("{key:?}"));
            }
        }
        for (_, by, keys) in PROBES.iter().filter(|(name, ..)| *name == table.name) {
            let sql = format!("SELECT {} FROM \"{}\" WHERE {by}", table.columns, table.name);
            for key in keys_of(self.target, keys)? {
                let missing = !self.take(table, &sql, &key, false, &mut 0)? && !self.holds(table, by, &key)?;
                lost.extend(missing.then(|| format!("{key:?}")));
            }
        }
        Ok(lost.len() as u64)
    }

    /// The keys that the indexes of a table know.
    fn indexed(&self, table: &Table) -> Result<Vec<Vec<Value>>> {
        let indexes = format!(
            "SELECT name || char(31) || sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = '{}' AND sql IS NOT NULL",
            table.name
        );
        let mut keys = Vec::new();
        for index in self.texts(&indexes)? {
            let Some((name, sql)) = index.split_once('\u{1f}') else { continue };
            let only = sql.find("WHERE ").map_or("", |at| &sql[at..]);
            let sql = format!("SELECT {} FROM \"{}\" INDEXED BY \"{name}\" {only}", table.key.join(", "), table.name);
            keys.extend(keys_of(self.source, &sql).unwrap_or_default());
        }
        Ok(keys)
    }

    fn holds(&self, table: &Table, by: &str, key: &[Value]) -> Result<bool> {
        let sql = format!("SELECT 1 FROM \"{}\" WHERE {by}", table.name);
        self.target.prepare_cached(&sql).and_then(|mut statement| statement.exists(params_from_iter(key))).map_err(translate)
    }

    /// Gives every reference something to refer to: whose record is lost stays as nobody, so that what they said and bought stays; any other
    /// row that refers to nothing is lost too.
    fn mend(&self, tables: &[Table], losses: &mut [Loss]) -> Result<()> {
        let mut again = true;
        while again {
            again = false;
            for (table, loss) in tables.iter().zip(losses.iter_mut()) {
                let sql = format!(
                    "SELECT \"from\" || char(31) || \"table\" || char(31) || coalesce(\"to\", 'id') FROM pragma_foreign_key_list('{}')",
                    table.name
                );
                for reference in self.texts(&sql)? {
                    let mut parts = reference.split('\u{1f}');
                    let (Some(from), Some(to), Some(column)) = (parts.next(), parts.next(), parts.next()) else { continue };
                    let mended = self.mend_one(&table.name, from, (to, column))?;
                    loss.lost += if to == "subject" { 0 } else { mended };
                    again |= mended > 0;
                }
            }
        }
        Ok(())
    }

    fn mend_one(&self, table: &str, from: &str, (to, column): (&str, &str)) -> Result<u64> {
        let missing = format!("\"{from}\" IS NOT NULL AND \"{from}\" NOT IN (SELECT \"{column}\" FROM \"{to}\")");
        let sql = if to == "subject" {
            format!(
                "INSERT OR IGNORE INTO subject (id, version, customer) SELECT DISTINCT \"{from}\", 1, 0 FROM \"{table}\" WHERE {missing}"
            )
        } else {
            format!("DELETE FROM \"{table}\" WHERE {missing}")
        };
        self.target.execute(&sql, []).map(|count| count as u64).map_err(translate)
    }
}

/// The keys that a query gives, as far as it can be read.
fn keys_of(connection: &Connection, sql: &str) -> Result<Vec<Vec<Value>>> {
    let mut statement = connection.prepare(sql).map_err(translate)?;
    let count = statement.column_count();
    let mut rows = statement.query([]).map_err(translate)?;
    let mut keys = Vec::new();
    while let Ok(Some(row)) = rows.next() {
        keys.extend((0..count).map(|at| row.get::<_, Value>(at)).collect::<rusqlite::Result<Vec<Value>>>());
    }
    Ok(keys)
}

fn quoted(column: &str) -> String {
    format!("\"{column}\"")
}
