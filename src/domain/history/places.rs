//! Which line of which document a line refers to.

use crate::domain::document::{DocumentKind, Line};
use crate::domain::history::settle::{Node, Role, named_sources};
use crate::domain::history::{QuickMap, QuickSet};

/// Where the lines of a document's number are, of those that others refer to: by line number, and by item code.
#[derive(Default)]
pub(super) struct Places<'a> {
    by_line: QuickMap<(&'a str, u32), Vec<usize>>,
    by_item: QuickMap<(&'a str, &'a str), Vec<usize>>,
}

impl<'a> Places<'a> {
    pub(super) fn of(nodes: &[Node<'a>]) -> Self {
        let mut places = Self::default();
        let named: QuickSet<&str> = nodes.iter().flat_map(named_sources).map(String::as_str).collect();
        for (index, Node { document, line, .. }) in nodes.iter().enumerate() {
            if !named.contains(document.number.as_str()) {
                continue;
            }
            places.by_line.entry((&document.number, line.number)).or_default().push(index);
            places.by_item.entry((&document.number, item_of(line))).or_default().push(index);
        }
        places
    }

    /// The line that a line refers to: by its own reference, else the line of the same item in the document's source.
    /// Numbers are unique per kind only, so a valid document, the same item and the likelier kind decide between several.
    pub(super) fn source_of(&self, nodes: &[Node<'a>], index: usize) -> Option<usize> {
        let node = &nodes[index];
        let (candidates, wanted_line) = match (&node.line.source, &node.document.source) {
            (Some(source), _) => (self.by_line.get(&(source.document.as_str(), source.line)), source.line),
            (None, Some(number)) => (self.by_item.get(&(number.as_str(), item_of(node.line))), node.line.number),
            (None, None) => return None,
        };
        let (kinds, said) = (source_kinds(node), source_kind(node));
        let fit = |at: usize| {
            let other = Some(&nodes[at]).filter(|other| said.is_none_or(|kind| kind == other.document.kind))?;
            let kind = kinds.iter().position(|kind| *kind == other.document.kind)?;
            let other_item = item_of(other.line) != item_of(node.line);
            Some((other.role == Role::Nothing, other_item, kind, other.line.number != wanted_line, at))
        };
        // Lines that say nothing of their item are the same only where one names the other.
        candidates
            .filter(|_| node.line.source.is_some() || !item_of(node.line).is_empty())?
            .iter()
            .filter(|at| **at != index)
            .filter_map(|at| fit(*at))
            .min()
            .map(|best| best.4)
    }
}

/// By what an item is told from others: its code, or where it has none its name.
fn item_of(line: &Line) -> &str {
    if line.item_code.is_empty() { &line.item_name } else { &line.item_code }
}

/// The kinds of document a line can refer to, likeliest first.
fn source_kinds(node: &Node<'_>) -> &'static [DocumentKind] {
    let kind = if node.sense() == Role::Return { DocumentKind::Correction } else { node.document.kind };
    kind.sources()
}

/// The kind of document a line refers to, where that is said.
fn source_kind(node: &Node<'_>) -> Option<DocumentKind> {
    let of_line = node.line.source.as_ref().map(|source| node.document.kind_of(&source.document, source.kind));
    of_line.unwrap_or(node.document.source_kind)
}
