//! Texts that C borrows: each ends with a NUL and stays where it is until its handle is freed. Wiped when dropped.

use std::cell::Cell;
use std::ffi::c_char;
use std::ptr;

use zeroize::Zeroize;

use crate::domain::field::Field;
use crate::domain::subject::Values;

/// A text with a NUL behind it.
pub struct CText {
    with_nul: Box<str>,
    lent: Cell<bool>,
}

impl CText {
    /// Copies a text.
    pub fn new(text: &str) -> Self {
        let mut with_nul = String::with_capacity(text.len() + 1);
        with_nul.push_str(text);
        with_nul.push('\0');
        Self { with_nul: with_nul.into_boxed_str(), lent: Cell::new(false) }
    }

    /// The text without its NUL.
    pub fn as_str(&self) -> &str {
        &self.with_nul[..self.with_nul.len() - 1]
    }

    /// Lends it to C; it must stay alive until its handle is freed.
    pub fn lend(&self) -> Lent {
        self.lent.set(true);
        Lent { text: self.with_nul.as_ptr().cast(), len: self.with_nul.len() - 1 }
    }
}

impl Drop for CText {
    fn drop(&mut self) {
        self.with_nul.zeroize();
    }
}

/// A text as C gets it.
#[derive(Clone, Copy)]
pub struct Lent {
    /// The first byte, or NULL.
    pub text: *const c_char,
    /// Bytes without the NUL.
    pub len: usize,
}

impl Lent {
    /// No text: NULL and 0.
    pub const NONE: Self = Self { text: ptr::null(), len: 0 };
}

impl From<Option<&CText>> for Lent {
    fn from(text: Option<&CText>) -> Self {
        text.map_or(Self::NONE, CText::lend)
    }
}

/// How many numbers fields may have.
const FIELDS: usize = 160;

/// Values that no longer change: the first occurrence of a field is found without a search.
pub struct Fixed {
    by_key: Box<[(i64, CText)]>,
    /// By field: the place of its first value; beyond all where it has none.
    first: [u16; FIELDS],
}

impl Fixed {
    /// All values of a record.
    pub fn of<'v>(values: impl Iterator<Item = (Field, u16, &'v str)>) -> Self {
        let by_key: Box<[_]> = values.map(|(field, slot, text)| (key(field, slot), CText::new(text))).collect();
        let mut first = [u16::MAX; FIELDS];
        for (at, (key, _)) in (0..u16::MAX).zip(&by_key).rev() {
            let field = usize::try_from(key >> 16).ok();
            field.and_then(|field| first.get_mut(field)).into_iter().for_each(|first| *first = at);
        }
        Self { by_key, first }
    }

    /// Lends a value; [`Lent::NONE`] where there is none.
    pub fn lend(&self, field: Field, slot: u16) -> Lent {
        let wanted = key(field, slot);
        let first = self.first.get(field as usize).map_or(usize::MAX, |first| usize::from(*first));
        let mut rest = self.by_key.get(first..).unwrap_or_default().iter();
        rest.find(|(key, _)| *key >= wanted).filter(|(key, _)| *key == wanted).map(|(_, text)| text).into()
    }
}

/// Values by field and slot, ready to be lent.
#[derive(Default)]
pub struct Shown {
    by_key: Vec<(i64, CText)>,
    /// Texts that were lent and then replaced.
    replaced: Vec<CText>,
}

impl Shown {
    /// All values of a subject.
    pub fn of(values: &Values) -> Self {
        let by_key = values.iter().map(|(field, slot, text)| (key(field, slot), CText::new(text))).collect();
        Self { by_key, replaced: Vec::new() }
    }

    /// Lends a value; [`Lent::NONE`] where there is none.
    pub fn lend(&self, field: Field, slot: u16) -> Lent {
        let found = self.place(field, slot).ok().and_then(|at| self.by_key.get(at));
        found.map(|(_, text)| text).into()
    }

    /// Replaces a value; empty text removes it. What was lent stays.
    pub fn set(&mut self, field: Field, slot: u16, text: &str) {
        match self.place(field, slot) {
            Ok(at) if self.by_key[at].1.as_str() == text => {}
            Ok(at) => {
                let (_, old) = self.by_key.remove(at);
                if old.lent.get() {
                    self.replaced.push(old);
                }
                self.insert(at, field, slot, text);
            }
            Err(at) => self.insert(at, field, slot, text),
        }
    }

    /// Takes other values over. What was lent stays.
    #[cfg(feature = "sqlite")]
    pub fn renew(&mut self, values: &Values) {
        let gone = std::mem::replace(self, Self::of(values));
        let lent = gone.by_key.into_iter().map(|(_, text)| text).filter(|text| text.lent.get());
        self.replaced = gone.replaced.into_iter().chain(lent).collect();
    }

    #[cfg(test)]
    pub fn kept(&self) -> usize {
        self.replaced.len()
    }

    fn insert(&mut self, at: usize, field: Field, slot: u16, text: &str) {
        if !text.is_empty() {
            self.by_key.insert(at, (key(field, slot), CText::new(text)));
        }
    }

    fn place(&self, field: Field, slot: u16) -> Result<usize, usize> {
        self.by_key.binary_search_by_key(&key(field, slot), |(key, _)| *key)
    }
}

/// Field and slot as one number, in the order of both.
fn key(field: Field, slot: u16) -> i64 {
    i64::from(field as i32) << 16 | i64::from(slot)
}
