//! The table of fields: for every field its name, type, whose it is, how it is checked, found, shown and erased.
//! Validation, drafts, journal, search, masking, export, erasure, the residue scan and the C constants read it.

use crate::domain::rights::Right;

/// Which kind of record a field belongs to; each is one table of the store.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RecordKind {
    /// A person or a company.
    Subject,
    /// One address of a subject.
    Address,
    /// One phone number, e-mail address or the like of a subject.
    Contact,
    /// Who belongs to whom.
    Relation,
    /// A definition of a consent.
    Definition,
    /// A consent event.
    ConsentEvent,
    /// A sales document.
    Document,
    /// An item of the assortment.
    Item,
    /// An entry of the journal.
    Journal,
    /// A shop.
    Branch,
    /// A till.
    Station,
    /// Rights that go together.
    Role,
    /// Somebody who signs in.
    Operator,
    /// A setting at one level.
    Setting,
}

impl RecordKind {
    /// Every kind of record.
    pub const ALL: [Self; 14] = [
        Self::Subject,
        Self::Address,
        Self::Contact,
        Self::Relation,
        Self::Definition,
        Self::ConsentEvent,
        Self::Document,
        Self::Item,
        Self::Journal,
        Self::Branch,
        Self::Station,
        Self::Role,
        Self::Operator,
        Self::Setting,
    ];

    /// The name, which is the table's too.
    pub fn name(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Address => "address",
            Self::Contact => "contact",
            Self::Relation => "relation",
            Self::Definition => "definition",
            Self::ConsentEvent => "consent_event",
            Self::Document => "document",
            Self::Item => "item",
            Self::Journal => "journal",
            Self::Branch => "branch",
            Self::Station => "station",
            Self::Role => "role",
            Self::Operator => "operator",
            Self::Setting => "setting",
        }
    }

    /// The kind of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What a value of the field looks like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldType {
    /// Text of at most so many characters.
    Text(usize),
    /// A code given by the ERP.
    Code,
    /// A code that must say nothing about a person, for it outlives them: no e-mail address.
    Reference,
    /// An e-mail address.
    Email,
    /// A phone or fax number.
    Phone,
    /// A calendar date.
    Date,
    /// A date of birth: not in the future, not before 1850.
    BirthDate,
    /// A country, ISO 3166-1 alpha-2.
    Country,
    /// A language, ISO 639-1.
    Language,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Codes, a blank between two.
    Codes,
    /// What nobody may read: that it changed is journaled, what it was is not.
    Secret,
    /// Bytes that are stored and given back as they are.
    Opaque,
}

/// What kind of personal data the field holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Personal {
    /// None: it says nothing about a person.
    No,
    /// A value that alone, or nearly alone, names the person: searched for after an erasure.
    Identifying,
    /// Data about the person that others share (a city, a country).
    Attribute,
    /// The opaque reference by which an erased person is recognised at the door.
    Reference,
}

/// Who has the last word on the value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Owner {
    /// The central system.
    Erp,
    /// Whoever edits at a till.
    Till,
    /// The library itself.
    Library,
}

/// How the value is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Index {
    /// It is not.
    No,
    /// Word by word, folded.
    Words,
    /// As one word, folded, and in parts.
    Whole,
    /// By its digits.
    Digits,
}

/// What happens to the value when the person is erased.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Erase {
    /// It goes.
    Remove,
    /// A fixed word takes its place.
    FixedWord,
    /// It stays: it names nobody.
    Keep,
    /// It stays until its ground ends, then goes (signed payloads).
    KeepUntil,
}

/// What somebody sees who lacks the right to see the value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mask {
    /// Nothing.
    Hidden,
    /// The last four characters.
    LastFour,
}

/// With which other fields it is one thing: what two people change in it at the same time clashes as a whole.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Whole {
    /// With none.
    Alone,
    /// The name of a person.
    Name,
    /// An address: the fields of one slot.
    Address,
}

/// One line of the table of fields.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "a line of a table, not a state")]
pub struct FieldSpec {
    /// The field.
    pub field: Field,
    /// Its name in Rust, C, SQL, JSON and errors.
    pub name: &'static str,
    /// The record it belongs to.
    pub record: RecordKind,
    /// What a value looks like.
    pub kind: FieldType,
    /// Whether it may occur several times (each occurrence is a slot).
    pub repeats: bool,
    /// Whether an occurrence is valid from a day and to a day.
    pub dated: bool,
    /// What kind of personal data it is.
    pub personal: Personal,
    /// Who has the last word.
    pub owner: Owner,
    /// With which other fields it is one thing.
    pub whole: Whole,
    /// How it is found.
    pub index: Index,
    /// The right that shows it.
    pub sees: Right,
    /// The right that changes it at a desk.
    pub edits: Right,
    /// What is shown without the right to see it.
    pub mask: Mask,
    /// What erasure does with it.
    pub erase: Erase,
    /// Whether it is part of the export of everything about a person.
    pub export: bool,
    /// Whether its value may stand in logs and debug output.
    pub logged: bool,
}

/// The fields; numbers are stable and are the C constants.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(i32)]
#[non_exhaustive]
pub enum Field {
    /// `private` or `business`.
    Kind = 1,
    /// The customer number.
    Number = 2,
    /// The id in the system that feeds the customer.
    SourceId = 3,
    /// `active`, `inactive` or `blocked`.
    Status = 4,
    /// The responsible branch.
    Branch = 5,
    /// The last visit, a date.
    LastVisit = 6,
    /// First name.
    GivenName = 7,
    /// Last name.
    FamilyName = 8,
    /// Company.
    Company = 9,
    /// Date of birth.
    BirthDate = 10,
    /// The customer's language.
    Language = 11,
    /// Street and number.
    Street = 20,
    /// Postal code.
    PostalCode = 21,
    /// City.
    City = 22,
    /// State or region.
    Region = 23,
    /// Country.
    Country = 24,
    /// E-mail address.
    Email = 30,
    /// Phone number.
    Phone = 31,
    /// Fax number.
    Fax = 32,
    /// What the related person is to the customer: `contact` or `family`.
    Role = 40,
    /// The addressee's name as issued.
    AddresseeName = 50,
    /// The addressee's street as issued.
    AddresseeStreet = 51,
    /// The addressee's postal code as issued.
    AddresseePostalCode = 52,
    /// The addressee's city as issued.
    AddresseeCity = 53,
    /// The addressee's region as issued.
    AddresseeRegion = 54,
    /// The addressee's country as issued.
    AddresseeCountry = 55,
    /// The signed payload of a document, opaque.
    Payload = 56,
    /// A reference to the evidence of a consent (form number, external id).
    EvidenceReference = 60,
    /// The reason an operator gave for a change.
    Reason = 61,
    /// The name of a branch.
    BranchName = 70,
    /// Whether the branch is the head office: `yes` or `no`.
    HeadOffice = 71,
    /// Whether the branch is closed: `yes` or `no`.
    BranchClosed = 72,
    /// The branch that a station belongs to.
    StationBranch = 73,
    /// Whether the station is out of use: `yes` or `no`.
    StationClosed = 74,
    /// The rights of a role, by name.
    RoleRights = 75,
    /// The name an operator signs in with.
    UserName = 80,
    /// The slow hash of an operator's password.
    Password = 81,
    /// The digest of the hash as it was fed.
    PasswordSource = 82,
    /// An operator's roles.
    OperatorRoles = 83,
    /// The rights an operator has besides those of the roles, by name.
    OperatorRights = 84,
    /// Whether the operator was locked by the central system: `yes` or `no`.
    OperatorLocked = 85,
    /// Whether the operator left: `yes` or `no`.
    OperatorRemoved = 86,
    /// The value of a setting, as text.
    SettingValue = 90,
}

const fn text(field: Field, name: &'static str, record: RecordKind, max: usize) -> FieldSpec {
    FieldSpec {
        field,
        name,
        record,
        kind: FieldType::Text(max),
        repeats: false,
        dated: false,
        personal: Personal::Identifying,
        owner: Owner::Till,
        whole: Whole::Alone,
        index: Index::No,
        sees: Right::ReadCustomers,
        edits: Right::EditCustomers,
        mask: Mask::Hidden,
        erase: Erase::Remove,
        export: true,
        logged: false,
    }
}

const fn plain(field: Field, name: &'static str, record: RecordKind, kind: FieldType) -> FieldSpec {
    FieldSpec { kind, personal: Personal::No, erase: Erase::Keep, ..text(field, name, record, 0) }
}

const fn address(field: Field, name: &'static str, max: usize, personal: Personal) -> FieldSpec {
    FieldSpec { repeats: true, whole: Whole::Address, personal, ..text(field, name, RecordKind::Address, max) }
}

const fn issued(field: Field, name: &'static str, personal: Personal) -> FieldSpec {
    FieldSpec { personal, owner: Owner::Erp, sees: Right::ReadHistory, ..text(field, name, RecordKind::Document, 200) }
}

/// A field of branches, stations, roles, operators and settings: the central system's, and nobody's secret.
const fn central(field: Field, name: &'static str, record: RecordKind, kind: FieldType) -> FieldSpec {
    FieldSpec {
        owner: Owner::Erp,
        sees: Right::ReadJournal,
        edits: Right::Administration,
        export: false,
        logged: true,
        ..plain(field, name, record, kind)
    }
}

const fn secret(field: Field, name: &'static str) -> FieldSpec {
    FieldSpec {
        personal: Personal::Attribute,
        erase: Erase::Remove,
        logged: false,
        ..central(field, name, RecordKind::Operator, FieldType::Secret)
    }
}

const FLAG: FieldType = FieldType::Choice(&["yes", "no"]);
const KINDS: FieldType = FieldType::Choice(&["private", "business"]);
const STATUSES: FieldType = FieldType::Choice(&["active", "inactive", "blocked"]);
const ROLES: FieldType = FieldType::Choice(&["contact", "family"]);

/// The table, in the order of the fields' numbers.
pub static FIELDS: &[FieldSpec] = {
    use Field as F;
    use RecordKind::{Branch, ConsentEvent, Contact, Journal, Operator, Relation, Role, Setting, Station, Subject};
    &[
        FieldSpec { logged: true, ..plain(F::Kind, "kind", Subject, KINDS) },
        FieldSpec { personal: Personal::Reference, index: Index::Whole, ..plain(F::Number, "number", Subject, FieldType::Reference) },
        FieldSpec { personal: Personal::Reference, owner: Owner::Erp, ..plain(F::SourceId, "source_id", Subject, FieldType::Reference) },
        FieldSpec { logged: true, ..plain(F::Status, "status", Subject, STATUSES) },
        FieldSpec { owner: Owner::Erp, ..plain(F::Branch, "branch", Subject, FieldType::Code) },
        FieldSpec { personal: Personal::Attribute, erase: Erase::Remove, ..plain(F::LastVisit, "last_visit", Subject, FieldType::Date) },
        FieldSpec { index: Index::Words, whole: Whole::Name, ..text(F::GivenName, "given_name", Subject, 200) },
        FieldSpec { index: Index::Words, whole: Whole::Name, erase: Erase::FixedWord, ..text(F::FamilyName, "family_name", Subject, 200) },
        FieldSpec { index: Index::Words, ..text(F::Company, "company", Subject, 200) },
        FieldSpec { kind: FieldType::BirthDate, ..text(F::BirthDate, "birth_date", Subject, 10) },
        FieldSpec { personal: Personal::Attribute, erase: Erase::Remove, ..plain(F::Language, "language", Subject, FieldType::Language) },
        FieldSpec { index: Index::Words, ..address(F::Street, "street", 200, Personal::Identifying) },
        FieldSpec { index: Index::Whole, ..address(F::PostalCode, "postal_code", 20, Personal::Attribute) },
        FieldSpec { index: Index::Words, ..address(F::City, "city", 100, Personal::Attribute) },
        address(F::Region, "region", 100, Personal::Attribute),
        FieldSpec { kind: FieldType::Country, ..address(F::Country, "country", 2, Personal::Attribute) },
        FieldSpec { kind: FieldType::Email, repeats: true, index: Index::Whole, ..text(F::Email, "email", Contact, 254) },
        FieldSpec {
            kind: FieldType::Phone,
            repeats: true,
            index: Index::Digits,
            mask: Mask::LastFour,
            ..text(F::Phone, "phone", Contact, 40)
        },
        FieldSpec { kind: FieldType::Phone, repeats: true, index: Index::Digits, ..text(F::Fax, "fax", Contact, 40) },
        FieldSpec { logged: true, ..plain(F::Role, "role", Relation, ROLES) },
        issued(F::AddresseeName, "addressee_name", Personal::Identifying),
        issued(F::AddresseeStreet, "addressee_street", Personal::Identifying),
        issued(F::AddresseePostalCode, "addressee_postal_code", Personal::Attribute),
        issued(F::AddresseeCity, "addressee_city", Personal::Attribute),
        issued(F::AddresseeRegion, "addressee_region", Personal::Attribute),
        issued(F::AddresseeCountry, "addressee_country", Personal::Attribute),
        FieldSpec { kind: FieldType::Opaque, erase: Erase::KeepUntil, ..issued(F::Payload, "payload", Personal::Identifying) },
        FieldSpec {
            sees: Right::ReadConsents,
            edits: Right::RecordConsents,
            ..text(F::EvidenceReference, "evidence_reference", ConsentEvent, 200)
        },
        FieldSpec { sees: Right::ReadJournal, ..text(F::Reason, "reason", Journal, 500) },
        central(F::BranchName, "branch_name", Branch, FieldType::Text(100)),
        central(F::HeadOffice, "head_office", Branch, FLAG),
        central(F::BranchClosed, "branch_closed", Branch, FLAG),
        central(F::StationBranch, "station_branch", Station, FieldType::Code),
        central(F::StationClosed, "station_closed", Station, FLAG),
        central(F::RoleRights, "role_rights", Role, FieldType::Codes),
        FieldSpec { owner: Owner::Erp, sees: Right::ReadJournal, ..text(F::UserName, "user_name", Operator, 100) },
        secret(F::Password, "password"),
        secret(F::PasswordSource, "password_source"),
        central(F::OperatorRoles, "operator_roles", Operator, FieldType::Codes),
        central(F::OperatorRights, "operator_rights", Operator, FieldType::Codes),
        central(F::OperatorLocked, "operator_locked", Operator, FLAG),
        central(F::OperatorRemoved, "operator_removed", Operator, FLAG),
        central(F::SettingValue, "setting_value", Setting, FieldType::Text(1000)),
    ]
};

/// Where each field stands in the table, by its number.
static PLACES: [Option<&FieldSpec>; 128] = {
    let mut places = [None; 128];
    let mut at = 0;
    while at < FIELDS.len() {
        places[FIELDS[at].field as usize] = Some(&FIELDS[at]);
        at += 1;
    }
    places
};

impl Field {
    /// The field's line of the table.
    ///
    /// # Panics
    /// Never: every field has its line, by test.
    pub fn spec(self) -> &'static FieldSpec {
        PLACES[self as usize].expect("every field has its line: a test walks them")
    }

    /// The field's name.
    pub fn name(self) -> &'static str {
        self.spec().name
    }

    /// The field with this number, as the C constants give it.
    pub fn from_number(number: i32) -> Option<Self> {
        usize::try_from(number).ok().and_then(|at| *PLACES.get(at)?).map(|spec| spec.field)
    }

    /// The field of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        FIELDS.iter().find(|spec| spec.name == name).map(|spec| spec.field)
    }
}

impl Mask {
    /// What is shown in place of a value.
    pub fn cover(self, text: &str) -> String {
        let shown = match self {
            Self::Hidden => 0,
            Self::LastFour => 4,
        };
        let hidden = text.chars().count().saturating_sub(shown);
        let rest = text.chars().skip(hidden.max(text.chars().count().min(shown)));
        std::iter::once('…').chain(rest).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_and_every_name_leads_to_its_own_line() {
        for spec in FIELDS {
            assert_eq!(Field::from_number(spec.field as i32), Some(spec.field));
            assert_eq!(Field::from_name(spec.name), Some(spec.field));
            assert_eq!(spec.field.spec().name, spec.name);
        }
        assert!(FIELDS.is_sorted_by_key(|spec| spec.field as i32));
        assert_eq!([-1, 0, 63, 64, i32::MAX].map(Field::from_number), [None; 5]);
    }

    #[test]
    fn a_mask_never_shows_a_short_value_whole() {
        assert_eq!(Mask::LastFour.cover("+49 30 23125060"), "…5060");
        assert_eq!(Mask::LastFour.cover("112"), "…");
        assert_eq!(Mask::Hidden.cover("anything"), "…");
    }
}
