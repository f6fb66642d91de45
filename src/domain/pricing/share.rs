//! What a rate of tax comes to gross, distributed over its lines.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::domain::money::rounded;
use crate::domain::pricing::WHOLE;

/// The gross amounts of lines with these net amounts and rates. For each rate they add up to its net sum and the tax on that.
pub(super) fn gross(net: &[i128], rates: &[u16]) -> Vec<i128> {
    let mut by_rate: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    rates.iter().enumerate().for_each(|(place, rate)| by_rate.entry(*rate).or_default().push(place));
    let mut amounts = vec![0; net.len()];
    for (rate, places) in by_rate {
        let own: Vec<i128> = places.iter().map(|place| net[*place]).collect();
        places.into_iter().zip(shares(&own, rate.into())).for_each(|(place, amount)| amounts[place] = amount);
    }
    amounts
}

/// By largest remainder. What is taken back is distributed as it was when it was sold, so the sign of the sum is set aside.
fn shares(net: &[i128], rate: i128) -> Vec<i128> {
    let sum: i128 = net.iter().sum();
    let sign = if sum < 0 { -1 } else { 1 };
    let whole = sign * (sum + rounded(sum * rate, WHOLE));
    let exact: Vec<i128> = net.iter().map(|net| sign * net * (WHOLE + rate)).collect();
    let mut shares: Vec<i128> = exact.iter().map(|parts| parts.div_euclid(WHOLE)).collect();
    let left = whole - shares.iter().sum::<i128>();
    let mut order: Vec<usize> = (0..net.len()).collect();
    order.sort_by_key(|at| Reverse(exact[*at].rem_euclid(WHOLE)));
    order.into_iter().take(usize::try_from(left).unwrap_or(0)).for_each(|at| shares[at] += 1);
    shares.into_iter().map(|share| sign * share).collect()
}
