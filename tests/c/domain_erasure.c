/* The plan of an anonymization, by the domain alone, through the built library. */
#include "some_documents.h"

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

/* One related person alone: their values go, and they are no longer tied to the customer. */
static void p25_related_person(void) {
    clientela_values values = CLIENTELA_NONE;
    clientela_erasure erasure = CLIENTELA_NONE;
    clientela_plan plan = CLIENTELA_NONE;
    char action[32];
    row_now = "P25";
    OK(clientela_values_new(&values, NULL));
    OK(clientela_values_set_text(values, CLIENTELA_FIELD_GIVEN_NAME, 0, "Ida", Z, NULL));
    OK(clientela_erasure_new(values, PERSON, Z, &erasure, NULL));
    OK(clientela_erasure_add_customer(erasure, id_of(9), Z, NULL));
    plan = plan_on(erasure, "2024-06-01");
    CHECK(same(action_on(plan, CLIENTELA_FIELD_GIVEN_NAME, action), "remove"));
    CHECK(same(action_on(plan, 0, action), "unlink"));
    clientela_plan_free(plan);
    clientela_erasure_free(erasure);
    clientela_values_free(values);
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
    OK(clientela_erasure_add_blocker(erasure, CLIENTELA_BLOCKER_REASON_STORED_VALUE, "credit", Z, "", Z, "2024-07-31", Z, NULL));
    plan = plan_on(erasure, "2024-07-01");
    OK(clientela_plan_text(plan, CLIENTELA_PLAN_FIELD_POSSIBLE_FROM, &text, NULL, NULL));
    CHECK(same(text, "2024-08-01"));
    clientela_plan_free(plan);
    clientela_erasure_free(erasure);
    clientela_documents_free(documents);
    clientela_values_free(values);
}

/* The domain's library opens no boxes, and says so. */
static void p25_no_boxes(void) {
    static const uint8_t KEY[32] = {7};
    clientela_unsealed unsealed = CLIENTELA_NONE;
    clientela_error error = CLIENTELA_NONE;
    const char *code = NULL;
    row_now = "P25";
    CHECK(clientela_unseal(id_of(1), Z, "subject", Z, "family_name", Z, KEY, sizeof KEY, KEY, sizeof KEY, &unsealed, &error) ==
          CLIENTELA_STATUS_MISUSE);
    OK(clientela_error_code(error, &code, NULL));
    CHECK(unsealed == CLIENTELA_NONE && same(code, "seal.unsupported"));
    OK(clientela_error_free(error));
}

/* By the rules of a country an invoice keeps its name; without rules it does not. */
static void x7_what_a_law_keeps(void) {
    clientela_values values = CLIENTELA_NONE;
    clientela_documents documents = no_documents();
    clientela_erasure erasure = CLIENTELA_NONE;
    clientela_retention rules = CLIENTELA_NONE;
    clientela_plan plan = CLIENTELA_NONE;
    char action[32];
    row_now = "X7";
    OK(clientela_values_new(&values, NULL));
    OK(clientela_erasure_new(values, PERSON, Z, &erasure, NULL));
    issued(documents, CLIENTELA_DOCUMENT_KIND_INVOICE, CLIENTELA_DOCUMENT_STATE_ISSUED, 5, "Socks", 1, "");
    OK(clientela_documents_set_addressee(documents, CLIENTELA_FIELD_ADDRESSEE_NAME, "B. Hansen", Z, NULL));
    OK(clientela_erasure_add_document(erasure, documents, 0, "", Z, "", Z, NULL));
    plan = plan_on(erasure, "2024-06-01");
    CHECK(same(action_on(plan, CLIENTELA_FIELD_ADDRESSEE_NAME, action), "remove"));
    clientela_plan_free(plan);
    OK(clientela_retention_new("DE", Z, &rules, NULL));
    OK(clientela_erasure_set_retention(erasure, rules, NULL));
    OK(clientela_retention_free(rules));
    plan = plan_on(erasure, "2024-06-01");
    CHECK(same(action_on(plan, CLIENTELA_FIELD_ADDRESSEE_NAME, action), "keep"));
    clientela_plan_free(plan);
    clientela_erasure_free(erasure);
    clientela_documents_free(documents);
    clientela_values_free(values);
}

int main(void) {
    p25_plan();
    p25_no_boxes();
    p25_related_person();
    x7_what_a_law_keeps();
    return ended("P25 X7");
}
