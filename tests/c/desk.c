/* Customers, consents, documents and the change log at a desk, through the built library. */
#include "shop.h"

static clientela_error error;

static const char DEFINITIONS[] =
    "{\"feed\":\"definition\",\"code\":\"newsletter\",\"version\":\"1.2\",\"state\":\"active\",\"purpose\":\"marketing\",\"channel\":\"email\","
    "\"texts\":[{\"language\":\"en\",\"title\":\"Newsletter\",\"body\":\"May we write?\"},"
    "{\"language\":\"de\",\"title\":\"Rundbrief\",\"body\":\"D\xc3\xbcrfen wir schreiben?\"}]}\n";

/* Adds a customer; the id is written to `id`. */
static void add_customer(clientela_desk desk, const char *given, const char *family, char id[40]) {
    clientela_draft draft = CLIENTELA_NONE;
    const char *text = NULL;
    clientela_outcome outcome = -1;
    OK(clientela_desk_new_customer(desk, "private", Z, &draft, NULL));
    OK(clientela_draft_set_text(draft, CLIENTELA_FIELD_GIVEN_NAME, 0, given, Z, NULL));
    OK(clientela_draft_set_text(draft, CLIENTELA_FIELD_FAMILY_NAME, 0, family, Z, NULL));
    OK(clientela_draft_set_text(draft, CLIENTELA_FIELD_EMAIL, 0, "someone@example.org", Z, NULL));
    OK(clientela_desk_save(desk, draft, &outcome, NULL));
    CHECK(outcome == 0);
    OK(clientela_desk_save(desk, draft, &outcome, NULL));
    CHECK(outcome == 1);
    OK(clientela_draft_id(draft, &text, NULL, NULL));
    strcpy(id, text);
    clientela_draft_free(draft);
}

static void w4_broken_rules_are_listed(clientela_desk desk) {
    clientela_draft draft = CLIENTELA_NONE;
    const char *field = NULL, *rule = NULL;
    clientela_outcome outcome = -1;
    int32_t count = 0, slot = -1;
    row_now = "W4";
    OK(clientela_desk_new_customer(desk, "private", Z, &draft, NULL));
    OK(clientela_draft_set_text(draft, CLIENTELA_FIELD_EMAIL, 1, "no address", Z, NULL));
    CHECK(clientela_desk_save(desk, draft, &outcome, &error) == CLIENTELA_STATUS_INVALID);
    OK(clientela_error_violation_count(error, &count));
    CHECK(count == 2);
    OK(clientela_error_violation(error, 1, &field, NULL, &slot, &rule, NULL));
    CHECK(same(field, "email") && slot == 1);
    clientela_error_free(error);
    clientela_draft_free(draft);
}

static void w3_the_list_goes_over_all_pages(clientela_desk desk) {
    clientela_query query = CLIENTELA_NONE;
    clientela_customers customers = CLIENTELA_NONE;
    clientela_person person = CLIENTELA_NONE;
    const char *name = NULL;
    char last[64] = "", id[40];
    int count;
    row_now = "W3";
    for (count = 0; count < 7; count++) {
        char family[] = "A-Berg";
        family[0] = (char)('A' + count);
        add_customer(desk, "Ann", family, id);
    }
    OK(clientela_query_new(&query, NULL));
    OK(clientela_query_add_status(query, "active", Z, NULL));
    OK(clientela_query_set_branch(query, "berlin", Z, NULL));
    OK(clientela_query_set_sort(query, CLIENTELA_SORT_NAME, NULL));
    OK(clientela_query_set_page(query, 2, NULL));
    OK(clientela_desk_customers(desk, query, &customers, NULL));
    for (count = 0; clientela_customers_next(customers, &person, NULL) == CLIENTELA_STATUS_OK; count++) {
        OK(clientela_person_name(person, &name, NULL, NULL));
        CHECK(strcmp(last, name) < 0);
        strcpy(last, name);
        clientela_person_free(person);
    }
    CHECK(count == 7);
    CHECK(clientela_customers_next(customers, &person, NULL) == CLIENTELA_STATUS_DONE && person == CLIENTELA_NONE);
    clientela_customers_free(customers);
    OK(clientela_query_set_branch(query, "paris", Z, NULL));
    OK(clientela_desk_customers(desk, query, &customers, NULL));
    CHECK(clientela_customers_next(customers, &person, NULL) == CLIENTELA_STATUS_DONE);
    clientela_customers_free(customers);
    clientela_query_free(query);
}

static void w6_an_edit_on_an_old_version_is_refused(clientela_desk desk, const char *id) {
    clientela_draft mine = CLIENTELA_NONE, theirs = CLIENTELA_NONE;
    clientela_customer customer = CLIENTELA_NONE;
    const char *city = NULL;
    int64_t version = 0;
    clientela_outcome outcome = -1;
    row_now = "W6";
    OK(clientela_desk_edit(desk, id, Z, &mine, NULL));
    OK(clientela_desk_edit(desk, id, Z, &theirs, NULL));
    OK(clientela_draft_set_text(theirs, CLIENTELA_FIELD_CITY, 0, "Oslo", Z, NULL));
    OK(clientela_draft_because(theirs, "she moved", Z, NULL));
    OK(clientela_desk_save(desk, theirs, &outcome, NULL));
    OK(clientela_draft_set_text(mine, CLIENTELA_FIELD_CITY, 0, "Bergen", Z, NULL));
    OK(clientela_draft_text(mine, CLIENTELA_FIELD_CITY, 0, &city, NULL, NULL));
    CHECK(same(city, "Bergen"));
    CHECK(clientela_desk_save(desk, mine, &outcome, NULL) == CLIENTELA_STATUS_CONFLICT);
    OK(clientela_desk_customer(desk, id, Z, &customer, NULL));
    OK(clientela_customer_version(customer, &version, NULL));
    OK(clientela_customer_text(customer, CLIENTELA_FIELD_CITY, 0, &city, NULL, NULL));
    CHECK(version == 2 && same(city, "Oslo"));
    clientela_customer_free(customer);
    clientela_draft_free(mine);
    clientela_draft_free(theirs);
}

static void a3_the_change_log_has_old_and_new(clientela_desk desk, const char *id) {
    clientela_log log = CLIENTELA_NONE;
    clientela_changes changes = CLIENTELA_NONE;
    clientela_field field = 0;
    const char *text = NULL, *before = NULL, *after = NULL;
    int64_t at = 0;
    int32_t slot = -1, erased = -1, moved = 0;
    row_now = "A3";
    OK(clientela_desk_change_log(desk, id, Z, &log, NULL));
    CHECK(clientela_log_text(log, CLIENTELA_LOG_FIELD_OPERATOR, &text, NULL, NULL) == CLIENTELA_STATUS_STATE);
    while (clientela_log_next(log, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_log_text(log, CLIENTELA_LOG_FIELD_OPERATOR, &text, NULL, NULL));
        CHECK(same(text, "jane"));
        OK(clientela_log_text(log, CLIENTELA_LOG_FIELD_DOOR, &text, NULL, NULL));
        OK(clientela_log_number(log, CLIENTELA_LOG_FIELD_AT, &at, NULL));
        CHECK(same(text, "asserted") && at == day(0));
        OK(clientela_log_changes(log, &changes, NULL));
        while (clientela_changes_next(changes, &field, &slot, &before, NULL, &after, NULL, &erased, NULL) == CLIENTELA_STATUS_OK) {
            moved += field == CLIENTELA_FIELD_CITY && before == NULL && same(after, "Oslo") && slot == 0 && !erased;
        }
        clientela_changes_free(changes);
    }
    CHECK(moved == 1);
    clientela_log_free(log);
}

static void w9_an_answer_is_saved_with_the_customer(clientela_desk desk) {
    clientela_capture yes = CLIENTELA_NONE;
    clientela_draft draft = CLIENTELA_NONE;
    clientela_customer customer = CLIENTELA_NONE;
    clientela_consents consents = CLIENTELA_NONE;
    const char *id = NULL, *text = NULL;
    int64_t number = -1;
    clientela_outcome outcome = -1;
    uint8_t digest[32] = {7};
    row_now = "W9";
    OK(clientela_capture_new("newsletter", Z, CLIENTELA_INTENT_GIVE, CLIENTELA_METHOD_SCREEN, &yes, NULL));
    CHECK(clientela_capture_set_signature(yes, digest, 31, NULL) == CLIENTELA_STATUS_MISUSE);
    OK(clientela_capture_set_signature(yes, digest, sizeof digest, NULL));
    OK(clientela_capture_set_language(yes, "de", Z, NULL));
    OK(clientela_capture_set_receipt(yes, "R-1", Z, NULL));
    OK(clientela_desk_new_customer(desk, "private", Z, &draft, NULL));
    OK(clientela_draft_set_text(draft, CLIENTELA_FIELD_FAMILY_NAME, 0, "Zimmer", Z, NULL));
    OK(clientela_draft_set_text(draft, CLIENTELA_FIELD_EMAIL, 0, "z@example.org", Z, NULL));
    OK(clientela_draft_capture(draft, yes, NULL));
    OK(clientela_desk_save(desk, draft, &outcome, NULL));
    OK(clientela_draft_id(draft, &id, NULL, NULL));
    OK(clientela_desk_customer(desk, id, Z, &customer, NULL));
    OK(clientela_customer_consents(customer, &consents, NULL));
    OK(clientela_consents_next(consents, NULL));
    OK(clientela_consents_text(consents, CLIENTELA_CONSENT_FIELD_TITLE, &text, NULL, NULL));
    OK(clientela_consents_number(consents, CLIENTELA_CONSENT_FIELD_STATE, &number, NULL));
    CHECK(same(text, "Rundbrief") && number == CLIENTELA_CONSENT_STATE_ACCEPTED);
    OK(clientela_consents_number(consents, CLIENTELA_CONSENT_FIELD_MINOR, &number, NULL));
    CHECK(number == 2);
    CHECK(clientela_consents_number(consents, CLIENTELA_CONSENT_FIELD_TITLE, &number, NULL) == CLIENTELA_STATUS_MISUSE);
    CHECK(clientela_consents_next(consents, NULL) == CLIENTELA_STATUS_DONE);
    clientela_consents_free(consents);
    clientela_customer_free(customer);
    clientela_draft_free(draft);
    clientela_capture_free(yes);
}

static void p7_without_the_right_nothing_is_recorded(clientela_engine engine, const char *id) {
    clientela_desk desk = desk_without(engine, CLIENTELA_RIGHT_RECORD_CONSENTS);
    clientela_given given = CLIENTELA_NONE;
    row_now = "P7";
    FAILED(clientela_desk_withdraw(desk, id, Z, "newsletter", Z, &given, &error), CLIENTELA_STATUS_NOT_PERMITTED, "right.record_consents");
    CHECK(given == CLIENTELA_NONE);
    clientela_desk_free(desk);
}

static void p2_p26_only_the_erp(clientela_desk desk, const char *id) {
    clientela_definition definition = CLIENTELA_NONE;
    row_now = "P2 P26";
    OK(clientela_definition_new("own", Z, CLIENTELA_PURPOSE_MARKETING, &definition, NULL));
    FAILED(clientela_desk_define(desk, definition, &error), CLIENTELA_STATUS_ERP_ONLY, "consent.definitions_come_from_the_erp");
    FAILED(clientela_desk_delete_definition(desk, "newsletter", Z, &error), CLIENTELA_STATUS_ERP_ONLY,
           "consent.definitions_come_from_the_erp");
    FAILED(clientela_desk_anonymize(desk, id, Z, &error), CLIENTELA_STATUS_ERP_ONLY, "erasure.only_the_erp");
    clientela_definition_free(definition);
}

int main(void) {
    clientela_engine engine = open_shop(standing_clock());
    clientela_desk desk = desk_without(engine, 0);
    clientela_erp erp = erp_of(engine);
    char id[40];
    w4_broken_rules_are_listed(desk);
    w3_the_list_goes_over_all_pages(desk);
    add_customer(desk, "Kari", "Olsen", id);
    w6_an_edit_on_an_old_version_is_refused(desk, id);
    a3_the_change_log_has_old_and_new(desk, id);
    clientela_report_free(feed_lines(erp, DEFINITIONS));
    w9_an_answer_is_saved_with_the_customer(desk);
    p7_without_the_right_nothing_is_recorded(engine, id);
    p2_p26_only_the_erp(desk, id);
    clientela_erp_free(erp);
    clientela_desk_free(desk);
    clientela_engine_free(engine);
    return ended("W3 W4 W6 W9 P2 P7 P26 A3");
}
