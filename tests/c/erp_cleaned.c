/* Who is named in holds and on documents of others is cleaned at an erasure, and no document that the ERP feeds again brings it back,
   through the built library. */
#include "shop_erasure.h"

/* A ring with his name in every text, of this quantity. */
#define RING(quantity)                                                                                                                \
    "{\"feed\":\"document\",\"kind\":\"receipt\",\"number\":\"R-80\",\"state\":\"issued\",\"customer\":\"1\",\"created\":\"2026-06-01\","  \
    "\"currency\":\"EUR\",\"total\":100,\"addressee_name\":\"Luís Gonçalves\",\"lines\":[{\"line\":1,\"name\":\"Ring for Gonçalves\"," \
    "\"serial_number\":\"Gonçalves\",\"properties\":{\"engraved\":\"Luís Gonçalves\"},\"quantity\":\"" quantity "\",\"final_price\":100}]}\n"

/* The texts of the hold with this number of a document. */
static int hold_says(shop *it, const char *number, const char *author, const char *reason, const char *lifted_by, const char *why) {
    static const clientela_hold_field fields[] = {CLIENTELA_HOLD_FIELD_AUTHOR, CLIENTELA_HOLD_FIELD_REASON, CLIENTELA_HOLD_FIELD_LIFTED_BY,
                                                  CLIENTELA_HOLD_FIELD_LIFTED_REASON};
    const char *wanted[4];
    const char *text = NULL;
    clientela_holds holds = CLIENTELA_NONE;
    int right = 0, at;
    wanted[0] = author, wanted[1] = reason, wanted[2] = lifted_by, wanted[3] = why;
    OK(clientela_erp_holds(it->erp, &holds, NULL));
    while (clientela_holds_next(holds, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_holds_text(holds, CLIENTELA_HOLD_FIELD_DOCUMENT, &text, NULL, NULL));
        if (!same(text, number)) continue;
        for (right = 1, at = 0; at < 4; at++) {
            OK(clientela_holds_text(holds, fields[at], &text, NULL, NULL));
            right = right && same(text, wanted[at]);
        }
    }
    OK(clientela_holds_free(holds));
    return right;
}

/* Puts an audit of a document that names him, and lifts it. */
static void audited(shop *it, const char *number) {
    clientela_id hold = CLIENTELA_NONE;
    const char *id = NULL;
    OK(clientela_erp_place_hold(it->erp, CLIENTELA_HOLD_KIND_TAX_AUDIT, "solicitor of Gonçalves", Z, "asked by GONCALVES, Luís", Z, NULL, 0, -1,
                                number, Z, NULL, 0, NULL, 0, &hold, NULL));
    OK(clientela_id_text(hold, &id, NULL, NULL));
    OK(clientela_erp_lift_hold(it->erp, id, Z, "Luís Gonçalves", Z, "told by Luís Gonçalves", Z, NULL));
    OK(clientela_id_free(hold));
}

/* How many mentions in holds a plan names. */
static int64_t in_holds(clientela_plan plan) {
    clientela_plan_rows rows = CLIENTELA_NONE;
    int64_t count = 0;
    OK(clientela_plan_scrubs(plan, &rows, NULL));
    while (clientela_plan_rows_next(rows, NULL) == CLIENTELA_STATUS_OK) {
        if (row_number(rows, CLIENTELA_PLAN_ROW_FIELD_RECORD) != CLIENTELA_RECORD_KIND_HOLD) continue;
        count += row_number(rows, CLIENTELA_PLAN_ROW_FIELD_COUNT);
    }
    OK(clientela_plan_rows_free(rows));
    return count;
}

/* The only line of his receipt is called so, and so many were sold. */
static int line_says(shop *it, const char *name, const char *serial, int64_t thousandths) {
    clientela_document shown = document(it, document_id(it, CLIENTELA_DOCUMENT_KIND_RECEIPT, "R-80"));
    clientela_document_lines lines = CLIENTELA_NONE;
    const char *text = NULL;
    int64_t quantity = -1;
    int right;
    OK(clientela_document_begin_lines(shown, &lines, NULL));
    OK(clientela_document_lines_next(lines, NULL));
    OK(clientela_document_lines_text(lines, CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_NAME, &text, NULL, NULL));
    right = same(text, name);
    OK(clientela_document_lines_text(lines, CLIENTELA_DOCUMENT_LINE_FIELD_SERIAL_NUMBER, &text, NULL, NULL));
    right = right && same(text, serial);
    OK(clientela_document_lines_number(lines, CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY, &quantity, NULL));
    OK(clientela_document_lines_free(lines));
    OK(clientela_document_free(shown));
    return right && quantity == thousandths;
}

static int64_t residues(shop *it, clientela_sought sought) {
    clientela_scan scan = CLIENTELA_NONE;
    int64_t count = -1;
    OK(clientela_erp_scan(it->erp, sought, NULL, NULL, NULL, CLIENTELA_NONE, &scan, NULL));
    OK(clientela_scan_number(scan, CLIENTELA_SCAN_FIELD_RESIDUES, &count, NULL));
    OK(clientela_scan_free(scan));
    return count;
}

int main(void) {
    shop it;
    key luis;
    clientela_plan plan = CLIENTELA_NONE;
    clientela_sought sought = CLIENTELA_NONE;
    int64_t epoch = -1;
    open_with_luis(&it, &luis);
    fed(&it, RING("1"));
    audited(&it, "I-77");
    row_now = "X14";
    OK(clientela_erp_sought(it.erp, luis.text, Z, &sought, NULL));
    OK(clientela_erp_plan_anonymization(it.erp, luis.text, Z, &plan, NULL));
    CHECK(in_holds(plan) == 4);
    OK(clientela_plan_free(plan));
    CHECK(hold_says(&it, "I-77", "solicitor of Gonçalves", "asked by GONCALVES, Luís", "Luís Gonçalves", "told by Luís Gonçalves"));
    CHECK(line_says(&it, "Ring for Gonçalves", "Gonçalves", 1000) && residues(&it, sought) > 0);
    plan = anonymized(&it, luis, 0, &epoch);
    CHECK(in_holds(plan) == 4);
    OK(clientela_plan_free(plan));
    CHECK(hold_says(&it, "I-77", "solicitor of Anonymized", "asked by Anonymized", "Anonymized", "told by Anonymized"));
    CHECK(line_says(&it, "Ring for Anonymized", "Anonymized", 1000));
    row_now = "X9";
    fed(&it, RING("2"));
    CHECK(line_says(&it, "Ring for Anonymized", "Anonymized", 2000));
    purge(&it);
    CHECK(residues(&it, sought) == 0);
    OK(clientela_sought_free(sought));
    close_shop(&it);
    return ended("X9 X14");
}
