//! What could be chosen: for every value the lines it would show, with its own facet's choice left aside.

use std::ops::Range;

use crate::domain::history::filter::{Criteria, Facet, FacetValue};
use crate::domain::history::index::{History, Row};
use crate::domain::history::line::LineStatus;
use crate::domain::history::parts::number;

/// How many choices one word of a mask holds.
const MASK_BITS: usize = 64;

/// The chosen values, worked out per part: which names a part satisfies, as a mask of bits.
pub(super) struct Required {
    /// The values of the name behind each bit; empty where no line has such a name.
    names: Vec<Range<u32>>,
    /// The values chosen, ascending.
    chosen: Vec<u32>,
    /// How many words a part's mask has.
    width: usize,
    masks: Vec<u64>,
}

impl Required {
    pub(super) fn of(history: &History, criteria: &Criteria) -> Self {
        let choices: Vec<_> = criteria.values.iter().filter(|(_, values)| !values.is_empty()).collect();
        let numbers: Vec<Option<u32>> = choices.iter().map(|(name, _)| history.name(name)).collect();
        let names: Vec<Range<u32>> = numbers.iter().map(|name| name.map_or(0..0, |name| history.values_of(name))).collect();
        let width = names.len().div_ceil(MASK_BITS);
        let mut bit_of_value = vec![None; if width == 0 { 0 } else { history.values.len() }];
        let mut chosen = Vec::new();
        for (bit, (_, values)) in choices.iter().enumerate() {
            let Some(name) = numbers[bit] else { continue };
            for value in values.iter().filter_map(|value| history.value(name, value)) {
                bit_of_value[value as usize] = Some(bit);
                chosen.push(value);
            }
        }
        let masks = masks(history, width, &bit_of_value);
        Self { names, chosen, width, masks }
    }

    /// How many choices the row misses, and the values of one of them.
    fn missing(&self, row: &Row) -> (u32, Range<u32>) {
        let (mut count, mut last) = (0, 0..0);
        for word in 0..self.width {
            let mask = |part: u32| self.masks[part as usize * self.width + word];
            let missing = self.all(word) & !(mask(row.item) | mask(row.properties));
            count += missing.count_ones();
            if missing != 0 {
                last = self.names[word * MASK_BITS + missing.trailing_zeros() as usize].clone();
            }
        }
        (count, last)
    }

    /// The bits in use of a word.
    fn all(&self, word: usize) -> u64 {
        let bits = (self.names.len() - word * MASK_BITS).min(MASK_BITS);
        u64::MAX >> (MASK_BITS - bits)
    }
}

fn masks(history: &History, width: usize, bit_of_value: &[Option<usize>]) -> Vec<u64> {
    let mut masks = vec![0; history.parts.len() * width];
    if width == 0 {
        return masks;
    }
    for (part, mask) in masks.chunks_exact_mut(width).enumerate() {
        for bit in history.parts.values_at(part).iter().filter_map(|value| bit_of_value[*value as usize]) {
            mask[bit / MASK_BITS] |= 1 << (bit % MASK_BITS);
        }
    }
    masks
}

/// Counts per status and per value.
pub(super) struct Counts {
    statuses: [usize; LineStatus::ALL.len()],
    /// Hits per part: each counts for every value of the part.
    parts: Vec<u32>,
    /// Per value, lines that miss only the choice of its name.
    values: Vec<u32>,
}

impl Counts {
    pub(super) fn of(history: &History) -> Self {
        Self { statuses: [0; LineStatus::ALL.len()], parts: vec![0; history.parts.len()], values: vec![0; history.values.len()] }
    }

    /// Counts a row that the filters of text, price, date, total and defect allow; true where it is a hit.
    pub(super) fn add(&mut self, history: &History, row: &Row, status_allowed: bool, required: &Required) -> bool {
        let (missing, facet) = required.missing(row);
        let parts = [row.item as usize, row.properties as usize];
        if missing == 0 {
            self.statuses[row.status as usize] += 1;
        }
        match (status_allowed, missing) {
            (true, 0) => parts.into_iter().for_each(|part| self.parts[part] += 1),
            (true, 1) => {
                let values = parts.into_iter().flat_map(|part| history.parts.values_at(part));
                values.filter(|value| facet.contains(value)).for_each(|value| self.values[*value as usize] += 1);
            }
            _ => {}
        }
        status_allowed && missing == 0
    }

    pub(super) fn statuses(&self, criteria: &Criteria) -> Vec<(LineStatus, usize)> {
        let all = LineStatus::ALL.iter().map(|status| (*status, self.statuses[*status as usize]));
        all.filter(|(status, count)| *count > 0 || criteria.statuses.contains(status)).collect()
    }

    pub(super) fn facets<'h>(&self, history: &'h History, required: &Required) -> Vec<Facet<'h>> {
        let counts = self.per_value(history);
        let mut facets: Vec<Facet<'h>> = Vec::new();
        let mut last = None;
        for (place, (name, value)) in history.values.iter().enumerate() {
            let count = counts[place] as usize;
            if count == 0 && required.chosen.binary_search(&number(place)).is_err() {
                continue;
            }
            if last.replace(*name) != Some(*name) {
                facets.push(Facet { name: &history.names[*name as usize], values: Vec::new() });
            }
            facets.last_mut().into_iter().for_each(|facet| facet.values.push(FacetValue { value, count }));
        }
        facets
    }

    fn per_value(&self, history: &History) -> Vec<u32> {
        let mut counts = self.values.clone();
        for (part, hits) in self.parts.iter().enumerate().filter(|(_, hits)| **hits > 0) {
            history.parts.values_at(part).iter().for_each(|value| counts[*value as usize] += hits);
        }
        counts
    }
}
