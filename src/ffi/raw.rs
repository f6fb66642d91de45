//! THE unsafe file: pointers from C become values here and nowhere else. Knows no noun.
//! "Rule" in the comments is a rule of the C API contract, which opens `include/clientela.h`.

use std::cell::UnsafeCell;
use std::ffi::{c_char, c_void};
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicU64, Ordering};
use std::{mem, ptr, slice, thread};

use crate::error::{Error, ErrorKind, Result};
use crate::ffi::callback::clientela_drop_user_data;
use crate::ffi::status::clientela_status;

/// How many forks lie between this process and the one that loaded the library first.
static FORKS: AtomicU64 = AtomicU64::new(0);

/// How many forks lie between this process and the one that loaded the library first.
pub fn forks() -> u64 {
    FORKS.load(Ordering::Relaxed)
}

/// Counts the forks from now on (rule 5: a handle of another process is none).
pub fn count_forks() {
    #[cfg(unix)]
    {
        unsafe extern "C" fn forked() {
            FORKS.fetch_add(1, Ordering::Relaxed);
        }
        // SAFETY: the function does nothing but count, which a forked child may. Where it cannot be registered, nothing is counted.
        unsafe { libc::pthread_atfork(None, None, Some(forked)) };
    }
}

/// The longest text that is taken in, in bytes.
pub const LONGEST_TEXT: usize = 1 << 20;

/// The longest document that is taken in as bytes.
pub const LONGEST_BYTES: usize = 1 << 28;

/// The length that means "up to the NUL".
pub const NUL_TERMINATED: usize = usize::MAX;

/// An argument that is wrong in itself; the argument is named, its value is not.
#[cold]
#[inline(never)]
pub fn misuse(code: &'static str, argument: &'static str) -> Error {
    Error::new(ErrorKind::Misuse, code).with("argument", argument)
}

#[cold]
fn too_long(argument: &'static str, max: usize) -> Error {
    Error::new(ErrorKind::Limit, "argument.too_long").with("argument", argument).with("max", max)
}

/// Text from C; it lives as long as the call.
pub fn text<'call>(text: *const c_char, len: usize, argument: &'static str) -> Result<&'call str> {
    text_up_to(LONGEST_TEXT, text, len, argument)
}

/// The same, as long as a document: what grows with the store.
#[cfg(feature = "sqlite")]
pub fn long_text<'call>(text: *const c_char, len: usize, argument: &'static str) -> Result<&'call str> {
    text_up_to(LONGEST_BYTES, text, len, argument)
}

fn text_up_to<'call>(max: usize, text: *const c_char, len: usize, argument: &'static str) -> Result<&'call str> {
    let bytes = text_bytes(max, text.cast(), len, argument)?;
    let text = str::from_utf8(bytes).map_err(|_| misuse("argument.not_utf8", argument))?;
    if text.contains('\0') { Err(misuse("argument.has_nul", argument)) } else { Ok(text) }
}

fn text_bytes<'call>(max: usize, text: *const u8, len: usize, argument: &'static str) -> Result<&'call [u8]> {
    let len = if len == NUL_TERMINATED && !text.is_null() { len_to_nul(max, text, argument)? } else { len };
    readable(text, len, max, argument)
}

fn len_to_nul(max: usize, text: *const u8, argument: &'static str) -> Result<usize> {
    // SAFETY: a text with the length SIZE_MAX ends with a NUL (rule 6), and we read no further than to it.
    let is_nul = |at: usize| unsafe { *text.add(at) } == 0;
    (0..=max).find(|at| is_nul(*at)).ok_or_else(|| too_long(argument, max))
}

/// Bytes from C; they live as long as the call.
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

macro_rules! plain {
    ($($of:ty = $zero:expr),+) => {
        $(impl Plain for $of {
            const ZERO: Self = $zero;
        })+
    };
}
plain!(i32 = 0, i64 = 0, usize = 0, *const c_char = ptr::null(), *const u8 = ptr::null());

/// Writes to an out-pointer; NULL is skipped.
pub fn write<T: Plain>(out: *mut T, value: T) {
    if !out.is_null() {
        // SAFETY: an out-pointer that is not NULL points to a variable of its type that we may write to (rule 3).
        unsafe { out.write_unaligned(value) }
    }
}

/// A progress function of the host that is there.
type ProgressFn = unsafe extern "C" fn(user_data: *mut c_void, done: i64, total: i64) -> clientela_status;

/// A clock of the host.
#[allow(dead_code, reason = "a clock needs a store")]
pub type ClockFn = unsafe extern "C" fn(user_data: *mut c_void, out_millis: *mut i64, out_offset_minutes: *mut i32) -> clientela_status;

/// A function of the host that is told news, with a handle to them.
#[allow(dead_code, reason = "news need a store")]
pub type NewsFn<H> = unsafe extern "C" fn(user_data: *mut c_void, news: H) -> clientela_status;

/// A function of the host that asks the central system for documents.
#[allow(dead_code, reason = "a connection needs a store")]
pub type HistoryFn<R, D> = unsafe extern "C" fn(user_data: *mut c_void, request: R, documents: D) -> clientela_status;

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

impl UserData {
    /// Asks the host's clock: its answer, the instant, the offset.
    #[allow(dead_code, reason = "a clock needs a store")]
    pub fn clock(&self, function: ClockFn) -> (clientela_status, i64, i32) {
        let (mut millis, mut offset_minutes) = (0, 0);
        // SAFETY: the function has the stated type and does not raise, the data are the ones given with it, both pointers are ours (rule 10).
        let answer = unsafe { function(self.data, &raw mut millis, &raw mut offset_minutes) };
        (answer, millis, offset_minutes)
    }

    /// Asks the host's function for documents.
    #[allow(dead_code, reason = "a connection needs a store")]
    pub fn history<R, D>(&self, function: HistoryFn<R, D>, request: R, documents: D) -> clientela_status {
        // SAFETY: the function has the stated type and does not raise, and the data are the ones given with it (rule 10).
        unsafe { function(self.data, request, documents) }
    }

    /// Tells the host's function news.
    #[allow(dead_code, reason = "news need a store")]
    pub fn news<H>(&self, function: NewsFn<H>, news: H) -> clientela_status {
        // SAFETY: the function has the stated type and does not raise, and the data are the ones given with it (rule 10).
        unsafe { function(self.data, news) }
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

/// A place for an object that is reached only by its key, by one user at a time. No waiting: who comes second is told.
pub struct Place<T> {
    /// The key of what is here, 0 for nothing, with the flags below.
    key: AtomicU64,
    object: UnsafeCell<Option<T>>,
}

/// Set while somebody uses the object. No key has it.
const IN_USE: u64 = 1 << 63;

/// Set after a panic in the middle of a use. No key has it.
const BROKEN: u64 = 1 << 62;

/// Bits that keys have not.
pub const FLAGS: u64 = IN_USE | BROKEN;

/// Why a place is not entered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Closed {
    /// The key is not the one of what is here.
    Unknown,
    /// Somebody uses it.
    InUse,
    /// A use of it ended in a panic; it can only be taken out.
    Broken,
}

// SAFETY: the object is touched only between exchanging the key for `IN_USE` and giving it back, hence by one thread at a
// time (rule 11), and it may move between threads.
unsafe impl<T: Send> Sync for Place<T> {}

impl<T> Place<T> {
    /// With nothing in it.
    pub const fn empty() -> Self {
        Self { key: AtomicU64::new(0), object: UnsafeCell::new(None) }
    }

    /// Puts an object in where nothing is; says whether it did.
    pub fn fill(&self, key: u64, object: T) -> bool {
        let Ok(using) = self.enter(0, 0, key) else { return false };
        using.put(Some(object));
        true
    }

    /// Uses the object of this key.
    pub fn open(&self, key: u64) -> Result<Using<'_, T>, Closed> {
        self.enter(key, 0, key)
    }

    /// Takes the object of this key out, broken or not.
    pub fn take(&self, key: u64) -> Result<Option<T>, Closed> {
        let using = self.enter(key, 0, 0).or_else(|_| self.enter(key, BROKEN, 0))?;
        Ok(using.put(None))
    }

    /// Whether the key, which has no flags, names what is here, in use or not.
    pub fn is(&self, key: u64) -> bool {
        self.key.load(Ordering::Relaxed) & !FLAGS == key
    }

    fn enter(&self, key: u64, flag: u64, after: u64) -> Result<Using<'_, T>, Closed> {
        let found = self.key.compare_exchange(key | flag, key | IN_USE, Ordering::Acquire, Ordering::Relaxed);
        match found {
            Ok(_) => Ok(Using { place: self, after }),
            Err(found) if found == key | IN_USE => Err(Closed::InUse),
            Err(found) if found == key | BROKEN => Err(Closed::Broken),
            Err(_) => Err(Closed::Unknown),
        }
    }
}

/// An object in use; nobody else reaches it until this is dropped.
pub struct Using<'t, T> {
    place: &'t Place<T>,
    /// The key that the place gets back.
    after: u64,
}

impl<T> Using<'_, T> {
    fn put(mut self, object: Option<T>) -> Option<T> {
        mem::replace(&mut *self, object)
    }
}

impl<T> Deref for Using<'_, T> {
    type Target = Option<T>;
    fn deref(&self) -> &Option<T> {
        // SAFETY: the place is ours until `drop` (rule 11).
        unsafe { &*self.place.object.get() }
    }
}

impl<T> DerefMut for Using<'_, T> {
    fn deref_mut(&mut self) -> &mut Option<T> {
        // SAFETY: the place is ours until `drop`, and this borrow of it is the only one (rule 11).
        unsafe { &mut *self.place.object.get() }
    }
}

impl<T> Drop for Using<'_, T> {
    fn drop(&mut self) {
        let flag = if thread::panicking() { BROKEN } else { 0 };
        self.place.key.store(self.after | flag, Ordering::Release);
    }
}

/// While it lives no floating-point exception traps; then the host's setting is back (rule 12).
pub struct QuietFloats(Option<floats::Control>);

/// Masks floating-point exceptions where the host has unmasked some.
pub fn quiet_floats() -> QuietFloats {
    let found = floats::get();
    let trapping = !floats::is_quiet(found);
    if trapping {
        floats::set(floats::QUIET);
    }
    QuietFloats(trapping.then_some(found))
}

impl Drop for QuietFloats {
    fn drop(&mut self) {
        self.0.into_iter().for_each(floats::set);
    }
}

/// The control registers of SSE and x87.
#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
pub mod floats {
    use std::arch::asm;

    /// SSE's and x87's setting.
    pub type Control = (u32, u16);

    /// All exceptions masked, rounding to nearest: what Rust and C code is compiled for.
    pub const QUIET: Control = (0x1F80, 0x037F);

    pub fn is_quiet((sse, x87): Control) -> bool {
        sse & 0x1F80 == 0x1F80 && x87 & 0x3F == 0x3F
    }

    pub fn get() -> Control {
        let (mut sse, mut x87) = QUIET;
        // SAFETY: both instructions only store a control register into our own variable (rule 12).
        unsafe { asm!("stmxcsr [{}]", "fnstcw [{}]", in(reg) &raw mut sse, in(reg) &raw mut x87, options(nostack, preserves_flags)) }
        (sse, x87)
    }

    pub fn set((sse, x87): Control) {
        // SAFETY: pending flags are cleared first, so that nothing traps; the setting is the quiet or the host's own (rule 12).
        unsafe {
            asm!("fnclex", "fldcw [{}]", "ldmxcsr [{}]", in(reg) &raw const x87, in(reg) &raw const sse, options(nostack, preserves_flags));
        }
    }
}

/// Elsewhere floating-point exceptions are not unmasked by any host we know.
#[cfg(not(any(target_arch = "x86", target_arch = "x86_64")))]
pub mod floats {
    pub type Control = ();
    pub const QUIET: Control = ();
    pub fn is_quiet((): Control) -> bool {
        true
    }
    pub fn get() -> Control {}
    pub fn set((): Control) {}
}
