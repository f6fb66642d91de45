//! Handles: checked 64-bit keys to objects. A key is never an address; a wrong one is an error, whatever it is.

use std::any::Any;
use std::collections::VecDeque;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, TryLockError};
use std::thread;

use crate::error::{Error, ErrorKind, Result};
use crate::ffi::callback;
use crate::ffi::raw::misuse;

/// What a handle names; the number is part of its key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Error = 1,
    Values = 2,
    Entries = 3,
}

/// A handle type as C sees it, and the object behind it.
pub trait Handle: Copy {
    /// What it names.
    type Object: Send + 'static;
    /// The kind in its keys; each type has its own.
    const KIND: Kind;
    /// Whether any number of threads may use it (a door: an `Arc`, held only to be cloned).
    const SHARED: bool;
    /// The key's number.
    fn key(self) -> i64;
    /// From a key's number.
    fn from_key(key: i64) -> Self;
}

/// Makes a written-out handle type one: `handle!(clientela_values, Values, ValuesObject)`;
/// for a door `handle!(clientela_desk, Desk, Desk, shared)`, which puts it into an `Arc`.
macro_rules! handle {
    ($name:ident, $kind:ident, $object:ty) => {
        handle!($name, $kind, $object, false);
    };
    ($name:ident, $kind:ident, $object:ty, shared) => {
        handle!($name, $kind, std::sync::Arc<$object>, true);
    };
    ($name:ident, $kind:ident, $object:ty, $shared:literal) => {
        impl crate::ffi::handle::Handle for $name {
            type Object = $object;
            const KIND: crate::ffi::handle::Kind = crate::ffi::handle::Kind::$kind;
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

type Object = Box<dyn Any + Send>;

/// The table of this process.
pub static HANDLES: Table = Table::new(LAST_GENERATION);

/// After so many uses a slot is retired, so that no key is ever given twice.
const LAST_GENERATION: u32 = (1 << GENERATION_BITS) - 1;

const INDEX_BITS: u32 = 24;
const GENERATION_BITS: u32 = 24;

/// The first segment has so many slots, each further one twice as many as the one before.
const FIRST_SEGMENT: u32 = 64;
const SEGMENTS: usize = 18;

/// One object, or none; on cache lines of its own, so that threads with handles of their own don't disturb each other.
#[repr(align(64))]
#[derive(Default)]
struct Slot {
    /// The key of the object that is here; 0 for none. Changed under the lock only.
    key: AtomicU64,
    object: Mutex<Option<Object>>,
}

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
        let key = self.seal(index, generation, H::KIND);
        let mut place = slot.object.lock().unwrap_or_else(PoisonError::into_inner);
        *place = Some(Box::new(object));
        slot.key.store(key, Ordering::Release);
        Ok(H::from_key(key.cast_signed()))
    }

    /// Opens a handle for the time of a call. A door's caller clones what it opened and drops this at once.
    pub fn open<H: Handle>(&self, handle: H, argument: &'static str) -> Result<Held<'_, H::Object>> {
        if H::SHARED && callback::inside() {
            return Err(misuse("handle.in_use", argument));
        }
        let (guard, _) = self.lock(handle, argument)?;
        let guard = guard.map_err(|_| Error::new(ErrorKind::Internal, "handle.broken").with("argument", argument))?;
        Ok(Held { guard, object: PhantomData })
    }

    /// Takes an object out; its handle means nothing from now on. No handle: nothing happens.
    pub fn remove<H: Handle>(&self, handle: H, argument: &'static str) -> Result<Option<Object>> {
        if handle.key() == 0 {
            return Ok(None);
        }
        let (guard, slot) = self.lock(handle, argument)?;
        let mut guard = guard.unwrap_or_else(PoisonError::into_inner);
        let object = guard.take();
        slot.key.store(0, Ordering::Release);
        slot.object.clear_poison();
        drop(guard);
        let (index, generation) = self.unseal(handle.key().cast_unsigned());
        self.give_slot_back(index, generation);
        Ok(object)
    }

    fn lock<H: Handle>(&self, handle: H, argument: &'static str) -> Result<(Locked<'_>, &Slot)> {
        let key = handle.key().cast_unsigned();
        let slot = self.find::<H>(key, argument)?;
        loop {
            let guard = match slot.object.try_lock() {
                Ok(guard) => Ok(guard),
                Err(TryLockError::Poisoned(broken)) => Err(broken),
                Err(TryLockError::WouldBlock) if H::SHARED && slot.key.load(Ordering::Acquire) == key => {
                    thread::yield_now();
                    continue;
                }
                Err(TryLockError::WouldBlock) => return Err(misuse("handle.in_use", argument)),
            };
            let same = slot.key.load(Ordering::Acquire) == key;
            return if same { Ok((guard, slot)) } else { Err(misuse("handle.unknown", argument)) };
        }
    }

    fn find<H: Handle>(&self, key: u64, argument: &'static str) -> Result<&Slot> {
        if key == 0 {
            return Err(misuse("handle.none", argument));
        }
        let (index, _) = self.unseal(key);
        let slot = self.slot(index).filter(|slot| slot.key.load(Ordering::Acquire) == key);
        let slot = slot.ok_or_else(|| misuse("handle.unknown", argument))?;
        let kind = (key ^ self.mask()) >> (INDEX_BITS + GENERATION_BITS);
        if kind == H::KIND as u64 { Ok(slot) } else { Err(misuse("handle.wrong_kind", argument)) }
    }

    fn slot(&self, index: u32) -> Option<&Slot> {
        let (segment, offset) = place(index);
        self.segments.get(segment)?.get()?.get(offset)
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
            slots.resize_with(size, Slot::default);
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

    fn seal(&self, index: u32, generation: u32, kind: Kind) -> u64 {
        let open = (kind as u64) << (INDEX_BITS + GENERATION_BITS) | u64::from(generation) << INDEX_BITS | u64::from(index);
        open ^ self.mask()
    }

    fn unseal(&self, key: u64) -> (u32, u32) {
        let open = key ^ self.mask();
        let part = |shift: u32, bits: u32| u32::try_from(open >> shift & ((1 << bits) - 1)).unwrap_or(u32::MAX);
        (part(0, INDEX_BITS), part(INDEX_BITS, GENERATION_BITS))
    }

    /// Keys are masked by chance: one of another process, or a number that was never a key, is not taken for ours.
    /// Bit 62 is always set and bit 63 never, so that no key is 0 or negative.
    fn mask(&self) -> u64 {
        *self.mask.get_or_init(|| getrandom::u64().unwrap_or(0) >> 2 | 1 << 62)
    }
}

type Guard<'t> = MutexGuard<'t, Option<Object>>;
type Locked<'t> = std::result::Result<Guard<'t>, PoisonError<Guard<'t>>>;

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
    guard: Guard<'t>,
    object: PhantomData<T>,
}

impl<T: 'static> Deref for Held<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.guard.as_ref().and_then(|object| object.downcast_ref()).expect("the key told the kind")
    }
}

impl<T: 'static> DerefMut for Held<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.guard.as_mut().and_then(|object| object.downcast_mut()).expect("the key told the kind")
    }
}

/// Opens a handle of this process.
pub fn open<H: Handle>(handle: H, argument: &'static str) -> Result<Held<'static, H::Object>> {
    HANDLES.open(handle, argument)
}

/// Opens a door: any number of threads may be inside.
#[allow(dead_code, reason = "doors need a store, which the domain alone has not")]
pub fn door<D: Send + Sync + 'static, H: Handle<Object = Arc<D>>>(handle: H, argument: &'static str) -> Result<Arc<D>> {
    Ok(Arc::clone(&*HANDLES.open(handle, argument)?))
}
