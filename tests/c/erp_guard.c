/* The ledger of erasures, the guard at the door and copies of a store, through the built library: an older folder is unconfirmed, an
   erased person who arrives again is refused, and no backup brings anybody back. */
#include "shop_erasure.h"
#include "shop_files.h"

#define ANA(source, more)                                                                                                           \
    "{\"feed\":\"customer\",\"source_id\":\"" source "\",\"number\":\"" source "\",\"kind\":\"private\",\"given_name\":\"Ana\","     \
    "\"family_name\":\"Quillfeather\",\"birth_date\":\"1990-01-31\"" more "}\n"

static const uint8_t KEY[] = "what-the-ERP-keeps-and-nobody-else-does";

/* Opens the files with the key, and with an epoch that was anchored elsewhere. */
static void open_keyed(shop *it, int64_t anchored) {
    clientela_options options = CLIENTELA_NONE;
    OK(clientela_options_new(&options, NULL));
    OK(clientela_options_set_clock(options, shop_clock, it, NULL, NULL));
    OK(clientela_options_set_anchored_epoch(options, anchored, NULL));
    FAILS(clientela_options_set_anchored_epoch(options, -1, &error), CLIENTELA_STATUS_MISUSE, "argument.out_of_range", NULL);
    OK(clientela_options_set_guard_key(options, KEY, sizeof KEY - 1, NULL));
    FAILS(clientela_options_set_guard_key(options, KEY, 31, &error), CLIENTELA_STATUS_INVALID, "guard_key.too_short", "guard_key");
    OK(clientela_engine_open(it->path, Z, options, &it->engine, NULL));
    clientela_options_free(options);
    it->desk = desk_without(it, "jane", 0);
    OK(clientela_erp_open(it->engine, "erp", Z, &it->erp, NULL));
}

static int64_t epoch(shop *it) {
    int64_t seen = -1;
    OK(clientela_engine_epoch(it->engine, &seen, NULL));
    return seen;
}

static int unconfirmed(shop *it) {
    int32_t is = -1;
    OK(clientela_engine_is_unconfirmed(it->engine, &is, NULL));
    return is;
}

/* The next notice is this one; NULL: there is none. */
static int notice(shop *it, const char *wanted) {
    clientela_texts notices = CLIENTELA_NONE;
    const char *text = NULL;
    clientela_status status;
    int right;
    OK(clientela_engine_take_notices(it->engine, &notices, NULL));
    status = clientela_texts_next(notices, &text, NULL, NULL);
    right = wanted == NULL ? status == CLIENTELA_STATUS_DONE : status == CLIENTELA_STATUS_OK && same(text, wanted);
    clientela_texts_free(notices);
    return right;
}

static int may_write_to(shop *it, const char *number, clientela_contact_reason reason) {
    return contact(it, id_by_number(it, number), CLIENTELA_CHANNEL_EMAIL, NEWSLETTER) == reason;
}

/* The whole folder is an older one: nobody is contacted until the ledger that was kept elsewhere is taken in. */
static void x12_an_older_folder(void) {
    shop it;
    key luis;
    clientela_buffer ledger = CLIENTELA_NONE;
    const char *text = NULL;
    int64_t anchored;
    int32_t missing = -1;
    bytes store, old_ledger;
    open_with_luis(&it, &luis);
    record(&it, id_by_number(&it, "2"), yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    close_files(&it);
    store = read_file(&it, "");
    old_ledger = read_file(&it, ".ledger");
    open_files(&it);
    (void)anonymize(&it, luis, 0);
    anchored = epoch(&it);
    CHECK(anchored == 2 && !unconfirmed(&it));
    OK(clientela_engine_export_ledger(it.engine, &ledger, NULL));
    OK(clientela_buffer_text(ledger, &text, NULL, NULL));
    close_files(&it);
    write_file(&it, "", store.data, store.length);
    write_file(&it, ".ledger", old_ledger.data, old_ledger.length);
    open_keyed(&it, anchored);
    CHECK(unconfirmed(&it) && notice(&it, "ledger.unconfirmed") && notice(&it, NULL));
    CHECK(may_write_to(&it, "2", CLIENTELA_CONTACT_REASON_UNCONFIRMED));
    FAILS(clientela_erp_take_ledger(it.erp, "clientela-ledger 1 another\n", Z, &anchored, &error), CLIENTELA_STATUS_DAMAGED,
          "ledger.of_another_store", NULL);
    OK(clientela_erp_take_ledger(it.erp, text, Z, &anchored, NULL));
    CHECK(anchored == 2 && !unconfirmed(&it) && is_erased(&it, luis) && may_write_to(&it, "2", CLIENTELA_CONTACT_REASON_ALLOWED));
    OK(clientela_erp_expect_erasures(it.erp, 3, &missing, NULL));
    CHECK(missing == 1 && unconfirmed(&it));
    FAILS(clientela_erp_confirm_erasures(it.erp, "", Z, &error), CLIENTELA_STATUS_INVALID, "required", "reason");
    OK(clientela_erp_confirm_erasures(it.erp, "counted twice", Z, NULL));
    CHECK(!unconfirmed(&it) && may_write_to(&it, "2", CLIENTELA_CONTACT_REASON_ALLOWED));
    fed(&it, "{\"feed\":\"erasures\",\"count\":9}\n");
    CHECK(unconfirmed(&it));
    clientela_buffer_free(ledger);
    free(store.data);
    free(old_ledger.data);
    close_shop(&it);
}

/* The line is left out with this rule, the one behind it is taken. */
static void refused(shop *it, const char *lines, const char *wanted) {
    clientela_report report = feed(it, lines);
    clientela_failures failures = CLIENTELA_NONE;
    const char *field = NULL, *rule = NULL;
    int64_t line = 0;
    CHECK(of_report(report, CLIENTELA_REPORT_FIELD_TAKEN) == 1 && of_report(report, CLIENTELA_REPORT_FIELD_REFUSED) == 1);
    OK(clientela_report_failures(report, &failures, NULL));
    OK(clientela_failures_next(failures, &line, &field, NULL, &rule, NULL, NULL));
    CHECK(line == 1 && same(rule, wanted));
    clientela_failures_free(failures);
    clientela_report_free(report);
}

#define NEIGHBOUR "{\"feed\":\"customer\",\"source_id\":\"8\",\"number\":\"8\",\"kind\":\"private\",\"family_name\":\"Lee\"}\n"

/* An erased person arrives again. */
static void x13_the_guard_at_the_door(void) {
    shop it;
    clientela_draft draft;
    clientela_outcome outcome;
    open_shop(&it);
    close_files(&it);
    open_keyed(&it, 0);
    fed(&it, ANA("900", ""));
    (void)anonymize(&it, id_by_number(&it, "900"), 0);
    refused(&it, ANA("900", "") NEIGHBOUR, "customer.anonymized");
    refused(&it, ANA("901", "") NEIGHBOUR, "customer.anonymized_before");
    fed(&it, ANA("902", ",\"registered_anew\":\"signed a form\",\"registered_by\":\"jane\""));
    CHECK(finds(&it, "quillfeather", "902") == 1);
    draft = new_customer(&it, "private");
    set(draft, CLIENTELA_FIELD_GIVEN_NAME, 0, "Ana");
    set(draft, CLIENTELA_FIELD_FAMILY_NAME, 0, "Quillfeather");
    set(draft, CLIENTELA_FIELD_BIRTH_DATE, 0, "1990-01-31");
    FAILS(clientela_desk_save(it.desk, draft, &outcome, &error), CLIENTELA_STATUS_ERASED, "customer.anonymized_before", "birth_date");
    OK(clientela_draft_register_anew(draft, "she stands here", Z, NULL));
    (void)save(it.desk, draft);
    CHECK(finds(&it, "quillfeather", NULL) == 2 && entries(&it) > 0);
    close_shop(&it);
}

static clientela_status CLIENTELA_CALL count_calls(void *user_data, int64_t done, int64_t total) {
    ++*(int *)user_data;
    return done <= total ? CLIENTELA_STATUS_OK : CLIENTELA_STATUS_CANCELLED;
}

static int64_t wrong(shop *it, clientela_check_part part) {
    clientela_check check = CLIENTELA_NONE;
    int64_t count = -1;
    OK(clientela_engine_check(it->engine, NULL, NULL, NULL, CLIENTELA_NONE, &check, NULL));
    OK(clientela_check_wrong(check, part, &count, NULL));
    clientela_check_free(check);
    return count;
}

/* A backup is taken, its person erased, the file lost, the backup put back: nobody comes back. Then it is damaged and salvaged. */
static void x12_copies_of_a_store(void) {
    shop it, other;
    key luis;
    clientela_restored restored = CLIENTELA_NONE;
    clientela_cancel cancel = CLIENTELA_NONE;
    const char *table = NULL;
    char copy[112];
    int64_t seen = -1, copied = -1, lost = -1, until = -1;
    int32_t is = -1;
    int calls = 0;
    bytes store;
    open_with_luis(&it, &luis);
    snprintf(copy, sizeof copy, "%.90s.copy", it.path);
    remove_files(copy);
    OK(clientela_cancel_new(&cancel, NULL));
    OK(clientela_cancel_trigger(cancel, NULL));
    FAILS(clientela_engine_backup(it.engine, copy, Z, NULL, NULL, NULL, cancel, &seen, &error), CLIENTELA_STATUS_CANCELLED,
          "store.cancelled", NULL);
    clientela_cancel_free(cancel);
    OK(clientela_engine_backup(it.engine, copy, Z, count_calls, &calls, NULL, CLIENTELA_NONE, &seen, NULL));
    CHECK(seen == 0 && calls > 0);
    FAILS(clientela_engine_backup(it.engine, copy, Z, NULL, NULL, NULL, CLIENTELA_NONE, &seen, &error), CLIENTELA_STATUS_CONFLICT,
          "copy.exists", "ledger");
    OK(clientela_erp_backups_until(it.erp, &until, NULL));
    CHECK(until == 0);
    (void)anonymize(&it, luis, 0);
    OK(clientela_erp_backups_until(it.erp, &until, NULL));
    CHECK(until > NOW);
    CHECK(wrong(&it, CLIENTELA_CHECK_PART_PAGES) == 0 && wrong(&it, CLIENTELA_CHECK_PART_LEDGER) == 0);
    close_files(&it);
    remove_file(&it, "");
    OK(clientela_engine_restore(copy, Z, it.path, Z, NULL, 0, NULL, NULL, NULL, CLIENTELA_NONE, &restored, NULL));
    OK(clientela_restored_is_unconfirmed(restored, &is, NULL));
    CHECK(is == 0 && clientela_restored_next(restored, NULL) == CLIENTELA_STATUS_DONE);
    clientela_restored_free(restored);
    FAILS(clientela_engine_restore(copy, Z, it.path, Z, NULL, 0, NULL, NULL, NULL, CLIENTELA_NONE, &restored, &error), CLIENTELA_STATUS_CONFLICT,
          "copy.exists", "path");
    open_files(&it);
    CHECK(is_erased(&it, luis) && finds(&it, "goncalves", NULL) == 0 && epoch(&it) == 2 && notice(&it, "ledger.replayed"));
    close_files(&it);

    /* The last page is torn off. */
    store = read_file(&it, "");
    write_file(&it, "", store.data, store.length - 4096 * 4);
    free(store.data);
    remove_files(copy);
    other = it;
    snprintf(other.path, sizeof other.path, "%.80s.new", it.path);
    remove_files(other.path);
    OK(clientela_engine_salvage(it.path, Z, other.path, Z, NULL, NULL, NULL, CLIENTELA_NONE, &restored, NULL));
    OK(clientela_restored_is_unconfirmed(restored, &is, NULL));
    CHECK(is == 0);
    while (clientela_restored_next(restored, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_restored_read(restored, &table, NULL, &copied, &lost, NULL));
        CHECK(table != NULL && copied >= 0 && lost > 0);
    }
    clientela_restored_free(restored);
    open_files(&other);
    CHECK(finds(&other, "goncalves", NULL) == 0 && epoch(&other) == 2);
    close_shop(&other);
    remove_files(it.path);
}

int main(void) {
    row_now = "X12";
    x12_an_older_folder();
    x12_copies_of_a_store();
    row_now = "X13";
    x13_the_guard_at_the_door();
    return ended("X12 X13");
}
