/* What may be done with a line, by the domain alone, through the built library. */
#include "some_documents.h"

/* How much is open for an action on line 1 of a document, in thousandths; -1 - reason where nothing is. */
static int64_t asked(clientela_actions actions, int document, clientela_line_action action) {
    clientela_allowed allowed = CLIENTELA_NONE;
    const char *word = NULL;
    int64_t open = -99, reason = -99, which = -1;
    OK(clientela_actions_of_line(actions, id_of(document), Z, 1, &allowed, NULL));
    while (which != action) {
        OK(clientela_allowed_next(allowed, NULL));
        OK(clientela_allowed_number(allowed, CLIENTELA_ALLOWED_FIELD_ACTION, &which, NULL));
    }
    OK(clientela_allowed_number(allowed, CLIENTELA_ALLOWED_FIELD_OPEN, &open, NULL));
    OK(clientela_allowed_number(allowed, CLIENTELA_ALLOWED_FIELD_REASON, &reason, NULL));
    OK(clientela_allowed_text(allowed, CLIENTELA_ALLOWED_FIELD_REASON, &word, NULL, NULL));
    CHECK((reason == -1) == (open > 0) && (reason == -1) == (word == NULL));
    clientela_allowed_free(allowed);
    return reason == -1 ? open : -1 - reason;
}

#define NOT(reason) (-1 - CLIENTELA_ACTION_REASON_##reason)
#define COMPLAINT CLIENTELA_LINE_ACTION_COMPLAINT
#define CORRECTION CLIENTELA_LINE_ACTION_CORRECTION
#define SALE CLIENTELA_LINE_ACTION_SALE

static clientela_actions looked_at(clientela_documents documents, const char *branch, int permitted, clientela_meaning meaning, int lacks) {
    clientela_actions actions = CLIENTELA_NONE;
    OK(clientela_actions_new(documents, branch, Z, permitted, meaning, lacks, &actions, NULL));
    return actions;
}

/* A receipt of three with a draft of a return of one, a complaint, orders, something returned. */
static clientela_documents all_kinds(void) {
    clientela_documents documents = no_documents();
    issued(documents, CLIENTELA_DOCUMENT_KIND_RECEIPT, CLIENTELA_DOCUMENT_STATE_ISSUED, 1, "Socks", 5, "");
    issued(documents, CLIENTELA_DOCUMENT_KIND_CORRECTION, CLIENTELA_DOCUMENT_STATE_DRAFT, 2, "Socks", -1, "N1");
    issued(documents, CLIENTELA_DOCUMENT_KIND_COMPLAINT, CLIENTELA_DOCUMENT_STATE_OPEN, 3, "Socks", 1, "N1");
    issued(documents, CLIENTELA_DOCUMENT_KIND_CORRECTION, CLIENTELA_DOCUMENT_STATE_ISSUED, 4, "Socks", -1, "N1");
    issued(documents, CLIENTELA_DOCUMENT_KIND_COMPLAINT, CLIENTELA_DOCUMENT_STATE_OPEN, 5, "Hat", 1, "");
    issued(documents, CLIENTELA_DOCUMENT_KIND_ORDER, CLIENTELA_DOCUMENT_STATE_OPEN, 6, "Sofa", 1, "");
    issued(documents, CLIENTELA_DOCUMENT_KIND_ORDER, CLIENTELA_DOCUMENT_STATE_AWAITING_PICKUP, 7, "Chair", 4, "");
    OK(clientela_documents_set_text(documents, CLIENTELA_DOCUMENT_FIELD_BRANCH, "berlin", Z, NULL));
    issued(documents, CLIENTELA_DOCUMENT_KIND_RECEIPT, CLIENTELA_DOCUMENT_STATE_ISSUED, 8, "Scarf", 1, "");
    OK(clientela_documents_set_number(documents, CLIENTELA_DOCUMENT_FIELD_ANONYMIZED, 1, NULL));
    return documents;
}

static void p22_to_p24(void) {
    clientela_documents documents = all_kinds();
    clientela_actions actions = looked_at(documents, "berlin", 1, CLIENTELA_MEANING_ACTIVE, 0);
    clientela_documents_free(documents);
    row_now = "P22";
    CHECK(asked(actions, 1, CORRECTION) == 2000 && asked(actions, 1, COMPLAINT) == 2000);
    CHECK(asked(actions, 1, SALE) == NOT(ALREADY_SOLD) && asked(actions, 2, CORRECTION) == NOT(NOTHING_LEFT));
    CHECK(asked(actions, 4, CORRECTION) == NOT(RETURNED) && asked(actions, 8, CORRECTION) == NOT(ANONYMIZED));
    CHECK(asked(actions, 99, CORRECTION) == NOT(NOTHING_LEFT));
    row_now = "P23";
    CHECK(asked(actions, 3, CORRECTION) == 1000 && asked(actions, 3, COMPLAINT) == NOT(IN_COMPLAINT));
    CHECK(asked(actions, 5, CORRECTION) == NOT(NOT_TIED));
    row_now = "P24";
    CHECK(asked(actions, 7, SALE) == 4000 && asked(actions, 7, CORRECTION) == NOT(NOT_SOLD));
    CHECK(asked(actions, 6, SALE) == NOT(STILL_ORDERED));
    clientela_actions_free(actions);
}

static void of_the_situation(void) {
    clientela_documents documents = all_kinds();
    clientela_actions actions = looked_at(documents, "oslo", 1, -1, 0);
    clientela_message message = CLIENTELA_NONE;
    const char *text = NULL;
    CHECK(asked(actions, 7, SALE) == NOT(OTHER_BRANCH) && asked(actions, 1, CORRECTION) == 2000);
    clientela_actions_free(actions);
    row_now = "P22";
    actions = looked_at(documents, "", 0, -1, 0);
    CHECK(asked(actions, 1, CORRECTION) == NOT(NOT_PERMITTED));
    clientela_actions_free(actions);
    actions = looked_at(documents, "berlin", 1, CLIENTELA_MEANING_BLOCKED, 0);
    CHECK(asked(actions, 1, CORRECTION) == NOT(CUSTOMER_BLOCKED));
    clientela_actions_free(actions);
    actions = looked_at(documents, "berlin", 1, CLIENTELA_MEANING_DECEASED, 0);
    CHECK(asked(actions, 1, COMPLAINT) == NOT(CUSTOMER_DECEASED));
    clientela_actions_free(actions);
    actions = looked_at(documents, "berlin", 1, CLIENTELA_MEANING_ACTIVE, 1);
    CHECK(asked(actions, 1, CORRECTION) == NOT(ADDRESS_MISSING));
    clientela_actions_free(actions);
    issued(documents, CLIENTELA_DOCUMENT_KIND_COMPLAINT, CLIENTELA_DOCUMENT_STATE_DRAFT, 9, "Socks", 2, "N1");
    actions = looked_at(documents, "berlin", 1, -1, 0);
    CHECK(asked(actions, 1, CORRECTION) == NOT(IN_DRAFTS));
    clientela_actions_free(actions);
    CHECK(clientela_actions_new(documents, "berlin", Z, 2, -1, 0, &actions, NULL) == CLIENTELA_STATUS_MISUSE);
    CHECK(clientela_actions_new(documents, "berlin", Z, 1, 99, 0, &actions, NULL) == CLIENTELA_STATUS_MISUSE);
    clientela_documents_free(documents);
    OK(clientela_message_new("action_reason.in_drafts", Z, "de", Z, &message, NULL));
    OK(clientela_message_text(message, &text, NULL, NULL));
    CHECK(same(text, "Belege in Arbeit halten alles, was übrig ist."));
    clientela_message_free(message);
}

int main(void) {
    p22_to_p24();
    of_the_situation();
    return ended("P22 P23 P24");
}
