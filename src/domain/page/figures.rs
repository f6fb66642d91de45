//! Amounts, prices, quantities and times as a language writes them. The rule is plain and the same for every currency: the mark of the
//! decimals is a point in English and a comma in the four others; thousands are parted by a comma in English, a point in German and
//! Italian, a blank that does not break in French and Polish; a minus stands in front.

use crate::domain::message::Language;
use crate::domain::money::{Currency, Price, Quantity};
use crate::domain::time::{Date, Timestamp};

use super::day;

/// How many decimals a price of a single unit may have beyond those of its currency.
const MORE: usize = 4;

/// Decimals of a quantity, and of a rate.
const OF_QUANTITY: usize = 3;
const OF_RATE: usize = 2;

/// A number of parts as a decimal number that has this many decimals at most, and shows at least `least` of them.
fn decimal(parts: i64, most: usize, least: usize, language: Language) -> String {
    let digits = format!("{:0width$}", parts.unsigned_abs(), width = most + 1);
    let (whole, part) = digits.split_at(digits.len() - most);
    let shown = part.trim_end_matches('0').len().max(least);
    let (mark, thousands) = marks(language);
    let sign = if parts < 0 { "-" } else { "" };
    let point = if shown == 0 { "" } else { mark };
    format!("{sign}{}{point}{}", grouped(whole, thousands), &part[..shown])
}

/// The mark of the decimals, and what parts thousands.
fn marks(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::English => (".", ","),
        Language::German | Language::Italian => (",", "."),
        Language::French => (",", "\u{202f}"),
        Language::Polish => (",", "\u{a0}"),
    }
}

fn grouped(digits: &str, mark: &str) -> String {
    let mut text = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push_str(mark);
        }
        text.push(digit);
    }
    text
}

fn places(currency: Currency) -> usize {
    currency.decimals() as usize
}

/// An amount in minor units, without its currency.
pub(crate) fn amount(minor: i64, currency: Currency, language: Language) -> String {
    decimal(minor, places(currency), places(currency), language)
}

/// A price of a single unit: as an amount, with up to four more decimals where it has them.
pub(crate) fn price(price: Price, currency: Currency, language: Language) -> String {
    decimal(price.scaled(), places(currency) + MORE, places(currency), language)
}

/// How many, with the decimals it has.
pub(crate) fn quantity(quantity: Quantity, language: Language) -> String {
    decimal(quantity.scaled(), OF_QUANTITY, 0, language)
}

/// A rate in hundredths of a percent.
pub(crate) fn percent(rate: u16, language: Language) -> String {
    format!("{}\u{a0}%", decimal(rate.into(), OF_RATE, 0, language))
}

/// Day, time and distance from UTC of a place: `01.07.2026 10:00 (+02:00)`.
pub(crate) fn minute(at: Timestamp, offset_minutes: i32, language: Language) -> String {
    let minutes = at.millis().div_euclid(60_000).saturating_add(offset_minutes.into()).rem_euclid(24 * 60);
    let (sign, distance) = (if offset_minutes < 0 { '-' } else { '+' }, offset_minutes.unsigned_abs());
    let clock = |minutes: i64| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let day = day(Date::of(at, offset_minutes), language);
    format!("{day} {} ({sign}{})", clock(minutes), clock(distance.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_written_as_the_language_does_with_the_decimals_of_its_currency() {
        let currency = |code| Currency::parse(code).unwrap();
        let all = |minor, code| Language::ALL.iter().map(|language| amount(minor, currency(code), *language)).collect::<Vec<_>>();
        assert_eq!(
            all(123_456_789, "EUR"),
            ["1,234,567.89", "1.234.567,89", "1\u{202f}234\u{202f}567,89", "1.234.567,89", "1\u{a0}234\u{a0}567,89"]
        );
        assert_eq!(all(-5, "EUR")[..2], ["-0.05", "-0,05"]);
        assert_eq!((&all(1_500, "JPY")[0][..], &all(1_500, "KWD")[0][..]), ("1,500", "1.500"));
        assert_eq!(all(i64::MIN, "JPY")[0], "-9,223,372,036,854,775,808");
    }

    #[test]
    fn a_price_has_four_more_decimals_where_it_needs_them() {
        let euro = Currency::parse("EUR").unwrap();
        let shown = |scaled| price(Price::from_scaled(scaled), euro, Language::German);
        assert_eq!([shown(1_990_000), shown(1_799_000), shown(3_333_333), shown(1)], ["1,99", "1,799", "3,333333", "0,000001"]);
        let many = |scaled| quantity(Quantity::from_scaled(scaled), Language::German);
        assert_eq!([many(1_000), many(-1_500), many(5), many(1_234_000)], ["1", "-1,5", "0,005", "1.234"]);
        assert_eq!([percent(1_900, Language::English), percent(550, Language::French)], ["19\u{a0}%", "5,5\u{a0}%"]);
    }

    #[test]
    fn a_time_is_that_of_the_place() {
        let shown = |millis, offset| minute(Timestamp::from_millis(millis), offset, Language::German);
        assert_eq!(shown(1_782_892_800_000, 120), "01.07.2026 10:00 (+02:00)");
        assert_eq!(shown(0, -150), "31.12.1969 21:30 (-02:30)");
        let _ = (shown(i64::MIN, -1440), shown(i64::MAX, 1440));
    }
}
