/* Settings of the chain, sections of a customer, and what an edit breaks. */
#ifndef SHOP_CARE_H
#define SHOP_CARE_H

#include "shop_documents.h"

static inline void setting(shop *it, const char *key, const char *value) {
    OK(clientela_erp_set_setting(it->erp, key, Z, "chain", Z, value, Z, NULL));
}

/* The slots of a section, such as "1 0 ". */
static inline const char *section(shop *it, key id, clientela_section which) {
    static char slots[64];
    clientela_customer customer = details(it, id);
    clientela_slots walk = CLIENTELA_NONE;
    int32_t slot = -1;
    slots[0] = '\0';
    OK(clientela_customer_section(customer, which, &walk, NULL));
    while (clientela_slots_next(walk, &slot, NULL) == CLIENTELA_STATUS_OK) sprintf(slots + strlen(slots), "%d ", (int)slot);
    CHECK(slot == 0);
    clientela_slots_free(walk);
    clientela_customer_free(customer);
    return slots;
}

/* Whether one value set at a desk is refused by this rule. */
static inline int refuses(clientela_desk desk, key id, clientela_field field, int32_t slot, const char *text, const char *rule) {
    clientela_draft draft = edit(desk, id);
    clientela_outcome outcome = -1;
    const char *code = NULL;
    int right;
    set(draft, field, slot, text);
    right = clientela_desk_save(desk, draft, &outcome, &error) == CLIENTELA_STATUS_INVALID && outcome == 0;
    OK(clientela_error_code(error, &code, NULL));
    right = right && same(code, rule);
    clientela_error_free(error);
    error = CLIENTELA_NONE;
    clientela_draft_free(draft);
    return right;
}

static inline void changed_at(clientela_desk desk, key id, clientela_field field, int32_t slot, const char *text) {
    clientela_draft draft = edit(desk, id);
    set(draft, field, slot, text);
    (void)save(desk, draft);
}

#endif
