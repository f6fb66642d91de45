/* A proof of one event, verified by the domain alone: no store, no database. The document was made by hand, by the rules it follows. */
#include "check.h"

static const char PROOF[] =
    "{\"format\":\"clientela-proof-1\",\"events\":[{\"id\":\"00000000-0000-7000-8000-000000000007\",\"subject\":\"0"
    "0000000-0000-7000-8000-000000000001\",\"definition\":\"news\",\"major\":1,\"minor\":0,\"scope\":\"definition\""
    ",\"language\":\"en\",\"kind\":\"given\",\"authority\":\"subject\",\"by\":null,\"method\":\"paper\",\"origin\":\"till\",\"o"
    "perator\":\"jane\",\"station\":\"till-1\",\"receipt\":null,\"at\":1782892800000,\"recorded\":1782892800000,\"s"
    "een\":[],\"signature\":\"0707070707070707070707070707070707070707070707070707070707070707\",\"reference_kind\":\"note\",\"text\":{\"langua"
    "ge\":\"en\",\"title\":\"News\",\"body\":\"Write to me.\"},\"reference\":null,\"address\":null,\"entry\":{\"ori"
    "gin\":\"till-1\",\"sequence\":4,\"at\":1782892800000,\"date\":\"2026-07-01\",\"door\":\"desk\",\"operator\":\""
    "jane\",\"station\":\"till-1\",\"branch\":\"berlin\",\"idempotency\":null,\"salt\":\"09090909090909090909090909"
    "090909\",\"values\":[]}}],\"chains\":[{\"origin\":\"till-1\",\"first\":4,\"previous\":\"0202020202020202020202"
    "020202020202020202020202020202020202020202\",\"contents\":[\"d38e51a182d1fde6b04b1bda0f2120b98f49ace7095ff01a6"
    "e1f3773e28a0cea\",\"0303030303030303030303030303030303030303030303030303030303030303\",\"040404040404040404040"
    "4040404040404040404040404040404040404040404\"]}]}";

static const char HEADS[] =
    "{\"format\":\"clientela.heads.1\",\"at\":\"2026-07-02T00:00:00.000Z\",\"heads\":[{\"origin\":\"till-1\",\"leng"
    "th\":6,\"digest\":\"689532845047be6d036a382e7573919f0337cfdac29720f5c4fdd004c278cfd3\"}]}";

static clientela_status verified(const char *proof, const char *heads, clientela_proven *proven, clientela_error *error) {
    return clientela_verify_proof((const uint8_t *)proof, strlen(proof), heads, Z, proven, error);
}

static const char *text_of(clientela_proven proven, clientela_event_field field) {
    const char *text = NULL;
    OK(clientela_proven_text(proven, field, &text, NULL, NULL));
    return text;
}

static int64_t number_of(clientela_proven proven, clientela_event_field field) {
    int64_t number = -1;
    OK(clientela_proven_number(proven, field, &number, NULL));
    return number;
}

/* Nothing is proven: the code of the error is this one. */
static void says_nothing(const char *proof, const char *heads, const char *expected) {
    clientela_proven proven = CLIENTELA_NONE;
    clientela_error error = CLIENTELA_NONE;
    const char *code = NULL;
    CHECK(verified(proof, heads, &proven, &error) == CLIENTELA_STATUS_INVALID && proven == CLIENTELA_NONE);
    OK(clientela_error_code(error, &code, NULL));
    CHECK(same(code, expected));
    clientela_error_free(error);
}

/* A copy in which the first such text is another of the same length. */
static char *with(const char *document, const char *text, const char *other) {
    char *copy = (char *)malloc(strlen(document) + 1), *place;
    CHECK(copy != NULL && strlen(text) == strlen(other));
    strcpy(copy, document);
    place = strstr(copy, text);
    CHECK(place != NULL);
    memcpy(place, other, strlen(other));
    return copy;
}

static void x5_what_is_proven_is_read(void) {
    clientela_proven proven = CLIENTELA_NONE;
    OK(verified(PROOF, HEADS, &proven, NULL));
    OK(clientela_proven_next(proven, NULL));
    CHECK(same(text_of(proven, CLIENTELA_EVENT_FIELD_SUBJECT), PERSON) && same(text_of(proven, CLIENTELA_EVENT_FIELD_ID), id_of(7)));
    CHECK(same(text_of(proven, CLIENTELA_EVENT_FIELD_KIND), "given") && same(text_of(proven, CLIENTELA_EVENT_FIELD_DEFINITION), "news"));
    CHECK(number_of(proven, CLIENTELA_EVENT_FIELD_KIND) == CLIENTELA_EVENT_KIND_GIVEN);
    CHECK(same(text_of(proven, CLIENTELA_EVENT_FIELD_TITLE), "News") && same(text_of(proven, CLIENTELA_EVENT_FIELD_BODY), "Write to me."));
    CHECK(same(text_of(proven, CLIENTELA_EVENT_FIELD_CHAIN), "till-1") && number_of(proven, CLIENTELA_EVENT_FIELD_SEQUENCE) == 4);
    CHECK(clientela_proven_next(proven, NULL) == CLIENTELA_STATUS_DONE);
    clientela_proven_free(proven);
}

static void x5_what_was_changed_proves_nothing(void) {
    static const struct {
        const char *text, *other, *code;
    } CHANGES[] = {
        {"given", "asked", "proof.event"},
        {"Write to me.", "Write to us.", "proof.event"},
        {"0707", "0708", "proof.event"},
        {"\"sequence\":4", "\"sequence\":7", "proof.chain"},
        {"0303", "0304", "proof.anchor"},
        {"0202", "0203", "proof.anchor"},
        {"clientela-proof-1", "clientela-proof-2", "proof.malformed"},
    };
    size_t at;
    for (at = 0; at < sizeof CHANGES / sizeof *CHANGES; at++) {
        char *changed = with(PROOF, CHANGES[at].text, CHANGES[at].other);
        says_nothing(changed, HEADS, CHANGES[at].code);
        free(changed);
    }
}

static void x5_without_the_heads_nothing_is_proven(void) {
    char *shorter = with(HEADS, "\"length\":6", "\"length\":5"), *other = with(HEADS, "till-1", "till-2");
    says_nothing(PROOF, shorter, "proof.anchor");
    says_nothing(PROOF, other, "proof.unanchored");
    says_nothing(PROOF, "[]", "heads.malformed");
    free(shorter);
    free(other);
}

int main(void) {
    row_now = "X5";
    x5_what_is_proven_is_read();
    x5_what_was_changed_proves_nothing();
    x5_without_the_heads_nothing_is_proven();
    return ended("X5");
}
