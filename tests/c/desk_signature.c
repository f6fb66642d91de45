/* Signatures at a desk: bound to what was signed, proven later, registered elsewhere or on a form, missing; and the full text of a consent. */
#include "shop_erasure.h"
#include "shop_events.h"

#define CALLS "offers-phone"

/* As a pad draws it; the last point stands here. */
static clientela_signature drawn(int32_t end) {
    clientela_signature signature = CLIENTELA_NONE;
    OK(clientela_signature_new(&signature, NULL));
    OK(clientela_signature_begin_stroke(signature, NULL));
    OK(clientela_signature_add_point(signature, 0, 40, 0, 300, NULL));
    OK(clientela_signature_add_point(signature, end, 38, 16, -1, NULL));
    return signature;
}

static int belongs(clientela_kept_events events, clientela_signature signature) {
    int32_t yes = -1;
    OK(clientela_kept_events_signed_by(events, signature, &yes, NULL));
    return yes;
}

/* A number of a consent as the screen shows it. */
static int64_t consent_number(shop *it, key who, const char *definition, clientela_consent_field field) {
    clientela_consents consents = CLIENTELA_NONE;
    const char *code = NULL;
    int64_t number = -1;
    OK(clientela_desk_consents(it->desk, who.text, Z, &consents, NULL));
    do {
        OK(clientela_consents_next(consents, NULL));
        OK(clientela_consents_text(consents, CLIENTELA_CONSENT_FIELD_DEFINITION, &code, NULL, NULL));
    } while (!same(code, definition));
    OK(clientela_consents_number(consents, field, &number, NULL));
    clientela_consents_free(consents);
    return number;
}

/* How well it is proven, and whether the signature is missing. */
static int proven_so(shop *it, key who, clientela_evidence_grade grade, int missing) {
    return consent_number(it, who, CALLS, CLIENTELA_CONSENT_FIELD_GRADE) == grade &&
           consent_number(it, who, CALLS, CLIENTELA_CONSENT_FIELD_SIGNATURE_MISSING) == missing;
}

/* How many signatures are missing; the first one is this person's. */
static int missing(shop *it, key who) {
    clientela_missing_signatures walk = CLIENTELA_NONE;
    const char *text = NULL;
    int count = 0;
    OK(clientela_desk_missing_signatures(it->desk, &walk, NULL));
    CHECK(clientela_missing_signatures_text(walk, CLIENTELA_MISSING_SIGNATURE_FIELD_PERSON, &text, NULL, NULL) == CLIENTELA_STATUS_STATE);
    while (clientela_missing_signatures_next(walk, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_missing_signatures_text(walk, CLIENTELA_MISSING_SIGNATURE_FIELD_PERSON, &text, NULL, NULL));
        CHECK(same(text, who.text));
        OK(clientela_missing_signatures_text(walk, CLIENTELA_MISSING_SIGNATURE_FIELD_DEFINITION, &text, NULL, NULL));
        CHECK(same(text, CALLS));
        OK(clientela_missing_signatures_text(walk, CLIENTELA_MISSING_SIGNATURE_FIELD_EVENT, &text, NULL, NULL));
        CHECK(text != NULL && strlen(text) == 36);
        count++;
    }
    OK(clientela_missing_signatures_free(walk));
    return count;
}

/* Two answers on one pad: each is bound by itself; also an erasure leaves the proof. */
static void x6_bound_and_proven_later(void) {
    shop it;
    key luis;
    clientela_signature signature = drawn(9), other = drawn(8);
    clientela_capture both = yes(NEWSLETTER);
    clientela_kept_events events;
    clientela_plan plan = CLIENTELA_NONE;
    char digest[65];
    int64_t epoch = -1;
    int32_t repeated = -1;
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    OK(clientela_capture_add_answer(both, "data-storage", Z, CLIENTELA_INTENT_GIVE, NULL));
    OK(clientela_capture_sign(both, signature, NULL));
    record(&it, luis, both, CLIENTELA_CONSENT_DETAIL_GIVEN);
    OK(clientela_erp_anonymize(it.erp, luis.text, Z, &epoch, &repeated, &plan, NULL));
    clientela_plan_free(plan);
    events = event_at(it.desk, luis, NULL, 0);
    CHECK(belongs(events, signature) && !belongs(events, other));
    CHECK(event_number(events, CLIENTELA_EVENT_FIELD_GRADE) == CLIENTELA_EVIDENCE_GRADE_SIGNED);
    snprintf(digest, sizeof digest, "%s", event_text(events, CLIENTELA_EVENT_FIELD_EVIDENCE));
    OK(clientela_kept_events_next(events, NULL));
    CHECK(belongs(events, signature) && !event_says(events, CLIENTELA_EVENT_FIELD_EVIDENCE, digest));
    clientela_kept_events_free(events);
    clientela_signature_free(other);
    clientela_signature_free(signature);
    close_shop(&it);
}

static void x6_proven_without_the_store(void) {
    shop it;
    key luis;
    clientela_signature signature = drawn(9), other = drawn(8);
    clientela_capture signed_one = yes(NEWSLETTER);
    clientela_buffer proof = CLIENTELA_NONE, heads = CLIENTELA_NONE;
    clientela_proven proven = CLIENTELA_NONE;
    const char *document = NULL, *kept = NULL;
    size_t length = 0;
    int32_t first = -1, second = -1;
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    OK(clientela_capture_sign(signed_one, signature, NULL));
    record(&it, luis, signed_one, CLIENTELA_CONSENT_DETAIL_GIVEN);
    OK(clientela_desk_consent_proof(it.desk, luis.text, Z, NULL, 0, NULL, 0, 0, &proof, NULL));
    OK(clientela_engine_export_heads(it.engine, &heads, NULL));
    OK(clientela_buffer_text(proof, &document, &length, NULL));
    OK(clientela_buffer_text(heads, &kept, NULL, NULL));
    OK(clientela_verify_proof((const uint8_t *)document, length, kept, Z, &proven, NULL));
    OK(clientela_proven_next(proven, NULL));
    OK(clientela_proven_signed_by(proven, signature, &first, NULL));
    OK(clientela_proven_signed_by(proven, other, &second, NULL));
    CHECK(first == 1 && second == 0);
    clientela_proven_free(proven);
    clientela_buffer_free(heads);
    clientela_buffer_free(proof);
    clientela_signature_free(other);
    clientela_signature_free(signature);
    close_shop(&it);
}

/* A form with this consent only; the number on it. */
static key printed(shop *it, key who) {
    clientela_form_request request = CLIENTELA_NONE;
    clientela_form form = CLIENTELA_NONE;
    const char *number = NULL;
    key copy;
    OK(clientela_form_request_new(who.text, Z, &request, NULL));
    OK(clientela_form_request_add(request, CALLS, Z, NULL));
    OK(clientela_desk_consent_form(it->desk, request, &form, NULL));
    OK(clientela_form_number(form, &number, NULL, NULL));
    snprintf(copy.text, sizeof copy.text, "%s", number);
    clientela_form_free(form);
    clientela_form_request_free(request);
    return copy;
}

static void p12_missing_elsewhere_and_on_a_form(void) {
    shop it;
    key luis, number;
    clientela_capture noted = yes(CALLS), elsewhere = yes(CALLS), form = yes(CALLS), other = yes("data-storage");
    clientela_given given = CLIENTELA_NONE;
    clientela_kept_events events;
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    number = printed(&it, luis);
    CHECK(missing(&it, luis) == 0);
    record(&it, luis, yes(CALLS), CLIENTELA_CONSENT_DETAIL_GIVEN);
    CHECK(proven_so(&it, luis, CLIENTELA_EVIDENCE_GRADE_SAID, 1) && missing(&it, luis) == 1);
    OK(clientela_capture_set_reference(noted, "blue folder", Z, NULL));
    record(&it, luis, noted, CLIENTELA_CONSENT_DETAIL_RENEWED);
    CHECK(proven_so(&it, luis, CLIENTELA_EVIDENCE_GRADE_REFERENCED, 1) && missing(&it, luis) == 1);
    OK(clientela_capture_set_signed_elsewhere(elsewhere, "DocSys 77", Z, NULL));
    record(&it, luis, elsewhere, CLIENTELA_CONSENT_DETAIL_RENEWED);
    CHECK(proven_so(&it, luis, CLIENTELA_EVIDENCE_GRADE_REGISTERED, 0) && missing(&it, luis) == 0);
    CHECK(clientela_capture_set_form(form, "4711", Z, NULL) == CLIENTELA_STATUS_INVALID);
    OK(clientela_capture_set_form(form, number.text, Z, NULL));
    record(&it, luis, form, CLIENTELA_CONSENT_DETAIL_RENEWED);
    CHECK(proven_so(&it, luis, CLIENTELA_EVIDENCE_GRADE_FORM, 0));
    events = event_at(it.desk, luis, CALLS, 3);
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_REFERENCE_KIND, "form") && event_says(events, CLIENTELA_EVENT_FIELD_REFERENCE, number.text));
    CHECK(event_number(events, CLIENTELA_EVENT_FIELD_ORIGIN) == CLIENTELA_ORIGIN_PAPER_FORM);
    clientela_kept_events_free(events);
    OK(clientela_capture_set_form(other, number.text, Z, NULL));
    FAILS(clientela_desk_record(it.desk, luis.text, Z, other, &given, &error), CLIENTELA_STATUS_INVALID, "form.not_on_it", "definition");
    clientela_capture_free(other);
    close_shop(&it);
}

static void p12_the_setting_lets_it_count(void) {
    shop it;
    key luis;
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    record(&it, luis, yes(CALLS), CLIENTELA_CONSENT_DETAIL_GIVEN);
    CHECK(contact(&it, luis, CLIENTELA_CHANNEL_PHONE, CALLS) == CLIENTELA_CONTACT_REASON_SIGNATURE_MISSING);
    OK(clientela_erp_set_setting(it.erp, "consents.unsigned_allowed", Z, "chain", Z, "true", Z, NULL));
    CHECK(contact(&it, luis, CLIENTELA_CHANNEL_PHONE, CALLS) == CLIENTELA_CONTACT_REASON_ALLOWED);
    CHECK(proven_so(&it, luis, CLIENTELA_EVIDENCE_GRADE_SAID, 1) && missing(&it, luis) == 1);
    OK(clientela_erp_set_setting(it.erp, "consents.unsigned_allowed", Z, "chain", Z, NULL, 0, NULL));
    CHECK(contact(&it, luis, CLIENTELA_CHANNEL_PHONE, CALLS) == CLIENTELA_CONTACT_REASON_SIGNATURE_MISSING);
    close_shop(&it);
}

static clientela_consent_text text_in(shop *it, const char *language, const char *person, int32_t major, int32_t minor, const char *on) {
    clientela_consent_text text = CLIENTELA_NONE;
    OK(clientela_desk_consent_text(it->desk, NEWSLETTER, Z, language, Z, person, Z, major, minor, on, Z, &text, NULL));
    return text;
}

static int says(clientela_consent_text text, clientela_consent_text_field field, const char *value) {
    const char *found = NULL;
    OK(clientela_consent_text_text(text, field, &found, NULL, NULL));
    return value == NULL ? found == NULL : same(found, value);
}

/* The version, the body and what it is given in instead; the text is freed. */
static int is(clientela_consent_text text, int64_t minor, const char *body, const char *instead) {
    int64_t found = -1;
    int right;
    OK(clientela_consent_text_number(text, CLIENTELA_CONSENT_TEXT_FIELD_MINOR, &found, NULL));
    right = found == minor && says(text, CLIENTELA_CONSENT_TEXT_FIELD_BODY, body) && says(text, CLIENTELA_CONSENT_TEXT_FIELD_INSTEAD, instead);
    clientela_consent_text_free(text);
    return right;
}

static void p5_the_full_text(void) {
    shop it;
    key luis, event;
    clientela_consent_text text = CLIENTELA_NONE;
    clientela_kept_events events;
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    change(&it, luis, CLIENTELA_FIELD_LANGUAGE, "de");
    record(&it, luis, yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    CHECK(is(text_in(&it, NULL, NULL, -1, -1, NULL), 0, "You may.", NULL));
    CHECK(is(text_in(&it, NULL, luis.text, -1, -1, NULL), 0, "Schreibt mir.", NULL));
    CHECK(is(text_in(&it, "pl", luis.text, -1, -1, NULL), 0, "You may.", "en"));
    it.now = NOW + 2 * A_DAY;
    fed(&it, MARKETING "\"2.1\",\"code\":\"" NEWSLETTER "\",\"channel\":\"email\",\"texts\":[{\"language\":\"en\",\"title\":\"N\",\"body\":\"Write.\"}]}\n");
    CHECK(is(text_in(&it, "en", NULL, -1, -1, NULL), 1, "Write.", NULL));
    CHECK(is(text_in(&it, "de", NULL, 2, 0, NULL), 0, "Schreibt mir.", NULL));
    row_now = "X3";
    CHECK(is(text_in(&it, "en", NULL, -1, -1, "2026-07-02"), 0, "You may.", NULL));
    row_now = "P5";
    events = event_at(it.desk, luis, NEWSLETTER, 0);
    event = key_of(event_text(events, CLIENTELA_EVENT_FIELD_ID));
    OK(clientela_desk_event_text(it.desk, luis.text, Z, event.text, Z, &text, NULL));
    CHECK(says(text, CLIENTELA_CONSENT_TEXT_FIELD_WORDING, event_text(events, CLIENTELA_EVENT_FIELD_WORDING)));
    CHECK(is(text, 0, "Schreibt mir.", NULL));
    clientela_kept_events_free(events);
    FAILS(clientela_desk_consent_text(it.desk, NEWSLETTER, Z, NULL, 0, NULL, 0, 9, 0, NULL, 0, &text, &error), CLIENTELA_STATUS_NOT_FOUND,
          "definition.version_unknown", NULL);
    close_shop(&it);
}

int main(void) {
    row_now = "X6";
    x6_bound_and_proven_later();
    x6_proven_without_the_store();
    row_now = "P12";
    p12_missing_elsewhere_and_on_a_form();
    p12_the_setting_lets_it_count();
    row_now = "P5";
    p5_the_full_text();
    return ended("P5 P12 X3 X6");
}
