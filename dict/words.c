#include <stdlib.h>

#include "dict/base/text.h"
#include "dict/deinflect.h"
#include "dict/library.h"

enum { MATCH_LETTERS_MAX = 12 }; /* of a headword where words do not stand apart */

struct cutter {
    struct library *library;
    struct str sentence;
    struct word_span *out;
    size_t count, max;
    bool in_quotes; /* single ones: the next apostrophe behind a word ends them */
};

static void add(struct cutter *cutter, size_t from, size_t to)
{
    if (cutter->count < cutter->max)
        cutter->out[cutter->count++] = (struct word_span){ from, to - from };
}

/* The code point at AT; 0 at the end. */
static uint32_t peek(struct str text, size_t at)
{
    return at < text.len ? text_next(text, &at) : 0;
}

static bool is_unspaced(uint32_t code)
{
    enum script script = text_script(code);

    return script == SCRIPT_HAN || script == SCRIPT_KANA;
}

static bool is_spaced_letter(uint32_t code)
{
    return text_is_letter(code) && !is_unspaced(code);
}

static bool is_katakana(uint32_t code)
{
    return code >= 0x30A0 && code <= 0x30FF;
}

/* The end of the word that starts at FROM: letters, with single apostrophes
 * and hyphens between them. */
static size_t letters_end(struct str sentence, size_t from)
{
    size_t at = from, next, end = from;
    uint32_t code;

    while (at < sentence.len) {
        code = peek(sentence, at);
        next = text_grapheme_end(sentence, at);
        if (is_spaced_letter(code))
            end = next;
        else if (!(text_is_apostrophe(code) || text_is_hyphen(code)) ||
                 !is_spaced_letter(peek(sentence, next)))
            break;
        at = next;
    }
    return end;
}

/* Adds the word at FROM and gives its end. An apostrophe behind it (po') is
 * part of it unless it closes a quotation. */
static size_t cut_letters(struct cutter *cutter, size_t from)
{
    size_t end = letters_end(cutter->sentence, from);

    if (text_is_apostrophe(peek(cutter->sentence, end))) {
        if (cutter->in_quotes)
            cutter->in_quotes = false;
        else
            end = text_grapheme_end(cutter->sentence, end);
    }
    add(cutter, from, end);
    return end;
}

static bool is_headword(const struct library *library, struct str text)
{
    char *fold = text_fold_dup(text);
    bool found = library_has(library, str_of(fold));

    free(fold);
    return found;
}

/* A run that no dictionary begins: katakana stays together (a name, a loan),
 * else it is one letter. */
static size_t unknown_end(struct str sentence, size_t from)
{
    size_t end = text_grapheme_end(sentence, from);

    if (is_katakana(peek(sentence, from))) {
        while (is_katakana(peek(sentence, end)))
            end = text_grapheme_end(sentence, end);
    }
    return end;
}

/* Whether TEXT, which ends in hiragana, is a form of a headword of more than one letter. */
static bool is_inflected(const struct library *library, struct str text)
{
    struct deinflected bases[DEINFLECT_MAX];
    struct arena *arena;
    size_t count, i;
    bool found = false;

    if (text_script(peek(text, text_grapheme_start(text, text.len))) != SCRIPT_KANA)
        return false;
    arena = arena_new();
    count = deinflect(library->language, arena, text, bases);
    for (i = 0; i < count && !found; i++)
        found = bases[i].class[0] != '-' && text_grapheme_count(bases[i].text) > 1 &&
                is_headword(library, bases[i].text);
    arena_free(arena);
    return found;
}

/* Adds the longest headword that starts at FROM, or a form of one that is longer still, and
 * gives its end. */
static size_t cut_unspaced(struct cutter *cutter, size_t from)
{
    size_t ends[MATCH_LETTERS_MAX] = { 0 }, count = 0, end = from, longest;

    while (count < MATCH_LETTERS_MAX && is_unspaced(peek(cutter->sentence, end))) {
        end = text_grapheme_end(cutter->sentence, end);
        ends[count++] = end;
    }
    longest = count;
    while (count > 0 &&
           !is_headword(cutter->library, str_sub(cutter->sentence, from, ends[count - 1] - from)))
        count--;
    while (longest > count && !is_inflected(cutter->library, str_sub(cutter->sentence, from,
                                                                     ends[longest - 1] - from)))
        longest--;
    count = longest;
    end = count > 0 ? ends[count - 1] : unknown_end(cutter->sentence, from);
    add(cutter, from, end);
    return end;
}

/* Passes over a sign; an apostrophe before a letter opens a quotation. */
static size_t pass_sign(struct cutter *cutter, size_t from)
{
    const uint32_t code = peek(cutter->sentence, from);
    const size_t end = text_grapheme_end(cutter->sentence, from);

    if ((text_is_apostrophe(code) || code == 0x2018) && text_is_letter(peek(cutter->sentence, end)))
        cutter->in_quotes = true;
    return end;
}

size_t library_words(struct library *library, struct str sentence, struct word_span *out,
                     size_t max)
{
    struct cutter cutter = { .library = library, .sentence = sentence, .out = out, .max = max };
    size_t at = 0;
    uint32_t code;

    while (at < sentence.len && cutter.count < max) {
        code = peek(sentence, at);
        if (is_unspaced(code))
            at = cut_unspaced(&cutter, at);
        else if (text_is_letter(code))
            at = cut_letters(&cutter, at);
        else
            at = pass_sign(&cutter, at);
    }
    return cutter.count;
}
