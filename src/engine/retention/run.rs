//! The run of retention: customers whose time is over go, in parts. Knows no SQL.

use crate::domain::id::SubjectId;
use crate::domain::retention::{Facts, Latest, Retention, RetentionData, evaluate};
use crate::domain::setting::{Place, Setting, TypedValue};
use crate::domain::time::Date;
use crate::engine::erp::Erp;
use crate::engine::holds::with_holds_on;
use crate::engine::requests::stops_all;
use crate::engine::retention::{last_contact, number_of};
use crate::engine::sealing::DueSeal;
use crate::error::{ErrorKind, Result, Violation};
use crate::store::{KeptValue, Reader};

/// The most customers that one call of a run looks at.
const MOST: usize = 100_000;

/// What a run does with a customer whose time is over, or soon will be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(i32)]
pub enum RetentionStep {
    /// The time ends within the days of grace: whoever wants to may still write to them.
    Warned = 0,
    /// It is over: the customer goes.
    Due = 1,
    /// It is over, but something blocks: [`Erp::why_not_yet`] says what; or the person had their data restricted, which are stored then and
    /// nothing else (Art. 18 (2) GDPR).
    Blocked = 2,
}

/// One customer of a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RetentionRow {
    /// Who.
    pub customer: SubjectId,
    /// What the run does.
    pub step: RetentionStep,
    /// When the customer last turned to the shop themselves.
    pub last_contact: Date,
    /// The last day on which the customer may be kept, by rule and ground.
    pub latest: Latest,
    /// Whether the customer was anonymized now; else this was a report only.
    pub done: bool,
}

/// A customer who could not be judged or erased, so that the others go on; the next run tries again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FailedCustomer {
    /// Who.
    pub customer: SubjectId,
    /// The code of the error.
    pub problem: &'static str,
}

/// What a part of a run did, or would do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RetentionReport {
    /// Customer by customer, in the order of their ids.
    pub rows: Vec<RetentionRow>,
    /// Who stays because something is wrong with what is stored of them.
    pub failed: Vec<FailedCustomer>,
    /// At how many customers it looked.
    pub looked_at: usize,
    /// Of how many of them nobody knows a last contact: no rule about it lets them go.
    pub without_contact: usize,
    /// Where the next part begins; none: everybody was looked at.
    pub next: Option<SubjectId>,
    /// What no law keeps any more of documents of anonymized customers, the oldest first: gone now, or else reported only.
    pub expired: Vec<KeptValue>,
    /// Whether there may be more of that: go on with the same part, and once with `next` none.
    pub more_expired: bool,
    /// Sealed boxes whose last day is over, told by the first part only: destroyed now, or else reported only.
    pub seals: Vec<DueSeal>,
}

/// Which part of a run.
///
/// ```
/// use clientela::RetentionRun;
/// let night = RetentionRun { report_only: false, limit: 500, ..RetentionRun::default() };
/// assert!(night.after.is_none() && RetentionRun::default().report_only);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RetentionRun {
    /// Only say what would be done.
    pub report_only: bool,
    /// Only customers behind this one: [`RetentionReport::next`] of the part before.
    pub after: Option<SubjectId>,
    /// Look at so many customers at most, and at a hundred thousand.
    pub limit: usize,
}

impl Default for RetentionRun {
    fn default() -> Self {
        Self { report_only: true, after: None, limit: 1000 }
    }
}

impl Erp {
    /// Lets customers go whose time is over (a ceiling of the rules: nobody heard of them for too long), and tells of whom that soon is
    /// so. It goes through the customers in parts, so that a till can do it at night: the next part begins at [`RetentionReport::next`].
    /// What laws kept of the documents of anonymized customers goes too once their last day is over, unless it is on hold, as many values
    /// a call as customers are looked at. Sealed boxes whose last day is over go too, with the first part. A report and the run tell the
    /// same. Done again it finds nobody. Call [`Self::purge`] afterwards.
    ///
    /// The same rules say who goes and what is kept of their documents: hand in [`Self::retention`], with the host's own rules if it has any.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] with `retention.below_floor` and the rule, where the settings name one that keeps something and is not among
    /// these; those of the store: customers anonymized before stay so.
    pub fn retention_run(&self, retention: &Retention, run: &RetentionRun) -> Result<RetentionReport> {
        if let Some(rule) = retention.lacks(&self.retention()?) {
            return Err(Violation::new("retention_rule", "retention.below_floor").with("rule", &rule.name).into());
        }
        let seals = if run.after.is_none() { self.due_seals(run.report_only)? } else { Vec::new() };
        let grace = match self.engine.settings()?.at(Setting::RetentionGraceDays, &Place::Chain) {
            Some(TypedValue::Number(days)) => days,
            _ => number_of(&Setting::RetentionGraceDays.default_value()),
        };
        let limit = run.limit.clamp(1, MOST);
        let customers = self.engine.store().read()?.customers_after(run.after, limit)?;
        let next = customers.last().copied().filter(|_| customers.len() == limit);
        let mut report = RetentionReport {
            rows: Vec::new(),
            failed: Vec::new(),
            looked_at: customers.len(),
            without_contact: 0,
            next,
            expired: Vec::new(),
            more_expired: false,
            seals,
        };
        report.expired = self.let_go(retention, limit, run.report_only)?;
        for customer in customers {
            match self.judge(retention, customer, grace, run.report_only, &mut report) {
                // Another run, or a request, was quicker.
                Err(error) if error.kind() == ErrorKind::Erased => {}
                Err(error) if stops_all(&error) => return Err(error),
                Err(error) => report.failed.push(FailedCustomer { customer, problem: error.code() }),
                Ok(()) => {}
            }
        }
        report.more_expired = report.expired.len() == limit;
        Ok(report)
    }

    /// Lets go, or tells, what laws kept to a day before today.
    pub(in crate::engine) fn let_go(&self, retention: &Retention, limit: usize, report_only: bool) -> Result<Vec<KeptValue>> {
        let today = self.engine.now().date();
        let mut reader = self.engine.store().read()?;
        let retention = with_holds_on(&mut reader, retention, &[], today)?;
        let goes = |kept: &KeptValue| !retention.is_on_hold(&kept.number, today);
        let expired = reader.no_longer_kept(today, limit, &goes)?;
        drop(reader);
        if report_only || expired.is_empty() {
            return Ok(expired);
        }
        let mut writer = self.engine.store().write()?;
        let expired = writer.no_longer_kept(today, limit, &goes)?;
        writer.let_go(&self.context(), &expired)?;
        writer.commit()?;
        Ok(expired)
    }

    /// Judges one customer, and lets them go at once.
    fn judge(&self, rules: &Retention, customer: SubjectId, grace: i64, report_only: bool, report: &mut RetentionReport) -> Result<()> {
        let last = last_contact(&mut self.engine.store().read()?, customer, self.engine.now().offset_minutes)?;
        let Some(last) = last else {
            report.without_contact += 1;
            return Ok(());
        };
        let Some(mut row) = self.overdue(rules, customer, last, grace)? else { return Ok(()) };
        if row.step == RetentionStep::Due && !report_only {
            match self.erase_unless(customer, rules, &|reader| self.came_back(reader, customer, last)) {
                Ok(true) => row.done = true,
                Ok(false) => return Ok(()),
                Err(error) if error.kind() == ErrorKind::Blocked => row.step = RetentionStep::Blocked,
                Err(error) => return Err(error),
            }
        }
        report.rows.push(row);
        Ok(())
    }

    /// Whether anything was heard of a customer since, or their data were restricted.
    fn came_back(&self, reader: &mut Reader<'_>, customer: SubjectId, last: Date) -> Result<bool> {
        let restricted = reader.subject(customer)?.is_some_and(|stored| stored.is_restricted());
        Ok(restricted || last_contact(reader, customer, self.engine.now().offset_minutes)? != Some(last))
    }

    fn is_restricted(&self, customer: SubjectId) -> Result<bool> {
        Ok(self.engine.store().read()?.subject(customer)?.is_some_and(|stored| stored.is_restricted()))
    }

    /// What a run says of a customer of whom was heard last on that day.
    fn overdue(&self, retention: &Retention, customer: SubjectId, last_contact: Date, grace: i64) -> Result<Option<RetentionRow>> {
        let today = self.engine.now().date();
        let facts = Facts { data: &[RetentionData::Name], last_contact: Some(last_contact), ..Facts::default() };
        let evaluation = evaluate(retention, &facts, today);
        let Some(latest) = evaluation.latest().filter(|latest| latest.day.plus_days(-grace) <= today) else { return Ok(None) };
        let step = if latest.day >= today {
            RetentionStep::Warned
        } else if !self.is_restricted(customer)? && self.why_not_yet(customer, retention)?.blockers.is_empty() {
            RetentionStep::Due
        } else {
            RetentionStep::Blocked
        };
        Ok(Some(RetentionRow { customer, step, last_contact, latest: latest.clone(), done: false }))
    }
}
