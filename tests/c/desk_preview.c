/* The preview of a whole document at a desk, through the built library. */
#include "a_preview.h"
#include "shop_documents.h"
#include "shop_erasure.h"

static const char FED[] =
    "{\"feed\":\"document\",\"kind\":\"receipt\",\"number\":\"P-1\",\"state\":\"issued\",\"customer\":\"1\",\"created\":\"2026-06-30T23:30:00Z\","
    "\"currency\":\"EUR\",\"total\":1050,\"addressee_name\":\"Somebody <b>Else</b>\",\"addressee_city\":\"Nowhere\","
    "\"payload\":\"c2VjcmV0LXBheWxvYWQ=\",\"payload_keep_until\":\"2036-12-31\",\"payload_ground\":\"AO 147\","
    "\"lines\":[{\"line\":1,\"name\":\"Pot\",\"quantity\":1,\"final_price\":600,\"bundle\":4,\"bundle_name\":\"Tea set\"},"
    "{\"line\":2,\"name\":\"Hat\",\"quantity\":1,\"final_price\":200},"
    "{\"line\":3,\"name\":\"<b>Cup</b>\",\"quantity\":2,\"final_price\":125,\"bundle\":4,\"bundle_name\":\"Tea set\"}]}\n"
    "{\"feed\":\"document\",\"kind\":\"complaint\",\"number\":\"P-2\",\"state\":\"closed\",\"customer\":\"1\",\"created\":\"2026-07-01\","
    "\"currency\":\"EUR\",\"total\":0,\"source\":\"P-1\"}\n";

static clientela_preview preview(shop *it, key id) {
    clientela_preview shown = CLIENTELA_NONE;
    OK(clientela_desk_preview(it->desk, id.text, Z, &shown, NULL));
    return shown;
}

static void the_set_is_grouped_and_the_result_is_named(shop *it, key id) {
    clientela_preview shown = preview(it, id);
    clientela_preview_groups groups = groups_of(shown);
    clientela_document_links links = CLIENTELA_NONE;
    const char *number = NULL;
    group_is(groups, 4, "Tea set", 850, 3);
    group_is(groups, 0, NULL, 200, 2);
    CHECK(clientela_preview_groups_next(groups, NULL) == CLIENTELA_STATUS_DONE);
    OK(clientela_preview_groups_free(groups));
    OK(clientela_preview_links(shown, &links, NULL));
    OK(clientela_document_links_next(links, NULL));
    OK(clientela_document_links_text(links, CLIENTELA_DOCUMENT_LINK_FIELD_NUMBER, &number, NULL, NULL));
    CHECK(same(number, "P-2"));
    OK(clientela_document_links_free(links));
    CHECK(previewed(shown, CLIENTELA_PREVIEW_FIELD_PAYABLE) == 1050 && previewed(shown, CLIENTELA_PREVIEW_FIELD_DIFFERENCE) == 0);
    OK(clientela_preview_free(shown));
}

static void the_page_is_in_the_language_of_the_till_or_another(shop *it, key id) {
    clientela_preview shown = preview(it, id);
    CHECK(page_shows(shown, CLIENTELA_PAGE_FORMAT_RECEIPT_80, NULL, "2026-07-01 01:30 (+02:00)"));
    CHECK(page_shows(shown, CLIENTELA_PAGE_FORMAT_RECEIPT_58, "fr", "10,50 EUR"));
    CHECK(page_shows(shown, CLIENTELA_PAGE_FORMAT_A4, "pl", "Paragon") && page_shows(shown, CLIENTELA_PAGE_FORMAT_A4, "pl", "&lt;b&gt;Cup"));
    CHECK(!page_shows(shown, CLIENTELA_PAGE_FORMAT_A4, "pl", "<b>") && !page_shows(shown, CLIENTELA_PAGE_FORMAT_A4, "pl", "secret"));
    OK(clientela_preview_free(shown));
}

static void it_takes_the_right_to_see_the_history(shop *it, key id) {
    clientela_desk tom = desk_without(it, "tom", CLIENTELA_RIGHT_READ_HISTORY);
    clientela_preview shown = CLIENTELA_NONE;
    FAILS(clientela_desk_preview(tom, id.text, Z, &shown, &error), CLIENTELA_STATUS_NOT_PERMITTED, "right.read_history", NULL);
    CHECK(shown == CLIENTELA_NONE);
    OK(clientela_desk_free(tom));
}

static void nothing_of_an_erased_customer_is_shown(shop *it, key customer, key id) {
    clientela_preview shown = preview(it, id);
    CHECK(page_shows(shown, CLIENTELA_PAGE_FORMAT_A4, NULL, "Nowhere"));
    OK(clientela_preview_free(shown));
    (void)anonymize(it, customer, 0);
    shown = preview(it, id);
    CHECK(!page_shows(shown, CLIENTELA_PAGE_FORMAT_A4, NULL, "Nowhere") && !page_shows(shown, CLIENTELA_PAGE_FORMAT_A4, NULL, "Somebody"));
    CHECK(page_shows(shown, CLIENTELA_PAGE_FORMAT_A4, NULL, "data-anonymized"));
    OK(clientela_preview_free(shown));
}

int main(void) {
    shop it;
    key id;
    row_now = "P21";
    open_stocked(&it);
    fed(&it, FED);
    id = document_id(&it, CLIENTELA_DOCUMENT_KIND_RECEIPT, "P-1");
    it_takes_the_right_to_see_the_history(&it, id);
    the_set_is_grouped_and_the_result_is_named(&it, id);
    the_page_is_in_the_language_of_the_till_or_another(&it, id);
    nothing_of_an_erased_customer_is_shown(&it, id_by_number(&it, "1"), id);
    close_shop(&it);
    return ended("P15 P21");
}
