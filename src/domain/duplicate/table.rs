//! What is believed of each comparison before any data were seen: how often the levels occur between duplicates and between
//! strangers of an ordinary customer file. The more data there are, the less this says.

use crate::domain::duplicate::level::{Comparison, ComparisonLevel, LEVELS};

/// The shares of the levels, in the order of [`ComparisonLevel`](crate::domain::duplicate::ComparisonLevel): missing, exact, swapped, near, similar, partly, different.
pub(super) type Shares = [f64; LEVELS];

/// One comparison in one of its two settings.
pub(super) struct Belief {
    pub(super) comparison: Comparison,
    /// Whether what it depends on agrees.
    pub(super) beside: bool,
    /// Between records of one person.
    pub(super) same: Shares,
    /// Between records of two.
    pub(super) other: Shares,
}

const fn belief(comparison: Comparison, beside: bool, same: [f64; 6], other: [f64; 6]) -> Belief {
    Belief { comparison, beside, same: shares(same), other: shares(other) }
}

const fn shares([exact, swapped, near, similar, partly, different]: [f64; 6]) -> Shares {
    [0.0, exact, swapped, near, similar, partly, different]
}

#[rustfmt::skip]
pub(super) const BELIEFS: &[Belief] = &[
    //                                          exact swapped  near similar partly different
    belief(Comparison::GivenName,   false, [0.80,  0.01,  0.08,  0.05,  3e-3,  0.06], [6e-3,  1e-5,  4e-3,  2e-2, 1e-4, 0.97]),
    belief(Comparison::FamilyName,  false, [0.82,  0.0,   0.08,  0.04,  0.0,   0.06], [3e-3,  0.0,   3e-3,  1e-2, 0.0,  0.98]),
    belief(Comparison::FamilyName,  true,  [0.0,   0.5,   0.0,   0.0,   0.5,   0.0],  [0.0,   0.5,   0.0,   0.0,  0.5,  0.0]),
    belief(Comparison::Company,     false, [0.75,  0.0,   0.08,  0.07,  0.0,   0.10], [1e-3,  0.0,   1e-3,  1e-2, 0.0,  0.99]),
    belief(Comparison::BirthDate,   false, [0.90,  0.01,  0.04,  0.01,  0.01,  0.03], [5e-5,  5e-5,  5e-4,  3e-3, 2e-2, 0.97]),
    belief(Comparison::PostalCode,  false, [0.75,  0.0,   0.04,  0.0,   0.06,  0.15], [5e-3,  0.0,   5e-3,  0.0,  6e-2, 0.93]),
    belief(Comparison::City,        false, [0.25,  0.0,   0.05,  0.05,  0.0,   0.65], [1e-2,  0.0,   2e-3,  2e-2, 0.0,  0.97]),
    belief(Comparison::City,        true,  [0.88,  0.0,   0.05,  0.03,  0.0,   0.04], [0.70,  0.0,   0.03,  0.03, 0.0,  0.24]),
    belief(Comparison::Region,      false, [0.70,  0.0,   0.01,  0.01,  0.0,   0.28], [0.15,  0.0,   1e-2,  1e-2, 0.0,  0.83]),
    belief(Comparison::Region,      true,  [0.96,  0.0,   0.01,  0.01,  0.0,   0.02], [0.92,  0.0,   1e-2,  1e-2, 0.0,  0.06]),
    belief(Comparison::Street,      false, [0.15,  0.01,  0.03,  0.02,  0.05,  0.74], [2e-3,  1e-4,  2e-3,  2e-2, 5e-2, 0.93]),
    belief(Comparison::Street,      true,  [0.75,  0.01,  0.10,  0.02,  0.04,  0.08], [2e-2,  1e-4,  2e-3,  2e-2, 5e-2, 0.91]),
    belief(Comparison::House,       false, [0.10,  0.0,   0.10,  0.0,   0.0,   0.80], [3e-2,  0.0,   1e-1,  0.0,  0.0,  0.87]),
    belief(Comparison::House,       true,  [0.85,  0.0,   0.05,  0.0,   0.0,   0.10], [5e-2,  0.0,   1e-1,  0.0,  0.0,  0.85]),
    belief(Comparison::Email,       false, [0.65,  0.0,   0.04,  0.06,  0.0,   0.25], [1e-6,  0.0,   1e-6,  2e-4, 0.0,  1.0]),
    belief(Comparison::Email,       true,  [0.65,  0.0,   0.04,  0.06,  0.0,   0.25], [1e-5,  0.0,   1e-4,  1e-2, 0.0,  0.99]),
    belief(Comparison::Phone,       false, [0.65,  0.0,   0.05,  0.0,   0.0,   0.30], [1e-6,  0.0,   1e-5,  0.0,  0.0,  1.0]),
    belief(Comparison::Card,        false, [0.50,  0.0,   0.05,  0.0,   0.0,   0.45], [1e-7,  0.0,   1e-5,  0.0,  0.0,  1.0]),
    belief(Comparison::Identifier,  false, [0.90,  0.0,   0.05,  0.0,   0.0,   0.05], [1e-7,  0.0,   1e-5,  0.0,  0.0,  1.0]),
];

/// How far people of one household share a value, beyond chance: the address, half of them name, phone and e-mail address;
/// a birthday is that of twins, a first name that of father and son.
pub(super) fn shared_at_home(comparison: Comparison, level: ComparisonLevel) -> f64 {
    match comparison {
        Comparison::PostalCode | Comparison::City | Comparison::Region | Comparison::Street | Comparison::House => 1.0,
        Comparison::FamilyName | Comparison::Company | Comparison::Email | Comparison::Phone => 0.5,
        // The last name of the house, where one of them has it as a first name.
        Comparison::GivenName if level == ComparisonLevel::Partly => 0.5,
        Comparison::BirthDate | Comparison::GivenName => 0.01,
        Comparison::Card | Comparison::Identifier => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_comparison_is_believed_something_and_shares_sum_up_to_one() {
        for comparison in Comparison::ALL {
            assert!(BELIEFS.iter().any(|belief| belief.comparison == *comparison && !belief.beside));
        }
        for belief in BELIEFS {
            for shares in [belief.same, belief.other] {
                assert!((shares.iter().sum::<f64>() - 1.0).abs() < 0.01, "{}", belief.comparison.name());
            }
        }
    }
}
