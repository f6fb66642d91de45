/* The change log over all records, its export, and heads kept elsewhere, through the built library. */
#include "shop_log.h"

#define MANY 1200

/* What a progress callback was told, and after how many entries it wants no more; 0: never. */
typedef struct told {
    int64_t calls, last, enough;
    int dropped;
} told;

static clientela_status CLIENTELA_CALL hear(void *user_data, int64_t done, int64_t total) {
    told *heard = (told *)user_data;
    heard->calls++;
    heard->last = done;
    if (total != 0) return CLIENTELA_STATUS_INTERNAL;
    return heard->enough != 0 && done >= heard->enough ? CLIENTELA_STATUS_CANCELLED : CLIENTELA_STATUS_OK;
}

static void CLIENTELA_CALL let_go(void *user_data) { ((told *)user_data)->dropped++; }

static clientela_log_query new_query(void) {
    clientela_log_query query = CLIENTELA_NONE;
    OK(clientela_log_query_new(&query, NULL));
    return query;
}

static clientela_log_query with_text(clientela_log_query_field field, const char *text) {
    clientela_log_query query = new_query();
    OK(clientela_log_query_set_text(query, field, text, Z, NULL));
    return query;
}

static clientela_log_query with_added(clientela_log_query_field field, int64_t number) {
    clientela_log_query query = new_query();
    OK(clientela_log_query_add(query, field, number, NULL));
    return query;
}

/* How many entries a query finds, over all pages of at most so many; the query is freed. */
static int found(clientela_desk desk, clientela_log_query query, int64_t page) {
    clientela_log log = CLIENTELA_NONE;
    const char *after = NULL;
    int count = 0, of_page;
    OK(clientela_log_query_set_number(query, CLIENTELA_LOG_QUERY_FIELD_LIMIT, page, NULL));
    do {
        OK(clientela_desk_log(desk, query, &log, NULL));
        OK(clientela_log_after(log, &after, NULL, NULL));
        OK(clientela_log_query_set_text(query, CLIENTELA_LOG_QUERY_FIELD_AFTER, after, Z, NULL));
        of_page = 0;
        while (clientela_log_next(log, NULL) == CLIENTELA_STATUS_OK) of_page++;
        CHECK(after == NULL ? of_page <= page : of_page == page);
        count += of_page;
        clientela_log_free(log);
    } while (after != NULL);
    clientela_log_query_free(query);
    return count;
}

/* Jane adds Ms Lee today; tomorrow Tom changes her and a setting. */
static key open_busy(shop *it) {
    clientela_desk tom;
    clientela_draft draft = CLIENTELA_NONE;
    key id;
    open_stocked(it);
    draft = new_customer(it, "private");
    set(draft, CLIENTELA_FIELD_FAMILY_NAME, 0, "=Lee()");
    set(draft, CLIENTELA_FIELD_PHONE, 0, "+49 30 23125060");
    id = save(it->desk, draft);
    it->now = NOW + A_DAY;
    tom = desk_without(it, "tom", 0);
    draft = edit(tom, id);
    set(draft, CLIENTELA_FIELD_CITY, 0, "Bree");
    (void)save(tom, draft);
    OK(clientela_desk_set_setting(tom, "sign_in.session_minutes", Z, "chain", Z, "60", Z, -1, NULL));
    clientela_desk_free(tom);
    return id;
}

static void a3_filters(shop *it, key id) {
    int all = (int)entries(it);
    clientela_log_query query = new_query();
    clientela_log log = CLIENTELA_NONE;
    CHECK(all > 10 && found(it->desk, new_query(), 1000) == all && found(it->desk, new_query(), 3) == all && found(it->desk, new_query(), 1) == all);
    CHECK(found(it->desk, with_text(CLIENTELA_LOG_QUERY_FIELD_PERSON, id.text), 100) == 2);
    CHECK(found(it->desk, with_text(CLIENTELA_LOG_QUERY_FIELD_FROM, "2026-07-02"), 100) == 2);
    CHECK(found(it->desk, with_text(CLIENTELA_LOG_QUERY_FIELD_TO, "2026-07-01"), 100) == all - 2);
    CHECK(found(it->desk, with_text(CLIENTELA_LOG_QUERY_FIELD_OPERATOR, "jane"), 100) == 1);
    CHECK(found(it->desk, with_text(CLIENTELA_LOG_QUERY_FIELD_STATION, "till-1"), 100) == 3);
    CHECK(found(it->desk, with_text(CLIENTELA_LOG_QUERY_FIELD_BRANCH, "lyon"), 100) == 0);
    CHECK(found(it->desk, with_added(CLIENTELA_LOG_QUERY_FIELD_RECORD_KIND, CLIENTELA_RECORD_KIND_SETTING), 100) == 1);
    OK(clientela_log_query_add(query, CLIENTELA_LOG_QUERY_FIELD_ENTRY_KIND, CLIENTELA_ENTRY_KIND_CHANGED, NULL));
    OK(clientela_log_query_add(query, CLIENTELA_LOG_QUERY_FIELD_RECORD_KIND, CLIENTELA_RECORD_KIND_SETTING, NULL));
    OK(clientela_log_query_add(query, CLIENTELA_LOG_QUERY_FIELD_RECORD_KIND, CLIENTELA_RECORD_KIND_SUBJECT, NULL));
    CHECK(found(it->desk, query, 100) == 1);
    query = new_query();
    OK(clientela_log_query_set_number(query, CLIENTELA_LOG_QUERY_FIELD_CHANGED, CLIENTELA_FIELD_PHONE, NULL));
    OK(clientela_log_query_set_text(query, CLIENTELA_LOG_QUERY_FIELD_PERSON, id.text, Z, NULL));
    OK(clientela_desk_log(it->desk, query, &log, NULL));
    OK(clientela_log_next(log, NULL));
    CHECK(log_says(log, CLIENTELA_LOG_FIELD_RECORD, "subject") && log_number(log, CLIENTELA_LOG_FIELD_RECORD) == CLIENTELA_RECORD_KIND_SUBJECT);
    CHECK(rest_of(log) == 0);
    OK(clientela_log_query_set_number(query, CLIENTELA_LOG_QUERY_FIELD_CHANGED, 0, NULL));
    OK(clientela_log_query_set_text(query, CLIENTELA_LOG_QUERY_FIELD_PERSON, NULL, 0, NULL));
    OK(clientela_log_query_set_record(query, CLIENTELA_RECORD_KIND_SETTING, "chain/sign_in.session_minutes", Z, NULL));
    CHECK(found(it->desk, query, 100) == 1);
}

static void a3_wrong_queries(shop *it) {
    clientela_log_query query = new_query();
    clientela_log log = CLIENTELA_NONE;
    clientela_desk blind = desk_without(it, "kim", CLIENTELA_RIGHT_READ_JOURNAL);
    FAILS(clientela_log_query_set_text(query, CLIENTELA_LOG_QUERY_FIELD_FROM, "yesterday", Z, &error), CLIENTELA_STATUS_INVALID, "date.malformed",
          "date");
    FAILS(clientela_log_query_set_text(query, CLIENTELA_LOG_QUERY_FIELD_AFTER, "7", Z, &error), CLIENTELA_STATUS_INVALID, "position.malformed",
          "after");
    FAILS(clientela_log_query_set_text(query, CLIENTELA_LOG_QUERY_FIELD_LIMIT, "7", Z, &error), CLIENTELA_STATUS_MISUSE,
          "argument.unknown_constant", NULL);
    FAILS(clientela_log_query_set_number(query, CLIENTELA_LOG_QUERY_FIELD_CHANGED, 63, &error), CLIENTELA_STATUS_MISUSE,
          "argument.unknown_constant", NULL);
    FAILS(clientela_log_query_set_number(query, CLIENTELA_LOG_QUERY_FIELD_LIMIT, -1, &error), CLIENTELA_STATUS_MISUSE, "argument.out_of_range",
          NULL);
    FAILS(clientela_log_query_add(query, CLIENTELA_LOG_QUERY_FIELD_RECORD_KIND, 99, &error), CLIENTELA_STATUS_MISUSE, "argument.unknown_constant",
          NULL);
    FAILS(clientela_desk_log(blind, query, &log, &error), CLIENTELA_STATUS_NOT_PERMITTED, "right.read_journal", NULL);
    CHECK(found(it->desk, query, 1000) == (int)entries(it));
    clientela_desk_free(blind);
}

/* Who lacks the right to see a field sees in the log what the details would show. */
static void a3_masks(shop *it, key id) {
    clientela_desk auditor = desk_with(it, "kim", CLIENTELA_RIGHT_READ_JOURNAL);
    clientela_log_query query = with_text(CLIENTELA_LOG_QUERY_FIELD_PERSON, id.text);
    clientela_log log = CLIENTELA_NONE;
    clientela_changes changes = CLIENTELA_NONE;
    const char *before = NULL, *after = NULL;
    int32_t field = -1, slot = -1, hidden = -1;
    int masked = 0;
    OK(clientela_desk_log(auditor, query, &log, NULL));
    OK(clientela_log_next(log, NULL));
    OK(clientela_log_changes(log, &changes, NULL));
    while (clientela_changes_next(changes, &field, &slot, &before, NULL, &after, NULL, &hidden, NULL) == CLIENTELA_STATUS_OK) {
        if (field == CLIENTELA_FIELD_PHONE) masked += hidden == CLIENTELA_HIDDEN_MASKED && before == NULL && same(after, "…5060");
        if (field != CLIENTELA_FIELD_PHONE) CHECK(hidden == CLIENTELA_HIDDEN_WITHHELD && before == NULL && after == NULL);
    }
    CHECK(masked == 1);
    clientela_changes_free(changes);
    clientela_log_free(log);
    clientela_log_query_free(query);
    clientela_desk_free(auditor);
}

/* An export of what was asked for; the query is freed. Whether it says this. */
static int exports(clientela_desk desk, clientela_log_query query, clientela_log_format format, const char *wanted) {
    clientela_buffer buffer = CLIENTELA_NONE;
    const char *text = NULL;
    size_t length = 0;
    int says;
    OK(clientela_desk_export_log(desk, query, format, NULL, NULL, NULL, CLIENTELA_NONE, &buffer, NULL));
    OK(clientela_buffer_text(buffer, &text, &length, NULL));
    CHECK(text != NULL && strlen(text) == length);
    says = strstr(text, wanted) != NULL;
    clientela_buffer_free(buffer);
    clientela_log_query_free(query);
    return says;
}

static clientela_log_query about(key id) { return with_text(CLIENTELA_LOG_QUERY_FIELD_PERSON, id.text); }

static void a3_exports(shop *it, key id) {
    clientela_desk auditor = desk_with(it, "kim", CLIENTELA_RIGHT_READ_JOURNAL);
    int before = (int)entries(it);
    CHECK(exports(it->desk, about(id), CLIENTELA_LOG_FORMAT_CSV, "at,date,door,operator,station,branch,kind,record,key,subject,field,slot,old,"
                                                                 "new,hidden,origin,sequence\r\n2026-07-01T08:00:00.000Z,2026-07-01,asserted,jane"));
    CHECK(exports(it->desk, about(id), CLIENTELA_LOG_FORMAT_CSV, ",family_name,0,,=Lee(),no,till-1,1\r\n"));
    CHECK(exports(it->desk, about(id), CLIENTELA_LOG_FORMAT_SPREADSHEET, "\"family_name\",\"0\",\"\",\"'=Lee()\",\"no\",\"till-1\",\"1\"\r\n"));
    CHECK(exports(it->desk, about(id), CLIENTELA_LOG_FORMAT_SPREADSHEET, "\xEF\xBB\xBF\"at\",\"date\""));
    CHECK(exports(it->desk, about(id), CLIENTELA_LOG_FORMAT_JSON_LINES,
                  "{\"field\":\"city\",\"slot\":0,\"old\":null,\"new\":\"Bree\",\"hidden\":\"no\"}]}\n"));
    CHECK(exports(auditor, about(id), CLIENTELA_LOG_FORMAT_CSV, ",phone,0,,…5060,masked,"));
    CHECK(!exports(auditor, about(id), CLIENTELA_LOG_FORMAT_JSON_LINES, "Bree"));
    CHECK(entries(it) == before + 7);
    CHECK(found(it->desk, with_added(CLIENTELA_LOG_QUERY_FIELD_ENTRY_KIND, CLIENTELA_ENTRY_KIND_EXPORTED), 100) == 7);
    clientela_desk_free(auditor);
}

/* Few entries: who cancelled before the call gets nothing, and a callback is told the beginning and the end. */
static void a3_a_short_export_is_cancelled(shop *it, key id) {
    told heard = {0, -1, 0, 0};
    clientela_cancel cancel = CLIENTELA_NONE;
    clientela_buffer buffer = CLIENTELA_NONE;
    clientela_log_query query = about(id);
    int before;
    OK(clientela_desk_export_log(it->desk, query, CLIENTELA_LOG_FORMAT_CSV, hear, &heard, let_go, CLIENTELA_NONE, &buffer, NULL));
    CHECK(heard.calls == 2 && heard.last > 0 && heard.last < 500 && heard.dropped == 1);
    clientela_buffer_free(buffer);
    before = (int)entries(it);
    OK(clientela_cancel_new(&cancel, NULL));
    OK(clientela_cancel_trigger(cancel, NULL));
    FAILS(clientela_desk_export_log(it->desk, query, CLIENTELA_LOG_FORMAT_CSV, hear, &heard, let_go, cancel, &buffer, &error),
          CLIENTELA_STATUS_CANCELLED, "log.cancelled", NULL);
    CHECK(buffer == CLIENTELA_NONE && heard.calls == 2 && heard.dropped == 2 && entries(it) == before);
    clientela_cancel_free(cancel);
    heard.enough = 1;
    FAILS(clientela_erp_export_log(it->erp, query, CLIENTELA_LOG_FORMAT_CSV, hear, &heard, let_go, CLIENTELA_NONE, &buffer, &error),
          CLIENTELA_STATUS_CANCELLED, "log.cancelled", NULL);
    CHECK(buffer == CLIENTELA_NONE && heard.calls == 4 && heard.dropped == 3);
    clientela_log_query_free(query);
}

static void a3_anonymized_values_are_not_exported(shop *it, key id) {
    clientela_buffer buffer = CLIENTELA_NONE;
    const char *text = NULL;
    clientela_plan plan = CLIENTELA_NONE;
    int64_t epoch = 0;
    int32_t repeated = -1;
    OK(clientela_erp_anonymize(it->erp, id.text, Z, &epoch, &repeated, &plan, NULL));
    clientela_plan_free(plan);
    OK(clientela_erp_export_log(it->erp, CLIENTELA_NONE, CLIENTELA_LOG_FORMAT_CSV, NULL, NULL, NULL, CLIENTELA_NONE, &buffer, NULL));
    OK(clientela_buffer_text(buffer, &text, NULL, NULL));
    CHECK(strstr(text, "Lee()") == NULL && strstr(text, "23125060") == NULL && strstr(text, ",city,0,,,erased,") != NULL);
    clientela_buffer_free(buffer);
}

static long size_of(const char *path) {
    FILE *file = fopen(path, "rb");
    long size = -1;
    if (file == NULL) return -1;
    CHECK(fseek(file, 0, SEEK_END) == 0);
    size = ftell(file);
    CHECK(fclose(file) == 0);
    return size;
}

static void feed_many(shop *it) {
    char *lines = (char *)malloc(MANY * 100), *at = lines;
    int number;
    CHECK(lines != NULL);
    for (number = 0; number < MANY; number++) {
        at += sprintf(at, "{\"feed\":\"customer\",\"source_id\":\"m%d\",\"kind\":\"private\",\"family_name\":\"Ray %d\"}\n", number, number);
    }
    fed(it, lines);
    free(lines);
}

/* Into a file, with progress; an export that is cancelled leaves none, and a file that is there is left alone. */
static void a3_files(shop *it) {
    char path[160], nowhere[180];
    told heard = {0, 0, 0, 0};
    clientela_cancel cancel = CLIENTELA_NONE;
    int64_t written = -1;
    long size;
    feed_many(it);
    snprintf(path, sizeof path, "%s.csv", it->path);
    OK(clientela_erp_export_log_file(it->erp, CLIENTELA_NONE, CLIENTELA_LOG_FORMAT_CSV, path, Z, hear, &heard, let_go, CLIENTELA_NONE, &written,
                                     NULL));
    size = size_of(path);
    CHECK(written == entries(it) && written > MANY && size > MANY * 50 && heard.calls == written / 500 + 2 && heard.last == written &&
          heard.dropped == 1);
    FAILS(clientela_desk_export_log_file(it->desk, CLIENTELA_NONE, CLIENTELA_LOG_FORMAT_CSV, path, Z, NULL, NULL, NULL, CLIENTELA_NONE, &written,
                                         &error),
          CLIENTELA_STATUS_IO, "log.file_exists", NULL);
    CHECK(written == 0 && size_of(path) == size && remove(path) == 0);
    snprintf(nowhere, sizeof nowhere, "%s.none/log.csv", it->path);
    FAILS(clientela_desk_export_log_file(it->desk, CLIENTELA_NONE, CLIENTELA_LOG_FORMAT_CSV, nowhere, Z, NULL, NULL, NULL, CLIENTELA_NONE, &written,
                                         &error),
          CLIENTELA_STATUS_IO, "log.no_such_folder", NULL);
    heard.enough = 1000;
    FAILS(clientela_desk_export_log_file(it->desk, CLIENTELA_NONE, CLIENTELA_LOG_FORMAT_JSON_LINES, path, Z, hear, &heard, let_go, CLIENTELA_NONE,
                                         &written, &error),
          CLIENTELA_STATUS_CANCELLED, "log.cancelled", NULL);
    CHECK(heard.last == 1000 && heard.dropped == 2 && size_of(path) == -1);
    OK(clientela_cancel_new(&cancel, NULL));
    OK(clientela_cancel_trigger(cancel, NULL));
    FAILS(clientela_desk_export_log_file(it->desk, CLIENTELA_NONE, CLIENTELA_LOG_FORMAT_CSV, path, Z, NULL, NULL, NULL, cancel, &written, &error),
          CLIENTELA_STATUS_CANCELLED, "log.cancelled", NULL);
    CHECK(size_of(path) == -1);
    clientela_cancel_free(cancel);
}

/* The first finding against these heads; how many there are. */
static int64_t against(shop *it, const char *heads, const char **out_finding, int64_t *out_sequence) {
    static char kept[16];
    clientela_verification verification = CLIENTELA_NONE;
    clientela_findings findings = CLIENTELA_NONE;
    const char *origin = NULL, *finding = NULL;
    int64_t count = -1;
    OK(clientela_engine_verify_against(it->engine, heads, Z, NULL, NULL, NULL, CLIENTELA_NONE, &verification, NULL));
    OK(clientela_verification_number(verification, CLIENTELA_VERIFICATION_FIELD_FINDINGS, &count, NULL));
    if (count > 0) {
        OK(clientela_verification_findings(verification, &findings, NULL));
        OK(clientela_findings_next(findings, &origin, NULL, out_sequence, &finding, NULL, NULL));
        snprintf(kept, sizeof kept, "%s", finding);
        *out_finding = kept;
        clientela_findings_free(findings);
    }
    clientela_verification_free(verification);
    return count;
}

/* A document of heads as somebody kept it: the till's chain with this length and digest. */
static const char *kept_heads(int64_t length, const char *digest) {
    static char json[256];
    snprintf(json, sizeof json,
             "{\"format\":\"clientela.heads.1\",\"at\":\"2026-07-01T08:00:00.000Z\",\"heads\":[{\"origin\":\"till-1\",\"length\":%ld,"
             "\"digest\":\"%s\"}]}",
             (long)length, digest);
    return json;
}

static void a3_heads(shop *it) {
    static const char ZEROS[] = "0000000000000000000000000000000000000000000000000000000000000000";
    clientela_buffer buffer = CLIENTELA_NONE;
    clientela_heads heads = CLIENTELA_NONE;
    clientela_verification verification = CLIENTELA_NONE;
    const char *text = NULL, *origin = NULL, *digest = NULL, *finding = NULL;
    int64_t length = -1, sequence = -1;
    OK(clientela_engine_export_heads(it->engine, &buffer, NULL));
    OK(clientela_buffer_text(buffer, &text, NULL, NULL));
    CHECK(against(it, text, &finding, &sequence) == 0);
    OK(clientela_engine_heads(it->engine, &heads, NULL));
    OK(clientela_heads_next(heads, &origin, NULL, &length, &digest, NULL, NULL));
    CHECK(same(origin, "erp") && strstr(text, digest) != NULL);
    OK(clientela_heads_next(heads, &origin, NULL, &length, &digest, NULL, NULL));
    CHECK(same(origin, "till-1") && length > 3);
    CHECK(against(it, kept_heads(length, digest), &finding, &sequence) == 0);
    CHECK(against(it, kept_heads(length, ZEROS), &finding, &sequence) == 1 && same(finding, "anchor") && sequence == length);
    CHECK(against(it, kept_heads(length + 2, digest), &finding, &sequence) == 1 && same(finding, "cut_off") && sequence == length + 1);
    FAILS(clientela_engine_verify_against(it->engine, "{}", Z, NULL, NULL, NULL, CLIENTELA_NONE, &verification, &error),
          CLIENTELA_STATUS_INVALID, "heads.malformed", "heads");
    clientela_heads_free(heads);
    clientela_buffer_free(buffer);
}

int main(void) {
    shop it;
    key id;
    row_now = "A3";
    id = open_busy(&it);
    a3_filters(&it, id);
    a3_wrong_queries(&it);
    a3_masks(&it, id);
    a3_exports(&it, id);
    a3_a_short_export_is_cancelled(&it, id);
    a3_heads(&it);
    a3_anonymized_values_are_not_exported(&it, id);
    a3_files(&it);
    close_shop(&it);
    return ended("A3");
}
