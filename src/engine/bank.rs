//! Bank details that nobody uses any more: found, told, and deleted by one run that a host schedules (A15); and what the change log holds
//! of those that are gone, until its own end. Knows no SQL.

use std::collections::BTreeSet;

use crate::domain::change::{Change, Cleaned, FieldChange};
use crate::domain::document::{Document, DocumentKind, DocumentState};
use crate::domain::field::{FIELDS, Field, Whole};
use crate::domain::id::SubjectId;
use crate::domain::journal::EntryKind;
use crate::domain::setting::{Place, Setting, TypedValue};
use crate::domain::subject::Values;
use crate::domain::time::{Date, Moment};
use crate::engine::erp::Erp;
use crate::engine::retention::number_of;
use crate::error::Result;
use crate::store::{GoneAccount, JournalQuery, LoggedEntry, Reader, Stored};

/// After so many months without use bank details go.
const UNUSED_MONTHS: u32 = 12;

/// So many months a direct debit can still be returned.
const RETURNABLE_MONTHS: u32 = 13;

/// How many customers are one transaction.
const BATCH: usize = 500;

/// What stands in the way of deleting bank details.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(i32)]
pub enum InUse {
    /// Nothing: they are unused.
    No = 0,
    /// They were used within a year, or nobody noted when.
    Recently = 1,
    /// A direct debit can still be returned.
    Debited = 2,
    /// An invoice, order or service contract of the customer is open, or a direct debit is not drawn yet.
    OpenDocument = 3,
}

/// What of bank details goes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(i32)]
pub enum AccountPart {
    /// The account itself; the change log tells of it.
    Details = 0,
    /// What the change log held of an account that was deleted before.
    History = 1,
}

/// One bank account that the run looked at and would delete, or did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UnusedAccount {
    /// Whose.
    pub customer: SubjectId,
    /// Its slot among the customer's accounts.
    pub slot: u16,
    /// Whether it was deleted now; else this was a report only.
    pub deleted: bool,
    /// What of it.
    pub part: AccountPart,
}

impl Erp {
    /// Deletes bank details that were not used for a year, unless a direct debit can still be returned (13 months) or an invoice,
    /// order or service contract of the customer is open. With `report_only`, or where the setting `bank.delete_unused` is off, it only says which.
    /// Every deletion is in the change log of the customer, and has an end there: after the months of the setting `bank.history_months` the
    /// log keeps that there was one, when and by whom, and no longer the details; call [`Self::purge`] afterwards. That is so too where
    /// somebody took them away by hand and wrote nothing else. A host calls it once a day; again on the same day it finds nothing.
    ///
    /// # Errors
    /// Those of the store; accounts deleted before stay deleted.
    pub fn delete_unused_accounts(&self, report_only: bool) -> Result<Vec<UnusedAccount>> {
        let settings = self.engine.settings()?;
        let on = settings.at(Setting::BankDeleteUnused, &Place::Chain) == Some(TypedValue::Flag(true));
        let (now, deletes) = (self.engine.now(), on && !report_only);
        let mut found = self.forget_deleted_accounts(report_only)?;
        let holders = self.engine.store().read()?.holders_of(Field::Iban)?;
        for batch in holders.chunks(BATCH) {
            let mut writer = self.engine.store().write()?;
            for id in batch {
                let Some(stored) = writer.subject(*id)?.filter(|stored| stored.erased.is_none()) else { continue };
                let unused = unused(&mut writer, &stored, now)?;
                if deletes && !unused.is_empty() {
                    writer.apply(&self.context(), &[without(&stored, &unused)])?;
                }
                let part = AccountPart::Details;
                found.extend(unused.into_iter().map(|slot| UnusedAccount { customer: *id, slot, deleted: deletes, part }));
            }
            writer.commit()?;
        }
        Ok(found)
    }

    /// Takes out of the change log, or tells, what it holds of bank details that were deleted so long ago. The end of an entry is its own:
    /// it comes also where nothing is deleted by itself any more.
    fn forget_deleted_accounts(&self, report_only: bool) -> Result<Vec<UnusedAccount>> {
        let (mut found, part) = (Vec::new(), AccountPart::History);
        let all = self.engine.store().read()?.gone_accounts()?;
        let over: Vec<GoneAccount> = self.over(all)?;
        for batch in over.chunks(BATCH) {
            if !report_only {
                let mut writer = self.engine.store().write()?;
                for gone in batch {
                    let held = held_in_log(&mut writer, gone)?;
                    writer.apply(&self.context(), &[Change::Forget(held)])?;
                }
                writer.commit()?;
            }
            let row = |customer, slot| UnusedAccount { customer, slot, deleted: !report_only, part };
            found.extend(batch.iter().flat_map(|gone| gone.slots.iter().map(move |slot| row(gone.subject, *slot))));
        }
        Ok(found)
    }

    /// Those whose entry has come to its end.
    fn over(&self, mut gone: Vec<GoneAccount>) -> Result<Vec<GoneAccount>> {
        let set = self.engine.settings()?.at(Setting::BankHistoryMonths, &Place::Chain);
        let months = number_of(&set.unwrap_or_else(|| Setting::BankHistoryMonths.default_value()));
        let (months, today) = (u32::try_from(months).unwrap_or(0), self.engine.now().date());
        gone.retain(|one| one.date.plus_months(months) <= today);
        Ok(gone)
    }
}

/// What the entries up to the deletion hold of the accounts that went: of these very slots, because a later account may have one anew.
fn held_in_log(reader: &mut Reader<'_>, gone: &GoneAccount) -> Result<Vec<Cleaned>> {
    let query = JournalQuery { subject: Some(gone.subject), ..JournalQuery::default() };
    let mut held = Vec::new();
    reader.each_logged(&query, &mut |logged| {
        let told = logged.entry.subject == Some(gone.subject) && !matches!(logged.entry.kind, EntryKind::Read | EntryKind::Scrubbed);
        held.extend((told && logged.entry.at <= gone.at).then(|| of_bank(logged, &gone.slots)).flatten());
        Ok(())
    })?;
    Ok(held)
}

/// The bank details among the values of an entry.
fn of_bank(logged: LoggedEntry, slots: &BTreeSet<u16>) -> Option<Cleaned> {
    let held = logged
        .values
        .iter()
        .enumerate()
        .filter(|(_, value)| value.values.is_some() && value.field.spec().whole == Whole::Bank && slots.contains(&value.slot));
    let values: Vec<_> = held.map(|(place, value)| (place, value.field, value.slot)).collect();
    let entry = logged.entry;
    let (origin, sequence, record, key, subject) = (entry.origin, entry.sequence, entry.record, entry.key, entry.subject);
    (!values.is_empty()).then_some(Cleaned::Logged { origin, sequence, record, key, subject, values })
}

fn unused(reader: &mut Reader<'_>, stored: &Stored, now: Moment) -> Result<Vec<u16>> {
    let today = now.date();
    let documents = reader.documents(stored.id)?;
    let (open, debited) = (documents.iter().any(waits), documents.iter().any(|document| is_returnable(document, now)));
    let unused = |slot: &u16| in_use(&stored.values, *slot, open, debited, today) == InUse::No;
    Ok(stored.values.slots(Whole::Bank).into_iter().filter(unused).collect())
}

/// Whether money may still be drawn for it or paid back.
fn waits(document: &Document) -> bool {
    use DocumentKind as K;
    let of_money = matches!(document.kind, K::Invoice | K::Order | K::ServiceContract | K::DirectDebit);
    of_money && matches!(document.state, DocumentState::Open | DocumentState::AwaitingPickup | DocumentState::Draft)
}

/// Whether it is a direct debit that the bank can still return. One that was returned already (*rejected*) is none.
fn is_returnable(document: &Document, now: Moment) -> bool {
    let drawn = matches!(document.state, DocumentState::Issued | DocumentState::Realised | DocumentState::Closed);
    let until = Date::of(document.created, now.offset_minutes).plus_months(RETURNABLE_MONTHS);
    document.kind == DocumentKind::DirectDebit && drawn && until > now.date()
}

/// Why an account stays.
fn in_use(values: &Values, slot: u16, open: bool, debited: bool, today: Date) -> InUse {
    let within = |field, months| {
        let day = values.at(field, slot).and_then(|text| Date::parse(text).ok());
        day.map(|day| day.plus_months(months) > today)
    };
    match (within(Field::BankLastUse, UNUSED_MONTHS), within(Field::BankLastDebit, RETURNABLE_MONTHS)) {
        (None | Some(true), _) => InUse::Recently,
        (_, Some(true)) => InUse::Debited,
        _ if debited => InUse::Debited,
        _ if open => InUse::OpenDocument,
        _ => InUse::No,
    }
}

/// The change that takes accounts away.
fn without(stored: &Stored, slots: &[u16]) -> Change {
    let fields = FIELDS.iter().filter(|spec| spec.whole == Whole::Bank);
    let all = fields.flat_map(|spec| slots.iter().map(move |slot| (spec.field, *slot)));
    let gone = all.filter_map(|(field, slot)| {
        let old = stored.values.at(field, slot)?.to_owned();
        Some(FieldChange { field, slot, old: Some(old), new: None })
    });
    Change::Subject { id: stored.id, expected: Some(stored.version), customer: stored.customer, fields: gone.collect() }
}
