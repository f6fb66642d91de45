//! Numbers from C become the domain's words; an unknown one names its argument.

use crate::domain::field::Field;
use crate::error::Result;
use crate::ffi::raw::misuse;

/// A field by its constant.
pub fn field(number: i32, argument: &'static str) -> Result<Field> {
    Field::from_number(number).ok_or_else(|| misuse("argument.unknown_constant", argument))
}

/// An occurrence of a field: 0 to 65535.
pub fn slot(number: i32, argument: &'static str) -> Result<u16> {
    u16::try_from(number).map_err(|_| misuse("argument.out_of_range", argument))
}

/// An index into a list of this length.
pub fn item<'a, T>(list: &'a [T], index: i32, argument: &'static str) -> Result<&'a T> {
    let item = usize::try_from(index).ok().and_then(|index| list.get(index));
    item.ok_or_else(|| misuse("argument.out_of_range", argument))
}
