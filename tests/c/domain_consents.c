/* Consents of the domain alone, through the built library. */
#include "check.h"

static clientela_definition active(const char *code, int channel) {
    clientela_definition definition = CLIENTELA_NONE;
    OK(clientela_definition_new(code, Z, CLIENTELA_PURPOSE_MARKETING, &definition, NULL));
    OK(clientela_definition_set_number(definition, CLIENTELA_DEFINITION_FIELD_STATE, CLIENTELA_DEFINITION_STATE_ACTIVE, NULL));
    OK(clientela_definition_set_number(definition, CLIENTELA_DEFINITION_FIELD_CHANNEL, channel, NULL));
    return definition;
}

/* Adds an event that has seen the one numbered `seen`; 0: none. */
static void happened(clientela_events events, clientela_definition definition, int number, int kind, int authority, int seen) {
    clientela_event event = CLIENTELA_NONE;
    OK(clientela_event_new(definition, id_of(number), Z, PERSON, Z, kind, authority, day(number), &event, NULL));
    if (seen) OK(clientela_event_see(event, id_of(seen), Z, NULL));
    OK(clientela_events_add(events, event, NULL));
    clientela_event_free(event);
}

static clientela_events no_events(void) {
    clientela_events events = CLIENTELA_NONE;
    OK(clientela_events_new(&events, NULL));
    return events;
}

static void check_standing(clientela_events events, clientela_definition definition, int64_t state, const char *detail, const char *dpv) {
    clientela_standing standing = CLIENTELA_NONE;
    const char *text = NULL;
    int64_t number = -1;
    OK(clientela_events_standing(events, definition, day(300), &standing, NULL));
    OK(clientela_standing_number(standing, CLIENTELA_STANDING_FIELD_STATE, &number, NULL));
    CHECK(number == state);
    OK(clientela_standing_text(standing, CLIENTELA_STANDING_FIELD_DETAIL, &text, NULL, NULL));
    CHECK(same(text, detail));
    OK(clientela_standing_text(standing, CLIENTELA_STANDING_FIELD_DPV, &text, NULL, NULL));
    CHECK(same(text, dpv));
    clientela_standing_free(standing);
}

/* The status of recording something now; the kind of event in `kind`. */
static clientela_status recording(clientela_definition definition, clientela_events events, int intent, int authority, int32_t *kind) {
    clientela_act act = CLIENTELA_NONE;
    clientela_texts seen = CLIENTELA_NONE;
    clientela_status status;
    OK(clientela_act_new(intent, authority, CLIENTELA_METHOD_CORRECTION, &act, NULL));
    OK(clientela_act_set_number(act, CLIENTELA_ACT_FIELD_REASON, 1, NULL));
    OK(clientela_act_set_number(act, CLIENTELA_ACT_FIELD_REACHABLE, 1, NULL));
    status = clientela_act_write(act, definition, events, day(300), 0, kind, &seen, NULL);
    clientela_texts_free(seen);
    clientela_act_free(act);
    return status;
}

static void p11_three_states(void) {
    clientela_definition definition = active("newsletter", CLIENTELA_CHANNEL_EMAIL);
    clientela_events events = no_events();
    int32_t kind = -1;
    row_now = "P11";
    check_standing(events, definition, CLIENTELA_CONSENT_STATE_UNKNOWN, "never_asked", "ConsentUnknown");
    CHECK(recording(definition, events, CLIENTELA_INTENT_ON, CLIENTELA_AUTHORITY_MACHINE, &kind) == CLIENTELA_STATUS_OK);
    CHECK(kind == CLIENTELA_EVENT_KIND_IMPORTED);
    CHECK(recording(definition, events, CLIENTELA_INTENT_OFF, CLIENTELA_AUTHORITY_MACHINE, &kind) == CLIENTELA_STATUS_DONE);
    happened(events, definition, 1, CLIENTELA_EVENT_KIND_ASKED, CLIENTELA_AUTHORITY_USER, 0);
    check_standing(events, definition, CLIENTELA_CONSENT_STATE_UNKNOWN, "asked", "ConsentRequested");
    happened(events, definition, 2, CLIENTELA_EVENT_KIND_REFUSED, CLIENTELA_AUTHORITY_SUBJECT, 1);
    check_standing(events, definition, CLIENTELA_CONSENT_STATE_REFUSED, "refused", "ConsentRefused");
    CHECK(recording(definition, events, CLIENTELA_INTENT_CLEAR, CLIENTELA_AUTHORITY_ADMIN, &kind) == CLIENTELA_STATUS_STATE);
    happened(events, definition, 3, CLIENTELA_EVENT_KIND_GIVEN, CLIENTELA_AUTHORITY_SUBJECT, 2);
    check_standing(events, definition, CLIENTELA_CONSENT_STATE_ACCEPTED, "given", "ConsentGiven");
    happened(events, definition, 4, CLIENTELA_EVENT_KIND_WITHDRAWN, CLIENTELA_AUTHORITY_MACHINE, 3);
    check_standing(events, definition, CLIENTELA_CONSENT_STATE_REFUSED, "withdrawn", "ConsentWithdrawn");
    CHECK(recording(definition, events, CLIENTELA_INTENT_GIVE, CLIENTELA_AUTHORITY_ADMIN, &kind) == CLIENTELA_STATUS_NOT_PERMITTED);
    clientela_events_free(events);
    clientela_definition_free(definition);
}

/* What somebody who asks about this address is told. */
static void check_answer(clientela_definition definition, clientela_events events, const char *address, int64_t reason, int64_t remedy,
                         int proofs) {
    clientela_definitions definitions = CLIENTELA_NONE;
    clientela_question question = CLIENTELA_NONE;
    clientela_answer answer = CLIENTELA_NONE;
    clientela_texts evidence = CLIENTELA_NONE;
    const char *text = NULL;
    int64_t number = -1;
    OK(clientela_definitions_new(&definitions, NULL));
    OK(clientela_definitions_add(definitions, definition, NULL));
    OK(clientela_question_new(CLIENTELA_PURPOSE_MARKETING, CLIENTELA_CHANNEL_EMAIL, day(300), 0, &question, NULL));
    if (address[0]) OK(clientela_question_add_value(question, address, Z, 0, NULL));
    OK(clientela_may_contact(question, definitions, events, &answer, NULL));
    OK(clientela_answer_number(answer, CLIENTELA_ANSWER_FIELD_ALLOWED, &number, NULL));
    CHECK(number == (reason == CLIENTELA_CONTACT_REASON_ALLOWED));
    OK(clientela_answer_number(answer, CLIENTELA_ANSWER_FIELD_REASON, &number, NULL));
    CHECK(number == reason);
    OK(clientela_answer_number(answer, CLIENTELA_ANSWER_FIELD_REMEDY, &number, NULL));
    CHECK(number == remedy);
    OK(clientela_answer_evidence(answer, &evidence, NULL));
    while (clientela_texts_next(evidence, &text, NULL, NULL) == CLIENTELA_STATUS_OK) proofs--;
    CHECK(proofs == 0);
    clientela_texts_free(evidence);
    clientela_answer_free(answer);
    clientela_question_free(question);
    clientela_definitions_free(definitions);
}

static void x2_may_we_contact(void) {
    static const uint8_t salt[16] = {7};
    clientela_definition definition = active("newsletter", CLIENTELA_CHANNEL_EMAIL), draft = CLIENTELA_NONE;
    clientela_events events = no_events();
    clientela_event event = CLIENTELA_NONE;
    row_now = "X2";
    OK(clientela_definition_new("newsletter", Z, CLIENTELA_PURPOSE_MARKETING, &draft, NULL));
    check_answer(draft, events, "a@b.de", CLIENTELA_CONTACT_REASON_NO_DEFINITION, CLIENTELA_CONTACT_REMEDY_DEFINE_THE_CONSENT, 0);
    check_answer(definition, events, "", CLIENTELA_CONTACT_REASON_NO_ADDRESS, CLIENTELA_CONTACT_REMEDY_COMPLETE_THE_DATA, 0);
    check_answer(definition, events, "a@b.de", CLIENTELA_CONTACT_REASON_NEVER_ASKED, CLIENTELA_CONTACT_REMEDY_ASK_FOR_CONSENT, 0);
    OK(clientela_event_new(definition, id_of(1), Z, PERSON, Z, CLIENTELA_EVENT_KIND_GIVEN, CLIENTELA_AUTHORITY_SUBJECT, day(1), &event, NULL));
    OK(clientela_event_bind(event, CLIENTELA_EVENT_FIELD_ADDRESS, "a@b.de", Z, salt, sizeof salt, NULL));
    OK(clientela_events_add(events, event, NULL));
    clientela_event_free(event);
    check_answer(definition, events, "a@b.de", CLIENTELA_CONTACT_REASON_ALLOWED, CLIENTELA_CONTACT_REMEDY_NOTHING, 1);
    check_answer(definition, events, "c@d.de", CLIENTELA_CONTACT_REASON_OTHER_ADDRESS, CLIENTELA_CONTACT_REMEDY_ASK_AGAIN, 1);
    happened(events, definition, 2, CLIENTELA_EVENT_KIND_WITHDRAWN, CLIENTELA_AUTHORITY_SUBJECT, 0);
    check_answer(definition, events, "a@b.de", CLIENTELA_CONTACT_REASON_WITHDRAWN, CLIENTELA_CONTACT_REMEDY_UP_TO_THE_PERSON, 1);
    happened(events, definition, 3, CLIENTELA_EVENT_KIND_OBJECTED, CLIENTELA_AUTHORITY_SUBJECT, 2);
    check_answer(definition, events, "a@b.de", CLIENTELA_CONTACT_REASON_OBJECTED, CLIENTELA_CONTACT_REMEDY_UP_TO_THE_PERSON, 1);
    clientela_events_free(events);
    clientela_definition_free(draft);
    clientela_definition_free(definition);
}

int main(void) {
    p11_three_states();
    x2_may_we_contact();
    return ended("P11 X2");
}
