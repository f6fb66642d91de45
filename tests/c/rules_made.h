/* Definitions, events and acts, made of the lines of tests/rules/consent.toml. */
#ifndef RULES_MADE_H
#define RULES_MADE_H

#include <inttypes.h>

#include "rules_words.h"

enum { MOST_DEFINITIONS = 64 };

/* Whoever answers for the person. */
#define A_GUARDIAN "02020202-0202-0202-0202-020202020202"

/* Noon in Greenwich, in milliseconds of the day. */
#define NOON INT64_C(43200000)

/* The day on which a case is decided that names none. */
#define DAY "2024-07-01"

/* A definition, made once. */
static struct {
    const char *key, *code;
    clientela_definition definition;
} known[MOST_DEFINITIONS];
static int known_count;

/* The start of a day, in milliseconds since 1970. March begins the year, so that a leap day ends it. */
static inline int64_t start_of(const char *text) {
    int year, month, date, days, used = 0;
    if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &date, &used) != 3 || used != 10 || text[10] != 0) stop("is no day", text);
    if (month < 3) {
        year--;
        month += 12;
    }
    days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * (month - 3) + 2) / 5 + date - 1;
    return (days - INT64_C(719468)) * INT64_C(86400000);
}

/* The id whose first bytes are the name of an event. */
static inline const char *uuid_of(const char *name) {
    static char text[40];
    const size_t length = strlen(name);
    char *end = text;
    size_t at;
    if (length > 16) stop("the name of an event has up to 16 bytes", name);
    for (at = 0; at < 16; at++) {
        if (at == 4 || at == 6 || at == 8 || at == 10) *end++ = '-';
        end += sprintf(end, "%02x", at < length ? (unsigned)(unsigned char)name[at] : 0u);
    }
    return text;
}

/* The name of an event by its id. */
static inline const char *name_of(const char *id) {
    static char name[17];
    unsigned byte = 0;
    int at = 0;
    while (at < 16 && sscanf(id += *id == '-', "%2x", &byte) == 1) {
        name[at++] = (char)byte;
        id += 2;
    }
    name[at] = 0;
    return name;
}

/* Where the definition of this key is. */
static inline int known_at(const char *key) {
    int at;
    for (at = 0; at < known_count; at++)
        if (same(known[at].key, key)) return at;
    stop("is no definition", key);
    return -1;
}

/* The definition that a case is about where its events say nothing else. */
static inline clientela_definition own_of(rules_case *one) { return known[known_at(text_or(one, "definition", "newsletter"))].definition; }

static inline int64_t noon_of(rules_case *one) { return start_of(text_or(one, "on", DAY)) + NOON; }

static inline void set_version(const char *text, int32_t *major, int32_t *minor) {
    int used = 0;
    if (sscanf(text, "%" SCNd32 ".%" SCNd32 "%n", major, minor, &used) != 2 || text[used] != 0) stop("is no version", text);
}

static inline void number_definition(clientela_definition definition, clientela_definition_field field, int64_t number) {
    OK(clientela_definition_set_number(definition, field, number, NULL));
}

static inline void text_definition(clientela_definition definition, clientela_definition_field field, const char *text) {
    OK(clientela_definition_set_text(definition, field, text, Z, NULL));
}

static inline clientela_definition definition_of(rules_case *one, const char *code) {
    const int32_t purpose = word_in(PURPOSES, "purpose", text_of(one, "purpose"), -1);
    clientela_definition made = CLIENTELA_NONE;
    int32_t major = -1, minor = -1;
    set_version(text_or(one, "version", "1.0"), &major, &minor);
    OK(clientela_definition_new(code, Z, purpose, &made, NULL));
    number_definition(made, CLIENTELA_DEFINITION_FIELD_MAJOR, major);
    number_definition(made, CLIENTELA_DEFINITION_FIELD_MINOR, minor);
    number_definition(made, CLIENTELA_DEFINITION_FIELD_STATE, number_in(DEFINITION_STATES, "state", text_or(one, "state", "active"), -1));
    number_definition(made, CLIENTELA_DEFINITION_FIELD_CHANNEL,
                      number_in(CHANNELS, "channel", text_or(one, "channel", NULL), CLIENTELA_CHANNEL_NONE));
    number_definition(made, CLIENTELA_DEFINITION_FIELD_SIGNATURE, number_or(one, "signature", A_YES_OR_NO, 0));
    number_definition(made, CLIENTELA_DEFINITION_FIELD_CONFIRMATION, number_or(one, "confirmation", A_YES_OR_NO, 0));
    number_definition(made, CLIENTELA_DEFINITION_FIELD_VALID_DAYS, number_or(one, "valid_days", A_NUMBER, -1));
    text_definition(made, CLIENTELA_DEFINITION_FIELD_PARENT, text_or(one, "parent", ""));
    text_definition(made, CLIENTELA_DEFINITION_FIELD_FROM, text_or(one, "from", ""));
    text_definition(made, CLIENTELA_DEFINITION_FIELD_UNTIL, text_or(one, "until", ""));
    return made;
}

/* Makes the definition of a line, to be found by its key. */
static inline void make_definition(rules_case *one) {
    if (known_count == MOST_DEFINITIONS) stop("more than MOST_DEFINITIONS", one->name);
    known[known_count].key = one->name;
    known[known_count].code = text_or(one, "code", one->name);
    known[known_count].definition = definition_of(one, known[known_count].code);
    known_count++;
}

static inline void free_definitions(void) {
    while (known_count > 0) clientela_definition_free(known[--known_count].definition);
}

static inline void number_event(clientela_event event, clientela_event_field field, int64_t number) {
    OK(clientela_event_set_number(event, field, number, NULL));
}

/* The version, method and scope of an event. */
static inline void describe_event(clientela_event event, const sentence *line) {
    int32_t major = 1, minor = 0;
    if (line->says[VERSION] != NULL) set_version(line->says[VERSION], &major, &minor);
    number_event(event, CLIENTELA_EVENT_FIELD_MAJOR, major);
    number_event(event, CLIENTELA_EVENT_FIELD_MINOR, minor);
    number_event(event, CLIENTELA_EVENT_FIELD_METHOD, number_in(METHODS, "via", line->says[VIA], CLIENTELA_METHOD_SPOKEN));
    number_event(event, CLIENTELA_EVENT_FIELD_SCOPE, number_in(SCOPES, "scope", line->says[SCOPE], CLIENTELA_SCOPE_DEFINITION));
}

/* What an event is bound to, and what proves it. */
static inline void prove_event(clientela_event event, const sentence *line) {
    static const uint8_t salt[16] = {7, 7, 7}, digest[32] = {1, 1, 1};
    const char *address = line->says[BOUND_TO];
    if (line->says[SALT_ERASED] != NULL && address == NULL) stop("stands without bound-to", "salt-erased");
    if (line->says[SALT_ERASED] != NULL)
        OK(clientela_event_bind_digest(event, CLIENTELA_EVENT_FIELD_ADDRESS, digest, sizeof digest, NULL, 0, NULL));
    else if (address != NULL)
        OK(clientela_event_bind(event, CLIENTELA_EVENT_FIELD_ADDRESS, address, Z, salt, sizeof salt, NULL));
    if (line->says[SIGNED] != NULL)
        OK(clientela_event_set_digest(event, CLIENTELA_EVENT_FIELD_EVIDENCE, digest, sizeof digest, NULL));
}

/* What an event refers to, and what that is. */
static inline void refer_event(clientela_event event, const sentence *line) {
    static const uint8_t salt[16] = {8, 8, 8};
    static const int32_t kinds[][2] = {{NOTED, CLIENTELA_REFERENCE_KIND_NOTE},
                                       {REGISTERED, CLIENTELA_REFERENCE_KIND_EXTERNAL},
                                       {PRINTED, CLIENTELA_REFERENCE_KIND_FORM}};
    int at, refers = 0;
    for (at = 0; at < 3; at++) {
        if (line->says[kinds[at][0]] == NULL) continue;
        if (refers++) stop("refers to two things", line->text);
        OK(clientela_event_bind(event, CLIENTELA_EVENT_FIELD_REFERENCE, "form 12", Z, salt, sizeof salt, NULL));
        number_event(event, CLIENTELA_EVENT_FIELD_REFERENCE_KIND, kinds[at][1]);
    }
}

/* The definition that an event is about, and the events that it has seen. */
static inline void relate_event(clientela_event event, const sentence *line) {
    const char *definition = line->says[FOR], *seen;
    sentence names;
    if (line->says[SCOPE] != NULL && definition != NULL) stop("says both scope and for", definition);
    if (line->says[SCOPE] != NULL || (definition != NULL && same(definition, "nothing"))) definition = "";
    if (definition != NULL) OK(clientela_event_set_text(event, CLIENTELA_EVENT_FIELD_DEFINITION, definition, Z, NULL));
    begin(&names, line->says[SEES] == NULL ? "" : line->says[SEES]);
    while ((seen = next_word(&names)) != NULL) OK(clientela_event_see(event, uuid_of(seen), Z, NULL));
}

/* An event such as `b: 2024-03-01 withdrawn sees a`, about `own` where it says nothing else. */
static inline clientela_event event_of(const char *text, clientela_definition own) {
    clientela_event event = CLIENTELA_NONE;
    sentence line;
    char *name;
    int32_t kind, authority;
    int64_t at;
    begin(&line, text);
    name = some_word(&line, text);
    if (name[strlen(name) - 1] != ':') stop("an event begins with its name and a colon", text);
    name[strlen(name) - 1] = 0;
    at = start_of(some_word(&line, text));
    kind = word_in(KINDS, "what happened", some_word(&line, text), -1);
    read_says(&line, IN_EVENT);
    authority = word_in(AUTHORITIES, "by", line.says[BY],
                        kind == CLIENTELA_EVENT_KIND_IMPORTED ? CLIENTELA_AUTHORITY_MACHINE : CLIENTELA_AUTHORITY_SUBJECT);
    OK(clientela_event_new(own, uuid_of(name), Z, PERSON, Z, kind, authority, at, &event, NULL));
    describe_event(event, &line);
    if (line.says[BY_GUARDIAN] != NULL) OK(clientela_event_set_text(event, CLIENTELA_EVENT_FIELD_BY, A_GUARDIAN, Z, NULL));
    prove_event(event, &line);
    refer_event(event, &line);
    relate_event(event, &line);
    return event;
}

static inline void number_act(clientela_act act, clientela_act_field field, int64_t number) {
    OK(clientela_act_set_number(act, field, number, NULL));
}

/* An act such as `give by user via correction reason`; the person can be reached unless it says otherwise. */
static inline clientela_act act_of(const char *text) {
    clientela_act act = CLIENTELA_NONE;
    sentence line;
    int32_t intent;
    begin(&line, text);
    intent = word_in(INTENTS, "an intent", some_word(&line, "act"), -1);
    read_says(&line, IN_ACT);
    OK(clientela_act_new(intent, word_in(AUTHORITIES, "by", line.says[BY], CLIENTELA_AUTHORITY_MACHINE),
                         word_in(METHODS, "via", line.says[VIA], CLIENTELA_METHOD_SPOKEN), &act, NULL));
    number_act(act, CLIENTELA_ACT_FIELD_SCOPE, number_in(SCOPES, "scope", line.says[SCOPE], CLIENTELA_SCOPE_DEFINITION));
    number_act(act, CLIENTELA_ACT_FIELD_EVIDENCE, line.says[EVIDENCE] != NULL);
    number_act(act, CLIENTELA_ACT_FIELD_REASON, line.says[REASON_NAMED] != NULL);
    number_act(act, CLIENTELA_ACT_FIELD_REACHABLE, line.says[UNREACHABLE] == NULL);
    number_act(act, CLIENTELA_ACT_FIELD_BY_GUARDIAN, line.says[BY_GUARDIAN] != NULL);
    if (line.says[ERASED] != NULL) number_act(act, CLIENTELA_ACT_FIELD_SUBJECT_STATE, CLIENTELA_SUBJECT_STATE_ERASED);
    return act;
}

#endif
