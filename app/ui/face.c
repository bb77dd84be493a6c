#include "app/ui/face.h"

#include <stdlib.h>
#include <SDL.h>
#include <SDL_ttf.h>

#include "app/ui/canvas.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

#define LOG_MODULE "ui"
#include "dict/base/log.h"

struct face {
    struct source source;
    TTF_Font *font;
    int pixels;
    int strike; /* height of a bitmap font's only size, 0 for an outline */
};

struct face *face_open(const struct source *source, int pixels)
{
    const struct file_map *map = &source->file->map;
    TTF_Font *font = TTF_OpenFontIndexRW(SDL_RWFromConstMem(map->bytes, (int)map->len), 1, pixels,
                                         source->index);
    struct face *face;

    if (font == NULL) {
        log_warn("%s: %s", source->file->path, TTF_GetError());
        return NULL;
    }
    /* Light hinting keeps letters' widths and sharpens their height. Its subpixel
     * kind looks no better here and draws ten times slower. */
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT);
    TTF_SetFontStyle(font, (source->bold ? TTF_STYLE_BOLD : TTF_STYLE_NORMAL) |
                               (source->italic ? TTF_STYLE_ITALIC : TTF_STYLE_NORMAL));
    face = xmalloc(sizeof(*face));
    *face = (struct face){ *source, font, pixels, source->bitmap ? TTF_FontHeight(font) : 0 };
    return face;
}

void face_close(struct face *face)
{
    TTF_CloseFont(face->font);
    free(face);
}

bool face_is(const struct face *face, const struct source *source, int pixels)
{
    return face->pixels == pixels && face->source.file == source->file &&
           face->source.index == source->index && face->source.bold == source->bold &&
           face->source.italic == source->italic;
}

bool face_needs_glyph(uint32_t code)
{
    return code > ' ' && !text_is_space(code) && code != 0xad && (code < 0x200b || code > 0x200f) &&
           code != 0x2060 && code != 0xfeff && (code < 0xfe00 || code > 0xfe0f);
}

bool face_has(const struct face *face, struct str grapheme)
{
    size_t at = 0;

    while (at < grapheme.len) {
        uint32_t code = text_next(grapheme, &at);

        if (face_needs_glyph(code) && TTF_GlyphIsProvided32(face->font, code) == 0)
            return false;
    }
    return true;
}

/* --- drawing --- */

/* PIXELS of a bitmap font's only size as they stand in the size asked for. */
static int shrunk(const struct face *face, int pixels)
{
    return face->strike > 0 ? pixels * face->pixels * 5 / 4 / face->strike : pixels;
}

int face_ascent(const struct face *face)
{
    return shrunk(face, TTF_FontAscent(face->font));
}

int face_descent(const struct face *face)
{
    return shrunk(face, -TTF_FontDescent(face->font));
}

/* SDL_ttf takes terminated text only. A face is told the direction each time:
 * it is shared by runs of both. */
static char *prepare(struct face *face, struct str text, bool rtl)
{
    TTF_SetFontDirection(face->font, rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    return xstrndup(text.ptr, text.len);
}

int face_measure(struct face *face, struct str text, bool rtl)
{
    char *copy = prepare(face, text, rtl);
    int width = 0;

    if (TTF_SizeUTF8(face->font, copy, &width, NULL) != 0)
        width = 0;
    free(copy);
    return shrunk(face, width);
}

void face_draw(struct face *face, struct canvas *canvas, struct str text, bool rtl, int x, int y,
               uint32_t colour)
{
    SDL_Color ink = { (uint8_t)(colour >> 16), (uint8_t)(colour >> 8), (uint8_t)colour,
                      (uint8_t)(colour >> 24) };
    char *copy = prepare(face, text, rtl);
    SDL_Surface *picture = TTF_RenderUTF8_Blended(face->font, copy, ink);
    SDL_Rect to = { x, y - face_ascent(face), 0, 0 };

    free(copy);
    if (picture == NULL)
        return;
    if (face->strike > 0) {
        to.w = shrunk(face, picture->w);
        to.h = shrunk(face, picture->h);
        SDL_BlitScaled(picture, NULL, canvas_surface(canvas), &to);
    } else {
        SDL_BlitSurface(picture, NULL, canvas_surface(canvas), &to);
    }
    SDL_FreeSurface(picture);
}
