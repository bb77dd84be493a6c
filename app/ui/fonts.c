#include "app/ui/fonts.h"

#include <stdlib.h>
#include <string.h>
#include <SDL_ttf.h>
#include <fontconfig/fontconfig.h>

#include "app/ui/face.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

#define LOG_MODULE "ui"
#include "dict/base/log.h"

/* How a face is found. A chain belongs to a family list, weight, slant and
 * language, whatever the size: first the families' own font, then what
 * fontconfig gave for graphemes that it lacked. Which of them serves a grapheme
 * depends on its script alone, so that a sentence is not in two fonts because a
 * sign in it was seen before. */

enum {
    FACES_MAX = 512, /* open at one time; more than any screen can want */
    FILES_MAX = 128,
    FILE_SIZE_MAX = 256 << 20,
    CHAIN_MAX = 32,
    BOLD_FROM = 600
};

struct link {
    struct source source;
    enum script script; /* of the grapheme it was found for */
};

struct chain {
    struct chain *next;
    char *families, *lang;
    int weight;
    bool italic;
    struct link links[CHAIN_MAX];
    size_t count;
    FcCharSet *missing; /* what no installed font has */
};

struct fonts {
    FcConfig *config;
    struct chain *chains; /* the one asked last comes first */
    struct font_file files[FILES_MAX];
    size_t file_count;
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

static void free_chain(struct chain *chain)
{
    FcCharSetDestroy(chain->missing);
    free(chain->families);
    free(chain->lang);
    free(chain);
}

void fonts_close(struct fonts *fonts)
{
    size_t i;

    if (fonts == NULL)
        return;
    for (i = 0; i < fonts->face_count; i++)
        face_close(fonts->faces[i]);
    for (i = 0; i < fonts->file_count; i++) {
        file_unmap(&fonts->files[i].map);
        free(fonts->files[i].path);
    }
    while (fonts->chains != NULL) {
        struct chain *chain = fonts->chains;

        fonts->chains = chain->next;
        free_chain(chain);
    }
    TTF_Quit();
    FcConfigDestroy(fonts->config);
    free(fonts);
}

/* --- which letters a grapheme needs --- */

static bool has_in_set(const FcCharSet *set, struct str grapheme)
{
    size_t at = 0;

    while (at < grapheme.len) {
        uint32_t code = text_next(grapheme, &at);

        if (face_needs_glyph(code) && !FcCharSetHasChar(set, code))
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

/* --- asking fontconfig --- */

static void add_families(FcPattern *pattern, const char *families)
{
    struct str rest = str_of(families), family;

    while (str_next(&rest, ',', &family)) {
        char *name = xstrndup(str_trim(family).ptr, str_trim(family).len);

        FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)name);
        free(name);
    }
}

/* The best font for CHAIN; with a grapheme, the best that has it. NULL if there
 * is none. */
static FcPattern *match(struct fonts *fonts, const struct chain *chain, struct str grapheme,
                        bool colour)
{
    FcPattern *wanted = FcPatternCreate(), *found;
    FcCharSet *letters = FcCharSetCreate();
    FcResult result;
    size_t at = 0;

    add_families(wanted, chain->families);
    FcPatternAddInteger(wanted, FC_WEIGHT, FcWeightFromOpenType(chain->weight));
    FcPatternAddInteger(wanted, FC_SLANT, chain->italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
    FcPatternAddBool(wanted, FC_VARIABLE, FcFalse);
    FcPatternAddBool(wanted, FC_SCALABLE, FcTrue);
    FcPatternAddBool(wanted, FC_COLOR, colour ? FcTrue : FcFalse);
    if (chain->lang != NULL)
        FcPatternAddString(wanted, FC_LANG, (const FcChar8 *)chain->lang);
    while (at < grapheme.len) {
        uint32_t code = text_next(grapheme, &at);

        if (face_needs_glyph(code))
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

/* PATH mapped, once for all that use it. NULL if it cannot be. */
static const struct font_file *file_at(struct fonts *fonts, const char *path)
{
    struct font_file *file;
    size_t i;

    for (i = 0; i < fonts->file_count; i++) {
        if (strcmp(fonts->files[i].path, path) == 0)
            return &fonts->files[i];
    }
    if (fonts->file_count == FILES_MAX)
        return NULL;
    file = &fonts->files[fonts->file_count];
    if (file_map(&file->map, path, FILE_SIZE_MAX) != OK) {
        log_warn("%s", err_message());
        return NULL;
    }
    file->path = xstrdup(path);
    fonts->file_count++;
    return file;
}

/* What CHAIN takes from FOUND. Bold and slant that the file does not have are
 * drawn, but Han and Hangul letters do not slant. False without a file. */
static bool read_source(struct fonts *fonts, struct source *out, const FcPattern *found,
                        const struct chain *chain, enum script script)
{
    bool upright = integer_of(found, FC_SLANT, FC_SLANT_ROMAN) == FC_SLANT_ROMAN;
    bool light = integer_of(found, FC_WEIGHT, FC_WEIGHT_NORMAL) < FC_WEIGHT_DEMIBOLD;
    FcBool outline;
    FcChar8 *file;

    if (FcPatternGetString(found, FC_FILE, 0, &file) != FcResultMatch)
        return false;
    *out = (struct source){
        .file = file_at(fonts, (const char *)file),
        .index = integer_of(found, FC_INDEX, 0),
        .bold = chain->weight >= BOLD_FROM && light,
        .italic = chain->italic && upright && script != SCRIPT_HAN && script != SCRIPT_HANGUL,
        .bitmap = FcPatternGetBool(found, FC_OUTLINE, 0, &outline) == FcResultMatch && !outline,
    };
    return out->file != NULL;
}

/* --- chains --- */

static bool add_link(struct fonts *fonts, struct chain *chain, const FcPattern *found,
                     enum script script)
{
    if (chain->count == CHAIN_MAX ||
        !read_source(fonts, &chain->links[chain->count].source, found, chain, script))
        return false;
    chain->links[chain->count++].script = script;
    return true;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool is_for(const struct chain *chain, const struct text_style *style, const char *lang)
{
    return chain->weight == style->weight && chain->italic == style->italic &&
           same_text(chain->families, style->families) && same_text(chain->lang, lang);
}

static struct chain *new_chain(struct fonts *fonts, const struct text_style *style,
                               const char *lang)
{
    struct chain *chain = xcalloc(1, sizeof(*chain));
    FcPattern *found;

    chain->families = xstrdup(style->families);
    chain->lang = lang != NULL ? xstrdup(lang) : NULL;
    chain->weight = style->weight;
    chain->italic = style->italic;
    chain->missing = FcCharSetCreate();
    found = match(fonts, chain, str_make(NULL, 0), false);
    if (found != NULL) {
        add_link(fonts, chain, found, SCRIPT_COMMON);
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

/* SOURCE at PIXELS, opened when it is wanted first. NULL if it cannot be. */
static struct face *face_at(struct fonts *fonts, const struct source *source, int pixels)
{
    struct face *face;
    size_t i;

    for (i = 0; i < fonts->face_count; i++) {
        if (face_is(fonts->faces[i], source, pixels))
            return fonts->faces[i];
    }
    if (fonts->face_count == FACES_MAX || (face = face_open(source, pixels)) == NULL)
        return NULL;
    fonts->faces[fonts->face_count++] = face;
    return face;
}

/* Adds a font that has GRAPHEME, a plain one before a coloured one. */
static bool find_fallback(struct fonts *fonts, struct chain *chain, struct str grapheme)
{
    size_t at = 0;
    uint32_t first = grapheme.len > 0 ? text_next(grapheme, &at) : 0;
    bool added = false;
    int colour;

    if (FcCharSetHasChar(chain->missing, first))
        return false;
    for (colour = 0; !added && colour <= 1; colour++) {
        FcPattern *found = match(fonts, chain, grapheme, colour == 1);
        FcCharSet *letters;

        if (found == NULL)
            continue;
        added = FcPatternGetCharSet(found, FC_CHARSET, 0, &letters) == FcResultMatch &&
                has_in_set(letters, grapheme) && add_link(fonts, chain, found, script_of(grapheme));
        FcPatternDestroy(found);
    }
    if (!added)
        FcCharSetAddChar(chain->missing, first);
    return added;
}

static struct face *face_with(struct fonts *fonts, const struct chain *chain, int pixels,
                              struct str grapheme)
{
    enum script script = script_of(grapheme);
    size_t i;

    for (i = 0; i < chain->count; i++) {
        struct face *face;

        if (i > 0 && chain->links[i].script != script)
            continue;
        face = face_at(fonts, &chain->links[i].source, pixels);
        if (face != NULL && face_has(face, grapheme))
            return face;
    }
    return NULL;
}

struct face *fonts_face(struct fonts *fonts, const struct text_style *style, const char *lang,
                        struct str grapheme)
{
    struct chain *chain = chain_for(fonts, style, lang);
    struct face *face = face_with(fonts, chain, style->pixels, grapheme);

    if (face == NULL && find_fallback(fonts, chain, grapheme))
        face = face_with(fonts, chain, style->pixels, grapheme);
    if (face == NULL && chain->count > 0)
        face = face_at(fonts, &chain->links[0].source, style->pixels);
    return face;
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
