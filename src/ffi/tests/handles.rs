use std::collections::HashSet;
use std::sync::{Arc, Barrier};
use std::thread;

use crate::ffi::callback::Progress;
use crate::ffi::cursor::Cursor;
use crate::ffi::handle::{HANDLES, Handle, Table, door, handle};
use crate::ffi::status;
use crate::ffi::values::{Entry, ValuesObject, clientela_entries, clientela_values};

/// A door of these tests.
#[repr(transparent)]
#[derive(Clone, Copy)]
struct Door(i64);
handle!(Door, Arc<u32>, shared);

fn new_values(table: &Table) -> clientela_values {
    table.insert(ValuesObject::default()).unwrap()
}

fn code_of(table: &Table, handle: clientela_values) -> &'static str {
    table.open(handle, "values").map_or_else(|error| error.code(), |_| "opened")
}

#[test]
fn a_freed_handle_is_unknown_also_when_its_slot_is_used_again() {
    let table = Table::new(100);
    let first = new_values(&table);
    assert_eq!(code_of(&table, first), "opened");
    table.remove(first, "values").unwrap();
    assert_eq!(code_of(&table, first), "handle.unknown");
    let second = new_values(&table);
    assert_ne!(first.key(), second.key());
    assert_eq!(code_of(&table, first), "handle.unknown");
    assert_eq!(code_of(&table, second), "opened");
    assert_eq!(table.remove(first, "values").map(drop).unwrap_err().code(), "handle.unknown");
}

#[test]
fn no_handle_is_an_error_to_use_and_nothing_to_free() {
    let table = Table::new(100);
    let none = clientela_values::from_key(0);
    assert_eq!(code_of(&table, none), "handle.none");
    assert!(table.remove(none, "values").unwrap().is_none());
}

#[test]
fn a_handle_of_another_kind_is_refused() {
    let table = Table::new(100);
    let entries: clientela_entries = table.insert(Cursor::<Entry>::new(Vec::new())).unwrap();
    assert_eq!(code_of(&table, clientela_values::from_key(entries.key())), "handle.wrong_kind");
    assert!(table.open(entries, "entries").is_ok());
}

#[test]
fn numbers_that_were_never_handles_and_handles_of_another_process_are_unknown() {
    let (table, other) = (Table::new(100), Table::new(100));
    let known = new_values(&table).key();
    for key in [1, -1, i64::MIN, i64::MAX, 0x7fff_dead_beef, known ^ 1, known ^ (1 << 30), known ^ (1 << 60), new_values(&other).key()] {
        assert_eq!(code_of(&table, clientela_values::from_key(key)), "handle.unknown", "{key:x}");
    }
}

#[test]
fn a_slot_whose_generations_are_used_up_is_retired() {
    let table = Table::new(3);
    let mut seen = HashSet::new();
    for _ in 0..10 {
        let values = new_values(&table);
        assert!(seen.insert(values.key()), "a key was given twice");
        table.remove(values, "values").unwrap();
    }
    assert_eq!(table.live(), 0);
    assert!(table.slots_begun() >= 4, "ten lives need at least four slots of three generations");
}

#[test]
fn slots_are_used_again_first_in_first_out() {
    let table = Table::new(100);
    let handles: Vec<_> = (0..3).map(|_| new_values(&table)).collect();
    for handle in &handles {
        table.remove(*handle, "values").unwrap();
    }
    let again: Vec<_> = (0..3).map(|_| new_values(&table)).collect();
    for (old, new) in handles.iter().zip(&again) {
        assert_eq!(table.index_of(*old), table.index_of(*new));
    }
}

#[test]
fn thousands_of_handles_live_at_once() {
    let table = Table::new(100);
    let handles: Vec<_> = (0..10_000).map(|_| new_values(&table)).collect();
    assert_eq!(table.live(), 10_000);
    assert_eq!(handles.iter().map(|handle| handle.key()).collect::<HashSet<_>>().len(), 10_000);
    assert!(handles.iter().all(|handle| code_of(&table, *handle) == "opened"));
}

#[test]
fn a_handle_in_use_by_another_thread_is_in_use() {
    let table = Table::new(100);
    let values = new_values(&table);
    let held = table.open(values, "values").unwrap();
    thread::scope(|scope| {
        let other = scope.spawn(|| (code_of(&table, values), table.remove(values, "values").map(drop).unwrap_err().code()));
        assert_eq!(other.join().unwrap(), ("handle.in_use", "handle.in_use"));
    });
    assert_eq!(code_of(&table, values), "handle.in_use", "the same handle twice in one call");
    drop(held);
    assert_eq!(code_of(&table, values), "opened");
}

#[test]
fn a_handle_whose_call_panicked_may_only_be_freed() {
    let table = Table::new(100);
    let values = new_values(&table);
    let panicked = thread::scope(|scope| {
        let call = || {
            let _held = table.open(values, "values").unwrap();
            panic!("a fault of this test");
        };
        scope.spawn(call).join()
    });
    assert!(panicked.is_err());
    assert_eq!(code_of(&table, values), "handle.broken");
    assert!(table.remove(values, "values").unwrap().is_some());
    assert_eq!(code_of(&table, new_values(&table)), "opened");
}

#[test]
fn many_threads_make_use_and_free_handles_at_once() {
    let table = Table::new(1 << 20);
    let start = Barrier::new(4);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                start.wait();
                for _ in 0..2_000 {
                    let values = new_values(&table);
                    assert_eq!(code_of(&table, values), "opened");
                    table.remove(values, "values").unwrap();
                    assert_eq!(code_of(&table, values), "handle.unknown");
                }
            });
        }
    });
    assert_eq!(table.live(), 0);
}

#[test]
fn many_threads_may_be_inside_one_door() {
    let table = Table::new(100);
    let door: Door = table.insert(Arc::new(7)).unwrap();
    let start = Barrier::new(4);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                start.wait();
                (0..5_000).for_each(|_| assert_eq!(**table.open(door, "door").unwrap(), 7));
            });
        }
    });
}

#[test]
fn a_door_is_closed_to_callbacks() {
    extern "C" fn enter(user_data: *mut std::ffi::c_void, _done: i64, _total: i64) -> i32 {
        door(Door::from_key(user_data.addr().cast_signed() as i64), "door").map_or_else(|error| status::of(&error), |_| 0)
    }
    let open: Door = HANDLES.insert(Arc::new(7)).unwrap();
    let user_data = std::ptr::without_provenance_mut(usize::try_from(open.key()).unwrap());
    let error = Progress::new(Some(enter), user_data, None).report(1, 2).unwrap_err();
    assert_eq!(error.code(), "cancelled");
    assert_eq!(error.args(), [("answer", status::CLIENTELA_STATUS_IN_USE.to_string())]);
    assert_eq!(**door(open, "door").unwrap(), 7, "open again after the callback");
    HANDLES.remove(open, "door").unwrap();
}

#[test]
fn the_data_of_a_callback_are_freed_once() {
    extern "C" fn count(user_data: *mut std::ffi::c_void) {
        COUNTED.fetch_add(user_data.addr(), std::sync::atomic::Ordering::Relaxed);
    }
    static COUNTED: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let progress = Progress::new(None, std::ptr::without_provenance_mut(1), Some(count));
    progress.report(1, 2).unwrap();
    assert_eq!(COUNTED.load(std::sync::atomic::Ordering::Relaxed), 0);
    drop(progress);
    assert_eq!(COUNTED.load(std::sync::atomic::Ordering::Relaxed), 1);
}

#[test]
fn a_host_with_unmasked_floating_point_exceptions_is_not_trapped_inside_a_door_and_gets_its_setting_back() {
    use crate::ffi::raw::floats;
    const DELPHI: floats::Control = (0x1900, 0x1372);
    let open: Door = HANDLES.insert(Arc::new(7)).unwrap();
    floats::set(DELPHI);
    let inside = door(open, "door").unwrap();
    let quotient = std::hint::black_box(1.0_f64) / std::hint::black_box(0.0_f64);
    drop(inside);
    let (sse, x87) = floats::get();
    floats::set(floats::QUIET);
    assert!(quotient.is_infinite());
    assert_eq!((sse, x87), DELPHI);
    HANDLES.remove(open, "door").unwrap();
}
