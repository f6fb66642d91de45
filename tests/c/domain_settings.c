/* The table of settings, by the domain alone. */
#include "check.h"

static void the_table_says_what_can_be_set_where_and_what_it_changes(void) {
    clientela_setting_table table = CLIENTELA_NONE;
    const char *key = NULL, *choices = NULL, *levels = NULL, *text = NULL;
    int64_t type = -1, min = -1, max = -1;
    int count = 0, seen = 0, field;
    row_now = "settings";
    OK(clientela_setting_table_new(&table, NULL));
    CHECK(clientela_setting_table_text(table, CLIENTELA_SETTING_FIELD_KEY, &key, NULL, NULL) == CLIENTELA_STATUS_STATE);
    for (; clientela_setting_table_next(table, NULL) == CLIENTELA_STATUS_OK; count++) {
        OK(clientela_setting_table_text(table, CLIENTELA_SETTING_FIELD_KEY, &key, NULL, NULL));
        OK(clientela_setting_table_number(table, CLIENTELA_SETTING_FIELD_TYPE, &type, NULL));
        OK(clientela_setting_table_number(table, CLIENTELA_SETTING_FIELD_MIN, &min, NULL));
        OK(clientela_setting_table_number(table, CLIENTELA_SETTING_FIELD_MAX, &max, NULL));
        OK(clientela_setting_table_text(table, CLIENTELA_SETTING_FIELD_CHOICES, &choices, NULL, NULL));
        OK(clientela_setting_table_text(table, CLIENTELA_SETTING_FIELD_LEVELS, &levels, NULL, NULL));
        for (field = CLIENTELA_SETTING_FIELD_SINCE; field <= CLIENTELA_SETTING_FIELD_CHANGES; field++) {
            OK(clientela_setting_table_text(table, field, &text, NULL, NULL));
            CHECK(*text != '\0');
        }
        if (type != CLIENTELA_SETTING_TYPE_CODES) {
            CHECK((choices != NULL) == (type == CLIENTELA_SETTING_TYPE_CHOICE) && (max > min) == (type == CLIENTELA_SETTING_TYPE_NUMBER));
        } else {
            CHECK(max >= 1 && min <= max);
        }
        seen += same(key, "missing.fields") && same(choices, "given_name address email phone birth_date") && min == 0 && max == 5;
        seen += same(key, "customer.default_kind") && same(choices, "private business") && same(levels, "chain head_office branch");
        seen += same(key, "sign_in.assertion") && type == CLIENTELA_SETTING_TYPE_FLAG && same(levels, "chain branch");
        seen += same(key, "sign_in.session_minutes") && min == 1 && max == 1440;
    }
    CHECK(count >= 5 && seen == 4);
    clientela_setting_table_free(table);
}

int main(void) {
    the_table_says_what_can_be_set_where_and_what_it_changes();
    return ended("settings");
}
