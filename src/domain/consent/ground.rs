//! Grounds to contact somebody without their consent, and the age from which people decide themselves: per country, as data.
//! Engineering defaults, no legal advice. Knows no person.

use crate::domain::consent::{Channel, Purpose};
use crate::domain::words::words;

words! {
    /// A ground to contact somebody until they object. A chain says which it uses; none applies by itself.
    ///
    /// ```
    /// use clientela::domain::consent::{Channel, Ground};
    /// let letters = Ground::from_name("de_letter").expect("a ground").spec();
    /// assert_eq!((letters.country, letters.channel), (Some("DE"), Some(Channel::Letter)));
    /// ```
    Ground {
        /// Germany: letters, until the person objects.
        DeLetter = "de_letter",
        /// Germany: e-mail to own customers about similar goods.
        DeEmail = "de_email",
        /// France: e-mail to own customers about similar goods.
        FrEmail = "fr_email",
        /// France, until 10 August 2026: calls to numbers that the opposition register does not list.
        FrPhone = "fr_phone",
        /// Italy: e-mail to own customers about similar goods.
        ItEmail = "it_email",
        /// Italy: calls to numbers that the opposition register does not list.
        ItPhone = "it_phone",
        /// Everywhere: recalls and contract matters, which a duty demands.
        Notice = "notice",
    }
}

/// One line of the table of grounds.
///
/// ```
/// use clientela::domain::consent::GROUNDS;
/// assert!(GROUNDS.iter().all(|ground| ground.country != Some("PL")), "Poland: always consent, of companies too (art. 398 PKE)");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GroundSpec {
    /// The ground.
    pub ground: Ground,
    /// In which country the person must be, ISO 3166-1 alpha-2; none for every country.
    pub country: Option<&'static str>,
    /// What for.
    pub purpose: Purpose,
    /// By which channel; none for every one.
    pub channel: Option<Channel>,
    /// The last day on which it is one, YYYY-MM-DD.
    pub until: Option<&'static str>,
    /// Whether the person must have bought something and the message be about similar goods of one's own.
    pub similar_goods: bool,
    /// Whether the number must have been looked up in the country's opposition register and not be there.
    pub register: bool,
    /// Where it is written.
    pub source: &'static str,
}

const fn advertising(ground: Ground, country: &'static str, channel: Channel, source: &'static str) -> GroundSpec {
    let (country, channel) = (Some(country), Some(channel));
    GroundSpec { ground, country, purpose: Purpose::Marketing, channel, until: None, similar_goods: false, register: false, source }
}

const fn to_customers(ground: Ground, country: &'static str, source: &'static str) -> GroundSpec {
    GroundSpec { similar_goods: true, ..advertising(ground, country, Channel::Email, source) }
}

const fn unlisted(ground: Ground, country: &'static str, source: &'static str) -> GroundSpec {
    GroundSpec { register: true, ..advertising(ground, country, Channel::Phone, source) }
}

/// The grounds, in the order of their words. What stands in no line needs consent: calls and short messages in Germany, calls in France from
/// 11 August 2026, everything in Poland.
pub static GROUNDS: &[GroundSpec] = &[
    advertising(Ground::DeLetter, "DE", Channel::Letter, "section 7(1) UWG"),
    to_customers(Ground::DeEmail, "DE", "section 7(3) UWG"),
    to_customers(Ground::FrEmail, "FR", "art. L34-5 CPCE"),
    GroundSpec {
        until: Some("2026-08-10"),
        ..unlisted(Ground::FrPhone, "FR", "art. L223-1 Code de la consommation, as it was until Loi 2025-594")
    },
    to_customers(Ground::ItEmail, "IT", "art. 130(4) Codice privacy"),
    unlisted(Ground::ItPhone, "IT", "art. 130(3-bis) Codice privacy, Legge 5/2018"),
    GroundSpec {
        country: None,
        purpose: Purpose::MandatoryNotice,
        channel: None,
        ..advertising(Ground::Notice, "", Channel::Email, "art. 6(1)(b) and (c) GDPR")
    },
];

impl Ground {
    /// Its line of the table.
    ///
    /// # Panics
    /// Never: every ground has its line, by test.
    pub fn spec(self) -> &'static GroundSpec {
        GROUNDS.iter().find(|spec| spec.ground == self).expect("every ground has its line: a test walks them")
    }
}

/// From which age people in a country decide themselves.
///
/// ```
/// use clientela::domain::consent::AGES;
/// let italy = AGES.iter().find(|ages| ages.country == "IT").expect("Italy");
/// assert_eq!((italy.consent, italy.majority), (14, 18));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ages {
    /// The country, ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// The age of digital consent (art. 8 GDPR), in years.
    pub consent: i32,
    /// The age of majority, in years.
    pub majority: i32,
    /// Where it is written.
    pub source: &'static str,
}

const fn ages(country: &'static str, consent: i32, source: &'static str) -> Ages {
    Ages { country, consent, majority: 18, source }
}

/// The ages, by country.
pub static AGES: &[Ages] = &[
    ages("DE", 16, "art. 8(1) GDPR, section 2 BGB"),
    ages("FR", 15, "art. 45 Loi Informatique et libertés, art. 414 Code civil"),
    ages("IT", 14, "art. 2-quinquies Codice privacy, art. 2 Codice civile"),
    ages("PL", 16, "art. 8(1) GDPR, art. 10 Kodeks cywilny"),
];

/// Where the table does not know a country: art. 8(1) GDPR, and what is usual.
const ELSEWHERE: Ages = ages("", 16, "art. 8(1) GDPR");

/// The age from which somebody who lives in these countries decides themselves; where they differ, or none is known, the highest.
///
/// ```
/// use clientela::domain::consent::deciding_age;
/// assert_eq!((deciding_age(&["IT"], false), deciding_age(&["IT", "FR"], false), deciding_age(&[], false)), (14, 15, 16));
/// assert_eq!(deciding_age(&["IT"], true), 18, "where only adults are to decide");
/// ```
pub fn deciding_age(countries: &[&str], majority: bool) -> i32 {
    let of = |country: &&str| AGES.iter().find(|ages| ages.country == *country).unwrap_or(&ELSEWHERE);
    let age = |ages: &Ages| if majority { ages.majority } else { ages.consent };
    countries.iter().map(|country| age(of(country))).max().unwrap_or_else(|| age(&ELSEWHERE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Date;

    #[test]
    fn every_ground_has_one_line_in_the_order_of_the_words_and_names_its_source() {
        assert!(GROUNDS.iter().map(|spec| spec.ground).eq(Ground::ALL.iter().copied()));
        assert!(GROUNDS.iter().all(|spec| spec.ground.spec() == spec && !spec.source.is_empty()));
        assert!(GROUNDS.iter().filter_map(|spec| spec.until).all(|day| Date::parse(day).is_ok()));
    }
}
