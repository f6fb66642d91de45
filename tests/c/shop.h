/* A small store of its own for a C test of the doors. */
#ifndef SHOP_H
#define SHOP_H

#include "check.h"

#include <time.h>

static char shop_path[64];

static inline void remove_shop(void) {
    static const char *const ENDS[] = {"", "-wal", "-shm", ".ledger"};
    char path[80];
    size_t at;
    for (at = 0; at < sizeof ENDS / sizeof *ENDS; at++) {
        snprintf(path, sizeof path, "%s%s", shop_path, ENDS[at]);
        (void)remove(path);
    }
}

/* Opens a store with these options, which are freed. */
static inline clientela_engine open_shop(clientela_options options) {
    clientela_engine engine = CLIENTELA_NONE;
    if (*shop_path == '\0') {
        snprintf(shop_path, sizeof shop_path, "/tmp/clientela-c-%lx-%lx.db", (unsigned long)time(NULL), (unsigned long)(uintptr_t)&engine);
        (void)atexit(remove_shop);
    }
    OK(clientela_engine_open(shop_path, Z, options, &engine, NULL));
    clientela_options_free(options);
    return engine;
}

static inline clientela_options standing_clock(void) {
    clientela_options options = CLIENTELA_NONE;
    OK(clientela_options_new(&options, NULL));
    OK(clientela_options_set_clock_standing(options, day(0), 60, NULL));
    OK(clientela_options_set_language(options, "de", Z, NULL));
    OK(clientela_options_set_wait_millis(options, 1000, NULL));
    return options;
}

/* A desk of somebody with every right but one; 0 takes none away. */
static inline clientela_desk desk_without(clientela_engine engine, clientela_right missing) {
    clientela_seat seat = CLIENTELA_NONE;
    clientela_desk desk = CLIENTELA_NONE;
    clientela_right right;
    OK(clientela_seat_new("berlin", Z, "till-1", Z, "jane", Z, &seat, NULL));
    for (right = CLIENTELA_RIGHT_READ_CUSTOMERS; right <= CLIENTELA_RIGHT_SEE_RESTRICTED; right++) {
        if (right != missing) OK(clientela_seat_allow(seat, right, NULL));
    }
    OK(clientela_desk_open(engine, seat, &desk, NULL));
    clientela_seat_free(seat);
    return desk;
}

static inline clientela_erp erp_of(clientela_engine engine) {
    clientela_erp erp = CLIENTELA_NONE;
    OK(clientela_erp_open(engine, "erp", Z, &erp, NULL));
    return erp;
}

/* Feeds JSON lines; the report is given back. */
static inline clientela_report feed_lines(clientela_erp erp, const char *lines) {
    clientela_report report = CLIENTELA_NONE;
    OK(clientela_erp_feed(erp, CLIENTELA_FORMAT_JSON_LINES, NULL, 0, (const uint8_t *)lines, strlen(lines), NULL, NULL, NULL, CLIENTELA_NONE,
                          &report, NULL));
    return report;
}

static inline int64_t of_report(clientela_report report, clientela_report_field field) {
    int64_t number = -1;
    OK(clientela_report_number(report, field, &number, NULL));
    return number;
}

/* Whether a call failed with this status and code; its error is freed. */
static inline int failed(clientela_status status, clientela_status expected, clientela_error *error, const char *code) {
    const char *said = NULL;
    int so = status == expected && clientela_error_code(*error, &said, NULL) == CLIENTELA_STATUS_OK && same(said, code);
    if (!so) fprintf(stderr, "status %s, code %s\n", clientela_status_name(status), said == NULL ? "-" : said);
    clientela_error_free(*error);
    *error = CLIENTELA_NONE;
    return so;
}

#define FAILED(call, status, code) CHECK(failed(call, status, &error, code))

#endif
