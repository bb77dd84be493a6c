#include "dict/base/text.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "dict/base/mem.h"

enum { REPLACEMENT = 0xFFFD };

uint32_t text_next(struct str text, size_t *at)
{
    utf8proc_int32_t code;
    utf8proc_ssize_t used;
    size_t left = text.len - *at;

    /* At most four bytes matter; the clamp keeps the length in ssize_t. */
    used = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + *at,
                            (utf8proc_ssize_t)(left < 4 ? left : 4), &code);
    if (used <= 0 || code < 0) {
        *at += 1;
        return REPLACEMENT;
    }
    *at += (size_t)used;
    return (uint32_t)code;
}

void text_put(struct buf *buf, uint32_t code)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t len;

    if (!utf8proc_codepoint_valid((utf8proc_int32_t)code))
        code = REPLACEMENT;
    len = utf8proc_encode_char((utf8proc_int32_t)code, bytes);
    buf_add(buf, bytes, (size_t)len);
}

bool text_is_valid(struct str text)
{
    utf8proc_int32_t code;
    utf8proc_ssize_t used;
    size_t at, left;

    for (at = 0; at < text.len; at += (size_t)used) {
        used = 1;
        if (text.ptr[at] == '\0')
            return false;
        if ((unsigned char)text.ptr[at] < 0x80)
            continue;
        left = text.len - at;
        used = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + at,
                                (utf8proc_ssize_t)(left < 4 ? left : 4), &code);
        if (used <= 0 || code < 0)
            return false;
    }
    return true;
}

static bool is_ascii(struct str text)
{
    size_t i;

    for (i = 0; i < text.len; i++) {
        if ((unsigned char)text.ptr[i] >= 0x80 || text.ptr[i] == '\0')
            return false;
    }
    return true;
}

/* Valid UTF-8 without NUL from whatever came. */
static void add_repaired(struct buf *out, struct str text)
{
    size_t at = 0;
    uint32_t code;

    while (at < text.len) {
        code = text_next(text, &at);
        text_put(out, code != 0 ? code : REPLACEMENT);
    }
}

/* utf8proc_map over repaired text; NULL when it is too long for it. */
static utf8proc_uint8_t *map(struct str text, utf8proc_option_t options)
{
    struct buf repaired;
    utf8proc_uint8_t *mapped = NULL;

    buf_init(&repaired, (size_t)TEXT_MAX * 4);
    add_repaired(&repaired, text);
    if (!repaired.failed && utf8proc_map((const utf8proc_uint8_t *)buf_text(&repaired),
                                         (utf8proc_ssize_t)repaired.len, &mapped, options) < 0)
        mapped = NULL;
    buf_dispose(&repaired);
    return mapped;
}

/* Below U+0300 nothing combines: such text is composed as it stands. */
static bool is_composed(struct str text)
{
    size_t i;

    for (i = 0; i < text.len; i++) {
        if ((unsigned char)text.ptr[i] >= 0xCC)
            return false;
    }
    return text_is_valid(text);
}

/* Frees MAPPED, which may be NULL. */
static void add_mapped(struct buf *out, utf8proc_uint8_t *mapped)
{
    if (mapped != NULL)
        buf_adds(out, (const char *)mapped);
    else
        buf_fail(out);
    free(mapped);
}

void text_nfc(struct buf *out, struct str text)
{
    if (is_composed(text)) {
        buf_add_str(out, text);
        return;
    }
    add_mapped(out, map(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE));
}

/* Signs that keyboards and printers write differently. */
static uint32_t plain_sign(uint32_t code)
{
    switch (code) {
    case 0x2018: /* single quotation marks, modifier apostrophe, prime */
    case 0x2019:
    case 0x02BC:
    case 0x2032:
    case 0x00B4:
    case 0x0060:
        return '\'';
    case 0x2010: /* hyphen, non-breaking hyphen */
    case 0x2011:
        return '-';
    default:
        return code;
    }
}

static void add_lower_ascii(struct buf *out, struct str text)
{
    size_t i;
    char c;

    if (!buf_reserve(out, text.len))
        return;
    for (i = 0; i < text.len; i++) {
        c = text.ptr[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + ('a' - 'A'));
        else if (c == '`')
            c = '\'';
        out->data[out->len + i] = c;
    }
    buf_commit(out, text.len);
}

static utf8proc_int32_t plain_sign_step(utf8proc_int32_t code, void *unused)
{
    (void)unused;
    return (utf8proc_int32_t)plain_sign((uint32_t)code);
}

/* Folds with OPTIONS added; the signs are made plain before compatibility
 * decomposition would tear the acute accent into space and mark. */
static utf8proc_uint8_t *map_folded(struct str text, unsigned options)
{
    struct buf repaired;
    utf8proc_uint8_t *mapped = NULL;
    const utf8proc_option_t all =
        (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                            UTF8PROC_IGNORE | options);

    buf_init(&repaired, (size_t)TEXT_MAX * 4);
    add_repaired(&repaired, text);
    if (!repaired.failed && utf8proc_map_custom((const utf8proc_uint8_t *)buf_text(&repaired),
                                                (utf8proc_ssize_t)repaired.len, &mapped, all,
                                                plain_sign_step, NULL) < 0)
        mapped = NULL;
    buf_dispose(&repaired);
    return mapped;
}

void text_fold_case(struct buf *out, struct str text)
{
    if (is_ascii(text))
        add_lower_ascii(out, text);
    else
        add_mapped(out, map_folded(text, UTF8PROC_COMPOSE));
}

/* Letters with a stroke or ligature have no decomposition in Unicode. */
static const char *bare_letter(uint32_t code)
{
    switch (code) {
    case 0x00E6:
        return "ae";
    case 0x0153:
        return "oe";
    case 0x00F8:
        return "o";
    case 0x0142:
        return "l";
    case 0x0111:
    case 0x00F0:
        return "d";
    case 0x00FE:
        return "th";
    case 0x0131:
        return "i";
    case 0x0127:
        return "h";
    default:
        return NULL;
    }
}

static bool drops_mark(uint32_t base, uint32_t mark)
{
    switch (text_script(base)) {
    case SCRIPT_LATIN:
    case SCRIPT_GREEK:
        return true;
    case SCRIPT_CYRILLIC: /* stress marks, and ё; й and ї are letters of their own */
        return mark == 0x0301 || mark == 0x0300 || (mark == 0x0308 && base == 0x0435);
    default:
        return false;
    }
}

static bool is_mark(uint32_t code)
{
    return utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_MN;
}

void text_fold(struct buf *out, struct str text)
{
    utf8proc_uint8_t *mapped;
    struct str decomposed;
    struct buf kept;
    size_t at = 0;
    uint32_t code, base = 0;
    const char *bare;

    if (is_ascii(text)) {
        add_lower_ascii(out, text);
        return;
    }
    mapped = map_folded(text, UTF8PROC_DECOMPOSE);
    decomposed = str_of((const char *)mapped);
    buf_init(&kept, (size_t)TEXT_MAX * 4);
    while (at < decomposed.len) {
        code = text_next(decomposed, &at);
        if (is_mark(code) && drops_mark(base, code))
            continue;
        if (!is_mark(code))
            base = code;
        bare = bare_letter(code);
        if (bare != NULL)
            buf_adds(&kept, bare);
        else
            text_put(&kept, code);
    }
    if (mapped == NULL || kept.failed)
        buf_fail(out);
    text_nfc(out, buf_str(&kept));
    buf_dispose(&kept);
    free(mapped);
}

static char *dup_with(void (*convert)(struct buf *, struct str), struct str text)
{
    struct buf out;

    /* Full folding can triple a text (U+0390), compatibility forms still more. */
    buf_init(&out, (size_t)TEXT_MAX * 20);
    if (text.len <= TEXT_MAX)
        convert(&out, text);
    return buf_take(&out);
}

char *text_nfc_dup(struct str text)
{
    return dup_with(text_nfc, text);
}

char *text_fold_case_dup(struct str text)
{
    return dup_with(text_fold_case, text);
}

char *text_fold_dup(struct str text)
{
    return dup_with(text_fold, text);
}

void text_lower(struct buf *out, struct str text)
{
    size_t at = 0;

    while (at < text.len)
        text_put(out, (uint32_t)utf8proc_tolower((utf8proc_int32_t)text_next(text, &at)));
}

void text_upper(struct buf *out, struct str text)
{
    size_t at = 0;

    while (at < text.len)
        text_put(out, (uint32_t)utf8proc_toupper((utf8proc_int32_t)text_next(text, &at)));
}

void text_lower_first(struct buf *out, struct str text)
{
    size_t at = 0;

    if (text.len == 0)
        return;
    text_put(out, (uint32_t)utf8proc_tolower((utf8proc_int32_t)text_next(text, &at)));
    buf_add_str(out, str_from(text, at));
}

void text_title_first(struct buf *out, struct str text)
{
    size_t at = 0;

    if (text.len == 0)
        return;
    text_put(out, (uint32_t)utf8proc_totitle((utf8proc_int32_t)text_next(text, &at)));
    buf_add_str(out, str_from(text, at));
}

size_t text_grapheme_end(struct str text, size_t from)
{
    utf8proc_int32_t state = 0;
    size_t at = from, end;
    uint32_t before, code;

    if (from >= text.len)
        return text.len;
    before = text_next(text, &at);
    while (at < text.len) {
        end = at;
        code = text_next(text, &at);
        if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)code,
                                             &state))
            return end;
        before = code;
    }
    return text.len;
}

size_t text_grapheme_start(struct str text, size_t to)
{
    size_t start = 0, end;

    if (to > text.len)
        to = text.len;
    for (end = 0; end < to; end = text_grapheme_end(text, end))
        start = end;
    return start;
}

size_t text_grapheme_count(struct str text)
{
    size_t count = 0, at;

    for (at = 0; at < text.len; at = text_grapheme_end(text, at))
        count++;
    return count;
}

bool text_is_letter(uint32_t code)
{
    switch (utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
        return true;
    default:
        return false;
    }
}

bool text_is_upper(uint32_t code)
{
    return utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_LU;
}

bool text_is_lower(uint32_t code)
{
    return utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_LL;
}

bool text_is_space(uint32_t code)
{
    if (code == '\t' || code == '\n' || code == '\r' || code == '\v' || code == '\f')
        return true;
    switch (utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    default:
        return false;
    }
}

bool text_is_apostrophe(uint32_t code)
{
    return code == '\'' || code == 0x2019 || code == 0x02BC;
}

bool text_is_hyphen(uint32_t code)
{
    return code == '-' || code == 0x2010 || code == 0x2011;
}

enum script text_script(uint32_t code)
{
    static const struct {
        uint32_t first, last;
        enum script script;
    } ranges[] = {
        { 0x0041, 0x005A, SCRIPT_LATIN },    { 0x0061, 0x007A, SCRIPT_LATIN },
        { 0x00AA, 0x00AA, SCRIPT_LATIN },    { 0x00BA, 0x00BA, SCRIPT_LATIN },
        { 0x00C0, 0x02AF, SCRIPT_LATIN },    { 0x0370, 0x03FF, SCRIPT_GREEK },
        { 0x0400, 0x052F, SCRIPT_CYRILLIC }, { 0x1100, 0x11FF, SCRIPT_HANGUL },
        { 0x1E00, 0x1EFF, SCRIPT_LATIN },    { 0x1F00, 0x1FFF, SCRIPT_GREEK },
        { 0x2E80, 0x2FDF, SCRIPT_HAN },      { 0x3005, 0x3007, SCRIPT_HAN },
        { 0x3041, 0x30FF, SCRIPT_KANA },     { 0x3130, 0x318F, SCRIPT_HANGUL },
        { 0x31F0, 0x31FF, SCRIPT_KANA },     { 0x3400, 0x4DBF, SCRIPT_HAN },
        { 0x4E00, 0x9FFF, SCRIPT_HAN },      { 0xAC00, 0xD7AF, SCRIPT_HANGUL },
        { 0xF900, 0xFAFF, SCRIPT_HAN },      { 0xFF21, 0xFF5A, SCRIPT_LATIN },
        { 0xFF66, 0xFF9F, SCRIPT_KANA },     { 0x20000, 0x323AF, SCRIPT_HAN },
    };
    size_t i;

    if (code == 0x00D7 || code == 0x00F7)
        return SCRIPT_COMMON;
    for (i = 0; i < ARRAY_LEN(ranges); i++) {
        if (code >= ranges[i].first && code <= ranges[i].last)
            return ranges[i].script;
    }
    return text_is_letter(code) && !is_mark(code) && code > 0x7F ? SCRIPT_OTHER : SCRIPT_COMMON;
}

/* Characters that change how a line runs or that nobody sees. */
static bool is_unseen(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x200E || code == 0x200F ||
           code == 0x061C || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

void text_clean_line(struct buf *out, struct str text, size_t max)
{
    struct buf line;
    struct str seen;
    size_t at = 0, end = 0, next;
    uint32_t code;
    bool gap = false;

    buf_init(&line, max > (size_t)TEXT_MAX * 4 ? (size_t)TEXT_MAX * 8 : max * 2 + 64);
    while (at < text.len && line.len <= max) {
        code = text_next(text, &at);
        if (text_is_space(code) || is_unseen(code)) {
            gap = true;
            continue;
        }
        if (gap && line.len > 0)
            buf_addc(&line, ' ');
        gap = false;
        text_put(&line, code);
    }
    seen = buf_str(&line);
    while (end < seen.len) {
        next = text_grapheme_end(seen, end);
        if (next > max)
            break;
        end = next;
    }
    if (line.failed)
        buf_fail(out);
    buf_add_str(out, str_sub(seen, 0, end));
    buf_dispose(&line);
}
