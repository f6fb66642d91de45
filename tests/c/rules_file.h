/* Reads a file of rules case by case: the little of TOML that tests/rules/consent.toml is written in. */
#ifndef RULES_FILE_H
#define RULES_FILE_H

#include "check.h"

enum { MOST_TEXTS = 32, MOST_VALUES = 24 };

/* What a value is. */
enum { A_TEXT, A_LIST, A_NUMBER, A_YES_OR_NO };
static const char *const KIND_NAMES[] = {"must be a text", "must be a list of texts", "must be a number", "must be true or false"};

/* A value behind its key: texts, of which a text has one, or a number; true is 1. */
typedef struct value {
    const char *key;
    int kind, count, asked;
    int64_t number;
    const char *texts[MOST_TEXTS];
} value;

/* A case, or a line of the definitions: its values, each of which must be asked for. */
typedef struct rules_case {
    const char *section, *name;
    int line, count;
    value values[MOST_VALUES];
} rules_case;

static struct {
    const char *path, *section;
    char *text, *at;
    int line;
    rules_case now;
} rules_file;

/* Says which case cannot be understood, and ends. */
static inline void stop(const char *what, const char *word) {
    const rules_case *now = &rules_file.now;
    fprintf(stderr, "%s, line %d: [%s] \"%s\": %s: %s\n", rules_file.path, now->line, now->section, now->name, what, word);
    exit(1);
}

static inline void open_rules(const char *path) {
    FILE *file = fopen(path, "rb");
    long length;
    rules_file.path = path;
    rules_file.section = rules_file.now.section = rules_file.now.name = "";
    rules_file.line = 1;
    if (file == NULL) stop("there is no such file", path);
    CHECK(fseek(file, 0, SEEK_END) == 0 && (length = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0);
    rules_file.text = rules_file.at = (char *)calloc((size_t)length + 1, 1);
    CHECK(rules_file.text != NULL && fread(rules_file.text, 1, (size_t)length, file) == (size_t)length);
    fclose(file);
}

static inline void close_rules(void) {
    free(rules_file.text);
    rules_file.text = rules_file.at = NULL;
}

static inline void pass_blanks(void) { rules_file.at += strspn(rules_file.at, " \t\r"); }

/* Passes over blanks, comments and ends of lines. */
static inline void pass_lines(void) {
    for (;;) {
        pass_blanks();
        if (*rules_file.at == '#') rules_file.at += strcspn(rules_file.at, "\n");
        if (*rules_file.at != '\n') return;
        rules_file.at++;
        rules_file.line++;
    }
}

/* Passes over a sign where it stands. */
static inline int takes(char sign) {
    if (*rules_file.at != sign) return 0;
    rules_file.at++;
    return 1;
}

/* The rest of the line, to show where reading came to its end. */
static inline const char *what_follows(void) {
    if (*rules_file.at == 0) return "(the end of the file)";
    rules_file.at[strcspn(rules_file.at, "\r\n")] = 0;
    return rules_file.at;
}

static inline void must_take(char sign) {
    const char expected[] = {'m', 'u', 's', 't', ' ', 'b', 'e', ' ', sign, 0};
    if (!takes(sign)) stop(expected, what_follows());
}

static inline void read_text(value *into) {
    char *start;
    must_take('"');
    start = rules_file.at;
    rules_file.at += strcspn(start, "\"\\\n");
    if (into->count == MOST_TEXTS) stop("more texts than MOST_TEXTS", into->key);
    if (*rules_file.at != '"') {
        (void)what_follows();
        stop("a text has no escapes and ends on its line", start);
    }
    *rules_file.at++ = 0;
    into->texts[into->count++] = start;
}

static inline void read_list(value *into) {
    must_take('[');
    for (pass_lines(); !takes(']'); pass_lines()) {
        read_text(into);
        pass_lines();
        if (!takes(',') && *rules_file.at != ']') stop("what is this in a list", what_follows());
    }
}

static inline void read_number(value *into) {
    char *end = NULL;
    into->number = strtoll(rules_file.at, &end, 10);
    if (end == rules_file.at) stop("what value is this", what_follows());
    rules_file.at = end;
}

/* Passes over a word where it stands. */
static inline int takes_word(const char *word) {
    if (strncmp(rules_file.at, word, strlen(word)) != 0) return 0;
    rules_file.at += strlen(word);
    return 1;
}

static inline void read_value(value *into) {
    pass_blanks();
    if (*rules_file.at == '"') {
        into->kind = A_TEXT;
        read_text(into);
    } else if (*rules_file.at == '[') {
        into->kind = A_LIST;
        read_list(into);
    } else if (takes_word("true") || takes_word("false")) {
        into->kind = A_YES_OR_NO;
        into->number = rules_file.at[-2] == 'u';
    } else {
        into->kind = A_NUMBER;
        read_number(into);
    }
}

/* Reads a key and the sign `=` behind it. */
static inline const char *read_key(void) {
    char *start = rules_file.at, *end = start + strcspn(start, " \t=#\n\"[]{},");
    if (end == start) stop("must be a key", what_follows());
    rules_file.at = end;
    pass_blanks();
    must_take('=');
    *end = 0;
    return start;
}

static inline value *find(rules_case *one, const char *key) {
    int at;
    for (at = 0; at < one->count; at++)
        if (same(one->values[at].key, key)) return &one->values[at];
    return NULL;
}

static inline void read_pair(rules_case *into) {
    const char *key = read_key();
    value *one = &into->values[into->count];
    if (into->count == MOST_VALUES) stop("more values than MOST_VALUES", key);
    if (find(into, key) != NULL) stop("stands there twice", key);
    memset(one, 0, sizeof *one);
    one->key = key;
    read_value(one);
    into->count++;
    if (into->name[0] == 0 && same(key, "name") && one->kind == A_TEXT) into->name = one->texts[0];
    pass_blanks();
}

/* A line of the definitions: a table between braces. */
static inline void read_table(rules_case *into) {
    into->name = read_key();
    pass_blanks();
    must_take('{');
    for (pass_blanks(); !takes('}'); pass_blanks()) {
        read_pair(into);
        if (!takes(',') && *rules_file.at != '}') stop("what is this in a table", what_follows());
    }
}

/* Reads `[section]` or `[[section]]`; 1: of the second kind, it begins a case. */
static inline int read_section(void) {
    int begins_a_case;
    char *end;
    must_take('[');
    begins_a_case = takes('[');
    rules_file.section = rules_file.at;
    end = rules_file.at += strcspn(rules_file.at, "]\n");
    must_take(']');
    if (begins_a_case) must_take(']');
    *end = 0;
    return begins_a_case;
}

static inline void read_case(rules_case *into) {
    for (pass_lines(); *rules_file.at != 0 && *rules_file.at != '['; pass_lines()) {
        read_pair(into);
        if (*rules_file.at != 0 && strchr("#\n", *rules_file.at) == NULL) stop("what is this behind a value", what_follows());
    }
}

/* The value of a key, of a kind; NULL: it has none. */
static inline const value *asked(rules_case *one, const char *key, int kind) {
    value *found = find(one, key);
    if (found == NULL) return NULL;
    if (found->kind != kind) stop(KIND_NAMES[kind], key);
    found->asked = 1;
    return found;
}

static inline const char *text_or(rules_case *one, const char *key, const char *otherwise) {
    const value *found = asked(one, key, A_TEXT);
    return found == NULL ? otherwise : found->texts[0];
}

static inline const char *text_of(rules_case *one, const char *key) {
    const char *text = text_or(one, key, NULL);
    if (text == NULL) stop("is missing", key);
    return text;
}

static inline int64_t number_or(rules_case *one, const char *key, int kind, int64_t otherwise) {
    const value *found = asked(one, key, kind);
    return found == NULL ? otherwise : found->number;
}

/* A list; where there is none, that of one text, or of nothing for NULL. */
static inline const value *list_or(rules_case *one, const char *key, const char *otherwise) {
    static value single;
    const value *found = asked(one, key, A_LIST);
    if (found != NULL) return found;
    single.count = otherwise != NULL;
    single.texts[0] = otherwise;
    return &single;
}

/* Whoever used a case asked for everything in it: another word would be passed over. */
static inline void everything_was_asked(const rules_case *one) {
    int at;
    for (at = 0; at < one->count; at++)
        if (!one->values[at].asked) stop("this program does not know the key", one->values[at].key);
}

/* The next case or line of the definitions, from above to below; NULL: there is none. */
static inline rules_case *next_case(void) {
    rules_case *now = &rules_file.now;
    int begins_a_case = 0;
    pass_lines();
    now->name = "";
    now->count = 0;
    while (!begins_a_case && *rules_file.at == '[') {
        begins_a_case = read_section();
        now->line = rules_file.line;
        pass_lines();
    }
    now->section = rules_file.section;
    if (*rules_file.at == 0 && !begins_a_case) return NULL;
    if (!begins_a_case) {
        now->line = rules_file.line;
        read_table(now);
    } else {
        read_case(now);
        (void)text_of(now, "name");
    }
    return now;
}

#endif
