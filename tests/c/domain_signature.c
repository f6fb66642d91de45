/* Signatures without a store: what they are bound to, and how well an answer is proven by them. */
#include "check.h"

static clientela_definition terms(void) {
    clientela_definition definition = CLIENTELA_NONE;
    OK(clientela_definition_new("terms", Z, CLIENTELA_PURPOSE_PROCESSING, &definition, NULL));
    OK(clientela_definition_set_number(definition, CLIENTELA_DEFINITION_FIELD_STATE, CLIENTELA_DEFINITION_STATE_ACTIVE, NULL));
    OK(clientela_definition_set_number(definition, CLIENTELA_DEFINITION_FIELD_SIGNATURE, 1, NULL));
    return definition;
}

static clientela_event given(clientela_definition definition) {
    clientela_event event = CLIENTELA_NONE;
    OK(clientela_event_new(definition, id_of(1), Z, PERSON, Z, CLIENTELA_EVENT_KIND_GIVEN, CLIENTELA_AUTHORITY_SUBJECT, day(1), &event, NULL));
    OK(clientela_event_set_text(event, CLIENTELA_EVENT_FIELD_STATION, "till-1", Z, NULL));
    return event;
}

/* Two strokes; the second one ends here. */
static clientela_signature drawn(int32_t end) {
    clientela_signature signature = CLIENTELA_NONE;
    OK(clientela_signature_new(&signature, NULL));
    OK(clientela_signature_begin_stroke(signature, NULL));
    OK(clientela_signature_add_point(signature, 0, 40, 0, 300, NULL));
    OK(clientela_signature_add_point(signature, 9, 38, 16, 280, NULL));
    OK(clientela_signature_begin_stroke(signature, NULL));
    OK(clientela_signature_add_point(signature, end, 36, 120, -1, NULL));
    return signature;
}

static int belongs(clientela_event event, clientela_signature signature) {
    int32_t yes = -1;
    OK(clientela_event_signed_by(event, signature, &yes, NULL));
    return yes;
}

static int32_t grade_of(clientela_event event) {
    clientela_evidence_grade grade = -1;
    OK(clientela_event_grade(event, &grade, NULL));
    return grade;
}

static int64_t number_of(clientela_events events, clientela_definition definition, clientela_standing_field field) {
    clientela_standing standing = CLIENTELA_NONE;
    int64_t number = -1;
    OK(clientela_events_standing(events, definition, day(2), &standing, NULL));
    OK(clientela_standing_number(standing, field, &number, NULL));
    clientela_standing_free(standing);
    return number;
}

/* What stands after this one event. */
static void stands(clientela_event event, clientela_definition definition, int32_t grade, int missing) {
    clientela_events events = CLIENTELA_NONE;
    OK(clientela_events_new(&events, NULL));
    OK(clientela_events_add(events, event, NULL));
    CHECK(grade_of(event) == grade && number_of(events, definition, CLIENTELA_STANDING_FIELD_GRADE) == grade);
    CHECK(number_of(events, definition, CLIENTELA_STANDING_FIELD_SIGNATURE_MISSING) == missing);
    clientela_events_free(events);
}

static void x6_bound_to_the_event(clientela_definition definition) {
    clientela_event event = given(definition);
    clientela_signature signature = drawn(4), other = drawn(5);
    OK(clientela_event_sign(event, signature, NULL));
    CHECK(belongs(event, signature) && !belongs(event, other));
    OK(clientela_event_set_text(event, CLIENTELA_EVENT_FIELD_STATION, "till-2", Z, NULL));
    CHECK(!belongs(event, signature));
    OK(clientela_event_set_text(event, CLIENTELA_EVENT_FIELD_STATION, "till-1", Z, NULL));
    CHECK(belongs(event, signature));
    clientela_signature_free(other);
    clientela_signature_free(signature);
    clientela_event_free(event);
}

static void x6_grades(clientela_definition definition) {
    static const uint8_t SALT[16] = {1}, IMAGE[3] = {'a', 'b', 'c'};
    clientela_event event = given(definition);
    clientela_signature image = CLIENTELA_NONE;
    stands(event, definition, CLIENTELA_EVIDENCE_GRADE_SAID, 1);
    OK(clientela_event_bind(event, CLIENTELA_EVENT_FIELD_REFERENCE, "DocSys 77", Z, SALT, sizeof SALT, NULL));
    stands(event, definition, CLIENTELA_EVIDENCE_GRADE_REFERENCED, 1);
    OK(clientela_event_set_number(event, CLIENTELA_EVENT_FIELD_REFERENCE_KIND, CLIENTELA_REFERENCE_KIND_EXTERNAL, NULL));
    stands(event, definition, CLIENTELA_EVIDENCE_GRADE_REGISTERED, 0);
    OK(clientela_signature_of_image(IMAGE, sizeof IMAGE, &image, NULL));
    OK(clientela_event_sign(event, image, NULL));
    stands(event, definition, CLIENTELA_EVIDENCE_GRADE_SIGNED, 0);
    clientela_signature_free(image);
    clientela_event_free(event);
}

/* An image and the SHA-256 that a host makes of it are the same signature. */
static void x6_an_image_and_its_digest(clientela_definition definition) {
    static const uint8_t IMAGE[3] = {'a', 'b', 'c'};
    static const uint8_t DIGEST[32] = {0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23,
                                       0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad};
    clientela_event event = given(definition);
    clientela_signature image = CLIENTELA_NONE, digest = CLIENTELA_NONE;
    OK(clientela_signature_of_image(IMAGE, sizeof IMAGE, &image, NULL));
    OK(clientela_signature_of_digest(DIGEST, sizeof DIGEST, &digest, NULL));
    OK(clientela_event_sign(event, digest, NULL));
    CHECK(belongs(event, image));
    CHECK(clientela_signature_begin_stroke(image, NULL) == CLIENTELA_STATUS_STATE);
    clientela_signature_free(digest);
    clientela_signature_free(image);
    clientela_event_free(event);
}

static void x6_bounds(clientela_definition definition) {
    clientela_event event = given(definition);
    clientela_signature signature = CLIENTELA_NONE, none = CLIENTELA_NONE;
    clientela_error error = CLIENTELA_NONE;
    const char *code = NULL;
    int at;
    OK(clientela_signature_new(&signature, NULL));
    CHECK(clientela_event_sign(event, signature, &error) == CLIENTELA_STATUS_INVALID);
    OK(clientela_error_code(error, &code, NULL));
    CHECK(same(code, "signature.empty"));
    clientela_error_free(error);
    for (at = 0; at < 20000; at++) OK(clientela_signature_add_point(signature, at, at, at, -1, NULL));
    CHECK(clientela_signature_add_point(signature, 0, 0, 0, -1, NULL) == CLIENTELA_STATUS_INVALID);
    CHECK(clientela_signature_add_point(signature, 0, 0, -1, -1, NULL) == CLIENTELA_STATUS_MISUSE);
    CHECK(clientela_signature_add_point(signature, 0, 0, 0, 65536, NULL) == CLIENTELA_STATUS_MISUSE);
    OK(clientela_event_sign(event, signature, NULL));
    CHECK(clientela_signature_of_image((const uint8_t *)"", 0, &none, NULL) == CLIENTELA_STATUS_INVALID && none == CLIENTELA_NONE);
    clientela_signature_free(signature);
    clientela_event_free(event);
}

int main(void) {
    clientela_definition definition = terms();
    row_now = "X6";
    x6_bound_to_the_event(definition);
    x6_grades(definition);
    x6_an_image_and_its_digest(definition);
    x6_bounds(definition);
    clientela_definition_free(definition);
    return ended("X6");
}
