/* The bytes of a shop's files. Closing a file drops the locks that SQLite holds on it for this process: no other process may have
   the store open meanwhile. */
#ifndef SHOP_FILES_H
#define SHOP_FILES_H

#include "shop_store.h"

/* A file in memory; `data` is NULL where there is none. */
typedef struct bytes {
    char *data;
    size_t length;
} bytes;

/* Reads the store's file that ends so; free its data. */
static inline bytes read_file(const shop *it, const char *end) {
    bytes all = {NULL, 0};
    char name[128];
    FILE *file;
    snprintf(name, sizeof name, "%s%s", it->path, end);
    file = fopen(name, "rb");
    if (file == NULL) return all;
    CHECK(fseek(file, 0, SEEK_END) == 0);
    all.length = (size_t)ftell(file);
    all.data = (char *)malloc(all.length + 1);
    CHECK(all.data != NULL && fseek(file, 0, SEEK_SET) == 0 && fread(all.data, 1, all.length, file) == all.length);
    fclose(file);
    return all;
}

static inline void write_file(const shop *it, const char *end, const void *data, size_t length) {
    char name[128];
    FILE *file;
    snprintf(name, sizeof name, "%s%s", it->path, end);
    file = fopen(name, "wb");
    CHECK(file != NULL && fwrite(data, 1, length, file) == length && fclose(file) == 0);
}

static inline void remove_file(const shop *it, const char *end) {
    char name[128];
    snprintf(name, sizeof name, "%s%s", it->path, end);
    CHECK(remove(name) == 0);
}

static inline int exists(const shop *it, const char *end) {
    bytes all = read_file(it, end);
    free(all.data);
    return all.data != NULL;
}

/* The next place of a value from `from` on; the length of all where there is none. */
static inline size_t place_of(bytes all, size_t from, const void *value, size_t width) {
    for (; from + width <= all.length; from++) {
        if (memcmp(all.data + from, value, width) == 0) return from;
    }
    return all.length;
}

/* In how many places of the store's files these bytes stand. */
static inline int bytes_in_the_files(const shop *it, const void *value, size_t width) {
    size_t end, at;
    int count = 0;
    for (end = 0; end < sizeof FILE_ENDS / sizeof *FILE_ENDS; end++) {
        bytes all = read_file(it, FILE_ENDS[end]);
        for (at = place_of(all, 0, value, width); at < all.length; at = place_of(all, at + 1, value, width)) count++;
        free(all.data);
    }
    return count;
}

static inline int in_the_files(const shop *it, const char *value) { return bytes_in_the_files(it, value, strlen(value)); }

#endif
