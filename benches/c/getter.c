/* How long one value of a customer takes to read, through the shared library. By hand:

       cargo xtask libs
       gcc -O2 -I include benches/c/getter.c -o target/getter -L target/c -lclientela -Wl,-rpath,$PWD/target/c -lpthread
       target/getter

   It prints nanoseconds of processor time a call, for one thread and for two threads with handles of their own. */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#include <clientela.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define NUL CLIENTELA_NUL_TERMINATED

enum { CALLS = 50000000, ROUNDS = 5, MOST_THREADS = 2 };

static clientela_error error;

static void must(clientela_status status) {
    const char *said = "";
    if (status == CLIENTELA_STATUS_OK) return;
    clientela_error_text(error, &said, NULL);
    fprintf(stderr, "%s: %s\n", clientela_status_name(status), said);
    exit(1);
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* What a thread reads, and what it took. */
typedef struct { clientela_customer customer; double took; } reader;

static void *read_often(void *given) {
    reader *it = (reader *)given;
    size_t length, sum = 0;
    const char *text;
    double start = seconds();
    long at;
    for (at = 0; at < CALLS; at++) {
        if (clientela_customer_text(it->customer, CLIENTELA_FIELD_EMAIL, 0, &text, &length, NULL) != CLIENTELA_STATUS_OK) exit(1);
        sum += length;
    }
    it->took = seconds() - start;
    return sum == (size_t)CALLS * strlen("luisg@example.org") ? it : NULL;
}

/* Nanoseconds a call, with so many threads at once. */
static double measure(clientela_customer *customers, int threads) {
    pthread_t running[MOST_THREADS];
    reader readers[MOST_THREADS];
    double sum = 0;
    void *answer;
    int at;
    for (at = 0; at < threads; at++) {
        readers[at].customer = customers[at];
        if (pthread_create(&running[at], NULL, read_often, &readers[at]) != 0) exit(1);
    }
    for (at = 0; at < threads; at++) {
        pthread_join(running[at], &answer);
        if (answer == NULL) exit(1);
        sum += readers[at].took;
    }
    return sum / threads * 1e9 / CALLS;
}

static int ascending(const void *one, const void *other) {
    double difference = *(const double *)one - *(const double *)other;
    return (difference > 0) - (difference < 0);
}

static void print(clientela_customer *customers, int threads) {
    double rounds[ROUNDS];
    int at;
    for (at = 0; at < ROUNDS; at++) rounds[at] = measure(customers, threads);
    qsort(rounds, ROUNDS, sizeof *rounds, ascending);
    printf("clientela_customer_text, %d thread%s: %.1f ns a call (best %.1f, worst %.1f of %d rounds)\n", threads, threads == 1 ? "" : "s",
           rounds[ROUNDS / 2], rounds[0], rounds[ROUNDS - 1], ROUNDS);
}

/* A customer as a shop has them, on a desk of a store of its own. */
static clientela_desk open_desk(const char *path) {
    clientela_options options;
    clientela_engine engine;
    clientela_seat seat;
    clientela_desk desk;
    must(clientela_options_new(&options, &error));
    must(clientela_engine_open(path, NUL, options, &engine, &error));
    must(clientela_seat_new("berlin", NUL, "till-1", NUL, "jane", NUL, &seat, &error));
    must(clientela_seat_allow(seat, CLIENTELA_RIGHT_READ_CUSTOMERS, &error));
    must(clientela_seat_allow(seat, CLIENTELA_RIGHT_EDIT_CUSTOMERS, &error));
    must(clientela_desk_open(engine, seat, &desk, &error));
    clientela_seat_free(seat);
    clientela_engine_free(engine);
    clientela_options_free(options);
    return desk;
}

static clientela_draft save_customer(clientela_desk desk) {
    static const struct { clientela_field field; const char *text; } VALUES[] = {
        {CLIENTELA_FIELD_NUMBER, "1"}, {CLIENTELA_FIELD_GIVEN_NAME, "Lu\xc3\xads"}, {CLIENTELA_FIELD_FAMILY_NAME, "Gon\xc3\xa7" "alves"},
        {CLIENTELA_FIELD_STREET, "Av. Brigadeiro Faria Lima, 2170"}, {CLIENTELA_FIELD_POSTAL_CODE, "12227-000"},
        {CLIENTELA_FIELD_CITY, "S\xc3\xa3o Jos\xc3\xa9"}, {CLIENTELA_FIELD_COUNTRY, "BR"}, {CLIENTELA_FIELD_PHONE, "+55 (12) 3923-5555"},
        {CLIENTELA_FIELD_EMAIL, "luisg@example.org"},
    };
    clientela_draft draft;
    int32_t repeated;
    size_t at;
    must(clientela_desk_new_customer(desk, "private", NUL, &draft, &error));
    for (at = 0; at < sizeof VALUES / sizeof *VALUES; at++) {
        must(clientela_draft_set_text(draft, VALUES[at].field, 0, VALUES[at].text, NUL, &error));
    }
    must(clientela_desk_save(desk, draft, &repeated, &error));
    return draft;
}

int main(void) {
    char folder[] = "/tmp/clientela-getter-XXXXXX", path[64], file[80];
    static const char *const ENDS[] = {"", "-wal", "-shm", ".ledger"};
    clientela_customer customers[MOST_THREADS];
    clientela_desk desk;
    clientela_draft draft;
    const char *id;
    int at;
    if (mkdtemp(folder) == NULL) return 1;
    snprintf(path, sizeof path, "%s/shop.db", folder);
    desk = open_desk(path);
    draft = save_customer(desk);
    must(clientela_draft_id(draft, &id, NULL, &error));
    for (at = 0; at < MOST_THREADS; at++) must(clientela_desk_customer(desk, id, NUL, &customers[at], &error));
    for (at = 1; at <= MOST_THREADS; at++) print(customers, at);
    for (at = 0; at < MOST_THREADS; at++) clientela_customer_free(customers[at]);
    clientela_draft_free(draft);
    clientela_desk_free(desk);
    for (at = 0; at < 4; at++) {
        snprintf(file, sizeof file, "%s%s", path, ENDS[at]);
        remove(file);
    }
    rmdir(folder);
    return 0;
}
