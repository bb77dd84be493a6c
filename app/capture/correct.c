#include "app/capture/correct.h"

#include <string.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { WORD_MOST = 80, GUESSES_MOST = 2 /* more than one is not safe */ };

/* What looks alike in games' fonts: what is read for what is written. */
static const struct {
    const char *read, *written;
} confusions[] = {
    { "rn", "m" }, { "m", "rn" }, { "cl", "d" }, { "d", "cl" }, { "vv", "w" }, { "li", "h" },
    { "h", "li" }, { "ii", "ü" }, { "I", "l" },  { "l", "I" },  { "1", "l" },  { "l", "i" },
    { "i", "l" },  { "|", "l" },  { "|", "I" },  { "0", "o" },  { "0", "O" },  { "5", "s" },
    { "f", "t" },  { "t", "f" },  { "e", "c" },  { "c", "e" },  { "n", "u" },  { "u", "n" },
    { "a", "à" },  { "e", "è" },  { "e", "é" },  { "i", "ì" },  { "o", "ò" },  { "u", "ù" },
    { "a", "á" },  { "i", "í" },  { "o", "ó" },  { "u", "ú" },  { "n", "ñ" },  { "a", "ä" },
    { "o", "ö" },  { "u", "ü" },  { "a", "â" },  { "e", "ê" },  { "i", "î" },  { "o", "ô" },
    { "u", "û" },  { "c", "ç" },  { "ss", "ß" }, { "B", "ß" },  { "è", "é" },  { "é", "è" },
    { "ò", "ó" },  { "ó", "ò" },  { "à", "á" },  { "á", "à" },
};

struct guess {
    char words[GUESSES_MOST][WORD_MOST + 8];
    size_t count;
};

static void add_guess(struct guess *guess, struct str word)
{
    size_t i;

    for (i = 0; i < guess->count; i++) {
        if (str_is(word, guess->words[i]))
            return;
    }
    if (guess->count == GUESSES_MOST || word.len >= sizeof(guess->words[0]))
        return;
    memcpy(guess->words[guess->count], word.ptr, word.len);
    guess->words[guess->count++][word.len] = '\0';
}

/* Each place where WORD has what is read, with what may be written there instead. */
static void try_confusion(struct guess *guess, struct str word, const char *read,
                          const char *written, known_fn *known, void *ctx)
{
    const struct str from = str_of(read);
    struct buf other;
    size_t at;

    for (at = str_find(word, from, 0); at < word.len && guess->count < GUESSES_MOST;
         at = str_find(word, from, at + 1)) {
        buf_init(&other, WORD_MOST + 8);
        buf_add(&other, word.ptr, at);
        buf_adds(&other, written);
        buf_add_str(&other, str_from(word, at + from.len));
        if (known(ctx, buf_str(&other)))
            add_guess(guess, buf_str(&other));
        buf_dispose(&other);
    }
}

static void mend_word(struct buf *out, struct str word, known_fn *known, void *ctx)
{
    struct guess guess = { .count = 0 };
    size_t i;

    if (word.len > WORD_MOST || word.len < 2 || known(ctx, word)) {
        buf_add_str(out, word);
        return;
    }
    for (i = 0; i < ARRAY_LEN(confusions); i++)
        try_confusion(&guess, word, confusions[i].read, confusions[i].written, known, ctx);
    if (guess.count == 1)
        buf_adds(out, guess.words[0]);
    else
        buf_add_str(out, word);
}

/* --- Roman numbers --- */

/* "Il", "lI", "ll", "I1": strokes alone, which no word of two of them and more is. */
static bool is_strokes(struct str word)
{
    size_t i;

    for (i = 0; i < word.len; i++) {
        if (strchr("Il1|", word.ptr[i]) == NULL)
            return false;
    }
    return word.len >= 2 && word.len <= 3;
}

/* A number stands before a sign (Garard Il, …): an article or a pronoun has its word there.
 * It begins no sentence, and is no whole text. */
static bool is_number(struct str text, size_t begin, size_t end)
{
    return end < text.len && strchr(",.;:!?)", text.ptr[end]) != NULL && begin >= 2 &&
           text.ptr[begin - 1] == ' ' && strchr(".!?:", text.ptr[begin - 2]) == NULL;
}

/* --- all words --- */

static bool is_of_word(uint32_t code)
{
    return text_is_letter(code) || code == '|';
}

static size_t word_end(struct str text, size_t from)
{
    size_t at = from, next = from;

    while (at < text.len && is_of_word(text_next(text, &next)))
        at = next;
    return at;
}

/* Whether the dictionaries know enough of TEXT to be trusted about what they do not know. */
static bool is_covered(struct str text, known_fn *known, void *ctx)
{
    enum { WORDS_LEAST = 4 };
    size_t at = 0, next, end, words = 0, found = 0;

    while (at < text.len) {
        end = word_end(text, at);
        if (end > at) {
            words++;
            found += known(ctx, str_sub(text, at, end - at));
            at = end;
            continue;
        }
        next = at;
        text_next(text, &next);
        at = next;
    }
    return words < WORDS_LEAST || found * 2 >= words;
}

void correct_text(struct buf *out, struct str text, known_fn *known, void *ctx)
{
    const bool covered = is_covered(text, known, ctx);
    size_t at = 0, i;

    while (at < text.len) {
        const size_t end = word_end(text, at);
        const struct str word = str_sub(text, at, end - at);

        if (end == at) {
            size_t next = at;

            text_next(text, &next);
            buf_add_str(out, str_sub(text, at, next - at));
            at = next;
            continue;
        }
        if (is_strokes(word) && is_number(text, at, end)) {
            for (i = 0; i < word.len; i++)
                buf_addc(out, 'I');
        } else if (covered) {
            mend_word(out, word, known, ctx);
        } else {
            buf_add_str(out, word);
        }
        at = end;
    }
}
