//! THE unsafe file: pointers from C become values here and nowhere else. Knows no noun.
//! "Rule" in the comments is a rule of the C API contract, which opens `include/clientela.h`.

use std::ffi::{c_char, c_void};
use std::slice;

use crate::error::{Error, ErrorKind, Result};
use crate::ffi::callback::clientela_drop_user_data;
use crate::ffi::status::clientela_status;

/// The longest text that is taken in, in bytes.
pub const LONGEST_TEXT: usize = 1 << 20;

/// The longest document that is taken in as bytes.
#[allow(dead_code, reason = "the limit of `bytes`")]
pub const LONGEST_BYTES: usize = 1 << 28;

/// The length that means "up to the NUL".
pub const NUL_TERMINATED: usize = usize::MAX;

/// An argument that is wrong in itself; the argument is named, its value is not.
pub fn misuse(code: &'static str, argument: &'static str) -> Error {
    Error::new(ErrorKind::Misuse, code).with("argument", argument)
}

fn too_long(argument: &'static str, max: usize) -> Error {
    Error::new(ErrorKind::Limit, "argument.too_long").with("argument", argument).with("max", max)
}

/// Text from C; it lives as long as the call.
pub fn text<'call>(text: *const c_char, len: usize, argument: &'static str) -> Result<&'call str> {
    let bytes = text_bytes(text.cast(), len, argument)?;
    let text = str::from_utf8(bytes).map_err(|_| misuse("argument.not_utf8", argument))?;
    if text.contains('\0') { Err(misuse("argument.has_nul", argument)) } else { Ok(text) }
}

fn text_bytes<'call>(text: *const u8, len: usize, argument: &'static str) -> Result<&'call [u8]> {
    let len = if len == NUL_TERMINATED && !text.is_null() { len_to_nul(text, argument)? } else { len };
    readable(text, len, LONGEST_TEXT, argument)
}

fn len_to_nul(text: *const u8, argument: &'static str) -> Result<usize> {
    // SAFETY: a text with the length SIZE_MAX ends with a NUL (rule 6), and we read no further than to it.
    let is_nul = |at: usize| unsafe { *text.add(at) } == 0;
    (0..=LONGEST_TEXT).find(|at| is_nul(*at)).ok_or_else(|| too_long(argument, LONGEST_TEXT))
}

/// Bytes from C; they live as long as the call.
#[allow(dead_code, reason = "for payloads and feeds, which no exported function takes in yet")]
pub fn bytes<'call>(bytes: *const u8, len: usize, argument: &'static str) -> Result<&'call [u8]> {
    readable(bytes, len, LONGEST_BYTES, argument)
}

fn readable<'call>(bytes: *const u8, len: usize, max: usize, argument: &'static str) -> Result<&'call [u8]> {
    if bytes.is_null() {
        return Err(misuse("argument.null", argument));
    }
    if len > max {
        return Err(too_long(argument, max));
    }
    // SAFETY: the caller passes `len` readable bytes that nobody changes during the call (rule 6); not NULL, checked above.
    Ok(unsafe { slice::from_raw_parts(bytes, len) })
}

/// What may cross the boundary in an out-pointer, with what stands there after a failure.
pub trait Plain: Copy {
    /// 0 or NULL.
    const ZERO: Self;
}

impl Plain for i32 {
    const ZERO: Self = 0;
}

impl Plain for i64 {
    const ZERO: Self = 0;
}

impl Plain for usize {
    const ZERO: Self = 0;
}

impl Plain for *const c_char {
    const ZERO: Self = std::ptr::null();
}

impl Plain for *const u8 {
    const ZERO: Self = std::ptr::null();
}

/// Writes to an out-pointer; NULL is skipped.
pub fn write<T: Plain>(out: *mut T, value: T) {
    if !out.is_null() {
        // SAFETY: an out-pointer that is not NULL points to a variable of its type that we may write to (rule 3).
        unsafe { out.write_unaligned(value) }
    }
}

/// A progress function of the host that is there.
type ProgressFn = unsafe extern "C" fn(user_data: *mut c_void, done: i64, total: i64) -> clientela_status;

/// The host's data behind a callback, freed by the host's own function.
pub struct UserData {
    data: *mut c_void,
    drop: clientela_drop_user_data,
}

// SAFETY: the host's data belong to the callback and are used by one thread at a time: whoever makes the call (rule 10).
unsafe impl Send for UserData {}

impl UserData {
    /// Takes over the host's data.
    pub fn new(data: *mut c_void, drop: clientela_drop_user_data) -> Self {
        Self { data, drop }
    }

    /// Asks the host's function.
    pub fn progress(&self, function: ProgressFn, done: i64, total: i64) -> clientela_status {
        // SAFETY: the function has the stated type and does not raise, and the data are the ones given with it (rule 10).
        unsafe { function(self.data, done, total) }
    }
}

impl Drop for UserData {
    fn drop(&mut self) {
        if let Some(function) = self.drop {
            // SAFETY: the function was given for these data, and this is its only call (rule 10).
            unsafe { function(self.data) }
        }
    }
}

/// While it lives no floating-point exception traps; then the host's setting is back (rule 12).
pub struct QuietFloats(#[cfg(any(target_arch = "x86", target_arch = "x86_64"))] Option<floats::Control>);

/// Masks floating-point exceptions where the host has unmasked some.
pub fn quiet_floats() -> QuietFloats {
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    return QuietFloats(floats::quiet());
    #[cfg(not(any(target_arch = "x86", target_arch = "x86_64")))]
    QuietFloats()
}

impl Drop for QuietFloats {
    fn drop(&mut self) {
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        if let Some(control) = self.0 {
            floats::set(control);
        }
    }
}

#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
mod floats {
    use std::arch::asm;

    /// All exceptions masked, rounding to nearest: what Rust and C code is compiled for.
    pub const QUIET: Control = Control { sse: 0x1F80, x87: 0x037F };

    /// The six mask bits of each control register.
    const MASKS: Control = Control { sse: 0x1F80, x87: 0x003F };

    #[derive(Clone, Copy)]
    pub struct Control {
        sse: u32,
        x87: u16,
    }

    /// The setting to restore, where it was not quiet.
    pub fn quiet() -> Option<Control> {
        let found = get();
        let is_quiet = found.sse & MASKS.sse == MASKS.sse && found.x87 & MASKS.x87 == MASKS.x87;
        (!is_quiet).then(|| {
            set(QUIET);
            found
        })
    }

    fn get() -> Control {
        let mut control = QUIET;
        // SAFETY: both instructions only store a control register into our own variable (rule 12).
        unsafe {
            asm!("stmxcsr [{sse}]", "fnstcw [{x87}]", sse = in(reg) &raw mut control.sse, x87 = in(reg) &raw mut control.x87, options(nostack, preserves_flags));
        }
        control
    }

    pub fn set(control: Control) {
        // SAFETY: pending flags are cleared first, so that nothing traps; the values are the quiet ones or the host's own (rule 12).
        unsafe {
            asm!("fnclex", "fldcw [{x87}]", "ldmxcsr [{sse}]", sse = in(reg) &raw const control.sse, x87 = in(reg) &raw const control.x87, options(nostack, preserves_flags));
        }
    }

    #[cfg(test)]
    pub fn unmasked() -> Control {
        Control { sse: QUIET.sse & !0x0E80, x87: QUIET.x87 & !0x000D }
    }

    #[cfg(test)]
    pub fn masks() -> (u32, u16) {
        (get().sse & MASKS.sse, get().x87 & MASKS.x87)
    }
}

#[cfg(all(test, any(target_arch = "x86", target_arch = "x86_64")))]
mod tests {
    use std::hint::black_box;

    use super::{floats, quiet_floats};

    #[test]
    fn a_host_with_unmasked_floating_point_exceptions_is_not_trapped_and_gets_its_setting_back() {
        let before = floats::masks();
        floats::set(floats::unmasked());
        let host = floats::masks();
        let quotient = {
            let _quiet = quiet_floats();
            black_box(1.0_f64) / black_box(0.0_f64)
        };
        let after = floats::masks();
        floats::set(floats::QUIET);
        assert!(quotient.is_infinite());
        assert_eq!(host, after);
        assert_ne!(host, before);
    }
}
