/* What the host gives to the library: its clock, progress, a cancel token, feeds with bad lines. */
#include "shop.h"

static clientela_error error;

/* What the callbacks have seen. */
typedef struct { int asked, dropped, reports, closed; clientela_erp erp; clientela_status answer; } seen;

static clientela_status CLIENTELA_CALL tell_time(void *user_data, int64_t *out_millis, int32_t *out_offset_minutes) {
    seen *it = (seen *)user_data;
    it->asked++;
    *out_millis = day(100);
    *out_offset_minutes = 120;
    return it->answer;
}

static void CLIENTELA_CALL drop(void *user_data) { ((seen *)user_data)->dropped++; }

/* A door is closed to a callback; a feed that is told so goes on as the callback answers. */
static clientela_status CLIENTELA_CALL on_progress(void *user_data, int64_t done, int64_t total) {
    seen *it = (seen *)user_data;
    int32_t pending;
    it->reports++;
    it->closed += clientela_erp_purge_pending(it->erp, &pending, NULL) == CLIENTELA_STATUS_IN_USE;
    CHECK(done > 0 && total == 0);
    return it->answer;
}

static void the_hosts_clock(void) {
    clientela_options options = CLIENTELA_NONE;
    clientela_engine engine;
    clientela_erp erp;
    seen broken = {0, 0, 0, 0, CLIENTELA_NONE, CLIENTELA_STATUS_IO};
    seen good = {0, 0, 0, 0, CLIENTELA_NONE, CLIENTELA_STATUS_OK};
    row_now = "the host's clock";
    OK(clientela_options_new(&options, NULL));
    FAILED(clientela_options_set_clock(options, tell_time, &broken, drop, &error), CLIENTELA_STATUS_IO, "clock.failed");
    CHECK(broken.asked == 1 && broken.dropped == 1);
    FAILED(clientela_options_set_clock(options, NULL, &broken, drop, &error), CLIENTELA_STATUS_MISUSE, "argument.null");
    CHECK(broken.dropped == 2);
    OK(clientela_options_set_clock(options, tell_time, &good, drop, NULL));
    engine = open_shop(options);
    erp = erp_of(engine);
    clientela_report_free(feed_lines(erp, "{\"feed\":\"customer\",\"source_id\":\"1\",\"kind\":\"private\",\"family_name\":\"Berg\"}\n"));
    CHECK(good.asked > 1 && good.dropped == 0);
    clientela_erp_free(erp);
    clientela_engine_free(engine);
    CHECK(good.dropped == 1);
}

static void bad_lines_are_named(clientela_erp erp) {
    static const char LINES[] = "{\"feed\":\"customer\",\"source_id\":\"7\",\"number\":\"7\",\"kind\":\"private\",\"family_name\":\"Hansen\"}\n"
                                "{\"feed\":\"customer\",\"source_id\":\"8\",\"kind\":\"private\",\"family_name\":\"Olsen\",\"birth_date\":\"soon\"}\n";
    clientela_report report = feed_lines(erp, LINES);
    clientela_failures failures = CLIENTELA_NONE;
    clientela_id id = CLIENTELA_NONE;
    const char *field = NULL, *rule = NULL, *text = NULL;
    int64_t line = 0;
    row_now = "bad lines";
    CHECK(of_report(report, CLIENTELA_REPORT_FIELD_TAKEN) == 1 && of_report(report, CLIENTELA_REPORT_FIELD_REFUSED) == 1);
    OK(clientela_report_failures(report, &failures, NULL));
    OK(clientela_failures_next(failures, &line, &field, NULL, &rule, NULL, NULL));
    CHECK(line == 2 && same(field, "birth_date"));
    CHECK(clientela_failures_next(failures, &line, &field, NULL, &rule, NULL, NULL) == CLIENTELA_STATUS_DONE && field == NULL);
    clientela_failures_free(failures);
    clientela_report_free(report);
    report = feed_lines(erp, LINES);
    CHECK(of_report(report, CLIENTELA_REPORT_FIELD_UNCHANGED) == 1);
    clientela_report_free(report);
    OK(clientela_erp_subject_by_source(erp, "7", Z, &id, NULL));
    OK(clientela_id_text(id, &text, NULL, NULL));
    CHECK(text != NULL && strlen(text) == 36);
    clientela_id_free(id);
    OK(clientela_erp_subject_by_source(erp, "8", Z, &id, NULL));
    OK(clientela_id_text(id, &text, NULL, NULL));
    CHECK(text == NULL);
    clientela_id_free(id);
}

static void a_csv_needs_its_mapping(clientela_erp erp) {
    static const char MAPPING[] = "{\"feed\":\"customer\",\"columns\":{\"id\":\"source_id\",\"name\":\"family_name\"},\"constants\":{\"kind\":\"private\"}}";
    static const uint8_t CSV[] = "id,name\n21,Dahl\n22,Lund\n";
    clientela_report report = CLIENTELA_NONE;
    row_now = "csv";
    FAILED(clientela_erp_feed(erp, CLIENTELA_FORMAT_CSV, NULL, 0, CSV, sizeof CSV - 1, NULL, NULL, NULL, CLIENTELA_NONE, &report, &error),
           CLIENTELA_STATUS_MISUSE, "argument.null");
    OK(clientela_erp_feed(erp, CLIENTELA_FORMAT_CSV, MAPPING, Z, CSV, sizeof CSV - 1, NULL, NULL, NULL, CLIENTELA_NONE, &report, NULL));
    CHECK(of_report(report, CLIENTELA_REPORT_FIELD_TAKEN) == 2);
    clientela_report_free(report);
    FAILED(clientela_erp_feed_file(erp, CLIENTELA_FORMAT_JSON_LINES, NULL, 0, "/nowhere/at/all", Z, NULL, NULL, NULL, CLIENTELA_NONE, &report,
                                   &error),
           CLIENTELA_STATUS_IO, "feed.unreadable");
}

static clientela_status feed_with(clientela_erp erp, seen *it, clientela_cancel cancel, clientela_report *out_report) {
    static const char LINE[] = "{\"feed\":\"customer\",\"source_id\":\"9\",\"kind\":\"private\",\"family_name\":\"Vik\"}\n";
    return clientela_erp_feed(erp, CLIENTELA_FORMAT_JSON_LINES, NULL, 0, (const uint8_t *)LINE, sizeof LINE - 1, on_progress, it, drop, cancel,
                              out_report, &error);
}

static void a_long_call_tells_and_is_cancelled(clientela_erp erp) {
    clientela_report report = CLIENTELA_NONE;
    clientela_cancel cancel = CLIENTELA_NONE;
    seen it = {0, 0, 0, 0, CLIENTELA_NONE, CLIENTELA_STATUS_OK};
    row_now = "progress and cancel";
    it.erp = erp;
    OK(clientela_cancel_new(&cancel, NULL));
    OK(feed_with(erp, &it, cancel, &report));
    CHECK(it.reports == 1 && it.closed == 1 && it.dropped == 1);
    clientela_report_free(report);
    it.answer = CLIENTELA_STATUS_CANCELLED;
    FAILED(feed_with(erp, &it, cancel, &report), CLIENTELA_STATUS_CANCELLED, "feed.cancelled");
    CHECK(report == CLIENTELA_NONE && it.dropped == 2);
    it.answer = CLIENTELA_STATUS_OK;
    OK(clientela_cancel_trigger(cancel, NULL));
    FAILED(feed_with(erp, &it, cancel, &report), CLIENTELA_STATUS_CANCELLED, "feed.cancelled");
    CHECK(it.reports == 2 && it.dropped == 3);
    CHECK(feed_with(CLIENTELA_NONE, &it, cancel, &report) == CLIENTELA_STATUS_BAD_HANDLE && it.dropped == 4);
    clientela_error_free(error);
    clientela_cancel_free(cancel);
}

/* Children keep their parents alive: the store is freed first, and everything goes on. */
static void any_order_of_freeing_is_safe(void) {
    clientela_engine engine = open_shop(standing_clock());
    clientela_desk desk = desk_without(engine, 0);
    clientela_query query = CLIENTELA_NONE;
    clientela_customers customers = CLIENTELA_NONE;
    clientela_person person = CLIENTELA_NONE;
    const char *name = NULL;
    int count = 0;
    row_now = "any order";
    clientela_engine_free(engine);
    OK(clientela_query_new(&query, NULL));
    OK(clientela_query_set_page(query, 1, NULL));
    OK(clientela_desk_customers(desk, query, &customers, NULL));
    clientela_desk_free(desk);
    clientela_query_free(query);
    while (clientela_customers_next(customers, &person, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_person_name(person, &name, NULL, NULL));
        CHECK(*name != '\0');
        clientela_person_free(person);
        count++;
    }
    CHECK(count == 5);
    clientela_customers_free(customers);
}

static void a_file_that_is_no_store_is_left_alone(void) {
    clientela_options options = standing_clock();
    clientela_engine engine = CLIENTELA_NONE;
    row_now = "no store";
    FAILED(clientela_engine_open("Cargo.toml", Z, options, &engine, &error), CLIENTELA_STATUS_NOT_A_STORE, "store.not_ours");
    clientela_options_free(options);
}

int main(void) {
    clientela_engine engine;
    clientela_erp erp;
    the_hosts_clock();
    engine = open_shop(standing_clock());
    erp = erp_of(engine);
    bad_lines_are_named(erp);
    a_csv_needs_its_mapping(erp);
    a_long_call_tells_and_is_cancelled(erp);
    clientela_erp_free(erp);
    clientela_engine_free(engine);
    any_order_of_freeing_is_safe();
    a_file_that_is_no_store_is_left_alone();
    return ended("host");
}
