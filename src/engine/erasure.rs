//! Anonymization: planned as data, ordered by the ERP only, applied in one transaction, purged from the bytes.

mod cleaning;
mod deciding;
mod tracing;

use crate::domain::change::Change;
use crate::domain::erasure::Plan;
use crate::domain::id::SubjectId;
use crate::domain::retention::Retention;
use crate::engine::customers::{known, unerased};
use crate::engine::erp::Erp;
use crate::engine::retention::retention_of;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::{Reader, Stored};

pub(crate) use deciding::decide_again;
use deciding::{World, decide, plan_for_all};

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
        let retention = self.retention_in(&mut reader)?;
        Ok(decide(&mut reader, &stored, &self.world(&retention))?.plan)
    }

    /// What stands in the way of an anonymization, without what it would do to others.
    pub(crate) fn plan_alone(&self, subject: SubjectId) -> Result<Plan> {
        let mut reader = self.engine.store().read()?;
        let stored = unerased(&mut reader, subject)?;
        let retention = self.retention_in(&mut reader)?;
        plan_for_all(&mut reader, &stored, &self.world(&retention))
    }

    /// Anonymizes a customer or a related person (P25 to P30), with everybody merged with them: all that the plan says, or nothing. What
    /// the pack of the setting `retention.pack` keeps of documents stays in the store, unseen, until [`Self::retention_run`] lets it go on
    /// its day. Doing it twice is success. Call [`Self::purge`] after a batch.
    ///
    /// # Errors
    /// [`ErrorKind::Blocked`] with every blocker; [`ErrorKind::NotFound`].
    pub fn anonymize(&self, subject: SubjectId) -> Result<Anonymized> {
        let mut writer = self.engine.store().write()?;
        let stored = known(&mut writer, subject)?;
        if stored.erased.is_some() {
            return Ok(Anonymized { epoch: writer.epoch()?, repeated: true, plan: Plan::default() });
        }
        let retention = self.retention_in(&mut writer)?;
        let world = self.world(&retention);
        let alone = plan_for_all(&mut writer, &stored, &world)?;
        if alone.is_blocked() {
            return Err(blocked(&alone));
        }
        let decision = decide(&mut writer, &stored, &world)?;
        let (erasure, plan) = (decision.erasure(&world), decision.plan);
        writer.apply(&self.context(), &[Change::Erase(Box::new(erasure))])?;
        let epoch = writer.epoch()?;
        writer.commit()?;
        Ok(Anonymized { epoch, repeated: false, plan })
    }

    /// The rules of retention that hold now.
    fn retention_in(&self, reader: &mut Reader<'_>) -> Result<Retention> {
        retention_of(&self.engine.directory_in(reader)?.settings)
    }

    fn world<'a>(&'a self, retention: &'a Retention) -> World<'a> {
        World { retention, now: self.engine.now(), word: &self.engine.store().word }
    }

    /// Removes what erased rows left in the files. Takes about two seconds per 256 MiB.
    ///
    /// # Errors
    /// Those of the store; nothing is lost then.
    pub fn purge(&self) -> Result<Purged> {
        let store = self.engine.store();
        let epoch = store.read()?.epoch()?;
        if !store.driver.purge()? {
            return Ok(Purged::Pending);
        }
        let mut writer = store.write()?;
        writer.set_purged(epoch)?;
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
            let stays = person.customer || person.merged_into.is_some() || elsewhere;
            found.push((person, stays));
        }
        Ok(found)
    }
}

fn blocked(plan: &Plan) -> Error {
    let blockers = plan.blockers.iter().map(|blocker| {
        let made = Violation::new(if blocker.document.is_some() { "document" } else { "operator" }, blocker.reason.name())
            .with("number", &blocker.number);
        blocker.until.into_iter().fold(made, |made, until| made.with("until", until))
    });
    Error::new(ErrorKind::Blocked, "erasure.blocked").because(blockers.collect())
}
