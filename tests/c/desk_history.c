/* The history at a desk, through the built library. */
#include "shop_history.h"

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
    p13_local_and_of_one_customer();
    p14_columns();
    p16_positive_corrections();
    p17_text();
    p19_and_p20_kinds_and_states();
    return ended("P13 P14 P16 P17 P19 P20");
}
