/* A history of 100,000 lines, read page by page through the built library: the lines are in memory once. */
#include "some_documents.h"

#if defined(__GLIBC__) && (__GLIBC__ > 2 || (__GLIBC__ == 2 && __GLIBC_MINOR__ >= 33))
#include <malloc.h>
/* Bytes in use; 0 where they are not counted. */
static size_t in_use(void) {
    struct mallinfo2 now = mallinfo2();
    return now.uordblks + now.hblkhd;
}
#else
static size_t in_use(void) { return 0; }
#endif

enum { LINES_EACH = 5, PAGE = 1000 };

/* The lines may take so many times what a page and its texts take. */
enum { AT_LEAST = 20 };

static void many_lines(clientela_documents documents, int number) {
    char text[48];
    int line;
    sprintf(text, "00000000-0000-7000-8000-%012d", number);
    OK(clientela_documents_begin(documents, text, Z, CLIENTELA_DOCUMENT_KIND_RECEIPT, CLIENTELA_DOCUMENT_STATE_ISSUED, text + 24, Z,
                                 day(number % 3650), "EUR", Z, NULL));
    for (line = 1; line <= LINES_EACH; line++) {
        OK(clientela_documents_begin_line(documents, line, NULL));
        sprintf(text, "Record %d of many more", (number * LINES_EACH + line) % 3503);
        OK(clientela_documents_set_line_text(documents, CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_NAME, text, Z, NULL));
        OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY, 1000, NULL));
        OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_FINAL_PRICE, (number % 97) * INT64_C(1000000), NULL));
        OK(clientela_documents_add_property(documents, "size", Z, number % 2 == 0 ? "42" : "43", Z, 0, NULL));
        OK(clientela_documents_add_property(documents, "artist", Z, text, Z, 1, NULL));
    }
}

static clientela_history long_history(int count) {
    clientela_documents documents = no_documents();
    clientela_history history = CLIENTELA_NONE;
    int number;
    for (number = 0; number < count; number++) many_lines(documents, number);
    OK(clientela_history_new(documents, &history, NULL));
    clientela_documents_free(documents);
    return history;
}

/* Reads every text of a line. */
static void read_line(clientela_history_lines lines) {
    static const clientela_history_field TEXTS[] = {CLIENTELA_HISTORY_FIELD_DOCUMENT,  CLIENTELA_HISTORY_FIELD_NUMBER,
                                                    CLIENTELA_HISTORY_FIELD_ITEM_NAME, CLIENTELA_HISTORY_FIELD_CURRENCY,
                                                    CLIENTELA_HISTORY_FIELD_STATUS,    CLIENTELA_HISTORY_FIELD_KIND};
    const char *text = NULL;
    size_t at;
    for (at = 0; at < sizeof TEXTS / sizeof *TEXTS; at++) {
        OK(clientela_history_lines_text(lines, TEXTS[at], &text, NULL, NULL));
        CHECK(text != NULL);
    }
}

/* Reads a page and puts its key in its place; how many lines it had, and what was in use at most. */
static int read_page(clientela_history history, clientela_history_sort sort, char *key, size_t key_size, size_t *most) {
    clientela_criteria criteria = CLIENTELA_NONE;
    clientela_filtered found = CLIENTELA_NONE;
    clientela_history_lines lines = CLIENTELA_NONE;
    const char *next = NULL;
    int count = 0;
    OK(clientela_criteria_new(&criteria, NULL));
    OK(clientela_criteria_set_number(criteria, CLIENTELA_CRITERIA_FIELD_SORT, sort, NULL));
    OK(clientela_criteria_set_number(criteria, CLIENTELA_CRITERIA_FIELD_LIMIT, PAGE, NULL));
    OK(clientela_criteria_set_after(criteria, key, Z, NULL));
    OK(clientela_history_filter(history, criteria, &found, NULL));
    OK(clientela_filtered_lines(found, &lines, NULL));
    for (; clientela_history_lines_next(lines, NULL) == CLIENTELA_STATUS_OK; count++) read_line(lines);
    if (in_use() > *most) *most = in_use();
    OK(clientela_filtered_next_page(found, &next, NULL, NULL));
    CHECK(next == NULL || strlen(next) < key_size);
    strcpy(key, next == NULL ? "" : next);
    clientela_history_lines_free(lines);
    clientela_filtered_free(found);
    clientela_criteria_free(criteria);
    return count;
}

static void p18_pages(clientela_history history, clientela_history_sort sort, int count, size_t *most) {
    char key[512] = "";
    int lines = 0, pages = 0;
    do {
        lines += read_page(history, sort, key, sizeof key, most);
        pages++;
    } while (key[0] != '\0');
    CHECK(lines == count && pages == count / PAGE);
}

/* 100,000 lines; few where nothing is counted, which is where every step is watched and slow. */
static int documents_to_make(void) {
    void *something = malloc(4096);
    const int counted = in_use() > 0;
    free(something);
    return counted ? 20000 : 400;
}

int main(void) {
    const int documents = documents_to_make(), count = documents * LINES_EACH;
    const size_t nothing = in_use();
    clientela_history history = long_history(documents);
    const size_t lines = in_use() - nothing;
    size_t most = in_use();
    row_now = "P18";
    p18_pages(history, CLIENTELA_HISTORY_SORT_NEWEST, count, &most);
    p18_pages(history, CLIENTELA_HISTORY_SORT_ITEM_NAME, count, &most);
    if (lines > 0) CHECK((most - nothing - lines) * AT_LEAST <= lines);
    printf("%lu bytes a line, %lu while a page is read\n", (unsigned long)(lines / (size_t)count), (unsigned long)(most - nothing - lines));
    clientela_history_free(history);
    return ended("P18");
}
