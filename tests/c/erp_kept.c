/* What a law keeps after an anonymization, whose notes are cleaned, who is singled out, and a complaint of nobody, through the built
   library. */
#include "shop_erasure.h"

/* An invoice of Luís's, a gift that customer 2 bought for him, and a note about customer 2 that names him. */
#define FED                                                                                                                          \
    "{\"feed\":\"document\",\"kind\":\"invoice\",\"number\":\"I-7\",\"state\":\"issued\",\"customer\":\"1\",\"created\":\"2026-06-01\"," \
    "\"currency\":\"EUR\",\"total\":90000,\"branch\":\"oslo\",\"addressee_name\":\"Luís Gonçalves\",\"addressee_city\":\"Lisboa\","     \
    "\"payload\":\"THXDrXM=\",\"lines\":[{\"line\":1,\"item\":\"RARE-1\",\"name\":\"Lute\",\"quantity\":\"1\",\"final_price\":90000}]}\n" \
    "{\"feed\":\"document\",\"kind\":\"receipt\",\"number\":\"R-70\",\"state\":\"issued\",\"customer\":\"2\",\"created\":\"2026-06-01\"," \
    "\"currency\":\"EUR\",\"total\":100,\"lines\":[{\"line\":1,\"name\":\"Gift for Luís Gonçalves\",\"quantity\":\"1\",\"final_price\":100}]}\n"

static void setting_is(shop *it, const char *key_of, const char *value) {
    OK(clientela_erp_set_setting(it->erp, key_of, Z, "chain", Z, value, Z, NULL));
}

static int64_t planned(clientela_plan plan, clientela_plan_field field) {
    int64_t number = -1;
    OK(clientela_plan_number(plan, field, &number, NULL));
    return number;
}

/* How many fields of documents the rows keep by this law to the end of 2034. */
static int kept_rows(clientela_plan_rows rows) {
    const char *text = NULL;
    int count = 0;
    while (clientela_plan_rows_next(rows, NULL) == CLIENTELA_STATUS_OK) {
        if (row_number(rows, CLIENTELA_PLAN_ROW_FIELD_RECORD) != CLIENTELA_RECORD_KIND_DOCUMENT) continue;
        OK(clientela_plan_rows_text(rows, CLIENTELA_PLAN_ROW_FIELD_GROUND, &text, NULL, NULL));
        if (text == NULL || strstr(text, "147 AO") == NULL) continue;
        count += row_says(rows, CLIENTELA_PLAN_ROW_FIELD_UNTIL, "2034-12-31");
    }
    OK(clientela_plan_rows_free(rows));
    return count;
}

static void x7_x14_x15_plan(clientela_plan plan) {
    clientela_plan_rows rows = CLIENTELA_NONE;
    int documents = 0, rare = 0;
    row_now = "X7";
    OK(clientela_plan_items(plan, &rows, NULL));
    CHECK(kept_rows(rows) >= 3);
    row_now = "X14";
    CHECK(planned(plan, CLIENTELA_PLAN_FIELD_SCRUBS) == 1);
    OK(clientela_plan_scrubs(plan, &rows, NULL));
    while (clientela_plan_rows_next(rows, NULL) == CLIENTELA_STATUS_OK) {
        documents += row_number(rows, CLIENTELA_PLAN_ROW_FIELD_RECORD) == CLIENTELA_RECORD_KIND_DOCUMENT;
        CHECK(row_number(rows, CLIENTELA_PLAN_ROW_FIELD_COUNT) == 1 && row_number(rows, CLIENTELA_PLAN_ROW_FIELD_FIELD) == 0);
    }
    CHECK(documents == 1);
    OK(clientela_plan_rows_free(rows));
    row_now = "X15";
    CHECK(planned(plan, CLIENTELA_PLAN_FIELD_SINGLED_OUT) > 0);
    OK(clientela_plan_singled_out(plan, &rows, NULL));
    while (clientela_plan_rows_next(rows, NULL) == CLIENTELA_STATUS_OK) {
        if (!row_says(rows, CLIENTELA_PLAN_ROW_FIELD_ITEM, "RARE-1")) continue;
        rare += row_says(rows, CLIENTELA_PLAN_ROW_FIELD_DAY, "2026-06-01") && row_says(rows, CLIENTELA_PLAN_ROW_FIELD_BRANCH, "oslo");
        CHECK(row_number(rows, CLIENTELA_PLAN_ROW_FIELD_PEOPLE) == 1);
    }
    CHECK(rare == 1);
    OK(clientela_plan_rows_free(rows));
}

/* The document of this id, read by a reason, is addressed so. */
static int kept_for(shop *it, key id, const char *name) {
    clientela_document shown = CLIENTELA_NONE;
    const char *text = NULL;
    int right;
    FAILS(clientela_desk_kept_document(it->desk, id.text, Z, "", Z, &shown, &error), CLIENTELA_STATUS_INVALID, "required", "reason");
    OK(clientela_desk_kept_document(it->desk, id.text, Z, "audit of 2026", Z, &shown, NULL));
    OK(clientela_document_addressee(shown, CLIENTELA_FIELD_ADDRESSEE_NAME, &text, NULL, NULL));
    right = same(text, name);
    OK(clientela_document_free(shown));
    return right;
}

static void x9_shown_blank(shop *it, clientela_sought sought, key invoice) {
    clientela_scan scan = CLIENTELA_NONE;
    clientela_plan_rows rows = CLIENTELA_NONE;
    int64_t residues = -1, kept = -1;
    row_now = "X9";
    CHECK(addressed(it, invoice, CLIENTELA_FIELD_ADDRESSEE_NAME, NULL) && addressed(it, invoice, CLIENTELA_FIELD_ADDRESSEE_CITY, NULL));
    CHECK(kept_for(it, invoice, "Luís Gonçalves"));
    purge(it);
    OK(clientela_erp_scan(it->erp, sought, NULL, NULL, NULL, CLIENTELA_NONE, &scan, NULL));
    OK(clientela_scan_number(scan, CLIENTELA_SCAN_FIELD_RESIDUES, &residues, NULL));
    OK(clientela_scan_number(scan, CLIENTELA_SCAN_FIELD_KEPT, &kept, NULL));
    CHECK(residues == 0 && kept > 0);
    OK(clientela_scan_kept(scan, &rows, NULL));
    CHECK(kept_rows(rows) > 0);
    OK(clientela_scan_free(scan));
}

/* Nothing is over yet. */
static void x7_nothing_expired(shop *it) {
    clientela_retention rules = CLIENTELA_NONE;
    clientela_retention_report report = CLIENTELA_NONE;
    clientela_plan_rows rows = CLIENTELA_NONE;
    int32_t more = -1;
    row_now = "X7";
    OK(clientela_erp_retention(it->erp, &rules, NULL));
    OK(clientela_erp_run_retention(it->erp, rules, 0, "", Z, 1000, &report, NULL));
    OK(clientela_retention_report_expired(report, &more, &rows, NULL));
    CHECK(more == 0 && clientela_plan_rows_next(rows, NULL) == CLIENTELA_STATUS_DONE);
    OK(clientela_plan_rows_free(rows));
    OK(clientela_retention_report_free(report));
    OK(clientela_retention_free(rules));
}

/* After ten years nothing has to stay: it goes once. */
static void x7_expired(shop *it) {
    clientela_retention rules = CLIENTELA_NONE;
    clientela_retention_report report = CLIENTELA_NONE;
    clientela_plan_rows rows = CLIENTELA_NONE;
    int32_t more = -1, round, count;
    row_now = "X7";
    it->now += (int64_t)3660 * 86400000;
    OK(clientela_erp_retention(it->erp, &rules, NULL));
    for (round = 0; round < 2; round++) {
        OK(clientela_erp_run_retention(it->erp, rules, 0, "", Z, 1000, &report, NULL));
        OK(clientela_retention_report_expired(report, &more, &rows, NULL));
        for (count = 0; clientela_plan_rows_next(rows, NULL) == CLIENTELA_STATUS_OK; count++) {
            CHECK(row_number(rows, CLIENTELA_PLAN_ROW_FIELD_RECORD) == CLIENTELA_RECORD_KIND_DOCUMENT);
        }
        CHECK(more == 0 && (round == 0 ? count >= 3 : count == 0));
        OK(clientela_plan_rows_free(rows));
        OK(clientela_retention_report_free(report));
    }
    CHECK(purge_pending(it) == 1);
    OK(clientela_retention_free(rules));
}

static int started_says(clientela_started started, clientela_started_field field, const char *value) {
    const char *text = NULL;
    OK(clientela_started_text(started, field, &text, NULL, NULL));
    return value == NULL ? text == NULL : text != NULL && strstr(text, value) != NULL;
}

static void p32_a_complaint_of_nobody(shop *it, key invoice) {
    clientela_document_draft draft = described(CLIENTELA_DOCUMENT_KIND_COMPLAINT, "K-1", invoice.text, NULL);
    clientela_started started = CLIENTELA_NONE;
    const char *text = NULL;
    key id;
    row_now = "P32";
    OK(clientela_desk_start(it->desk, draft, &started, NULL));
    CHECK(started_says(started, CLIENTELA_STARTED_FIELD_NOTICE, "complaint.customer_anonymized"));
    CHECK(started_says(started, CLIENTELA_STARTED_FIELD_NOTICE_TEXT, "anonymized"));
    OK(clientela_started_text(started, CLIENTELA_STARTED_FIELD_DOCUMENT, &text, NULL, NULL));
    id = key_of(text);
    CHECK(document_says(it, id, CLIENTELA_DOCUMENT_FIELD_CUSTOMER, NULL) && document_says(it, id, CLIENTELA_DOCUMENT_FIELD_SOURCE, "I-7"));
    OK(clientela_desk_issue_document(it->desk, id.text, Z, NULL));
    CHECK(addressed(it, id, CLIENTELA_FIELD_ADDRESSEE_NAME, NULL));
    OK(clientela_started_free(started));
    OK(clientela_document_draft_free(draft));
    draft = described(CLIENTELA_DOCUMENT_KIND_CORRECTION, "C-1", invoice.text, NULL);
    FAILS(clientela_desk_start(it->desk, draft, &started, &error), CLIENTELA_STATUS_ERASED, "document.customer_anonymized", NULL);
    OK(clientela_document_draft_free(draft));
}

int main(void) {
    shop it;
    key luis, invoice;
    clientela_plan plan = CLIENTELA_NONE;
    clientela_sought sought = CLIENTELA_NONE;
    int64_t epoch = -1;
    open_with_luis(&it, &luis);
    fed(&it, FED);
    setting_is(&it, "retention.pack", "DE");
    invoice = document_id(&it, CLIENTELA_DOCUMENT_KIND_INVOICE, "I-7");
    OK(clientela_erp_sought(it.erp, luis.text, Z, &sought, NULL));
    OK(clientela_erp_plan_anonymization(it.erp, luis.text, Z, &plan, NULL));
    x7_x14_x15_plan(plan);
    OK(clientela_plan_free(plan));
    plan = anonymized(&it, luis, 0, &epoch);
    x7_x14_x15_plan(plan);
    OK(clientela_plan_free(plan));
    x9_shown_blank(&it, sought, invoice);
    OK(clientela_sought_free(sought));
    x7_nothing_expired(&it);
    p32_a_complaint_of_nobody(&it, invoice);
    x7_expired(&it);
    close_shop(&it);
    return ended("X7 X9 X14 X15 P32");
}
