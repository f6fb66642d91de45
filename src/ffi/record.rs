//! Things with many fields that C reads by the field's number, and walks over them. Knows no noun.

use crate::error::{Error, ErrorKind, Result};
use crate::ffi::raw::misuse;
use crate::ffi::shown::{CText, Lent};

/// What stands in a field. A text may be absent; a word is a text and a number.
enum Part {
    Text(Option<CText>),
    Number(i64),
    Word(Option<CText>, i64),
}

/// What C reads by number.
#[derive(Default)]
pub struct Record(Vec<(i32, Part)>);

impl Record {
    /// With a text; none is absent.
    pub fn text<'t>(self, field: i32, text: impl Into<Option<&'t str>>) -> Self {
        self.with(field, Part::Text(text.into().map(CText::new)))
    }

    /// With a number.
    pub fn number(self, field: i32, number: i64) -> Self {
        self.with(field, Part::Number(number))
    }

    /// With a word: the number of its constant, and its name.
    pub fn word<'t>(self, field: i32, number: i32, name: impl Into<Option<&'t str>>) -> Self {
        self.with(field, Part::Word(name.into().map(CText::new), number.into()))
    }

    /// Lends a text or the name of a word.
    pub fn lend(&self, field: i32) -> Result<Lent> {
        match self.part(field)? {
            Part::Text(text) | Part::Word(text, _) => Ok(text.as_ref().into()),
            Part::Number(_) => Err(misuse("argument.not_a_text", "field")),
        }
    }

    /// A number, or the number of a word.
    pub fn value(&self, field: i32) -> Result<i64> {
        match self.part(field)? {
            Part::Number(number) | Part::Word(_, number) => Ok(*number),
            Part::Text(_) => Err(misuse("argument.not_a_number", "field")),
        }
    }

    fn with(mut self, field: i32, part: Part) -> Self {
        self.0.push((field, part));
        self
    }

    fn part(&self, field: i32) -> Result<&Part> {
        let found = self.0.iter().find(|(other, _)| *other == field).map(|(_, part)| part);
        found.ok_or_else(|| misuse("argument.unknown_constant", "field"))
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
