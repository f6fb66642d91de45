//! Settings: who may set them, where they hold, and reading them.

use crate::domain::change::{Change, FieldChange};
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::Code;
use crate::domain::rights::Right;
use crate::domain::setting::{Place, Setting, Settings, Vantage};
use crate::engine::desk::Desk;
use crate::engine::erp::Erp;
use crate::engine::open::Engine;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::Writer;

/// A setting as stored at one place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettingValue {
    /// The value; none where it is not set here.
    pub value: Option<String>,
    /// Counts the changes; 0 where it was never set here.
    pub version: u64,
}

impl Engine {
    /// The value of a setting that holds for a branch.
    ///
    /// # Errors
    /// Those of reading.
    pub fn setting(&self, setting: Setting, branch: &Code) -> Result<String> {
        let directory = self.directory()?;
        Ok(directory.settings.text(setting, &directory.vantage(branch)).to_owned())
    }

    /// Every value that was set anywhere.
    ///
    /// # Errors
    /// Those of reading.
    pub fn settings(&self) -> Result<Settings> {
        Ok(self.directory()?.settings.clone())
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
        Ok(record.map_or(nowhere, |record| SettingValue {
            value: record.values.get(Field::SettingValue).map(str::to_owned),
            version: record.version,
        }))
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
        let change = decide_setting(&mut writer, setting.spec().key, &place.to_string(), value, version)?;
        writer.apply(&self.context(), change.as_slice())?;
        writer.commit()
    }
}

impl Erp {
    /// Sets a setting at a place, or takes it away there.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] with the setting's key and the rule.
    pub fn set_setting(&self, setting: Setting, place: &Place, value: Option<&str>) -> Result<()> {
        let mut writer = self.engine.store().write()?;
        let change = decide_setting(&mut writer, setting.spec().key, &place.to_string(), value, None)?;
        writer.apply(&self.context(), change.as_slice())?;
        writer.commit()
    }
}

fn code_of(setting: Setting, place: &Place) -> String {
    format!("{place}/{}", setting.spec().key)
}

/// The change that sets a setting; none where it is set so already.
pub(crate) fn decide_setting(
    writer: &mut Writer<'_>,
    key: &str,
    place: &str,
    value: Option<&str>,
    version: Option<u64>,
) -> Result<Option<Change>> {
    let (setting, place) = (Setting::from_key(key)?, Place::parse(place)?);
    let mut checked = Settings::default();
    checked.set(setting, place.clone(), value)?;
    if let Place::Branch(branch) = &place {
        known_branch(writer, branch)?;
    }
    let code = code_of(setting, &place);
    let stored = writer.record(RecordKind::Setting, &code)?;
    if version.is_some_and(|version| version != stored.as_ref().map_or(0, |record| record.version)) {
        return Err(Error::new(ErrorKind::Conflict, "record.changed_meanwhile").field(setting.spec().key));
    }
    let old = stored.as_ref().and_then(|record| record.values.get(Field::SettingValue)).map(str::to_owned);
    let new = checked.at(setting, &place).map(str::to_owned);
    let expected = stored.map(|record| record.version);
    let fields = vec![FieldChange { field: Field::SettingValue, slot: 0, old, new }];
    let same = fields[0].old == fields[0].new;
    Ok((!same).then_some(Change::Record { kind: RecordKind::Setting, code, subject: None, expected, fields }))
}

/// Where branches were fed, a setting for an unknown one is a slip.
fn known_branch(writer: &mut Writer<'_>, branch: &Code) -> Result<()> {
    let branches = writer.records(RecordKind::Branch)?;
    let known = branches.is_empty() || branches.iter().any(|known| known.code == branch.as_str());
    if known { Ok(()) } else { Err(Violation::new("place", "branch.unknown").into()) }
}
