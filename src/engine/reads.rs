//! Who looked (X24): reading data about health, or what is hidden, is told in the journal; and reading with a reason what is hidden.
//! Knows no SQL.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::change::{Change, Context};
use crate::domain::field::Field;
use crate::domain::id::SubjectId;
use crate::domain::journal::{EntryKind, Hidden};
use crate::domain::rights::{Right, Rights};
use crate::domain::subject::Values;
use crate::domain::view::View;
use crate::engine::consents::remark;
use crate::engine::customers::{Customer, known, unerased};
use crate::engine::desk::Desk;
use crate::engine::erp::Erp;
use crate::engine::house_rules::Screen;
use crate::engine::log::visible;
use crate::engine::open::Engine;
use crate::engine::person::LOOKED;
use crate::error::{Result, Violation};
use crate::store::{JournalQuery, LoggedEntry};

impl Desk {
    /// Everything a detail screen shows and what is hidden from this operator besides, of a restricted person too, for this one read: by
    /// a reason, which stands in the journal with the fields (X24).
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use clientela::{Engine, Options, Seat, SystemClock};
    /// # use clientela::domain::{field::Field, id::Code, rights::{Right, Rights}};
    /// # let folder = tempfile::tempdir()?;
    /// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
    /// # let seat = |rights| -> Result<Seat, clientela::Error> {
    /// #     Ok(Seat { branch: Code::parse("berlin")?, station: Code::parse("till-1")?, operator: Code::parse("jane")?, rights })
    /// # };
    /// # let all = engine.desk(seat(Rights::all())?)?;
    /// # let mut draft = all.new_customer("private")?;
    /// # draft.set(Field::FamilyName, "Lee").set(Field::CommentHealth, "peanuts");
    /// # let lee = all.save(&mut draft)?.id;
    /// let desk = engine.desk(seat(Rights::all().without(Right::ReadHealth))?)?;
    /// assert_eq!(desk.customer(lee)?.stored.values.get(Field::CommentHealth), Some("…"));
    /// let customer = desk.break_glass(lee, "she fainted in the shop")?;
    /// assert_eq!(customer.stored.values.get(Field::CommentHealth), Some("peanuts"));
    /// assert_eq!(desk.reads_of(lee)?[0].entry.operator, Some(Code::parse("jane")?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`crate::ErrorKind::Invalid`] without a reason (`required`) or with one that breaks the field's rules;
    /// [`crate::ErrorKind::NotPermitted`] without the right to see what is restricted; [`crate::ErrorKind::NotFound`];
    /// [`crate::ErrorKind::Erased`].
    pub fn break_glass(&self, id: SubjectId, reason: &str) -> Result<Customer> {
        self.require(Right::ReadCustomers)?;
        let own = self.view(Screen::Details, self.require(Right::SeeRestricted)?)?;
        let reason = remark(&self.engine, Field::Reason, Some(reason))?;
        let reason = reason.ok_or_else(|| Violation::new(Field::Reason.name(), "required"))?;
        let mut reader = self.engine.store().read()?;
        let stored = unerased(&mut reader, id)?;
        let restricted = stored.is_restricted();
        let otherwise = |field: Field| !restricted && own.shows(field) && field.spec().sees != Right::ReadHealth;
        let seen = stored.values.iter().filter(|(field, ..)| !otherwise(*field)).map(|(field, slot, _)| (field, slot)).collect();
        let id = stored.id;
        let all = View { rights: Rights::all(), hidden: Vec::new() };
        let customer = self.details(reader, stored, &all)?;
        tell(&self.engine, &Context { reason: Some(reason), ..self.context() }, id, seen)?;
        Ok(customer)
    }

    /// Tells the journal that data about health are shown, where they are.
    pub(crate) fn tell_of_health(&self, id: SubjectId, shown: &Values, rights: Rights) -> Result<()> {
        if !rights.has(Right::ReadHealth) {
            return Ok(());
        }
        let of_health = shown.iter().filter(|(field, ..)| field.spec().sees == Right::ReadHealth);
        let fields: Vec<(Field, u16)> = of_health.map(|(field, slot, _)| (field, slot)).collect();
        if fields.is_empty() { Ok(()) } else { tell(&self.engine, &self.context(), id, fields) }
    }

    /// The same of values that the change log shows.
    pub(crate) fn tell_of_health_in(&self, entries: &[LoggedEntry]) -> Result<()> {
        let mut shown: BTreeMap<SubjectId, BTreeSet<(Field, u16)>> = BTreeMap::new();
        for logged in entries.iter().filter(|logged| !matches!(logged.entry.kind, EntryKind::Read | EntryKind::Scrubbed)) {
            let of_health = logged.values.iter().filter(|value| value.field.spec().sees == Right::ReadHealth);
            let fields = of_health.filter(|value| value.hidden() == Hidden::No).map(|value| (value.field, value.slot));
            logged.entry.subject.into_iter().for_each(|subject| shown.entry(subject).or_default().extend(fields.clone()));
        }
        let mut shown = shown.into_iter().filter(|(_, fields)| !fields.is_empty());
        shown.try_for_each(|(subject, fields)| tell(&self.engine, &self.context(), subject, fields.into_iter().collect()))
    }

    /// Who looked at a person's data about health, or at what was hidden, and who wrote everything about them out: entries of the journal
    /// with the fields and the reason, oldest first.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotPermitted`] without the right to read the journal; [`crate::ErrorKind::NotFound`].
    pub fn reads_of(&self, subject: SubjectId) -> Result<Vec<LoggedEntry>> {
        let rights = self.require(Right::ReadJournal)?;
        reads_of(&self.engine, subject, rights)
    }
}

impl Erp {
    /// The same as [`Desk::reads_of`], at the door of the central system.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotFound`].
    pub fn reads_of(&self, subject: SubjectId) -> Result<Vec<LoggedEntry>> {
        reads_of(&self.engine, subject, Rights::all())
    }
}

/// Nothing is shown before the entry is there.
fn tell(engine: &Engine, context: &Context, subject: SubjectId, fields: Vec<(Field, u16)>) -> Result<()> {
    let mut writer = engine.store().write()?;
    let subject = unerased(&mut writer, subject)?.id;
    writer.apply(context, &[Change::Read { subject, fields }])?;
    writer.commit()
}

fn reads_of(engine: &Engine, subject: SubjectId, rights: Rights) -> Result<Vec<LoggedEntry>> {
    let mut reader = engine.store().read()?;
    let id = known(&mut reader, subject)?.id;
    let query = JournalQuery { subject: Some(id), kinds: LOOKED.to_vec(), ..JournalQuery::default() };
    let mut entries = Vec::new();
    reader.each_logged(&query, &mut |entry| {
        entries.push(visible(entry, rights));
        Ok(())
    })?;
    Ok(entries)
}
