/* The printed consent form at a desk, through the built library: filled and blank, a template of the host, found by its number. */
#include "shop_erasure.h"
#include "shop_people.h"

static clientela_form_request request_for(const char *person) {
    clientela_form_request request = CLIENTELA_NONE;
    OK(clientela_form_request_new(person, Z, &request, NULL));
    return request;
}

/* Prints a form and frees the request. */
static clientela_form print(shop *it, clientela_form_request request) {
    clientela_form form = CLIENTELA_NONE;
    OK(clientela_desk_consent_form(it->desk, request, &form, NULL));
    OK(clientela_form_request_free(request));
    return form;
}

static int shows(clientela_form form, const char *part) {
    const char *html = NULL;
    size_t len = 0;
    OK(clientela_form_html(form, &html, &len, NULL));
    CHECK(html != NULL && len == strlen(html));
    return strstr(html, part) != NULL;
}

/* A copy of the number, which outlives the form. */
static key number_of(clientela_form form) {
    key copy;
    const char *number = NULL;
    OK(clientela_form_number(form, &number, NULL, NULL));
    CHECK(number != NULL && strlen(number) == 11);
    memcpy(copy.text, number, 12);
    return copy;
}

static const char *text_of(clientela_kept_form kept, clientela_form_field field) {
    const char *text = NULL;
    OK(clientela_kept_form_text(kept, field, &text, NULL, NULL));
    return text;
}

static int64_t number_in(clientela_kept_form kept, clientela_form_field field) {
    int64_t number = -1;
    OK(clientela_kept_form_number(kept, field, &number, NULL));
    return number;
}

static void the_boxes_are_ticked_as_the_consents_stand(shop *it, key luis) {
    clientela_form form;
    record(it, luis, yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    form = print(it, request_for(luis.text));
    CHECK(shows(form, "Luís Gonçalves") && shows(form, "data-box=\"yes\" data-ticked") && !shows(form, "data-box=\"no\" data-ticked"));
    OK(clientela_form_free(form));
    form = print(it, request_for(NULL));
    CHECK(!shows(form, "Gonçalves") && !shows(form, "data-ticked") && shows(form, "data-box=\"yes\""));
    OK(clientela_form_free(form));
}

static void it_is_found_by_its_number(shop *it, key luis) {
    clientela_form_request request = request_for(luis.text);
    clientela_form form;
    clientela_kept_form kept = CLIENTELA_NONE;
    key number;
    int64_t state = -1;
    OK(clientela_form_request_add(request, "offers-sms", Z, NULL));
    OK(clientela_form_request_add(request, NEWSLETTER, Z, NULL));
    OK(clientela_form_request_set_language(request, "de", Z, NULL));
    form = print(it, request);
    number = number_of(form);
    CHECK(shows(form, number.text) && shows(form, "Schreibt mir.") && shows(form, "Hier gedruckt auf: Englisch"));
    OK(clientela_form_free(form));
    reopen(it);
    OK(clientela_desk_find_consent_form(it->desk, number.text, Z, &kept, NULL));
    CHECK(same(text_of(kept, CLIENTELA_FORM_FIELD_NUMBER), number.text) && same(text_of(kept, CLIENTELA_FORM_FIELD_PERSON), luis.text));
    CHECK(same(text_of(kept, CLIENTELA_FORM_FIELD_LANGUAGE), "de") && number_in(kept, CLIENTELA_FORM_FIELD_AT) == NOW);
    CHECK(same(text_of(kept, CLIENTELA_FORM_FIELD_STATION), "till-1") && same(text_of(kept, CLIENTELA_FORM_FIELD_OPERATOR), "jane"));
    FAILS(clientela_kept_form_number(kept, CLIENTELA_FORM_FIELD_STATE, &state, &error), CLIENTELA_STATUS_STATE, "walk.no_row", NULL);
    OK(clientela_kept_form_next(kept, NULL));
    CHECK(same(text_of(kept, CLIENTELA_FORM_FIELD_DEFINITION), "offers-sms") && same(text_of(kept, CLIENTELA_FORM_FIELD_TEXT_LANGUAGE), "en"));
    CHECK(number_in(kept, CLIENTELA_FORM_FIELD_STATE) == CLIENTELA_CONSENT_STATE_UNKNOWN);
    OK(clientela_kept_form_next(kept, NULL));
    CHECK(same(text_of(kept, CLIENTELA_FORM_FIELD_DEFINITION), NEWSLETTER) && same(text_of(kept, CLIENTELA_FORM_FIELD_STATE), "accepted"));
    CHECK(number_in(kept, CLIENTELA_FORM_FIELD_MAJOR) == 2 && number_in(kept, CLIENTELA_FORM_FIELD_MINOR) == 0);
    CHECK(strlen(text_of(kept, CLIENTELA_FORM_FIELD_WORDING)) == 64);
    CHECK(clientela_kept_form_next(kept, NULL) == CLIENTELA_STATUS_DONE);
    OK(clientela_kept_form_free(kept));
}

static void a_template_of_the_host(shop *it, key luis) {
    clientela_form_request request = request_for(luis.text);
    clientela_form form = CLIENTELA_NONE;
    int64_t before = entries(it);
    OK(clientela_form_request_set_template(request, "{% for %}", Z, NULL));
    FAILS(clientela_desk_consent_form(it->desk, request, &form, &error), CLIENTELA_STATUS_INVALID, "form.template_invalid", "template");
    OK(clientela_form_request_set_template(request, "{% for a in range(99999) %}{% for b in range(99999) %}{{ b }}{% endfor %}{% endfor %}", Z, NULL));
    FAILS(clientela_desk_consent_form(it->desk, request, &form, &error), CLIENTELA_STATUS_LIMIT, "form.template_too_costly", "template");
    CHECK(form == CLIENTELA_NONE && entries(it) == before);
    OK(clientela_form_request_set_template(request, "<p>{{ form.person.name }}</p>", Z, NULL));
    form = print(it, request);
    CHECK(shows(form, "<p>Luís Gonçalves</p>") && entries(it) == before + 1);
    OK(clientela_form_free(form));
}

static void a_wrong_number_says_what_is_wrong(shop *it, key luis) {
    clientela_form form = print(it, request_for(luis.text));
    clientela_kept_form kept = CLIENTELA_NONE;
    key number = number_of(form), wrong = number;
    OK(clientela_form_free(form));
    wrong.text[0] = wrong.text[0] == '7' ? '8' : '7';
    FAILS(clientela_desk_find_consent_form(it->desk, wrong.text, Z, &kept, &error), CLIENTELA_STATUS_INVALID, "form.number_mistyped", "number");
    FAILS(clientela_desk_find_consent_form(it->desk, "4711", Z, &kept, &error), CLIENTELA_STATUS_INVALID, "form.number_malformed", "number");
    (void)anonymize(it, luis, 0);
    FAILS(clientela_desk_find_consent_form(it->desk, number.text, Z, &kept, &error), CLIENTELA_STATUS_NOT_FOUND, "form.unknown", NULL);
    CHECK(kept == CLIENTELA_NONE);
}

static void it_takes_a_right(shop *it, key luis) {
    clientela_desk tom = desk_without(it, "tom", CLIENTELA_RIGHT_READ_CONSENTS);
    clientela_desk kim = desk_with(it, "kim", CLIENTELA_RIGHT_READ_CONSENTS);
    clientela_form_request request = request_for(luis.text);
    clientela_form form = CLIENTELA_NONE;
    FAILS(clientela_desk_consent_form(tom, request, &form, &error), CLIENTELA_STATUS_NOT_PERMITTED, "right.read_consents", NULL);
    FAILS(clientela_desk_consent_form(kim, request, &form, &error), CLIENTELA_STATUS_NOT_PERMITTED, "right.read_customers", NULL);
    OK(clientela_form_request_free(request));
    OK(clientela_desk_free(kim));
    OK(clientela_desk_free(tom));
}

int main(void) {
    shop it;
    key luis;
    row_now = "P6";
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    it_takes_a_right(&it, luis);
    the_boxes_are_ticked_as_the_consents_stand(&it, luis);
    it_is_found_by_its_number(&it, luis);
    a_template_of_the_host(&it, luis);
    a_wrong_number_says_what_is_wrong(&it, luis);
    close_shop(&it);
    return ended("P6");
}
