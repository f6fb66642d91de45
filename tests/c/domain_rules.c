/* Every case of tests/rules/consent.toml through the built library; another file of cases may be named. */
#include "rules_question.h"

enum { FEWEST_CASES = 270, MOST_BYTES = 600 };

/* How the events of a case are handed over: the outcome must be the same. */
enum { AS_THEY_CAME, BACKWARDS, DOUBLED, ORDERS };
static const char *const ORDER_NAMES[] = {"as they came", "backwards", "doubled"};

static int order_now, differences;

static void differs(const char *what, const char *found, const char *wanted) {
    fprintf(stderr, "%s, line %d: [%s] \"%s\", events %s: %s is %s, must be %s\n", rules_file.path, rules_file.now.line,
            rules_file.now.section, rules_file.now.name, ORDER_NAMES[order_now], what, found, wanted);
    differences++;
}

static void check_text(const char *what, const char *found, const char *wanted) {
    if (found == NULL) found = "(none)";
    if (wanted == NULL) wanted = "(none)";
    if (!same(found, wanted)) differs(what, found, wanted);
}

/* A constant must be the one of this name; -1 for none. */
static void check_word(const char *what, const word *list, int64_t found, const char *wanted) {
    const int64_t number = number_in(list, what, wanted, -1);
    while (list->name != NULL && list->number != found) list++;
    if (found != number)
        differs(what, list->name == NULL ? "a number without a name" : list->name, wanted == NULL ? "(none)" : wanted);
}

static void check_number(const char *what, int64_t found, int64_t wanted) {
    char texts[2][24];
    sprintf(texts[0], "%" PRId64, found);
    sprintf(texts[1], "%" PRId64, wanted);
    check_text(what, texts[0], texts[1]);
}

/* Adds a name to a line of names. */
static void add_name(char *line, const char *name) {
    if (strlen(line) + strlen(name) + 2 > MOST_BYTES) stop("too many names", line);
    if (line[0] != 0) strcat(line, " ");
    strcat(line, name);
}

/* Checks ids and their order, where the case names them, and frees the walk; no walk: no ids. */
static void check_ids(const char *what, clientela_texts found, const value *wanted) {
    char lines[2][MOST_BYTES] = {"", ""};
    const char *id = NULL;
    int at;
    while (found != CLIENTELA_NONE && clientela_texts_next(found, &id, NULL, NULL) == CLIENTELA_STATUS_OK) add_name(lines[0], name_of(id));
    clientela_texts_free(found);
    for (at = 0; wanted != NULL && at < wanted->count; at++) add_name(lines[1], wanted->texts[at]);
    if (wanted != NULL) check_text(what, lines[0], lines[1]);
}

/* Checks a case with its events in every order. */
static void in_every_order(rules_case *one, void (*check)(rules_case *, clientela_events)) {
    const value *lines = list_or(one, "events", NULL);
    const int count = lines->count;
    clientela_event made[MOST_TEXTS];
    int at;
    for (at = 0; at < count; at++) made[at] = event_of(lines->texts[at], own_of(one));
    for (order_now = AS_THEY_CAME; order_now < ORDERS; order_now++) {
        clientela_events events = CLIENTELA_NONE;
        OK(clientela_events_new(&events, NULL));
        for (at = count; order_now != AS_THEY_CAME && at > 0; at--) OK(clientela_events_add(events, made[at - 1], NULL));
        for (at = 0; order_now != BACKWARDS && at < count; at++) OK(clientela_events_add(events, made[at], NULL));
        check(one, events);
        clientela_events_free(events);
    }
    for (at = 0; at < count; at++) clientela_event_free(made[at]);
}

/* A word of what stands, as number and as text. */
static void check_stands(clientela_standing standing, clientela_standing_field field, const char *what, const word *list,
                         const char *wanted) {
    const char *text = NULL;
    int64_t number = -1;
    OK(clientela_standing_number(standing, field, &number, NULL));
    check_word(what, list, number, wanted);
    OK(clientela_standing_text(standing, field, &text, NULL, NULL));
    check_text(what, text, wanted);
}

/* How well it is proven, and whether a signature lacks, where the case says so. */
static void check_proof(rules_case *one, clientela_standing standing) {
    const char *grade = text_or(one, "grade", NULL);
    const value *missing = asked(one, "signature_missing", A_YES_OR_NO);
    int64_t number = -1;
    if (grade != NULL) check_stands(standing, CLIENTELA_STANDING_FIELD_GRADE, "grade", GRADES, grade);
    OK(clientela_standing_number(standing, CLIENTELA_STANDING_FIELD_SIGNATURE_MISSING, &number, NULL));
    if (missing != NULL) check_number("signature missing", number, missing->number);
}

static void check_standing(rules_case *one, clientela_events events) {
    const char *dpv = text_or(one, "dpv", NULL), *text = NULL;
    clientela_standing standing = CLIENTELA_NONE;
    clientela_texts ids = CLIENTELA_NONE;
    OK(clientela_events_standing(events, own_of(one), noon_of(one), &standing, NULL));
    check_stands(standing, CLIENTELA_STANDING_FIELD_DETAIL, "detail", DETAILS, text_of(one, "detail"));
    check_stands(standing, CLIENTELA_STANDING_FIELD_STATE, "state", STATES, text_or(one, "state", "unknown"));
    OK(clientela_standing_text(standing, CLIENTELA_STANDING_FIELD_DPV, &text, NULL, NULL));
    if (dpv != NULL) check_text("dpv", text, dpv);
    check_proof(one, standing);
    OK(clientela_standing_evidence(standing, &ids, NULL));
    check_ids("evidence", ids, asked(one, "evidence", A_LIST));
    OK(clientela_standing_heads(standing, &ids, NULL));
    check_ids("heads", ids, asked(one, "heads", A_LIST));
    clientela_standing_free(standing);
}

/* The code and field of a refusal, whose error is freed. */
static void check_refusal(rules_case *one, clientela_status status, clientela_error error) {
    const char *code = NULL, *field = NULL;
    if (error != CLIENTELA_NONE) {
        clientela_status told = CLIENTELA_STATUS_OK;
        OK(clientela_error_code(error, &code, NULL));
        OK(clientela_error_field(error, &field, NULL));
        OK(clientela_error_status(error, &told));
        check_number("status of the error", told, status);
    }
    check_text("refusal", code, text_or(one, "refused", NULL));
    check_text("field", field, text_or(one, "field", NULL));
    clientela_error_free(error);
}

static void check_write(rules_case *one, clientela_events events) {
    const char *writes = text_or(one, "writes", NULL);
    const clientela_act act = act_of(text_of(one, "act"));
    clientela_error error = CLIENTELA_NONE;
    clientela_texts seen = CLIENTELA_NONE;
    int32_t kind = -1;
    const clientela_status status = clientela_act_write(act, own_of(one), events, noon_of(one), 0, &kind, &seen, &error);
    if (status == CLIENTELA_STATUS_OK && writes != NULL && !same(writes, "nothing"))
        check_word("written", KINDS, kind, writes);
    else
        check_text("written", status == CLIENTELA_STATUS_OK ? "an event" : status == CLIENTELA_STATUS_DONE ? "nothing" : NULL, writes);
    check_ids("seen", seen, list_or(one, "sees", NULL));
    check_refusal(one, status, error);
    clientela_act_free(act);
}

/* The definitions that are known; the other way round where the events come backwards. */
static clientela_definitions definitions_of(rules_case *one) {
    const value *keys = list_or(one, "definitions", "newsletter");
    clientela_definitions definitions = CLIENTELA_NONE;
    int at;
    OK(clientela_definitions_new(&definitions, NULL));
    for (at = 0; at < keys->count; at++) {
        const char *key = keys->texts[order_now == BACKWARDS ? keys->count - 1 - at : at];
        OK(clientela_definitions_add(definitions, known[known_at(key)].definition, NULL));
    }
    return definitions;
}

static int64_t answered(clientela_answer answer, clientela_answer_field field) {
    int64_t number = -2;
    OK(clientela_answer_number(answer, field, &number, NULL));
    return number;
}

static const char *told(clientela_answer answer, clientela_answer_field field) {
    const char *text = NULL;
    OK(clientela_answer_text(answer, field, &text, NULL, NULL));
    return text;
}

/* A word of the answer, as number and as text. */
static void check_told(clientela_answer answer, clientela_answer_field field, const char *what, const word *list, const char *wanted) {
    check_word(what, list, answered(answer, field), wanted);
    check_text(what, told(answer, field), wanted);
}

/* Which definition in which version decided, where the case says so. */
static void check_decided_by(rules_case *one, clientela_answer answer) {
    const char *wanted = text_or(one, "by", NULL), *code = told(answer, CLIENTELA_ANSWER_FIELD_DEFINITION);
    char found[120];
    sprintf(found, "%.64s %d.%d", code == NULL ? "(none)" : code, (int)answered(answer, CLIENTELA_ANSWER_FIELD_MAJOR),
            (int)answered(answer, CLIENTELA_ANSWER_FIELD_MINOR));
    if (wanted != NULL) check_text("definition", found, wanted);
}

static void check_answer(rules_case *one, clientela_answer answer) {
    const char *reason = text_of(one, "reason");
    const value *wanted = asked(one, "value", A_NUMBER);
    clientela_texts evidence = CLIENTELA_NONE;
    check_told(answer, CLIENTELA_ANSWER_FIELD_REASON, "reason", REASONS, reason);
    check_told(answer, CLIENTELA_ANSWER_FIELD_REMEDY, "remedy", REMEDIES, text_of(one, "remedy"));
    check_number("allowed", answered(answer, CLIENTELA_ANSWER_FIELD_ALLOWED), strncmp(reason, "allowed", 7) == 0);
    check_told(answer, CLIENTELA_ANSWER_FIELD_GROUND, "ground", GROUNDS, text_or(one, "ground", NULL));
    if (wanted != NULL) check_number("value", answered(answer, CLIENTELA_ANSWER_FIELD_VALUE), wanted->number);
    OK(clientela_answer_evidence(answer, &evidence, NULL));
    check_ids("evidence", evidence, asked(one, "evidence", A_LIST));
    check_decided_by(one, answer);
}

static void check_contact(rules_case *one, clientela_events events) {
    const clientela_definitions definitions = definitions_of(one);
    const clientela_question question = question_of(one);
    clientela_answer answer = CLIENTELA_NONE;
    OK(clientela_may_contact(question, definitions, events, &answer, NULL));
    check_answer(one, answer);
    clientela_answer_free(answer);
    clientela_question_free(question);
    clientela_definitions_free(definitions);
}

/* What each section of cases is checked by. */
static struct {
    const char *name;
    void (*check)(rules_case *, clientela_events);
    int count;
} SECTIONS[] = {{"standing", check_standing, 0}, {"write", check_write, 0}, {"contact", check_contact, 0}};
enum { SECTION_COUNT = sizeof SECTIONS / sizeof SECTIONS[0] };

static void run(rules_case *one) {
    int at = 0;
    row_now = one->name;
    if (same(one->section, "definitions")) {
        make_definition(one);
    } else {
        while (at < SECTION_COUNT && !same(SECTIONS[at].name, one->section)) at++;
        if (at == SECTION_COUNT) stop("this program does not know the section", one->section);
        SECTIONS[at].count++;
        in_every_order(one, SECTIONS[at].check);
    }
    everything_was_asked(one);
}

int main(int count, char **words) {
    rules_case *one;
    int at, cases = 0;
    open_rules(count > 1 ? words[1] : "tests/rules/consent.toml");
    while ((one = next_case()) != NULL) run(one);
    for (at = 0; at < SECTION_COUNT; at++) {
        printf("%s: %d cases\n", SECTIONS[at].name, SECTIONS[at].count);
        cases += SECTIONS[at].count;
    }
    printf("%d cases, %d differences\n", cases, differences);
    free_definitions();
    close_rules();
    row_now = "P11 X2";
    CHECK(differences == 0);
    CHECK(cases >= FEWEST_CASES);
    return ended("P11 X2");
}
