//! Checking a person's data: what a value of a field may look like, and what a customer needs. Knows no store and no clock.

mod contact;
mod coupon;
mod customer;
mod digits;
pub mod gtin;
mod iban;
mod tax;
mod vat;
mod vat_digits;

use crate::domain::field::{Field, FieldSpec, FieldType};
use crate::domain::id::Code;
use crate::domain::time::Date;
use crate::error::Violation;

pub(crate) use contact::phone_number;
pub use contact::{FEWEST_PHONE_DIGITS, MOST_PHONE_DIGITS};
pub(crate) use customer::has_room;
pub use customer::{Checked, Described, MOST_COMMENTS, MOST_SLOTS, check_customer};

/// Nobody alive was born before this year.
const EARLIEST_BIRTH: i32 = 1850;

/// ISO 3166-1 alpha-2, and XK, by which the European Union means Kosovo.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG \
    GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ \
    LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR \
    NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ \
    TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// Whether two capital letters name a country.
pub fn is_country(code: &str) -> bool {
    code.len() == 2 && COUNTRIES.split_ascii_whitespace().any(|country| country == code)
}

/// The value in canonical form: its edges trimmed, a country in capitals, a language and the domain of an e-mail address in lower
/// case, a phone number with plain blanks and hyphens, numbers with check digits in capitals without blanks. Empty
/// text is no value, and allowed: what is required is [`check_customer`]'s.
///
/// ```
/// use clientela::domain::{check::check, field::Field, time::Date};
/// let today = Date::parse("2024-06-01")?;
/// assert_eq!(check(Field::GivenName, " Zoë ", today)?, "Zoë");
/// assert_eq!(check(Field::BirthDate, "2024-06-02", today).unwrap_err().rule, "date.in_future");
/// # Ok::<(), clientela::Error>(())
/// ```
///
/// # Errors
/// The rule that the value breaks, with the field's name and the rule's numbers.
pub fn check(field: Field, text: &str, today: Date) -> Result<String, Violation> {
    let spec = field.spec();
    let value = text.trim();
    if value.is_empty() {
        return Ok(String::new());
    }
    if spec.kind != FieldType::Opaque && value.chars().any(is_control) {
        return Err(Violation::new(spec.name, "control_character"));
    }
    by_type(spec, value, today).map_err(|violation| Violation { field: spec.name, ..violation })
}

fn by_type(spec: &FieldSpec, value: &str, today: Date) -> Result<String, Violation> {
    match spec.kind {
        FieldType::Text(max) => at_most(value, max).map(str::to_owned),
        FieldType::Code => Code::parse(value).map(|code| code.as_str().to_owned()),
        FieldType::Reference if value.contains('@') => Err(Violation::new(spec.name, "reference.names_somebody")),
        FieldType::Reference => Code::parse(value).map(|code| code.as_str().to_owned()),
        FieldType::Email => contact::email(value),
        FieldType::Phone => phone_number(value),
        FieldType::Date => Date::parse(value).map(|date| date.to_string()),
        FieldType::BirthDate => birth_date(value, today),
        FieldType::Country => known(value.to_ascii_uppercase(), is_country, "country.unknown"),
        FieldType::Language => known(value.to_ascii_lowercase(), is_language, "language.malformed"),
        FieldType::Choice(words) => choice(value, words),
        FieldType::Codes => codes(value),
        FieldType::Whole => whole(value),
        FieldType::Iban => iban::check(value),
        FieldType::Vat => vat::check(value),
        FieldType::CodiceFiscale => tax::codice_fiscale(value),
        FieldType::SdiCode => tax::sdi_code(value),
        FieldType::Nip => tax::nip(value),
        FieldType::Siren => tax::siren(value),
        FieldType::Siret => tax::siret(value),
        FieldType::TaxNumber => tax::tax_number(value),
        FieldType::CouponValue => coupon::check(value),
        FieldType::Secret | FieldType::Opaque => Ok(value.to_owned()),
    }
}

/// Control characters, line and paragraph ends, and marks that turn the direction of what follows.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn at_most(value: &str, max: usize) -> Result<&str, Violation> {
    if value.chars().count() > max { Err(Violation::new("", "too_long").with("max", max)) } else { Ok(value) }
}

fn known(value: String, is: impl Fn(&str) -> bool, rule: &'static str) -> Result<String, Violation> {
    if is(&value) { Ok(value) } else { Err(Violation::new("", rule)) }
}

fn is_language(value: &str) -> bool {
    value.len() == 2 && value.bytes().all(|b| b.is_ascii_lowercase())
}

fn codes(value: &str) -> Result<String, Violation> {
    let each = value.split_ascii_whitespace().map(|word| Code::parse(word).map(|code| code.as_str().to_owned()));
    Ok(each.collect::<Result<Vec<_>, _>>()?.join(" "))
}

/// Digits, the first of them not 0.
fn whole(value: &str) -> Result<String, Violation> {
    let fits = value.len() <= 18 && value.bytes().all(|b| b.is_ascii_digit()) && !value.starts_with('0');
    if fits { Ok(value.to_owned()) } else { Err(Violation::new("", "not_a_number")) }
}

fn choice(value: &str, words: &[&str]) -> Result<String, Violation> {
    if words.contains(&value) { Ok(value.to_owned()) } else { Err(Violation::new("", "choice.unknown").with("choices", words.join("|"))) }
}

fn birth_date(value: &str, today: Date) -> Result<String, Violation> {
    let date = Date::parse(value)?;
    if date > today {
        return Err(Violation::new("", "date.in_future"));
    }
    if date.year() < EARLIEST_BIRTH {
        return Err(Violation::new("", "date.too_early").with("min", EARLIEST_BIRTH));
    }
    Ok(date.to_string())
}
