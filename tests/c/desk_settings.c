/* Settings through the built library: the table, reading by key, setting and taking away, export and import. */
#include "shop.h"

static clientela_error error;

/* The kind of a new customer whose kind nobody named. */
static int new_is(clientela_desk desk, const char *kind) {
    clientela_draft draft = CLIENTELA_NONE;
    const char *text = NULL;
    int so;
    OK(clientela_desk_new_customer(desk, "", Z, &draft, NULL));
    OK(clientela_draft_text(draft, CLIENTELA_FIELD_KIND, 0, &text, NULL, NULL));
    so = same(text, kind);
    clientela_draft_free(draft);
    return so;
}

/* The version of what is set at a place; -1 when nothing is set there. */
static int64_t version_at(clientela_engine engine, const char *key, const char *place) {
    clientela_setting setting = CLIENTELA_NONE;
    const char *text = NULL;
    int64_t version = -1;
    OK(clientela_engine_setting_at(engine, key, Z, place, Z, &setting, NULL));
    OK(clientela_setting_text(setting, &text, NULL, NULL));
    OK(clientela_setting_version(setting, &version, NULL));
    clientela_setting_free(setting);
    return text == NULL ? -1 : version;
}

static void a7_the_kind_of_a_new_customer_follows_the_setting(clientela_engine engine, clientela_desk desk, clientela_erp erp) {
    row_now = "A7";
    CHECK(new_is(desk, "private"));
    OK(clientela_erp_set_setting(erp, "customer.default_kind", Z, "chain", Z, "business", Z, NULL));
    CHECK(new_is(desk, "business"));
    OK(clientela_desk_set_setting(desk, "customer.default_kind", Z, "branch:berlin", Z, "private", Z, 0, NULL));
    CHECK(new_is(desk, "private") && version_at(engine, "customer.default_kind", "branch:berlin") == 1);
    FAILED(clientela_desk_set_setting(desk, "customer.default_kind", Z, "branch:berlin", Z, NULL, 0, 0, &error), CLIENTELA_STATUS_CONFLICT,
           "record.changed_meanwhile");
    OK(clientela_desk_set_setting(desk, "customer.default_kind", Z, "branch:berlin", Z, NULL, 0, 1, NULL));
    CHECK(new_is(desk, "business") && version_at(engine, "customer.default_kind", "branch:berlin") == -1);
    OK(clientela_erp_set_setting(erp, "customer.default_kind", Z, "chain", Z, NULL, 0, NULL));
    CHECK(new_is(desk, "private"));
}

static void a7_what_is_wrong_is_refused(clientela_engine engine, clientela_desk desk, clientela_erp erp) {
    clientela_desk without = desk_without(engine, CLIENTELA_RIGHT_ADMINISTRATION);
    clientela_setting setting = CLIENTELA_NONE;
    row_now = "A7";
    FAILED(clientela_erp_set_setting(erp, "sign_in.session_minutes", Z, "chain", Z, "0", Z, &error), CLIENTELA_STATUS_INVALID,
           "setting.out_of_range");
    FAILED(clientela_erp_set_setting(erp, "customer.colour", Z, "chain", Z, "red", Z, &error), CLIENTELA_STATUS_INVALID, "setting.unknown");
    FAILED(clientela_erp_set_setting(erp, "customer.default_kind", Z, "here", Z, "private", Z, &error), CLIENTELA_STATUS_INVALID,
           "setting.place_unknown");
    FAILED(clientela_desk_set_setting(desk, "sign_in.assertion", Z, "head_office", Z, "true", Z, -1, &error), CLIENTELA_STATUS_INVALID,
           "setting.not_at_this_level");
    FAILED(clientela_desk_set_setting(desk, "sign_in.assertion", Z, "chain", Z, "true", Z, -2, &error), CLIENTELA_STATUS_MISUSE,
           "argument.out_of_range");
    FAILED(clientela_desk_set_setting(without, "sign_in.assertion", Z, "chain", Z, "true", Z, -1, &error), CLIENTELA_STATUS_NOT_PERMITTED,
           "right.administration");
    FAILED(clientela_engine_setting(engine, "customer.colour", Z, "berlin", Z, &setting, &error), CLIENTELA_STATUS_INVALID, "setting.unknown");
    CHECK(setting == CLIENTELA_NONE);
    clientela_desk_free(without);
}

static void values_are_read_by_their_type(clientela_engine engine) {
    clientela_setting setting = CLIENTELA_NONE;
    const char *text = NULL;
    int64_t number = -1;
    int32_t flag = -1;
    row_now = "A7";
    OK(clientela_engine_setting(engine, "sign_in.session_minutes", Z, "berlin", Z, &setting, NULL));
    OK(clientela_setting_number(setting, &number, NULL));
    OK(clientela_setting_text(setting, &text, NULL, NULL));
    CHECK(number == 720 && same(text, "720"));
    FAILED(clientela_setting_flag(setting, &flag, &error), CLIENTELA_STATUS_MISUSE, "argument.not_a_flag");
    clientela_setting_free(setting);
    OK(clientela_engine_setting(engine, "sign_in.assertion", Z, "berlin", Z, &setting, NULL));
    OK(clientela_setting_flag(setting, &flag, NULL));
    CHECK(flag == 1);
    FAILED(clientela_setting_number(setting, &number, &error), CLIENTELA_STATUS_MISUSE, "argument.not_a_number");
    clientela_setting_free(setting);
    OK(clientela_engine_setting_at(engine, "sign_in.assertion", Z, "chain", Z, &setting, NULL));
    FAILED(clientela_setting_flag(setting, &flag, &error), CLIENTELA_STATUS_NOT_FOUND, "setting.not_set");
    clientela_setting_free(setting);
}

static void a8_all_settings_are_one_document(clientela_engine engine, clientela_desk desk, clientela_erp erp) {
    static const char BROKEN[] = "{\"format\":\"clientela.settings\",\"version\":1,\"places\":{\"chain\":"
                                 "{\"customer.default_kind\":\"business\",\"sign_in.assertion\":1,\"sign_in.idle_minutes\":-1}}}";
    clientela_settings_document document = CLIENTELA_NONE;
    clientela_draft draft = CLIENTELA_NONE;
    const char *text = NULL, *status = NULL;
    size_t length = 0;
    int64_t changed = -1;
    int32_t count = 0;
    row_now = "A8";
    OK(clientela_erp_set_setting(erp, "customer.default_status", Z, "chain", Z, "blocked", Z, NULL));
    OK(clientela_engine_export_settings(engine, &document, NULL));
    OK(clientela_erp_set_setting(erp, "customer.default_status", Z, "chain", Z, "inactive", Z, NULL));
    OK(clientela_settings_document_text(document, &text, &length, NULL));
    CHECK(length == strlen(text) && strstr(text, "\"customer.default_status\": \"blocked\"") != NULL);
    OK(clientela_desk_import_settings(desk, text, length, &changed, NULL));
    CHECK(changed == 1);
    OK(clientela_erp_import_settings(erp, text, Z, &changed, NULL));
    CHECK(changed == 0);
    clientela_settings_document_free(document);
    OK(clientela_desk_new_customer(desk, "private", Z, &draft, NULL));
    OK(clientela_draft_text(draft, CLIENTELA_FIELD_STATUS, 0, &status, NULL, NULL));
    CHECK(same(status, "blocked"));
    clientela_draft_free(draft);
    CHECK(clientela_erp_import_settings(erp, BROKEN, Z, &changed, &error) == CLIENTELA_STATUS_INVALID);
    OK(clientela_error_violation_count(error, &count));
    CHECK(count == 2 && new_is(desk, "private"));
    clientela_error_free(error);
    FAILED(clientela_desk_import_settings(desk, "{", Z, &changed, &error), CLIENTELA_STATUS_INVALID, "settings.malformed");
}

int main(void) {
    clientela_engine engine = open_shop(standing_clock());
    clientela_desk desk = desk_without(engine, 0);
    clientela_erp erp = erp_of(engine);
    a7_the_kind_of_a_new_customer_follows_the_setting(engine, desk, erp);
    a7_what_is_wrong_is_refused(engine, desk, erp);
    values_are_read_by_their_type(engine);
    a8_all_settings_are_one_document(engine, desk, erp);
    clientela_erp_free(erp);
    clientela_desk_free(desk);
    clientela_engine_free(engine);
    return ended("A7 A8");
}
