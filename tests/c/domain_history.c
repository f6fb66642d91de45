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

static int64_t priced(clientela_prices prices, int field) {
    int64_t number = -1;
    OK(clientela_prices_number(prices, field, &number, NULL));
    return number;
}

static void add_line(clientela_documents documents, int number, int64_t quantity, int64_t price, int64_t rate) {
    OK(clientela_documents_begin_line(documents, number, NULL));
    OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY, quantity, NULL));
    OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_REGULAR_PRICE, price, NULL));
    OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_FINAL_PRICE, price, NULL));
    if (rate >= 0) OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_TAX_RATE, rate, NULL));
}

static void taxed(clientela_prices prices, int64_t rate, int64_t net, int64_t tax, int64_t gross) {
    static const int fields[] = {CLIENTELA_TAX_FIELD_RATE, CLIENTELA_TAX_FIELD_NET, CLIENTELA_TAX_FIELD_TAX, CLIENTELA_TAX_FIELD_GROSS};
    int64_t wanted[4], number = -1;
    clientela_taxes taxes = CLIENTELA_NONE;
    size_t at;
    wanted[0] = rate, wanted[1] = net, wanted[2] = tax, wanted[3] = gross;
    OK(clientela_prices_taxes(prices, &taxes, NULL));
    OK(clientela_taxes_next(taxes, NULL));
    for (at = 0; at < 4; at++) {
        OK(clientela_taxes_number(taxes, fields[at], &number, NULL));
        CHECK(number == wanted[at]);
    }
    CHECK(clientela_taxes_next(taxes, NULL) == CLIENTELA_STATUS_DONE);
    clientela_taxes_free(taxes);
}

/* Four alike at 0.25 net and 19 %: 1.19, not 4 times 0.30. */
static void p14_net_prices(void) {
    static const int64_t amounts[] = {30, 30, 30, 29};
    clientela_documents documents = no_documents();
    clientela_prices prices = CLIENTELA_NONE;
    int64_t total = -1, rounding = -1;
    int at;
    row_now = "P14";
    OK(clientela_documents_begin(documents, id_of(1), Z, CLIENTELA_DOCUMENT_KIND_INVOICE, CLIENTELA_DOCUMENT_STATE_DRAFT, "I1", Z, day(1), "EUR",
                                 Z, NULL));
    OK(clientela_documents_set_number(documents, CLIENTELA_DOCUMENT_FIELD_NET, 1, NULL));
    for (at = 1; at <= 4; at++) add_line(documents, at, 1000, 250000, 1900);
    OK(clientela_documents_price(documents, &prices, NULL));
    for (at = 0; at < 4; at++) {
        OK(clientela_prices_next(prices, NULL));
        CHECK(priced(prices, CLIENTELA_PRICE_FIELD_LINE) == at + 1);
        CHECK(priced(prices, CLIENTELA_PRICE_FIELD_AMOUNT) == amounts[at]);
        CHECK(priced(prices, CLIENTELA_PRICE_FIELD_FINAL_PRICE) == 297500);
    }
    CHECK(clientela_prices_next(prices, NULL) == CLIENTELA_STATUS_DONE);
    OK(clientela_prices_total(prices, &total, NULL));
    OK(clientela_prices_cash_rounding(prices, 5, &rounding, NULL));
    CHECK(total == 119 && rounding == 1);
    taxed(prices, 1900, 100, 19, 119);
    clientela_prices_free(prices);
    add_line(documents, 5, 1000, 250000, -1);
    CHECK(clientela_documents_price(documents, &prices, NULL) == CLIENTELA_STATUS_INVALID);
    clientela_documents_free(documents);
}

/* 10 % off, and 3 for 10.00. */
static void p14_gross_prices(void) {
    clientela_documents documents = no_documents();
    clientela_prices prices = CLIENTELA_NONE;
    int64_t total = -1;
    OK(clientela_documents_begin(documents, id_of(1), Z, CLIENTELA_DOCUMENT_KIND_RECEIPT, CLIENTELA_DOCUMENT_STATE_DRAFT, "R1", Z, day(1), "EUR",
                                 Z, NULL));
    OK(clientela_documents_set_number(documents, CLIENTELA_DOCUMENT_FIELD_ROUNDING, 2, NULL));
    add_line(documents, 1, 3000, 4990000, 1900);
    OK(clientela_documents_set_line_discount_rate(documents, 1000, NULL));
    CHECK(clientela_documents_set_line_discount_rate(documents, 10001, NULL) == CLIENTELA_STATUS_MISUSE);
    OK(clientela_documents_set_line_text(documents, CLIENTELA_DOCUMENT_LINE_FIELD_SERIAL_NUMBER, "SN 1", Z, NULL));
    OK(clientela_documents_set_line_bundle(documents, 1, "Gift set", Z, NULL));
    add_line(documents, 2, 3000, 3990000, 1900);
    OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_AMOUNT, 1000, NULL));
    OK(clientela_documents_price(documents, &prices, NULL));
    OK(clientela_prices_next(prices, NULL));
    CHECK(priced(prices, CLIENTELA_PRICE_FIELD_REGULAR_PRICE) == 4990000 && priced(prices, CLIENTELA_PRICE_FIELD_DISCOUNT) == 499000);
    CHECK(priced(prices, CLIENTELA_PRICE_FIELD_FINAL_PRICE) == 4491000 && priced(prices, CLIENTELA_PRICE_FIELD_AMOUNT) == 1347);
    OK(clientela_prices_next(prices, NULL));
    CHECK(priced(prices, CLIENTELA_PRICE_FIELD_FINAL_PRICE) == 3333333 && priced(prices, CLIENTELA_PRICE_FIELD_AMOUNT) == 1000);
    OK(clientela_prices_total(prices, &total, NULL));
    CHECK(total == 2347);
    taxed(prices, 1900, 1972, 375, 2347);
    clientela_prices_free(prices);
    clientela_documents_free(documents);
}

/* Receipt and invoice have one number: the kind of the source says which was returned. */
static void p14_kind_of_the_source(void) {
    clientela_documents documents = no_documents();
    clientela_history_lines lines = CLIENTELA_NONE;
    OK(clientela_documents_begin(documents, id_of(1), Z, CLIENTELA_DOCUMENT_KIND_RECEIPT, CLIENTELA_DOCUMENT_STATE_ISSUED, "7", Z, day(1), "EUR",
                                 Z, NULL));
    add_line(documents, 1, 1000, 100, -1);
    OK(clientela_documents_begin(documents, id_of(2), Z, CLIENTELA_DOCUMENT_KIND_INVOICE, CLIENTELA_DOCUMENT_STATE_ISSUED, "7", Z, day(2), "EUR",
                                 Z, NULL));
    add_line(documents, 1, 1000, 100, -1);
    OK(clientela_documents_begin(documents, id_of(3), Z, CLIENTELA_DOCUMENT_KIND_CORRECTION, CLIENTELA_DOCUMENT_STATE_ISSUED, "C1", Z, day(3),
                                 "EUR", Z, NULL));
    add_line(documents, 1, -1000, 100, -1);
    CHECK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_SOURCE_KIND, 1, NULL) == CLIENTELA_STATUS_MISUSE);
    OK(clientela_documents_set_line_source(documents, "7", Z, 1, NULL));
    OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_SOURCE_KIND, CLIENTELA_DOCUMENT_KIND_INVOICE, NULL));
    lines = first_line(found(documents, no_criteria()));
    CHECK(same(text_of(lines, CLIENTELA_HISTORY_FIELD_NUMBER), "C1"));
    OK(clientela_history_lines_next(lines, NULL));
    CHECK(number_of(lines, CLIENTELA_HISTORY_FIELD_KIND) == CLIENTELA_DOCUMENT_KIND_RECEIPT);
    CHECK(clientela_history_lines_next(lines, NULL) == CLIENTELA_STATUS_DONE);
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
    p14_net_prices();
    p14_gross_prices();
    p14_kind_of_the_source();
    p16_positive_corrections();
    p17_text();
    p18_filters();
    p19_and_p20_kinds_and_states();
    return ended("P14 P16 P17 P18 P19 P20");
}
