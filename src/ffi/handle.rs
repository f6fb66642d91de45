//! Handles: checked 64-bit keys to objects. A key is never an address; a wrong one is an error, whatever it is.

use std::collections::VecDeque;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;

use crate::error::{Error, ErrorKind, Result};
use crate::ffi::object::{Object, Stored};
use crate::ffi::raw::{Closed, FLAGS, Place, QuietFloats, Using, misuse, quiet_floats};
use crate::ffi::{callback, raw};

/// A handle type as C sees it, and the object behind it.
pub trait Handle: Copy {
    /// What it names.
    type Object: Stored;
    /// Whether any number of threads may use it (a door: an `Arc`, held only to be cloned).
    const SHARED: bool;
    /// The key's number.
    fn key(self) -> i64;
    /// From a key's number.
    fn from_key(key: i64) -> Self;
}

/// Makes a written-out handle type one: `handle!(clientela_values, ValuesObject)`;
/// for a door `handle!(clientela_desk, Arc<Desk>, shared)`.
macro_rules! handle {
    ($name:ident, $object:ty) => {
        handle!($name, $object, false);
    };
    ($name:ident, $object:ty, shared) => {
        handle!($name, $object, true);
    };
    ($name:ident, $object:ty, $shared:literal) => {
        impl crate::ffi::handle::Handle for $name {
            type Object = $object;
            const SHARED: bool = $shared;
            fn key(self) -> i64 {
                self.0
            }
            fn from_key(key: i64) -> Self {
                Self(key)
            }
        }

        impl crate::ffi::raw::Plain for $name {
            const ZERO: Self = Self(0);
        }
    };
}
pub(super) use handle;

/// The table of this process.
pub static HANDLES: Table = Table::new(LAST_GENERATION);

/// After so many uses a slot is retired, so that no key is ever given twice.
const LAST_GENERATION: u32 = (1 << GENERATION_BITS) - 1;

/// Spreads a small number over all bits.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

const INDEX_BITS: u32 = 24;
const GENERATION_BITS: u32 = 24;

/// The first segment has so many slots, each further one twice as many as the one before.
const FIRST_SEGMENT: u32 = 64;
const SEGMENTS: usize = 18;

/// One object, or none; on cache lines of its own, so that threads with handles of their own don't disturb each other.
#[repr(align(64))]
struct Slot(Place<Object>);

/// Which slots are free, first in first out.
struct Free {
    /// Index and the generation it gets next.
    slots: VecDeque<(u32, u32)>,
    /// The first index never used.
    next: u32,
    live: usize,
}

/// Segments that never move once they are there: reading needs no lock.
pub struct Table {
    segments: [OnceLock<Box<[Slot]>>; SEGMENTS],
    free: Mutex<Free>,
    mask: OnceLock<u64>,
    last_generation: u32,
}

impl Table {
    pub const fn new(last_generation: u32) -> Self {
        let free = Free { slots: VecDeque::new(), next: 0, live: 0 };
        Self { segments: [const { OnceLock::new() }; SEGMENTS], free: Mutex::new(free), mask: OnceLock::new(), last_generation }
    }

    /// How many handles are not freed.
    pub fn live(&self) -> usize {
        self.free().live
    }

    #[cfg(test)]
    pub fn slots_begun(&self) -> u32 {
        self.free().next
    }

    #[cfg(test)]
    pub fn index_of<H: Handle>(&self, handle: H) -> u32 {
        self.unseal(handle.key().cast_unsigned()).0
    }

    /// Puts an object in and gives its handle.
    pub fn insert<H: Handle>(&self, object: H::Object) -> Result<H> {
        let (index, generation) = self.take_slot()?;
        let slot = self.slot(index).ok_or_else(full)?;
        let key = self.seal(index, generation, H::Object::KIND);
        let filled = slot.fill(key, object.store());
        if filled { Ok(H::from_key(key.cast_signed())) } else { Err(Error::new(ErrorKind::Internal, "handle.slot_taken")) }
    }

    /// Opens a handle for the time of a call.
    #[inline]
    pub fn open<H: Handle>(&self, handle: H, argument: &'static str) -> Result<Held<'_, H::Object>> {
        if H::SHARED && callback::inside() {
            return Err(misuse("handle.in_use", argument));
        }
        let (key, slot) = self.find(handle, argument)?;
        entered::<H, _>(argument, || slot.open(key)).map(|using| Held { using, object: PhantomData })
    }

    /// Takes an object out; its handle means nothing from now on. No handle: nothing happens.
    pub fn remove<H: Handle>(&self, handle: H, argument: &'static str) -> Result<Option<Object>> {
        if handle.key() == 0 {
            return Ok(None);
        }
        let (key, slot) = self.find(handle, argument)?;
        let object = entered::<H, _>(argument, || slot.take(key))?;
        let (index, generation) = self.unseal(key);
        self.give_slot_back(index, generation);
        Ok(object)
    }

    #[inline]
    fn find<H: Handle>(&self, handle: H, argument: &'static str) -> Result<(u64, &Place<Object>)> {
        let key = handle.key().cast_unsigned();
        let (index, _) = self.unseal(key);
        match self.slot(index) {
            Some(slot) if key != 0 && key & FLAGS == 0 && self.kind(key) == u64::from(H::Object::KIND) => Ok((key, slot)),
            slot => Err(wrong(key, slot, argument)),
        }
    }

    #[inline]
    fn slot(&self, index: u32) -> Option<&Place<Object>> {
        let (segment, offset) = place(index);
        Some(&self.segments.get(segment)?.get()?.get(offset)?.0)
    }

    fn kind(&self, key: u64) -> u64 {
        (key ^ self.mask()) >> (INDEX_BITS + GENERATION_BITS)
    }

    fn take_slot(&self) -> Result<(u32, u32)> {
        let mut free = self.free();
        let taken = match free.slots.pop_front() {
            Some(slot) => slot,
            None => self.new_slot(&mut free)?,
        };
        free.live += 1;
        Ok(taken)
    }

    fn new_slot(&self, free: &mut Free) -> Result<(u32, u32)> {
        let (segment, _) = place(free.next);
        let lock = self.segments.get(segment).ok_or_else(full)?;
        if lock.get().is_none() {
            let size = (FIRST_SEGMENT as usize) << segment;
            let mut slots = Vec::new();
            slots.try_reserve_exact(size).map_err(|_| full())?;
            slots.resize_with(size, || Slot(Place::empty()));
            lock.get_or_init(|| slots.into_boxed_slice());
        }
        let index = free.next;
        free.next += 1;
        Ok((index, 1))
    }

    fn give_slot_back(&self, index: u32, generation: u32) {
        let mut free = self.free();
        free.live -= 1;
        if generation < self.last_generation {
            free.slots.push_back((index, generation + 1));
        }
    }

    fn free(&self) -> MutexGuard<'_, Free> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn seal(&self, index: u32, generation: u32, kind: u8) -> u64 {
        let open = u64::from(kind) << (INDEX_BITS + GENERATION_BITS) | u64::from(generation) << INDEX_BITS | u64::from(index);
        open ^ self.mask()
    }

    fn unseal(&self, key: u64) -> (u32, u32) {
        let open = key ^ self.mask();
        let part = |shift: u32, bits: u32| u32::try_from(open >> shift & ((1 << bits) - 1)).unwrap_or(u32::MAX);
        (part(0, INDEX_BITS), part(INDEX_BITS, GENERATION_BITS))
    }

    /// Keys are masked by chance: one of another process, or a number that was never a key, is not taken for ours. A forked child
    /// has another mask than its parent. Bit 61 is always set and the flags are never, so that no key is 0.
    fn mask(&self) -> u64 {
        let mask = *self.mask.get_or_init(|| {
            raw::count_forks();
            getrandom::u64().unwrap_or(0)
        });
        (mask ^ raw::forks().wrapping_mul(SPREAD)) & !FLAGS | 1 << 61
    }
}

/// A door is waited for: it is held only to be cloned.
fn entered<H: Handle, T>(argument: &'static str, enter: impl Fn() -> std::result::Result<T, Closed>) -> Result<T> {
    loop {
        match enter() {
            Ok(entered) => return Ok(entered),
            Err(Closed::InUse) if H::SHARED => thread::yield_now(),
            Err(closed) => return Err(refused(closed, argument)),
        }
    }
}

#[cold]
fn wrong(key: u64, slot: Option<&Place<Object>>, argument: &'static str) -> Error {
    match slot {
        _ if key == 0 => misuse("handle.none", argument),
        Some(slot) if slot.is(key) => misuse("handle.wrong_kind", argument),
        _ => misuse("handle.unknown", argument),
    }
}

#[cold]
fn refused(closed: Closed, argument: &'static str) -> Error {
    match closed {
        Closed::Unknown => misuse("handle.unknown", argument),
        Closed::InUse => misuse("handle.in_use", argument),
        Closed::Broken => Error::new(ErrorKind::Internal, "handle.broken").with("argument", argument),
    }
}

fn full() -> Error {
    Error::new(ErrorKind::Limit, "handle.too_many")
}

/// The segment of an index and the place in it.
fn place(index: u32) -> (usize, usize) {
    let number = index + FIRST_SEGMENT;
    let segment = number.ilog2() - FIRST_SEGMENT.ilog2();
    (segment as usize, (number - (FIRST_SEGMENT << segment)) as usize)
}

/// An object in use by this call; nobody else can use it until this is dropped.
pub struct Held<'t, T> {
    using: Using<'t, Object>,
    object: PhantomData<T>,
}

impl<T: Stored> Deref for Held<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.using.as_ref().and_then(T::of).expect("the key told the kind")
    }
}

impl<T: Stored> DerefMut for Held<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.using.as_mut().and_then(T::of_mut).expect("the key told the kind")
    }
}

/// Opens a handle of this process.
pub fn open<H: Handle>(handle: H, argument: &'static str) -> Result<Held<'static, H::Object>> {
    HANDLES.open(handle, argument)
}

/// A door that this call went through; floating-point exceptions are masked meanwhile.
pub struct Inside<D> {
    door: Arc<D>,
    _quiet: QuietFloats,
}

impl<D> Inside<D> {
    /// Goes through a door, also for objects that keep theirs and read on from the store.
    pub fn of(door: &Arc<D>) -> Self {
        Self { door: Arc::clone(door), _quiet: quiet_floats() }
    }
}

impl<D> Deref for Inside<D> {
    type Target = Arc<D>;
    fn deref(&self) -> &Arc<D> {
        &self.door
    }
}

/// Opens a door: any number of threads may be inside.
#[allow(dead_code, reason = "doors need a store, which the domain alone has not")]
pub fn door<D, H: Handle<Object = Arc<D>>>(handle: H, argument: &'static str) -> Result<Inside<D>>
where
    Arc<D>: Stored,
{
    Ok(Inside::of(&*HANDLES.open(handle, argument)?))
}
