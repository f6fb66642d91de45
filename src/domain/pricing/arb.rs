//! Strategies for property tests: lines whose amounts seldom divide evenly, and some at the ends of the range.

use proptest::option;
use proptest::prelude::{Strategy, prop_oneof};
use proptest::sample::select;

use crate::domain::money::{Price, Quantity};
use crate::domain::pricing::{HIGHEST_RATE, PriceLine};

const HUGE: &[i64] = &[i64::MIN, i64::MIN + 1, -1, 0, 1, i64::MAX - 1, i64::MAX];
const RATES: &[u16] = &[0, 550, 700, 1_900, 2_000, HIGHEST_RATE];

fn number(usual: impl Strategy<Value = i64> + 'static, huge: u32) -> impl Strategy<Value = i64> {
    prop_oneof![100 => usual, huge => select(HUGE)]
}

/// Any line, always with a rate of tax; `huge` of a hundred numbers are at the ends of the range.
pub fn arb_price_line(huge: u32) -> impl Strategy<Value = PriceLine> {
    let prices = (number(0..2_000_000_i64, huge), number(0..2_000_000_i64, huge));
    let quantity = prop_oneof![number((-5_i64..13).prop_map(|pieces| pieces * 1_000), huge), number(-5_000_i64..100_000, huge)];
    let amount = option::weighted(0.1, number(-1_000_i64..10_000, huge));
    (quantity, prices, amount, select(RATES)).prop_map(|(quantity, (regular, off), amount, rate)| {
        let line = PriceLine::new(Quantity::from_scaled(quantity), Price::from_scaled(regular)).less(Price::from_scaled(off)).taxed(rate);
        amount.map_or(line, |amount| line.amounting(amount))
    })
}
