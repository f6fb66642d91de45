/* The words that the cases of tests/rules/consent.toml are written in. A new word
 * gets a place in a table here; what an event or an act says with it, rules_made.h hands over,
 * and what a question says, rules_question.h. */
#ifndef RULES_WORDS_H
#define RULES_WORDS_H

#include <ctype.h>

#include "rules_file.h"

/* A constant of the header by the end of its name. */
typedef struct word {
    const char *name;
    int64_t number;
} word;

#define OF(LIST, NAME) {#NAME, CLIENTELA_##LIST##_##NAME}
#define END {NULL, 0}

static const word PURPOSES[] = {OF(PURPOSE, PROCESSING), OF(PURPOSE, MARKETING), OF(PURPOSE, MANDATORY_NOTICE), END};
static const word CHANNELS[] = {OF(CHANNEL, EMAIL), OF(CHANNEL, PHONE), OF(CHANNEL, SMS), OF(CHANNEL, LETTER), END};
static const word DEFINITION_STATES[] = {
    OF(DEFINITION_STATE, DRAFT),    OF(DEFINITION_STATE, ACTIVE),   OF(DEFINITION_STATE, ARCHIVED), END};
static const word KINDS[] = {
    OF(EVENT_KIND, ASKED),       OF(EVENT_KIND, DEFERRED),    OF(EVENT_KIND, GIVEN),       OF(EVENT_KIND, REFUSED),
    OF(EVENT_KIND, WITHDRAWN),   OF(EVENT_KIND, RENEWED),     OF(EVENT_KIND, OBJECTED),    OF(EVENT_KIND, CONFIRMED),
    OF(EVENT_KIND, REVOKED),     OF(EVENT_KIND, INVALIDATED), OF(EVENT_KIND, IMPORTED),    END};
static const word AUTHORITIES[] = {
    OF(AUTHORITY, MACHINE), OF(AUTHORITY, USER),    OF(AUTHORITY, ADMIN),   OF(AUTHORITY, SUBJECT), END};
static const word METHODS[] = {
    OF(METHOD, SPOKEN),     OF(METHOD, PAPER),      OF(METHOD, SCREEN),     OF(METHOD, FORM),
    OF(METHOD, LINK),       OF(METHOD, CORRECTION), OF(METHOD, TRANSFER),   END};
static const word SCOPES[] = {
    OF(SCOPE, DEFINITION),  OF(SCOPE, MARKETING),   OF(SCOPE, RESTRICTION), OF(SCOPE, EVERYTHING),  END};
static const word STATES[] = {OF(CONSENT_STATE, UNKNOWN), OF(CONSENT_STATE, ACCEPTED), OF(CONSENT_STATE, REFUSED), END};
static const word DETAILS[] = {
    OF(CONSENT_DETAIL, NEVER_ASKED), OF(CONSENT_DETAIL, ASKED),       OF(CONSENT_DETAIL, DEFERRED),    OF(CONSENT_DETAIL, PENDING),
    OF(CONSENT_DETAIL, GIVEN),       OF(CONSENT_DETAIL, RENEWED),     OF(CONSENT_DETAIL, REFUSED),     OF(CONSENT_DETAIL, WITHDRAWN),
    OF(CONSENT_DETAIL, REVOKED),     OF(CONSENT_DETAIL, EXPIRED),     OF(CONSENT_DETAIL, OUTDATED),    OF(CONSENT_DETAIL, VOID),
    OF(CONSENT_DETAIL, OBJECTED),    END};
static const word INTENTS[] = {
    OF(INTENT, ASK),        OF(INTENT, DEFER),      OF(INTENT, GIVE),       OF(INTENT, REFUSE),
    OF(INTENT, WITHDRAW),   OF(INTENT, OBJECT),     OF(INTENT, CONFIRM),    OF(INTENT, REVOKE),
    OF(INTENT, INVALIDATE), OF(INTENT, ON),         OF(INTENT, OFF),        OF(INTENT, CLEAR),
    END};
static const word SUBJECT_STATES[] = {OF(SUBJECT_STATE, NORMAL), OF(SUBJECT_STATE, RESTRICTED), OF(SUBJECT_STATE, ERASED),
                                      OF(SUBJECT_STATE, DECEASED), OF(SUBJECT_STATE, UNCONFIRMED), END};
static const word GRADES[] = {
    OF(EVIDENCE_GRADE, NOTHING),    OF(EVIDENCE_GRADE, SAID),       OF(EVIDENCE_GRADE, REFERENCED), OF(EVIDENCE_GRADE, REGISTERED),
    OF(EVIDENCE_GRADE, FORM),       OF(EVIDENCE_GRADE, CONFIRMED),  OF(EVIDENCE_GRADE, SIGNED),     END};
static const word GUARDIANS[] = {
    OF(GUARDIAN, PARENT),   OF(GUARDIAN, LEGAL_GUARDIAN),           OF(GUARDIAN, ADULT_GUARDIANSHIP),   END};
static const word GROUNDS[] = {
    OF(GROUND, DE_LETTER),  OF(GROUND, DE_EMAIL),   OF(GROUND, FR_EMAIL),   OF(GROUND, FR_PHONE),
    OF(GROUND, IT_EMAIL),   OF(GROUND, IT_PHONE),   OF(GROUND, NOTICE),     END};

#define REASON(NAME) OF(CONTACT_REASON, NAME)
static const word REASONS[] = {
    REASON(ALLOWED),                 REASON(ERASED),                  REASON(RESTRICTED),
    REASON(NO_DEFINITION),           REASON(DEFINITION_NOT_IN_FORCE), REASON(OBJECTED),
    REASON(NO_ADDRESS),              REASON(BOUNCED),                 REASON(OTHER_ADDRESS),
    REASON(ADDRESS_UNKNOWN),         REASON(NEVER_ASKED),             REASON(ASKED),
    REASON(DEFERRED),                REASON(PENDING),                 REASON(REFUSED),
    REASON(WITHDRAWN),               REASON(REVOKED),                 REASON(EXPIRED),
    REASON(OUTDATED),                REASON(VOID),                    REASON(SIGNATURE_MISSING),
    REASON(PARENT_UNKNOWN),          REASON(PARENT_NOT_ACCEPTED),     REASON(GUARDIAN_MISSING),
    REASON(UNCLEAR),                 REASON(ALLOWED_BY_GROUND),       REASON(REGISTER_UNKNOWN),
    REASON(GUARDIAN_OVER),           REASON(AUTHORIZATION_MISSING),   REASON(ACCOUNT_MISSING),
    REASON(DECEASED),                REASON(UNCONFIRMED),
    END};

#define REMEDY(NAME) OF(CONTACT_REMEDY, NAME)
static const word REMEDIES[] = {
    REMEDY(NOTHING),            REMEDY(ASK_FOR_CONSENT),    REMEDY(ASK_AGAIN),
    REMEDY(CONFIRM),            REMEDY(COMPLETE_THE_DATA),  REMEDY(CORRECT_THE_DATA),
    REMEDY(GET_THE_SIGNATURE),  REMEDY(ASK_THE_GUARDIAN),   REMEDY(DEFINE_THE_CONSENT),
    REMEDY(UP_TO_THE_PERSON),   REMEDY(NOT_POSSIBLE),       REMEDY(CHECK_THE_REGISTER),
    REMEDY(ASK_THE_PERSON),     REMEDY(ASK_THE_CUSTOMER),   REMEDY(OPEN_AN_ACCOUNT),
    REMEDY(COMPLETE_THE_ERASURES),
    END};

static inline int alike(const char *one, const char *other) {
    for (; *one && tolower((unsigned char)*one) == tolower((unsigned char)*other); one++) other++;
    return *one == 0 && *other == 0;
}

static inline void unknown_word(const char *what, const char *name) {
    char text[100];
    sprintf(text, "%.40s: this program does not know the word", what);
    stop(text, name);
}

/* The number of a word; `otherwise` for NULL. */
static inline int64_t number_in(const word *list, const char *what, const char *name, int64_t otherwise) {
    if (name == NULL) return otherwise;
    for (; list->name != NULL; list++)
        if (alike(list->name, name)) return list->number;
    unknown_word(what, name);
    return -1;
}

/* The constants are numbers of 32 bits. */
static inline int32_t word_in(const word *list, const char *what, const char *name, int32_t otherwise) {
    return (int32_t)number_in(list, what, name, otherwise);
}

/* What an event, an act or a guardianship may say behind its first words. */
enum {
    BY,
    VIA,
    SCOPE,
    FOR,
    VERSION,
    BOUND_TO,
    SALT_ERASED,
    SIGNED,
    NOTED,
    REGISTERED,
    PRINTED,
    BY_GUARDIAN,
    FROM,
    UNTIL,
    SEES,
    EVIDENCE,
    REASON_NAMED,
    UNREACHABLE,
    ERASED,
    SAYABLE
};
enum { IN_EVENT = 1, IN_ACT = 2, IN_GUARDIANSHIP = 4 };

/* How many words follow: all of the rest. */
#define THE_REST 2

static const struct {
    const char *name;
    int says, where, follow;
} SAYS[] = {
    {"by", BY, IN_EVENT | IN_ACT, 1},
    {"via", VIA, IN_EVENT | IN_ACT, 1},
    {"scope", SCOPE, IN_EVENT | IN_ACT, 1},
    {"for", FOR, IN_EVENT | IN_GUARDIANSHIP, 1},
    {"version", VERSION, IN_EVENT, 1},
    {"bound-to", BOUND_TO, IN_EVENT, 1},
    {"salt-erased", SALT_ERASED, IN_EVENT, 0},
    {"signed", SIGNED, IN_EVENT, 0},
    {"noted", NOTED, IN_EVENT, 0},
    {"registered", REGISTERED, IN_EVENT, 0},
    {"printed", PRINTED, IN_EVENT, 0},
    {"guardian", BY_GUARDIAN, IN_EVENT | IN_ACT, 0},
    {"from", FROM, IN_GUARDIANSHIP, 1},
    {"until", UNTIL, IN_GUARDIANSHIP, 1},
    {"sees", SEES, IN_EVENT, THE_REST},
    {"evidence", EVIDENCE, IN_ACT, 0},
    {"reason", REASON_NAMED, IN_ACT, 0},
    {"unreachable", UNREACHABLE, IN_ACT, 0},
    {"erased", ERASED, IN_ACT, 0},
};

/* A line of words; what it says is the word that follows, NULL where it says nothing of the kind. */
typedef struct sentence {
    char text[300];
    char *rest;
    char *says[SAYABLE];
} sentence;

static inline void begin(sentence *line, const char *text) {
    memset(line, 0, sizeof *line);
    if (strlen(text) >= sizeof line->text) stop("too long", text);
    strcpy(line->text, text);
    line->rest = line->text;
}

/* The next word; NULL: there is none. */
static inline char *next_word(sentence *line) {
    char *start = line->rest + strspn(line->rest, " ");
    if (*start == 0) return NULL;
    line->rest = start + strcspn(start, " ");
    if (*line->rest != 0) *line->rest++ = 0;
    return start;
}

static inline char *some_word(sentence *line, const char *before) {
    char *found = next_word(line);
    if (found == NULL) stop("nothing stands behind", before);
    return found;
}

/* Which of the words that a line may say this is; ends where it is none. */
static inline int said(const char *name, int where) {
    const int count = sizeof SAYS / sizeof SAYS[0];
    int at = 0;
    while (at < count && !(same(SAYS[at].name, name) && (SAYS[at].where & where))) at++;
    if (at == count) unknown_word(where == IN_EVENT ? "what an event says" : where == IN_ACT ? "what an act says" : "a guardianship", name);
    return at;
}

/* Reads what stands behind the first words. */
static inline void read_says(sentence *line, int where) {
    const char *name;
    while ((name = next_word(line)) != NULL) {
        const int at = said(name, where);
        line->says[SAYS[at].says] = SAYS[at].follow == 1 ? some_word(line, name) : line->rest;
        if (SAYS[at].follow == THE_REST) return;
    }
}

#endif
