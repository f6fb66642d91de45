//! An evaluation as one English sentence, for whoever answers for data protection.

use std::collections::BTreeMap;
use std::fmt;

use super::evaluate::{Evaluation, Kept, Stay};
use super::rule::Limit;
use super::words::{RetentionClass, RetentionData};
use crate::domain::time::Date;

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

impl fmt::Display for Evaluation {
    /// What goes and what stays, of several documents of a class the longest: *e-mail goes today, invoice name and address stay until 31 December 2033*.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = clauses("", &longest(self.lines.iter().filter(|line| line.document.is_none())));
        let (mut classes, mut only) = (BTreeMap::<_, Vec<&Kept>>::new(), Vec::new());
        for line in &self.lines {
            if let Some((class, _)) = &line.document {
                classes.entry((*class, line.limit)).or_default().push(line);
            }
        }
        for ((class, limit), lines) in classes {
            let kept = longest(lines.into_iter());
            let printed = |(data, stay): (&RetentionData, &Stay)| (*stay != Stay::Goes) == (*data == RetentionData::Printed);
            if kept.len() > 1 && kept.contains_key(&RetentionData::Printed) && kept.iter().all(printed) {
                only.push(format!("on {} {} only what was printed stays", article(class), label(class, limit)));
            } else {
                parts.extend(clauses(&format!("{} ", label(class, limit)), &kept));
            }
        }
        f.write_str(&[parts.join(", "), only.join("; ")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; "))
    }
}

/// For each datum how long it stays at most.
fn longest<'k>(lines: impl Iterator<Item = &'k Kept>) -> BTreeMap<RetentionData, Stay> {
    let mut found = BTreeMap::new();
    for line in lines {
        let stay = found.entry(line.data).or_insert(line.stay);
        *stay = line.stay.max(*stay);
    }
    found
}

/// One clause for each end that data have, in the order of the first of them.
fn clauses(of: &str, kept: &BTreeMap<RetentionData, Stay>) -> Vec<String> {
    let mut ends: Vec<(Stay, Vec<&str>)> = Vec::new();
    for (data, stay) in kept {
        match ends.iter_mut().find(|(known, _)| known == stay) {
            Some((_, names)) => names.push(said(*data)),
            None => ends.push((*stay, vec![said(*data)])),
        }
    }
    ends.into_iter()
        .map(|(stay, names)| format!("{of}{} {}", list(&names), verb(stay, names.len() == 1 && names[0] != said(RetentionData::Bank))))
        .collect()
}

fn list(names: &[&str]) -> String {
    match names {
        [but_last @ .., last] if !but_last.is_empty() => format!("{} and {last}", but_last.join(", ")),
        _ => names.concat(),
    }
}

fn verb(stay: Stay, one: bool) -> String {
    let s = if one { "s" } else { "" };
    match stay {
        Stay::Goes => if one { "goes today" } else { "go today" }.to_owned(),
        Stay::Until(day) => format!("stay{s} until {}", long(day)),
        Stay::Held(None) => format!("stay{s} while the hold lasts"),
        Stay::Held(Some(day)) => format!("stay{s} while the hold lasts, at least until {}", long(day)),
    }
}

fn long(day: Date) -> String {
    let month = usize::try_from(day.month_number().rem_euclid(12)).unwrap_or(0);
    let text = day.to_string();
    format!("{} {} {}", text[text.len() - 2..].trim_start_matches('0'), MONTHS[month], day.year())
}

fn label(class: RetentionClass, limit: Option<Limit>) -> String {
    let name = class.name().replace('_', " ");
    let Some(Limit { above, total, currency }) = limit else { return name };
    let unit = 10_i64.pow(currency.decimals());
    let (whole, part) = (total / unit, total % unit);
    let amount = if part == 0 { whole.to_string() } else { format!("{whole}.{part:0width$}", width = currency.decimals() as usize) };
    format!("{name} {} {amount} {currency}", if above { "above" } else { "up to" })
}

fn article(class: RetentionClass) -> &'static str {
    if class == RetentionClass::Invoice { "an" } else { "a" }
}

fn said(data: RetentionData) -> &'static str {
    match data {
        RetentionData::Name => "name",
        RetentionData::Address => "address",
        RetentionData::Printed => "what was printed",
        RetentionData::Email => "e-mail",
        RetentionData::Phone => "phone",
        RetentionData::BirthDate => "birthday",
        RetentionData::Bank => "bank details",
        RetentionData::PhoneConsent => "proof of the consent to calls",
        RetentionData::Other => "everything else",
    }
}
