/* Everything about a person written out, who looked, a read with a reason, and restricted data, through the built library. */
#include "shop_files.h"
#include "shop_log.h"

static clientela_person_format JSON = CLIENTELA_PERSON_FORMAT_JSON, HTML = CLIENTELA_PERSON_FORMAT_HTML;

/* Whether the document has this text and not that one; it is freed. */
static int told(clientela_buffer buffer, const char *wanted, const char *unwanted) {
    const char *text = NULL;
    int so;
    OK(clientela_buffer_text(buffer, &text, NULL, NULL));
    so = strstr(text, wanted) != NULL && strstr(text, unwanted) == NULL;
    clientela_buffer_free(buffer);
    return so;
}

static void x29_in_memory(shop *it, key luis) {
    clientela_buffer buffer = CLIENTELA_NONE;
    clientela_desk tom = desk_without(it, "tom", CLIENTELA_RIGHT_EXPORT_PERSONS);
    row_now = "X29";
    OK(clientela_desk_export_person(it->desk, luis.text, Z, JSON, "de", Z, "he asked by letter", Z, &buffer, NULL));
    CHECK(told(buffer, "\"value\":\"Gonçalves\"", "Moreira"));
    OK(clientela_desk_export_person(it->desk, luis.text, Z, JSON, "de", Z, NULL, 0, &buffer, NULL));
    CHECK(told(buffer, "{\"data\":\"name\",\"stay\":\"goes\"", "Moreira"));
    OK(clientela_desk_export_person(it->desk, luis.text, Z, HTML, "de", Z, NULL, 0, &buffer, NULL));
    CHECK(told(buffer, "Was wie lange und warum aufbewahrt wird", "Moreira"));
    OK(clientela_erp_export_person(it->erp, luis.text, Z, JSON, "en", Z, NULL, 0, &buffer, NULL));
    CHECK(told(buffer, "he asked by letter", "Moreira"));
    OK(clientela_erp_export_person(it->erp, luis.text, Z, HTML, "fr-CA", Z, NULL, 0, &buffer, NULL));
    CHECK(told(buffer, "Gonçalves", "<script"));
    buffer = CLIENTELA_NONE;
    FAILS(clientela_desk_export_person(tom, luis.text, Z, JSON, "en", Z, NULL, 0, &buffer, &error), CLIENTELA_STATUS_NOT_PERMITTED,
          "right.export_persons", NULL);
    FAILS(clientela_desk_export_person(tom, luis.text, Z, 2, "en", Z, NULL, 0, &buffer, &error), CLIENTELA_STATUS_MISUSE,
          "argument.unknown_constant", NULL);
    CHECK(buffer == CLIENTELA_NONE);
    clientela_desk_free(tom);
}

static void x29_into_a_file(shop *it, key luis) {
    char path[128];
    FILE *file;
    row_now = "X29";
    snprintf(path, sizeof path, "%s-person.html", it->path);
    OK(clientela_desk_export_person_file(it->desk, luis.text, Z, HTML, "it", Z, NULL, 0, path, Z, NULL));
    FAILS(clientela_erp_export_person_file(it->erp, luis.text, Z, HTML, "it", Z, NULL, 0, path, Z, &error), CLIENTELA_STATUS_IO,
          "log.file_exists", NULL);
    file = fopen(path, "rb");
    CHECK(file != NULL && fgetc(file) == '<' && fclose(file) == 0 && remove(path) == 0);
    OK(clientela_erp_export_person_file(it->erp, luis.text, Z, JSON, "pl", Z, NULL, 0, path, Z, NULL));
    CHECK(remove(path) == 0);
}

static void x24_the_glass(shop *it, key id) {
    static const changed SEEN[] = {{CLIENTELA_FIELD_REASON, 0, NULL, "she fainted"}};
    clientela_desk tom = desk_without(it, "tom", CLIENTELA_RIGHT_READ_HEALTH), kim = desk_without(it, "kim", CLIENTELA_RIGHT_SEE_RESTRICTED);
    clientela_customer customer = CLIENTELA_NONE;
    clientela_log log = CLIENTELA_NONE;
    clientela_changes changes = CLIENTELA_NONE;
    clientela_field field = -1;
    int32_t slot = -1;
    clientela_hidden hidden = -1;
    const char *before = NULL, *text = NULL;
    row_now = "X24";
    OK(clientela_desk_reads_of(it->desk, id.text, Z, &log, NULL));
    CHECK(rest_of(log) == 0);
    FAILS(clientela_desk_break_glass(tom, id.text, Z, "", Z, &customer, &error), CLIENTELA_STATUS_INVALID, "required", "reason");
    FAILS(clientela_desk_break_glass(kim, id.text, Z, "curious", Z, &customer, &error), CLIENTELA_STATUS_NOT_PERMITTED,
          "right.see_restricted", NULL);
    OK(clientela_desk_break_glass(tom, id.text, Z, "she fainted", Z, &customer, NULL));
    OK(clientela_customer_text(customer, CLIENTELA_FIELD_COMMENT_HEALTH, 0, &text, NULL, NULL));
    CHECK(same(text, "peanuts"));
    clientela_customer_free(customer);
    OK(clientela_desk_reads_of(it->desk, id.text, Z, &log, NULL));
    OK(clientela_log_next(log, NULL));
    CHECK(log_number(log, CLIENTELA_LOG_FIELD_KIND) == CLIENTELA_ENTRY_KIND_READ && log_says(log, CLIENTELA_LOG_FIELD_OPERATOR, "tom"));
    OK(clientela_log_changes(log, &changes, NULL));
    OK(clientela_changes_next(changes, &field, &slot, &before, NULL, &text, NULL, &hidden, NULL));
    CHECK(field == CLIENTELA_FIELD_COMMENT_HEALTH && text == NULL);
    OK(clientela_changes_next(changes, &field, &slot, &before, NULL, &text, NULL, &hidden, NULL));
    CHECK(field == SEEN[0].field && same(text, SEEN[0].new_text));
    clientela_changes_free(changes);
    CHECK(rest_of(log) == 0);
    OK(clientela_erp_reads_of(it->erp, id.text, Z, &log, NULL));
    CHECK(rest_of(log) == 1);
    clientela_desk_free(kim);
    clientela_desk_free(tom);
}

static void x24_restricted(shop *it, key id) {
    clientela_customer customer = CLIENTELA_NONE;
    row_now = "X24";
    OK(clientela_erp_restrict(it->erp, id.text, Z, "she disputes it", Z, NULL));
    FAILS(clientela_desk_customer(it->desk, id.text, Z, &customer, &error), CLIENTELA_STATUS_NOT_PERMITTED, "customer.restricted", NULL);
    OK(clientela_desk_break_glass(it->desk, id.text, Z, "she asks", Z, &customer, NULL));
    clientela_customer_free(customer);
    OK(clientela_erp_lift_restriction(it->erp, id.text, Z, "", Z, NULL));
    OK(clientela_desk_customer(it->desk, id.text, Z, &customer, NULL));
    clientela_customer_free(customer);
}

int main(void) {
    shop it;
    key id;
    clientela_draft draft;
    open_stocked(&it);
    id = save(it.desk, new_lee(&it));
    draft = edit(it.desk, id);
    set(draft, CLIENTELA_FIELD_COMMENT_HEALTH, 0, "peanuts");
    (void)save(it.desk, draft);
    x29_in_memory(&it, id_by_number(&it, "1"));
    x29_into_a_file(&it, id_by_number(&it, "1"));
    x24_the_glass(&it, id);
    x24_restricted(&it, id);
    close_shop(&it);
    return ended("X24 X29");
}
