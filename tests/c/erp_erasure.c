/* Anonymization by the ERP, and what is left afterwards, through the built library. */
#include "shop_documents.h"
#include "shop_log.h"

/* Luís's documents: a receipt with a payload, and an order in progress. */
static const char *const HIS_RECEIPT =
    "{\"feed\":\"document\",\"kind\":\"receipt\",\"number\":\"R-1\",\"state\":\"issued\",\"customer\":\"1\",\"created\":\"2026-06-01\","
    "\"currency\":\"EUR\",\"total\":3499,\"addressee_name\":\"Luís Gonçalves\",\"addressee_street\":\"Zwölfaxinger Feldweg 9\","
    "\"payload\":\"THXDrXM=\",\"lines\":[{\"line\":1,\"item\":\"VIN-0207\",\"name\":\"Samba da Chuva\",\"quantity\":\"1\","
    "\"regular_price\":3499,\"discount\":0,\"final_price\":3499}]}\n";
#define ORDER(state)                                                                                                             \
    "{\"feed\":\"document\",\"kind\":\"order\",\"number\":\"O-1\",\"state\":\"" state "\",\"customer\":\"1\",\"created\":\"2026-06-02\"," \
    "\"currency\":\"EUR\",\"total\":1}\n"

static void open_with_luis(shop *it, key *luis) {
    open_stocked(it);
    fed(it, HIS_RECEIPT);
    *luis = id_by_number(it, "1");
}

/* Anonymizes; gives the epoch. */
static int64_t anonymize(shop *it, key who, int32_t repeated_before) {
    clientela_plan plan = CLIENTELA_NONE;
    int64_t epoch = -1;
    int32_t repeated = -1;
    OK(clientela_erp_anonymize(it->erp, who.text, Z, &epoch, &repeated, &plan, NULL));
    CHECK(repeated == repeated_before);
    clientela_plan_free(plan);
    return epoch;
}

static void purge(shop *it) {
    clientela_purged purged = -1;
    int32_t pending = -1;
    OK(clientela_erp_purge(it->erp, &purged, NULL));
    CHECK(purged == CLIENTELA_PURGED_DONE);
    OK(clientela_erp_purge_pending(it->erp, &pending, NULL));
    CHECK(pending == 0);
}

static int is_erased(shop *it, key who) {
    clientela_customer customer = CLIENTELA_NONE;
    FAILS(clientela_desk_customer(it->desk, who.text, Z, &customer, &error), CLIENTELA_STATUS_ERASED, "customer.anonymized", NULL);
    return customer == CLIENTELA_NONE;
}

static int64_t planned(shop *it, key who, clientela_plan_field field) {
    clientela_plan plan = CLIENTELA_NONE;
    int64_t number = -1;
    OK(clientela_erp_plan_anonymization(it->erp, who.text, Z, &plan, NULL));
    OK(clientela_plan_number(plan, field, &number, NULL));
    clientela_plan_free(plan);
    return number;
}

static void p25_blocked(shop *it, key luis) {
    clientela_plan plan = CLIENTELA_NONE;
    int64_t epoch = 7;
    int32_t repeated = 7;
    fed(it, ORDER("open"));
    CHECK(planned(it, luis, CLIENTELA_PLAN_FIELD_BLOCKERS) == 1);
    CHECK(clientela_erp_anonymize(it->erp, luis.text, Z, &epoch, &repeated, &plan, &error) == CLIENTELA_STATUS_BLOCKED);
    CHECK(epoch == 0 && repeated == 0 && plan == CLIENTELA_NONE);
    CHECK(lists("document", 0, "open_order") && listed() == 1);
    CHECK(has(it, luis, CLIENTELA_FIELD_FAMILY_NAME, 0, "Gonçalves"));
    fed(it, ORDER("closed"));
}

static void p25_customer_or_related_person(void) {
    shop it;
    key luis, beatriz, studio, mareike;
    clientela_customer customer;
    clientela_related related = CLIENTELA_NONE;
    clientela_person person = CLIENTELA_NONE;
    const char *role = NULL;
    row_now = "P25";
    open_with_luis(&it, &luis);
    p25_blocked(&it, luis);
    beatriz = first_related(&it, luis);
    CHECK(planned(&it, luis, CLIENTELA_PLAN_FIELD_BLOCKERS) == 0 && planned(&it, luis, CLIENTELA_PLAN_FIELD_ITEMS) > 10);
    CHECK(has(&it, luis, CLIENTELA_FIELD_FAMILY_NAME, 0, "Gonçalves"));
    CHECK(anonymize(&it, luis, 0) == 2);
    CHECK(is_erased(&it, luis) && is_erased(&it, beatriz));
    CHECK(anonymize(&it, luis, 1) == 2 && anonymize(&it, beatriz, 1) == 2);
    studio = id_by_number(&it, "60");
    mareike = first_related(&it, studio);
    (void)anonymize(&it, mareike, 0);
    customer = details(&it, studio);
    OK(clientela_customer_related(customer, &related, NULL));
    CHECK(clientela_related_next(related, &role, NULL, &person, NULL) == CLIENTELA_STATUS_DONE && person == CLIENTELA_NONE);
    clientela_related_free(related);
    clientela_customer_free(customer);
    CHECK(finds(&it, "tönnies", NULL) == 0 && finds(&it, "tonstudio", "60") == 1);
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

static void p27_all_data_gone(void) {
    shop it;
    key luis;
    clientela_draft draft = CLIENTELA_NONE;
    clientela_history history = CLIENTELA_NONE;
    row_now = "P27";
    open_with_luis(&it, &luis);
    CHECK(contact(&it, luis, CLIENTELA_CHANNEL_EMAIL, NEWSLETTER) == CLIENTELA_CONTACT_REASON_NEVER_ASKED);
    (void)anonymize(&it, luis, 0);
    CHECK(is_erased(&it, luis));
    CHECK(contact(&it, luis, CLIENTELA_CHANNEL_EMAIL, NEWSLETTER) == CLIENTELA_CONTACT_REASON_ERASED);
    FAILS(clientela_desk_edit(it.desk, luis.text, Z, &draft, &error), CLIENTELA_STATUS_ERASED, "customer.anonymized", NULL);
    FAILS(clientela_desk_history(it.desk, luis.text, Z, &history, &error), CLIENTELA_STATUS_ERASED, "customer.anonymized", NULL);
    p27_no_value_in_the_log(&it, luis);
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

static int has_payload(shop *it, key id) {
    clientela_document shown = document(it, id);
    const uint8_t *payload = NULL;
    size_t length = 7;
    OK(clientela_document_payload(shown, &payload, &length, NULL));
    CHECK(payload == NULL ? length == 0 : length == 5 && memcmp(payload, "Lu\303\255s", 5) == 0);
    clientela_document_free(shown);
    return length > 0;
}

static void p29_documents_show_nobody(void) {
    shop it;
    key luis, id;
    clientela_report report;
    row_now = "P29";
    open_with_luis(&it, &luis);
    id = document_id(&it, CLIENTELA_DOCUMENT_KIND_RECEIPT, "R-1");
    CHECK(addressed(&it, id, CLIENTELA_FIELD_ADDRESSEE_NAME, "Luís Gonçalves") && has_payload(&it, id));
    (void)anonymize(&it, luis, 0);
    fed(&it, HIS_RECEIPT);
    CHECK(addressed(&it, id, CLIENTELA_FIELD_ADDRESSEE_NAME, NULL) && addressed(&it, id, CLIENTELA_FIELD_ADDRESSEE_STREET, NULL));
    CHECK(!has_payload(&it, id) && document_says(&it, id, CLIENTELA_DOCUMENT_FIELD_CUSTOMER, NULL));
    CHECK(document_counts(&it, id, CLIENTELA_DOCUMENT_FIELD_ANONYMIZED) == 1);
    CHECK(document_counts(&it, id, CLIENTELA_DOCUMENT_FIELD_TOTAL) == 3499 && document_counts(&it, id, CLIENTELA_DOCUMENT_FIELD_LINES) == 1);
    report = feed(&it, PEOPLE);
    CHECK(of_report(report, CLIENTELA_REPORT_FIELD_REFUSED) == 2);
    clientela_report_free(report);
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

static void x5_proof_survives(void) {
    shop it;
    key luis;
    clientela_capture paper = yes(NEWSLETTER);
    clientela_verification verification = CLIENTELA_NONE;
    int64_t before, erased = -1;
    row_now = "X5";
    open_with_luis(&it, &luis);
    OK(clientela_capture_set_reference(paper, "form 4711", Z, NULL));
    record(&it, luis, paper, CLIENTELA_CONSENT_DETAIL_GIVEN);
    before = entries(&it);
    (void)anonymize(&it, luis, 0);
    purge(&it);
    reopen(&it);
    CHECK(entries(&it) > before && stands(&it, luis, NEWSLETTER) == CLIENTELA_CONSENT_DETAIL_GIVEN);
    OK(clientela_engine_verify_journal(it.engine, &verification, NULL));
    OK(clientela_verification_number(verification, CLIENTELA_VERIFICATION_FIELD_ERASED_VALUES, &erased, NULL));
    CHECK(erased > 10);
    clientela_verification_free(verification);
    close_shop(&it);
}

static int64_t residues(shop *it, clientela_sought sought) {
    clientela_scan scan = CLIENTELA_NONE;
    int64_t columns = 0, bytes = 0, found = -1;
    OK(clientela_erp_scan(it->erp, sought, &scan, NULL));
    OK(clientela_scan_number(scan, CLIENTELA_SCAN_FIELD_COLUMNS, &columns, NULL));
    OK(clientela_scan_number(scan, CLIENTELA_SCAN_FIELD_BYTES, &bytes, NULL));
    OK(clientela_scan_number(scan, CLIENTELA_SCAN_FIELD_RESIDUES, &found, NULL));
    CHECK(columns > 100 && bytes > 50000);
    clientela_scan_free(scan);
    return found;
}

static void x10_residue_scan(void) {
    shop it;
    key luis;
    clientela_sought sought = CLIENTELA_NONE;
    row_now = "X10";
    open_with_luis(&it, &luis);
    OK(clientela_erp_sought(it.erp, luis.text, Z, &sought, NULL));
    CHECK(residues(&it, sought) > 10);
    (void)anonymize(&it, luis, 0);
    purge(&it);
    CHECK(residues(&it, sought) == 0);
    clientela_sought_free(sought);
    close_shop(&it);
}

/* In how many places of the store's files a value stands. */
static int in_the_files(const shop *it, const char *value) {
    static char bytes[4 << 20];
    char name[128];
    size_t end, length, at, width = strlen(value);
    int count = 0;
    FILE *file;
    for (end = 0; end < sizeof FILE_ENDS / sizeof *FILE_ENDS; end++) {
        snprintf(name, sizeof name, "%s%s", it->path, FILE_ENDS[end]);
        file = fopen(name, "rb");
        if (file == NULL) continue;
        length = fread(bytes, 1, sizeof bytes, file);
        CHECK(length < sizeof bytes);
        fclose(file);
        for (at = 0; at + width <= length; at++) count += memcmp(bytes + at, value, width) == 0;
    }
    return count;
}

static int exists(const shop *it, const char *end) {
    char name[128];
    FILE *file;
    snprintf(name, sizeof name, "%s%s", it->path, end);
    file = fopen(name, "rb");
    if (file != NULL) fclose(file);
    return file != NULL;
}

/* Everything in one file and its ledger; closed, nothing of him is in a byte of them. */
static void x11_and_x1_physical_erasure(void) {
    static const char *const VALUES[] = {"Gonçalves", "goncalves", "Av. Brigadeiro Faria Lima, 2170", "luisg@embraer.com.br",
                                         "+55 (12) 3923-5555", "Zwölfaxinger Feldweg 9", "Moreira", "beatriz.moreira@familia.example"};
    shop it;
    key luis;
    int32_t pending = -1;
    size_t at;
    row_now = "X11";
    open_with_luis(&it, &luis);
    for (at = 0; at < sizeof VALUES / sizeof *VALUES; at++) CHECK(in_the_files(&it, VALUES[at]) > 0);
    (void)anonymize(&it, luis, 0);
    OK(clientela_erp_purge_pending(it.erp, &pending, NULL));
    CHECK(pending == 1 && in_the_files(&it, VALUES[0]) > 0);
    purge(&it);
    close_files(&it);
    for (at = 0; at < sizeof VALUES / sizeof *VALUES; at++) CHECK(in_the_files(&it, VALUES[at]) == 0);
    row_now = "X1";
    CHECK(exists(&it, "") && exists(&it, ".ledger") && !exists(&it, "-wal") && !exists(&it, "-shm"));
    remove_files(it.path);
}

int main(void) {
    p25_customer_or_related_person();
    p26_only_the_erp();
    p27_all_data_gone();
    p28_in_no_list_and_no_search();
    p29_documents_show_nobody();
    p30_no_document_to_the_customer();
    x5_proof_survives();
    x10_residue_scan();
    x11_and_x1_physical_erasure();
    return ended("P25 P26 P27 P28 P29 P30 X1 X5 X10 X11");
}
