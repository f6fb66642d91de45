use std::ffi::{CStr, c_char};
use std::ptr::null_mut;

use crate::ffi::call::{call, step};
use crate::ffi::constants::{CLIENTELA_FIELD_CITY, CLIENTELA_FIELD_EMAIL};
use crate::ffi::error::{clientela_error, clientela_error_arg, clientela_error_code, clientela_error_free, clientela_error_status};
use crate::ffi::raw::{LONGEST_TEXT, NUL_TERMINATED, Plain, text};
use crate::ffi::shown::{CText, Shown};
use crate::ffi::status::{self, clientela_status};
use crate::ffi::values::{
    clientela_entries, clientela_entries_free, clientela_entries_next, clientela_values, clientela_values_entries, clientela_values_free,
    clientela_values_new, clientela_values_set_text, clientela_values_text,
};
use crate::ffi::{library, out};

fn new_values() -> clientela_values {
    let mut values = clientela_values::ZERO;
    assert_eq!(clientela_values_new(&raw mut values, null_mut()), status::CLIENTELA_STATUS_OK);
    values
}

fn set(values: clientela_values, field: i32, slot: i32, text: &CStr, error: *mut clientela_error) -> clientela_status {
    clientela_values_set_text(values, field, slot, text.as_ptr(), NUL_TERMINATED, error)
}

fn get(values: clientela_values, field: i32) -> (clientela_status, Option<String>) {
    let (mut text, mut len) = (std::ptr::dangling::<c_char>(), 99);
    let status = clientela_values_text(values, field, 0, &raw mut text, &raw mut len, null_mut());
    (status, read(text, len))
}

fn read(lent: *const c_char, len: usize) -> Option<String> {
    (!lent.is_null()).then(|| text(lent, len, "test").unwrap().to_owned())
}

fn code_and_argument(error: clientela_error) -> (String, String) {
    let (mut code, mut name, mut value) = (std::ptr::null(), std::ptr::null(), std::ptr::null());
    assert_eq!(clientela_error_code(error, &raw mut code, null_mut()), status::CLIENTELA_STATUS_OK);
    assert_eq!(clientela_error_arg(error, 0, &raw mut name, null_mut(), &raw mut value, null_mut()), status::CLIENTELA_STATUS_OK);
    assert_eq!(read(name, NUL_TERMINATED).unwrap(), "argument");
    (read(code, NUL_TERMINATED).unwrap(), read(value, NUL_TERMINATED).unwrap())
}

#[test]
fn a_value_that_was_set_is_read_and_walked() {
    let values = new_values();
    assert_eq!(set(values, CLIENTELA_FIELD_EMAIL, 0, c"a@example.org", null_mut()), 0);
    assert_eq!(set(values, CLIENTELA_FIELD_CITY, 0, c"Porto", null_mut()), 0);
    assert_eq!(get(values, CLIENTELA_FIELD_EMAIL), (0, Some("a@example.org".into())));
    let mut entries = clientela_entries::ZERO;
    assert_eq!(clientela_values_entries(values, &raw mut entries, null_mut()), 0);
    assert_eq!(clientela_values_free(values), 0);
    let mut seen = Vec::new();
    let (mut field, mut slot, mut text, mut len) = (0, 0, std::ptr::null(), 0);
    let status = loop {
        match clientela_entries_next(entries, &raw mut field, &raw mut slot, &raw mut text, &raw mut len, null_mut()) {
            status::CLIENTELA_STATUS_OK => seen.push((field, read(text, len).unwrap())),
            other => break other,
        }
    };
    assert_eq!(status, status::CLIENTELA_STATUS_DONE);
    assert_eq!(seen, [(CLIENTELA_FIELD_CITY, "Porto".into()), (CLIENTELA_FIELD_EMAIL, "a@example.org".into())]);
    assert_eq!((field, text, len), (0, std::ptr::null(), 0), "outputs are 0 when there is no row");
    assert_eq!(clientela_entries_free(entries), 0);
}

#[test]
fn a_text_that_was_lent_stays_when_its_value_is_replaced() {
    let values = new_values();
    set(values, CLIENTELA_FIELD_CITY, 0, c"Porto", null_mut());
    let mut lent = std::ptr::null();
    clientela_values_text(values, CLIENTELA_FIELD_CITY, 0, &raw mut lent, null_mut(), null_mut());
    set(values, CLIENTELA_FIELD_CITY, 0, c"Lisboa", null_mut());
    assert_eq!(read(lent, NUL_TERMINATED).as_deref(), Some("Porto"));
    assert_eq!(get(values, CLIENTELA_FIELD_CITY).1.as_deref(), Some("Lisboa"));
    clientela_values_free(values);
}

#[test]
fn empty_text_removes_a_value_and_an_absent_one_is_null() {
    let values = new_values();
    set(values, CLIENTELA_FIELD_CITY, 0, c"Porto", null_mut());
    set(values, CLIENTELA_FIELD_CITY, 0, c"", null_mut());
    assert_eq!(get(values, CLIENTELA_FIELD_CITY), (0, None));
    clientela_values_free(values);
}

#[test]
fn texts_set_again_and_again_are_kept_only_when_they_were_lent() {
    use crate::domain::field::Field;
    let mut shown = Shown::default();
    for number in 0..100 {
        shown.set(Field::City, 0, &number.to_string());
    }
    assert_eq!(shown.kept(), 0);
    let lent = shown.lend(Field::City, 0);
    shown.set(Field::City, 0, "other");
    assert_eq!(shown.kept(), 1);
    assert_eq!(read(lent.text, lent.len).as_deref(), Some("99"));
    assert_eq!(CText::new("a\0b").as_str(), "a\0b");
}

#[test]
fn a_wrong_argument_is_a_status_and_named() {
    let values = new_values();
    let bad_utf8 = [0x66_u8, 0xff];
    let long = vec![b'x'; LONGEST_TEXT + 1];
    let text = |text: &[u8], len| (text.as_ptr().cast::<c_char>(), len);
    let cases = [
        (9999, 0, text(b"x", 1), "argument.unknown_constant", "field", status::CLIENTELA_STATUS_MISUSE),
        (CLIENTELA_FIELD_CITY, -1, text(b"x", 1), "argument.out_of_range", "slot", status::CLIENTELA_STATUS_MISUSE),
        (CLIENTELA_FIELD_CITY, 65536, text(b"x", 1), "argument.out_of_range", "slot", status::CLIENTELA_STATUS_MISUSE),
        (CLIENTELA_FIELD_CITY, 0, (std::ptr::null(), 1), "argument.null", "text", status::CLIENTELA_STATUS_MISUSE),
        (CLIENTELA_FIELD_CITY, 0, (std::ptr::null(), NUL_TERMINATED), "argument.null", "text", status::CLIENTELA_STATUS_MISUSE),
        (CLIENTELA_FIELD_CITY, 0, text(&bad_utf8, 2), "argument.not_utf8", "text", status::CLIENTELA_STATUS_MISUSE),
        (CLIENTELA_FIELD_CITY, 0, text(b"a\0b", 3), "argument.has_nul", "text", status::CLIENTELA_STATUS_MISUSE),
        (CLIENTELA_FIELD_CITY, 0, text(&long, long.len()), "argument.too_long", "text", status::CLIENTELA_STATUS_LIMIT),
        (CLIENTELA_FIELD_CITY, 0, text(&long, NUL_TERMINATED), "argument.too_long", "text", status::CLIENTELA_STATUS_LIMIT),
    ];
    for (field, slot, (text, len), code, argument, status) in cases {
        let mut error = clientela_error::ZERO;
        assert_eq!(clientela_values_set_text(values, field, slot, text, len, &raw mut error), status, "{code}");
        assert_eq!(code_and_argument(error), (code.to_owned(), argument.to_owned()));
        let mut told = 0;
        assert_eq!((clientela_error_status(error, &raw mut told), told), (0, status));
        assert_eq!(clientela_error_free(error), 0);
    }
    clientela_values_free(values);
}

#[test]
fn a_missing_output_is_a_status_and_nothing_is_done() {
    let mut error = clientela_error::ZERO;
    assert_eq!(clientela_values_new(null_mut(), &raw mut error), status::CLIENTELA_STATUS_MISUSE);
    assert_eq!(code_and_argument(error), ("argument.null".into(), "out_values".into()));
    clientela_error_free(error);
    let mut done = false;
    let mut one = 5;
    let outs = (out::number(&raw mut one, "one"), out::number(null_mut::<i32>(), "two"));
    let body = || {
        done = true;
        Ok((1, 1))
    };
    assert_eq!(call(null_mut(), outs, body), status::CLIENTELA_STATUS_MISUSE);
    assert!(!done);
    assert_eq!(one, 0);
}

#[test]
fn outputs_are_0_after_a_failure() {
    let values = new_values();
    clientela_values_free(values);
    let (mut text, mut len) = (std::ptr::dangling::<c_char>(), 99);
    let status = clientela_values_text(values, CLIENTELA_FIELD_CITY, 0, &raw mut text, &raw mut len, null_mut());
    assert_eq!((status, text, len), (status::CLIENTELA_STATUS_BAD_HANDLE, std::ptr::null(), 0));
}

#[test]
fn a_panic_is_a_status_and_its_words_are_not_kept() {
    let mut error = clientela_error::ZERO;
    let status = call(&raw mut error, (), || panic!("a fault of this test"));
    assert_eq!(status, status::CLIENTELA_STATUS_INTERNAL);
    let mut code = std::ptr::null();
    assert_eq!(clientela_error_code(error, &raw mut code, null_mut()), 0);
    assert_eq!(read(code, NUL_TERMINATED).as_deref(), Some("internal.panic"));
    clientela_error_free(error);
    let mut row = 5;
    assert_eq!(step(null_mut(), out::number(&raw mut row, "row"), || Ok(None)), status::CLIENTELA_STATUS_DONE);
    assert_eq!(row, 0);
}

#[test]
fn every_status_has_a_number_and_a_word_of_its_own() {
    let names = status::names();
    for (at, (number, name)) in names.iter().enumerate() {
        assert!(names[..at].iter().all(|(n, w)| n != number && w != name), "{name:?}");
        assert_eq!(read(status::clientela_status_name(*number), NUL_TERMINATED).as_deref(), name.to_str().ok());
    }
    assert_eq!(read(status::clientela_status_name(12345), NUL_TERMINATED).as_deref(), Some("unnamed"));
    assert_eq!(read(library::clientela_version(), NUL_TERMINATED).as_deref(), Some(env!("CARGO_PKG_VERSION")));
}
