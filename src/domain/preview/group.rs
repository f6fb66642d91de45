//! Bundles and sets of a document. Its lines stand singly, and the lines of one bundle may stand apart (P15).

use std::collections::HashMap;

use crate::domain::document::{Bundle, Line};
use crate::domain::money::saturated;

/// Lines that belong together, or one that stands alone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PreviewGroup {
    /// The bundle or set; none: a line that stands alone.
    pub bundle: Option<Bundle>,
    /// The places of its lines in the document, from 0 and in its order; see [`super::Preview::lines`].
    pub lines: Vec<usize>,
    /// What its lines come to, in minor units.
    pub amount: i64,
}

/// Every line in one group; a group stands where its first line does. A bundle has the first name that one of its lines tells.
pub(super) fn groups(lines: &[Line]) -> Vec<PreviewGroup> {
    let mut groups: Vec<PreviewGroup> = Vec::new();
    let mut places = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        let place = line.bundle.as_ref().map_or(groups.len(), |bundle| *places.entry(bundle.number).or_insert(groups.len()));
        if place == groups.len() {
            groups.push(PreviewGroup { bundle: line.bundle.clone(), lines: Vec::new(), amount: 0 });
        }
        groups[place].take(at, line);
    }
    groups.iter_mut().for_each(|group| group.amount = sum(lines, &group.lines));
    groups
}

fn sum(lines: &[Line], places: &[usize]) -> i64 {
    saturated(places.iter().map(|at| i128::from(lines[*at].gross_amount())).sum())
}

impl PreviewGroup {
    fn take(&mut self, at: usize, line: &Line) {
        self.lines.push(at);
        let unnamed = self.bundle.as_mut().filter(|own| own.name.is_empty());
        if let Some((own, told)) = unnamed.zip(line.bundle.as_ref()) {
            own.name.clone_from(&told.name);
        }
    }
}
