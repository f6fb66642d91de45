//! Which customers a branch may look for (A21 to A25), and that somebody is known in another one (X23). Knows no SQL.

use std::fmt;

use crate::domain::change::{Change, Context};
use crate::domain::field::{Field, RecordKind};
use crate::domain::fold::fold;
use crate::domain::id::{Code, SubjectId};
use crate::domain::journal::EntryKind;
use crate::domain::rights::Right;
use crate::domain::setting::Setting;
use crate::domain::time::Date;
use crate::engine::consents::remark;
use crate::engine::customers::present;
use crate::engine::desk::Desk;
use crate::error::{Error, ErrorKind, Result, Violation};

/// Somebody whom another branch knows. Nothing can be read of them; the responsible branch can be asked for them.
#[derive(Clone, PartialEq, Eq)]
pub struct Elsewhere(SubjectId);

impl Elsewhere {
    pub(crate) fn of(id: SubjectId) -> Self {
        Self(id)
    }
}

impl fmt::Debug for Elsewhere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Elsewhere")
    }
}

impl Desk {
    fn is_head_office(&self) -> Result<bool> {
        Ok(self.engine.directory()?.vantage(&self.seat().branch).head_office)
    }

    /// The branch that a search begins with (A21, A22).
    pub(crate) fn preset_branch(&self) -> Result<Option<String>> {
        let own = if self.is_head_office()? {
            self.setting(Setting::SearchBranchAtHeadOffice)? == "head_office"
        } else {
            self.setting(Setting::SearchBranch)? == "own"
        };
        Ok(own.then(|| self.seat().branch.to_string()))
    }

    /// The statuses that a search begins with (A24).
    pub(crate) fn preset_statuses(&self) -> Result<Vec<String>> {
        let directory = self.engine.directory()?;
        let vantage = directory.vantage(&self.seat().branch);
        Ok(directory.settings.codes(Setting::SearchStatuses, &vantage))
    }

    /// The branch of a quick search (A23).
    pub(crate) fn quick_branch(&self) -> Result<Option<String>> {
        if self.setting(Setting::SearchAllBranches)? == "true" {
            return Ok(None);
        }
        Ok(if self.is_head_office()? { self.preset_branch()? } else { Some(self.seat().branch.to_string()) })
    }

    /// Refuses another branch than the one a search begins with where it may not be changed (A25).
    pub(crate) fn may_search_in(&self, branch: Option<&str>) -> Result<()> {
        let changeable = match self.setting(Setting::SearchBranchChangeable)?.as_str() {
            "yes" => true,
            "head_office" => self.is_head_office()?,
            _ => false,
        };
        if changeable || self.preset_branch()?.as_deref() == branch {
            return Ok(());
        }
        Err(Error::new(ErrorKind::NotPermitted, "search.branch_fixed").field(Field::Branch.name()))
    }

    /// Whether another branch knows somebody of exactly this name and birthday (X23): nothing else is told. A number or a card is
    /// looked for by [`Self::find`].
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] where one of the three is missing; [`ErrorKind::NotPermitted`] without the right to read customers.
    pub fn known_elsewhere(&self, given: &str, family: &str, born: Date) -> Result<Option<Elsewhere>> {
        self.require(Right::ReadCustomers)?;
        let names = [given, family].map(fold);
        let missing = [Field::GivenName, Field::FamilyName].into_iter().zip(&names).filter(|(_, name)| name.trim().is_empty());
        let missing: Vec<_> = missing.map(|(field, _)| Violation::new(field.name(), "required")).collect();
        if !missing.is_empty() {
            return Err(Error::invalid(missing));
        }
        let own = self.seat().branch.as_str();
        let mut reader = self.engine.store().read()?;
        for (id, other) in reader.namesakes(names.join(" ").trim(), &born.to_string())? {
            let same = other.map(|name| fold(&name.unwrap_or_default())) == names;
            if same && present(&mut reader, id)?.values.get(Field::Branch).is_some_and(|branch| branch != own) {
                return Ok(Some(Elsewhere(id)));
            }
        }
        Ok(None)
    }

    /// Asks the responsible branch for a customer (X23): an entry of the journal, which that branch hears of as news and hands the
    /// customer over. Where any branch may take a customer over (A34), it is done at once, and the customer is given.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to edit customers; [`ErrorKind::Erased`].
    pub fn request_take_over(&self, elsewhere: &Elsewhere, reason: &str) -> Result<Option<SubjectId>> {
        self.require(Right::EditCustomers)?;
        let Elsewhere(id) = *elsewhere;
        if self.setting(Setting::TakeOverByAnyBranch)? == "true" {
            return self.take_over(id, reason).map(|()| Some(id));
        }
        let mut writer = self.engine.store().write()?;
        present(&mut writer, id)?;
        let context = Context { reason: remark(&self.engine, Field::Reason, Some(reason))?, ..self.context() };
        let (what, kind, code) = (EntryKind::TakeOverRequested, RecordKind::Subject, Code::parse(&id.to_string())?);
        writer.apply(&context, &[Change::Happened { what, kind, code, subject: Some(id) }])?;
        writer.commit()?;
        Ok(None)
    }
}
