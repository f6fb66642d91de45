//! The list of programs: points, stamps, credit and vouchers. A customer is a member by the fields CLIENTELA_FIELD_MEMBER_PROGRAM and
//! CLIENTELA_FIELD_MEMBER_CARD of the section CLIENTELA_SECTION_MEMBERSHIPS.

use std::ffi::c_char;

use crate::domain::program::{Program, ProgramKind};
use crate::ffi::call::{call, free, step};
use crate::ffi::cursor::Cursor;
use crate::ffi::desk::clientela_desk;
use crate::ffi::engine::clientela_engine;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::record_words::clientela_program_kind;
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// A walk over programs. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_programs(i64);
handle!(clientela_programs, ProgramsObject);

/// Programs: code, name, kind, preset value, whether it is closed.
pub struct ProgramsObject(Cursor<(CText, CText, clientela_program_kind, i64, i32)>);

/// Begins a walk over the programs, closed ones too.
///
/// - engine: the store
/// - out_programs: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_programs(
    engine: clientela_engine,
    out_programs: *mut clientela_programs,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_programs, "out_programs"), || {
        let all = door(engine, "engine")?.programs()?;
        let row = |one: &Program| {
            let (code, name) = (CText::new(one.code.as_str()), CText::new(&one.name));
            (code, name, one.kind as i32, one.preset.unwrap_or_default(), one.closed.into())
        };
        Ok(ProgramsObject(Cursor::new(all.iter().map(row).collect())))
    })
}

/// Steps to the next program. CLIENTELA_STATUS_DONE: there is none.
///
/// - programs: the walk
/// - out_code: its code, which a membership names; lives until the walk is freed
/// - out_code_len: its length in bytes; may be NULL
/// - out_name: its name, empty where it has none; lives until the walk is freed
/// - out_name_len: its length in bytes; may be NULL
/// - out_kind: what it counts, CLIENTELA_PROGRAM_KIND_…
/// - out_preset: the value that is loaded where programs are not editable, in minor units; 0: none
/// - out_closed: 1 when nobody joins and nothing is booked any more, else 0
#[unsafe(no_mangle)]
pub extern "C" fn clientela_programs_next(
    programs: clientela_programs,
    out_code: *mut *const c_char,
    out_code_len: *mut usize,
    out_name: *mut *const c_char,
    out_name_len: *mut usize,
    out_kind: *mut clientela_program_kind,
    out_preset: *mut i64,
    out_closed: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    let (code, name) = (out::text(out_code, out_code_len, "out_code"), out::text(out_name, out_name_len, "out_name"));
    let numbers = (out::number(out_kind, "out_kind"), out::number(out_preset, "out_preset"), out::number(out_closed, "out_closed"));
    step(out_error, (code, name, numbers), || {
        let next = open(programs, "programs")?.0.next().map(|(code, name, kind, preset, closed)| {
            let numbers = (*kind, *preset, *closed);
            (code.lend(), name.lend(), numbers)
        });
        Ok(next)
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - programs: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_programs_free(programs: clientela_programs) -> clientela_status {
    free(programs, "programs")
}

/// Adds a program, or changes it. It takes the right to change programs, and where the setting `programs.editable` is off the right of
/// administration too. None is ever deleted: it is closed.
///
/// - desk: the desk
/// - code: its code
/// - code_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - name: its name; empty: none
/// - name_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - kind: what it counts, CLIENTELA_PROGRAM_KIND_…
/// - preset: the value that is loaded where programs are not editable, in minor units; 0: none
/// - closed: 1 to let nobody join and book nothing any more, else 0
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_set_program(
    desk: clientela_desk,
    code: *const c_char,
    code_len: usize,
    name: *const c_char,
    name_len: usize,
    kind: clientela_program_kind,
    preset: i64,
    closed: i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        let (code, name) = (words::code(code, code_len, "code")?, raw::text(name, name_len, "name")?);
        desk.set_program(&Program {
            name: name.to_owned(),
            preset: Some(preset).filter(|preset| *preset != 0),
            closed: words::yes(closed, "closed")?,
            ..Program::new(code, words::word(ProgramKind::ALL, kind, "kind")?)
        })
    })
}
