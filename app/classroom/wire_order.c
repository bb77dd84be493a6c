/* A sentence cut into the pieces that are put in order on a phone. Joined by single spaces
 * in the right order they are the sentence again; a sign that stands alone, as the French
 * question mark does, stays with the word before it. */

#include <stdlib.h>

#include "app/classroom/wire_private.h"
#include "app/srs/random.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

static bool has_letter(struct str piece)
{
    size_t at = 0;

    while (at < piece.len)
        if (text_is_letter(text_next(piece, &at)))
            return true;
    return false;
}

/* The next run without white space from *AT on; false at the end. */
static bool next_run(struct str text, size_t *at, struct str *run)
{
    size_t start = *at, before = *at;

    while (*at < text.len) {
        before = *at;
        if (!text_is_space(text_next(text, at))) {
            before = *at;
            continue;
        }
        if (before > start)
            break;
        start = before = *at;
    }
    *run = str_sub(text, start, before - start);
    return run->len > 0;
}

/* Pieces of SENTENCE into OUT, which has room for one every two bytes. */
static size_t cut(struct str *out, struct str sentence)
{
    struct str run;
    size_t count = 0, at = 0;
    bool is_held = false; /* the last piece waits for a word to stand before */

    while (next_run(sentence, &at, &run)) {
        if (count > 0 && (is_held || !has_letter(run)))
            out[count - 1].len = (size_t)(run.ptr - out[count - 1].ptr) + run.len;
        else
            out[count++] = run;
        is_held = is_held ? !has_letter(run) : count == 1 && !has_letter(out[0]);
    }
    return count;
}

/* Fisher and Yates; if that gave the right order, all move on by one, which gives another
 * unless all words are equal. */
static void shuffle(struct str *words, size_t count, uint64_t seed)
{
    struct str *drawn = xcalloc(count + 1, sizeof(*drawn));
    bool is_same = true;

    memcpy(drawn, words, count * sizeof(*drawn));
    for (size_t i = count; i > 1; i--) {
        const size_t k = (size_t)(random_next(&seed) % i);
        const struct str moved = drawn[i - 1];

        drawn[i - 1] = drawn[k];
        drawn[k] = moved;
    }
    for (size_t i = 0; i < count; i++)
        is_same = is_same && str_eq(drawn[i], words[i]);
    for (size_t i = 0; is_same && i < count; i++)
        drawn[i] = words[(i + 1) % count];
    memcpy(words, drawn, count * sizeof(*drawn));
    free(drawn);
}

size_t wire_order(struct str **words, const char *sentence, int slot)
{
    const struct str text = str_of(sentence);
    size_t count;

    *words = xcalloc(text.len / 2 + 1, sizeof(**words));
    count = cut(*words, text);
    shuffle(*words, count, (uint64_t)slot);
    return count;
}

void wire_shuffled(struct buf *out, const char *sentence, int slot)
{
    struct str *words;
    const size_t count = wire_order(&words, sentence, slot);

    buf_addc(out, '[');
    for (size_t i = 0; i < count; i++) {
        char *word = xstrndup(words[i].ptr, words[i].len);

        if (i > 0)
            buf_addc(out, ',');
        wire_text(out, word);
        free(word);
    }
    buf_addc(out, ']');
    free(words);
}
