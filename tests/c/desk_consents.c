/* Consents at a desk, through the built library. */
#include "shop_people.h"

static clientela_definition raffle(void) {
    clientela_definition definition = CLIENTELA_NONE;
    OK(clientela_definition_new("raffle", Z, CLIENTELA_PURPOSE_MARKETING, &definition, NULL));
    OK(clientela_definition_set_number(definition, CLIENTELA_DEFINITION_FIELD_STATE, CLIENTELA_DEFINITION_STATE_ACTIVE, NULL));
    return definition;
}

/* How many consents a person has; each must be unknown, never asked, when `untouched`. */
static int consents_of(shop *it, key who, int untouched) {
    clientela_consents consents = CLIENTELA_NONE;
    const char *code = NULL;
    int64_t state = -1;
    int count = 0;
    OK(clientela_desk_consents(it->desk, who.text, Z, &consents, NULL));
    while (clientela_consents_next(consents, NULL) == CLIENTELA_STATUS_OK) {
        count++;
        OK(clientela_consents_text(consents, CLIENTELA_CONSENT_FIELD_DEFINITION, &code, NULL, NULL));
        OK(clientela_consents_number(consents, CLIENTELA_CONSENT_FIELD_STATE, &state, NULL));
        CHECK(!untouched || (state == CLIENTELA_CONSENT_STATE_UNKNOWN && stands(it, who, code) == CLIENTELA_CONSENT_DETAIL_NEVER_ASKED));
    }
    clientela_consents_free(consents);
    return count;
}

static void p2_definitions_come_from_the_erp(void) {
    shop it;
    clientela_definition definition = raffle();
    int64_t before;
    row_now = "P2";
    open_stocked(&it);
    before = entries(&it);
    FAILS(clientela_desk_define(it.desk, definition, &error), CLIENTELA_STATUS_ERP_ONLY, "consent.definitions_come_from_the_erp", NULL);
    FAILS(clientela_desk_delete_definition(it.desk, NEWSLETTER, Z, &error), CLIENTELA_STATUS_ERP_ONLY,
          "consent.definitions_come_from_the_erp", NULL);
    CHECK(entries(&it) == before && consents_of(&it, id_by_number(&it, "1"), 1) == 5);
    fed(&it, MARKETING "\"1.0\",\"code\":\"raffle\"" TEXTS "]}\n");
    reopen(&it);
    CHECK(consents_of(&it, id_by_number(&it, "1"), 1) == 6);
    clientela_definition_free(definition);
    close_shop(&it);
}

/* The row of a definition among the consents of a person; free the walk. */
static clientela_consents consent_of(shop *it, key who, const char *definition) {
    clientela_consents all = CLIENTELA_NONE;
    const char *code = NULL;
    int64_t section = 0, before = 0;
    OK(clientela_desk_consents(it->desk, who.text, Z, &all, NULL));
    do {
        OK(clientela_consents_next(all, NULL));
        OK(clientela_consents_text(all, CLIENTELA_CONSENT_FIELD_DEFINITION, &code, NULL, NULL));
        OK(clientela_consents_number(all, CLIENTELA_CONSENT_FIELD_SECTION, &section, NULL));
        CHECK(section >= before);
        before = section;
    } while (!same(code, definition));
    return all;
}

/* Two sections, those of a channel with the addresses; an accepted consent says when it can no longer be used. */
static void p1_p8_sections_and_use(void) {
    shop it;
    key luis;
    clientela_consents consent;
    clientela_texts addresses = CLIENTELA_NONE;
    const char *text = NULL;
    int64_t number = -1;
    row_now = "P1";
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    change(&it, luis, CLIENTELA_FIELD_EMAIL, "luis@example.com");
    consent = consent_of(&it, luis, NEWSLETTER);
    OK(clientela_consents_number(consent, CLIENTELA_CONSENT_FIELD_CHANNEL, &number, NULL));
    CHECK(number == CLIENTELA_CHANNEL_EMAIL);
    OK(clientela_consents_addresses(consent, &addresses, NULL));
    OK(clientela_texts_next(addresses, &text, NULL, NULL));
    CHECK(same(text, "luis@example.com"));
    clientela_texts_free(addresses);
    clientela_consents_free(consent);
    consent = consent_of(&it, luis, "data-storage");
    OK(clientela_consents_number(consent, CLIENTELA_CONSENT_FIELD_SECTION, &number, NULL));
    OK(clientela_consents_text(consent, CLIENTELA_CONSENT_FIELD_CHANNEL, &text, NULL, NULL));
    CHECK(number == CLIENTELA_CONSENT_SECTION_DETAILS && text == NULL);
    OK(clientela_consents_addresses(consent, &addresses, NULL));
    CHECK(clientela_texts_next(addresses, &text, NULL, NULL) == CLIENTELA_STATUS_DONE);
    clientela_texts_free(addresses);
    clientela_consents_free(consent);
    row_now = "P10";
    OK(clientela_erp_set_setting(it.erp, "consents.shown", Z, "chain", Z, "data-storage", Z, NULL));
    CHECK(consents_of(&it, luis, 0) == 1);
    OK(clientela_erp_set_setting(it.erp, "consents.shown", Z, "chain", Z, NULL, 0, NULL));
    CHECK(consents_of(&it, luis, 0) == 5);
    row_now = "P8";
    record(&it, luis, yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    change(&it, luis, CLIENTELA_FIELD_EMAIL, "other@example.com");
    consent = consent_of(&it, luis, NEWSLETTER);
    OK(clientela_consents_number(consent, CLIENTELA_CONSENT_FIELD_STATE, &number, NULL));
    CHECK(number == CLIENTELA_CONSENT_STATE_ACCEPTED);
    OK(clientela_consents_number(consent, CLIENTELA_CONSENT_FIELD_USABLE, &number, NULL));
    OK(clientela_consents_text(consent, CLIENTELA_CONSENT_FIELD_REASON, &text, NULL, NULL));
    CHECK(number == 0 && same(text, "other_address"));
    OK(clientela_consents_text(consent, CLIENTELA_CONSENT_FIELD_REMEDY, &text, NULL, NULL));
    CHECK(same(text, "ask_again"));
    clientela_consents_free(consent);
    close_shop(&it);
}

/* One form with two ticks and one cross: all is recorded, or nothing is. */
static void p4_several_answers(void) {
    shop it;
    key luis;
    clientela_capture form = yes(NEWSLETTER), other_text = yes(NEWSLETTER), spoilt = spoken(NEWSLETTER, CLIENTELA_INTENT_WITHDRAW);
    clientela_given given = CLIENTELA_NONE;
    const char *definition = NULL, *event = NULL;
    int64_t state = -1, before;
    row_now = "P4";
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    before = entries(&it);
    OK(clientela_capture_add_answer(form, "data-storage", Z, CLIENTELA_INTENT_GIVE, NULL));
    OK(clientela_capture_add_answer(form, "offers-sms", Z, CLIENTELA_INTENT_REFUSE, NULL));
    OK(clientela_desk_record(it.desk, luis.text, Z, form, &given, NULL));
    OK(clientela_given_text(given, CLIENTELA_CONSENT_FIELD_DEFINITION, &definition, NULL, NULL));
    CHECK(same(definition, NEWSLETTER));
    OK(clientela_given_next(given, NULL));
    OK(clientela_given_next(given, NULL));
    OK(clientela_given_text(given, CLIENTELA_CONSENT_FIELD_DEFINITION, &definition, NULL, NULL));
    OK(clientela_given_number(given, CLIENTELA_CONSENT_FIELD_STATE, &state, NULL));
    OK(clientela_given_text(given, CLIENTELA_CONSENT_FIELD_EVENT, &event, NULL, NULL));
    CHECK(same(definition, "offers-sms") && state == CLIENTELA_CONSENT_STATE_REFUSED && event != NULL);
    CHECK(clientela_given_next(given, NULL) == CLIENTELA_STATUS_DONE && entries(&it) == before + 3);
    OK(clientela_given_free(given));
    OK(clientela_capture_add_answer(spoilt, "raffle", Z, CLIENTELA_INTENT_GIVE, NULL));
    FAILS(clientela_desk_record(it.desk, luis.text, Z, spoilt, &given, &error), CLIENTELA_STATUS_NOT_FOUND, "definition.unknown", NULL);
    CHECK(entries(&it) == before + 3 && stands(&it, luis, NEWSLETTER) == CLIENTELA_CONSENT_DETAIL_GIVEN);
    OK(clientela_capture_set_shown(other_text, NEWSLETTER, Z, 1, 0, NULL));
    FAILS(clientela_desk_record(it.desk, luis.text, Z, other_text, &given, &error), CLIENTELA_STATUS_CONFLICT, "consent.text_changed", "definition");
    clientela_capture_free(other_text);
    clientela_capture_free(form);
    clientela_capture_free(spoilt);
    close_shop(&it);
}

static void p3_nothing_accepted(void) {
    shop it;
    key id;
    clientela_draft draft;
    row_now = "P3";
    open_stocked(&it);
    draft = new_customer(&it, "private");
    set(draft, CLIENTELA_FIELD_FAMILY_NAME, 0, "Lee");
    id = save(it.desk, draft);
    CHECK(consents_of(&it, id, 1) == 5);
    OK(clientela_desk_new_related(it.desk, id.text, Z, "family", Z, &draft, NULL));
    set(draft, CLIENTELA_FIELD_GIVEN_NAME, 0, "Bo");
    CHECK(consents_of(&it, save(it.desk, draft), 1) == 5);
    close_shop(&it);
}

static void p7_without_recording(shop *it, key luis) {
    clientela_desk reader = desk_without(it, "tom", CLIENTELA_RIGHT_RECORD_CONSENTS);
    clientela_capture capture = yes(NEWSLETTER);
    clientela_given given = CLIENTELA_NONE;
    clientela_draft draft = edit(reader, luis);
    clientela_consents consents = CLIENTELA_NONE;
    clientela_outcome outcome = -1;
    FAILS(clientela_desk_record(reader, luis.text, Z, capture, &given, &error), CLIENTELA_STATUS_NOT_PERMITTED, "right.record_consents", NULL);
    FAILS(clientela_desk_withdraw(reader, luis.text, Z, NEWSLETTER, Z, &given, &error), CLIENTELA_STATUS_NOT_PERMITTED,
          "right.record_consents", NULL);
    OK(clientela_draft_capture(draft, capture, NULL));
    FAILS(clientela_desk_save(reader, draft, &outcome, &error), CLIENTELA_STATUS_NOT_PERMITTED, "right.record_consents", NULL);
    CHECK(given == CLIENTELA_NONE && stands(it, luis, NEWSLETTER) == CLIENTELA_CONSENT_DETAIL_NEVER_ASKED);
    OK(clientela_desk_consents(reader, luis.text, Z, &consents, NULL));
    clientela_consents_free(consents);
    clientela_draft_free(draft);
    clientela_capture_free(capture);
    clientela_desk_free(reader);
}

static void p7_without_reading(shop *it, key luis) {
    clientela_desk recorder = desk_with(it, "kim", CLIENTELA_RIGHT_RECORD_CONSENTS), viewer = desk_with(it, "tom", CLIENTELA_RIGHT_READ_CUSTOMERS);
    clientela_consents consents = CLIENTELA_NONE;
    clientela_answer said = CLIENTELA_NONE;
    clientela_customer customer = CLIENTELA_NONE;
    clientela_capture capture = yes(NEWSLETTER);
    clientela_given given = CLIENTELA_NONE;
    FAILS(clientela_desk_consents(recorder, luis.text, Z, &consents, &error), CLIENTELA_STATUS_NOT_PERMITTED, "right.read_consents", NULL);
    FAILS(clientela_desk_may_contact(recorder, luis.text, Z, CLIENTELA_PURPOSE_MARKETING, CLIENTELA_CHANNEL_EMAIL, NULL, 0, NULL, 0, &said, &error),
          CLIENTELA_STATUS_NOT_PERMITTED, "right.read_consents", NULL);
    OK(clientela_desk_record(recorder, luis.text, Z, capture, &given, NULL));
    OK(clientela_desk_customer(viewer, luis.text, Z, &customer, NULL));
    OK(clientela_customer_consents(customer, &consents, NULL));
    CHECK(clientela_consents_next(consents, NULL) == CLIENTELA_STATUS_DONE);
    clientela_consents_free(consents);
    clientela_customer_free(customer);
    clientela_given_free(given);
    clientela_capture_free(capture);
    clientela_desk_free(viewer);
    clientela_desk_free(recorder);
}

static void p7_rights(void) {
    shop it;
    row_now = "P7";
    open_stocked(&it);
    p7_without_recording(&it, id_by_number(&it, "1"));
    p7_without_reading(&it, id_by_number(&it, "1"));
    close_shop(&it);
}

/* Going back to unknown is refused and changes nothing. */
static void p11_not_back(shop *it, key luis) {
    clientela_capture clear = answer(NEWSLETTER, CLIENTELA_INTENT_CLEAR, CLIENTELA_METHOD_CORRECTION);
    clientela_given given = CLIENTELA_NONE;
    int64_t before = stands(it, luis, NEWSLETTER);
    OK(clientela_capture_set_reason(clear, "mistake", Z, NULL));
    FAILS(clientela_desk_record(it->desk, luis.text, Z, clear, &given, &error), CLIENTELA_STATUS_STATE, "consent.back_to_unknown", NULL);
    CHECK(stands(it, luis, NEWSLETTER) == before);
    clientela_capture_free(clear);
}

/* A plain value of an older edition, which must change nothing. */
static void p11_changes_nothing(shop *it, const char *line) {
    clientela_report report = feed(it, line);
    CHECK(of_report(report, CLIENTELA_REPORT_FIELD_TAKEN) == 1 && of_report(report, CLIENTELA_REPORT_FIELD_UNCHANGED) == 1);
    clientela_report_free(report);
}

#define PLAIN(definition, state) "{\"feed\":\"consent\",\"customer\":\"2\",\"definition\":\"" definition "\",\"state\":\"" state "\"}\n"

static void p11_on_and_off(shop *it) {
    key leonie = id_by_number(it, "2");
    clientela_given given = CLIENTELA_NONE;
    fed(it, PLAIN(NEWSLETTER, "on") PLAIN("offers-sms", "off"));
    CHECK(stands(it, leonie, NEWSLETTER) == CLIENTELA_CONSENT_DETAIL_GIVEN);
    CHECK(stands(it, leonie, "offers-sms") == CLIENTELA_CONSENT_DETAIL_NEVER_ASKED);
    p11_changes_nothing(it, PLAIN(NEWSLETTER, "on"));
    p11_changes_nothing(it, PLAIN(NEWSLETTER, "off"));
    CHECK(stands(it, leonie, NEWSLETTER) == CLIENTELA_CONSENT_DETAIL_GIVEN);
    OK(clientela_desk_withdraw(it->desk, leonie.text, Z, NEWSLETTER, Z, &given, NULL));
    clientela_given_free(given);
    p11_changes_nothing(it, PLAIN(NEWSLETTER, "on"));
    CHECK(stands(it, leonie, NEWSLETTER) == CLIENTELA_CONSENT_DETAIL_WITHDRAWN);
}

static void p11_unknown_is_a_state(void) {
    shop it;
    key luis;
    row_now = "P11";
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    record(&it, luis, spoken(NEWSLETTER, CLIENTELA_INTENT_REFUSE), CLIENTELA_CONSENT_DETAIL_REFUSED);
    p11_not_back(&it, luis);
    record(&it, luis, yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    p11_not_back(&it, luis);
    record(&it, luis, spoken(NEWSLETTER, CLIENTELA_INTENT_WITHDRAW), CLIENTELA_CONSENT_DETAIL_WITHDRAWN);
    p11_not_back(&it, luis);
    CHECK(stands(&it, luis, "newsletter-vinyl") == CLIENTELA_CONSENT_DETAIL_NEVER_ASKED);
    p11_on_and_off(&it);
    close_shop(&it);
}

static void w10_one_call(void) {
    shop it;
    key luis;
    clientela_given given = CLIENTELA_NONE;
    const char *event = NULL;
    int64_t number = -1;
    row_now = "W10";
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    record(&it, luis, yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    CHECK(contact(&it, luis, CLIENTELA_CHANNEL_EMAIL, NEWSLETTER) == CLIENTELA_CONTACT_REASON_ALLOWED);
    OK(clientela_desk_withdraw(it.desk, luis.text, Z, NEWSLETTER, Z, &given, NULL));
    OK(clientela_given_number(given, CLIENTELA_CONSENT_FIELD_STATE, &number, NULL));
    OK(clientela_given_text(given, CLIENTELA_CONSENT_FIELD_EVENT, &event, NULL, NULL));
    CHECK(number == CLIENTELA_CONSENT_STATE_REFUSED && event != NULL);
    clientela_given_free(given);
    CHECK(contact(&it, luis, CLIENTELA_CHANNEL_EMAIL, NEWSLETTER) == CLIENTELA_CONTACT_REASON_WITHDRAWN);
    it.now = NOW - 30 * A_DAY;
    OK(clientela_desk_withdraw(it.desk, luis.text, Z, NEWSLETTER, Z, &given, NULL));
    clientela_given_free(given);
    close_shop(&it);
}

int main(void) {
    p2_definitions_come_from_the_erp();
    p3_nothing_accepted();
    p4_several_answers();
    p1_p8_sections_and_use();
    p7_rights();
    p11_unknown_is_a_state();
    w10_one_call();
    return ended("P1 P2 P3 P4 P7 P8 P10 P11 W10");
}
