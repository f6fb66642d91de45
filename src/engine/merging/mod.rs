//! Making one customer of two at a desk and for the central system: the preview with its choices, and the merge (X17). Knows no SQL.

mod preview;
mod unmerge;

pub use preview::{MergeCounts, MergePreview};
pub use unmerge::Unmerged;

use crate::domain::change::{Change, Context, Merge};
use crate::domain::customer_merge::{MergeBlocker, Union};
use crate::domain::field::Field;
use crate::domain::id::SubjectId;
use crate::domain::merge::Outcome;
use crate::domain::rights::{Right, Rights};
use crate::domain::view::View;
use crate::engine::consents::remark;
use crate::engine::desk::Desk;
use crate::engine::erp::Erp;
use crate::engine::house_rules::Screen;
use crate::engine::merging::preview::Pair;
use crate::engine::merging::unmerge::unmerge;
use crate::engine::open::Engine;
use crate::error::{Error, ErrorKind, Result, Violation};

impl Desk {
    /// What merging `merged` into `survivor` would do (X17).
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to merge customers; [`ErrorKind::Invalid`] with `merge.same_customer`;
    /// [`ErrorKind::NotFound`], [`ErrorKind::Erased`].
    pub fn merge_preview(&self, survivor: SubjectId, merged: SubjectId) -> Result<MergePreview> {
        let rights = self.require(Right::MergeCustomers)?;
        let view = self.view(Screen::Details, rights)?;
        let mut reader = self.engine.store().read()?;
        let pair = Pair::of(&mut reader, survivor, merged)?;
        let shown = [&pair.survivor, &pair.merged].map(|stored| (stored.id, view.only(stored.values.clone())));
        let mut preview = pair.preview(&self.engine, &mut reader, &view)?;
        drop(reader);
        shown.iter().try_for_each(|(id, values)| self.tell_of_health(*id, values, rights))?;
        if !rights.has(Right::ReadConsents) {
            preview.consents.clear();
        }
        Ok(preview)
    }

    /// Merges two customers as previewed and chosen: one record is left in lists and searches, ids, numbers and cards of both lead to
    /// it, and it shows what both have. The same merge again writes nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] with `customer.changed_meanwhile` where either changed since the preview; [`ErrorKind::Blocked`] with
    /// every blocker; as [`Self::merge_preview`].
    pub fn merge(&self, preview: &MergePreview, reason: &str) -> Result<Outcome> {
        self.require(Right::MergeCustomers)?;
        merge(&self.engine, self.context(), preview, reason)
    }

    /// Takes a merge back: `merged` is a customer of its own again, with every row it had, and what the merge changed of the other is put
    /// back, but for what was edited since. What happened meanwhile stays with the customer who stayed; a consent that was refused or
    /// withdrawn meanwhile is so for both. Several merges into one customer are taken back in reverse order.
    ///
    /// # Errors
    /// [`ErrorKind::State`] with `merge.not_merged` or `merge.later_first`; [`ErrorKind::Erased`] where they were anonymized;
    /// [`ErrorKind::NotFound`]; [`ErrorKind::NotPermitted`] without the right to merge customers.
    pub fn unmerge(&self, merged: SubjectId, reason: &str) -> Result<Unmerged> {
        let rights = self.require(Right::MergeCustomers)?;
        let mut unmerged = unmerge(&self.engine, self.context(), merged, reason)?;
        let conflicts = std::mem::take(&mut unmerged.conflicts).into_iter();
        unmerged.conflicts = conflicts.map(|conflict| conflict.visible_to(rights)).collect();
        Ok(unmerged)
    }
}

impl Erp {
    /// What merging `merged` into `survivor` would do.
    ///
    /// # Errors
    /// As [`Desk::merge_preview`], apart from rights.
    pub fn merge_preview(&self, survivor: SubjectId, merged: SubjectId) -> Result<MergePreview> {
        let mut reader = self.engine.store().read()?;
        let view = View { rights: Rights::all(), hidden: Vec::new() };
        Pair::of(&mut reader, survivor, merged)?.preview(&self.engine, &mut reader, &view)
    }

    /// Merges two customers as previewed and chosen.
    ///
    /// # Errors
    /// As [`Desk::merge`], apart from rights.
    pub fn merge(&self, preview: &MergePreview, reason: &str) -> Result<Outcome> {
        merge(&self.engine, self.context(), preview, reason)
    }

    /// Takes a merge back.
    ///
    /// # Errors
    /// As [`Desk::unmerge`], apart from rights.
    pub fn unmerge(&self, merged: SubjectId, reason: &str) -> Result<Unmerged> {
        unmerge(&self.engine, self.context(), merged, reason)
    }
}

fn merge(engine: &Engine, context: Context, preview: &MergePreview, reason: &str) -> Result<Outcome> {
    let mut writer = engine.store().write()?;
    let leads = writer.subject(preview.merged)?.and_then(|stored| stored.merged_into);
    if leads == Some(preview.survivor) {
        return Ok(Outcome::Repeated);
    }
    let pair = Pair::of(&mut writer, preview.survivor, preview.merged)?;
    let now = [&pair.survivor, &pair.merged].map(|stored| (stored.id, stored.version));
    let [survivor, merged] = [(preview.survivor, preview.versions()[0]), (preview.merged, preview.versions()[1])];
    if now != [survivor, merged] {
        return Err(Error::new(ErrorKind::Conflict, "customer.changed_meanwhile"));
    }
    let mut union = Union::of(pair.survivor.values.clone(), pair.merged.values.clone());
    for field in &preview.fields {
        union.choose(field.field, field.keep);
    }
    refuse_blocked(&pair.blockers(&mut writer, &union.values())?)?;
    let context = Context { reason: remark(engine, Field::Reason, Some(reason))?, ..context };
    writer.apply(&context, &[Change::Merge(Box::new(Merge { survivor, merged, fields: union.changes() }))])?;
    writer.commit().map(|()| Outcome::Written)
}

fn refuse_blocked(blockers: &[MergeBlocker]) -> Result<()> {
    if blockers.is_empty() {
        return Ok(());
    }
    let violation = |blocker: &MergeBlocker| {
        let made = Violation::new("merged", blocker.reason.name());
        blocker.program.iter().fold(made, |made, program| made.with("program", program))
    };
    Err(Error::new(ErrorKind::Blocked, "merge.blocked").because(blockers.iter().map(violation).collect()))
}
