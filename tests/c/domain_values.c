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

/* The next clash must be this one. */
static int clashes_on(clientela_clashes clashes, clientela_field field, const char *base, const char *mine, const char *theirs) {
    clientela_field its_field = 0;
    int32_t slot = -1;
    const char *its_base = NULL, *its_mine = NULL, *its_theirs = NULL;
    OK(clientela_clashes_next(clashes, &its_field, &slot, &its_base, NULL, &its_mine, NULL, &its_theirs, NULL, NULL));
    return its_field == field && slot == 0 && same(its_base, base) && same(its_mine, mine) && same(its_theirs, theirs);
}

static void two_edits_are_put_together(void) {
    clientela_values base = values_of("private", "Lee", "lee@example.org", "no"), mine = values_of("private", "Ray", "lee@example.org", "pt");
    clientela_values theirs = values_of("private", "Fay", "fay@example.org", "no"), merged = CLIENTELA_NONE;
    clientela_clashes clashes = CLIENTELA_NONE;
    clientela_field field = 0;
    int32_t slot = 0;
    const char *text = NULL;
    row_now = "merge";
    OK(clientela_values_merge(base, mine, theirs, &merged, &clashes, NULL));
    OK(clientela_values_text(merged, CLIENTELA_FIELD_EMAIL, 0, &text, NULL, NULL));
    CHECK(same(text, "fay@example.org"));
    OK(clientela_values_text(merged, CLIENTELA_FIELD_COUNTRY, 0, &text, NULL, NULL));
    CHECK(same(text, "pt"));
    OK(clientela_values_text(merged, CLIENTELA_FIELD_FAMILY_NAME, 0, &text, NULL, NULL));
    CHECK(same(text, "Ray"));
    CHECK(clashes_on(clashes, CLIENTELA_FIELD_FAMILY_NAME, "Lee", "Ray", "Fay"));
    CHECK(clientela_clashes_next(clashes, &field, &slot, &text, NULL, &text, NULL, &text, NULL, NULL) == CLIENTELA_STATUS_DONE);
    clientela_clashes_free(clashes);
    clientela_values_free(base);
    clientela_values_free(mine);
    clientela_values_free(theirs);
    clientela_values_free(merged);
}

int main(void) {
    two_edits_are_put_together();
    good_values_are_brought_into_canonical_form();
    every_broken_rule_is_listed_and_nothing_is_changed();
    return ended("values");
}
