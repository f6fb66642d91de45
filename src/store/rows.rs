//! Rows of one table, many in one statement: a row on its own costs more for the statement than for the row.

use crate::error::Result;
use crate::store::sql::{Param, Session};

/// How many rows a statement inserts, the most first.
const SIZES: [usize; 4] = [64, 16, 2, 1];

/// The inserts of one table.
pub(super) struct Rows {
    width: usize,
    statements: [String; SIZES.len()],
}

impl Rows {
    /// For a table and its columns, separated by commas; what stands behind the values, such as what happens in a conflict.
    pub(super) fn new(table: &str, columns: &str, behind: &str) -> Self {
        let width = columns.split(',').count();
        let row = |row: usize| {
            let places: Vec<String> = (1..=width).map(|column| format!("${}", row * width + column)).collect();
            format!("({})", places.join(", "))
        };
        let rows = |count: usize| (0..count).map(row).collect::<Vec<_>>().join(", ");
        let statements = SIZES.map(|size| format!("INSERT INTO {table} ({columns}) VALUES {}{behind}", rows(size)));
        Self { width, statements }
    }

    /// Inserts rows, column by column and row by row.
    pub(super) fn insert(&self, session: &mut (dyn Session + '_), params: &[Param<'_>]) -> Result<()> {
        debug_assert!(params.len().is_multiple_of(self.width), "whole rows");
        let mut rest = params;
        for (size, sql) in SIZES.into_iter().zip(&self.statements) {
            while rest.len() >= size * self.width {
                let (rows, behind) = rest.split_at(size * self.width);
                session.execute(sql, rows)?;
                rest = behind;
            }
        }
        Ok(())
    }
}
