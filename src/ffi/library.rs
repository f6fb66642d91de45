//! The library itself: its version and what it holds. Compare both on load and refuse a mismatch.

use std::ffi::{CStr, c_char};

use crate::ffi::call::call;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::HANDLES;
use crate::ffi::out;
use crate::ffi::status::clientela_status;

/// The number of the binary interface that this header describes. 0 may change with every version; from 1 on, within a
/// number, functions and constants are only added.
pub const CLIENTELA_ABI: i32 = 0;

const VERSION: &CStr = match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
    Ok(version) => version,
    Err(_) => panic!("a version has no NUL inside"),
};

/// The version of the library that is loaded, such as `1.2.3`. The text is a constant: it is never freed.
#[unsafe(no_mangle)]
pub extern "C" fn clientela_version() -> *const c_char {
    VERSION.as_ptr()
}

/// The binary interface of the library that is loaded. Refuse to go on when it is not CLIENTELA_ABI.
#[unsafe(no_mangle)]
pub extern "C" fn clientela_abi() -> i32 {
    CLIENTELA_ABI
}

/// How many handles of this process are not freed: what is left at the end was forgotten. For tests; leak checkers cannot
/// see it, because the library still knows every one of them.
///
/// - out_count: the number of handles
#[unsafe(no_mangle)]
pub extern "C" fn clientela_library_handles(out_count: *mut i64, out_error: *mut clientela_error) -> clientela_status {
    call(out_error, out::number(out_count, "out_count"), || Ok(i64::try_from(HANDLES.live()).unwrap_or(i64::MAX)))
}
