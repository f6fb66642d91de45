/* Drafts made from lines of the history, sales with lines of their own, and the outbox, through the built library. */
#include "shop_documents.h"

#define CORRECTION CLIENTELA_LINE_ACTION_CORRECTION
#define STATE CLIENTELA_DOCUMENT_FIELD_STATE
#define TOTAL CLIENTELA_DOCUMENT_FIELD_TOTAL

#define SOCKS                                                                                                                          \
    "{\"feed\":\"document\",\"kind\":\"receipt\",\"number\":\"R-1\",\"state\":\"issued\",\"customer\":\"1\",\"created\":\"2024-02-03\"," \
    "\"currency\":\"EUR\",\"total\":597,\"lines\":[{\"line\":1,\"item\":\"W-7\",\"name\":\"Socks\",\"quantity\":3,\"final_price\":199}]}\n"
#define CHAIRS                                                                                                                           \
    "{\"feed\":\"document\",\"kind\":\"order\",\"number\":\"O-1\",\"state\":\"awaiting_pickup\",\"customer\":\"1\",\"branch\":\"berlin-mitte\"," \
    "\"created\":\"2024-02-03\",\"currency\":\"EUR\",\"total\":30000,\"lines\":[{\"line\":1,\"name\":\"Chair\",\"quantity\":6,"           \
    "\"final_price\":5000}]}\n"

/* The reason of an action on line 1, or -1 with how much is open. */
static int64_t reason_of(shop *it, key document, clientela_line_action action, int64_t *open) {
    clientela_allowed allowed = CLIENTELA_NONE;
    int64_t reason = -99, at;
    OK(clientela_desk_line_actions(it->desk, document.text, Z, 1, &allowed, NULL));
    for (at = 0; at <= action; at++) OK(clientela_allowed_next(allowed, NULL));
    OK(clientela_allowed_number(allowed, CLIENTELA_ALLOWED_FIELD_OPEN, open, NULL));
    OK(clientela_allowed_number(allowed, CLIENTELA_ALLOWED_FIELD_REASON, &reason, NULL));
    clientela_allowed_free(allowed);
    return reason;
}

static int64_t open_of(shop *it, key document, clientela_line_action action) {
    int64_t open = -1;
    CHECK(reason_of(it, document, action, &open) == -1);
    return open;
}

/* Starts a document from line 1 of another; 0 pieces: all that is open. */
static clientela_status started(shop *it, clientela_line_action action, const char *number, key source, int pieces, key *made, clientela_error *out_error) {
    clientela_follow_up follow_up = CLIENTELA_NONE;
    clientela_id given = CLIENTELA_NONE;
    clientela_status status;
    const char *text = NULL;
    OK(clientela_follow_up_new(action, number, Z, &follow_up, NULL));
    OK(clientela_follow_up_add_line(follow_up, source.text, Z, 1, pieces * INT64_C(1000), NULL));
    status = clientela_desk_start_from(it->desk, follow_up, &given, out_error);
    if (status == CLIENTELA_STATUS_OK) {
        OK(clientela_id_text(given, &text, NULL, NULL));
        *made = key_of(text);
    }
    clientela_id_free(given);
    clientela_follow_up_free(follow_up);
    return status;
}

static void p22_of_what_is_sold(shop *it, key receipt) {
    key first, second, complaint;
    int64_t open = -1;
    row_now = "P22";
    CHECK(open_of(it, receipt, CORRECTION) == 3000);
    OK(started(it, CORRECTION, "C-1", receipt, 2, &first, NULL));
    CHECK(document_counts(it, first, STATE) == CLIENTELA_DOCUMENT_STATE_DRAFT && document_counts(it, first, TOTAL) == -398);
    CHECK(document_says(it, first, CLIENTELA_DOCUMENT_FIELD_SOURCE, "R-1"));
    FAILS(started(it, CORRECTION, "C-2", receipt, 2, &second, &error), CLIENTELA_STATUS_CONFLICT, "document.quantity_taken", "quantity");
    OK(started(it, CLIENTELA_LINE_ACTION_COMPLAINT, "K-1", receipt, 0, &complaint, NULL));
    CHECK(reason_of(it, receipt, CORRECTION, &open) == CLIENTELA_ACTION_REASON_IN_DRAFTS && open == 0);
    FAILS(clientela_desk_set_line_quantity(it->desk, first.text, Z, 1, -3000, &error), CLIENTELA_STATUS_CONFLICT, "document.quantity_taken",
          "quantity");
    FAILS(clientela_desk_set_line_quantity(it->desk, first.text, Z, 1, 1000, &error), CLIENTELA_STATUS_INVALID, "quantity.not_allowed", "quantity");
    OK(clientela_desk_set_line_quantity(it->desk, first.text, Z, 1, -1000, NULL));
    CHECK(document_counts(it, first, TOTAL) == -199 && open_of(it, receipt, CORRECTION) == 1000);
    OK(clientela_desk_issue_document(it->desk, first.text, Z, NULL));
    OK(clientela_desk_issue_document(it->desk, complaint.text, Z, NULL));
    CHECK(document_counts(it, complaint, STATE) == CLIENTELA_DOCUMENT_STATE_OPEN);
    row_now = "P23";
    CHECK(open_of(it, complaint, CORRECTION) == 1000);
    OK(started(it, CORRECTION, "C-3", complaint, 0, &second, NULL));
    CHECK(document_says(it, second, CLIENTELA_DOCUMENT_FIELD_SOURCE_KIND, "complaint"));
    OK(clientela_desk_remove_line(it->desk, second.text, Z, 1, NULL));
    CHECK(open_of(it, complaint, CORRECTION) == 1000);
    OK(clientela_desk_cancel_document(it->desk, second.text, Z, NULL));
    FAILS(clientela_desk_cancel_document(it->desk, second.text, Z, &error), CLIENTELA_STATUS_STATE, "document.final", NULL);
}

static void p24_of_what_awaits_pickup(shop *it) {
    clientela_follow_up follow_up = CLIENTELA_NONE;
    clientela_id given = CLIENTELA_NONE;
    const char *text = NULL;
    key order = document_id(it, CLIENTELA_DOCUMENT_KIND_ORDER, "O-1"), made;
    row_now = "P24";
    CHECK(open_of(it, order, CLIENTELA_LINE_ACTION_SALE) == 6000);
    OK(clientela_follow_up_new(CLIENTELA_LINE_ACTION_SALE, "I-1", Z, &follow_up, NULL));
    OK(clientela_follow_up_set_invoice(follow_up, 1, NULL));
    OK(clientela_follow_up_add_line(follow_up, order.text, Z, 1, 4000, NULL));
    OK(clientela_desk_start_from(it->desk, follow_up, &given, NULL));
    OK(clientela_id_text(given, &text, NULL, NULL));
    made = key_of(text);
    CHECK(document_counts(it, made, CLIENTELA_DOCUMENT_FIELD_KIND) == CLIENTELA_DOCUMENT_KIND_INVOICE && document_counts(it, made, TOTAL) == 20000);
    OK(clientela_desk_issue_document(it->desk, made.text, Z, NULL));
    CHECK(open_of(it, order, CLIENTELA_LINE_ACTION_SALE) == 2000);
    clientela_id_free(given);
    clientela_follow_up_free(follow_up);
}

/* Three for 10.00 and something that came back, on one receipt. */
static void w2_a_sale_of_its_own(shop *it) {
    key id = start(it, described(CLIENTELA_DOCUMENT_KIND_RECEIPT, "T-1", NULL, NULL)), only;
    clientela_documents lines = CLIENTELA_NONE;
    clientela_texts drafts = CLIENTELA_NONE;
    const char *text = NULL;
    row_now = "W2";
    OK(clientela_documents_new(&lines, NULL));
    FAILS(clientela_desk_put_lines(it->desk, id.text, Z, lines, &error), CLIENTELA_STATUS_STATE, "document.not_begun", NULL);
    OK(clientela_documents_begin(lines, id.text, Z, CLIENTELA_DOCUMENT_KIND_RECEIPT, CLIENTELA_DOCUMENT_STATE_DRAFT, "T-1", Z, day(1), "EUR", Z, NULL));
    OK(clientela_documents_begin_line(lines, 1, NULL));
    OK(clientela_documents_set_line_text(lines, CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_NAME, "Candle", Z, NULL));
    OK(clientela_documents_set_line_number(lines, CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY, 3000, NULL));
    OK(clientela_documents_set_line_number(lines, CLIENTELA_DOCUMENT_LINE_FIELD_AMOUNT, 1000, NULL));
    OK(clientela_documents_begin_line(lines, 2, NULL));
    OK(clientela_documents_set_line_source(lines, "R-1", Z, 1, NULL));
    OK(clientela_documents_set_line_number(lines, CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY, -9000, NULL));
    FAILS(clientela_desk_put_lines(it->desk, id.text, Z, lines, &error), CLIENTELA_STATUS_CONFLICT, "document.quantity_taken", "quantity");
    OK(clientela_documents_set_line_number(lines, CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY, -1000, NULL));
    OK(clientela_desk_put_lines(it->desk, id.text, Z, lines, NULL));
    clientela_documents_free(lines);
    CHECK(document_counts(it, id, TOTAL) == 801 && document_counts(it, id, CLIENTELA_DOCUMENT_FIELD_LINES) == 2);
    OK(clientela_desk_drafts(it->desk, &drafts, NULL));
    OK(clientela_texts_next(drafts, &text, NULL, NULL));
    only = key_of(text);
    CHECK(same(only.text, id.text) && clientela_texts_next(drafts, &text, NULL, NULL) == CLIENTELA_STATUS_DONE);
    clientela_texts_free(drafts);
    OK(clientela_desk_issue_document(it->desk, id.text, Z, NULL));
}

/* What desks wrote; how many documents, and the position behind them. */
static int64_t sent(shop *it, const char *after, char *position, size_t room) {
    clientela_outbox outbox = CLIENTELA_NONE;
    clientela_report report = CLIENTELA_NONE;
    const char *text = NULL;
    size_t length = 0;
    int64_t count = -1, unchanged = -1;
    int32_t more = -1;
    OK(clientela_erp_outbox(it->erp, after, Z, &outbox, NULL));
    OK(clientela_outbox_count(outbox, &count, NULL));
    OK(clientela_outbox_more(outbox, &more, NULL));
    OK(clientela_outbox_position(outbox, &text, NULL, NULL));
    CHECK(more == 0 && strlen(text) < room);
    strcpy(position, text);
    OK(clientela_outbox_lines(outbox, &text, &length, NULL));
    OK(clientela_erp_feed(it->erp, CLIENTELA_FORMAT_JSON_LINES, NULL, 0, (const uint8_t *)text, length, NULL, NULL, NULL, CLIENTELA_NONE, &report,
                          NULL));
    OK(clientela_report_number(report, CLIENTELA_REPORT_FIELD_UNCHANGED, &unchanged, NULL));
    CHECK(unchanged == count);
    clientela_report_free(report);
    clientela_outbox_free(outbox);
    return count;
}

/* The corrections, the complaint, the invoice and the receipt; fed back they change nothing. */
static void w2_outbox(shop *it) {
    char position[200], again[200];
    clientela_outbox outbox = CLIENTELA_NONE;
    CHECK(sent(it, "", position, sizeof position) == 5);
    CHECK(sent(it, position, again, sizeof again) == 0 && sent(it, "", again, sizeof again) == 5);
    FAILS(clientela_erp_outbox(it->erp, "till-1:99999", Z, &outbox, &error), CLIENTELA_STATUS_INVALID, "position.ahead", "position");
}

int main(void) {
    shop it;
    open_stocked(&it);
    fed(&it, SOCKS);
    fed(&it, CHAIRS);
    p22_of_what_is_sold(&it, document_id(&it, CLIENTELA_DOCUMENT_KIND_RECEIPT, "R-1"));
    p24_of_what_awaits_pickup(&it);
    w2_a_sale_of_its_own(&it);
    w2_outbox(&it);
    close_shop(&it);
    return ended("W2 P22 P23 P24");
}
