/* Grounds without consent, guardians, further recipients, and events between tills, through the built library. */
#include "shop_events.h"

#define EMAIL CLIENTELA_CHANNEL_EMAIL
#define LETTERS MARKETING "\"1.0\",\"code\":\"offers-letter\",\"channel\":\"letter\"" TEXTS "]}\n"
#define CALLS MARKETING "\"1.0\",\"code\":\"calls\",\"channel\":\"phone\"" TEXTS "]}\n"
#define BILLS                                                                                                                     \
    "{\"feed\":\"definition\",\"code\":\"bills\",\"version\":\"1.0\",\"state\":\"active\",\"purpose\":\"processing\","           \
    "\"channel\":\"email\",\"account\":true" TEXTS "]}\n"
#define KIM                                                                                                                       \
    "{\"feed\":\"customer\",\"source_id\":\"kim\",\"number\":\"7\",\"kind\":\"private\",\"family_name\":\"Lee\","                \
    "\"email\":\"kim@example.com\",\"birth_date\":\"2012-01-10\",\"country\":\"DE\"}\n"

static void use(shop *it, const char *setting, const char *value) {
    OK(clientela_erp_set_setting(it->erp, setting, Z, "chain", Z, value, Z, NULL));
}

static key by_source(shop *it, const char *source) {
    clientela_id id = CLIENTELA_NONE;
    const char *text = NULL;
    key found;
    OK(clientela_erp_subject_by_source(it->erp, source, Z, &id, NULL));
    OK(clientela_id_text(id, &text, NULL, NULL));
    found = key_of(text);
    clientela_id_free(id);
    return found;
}

/* A question about marketing that may say more; nothing is unlisted when the number is NULL. */
static clientela_question ask(clientela_channel channel, const char *definition, int similar, const char *unlisted) {
    clientela_question question = CLIENTELA_NONE;
    OK(clientela_question_new(CLIENTELA_PURPOSE_MARKETING, channel, NOW, 120, &question, NULL));
    OK(clientela_question_set_definition(question, definition, Z, NULL));
    OK(clientela_question_set_number(question, CLIENTELA_QUESTION_FIELD_SIMILAR_GOODS, similar, NULL));
    if (unlisted != NULL) OK(clientela_question_add_unlisted(question, unlisted, Z, NULL));
    return question;
}

/* Whether an answer has this reason and this ground (NULL: none); it is freed. */
static int says(clientela_answer said, const char *reason, const char *ground) {
    const char *its_reason = NULL, *its_ground = NULL;
    int64_t allowed = -1, number = -2;
    int right;
    OK(clientela_answer_text(said, CLIENTELA_ANSWER_FIELD_REASON, &its_reason, NULL, NULL));
    OK(clientela_answer_text(said, CLIENTELA_ANSWER_FIELD_GROUND, &its_ground, NULL, NULL));
    OK(clientela_answer_number(said, CLIENTELA_ANSWER_FIELD_GROUND, &number, NULL));
    OK(clientela_answer_number(said, CLIENTELA_ANSWER_FIELD_ALLOWED, &allowed, NULL));
    right = same(its_reason, reason) && (ground == NULL ? its_ground == NULL && number == -1 : same(its_ground, ground) && number >= 0);
    right = right && allowed == (strncmp(reason, "allowed", 7) == 0);
    clientela_answer_free(said);
    return right;
}

/* The desk and the ERP are told the same; the question is freed. */
static int told(shop *it, key who, clientela_question question, const char *reason, const char *ground) {
    clientela_answer said = CLIENTELA_NONE;
    int right;
    OK(clientela_desk_ask(it->desk, who.text, Z, question, NULL, 0, &said, NULL));
    right = says(said, reason, ground);
    OK(clientela_erp_ask(it->erp, who.text, Z, question, NULL, 0, &said, NULL));
    right = right && says(said, reason, ground);
    clientela_question_free(question);
    return right;
}

/* How many may be contacted; the question is freed. */
static int reached(shop *it, clientela_question question) {
    clientela_contacts all = CLIENTELA_NONE;
    int count = 0;
    OK(clientela_erp_ask_contacts(it->erp, question, NULL, 0, &all, NULL));
    while (clientela_contacts_next(all, NULL) == CLIENTELA_STATUS_OK) count++;
    clientela_contacts_free(all);
    clientela_question_free(question);
    return count;
}

static void x2_grounds(void) {
    shop it;
    key leonie;
    open_stocked(&it);
    fed(&it, LETTERS CALLS);
    leonie = id_by_number(&it, "2");
    change(&it, leonie, CLIENTELA_FIELD_STREET, "Long Road 1");
    CHECK(told(&it, leonie, ask(CLIENTELA_CHANNEL_LETTER, "offers-letter", 0, NULL), "never_asked", NULL));
    use(&it, "consents.grounds", "de_letter de_email it_phone");
    CHECK(told(&it, leonie, ask(CLIENTELA_CHANNEL_LETTER, "offers-letter", 0, NULL), "allowed_by_ground", "de_letter"));
    CHECK(reached(&it, ask(CLIENTELA_CHANNEL_LETTER, "offers-letter", 0, NULL)) == 1);
    CHECK(told(&it, leonie, ask(EMAIL, NEWSLETTER, 1, NULL), "never_asked", NULL));
    fed(&it, "{\"feed\":\"document\",\"kind\":\"receipt\",\"number\":\"R-1\",\"state\":\"issued\",\"customer\":\"2\",\"currency\":\"EUR\","
             "\"total\":0,\"created\":\"2026-06-01T10:00:00+02:00\"}\n");
    CHECK(told(&it, leonie, ask(EMAIL, NEWSLETTER, 1, NULL), "allowed_by_ground", "de_email"));
    CHECK(told(&it, leonie, ask(EMAIL, NEWSLETTER, 0, NULL), "never_asked", NULL));
    change(&it, leonie, CLIENTELA_FIELD_COUNTRY, "IT");
    change(&it, leonie, CLIENTELA_FIELD_PHONE, "+39 06 1234567");
    CHECK(told(&it, leonie, ask(CLIENTELA_CHANNEL_PHONE, "calls", 0, NULL), "register_unknown", NULL));
    CHECK(told(&it, leonie, ask(CLIENTELA_CHANNEL_PHONE, "calls", 0, "+39 06 1234567"), "allowed_by_ground", "it_phone"));
    record(&it, leonie, spoken("calls", CLIENTELA_INTENT_REFUSE), CLIENTELA_CONSENT_DETAIL_REFUSED);
    CHECK(told(&it, leonie, ask(CLIENTELA_CHANNEL_PHONE, "calls", 0, "+39 06 1234567"), "refused", NULL));
    close_shop(&it);
}

static clientela_capture by(key guardian, clientela_capture capture) {
    OK(clientela_capture_set_guardian(capture, guardian.text, Z, NULL));
    return capture;
}

static void x19_guardian(void) {
    shop it;
    key kim, mother;
    clientela_draft draft = CLIENTELA_NONE;
    clientela_capture capture;
    clientela_given given = CLIENTELA_NONE;
    clientela_kept_events events;
    open_stocked(&it);
    fed(&it, KIM);
    kim = id_by_number(&it, "7");
    mother = id_by_number(&it, "2");
    record(&it, kim, yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    CHECK(told(&it, kim, ask(EMAIL, NEWSLETTER, 0, NULL), "guardian_missing", NULL));
    capture = by(mother, yes(NEWSLETTER));
    CHECK(clientela_desk_record(it.desk, kim.text, Z, capture, &given, &error) == CLIENTELA_STATUS_INVALID);
    CHECK(lists("guardian", 0, "consent.not_the_guardian") && listed() == 1);
    OK(clientela_desk_relate(it.desk, kim.text, Z, mother.text, Z, "family", Z, &draft, NULL));
    set(draft, CLIENTELA_FIELD_GUARDIAN, 0, "parent");
    set(draft, CLIENTELA_FIELD_GUARDIAN_FOR, 0, "marketing");
    (void)save(it.desk, draft);
    it.now += 1000;
    record(&it, kim, capture, CLIENTELA_CONSENT_DETAIL_RENEWED);
    CHECK(told(&it, kim, ask(EMAIL, NEWSLETTER, 0, NULL), "allowed", NULL));
    events = event_at(it.desk, kim, NEWSLETTER, 1);
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_BY, mother.text));
    clientela_kept_events_free(events);
    record(&it, kim, spoken(NEWSLETTER, CLIENTELA_INTENT_WITHDRAW), CLIENTELA_CONSENT_DETAIL_WITHDRAWN);
    capture = by(mother, yes(NEWSLETTER));
    FAILS(clientela_desk_record(it.desk, kim.text, Z, capture, &given, &error), CLIENTELA_STATUS_NOT_PERMITTED, "consent.only_the_person", NULL);
    record(&it, kim, yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    it.now += 1000;
    record(&it, kim, capture, CLIENTELA_CONSENT_DETAIL_RENEWED);
    it.now = NOW + 700 * A_DAY; /* 31 May 2028: sixteen since January */
    CHECK(told(&it, kim, ask(EMAIL, NEWSLETTER, 0, NULL), "allowed", NULL));
    record(&it, kim, spoken("data-storage", CLIENTELA_INTENT_ASK), CLIENTELA_CONSENT_DETAIL_ASKED);
    close_shop(&it);
}

/* What a person lacks to receive the bills of Luís. */
static int lacks(shop *it, key luis, key who, const char *what) {
    clientela_recipients all = CLIENTELA_NONE;
    const char *person = NULL, *text = NULL;
    int64_t allowed = -1;
    int right = 0;
    OK(clientela_desk_recipients(it->desk, luis.text, Z, CLIENTELA_PURPOSE_PROCESSING, EMAIL, "bills", Z, NULL, 0, &all, NULL));
    while (clientela_recipients_next(all, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_recipients_text(all, CLIENTELA_RECIPIENT_FIELD_PERSON, &person, NULL, NULL));
        OK(clientela_recipients_text(all, CLIENTELA_RECIPIENT_FIELD_LACKS, &text, NULL, NULL));
        OK(clientela_recipients_number(all, CLIENTELA_RECIPIENT_FIELD_ALLOWED, &allowed, NULL));
        if (same(person, who.text)) right = same(text, what) && allowed == (*what == '\0');
    }
    clientela_recipients_free(all);
    return right;
}

static void p9_authorization(void) {
    shop it;
    key luis, wife;
    clientela_draft draft = CLIENTELA_NONE;
    open_stocked(&it);
    fed(&it, BILLS);
    luis = id_by_number(&it, "1");
    wife = first_related(&it, luis);
    CHECK(lacks(&it, luis, wife, "authorization_missing never_asked account_missing"));
    CHECK(lacks(&it, luis, luis, "never_asked"));
    OK(clientela_desk_edit_related(it.desk, luis.text, Z, wife.text, Z, &draft, NULL));
    set(draft, CLIENTELA_FIELD_AUTHORIZED_FOR, 0, "bills");
    (void)save(it.desk, draft);
    record(&it, wife, yes("bills"), CLIENTELA_CONSENT_DETAIL_GIVEN);
    CHECK(lacks(&it, luis, wife, "account_missing"));
    fed(&it, "{\"feed\":\"related\",\"source_id\":\"1-family-1\",\"customer\":\"1\",\"role\":\"family\",\"has_account\":\"yes\","
             "\"authorized_for\":\"bills\"}\n");
    CHECK(has(&it, wife, CLIENTELA_FIELD_HAS_ACCOUNT, 0, "yes"));
    CHECK(lacks(&it, luis, wife, ""));
    close_shop(&it);
}

/* Feeds the events of one store to another, which may have some already. */
static void send(shop *from, shop *to) {
    clientela_buffer lines = CLIENTELA_NONE;
    const char *text = NULL;
    OK(clientela_erp_export_events(from->erp, NULL, 0, &lines, NULL));
    OK(clientela_buffer_text(lines, &text, NULL, NULL));
    fed(to, text);
    clientela_buffer_free(lines);
}

static void x18_two_tills(void) {
    shop here, there;
    key at_here, at_there;
    open_stocked(&here);
    open_stocked(&there);
    there.now = NOW - 900 * A_DAY;
    at_here = by_source(&here, "1");
    at_there = by_source(&there, "1");
    record(&here, at_here, yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    record(&there, at_there, spoken(NEWSLETTER, CLIENTELA_INTENT_WITHDRAW), CLIENTELA_CONSENT_DETAIL_WITHDRAWN);
    send(&here, &there);
    send(&there, &here);
    send(&here, &there);
    there.now = NOW;
    CHECK(count_events(&here, at_here, NEWSLETTER) == 2 && count_events(&there, at_there, NEWSLETTER) == 2);
    CHECK(stands(&here, at_here, NEWSLETTER) == CLIENTELA_CONSENT_DETAIL_WITHDRAWN);
    CHECK(stands(&there, at_there, NEWSLETTER) == CLIENTELA_CONSENT_DETAIL_WITHDRAWN);
    record(&here, at_here, yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    send(&here, &there);
    CHECK(told(&there, at_there, ask(EMAIL, NEWSLETTER, 0, NULL), "allowed", NULL));
    close_shop(&there);
    close_shop(&here);
}

static int shown(shop *it, key who) {
    clientela_consents consents = CLIENTELA_NONE;
    int count = 0;
    OK(clientela_desk_consents(it->desk, who.text, Z, &consents, NULL));
    while (clientela_consents_next(consents, NULL) == CLIENTELA_STATUS_OK) count++;
    clientela_consents_free(consents);
    return count;
}

static void p10_station(void) {
    shop it;
    key luis;
    clientela_setting value = CLIENTELA_NONE;
    const char *text = NULL;
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    OK(clientela_erp_set_setting(it.erp, "consents.shown", Z, "station:till-1", Z, "data-storage", Z, NULL));
    CHECK(shown(&it, luis) == 1);
    OK(clientela_engine_setting_of_station(it.engine, "consents.shown", Z, "berlin-mitte", Z, "till-2", Z, &value, NULL));
    OK(clientela_setting_text(value, &text, NULL, NULL));
    CHECK(same(text, "all"));
    clientela_setting_free(value);
    OK(clientela_erp_set_setting(it.erp, "consents.shown", Z, "station:till-1", Z, NULL, 0, NULL));
    CHECK(shown(&it, luis) > 1);
    close_shop(&it);
}

int main(void) {
    row_now = "X2";
    x2_grounds();
    row_now = "X19";
    x19_guardian();
    row_now = "P9";
    p9_authorization();
    row_now = "X18";
    x18_two_tills();
    row_now = "P10";
    p10_station();
    return ended("P9 P10 X2 X18 X19");
}
