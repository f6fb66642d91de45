//! Numbers from C become the domain's words; an unknown one names its argument.

use crate::domain::field::{FIELDS, Field};
use crate::error::Result;
use crate::ffi::raw::misuse;

/// The fields by number: a getter has no time to look for them in the table.
static FIELD_BY_NUMBER: [Option<Field>; 128] = {
    let mut fields = [None; 128];
    let mut at = 0;
    while at < FIELDS.len() {
        fields[FIELDS[at].field as usize] = Some(FIELDS[at].field);
        at += 1;
    }
    fields
};

/// A field by its constant.
pub fn field(number: i32, argument: &'static str) -> Result<Field> {
    let field = usize::try_from(number).ok().and_then(|number| *FIELD_BY_NUMBER.get(number)?);
    field.ok_or_else(|| misuse("argument.unknown_constant", argument))
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
