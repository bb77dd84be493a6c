#include "app/capture/sentence.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/buf.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { TEXT_MOST = 8000, NAME_MOST = 24 /* letters of a speaker's name */ };

/* --- the block --- */

static int middle_of(const struct read_line *line)
{
    return line->x + line->width / 2;
}

/* Whether LOWER goes on where UPPER ends: near below, of a like height, and left-aligned,
 * centred or right-aligned with it. */
static bool goes_on(const struct read_line *upper, const struct read_line *lower)
{
    const int height = upper->height > lower->height ? upper->height : lower->height;
    const int gap = lower->y - (upper->y + upper->height);
    const int edges[] = { upper->x - lower->x, middle_of(upper) - middle_of(lower),
                          upper->x + upper->width - lower->x - lower->width };
    size_t i;

    if (gap > height * 3 / 2 || upper->height * 5 < lower->height * 3 ||
        lower->height * 5 < upper->height * 3)
        return false;
    for (i = 0; i < ARRAY_LEN(edges); i++) {
        if (abs(edges[i]) <= 2 * height)
            return true;
    }
    return false;
}

/* The lines from BEGIN on that hang together, and how many letters they have. */
static size_t block_end(const struct read_line *lines, size_t count, size_t begin, size_t *letters)
{
    size_t end = begin + 1;

    *letters = strlen(lines[begin].text);
    while (end < count && goes_on(&lines[end - 1], &lines[end]))
        *letters += strlen(lines[end++].text);
    return end;
}

static size_t largest_block(const struct read_line *lines, size_t count, size_t *end)
{
    size_t begin = 0, best = 0, most = 0, letters, next;

    *end = 0;
    while (begin < count) {
        next = block_end(lines, count, begin, &letters);
        if (letters > most) {
            most = letters;
            best = begin;
            *end = next;
        }
        begin = next;
    }
    return best;
}

/* --- one text --- */

/* Where the last word of TEXT begins. */
static size_t last_word(struct str text)
{
    size_t at = text.len;

    while (at > 0 && text.ptr[at - 1] != ' ')
        at--;
    return at;
}

/* "guer-" and "ra finì" are "guerra finì" if guerra is a word; else the hyphen stays. */
static void add_line(struct buf *out, struct str line, known_fn *known, void *ctx)
{
    struct str before = buf_str(out);
    struct buf joined;
    size_t begin, word_len;

    if (line.len == 0)
        return;
    if (before.len < 2 || before.ptr[before.len - 1] != '-') {
        buf_adds(out, before.len > 0 ? " " : "");
        buf_add_str(out, line);
        return;
    }
    begin = last_word(before);
    word_len = str_find_char(line, ' ', 0);
    while (word_len > 0 && strchr(".,;:!?", line.ptr[word_len - 1]) != NULL)
        word_len--;
    buf_init(&joined, TEXT_MOST);
    buf_add(&joined, before.ptr + begin, before.len - 1 - begin);
    buf_add(&joined, line.ptr, word_len);
    if (known != NULL && known(ctx, buf_str(&joined)))
        buf_truncate(out, before.len - 1);
    buf_add_str(out, line);
    buf_dispose(&joined);
}

/* Whether TEXT is as names are: a few words with capitals, with short ones between. */
static bool is_name(struct str text)
{
    enum { WORDS_MOST = 4, SHORT_MOST = 3 };
    struct str rest = text, word;
    size_t count = 0;

    if (text_grapheme_count(text) > NAME_MOST || str_find_char(text, ',', 0) < text.len ||
        str_find_char(text, '.', 0) < text.len)
        return false;
    while (str_next(&rest, ' ', &word)) {
        size_t at = 0;
        const bool upper = word.len > 0 && text_is_upper(text_next(word, &at));

        if (!upper && (count == 0 || text_grapheme_count(word) > SHORT_MOST))
            return false;
        count++;
    }
    return count <= WORDS_MOST;
}

/* "Delfador: ", "Konrad il Giovane: ": a name before a colon. */
static size_t speaker_end(struct str text)
{
    const size_t colon = str_find_char(text, ':', 0);

    if (colon == 0 || colon + 2 >= text.len || text.ptr[colon + 1] != ' ' ||
        !is_name(str_sub(text, 0, colon)))
        return 0;
    return colon + 2;
}

char *sentence_of_lines(const struct read_line *lines, size_t count, known_fn *known, void *ctx)
{
    size_t end, i = largest_block(lines, count, &end);
    struct buf text, clean;
    size_t from;
    char *out;

    buf_init(&text, TEXT_MOST);
    for (; i < end; i++) {
        buf_init(&clean, TEXT_MOST);
        text_clean_line(&clean, str_of(lines[i].text), TEXT_MOST);
        add_line(&text, buf_str(&clean), known, ctx);
        buf_dispose(&clean);
    }
    from = speaker_end(buf_str(&text));
    out = xstrndup(buf_text(&text) + from, text.len - from);
    buf_dispose(&text);
    return out;
}

/* --- one sentence --- */

static bool is_end_sign(uint32_t code)
{
    return code == '.' || code == '!' || code == '?' || code == 0x2026 /* … */ ||
           code == 0x3002 /* 。 */ || code == 0xFF01 || code == 0xFF1F;
}

static bool is_closing(uint32_t code)
{
    return code == '"' || code == '\'' || code == ')' || code == 0x201D || code == 0x2019 ||
           code == 0xBB || code == 0x300D || code == 0x300F;
}

/* Whether a new sentence begins at AT: not after "S. Marco", whose S stands alone, nor before
 * a small letter. */
static bool begins_at(struct str text, size_t end_sign, size_t at)
{
    size_t next = at;
    const uint32_t code = at < text.len ? text_next(text, &next) : 0;
    const bool wide = (unsigned char)text.ptr[end_sign] >= 0xE3; /* 。 needs no space */

    if (code == 0 || (!wide && text.ptr[at - 1] != ' '))
        return false;
    if (text.ptr[end_sign] == '.' &&
        (end_sign == 1 || (end_sign > 1 && text.ptr[end_sign - 2] == ' ')))
        return false;
    return !text_is_lower(code);
}

struct str sentence_around(struct str text, size_t at)
{
    size_t begin = 0, end = text.len, i = 0;

    while (i < text.len) {
        const size_t sign = i;
        size_t next = i;

        if (!is_end_sign(text_next(text, &next))) {
            i = next;
            continue;
        }
        for (i = next; i < text.len; i = next) {
            const uint32_t code = text_next(text, &next);

            if (!is_end_sign(code) && !is_closing(code) && !text_is_space(code))
                break;
        }
        if (i >= text.len || !begins_at(text, sign, i))
            continue;
        if (i > at) {
            end = i;
            break;
        }
        begin = i;
    }
    while (end > begin && text.ptr[end - 1] == ' ')
        end--;
    return str_sub(text, begin, end - begin);
}
