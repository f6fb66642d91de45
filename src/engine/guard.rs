//! The guard at the door and the ledger of erasures as hosts see it: what was anchored elsewhere, what is missing here. Knows no SQL.

use crate::domain::change::{Change, Context};
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::{Code, SubjectId};
use crate::domain::journal::EntryKind;
use crate::domain::subject::Values;
use crate::engine::consents::remark;
use crate::engine::erp::Erp;
use crate::engine::open::Engine;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::{Reader, Writer};

impl Engine {
    /// How many erasures this store has seen. Keep it elsewhere, on a closing report or at the central system: an older folder that is
    /// restored is recognised by it ([`crate::Options::anchored`]).
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use clientela::{Engine, Format, Options, SystemClock};
    /// # use clientela::domain::id::Code;
    /// # let folder = tempfile::tempdir()?;
    /// let options = || Options::new(Arc::new(SystemClock::default()));
    /// let engine = Engine::open(folder.path().join("shop.db"), options())?;
    /// assert_eq!(engine.epoch()?, 0);
    /// # drop(engine);
    ///
    /// // Elsewhere two erasures are known: this folder is an older one.
    /// let engine = Engine::open(folder.path().join("shop.db"), options().anchored(2))?;
    /// assert!(engine.is_unconfirmed()?);
    /// assert_eq!(engine.take_notices(), ["ledger.unconfirmed"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Those of reading.
    pub fn epoch(&self) -> Result<u64> {
        self.store().read()?.epoch()
    }

    /// Whether erasures are known elsewhere that this store has not seen. Until it has, nobody may be contacted
    /// ([`crate::domain::consent::Reason::Unconfirmed`]). It has when it took in a copy of the ledger as long as what was anchored
    /// ([`Erp::take_ledger`]), or when the central system says so ([`Erp::confirm_erasures`]): whoever is erased here meanwhile may be
    /// somebody else. A store that was restored or salvaged without its ledger doesn't know how many are missing: only the latter helps.
    ///
    /// # Errors
    /// Those of reading.
    pub fn is_unconfirmed(&self) -> Result<bool> {
        let mut reader = self.store().read()?;
        let anchored = reader.anchored()?;
        reader.is_unconfirmed(anchored)
    }

    /// The ledger of erasures as text: opaque ids, no names. A copy that is kept elsewhere brings a restored folder up to date
    /// ([`Erp::take_ledger`]).
    ///
    /// # Errors
    /// Those of reading the ledger.
    pub fn export_ledger(&self) -> Result<String> {
        let mut reader = self.store().read()?;
        let store = reader.meta("store")?.ok_or_else(crate::store::sql::damaged)?;
        Ok(crate::store::ledger::write(&store, &self.store().ledger.after(0)?))
    }

    /// Refuses somebody who was erased, by name and birthday: only with the key, and never by anything that a household shares.
    pub(crate) fn refuse_erased(&self, reader: &mut Reader<'_>, values: &Values) -> Result<()> {
        match self.store().mark(values) {
            Some(mark) if reader.is_marked(&mark)? => {
                Err(Error::new(ErrorKind::Erased, "customer.anonymized_before").field(Field::BirthDate.name()))
            }
            _ => Ok(()),
        }
    }
}

/// The entry that says that somebody who looks like one of the erased registered anew.
pub(crate) fn registered_anew(id: SubjectId) -> Result<Change> {
    let code = Code::parse(&id.to_string())?;
    Ok(Change::Happened { what: EntryKind::RegisteredAnew, kind: RecordKind::Subject, code, subject: Some(id) })
}

impl Erp {
    /// Takes in a copy of this store's ledger ([`Engine::export_ledger`]): what it knows and the store does not is erased now. Twice is
    /// success. Says the epoch then.
    ///
    /// # Errors
    /// [`ErrorKind::Damaged`] where it was changed (`ledger.damaged`) or is of another store (`ledger.of_another_store`).
    pub fn take_ledger(&self, ledger: &str) -> Result<u64> {
        let mut writer = self.engine.store().write()?;
        writer.take_ledger(&self.context(), ledger.as_bytes())?;
        let epoch = writer.epoch()?;
        writer.commit()?;
        Ok(epoch)
    }

    /// Says how many erasures the central system counted for this store, as a feed does (`"feed":"erasures"`). Where the store has seen
    /// fewer it is unconfirmed from now on. Fewer than said before change nothing.
    ///
    /// # Errors
    /// Those of writing.
    pub fn expect_erasures(&self, count: u64) -> Result<bool> {
        let mut writer = self.engine.store().write()?;
        let missing = writer.anchor(count)?;
        writer.commit()?;
        Ok(missing)
    }

    /// Says that every erasure is known here, whatever was anchored: after the central system ordered again what it has, say. The reason
    /// is kept in the journal. Anchor the present epoch afterwards.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] without a reason.
    pub fn confirm_erasures(&self, reason: &str) -> Result<()> {
        let mut writer = self.engine.store().write()?;
        confirm(&self.engine, &mut writer, self.context(), reason)?;
        writer.commit()
    }
}

/// Says in the journal why every erasure is known here, and expects no further ones.
pub(crate) fn confirm(engine: &Engine, writer: &mut Writer<'_>, context: Context, reason: &str) -> Result<()> {
    let reason = remark(engine, Field::Reason, Some(reason))?;
    let reason = Some(reason.ok_or_else(|| Violation::new(Field::Reason.name(), "required"))?);
    let code = Code::parse(&writer.epoch()?.to_string())?;
    let (what, kind) = (EntryKind::ErasuresConfirmed, RecordKind::Journal);
    writer.apply(&Context { reason, ..context }, &[Change::Happened { what, kind, code, subject: None }])?;
    writer.lift_anchor()
}
