//! The list of customers, page by page.

use std::fmt;

use crate::domain::id::SubjectId;
use crate::error::Result;
use crate::store::sql::{Param, damaged};
use crate::store::subject::Stored;
use crate::store::unit::Reader;

/// By what a list is sorted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub enum ListSort {
    /// By name, folded.
    #[default]
    Name,
    /// By customer number, shorter ones first.
    Number,
    /// By last visit, the latest first.
    LastVisit,
}

/// What a list shows.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct ListQuery {
    /// Only these statuses; empty for all.
    pub statuses: Vec<String>,
    /// Only this branch.
    pub branch: Option<String>,
    /// The order.
    pub sort: ListSort,
    /// After this row of the page before: its sort key and id.
    pub after: Option<(String, SubjectId)>,
    /// How many rows.
    pub limit: usize,
}

impl fmt::Debug for ListQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { statuses, branch, sort, after, limit } = self;
        let after = after.as_ref().map(|(_, id)| id);
        write!(f, "ListQuery({statuses:?}, {branch:?}, {sort:?}, after {after:?}, limit {limit})")
    }
}

/// One row of the customer list.
#[derive(Clone)]
pub struct ListRow {
    /// The customer, with the columns of the list among its values.
    pub customer: Stored,
    /// Where the next page goes on.
    pub key: String,
}

impl fmt::Debug for ListRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ListRow({:?})", self.customer)
    }
}

impl Reader<'_> {
    /// A page of the customer list; erased and restricted customers are in none.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn list(&mut self, query: &ListQuery) -> Result<Vec<ListRow>> {
        let (sql, first) = page_of(query.sort);
        let (key, id) = query.after.as_ref().map_or((first, &[0; 16]), |(key, id)| (key.as_str(), id.bytes()));
        let statuses = if query.statuses.is_empty() { String::new() } else { format!(" {} ", query.statuses.join(" ")) };
        let limit = i64::try_from(query.limit).unwrap_or(i64::MAX);
        let branch: Param<'_> = query.branch.as_deref().unwrap_or_default().into();
        let params = [key.into(), id.into(), Param::from(&statuses), branch, limit.into()];
        let ids = self.all(sql, &params, |row| Ok((SubjectId::from_bytes(row.array(0)?), row.text(1)?.to_owned())))?;
        let mut rows = Vec::with_capacity(ids.len());
        for (id, key) in ids {
            rows.push(ListRow { customer: self.subject(id)?.ok_or_else(damaged)?, key });
        }
        Ok(rows)
    }
}

/// The page statement of a sort order, and the key before its first row.
fn page_of(sort: ListSort) -> (&'static str, &'static str) {
    match sort {
        ListSort::Name => (
            "SELECT id, sort_name || char(31) || coalesce(birth_date, '') FROM subject WHERE customer = 1 AND erased IS NULL \
             AND restricted IS NULL AND (sort_name || char(31) || coalesce(birth_date, ''), id) > ($1, $2) \
             AND ($3 = '' OR instr($3, ' ' || status || ' ') > 0) AND ($4 = '' OR branch = $4) \
             ORDER BY sort_name || char(31) || coalesce(birth_date, ''), id LIMIT $5",
            "",
        ),
        // A number's length goes first, so that 9 stands before 10.
        ListSort::Number => (
            "SELECT id, coalesce((100 + length(number)) || number, '') FROM subject WHERE customer = 1 AND erased IS NULL \
             AND restricted IS NULL AND (coalesce((100 + length(number)) || number, ''), id) > ($1, $2) \
             AND ($3 = '' OR instr($3, ' ' || status || ' ') > 0) AND ($4 = '' OR branch = $4) \
             ORDER BY coalesce((100 + length(number)) || number, ''), id LIMIT $5",
            "",
        ),
        ListSort::LastVisit => (
            "SELECT id, coalesce(last_visit, '') FROM subject WHERE customer = 1 AND erased IS NULL \
             AND restricted IS NULL AND (coalesce(last_visit, ''), id) < ($1, $2) \
             AND ($3 = '' OR instr($3, ' ' || status || ' ') > 0) AND ($4 = '' OR branch = $4) \
             ORDER BY coalesce(last_visit, '') DESC, id DESC LIMIT $5",
            "9999-99-99",
        ),
    }
}
