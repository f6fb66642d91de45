//! What of two persons is compared, and what comes out of it. Knows no value.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::words::words;

words! {
    /// What of two persons is compared.
    ///
    /// ```
    /// use clientela::domain::duplicate::Comparison;
    /// assert_eq!(Comparison::from_name("birth_date"), Some(Comparison::BirthDate));
    /// ```
    Comparison {
        /// First names.
        GivenName = "given_name",
        /// Last names.
        FamilyName = "family_name",
        /// Companies.
        Company = "company",
        /// Dates of birth.
        BirthDate = "birth_date",
        /// Postal codes.
        PostalCode = "postal_code",
        /// Cities.
        City = "city",
        /// States or regions.
        Region = "region",
        /// Streets without their number.
        Street = "street",
        /// House numbers.
        House = "house",
        /// E-mail addresses.
        Email = "email",
        /// Phone and fax numbers.
        Phone = "phone",
        /// Numbers of customer cards.
        Card = "card_number",
        /// Tax numbers and others that a state gives.
        Identifier = "identifier",
    }
}

words! {
    /// How two values compare, best first.
    ///
    /// ```
    /// use clientela::domain::duplicate::ComparisonLevel;
    /// assert!(ComparisonLevel::Exact < ComparisonLevel::Near && ComparisonLevel::Near < ComparisonLevel::Different);
    /// ```
    ComparisonLevel {
        /// One of them is missing: it says nothing.
        Missing = "missing",
        /// Equal once folded.
        Exact = "exact",
        /// Equal in another order: first for last name, day for month, words of a street.
        Swapped = "swapped",
        /// One slip of the pen apart.
        Near = "near",
        /// A beginning or an initial, the same sound, two parts of a date, the part of an e-mail address before the `@`.
        Similar = "similar",
        /// A part in common: a first name that is the other's last, the year of a date, some words of a street, the beginning of a postal code.
        Partly = "partly",
        /// Nothing of this.
        Different = "different",
    }
}

macro_rules! as_word {
    ($name:ident) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = String::deserialize(deserializer)?;
                Self::from_name(&word).ok_or_else(|| serde::de::Error::custom("no such word"))
            }
        }
    };
}
as_word!(Comparison);
as_word!(ComparisonLevel);

/// How many comparisons there are.
pub(super) const COMPARISONS: usize = Comparison::ALL.len();

/// How many levels there are.
pub(super) const LEVELS: usize = ComparisonLevel::ALL.len();

/// Bits of a pattern that hold one level.
const BITS: usize = 3;

const _: () = assert!(LEVELS <= 1 << BITS && COMPARISONS * BITS <= 64);

/// The levels of every comparison of two persons.
///
/// ```
/// use clientela::domain::{duplicate::{Comparison, ComparisonLevel, Person, compare}, field::Field, subject::Values};
/// let person = |name| {
///     let mut values = Values::default();
///     values.set(Field::FamilyName, 0, name);
///     Person::new(&values)
/// };
/// let pattern = compare(&person("Müller"), &person("Mueler"));
/// assert_eq!(pattern.level(Comparison::FamilyName), ComparisonLevel::Near);
/// assert_eq!(pattern.level(Comparison::Email), ComparisonLevel::Missing);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Pattern(u64);

impl Pattern {
    /// The level of one comparison.
    pub fn level(self, comparison: Comparison) -> ComparisonLevel {
        ComparisonLevel::ALL[self.place(comparison as usize)]
    }

    pub(super) fn place(self, comparison: usize) -> usize {
        ((self.0 >> (BITS * comparison)) & ((1 << BITS) - 1)) as usize & 7
    }

    pub(super) fn with(self, comparison: Comparison, level: ComparisonLevel) -> Self {
        let at = BITS * comparison as usize;
        Self(self.0 & !(((1 << BITS) - 1) << at) | (level as u64) << at)
    }

    /// Whether what a comparison depends on agrees: a city on its postal code, a street on its city, a house number on its street,
    /// an e-mail address on the name, a last name on the first name that stands in its place. Where it does, agreeing says less, and differing says more.
    pub fn is_beside(self, comparison: Comparison) -> bool {
        let agrees = |other| matches!(self.level(other), ComparisonLevel::Exact | ComparisonLevel::Swapped | ComparisonLevel::Near);
        match comparison {
            Comparison::FamilyName => matches!(self.level(Comparison::GivenName), ComparisonLevel::Swapped | ComparisonLevel::Partly),
            Comparison::City => agrees(Comparison::PostalCode),
            Comparison::Region | Comparison::Street => agrees(Comparison::PostalCode) || agrees(Comparison::City),
            Comparison::House => agrees(Comparison::Street),
            Comparison::Email => agrees(Comparison::GivenName) && agrees(Comparison::FamilyName),
            _ => false,
        }
    }
}

impl std::fmt::Debug for Pattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(Comparison::ALL.iter().map(|comparison| (comparison.name(), self.level(*comparison).name()))).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_holds_each_level_on_its_own() {
        for comparison in Comparison::ALL {
            for level in ComparisonLevel::ALL {
                let pattern = Pattern::default().with(*comparison, ComparisonLevel::Different).with(*comparison, *level);
                assert_eq!(pattern.level(*comparison), *level);
                assert!(Comparison::ALL.iter().all(|other| other == comparison || pattern.level(*other) == ComparisonLevel::Missing));
            }
        }
    }

    #[test]
    fn words_are_read_back() {
        for level in ComparisonLevel::ALL {
            let text = serde_json::to_string(level).unwrap();
            assert_eq!(serde_json::from_str::<ComparisonLevel>(&text).unwrap(), *level);
        }
        assert!(serde_json::from_str::<Comparison>("\"shoe_size\"").is_err());
    }
}
