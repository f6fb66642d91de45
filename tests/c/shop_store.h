/* A shop for the C tests: a store of its own that is gone at the end, a clock that the test sets, the doors, and calls that
   must fail in one way. */
#ifndef SHOP_STORE_H
#define SHOP_STORE_H

#include "check.h"

#include <time.h>

/* 1 July 2026, 10:00 in Berlin. */
#define NOW INT64_C(1782892800000)
#define A_DAY INT64_C(86400000)
#define NEWSLETTER "newsletter-email"
#define UNKNOWN_ID "09090909-0909-4909-8909-090909090909"

typedef struct shop {
    char path[96];
    int64_t now;
    const char *language; /* the till's; NULL: the library's own */
    int32_t wait_millis;  /* for others; 0: as long as the library does */
    clientela_engine engine;
    clientela_desk desk;
    clientela_erp erp;
} shop;

/* A copy of an id, which outlives the handle that it was read from. */
typedef struct key {
    char text[40];
} key;

/* What the last call that was given it failed with. */
static clientela_error error = CLIENTELA_NONE;

/* A call, made with &error, must fail with this status, code and field; NULL for no field. */
#define FAILS(call, status, code, field) CHECK((call) == (status) && failed_with((status), (code), (field)))

static inline int failed_with(clientela_status status, const char *code, const char *field) {
    clientela_status said = CLIENTELA_STATUS_OK;
    const char *its_code = NULL, *its_field = NULL;
    int right;
    if (error == CLIENTELA_NONE) return 0;
    OK(clientela_error_status(error, &said));
    OK(clientela_error_code(error, &its_code, NULL));
    OK(clientela_error_field(error, &its_field, NULL));
    right = said == status && same(its_code, code) && (field == NULL ? its_field == NULL : same(its_field, field));
    if (!right) fprintf(stderr, "%s: %s, field %s\n", clientela_status_name(said), its_code, its_field == NULL ? "-" : its_field);
    OK(clientela_error_free(error));
    error = CLIENTELA_NONE;
    return right;
}

/* The error of a call that found broken rules must list this one; it is kept. */
static inline int lists(const char *field, int32_t slot, const char *rule) {
    const char *its_field = NULL, *its_rule = NULL;
    int32_t count = 0, at, its_slot = -1;
    OK(clientela_error_violation_count(error, &count));
    for (at = 0; at < count; at++) {
        OK(clientela_error_violation(error, at, &its_field, NULL, &its_slot, &its_rule, NULL));
        if (same(its_field, field) && its_slot == slot && same(its_rule, rule)) return 1;
    }
    return 0;
}

/* How many broken rules the error lists; it is freed. */
static inline int32_t listed(void) {
    int32_t count = -1;
    OK(clientela_error_violation_count(error, &count));
    OK(clientela_error_free(error));
    error = CLIENTELA_NONE;
    return count;
}

static inline clientela_status CLIENTELA_CALL shop_clock(void *user_data, int64_t *out_millis, int32_t *out_offset_minutes) {
    *out_millis = ((const shop *)user_data)->now;
    *out_offset_minutes = 120;
    return CLIENTELA_STATUS_OK;
}

/* The store's files: itself, its log, its index of the log, its ledger. */
static const char *const FILE_ENDS[] = {"", "-wal", "-shm", ".ledger"};

static inline void remove_files(const char *path) {
    char name[128];
    size_t at;
    for (at = 0; at < sizeof FILE_ENDS / sizeof *FILE_ENDS; at++) {
        snprintf(name, sizeof name, "%s%s", path, FILE_ENDS[at]);
        (void)remove(name);
    }
}

/* The door of an operator with every right but one; 0: with every right. */
static inline clientela_desk desk_without(shop *it, const char *operator_code, clientela_right but) {
    clientela_seat seat = CLIENTELA_NONE;
    clientela_desk desk = CLIENTELA_NONE;
    clientela_right right;
    OK(clientela_seat_new("berlin-mitte", Z, "till-1", Z, operator_code, Z, &seat, NULL));
    for (right = CLIENTELA_RIGHT_READ_CUSTOMERS; right <= CLIENTELA_RIGHT_SEE_RESTRICTED; right++) {
        if (right != but) OK(clientela_seat_allow(seat, right, NULL));
    }
    OK(clientela_desk_open(it->engine, seat, &desk, NULL));
    clientela_seat_free(seat);
    return desk;
}

/* The door of an operator with one right only. */
static inline clientela_desk desk_with(shop *it, const char *operator_code, clientela_right right) {
    clientela_seat seat = CLIENTELA_NONE;
    clientela_desk desk = CLIENTELA_NONE;
    OK(clientela_seat_new("berlin-mitte", Z, "till-1", Z, operator_code, Z, &seat, NULL));
    OK(clientela_seat_allow(seat, right, NULL));
    OK(clientela_desk_open(it->engine, seat, &desk, NULL));
    clientela_seat_free(seat);
    return desk;
}

static inline void open_files(shop *it) {
    clientela_options options = CLIENTELA_NONE;
    OK(clientela_options_new(&options, NULL));
    OK(clientela_options_set_clock(options, shop_clock, it, NULL, NULL));
    if (it->language != NULL) OK(clientela_options_set_language(options, it->language, Z, NULL));
    if (it->wait_millis > 0) OK(clientela_options_set_wait_millis(options, it->wait_millis, NULL));
    OK(clientela_engine_open(it->path, Z, options, &it->engine, NULL));
    clientela_options_free(options);
    it->desk = desk_without(it, "jane", 0);
    OK(clientela_erp_open(it->engine, "erp", Z, &it->erp, NULL));
}

/* An empty store in a file of its own. */
static inline void open_shop(shop *it) {
    static int count = 0;
    snprintf(it->path, sizeof it->path, "/tmp/clientela-%lx-%lx-%d.db", (unsigned long)time(NULL), (unsigned long)(uintptr_t)it, count++);
    it->now = NOW;
    it->language = NULL;
    it->wait_millis = 0;
    remove_files(it->path);
    open_files(it);
}

/* Frees engine and doors: the files stay. */
static inline void close_files(shop *it) {
    OK(clientela_erp_free(it->erp));
    OK(clientela_desk_free(it->desk));
    OK(clientela_engine_free(it->engine));
}

static inline void reopen(shop *it) {
    close_files(it);
    open_files(it);
}

static inline void close_shop(shop *it) {
    close_files(it);
    remove_files(it->path);
}

/* Feeds JSON lines and gives the report. */
static inline clientela_report feed(shop *it, const char *lines) {
    clientela_report report = CLIENTELA_NONE;
    OK(clientela_erp_feed(it->erp, CLIENTELA_FORMAT_JSON_LINES, NULL, 0, (const uint8_t *)lines, strlen(lines), NULL, NULL, NULL,
                          CLIENTELA_NONE, &report, NULL));
    return report;
}

static inline int64_t of_report(clientela_report report, clientela_report_field field) {
    int64_t number = -1;
    OK(clientela_report_number(report, field, &number, NULL));
    return number;
}

/* Prints why lines were left out. */
static inline void print_failures(clientela_report report) {
    clientela_failures failures = CLIENTELA_NONE;
    const char *field = NULL, *rule = NULL;
    int64_t line = 0;
    OK(clientela_report_failures(report, &failures, NULL));
    while (clientela_failures_next(failures, &line, &field, NULL, &rule, NULL, NULL) == CLIENTELA_STATUS_OK) {
        fprintf(stderr, "line %d: %s %s\n", (int)line, field, rule);
    }
    clientela_failures_free(failures);
}

/* Feeds lines that must all be good. */
static inline void fed(shop *it, const char *lines) {
    clientela_report report = feed(it, lines);
    print_failures(report);
    CHECK(of_report(report, CLIENTELA_REPORT_FIELD_REFUSED) == 0);
    clientela_report_free(report);
}

/* How many entries the journal has; it must hold. */
static inline int64_t entries(shop *it) {
    clientela_verification verification = CLIENTELA_NONE;
    int64_t number = -1;
    OK(clientela_engine_verify_journal(it->engine, NULL, NULL, NULL, CLIENTELA_NONE, &verification, NULL));
    OK(clientela_verification_number(verification, CLIENTELA_VERIFICATION_FIELD_FINDINGS, &number, NULL));
    CHECK(number == 0);
    OK(clientela_verification_number(verification, CLIENTELA_VERIFICATION_FIELD_ENTRIES, &number, NULL));
    clientela_verification_free(verification);
    return number;
}

#endif
