/* Questions whether a person may be contacted, made of the cases of tests/rules/consent.toml. */
#ifndef RULES_QUESTION_H
#define RULES_QUESTION_H

#include "rules_made.h"

static inline void add_values(rules_case *one, clientela_question question) {
    static const char bounced[] = " bounced";
    const value *values = list_or(one, "values", "ana@example.pt");
    int at;
    for (at = 0; at < values->count; at++) {
        const char *text = values->texts[at], *end = strstr(text, bounced);
        const int came_back = end != NULL && same(end, bounced);
        OK(clientela_question_add_value(question, text, came_back ? (size_t)(end - text) : strlen(text), came_back, NULL));
    }
}

/* Somebody who decides, such as `adult_guardianship from 2024-01-01 for invoices+processing`. */
static inline void add_guardian(const char *text, clientela_question question) {
    const char *scope = "all", *from, *until;
    sentence line;
    int32_t ground;
    begin(&line, text);
    ground = word_in(GUARDIANS, "a guardian", some_word(&line, "guardians"), -1);
    read_says(&line, IN_GUARDIANSHIP);
    from = line.says[FROM];
    until = line.says[UNTIL];
    if (line.says[FOR] != NULL) {
        char *plus = line.says[FOR];
        while ((plus = strchr(plus, '+')) != NULL) *plus = ' ';
        scope = line.says[FOR];
    }
    OK(clientela_question_add_guardian(question, A_GUARDIAN, Z, ground, scope, Z, from, from == NULL ? 0 : Z, until,
                                       until == NULL ? 0 : Z, NULL));
}

/* Who decides for the person, how old they are and where they live. */
static inline void add_ward(rules_case *one, clientela_question question) {
    const char *born = text_or(one, "born", NULL);
    const value *list = list_or(one, "guardians", NULL);
    int at;
    for (at = 0; at < list->count; at++) add_guardian(list->texts[at], question);
    if (born != NULL) OK(clientela_question_set_birthday(question, born, Z, NULL));
    list = list_or(one, "countries", NULL);
    for (at = 0; at < list->count; at++) OK(clientela_question_add_country(question, list->texts[at], Z, NULL));
}

/* The grounds that are used, and the numbers that the register does not list. */
static inline void add_basis(rules_case *one, clientela_question question) {
    const value *list = list_or(one, "grounds", NULL);
    int at;
    for (at = 0; at < list->count; at++)
        OK(clientela_question_add_ground(question, word_in(GROUNDS, "a ground", list->texts[at], -1), NULL));
    list = list_or(one, "unlisted", NULL);
    for (at = 0; at < list->count; at++) OK(clientela_question_add_unlisted(question, list->texts[at], Z, NULL));
}

/* What a case says with true or false. */
static inline void set_numbers(rules_case *one, clientela_question question) {
    static const struct {
        const char *key;
        clientela_question_field field;
    } numbers[] = {{"unsigned_allowed", CLIENTELA_QUESTION_FIELD_UNSIGNED_ALLOWED},
                   {"similar_goods", CLIENTELA_QUESTION_FIELD_SIMILAR_GOODS},
                   {"buyer", CLIENTELA_QUESTION_FIELD_BUYER},
                   {"majority", CLIENTELA_QUESTION_FIELD_MAJORITY},
                   {"unknown_is_minor", CLIENTELA_QUESTION_FIELD_UNKNOWN_IS_MINOR}};
    size_t at;
    for (at = 0; at < sizeof numbers / sizeof numbers[0]; at++)
        OK(clientela_question_set_number(question, numbers[at].field, number_or(one, numbers[at].key, A_YES_OR_NO, 0), NULL));
}

/* The purpose, the channel and the moment of a question. */
static inline clientela_question asked_of(rules_case *one) {
    const int32_t offset = (int32_t)number_or(one, "offset_minutes", A_NUMBER, 0);
    clientela_question question = CLIENTELA_NONE;
    sentence ask;
    int32_t purpose, channel;
    begin(&ask, text_or(one, "ask", "marketing email"));
    purpose = word_in(PURPOSES, "a purpose", some_word(&ask, "ask"), -1);
    channel = word_in(CHANNELS, "a channel", next_word(&ask), CLIENTELA_CHANNEL_NONE);
    OK(clientela_question_new(purpose, channel, noon_of(one), offset, &question, NULL));
    return question;
}

static inline clientela_question question_of(rules_case *one) {
    const char *about = text_or(one, "about", NULL);
    const int32_t subject = word_in(SUBJECT_STATES, "subject", text_or(one, "subject", "normal"), -1);
    clientela_question question = asked_of(one);
    if (about != NULL) OK(clientela_question_set_definition(question, known[known_at(about)].code, Z, NULL));
    OK(clientela_question_set_number(question, CLIENTELA_QUESTION_FIELD_SUBJECT_STATE, subject, NULL));
    set_numbers(one, question);
    add_values(one, question);
    add_ward(one, question);
    add_basis(one, question);
    return question;
}

#endif
