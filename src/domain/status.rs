//! Statuses of customers: the list is the chain's own, each with a meaning that the library acts on. Knows no store.

use std::collections::BTreeMap;

use crate::domain::id::Code;
use crate::domain::words::words;

words! {
    /// What a status means.
    Meaning {
        /// The customer buys here.
        Active = "active",
        /// The customer no longer comes; found where it is searched for.
        Inactive = "inactive",
        /// Nothing is sold to this customer. Whether they may be contacted does not depend on it.
        Blocked = "blocked",
        /// The customer died: nothing is sold, nobody is written to.
        Deceased = "deceased",
    }
}

impl Meaning {
    /// Why no document may be made for such a customer; none where it may.
    pub fn refuses_documents(self) -> Option<&'static str> {
        match self {
            Self::Blocked => Some("customer.blocked"),
            Self::Deceased => Some("customer.deceased"),
            Self::Active | Self::Inactive => None,
        }
    }
}

/// The statuses that customers may have.
///
/// ```
/// use clientela::domain::{id::Code, status::{Meaning, Statuses}};
/// let mut statuses = Statuses::default();
/// assert_eq!(statuses.meaning("blocked"), Some(Meaning::Blocked)); // as long as the chain has no list of its own
/// statuses.put(Code::parse("vip")?, Meaning::Active);
/// assert_eq!(statuses.meaning("vip"), Some(Meaning::Active));
/// assert_eq!(statuses.meaning("gold"), None);
/// assert_eq!(statuses.meaning("blocked"), Some(Meaning::Blocked)); // the library's own words stay
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Statuses(BTreeMap<Code, Meaning>);

impl Statuses {
    /// Adds a status, or changes what it means.
    pub fn put(&mut self, code: Code, meaning: Meaning) {
        self.0.insert(code, meaning);
    }

    /// What a status means; none where there is no such status. The words of [`Meaning`] are statuses too, unless the list says
    /// otherwise.
    pub fn meaning(&self, code: &str) -> Option<Meaning> {
        let listed = self.0.iter().find(|(other, _)| other.as_str() == code).map(|(_, meaning)| *meaning);
        listed.or_else(|| Meaning::from_name(code))
    }

    /// The statuses with this meaning, by code; the library's own word last.
    pub fn meaning_of(&self, meaning: Meaning) -> Vec<String> {
        let own = self.0.keys().map(Code::as_str).filter(|code| *code != meaning.name());
        own.chain([meaning.name()]).filter(|code| self.meaning(code) == Some(meaning)).map(str::to_owned).collect()
    }
}
