/* Draws a card with every role of the theme into DIR/ui-small.bmp, ui-normal.bmp
 * and ui-large.bmp, to be looked at: ui_gallery DIR */

#include <stdio.h>
#include <stdlib.h>

#include "app/ui/layout.h"
#include "app/ui/widgets.h"
#include "dict/base/clock.h"
#include "dict/base/mem.h"

struct sheet {
    struct brush brush;
    int x, y, width;
};

static void paragraph(struct sheet *sheet, const struct span *spans, size_t count, size_t max_lines,
                      int indent)
{
    struct layout_options options = { .width = sheet->width - indent, .max_lines = max_lines };
    struct layout *layout =
        layout_new(sheet->brush.fonts, sheet->brush.theme, spans, count, &options);

    layout_draw(layout, sheet->brush.canvas, sheet->x + indent, sheet->y);
    sheet->y += layout_height(layout);
    layout_free(layout);
}

static void gap(struct sheet *sheet, enum space space)
{
    sheet->y += theme_space(sheet->brush.theme, space);
}

static struct span span(enum role role, const char *text)
{
    return (struct span){ str_of(text), role, NULL };
}

#define PARAGRAPH(sheet, max_lines, indent, ...)           \
    paragraph(sheet, (const struct span[]){ __VA_ARGS__ }, \
              ARRAY_LEN(((const struct span[]){ __VA_ARGS__ })), max_lines, indent)

static void draw_head(struct sheet *sheet)
{
    struct area badge;

    PARAGRAPH(sheet, 1, 0, span(ROLE_HEADWORD, "abbagliare"), span(ROLE_IPA, "  /abbaʎˈʎaːre/"));
    PARAGRAPH(sheet, 1, 0, span(ROLE_GRAMMAR, "verbo transitivo, prima coniugazione"));
    gap(sheet, SPACE_TIGHT);
    badge = pill_draw(&sheet->brush, ROLE_BADGE_NEW, "new", sheet->x, sheet->y);
    badge =
        pill_draw(&sheet->brush, ROLE_BADGE_AGAIN, "3rd time, last in Wesnoth",
                  badge.x + badge.width + theme_space(sheet->brush.theme, SPACE_TIGHT), sheet->y);
    badge =
        pill_draw(&sheet->brush, ROLE_BADGE_KNOWN, "known",
                  badge.x + badge.width + theme_space(sheet->brush.theme, SPACE_TIGHT), sheet->y);
    sheet->y += badge.height;
    gap(sheet, SPACE_BLOCK);
}

static void draw_senses(struct sheet *sheet)
{
    int indent = theme_space(sheet->brush.theme, SPACE_INDENT);

    PARAGRAPH(sheet, 0, 0, span(ROLE_NUMBER, "1  "),
              span(ROLE_DEFINITION,
                   "Togliere momentaneamente la vista con una luce troppo intensa; "
                   "offuscare gli occhi di chi guarda per eccesso di splendore."));
    gap(sheet, SPACE_LINE);
    PARAGRAPH(sheet, 0, indent, span(ROLE_EXAMPLE, "Fu abbagliato dai fari di un’automobile."));
    PARAGRAPH(sheet, 0, indent,
              span(ROLE_EXAMPLE_TRANSLATION, "He was dazzled by the headlights of a car."));
    gap(sheet, SPACE_LINE);
    PARAGRAPH(sheet, 0, 0, span(ROLE_NUMBER, "2  "), span(ROLE_LABEL, "FIG.  "),
              span(ROLE_TRANSLATION, "to dazzle, to blind; ослеплять; 目をくらませる、眩惑する。"
                                     "「光で目が眩む」という意味で使われる動詞。"));
    gap(sheet, SPACE_LINE);
    PARAGRAPH(sheet, 2, 0, span(ROLE_NUMBER, "3  "),
              span(ROLE_DEFINITION, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter"
                                    "beamtengesellschaft is broken only where it must be, and what "
                                    "does not fit in two lines ends with a sign that says so."));
    gap(sheet, SPACE_BLOCK);
}

static void draw_rest(struct sheet *sheet)
{
    const struct theme *theme = sheet->brush.theme;
    int inset = theme_space(theme, SPACE_TIGHT);
    int field = theme_style(theme, ROLE_PROMPT)->line + 2 * inset;

    PARAGRAPH(sheet, 0, 0, span(ROLE_SENTENCE, "Il sole del mattino lo "),
              span(ROLE_WORD_CHOSEN, "abbagliava"), span(ROLE_SENTENCE, ", e non vide la spada."));
    gap(sheet, SPACE_BLOCK);
    canvas_round(sheet->brush.canvas, (struct area){ sheet->x, sheet->y, sheet->width, field },
                 theme_space(theme, SPACE_RADIUS_SMALL), theme_colour(theme, SURFACE_FIELD));
    canvas_frame(sheet->brush.canvas, (struct area){ sheet->x, sheet->y, sheet->width, field },
                 theme_space(theme, SPACE_RADIUS_SMALL), theme_space(theme, SPACE_HAIRLINE),
                 theme_colour(theme, SURFACE_ACCENT));
    sheet->x += inset;
    sheet->y += inset;
    PARAGRAPH(sheet, 1, 0, span(ROLE_PROMPT, "abba"), span(ROLE_HINT, " type a word"));
    sheet->x -= inset;
    sheet->y += inset;
    gap(sheet, SPACE_LINE);
    PARAGRAPH(sheet, 0, 0, span(ROLE_COMPLETION_CHOSEN, "abbagliare"),
              span(ROLE_COMPLETION, "   abbaiare   "), span(ROLE_COMPLETION_OWN, "abbandonare"));
    gap(sheet, SPACE_BLOCK);
    PARAGRAPH(sheet, 0, 0, span(ROLE_FORM, "abbagliava → abbagliare"),
              span(ROLE_NOTE, "  reached by its stem, FreeDict Italian–English"));
    PARAGRAPH(sheet, 0, 0, span(ROLE_WARNING, "The clipboard cannot be watched here."));
    PARAGRAPH(sheet, 0, 0, span(ROLE_TITLE, "All keys"));
    gap(sheet, SPACE_BLOCK);
}

static enum err draw(struct fonts *fonts, struct theme *theme, enum text_size size, const char *dir)
{
    static const struct strip_key keys[] = { { "Enter", "keep" },  { "Tab", "next" },
                                             { "← →", "word" },    { "Space", "translation" },
                                             { "Ctrl+Z", "undo" }, { "Esc", "back to game" } };
    struct canvas *canvas;
    struct sheet sheet;
    char *path;
    int width, height, strip;
    enum err rc;

    theme_set(theme, 1, size);
    width = theme_space(theme, SPACE_CARD_WIDTH);
    height = size == TEXT_LARGE ? 2000 : 1000;
    if ((rc = canvas_new(&canvas, width, height)) != OK)
        return rc;
    sheet = (struct sheet){ { canvas, fonts, theme },
                            theme_space(theme, SPACE_PADDING),
                            theme_space(theme, SPACE_PADDING),
                            width - 2 * theme_space(theme, SPACE_PADDING) };
    canvas_fill(canvas, (struct area){ 0, 0, width, height }, theme_colour(theme, SURFACE_CARD));
    draw_head(&sheet);
    draw_senses(&sheet);
    draw_rest(&sheet);
    strip = strip_height(&sheet.brush);
    strip_draw(&sheet.brush, (struct area){ 0, sheet.y, width, strip }, keys, ARRAY_LEN(keys));
    path = xasprintf("%s/ui-%s.bmp", dir, text_size_name(size));
    rc = canvas_save(canvas, path);
    free(path);
    canvas_free(canvas);
    return rc;
}

int main(int argc, char **argv)
{
    struct fonts *fonts = NULL;
    struct theme *theme = NULL;
    int64_t start = clock_mono_us();
    enum text_size size;
    enum err rc;

    if (argc != 2) {
        fprintf(stderr, "usage: ui_gallery DIR\n");
        return 2;
    }
    rc = fonts_open(&fonts);
    fprintf(stderr, "fonts: %.1f ms\n", (double)(clock_mono_us() - start) / 1000);
    if (rc == OK)
        rc = theme_open(&theme, WORDLOOT_SOURCE_DIR "/assets/theme.json");
    for (size = TEXT_SMALL; rc == OK && size < TEXT_SIZE_COUNT; size++) {
        start = clock_mono_us();
        rc = draw(fonts, theme, size, argv[1]);
        fprintf(stderr, "%s: %.1f ms\n", text_size_name(size),
                (double)(clock_mono_us() - start) / 1000);
    }
    if (rc != OK)
        fprintf(stderr, "ui_gallery: %s\n", err_message());
    theme_close(theme);
    fonts_close(fonts);
    return rc == OK ? 0 : 3;
}
