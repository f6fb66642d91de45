//! A list that C walks: `_next` steps to the next row or says that there is none.

/// Rows and how far the walk has come; rows stay until the handle is freed, so that texts lent from them stay too.
pub struct Cursor<T> {
    rows: Vec<T>,
    next: usize,
}

impl<T> Cursor<T> {
    /// A walk that begins before the first row.
    pub fn new(rows: Vec<T>) -> Self {
        Self { rows, next: 0 }
    }

    /// The next row; none after the last, however often it is asked.
    pub fn next(&mut self) -> Option<&T> {
        let row = self.rows.get(self.next)?;
        self.next += 1;
        Some(row)
    }
}
