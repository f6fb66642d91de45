/* What stays of a person, until when and on which ground, by the domain alone, through the built library. */
#include "check.h"

#define TODAY "2026-03-02"

static clientela_retention rules_of(const char *pack) {
    clientela_retention rules = CLIENTELA_NONE;
    OK(clientela_retention_new(pack, Z, &rules, NULL));
    return rules;
}

/* Whether a call failed with this code. */
static int refused(clientela_status status, clientela_error *error, const char *code) {
    const char *its_code = NULL;
    int right;
    if (status != CLIENTELA_STATUS_INVALID) return 0;
    OK(clientela_error_code(*error, &its_code, NULL));
    right = same(its_code, code);
    clientela_error_free(*error);
    *error = CLIENTELA_NONE;
    return right;
}

static void document(clientela_retention_facts facts, clientela_retention_class class_of, const char *number, const char *date, int64_t total) {
    OK(clientela_retention_facts_add_document(facts, class_of, number, Z, date, Z, total, "EUR", Z, NULL));
    OK(clientela_retention_facts_add_document_data(facts, CLIENTELA_RETENTION_DATA_NAME, NULL));
    OK(clientela_retention_facts_add_document_data(facts, CLIENTELA_RETENTION_DATA_ADDRESS, NULL));
}

static clientela_retention_lines explained(clientela_retention_facts facts, clientela_retention rules) {
    clientela_retention_lines lines = CLIENTELA_NONE;
    OK(clientela_retention_facts_explain(facts, rules, TODAY, Z, &lines, NULL));
    return lines;
}

static const char *text_of(clientela_retention_lines lines, clientela_retention_line_field field) {
    const char *text = NULL;
    OK(clientela_retention_lines_text(lines, field, &text, NULL, NULL));
    return text;
}

static int64_t number_of(clientela_retention_lines lines, clientela_retention_line_field field) {
    int64_t number = INT64_MIN;
    OK(clientela_retention_lines_number(lines, field, &number, NULL));
    return number;
}

static void x7_fields(void) {
    clientela_retention rules = rules_of("DE");
    clientela_retention_facts facts = CLIENTELA_NONE;
    clientela_retention_lines lines;
    const char *text = NULL;
    row_now = "X7";
    OK(clientela_retention_facts_new(&facts, NULL));
    OK(clientela_retention_facts_add_data(facts, CLIENTELA_RETENTION_DATA_EMAIL, NULL));
    document(facts, CLIENTELA_RETENTION_CLASS_INVOICE, "I-1", "2025-02-10", 90000);
    document(facts, CLIENTELA_RETENTION_CLASS_RECEIPT, "R-1", "2025-05-03", 1240);
    OK(clientela_retention_facts_add_document_data(facts, CLIENTELA_RETENTION_DATA_PRINTED, NULL));
    lines = explained(facts, rules);
    OK(clientela_retention_lines_said(lines, &text, NULL, NULL));
    CHECK(same(text, "e-mail goes today, invoice name and address stay until 31 December 2033; "
                     "on a receipt up to 250 EUR only what was printed stays"));
    OK(clientela_retention_lines_complete_from(lines, &text, NULL, NULL));
    CHECK(same(text, "2034-01-01"));
    OK(clientela_retention_lines_next(lines, NULL));
    CHECK(number_of(lines, CLIENTELA_RETENTION_LINE_FIELD_DATA) == CLIENTELA_RETENTION_DATA_EMAIL);
    CHECK(number_of(lines, CLIENTELA_RETENTION_LINE_FIELD_STAY) == CLIENTELA_RETENTION_STAY_GOES);
    CHECK(number_of(lines, CLIENTELA_RETENTION_LINE_FIELD_CLASS) == -1 && text_of(lines, CLIENTELA_RETENTION_LINE_FIELD_NUMBER) == NULL);
    while (clientela_retention_lines_next(lines, NULL) == CLIENTELA_STATUS_OK && number_of(lines, CLIENTELA_RETENTION_LINE_FIELD_CLASS) !=
                                                                                     CLIENTELA_RETENTION_CLASS_INVOICE) {
    }
    CHECK(number_of(lines, CLIENTELA_RETENTION_LINE_FIELD_STAY) == CLIENTELA_RETENTION_STAY_UNTIL);
    CHECK(same(text_of(lines, CLIENTELA_RETENTION_LINE_FIELD_UNTIL), "2033-12-31"));
    CHECK(same(text_of(lines, CLIENTELA_RETENTION_LINE_FIELD_RULE), "de.invoices"));
    CHECK(strstr(text_of(lines, CLIENTELA_RETENTION_LINE_FIELD_GROUND), "UStG") != NULL);
    OK(clientela_retention_lines_free(lines));
    OK(clientela_retention_facts_free(facts));
    OK(clientela_retention_free(rules));
}

static void x7_ceilings_and_holds(void) {
    clientela_retention rules = rules_of("FR");
    clientela_retention_facts facts = CLIENTELA_NONE;
    clientela_retention_lines lines;
    clientela_error error = CLIENTELA_NONE;
    OK(clientela_retention_facts_new(&facts, NULL));
    OK(clientela_retention_facts_add_data(facts, CLIENTELA_RETENTION_DATA_NAME, NULL));
    OK(clientela_retention_facts_set_day(facts, CLIENTELA_RETENTION_DAY_LAST_CONTACT, "2024-05-10", Z, NULL));
    CHECK(refused(clientela_retention_set_inactive(rules, 37, &error), &error, "retention.above_ceiling"));
    OK(clientela_retention_set_inactive(rules, 24, NULL));
    OK(clientela_retention_set_business_year(rules, 3, NULL));
    lines = explained(facts, rules);
    OK(clientela_retention_lines_next(lines, NULL));
    CHECK(same(text_of(lines, CLIENTELA_RETENTION_LINE_FIELD_LATEST), "2026-05-10"));
    CHECK(same(text_of(lines, CLIENTELA_RETENTION_LINE_FIELD_LATEST_RULE), "own_inactive"));
    OK(clientela_retention_lines_free(lines));
    OK(clientela_retention_add_class_hold(rules, CLIENTELA_HOLD_KIND_TAX_AUDIT, CLIENTELA_RETENTION_CLASS_INVOICE, "2026-01-01", Z, "", Z, "office", Z,
                                          "audit", Z, NULL));
    lines = explained(facts, rules);
    OK(clientela_retention_lines_next(lines, NULL));
    CHECK(number_of(lines, CLIENTELA_RETENTION_LINE_FIELD_HOLD) != CLIENTELA_HOLD_KIND_TAX_AUDIT);
    OK(clientela_retention_lines_free(lines));
    OK(clientela_retention_add_hold(rules, CLIENTELA_HOLD_KIND_LEGAL_HOLD, "2026-01-01", Z, "", Z, "legal", Z, "claim 7", Z, "", Z, NULL));
    lines = explained(facts, rules);
    OK(clientela_retention_lines_next(lines, NULL));
    CHECK(number_of(lines, CLIENTELA_RETENTION_LINE_FIELD_STAY) == CLIENTELA_RETENTION_STAY_HELD);
    CHECK(number_of(lines, CLIENTELA_RETENTION_LINE_FIELD_HOLD) == CLIENTELA_HOLD_KIND_LEGAL_HOLD);
    OK(clientela_retention_lines_free(lines));
    OK(clientela_retention_facts_free(facts));
    OK(clientela_retention_free(rules));
}

static void x7_own_rules(void) {
    static const char OWN[] = "{\"rules\":[{\"name\":\"own.odd\",\"classes\":[\"papyrus\"],\"fields\":[\"name\"],\"ground\":\"x\",\"source\":\"x\","
                              "\"from\":\"document_date\",\"period\":\"9 years\",\"bound\":\"floor\"}]}";
    static const char SHORT[] = "{\"rules\":[{\"name\":\"own.short\",\"classes\":[\"invoice\"],\"fields\":[\"name\"],\"ground\":\"x\",\"source\":\"x\","
                                "\"from\":\"document_date\",\"period\":\"2 years\",\"bound\":\"ceiling\"}]}";
    clientela_retention rules = rules_of("DE");
    clientela_texts skipped = CLIENTELA_NONE;
    clientela_error error = CLIENTELA_NONE;
    const char *text = NULL;
    OK(clientela_retention_add_rules(rules, OWN, Z, &skipped, NULL));
    OK(clientela_texts_next(skipped, &text, NULL, NULL));
    CHECK(same(text, "1 own.odd retention.word_unknown papyrus"));
    CHECK(clientela_texts_next(skipped, &text, NULL, NULL) == CLIENTELA_STATUS_DONE);
    OK(clientela_texts_free(skipped));
    CHECK(refused(clientela_retention_add_rules(rules, SHORT, Z, &skipped, &error), &error, "retention.below_floor"));
    OK(clientela_retention_free(rules));
    CHECK(refused(clientela_retention_new("XX", Z, &rules, &error), &error, "retention.pack_unknown"));
}

int main(void) {
    x7_fields();
    x7_ceilings_and_holds();
    x7_own_rules();
    return ended("X7");
}
