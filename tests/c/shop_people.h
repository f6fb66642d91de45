/* People of a shop: adding, editing and reading them. */
#ifndef SHOP_PEOPLE_H
#define SHOP_PEOPLE_H

#include "shop_store.h"

/* Consents that can be asked. */
#define TEXTS ",\"texts\":[{\"language\":\"en\",\"title\":\"News\",\"body\":\"You may.\"}"
#define MARKETING "{\"feed\":\"definition\",\"state\":\"active\",\"purpose\":\"marketing\",\"from\":\"2023-05-01\",\"version\":"
#define DEFINITIONS                                                                                                           \
    "{\"feed\":\"definition\",\"code\":\"data-storage\",\"version\":\"1.0\",\"state\":\"active\",\"purpose\":\"processing\"," \
    "\"from\":\"2022-01-01\"" TEXTS "]}\n"                                                                                  \
    MARKETING "\"2.0\",\"code\":\"newsletter-email\",\"channel\":\"email\"" TEXTS                                           \
    ",{\"language\":\"de\",\"title\":\"Neues\",\"body\":\"Schreibt mir.\"}]}\n"                                            \
    MARKETING "\"1.0\",\"code\":\"newsletter-vinyl\",\"channel\":\"email\",\"parent\":\"newsletter-email\"" TEXTS "]}\n"   \
    MARKETING "\"1.0\",\"code\":\"offers-phone\",\"channel\":\"phone\",\"signature\":true,\"valid_days\":730" TEXTS "]}\n"   \
    MARKETING "\"1.0\",\"code\":\"offers-sms\",\"channel\":\"sms\",\"confirmation\":true" TEXTS "]}\n"

/* Luís with his wife, Leonie, and a company with a contact person. */
#define PEOPLE                                                                                                                \
    "{\"feed\":\"customer\",\"source_id\":\"1\",\"number\":\"1\",\"kind\":\"private\",\"given_name\":\"Luís\","               \
    "\"family_name\":\"Gonçalves\",\"street\":\"Av. Brigadeiro Faria Lima, 2170\",\"postal_code\":\"12227-000\","             \
    "\"city\":\"São José dos Campos\",\"country\":\"BR\",\"phone\":\"+55 (12) 3923-5555\",\"fax\":\"+55 (12) 3923-5566\","    \
    "\"email\":\"luisg@embraer.com.br\"}\n"                                                                                   \
    "{\"feed\":\"customer\",\"source_id\":\"2\",\"number\":\"2\",\"kind\":\"private\",\"given_name\":\"Leonie\","             \
    "\"family_name\":\"Köhler\",\"city\":\"Stuttgart\",\"country\":\"DE\",\"email\":\"leonekohler@surfeu.de\"}\n"             \
    "{\"feed\":\"customer\",\"source_id\":\"60\",\"number\":\"60\",\"kind\":\"business\",\"status\":\"active\","              \
    "\"company\":\"Tonstudio Beispielwerk GmbH\",\"postal_code\":\"10243\",\"city\":\"Berlin\",\"country\":\"DE\","           \
    "\"phone\":\"+49 30 23125 060\",\"email\":\"post@tonstudio.example\",\"language\":\"de\",\"branch\":\"berlin-mitte\"}\n"  \
    "{\"feed\":\"related\",\"source_id\":\"1-family-1\",\"customer\":\"1\",\"role\":\"family\",\"given_name\":\"Beatriz\","   \
    "\"family_name\":\"Moreira\",\"email\":\"beatriz.moreira@familia.example\"}\n"                                            \
    "{\"feed\":\"related\",\"source_id\":\"60-contact-1\",\"customer\":\"60\",\"role\":\"contact\","                          \
    "\"given_name\":\"Mareike\",\"family_name\":\"Tönnies\",\"email\":\"m.toennies@tonstudio.example\"}\n"

static inline void open_stocked(shop *it) {
    open_shop(it);
    fed(it, DEFINITIONS PEOPLE);
}

static inline key key_of(const char *text) {
    key copy;
    CHECK(text != NULL && strlen(text) == 36);
    memcpy(copy.text, text, 37);
    return copy;
}

static inline clientela_customer by_number(shop *it, const char *number) {
    clientela_customer customer = CLIENTELA_NONE;
    OK(clientela_desk_customer_by_number(it->desk, number, Z, &customer, NULL));
    return customer;
}

static inline clientela_customer details(shop *it, key who) {
    clientela_customer customer = CLIENTELA_NONE;
    OK(clientela_desk_customer(it->desk, who.text, Z, &customer, NULL));
    return customer;
}

static inline key id_by_number(shop *it, const char *number) {
    clientela_customer customer = by_number(it, number);
    const char *text = NULL;
    key id;
    OK(clientela_customer_id(customer, &text, NULL, NULL));
    id = key_of(text);
    clientela_customer_free(customer);
    return id;
}

/* The id of the first person related to a customer. */
static inline key first_related(shop *it, key who) {
    clientela_customer customer = details(it, who);
    clientela_related related = CLIENTELA_NONE;
    clientela_person person = CLIENTELA_NONE;
    const char *text = NULL;
    key id;
    OK(clientela_customer_related(customer, &related, NULL));
    OK(clientela_related_next(related, &text, NULL, &person, NULL));
    OK(clientela_person_id(person, &text, NULL, NULL));
    id = key_of(text);
    clientela_person_free(person);
    clientela_related_free(related);
    clientela_customer_free(customer);
    return id;
}

/* Whether a customer's value is this one; NULL for none. */
static inline int has(shop *it, key who, clientela_field field, int32_t slot, const char *value) {
    clientela_customer customer = details(it, who);
    const char *text = NULL;
    int right;
    OK(clientela_customer_text(customer, field, slot, &text, NULL, NULL));
    right = value == NULL ? text == NULL : same(text, value);
    clientela_customer_free(customer);
    return right;
}

static inline clientela_draft new_customer(shop *it, const char *kind) {
    clientela_draft draft = CLIENTELA_NONE;
    OK(clientela_desk_new_customer(it->desk, kind, Z, &draft, NULL));
    return draft;
}

static inline clientela_draft edit(clientela_desk desk, key who) {
    clientela_draft draft = CLIENTELA_NONE;
    OK(clientela_desk_edit(desk, who.text, Z, &draft, NULL));
    return draft;
}

static inline void set(clientela_draft draft, clientela_field field, int32_t slot, const char *text) {
    OK(clientela_draft_set_text(draft, field, slot, text, Z, NULL));
}

/* Saves and frees a draft. */
static inline key save(clientela_desk desk, clientela_draft draft) {
    const char *text = NULL;
    clientela_outcome outcome = -1;
    key id;
    OK(clientela_desk_save(desk, draft, &outcome, NULL));
    CHECK(outcome == 0);
    OK(clientela_draft_id(draft, &text, NULL, NULL));
    id = key_of(text);
    clientela_draft_free(draft);
    return id;
}

/* A new customer with name and e-mail. */
static inline clientela_draft new_lee(shop *it) {
    clientela_draft draft = new_customer(it, "private");
    set(draft, CLIENTELA_FIELD_FAMILY_NAME, 0, "Lee");
    set(draft, CLIENTELA_FIELD_EMAIL, 0, "lee@example.com");
    return draft;
}

/* Changes one value at the desk. */
static inline void change(shop *it, key who, clientela_field field, const char *text) {
    clientela_draft draft = edit(it->desk, who);
    set(draft, field, 0, text);
    (void)save(it->desk, draft);
}

/* How many customers a search finds; all must have this number, or any when it is NULL. */
static inline int32_t finds(shop *it, const char *typed, const char *number) {
    clientela_hits hits = CLIENTELA_NONE;
    clientela_person person = CLIENTELA_NONE;
    const char *text = NULL;
    int32_t count = -1, more = -1;
    OK(clientela_desk_search(it->desk, typed, Z, 20, &hits, NULL));
    OK(clientela_hits_count(hits, &count, &more, NULL));
    CHECK(more == 0);
    while (clientela_hits_next(hits, &person, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_person_text(person, CLIENTELA_FIELD_NUMBER, 0, &text, NULL, NULL));
        CHECK(number == NULL || same(text, number));
        clientela_person_free(person);
    }
    clientela_hits_free(hits);
    return count;
}

/* An answer to be recorded. */
static inline clientela_capture answer(const char *definition, clientela_intent intent, clientela_method method) {
    clientela_capture capture = CLIENTELA_NONE;
    OK(clientela_capture_new(definition, Z, intent, method, &capture, NULL));
    return capture;
}

/* Agreed on paper. */
static inline clientela_capture yes(const char *definition) { return answer(definition, CLIENTELA_INTENT_GIVE, CLIENTELA_METHOD_PAPER); }

static inline clientela_capture spoken(const char *definition, clientela_intent intent) {
    return answer(definition, intent, CLIENTELA_METHOD_SPOKEN);
}

/* Records an answer and frees it; what stands afterwards must be this. */
static inline void record(shop *it, key who, clientela_capture capture, clientela_consent_detail detail) {
    clientela_given given = CLIENTELA_NONE;
    int64_t number = -1;
    OK(clientela_desk_record(it->desk, who.text, Z, capture, &given, NULL));
    OK(clientela_given_number(given, CLIENTELA_CONSENT_FIELD_DETAIL, &number, NULL));
    CHECK(number == detail);
    clientela_given_free(given);
    clientela_capture_free(capture);
}

/* What stands for a definition, CLIENTELA_CONSENT_DETAIL_... */
static inline int64_t stands(shop *it, key who, const char *definition) {
    clientela_consents consents = CLIENTELA_NONE;
    const char *code = NULL;
    int64_t detail = -1;
    OK(clientela_desk_consents(it->desk, who.text, Z, &consents, NULL));
    do {
        OK(clientela_consents_next(consents, NULL));
        OK(clientela_consents_text(consents, CLIENTELA_CONSENT_FIELD_DEFINITION, &code, NULL, NULL));
    } while (!same(code, definition));
    OK(clientela_consents_number(consents, CLIENTELA_CONSENT_FIELD_DETAIL, &detail, NULL));
    clientela_consents_free(consents);
    return detail;
}

/* Asks whether marketing may use a channel; no definition asks about all. CLIENTELA_CONTACT_REASON_... */
static inline int64_t contact(shop *it, key who, clientela_channel channel, const char *definition) {
    clientela_answer said = CLIENTELA_NONE;
    int64_t reason = -1;
    OK(clientela_desk_may_contact(it->desk, who.text, Z, CLIENTELA_PURPOSE_MARKETING, channel, definition, Z, NULL, 0, &said, NULL));
    OK(clientela_answer_number(said, CLIENTELA_ANSWER_FIELD_REASON, &reason, NULL));
    clientela_answer_free(said);
    return reason;
}

#endif
