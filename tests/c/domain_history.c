/* The history of the domain alone, through the built library. */
#include "some_documents.h"

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

int main(void) {
    p14_columns();
    p16_positive_corrections();
    p17_text();
    p18_filters();
    p19_and_p20_kinds_and_states();
    return ended("P14 P16 P17 P18 P19 P20");
}
