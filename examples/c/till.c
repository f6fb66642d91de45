/* The story of a till in C: customers, consent, history and anonymization on real shop data. It says, word for word, what
   examples/till.rs says.

       till [--store PATH]

   Without PATH the store is gone afterwards; with it a second run feeds the files again: nothing doubles, the erased stays
   refused. Run it in the project's root: it reads examples/data. */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#include "till_erasure.h"
#include "till_history.h"
#include "till_details.h"
#include "till_people.h"

#include <unistd.h>

/* 1 July 2026, 10:00 in Berlin. */
static const int64_t NOW = INT64_C(1782892800000);

/* ------------------------------------------------------------------------------------------------ feeds */

/* File, and how it is read when it is CSV. */
static const char *const FEEDS[][2] = {
    {"definitions.jsonl", NULL},  {"customers.csv", "customers.mapping.json"}, {"business.jsonl", NULL},
    {"related.jsonl", NULL},      {"articles.csv", "articles.mapping.json"},   {"receipts.csv", "receipts.mapping.json"},
    {"lines.csv", "lines.mapping.json"}, {"documents.jsonl", NULL},            {"states.jsonl", NULL},
    {"operators.jsonl", NULL},
};

enum { MOST_REASONS = 64 };
static char reasons[MOST_REASONS][WIDEST_CELL];
static int reason_count;

static void add_reason(const char *file, const char *field, const char *rule) {
    char text[WIDEST_CELL];
    int at;
    snprintf(text, sizeof text, "%s: %s %s", file, field, rule);
    for (at = 0; at < reason_count; at++) {
        if (strcmp(reasons[at], text) == 0) return;
    }
    if (reason_count < MOST_REASONS) put_text(reasons[reason_count++], WIDEST_CELL, text);
}

static int by_text(const void *one, const void *other) { return strcmp((const char *)one, (const char *)other); }

static void feed_file(clientela_erp erp, const char *file, const char *mapping_file, char (*cells)[WIDEST_CELL]) {
    static const clientela_report_field COUNTS[] = {
        CLIENTELA_REPORT_FIELD_TAKEN, CLIENTELA_REPORT_FIELD_UNCHANGED, CLIENTELA_REPORT_FIELD_REFUSED};
    char path[WIDEST_CELL], *mapping = NULL;
    const char *field, *rule;
    clientela_report report;
    clientela_failures failures;
    int64_t number;
    int at;
    if (mapping_file != NULL) {
        snprintf(path, sizeof path, "examples/data/%s", mapping_file);
        mapping = read_file(path);
    }
    snprintf(path, sizeof path, "examples/data/%s", file);
    MUST(clientela_erp_feed_file(erp, mapping ? CLIENTELA_FORMAT_CSV : CLIENTELA_FORMAT_JSON_LINES, mapping, NUL, path, NUL,
                                 NULL, NULL, NULL, CLIENTELA_NONE, &report, &error));
    put_text(cells[0], WIDEST_CELL, file);
    for (at = 0; at < 3; at++) {
        MUST(clientela_report_number(report, COUNTS[at], &number, &error));
        snprintf(cells[at + 1], WIDEST_CELL, "%" PRId64, number);
    }
    MUST(clientela_report_failures(report, &failures, &error));
    while (ROW(clientela_failures_next(failures, &number, &field, NULL, &rule, NULL, &error))) add_reason(file, field, rule);
    clientela_failures_free(failures);
    clientela_report_free(report);
    free(mapping);
}

static void feed(clientela_erp erp) {
    static const char *const TITLES[] = {"file", "taken", "unchanged", "refused"};
    static table counts;
    size_t at;
    int reason;
    heading("1  The ERP feeds definitions, customers, items, documents and operators");
    table_begin(&counts, "lrrr", TITLES);
    for (at = 0; at < sizeof FEEDS / sizeof *FEEDS; at++) feed_file(erp, FEEDS[at][0], FEEDS[at][1], table_row(&counts));
    table_print(&counts);
    qsort(reasons, (size_t)reason_count, sizeof *reasons, by_text);
    for (reason = 0; reason < reason_count; reason++) printf("   refused: %s\n", reasons[reason]);
}

/* -------------------------------------------------------------------------------------------- customers */

static void list(clientela_desk desk) {
    static const char *const TITLES[] = {"number", "name", "kind", "city", "phone"};
    static table rows;
    clientela_query query;
    clientela_customers customers;
    clientela_person person = CLIENTELA_NONE;
    int more = 1, count;
    heading("2  The customer list, first page by name");
    table_begin(&rows, "rllll", TITLES);
    MUST(clientela_query_new(&query, &error));
    MUST(clientela_query_set_page(query, 5, &error));
    MUST(clientela_desk_customers(desk, query, &customers, &error));
    for (count = 0; count < 5 && (more = ROW(clientela_customers_next(customers, &person, &error))); count++) {
        char(*cells)[WIDEST_CELL] = table_row(&rows);
        put_text(cells[0], WIDEST_CELL, person_text(person, CLIENTELA_FIELD_NUMBER));
        put_text(cells[1], WIDEST_CELL, person_name(person));
        put_text(cells[2], WIDEST_CELL, person_text(person, CLIENTELA_FIELD_KIND));
        put_text(cells[3], WIDEST_CELL, person_text(person, CLIENTELA_FIELD_CITY));
        put_text(cells[4], WIDEST_CELL, person_text(person, CLIENTELA_FIELD_PHONE));
        clientela_person_free(person);
    }
    table_print(&rows);
    person = CLIENTELA_NONE;
    more = more && ROW(clientela_customers_next(customers, &person, &error));
    printf("   %s\n", more ? "more follow" : "no more");
    clientela_person_free(person);
    clientela_customers_free(customers);
    clientela_query_free(query);
}

/* Finds somebody and keeps the id of the first; 0 for nobody. */
static int search(clientela_desk desk, char *id, size_t size) {
    clientela_hits hits;
    clientela_person person;
    const char *text;
    int found = 0;
    heading("3  Somebody types \"goncalves\"");
    MUST(clientela_desk_search(desk, "goncalves", NUL, 5, &hits, &error));
    while (ROW(clientela_hits_next(hits, &person, &error))) {
        printf("   %s  %s, %s\n", person_text(person, CLIENTELA_FIELD_NUMBER), person_name(person),
               person_text(person, CLIENTELA_FIELD_CITY));
        MUST(clientela_person_id(person, &text, NULL, &error));
        if (!found) put_text(id, size, text);
        found = 1;
        clientela_person_free(person);
    }
    if (!found) printf("   nobody\n");
    clientela_hits_free(hits);
    return found;
}

/* ---------------------------------------------------------------------------------------------- consent */

static const char *const NEWSLETTER = "newsletter-email";

static void may_contact(clientela_desk desk, const char *id, const char *when) {
    clientela_answer answer;
    const char *reason, *remedy;
    int64_t allowed;
    MUST(clientela_desk_may_contact(desk, id, NUL, CLIENTELA_PURPOSE_MARKETING, CLIENTELA_CHANNEL_EMAIL, NEWSLETTER, NUL, NULL, 0, &answer,
                                    &error));
    MUST(clientela_answer_number(answer, CLIENTELA_ANSWER_FIELD_ALLOWED, &allowed, &error));
    MUST(clientela_answer_text(answer, CLIENTELA_ANSWER_FIELD_REASON, &reason, NULL, &error));
    MUST(clientela_answer_text(answer, CLIENTELA_ANSWER_FIELD_REMEDY, &remedy, NULL, &error));
    printf("   may we e-mail him the newsletter, %s? %s: %s; remedy: %s\n", when, allowed ? "yes" : "no", reason, remedy);
    clientela_answer_free(answer);
}

static void stands(const char *what, clientela_given given) {
    const char *state, *detail;
    MUST(clientela_given_text(given, CLIENTELA_CONSENT_FIELD_STATE, &state, NULL, &error));
    MUST(clientela_given_text(given, CLIENTELA_CONSENT_FIELD_DETAIL, &detail, NULL, &error));
    printf("   %s: %s (%s)\n", what, state, detail);
    clientela_given_free(given);
}

static void consent(clientela_desk cashier, clientela_desk clerk, const char *id) {
    clientela_capture yes;
    clientela_given given;
    heading("5  He would like the newsletter");
    MUST(clientela_capture_new(NEWSLETTER, NUL, CLIENTELA_INTENT_GIVE, CLIENTELA_METHOD_PAPER, &yes, &error));
    MUST(clientela_capture_set_reference(yes, "form 4711", NUL, &error));
    puts("   tom may look at customers and consents, jane may do everything");
    may_contact(clerk, id, "before he is asked");
    printf("   tom records it: refused, ");
    refused(clientela_desk_record(cashier, id, NUL, yes, &given, &error));
    MUST(clientela_desk_record(clerk, id, NUL, yes, &given, &error));
    stands("jane records it", given);
    may_contact(clerk, id, "now");
    MUST(clientela_desk_withdraw(clerk, id, NUL, NEWSLETTER, NUL, &given, &error));
    stands("he withdraws it", given);
    may_contact(clerk, id, "afterwards");
    clientela_capture_free(yes);
}

/* -------------------------------------------------------------------------------------------- documents */

static void document(clientela_desk desk, const char *id) {
    clientela_customer customer;
    clientela_document_draft draft;
    clientela_document issued;
    clientela_id receipt;
    const char *receipt_id;
    char number[32];
    int64_t documents;
    heading("7  A new receipt is issued to him");
    MUST(clientela_desk_customer(desk, id, NUL, &customer, &error));
    MUST(clientela_customer_documents(customer, &documents, &error));
    clientela_customer_free(customer);
    snprintf(number, sizeof number, "T-%" PRId64, documents + 1);
    draft = draft_of(CLIENTELA_DOCUMENT_KIND_RECEIPT, number);
    MUST(clientela_desk_start_document(desk, draft, &receipt, &error));
    MUST(clientela_id_text(receipt, &receipt_id, NULL, &error));
    MUST(clientela_desk_put_customer(desk, receipt_id, NUL, id, NUL, &error));
    MUST(clientela_desk_issue_document(desk, receipt_id, NUL, &error));
    MUST(clientela_desk_document(desk, receipt_id, NUL, &issued, &error));
    line("addressee", addressee_name(issued));
    printf("   taking him off again: refused, ");
    refused(clientela_desk_put_customer(desk, receipt_id, NUL, NULL, 0, &error));
    clientela_document_free(issued);
    clientela_id_free(receipt);
    clientela_document_draft_free(draft);
}

/* ---------------------------------------------------------------------------------------------- journal */

static void journal(clientela_engine engine) {
    clientela_verification found;
    clientela_heads heads;
    const char *origin, *digest;
    char what[WIDEST_CELL];
    int64_t length, erased, findings;
    heading("10 The journal holds");
    MUST(clientela_engine_verify_journal(engine, NULL, NULL, NULL, CLIENTELA_NONE, &found, &error));
    MUST(clientela_verification_heads(found, &heads, &error));
    while (ROW(clientela_heads_next(heads, &origin, NULL, &length, &digest, NULL, &error))) {
        snprintf(what, sizeof what, "chain %s", origin);
        name(what);
        printf("%" PRId64 " entries\n", length);
    }
    clientela_heads_free(heads);
    MUST(clientela_verification_number(found, CLIENTELA_VERIFICATION_FIELD_ERASED_VALUES, &erased, &error));
    MUST(clientela_verification_number(found, CLIENTELA_VERIFICATION_FIELD_FINDINGS, &findings, &error));
    line_number("erased values", erased);
    line_number("findings", findings);
    clientela_verification_free(found);
}

static void ended(clientela_engine engine, clientela_erp erp) {
    int32_t pending;
    printf("   He was anonymized in an earlier run: the feeds brought him back nowhere.\n");
    MUST(clientela_erp_purge_pending(erp, &pending, &error));
    line("purge pending", pending ? "yes" : "no");
    journal(engine);
}

/* -------------------------------------------------------------------------------------------- the story */

static clientela_engine open_store(const char *path) {
    clientela_options options;
    clientela_engine engine;
    MUST(clientela_options_new(&options, &error));
    MUST(clientela_options_set_clock_standing(options, NOW, OFFSET, &error));
    MUST(clientela_options_set_language(options, "en", NUL, &error));
    MUST(clientela_engine_open(path, NUL, options, &engine, &error));
    clientela_options_free(options);
    return engine;
}

/* A desk of somebody who may do everything, or only look at customers and consents. The host has signed them in. */
static clientela_desk sit_down(clientela_engine engine, const char *who, int everything) {
    clientela_seat seat;
    clientela_desk desk;
    MUST(clientela_seat_new("berlin-mitte", NUL, "till-1", NUL, who, NUL, &seat, &error));
    if (everything) {
        MUST(clientela_seat_allow_all(seat, &error));
    } else {
        MUST(clientela_seat_allow(seat, CLIENTELA_RIGHT_READ_CUSTOMERS, &error));
        MUST(clientela_seat_allow(seat, CLIENTELA_RIGHT_READ_CONSENTS, &error));
    }
    MUST(clientela_desk_open(engine, seat, &desk, &error));
    clientela_seat_free(seat);
    return desk;
}

/* Whether every handle was given back; a leak checker cannot see that. */
static void none_forgotten(void) {
    int64_t handles;
    MUST(clientela_library_handles(&handles, &error));
    if (handles != 0) {
        fprintf(stderr, "%" PRId64 " handles were forgotten\n", handles);
        exit(1);
    }
}

static void tell(const char *path) {
    char luis[40] = "";
    clientela_engine engine = open_store(path);
    clientela_desk cashier = sit_down(engine, "tom", 0);
    clientela_desk clerk = sit_down(engine, "jane", 1);
    clientela_erp erp;
    MUST(clientela_erp_open(engine, "erp", NUL, &erp, &error));
    feed(erp);
    list(clerk);
    if (search(clerk, luis, sizeof luis)) {
        details(clerk, luis);
        consent(cashier, clerk, luis);
        history(clerk, luis);
        document(clerk, luis);
        anonymize(erp, clerk, luis);
        afterwards(clerk, luis);
        journal(engine);
    } else {
        ended(engine, erp);
    }
    clientela_erp_free(erp);
    clientela_desk_free(clerk);
    clientela_desk_free(cashier);
    clientela_engine_free(engine);
    none_forgotten();
}

static char scratch[] = "/tmp/clientela-till-XXXXXX";

/* Removes the store that nobody asked to keep. */
static void tidy_up(void) {
    static const char *const FILES[] = {"till.db", "till.db-wal", "till.db-shm", "till.db.ledger"};
    char path[64];
    size_t at;
    for (at = 0; at < sizeof FILES / sizeof *FILES; at++) {
        snprintf(path, sizeof path, "%s/%s", scratch, FILES[at]);
        remove(path);
    }
    rmdir(scratch);
}

int main(int count, char **arguments) {
    char path[64];
    if (clientela_abi() != CLIENTELA_ABI) {
        fprintf(stderr, "the library is not the one that this program was built for\n");
        return 2;
    }
    if (count == 3 && strcmp(arguments[1], "--store") == 0) {
        tell(arguments[2]);
    } else if (count == 1 && mkdtemp(scratch) != NULL) {
        atexit(tidy_up);
        snprintf(path, sizeof path, "%s/till.db", scratch);
        tell(path);
    } else {
        fprintf(stderr, "usage: till [--store PATH]\n");
        return 2;
    }
    return 0;
}
