/* Paragraphs: where lines end, what is cut, and which span lies where. */

#include <stdlib.h>

#include "app/ui/breaks.h"
#include "app/ui/layout.h"
#include "dict/base/mem.h"
#include "tests/check.h"

struct kit {
    struct fonts *fonts;
    struct theme *theme;
};

static struct layout *lay(const struct kit *kit, const struct span *spans, size_t count, int width,
                          size_t max_lines)
{
    struct layout_options options = { .width = width, .max_lines = max_lines };

    return layout_new(kit->fonts, kit->theme, spans, count, &options);
}

static int width_of(const struct kit *kit, const char *text)
{
    struct layout *line = layout_line(kit->fonts, kit->theme, ROLE_SENTENCE, str_of(text), 10000);
    int width = layout_width(line);

    layout_free(line);
    return width;
}

/* Each part of WANT between bars is a span of its own, and is to stand on a line
 * of its own when all lie in the width of the widest. */
static void check_lines(const struct kit *kit, const char *want)
{
    enum { MAX = 16 };
    struct span spans[MAX];
    struct str rest = str_of(want), part;
    struct layout *layout;
    size_t count = 0, i;
    int width = 0, last_y = -100;

    while (count < MAX && str_next(&rest, '|', &part)) {
        char *text = xstrndup(part.ptr, part.len);
        char *shown = xstrndup(
            part.ptr, part.len > 0 && part.ptr[part.len - 1] == ' ' ? part.len - 1 : part.len);

        if (width_of(kit, shown) > width)
            width = width_of(kit, shown);
        free(shown);
        free(text);
        spans[count++] = (struct span){ part, ROLE_SENTENCE, NULL };
    }
    layout = lay(kit, spans, count, width, 0);
    CHECK_INT(layout_lines(layout), count, want);
    CHECK(layout_width(layout) <= width, "%s: %d wide, not over %d", want, layout_width(layout),
          width);
    for (i = 0; i < count; i++) {
        struct area area = layout_span(layout, i);

        CHECK(area.x == 0 && area.y > last_y, "%s: line %zu begins at %d, %d", want, i, area.x,
              area.y);
        last_y = area.y;
    }
    layout_free(layout);
}

static void check_wrapping(const struct kit *kit)
{
    static const char *const rows[] = {
        "one line",
        "Il sole del |mattino lo |abbagliava",
        "eine Mehr-|zahl von Wör-|tern",
        "Lebensversicherungs|gesellschaft",
        "目をくらませ|る、そして",
        "光で目|が」とい", /* 」 does not begin a line: が goes with it */
        "одно слово |другое",
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++)
        check_lines(kit, rows[i]);
}

static void check_break_rules(void)
{
    static const struct {
        uint32_t before, last, next;
        bool want;
        const char *name;
    } rows[] = {
        { 'a', 'b', 'c', false, "within a word" },
        { 'r', '-', 'z', true, "after a hyphen" },
        { ' ', '-', 'z', false, "after a leading hyphen" },
        { '3', '-', '0', false, "in a score" },
        { 0, '/', 'k', false, "before IPA" },
        { 'd', '/', 'o', true, "after a slash" },
        { 0, 0x76ee, 0x3092, true, "between Han and Kana" },
        { 0, 0x76ee, 0x3001, false, "before a Japanese comma" },
        { 0, 0x76ee, 0x30fc, false, "before a long vowel sign" },
        { 0, 0x76ee, 0x3063, false, "before a small Kana" },
        { 0, 0x300c, 0x76ee, false, "after an opening bracket" },
        { 0, 0x76ee, 'A', true, "between Han and Latin" },
        { 0, 0x76ee, ')', false, "before a closing bracket" },
        { 0, 0xac00, 0xac01, false, "within a Korean word" },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++)
        CHECK_INT(break_allowed(rows[i].before, rows[i].last, rows[i].next), rows[i].want,
                  rows[i].name);
    CHECK(break_is_space(' ') && !break_is_space(0xa0) && !break_is_space(0x202f),
          "a no-break space holds");
}

static void check_ellipsis(const struct kit *kit)
{
    static const char *const texts[] = {
        "a definition that is much longer than two lines can hold, and so on and so on",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "目をくらませる、そして光で目が眩むという意味で使われる動詞である、と辞書にある",
    };
    int width = width_of(kit, "twelve letters");
    size_t i;

    for (i = 0; i < ARRAY_LEN(texts); i++) {
        struct span span = { str_of(texts[i]), ROLE_SENTENCE, NULL };
        struct layout *layout = lay(kit, &span, 1, width, 2);

        CHECK_INT(layout_lines(layout), 2, texts[i]);
        CHECK(layout_is_cut(layout), "%s: is cut", texts[i]);
        CHECK(layout_width(layout) <= width, "%s: the ellipsis fits", texts[i]);
        layout_free(layout);
        layout = lay(kit, &span, 1, 10000, 2);
        CHECK(!layout_is_cut(layout), "%s: fits one line", texts[i]);
        CHECK_INT(layout_lines(layout), 1, texts[i]);
        layout_free(layout);
    }
}

static void check_hits(const struct kit *kit)
{
    const struct span spans[] = { { str_of("Il sole "), ROLE_SENTENCE, "it" },
                                  { str_of("abbagliava"), ROLE_WORD_CHOSEN, "it" },
                                  { str_of(" tutti"), ROLE_SENTENCE, "it" } };
    struct layout *layout = lay(kit, spans, ARRAY_LEN(spans), 10000, 0);
    struct area word = layout_span(layout, 1), end = layout_end(layout);
    int middle = layout_height(layout) / 2;

    CHECK_INT(layout_hit(layout, 0, middle), 0, "the first letter");
    CHECK_INT(layout_hit(layout, word.x, middle), 1, "the word's left edge");
    CHECK_INT(layout_hit(layout, word.x + word.width - 1, middle), 1, "its right edge");
    CHECK_INT(layout_hit(layout, word.x + word.width, middle), 2, "behind it");
    CHECK_INT(layout_hit(layout, layout_width(layout), middle), LAYOUT_NO_SPAN, "right of all");
    CHECK_INT(layout_hit(layout, 0, layout_height(layout)), LAYOUT_NO_SPAN, "below all");
    CHECK_INT(layout_hit(layout, 0, -1), LAYOUT_NO_SPAN, "above all");
    CHECK_INT(end.x, layout_width(layout), "the caret stands behind the last letter");
    CHECK_INT(end.height, layout_height(layout), "and is as high as its line");
    CHECK_INT(layout_span(layout, 7).width, 0, "no such span");
    layout_free(layout);
}

/* Baselines of a large and a small text on one line are one. */
static void check_mixed(const struct kit *kit)
{
    const struct span spans[] = { { str_of("Haus"), ROLE_HEADWORD, "de" },
                                  { str_of(" noun"), ROLE_LABEL, "en" } };
    const struct span han[] = { { str_of("Haus 家"), ROLE_HEADWORD, "ja" } };
    struct layout *both = lay(kit, spans, 2, 10000, 0), *large = lay(kit, spans, 1, 10000, 0);
    struct layout *small = lay(kit, spans + 1, 1, 10000, 0), *mixed = lay(kit, han, 1, 10000, 0);

    CHECK_INT(layout_baseline(both), layout_baseline(large), "the larger text's baseline");
    CHECK_INT(layout_height(both), layout_height(large), "the larger text's height");
    CHECK(layout_height(small) < layout_height(large), "roles have their heights");
    CHECK_INT(layout_height(mixed), layout_height(large), "another script is no higher");
    layout_free(both);
    layout_free(large);
    layout_free(small);
    layout_free(mixed);
}

static void check_edges(const struct kit *kit)
{
    static const struct {
        const char *name, *text;
        size_t lines;
    } rows[] = {
        { "empty", "", 1 },
        { "spaces", "   ", 1 },
        { "line feed", "a\nb", 2 },
        { "ends", "a\n", 2 },
        { "two", "a\n\nb", 3 },
        { "broken", "a\xff\xc3", 1 },
        { "controls", "a\x01\x1f", 1 },
        { "marks",
          "\xe2\x80\xae"
          "abc\xe2\x80\xac",
          1 },
        { "Arabic", "قاموس wordloot قاموس عربي", 1 },
    };
    struct layout *layout;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct span span = { str_of(rows[i].text), ROLE_SENTENCE, NULL };

        layout = lay(kit, &span, 1, 10000, 0);
        CHECK_INT(layout_lines(layout), rows[i].lines, rows[i].name);
        CHECK(layout_height(layout) > 0, "%s: has a height", rows[i].name);
        layout_free(layout);
        layout = lay(kit, &span, 1, 1, 0); /* narrower than any letter */
        layout_free(layout);
    }
    layout = lay(kit, NULL, 0, 100, 0);
    CHECK_INT(layout_height(layout), 0, "no span");
    CHECK_INT(layout_end(layout).height, 0, "no span");
    layout_free(layout);
    CHECK(width_of(kit, "ab ") > width_of(kit, "ab"), "a caret stands behind a typed space");
    CHECK_INT(width_of(kit, "a\xe2\x80\xae\xc2\xad"
                            "b"),
              width_of(kit, "ab"), "marks are dropped");
    layout_free(NULL);
}

/* A word of ten thousand letters, and more text than there may be. */
static void check_long(const struct kit *kit)
{
    size_t len = (size_t)2 * LAYOUT_TEXT_MAX, i;
    char *text = xmalloc(len);
    struct layout *layout;
    struct span span;

    memset(text, 'm', len);
    span = (struct span){ str_make(text, 10000), ROLE_SENTENCE, NULL };
    layout = lay(kit, &span, 1, 600, 0);
    CHECK(layout_lines(layout) > 100 && layout_width(layout) <= 600, "a long word is broken");
    CHECK(!layout_is_cut(layout), "and whole");
    layout_free(layout);
    for (i = 0; i < len; i++)
        text[i] = i % 9 == 8 ? ' ' : 'm';
    span.text.len = len;
    layout = lay(kit, &span, 1, 600, 3);
    CHECK_INT(layout_lines(layout), 3, "a long text");
    layout_free(layout);
    free(text);
}

static void check_drawing(const struct kit *kit)
{
    const struct span spans[] = { { str_of("la "), ROLE_SENTENCE, "it" },
                                  { str_of("spada"), ROLE_WORD_CHOSEN, "it" } };
    struct layout *layout = lay(kit, spans, 2, 10000, 0);
    struct area word = layout_span(layout, 1);
    uint32_t fill = theme_style(kit->theme, ROLE_WORD_CHOSEN)->fill;
    struct canvas *canvas;

    if (CHECK(canvas_new(&canvas, 300, 60) == OK, "%s", err_message())) {
        layout_draw_plain(layout, canvas, 20, 10);
        CHECK(canvas_pixel(canvas, 20 + word.x, 10 + word.y + 2) != fill, "no fill");
        layout_draw(layout, canvas, 20, 10);
        CHECK(canvas_pixel(canvas, 20 + word.x, 10 + word.y + word.height / 2) == fill ||
                  canvas_pixel(canvas, 19 + word.x, 10 + word.y + word.height / 2) == fill,
              "the chosen word's fill");
        canvas_free(canvas);
    }
    layout_free(layout);
}

int main(void)
{
    struct kit kit = { NULL, NULL };

    if (CHECK(fonts_open(&kit.fonts) == OK, "%s", err_message()) &&
        CHECK(theme_open(&kit.theme, WORDLOOT_SOURCE_DIR "/assets/theme.json") == OK, "%s",
              err_message())) {
        check_wrapping(&kit);
        check_break_rules();
        check_ellipsis(&kit);
        check_hits(&kit);
        check_mixed(&kit);
        check_edges(&kit);
        check_long(&kit);
        check_drawing(&kit);
    }
    theme_close(kit.theme);
    fonts_close(kit.fonts);
    return check_done();
}
