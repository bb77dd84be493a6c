#include "app/commands/catalogue_load.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/commands/commands.h"
#include "app/platform/fetch.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

static const size_t LIST_BYTES_MAX = (size_t)16 << 20;
static const int64_t MONTH_MS = INT64_C(30) * 24 * 3600 * 1000;

/* Names of languages in FreeDict's list, and ours. */
struct codes {
    struct arena *arena;
    struct language_pair *pairs; /* ends in one whose FROM is NULL */
    size_t count;
};

static void add_code(struct codes *codes, const char *from, const char *to)
{
    codes->pairs = xrealloc(codes->pairs, codes->count + 2, sizeof(*codes->pairs));
    codes->pairs[codes->count++] =
        (struct language_pair){ arena_strdup(codes->arena, from), arena_strdup(codes->arena, to) };
    codes->pairs[codes->count] = (struct language_pair){ NULL, NULL };
}

/* Of all languages that have a file. */
static enum err read_codes(struct codes *codes, const char *assets)
{
    const struct language *language = NULL;
    string_list list = NULL, code, other;
    enum err rc = language_list(&list, assets);

    codes->arena = arena_new();
    codes->pairs = xcalloc(1, sizeof(*codes->pairs));
    for (code = list; rc == OK && *code != NULL; code++) {
        rc = language_load(&language, assets, *code);
        for (other = rc == OK ? language->codes3 : NULL; other != NULL && *other != NULL; other++)
            add_code(codes, *other, *code);
        language_free(language);
        language = NULL;
    }
    language_list_free(list);
    return rc;
}

static void dispose_codes(struct codes *codes)
{
    arena_free(codes->arena);
    free(codes->pairs);
}

static bool is_recent(const char *path)
{
    struct file_id id = { 0 };
    int64_t age_ms;

    if (file_identify(&id, path) != OK)
        return false;
    age_ms = clock_now_ms() - id.mtime_ns / 1000000;
    return age_ms >= 0 && age_ms < MONTH_MS;
}

static enum err fetch_list(const char *url, const char *path)
{
    const struct fetch fetch = { .url = url,
                                 .path = path,
                                 .what = "FreeDict's list",
                                 .max = LIST_BYTES_MAX,
                                 .progress = command_progress() };
    enum err rc = fetch_file(&fetch);

    command_progress_done();
    if (rc == OK || rc == ERR_CANCELLED)
        return rc;
    fprintf(stderr, "wordloot: %s\n", err_message());
    fputs(file_exists(path) ? "wordloot: going on with FreeDict's list of an earlier time\n"
                            : "wordloot: going on without FreeDict's dictionaries\n",
          stderr);
    return OK;
}

static enum err add_list(struct catalogue *catalogue, const char *path, const char *assets)
{
    struct codes codes = { NULL, NULL, 0 };
    struct buf text;
    enum err rc;

    buf_init(&text, LIST_BYTES_MAX);
    rc = file_read(&text, path);
    if (rc == OK)
        rc = read_codes(&codes, assets);
    if (rc == OK)
        rc = catalogue_add_freedict(catalogue, (const uint8_t *)buf_text(&text), text.len,
                                    codes.pairs);
    if (rc == ERR_FORMAT)
        remove(path);
    if (rc != OK && rc != ERR_ABSENT)
        fprintf(stderr, "wordloot: %s; going on without it\n", err_message());
    dispose_codes(&codes);
    buf_dispose(&text);
    return OK;
}

enum err catalogue_load(struct catalogue **out, const struct catalogue_source *source)
{
    char *usual = file_join(source->paths->assets, "catalogue.json"), *list;
    struct catalogue *catalogue = NULL;
    const char *url;
    enum err rc = catalogue_read(&catalogue, source->file != NULL ? source->file : usual);

    free(usual);
    url = rc == OK ? catalogue_freedict_list(catalogue) : NULL;
    if (url != NULL) {
        list = file_join(source->paths->cache, file_base(url));
        if (source->refresh || !is_recent(list))
            rc = fetch_list(url, list);
        if (rc == OK)
            rc = add_list(catalogue, list, source->paths->assets);
        free(list);
    }
    if (rc == OK)
        *out = catalogue;
    else
        catalogue_free(catalogue);
    return rc;
}
