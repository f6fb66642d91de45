//! The items of a dialog, one by one, with the missing data and the choices of each.

use std::ffi::c_char;

use crate::domain::asking::DialogItem;
use crate::domain::consent::{Channel, Intent};
use crate::domain::field::Field;
use crate::domain::id::Code;
use crate::ffi::call::{call, free, step};
use crate::ffi::consent_words::clientela_intent;
use crate::ffi::cursor::Cursor;
use crate::ffi::error::clientela_error;
use crate::ffi::fields::{FieldsObject, clientela_fields};
use crate::ffi::handle::{handle, open};
use crate::ffi::out;
use crate::ffi::record::{Record, Walk};
use crate::ffi::status::clientela_status;

/// A walk over the items of a dialog; its present item is read field by field. Use it from one thread at a time; it may move between
/// threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_dialog_items(i64);
handle!(clientela_dialog_items, DialogItemsObject);

/// A walk over what the person may answer to an item. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_dialog_choices(i64);
handle!(clientela_dialog_choices, DialogChoicesObject);

/// A field of an item of a dialog.
pub type clientela_dialog_item_field = i32;

/// Text: the code of the consent that is asked for or that needs the data; NULL for data that no consent needs.
pub const CLIENTELA_DIALOG_ITEM_FIELD_DEFINITION: clientela_dialog_item_field = 0;
/// Number: the definition's version, major; -1 without a definition.
pub const CLIENTELA_DIALOG_ITEM_FIELD_MAJOR: clientela_dialog_item_field = 1;
/// Number: the definition's version, minor; -1 without a definition.
pub const CLIENTELA_DIALOG_ITEM_FIELD_MINOR: clientela_dialog_item_field = 2;
/// Text: the language of title and body, another one where there is none in the customer's; NULL without a text.
pub const CLIENTELA_DIALOG_ITEM_FIELD_LANGUAGE: clientela_dialog_item_field = 3;
/// Text: the heading; NULL without a text.
pub const CLIENTELA_DIALOG_ITEM_FIELD_TITLE: clientela_dialog_item_field = 4;
/// Text: the words that the person agrees to; NULL without a text.
pub const CLIENTELA_DIALOG_ITEM_FIELD_BODY: clientela_dialog_item_field = 5;
/// The channel: CLIENTELA_CHANNEL_… as number, its name as text, NULL where it has none.
pub const CLIENTELA_DIALOG_ITEM_FIELD_CHANNEL: clientela_dialog_item_field = 6;
/// Number: 1 where data are asked for, 0 where the consent is.
pub const CLIENTELA_DIALOG_ITEM_FIELD_DATA: clientela_dialog_item_field = 7;
/// When: CLIENTELA_TURN_… as number, its name as text.
pub const CLIENTELA_DIALOG_ITEM_FIELD_TURN: clientela_dialog_item_field = 8;
/// Why, or why not: CLIENTELA_ASKING_REASON_… as number, its name as text.
pub const CLIENTELA_DIALOG_ITEM_FIELD_REASON: clientela_dialog_item_field = 9;
/// Text: from which day on it may be asked again, YYYY-MM-DD; NULL where that is not known.
pub const CLIENTELA_DIALOG_ITEM_FIELD_UNTIL: clientela_dialog_item_field = 10;
/// Text: the code of the consent that must be agreed to first, or NULL.
pub const CLIENTELA_DIALOG_ITEM_FIELD_AFTER: clientela_dialog_item_field = 11;
/// Number: 1 where it is shown as switched on by the shop. That is nobody's answer: record none while nobody touches it.
pub const CLIENTELA_DIALOG_ITEM_FIELD_PRESET: clientela_dialog_item_field = 12;
/// Number: 1 where one answer is for this and all others that say so: record it for each, clientela_capture_add_answer.
pub const CLIENTELA_DIALOG_ITEM_FIELD_TOGETHER: clientela_dialog_item_field = 13;
/// Number: 1 where agreeing needs a signature.
pub const CLIENTELA_DIALOG_ITEM_FIELD_SIGNATURE: clientela_dialog_item_field = 14;

/// Items, one by one, with their fields and choices.
pub struct DialogItemsObject(Walk<(Record, Vec<Field>, Vec<Intent>)>);

/// Choices, one by one.
pub struct DialogChoicesObject(Cursor<Intent>);

impl DialogItemsObject {
    pub fn of<'d>(items: impl Iterator<Item = &'d DialogItem>) -> Self {
        Self(Walk::new(items.map(|item| (row(item), item.fields.clone(), item.choices.clone()))))
    }
}

fn row(item: &DialogItem) -> Record {
    let (text, until) = (item.text.as_ref(), item.until.map(|day| day.to_string()));
    let part = |part: Option<u32>| part.map_or(-1, i64::from);
    let record = Record::default()
        .text(CLIENTELA_DIALOG_ITEM_FIELD_DEFINITION, item.definition.as_ref().map(Code::as_str))
        .number(CLIENTELA_DIALOG_ITEM_FIELD_MAJOR, part(item.version.map(|(major, _)| major)))
        .number(CLIENTELA_DIALOG_ITEM_FIELD_MINOR, part(item.version.map(|(_, minor)| minor)))
        .text(CLIENTELA_DIALOG_ITEM_FIELD_LANGUAGE, text.map(|text| text.language.as_str()))
        .text(CLIENTELA_DIALOG_ITEM_FIELD_TITLE, text.map(|text| text.title.as_str()))
        .text(CLIENTELA_DIALOG_ITEM_FIELD_BODY, text.map(|text| text.body.as_str()));
    record
        .word(CLIENTELA_DIALOG_ITEM_FIELD_CHANNEL, item.channel.map_or(0, |channel| channel as i32 + 1), item.channel.map(Channel::name))
        .number(CLIENTELA_DIALOG_ITEM_FIELD_DATA, item.is_data().into())
        .word(CLIENTELA_DIALOG_ITEM_FIELD_TURN, item.turn as i32, item.turn.name())
        .word(CLIENTELA_DIALOG_ITEM_FIELD_REASON, item.reason as i32, item.reason.name())
        .text(CLIENTELA_DIALOG_ITEM_FIELD_UNTIL, until.as_deref())
        .text(CLIENTELA_DIALOG_ITEM_FIELD_AFTER, item.after.as_ref().map(Code::as_str))
        .number(CLIENTELA_DIALOG_ITEM_FIELD_PRESET, item.preset.into())
        .number(CLIENTELA_DIALOG_ITEM_FIELD_TOGETHER, item.together.into())
        .number(CLIENTELA_DIALOG_ITEM_FIELD_SIGNATURE, item.signature.into())
}

/// Steps to the next item. CLIENTELA_STATUS_DONE: there is none.
///
/// - dialog_items: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_dialog_items_next(dialog_items: clientela_dialog_items, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, (), || Ok(open(dialog_items, "dialog_items")?.0.step()))
}

/// Reads a number of the present item.
///
/// - dialog_items: the walk
/// - field: which field, CLIENTELA_DIALOG_ITEM_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_dialog_items_number(
    dialog_items: clientela_dialog_items,
    field: clientela_dialog_item_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(dialog_items, "dialog_items")?.0.row()?.0.value(field))
}

/// Reads a text of the present item.
///
/// - dialog_items: the walk
/// - field: which field, CLIENTELA_DIALOG_ITEM_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_dialog_items_text(
    dialog_items: clientela_dialog_items,
    field: clientela_dialog_item_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(dialog_items, "dialog_items")?.0.row()?.0.lend(field))
}

/// Begins a walk over the missing data of the present item: of a consent those without which nobody can agree.
///
/// - dialog_items: the walk; it may be freed during the other
/// - out_fields: the walk over the fields, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_dialog_items_fields(
    dialog_items: clientela_dialog_items,
    out_fields: *mut clientela_fields,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_fields, "out_fields"), || Ok(FieldsObject::of(&open(dialog_items, "dialog_items")?.0.row()?.1)))
}

/// Begins a walk over what the person may answer to the present item, in the order of buttons. There is none where it is not asked. Data
/// are answered by saving them; CLIENTELA_INTENT_DEFER is "not now" and stands for clientela_desk_dialog_closed.
///
/// - dialog_items: the walk; it may be freed during the other
/// - out_dialog_choices: the walk over the choices, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_dialog_items_choices(
    dialog_items: clientela_dialog_items,
    out_dialog_choices: *mut clientela_dialog_choices,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_dialog_choices, "out_dialog_choices"), || {
        Ok(DialogChoicesObject(Cursor::new(open(dialog_items, "dialog_items")?.0.row()?.2.clone())))
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - dialog_items: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_dialog_items_free(dialog_items: clientela_dialog_items) -> clientela_status {
    free(dialog_items, "dialog_items")
}

/// Steps to the next choice. CLIENTELA_STATUS_DONE: there is none.
///
/// - dialog_choices: the walk
/// - out_intent: what is recorded when it is chosen, CLIENTELA_INTENT_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_dialog_choices_next(
    dialog_choices: clientela_dialog_choices,
    out_intent: *mut clientela_intent,
    out_error: *mut clientela_error,
) -> clientela_status {
    step(out_error, out::number(out_intent, "out_intent"), || {
        Ok(open(dialog_choices, "dialog_choices")?.0.next().map(|intent| *intent as i32))
    })
}

/// Frees a walk. No walk (0) is allowed.
///
/// - dialog_choices: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_dialog_choices_free(dialog_choices: clientela_dialog_choices) -> clientela_status {
    free(dialog_choices, "dialog_choices")
}
