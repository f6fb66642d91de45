//! Settings: who may set them, where they hold, and reading them.

use std::collections::BTreeSet;

use crate::domain::change::{Change, FieldChange};
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::Code;
use crate::domain::rights::Right;
use crate::domain::setting::document::{self, Document, named};
use crate::domain::setting::{Place, Setting, Settings, TypedValue, Vantage};
use crate::domain::status::Meaning;
use crate::engine::desk::Desk;
use crate::engine::erp::Erp;
use crate::engine::open::Engine;
use crate::engine::retention::retention_of;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::sql::damaged;
use crate::store::{Record, Writer};

/// A setting as stored at one place.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Options, SystemClock};
/// use clientela::domain::{id::Code, setting::{Place, Setting, TypedValue}};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// engine.erp(Code::parse("erp")?).set_setting(Setting::SessionMinutes, &Place::Chain, Some("60"))?;
/// let stored = engine.setting_at(Setting::SessionMinutes, &Place::Chain)?;
/// assert_eq!((stored.value, stored.version), (Some(TypedValue::Number(60)), 1));
/// assert_eq!(engine.setting_at(Setting::SessionMinutes, &Place::HeadOffice)?.value, None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettingValue {
    /// The value; none where it is not set here.
    pub value: Option<TypedValue>,
    /// Counts the changes; 0 where it was never set here.
    pub version: u64,
}

impl Engine {
    /// The value of a setting that holds for a branch.
    ///
    /// # Errors
    /// Those of reading.
    pub fn setting(&self, setting: Setting, branch: &Code) -> Result<TypedValue> {
        let directory = self.directory()?;
        Ok(directory.settings.value(setting, &directory.vantage(branch)))
    }

    /// Every value that was set anywhere.
    ///
    /// # Errors
    /// Those of reading.
    pub fn settings(&self) -> Result<Settings> {
        Ok(self.directory()?.settings.clone())
    }

    /// The value of a setting that holds for a station of a branch.
    ///
    /// # Errors
    /// Those of reading.
    pub fn setting_of_station(&self, setting: Setting, branch: &Code, station: &Code) -> Result<TypedValue> {
        let directory = self.directory()?;
        Ok(directory.settings.value(setting, &directory.vantage_of_station(branch, station)))
    }

    /// A branch as one that reads settings.
    ///
    /// # Errors
    /// Those of reading.
    pub fn vantage(&self, branch: &Code) -> Result<Vantage> {
        Ok(self.directory()?.vantage(branch))
    }

    /// What is set at exactly this place, with the version that [`Desk::set_setting`] compares.
    ///
    /// # Errors
    /// Those of reading.
    pub fn setting_at(&self, setting: Setting, place: &Place) -> Result<SettingValue> {
        let record = self.store().read()?.record(RecordKind::Setting, &code_of(setting, place))?;
        let nowhere = SettingValue { value: None, version: 0 };
        record.map_or(Ok(nowhere), |record| {
            let value = value_of(&record).map(|text| setting.read(text)).transpose().map_err(|_| damaged())?;
            Ok(SettingValue { value, version: record.version })
        })
    }

    /// Every setting as one JSON document: by place, and in a place by key. `docs/settings.schema.json` is its schema.
    ///
    /// # Errors
    /// Those of reading.
    pub fn export_settings(&self) -> Result<String> {
        Ok(document::write(&self.directory()?.settings))
    }
}

impl Desk {
    /// Sets a setting at a place, or takes it away there. With a version, only if nobody changed it since.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right of administration; [`ErrorKind::Invalid`] with the setting's key and the rule;
    /// [`ErrorKind::Conflict`] where the version moved on.
    pub fn set_setting(&self, setting: Setting, place: &Place, value: Option<&str>, version: Option<u64>) -> Result<()> {
        self.require(Right::Administration)?;
        let mut writer = self.engine.store().write()?;
        let change = decide(&mut writer, setting, place, value, version)?;
        writer.apply(&self.context(), change.as_slice())?;
        writer.commit()
    }

    /// Takes a document of settings over, as [`Erp::import_settings`].
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right of administration; those of [`Erp::import_settings`].
    pub fn import_settings(&self, json: &str) -> Result<usize> {
        self.require(Right::Administration)?;
        let mut writer = self.engine.store().write()?;
        let changes = decide_all(&mut writer, json)?;
        writer.apply(&self.context(), &changes)?;
        writer.commit().map(|()| changes.len())
    }
}

impl Erp {
    /// Sets a setting at a place, or takes it away there.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] with the setting's key and the rule.
    pub fn set_setting(&self, setting: Setting, place: &Place, value: Option<&str>) -> Result<()> {
        let mut writer = self.engine.store().write()?;
        let change = decide(&mut writer, setting, place, value, None)?;
        writer.apply(&self.context(), change.as_slice())?;
        writer.commit()
    }

    /// Takes a document of settings over, all or nothing; says how many settings changed. It says everything of the places it names:
    /// what is set there now and is not in the document goes. Other places stay as they are.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] with every broken setting, each with its key, the rule and the place;
    /// for a document that is none, those of [`Document::parse`].
    pub fn import_settings(&self, json: &str) -> Result<usize> {
        let mut writer = self.engine.store().write()?;
        let changes = decide_all(&mut writer, json)?;
        writer.apply(&self.context(), &changes)?;
        writer.commit().map(|()| changes.len())
    }
}

fn code_of(setting: Setting, place: &Place) -> String {
    format!("{place}/{}", setting.spec().key)
}

fn value_of(record: &Record) -> Option<&str> {
    record.values.get(Field::SettingValue)
}

/// The change that a line of a feed asks for; none where it is set so already.
pub(crate) fn decide_setting(writer: &mut Writer<'_>, key: &str, place: &str, value: Option<&str>) -> Result<Option<Change>> {
    let setting = Setting::from_key(key).map_err(|broken| named(broken, "key", key))?;
    let place = Place::parse(place).map_err(|broken| named(broken, "place", place))?;
    decide(writer, setting, &place, value, None)
}

/// The change that sets a setting; none where it is set so already.
fn decide(writer: &mut Writer<'_>, setting: Setting, place: &Place, value: Option<&str>, version: Option<u64>) -> Result<Option<Change>> {
    let change = decide_alone(writer, setting, place, value, version)?;
    lawful(writer, &[(setting, place, value.map(str::to_owned))])?;
    Ok(change)
}

/// The settings of retention together let nobody stay longer than the law does.
fn lawful(writer: &mut Writer<'_>, new: &[(Setting, &Place, Option<String>)]) -> Result<()> {
    let together = [Setting::RetentionPack, Setting::RetentionInactiveMonths];
    if !new.iter().any(|(setting, ..)| together.contains(setting)) {
        return Ok(());
    }
    let mut settings = Settings::default();
    for setting in together {
        let stored = writer.record(RecordKind::Setting, &code_of(setting, &Place::Chain))?;
        let stored = stored.as_ref().and_then(value_of).map(str::to_owned);
        let value = new.iter().find(|(other, ..)| *other == setting).map_or(stored, |(_, _, value)| value.clone());
        settings.set(setting, Place::Chain, value.as_deref())?;
    }
    retention_of(&settings).map(drop)
}

/// The same for a setting that others do not depend on.
fn decide_alone(
    writer: &mut Writer<'_>,
    setting: Setting,
    place: &Place,
    value: Option<&str>,
    version: Option<u64>,
) -> Result<Option<Change>> {
    let here = |broken: Violation| broken.with("place", place);
    setting.allowed_at(place.level()).map_err(here)?;
    let new = value.map(|text| setting.read(text)).transpose().map_err(here)?.map(|value| value.to_string());
    let code = code_of(setting, place);
    let stored = writer.record(RecordKind::Setting, &code)?;
    if version.is_some_and(|version| version != stored.as_ref().map_or(0, |record| record.version)) {
        return Err(Error::new(ErrorKind::Conflict, "record.changed_meanwhile").field(setting.spec().key));
    }
    let old = stored.as_ref().and_then(value_of).map(str::to_owned);
    if old == new {
        return Ok(None);
    }
    if let Some(new) = &new {
        known_place(writer, setting, place)?;
        known_status(writer, setting, place, new)?;
    }
    let expected = stored.map(|record| record.version);
    let fields = vec![FieldChange { field: Field::SettingValue, slot: 0, old, new }];
    Ok(Some(Change::Record { kind: RecordKind::Setting, code, subject: None, expected, fields }))
}

/// The changes that make the places of a document what it says, or everything that is broken in it.
fn decide_all(writer: &mut Writer<'_>, json: &str) -> Result<Vec<Change>> {
    let mut document = Document::parse(json)?;
    let mut changes = Vec::new();
    let concerned = concerned(writer, &document)?;
    for (place, setting) in &concerned {
        let value = document.places[place].get(setting).map(TypedValue::to_string);
        match decide_alone(writer, *setting, place, value.as_deref(), None) {
            Ok(change) => changes.extend(change),
            Err(error) if error.kind() == ErrorKind::Invalid => {
                error.violations().iter().for_each(|broken| document.refuse(broken.clone()));
            }
            Err(error) => return Err(error),
        }
    }
    if !document.broken.is_empty() {
        return Err(Error::invalid(document.broken));
    }
    let value = |(place, setting): &(Place, Setting)| document.places[place].get(setting).map(TypedValue::to_string);
    let new: Vec<_> = concerned.iter().map(|one| (one.1, &one.0, value(one))).collect();
    lawful(writer, &new)?;
    Ok(changes)
}

/// What a document sets, and what is set now at the places it names.
fn concerned(writer: &mut Writer<'_>, document: &Document) -> Result<BTreeSet<(Place, Setting)>> {
    let named = document.places.iter().flat_map(|(place, values)| values.keys().map(|setting| (place.clone(), *setting)));
    let mut all: BTreeSet<(Place, Setting)> = named.collect();
    for record in writer.records(RecordKind::Setting)? {
        let (place, key) = record.code.split_once('/').ok_or_else(damaged)?;
        if let (Ok(place), Ok(setting)) = (Place::parse(place), Setting::from_key(key))
            && document.places.contains_key(&place)
        {
            all.insert((place, setting));
        }
    }
    Ok(all)
}

/// Where branches or stations were fed, a setting for an unknown one is a slip.
fn known_place(writer: &mut Writer<'_>, setting: Setting, place: &Place) -> Result<()> {
    let (kind, code, rule) = match place {
        Place::Branch(branch) => (RecordKind::Branch, branch, "branch.unknown"),
        Place::Station(station) => (RecordKind::Station, station, "station.unknown"),
        Place::Chain | Place::HeadOffice => return Ok(()),
    };
    let known = writer.record(kind, code.as_str())?.is_some() || writer.records(kind)?.is_empty();
    let unknown = || Violation::new(setting.spec().key, rule).with("place", place);
    if known { Ok(()) } else { Err(unknown().into()) }
}

/// The status of a new customer must be one of the list.
fn known_status(writer: &mut Writer<'_>, setting: Setting, place: &Place, value: &str) -> Result<()> {
    let built_in = setting != Setting::DefaultStatus || Meaning::from_name(value).is_some();
    if built_in || writer.record(RecordKind::Status, value)?.is_some() {
        Ok(())
    } else {
        Err(Violation::new(setting.spec().key, "status.unknown").with("place", place).into())
    }
}

#[cfg(test)]
mod tests;
