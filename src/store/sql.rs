//! Our own small statement, value and row types, over which the shared SQL is written once for every driver.

use crate::domain::id::{Code, SubjectId};
use crate::domain::search::Wanted;
use crate::domain::time::Timestamp;
use crate::error::{Error, ErrorKind, Result};

/// A value bound to a statement; the statements number them `$1…` by first appearance.
#[derive(Clone, Copy, Debug)]
pub enum Param<'a> {
    /// No value.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
}

impl<'a> From<&'a str> for Param<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Param<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Param<'_> {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<bool> for Param<'_> {
    fn from(flag: bool) -> Self {
        Self::Int(i64::from(flag))
    }
}

impl<'a> From<&'a [u8]> for Param<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Param<'a> {
    fn from(bytes: &'a [u8; N]) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a> From<&'a SubjectId> for Param<'a> {
    fn from(id: &'a SubjectId) -> Self {
        Self::Bytes(id.bytes())
    }
}

impl<'a> From<&'a Code> for Param<'a> {
    fn from(code: &'a Code) -> Self {
        Self::Text(code.as_str())
    }
}

impl From<Timestamp> for Param<'_> {
    fn from(at: Timestamp) -> Self {
        Self::Int(at.millis())
    }
}

impl<'a, T: Into<Param<'a>>> From<Option<T>> for Param<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// One cell of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// No value.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
}

/// One row of an answer.
pub trait Row {
    /// The cell in this column, counted from 0.
    ///
    /// # Errors
    /// [`ErrorKind::Damaged`] where the file holds something else than it may.
    fn cell(&self, column: usize) -> Result<Cell<'_>>;
}

impl dyn Row + '_ {
    /// Text that must be there.
    ///
    /// # Errors
    /// [`ErrorKind::Damaged`] where the column holds something else.
    pub fn text(&self, column: usize) -> Result<&str> {
        self.text_opt(column)?.ok_or_else(damaged)
    }

    /// Text or nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Damaged`] where the column holds something else.
    pub fn text_opt(&self, column: usize) -> Result<Option<&str>> {
        match self.cell(column)? {
            Cell::Null => Ok(None),
            Cell::Text(text) => Ok(Some(text)),
            _ => Err(damaged()),
        }
    }

    /// Owned text or nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Damaged`] where the column holds something else.
    pub fn string_opt(&self, column: usize) -> Result<Option<String>> {
        Ok(self.text_opt(column)?.map(str::to_owned))
    }

    /// A number that must be there.
    ///
    /// # Errors
    /// [`ErrorKind::Damaged`] where the column holds something else.
    pub fn int(&self, column: usize) -> Result<i64> {
        self.int_opt(column)?.ok_or_else(damaged)
    }

    /// A number or nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Damaged`] where the column holds something else.
    pub fn int_opt(&self, column: usize) -> Result<Option<i64>> {
        match self.cell(column)? {
            Cell::Null => Ok(None),
            Cell::Int(number) => Ok(Some(number)),
            _ => Err(damaged()),
        }
    }

    /// A number of a narrower type.
    ///
    /// # Errors
    /// [`ErrorKind::Damaged`] where the column holds something else.
    pub fn number<T: TryFrom<i64>>(&self, column: usize) -> Result<T> {
        T::try_from(self.int(column)?).map_err(|_| damaged())
    }

    /// Yes or no.
    ///
    /// # Errors
    /// [`ErrorKind::Damaged`] where the column holds something else.
    pub fn flag(&self, column: usize) -> Result<bool> {
        Ok(self.int(column)? != 0)
    }

    /// Bytes or nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Damaged`] where the column holds something else.
    pub fn bytes_opt(&self, column: usize) -> Result<Option<&[u8]>> {
        match self.cell(column)? {
            Cell::Null => Ok(None),
            Cell::Bytes(bytes) => Ok(Some(bytes)),
            _ => Err(damaged()),
        }
    }

    /// Bytes of a fixed length or nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Damaged`] where the column holds something else.
    pub fn array_opt<const N: usize>(&self, column: usize) -> Result<Option<[u8; N]>> {
        self.bytes_opt(column)?.map(|bytes| bytes.try_into().map_err(|_| damaged())).transpose()
    }

    /// Bytes of a fixed length.
    ///
    /// # Errors
    /// [`ErrorKind::Damaged`] where the column holds something else.
    pub fn array<const N: usize>(&self, column: usize) -> Result<[u8; N]> {
        self.array_opt(column)?.ok_or_else(damaged)
    }

    /// A code or nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Damaged`] where the column holds something else.
    pub fn code_opt(&self, column: usize) -> Result<Option<Code>> {
        self.text_opt(column)?.map(|text| Code::parse(text).map_err(|_| damaged())).transpose()
    }

    /// A word of a closed list.
    ///
    /// # Errors
    /// [`ErrorKind::Damaged`] where the column holds something else.
    pub fn word<T>(&self, column: usize, read: fn(&str) -> Option<T>) -> Result<T> {
        read(self.text(column)?).ok_or_else(damaged)
    }
}

/// What is said when a row holds what no version of this library writes.
pub(crate) fn damaged() -> Error {
    Error::new(ErrorKind::Damaged, "store.damaged")
}

/// Ranks of the index: the first and the last that are wanted.
pub type Ranks = std::ops::RangeInclusive<i64>;

/// One snapshot or one transaction. Dropped without `commit`, it leaves no trace.
pub trait Session {
    /// Runs a statement and says how many rows it touched.
    ///
    /// # Errors
    /// Busy, damaged, full or conflicting: the driver's error, translated.
    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<usize>;

    /// Runs a query, row by row.
    ///
    /// # Errors
    /// As `execute`, and what `each` returns.
    fn query(&mut self, sql: &str, params: &[Param<'_>], each: &mut dyn FnMut(&dyn Row) -> Result<()>) -> Result<()>;

    /// Puts rows of folded text into the index, each under its rank.
    ///
    /// # Errors
    /// As `execute`.
    fn index_put(&mut self, rows: &mut dyn Iterator<Item = (i64, &str)>) -> Result<()>;

    /// Takes a row out of the index; `text` is exactly what was put.
    ///
    /// # Errors
    /// As `execute`.
    fn index_remove(&mut self, rank: i64, text: &str) -> Result<()>;

    /// The same where a purge follows: it is no longer found, while its bytes may stay until the purge.
    ///
    /// # Errors
    /// As `execute`.
    fn index_forget(&mut self, rank: i64, text: &str) -> Result<()>;

    /// The rows that hold what is wanted, of these ranks and in their order, until `each` wants no more: rank, whose it is, and its text.
    ///
    /// # Errors
    /// As `execute`, and what `each` returns.
    fn index_search(&mut self, wanted: &Wanted, ranks: Ranks, each: &mut dyn FnMut(i64, SubjectId, &str) -> Result<bool>) -> Result<()>;

    /// Every word the index holds.
    ///
    /// # Errors
    /// As `execute`.
    fn index_words(&mut self, each: &mut dyn FnMut(&str) -> Result<()>) -> Result<()>;

    /// Makes everything done in this transaction durable.
    ///
    /// # Errors
    /// [`ErrorKind::Unknown`] where the commit failed and may have happened.
    fn commit(self: Box<Self>) -> Result<()>;
}

/// Is told how much of a long work is done and of how much there is (0: not known); says whether to go on.
pub type Going<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

/// Takes a piece of a file: its name, an offset, and the bytes that are there. An error ends the walk.
pub type EachPiece<'a> = &'a mut dyn FnMut(&str, u64, &[u8]) -> Result<()>;

/// What looking at a file found: how much is wrong, 0 each where nothing is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Soundness {
    /// Pages, cells and indexes.
    pub pages: u64,
    /// Rows that refer to nothing.
    pub references: u64,
    /// Tables and indexes that are not as they were made.
    pub schema: u64,
}

/// A driver: one store's file or schema.
pub trait Driver: Send + Sync {
    /// Takes a snapshot to read from.
    ///
    /// # Errors
    /// As [`Session::execute`].
    fn read(&self) -> Result<Box<dyn Session + '_>>;

    /// Begins a transaction that may write, waiting a bounded time for others.
    ///
    /// # Errors
    /// [`ErrorKind::Busy`] after the wait.
    fn write(&self) -> Result<Box<dyn Session + '_>>;

    /// A number that changes whenever anybody, in any process, committed something. Costs no query.
    ///
    /// # Errors
    /// As [`Session::execute`].
    fn version(&self) -> Result<i64>;

    /// Says that many large transactions come, or that they are over: a log may become longer meanwhile before it is moved into the
    /// file. Nothing that was committed is less durable.
    ///
    /// # Errors
    /// As [`Session::execute`].
    fn bulk(&self, on: bool) -> Result<()> {
        let _ = on;
        Ok(())
    }

    /// Removes what deleted rows left behind; `false` while a reader stands in the way. `going` is asked now and then whether to go on, and
    /// must not use the store.
    ///
    /// # Errors
    /// As [`Session::execute`]; [`ErrorKind::Cancelled`].
    fn purge(&self, going: Going<'_>) -> Result<bool>;

    /// Copies the store as it is now into a new file, while others read and write.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] where the file exists; [`ErrorKind::Cancelled`]; [`ErrorKind::State`] from a driver that makes no copies.
    fn backup(&self, to: &std::path::Path, going: Going<'_>) -> Result<()> {
        let (_, _) = (to, going);
        Err(Error::new(ErrorKind::State, "store.no_backup"))
    }

    /// Looks at every page, every reference and the schema.
    ///
    /// # Errors
    /// [`ErrorKind::Cancelled`]; what is damaged is counted, not failed on.
    fn soundness(&self, going: Going<'_>) -> Result<Soundness> {
        let _ = going;
        Ok(Soundness::default())
    }

    /// Every table with its columns.
    ///
    /// # Errors
    /// As [`Session::execute`].
    fn columns(&self) -> Result<Vec<(String, String)>>;

    /// The raw bytes of every file of the store, piece by piece with some overlap: file name, offset, bytes.
    ///
    /// # Errors
    /// [`ErrorKind::Io`]; those of `each`, which end it.
    fn bytes(&self, each: EachPiece<'_>) -> Result<()>;

    /// How many bytes these files have about; 0: not known.
    ///
    /// # Errors
    /// [`ErrorKind::Io`].
    fn size(&self) -> Result<u64> {
        Ok(0)
    }
}
