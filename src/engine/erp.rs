//! The door of the central system: it defines, feeds and orders. A shop without an ERP opens it itself.

use crate::domain::change::{Change, Context, FieldChange};
use crate::domain::consent::Definition;
use crate::domain::field::Field;
use crate::domain::id::{Code, SubjectId};
use crate::engine::consents::remark;
use crate::engine::customers::unerased;
use crate::engine::open::Engine;
use crate::error::Result;

/// What only the central system may do. Any number of threads may use it.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Options, SystemClock};
/// use clientela::{Format, domain::{consent::Purpose, id::Code}};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// let erp = engine.erp(Code::parse("erp")?);
/// let lines = r#"{"feed":"customer","source_id":"7","number":"7","kind":"private","family_name":"Hansen"}
/// {"feed":"customer","source_id":"8","number":"8","kind":"private","family_name":"Holý","birth_date":"yesterday"}"#;
/// let report = erp.feed(&Format::JsonLines, &mut lines.as_bytes())?;
/// assert_eq!((report.taken, report.refused), (1, 1));
/// assert_eq!((report.failures[0].line, report.failures[0].field), (2, "birth_date"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Erp {
    pub(crate) engine: Engine,
    name: Code,
}

impl Erp {
    pub(crate) fn new(engine: Engine, name: Code) -> Self {
        Self { engine, name }
    }

    /// Puts a version of a definition into the store (P2).
    ///
    /// # Errors
    /// [`crate::ErrorKind::Invalid`]: a version in force is fixed (`definition.version_is_fixed`), a minor version keeps purpose and
    /// channel (`definition.minor_keeps_its_subject`).
    pub fn define(&self, definition: &Definition) -> Result<()> {
        let mut writer = self.engine.store().write()?;
        let known = writer.definition_versions(&definition.code)?;
        if known.contains(definition) {
            return Ok(());
        }
        definition.may_follow(&known)?;
        writer.apply(&self.context(), &[Change::Definition(Box::new(definition.clone()))])?;
        writer.commit()
    }

    /// Who was fed under this id, also when anonymized since; the id of somebody who was merged leads to the customer who stays.
    ///
    /// # Errors
    /// Those of reading.
    pub fn subject_by_source(&self, source_id: &str) -> Result<Option<SubjectId>> {
        let mut reader = self.engine.store().read()?;
        let found = reader.subject_by_source(source_id)?;
        found.map(|id| reader.survivor_of(id)).transpose()
    }

    /// Restricts somebody's data (Art. 18 GDPR): they are kept and not used. Lists and searches show them no more, a desk reads or edits
    /// them no more but by [`crate::Desk::break_glass`], and they are contacted for mandatory notices only. Twice is success.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use clientela::{Engine, Format, Options, Question, SystemClock};
    /// # use clientela::domain::{consent::{Purpose, Reason}, id::Code};
    /// # let folder = tempfile::tempdir()?;
    /// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
    /// # let erp = engine.erp(Code::parse("erp")?);
    /// # erp.feed(&Format::JsonLines, &mut r#"{"feed":"customer","source_id":"7","kind":"private","family_name":"Holý"}"#.as_bytes())?;
    /// let holy = erp.subject_by_source("7")?.expect("she was fed");
    /// erp.restrict(holy, "she disputes the address")?;
    /// assert_eq!(erp.may_contact(holy, &Question::new(Purpose::Marketing, None))?.reason, Reason::Restricted);
    /// erp.lift_restriction(holy, "the address was right")?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotFound`], [`crate::ErrorKind::Erased`]; [`crate::ErrorKind::Invalid`] for a reason that breaks its rules.
    pub fn restrict(&self, subject: SubjectId, reason: &str) -> Result<()> {
        self.set_restricted(subject, Some("yes"), reason)
    }

    /// Takes a restriction away. Of somebody who has none it does nothing.
    ///
    /// # Errors
    /// As [`Self::restrict`].
    pub fn lift_restriction(&self, subject: SubjectId, reason: &str) -> Result<()> {
        self.set_restricted(subject, None, reason)
    }

    /// Of everybody merged into them too, so that it stays when that is taken back.
    fn set_restricted(&self, subject: SubjectId, new: Option<&str>, reason: &str) -> Result<()> {
        let reason = remark(&self.engine, Field::Reason, Some(reason))?;
        let mut writer = self.engine.store().write()?;
        let id = unerased(&mut writer, subject)?.id;
        let mut changes = Vec::new();
        for record in writer.same_as(id)? {
            let Some(stored) = writer.subject(record)? else { continue };
            let old = stored.values.get(Field::Restricted).map(str::to_owned);
            let (expected, customer) = (Some(stored.version), stored.customer);
            let fields = vec![FieldChange { field: Field::Restricted, slot: 0, new: new.map(str::to_owned), old }];
            let differs = fields.iter().any(|change| change.old != change.new);
            changes.extend(differs.then_some(Change::Subject { id: record, expected, customer, fields }));
        }
        writer.apply(&Context { reason, ..self.context() }, &changes)?;
        writer.commit()
    }

    pub(crate) fn name(&self) -> &Code {
        &self.name
    }

    pub(crate) fn context(&self) -> Context {
        self.engine.erp_context(&self.name)
    }
}
