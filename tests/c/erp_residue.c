/* The scan for what is left of a person, through the built library: it finds everything before the erasure, nothing after it, and
   what somebody plants. */
#include "shop_erasure.h"
#include "shop_files.h"

/* A finding: where, whose value, in which spelling, how often. */
typedef struct finding {
    char place[96], spelling[32];
    clientela_field field;
    int64_t count;
} finding;

enum { MOST_FINDINGS = 512 };
static finding found[MOST_FINDINGS];

static int64_t of_scan(clientela_scan scan, clientela_scan_field field) {
    int64_t number = -1;
    OK(clientela_scan_number(scan, field, &number, NULL));
    return number;
}

/* Scans all columns and files; gives the number of findings. */
static int scan_for(shop *it, clientela_sought sought) {
    clientela_scan scan = CLIENTELA_NONE;
    clientela_residues residues = CLIENTELA_NONE;
    const char *place = NULL, *spelling = NULL;
    clientela_field field = 0;
    int64_t times = -1;
    int count = 0;
    OK(clientela_erp_scan(it->erp, sought, NULL, NULL, NULL, CLIENTELA_NONE, &scan, NULL));
    CHECK(of_scan(scan, CLIENTELA_SCAN_FIELD_COLUMNS) > 100 && of_scan(scan, CLIENTELA_SCAN_FIELD_BYTES) > 50000);
    OK(clientela_scan_residues(scan, &residues, NULL));
    while (clientela_residues_next(residues, &place, NULL, &field, &spelling, NULL, &times, NULL) == CLIENTELA_STATUS_OK) {
        CHECK(count < MOST_FINDINGS && times > 0);
        CHECK(strstr(place, "Gon") == NULL && strstr(spelling, "Gon") == NULL);
        snprintf(found[count].place, sizeof found[count].place, "%s", place);
        snprintf(found[count].spelling, sizeof found[count].spelling, "%s", spelling);
        found[count].field = field;
        found[count++].count = times;
    }
    CHECK(count == of_scan(scan, CLIENTELA_SCAN_FIELD_RESIDUES));
    clientela_residues_free(residues);
    clientela_scan_free(scan);
    return count;
}

/* Whether one of so many findings is at this place, about this field, in a spelling with these words in its name; NULL and 0: any. */
static int is_found(int count, const char *place, clientela_field field, const char *spelling) {
    int at;
    for (at = 0; at < count; at++) {
        if (place != NULL && strcmp(found[at].place, place) != 0) continue;
        if (field != 0 && found[at].field != field) continue;
        if (spelling == NULL || strstr(found[at].spelling, spelling) != NULL) return 1;
    }
    return 0;
}

/* The name of the store's file that ends so, as findings tell it. */
static const char *file_of(const shop *it, const char *end) {
    static char name[128];
    snprintf(name, sizeof name, "%s%s", strrchr(it->path, '/') + 1, end);
    return name;
}

/* Luís with a receipt, a former e-mail address and the number of a form; what is sought of him. */
static key open_with_past(shop *it, clientela_sought *sought) {
    clientela_capture paper = yes(NEWSLETTER);
    key luis;
    open_with_luis(it, &luis);
    change(it, luis, CLIENTELA_FIELD_EMAIL, "former.address@example.pt");
    change(it, luis, CLIENTELA_FIELD_EMAIL, "present.address@example.pt");
    change(it, luis, CLIENTELA_FIELD_BIRTH_DATE, "1961-03-29");
    OK(clientela_capture_set_reference(paper, "Formular-4711-Q", Z, NULL));
    record(it, luis, paper, CLIENTELA_CONSENT_DETAIL_GIVEN);
    OK(clientela_erp_sought(it->erp, luis.text, Z, sought, NULL));
    return luis;
}

/* Before the erasure every kind of value is found, in columns, index, journal and files. */
static void x10_found_before(shop *it, clientela_sought sought) {
    static const char *const PLACES[] = {"subject.family_name", "subject.sort_name", "address.street",    "part.value",
                                         "journal_value.new",   "search_entry.text", "document.payload",  "document.addressee_name",
                                         "search.text",         "consent_event.evidence_reference"};
    static const clientela_field FIELDS[] = {CLIENTELA_FIELD_GIVEN_NAME, CLIENTELA_FIELD_FAMILY_NAME, CLIENTELA_FIELD_BIRTH_DATE,
                                             CLIENTELA_FIELD_STREET,     CLIENTELA_FIELD_EMAIL,       CLIENTELA_FIELD_PHONE,
                                             CLIENTELA_FIELD_FAX,        CLIENTELA_FIELD_EVIDENCE_REFERENCE};
    int count = scan_for(it, sought);
    size_t at;
    for (at = 0; at < sizeof PLACES / sizeof *PLACES; at++) {
        if (!is_found(count, PLACES[at], 0, NULL)) fprintf(stderr, "not found: %s\n", PLACES[at]);
        CHECK(is_found(count, PLACES[at], 0, NULL));
    }
    for (at = 0; at < sizeof FIELDS / sizeof *FIELDS; at++) CHECK(is_found(count, NULL, FIELDS[at], NULL));
    CHECK(is_found(count, file_of(it, "-wal"), 0, NULL));
}

static void x10_everything_before_and_nothing_after(void) {
    shop it;
    key luis;
    clientela_sought sought = CLIENTELA_NONE;
    luis = open_with_past(&it, &sought);
    x10_found_before(&it, sought);
    (void)anonymize(&it, luis, 0);
    CHECK(scan_for(&it, sought) > 0);
    purge(&it);
    CHECK(scan_for(&it, sought) == 0);
    reopen(&it);
    CHECK(scan_for(&it, sought) == 0);
    clientela_sought_free(sought);
    close_shop(&it);
}

/* A receipt of Leonie's with something of Luís in it. */
#define PLANTED(number, more)                                                                                                    \
    "{\"feed\":\"document\",\"kind\":\"receipt\",\"number\":\"" number "\",\"state\":\"issued\",\"customer\":\"2\",\"created\":\"2026-06-01\"," \
    "\"currency\":\"EUR\",\"total\":1" more "}\n"

/* "Gonçalves" in UTF-16, low byte first, as base64. */
#define UTF_16_IN_BASE64 "RwBvAG4A5wBhAGwAdgBlAHMA"

/* What is planted in columns: the feed's line, and where, whose and in which spelling it is found. */
static const struct {
    const char *line, *place;
    clientela_field field;
    const char *spelling;
} IN_COLUMNS[] = {
    {PLANTED("D-1", ",\"source\":\"former.address@example.pt\""), "document.source", CLIENTELA_FIELD_EMAIL, "utf-8"},
    {PLANTED("D-2", ",\"barcode\":\"FORMULAR-4711-Q\""), "document.barcode", CLIENTELA_FIELD_EVIDENCE_REFERENCE, "utf-8"},
    {PLANTED("D-3", ",\"lines\":[{\"line\":1,\"item\":\"X\",\"name\":\"X\",\"quantity\":\"1\",\"regular_price\":1,\"discount\":0,"
                    "\"final_price\":1,\"properties\":{\"note\":\"call 01239235555\"}}]"),
     "line.properties", CLIENTELA_FIELD_PHONE, "digits"},
    {PLANTED("D-4", ",\"payload\":\"" UTF_16_IN_BASE64 "\""), "document.payload", CLIENTELA_FIELD_FAMILY_NAME, "utf-16le"},
};

/* What is planted in a file beside the store: the name in UTF-16, low and high byte first, and an e-mail address in hex. */
static const char LOW_FIRST[] = "..G\0o\0n\0\347\0a\0l\0v\0e\0s\0..";
static const char HIGH_FIRST[] = "..\0G\0o\0n\0\347\0a\0l\0v\0e\0s..";
static const char IN_HEX[] = "..70726573656e742e61646472657373406578616d706c652e7074..";

static const struct {
    const char *bytes;
    size_t length;
    clientela_field field;
    const char *spelling;
} IN_A_FILE[] = {
    {LOW_FIRST, sizeof LOW_FIRST - 1, CLIENTELA_FIELD_FAMILY_NAME, "utf-16le"},
    {HIGH_FIRST, sizeof HIGH_FIRST - 1, CLIENTELA_FIELD_FAMILY_NAME, "utf-16be"},
    {IN_HEX, sizeof IN_HEX - 1, CLIENTELA_FIELD_EMAIL, "hex"},
    {"..goncalves..", 13, CLIENTELA_FIELD_FAMILY_NAME, "utf-8"},
};

static void x10_planted_in_columns(shop *it, clientela_sought sought) {
    size_t at;
    int count;
    for (at = 0; at < sizeof IN_COLUMNS / sizeof *IN_COLUMNS; at++) {
        CHECK(!is_found(scan_for(it, sought), IN_COLUMNS[at].place, 0, NULL));
        fed(it, IN_COLUMNS[at].line);
        count = scan_for(it, sought);
        if (!is_found(count, IN_COLUMNS[at].place, IN_COLUMNS[at].field, IN_COLUMNS[at].spelling)) fprintf(stderr, "planted: %d\n", (int)at);
        CHECK(is_found(count, IN_COLUMNS[at].place, IN_COLUMNS[at].field, IN_COLUMNS[at].spelling));
        CHECK(is_found(count, file_of(it, "-wal"), IN_COLUMNS[at].field, IN_COLUMNS[at].spelling));
    }
}

static void x10_planted_in_a_file(shop *it, clientela_sought sought) {
    size_t at;
    int count;
    for (at = 0; at < sizeof IN_A_FILE / sizeof *IN_A_FILE; at++) {
        write_file(it, "-copy", IN_A_FILE[at].bytes, IN_A_FILE[at].length);
        count = scan_for(it, sought);
        CHECK(count > 0 && is_found(count, file_of(it, "-copy"), IN_A_FILE[at].field, IN_A_FILE[at].spelling));
        remove_file(it, "-copy");
        CHECK(scan_for(it, sought) == 0);
    }
}

static void x10_what_is_planted_is_found(void) {
    shop it;
    key luis;
    clientela_sought sought = CLIENTELA_NONE;
    luis = open_with_past(&it, &sought);
    (void)anonymize(&it, luis, 0);
    purge(&it);
    CHECK(scan_for(&it, sought) == 0);
    x10_planted_in_a_file(&it, sought);
    x10_planted_in_columns(&it, sought);
    clientela_sought_free(sought);
    close_shop(&it);
}

/* What lies on a document of nobody is listed as left. */
static void x10_on_a_document_of_nobody(void) {
    shop it;
    key luis;
    clientela_sought sought = CLIENTELA_NONE;
    luis = open_with_past(&it, &sought);
    fed(&it, "{\"feed\":\"document\",\"kind\":\"receipt\",\"number\":\"D-5\",\"state\":\"issued\",\"created\":\"2026-06-01\",\"currency\":\"EUR\","
             "\"total\":1,\"addressee_name\":\"Luís Gonçalves\"}\n");
    (void)anonymize(&it, luis, 0);
    purge(&it);
    CHECK(is_found(scan_for(&it, sought), "document.addressee_name", CLIENTELA_FIELD_FAMILY_NAME, NULL));
    clientela_sought_free(sought);
    close_shop(&it);
}

int main(void) {
    row_now = "X10";
    x10_everything_before_and_nothing_after();
    x10_what_is_planted_is_found();
    x10_on_a_document_of_nobody();
    return ended("X10");
}
