/* The complete customer at a desk, through the built library: sections, statuses, cards, comments, missing data, take-over. */
#include "shop_care.h"

static void a8_statuses_are_a_list_with_meanings(shop *it, key id) {
    clientela_statuses walk = CLIENTELA_NONE;
    clientela_draft draft;
    clientela_outcome outcome = -1;
    clientela_meaning meaning = -1;
    const char *code = NULL, *name = NULL;
    int found = 0;
    row_now = "A8";
    OK(clientela_desk_set_status(it->desk, "gold", Z, "Gold", Z, CLIENTELA_MEANING_ACTIVE, NULL));
    FAILS(clientela_desk_set_status(it->desk, "gold", Z, "Gold", Z, 9, &error), CLIENTELA_STATUS_MISUSE, "argument.unknown_constant", NULL);
    OK(clientela_engine_statuses(it->engine, &walk, NULL));
    while (clientela_statuses_next(walk, &code, NULL, &name, NULL, &meaning, NULL) == CLIENTELA_STATUS_OK) {
        found += same(code, "gold") && same(name, "Gold") && meaning == CLIENTELA_MEANING_ACTIVE;
    }
    clientela_statuses_free(walk);
    CHECK(found == 1);
    draft = edit(it->desk, id);
    set(draft, CLIENTELA_FIELD_STATUS, 0, "silver");
    CHECK(clientela_desk_save(it->desk, draft, &outcome, &error) == CLIENTELA_STATUS_INVALID && lists("status", 0, "status.unknown") && listed() == 1);
    set(draft, CLIENTELA_FIELD_STATUS, 0, "gold");
    (void)save(it->desk, draft);
}

static void a4_a_station_gives_numbers_of_its_own(shop *it) {
    clientela_draft draft;
    row_now = "A4";
    fed(it, "{\"feed\":\"branch\",\"code\":\"berlin-mitte\"}\n"
            "{\"feed\":\"station\",\"code\":\"till-1\",\"station_branch\":\"berlin-mitte\",\"number_from\":\"70000\",\"number_until\":\"70009\"}");
    draft = new_lee(it);
    CHECK(has(it, save(it->desk, draft), CLIENTELA_FIELD_NUMBER, 0, "70000"));
}

static void a26_cards_are_read_and_a33_move_the_customer(shop *it) {
    clientela_customer customer = CLIENTELA_NONE;
    clientela_draft draft;
    const char *branch = NULL;
    int32_t slot = -1;
    key id;
    row_now = "A33";
    fed(it, "{\"feed\":\"branch\",\"code\":\"lyon\"}\n"
            "{\"feed\":\"customer\",\"source_id\":\"c-1\",\"kind\":\"private\",\"family_name\":\"Fay\",\"number\":\"c-1\",\"branch\":\"lyon\"}");
    id = id_by_number(it, "c-1");
    draft = edit(it->desk, id);
    OK(clientela_draft_free_slot(draft, CLIENTELA_SECTION_CARDS, &slot, NULL));
    CHECK(slot == 0);
    set(draft, CLIENTELA_FIELD_CARD_NUMBER, slot, "4711");
    (void)save(it->desk, draft);
    CHECK(has(it, id, CLIENTELA_FIELD_CARD_KIND, 0, "external") && has(it, id, CLIENTELA_FIELD_CARD_STATE, 0, "active"));
    OK(clientela_desk_customer_by_card(it->desk, "4711", Z, &customer, NULL));
    OK(clientela_customer_text(customer, CLIENTELA_FIELD_BRANCH, 0, &branch, NULL, NULL));
    CHECK(same(branch, "berlin-mitte"));
    clientela_customer_free(customer);
    FAILS(clientela_desk_customer_by_card(it->desk, "4712", Z, &customer, &error), CLIENTELA_STATUS_NOT_FOUND, "card.unknown", NULL);
    row_now = "A34";
    OK(clientela_desk_hand_over(it->desk, id.text, Z, "lyon", Z, "moved", Z, NULL));
    FAILS(clientela_desk_take_over(it->desk, id.text, Z, "moved", Z, &error), CLIENTELA_STATUS_NOT_PERMITTED, "branch.hand_over_only", NULL);
    setting(it, "branch.take_over_by_any", "true");
    OK(clientela_desk_take_over(it->desk, id.text, Z, "moved", Z, NULL));
    CHECK(has(it, id, CLIENTELA_FIELD_BRANCH, 0, "berlin-mitte"));
    row_now = "A26";
    setting(it, "cards.external", "false");
    draft = edit(it->desk, id);
    set(draft, CLIENTELA_FIELD_CARD_NUMBER, 1, "4713");
    FAILS(clientela_desk_save(it->desk, draft, &slot, &error), CLIENTELA_STATUS_INVALID, "card.external_off", "card_kind");
    clientela_draft_free(draft);
}

static void a30_comments_have_authors(shop *it, key id) {
    clientela_desk tom = desk_without(it, "tom", CLIENTELA_RIGHT_ADMINISTRATION);
    clientela_draft draft = edit(it->desk, id);
    clientela_outcome outcome = -1;
    row_now = "A30";
    set(draft, CLIENTELA_FIELD_COMMENT_TEXT, 0, "likes vinyl");
    set(draft, CLIENTELA_FIELD_COMMENT_HEALTH, 1, "peanuts");
    set(draft, CLIENTELA_FIELD_COMMENT_PINNED, 0, "yes");
    (void)save(it->desk, draft);
    CHECK(has(it, id, CLIENTELA_FIELD_COMMENT_AUTHOR, 0, "jane") && has(it, id, CLIENTELA_FIELD_COMMENT_KIND, 1, "allergy"));
    CHECK(same(section(it, id, CLIENTELA_SECTION_COMMENTS), "0 1 "));
    draft = edit(tom, id);
    set(draft, CLIENTELA_FIELD_COMMENT_TEXT, 0, "likes jazz");
    FAILS(clientela_desk_save(tom, draft, &outcome, &error), CLIENTELA_STATUS_INVALID, "comment.not_the_last", "comment_text");
    clientela_draft_free(draft);
    OK(clientela_desk_free(tom));
}

static void a15_accounts_are_masked_and_unused_ones_go(shop *it, key id) {
    clientela_desk tom = desk_without(it, "tom", CLIENTELA_RIGHT_ACCOUNTING);
    clientela_customer customer = CLIENTELA_NONE;
    clientela_accounts walk = CLIENTELA_NONE;
    clientela_account_part part = -1;
    clientela_draft draft = edit(it->desk, id);
    const char *text = NULL;
    int32_t slot = -1, deleted = -1;
    row_now = "A15";
    set(draft, CLIENTELA_FIELD_IBAN, 0, "DE02120300000000202051");
    set(draft, CLIENTELA_FIELD_BANK_LAST_USE, 0, "2025-06-01");
    (void)save(it->desk, draft);
    OK(clientela_desk_customer(tom, id.text, Z, &customer, NULL));
    OK(clientela_customer_text(customer, CLIENTELA_FIELD_IBAN, 0, &text, NULL, NULL));
    CHECK(same(text, "…2051"));
    clientela_customer_free(customer);
    setting(it, "bank.delete_unused", "true");
    OK(clientela_erp_delete_unused_accounts(it->erp, 1, &walk, NULL));
    OK(clientela_accounts_next(walk, &text, NULL, &slot, &deleted, NULL));
    CHECK(same(text, id.text) && slot == 0 && deleted == 0);
    clientela_accounts_free(walk);
    OK(clientela_erp_delete_unused_accounts(it->erp, 0, &walk, NULL));
    OK(clientela_accounts_next(walk, &text, NULL, &slot, &deleted, NULL));
    OK(clientela_accounts_part(walk, &part, NULL));
    CHECK(part == CLIENTELA_ACCOUNT_PART_DETAILS);
    CHECK(deleted == 1 && clientela_accounts_next(walk, &text, NULL, &slot, &deleted, NULL) == CLIENTELA_STATUS_DONE);
    clientela_accounts_free(walk);
    CHECK(has(it, id, CLIENTELA_FIELD_IBAN, 0, NULL));
    OK(clientela_desk_free(tom));
}

/* A year later the log no longer tells which account it was. */
static void a15_the_log_forgets_what_was_deleted(shop *it, key id) {
    clientela_accounts walk = CLIENTELA_NONE;
    clientela_account_part part = -1;
    const char *text = NULL;
    int32_t slot = -1, deleted = -1, report_only;
    row_now = "A15";
    it->now = NOW + 365 * A_DAY;
    for (report_only = 1; report_only >= 0; report_only--) {
        OK(clientela_erp_delete_unused_accounts(it->erp, report_only, &walk, NULL));
        OK(clientela_accounts_next(walk, &text, NULL, &slot, &deleted, NULL));
        OK(clientela_accounts_part(walk, &part, NULL));
        CHECK(same(text, id.text) && slot == 0 && deleted == !report_only && part == CLIENTELA_ACCOUNT_PART_HISTORY);
        CHECK(clientela_accounts_next(walk, &text, NULL, &slot, &deleted, NULL) == CLIENTELA_STATUS_DONE);
        clientela_accounts_free(walk);
    }
    OK(clientela_erp_delete_unused_accounts(it->erp, 0, &walk, NULL));
    CHECK(clientela_accounts_next(walk, &text, NULL, &slot, &deleted, NULL) == CLIENTELA_STATUS_DONE);
    clientela_accounts_free(walk);
}

static void a17_missing_data_are_told_and_a18_deferred(shop *it, key id) {
    clientela_missing missing = CLIENTELA_NONE;
    clientela_fields fields = CLIENTELA_NONE;
    clientela_customer customer;
    clientela_field field = 0;
    const char *until = NULL;
    int64_t ask = -1;
    row_now = "A17";
    setting(it, "missing.fields", "phone");
    setting(it, "missing.marked", "true");
    OK(clientela_desk_missing_data(it->desk, id.text, Z, &missing, NULL));
    OK(clientela_missing_number(missing, CLIENTELA_MISSING_FIELD_ASK, &ask, NULL));
    OK(clientela_missing_text(missing, CLIENTELA_MISSING_FIELD_SILENT_UNTIL, &until, NULL, NULL));
    CHECK(ask == 1 && until == NULL);
    OK(clientela_missing_fields(missing, &fields, NULL));
    OK(clientela_fields_next(fields, &field, NULL));
    CHECK(field == CLIENTELA_FIELD_PHONE && clientela_fields_next(fields, &field, NULL) == CLIENTELA_STATUS_DONE);
    clientela_fields_free(fields);
    clientela_missing_free(missing);
    customer = details(it, id);
    OK(clientela_customer_marked(customer, &fields, NULL));
    OK(clientela_fields_next(fields, &field, NULL));
    CHECK(field == CLIENTELA_FIELD_PHONE);
    clientela_fields_free(fields);
    clientela_customer_free(customer);
    row_now = "A18";
    OK(clientela_desk_defer_missing_data(it->desk, id.text, Z, NULL));
    OK(clientela_desk_missing_data(it->desk, id.text, Z, &missing, NULL));
    OK(clientela_missing_number(missing, CLIENTELA_MISSING_FIELD_ASK, &ask, NULL));
    OK(clientela_missing_text(missing, CLIENTELA_MISSING_FIELD_SILENT_UNTIL, &until, NULL, NULL));
    CHECK(ask == 0 && same(until, "2028-07-01"));
    clientela_missing_free(missing);
}

static void a20_email_advertising_is_withdrawn_there(shop *it) {
    clientela_missing missing = CLIENTELA_NONE;
    int64_t count = -1;
    key id;
    row_now = "A20";
    fed(it, "{\"feed\":\"definition\",\"code\":\"weekly\",\"version\":\"1.0\",\"state\":\"active\",\"purpose\":\"marketing\","
            "\"channel\":\"email\",\"texts\":[{\"language\":\"en\",\"title\":\"News\",\"body\":\"You may.\"}]}\n"
            "{\"feed\":\"customer\",\"source_id\":\"c-20\",\"kind\":\"private\",\"family_name\":\"Ray\",\"number\":\"c-20\","
            "\"email\":\"ray@example.org\"}\n"
            "{\"feed\":\"consent\",\"customer\":\"c-20\",\"definition\":\"weekly\",\"state\":\"on\"}");
    id = id_by_number(it, "c-20");
    FAILS(clientela_desk_withdraw_email_advertising(it->desk, id.text, Z, &count, &error), CLIENTELA_STATUS_STATE,
          "missing.withdraw_elsewhere", NULL);
    setting(it, "missing.withdraw_email", "true");
    OK(clientela_desk_missing_data(it->desk, id.text, Z, &missing, NULL));
    OK(clientela_missing_number(missing, CLIENTELA_MISSING_FIELD_EMAIL_ADVERTISING, &count, NULL));
    CHECK(count == 1);
    clientela_missing_free(missing);
    OK(clientela_desk_withdraw_email_advertising(it->desk, id.text, Z, &count, NULL));
    CHECK(count == 1);
    OK(clientela_desk_withdraw_email_advertising(it->desk, id.text, Z, &count, NULL));
    CHECK(count == 0);
}

static void a5_the_cost_bearer_is_set_once(shop *it, key id) {
    clientela_draft draft = edit(it->desk, id);
    clientela_outcome outcome = -1;
    row_now = "A5";
    set(draft, CLIENTELA_FIELD_COST_BEARER, 0, "AOK");
    (void)save(it->desk, draft);
    draft = edit(it->desk, id);
    set(draft, CLIENTELA_FIELD_COST_BEARER, 0, "TK");
    FAILS(clientela_desk_save(it->desk, draft, &outcome, &error), CLIENTELA_STATUS_INVALID, "cost_bearer.set_already", "cost_bearer");
    clientela_draft_free(draft);
    OK(clientela_desk_change_cost_bearer(it->desk, id.text, Z, "TK", Z, "she changed", Z, NULL));
    CHECK(has(it, id, CLIENTELA_FIELD_COST_BEARER, 0, "TK"));
}

static void w4_relations_have_days(shop *it, key id) {
    clientela_draft draft = CLIENTELA_NONE;
    clientela_customer customer;
    clientela_related related = CLIENTELA_NONE;
    clientela_person person = CLIENTELA_NONE;
    const char *role = NULL, *text = NULL;
    key ann;
    row_now = "W4";
    OK(clientela_desk_new_related(it->desk, id.text, Z, "family", Z, &draft, NULL));
    set(draft, CLIENTELA_FIELD_GIVEN_NAME, 0, "Ann");
    ann = save(it->desk, draft);
    OK(clientela_desk_edit_related(it->desk, id.text, Z, ann.text, Z, &draft, NULL));
    set(draft, CLIENTELA_FIELD_RELATION_UNTIL, 0, "2026-12-31");
    (void)save(it->desk, draft);
    customer = details(it, id);
    OK(clientela_customer_related(customer, &related, NULL));
    OK(clientela_related_next(related, &role, NULL, &person, NULL));
    OK(clientela_person_text(person, CLIENTELA_FIELD_RELATION_UNTIL, 0, &text, NULL, NULL));
    CHECK(same(role, "family") && same(text, "2026-12-31"));
    clientela_person_free(person);
    clientela_related_free(related);
    clientela_customer_free(customer);
}

static void w8_groups_and_coupons(shop *it) {
    clientela_groups walk = CLIENTELA_NONE;
    const char *code = NULL, *name = NULL;
    key id, document;
    row_now = "W8";
    fed(it, "{\"feed\":\"group\",\"code\":\"vinyl\",\"group_name\":\"Vinyl friends\"}\n"
            "{\"feed\":\"customer\",\"source_id\":\"c-2\",\"kind\":\"private\",\"family_name\":\"Kay\",\"number\":\"c-2\",\"groups\":\"vinyl\","
            "\"coupon_code\":\"SUMMER\",\"coupon_value\":\"10 %\"}");
    id = id_by_number(it, "c-2");
    OK(clientela_engine_groups(it->engine, &walk, NULL));
    OK(clientela_groups_next(walk, &code, NULL, &name, NULL, NULL));
    CHECK(same(code, "vinyl") && same(name, "Vinyl friends"));
    clientela_groups_free(walk);
    CHECK(has(it, id, CLIENTELA_FIELD_GROUPS, 0, "vinyl") && same(section(it, id, CLIENTELA_SECTION_COUPONS), "0 "));
    document = start(it, described(CLIENTELA_DOCUMENT_KIND_RECEIPT, "R-1", NULL, id.text));
    OK(clientela_desk_redeem_coupon(it->desk, id.text, Z, "SUMMER", Z, document.text, Z, NULL));
    FAILS(clientela_desk_redeem_coupon(it->desk, id.text, Z, "SUMMER", Z, document.text, Z, &error), CLIENTELA_STATUS_STATE, "coupon.redeemed",
          "coupon_code");
    CHECK(has(it, id, CLIENTELA_FIELD_COUPON_REDEEMED, 0, "R-1"));
}

int main(void) {
    shop it;
    key id;
    open_stocked(&it);
    id = save(it.desk, new_lee(&it));
    a8_statuses_are_a_list_with_meanings(&it, id);
    a4_a_station_gives_numbers_of_its_own(&it);
    a26_cards_are_read_and_a33_move_the_customer(&it);
    a30_comments_have_authors(&it, id);
    a15_accounts_are_masked_and_unused_ones_go(&it, id);
    a17_missing_data_are_told_and_a18_deferred(&it, id);
    a20_email_advertising_is_withdrawn_there(&it);
    a5_the_cost_bearer_is_set_once(&it, id);
    w4_relations_have_days(&it, id);
    w8_groups_and_coupons(&it);
    a15_the_log_forgets_what_was_deleted(&it, id);
    close_shop(&it);
    return ended("W4 W8 A4 A5 A8 A15 A17 A18 A20 A26 A30 A33 A34");
}
