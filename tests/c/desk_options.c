/* What the options of the customer file change at a desk, through the built library. */
#include "shop_care.h"

static void a6_the_insurance_status_is_hidden(shop *it, key id) {
    row_now = "A6";
    changed_at(it->desk, id, CLIENTELA_FIELD_INSURANCE_STATUS, 0, "private");
    CHECK(has(it, id, CLIENTELA_FIELD_INSURANCE_STATUS, 0, "private"));
    setting(it, "customer.insurance_status_shown", "false");
    CHECK(has(it, id, CLIENTELA_FIELD_INSURANCE_STATUS, 0, NULL));
    CHECK(refuses(it->desk, id, CLIENTELA_FIELD_INSURANCE_STATUS, 0, "none", "field.hidden"));
    setting(it, "customer.insurance_status_shown", "true");
}

static void a10_the_flag_against_reminders_is_accountings(shop *it, key id) {
    clientela_desk tom = desk_without(it, "tom", CLIENTELA_RIGHT_ACCOUNTING);
    clientela_draft draft = edit(tom, id);
    clientela_outcome outcome = -1;
    row_now = "A10";
    set(draft, CLIENTELA_FIELD_DO_NOT_DUN, 0, "yes");
    FAILS(clientela_desk_save(tom, draft, &outcome, &error), CLIENTELA_STATUS_NOT_PERMITTED, "right.accounting", NULL);
    clientela_draft_free(draft);
    changed_at(it->desk, id, CLIENTELA_FIELD_DO_NOT_DUN, 0, "yes");
    CHECK(has(it, id, CLIENTELA_FIELD_DO_NOT_DUN, 0, "yes"));
    setting(it, "customer.do_not_dun_shown", "list");
    CHECK(has(it, id, CLIENTELA_FIELD_DO_NOT_DUN, 0, NULL));
    CHECK(refuses(it->desk, id, CLIENTELA_FIELD_DO_NOT_DUN, 0, "no", "field.hidden"));
    OK(clientela_desk_free(tom));
}

static void a27_cards_have_a_last_day_or_none(shop *it, key id) {
    clientela_draft draft;
    row_now = "A27";
    changed_at(it->desk, id, CLIENTELA_FIELD_CARD_NUMBER, 0, "1");
    CHECK(refuses(it->desk, id, CLIENTELA_FIELD_CARD_VALID_UNTIL, 0, "2027-12-31", "card.validity_off"));
    setting(it, "cards.with_validity", "true");
    CHECK(refuses(it->desk, id, CLIENTELA_FIELD_CARD_NUMBER, 1, "2", "required"));
    draft = edit(it->desk, id);
    set(draft, CLIENTELA_FIELD_CARD_NUMBER, 1, "2");
    set(draft, CLIENTELA_FIELD_CARD_VALID_UNTIL, 1, "2027-12-31");
    (void)save(it->desk, draft);
    CHECK(has(it, id, CLIENTELA_FIELD_CARD_VALID_UNTIL, 1, "2027-12-31") && has(it, id, CLIENTELA_FIELD_CARD_VALID_UNTIL, 0, NULL));
}

static void a31_the_date_of_a_comment_is_fixed(shop *it, key id) {
    clientela_desk tom = desk_without(it, "tom", CLIENTELA_RIGHT_ADMINISTRATION);
    row_now = "A31";
    changed_at(tom, id, CLIENTELA_FIELD_COMMENT_TEXT, 0, "likes vinyl");
    CHECK(refuses(tom, id, CLIENTELA_FIELD_COMMENT_DATE, 0, "2026-06-01", "comment.date_fixed"));
    setting(it, "comments.date_editable", "true");
    changed_at(tom, id, CLIENTELA_FIELD_COMMENT_DATE, 0, "2026-06-01");
    CHECK(has(it, id, CLIENTELA_FIELD_COMMENT_DATE, 0, "2026-06-01"));
    OK(clientela_desk_free(tom));
}

static void a32_appointments_are_among_the_comments(shop *it, key id) {
    clientela_draft draft = edit(it->desk, id);
    row_now = "A32";
    set(draft, CLIENTELA_FIELD_COMMENT_TEXT, 1, "fitting on Monday");
    set(draft, CLIENTELA_FIELD_COMMENT_KIND, 1, "appointment");
    (void)save(it->desk, draft);
    CHECK(same(section(it, id, CLIENTELA_SECTION_COMMENTS), "0 "));
    setting(it, "comments.with_appointments", "true");
    CHECK(same(section(it, id, CLIENTELA_SECTION_COMMENTS), "1 0 "));
}

static void a35_the_responsible_employee_is_changed(shop *it, key id) {
    clientela_desk tom = desk_without(it, "tom", CLIENTELA_RIGHT_ADMINISTRATION);
    row_now = "A35";
    CHECK(refuses(tom, id, CLIENTELA_FIELD_RESPONSIBLE, 0, "tom", "responsible.by_administration"));
    changed_at(it->desk, id, CLIENTELA_FIELD_RESPONSIBLE, 0, "jane");
    setting(it, "customer.responsible_in_screen", "true");
    changed_at(tom, id, CLIENTELA_FIELD_RESPONSIBLE, 0, "tom");
    CHECK(has(it, id, CLIENTELA_FIELD_RESPONSIBLE, 0, "tom"));
    OK(clientela_desk_free(tom));
}

static void x26_addresses_have_days_and_documents_keep_theirs(shop *it, key id) {
    clientela_draft draft = edit(it->desk, id);
    key before, after;
    row_now = "X26";
    set(draft, CLIENTELA_FIELD_STREET, 0, "Main St 1");
    set(draft, CLIENTELA_FIELD_CITY, 0, "Bree");
    (void)save(it->desk, draft);
    before = receipt(it, "R-1", id.text);
    draft = edit(it->desk, id);
    set(draft, CLIENTELA_FIELD_ADDRESS_UNTIL, 0, "2026-06-30");
    set(draft, CLIENTELA_FIELD_STREET, 1, "High St 2");
    set(draft, CLIENTELA_FIELD_ADDRESS_FROM, 1, "2026-07-01");
    set(draft, CLIENTELA_FIELD_ADDRESS_USE, 1, "billing");
    (void)save(it->desk, draft);
    after = receipt(it, "R-2", id.text);
    CHECK(addressed(it, before, CLIENTELA_FIELD_ADDRESSEE_STREET, "Main St 1"));
    CHECK(addressed(it, after, CLIENTELA_FIELD_ADDRESSEE_STREET, "High St 2"));
    CHECK(same(section(it, id, CLIENTELA_SECTION_ADDRESSES), "0 1 "));
    CHECK(refuses(it->desk, id, CLIENTELA_FIELD_ADDRESS_UNTIL, 1, "2026-06-30", "date.before_begin"));
}

static void w8_health_is_masked(shop *it, key id) {
    clientela_desk tom = desk_without(it, "tom", CLIENTELA_RIGHT_READ_HEALTH);
    clientela_customer customer = CLIENTELA_NONE;
    const char *text = NULL;
    row_now = "W8";
    changed_at(it->desk, id, CLIENTELA_FIELD_COMMENT_HEALTH, 2, "Erdnussallergie");
    OK(clientela_desk_customer(tom, id.text, Z, &customer, NULL));
    OK(clientela_customer_text(customer, CLIENTELA_FIELD_COMMENT_HEALTH, 2, &text, NULL, NULL));
    CHECK(same(text, "…"));
    clientela_customer_free(customer);
    CHECK(has(it, id, CLIENTELA_FIELD_COMMENT_HEALTH, 2, "Erdnussallergie") && finds(it, "erdnuss", NULL) == 0);
    OK(clientela_desk_free(tom));
}

int main(void) {
    shop it;
    key id;
    open_stocked(&it);
    id = save(it.desk, new_lee(&it));
    a6_the_insurance_status_is_hidden(&it, id);
    a10_the_flag_against_reminders_is_accountings(&it, id);
    a27_cards_have_a_last_day_or_none(&it, id);
    a31_the_date_of_a_comment_is_fixed(&it, id);
    a32_appointments_are_among_the_comments(&it, id);
    a35_the_responsible_employee_is_changed(&it, id);
    x26_addresses_have_days_and_documents_keep_theirs(&it, id);
    w8_health_is_masked(&it, id);
    close_shop(&it);
    return ended("W8 A6 A10 A27 A31 A32 A35 X26");
}
