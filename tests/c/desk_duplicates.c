/* Possible duplicates at a desk and in the whole store, through the built library: reported, decided, asked again. */
#include "shop_care.h"

static clientela_draft zoe(shop *it, const char *given, const char *family) {
    clientela_draft draft = new_customer(it, "private");
    set(draft, CLIENTELA_FIELD_GIVEN_NAME, 0, given);
    set(draft, CLIENTELA_FIELD_FAMILY_NAME, 0, family);
    set(draft, CLIENTELA_FIELD_BIRTH_DATE, 0, "1980-05-17");
    set(draft, CLIENTELA_FIELD_PHONE, 0, "0711 2842222");
    return draft;
}

/* The first possible duplicate of a draft, where there is one; -1: none. */
static int64_t first(shop *it, clientela_draft draft, key *who, int32_t *same_name) {
    clientela_possible_duplicates walk = CLIENTELA_NONE;
    clientela_person person = CLIENTELA_NONE;
    int64_t bits = -1;
    const char *id = NULL;
    OK(clientela_desk_possible_duplicates(it->desk, draft, &walk, NULL));
    if (clientela_possible_duplicates_next(walk, &person, &bits, same_name, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_person_id(person, &id, NULL, NULL));
        *who = key_of(id);
        clientela_person_free(person);
    } else {
        bits = -1;
    }
    clientela_possible_duplicates_free(walk);
    return bits;
}

/* The sum of what is said of a pair, in hundredths of a bit. */
static int64_t sum_of(clientela_duplicate_reasons reasons, int *phone_is_the_same) {
    clientela_comparison comparison = -1;
    clientela_comparison_level level = -1;
    int64_t bits = 0, start = 0, household = 0, sum = 0;
    while (clientela_duplicate_reasons_next(reasons, &comparison, &level, &bits, NULL) == CLIENTELA_STATUS_OK) {
        sum += bits;
        *phone_is_the_same |= comparison == CLIENTELA_COMPARISON_PHONE && level == CLIENTELA_COMPARISON_LEVEL_EXACT && bits > 0;
    }
    OK(clientela_duplicate_reasons_base(reasons, &start, &household, NULL));
    CHECK(start < 0 && household <= 0);
    clientela_duplicate_reasons_free(reasons);
    return sum + start + household;
}

static void a9_a_new_customer_is_compared(shop *it, key known) {
    clientela_possible_duplicates walk = CLIENTELA_NONE;
    clientela_duplicate_reasons reasons = CLIENTELA_NONE;
    clientela_person person = CLIENTELA_NONE;
    clientela_draft draft = zoe(it, "ZOE", "Koehler");
    int64_t bits = 0, sum;
    int32_t same_name = -1;
    int phone = 0;
    key who;
    row_now = "A9";
    CHECK(first(it, draft, &who, &same_name) > 0 && same(who.text, known.text) && same_name == 1);
    set(draft, CLIENTELA_FIELD_BIRTH_DATE, 0, "");
    set(draft, CLIENTELA_FIELD_FAMILY_NAME, 0, "Kohlerr");
    CHECK(first(it, draft, &who, &same_name) > 0 && same(who.text, known.text) && same_name == 0);
    OK(clientela_desk_possible_duplicates(it->desk, draft, &walk, NULL));
    FAILS(clientela_possible_duplicates_reasons(walk, &reasons, &error), CLIENTELA_STATUS_STATE, "walk.not_begun", NULL);
    OK(clientela_possible_duplicates_next(walk, &person, &bits, &same_name, NULL));
    OK(clientela_possible_duplicates_reasons(walk, &reasons, NULL));
    clientela_possible_duplicates_free(walk);
    clientela_person_free(person);
    sum = sum_of(reasons, &phone);
    CHECK(phone == 1 && sum - bits < 10 && bits - sum < 10);
    set(draft, CLIENTELA_FIELD_GIVEN_NAME, 0, "Ulrich");
    set(draft, CLIENTELA_FIELD_FAMILY_NAME, 0, "Ziegler");
    set(draft, CLIENTELA_FIELD_PHONE, 0, "030 5550001");
    CHECK(first(it, draft, &who, &same_name) == -1);
    clientela_draft_free(draft);
}

static clientela_status CLIENTELA_CALL stop_at(void *user_data, int64_t done, int64_t total) {
    int64_t *stop = (int64_t *)user_data;
    CHECK(done <= total);
    return --*stop == 0 ? CLIENTELA_STATUS_CANCELLED : CLIENTELA_STATUS_OK;
}

static clientela_duplicate_pairs pairs(shop *it, int64_t decided) {
    clientela_duplicate_pairs walk = CLIENTELA_NONE;
    int64_t customers = 0, left_out = -1;
    OK(clientela_erp_find_duplicates(it->erp, NULL, NULL, NULL, CLIENTELA_NONE, &walk, NULL));
    OK(clientela_duplicate_pairs_counts(walk, &customers, &left_out, NULL));
    CHECK(customers > 2 && left_out == decided);
    return walk;
}

/* Whether a pair is among those of the whole store. */
static int finds_pair(shop *it, key a, key b, int64_t decided) {
    clientela_duplicate_pairs walk = pairs(it, decided);
    clientela_duplicate_reasons reasons = CLIENTELA_NONE;
    const char *one = NULL, *other = NULL, *via = NULL;
    int64_t bits = 0, sum;
    int32_t same_name = -1;
    int found = 0, phone = 0;
    while (clientela_duplicate_pairs_next(walk, &one, NULL, &other, NULL, &via, NULL, &bits, &same_name, NULL) == CLIENTELA_STATUS_OK) {
        if (!(same(one, a.text) && same(other, b.text)) && !(same(one, b.text) && same(other, a.text))) continue;
        found = 1;
        OK(clientela_duplicate_pairs_reasons(walk, &reasons, NULL));
        sum = sum_of(reasons, &phone);
        CHECK(phone == 1 && via == NULL && bits > 0 && same_name == 1 && sum - bits < 10 && bits - sum < 10);
    }
    clientela_duplicate_pairs_free(walk);
    return found;
}

static void a9_a_job_is_cancelled(shop *it) {
    clientela_duplicate_pairs walk = CLIENTELA_NONE;
    clientela_cancel cancel = CLIENTELA_NONE;
    clientela_buffer model = CLIENTELA_NONE;
    const char *json = NULL;
    int64_t stop = 3;
    FAILS(clientela_desk_find_duplicates(it->desk, stop_at, &stop, NULL, CLIENTELA_NONE, &walk, &error), CLIENTELA_STATUS_CANCELLED,
          "cancelled", NULL);
    OK(clientela_cancel_new(&cancel, NULL));
    OK(clientela_cancel_trigger(cancel, NULL));
    FAILS(clientela_erp_find_duplicates(it->erp, NULL, NULL, NULL, cancel, &walk, &error), CLIENTELA_STATUS_CANCELLED, "cancelled", NULL);
    clientela_cancel_free(cancel);
    OK(clientela_engine_duplicate_model(it->engine, &model, NULL));
    OK(clientela_buffer_text(model, &json, NULL, NULL));
    CHECK(strstr(json, "\"learned_at\":null") != NULL);
    clientela_buffer_free(model);
}

static void a9_a_decision_is_remembered(shop *it, key known) {
    clientela_duplicate_decisions walk = CLIENTELA_NONE;
    clientela_draft draft = zoe(it, "Zoe", "Kohler");
    key twin = save(it->desk, draft), who;
    clientela_duplicate_decision decision = -1;
    clientela_buffer model = CLIENTELA_NONE;
    const char *other = NULL, *reason = NULL, *by = NULL, *json = NULL;
    int64_t at = 0;
    int32_t holds = -1, same_name = -1;
    CHECK(finds_pair(it, known, twin, 0));
    OK(clientela_engine_duplicate_model(it->engine, &model, NULL));
    OK(clientela_buffer_text(model, &json, NULL, NULL));
    CHECK(strstr(json, "\"learned_at\":null") == NULL && strstr(json, "\"duplicates\":") != NULL);
    clientela_buffer_free(model);
    FAILS(clientela_desk_decide_duplicate(it->desk, known.text, Z, known.text, Z, CLIENTELA_DUPLICATE_DECISION_SAME, "", Z, &error),
          CLIENTELA_STATUS_INVALID, "duplicate.one_record", NULL);
    FAILS(clientela_desk_decide_duplicate(it->desk, known.text, Z, twin.text, Z, 3, "", Z, &error), CLIENTELA_STATUS_MISUSE,
          "argument.unknown_constant", NULL);
    OK(clientela_desk_decide_duplicate(it->desk, twin.text, Z, known.text, Z, CLIENTELA_DUPLICATE_DECISION_DIFFERENT, "cousins", Z, NULL));
    OK(clientela_desk_duplicate_decisions(it->desk, known.text, Z, &walk, NULL));
    OK(clientela_duplicate_decisions_next(walk, &other, NULL, &decision, &reason, NULL, &by, NULL, &at, &holds, NULL));
    CHECK(same(other, twin.text) && decision == CLIENTELA_DUPLICATE_DECISION_DIFFERENT && same(reason, "cousins") && same(by, "jane"));
    CHECK(holds == 1 && at > 0);
    clientela_duplicate_decisions_free(walk);
    CHECK(!finds_pair(it, known, twin, 1));
    draft = edit(it->desk, twin);
    CHECK(first(it, draft, &who, &same_name) == -1);
    clientela_draft_free(draft);
    change(it, twin, CLIENTELA_FIELD_EMAIL, "zoe@example.org");
    CHECK(finds_pair(it, known, twin, 0));
}

int main(void) {
    shop it;
    key known;
    open_stocked(&it);
    known = save(it.desk, zoe(&it, "Zo\xc3\xab", "K\xc3\xb6hler"));
    a9_a_new_customer_is_compared(&it, known);
    a9_a_job_is_cancelled(&it);
    a9_a_decision_is_remembered(&it, known);
    close_shop(&it);
    return ended("A9");
}
