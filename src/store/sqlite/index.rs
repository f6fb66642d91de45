//! The full-text index: how a condition is asked, and a purge. Deleting a word leaves it standing where it parts two pages of the index, so all pages are written anew.

use rusqlite::Connection;

use super::session::translate;
use crate::domain::search::Wanted;
use crate::error::Result;

/// Merges all pages into new ones. A row of nobody makes sure that there are two parts to merge, since one alone is left as it is.
const ANEW: &str = "INSERT INTO search (rowid, text) VALUES (-1, '0'); \
     INSERT INTO search (search) VALUES ('optimize'); \
     INSERT INTO search (search, rowid, text) VALUES ('delete', -1, '0');";

/// Writes the index anew, in one transaction: a crash leaves the old one.
pub(super) fn renew(connection: &Connection) -> Result<()> {
    let transaction = connection.unchecked_transaction().map_err(translate)?;
    transaction.execute_batch(ANEW).map_err(translate)?;
    transaction.commit().map_err(translate)
}

/// Many rows are written at once, or one by one again: how soon parts of the index are merged. A feed leaves many parts behind; each costs
/// a look at every search, so that too many are merged.
pub(super) fn bulk(connection: &Connection, on: bool) -> Result<()> {
    let automerge = if on { 16 } else { 4 };
    connection.execute("INSERT INTO search (search, rank) VALUES ('automerge', ?1)", [automerge]).map_err(translate)?;
    if !on && parts(connection)? > MOST_PARTS {
        connection.execute("INSERT INTO search (search) VALUES ('optimize')", []).map_err(translate)?;
    }
    Ok(())
}

/// A feed of a hundred thousand customers leaves ten.
const MOST_PARTS: u8 = 16;

/// How many parts the index has: the second number behind the counter and the mark of the record of its structure, which FTS5 keeps in
/// row 10 (file format of FTS5, `fts5_index.c`).
fn parts(connection: &Connection) -> Result<u8> {
    let record: Vec<u8> = connection.query_row("SELECT block FROM search_data WHERE id = 10", [], |row| row.get(0)).map_err(translate)?;
    let numbers = record.get(4..).unwrap_or_default();
    Ok(numbers.strip_prefix(&[0xff, 0, 0, 1]).unwrap_or(numbers).get(1).copied().unwrap_or(0))
}

/// A condition in the words of FTS5; none where nothing can hold it, empty where everything does.
pub(super) fn query(wanted: &Wanted) -> Option<String> {
    match wanted {
        Wanted::Word(word) => is_word(word).then(|| format!("\"{word}\"")),
        Wanted::Beginning(word) => is_word(word).then(|| format!("\"{word}\" *")),
        Wanted::Any(any) => joined(any.iter().filter_map(query), " OR "),
        Wanted::All(all) => {
            let all: Vec<String> = all.iter().map(query).collect::<Option<_>>()?;
            Some(joined(all.into_iter().filter(|one| !one.is_empty()), " AND ").unwrap_or_default())
        }
        Wanted::Except(one, other) => {
            let one = query(one)?;
            Some(query(other).map_or(one.clone(), |other| format!("({one} NOT {other})")))
        }
    }
}

fn joined(parts: impl Iterator<Item = String>, word: &str) -> Option<String> {
    let parts: Vec<String> = parts.collect();
    match parts.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        _ => Some(format!("({})", parts.join(word))),
    }
}

/// The tokenizer ends a word at everything in ASCII that is neither letter nor digit: no word holds that.
fn is_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|sign| !sign.is_ascii() || sign.is_ascii_alphanumeric())
}
