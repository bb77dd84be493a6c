#include "dict/near.h"

#include <stdbool.h>

#include "dict/base/text.h"

#define LOG_MODULE "dict"
#include "dict/base/log.h"

enum {
    SHORT_LETTERS = 5, /* up to here one slip is allowed, two beyond */
    FOUND_MAX = 16
};

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t apart(size_t a, size_t b)
{
    return a > b ? a - b : b - a;
}

/* The table for words that differ at both ends; only its cells up to MOST beside
 * the diagonal can matter. */
static size_t fill_table(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len,
                         size_t most)
{
    /* Three rows: for the letters of A before the last, up to the last, and up to
     * this one. */
    size_t rows[3][NEAR_LETTERS_MAX + 2] = { { 0 } };
    size_t *before = rows[0], *last = rows[1], *now = rows[2], *spare;
    size_t i, j, end, least;

    for (j = 0; j <= b_len; j++)
        last[j] = j;
    for (i = 1; i <= a_len; i++) {
        j = i > most ? i - most : 1;
        end = smaller(i + most, b_len);
        now[j - 1] = j == 1 ? i : most + 1;
        for (least = now[j - 1]; j <= end; j++) {
            now[j] =
                smaller(last[j - 1] + (a[i - 1] != b[j - 1]), smaller(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = smaller(now[j], before[j - 2] + 1);
            least = smaller(least, now[j]);
        }
        now[j] = most + 1;
        if (least > most)
            return most + 1;
        spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return smaller(last[b_len], most + 1);
}

size_t near_distance(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len, size_t most)
{
    if (a_len > NEAR_LETTERS_MAX || b_len > NEAR_LETTERS_MAX || apart(a_len, b_len) > most)
        return most + 1;
    /* Most words that are compared begin and end alike. */
    while (a_len > 0 && b_len > 0 && a[0] == b[0]) {
        a++;
        b++;
        a_len--;
        b_len--;
    }
    while (a_len > 0 && b_len > 0 && a[a_len - 1] == b[b_len - 1]) {
        a_len--;
        b_len--;
    }
    return fill_table(a, a_len, b, b_len, most);
}

struct word {
    uint32_t letters[NEAR_LETTERS_MAX];
    size_t len;
};

/* False for one that is too long. */
static bool spell(struct word *word, struct str text)
{
    size_t at = 0;

    for (word->len = 0; at < text.len; word->len++) {
        if (word->len == NEAR_LETTERS_MAX)
            return false;
        word->letters[word->len] = text_next(text, &at);
    }
    return true;
}

struct found {
    const char *fold;
    size_t distance, apart, len;
    bool other_start;
};

/* The best so far, best first. */
struct search {
    struct word word;
    size_t most;
    struct arena *arena;
    struct found found[FOUND_MAX];
    size_t count, max;
};

static bool is_better(const struct found *a, const struct found *b)
{
    if (a->distance != b->distance)
        return a->distance < b->distance;
    if (a->other_start != b->other_start)
        return b->other_start;
    if (a->apart != b->apart)
        return a->apart < b->apart;
    return a->len < b->len;
}

static void put(struct search *search, struct found found, struct str fold)
{
    size_t at, i;

    for (i = 0; i < search->count; i++) {
        if (str_is(fold, search->found[i].fold))
            return;
    }
    for (at = search->count; at > 0 && is_better(&found, &search->found[at - 1]); at--)
        ;
    if (at == search->max)
        return;
    if (search->count < search->max)
        search->count++;
    for (i = search->count - 1; i > at; i--)
        search->found[i] = search->found[i - 1];
    found.fold = arena_strndup(search->arena, fold.ptr, fold.len);
    search->found[at] = found;
}

static bool measure(void *ctx, struct str fold, struct str body)
{
    struct search *search = ctx;
    struct word word;
    struct found found = { 0 };

    (void)body;
    if (!spell(&word, fold) || word.len == 0)
        return true;
    found.distance =
        near_distance(search->word.letters, search->word.len, word.letters, word.len, search->most);
    if (found.distance == 0 || found.distance > search->most)
        return true;
    found.other_start = word.letters[0] != search->word.letters[0];
    found.apart = apart(word.len, search->word.len);
    found.len = word.len;
    put(search, found, fold);
    if (search->count == search->max)
        search->most = search->found[search->count - 1].distance;
    return true;
}

size_t near_find(struct compiled *const *dicts, size_t dict_count, struct str fold,
                 struct arena *arena, const char **out, size_t max)
{
    struct search search = { .arena = arena, .max = smaller(max, FOUND_MAX) };
    size_t i;
    enum err rc;

    if (search.max == 0 || !spell(&search.word, fold) || search.word.len < 2)
        return 0;
    search.most = search.word.len > SHORT_LETTERS ? 2 : 1;
    for (i = 0; i < dict_count; i++) {
        rc = compiled_near(dicts[i], fold, measure, &search);
        if (rc != OK && rc != ERR_ABSENT)
            log_warn("%s: %s", compiled_meta(dicts[i])->name, err_message());
    }
    for (i = 0; i < search.count; i++)
        out[i] = search.found[i].fold;
    return search.count;
}
