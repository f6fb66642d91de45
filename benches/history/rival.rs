//! The same questions as SQL: `LIKE` over the seven fields, the other filters, one page in its order, and the counts of all values. It knows
//! no folding, nothing of what was returned, and no counts under the other filters.

use std::path::Path;
use std::time::Duration;

use clientela::domain::id::SubjectId;
use rusqlite::{Connection, params};

use crate::support::time;

const PAGE: &str = "SELECT l.item_name, d.number, d.created, l.quantity, l.final_price, l.properties, l.attributes \
     FROM line l JOIN document d ON d.id = l.document WHERE l.customer = ?1 AND (?2 = '' OR l.item_name LIKE ?2 OR l.ean LIKE ?2 OR \
     l.item_code LIKE ?2 OR l.properties LIKE ?2 OR l.attributes LIKE ?2 OR d.number LIKE ?2 OR d.barcode LIKE ?2) \
     AND l.final_price BETWEEN 1000000 AND 19990000 AND d.total >= 200 AND d.kind = 'receipt' ORDER BY l.final_price DESC LIMIT 20";

const COUNTS: &str = "SELECT p.value ->> 0, p.value ->> 1, count(*) FROM line l JOIN document d ON d.id = l.document, \
     json_each(l.attributes) p WHERE l.customer = ?1 AND (?2 = '' OR l.item_name LIKE ?2 OR l.ean LIKE ?2 OR l.item_code LIKE ?2 OR \
     l.properties LIKE ?2 OR l.attributes LIKE ?2 OR d.number LIKE ?2 OR d.barcode LIKE ?2) \
     AND l.final_price BETWEEN 1000000 AND 19990000 AND d.total >= 200 AND d.kind = 'receipt' GROUP BY 1, 2";

pub struct Rival(Connection);

impl Rival {
    pub fn open(path: &Path) -> Self {
        let connection = Connection::open(path).expect("a file");
        connection.execute_batch("PRAGMA cache_size = -32768").expect("a cache");
        Self(connection)
    }

    /// How long the page and the counts take.
    pub fn ask(&self, customer: SubjectId, word: &str) -> Duration {
        let like = format!("%{word}%");
        let (took, found) = time(|| self.rows(PAGE, customer, &like) + self.rows(COUNTS, customer, &like));
        assert!(found > 0);
        took
    }

    fn rows(&self, sql: &str, customer: SubjectId, like: &str) -> usize {
        let mut statement = self.0.prepare_cached(sql).expect("a statement");
        let mut rows = statement.query(params![customer.bytes(), like]).expect("rows");
        let mut count = 0;
        while let Some(row) = rows.next().expect("a row") {
            std::hint::black_box(row.get_ref(0).expect("a cell"));
            count += 1;
        }
        count
    }
}
