//! The change log at both doors: of one person, and over everything by record, period, operator, place and field. Knows no SQL.

use std::collections::BTreeSet;

use crate::domain::id::SubjectId;
use crate::domain::rights::{Right, Rights};
use crate::engine::customers::known;
use crate::engine::desk::Desk;
use crate::engine::erp::Erp;
use crate::error::Result;
use crate::store::{JournalQuery, LogPage, LoggedEntry};

impl Desk {
    /// The change log of one customer or related person (A3): every change, who, when, where, old and new.
    /// Values of fields that the operator may not see are masked or withheld, as in the details.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotPermitted`] without the right to read it; [`crate::ErrorKind::NotFound`], but not for an anonymized person.
    pub fn change_log(&self, subject: SubjectId) -> Result<Vec<LoggedEntry>> {
        let rights = self.require(Right::ReadJournal)?;
        let mut reader = self.engine.store().read()?;
        let hidden = reader.restricted_ids()?;
        known(&mut reader, subject)?;
        let (mut entries, query) = (Vec::new(), JournalQuery { subject: Some(subject), ..JournalQuery::default() });
        reader.each_logged(&query, &mut |entry| {
            entries.push(unless_restricted(entry, rights, &hidden));
            Ok(())
        })?;
        drop(reader);
        self.tell_of_health_in(&entries)?;
        Ok(entries)
    }

    /// A page of the change log over all records, settings, operators and branches too (A3). Values of fields that the operator may
    /// not see are masked or withheld, as in the details, and so are those of restricted persons. An entry that is there when the first page is read is on exactly one page,
    /// whatever is added meanwhile.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use clientela::{Engine, Options, Seat, SystemClock};
    /// # use clientela::domain::{id::Code, rights::Rights, setting::{Place, Setting}};
    /// use clientela::{JournalQuery, domain::field::RecordKind};
    /// # let folder = tempfile::tempdir()?;
    /// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
    /// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
    /// # let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
    /// desk.set_setting(Setting::SessionMinutes, &Place::Chain, Some("60"), None)?;
    /// let mut query = JournalQuery { records: vec![RecordKind::Setting], limit: 50, ..JournalQuery::default() };
    /// loop {
    ///     let page = desk.journal(&query)?;
    ///     assert_eq!(page.entries[0].entry.key, "chain/sign_in.session_minutes");
    ///     match page.next {
    ///         Some(next) => query.after = Some(next),
    ///         None => break,
    ///     }
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotPermitted`] without the right to read it.
    pub fn journal(&self, query: &JournalQuery) -> Result<LogPage> {
        let rights = self.require(Right::ReadJournal)?;
        let mut reader = self.engine.store().read()?;
        let hidden = reader.restricted_ids()?;
        let page = visible_page(reader.journal(query)?, rights, &hidden);
        drop(reader);
        self.tell_of_health_in(&page.entries)?;
        Ok(page)
    }
}

impl Erp {
    /// A page of the journal. Of a secret it tells nobody more than that it changed.
    ///
    /// # Errors
    /// Those of reading.
    pub fn journal(&self, query: &JournalQuery) -> Result<LogPage> {
        let page = self.engine.store().read()?.journal(query)?;
        Ok(visible_page(page, Rights::all(), &BTreeSet::new()))
    }
}

fn visible_page(mut page: LogPage, rights: Rights, hidden: &BTreeSet<SubjectId>) -> LogPage {
    page.entries = page.entries.into_iter().map(|entry| unless_restricted(entry, rights, hidden)).collect();
    page
}

/// The same; of the restricted no value.
pub(super) fn unless_restricted(logged: LoggedEntry, rights: Rights, hidden: &BTreeSet<SubjectId>) -> LoggedEntry {
    let restricted = logged.entry.subject.is_some_and(|subject| hidden.contains(&subject));
    visible(logged, if restricted { Rights::none() } else { rights })
}

/// An entry as somebody with these rights sees it.
pub(super) fn visible(mut logged: LoggedEntry, rights: Rights) -> LoggedEntry {
    for value in &mut logged.values {
        if let Some(values) = value.values.take() {
            (value.values, value.withheld) = values.visible_to(value.field, rights);
        }
    }
    logged
}
