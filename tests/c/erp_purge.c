/* The purge of what erased rows left in the files, through the built library: done, pending, and retried. */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#include "shop_erasure.h"
#include "shop_files.h"

#include <pthread.h>
#include <unistd.h>

static const char *const VALUES[] = {"Gonçalves", "goncalves", "Av. Brigadeiro Faria Lima, 2170", "luisg@embraer.com.br",
                                     "+55 (12) 3923-5555", "Zwölfaxinger Feldweg 9", "Moreira", "beatriz.moreira@familia.example", PAYLOAD};
enum { VALUE_COUNT = sizeof VALUES / sizeof *VALUES };

static void x11_without_the_purge(shop *it, key luis) {
    size_t at;
    for (at = 0; at < VALUE_COUNT; at++) CHECK(in_the_files(it, VALUES[at]) > 0);
    CHECK(purge_pending(it) == 0);
    (void)anonymize(it, luis, 0);
    CHECK(purge_pending(it) == 1 && in_the_files(it, VALUES[0]) > 0);
    reopen(it);
    CHECK(purge_pending(it) == 1);
}

/* Nothing of him is in a byte of the files, and after closing they are the store and its ledger. */
static void x11_and_x1_physical_erasure(void) {
    shop it;
    key luis;
    size_t at;
    open_with_luis(&it, &luis);
    x11_without_the_purge(&it, luis);
    purge(&it);
    for (at = 0; at < VALUE_COUNT; at++) CHECK(in_the_files(&it, VALUES[at]) == 0);
    reopen(&it);
    CHECK(purge_pending(&it) == 0);
    close_files(&it);
    for (at = 0; at < VALUE_COUNT; at++) CHECK(in_the_files(&it, VALUES[at]) == 0);
    row_now = "X1";
    CHECK(exists(&it, "") && exists(&it, ".ledger") && !exists(&it, "-wal") && !exists(&it, "-shm"));
    remove_files(it.path);
}

/* A document that comes again without its customer stays tied to the person. */
static void x11_a_document_that_comes_again_without_its_customer(void) {
    shop it;
    key luis;
    open_with_luis(&it, &luis);
    fed(&it, "{\"feed\":\"document\",\"kind\":\"receipt\",\"number\":\"R-1\",\"state\":\"issued\",\"created\":\"2026-06-01\",\"currency\":\"EUR\","
             "\"total\":3499,\"addressee_name\":\"Luís Gonçalves\",\"payload\":\"ZmlzY2FsIGRhdGE6IEx1w61zIEdvbsOnYWx2ZXM=\"}\n");
    (void)anonymize(&it, luis, 0);
    purge(&it);
    close_files(&it);
    CHECK(in_the_files(&it, "Gonçalves") == 0 && in_the_files(&it, PAYLOAD) == 0);
    remove_files(it.path);
}

/* Somebody else with the store open, in a thread of their own, who stops in the middle of reading: their clock waits when it is
   asked so many times; 0: never. */
typedef struct reader {
    const char *path, *person;
    int asked, waits_at, in_the_middle[2], go_on[2];
} reader;

static clientela_status CLIENTELA_CALL waiting_clock(void *user_data, int64_t *out_millis, int32_t *out_offset_minutes) {
    reader *me = (reader *)user_data;
    char sign = 0;
    *out_millis = NOW;
    *out_offset_minutes = 120;
    if (++me->asked != me->waits_at) return CLIENTELA_STATUS_OK;
    CHECK(write(me->in_the_middle[1], "!", 1) == 1 && read(me->go_on[0], &sign, 1) == 1);
    return CLIENTELA_STATUS_OK;
}

static clientela_desk desk_of(clientela_engine engine) {
    clientela_seat seat = CLIENTELA_NONE;
    clientela_desk desk = CLIENTELA_NONE;
    OK(clientela_seat_new("berlin-mitte", Z, "till-2", Z, "tom", Z, &seat, NULL));
    OK(clientela_seat_allow(seat, CLIENTELA_RIGHT_READ_CONSENTS, NULL));
    OK(clientela_desk_open(engine, seat, &desk, NULL));
    clientela_seat_free(seat);
    return desk;
}

/* Reads the consents of a person; gives how often the clock was asked. */
static int read_consents(clientela_desk desk, reader *me) {
    clientela_consents consents = CLIENTELA_NONE;
    int count = 0;
    me->asked = 0;
    OK(clientela_desk_consents(desk, me->person, Z, &consents, NULL));
    while (clientela_consents_next(consents, NULL) == CLIENTELA_STATUS_OK) count++;
    CHECK(count == 5);
    clientela_consents_free(consents);
    return me->asked;
}

/* Reads twice, and a third time stops at the last look at the clock, which is taken inside the snapshot. */
static void *read_and_wait(void *data) {
    reader *me = (reader *)data;
    clientela_options options = CLIENTELA_NONE;
    clientela_engine engine = CLIENTELA_NONE;
    clientela_desk desk;
    OK(clientela_options_new(&options, NULL));
    OK(clientela_options_set_clock(options, waiting_clock, me, NULL, NULL));
    OK(clientela_engine_open(me->path, Z, options, &engine, NULL));
    desk = desk_of(engine);
    (void)read_consents(desk, me);
    me->waits_at = read_consents(desk, me);
    CHECK(read_consents(desk, me) == me->waits_at);
    clientela_desk_free(desk);
    clientela_engine_free(engine);
    clientela_options_free(options);
    return NULL;
}

/* A reader in the way leaves the purge pending, visibly; when it is gone the purge is done. */
static void x11_a_reader_in_the_way(void) {
    shop it;
    key luis, leonie;
    reader other = {NULL, NULL, 0, 0, {-1, -1}, {-1, -1}};
    pthread_t thread;
    char sign = 0;
    open_with_luis(&it, &luis);
    leonie = id_by_number(&it, "2");
    it.wait_millis = 50;
    reopen(&it);
    other.path = it.path;
    other.person = leonie.text;
    CHECK(pipe(other.in_the_middle) == 0 && pipe(other.go_on) == 0);
    CHECK(pthread_create(&thread, NULL, read_and_wait, &other) == 0 && read(other.in_the_middle[0], &sign, 1) == 1);
    (void)anonymize(&it, luis, 0);
    CHECK(purged(&it) == CLIENTELA_PURGED_PENDING && purge_pending(&it) == 1);
    CHECK(purged(&it) == CLIENTELA_PURGED_PENDING && in_the_files(&it, VALUES[0]) > 0);
    CHECK(is_erased(&it, luis));
    CHECK(write(other.go_on[1], "!", 1) == 1 && pthread_join(thread, NULL) == 0);
    CHECK(purge_pending(&it) == 1);
    purge(&it);
    CHECK(in_the_files(&it, VALUES[0]) == 0);
    CHECK(close(other.in_the_middle[0]) == 0 && close(other.in_the_middle[1]) == 0 && close(other.go_on[0]) == 0 && close(other.go_on[1]) == 0);
    close_shop(&it);
}

int main(void) {
    row_now = "X11";
    x11_and_x1_physical_erasure();
    row_now = "X11";
    x11_a_document_that_comes_again_without_its_customer();
    x11_a_reader_in_the_way();
    return ended("X11 X1");
}
