//! What an operator may do. A right is asked for by the engine, never by a screen.

/// One right of an operator.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(i32)]
#[non_exhaustive]
pub enum Right {
    /// Read the customer file.
    ReadCustomers = 1,
    /// Add and edit customers.
    EditCustomers = 2,
    /// See consents to personal data processing (P7).
    ReadConsents = 3,
    /// Record and withdraw consents to personal data processing (P7).
    RecordConsents = 4,
    /// Read the transaction history.
    ReadHistory = 5,
    /// Put customers on documents and issue them.
    EditDocuments = 6,
    /// Read the change log.
    ReadJournal = 7,
    /// Settings and whatever else an administrator does.
    Administration = 8,
    /// Unlock operators after wrong tries.
    Supervise = 9,
    /// See and edit data about health: allergies, insurance (Art. 9 GDPR).
    ReadHealth = 10,
    /// See and edit bank details, set the flag against reminders.
    Accounting = 11,
    /// Write and edit comments.
    EditComments = 12,
    /// Add programs and change them.
    ChangePrograms = 13,
    /// Merge two customers, and take that back.
    MergeCustomers = 14,
    /// Write out everything about a person, for them.
    ExportPersons = 15,
    /// See, with a reason, what a restriction or the lack of another right hides.
    SeeRestricted = 16,
}

impl Right {
    /// Every right, in the order of its number.
    pub const ALL: [Self; 16] = [
        Self::ReadCustomers,
        Self::EditCustomers,
        Self::ReadConsents,
        Self::RecordConsents,
        Self::ReadHistory,
        Self::EditDocuments,
        Self::ReadJournal,
        Self::Administration,
        Self::Supervise,
        Self::ReadHealth,
        Self::Accounting,
        Self::EditComments,
        Self::ChangePrograms,
        Self::MergeCustomers,
        Self::ExportPersons,
        Self::SeeRestricted,
    ];

    /// The right with this number, as the C constants give it.
    pub fn from_number(number: i32) -> Option<Self> {
        Self::ALL.into_iter().find(|right| *right as i32 == number)
    }

    /// The name in feeds and in the store.
    pub fn name(self) -> &'static str {
        self.missing_code().trim_start_matches("right.")
    }

    /// The right of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.name() == name)
    }

    /// The stable code of the error when this right is missing.
    pub fn missing_code(self) -> &'static str {
        match self {
            Self::ReadCustomers => "right.read_customers",
            Self::EditCustomers => "right.edit_customers",
            Self::ReadConsents => "right.read_consents",
            Self::RecordConsents => "right.record_consents",
            Self::ReadHistory => "right.read_history",
            Self::EditDocuments => "right.edit_documents",
            Self::ReadJournal => "right.read_journal",
            Self::Administration => "right.administration",
            Self::Supervise => "right.supervise",
            Self::ReadHealth => "right.read_health",
            Self::Accounting => "right.accounting",
            Self::EditComments => "right.edit_comments",
            Self::ChangePrograms => "right.change_programs",
            Self::MergeCustomers => "right.merge_customers",
            Self::ExportPersons => "right.export_persons",
            Self::SeeRestricted => "right.see_restricted",
        }
    }
}

/// The rights of one operator.
///
/// ```
/// use clientela::domain::rights::{Right, Rights};
/// let rights = Rights::none().with(Right::ReadCustomers);
/// assert!(rights.has(Right::ReadCustomers));
/// assert!(!rights.has(Right::RecordConsents));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Rights(u32);

impl Rights {
    /// No right at all.
    pub const fn none() -> Self {
        Self(0)
    }

    /// Every right.
    pub fn all() -> Self {
        Right::ALL.into_iter().fold(Self::none(), Self::with)
    }

    /// These and one more.
    pub fn with(self, right: Right) -> Self {
        Self(self.0 | 1 << right as u32)
    }

    /// These without one.
    pub fn without(self, right: Right) -> Self {
        Self(self.0 & !(1 << right as u32))
    }

    /// These and those.
    pub fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Only those that are in both.
    pub fn common(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    /// Whether the right is among them.
    pub fn has(self, right: Right) -> bool {
        self.0 & 1 << right as u32 != 0
    }
}
