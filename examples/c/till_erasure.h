/* Anonymization: what blocks it, its plan, the order, the scan before and after, and what is left of the person. */
#ifndef TILL_ERASURE_H
#define TILL_ERASURE_H

#include "till_people.h"

static void blocked(clientela_erp erp, clientela_desk desk) {
    clientela_customer koehler;
    clientela_plan plan;
    const char *id, *field, *rule, *arg, *number;
    int64_t epoch;
    int32_t repeated, count, slot, at;
    MUST(clientela_desk_customer_by_number(desk, "2", NUL, &koehler, &error));
    MUST(clientela_customer_id(koehler, &id, NULL, &error));
    if (clientela_erp_anonymize(erp, id, NUL, &epoch, &repeated, &plan, &error) != CLIENTELA_STATUS_BLOCKED) {
        fprintf(stderr, "her order is open\n");
        exit(1);
    }
    clientela_error_violation_count(error, &count);
    for (at = 0; at < count; at++) {
        clientela_error_violation(error, at, &field, NULL, &slot, &rule, NULL);
        clientela_error_violation_arg(error, at, 0, &arg, NULL, &number, NULL);
        printf("   customer 2 is not yet possible: %s %s\n", rule, number);
    }
    clientela_error_free(error);
    error = CLIENTELA_NONE;
    clientela_customer_free(koehler);
}

/* How many columns of which tables hold something, and whether the files do. Findings come by place. */
static void places(clientela_scan scan) {
    clientela_residues residues;
    clientela_field field;
    const char *place, *spelling, *dot, *last = "", *last_table = "";
    char tables[512] = "";
    size_t used = 0, table_length = 0, length;
    int64_t count;
    int columns = 0, files = 0;
    MUST(clientela_scan_residues(scan, &residues, &error));
    while (ROW(clientela_residues_next(residues, &place, NULL, &field, &spelling, NULL, &count, &error))) {
        if (strstr(place, ".db") != NULL) {
            files = 1;
            continue;
        }
        columns += strcmp(place, last) != 0;
        last = place;
        dot = strchr(place, '.');
        length = dot == NULL ? 0 : (size_t)(dot - place);
        if (length == table_length && strncmp(place, last_table, length) == 0) continue;
        used += (size_t)snprintf(tables + used, sizeof tables - used, "%s%.*s", used ? ", " : "", (int)length, place);
        last_table = place;
        table_length = length;
    }
    printf("%d columns of %s%s\n", columns, tables, files ? "; and in the files" : "");
    clientela_residues_free(residues);
}

static void scan(clientela_erp erp, clientela_sought sought, int before) {
    clientela_scan found;
    int64_t count;
    MUST(clientela_erp_scan(erp, sought, NULL, NULL, NULL, CLIENTELA_NONE, &found, &error));
    MUST(clientela_scan_number(found, CLIENTELA_SCAN_FIELD_RESIDUES, &count, &error));
    printf(before ? "   scan before: found in " : "   scan after: ");
    if (before || count > 0) {
        places(found);
    } else {
        printf("nothing, in any column or file\n");
    }
    clientela_scan_free(found);
}

static int64_t of_plan(clientela_plan plan, clientela_plan_field field) {
    int64_t number;
    MUST(clientela_plan_number(plan, field, &number, &error));
    return number;
}

/* How many values stay for a while: those with a last day. */
static int64_t kept(clientela_plan plan) {
    clientela_plan_rows items;
    const char *until;
    int64_t count = 0;
    MUST(clientela_plan_items(plan, &items, &error));
    while (ROW(clientela_plan_rows_next(items, &error))) {
        MUST(clientela_plan_rows_text(items, CLIENTELA_PLAN_ROW_FIELD_UNTIL, &until, NULL, &error));
        count += until != NULL;
    }
    clientela_plan_rows_free(items);
    return count;
}

/* Orders it; says whether it had been done before. */
static int32_t order(clientela_erp erp, const char *id) {
    clientela_plan plan;
    int64_t epoch;
    int32_t repeated;
    MUST(clientela_erp_anonymize(erp, id, NUL, &epoch, &repeated, &plan, &error));
    clientela_plan_free(plan);
    return repeated;
}

static void anonymize(clientela_erp erp, clientela_desk desk, const char *id) {
    clientela_plan plan;
    clientela_sought sought;
    clientela_purged purged;
    heading("8  He asks to be forgotten");
    printf("   the desk orders it: refused, ");
    refused(clientela_desk_anonymize(desk, id, NUL, &error));
    blocked(erp, desk);
    MUST(clientela_erp_plan_anonymization(erp, id, NUL, &plan, &error));
    printf("   the plan for him: %" PRId64 " values, %" PRId64 " of them kept for a while, %" PRId64 " of the journal\n",
           of_plan(plan, CLIENTELA_PLAN_FIELD_ITEMS), kept(plan), of_plan(plan, CLIENTELA_PLAN_FIELD_JOURNAL_VALUES));
    clientela_plan_free(plan);
    MUST(clientela_erp_sought(erp, id, NUL, &sought, &error));
    scan(erp, sought, 1);
    order(erp, id);
    printf("   the ERP orders it: done\n");
    MUST(clientela_erp_purge(erp, NULL, NULL, NULL, CLIENTELA_NONE, &purged, &error));
    printf("   purge: %s\n", purged == CLIENTELA_PURGED_DONE ? "done" : "pending");
    scan(erp, sought, 0);
    clientela_sought_free(sought);
    printf("   ordered again: %s\n", order(erp, id) ? "nothing left to do" : "done");
}

static int is_listed(clientela_desk desk, const char *number) {
    clientela_query query;
    clientela_customers customers;
    clientela_person person;
    int listed = 0;
    MUST(clientela_query_new(&query, &error));
    MUST(clientela_desk_customers(desk, query, &customers, &error));
    while (ROW(clientela_customers_next(customers, &person, &error))) {
        listed = listed || strcmp(person_text(person, CLIENTELA_FIELD_NUMBER), number) == 0;
        clientela_person_free(person);
    }
    clientela_customers_free(customers);
    clientela_query_free(query);
    return listed;
}

static clientela_document by_number(clientela_desk desk, clientela_document_kind kind, const char *number) {
    clientela_document document;
    MUST(clientela_desk_document_by_number(desk, kind, number, NUL, &document, &error));
    return document;
}

static void issued(clientela_desk desk, clientela_document_kind kind, const char *number) {
    clientela_document document = by_number(desk, kind, number);
    const char *currency;
    char total[32];
    int64_t minor, lines;
    MUST(clientela_document_text(document, CLIENTELA_DOCUMENT_FIELD_CURRENCY, &currency, NULL, &error));
    MUST(clientela_document_number(document, CLIENTELA_DOCUMENT_FIELD_TOTAL, &minor, &error));
    MUST(clientela_document_number(document, CLIENTELA_DOCUMENT_FIELD_LINES, &lines, &error));
    name(number);
    printf("addressee %s, %s %s, %" PRId64 " lines\n", addressee_name(document), amount(total, sizeof total, minor), currency, lines);
    clientela_document_free(document);
}

static void afterwards(clientela_desk desk, const char *id) {
    clientela_hits hits;
    clientela_customer customer;
    clientela_document receipt;
    clientela_document_draft draft;
    clientela_id started;
    const char *receipt_id;
    int32_t count, more;
    heading("9  Afterwards");
    MUST(clientela_desk_search(desk, "goncalves", NUL, 5, &hits, &error));
    MUST(clientela_hits_count(hits, &count, &more, &error));
    clientela_hits_free(hits);
    name("search \"goncalves\"");
    printf("%d hits\n", (int)count);
    line("in the customer list", is_listed(desk, "1") ? "yes" : "no");
    name("his details");
    refused(clientela_desk_customer(desk, id, NUL, &customer, &error));
    issued(desk, CLIENTELA_DOCUMENT_KIND_RECEIPT, "R-2024-0031");
    issued(desk, CLIENTELA_DOCUMENT_KIND_INVOICE, "I-2024-0017");

    draft = draft_of(CLIENTELA_DOCUMENT_KIND_RECEIPT, "T-99");
    MUST(clientela_document_draft_set_customer(draft, id, NUL, &error));
    name("a new receipt to him");
    refused(clientela_desk_start_document(desk, draft, &started, &error));
    clientela_document_draft_free(draft);

    receipt = by_number(desk, CLIENTELA_DOCUMENT_KIND_RECEIPT, "R-2024-0031");
    MUST(clientela_document_text(receipt, CLIENTELA_DOCUMENT_FIELD_ID, &receipt_id, NULL, &error));
    draft = draft_of(CLIENTELA_DOCUMENT_KIND_CORRECTION, "T-98");
    MUST(clientela_document_draft_set_source(draft, receipt_id, NUL, &error));
    name("a return from his receipt");
    refused(clientela_desk_start_document(desk, draft, &started, &error));
    clientela_document_draft_free(draft);
    clientela_document_free(receipt);
}

#endif
