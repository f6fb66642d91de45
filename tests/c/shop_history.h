/* Luís's documents of every kind and state, and what a filter finds in his history. */
#ifndef SHOP_HISTORY_H
#define SHOP_HISTORY_H

#include "shop_documents.h"

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
static inline void open_with_documents(shop *it) {
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
    size_t at;
    open_stocked(it);
    for (at = 0; at < sizeof DOCUMENTS / sizeof *DOCUMENTS; at++) fed(it, DOCUMENTS[at]);
}

/* What a filter finds in the history of the customer with this number; the criteria are freed. */
static inline clientela_filtered filtered(shop *it, const char *number, clientela_criteria criteria) {
    clientela_history history = CLIENTELA_NONE;
    clientela_filtered found = CLIENTELA_NONE;
    OK(clientela_desk_history(it->desk, id_by_number(it, number).text, Z, &history, NULL));
    OK(clientela_history_filter(history, criteria, &found, NULL));
    clientela_history_free(history);
    clientela_criteria_free(criteria);
    return found;
}

static inline clientela_criteria any(void) {
    clientela_criteria criteria = CLIENTELA_NONE;
    OK(clientela_criteria_new(&criteria, NULL));
    return criteria;
}

/* Numbers and statuses of the lines on the page found, in its order, such as "I-1 sold, R-1 sold"; how many lines all pages have. */
static inline const char *found_on(shop *it, clientela_criteria criteria, int64_t *total) {
    static char said[512];
    clientela_filtered lines_found = filtered(it, "1", criteria);
    clientela_history_lines lines = CLIENTELA_NONE;
    const char *number = NULL, *status = NULL;
    said[0] = '\0';
    OK(clientela_filtered_total(lines_found, total, NULL));
    OK(clientela_filtered_lines(lines_found, &lines, NULL));
    while (clientela_history_lines_next(lines, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_history_lines_text(lines, CLIENTELA_HISTORY_FIELD_NUMBER, &number, NULL, NULL));
        OK(clientela_history_lines_text(lines, CLIENTELA_HISTORY_FIELD_STATUS, &status, NULL, NULL));
        CHECK(strlen(said) + strlen(number) + strlen(status) + 4 < sizeof said);
        strcat(strcat(strcat(strcat(said, said[0] ? ", " : ""), number), " "), status);
    }
    clientela_history_lines_free(lines);
    clientela_filtered_free(lines_found);
    return said;
}

/* How many lines such a text names. */
static inline int64_t named(const char *said) {
    int64_t count = *said != '\0';
    for (; *said != '\0'; said++) count += *said == ',';
    return count;
}

/* The same of criteria without pages: all lines are there. */
static inline const char *found(shop *it, clientela_criteria criteria) {
    int64_t total = -1;
    const char *said = found_on(it, criteria, &total);
    CHECK(named(said) == total);
    return said;
}

static inline const char *found_by_text(shop *it, const char *text) {
    clientela_criteria criteria = any();
    OK(clientela_criteria_set_text(criteria, text, Z, NULL));
    return found(it, criteria);
}

#define ALL                                                                                                      \
    "K-1 complaint_in_progress, O-2 awaiting_pickup, O-1 ordered, I-1 sold, C-1 returned, R-1 sold"

#endif
