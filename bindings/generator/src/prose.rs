//! The header's words that belong to no single function: the contract, and the frame around the declarations.

use crate::model::Api;

/// The opening comment.
pub fn contract(api: &Api, first_program: &str) -> String {
    let program = first_program.replace("/*", "//").replace(" */", "");
    let program: String = program.lines().map(|line| format!(" *     {line}").trim_end().to_owned() + "\n").collect();
    CONTRACT.replace("@ABI@", &api.abi.to_string()).replace("@VERSION@", &api.version).replace("@PROGRAM@\n", &program)
}

const CONTRACT: &str = r#"/* clientela.h - customers, their consents, their history and their data's end, for the software of shops.
 *
 * Version @VERSION@, binary interface @ABI@. Written by a generator from the library's source: do not edit.
 *
 * FIRST PROGRAM
 *
@PROGRAM@
 *
 * LINKING
 *
 *   Linux    cc program.c -lclientela        the library's own name is libclientela.so.@ABI@
 *   Windows  cl program.c clientela.dll.lib  or link against clientela.dll directly (MinGW)
 *   static   define CLIENTELA_STATIC; the static library also brings the symbols of SQLite along, and is
 *            the second choice for that
 *
 *   On load compare clientela_abi() with CLIENTELA_ABI and refuse to go on when they differ. 0 may change with
 *   every version; from 1 on, within one number, things are only added.
 *
 * THE RULES
 *
 *  1 Names. Functions are clientela_<noun>_<verb>, types clientela_<noun>, constants
 *    CLIENTELA_<KIND>_<VALUE>.
 *
 *  2 Statuses. Every call that can fail returns a clientela_status: 0 (CLIENTELA_STATUS_OK) is success,
 *    1 (CLIENTELA_STATUS_DONE) says that a list has no further row, everything else is an error. A number keeps
 *    its meaning for ever. Functions and callbacks follow the C calling convention (CLIENTELA_CALL).
 *
 *  3 Order. A handle first, then inputs, then out_..., then out_error. Outputs are 0 or NULL after a failure
 *    (and after DONE), whatever stood there before; nothing is read from them. An out-pointer must not be NULL
 *    unless its text says so: the status is CLIENTELA_STATUS_MISUSE then, and nothing has been done.
 *
 *  4 Errors. A call that fails stores an error in *out_error when out_error is not NULL. The error tells status,
 *    a stable code with arguments, a text for people in five languages, the field, every broken rule, whether
 *    repeating is safe, and the system's own number. It never holds personal data. Free it with
 *    clientela_error_free. Nothing is kept per thread, there is no "last error".
 *
 *  5 Handles. A handle is a number of 64 bits, never an address: nothing is read where it "points". 0
 *    (CLIENTELA_NONE) is no handle. A handle that is none, was freed, is of another kind, comes from another
 *    process or was never one, is CLIENTELA_STATUS_BAD_HANDLE at every function: never a crash. What a function
 *    gives in an out_<noun> is yours: free it with clientela_<noun>_free. Freeing 0 is allowed and does nothing.
 *    Any order of freeing is safe: what is still needed by others stays until they are freed.
 *    A child that was made by fork holds none of its parent's handles, and must leave them alone: it opens the
 *    store anew. Where the parent had threads, it calls exec first.
 *
 *  6 Texts. UTF-8 everywhere. In: a pointer and the length in bytes, or CLIENTELA_NUL_TERMINATED as length; no
 *    NUL inside; at most 1 MiB, heads, settings and rules of retention too (a longer one is
 *    CLIENTELA_STATUS_LIMIT, argument.too_long); only the ledger of clientela_erp_take_ledger may have 256 MiB.
 *    The library copies what it keeps. Out: a borrowed pointer, ended by a NUL, with its length (pass NULL when
 *    you do not need that). It lives, unchanged, until the handle it was read from is freed. Never free a text.
 *    A value that is absent is NULL with length 0, and the status is OK.
 *
 *  7 Scalars. Only integers, pointers and handles cross the boundary: no struct, no bool (0 and 1 in an
 *    int32_t), no floating point. A constant that the library does not know is CLIENTELA_STATUS_MISUSE.
 *
 *  8 Values. Instants are milliseconds since 1970-01-01 UTC in an int64_t. Calendar dates are texts,
 *    YYYY-MM-DD. Money is an int64_t in minor units (cents) with its ISO 4217 currency. Prices of single units
 *    count ten-thousandths of a minor unit, quantities thousandths of a piece.
 *
 *  9 Fields. Records have few functions and many fields: clientela_values_text(values,
 *    CLIENTELA_FIELD_EMAIL, 0, ...). A new field is a new constant.
 *
 * 10 Lists. A list is walked by its _next function: OK gives a row, DONE says that there is none. Callbacks
 *    come as (function, user_data, drop_user_data), are called on the thread of the call, must not raise, throw
 *    or longjmp, and return a status. Inside a callback, what the running call uses answers
 *    CLIENTELA_STATUS_IN_USE.
 *
 * 11 Threads. Stated at each type. A handle "from one thread at a time" answers CLIENTELA_STATUS_IN_USE when two
 *    threads use it at once. Errors and texts belong to their handle, not to a thread.
 *
 * 12 Faults. NULL, bad UTF-8, wrong handles, over-long input and faults of the library itself
 *    (CLIENTELA_STATUS_INTERNAL) are statuses: the host is not ended. Two things no library can check: a pointer
 *    that is not NULL must point to what is said here, and memory that is shorter than the length given is not
 *    noticed. When a small allocation fails because the machine has no memory left at all, the process ends.
 *    Hosts that unmask floating-point exceptions (Delphi) need not do anything: every function that reaches the
 *    store masks them on entry and restores the host's setting before it returns; the others do no
 *    floating-point arithmetic.
 *
 * 13 Silence. The library prints nothing, reads no environment and opens no socket. It starts a thread only inside
 *    a feed or an import, to read ahead and to prepare the index, and inside a check or a purge, which it can
 *    interrupt so. Callbacks come on the thread of the call all the same, and when it returns, no thread is left.
 */

"#;

/// Guards, includes, calling convention.
pub const FRAME_TOP: &str = r#"#ifndef CLIENTELA_H
#define CLIENTELA_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define CLIENTELA_CALL __cdecl
#else
#define CLIENTELA_CALL
#endif

#if defined(_WIN32) && !defined(CLIENTELA_STATIC)
#define CLIENTELA_API __declspec(dllimport)
#else
#define CLIENTELA_API
#endif

#ifdef __cplusplus
extern "C" {
#endif
"#;

/// Values that every function knows.
pub const VALUES: &str = r"
/* No handle. */
#define CLIENTELA_NONE 0

/* As the length of a text: it ends with a NUL. */
#define CLIENTELA_NUL_TERMINATED SIZE_MAX
";

/// The end.
pub const FRAME_BOTTOM: &str = r"
#ifdef __cplusplus
}
#endif

#endif
";
