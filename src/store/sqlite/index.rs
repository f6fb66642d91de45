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
