#include "app/ui/fonts.h"

#include <stdlib.h>
#include <string.h>
#include <SDL.h>
#include <SDL_ttf.h>
#include <fontconfig/fontconfig.h>

#include "app/ui/canvas.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

#define LOG_MODULE "ui"
#include "dict/base/log.h"

/* How a face is found. A chain belongs to one style and language: first the
 * style's own face, then what fontconfig gave for graphemes that it lacked.
 * Which of them serves a grapheme depends on its script alone, so that a
 * sentence is not in two fonts because a sign in it was seen before. */

enum {
    FACES_MAX = 512, /* open at one time; more than any screen can want */
    CHAIN_MAX = 32,
    BOLD_FROM = 600
};

struct face {
    TTF_Font *font;
    char *file;
    int index, pixels;
    int strike; /* height of a bitmap font's only size, 0 for an outline */
    int style;  /* SDL_ttf's: what the file lacks of the style */
};

struct link {
    struct face *face;
    enum script script; /* of the grapheme it was found for */
};

struct chain {
    struct chain *next;
    struct text_style style;
    char *families, *lang;
    struct link links[CHAIN_MAX];
    size_t count;
};

struct fonts {
    FcConfig *config;
    struct chain *chains; /* the one asked last comes first */
    struct face *faces[FACES_MAX];
    size_t face_count;
};

/* --- what is installed --- */

enum err fonts_open(struct fonts **out)
{
    struct fonts *fonts;
    const FcFontSet *installed;
    FcConfig *config = FcInitLoadConfigAndFonts();

    installed = config != NULL ? FcConfigGetFonts(config, FcSetSystem) : NULL;
    if (installed == NULL || installed->nfont == 0) {
        if (config != NULL)
            FcConfigDestroy(config);
        return err_set(ERR_ABSENT, "no font is installed: install the package fonts-dejavu-core "
                                   "(Debian, Ubuntu), dejavu-sans-fonts (Fedora) or ttf-dejavu "
                                   "(Arch)");
    }
    if (TTF_Init() != 0) {
        FcConfigDestroy(config);
        return err_set(ERR_IO, "fonts cannot be drawn: %s", TTF_GetError());
    }
    fonts = xcalloc(1, sizeof(*fonts));
    fonts->config = config;
    *out = fonts;
    return OK;
}

void fonts_close(struct fonts *fonts)
{
    size_t i;

    if (fonts == NULL)
        return;
    while (fonts->chains != NULL) {
        struct chain *chain = fonts->chains;

        fonts->chains = chain->next;
        free(chain->families);
        free(chain->lang);
        free(chain);
    }
    for (i = 0; i < fonts->face_count; i++) {
        TTF_CloseFont(fonts->faces[i]->font);
        free(fonts->faces[i]->file);
        free(fonts->faces[i]);
    }
    TTF_Quit();
    FcConfigDestroy(fonts->config);
    free(fonts);
}

/* --- which letters a grapheme needs --- */

/* Joiners, variation selectors and spaces have no shape of their own. */
static bool needs_glyph(uint32_t code)
{
    return code > ' ' && !text_is_space(code) && code != 0xad && (code < 0x200b || code > 0x200f) &&
           code != 0x2060 && code != 0xfeff && (code < 0xfe00 || code > 0xfe0f);
}

static bool has_in_set(const FcCharSet *set, struct str grapheme)
{
    size_t at = 0;

    while (at < grapheme.len) {
        uint32_t code = text_next(grapheme, &at);

        if (needs_glyph(code) && !FcCharSetHasChar(set, code))
            return false;
    }
    return true;
}

bool face_has(const struct face *face, struct str grapheme)
{
    size_t at = 0;

    while (at < grapheme.len) {
        uint32_t code = text_next(grapheme, &at);

        if (needs_glyph(code) && TTF_GlyphIsProvided32(face->font, code) == 0)
            return false;
    }
    return true;
}

/* Kana and Han come from one font; so do signs without a script. */
static enum script script_of(struct str grapheme)
{
    size_t at = 0;
    enum script script = grapheme.len > 0 ? text_script(text_next(grapheme, &at)) : SCRIPT_COMMON;

    return script == SCRIPT_KANA ? SCRIPT_HAN : script;
}

/* --- opening --- */

static void add_families(FcPattern *pattern, const char *families)
{
    struct str rest = str_of(families), family;

    while (str_next(&rest, ',', &family)) {
        char *name = xstrndup(str_trim(family).ptr, str_trim(family).len);

        FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)name);
        free(name);
    }
}

/* The best font for STYLE and LANG; with a grapheme, the best that has it.
 * NULL if there is none. */
static FcPattern *match(struct fonts *fonts, const struct text_style *style, const char *lang,
                        struct str grapheme, bool colour)
{
    FcPattern *wanted = FcPatternCreate(), *found;
    FcCharSet *letters = FcCharSetCreate();
    FcResult result;
    size_t at = 0;

    add_families(wanted, style->families);
    FcPatternAddInteger(wanted, FC_WEIGHT, FcWeightFromOpenType(style->weight));
    FcPatternAddInteger(wanted, FC_SLANT, style->italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
    FcPatternAddBool(wanted, FC_VARIABLE, FcFalse);
    FcPatternAddBool(wanted, FC_SCALABLE, FcTrue);
    FcPatternAddBool(wanted, FC_COLOR, colour ? FcTrue : FcFalse);
    if (lang != NULL)
        FcPatternAddString(wanted, FC_LANG, (const FcChar8 *)lang);
    while (at < grapheme.len) {
        uint32_t code = text_next(grapheme, &at);

        if (needs_glyph(code))
            FcCharSetAddChar(letters, code);
    }
    if (FcCharSetCount(letters) > 0)
        FcPatternAddCharSet(wanted, FC_CHARSET, letters);
    FcConfigSubstitute(fonts->config, wanted, FcMatchPattern);
    FcDefaultSubstitute(wanted);
    found = FcFontMatch(fonts->config, wanted, &result);
    FcCharSetDestroy(letters);
    FcPatternDestroy(wanted);
    return found;
}

static int integer_of(const FcPattern *pattern, const char *key, int fallback)
{
    int value;

    return FcPatternGetInteger(pattern, key, 0, &value) == FcResultMatch ? value : fallback;
}

/* Bold and slant that the file itself does not have are drawn. Han letters do
 * not slant. */
static int missing_style(const FcPattern *found, const struct text_style *style, enum script script)
{
    int weight = integer_of(found, FC_WEIGHT, FC_WEIGHT_NORMAL), made = TTF_STYLE_NORMAL;

    if (style->weight >= BOLD_FROM && weight < FC_WEIGHT_DEMIBOLD)
        made |= TTF_STYLE_BOLD;
    if (style->italic && integer_of(found, FC_SLANT, FC_SLANT_ROMAN) == FC_SLANT_ROMAN &&
        script != SCRIPT_HAN && script != SCRIPT_HANGUL)
        made |= TTF_STYLE_ITALIC;
    return made;
}

static struct face *find_open(const struct fonts *fonts, const struct face *like)
{
    size_t i;

    for (i = 0; i < fonts->face_count; i++) {
        struct face *face = fonts->faces[i];

        if (face->index == like->index && face->pixels == like->pixels &&
            face->style == like->style && strcmp(face->file, like->file) == 0)
            return face;
    }
    return NULL;
}

/* The face for what fontconfig found, opened if it is not yet; NULL if its file
 * cannot be used. */
static struct face *open_face(struct fonts *fonts, const FcPattern *found,
                              const struct text_style *style, enum script script)
{
    struct face like = { .pixels = style->pixels,
                         .index = integer_of(found, FC_INDEX, 0),
                         .style = missing_style(found, style, script) };
    struct face *face;
    FcChar8 *file;
    FcBool outline;

    if (FcPatternGetString(found, FC_FILE, 0, &file) != FcResultMatch)
        return NULL;
    like.file = (char *)file;
    if ((face = find_open(fonts, &like)) != NULL)
        return face;
    if (fonts->face_count == FACES_MAX)
        return NULL;
    like.font = TTF_OpenFontIndex(like.file, like.pixels, like.index);
    if (like.font == NULL) {
        log_warn("%s: %s", like.file, TTF_GetError());
        return NULL;
    }
    /* Light hinting keeps letters' widths and sharpens their height. Its subpixel
     * kind looks no better here and draws ten times slower. */
    TTF_SetFontHinting(like.font, TTF_HINTING_LIGHT);
    TTF_SetFontStyle(like.font, like.style);
    if (FcPatternGetBool(found, FC_OUTLINE, 0, &outline) == FcResultMatch && !outline)
        like.strike = TTF_FontHeight(like.font);
    face = xmalloc(sizeof(*face));
    *face = like;
    face->file = xstrdup(like.file);
    fonts->faces[fonts->face_count++] = face;
    return face;
}

/* --- chains --- */

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool is_for(const struct chain *chain, const struct text_style *style, const char *lang)
{
    return chain->style.pixels == style->pixels && chain->style.weight == style->weight &&
           chain->style.italic == style->italic && same_text(chain->families, style->families) &&
           same_text(chain->lang, lang);
}

static void add_link(struct chain *chain, struct face *face, enum script script)
{
    if (face != NULL && chain->count < CHAIN_MAX)
        chain->links[chain->count++] = (struct link){ face, script };
}

static struct chain *new_chain(struct fonts *fonts, const struct text_style *style,
                               const char *lang)
{
    struct chain *chain = xcalloc(1, sizeof(*chain));
    FcPattern *found = match(fonts, style, NULL, str_make(NULL, 0), false);

    chain->style = *style;
    chain->families = xstrdup(style->families);
    chain->style.families = chain->families;
    chain->lang = lang != NULL ? xstrdup(lang) : NULL;
    if (found != NULL) {
        add_link(chain, open_face(fonts, found, style, SCRIPT_COMMON), SCRIPT_COMMON);
        FcPatternDestroy(found);
    }
    return chain;
}

/* The chain for STYLE and LANG, moved to the front. */
static struct chain *chain_for(struct fonts *fonts, const struct text_style *style,
                               const char *lang)
{
    struct chain **at = &fonts->chains, *chain;

    while (*at != NULL && !is_for(*at, style, lang))
        at = &(*at)->next;
    if (*at == NULL) {
        chain = new_chain(fonts, style, lang);
    } else {
        chain = *at;
        *at = chain->next;
    }
    chain->next = fonts->chains;
    fonts->chains = chain;
    return chain;
}

/* A font that has GRAPHEME, plain ones before coloured ones. */
static struct face *find_fallback(struct fonts *fonts, const struct chain *chain,
                                  struct str grapheme)
{
    struct face *face = NULL;
    int colour;

    for (colour = 0; colour <= 1; colour++) {
        FcPattern *found = match(fonts, &chain->style, chain->lang, grapheme, colour == 1);
        FcCharSet *set;

        if (found == NULL)
            continue;
        if (FcPatternGetCharSet(found, FC_CHARSET, 0, &set) == FcResultMatch &&
            has_in_set(set, grapheme))
            face = open_face(fonts, found, &chain->style, script_of(grapheme));
        FcPatternDestroy(found);
        if (face != NULL && face_has(face, grapheme))
            return face;
    }
    return NULL;
}

struct face *fonts_face(struct fonts *fonts, const struct text_style *style, const char *lang,
                        struct str grapheme)
{
    struct chain *chain = chain_for(fonts, style, lang);
    enum script script = script_of(grapheme);
    struct face *face;
    size_t i;

    for (i = 0; i < chain->count; i++) {
        if ((i == 0 || chain->links[i].script == script) &&
            face_has(chain->links[i].face, grapheme))
            return chain->links[i].face;
    }
    face = find_fallback(fonts, chain, grapheme);
    if (face != NULL) {
        add_link(chain, face, script);
        return face;
    }
    return chain->count > 0 ? chain->links[0].face : NULL;
}

static bool is_installed(const struct fonts *fonts, struct str grapheme)
{
    const FcFontSet *set = FcConfigGetFonts(fonts->config, FcSetSystem);
    FcCharSet *letters;
    int i;

    for (i = 0; i < set->nfont; i++) {
        if (FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &letters) == FcResultMatch &&
            has_in_set(letters, grapheme))
            return true;
    }
    return false;
}

void fonts_missing(struct fonts *fonts, struct buf *out, struct str text)
{
    size_t at = 0, start = out->len;

    while (at < text.len) {
        size_t end = text_grapheme_end(text, at);
        struct str grapheme = str_sub(text, at, end - at);
        struct str told = str_from(buf_str(out), start);

        if (!is_installed(fonts, grapheme) && str_find(told, grapheme, 0) == told.len) {
            if (out->len > start)
                buf_addc(out, ' ');
            buf_add_str(out, grapheme);
        }
        at = end;
    }
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
