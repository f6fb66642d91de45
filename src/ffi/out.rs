//! Out-pointers: 0 before the call and after a failure, the results after a success.

use std::ffi::c_char;

use crate::error::Result;
use crate::ffi::handle::{HANDLES, Handle};
use crate::ffi::raw::{self, Plain, misuse};
use crate::ffi::shown::Lent;

/// One out-pointer, or a tuple of them.
pub trait Outs: Copy {
    /// What the call's body gives for it.
    type Value;
    /// Writes 0 or NULL.
    fn zero(&self);
    /// Fails where a pointer is NULL, before anything is done.
    fn check(&self) -> Result<()>;
    /// Writes the result.
    fn put(&self, value: Self::Value) -> Result<()>;
}

/// A number.
#[derive(Clone, Copy)]
pub struct Number<T>(*mut T, &'static str);

/// A number: `i32` (also yes or no: 1 or 0, and constants), `i64` or `usize`.
pub fn number<T: Plain>(out: *mut T, argument: &'static str) -> Number<T> {
    Number(out, argument)
}

impl<T: Plain> Outs for Number<T> {
    type Value = T;
    fn zero(&self) {
        raw::write(self.0, T::ZERO);
    }
    fn check(&self) -> Result<()> {
        not_null(self.0, self.1)
    }
    fn put(&self, value: T) -> Result<()> {
        raw::write(self.0, value);
        Ok(())
    }
}

/// A new handle.
#[derive(Clone, Copy)]
pub struct Given<H>(*mut H, &'static str);

/// A new handle; the body gives the object.
pub fn handle<H: Handle + Plain>(out: *mut H, argument: &'static str) -> Given<H> {
    Given(out, argument)
}

impl<H: Handle + Plain> Outs for Given<H> {
    type Value = H::Object;
    fn zero(&self) {
        raw::write(self.0, H::ZERO);
    }
    fn check(&self) -> Result<()> {
        not_null(self.0, self.1)
    }
    fn put(&self, object: H::Object) -> Result<()> {
        raw::write(self.0, HANDLES.insert(object)?);
        Ok(())
    }
}

/// A borrowed text.
#[derive(Clone, Copy)]
pub struct Text(*mut *const c_char, *mut usize, &'static str);

/// A borrowed text; who does not need its length passes NULL for that.
pub fn text(out: *mut *const c_char, out_len: *mut usize, argument: &'static str) -> Text {
    Text(out, out_len, argument)
}

impl Outs for Text {
    type Value = Lent;
    fn zero(&self) {
        raw::write(self.0, <*const c_char>::ZERO);
        raw::write(self.1, 0);
    }
    fn check(&self) -> Result<()> {
        not_null(self.0, self.2)
    }
    fn put(&self, lent: Lent) -> Result<()> {
        raw::write(self.0, lent.text);
        raw::write(self.1, lent.len);
        Ok(())
    }
}

fn not_null<T>(out: *mut T, argument: &'static str) -> Result<()> {
    if out.is_null() { Err(misuse("argument.null", argument)) } else { Ok(()) }
}

impl Outs for () {
    type Value = ();
    fn zero(&self) {}
    fn check(&self) -> Result<()> {
        Ok(())
    }
    fn put(&self, (): ()) -> Result<()> {
        Ok(())
    }
}

/// Tuples of out-pointers take tuples of results, in the same order.
macro_rules! tuples {
    ($(($($name:ident $at:tt),+))+) => {$(
        impl<$($name: Outs),+> Outs for ($($name,)+) {
            type Value = ($($name::Value,)+);
            fn zero(&self) {
                $(self.$at.zero();)+
            }
            fn check(&self) -> Result<()> {
                $(self.$at.check()?;)+
                Ok(())
            }
            fn put(&self, value: Self::Value) -> Result<()> {
                $(self.$at.put(value.$at)?;)+
                Ok(())
            }
        }
    )+};
}

tuples! {
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
}
