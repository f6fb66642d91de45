/* The change log at a desk, through the built library. */
#include "shop_documents.h"
#include "shop_log.h"

/* Tom's edit: who, when, where, old and new. */
static void a3_edit_entry(clientela_log log) {
    static const changed WANTED[] = {{CLIENTELA_FIELD_FAMILY_NAME, 0, "Lee", "Ray"},
                                     {CLIENTELA_FIELD_CITY, 0, NULL, "Bree"},
                                     {CLIENTELA_FIELD_EMAIL, 0, "lee@example.com", NULL},
                                     {CLIENTELA_FIELD_REASON, 0, NULL, "she married"}};
    OK(clientela_log_next(log, NULL));
    CHECK(log_number(log, CLIENTELA_LOG_FIELD_AT) == NOW + A_DAY && log_says(log, CLIENTELA_LOG_FIELD_DATE, "2026-07-02"));
    CHECK(log_says(log, CLIENTELA_LOG_FIELD_OPERATOR, "tom") && log_says(log, CLIENTELA_LOG_FIELD_STATION, "till-1"));
    CHECK(log_says(log, CLIENTELA_LOG_FIELD_BRANCH, "berlin-mitte") && log_says(log, CLIENTELA_LOG_FIELD_DOOR, "asserted"));
    CHECK(log_says(log, CLIENTELA_LOG_FIELD_KIND, "changed") && log_says(log, CLIENTELA_LOG_FIELD_RECORD, "subject"));
    CHECK(log_says(log, CLIENTELA_LOG_FIELD_ORIGIN, "till-1") && log_number(log, CLIENTELA_LOG_FIELD_SEQUENCE) == 2);
    log_changes(log, WANTED, 4);
}

/* Who may read the log and nothing else sees that a field changed, but not how. */
static void a3_who_may_not_see(shop *it, key id) {
    static const changed WITHHELD[] = {{CLIENTELA_FIELD_KIND, 0, NULL, NULL}, {CLIENTELA_FIELD_STATUS, 0, NULL, NULL},
                                       {CLIENTELA_FIELD_BRANCH, 0, NULL, NULL}, {CLIENTELA_FIELD_FAMILY_NAME, 0, NULL, NULL},
                                       {CLIENTELA_FIELD_EMAIL, 0, NULL, NULL}};
    clientela_desk auditor = desk_with(it, "kim", CLIENTELA_RIGHT_READ_JOURNAL), blind = desk_without(it, "kim", CLIENTELA_RIGHT_READ_JOURNAL);
    clientela_log log = log_of(auditor, id);
    OK(clientela_log_next(log, NULL));
    log_changes_of(log, WITHHELD, 5, CLIENTELA_HIDDEN_WITHHELD);
    CHECK(rest_of(log) == 3);
    log = CLIENTELA_NONE;
    FAILS(clientela_desk_change_log(blind, id.text, Z, &log, &error), CLIENTELA_STATUS_NOT_PERMITTED, "right.read_journal", NULL);
    clientela_desk_free(blind);
    clientela_desk_free(auditor);
}

static void a3_change_log(void) {
    shop it;
    key id;
    clientela_desk tom;
    clientela_draft draft;
    clientela_log log = CLIENTELA_NONE;
    clientela_log_query query = CLIENTELA_NONE;
    int of_luis;
    row_now = "A3";
    open_stocked(&it);
    of_luis = rest_of(log_of(it.desk, id_by_number(&it, "1")));
    id = save(it.desk, new_lee(&it));
    it.now = NOW + A_DAY;
    tom = desk_without(&it, "tom", 0);
    draft = edit(tom, id);
    set(draft, CLIENTELA_FIELD_FAMILY_NAME, 0, "Ray");
    set(draft, CLIENTELA_FIELD_CITY, 0, "Bree");
    set(draft, CLIENTELA_FIELD_EMAIL, 0, "");
    OK(clientela_draft_because(draft, "she married", Z, NULL));
    (void)save(tom, draft);
    clientela_desk_free(tom);
    (void)receipt(&it, "R-1", id.text);
    log = log_of(it.desk, id);
    OK(clientela_log_next(log, NULL));
    CHECK(log_says(log, CLIENTELA_LOG_FIELD_OPERATOR, "jane") && log_number(log, CLIENTELA_LOG_FIELD_AT) == NOW);
    a3_edit_entry(log);
    CHECK(rest_of(log) == 2);
    a3_who_may_not_see(&it, id);
    OK(clientela_log_query_new(&query, NULL));
    OK(clientela_log_query_set_record(query, CLIENTELA_RECORD_KIND_SUBJECT, id.text, Z, NULL));
    OK(clientela_erp_log(it.erp, query, &log, NULL));
    clientela_log_query_free(query);
    CHECK(rest_of(log) == 2);
    reopen(&it);
    CHECK(rest_of(log_of(it.desk, id)) == 4);
    CHECK(of_luis > 0 && rest_of(log_of(it.desk, id_by_number(&it, "1"))) == of_luis);
    close_shop(&it);
}

int main(void) {
    a3_change_log();
    return ended("A3");
}
