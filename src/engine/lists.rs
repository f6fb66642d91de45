//! The lists of statuses and groups: read by whoever shows them, edited by administrators as far as they are the chain's own. Knows no
//! SQL.

use crate::domain::change::{Change, FieldChange};
use crate::domain::check::check;
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::Code;
use crate::domain::rights::Right;
use crate::domain::status::Meaning;
use crate::engine::desk::Desk;
use crate::engine::open::Engine;
use crate::error::Result;

/// One status of the list.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Options, Seat, SystemClock};
/// # use clientela::domain::rights::Rights;
/// use clientela::domain::{id::Code, status::Meaning};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
/// # let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
/// assert_eq!(engine.statuses()?.len(), 4); // those of the library, while the chain has none of its own
/// desk.set_status(&Code::parse("vip")?, "Very important", Meaning::Active)?;
/// assert_eq!(engine.statuses()?.last().map(|status| status.name.as_str()), Some("Very important"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StatusEntry {
    /// Its code, which a customer's status is.
    pub code: String,
    /// Its name; the code where it has none.
    pub name: String,
    /// What it means.
    pub meaning: Meaning,
}

/// One group of the list.
///
/// ```
/// let group = clientela::GroupEntry { code: "vinyl".into(), name: "Vinyl friends".into() };
/// assert_eq!(group.code, "vinyl");
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GroupEntry {
    /// Its code.
    pub code: String,
    /// Its name; the code where it has none.
    pub name: String,
}

impl Engine {
    /// Every status that a customer may have, the library's own first: `active`, `inactive`, `blocked`, `deceased`.
    ///
    /// # Errors
    /// Those of reading.
    pub fn statuses(&self) -> Result<Vec<StatusEntry>> {
        let records = self.store().read()?.records(RecordKind::Status)?;
        let own = Meaning::ALL.iter().filter(|meaning| records.iter().all(|record| record.code != meaning.name()));
        let own = own.map(|meaning| StatusEntry { code: meaning.name().into(), name: meaning.name().into(), meaning: *meaning });
        let listed = records.iter().map(|record| {
            let meaning = record.values.get(Field::StatusMeaning).and_then(Meaning::from_name).unwrap_or(Meaning::Active);
            let name = record.values.get(Field::StatusName).unwrap_or(&record.code).to_owned();
            StatusEntry { code: record.code.clone(), name, meaning }
        });
        Ok(own.chain(listed).collect())
    }

    /// Every group that the central system fed.
    ///
    /// # Errors
    /// Those of reading.
    pub fn groups(&self) -> Result<Vec<GroupEntry>> {
        let records = self.store().read()?.records(RecordKind::Group)?.into_iter();
        let entry = |record: crate::store::Record| {
            let name = record.values.get(Field::GroupName).unwrap_or(&record.code).to_owned();
            GroupEntry { code: record.code, name }
        };
        Ok(records.map(entry).collect())
    }
}

impl Desk {
    /// Adds a status to the list, or changes its name and meaning. Customers keep the code that they have. None is ever taken off the
    /// list: customers may have it.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotPermitted`] without the right of administration; [`crate::ErrorKind::Invalid`] for a name that is too long.
    pub fn set_status(&self, code: &Code, name: &str, meaning: Meaning) -> Result<()> {
        self.require(Right::Administration)?;
        let today = self.engine.now().date();
        let name = check(Field::StatusName, name, today)?;
        let mut writer = self.engine.store().write()?;
        let known = writer.record(RecordKind::Status, code.as_str())?;
        let old = |field| known.as_ref().and_then(|record| record.values.get(field)).map(str::to_owned);
        let new =
            [(Field::StatusName, Some(name).filter(|name| !name.is_empty())), (Field::StatusMeaning, Some(meaning.name().to_owned()))];
        let changes = new.map(|(field, new)| FieldChange { field, slot: 0, old: old(field), new });
        let fields: Vec<FieldChange> = changes.into_iter().filter(|change| change.old != change.new).collect();
        if fields.is_empty() && known.is_some() {
            return Ok(());
        }
        let expected = known.map(|record| record.version);
        let change = Change::Record { kind: RecordKind::Status, code: code.to_string(), subject: None, expected, fields };
        writer.apply(&self.context(), &[change])?;
        writer.commit()
    }
}
