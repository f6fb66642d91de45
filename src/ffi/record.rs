//! Things with many fields that C reads by the field's number, and walks over them. Knows no noun.

use crate::error::{Error, ErrorKind, Result};
use crate::ffi::raw::misuse;
use crate::ffi::shown::{CText, Lent};

/// One field: a text, a number, or a word, which is both.
struct Part {
    field: i32,
    text: Option<Option<CText>>,
    number: Option<i64>,
}

/// What C reads by number.
#[derive(Default)]
pub struct Record(Vec<Part>);

impl Record {
    /// With a text; none is absent.
    pub fn text<'t>(mut self, field: i32, text: impl Into<Option<&'t str>>) -> Self {
        self.0.push(Part { field, text: Some(text.into().map(CText::new)), number: None });
        self
    }

    /// With a number.
    pub fn number(mut self, field: i32, number: i64) -> Self {
        self.0.push(Part { field, text: None, number: Some(number) });
        self
    }

    /// With a word: the number of its constant, and its name.
    pub fn word<'t>(mut self, field: i32, number: i32, name: impl Into<Option<&'t str>>) -> Self {
        self.0.push(Part { field, text: Some(name.into().map(CText::new)), number: Some(number.into()) });
        self
    }

    /// Lends a text or the name of a word.
    pub fn lend(&self, field: i32) -> Result<Lent> {
        let text = self.part(field)?.text.as_ref().ok_or_else(|| misuse("argument.not_a_text", "field"))?;
        Ok(text.as_ref().into())
    }

    /// A number, or the number of a word.
    pub fn value(&self, field: i32) -> Result<i64> {
        self.part(field)?.number.ok_or_else(|| misuse("argument.not_a_number", "field"))
    }

    fn part(&self, field: i32) -> Result<&Part> {
        self.0.iter().find(|part| part.field == field).ok_or_else(|| misuse("argument.unknown_constant", "field"))
    }
}

/// Rows that C steps through, reading the present one. Rows stay until the handle is freed, so that texts lent from them stay too.
pub struct Walk<T> {
    rows: Vec<T>,
    /// How many rows were stepped to; one more than there are after the end.
    stepped: usize,
}

impl<T> Walk<T> {
    /// A walk that begins before the first row.
    pub fn new(rows: impl IntoIterator<Item = T>) -> Self {
        Self { rows: rows.into_iter().collect(), stepped: 0 }
    }

    /// Steps to the next row; none after the last, however often it is asked.
    pub fn step(&mut self) -> Option<()> {
        self.stepped = self.rows.len().min(self.stepped) + 1;
        self.rows.get(self.stepped - 1).map(drop)
    }

    /// The present row.
    pub fn row(&self) -> Result<&T> {
        let row = self.stepped.checked_sub(1).and_then(|at| self.rows.get(at));
        row.ok_or_else(|| Error::new(ErrorKind::State, "walk.no_row"))
    }
}

/// A number of the library as C gets it.
pub fn int<N>(number: N) -> i64
where
    i64: TryFrom<N>,
{
    i64::try_from(number).unwrap_or(i64::MAX)
}
