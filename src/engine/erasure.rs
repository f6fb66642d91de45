//! Anonymization: planned as data, ordered by the ERP only, applied in one transaction, purged from the bytes.

mod cleaning;
mod deciding;
mod mentioning;
mod tracing;

use std::collections::BTreeSet;

use crate::domain::certificate::{ErasureMode, SealOrder};
use crate::domain::change::{Change, ErasureNotes};
use crate::domain::erasure::{BlockerReason, Plan};
use crate::domain::id::{Code, SubjectId};
use crate::domain::retention::Retention;
use crate::domain::setting::{NO_CODES, Place, Setting, Settings, TypedValue};
use crate::domain::time::Date;
use crate::engine::customers::{known, unerased};
use crate::engine::directory::Directory;
use crate::engine::erp::Erp;
use crate::engine::retention::{demanded_until, number_of, retention_of};
use crate::engine::sealing::no_end;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::sql::Going;
use crate::store::{Reader, Stored, Writer};

pub(crate) use deciding::decide_again;
use deciding::{Decision, World, decide, notes_of, plan_for_all};

/// What an order did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Anonymized {
    /// How many erasures the store has seen; anchor it elsewhere to recognise a restored folder.
    pub epoch: u64,
    /// Whether the person had been anonymized before; then nothing was done now.
    pub repeated: bool,
    /// What went, and what stays with ground and date.
    pub plan: Plan,
}

/// Where the purge of the bytes stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purged {
    /// Nothing of the erased is left in the files.
    Done,
    /// A reader stands in the way; call again.
    Pending,
}

impl Erp {
    /// What an anonymization would do: what goes, what stays and why, what stands in the way (a dry run).
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`]; [`ErrorKind::Erased`] where it was done already.
    pub fn plan_anonymization(&self, subject: SubjectId) -> Result<Plan> {
        let mut reader = self.engine.store().read()?;
        let stored = unerased(&mut reader, subject)?;
        let directory = self.engine.directory_in(&mut reader)?;
        let retention = retention_of(&directory.settings)?;
        Ok(decide(&mut reader, &stored, &self.world(&retention, &directory))?.plan)
    }

    /// What stands in the way of an anonymization, without what it would do to others.
    pub(crate) fn plan_alone(&self, subject: SubjectId) -> Result<Plan> {
        let mut reader = self.engine.store().read()?;
        let stored = unerased(&mut reader, subject)?;
        self.plan_in(&mut reader, &stored)
    }

    /// The same within a transaction.
    pub(crate) fn plan_in(&self, reader: &mut Reader<'_>, stored: &Stored) -> Result<Plan> {
        let directory = self.engine.directory_in(reader)?;
        let retention = retention_of(&directory.settings)?;
        plan_for_all(reader, stored, &self.world(&retention, &directory))
    }

    /// Anonymizes a customer or a related person (P25 to P30), with everybody merged with them: all that the plan says, or nothing. What
    /// the pack of the setting `retention.pack` keeps of documents stays in the store, unseen, until [`Self::retention_run`] lets it go on
    /// its day. Doing it twice is success. Call [`Self::purge`] after a batch.
    ///
    /// # Errors
    /// [`ErrorKind::Blocked`] with every blocker; [`ErrorKind::NotFound`].
    pub fn anonymize(&self, subject: SubjectId) -> Result<Anonymized> {
        self.erase(subject, None)
    }

    /// By these rules; none: by those that the settings name.
    pub(super) fn erase(&self, subject: SubjectId, order: Option<&SealOrder>) -> Result<Anonymized> {
        let mut writer = self.engine.store().write()?;
        let done = self.erase_in(&mut writer, subject, order, None)?;
        self.committed(writer)?;
        Ok(done)
    }

    /// Anonymizes by these rules, unless something says otherwise at the last moment; says whether it was done.
    pub(super) fn erase_unless(
        &self,
        subject: SubjectId,
        rules: &Retention,
        stays: &dyn Fn(&mut Reader<'_>) -> Result<bool>,
    ) -> Result<bool> {
        let mut writer = self.engine.store().write()?;
        if stays(&mut writer)? {
            return Ok(false);
        }
        self.erase_in(&mut writer, subject, None, Some(rules))?;
        self.committed(writer)?;
        Ok(true)
    }

    fn committed(&self, writer: Writer<'_>) -> Result<()> {
        writer.commit()?;
        self.engine.histories().clear();
        Ok(())
    }

    fn erase_in(
        &self,
        writer: &mut Writer<'_>,
        subject: SubjectId,
        order: Option<&SealOrder>,
        rules: Option<&Retention>,
    ) -> Result<Anonymized> {
        let stored = known(writer, subject)?;
        if stored.erased.is_some() {
            return Ok(Anonymized { epoch: writer.epoch()?, repeated: true, plan: Plan::default() });
        }
        let directory = self.engine.directory_in(writer)?;
        let retention = rules.cloned().map_or_else(|| retention_of(&directory.settings), Ok)?;
        let world = self.world(&retention, &directory);
        let alone = plan_for_all(writer, &stored, &world)?;
        if alone.is_blocked() {
            return Err(blocked(&alone));
        }
        let decision = decide(writer, &stored, &world)?;
        let notes = self.notes(writer, &decision, &retention, order)?;
        let (erasure, plan) = (decision.erasure(&world, notes), decision.plan);
        writer.apply(&self.context(), &[Change::Erase(Box::new(erasure))])?;
        Ok(Anonymized { epoch: writer.epoch()?, repeated: false, plan })
    }

    /// What the certificate will tell, whom it waits for, and what is sealed.
    fn notes(
        &self,
        writer: &mut Writer<'_>,
        decision: &Decision,
        retention: &Retention,
        order: Option<&SealOrder>,
    ) -> Result<ErasureNotes> {
        let Decision { plan, persons, .. } = decision;
        let plain = notes_of(plan, retention, self.engine.now().date());
        let Some(order) = order else { return Ok(plain) };
        let sealed_until = match order.until {
            Some(until) => until,
            None => self.demanded_until(writer, persons, retention)?.ok_or_else(no_end)?,
        };
        Ok(ErasureNotes { mode: ErasureMode::Seal, sealed: self.seal_all(writer, persons, plan, order)?, sealed_until, ..plain })
    }

    /// The last day on which a law demands anything of these persons.
    fn demanded_until(&self, reader: &mut Reader<'_>, persons: &[SubjectId], retention: &Retention) -> Result<Option<Date>> {
        let mut last = None;
        for person in persons {
            last = last.max(demanded_until(reader, *person, retention, self.engine.now())?);
        }
        Ok(last)
    }

    fn world<'a>(&'a self, retention: &'a Retention, directory: &'a Directory) -> World<'a> {
        World { retention, directory, now: self.engine.now(), word: &self.engine.store().word }
    }

    /// Removes what erased rows left in the files. Takes about two seconds per 256 MiB.
    ///
    /// # Errors
    /// Those of the store; nothing is lost then.
    pub fn purge(&self) -> Result<Purged> {
        self.purge_with(&mut |_, _| true)
    }

    /// The same, cancelled by `going`, which is asked before anything is done and every 50 ms, with 0 of 0. It must not use the store.
    /// Cancelled, what was erased waits for the next purge.
    ///
    /// # Errors
    /// [`ErrorKind::Cancelled`]; as [`Self::purge`].
    pub fn purge_with(&self, going: Going<'_>) -> Result<Purged> {
        let store = self.engine.store();
        let gone = store.read()?.gone()?;
        if !store.driver.purge(going)? {
            return Ok(Purged::Pending);
        }
        let mut writer = store.write()?;
        writer.set_purged(gone)?;
        writer.commit()?;
        Ok(Purged::Done)
    }

    /// Whether erased rows wait for [`Self::purge`].
    ///
    /// # Errors
    /// Those of reading.
    pub fn purge_pending(&self) -> Result<bool> {
        self.engine.store().read()?.purge_pending()
    }
}

impl Reader<'_> {
    /// The persons who belong to this very record of a customer, and whether they stay when the person behind it goes.
    pub(crate) fn related_subjects(&mut self, of: SubjectId) -> Result<Vec<(Stored, bool)>> {
        let (mut found, same) = (Vec::new(), self.same_as(of)?);
        for relation in self.related_of(of)? {
            let person = self.subject(relation.person)?.ok_or_else(crate::store::sql::damaged)?;
            let elsewhere = self.related_to(person.id)?.iter().any(|relation| !same.contains(&relation.of));
            // Whoever bought something or paid in is more than somebody's relation.
            let own = self.document_count(person.id)? > 0 || !self.bookings(person.id)?.is_empty();
            let stays = person.customer || person.merged_into.is_some() || elsewhere || own;
            found.push((person, stays));
        }
        Ok(found)
    }
}

/// What holds for the chain.
fn chain(settings: &Settings, setting: Setting) -> TypedValue {
    settings.at(setting, &Place::Chain).unwrap_or_else(|| setting.default_value())
}

/// The codes of a setting, each once.
fn codes(value: &TypedValue) -> Vec<Code> {
    let TypedValue::Codes(codes) = value else { return Vec::new() };
    let named = codes.split(' ').filter(|code| *code != NO_CODES);
    named.filter_map(|code| Code::parse(code).ok()).collect::<BTreeSet<_>>().into_iter().collect()
}

fn blocked(plan: &Plan) -> Error {
    let blockers = plan.blockers.iter().map(|blocker| {
        let rule = blocker.reason.name();
        let made = match blocker.reason {
            BlockerReason::ActiveOperator => Violation::new("operator", rule),
            BlockerReason::LegalHold | BlockerReason::TaxAudit => Violation::new("hold", rule),
            BlockerReason::StoredValue => Violation::new("program", rule),
            _ => Violation::new("document", rule),
        };
        let made = made.with("number", &blocker.number);
        blocker.until.into_iter().fold(made, |made, until| made.with("until", until))
    });
    Error::new(ErrorKind::Blocked, "erasure.blocked").because(blockers.collect())
}

/// The systems that are asked whether they erased somebody too, each with the last day on which it is waited for.
fn systems(settings: &Settings, today: Date) -> Vec<(Code, Date)> {
    let until = today.plus_days(number_of(&chain(settings, Setting::ErasureWaitDays)));
    systems_of(settings).into_iter().map(|system| (system, until)).collect()
}

/// The systems that hold data of the same people.
pub(crate) fn systems_of(settings: &Settings) -> Vec<Code> {
    codes(&chain(settings, Setting::ErasureSystems))
}
