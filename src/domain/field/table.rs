//! The table of fields itself, in the order of their numbers, and the shorthands it is written in. Knows no value.

use super::{Erase, Field, FieldSpec, FieldType, Index, Mask, Owner, Personal, RecordKind, Whole};
use crate::domain::rights::Right;

const fn text(field: Field, name: &'static str, record: RecordKind, max: usize) -> FieldSpec {
    FieldSpec {
        field,
        name,
        record,
        kind: FieldType::Text(max),
        repeats: false,
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

/// A part of one thing that a subject may have several of.
const fn part(field: Field, name: &'static str, whole: Whole, kind: FieldType) -> FieldSpec {
    FieldSpec { kind, repeats: true, whole, personal: Personal::Attribute, ..text(field, name, RecordKind::Part, 0) }
}

/// A part of a bank account: seen whole and changed only by who may do accounting.
const fn bank(field: Field, name: &'static str, kind: FieldType) -> FieldSpec {
    FieldSpec { sees: Right::Accounting, edits: Right::Accounting, ..part(field, name, Whole::Bank, kind) }
}

/// Data about health (Art. 9 GDPR): seen and changed by a right of its own, and never searched.
const fn health(spec: FieldSpec) -> FieldSpec {
    FieldSpec { personal: Personal::Attribute, index: Index::No, sees: Right::ReadHealth, edits: Right::ReadHealth, ..spec }
}

/// A part of a comment.
const fn comment(field: Field, name: &'static str, kind: FieldType) -> FieldSpec {
    FieldSpec { edits: Right::EditComments, ..part(field, name, Whole::Comment, kind) }
}

/// A part of a coupon, which the central system gives.
const fn coupon(field: Field, name: &'static str, kind: FieldType) -> FieldSpec {
    FieldSpec { owner: Owner::Erp, ..part(field, name, Whole::Coupon, kind) }
}

/// A part of a membership in a program.
const fn member(field: Field, name: &'static str) -> FieldSpec {
    part(field, name, Whole::Membership, FieldType::Code)
}

/// A number that a state gives: a person or a business has one.
const fn identifier(field: Field, name: &'static str, kind: FieldType) -> FieldSpec {
    FieldSpec { kind, ..text(field, name, RecordKind::Part, 0) }
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
const MEANINGS: FieldType = FieldType::Choice(&["active", "inactive", "blocked", "deceased"]);
const INSURANCES: FieldType = FieldType::Choice(&["statutory", "private", "none"]);
const USES: FieldType = FieldType::Choice(&["billing", "delivery", "private"]);
const CARD_KINDS: FieldType = FieldType::Choice(&["chip", "nfc", "external"]);
const CARD_STATES: FieldType = FieldType::Choice(&["active", "lost", "replaced"]);
const COMMENT_KINDS: FieldType = FieldType::Choice(&["other", "allergy", "care", "appointment"]);
const PROGRAM_KINDS: FieldType = FieldType::Choice(&["points", "stamps", "credit", "voucher"]);
const DECISIONS: FieldType = FieldType::Choice(&["same", "different", "later"]);
const REQUEST_STATES: FieldType = FieldType::Choice(&[
    "requested",
    "unverified",
    "verified",
    "planned",
    "blocked",
    "approved",
    "scheduled",
    "running",
    "restricted",
    "completed",
    "denied",
    "closed_unverified",
    "cancelled",
    "failed",
]);
const ROLES: FieldType = FieldType::Choice(&["contact", "family"]);
const GUARDIANS: FieldType = FieldType::Choice(&["parent", "legal_guardian", "adult_guardianship"]);

/// The table, in the order of the fields' numbers.
pub static FIELDS: &[FieldSpec] = {
    use Field as F;
    use RecordKind::{
        Branch, ConsentEvent, Duplicate, Group, Journal, Operator, Part, Program, Relation, Request, Role, Setting, Station, Status,
        Subject,
    };
    &[
        FieldSpec { logged: true, ..plain(F::Kind, "kind", Subject, KINDS) },
        FieldSpec { personal: Personal::Reference, index: Index::Whole, ..plain(F::Number, "number", Subject, FieldType::Reference) },
        FieldSpec { personal: Personal::Reference, owner: Owner::Erp, ..plain(F::SourceId, "source_id", Subject, FieldType::Reference) },
        FieldSpec { logged: true, ..plain(F::Status, "status", Subject, FieldType::Code) },
        FieldSpec { owner: Owner::Erp, ..plain(F::Branch, "branch", Subject, FieldType::Code) },
        FieldSpec { personal: Personal::Attribute, erase: Erase::Remove, ..plain(F::LastVisit, "last_visit", Subject, FieldType::Date) },
        FieldSpec { index: Index::Words, whole: Whole::Name, ..text(F::GivenName, "given_name", Subject, 200) },
        FieldSpec { index: Index::Words, whole: Whole::Name, erase: Erase::FixedWord, ..text(F::FamilyName, "family_name", Subject, 200) },
        FieldSpec { index: Index::Words, ..text(F::Company, "company", Subject, 200) },
        FieldSpec { kind: FieldType::BirthDate, ..text(F::BirthDate, "birth_date", Subject, 10) },
        FieldSpec { personal: Personal::Attribute, erase: Erase::Remove, ..plain(F::Language, "language", Subject, FieldType::Language) },
        FieldSpec {
            personal: Personal::Attribute,
            owner: Owner::Erp,
            erase: Erase::Remove,
            ..plain(F::Groups, "groups", Subject, FieldType::Codes)
        },
        FieldSpec { kind: FieldType::Reference, index: Index::Whole, ..text(F::ExternalNumber, "external_number", Subject, 64) },
        health(text(F::CostBearer, "cost_bearer", Subject, 100)),
        FieldSpec { kind: INSURANCES, ..health(text(F::InsuranceStatus, "insurance_status", Subject, 20)) },
        FieldSpec {
            personal: Personal::Attribute,
            erase: Erase::Remove,
            edits: Right::Accounting,
            ..plain(F::DoNotDun, "do_not_dun", Subject, FLAG)
        },
        FieldSpec { personal: Personal::Attribute, erase: Erase::Remove, ..plain(F::Responsible, "responsible", Subject, FieldType::Code) },
        FieldSpec {
            personal: Personal::Attribute,
            erase: Erase::Remove,
            ..plain(F::DataDeferred, "data_deferred", Subject, FieldType::Date)
        },
        FieldSpec {
            personal: Personal::Attribute,
            owner: Owner::Erp,
            erase: Erase::Remove,
            ..plain(F::HasAccount, "has_account", Subject, FLAG)
        },
        FieldSpec { index: Index::Words, ..address(F::Street, "street", 200, Personal::Identifying) },
        FieldSpec { index: Index::Whole, ..address(F::PostalCode, "postal_code", 20, Personal::Attribute) },
        FieldSpec { index: Index::Words, ..address(F::City, "city", 100, Personal::Attribute) },
        address(F::Region, "region", 100, Personal::Attribute),
        FieldSpec { kind: FieldType::Country, ..address(F::Country, "country", 2, Personal::Attribute) },
        FieldSpec { kind: USES, ..address(F::AddressUse, "address_use", 20, Personal::Attribute) },
        FieldSpec { kind: FieldType::Date, ..address(F::AddressFrom, "address_from", 10, Personal::Attribute) },
        FieldSpec { kind: FieldType::Date, ..address(F::AddressUntil, "address_until", 10, Personal::Attribute) },
        FieldSpec {
            personal: Personal::Attribute,
            owner: Owner::Library,
            erase: Erase::Remove,
            edits: Right::Administration,
            ..plain(F::Restricted, "restricted", Subject, FieldType::Choice(&["yes"]))
        },
        FieldSpec { kind: FieldType::Email, repeats: true, index: Index::Whole, ..text(F::Email, "email", Part, 254) },
        FieldSpec {
            kind: FieldType::Phone,
            repeats: true,
            index: Index::Digits,
            mask: Mask::LastFour,
            ..text(F::Phone, "phone", Part, 40)
        },
        FieldSpec { kind: FieldType::Phone, repeats: true, index: Index::Digits, ..text(F::Fax, "fax", Part, 40) },
        part(F::EmailUse, "email_use", Whole::Alone, USES),
        part(F::EmailFrom, "email_from", Whole::Alone, FieldType::Date),
        part(F::EmailUntil, "email_until", Whole::Alone, FieldType::Date),
        part(F::PhoneUse, "phone_use", Whole::Alone, USES),
        part(F::PhoneFrom, "phone_from", Whole::Alone, FieldType::Date),
        part(F::PhoneUntil, "phone_until", Whole::Alone, FieldType::Date),
        FieldSpec { repeats: true, ..text(F::Undeliverable, "undeliverable", Part, 254) },
        FieldSpec { logged: true, ..plain(F::Role, "role", Relation, ROLES) },
        plain(F::RelationFrom, "relation_from", Relation, FieldType::Date),
        plain(F::RelationUntil, "relation_until", Relation, FieldType::Date),
        FieldSpec { edits: Right::RecordConsents, logged: true, ..plain(F::Guardian, "guardian", Relation, GUARDIANS) },
        FieldSpec { edits: Right::RecordConsents, logged: true, ..plain(F::GuardianFor, "guardian_for", Relation, FieldType::Codes) },
        FieldSpec { edits: Right::RecordConsents, logged: true, ..plain(F::AuthorizedFor, "authorized_for", Relation, FieldType::Codes) },
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
        central(F::NumberFrom, "number_from", Station, FieldType::Whole),
        central(F::NumberUntil, "number_until", Station, FieldType::Whole),
        FieldSpec { owner: Owner::Erp, sees: Right::ReadJournal, ..text(F::UserName, "user_name", Operator, 100) },
        secret(F::Password, "password"),
        secret(F::PasswordSource, "password_source"),
        central(F::OperatorRoles, "operator_roles", Operator, FieldType::Codes),
        central(F::OperatorRights, "operator_rights", Operator, FieldType::Codes),
        central(F::OperatorLocked, "operator_locked", Operator, FLAG),
        central(F::OperatorRemoved, "operator_removed", Operator, FLAG),
        central(F::SettingValue, "setting_value", Setting, FieldType::Text(1000)),
        central(F::StatusName, "status_name", Status, FieldType::Text(100)),
        central(F::StatusMeaning, "status_meaning", Status, MEANINGS),
        central(F::GroupName, "group_name", Group, FieldType::Text(100)),
        central(F::ProgramName, "program_name", Program, FieldType::Text(100)),
        central(F::ProgramKind, "program_kind", Program, PROGRAM_KINDS),
        central(F::ProgramPreset, "program_preset", Program, FieldType::Whole),
        central(F::ProgramClosed, "program_closed", Program, FLAG),
        FieldSpec {
            owner: Owner::Library,
            export: false,
            logged: true,
            ..plain(F::RequestState, "request_state", Request, REQUEST_STATES)
        },
        FieldSpec { logged: true, ..plain(F::DuplicateDecision, "duplicate_decision", Duplicate, DECISIONS) },
        FieldSpec { personal: Personal::Identifying, mask: Mask::LastFour, ..bank(F::Iban, "iban", FieldType::Iban) },
        FieldSpec { personal: Personal::Identifying, ..bank(F::BankHolder, "bank_holder", FieldType::Text(100)) },
        bank(F::BankLastUse, "bank_last_use", FieldType::Date),
        bank(F::BankLastDebit, "bank_last_debit", FieldType::Date),
        FieldSpec {
            personal: Personal::Identifying,
            index: Index::Whole,
            ..part(F::CardNumber, "card_number", Whole::Card, FieldType::Code)
        },
        part(F::CardKind, "card_kind", Whole::Card, CARD_KINDS),
        part(F::CardValidUntil, "card_valid_until", Whole::Card, FieldType::Date),
        part(F::CardState, "card_state", Whole::Card, CARD_STATES),
        FieldSpec { personal: Personal::Identifying, ..comment(F::CommentText, "comment_text", FieldType::Text(2000)) },
        FieldSpec { kind: FieldType::Text(2000), ..health(comment(F::CommentHealth, "comment_health", FieldType::Text(2000))) },
        comment(F::CommentKind, "comment_kind", COMMENT_KINDS),
        FieldSpec { owner: Owner::Library, ..comment(F::CommentAuthor, "comment_author", FieldType::Code) },
        comment(F::CommentDate, "comment_date", FieldType::Date),
        comment(F::CommentPinned, "comment_pinned", FLAG),
        coupon(F::CouponCode, "coupon_code", FieldType::Code),
        coupon(F::CouponTitle, "coupon_title", FieldType::Text(200)),
        coupon(F::CouponFrom, "coupon_from", FieldType::Date),
        coupon(F::CouponUntil, "coupon_until", FieldType::Date),
        coupon(F::CouponValue, "coupon_value", FieldType::CouponValue),
        FieldSpec { owner: Owner::Library, ..coupon(F::CouponRedeemed, "coupon_redeemed", FieldType::Text(64)) },
        member(F::MemberProgram, "member_program"),
        FieldSpec { personal: Personal::Identifying, ..member(F::MemberCard, "member_card") },
        identifier(F::VatId, "vat_id", FieldType::Vat),
        identifier(F::CodiceFiscale, "codice_fiscale", FieldType::CodiceFiscale),
        identifier(F::SdiCode, "sdi_code", FieldType::SdiCode),
        identifier(F::Nip, "nip", FieldType::Nip),
        identifier(F::Siren, "siren", FieldType::Siren),
        identifier(F::Siret, "siret", FieldType::Siret),
        identifier(F::TaxNumber, "tax_number", FieldType::TaxNumber),
    ]
};

/// Where each field stands in the table, by its number.
pub(super) static PLACES: [Option<&FieldSpec>; 160] = {
    let mut places = [None; 160];
    let mut at = 0;
    while at < FIELDS.len() {
        places[FIELDS[at].field as usize] = Some(&FIELDS[at]);
        at += 1;
    }
    places
};
