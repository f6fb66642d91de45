/* Luís, his documents, and his anonymization by the ERP. */
#ifndef SHOP_ERASURE_H
#define SHOP_ERASURE_H

#include "shop_documents.h"

/* A receipt with a payload; the base64 text. */
#define RECEIPT_WITH(number, payload, more)                                                                                        \
    "{\"feed\":\"document\",\"kind\":\"receipt\",\"number\":\"" number "\",\"state\":\"issued\",\"customer\":\"1\",\"created\":\"2026-06-01\"," \
    "\"currency\":\"EUR\",\"total\":3499,\"addressee_name\":\"Luís Gonçalves\",\"addressee_street\":\"Zwölfaxinger Feldweg 9\","     \
    "\"payload\":\"" payload "\"" more ",\"lines\":[{\"line\":1,\"item\":\"VIN-0207\",\"name\":\"Samba da Chuva\",\"quantity\":\"1\","   \
    "\"regular_price\":3499,\"discount\":0,\"final_price\":3499}]}\n"

/* What was signed: no law demands that it is kept. */
#define PAYLOAD "fiscal data: Luís Gonçalves"
#define HIS_RECEIPT RECEIPT_WITH("R-1", "ZmlzY2FsIGRhdGE6IEx1w61zIEdvbsOnYWx2ZXM=", "")

static inline void open_with_luis(shop *it, key *luis) {
    open_stocked(it);
    fed(it, HIS_RECEIPT);
    *luis = id_by_number(it, "1");
}

/* Anonymizes and gives the plan that was done. */
static inline clientela_plan anonymized(shop *it, key who, int32_t repeated_before, int64_t *epoch) {
    clientela_plan plan = CLIENTELA_NONE;
    int32_t repeated = -1;
    OK(clientela_erp_anonymize(it->erp, who.text, Z, epoch, &repeated, &plan, NULL));
    CHECK(repeated == repeated_before);
    return plan;
}

/* Anonymizes; gives the epoch. */
static inline int64_t anonymize(shop *it, key who, int32_t repeated_before) {
    int64_t epoch = -1;
    clientela_plan_free(anonymized(it, who, repeated_before, &epoch));
    return epoch;
}

static inline int purge_pending(shop *it) {
    int32_t pending = -1;
    OK(clientela_erp_purge_pending(it->erp, &pending, NULL));
    return pending;
}

static inline clientela_purged purged(shop *it) {
    clientela_purged how = -1;
    OK(clientela_erp_purge(it->erp, NULL, NULL, NULL, CLIENTELA_NONE, &how, NULL));
    return how;
}

/* Purges; nothing is in the way. */
static inline void purge(shop *it) {
    CHECK(purged(it) == CLIENTELA_PURGED_DONE);
    CHECK(purge_pending(it) == 0);
}

static inline int is_erased(shop *it, key who) {
    clientela_customer customer = CLIENTELA_NONE;
    FAILS(clientela_desk_customer(it->desk, who.text, Z, &customer, &error), CLIENTELA_STATUS_ERASED, "customer.anonymized", NULL);
    return customer == CLIENTELA_NONE;
}

/* A text of the present row of a plan is this one; NULL for none. */
static inline int row_says(clientela_plan_rows rows, clientela_plan_row_field field, const char *value) {
    const char *text = NULL;
    OK(clientela_plan_rows_text(rows, field, &text, NULL, NULL));
    return value == NULL ? text == NULL : same(text, value);
}

static inline int64_t row_number(clientela_plan_rows rows, clientela_plan_row_field field) {
    int64_t number = -1;
    OK(clientela_plan_rows_number(rows, field, &number, NULL));
    return number;
}

#endif
