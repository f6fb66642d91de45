//! The same customers in one table of text and one of FTS5, as a shop would have them otherwise.

use cpu_time::ThreadTime;
use rusqlite::Connection;

use crate::support::{Spread, customer};
use crate::{FEW, times};

/// How else somebody would search.
type Way = fn(&Connection, &str) -> Vec<String>;

/// The same keystrokes, some of them, by `LIKE` and by FTS5 with bm25.
pub fn beside(folder: &tempfile::TempDir, customers: usize, keystrokes: &[String], ours: &Spread) {
    let rival = filled(folder, customers);
    let some: Vec<&String> = keystrokes.iter().step_by(keystrokes.len() / FEW).collect();
    let ways: [(&str, Way); 2] = [("LIKE '%…%', by last visit", like), ("FTS5 with bm25, no prefix index", bm25)];
    for (name, way) in ways {
        let took = some.iter().map(|typed| {
            let start = ThreadTime::now();
            std::hint::black_box(way(&rival, typed));
            start.elapsed()
        });
        let took = Spread::of(took.collect());
        took.print(name);
        println!("  times ours: {}", times(&took, ours));
    }
}

fn filled(folder: &tempfile::TempDir, customers: usize) -> Connection {
    let mut rival = Connection::open(folder.path().join("rival.db")).expect("a file");
    let schema = "PRAGMA journal_mode = WAL; CREATE TABLE customer (id INTEGER PRIMARY KEY, visit TEXT, text TEXT); \
                  CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = \"unicode61 remove_diacritics 2\");";
    rival.execute_batch(schema).expect("a schema");
    let write = rival.transaction().expect("a transaction");
    for i in 0..customers {
        let values = customer(i);
        let words = values.join(" ");
        write
            .prepare_cached("INSERT INTO customer (visit, text) VALUES (?1, ?2)")
            .and_then(|mut row| row.execute((&values[13], &words)))
            .expect("a row");
        write.prepare_cached("INSERT INTO words (text) VALUES (?1)").and_then(|mut row| row.execute([&words])).expect("a row");
    }
    write.commit().expect("committed");
    rival
}

fn texts(rival: &Connection, sql: &str, pattern: &str) -> Vec<String> {
    let mut statement = rival.prepare_cached(sql).expect("a statement");
    statement.query_map([pattern], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("texts")
}

fn like(rival: &Connection, typed: &str) -> Vec<String> {
    texts(rival, "SELECT text FROM customer WHERE text LIKE ?1 ORDER BY visit DESC LIMIT 10", &format!("%{typed}%"))
}

fn bm25(rival: &Connection, typed: &str) -> Vec<String> {
    let typed = typed.replace('"', " ");
    texts(rival, "SELECT text FROM words WHERE words MATCH ?1 ORDER BY bm25(words) LIMIT 10", &format!("\"{typed}\"*"))
}
