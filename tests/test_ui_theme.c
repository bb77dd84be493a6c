/* The theme: every text can be read on what lies behind it, sizes follow scale
 * and text size, and a damaged file is said. */

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/ui/theme.h"
#include "dict/base/file.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"
#include "tests/check.h"

static const char shipped[] = WORDLOOT_SOURCE_DIR "/assets/theme.json";

/* Relative luminance and contrast as WCAG 2.1 defines them. */
static double channel(uint32_t colour, int shift)
{
    double value = (double)(colour >> shift & 0xff) / 255;

    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t colour)
{
    return 0.2126 * channel(colour, 16) + 0.7152 * channel(colour, 8) + 0.0722 * channel(colour, 0);
}

static double contrast(uint32_t a, uint32_t b)
{
    double light = luminance(a), dark = luminance(b);

    return light > dark ? (light + 0.05) / (dark + 0.05) : (dark + 0.05) / (light + 0.05);
}

static void check_contrast(const struct theme *theme)
{
    const double least = 4.5; /* WCAG AA for text of any size */
    enum role role;

    CHECK(fabs(contrast(0xffffffff, 0xff000000) - 21) < 0.01, "white on black is 21");
    for (role = ROLE_HEADWORD; role < ROLE_COUNT; role++) {
        const struct text_style *style = theme_style(theme, role);
        uint32_t behind = style->fill != 0 ? style->fill : theme_colour(theme, style->on);

        CHECK(contrast(style->colour, behind) >= least, "%s: contrast %.2f is under %.1f",
              theme_role_name(role), contrast(style->colour, behind), least);
    }
    CHECK(contrast(theme_colour(theme, SURFACE_ACCENT), theme_colour(theme, SURFACE_FIELD)) >= 3,
          "the caret can be seen");
}

static void check_sizes(struct theme *theme)
{
    int normal = theme_style(theme, ROLE_TRANSLATION)->pixels;
    int hairline = theme_space(theme, SPACE_HAIRLINE), margin = theme_space(theme, SPACE_MARGIN);

    CHECK(normal >= 16, "a translation is %d pixels high", normal);
    theme_set(theme, 2, TEXT_NORMAL);
    CHECK_INT(theme_style(theme, ROLE_TRANSLATION)->pixels, 2 * normal, "scale 2");
    CHECK_INT(theme_space(theme, SPACE_HAIRLINE), 2 * hairline, "a hairline at scale 2");
    theme_set(theme, 1, TEXT_LARGE);
    /* Capitals have seven tenths of the size: 28 pixels are 7.4 mm at 96 dots an
     * inch, 12 minutes of arc at two metres. */
    CHECK(theme_style(theme, ROLE_TRANSLATION)->pixels * 7 / 10 >= 27, "large text is large");
    CHECK_INT(theme_space(theme, SPACE_MARGIN), margin, "the screen's margin stays");
    CHECK(theme_style(theme, ROLE_NOTE)->line > theme_style(theme, ROLE_NOTE)->pixels,
          "lines do not touch");
    theme_set(theme, 0.01, TEXT_SMALL);
    CHECK(theme_style(theme, ROLE_LABEL)->pixels >= 1 && theme_space(theme, SPACE_HAIRLINE) >= 1,
          "nothing vanishes");
    theme_set(theme, NAN, TEXT_NORMAL);
    CHECK(theme_style(theme, ROLE_TRANSLATION)->pixels <= normal, "a scale that is no number");
}

static void check_names(void)
{
    CHECK_INT(text_size_parse("large"), TEXT_LARGE, "large");
    CHECK_INT(text_size_parse("huge"), TEXT_NORMAL, "huge");
    CHECK_INT(text_size_parse(NULL), TEXT_NORMAL, "none");
    CHECK_STR(text_size_name(TEXT_SMALL), "small", "small");
}

/* The shipped theme with OBJECT.KEY replaced by VALUE (NULL: taken out). */
static void check_damaged(const char *object, const char *key, json_t *value)
{
    char path[] = "/tmp/wordloot-theme-XXXXXX";
    int fd = mkstemp(path);
    struct theme *theme = NULL;
    json_t *file, *part;

    close(fd);
    if (CHECK(json_read(&file, shipped, 1 << 20) == OK, "%s", err_message())) {
        part = strcmp(object, "headword") == 0
                   ? json_object_get(json_object_get(file, "roles"), object)
                   : json_object_get(file, object);
        if (value != NULL)
            json_object_set(part, key, value);
        else
            json_object_del(part, key);
        CHECK(json_write(path, file) == OK, "%s", err_message());
        CHECK(theme_open(&theme, path) == ERR_FORMAT, "%s.%s damaged: refused", object, key);
        CHECK(strstr(err_message(), key) != NULL, "\"%s\" names %s", err_message(), key);
        json_decref(file);
    }
    json_decref(value);
    unlink(path);
}

int main(void)
{
    struct theme *theme;

    if (!CHECK(theme_open(&theme, shipped) == OK, "%s", err_message()))
        return check_done();
    check_contrast(theme);
    check_sizes(theme);
    check_names();
    theme_close(theme);
    check_damaged("surfaces", "card", json_string("#12345"));
    check_damaged("surfaces", "card", json_string("#12345g"));
    check_damaged("surfaces", "strip", NULL);
    check_damaged("spaces", "padding", json_string("8"));
    check_damaged("spaces", "padding", json_integer(100000));
    check_damaged("text-sizes", "large", json_real(0));
    check_damaged("headword", "size", json_integer(100000));
    check_damaged("headword", "on", json_string("nowhere"));
    check_damaged("roles", "headword", NULL);
    CHECK(theme_open(&theme, "/nonexistent/theme.json") == ERR_ABSENT, "no file");
    return check_done();
}
