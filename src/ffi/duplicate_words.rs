//! Constants for duplicates. A number keeps its meaning for ever; new ones may be added.
#![allow(dead_code, reason = "they are for C; the code here goes through the domain's own enumerations")]

/// What of two persons is compared.
pub type clientela_comparison = i32;

/// First names.
pub const CLIENTELA_COMPARISON_GIVEN_NAME: clientela_comparison = 0;
/// Last names.
pub const CLIENTELA_COMPARISON_FAMILY_NAME: clientela_comparison = 1;
/// Companies.
pub const CLIENTELA_COMPARISON_COMPANY: clientela_comparison = 2;
/// Dates of birth.
pub const CLIENTELA_COMPARISON_BIRTH_DATE: clientela_comparison = 3;
/// Postal codes.
pub const CLIENTELA_COMPARISON_POSTAL_CODE: clientela_comparison = 4;
/// Cities.
pub const CLIENTELA_COMPARISON_CITY: clientela_comparison = 5;
/// States or regions.
pub const CLIENTELA_COMPARISON_REGION: clientela_comparison = 6;
/// Streets without their number.
pub const CLIENTELA_COMPARISON_STREET: clientela_comparison = 7;
/// House numbers.
pub const CLIENTELA_COMPARISON_HOUSE: clientela_comparison = 8;
/// E-mail addresses.
pub const CLIENTELA_COMPARISON_EMAIL: clientela_comparison = 9;
/// Phone and fax numbers.
pub const CLIENTELA_COMPARISON_PHONE: clientela_comparison = 10;
/// Numbers of customer cards.
pub const CLIENTELA_COMPARISON_CARD_NUMBER: clientela_comparison = 11;
/// Tax numbers and others that a state gives.
pub const CLIENTELA_COMPARISON_IDENTIFIER: clientela_comparison = 12;

/// How two values compare, best first.
pub type clientela_comparison_level = i32;

/// One of them is missing: it says nothing.
pub const CLIENTELA_COMPARISON_LEVEL_MISSING: clientela_comparison_level = 0;
/// Equal once folded.
pub const CLIENTELA_COMPARISON_LEVEL_EXACT: clientela_comparison_level = 1;
/// Equal in another order: first for last name, day for month, words of a street.
pub const CLIENTELA_COMPARISON_LEVEL_SWAPPED: clientela_comparison_level = 2;
/// One slip of the pen apart.
pub const CLIENTELA_COMPARISON_LEVEL_NEAR: clientela_comparison_level = 3;
/// A beginning or an initial, the same sound, two parts of a date, the part of an e-mail address before the @.
pub const CLIENTELA_COMPARISON_LEVEL_SIMILAR: clientela_comparison_level = 4;
/// A part in common: a first name that is the other's last, the year of a date, some words of a street, the beginning of a postal code.
pub const CLIENTELA_COMPARISON_LEVEL_PARTLY: clientela_comparison_level = 5;
/// Nothing of this.
pub const CLIENTELA_COMPARISON_LEVEL_DIFFERENT: clientela_comparison_level = 6;

/// What somebody decided about two records.
pub type clientela_duplicate_decision = i32;

/// They are of one person.
pub const CLIENTELA_DUPLICATE_DECISION_SAME: clientela_duplicate_decision = 0;
/// They are of two persons.
pub const CLIENTELA_DUPLICATE_DECISION_DIFFERENT: clientela_duplicate_decision = 1;
/// It cannot be said now.
pub const CLIENTELA_DUPLICATE_DECISION_LATER: clientela_duplicate_decision = 2;
