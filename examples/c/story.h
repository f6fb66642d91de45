/* What every part of the story needs: calls that must work or must be refused, and how things are printed. */
#ifndef STORY_H
#define STORY_H

#include <clientela.h>

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---------------------------------------------------------------------------------------------- calls */

#define NUL CLIENTELA_NUL_TERMINATED

/* What a call that failed says. One thread, so one place for it is enough. */
static clientela_error error;

/* A call that must work. */
#define MUST(call) must((call), #call)

static inline void must(clientela_status status, const char *call) {
    const char *said = "no error object";
    if (status == CLIENTELA_STATUS_OK) return;
    if (error != CLIENTELA_NONE) clientela_error_text(error, &said, NULL);
    fprintf(stderr, "%s\n  %s: %s\n", call, clientela_status_name(status), said);
    exit(1);
}

/* A row of a walk: 1 for a row, 0 for the end. */
#define ROW(call) row((call), #call)

static inline int row(clientela_status status, const char *call) {
    if (status == CLIENTELA_STATUS_DONE) return 0;
    must(status, call);
    return 1;
}

/* Prints the code of a call that must be refused. */
static inline void refused(clientela_status status) {
    const char *code = NULL;
    if (status == CLIENTELA_STATUS_OK || clientela_error_code(error, &code, NULL) != CLIENTELA_STATUS_OK) {
        fprintf(stderr, "this should have been refused\n");
        exit(1);
    }
    printf("%s\n", code);
    clientela_error_free(error);
    error = CLIENTELA_NONE;
}

/* ------------------------------------------------------------------------------------------- printing */

/* Berlin in summer, in minutes east of UTC. */
enum { OFFSET = 120 };

enum { MOST_ROWS = 32, MOST_COLUMNS = 8, WIDEST_CELL = 160 };

/* Copies as much of a text as fits. */
static inline void put_text(char *to, size_t size, const char *from) {
    size_t at = 0;
    while (at + 1 < size && from[at] != '\0') {
        to[at] = from[at];
        at++;
    }
    to[at] = '\0';
}

/* Characters, not bytes: the bytes that continue a character of UTF-8 are not counted. */
static inline size_t characters(const char *text) {
    size_t count = 0;
    for (; *text != '\0'; text++) count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

static inline void heading(const char *text) { printf("\n%s\n\n", text); }

static inline void blanks(size_t count) {
    while (count-- > 0) putchar(' ');
}

/* The name of a line, padded; its value follows. */
static inline void name(const char *text) {
    size_t width = characters(text);
    printf("   %s", text);
    blanks(width < 26 ? 26 - width : 0);
}

static inline void line(const char *what, const char *value) {
    name(what);
    printf("%s\n", value);
}

static inline void line_number(const char *what, int64_t value) {
    name(what);
    printf("%" PRId64 "\n", value);
}

/* A table: for each column whether it is aligned to the right ('r') or to the left ('l'). */
typedef struct table {
    const char *columns;
    int rows;
    char cells[MOST_ROWS][MOST_COLUMNS][WIDEST_CELL];
} table;

static inline void table_begin(table *it, const char *columns, const char *const *titles) {
    size_t column;
    it->columns = columns;
    it->rows = 1;
    for (column = 0; column < strlen(columns); column++) put_text(it->cells[0][column], WIDEST_CELL, titles[column]);
}

/* The cells of one more row; a table that is full keeps its last row. */
static inline char (*table_row(table *it))[WIDEST_CELL] {
    if (it->rows < MOST_ROWS) it->rows++;
    memset(it->cells[it->rows - 1], 0, sizeof it->cells[0]);
    return it->cells[it->rows - 1];
}

static inline void table_print(const table *it) {
    size_t widths[MOST_COLUMNS] = {0}, column, columns = strlen(it->columns), width;
    int row;
    for (row = 0; row < it->rows; row++) {
        for (column = 0; column < columns; column++) {
            width = characters(it->cells[row][column]);
            if (width > widths[column]) widths[column] = width;
        }
    }
    for (row = 0; row < it->rows; row++) {
        size_t waiting = 3; /* blanks that are printed when something follows them */
        for (column = 0; column < columns; column++) {
            const char *cell = it->cells[row][column];
            width = widths[column] - characters(cell);
            if (it->columns[column] == 'r') waiting += width;
            if (*cell != '\0') {
                blanks(waiting);
                waiting = 0;
                fputs(cell, stdout);
            }
            waiting += it->columns[column] == 'r' ? 2 : width + 2;
        }
        putchar('\n');
    }
}

/* An amount in minor units with two decimals. */
static inline const char *amount(char *to, size_t size, int64_t minor) {
    int64_t positive = minor < 0 ? -minor : minor;
    snprintf(to, size, "%s%" PRId64 ".%02d", minor < 0 ? "-" : "", positive / 100, (int)(positive % 100));
    return to;
}

/* A quantity in thousandths, without superfluous zeros. */
static inline const char *pieces(char *to, size_t size, int64_t scaled) {
    int64_t positive = scaled < 0 ? -scaled : scaled;
    int last = snprintf(to, size, "%s%" PRId64 ".%03d", scaled < 0 ? "-" : "", positive / 1000, (int)(positive % 1000)) - 1;
    while (last > 0 && to[last] == '0') to[last--] = '\0';
    if (last > 0 && to[last] == '.') to[last] = '\0';
    return to;
}

/* The calendar date of an instant, at a place so many minutes east of UTC. */
static inline void date(char *to, size_t size, int64_t millis, int offset_minutes) {
    time_t local = (time_t)(millis / 1000 + offset_minutes * 60);
    const struct tm *parts = gmtime(&local);
    if (parts == NULL || strftime(to, size, "%Y-%m-%d", parts) == 0) put_text(to, size, "?");
}

/* A whole small file; free it. */
static inline char *read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    size_t room = 1 << 20, length;
    char *text = (char *)malloc(room);
    if (file == NULL || text == NULL) {
        fprintf(stderr, "%s cannot be read: start the program in the project's root\n", path);
        exit(1);
    }
    length = fread(text, 1, room - 1, file);
    text[length] = '\0';
    fclose(file);
    return text;
}

#endif
