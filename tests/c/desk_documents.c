/* Documents and the history at a desk, through the built library. */
#include "shop_documents.h"

#define RECEIPT CLIENTELA_DOCUMENT_KIND_RECEIPT

static void w2_on_a_draft(shop *it, key luis, key leonie) {
    const char *customers[] = {luis.text, leonie.text, NULL, luis.text};
    key id = start(it, described(RECEIPT, "T-1", NULL, NULL));
    size_t at;
    CHECK(document_counts(it, id, CLIENTELA_DOCUMENT_FIELD_STATE) == CLIENTELA_DOCUMENT_STATE_DRAFT);
    CHECK(document_says(it, id, CLIENTELA_DOCUMENT_FIELD_CUSTOMER, NULL) && addressed(it, id, CLIENTELA_FIELD_ADDRESSEE_NAME, NULL));
    for (at = 0; at < sizeof customers / sizeof *customers; at++) {
        OK(clientela_desk_put_customer(it->desk, id.text, Z, customers[at], Z, NULL));
        CHECK(document_says(it, id, CLIENTELA_DOCUMENT_FIELD_CUSTOMER, customers[at]));
    }
    OK(clientela_desk_issue_document(it->desk, id.text, Z, NULL));
    CHECK(document_says(it, id, CLIENTELA_DOCUMENT_FIELD_STATE, "issued"));
    CHECK(document_says(it, id, CLIENTELA_DOCUMENT_FIELD_CUSTOMER, luis.text));
    CHECK(addressed(it, receipt(it, "T-2", NULL), CLIENTELA_FIELD_ADDRESSEE_NAME, NULL));
}

static void w2_after_it_is_final(shop *it, key luis, key leonie) {
    key id = document_id(it, RECEIPT, "T-1"), made;
    FAILS(clientela_desk_put_customer(it->desk, id.text, Z, leonie.text, Z, &error), CLIENTELA_STATUS_STATE, "document.final", NULL);
    FAILS(clientela_desk_put_customer(it->desk, id.text, Z, NULL, 0, &error), CLIENTELA_STATUS_STATE, "document.final", NULL);
    FAILS(clientela_desk_issue_document(it->desk, id.text, Z, &error), CLIENTELA_STATUS_STATE, "document.final", NULL);
    CHECK(document_says(it, id, CLIENTELA_DOCUMENT_FIELD_CUSTOMER, luis.text));
    made = start(it, described(CLIENTELA_DOCUMENT_KIND_INVOICE, "I-1", id.text, NULL));
    CHECK(document_says(it, made, CLIENTELA_DOCUMENT_FIELD_SOURCE, "T-1"));
    CHECK(document_says(it, made, CLIENTELA_DOCUMENT_FIELD_CUSTOMER, luis.text));
    made = start(it, described(CLIENTELA_DOCUMENT_KIND_CORRECTION, "C-1", id.text, leonie.text));
    CHECK(document_says(it, made, CLIENTELA_DOCUMENT_FIELD_SOURCE, "T-1"));
    CHECK(document_says(it, made, CLIENTELA_DOCUMENT_FIELD_CUSTOMER, leonie.text));
}

/* Sources and results, one row each. */
static void w2_links(shop *it) {
    key id = document_id(it, RECEIPT, "T-1"), made = document_id(it, CLIENTELA_DOCUMENT_KIND_INVOICE, "I-1");
    clientela_document_links links = CLIENTELA_NONE;
    const char *text = NULL;
    int64_t number = -1;
    CHECK(document_says(it, made, CLIENTELA_DOCUMENT_FIELD_SOURCE_KIND, "receipt"));
    CHECK(document_says(it, id, CLIENTELA_DOCUMENT_FIELD_SOURCE_KIND, NULL) && document_counts(it, id, CLIENTELA_DOCUMENT_FIELD_SOURCE_KIND) == -1);
    CHECK(document_counts(it, id, CLIENTELA_DOCUMENT_FIELD_NET) == 0 && document_counts(it, id, CLIENTELA_DOCUMENT_FIELD_ROUNDING) == 0);
    OK(clientela_desk_document_links(it->desk, made.text, Z, &links, NULL));
    OK(clientela_document_links_next(links, NULL));
    OK(clientela_document_links_text(links, CLIENTELA_DOCUMENT_LINK_FIELD_ID, &text, NULL, NULL));
    CHECK(same(text, id.text));
    OK(clientela_document_links_number(links, CLIENTELA_DOCUMENT_LINK_FIELD_RESULT, &number, NULL));
    CHECK(number == 0 && clientela_document_links_next(links, NULL) == CLIENTELA_STATUS_DONE);
    clientela_document_links_free(links);
    OK(clientela_desk_document_links(it->desk, id.text, Z, &links, NULL));
    OK(clientela_document_links_next(links, NULL));
    OK(clientela_document_links_text(links, CLIENTELA_DOCUMENT_LINK_FIELD_KIND, &text, NULL, NULL));
    OK(clientela_document_links_number(links, CLIENTELA_DOCUMENT_LINK_FIELD_RESULT, &number, NULL));
    CHECK(number == 1 && (same(text, "invoice") || same(text, "correction")));
    OK(clientela_document_links_next(links, NULL));
    CHECK(clientela_document_links_next(links, NULL) == CLIENTELA_STATUS_DONE);
    clientela_document_links_free(links);
}

static void w2_as_issued(shop *it, key luis) {
    key id = document_id(it, RECEIPT, "T-1");
    change(it, luis, CLIENTELA_FIELD_FAMILY_NAME, "Ray");
    change(it, luis, CLIENTELA_FIELD_CITY, "");
    CHECK(addressed(it, id, CLIENTELA_FIELD_ADDRESSEE_NAME, "Luís Gonçalves"));
    CHECK(addressed(it, id, CLIENTELA_FIELD_ADDRESSEE_STREET, "Av. Brigadeiro Faria Lima, 2170"));
    CHECK(addressed(it, id, CLIENTELA_FIELD_ADDRESSEE_POSTAL_CODE, "12227-000"));
    CHECK(addressed(it, id, CLIENTELA_FIELD_ADDRESSEE_CITY, "São José dos Campos"));
    CHECK(addressed(it, id, CLIENTELA_FIELD_ADDRESSEE_REGION, NULL) && addressed(it, id, CLIENTELA_FIELD_ADDRESSEE_COUNTRY, "BR"));
    CHECK(addressed(it, receipt(it, "T-3", luis.text), CLIENTELA_FIELD_ADDRESSEE_NAME, "Luís Ray"));
}

static void w2_a_customer_on_a_document(void) {
    shop it;
    key luis, leonie;
    row_now = "W2";
    open_stocked(&it);
    luis = id_by_number(&it, "1");
    leonie = id_by_number(&it, "2");
    w2_on_a_draft(&it, luis, leonie);
    w2_after_it_is_final(&it, luis, leonie);
    w2_links(&it);
    w2_as_issued(&it, luis);
    close_shop(&it);
}

int main(void) {
    w2_a_customer_on_a_document();
    return ended("W2");
}
