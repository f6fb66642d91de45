//! Checking a person's data: what a value of a field may look like, and what a customer needs. Knows no store and no clock.

use email_address::{EmailAddress, Options};

use crate::domain::field::{Field, FieldSpec, FieldType, RecordKind};
use crate::domain::id::Code;
use crate::domain::phone;
use crate::domain::subject::Values;
use crate::domain::time::Date;
use crate::error::Violation;

/// A field that may occur several times occurs at most so often.
pub const MOST_SLOTS: usize = 20;

/// Fewer digits are no phone number.
pub const FEWEST_PHONE_DIGITS: usize = 3;

/// No phone number has more digits, country code included, extension not (ITU E.164).
pub const MOST_PHONE_DIGITS: usize = 15;

/// No extension has more digits.
const MOST_EXTENSION_DIGITS: usize = 7;

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
/// case, a phone number with plain blanks and hyphens. Empty text is no value, and allowed: what is required is [`check_customer`]'s.
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
        FieldType::Email => email(value),
        FieldType::Phone => phone_number(value),
        FieldType::Date => Date::parse(value).map(|date| date.to_string()),
        FieldType::BirthDate => birth_date(value, today),
        FieldType::Country => known(value.to_ascii_uppercase(), is_country, "country.unknown"),
        FieldType::Language => known(value.to_ascii_lowercase(), is_language, "language.malformed"),
        FieldType::Choice(words) => choice(value, words),
        FieldType::Codes => codes(value),
        FieldType::Whole => whole(value),
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

/// The longest e-mail address (RFC 5321).
const LONGEST_EMAIL: usize = 254;

fn email(value: &str) -> Result<String, Violation> {
    at_most(value, LONGEST_EMAIL)?;
    let options = Options::default().with_required_tld().without_domain_literal().without_display_text();
    let malformed = |_| Violation::new("", "email.malformed");
    let address = EmailAddress::parse_with_options(value, options).map_err(malformed)?;
    Ok(format!("{}@{}", address.local_part(), address.domain().to_lowercase()))
}

fn phone_number(value: &str) -> Result<String, Violation> {
    let value: String = value.chars().map(plain_sign).collect();
    at_most(&value, 40)?;
    let (number, extension) = phone::without_extension(&value);
    let signs = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '-' | '/' | '.');
    let after_plus = number.trim_start_matches('(').strip_prefix('+').unwrap_or(number);
    if !after_plus.chars().all(signs) || !is_extension(extension) {
        return Err(Violation::new("", "phone.malformed"));
    }
    let count = number.bytes().filter(u8::is_ascii_digit).count();
    let bounds = |rule| Err(Violation::new("", rule).with("min", FEWEST_PHONE_DIGITS).with("max", MOST_PHONE_DIGITS));
    match count {
        0..FEWEST_PHONE_DIGITS => bounds("phone.too_short"),
        FEWEST_PHONE_DIGITS..=MOST_PHONE_DIGITS => Ok(value),
        _ => bounds("phone.too_long"),
    }
}

/// Blanks and hyphens as typesetters write them, as everybody types them.
fn plain_sign(c: char) -> char {
    match c {
        '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => ' ',
        '\u{2010}'..='\u{2013}' => '-',
        other => other,
    }
}

/// Nothing, or a mark and the extension's digits.
fn is_extension(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let mark = text[..text.len() - digits.len()].trim().to_ascii_lowercase();
    let counted = (1..=MOST_EXTENSION_DIGITS).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    text.is_empty() || (counted && matches!(mark.as_str(), "x" | "ext" | "ext." | "extension" | "#" | ";ext="))
}

/// What the checked values describe.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Described {
    /// A customer: a private person or a business.
    Customer,
    /// A person related to a customer: a contact person, a family member.
    Related,
    /// Somebody who works here: a name is no condition.
    Operator,
}

/// Values that hold every rule, in canonical form.
///
/// ```
/// use clientela::domain::{check::{check_customer, Described}, field::Field, subject::Values, time::Date};
/// let mut values = Values::default();
/// values.set(Field::Kind, 0, "private");
/// values.set(Field::FamilyName, 0, "Hansen");
/// values.set(Field::Country, 0, "no");
/// let checked = check_customer(&values, Described::Customer, Date::parse("2024-06-01")?).expect("all is well");
/// assert_eq!(checked.values.get(Field::Country), Some("NO"));
/// assert_eq!(checked.normalised, [(Field::Country, 0)]);
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checked {
    /// The values in canonical form.
    pub values: Values,
    /// Which of them differ from what was given.
    pub normalised: Vec<(Field, u16)>,
}

/// Checks every value, and that what is required is there.
///
/// A customer needs its kind; a business its company; a person one name at least, the family name or, where people have only one,
/// the given name; an operator nothing.
///
/// # Errors
/// Every broken rule, in the order of the table of fields: those of [`check()`], `required`, `not_for_kind` and `too_many`.
pub fn check_customer(values: &Values, described: Described, today: Date) -> Result<Checked, Vec<Violation>> {
    let mut broken = Vec::new();
    let mut checked = Checked { values: Values::default(), normalised: Vec::new() };
    for (field, slot, text) in values.iter() {
        match check(field, text, today) {
            Ok(canonical) => {
                if canonical != text {
                    checked.normalised.push((field, slot));
                }
                checked.values.set(field, slot, canonical);
            }
            Err(violation) => broken.push((field, violation.at(slot))),
        }
    }
    for field in missing(values, &checked.values, described) {
        broken.push((field, Violation::new(field.name(), "required")));
    }
    broken.extend(misplaced(values, described));
    broken.sort_by_key(|(field, violation)| (*field, violation.slot));
    if broken.is_empty() { Ok(checked) } else { Err(broken.into_iter().map(|(_, violation)| violation).collect()) }
}

/// What is required and absent. A value that is there but broken is not missing.
fn missing(given: &Values, checked: &Values, described: Described) -> Vec<Field> {
    let absent = |field| given.get(field).is_none_or(|text| text.trim().is_empty());
    let mut missing = Vec::new();
    if described == Described::Customer && absent(Field::Kind) {
        missing.push(Field::Kind);
    }
    if checked.is_business() && described == Described::Customer {
        missing.extend(absent(Field::Company).then_some(Field::Company));
    } else if described != Described::Operator && absent(Field::FamilyName) && absent(Field::GivenName) {
        missing.push(Field::FamilyName);
    }
    missing
}

/// Values that this kind does not have, and more occurrences than a field has.
fn misplaced(values: &Values, described: Described) -> Vec<(Field, Violation)> {
    let mut broken = Vec::new();
    let business = values.is_business();
    for (field, slot, _) in values.iter() {
        let spec = field.spec();
        if !belongs(spec, described) || (business && !for_business(field, described)) {
            broken.push((field, Violation::new(spec.name, "not_for_kind").at(slot)));
        }
        let most = if spec.repeats { MOST_SLOTS } else { 1 };
        let before = values.all(field).take_while(|(other, _)| *other < slot).count();
        if before >= most || (!spec.repeats && slot > 0) {
            broken.push((field, Violation::new(spec.name, "too_many").at(slot).with("max", most)));
        }
    }
    broken
}

/// A company has no birthday, and no company is a related person.
fn for_business(field: Field, described: Described) -> bool {
    field != Field::BirthDate && (field != Field::Kind || described == Described::Customer)
}

fn belongs(spec: &FieldSpec, described: Described) -> bool {
    match spec.record {
        RecordKind::Subject => spec.field != Field::Reason,
        RecordKind::Address | RecordKind::Part => true,
        RecordKind::Relation => described == Described::Related,
        _ => false,
    }
}
