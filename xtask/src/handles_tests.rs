//! The driver against a library of three functions: a right one passes, each wrong one is caught.

use std::process::Command;
use std::{env, fs};

use super::*;

const API: &str = r#"{"sections": [{"handles": [{"name": "clientela_cart"}, {"name": "clientela_error"}], "functions": [
    {"name": "clientela_cart_new", "result": {"named": "clientela_status"}, "args": [
        {"name": "out_cart", "role": "out_handle", "type": {"pointer": {"named": "clientela_cart"}}, "nullable": false}, ERROR]},
    {"name": "clientela_cart_note", "result": {"named": "clientela_status"}, "args": [CART,
        {"name": "text", "role": "text", "type": {"pointer": {"const": "char"}}, "nullable": false},
        {"name": "text_len", "role": "len", "type": "size", "nullable": false},
        {"name": "out_count", "role": "out_number", "type": {"pointer": "int64"}, "nullable": false}, ERROR]},
    {"name": "clientela_cart_free", "result": {"named": "clientela_status"}, "args": [CART]},
    {"name": "clientela_error_free", "result": {"named": "clientela_status"}, "args": [
        {"name": "error", "role": "handle", "type": {"named": "clientela_error"}, "nullable": false}]},
    {"name": "clientela_library_handles", "result": {"named": "clientela_status"}, "args": [
        {"name": "out_count", "role": "out_number", "type": {"pointer": "int64"}, "nullable": false}, ERROR]}
]}]}"#;

const ERROR: &str = r#"{"name": "out_error", "role": "out_error", "type": {"pointer": {"named": "clientela_error"}}, "nullable": true}"#;
const CART: &str = r#"{"name": "cart", "role": "handle", "type": {"named": "clientela_cart"}, "nullable": false}"#;

fn api(text: &str) -> Api {
    api::parse(&text.replace("ERROR", ERROR).replace("CART", CART)).expect("an API")
}

/// A library whose carts have the key 10 and whose errors have the key 20.
const LIBRARY: &str = r"
#include <stddef.h>
#include <stdint.h>
typedef struct cart_ *clientela_cart;
typedef struct error_ *clientela_error;
typedef int32_t clientela_status;
#define CLIENTELA_STATUS_BAD_HANDLE 7
static int64_t carts = 0, errors = 0;
static clientela_status told(clientela_error *out_error, int failed) {
    if (out_error) { *out_error = (clientela_error)(intptr_t)(failed ? 20 : 0); errors += failed; }
    return failed ? 7 : 0;
}
static clientela_status clientela_cart_new(clientela_cart *out_cart, clientela_error *out_error) {
    if (out_cart) { *out_cart = (clientela_cart)(intptr_t)10; carts++; }
    return told(out_error, !out_cart);
}
static clientela_status clientela_cart_note(clientela_cart cart, const char *text, size_t text_len, int64_t *out_count, clientela_error *out_error) {
    if (out_count) *out_count = 0;
    return told(out_error, !CHECK_HANDLE || !text || !CHECK_TEXT || text_len != 1 || !out_count);
}
static clientela_status clientela_cart_free(clientela_cart cart) {
    if (!cart) return 0;
    if ((intptr_t)cart != 10 || carts == 0) return 7;
    carts--;
    return 0;
}
static clientela_status clientela_error_free(clientela_error error) {
    if (!error) return 0;
    if ((intptr_t)error != 20 || errors == 0) return 7;
    errors--;
    return 0;
}
static clientela_status clientela_library_handles(int64_t *out_count, clientela_error *out_error) {
    if (out_count) *out_count = carts + errors;
    return told(out_error, !out_count);
}
";

const RIGHT_HANDLE: &str = "((intptr_t)cart == 10 && carts > 0)";
const RIGHT_TEXT: &str = "(*text != (char)0xff)";

/// What the driver says about the library with these two checks in it.
fn verdict(name: &str, check_handle: &str, check_text: &str) -> Result<String, String> {
    let folder = env::temp_dir().join(format!("clientela-driver-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a driver");
    let library = LIBRARY.replace("CHECK_HANDLE", check_handle).replace("CHECK_TEXT", check_text);
    fs::write(folder.join("clientela.h"), library).expect("a driver");
    fs::write(folder.join("handles.c"), program(&api(API), None).expect("a driver")).expect("a driver");
    let strict = ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-o", "handles", "handles.c"];
    let built = Command::new("gcc").args(strict).current_dir(&folder).output().expect("a driver");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let ran = Command::new(folder.join("handles")).output().expect("a driver");
    fs::remove_dir_all(&folder).expect("a driver");
    let (said, complained) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    if ran.status.success() { Ok(said.into_owned()) } else { Err(complained.into_owned()) }
}

#[test]
fn a_library_that_checks_everything_passes() {
    let said = verdict("right", RIGHT_HANDLE, RIGHT_TEXT).unwrap();
    assert!(said.ends_with(" 0 failures\n"), "{said}");
}

#[test]
fn a_library_that_takes_a_bad_handle_is_caught() {
    let complained = |name: &str, check: &str| verdict(name, check, RIGHT_TEXT).unwrap_err();
    assert!(complained("none", "(cart || 1)").contains("clientela_cart_note, cart is -1: returned OK,"));
    assert!(complained("kind", "((intptr_t)cart == 20 || (intptr_t)cart == 10)").contains("cart is a clientela_error: returned OK,"));
    assert!(complained("freed", "((intptr_t)cart == 10)").contains("cart was freed: returned OK,"));
}

#[test]
fn a_library_that_takes_broken_text_is_caught() {
    assert!(verdict("text", RIGHT_HANDLE, "1").unwrap_err().contains("text is not UTF-8: returned OK,"));
}

#[test]
fn a_kind_that_nothing_makes_is_named() {
    let text = program(&api(&API.replace("\"role\": \"out_handle\"", "\"role\": \"text\"")), None).unwrap();
    assert!(text.contains("must_live(\"clientela_cart\""));
    assert!(!text.contains("if (!living_clientela_cart)"));
}
