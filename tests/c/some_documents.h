/* Documents for the C tests. */
#ifndef SOME_DOCUMENTS_H
#define SOME_DOCUMENTS_H

#include "check.h"

static inline clientela_documents no_documents(void) {
    clientela_documents documents = CLIENTELA_NONE;
    OK(clientela_documents_new(&documents, NULL));
    return documents;
}

/* A document with one line of this item, made from the line of the document `of`; its number is also its day. */
static inline void issued(clientela_documents documents, int kind, int state, int number, const char *item, int pieces, const char *of) {
    char name[16];
    sprintf(name, "N%d", number);
    OK(clientela_documents_begin(documents, id_of(number), Z, kind, state, name, Z, day(number), "EUR", Z, NULL));
    OK(clientela_documents_set_number(documents, CLIENTELA_DOCUMENT_FIELD_TOTAL, number * 100, NULL));
    OK(clientela_documents_begin_line(documents, 1, NULL));
    OK(clientela_documents_set_line_text(documents, CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_NAME, item, Z, NULL));
    OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY, pieces * 1000, NULL));
    OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_FINAL_PRICE, number * INT64_C(1000000), NULL));
    if (of[0]) OK(clientela_documents_set_line_source(documents, of, Z, 1, NULL));
}

#endif
