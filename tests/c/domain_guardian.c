/* Guardians and grounds in the domain alone, through the built library. */
#include "check.h"

#define GUARDIAN "02020202-0202-4202-8202-020202020202"

static clientela_definition newsletter(void) {
    clientela_definition definition = CLIENTELA_NONE;
    OK(clientela_definition_new("newsletter", Z, CLIENTELA_PURPOSE_MARKETING, &definition, NULL));
    OK(clientela_definition_set_number(definition, CLIENTELA_DEFINITION_FIELD_STATE, CLIENTELA_DEFINITION_STATE_ACTIVE, NULL));
    OK(clientela_definition_set_number(definition, CLIENTELA_DEFINITION_FIELD_CHANNEL, CLIENTELA_CHANNEL_EMAIL, NULL));
    OK(clientela_definition_set_number(definition, CLIENTELA_DEFINITION_FIELD_ACCOUNT, 0, NULL));
    return definition;
}

/* A question about the newsletter on 27 October 2024, of somebody in Germany. */
static clientela_question question(void) {
    clientela_question asked = CLIENTELA_NONE;
    OK(clientela_question_new(CLIENTELA_PURPOSE_MARKETING, CLIENTELA_CHANNEL_EMAIL, day(300), 0, &asked, NULL));
    OK(clientela_question_add_value(asked, "a@b.de", Z, 0, NULL));
    OK(clientela_question_add_country(asked, "DE", Z, NULL));
    return asked;
}

/* Asks and frees the question. */
static int says(clientela_question asked, clientela_definition definition, clientela_events events, const char *reason) {
    clientela_definitions definitions = CLIENTELA_NONE;
    clientela_answer answer = CLIENTELA_NONE;
    const char *text = NULL;
    int right;
    OK(clientela_definitions_new(&definitions, NULL));
    OK(clientela_definitions_add(definitions, definition, NULL));
    OK(clientela_may_contact(asked, definitions, events, &answer, NULL));
    OK(clientela_answer_text(answer, CLIENTELA_ANSWER_FIELD_REASON, &text, NULL, NULL));
    right = same(text, reason);
    clientela_answer_free(answer);
    clientela_definitions_free(definitions);
    clientela_question_free(asked);
    return right;
}

static clientela_question child(void) {
    clientela_question asked = question();
    OK(clientela_question_set_birthday(asked, "2014-01-01", Z, NULL));
    return asked;
}

static void given(clientela_events events, clientela_definition definition, int number, const char *by) {
    clientela_event event = CLIENTELA_NONE;
    OK(clientela_event_new(definition, id_of(number), Z, PERSON, Z, CLIENTELA_EVENT_KIND_GIVEN, CLIENTELA_AUTHORITY_SUBJECT, day(number), &event, NULL));
    OK(clientela_event_set_text(event, CLIENTELA_EVENT_FIELD_BY, by, Z, NULL));
    OK(clientela_events_add(events, event, NULL));
    clientela_event_free(event);
}

static void x19_guardian(void) {
    clientela_definition definition = newsletter();
    clientela_events events = CLIENTELA_NONE;
    clientela_question asked;
    OK(clientela_events_new(&events, NULL));
    given(events, definition, 1, "");
    CHECK(says(question(), definition, events, "allowed"));
    CHECK(says(child(), definition, events, "guardian_missing"));
    asked = question();
    OK(clientela_question_set_number(asked, CLIENTELA_QUESTION_FIELD_UNKNOWN_IS_MINOR, 1, NULL));
    CHECK(says(asked, definition, events, "guardian_missing"));
    asked = question();
    OK(clientela_question_add_guardian(asked, GUARDIAN, Z, CLIENTELA_GUARDIAN_ADULT_GUARDIANSHIP, "marketing", Z, "2024-01-01", Z, NULL, 0, NULL));
    CHECK(says(asked, definition, events, "guardian_missing"));
    given(events, definition, 2, GUARDIAN);
    CHECK(says(child(), definition, events, "allowed"));
    asked = question();
    OK(clientela_question_set_birthday(asked, "2007-06-01", Z, NULL));
    CHECK(says(asked, definition, events, "allowed"));
    asked = question();
    OK(clientela_question_set_birthday(asked, "2007-06-01", Z, NULL));
    OK(clientela_question_set_number(asked, CLIENTELA_QUESTION_FIELD_MAJORITY, 1, NULL));
    CHECK(says(asked, definition, events, "allowed"));
    clientela_events_free(events);
    OK(clientela_events_new(&events, NULL));
    given(events, definition, 3, GUARDIAN);
    /* Without a birthday who was answered for is a minor, also when nobody knows the guardian any more. */
    CHECK(says(question(), definition, events, "allowed"));
    asked = question();
    OK(clientela_question_set_birthday(asked, "2007-06-01", Z, NULL));
    CHECK(says(asked, definition, events, "guardian_over"));
    CHECK(clientela_event_set_text(CLIENTELA_NONE, CLIENTELA_EVENT_FIELD_BY, GUARDIAN, Z, NULL) != CLIENTELA_STATUS_OK);
    clientela_events_free(events);
    clientela_definition_free(definition);
}

static void x2_grounds(void) {
    clientela_definition definition = newsletter();
    clientela_events events = CLIENTELA_NONE;
    clientela_question asked = question();
    OK(clientela_events_new(&events, NULL));
    OK(clientela_question_add_ground(asked, CLIENTELA_GROUND_DE_EMAIL, NULL));
    OK(clientela_question_set_number(asked, CLIENTELA_QUESTION_FIELD_SIMILAR_GOODS, 1, NULL));
    OK(clientela_question_set_number(asked, CLIENTELA_QUESTION_FIELD_BUYER, 1, NULL));
    CHECK(says(asked, definition, events, "allowed_by_ground"));
    asked = question();
    OK(clientela_question_add_ground(asked, CLIENTELA_GROUND_FR_EMAIL, NULL));
    OK(clientela_question_set_number(asked, CLIENTELA_QUESTION_FIELD_SIMILAR_GOODS, 1, NULL));
    OK(clientela_question_set_number(asked, CLIENTELA_QUESTION_FIELD_BUYER, 1, NULL));
    CHECK(says(asked, definition, events, "never_asked"));
    asked = question();
    CHECK(clientela_question_add_ground(asked, 99, NULL) == CLIENTELA_STATUS_MISUSE);
    clientela_question_free(asked);
    clientela_events_free(events);
    clientela_definition_free(definition);
}

int main(void) {
    row_now = "X19";
    x19_guardian();
    row_now = "X2";
    x2_grounds();
    return ended("X2 X19");
}
