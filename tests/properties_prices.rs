//! Laws of prices, on random lines.
#![allow(clippy::unwrap_used, reason = "a law that cannot be asked fails")]

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;

use clientela::domain::document::{Document, DocumentKind, Line};
use clientela::domain::id::DocumentId;
use clientela::domain::money::{Currency, Price, Quantity};
use clientela::domain::pricing::{Basis, PriceLine, arb_price_line, cash_rounding, make_gross, price};
use clientela::domain::time::Timestamp;

fn bases() -> impl Strategy<Value = Basis> {
    prop_oneof![Just(Basis::Gross), Just(Basis::Net)]
}

/// The net amounts of each rate, summed.
fn sums(lines: &[PriceLine]) -> BTreeMap<u16, i64> {
    let mut sums = BTreeMap::new();
    for line in lines {
        *sums.entry(line.tax_rate.unwrap()).or_default() += line.amount.unwrap_or_else(|| line.final_price.times(line.quantity));
    }
    sums
}

fn negative(line: PriceLine) -> PriceLine {
    PriceLine { quantity: Quantity::from_scaled(-line.quantity.scaled()), amount: line.amount.map(|amount| -amount), ..line }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn p14_amounts_add_up_to_the_total_and_taxes_to_their_gross(lines in vec(arb_price_line(0), 0..40), basis in bases()) {
        let priced = price(&lines, basis).unwrap();
        prop_assert_eq!(priced.lines.iter().map(|line| line.amount).sum::<i64>(), priced.total);
        prop_assert_eq!(priced.taxes.iter().map(|tax| tax.gross).sum::<i64>(), priced.total, "every line has a rate");
        for line in &priced.lines {
            prop_assert_eq!(line.regular_price.scaled() - line.discount.scaled(), line.final_price.scaled());
        }
        for tax in &priced.taxes {
            prop_assert_eq!(tax.net + tax.tax, tax.gross);
        }
    }

    #[test]
    fn p14_tax_of_a_net_document_is_that_of_its_net_sums_and_no_line_is_a_cent_off(lines in vec(arb_price_line(0), 1..40)) {
        let priced = price(&lines, Basis::Net).unwrap();
        let nets: BTreeMap<u16, i64> = priced.taxes.iter().map(|tax| (tax.rate, tax.net)).collect();
        prop_assert_eq!(nets, sums(&lines));
        for (line, priced) in lines.iter().zip(&priced.lines) {
            let own = line.amount.unwrap_or_else(|| line.final_price.times(line.quantity));
            let exact = i128::from(own) * (10_000 + i128::from(line.tax_rate.unwrap()));
            prop_assert!((i128::from(priced.amount) * 10_000 - exact).abs() < 10_000);
        }
    }

    #[test]
    fn p14_what_is_taken_back_is_what_was_sold(lines in vec(arb_price_line(0), 0..20), basis in bases()) {
        let back: Vec<PriceLine> = lines.iter().copied().map(negative).collect();
        let (sold, back) = (price(&lines, basis).unwrap(), price(&back, basis).unwrap());
        let amounts = |priced: &clientela::domain::pricing::Priced| priced.lines.iter().map(|line| line.amount).collect::<Vec<_>>();
        if sold.taxes.iter().all(|tax| tax.net != 0) {
            prop_assert_eq!(amounts(&back), amounts(&sold).into_iter().map(|amount| -amount).collect::<Vec<_>>());
        }
        prop_assert_eq!(back.total, -sold.total);
    }

    #[test]
    fn p14_extremes_are_refused_and_never_wrong(lines in vec(arb_price_line(30), 0..8), basis in bases(), step in any::<u32>()) {
        match price(&lines, basis) {
            Err(broken) => prop_assert_eq!((broken.field, broken.rule), ("amount", "amount.too_large")),
            Ok(priced) => {
                let sum: i128 = priced.lines.iter().map(|line| i128::from(line.amount)).sum();
                prop_assert_eq!(sum, i128::from(priced.total));
                let rounding = i128::from(cash_rounding(priced.total, step));
                prop_assert_eq!((i128::from(priced.total) + rounding) % i128::from(step.max(1)), 0);
                prop_assert!(rounding.abs() * 2 <= i128::from(step.max(1)));
            }
        }
    }

    #[test]
    fn p14_a_net_document_made_gross_tells_the_same_taxes_and_no_difference(lines in vec(arb_price_line(0), 0..20)) {
        let lines: Vec<PriceLine> = lines.into_iter().map(|line| PriceLine { amount: None, ..line }).collect();
        let priced = price(&lines, Basis::Net).unwrap();
        let line = |(number, line): (u32, &PriceLine)| Line {
            number,
            quantity: line.quantity,
            regular_price: line.regular_price,
            final_price: line.final_price,
            tax_rate: line.tax_rate,
            ..Line::default()
        };
        let mut lines: Vec<Line> = (1..).zip(&lines).map(line).collect();
        make_gross(&mut lines).unwrap();
        let (id, euro) = (DocumentId::from_bytes([1; 16]), Currency::parse("EUR").unwrap());
        let invoice = Document::new(id, DocumentKind::Invoice, "I1", Timestamp::from_millis(0), euro);
        let invoice = Document { net: true, total: priced.total, lines, ..invoice };
        prop_assert_eq!(invoice.difference(), 0);
        prop_assert_eq!(invoice.taxes().unwrap(), priced.taxes);
    }
}

#[test]
fn the_control_tax_of_each_line_alone_does_not_add_up() {
    let quarter = PriceLine::new(Quantity::from_pieces(1), Price::from_minor(25)).taxed(1_900);
    let together = price(&[quarter; 4], Basis::Net).unwrap().total;
    let alone: i64 = (0..4).map(|_| price(&[quarter], Basis::Net).unwrap().total).sum();
    assert_eq!((together, alone), (119, 120));
}
