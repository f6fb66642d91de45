/* Numbers with check digits and the international form of phones, by the domain alone. */
#include "check.h"

/* The rule that a field of a business breaks; "" where it breaks none, and then its canonical form stands in `canonical`. */
static void check(clientela_field field, const char *text, char *canonical, char *rule) {
    clientela_values values = CLIENTELA_NONE;
    clientela_error error = CLIENTELA_NONE;
    const char *code = "", *found = NULL;
    OK(clientela_values_new(&values, NULL));
    OK(clientela_values_set_text(values, CLIENTELA_FIELD_KIND, 0, "business", Z, NULL));
    OK(clientela_values_set_text(values, CLIENTELA_FIELD_COMPANY, 0, "ACME", Z, NULL));
    OK(clientela_values_set_text(values, field, 0, text, Z, NULL));
    if (clientela_values_check(values, CLIENTELA_DESCRIBED_CUSTOMER, "2024-06-01", Z, &error) != CLIENTELA_STATUS_OK) {
        OK(clientela_error_code(error, &code, NULL));
    }
    OK(clientela_values_text(values, field, 0, &found, NULL, NULL));
    sprintf(canonical, "%.60s", found);
    sprintf(rule, "%.60s", code);
    OK(clientela_error_free(error));
    OK(clientela_values_free(values));
}

static int becomes(clientela_field field, const char *text, const char *expected) {
    char canonical[64], rule[64];
    check(field, text, canonical, rule);
    return same(rule, "") && same(canonical, expected);
}

static int breaks(clientela_field field, const char *text, const char *expected) {
    char canonical[64], rule[64];
    check(field, text, canonical, rule);
    return same(rule, expected) && same(canonical, text);
}

static void a_number_with_check_digits_is_checked(void) {
    row_now = "checks";
    CHECK(becomes(CLIENTELA_FIELD_IBAN, "de89 3704 0044 0532 0130 00", "DE89370400440532013000"));
    CHECK(breaks(CLIENTELA_FIELD_IBAN, "DE89370400440532013001", "iban.check_digits"));
    CHECK(breaks(CLIENTELA_FIELD_IBAN, "DE8937040044053201300", "iban.length"));
    CHECK(becomes(CLIENTELA_FIELD_VAT_ID, "DE 136 695 976", "DE136695976"));
    CHECK(breaks(CLIENTELA_FIELD_VAT_ID, "DE136695978", "vat.check_digits"));
    CHECK(breaks(CLIENTELA_FIELD_VAT_ID, "US136695976", "vat.country_unknown"));
    CHECK(becomes(CLIENTELA_FIELD_CODICE_FISCALE, "rccmnl83s18d969h", "RCCMNL83S18D969H"));
    CHECK(breaks(CLIENTELA_FIELD_SIRET, "73282932000079", "identifier.check_digits"));
    CHECK(becomes(CLIENTELA_FIELD_TAX_NUMBER, "181/815/08155", "18181508155"));
}

/* The international form, or "" where there is none. */
static int dialled(const char *number, const char *country, const char *expected) {
    clientela_texts texts = CLIENTELA_NONE;
    const char *text = "";
    int right;
    OK(clientela_phone_international(number, Z, country, Z, &texts, NULL));
    if (clientela_texts_next(texts, &text, NULL, NULL) != CLIENTELA_STATUS_OK) text = "";
    right = same(text, expected);
    OK(clientela_texts_free(texts));
    return right;
}

static void a_phone_has_its_international_form(void) {
    row_now = "checks";
    CHECK(dialled("030 / 23 12 50 60", "DE", "+493023125060"));
    CHECK(dialled("+49 (0)30 23125060 ext. 12", "", "+493023125060"));
    CHECK(dialled("06 6982", "it", "+39066982"));
    CHECK(dialled("110", "DE", ""));
    CHECK(dialled("no number", "DE", ""));
    CHECK(clientela_phone_international(NULL, 3, "DE", Z, NULL, NULL) == CLIENTELA_STATUS_MISUSE);
}

int main(void) {
    a_number_with_check_digits_is_checked();
    a_phone_has_its_international_form();
    return ended("checks");
}
