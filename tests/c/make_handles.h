/* Living handles that cannot be made from nothing, for the driver of bad handles. */

#define TEXT(text) (text), CLIENTELA_NUL_TERMINATED

static const char SOME_ID[] = "00000000-0000-7000-8000-000000000001";

static void make_consent_handles(void) {
    (void)clientela_definition_new(TEXT("newsletter"), CLIENTELA_PURPOSE_MARKETING, &living_clientela_definition, NULL);
    (void)clientela_event_new(living_clientela_definition, TEXT(SOME_ID), TEXT(SOME_ID), CLIENTELA_EVENT_KIND_GIVEN,
                              CLIENTELA_AUTHORITY_SUBJECT, 0, &living_clientela_event, NULL);
    (void)clientela_events_new(&living_clientela_events, NULL);
    (void)clientela_signature_new(&living_clientela_signature, NULL);
    (void)clientela_events_standing(living_clientela_events, living_clientela_definition, 0, &living_clientela_standing, NULL);
}

/* A line of a history, so that there are properties to walk over. */
static void make_history_handles(void) {
    (void)clientela_documents_new(&living_clientela_documents, NULL);
    (void)clientela_documents_begin(living_clientela_documents, TEXT(SOME_ID), CLIENTELA_DOCUMENT_KIND_RECEIPT,
                                    CLIENTELA_DOCUMENT_STATE_ISSUED, TEXT("R1"), 0, TEXT("EUR"), NULL);
    (void)clientela_documents_begin_line(living_clientela_documents, 1, NULL);
    (void)clientela_documents_set_line_number(living_clientela_documents, CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY, 1000, NULL);
    (void)clientela_documents_price(living_clientela_documents, &living_clientela_prices, NULL);
    (void)clientela_documents_preview(living_clientela_documents, 0, &living_clientela_preview, NULL);
    (void)clientela_preview_begin_groups(living_clientela_preview, &living_clientela_preview_groups, NULL);
    (void)clientela_preview_groups_next(living_clientela_preview_groups, NULL);
    (void)clientela_prices_taxes(living_clientela_prices, &living_clientela_taxes, NULL);
    (void)clientela_actions_new(living_clientela_documents, TEXT("berlin"), 1, -1, 0, &living_clientela_actions, NULL);
    (void)clientela_actions_of_line(living_clientela_actions, TEXT(SOME_ID), 1, &living_clientela_allowed, NULL);
    (void)clientela_allowed_next(living_clientela_allowed, NULL);
    (void)clientela_history_new(living_clientela_documents, &living_clientela_history, NULL);
    (void)clientela_criteria_new(&living_clientela_criteria, NULL);
    (void)clientela_history_filter(living_clientela_history, living_clientela_criteria, &living_clientela_filtered, NULL);
    (void)clientela_filtered_lines(living_clientela_filtered, &living_clientela_history_lines, NULL);
    (void)clientela_history_lines_next(living_clientela_history_lines, NULL);
    (void)clientela_history_lines_properties(living_clientela_history_lines, &living_clientela_properties, NULL);
}

static void make_erasure_handles(void) {
    (void)clientela_values_new(&living_clientela_values, NULL);
    (void)clientela_erasure_new(living_clientela_values, TEXT(SOME_ID), &living_clientela_erasure, NULL);
    (void)clientela_erasure_plan(living_clientela_erasure, TEXT("2024-06-01"), TEXT("-"), &living_clientela_plan, NULL);
    (void)clientela_plan_items(living_clientela_plan, &living_clientela_plan_rows, NULL);
}

/* Rules, a person with an invoice, and what they say of it. */
static void make_retention_handles(void) {
    (void)clientela_retention_new(TEXT("DE"), &living_clientela_retention, NULL);
    (void)clientela_retention_facts_new(&living_clientela_retention_facts, NULL);
    (void)clientela_retention_facts_add_data(living_clientela_retention_facts, CLIENTELA_RETENTION_DATA_EMAIL, NULL);
    (void)clientela_retention_facts_add_document(living_clientela_retention_facts, CLIENTELA_RETENTION_CLASS_INVOICE, TEXT("I1"),
                                                 TEXT("2024-06-01"), 100, TEXT("EUR"), NULL);
    (void)clientela_retention_facts_explain(living_clientela_retention_facts, living_clientela_retention, TEXT("2024-06-01"),
                                            &living_clientela_retention_lines, NULL);
    (void)clientela_retention_lines_next(living_clientela_retention_lines, NULL);
}

/* A dialog that asks something, so that there is an item with choices. */
static void make_asking_handles(void) {
    clientela_definition letters = CLIENTELA_NONE;
    (void)clientela_definition_new(TEXT("letters"), CLIENTELA_PURPOSE_MARKETING, &letters, NULL);
    (void)clientela_definition_set_number(letters, CLIENTELA_DEFINITION_FIELD_STATE, CLIENTELA_DEFINITION_STATE_ACTIVE, NULL);
    (void)clientela_definitions_new(&living_clientela_definitions, NULL);
    (void)clientela_definitions_add(living_clientela_definitions, letters, NULL);
    (void)clientela_definition_free(letters);
    (void)clientela_situation_new(CLIENTELA_OCCASION_CREATION, 0, 0, &living_clientela_situation, NULL);
    (void)clientela_to_ask(living_clientela_situation, living_clientela_definitions, living_clientela_events, living_clientela_values,
                           &living_clientela_dialog, NULL);
    (void)clientela_dialog_begin_items(living_clientela_dialog, CLIENTELA_TURN_NOW, &living_clientela_dialog_items, NULL);
    (void)clientela_dialog_items_next(living_clientela_dialog_items, NULL);
    (void)clientela_dialog_items_choices(living_clientela_dialog_items, &living_clientela_dialog_choices, NULL);
}

#include "store_handles.h"

static void make_message_handles(void) {
    (void)clientela_message_new(TEXT("sign_in.locked"), TEXT("de"), &living_clientela_message, NULL);
}

static void make_handles(void) {
    make_message_handles();
    make_consent_handles();
    make_history_handles();
    make_erasure_handles();
    make_retention_handles();
    make_asking_handles();
    make_store_handles();
}
