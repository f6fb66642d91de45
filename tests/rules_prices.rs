//! What lines cost: as a shop manager reads it in `rules/prices.toml`, and as Python's decimal computed it (`oracles/prices.py`).
#![allow(clippy::unwrap_used, reason = "a case that cannot be read fails")]

use serde::Deserialize;

use clientela::domain::money::{Currency, Price, Quantity, parse_decimal};
use clientela::domain::pricing::{Basis, PriceLine, Priced, cash_rounding, price};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    currency: Option<String>,
    #[serde(default)]
    net: bool,
    step: Option<String>,
    lines: Vec<Item>,
    #[serde(default)]
    amounts: Vec<String>,
    #[serde(default)]
    units: Vec<String>,
    total: Option<String>,
    #[serde(default)]
    taxes: Vec<String>,
    rounding: Option<String>,
    refused: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    quantity: Option<String>,
    price: String,
    off: Option<String>,
    percent: Option<String>,
    amount: Option<String>,
    tax: Option<String>,
}

/// Reads the decimals of one currency.
struct Money(u32);

impl Money {
    fn of(case: &Case) -> Self {
        Self(Currency::parse(case.currency.as_deref().unwrap_or("EUR")).unwrap().decimals())
    }

    fn amount(&self, text: &str) -> i64 {
        parse_decimal(text, self.0).unwrap()
    }

    fn price(&self, text: &str) -> Price {
        Price::from_scaled(parse_decimal(text, self.0 + 4).unwrap())
    }

    fn line(&self, item: &Item) -> PriceLine {
        let rate = |text: &String| u16::try_from(parse_decimal(text, 2).unwrap()).unwrap();
        let quantity = Quantity::from_scaled(parse_decimal(item.quantity.as_deref().unwrap_or("1"), 3).unwrap());
        let mut line = PriceLine::new(quantity, self.price(&item.price));
        line = item.off.as_ref().map_or(line, |off| line.less(self.price(off)));
        line = item.percent.as_ref().map_or(line, |percent| line.less_percent(rate(percent)));
        line = item.amount.as_ref().map_or(line, |amount| line.amounting(self.amount(amount)));
        item.tax.as_ref().map_or(line, |tax| line.taxed(rate(tax)))
    }

    /// `19: 63.97 + 12.15` as rate, net, tax and gross.
    fn tax(&self, text: &str) -> (u16, i64, i64, i64) {
        let (rate, sums) = text.split_once(": ").unwrap();
        let (net, tax) = sums.split_once(" + ").unwrap();
        let (net, tax) = (self.amount(net), self.amount(tax));
        (u16::try_from(parse_decimal(rate, 2).unwrap()).unwrap(), net, tax, net + tax)
    }
}

fn basis(net: bool) -> Basis {
    if net { Basis::Net } else { Basis::Gross }
}

fn taxes(priced: &Priced) -> Vec<(u16, i64, i64, i64)> {
    priced.taxes.iter().map(|tax| (tax.rate, tax.net, tax.tax, tax.gross)).collect()
}

#[test]
fn p14_prices_amounts_and_taxes_are_as_the_shop_expects() {
    let rules: Rules = toml::from_str(include_str!("rules/prices.toml")).unwrap();
    assert!(rules.case.len() >= 25);
    for case in &rules.case {
        let (money, name) = (Money::of(case), &case.name);
        let lines: Vec<PriceLine> = case.lines.iter().map(|item| money.line(item)).collect();
        let priced = match price(&lines, basis(case.net)) {
            Ok(priced) => priced,
            Err(broken) => {
                assert_eq!(Some(format!("{} {}", broken.field, broken.rule)), case.refused, "{name}");
                continue;
            }
        };
        assert_eq!(case.refused, None, "{name}");
        let of = |texts: &[String]| texts.iter().map(|text| money.amount(text)).collect::<Vec<_>>();
        assert_eq!(priced.lines.iter().map(|line| line.amount).collect::<Vec<_>>(), of(&case.amounts), "{name}");
        let units: Vec<Price> = case.units.iter().map(|text| money.price(text)).collect();
        assert_eq!(priced.lines.iter().map(|line| line.final_price).collect::<Vec<_>>(), units, "{name}");
        assert_eq!(Some(priced.total), case.total.as_ref().map(|total| money.amount(total)), "{name}");
        assert_eq!(taxes(&priced), case.taxes.iter().map(|tax| money.tax(tax)).collect::<Vec<_>>(), "{name}");
        let step = case.step.as_ref().map_or(1, |step| u32::try_from(money.amount(step)).unwrap());
        let rounding = case.rounding.as_ref().map_or(0, |rounding| money.amount(rounding));
        assert_eq!(cash_rounding(priced.total, step), rounding, "{name}");
    }
}

/// Quantity, regular price, discount of a unit, discount in percent, fixed amount, rate of tax.
type Given = (i64, i64, Option<i64>, Option<u16>, Option<i64>, Option<u16>);

/// One line of `rules/prices.jsonl`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Computed {
    net: bool,
    lines: Vec<Given>,
    /// Regular price, discount, final price, amount.
    priced: Vec<[i64; 4]>,
    total: i64,
    taxes: Vec<(u16, i64, i64, i64)>,
}

fn computed() -> Vec<Computed> {
    include_str!("rules/prices.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn priced(computed: &Computed, basis: Basis) -> Priced {
    let lines = computed.lines.iter().map(|(quantity, regular, off, percent, amount, rate)| {
        let mut line = PriceLine::new(Quantity::from_scaled(*quantity), Price::from_scaled(*regular));
        line = off.map_or(line, |off| line.less(Price::from_scaled(off)));
        line = percent.map_or(line, |percent| line.less_percent(percent));
        line = amount.map_or(line, |amount| line.amounting(amount));
        rate.map_or(line, |rate| line.taxed(rate))
    });
    price(&lines.collect::<Vec<_>>(), basis).unwrap()
}

/// As the file tells it.
fn told(priced: &Priced) -> Vec<[i64; 4]> {
    let numbers = |line: &clientela::domain::pricing::PricedLine| {
        [line.regular_price.scaled(), line.discount.scaled(), line.final_price.scaled(), line.amount]
    };
    priced.lines.iter().map(numbers).collect()
}

#[test]
fn p14_prices_are_exactly_what_python_computes() {
    let computed = computed();
    assert!(computed.len() >= 300 && computed.iter().filter(|one| one.net).count() >= 100);
    for (place, one) in (1..).zip(&computed) {
        let priced = priced(one, basis(one.net));
        assert_eq!(told(&priced), one.priced, "line {place}");
        assert_eq!((priced.total, taxes(&priced)), (one.total, one.taxes.clone()), "line {place}");
    }
}

#[test]
fn the_control_a_net_document_priced_as_gross_is_noticed() {
    let net: Vec<Computed> = computed().into_iter().filter(|one| one.net && one.taxes.iter().any(|tax| tax.2 != 0)).collect();
    assert!(net.iter().all(|one| told(&priced(one, Basis::Gross)) != one.priced));
    let each_alone = |one: &&Computed| {
        let lines = priced(one, Basis::Net).lines;
        let alone = lines.iter().zip(&one.lines).map(|(line, given)| line.final_price.times(Quantity::from_scaled(given.0)));
        alone.sum::<i64>() != one.total
    };
    assert!(net.iter().filter(each_alone).count() > 20, "without the distribution the sum would often be another");
}
