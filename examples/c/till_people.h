/* Reading persons and documents. */
#ifndef TILL_PEOPLE_H
#define TILL_PEOPLE_H

#include "story.h"

static const char *person_text(clientela_person person, clientela_field field) {
    const char *text;
    MUST(clientela_person_text(person, field, 0, &text, NULL, &error));
    return text == NULL ? "" : text;
}

static const char *person_name(clientela_person person) {
    const char *text;
    MUST(clientela_person_name(person, &text, NULL, &error));
    return text;
}

static const char *addressee_name(clientela_document document) {
    const char *text;
    MUST(clientela_document_addressee(document, CLIENTELA_FIELD_ADDRESSEE_NAME, &text, NULL, &error));
    return text == NULL ? "undefined" : text;
}

static clientela_document_draft draft_of(clientela_document_kind kind, const char *number) {
    clientela_document_draft draft;
    MUST(clientela_document_draft_new(kind, number, NUL, "EUR", NUL, &draft, &error));
    return draft;
}

#endif
