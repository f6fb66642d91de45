//! The rules that hold: a country's pack, the host's own, and what is on hold.

use sha2::{Digest, Sha256};

use super::hold::Hold;
use super::read;
use super::rule::{Bound, Period, RetentionRule, Rounding, Start};
use super::words::RetentionData;
use crate::domain::journal::Digest32;
use crate::domain::time::Date;
use crate::domain::value::hex;
use crate::error::{Error, Result, Violation};

/// The packs, by name. What stands in `neutral` holds with every other one too.
pub const PACKS: &[(&str, &str)] = &[
    ("neutral", include_str!("packs/neutral.json")),
    ("DE", include_str!("packs/de.json")),
    ("FR", include_str!("packs/fr.json")),
    ("IT", include_str!("packs/it.json")),
    ("PL", include_str!("packs/pl.json")),
];

/// The name of the rule that [`Retention::inactive_after`] makes.
const OWN_INACTIVE: &str = "own_inactive";

/// A rule that was not understood, and was left out as a whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SkippedRule {
    /// Its place in the document, from 1.
    pub place: usize,
    /// Its name, as far as it says one.
    pub name: String,
    /// What was not understood.
    pub why: Violation,
}

/// The rules that hold.
///
/// ```
/// use clientela::domain::retention::Retention;
/// let mut rules = Retention::pack("DE")?;
/// let own = r#"{"rules": [
///   {"name": "own.invoices", "classes": ["invoice"], "fields": ["name"], "ground": "our contract", "source": "contract 7",
///    "from": "document_date", "period": "12 years", "bound": "floor"},
///   {"name": "own.moon", "classes": ["moonshine"], "fields": ["name"], "ground": "x", "source": "x", "from": "document_date",
///    "period": "1 year", "bound": "floor"}]}"#;
/// let skipped = rules.add(own)?;
/// assert_eq!((skipped.len(), skipped[0].name.as_str(), skipped[0].why.rule), (1, "own.moon", "retention.word_unknown"));
/// let short = r#"{"rules": [{"name": "own.short", "classes": ["invoice"], "fields": ["name"], "ground": "x", "source": "x",
///    "from": "document_date", "period": "2 years", "round": "calendar_year", "bound": "ceiling"}]}"#;
/// let refused = rules.add(short).unwrap_err();
/// assert_eq!((refused.code(), refused.args()[1].1.as_str()), ("retention.below_floor", "de.invoices"));
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Retention {
    pub(super) rules: Vec<RetentionRule>,
    pub(super) holds: Vec<Hold>,
    pub(super) business_year_ends: u32,
    pack: &'static str,
    /// Of the host's own documents of rules, one over the other.
    own: Option<Digest32>,
}

impl Retention {
    /// The rules of a pack and those that hold everywhere.
    ///
    /// # Errors
    /// `retention.pack_unknown`.
    pub fn pack(name: &str) -> Result<Self> {
        let unknown = || Violation::new("retention_pack", "retention.pack_unknown");
        let (pack, own) = PACKS.iter().find(|(known, _)| *known == name).ok_or_else(unknown)?;
        let everywhere = if name == PACKS[0].0 { "{\"rules\": []}" } else { PACKS[0].1 };
        let read = [*own, everywhere].into_iter().map(read::document).collect::<Result<Vec<_>, _>>()?;
        let rules = read.into_iter().flatten().map(|(_, rule)| rule).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { rules, holds: Vec::new(), business_year_ends: 12, pack, own: None })
    }

    /// Which version of a pack this library has: its own version, and the beginning of the digest of the pack's text.
    ///
    /// # Errors
    /// `retention.pack_unknown`.
    pub fn pack_version(name: &str) -> Result<String> {
        Ok(Self::pack(name)?.version())
    }

    /// The pack that they begin with.
    pub fn pack_name(&self) -> &'static str {
        self.pack
    }

    /// Their version: as [`Self::pack_version`], with another digest where the host added rules of its own.
    pub fn version(&self) -> String {
        let text = PACKS.iter().find(|(known, _)| *known == self.pack).map_or("", |(_, text)| *text);
        let own = self.own.as_ref().map_or(&[][..], |digest| digest);
        let digest = hex(&Sha256::new().chain_update(text).chain_update(PACKS[0].1).chain_update(own).finalize());
        format!("{}+{}", env!("CARGO_PKG_VERSION"), &digest[..12])
    }

    /// With business years that end with this month, 1 to 12.
    #[must_use]
    pub fn business_year_ends(mut self, month: u32) -> Self {
        self.business_year_ends = month.clamp(1, 12);
        self
    }

    /// Adds a host's own rules: a document as those of the packs. A rule that is not understood is left out as a whole and told.
    ///
    /// # Errors
    /// `retention.malformed` for a text that is no such document; `retention.below_floor` and `retention.above_ceiling`, with the rule
    /// that is broken, for one that lets data go earlier or stay longer than a law allows. Then none of the document holds.
    pub fn add(&mut self, json: &str) -> Result<Vec<SkippedRule>> {
        let (mut taken, mut skipped, mut refused): (Vec<RetentionRule>, _, _) = (Vec::new(), Vec::new(), Vec::new());
        for (place, (name, rule)) in read::document(json)?.into_iter().enumerate() {
            let known = self.rules.iter().chain(&taken).any(|rule| rule.name == name);
            match rule {
                Ok(_) if known => skipped.push(SkippedRule { place: place + 1, name, why: broken("retention.name_taken") }),
                Ok(rule) => {
                    refused.extend(self.breaks(&rule));
                    taken.push(rule);
                }
                Err(why) => skipped.push(SkippedRule { place: place + 1, name, why }),
            }
        }
        if refused.is_empty() {
            if !taken.is_empty() {
                self.own = Some(Sha256::new().chain_update(self.own.unwrap_or_default()).chain_update(json).finalize().into());
            }
            self.rules.extend(taken);
            Ok(skipped)
        } else {
            Err(Error::invalid(refused))
        }
    }

    /// Lets data of customers go who did not turn up for so many months: a ceiling of the chain's own, `own_inactive`.
    ///
    /// # Errors
    /// `retention.above_ceiling`, `retention.below_floor`: a law says otherwise.
    pub fn inactive_after(&mut self, months: u32) -> Result<()> {
        use RetentionData as D;
        let rule = RetentionRule {
            name: OWN_INACTIVE.to_owned(),
            classes: Vec::new(),
            data: vec![D::Name, D::Address, D::Email, D::Phone, D::BirthDate, D::Other],
            limit: None,
            ground: "Art. 5(1)(e) GDPR".to_owned(),
            source: "the setting retention.inactive_months".to_owned(),
            start: Start::LastContact,
            period: Period { months, days: 0 },
            rounding: Rounding::None,
            bound: Bound::Ceiling,
        };
        if let Some(broken) = self.breaks(&rule) {
            return Err(broken.into());
        }
        self.rules.retain(|known| known.name != rule.name);
        self.rules.push(rule);
        Ok(())
    }

    /// Puts something on hold.
    pub fn hold(&mut self, hold: Hold) {
        self.holds.push(hold);
    }

    /// The rules, the pack's first.
    pub fn rules(&self) -> &[RetentionRule] {
        &self.rules
    }

    /// What is on hold, or was.
    pub fn holds(&self) -> &[Hold] {
        &self.holds
    }

    /// Whether something may hold a document of this number on a day, whatever its period and its class.
    pub fn is_on_hold(&self, number: &str, today: Date) -> bool {
        self.holds.iter().any(|hold| hold.is_active(today) && hold.document.as_deref().is_none_or(|own| own == number))
    }

    /// The first rule of others that these do not have, and that keeps something: data would go earlier than those demand.
    pub fn lacks<'o>(&self, others: &'o Self) -> Option<&'o RetentionRule> {
        let same_year = self.business_year_ends == others.business_year_ends;
        let has = |rule: &RetentionRule| self.rules.contains(rule) && (same_year || rule.rounding != Rounding::BusinessYear);
        others.rules.iter().find(|rule| rule.bound != Bound::Ceiling && !has(rule))
    }

    /// The rule of a law that an own rule would break.
    fn breaks(&self, own: &RetentionRule) -> Option<Violation> {
        let about = || self.rules.iter().filter(|rule| rule.overlaps(own) && own.bound != Bound::Suspends);
        let floor = about().find(|rule| rule.bound == Bound::Floor && own.length() < rule.length());
        let ceiling = about().find(|rule| rule.bound == Bound::Ceiling && rule.name != own.name && rule.length() < own.length());
        let named = |rule, law: &RetentionRule| broken(rule).with("name", &own.name).with("rule", &law.name);
        floor.map(|law| named("retention.below_floor", law)).or_else(|| ceiling.map(|law| named("retention.above_ceiling", law)))
    }
}

fn broken(rule: &'static str) -> Violation {
    Violation::new("retention_rule", rule)
}
