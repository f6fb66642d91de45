/* Generated from bindings/api.json: whatever is passed for a handle, a call returns a status, fills no output and says why. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "clientela.h"

/* One place for each output of a call, filled with a mark before the call. */
static union { unsigned char bytes[64]; int64_t number; void *pointer; } slots[24];

static const char *function_now = "";
static const char *case_now = "";
static int32_t status_now = 1;
static unsigned long calls = 0;
static unsigned long failures = 0;

static void fail(const char *what, const char *which) {
    fprintf(stderr, "%s, %s: %s %s\n", function_now, case_now, what, which);
    failures++;
}

static void begin(const char *function, const char *what) {
    function_now = function;
    case_now = what;
    calls++;
    status_now = 1;
    memset(slots, 0x55, sizeof slots);
}

static inline void must_fail(int32_t status) {
    status_now = status;
    if (status == 0) fail("returned OK,", "not a failure");
}

static inline void must_be_bad_handle(int32_t status) {
    status_now = status;
    if (status != CLIENTELA_STATUS_BAD_HANDLE) fail(status == 0 ? "returned OK," : "returned another status,", "not that of a bad handle");
}

static inline void may_fail(int32_t status) { status_now = status; }

static int is_empty(const void *slot, size_t size) {
    size_t at;
    for (at = 0; at < size; at++) {
        if (((const unsigned char *)slot)[at] != 0) return 0;
    }
    return 1;
}

static inline void must_be_empty(const char *name, const void *slot, size_t size) {
    if (!is_empty(slot, size)) fail("left something in", name);
}

/* A failure leaves an error object, a success none. */
static inline void must_be_told(int wanted, void *slot, size_t size) {
    if (wanted && is_empty(slot, size)) fail("left no error object", "");
    if (status_now == 0 && !is_empty(slot, size)) {
        fail("left an error object", "though it succeeded");
        memset(slot, 0, size);
    }
}

static void must_live(const char *kind, intptr_t handle) {
    begin(kind, "living handle");
    if (handle == 0) fail("there is none:", "make_handles in tests/c/make_handles.h must make one");
}

static inline void none_left(int64_t handles) {
    begin("clientela_library_handles", "after everything was freed");
    if (handles != 0) fail("there are handles left", "");
}

static int ended(void) {
    printf("%lu calls, %lu failures\n", calls, failures);
    return failures == 0 ? 0 : 1;
}

