//! Callbacks: functions of the host that a call calls, on the thread of that call. A callback must not raise, throw or
//! jump out. It may read errors and use handles of its own; what the running call uses, and any door, answers
//! CLIENTELA_STATUS_IN_USE. It must not wait for another thread that is in a call of the same store. `user_data` comes back as it was
//! given; `drop_user_data` frees it when it is no longer needed, also when the call fails; either may be NULL.
#![allow(dead_code, reason = "long calls and doors need a store, which the domain alone has not")]

use std::cell::Cell;
use std::ffi::c_void;

use crate::error::{Error, ErrorKind, Result};
use crate::ffi::raw::{ClockFn, HistoryFn, NewsFn, UserData, misuse};
use crate::ffi::status::{CLIENTELA_STATUS_OK, clientela_status};

/// Is told how far a long call has come. Any result but CLIENTELA_STATUS_OK cancels the call.
///
/// - user_data: as given with the callback
/// - done: how much is done
/// - total: of how much; 0 when that is not known
pub type clientela_progress = Option<unsafe extern "C" fn(user_data: *mut c_void, done: i64, total: i64) -> clientela_status>;

/// Frees the host's data behind a callback.
///
/// - user_data: as given with the callback
pub type clientela_drop_user_data = Option<unsafe extern "C" fn(user_data: *mut c_void)>;

/// Tells what time it is. Any result but CLIENTELA_STATUS_OK says that it is not known.
///
/// - user_data: as given with the callback
/// - out_millis: the instant, in milliseconds since 1970 UTC
/// - out_offset_minutes: how far local time is from UTC, in minutes east
pub type clientela_clock =
    Option<unsafe extern "C" fn(user_data: *mut c_void, out_millis: *mut i64, out_offset_minutes: *mut i32) -> clientela_status>;

thread_local! {
    /// Whether this thread is inside a callback.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside a callback: doors are closed to it.
pub fn inside() -> bool {
    INSIDE.get()
}

/// Fails inside a callback, for what goes through a door.
pub fn outside(argument: &'static str) -> Result<()> {
    if inside() { Err(misuse("handle.in_use", argument)) } else { Ok(()) }
}

/// Runs a function of the host.
fn inside_of<T>(call: impl FnOnce() -> T) -> T {
    let outer = INSIDE.replace(true);
    let answer = call();
    INSIDE.set(outer);
    answer
}

/// The host's progress callback; without a function it does nothing.
pub struct Progress {
    function: clientela_progress,
    data: UserData,
}

impl Progress {
    /// Takes over what the host gave; its data are freed with this.
    pub fn new(function: clientela_progress, user_data: *mut c_void, drop_user_data: clientela_drop_user_data) -> Self {
        Self { function, data: UserData::new(user_data, drop_user_data) }
    }

    /// Tells the host; fails with `cancelled` when the host wants no more.
    pub fn report(&self, done: i64, total: i64) -> Result<()> {
        let Some(function) = self.function else { return Ok(()) };
        let answer = inside_of(|| self.data.progress(function, done, total));
        if answer == CLIENTELA_STATUS_OK { Ok(()) } else { Err(Error::new(ErrorKind::Cancelled, "cancelled").with("answer", answer)) }
    }
}

/// The host's function for news; `H` is the handle that it gets.
pub struct OnNews<H> {
    function: NewsFn<H>,
    data: UserData,
}

impl<H> OnNews<H> {
    /// Takes over what the host gave; none without a function.
    pub fn new(function: Option<NewsFn<H>>, user_data: *mut c_void, drop_user_data: clientela_drop_user_data) -> Option<Self> {
        let data = UserData::new(user_data, drop_user_data);
        function.map(|function| Self { function, data })
    }

    /// Tells the host; gives what it answered.
    pub fn tell(&self, news: H) -> clientela_status {
        inside_of(|| self.data.news(self.function, news))
    }
}

/// The host's connection to the central system; `R` is the request, `D` where the documents go.
pub struct HostHistory<R, D> {
    function: HistoryFn<R, D>,
    data: UserData,
}

impl<R, D> HostHistory<R, D> {
    /// Takes over what the host gave; none without a function.
    pub fn new(function: Option<HistoryFn<R, D>>, user_data: *mut c_void, drop_user_data: clientela_drop_user_data) -> Option<Self> {
        let data = UserData::new(user_data, drop_user_data);
        function.map(|function| Self { function, data })
    }

    /// Asks the host; gives what it answered.
    pub fn ask(&self, request: R, documents: D) -> clientela_status {
        inside_of(|| self.data.history(self.function, request, documents))
    }
}

/// The host's clock.
pub struct HostClock {
    function: ClockFn,
    data: UserData,
}

impl HostClock {
    /// Takes over what the host gave; none without a function.
    pub fn new(function: clientela_clock, user_data: *mut c_void, drop_user_data: clientela_drop_user_data) -> Option<Self> {
        let data = UserData::new(user_data, drop_user_data);
        function.map(|function| Self { function, data })
    }

    /// Asks for instant and offset; fails with what the host answered.
    pub fn ask(&self) -> Result<(i64, i32), clientela_status> {
        let (answer, millis, offset_minutes) = inside_of(|| self.data.clock(self.function));
        if answer == CLIENTELA_STATUS_OK { Ok((millis, offset_minutes)) } else { Err(answer) }
    }
}
