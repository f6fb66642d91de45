//! What is missing of a customer when a transaction begins: the hint, its silence, and where it blocks (A17 to A19). Knows no SQL.

use crate::domain::change::{Change, FieldChange};
use crate::domain::field::Field;
use crate::domain::id::SubjectId;
use crate::domain::missing::{ADDRESS, Hint};
use crate::domain::rights::Right;
use crate::domain::setting::Setting;
use crate::domain::subject::Values;
use crate::domain::time::Date;
use crate::engine::customers::present;
use crate::engine::desk::Desk;
use crate::error::{Error, ErrorKind, Result, Violation};

/// What to tell the operator before a transaction.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Options, Seat, SystemClock};
/// # use clientela::domain::{id::Code, rights::Rights};
/// use clientela::domain::{field::Field, setting::{Place, Setting}};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
/// # let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
/// desk.set_setting(Setting::MissingFields, &Place::Chain, Some("email phone"), None)?;
/// let mut draft = desk.new_customer("private")?;
/// draft.set(Field::FamilyName, "Lee").set(Field::Phone, "030 23125060");
/// let lee = desk.save(&mut draft)?.id;
/// assert_eq!(desk.missing_data(lee)?.fields, [Field::Email]);
/// assert!(desk.missing_data(lee)?.ask);
/// desk.defer_missing_data(lee)?; // she does not want to say now
/// assert!(!desk.missing_data(lee)?.ask);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MissingData {
    /// Which of the chosen fields the customer has not.
    pub fields: Vec<Field>,
    /// Whether to ask now: something is missing, and the customer did not decline within the chosen months.
    pub ask: bool,
    /// From which day on to ask again, where the customer did not want to say.
    pub silent_until: Option<Date>,
    /// Whether no document can be made before there is a postal code and city.
    pub blocks: bool,
}

impl Desk {
    /// What is missing of a customer for the transaction that begins. It never blocks, unless the setting of a missing address says so.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to read customers; [`ErrorKind::NotFound`], [`ErrorKind::Erased`].
    pub fn missing_data(&self, customer: SubjectId) -> Result<MissingData> {
        self.require(Right::ReadCustomers)?;
        let values = present(&mut self.engine.store().read()?, customer)?.values;
        let (hint, today) = (self.hint()?, self.engine.now().date());
        Ok(MissingData {
            fields: hint.missing(&values),
            ask: hint.asks(&values, today),
            silent_until: hint.silent_until(&values).filter(|until| *until > today),
            blocks: self.lacks_address(&values)?,
        })
    }

    /// The customer does not want to say now (A18): nobody asks again for the chosen months, counted from the first such day.
    /// What was typed in the dialog is not saved. Nothing happens where the customer declined within those months already.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to edit customers; [`ErrorKind::NotFound`], [`ErrorKind::Erased`].
    pub fn defer_missing_data(&self, customer: SubjectId) -> Result<()> {
        self.require(Right::EditCustomers)?;
        let mut writer = self.engine.store().write()?;
        let stored = present(&mut writer, customer)?;
        let today = self.engine.now().date();
        if self.hint()?.silent_until(&stored.values).is_some_and(|until| until > today) {
            return Ok(());
        }
        let (old, new) = (stored.values.get(Field::DataDeferred).map(str::to_owned), Some(today.to_string()));
        let fields = vec![FieldChange { field: Field::DataDeferred, slot: 0, old, new }];
        let change = Change::Subject { id: customer, expected: Some(stored.version), customer: stored.customer, fields };
        writer.apply(&self.context(), &[change])?;
        writer.commit()
    }

    /// The fields that the customer screen marks as missing (A19); none where the setting is off.
    pub(crate) fn marked(&self, values: &Values) -> Result<Vec<Field>> {
        let marks = self.setting(Setting::MissingMarked)? == "true";
        if marks { Ok(self.hint()?.missing(values)) } else { Ok(Vec::new()) }
    }

    /// Refuses a document for a customer without an address, where the setting says so.
    pub(crate) fn needs_address(&self, values: &Values) -> Result<()> {
        if !self.lacks_address(values)? {
            return Ok(());
        }
        let absent = ADDRESS.iter().filter(|field| values.all(**field).next().is_none());
        let violations = absent.map(|field| Violation::new(field.name(), "required")).collect();
        Err(Error::new(ErrorKind::State, "customer.address_missing").field(Field::City.name()).because(violations))
    }

    fn lacks_address(&self, values: &Values) -> Result<bool> {
        let absent = ADDRESS.iter().any(|field| values.all(*field).next().is_none());
        Ok(absent && self.setting(Setting::MissingAddressBlocks)? == "true")
    }

    fn hint(&self) -> Result<Hint> {
        let directory = self.engine.directory()?;
        let vantage = directory.vantage(&self.seat().branch);
        let months = directory.settings.number(Setting::MissingAskAgainMonths, &vantage);
        let wanted = directory.settings.codes(Setting::MissingFields, &vantage);
        Ok(Hint { wanted, months: u32::try_from(months).unwrap_or(u32::MAX) })
    }
}
