//! The needles of a residue scan: a person's identifying values in every spelling in which they may have been left behind.

use std::fmt;

use zeroize::{Zeroize, Zeroizing};

use crate::domain::document::Addressee;
use crate::domain::erasure::addressee_values;
use crate::domain::field::{Field, FieldType, Personal};
use crate::domain::subject::Values;

mod mark;
mod mention;
mod spelling;

pub use mark::{Mark, Way, marks_of};
pub use mention::{Mention, Mentions};

/// Shorter values, in characters, are looked for as whole values only: as bytes they are everywhere.
pub const SHORTEST_NEEDLE: usize = 5;

/// Fewer digits of a phone number are looked for as whole values only.
pub const SHORTEST_DIGITS: usize = 7;

/// Four bytes tell whether a needle may begin here.
const WINDOW: usize = 4;

/// One spelling of one value. It prints field and spelling, never the value.
pub struct Needle {
    /// The field it comes from.
    pub field: Field,
    /// The spelling: characters, then encoding, such as `nfc/utf-16le`.
    pub spelling: &'static str,
    /// Which of the person's values it is: spellings of one value share the number.
    pub value: usize,
    bytes: Vec<u8>,
    /// Only as whole words: somebody else has a longer word in which it stands.
    apart: bool,
}

/// Where a needle was found.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The offset in bytes.
    pub offset: usize,
    /// What was found.
    pub needle: &'a Needle,
}

/// The needles of one person, ready to search with.
///
/// ```
/// use clientela::domain::{field::Field, needle::needles, subject::Values};
/// let mut values = Values::default();
/// values.set(Field::FamilyName, 0, "Gonçalves");
/// let needles = needles(&[&values], &[]);
/// let places = needles.find_in(b"...goncalves...");
/// assert_eq!((places[0].offset, places[0].needle.spelling), (3, "fold/utf-8"));
/// assert!(needles.find_in(b"somebody else").is_empty());
/// ```
pub struct Needles {
    parts: Vec<Needle>,
    whole: Vec<Needle>,
    /// Which hashes of four bytes begin a needle, one bit each.
    begins: Box<[u64; 1024]>,
    /// The needles that are long enough, by the hash of their first bytes.
    buckets: Vec<(u16, usize)>,
}

/// The needles for these values and for what was issued to the person.
pub fn needles(values: &[&Values], addressees: &[&Addressee]) -> Needles {
    let (mut parts, mut whole) = (Vec::new(), Vec::new());
    for (value, (field, text)) in sought(values, addressees).iter().enumerate() {
        spellings_of(*field, value, text, &mut parts, &mut whole);
    }
    Needles::build(parts, whole)
}

/// What a person is known by: each value once, names in full too.
fn sought(values: &[&Values], addressees: &[&Addressee]) -> Vec<(Field, Zeroizing<String>)> {
    let own = values.iter().flat_map(|values| values.iter().map(|(field, _, text)| (field, text.to_owned())));
    let names = values.iter().flat_map(|values| full_names(values));
    let issued = addressees.iter().flat_map(|addressee| addressee_values(addressee)).map(|(field, text)| (field, text.to_owned()));
    let sought = own.chain(names).chain(issued).filter(|(field, text)| is_sought(*field, text));
    let mut all: Vec<(Field, Zeroizing<String>)> = sought.map(|(field, text)| (field, Zeroizing::new(text))).collect();
    all.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
    all.dedup_by(|next, kept| next.1 == kept.1);
    all
}

/// First and last name together, in both orders: short names are found by it.
fn full_names(values: &Values) -> Vec<(Field, String)> {
    let (Some(given), Some(family)) = (values.get(Field::GivenName), values.get(Field::FamilyName)) else { return Vec::new() };
    [format!("{given} {family}"), format!("{family} {given}"), format!("{family}, {given}")].map(|name| (Field::FamilyName, name)).into()
}

fn is_sought(field: Field, text: &str) -> bool {
    let spec = field.spec();
    spec.personal == Personal::Identifying && spec.kind != FieldType::Opaque && !text.is_empty()
}

fn spellings_of(field: Field, value: usize, text: &str, parts: &mut Vec<Needle>, whole: &mut Vec<Needle>) {
    let phone = field.spec().kind == FieldType::Phone;
    let long = text.chars().count() >= SHORTEST_NEEDLE;
    for spelling::Spelled { name, bytes, chars, plain } in spelling::all(text, phone) {
        let enough = if name.starts_with("digits") { chars >= SHORTEST_DIGITS } else { chars >= SHORTEST_NEEDLE };
        let needle = |bytes| Needle { field, spelling: name, value, bytes, apart: false };
        if plain {
            whole.push(needle(bytes.clone()));
        }
        if long && enough && bytes.len() >= WINDOW {
            parts.push(needle(bytes));
        }
    }
}

fn hash(window: [u8; WINDOW]) -> u16 {
    let mixed = u32::from_le_bytes(window).wrapping_mul(0x9E37_79B1).to_be_bytes();
    u16::from_be_bytes([mixed[0], mixed[1]])
}

fn window(bytes: &[u8]) -> Option<u16> {
    bytes.first_chunk().map(|first| hash(*first))
}

/// Whether no letter and no digit goes on before or behind it.
fn stands_apart(bytes: &[u8], offset: usize, length: usize) -> bool {
    let goes_on = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    !goes_on(offset.checked_sub(1).and_then(|at| bytes.get(at))) && !goes_on(bytes.get(offset + length))
}

impl Needles {
    fn build(mut parts: Vec<Needle>, mut whole: Vec<Needle>) -> Self {
        for list in [&mut parts, &mut whole] {
            list.sort_by(|a, b| a.bytes.cmp(&b.bytes));
            list.dedup_by(|next, kept| next.bytes == kept.bytes);
        }
        let mut needles = Self { parts, whole, begins: Box::new([0; 1024]), buckets: Vec::new() };
        needles.index();
        needles
    }

    fn index(&mut self) {
        self.begins.fill(0);
        self.buckets = self.parts.iter().enumerate().filter_map(|(at, needle)| Some((window(&needle.bytes)?, at))).collect();
        self.buckets.sort_unstable();
        for (hash, _) in &self.buckets {
            self.begins[usize::from(hash >> 6)] |= 1 << (hash & 63);
        }
    }

    /// Every place in `bytes` where a needle begins, by offset. Who reads in chunks lets them overlap by [`Needles::longest`] bytes.
    pub fn find_in(&self, bytes: &[u8]) -> Vec<Place<'_>> {
        let mut places = Vec::new();
        for (offset, four) in bytes.windows(WINDOW).enumerate() {
            let hash = hash([four[0], four[1], four[2], four[3]]);
            if self.begins[usize::from(hash >> 6)] >> (hash & 63) & 1 == 1 {
                self.compare(hash, offset, bytes, &mut places);
            }
        }
        places
    }

    fn compare<'a>(&'a self, hash: u16, offset: usize, bytes: &[u8], places: &mut Vec<Place<'a>>) {
        let first = self.buckets.partition_point(|(other, _)| *other < hash);
        for (_, at) in self.buckets[first..].iter().take_while(|(other, _)| *other == hash) {
            let needle = &self.parts[*at];
            let is_here = bytes[offset..].starts_with(&needle.bytes);
            if is_here && (!needle.apart || stands_apart(bytes, offset, needle.bytes.len())) {
                places.push(Place { offset, needle });
            }
        }
    }

    /// Whether a column's whole value is one of the person's values, however short.
    pub fn is_value(&self, column: &[u8]) -> Option<&Needle> {
        self.whole.binary_search_by(|needle| needle.bytes.as_slice().cmp(column)).ok().map(|at| &self.whole[at])
    }

    /// Leaves out the values that somebody else has too (a family name, a street): `living` is a value of a person who stays. It counts as
    /// it is and as an index or a sorted list holds it: folded, and joined to one word. What is only a part of a longer word there
    /// (`an@example.org` in `susan@example.org`) is looked for as whole words from now on. Returns how many values were left out.
    pub fn leave_out_shared(&mut self, living: &[u8]) -> usize {
        self.leave_out(living, &|_| true)
    }

    /// The same with what is noted of a person who stays: only what was noted of the other is left out by it, who may be mentioned there.
    pub fn leave_out_said(&mut self, living: &[u8]) -> usize {
        self.leave_out(living, &|field| mention::SAID.contains(&field))
    }

    fn leave_out(&mut self, living: &[u8], may: &dyn Fn(Field) -> bool) -> usize {
        let (mut shared, mut within) = (Vec::new(), Vec::new());
        self.compare_with(living, may, &mut shared, &mut within);
        if let Ok(text) = std::str::from_utf8(living) {
            let folded = if text.is_ascii() { vec![text.to_ascii_lowercase()] } else { spelling::folded(text) };
            for form in folded {
                self.compare_with(form.as_bytes(), may, &mut shared, &mut within);
                self.compare_with(spelling::joined(&form).as_bytes(), may, &mut shared, &mut within);
            }
        }
        shared.sort_unstable();
        shared.dedup();
        if !shared.is_empty() {
            self.parts.retain(|needle| !shared.contains(&needle.value));
            self.whole.retain(|needle| !shared.contains(&needle.value));
            self.index();
        }
        if !within.is_empty() {
            self.parts.iter_mut().filter(|needle| within.contains(&needle.value)).for_each(|needle| needle.apart = true);
        }
        shared.len()
    }

    fn compare_with(&self, living: &[u8], may: &dyn Fn(Field) -> bool, shared: &mut Vec<usize>, within: &mut Vec<usize>) {
        for Place { offset, needle } in self.find_in(living).into_iter().filter(|place| may(place.needle.field)) {
            let apart = stands_apart(living, offset, needle.bytes.len());
            if apart { shared.push(needle.value) } else { within.push(needle.value) }
        }
        shared.extend(self.is_value(living).filter(|needle| may(needle.field)).map(|needle| needle.value));
    }

    /// The length of the longest needle, in bytes.
    pub fn longest(&self) -> usize {
        self.parts.iter().map(|needle| needle.bytes.len()).max().unwrap_or(0)
    }

    /// How many needles there are.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Whether there is nothing to look for, not even as a whole value.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.whole.is_empty()
    }

    /// Every needle that is looked for in bytes.
    pub fn iter(&self) -> impl Iterator<Item = &Needle> {
        self.parts.iter()
    }
}

impl fmt::Debug for Needle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Needle({}, {})", self.field.name(), self.spelling)
    }
}

impl fmt::Debug for Needles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Needles({})", self.parts.len())
    }
}

impl Drop for Needle {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

impl Drop for Needles {
    fn drop(&mut self) {
        self.buckets.zeroize();
        self.begins.zeroize();
    }
}

#[cfg(test)]
mod tests;
