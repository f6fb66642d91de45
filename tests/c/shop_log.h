/* The change log of a person of a shop. */
#ifndef SHOP_LOG_H
#define SHOP_LOG_H

#include "shop_people.h"

static inline clientela_log log_of(clientela_desk desk, key who) {
    clientela_log log = CLIENTELA_NONE;
    OK(clientela_desk_change_log(desk, who.text, Z, &log, NULL));
    return log;
}

static inline int log_says(clientela_log log, clientela_log_field field, const char *value) {
    const char *text = NULL;
    OK(clientela_log_text(log, field, &text, NULL, NULL));
    return value == NULL ? text == NULL : same(text, value);
}

static inline int64_t log_number(clientela_log log, clientela_log_field field) {
    int64_t number = -1;
    OK(clientela_log_number(log, field, &number, NULL));
    return number;
}

/* How many entries are left of a walk; it is freed. */
static inline int rest_of(clientela_log log) {
    int count = 0;
    while (clientela_log_next(log, NULL) == CLIENTELA_STATUS_OK) count++;
    clientela_log_free(log);
    return count;
}

/* A value of an entry as it must be; NULL for none. */
typedef struct changed {
    clientela_field field;
    int32_t slot;
    const char *old_text, *new_text;
} changed;

/* The present entry has these values and no others; `hidden` when old and new cannot be told. */
static inline void log_changes_of(clientela_log log, const changed *wanted, size_t count, int32_t hidden) {
    clientela_changes changes = CLIENTELA_NONE;
    clientela_field field = -1;
    int32_t slot = -1, erased = -1;
    const char *before = NULL, *after = NULL;
    size_t at;
    OK(clientela_log_changes(log, &changes, NULL));
    for (at = 0; at < count; at++) {
        OK(clientela_changes_next(changes, &field, &slot, &before, NULL, &after, NULL, &erased, NULL));
        CHECK(field == wanted[at].field && slot == wanted[at].slot && erased == hidden);
        CHECK(wanted[at].old_text == NULL ? before == NULL : same(before, wanted[at].old_text));
        CHECK(wanted[at].new_text == NULL ? after == NULL : same(after, wanted[at].new_text));
    }
    CHECK(clientela_changes_next(changes, &field, &slot, &before, NULL, &after, NULL, &erased, NULL) == CLIENTELA_STATUS_DONE);
    clientela_changes_free(changes);
}

static inline void log_changes(clientela_log log, const changed *wanted, size_t count) { log_changes_of(log, wanted, count, 0); }

#endif
