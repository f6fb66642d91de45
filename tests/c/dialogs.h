/* Reading a dialog. */
#ifndef DIALOGS_H
#define DIALOGS_H

#include "check.h"

static inline int64_t of_dialog(clientela_dialog dialog, clientela_dialog_field field) {
    int64_t number = INT64_MIN;
    OK(clientela_dialog_number(dialog, field, &number, NULL));
    return number;
}

static inline int64_t of_item(clientela_dialog_items items, clientela_dialog_item_field field) {
    int64_t number = INT64_MIN;
    OK(clientela_dialog_items_number(items, field, &number, NULL));
    return number;
}

static inline const char *text_of_item(clientela_dialog_items items, clientela_dialog_item_field field) {
    const char *text = NULL;
    OK(clientela_dialog_items_text(items, field, &text, NULL, NULL));
    return text;
}

static inline clientela_dialog_items items_of(clientela_dialog dialog, clientela_turn turn) {
    clientela_dialog_items items = CLIENTELA_NONE;
    OK(clientela_dialog_begin_items(dialog, turn, &items, NULL));
    return items;
}

/* How many items a turn has. */
static inline int count_of(clientela_dialog dialog, clientela_turn turn) {
    clientela_dialog_items items = items_of(dialog, turn);
    int count = 0;
    while (clientela_dialog_items_next(items, NULL) == CLIENTELA_STATUS_OK) count++;
    clientela_dialog_items_free(items);
    return count;
}

/* Why a consent is asked for in a turn, or is not, CLIENTELA_ASKING_REASON_...; -1 where it is none of the turn's. */
static inline int64_t reason_of(clientela_dialog dialog, clientela_turn turn, const char *definition) {
    clientela_dialog_items items = items_of(dialog, turn);
    int64_t reason = -1;
    while (reason < 0 && clientela_dialog_items_next(items, NULL) == CLIENTELA_STATUS_OK) {
        if (of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_DATA) == 0 &&
            same(text_of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_DEFINITION), definition)) {
            reason = of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_REASON);
        }
    }
    clientela_dialog_items_free(items);
    return reason;
}

/* The choices of the present item must be these three. */
static inline int offers(clientela_dialog_items items, clientela_intent one, clientela_intent two, clientela_intent three) {
    const clientela_intent wanted[3] = {one, two, three};
    clientela_dialog_choices choices = CLIENTELA_NONE;
    clientela_intent intent = -1;
    int at = 0;
    OK(clientela_dialog_items_choices(items, &choices, NULL));
    while (clientela_dialog_choices_next(choices, &intent, NULL) == CLIENTELA_STATUS_OK) {
        if (at >= 3 || intent != wanted[at]) return 0;
        at++;
    }
    clientela_dialog_choices_free(choices);
    return at == 3;
}

/* The one missing field of the present item must be this. */
static inline int needs(clientela_dialog_items items, clientela_field wanted) {
    clientela_fields fields = CLIENTELA_NONE;
    clientela_field field = -1, none = -1;
    int right;
    OK(clientela_dialog_items_fields(items, &fields, NULL));
    OK(clientela_fields_next(fields, &field, NULL));
    right = field == wanted && clientela_fields_next(fields, &none, NULL) == CLIENTELA_STATUS_DONE;
    clientela_fields_free(fields);
    return right;
}

#endif
