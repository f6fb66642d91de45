/* Two customers who are one person, through the built library: preview, choices, blockers, merge, and taking it back. */
#include "shop_care.h"
#include "shop_erasure.h"

#define TWICE                                                                                                                      \
    "{\"feed\":\"customer\",\"source_id\":\"m-1\",\"number\":\"m-1\",\"kind\":\"private\",\"given_name\":\"Ana\","                  \
    "\"family_name\":\"Lee\",\"email\":\"lee@example.org\"}\n"                                                                     \
    "{\"feed\":\"customer\",\"source_id\":\"m-2\",\"number\":\"m-2\",\"kind\":\"private\",\"given_name\":\"Anna\","                 \
    "\"family_name\":\"Leigh\",\"email\":\"leigh@example.org\",\"birth_date\":\"1980-05-17\"}\n"

static clientela_merge preview(shop *it, key survivor, key merged) {
    clientela_merge merge = CLIENTELA_NONE;
    OK(clientela_desk_merge_preview(it->desk, survivor.text, Z, merged.text, Z, &merge, NULL));
    return merge;
}

static clientela_outcome merged(shop *it, clientela_merge merge) {
    clientela_outcome outcome = -1;
    OK(clientela_desk_merge(it->desk, merge, "same person", Z, &outcome, NULL));
    return outcome;
}

static clientela_unmerged taken_back(shop *it, key who) {
    clientela_unmerged unmerged = CLIENTELA_NONE;
    OK(clientela_desk_unmerge(it->desk, who.text, Z, "two persons", Z, &unmerged, NULL));
    return unmerged;
}

static void the_preview_says_what_will_be(clientela_merge merge) {
    clientela_merge_fields fields = CLIENTELA_NONE;
    clientela_merge_things things = CLIENTELA_NONE;
    clientela_merge_blockers blockers = CLIENTELA_NONE;
    clientela_balances balances = CLIENTELA_NONE;
    clientela_consents consents = CLIENTELA_NONE;
    clientela_merge_blocker reason = -1;
    clientela_field field = -1;
    clientela_keep keep = -1;
    const char *own = NULL, *other = NULL;
    int64_t documents = -1, events = -1, bookings = -1, related = -1, balance = -1;
    int32_t slot = -1, becomes = -1, known = -1;
    OK(clientela_merge_fields_of(merge, &fields, NULL));
    OK(clientela_merge_fields_next(fields, &field, &own, NULL, &other, NULL, &keep, NULL));
    CHECK(field == CLIENTELA_FIELD_GIVEN_NAME && same(own, "Ana") && same(other, "Anna") && keep == CLIENTELA_KEEP_SURVIVOR);
    OK(clientela_merge_fields_next(fields, &field, &own, NULL, &other, NULL, &keep, NULL));
    CHECK(field == CLIENTELA_FIELD_FAMILY_NAME && keep == CLIENTELA_KEEP_SURVIVOR);
    OK(clientela_merge_fields_next(fields, &field, &own, NULL, &other, NULL, &keep, NULL));
    CHECK(field == CLIENTELA_FIELD_BIRTH_DATE && own == NULL && same(other, "1980-05-17") && keep == CLIENTELA_KEEP_MERGED);
    CHECK(clientela_merge_fields_next(fields, &field, &own, NULL, &other, NULL, &keep, NULL) == CLIENTELA_STATUS_DONE);
    clientela_merge_fields_free(fields);
    OK(clientela_merge_things_of(merge, &things, NULL));
    OK(clientela_merge_things_next(things, &field, &slot, &own, NULL, &becomes, NULL));
    CHECK(field == CLIENTELA_FIELD_EMAIL && slot == 0 && same(own, "leigh@example.org") && becomes == 1);
    CHECK(clientela_merge_things_next(things, &field, &slot, &own, NULL, &becomes, NULL) == CLIENTELA_STATUS_DONE);
    clientela_merge_things_free(things);
    OK(clientela_merge_counts(merge, &documents, &events, &bookings, &related, NULL));
    CHECK(documents == 0 && events == 0 && bookings == 0 && related == 0);
    OK(clientela_merge_blockers_of(merge, &blockers, NULL));
    CHECK(clientela_merge_blockers_next(blockers, &reason, &own, NULL, NULL) == CLIENTELA_STATUS_DONE);
    clientela_merge_blockers_free(blockers);
    OK(clientela_merge_balances(merge, &balances, NULL));
    CHECK(clientela_balances_next(balances, &own, NULL, &balance, NULL) == CLIENTELA_STATUS_DONE);
    clientela_balances_free(balances);
    OK(clientela_merge_consents(merge, &consents, NULL));
    OK(clientela_consents_next(consents, NULL));
    clientela_consents_free(consents);
    OK(clientela_merge_choose(merge, CLIENTELA_FIELD_GIVEN_NAME, CLIENTELA_KEEP_MERGED, &known, NULL));
    CHECK(known == 1);
    OK(clientela_merge_choose(merge, CLIENTELA_FIELD_COMPANY, CLIENTELA_KEEP_MERGED, &known, NULL));
    CHECK(known == 0);
    FAILS(clientela_merge_choose(merge, CLIENTELA_FIELD_COMPANY, 2, &known, &error), CLIENTELA_STATUS_MISUSE, "argument.unknown_constant", NULL);
}

static void what_stands_in_the_way_is_named(shop *it, key lee) {
    clientela_merge merge = preview(it, lee, id_by_number(it, "60"));
    clientela_merge_blockers blockers = CLIENTELA_NONE;
    clientela_merge_blocker reason = -1;
    clientela_outcome outcome = -1;
    const char *program = "";
    OK(clientela_merge_blockers_of(merge, &blockers, NULL));
    OK(clientela_merge_blockers_next(blockers, &reason, &program, NULL, NULL));
    CHECK(reason == CLIENTELA_MERGE_BLOCKER_OTHER_KIND && program == NULL);
    clientela_merge_blockers_free(blockers);
    FAILS(clientela_desk_merge(it->desk, merge, "", Z, &outcome, &error), CLIENTELA_STATUS_BLOCKED, "merge.blocked", NULL);
    clientela_merge_free(merge);
}

static void both_are_one_and_two_again(shop *it, key lee, key again) {
    clientela_merge merge = preview(it, lee, again);
    clientela_unmerged unmerged;
    clientela_undo_conflicts conflicts = CLIENTELA_NONE;
    clientela_overdrawn overdrawn = CLIENTELA_NONE;
    clientela_slots slots = CLIENTELA_NONE;
    clientela_field field = -1;
    const char *before = NULL, *made = NULL, *now = NULL;
    int64_t balance = 0;
    int32_t slot = -1;
    the_preview_says_what_will_be(merge);
    CHECK(merged(it, merge) == CLIENTELA_OUTCOME_WRITTEN);
    CHECK(merged(it, merge) == CLIENTELA_OUTCOME_REPEATED);
    clientela_merge_free(merge);
    CHECK(strcmp(id_by_number(it, "m-2").text, lee.text) == 0);
    CHECK(has(it, again, CLIENTELA_FIELD_FAMILY_NAME, 0, "Leigh") && has(it, again, CLIENTELA_FIELD_EMAIL, 1, "leigh@example.org"));
    changed_at(it->desk, lee, CLIENTELA_FIELD_EMAIL, 1, "anna@example.org");
    unmerged = taken_back(it, again);
    OK(clientela_unmerged_conflicts(unmerged, &conflicts, NULL));
    OK(clientela_undo_conflicts_next(conflicts, &field, &slot, &before, NULL, &made, NULL, &now, NULL, NULL));
    CHECK(field == CLIENTELA_FIELD_EMAIL && slot == 1 && before == NULL && same(made, "leigh@example.org") && same(now, "anna@example.org"));
    CHECK(clientela_undo_conflicts_next(conflicts, &field, &slot, &before, NULL, &made, NULL, &now, NULL, NULL) == CLIENTELA_STATUS_DONE);
    clientela_undo_conflicts_free(conflicts);
    OK(clientela_unmerged_overdrawn(unmerged, &overdrawn, NULL));
    CHECK(clientela_overdrawn_next(overdrawn, &before, NULL, &made, NULL, &balance, NULL) == CLIENTELA_STATUS_DONE);
    clientela_overdrawn_free(overdrawn);
    OK(clientela_unmerged_taken_cards(unmerged, &slots, NULL));
    CHECK(clientela_slots_next(slots, &slot, NULL) == CLIENTELA_STATUS_DONE);
    clientela_slots_free(slots);
    clientela_unmerged_free(unmerged);
    CHECK(has(it, lee, CLIENTELA_FIELD_FAMILY_NAME, 0, "Lee") && has(it, lee, CLIENTELA_FIELD_EMAIL, 1, "anna@example.org"));
    CHECK(has(it, again, CLIENTELA_FIELD_FAMILY_NAME, 0, "Leigh") && has(it, again, CLIENTELA_FIELD_EMAIL, 0, "leigh@example.org"));
}

static void it_takes_a_right_and_two_customers(shop *it, key lee, key again) {
    clientela_desk tom = desk_without(it, "tom", CLIENTELA_RIGHT_MERGE_CUSTOMERS);
    clientela_merge merge = CLIENTELA_NONE;
    clientela_unmerged unmerged = CLIENTELA_NONE;
    FAILS(clientela_desk_merge_preview(tom, lee.text, Z, again.text, Z, &merge, &error), CLIENTELA_STATUS_NOT_PERMITTED,
          "right.merge_customers", NULL);
    FAILS(clientela_desk_merge_preview(it->desk, lee.text, Z, lee.text, Z, &merge, &error), CLIENTELA_STATUS_INVALID, "merge.same_customer",
          "merged");
    FAILS(clientela_desk_unmerge(it->desk, again.text, Z, "", Z, &unmerged, &error), CLIENTELA_STATUS_STATE, "merge.not_merged", NULL);
    OK(clientela_desk_free(tom));
}

static void erased_together(shop *it, key lee, key again) {
    clientela_merge merge = preview(it, lee, again);
    clientela_unmerged unmerged = CLIENTELA_NONE;
    CHECK(merged(it, merge) == CLIENTELA_OUTCOME_WRITTEN);
    clientela_merge_free(merge);
    (void)anonymize(it, again, 0);
    FAILS(clientela_desk_unmerge(it->desk, again.text, Z, "", Z, &unmerged, &error), CLIENTELA_STATUS_ERASED, "customer.anonymized", NULL);
}

int main(void) {
    shop it;
    key lee, again;
    row_now = "X17";
    open_stocked(&it);
    fed(&it, TWICE);
    lee = id_by_number(&it, "m-1");
    again = id_by_number(&it, "m-2");
    it_takes_a_right_and_two_customers(&it, lee, again);
    what_stands_in_the_way_is_named(&it, lee);
    both_are_one_and_two_again(&it, lee, again);
    erased_together(&it, lee, again);
    close_shop(&it);
    return ended("X17");
}
