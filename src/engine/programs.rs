//! The list of programs: read by whoever shows it, edited by whoever has the right, and where programs are not editable (A28) by
//! administrators only. Knows no SQL.

use crate::domain::change::{Change, FieldChange};
use crate::domain::check::check;
use crate::domain::field::{Field, RecordKind};
use crate::domain::program::Program;
use crate::domain::rights::Right;
use crate::domain::setting::Setting;
use crate::engine::desk::Desk;
use crate::engine::open::Engine;
use crate::error::{Result, Violation};

impl Engine {
    /// Every program, closed ones too, in the order of their codes.
    ///
    /// # Errors
    /// Those of reading.
    pub fn programs(&self) -> Result<Vec<Program>> {
        Ok(self.directory()?.programs.values().cloned().collect())
    }
}

impl Desk {
    /// Adds a program, or changes it. None is ever deleted: customers may be members of it; it is closed.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotPermitted`] without the right to change programs, and where programs are not editable without the right of
    /// administration; [`crate::ErrorKind::Invalid`] for a name that is too long or a preset value below 1.
    pub fn set_program(&self, program: &Program) -> Result<()> {
        self.require(Right::ChangePrograms)?;
        if self.setting(Setting::ProgramsEditable)? != "true" {
            self.require(Right::Administration)?;
        }
        let new = self.checked_program(program)?;
        let mut writer = self.engine.store().write()?;
        let known = writer.record(RecordKind::Program, program.code.as_str())?;
        let old = |field| known.as_ref().and_then(|record| record.values.get(field)).map(str::to_owned);
        let changes = new.map(|(field, new)| FieldChange { field, slot: 0, old: old(field), new: Some(new).filter(|new| !new.is_empty()) });
        let fields: Vec<FieldChange> = changes.into_iter().filter(|change| change.old != change.new).collect();
        if fields.is_empty() && known.is_some() {
            return Ok(());
        }
        let expected = known.map(|record| record.version);
        let change = Change::Record { kind: RecordKind::Program, code: program.code.to_string(), subject: None, expected, fields };
        writer.apply(&self.context(), &[change])?;
        writer.commit()
    }

    /// What a program consists of, as fields.
    fn checked_program(&self, program: &Program) -> Result<[(Field, String); 4], Violation> {
        let (today, closed) = (self.engine.now().date(), if program.closed { "yes" } else { "" });
        let preset = program.preset.map(|preset| preset.to_string()).unwrap_or_default();
        Ok([
            (Field::ProgramName, check(Field::ProgramName, &program.name, today)?),
            (Field::ProgramKind, program.kind.name().to_owned()),
            (Field::ProgramPreset, check(Field::ProgramPreset, &preset, today)?),
            (Field::ProgramClosed, closed.to_owned()),
        ])
    }
}
