#include "app/ui/breaks.h"

#include <stddef.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"

/* Signs that do not begin a line, small Kana among them, and signs that do not
 * end one (kinsoku shori, as in JIS X 4051). Sorted. */
static const uint32_t not_at_start[] = {
    '!',    '%',    ')',    ',',    '.',    ':',    ';',    '?',    ']',    '}',    0xb0,
    0xbb,   0x2019, 0x201d, 0x2025, 0x2026, 0x203a, 0x3001, 0x3002, 0x3005, 0x3009, 0x300b,
    0x300d, 0x300f, 0x3011, 0x3015, 0x3017, 0x3019, 0x301c, 0x301f, 0x3041, 0x3043, 0x3045,
    0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308e, 0x3095, 0x3096, 0x309d, 0x309e,
    0x30a1, 0x30a3, 0x30a5, 0x30a7, 0x30a9, 0x30c3, 0x30e3, 0x30e5, 0x30e7, 0x30ee, 0x30f5,
    0x30f6, 0x30fb, 0x30fc, 0x30fd, 0x30fe, 0xff01, 0xff05, 0xff09, 0xff0c, 0xff0e, 0xff1a,
    0xff1b, 0xff1f, 0xff3d, 0xff5d, 0xff61, 0xff63, 0xff64, 0xff65,
};
static const uint32_t not_at_end[] = {
    '$',    '(',    '[',    '{',    0xab,   0x2018, 0x201c, 0x2039, 0x3008, 0x300a, 0x300c,
    0x300e, 0x3010, 0x3014, 0x3016, 0x3018, 0x301d, 0xff08, 0xff3b, 0xff5b, 0xff5f, 0xff62,
};

static bool is_among(const uint32_t *sorted, size_t count, uint32_t code)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (sorted[middle] == code)
            return true;
        if (sorted[middle] < code)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* Written without spaces: each sign is a place to break. */
static bool is_ideographic(uint32_t code)
{
    enum script script = text_script(code);

    return script == SCRIPT_HAN || script == SCRIPT_KANA || (code >= 0x3000 && code <= 0x303f) ||
           (code >= 0xff00 && code <= 0xff65);
}

static bool is_hyphen(uint32_t code)
{
    return code == '-' || code == '/' || code == 0x2010 || code == 0x2013 || code == 0x2014;
}

bool break_allowed(uint32_t before, uint32_t last, uint32_t next)
{
    if (is_among(not_at_start, ARRAY_LEN(not_at_start), next) ||
        is_among(not_at_end, ARRAY_LEN(not_at_end), last))
        return false;
    if (is_ideographic(last) || is_ideographic(next))
        return true;
    /* "Mehr-|zahl" and "und/|oder", but not "-5", "/ˈkane/" or "3-0". */
    return is_hyphen(last) && text_is_letter(before) && text_is_letter(next) &&
           (next < '0' || next > '9');
}

bool break_is_space(uint32_t code)
{
    return code == ' ' || code == '\t' || code == 0x3000 ||
           (code >= 0x2000 && code <= 0x200a && code != 0x2007);
}

enum direction break_direction(uint32_t code)
{
    if ((code >= 0x590 && code <= 0x8ff) || (code >= 0xfb1d && code <= 0xfdff) ||
        (code >= 0xfe70 && code <= 0xfeff))
        return DIRECTION_RIGHT_TO_LEFT;
    return text_is_letter(code) ? DIRECTION_LEFT_TO_RIGHT : DIRECTION_NEUTRAL;
}

bool break_is_invisible(uint32_t code)
{
    return code < ' ' || (code >= 0x7f && code < 0xa0) || code == 0xad || code == 0x200b ||
           code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e) ||
           (code >= 0x2060 && code <= 0x206f) || code == 0xfeff;
}
