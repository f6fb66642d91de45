//! Names with values, as a line has them by the dozen: all texts one behind the other in one piece of memory.

use std::fmt;

/// Names with values, in the order they were given: properties of a piece (size), attributes of an item (brand). A name may stand twice.
///
/// ```
/// use clientela::domain::pairs::Pairs;
/// let mut pairs = Pairs::from([("size", "42")]);
/// pairs.push("width", "G");
/// assert!(pairs.contains("size", "42") && pairs.len() == 2);
/// assert_eq!(pairs.iter().collect::<Vec<_>>(), [("size", "42"), ("width", "G")]);
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Pairs {
    texts: String,
    /// Where each name and each value ends in the texts.
    ends: Vec<(usize, usize)>,
}

impl Pairs {
    /// Without a pair.
    pub const fn new() -> Self {
        Self { texts: String::new(), ends: Vec::new() }
    }

    /// With room for so many pairs and bytes of text.
    #[cfg(feature = "sqlite")]
    pub(crate) fn with_capacity(pairs: usize, bytes: usize) -> Self {
        Self { texts: String::with_capacity(bytes), ends: Vec::with_capacity(pairs) }
    }

    /// Adds one behind the others.
    pub fn push(&mut self, name: &str, value: &str) {
        self.texts.push_str(name);
        let name_end = self.texts.len();
        self.texts.push_str(value);
        self.ends.push((name_end, self.texts.len()));
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether this name has this value.
    pub fn contains(&self, name: &str, value: &str) -> bool {
        self.iter().any(|pair| pair == (name, value))
    }

    /// Name and value of each, in order.
    pub fn iter(&self) -> PairsIter<'_> {
        PairsIter { texts: &self.texts, start: 0, ends: self.ends.iter() }
    }
}

impl fmt::Debug for Pairs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// Walks over [`Pairs`].
///
/// ```
/// # use clientela::domain::pairs::Pairs;
/// for (name, value) in &Pairs::from([("size", "42")]) {
///     assert_eq!((name, value), ("size", "42"));
/// }
/// ```
#[derive(Clone, Debug)]
pub struct PairsIter<'a> {
    texts: &'a str,
    start: usize,
    ends: std::slice::Iter<'a, (usize, usize)>,
}

impl<'a> Iterator for PairsIter<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let (name_end, end) = *self.ends.next()?;
        let pair = (&self.texts[self.start..name_end], &self.texts[name_end..end]);
        self.start = end;
        Some(pair)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.ends.size_hint()
    }
}

impl ExactSizeIterator for PairsIter<'_> {}

impl<'a> IntoIterator for &'a Pairs {
    type Item = (&'a str, &'a str);
    type IntoIter = PairsIter<'a>;

    fn into_iter(self) -> PairsIter<'a> {
        self.iter()
    }
}

impl<N: AsRef<str>, V: AsRef<str>> FromIterator<(N, V)> for Pairs {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        let mut all = Self::new();
        pairs.into_iter().for_each(|(name, value)| all.push(name.as_ref(), value.as_ref()));
        all
    }
}

impl<N: AsRef<str>, V: AsRef<str>, const COUNT: usize> From<[(N, V); COUNT]> for Pairs {
    fn from(pairs: [(N, V); COUNT]) -> Self {
        pairs.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_cut_otherwise_are_other_pairs() {
        let pairs = [Pairs::from([("ab", "c")]), Pairs::from([("a", "bc")]), Pairs::from([("a", "b"), ("c", "")])];
        assert!(pairs[0] != pairs[1] && pairs[1] != pairs[2]);
        assert_eq!(format!("{:?}", pairs[2]), r#"{"a": "b", "c": ""}"#);
        assert!(!pairs[0].contains("a", "bc") && pairs[1].contains("a", "bc"));
        assert_eq!((pairs[2].iter().len(), Pairs::new().iter().next()), (2, None));
    }
}
