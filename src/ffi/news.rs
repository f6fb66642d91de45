//! News: that a record changed, where and how, but not what it holds. A desk follows what other stations write; a host is told
//! what this process writes.

use std::ffi::{c_char, c_void};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::domain::news::News;
use crate::engine::{Follower, Watch};
use crate::ffi::call::{call, free, step};
use crate::ffi::callback::{OnNews, clientela_drop_user_data};
use crate::ffi::desk::clientela_desk;
use crate::ffi::engine::clientela_engine;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{HANDLES, door, handle, open};
use crate::ffi::raw::{self, misuse};
use crate::ffi::record::{Record, Walk, int};
use crate::ffi::shown::CText;
use crate::ffi::status::{CLIENTELA_STATUS_OK, clientela_status};
use crate::ffi::{callback, doors, out};

/// A desk that follows what others write. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_follower(i64);
handle!(clientela_follower, FollowerObject);

/// A walk over news; its present row is read field by field. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_news(i64);
handle!(clientela_news, NewsObject);

/// A callback's stay at a store. Any number of threads may use it.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_watch(i64);
handle!(clientela_watch, Watch);

/// Is told what this process wrote. The walk is the library's: it is gone when the callback returns. Any result but
/// CLIENTELA_STATUS_OK ends the watch.
///
/// - user_data: as given with the callback
/// - news: what was written, before the first row
pub type clientela_on_news = Option<unsafe extern "C" fn(user_data: *mut c_void, news: clientela_news) -> clientela_status>;

/// A field of a piece of news.
pub type clientela_news_field = i32;

/// Text: the chain, which is the station or server that wrote.
pub const CLIENTELA_NEWS_FIELD_ORIGIN: clientela_news_field = 0;
/// Number: the entry's place in its chain, from 1.
pub const CLIENTELA_NEWS_FIELD_SEQUENCE: clientela_news_field = 1;
/// CLIENTELA_ENTRY_KIND_… as number, its name as text.
pub const CLIENTELA_NEWS_FIELD_KIND: clientela_news_field = 2;
/// CLIENTELA_RECORD_KIND_… as number, its name as text, such as `subject` or `setting`.
pub const CLIENTELA_NEWS_FIELD_RECORD: clientela_news_field = 3;
/// Text: which record, an opaque id or a code.
pub const CLIENTELA_NEWS_FIELD_KEY: clientela_news_field = 4;
/// Text: the id of the person whom it is about, or NULL.
pub const CLIENTELA_NEWS_FIELD_SUBJECT: clientela_news_field = 5;

/// A follower, and the positions that C borrowed.
pub struct FollowerObject {
    follower: Follower,
    positions: Vec<CText>,
}

/// News, one by one.
pub struct NewsObject(Walk<Record>);

impl NewsObject {
    fn of(news: &[News]) -> Self {
        Self(Walk::new(news.iter().map(record)))
    }
}

fn record(news: &News) -> Record {
    let subject = news.subject.map(|subject| subject.to_string());
    Record::default()
        .text(CLIENTELA_NEWS_FIELD_ORIGIN, news.origin.as_str())
        .number(CLIENTELA_NEWS_FIELD_SEQUENCE, int(news.sequence))
        .word(CLIENTELA_NEWS_FIELD_KIND, news.what as i32, news.what.name())
        .word(CLIENTELA_NEWS_FIELD_RECORD, news.kind as i32, news.kind.name())
        .text(CLIENTELA_NEWS_FIELD_KEY, news.key.as_str())
        .text(CLIENTELA_NEWS_FIELD_SUBJECT, subject.as_deref())
}

/// The host's callback, called by one thread at a time until it has had enough.
struct Told {
    host: Mutex<OnNews<clientela_news>>,
    over: AtomicBool,
}

impl Told {
    fn tell(&self, news: &[News]) {
        let host = self.host.lock().unwrap_or_else(PoisonError::into_inner);
        if self.over.load(Ordering::Relaxed) {
            return;
        }
        // Where no handle can be had, the host hears of the next commit.
        let Ok(walk) = HANDLES.insert::<clientela_news>(NewsObject::of(news)) else { return };
        if host.tell(walk) != CLIENTELA_STATUS_OK {
            self.over.store(true, Ordering::Relaxed);
        }
        let _ = HANDLES.remove(walk, "news");
    }
}

/// Begins to follow what other stations and the central system write; not what the desk's own station writes: a second program at
/// the same station hears nothing of the first. CLIENTELA_STATUS_INVALID: `position.malformed`, or `position.ahead` where the store
/// has not come so far, because it was restored from an older copy: follow from now on, and show everything anew.
///
/// - desk: the desk
/// - position: where to go on, as clientela_follower_position gave it; empty: before everything; may be NULL: from now on
/// - position_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_follower: the follower; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_follow(
    desk: clientela_desk,
    position: *const c_char,
    position_len: usize,
    out_follower: *mut clientela_follower,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_follower, "out_follower"), || {
        let desk = door(desk, "desk")?;
        let position = doors::optional(position, position_len, "position")?;
        let follower = position.map_or_else(|| desk.follow(), |position| desk.follow_from(position))?;
        Ok(FollowerObject { follower, positions: Vec::new() })
    })
}

/// What others wrote since it was last asked, at most 1,000 rows: ask again until there are none. The rows come chain by chain,
/// each in its order, not by time. While nobody wrote, asking costs next to nothing, so that a till may ask each second; asking is
/// no use of the session, which ends by idleness all the same. Show anew what is on the screen and was changed.
///
/// - follower: the follower
/// - out_news: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_follower_news(
    follower: clientela_follower,
    out_news: *mut clientela_news,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_news, "out_news"), || {
        let mut held = open(follower, "follower")?;
        callback::outside("follower")?;
        let _quiet = raw::quiet_floats();
        Ok(NewsObject::of(&held.follower.news()?))
    })
}

/// How far the follower has come: keep it, and go on from there after a restart.
///
/// - follower: the follower
/// - out_position: the position; lives until the follower is freed
/// - out_position_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_follower_position(
    follower: clientela_follower,
    out_position: *mut *const c_char,
    out_position_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_position, out_position_len, "out_position"), || {
        let mut held = open(follower, "follower")?;
        let position = held.follower.position().to_string();
        if held.positions.last().is_none_or(|last| last.as_str() != position) {
            held.positions.push(CText::new(&position));
        }
        Ok(held.positions.last().into())
    })
}

/// Frees a follower. Positions read from it are gone too. No follower (0) is allowed.
///
/// - follower: the follower
#[unsafe(no_mangle)]
pub extern "C" fn clientela_follower_free(follower: clientela_follower) -> clientela_status {
    free(follower, "follower")
}

/// Steps to the next row. CLIENTELA_STATUS_DONE: there is none.
///
/// - news: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_news_next(news: clientela_news, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, (), || Ok(open(news, "news")?.0.step()))
}

/// Reads a text of the present row.
///
/// - news: the walk
/// - field: which field, CLIENTELA_NEWS_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_news_text(
    news: clientela_news,
    field: clientela_news_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(news, "news")?.0.row()?.lend(field))
}

/// Reads a number of the present row.
///
/// - news: the walk
/// - field: which field, CLIENTELA_NEWS_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_news_number(
    news: clientela_news,
    field: clientela_news_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(news, "news")?.0.row()?.value(field))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - news: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_news_free(news: clientela_news) -> clientela_status {
    free(news, "news")
}

/// Calls a function after every commit that is made through this store in this process, on the thread that wrote, by one thread
/// at a time. It must not wait for a thread that writes. No door can be used inside it: post what is to be done to your own event
/// loop. It is told until the watch is freed or the function answers otherwise than CLIENTELA_STATUS_OK; `drop_user_data` is called
/// when the watch is freed and no thread is inside the function any more, or at once when the call fails. Free `user_data` there
/// and nowhere else.
///
/// - engine: the store
/// - on_news: the function
/// - drop_user_data: frees `user_data`; may be NULL
/// - out_watch: the watch; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_watch(
    engine: clientela_engine,
    on_news: clientela_on_news,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    out_watch: *mut clientela_watch,
    out_error: *mut clientela_error,
) -> clientela_status {
    let host = OnNews::new(on_news, user_data, drop_user_data);
    call(out_error, out::handle(out_watch, "out_watch"), || {
        let engine = door(engine, "engine")?;
        let host = Mutex::new(host.ok_or_else(|| misuse("argument.null", "on_news"))?);
        let told = Told { host, over: AtomicBool::new(false) };
        Ok(engine.watch(move |news| told.tell(news)))
    })
}

/// Ends a watch, also out of its own callback. It does not wait: another thread may still be inside the function, with `user_data`,
/// until `drop_user_data` was called. No watch (0) is allowed.
///
/// - watch: the watch
#[unsafe(no_mangle)]
pub extern "C" fn clientela_watch_free(watch: clientela_watch) -> clientela_status {
    free(watch, "watch")
}
