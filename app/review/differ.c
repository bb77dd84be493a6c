#include "app/review/differ.h"

#include <stdint.h>
#include <stdlib.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"

struct letters {
    struct str of[DIFFER_LETTERS_MAX];
    size_t count;
};

/* False if there are too many. */
static bool cut(struct letters *letters, struct str text)
{
    size_t at = 0, end;

    letters->count = 0;
    while (at < text.len) {
        if (letters->count == DIFFER_LETTERS_MAX)
            return false;
        end = text_grapheme_end(text, at);
        letters->of[letters->count++] = str_sub(text, at, end - at);
        at = end;
    }
    return true;
}

/* LENGTHS[i * WIDE + j]: how long the longest common subsequence of the letters from i and
 * from j on is. */
static void measure(uint8_t *lengths, size_t wide, const struct letters *a, const struct letters *b)
{
    size_t i, j;

    for (i = a->count; i-- > 0;) {
        for (j = b->count; j-- > 0;) {
            const uint8_t down = lengths[(i + 1) * wide + j], right = lengths[i * wide + j + 1];

            if (str_eq(a->of[i], b->of[j]))
                lengths[i * wide + j] = (uint8_t)(lengths[(i + 1) * wide + j + 1] + 1);
            else
                lengths[i * wide + j] = down > right ? down : right;
        }
    }
}

static bool add_letter(struct differ_run *runs, size_t *count, struct str letter, bool shared)
{
    if (*count > 0 && runs[*count - 1].shared == shared) {
        runs[*count - 1].text.len += letter.len;
        return true;
    }
    if (*count == DIFFER_RUNS_MAX)
        return false;
    runs[(*count)++] = (struct differ_run){ letter, shared };
    return true;
}

size_t differ_runs(struct differ_run out[DIFFER_RUNS_MAX], struct str text, struct str other)
{
    struct letters *pair = xcalloc(2, sizeof(*pair));
    const bool fits = cut(&pair[0], text) && cut(&pair[1], other);
    const size_t wide = pair[1].count + 1;
    uint8_t *lengths = xcalloc((pair[0].count + 1) * wide, sizeof(*lengths));
    size_t i = 0, j = 0, count = 0;
    bool whole = fits;

    if (fits)
        measure(lengths, wide, &pair[0], &pair[1]);
    while (whole && i < pair[0].count) {
        const bool same = j < pair[1].count && str_eq(pair[0].of[i], pair[1].of[j]);

        if (!same && j < pair[1].count && lengths[i * wide + j + 1] > lengths[(i + 1) * wide + j]) {
            j++;
            continue;
        }
        whole = add_letter(out, &count, pair[0].of[i], same);
        i++;
        j += same;
    }
    if (!whole) {
        out[0] = (struct differ_run){ text, false };
        count = text.len > 0;
    }
    free(lengths);
    free(pair);
    return count;
}
