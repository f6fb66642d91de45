/* What the doors answer to arguments, handles, files and feeds that are wrong, through the built library. */
#include "shop_documents.h"

/* A call, made with &error, must fail with this status and code, and name the argument. */
#define WRONG(call, status, code, argument) CHECK((call) == (status) && names((status), (code), (argument)))

static int names(clientela_status status, const char *code, const char *argument) {
    const char *its_code = NULL, *name = NULL, *value = NULL;
    clientela_status said = CLIENTELA_STATUS_OK;
    int32_t count = 0, at;
    int named = 0;
    OK(clientela_error_status(error, &said));
    OK(clientela_error_code(error, &its_code, NULL));
    OK(clientela_error_arg_count(error, &count));
    for (at = 0; at < count; at++) {
        OK(clientela_error_arg(error, at, &name, NULL, &value, NULL));
        named = named || (same(name, "argument") && same(value, argument));
    }
    if (!named || !same(its_code, code)) fprintf(stderr, "%s: %s %s %s\n", clientela_status_name(said), its_code, name, value);
    named = named && said == status && same(its_code, code);
    OK(clientela_error_free(error));
    error = CLIENTELA_NONE;
    return named;
}

static void texts(shop *it) {
    static char huge[(1 << 20) + 2];
    clientela_draft draft = new_customer(it, "private");
    clientela_hits hits = CLIENTELA_NONE;
    clientela_customer customer = CLIENTELA_NONE;
    row_now = "texts";
    memset(huge, 'x', sizeof huge - 1);
    WRONG(clientela_draft_set_text(draft, CLIENTELA_FIELD_CITY, 0, "Mal\366", Z, &error), CLIENTELA_STATUS_MISUSE, "argument.not_utf8", "text");
    WRONG(clientela_draft_set_text(draft, CLIENTELA_FIELD_CITY, 0, "a\0b", 3, &error), CLIENTELA_STATUS_MISUSE, "argument.has_nul", "text");
    WRONG(clientela_draft_set_text(draft, CLIENTELA_FIELD_CITY, 0, NULL, 0, &error), CLIENTELA_STATUS_MISUSE, "argument.null", "text");
    WRONG(clientela_draft_set_text(draft, CLIENTELA_FIELD_CITY, 0, huge, Z, &error), CLIENTELA_STATUS_LIMIT, "argument.too_long", "text");
    WRONG(clientela_desk_search(it->desk, "\377", Z, 5, &hits, &error), CLIENTELA_STATUS_MISUSE, "argument.not_utf8", "text");
    WRONG(clientela_desk_search(it->desk, "a", Z, -1, &hits, &error), CLIENTELA_STATUS_MISUSE, "argument.out_of_range", "limit");
    WRONG(clientela_desk_customer(it->desk, "no id", Z, &customer, &error), CLIENTELA_STATUS_INVALID, "id.malformed", "id");
    CHECK(hits == CLIENTELA_NONE && customer == CLIENTELA_NONE);
    clientela_draft_free(draft);
}

static void constants(shop *it, key luis) {
    clientela_draft draft = new_customer(it, "private");
    clientela_capture capture = CLIENTELA_NONE;
    clientela_answer said = CLIENTELA_NONE;
    clientela_document_draft receipt_draft = CLIENTELA_NONE;
    clientela_report report = CLIENTELA_NONE;
    row_now = "constants";
    WRONG(clientela_draft_set_text(draft, 4711, 0, "x", Z, &error), CLIENTELA_STATUS_MISUSE, "argument.unknown_constant", "field");
    WRONG(clientela_draft_set_text(draft, CLIENTELA_FIELD_CITY, -1, "x", Z, &error), CLIENTELA_STATUS_MISUSE, "argument.out_of_range", "slot");
    WRONG(clientela_capture_new(NEWSLETTER, Z, 99, CLIENTELA_METHOD_PAPER, &capture, &error), CLIENTELA_STATUS_MISUSE,
          "argument.unknown_constant", "intent");
    WRONG(clientela_capture_new(NEWSLETTER, Z, CLIENTELA_INTENT_GIVE, -1, &capture, &error), CLIENTELA_STATUS_MISUSE,
          "argument.unknown_constant", "method");
    WRONG(clientela_desk_may_contact(it->desk, luis.text, Z, 7, CLIENTELA_CHANNEL_EMAIL, NULL, 0, NULL, 0, &said, &error), CLIENTELA_STATUS_MISUSE,
          "argument.unknown_constant", "purpose");
    WRONG(clientela_document_draft_new(99, "R-1", Z, "EUR", Z, &receipt_draft, &error), CLIENTELA_STATUS_MISUSE, "argument.unknown_constant",
          "kind");
    WRONG(clientela_erp_feed(it->erp, 5, NULL, 0, (const uint8_t *)"", 0, NULL, NULL, NULL, CLIENTELA_NONE, &report, &error),
          CLIENTELA_STATUS_MISUSE, "argument.unknown_constant", "format");
    CHECK(capture == CLIENTELA_NONE && said == CLIENTELA_NONE && receipt_draft == CLIENTELA_NONE && report == CLIENTELA_NONE);
    clientela_draft_free(draft);
}

/* How many rows a page has: less than nothing is a mistake everywhere, nothing and too much are none. */
static void limits(shop *it) {
    static const int32_t WRONG_LIMITS[] = {INT32_MIN, -1}, RIGHT_LIMITS[] = {0, 1, 1001, INT32_MAX};
    clientela_hits hits = CLIENTELA_NONE;
    clientela_requests requests = CLIENTELA_NONE;
    clientela_request_runs runs = CLIENTELA_NONE;
    clientela_uses uses = CLIENTELA_NONE;
    clientela_confirmations messages = CLIENTELA_NONE;
    clientela_pending_erasures pending = CLIENTELA_NONE;
    size_t at;
    row_now = "limits";
    for (at = 0; at < sizeof WRONG_LIMITS / sizeof *WRONG_LIMITS; at++) {
        int32_t limit = WRONG_LIMITS[at];
        WRONG(clientela_desk_search(it->desk, "a", Z, limit, &hits, &error), CLIENTELA_STATUS_MISUSE, "argument.out_of_range", "limit");
        WRONG(clientela_erp_requests(it->erp, NULL, 0, -1, 0, NULL, 0, limit, &requests, &error), CLIENTELA_STATUS_MISUSE,
              "argument.out_of_range", "limit");
        WRONG(clientela_erp_run_requests(it->erp, limit, &runs, &error), CLIENTELA_STATUS_MISUSE, "argument.out_of_range", "limit");
        WRONG(clientela_erp_uses(it->erp, NULL, 0, NULL, 0, 0, limit, &uses, &error), CLIENTELA_STATUS_MISUSE, "argument.out_of_range", "limit");
        WRONG(clientela_erp_take_confirmations(it->erp, limit, &messages, &error), CLIENTELA_STATUS_MISUSE, "argument.out_of_range", "limit");
        WRONG(clientela_erp_pending_erasures(it->erp, "webshop", Z, 0, limit, &pending, &error), CLIENTELA_STATUS_MISUSE,
              "argument.out_of_range", "limit");
    }
    for (at = 0; at < sizeof RIGHT_LIMITS / sizeof *RIGHT_LIMITS; at++) {
        OK(clientela_desk_search(it->desk, "a", Z, RIGHT_LIMITS[at], &hits, NULL));
        OK(clientela_hits_free(hits));
        OK(clientela_erp_requests(it->erp, NULL, 0, -1, 0, NULL, 0, RIGHT_LIMITS[at], &requests, NULL));
        OK(clientela_requests_free(requests));
        OK(clientela_erp_run_requests(it->erp, RIGHT_LIMITS[at], &runs, NULL));
        OK(clientela_request_runs_free(runs));
        OK(clientela_erp_uses(it->erp, NULL, 0, NULL, 0, 0, RIGHT_LIMITS[at], &uses, NULL));
        OK(clientela_uses_free(uses));
        OK(clientela_erp_take_confirmations(it->erp, RIGHT_LIMITS[at], &messages, NULL));
        OK(clientela_confirmations_free(messages));
        OK(clientela_erp_pending_erasures(it->erp, "webshop", Z, 0, RIGHT_LIMITS[at], &pending, NULL));
        OK(clientela_pending_erasures_free(pending));
    }
}

/* What a callback meets, and what it answers. */
typedef struct met {
    shop *it;
    clientela_sought sought;
    clientela_cancel cancel;
    clientela_status answer;
    int calls, freed;
} met;

static clientela_status CLIENTELA_CALL meets(void *user_data, int64_t done, int64_t total) {
    met *me = (met *)user_data;
    clientela_scan scan = CLIENTELA_NONE;
    clientela_purged how = 7;
    (void)done;
    (void)total;
    me->calls++;
    WRONG(clientela_erp_scan(me->it->erp, me->sought, NULL, NULL, NULL, CLIENTELA_NONE, &scan, &error), CLIENTELA_STATUS_IN_USE,
          "handle.in_use", "erp");
    WRONG(clientela_erp_purge(me->it->erp, NULL, NULL, NULL, CLIENTELA_NONE, &how, &error), CLIENTELA_STATUS_IN_USE, "handle.in_use", "erp");
    WRONG(clientela_cancel_trigger(me->cancel, &error), CLIENTELA_STATUS_IN_USE, "handle.in_use", "cancel");
    CHECK(clientela_sought_free(me->sought) == CLIENTELA_STATUS_IN_USE && scan == CLIENTELA_NONE && how == 0);
    return me->answer;
}

static void CLIENTELA_CALL meets_no_more(void *user_data) { ((met *)user_data)->freed++; }

/* Any answer but OK cancels, whatever number it is; the data are freed once, also where a handle is wrong. */
static void callbacks(shop *it, key luis) {
    static const clientela_status ANSWERS[] = {CLIENTELA_STATUS_OK, CLIENTELA_STATUS_DONE, -77, INT32_MAX, CLIENTELA_STATUS_CANCELLED};
    met me = {NULL, CLIENTELA_NONE, CLIENTELA_NONE, 0, 0, 0};
    clientela_scan scan = CLIENTELA_NONE;
    clientela_status status;
    size_t at;
    row_now = "callbacks";
    me.it = it;
    OK(clientela_erp_sought(it->erp, luis.text, Z, &me.sought, NULL));
    OK(clientela_cancel_new(&me.cancel, NULL));
    for (at = 0; at < sizeof ANSWERS / sizeof *ANSWERS; at++) {
        me.answer = ANSWERS[at];
        me.calls = me.freed = 0;
        status = clientela_erp_scan(it->erp, me.sought, meets, &me, meets_no_more, me.cancel, &scan, NULL);
        CHECK(status == (at == 0 ? CLIENTELA_STATUS_OK : CLIENTELA_STATUS_CANCELLED) && (scan == CLIENTELA_NONE) == (at > 0));
        CHECK((at == 0 ? me.calls >= 3 : me.calls == 1) && me.freed == 1);
        OK(clientela_scan_free(scan));
    }
    OK(clientela_cancel_free(me.cancel));
    me.calls = me.freed = 0;
    WRONG(clientela_erp_scan(it->erp, me.sought, meets, &me, meets_no_more, me.cancel, &scan, &error), CLIENTELA_STATUS_BAD_HANDLE,
          "handle.unknown", "cancel");
    CHECK(me.calls == 0 && me.freed == 1);
    OK(clientela_sought_free(me.sought));
    WRONG(clientela_erp_scan(it->erp, me.sought, meets, &me, meets_no_more, CLIENTELA_NONE, &scan, &error), CLIENTELA_STATUS_BAD_HANDLE,
          "handle.unknown", "sought");
    CHECK(me.calls == 0 && me.freed == 2);
}

static void outputs(shop *it, key luis) {
    clientela_customer customer = details(it, luis);
    int64_t before = entries(it), epoch = -1;
    int32_t repeated = -1;
    row_now = "outputs";
    WRONG(clientela_desk_customer(it->desk, luis.text, Z, NULL, &error), CLIENTELA_STATUS_MISUSE, "argument.null", "out_customer");
    WRONG(clientela_customer_text(customer, CLIENTELA_FIELD_CITY, 0, NULL, NULL, &error), CLIENTELA_STATUS_MISUSE, "argument.null", "out_text");
    WRONG(clientela_erp_anonymize(it->erp, luis.text, Z, &epoch, &repeated, NULL, &error), CLIENTELA_STATUS_MISUSE, "argument.null", "out_plan");
    WRONG(clientela_erp_purge(it->erp, NULL, NULL, NULL, CLIENTELA_NONE, NULL, &error), CLIENTELA_STATUS_MISUSE, "argument.null", "out_purged");
    CHECK(clientela_erp_purge(it->erp, NULL, NULL, NULL, CLIENTELA_NONE, NULL, NULL) == CLIENTELA_STATUS_MISUSE);
    CHECK(epoch == 0 && repeated == 0 && entries(it) == before);
    clientela_customer_free(customer);
}

static void handles(shop *it, key luis) {
    clientela_customer customer = details(it, luis), none = CLIENTELA_NONE;
    clientela_draft draft = new_customer(it, "private");
    const char *text = "was here";
    clientela_outcome outcome = 7;
    row_now = "handles";
    OK(clientela_customer_free(customer));
    WRONG(clientela_customer_text(customer, CLIENTELA_FIELD_CITY, 0, &text, NULL, &error), CLIENTELA_STATUS_BAD_HANDLE, "handle.unknown", "customer");
    CHECK(text == NULL);
    CHECK(clientela_customer_free(customer) == CLIENTELA_STATUS_BAD_HANDLE);
    OK(clientela_customer_free(none));
    OK(clientela_draft_free(draft));
    WRONG(clientela_desk_save(it->desk, draft, &outcome, &error), CLIENTELA_STATUS_BAD_HANDLE, "handle.unknown", "draft");
    WRONG(clientela_desk_customer(CLIENTELA_NONE, luis.text, Z, &none, &error), CLIENTELA_STATUS_BAD_HANDLE, "handle.none", "desk");
    CHECK(outcome == 0 && none == CLIENTELA_NONE);
}

/* What was given stays when the engine and its doors are freed. */
static void after_the_engine(void) {
    shop it;
    clientela_customer customer, other = CLIENTELA_NONE;
    clientela_desk desk;
    const char *text = NULL;
    row_now = "after the engine";
    open_stocked(&it);
    customer = by_number(&it, "1");
    desk = desk_without(&it, "tom", 0);
    close_files(&it);
    OK(clientela_customer_text(customer, CLIENTELA_FIELD_FAMILY_NAME, 0, &text, NULL, NULL));
    CHECK(same(text, "Gonçalves"));
    OK(clientela_desk_customer_by_number(desk, "2", Z, &other, NULL));
    clientela_customer_free(other);
    WRONG(clientela_desk_customer_by_number(it.desk, "2", Z, &other, &error), CLIENTELA_STATUS_BAD_HANDLE, "handle.unknown", "desk");
    CHECK(clientela_engine_free(it.engine) == CLIENTELA_STATUS_BAD_HANDLE);
    clientela_desk_free(desk);
    clientela_customer_free(customer);
    remove_files(it.path);
}

/* A file that is no store is refused and stays as it is. */
static void not_a_store(void) {
    static const char WORDS[] = "Dear diary, this is no store of customers at all.\n";
    char bytes[sizeof WORDS] = "";
    shop it;
    clientela_options options = CLIENTELA_NONE;
    clientela_engine engine = CLIENTELA_NONE;
    FILE *file;
    row_now = "not a store";
    open_shop(&it);
    close_shop(&it);
    file = fopen(it.path, "wb");
    CHECK(file != NULL && fwrite(WORDS, 1, sizeof WORDS - 1, file) == sizeof WORDS - 1 && fclose(file) == 0);
    OK(clientela_options_new(&options, NULL));
    FAILS(clientela_engine_open(it.path, Z, options, &engine, &error), CLIENTELA_STATUS_NOT_A_STORE, "store.not_ours", NULL);
    FAILS(clientela_engine_open("/no/such/folder/shop.db", Z, options, &engine, &error), CLIENTELA_STATUS_IO, "store.io", NULL);
    CHECK(engine == CLIENTELA_NONE);
    clientela_options_free(options);
    file = fopen(it.path, "rb");
    CHECK(file != NULL && fread(bytes, 1, sizeof bytes, file) == sizeof WORDS - 1 && memcmp(bytes, WORDS, sizeof WORDS - 1) == 0);
    fclose(file);
    remove_files(it.path);
}

/* Broken lines are named with line, field and rule; the good ones are kept. */
static void broken_feed(shop *it) {
    static const char LINES[] =
        "{\"feed\":\"customer\",\"source_id\":\"91\",\"number\":\"91\",\"kind\":\"private\",\"family_name\":\"Good\"}\n"
        "{\"feed\":\"customer\",\n"
        "{\"feed\":\"customer\",\"source_id\":\"92\",\"kind\":\"private\",\"family_name\":\"A\",\"birth_date\":\"soon\",\"email\":\"x\"}\n"
        "{\"feed\":\"customer\",\"kind\":\"private\",\"family_name\":\"A\"}\n"
        "{\"feed\":\"shoes\"}\n"
        "{\"feed\":\"customer\",\"source_id\":\"93\",\"kind\":\"private\",\"family_name\":\"Mal\366\"}\n"
        "{\"feed\":\"customer\",\"source_id\":\"94\",\"number\":\"94\",\"kind\":\"private\",\"family_name\":\"Good\"}\n";
    static const struct {
        int64_t line;
        const char *field, *rule;
    } WANTED[] = {{2, "", "json.malformed"}, {3, "birth_date", "date.malformed"}, {3, "email", "email.malformed"},
                  {4, "source_id", "required"}, {5, "feed", "not_a_choice"}, {6, "", "line.not_utf8"}};
    clientela_report report = feed(it, LINES);
    clientela_failures failures = CLIENTELA_NONE;
    const char *field = NULL, *rule = NULL;
    int64_t line = -1;
    size_t at;
    row_now = "broken feed";
    CHECK(of_report(report, CLIENTELA_REPORT_FIELD_TAKEN) == 2 && of_report(report, CLIENTELA_REPORT_FIELD_REFUSED) == 5);
    OK(clientela_report_failures(report, &failures, NULL));
    clientela_report_free(report);
    for (at = 0; at < sizeof WANTED / sizeof *WANTED; at++) {
        OK(clientela_failures_next(failures, &line, &field, NULL, &rule, NULL, NULL));
        CHECK(line == WANTED[at].line && same(field, WANTED[at].field) && same(rule, WANTED[at].rule));
    }
    CHECK(clientela_failures_next(failures, &line, &field, NULL, &rule, NULL, NULL) == CLIENTELA_STATUS_DONE);
    CHECK(line == 0 && field == NULL && rule == NULL);
    clientela_failures_free(failures);
    CHECK(finds(it, "good", NULL) == 2);
}

int main(void) {
    shop it;
    key luis;
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    texts(&it);
    constants(&it, luis);
    limits(&it);
    callbacks(&it, luis);
    outputs(&it, luis);
    handles(&it, luis);
    broken_feed(&it);
    close_shop(&it);
    after_the_engine();
    not_a_store();
    return ended("bad input");
}
