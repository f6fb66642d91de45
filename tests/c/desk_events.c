/* Consent events as they are kept, through the built library. */
#include "shop_events.h"
#include "shop_log.h"

/* What is recorded one day after another, and what stands then. */
static const struct {
    const char *definition;
    clientela_intent intent;
    clientela_method method;
    clientela_consent_detail detail;
    const char *kind;
} STEPS[] = {
    {NEWSLETTER, CLIENTELA_INTENT_ASK, CLIENTELA_METHOD_SPOKEN, CLIENTELA_CONSENT_DETAIL_ASKED, "asked"},
    {NEWSLETTER, CLIENTELA_INTENT_DEFER, CLIENTELA_METHOD_SPOKEN, CLIENTELA_CONSENT_DETAIL_DEFERRED, "deferred"},
    {NEWSLETTER, CLIENTELA_INTENT_GIVE, CLIENTELA_METHOD_PAPER, CLIENTELA_CONSENT_DETAIL_GIVEN, "given"},
    {NEWSLETTER, CLIENTELA_INTENT_GIVE, CLIENTELA_METHOD_PAPER, CLIENTELA_CONSENT_DETAIL_RENEWED, "renewed"},
    {NEWSLETTER, CLIENTELA_INTENT_WITHDRAW, CLIENTELA_METHOD_SPOKEN, CLIENTELA_CONSENT_DETAIL_WITHDRAWN, "withdrawn"},
    {"data-storage", CLIENTELA_INTENT_REFUSE, CLIENTELA_METHOD_SPOKEN, CLIENTELA_CONSENT_DETAIL_REFUSED, "refused"},
    {"data-storage", CLIENTELA_INTENT_GIVE, CLIENTELA_METHOD_PAPER, CLIENTELA_CONSENT_DETAIL_GIVEN, "given"},
    {NEWSLETTER, CLIENTELA_INTENT_OBJECT, CLIENTELA_METHOD_SPOKEN, CLIENTELA_CONSENT_DETAIL_OBJECTED, "objected"},
    {"data-storage", CLIENTELA_INTENT_REVOKE, CLIENTELA_METHOD_SPOKEN, CLIENTELA_CONSENT_DETAIL_REVOKED, "revoked"},
    {"offers-sms", CLIENTELA_INTENT_INVALIDATE, CLIENTELA_METHOD_SPOKEN, CLIENTELA_CONSENT_DETAIL_VOID, "invalidated"},
};
enum { STEP_COUNT = sizeof STEPS / sizeof *STEPS };

/* Takes a step and gives the id of its event. */
static key step(shop *it, key who, int at) {
    clientela_capture capture = answer(STEPS[at].definition, STEPS[at].intent, STEPS[at].method);
    clientela_given given = CLIENTELA_NONE;
    const char *event = NULL;
    int64_t detail = -1;
    key id;
    it->now = NOW + at * A_DAY;
    OK(clientela_desk_record(it->desk, who.text, Z, capture, &given, NULL));
    OK(clientela_given_number(given, CLIENTELA_CONSENT_FIELD_DETAIL, &detail, NULL));
    CHECK(detail == STEPS[at].detail);
    OK(clientela_given_text(given, CLIENTELA_CONSENT_FIELD_EVENT, &event, NULL, NULL));
    id = key_of(event);
    clientela_given_free(given);
    clientela_capture_free(capture);
    return id;
}

/* Everything that the present event holds, in one line. */
static const char *line_of(clientela_kept_events events) {
    static const clientela_event_field TEXT_FIELDS[] = {
        CLIENTELA_EVENT_FIELD_ID,        CLIENTELA_EVENT_FIELD_DEFINITION, CLIENTELA_EVENT_FIELD_SCOPE,   CLIENTELA_EVENT_FIELD_LANGUAGE,
        CLIENTELA_EVENT_FIELD_WORDING,   CLIENTELA_EVENT_FIELD_KIND,       CLIENTELA_EVENT_FIELD_METHOD,  CLIENTELA_EVENT_FIELD_ORIGIN,
        CLIENTELA_EVENT_FIELD_AUTHORITY, CLIENTELA_EVENT_FIELD_OPERATOR,   CLIENTELA_EVENT_FIELD_STATION, CLIENTELA_EVENT_FIELD_RECEIPT,
        CLIENTELA_EVENT_FIELD_EVIDENCE,  CLIENTELA_EVENT_FIELD_REFERENCE};
    static const clientela_event_field NUMBER_FIELDS[] = {CLIENTELA_EVENT_FIELD_MAJOR, CLIENTELA_EVENT_FIELD_MINOR, CLIENTELA_EVENT_FIELD_AT,
                                                          CLIENTELA_EVENT_FIELD_RECORDED};
    static char line[1024];
    size_t at, end = 0;
    for (at = 0; at < sizeof TEXT_FIELDS / sizeof *TEXT_FIELDS; at++) {
        const char *text = event_text(events, TEXT_FIELDS[at]);
        end += (size_t)snprintf(line + end, sizeof line - end, "%s ", text == NULL ? "-" : text);
    }
    for (at = 0; at < sizeof NUMBER_FIELDS / sizeof *NUMBER_FIELDS; at++) {
        end += (size_t)snprintf(line + end, sizeof line - end, "%lld ", (long long)event_number(events, NUMBER_FIELDS[at]));
    }
    CHECK(end < sizeof line);
    return line;
}

/* What each event held when it was new. */
static char lines[STEP_COUNT][1024];

/* So many events are kept; each holds what it held when it was new. */
static void p4_none_is_overwritten(shop *it, key who, int count) {
    clientela_kept_events events = events_of(it->desk, who, NULL);
    int at;
    for (at = 0; at < count; at++) {
        OK(clientela_kept_events_next(events, NULL));
        CHECK(same(line_of(events), lines[at]));
    }
    CHECK(clientela_kept_events_next(events, NULL) == CLIENTELA_STATUS_DONE);
    clientela_kept_events_free(events);
}

/* Notes what the newest event holds. */
static void p4_note(shop *it, key who, int at, key id) {
    clientela_kept_events events = event_at(it->desk, who, NULL, at);
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_ID, id.text) && event_says(events, CLIENTELA_EVENT_FIELD_KIND, STEPS[at].kind));
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_DEFINITION, STEPS[at].definition));
    CHECK(event_number(events, CLIENTELA_EVENT_FIELD_METHOD) == STEPS[at].method);
    CHECK(event_number(events, CLIENTELA_EVENT_FIELD_AT) == NOW + at * A_DAY);
    snprintf(lines[at], sizeof *lines, "%s", line_of(events));
    clientela_kept_events_free(events);
}

/* Each event has its entry in the journal, in order. */
static void p4_journaled(shop *it, key who, const key *events) {
    clientela_log log = log_of(it->desk, who);
    int at;
    for (at = 0; at < STEP_COUNT;) {
        OK(clientela_log_next(log, NULL));
        if (log_number(log, CLIENTELA_LOG_FIELD_KIND) != CLIENTELA_ENTRY_KIND_RECORDED) continue;
        CHECK(log_says(log, CLIENTELA_LOG_FIELD_KEY, events[at].text) && log_number(log, CLIENTELA_LOG_FIELD_AT) == NOW + at * A_DAY);
        CHECK(log_says(log, CLIENTELA_LOG_FIELD_OPERATOR, "jane") && log_says(log, CLIENTELA_LOG_FIELD_RECORD, "consent_event"));
        at++;
    }
    CHECK(rest_of(log) == 0);
    (void)entries(it);
}

static void p4_every_change_is_kept(void) {
    shop it;
    key luis, events[STEP_COUNT];
    int at;
    row_now = "P4";
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    for (at = 0; at < STEP_COUNT; at++) {
        events[at] = step(&it, luis, at);
        p4_note(&it, luis, at, events[at]);
        p4_none_is_overwritten(&it, luis, at + 1);
    }
    reopen(&it);
    p4_none_is_overwritten(&it, luis, STEP_COUNT);
    p4_journaled(&it, luis, events);
    CHECK(stands(&it, luis, NEWSLETTER) == CLIENTELA_CONSENT_DETAIL_OBJECTED);
    CHECK(count_events(&it, luis, NEWSLETTER) == 6 && count_events(&it, luis, "data-storage") == 3);
    CHECK(count_events(&it, luis, "offers-sms") == 1 && count_events(&it, luis, "offers-phone") == 0);
    CHECK(count_events(&it, id_by_number(&it, "2"), NULL) == 0);
    close_shop(&it);
}

/* SHA-256 over language, title and body, each behind its length as 8 bytes: of the newsletter's text in German and in English. */
#define GERMAN "a414847605ad4e1804c62a97bc7bfa2f1b5c2d7c272dbd635285c18b56058a76"
#define ENGLISH "625086745fd09e7a71913e8672eb46a46a5b85ac6f0de4cf94b4021566a33bb9"
/* The digest of a signature. */
static const uint8_t SIGNATURE[32] = {0xa1, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 0x0f};

static int signed_with_it(clientela_kept_events events) {
    clientela_signature signature = CLIENTELA_NONE;
    int32_t yes = -1;
    OK(clientela_signature_of_digest(SIGNATURE, sizeof SIGNATURE, &signature, NULL));
    OK(clientela_kept_events_signed_by(events, signature, &yes, NULL));
    clientela_signature_free(signature);
    return yes;
}

/* Luís signed the German form. */
static void p4_signed_on_paper(shop *it, key luis) {
    clientela_capture paper = yes(NEWSLETTER);
    clientela_kept_events events;
    OK(clientela_capture_set_language(paper, "de", Z, NULL));
    OK(clientela_capture_set_signature(paper, SIGNATURE, sizeof SIGNATURE, NULL));
    OK(clientela_capture_set_reference(paper, "form 4711", Z, NULL));
    OK(clientela_capture_set_receipt(paper, "R-2026-0140", Z, NULL));
    record(it, luis, paper, CLIENTELA_CONSENT_DETAIL_GIVEN);
    events = event_at(it->desk, luis, NEWSLETTER, 0);
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_DEFINITION, NEWSLETTER) && event_says(events, CLIENTELA_EVENT_FIELD_KIND, "given"));
    CHECK(event_number(events, CLIENTELA_EVENT_FIELD_KIND) == CLIENTELA_EVENT_KIND_GIVEN);
    CHECK(event_number(events, CLIENTELA_EVENT_FIELD_MAJOR) == 2 && event_number(events, CLIENTELA_EVENT_FIELD_MINOR) == 0);
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_LANGUAGE, "de") && event_says(events, CLIENTELA_EVENT_FIELD_WORDING, GERMAN));
    CHECK(event_number(events, CLIENTELA_EVENT_FIELD_METHOD) == CLIENTELA_METHOD_PAPER);
    CHECK(event_number(events, CLIENTELA_EVENT_FIELD_ORIGIN) == CLIENTELA_ORIGIN_TILL);
    CHECK(event_number(events, CLIENTELA_EVENT_FIELD_AUTHORITY) == CLIENTELA_AUTHORITY_SUBJECT);
    CHECK(event_number(events, CLIENTELA_EVENT_FIELD_SCOPE) == CLIENTELA_SCOPE_DEFINITION);
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_OPERATOR, "jane") && event_says(events, CLIENTELA_EVENT_FIELD_STATION, "till-1"));
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_RECEIPT, "R-2026-0140"));
    CHECK(event_number(events, CLIENTELA_EVENT_FIELD_AT) == NOW && event_number(events, CLIENTELA_EVENT_FIELD_RECORDED) == NOW);
    CHECK(signed_with_it(events) && event_says(events, CLIENTELA_EVENT_FIELD_REFERENCE, "form 4711"));
    clientela_kept_events_free(events);
}

/* Tom corrects it a day later, without receipt or evidence. */
static void p4_corrected_by_tom(shop *it, key luis) {
    clientela_desk tom = desk_without(it, "tom", 0);
    clientela_capture correction = answer("data-storage", CLIENTELA_INTENT_GIVE, CLIENTELA_METHOD_CORRECTION);
    clientela_given given = CLIENTELA_NONE;
    clientela_kept_events events;
    it->now = NOW + A_DAY;
    OK(clientela_capture_set_reason(correction, "ticked on the card", Z, NULL));
    OK(clientela_desk_record(tom, luis.text, Z, correction, &given, NULL));
    events = event_at(tom, luis, NULL, 1);
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_DEFINITION, "data-storage") && event_says(events, CLIENTELA_EVENT_FIELD_OPERATOR, "tom"));
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_METHOD, "correction") && event_says(events, CLIENTELA_EVENT_FIELD_AUTHORITY, "user"));
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_LANGUAGE, "en") && event_says(events, CLIENTELA_EVENT_FIELD_WORDING, ENGLISH));
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_RECEIPT, NULL) && event_says(events, CLIENTELA_EVENT_FIELD_EVIDENCE, NULL));
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_REFERENCE, NULL) && event_number(events, CLIENTELA_EVENT_FIELD_AT) == NOW + A_DAY);
    clientela_kept_events_free(events);
    clientela_given_free(given);
    clientela_capture_free(correction);
    clientela_desk_free(tom);
}

/* What another system brings has no operator, no station and no text. */
static void p4_imported(shop *it, key leonie) {
    clientela_kept_events events;
    fed(it, "{\"feed\":\"consent\",\"customer\":\"2\",\"definition\":\"" NEWSLETTER "\",\"state\":\"on\"}\n");
    events = event_at(it->desk, leonie, NULL, 0);
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_KIND, "imported") && event_says(events, CLIENTELA_EVENT_FIELD_AUTHORITY, "machine"));
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_METHOD, "transfer") && event_says(events, CLIENTELA_EVENT_FIELD_ORIGIN, "erp"));
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_OPERATOR, NULL) && event_says(events, CLIENTELA_EVENT_FIELD_STATION, NULL));
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_WORDING, NULL));
    clientela_kept_events_free(events);
}

/* A withdrawal by a till whose clock was set back stands behind what it knew. */
static void p4_whatever_the_clock_said(shop *it, key luis) {
    clientela_kept_events events;
    it->now = NOW - 400 * A_DAY;
    record(it, luis, spoken(NEWSLETTER, CLIENTELA_INTENT_WITHDRAW), CLIENTELA_CONSENT_DETAIL_WITHDRAWN);
    events = event_at(it->desk, luis, NEWSLETTER, 0);
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_KIND, "given"));
    OK(clientela_kept_events_next(events, NULL));
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_KIND, "withdrawn"));
    CHECK(event_number(events, CLIENTELA_EVENT_FIELD_AT) == NOW - 400 * A_DAY);
    clientela_kept_events_free(events);
}

static void p4_who_may_read(shop *it, key luis) {
    clientela_desk blind = desk_without(it, "kim", CLIENTELA_RIGHT_READ_CONSENTS), reader = desk_with(it, "kim", CLIENTELA_RIGHT_READ_CONSENTS);
    clientela_kept_events events = CLIENTELA_NONE;
    const char *text = NULL;
    FAILS(clientela_desk_consent_events(blind, luis.text, Z, NULL, 0, &events, &error), CLIENTELA_STATUS_NOT_PERMITTED,
          "right.read_consents", NULL);
    FAILS(clientela_desk_consent_events(reader, UNKNOWN_ID, Z, NULL, 0, &events, &error), CLIENTELA_STATUS_NOT_FOUND, "customer.unknown", NULL);
    CHECK(events == CLIENTELA_NONE);
    events = events_of(reader, luis, NULL);
    FAILS(clientela_kept_events_text(events, CLIENTELA_EVENT_FIELD_ID, &text, NULL, &error), CLIENTELA_STATUS_STATE, "walk.no_row", NULL);
    OK(clientela_kept_events_next(events, NULL));
    FAILS(clientela_kept_events_text(events, CLIENTELA_EVENT_FIELD_ADDRESS, &text, NULL, &error), CLIENTELA_STATUS_MISUSE,
          "argument.unknown_constant", NULL);
    clientela_kept_events_free(events);
    clientela_desk_free(reader);
    clientela_desk_free(blind);
}

static void p4_what_an_event_says(void) {
    shop it;
    key luis;
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    p4_signed_on_paper(&it, luis);
    p4_corrected_by_tom(&it, luis);
    p4_imported(&it, id_by_number(&it, "2"));
    p4_whatever_the_clock_said(&it, luis);
    p4_who_may_read(&it, luis);
    CHECK(count_events(&it, luis, NULL) == 3);
    close_shop(&it);
}

int main(void) {
    p4_every_change_is_kept();
    p4_what_an_event_says();
    return ended("P4");
}
