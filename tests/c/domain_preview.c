/* The preview of a host's own document, without a store: bundles, taxes, links, sums and pages. */
#include "a_preview.h"
#include "some_documents.h"

static void add_line(clientela_documents documents, int number, const char *item, int pieces, int cents, int bundle) {
    OK(clientela_documents_begin_line(documents, number, NULL));
    OK(clientela_documents_set_line_text(documents, CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_NAME, item, Z, NULL));
    OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY, pieces * 1000, NULL));
    OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_REGULAR_PRICE, (cents + 50) * INT64_C(10000), NULL));
    OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_DISCOUNT, 50 * 10000, NULL));
    OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_FINAL_PRICE, cents * INT64_C(10000), NULL));
    OK(clientela_documents_set_line_number(documents, CLIENTELA_DOCUMENT_LINE_FIELD_TAX_RATE, 1900, NULL));
    if (bundle > 0) OK(clientela_documents_set_line_bundle(documents, bundle, "Gift set", Z, NULL));
}

/* An invoice with a set whose lines stand apart, made from a receipt. */
static clientela_documents an_invoice(void) {
    clientela_documents documents = no_documents();
    issued(documents, CLIENTELA_DOCUMENT_KIND_RECEIPT, CLIENTELA_DOCUMENT_STATE_ISSUED, 1, "Hat", 1, "");
    OK(clientela_documents_begin(documents, id_of(2), Z, CLIENTELA_DOCUMENT_KIND_INVOICE, CLIENTELA_DOCUMENT_STATE_ISSUED, "I2", Z, day(2), "EUR",
                                 Z, NULL));
    OK(clientela_documents_set_text(documents, CLIENTELA_DOCUMENT_FIELD_SOURCE, "N1", Z, NULL));
    OK(clientela_documents_set_addressee(documents, CLIENTELA_FIELD_ADDRESSEE_NAME, "Ann & <i>Lee</i>", Z, NULL));
    OK(clientela_documents_set_payload(documents, (const uint8_t *)"secret", 6, "law", Z, "2036-12-31", Z, NULL));
    add_line(documents, 1, "<b>Socks</b>", 2, 250, 1);
    add_line(documents, 2, "Hat", 1, 1000, 0);
    add_line(documents, 3, "Box", 1, 50, 1);
    OK(clientela_documents_set_number(documents, CLIENTELA_DOCUMENT_FIELD_TOTAL, 1561, NULL));
    OK(clientela_documents_set_number(documents, CLIENTELA_DOCUMENT_FIELD_ROUNDING, -1, NULL));
    return documents;
}

static clientela_preview preview_of(clientela_documents documents) {
    clientela_preview preview = CLIENTELA_NONE;
    OK(clientela_documents_preview(documents, 60, &preview, NULL));
    return preview;
}

static void p15_the_set_is_grouped(clientela_preview preview) {
    clientela_preview_groups groups = groups_of(preview);
    row_now = "P15";
    CHECK(previewed(preview, CLIENTELA_PREVIEW_FIELD_GROUPS) == 2);
    group_is(groups, 1, "Gift set", 550, 3);
    group_is(groups, 0, NULL, 1000, 2);
    CHECK(clientela_preview_groups_next(groups, NULL) == CLIENTELA_STATUS_DONE);
    OK(clientela_preview_groups_free(groups));
}

static void p21_sums_taxes_and_links(clientela_preview preview) {
    clientela_taxes taxes = CLIENTELA_NONE;
    clientela_document_links links = CLIENTELA_NONE;
    const char *text = NULL;
    int64_t number = -1;
    row_now = "P21";
    CHECK(previewed(preview, CLIENTELA_PREVIEW_FIELD_LINES_AMOUNT) == 1550 && previewed(preview, CLIENTELA_PREVIEW_FIELD_DIFFERENCE) == 11);
    CHECK(previewed(preview, CLIENTELA_PREVIEW_FIELD_TOTAL) == 1561 && previewed(preview, CLIENTELA_PREVIEW_FIELD_ROUNDING) == -1);
    CHECK(previewed(preview, CLIENTELA_PREVIEW_FIELD_PAYABLE) == 1560 && previewed(preview, CLIENTELA_PREVIEW_FIELD_DECIMALS) == 2);
    CHECK(previewed(preview, CLIENTELA_PREVIEW_FIELD_OFFSET_MINUTES) == 60);
    OK(clientela_preview_taxes(preview, &taxes, NULL));
    OK(clientela_taxes_next(taxes, NULL));
    OK(clientela_taxes_number(taxes, CLIENTELA_TAX_FIELD_TAX, &number, NULL));
    CHECK(number == 247);
    OK(clientela_taxes_free(taxes));
    OK(clientela_preview_links(preview, &links, NULL));
    OK(clientela_document_links_next(links, NULL));
    OK(clientela_document_links_text(links, CLIENTELA_DOCUMENT_LINK_FIELD_NUMBER, &text, NULL, NULL));
    CHECK(same(text, "N1"));
    CHECK(clientela_document_links_next(links, NULL) == CLIENTELA_STATUS_DONE);
    OK(clientela_document_links_free(links));
}

static void p21_the_document_without_its_payload(clientela_preview preview) {
    clientela_document document = CLIENTELA_NONE;
    const char *text = NULL;
    const uint8_t *payload = (const uint8_t *)"";
    OK(clientela_preview_document(preview, &document, NULL));
    OK(clientela_document_text(document, CLIENTELA_DOCUMENT_FIELD_NUMBER, &text, NULL, NULL));
    CHECK(same(text, "I2"));
    OK(clientela_document_addressee(document, CLIENTELA_FIELD_ADDRESSEE_NAME, &text, NULL, NULL));
    CHECK(same(text, "Ann & <i>Lee</i>"));
    OK(clientela_document_payload(document, &payload, NULL, NULL));
    CHECK(payload == NULL);
    OK(clientela_document_free(document));
}

static void p21_pages(clientela_preview preview) {
    const char *html = NULL, *again = NULL, *text = NULL;
    int format;
    OK(clientela_preview_text(preview, CLIENTELA_PREVIEW_FIELD_LANGUAGE, &text, NULL, NULL));
    CHECK(same(text, "en"));
    for (format = CLIENTELA_PAGE_FORMAT_RECEIPT_58; format <= CLIENTELA_PAGE_FORMAT_A4; format++) {
        CHECK(page_shows(preview, format, "de", "Rechnung") && page_shows(preview, format, "de", "15,60"));
        CHECK(page_shows(preview, format, NULL, "Invoice") && page_shows(preview, format, "", "15.60"));
        CHECK(page_shows(preview, format, NULL, "&lt;b&gt;Socks") && !page_shows(preview, format, NULL, "<b>"));
        CHECK(page_shows(preview, format, NULL, "Gift set") && page_shows(preview, format, NULL, "Discount 0.50"));
        CHECK(!page_shows(preview, format, NULL, "secret"));
    }
    OK(clientela_preview_html(preview, CLIENTELA_PAGE_FORMAT_A4, "de", Z, &html, NULL, NULL));
    OK(clientela_preview_html(preview, CLIENTELA_PAGE_FORMAT_A4, "de-AT", Z, &again, NULL, NULL));
    CHECK(html == again);
    CHECK(clientela_preview_html(preview, 3, NULL, 0, &html, NULL, NULL) == CLIENTELA_STATUS_MISUSE);
    CHECK(clientela_preview_html(preview, CLIENTELA_PAGE_FORMAT_A4, "xx", Z, &html, NULL, NULL) == CLIENTELA_STATUS_INVALID);
}

static void p21_an_anonymized_customer(clientela_documents documents) {
    clientela_preview preview;
    OK(clientela_documents_set_number(documents, CLIENTELA_DOCUMENT_FIELD_ANONYMIZED, 1, NULL));
    preview = preview_of(documents);
    CHECK(!page_shows(preview, CLIENTELA_PAGE_FORMAT_A4, NULL, "Ann") && page_shows(preview, CLIENTELA_PAGE_FORMAT_A4, NULL, "data-anonymized"));
    OK(clientela_preview_free(preview));
}

int main(void) {
    clientela_documents documents = an_invoice();
    clientela_preview preview = preview_of(documents), none = CLIENTELA_NONE;
    p15_the_set_is_grouped(preview);
    p21_sums_taxes_and_links(preview);
    p21_the_document_without_its_payload(preview);
    p21_pages(preview);
    p21_an_anonymized_customer(documents);
    OK(clientela_preview_free(preview));
    OK(clientela_documents_free(documents));
    documents = no_documents();
    CHECK(clientela_documents_preview(documents, 0, &none, NULL) == CLIENTELA_STATUS_STATE && none == CLIENTELA_NONE);
    OK(clientela_documents_free(documents));
    return ended("P15 P21");
}
