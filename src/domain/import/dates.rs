//! The order of day, month and year: what a date may be read as, and which lines of a column decide it.

use crate::domain::time::Date;
use crate::domain::words::words;

words! {
    /// In which order a source writes the parts of a date.
    DateOrder {
        /// 1980-05-17.
        Ymd = "ymd",
        /// 17.05.1980.
        Dmy = "dmy",
        /// 05/17/1980.
        Mdy = "mdy",
    }
}
by_name!(DateOrder);

impl DateOrder {
    /// The date that a text means in this order; a time of day after it is left out. A year has four digits.
    ///
    /// ```
    /// use clientela::domain::import::DateOrder;
    /// assert_eq!(DateOrder::Dmy.read("3.4.1980").map(|date| date.to_string()), Some("1980-04-03".to_owned()));
    /// assert_eq!(DateOrder::Mdy.read("17/05/1980"), None);
    /// ```
    pub fn read(self, text: &str) -> Option<Date> {
        let [first, second, third] = parts(text)?;
        let (year, month, day) = match self {
            Self::Ymd => (first, second, third),
            Self::Dmy => (third, second, first),
            Self::Mdy => (third, first, second),
        };
        let short = |part: &str| (1..=2).contains(&part.len());
        let whole = year.len() == 4 && short(month) && short(day);
        whole.then(|| Date::parse(&format!("{year}-{month:0>2}-{day:0>2}")).ok()).flatten()
    }
}

/// The three numbers of a date. Eight digits without anything between are year, month and day.
fn parts(text: &str) -> Option<[&str; 3]> {
    let text = text.trim();
    let text = text.split_once(['T', ' ']).filter(|(_, time)| time.contains(':')).map_or(text, |(day, _)| day);
    if text.len() == 8 && text.bytes().all(|sign| sign.is_ascii_digit()) {
        return Some([&text[..4], &text[4..6], &text[6..]]);
    }
    let mut parts = text.split(['.', '/', '-']).map(str::trim);
    let found = [parts.next()?, parts.next()?, parts.next()?];
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|sign| sign.is_ascii_digit());
    (parts.next().is_none() && found.iter().all(digits)).then_some(found)
}

/// In which orders the dates of a column can be read, and where that was decided.
///
/// ```
/// use clientela::domain::import::{DateEvidence, DateOrder};
/// let mut evidence = DateEvidence::default();
/// evidence.add(2, "03/04/1980");
/// assert_eq!(evidence.orders(), [DateOrder::Dmy, DateOrder::Mdy]); // a person has to say
/// evidence.add(3, "17/05/1980");
/// assert_eq!((evidence.orders(), evidence.lines()), (vec![DateOrder::Dmy], &[3][..]));
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DateEvidence {
    seen: usize,
    good: [usize; 3],
    lines: Vec<u64>,
}

/// So many lines that decide are named.
const MOST_LINES: usize = 5;

/// Of a hundred values so many have to be dates.
const ENOUGH: usize = 90;

impl DateEvidence {
    /// Takes the value of a line into account; an empty one says nothing.
    pub fn add(&mut self, line: u64, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        self.seen += 1;
        let orders: Vec<usize> =
            (0..).zip(DateOrder::ALL).filter(|(_, order)| order.read(text).is_some()).map(|(place, _)| place).collect();
        orders.iter().for_each(|place| self.good[*place] += 1);
        if orders.len() == 1 && self.lines.len() < MOST_LINES {
            self.lines.push(line);
        }
    }

    /// The orders in which nearly all values are dates, the likelier first; a few broken values decide nothing.
    pub fn orders(&self) -> Vec<DateOrder> {
        let enough = |place: usize| self.seen > 0 && self.good[place] * 100 >= self.seen * ENOUGH;
        let best = self.good.into_iter().max().unwrap_or(0);
        let mut found: Vec<usize> = (0..3).filter(|place| enough(*place)).collect();
        // One that reads more lines than the other is not a matter of taste.
        found.retain(|place| self.good[*place] == best);
        found.into_iter().map(|place| DateOrder::ALL[place]).collect()
    }

    /// The numbers of the first lines that can be read in one order only.
    pub fn lines(&self) -> &[u64] {
        &self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_in_its_order_only() {
        let read = |order: DateOrder, text| order.read(text).map(|date| date.to_string());
        assert_eq!(read(DateOrder::Ymd, "1980-05-17 00:00:00").as_deref(), Some("1980-05-17"));
        assert_eq!(read(DateOrder::Ymd, "19800517").as_deref(), Some("1980-05-17"));
        assert_eq!(read(DateOrder::Mdy, "5/17/1980").as_deref(), Some("1980-05-17"));
        for text in ["", "17.05", "17.05.80", "31.02.1980", "a.b.c", "1.2.3.1980", "17-05-1980-", "١.٢.١٩٨٠"] {
            assert!(DateOrder::ALL.iter().all(|order| order.read(text).is_none()), "{text}");
        }
    }

    #[test]
    fn one_broken_date_among_many_changes_no_order() {
        let mut evidence = DateEvidence::default();
        (2..40).for_each(|line| evidence.add(line, "31.12.1999"));
        evidence.add(40, "unknown");
        assert_eq!((evidence.orders(), evidence.lines().len()), (vec![DateOrder::Dmy], MOST_LINES));
    }
}
