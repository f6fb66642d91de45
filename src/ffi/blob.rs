//! Bytes that C borrows; they stay where they are until their handle is freed.

use std::ptr;

use crate::error::Result;
use crate::ffi::out::Outs;
use crate::ffi::raw::{self, Plain, misuse};

/// Bytes as C gets them.
#[derive(Clone, Copy)]
pub struct LentBytes {
    bytes: *const u8,
    len: usize,
}

impl From<Option<&[u8]>> for LentBytes {
    fn from(bytes: Option<&[u8]>) -> Self {
        bytes.map_or(Self { bytes: ptr::null(), len: 0 }, |bytes| Self { bytes: bytes.as_ptr(), len: bytes.len() })
    }
}

/// Borrowed bytes.
#[derive(Clone, Copy)]
pub struct Bytes(*mut *const u8, *mut usize, &'static str);

/// Borrowed bytes; who does not need their length passes NULL for that.
pub fn bytes(out: *mut *const u8, out_len: *mut usize, argument: &'static str) -> Bytes {
    Bytes(out, out_len, argument)
}

impl Outs for Bytes {
    type Value = LentBytes;
    fn zero(&self) {
        raw::write(self.0, <*const u8>::ZERO);
        raw::write(self.1, 0);
    }
    fn check(&self) -> Result<()> {
        if self.0.is_null() { Err(misuse("argument.null", self.2)) } else { Ok(()) }
    }
    fn put(&self, lent: LentBytes) -> Result<()> {
        raw::write(self.0, lent.bytes);
        raw::write(self.1, lent.len);
        Ok(())
    }
}
