/* Operators who sign in at a station by user name and password, through the built library. */
#include "shop_store.h"

#define PASSWORD "password"

static const char STAFF[] =
    "{\"feed\":\"branch\",\"code\":\"berlin-mitte\",\"branch_name\":\"Berlin Mitte\"}\n"
    "{\"feed\":\"station\",\"code\":\"till-1\",\"station_branch\":\"berlin-mitte\"}\n"
    "{\"feed\":\"station\",\"code\":\"till-2\",\"station_branch\":\"berlin-mitte\"}\n"
    "{\"feed\":\"role\",\"code\":\"clerk\",\"role_rights\":\"read_customers edit_customers\"}\n"
    "{\"feed\":\"operator\",\"code\":\"op-1\",\"user_name\":\"Johanna\",\"operator_roles\":\"clerk\",\"family_name\":\"Achterberg\","
    "\"password\":\"$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4\"}\n"
    "{\"feed\":\"operator\",\"code\":\"op-2\",\"user_name\":\"Moritz\",\"operator_roles\":\"clerk\","
    "\"password\":\"$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc\"}\n";

static clientela_desk nobody(void) { return CLIENTELA_NONE; }

static clientela_desk sign_in(shop *it, const char *station, const char *user_name) {
    clientela_desk desk = nobody();
    OK(clientela_engine_sign_in(it->engine, station, Z, user_name, Z, PASSWORD, Z, &desk, NULL));
    return desk;
}

/* A try that must be refused with this code. */
static void refused(shop *it, const char *station, const char *user_name, const char *password, const char *code) {
    clientela_desk desk = nobody();
    FAILS(clientela_engine_sign_in(it->engine, station, Z, user_name, Z, password, Z, &desk, &error), CLIENTELA_STATUS_SIGN_IN, code, NULL);
    CHECK(desk == CLIENTELA_NONE);
}

static int has(clientela_desk desk, clientela_right right) {
    int32_t allowed = -1;
    OK(clientela_desk_has_right(desk, right, &allowed, NULL));
    return allowed;
}

/* The session of a desk must be over. */
static void over(clientela_desk desk) {
    int32_t allowed = -1;
    FAILS(clientela_desk_has_right(desk, CLIENTELA_RIGHT_READ_CUSTOMERS, &allowed, &error), CLIENTELA_STATUS_SIGN_IN, "session.over", NULL);
}

static int sits(clientela_desk desk, clientela_seat_field field, const char *code) {
    clientela_seat seat = CLIENTELA_NONE;
    const char *text = NULL;
    int right;
    OK(clientela_desk_seat(desk, &seat, NULL));
    OK(clientela_seat_text(seat, field, &text, NULL, NULL));
    right = same(text, code);
    OK(clientela_seat_free(seat));
    return right;
}

static void w11_the_right_password_opens_a_desk(shop *it) {
    clientela_desk desk = sign_in(it, "till-1", "JOHANNA");
    row_now = "W11";
    CHECK(sits(desk, CLIENTELA_SEAT_FIELD_OPERATOR, "op-1"));
    CHECK(sits(desk, CLIENTELA_SEAT_FIELD_BRANCH, "berlin-mitte"));
    CHECK(sits(desk, CLIENTELA_SEAT_FIELD_STATION, "till-1"));
    CHECK(has(desk, CLIENTELA_RIGHT_EDIT_CUSTOMERS) && !has(desk, CLIENTELA_RIGHT_READ_HISTORY));
    refused(it, "till-1", "johanna", "wrong", "sign_in.refused");
    refused(it, "till-1", "nobody", "wrong", "sign_in.refused");
    refused(it, "till-9", "johanna", PASSWORD, "station.unknown");
    OK(clientela_desk_sign_out(desk, NULL));
    over(desk);
    OK(clientela_desk_free(desk));
}

/* Whether the last error tells a person this (X28); it is freed. */
static int told(const char *language, const char *expected) {
    const char *text = NULL;
    int right;
    OK(clientela_error_message(error, language, Z, &text, NULL));
    right = same(text, expected);
    OK(clientela_error_free(error));
    error = CLIENTELA_NONE;
    return right;
}

static void w11_wrong_tries_lock_and_a_supervisor_unlocks(shop *it) {
    clientela_desk desk = nobody();
    const char *name = NULL, *value = NULL;
    int at;
    row_now = "W11";
    clientela_desk_free(sign_in(it, "till-1", "johanna"));
    for (at = 0; at < 5; at++) refused(it, "till-1", "johanna", "wrong", "sign_in.refused");
    CHECK(clientela_engine_sign_in(it->engine, "till-1", Z, "johanna", Z, PASSWORD, Z, &desk, &error) == CLIENTELA_STATUS_SIGN_IN);
    OK(clientela_error_arg(error, 0, &name, NULL, &value, NULL));
    CHECK(same(name, "seconds") && same(value, "60") && told("de", "Gesperrt. Neuer Versuch in 60 s."));
    desk = desk_without(it, "jane", CLIENTELA_RIGHT_SUPERVISE);
    CHECK(clientela_desk_unlock(desk, "op-1", Z, &error) == CLIENTELA_STATUS_NOT_PERMITTED);
    CHECK(told("de-AT", "Sie d\xC3\xBCrfen Bediener nicht entsperren."));
    FAILS(clientela_desk_unlock(desk, "op-1", Z, &error), CLIENTELA_STATUS_NOT_PERMITTED, "right.supervise", NULL);
    OK(clientela_desk_free(desk));
    desk = desk_with(it, "boss", CLIENTELA_RIGHT_SUPERVISE);
    OK(clientela_desk_unlock(desk, "op-1", Z, NULL));
    OK(clientela_desk_unlock_station(desk, "till-1", Z, NULL));
    OK(clientela_desk_free(desk));
    clientela_desk_free(sign_in(it, "till-1", "johanna"));
    for (at = 0; at < 5; at++) refused(it, "till-1", "johanna", "wrong", "sign_in.refused");
    OK(clientela_erp_unlock(it->erp, "op-1", Z, NULL));
    refused(it, "till-1", "johanna", PASSWORD, "sign_in.locked");
    OK(clientela_erp_unlock_station(it->erp, "till-1", Z, NULL));
    clientela_desk_free(sign_in(it, "till-1", "johanna"));
    FAILS(clientela_erp_unlock(it->erp, "nobody", Z, &error), CLIENTELA_STATUS_NOT_FOUND, "operator.unknown", NULL);
}

static void w11_operators_switch_and_drafts_stay_their_authors(shop *it) {
    clientela_desk johanna = sign_in(it, "till-1", "johanna"), moritz = nobody(), asserted = nobody();
    clientela_draft draft = CLIENTELA_NONE;
    clientela_seat seat = CLIENTELA_NONE;
    clientela_outcome outcome = -1;
    row_now = "W11";
    OK(clientela_desk_new_customer(johanna, "private", Z, &draft, NULL));
    OK(clientela_draft_set_text(draft, CLIENTELA_FIELD_FAMILY_NAME, 0, "Lee", Z, NULL));
    FAILS(clientela_desk_switch(johanna, "moritz", Z, "wrong", Z, &moritz, &error), CLIENTELA_STATUS_SIGN_IN, "sign_in.refused", NULL);
    CHECK(has(johanna, CLIENTELA_RIGHT_READ_CUSTOMERS));
    OK(clientela_desk_switch(johanna, "moritz", Z, PASSWORD, Z, &moritz, NULL));
    over(johanna);
    FAILS(clientela_desk_save(moritz, draft, &outcome, &error), CLIENTELA_STATUS_NOT_PERMITTED, "draft.of_another_operator", NULL);
    OK(clientela_draft_free(draft));
    OK(clientela_seat_new("berlin-mitte", Z, "till-2", Z, "op-1", Z, &seat, NULL));
    OK(clientela_seat_allow(seat, CLIENTELA_RIGHT_READ_CUSTOMERS, NULL));
    FAILS(clientela_desk_switch_to(moritz, seat, &asserted, &error), CLIENTELA_STATUS_INVALID, "seat.of_another_station", "station");
    OK(clientela_seat_free(seat));
    OK(clientela_seat_new("berlin-mitte", Z, "till-1", Z, "op-1", Z, &seat, NULL));
    OK(clientela_seat_allow(seat, CLIENTELA_RIGHT_READ_CUSTOMERS, NULL));
    OK(clientela_desk_switch_to(moritz, seat, &asserted, NULL));
    over(moritz);
    CHECK(has(asserted, CLIENTELA_RIGHT_READ_CUSTOMERS) && !has(asserted, CLIENTELA_RIGHT_EDIT_CUSTOMERS));
    OK(clientela_seat_free(seat));
    OK(clientela_desk_free(johanna));
    OK(clientela_desk_free(moritz));
    OK(clientela_desk_free(asserted));
}

static void p7_a_right_lost_upstream_is_gone_at_the_next_call(shop *it) {
    clientela_desk desk = sign_in(it, "till-1", "johanna");
    clientela_draft draft = CLIENTELA_NONE;
    row_now = "P7";
    CHECK(has(desk, CLIENTELA_RIGHT_EDIT_CUSTOMERS));
    fed(it, "{\"feed\":\"role\",\"code\":\"clerk\",\"role_rights\":\"read_customers\"}\n");
    CHECK(!has(desk, CLIENTELA_RIGHT_EDIT_CUSTOMERS));
    FAILS(clientela_desk_new_customer(desk, "private", Z, &draft, &error), CLIENTELA_STATUS_NOT_PERMITTED, "right.edit_customers", NULL);
    fed(it, "{\"feed\":\"operator\",\"code\":\"op-1\",\"operator_removed\":\"yes\"}\n");
    FAILS(clientela_desk_new_customer(desk, "private", Z, &draft, &error), CLIENTELA_STATUS_SIGN_IN, "operator.removed", NULL);
    refused(it, "till-1", "johanna", PASSWORD, "sign_in.refused");
    OK(clientela_desk_free(desk));
}

static void w11_a_refused_scheme_is_named(shop *it) {
    clientela_report report = feed(it, "{\"feed\":\"operator\",\"code\":\"op-2\",\"password\":\"$6$saltsalt$abcdef\"}\n");
    clientela_failures failures = CLIENTELA_NONE;
    const char *field = NULL, *rule = NULL, *name = NULL, *value = NULL;
    int64_t line = 0;
    int32_t count = -1;
    row_now = "W11";
    OK(clientela_report_failures(report, &failures, NULL));
    OK(clientela_failures_next(failures, &line, &field, NULL, &rule, NULL, NULL));
    CHECK(same(field, "password") && same(rule, "password.scheme_refused"));
    OK(clientela_failures_arg_count(failures, &count, NULL));
    OK(clientela_failures_arg(failures, 0, &name, NULL, &value, NULL, NULL));
    CHECK(count == 1 && same(name, "scheme") && same(value, "sha512crypt"));
    OK(clientela_failures_free(failures));
    OK(clientela_report_free(report));
}

/* The person behind an operator who was removed above. */
static void w11_who_left_can_be_anonymized(shop *it) {
    clientela_id id = CLIENTELA_NONE;
    clientela_plan plan = CLIENTELA_NONE;
    const char *text = NULL;
    int64_t epoch = 0;
    int32_t repeated = -1;
    row_now = "W11";
    OK(clientela_erp_operator(it->erp, "op-1", Z, &id, NULL));
    OK(clientela_id_text(id, &text, NULL, NULL));
    OK(clientela_erp_anonymize(it->erp, text, Z, &epoch, &repeated, &plan, NULL));
    CHECK(epoch == 1 && repeated == 0);
    OK(clientela_plan_free(plan));
    OK(clientela_id_free(id));
    OK(clientela_erp_operator(it->erp, "op-9", Z, &id, NULL));
    OK(clientela_id_text(id, &text, NULL, NULL));
    CHECK(text == NULL);
    OK(clientela_id_free(id));
}

int main(void) {
    shop it;
    open_shop(&it);
    fed(&it, STAFF);
    w11_the_right_password_opens_a_desk(&it);
    w11_wrong_tries_lock_and_a_supervisor_unlocks(&it);
    w11_operators_switch_and_drafts_stay_their_authors(&it);
    p7_a_right_lost_upstream_is_gone_at_the_next_call(&it);
    w11_a_refused_scheme_is_named(&it);
    w11_who_left_can_be_anonymized(&it);
    close_shop(&it);
    return ended("W11 P7");
}
