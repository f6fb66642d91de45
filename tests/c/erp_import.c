/* Importing customers of an old system, through the built library: proposal, dry run, import, export. */
#include "shop.h"

/* Windows-1252; the dates can be read in two ways. */
#define PEOPLE "Kundennr;Name;Geburtsdatum\n7;K\xf6hler;03.04.1980\n8;K\xf6nig;05.06.1990\n9;;06.06.1990\n"

static char csv_path[80], out_path[80];

static void remove_csv(void) {
    (void)remove(csv_path);
    (void)remove(out_path);
}

static void write_people(void) {
    FILE *file;
    snprintf(csv_path, sizeof csv_path, "%s.csv", shop_path);
    snprintf(out_path, sizeof out_path, "%s.out.csv", shop_path);
    (void)atexit(remove_csv);
    file = fopen(csv_path, "wb");
    CHECK(file != NULL && fputs(PEOPLE, file) >= 0 && fclose(file) == 0);
}

/* A person is asked about the dates only, and sees them both ways. */
static void only_the_dates_are_open(clientela_proposal proposal) {
    clientela_choices choices = CLIENTELA_NONE;
    clientela_texts samples = CLIENTELA_NONE;
    const char *of, *column, *text;
    int32_t decided, count = 0;
    int open = 0;
    OK(clientela_proposal_choices(proposal, &choices, NULL));
    while (clientela_choices_next(choices, &of, NULL, &column, NULL, &decided, NULL) == CLIENTELA_STATUS_OK) {
        if (decided) continue;
        open++;
        CHECK(same(of, "dates") && same(column, "Geburtsdatum"));
        OK(clientela_choices_suggestion_count(choices, &count, NULL));
        CHECK(count == 2);
        OK(clientela_choices_suggestion(choices, 1, &text, NULL, NULL));
        CHECK(same(text, "mdy"));
        OK(clientela_choices_samples(choices, 1, &samples, NULL));
        OK(clientela_texts_next(samples, &text, NULL, NULL));
        CHECK(same(text, "1980-03-04"));
        clientela_texts_free(samples);
    }
    CHECK(open == 1);
    clientela_choices_free(choices);
}

static clientela_status CLIENTELA_CALL tell(void *user_data, int64_t done, int64_t total) {
    (void)total;
    *(int64_t *)user_data = done;
    return CLIENTELA_STATUS_OK;
}

static clientela_status CLIENTELA_CALL no_more(void *user_data, int64_t done, int64_t total) {
    (void)user_data;
    (void)done;
    (void)total;
    return CLIENTELA_STATUS_CANCELLED;
}

/* One line is bad: which, in which field, by which rule. */
static void one_line_is_refused(clientela_report report) {
    clientela_failures failures = CLIENTELA_NONE;
    const char *field, *rule;
    int64_t line;
    CHECK(of_report(report, CLIENTELA_REPORT_FIELD_TAKEN) == 2 && of_report(report, CLIENTELA_REPORT_FIELD_REFUSED) == 1);
    CHECK(of_report(report, CLIENTELA_REPORT_FIELD_DUPLICATES) == 0 && of_report(report, CLIENTELA_REPORT_FIELD_RESUMED_AT) == 0);
    OK(clientela_report_failures(report, &failures, NULL));
    OK(clientela_failures_next(failures, &line, &field, NULL, &rule, NULL, NULL));
    CHECK(line == 4 && same(field, "family_name") && same(rule, "required"));
    clientela_failures_free(failures);
    OK(clientela_report_hints(report, &failures, NULL));
    CHECK(clientela_failures_next(failures, &line, &field, NULL, &rule, NULL, NULL) == CLIENTELA_STATUS_DONE);
    clientela_failures_free(failures);
    clientela_report_free(report);
}

static void imported(clientela_erp erp, const char *plan) {
    clientela_report report = CLIENTELA_NONE;
    clientela_error error = CLIENTELA_NONE;
    int64_t told = 0;
    OK(clientela_erp_rehearse_import_file(erp, plan, Z, csv_path, Z, NULL, NULL, NULL, CLIENTELA_NONE, &report, NULL));
    one_line_is_refused(report);
    OK(clientela_erp_import_file(erp, plan, Z, csv_path, Z, tell, &told, NULL, CLIENTELA_NONE, &report, NULL));
    CHECK(told == 3);
    one_line_is_refused(report);
    OK(clientela_erp_import_file(erp, plan, Z, csv_path, Z, NULL, NULL, NULL, CLIENTELA_NONE, &report, NULL));
    CHECK(of_report(report, CLIENTELA_REPORT_FIELD_UNCHANGED) == 2);
    clientela_report_free(report);
    report = CLIENTELA_NONE;
    CHECK(failed(clientela_erp_import_file(erp, plan, Z, csv_path, Z, no_more, NULL, NULL, CLIENTELA_NONE, &report, &error),
                 CLIENTELA_STATUS_CANCELLED, &error, "feed.cancelled"));
}

static void exported(clientela_desk desk, clientela_erp erp) {
    static const char WANTED[] = "number,family_name,birth_date\n7,K\xc3\xb6hler,1980-04-03\n8,K\xc3\xb6nig,1990-06-05\n";
    char read[sizeof WANTED + 8];
    clientela_error error = CLIENTELA_NONE;
    int64_t count = 0;
    size_t length;
    FILE *file;
    OK(clientela_erp_export_customers_file(erp, "number, family_name, birth_date", Z, CLIENTELA_EXPORT_FORM_PLAIN, out_path, Z, NULL, NULL, NULL,
                                           CLIENTELA_NONE, &count, NULL));
    CHECK(count == 2);
    file = fopen(out_path, "rb");
    CHECK(file != NULL);
    length = fread(read, 1, sizeof read, file);
    CHECK(fclose(file) == 0 && length == sizeof WANTED - 1 && memcmp(read, WANTED, length) == 0);
    CHECK(failed(clientela_desk_export_customers_file(desk, "number", Z, CLIENTELA_EXPORT_FORM_MARKED, out_path, Z, NULL, NULL, NULL,
                                                      CLIENTELA_NONE, &count, &error),
                 CLIENTELA_STATUS_IO, &error, "export.unwritable"));
    CHECK(remove(out_path) == 0);
    OK(clientela_desk_export_customers_file(desk, "number", Z, CLIENTELA_EXPORT_FORM_MARKED, out_path, Z, NULL, NULL, NULL, CLIENTELA_NONE,
                                            &count, NULL));
    CHECK(count == 2);
}

int main(void) {
    clientela_engine engine;
    clientela_erp erp;
    clientela_desk desk;
    clientela_proposal proposal = CLIENTELA_NONE;
    const char *plan, *json;
    row_now = "import";
    engine = open_shop(standing_clock());
    erp = erp_of(engine);
    desk = desk_without(engine, 0);
    write_people();
    OK(clientela_erp_propose_import_file(erp, csv_path, Z, &proposal, NULL));
    only_the_dates_are_open(proposal);
    OK(clientela_proposal_plan(proposal, &plan, NULL, NULL));
    OK(clientela_proposal_json(proposal, &json, NULL, NULL));
    CHECK(strstr(plan, "windows-1252") != NULL && strstr(json, "suggestions") != NULL);
    imported(erp, plan);
    exported(desk, erp);
    clientela_proposal_free(proposal);
    clientela_desk_free(desk);
    clientela_erp_free(erp);
    clientela_engine_free(engine);
    return ended("import");
}
