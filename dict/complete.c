#include <stdlib.h>
#include <string.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/library.h"

#define LOG_MODULE "dict"
#include "dict/base/log.h"

/* A letter typed can be the start of a third of a large dictionary: too much
 * to look at between two key presses. So a bounded piece of the keys is read,
 * and when it was not all, a few for each letter that may come next, where the
 * shortest keys stand first. */

enum {
    COMPLETE_MAX = 50,
    SCAN_MAX = 400,     /* rows of one dictionary that start with what was typed */
    SCAN_NEXT_MAX = 12, /* and with one letter more */
    LETTER_BYTES_MAX = 4
};

struct completion {
    const char *headword;
    int weight;
    size_t letters;
};

/* The best so far, best first. */
struct completions {
    struct arena *arena;
    struct completion best[COMPLETE_MAX];
    size_t count, limit, rows;
    int (*weight)(void *ctx, const char *headword);
    void *ctx;
};

static bool is_better(const struct completion *a, const struct completion *b)
{
    if (a->weight != b->weight)
        return a->weight > b->weight;
    if (a->letters != b->letters)
        return a->letters < b->letters;
    return strcmp(a->headword, b->headword) < 0;
}

static bool consider(void *ctx, struct str headword, struct str body)
{
    struct completions *found = ctx;
    struct completion own;
    size_t at, i;

    (void)body;
    found->rows++;
    for (i = 0; i < found->count; i++) {
        if (str_is(headword, found->best[i].headword))
            return true;
    }
    own.letters = text_grapheme_count(headword);
    if (found->weight == NULL && found->count == found->limit &&
        own.letters > found->best[found->count - 1].letters)
        return true;
    own.headword = arena_strndup(found->arena, headword.ptr, headword.len);
    own.weight = found->weight != NULL ? found->weight(found->ctx, own.headword) : 0;
    for (at = found->count; at > 0 && is_better(&own, &found->best[at - 1]); at--)
        ;
    if (at == found->limit)
        return true;
    if (found->count < found->limit)
        found->count++;
    for (i = found->count - 1; i > at; i--)
        found->best[i] = found->best[i - 1];
    found->best[at] = own;
    return true;
}

static void scan(struct completions *found, struct compiled *dict, struct str prefix, size_t rows)
{
    enum err rc = compiled_prefix(dict, prefix, rows, consider, found);

    if (rc != OK && rc != ERR_ABSENT)
        log_warn("%s: %s", compiled_meta(dict)->name, err_message());
}

/* PREFIX with each letter of the language behind it. */
static void scan_next(struct completions *found, struct compiled *dict,
                      const struct language *language, struct str prefix)
{
    char *letters = xasprintf("abcdefghijklmnopqrstuvwxyz%s", language->letters);
    char *folded = text_fold_dup(str_of(letters));
    struct str rest = str_of(folded);
    struct buf longer;
    size_t at = 0;

    buf_init(&longer, prefix.len + LETTER_BYTES_MAX);
    while (at < rest.len) {
        buf_clear(&longer);
        buf_add_str(&longer, prefix);
        text_put(&longer, text_next(rest, &at));
        scan(found, dict, buf_str(&longer), SCAN_NEXT_MAX);
    }
    buf_dispose(&longer);
    free(folded);
    free(letters);
}

enum err library_complete(struct library *library, struct str typed, size_t limit,
                          int (*weight)(void *ctx, const char *headword),
                          void (*found)(void *ctx, const char *headword), void *ctx)
{
    struct completions all = { .weight = weight, .ctx = ctx };
    char *fold;
    size_t i;

    if (typed.len > QUERY_MAX || !text_is_valid(typed))
        return err_set(ERR_USAGE, "what was typed is too long, or not valid UTF-8");
    fold = text_fold_dup(typed);
    all.arena = arena_new();
    all.limit = limit < COMPLETE_MAX ? limit : COMPLETE_MAX;
    for (i = 0; i < library->dict_count && fold[0] != '\0' && all.limit > 0; i++) {
        all.rows = 0;
        scan(&all, library->dicts[i], str_of(fold), SCAN_MAX);
        if (all.rows == SCAN_MAX)
            scan_next(&all, library->dicts[i], library->language, str_of(fold));
    }
    for (i = 0; i < all.count; i++)
        found(ctx, all.best[i].headword);
    arena_free(all.arena);
    free(fold);
    return OK;
}
