/* A proof of consent events: made by one shop, verified without it against heads that were kept, and spoiled in many ways. */
#include "shop_erasure.h"
#include "shop_events.h"
#include "shop_files.h"

static const uint8_t SIGNATURE[32] = {7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7};

/* A copy of a document that is freed. */
static char *kept(clientela_buffer buffer) {
    const char *text = NULL;
    size_t length = 0;
    char *copy;
    OK(clientela_buffer_text(buffer, &text, &length, NULL));
    copy = (char *)malloc(length + 1);
    CHECK(copy != NULL);
    memcpy(copy, text, length + 1);
    clientela_buffer_free(buffer);
    return copy;
}

static char *heads_of(shop *it) {
    clientela_buffer buffer = CLIENTELA_NONE;
    OK(clientela_engine_export_heads(it->engine, &buffer, NULL));
    return kept(buffer);
}

static char *proof_of(shop *it, key who, const char *event, const char *heads, int disclose) {
    clientela_buffer buffer = CLIENTELA_NONE;
    OK(clientela_desk_consent_proof(it->desk, who.text, Z, event, Z, heads, Z, disclose, &buffer, NULL));
    return kept(buffer);
}

/* Luís agrees on a signed form and takes it back; Leonie agrees in between. */
static void open_told(shop *it, key *luis) {
    clientela_capture paper;
    open_with_luis(it, luis);
    paper = yes(NEWSLETTER);
    OK(clientela_capture_set_signature(paper, SIGNATURE, sizeof SIGNATURE, NULL));
    OK(clientela_capture_set_reference(paper, "form 4711", Z, NULL));
    record(it, *luis, paper, CLIENTELA_CONSENT_DETAIL_GIVEN);
    record(it, id_by_number(it, "2"), yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    record(it, *luis, spoken(NEWSLETTER, CLIENTELA_INTENT_WITHDRAW), CLIENTELA_CONSENT_DETAIL_WITHDRAWN);
}

static clientela_proven proven_by(const char *proof, const char *heads) {
    clientela_proven proven = CLIENTELA_NONE;
    OK(clientela_verify_proof((const uint8_t *)proof, strlen(proof), heads, Z, &proven, NULL));
    return proven;
}

static const char *proven_text(clientela_proven proven, clientela_event_field field) {
    const char *text = NULL;
    OK(clientela_proven_text(proven, field, &text, NULL, NULL));
    return text;
}

static int64_t proven_number(clientela_proven proven, clientela_event_field field) {
    int64_t number = -1;
    OK(clientela_proven_number(proven, field, &number, NULL));
    return number;
}

static int count_proven(const char *proof, const char *heads) {
    clientela_proven proven = proven_by(proof, heads);
    int count = 0;
    while (clientela_proven_next(proven, NULL) == CLIENTELA_STATUS_OK) count++;
    clientela_proven_free(proven);
    return count;
}

/* The proof says nothing: the code of the error is this one. */
static void says_nothing(const char *proof, const char *heads, const char *code, const char *field) {
    clientela_proven proven = CLIENTELA_NONE;
    FAILS(clientela_verify_proof((const uint8_t *)proof, strlen(proof), heads, Z, &proven, &error), CLIENTELA_STATUS_INVALID, code, field);
    CHECK(proven == CLIENTELA_NONE);
}

static void x5_a_proof_is_verified_without_the_store(void) {
    shop it;
    key luis;
    char *heads, *proof, *disclosed;
    clientela_proven proven;
    open_told(&it, &luis);
    heads = heads_of(&it);
    proof = proof_of(&it, luis, NULL, heads, 0);
    disclosed = proof_of(&it, luis, NULL, heads, 1);
    close_shop(&it);
    proven = proven_by(proof, heads);
    OK(clientela_proven_next(proven, NULL));
    CHECK(same(proven_text(proven, CLIENTELA_EVENT_FIELD_SUBJECT), luis.text));
    CHECK(same(proven_text(proven, CLIENTELA_EVENT_FIELD_DEFINITION), NEWSLETTER));
    CHECK(same(proven_text(proven, CLIENTELA_EVENT_FIELD_CHAIN), "till-1"));
    CHECK(proven_number(proven, CLIENTELA_EVENT_FIELD_SEQUENCE) > 0 && proven_number(proven, CLIENTELA_EVENT_FIELD_AT) == NOW);
    CHECK(proven_text(proven, CLIENTELA_EVENT_FIELD_TITLE) != NULL && proven_text(proven, CLIENTELA_EVENT_FIELD_BODY) != NULL);
    CHECK(proven_text(proven, CLIENTELA_EVENT_FIELD_REFERENCE) == NULL && proven_text(proven, CLIENTELA_EVENT_FIELD_ADDRESS) == NULL);
    clientela_proven_free(proven);
    CHECK(count_proven(proof, heads) == 2 && count_proven(disclosed, heads) == 2);
    CHECK(strstr(proof, "form 4711") == NULL && strstr(proof, "luisg@") == NULL);
    CHECK(strstr(disclosed, "form 4711") != NULL && strstr(disclosed, "luisg@") != NULL);
    *strstr(disclosed, "luisg@") = 'x';
    says_nothing(disclosed, heads, "proof.commitment", "proof");
    free(proof);
    free(disclosed);
    free(heads);
}

/* Every byte of a proof is changed in its lowest bit, one after the other. */
static void x5_a_changed_bit_proves_nothing(void) {
    shop it;
    key luis;
    char *heads, *proof;
    size_t at, length;
    clientela_proven proven = CLIENTELA_NONE;
    open_told(&it, &luis);
    heads = heads_of(&it);
    proof = proof_of(&it, luis, NULL, heads, 0);
    close_shop(&it);
    length = strlen(proof);
    for (at = 0; at < length; at++) {
        proof[at] = (char)(proof[at] ^ 1);
        CHECK(clientela_verify_proof((const uint8_t *)proof, length, heads, Z, &proven, NULL) != CLIENTELA_STATUS_OK);
        CHECK(proven == CLIENTELA_NONE);
        proof[at] = (char)(proof[at] ^ 1);
    }
    CHECK(count_proven(proof, heads) == 2);
    free(proof);
    free(heads);
}

static void x5_a_proof_needs_the_heads_that_were_kept(void) {
    shop it;
    key luis;
    char *early, *late, *proof;
    clientela_buffer buffer = CLIENTELA_NONE;
    open_told(&it, &luis);
    early = heads_of(&it);
    record(&it, luis, yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    late = heads_of(&it);
    proof = proof_of(&it, luis, NULL, late, 0);
    CHECK(count_proven(proof, late) == 3);
    says_nothing(proof, early, "proof.unanchored", "proof");
    says_nothing(proof, "{}", "heads.malformed", "heads");
    says_nothing("{}", late, "proof.malformed", "proof");
    FAILS(clientela_desk_consent_proof(it.desk, luis.text, Z, NULL, 0, early, Z, 0, &buffer, &error), CLIENTELA_STATUS_STATE,
          "proof.unanchored", NULL);
    FAILS(clientela_desk_consent_proof(it.desk, luis.text, Z, luis.text, Z, NULL, 0, 0, &buffer, &error), CLIENTELA_STATUS_NOT_FOUND,
          "proof.event_unknown", NULL);
    CHECK(buffer == CLIENTELA_NONE);
    close_shop(&it);
    free(proof);
    free(early);
    free(late);
}

static void x5_after_an_erasure_the_proof_can_be_made_and_names_nobody(void) {
    shop it;
    key luis;
    char *heads, *before, *after, *one;
    clientela_kept_events events;
    open_told(&it, &luis);
    heads = heads_of(&it);
    before = proof_of(&it, luis, NULL, heads, 0);
    (void)anonymize(&it, luis, 0);
    purge(&it);
    after = proof_of(&it, luis, NULL, heads, 1);
    CHECK(same(after, before) && strstr(after, "form 4711") == NULL);
    events = event_at(it.desk, luis, NEWSLETTER, 1);
    one = proof_of(&it, luis, event_text(events, CLIENTELA_EVENT_FIELD_ID), NULL, 0);
    clientela_kept_events_free(events);
    free(heads);
    heads = heads_of(&it);
    CHECK(count_proven(one, heads) == 1);
    close_shop(&it);
    free(one);
    free(before);
    free(after);
    free(heads);
}

#define COMPANY(jurisdiction)                                                                                               \
    "{\"name\":\"Musikhaus Beispiel GmbH\",\"contact\":\"Data protection officer\",\"address\":\"Beispielstraße 1, Berlin\","   \
    "\"email\":\"privacy@musikhaus.example\",\"phone\":\"+49 30 000000\",\"policy_url\":\"https://musikhaus.example/privacy\"," \
    "\"jurisdiction\":\"" jurisdiction "\",\"storage_locations\":[\"DE\"],\"retention_period\":\"Until withdrawn\","            \
    "\"third_parties\":[],\"withdrawal_method\":\"In any shop\",\"privacy_rights\":[\"access\",\"erasure\"]}"

/* What was said in the forms of others. */
static void x5_receipts_and_records_are_given_out(void) {
    shop it;
    key luis;
    char given[64], withdrawn[64], *document;
    clientela_kept_events events;
    clientela_buffer buffer = CLIENTELA_NONE;
    open_told(&it, &luis);
    events = event_at(it.desk, luis, NEWSLETTER, 0);
    strcpy(given, event_text(events, CLIENTELA_EVENT_FIELD_ID));
    OK(clientela_kept_events_next(events, NULL));
    strcpy(withdrawn, event_text(events, CLIENTELA_EVENT_FIELD_ID));
    clientela_kept_events_free(events);
    OK(clientela_desk_consent_receipt(it.desk, luis.text, Z, given, Z, COMPANY("DE"), Z, &buffer, NULL));
    document = kept(buffer);
    CHECK(strstr(document, "\"KI-CR-v1.1.0\"") != NULL && strstr(document, given) != NULL && strstr(document, luis.text) != NULL);
    CHECK(strstr(document, "https://w3id.org/dpv#ConsentGiven") != NULL && strstr(document, "luisg@") == NULL);
    free(document);
    OK(clientela_desk_consent_record(it.desk, luis.text, Z, NEWSLETTER, Z, COMPANY("DE"), Z, &buffer, NULL));
    document = kept(buffer);
    CHECK(strstr(document, "\"ISO/IEC TS 27560:2023\"") != NULL && strstr(document, "https://w3id.org/dpv#ConsentWithdrawn") != NULL);
    free(document);
    FAILS(clientela_desk_consent_receipt(it.desk, luis.text, Z, withdrawn, Z, COMPANY("DE"), Z, &buffer, &error), CLIENTELA_STATUS_NOT_FOUND,
          "receipt.no_event", NULL);
    FAILS(clientela_desk_consent_record(it.desk, luis.text, Z, NEWSLETTER, Z, COMPANY("Germany"), Z, &buffer, &error),
          CLIENTELA_STATUS_INVALID, "controller.malformed", "controller");
    close_shop(&it);
}

int main(void) {
    row_now = "X5";
    x5_a_proof_is_verified_without_the_store();
    x5_a_changed_bit_proves_nothing();
    x5_a_proof_needs_the_heads_that_were_kept();
    x5_after_an_erasure_the_proof_can_be_made_and_names_nobody();
    x5_receipts_and_records_are_given_out();
    return ended("X5");
}
