/* What a shop assistant reads about a customer: who he is, where he lives, what was noted, what he agreed to. */
#ifndef TILL_DETAILS_H
#define TILL_DETAILS_H

#include "till_people.h"

static const char *customer_text(clientela_customer customer, clientela_field field, int32_t slot) {
    const char *text;
    MUST(clientela_customer_text(customer, field, slot, &text, NULL, &error));
    return text == NULL ? "" : text;
}

/* Jane gives him a card and notes something. */
static void give_card_and_note(clientela_desk desk, const char *id) {
    clientela_draft draft;
    clientela_outcome outcome;
    int32_t card, note;
    MUST(clientela_desk_edit(desk, id, NUL, &draft, &error));
    MUST(clientela_draft_free_slot(draft, CLIENTELA_SECTION_CARDS, &card, &error));
    MUST(clientela_draft_free_slot(draft, CLIENTELA_SECTION_COMMENTS, &note, &error));
    MUST(clientela_draft_set_text(draft, CLIENTELA_FIELD_CARD_NUMBER, card, "4711", NUL, &error));
    MUST(clientela_draft_set_text(draft, CLIENTELA_FIELD_COMMENT_TEXT, note, "prefers first pressings", NUL, &error));
    MUST(clientela_desk_save(desk, draft, &outcome, &error));
    clientela_draft_free(draft);
}

static void addresses_of(clientela_customer customer) {
    clientela_slots slots;
    int32_t slot;
    MUST(clientela_customer_section(customer, CLIENTELA_SECTION_ADDRESSES, &slots, &error));
    while (ROW(clientela_slots_next(slots, &slot, &error))) {
        line("address", customer_text(customer, CLIENTELA_FIELD_STREET, slot));
        name("");
        printf("%s %s, %s\n", customer_text(customer, CLIENTELA_FIELD_POSTAL_CODE, slot), customer_text(customer, CLIENTELA_FIELD_CITY, slot),
               customer_text(customer, CLIENTELA_FIELD_COUNTRY, slot));
    }
    clientela_slots_free(slots);
}

static void notes_of(clientela_customer customer) {
    clientela_slots slots;
    char what[WIDEST_CELL];
    int32_t slot;
    MUST(clientela_customer_section(customer, CLIENTELA_SECTION_CARDS, &slots, &error));
    while (ROW(clientela_slots_next(slots, &slot, &error))) {
        name("card");
        printf("%s, %s, %s\n", customer_text(customer, CLIENTELA_FIELD_CARD_NUMBER, slot), customer_text(customer, CLIENTELA_FIELD_CARD_KIND, slot),
               customer_text(customer, CLIENTELA_FIELD_CARD_STATE, slot));
    }
    clientela_slots_free(slots);
    MUST(clientela_customer_section(customer, CLIENTELA_SECTION_COMMENTS, &slots, &error));
    while (ROW(clientela_slots_next(slots, &slot, &error))) {
        snprintf(what, sizeof what, "note of %s", customer_text(customer, CLIENTELA_FIELD_COMMENT_DATE, slot));
        name(what);
        printf("%s (%s)\n", customer_text(customer, CLIENTELA_FIELD_COMMENT_TEXT, slot),
               customer_text(customer, CLIENTELA_FIELD_COMMENT_AUTHOR, slot));
    }
    clientela_slots_free(slots);
}

static void related_of(clientela_customer customer) {
    clientela_related related;
    clientela_person person;
    const char *role;
    MUST(clientela_customer_related(customer, &related, &error));
    while (ROW(clientela_related_next(related, &role, NULL, &person, &error))) {
        line(role, person_name(person));
        clientela_person_free(person);
    }
    clientela_related_free(related);
}

static void consents_of(clientela_customer customer) {
    const char *title, *state, *detail;
    clientela_consents consents;
    printf("   consents\n");
    MUST(clientela_customer_consents(customer, &consents, &error));
    while (ROW(clientela_consents_next(consents, &error))) {
        MUST(clientela_consents_text(consents, CLIENTELA_CONSENT_FIELD_TITLE, &title, NULL, &error));
        MUST(clientela_consents_text(consents, CLIENTELA_CONSENT_FIELD_STATE, &state, NULL, &error));
        MUST(clientela_consents_text(consents, CLIENTELA_CONSENT_FIELD_DETAIL, &detail, NULL, &error));
        printf("     %s: %s (%s)\n", title, state, detail);
    }
    clientela_consents_free(consents);
}

static void details(clientela_desk desk, const char *id) {
    static const struct { clientela_field field; const char *name; } FIELDS[] = {
        {CLIENTELA_FIELD_NUMBER, "number"}, {CLIENTELA_FIELD_COMPANY, "company"}, {CLIENTELA_FIELD_PHONE, "phone"},
        {CLIENTELA_FIELD_FAX, "fax"},       {CLIENTELA_FIELD_EMAIL, "email"},
    };
    clientela_customer customer;
    const char *text;
    int64_t documents;
    size_t at;
    heading("4  A card and a note for him, then his details");
    give_card_and_note(desk, id);
    MUST(clientela_desk_customer(desk, id, NUL, &customer, &error));
    MUST(clientela_customer_name(customer, &text, NULL, &error));
    printf("   %s, %s, %s\n", text, customer_text(customer, CLIENTELA_FIELD_KIND, 0), customer_text(customer, CLIENTELA_FIELD_STATUS, 0));
    for (at = 0; at < sizeof FIELDS / sizeof *FIELDS; at++) line(FIELDS[at].name, customer_text(customer, FIELDS[at].field, 0));
    addresses_of(customer);
    notes_of(customer);
    related_of(customer);
    MUST(clientela_customer_documents(customer, &documents, &error));
    line_number("documents", documents);
    consents_of(customer);
    clientela_customer_free(customer);
}

#endif
