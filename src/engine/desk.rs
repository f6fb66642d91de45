//! The door of an operator at a station: who sits there, what they may do, and what only the ERP may.

use std::sync::Arc;

use crate::domain::change::{Context, Door};
use crate::domain::consent::Definition;
use crate::domain::id::{Code, SubjectId};
use crate::domain::rights::{Right, Rights};
use crate::domain::setting::Setting;
use crate::engine::open::Engine;
use crate::engine::session::{Proof, Session};
use crate::error::{Error, ErrorKind, Result};

/// Who works where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seat {
    /// The branch.
    pub branch: Code,
    /// The station; its entries form one chain of the journal.
    pub station: Code,
    /// The operator.
    pub operator: Code,
    /// What the operator may do.
    pub rights: Rights,
}

/// Everything staff do, checked against the operator's rights. Any number of threads may use it.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, ErrorKind, Options, SystemClock};
/// use clientela::Seat;
/// use clientela::domain::{field::Field, id::Code, rights::{Right, Rights}};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// let desk = engine.desk(Seat {
///     branch: Code::parse("berlin")?,
///     station: Code::parse("till-1")?,
///     operator: Code::parse("jane")?,
///     rights: Rights::none().with(Right::ReadCustomers).with(Right::EditCustomers),
/// })?;
/// let mut draft = desk.new_customer("private")?;
/// draft.set(Field::FamilyName, "Gonçalves");
/// let saved = desk.save(&mut draft)?;
/// assert_eq!(desk.search("goncal", 20)?.hits[0].customer.id, saved.id);
/// assert_eq!(desk.anonymize(saved.id).unwrap_err().kind(), ErrorKind::ErpOnly);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Desk {
    pub(crate) engine: Engine,
    seat: Seat,
    session: Arc<Session>,
}

impl Desk {
    pub(crate) fn open(engine: Engine, seat: Seat, session: Session) -> Result<Self> {
        let desk = Self { engine, seat, session: Arc::new(session) };
        desk.rights()?;
        Ok(desk)
    }

    /// Who works here.
    pub fn seat(&self) -> &Seat {
        &self.seat
    }

    /// A till can't define a consent (P2).
    ///
    /// # Errors
    /// Always [`ErrorKind::ErpOnly`].
    pub fn define(&self, _definition: &Definition) -> Result<()> {
        Err(Error::new(ErrorKind::ErpOnly, "consent.definitions_come_from_the_erp"))
    }

    /// A till can't delete or archive a definition (P2).
    ///
    /// # Errors
    /// Always [`ErrorKind::ErpOnly`].
    pub fn delete_definition(&self, _code: &Code) -> Result<()> {
        Err(Error::new(ErrorKind::ErpOnly, "consent.definitions_come_from_the_erp"))
    }

    /// A till can't order an anonymization (P26).
    ///
    /// # Errors
    /// Always [`ErrorKind::ErpOnly`].
    pub fn anonymize(&self, _subject: SubjectId) -> Result<()> {
        Err(Error::new(ErrorKind::ErpOnly, "erasure.only_the_erp"))
    }

    /// What the operator may do at this moment. Asking is no use of the session: a screen may ask each second, and it ends by
    /// idleness all the same.
    ///
    /// # Errors
    /// [`ErrorKind::SignIn`] where the session is over: by time, by signing out, or because the operator was locked or left.
    pub fn rights(&self) -> Result<Rights> {
        self.session.rights(&*self.engine.directory()?, &self.seat, self.engine.now().at)
    }

    /// A setting as it holds for the branch of this desk.
    pub(crate) fn setting(&self, setting: Setting) -> Result<String> {
        let directory = self.engine.directory()?;
        Ok(directory.settings.text(setting, &directory.vantage(&self.seat.branch)))
    }

    /// What the operator may do; fails without this right.
    pub(crate) fn require(&self, right: Right) -> Result<Rights> {
        let rights = self.allowed(right)?;
        self.session.touch();
        Ok(rights)
    }

    /// The same for a program that asks by itself, which is no use of the session.
    pub(crate) fn allowed(&self, right: Right) -> Result<Rights> {
        let rights = self.rights()?;
        if rights.has(right) { Ok(rights) } else { Err(Error::new(ErrorKind::NotPermitted, right.missing_code())) }
    }

    /// Ends the session; tells whether it was one that a password began and that was not over.
    pub(crate) fn end_session(&self) -> bool {
        self.session.end() && self.session.proof != Proof::Asserted
    }

    /// The context of this operator's writes.
    pub(crate) fn context(&self) -> Context {
        Context {
            origin: self.seat.station.clone(),
            door: if self.session.proof == Proof::Asserted { Door::Asserted } else { Door::Desk },
            operator: Some(self.seat.operator.clone()),
            station: Some(self.seat.station.clone()),
            branch: Some(self.seat.branch.clone()),
            now: self.engine.now(),
            reason: None,
            idempotency: None,
        }
    }
}
