//! The model of Fellegi and Sunter: how often each level occurs between records of one person and between those of two, and what
//! follows for a pair. Knows no value, and not where the numbers come from.

use serde::{Deserialize, Serialize};

use crate::domain::duplicate::level::{COMPARISONS, Comparison, ComparisonLevel, LEVELS, Pattern};
use crate::domain::duplicate::table::{BELIEFS, Belief, Shares, shared_at_home};

/// A chance of nothing is none: a level that was never seen weighs no more than this, and what weighs on a pair stays a number.
const LEAST: f64 = 1e-9;

/// The parameters: plain numbers about no one, to be shown, kept and given back.
///
/// ```
/// use clientela::domain::duplicate::{Comparison, ComparisonLevel, Model};
/// let model = Model::default(); // what is believed of any customer file
/// let text = serde_json::to_string(&model)?;
/// assert_eq!(serde_json::from_str::<Model>(&text)?, model);
/// let chance = model.chance(Comparison::BirthDate, ComparisonLevel::Exact, false).expect("birthdays may be equal");
/// assert!(chance.weight() > 10.0); // bits
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Model {
    /// How many other records of the same person a record has, on average.
    pub duplicates: f64,
    /// How many other people of the same household a record has, on average.
    pub housemates: f64,
    /// The chances of every level that a comparison may have.
    pub chances: Vec<Chance>,
}

/// How often one level of a comparison occurs, where neither value is missing.
///
/// ```
/// use clientela::domain::duplicate::{Chance, Comparison, ComparisonLevel};
/// let chance = Chance { comparison: Comparison::City, beside: false, level: ComparisonLevel::Exact, same: 0.8, other: 0.1 };
/// assert!((chance.weight() - 3.0).abs() < 1e-12); // eight times as often: three bits
/// ```
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Chance {
    /// The comparison.
    pub comparison: Comparison,
    /// Whether what it depends on agrees ([`Pattern::is_beside`]).
    pub beside: bool,
    /// The level.
    pub level: ComparisonLevel,
    /// Its share between records of one person (*m*), from 0 to 1.
    pub same: f64,
    /// Its share between records of two persons (*u*), from 0 to 1.
    pub other: f64,
}

impl Chance {
    /// What the level says: the logarithm to base 2 of `same / other`. Above 0 it speaks for one person.
    pub fn weight(&self) -> f64 {
        (self.same.max(LEAST) / self.other.max(LEAST)).log2()
    }
}

impl Default for Model {
    /// What is believed of any customer file, before its data are seen.
    fn default() -> Self {
        Tables::believed().model(0.05, 0.1)
    }
}

impl Model {
    /// The chances of a level; none where the comparison never has it.
    pub fn chance(&self, comparison: Comparison, level: ComparisonLevel, beside: bool) -> Option<&Chance> {
        self.chances.iter().find(|chance| (chance.comparison, chance.level, chance.beside) == (comparison, level, beside))
    }
}

/// The shares of one comparison, by whether what it depends on agrees.
pub(super) type Table = [[Shares; 2]; COMPARISONS];

/// The chances in the form to reckon with.
#[derive(Clone)]
pub(super) struct Tables {
    pub(super) same: Table,
    pub(super) other: Table,
}

impl Tables {
    /// What is believed; where nothing depends on anything, both settings are alike.
    pub(super) fn believed() -> Self {
        let empty = [[[0.0; LEVELS]; 2]; COMPARISONS];
        let mut tables = Self { same: empty, other: empty };
        for belief in BELIEFS {
            for beside in usize::from(belief.beside)..2 {
                tables.same[belief.comparison as usize][beside] = belief.same;
                tables.other[belief.comparison as usize][beside] = belief.other;
            }
        }
        tables
    }

    /// The tables of a model; what it does not name is believed.
    pub(super) fn of(model: &Model) -> Self {
        let mut tables = Self::believed();
        for chance in &model.chances {
            let place = (chance.comparison as usize, usize::from(chance.beside), chance.level as usize);
            tables.same[place.0][place.1][place.2] = chance.same;
            tables.other[place.0][place.1][place.2] = chance.other;
        }
        tables
    }

    /// The model with these chances.
    pub(super) fn model(&self, duplicates: f64, housemates: f64) -> Model {
        let levels = BELIEFS.iter().flat_map(|belief| ComparisonLevel::ALL.iter().map(move |level| (belief, *level)));
        let possible = levels.filter(|(belief, level)| belief.same[*level as usize] > 0.0);
        let chance = |(belief, level): (&Belief, ComparisonLevel)| {
            let (comparison, beside) = (belief.comparison, belief.beside);
            let share = |table: &Table| table[comparison as usize][usize::from(beside)][level as usize];
            Chance { comparison, beside, level, same: rounded(share(&self.same)), other: rounded(share(&self.other)) }
        };
        Model { duplicates: rounded(duplicates), housemates: rounded(housemates), chances: possible.map(chance).collect() }
    }

    /// The shares of one comparison of a pair: of one person, of two strangers, of two of one household.
    pub(super) fn shares(&self, pattern: Pattern, comparison: Comparison) -> [f64; 3] {
        let level = pattern.level(comparison);
        if level == ComparisonLevel::Missing {
            return [1.0; 3];
        }
        let beside = usize::from(pattern.is_beside(comparison));
        let share = |table: &Table| table[comparison as usize][beside][level as usize].max(LEAST);
        let (same, other) = (share(&self.same), share(&self.other));
        [same, other, at_home(comparison, level, same, other)]
    }
}

/// A number of six digits: it is read as it was written, by every program.
fn rounded(number: f64) -> f64 {
    if number <= LEAST {
        return LEAST;
    }
    let scale = 10_f64.powf(5.0 - number.log10().floor());
    (number * scale).round() / scale
}

/// The share between two of one household.
pub(super) fn at_home(comparison: Comparison, level: ComparisonLevel, same: f64, other: f64) -> f64 {
    let shared = shared_at_home(comparison, level);
    shared * same + (1.0 - shared) * other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_given_back_as_it_was() {
        let tables = Tables::of(&Model::default());
        assert_eq!(tables.model(0.05, 0.1), Model::default());
    }

    #[test]
    fn better_levels_never_weigh_less_than_difference() {
        let model = Model::default();
        for chance in &model.chances {
            let different = model.chance(chance.comparison, ComparisonLevel::Different, chance.beside).map_or(f64::MIN, Chance::weight);
            assert!(chance.weight() >= different, "{} {}", chance.comparison.name(), chance.level.name());
        }
    }
}
