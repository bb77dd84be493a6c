#include "app/ui/layout_clusters.h"

#include <stdlib.h>

#include "app/ui/breaks.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

static uint32_t first_code(struct str text)
{
    size_t at = 0;

    return text.len > 0 ? text_next(text, &at) : 0;
}

/* TEXT without what is not drawn, valid, tabs as spaces. False once it is too long. */
static bool add_clean(struct buf *out, struct str text)
{
    size_t at = 0;

    while (at < text.len) {
        uint32_t code = text_next(text, &at);

        if (out->len >= LAYOUT_TEXT_MAX) {
            text_put(out, 0x2026);
            return false;
        }
        if (code == '\n' || !break_is_invisible(code))
            text_put(out, code);
        else if (code == '\t' || code == '\r')
            buf_addc(out, ' ');
    }
    return true;
}

/* Kana tell that Han letters beside them are Japanese, whatever the language of
 * the text around them. */
static const char *language_of(const struct span *span)
{
    size_t at = 0;

    while (at < span->text.len) {
        if (text_script(text_next(span->text, &at)) == SCRIPT_KANA)
            return "ja";
    }
    return span->lang;
}

static void add_clusters(struct clusters *clusters, struct fonts *fonts,
                         const struct text_style *style, const char *lang, struct str text,
                         size_t at, uint16_t span)
{
    while (at < text.len) {
        size_t end = text_grapheme_end(text, at);
        struct str grapheme = str_sub(text, at, end - at);
        uint32_t code = first_code(grapheme);
        struct face *face = fonts_face(fonts, style, lang, grapheme);

        at = end;
        if (face == NULL)
            continue;
        clusters->list[clusters->count++] = (struct cluster){
            .face = face,
            .at = (uint32_t)(grapheme.ptr - text.ptr),
            .len = (uint32_t)grapheme.len,
            .span = span,
            .space = break_is_space(code),
            .newline = code == '\n',
        };
    }
}

static uint32_t code_at(const struct clusters *clusters, size_t at)
{
    const struct cluster *cluster = &clusters->list[at];

    return first_code(str_make(clusters->text + cluster->at, cluster->len));
}

static void find_breaks(struct clusters *clusters)
{
    uint32_t last = 0;
    size_t i;

    for (i = 0; i + 1 < clusters->count; i++) {
        uint32_t next = code_at(clusters, i + 1);
        struct cluster *cluster = &clusters->list[i];
        bool space_next = clusters->list[i + 1].space;
        uint32_t before = last;

        last = code_at(clusters, i);
        cluster->may_end = cluster->newline ||
                           (!space_next && (cluster->space || break_allowed(before, last, next)));
    }
}

/* Signs and spaces between two right-to-left letters run with them. */
static void find_directions(struct clusters *clusters)
{
    size_t i, neutral_from = 0;
    bool rtl_before = false;

    for (i = 0; i < clusters->count; i++) {
        enum direction direction = break_direction(code_at(clusters, i));

        if (direction == DIRECTION_NEUTRAL && !clusters->list[i].newline)
            continue;
        clusters->list[i].rtl = direction == DIRECTION_RIGHT_TO_LEFT;
        while (rtl_before && clusters->list[i].rtl && neutral_from < i)
            clusters->list[neutral_from++].rtl = true;
        rtl_before = clusters->list[i].rtl;
        neutral_from = i + 1;
    }
}

/* A space between right-to-left words is of their font, so that SDL_ttf has them
 * in one run and puts them in order. */
static void join_spaces(struct clusters *clusters)
{
    size_t i;

    for (i = 1; i < clusters->count; i++) {
        struct cluster *cluster = &clusters->list[i];

        if (cluster->space && cluster->rtl && cluster->span == cluster[-1].span)
            cluster->face = cluster[-1].face;
    }
}

void clusters_make(struct clusters *out, struct fonts *fonts, const struct theme *theme,
                   const struct span *spans, size_t count)
{
    struct buf text;
    size_t i, from = 0, most = 0;
    bool fits = true;

    /* A broken byte takes three, and no text has more graphemes than bytes. */
    for (i = 0; i < count && i < UINT16_MAX && most < LAYOUT_TEXT_MAX; i++)
        most += spans[i].text.len;
    most = (most < LAYOUT_TEXT_MAX ? most : LAYOUT_TEXT_MAX) * 3 + 8;
    buf_init(&text, most);
    *out = (struct clusters){ .list = xcalloc(most, sizeof(*out->list)) };
    for (i = 0; fits && i < count && i < UINT16_MAX; i++) {
        fits = add_clean(&text, spans[i].text);
        add_clusters(out, fonts, theme_style(theme, spans[i].role), language_of(&spans[i]),
                     buf_str(&text), from, (uint16_t)i);
        from = text.len;
    }
    buf_addc(&text, '\0');
    out->text = buf_take(&text);
    find_breaks(out);
    find_directions(out);
    join_spaces(out);
}

void clusters_dispose(struct clusters *clusters)
{
    free(clusters->text);
    free(clusters->list);
}
