//! Definitions of consents: what is asked, for what, by which channel, in which words. They need no store.

use std::ffi::c_char;

use crate::domain::consent::{Definition, DefinitionState, DefinitionText, Purpose};
use crate::domain::id::Code;
use crate::domain::time::Date;
use crate::error::Result;
use crate::ffi::call::{call, free};
use crate::ffi::consent_words::clientela_purpose;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::raw::misuse;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// One version of a definition that is being filled in. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_definition(i64);
handle!(clientela_definition, DefinitionObject);

/// Definitions in all their versions. Use them from one thread at a time; they may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_definitions(i64);
handle!(clientela_definitions, DefinitionsObject);

/// A field of a definition.
pub type clientela_definition_field = i32;

/// Text: the code of the definition above, which must be accepted too.
pub const CLIENTELA_DEFINITION_FIELD_PARENT: clientela_definition_field = 0;
/// Text: the first day on which it is in force, YYYY-MM-DD.
pub const CLIENTELA_DEFINITION_FIELD_FROM: clientela_definition_field = 1;
/// Text: the last day on which it is in force, YYYY-MM-DD.
pub const CLIENTELA_DEFINITION_FIELD_UNTIL: clientela_definition_field = 2;
/// Number: the major version; a new one makes older answers outdated. At first 1.
pub const CLIENTELA_DEFINITION_FIELD_MAJOR: clientela_definition_field = 3;
/// Number: the minor version; a new one keeps older answers. At first 0.
pub const CLIENTELA_DEFINITION_FIELD_MINOR: clientela_definition_field = 4;
/// Number: CLIENTELA_DEFINITION_STATE_…, at first DRAFT.
pub const CLIENTELA_DEFINITION_FIELD_STATE: clientela_definition_field = 5;
/// Number: CLIENTELA_CHANNEL_…, at first NONE.
pub const CLIENTELA_DEFINITION_FIELD_CHANNEL: clientela_definition_field = 6;
/// Number: 1 when an answer needs the person's signature.
pub const CLIENTELA_DEFINITION_FIELD_SIGNATURE: clientela_definition_field = 7;
/// Number: 1 when a second opt-in is needed before it counts.
pub const CLIENTELA_DEFINITION_FIELD_CONFIRMATION: clientela_definition_field = 8;
/// Number: for how many days an answer is valid; -1, as at first, without end.
pub const CLIENTELA_DEFINITION_FIELD_VALID_DAYS: clientela_definition_field = 9;
/// Number: 1 when somebody who receives it for a customer needs an account.
pub const CLIENTELA_DEFINITION_FIELD_ACCOUNT: clientela_definition_field = 10;

/// A definition.
pub struct DefinitionObject(pub Definition);

/// Definitions, in the order they were added.
#[derive(Default)]
pub struct DefinitionsObject(pub Vec<Definition>);

fn set_text(definition: &mut Definition, field: clientela_definition_field, text: &str) -> Result<()> {
    match field {
        CLIENTELA_DEFINITION_FIELD_PARENT => definition.parent = words::absent_or(text, "text", Code::parse)?,
        CLIENTELA_DEFINITION_FIELD_FROM => definition.from = words::absent_or(text, "text", Date::parse)?,
        CLIENTELA_DEFINITION_FIELD_UNTIL => definition.until = words::absent_or(text, "text", Date::parse)?,
        _ => return Err(misuse("argument.unknown_constant", "field")),
    }
    Ok(())
}

fn set_number(definition: &mut Definition, field: clientela_definition_field, number: i64) -> Result<()> {
    match field {
        CLIENTELA_DEFINITION_FIELD_MAJOR => definition.major = words::within(number, "number")?,
        CLIENTELA_DEFINITION_FIELD_MINOR => definition.minor = words::within(number, "number")?,
        CLIENTELA_DEFINITION_FIELD_STATE => definition.state = words::word(DefinitionState::ALL, number, "number")?,
        CLIENTELA_DEFINITION_FIELD_CHANNEL => definition.channel = words::channel(words::within(number, "number")?, "number")?,
        CLIENTELA_DEFINITION_FIELD_SIGNATURE => definition.signature = words::yes(number, "number")?,
        CLIENTELA_DEFINITION_FIELD_CONFIRMATION => definition.confirmation = words::yes(number, "number")?,
        CLIENTELA_DEFINITION_FIELD_ACCOUNT => definition.account = words::yes(number, "number")?,
        CLIENTELA_DEFINITION_FIELD_VALID_DAYS if number == -1 => definition.valid_days = None,
        CLIENTELA_DEFINITION_FIELD_VALID_DAYS => definition.valid_days = Some(words::within(number, "number")?),
        _ => return Err(misuse("argument.unknown_constant", "field")),
    }
    Ok(())
}

/// Makes a draft of version 1.0, bound to no channel, valid without end.
///
/// - code: its code, the same for all its versions: 1 to 64 visible ASCII characters without blanks
/// - code_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - purpose: what for, CLIENTELA_PURPOSE_…
/// - out_definition: the new definition; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_definition_new(
    code: *const c_char,
    code_len: usize,
    purpose: clientela_purpose,
    out_definition: *mut clientela_definition,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_definition, "out_definition"), || {
        let (code, purpose) = (words::code(code, code_len, "code")?, words::word(Purpose::ALL, purpose, "purpose")?);
        Ok(DefinitionObject(Definition::draft(code, purpose)))
    })
}

/// Sets a text. Empty text removes it.
///
/// - definition: the definition
/// - field: which field, CLIENTELA_DEFINITION_FIELD_…
/// - text: the text; it is copied
/// - text_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_definition_set_text(
    definition: clientela_definition,
    field: clientela_definition_field,
    text: *const c_char,
    text_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || set_text(&mut open(definition, "definition")?.0, field, raw::text(text, text_len, "text")?))
}

/// Sets a number.
///
/// - definition: the definition
/// - field: which field, CLIENTELA_DEFINITION_FIELD_…
/// - number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_definition_set_number(
    definition: clientela_definition,
    field: clientela_definition_field,
    number: i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || set_number(&mut open(definition, "definition")?.0, field, number))
}

/// Adds the wording in one language.
///
/// - definition: the definition
/// - language: the language, ISO 639-1, such as `de`
/// - language_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - title: a short heading
/// - title_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - body: the full text the person agrees to
/// - body_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_definition_add_wording(
    definition: clientela_definition,
    language: *const c_char,
    language_len: usize,
    title: *const c_char,
    title_len: usize,
    body: *const c_char,
    body_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut definition = open(definition, "definition")?;
        let language = raw::text(language, language_len, "language")?.to_owned();
        let title = raw::text(title, title_len, "title")?.to_owned();
        let body = raw::text(body, body_len, "body")?.to_owned();
        definition.0.texts.push(DefinitionText { language, title, body });
        Ok(())
    })
}

/// Frees a definition. No definition (0) is allowed.
///
/// - definition: the definition
#[unsafe(no_mangle)]
pub extern "C" fn clientela_definition_free(definition: clientela_definition) -> clientela_status {
    free(definition, "definition")
}

/// Makes an empty list of definitions.
///
/// - out_definitions: the new list; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_definitions_new(
    out_definitions: *mut clientela_definitions,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_definitions, "out_definitions"), || Ok(DefinitionsObject::default()))
}

/// Adds a copy of a definition as it is now.
///
/// - definitions: the list
/// - definition: the definition; it may be changed or freed afterwards
#[unsafe(no_mangle)]
pub extern "C" fn clientela_definitions_add(
    definitions: clientela_definitions,
    definition: clientela_definition,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut definitions = open(definitions, "definitions")?;
        definitions.0.push(open(definition, "definition")?.0.clone());
        Ok(())
    })
}

/// Frees a list of definitions. No list (0) is allowed.
///
/// - definitions: the list
#[unsafe(no_mangle)]
pub extern "C" fn clientela_definitions_free(definitions: clientela_definitions) -> clientela_status {
    free(definitions, "definitions")
}
