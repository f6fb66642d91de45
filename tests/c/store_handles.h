/* Living handles of the doors, on a small store of their own that is gone at the end. */

#include <stdlib.h>
#include <time.h>

static char store_path[64];

static void remove_store(void) {
    static const char *const ENDS[] = {"",      "-wal",         ".csv",     "-shm",          ".ledger",
                                       ".copy", ".copy.ledger", ".restored", ".restored.ledger"};
    char path[80];
    size_t at;
    for (at = 0; at < sizeof ENDS / sizeof *ENDS; at++) {
        snprintf(path, sizeof path, "%s%s", store_path, ENDS[at]);
        (void)remove(path);
    }
    /* What the driver exports into the file that it names for every text. */
    (void)remove("a");
    (void)remove("a.ledger");
}

static void make_doors(void) {
    int32_t here;
    snprintf(store_path, sizeof store_path, "/tmp/clientela-handles-%lx-%lx.db", (unsigned long)time(NULL), (unsigned long)(uintptr_t)&here);
    (void)atexit(remove_store);
    (void)clientela_options_new(&living_clientela_options, NULL);
    (void)clientela_engine_open(TEXT(store_path), living_clientela_options, &living_clientela_engine, NULL);
    (void)clientela_seat_new(TEXT("berlin"), TEXT("till-1"), TEXT("jane"), &living_clientela_seat, NULL);
    (void)clientela_seat_allow_all(living_clientela_seat, NULL);
    (void)clientela_desk_open(living_clientela_engine, living_clientela_seat, &living_clientela_desk, NULL);
    (void)clientela_erp_open(living_clientela_engine, TEXT("erp"), &living_clientela_erp, NULL);
}

static void make_feed_handles(void) {
    static const char FEED[] =
        "{\"feed\":\"definition\",\"code\":\"newsletter\",\"version\":\"1.0\",\"state\":\"active\",\"purpose\":\"marketing\",\"channel\":\"email\","
        "\"texts\":[{\"language\":\"en\",\"title\":\"Newsletter\",\"body\":\"May we write?\"}]}\n";
    (void)clientela_erp_feed(living_clientela_erp, CLIENTELA_FORMAT_JSON_LINES, NULL, 0, (const uint8_t *)FEED, sizeof FEED - 1, NULL, NULL,
                             NULL, CLIENTELA_NONE, &living_clientela_report, NULL);
}

/* A search, why its hit is one, and somebody of another branch. */
static void make_search_handles(void) {
    static const char FEED[] = "{\"feed\":\"customer\",\"source_id\":\"e-1\",\"kind\":\"private\",\"given_name\":\"Else\",\"family_name\":\"Where\","
                               "\"birth_date\":\"1980-05-17\",\"branch\":\"oslo\"}\n";
    clientela_report report = CLIENTELA_NONE;
    clientela_hits hits = CLIENTELA_NONE;
    clientela_person person = CLIENTELA_NONE;
    (void)clientela_erp_feed(living_clientela_erp, CLIENTELA_FORMAT_JSON_LINES, NULL, 0, (const uint8_t *)FEED, sizeof FEED - 1, NULL, NULL,
                             NULL, CLIENTELA_NONE, &report, NULL);
    (void)clientela_report_free(report);
    (void)clientela_desk_new_search(living_clientela_desk, &living_clientela_search, NULL);
    (void)clientela_desk_search(living_clientela_desk, TEXT("han"), 10, &hits, NULL);
    (void)clientela_hits_next(hits, &person, NULL);
    (void)clientela_hits_matches(hits, &living_clientela_matches, NULL);
    (void)clientela_person_free(person);
    (void)clientela_hits_free(hits);
    (void)clientela_desk_known_elsewhere(living_clientela_desk, TEXT("Else"), TEXT("Where"), TEXT("1980-05-17"), &living_clientela_elsewhere, NULL);
    (void)clientela_erp_contacts(living_clientela_erp, CLIENTELA_PURPOSE_MARKETING, CLIENTELA_CHANNEL_EMAIL, NULL, 0, NULL, 0,
                                 &living_clientela_contacts, NULL);
}

/* A proof of somebody's answers, verified against the heads of the journal as it is. */
static void make_proof_handles(const char *id) {
    clientela_buffer proof = CLIENTELA_NONE, heads = CLIENTELA_NONE;
    const char *document = NULL, *kept = NULL;
    size_t document_len = 0;
    (void)clientela_desk_consent_proof(living_clientela_desk, TEXT(id), NULL, 0, NULL, 0, 0, &proof, NULL);
    (void)clientela_engine_export_heads(living_clientela_engine, &heads, NULL);
    (void)clientela_buffer_text(proof, &document, &document_len, NULL);
    (void)clientela_buffer_text(heads, &kept, NULL, NULL);
    (void)clientela_verify_proof((const uint8_t *)document, document_len, TEXT(kept), &living_clientela_proven, NULL);
    (void)clientela_buffer_free(proof);
    (void)clientela_buffer_free(heads);
}

/* A customer, a contact person, an answer and a receipt. */
static void make_customer_handles(void) {
    clientela_draft contact = CLIENTELA_NONE;
    const char *id = NULL;
    clientela_outcome outcome;
    (void)clientela_desk_new_customer(living_clientela_desk, TEXT("private"), &living_clientela_draft, NULL);
    (void)clientela_draft_set_text(living_clientela_draft, CLIENTELA_FIELD_FAMILY_NAME, 0, TEXT("Hansen"), NULL);
    (void)clientela_draft_set_text(living_clientela_draft, CLIENTELA_FIELD_EMAIL, 0, TEXT("hansen@example.org"), NULL);
    (void)clientela_desk_save(living_clientela_desk, living_clientela_draft, &outcome, NULL);
    (void)clientela_draft_id(living_clientela_draft, &id, NULL, NULL);
    (void)clientela_desk_new_related(living_clientela_desk, TEXT(id), TEXT("contact"), &contact, NULL);
    (void)clientela_draft_set_text(contact, CLIENTELA_FIELD_FAMILY_NAME, 0, TEXT("Olsen"), NULL);
    (void)clientela_desk_save(living_clientela_desk, contact, &outcome, NULL);
    (void)clientela_draft_free(contact);
    (void)clientela_capture_new(TEXT("newsletter"), CLIENTELA_INTENT_GIVE, CLIENTELA_METHOD_PAPER, &living_clientela_capture, NULL);
    (void)clientela_capture_set_reference(living_clientela_capture, TEXT("form 1"), NULL);
    (void)clientela_desk_record(living_clientela_desk, TEXT(id), living_clientela_capture, &living_clientela_given, NULL);
    (void)clientela_desk_consent_events(living_clientela_desk, TEXT(id), NULL, 0, &living_clientela_kept_events, NULL);
    make_proof_handles(id);
    (void)clientela_desk_consent_text(living_clientela_desk, TEXT("newsletter"), NULL, 0, NULL, 0, -1, -1, NULL, 0,
                                      &living_clientela_consent_text, NULL);
    (void)clientela_desk_missing_signatures(living_clientela_desk, &living_clientela_missing_signatures, NULL);
    (void)clientela_desk_customer(living_clientela_desk, TEXT(id), &living_clientela_customer, NULL);
    (void)clientela_desk_recipients(living_clientela_desk, TEXT(id), CLIENTELA_PURPOSE_MARKETING, CLIENTELA_CHANNEL_EMAIL, NULL, 0, NULL, 0,
                                    &living_clientela_recipients, NULL);
    (void)clientela_query_new(&living_clientela_query, NULL);
    (void)clientela_desk_customers(living_clientela_desk, living_clientela_query, &living_clientela_customers, NULL);
    (void)clientela_desk_search(living_clientela_desk, TEXT("han"), 10, &living_clientela_hits, NULL);
    make_search_handles();
    (void)clientela_desk_change_log(living_clientela_desk, TEXT(id), &living_clientela_log, NULL);
    (void)clientela_log_next(living_clientela_log, NULL);
    (void)clientela_desk_missing_data(living_clientela_desk, TEXT(id), &living_clientela_missing, NULL);
    (void)clientela_erp_sought(living_clientela_erp, TEXT(id), &living_clientela_sought, NULL);
}

/* A consent that waits for its link, and a use of another. */
static void make_use_handles(void) {
    static const char FEED[] =
        "{\"feed\":\"definition\",\"code\":\"raffle\",\"version\":\"1.0\",\"state\":\"active\",\"purpose\":\"marketing\",\"channel\":\"email\","
        "\"confirmation\":true,\"texts\":[{\"language\":\"en\",\"title\":\"Raffle\",\"body\":\"May we?\"}]}\n"
        "{\"feed\":\"customer\",\"source_id\":\"u-1\",\"kind\":\"private\",\"family_name\":\"Nyberg\",\"email\":\"nyberg@example.org\"}\n"
        "{\"feed\":\"use\",\"key\":\"u1\",\"customer\":\"u-1\",\"definition\":\"newsletter\"}\n";
    clientela_report report = CLIENTELA_NONE;
    clientela_id id = CLIENTELA_NONE;
    clientela_capture capture = CLIENTELA_NONE;
    clientela_given given = CLIENTELA_NONE;
    const char *person = NULL, *link = NULL;
    (void)clientela_erp_feed(living_clientela_erp, CLIENTELA_FORMAT_JSON_LINES, NULL, 0, (const uint8_t *)FEED, sizeof FEED - 1, NULL, NULL,
                             NULL, CLIENTELA_NONE, &report, NULL);
    (void)clientela_erp_subject_by_source(living_clientela_erp, TEXT("u-1"), &id, NULL);
    (void)clientela_id_text(id, &person, NULL, NULL);
    (void)clientela_capture_new(TEXT("raffle"), CLIENTELA_INTENT_GIVE, CLIENTELA_METHOD_PAPER, &capture, NULL);
    (void)clientela_desk_record(living_clientela_desk, TEXT(person), capture, &given, NULL);
    (void)clientela_desk_request_confirmation(living_clientela_desk, TEXT(person), TEXT("raffle"), CLIENTELA_CONFIRMATION_KIND_LINK, NULL);
    (void)clientela_erp_take_confirmations(living_clientela_erp, 1, &living_clientela_confirmations, NULL);
    (void)clientela_confirmations_next(living_clientela_confirmations, NULL);
    (void)clientela_confirmations_text(living_clientela_confirmations, CLIENTELA_CONFIRMATION_FIELD_SECRET, &link, NULL, NULL);
    (void)clientela_erp_look_at_confirmation(living_clientela_erp, TEXT(link), &living_clientela_confirmable, NULL);
    (void)clientela_desk_consent_uses(living_clientela_desk, TEXT(person), NULL, 0, &living_clientela_uses, NULL);
    (void)clientela_uses_next(living_clientela_uses, NULL);
    (void)clientela_erp_proof_kept_until(living_clientela_erp, TEXT(person), TEXT("newsletter"), TEXT("DE"), &living_clientela_proof_period, NULL);
    (void)clientela_given_free(given);
    (void)clientela_capture_free(capture);
    (void)clientela_id_free(id);
    (void)clientela_report_free(report);
}

static void make_document_handles(void) {
    const char *id = NULL;
    (void)clientela_document_draft_new(CLIENTELA_DOCUMENT_KIND_RECEIPT, TEXT("R1"), TEXT("EUR"), &living_clientela_document_draft, NULL);
    (void)clientela_desk_start_document(living_clientela_desk, living_clientela_document_draft, &living_clientela_id, NULL);
    (void)clientela_id_text(living_clientela_id, &id, NULL, NULL);
    (void)clientela_desk_document(living_clientela_desk, TEXT(id), &living_clientela_document, NULL);
    (void)clientela_desk_document_links(living_clientela_desk, TEXT(id), &living_clientela_document_links, NULL);
}

static clientela_status CLIENTELA_CALL hear(void *user_data, clientela_news news) {
    (void)user_data;
    (void)news;
    return CLIENTELA_STATUS_OK;
}

static void make_import_handles(void) {
    char path[80];
    FILE *file;
    const char *of, *column;
    int32_t decided;
    snprintf(path, sizeof path, "%s.csv", store_path);
    file = fopen(path, "wb");
    if (file == NULL) return;
    (void)fputs("id,name\n1,Lee\n", file);
    (void)fclose(file);
    (void)clientela_erp_propose_import_file(living_clientela_erp, TEXT(path), &living_clientela_proposal, NULL);
    (void)clientela_proposal_choices(living_clientela_proposal, &living_clientela_choices, NULL);
    (void)clientela_choices_next(living_clientela_choices, &of, NULL, &column, NULL, &decided, NULL);
}

static void make_watch(void) {
    (void)clientela_engine_watch(living_clientela_engine, hear, NULL, NULL, &living_clientela_watch, NULL);
}

static void make_setting_handles(void) {
    (void)clientela_engine_setting(living_clientela_engine, TEXT("sign_in.session_minutes"), TEXT("berlin"), &living_clientela_setting, NULL);
}

/* A customer with a stamp, so that there is a booking to walk over. */
static void make_program_handles(void) {
    clientela_draft draft = CLIENTELA_NONE;
    const char *id = NULL;
    clientela_outcome outcome;
    int64_t balance;
    int32_t repeated;
    (void)clientela_desk_set_program(living_clientela_desk, TEXT("coffee"), TEXT("Coffee"), CLIENTELA_PROGRAM_KIND_STAMPS, 0, 0, NULL);
    (void)clientela_engine_programs(living_clientela_engine, &living_clientela_programs, NULL);
    (void)clientela_desk_new_customer(living_clientela_desk, TEXT("private"), &draft, NULL);
    (void)clientela_draft_set_text(draft, CLIENTELA_FIELD_FAMILY_NAME, 0, TEXT("Lund"), NULL);
    (void)clientela_draft_set_text(draft, CLIENTELA_FIELD_MEMBER_PROGRAM, 0, TEXT("coffee"), NULL);
    (void)clientela_desk_save(living_clientela_desk, draft, &outcome, NULL);
    (void)clientela_draft_id(draft, &id, NULL, NULL);
    (void)clientela_desk_book(living_clientela_desk, TEXT(id), TEXT("coffee"), 1, TEXT("S-1"), TEXT("R1"), 1, TEXT("k1"), &balance, &repeated,
                              NULL);
    (void)clientela_desk_bookings(living_clientela_desk, TEXT(id), TEXT("coffee"), &living_clientela_bookings, NULL);
    (void)clientela_desk_balances(living_clientela_desk, TEXT(id), &living_clientela_balances, NULL);
    (void)clientela_erp_booking_conflicts(living_clientela_erp, &living_clientela_conflicts, NULL);
    (void)clientela_draft_free(draft);
}

/* Somebody who was entered twice, and a decision about it. */
static void make_duplicate_handles(void) {
    clientela_draft draft;
    clientela_person person = CLIENTELA_NONE;
    const char *one = NULL, *other = NULL, *via;
    clientela_outcome outcome;
    int64_t bits;
    int32_t same, times;
    for (times = 0; times < 2; times++) {
        (void)clientela_desk_new_customer(living_clientela_desk, TEXT("private"), &draft, NULL);
        (void)clientela_draft_set_text(draft, CLIENTELA_FIELD_GIVEN_NAME, 0, TEXT("Liv"), NULL);
        (void)clientela_draft_set_text(draft, CLIENTELA_FIELD_FAMILY_NAME, 0, TEXT("Berg"), NULL);
        (void)clientela_draft_set_text(draft, CLIENTELA_FIELD_EMAIL, 0, TEXT("liv.berg@example.org"), NULL);
        (void)clientela_desk_save(living_clientela_desk, draft, &outcome, NULL);
        if (times == 1) (void)clientela_desk_possible_duplicates(living_clientela_desk, draft, &living_clientela_possible_duplicates, NULL);
        (void)clientela_draft_free(draft);
    }
    (void)clientela_possible_duplicates_next(living_clientela_possible_duplicates, &person, &bits, &same, NULL);
    (void)clientela_person_free(person);
    (void)clientela_possible_duplicates_reasons(living_clientela_possible_duplicates, &living_clientela_duplicate_reasons, NULL);
    (void)clientela_erp_find_duplicates(living_clientela_erp, NULL, NULL, NULL, CLIENTELA_NONE, &living_clientela_duplicate_pairs, NULL);
    (void)clientela_duplicate_pairs_next(living_clientela_duplicate_pairs, &one, NULL, &other, NULL, &via, NULL, &bits, &same, NULL);
    (void)clientela_desk_decide_duplicate(living_clientela_desk, TEXT(one), TEXT(other), CLIENTELA_DUPLICATE_DECISION_LATER, TEXT(""), NULL);
    (void)clientela_desk_duplicate_decisions(living_clientela_desk, TEXT(one), &living_clientela_duplicate_decisions, NULL);
}

/* Two customers who are merged and are two again. */
static void make_merge_handles(void) {
    static const char FEED[] = "{\"feed\":\"customer\",\"source_id\":\"m-1\",\"kind\":\"private\",\"family_name\":\"Lee\"}\n"
                               "{\"feed\":\"customer\",\"source_id\":\"m-2\",\"kind\":\"private\",\"family_name\":\"Leigh\"}\n";
    clientela_report report = CLIENTELA_NONE;
    clientela_id one = CLIENTELA_NONE, other = CLIENTELA_NONE;
    const char *survivor = NULL, *merged = NULL;
    clientela_outcome outcome;
    (void)clientela_erp_feed(living_clientela_erp, CLIENTELA_FORMAT_JSON_LINES, NULL, 0, (const uint8_t *)FEED, sizeof FEED - 1, NULL, NULL,
                             NULL, CLIENTELA_NONE, &report, NULL);
    (void)clientela_erp_subject_by_source(living_clientela_erp, TEXT("m-1"), &one, NULL);
    (void)clientela_erp_subject_by_source(living_clientela_erp, TEXT("m-2"), &other, NULL);
    (void)clientela_id_text(one, &survivor, NULL, NULL);
    (void)clientela_id_text(other, &merged, NULL, NULL);
    (void)clientela_desk_merge_preview(living_clientela_desk, TEXT(survivor), TEXT(merged), &living_clientela_merge, NULL);
    (void)clientela_desk_merge(living_clientela_desk, living_clientela_merge, TEXT(""), &outcome, NULL);
    (void)clientela_desk_unmerge(living_clientela_desk, TEXT(merged), TEXT(""), &living_clientela_unmerged, NULL);
    (void)clientela_report_free(report);
    (void)clientela_id_free(one);
    (void)clientela_id_free(other);
}

/* A forecast with a month, and a run that warns of somebody. */
static void make_retention_walks(void) {
    static const char FEED[] =
        "{\"feed\":\"customer\",\"source_id\":\"r-1\",\"kind\":\"private\",\"family_name\":\"Moe\",\"last_visit\":\"2000-01-01\"}\n"
        "{\"feed\":\"document\",\"kind\":\"invoice\",\"number\":\"I9\",\"state\":\"issued\",\"customer\":\"r-1\",\"created\":\"2020-01-01\","
        "\"currency\":\"EUR\",\"total\":100}\n";
    clientela_retention own = CLIENTELA_NONE;
    clientela_report report = CLIENTELA_NONE;
    int64_t now, blocked;
    (void)clientela_erp_feed(living_clientela_erp, CLIENTELA_FORMAT_JSON_LINES, NULL, 0, (const uint8_t *)FEED, sizeof FEED - 1, NULL, NULL,
                             NULL, CLIENTELA_NONE, &report, NULL);
    (void)clientela_report_free(report);
    (void)clientela_retention_new(TEXT("DE"), &own, NULL);
    (void)clientela_retention_set_inactive(own, 1, NULL);
    (void)clientela_erp_forecast(living_clientela_erp, own, &now, &blocked, &living_clientela_retention_months, NULL);
    (void)clientela_retention_months_next(living_clientela_retention_months, NULL);
    (void)clientela_erp_run_retention(living_clientela_erp, own, 1, TEXT(""), 1000, &living_clientela_retention_report, NULL);
    (void)clientela_retention_report_next(living_clientela_retention_report, NULL);
    (void)clientela_retention_free(own);
}

/* A blank form, and what is kept of it. */
static void make_form_handles(void) {
    const char *number = NULL;
    (void)clientela_form_request_new(NULL, 0, &living_clientela_form_request, NULL);
    (void)clientela_desk_consent_form(living_clientela_desk, living_clientela_form_request, &living_clientela_form, NULL);
    (void)clientela_form_number(living_clientela_form, &number, NULL, NULL);
    (void)clientela_desk_find_consent_form(living_clientela_desk, TEXT(number), &living_clientela_kept_form, NULL);
}

static clientela_status CLIENTELA_CALL keep_request(void *user_data, clientela_history_request request, clientela_documents documents) {
    (void)user_data;
    (void)documents;
    living_clientela_history_request = request;
    return CLIENTELA_STATUS_IO;
}

/* What a central system is asked, by a second handle of the store. */
static void make_history_request(void) {
    clientela_engine engine = CLIENTELA_NONE;
    clientela_desk desk = CLIENTELA_NONE;
    clientela_history history = CLIENTELA_NONE;
    const char *id = NULL;
    (void)clientela_options_set_history(living_clientela_options, keep_request, NULL, NULL, NULL);
    (void)clientela_engine_open(TEXT(store_path), living_clientela_options, &engine, NULL);
    (void)clientela_desk_open(engine, living_clientela_seat, &desk, NULL);
    (void)clientela_erp_set_setting(living_clientela_erp, TEXT("history.source"), TEXT("chain"), TEXT("erp"), NULL);
    (void)clientela_customer_id(living_clientela_customer, &id, NULL, NULL);
    (void)clientela_desk_history(desk, TEXT(id), &history, NULL);
    (void)clientela_history_free(history);
    (void)clientela_desk_free(desk);
    (void)clientela_engine_free(engine);
}

/* A document to be made from a line, and what desks wrote. */
static void make_action_handles(void) {
    (void)clientela_follow_up_new(CLIENTELA_LINE_ACTION_CORRECTION, TEXT("C1"), &living_clientela_follow_up, NULL);
    (void)clientela_erp_outbox(living_clientela_erp, TEXT(""), &living_clientela_outbox, NULL);
}

/* A request with its code, and a hold. */
static void make_request_handles(void) {
    clientela_draft draft = CLIENTELA_NONE;
    clientela_id hold = CLIENTELA_NONE;
    const char *id = NULL, *request = NULL;
    clientela_outcome outcome;
    int32_t repeated;
    (void)clientela_desk_new_customer(living_clientela_desk, TEXT("private"), &draft, NULL);
    (void)clientela_draft_set_text(draft, CLIENTELA_FIELD_FAMILY_NAME, 0, TEXT("Strand"), NULL);
    (void)clientela_desk_save(living_clientela_desk, draft, &outcome, NULL);
    (void)clientela_draft_id(draft, &id, NULL, NULL);
    (void)clientela_desk_receive_request(living_clientela_desk, TEXT(id), CLIENTELA_REQUEST_KIND_ACCESS, &living_clientela_request, &repeated, NULL);
    (void)clientela_request_text(living_clientela_request, CLIENTELA_REQUEST_FIELD_ID, &request, NULL, NULL);
    (void)clientela_erp_make_request_code(living_clientela_erp, TEXT(request), &living_clientela_request_code, NULL);
    (void)clientela_desk_requests(living_clientela_desk, TEXT(id), &living_clientela_requests, NULL);
    (void)clientela_requests_next(living_clientela_requests, NULL);
    (void)clientela_erp_run_requests(living_clientela_erp, 1, &living_clientela_request_runs, NULL);
    (void)clientela_erp_place_hold(living_clientela_erp, CLIENTELA_HOLD_KIND_LEGAL_HOLD, TEXT("legal"), TEXT("claim"), TEXT(id), -1, NULL, 0, NULL, 0, NULL,
                                   0, &hold, NULL);
    (void)clientela_erp_holds(living_clientela_erp, &living_clientela_holds, NULL);
    (void)clientela_holds_next(living_clientela_holds, NULL);
    (void)clientela_id_free(hold);
    (void)clientela_draft_free(draft);
}

/* Somebody whose values are sealed, a system that has not answered, and an opened box. */
static void make_erased_handles(void) {
    static const char FEED[] = "{\"feed\":\"customer\",\"source_id\":\"s-1\",\"kind\":\"private\",\"family_name\":\"Rao\"}\n";
    static const uint8_t PUBLIC[32] = {0xde, 0x9e, 0xdb, 0x7d, 0x7b, 0x7d, 0xc1, 0xb4, 0xd3, 0x5b, 0x61, 0xc2, 0xec, 0xe4, 0x35, 0x37,
                                       0x3f, 0x83, 0x43, 0xc8, 0x5b, 0x78, 0x67, 0x4d, 0xad, 0xfc, 0x7e, 0x14, 0x6f, 0x88, 0x2b, 0x4f};
    static const uint8_t PRIVATE[32] = {0x5d, 0xab, 0x08, 0x7e, 0x62, 0x4a, 0x8a, 0x4b, 0x79, 0xe1, 0x7f, 0x8b, 0x83, 0x80, 0x0e, 0xe6,
                                        0x6f, 0x3b, 0xb1, 0x29, 0x26, 0x18, 0xb6, 0xfd, 0x1c, 0x2f, 0x8b, 0x27, 0xff, 0x88, 0xe0, 0xeb};
    clientela_report report = CLIENTELA_NONE;
    clientela_id id = CLIENTELA_NONE;
    clientela_plan plan = CLIENTELA_NONE;
    clientela_seals seals = CLIENTELA_NONE;
    const char *person = NULL, *table = NULL, *column = NULL;
    const uint8_t *box = NULL;
    size_t box_len = 0;
    int64_t epoch;
    int32_t repeated;
    (void)clientela_erp_feed(living_clientela_erp, CLIENTELA_FORMAT_JSON_LINES, NULL, 0, (const uint8_t *)FEED, sizeof FEED - 1, NULL, NULL,
                             NULL, CLIENTELA_NONE, &report, NULL);
    (void)clientela_erp_set_setting(living_clientela_erp, TEXT("erasure.systems"), TEXT("chain"), TEXT("webshop"), NULL);
    (void)clientela_erp_subject_by_source(living_clientela_erp, TEXT("s-1"), &id, NULL);
    (void)clientela_id_text(id, &person, NULL, NULL);
    (void)clientela_erp_anonymize_sealed(living_clientela_erp, TEXT(person), PUBLIC, sizeof PUBLIC, TEXT("2999-12-31"), &epoch, &repeated, &plan,
                                         NULL);
    (void)clientela_erp_pending_erasures(living_clientela_erp, TEXT("webshop"), 0, 1, &living_clientela_pending_erasures, NULL);
    (void)clientela_pending_erasures_next(living_clientela_pending_erasures, NULL);
    (void)clientela_erp_seals(living_clientela_erp, TEXT(person), &living_clientela_seals, NULL);
    (void)clientela_erp_seals(living_clientela_erp, TEXT(person), &seals, NULL);
    (void)clientela_seals_next(seals, &table, NULL, &column, NULL, &box, &box_len, NULL);
    (void)clientela_unseal(TEXT(person), TEXT(table), TEXT(column), box, box_len, PRIVATE, sizeof PRIVATE, &living_clientela_unsealed, NULL);
    (void)clientela_seals_free(seals);
    (void)clientela_plan_free(plan);
    (void)clientela_report_free(report);
    (void)clientela_id_free(id);
}

/* A check, and a backup that was put back. */
static void make_copy_handles(void) {
    char copy[80], restored[80];
    int64_t epoch = 0;
    snprintf(copy, sizeof copy, "%s.copy", store_path);
    snprintf(restored, sizeof restored, "%s.restored", store_path);
    (void)clientela_engine_check(living_clientela_engine, NULL, NULL, NULL, CLIENTELA_NONE, &living_clientela_check, NULL);
    (void)clientela_engine_backup(living_clientela_engine, TEXT(copy), NULL, NULL, NULL, CLIENTELA_NONE, &epoch, NULL);
    (void)clientela_engine_restore(TEXT(copy), TEXT(restored), NULL, 0, NULL, NULL, NULL, CLIENTELA_NONE, &living_clientela_restored, NULL);
}

/* A document that was started. */
static void make_started_handle(void) {
    clientela_document_draft draft = CLIENTELA_NONE;
    (void)clientela_document_draft_new(CLIENTELA_DOCUMENT_KIND_COMPLAINT, TEXT("K-9"), TEXT("EUR"), &draft, NULL);
    (void)clientela_desk_start(living_clientela_desk, draft, &living_clientela_started, NULL);
    (void)clientela_document_draft_free(draft);
}

static void make_store_handles(void) {
    make_doors();
    make_watch();
    make_setting_handles();
    make_feed_handles();
    make_customer_handles();
    make_form_handles();
    make_use_handles();
    make_document_handles();
    make_history_request();
    make_import_handles();
    make_program_handles();
    make_duplicate_handles();
    make_merge_handles();
    make_action_handles();
    make_started_handle();
    make_retention_walks();
    make_request_handles();
    make_erased_handles();
    make_copy_handles();
}
