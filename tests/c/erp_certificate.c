/* The certificate of an anonymization, the answers of other systems, and sealing, through the built library. */
#include "shop_erasure.h"

static clientela_person_format JSON = CLIENTELA_PERSON_FORMAT_JSON, HTML = CLIENTELA_PERSON_FORMAT_HTML;

/* RFC 7748, section 6.1: the keys of Bob. */
static const uint8_t PUBLIC[32] = {0xde, 0x9e, 0xdb, 0x7d, 0x7b, 0x7d, 0xc1, 0xb4, 0xd3, 0x5b, 0x61, 0xc2, 0xec, 0xe4, 0x35, 0x37,
                                   0x3f, 0x83, 0x43, 0xc8, 0x5b, 0x78, 0x67, 0x4d, 0xad, 0xfc, 0x7e, 0x14, 0x6f, 0x88, 0x2b, 0x4f};
static const uint8_t PRIVATE[32] = {0x5d, 0xab, 0x08, 0x7e, 0x62, 0x4a, 0x8a, 0x4b, 0x79, 0xe1, 0x7f, 0x8b, 0x83, 0x80, 0x0e, 0xe6,
                                    0x6f, 0x3b, 0xb1, 0x29, 0x26, 0x18, 0xb6, 0xfd, 0x1c, 0x2f, 0x8b, 0x27, 0xff, 0x88, 0xe0, 0xeb};

/* What names Luís. */
static const char *const NEEDLES[] = {"Gonçalves", "Luís", "luisg", "3923-5555", "Brigadeiro", "Moreira", "Feldweg"};

static int names_him(const char *text) {
    size_t at;
    for (at = 0; at < sizeof NEEDLES / sizeof *NEEDLES; at++) {
        if (strstr(text, NEEDLES[at]) != NULL) return 1;
    }
    return 0;
}

/* Whether the certificate says this, and names nobody. */
static int certified(shop *it, key who, clientela_person_format format, const char *language, const char *wanted) {
    clientela_buffer buffer = CLIENTELA_NONE;
    const char *text = NULL;
    int so;
    OK(clientela_erp_certificate(it->erp, who.text, Z, format, language, Z, &buffer, NULL));
    OK(clientela_buffer_text(buffer, &text, NULL, NULL));
    so = strstr(text, wanted) != NULL && !names_him(text);
    clientela_buffer_free(buffer);
    return so;
}

static int32_t said(shop *it, const char *system, key who, clientela_erasure_answer answer) {
    int32_t repeated = -1;
    OK(clientela_erp_acknowledge_erasure(it->erp, system, Z, who.text, Z, answer, -1, NULL, 0, &repeated, NULL));
    return repeated;
}

static void x16_who_is_waited_for(shop *it, key luis) {
    clientela_pending_erasures pending = CLIENTELA_NONE;
    int64_t number = -1, first = -1;
    const char *text = NULL;
    int32_t repeated = -1;
    row_now = "X16";
    OK(clientela_erp_pending_erasures(it->erp, "webshop", Z, 0, 10, &pending, NULL));
    OK(clientela_pending_erasures_next(pending, NULL));
    OK(clientela_pending_erasures_number(pending, CLIENTELA_PENDING_ERASURE_FIELD_EPOCH, &first, NULL));
    OK(clientela_pending_erasures_text(pending, CLIENTELA_PENDING_ERASURE_FIELD_PERSON, &text, NULL, NULL));
    CHECK(first > 0 && same(text, luis.text));
    OK(clientela_pending_erasures_text(pending, CLIENTELA_PENDING_ERASURE_FIELD_SOURCE_ID, &text, NULL, NULL));
    CHECK(same(text, "1"));
    OK(clientela_pending_erasures_text(pending, CLIENTELA_PENDING_ERASURE_FIELD_MODE, &text, NULL, NULL));
    OK(clientela_pending_erasures_number(pending, CLIENTELA_PENDING_ERASURE_FIELD_MODE, &number, NULL));
    CHECK(same(text, "erase") && number == CLIENTELA_ERASURE_MODE_ERASE);
    OK(clientela_pending_erasures_next(pending, NULL));
    CHECK(clientela_pending_erasures_next(pending, NULL) == CLIENTELA_STATUS_DONE);
    clientela_pending_erasures_free(pending);
    OK(clientela_erp_pending_erasures(it->erp, "webshop", Z, first, 10, &pending, NULL));
    OK(clientela_pending_erasures_next(pending, NULL));
    CHECK(clientela_pending_erasures_next(pending, NULL) == CLIENTELA_STATUS_DONE);
    clientela_pending_erasures_free(pending);
    CHECK(certified(it, luis, JSON, "en", "\"answer\":\"waiting\""));
    OK(clientela_erp_acknowledge_erasure(it->erp, "webshop", Z, luis.text, Z, CLIENTELA_ERASURE_ANSWER_NEEDED, 1767261600000,
                                         "2027-12-31", Z, &repeated, NULL));
    CHECK(repeated == 0 && certified(it, luis, JSON, "en", "\"keeps_until\":\"2027-12-31\""));
    CHECK(said(it, "webshop", luis, CLIENTELA_ERASURE_ANSWER_ERASED) == 0 && said(it, "webshop", luis, CLIENTELA_ERASURE_ANSWER_ERASED) == 1);
    FAILS(clientela_erp_acknowledge_erasure(it->erp, "webshop", Z, luis.text, Z, CLIENTELA_ERASURE_ANSWER_UNKNOWN, -1, NULL, 0, &repeated,
                                            &error),
          CLIENTELA_STATUS_STATE, "erasure.answered", NULL);
    FAILS(clientela_erp_acknowledge_erasure(it->erp, "erp", Z, luis.text, Z, CLIENTELA_ERASURE_ANSWER_UNKNOWN, -1, NULL, 0, &repeated,
                                            &error),
          CLIENTELA_STATUS_NOT_FOUND, "erasure.system_unknown", NULL);
    FAILS(clientela_erp_acknowledge_erasure(it->erp, "webshop", Z, luis.text, Z, CLIENTELA_ERASURE_ANSWER_SILENT, -1, NULL, 0, &repeated,
                                            &error),
          CLIENTELA_STATUS_INVALID, "erasure.no_answer", "answer");
    FAILS(clientela_erp_acknowledge_erasure(it->erp, "webshop", Z, luis.text, Z, 5, -1, NULL, 0, &repeated, &error),
          CLIENTELA_STATUS_MISUSE, "argument.unknown_constant", NULL);
}

static void x16_the_certificate(void) {
    shop it;
    key luis;
    clientela_buffer buffer = CLIENTELA_NONE;
    clientela_sought sought = CLIENTELA_NONE;
    clientela_scan scan = CLIENTELA_NONE;
    clientela_plan plan = CLIENTELA_NONE;
    clientela_plan_rows rows = CLIENTELA_NONE;
    row_now = "X16";
    open_with_luis(&it, &luis);
    OK(clientela_erp_set_setting(it.erp, "erasure.systems", Z, "chain", Z, "webshop", Z, NULL));
    FAILS(clientela_erp_certificate(it.erp, luis.text, Z, JSON, "en", Z, &buffer, &error), CLIENTELA_STATUS_STATE, "erasure.not_erased", NULL);
    OK(clientela_erp_sought(it.erp, luis.text, Z, &sought, NULL));
    OK(clientela_erp_plan_anonymization(it.erp, luis.text, Z, &plan, NULL));
    OK(clientela_plan_asked(plan, &rows, NULL));
    OK(clientela_plan_rows_next(rows, NULL));
    CHECK(row_says(rows, CLIENTELA_PLAN_ROW_FIELD_SYSTEM, "webshop"));
    CHECK(clientela_plan_rows_next(rows, NULL) == CLIENTELA_STATUS_DONE);
    clientela_plan_rows_free(rows);
    clientela_plan_free(plan);
    anonymize(&it, luis, 0);
    CHECK(certified(&it, luis, JSON, "en", "\"purge\":\"replaced\"") && certified(&it, luis, JSON, "en", luis.text));
    purge(&it);
    OK(clientela_erp_scan(it.erp, sought, NULL, NULL, NULL, CLIENTELA_NONE, &scan, NULL));
    clientela_scan_free(scan);
    clientela_sought_free(sought);
    CHECK(certified(&it, luis, JSON, "en", "\"purge\":\"purged\"") && certified(&it, luis, JSON, "en", "\"residues\":0"));
    CHECK(certified(&it, luis, HTML, "de", "Nachweis einer L") && certified(&it, luis, HTML, "pl", "<html lang=\"pl\">"));
    FAILS(clientela_erp_certificate(it.erp, luis.text, Z, 2, "en", Z, &buffer, &error), CLIENTELA_STATUS_MISUSE, "argument.unknown_constant",
          NULL);
    CHECK(buffer == CLIENTELA_NONE);
    x16_who_is_waited_for(&it, luis);
    close_shop(&it);
}

/* The box of a column; its bytes live until the walk is freed. */
static const uint8_t *box_of(clientela_seals seals, const char *of_table, const char *of_column, size_t *len) {
    const char *table = NULL, *column = NULL;
    const uint8_t *bytes = NULL;
    while (clientela_seals_next(seals, &table, NULL, &column, NULL, &bytes, len, NULL) == CLIENTELA_STATUS_OK) {
        if (same(table, of_table) && same(column, of_column)) return bytes;
    }
    return NULL;
}

static void p25_opened(shop *it, key luis) {
    clientela_seals seals = CLIENTELA_NONE;
    clientela_unsealed unsealed = CLIENTELA_NONE;
    const char *record = NULL;
    const uint8_t *box, *value = NULL;
    size_t len = 0, value_len = 0;
    int32_t slot = -1, is_text = -1;
    OK(clientela_erp_seals(it->erp, luis.text, Z, &seals, NULL));
    box = box_of(seals, "subject", "family_name", &len);
    CHECK(box != NULL && len > 48);
    OK(clientela_unseal(luis.text, Z, "subject", Z, "family_name", Z, box, len, PRIVATE, sizeof PRIVATE, &unsealed, NULL));
    OK(clientela_unsealed_next(unsealed, &record, NULL, &slot, &value, &value_len, &is_text, NULL));
    CHECK(same(record, "") && slot == 0 && is_text == 1);
    CHECK(value_len == strlen("Gonçalves") && memcmp(value, "Gonçalves", value_len) == 0);
    CHECK(clientela_unsealed_next(unsealed, &record, NULL, &slot, &value, &value_len, &is_text, NULL) == CLIENTELA_STATUS_DONE);
    clientela_unsealed_free(unsealed);
    FAILS(clientela_unseal(luis.text, Z, "subject", Z, "given_name", Z, box, len, PRIVATE, sizeof PRIVATE, &unsealed, &error),
          CLIENTELA_STATUS_INVALID, "seal.of_another_place", "box");
    FAILS(clientela_unseal(luis.text, Z, "subject", Z, "family_name", Z, box, len - 1, PRIVATE, sizeof PRIVATE, &unsealed, &error),
          CLIENTELA_STATUS_INVALID, "seal.not_opened", "box");
    FAILS(clientela_unseal(luis.text, Z, "subject", Z, "family_name", Z, box, len, PUBLIC, sizeof PUBLIC, &unsealed, &error),
          CLIENTELA_STATUS_INVALID, "seal.not_opened", "box");
    FAILS(clientela_unseal(luis.text, Z, "subject", Z, "family_name", Z, box, len, PRIVATE, 31, &unsealed, &error), CLIENTELA_STATUS_MISUSE,
          "argument.out_of_range", NULL);
    clientela_seals_free(seals);
    OK(clientela_erp_seals(it->erp, luis.text, Z, &seals, NULL));
    box = box_of(seals, "document", "payload", &len);
    OK(clientela_unseal(luis.text, Z, "document", Z, "payload", Z, box, len, PRIVATE, sizeof PRIVATE, &unsealed, NULL));
    OK(clientela_unsealed_next(unsealed, &record, NULL, &slot, &value, &value_len, &is_text, NULL));
    CHECK(is_text == 0 && strlen(record) == 36);
    clientela_unsealed_free(unsealed);
    clientela_seals_free(seals);
}

static void p25_sealed(void) {
    shop it;
    key luis;
    clientela_plan plan = CLIENTELA_NONE;
    int64_t epoch = -1, count = -1;
    int32_t repeated = -1;
    uint8_t weak[32];
    row_now = "P25";
    open_with_luis(&it, &luis);
    memset(weak, 0, sizeof weak);
    FAILS(clientela_erp_anonymize_sealed(it.erp, luis.text, Z, weak, sizeof weak, "2033-12-31", Z, &epoch, &repeated, &plan, &error),
          CLIENTELA_STATUS_INVALID, "seal.key_weak", "seal_key");
    OK(clientela_erp_anonymize_sealed(it.erp, luis.text, Z, PUBLIC, sizeof PUBLIC, "2033-12-31", Z, &epoch, &repeated, &plan, NULL));
    clientela_plan_free(plan);
    CHECK(epoch == 2 && repeated == 0 && is_erased(&it, luis));
    purge(&it);
    p25_opened(&it, luis);
    CHECK(certified(&it, luis, JSON, "en", "\"mode\":\"seal\"") && certified(&it, luis, JSON, "en", "\"until\":\"2033-12-31\""));
    OK(clientela_erp_destroy_due_seals(it.erp, &count, NULL));
    CHECK(count == 0);
    OK(clientela_erp_destroy_seals(it.erp, luis.text, Z, &count, NULL));
    CHECK(count > 5 && purge_pending(&it) == 1);
    purge(&it);
    OK(clientela_erp_destroy_seals(it.erp, luis.text, Z, &count, NULL));
    CHECK(count == 0 && certified(&it, luis, JSON, "en", "\"sealed\":[]"));
    close_shop(&it);
}

/* How many boxes of this person and of those who went with them a run tells. */
static int64_t due(shop *it, key who, int32_t report_only) {
    clientela_retention rules = CLIENTELA_NONE;
    clientela_retention_report report = CLIENTELA_NONE;
    clientela_plan_rows rows = CLIENTELA_NONE;
    const char *text = NULL;
    int64_t boxes = 0, some = 0;
    int is_there = 0;
    OK(clientela_erp_retention(it->erp, &rules, NULL));
    OK(clientela_erp_run_retention(it->erp, rules, report_only, "", Z, 1000, &report, NULL));
    OK(clientela_retention_report_seals(report, &rows, NULL));
    OK(clientela_retention_report_free(report));
    while (clientela_plan_rows_next(rows, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_plan_rows_text(rows, CLIENTELA_PLAN_ROW_FIELD_ID, &text, NULL, NULL));
        is_there |= same(text, who.text);
        OK(clientela_plan_rows_text(rows, CLIENTELA_PLAN_ROW_FIELD_UNTIL, &text, NULL, NULL));
        CHECK(same(text, "2026-07-02"));
        OK(clientela_plan_rows_number(rows, CLIENTELA_PLAN_ROW_FIELD_COUNT, &some, NULL));
        boxes += some;
    }
    CHECK(is_there == (boxes > 0));
    OK(clientela_plan_rows_free(rows));
    OK(clientela_retention_free(rules));
    return boxes;
}

static void p25_a_report_tells_what_the_run_destroys(void) {
    shop it;
    key luis;
    clientela_plan plan = CLIENTELA_NONE;
    int64_t epoch = -1, told;
    int32_t repeated = -1;
    row_now = "P25";
    open_with_luis(&it, &luis);
    OK(clientela_erp_anonymize_sealed(it.erp, luis.text, Z, PUBLIC, sizeof PUBLIC, "2026-07-02", Z, &epoch, &repeated, &plan, NULL));
    clientela_plan_free(plan);
    CHECK(due(&it, luis, 1) == 0);
    it.now = NOW + 2 * A_DAY;
    told = due(&it, luis, 1);
    CHECK(told > 5 && due(&it, luis, 1) == told && due(&it, luis, 0) == told && due(&it, luis, 0) == 0);
    close_shop(&it);
}

int main(void) {
    x16_the_certificate();
    p25_sealed();
    p25_a_report_tells_what_the_run_destroys();
    return ended("P25 X16");
}
