/* Checking a customer's values by the domain alone, through the built library. */
#include "check.h"

static clientela_values values_of(const char *kind, const char *family_name, const char *email, const char *country) {
    clientela_values values = CLIENTELA_NONE;
    OK(clientela_values_new(&values, NULL));
    OK(clientela_values_set_text(values, CLIENTELA_FIELD_KIND, 0, kind, Z, NULL));
    OK(clientela_values_set_text(values, CLIENTELA_FIELD_FAMILY_NAME, 0, family_name, Z, NULL));
    OK(clientela_values_set_text(values, CLIENTELA_FIELD_EMAIL, 0, email, Z, NULL));
    OK(clientela_values_set_text(values, CLIENTELA_FIELD_COUNTRY, 0, country, Z, NULL));
    return values;
}

static void good_values_are_brought_into_canonical_form(void) {
    clientela_values values = values_of("private", "Hansen", " B.Hansen@Example.NO", "no");
    clientela_entries entries = CLIENTELA_NONE;
    const char *before = NULL, *text = NULL, *name = NULL;
    int32_t field = 0, slot = -1;
    row_now = "values";
    OK(clientela_values_text(values, CLIENTELA_FIELD_COUNTRY, 0, &before, NULL, NULL));
    OK(clientela_values_check(values, CLIENTELA_DESCRIBED_CUSTOMER, "2024-06-01", Z, NULL));
    CHECK(same(before, "no"));
    OK(clientela_values_normalised(values, &entries, NULL));
    OK(clientela_entries_next(entries, &field, &slot, &text, NULL, NULL));
    CHECK(field == CLIENTELA_FIELD_COUNTRY && slot == 0 && same(text, "NO"));
    OK(clientela_entries_next(entries, &field, &slot, &text, NULL, NULL));
    CHECK(field == CLIENTELA_FIELD_EMAIL && same(text, "B.Hansen@example.no"));
    CHECK(clientela_entries_next(entries, &field, &slot, &text, NULL, NULL) == CLIENTELA_STATUS_DONE);
    clientela_entries_free(entries);
    OK(clientela_values_name(values, &name, NULL, NULL));
    CHECK(same(name, "Hansen"));
    OK(clientela_values_set_text(values, CLIENTELA_FIELD_GIVEN_NAME, 0, "Bo", Z, NULL));
    OK(clientela_values_name(values, &text, NULL, NULL));
    CHECK(same(text, "Bo Hansen") && same(name, "Hansen"));
    OK(clientela_values_check(values, CLIENTELA_DESCRIBED_CUSTOMER, "2024-06-01", Z, NULL));
    OK(clientela_values_normalised(values, &entries, NULL));
    CHECK(clientela_entries_next(entries, &field, &slot, &text, NULL, NULL) == CLIENTELA_STATUS_DONE);
    clientela_entries_free(entries);
    clientela_values_free(values);
}

/* Whether the error lists this rule of this field. */
static int lists(clientela_error error, const char *field, const char *rule) {
    const char *its_field = NULL, *its_rule = NULL;
    int32_t count = 0, slot = 0, at;
    OK(clientela_error_violation_count(error, &count));
    for (at = 0; at < count; at++) {
        OK(clientela_error_violation(error, at, &its_field, NULL, &slot, &its_rule, NULL));
        if (same(its_field, field) && same(its_rule, rule)) return 1;
    }
    return 0;
}

static void every_broken_rule_is_listed_and_nothing_is_changed(void) {
    clientela_values values = values_of("private", "", "nobody@", "no");
    clientela_error error = CLIENTELA_NONE;
    const char *text = NULL;
    int32_t count = 0;
    row_now = "violations";
    OK(clientela_values_set_text(values, CLIENTELA_FIELD_BIRTH_DATE, 0, "2024-06-02", Z, NULL));
    CHECK(clientela_values_check(values, CLIENTELA_DESCRIBED_CUSTOMER, "2024-06-01", Z, &error) == CLIENTELA_STATUS_INVALID);
    OK(clientela_error_violation_count(error, &count));
    CHECK(count == 3);
    CHECK(lists(error, "family_name", "required"));
    CHECK(lists(error, "birth_date", "date.in_future"));
    CHECK(lists(error, "email", "email.malformed"));
    OK(clientela_values_text(values, CLIENTELA_FIELD_COUNTRY, 0, &text, NULL, NULL));
    CHECK(same(text, "no"));
    clientela_error_free(error);
    CHECK(clientela_values_check(values, 7, "2024-06-01", Z, NULL) == CLIENTELA_STATUS_MISUSE);
    CHECK(clientela_values_check(values, CLIENTELA_DESCRIBED_CUSTOMER, "1 June", Z, NULL) == CLIENTELA_STATUS_INVALID);
    clientela_values_free(values);
}

int main(void) {
    good_values_are_brought_into_canonical_form();
    every_broken_rule_is_listed_and_nothing_is_changed();
    return ended("values");
}
