//! Phone numbers: the form in which they are dialled from abroad. It needs no store.

use std::ffi::c_char;

use crate::domain::phone;
use crate::ffi::call::call;
use crate::ffi::error::clientela_error;
use crate::ffi::status::clientela_status;
use crate::ffi::texts::{self, clientela_texts};
use crate::ffi::{out, raw};

/// The international form (ITU-T E.164) of a phone number as people wrote it: + and digits, without an extension. The walk has one
/// text, and none where the number cannot be dialled from abroad: a service number such as 110, one without its area, one too long or
/// too short for its country.
///
/// - number: the number, such as 030 23125060
/// - number_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - country: the country of the address, or the shop's, ISO 3166-1 alpha-2; numbers in national spelling are understood in DE, AT,
///   CH, FR, IT and PL, numbers that begin with + or 00 everywhere
/// - country_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_texts: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_phone_international(
    number: *const c_char,
    number_len: usize,
    country: *const c_char,
    country_len: usize,
    out_texts: *mut clientela_texts,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_texts, "out_texts"), || {
        let (number, country) = (raw::text(number, number_len, "number")?, raw::text(country, country_len, "country")?);
        Ok(texts::walk(phone::international(number, country)))
    })
}
