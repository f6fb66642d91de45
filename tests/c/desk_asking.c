/* What a customer is asked at a desk, through the built library. */
#include "dialogs.h"
#include "shop_people.h"

static clientela_dialog asks(shop *it, key who, clientela_occasion occasion) {
    clientela_dialog dialog = CLIENTELA_NONE;
    OK(clientela_desk_to_ask(it->desk, who.text, Z, occasion, &dialog, NULL));
    return dialog;
}

static int64_t shown(shop *it, key who, clientela_dialog dialog, clientela_turn turn) {
    int64_t count = -1;
    OK(clientela_desk_dialog_shown(it->desk, who.text, Z, dialog, turn, &count, NULL));
    return count;
}

static int64_t closed(shop *it, key who, clientela_dialog dialog) {
    int64_t count = -1;
    OK(clientela_desk_dialog_closed(it->desk, who.text, Z, dialog, &count, NULL));
    return count;
}

static void chain(shop *it, const char *setting, const char *value) {
    OK(clientela_desk_set_setting(it->desk, setting, Z, "chain", Z, value, Z, -1, NULL));
}

/* One reminder a day, then left open, then a yes, then taken back. */
static void a11_storage(void) {
    static const clientela_occasion OCCASIONS[3] = {CLIENTELA_OCCASION_CARD_READ, CLIENTELA_OCCASION_CASH_SALE, CLIENTELA_OCCASION_LAST_VISIT};
    shop it;
    key luis;
    clientela_dialog dialog;
    size_t at;
    row_now = "A11";
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    dialog = asks(&it, luis, CLIENTELA_OCCASION_CARD_READ);
    CHECK(of_dialog(dialog, CLIENTELA_DIALOG_FIELD_ASKS) == 1 && reason_of(dialog, CLIENTELA_TURN_NOW, "data-storage") == CLIENTELA_ASKING_REASON_NEVER_ASKED);
    CHECK(shown(&it, luis, dialog, CLIENTELA_TURN_NOW) == 1 && shown(&it, luis, dialog, CLIENTELA_TURN_NOW) == 0);
    CHECK(closed(&it, luis, dialog) == 1 && closed(&it, luis, dialog) == 0);
    CHECK(stands(&it, luis, "data-storage") == CLIENTELA_CONSENT_DETAIL_DEFERRED);
    clientela_dialog_free(dialog);
    for (at = 0; at < 3; at++) {
        dialog = asks(&it, luis, OCCASIONS[at]);
        CHECK(of_dialog(dialog, CLIENTELA_DIALOG_FIELD_ASKS) == 0 && of_dialog(dialog, CLIENTELA_DIALOG_FIELD_STORAGE) == CLIENTELA_STORAGE_CONSENT_OPEN);
        clientela_dialog_free(dialog);
    }
    record(&it, luis, yes("data-storage"), CLIENTELA_CONSENT_DETAIL_GIVEN);
    record(&it, luis, yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    CHECK(contact(&it, luis, CLIENTELA_CHANNEL_EMAIL, NEWSLETTER) == CLIENTELA_CONTACT_REASON_ALLOWED);
    record(&it, luis, spoken("data-storage", CLIENTELA_INTENT_WITHDRAW), CLIENTELA_CONSENT_DETAIL_WITHDRAWN);
    CHECK(contact(&it, luis, CLIENTELA_CHANNEL_EMAIL, NEWSLETTER) == CLIENTELA_CONTACT_REASON_PARENT_NOT_ACCEPTED);
    dialog = asks(&it, luis, CLIENTELA_OCCASION_CASH_SALE);
    CHECK(of_dialog(dialog, CLIENTELA_DIALOG_FIELD_OFFERS_ERASURE) == 1 && of_dialog(dialog, CLIENTELA_DIALOG_FIELD_ASKS) == 0);
    clientela_dialog_free(dialog);
    chain(&it, "asking.storage", "false");
    luis = id_by_number(&it, "2");
    dialog = asks(&it, luis, CLIENTELA_OCCASION_CARD_READ);
    CHECK(reason_of(dialog, CLIENTELA_TURN_NOT_NOW, "data-storage") == CLIENTELA_ASKING_REASON_INDICATOR_ONLY);
    clientela_dialog_free(dialog);
    close_shop(&it);
}

/* Advertising follows the yes in the same dialog; with one switch one answer is for all. */
static void a12_a14_advertising(void) {
    shop it;
    key luis;
    clientela_dialog dialog;
    clientela_dialog_items items;
    clientela_capture all = CLIENTELA_NONE;
    row_now = "A12 A14";
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    dialog = asks(&it, luis, CLIENTELA_OCCASION_CREATION);
    CHECK(count_of(dialog, CLIENTELA_TURN_NOW) == 1 && count_of(dialog, CLIENTELA_TURN_THEN) == 4);
    CHECK(shown(&it, luis, dialog, CLIENTELA_TURN_NOW) == 1 && shown(&it, luis, dialog, CLIENTELA_TURN_THEN) == 0);
    record(&it, luis, yes("data-storage"), CLIENTELA_CONSENT_DETAIL_GIVEN);
    CHECK(shown(&it, luis, dialog, CLIENTELA_TURN_THEN) == 3);
    clientela_dialog_free(dialog);
    it.now = NOW + A_DAY;
    chain(&it, "advertising.detailed", "false");
    dialog = asks(&it, luis, CLIENTELA_OCCASION_CARD_READ);
    items = items_of(dialog, CLIENTELA_TURN_NOW);
    while (clientela_dialog_items_next(items, NULL) == CLIENTELA_STATUS_OK) {
        const char *definition = text_of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_DEFINITION);
        CHECK(of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_TOGETHER) == 1);
        if (all == CLIENTELA_NONE) all = spoken(definition, CLIENTELA_INTENT_REFUSE);
        else OK(clientela_capture_add_answer(all, definition, Z, CLIENTELA_INTENT_REFUSE, NULL));
    }
    record(&it, luis, all, CLIENTELA_CONSENT_DETAIL_REFUSED);
    CHECK(stands(&it, luis, "offers-sms") == CLIENTELA_CONSENT_DETAIL_REFUSED && stands(&it, luis, "newsletter-vinyl") == CLIENTELA_CONSENT_DETAIL_REFUSED);
    clientela_dialog_items_free(items);
    clientela_dialog_free(dialog);
    close_shop(&it);
}

/* Presets are marked and are nobody's answer. */
static void a13_presets(void) {
    shop it;
    key luis;
    clientela_dialog dialog;
    clientela_dialog_items items;
    row_now = "A13 A16";
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    record(&it, luis, yes("data-storage"), CLIENTELA_CONSENT_DETAIL_GIVEN);
    chain(&it, "advertising.preset", "email phone sms");
    dialog = asks(&it, luis, CLIENTELA_OCCASION_CREATION);
    items = items_of(dialog, CLIENTELA_TURN_NOW);
    while (clientela_dialog_items_next(items, NULL) == CLIENTELA_STATUS_OK) CHECK(of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_PRESET) == 1);
    CHECK(shown(&it, luis, dialog, CLIENTELA_TURN_NOW) == 3 && closed(&it, luis, dialog) == 3);
    CHECK(contact(&it, luis, CLIENTELA_CHANNEL_EMAIL, NEWSLETTER) == CLIENTELA_CONTACT_REASON_DEFERRED);
    CHECK(contact(&it, luis, CLIENTELA_CHANNEL_SMS, "offers-sms") == CLIENTELA_CONTACT_REASON_DEFERRED);
    clientela_dialog_items_free(items);
    clientela_dialog_free(dialog);
    close_shop(&it);
}

/* A new customer is asked while they are filled in. */
static void a13_creation(void) {
    shop it;
    key lee;
    clientela_dialog dialog = CLIENTELA_NONE;
    clientela_draft draft;
    clientela_capture agreed = yes("data-storage");
    open_stocked(&it);
    draft = new_lee(&it);
    OK(clientela_desk_to_ask_new(it.desk, draft, &dialog, NULL));
    CHECK(count_of(dialog, CLIENTELA_TURN_NOW) == 1 && count_of(dialog, CLIENTELA_TURN_THEN) == 4);
    OK(clientela_draft_capture(draft, agreed, NULL));
    clientela_capture_free(agreed);
    lee = save(it.desk, draft);
    CHECK(shown(&it, lee, dialog, CLIENTELA_TURN_NOW) == 0 && closed(&it, lee, dialog) == 0);
    CHECK(stands(&it, lee, "data-storage") == CLIENTELA_CONSENT_DETAIL_GIVEN);
    clientela_dialog_free(dialog);
    close_shop(&it);
}

/* Data that nobody wants to say are not asked for again for the months; e-mail advertising is withdrawn in the dialog. */
static void a18_a20_data(void) {
    shop it;
    key luis;
    clientela_dialog dialog;
    clientela_dialog_items items;
    clientela_texts codes = CLIENTELA_NONE;
    clientela_desk clerk;
    const char *text = NULL;
    int64_t count = -1;
    row_now = "A18 A20 X21";
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    record(&it, luis, yes("data-storage"), CLIENTELA_CONSENT_DETAIL_GIVEN);
    record(&it, luis, yes(NEWSLETTER), CLIENTELA_CONSENT_DETAIL_GIVEN);
    chain(&it, "consents.shown", "data-storage");
    chain(&it, "missing.fields", "birth_date");
    chain(&it, "missing.withdraw_email", "true");
    dialog = asks(&it, luis, CLIENTELA_OCCASION_CASH_SALE);
    items = items_of(dialog, CLIENTELA_TURN_NOW);
    OK(clientela_dialog_items_next(items, NULL));
    CHECK(of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_DATA) == 1 && needs(items, CLIENTELA_FIELD_BIRTH_DATE));
    CHECK(same(text_of_item(items, CLIENTELA_DIALOG_ITEM_FIELD_DEFINITION), "data-storage"));
    clientela_dialog_items_free(items);
    OK(clientela_dialog_withdrawable(dialog, &codes, NULL));
    OK(clientela_texts_next(codes, &text, NULL, NULL));
    CHECK(same(text, NEWSLETTER) && clientela_texts_next(codes, &text, NULL, NULL) == CLIENTELA_STATUS_DONE);
    clientela_texts_free(codes);
    CHECK(shown(&it, luis, dialog, CLIENTELA_TURN_NOW) == 1);
    it.now = NOW + A_DAY;
    CHECK(closed(&it, luis, dialog) == 1);
    clientela_dialog_free(dialog);
    CHECK(has(&it, luis, CLIENTELA_FIELD_DATA_DEFERRED, 0, "2026-07-01"));
    dialog = asks(&it, luis, CLIENTELA_OCCASION_CARD_READ);
    CHECK(of_dialog(dialog, CLIENTELA_DIALOG_FIELD_ASKS) == 0);
    clerk = desk_with(&it, "kim", CLIENTELA_RIGHT_READ_CUSTOMERS);
    CHECK(clientela_desk_dialog_shown(clerk, luis.text, Z, dialog, CLIENTELA_TURN_NOW, &count, NULL) == CLIENTELA_STATUS_NOT_PERMITTED);
    clientela_dialog_free(dialog);
    CHECK(clientela_desk_to_ask(clerk, luis.text, Z, CLIENTELA_OCCASION_CARD_READ, &dialog, NULL) == CLIENTELA_STATUS_NOT_PERMITTED);
    clientela_desk_free(clerk);
    close_shop(&it);
}

int main(void) {
    a11_storage();
    a12_a14_advertising();
    a13_presets();
    a13_creation();
    a18_a20_data();
    return ended("A11 A12 A13 A14 A16 A18 A20 X20 X21");
}
