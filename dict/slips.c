#include "dict/slips.h"

#include <stdint.h>
#include <stdlib.h>

#include "dict/base/buf.h"
#include "dict/base/text.h"

enum { LETTERS_MIN = 4, ALPHABET_MAX = 64, BYTES_MAX = 400 };

struct slipping {
    uint32_t letters[SLIPS_LETTERS_MAX];
    size_t count;
    uint32_t alphabet[ALPHABET_MAX];
    size_t alphabet_count;
    struct buf spelling;
    slip_found found;
    void *ctx;
    bool more;
};

static void add_to_alphabet(struct slipping *slip, struct str fold)
{
    size_t at = 0, i;
    uint32_t code;

    while (at < fold.len && slip->alphabet_count < ALPHABET_MAX) {
        code = text_next(fold, &at);
        for (i = 0; i < slip->alphabet_count && slip->alphabet[i] != code; i++)
            ;
        if (i == slip->alphabet_count)
            slip->alphabet[slip->alphabet_count++] = code;
    }
}

static void take_alphabet(struct slipping *slip, const struct language *language)
{
    char *own = text_fold_dup(str_of(language->letters));

    if (str_is(str_of(language->script), "Latin"))
        add_to_alphabet(slip, str_of("abcdefghijklmnopqrstuvwxyz"));
    add_to_alphabet(slip, str_of(own));
    free(own);
}

static bool take_letters(struct slipping *slip, struct str fold)
{
    size_t at = 0;

    while (at < fold.len) {
        if (slip->count == SLIPS_LETTERS_MAX)
            return false;
        slip->letters[slip->count++] = text_next(fold, &at);
    }
    return slip->count >= LETTERS_MIN;
}

static void give(struct slipping *slip)
{
    if (slip->more)
        slip->more = slip->found(slip->ctx, buf_str(&slip->spelling));
}

/* The letters before AT, then CODE if that is not 0, then those from REST on. */
static void give_changed(struct slipping *slip, size_t at, uint32_t code, size_t rest)
{
    size_t i;

    buf_clear(&slip->spelling);
    for (i = 0; i < at; i++)
        text_put(&slip->spelling, slip->letters[i]);
    if (code != 0)
        text_put(&slip->spelling, code);
    for (i = rest; i < slip->count; i++)
        text_put(&slip->spelling, slip->letters[i]);
    give(slip);
}

static void give_swapped(struct slipping *slip, size_t at)
{
    uint32_t first = slip->letters[at];

    if (first == slip->letters[at + 1])
        return;
    slip->letters[at] = slip->letters[at + 1];
    slip->letters[at + 1] = first;
    give_changed(slip, slip->count, 0, slip->count);
    slip->letters[at + 1] = slip->letters[at];
    slip->letters[at] = first;
}

/* The commonest slips first: swapped, doubled or left out, then changed. */
void slips_of_typing(const struct language *language, struct str fold, slip_found found, void *ctx)
{
    struct slipping slip = { .found = found, .ctx = ctx, .more = true };
    size_t at, i;

    if (!take_letters(&slip, fold))
        return;
    take_alphabet(&slip, language);
    buf_init(&slip.spelling, BYTES_MAX);
    for (at = 0; at + 1 < slip.count; at++)
        give_swapped(&slip, at);
    for (at = 0; at < slip.count; at++)
        give_changed(&slip, at, 0, at + 1);
    for (at = 0; at <= slip.count && slip.more; at++) {
        for (i = 0; i < slip.alphabet_count; i++)
            give_changed(&slip, at, slip.alphabet[i], at);
    }
    for (at = 0; at < slip.count && slip.more; at++) {
        for (i = 0; i < slip.alphabet_count; i++) {
            if (slip.alphabet[i] != slip.letters[at])
                give_changed(&slip, at, slip.alphabet[i], at + 1);
        }
    }
    buf_dispose(&slip.spelling);
}

/* --- hearing --- */

struct hearing {
    const struct language_pair *sounds;
    slip_found found;
    void *ctx;
    bool more;
    unsigned changes; /* still to be made */
};

static void change_each(struct hearing *hear, struct str word, size_t from);

/* WORD with the bytes at AT, as many as FROM has, changed to TO; then more changes
 * behind them. */
static void change(struct hearing *hear, struct str word, size_t at, struct str from, struct str to)
{
    struct buf changed;

    buf_init(&changed, BYTES_MAX);
    buf_add_str(&changed, str_sub(word, 0, at));
    buf_add_str(&changed, to);
    buf_add_str(&changed, str_from(word, at + from.len));
    if (!changed.failed) {
        hear->more = hear->found(hear->ctx, buf_str(&changed));
        change_each(hear, buf_str(&changed), at + to.len);
    }
    buf_dispose(&changed);
}

static void change_at(struct hearing *hear, struct str word, size_t at)
{
    const struct language_pair *pair;

    for (pair = hear->sounds; pair->from != NULL && hear->more; pair++) {
        struct str a = str_of(pair->from), b = str_of(pair->to);

        if (a.len > 0 && str_starts(str_from(word, at), a))
            change(hear, word, at, a, b);
        /* An empty spelling stands between any two letters, and not before the first. */
        if (hear->more && (b.len > 0 || at > 0) && str_starts(str_from(word, at), b))
            change(hear, word, at, b, a);
    }
}

/* All changes from byte FROM on; as deep as there are changes left. */
static void change_each(struct hearing *hear, struct str word, size_t from)
{
    size_t at = from;

    if (hear->changes == 0)
        return;
    hear->changes--;
    while (at < word.len && hear->more) {
        change_at(hear, word, at);
        text_next(word, &at);
    }
    if (at == word.len && hear->more)
        change_at(hear, word, at);
    hear->changes++;
}

void slips_of_hearing(const struct language *language, struct str fold, unsigned changes,
                      slip_found found, void *ctx)
{
    struct hearing hear = {
        .sounds = language->sounds, .found = found, .ctx = ctx, .more = true, .changes = changes
    };

    if (text_grapheme_count(fold) <= SLIPS_LETTERS_MAX)
        change_each(&hear, fold, 0);
}
