/* What the C tests share: a check that names the row of the catalogue of features whose rule does not hold. */
#ifndef CHECK_H
#define CHECK_H

#include <clientela.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define Z CLIENTELA_NUL_TERMINATED

static const char *row_now = "";

/* Says which row's rule does not hold, and ends. */
#define CHECK(what)                                                                     \
    do {                                                                                \
        if (!(what)) {                                                                  \
            fprintf(stderr, "%s: line %d: not so: %s\n", row_now, __LINE__, #what);     \
            exit(1);                                                                    \
        }                                                                               \
    } while (0)

#define OK(call) CHECK((call) == CLIENTELA_STATUS_OK)

/* The person it is all about. */
#define PERSON "00000000-0000-7000-8000-000000000001"

/* Ids that differ in their last four digits. */
static inline const char *id_of(int number) {
    static char text[40];
    sprintf(text, "00000000-0000-7000-8000-00000000%04d", number % 10000);
    return text;
}

static inline int64_t day(int number) { return INT64_C(1704067200000) + number * INT64_C(86400000); }

static inline int same(const char *text, const char *expected) { return text != NULL && strcmp(text, expected) == 0; }

/* At the end nothing must be forgotten. */
static inline int ended(const char *rows) {
    int64_t left = -1;
    row_now = rows;
    OK(clientela_library_handles(&left, NULL));
    CHECK(left == 0);
    printf("%s: all rules hold\n", rows);
    return 0;
}

#endif
