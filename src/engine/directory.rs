//! What every call needs to know of settings, branches, stations, operators and consent definitions, kept in memory and read again when it changed.
//! Whether it changed costs one question to the driver, not a query.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::change::FieldChange;
use crate::domain::consent::Definition;
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::Code;
use crate::domain::program::{Program, Programs};
use crate::domain::rights::{Right, Rights};
use crate::domain::setting::{Place, Setting, Settings, Vantage};
use crate::domain::status::{Meaning, Statuses};
use crate::domain::subject::Values;
use crate::engine::standpoint::House;
use crate::error::{Result, Violation};
use crate::store::sql::damaged;
use crate::store::{Reader, Record};

/// A shop.
#[derive(Clone, Debug)]
pub(crate) struct Branch {
    pub head_office: bool,
    pub closed: bool,
}

/// A till.
#[derive(Clone, Debug)]
pub(crate) struct Station {
    pub branch: Code,
    pub closed: bool,
    /// The first and the last number that it gives to new customers.
    pub numbers: Option<(u64, u64)>,
}

/// Who may sign in. The password stays in the store.
#[derive(Clone, Debug)]
pub(crate) struct Operator {
    pub rights: Rights,
    pub locked: bool,
    pub removed: bool,
    /// The digest of the hash as it was fed: a session holds as long as it stays the same.
    pub password_source: Option<String>,
}

/// Settings, branches, stations, operators and consent definitions at one moment.
#[derive(Debug, Default)]
pub(crate) struct Directory {
    pub settings: Settings,
    pub branches: BTreeMap<Code, Branch>,
    pub stations: BTreeMap<Code, Station>,
    pub operators: BTreeMap<Code, Operator>,
    pub statuses: Statuses,
    pub groups: BTreeSet<String>,
    pub programs: Programs,
    /// Every version of every definition, by code and version.
    pub definitions: Arc<[Definition]>,
    /// The highest epoch of erasures that is known elsewhere.
    pub anchored: u64,
    /// What of this deciding about contact asks.
    pub house: Arc<House>,
}

impl Directory {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let roles: BTreeMap<String, Rights> =
            reader.records(RecordKind::Role)?.into_iter().map(|role| (role.code, rights(role.values.get(Field::RoleRights)))).collect();
        let mut directory = Self {
            settings: settings(reader)?,
            branches: by_code(reader, RecordKind::Branch, |values| {
                Ok(Branch { head_office: flag(values, Field::HeadOffice), closed: flag(values, Field::BranchClosed) })
            })?,
            stations: by_code(reader, RecordKind::Station, |values| {
                let branch = values.get(Field::StationBranch).and_then(|text| Code::parse(text).ok()).ok_or_else(damaged)?;
                Ok(Station { branch, closed: flag(values, Field::StationClosed), numbers: numbers(values) })
            })?,
            operators: by_code(reader, RecordKind::Operator, |values| Ok(operator(values, &roles)))?,
            statuses: statuses(reader)?,
            groups: reader.records(RecordKind::Group)?.into_iter().map(|group| group.code).collect(),
            programs: programs(reader)?,
            definitions: reader.definitions()?.into(),
            anchored: reader.anchored()?,
            house: Arc::default(),
        };
        directory.house = Arc::new(House::of(&directory));
        Ok(directory)
    }

    /// Refuses a status or group that is in no list.
    pub(crate) fn known_words(&self, fields: &[FieldChange]) -> Result<()> {
        let new = |field| fields.iter().find(|change| change.field == field).and_then(|change| change.new.as_deref());
        if new(Field::Status).is_some_and(|status| self.statuses.meaning(status).is_none()) {
            return Err(Violation::new(Field::Status.name(), "status.unknown").into());
        }
        if words(new(Field::Groups)).any(|group| !self.groups.contains(group)) {
            return Err(Violation::new(Field::Groups.name(), "group.unknown").into());
        }
        Ok(())
    }

    /// For whom a branch reads its settings.
    pub(crate) fn vantage(&self, branch: &Code) -> Vantage {
        let head_office = self.branches.get(branch).is_some_and(|branch| branch.head_office);
        Vantage { station: None, branch: branch.clone(), head_office }
    }

    /// For whom a station reads its settings.
    pub(crate) fn vantage_of_station(&self, branch: &Code, station: &Code) -> Vantage {
        Vantage { station: Some(station.clone()), ..self.vantage(branch) }
    }
}

fn by_code<T>(reader: &mut Reader<'_>, kind: RecordKind, read: impl Fn(&Values) -> Result<T>) -> Result<BTreeMap<Code, T>> {
    let records = reader.records(kind)?.into_iter();
    records.map(|record| Ok((Code::parse(&record.code).map_err(|_| damaged())?, read(&record.values)?))).collect()
}

fn operator(values: &Values, roles: &BTreeMap<String, Rights>) -> Operator {
    let of_roles = words(values.get(Field::OperatorRoles)).filter_map(|role| roles.get(role).copied());
    Operator {
        rights: of_roles.fold(rights(values.get(Field::OperatorRights)), Rights::and),
        locked: flag(values, Field::OperatorLocked),
        removed: flag(values, Field::OperatorRemoved),
        password_source: values.get(Field::PasswordSource).map(str::to_owned),
    }
}

fn settings(reader: &mut Reader<'_>) -> Result<Settings> {
    let mut settings = Settings::default();
    for Record { code, values, .. } in reader.records(RecordKind::Setting)? {
        let (place, key) = code.split_once('/').ok_or_else(damaged)?;
        // What a newer version of the library knows and this one does not changes nothing here.
        if let (Ok(place), Ok(setting)) = (Place::parse(place), Setting::from_key(key)) {
            settings.set(setting, place, values.get(Field::SettingValue)).map_err(|_| damaged())?;
        }
    }
    Ok(settings)
}

/// The numbers that a station gives; none where either end is not fed.
pub(crate) fn numbers(values: &Values) -> Option<(u64, u64)> {
    let end = |field| values.get(field).and_then(|text| text.parse().ok());
    end(Field::NumberFrom).zip(end(Field::NumberUntil))
}

fn statuses(reader: &mut Reader<'_>) -> Result<Statuses> {
    let mut statuses = Statuses::default();
    for Record { code, values, .. } in reader.records(RecordKind::Status)? {
        let meaning = values.get(Field::StatusMeaning).and_then(Meaning::from_name).ok_or_else(damaged)?;
        statuses.put(Code::parse(&code).map_err(|_| damaged())?, meaning);
    }
    Ok(statuses)
}

fn programs(reader: &mut Reader<'_>) -> Result<Programs> {
    let read = |record: Record| {
        let code = Code::parse(&record.code).map_err(|_| damaged())?;
        Ok((code.clone(), Program::of(code, &record.values).ok_or_else(damaged)?))
    };
    reader.records(RecordKind::Program)?.into_iter().map(read).collect()
}

fn words(text: Option<&str>) -> impl Iterator<Item = &str> {
    text.unwrap_or_default().split_ascii_whitespace()
}

fn rights(text: Option<&str>) -> Rights {
    words(text).filter_map(Right::from_name).fold(Rights::none(), Rights::with)
}

fn flag(values: &Values, field: Field) -> bool {
    values.get(field) == Some("yes")
}
