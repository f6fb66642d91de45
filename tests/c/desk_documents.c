/* Documents and the history at a desk, through the built library. */
#include "shop_documents.h"

#define RECEIPT CLIENTELA_DOCUMENT_KIND_RECEIPT

static void w2_on_a_draft(shop *it, key luis, key leonie) {
    const char *customers[] = {luis.text, leonie.text, NULL, luis.text};
    key id = start(it, described(RECEIPT, "T-1", NULL, NULL));
    size_t at;
    CHECK(document_counts(it, id, CLIENTELA_DOCUMENT_FIELD_STATE) == CLIENTELA_DOCUMENT_STATE_DRAFT);
    CHECK(document_says(it, id, CLIENTELA_DOCUMENT_FIELD_CUSTOMER, NULL) && addressed(it, id, CLIENTELA_FIELD_ADDRESSEE_NAME, NULL));
    for (at = 0; at < sizeof customers / sizeof *customers; at++) {
        OK(clientela_desk_put_customer(it->desk, id.text, Z, customers[at], Z, NULL));
        CHECK(document_says(it, id, CLIENTELA_DOCUMENT_FIELD_CUSTOMER, customers[at]));
    }
    OK(clientela_desk_issue_document(it->desk, id.text, Z, NULL));
    CHECK(document_says(it, id, CLIENTELA_DOCUMENT_FIELD_STATE, "issued"));
    CHECK(document_says(it, id, CLIENTELA_DOCUMENT_FIELD_CUSTOMER, luis.text));
    CHECK(addressed(it, receipt(it, "T-2", NULL), CLIENTELA_FIELD_ADDRESSEE_NAME, NULL));
}

static void w2_after_it_is_final(shop *it, key luis, key leonie) {
    key id = document_id(it, RECEIPT, "T-1"), made;
    FAILS(clientela_desk_put_customer(it->desk, id.text, Z, leonie.text, Z, &error), CLIENTELA_STATUS_STATE, "document.final", NULL);
    FAILS(clientela_desk_put_customer(it->desk, id.text, Z, NULL, 0, &error), CLIENTELA_STATUS_STATE, "document.final", NULL);
    FAILS(clientela_desk_issue_document(it->desk, id.text, Z, &error), CLIENTELA_STATUS_STATE, "document.final", NULL);
    CHECK(document_says(it, id, CLIENTELA_DOCUMENT_FIELD_CUSTOMER, luis.text));
    made = start(it, described(CLIENTELA_DOCUMENT_KIND_INVOICE, "I-1", id.text, NULL));
    CHECK(document_says(it, made, CLIENTELA_DOCUMENT_FIELD_SOURCE, "T-1"));
    CHECK(document_says(it, made, CLIENTELA_DOCUMENT_FIELD_CUSTOMER, luis.text));
    made = start(it, described(CLIENTELA_DOCUMENT_KIND_CORRECTION, "C-1", id.text, leonie.text));
    CHECK(document_says(it, made, CLIENTELA_DOCUMENT_FIELD_SOURCE, "T-1"));
    CHECK(document_says(it, made, CLIENTELA_DOCUMENT_FIELD_CUSTOMER, leonie.text));
}

static void w2_as_issued(shop *it, key luis) {
    key id = document_id(it, RECEIPT, "T-1");
    change(it, luis, CLIENTELA_FIELD_FAMILY_NAME, "Ray");
    change(it, luis, CLIENTELA_FIELD_CITY, "");
    CHECK(addressed(it, id, CLIENTELA_FIELD_ADDRESSEE_NAME, "Luís Gonçalves"));
    CHECK(addressed(it, id, CLIENTELA_FIELD_ADDRESSEE_STREET, "Av. Brigadeiro Faria Lima, 2170"));
    CHECK(addressed(it, id, CLIENTELA_FIELD_ADDRESSEE_POSTAL_CODE, "12227-000"));
    CHECK(addressed(it, id, CLIENTELA_FIELD_ADDRESSEE_CITY, "São José dos Campos"));
    CHECK(addressed(it, id, CLIENTELA_FIELD_ADDRESSEE_REGION, NULL) && addressed(it, id, CLIENTELA_FIELD_ADDRESSEE_COUNTRY, "BR"));
    CHECK(addressed(it, receipt(it, "T-3", luis.text), CLIENTELA_FIELD_ADDRESSEE_NAME, "Luís Ray"));
}

static void w2_a_customer_on_a_document(void) {
    shop it;
    key luis, leonie;
    row_now = "W2";
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    leonie = id_by_number(&it, "2");
    w2_on_a_draft(&it, luis, leonie);
    w2_after_it_is_final(&it, luis, leonie);
    w2_as_issued(&it, luis);
    close_shop(&it);
}

/* A document of the feed, up to its lines. */
#define DOCUMENT(kind, number, state, customer, created, total, more)                                                            \
    "{\"feed\":\"document\",\"kind\":\"" kind "\",\"number\":\"" number "\",\"state\":\"" state "\",\"customer\":\"" customer    \
    "\",\"created\":\"" created "\",\"currency\":\"EUR\",\"total\":" total more ",\"lines\":["
#define SAMBA(quantity, more)                                                                                                 \
    "{\"line\":1,\"item\":\"VIN-0207\",\"name\":\"Samba da Chuva (2 LP)\",\"ean\":\"2000000002071\",\"quantity\":\"" quantity \
    "\",\"regular_price\":3499,\"discount\":350,\"final_price\":3149,\"properties\":{\"reference\":\"TS-0207\"},"            \
    "\"attributes\":{\"genre\":\"Latin\"}" more "}"
#define SHIRT(size, more)                                                                                                  \
    "{\"line\":2,\"item\":\"TSH-0040\",\"name\":\"T-shirt\",\"quantity\":\"2.5\",\"regular_price\":\"149.95\",\"discount\":0," \
    "\"final_price\":\"149.95\",\"properties\":{\"size\":\"" size "\"}" more "}"
#define FROM_R1 ",\"source_document\":\"R-1\",\"source_line\":1"

/* Luís: a receipt, the invoice for it, a return, a positive correction, an order, a complaint, what does not count. */
static const char *const DOCUMENTS[] = {
    DOCUMENT("receipt", "R-1", "issued", "1", "2024-02-03T11:24:00Z", "8097", ",\"barcode\":\"4240203\"") SAMBA("3", "") "," SHIRT("M", "") "]}\n",
    DOCUMENT("correction", "C-1", "issued", "1", "2024-02-10T15:02:00Z", "-3149", ",\"source\":\"R-1\"") SAMBA("-1", FROM_R1) "]}\n",
    DOCUMENT("correction", "C-2", "issued", "1", "2024-02-11T15:02:00Z", "3149", ",\"source\":\"R-1\"") SAMBA("1", "") "]}\n",
    DOCUMENT("invoice", "I-1", "issued", "1", "2024-03-10T15:02:00Z", "3149", ",\"source\":\"R-1\"") SAMBA("2", FROM_R1) "]}\n",
    DOCUMENT("order", "O-1", "open", "1", "2026-05-01T09:00:00Z", "5000", "") SHIRT("L", "") "]}\n",
    DOCUMENT("order", "O-2", "awaiting_pickup", "1", "2026-05-02T09:00:00Z", "5000", "") SHIRT("L", ",\"defective\":true") "]}\n",
    DOCUMENT("order", "O-3", "realised", "1", "2026-05-03T09:00:00Z", "1", "") SHIRT("L", "") "]}\n",
    DOCUMENT("order", "O-4", "closed", "1", "2026-05-03T09:00:00Z", "1", "") SHIRT("L", "") "]}\n",
    DOCUMENT("complaint", "K-1", "open", "1", "2026-05-04T09:00:00Z", "1", ",\"source\":\"R-9\"") SAMBA("1", "") "]}\n",
    DOCUMENT("invoice", "N-1", "not_approved", "1", "2026-05-05T09:00:00Z", "1", "") SAMBA("1", "") "]}\n",
    DOCUMENT("receipt", "N-2", "initialised", "1", "2026-05-05T09:00:00Z", "1", "") SAMBA("1", "") "]}\n",
    DOCUMENT("receipt", "N-3", "cancelled", "1", "2026-05-05T09:00:00Z", "1", "") SAMBA("1", "") "]}\n",
    DOCUMENT("order", "N-4", "rejected", "1", "2026-05-05T09:00:00Z", "1", "") SAMBA("1", "") "]}\n",
    DOCUMENT("receipt", "R-2", "issued", "2", "2026-05-06T09:00:00Z", "1", "") SAMBA("1", "") "]}\n"};

static void open_with_documents(shop *it) {
    size_t at;
    open_stocked(it);
    for (at = 0; at < sizeof DOCUMENTS / sizeof *DOCUMENTS; at++) fed(it, DOCUMENTS[at]);
}

static clientela_filtered filtered(shop *it, const char *number, clientela_criteria criteria) {
    clientela_history history = CLIENTELA_NONE;
    clientela_filtered found = CLIENTELA_NONE;
    OK(clientela_desk_history(it->desk, id_by_number(it, number).text, Z, &history, NULL));
    OK(clientela_history_filter(history, criteria, &found, NULL));
    clientela_history_free(history);
    clientela_criteria_free(criteria);
    return found;
}

static clientela_criteria any(void) {
    clientela_criteria criteria = CLIENTELA_NONE;
    OK(clientela_criteria_new(&criteria, NULL));
    return criteria;
}

/* Numbers and statuses of the lines found, newest first, such as "I-1 sold, R-1 sold". */
static const char *found(shop *it, clientela_criteria criteria) {
    static char said[512];
    clientela_filtered lines_found = filtered(it, "1", criteria);
    clientela_history_lines lines = CLIENTELA_NONE;
    const char *number = NULL, *status = NULL;
    int64_t total = -1;
    said[0] = '\0';
    OK(clientela_filtered_total(lines_found, &total, NULL));
    OK(clientela_filtered_lines(lines_found, &lines, NULL));
    while (clientela_history_lines_next(lines, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_history_lines_text(lines, CLIENTELA_HISTORY_FIELD_NUMBER, &number, NULL, NULL));
        OK(clientela_history_lines_text(lines, CLIENTELA_HISTORY_FIELD_STATUS, &status, NULL, NULL));
        CHECK(strlen(said) + strlen(number) + strlen(status) + 4 < sizeof said);
        strcat(strcat(strcat(strcat(said, said[0] ? ", " : ""), number), " "), status);
        total--;
    }
    CHECK(total == 0);
    clientela_history_lines_free(lines);
    clientela_filtered_free(lines_found);
    return said;
}

static const char *found_by_number(shop *it, clientela_criteria_field field, int64_t number) {
    clientela_criteria criteria = any();
    OK(clientela_criteria_set_number(criteria, field, number, NULL));
    return found(it, criteria);
}

static const char *found_by_text(shop *it, const char *text) {
    clientela_criteria criteria = any();
    OK(clientela_criteria_set_text(criteria, text, Z, NULL));
    return found(it, criteria);
}

static const char *found_by_status(shop *it, clientela_line_status status) {
    clientela_criteria criteria = any();
    OK(clientela_criteria_add_status(criteria, status, NULL));
    return found(it, criteria);
}

#define ALL                                                                                                      \
    "K-1 complaint_in_progress, O-2 awaiting_pickup, O-1 ordered, I-1 sold, C-1 returned, R-1 sold"

static void p13_local_and_of_one_customer(void) {
    shop it;
    clientela_history history = CLIENTELA_NONE;
    clientela_desk blind;
    row_now = "P13";
    open_with_documents(&it);
    CHECK(same(found(&it, any()), ALL));
    reopen(&it);
    CHECK(same(found(&it, any()), ALL));
    FAILS(clientela_desk_history(it.desk, UNKNOWN_ID, Z, &history, &error), CLIENTELA_STATUS_NOT_FOUND, "customer.unknown", NULL);
    blind = desk_without(&it, "tom", CLIENTELA_RIGHT_READ_HISTORY);
    FAILS(clientela_desk_history(blind, id_by_number(&it, "1").text, Z, &history, &error), CLIENTELA_STATUS_NOT_PERMITTED,
          "right.read_history", NULL);
    CHECK(history == CLIENTELA_NONE);
    clientela_desk_free(blind);
    close_shop(&it);
}


/* The one line of Luís's history with this document and item, read at once. */
static clientela_history_lines line_of(shop *it, const char *text, clientela_line_status status) {
    clientela_criteria criteria = any();
    clientela_history_lines lines = CLIENTELA_NONE;
    clientela_filtered one;
    int64_t total = -1;
    OK(clientela_criteria_set_text(criteria, text, Z, NULL));
    OK(clientela_criteria_add_status(criteria, status, NULL));
    one = filtered(it, "1", criteria);
    OK(clientela_filtered_total(one, &total, NULL));
    CHECK(total == 1);
    OK(clientela_filtered_lines(one, &lines, NULL));
    OK(clientela_history_lines_next(lines, NULL));
    clientela_filtered_free(one);
    return lines;
}

static int line_says(clientela_history_lines lines, clientela_history_field field, const char *value) {
    const char *text = NULL;
    OK(clientela_history_lines_text(lines, field, &text, NULL, NULL));
    return same(text, value);
}

static int64_t line_number(clientela_history_lines lines, clientela_history_field field) {
    int64_t number = -1;
    OK(clientela_history_lines_number(lines, field, &number, NULL));
    return number;
}

static void p14_sources_and_properties(clientela_history_lines lines) {
    clientela_texts sources = CLIENTELA_NONE;
    clientela_properties properties = CLIENTELA_NONE;
    const char *name = NULL, *value = NULL;
    int32_t attribute = -1;
    OK(clientela_history_lines_sources(lines, &sources, NULL));
    OK(clientela_texts_next(sources, &value, NULL, NULL));
    CHECK(same(value, "R-1") && clientela_texts_next(sources, &value, NULL, NULL) == CLIENTELA_STATUS_DONE);
    clientela_texts_free(sources);
    OK(clientela_history_lines_properties(lines, &properties, NULL));
    OK(clientela_properties_next(properties, &name, NULL, &value, NULL, &attribute, NULL));
    CHECK(same(name, "reference") && same(value, "TS-0207") && attribute == 0);
    OK(clientela_properties_next(properties, &name, NULL, &value, NULL, &attribute, NULL));
    CHECK(same(name, "genre") && same(value, "Latin") && attribute == 1);
    clientela_properties_free(properties);
}

static void p14_columns(void) {
    shop it;
    clientela_history_lines lines;
    row_now = "P14";
    open_with_documents(&it);
    lines = line_of(&it, "I-1", CLIENTELA_LINE_STATUS_SOLD);
    CHECK(line_says(lines, CLIENTELA_HISTORY_FIELD_ITEM_NAME, "Samba da Chuva (2 LP)"));
    CHECK(line_says(lines, CLIENTELA_HISTORY_FIELD_ITEM_CODE, "VIN-0207") && line_says(lines, CLIENTELA_HISTORY_FIELD_EAN, "2000000002071"));
    CHECK(line_says(lines, CLIENTELA_HISTORY_FIELD_NUMBER, "I-1") && line_says(lines, CLIENTELA_HISTORY_FIELD_KIND, "invoice"));
    CHECK(line_number(lines, CLIENTELA_HISTORY_FIELD_CREATED) == INT64_C(1710082920000));
    CHECK(line_says(lines, CLIENTELA_HISTORY_FIELD_STATUS, "sold") && line_number(lines, CLIENTELA_HISTORY_FIELD_QUANTITY) == 2000);
    CHECK(line_number(lines, CLIENTELA_HISTORY_FIELD_REGULAR_PRICE) == 34990000);
    CHECK(line_number(lines, CLIENTELA_HISTORY_FIELD_DISCOUNT) == 3500000);
    CHECK(line_number(lines, CLIENTELA_HISTORY_FIELD_FINAL_PRICE) == 31490000);
    p14_sources_and_properties(lines);
    clientela_history_lines_free(lines);
    lines = line_of(&it, "t-shirt", CLIENTELA_LINE_STATUS_SOLD);
    CHECK(line_number(lines, CLIENTELA_HISTORY_FIELD_QUANTITY) == 2500);
    CHECK(line_number(lines, CLIENTELA_HISTORY_FIELD_FINAL_PRICE) == 1499500);
    clientela_history_lines_free(lines);
    close_shop(&it);
}

static void p16_positive_corrections(void) {
    shop it;
    row_now = "P16";
    open_with_documents(&it);
    CHECK(document_says(&it, document_id(&it, CLIENTELA_DOCUMENT_KIND_CORRECTION, "C-2"), CLIENTELA_DOCUMENT_FIELD_STATE, "issued"));
    CHECK(strstr(found(&it, any()), "C-2") == NULL && strstr(found(&it, any()), "C-1 returned") != NULL);
    close_shop(&it);
}

static void p17_text(void) {
    static const char *const SHIRTS[] = {"4240203 shirt", "R-1 shirt", "tsh-0040 M"};
    static const char *const NOTHING[] = {"samba shirt", "no such thing"};
    static const char *const SAMBAS[] = {"samba", "chuva SAMBA", "2000000002071", "VIN-0207", "ts-0207", "latin", "amba"};
    shop it;
    size_t at;
    row_now = "P17";
    open_with_documents(&it);
    for (at = 0; at < sizeof SAMBAS / sizeof *SAMBAS; at++) {
        CHECK(same(found_by_text(&it, SAMBAS[at]), "K-1 complaint_in_progress, I-1 sold, C-1 returned"));
    }
    for (at = 0; at < sizeof SHIRTS / sizeof *SHIRTS; at++) CHECK(same(found_by_text(&it, SHIRTS[at]), "R-1 sold"));
    for (at = 0; at < sizeof NOTHING / sizeof *NOTHING; at++) CHECK(same(found_by_text(&it, NOTHING[at]), ""));
    CHECK(same(found_by_text(&it, "R-1"), "I-1 sold, C-1 returned, R-1 sold"));
    CHECK(same(found_by_text(&it, ""), ALL));
    close_shop(&it);
}

static void p18_values_and_counts(shop *it) {
    clientela_criteria criteria = any();
    clientela_filtered large;
    clientela_facets facets = CLIENTELA_NONE;
    const char *name = NULL, *value = NULL;
    int64_t count = -1;
    OK(clientela_criteria_add_value(criteria, "size", Z, "L", Z, NULL));
    large = filtered(it, "1", criteria);
    OK(clientela_filtered_status_count(large, CLIENTELA_LINE_STATUS_ORDERED, &count, NULL));
    CHECK(count == 1);
    OK(clientela_filtered_total(large, &count, NULL));
    CHECK(count == 2);
    OK(clientela_filtered_facets(large, &facets, NULL));
    OK(clientela_facets_next(facets, &name, NULL, &value, NULL, &count, NULL));
    CHECK(same(name, "size") && same(value, "L") && count == 2);
    OK(clientela_facets_next(facets, &name, NULL, &value, NULL, &count, NULL));
    CHECK(same(name, "size") && same(value, "M") && count == 1);
    CHECK(clientela_facets_next(facets, &name, NULL, &value, NULL, &count, NULL) == CLIENTELA_STATUS_DONE);
    clientela_facets_free(facets);
    clientela_filtered_free(large);
}

static void p18_filters(void) {
    shop it;
    clientela_criteria criteria = any();
    row_now = "P18";
    open_with_documents(&it);
    CHECK(same(found_by_status(&it, CLIENTELA_LINE_STATUS_SOLD), "I-1 sold, R-1 sold"));
    CHECK(same(found_by_status(&it, CLIENTELA_LINE_STATUS_RETURNED), "C-1 returned"));
    CHECK(same(found_by_status(&it, CLIENTELA_LINE_STATUS_COMPLAINT_IN_PROGRESS), "K-1 complaint_in_progress"));
    CHECK(same(found_by_status(&it, CLIENTELA_LINE_STATUS_ORDERED), "O-1 ordered"));
    CHECK(same(found_by_status(&it, CLIENTELA_LINE_STATUS_AWAITING_PICKUP), "O-2 awaiting_pickup"));
    CHECK(same(found_by_number(&it, CLIENTELA_CRITERIA_FIELD_PRICE_FROM, 3149), "K-1 complaint_in_progress, I-1 sold, C-1 returned"));
    CHECK(same(found_by_number(&it, CLIENTELA_CRITERIA_FIELD_PRICE_TO, 150), "O-2 awaiting_pickup, O-1 ordered, R-1 sold"));
    CHECK(same(found_by_number(&it, CLIENTELA_CRITERIA_FIELD_TOTAL_FROM, 8097), "R-1 sold"));
    CHECK(same(found_by_number(&it, CLIENTELA_CRITERIA_FIELD_TOTAL_TO, 1), "K-1 complaint_in_progress, C-1 returned"));
    CHECK(same(found_by_number(&it, CLIENTELA_CRITERIA_FIELD_CREATED_BEFORE, INT64_C(1706959440001)), "R-1 sold"));
    CHECK(same(found_by_number(&it, CLIENTELA_CRITERIA_FIELD_DEFECTIVE_ONLY, 1), "O-2 awaiting_pickup"));
    OK(clientela_criteria_set_days(criteria, "2024-02-10", Z, "2024-03-10", Z, 60, NULL));
    CHECK(same(found(&it, criteria), "I-1 sold, C-1 returned"));
    p18_values_and_counts(&it);
    close_shop(&it);
}

/* A document is there, has lines, and is not in the history. */
static void left_out(shop *it, clientela_document_kind kind, const char *number) {
    CHECK(document_counts(it, document_id(it, kind, number), CLIENTELA_DOCUMENT_FIELD_LINES) == 1);
    CHECK(strstr(found(it, any()), number) == NULL);
}

static void p19_and_p20_kinds_and_states(void) {
    shop it;
    row_now = "P19";
    open_with_documents(&it);
    CHECK(same(found(&it, any()), ALL));
    left_out(&it, CLIENTELA_DOCUMENT_KIND_ORDER, "O-3");
    left_out(&it, CLIENTELA_DOCUMENT_KIND_ORDER, "O-4");
    row_now = "P20";
    left_out(&it, CLIENTELA_DOCUMENT_KIND_INVOICE, "N-1");
    left_out(&it, CLIENTELA_DOCUMENT_KIND_RECEIPT, "N-2");
    left_out(&it, CLIENTELA_DOCUMENT_KIND_RECEIPT, "N-3");
    left_out(&it, CLIENTELA_DOCUMENT_KIND_ORDER, "N-4");
    fed(&it, DOCUMENT("receipt", "N-3", "issued", "1", "2026-05-05T09:00:00Z", "1", "") SAMBA("1", "") "]}\n");
    CHECK(strstr(found(&it, any()), "N-3 sold") != NULL);
    close_shop(&it);
}

int main(void) {
    w2_a_customer_on_a_document();
    p13_local_and_of_one_customer();
    p14_columns();
    p16_positive_corrections();
    p17_text();
    p18_filters();
    p19_and_p20_kinds_and_states();
    return ended("W2 P13 P14 P16 P17 P18 P19 P20");
}
