//! Whether a ground allows contact without consent. Pure: no clock, no storage.

use std::fmt;

use crate::domain::consent::{Facts, Ground, GroundSpec, Reason, State, standing};
use crate::domain::time::Date;

/// What is known of grounds other than consent. By default there is none.
///
/// ```
/// use clientela::domain::consent::{Basis, Ground};
/// let germany = Basis { grounds: &[Ground::DeLetter], countries: &["DE"], ..Basis::default() };
/// assert!(!germany.similar_goods && !germany.buyer);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Basis<'a> {
    /// The grounds that the chain uses.
    pub grounds: &'a [Ground],
    /// The countries the person lives in, ISO 3166-1 alpha-2. A ground of one country applies where this is the only one.
    pub countries: &'a [&'a str],
    /// Whether the message is about goods of one's own that are similar to what the person bought.
    pub similar_goods: bool,
    /// Whether the person bought something as a customer.
    pub buyer: bool,
    /// The numbers that the country's opposition register was asked about and does not list, written as in [`Facts::values`].
    pub unlisted: &'a [&'a str],
}

impl fmt::Debug for Basis<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { grounds, similar_goods, buyer, unlisted, .. } = self;
        write!(f, "Basis({grounds:?}, similar goods {similar_goods}, buyer {buyer}, {} unlisted)", unlisted.len())
    }
}

/// The ground that applies, for the address that would be used; an error where one would if the register were known.
pub(super) fn ground(facts: &Facts, value: Option<&str>) -> Result<Option<Ground>, Reason> {
    let applying = || facts.basis.grounds.iter().map(|ground| ground.spec()).filter(|spec| applies(facts, spec));
    if applying().next().is_none() || declined(facts) {
        return Ok(None);
    }
    let unlisted = value.is_some_and(|value| facts.basis.unlisted.contains(&value));
    let found = applying().find(|spec| !spec.register || unlisted);
    found.map(|spec| Some(spec.ground)).ok_or(Reason::RegisterUnknown)
}

/// Whether it is one for this question, apart from the register.
fn applies(facts: &Facts, spec: &GroundSpec) -> bool {
    let Facts { basis, now, .. } = facts;
    let here = |country| !basis.countries.is_empty() && basis.countries.iter().all(|one| *one == country);
    let in_time = |until: &str| Date::parse(until).is_ok_and(|until| now.date() <= until);
    spec.purpose == facts.purpose
        && spec.channel.is_none_or(|channel| facts.channel == Some(channel))
        && spec.country.is_none_or(here)
        && spec.until.is_none_or(in_time)
        && (!spec.similar_goods || basis.similar_goods && basis.buyer)
}

/// Whether anything of this purpose, by this channel or by none, was declined, taken back, objected to, ended or declared void.
fn declined(facts: &Facts) -> bool {
    let same =
        facts.definitions.iter().filter(|one| one.purpose == facts.purpose && (one.channel.is_none() || one.channel == facts.channel));
    same.into_iter().any(|one| standing(one, facts.events, facts.now.at).state == State::Refused)
}
