/* What is read from a preview, for the C tests. */
#ifndef A_PREVIEW_H
#define A_PREVIEW_H

#include "check.h"

static inline int64_t previewed(clientela_preview preview, clientela_preview_field field) {
    int64_t number = -1;
    OK(clientela_preview_number(preview, field, &number, NULL));
    return number;
}

/* Whether a page of it, in a language or that of the preview (NULL), shows this. */
static inline int page_shows(clientela_preview preview, clientela_page_format format, const char *language, const char *part) {
    const char *html = NULL;
    size_t len = 0;
    OK(clientela_preview_html(preview, format, language, Z, &html, &len, NULL));
    CHECK(html != NULL && len == strlen(html));
    return strstr(html, part) != NULL;
}

static inline clientela_preview_groups groups_of(clientela_preview preview) {
    clientela_preview_groups groups = CLIENTELA_NONE;
    OK(clientela_preview_begin_groups(preview, &groups, NULL));
    return groups;
}

/* The next group: its bundle, name (NULL for none), sum, and the number of its last line. */
static inline void group_is(clientela_preview_groups groups, int64_t bundle, const char *name, int64_t amount, int64_t last) {
    clientela_document_lines lines = CLIENTELA_NONE;
    const char *text = "";
    int64_t number = -1, count = -1, at;
    OK(clientela_preview_groups_next(groups, NULL));
    OK(clientela_preview_groups_number(groups, CLIENTELA_PREVIEW_GROUP_FIELD_BUNDLE, &number, NULL));
    CHECK(number == bundle);
    OK(clientela_preview_groups_text(groups, CLIENTELA_PREVIEW_GROUP_FIELD_NAME, &text, NULL, NULL));
    CHECK(name == NULL ? text == NULL : same(text, name));
    OK(clientela_preview_groups_number(groups, CLIENTELA_PREVIEW_GROUP_FIELD_AMOUNT, &number, NULL));
    CHECK(number == amount);
    OK(clientela_preview_groups_number(groups, CLIENTELA_PREVIEW_GROUP_FIELD_LINES, &count, NULL));
    OK(clientela_preview_groups_lines(groups, &lines, NULL));
    for (at = 0; at < count; at++) OK(clientela_document_lines_next(lines, NULL));
    OK(clientela_document_lines_number(lines, CLIENTELA_DOCUMENT_LINE_FIELD_LINE, &number, NULL));
    CHECK(number == last);
    CHECK(clientela_document_lines_next(lines, NULL) == CLIENTELA_STATUS_DONE);
    OK(clientela_document_lines_free(lines));
}

#endif
