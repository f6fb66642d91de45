/* What to ask, from events and data of one's own, through the built library. */
#include "dialogs.h"

typedef struct known {
    clientela_definitions definitions;
    clientela_definition storage, letters, newsletter;
    clientela_events events;
    clientela_values values;
} known;

static clientela_definition active(const char *code, clientela_purpose purpose, clientela_channel channel) {
    clientela_definition definition = CLIENTELA_NONE;
    OK(clientela_definition_new(code, Z, purpose, &definition, NULL));
    OK(clientela_definition_set_number(definition, CLIENTELA_DEFINITION_FIELD_STATE, CLIENTELA_DEFINITION_STATE_ACTIVE, NULL));
    OK(clientela_definition_set_number(definition, CLIENTELA_DEFINITION_FIELD_CHANNEL, channel, NULL));
    OK(clientela_definition_add_wording(definition, "de", Z, "Titel", Z, "Text", Z, NULL));
    return definition;
}

static void know(known *it) {
    it->storage = active("storage", CLIENTELA_PURPOSE_PROCESSING, CLIENTELA_CHANNEL_NONE);
    it->letters = active("letters", CLIENTELA_PURPOSE_MARKETING, CLIENTELA_CHANNEL_LETTER);
    it->newsletter = active("newsletter", CLIENTELA_PURPOSE_MARKETING, CLIENTELA_CHANNEL_EMAIL);
    OK(clientela_definitions_new(&it->definitions, NULL));
    OK(clientela_definitions_add(it->definitions, it->storage, NULL));
    OK(clientela_definitions_add(it->definitions, it->letters, NULL));
    OK(clientela_definitions_add(it->definitions, it->newsletter, NULL));
    OK(clientela_events_new(&it->events, NULL));
    OK(clientela_values_new(&it->values, NULL));
    OK(clientela_values_set_text(it->values, CLIENTELA_FIELD_STREET, 0, "Weg 1", Z, NULL));
}

static void forget(known *it) {
    clientela_values_free(it->values);
    clientela_events_free(it->events);
    clientela_definitions_free(it->definitions);
    clientela_definition_free(it->newsletter);
    clientela_definition_free(it->letters);
    clientela_definition_free(it->storage);
}

static void happened(known *it, clientela_definition definition, int number, clientela_event_kind kind) {
    clientela_event event = CLIENTELA_NONE;
    OK(clientela_event_new(definition, id_of(number), Z, PERSON, Z, kind, CLIENTELA_AUTHORITY_SUBJECT, day(number), &event, NULL));
    OK(clientela_events_add(it->events, event, NULL));
    clientela_event_free(event);
}

/* The dialog of a day, with one setting; NULL for none. */
static clientela_dialog dialog_of(known *it, clientela_occasion occasion, int on, const char *key, const char *value) {
    clientela_situation situation = CLIENTELA_NONE;
    clientela_dialog dialog = CLIENTELA_NONE;
    OK(clientela_situation_new(occasion, day(on), 0, &situation, NULL));
    OK(clientela_situation_set_language(situation, "fr", Z, NULL));
    if (key != NULL) OK(clientela_situation_set_setting(situation, key, Z, value, Z, NULL));
    OK(clientela_to_ask(situation, it->definitions, it->events, it->values, &dialog, NULL));
    clientela_situation_free(situation);
    return dialog;
}

/* Storage first; advertising behind it, letters preset, the newsletter with the data it needs. */
static void a12_storage_first(known *it) {
    clientela_dialog dialog = dialog_of(it, CLIENTELA_OCCASION_CREATION, 100, NULL, NULL);
    clientela_dialog_items items = items_of(dialog, CLIENTELA_TURN_NOW);
    row_now = "A12";
    CHECK(of_dialog(dialog, CLIENTELA_DIALOG_FIELD_ASKS) == 1);
    CHECK(of_dialog(dialog, CLIENTELA_DIALOG_FIELD_STORAGE) == CLIENTELA_STORAGE_CONSENT_NO_SELECTION);
    OK(clientela_dialog_items_next(items, NULL));
    CHECK(same(text_of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_DEFINITION), "storage"));
    CHECK(same(text_of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_TITLE), "Titel") && same(text_of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_BODY), "Text"));
    CHECK(same(text_of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_LANGUAGE), "de"));
    CHECK(offers(items, CLIENTELA_INTENT_GIVE, CLIENTELA_INTENT_REFUSE, CLIENTELA_INTENT_DEFER));
    CHECK(clientela_dialog_items_next(items, NULL) == CLIENTELA_STATUS_DONE);
    clientela_dialog_items_free(items);
    items = items_of(dialog, CLIENTELA_TURN_THEN);
    OK(clientela_dialog_items_next(items, NULL));
    CHECK(same(text_of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_DEFINITION), "letters") && same(text_of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_AFTER), "storage"));
    CHECK(of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_PRESET) == 1 && of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_CHANNEL) == CLIENTELA_CHANNEL_LETTER);
    CHECK(offers(items, CLIENTELA_INTENT_GIVE, CLIENTELA_INTENT_OBJECT, CLIENTELA_INTENT_DEFER));
    OK(clientela_dialog_items_next(items, NULL));
    CHECK(of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_PRESET) == 0 && needs(items, CLIENTELA_FIELD_EMAIL));
    clientela_dialog_items_free(items);
    clientela_dialog_free(dialog);
}

static void x20_cool_down(known *it) {
    clientela_dialog dialog;
    clientela_dialog_items items;
    row_now = "X20";
    happened(it, it->storage, 100, CLIENTELA_EVENT_KIND_ASKED);
    dialog = dialog_of(it, CLIENTELA_OCCASION_CARD_READ, 100, NULL, NULL);
    CHECK(reason_of(dialog, CLIENTELA_TURN_NOT_NOW, "storage") == CLIENTELA_ASKING_REASON_ASKED_TODAY && count_of(dialog, CLIENTELA_TURN_NOW) == 0);
    clientela_dialog_free(dialog);
    happened(it, it->storage, 101, CLIENTELA_EVENT_KIND_DEFERRED);
    dialog = dialog_of(it, CLIENTELA_OCCASION_CARD_READ, 102, NULL, NULL);
    items = items_of(dialog, CLIENTELA_TURN_NOT_NOW);
    OK(clientela_dialog_items_next(items, NULL));
    CHECK(same(text_of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_REASON), "cool_down"));
    CHECK(same(text_of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_UNTIL), "2024-05-11"));
    clientela_dialog_items_free(items);
    clientela_dialog_free(dialog);
    dialog = dialog_of(it, CLIENTELA_OCCASION_CARD_READ, 102, "asking.after_deferral_days", "1");
    CHECK(reason_of(dialog, CLIENTELA_TURN_NOW, "storage") == CLIENTELA_ASKING_REASON_UNANSWERED);
    clientela_dialog_free(dialog);
}

/* Data are asked for where what was agreed to needs them; of restricted data nothing is. */
static void x21_data(known *it) {
    clientela_situation situation = CLIENTELA_NONE;
    clientela_dialog dialog;
    clientela_dialog_items items;
    row_now = "X21";
    happened(it, it->storage, 103, CLIENTELA_EVENT_KIND_GIVEN);
    dialog = dialog_of(it, CLIENTELA_OCCASION_CASH_SALE, 110, "missing.fields", "birth_date");
    items = items_of(dialog, CLIENTELA_TURN_NOW);
    do OK(clientela_dialog_items_next(items, NULL));
    while (of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_DATA) == 0);
    CHECK(needs(items, CLIENTELA_FIELD_BIRTH_DATE) && of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_REASON) == CLIENTELA_ASKING_REASON_DATA_NEEDED);
    clientela_dialog_items_free(items);
    clientela_dialog_free(dialog);
    OK(clientela_situation_new(CLIENTELA_OCCASION_CASH_SALE, day(110), 0, &situation, NULL));
    OK(clientela_situation_set_subject_state(situation, CLIENTELA_SUBJECT_STATE_RESTRICTED, NULL));
    OK(clientela_to_ask(situation, it->definitions, it->events, it->values, &dialog, NULL));
    CHECK(of_dialog(dialog, CLIENTELA_DIALOG_FIELD_ASKS) == 0 && reason_of(dialog, CLIENTELA_TURN_NOT_NOW, "letters") == CLIENTELA_ASKING_REASON_CLOSED);
    clientela_dialog_free(dialog);
    CHECK(clientela_situation_set_setting(situation, "asking.colour", Z, "red", Z, NULL) == CLIENTELA_STATUS_INVALID);
    CHECK(clientela_situation_set_setting(situation, "asking.storage", Z, "red", Z, NULL) == CLIENTELA_STATUS_INVALID);
    clientela_situation_free(situation);
}

/* A child is not asked: a guardian has to agree. */
static void x20_a_child(known *it) {
    clientela_dialog dialog;
    row_now = "X20";
    OK(clientela_values_set_text(it->values, CLIENTELA_FIELD_BIRTH_DATE, 0, "2015-05-05", Z, NULL));
    dialog = dialog_of(it, CLIENTELA_OCCASION_CASH_SALE, 120, NULL, NULL);
    CHECK(of_dialog(dialog, CLIENTELA_DIALOG_FIELD_STORAGE) == CLIENTELA_STORAGE_CONSENT_OPEN);
    CHECK(reason_of(dialog, CLIENTELA_TURN_NOT_NOW, "storage") == CLIENTELA_ASKING_REASON_GUARDIAN_MISSING && count_of(dialog, CLIENTELA_TURN_NOW) == 0);
    clientela_dialog_free(dialog);
}

int main(void) {
    known it;
    know(&it);
    a12_storage_first(&it);
    x20_cool_down(&it);
    x21_data(&it);
    x20_a_child(&it);
    forget(&it);
    return ended("A12 X20 X21");
}
