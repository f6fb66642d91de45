/* The filters of the history with their counts, its orders and its pages, through the built library. */
#include "shop_history.h"

static const char *found_by_number(shop *it, clientela_criteria_field field, int64_t number) {
    clientela_criteria criteria = any();
    OK(clientela_criteria_set_number(criteria, field, number, NULL));
    return found(it, criteria);
}

static const char *found_between(shop *it, clientela_criteria_field from, int64_t least, clientela_criteria_field to, int64_t most) {
    clientela_criteria criteria = any();
    OK(clientela_criteria_set_number(criteria, from, least, NULL));
    OK(clientela_criteria_set_number(criteria, to, most, NULL));
    return found(it, criteria);
}

static clientela_criteria with_status(clientela_line_status status) {
    clientela_criteria criteria = any();
    OK(clientela_criteria_add_status(criteria, status, NULL));
    return criteria;
}

static clientela_criteria on_days(const char *first, const char *last) {
    clientela_criteria criteria = any();
    OK(clientela_criteria_set_days(criteria, first, Z, last, Z, 60, NULL));
    return criteria;
}

static void p18_by_status(shop *it) {
    clientela_criteria two = with_status(CLIENTELA_LINE_STATUS_SOLD);
    CHECK(same(found(it, with_status(CLIENTELA_LINE_STATUS_SOLD)), "I-1 sold, R-1 sold"));
    CHECK(same(found(it, with_status(CLIENTELA_LINE_STATUS_RETURNED)), "C-1 returned"));
    CHECK(same(found(it, with_status(CLIENTELA_LINE_STATUS_COMPLAINT_IN_PROGRESS)), "K-1 complaint_in_progress"));
    CHECK(same(found(it, with_status(CLIENTELA_LINE_STATUS_ORDERED)), "O-1 ordered"));
    CHECK(same(found(it, with_status(CLIENTELA_LINE_STATUS_AWAITING_PICKUP)), "O-2 awaiting_pickup"));
    OK(clientela_criteria_add_status(two, CLIENTELA_LINE_STATUS_ORDERED, NULL));
    CHECK(same(found(it, two), "O-1 ordered, I-1 sold, R-1 sold"));
}

/* Both ends are included. */
static void p18_by_price_date_and_document_value(shop *it) {
    static const clientela_criteria_field PRICE_FROM = CLIENTELA_CRITERIA_FIELD_PRICE_FROM, PRICE_TO = CLIENTELA_CRITERIA_FIELD_PRICE_TO;
    static const clientela_criteria_field TOTAL_FROM = CLIENTELA_CRITERIA_FIELD_TOTAL_FROM, TOTAL_TO = CLIENTELA_CRITERIA_FIELD_TOTAL_TO;
    CHECK(same(found_by_number(it, PRICE_FROM, 3149), "K-1 complaint_in_progress, I-1 sold, C-1 returned"));
    CHECK(same(found_by_number(it, PRICE_FROM, 3150), "") && same(found_by_number(it, PRICE_TO, 3149), ALL));
    CHECK(same(found_by_number(it, PRICE_TO, 150), "O-2 awaiting_pickup, O-1 ordered, R-1 sold") && same(found_by_number(it, PRICE_TO, 149), ""));
    CHECK(same(found_between(it, PRICE_FROM, 150, PRICE_TO, 150), "O-2 awaiting_pickup, O-1 ordered, R-1 sold"));
    CHECK(same(found_by_number(it, TOTAL_FROM, 8097), "R-1 sold") && same(found_by_number(it, TOTAL_FROM, 8098), ""));
    CHECK(same(found_by_number(it, TOTAL_TO, 1), "K-1 complaint_in_progress, C-1 returned"));
    CHECK(same(found_between(it, TOTAL_FROM, 3149, TOTAL_TO, 3149), "I-1 sold"));
    CHECK(same(found_by_number(it, CLIENTELA_CRITERIA_FIELD_CREATED_BEFORE, INT64_C(1706959440001)), "R-1 sold"));
    CHECK(same(found_by_number(it, CLIENTELA_CRITERIA_FIELD_CREATED_BEFORE, INT64_C(1706959440000)), ""));
    CHECK(same(found_by_number(it, CLIENTELA_CRITERIA_FIELD_CREATED_FROM, INT64_C(1777885200000)), "K-1 complaint_in_progress"));
    CHECK(same(found_by_number(it, CLIENTELA_CRITERIA_FIELD_CREATED_FROM, INT64_C(1777885200001)), ""));
    CHECK(same(found(it, on_days("2024-02-10", "2024-02-10")), "C-1 returned"));
    CHECK(same(found(it, on_days("2024-02-10", "2024-03-10")), "I-1 sold, C-1 returned"));
    CHECK(same(found(it, on_days("2024-01-01", "2024-12-31")), "I-1 sold, C-1 returned, R-1 sold"));
    CHECK(same(found_by_number(it, CLIENTELA_CRITERIA_FIELD_DEFECTIVE_ONLY, 1), "O-2 awaiting_pickup"));
}

/* The values that could be chosen with their counts, such as "size L 2, size M 1". */
static const char *facets_of(shop *it, clientela_criteria criteria) {
    static char said[256];
    clientela_filtered found_lines = filtered(it, "1", criteria);
    clientela_facets facets = CLIENTELA_NONE;
    const char *name = NULL, *value = NULL;
    int64_t count = -1;
    size_t end = 0;
    said[0] = '\0';
    OK(clientela_filtered_facets(found_lines, &facets, NULL));
    while (clientela_facets_next(facets, &name, NULL, &value, NULL, &count, NULL) == CLIENTELA_STATUS_OK) {
        end += (size_t)snprintf(said + end, sizeof said - end, "%s%s %s %d", end == 0 ? "" : ", ", name, value, (int)count);
    }
    CHECK(end < sizeof said);
    clientela_facets_free(facets);
    clientela_filtered_free(found_lines);
    return said;
}

static clientela_criteria with_value(clientela_criteria criteria, const char *name, const char *value) {
    OK(clientela_criteria_add_value(criteria, name, Z, value, Z, NULL));
    return criteria;
}

/* How many lines of each status every other filter allows, in the order of the statuses, such as "2 1 1 1 1". */
static const char *status_counts(shop *it, clientela_criteria criteria) {
    static char said[64];
    clientela_filtered found_lines = filtered(it, "1", criteria);
    clientela_line_status status;
    int64_t count = -1;
    size_t end = 0;
    for (status = CLIENTELA_LINE_STATUS_SOLD; status <= CLIENTELA_LINE_STATUS_AWAITING_PICKUP; status++) {
        OK(clientela_filtered_status_count(found_lines, status, &count, NULL));
        end += (size_t)snprintf(said + end, sizeof said - end, "%s%d", end == 0 ? "" : " ", (int)count);
    }
    clientela_filtered_free(found_lines);
    return said;
}

#define LARGE with_value(any(), "size", "L")

static void p18_values_and_counts(shop *it) {
    CHECK(same(facets_of(it, any()), "genre Latin 3, reference TS-0207 3, size L 2, size M 1"));
    CHECK(same(found(it, LARGE), "O-2 awaiting_pickup, O-1 ordered"));
    CHECK(same(facets_of(it, LARGE), "size L 2, size M 1"));
    CHECK(same(found(it, with_value(LARGE, "size", "M")), "O-2 awaiting_pickup, O-1 ordered, R-1 sold"));
    CHECK(same(found(it, with_value(LARGE, "genre", "Latin")), ""));
    CHECK(same(found(it, with_value(with_value(any(), "genre", "Latin"), "reference", "TS-0207")),
               "K-1 complaint_in_progress, I-1 sold, C-1 returned"));
    CHECK(same(facets_of(it, with_status(CLIENTELA_LINE_STATUS_RETURNED)), "genre Latin 1, reference TS-0207 1"));
    CHECK(same(status_counts(it, any()), "2 1 1 1 1") && same(status_counts(it, LARGE), "0 0 0 1 1"));
    CHECK(same(status_counts(it, with_status(CLIENTELA_LINE_STATUS_RETURNED)), "2 1 1 1 1"));
}

static void p18_filters(void) {
    shop it;
    open_with_documents(&it);
    p18_by_status(&it);
    p18_by_price_date_and_document_value(&it);
    p18_values_and_counts(&it);
    close_shop(&it);
}

/* A sale whose item is first by name, and neither first nor last by price and date. */
static const char *const SLEEVES =
    DOCUMENT("receipt", "R-3", "issued", "1", "2025-01-07T09:00:00Z", "500", "") "{\"line\":1,\"item\":\"ARM-1\",\"name\":\"ärmelschoner\","
    "\"quantity\":\"1\",\"regular_price\":500,\"discount\":0,\"final_price\":500}]}\n";

#define COMPLAINT "K-1 complaint_in_progress"
#define PICKUP "O-2 awaiting_pickup"
#define OLD "I-1 sold, C-1 returned"
#define COMPLAINT_LAST "O-1 ordered, " PICKUP ", " COMPLAINT

/* Lines that are equal in an order are newest first. */
static const struct {
    clientela_history_sort sort;
    const char *lines;
} ORDERS[] = {
    {CLIENTELA_HISTORY_SORT_NEWEST, COMPLAINT ", " PICKUP ", O-1 ordered, R-3 sold, " OLD ", R-1 sold"},
    {CLIENTELA_HISTORY_SORT_OLDEST, "R-1 sold, C-1 returned, I-1 sold, R-3 sold, O-1 ordered, " PICKUP ", " COMPLAINT},
    {CLIENTELA_HISTORY_SORT_CHEAPEST, PICKUP ", O-1 ordered, R-1 sold, R-3 sold, " COMPLAINT ", " OLD},
    {CLIENTELA_HISTORY_SORT_DEAREST, COMPLAINT ", " OLD ", R-3 sold, " PICKUP ", O-1 ordered, R-1 sold"},
    {CLIENTELA_HISTORY_SORT_ITEM_NAME, "R-3 sold, " COMPLAINT ", " OLD ", " PICKUP ", O-1 ordered, R-1 sold"},
};
enum { ORDER_COUNT = sizeof ORDERS / sizeof *ORDERS, LINE_COUNT = 7 };

/* A page behind the line of this key; an empty key: the first page. */
static clientela_criteria page(clientela_history_sort sort, const char *after, int limit) {
    clientela_criteria criteria = any();
    OK(clientela_criteria_set_number(criteria, CLIENTELA_CRITERIA_FIELD_SORT, sort, NULL));
    OK(clientela_criteria_set_after(criteria, after, Z, NULL));
    OK(clientela_criteria_set_number(criteria, CLIENTELA_CRITERIA_FIELD_LIMIT, limit, NULL));
    return criteria;
}

/* The key of the page's last line; an empty one where it is the last page. */
static const char *next_of(shop *it, clientela_criteria criteria) {
    static char key[256];
    clientela_filtered lines_found = filtered(it, "1", criteria);
    const char *next = NULL;
    size_t length = 0;
    OK(clientela_filtered_next_page(lines_found, &next, &length, NULL));
    CHECK(next == NULL || (length == strlen(next) && length < sizeof key));
    strcpy(key, next == NULL ? "" : next);
    clientela_filtered_free(lines_found);
    return key;
}

/* Page behind page gives all lines in their order; each page knows how many lines there are on all. */
static void p18_page_by_page(shop *it, clientela_history_sort sort, int limit, const char *whole) {
    char said[512] = "", key[256] = "";
    int64_t total = -1;
    int seen, rest;
    for (seen = 0; seen < LINE_COUNT; seen += limit) {
        const char *lines = found_on(it, page(sort, key, limit), &total);
        rest = LINE_COUNT - seen;
        CHECK(total == LINE_COUNT && named(lines) == (rest < limit ? rest : limit));
        strcat(strcat(said, seen > 0 ? ", " : ""), lines);
        strcpy(key, next_of(it, page(sort, key, limit)));
        CHECK((key[0] == '\0') == (rest <= limit));
    }
    CHECK(same(said, whole));
}

/* A key of one order serves every other; behind the last line there is nothing; of no lines there is no next page. */
static void p18_behind_a_line(shop *it) {
    char key[256];
    int64_t total = -1;
    strcpy(key, next_of(it, page(CLIENTELA_HISTORY_SORT_NEWEST, "", 4)));
    CHECK(same(found_on(it, page(CLIENTELA_HISTORY_SORT_OLDEST, key, 9), &total), COMPLAINT_LAST) && total == LINE_COUNT);
    strcpy(key, next_of(it, page(CLIENTELA_HISTORY_SORT_OLDEST, "", LINE_COUNT - 1)));
    CHECK(same(found_on(it, page(CLIENTELA_HISTORY_SORT_NEWEST, key, 9), &total), "O-1 ordered, R-3 sold, " OLD ", R-1 sold"));
    CHECK(same(next_of(it, page(CLIENTELA_HISTORY_SORT_NEWEST, "", 0)), ""));
}

static void p18_no_such_order_or_page(void) {
    clientela_criteria criteria = any();
    FAILS(clientela_criteria_set_number(criteria, CLIENTELA_CRITERIA_FIELD_SORT, ORDER_COUNT, &error), CLIENTELA_STATUS_MISUSE,
          "argument.unknown_constant", NULL);
    FAILS(clientela_criteria_set_after(criteria, "behind the last one", Z, &error), CLIENTELA_STATUS_INVALID, "position.malformed", "after");
    FAILS(clientela_criteria_set_after(criteria, "[1,2]", Z, &error), CLIENTELA_STATUS_INVALID, "position.malformed", "after");
    FAILS(clientela_criteria_set_after(criteria, NULL, 0, &error), CLIENTELA_STATUS_MISUSE, "argument.null", NULL);
    FAILS(clientela_criteria_set_number(criteria, CLIENTELA_CRITERIA_FIELD_LIMIT, -1, &error), CLIENTELA_STATUS_MISUSE,
          "argument.out_of_range", NULL);
    clientela_criteria_free(criteria);
}

static void p18_orders_and_pages(void) {
    shop it;
    int at, limit;
    open_with_documents(&it);
    fed(&it, SLEEVES);
    CHECK(same(found(&it, any()), ORDERS[0].lines));
    for (at = 0; at < ORDER_COUNT; at++) {
        for (limit = 1; limit <= LINE_COUNT + 1; limit++) p18_page_by_page(&it, ORDERS[at].sort, limit, ORDERS[at].lines);
    }
    CHECK(same(status_counts(&it, page(CLIENTELA_HISTORY_SORT_NEWEST, next_of(&it, page(CLIENTELA_HISTORY_SORT_NEWEST, "", 2)), 1)), "3 1 1 1 1"));
    p18_behind_a_line(&it);
    p18_no_such_order_or_page();
    close_shop(&it);
}

int main(void) {
    row_now = "P18";
    p18_filters();
    p18_orders_and_pages();
    return ended("P18");
}
