/* The consent events that a shop keeps of a person. */
#ifndef SHOP_EVENTS_H
#define SHOP_EVENTS_H

#include "shop_people.h"

/* A walk over the events about a definition; NULL for any. */
static inline clientela_kept_events events_of(clientela_desk desk, key who, const char *definition) {
    clientela_kept_events events = CLIENTELA_NONE;
    OK(clientela_desk_consent_events(desk, who.text, Z, definition, Z, &events, NULL));
    return events;
}

/* The same, stepped to the event at this place, from 0. */
static inline clientela_kept_events event_at(clientela_desk desk, key who, const char *definition, int place) {
    clientela_kept_events events = events_of(desk, who, definition);
    int at;
    for (at = 0; at <= place; at++) OK(clientela_kept_events_next(events, NULL));
    return events;
}

static inline int count_events(shop *it, key who, const char *definition) {
    clientela_kept_events events = events_of(it->desk, who, definition);
    int count = 0;
    while (clientela_kept_events_next(events, NULL) == CLIENTELA_STATUS_OK) count++;
    clientela_kept_events_free(events);
    return count;
}

/* A text of the present event, or NULL. */
static inline const char *event_text(clientela_kept_events events, clientela_event_field field) {
    const char *text = NULL;
    OK(clientela_kept_events_text(events, field, &text, NULL, NULL));
    return text;
}

/* Whether a text of the present event is this one; NULL for none. */
static inline int event_says(clientela_kept_events events, clientela_event_field field, const char *value) {
    const char *text = event_text(events, field);
    return value == NULL ? text == NULL : same(text, value);
}

static inline int64_t event_number(clientela_kept_events events, clientela_event_field field) {
    int64_t number = INT64_MIN;
    OK(clientela_kept_events_number(events, field, &number, NULL));
    return number;
}

#endif
