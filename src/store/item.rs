//! Items of the assortment, and the form in which properties are stored.

use crate::domain::field::RecordKind;
use crate::domain::item::Item;
use crate::domain::journal::EntryKind;
use crate::domain::pairs::Pairs;
use crate::error::Result;
use crate::store::journal::Draft;
use crate::store::sql::{Param, damaged};
use crate::store::unit::{Reader, Writer};

pub(super) fn pairs_to_json(pairs: &Pairs) -> Result<String> {
    if pairs.is_empty() {
        return Ok(String::new());
    }
    serde_json::to_string(&pairs.iter().collect::<Vec<_>>()).map_err(|_| damaged())
}

pub(super) fn pairs_from_json(json: &str) -> Result<Pairs> {
    if json.is_empty() {
        return Ok(Pairs::new());
    }
    let read = || serde_json::from_str::<Vec<(String, String)>>(json).map(Pairs::from_iter).map_err(|_| damaged());
    plain_pairs(json).map_or_else(read, Ok)
}

/// The pairs of a text as [`pairs_to_json`] writes it, where nothing in it is escaped: a history reads thousands of them.
fn plain_pairs(json: &str) -> Option<Pairs> {
    let mut pieces = Some(json).filter(|json| !json.contains('\\'))?.split('"');
    let mut pairs = Pairs::with_capacity(4, json.len());
    let mut before = ("[[", pieces.next()?);
    while before.0 == before.1 {
        let (name, between, value) = (pieces.next()?, pieces.next()?, pieces.next()?);
        pairs.push(name, Some(value).filter(|_| between == ",")?);
        before = ("],[", pieces.next()?);
    }
    (before.1 == "]]" && !pairs.is_empty() && pieces.next().is_none()).then_some(pairs)
}

impl Reader<'_> {
    /// The item with this code.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn item(&mut self, code: &str) -> Result<Option<Item>> {
        self.one("SELECT code, name, ean, properties, attributes FROM item WHERE code = $1", &[code.into()], |row| {
            Ok(Item {
                code: row.text(0)?.to_owned(),
                name: row.text(1)?.to_owned(),
                ean: row.text(2)?.to_owned(),
                properties: pairs_from_json(row.text(3)?)?,
                attributes: pairs_from_json(row.text(4)?)?,
            })
        })
    }
}

impl Writer<'_> {
    pub(super) fn put_item(&mut self, item: &Item) -> Result<Draft> {
        let sql = "INSERT INTO item (code, name, ean, properties, attributes) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (code) DO UPDATE \
                   SET name = excluded.name, ean = excluded.ean, properties = excluded.properties, attributes = excluded.attributes";
        let (properties, attributes) = (pairs_to_json(&item.properties)?, pairs_to_json(&item.attributes)?);
        let texts = [&item.code, &item.name, &item.ean, &properties, &attributes];
        self.session.execute(sql, &texts.map(Param::from))?;
        Ok(Draft::of(EntryKind::Changed, RecordKind::Item, item.code.clone(), None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_as_they_were_written() {
        let texts = ["", "a", "\"", "\\", "],[", "\"],[\"", "\",\"", "ä\n", "[[\""];
        for (name, value) in texts.iter().flat_map(|name| texts.map(|value| (name, value))) {
            let pair = (*name, value);
            for pairs in [Pairs::from([pair]), Pairs::from([pair, ("size", "42"), pair])] {
                assert_eq!(pairs_from_json(&pairs_to_json(&pairs).unwrap()).unwrap(), pairs);
            }
        }
        for broken in ["[", "[[\"a\"]]", "[[\"a\",\"b\",\"c\"]]", "[[\"a\",1]]", "[[\"a\",\"b\"],[\"c\"]]", "{}"] {
            assert!(pairs_from_json(broken).is_err(), "{broken}");
        }
    }
}
