/* What a customer bought: filtered lines, and what else could be chosen. */
#ifndef TILL_HISTORY_H
#define TILL_HISTORY_H

#include "story.h"

static const char *of_line(clientela_history_lines lines, clientela_history_field field) {
    const char *text;
    MUST(clientela_history_lines_text(lines, field, &text, NULL, &error));
    return text;
}

static int64_t number_of_line(clientela_history_lines lines, clientela_history_field field) {
    int64_t number;
    MUST(clientela_history_lines_number(lines, field, &number, &error));
    return number;
}

/* Prices count ten-thousandths of a cent: whole cents are shown, rounded half away from zero. */
static void price(char *to, clientela_history_lines lines, clientela_history_field field) {
    int64_t scaled = number_of_line(lines, field);
    amount(to, WIDEST_CELL, (scaled + (scaled < 0 ? -5000 : 5000)) / 10000);
}

/* The document's number and those it came from. */
static void documents(char *to, clientela_history_lines lines) {
    clientela_texts sources;
    const char *source;
    size_t used;
    put_text(to, WIDEST_CELL, of_line(lines, CLIENTELA_HISTORY_FIELD_NUMBER));
    MUST(clientela_history_lines_sources(lines, &sources, &error));
    while (ROW(clientela_texts_next(sources, &source, NULL, &error))) {
        used = strlen(to);
        snprintf(to + used, WIDEST_CELL - used, " < %s", source);
    }
    clientela_texts_free(sources);
}

static void bought(clientela_filtered found) {
    static const char *const TITLES[] = {"date", "document", "status", "qty", "item", "regular", "discount", "paid"};
    static table rows;
    clientela_history_lines lines;
    table_begin(&rows, "lllrlrrr", TITLES);
    MUST(clientela_filtered_lines(found, &lines, &error));
    while (ROW(clientela_history_lines_next(lines, &error))) {
        char(*cells)[WIDEST_CELL] = table_row(&rows);
        date(cells[0], WIDEST_CELL, number_of_line(lines, CLIENTELA_HISTORY_FIELD_CREATED), OFFSET);
        documents(cells[1], lines);
        put_text(cells[2], WIDEST_CELL, of_line(lines, CLIENTELA_HISTORY_FIELD_STATUS));
        pieces(cells[3], WIDEST_CELL, number_of_line(lines, CLIENTELA_HISTORY_FIELD_QUANTITY));
        put_text(cells[4], WIDEST_CELL, of_line(lines, CLIENTELA_HISTORY_FIELD_ITEM_NAME));
        price(cells[5], lines, CLIENTELA_HISTORY_FIELD_REGULAR_PRICE);
        price(cells[6], lines, CLIENTELA_HISTORY_FIELD_DISCOUNT);
        price(cells[7], lines, CLIENTELA_HISTORY_FIELD_FINAL_PRICE);
    }
    clientela_history_lines_free(lines);
    table_print(&rows);
}

/* What else could be chosen: statuses, and properties with their values. */
static void choices(clientela_filtered found) {
    static const char *const STATUSES[] = {"sold", "returned", "complaint_in_progress", "ordered", "awaiting_pickup"};
    char what[WIDEST_CELL], last[WIDEST_CELL] = "";
    const char *facet, *value;
    clientela_facets facets;
    int64_t count;
    int32_t status;
    for (status = CLIENTELA_LINE_STATUS_SOLD; status <= CLIENTELA_LINE_STATUS_AWAITING_PICKUP; status++) {
        MUST(clientela_filtered_status_count(found, status, &count, &error));
        snprintf(what, sizeof what, "status %s", STATUSES[status]);
        if (count > 0) line_number(what, count);
    }
    MUST(clientela_filtered_facets(found, &facets, &error));
    while (ROW(clientela_facets_next(facets, &facet, NULL, &value, NULL, &count, &error))) {
        int same = strcmp(facet, last) == 0;
        if (!same && *last != '\0') putchar('\n');
        if (!same) name(facet);
        printf("%s%s (%" PRId64 ")", same ? ", " : "", value, count);
        put_text(last, sizeof last, facet);
    }
    if (*last != '\0') putchar('\n');
    clientela_facets_free(facets);
}

static clientela_filtered filtered(clientela_history history, clientela_criteria criteria) {
    clientela_filtered found;
    MUST(clientela_history_filter(history, criteria, &found, &error));
    return found;
}

static void history(clientela_desk desk, const char *id) {
    clientela_history all;
    clientela_criteria criteria;
    clientela_filtered found;
    int64_t total;
    heading("6  What he bought: \"samba\", from 5.00");
    MUST(clientela_desk_history(desk, id, NUL, &all, &error));
    MUST(clientela_criteria_new(&criteria, &error));
    found = filtered(all, criteria);
    MUST(clientela_filtered_total(found, &total, &error));
    clientela_filtered_free(found);
    printf("   %" PRId64 " lines in all\n", total);
    MUST(clientela_criteria_set_text(criteria, "samba", NUL, &error));
    MUST(clientela_criteria_set_number(criteria, CLIENTELA_CRITERIA_FIELD_PRICE_FROM, 500, &error));
    found = filtered(all, criteria);
    bought(found);
    choices(found);
    clientela_filtered_free(found);
    clientela_criteria_free(criteria);
    clientela_history_free(all);
}

#endif
