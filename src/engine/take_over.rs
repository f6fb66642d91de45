//! Single changes that are operations of their own, each journaled with its reason: which branch is responsible for a customer (taken
//! over by a card or by any branch, or handed over: A33, A34), and the cost bearer where there is one (A5). Knows no SQL.

use crate::domain::change::{Change, Context, FieldChange};
use crate::domain::check::check;
use crate::domain::field::Field;
use crate::domain::id::{Code, SubjectId};
use crate::domain::rights::Right;
use crate::domain::setting::Setting;
use crate::engine::consents::remark;
use crate::engine::customers::{Customer, present};
use crate::engine::desk::Desk;
use crate::error::{Error, ErrorKind, Result, Violation};

impl Desk {
    /// The customer with this card. Where the customer belongs to another branch, the card moves them to this one, if the chain allows
    /// it (`branch.take_over_by_card`). A lost or replaced card finds nobody.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] with `card.unknown`; [`ErrorKind::State`] with `card.not_active`; [`ErrorKind::NotPermitted`].
    pub fn customer_by_card(&self, card: &str) -> Result<Customer> {
        self.require(Right::ReadCustomers)?;
        let found = self.engine.store().read()?.by_card(card.trim())?;
        let (id, slot) = found.ok_or_else(|| Error::new(ErrorKind::NotFound, "card.unknown"))?;
        let stored = present(&mut self.engine.store().read()?, id)?;
        if stored.values.at(Field::CardState, slot).is_some_and(|state| state != "active") {
            return Err(Error::new(ErrorKind::State, "card.not_active").field(Field::CardState.name()));
        }
        if self.is_elsewhere(stored.values.get(Field::Branch)) && self.setting(Setting::TakeOverByCard)? == "true" {
            self.move_to(id, &self.seat().branch, "card")?;
        }
        self.customer(id)
    }

    /// Makes this branch responsible for a customer of another one, if the chain lets any branch do so (`branch.take_over_by_any`).
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] with `branch.hand_over_only`, or without the right to edit customers; [`ErrorKind::NotFound`],
    /// [`ErrorKind::Erased`].
    pub fn take_over(&self, customer: SubjectId, reason: &str) -> Result<()> {
        self.require(Right::EditCustomers)?;
        if self.setting(Setting::TakeOverByAnyBranch)? != "true" {
            return Err(Error::new(ErrorKind::NotPermitted, "branch.hand_over_only"));
        }
        self.move_to(customer, &self.seat().branch, reason)
    }

    /// Makes another branch responsible for a customer of this one.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] with `branch.not_responsible` where this branch is not, or without the right to edit customers;
    /// [`ErrorKind::Invalid`] with `branch.unknown`; [`ErrorKind::NotFound`], [`ErrorKind::Erased`].
    pub fn hand_over(&self, customer: SubjectId, to: &Code, reason: &str) -> Result<()> {
        self.require(Right::EditCustomers)?;
        let stored = present(&mut self.engine.store().read()?, customer)?;
        if self.is_elsewhere(stored.values.get(Field::Branch)) {
            return Err(Error::new(ErrorKind::NotPermitted, "branch.not_responsible"));
        }
        self.move_to(customer, to, reason)
    }

    /// Changes the default cost bearer where there is one already, which no draft does (A5); empty text takes it away.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the rights to edit customers and to see data about health; [`ErrorKind::Invalid`];
    /// [`ErrorKind::NotFound`], [`ErrorKind::Erased`].
    pub fn change_cost_bearer(&self, customer: SubjectId, name: &str, reason: &str) -> Result<()> {
        self.require(Right::EditCustomers)?;
        self.require(Right::ReadHealth)?;
        let name = check(Field::CostBearer, name, self.engine.now().date())?;
        self.put_one(customer, Field::CostBearer, Some(name).filter(|name| !name.is_empty()), reason)
    }

    fn is_elsewhere(&self, branch: Option<&str>) -> bool {
        branch.is_some_and(|branch| branch != self.seat().branch.as_str())
    }

    fn move_to(&self, customer: SubjectId, branch: &Code, reason: &str) -> Result<()> {
        let directory = self.engine.directory()?;
        if !directory.branches.is_empty() && !directory.branches.contains_key(branch) {
            return Err(Violation::new(Field::Branch.name(), "branch.unknown").into());
        }
        self.put_one(customer, Field::Branch, Some(branch.to_string()), reason)
    }

    /// Sets one field, journaled with its reason; nothing where it has the value already.
    fn put_one(&self, customer: SubjectId, field: Field, new: Option<String>, reason: &str) -> Result<()> {
        let mut writer = self.engine.store().write()?;
        let stored = present(&mut writer, customer)?;
        let old = stored.values.get(field).map(str::to_owned);
        if old == new {
            return Ok(());
        }
        let context = Context { reason: remark(&self.engine, Field::Reason, Some(reason))?, ..self.context() };
        let fields = vec![FieldChange { field, slot: 0, old, new }];
        let change = Change::Subject { id: stored.id, expected: Some(stored.version), customer: stored.customer, fields };
        writer.apply(&context, &[change])?;
        writer.commit()
    }
}
