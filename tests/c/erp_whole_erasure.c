/* One whole erasure as a vendor does it by the header alone: customer, consent, documents, request, identity, plan, run, purge, scan,
   certificate, the answer of another system, backup, restore, unconfirmed, confirmed. Every result is looked at. */
#include "shop_erasure.h"
#include "shop_files.h"

/* Ana's invoice, which a law keeps, and a receipt of Leonie's that mentions her. */
#define PAPERS                                                                                                                       \
    "{\"feed\":\"document\",\"kind\":\"invoice\",\"number\":\"I-9\",\"state\":\"issued\",\"customer\":\"900\",\"created\":\"2026-06-01\"," \
    "\"currency\":\"EUR\",\"total\":90000,\"addressee_name\":\"Ana Quillfeather\",\"addressee_street\":\"Larkspur Row 7\","          \
    "\"payload\":\"UXVpbGxmZWF0aGVy\",\"lines\":[{\"line\":1,\"name\":\"Lute\",\"quantity\":\"1\",\"final_price\":90000}]}\n"         \
    "{\"feed\":\"document\",\"kind\":\"receipt\",\"number\":\"R-9\",\"state\":\"issued\",\"customer\":\"2\",\"created\":\"2026-06-01\"," \
    "\"currency\":\"EUR\",\"total\":100,\"lines\":[{\"line\":1,\"name\":\"Gift for Ana Quillfeather\",\"quantity\":\"1\",\"final_price\":100}]}\n"

static void setting_is(shop *it, const char *key_of, const char *value) {
    OK(clientela_erp_set_setting(it->erp, key_of, Z, "chain", Z, value, Z, NULL));
}

/* Ana, fed by the central system, edited at the desk, who agreed to the newsletter. */
static key ana_of(shop *it) {
    key ana;
    fed(it, "{\"feed\":\"customer\",\"source_id\":\"900\",\"number\":\"900\",\"kind\":\"private\",\"given_name\":\"Ana\","
            "\"family_name\":\"Quillfeather\",\"street\":\"Larkspur Row 7\",\"city\":\"Berlin\"}\n" PAPERS);
    ana = id_by_number(it, "900");
    change(it, ana, CLIENTELA_FIELD_EMAIL, "ana@quillfeather.example");
    record(it, ana, yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    CHECK(contact(it, ana, CLIENTELA_CHANNEL_EMAIL, NEWSLETTER) == CLIENTELA_CONTACT_REASON_ALLOWED);
    return ana;
}

/* What a long call told: it ends after so many times (0: never). The door that it uses is closed meanwhile. */
typedef struct told {
    clientela_engine engine;
    int times, ends_at;
    int64_t done, total;
    int freed;
} told;

static clientela_status CLIENTELA_CALL tell(void *user_data, int64_t done, int64_t total) {
    told *me = (told *)user_data;
    int64_t epoch = 7;
    CHECK(done >= me->done && (total == 0 || done <= total));
    FAILS(clientela_engine_epoch(me->engine, &epoch, &error), CLIENTELA_STATUS_IN_USE, "handle.in_use", NULL);
    CHECK(epoch == 0);
    me->done = done;
    me->total = total;
    return ++me->times == me->ends_at ? CLIENTELA_STATUS_CANCELLED : CLIENTELA_STATUS_OK;
}

static void CLIENTELA_CALL tell_freed(void *user_data) { ((told *)user_data)->freed++; }

static told told_of(const shop *it, int ends_at) {
    told fresh = {CLIENTELA_NONE, 0, 0, 0, 0, 0};
    fresh.engine = it->engine;
    fresh.ends_at = ends_at;
    return fresh;
}

static clientela_cancel triggered(void) {
    clientela_cancel cancel = CLIENTELA_NONE;
    OK(clientela_cancel_new(&cancel, NULL));
    OK(clientela_cancel_trigger(cancel, NULL));
    return cancel;
}

/* Where a request stands; it is freed. */
static int64_t stood(clientela_request request) {
    int64_t state = -1;
    OK(clientela_request_number(request, CLIENTELA_REQUEST_FIELD_STATE, &state, NULL));
    OK(clientela_request_free(request));
    return state;
}

/* Asks at the counter, and shows with a code that it is the person. */
static key asked_and_verified(shop *it, key ana) {
    clientela_request request = CLIENTELA_NONE;
    clientela_request_code code = CLIENTELA_NONE;
    const char *text = NULL;
    int32_t repeated = -1;
    key id;
    OK(clientela_desk_receive_request(it->desk, ana.text, Z, CLIENTELA_REQUEST_KIND_ERASURE, &request, &repeated, NULL));
    OK(clientela_request_text(request, CLIENTELA_REQUEST_FIELD_ID, &text, NULL, NULL));
    id = key_of(text);
    OK(clientela_request_text(request, CLIENTELA_REQUEST_FIELD_DUE, &text, NULL, NULL));
    CHECK(repeated == 0 && same(text, "2026-08-01") && stood(request) == CLIENTELA_REQUEST_STATE_REQUESTED);
    FAILS(clientela_erp_decide_request(it->erp, id.text, Z, CLIENTELA_REQUEST_DECISION_SCHEDULE, 0, NULL, 0, &request, &error),
          CLIENTELA_STATUS_STATE, "request.not_now", NULL);
    FAILS(clientela_erp_decide_request(it->erp, id.text, Z, CLIENTELA_REQUEST_DECISION_APPROVE, 0, NULL, 0, &request, &error),
          CLIENTELA_STATUS_STATE, "request.not_an_erasure", NULL);
    FAILS(clientela_erp_decide_request(it->erp, id.text, Z, CLIENTELA_REQUEST_DECISION_IDENTIFY, CLIENTELA_IDENTITY_PROOF_CODE, NULL, 0,
                                       &request, &error),
          CLIENTELA_STATUS_INVALID, "request.proof_is_the_code", "proof");
    OK(clientela_erp_make_request_code(it->erp, id.text, Z, &code, NULL));
    OK(clientela_erp_request(it->erp, id.text, Z, &request, NULL));
    CHECK(stood(request) == CLIENTELA_REQUEST_STATE_UNVERIFIED);
    OK(clientela_request_code_text(code, CLIENTELA_REQUEST_CODE_FIELD_CODE, &text, NULL, NULL));
    OK(clientela_erp_say_request_code(it->erp, id.text, Z, text, Z, &request, NULL));
    CHECK(stood(request) == CLIENTELA_REQUEST_STATE_VERIFIED);
    OK(clientela_request_code_free(code));
    return id;
}

static int64_t planned(clientela_plan plan, clientela_plan_field field) {
    int64_t number = -1;
    OK(clientela_plan_number(plan, field, &number, NULL));
    return number;
}

/* The rows of a plan's items as one text: every field that the header names. It is `malloc`ed. */
static char *written(clientela_plan plan, int64_t *stays) {
    static const clientela_plan_row_field TEXTS_OF[] = {CLIENTELA_PLAN_ROW_FIELD_RECORD, CLIENTELA_PLAN_ROW_FIELD_ID,
                                                        CLIENTELA_PLAN_ROW_FIELD_FIELD,  CLIENTELA_PLAN_ROW_FIELD_ACTION,
                                                        CLIENTELA_PLAN_ROW_FIELD_GROUND, CLIENTELA_PLAN_ROW_FIELD_WORD,
                                                        CLIENTELA_PLAN_ROW_FIELD_UNTIL};
    clientela_plan_rows rows = CLIENTELA_NONE;
    const char *text = NULL;
    size_t at, used = 0, room = 1 << 16;
    char *all = (char *)calloc(room, 1);
    int64_t number = -1, keeps;
    *stays = 0;
    OK(clientela_plan_items(plan, &rows, NULL));
    FAILS(clientela_plan_rows_number(rows, CLIENTELA_PLAN_ROW_FIELD_SLOT, &number, &error), CLIENTELA_STATUS_STATE, "walk.no_row", NULL);
    while (clientela_plan_rows_next(rows, NULL) == CLIENTELA_STATUS_OK) {
        keeps = row_number(rows, CLIENTELA_PLAN_ROW_FIELD_ACTION) == CLIENTELA_ERASURE_ACTION_KEEP;
        CHECK(keeps == !row_says(rows, CLIENTELA_PLAN_ROW_FIELD_GROUND, NULL));
        *stays += keeps;
        for (at = 0; at < sizeof TEXTS_OF / sizeof *TEXTS_OF; at++) {
            OK(clientela_plan_rows_text(rows, TEXTS_OF[at], &text, NULL, NULL));
            used += (size_t)snprintf(all + used, room - used, "%s|", text == NULL ? "" : text);
        }
        used += (size_t)snprintf(all + used, room - used, "%d\n", (int)row_number(rows, CLIENTELA_PLAN_ROW_FIELD_SLOT));
        CHECK(used < room);
        FAILS(clientela_plan_rows_number(rows, CLIENTELA_PLAN_ROW_FIELD_REASON, &number, &error), CLIENTELA_STATUS_MISUSE,
              "argument.unknown_constant", NULL);
        FAILS(clientela_plan_rows_number(rows, CLIENTELA_PLAN_ROW_FIELD_ID, &number, &error), CLIENTELA_STATUS_MISUSE,
              "argument.not_a_number", NULL);
    }
    OK(clientela_plan_rows_free(rows));
    return all;
}

/* The plan of the request, and the dry run, which looks for mentions besides. Freed by the caller: the dry run's rows. */
static char *planned_for(shop *it, key ana, key id) {
    clientela_request request = CLIENTELA_NONE;
    clientela_plan plan = CLIENTELA_NONE, dry = CLIENTELA_NONE;
    int64_t stays = 0, also_stays = 0;
    char *rows, *dry_rows;
    OK(clientela_erp_plan_request(it->erp, id.text, Z, &request, &plan, NULL));
    CHECK(stood(request) == CLIENTELA_REQUEST_STATE_APPROVED && planned(plan, CLIENTELA_PLAN_FIELD_BLOCKERS) == 0);
    OK(clientela_erp_plan_anonymization(it->erp, ana.text, Z, &dry, NULL));
    CHECK(planned(plan, CLIENTELA_PLAN_FIELD_SCRUBS) == 0 && planned(dry, CLIENTELA_PLAN_FIELD_SCRUBS) == 1);
    CHECK(planned(dry, CLIENTELA_PLAN_FIELD_ITEMS) > 10 && planned(dry, CLIENTELA_PLAN_FIELD_JOURNAL_VALUES) > 5);
    rows = written(plan, &stays);
    dry_rows = written(dry, &also_stays);
    CHECK(stays == also_stays && stays > 3 && strcmp(rows, dry_rows) == 0);
    free(rows);
    OK(clientela_plan_free(plan));
    OK(clientela_plan_free(dry));
    return dry_rows;
}

/* A hold stands in the way until it is lifted, and says who can lift it. */
static void held(shop *it, key ana, key id) {
    clientela_id hold = CLIENTELA_NONE;
    clientela_request request = CLIENTELA_NONE;
    clientela_plan plan = CLIENTELA_NONE;
    clientela_plan_rows rows = CLIENTELA_NONE;
    const char *text = NULL;
    int64_t epoch = -1;
    int32_t repeated = -1;
    OK(clientela_erp_place_hold(it->erp, CLIENTELA_HOLD_KIND_LEGAL_HOLD, "Dr. Loft", Z, "a claim", Z, ana.text, Z, -1, NULL, 0, NULL, 0,
                                "2026-09-30", Z, &hold, NULL));
    OK(clientela_id_text(hold, &text, NULL, NULL));
    OK(clientela_erp_plan_request(it->erp, id.text, Z, &request, &plan, NULL));
    CHECK(stood(request) == CLIENTELA_REQUEST_STATE_BLOCKED && planned(plan, CLIENTELA_PLAN_FIELD_BLOCKERS) == 1);
    OK(clientela_plan_blockers(plan, &rows, NULL));
    OK(clientela_plan_free(plan));
    OK(clientela_plan_rows_next(rows, NULL));
    CHECK(row_number(rows, CLIENTELA_PLAN_ROW_FIELD_REASON) == CLIENTELA_BLOCKER_REASON_LEGAL_HOLD);
    CHECK(row_says(rows, CLIENTELA_PLAN_ROW_FIELD_ID, NULL) && row_says(rows, CLIENTELA_PLAN_ROW_FIELD_NUMBER, ""));
    CHECK(row_says(rows, CLIENTELA_PLAN_ROW_FIELD_OWNER, "Dr. Loft") && row_says(rows, CLIENTELA_PLAN_ROW_FIELD_UNTIL, "2026-09-30"));
    CHECK(clientela_plan_rows_next(rows, NULL) == CLIENTELA_STATUS_DONE);
    OK(clientela_plan_rows_free(rows));
    plan = CLIENTELA_NONE;
    CHECK(clientela_erp_anonymize(it->erp, ana.text, Z, &epoch, &repeated, &plan, &error) == CLIENTELA_STATUS_BLOCKED);
    CHECK(lists("hold", 0, "legal_hold") && listed() == 1 && plan == CLIENTELA_NONE);
    OK(clientela_erp_lift_hold(it->erp, text, Z, "Dr. Loft", Z, "settled", Z, NULL));
    OK(clientela_id_free(hold));
}

/* Scheduled, called when its time has come, done; what a law keeps stays unseen, so it is restricted. */
static void run(shop *it, key ana, key id) {
    clientela_request request = CLIENTELA_NONE;
    clientela_request_runs runs = CLIENTELA_NONE;
    const char *text = NULL;
    int64_t number = -1;
    setting_is(it, "request.grace_days", "1");
    OK(clientela_erp_decide_request(it->erp, id.text, Z, CLIENTELA_REQUEST_DECISION_SCHEDULE, 0, NULL, 0, &request, NULL));
    CHECK(stood(request) == CLIENTELA_REQUEST_STATE_SCHEDULED);
    it->now += A_DAY;
    FAILS(clientela_erp_run_requests(it->erp, -1, &runs, &error), CLIENTELA_STATUS_MISUSE, "argument.out_of_range", NULL);
    OK(clientela_erp_run_requests(it->erp, 10, &runs, NULL));
    OK(clientela_request_runs_next(runs, NULL));
    OK(clientela_request_runs_text(runs, CLIENTELA_REQUEST_RUN_FIELD_PROBLEM, &text, NULL, NULL));
    OK(clientela_request_runs_number(runs, CLIENTELA_REQUEST_RUN_FIELD_STATE, &number, NULL));
    CHECK(text == NULL && number == CLIENTELA_REQUEST_STATE_RESTRICTED);
    CHECK(clientela_request_runs_next(runs, NULL) == CLIENTELA_STATUS_DONE);
    OK(clientela_request_runs_free(runs));
    OK(clientela_erp_request(it->erp, id.text, Z, &request, NULL));
    OK(clientela_request_text(request, CLIENTELA_REQUEST_FIELD_UNTIL, &text, NULL, NULL));
    CHECK(same(text, "2034-12-31"));
    OK(clientela_request_text(request, CLIENTELA_REQUEST_FIELD_ANSWERED, &text, NULL, NULL));
    CHECK(same(text, "2026-07-02"));
    OK(clientela_request_free(request));
    FAILS(clientela_erp_decide_request(it->erp, id.text, Z, CLIENTELA_REQUEST_DECISION_CANCEL, 0, NULL, 0, &request, &error),
          CLIENTELA_STATUS_STATE, "request.not_now", NULL);
    CHECK(is_erased(it, ana) && anonymize(it, ana, 1) == 1);
}

/* Cancelled by the token, then by the function, then done. */
static void purged_with_progress(shop *it) {
    clientela_cancel cancel = triggered();
    clientela_purged how = 7;
    told all = told_of(it, 0), once = told_of(it, 1);
    FAILS(clientela_erp_purge(it->erp, NULL, NULL, NULL, cancel, &how, &error), CLIENTELA_STATUS_CANCELLED, "store.cancelled", NULL);
    CHECK(how == 0 && purge_pending(it) == 1 && in_the_files(it, "ana@quillfeather.example") > 0);
    FAILS(clientela_erp_purge(it->erp, tell, &once, tell_freed, CLIENTELA_NONE, &how, &error), CLIENTELA_STATUS_CANCELLED,
          "store.cancelled", NULL);
    CHECK(once.times == 1 && once.freed == 1 && purge_pending(it) == 1);
    OK(clientela_erp_purge(it->erp, tell, &all, tell_freed, CLIENTELA_NONE, &how, NULL));
    CHECK(how == CLIENTELA_PURGED_DONE && all.times >= 1 && all.total == 0 && all.freed == 1 && purge_pending(it) == 0);
    CHECK(in_the_files(it, "ana@quillfeather.example") == 0);
    OK(clientela_cancel_free(cancel));
}

/* Whether the certificate says this, and no value of hers. */
static int certified(shop *it, key ana, const char *wanted) {
    clientela_buffer buffer = CLIENTELA_NONE;
    const char *text = NULL;
    int so;
    OK(clientela_erp_certificate(it->erp, ana.text, Z, CLIENTELA_PERSON_FORMAT_JSON, "en", Z, &buffer, NULL));
    OK(clientela_buffer_text(buffer, &text, NULL, NULL));
    so = strstr(text, wanted) != NULL && strstr(text, "Quillfeather") == NULL && strstr(text, "Larkspur") == NULL;
    clientela_buffer_free(buffer);
    return so;
}

static void scanned_with_progress(shop *it, key ana, clientela_sought sought) {
    clientela_cancel cancel = triggered();
    clientela_scan scan = CLIENTELA_NONE;
    clientela_plan_rows rows = CLIENTELA_NONE;
    told once = told_of(it, 2), all = told_of(it, 0);
    int64_t number = -1;
    FAILS(clientela_erp_scan(it->erp, sought, NULL, NULL, NULL, cancel, &scan, &error), CLIENTELA_STATUS_CANCELLED, "store.cancelled", NULL);
    FAILS(clientela_erp_scan(it->erp, sought, tell, &once, tell_freed, CLIENTELA_NONE, &scan, &error), CLIENTELA_STATUS_CANCELLED,
          "store.cancelled", NULL);
    CHECK(once.times == 2 && once.freed == 1 && scan == CLIENTELA_NONE && certified(it, ana, "\"scan\":[]"));
    OK(clientela_erp_scan(it->erp, sought, tell, &all, tell_freed, CLIENTELA_NONE, &scan, NULL));
    CHECK(all.times >= 3 && all.total > 100000 && all.done == all.total && all.freed == 1);
    OK(clientela_scan_number(scan, CLIENTELA_SCAN_FIELD_RESIDUES, &number, NULL));
    CHECK(number == 0);
    OK(clientela_scan_kept(scan, &rows, NULL));
    OK(clientela_plan_rows_next(rows, NULL));
    CHECK(row_number(rows, CLIENTELA_PLAN_ROW_FIELD_RECORD) == CLIENTELA_RECORD_KIND_DOCUMENT);
    CHECK(row_says(rows, CLIENTELA_PLAN_ROW_FIELD_UNTIL, "2034-12-31") && row_says(rows, CLIENTELA_PLAN_ROW_FIELD_NUMBER, NULL));
    OK(clientela_plan_rows_free(rows));
    OK(clientela_scan_free(scan));
    OK(clientela_cancel_free(cancel));
}

/* The web shop is asked, and answers. */
static void acknowledged(shop *it, key ana) {
    clientela_pending_erasures pending = CLIENTELA_NONE;
    const char *text = NULL;
    int32_t repeated = -1;
    CHECK(certified(it, ana, "\"answer\":\"waiting\""));
    FAILS(clientela_erp_pending_erasures(it->erp, "webshop", Z, 0, -1, &pending, &error), CLIENTELA_STATUS_MISUSE, "argument.out_of_range",
          NULL);
    OK(clientela_erp_pending_erasures(it->erp, "webshop", Z, 0, 10, &pending, NULL));
    OK(clientela_pending_erasures_next(pending, NULL));
    OK(clientela_pending_erasures_text(pending, CLIENTELA_PENDING_ERASURE_FIELD_PERSON, &text, NULL, NULL));
    OK(clientela_erp_acknowledge_erasure(it->erp, "webshop", Z, text, Z, CLIENTELA_ERASURE_ANSWER_ERASED, -1, NULL, 0, &repeated, NULL));
    CHECK(same(text, ana.text) && repeated == 0 && clientela_pending_erasures_next(pending, NULL) == CLIENTELA_STATUS_DONE);
    OK(clientela_pending_erasures_free(pending));
    CHECK(certified(it, ana, "\"answer\":\"erased\"") && certified(it, ana, "\"residues\":0"));
}

static int is_unconfirmed(shop *it) {
    int32_t is = -1;
    OK(clientela_engine_is_unconfirmed(it->engine, &is, NULL));
    return is;
}

static int64_t verified_with_progress(shop *it) {
    clientela_verification verification = CLIENTELA_NONE;
    clientela_cancel cancel = triggered();
    told all = told_of(it, 0);
    int64_t entries_of = -1, findings = -1;
    FAILS(clientela_engine_verify_journal(it->engine, NULL, NULL, NULL, cancel, &verification, &error), CLIENTELA_STATUS_CANCELLED,
          "store.cancelled", NULL);
    OK(clientela_engine_verify_journal(it->engine, tell, &all, tell_freed, CLIENTELA_NONE, &verification, NULL));
    OK(clientela_verification_number(verification, CLIENTELA_VERIFICATION_FIELD_ENTRIES, &entries_of, NULL));
    OK(clientela_verification_number(verification, CLIENTELA_VERIFICATION_FIELD_FINDINGS, &findings, NULL));
    CHECK(all.total == entries_of && all.done == entries_of && all.times > 1 && all.freed == 1);
    OK(clientela_verification_free(verification));
    OK(clientela_cancel_free(cancel));
    return findings;
}

/* Restores a backup elsewhere and opens it; gives whether the restoring said that it is unconfirmed. */
static int restored_at(shop *there, const shop *it, const char *end, const char *backup, const char *ledger) {
    clientela_restored restored = CLIENTELA_NONE;
    int32_t is = -1;
    *there = *it;
    snprintf(there->path, sizeof there->path, "%.80s%s", it->path, end);
    remove_files(there->path);
    OK(clientela_engine_restore(backup, Z, there->path, Z, ledger, Z, NULL, NULL, NULL, CLIENTELA_NONE, &restored, NULL));
    OK(clientela_restored_is_unconfirmed(restored, &is, NULL));
    CHECK(clientela_restored_next(restored, NULL) == CLIENTELA_STATUS_DONE);
    OK(clientela_restored_free(restored));
    open_files(there);
    CHECK(is_unconfirmed(there) == is);
    return is;
}

static int64_t backed_up(shop *it, const char *to) {
    told all = told_of(it, 0);
    int64_t epoch = -1;
    remove_files(to);
    OK(clientela_engine_backup(it->engine, to, Z, tell, &all, tell_freed, CLIENTELA_NONE, &epoch, NULL));
    CHECK(all.total > 0 && all.done == all.total && all.freed == 1);
    return epoch;
}

/* A backup without a ledger of the store's own is unconfirmed until somebody vouches for it; one from before the erasure brings her not back. */
static void backed_up_and_restored(shop *it, key ana, const char *monday) {
    shop there;
    char tuesday[112], ledger[112];
    int64_t until = -1;
    snprintf(tuesday, sizeof tuesday, "/tmp/tuesday-%.80s", strrchr(it->path, '/') + 1);
    snprintf(ledger, sizeof ledger, "%.90s.ledger", it->path);
    OK(clientela_erp_backups_until(it->erp, &until, NULL));
    CHECK(until == INT64_C(1785542399999)); /* the end of 31 July 2026: 30 days behind Monday's */
    CHECK(backed_up(it, tuesday) == 1);
    CHECK(restored_at(&there, it, ".new", tuesday, NULL) == 1 && is_erased(&there, ana));
    CHECK(contact(&there, id_by_number(&there, "2"), CLIENTELA_CHANNEL_EMAIL, NEWSLETTER) == CLIENTELA_CONTACT_REASON_UNCONFIRMED);
    FAILS(clientela_erp_confirm_erasures(there.erp, " ", Z, &error), CLIENTELA_STATUS_INVALID, "required", "reason");
    OK(clientela_erp_confirm_erasures(there.erp, "the ledger of the head office says one", Z, NULL));
    CHECK(is_unconfirmed(&there) == 0 && verified_with_progress(&there) == 0);
    close_shop(&there);
    CHECK(restored_at(&there, it, ".old", monday, ledger) == 0 && is_erased(&there, ana) && purge_pending(&there) == 1);
    purge(&there);
    CHECK(in_the_files(&there, "ana@quillfeather.example") == 0);
    close_shop(&there);
    remove_files(tuesday);
}

int main(void) {
    shop it;
    clientela_sought sought = CLIENTELA_NONE, gone = CLIENTELA_NONE;
    char monday[112], *dry;
    key ana, id;
    row_now = "X8";
    open_stocked(&it);
    setting_is(&it, "retention.pack", "DE");
    setting_is(&it, "erasure.systems", "webshop");
    ana = ana_of(&it);
    snprintf(monday, sizeof monday, "/tmp/monday-%.80s", strrchr(it.path, '/') + 1);
    CHECK(backed_up(&it, monday) == 0);
    id = asked_and_verified(&it, ana);
    held(&it, ana, id);
    dry = planned_for(&it, ana, id);
    OK(clientela_erp_sought(it.erp, ana.text, Z, &sought, NULL));
    run(&it, ana, id);
    FAILS(clientela_erp_sought(it.erp, ana.text, Z, &gone, &error), CLIENTELA_STATUS_ERASED, "customer.anonymized", NULL);
    free(dry);
    row_now = "X11";
    purged_with_progress(&it);
    row_now = "X10";
    scanned_with_progress(&it, ana, sought);
    OK(clientela_sought_free(sought));
    row_now = "X16";
    acknowledged(&it, ana);
    row_now = "X12";
    backed_up_and_restored(&it, ana, monday);
    row_now = "X5";
    CHECK(verified_with_progress(&it) == 0);
    remove_files(monday);
    close_shop(&it);
    return ended("X5 X8 X10 X11 X12 X16");
}
