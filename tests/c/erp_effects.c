/* What an anonymization leaves: the customer's row and the documents, through the built library and in the store's file. */
#include "shop_erasure.h"
#include "shop_files.h"
#include "shop_log.h"

/* Of every logged value of the person old and new are gone. */
static void p27_no_value_in_the_log(shop *it, key luis) {
    clientela_log log = log_of(it->desk, luis);
    clientela_changes changes = CLIENTELA_NONE;
    clientela_field field = -1;
    int32_t slot = -1, erased = -1, seen = 0;
    const char *before = NULL, *after = NULL;
    while (clientela_log_next(log, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_log_changes(log, &changes, NULL));
        while (clientela_changes_next(changes, &field, &slot, &before, NULL, &after, NULL, &erased, NULL) == CLIENTELA_STATUS_OK) {
            CHECK(before == NULL && after == NULL && erased == 1);
            seen++;
        }
        clientela_changes_free(changes);
    }
    CHECK(seen > 10);
    clientela_log_free(log);
}

static void p27_nothing_can_be_done(shop *it, key luis) {
    clientela_draft draft = CLIENTELA_NONE;
    clientela_history history = CLIENTELA_NONE;
    clientela_answer said = CLIENTELA_NONE;
    const char *text = NULL;
    CHECK(is_erased(it, luis));
    OK(clientela_desk_may_contact(it->desk, luis.text, Z, CLIENTELA_PURPOSE_MARKETING, CLIENTELA_CHANNEL_EMAIL, NEWSLETTER, Z, NULL, 0, &said, NULL));
    OK(clientela_answer_text(said, CLIENTELA_ANSWER_FIELD_REASON, &text, NULL, NULL));
    CHECK(same(text, "erased"));
    OK(clientela_answer_text(said, CLIENTELA_ANSWER_FIELD_REMEDY, &text, NULL, NULL));
    CHECK(same(text, "not_possible"));
    clientela_answer_free(said);
    FAILS(clientela_desk_edit(it->desk, luis.text, Z, &draft, &error), CLIENTELA_STATUS_ERASED, "customer.anonymized", NULL);
    FAILS(clientela_desk_history(it->desk, luis.text, Z, &history, &error), CLIENTELA_STATUS_ERASED, "customer.anonymized", NULL);
    CHECK(draft == CLIENTELA_NONE && history == CLIENTELA_NONE);
}

/* The bytes of an id. */
static void bytes_of(key who, unsigned char *id) {
    const char *text = who.text;
    int at;
    for (at = 0; at < 16; at++, text += 2) {
        unsigned byte;
        if (*text == '-') text++;
        CHECK(sscanf(text, "%2x", &byte) == 1);
        id[at] = (unsigned char)byte;
    }
}

/* The type of a text's column in a row of SQLite. */
#define TEXT_OF(length) (unsigned char)(13 + 2 * (length))

/* Luís's row as it lies in the file after the purge: how long its head is, the type of each column, then the columns' bytes: id,
   version, customer and first erased (the types say so), no sort name, kind, number, id in the feed, status, no branch, no last
   visit, no given name, the word, and nothing in the eleven columns behind it. What is not there has type 0 and no bytes. */
static size_t p27_row(key luis, const char *word, unsigned char *row) {
    const unsigned char word_type = TEXT_OF(strlen(word));
    const unsigned char head[] = {26, 2 * 16 + 12, 1, 9, 9, 0, TEXT_OF(7), TEXT_OF(1), TEXT_OF(1), TEXT_OF(8), 0, 0, 0, word_type,
                                  0,  0,           0, 0, 0, 0, 0,          0,          0,          0,          0, 0};
    size_t end = sizeof head;
    memcpy(row, head, sizeof head);
    bytes_of(luis, row + end);
    end += 16;
    row[end++] = 3;
    return end + (size_t)sprintf((char *)row + end, "private11inactive%s", word);
}

/* The values that the row, the addresses and the channels had. */
static const char *const HIS[] = {"Gonçalves", "1961-03-29", "2026-06-30", "Av. Brigadeiro Faria Lima, 2170", "12227-000", "São José dos Campos",
                                  "+55 (12) 3923-5555", "+55 (12) 3923-5566", "luisg@embraer.com.br", "goncalves"};
enum { HIS_COUNT = sizeof HIS / sizeof *HIS };

/* The row is inactive, holds the word in the till's language, and nothing else that a person may have. */
static void p27_blanked(const char *language, const char *word) {
    shop it;
    key luis;
    clientela_draft draft;
    unsigned char row[128];
    size_t length, at;
    open_with_luis(&it, &luis);
    it.language = language;
    reopen(&it);
    draft = edit(it.desk, luis);
    set(draft, CLIENTELA_FIELD_BIRTH_DATE, 0, "1961-03-29");
    set(draft, CLIENTELA_FIELD_LANGUAGE, 0, "pt");
    set(draft, CLIENTELA_FIELD_LAST_VISIT, 0, "2026-06-30");
    (void)save(it.desk, draft);
    length = p27_row(luis, word, row);
    for (at = 0; at < HIS_COUNT; at++) CHECK(in_the_files(&it, HIS[at]) > 0);
    CHECK(bytes_in_the_files(&it, row, length) == 0);
    (void)anonymize(&it, luis, 0);
    p27_nothing_can_be_done(&it, luis);
    p27_no_value_in_the_log(&it, luis);
    purge(&it);
    close_files(&it);
    for (at = 0; at < HIS_COUNT; at++) CHECK(in_the_files(&it, HIS[at]) == 0);
    CHECK(bytes_in_the_files(&it, row, length) == 1);
    remove_files(it.path);
}

static int has_payload(shop *it, key id, const char *wanted) {
    clientela_document shown = document(it, id);
    const uint8_t *payload = NULL;
    size_t length = 7;
    int right;
    OK(clientela_document_payload(shown, &payload, &length, NULL));
    right = wanted == NULL ? payload == NULL && length == 0 : length == strlen(wanted) && memcmp(payload, wanted, length) == 0;
    clientela_document_free(shown);
    return right;
}

/* The document shows nobody, and what was sold. */
static void p29_shows_nobody(shop *it, key id) {
    static const clientela_field ADDRESSEE[] = {CLIENTELA_FIELD_ADDRESSEE_NAME, CLIENTELA_FIELD_ADDRESSEE_STREET,
                                                CLIENTELA_FIELD_ADDRESSEE_POSTAL_CODE, CLIENTELA_FIELD_ADDRESSEE_CITY,
                                                CLIENTELA_FIELD_ADDRESSEE_REGION, CLIENTELA_FIELD_ADDRESSEE_COUNTRY};
    clientela_document shown = document(it, id);
    clientela_document_lines lines = CLIENTELA_NONE;
    const char *item = NULL;
    int64_t price = -1;
    size_t at;
    for (at = 0; at < sizeof ADDRESSEE / sizeof *ADDRESSEE; at++) CHECK(addressed(it, id, ADDRESSEE[at], NULL));
    CHECK(has_payload(it, id, NULL) && document_says(it, id, CLIENTELA_DOCUMENT_FIELD_CUSTOMER, NULL));
    CHECK(document_says(it, id, CLIENTELA_DOCUMENT_FIELD_PAYLOAD_GROUND, NULL));
    CHECK(document_counts(it, id, CLIENTELA_DOCUMENT_FIELD_ANONYMIZED) == 1 && document_says(it, id, CLIENTELA_DOCUMENT_FIELD_STATE, "issued"));
    CHECK(document_counts(it, id, CLIENTELA_DOCUMENT_FIELD_TOTAL) == 3499 && document_counts(it, id, CLIENTELA_DOCUMENT_FIELD_LINES) == 1);
    OK(clientela_document_begin_lines(shown, &lines, NULL));
    OK(clientela_document_lines_next(lines, NULL));
    OK(clientela_document_lines_text(lines, CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_NAME, &item, NULL, NULL));
    OK(clientela_document_lines_number(lines, CLIENTELA_DOCUMENT_LINE_FIELD_FINAL_PRICE, &price, NULL));
    CHECK(same(item, "Samba da Chuva") && price == 34990000);
    clientela_document_lines_free(lines);
    clientela_document_free(shown);
}

/* What comes again or later comes without the person; the person does not come again. */
static void p29_what_arrives_later(shop *it) {
    clientela_report report;
    fed(it, HIS_RECEIPT);
    fed(it, RECEIPT_WITH("L-1", "ZmlzY2FsIGRhdGE6IEx1w61zIEdvbsOnYWx2ZXM=", ""));
    p29_shows_nobody(it, document_id(it, CLIENTELA_DOCUMENT_KIND_RECEIPT, "R-1"));
    p29_shows_nobody(it, document_id(it, CLIENTELA_DOCUMENT_KIND_RECEIPT, "L-1"));
    report = feed(it, PEOPLE);
    CHECK(of_report(report, CLIENTELA_REPORT_FIELD_REFUSED) == 2);
    clientela_report_free(report);
}

/* How many entries of a walk are about documents; none of them names the person. The walk is freed. */
static int p29_documents_in(clientela_log log) {
    int documents = 0;
    while (clientela_log_next(log, NULL) == CLIENTELA_STATUS_OK) {
        if (!log_says(log, CLIENTELA_LOG_FIELD_RECORD, "document")) continue;
        CHECK(log_says(log, CLIENTELA_LOG_FIELD_SUBJECT, NULL));
        documents++;
    }
    clientela_log_free(log);
    return documents;
}

static clientela_log whole_journal(shop *it) {
    clientela_log log = CLIENTELA_NONE;
    OK(clientela_erp_log(it->erp, CLIENTELA_NONE, &log, NULL));
    return log;
}

static void p29_documents_show_nobody(void) {
    shop it;
    key luis, id;
    open_with_luis(&it, &luis);
    id = document_id(&it, CLIENTELA_DOCUMENT_KIND_RECEIPT, "R-1");
    CHECK(addressed(&it, id, CLIENTELA_FIELD_ADDRESSEE_NAME, "Luís Gonçalves") && has_payload(&it, id, PAYLOAD));
    CHECK(p29_documents_in(log_of(it.desk, luis)) == 1 && p29_documents_in(whole_journal(&it)) == 1);
    (void)anonymize(&it, luis, 0);
    p29_shows_nobody(&it, id);
    CHECK(p29_documents_in(log_of(it.desk, luis)) == 0 && p29_documents_in(whole_journal(&it)) == 1 && entries(&it) > 0);
    p29_what_arrives_later(&it);
    close_shop(&it);
}

#define KEPT "fiscal data kept by law: Luís Gonçalves"
#define KEPT_RECEIPT                                                         \
    RECEIPT_WITH("R-2", "ZmlzY2FsIGRhdGEga2VwdCBieSBsYXc6IEx1w61zIEdvbsOnYWx2ZXM=", \
                 ",\"payload_ground\":\"DE §147 AO\",\"payload_keep_until\":\"2033-12-31\"")

/* Only the payload of this document stays for a while, with ground and last day. */
static void p29_the_plan_lists_it(clientela_plan plan, key id) {
    clientela_plan_rows rows = CLIENTELA_NONE;
    const char *until = NULL;
    int kept = 0;
    OK(clientela_plan_items(plan, &rows, NULL));
    while (clientela_plan_rows_next(rows, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_plan_rows_text(rows, CLIENTELA_PLAN_ROW_FIELD_UNTIL, &until, NULL, NULL));
        if (until == NULL) continue;
        CHECK(same(until, "2033-12-31") && row_says(rows, CLIENTELA_PLAN_ROW_FIELD_GROUND, "DE §147 AO"));
        CHECK(row_number(rows, CLIENTELA_PLAN_ROW_FIELD_FIELD) == CLIENTELA_FIELD_PAYLOAD && row_says(rows, CLIENTELA_PLAN_ROW_FIELD_ID, id.text));
        CHECK(row_number(rows, CLIENTELA_PLAN_ROW_FIELD_ACTION) == CLIENTELA_ERASURE_ACTION_KEEP);
        kept++;
    }
    CHECK(kept == 1);
    clientela_plan_rows_free(rows);
}

/* A payload that the law demands stays to the byte, and no desk shows it; another does not stay. */
static void p29_a_payload_kept_by_law(void) {
    shop it;
    key luis, id;
    clientela_plan plan;
    int64_t epoch = -1;
    open_with_luis(&it, &luis);
    fed(&it, KEPT_RECEIPT);
    id = document_id(&it, CLIENTELA_DOCUMENT_KIND_RECEIPT, "R-2");
    CHECK(has_payload(&it, id, KEPT) && document_says(&it, id, CLIENTELA_DOCUMENT_FIELD_PAYLOAD_UNTIL, "2033-12-31"));
    plan = anonymized(&it, luis, 0, &epoch);
    p29_the_plan_lists_it(plan, id);
    clientela_plan_free(plan);
    p29_shows_nobody(&it, id);
    purge(&it);
    reopen(&it);
    p29_shows_nobody(&it, id);
    close_files(&it);
    CHECK(in_the_files(&it, KEPT) == 1 && in_the_files(&it, PAYLOAD) == 0 && in_the_files(&it, "Luís Gonçalves") == 1);
    remove_files(it.path);
}

int main(void) {
    row_now = "P27";
    p27_blanked(NULL, "Anonymized");
    p27_blanked("de", "Anonymisiert");
    row_now = "P29";
    p29_documents_show_nobody();
    p29_a_payload_kept_by_law();
    return ended("P27 P29");
}
