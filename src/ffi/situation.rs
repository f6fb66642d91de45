//! What to ask somebody whose events and data lie in a database of your own: the policy of the desks, without a store. Settings are those
//! of the table of settings by their keys; what is not set has its default.

use std::ffi::c_char;

use crate::domain::asking::{AskingFacts, AskingRules, Occasion, to_ask};
use crate::domain::consent::{SubjectState, Ward, deciding_age};
use crate::domain::field::Field;
use crate::domain::id::Code;
use crate::domain::setting::{Place, Setting, Settings, Vantage};
use crate::domain::subject::Values;
use crate::domain::time::{Date, Moment};
use crate::error::{Result, Violation};
use crate::ffi::asking_words::clientela_occasion;
use crate::ffi::call::{call, free};
use crate::ffi::consent_words::clientela_subject_state;
use crate::ffi::definition::clientela_definitions;
use crate::ffi::dialog::{DialogObject, clientela_dialog};
use crate::ffi::error::clientela_error;
use crate::ffi::event::clientela_events;
use crate::ffi::handle::{handle, open};
use crate::ffi::status::clientela_status;
use crate::ffi::values::clientela_values;
use crate::ffi::{out, raw, words};

/// An occasion on which somebody may be asked, and what the chain decided. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_situation(i64);
handle!(clientela_situation, SituationObject);

/// The facts without definitions, events and data.
pub struct SituationObject {
    occasion: Occasion,
    now: Moment,
    subject: SubjectState,
    language: String,
    settings: Settings,
}

impl SituationObject {
    fn set(&mut self, key: &str, value: &str) -> Result<()> {
        let setting = Setting::from_key(key)?;
        self.settings.set(setting, Place::Chain, Some(value)).map_err(Into::into)
    }

    fn rules(&self) -> Result<AskingRules, Violation> {
        let branch = Vantage { station: None, branch: Code::parse("own")?, head_office: false };
        Ok(AskingRules::of(&self.settings, &branch))
    }

    /// Whether the person decides: by their birthday and the countries of their addresses, and the settings.
    fn ward(&self, values: &Values) -> Ward<'static> {
        let is = |setting: Setting, text: &str| self.settings.at(setting, &Place::Chain).is_some_and(|value| value.to_string() == text);
        let countries: Vec<&str> = values.valid_on(Field::Country, self.now.date()).map(|(_, country)| country).collect();
        Ward {
            born: values.get(Field::BirthDate).and_then(|day| Date::parse(day).ok()),
            age: deciding_age(&countries, is(Setting::ConsentsDecidingAge, "majority")),
            unknown_is_minor: is(Setting::ConsentsUnknownBirthday, "minor"),
            guardianships: &[],
        }
    }
}

/// Makes a situation of somebody whose data are neither restricted nor erased, with every setting at its default and texts in English.
///
/// - occasion: on which occasion, CLIENTELA_OCCASION_…
/// - now: now, in milliseconds since 1970 UTC
/// - offset_minutes: how far the branch's time is east of UTC
/// - out_situation: the new situation; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_situation_new(
    occasion: clientela_occasion,
    now: i64,
    offset_minutes: i32,
    out_situation: *mut clientela_situation,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_situation, "out_situation"), || {
        let (occasion, now) = (words::word(Occasion::ALL, occasion, "occasion")?, words::moment(now, offset_minutes)?);
        Ok(SituationObject { occasion, now, subject: SubjectState::Normal, language: "en".to_owned(), settings: Settings::default() })
    })
}

/// Sets a setting: `asking.…`, `advertising.…`, `missing.…`, `consents.shown`,
/// `consents.unsigned_allowed`, `consents.deciding_age`, `consents.unknown_birthday`. Others are of no meaning here.
///
/// - situation: the situation
/// - key: the setting's key
/// - key_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - value: its value as text
/// - value_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_situation_set_setting(
    situation: clientela_situation,
    key: *const c_char,
    key_len: usize,
    value: *const c_char,
    value_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut situation = open(situation, "situation")?;
        situation.set(raw::text(key, key_len, "key")?, raw::text(value, value_len, "value")?)
    })
}

/// Sets the language in which the texts are wanted.
///
/// - situation: the situation
/// - language: ISO 639-1, such as `de`
/// - language_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_situation_set_language(
    situation: clientela_situation,
    language: *const c_char,
    language_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut situation = open(situation, "situation")?;
        raw::text(language, language_len, "language")?.clone_into(&mut situation.language);
        Ok(())
    })
}

/// Sets the life of the person's data.
///
/// - situation: the situation
/// - subject_state: CLIENTELA_SUBJECT_STATE_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_situation_set_subject_state(
    situation: clientela_situation,
    subject_state: clientela_subject_state,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut situation = open(situation, "situation")?;
        situation.subject = words::word(SubjectState::ALL, subject_state, "subject_state")?;
        Ok(())
    })
}

/// Says what to ask this person, and why; what is not asked, and why not. There is one dialog a day at most, at whichever till: whether
/// and when somebody was asked follows from the events. Whether the person decides or a guardian follows from their birthday and countries, and
/// from the events: who has no birthday and for whom a guardian answered is taken for a minor.
///
/// - situation: the situation
/// - definitions: all versions of all definitions
/// - events: all events of the person, of every till, in any order
/// - values: the person's present data
/// - out_dialog: the dialog; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_to_ask(
    situation: clientela_situation,
    definitions: clientela_definitions,
    events: clientela_events,
    values: clientela_values,
    out_dialog: *mut clientela_dialog,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_dialog, "out_dialog"), || {
        let (asked, definitions) = (open(situation, "situation")?, open(definitions, "definitions")?);
        let (events, values) = (open(events, "events")?, open(values, "values")?);
        let rules = asked.rules()?;
        Ok(DialogObject::of(to_ask(&AskingFacts {
            subject: asked.subject,
            definitions: &definitions.0,
            events: &events.0,
            language: &asked.language,
            ward: asked.ward(&values.values),
            ..AskingFacts::new(asked.occasion, &rules, &values.values, asked.now)
        })))
    })
}

/// Frees a situation. No situation (0) is allowed.
///
/// - situation: the situation
#[unsafe(no_mangle)]
pub extern "C" fn clientela_situation_free(situation: clientela_situation) -> clientela_status {
    free(situation, "situation")
}
