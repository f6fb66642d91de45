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
    static const char *const NOBODY[] = {"gon leonie", "oncalves", "", "   ", "\"", "gon* OR x", "nobody"};
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
    CHECK(same(found(it, "6", 9, &more), "6 600 60 ") && more == 0);
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
    CHECK(finds(it, "luisg@embraer", NULL) == 0 && finds(it, "moreira", "1") == 1);
}

int main(void) {
    shop it;
    row_now = "W7";
    open_stocked(&it);
    w7_words_in_any_order(&it);
    w7_a_full_number_comes_first(&it);
    w7_no_more_than_asked_for(&it);
    w7_the_search_follows_every_edit(&it);
    close_shop(&it);
    return ended("W7");
}
