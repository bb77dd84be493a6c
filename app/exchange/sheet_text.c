/* Texts for sheets: one line each, of a bounded width, so that what a page can hold is known
 * before anybody knows the font. */

#include <stdlib.h>

#include "app/exchange/sheet_private.h"
#include "dict/base/text.h"

static const char ellipsis[] = "\xe2\x80\xa6";

/* Of those that turn the direction of writing, one alone can turn a page around. */
static bool turns_direction(uint32_t code)
{
    return code == 0x061c || code == 0x200e || code == 0x200f ||
           (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

static bool is_blank(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || turns_direction(code) ||
           (text_is_space(code) && code != 0xa0);
}

/* Appends TEXT with one space for each run of blanks, also at its ends. */
static void add_clean(struct buf *out, struct str text)
{
    bool blank = false;
    size_t at = 0;

    while (at < text.len) {
        const uint32_t code = text_next(text, &at);

        if (!is_blank(code))
            text_put(out, code);
        else if (!blank)
            buf_addc(out, ' ');
        blank = is_blank(code);
    }
}

/* --- widths --- */

static size_t units_of_code(uint32_t code)
{
    const enum script script = text_script(code);

    return script == SCRIPT_HAN || script == SCRIPT_KANA || script == SCRIPT_HANGUL ? 2 : 1;
}

size_t sheet_units(struct str text)
{
    size_t units = 0, at = 0;

    while (at < text.len)
        units += units_of_code(text_next(text, &at));
    return units;
}

/* The bytes of the longest beginning of TEXT with at most UNITS, letters whole. */
static size_t fit_start(struct str text, size_t units)
{
    size_t at = 0, end, used;

    while (at < text.len) {
        end = text_grapheme_end(text, at);
        used = sheet_units(str_sub(text, at, end - at));
        if (used > units)
            break;
        units -= used;
        at = end;
    }
    return at;
}

/* Where the longest end of TEXT with at most UNITS begins. */
static size_t fit_end(struct str text, size_t units)
{
    size_t left = sheet_units(text), at = 0, end;

    while (at < text.len && left > units) {
        end = text_grapheme_end(text, at);
        left -= sheet_units(str_sub(text, at, end - at));
        at = end;
    }
    return at;
}

/* A cut lies better between two words, if there is a place for it not far away. */
enum { WORD_LOOK = 16 };

static size_t back_to_space(struct str text, size_t at)
{
    const size_t least = at > WORD_LOOK ? at - WORD_LOOK : 1;
    size_t i;

    if (at < text.len && text.ptr[at] == ' ')
        return at;
    for (i = at; i > least; i--) {
        if (text.ptr[i - 1] == ' ')
            return i - 1;
    }
    return at;
}

static size_t on_to_space(struct str text, size_t at)
{
    const size_t space = str_find_char(text, ' ', at);

    if (at > 0 && text.ptr[at - 1] == ' ')
        return at;
    return space < text.len && space - at < WORD_LOOK ? space + 1 : at;
}

static struct str cut_end(struct arena *arena, struct str text, size_t units)
{
    size_t at = fit_start(text, units);

    if (at == text.len)
        return str_make(arena_strndup(arena, text.len > 0 ? text.ptr : "", text.len), text.len);
    text = str_sub(text, 0, back_to_space(text, fit_start(text, units > 0 ? units - 1 : 0)));
    return str_of(arena_printf(arena, "%.*s%s", STR_ARG(text), ellipsis));
}

static struct str cut_start(struct arena *arena, struct str text, size_t units)
{
    size_t at = fit_end(text, units);

    if (at == 0)
        return str_make(arena_strndup(arena, text.len > 0 ? text.ptr : "", text.len), text.len);
    text = str_from(text, on_to_space(text, fit_end(text, units > 0 ? units - 1 : 0)));
    return str_of(arena_printf(arena, "%s%.*s", ellipsis, STR_ARG(text)));
}

/* --- lines --- */

struct str sheet_line(struct arena *arena, struct str text, size_t units, bool *changed)
{
    struct buf clean;
    struct str line;

    buf_init(&clean, EXPORT_CELL_MAX);
    add_clean(&clean, text);
    line = cut_end(arena, str_trim(buf_str(&clean)), units);
    *changed = *changed || !str_eq(line, str_trim(text));
    buf_dispose(&clean);
    return line;
}

/* What is left of BEFORE and AFTER when there is room for UNITS together. */
static void share(struct arena *arena, struct sheet_text *out, struct str before, struct str after,
                  size_t units)
{
    const size_t before_units = sheet_units(before), after_units = sheet_units(after);
    size_t room = units / 2;

    if (after_units < units - room)
        room = units - after_units;
    if (before_units < room)
        room = before_units;
    out->before = cut_start(arena, before, room);
    out->after = cut_end(arena, after, units - room);
}

/* Without the one space that may be there. */
static struct str without_start(struct str text)
{
    return str_from(text, text.len > 0 && text.ptr[0] == ' ');
}

static struct str without_end(struct str text)
{
    return str_sub(text, 0, text.len - (text.len > 0 && text.ptr[text.len - 1] == ' '));
}

struct sheet_text sheet_sentence(struct arena *arena, const struct export_row *row, size_t units,
                                 bool *changed)
{
    const struct str whole = row->sentence;
    struct sheet_text out = { .mark = row->form_len > 0 ? MARK_STRONG : MARK_NONE };
    struct buf before, form, after;
    size_t used;

    buf_init(&before, EXPORT_CELL_MAX);
    buf_init(&form, EXPORT_CELL_MAX);
    buf_init(&after, EXPORT_CELL_MAX);
    add_clean(&before, str_sub(whole, 0, row->form_len > 0 ? row->form_at : 0));
    add_clean(&form, str_sub(whole, row->form_at, row->form_len));
    add_clean(&after, str_from(whole, row->form_len > 0 ? row->form_at + row->form_len : 0));
    out.middle = cut_end(arena, str_trim(buf_str(&form)), units / 2);
    used = sheet_units(out.middle);
    share(arena, &out, without_start(buf_str(&before)), without_end(buf_str(&after)), units - used);
    *changed = *changed || out.before.len + out.middle.len + out.after.len != whole.len;
    buf_dispose(&before);
    buf_dispose(&form);
    buf_dispose(&after);
    return out;
}

struct str sheet_senses(struct arena *arena, struct str senses, size_t units, bool *changed)
{
    const bool several = str_find_char(str_trim(senses), '\n', 0) < str_trim(senses).len;
    struct str rest = str_trim(senses), sense, line;
    unsigned number = 0;
    struct buf all;

    buf_init(&all, EXPORT_CELL_MAX);
    while (str_next(&rest, '\n', &sense)) {
        if (several)
            buf_printf(&all, "%s%u.\xc2\xa0", number > 0 ? " " : "", number + 1);
        buf_add_str(&all, str_trim(sense));
        number++;
    }
    *changed = *changed || sheet_units(buf_str(&all)) > units;
    line = sheet_line(arena, buf_str(&all), units, &(bool){ false });
    buf_dispose(&all);
    return line;
}

/* --- words in them --- */

static bool stands_alone(struct str text, size_t at, size_t len)
{
    size_t next = at + len, before = at > 0 ? text_grapheme_start(text, at) : 0;

    return (at == 0 || !text_is_letter(text_next(text, &before))) &&
           (next >= text.len || !text_is_letter(text_next(text, &next)));
}

struct str sheet_hide(struct arena *arena, struct str text, struct str word, const char *instead)
{
    struct buf out;
    struct str shown;
    size_t from = 0, at;

    if (word.len == 0 || text.len == 0)
        return text;
    buf_init(&out, EXPORT_CELL_MAX);
    while ((at = str_find(text, word, from)) < text.len) {
        buf_add_str(&out, str_sub(text, from, at - from));
        if (stands_alone(text, at, word.len))
            buf_adds(&out, instead);
        else
            buf_add_str(&out, word);
        from = at + word.len;
    }
    buf_add_str(&out, str_from(text, from));
    shown = str_make(arena_strndup(arena, buf_text(&out), out.len), out.len);
    buf_dispose(&out);
    return shown;
}

size_t sheet_count_words(struct str text)
{
    size_t words = 0, unspaced = 0, at = 0;
    bool inside = false;

    while (at < text.len) {
        const uint32_t code = text_next(text, &at);
        const enum script script = text_script(code);
        const bool letter = text_is_letter(code);

        if (script == SCRIPT_HAN || script == SCRIPT_KANA)
            unspaced++;
        else if (letter && !inside)
            words++;
        inside = letter || (inside && (text_is_apostrophe(code) || text_is_hyphen(code)));
    }
    return words + unspaced / 2;
}

struct str sheet_lang(struct arena *arena, struct str text)
{
    enum { LANG_TAG_MAX = 35 };
    size_t i;

    for (i = 0; i < text.len; i++) {
        const char c = text.ptr[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              (c == '-' && i > 0)))
            return str_of("");
    }
    if (text.len == 0 || text.len > LANG_TAG_MAX)
        return str_of("");
    return str_make(arena_strndup(arena, text.ptr, text.len), text.len);
}
