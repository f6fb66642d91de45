/* Why somebody cannot be erased yet, the forecast and the run of retention, through the built library. */
#include "shop_people.h"

/* An order that waits, and two customers of long ago, one of them with an invoice. */
#define WAITING                                                                                                                  \
    "{\"feed\":\"document\",\"kind\":\"order\",\"number\":\"O-1\",\"state\":\"open\",\"customer\":\"2\",\"created\":\"2026-06-01\"," \
    "\"currency\":\"EUR\",\"total\":100}\n"                                                                                     \
    "{\"feed\":\"customer\",\"source_id\":\"8\",\"kind\":\"private\",\"family_name\":\"Moe\",\"last_visit\":\"2020-01-01\"}\n"    \
    "{\"feed\":\"customer\",\"source_id\":\"9\",\"kind\":\"private\",\"family_name\":\"Ray\",\"last_visit\":\"2020-01-01\"}\n"    \
    "{\"feed\":\"document\",\"kind\":\"invoice\",\"number\":\"I-1\",\"state\":\"issued\",\"customer\":\"9\",\"created\":\"2020-06-01\"," \
    "\"currency\":\"EUR\",\"total\":100,\"addressee_name\":\"Ray\"}\n"

static void setting_is(shop *it, const char *key_of, const char *value) {
    OK(clientela_erp_set_setting(it->erp, key_of, Z, "chain", Z, value, Z, NULL));
}

/* The first thing that blocks: its reason; -1 when nothing does. */
static int64_t blocked_by(shop *it, clientela_retention rules, key who, const char *possible) {
    clientela_plan plan = CLIENTELA_NONE;
    clientela_plan_rows rows = CLIENTELA_NONE;
    clientela_retention_lines lines = CLIENTELA_NONE;
    const char *text = NULL;
    int64_t reason = -1;
    OK(clientela_erp_why_not_yet(it->erp, rules, who.text, Z, &plan, &lines, NULL));
    OK(clientela_plan_text(plan, CLIENTELA_PLAN_FIELD_POSSIBLE_FROM, &text, NULL, NULL));
    CHECK(possible == NULL ? text == NULL : same(text, possible));
    OK(clientela_plan_blockers(plan, &rows, NULL));
    if (clientela_plan_rows_next(rows, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_plan_rows_number(rows, CLIENTELA_PLAN_ROW_FIELD_REASON, &reason, NULL));
    }
    OK(clientela_retention_lines_next(lines, NULL));
    OK(clientela_plan_rows_free(rows));
    OK(clientela_retention_lines_free(lines));
    OK(clientela_plan_free(plan));
    return reason;
}

static void x8_why_not_yet(shop *it) {
    clientela_retention rules = CLIENTELA_NONE;
    clientela_retention_months months = CLIENTELA_NONE;
    const char *month = NULL;
    int64_t now = -1, blocked = -1, complete = -1, all = 0;
    row_now = "X8";
    OK(clientela_erp_retention(it->erp, &rules, NULL));
    CHECK(blocked_by(it, rules, id_by_number(it, "2"), NULL) == CLIENTELA_BLOCKER_REASON_OPEN_ORDER);
    CHECK(blocked_by(it, rules, id_by_number(it, "1"), NULL) == -1);
    OK(clientela_erp_forecast(it->erp, rules, &now, &blocked, &months, NULL));
    CHECK(now == 3 && blocked == 1);
    while (clientela_retention_months_next(months, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_retention_months_read(months, &month, NULL, &complete, NULL));
        CHECK(strlen(month) == 10 && complete > 0);
        all += complete;
    }
    CHECK(all == 1);
    OK(clientela_retention_months_free(months));
    OK(clientela_retention_add_hold(rules, CLIENTELA_HOLD_KIND_LEGAL_HOLD, "2026-01-01", Z, "2026-09-30", Z, "legal", Z, "claim 7", Z, "", Z, NULL));
    CHECK(blocked_by(it, rules, id_by_number(it, "1"), "2026-10-01") == CLIENTELA_BLOCKER_REASON_LEGAL_HOLD);
    OK(clientela_retention_free(rules));
}

/* How many rows a run has in all its parts; at least one is done where it is no report. */
static int32_t ran(shop *it, int32_t report_only) {
    clientela_retention rules = CLIENTELA_NONE;
    clientela_retention_report report = CLIENTELA_NONE;
    const char *next = "", *text = NULL;
    char after[40] = "";
    int64_t step = -1, done = -1;
    int32_t rows = 0, gone = 0;
    OK(clientela_erp_retention(it->erp, &rules, NULL));
    while (next != NULL) {
        OK(clientela_erp_run_retention(it->erp, rules, report_only, after, Z, 25, &report, NULL));
        while (clientela_retention_report_next(report, NULL) == CLIENTELA_STATUS_OK) {
            OK(clientela_retention_report_number(report, CLIENTELA_RETENTION_ROW_FIELD_STEP, &step, NULL));
            OK(clientela_retention_report_number(report, CLIENTELA_RETENTION_ROW_FIELD_DONE, &done, NULL));
            OK(clientela_retention_report_text(report, CLIENTELA_RETENTION_ROW_FIELD_RULE, &text, NULL, NULL));
            CHECK(same(text, "own_inactive") && done == (step == CLIENTELA_RETENTION_STEP_DUE && !report_only));
            rows += step == CLIENTELA_RETENTION_STEP_DUE;
            gone += (int32_t)done;
        }
        OK(clientela_retention_report_next_part(report, &next, NULL, NULL));
        if (next != NULL) (void)strcpy(after, next);
        OK(clientela_retention_report_free(report));
    }
    CHECK(report_only ? gone == 0 : gone == rows);
    OK(clientela_retention_free(rules));
    return rows;
}

/* Rules of the host that keep more than the law are taken, rules that keep less than the settings say are refused. */
static void x7_rules(shop *it) {
    static const char OWN[] = "{\"rules\": [{\"name\": \"own.warranty\", \"classes\": [\"invoice\"], \"fields\": [\"name\"], \"ground\": \"warranty\","
                              "\"source\": \"contract 7\", \"from\": \"document_date\", \"period\": \"20 years\", \"bound\": \"floor\"}]}";
    clientela_retention rules = CLIENTELA_NONE;
    clientela_retention_report report = CLIENTELA_NONE;
    clientela_texts skipped = CLIENTELA_NONE;
    clientela_plan_rows seals = CLIENTELA_NONE;
    row_now = "X7";
    OK(clientela_retention_new("neutral", Z, &rules, NULL));
    FAILS(clientela_erp_run_retention(it->erp, rules, 1, "", Z, 9, &report, &error), CLIENTELA_STATUS_INVALID, "retention.below_floor", "retention_rule");
    OK(clientela_retention_free(rules));
    OK(clientela_erp_retention(it->erp, &rules, NULL));
    OK(clientela_retention_add_rules(rules, OWN, Z, &skipped, NULL));
    OK(clientela_texts_free(skipped));
    OK(clientela_erp_run_retention(it->erp, rules, 1, "", Z, 9, &report, NULL));
    OK(clientela_retention_report_seals(report, &seals, NULL));
    CHECK(clientela_plan_rows_next(seals, NULL) == CLIENTELA_STATUS_DONE);
    OK(clientela_plan_rows_free(seals));
    OK(clientela_retention_report_free(report));
    OK(clientela_retention_free(rules));
}

static void x7_run(shop *it) {
    int32_t due;
    row_now = "X7";
    CHECK(ran(it, 1) == 0);
    setting_is(it, "retention.inactive_months", "6");
    due = ran(it, 1);
    CHECK(due > 0 && ran(it, 0) == due);
    CHECK(ran(it, 0) == 0);
    FAILS(clientela_erp_set_setting(it->erp, "retention.pack", Z, "chain", Z, "XX", Z, &error), CLIENTELA_STATUS_INVALID, "setting.not_a_choice",
          "retention.pack");
}

int main(void) {
    shop it;
    open_stocked(&it);
    fed(&it, WAITING);
    setting_is(&it, "retention.pack", "DE");
    x8_why_not_yet(&it);
    x7_rules(&it);
    x7_run(&it);
    close_shop(&it);
    return ended("X7 X8");
}
