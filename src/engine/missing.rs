//! What is missing of a customer when a transaction begins: the hint, its silence, where it blocks, and what is withdrawn from there (A17 to A20). Knows no SQL.

use crate::domain::consent::{Channel, Intent, Method, Purpose, State};
use crate::domain::field::Field;
use crate::domain::id::{Code, SubjectId};
use crate::domain::missing::{ADDRESS, Hint};
use crate::domain::rights::{Right, Rights};
use crate::domain::setting::Setting;
use crate::domain::subject::Values;
use crate::domain::time::Date;
use crate::engine::answering::decide_capture;
use crate::engine::capture::Capture;
use crate::engine::consents::{Consent, consents_of};
use crate::engine::customers::present;
use crate::engine::desk::Desk;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::{Reader, Stored};

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
    /// The e-mail advertising that the customer may withdraw here: what is accepted or waits for its confirmation, and, where the chain uses a
    /// ground that allows it without consent, what nobody declined. None where the setting is off, or for an operator who may not see consents.
    pub email_advertising: Vec<Code>,
}

impl Desk {
    /// What is missing of a customer for the transaction that begins. It never blocks, unless the setting of a missing address says so. Whether
    /// to ask for it on an occasion, beside what else is asked, is [`Self::to_ask`]'s.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to read customers; [`ErrorKind::NotFound`], [`ErrorKind::Erased`].
    pub fn missing_data(&self, customer: SubjectId) -> Result<MissingData> {
        self.require(Right::ReadCustomers)?;
        let mut reader = self.engine.store().read()?;
        let stored = present(&mut reader, customer)?;
        let told = self.require(Right::ReadConsents).is_ok() && self.withdraws_here()?;
        let email_advertising = if told { self.email_advertising(&mut reader, &stored)? } else { Vec::new() };
        let (values, hint, today) = (stored.values, self.hint()?, self.engine.now().date());
        Ok(MissingData {
            fields: hint.missing(&values),
            ask: hint.asks(&values, today),
            silent_until: hint.silent_until(&values).filter(|until| *until > today),
            blocks: self.lacks_address(&values)?,
            email_advertising,
        })
    }

    /// The customer does not want to say now (A18): nobody asks again for the chosen months, counted from the dialog's first
    /// appearance, as [`Self::dialog_shown`] recorded it, else from today.
    /// What was typed in the dialog is not saved. Nothing happens where the customer declined within those months already.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to edit customers; [`ErrorKind::NotFound`], [`ErrorKind::Erased`].
    pub fn defer_missing_data(&self, customer: SubjectId) -> Result<()> {
        self.require(Right::EditCustomers)?;
        let mut writer = self.engine.store().write()?;
        let stored = present(&mut writer, customer)?;
        let events = writer.events(stored.id)?;
        let change = self.silence(&stored, &events)?;
        writer.apply(&self.context(), change.as_slice())?;
        writer.commit()
    }

    /// Withdraws all e-mail advertising, where missing data are asked for (A20): see [`MissingData::email_advertising`]. Tells how many
    /// consents.
    ///
    /// # Errors
    /// [`ErrorKind::State`], `missing.withdraw_elsewhere`, where the setting is off: [`Self::withdraw`] works always.
    /// [`ErrorKind::NotPermitted`] without the right to record consents; [`ErrorKind::NotFound`], [`ErrorKind::Erased`].
    pub fn withdraw_email_advertising(&self, customer: SubjectId) -> Result<usize> {
        self.require(Right::RecordConsents)?;
        if !self.withdraws_here()? {
            return Err(Error::new(ErrorKind::State, "missing.withdraw_elsewhere"));
        }
        let mut writer = self.engine.store().write()?;
        let stored = present(&mut writer, customer)?;
        let mut changes = Vec::new();
        for definition in self.email_advertising(&mut writer, &stored)? {
            let capture = Capture::new(definition, Intent::Withdraw, Method::Spoken);
            changes.extend(decide_capture(self, &mut writer, &stored, &stored.values, &capture)?.into_iter().flatten());
        }
        writer.apply(&self.context(), &changes)?;
        writer.commit().map(|()| changes.len())
    }

    pub(crate) fn withdraws_here(&self) -> Result<bool> {
        Ok(self.setting(Setting::MissingWithdrawEmail)? == "true")
    }

    /// Whatever e-mail advertising could be sent by, now or later: what is accepted, what waits for its confirmation, and where the chain uses a
    /// ground without consent also what nobody declined yet.
    pub(crate) fn email_advertising(&self, reader: &mut Reader<'_>, stored: &Stored) -> Result<Vec<Code>> {
        let (purpose, channel, today) = (Purpose::Marketing, Some(Channel::Email), self.engine.now().date());
        let by_ground = self.engine.directory_in(reader)?.house.reaches_everybody(purpose, channel);
        let by_email = |consent: &Consent| {
            let Consent { definition, standing, .. } = consent;
            let open = standing.pending || by_ground && definition.in_force(today);
            let allows = standing.state == State::Accepted || standing.state == State::Unknown && open;
            definition.purpose == purpose && definition.channel == channel && allows
        };
        Ok(consents_of(&self.engine, reader, stored, Rights::all())?
            .into_iter()
            .filter(by_email)
            .map(|consent| consent.definition.code)
            .collect())
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

    pub(super) fn lacks_address(&self, values: &Values) -> Result<bool> {
        let absent = ADDRESS.iter().any(|field| values.all(*field).next().is_none());
        Ok(absent && self.setting(Setting::MissingAddressBlocks)? == "true")
    }

    fn hint(&self) -> Result<Hint> {
        Ok(self.asking_rules()?.data)
    }
}
