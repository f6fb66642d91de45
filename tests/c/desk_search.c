/* The search at a desk, through the built library. */
#include "shop_people.h"

/* The numbers that a search gives, in its order, such as "6 60 "; whether there are more. */
static const char *found(shop *it, const char *typed, int32_t limit, int32_t *more) {
    static char numbers[64];
    clientela_hits hits = CLIENTELA_NONE;
    clientela_person person = CLIENTELA_NONE;
    const char *text = NULL;
    int32_t count = -1;
    size_t end = 0;
    numbers[0] = '\0';
    OK(clientela_desk_search(it->desk, typed, Z, limit, &hits, NULL));
    OK(clientela_hits_count(hits, &count, more, NULL));
    while (clientela_hits_next(hits, &person, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_person_text(person, CLIENTELA_FIELD_NUMBER, 0, &text, NULL, NULL));
        end += (size_t)snprintf(numbers + end, sizeof numbers - end, "%s ", text);
        clientela_person_free(person);
        count--;
    }
    CHECK(count == 0 && end < sizeof numbers);
    clientela_hits_free(hits);
    return numbers;
}

static void w7_words_in_any_order(shop *it) {
    static const char *const LUIS[] = {"goncalves", "GONÇALVES", "gon lu", "lu gon", "embraer gon", "luisg@embr", "12227 luis",
                                       "3923-5555", "brigadeiro faria", "1239235555", "moreira"};
    static const char *const BEGUN[] = {"go", "gon", "gonc", "gonca", "goncal"};
    static const char *const NOBODY[] = {"gon leonie", "calves", "", "   ", "\"", "gon* OR x", "nobody"};
    int32_t more = -1;
    size_t at;
    CHECK(finds(it, "g", NULL) == 2 && strstr(found(it, "g", 20, &more), "1 ") != NULL);
    for (at = 0; at < sizeof LUIS / sizeof *LUIS; at++) CHECK(finds(it, LUIS[at], "1") == 1);
    for (at = 0; at < sizeof BEGUN / sizeof *BEGUN; at++) CHECK(finds(it, BEGUN[at], "1") == 1);
    for (at = 0; at < sizeof NOBODY / sizeof *NOBODY; at++) CHECK(finds(it, NOBODY[at], NULL) == 0);
    CHECK(finds(it, "tonnies tonstudio", "60") == 1);
    CHECK(finds(it, "köhler", "2") == 1 && finds(it, "koehler", "2") == 1);
}

#define ANNE(number) \
    "{\"feed\":\"customer\",\"source_id\":\"" number "\",\"number\":\"" number "\",\"kind\":\"private\",\"given_name\":\"Anne\"}\n"

/* Who visited last comes first, but for the one whose number it is. */
static void w7_a_full_number_comes_first(shop *it) {
    int32_t more = -1;
    fed(it, ANNE("6") ANNE("600"));
    change(it, id_by_number(it, "600"), CLIENTELA_FIELD_LAST_VISIT, "2026-06-30");
    CHECK(same(found(it, "anne", 9, &more), "600 6 ") && more == 0);
    CHECK(same(found(it, "6", 9, &more), "6 60 600 ") && more == 0);
    CHECK(same(found(it, " 60 ", 9, &more), "60 600 ") && more == 0);
    CHECK(same(found(it, "6", 1, &more), "6 ") && more == 1);
}

static void w7_no_more_than_asked_for(shop *it) {
    int32_t more = -1;
    CHECK(same(found(it, "anne", 1, &more), "600 ") && more == 1);
    CHECK(same(found(it, "anne", 2, &more), "600 6 ") && more == 0);
}

static void w7_the_search_follows_every_edit(shop *it) {
    key luis = id_by_number(it, "1");
    change(it, luis, CLIENTELA_FIELD_FAMILY_NAME, "Quintela");
    change(it, luis, CLIENTELA_FIELD_EMAIL, "");
    CHECK(finds(it, "goncalves", NULL) == 0 && finds(it, "quintela", "1") == 1);
    CHECK(finds(it, "luisg@embraer.com.br", NULL) == 0 && finds(it, "moreira", "1") == 1);
}

/* The hits of a search, a letter of the stage before each number, such as "N6 F60 ". */
static const char *staged(shop *it, clientela_search search, clientela_hits *hits) {
    static const char LETTERS[] = "#PNFAST";
    static char numbers[64];
    clientela_person person = CLIENTELA_NONE;
    clientela_stage stage = -1;
    const char *text = NULL;
    size_t end = 0;
    numbers[0] = '\0';
    OK(clientela_desk_find(it->desk, search, hits, NULL));
    while (clientela_hits_next(*hits, &person, NULL) == CLIENTELA_STATUS_OK) {
        OK(clientela_hits_stage(*hits, &stage, NULL));
        OK(clientela_person_text(person, CLIENTELA_FIELD_NUMBER, 0, &text, NULL, NULL));
        end += (size_t)snprintf(numbers + end, sizeof numbers - end, "%c%s ", LETTERS[stage], text);
        clientela_person_free(person);
    }
    CHECK(end < sizeof numbers);
    return numbers;
}

static const char *once(shop *it, clientela_search search) {
    clientela_hits hits = CLIENTELA_NONE;
    const char *numbers = staged(it, search, &hits);
    clientela_hits_free(hits);
    return numbers;
}

static void ask(clientela_search search, clientela_search_field field, const char *text) {
    OK(clientela_search_set_text(search, field, text, Z, NULL));
}

static void w7_filters_and_pages(shop *it) {
    clientela_search search = CLIENTELA_NONE;
    clientela_hits hits = CLIENTELA_NONE;
    int32_t count = -1, more = -1;
    fed(it, "{\"feed\":\"customer\",\"source_id\":\"n1\",\"number\":\"n1\",\"kind\":\"private\",\"given_name\":\"Solveig\",\"branch\":\"oslo\","
            "\"birth_date\":\"1980-05-17\",\"last_visit\":\"2026-06-30\"}\n"
            "{\"feed\":\"customer\",\"source_id\":\"n2\",\"number\":\"n2\",\"kind\":\"private\",\"given_name\":\"Solveig\",\"status\":\"inactive\"}\n");
    OK(clientela_desk_new_search(it->desk, &search, NULL));
    ask(search, CLIENTELA_SEARCH_FIELD_TEXT, "solveig");
    CHECK(same(once(it, search), "Nn1 "));
    ask(search, CLIENTELA_SEARCH_FIELD_STATUS, "inactive");
    CHECK(same(once(it, search), "Nn1 Nn2 "));
    ask(search, CLIENTELA_SEARCH_FIELD_STATUS, NULL);
    ask(search, CLIENTELA_SEARCH_FIELD_BRANCH, "oslo");
    CHECK(same(once(it, search), "Nn1 "));
    ask(search, CLIENTELA_SEARCH_FIELD_BRANCH, NULL);
    ask(search, CLIENTELA_SEARCH_FIELD_BIRTHDAY_FROM, "2027-05-16");
    CHECK(same(once(it, search), ""));
    ask(search, CLIENTELA_SEARCH_FIELD_BIRTHDAY_TO, "2027-05-17");
    CHECK(same(once(it, search), "Nn1 "));
    ask(search, CLIENTELA_SEARCH_FIELD_BIRTHDAY_FROM, NULL);
    ask(search, CLIENTELA_SEARCH_FIELD_VISITED_FROM, "2026-07-01");
    CHECK(same(once(it, search), ""));
    ask(search, CLIENTELA_SEARCH_FIELD_VISITED_FROM, NULL);
    ask(search, CLIENTELA_SEARCH_FIELD_KIND, "business");
    CHECK(same(once(it, search), ""));
    ask(search, CLIENTELA_SEARCH_FIELD_KIND, NULL);
    CHECK(clientela_search_set_text(search, 99, "a", Z, NULL) == CLIENTELA_STATUS_MISUSE);
    CHECK(clientela_search_set_text(search, CLIENTELA_SEARCH_FIELD_VISITED_TO, "soon", Z, NULL) == CLIENTELA_STATUS_INVALID);

    OK(clientela_search_set_page(search, 1, NULL));
    CHECK(same(staged(it, search, &hits), "Nn1 "));
    OK(clientela_hits_count(hits, &count, &more, NULL));
    CHECK(count == 1 && more == 1);
    OK(clientela_search_after(search, hits, NULL));
    clientela_hits_free(hits);
    CHECK(same(staged(it, search, &hits), "Nn2 "));
    OK(clientela_hits_count(hits, &count, &more, NULL));
    CHECK(count == 1 && more == 0);
    clientela_hits_free(hits);
    clientela_search_free(search);
}

/* Which field, how, and which part of it. */
static void x22_every_hit_says_why(shop *it) {
    static const struct {
        const char *typed;
        clientela_field field;
        clientela_how how;
        const char *part;
    } CASES[] = {{"solveig", CLIENTELA_FIELD_GIVEN_NAME, CLIENTELA_HOW_EXACT, "Solveig"},
                 {"sol", CLIENTELA_FIELD_GIVEN_NAME, CLIENTELA_HOW_PREFIX, "Sol"},
                 {"solweik", CLIENTELA_FIELD_GIVEN_NAME, CLIENTELA_HOW_SOUND, "Solveig"},
                 {"solvieg", CLIENTELA_FIELD_GIVEN_NAME, CLIENTELA_HOW_SOUND, "Solveig"},
                 {"solevig", CLIENTELA_FIELD_GIVEN_NAME, CLIENTELA_HOW_SOUND, "Solveig"},
                 {"sovleig", CLIENTELA_FIELD_GIVEN_NAME, CLIENTELA_HOW_TYPO, "Solveig"}};
    clientela_hits hits = CLIENTELA_NONE;
    clientela_matches matches = CLIENTELA_NONE;
    clientela_person person = CLIENTELA_NONE;
    clientela_field field = 0;
    clientela_how how = -1;
    int32_t slot = -1;
    int64_t start = -1, end = -1;
    const char *text = NULL, *whose = NULL;
    size_t at;
    for (at = 0; at < sizeof CASES / sizeof *CASES; at++) {
        OK(clientela_desk_search(it->desk, CASES[at].typed, Z, 9, &hits, NULL));
        CHECK(clientela_hits_matches(hits, &matches, NULL) == CLIENTELA_STATUS_STATE);
        OK(clientela_hits_next(hits, &person, NULL));
        OK(clientela_hits_matches(hits, &matches, NULL));
        OK(clientela_matches_next(matches, &field, &slot, &how, &start, &end, &whose, NULL, NULL));
        OK(clientela_person_text(person, field, slot, &text, NULL, NULL));
        CHECK(field == CASES[at].field && how == CASES[at].how && whose == NULL);
        CHECK((size_t)(end - start) == strlen(CASES[at].part) && strncmp(text + start, CASES[at].part, (size_t)(end - start)) == 0);
        CHECK(clientela_matches_next(matches, &field, &slot, &how, &start, &end, &whose, NULL, NULL) == CLIENTELA_STATUS_DONE);
        clientela_matches_free(matches);
        clientela_person_free(person);
        clientela_hits_free(hits);
    }
}

static void setting(shop *it, const char *key, const char *value) {
    OK(clientela_erp_set_setting(it->erp, key, Z, "chain", Z, value, Z, NULL));
}

static void a25_x23_the_branch_is_fixed_and_somebody_is_known_elsewhere(shop *it) {
    clientela_search search = CLIENTELA_NONE;
    clientela_hits hits = CLIENTELA_NONE;
    clientela_elsewhere elsewhere = CLIENTELA_NONE;
    int32_t done = -1;
    setting(it, "search.branch", "own");
    setting(it, "search.branch_changeable", "no");
    OK(clientela_desk_new_search(it->desk, &search, NULL));
    ask(search, CLIENTELA_SEARCH_FIELD_TEXT, "n1");
    CHECK(same(staged(it, search, &hits), ""));
    OK(clientela_hits_elsewhere(hits, &elsewhere, NULL));
    OK(clientela_desk_request_take_over(it->desk, elsewhere, "stands here", Z, &done, NULL));
    CHECK(done == 0);
    clientela_elsewhere_free(elsewhere);
    clientela_hits_free(hits);
    ask(search, CLIENTELA_SEARCH_FIELD_TEXT, "solveig");
    CHECK(same(staged(it, search, &hits), ""));
    CHECK(clientela_hits_elsewhere(hits, &elsewhere, NULL) == CLIENTELA_STATUS_DONE);
    clientela_hits_free(hits);
    ask(search, CLIENTELA_SEARCH_FIELD_BRANCH, "oslo");
    CHECK(clientela_desk_find(it->desk, search, &hits, NULL) == CLIENTELA_STATUS_NOT_PERMITTED);
    CHECK(clientela_desk_known_elsewhere(it->desk, "Solveig", Z, "Nobody", Z, "1980-05-17", Z, &elsewhere, NULL) == CLIENTELA_STATUS_DONE);
    clientela_search_free(search);
    setting(it, "search.branch_changeable", NULL);
    setting(it, "search.branch", NULL);
}

static void w7_a_search_is_cancelled(shop *it) {
    clientela_search search = CLIENTELA_NONE;
    clientela_cancel cancel = CLIENTELA_NONE;
    clientela_hits hits = CLIENTELA_NONE;
    OK(clientela_cancel_new(&cancel, NULL));
    OK(clientela_desk_new_search(it->desk, &search, NULL));
    ask(search, CLIENTELA_SEARCH_FIELD_TEXT, "solveig");
    OK(clientela_search_set_cancel(search, cancel, NULL));
    OK(clientela_cancel_trigger(cancel, NULL));
    CHECK(clientela_desk_find(it->desk, search, &hits, NULL) == CLIENTELA_STATUS_CANCELLED);
    OK(clientela_search_set_cancel(search, CLIENTELA_NONE, NULL));
    CHECK(same(once(it, search), "Nn1 "));
    clientela_cancel_free(cancel);
    clientela_search_free(search);
}

int main(void) {
    shop it;
    row_now = "W7";
    open_stocked(&it);
    w7_words_in_any_order(&it);
    w7_a_full_number_comes_first(&it);
    w7_no_more_than_asked_for(&it);
    w7_the_search_follows_every_edit(&it);
    w7_filters_and_pages(&it);
    row_now = "X22";
    x22_every_hit_says_why(&it);
    row_now = "X23";
    a25_x23_the_branch_is_fixed_and_somebody_is_known_elsewhere(&it);
    w7_a_search_is_cancelled(&it);
    close_shop(&it);
    return ended("W7");
}
