//! Settings: what holds for a branch or a station, what is set at a place, and all of them as one JSON document. A place is `chain`,
//! `head_office`, `branch:` and a branch's code, or `station:` and a station's; the nearest one decides, in this order: the station,
//! the branch, the head office if it is that, the chain, the default. A change acts at the next call of every desk, in every process.

use std::ffi::c_char;

use crate::domain::setting::{Place, Setting, TypedValue};
use crate::engine::SettingValue;
use crate::error::{Error, ErrorKind, Result};
use crate::ffi::call::{call, free};
use crate::ffi::desk::clientela_desk;
use crate::ffi::engine::clientela_engine;
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::raw::misuse;
use crate::ffi::record::int;
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, raw, words};

/// The value of a setting when it was asked. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_setting(i64);
handle!(clientela_setting, SettingObject);

/// All settings as one JSON document. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_settings_document(i64);
handle!(clientela_settings_document, SettingsDocumentObject);

/// A value, and the version where it was asked of one place.
pub struct SettingObject {
    value: Option<TypedValue>,
    text: Option<CText>,
    version: i64,
}

/// A document as text.
pub struct SettingsDocumentObject(CText);

impl SettingObject {
    fn of(SettingValue { value, version }: SettingValue) -> Self {
        let text = value.as_ref().map(|value| CText::new(&value.to_string()));
        Self { value, text, version: int(version) }
    }

    fn value(&self) -> Result<TypedValue> {
        self.value.clone().ok_or_else(|| Error::new(ErrorKind::NotFound, "setting.not_set"))
    }

    fn number(&self) -> Result<i64> {
        if let TypedValue::Number(number) = self.value()? { Ok(number) } else { Err(misuse("argument.not_a_number", "setting")) }
    }

    fn flag(&self) -> Result<i32> {
        if let TypedValue::Flag(flag) = self.value()? { Ok(flag.into()) } else { Err(misuse("argument.not_a_flag", "setting")) }
    }
}

fn setting(key: *const c_char, len: usize) -> Result<Setting> {
    Setting::from_key(raw::text(key, len, "key")?).map_err(words::named("key"))
}

fn place(text: *const c_char, len: usize) -> Result<Place> {
    Place::parse(raw::text(text, len, "place")?).map_err(words::named("place"))
}

/// The version that a caller expects; -1: any.
fn expected(version: i64) -> Result<Option<u64>> {
    if version == -1 { Ok(None) } else { words::within(version, "version").map(Some) }
}

/// Asks for the value that holds for a branch. A branch that nobody fed is no error: where nothing is set for it, what holds for the chain
/// does. CLIENTELA_STATUS_INVALID: setting.unknown, no setting has this key, as at every function here that takes one.
///
/// - engine: the store
/// - key: the setting's key, such as `customer.default_kind`
/// - key_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - branch: the branch's code
/// - branch_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_setting: the value; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_setting(
    engine: clientela_engine,
    key: *const c_char,
    key_len: usize,
    branch: *const c_char,
    branch_len: usize,
    out_setting: *mut clientela_setting,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_setting, "out_setting"), || {
        let (engine, setting) = (door(engine, "engine")?, setting(key, key_len)?);
        let value = engine.setting(setting, &words::code(branch, branch_len, "branch")?)?;
        Ok(SettingObject::of(SettingValue { value: Some(value), version: 0 }))
    })
}

/// Asks for the value that holds for a station.
///
/// - engine: the store
/// - key: the setting's key, such as `consents.shown`
/// - key_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - branch: the code of the station's branch
/// - branch_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - station: the station's code
/// - station_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_setting: the value; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_setting_of_station(
    engine: clientela_engine,
    key: *const c_char,
    key_len: usize,
    branch: *const c_char,
    branch_len: usize,
    station: *const c_char,
    station_len: usize,
    out_setting: *mut clientela_setting,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_setting, "out_setting"), || {
        let (engine, setting) = (door(engine, "engine")?, setting(key, key_len)?);
        let (branch, station) = (words::code(branch, branch_len, "branch")?, words::code(station, station_len, "station")?);
        let value = engine.setting_of_station(setting, &branch, &station)?;
        Ok(SettingObject::of(SettingValue { value: Some(value), version: 0 }))
    })
}

/// Asks for what is set at exactly one place, with its version. What is in force for the chain: this at `chain`, and where nothing is set
/// there, the default (CLIENTELA_SETTING_FIELD_DEFAULT). Of a setting whose only level is `chain`, clientela_engine_setting says it for any
/// branch. CLIENTELA_STATUS_INVALID: setting.place_unknown, the text is no place.
///
/// - engine: the store
/// - key: the setting's key
/// - key_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - place: `chain`, `head_office`, `branch:` and the branch's code, or `station:` and the station's
/// - place_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_setting: the value, or one without text when nothing is set there; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_setting_at(
    engine: clientela_engine,
    key: *const c_char,
    key_len: usize,
    place: *const c_char,
    place_len: usize,
    out_setting: *mut clientela_setting,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_setting, "out_setting"), || {
        let (engine, setting) = (door(engine, "engine")?, setting(key, key_len)?);
        engine.setting_at(setting, &self::place(place, place_len)?).map(SettingObject::of)
    })
}

/// Reads a value as text, whatever its type.
///
/// - setting: the value
/// - out_text: the text, or NULL when nothing is set at the place; lives until the value is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_setting_text(
    setting: clientela_setting,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || Ok(open(setting, "setting")?.text.as_ref().into()))
}

/// Reads a number. CLIENTELA_STATUS_MISUSE: the setting is none; CLIENTELA_STATUS_NOT_FOUND: nothing is set at the place.
///
/// - setting: the value
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_setting_number(
    setting: clientela_setting,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(setting, "setting")?.number())
}

/// Reads a flag. CLIENTELA_STATUS_MISUSE: the setting is none; CLIENTELA_STATUS_NOT_FOUND: nothing is set at the place.
///
/// - setting: the value
/// - out_flag: 1 for yes, 0 for no
#[unsafe(no_mangle)]
pub extern "C" fn clientela_setting_flag(
    setting: clientela_setting,
    out_flag: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_flag, "out_flag"), || open(setting, "setting")?.flag())
}

/// Reads the version at the place it was asked of: it counts the changes there.
///
/// - setting: the value
/// - out_version: the version; 0: never set there, or asked for a branch
#[unsafe(no_mangle)]
pub extern "C" fn clientela_setting_version(
    setting: clientela_setting,
    out_version: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_version, "out_version"), || Ok(open(setting, "setting")?.version))
}

/// Frees a value. Texts read from it are gone too. No value (0) is allowed.
///
/// - setting: the value
#[unsafe(no_mangle)]
pub extern "C" fn clientela_setting_free(setting: clientela_setting) -> clientela_status {
    free(setting, "setting")
}

/// Sets a setting at a place. It takes the right of administration. CLIENTELA_STATUS_CONFLICT: record.changed_meanwhile, somebody changed
/// it there since. CLIENTELA_STATUS_INVALID: setting.unknown, no setting has this key; setting.place_unknown, the text is no place;
/// setting.not_at_this_level, it is not set at such places; branch.unknown, station.unknown, others were fed and this one was not; of the
/// value setting.not_a_flag, setting.not_a_number, setting.out_of_range, setting.not_a_choice, setting.not_a_code, setting.code_count, with
/// what is allowed as arguments (`min`, `max`, `choices`), status.unknown, and retention.above_ceiling where a law allows less.
///
/// - desk: the desk
/// - key: the setting's key
/// - key_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - place: `chain`, `head_office`, `branch:` and the branch's code, or `station:` and the station's
/// - place_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - value: the value as text; may be NULL: it is taken away there
/// - value_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - version: the version it must still have there, or -1 for any
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_set_setting(
    desk: clientela_desk,
    key: *const c_char,
    key_len: usize,
    place: *const c_char,
    place_len: usize,
    value: *const c_char,
    value_len: usize,
    version: i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let (desk, setting, place) = (door(desk, "desk")?, setting(key, key_len)?, self::place(place, place_len)?);
        desk.set_setting(setting, &place, doors::optional(value, value_len, "value")?, expected(version)?)
    })
}

/// Sets a setting at a place, as the central system. It fails as clientela_desk_set_setting does, but for right and version.
///
/// - erp: the ERP's door
/// - key: the setting's key
/// - key_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - place: `chain`, `head_office`, `branch:` and the branch's code, or `station:` and the station's
/// - place_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - value: the value as text; may be NULL: it is taken away there
/// - value_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_set_setting(
    erp: clientela_erp,
    key: *const c_char,
    key_len: usize,
    place: *const c_char,
    place_len: usize,
    value: *const c_char,
    value_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let (erp, setting, place) = (door(erp, "erp")?, setting(key, key_len)?, self::place(place, place_len)?);
        erp.set_setting(setting, &place, doors::optional(value, value_len, "value")?)
    })
}

/// Writes every setting that is set anywhere as one JSON document.
///
/// - engine: the store
/// - out_settings_document: the document; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_export_settings(
    engine: clientela_engine,
    out_settings_document: *mut clientela_settings_document,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_settings_document, "out_settings_document"), || {
        let json = door(engine, "engine")?.export_settings()?;
        Ok(SettingsDocumentObject(CText::new(&json)))
    })
}

/// Reads the text of a document.
///
/// - settings_document: the document
/// - out_text: the text; lives until the document is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_settings_document_text(
    settings_document: clientela_settings_document,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || Ok(open(settings_document, "settings_document")?.0.lend()))
}

/// Frees a document. Texts read from it are gone too. No document (0) is allowed.
///
/// - settings_document: the document
#[unsafe(no_mangle)]
pub extern "C" fn clientela_settings_document_free(settings_document: clientela_settings_document) -> clientela_status {
    free(settings_document, "settings_document")
}

/// Takes a document of settings over, all or nothing. It takes the right of administration. The document says everything of the
/// places it names: what is set there now and is not in the document goes. CLIENTELA_STATUS_INVALID: the error lists every
/// broken setting.
///
/// - desk: the desk
/// - json: the document
/// - json_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_changed: how many settings changed
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_import_settings(
    desk: clientela_desk,
    json: *const c_char,
    json_len: usize,
    out_changed: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_changed, "out_changed"), || {
        door(desk, "desk")?.import_settings(raw::text(json, json_len, "json")?).map(int)
    })
}

/// The same as the central system.
///
/// - erp: the ERP's door
/// - json: the document
/// - json_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_changed: how many settings changed
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_import_settings(
    erp: clientela_erp,
    json: *const c_char,
    json_len: usize,
    out_changed: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_changed, "out_changed"), || {
        door(erp, "erp")?.import_settings(raw::text(json, json_len, "json")?).map(int)
    })
}
