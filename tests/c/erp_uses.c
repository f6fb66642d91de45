/* The use log, through the built library: what was used, whether it was allowed, and until when the proof is kept. */
#include "shop_people.h"

#define CALLS "offers-phone"

static const char *text_of(clientela_uses uses, clientela_use_field field) {
    const char *text = NULL;
    OK(clientela_uses_text(uses, field, &text, NULL, NULL));
    return text;
}

static int64_t number_of(clientela_uses uses, clientela_use_field field) {
    int64_t number = INT64_MIN;
    OK(clientela_uses_number(uses, field, &number, NULL));
    return number;
}

/* Records that a newsletter was sent; at may be NULL. CLIENTELA_CONTACT_REASON_... */
static clientela_contact_reason sent(shop *it, key who, const char *name, const char *at, int32_t again) {
    int32_t allowed = -1, repeated = -1;
    clientela_contact_reason reason = -1;
    OK(clientela_erp_record_use(it->erp, name, Z, who.text, Z, CLIENTELA_PURPOSE_MARKETING, CLIENTELA_CHANNEL_EMAIL, NEWSLETTER, Z, at, Z, "spring",
                                Z, "mailer", Z, &allowed, &reason, &repeated, NULL));
    CHECK(allowed == (reason == CLIENTELA_CONTACT_REASON_ALLOWED) && repeated == again);
    return reason;
}

static void counted(shop *it, const char *definition, const char *campaign, int64_t all, int64_t wrong, int64_t people) {
    int64_t uses = -1, not_allowed = -1, persons = -1;
    OK(clientela_erp_use_counts(it->erp, definition, Z, campaign, Z, &uses, &not_allowed, &persons, NULL));
    CHECK(uses == all && not_allowed == wrong && persons == people);
}

/* Each use with the answer of its time, once. */
static void x4_uses(void) {
    shop it;
    clientela_uses uses = CLIENTELA_NONE;
    clientela_contact_reason reason;
    int32_t allowed, repeated;
    int64_t place;
    key luis, leonie;
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    leonie = id_by_number(&it, "2");
    record(&it, luis, yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    CHECK(sent(&it, luis, "m1", NULL, 0) == CLIENTELA_CONTACT_REASON_ALLOWED);
    CHECK(sent(&it, leonie, "m2", NULL, 0) == CLIENTELA_CONTACT_REASON_NEVER_ASKED);
    it.now = NOW + A_DAY;
    record(&it, luis, spoken(NEWSLETTER, CLIENTELA_INTENT_WITHDRAW), CLIENTELA_CONSENT_DETAIL_WITHDRAWN);
    CHECK(sent(&it, luis, "m3", "2026-07-01T20:00:00Z", 0) == CLIENTELA_CONTACT_REASON_ALLOWED);
    CHECK(sent(&it, luis, "m4", NULL, 0) == CLIENTELA_CONTACT_REASON_WITHDRAWN);
    CHECK(sent(&it, luis, "m1", NULL, 1) == CLIENTELA_CONTACT_REASON_ALLOWED);
    FAILS(clientela_erp_record_use(it.erp, "m1", Z, leonie.text, Z, CLIENTELA_PURPOSE_MARKETING, CLIENTELA_CHANNEL_EMAIL, NEWSLETTER, Z, NULL, 0,
                                   "spring", Z, "mailer", Z, &allowed, &reason, &repeated, &error),
          CLIENTELA_STATUS_INVALID, "use.key_used_otherwise", "key");
    fed(&it, "{\"feed\":\"use\",\"key\":\"m5\",\"customer\":\"2\",\"purpose\":\"marketing\",\"channel\":\"phone\"}\n"
             "{\"feed\":\"use\",\"key\":\"m4\",\"customer\":\"1\",\"definition\":\"" NEWSLETTER "\",\"campaign\":\"spring\",\"system\":\"mailer\"}\n");
    counted(&it, NULL, NULL, 5, 3, 2);
    counted(&it, NEWSLETTER, "spring", 4, 2, 2);
    OK(clientela_desk_consent_uses(it.desk, luis.text, Z, NEWSLETTER, Z, &uses, NULL));
    OK(clientela_uses_next(uses, NULL));
    CHECK(same(text_of(uses, CLIENTELA_USE_FIELD_KEY), "m1") && same(text_of(uses, CLIENTELA_USE_FIELD_SYSTEM), "mailer"));
    CHECK(same(text_of(uses, CLIENTELA_USE_FIELD_CAMPAIGN), "spring") && strlen(text_of(uses, CLIENTELA_USE_FIELD_EVIDENCE)) == 36);
    CHECK(number_of(uses, CLIENTELA_USE_FIELD_AT) == NOW && number_of(uses, CLIENTELA_USE_FIELD_CHANNEL) == CLIENTELA_CHANNEL_EMAIL);
    clientela_uses_free(uses);
    OK(clientela_erp_uses(it.erp, NULL, 0, "spring", Z, 0, 3, &uses, NULL));
    for (place = 0; clientela_uses_next(uses, NULL) == CLIENTELA_STATUS_OK;) place = number_of(uses, CLIENTELA_USE_FIELD_PLACE);
    clientela_uses_free(uses);
    OK(clientela_erp_uses(it.erp, NULL, 0, "spring", Z, place, 3, &uses, NULL));
    OK(clientela_uses_next(uses, NULL));
    CHECK(same(text_of(uses, CLIENTELA_USE_FIELD_KEY), "m4") && same(text_of(uses, CLIENTELA_USE_FIELD_REASON), "withdrawn"));
    CHECK(clientela_uses_next(uses, NULL) == CLIENTELA_STATUS_DONE);
    clientela_uses_free(uses);
    close_shop(&it);
}

static void kept(shop *it, key who, const char *country, const char *day) {
    clientela_proof_period period = CLIENTELA_NONE;
    const char *until = NULL, *ground = NULL;
    OK(clientela_erp_proof_kept_until(it->erp, who.text, Z, CALLS, Z, country, Z, &period, NULL));
    OK(clientela_proof_period_text(period, CLIENTELA_PROOF_PERIOD_FIELD_UNTIL, &until, NULL, NULL));
    OK(clientela_proof_period_text(period, CLIENTELA_PROOF_PERIOD_FIELD_GROUND, &ground, NULL, NULL));
    CHECK(day == NULL ? until == NULL && ground == NULL : same(until, day) && ground != NULL);
    clientela_proof_period_free(period);
}

/* In Germany the proof that somebody may be called is kept for five years from the last act or use. */
static void x4_proof(void) {
    static const uint8_t SIGNED[32] = {7};
    shop it;
    clientela_capture capture;
    clientela_contact_reason reason = -1;
    int32_t allowed, repeated;
    key luis;
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    kept(&it, luis, "DE", NULL);
    capture = yes(CALLS);
    OK(clientela_capture_set_signature(capture, SIGNED, sizeof SIGNED, NULL));
    record(&it, luis, capture, CLIENTELA_CONSENT_DETAIL_GIVEN);
    kept(&it, luis, "DE", "2031-07-01");
    kept(&it, luis, "FR", NULL);
    it.now = NOW + 100 * A_DAY;
    OK(clientela_erp_record_use(it.erp, "c1", Z, luis.text, Z, CLIENTELA_PURPOSE_MARKETING, CLIENTELA_CHANNEL_PHONE, NULL, 0, NULL, 0, NULL, 0, NULL,
                                0, &allowed, &reason, &repeated, NULL));
    CHECK(allowed == 1 && reason == CLIENTELA_CONTACT_REASON_ALLOWED);
    kept(&it, luis, "DE", "2031-10-09");
    close_shop(&it);
}

int main(void) {
    row_now = "X4";
    x4_uses();
    x4_proof();
    return ended("X4");
}
