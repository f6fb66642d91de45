/* Anonymization by the ERP, through the built library: what it does, what stands in its way, and what is no longer possible. */
#include "shop_erasure.h"
#include "shop_log.h"

static clientela_plan plan_of(shop *it, key who) {
    clientela_plan plan = CLIENTELA_NONE;
    OK(clientela_erp_plan_anonymization(it->erp, who.text, Z, &plan, NULL));
    return plan;
}

static int64_t planned(clientela_plan plan, clientela_plan_field field) {
    int64_t number = -1;
    OK(clientela_plan_number(plan, field, &number, NULL));
    return number;
}

/* Exactly this one person would go too; no id: nobody. */
static void p25_goes_too(clientela_plan plan, const char *id) {
    clientela_texts related = CLIENTELA_NONE;
    const char *text = NULL;
    OK(clientela_plan_related(plan, &related, NULL));
    if (id != NULL) {
        OK(clientela_texts_next(related, &text, NULL, NULL));
        CHECK(same(text, id));
    }
    CHECK(clientela_texts_next(related, &text, NULL, NULL) == CLIENTELA_STATUS_DONE);
    clientela_texts_free(related);
}

/* Both plans have the same rows. */
static void p25_same_rows(clientela_plan planned_before, clientela_plan done) {
    clientela_plan_rows before = CLIENTELA_NONE, after = CLIENTELA_NONE;
    const char *id = NULL;
    OK(clientela_plan_items(planned_before, &before, NULL));
    OK(clientela_plan_items(done, &after, NULL));
    while (clientela_plan_rows_next(before, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_plan_rows_next(after, NULL));
        OK(clientela_plan_rows_text(before, CLIENTELA_PLAN_ROW_FIELD_ID, &id, NULL, NULL));
        CHECK(row_says(after, CLIENTELA_PLAN_ROW_FIELD_ID, id));
        CHECK(row_number(after, CLIENTELA_PLAN_ROW_FIELD_FIELD) == row_number(before, CLIENTELA_PLAN_ROW_FIELD_FIELD));
        CHECK(row_number(after, CLIENTELA_PLAN_ROW_FIELD_ACTION) == row_number(before, CLIENTELA_PLAN_ROW_FIELD_ACTION));
    }
    CHECK(clientela_plan_rows_next(after, NULL) == CLIENTELA_STATUS_DONE);
    clientela_plan_rows_free(after);
    clientela_plan_rows_free(before);
}

static void p25_a_customer_and_who_is_here_only_through_them(void) {
    shop it;
    key luis, beatriz;
    clientela_plan plan, done;
    int64_t epoch = -1;
    open_with_luis(&it, &luis);
    beatriz = first_related(&it, luis);
    plan = plan_of(&it, luis);
    p25_goes_too(plan, beatriz.text);
    CHECK(planned(plan, CLIENTELA_PLAN_FIELD_BLOCKERS) == 0 && planned(plan, CLIENTELA_PLAN_FIELD_ITEMS) > 10);
    CHECK(has(&it, luis, CLIENTELA_FIELD_FAMILY_NAME, 0, "Gonçalves"));
    done = anonymized(&it, luis, 0, &epoch);
    CHECK(epoch == 2);
    p25_same_rows(plan, done);
    p25_goes_too(done, beatriz.text);
    CHECK(is_erased(&it, luis) && is_erased(&it, beatriz));
    clientela_plan_free(done);
    clientela_plan_free(plan);
    done = anonymized(&it, luis, 1, &epoch);
    CHECK(epoch == 2 && planned(done, CLIENTELA_PLAN_FIELD_ITEMS) == 0 && anonymize(&it, beatriz, 1) == 2);
    clientela_plan_free(done);
    close_shop(&it);
}

static int has_related(shop *it, key who) {
    clientela_customer customer = details(it, who);
    clientela_related related = CLIENTELA_NONE;
    clientela_person person = CLIENTELA_NONE;
    const char *role = NULL;
    int found;
    OK(clientela_customer_related(customer, &related, NULL));
    found = clientela_related_next(related, &role, NULL, &person, NULL) == CLIENTELA_STATUS_OK;
    clientela_person_free(person);
    clientela_related_free(related);
    clientela_customer_free(customer);
    return found;
}

/* One related person alone is erased and the customer stays; who belongs to two customers stays with the other. */
static void p25_related_persons(void) {
    shop it;
    key luis, beatriz, studio, mareike;
    clientela_plan plan;
    open_with_luis(&it, &luis);
    studio = id_by_number(&it, "60");
    mareike = first_related(&it, studio);
    (void)anonymize(&it, mareike, 0);
    CHECK(is_erased(&it, mareike) && !has_related(&it, studio) && has(&it, studio, CLIENTELA_FIELD_COMPANY, 0, "Tonstudio Beispielwerk GmbH"));
    CHECK(finds(&it, "tönnies", NULL) == 0 && finds(&it, "tonstudio", "60") == 1);
    beatriz = first_related(&it, luis);
    fed(&it, "{\"feed\":\"related\",\"source_id\":\"1-family-1\",\"customer\":\"2\",\"role\":\"family\"}\n");
    plan = plan_of(&it, luis);
    p25_goes_too(plan, NULL);
    clientela_plan_free(plan);
    (void)anonymize(&it, luis, 0);
    CHECK(is_erased(&it, luis) && strcmp(first_related(&it, id_by_number(&it, "2")).text, beatriz.text) == 0);
    CHECK(finds(&it, "moreira", "2") == 1);
    close_shop(&it);
}

/* Luís's document in progress, and the same when it is over. */
#define IN_PROGRESS(kind, number, state)                                                                                            \
    "{\"feed\":\"document\",\"kind\":\"" kind "\",\"number\":\"" number "\",\"state\":\"" state "\",\"customer\":\"1\"," \
    "\"created\":\"2026-06-02\",\"currency\":\"EUR\",\"total\":1}\n"

static const struct {
    const char *begun, *over, *reason, *number;
} BLOCKERS[] = {
    {IN_PROGRESS("order", "O-1", "open"), IN_PROGRESS("order", "O-1", "closed"), "open_order", "O-1"},
    {IN_PROGRESS("order", "O-2", "awaiting_pickup"), IN_PROGRESS("order", "O-2", "realised"), "open_order", "O-2"},
    {IN_PROGRESS("complaint", "K-1", "open"), IN_PROGRESS("complaint", "K-1", "closed"), "open_complaint", "K-1"},
    {IN_PROGRESS("invoice", "I-1", "open"), IN_PROGRESS("invoice", "I-1", "issued"), "unpaid_balance", "I-1"},
    {IN_PROGRESS("invoice", "I-2", "not_approved"), IN_PROGRESS("invoice", "I-2", "rejected"), "draft_document", "I-2"},
    {IN_PROGRESS("receipt", "R-7", "initialised"), IN_PROGRESS("receipt", "R-7", "cancelled"), "draft_document", "R-7"},
};

/* The plan and the refused order name this one blocker, and nothing happens. */
static void p25_blocked_by(shop *it, key luis, const char *reason, const char *number) {
    clientela_plan plan = plan_of(it, luis);
    clientela_plan_rows rows = CLIENTELA_NONE;
    const char *name = NULL, *value = NULL;
    int64_t epoch = 7;
    int32_t repeated = 7;
    OK(clientela_plan_blockers(plan, &rows, NULL));
    OK(clientela_plan_rows_next(rows, NULL));
    CHECK(row_says(rows, CLIENTELA_PLAN_ROW_FIELD_REASON, reason) && row_says(rows, CLIENTELA_PLAN_ROW_FIELD_NUMBER, number));
    CHECK(clientela_plan_rows_next(rows, NULL) == CLIENTELA_STATUS_DONE && planned(plan, CLIENTELA_PLAN_FIELD_BLOCKERS) == 1);
    clientela_plan_rows_free(rows);
    clientela_plan_free(plan);
    CHECK(clientela_erp_anonymize(it->erp, luis.text, Z, &epoch, &repeated, &plan, &error) == CLIENTELA_STATUS_BLOCKED);
    CHECK(epoch == 0 && repeated == 0 && plan == CLIENTELA_NONE && lists("document", 0, reason));
    OK(clientela_error_violation_arg(error, 0, 0, &name, NULL, &value, NULL));
    CHECK(same(name, "number") && same(value, number));
    OK(clientela_error_code(error, &name, NULL));
    CHECK(same(name, "erasure.blocked") && listed() == 1);
    CHECK(has(it, luis, CLIENTELA_FIELD_FAMILY_NAME, 0, "Gonçalves"));
}

static void p25_what_is_in_progress_blocks(void) {
    shop it;
    key luis, draft;
    size_t at;
    open_with_luis(&it, &luis);
    for (at = 0; at < sizeof BLOCKERS / sizeof *BLOCKERS; at++) {
        fed(&it, BLOCKERS[at].begun);
        p25_blocked_by(&it, luis, BLOCKERS[at].reason, BLOCKERS[at].number);
        fed(&it, BLOCKERS[at].over);
    }
    draft = start(&it, described(CLIENTELA_DOCUMENT_KIND_RECEIPT, "T-1", NULL, luis.text));
    p25_blocked_by(&it, luis, "draft_document", "T-1");
    OK(clientela_desk_put_customer(it.desk, draft.text, Z, NULL, 0, NULL));
    (void)anonymize(&it, luis, 0);
    CHECK(is_erased(&it, luis));
    close_shop(&it);
}

static void p26_only_the_erp(void) {
    shop it;
    key luis;
    clientela_log log;
    row_now = "P26";
    open_with_luis(&it, &luis);
    FAILS(clientela_desk_anonymize(it.desk, luis.text, Z, &error), CLIENTELA_STATUS_ERP_ONLY, "erasure.only_the_erp", NULL);
    CHECK(has(&it, luis, CLIENTELA_FIELD_FAMILY_NAME, 0, "Gonçalves"));
    (void)anonymize(&it, luis, 0);
    CHECK(is_erased(&it, luis));
    log = log_of(it.desk, luis);
    do {
        OK(clientela_log_next(log, NULL));
    } while (log_number(log, CLIENTELA_LOG_FIELD_KIND) != CLIENTELA_ENTRY_KIND_ERASED);
    CHECK(log_says(log, CLIENTELA_LOG_FIELD_DOOR, "erp") && log_says(log, CLIENTELA_LOG_FIELD_OPERATOR, NULL));
    log_changes(log, NULL, 0);
    clientela_log_free(log);
    close_shop(&it);
}

/* How many customers the list has, of any status or of one. */
static int in_the_list(shop *it, clientela_sort sort, const char *status) {
    clientela_query query = CLIENTELA_NONE;
    clientela_customers customers = CLIENTELA_NONE;
    clientela_person person = CLIENTELA_NONE;
    const char *number = NULL;
    int count = 0;
    OK(clientela_query_new(&query, NULL));
    OK(clientela_query_set_sort(query, sort, NULL));
    if (status != NULL) OK(clientela_query_add_status(query, status, Z, NULL));
    OK(clientela_desk_customers(it->desk, query, &customers, NULL));
    while (clientela_customers_next(customers, &person, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_person_text(person, CLIENTELA_FIELD_NUMBER, 0, &number, NULL, NULL));
        CHECK(!same(number, "1"));
        clientela_person_free(person);
        count++;
    }
    clientela_customers_free(customers);
    clientela_query_free(query);
    return count;
}

static void p28_in_no_list_and_no_search(void) {
    static const char *const TYPED[] = {"goncalves", "luís gon", "luisg@embraer.com.br", "3923-5555", "12227-000", "brigadeiro", "moreira"};
    shop it;
    key luis;
    clientela_customer customer = CLIENTELA_NONE;
    clientela_sort sort;
    size_t at;
    row_now = "P28";
    open_with_luis(&it, &luis);
    for (at = 0; at < sizeof TYPED / sizeof *TYPED; at++) CHECK(finds(&it, TYPED[at], "1") == 1);
    (void)anonymize(&it, luis, 0);
    for (at = 0; at < sizeof TYPED / sizeof *TYPED; at++) CHECK(finds(&it, TYPED[at], NULL) == 0);
    CHECK(finds(&it, "anonymized", NULL) == 0 && finds(&it, "1", "60") == 1);
    for (sort = CLIENTELA_SORT_NAME; sort <= CLIENTELA_SORT_LAST_VISIT; sort++) CHECK(in_the_list(&it, sort, NULL) == 2);
    CHECK(in_the_list(&it, CLIENTELA_SORT_NAME, "inactive") == 0);
    FAILS(clientela_desk_customer_by_number(it.desk, "1", Z, &customer, &error), CLIENTELA_STATUS_NOT_FOUND, "customer.unknown", NULL);
    close_shop(&it);
}

static void p30_no_document_to_the_customer(void) {
    shop it;
    key luis, draft, his;
    clientela_document_draft to_him, from_his;
    clientela_id id = CLIENTELA_NONE;
    row_now = "P30";
    open_with_luis(&it, &luis);
    his = document_id(&it, CLIENTELA_DOCUMENT_KIND_RECEIPT, "R-1");
    draft = start(&it, described(CLIENTELA_DOCUMENT_KIND_RECEIPT, "T-1", NULL, NULL));
    (void)anonymize(&it, luis, 0);
    to_him = described(CLIENTELA_DOCUMENT_KIND_RECEIPT, "T-2", NULL, luis.text);
    from_his = described(CLIENTELA_DOCUMENT_KIND_CORRECTION, "T-3", his.text, NULL);
    FAILS(clientela_desk_start_document(it.desk, to_him, &id, &error), CLIENTELA_STATUS_ERASED, "customer.anonymized", NULL);
    FAILS(clientela_desk_put_customer(it.desk, draft.text, Z, luis.text, Z, &error), CLIENTELA_STATUS_ERASED, "customer.anonymized", NULL);
    FAILS(clientela_desk_start_document(it.desk, from_his, &id, &error), CLIENTELA_STATUS_ERASED, "document.customer_anonymized", NULL);
    CHECK(id == CLIENTELA_NONE);
    OK(clientela_desk_issue_document(it.desk, draft.text, Z, NULL));
    CHECK(document_says(&it, draft, CLIENTELA_DOCUMENT_FIELD_CUSTOMER, NULL));
    clientela_document_draft_free(from_his);
    clientela_document_draft_free(to_him);
    close_shop(&it);
}

int main(void) {
    row_now = "P25";
    p25_a_customer_and_who_is_here_only_through_them();
    p25_related_persons();
    p25_what_is_in_progress_blocks();
    p26_only_the_erp();
    p28_in_no_list_and_no_search();
    p30_no_document_to_the_customer();
    return ended("P25 P26 P28 P30");
}
