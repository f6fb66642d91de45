/* Requests of people about their data, legal holds and what else blocks an erasure, through the built library. */
#include "shop_people.h"

/* An invoice that is not paid, and a receipt of somebody whose signed payload a law keeps for a month. */
#define PAPERS                                                                                                                  \
    "{\"feed\":\"document\",\"kind\":\"invoice\",\"number\":\"I-1\",\"state\":\"open\",\"customer\":\"60\",\"created\":\"2026-06-01\"," \
    "\"currency\":\"EUR\",\"total\":100}\n"                                                                                    \
    "{\"feed\":\"document\",\"kind\":\"receipt\",\"number\":\"R-1\",\"state\":\"issued\",\"customer\":\"2\",\"created\":\"2026-06-01\"," \
    "\"currency\":\"EUR\",\"total\":100,\"payload\":\"THXDrXM=\",\"payload_ground\":\"law\",\"payload_keep_until\":\"2026-07-31\"}\n"

static const char *text_of(clientela_request request, clientela_request_field field) {
    const char *text = NULL;
    OK(clientela_request_text(request, field, &text, NULL, NULL));
    return text;
}

static int64_t number_of(clientela_request request, clientela_request_field field) {
    int64_t number = INT64_MIN;
    OK(clientela_request_number(request, field, &number, NULL));
    return number;
}

/* Where a request stands; it is freed. */
static clientela_request_state stood(clientela_request request) {
    int64_t state = number_of(request, CLIENTELA_REQUEST_FIELD_STATE);
    OK(clientela_request_free(request));
    return (clientela_request_state)state;
}

static key asked(shop *it, key who, clientela_request_kind kind, int32_t again) {
    clientela_request request = CLIENTELA_NONE;
    int32_t repeated = -1;
    key id;
    OK(clientela_desk_receive_request(it->desk, who.text, Z, kind, &request, &repeated, NULL));
    CHECK(repeated == again && number_of(request, CLIENTELA_REQUEST_FIELD_KIND) == kind);
    CHECK(same(text_of(request, CLIENTELA_REQUEST_FIELD_PERSON), who.text));
    id = key_of(text_of(request, CLIENTELA_REQUEST_FIELD_ID));
    OK(clientela_request_free(request));
    return id;
}

static clientela_request_state decided(shop *it, key id, clientela_request_decision decision, int32_t word) {
    clientela_request request = CLIENTELA_NONE;
    OK(clientela_erp_decide_request(it->erp, id.text, Z, decision, word, NULL, 0, &request, NULL));
    return stood(request);
}

static clientela_request_state planned(shop *it, key id, int64_t blockers) {
    clientela_request request = CLIENTELA_NONE;
    clientela_plan plan = CLIENTELA_NONE;
    int64_t found = -1;
    OK(clientela_erp_plan_request(it->erp, id.text, Z, &request, &plan, NULL));
    OK(clientela_plan_number(plan, CLIENTELA_PLAN_FIELD_BLOCKERS, &found, NULL));
    CHECK(found == blockers);
    OK(clientela_plan_free(plan));
    return stood(request);
}

static void setting_is(shop *it, const char *key_of_it, const char *value) {
    OK(clientela_erp_set_setting(it->erp, key_of_it, Z, "chain", Z, value, Z, NULL));
}

/* Runs what is due: exactly this request must be taken up and stand there; no state (-1): none. */
static void runs(shop *it, key id, clientela_request_state state) {
    clientela_request_runs done = CLIENTELA_NONE;
    const char *text = NULL, *problem = "";
    int64_t number = -1;
    OK(clientela_erp_run_requests(it->erp, 10, &done, NULL));
    if (state != -1) {
        OK(clientela_request_runs_next(done, NULL));
        OK(clientela_request_runs_text(done, CLIENTELA_REQUEST_RUN_FIELD_ID, &text, NULL, NULL));
        OK(clientela_request_runs_number(done, CLIENTELA_REQUEST_RUN_FIELD_STATE, &number, NULL));
        OK(clientela_request_runs_text(done, CLIENTELA_REQUEST_RUN_FIELD_PROBLEM, &problem, NULL, NULL));
        CHECK(same(text, id.text) && number == state && problem == NULL);
    }
    CHECK(clientela_request_runs_next(done, NULL) == CLIENTELA_STATUS_DONE);
    OK(clientela_request_runs_free(done));
}

/* From the counter over a code to the erasure, restricted until its last day. */
static void x8_an_erasure(void) {
    shop it;
    clientela_request request = CLIENTELA_NONE;
    clientela_request_code code = CLIENTELA_NONE;
    clientela_desk tom;
    const char *secret = NULL;
    int64_t until = -1;
    int32_t repeated;
    key leonie, id;
    open_stocked(&it);
    fed(&it, PAPERS);
    leonie = id_by_number(&it, "2");
    id = asked(&it, leonie, CLIENTELA_REQUEST_KIND_ERASURE, 0);
    CHECK(strcmp(asked(&it, leonie, CLIENTELA_REQUEST_KIND_ERASURE, 1).text, id.text) == 0);
    tom = desk_without(&it, "tom", CLIENTELA_RIGHT_EDIT_CUSTOMERS);
    FAILS(clientela_desk_receive_request(tom, leonie.text, Z, CLIENTELA_REQUEST_KIND_ACCESS, &request, &repeated, &error),
          CLIENTELA_STATUS_NOT_PERMITTED, "right.edit_customers", NULL);
    OK(clientela_desk_free(tom));
    OK(clientela_erp_make_request_code(it.erp, id.text, Z, &code, NULL));
    OK(clientela_request_code_text(code, CLIENTELA_REQUEST_CODE_FIELD_CODE, &secret, NULL, NULL));
    OK(clientela_request_code_number(code, CLIENTELA_REQUEST_CODE_FIELD_UNTIL, &until, NULL));
    CHECK(until == NOW + 600000 && strlen(secret) == 6);
    FAILS(clientela_desk_say_request_code(it.desk, id.text, Z, strcmp(secret, "000000") == 0 ? "111111" : "000000", Z, &request, &error),
          CLIENTELA_STATUS_INVALID, "request.wrong_code", "code");
    OK(clientela_desk_say_request_code(it.desk, id.text, Z, secret, Z, &request, NULL));
    CHECK(same(text_of(request, CLIENTELA_REQUEST_FIELD_PROOF), "code") && number_of(request, CLIENTELA_REQUEST_FIELD_TRIES) == 1);
    CHECK(stood(request) == CLIENTELA_REQUEST_STATE_VERIFIED);
    OK(clientela_request_code_free(code));
    CHECK(planned(&it, id, 0) == CLIENTELA_REQUEST_STATE_APPROVED);
    setting_is(&it, "request.grace_days", "2");
    CHECK(decided(&it, id, CLIENTELA_REQUEST_DECISION_SCHEDULE, 0) == CLIENTELA_REQUEST_STATE_SCHEDULED);
    runs(&it, id, -1);
    it.now = NOW + 2 * A_DAY;
    runs(&it, id, CLIENTELA_REQUEST_STATE_RESTRICTED);
    OK(clientela_desk_request(it.desk, id.text, Z, &request, NULL));
    CHECK(same(text_of(request, CLIENTELA_REQUEST_FIELD_UNTIL), "2026-07-31") && same(text_of(request, CLIENTELA_REQUEST_FIELD_ANSWERED), "2026-07-03"));
    CHECK(strncmp(text_of(request, CLIENTELA_REQUEST_FIELD_STEPS), "requested@1782892800000 unverified@", 35) == 0);
    OK(clientela_request_free(request));
    it.now = NOW + 31 * A_DAY;
    runs(&it, id, CLIENTELA_REQUEST_STATE_COMPLETED);
    (void)entries(&it);
    close_shop(&it);
}

/* Erased by another order while a law keeps something: not complete before its day. */
static void x8_another_order(void) {
    shop it;
    clientela_request request = CLIENTELA_NONE;
    clientela_plan plan = CLIENTELA_NONE;
    int64_t epoch = -1;
    int32_t repeated = -1;
    key leonie, id;
    open_stocked(&it);
    fed(&it, PAPERS);
    leonie = id_by_number(&it, "2");
    id = asked(&it, leonie, CLIENTELA_REQUEST_KIND_ERASURE, 0);
    OK(clientela_erp_anonymize(it.erp, leonie.text, Z, &epoch, &repeated, &plan, NULL));
    OK(clientela_plan_free(plan));
    CHECK(planned(&it, id, 0) == CLIENTELA_REQUEST_STATE_RESTRICTED);
    OK(clientela_erp_receive_request(it.erp, leonie.text, Z, CLIENTELA_REQUEST_KIND_ERASURE, NULL, 0, &request, &repeated, NULL));
    CHECK(repeated == 0 && same(text_of(request, CLIENTELA_REQUEST_FIELD_UNTIL), "2026-07-31"));
    CHECK(stood(request) == CLIENTELA_REQUEST_STATE_RESTRICTED);
    OK(clientela_erp_request(it.erp, id.text, Z, &request, NULL));
    CHECK(same(text_of(request, CLIENTELA_REQUEST_FIELD_UNTIL), "2026-07-31") && same(text_of(request, CLIENTELA_REQUEST_FIELD_ANSWERED), "2026-07-01"));
    OK(clientela_request_free(request));
    (void)entries(&it);
    close_shop(&it);
}

/* How many requests a list has; the last one's key is copied. */
static int32_t listed_until(shop *it, const char *day_of, const char *after, int32_t limit, char *last) {
    clientela_requests requests = CLIENTELA_NONE;
    const char *text = NULL;
    int32_t count = 0;
    OK(clientela_erp_requests(it->erp, day_of, Z, -1, 0, after, Z, limit, &requests, NULL));
    while (clientela_requests_next(requests, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_requests_text(requests, CLIENTELA_REQUEST_FIELD_KEY, &text, NULL, NULL));
        if (last != NULL) (void)strcpy(last, text);
        count++;
    }
    OK(clientela_requests_free(requests));
    return count;
}

/* Access: extended, denied, objected to, given; and the list of what is due. */
static void x8_answers(void) {
    shop it;
    clientela_request request = CLIENTELA_NONE;
    clientela_requests requests = CLIENTELA_NONE;
    char last[64] = "";
    int32_t repeated = -1;
    int64_t state = -1;
    key luis, leonie, id;
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    leonie = id_by_number(&it, "2");
    id = asked(&it, luis, CLIENTELA_REQUEST_KIND_ACCESS, 0);
    OK(clientela_erp_receive_request(it.erp, leonie.text, Z, CLIENTELA_REQUEST_KIND_OBJECTION, "2026-06-20", Z, &request, &repeated, NULL));
    CHECK(repeated == 0 && same(text_of(request, CLIENTELA_REQUEST_FIELD_DUE), "2026-07-20"));
    CHECK(stood(request) == CLIENTELA_REQUEST_STATE_REQUESTED);
    CHECK(listed_until(&it, "2026-07-19", NULL, 9, NULL) == 0 && listed_until(&it, "2026-07-20", NULL, 9, NULL) == 1);
    CHECK(listed_until(&it, NULL, NULL, 1, last) == 1 && listed_until(&it, NULL, last, 9, last) == 1 && listed_until(&it, NULL, last, 9, NULL) == 0);
    FAILS(clientela_erp_requests(it.erp, NULL, 0, -1, 0, "tomorrow", Z, 9, &requests, &error), CLIENTELA_STATUS_INVALID, "position.malformed", "after");
    OK(clientela_desk_identify_request(it.desk, id.text, Z, &request, NULL));
    CHECK(stood(request) == CLIENTELA_REQUEST_STATE_VERIFIED);
    OK(clientela_erp_decide_request(it.erp, id.text, Z, CLIENTELA_REQUEST_DECISION_EXTEND, CLIENTELA_EXTENSION_REASON_COMPLEXITY, "told by letter", Z,
                                    &request, NULL));
    CHECK(same(text_of(request, CLIENTELA_REQUEST_FIELD_DUE), "2026-10-01") && same(text_of(request, CLIENTELA_REQUEST_FIELD_EXTENDED), "complexity"));
    OK(clientela_request_free(request));
    FAILS(clientela_erp_decide_request(it.erp, id.text, Z, CLIENTELA_REQUEST_DECISION_DENY, CLIENTELA_DENIAL_GROUND_LEGAL_OBLIGATION, NULL, 0, &request,
                                       &error),
          CLIENTELA_STATUS_INVALID, "request.ground_is_for_others", "ground");
    CHECK(decided(&it, id, CLIENTELA_REQUEST_DECISION_DENY, CLIENTELA_DENIAL_GROUND_EXCESSIVE) == CLIENTELA_REQUEST_STATE_DENIED);
    FAILS(clientela_erp_decide_request(it.erp, id.text, Z, CLIENTELA_REQUEST_DECISION_CANCEL, 0, NULL, 0, &request, &error), CLIENTELA_STATUS_STATE,
          "request.not_now", NULL);
    CHECK(decided(&it, id, CLIENTELA_REQUEST_DECISION_CONTEST, 0) == CLIENTELA_REQUEST_STATE_VERIFIED);
    CHECK(decided(&it, id, CLIENTELA_REQUEST_DECISION_APPROVE, 0) == CLIENTELA_REQUEST_STATE_APPROVED);
    CHECK(decided(&it, id, CLIENTELA_REQUEST_DECISION_COMPLETE, 0) == CLIENTELA_REQUEST_STATE_COMPLETED);
    OK(clientela_erp_request(it.erp, id.text, Z, &request, NULL));
    CHECK(same(text_of(request, CLIENTELA_REQUEST_FIELD_CONTESTED), "2026-07-01") && text_of(request, CLIENTELA_REQUEST_FIELD_GROUND) == NULL);
    CHECK(number_of(request, CLIENTELA_REQUEST_FIELD_GROUND) == -1 && number_of(request, CLIENTELA_REQUEST_FIELD_NEXT) == -1);
    OK(clientela_request_free(request));
    id = asked(&it, luis, CLIENTELA_REQUEST_KIND_RECTIFICATION, 0);
    CHECK(decided(&it, id, CLIENTELA_REQUEST_DECISION_CLOSE_UNVERIFIED, 0) == CLIENTELA_REQUEST_STATE_CLOSED_UNVERIFIED);
    id = asked(&it, luis, CLIENTELA_REQUEST_KIND_PORTABILITY, 0);
    CHECK(decided(&it, id, CLIENTELA_REQUEST_DECISION_IDENTIFY, CLIENTELA_IDENTITY_PROOF_ACCOUNT) == CLIENTELA_REQUEST_STATE_VERIFIED);
    OK(clientela_desk_cancel_request(it.desk, id.text, Z, &request, NULL));
    CHECK(stood(request) == CLIENTELA_REQUEST_STATE_CANCELLED);
    OK(clientela_desk_requests(it.desk, luis.text, Z, &requests, NULL));
    for (repeated = 0; clientela_requests_next(requests, NULL) == CLIENTELA_STATUS_OK; repeated++) {
        OK(clientela_requests_number(requests, CLIENTELA_REQUEST_FIELD_STATE, &state, NULL));
        CHECK(state == CLIENTELA_REQUEST_STATE_COMPLETED || state == CLIENTELA_REQUEST_STATE_CLOSED_UNVERIFIED || state == CLIENTELA_REQUEST_STATE_CANCELLED);
    }
    CHECK(repeated == 3);
    OK(clientela_requests_free(requests));
    FAILS(clientela_erp_request(it.erp, UNKNOWN_ID, Z, &request, &error), CLIENTELA_STATUS_NOT_FOUND, "request.unknown", NULL);
    (void)entries(&it);
    close_shop(&it);
}

/* Holds: put, told, in the way, lifted. */
static void x8_holds(void) {
    shop it;
    clientela_id hold = CLIENTELA_NONE, class_hold = CLIENTELA_NONE;
    clientela_holds holds = CLIENTELA_NONE;
    clientela_plan plan = CLIENTELA_NONE;
    clientela_plan_rows rows = CLIENTELA_NONE;
    const char *text = NULL, *id = NULL;
    int64_t number = -1;
    key luis, firm, request;
    open_stocked(&it);
    fed(&it, PAPERS);
    luis = id_by_number(&it, "1");
    firm = id_by_number(&it, "60");
    FAILS(clientela_erp_place_hold(it.erp, CLIENTELA_HOLD_KIND_LEGAL_HOLD, "", Z, "claim 7", Z, NULL, 0, -1, NULL, 0, NULL, 0, NULL, 0, &hold, &error),
          CLIENTELA_STATUS_INVALID, "required", "author");
    OK(clientela_erp_place_hold(it.erp, CLIENTELA_HOLD_KIND_LEGAL_HOLD, "legal", Z, "claim 7", Z, luis.text, Z, -1, NULL, 0, NULL, 0, "2026-12-31", Z,
                                &hold, NULL));
    it.now = NOW + 1;
    OK(clientela_erp_place_hold(it.erp, CLIENTELA_HOLD_KIND_TAX_AUDIT, "office", Z, "audit", Z, NULL, 0, CLIENTELA_RETENTION_CLASS_INVOICE, NULL, 0, NULL, 0,
                                NULL, 0, &class_hold, NULL));
    OK(clientela_erp_plan_anonymization(it.erp, firm.text, Z, &plan, NULL));
    OK(clientela_plan_blockers(plan, &rows, NULL));
    OK(clientela_plan_rows_next(rows, NULL));
    OK(clientela_plan_rows_number(rows, CLIENTELA_PLAN_ROW_FIELD_REASON, &number, NULL));
    CHECK(number == CLIENTELA_BLOCKER_REASON_TAX_AUDIT);
    OK(clientela_plan_rows_next(rows, NULL));
    OK(clientela_plan_rows_number(rows, CLIENTELA_PLAN_ROW_FIELD_REASON, &number, NULL));
    CHECK(number == CLIENTELA_BLOCKER_REASON_UNPAID_BALANCE);
    OK(clientela_plan_rows_free(rows));
    OK(clientela_plan_free(plan));
    request = asked(&it, luis, CLIENTELA_REQUEST_KIND_ERASURE, 0);
    CHECK(decided(&it, request, CLIENTELA_REQUEST_DECISION_IDENTIFY, CLIENTELA_IDENTITY_PROOF_DOCUMENT) == CLIENTELA_REQUEST_STATE_VERIFIED);
    CHECK(planned(&it, request, 1) == CLIENTELA_REQUEST_STATE_BLOCKED);
    OK(clientela_id_text(hold, &id, NULL, NULL));
    OK(clientela_erp_lift_hold(it.erp, id, Z, "legal", Z, "settled", Z, NULL));
    it.now = NOW + 7 * A_DAY + 1;
    runs(&it, request, CLIENTELA_REQUEST_STATE_APPROVED);
    OK(clientela_erp_holds(it.erp, &holds, NULL));
    OK(clientela_holds_next(holds, NULL));
    OK(clientela_holds_text(holds, CLIENTELA_HOLD_FIELD_LIFTED_REASON, &text, NULL, NULL));
    CHECK(same(text, "settled"));
    OK(clientela_holds_text(holds, CLIENTELA_HOLD_FIELD_PERSON, &text, NULL, NULL));
    CHECK(same(text, luis.text));
    OK(clientela_holds_next(holds, NULL));
    OK(clientela_holds_number(holds, CLIENTELA_HOLD_FIELD_CLASS, &number, NULL));
    OK(clientela_holds_text(holds, CLIENTELA_HOLD_FIELD_LIFTED, &text, NULL, NULL));
    CHECK(number == CLIENTELA_RETENTION_CLASS_INVOICE && text == NULL);
    CHECK(clientela_holds_next(holds, NULL) == CLIENTELA_STATUS_DONE);
    OK(clientela_holds_free(holds));
    FAILS(clientela_erp_lift_hold(it.erp, UNKNOWN_ID, Z, "legal", Z, "x", Z, &error), CLIENTELA_STATUS_NOT_FOUND, "hold.unknown", NULL);
    OK(clientela_id_free(hold));
    OK(clientela_id_free(class_hold));
    (void)entries(&it);
    close_shop(&it);
}

int main(void) {
    row_now = "X8";
    x8_an_erasure();
    x8_another_order();
    x8_answers();
    x8_holds();
    return ended("X8");
}
