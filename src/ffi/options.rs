//! Options: what the host decides once, before it opens a store.

use std::ffi::{c_char, c_void};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::clock::{Clock, StandingClock, SystemClock};
use crate::domain::guard::GuardKey;
use crate::domain::time::Moment;
use crate::engine::{HistoryPort, Options};
use crate::error::{Error, ErrorKind, Result};
use crate::ffi::call::{call, free};
use crate::ffi::callback::{HostClock, clientela_clock, clientela_drop_user_data};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::raw::misuse;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// Options of a store. Use them from one thread at a time; they may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_options(i64);
handle!(clientela_options, OptionsObject);

/// What was set; the rest has the engine's defaults.
pub struct OptionsObject {
    clock: Arc<dyn Clock>,
    language: Option<String>,
    wait: Option<Duration>,
    guard: Option<GuardKey>,
    anchored: Option<u64>,
    /// The host's connection to the central system.
    pub history: Option<Arc<dyn HistoryPort>>,
}

impl OptionsObject {
    /// As the engine takes them; they can be used again.
    pub fn options(&self) -> Options {
        let options = Options::new(Arc::clone(&self.clock));
        let options = self.language.iter().fold(options, |options, language| options.language(language));
        let options = self.wait.into_iter().fold(options, Options::wait);
        let options = self.anchored.into_iter().fold(options, Options::anchored);
        let options = self.guard.iter().cloned().fold(options, Options::guard_key);
        self.history.iter().fold(options, |options, port| options.history(Arc::clone(port)))
    }
}

/// The host's clock, asked by one thread at a time. Where it fails or tells an offset that no place has, what it told last stands.
struct AskedClock(Mutex<(HostClock, Moment)>);

impl AskedClock {
    fn new(host: HostClock) -> Result<Self> {
        let (millis, offset) = host.ask().map_err(|answer| Error::new(ErrorKind::Io, "clock.failed").with("answer", answer))?;
        let first = words::moment(millis, offset)?;
        Ok(Self(Mutex::new((host, first))))
    }
}

impl Clock for AskedClock {
    fn now(&self) -> Moment {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (host, last) = &mut *held;
        *last = host.ask().ok().and_then(|(millis, offset)| words::moment(millis, offset).ok()).unwrap_or(*last);
        *last
    }
}

/// Makes options: the system's clock in UTC, texts in English, five seconds of patience with other processes.
///
/// - out_options: the new options; free them
#[unsafe(no_mangle)]
pub extern "C" fn clientela_options_new(out_options: *mut clientela_options, out_error: *mut clientela_error) -> clientela_status {
    call(out_error, out::handle(out_options, "out_options"), || {
        let clock = Arc::new(SystemClock::default());
        Ok(OptionsObject { clock, language: None, wait: None, guard: None, anchored: None, history: None })
    })
}

/// Takes the system's clock, at a place of this offset from UTC.
///
/// - options: the options
/// - offset_minutes: minutes east of UTC, such as 60 for Berlin in winter
#[unsafe(no_mangle)]
pub extern "C" fn clientela_options_set_clock_system(
    options: clientela_options,
    offset_minutes: i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        open(options, "options")?.clock = Arc::new(SystemClock { offset_minutes: words::offset(offset_minutes, "offset_minutes")? });
        Ok(())
    })
}

/// Takes a clock that stands: for tests, replays and stories.
///
/// - options: the options
/// - millis: the instant, in milliseconds since 1970 UTC
/// - offset_minutes: minutes east of UTC
#[unsafe(no_mangle)]
pub extern "C" fn clientela_options_set_clock_standing(
    options: clientela_options,
    millis: i64,
    offset_minutes: i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        open(options, "options")?.clock = Arc::new(StandingClock::new(millis, words::offset(offset_minutes, "offset_minutes")?));
        Ok(())
    })
}

/// Takes the host's own clock. It is asked at once: a clock that fails is not taken (CLIENTELA_STATUS_IO). Where it fails
/// later, the instant that it told last stands. It is asked by one thread at a time, and belongs to the options and to the
/// stores opened with them: `drop_user_data` is called when the last of them is gone, or at once when the call fails.
///
/// - options: the options
/// - clock: the function that tells the time
/// - drop_user_data: frees `user_data`; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_options_set_clock(
    options: clientela_options,
    clock: clientela_clock,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    out_error: *mut clientela_error,
) -> clientela_status {
    let host = HostClock::new(clock, user_data, drop_user_data);
    call(out_error, (), || {
        let mut options = open(options, "options")?;
        options.clock = Arc::new(AskedClock::new(host.ok_or_else(|| misuse("argument.null", "clock"))?)?);
        Ok(())
    })
}

/// Sets the till's language: of consent texts where the customer's is not known, and of the word that takes the place of an
/// erased name.
///
/// - options: the options
/// - language: ISO 639-1, such as `de`
/// - language_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_options_set_language(
    options: clientela_options,
    language: *const c_char,
    language_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        open(options, "options")?.language = Some(raw::text(language, language_len, "language")?.to_owned());
        Ok(())
    })
}

/// Sets how long a call waits for another process before it answers CLIENTELA_STATUS_BUSY.
///
/// - options: the options
/// - millis: milliseconds, 0 or more
#[unsafe(no_mangle)]
pub extern "C" fn clientela_options_set_wait_millis(
    options: clientela_options,
    millis: i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let millis = u64::try_from(millis).map_err(|_| misuse("argument.out_of_range", "millis"))?;
        open(options, "options")?.wait = Some(Duration::from_millis(millis));
        Ok(())
    })
}

/// Sets the epoch of erasures that the host kept elsewhere (clientela_engine_epoch). A store that has seen fewer is an older folder that
/// was restored: it is unconfirmed, and nobody may be contacted.
///
/// - options: the options
/// - epoch: how many erasures are known elsewhere, 0 or more
#[unsafe(no_mangle)]
pub extern "C" fn clientela_options_set_anchored_epoch(
    options: clientela_options,
    epoch: i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut options = open(options, "options")?;
        options.anchored = Some(words::within(epoch, "epoch")?);
        Ok(())
    })
}

/// Sets the key by which somebody erased is recognised who arrives again under another id: by name and birthday, of which only a keyed
/// hash stays. The key is never stored; whom an erasure without it concerned is recognised by source id and number only.
///
/// - options: the options
/// - key: at least 32 bytes of chance, the same at every opening; they are copied. CLIENTELA_STATUS_INVALID with guard_key.too_short: fewer.
///   Another key is not noticed: whom the one before marked is no longer recognised by name
/// - key_len: how many
#[unsafe(no_mangle)]
pub extern "C" fn clientela_options_set_guard_key(
    options: clientela_options,
    key: *const u8,
    key_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut options = open(options, "options")?;
        options.guard = Some(GuardKey::new(raw::bytes(key, key_len, "key")?)?);
        Ok(())
    })
}

/// Frees options. Stores opened with them stay open. No options (0) are allowed.
///
/// - options: the options
#[unsafe(no_mangle)]
pub extern "C" fn clientela_options_free(options: clientela_options) -> clientela_status {
    free(options, "options")
}
