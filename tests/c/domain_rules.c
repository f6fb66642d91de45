/* Rules of the domain through the built library, row by row of the catalogue of features. Needs no store. */
#include <clientela.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define Z CLIENTELA_NUL_TERMINATED

static const char *row_now = "";

/* Says which row's rule does not hold, and ends. */
#define CHECK(what)                                                                     \
    do {                                                                                \
        if (!(what)) {                                                                  \
            fprintf(stderr, "%s: line %d: not so: %s\n", row_now, __LINE__, #what);     \
            exit(1);                                                                    \
        }                                                                               \
    } while (0)

#define OK(call) CHECK((call) == CLIENTELA_STATUS_OK)

static const char PERSON[] = "00000000-0000-7000-8000-000000000001";

/* Ids that differ in their last four digits. */
static const char *id_of(int number) {
    static char text[40];
    sprintf(text, "00000000-0000-7000-8000-00000000%04d", number % 10000);
    return text;
}

static int64_t day(int number) { return INT64_C(1704067200000) + number * INT64_C(86400000); }

static int same(const char *text, const char *expected) { return text != NULL && strcmp(text, expected) == 0; }

/* ---- Consents ---- */

static clientela_definition active(const char *code, int channel) {
    clientela_definition definition = CLIENTELA_NONE;
    OK(clientela_definition_new(code, Z, CLIENTELA_PURPOSE_MARKETING, &definition, NULL));
    OK(clientela_definition_set_number(definition, CLIENTELA_DEFINITION_FIELD_STATE, CLIENTELA_DEFINITION_STATE_ACTIVE, NULL));
    OK(clientela_definition_set_number(definition, CLIENTELA_DEFINITION_FIELD_CHANNEL, channel, NULL));
    return definition;
}

/* Adds an event that has seen the one numbered `seen`; 0: none. */
static void happened(clientela_events events, clientela_definition definition, int number, int kind, int authority, int seen) {
    clientela_event event = CLIENTELA_NONE;
    OK(clientela_event_new(definition, id_of(number), Z, PERSON, Z, kind, authority, day(number), &event, NULL));
    if (seen) OK(clientela_event_see(event, id_of(seen), Z, NULL));
    OK(clientela_events_add(events, event, NULL));
    clientela_event_free(event);
}

static clientela_events no_events(void) {
    clientela_events events = CLIENTELA_NONE;
    OK(clientela_events_new(&events, NULL));
    return events;
}

static void check_standing(clientela_events events, clientela_definition definition, int64_t state, const char *detail, const char *dpv) {
    clientela_standing standing = CLIENTELA_NONE;
    const char *text = NULL;
    int64_t number = -1;
    OK(clientela_events_standing(events, definition, day(300), &standing, NULL));
    OK(clientela_standing_number(standing, CLIENTELA_STANDING_FIELD_STATE, &number, NULL));
    CHECK(number == state);
    OK(clientela_standing_text(standing, CLIENTELA_STANDING_FIELD_DETAIL, &text, NULL, NULL));
    CHECK(same(text, detail));
    OK(clientela_standing_text(standing, CLIENTELA_STANDING_FIELD_DPV, &text, NULL, NULL));
    CHECK(same(text, dpv));
    clientela_standing_free(standing);
}

/* The status of recording something now; the kind of event in `kind`. */
static clientela_status recording(clientela_definition definition, clientela_events events, int intent, int authority, int32_t *kind) {
    clientela_act act = CLIENTELA_NONE;
    clientela_texts seen = CLIENTELA_NONE;
    clientela_status status;
    OK(clientela_act_new(intent, authority, CLIENTELA_METHOD_CORRECTION, &act, NULL));
    OK(clientela_act_set_number(act, CLIENTELA_ACT_FIELD_REASON, 1, NULL));
    OK(clientela_act_set_number(act, CLIENTELA_ACT_FIELD_REACHABLE, 1, NULL));
    status = clientela_act_write(act, definition, events, day(300), 0, kind, &seen, NULL);
    clientela_texts_free(seen);
    clientela_act_free(act);
    return status;
}

static void p11_three_states(void) {
    clientela_definition definition = active("newsletter", CLIENTELA_CHANNEL_EMAIL);
    clientela_events events = no_events();
    int32_t kind = -1;
    row_now = "P11";
    check_standing(events, definition, CLIENTELA_CONSENT_STATE_UNKNOWN, "never_asked", "ConsentUnknown");
    CHECK(recording(definition, events, CLIENTELA_INTENT_ON, CLIENTELA_AUTHORITY_MACHINE, &kind) == CLIENTELA_STATUS_OK);
    CHECK(kind == CLIENTELA_EVENT_KIND_IMPORTED);
    CHECK(recording(definition, events, CLIENTELA_INTENT_OFF, CLIENTELA_AUTHORITY_MACHINE, &kind) == CLIENTELA_STATUS_DONE);
    happened(events, definition, 1, CLIENTELA_EVENT_KIND_ASKED, CLIENTELA_AUTHORITY_USER, 0);
    check_standing(events, definition, CLIENTELA_CONSENT_STATE_UNKNOWN, "asked", "ConsentRequested");
    happened(events, definition, 2, CLIENTELA_EVENT_KIND_REFUSED, CLIENTELA_AUTHORITY_SUBJECT, 1);
    check_standing(events, definition, CLIENTELA_CONSENT_STATE_REFUSED, "refused", "ConsentRefused");
    CHECK(recording(definition, events, CLIENTELA_INTENT_CLEAR, CLIENTELA_AUTHORITY_ADMIN, &kind) == CLIENTELA_STATUS_STATE);
    happened(events, definition, 3, CLIENTELA_EVENT_KIND_GIVEN, CLIENTELA_AUTHORITY_SUBJECT, 2);
    check_standing(events, definition, CLIENTELA_CONSENT_STATE_ACCEPTED, "given", "ConsentGiven");
    happened(events, definition, 4, CLIENTELA_EVENT_KIND_WITHDRAWN, CLIENTELA_AUTHORITY_MACHINE, 3);
    check_standing(events, definition, CLIENTELA_CONSENT_STATE_REFUSED, "withdrawn", "ConsentWithdrawn");
    CHECK(recording(definition, events, CLIENTELA_INTENT_GIVE, CLIENTELA_AUTHORITY_ADMIN, &kind) == CLIENTELA_STATUS_NOT_PERMITTED);
    clientela_events_free(events);
    clientela_definition_free(definition);
}

/* What somebody who asks about this address is told. */
static void check_answer(clientela_definition definition, clientela_events events, const char *address, int64_t reason, int64_t remedy,
                         int proofs) {
    clientela_definitions definitions = CLIENTELA_NONE;
    clientela_question question = CLIENTELA_NONE;
    clientela_answer answer = CLIENTELA_NONE;
    clientela_texts evidence = CLIENTELA_NONE;
    const char *text = NULL;
    int64_t number = -1;
    OK(clientela_definitions_new(&definitions, NULL));
    OK(clientela_definitions_add(definitions, definition, NULL));
    OK(clientela_question_new(CLIENTELA_PURPOSE_MARKETING, CLIENTELA_CHANNEL_EMAIL, day(300), 0, &question, NULL));
    if (address[0]) OK(clientela_question_add_value(question, address, Z, 0, NULL));
    OK(clientela_may_contact(question, definitions, events, &answer, NULL));
    OK(clientela_answer_number(answer, CLIENTELA_ANSWER_FIELD_ALLOWED, &number, NULL));
    CHECK(number == (reason == CLIENTELA_CONTACT_REASON_ALLOWED));
    OK(clientela_answer_number(answer, CLIENTELA_ANSWER_FIELD_REASON, &number, NULL));
    CHECK(number == reason);
    OK(clientela_answer_number(answer, CLIENTELA_ANSWER_FIELD_REMEDY, &number, NULL));
    CHECK(number == remedy);
    OK(clientela_answer_evidence(answer, &evidence, NULL));
    while (clientela_texts_next(evidence, &text, NULL, NULL) == CLIENTELA_STATUS_OK) proofs--;
    CHECK(proofs == 0);
    clientela_texts_free(evidence);
    clientela_answer_free(answer);
    clientela_question_free(question);
    clientela_definitions_free(definitions);
}

static void x2_may_we_contact(void) {
    static const uint8_t salt[16] = {7};
    clientela_definition definition = active("newsletter", CLIENTELA_CHANNEL_EMAIL), draft = CLIENTELA_NONE;
    clientela_events events = no_events();
    clientela_event event = CLIENTELA_NONE;
    row_now = "X2";
    OK(clientela_definition_new("newsletter", Z, CLIENTELA_PURPOSE_MARKETING, &draft, NULL));
    check_answer(draft, events, "a@b.de", CLIENTELA_CONTACT_REASON_NO_DEFINITION, CLIENTELA_CONTACT_REMEDY_DEFINE_THE_CONSENT, 0);
    check_answer(definition, events, "", CLIENTELA_CONTACT_REASON_NO_ADDRESS, CLIENTELA_CONTACT_REMEDY_COMPLETE_THE_DATA, 0);
    check_answer(definition, events, "a@b.de", CLIENTELA_CONTACT_REASON_NEVER_ASKED, CLIENTELA_CONTACT_REMEDY_ASK_FOR_CONSENT, 0);
    OK(clientela_event_new(definition, id_of(1), Z, PERSON, Z, CLIENTELA_EVENT_KIND_GIVEN, CLIENTELA_AUTHORITY_SUBJECT, day(1), &event, NULL));
    OK(clientela_event_bind(event, CLIENTELA_EVENT_FIELD_ADDRESS, "a@b.de", Z, salt, sizeof salt, NULL));
    OK(clientela_events_add(events, event, NULL));
    clientela_event_free(event);
    check_answer(definition, events, "a@b.de", CLIENTELA_CONTACT_REASON_ALLOWED, CLIENTELA_CONTACT_REMEDY_NOTHING, 1);
    check_answer(definition, events, "c@d.de", CLIENTELA_CONTACT_REASON_OTHER_ADDRESS, CLIENTELA_CONTACT_REMEDY_ASK_AGAIN, 1);
    happened(events, definition, 2, CLIENTELA_EVENT_KIND_WITHDRAWN, CLIENTELA_AUTHORITY_SUBJECT, 0);
    check_answer(definition, events, "a@b.de", CLIENTELA_CONTACT_REASON_WITHDRAWN, CLIENTELA_CONTACT_REMEDY_UP_TO_THE_PERSON, 1);
    happened(events, definition, 3, CLIENTELA_EVENT_KIND_OBJECTED, CLIENTELA_AUTHORITY_SUBJECT, 2);
    check_answer(definition, events, "a@b.de", CLIENTELA_CONTACT_REASON_OBJECTED, CLIENTELA_CONTACT_REMEDY_UP_TO_THE_PERSON, 1);
    clientela_events_free(events);
    clientela_definition_free(draft);
    clientela_definition_free(definition);
}

/* ---- History ---- */

static clientela_documents no_documents(void) {
    clientela_documents documents = CLIENTELA_NONE;
    OK(clientela_documents_new(&documents, NULL));
    return documents;
}

/* A document with one line of this item, made from the line of the document `of`; its number is also its day. */
static void issued(clientela_documents documents, int kind, int state, int number, const char *item, int pieces, const char *of) {
    char name[16];
    sprintf(name, "N%d", number);
    OK(clientela_documents_begin(documents, id_of(number), Z, kind, state, name, Z, day(number), "EUR", Z, NULL));
    OK(clientela_documents_set_number(documents, CLIENTELA_DOCUMENT_FIELD_TOTAL, number * 100, NULL));
    OK(clientela_documents_begin_line(documents, 1, NULL));
    OK(clientela_documents_set_line_text(documents, CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_NAME, item, Z, NULL));
    OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY, pieces * 1000, NULL));
    OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_FINAL_PRICE, number * INT64_C(1000000), NULL));
    if (of[0]) OK(clientela_documents_set_line_source(documents, of, Z, 1, NULL));
}

static clientela_criteria no_criteria(void) {
    clientela_criteria criteria = CLIENTELA_NONE;
    OK(clientela_criteria_new(&criteria, NULL));
    return criteria;
}

/* Filters and frees documents and criteria. */
static clientela_filtered found(clientela_documents documents, clientela_criteria criteria) {
    clientela_history history = CLIENTELA_NONE;
    clientela_filtered filtered = CLIENTELA_NONE;
    OK(clientela_history_new(documents, &history, NULL));
    OK(clientela_history_filter(history, criteria, &filtered, NULL));
    clientela_history_free(history);
    clientela_criteria_free(criteria);
    return filtered;
}

static int64_t total_of(clientela_filtered filtered) {
    int64_t total = -1;
    OK(clientela_filtered_total(filtered, &total, NULL));
    clientela_filtered_free(filtered);
    return total;
}

static clientela_history_lines first_line(clientela_filtered filtered) {
    clientela_history_lines lines = CLIENTELA_NONE;
    OK(clientela_filtered_lines(filtered, &lines, NULL));
    OK(clientela_history_lines_next(lines, NULL));
    clientela_filtered_free(filtered);
    return lines;
}

static const char *text_of(clientela_history_lines lines, int field) {
    const char *text = NULL;
    OK(clientela_history_lines_text(lines, field, &text, NULL, NULL));
    return text;
}

static int64_t number_of(clientela_history_lines lines, int field) {
    int64_t number = -1;
    OK(clientela_history_lines_number(lines, field, &number, NULL));
    return number;
}

/* A line with everything: an invoice made from a receipt. */
static clientela_documents full_line(void) {
    clientela_documents documents = no_documents();
    issued(documents, CLIENTELA_DOCUMENT_KIND_RECEIPT, CLIENTELA_DOCUMENT_STATE_ISSUED, 1, "Wool socks", 3, "");
    OK(clientela_documents_set_text(documents, CLIENTELA_DOCUMENT_FIELD_BARCODE, "2900001", Z, NULL));
    issued(documents, CLIENTELA_DOCUMENT_KIND_INVOICE, CLIENTELA_DOCUMENT_STATE_ISSUED, 2, "Wool socks", 3, "N1");
    OK(clientela_documents_set_line_text(documents, CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_CODE, "WS-1", Z, NULL));
    OK(clientela_documents_set_line_text(documents, CLIENTELA_DOCUMENT_LINE_FIELD_EAN, "4006381333931", Z, NULL));
    OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_REGULAR_PRICE, 2500000, NULL));
    OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_DISCOUNT, 500000, NULL));
    OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_DEFECTIVE, 1, NULL));
    OK(clientela_documents_add_property(documents, "size", Z, "42", Z, 0, NULL));
    OK(clientela_documents_add_property(documents, "brand", Z, "Falke", Z, 1, NULL));
    return documents;
}

static void p14_columns(void) {
    clientela_documents documents = full_line();
    clientela_history_lines lines = first_line(found(documents, no_criteria()));
    clientela_texts sources = CLIENTELA_NONE;
    clientela_properties properties = CLIENTELA_NONE;
    const char *name = NULL, *value = NULL;
    int32_t attribute = -1;
    row_now = "P14";
    CHECK(same(text_of(lines, CLIENTELA_HISTORY_FIELD_ITEM_NAME), "Wool socks"));
    CHECK(same(text_of(lines, CLIENTELA_HISTORY_FIELD_ITEM_CODE), "WS-1"));
    CHECK(same(text_of(lines, CLIENTELA_HISTORY_FIELD_EAN), "4006381333931"));
    CHECK(same(text_of(lines, CLIENTELA_HISTORY_FIELD_NUMBER), "N2"));
    CHECK(same(text_of(lines, CLIENTELA_HISTORY_FIELD_STATUS), "sold"));
    CHECK(same(text_of(lines, CLIENTELA_HISTORY_FIELD_CURRENCY), "EUR"));
    CHECK(number_of(lines, CLIENTELA_HISTORY_FIELD_CREATED) == day(2));
    CHECK(number_of(lines, CLIENTELA_HISTORY_FIELD_QUANTITY) == 3000);
    CHECK(number_of(lines, CLIENTELA_HISTORY_FIELD_REGULAR_PRICE) == 2500000);
    CHECK(number_of(lines, CLIENTELA_HISTORY_FIELD_DISCOUNT) == 500000);
    CHECK(number_of(lines, CLIENTELA_HISTORY_FIELD_FINAL_PRICE) == 2000000);
    OK(clientela_history_lines_sources(lines, &sources, NULL));
    OK(clientela_texts_next(sources, &value, NULL, NULL));
    CHECK(same(value, "N1"));
    CHECK(clientela_texts_next(sources, &value, NULL, NULL) == CLIENTELA_STATUS_DONE);
    OK(clientela_history_lines_properties(lines, &properties, NULL));
    OK(clientela_properties_next(properties, &name, NULL, &value, NULL, &attribute, NULL));
    CHECK(same(name, "size") && same(value, "42") && attribute == 0);
    OK(clientela_properties_next(properties, &name, NULL, &value, NULL, &attribute, NULL));
    CHECK(same(name, "brand") && same(value, "Falke") && attribute == 1);
    CHECK(clientela_history_lines_next(lines, NULL) == CLIENTELA_STATUS_DONE);
    clientela_properties_free(properties);
    clientela_texts_free(sources);
    clientela_history_lines_free(lines);
    clientela_documents_free(documents);
}

static void p16_positive_corrections(void) {
    clientela_documents documents = no_documents();
    row_now = "P16";
    issued(documents, CLIENTELA_DOCUMENT_KIND_RECEIPT, CLIENTELA_DOCUMENT_STATE_ISSUED, 1, "Socks", 3, "");
    issued(documents, CLIENTELA_DOCUMENT_KIND_CORRECTION, CLIENTELA_DOCUMENT_STATE_ISSUED, 2, "Socks", 1, "N1");
    CHECK(total_of(found(documents, no_criteria())) == 1);
    issued(documents, CLIENTELA_DOCUMENT_KIND_CORRECTION, CLIENTELA_DOCUMENT_STATE_ISSUED, 3, "Socks", -1, "N1");
    CHECK(total_of(found(documents, no_criteria())) == 2);
    clientela_documents_free(documents);
}

static void p17_text(void) {
    static const char *const words[] = {"wool", "4006381333931", "n2", "n1", "ws-1", "42", "FALKE", "2900001", "socks WOOL"};
    clientela_documents documents = full_line();
    clientela_criteria criteria = CLIENTELA_NONE;
    size_t at;
    row_now = "P17";
    for (at = 0; at < sizeof words / sizeof words[0]; at++) {
        criteria = no_criteria();
        OK(clientela_criteria_set_text(criteria, words[at], Z, NULL));
        CHECK(total_of(found(documents, criteria)) == 1);
    }
    criteria = no_criteria();
    OK(clientela_criteria_set_text(criteria, "wool hat", Z, NULL));
    CHECK(total_of(found(documents, criteria)) == 0);
    clientela_documents_free(documents);
}

/* How many of five receipts, numbered 1 to 5 (price and total n euros, day n), one number allows. */
static int64_t allowed_by(clientela_documents documents, int field, int64_t number) {
    clientela_criteria criteria = no_criteria();
    OK(clientela_criteria_set_number(criteria, field, number, NULL));
    return total_of(found(documents, criteria));
}

static void p18_statuses_and_facets(clientela_documents documents) {
    clientela_criteria criteria = no_criteria();
    clientela_filtered filtered = CLIENTELA_NONE;
    clientela_facets facets = CLIENTELA_NONE;
    const char *name = NULL, *value = NULL;
    int64_t count = -1;
    OK(clientela_criteria_add_status(criteria, CLIENTELA_LINE_STATUS_RETURNED, NULL));
    OK(clientela_criteria_add_value(criteria, "size", Z, "42", Z, NULL));
    filtered = found(documents, criteria);
    OK(clientela_filtered_status_count(filtered, CLIENTELA_LINE_STATUS_SOLD, &count, NULL));
    CHECK(count == 1);
    OK(clientela_filtered_facets(filtered, &facets, NULL));
    OK(clientela_facets_next(facets, &name, NULL, &value, NULL, &count, NULL));
    CHECK(same(name, "size") && same(value, "42") && count == 0);
    OK(clientela_facets_next(facets, &name, NULL, &value, NULL, &count, NULL));
    CHECK(same(name, "size") && same(value, "43") && count == 1);
    CHECK(clientela_facets_next(facets, &name, NULL, &value, NULL, &count, NULL) == CLIENTELA_STATUS_DONE);
    clientela_facets_free(facets);
    CHECK(total_of(filtered) == 0);
}

static void p18_filters(void) {
    clientela_documents documents = no_documents();
    clientela_criteria criteria = CLIENTELA_NONE;
    int number;
    row_now = "P18";
    for (number = 1; number <= 5; number++) {
        issued(documents, CLIENTELA_DOCUMENT_KIND_RECEIPT, CLIENTELA_DOCUMENT_STATE_ISSUED, number, "Socks", 1, "");
    }
    OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_DEFECTIVE, 1, NULL));
    OK(clientela_documents_add_property(documents, "size", Z, "42", Z, 0, NULL));
    CHECK(allowed_by(documents, CLIENTELA_CRITERIA_FIELD_PRICE_FROM, 200) == 4);
    CHECK(allowed_by(documents, CLIENTELA_CRITERIA_FIELD_PRICE_TO, 200) == 2);
    CHECK(allowed_by(documents, CLIENTELA_CRITERIA_FIELD_CREATED_FROM, day(4)) == 2);
    CHECK(allowed_by(documents, CLIENTELA_CRITERIA_FIELD_CREATED_BEFORE, day(4)) == 3);
    CHECK(allowed_by(documents, CLIENTELA_CRITERIA_FIELD_TOTAL_FROM, 500) == 1);
    CHECK(allowed_by(documents, CLIENTELA_CRITERIA_FIELD_TOTAL_TO, 100) == 1);
    CHECK(allowed_by(documents, CLIENTELA_CRITERIA_FIELD_DEFECTIVE_ONLY, 1) == 1);
    criteria = no_criteria();
    OK(clientela_criteria_set_days(criteria, "2024-01-02", Z, "2024-01-03", Z, 0, NULL));
    CHECK(total_of(found(documents, criteria)) == 2);
    issued(documents, CLIENTELA_DOCUMENT_KIND_CORRECTION, CLIENTELA_DOCUMENT_STATE_ISSUED, 6, "Socks", -1, "N1");
    OK(clientela_documents_add_property(documents, "size", Z, "43", Z, 0, NULL));
    p18_statuses_and_facets(documents);
    clientela_documents_free(documents);
}

/* How many lines a document of this kind and state makes. */
static int64_t shown(int kind, int state) {
    clientela_documents documents = no_documents();
    int64_t total;
    issued(documents, kind, state, 1, "Socks", kind == CLIENTELA_DOCUMENT_KIND_CORRECTION ? -1 : 1, "");
    total = total_of(found(documents, no_criteria()));
    clientela_documents_free(documents);
    return total;
}

static void p19_and_p20_kinds_and_states(void) {
    static const int never[] = {CLIENTELA_DOCUMENT_STATE_NOT_APPROVED, CLIENTELA_DOCUMENT_STATE_INITIALISED,
                                CLIENTELA_DOCUMENT_STATE_CANCELLED, CLIENTELA_DOCUMENT_STATE_REJECTED};
    int kind;
    size_t at;
    row_now = "P19";
    CHECK(shown(CLIENTELA_DOCUMENT_KIND_RECEIPT, CLIENTELA_DOCUMENT_STATE_ISSUED) == 1);
    CHECK(shown(CLIENTELA_DOCUMENT_KIND_INVOICE, CLIENTELA_DOCUMENT_STATE_ISSUED) == 1);
    CHECK(shown(CLIENTELA_DOCUMENT_KIND_CORRECTION, CLIENTELA_DOCUMENT_STATE_ISSUED) == 1);
    CHECK(shown(CLIENTELA_DOCUMENT_KIND_COMPLAINT, CLIENTELA_DOCUMENT_STATE_OPEN) == 1);
    CHECK(shown(CLIENTELA_DOCUMENT_KIND_ORDER, CLIENTELA_DOCUMENT_STATE_OPEN) == 1);
    CHECK(shown(CLIENTELA_DOCUMENT_KIND_ORDER, CLIENTELA_DOCUMENT_STATE_AWAITING_PICKUP) == 1);
    CHECK(shown(CLIENTELA_DOCUMENT_KIND_ORDER, CLIENTELA_DOCUMENT_STATE_REALISED) == 0);
    CHECK(shown(CLIENTELA_DOCUMENT_KIND_ORDER, CLIENTELA_DOCUMENT_STATE_CLOSED) == 0);
    row_now = "P20";
    for (kind = CLIENTELA_DOCUMENT_KIND_RECEIPT; kind <= CLIENTELA_DOCUMENT_KIND_COMPLAINT; kind++) {
        for (at = 0; at < sizeof never / sizeof never[0]; at++) CHECK(shown(kind, never[at]) == 0);
    }
}

/* ---- Anonymization ---- */

static clientela_plan plan_on(clientela_erasure erasure, const char *today) {
    clientela_plan plan = CLIENTELA_NONE;
    OK(clientela_erasure_plan(erasure, today, Z, "anonymized", Z, &plan, NULL));
    return plan;
}

/* The name of what happens to a field; NULL when the plan does not name it. */
static const char *action_on(clientela_plan plan, int64_t wanted, char *into) {
    clientela_plan_rows rows = CLIENTELA_NONE;
    const char *action = NULL, *result = NULL;
    int64_t field = -1;
    OK(clientela_plan_items(plan, &rows, NULL));
    while (clientela_plan_rows_next(rows, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_plan_rows_number(rows, CLIENTELA_PLAN_ROW_FIELD_FIELD, &field, NULL));
        if (field != wanted) continue;
        OK(clientela_plan_rows_text(rows, CLIENTELA_PLAN_ROW_FIELD_ACTION, &action, NULL, NULL));
        result = strcpy(into, action);
    }
    clientela_plan_rows_free(rows);
    return result;
}

static void check_blocked(clientela_plan plan) {
    clientela_plan_rows rows = CLIENTELA_NONE;
    const char *text = NULL;
    int64_t number = -1;
    OK(clientela_plan_number(plan, CLIENTELA_PLAN_FIELD_BLOCKERS, &number, NULL));
    CHECK(number == 1);
    OK(clientela_plan_text(plan, CLIENTELA_PLAN_FIELD_POSSIBLE_FROM, &text, NULL, NULL));
    CHECK(same(text, "2024-07-01"));
    OK(clientela_plan_blockers(plan, &rows, NULL));
    OK(clientela_plan_rows_next(rows, NULL));
    OK(clientela_plan_rows_number(rows, CLIENTELA_PLAN_ROW_FIELD_REASON, &number, NULL));
    CHECK(number == CLIENTELA_BLOCKER_REASON_OPEN_ORDER);
    OK(clientela_plan_rows_text(rows, CLIENTELA_PLAN_ROW_FIELD_OWNER, &text, NULL, NULL));
    CHECK(same(text, "oslo"));
    clientela_plan_rows_free(rows);
    clientela_plan_free(plan);
}

static clientela_erasure person(clientela_values values, clientela_documents documents) {
    static const uint8_t payload[3] = {1, 2, 3};
    clientela_erasure erasure = CLIENTELA_NONE;
    OK(clientela_values_set_text(values, CLIENTELA_FIELD_FAMILY_NAME, 0, "Hansen", Z, NULL));
    OK(clientela_values_set_text(values, CLIENTELA_FIELD_EMAIL, 0, "b@hansen.no", Z, NULL));
    OK(clientela_values_set_text(values, CLIENTELA_FIELD_NUMBER, 0, "10001", Z, NULL));
    OK(clientela_erasure_new(values, PERSON, Z, &erasure, NULL));
    OK(clientela_erasure_add_related(erasure, values, id_of(2), Z, 0, NULL));
    OK(clientela_erasure_add_related(erasure, values, id_of(3), Z, 1, NULL));
    OK(clientela_erasure_add_event(erasure, id_of(4), Z, 1, 1, NULL));
    OK(clientela_erasure_set_journal_values(erasure, 12, NULL));
    issued(documents, CLIENTELA_DOCUMENT_KIND_RECEIPT, CLIENTELA_DOCUMENT_STATE_ISSUED, 5, "Socks", 1, "");
    OK(clientela_documents_set_addressee(documents, CLIENTELA_FIELD_ADDRESSEE_NAME, "B. Hansen", Z, NULL));
    OK(clientela_documents_set_payload(documents, payload, sizeof payload, "AO 147", Z, "2034-12-31", Z, NULL));
    issued(documents, CLIENTELA_DOCUMENT_KIND_ORDER, CLIENTELA_DOCUMENT_STATE_OPEN, 6, "Coat", 1, "");
    OK(clientela_erasure_add_document(erasure, documents, 0, "", Z, "", Z, NULL));
    OK(clientela_erasure_add_document(erasure, documents, 1, "oslo", Z, "2024-06-30", Z, NULL));
    return erasure;
}

static void p25_plan(void) {
    clientela_values values = CLIENTELA_NONE;
    clientela_documents documents = no_documents();
    clientela_erasure erasure = CLIENTELA_NONE;
    clientela_plan plan = CLIENTELA_NONE;
    clientela_texts related = CLIENTELA_NONE;
    const char *text = NULL;
    int64_t number = -1;
    char action[32];
    row_now = "P25";
    OK(clientela_values_new(&values, NULL));
    erasure = person(values, documents);
    check_blocked(plan_on(erasure, "2024-06-01"));
    plan = plan_on(erasure, "2024-07-01");
    OK(clientela_plan_number(plan, CLIENTELA_PLAN_FIELD_BLOCKERS, &number, NULL));
    CHECK(number == 0);
    OK(clientela_plan_number(plan, CLIENTELA_PLAN_FIELD_JOURNAL_VALUES, &number, NULL));
    CHECK(number == 12);
    CHECK(same(action_on(plan, CLIENTELA_FIELD_FAMILY_NAME, action), "replace"));
    CHECK(same(action_on(plan, CLIENTELA_FIELD_EMAIL, action), "remove"));
    CHECK(same(action_on(plan, CLIENTELA_FIELD_NUMBER, action), "keep"));
    CHECK(same(action_on(plan, CLIENTELA_FIELD_ADDRESSEE_NAME, action), "remove"));
    CHECK(same(action_on(plan, CLIENTELA_FIELD_PAYLOAD, action), "keep"));
    CHECK(same(action_on(plan, CLIENTELA_FIELD_EVIDENCE_REFERENCE, action), "remove"));
    CHECK(action_on(plan, CLIENTELA_FIELD_STREET, action) == NULL);
    OK(clientela_plan_related(plan, &related, NULL));
    OK(clientela_texts_next(related, &text, NULL, NULL));
    CHECK(same(text, id_of(2)));
    CHECK(clientela_texts_next(related, &text, NULL, NULL) == CLIENTELA_STATUS_DONE);
    clientela_texts_free(related);
    clientela_plan_free(plan);
    clientela_erasure_free(erasure);
    clientela_documents_free(documents);
    clientela_values_free(values);
}

int main(void) {
    int64_t left = -1;
    p11_three_states();
    x2_may_we_contact();
    p14_columns();
    p16_positive_corrections();
    p17_text();
    p18_filters();
    p19_and_p20_kinds_and_states();
    p25_plan();
    row_now = "every row";
    OK(clientela_library_handles(&left, NULL));
    CHECK(left == 0);
    printf("P11 X2 P14 P16 P17 P18 P19 P20 P25: all rules hold\n");
    return 0;
}
