//! The table of fields: for every field its name, type, whose it is, how it is checked, found, shown and erased.
//! Validation, drafts, journal, search, masking, export, erasure, the residue scan and the C constants read it.

mod table;

use std::sync::LazyLock;

use crate::domain::rights::Right;

pub use table::FIELDS;
use table::PLACES;

/// Rows of a store name their field: it is found without going through all of them.
static BY_NAME: LazyLock<Vec<(&str, Field)>> = LazyLock::new(|| {
    let mut names: Vec<_> = FIELDS.iter().map(|spec| (spec.name, spec.field)).collect();
    names.sort_unstable();
    names
});

/// Which kind of record a field belongs to; each is one table of the store.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RecordKind {
    /// A person or a company.
    Subject,
    /// One address of a subject.
    Address,
    /// What a subject has several of: contact data, bank accounts, cards, comments, coupons, memberships.
    Part,
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
    /// A status that a customer may have.
    Status,
    /// A group that the central system puts customers into.
    Group,
    /// A program for customers: points, stamps, credit, vouchers.
    Program,
    /// A booking of a program.
    Booking,
    /// What was decided about two records that may be of one person.
    Duplicate,
    /// A printed consent form.
    ConsentForm,
    /// A second opt-in that somebody was asked for.
    Confirmation,
    /// Uses of consents that were recorded together.
    ConsentUse,
    /// A request of a person about their data.
    Request,
    /// A legal hold or tax audit.
    Hold,
}

impl RecordKind {
    /// Every kind of record.
    pub const ALL: [Self; 24] = [
        Self::Subject,
        Self::Address,
        Self::Part,
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
        Self::Status,
        Self::Group,
        Self::Program,
        Self::Booking,
        Self::Duplicate,
        Self::ConsentForm,
        Self::Confirmation,
        Self::ConsentUse,
        Self::Request,
        Self::Hold,
    ];

    /// The name, which is the table's too.
    pub fn name(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Address => "address",
            Self::Part => "part",
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
            Self::Status => "status",
            Self::Group => "customer_group",
            Self::Program => "program",
            Self::Booking => "booking",
            Self::Duplicate => "duplicate",
            Self::ConsentForm => "consent_form",
            Self::Confirmation => "confirmation",
            Self::ConsentUse => "consent_use",
            Self::Request => "request",
            Self::Hold => "hold",
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
    /// A whole number from 1, at most 18 digits.
    Whole,
    /// An IBAN, ISO 13616.
    Iban,
    /// A VAT number with its country: European Union, GB, XI, CH, NO.
    Vat,
    /// An Italian codice fiscale.
    CodiceFiscale,
    /// A recipient's code of the Italian exchange for invoices.
    SdiCode,
    /// A Polish NIP.
    Nip,
    /// A French SIREN.
    Siren,
    /// A French SIRET.
    Siret,
    /// A German Steuernummer.
    TaxNumber,
    /// What a coupon takes off: `5.00 EUR` or `10 %`.
    CouponValue,
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
    /// A bank account.
    Bank,
    /// A customer card.
    Card,
    /// A comment.
    Comment,
    /// A coupon.
    Coupon,
    /// The membership in a program.
    Membership,
}

impl Whole {
    /// The fields without which there is no such thing; of a comment one of two. Where they go, the rest goes with them.
    pub fn heads(self) -> &'static [Field] {
        match self {
            Self::Alone | Self::Name | Self::Address => &[],
            Self::Bank => &[Field::Iban],
            Self::Card => &[Field::CardNumber],
            Self::Comment => &[Field::CommentText, Field::CommentHealth],
            Self::Coupon => &[Field::CouponCode],
            Self::Membership => &[Field::MemberProgram],
        }
    }
}

/// One line of the table of fields.
#[derive(Clone, Copy, Debug)]
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
    /// A code of the list of statuses.
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
    /// The groups that the central system put the customer into, by code.
    Groups = 12,
    /// The number that the customer had in an old system.
    ExternalNumber = 13,
    /// Who bears the cost by default: an insurer.
    CostBearer = 14,
    /// How the customer is insured: `statutory`, `private` or `none`.
    InsuranceStatus = 15,
    /// Whether no reminder of a payment is sent: `yes` or `no`.
    DoNotDun = 16,
    /// The employee who is responsible, by code.
    Responsible = 17,
    /// The day on which the customer did not want to say missing data.
    DataDeferred = 18,
    /// Whether the person has an account at the portal, as the central system says: `yes` or `no`.
    HasAccount = 19,
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
    /// What the address is for: `billing`, `delivery` or `private`.
    AddressUse = 25,
    /// The first day of the address.
    AddressFrom = 26,
    /// The last day of the address.
    AddressUntil = 27,
    /// Whether the data may only be kept, and looked at for a reason: `yes`.
    Restricted = 28,
    /// E-mail address.
    Email = 30,
    /// Phone number.
    Phone = 31,
    /// Fax number.
    Fax = 32,
    /// What an e-mail address is for: `billing`, `delivery` or `private`.
    EmailUse = 33,
    /// The first day of an e-mail address.
    EmailFrom = 34,
    /// The last day of an e-mail address.
    EmailUntil = 35,
    /// What a phone number is for: `billing`, `delivery` or `private`.
    PhoneUse = 36,
    /// The first day of a phone number.
    PhoneFrom = 37,
    /// The last day of a phone number.
    PhoneUntil = 38,
    /// An address or number at which nothing arrives, as it is written among the others.
    Undeliverable = 39,
    /// What the related person is to the customer: `contact` or `family`.
    Role = 40,
    /// The first day of the relation.
    RelationFrom = 41,
    /// The last day of the relation.
    RelationUntil = 42,
    /// On what ground the related person decides for the other: `parent`, `legal_guardian` or `adult_guardianship` (X19).
    Guardian = 43,
    /// For what the related person decides: `all`, purposes or codes of definitions; absent: all.
    GuardianFor = 44,
    /// What the customer authorized the related person to receive: `all`, purposes or codes of definitions (P9).
    AuthorizedFor = 45,
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
    /// The first of the numbers that a station gives to new customers.
    NumberFrom = 76,
    /// The last of these numbers.
    NumberUntil = 77,
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
    /// The name of a status.
    StatusName = 91,
    /// What a status means: `active`, `inactive`, `blocked` or `deceased`.
    StatusMeaning = 92,
    /// The name of a group.
    GroupName = 93,
    /// The name of a program.
    ProgramName = 94,
    /// What a program counts: `points`, `stamps`, `credit` or `voucher`.
    ProgramKind = 95,
    /// The value that is loaded where programs are not editable, in minor units.
    ProgramPreset = 96,
    /// Whether a program is closed: `yes` or `no`.
    ProgramClosed = 97,
    /// Where a request of a person stands.
    RequestState = 98,
    /// What was decided about two records: same, different or later.
    DuplicateDecision = 99,
    /// The number of a bank account.
    Iban = 100,
    /// The holder of a bank account.
    BankHolder = 101,
    /// The day on which a bank account was last used.
    BankLastUse = 102,
    /// The day of the last direct debit from a bank account.
    BankLastDebit = 103,
    /// The number of a customer card.
    CardNumber = 105,
    /// What a card carries: `chip`, `nfc` or `external` (neither).
    CardKind = 106,
    /// The last day of a card.
    CardValidUntil = 107,
    /// Where a card stands: `active`, `lost` or `replaced`.
    CardState = 108,
    /// The text of a comment that is not about health.
    CommentText = 110,
    /// The text of a comment about health.
    CommentHealth = 111,
    /// What a comment is: `other`, `allergy`, `care` or `appointment`.
    CommentKind = 112,
    /// Who wrote a comment, by the operator's code.
    CommentAuthor = 113,
    /// The day of a comment.
    CommentDate = 114,
    /// Whether a comment is shown before others: `yes` or `no`.
    CommentPinned = 115,
    /// The code of a coupon.
    CouponCode = 120,
    /// What a coupon is for.
    CouponTitle = 121,
    /// The first day of a coupon.
    CouponFrom = 122,
    /// The last day of a coupon.
    CouponUntil = 123,
    /// What a coupon takes off: an amount with its currency (`5.00 EUR`) or a percentage (`10 %`).
    CouponValue = 124,
    /// The document on which a coupon was redeemed, by its number.
    CouponRedeemed = 125,
    /// The program that a customer is a member of, by its code.
    MemberProgram = 126,
    /// The card to which a membership is assigned, by its number.
    MemberCard = 127,
    /// The VAT number of a business, with its country.
    VatId = 130,
    /// The Italian tax code (codice fiscale) of a person or a business.
    CodiceFiscale = 131,
    /// The code by which an Italian business gets electronic invoices (codice destinatario).
    SdiCode = 132,
    /// The Polish tax number of a business (NIP).
    Nip = 133,
    /// The number of a French business (SIREN).
    Siren = 134,
    /// The number of an establishment of a French business (SIRET).
    Siret = 135,
    /// The German tax number (Steuernummer) of a person or a business.
    TaxNumber = 136,
}

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

    /// The fields of the same slot that say from when until when an occurrence is valid; none where it always is.
    pub fn days(self) -> Option<(Self, Self)> {
        match self {
            Self::Email => Some((Self::EmailFrom, Self::EmailUntil)),
            Self::Phone => Some((Self::PhoneFrom, Self::PhoneUntil)),
            _ if self.spec().whole == Whole::Address => Some((Self::AddressFrom, Self::AddressUntil)),
            _ if self.spec().whole == Whole::Coupon => Some((Self::CouponFrom, Self::CouponUntil)),
            _ => None,
        }
    }

    /// The field of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        BY_NAME.binary_search_by_key(&name, |(known, _)| known).ok().map(|at| BY_NAME[at].1)
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
