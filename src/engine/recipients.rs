//! Who may receive something for a customer: the customer and the persons who belong to them (P9). Knows no SQL.

use std::fmt;

use crate::domain::change::Relation;
use crate::domain::consent::{Answer, Reason, covers};
use crate::domain::field::Field;
use crate::domain::id::SubjectId;
use crate::domain::rights::Right;
use crate::engine::contact::{Asking, Question};
use crate::engine::customers::known;
use crate::engine::desk::Desk;
use crate::error::Result;
use crate::store::Reader;

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
    /// Whether they may receive it: by their own consents and their own address, and, where they are not the customer, by the customer's
    /// authorization and with the account that the definition asks for.
    pub answer: Answer,
    /// Everything they lack, in this order: the customer's authorization, their own consent, an account.
    pub lacks: Vec<Reason>,
    /// The address or number to use, where they may be.
    pub value: Option<String>,
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recipient({}, {:?}, {})", self.person, self.role, self.answer.reason.name())
    }
}

impl Desk {
    /// The customer and every person who belongs to them on that day: who may receive it by this channel for this customer (P9). The customer
    /// needs their own consent, everybody else the customer's authorization ([`Field::AuthorizedFor`] of the relation) for every definition
    /// that the question is about, their own consent and, where such a definition asks for it, an account ([`Field::HasAccount`]).
    ///
    /// # Errors
    /// As [`Self::may_contact`].
    pub fn recipients(&self, customer: SubjectId, question: &Question) -> Result<Vec<Recipient>> {
        self.require(Right::ReadConsents)?;
        let mut reader = self.engine.store().read()?;
        let asking = Asking::of(&self.engine, &mut reader, question)?;
        let customer = known(&mut reader, customer)?.id;
        let persons = reader.related_on(customer, asking.day())?;
        let (answer, value) = asking.answer(&mut reader, customer)?;
        let lacks = own_lack(&answer).into_iter().collect();
        let mut recipients = vec![Recipient { person: customer, role: None, value: value.filter(|_| answer.allowed), answer, lacks }];
        for relation in persons {
            recipients.push(further(&asking, &mut reader, relation)?);
        }
        Ok(recipients)
    }
}

/// The person's own consent, where it is missing, by the reason.
fn own_lack(answer: &Answer) -> Option<Reason> {
    Some(answer.reason).filter(|_| !answer.allowed)
}

/// Somebody who receives it besides the customer.
fn further(asking: &Asking<'_>, reader: &mut Reader<'_>, relation: Relation) -> Result<Recipient> {
    let (own, value) = asking.answer(reader, relation.person)?;
    let authorized = reader.authorizations(relation.of, relation.person, asking.day())?;
    let covered = |definition| authorized.iter().any(|scope| covers(scope, definition));
    let account = known(reader, relation.person)?.values.get(Field::HasAccount) == Some("yes");
    let lacks = [
        asking.about().find(|one| !covered(one)).map(|_| Reason::AuthorizationMissing),
        own_lack(&own),
        asking.about().find(|one| one.account && !account).map(|_| Reason::AccountMissing),
    ];
    let lacks: Vec<Reason> = lacks.into_iter().flatten().collect();
    let answer = match lacks.first() {
        Some(reason) if *reason != own.reason => Answer { allowed: false, reason: *reason, remedy: reason.remedy(), value: None, ..own },
        _ => own,
    };
    let value = value.filter(|_| lacks.is_empty());
    Ok(Recipient { person: relation.person, role: Some(relation.role), answer, lacks, value })
}
