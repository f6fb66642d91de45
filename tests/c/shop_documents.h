/* Documents of a shop: starting, issuing and reading them. */
#ifndef SHOP_DOCUMENTS_H
#define SHOP_DOCUMENTS_H

#include "shop_people.h"

/* A description of a document; NULL for no source and for customer undefined. */
static inline clientela_document_draft described(clientela_document_kind kind, const char *number, const char *source, const char *customer) {
    clientela_document_draft draft = CLIENTELA_NONE;
    OK(clientela_document_draft_new(kind, number, Z, "EUR", Z, &draft, NULL));
    if (source != NULL) OK(clientela_document_draft_set_source(draft, source, Z, NULL));
    OK(clientela_document_draft_set_customer(draft, customer, Z, NULL));
    return draft;
}

/* Starts a document and frees its description. */
static inline key start(shop *it, clientela_document_draft draft) {
    clientela_id given = CLIENTELA_NONE;
    const char *text = NULL;
    key id;
    OK(clientela_desk_start_document(it->desk, draft, &given, NULL));
    OK(clientela_id_text(given, &text, NULL, NULL));
    id = key_of(text);
    clientela_id_free(given);
    clientela_document_draft_free(draft);
    return id;
}

/* A receipt issued to a customer; NULL for undefined. */
static inline key receipt(shop *it, const char *number, const char *customer) {
    key id = start(it, described(CLIENTELA_DOCUMENT_KIND_RECEIPT, number, NULL, customer));
    OK(clientela_desk_issue_document(it->desk, id.text, Z, NULL));
    return id;
}

static inline clientela_document document(shop *it, key id) {
    clientela_document shown = CLIENTELA_NONE;
    OK(clientela_desk_document(it->desk, id.text, Z, &shown, NULL));
    return shown;
}

static inline key document_id(shop *it, clientela_document_kind kind, const char *number) {
    clientela_document shown = CLIENTELA_NONE;
    const char *text = NULL;
    key id;
    OK(clientela_desk_document_by_number(it->desk, kind, number, Z, &shown, NULL));
    OK(clientela_document_text(shown, CLIENTELA_DOCUMENT_FIELD_ID, &text, NULL, NULL));
    id = key_of(text);
    clientela_document_free(shown);
    return id;
}

/* Whether a text of a document is this one; NULL for none. */
static inline int document_says(shop *it, key id, clientela_document_field field, const char *value) {
    clientela_document shown = document(it, id);
    const char *text = NULL;
    int right;
    OK(clientela_document_text(shown, field, &text, NULL, NULL));
    right = value == NULL ? text == NULL : same(text, value);
    clientela_document_free(shown);
    return right;
}

static inline int64_t document_counts(shop *it, key id, clientela_document_field field) {
    clientela_document shown = document(it, id);
    int64_t number = -1;
    OK(clientela_document_number(shown, field, &number, NULL));
    clientela_document_free(shown);
    return number;
}

/* Whether name or address as issued is this one; NULL for none. */
static inline int addressed(shop *it, key id, clientela_field field, const char *value) {
    clientela_document shown = document(it, id);
    const char *text = NULL;
    int right;
    OK(clientela_document_addressee(shown, field, &text, NULL, NULL));
    right = value == NULL ? text == NULL : same(text, value);
    clientela_document_free(shown);
    return right;
}

#endif
