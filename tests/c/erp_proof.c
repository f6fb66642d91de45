/* Proof that survives an erasure, and every way to spoil it that is found, through the built library. */
#include "shop_erasure.h"
#include "shop_events.h"
#include "shop_files.h"

static const uint8_t SIGNATURE[32] = {7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7};

/* Agreed on a signed form with this number. */
static clientela_capture signed_form(const char *number) {
    clientela_capture paper = yes(NEWSLETTER);
    OK(clientela_capture_set_signature(paper, SIGNATURE, sizeof SIGNATURE, NULL));
    OK(clientela_capture_set_signed_elsewhere(paper, number, Z, NULL));
    OK(clientela_capture_set_receipt(paper, "R-2026-0140", Z, NULL));
    return paper;
}

/* Luís agrees, takes it back and moves; Leonie agrees. */
static void open_filled(shop *it, key *luis) {
    clientela_draft draft;
    open_with_luis(it, luis);
    record(it, *luis, signed_form("form 4711"), CLIENTELA_CONSENT_DETAIL_GIVEN);
    record(it, *luis, spoken(NEWSLETTER, CLIENTELA_INTENT_WITHDRAW), CLIENTELA_CONSENT_DETAIL_WITHDRAWN);
    draft = edit(it->desk, *luis);
    set(draft, CLIENTELA_FIELD_CITY, 0, "Bree");
    OK(clientela_draft_because(draft, "he moved", Z, NULL));
    (void)save(it->desk, draft);
    record(it, id_by_number(it, "2"), signed_form("form 4712"), CLIENTELA_CONSENT_DETAIL_GIVEN);
}

/* The end of a chain. */
typedef struct head {
    int64_t length;
    char digest[65];
} head;

static clientela_verification verified(shop *it) {
    clientela_verification verification = CLIENTELA_NONE;
    OK(clientela_engine_verify_journal(it->engine, NULL, NULL, NULL, CLIENTELA_NONE, &verification, NULL));
    return verification;
}

static int64_t count_of(clientela_verification verification, clientela_verification_field field) {
    int64_t number = -1;
    OK(clientela_verification_number(verification, field, &number, NULL));
    return number;
}

/* The heads of the two chains: the ERP's and the till's. */
static void heads_of(shop *it, head ends[2]) {
    static const char *const ORIGINS[] = {"erp", "till-1"};
    clientela_verification verification = verified(it);
    clientela_heads heads = CLIENTELA_NONE;
    const char *origin = NULL, *digest = NULL;
    int64_t length = -1;
    int at;
    CHECK(count_of(verification, CLIENTELA_VERIFICATION_FIELD_HEADS) == 2);
    OK(clientela_verification_heads(verification, &heads, NULL));
    for (at = 0; at < 2; at++) {
        OK(clientela_heads_next(heads, &origin, NULL, &length, &digest, NULL, NULL));
        CHECK(same(origin, ORIGINS[at]) && strlen(digest) == 64);
        ends[at].length = length;
        strcpy(ends[at].digest, digest);
    }
    CHECK(clientela_heads_next(heads, &origin, NULL, &length, &digest, NULL, NULL) == CLIENTELA_STATUS_DONE);
    clientela_heads_free(heads);
    clientela_verification_free(verification);
}

/* Luís's two events stand with wording, operator and times; what names him is told only before the erasure. */
static void x5_events(shop *it, key luis, const char *reference) {
    clientela_kept_events events = event_at(it->desk, luis, NEWSLETTER, 0);
    const char *wording = event_text(events, CLIENTELA_EVENT_FIELD_WORDING);
    CHECK(wording != NULL && strlen(wording) == 64);
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_KIND, "given") && event_says(events, CLIENTELA_EVENT_FIELD_OPERATOR, "jane"));
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_RECEIPT, "R-2026-0140") && event_number(events, CLIENTELA_EVENT_FIELD_AT) == NOW);
    CHECK(event_text(events, CLIENTELA_EVENT_FIELD_EVIDENCE) != NULL && event_says(events, CLIENTELA_EVENT_FIELD_REFERENCE, reference));
    OK(clientela_kept_events_next(events, NULL));
    CHECK(event_says(events, CLIENTELA_EVENT_FIELD_KIND, "withdrawn"));
    CHECK(clientela_kept_events_next(events, NULL) == CLIENTELA_STATUS_DONE);
    clientela_kept_events_free(events);
}

static void x5_the_evidence_verifies_and_names_nobody(void) {
    shop it;
    key luis;
    head before[2], after[2];
    clientela_verification verification;
    open_filled(&it, &luis);
    (void)entries(&it);
    heads_of(&it, before);
    x5_events(&it, luis, "form 4711");
    CHECK(in_the_files(&it, "form 4711") > 0 && in_the_files(&it, "he moved") > 0);
    (void)anonymize(&it, luis, 0);
    purge(&it);
    reopen(&it);
    (void)entries(&it);
    verification = verified(&it);
    CHECK(count_of(verification, CLIENTELA_VERIFICATION_FIELD_ERASED_VALUES) > 10);
    clientela_verification_free(verification);
    heads_of(&it, after);
    CHECK(after[1].length == before[1].length && same(after[1].digest, before[1].digest) && before[1].length == 4);
    CHECK(after[0].length > before[0].length && !same(after[0].digest, before[0].digest));
    x5_events(&it, luis, NULL);
    CHECK(stands(&it, luis, NEWSLETTER) == CLIENTELA_CONSENT_DETAIL_WITHDRAWN);
    close_files(&it);
    CHECK(in_the_files(&it, "form 4711") == 0 && in_the_files(&it, "he moved") == 0 && in_the_files(&it, "form 4712") > 0);
    remove_files(it.path);
}

/* How many findings a closed store has; 1 where it is so damaged that nothing can be read. The first one is told. */
static int64_t findings(shop *it, char *first, size_t size) {
    clientela_options options = CLIENTELA_NONE;
    clientela_engine engine = CLIENTELA_NONE;
    clientela_verification verification = CLIENTELA_NONE;
    clientela_findings walk = CLIENTELA_NONE;
    clientela_status status;
    const char *origin = NULL, *what = NULL;
    int64_t sequence = -1, count = 1;
    OK(clientela_options_new(&options, NULL));
    OK(clientela_options_set_clock(options, shop_clock, it, NULL, NULL));
    status = clientela_engine_open(it->path, Z, options, &engine, NULL);
    if (status == CLIENTELA_STATUS_OK) status = clientela_engine_verify_journal(engine, NULL, NULL, NULL, CLIENTELA_NONE, &verification, NULL);
    snprintf(first, size, "%s", clientela_status_name(status));
    CHECK(status == CLIENTELA_STATUS_OK || status == CLIENTELA_STATUS_DAMAGED);
    if (status == CLIENTELA_STATUS_OK) {
        count = count_of(verification, CLIENTELA_VERIFICATION_FIELD_FINDINGS);
        OK(clientela_verification_findings(verification, &walk, NULL));
        if (clientela_findings_next(walk, &origin, NULL, &sequence, &what, NULL, NULL) == CLIENTELA_STATUS_OK) {
            snprintf(first, size, "%s %d %s", origin, (int)sequence, what);
        }
    }
    clientela_findings_free(walk);
    clientela_verification_free(verification);
    clientela_engine_free(engine);
    clientela_options_free(options);
    return count;
}

/* A place in a closed store's file: so many bytes behind the first time that a text stands there. Columns of a row lie side by side,
   so that a text of several columns is found in its own table only. */
typedef struct place {
    const char *text;
    size_t behind;
} place;

static size_t offset_of(const shop *it, place where) {
    bytes all = read_file(it, "");
    size_t at = place_of(all, 0, where.text, strlen(where.text));
    if (at == all.length) fprintf(stderr, "nowhere: %s\n", where.text);
    CHECK(at < all.length);
    free(all.data);
    return at + where.behind;
}

/* Changes one bit of a closed store's file; a second time it is as before. */
static void change_bit(const shop *it, size_t offset) {
    bytes all = read_file(it, "");
    all.data[offset] = (char)(all.data[offset] ^ 1);
    write_file(it, "", all.data, all.length);
    free(all.data);
}

#define EVENT "givensubjectpapertilljanetill-1R-2026-0140"
#define ENTRY "2026-07-01assertedjanetill-1berlin-mitterecordedconsent_event"
#define EDITED "2026-07-01assertedjanetill-1berlin-mittechangedsubject"

static const place SPOILED[] = {
    {"definitionen", 0},                    /* an event's scope */
    {"definitionen", 10},                   /* its language */
    {"definitionen", 12},                   /* the digest of the words shown */
    {EVENT, 0},                             /* what happened */
    {EVENT, 5},                             /* authority */
    {EVENT, 12},                            /* method */
    {EVENT, 17},                            /* origin */
    {EVENT, 21},                            /* operator */
    {EVENT, 25},                            /* station */
    {EVENT, 31},                            /* receipt */
    {EVENT, sizeof EVENT - 1},              /* time */
    {EVENT, sizeof EVENT - 1 + 2 * 6 + 3},  /* signature: behind the times */
    {"form 4711", 5},                       /* reference */
    {"form 4711", 9 + 32 + 16},             /* what it leads to: behind the address it is bound to */
    {ENTRY, 0},                             /* an entry's date */
    {ENTRY, 10},                            /* door */
    {ENTRY, 18},                            /* operator */
    {ENTRY, 22},                            /* station */
    {ENTRY, 28},                            /* branch */
    {ENTRY, 40},                            /* kind */
    {ENTRY, 48},                            /* record */
    {ENTRY, sizeof ENTRY - 1},              /* key */
    {EDITED, 18},                           /* operator of another entry */
    {"Campos\",null][\"Bree", 2},             /* an old value */
    {"Campos\",null][\"Bree", 15},            /* a new value */
    {"he moved", 0},                        /* a reason */
    {"VIN-0207Samba da Chuva", 3},          /* a document's line */
    {"EUR\x0d\xab", 4},                     /* a document's total */
    {"Schreibt mir.", 0},                   /* the words of a definition */
};

static void x5_a_changed_bit_is_found(void) {
    shop it;
    key luis;
    char first[64];
    size_t at;
    open_filled(&it, &luis);
    purge(&it);
    close_files(&it);
    CHECK(findings(&it, first, sizeof first) == 0);
    for (at = 0; at < sizeof SPOILED / sizeof *SPOILED; at++) {
        size_t offset = offset_of(&it, SPOILED[at]);
        change_bit(&it, offset);
        if (findings(&it, first, sizeof first) == 0) fprintf(stderr, "unseen: %s, byte %d\n", SPOILED[at].text, (int)SPOILED[at].behind);
        CHECK(findings(&it, first, sizeof first) > 0);
        change_bit(&it, offset);
    }
    CHECK(findings(&it, first, sizeof first) == 0);
    remove_files(it.path);
}

/* The till's third entry: Luís moved. */
static void x5_a_finding_says_which_entry_of_which_chain(void) {
    static const place OPERATOR = {EDITED, 18};
    shop it;
    key luis;
    char first[64];
    clientela_verification verification;
    clientela_findings walk = CLIENTELA_NONE;
    const char *origin = NULL, *what = NULL;
    int64_t sequence = -1;
    open_filled(&it, &luis);
    purge(&it);
    close_files(&it);
    change_bit(&it, offset_of(&it, OPERATOR));
    CHECK(findings(&it, first, sizeof first) > 0 && same(first, "till-1 3 entry"));
    open_files(&it);
    verification = verified(&it);
    OK(clientela_verification_findings(verification, &walk, NULL));
    while (clientela_findings_next(walk, &origin, NULL, &sequence, &what, NULL, NULL) == CLIENTELA_STATUS_OK) CHECK(same(origin, "till-1"));
    clientela_findings_free(walk);
    clientela_verification_free(verification);
    close_shop(&it);
}

/* The salt of the address that Leonie agreed for: behind the form's number and the digest. */
static void x5_a_changed_salt_lets_nobody_be_contacted(void) {
    static const place SALT = {"form 4712", 9 + 32 + 3};
    shop it;
    key luis, leonie;
    open_filled(&it, &luis);
    leonie = id_by_number(&it, "2");
    CHECK(contact(&it, leonie, CLIENTELA_CHANNEL_EMAIL, NEWSLETTER) == CLIENTELA_CONTACT_REASON_ALLOWED);
    purge(&it);
    close_files(&it);
    change_bit(&it, offset_of(&it, SALT));
    open_files(&it);
    CHECK(contact(&it, leonie, CLIENTELA_CHANNEL_EMAIL, NEWSLETTER) == CLIENTELA_CONTACT_REASON_OTHER_ADDRESS);
    CHECK(contact(&it, leonie, CLIENTELA_CHANNEL_EMAIL, NULL) != CLIENTELA_CONTACT_REASON_ALLOWED);
    close_shop(&it);
}

int main(void) {
    row_now = "X5";
    x5_the_evidence_verifies_and_names_nobody();
    x5_a_changed_bit_is_found();
    x5_a_finding_says_which_entry_of_which_chain();
    x5_a_changed_salt_lets_nobody_be_contacted();
    return ended("X5");
}
