/* Programs at a desk, through the built library: who changes them, memberships, bookings, balances, conflicts. */
#include "shop_documents.h"

static void setting(shop *it, const char *key, const char *value) {
    OK(clientela_erp_set_setting(it->erp, key, Z, "chain", Z, value, Z, NULL));
}

static clientela_status book(shop *it, key id, const char *program, int64_t amount, const char *reference, int32_t known, const char *its_key,
                             int64_t *balance, int32_t *repeated) {
    return clientela_desk_book(it->desk, id.text, Z, program, Z, amount, reference, Z, "R-1", Z, known, its_key, Z, balance, repeated, &error);
}

/* Why a booking is refused, and that it gives no balance. */
static void refused(shop *it, key id, int64_t amount, const char *reference, int32_t known, const char *code, const char *field) {
    int64_t balance = -1;
    int32_t repeated = -1;
    FAILS(book(it, id, "gift", amount, reference, known, "refused", &balance, &repeated), CLIENTELA_STATUS_STATE, code, field);
    CHECK(balance == 0 && repeated == 0);
}

static void a28_programs_are_changed_by_right(shop *it) {
    clientela_desk tom = desk_without(it, "tom", CLIENTELA_RIGHT_ADMINISTRATION);
    clientela_programs walk = CLIENTELA_NONE;
    clientela_program_kind kind = -1;
    const char *code = NULL, *name = NULL;
    int64_t preset = -1;
    int32_t closed = -1;
    row_now = "A28";
    OK(clientela_desk_set_program(tom, "gift", Z, "Gift voucher", Z, CLIENTELA_PROGRAM_KIND_VOUCHER, 2500, 0, NULL));
    setting(it, "programs.editable", "false");
    FAILS(clientela_desk_set_program(tom, "gift", Z, "Gift", Z, CLIENTELA_PROGRAM_KIND_VOUCHER, 0, 1, &error), CLIENTELA_STATUS_NOT_PERMITTED,
          "right.administration", NULL);
    FAILS(clientela_desk_set_program(it->desk, "gift", Z, "Gift", Z, 4, 0, 0, &error), CLIENTELA_STATUS_MISUSE, "argument.unknown_constant", NULL);
    OK(clientela_engine_programs(it->engine, &walk, NULL));
    OK(clientela_programs_next(walk, &code, NULL, &name, NULL, &kind, &preset, &closed, NULL));
    CHECK(same(code, "gift") && same(name, "Gift voucher") && kind == CLIENTELA_PROGRAM_KIND_VOUCHER && preset == 2500 && closed == 0);
    CHECK(clientela_programs_next(walk, &code, NULL, &name, NULL, &kind, &preset, &closed, NULL) == CLIENTELA_STATUS_DONE);
    clientela_programs_free(walk);
    OK(clientela_desk_free(tom));
}

static void a29_a_membership_needs_a_card(shop *it, key id) {
    clientela_draft draft = edit(it->desk, id);
    clientela_customer customer;
    clientela_slots slots = CLIENTELA_NONE;
    clientela_outcome outcome = -1;
    int32_t slot = -1;
    row_now = "A29";
    setting(it, "programs.need_card", "true");
    OK(clientela_draft_free_slot(draft, CLIENTELA_SECTION_MEMBERSHIPS, &slot, NULL));
    CHECK(slot == 0);
    set(draft, CLIENTELA_FIELD_MEMBER_PROGRAM, slot, "gift");
    FAILS(clientela_desk_save(it->desk, draft, &outcome, &error), CLIENTELA_STATUS_INVALID, "program.card_required", "member_card");
    set(draft, CLIENTELA_FIELD_CARD_NUMBER, 0, "4711");
    set(draft, CLIENTELA_FIELD_MEMBER_CARD, slot, "4711");
    (void)save(it->desk, draft);
    customer = details(it, id);
    OK(clientela_customer_section(customer, CLIENTELA_SECTION_MEMBERSHIPS, &slots, NULL));
    OK(clientela_slots_next(slots, &slot, NULL));
    CHECK(slot == 0 && clientela_slots_next(slots, &slot, NULL) == CLIENTELA_STATUS_DONE);
    clientela_slots_free(slots);
    clientela_customer_free(customer);
    CHECK(has(it, id, CLIENTELA_FIELD_MEMBER_CARD, 0, "4711"));
}

static void a28_bookings_are_made_once_and_never_below_a_known_balance(shop *it, key id) {
    clientela_bookings walk = CLIENTELA_NONE;
    clientela_balances balances = CLIENTELA_NONE;
    const char *text = NULL, *reference = NULL, *receipt = NULL, *station = NULL;
    int64_t balance = -1, amount = 0, at = 0;
    int32_t repeated = -1, known = -1;
    row_now = "A28";
    FAILS(book(it, id, "gift", 2400, "", 1, "k1", &balance, &repeated), CLIENTELA_STATUS_INVALID, "booking.not_the_preset", "amount");
    OK(book(it, id, "gift", 2500, "", 1, "k1", &balance, &repeated));
    CHECK(balance == 2500 && repeated == 0);
    OK(book(it, id, "gift", 2500, "", 1, "k1", &balance, &repeated));
    CHECK(balance == 2500 && repeated == 1);
    refused(it, id, -2501, "", 1, "booking.balance_too_low", "amount");
    refused(it, id, -1, "", 0, "booking.allowance_used_up", "amount");
    OK(book(it, id, "gift", -1000, "V-1", 1, "k2", &balance, &repeated));
    CHECK(balance == 1500);
    refused(it, id, -1000, "V-1", 1, "booking.redeemed", "reference");
    OK(clientela_desk_bookings(it->desk, id.text, Z, "gift", Z, &walk, NULL));
    OK(clientela_bookings_next(walk, &text, NULL, &amount, &at, &reference, NULL, &receipt, NULL, &station, NULL, &known, NULL));
    CHECK(strlen(text) == 36 && amount == 2500 && at > 0 && reference == NULL && same(receipt, "R-1") && same(station, "till-1") && known == 1);
    OK(clientela_bookings_next(walk, &text, NULL, &amount, &at, &reference, NULL, &receipt, NULL, &station, NULL, &known, NULL));
    CHECK(amount == -1000 && same(reference, "V-1"));
    CHECK(clientela_bookings_next(walk, &text, NULL, &amount, &at, &reference, NULL, &receipt, NULL, &station, NULL, &known, NULL) ==
          CLIENTELA_STATUS_DONE);
    clientela_bookings_free(walk);
    OK(clientela_desk_balances(it->desk, id.text, Z, &balances, NULL));
    OK(clientela_balances_next(balances, &text, NULL, &balance, NULL));
    CHECK(same(text, "gift") && balance == 1500 && clientela_balances_next(balances, &text, NULL, &balance, NULL) == CLIENTELA_STATUS_DONE);
    clientela_balances_free(balances);
}

static void a28_what_stations_booked_apart_is_listed(shop *it) {
    clientela_conflicts walk = CLIENTELA_NONE;
    clientela_conflict_kind kind = -1;
    const char *customer = NULL, *program = NULL, *reference = NULL, *booking = NULL;
    int64_t balance = 0;
    key id;
    row_now = "A28";
    fed(it, "{\"feed\":\"customer\",\"source_id\":\"p-1\",\"kind\":\"private\",\"family_name\":\"Fay\",\"number\":\"p-1\"}\n"
            "{\"feed\":\"booking\",\"id\":\"0197c0de-0000-7000-8000-000000000001\",\"customer\":\"p-1\",\"program\":\"gift\",\"amount\":-1000,"
            "\"at\":\"2026-07-01\",\"reference\":\"V-1\",\"station\":\"till-9\"}");
    id = id_by_number(it, "p-1");
    OK(clientela_erp_booking_conflicts(it->erp, &walk, NULL));
    OK(clientela_conflicts_next(walk, &kind, &customer, NULL, &program, NULL, &balance, &reference, NULL, &booking, NULL, NULL));
    CHECK(kind == CLIENTELA_CONFLICT_KIND_OVERDRAWN && same(customer, id.text) && same(program, "gift") && balance == -1000);
    CHECK(reference == NULL && booking == NULL);
    OK(clientela_conflicts_next(walk, &kind, &customer, NULL, &program, NULL, &balance, &reference, NULL, &booking, NULL, NULL));
    CHECK(kind == CLIENTELA_CONFLICT_KIND_REDEEMED_TWICE && same(reference, "V-1") && balance == 0);
    CHECK(same(booking, "0197c0de-0000-7000-8000-000000000001"));
    CHECK(clientela_conflicts_next(walk, &kind, &customer, NULL, &program, NULL, &balance, &reference, NULL, &booking, NULL, NULL) ==
          CLIENTELA_STATUS_DONE);
    clientela_conflicts_free(walk);
}

int main(void) {
    shop it;
    key id;
    open_stocked(&it);
    id = save(it.desk, new_lee(&it));
    a28_programs_are_changed_by_right(&it);
    a29_a_membership_needs_a_card(&it, id);
    a28_bookings_are_made_once_and_never_below_a_known_balance(&it, id);
    a28_what_stations_booked_apart_is_listed(&it);
    close_shop(&it);
    return ended("A28 A29");
}
