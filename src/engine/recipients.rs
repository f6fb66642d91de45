//! Who may receive something for a customer: the customer and the persons who belong to them (P9). Knows no SQL.

use std::fmt;

use crate::domain::consent::Answer;
use crate::domain::id::SubjectId;
use crate::domain::rights::Right;
use crate::engine::contact::{Asking, Question};
use crate::engine::customers::known;
use crate::engine::desk::Desk;
use crate::error::Result;

/// Somebody who would receive something for a customer, and whether they may be contacted.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Options, Seat, SystemClock};
/// # use clientela::domain::{field::Field, rights::Rights};
/// use clientela::{Question, domain::{consent::{Channel, Purpose}, id::Code}};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
/// # let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
/// # let mut draft = desk.new_customer("private")?;
/// # draft.set(Field::FamilyName, "Lee");
/// # let lee = desk.save(&mut draft)?.id;
/// let invoices = Question::new(Purpose::Processing, Some(Channel::Email));
/// for recipient in desk.recipients(lee, &invoices)? {
///     println!("{} {:?}: {}", recipient.person, recipient.role, recipient.answer.reason.name());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Who.
    pub person: SubjectId,
    /// How they belong to the customer; none for the customer.
    pub role: Option<String>,
    /// Whether they may be contacted: by their own consents and their own address.
    pub answer: Answer,
    /// The address or number to use, where they may be.
    pub value: Option<String>,
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recipient({}, {:?}, {})", self.person, self.role, self.answer.reason.name())
    }
}

impl Desk {
    /// The customer and every person who belongs to them on that day, each with the answer of their own consents: who may receive it by this
    /// channel for this customer (P9).
    ///
    /// # Errors
    /// As [`Self::may_contact`].
    pub fn recipients(&self, customer: SubjectId, question: &Question) -> Result<Vec<Recipient>> {
        self.require(Right::ReadConsents)?;
        let mut reader = self.engine.store().read()?;
        let asking = Asking::of(&self.engine, &mut reader, question)?;
        let customer = known(&mut reader, customer)?.id;
        let persons = reader.related(customer)?.into_iter().filter(|relation| relation.holds_on(asking.day()));
        let all = std::iter::once((customer, None)).chain(persons.map(|relation| (relation.person, Some(relation.role))));
        let mut recipients = Vec::new();
        for (person, role) in all.collect::<Vec<_>>() {
            let (answer, value) = asking.answer(&mut reader, person)?;
            recipients.push(Recipient { person, role, value: value.filter(|_| answer.allowed), answer });
        }
        Ok(recipients)
    }
}
