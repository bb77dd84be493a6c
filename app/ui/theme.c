#include "app/ui/theme.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dict/base/json.h"
#include "dict/base/mem.h"

enum { THEME_FILE_MAX = 256 * 1024 };

static const char *const role_names[ROLE_COUNT] = {
    [ROLE_HEADWORD] = "headword",
    [ROLE_FORM] = "form",
    [ROLE_GRAMMAR] = "grammar",
    [ROLE_IPA] = "ipa",
    [ROLE_NUMBER] = "number",
    [ROLE_DEFINITION] = "definition",
    [ROLE_TRANSLATION] = "translation",
    [ROLE_EXAMPLE] = "example",
    [ROLE_EXAMPLE_TRANSLATION] = "example-translation",
    [ROLE_LABEL] = "label",
    [ROLE_NOTE] = "note",
    [ROLE_SENTENCE] = "sentence",
    [ROLE_WORD_CHOSEN] = "word-chosen",
    [ROLE_PROMPT] = "prompt",
    [ROLE_HINT] = "hint",
    [ROLE_COMPLETION] = "completion",
    [ROLE_COMPLETION_CHOSEN] = "completion-chosen",
    [ROLE_COMPLETION_OWN] = "completion-own",
    [ROLE_BADGE_NEW] = "badge-new",
    [ROLE_BADGE_AGAIN] = "badge-again",
    [ROLE_BADGE_KNOWN] = "badge-known",
    [ROLE_KEY_CAP] = "key-cap",
    [ROLE_KEY_TEXT] = "key-text",
    [ROLE_WARNING] = "warning",
    [ROLE_TITLE] = "title",
};

static const char *const surface_names[SURFACE_COUNT] = {
    [SURFACE_CARD] = "card", [SURFACE_FIELD] = "field",   [SURFACE_STRIP] = "strip",
    [SURFACE_LINE] = "line", [SURFACE_ACCENT] = "accent",
};

static const char *const space_names[SPACE_COUNT] = {
    [SPACE_HAIRLINE] = "hairline", [SPACE_TIGHT] = "tight",
    [SPACE_LINE] = "line",         [SPACE_BLOCK] = "block",
    [SPACE_PADDING] = "padding",   [SPACE_INDENT] = "indent",
    [SPACE_RADIUS] = "radius",     [SPACE_RADIUS_SMALL] = "radius-small",
    [SPACE_MARGIN] = "margin",     [SPACE_CARD_WIDTH] = "card-width",
};

static const char *const size_names[TEXT_SIZE_COUNT] = {
    [TEXT_SMALL] = "small",
    [TEXT_NORMAL] = "normal",
    [TEXT_LARGE] = "large",
};

/* As the file has it. */
struct role_def {
    double size;    /* logical pixels */
    double leading; /* line height, in sizes */
};

struct theme {
    json_t *file; /* owns the family lists that styles point into */
    struct role_def defs[ROLE_COUNT];
    double spaces[SPACE_COUNT]; /* logical pixels */
    double factors[TEXT_SIZE_COUNT];
    uint32_t surfaces[SURFACE_COUNT];
    /* for the scale and text size set last */
    struct text_style styles[ROLE_COUNT];
    int pixels[SPACE_COUNT];
};

const char *theme_role_name(enum role role)
{
    return role_names[role];
}

enum text_size text_size_parse(const char *name)
{
    size_t i;

    for (i = 0; name != NULL && i < TEXT_SIZE_COUNT; i++) {
        if (strcmp(name, size_names[i]) == 0)
            return (enum text_size)i;
    }
    return TEXT_NORMAL;
}

const char *text_size_name(enum text_size size)
{
    return size_names[size];
}

/* --- reading the file --- */

static bool parse_colour(uint32_t *out, const char *text)
{
    unsigned long value;
    char *end;

    if (text == NULL || text[0] != '#' || strspn(text + 1, "0123456789abcdefABCDEF") != 6 ||
        text[7] != '\0')
        return false;
    value = strtoul(text + 1, &end, 16);
    *out = 0xff000000 | (uint32_t)value;
    return true;
}

static enum err read_colour(uint32_t *out, const json_t *object, const char *key)
{
    if (!parse_colour(out, json_text(object, key, NULL)))
        return err_set(ERR_FORMAT, "theme: %s: a colour like \"#1a2b3c\" is wanted", key);
    return OK;
}

static enum err read_number(double *out, const json_t *object, const char *key, double least,
                            double most)
{
    const json_t *value = json_object_get(object, key);

    /* Written so that it is false for what is no number. */
    if (!json_is_number(value) ||
        !(json_number_value(value) >= least && json_number_value(value) <= most))
        return err_set(ERR_FORMAT, "theme: %s: a number from %g to %g is wanted", key, least, most);
    *out = json_number_value(value);
    return OK;
}

static enum err read_numbers(double *out, const json_t *object, const char *const *names,
                             size_t count, double least, double most)
{
    enum err rc = OK;
    size_t i;

    for (i = 0; rc == OK && i < count; i++)
        rc = read_number(&out[i], object, names[i], least, most);
    return rc;
}

static enum err read_surface(enum surface *out, const json_t *role)
{
    const char *name = json_text(role, "on", surface_names[SURFACE_CARD]);
    size_t i;

    for (i = 0; i < SURFACE_COUNT; i++) {
        if (strcmp(name, surface_names[i]) == 0) {
            *out = (enum surface)i;
            return OK;
        }
    }
    return err_set(ERR_FORMAT, "theme: on: there is no surface \"%s\"", name);
}

static enum err read_role(struct theme *theme, const json_t *role, size_t at)
{
    struct text_style *style = &theme->styles[at];
    const char *family = json_text(role, "family", "text");
    double weight = 0;
    enum err rc;

    style->italic = json_is_true(json_object_get(role, "italic"));
    style->families = json_text(json_object_get(theme->file, "families"), family, NULL);
    if (style->families == NULL)
        return err_set(ERR_FORMAT, "theme: families: there is no \"%s\"", family);
    if ((rc = read_number(&theme->defs[at].size, role, "size", 6, 200)) != OK ||
        (rc = read_number(&theme->defs[at].leading, role, "leading", 1, 3)) != OK ||
        (rc = read_number(&weight, role, "weight", 100, 900)) != OK ||
        (rc = read_colour(&style->colour, role, "colour")) != OK ||
        (rc = read_surface(&style->on, role)) != OK)
        return rc;
    style->weight = (int)weight;
    return json_object_get(role, "fill") != NULL ? read_colour(&style->fill, role, "fill") : OK;
}

static enum err read_theme(struct theme *theme)
{
    const json_t *roles = json_object_get(theme->file, "roles");
    enum err rc;
    size_t i;

    rc = read_numbers(theme->factors, json_object_get(theme->file, "text-sizes"), size_names,
                      TEXT_SIZE_COUNT, 0.5, 5);
    if (rc == OK)
        rc = read_numbers(theme->spaces, json_object_get(theme->file, "spaces"), space_names,
                          SPACE_COUNT, 0, 2000);
    for (i = 0; rc == OK && i < SURFACE_COUNT; i++)
        rc = read_colour(&theme->surfaces[i], json_object_get(theme->file, "surfaces"),
                         surface_names[i]);
    for (i = 0; rc == OK && i < ROLE_COUNT; i++) {
        rc = read_role(theme, json_object_get(roles, role_names[i]), i);
        if (rc != OK)
            return err_prefix(rc, "%s", role_names[i]);
    }
    return rc;
}

enum err theme_open(struct theme **out, const char *path)
{
    struct theme *theme = xcalloc(1, sizeof(*theme));
    enum err rc = json_read(&theme->file, path, THEME_FILE_MAX);

    if (rc == OK && (rc = read_theme(theme)) != OK)
        err_prefix(rc, "%s", path);
    if (rc != OK) {
        theme_close(theme);
        return rc;
    }
    theme_set(theme, 1, TEXT_NORMAL);
    *out = theme;
    return OK;
}

void theme_close(struct theme *theme)
{
    if (theme == NULL)
        return;
    json_decref(theme->file);
    free(theme);
}

/* --- sizes in device pixels --- */

static int at_least_one(double pixels)
{
    return pixels < 1 ? 1 : (int)lround(pixels);
}

void theme_set(struct theme *theme, double scale, enum text_size size)
{
    double clamped = scale >= 0.5 ? (scale <= 8 ? scale : 8) : 0.5;
    double text = clamped * theme->factors[size];
    /* Space grows half as fast as the text: large text must still fit a screen. */
    double between = clamped * (1 + theme->factors[size]) / 2;
    size_t i;

    for (i = 0; i < ROLE_COUNT; i++) {
        theme->styles[i].pixels = at_least_one(theme->defs[i].size * text);
        theme->styles[i].line = at_least_one(theme->defs[i].size * theme->defs[i].leading * text);
    }
    for (i = 0; i < SPACE_COUNT; i++)
        theme->pixels[i] = (int)lround(theme->spaces[i] * between);
    theme->pixels[SPACE_HAIRLINE] = at_least_one(theme->spaces[SPACE_HAIRLINE] * clamped);
    theme->pixels[SPACE_MARGIN] = (int)lround(theme->spaces[SPACE_MARGIN] * clamped);
    theme->pixels[SPACE_CARD_WIDTH] = at_least_one(theme->spaces[SPACE_CARD_WIDTH] * text);
}

const struct text_style *theme_style(const struct theme *theme, enum role role)
{
    return &theme->styles[role];
}

uint32_t theme_colour(const struct theme *theme, enum surface surface)
{
    return theme->surfaces[surface];
}

int theme_space(const struct theme *theme, enum space space)
{
    return theme->pixels[space];
}
