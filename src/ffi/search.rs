//! The search: what is typed, by what it is narrowed, the hits and why each is one. Anonymized customers are in none.

use std::ffi::c_char;
use std::sync::Arc;

use crate::domain::search::Match;
use crate::domain::time::Date;
use crate::engine::{Elsewhere, Found, Hit, Place, Search};
use crate::error::{Error, ErrorKind, Result};
use crate::ffi::call::{call, free, step};
use crate::ffi::constants::clientela_field;
use crate::ffi::cursor::Cursor;
use crate::ffi::desk::clientela_desk;
use crate::ffi::elsewhere::clientela_elsewhere;
use crate::ffi::error::clientela_error;
use crate::ffi::feed::clientela_cancel;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::person::{PersonObject, clientela_person};
use crate::ffi::raw::misuse;
use crate::ffi::record::int;
use crate::ffi::record_words::{clientela_how, clientela_stage};
use crate::ffi::shown::{CText, Lent};
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, raw, words};

/// A search being described. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_search(i64);
handle!(clientela_search, Search);

/// A walk over what a search found, the best first. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_hits(i64);
handle!(clientela_hits, HitsObject);

/// A walk over why a customer is a hit, a row for each word of the query. Use it from one thread at a time; it may move between
/// threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_matches(i64);
handle!(clientela_matches, MatchesObject);

/// A part of a search.
pub type clientela_search_field = i32;

/// What was typed: several words in any order, a number, a card; none: whom the other parts want; without any part nobody.
pub const CLIENTELA_SEARCH_FIELD_TEXT: clientela_search_field = 0;
/// This status too, beside those that were set; none: any status.
pub const CLIENTELA_SEARCH_FIELD_STATUS: clientela_search_field = 1;
/// This branch is responsible; none: any branch.
pub const CLIENTELA_SEARCH_FIELD_BRANCH: clientela_search_field = 2;
/// `private` or `business`; none: both.
pub const CLIENTELA_SEARCH_FIELD_KIND: clientela_search_field = 3;
/// In this group, by its code.
pub const CLIENTELA_SEARCH_FIELD_GROUP: clientela_search_field = 4;
/// The last visit was on this day, YYYY-MM-DD, or later.
pub const CLIENTELA_SEARCH_FIELD_VISITED_FROM: clientela_search_field = 5;
/// The last visit was on this day, YYYY-MM-DD, or before.
pub const CLIENTELA_SEARCH_FIELD_VISITED_TO: clientela_search_field = 6;
/// Has a birthday on this day, YYYY-MM-DD, or after it, up to BIRTHDAY_TO; it alone: on this day.
pub const CLIENTELA_SEARCH_FIELD_BIRTHDAY_FROM: clientela_search_field = 7;
/// The last day of the birthdays, YYYY-MM-DD; set BIRTHDAY_FROM first. It alone: on this day.
pub const CLIENTELA_SEARCH_FIELD_BIRTHDAY_TO: clientela_search_field = 8;

fn set_text(search: &mut Search, field: clientela_search_field, text: Option<&str>) -> Result<()> {
    let day = |text: Option<&str>| text.map(|text| Date::parse(text).map_err(words::named("text"))).transpose();
    let (filter, owned) = (&mut search.filter, text.map(str::to_owned));
    match (field, owned) {
        (CLIENTELA_SEARCH_FIELD_TEXT, text) => search.text = text.unwrap_or_default(),
        (CLIENTELA_SEARCH_FIELD_STATUS, Some(status)) => filter.statuses.push(status),
        (CLIENTELA_SEARCH_FIELD_STATUS, None) => filter.statuses.clear(),
        (CLIENTELA_SEARCH_FIELD_BRANCH, branch) => filter.branch = branch,
        (CLIENTELA_SEARCH_FIELD_KIND, kind) => filter.kind = kind,
        (CLIENTELA_SEARCH_FIELD_GROUP, group) => filter.group = group,
        (CLIENTELA_SEARCH_FIELD_VISITED_FROM, _) => filter.visited_from = day(text)?,
        (CLIENTELA_SEARCH_FIELD_VISITED_TO, _) => filter.visited_to = day(text)?,
        (CLIENTELA_SEARCH_FIELD_BIRTHDAY_FROM, _) => filter.birthday = day(text)?.map(|day| (day, day)),
        (CLIENTELA_SEARCH_FIELD_BIRTHDAY_TO, _) => {
            let (first, last) = (filter.birthday.map(|(first, _)| first), day(text)?);
            filter.birthday = first.or(last).map(|first| (first, last.unwrap_or(first)));
        }
        _ => return Err(misuse("argument.unknown_constant", "field")),
    }
    search.after = None;
    Ok(())
}

/// What a search found.
pub struct HitsObject {
    hits: Cursor<Hit>,
    /// How good the hit is that was given last, and why it is one.
    now: Option<(clientela_stage, Vec<Match>)>,
    count: i32,
    more: bool,
    next: Option<Place>,
    elsewhere: Option<Elsewhere>,
}

impl HitsObject {
    fn of(found: Found) -> Self {
        let count = i32::try_from(found.hits.len()).unwrap_or(i32::MAX);
        let Found { hits, more, next, elsewhere } = found;
        Self { hits: Cursor::new(hits), now: None, count, more, next, elsewhere }
    }

    fn step(&mut self) -> Option<PersonObject> {
        let hit = self.hits.next()?;
        self.now = Some((hit.stage as i32, hit.matches.clone()));
        Some(PersonObject::of(&hit.customer))
    }

    fn now(&self) -> Result<&(clientela_stage, Vec<Match>)> {
        self.now.as_ref().ok_or_else(|| Error::new(ErrorKind::State, "walk.no_row"))
    }
}

/// Why a customer is a hit.
pub struct MatchesObject(Cursor<MatchRow>);

struct MatchRow {
    field: clientela_field,
    slot: i32,
    how: clientela_how,
    start: i64,
    end: i64,
    person: Option<CText>,
}

impl MatchRow {
    fn of(found: &Match) -> Self {
        Self {
            field: found.field as i32,
            slot: i32::from(found.slot),
            how: found.how as i32,
            start: int(found.range.start),
            end: int(found.range.end),
            person: found.person.map(|person| CText::new(&person.to_string())),
        }
    }
}

/// Makes a search as the chain wants it to begin: with these statuses and this branch, 20 hits a page.
///
/// - desk: the desk
/// - out_search: the new search; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_new_search(
    desk: clientela_desk,
    out_search: *mut clientela_search,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_search, "out_search"), || door(desk, "desk")?.new_search())
}

/// Sets a part of a search; it begins at its first page again.
///
/// - search: the search
/// - field: which part, CLIENTELA_SEARCH_FIELD_…
/// - text: what it says; may be NULL: the part is taken away
/// - text_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_search_set_text(
    search: clientela_search,
    field: clientela_search_field,
    text: *const c_char,
    text_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || set_text(&mut *open(search, "search")?, field, doors::optional(text, text_len, "text")?))
}

/// Sets how many hits a page has.
///
/// - search: the search
/// - hits: 1 to 1000; 0 is taken as 1, more as 1000
#[unsafe(no_mangle)]
pub extern "C" fn clientela_search_set_page(search: clientela_search, hits: i32, out_error: *mut clientela_error) -> clientela_status {
    call(out_error, (), || {
        open(search, "search")?.limit = words::within(hits, "hits")?;
        Ok(())
    })
}

/// Lets another thread cancel the search.
///
/// - search: the search
/// - cancel: what cancels it; may be CLIENTELA_NONE: nothing
#[unsafe(no_mangle)]
pub extern "C" fn clientela_search_set_cancel(
    search: clientela_search,
    cancel: clientela_cancel,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let told = doors::optional_handle(cancel, "cancel")?.map(|held| Arc::clone(&held));
        open(search, "search")?.cancel = told.map(Into::into).unwrap_or_default();
        Ok(())
    })
}

/// Goes on behind the hits of a page: the next clientela_desk_find gives the page after it. Behind the last page it begins again.
///
/// - search: the search
/// - hits: the page
#[unsafe(no_mangle)]
pub extern "C" fn clientela_search_after(
    search: clientela_search,
    hits: clientela_hits,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let next = open(hits, "hits")?.next;
        open(search, "search")?.after = next;
        Ok(())
    })
}

/// Frees a search. No search (0) is allowed.
///
/// - search: the search
#[unsafe(no_mangle)]
pub extern "C" fn clientela_search_free(search: clientela_search) -> clientela_status {
    free(search, "search")
}

/// Finds a page of customers: the better stage first, in each the month of the last visit, and on the page the latest visit. What is
/// changed between two pages may be on both or on none. CLIENTELA_STATUS_NOT_PERMITTED with search.branch_fixed: the branch may not be
/// changed here; that narrows searches and lists, not who is read by id, number or card. CLIENTELA_STATUS_LIMIT with search.too_long: the
/// text has more than 4096 bytes.
///
/// - desk: the desk
/// - search: what is sought; it may be freed or used again
/// - out_hits: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_find(
    desk: clientela_desk,
    search: clientela_search,
    out_hits: *mut clientela_hits,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_hits, "out_hits"), || {
        let search = open(search, "search")?.clone();
        Ok(HitsObject::of(door(desk, "desk")?.find(&search)?))
    })
}

/// Searches customers by what was typed, of any status, and in all branches where the setting search.all_branches allows it, whatever
/// is set for other searches: several words in any order,
/// each the beginning of a word in any field; then names that sound like it, and words of four letters at least that are it but for one. A full customer
/// number or card comes first.
///
/// - desk: the desk
/// - text: what was typed
/// - text_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - limit: at most so many hits, 1 to 1000; 0 is taken as 1, more as 1000
/// - out_hits: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_search(
    desk: clientela_desk,
    text: *const c_char,
    text_len: usize,
    limit: i32,
    out_hits: *mut clientela_hits,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_hits, "out_hits"), || {
        let desk = door(desk, "desk")?;
        let (text, limit) = (raw::text(text, text_len, "text")?, words::within(limit, "limit")?);
        Ok(HitsObject::of(desk.search(text, limit)?))
    })
}

/// How many hits the walk has.
///
/// - hits: the walk
/// - out_count: the number of hits
/// - out_more: 1 when more customers match than were asked for, else 0
#[unsafe(no_mangle)]
pub extern "C" fn clientela_hits_count(
    hits: clientela_hits,
    out_count: *mut i32,
    out_more: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (out::number(out_count, "out_count"), out::number(out_more, "out_more")), || {
        let hits = open(hits, "hits")?;
        Ok((hits.count, i32::from(hits.more)))
    })
}

/// Steps to the next hit. CLIENTELA_STATUS_DONE: there is none.
///
/// - hits: the walk
/// - out_person: the customer; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_hits_next(
    hits: clientela_hits,
    out_person: *mut clientela_person,
    out_error: *mut clientela_error,
) -> clientela_status {
    step(out_error, out::handle(out_person, "out_person"), || Ok(open(hits, "hits")?.step()))
}

/// How good the present hit is. CLIENTELA_STATUS_STATE: clientela_hits_next was not called.
///
/// - hits: the walk
/// - out_stage: CLIENTELA_STAGE_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_hits_stage(
    hits: clientela_hits,
    out_stage: *mut clientela_stage,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_stage, "out_stage"), || Ok(open(hits, "hits")?.now()?.0))
}

/// Why the present hit is one: a row for each word of the query. CLIENTELA_STATUS_STATE: clientela_hits_next was not called.
///
/// - hits: the walk
/// - out_matches: the walk over the reasons, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_hits_matches(
    hits: clientela_hits,
    out_matches: *mut clientela_matches,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_matches, "out_matches"), || {
        let hits = open(hits, "hits")?;
        Ok(MatchesObject(Cursor::new(hits.now()?.1.iter().map(MatchRow::of).collect())))
    })
}

/// Somebody of another branch who has exactly the number or the card that was sought. CLIENTELA_STATUS_DONE: there is nobody.
///
/// - hits: the walk
/// - out_elsewhere: that there is somebody; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_hits_elsewhere(
    hits: clientela_hits,
    out_elsewhere: *mut clientela_elsewhere,
    out_error: *mut clientela_error,
) -> clientela_status {
    step(out_error, out::handle(out_elsewhere, "out_elsewhere"), || Ok(open(hits, "hits")?.elsewhere.clone()))
}

/// Frees a walk. Persons given by it stay. No walk (0) is allowed.
///
/// - hits: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_hits_free(hits: clientela_hits) -> clientela_status {
    free(hits, "hits")
}

/// Steps to the next reason. CLIENTELA_STATUS_DONE: there is none.
///
/// - matches: the walk
/// - out_field: which field matched, CLIENTELA_FIELD_…
/// - out_slot: which occurrence of it
/// - out_how: how, CLIENTELA_HOW_…
/// - out_start: where the part to highlight begins, in bytes of the text
/// - out_end: where it ends
/// - out_person: the id of the person who belongs to the customer and whose field it is, read by clientela_desk_customer; or of a record
///   that was merged into the customer's and is not shown, with nothing to highlight; or NULL: the customer's own; lives until the walk
///   is freed
/// - out_person_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_matches_next(
    matches: clientela_matches,
    out_field: *mut clientela_field,
    out_slot: *mut i32,
    out_how: *mut clientela_how,
    out_start: *mut i64,
    out_end: *mut i64,
    out_person: *mut *const c_char,
    out_person_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    let (field, slot) = (out::number(out_field, "out_field"), out::number(out_slot, "out_slot"));
    let (how, start) = (out::number(out_how, "out_how"), out::number(out_start, "out_start"));
    let (end, person) = (out::number(out_end, "out_end"), out::text(out_person, out_person_len, "out_person"));
    step(out_error, (field, slot, how, start, end, person), || {
        let next = open(matches, "matches")?
            .0
            .next()
            .map(|row| (row.field, row.slot, row.how, row.start, row.end, Lent::from(row.person.as_ref())));
        Ok(next)
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - matches: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_matches_free(matches: clientela_matches) -> clientela_status {
    free(matches, "matches")
}
