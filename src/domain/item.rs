//! Items of the assortment, as the ERP feeds them; a document's line takes over what it shows.

use crate::domain::document::Line;
use crate::domain::pairs::Pairs;

/// An item.
///
/// ```
/// use clientela::domain::{document::Line, item::Item};
/// let item = Item { code: "7".into(), name: "Strings".into(), ..Item::default() };
/// let mut line = Line { item_code: "7".into(), ..Line::default() };
/// item.complete(&mut line);
/// assert_eq!(line.item_name, "Strings");
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Item {
    /// The item's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its EAN, empty where it has none.
    pub ean: String,
    /// Properties by name.
    pub properties: Pairs,
    /// Attributes by name.
    pub attributes: Pairs,
}

impl Item {
    /// Gives a line what it leaves open: name, EAN, properties and attributes.
    pub fn complete(&self, line: &mut Line) {
        for (own, mine) in [(&mut line.item_name, &self.name), (&mut line.ean, &self.ean)] {
            if own.is_empty() {
                own.clone_from(mine);
            }
        }
        for (own, mine) in [(&mut line.properties, &self.properties), (&mut line.attributes, &self.attributes)] {
            if own.is_empty() {
                own.clone_from(mine);
            }
        }
    }
}
