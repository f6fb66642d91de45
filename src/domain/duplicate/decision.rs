//! What somebody decided about a pair, and which data they saw: it is asked again when these change. Knows no store, no clock and no
//! chance.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::domain::duplicate::person::COMPARED;
use crate::domain::id::{Code, SubjectId};
use crate::domain::journal::{Digest32, Encoder, Salt};
use crate::domain::subject::Values;
use crate::domain::time::Timestamp;
use crate::domain::words::words;

words! {
    /// What somebody decided about a pair of records.
    ///
    /// ```
    /// use clientela::domain::duplicate::Decision;
    /// assert_eq!(Decision::from_name("later"), Some(Decision::Later));
    /// ```
    Decision {
        /// They are of one person.
        Same = "same",
        /// They are of two persons.
        Different = "different",
        /// It cannot be said now.
        Later = "later",
    }
}

/// A decision about two records, `one` before `other` in the order of their ids.
///
/// ```
/// use clientela::domain::{duplicate::{Decided, Decision, seen}, field::Field, id::SubjectId, subject::Values, time::Timestamp};
/// let mut anna = Values::default();
/// anna.set(Field::GivenName, 0, "Anna");
/// let (one, other) = (SubjectId::from_bytes([1; 16]), SubjectId::from_bytes([2; 16]));
/// let salt = [7; 16]; // of chance
/// let decided = Decided {
///     one, other, decision: Decision::Different, reason: None, salt, seen: seen(&salt, [&anna, &anna]),
///     at: Timestamp::from_millis(0), station: None, operator: None,
/// };
/// assert!(decided.holds([&anna, &anna]));
/// let mut renamed = anna.clone();
/// renamed.set(Field::GivenName, 0, "Hanna");
/// assert!(!decided.holds([&anna, &renamed])); // to be asked again
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Decided {
    /// One record.
    pub one: SubjectId,
    /// The other.
    pub other: SubjectId,
    /// What they are.
    pub decision: Decision,
    /// Why, in the operator's words.
    pub reason: Option<String>,
    /// The salt of the digest.
    pub salt: Salt,
    /// The digest of the data it was decided on ([`seen`]).
    pub seen: Digest32,
    /// When.
    pub at: Timestamp,
    /// Where.
    pub station: Option<Code>,
    /// Who decided.
    pub operator: Option<Code>,
}

impl fmt::Debug for Decided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Decided({}, {}, {})", self.one, self.other, self.decision.name())
    }
}

impl Decided {
    /// Whether it was decided on these data, those of `one` first.
    pub fn holds(&self, values: [&Values; 2]) -> bool {
        seen(&self.salt, values) == self.seen
    }

    /// The name of the pair: both ids.
    pub fn key(&self) -> String {
        format!("{}/{}", self.one, self.other)
    }
}

/// The digest of everything that is compared of two records. Without the salt, which goes with the decision, it says nothing.
pub fn seen(salt: &Salt, values: [&Values; 2]) -> Digest32 {
    let mut out = Encoder(Vec::with_capacity(512));
    out.bytes(salt);
    for values in values {
        let compared: Vec<_> = values.iter().filter(|(field, ..)| COMPARED.contains(field)).collect();
        out.number(i64::try_from(compared.len()).unwrap_or(i64::MAX));
        for (field, slot, text) in compared {
            out.text(field.name());
            out.number(i64::from(slot));
            out.text(text);
        }
    }
    Sha256::digest(&out.0).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::duplicate::{Person, compare};
    use crate::domain::field::{FIELDS, Field, RecordKind};

    const SALT: Salt = [3; 16];

    /// A value for every field of a customer, at least in its form.
    fn full() -> Values {
        let mut values = Values::default();
        let own = |record| matches!(record, RecordKind::Subject | RecordKind::Address | RecordKind::Part);
        for spec in FIELDS.iter().filter(|spec| own(spec.record)) {
            let text = if spec.field == Field::Email { "luis.lee@example.org" } else { "Lindenweg 12345678" };
            values.set(spec.field, 0, text);
        }
        values
    }

    #[test]
    fn what_is_compared_and_nothing_else_makes_a_decision_asked_again() {
        let full = full();
        let compared = |values: &Values| format!("{:?}", compare(&Person::new(&full), &Person::new(values)));
        for spec in FIELDS.iter().filter(|spec| full.get(spec.field).is_some()) {
            let mut without = full.clone();
            without.set(spec.field, 0, "");
            let asked = seen(&SALT, [&full, &without]) != seen(&SALT, [&full, &full]);
            // Beside a phone number a fax number is not missed, nor one identifier beside others.
            let others = [Field::Fax, Field::VatId, Field::CodiceFiscale, Field::Nip, Field::Siren, Field::Siret, Field::TaxNumber];
            let matters = compared(&without) != compared(&full) || others.contains(&spec.field) || spec.field == Field::Phone;
            assert_eq!(asked, matters, "{}", spec.name);
        }
    }

    #[test]
    fn no_two_pairs_of_data_and_no_two_salts_have_one_digest() {
        let mut anna = Values::default();
        anna.set(Field::GivenName, 0, "Anna");
        let nobody = Values::default();
        let pairs = [[&anna, &nobody], [&nobody, &anna], [&anna, &anna], [&nobody, &nobody]];
        let digests: std::collections::BTreeSet<Digest32> =
            pairs.iter().flat_map(|pair| [[3; 16], [4; 16]].map(|salt| seen(&salt, *pair))).collect();
        assert_eq!(digests.len(), 8);
    }

    #[test]
    fn nothing_personal_is_shown() {
        let (one, other) = (SubjectId::from_bytes([1; 16]), SubjectId::from_bytes([2; 16]));
        let reason = Some("Anna is Hanna".to_owned());
        let at = Timestamp::from_millis(0);
        let decided =
            Decided { one, other, decision: Decision::Same, reason, salt: SALT, seen: [0; 32], at, station: None, operator: None };
        assert_eq!(format!("{decided:?}"), format!("Decided({one}, {other}, same)"));
    }
}
