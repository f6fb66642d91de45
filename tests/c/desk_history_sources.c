/* Where a history comes from, through the built library: a central system that the test plays, and what another handle writes. */
#include "shop_history.h"

enum { ANSWERS, LOSES, REFUSES, CANCELS, TELLS_ON };

/* The central system: what it answers, and what it was asked. */
typedef struct central {
    int how, asked, freed;
    char customer[40], number[8], other[40];
    int64_t before;
} central;

/* A receipt that only the central system has. */
static void old_receipt(clientela_documents documents, int number, const char *customer) {
    char name[16];
    sprintf(name, "OLD-%d", number);
    OK(clientela_documents_begin(documents, id_of(number), Z, CLIENTELA_DOCUMENT_KIND_RECEIPT, CLIENTELA_DOCUMENT_STATE_ISSUED, name, Z,
                                 INT64_C(1400000000000), "EUR", Z, NULL));
    OK(clientela_documents_set_text(documents, CLIENTELA_DOCUMENT_FIELD_CUSTOMER, customer, Z, NULL));
    OK(clientela_documents_begin_line(documents, 1, NULL));
    OK(clientela_documents_set_line_text(documents, CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_NAME, "Old record", Z, NULL));
    OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY, 1000, NULL));
}

static void remember(central *erp, clientela_history_request request) {
    const char *text = NULL;
    OK(clientela_history_request_text(request, CLIENTELA_HISTORY_REQUEST_FIELD_CUSTOMER, &text, NULL, NULL));
    strcpy(erp->customer, text);
    OK(clientela_history_request_text(request, CLIENTELA_HISTORY_REQUEST_FIELD_NUMBER, &text, NULL, NULL));
    strcpy(erp->number, text);
    OK(clientela_history_request_text(request, CLIENTELA_HISTORY_REQUEST_FIELD_SOURCE_ID, &text, NULL, NULL));
    CHECK(same(text, erp->number));
    OK(clientela_history_request_number(request, CLIENTELA_HISTORY_REQUEST_FIELD_BEFORE, &erp->before, NULL));
    erp->asked++;
}

/* The request that is being answered. */
static clientela_history_request asked_now;

static clientela_status answered(central *erp, clientela_history_request request, clientela_documents documents) {
    int done;
    remember(erp, request);
    asked_now = request;
    if (erp->how == LOSES) return CLIENTELA_STATUS_IO;
    if (erp->how == REFUSES) return CLIENTELA_STATUS_NOT_PERMITTED;
    if (erp->how == CANCELS) return CLIENTELA_STATUS_CANCELLED;
    for (done = 0; done < 3; done++) {
        clientela_status goes_on = clientela_history_request_progress(request, done, 3, NULL);
        if (goes_on != CLIENTELA_STATUS_OK) return goes_on;
    }
    old_receipt(documents, 1, erp->customer);
    old_receipt(documents, 2, erp->other);
    return CLIENTELA_STATUS_OK;
}

static shop *open_now;

static clientela_status CLIENTELA_CALL ask(void *user_data, clientela_history_request request, clientela_documents documents) {
    clientela_history history = CLIENTELA_NONE;
    clientela_status status = answered((central *)user_data, request, documents);
    CHECK(clientela_desk_history(open_now->desk, PERSON, Z, &history, NULL) == CLIENTELA_STATUS_IN_USE);
    clientela_history_request_free(request);
    return status;
}

static void CLIENTELA_CALL gone(void *user_data) { ((central *)user_data)->freed++; }

/* Opens the shop's files again, with the central system. */
static void connect(shop *it, central *erp) {
    clientela_options options = CLIENTELA_NONE;
    close_files(it);
    OK(clientela_options_new(&options, NULL));
    OK(clientela_options_set_clock(options, shop_clock, it, NULL, NULL));
    OK(clientela_options_set_history(options, ask, erp, gone, NULL));
    OK(clientela_engine_open(it->path, Z, options, &it->engine, NULL));
    clientela_options_free(options);
    it->desk = desk_without(it, "jane", 0);
    OK(clientela_erp_open(it->engine, "erp", Z, &it->erp, NULL));
    open_now = it;
}

static int64_t fact(clientela_history history, clientela_history_fact which) {
    int64_t value = -1;
    OK(clientela_history_number(history, which, &value, NULL));
    return value;
}

static clientela_history history_of(shop *it, const char *number) {
    clientela_history history = CLIENTELA_NONE;
    OK(clientela_desk_history(it->desk, id_by_number(it, number).text, Z, &history, NULL));
    return history;
}

/* Whether the history of Luís is in this state, and how many lines it has then. */
static int is(shop *it, int64_t state, int64_t lines) {
    clientela_history history = history_of(it, "1");
    int right = fact(history, CLIENTELA_HISTORY_FACT_ERP) == state && fact(history, CLIENTELA_HISTORY_FACT_LINES) == lines;
    clientela_history_free(history);
    return right;
}

static void from(shop *it, const char *source) {
    OK(clientela_erp_set_setting(it->erp, "history.source", Z, "chain", Z, source, Z, NULL));
}

static void p13_states(shop *it, central *erp) {
    CHECK(is(it, CLIENTELA_ERP_STATE_NOT_ASKED, 6) && erp->asked == 0);
    from(it, "local_and_erp");
    erp->how = LOSES;
    CHECK(is(it, CLIENTELA_ERP_STATE_CONNECTION_LOST, 6));
    erp->how = REFUSES;
    CHECK(is(it, CLIENTELA_ERP_STATE_REFUSED, 6));
    erp->how = CANCELS;
    CHECK(is(it, CLIENTELA_ERP_STATE_CANCELLED, 6) && erp->asked == 3);
}

/* One receipt of hers is not his. */
static void p13_answer(shop *it, central *erp) {
    clientela_history history;
    strcpy(erp->other, id_by_number(it, "2").text);
    erp->how = ANSWERS;
    history = history_of(it, "1");
    CHECK(fact(history, CLIENTELA_HISTORY_FACT_ERP) == CLIENTELA_ERP_STATE_ANSWERED && fact(history, CLIENTELA_HISTORY_FACT_LINES) == 7);
    CHECK(fact(history, CLIENTELA_HISTORY_FACT_LEFT_OUT) == 1);
    CHECK(fact(history, CLIENTELA_HISTORY_FACT_LOCAL_SINCE) == erp->before && same(erp->number, "1"));
    FAILS(clientela_history_number(history, 99, &erp->before, &error), CLIENTELA_STATUS_MISUSE, "argument.unknown_constant", NULL);
    clientela_history_free(history);
    CHECK(same(found_by_text(it, "old"), "OLD-1 sold"));
    from(it, "erp");
    CHECK(is(it, CLIENTELA_ERP_STATE_ANSWERED, 7) && erp->before == INT64_MAX);
}

/* Counts, and has enough when it was told as often as it wants. */
typedef struct counter {
    int told, enough, freed;
} counter;

static clientela_status CLIENTELA_CALL count(void *user_data, int64_t done, int64_t total) {
    counter *one = (counter *)user_data;
    CHECK(done < total && total == 3);
    CHECK(clientela_history_request_progress(asked_now, done, total, NULL) == CLIENTELA_STATUS_IN_USE);
    return ++one->told == one->enough ? CLIENTELA_STATUS_CANCELLED : CLIENTELA_STATUS_OK;
}

static void CLIENTELA_CALL counted(void *user_data) { ((counter *)user_data)->freed++; }

static int64_t state_with(shop *it, counter *one, clientela_cancel cancel) {
    clientela_history history = CLIENTELA_NONE;
    int64_t state;
    OK(clientela_desk_history_with(it->desk, id_by_number(it, "1").text, Z, count, one, counted, cancel, &history, NULL));
    state = fact(history, CLIENTELA_HISTORY_FACT_ERP);
    clientela_history_free(history);
    return state;
}

static void p13_progress_and_cancel(shop *it) {
    counter whole = {0, 0, 0}, stopped = {0, 2, 0}, never = {0, 0, 0};
    clientela_cancel cancel = CLIENTELA_NONE;
    OK(clientela_cancel_new(&cancel, NULL));
    CHECK(state_with(it, &whole, cancel) == CLIENTELA_ERP_STATE_ANSWERED && whole.told == 3 && whole.freed == 1);
    CHECK(state_with(it, &stopped, CLIENTELA_NONE) == CLIENTELA_ERP_STATE_CANCELLED && stopped.told == 2 && stopped.freed == 1);
    OK(clientela_cancel_trigger(cancel, NULL));
    CHECK(state_with(it, &never, cancel) == CLIENTELA_ERP_STATE_CANCELLED && never.told == 0 && never.freed == 1);
    clientela_cancel_free(cancel);
}

static void p13_no_function(void) {
    central erp = {0, 0, 0, "", "", "", 0};
    clientela_options options = CLIENTELA_NONE;
    OK(clientela_options_new(&options, NULL));
    FAILS(clientela_options_set_history(options, NULL, &erp, gone, &error), CLIENTELA_STATUS_MISUSE, "argument.null", NULL);
    CHECK(erp.freed == 1);
    clientela_options_free(options);
}

/* A second handle, as another process has it: what it writes shows in the very next call. */
static void p13_written_elsewhere(void) {
    shop it, other;
    clientela_history history = CLIENTELA_NONE;
    clientela_plan plan = CLIENTELA_NONE;
    int64_t epoch = 0;
    int32_t repeated = 0;
    key leonie;
    open_with_documents(&it);
    leonie = id_by_number(&it, "2");
    other = it;
    open_files(&other);
    CHECK(same(found(&it, any()), ALL) && same(found(&it, any()), ALL));
    fed(&other, DOCUMENT("receipt", "R-77", "issued", "1", "2026-06-05T09:00:00Z", "1", "") SAMBA("1", "") "]}\n");
    CHECK(same(found(&it, any()), "R-77 sold, " ALL));
    fed(&other, DOCUMENT("receipt", "R-77", "cancelled", "1", "2026-06-05T09:00:00Z", "1", "") SAMBA("1", "") "]}\n");
    CHECK(same(found(&it, any()), ALL));
    OK(clientela_desk_history(it.desk, leonie.text, Z, &history, NULL));
    CHECK(fact(history, CLIENTELA_HISTORY_FACT_LINES) == 1);
    clientela_history_free(history);
    history = CLIENTELA_NONE;
    OK(clientela_erp_anonymize(other.erp, leonie.text, Z, &epoch, &repeated, &plan, NULL));
    clientela_plan_free(plan);
    FAILS(clientela_desk_history(it.desk, leonie.text, Z, &history, &error), CLIENTELA_STATUS_ERASED, "customer.anonymized", NULL);
    close_files(&other);
    close_shop(&it);
}

int main(void) {
    static central erp;
    shop it;
    row_now = "P13";
    open_with_documents(&it);
    connect(&it, &erp);
    p13_states(&it, &erp);
    p13_answer(&it, &erp);
    p13_progress_and_cancel(&it);
    close_shop(&it);
    CHECK(erp.freed == 1);
    p13_no_function();
    p13_written_elsewhere();
    return ended("P13");
}
