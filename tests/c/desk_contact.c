/* "May we contact?" at a desk and for the ERP, through the built library. */
#include "shop_people.h"

/* What an answer must be about the newsletter by e-mail; evidence is the one event it used, NULL for none. */
typedef struct wanted {
    const char *reason, *remedy;
    int64_t major, minor, value;
    const char *evidence;
} wanted;

static void x2_evidence(clientela_answer said, const char *wanted_event) {
    clientela_texts events = CLIENTELA_NONE;
    const char *event = NULL;
    OK(clientela_answer_evidence(said, &events, NULL));
    if (wanted_event != NULL) {
        OK(clientela_texts_next(events, &event, NULL, NULL));
        CHECK(same(event, wanted_event));
    }
    CHECK(clientela_texts_next(events, &event, NULL, NULL) == CLIENTELA_STATUS_DONE);
    clientela_texts_free(events);
}

static int says(clientela_answer said, clientela_answer_field field, const char *value) {
    const char *text = NULL;
    OK(clientela_answer_text(said, field, &text, NULL, NULL));
    return same(text, value);
}

static int64_t number_of(clientela_answer said, clientela_answer_field field) {
    int64_t number = INT64_MIN;
    OK(clientela_answer_number(said, field, &number, NULL));
    return number;
}

/* The whole answer: allowed, reason, remedy, definition, version, which address, which event. */
static void x2_answer(clientela_answer said, const wanted *it) {
    CHECK(number_of(said, CLIENTELA_ANSWER_FIELD_ALLOWED) == same(it->reason, "allowed"));
    CHECK(says(said, CLIENTELA_ANSWER_FIELD_REASON, it->reason) && says(said, CLIENTELA_ANSWER_FIELD_REMEDY, it->remedy));
    CHECK(says(said, CLIENTELA_ANSWER_FIELD_DEFINITION, NEWSLETTER));
    CHECK(number_of(said, CLIENTELA_ANSWER_FIELD_MAJOR) == it->major && number_of(said, CLIENTELA_ANSWER_FIELD_MINOR) == it->minor);
    CHECK(number_of(said, CLIENTELA_ANSWER_FIELD_VALUE) == it->value);
    x2_evidence(said, it->evidence);
    clientela_answer_free(said);
}

/* The desk and the ERP hear the same. */
static void x2_both(shop *it, key who, const char *reason, const char *remedy, int64_t major, int64_t minor, int64_t value, const char *event) {
    wanted all = {reason, remedy, major, minor, value, event};
    clientela_answer said = CLIENTELA_NONE;
    OK(clientela_desk_may_contact(it->desk, who.text, Z, CLIENTELA_PURPOSE_MARKETING, CLIENTELA_CHANNEL_EMAIL, NEWSLETTER, Z, NULL, 0, &said, NULL));
    x2_answer(said, &all);
    OK(clientela_erp_may_contact(it->erp, who.text, Z, CLIENTELA_PURPOSE_MARKETING, CLIENTELA_CHANNEL_EMAIL, NEWSLETTER, Z, NULL, 0, &said, NULL));
    x2_answer(said, &all);
}

/* Records an answer, frees it and gives the id of its event. */
static key event_of(shop *it, key who, clientela_capture capture) {
    clientela_given given = CLIENTELA_NONE;
    const char *event = NULL;
    key id;
    OK(clientela_desk_record(it->desk, who.text, Z, capture, &given, NULL));
    OK(clientela_given_text(given, CLIENTELA_CONSENT_FIELD_EVENT, &event, NULL, NULL));
    id = key_of(event);
    clientela_given_free(given);
    clientela_capture_free(capture);
    return id;
}

static void x2_reason_evidence_remedy(void) {
    shop it;
    key luis, event;
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    x2_both(&it, luis, "never_asked", "ask_for_consent", 2, 0, -1, NULL);
    event = event_of(&it, luis, yes(NEWSLETTER));
    x2_both(&it, luis, "allowed", "nothing", 2, 0, 0, event.text);
    event = event_of(&it, luis, spoken(NEWSLETTER, CLIENTELA_INTENT_WITHDRAW));
    x2_both(&it, luis, "withdrawn", "up_to_the_person", 2, 0, -1, event.text);
    close_shop(&it);
}

/* A version of the newsletter, and of a raffle by e-mail with what else is said of it. */
#define NEWSLETTER_VERSION(version) \
    MARKETING "\"" version "\",\"code\":\"" NEWSLETTER "\",\"channel\":\"email\"" TEXTS "]}\n"
#define RAFFLE(version, state, more)                                                                                       \
    "{\"feed\":\"definition\",\"code\":\"raffle\",\"version\":\"" version "\",\"state\":\"" state "\",\"purpose\":\"marketing\"," \
    "\"channel\":\"email\"" more TEXTS "]}\n"

/* A minor text lets the answer stand; a major one asks again. */
static void x2_outdated(void) {
    shop it;
    key luis, event;
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    event = event_of(&it, luis, yes(NEWSLETTER));
    fed(&it, NEWSLETTER_VERSION("2.1"));
    x2_both(&it, luis, "allowed", "nothing", 2, 1, 0, event.text);
    fed(&it, NEWSLETTER_VERSION("3.0"));
    x2_both(&it, luis, "outdated", "ask_again", 3, 0, -1, event.text);
    CHECK(stands(&it, luis, NEWSLETTER) == CLIENTELA_CONSENT_DETAIL_OUTDATED);
    event = event_of(&it, luis, yes(NEWSLETTER));
    x2_both(&it, luis, "allowed", "nothing", 3, 0, 0, event.text);
    close_shop(&it);
}

/* Asks the desk about marketing; no definition asks about all. Reason and remedy must be these. */
static int is(shop *it, key who, clientela_channel channel, const char *definition, const char *reason, const char *remedy) {
    clientela_answer said = CLIENTELA_NONE;
    int right;
    OK(clientela_desk_may_contact(it->desk, who.text, Z, CLIENTELA_PURPOSE_MARKETING, channel, definition, Z, NULL, 0, &said, NULL));
    right = says(said, CLIENTELA_ANSWER_FIELD_REASON, reason) && says(said, CLIENTELA_ANSWER_FIELD_REMEDY, remedy);
    CHECK(number_of(said, CLIENTELA_ANSWER_FIELD_ALLOWED) == same(reason, "allowed"));
    clientela_answer_free(said);
    return right;
}

#define EMAIL CLIENTELA_CHANNEL_EMAIL
#define PHONE CLIENTELA_CHANNEL_PHONE
#define SMS CLIENTELA_CHANNEL_SMS

/* A draft, a version that begins tomorrow and an archived one are not in force; what is not is left out where all are asked. */
static void x2_not_in_force(void) {
    shop it;
    key luis;
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    CHECK(is(&it, luis, EMAIL, "raffle", "no_definition", "define_the_consent"));
    fed(&it, RAFFLE("1.0", "draft", ""));
    CHECK(is(&it, luis, EMAIL, "raffle", "definition_not_in_force", "define_the_consent"));
    CHECK(is(&it, luis, EMAIL, NULL, "never_asked", "ask_for_consent"));
    fed(&it, RAFFLE("2.0", "active", ",\"from\":\"2026-07-02\""));
    CHECK(is(&it, luis, EMAIL, "raffle", "definition_not_in_force", "define_the_consent"));
    it.now = NOW + A_DAY;
    CHECK(is(&it, luis, EMAIL, "raffle", "never_asked", "ask_for_consent"));
    fed(&it, RAFFLE("2.0", "archived", ",\"from\":\"2026-07-02\""));
    CHECK(is(&it, luis, EMAIL, "raffle", "definition_not_in_force", "define_the_consent"));
    close_shop(&it);
}

static void x2_signature_and_validity(shop *it, key luis) {
    clientela_capture signed_form = yes("offers-phone");
    static const uint8_t SIGNATURE[32] = {1};
    record(it, luis, yes("offers-phone"), CLIENTELA_CONSENT_DETAIL_GIVEN);
    CHECK(is(it, luis, PHONE, "offers-phone", "signature_missing", "get_the_signature"));
    OK(clientela_capture_set_signature(signed_form, SIGNATURE, sizeof SIGNATURE, NULL));
    record(it, luis, signed_form, CLIENTELA_CONSENT_DETAIL_RENEWED);
    CHECK(is(it, luis, PHONE, "offers-phone", "allowed", "nothing"));
    it->now = NOW + 731 * A_DAY;
    CHECK(is(it, luis, PHONE, "offers-phone", "expired", "ask_again"));
    it->now = NOW;
}

static void x2_objection_and_erasure(shop *it, key luis) {
    clientela_capture objection = spoken("data-storage", CLIENTELA_INTENT_OBJECT);
    clientela_plan plan = CLIENTELA_NONE;
    int64_t epoch = -1;
    int32_t repeated = -1;
    OK(clientela_capture_set_scope(objection, CLIENTELA_SCOPE_MARKETING, NULL));
    record(it, luis, objection, CLIENTELA_CONSENT_DETAIL_OBJECTED);
    CHECK(is(it, luis, EMAIL, NEWSLETTER, "objected", "up_to_the_person"));
    CHECK(is(it, luis, PHONE, "offers-phone", "objected", "up_to_the_person"));
    OK(clientela_erp_anonymize(it->erp, luis.text, Z, &epoch, &repeated, &plan, NULL));
    CHECK(is(it, luis, EMAIL, NEWSLETTER, "erased", "not_possible"));
    clientela_plan_free(plan);
}

static void x2_order_of_evaluation(void) {
    shop it;
    key luis;
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    record(&it, luis, yes("newsletter-vinyl"), CLIENTELA_CONSENT_DETAIL_GIVEN);
    CHECK(is(&it, luis, EMAIL, "newsletter-vinyl", "parent_not_accepted", "ask_for_consent"));
    record(&it, luis, yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    CHECK(is(&it, luis, EMAIL, "newsletter-vinyl", "allowed", "nothing") && is(&it, luis, EMAIL, NULL, "allowed", "nothing"));
    x2_signature_and_validity(&it, luis);
    record(&it, luis, yes("offers-sms"), CLIENTELA_CONSENT_DETAIL_PENDING);
    CHECK(is(&it, luis, SMS, "offers-sms", "pending", "confirm"));
    change(&it, luis, CLIENTELA_FIELD_EMAIL, "other@example.com");
    CHECK(is(&it, luis, EMAIL, NEWSLETTER, "other_address", "ask_again"));
    change(&it, luis, CLIENTELA_FIELD_EMAIL, "");
    CHECK(is(&it, luis, EMAIL, NEWSLETTER, "no_address", "complete_the_data"));
    x2_objection_and_erasure(&it, luis);
    close_shop(&it);
}

/* The customer and everybody who belongs to them, each by their own consent. */
static void p9_recipients(void) {
    shop it;
    key luis, bo;
    clientela_draft draft = CLIENTELA_NONE;
    clientela_recipients all = CLIENTELA_NONE;
    const char *person = NULL, *role = NULL, *address = NULL;
    int64_t allowed = -1;
    int found = 0;
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    OK(clientela_desk_new_related(it.desk, luis.text, Z, "family", Z, &draft, NULL));
    set(draft, CLIENTELA_FIELD_GIVEN_NAME, 0, "Bo");
    set(draft, CLIENTELA_FIELD_EMAIL, 0, "bo@example.com");
    set(draft, CLIENTELA_FIELD_AUTHORIZED_FOR, 0, NEWSLETTER);
    bo = save(it.desk, draft);
    record(&it, bo, yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    OK(clientela_desk_recipients(it.desk, luis.text, Z, CLIENTELA_PURPOSE_MARKETING, EMAIL, NEWSLETTER, Z, NULL, 0, &all, NULL));
    while (clientela_recipients_next(all, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_recipients_text(all, CLIENTELA_RECIPIENT_FIELD_PERSON, &person, NULL, NULL));
        OK(clientela_recipients_text(all, CLIENTELA_RECIPIENT_FIELD_ROLE, &role, NULL, NULL));
        OK(clientela_recipients_text(all, CLIENTELA_RECIPIENT_FIELD_ADDRESS, &address, NULL, NULL));
        OK(clientela_recipients_number(all, CLIENTELA_RECIPIENT_FIELD_ALLOWED, &allowed, NULL));
        CHECK((role == NULL) == same(person, luis.text) && (address != NULL) == (allowed == 1));
        found += same(person, bo.text) && allowed == 1 && same(address, "bo@example.com") && same(role, "family");
    }
    CHECK(found == 1);
    OK(clientela_recipients_free(all));
    close_shop(&it);
}

/* Whether the walk over everybody gives this customer, with the address; on NULL: now. */
static int among(shop *it, key who, const char *on, const char *address) {
    clientela_contacts all = CLIENTELA_NONE;
    const char *person = NULL, *value = NULL;
    int found = 0;
    OK(clientela_erp_contacts(it->erp, CLIENTELA_PURPOSE_MARKETING, EMAIL, NEWSLETTER, Z, on, Z, &all, NULL));
    CHECK(clientela_contacts_text(all, CLIENTELA_CONTACT_FIELD_PERSON, &person, NULL, NULL) == CLIENTELA_STATUS_STATE);
    while (clientela_contacts_next(all, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_contacts_text(all, CLIENTELA_CONTACT_FIELD_PERSON, &person, NULL, NULL));
        OK(clientela_contacts_text(all, CLIENTELA_CONTACT_FIELD_ADDRESS, &value, NULL, NULL));
        found += same(person, who.text) && same(value, address);
    }
    CHECK(clientela_contacts_next(all, NULL) == CLIENTELA_STATUS_DONE);
    OK(clientela_contacts_free(all));
    return found;
}

/* Everybody who may be written to, and what the answer was on a day: NOW is 2026-07-01. */
static void x3_as_of_a_day(void) {
    shop it;
    key luis;
    clientela_answer said = CLIENTELA_NONE;
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    change(&it, luis, CLIENTELA_FIELD_EMAIL, "luis@example.com");
    it.now = NOW + A_DAY;
    record(&it, luis, yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    CHECK(among(&it, luis, NULL, "luis@example.com") == 1);
    it.now = NOW + 3 * A_DAY;
    change(&it, luis, CLIENTELA_FIELD_EMAIL, "other@example.com");
    CHECK(among(&it, luis, NULL, "other@example.com") == 0);
    CHECK(among(&it, luis, "2026-07-03", "luis@example.com") == 1);
    CHECK(among(&it, luis, "2026-07-01", "luis@example.com") == 0);
    OK(clientela_desk_may_contact(it.desk, luis.text, Z, CLIENTELA_PURPOSE_MARKETING, EMAIL, NEWSLETTER, Z, "2026-07-03", Z, &said, NULL));
    CHECK(says(said, CLIENTELA_ANSWER_FIELD_REASON, "allowed"));
    clientela_answer_free(said);
    said = CLIENTELA_NONE;
    CHECK(clientela_erp_may_contact(it.erp, luis.text, Z, CLIENTELA_PURPOSE_MARKETING, EMAIL, NEWSLETTER, Z, "2026-07-09", Z, &said, NULL) ==
          CLIENTELA_STATUS_INVALID);
    close_shop(&it);
}

int main(void) {
    row_now = "X2";
    x2_reason_evidence_remedy();
    x2_outdated();
    x2_not_in_force();
    x2_order_of_evaluation();
    row_now = "X3";
    x3_as_of_a_day();
    row_now = "P9";
    p9_recipients();
    return ended("P9 X2 X3");
}
