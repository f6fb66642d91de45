/* Customers at a desk, through the built library. */
#include "shop_documents.h"
#include "shop_log.h"

static void w1_own_customer_database(void) {
    shop it;
    key id;
    clientela_draft draft;
    clientela_customer customer;
    int64_t documents = -1;
    row_now = "W1";
    open_stocked(&it);
    draft = new_customer(&it, "private");
    set(draft, CLIENTELA_FIELD_GIVEN_NAME, 0, "Zoë");
    set(draft, CLIENTELA_FIELD_FAMILY_NAME, 0, "Hansen");
    set(draft, CLIENTELA_FIELD_EMAIL, 0, "zoe@example.com");
    id = save(it.desk, draft);
    record(&it, id, yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    (void)receipt(&it, "R-1", id.text);
    reopen(&it);
    CHECK(has(&it, id, CLIENTELA_FIELD_GIVEN_NAME, 0, "Zoë") && has(&it, id, CLIENTELA_FIELD_EMAIL, 0, "zoe@example.com"));
    CHECK(stands(&it, id, NEWSLETTER) == CLIENTELA_CONSENT_DETAIL_GIVEN);
    CHECK(finds(&it, "hansen", NULL) == 1);
    customer = details(&it, id);
    OK(clientela_customer_documents(customer, &documents, NULL));
    CHECK(documents == 1);
    clientela_customer_free(customer);
    close_shop(&it);
}

/* The numbers of a list, one after another, such as "1 2 60 ". */
static const char *list(shop *it, clientela_sort sort, int32_t page, const char *status, const char *branch) {
    static char numbers[256];
    clientela_query query = CLIENTELA_NONE;
    clientela_customers customers = CLIENTELA_NONE;
    clientela_person person = CLIENTELA_NONE;
    const char *text = NULL;
    OK(clientela_query_new(&query, NULL));
    OK(clientela_query_set_sort(query, sort, NULL));
    OK(clientela_query_set_page(query, page, NULL));
    OK(clientela_query_set_branch(query, branch, Z, NULL));
    if (status != NULL) OK(clientela_query_add_status(query, status, Z, NULL));
    OK(clientela_desk_customers(it->desk, query, &customers, NULL));
    clientela_query_free(query);
    numbers[0] = '\0';
    while (clientela_customers_next(customers, &person, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_person_text(person, CLIENTELA_FIELD_NUMBER, 0, &text, NULL, NULL));
        CHECK(text != NULL && strlen(numbers) + strlen(text) + 2 < sizeof numbers);
        strcat(strcat(numbers, text), " ");
        clientela_person_free(person);
    }
    CHECK(person == CLIENTELA_NONE);
    clientela_customers_free(customers);
    return numbers;
}

static void w3_columns(shop *it) {
    static const struct {
        clientela_field field;
        const char *value;
    } COLUMNS[] = {{CLIENTELA_FIELD_NUMBER, "60"},     {CLIENTELA_FIELD_KIND, "business"},
                   {CLIENTELA_FIELD_CITY, "Berlin"},   {CLIENTELA_FIELD_PHONE, "+49 30 23125 060"},
                   {CLIENTELA_FIELD_STATUS, "active"}, {CLIENTELA_FIELD_EMAIL, "post@tonstudio.example"},
                   {CLIENTELA_FIELD_LAST_VISIT, NULL}, {CLIENTELA_FIELD_BRANCH, "berlin-mitte"}};
    clientela_query query = CLIENTELA_NONE;
    clientela_customers customers = CLIENTELA_NONE;
    clientela_person person = CLIENTELA_NONE;
    const char *text = NULL;
    size_t at;
    OK(clientela_query_new(&query, NULL));
    OK(clientela_query_set_branch(query, "berlin-mitte", Z, NULL));
    OK(clientela_desk_customers(it->desk, query, &customers, NULL));
    OK(clientela_customers_next(customers, &person, NULL));
    for (at = 0; at < sizeof COLUMNS / sizeof *COLUMNS; at++) {
        OK(clientela_person_text(person, COLUMNS[at].field, 0, &text, NULL, NULL));
        CHECK(COLUMNS[at].value == NULL ? text == NULL : same(text, COLUMNS[at].value));
    }
    OK(clientela_person_name(person, &text, NULL, NULL));
    CHECK(same(text, "Tonstudio Beispielwerk GmbH"));
    clientela_person_free(person);
    clientela_customers_free(customers);
    clientela_query_free(query);
}

static void w3_customer_list(void) {
    shop it;
    int32_t page;
    row_now = "W3";
    open_stocked(&it);
    change(&it, id_by_number(&it, "2"), CLIENTELA_FIELD_LAST_VISIT, "2026-06-30");
    change(&it, id_by_number(&it, "1"), CLIENTELA_FIELD_LAST_VISIT, "2026-05-01");
    change(&it, id_by_number(&it, "1"), CLIENTELA_FIELD_STATUS, "blocked");
    for (page = 1; page <= 4; page++) {
        CHECK(same(list(&it, CLIENTELA_SORT_NAME, page, NULL, NULL), "2 1 60 "));
        CHECK(same(list(&it, CLIENTELA_SORT_NUMBER, page, NULL, NULL), "1 2 60 "));
        CHECK(same(list(&it, CLIENTELA_SORT_LAST_VISIT, page, NULL, NULL), "2 1 60 "));
    }
    CHECK(same(list(&it, CLIENTELA_SORT_NUMBER, 9, "blocked", NULL), "1 "));
    CHECK(same(list(&it, CLIENTELA_SORT_NUMBER, 9, NULL, "berlin-mitte"), "60 "));
    w3_columns(&it);
    close_shop(&it);
}

/* A draft that must be refused for this rule, whatever else. */
static void refused(shop *it, clientela_draft draft, const char *field, const char *rule) {
    clientela_outcome outcome = 7;
    CHECK(clientela_desk_save(it->desk, draft, &outcome, &error) == CLIENTELA_STATUS_INVALID && outcome == 0);
    CHECK(lists(field, 0, rule));
    CHECK(listed() >= 1);
    clientela_draft_free(draft);
}

static void w4_every_broken_field(shop *it) {
    static const struct {
        clientela_field field;
        int32_t slot;
        const char *value, *name, *rule;
    } BAD[] = {{CLIENTELA_FIELD_FAMILY_NAME, 0, "Han\007sen", "family_name", "control_character"},
               {CLIENTELA_FIELD_BIRTH_DATE, 0, "2026-07-02", "birth_date", "date.in_future"},
               {CLIENTELA_FIELD_LANGUAGE, 0, "german", "language", "language.malformed"},
               {CLIENTELA_FIELD_COUNTRY, 0, "XX", "country", "country.unknown"},
               {CLIENTELA_FIELD_EMAIL, 0, "two@at@signs", "email", "email.malformed"},
               {CLIENTELA_FIELD_PHONE, 0, "call me", "phone", "phone.malformed"},
               {CLIENTELA_FIELD_PHONE, 1, "1", "phone", "phone.too_short"},
               {CLIENTELA_FIELD_NUMBER, 0, "two words", "number", "code.malformed"}};
    clientela_draft draft = new_customer(it, "private");
    const char *said = NULL;
    clientela_outcome outcome = -1;
    size_t at, count = sizeof BAD / sizeof *BAD;
    for (at = 0; at < count; at++) set(draft, BAD[at].field, BAD[at].slot, BAD[at].value);
    CHECK(clientela_desk_save(it->desk, draft, &outcome, &error) == CLIENTELA_STATUS_INVALID);
    OK(clientela_error_text(error, &said, NULL));
    for (at = 0; at < count; at++) {
        CHECK(lists(BAD[at].name, BAD[at].slot, BAD[at].rule));
        CHECK(strlen(BAD[at].value) < 2 || strstr(said, BAD[at].value) == NULL);
    }
    CHECK(listed() == (int32_t)count);
    clientela_draft_free(draft);
}

static void w4_add_a_customer(void) {
    shop it;
    clientela_draft draft;
    key id;
    row_now = "W4";
    open_shop(&it);
    refused(&it, new_customer(&it, "private"), "family_name", "required");
    refused(&it, new_customer(&it, "business"), "company", "required");
    refused(&it, new_customer(&it, "alien"), "kind", "choice.unknown");
    w4_every_broken_field(&it);
    CHECK(same(list(&it, CLIENTELA_SORT_NUMBER, 9, NULL, NULL), "") && entries(&it) == 0);
    draft = new_customer(&it, "business");
    set(draft, CLIENTELA_FIELD_COMPANY, 0, "Nordwind AG");
    set(draft, CLIENTELA_FIELD_NUMBER, 0, "B-1");
    (void)save(it.desk, draft);
    CHECK(same(list(&it, CLIENTELA_SORT_NUMBER, 9, NULL, NULL), "B-1 "));
    draft = new_customer(&it, "private");
    set(draft, CLIENTELA_FIELD_GIVEN_NAME, 0, "Cher");
    id = save(it.desk, draft);
    CHECK(has(&it, id, CLIENTELA_FIELD_KIND, 0, "private") && has(&it, id, CLIENTELA_FIELD_STATUS, 0, "active"));
    CHECK(has(&it, id, CLIENTELA_FIELD_BRANCH, 0, "berlin-mitte"));
    close_shop(&it);
}

/* The codes of a customer's consents, each with the language of its text. */
static void w5_consents(clientela_customer customer, const char *language) {
    static const char *const CODES[] = {"data-storage", "newsletter-email", "newsletter-vinyl", "offers-phone", "offers-sms"};
    clientela_consents consents = CLIENTELA_NONE;
    const char *code = NULL, *said = NULL;
    size_t at;
    OK(clientela_customer_consents(customer, &consents, NULL));
    for (at = 0; at < sizeof CODES / sizeof *CODES; at++) {
        OK(clientela_consents_next(consents, NULL));
        OK(clientela_consents_text(consents, CLIENTELA_CONSENT_FIELD_DEFINITION, &code, NULL, NULL));
        OK(clientela_consents_text(consents, CLIENTELA_CONSENT_FIELD_LANGUAGE, &said, NULL, NULL));
        CHECK(same(code, CODES[at]));
        if (at == 1) CHECK(same(said, language));
    }
    CHECK(clientela_consents_next(consents, NULL) == CLIENTELA_STATUS_DONE);
    clientela_consents_free(consents);
}

static void w5_details(shop *it, const char *number, const char *name, const char *role, const char *relative, const char *language) {
    clientela_customer customer = by_number(it, number);
    clientela_related related = CLIENTELA_NONE;
    clientela_person person = CLIENTELA_NONE;
    const char *text = NULL;
    int64_t documents = -1, version = -1;
    OK(clientela_customer_name(customer, &text, NULL, NULL));
    CHECK(same(text, name));
    OK(clientela_customer_related(customer, &related, NULL));
    OK(clientela_related_next(related, &text, NULL, &person, NULL));
    CHECK(same(text, role));
    OK(clientela_person_name(person, &text, NULL, NULL));
    CHECK(same(text, relative));
    clientela_person_free(person);
    CHECK(clientela_related_next(related, &text, NULL, &person, NULL) == CLIENTELA_STATUS_DONE && text == NULL && person == CLIENTELA_NONE);
    clientela_related_free(related);
    w5_consents(customer, language);
    OK(clientela_customer_documents(customer, &documents, NULL));
    OK(clientela_customer_version(customer, &version, NULL));
    CHECK(documents == (same(number, "1") ? 1 : 0) && version == 1);
    clientela_customer_free(customer);
}

static void w5_details_in_one_call(void) {
    shop it;
    row_now = "W5";
    open_stocked(&it);
    (void)receipt(&it, "R-1", id_by_number(&it, "1").text);
    w5_details(&it, "1", "Luís Gonçalves", "family", "Beatriz Moreira", "en");
    w5_details(&it, "60", "Tonstudio Beispielwerk GmbH", "contact", "Mareike Tönnies", "de");
    close_shop(&it);
}

static void w6_edit(void) {
    static const changed WANTED[] = {{CLIENTELA_FIELD_FAMILY_NAME, 0, "Lee", "Ray"}, {CLIENTELA_FIELD_EMAIL, 2, NULL, "ray@example.com"}};
    shop it;
    key id;
    clientela_draft draft;
    clientela_log log;
    row_now = "W6";
    open_shop(&it);
    id = save(it.desk, new_lee(&it));
    draft = edit(it.desk, id);
    set(draft, CLIENTELA_FIELD_FAMILY_NAME, 0, "Ray");
    set(draft, CLIENTELA_FIELD_EMAIL, 0, "lee@example.com");
    set(draft, CLIENTELA_FIELD_EMAIL, 2, "ray@example.com");
    (void)save(it.desk, draft);
    log = log_of(it.desk, id);
    OK(clientela_log_next(log, NULL));
    CHECK(log_number(log, CLIENTELA_LOG_FIELD_KIND) == CLIENTELA_ENTRY_KIND_CREATED);
    OK(clientela_log_next(log, NULL));
    CHECK(log_number(log, CLIENTELA_LOG_FIELD_KIND) == CLIENTELA_ENTRY_KIND_CHANGED);
    log_changes(log, WANTED, 2);
    CHECK(rest_of(log) == 0);
    (void)save(it.desk, edit(it.desk, id));
    CHECK(rest_of(log_of(it.desk, id)) == 2);
    CHECK(has(&it, id, CLIENTELA_FIELD_EMAIL, 2, "ray@example.com") && has(&it, id, CLIENTELA_FIELD_EMAIL, 1, NULL));
    close_shop(&it);
}

static void capture(clientela_draft draft, clientela_capture said) {
    OK(clientela_draft_capture(draft, said, NULL));
    clientela_capture_free(said);
}

static void w9_an_edit_with_an_answer(shop *it, key id) {
    clientela_draft draft = edit(it->desk, id);
    clientela_outcome outcome = -1;
    set(draft, CLIENTELA_FIELD_CITY, 0, "Bree");
    capture(draft, spoken(NEWSLETTER, CLIENTELA_INTENT_WITHDRAW));
    (void)save(it->desk, draft);
    CHECK(stands(it, id, NEWSLETTER) == CLIENTELA_CONSENT_DETAIL_WITHDRAWN && has(it, id, CLIENTELA_FIELD_CITY, 0, "Bree"));
    draft = edit(it->desk, id);
    set(draft, CLIENTELA_FIELD_CITY, 0, "Rivendell");
    capture(draft, spoken("no-such", CLIENTELA_INTENT_GIVE));
    FAILS(clientela_desk_save(it->desk, draft, &outcome, &error), CLIENTELA_STATUS_NOT_FOUND, "definition.unknown", NULL);
    CHECK(has(it, id, CLIENTELA_FIELD_CITY, 0, "Bree"));
    clientela_draft_free(draft);
}

static void w9_consents_with_the_customer(void) {
    shop it;
    key id;
    clientela_draft draft;
    clientela_customer customer = CLIENTELA_NONE;
    const char *text = NULL;
    clientela_outcome outcome = -1;
    row_now = "W9";
    open_stocked(&it);
    draft = new_lee(&it);
    OK(clientela_draft_id(draft, &text, NULL, NULL));
    id = key_of(text);
    capture(draft, yes(NEWSLETTER));
    capture(draft, yes("offers-phone"));
    FAILS(clientela_desk_save(it.desk, draft, &outcome, &error), CLIENTELA_STATUS_INVALID, "consent.channel_data_missing", "phone");
    FAILS(clientela_desk_customer(it.desk, id.text, Z, &customer, &error), CLIENTELA_STATUS_NOT_FOUND, "customer.unknown", NULL);
    set(draft, CLIENTELA_FIELD_PHONE, 0, "+49 171 1234567");
    CHECK(strcmp(save(it.desk, draft).text, id.text) == 0);
    CHECK(stands(&it, id, NEWSLETTER) == CLIENTELA_CONSENT_DETAIL_GIVEN);
    CHECK(contact(&it, id, CLIENTELA_CHANNEL_EMAIL, NEWSLETTER) == CLIENTELA_CONTACT_REASON_ALLOWED);
    w9_an_edit_with_an_answer(&it, id);
    close_shop(&it);
}

int main(void) {
    w1_own_customer_database();
    w3_customer_list();
    w4_add_a_customer();
    w5_details_in_one_call();
    w6_edit();
    w9_consents_with_the_customer();
    return ended("W1 W3 W4 W5 W6 W9");
}
