/* What several stations edit at the same time, and learning what others changed, through the built library. */
#include "shop_people.h"

static clientela_desk desk_at(shop *it, const char *station) {
    clientela_seat seat = CLIENTELA_NONE;
    clientela_desk desk = CLIENTELA_NONE;
    OK(clientela_seat_new("berlin-mitte", Z, station, Z, "jane", Z, &seat, NULL));
    OK(clientela_seat_allow_all(seat, NULL));
    OK(clientela_desk_open(it->engine, seat, &desk, NULL));
    clientela_seat_free(seat);
    return desk;
}

static clientela_outcome saved(clientela_desk desk, clientela_draft draft) {
    clientela_outcome outcome = -1;
    OK(clientela_desk_save(desk, draft, &outcome, NULL));
    return outcome;
}

static int draft_says(clientela_draft draft, clientela_field field, int32_t slot, const char *value) {
    const char *text = NULL;
    OK(clientela_draft_text(draft, field, slot, &text, NULL, NULL));
    return value == NULL ? text == NULL : same(text, value);
}

static void a1_save_is_one_unit_of_work(shop *it) {
    clientela_draft draft = new_lee(it);
    clientela_capture known = yes(NEWSLETTER), unknown = yes("no-such-consent");
    clientela_outcome outcome = 7;
    int64_t before = entries(it);
    row_now = "A1";
    OK(clientela_draft_capture(draft, known, NULL));
    OK(clientela_draft_capture(draft, unknown, NULL));
    FAILS(clientela_desk_save(it->desk, draft, &outcome, &error), CLIENTELA_STATUS_NOT_FOUND, "definition.unknown", NULL);
    CHECK(outcome == 0 && entries(it) == before && finds(it, "lee", NULL) == 0);
    clientela_capture_free(known);
    clientela_capture_free(unknown);
    clientela_draft_free(draft);
}

static void a2_what_two_stations_changed_apart_is_kept_of_both(shop *it, clientela_desk other, key id) {
    clientela_draft mine = edit(it->desk, id), theirs = edit(other, id);
    const char *lent = NULL;
    row_now = "A2";
    set(theirs, CLIENTELA_FIELD_EMAIL, 0, "new@example.org");
    CHECK(saved(other, theirs) == CLIENTELA_OUTCOME_WRITTEN);
    OK(clientela_draft_text(mine, CLIENTELA_FIELD_EMAIL, 0, &lent, NULL, NULL));
    set(mine, CLIENTELA_FIELD_LANGUAGE, 0, "pt");
    CHECK(saved(it->desk, mine) == CLIENTELA_OUTCOME_MERGED);
    CHECK(draft_says(mine, CLIENTELA_FIELD_EMAIL, 0, "new@example.org") && same(lent, "lee@example.com"));
    CHECK(has(it, id, CLIENTELA_FIELD_EMAIL, 0, "new@example.org") && has(it, id, CLIENTELA_FIELD_LANGUAGE, 0, "pt"));
    CHECK(saved(it->desk, mine) == CLIENTELA_OUTCOME_REPEATED);
    set(mine, CLIENTELA_FIELD_LANGUAGE, 0, "en");
    CHECK(saved(it->desk, mine) == CLIENTELA_OUTCOME_WRITTEN);
    clientela_draft_free(mine);
    clientela_draft_free(theirs);
}

/* The next clash must be this one. */
static void clash(clientela_clashes clashes, clientela_field field, const char *base, const char *mine, const char *theirs) {
    clientela_field its_field = 0;
    int32_t slot = -1;
    const char *its_base = NULL, *its_mine = NULL, *its_theirs = NULL;
    OK(clientela_clashes_next(clashes, &its_field, &slot, &its_base, NULL, &its_mine, NULL, &its_theirs, NULL, NULL));
    CHECK(its_field == field && slot == 0);
    CHECK(same(its_base, base) && same(its_mine, mine) && same(its_theirs, theirs));
}

static void no_clash(clientela_clashes clashes) {
    clientela_field field = 7;
    int32_t slot = 7;
    const char *text = NULL;
    CHECK(clientela_clashes_next(clashes, &field, &slot, &text, NULL, &text, NULL, &text, NULL, NULL) == CLIENTELA_STATUS_DONE);
    CHECK(field == 0 && slot == 0);
    clientela_clashes_free(clashes);
}

static void a2_what_both_changed_is_told_and_settled(shop *it, clientela_desk other, key id) {
    clientela_draft mine = edit(it->desk, id), theirs = edit(other, id);
    clientela_clashes clashes = CLIENTELA_NONE;
    clientela_outcome outcome = 7;
    row_now = "A2";
    set(theirs, CLIENTELA_FIELD_GIVEN_NAME, 0, "Anne");
    set(theirs, CLIENTELA_FIELD_CITY, 0, "Bree");
    CHECK(saved(other, theirs) == CLIENTELA_OUTCOME_WRITTEN);
    set(mine, CLIENTELA_FIELD_FAMILY_NAME, 0, "Ray");
    set(mine, CLIENTELA_FIELD_PHONE, 0, "+49 30 23125060");
    CHECK(clientela_desk_save(it->desk, mine, &outcome, &error) == CLIENTELA_STATUS_CONFLICT && outcome == 0);
    CHECK(lists("given_name", 0, "changed_meanwhile") && lists("family_name", 0, "changed_meanwhile") && listed() == 2);
    CHECK(has(it, id, CLIENTELA_FIELD_FAMILY_NAME, 0, "Lee") && has(it, id, CLIENTELA_FIELD_PHONE, 0, NULL));

    OK(clientela_desk_reload(it->desk, mine, &clashes, NULL));
    clash(clashes, CLIENTELA_FIELD_GIVEN_NAME, "Ann", "Ann", "Anne");
    clash(clashes, CLIENTELA_FIELD_FAMILY_NAME, "Lee", "Ray", "Lee");
    no_clash(clashes);
    CHECK(draft_says(mine, CLIENTELA_FIELD_CITY, 0, "Bree") && draft_says(mine, CLIENTELA_FIELD_PHONE, 0, "+49 30 23125060"));
    CHECK(clientela_desk_save(it->desk, mine, &outcome, NULL) == CLIENTELA_STATUS_CONFLICT);
    FAILS(clientela_draft_settle(mine, CLIENTELA_FIELD_FAMILY_NAME, 0, 2, &error), CLIENTELA_STATUS_MISUSE, "argument.unknown_constant", NULL);
    FAILS(clientela_draft_settle(mine, CLIENTELA_FIELD_EMAIL, 0, CLIENTELA_SIDE_MINE, &error), CLIENTELA_STATUS_NOT_FOUND, "clash.not_found", "email");
    OK(clientela_draft_settle(mine, CLIENTELA_FIELD_FAMILY_NAME, 0, CLIENTELA_SIDE_THEIRS, NULL));
    CHECK(draft_says(mine, CLIENTELA_FIELD_FAMILY_NAME, 0, "Lee"));
    OK(clientela_draft_settle(mine, CLIENTELA_FIELD_FAMILY_NAME, 0, CLIENTELA_SIDE_MINE, NULL));
    CHECK(saved(it->desk, mine) == CLIENTELA_OUTCOME_WRITTEN);
    CHECK(has(it, id, CLIENTELA_FIELD_FAMILY_NAME, 0, "Ray") && has(it, id, CLIENTELA_FIELD_GIVEN_NAME, 0, "Ann"));
    clientela_draft_free(mine);
    clientela_draft_free(theirs);
}

/* What a watch heard. */
typedef struct ear {
    clientela_desk desk;
    int rows, calls, dropped;
    char last[40];
} ear;

static clientela_status CLIENTELA_CALL hear(void *user_data, clientela_news news) {
    ear *it = (ear *)user_data;
    clientela_draft draft = CLIENTELA_NONE;
    const char *subject = NULL;
    it->calls++;
    if (clientela_desk_new_customer(it->desk, "private", Z, &draft, NULL) != CLIENTELA_STATUS_IN_USE) return CLIENTELA_STATUS_MISUSE;
    while (clientela_news_next(news, NULL) == CLIENTELA_STATUS_OK) {
        if (clientela_news_text(news, CLIENTELA_NEWS_FIELD_SUBJECT, &subject, NULL, NULL) != CLIENTELA_STATUS_OK) return CLIENTELA_STATUS_MISUSE;
        snprintf(it->last, sizeof it->last, "%s", subject);
        it->rows++;
    }
    return it->calls == 2 ? CLIENTELA_STATUS_CANCELLED : CLIENTELA_STATUS_OK;
}

static void CLIENTELA_CALL deaf(void *user_data) { ((ear *)user_data)->dropped++; }

static void a2_a_host_hears_what_its_process_writes(shop *it, key id) {
    ear heard = {CLIENTELA_NONE, 0, 0, 0, ""};
    clientela_watch watch = CLIENTELA_NONE;
    row_now = "A2";
    heard.desk = it->desk;
    CHECK(clientela_engine_watch(it->engine, NULL, &heard, deaf, &watch, NULL) == CLIENTELA_STATUS_MISUSE && heard.dropped == 1);
    OK(clientela_engine_watch(it->engine, hear, &heard, deaf, &watch, NULL));
    change(it, id, CLIENTELA_FIELD_CITY, "Lyon");
    CHECK(heard.calls == 1 && heard.rows == 1 && same(heard.last, id.text));
    change(it, id, CLIENTELA_FIELD_CITY, "Bree");
    change(it, id, CLIENTELA_FIELD_CITY, "Oslo");
    CHECK(heard.calls == 2); /* it has had enough */
    clientela_watch_free(watch);
    CHECK(heard.dropped == 2);
}

static void a2_a_desk_follows_other_stations(shop *it, clientela_desk other, key id) {
    clientela_follower follower = CLIENTELA_NONE, again = CLIENTELA_NONE;
    clientela_news news = CLIENTELA_NONE;
    clientela_draft theirs = edit(other, id);
    const char *text = NULL, *position = NULL;
    int64_t number = -1;
    row_now = "A2";
    OK(clientela_desk_follow(it->desk, NULL, 0, &follower, NULL));
    OK(clientela_follower_position(follower, &position, NULL, NULL));
    change(it, id, CLIENTELA_FIELD_CITY, "Porto");
    set(theirs, CLIENTELA_FIELD_LANGUAGE, 0, "de");
    CHECK(saved(other, theirs) == CLIENTELA_OUTCOME_MERGED);
    OK(clientela_desk_follow(it->desk, position, Z, &again, NULL));
    OK(clientela_follower_news(again, &news, NULL));
    CHECK(clientela_news_text(news, CLIENTELA_NEWS_FIELD_KEY, &text, NULL, NULL) == CLIENTELA_STATUS_STATE);
    OK(clientela_news_next(news, NULL));
    OK(clientela_news_text(news, CLIENTELA_NEWS_FIELD_ORIGIN, &text, NULL, NULL));
    CHECK(same(text, "till-2"));
    OK(clientela_news_text(news, CLIENTELA_NEWS_FIELD_SUBJECT, &text, NULL, NULL));
    CHECK(same(text, id.text));
    OK(clientela_news_number(news, CLIENTELA_NEWS_FIELD_RECORD, &number, NULL));
    CHECK(number == CLIENTELA_RECORD_KIND_SUBJECT);
    OK(clientela_news_number(news, CLIENTELA_NEWS_FIELD_KIND, &number, NULL));
    CHECK(number == CLIENTELA_ENTRY_KIND_CHANGED);
    CHECK(clientela_news_next(news, NULL) == CLIENTELA_STATUS_DONE);
    clientela_news_free(news);
    clientela_follower_free(again);
    FAILS(clientela_desk_follow(it->desk, "till-2:9999", Z, &again, &error), CLIENTELA_STATUS_INVALID, "position.ahead", "position");
    FAILS(clientela_desk_follow(it->desk, "x", Z, &again, &error), CLIENTELA_STATUS_INVALID, "position.malformed", "position");
    clientela_follower_free(follower);
    clientela_draft_free(theirs);
}

#if !defined(_WIN32) && !defined(__cplusplus)
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* Rule 5: a child holds none of its parent's handles. */
static void a_child_has_no_handles(shop *it, key id) {
    int told = -1;
    pid_t child = fork();
    if (child == 0) {
        clientela_draft draft = CLIENTELA_NONE;
        clientela_status status = clientela_desk_edit(it->desk, id.text, Z, &draft, NULL);
        /* Killed, so that no leak check counts in the child what is its parent's. */
        if (status == CLIENTELA_STATUS_BAD_HANDLE && clientela_desk_free(it->desk) == CLIENTELA_STATUS_BAD_HANDLE) (void)raise(SIGKILL);
        _exit(1);
    }
    CHECK(child > 0 && waitpid(child, &told, 0) == child && WIFSIGNALED(told) && WTERMSIG(told) == SIGKILL);
}
#else
static void a_child_has_no_handles(shop *it, key id) { (void)it, (void)id; }
#endif

int main(void) {
    shop it;
    clientela_desk other;
    clientela_draft lee;
    key id;
    open_stocked(&it);
    other = desk_at(&it, "till-2");
    a1_save_is_one_unit_of_work(&it);
    lee = new_lee(&it);
    set(lee, CLIENTELA_FIELD_GIVEN_NAME, 0, "Ann");
    id = save(it.desk, lee);
    a2_what_two_stations_changed_apart_is_kept_of_both(&it, other, id);
    a2_what_both_changed_is_told_and_settled(&it, other, id);
    a2_a_host_hears_what_its_process_writes(&it, id);
    a2_a_desk_follows_other_stations(&it, other, id);
    a_child_has_no_handles(&it, id);
    OK(clientela_desk_free(other));
    close_shop(&it);
    return ended("A1 A2");
}
