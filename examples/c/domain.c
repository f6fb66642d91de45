/* A shop with a database of its own: only the rules come from clientela. Its customers, consents and receipts stand in the
 * arrays below, as they would stand in its tables. Nothing is stored, and no SQLite is linked.
 *
 *     cargo xtask libs --domain-only
 *     cc -Iinclude examples/c/domain.c -Ltarget/c-domain -lclientela -Wl,-rpath,$PWD/target/c-domain -o domain && ./domain
 */
#include <clientela.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define Z CLIENTELA_NUL_TERMINATED
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- The shop's own tables --------------------------------------------------------------------------------------------- */

typedef struct { const char *kind, *given_name, *family_name, *email, *phone, *country; } customer_row;

static const customer_row CUSTOMERS[] = {
    {"private", "Ana", "Sousa", " Ana.Sousa@Example.PT ", "+351 21 123 4567", "pt"},
    {"private", "", "", "nobody@", "12", "Portugal"},
};

typedef struct { const char *id; int kind, day; const char *seen; } event_row;

static const event_row EVENTS[] = {
    {"00000000-0000-7000-8000-0000000000a1", CLIENTELA_EVENT_KIND_ASKED, 58, ""},
    {"00000000-0000-7000-8000-0000000000a2", CLIENTELA_EVENT_KIND_GIVEN, 60, "00000000-0000-7000-8000-0000000000a1"},
};

typedef struct { const char *id; int kind, state; const char *number; int day; int64_t total; } document_row;

static const document_row DOCUMENTS[] = {
    {"00000000-0000-7000-8000-0000000000d1", CLIENTELA_DOCUMENT_KIND_RECEIPT, CLIENTELA_DOCUMENT_STATE_ISSUED, "R-100", 40, 5590},
    {"00000000-0000-7000-8000-0000000000d2", CLIENTELA_DOCUMENT_KIND_RECEIPT, CLIENTELA_DOCUMENT_STATE_ISSUED, "R-101", 70, 12990},
    {"00000000-0000-7000-8000-0000000000d3", CLIENTELA_DOCUMENT_KIND_CORRECTION, CLIENTELA_DOCUMENT_STATE_ISSUED, "C-7", 75, -1200},
    {"00000000-0000-7000-8000-0000000000d4", CLIENTELA_DOCUMENT_KIND_ORDER, CLIENTELA_DOCUMENT_STATE_AWAITING_PICKUP, "O-3", 90, 8900},
};

/* `of` is the document, and `of_line` the line, that a line takes back. Prices in cents. */
typedef struct { const char *document; int line, pieces; const char *item, *size, *brand; int cents; const char *of; int of_line; } line_row;

static const line_row LINES[] = {
    {"R-100", 1, 3, "Wool socks", "42", "Falke", 1200, "", 0},
    {"R-100", 2, 1, "Felt hat", "L", "Brixton", 1990, "", 0},
    {"R-101", 1, 1, "Running shoes", "42", "Asics", 12990, "", 0},
    {"C-7", 1, -1, "Wool socks", "42", "Falke", 1200, "R-100", 1},
    {"O-3", 1, 1, "Raincoat", "M", "Brixton", 8900, "", 0},
};

static const char ANA[] = "00000000-0000-7000-8000-000000000001";
static const char WITHDRAWAL[] = "00000000-0000-7000-8000-0000000000a3";

/* The salt is made by chance when the consent is recorded, and kept beside the event. */
static const uint8_t SALT[16] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

/* ---- Small helpers ----------------------------------------------------------------------------------------------------- */

static clientela_error error = CLIENTELA_NONE;

/* Says what went wrong, without any personal data, and ends. */
static void ok(clientela_status status) {
    const char *text = NULL;
    if (status == CLIENTELA_STATUS_OK) return;
    if (clientela_error_text(error, &text, NULL) == CLIENTELA_STATUS_OK) fprintf(stderr, "failed: %s\n", text);
    clientela_error_free(error);
    exit(1);
}

/* Whether there was a further row. */
static int row(clientela_status status) {
    if (status == CLIENTELA_STATUS_DONE) return 0;
    ok(status);
    return 1;
}

/* Noon of a day of 2024, from 0, in milliseconds since 1970 UTC. */
static int64_t day(int of_year) { return INT64_C(1704110400000) + of_year * INT64_C(86400000); }

/* ---- 1. A customer is checked ------------------------------------------------------------------------------------------ */

static void print_violations(void) {
    const char *field = NULL, *rule = NULL;
    int32_t count = 0, slot = 0, at;
    (void)clientela_error_violation_count(error, &count);
    for (at = 0; at < count; at++) {
        (void)clientela_error_violation(error, at, &field, NULL, &slot, &rule, NULL);
        printf("    %-12s %s\n", field, rule);
    }
}

static void print_normalised(clientela_values values) {
    clientela_entries entries = CLIENTELA_NONE;
    const char *text = NULL;
    int32_t field = 0, slot = 0;
    ok(clientela_values_normalised(values, &entries, &error));
    while (row(clientela_entries_next(entries, &field, &slot, &text, NULL, &error))) printf("    now written as  %s\n", text);
    clientela_entries_free(entries);
}

static clientela_values values_of(const customer_row *customer) {
    clientela_values values = CLIENTELA_NONE;
    ok(clientela_values_new(&values, &error));
    ok(clientela_values_set_text(values, CLIENTELA_FIELD_KIND, 0, customer->kind, Z, &error));
    ok(clientela_values_set_text(values, CLIENTELA_FIELD_GIVEN_NAME, 0, customer->given_name, Z, &error));
    ok(clientela_values_set_text(values, CLIENTELA_FIELD_FAMILY_NAME, 0, customer->family_name, Z, &error));
    ok(clientela_values_set_text(values, CLIENTELA_FIELD_EMAIL, 0, customer->email, Z, &error));
    ok(clientela_values_set_text(values, CLIENTELA_FIELD_PHONE, 0, customer->phone, Z, &error));
    ok(clientela_values_set_text(values, CLIENTELA_FIELD_COUNTRY, 0, customer->country, Z, &error));
    return values;
}

static void check_customers(void) {
    size_t at;
    printf("1. Two customers are checked\n");
    for (at = 0; at < COUNT(CUSTOMERS); at++) {
        const char *name = NULL;
        clientela_values values = values_of(&CUSTOMERS[at]);
        clientela_status status = clientela_values_check(values, CLIENTELA_DESCRIBED_CUSTOMER, "2024-06-01", Z, &error);
        ok(clientela_values_name(values, &name, NULL, NULL));
        if (status == CLIENTELA_STATUS_OK) {
            printf("  %s: all is well\n", name);
            print_normalised(values);
        } else {
            printf("  %s: broken rules\n", name ? name : "(no name)");
            print_violations();
            clientela_error_free(error);
            error = CLIENTELA_NONE;
        }
        clientela_values_free(values);
    }
}

/* ---- 2. May we write to her? -------------------------------------------------------------------------------------------- */

static clientela_definition newsletter(void) {
    clientela_definition definition = CLIENTELA_NONE;
    ok(clientela_definition_new("newsletter", Z, CLIENTELA_PURPOSE_MARKETING, &definition, &error));
    ok(clientela_definition_set_number(definition, CLIENTELA_DEFINITION_FIELD_STATE, CLIENTELA_DEFINITION_STATE_ACTIVE, &error));
    ok(clientela_definition_set_number(definition, CLIENTELA_DEFINITION_FIELD_CHANNEL, CLIENTELA_CHANNEL_EMAIL, &error));
    ok(clientela_definition_add_wording(definition, "en", Z, "Newsletter", Z, "I want to hear what is new, by e-mail.", Z, &error));
    return definition;
}

static clientela_event event_of(clientela_definition definition, const char *id, int kind, int on) {
    clientela_event event = CLIENTELA_NONE;
    ok(clientela_event_new(definition, id, Z, ANA, Z, kind, CLIENTELA_AUTHORITY_SUBJECT, day(on), &event, &error));
    return event;
}

static clientela_events recorded(clientela_definition definition) {
    clientela_events events = CLIENTELA_NONE;
    size_t at;
    ok(clientela_events_new(&events, &error));
    for (at = 0; at < COUNT(EVENTS); at++) {
        clientela_event event = event_of(definition, EVENTS[at].id, EVENTS[at].kind, EVENTS[at].day);
        if (EVENTS[at].seen[0]) ok(clientela_event_see(event, EVENTS[at].seen, Z, &error));
        if (EVENTS[at].kind == CLIENTELA_EVENT_KIND_GIVEN) {
            ok(clientela_event_bind(event, CLIENTELA_EVENT_FIELD_ADDRESS, "Ana.Sousa@example.pt", Z, SALT, sizeof SALT, &error));
        }
        ok(clientela_events_add(events, event, &error));
        clientela_event_free(event);
    }
    return events;
}

static void print_standing(clientela_definition definition, clientela_events events, int on) {
    clientela_standing standing = CLIENTELA_NONE;
    const char *state = NULL, *detail = NULL, *dpv = NULL;
    ok(clientela_events_standing(events, definition, day(on), &standing, &error));
    ok(clientela_standing_text(standing, CLIENTELA_STANDING_FIELD_STATE, &state, NULL, &error));
    ok(clientela_standing_text(standing, CLIENTELA_STANDING_FIELD_DETAIL, &detail, NULL, &error));
    ok(clientela_standing_text(standing, CLIENTELA_STANDING_FIELD_DPV, &dpv, NULL, &error));
    printf("  state: %s (%s, dpv:%s)\n", state, detail, dpv);
    clientela_standing_free(standing);
}

static void print_answer(clientela_definition definition, clientela_events events, int on) {
    clientela_definitions definitions = CLIENTELA_NONE;
    clientela_question question = CLIENTELA_NONE;
    clientela_answer answer = CLIENTELA_NONE;
    clientela_texts evidence = CLIENTELA_NONE;
    const char *reason = NULL, *remedy = NULL, *id = NULL;
    int64_t allowed = 0;
    ok(clientela_definitions_new(&definitions, &error));
    ok(clientela_definitions_add(definitions, definition, &error));
    ok(clientela_question_new(CLIENTELA_PURPOSE_MARKETING, CLIENTELA_CHANNEL_EMAIL, day(on), 60, &question, &error));
    ok(clientela_question_add_value(question, "Ana.Sousa@example.pt", Z, 0, &error));
    ok(clientela_may_contact(question, definitions, events, &answer, &error));
    ok(clientela_answer_number(answer, CLIENTELA_ANSWER_FIELD_ALLOWED, &allowed, &error));
    ok(clientela_answer_text(answer, CLIENTELA_ANSWER_FIELD_REASON, &reason, NULL, &error));
    ok(clientela_answer_text(answer, CLIENTELA_ANSWER_FIELD_REMEDY, &remedy, NULL, &error));
    printf("  may we write to her: %s, reason %s, remedy %s\n", allowed ? "yes" : "no", reason, remedy);
    ok(clientela_answer_evidence(answer, &evidence, &error));
    while (row(clientela_texts_next(evidence, &id, NULL, &error))) printf("    rests on event  %s\n", id);
    clientela_texts_free(evidence);
    clientela_answer_free(answer);
    clientela_question_free(question);
    clientela_definitions_free(definitions);
}

/* She takes it back: the library says what is to be stored, the shop stores it. */
static void withdraw(clientela_definition definition, clientela_events events, int on) {
    clientela_act act = CLIENTELA_NONE;
    clientela_texts seen = CLIENTELA_NONE;
    clientela_event event = CLIENTELA_NONE;
    const char *id = NULL;
    int32_t kind = 0;
    ok(clientela_act_new(CLIENTELA_INTENT_WITHDRAW, CLIENTELA_AUTHORITY_SUBJECT, CLIENTELA_METHOD_SPOKEN, &act, &error));
    ok(clientela_act_write(act, definition, events, day(on), 60, &kind, &seen, &error));
    event = event_of(definition, WITHDRAWAL, kind, on);
    while (row(clientela_texts_next(seen, &id, NULL, &error))) ok(clientela_event_see(event, id, Z, &error));
    ok(clientela_events_add(events, event, &error));
    clientela_event_free(event);
    clientela_texts_free(seen);
    clientela_act_free(act);
}

/* Staff cannot put a withdrawn consent back on their own. */
static void try_to_give_again(clientela_definition definition, clientela_events events, int on) {
    clientela_act act = CLIENTELA_NONE;
    clientela_texts seen = CLIENTELA_NONE;
    const char *text = NULL;
    int32_t kind = 0;
    ok(clientela_act_new(CLIENTELA_INTENT_GIVE, CLIENTELA_AUTHORITY_USER, CLIENTELA_METHOD_CORRECTION, &act, &error));
    ok(clientela_act_set_number(act, CLIENTELA_ACT_FIELD_REASON, 1, &error));
    ok(clientela_act_set_number(act, CLIENTELA_ACT_FIELD_REACHABLE, 1, &error));
    if (clientela_act_write(act, definition, events, day(on), 60, &kind, &seen, &error) == CLIENTELA_STATUS_NOT_PERMITTED) {
        ok(clientela_error_text(error, &text, NULL));
        printf("  an operator switches it on again: refused, %s\n", text);
        clientela_error_free(error);
        error = CLIENTELA_NONE;
    }
    clientela_texts_free(seen);
    clientela_act_free(act);
}

static void ask_and_withdraw(void) {
    clientela_definition definition = newsletter();
    clientela_events events = recorded(definition);
    printf("\n2. Ana and the newsletter\n");
    print_standing(definition, events, 100);
    print_answer(definition, events, 100);
    printf("  she withdraws\n");
    withdraw(definition, events, 101);
    print_standing(definition, events, 102);
    print_answer(definition, events, 102);
    try_to_give_again(definition, events, 102);
    clientela_events_free(events);
    clientela_definition_free(definition);
}

/* ---- 3. What she bought ------------------------------------------------------------------------------------------------- */

static void add_lines(clientela_documents documents, const char *of) {
    size_t at;
    for (at = 0; at < COUNT(LINES); at++) {
        const line_row *line = &LINES[at];
        if (strcmp(line->document, of) != 0) continue;
        ok(clientela_documents_begin_line(documents, line->line, &error));
        ok(clientela_documents_set_line_text(documents, CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_NAME, line->item, Z, &error));
        ok(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY, line->pieces * 1000, &error));
        ok(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_FINAL_PRICE, line->cents * INT64_C(10000), &error));
        ok(clientela_documents_add_property(documents, "size", Z, line->size, Z, 0, &error));
        ok(clientela_documents_add_property(documents, "brand", Z, line->brand, Z, 1, &error));
        if (line->of[0]) ok(clientela_documents_set_line_source(documents, line->of, Z, line->of_line, &error));
    }
}

static clientela_documents her_documents(void) {
    clientela_documents documents = CLIENTELA_NONE;
    size_t at;
    ok(clientela_documents_new(&documents, &error));
    for (at = 0; at < COUNT(DOCUMENTS); at++) {
        const document_row *one = &DOCUMENTS[at];
        ok(clientela_documents_begin(documents, one->id, Z, one->kind, one->state, one->number, Z, day(one->day), "EUR", Z, &error));
        ok(clientela_documents_set_number(documents, CLIENTELA_DOCUMENT_FIELD_TOTAL, one->total, &error));
        ok(clientela_documents_set_addressee(documents, CLIENTELA_FIELD_ADDRESSEE_NAME, "Ana Sousa", Z, &error));
        add_lines(documents, one->number);
    }
    return documents;
}

static void print_lines(clientela_filtered filtered) {
    clientela_history_lines lines = CLIENTELA_NONE;
    const char *number = NULL, *item = NULL, *status = NULL;
    int64_t quantity = 0, price = 0, total = 0;
    ok(clientela_filtered_lines(filtered, &lines, &error));
    while (row(clientela_history_lines_next(lines, &error))) {
        ok(clientela_history_lines_text(lines, CLIENTELA_HISTORY_FIELD_NUMBER, &number, NULL, &error));
        ok(clientela_history_lines_text(lines, CLIENTELA_HISTORY_FIELD_ITEM_NAME, &item, NULL, &error));
        ok(clientela_history_lines_text(lines, CLIENTELA_HISTORY_FIELD_STATUS, &status, NULL, &error));
        ok(clientela_history_lines_number(lines, CLIENTELA_HISTORY_FIELD_QUANTITY, &quantity, &error));
        ok(clientela_history_lines_number(lines, CLIENTELA_HISTORY_FIELD_FINAL_PRICE, &price, &error));
        price /= 10000;
        printf("    %-6s %d x %-14s %4d.%02d EUR  %s\n", number, (int)(quantity / 1000), item, (int)(price / 100), (int)(price % 100), status);
    }
    clientela_history_lines_free(lines);
    ok(clientela_filtered_total(filtered, &total, &error));
    printf("    lines: %d\n", (int)total);
}

static void print_facets(clientela_filtered filtered) {
    clientela_facets facets = CLIENTELA_NONE;
    const char *name = NULL, *value = NULL;
    int64_t count = 0;
    ok(clientela_filtered_facets(filtered, &facets, &error));
    printf("    could be chosen:");
    while (row(clientela_facets_next(facets, &name, NULL, &value, NULL, &count, &error))) printf(" %s %s (%d)", name, value, (int)count);
    printf("\n");
    clientela_facets_free(facets);
}

static void filter_and_print(clientela_history history, clientela_criteria criteria, const char *what) {
    clientela_filtered filtered = CLIENTELA_NONE;
    printf("  %s\n", what);
    ok(clientela_history_filter(history, criteria, &filtered, &error));
    print_lines(filtered);
    print_facets(filtered);
    clientela_filtered_free(filtered);
}

static void look_at_history(clientela_documents documents) {
    clientela_history history = CLIENTELA_NONE;
    clientela_criteria criteria = CLIENTELA_NONE;
    printf("\n3. What Ana bought\n");
    ok(clientela_history_new(documents, &history, &error));
    ok(clientela_criteria_new(&criteria, &error));
    filter_and_print(history, criteria, "everything");
    ok(clientela_criteria_add_value(criteria, "size", Z, "42", Z, &error));
    ok(clientela_criteria_add_status(criteria, CLIENTELA_LINE_STATUS_SOLD, &error));
    filter_and_print(history, criteria, "size 42, still with her");
    ok(clientela_criteria_set_text(criteria, "SOCK r-100", Z, &error));
    filter_and_print(history, criteria, "and \"SOCK r-100\" typed into the search field");
    clientela_criteria_free(criteria);
    clientela_history_free(history);
}

/* ---- 4. She wants to be forgotten --------------------------------------------------------------------------------------- */

static void print_blockers(clientela_plan plan) {
    clientela_plan_rows rows = CLIENTELA_NONE;
    const char *reason = NULL, *number = NULL, *owner = NULL, *from = NULL;
    ok(clientela_plan_blockers(plan, &rows, &error));
    while (row(clientela_plan_rows_next(rows, &error))) {
        ok(clientela_plan_rows_text(rows, CLIENTELA_PLAN_ROW_FIELD_REASON, &reason, NULL, &error));
        ok(clientela_plan_rows_text(rows, CLIENTELA_PLAN_ROW_FIELD_NUMBER, &number, NULL, &error));
        ok(clientela_plan_rows_text(rows, CLIENTELA_PLAN_ROW_FIELD_OWNER, &owner, NULL, &error));
        printf("    not yet: %s %s, at %s\n", reason, number, owner ? owner : "(unknown)");
    }
    clientela_plan_rows_free(rows);
    ok(clientela_plan_text(plan, CLIENTELA_PLAN_FIELD_POSSIBLE_FROM, &from, NULL, &error));
    if (from) printf("    possible from %s\n", from);
}

static void print_items(clientela_plan plan) {
    clientela_plan_rows rows = CLIENTELA_NONE;
    const char *record = NULL, *id = NULL, *field = NULL, *action = NULL, *ground = NULL, *word = NULL;
    ok(clientela_plan_items(plan, &rows, &error));
    while (row(clientela_plan_rows_next(rows, &error))) {
        ok(clientela_plan_rows_text(rows, CLIENTELA_PLAN_ROW_FIELD_RECORD, &record, NULL, &error));
        ok(clientela_plan_rows_text(rows, CLIENTELA_PLAN_ROW_FIELD_ID, &id, NULL, &error));
        ok(clientela_plan_rows_text(rows, CLIENTELA_PLAN_ROW_FIELD_FIELD, &field, NULL, &error));
        ok(clientela_plan_rows_text(rows, CLIENTELA_PLAN_ROW_FIELD_ACTION, &action, NULL, &error));
        ok(clientela_plan_rows_text(rows, CLIENTELA_PLAN_ROW_FIELD_GROUND, &ground, NULL, &error));
        ok(clientela_plan_rows_text(rows, CLIENTELA_PLAN_ROW_FIELD_WORD, &word, NULL, &error));
        printf("    %-13s ...%-5s %-15s %s", record, id + 32, field ? field : "-", action);
        if (ground) printf(", %s", ground);
        if (word) printf(" by \"%s\"", word);
        printf("\n");
    }
    clientela_plan_rows_free(rows);
}

static void plan_anonymization(clientela_documents documents) {
    clientela_erasure erasure = CLIENTELA_NONE;
    clientela_plan plan = CLIENTELA_NONE;
    clientela_values ana = values_of(&CUSTOMERS[0]);
    size_t at;
    int32_t index;
    printf("\n4. Ana asks to be forgotten\n");
    ok(clientela_erasure_new(ana, ANA, Z, &erasure, &error));
    for (at = 0; at < COUNT(EVENTS); at++) {
        int bound = EVENTS[at].kind == CLIENTELA_EVENT_KIND_GIVEN;
        ok(clientela_erasure_add_event(erasure, EVENTS[at].id, Z, bound, 0, &error));
    }
    for (index = 0; index < (int32_t)COUNT(DOCUMENTS); index++) {
        int order = DOCUMENTS[index].kind == CLIENTELA_DOCUMENT_KIND_ORDER;
        ok(clientela_erasure_add_document(erasure, documents, index, "lisboa", Z, order ? "2024-06-30" : "", Z, &error));
    }
    ok(clientela_erasure_plan(erasure, "2024-06-01", Z, "anonymized", Z, &plan, &error));
    printf("  on 2024-06-01\n");
    print_blockers(plan);
    clientela_plan_free(plan);
    ok(clientela_erasure_plan(erasure, "2024-07-01", Z, "anonymized", Z, &plan, &error));
    printf("  on 2024-07-01\n");
    print_blockers(plan);
    print_items(plan);
    clientela_plan_free(plan);
    clientela_erasure_free(erasure);
    clientela_values_free(ana);
}

int main(void) {
    clientela_documents documents = CLIENTELA_NONE;
    int64_t forgotten = 0;
    if (clientela_abi() != CLIENTELA_ABI) return 2;
    check_customers();
    ask_and_withdraw();
    documents = her_documents();
    look_at_history(documents);
    plan_anonymization(documents);
    clientela_documents_free(documents);
    ok(clientela_library_handles(&forgotten, &error));
    return forgotten == 0 ? 0 : 3;
}
