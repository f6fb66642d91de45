//! A hash for tables that live as long as one history is made: the texts are the shop's own, and there are many of them.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

pub(super) type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;
pub(super) type QuickSet<K> = HashSet<K, BuildHasherDefault<Quick>>;

/// Spreads a number over all bits.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Eight bytes at a time, each folded in by one multiplication.
#[derive(Default)]
pub(super) struct Quick(u64);

impl Quick {
    fn fold_in(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(23) ^ number).wrapping_mul(SPREAD);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        eights.iter().for_each(|eight| self.fold_in(u64::from_le_bytes(*eight)));
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.fold_in(u64::from_le_bytes(last));
    }

    fn write_u8(&mut self, number: u8) {
        self.fold_in(number.into());
    }

    fn write_u32(&mut self, number: u32) {
        self.fold_in(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.fold_in(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.fold_in(number as u64);
    }

    // The upper bits are the best: the table looks at both ends.
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
