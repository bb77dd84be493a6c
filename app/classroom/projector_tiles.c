/* What can be chosen, as tiles, and the counters for raised hands. */

#include <stdio.h>

#include "app/classroom/projector_private.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { NUMBER_MAX = 24, WORD_WIDTH = 8192 };

/* Lines at most of a choice, by how tight the page is; 0: all. */
static const size_t choice_lines[] = { 0, 0, 0, 2, 1 };

static struct projector_wanted hands(const struct screen *screen, size_t at, int step)
{
    const size_t raised = screen->board.hands[at];

    return (struct projector_wanted){
        WISH_EVENT,
        { .kind = EVENT_HANDS,
          .slot = screen->board.at.slot,
          .seq = (int64_t)at,
          .value = step < 0 && raised == 0 ? 0 : (int64_t)raised + step }
    };
}

static void put_target(struct screen *screen, const char *sign, struct area area,
                       const struct projector_wanted *wanted)
{
    const struct screen_box box = { ROLE_TITLE, sign, NULL, 1, true };

    canvas_round(screen->brush.canvas, area, area.height / 5,
                 theme_colour(screen->brush.theme, SURFACE_LINE));
    screen_put_box(screen, &box, area);
    screen_spot(screen, area, wanted);
}

int projector_counter_width(int height)
{
    return height * 17 / 5;
}

void projector_counter(struct screen *screen, size_t at, struct area area)
{
    const int side = area.height, x = area.x + area.width - projector_counter_width(side);
    const int more = area.x + area.width - side;
    const struct projector_wanted one_less = hands(screen, at, -1), one_more = hands(screen, at, 1);
    char text[NUMBER_MAX];
    const struct screen_box box = { ROLE_TITLE, text, NULL, 1, true };

    if (screen->brush.canvas == NULL)
        return;
    snprintf(text, sizeof(text), "%zu", screen->board.hands[at]);
    put_target(screen, "−", (struct area){ x, area.y, side, side }, &one_less);
    screen_put_box(screen, &box, (struct area){ x + side, area.y, more - x - side, side });
    put_target(screen, "+", (struct area){ more, area.y, side, side }, &one_more);
}

/* Tiles in columns; each has a letter, its text, and in a class without phones a counter. */
struct tiles {
    const char *const *texts;
    size_t count;
    const char *lang; /* of the texts */
    bool has_letters;
    int columns, width, inset, letter, counter;
};

/* Of the two targets on a tile. */
static int counter_side(const struct screen *screen)
{
    return screen_line(screen, ROLE_DEFINITION) * 5 / 4;
}

static struct screen_box text_box(const struct screen *screen, const struct tiles *tiles, size_t at)
{
    return (struct screen_box){ ROLE_DEFINITION, tiles->texts[at], tiles->lang,
                                choice_lines[screen->fitting.tight], false };
}

static void put_tile(struct screen *screen, const struct tiles *tiles, size_t at, struct area area)
{
    const char letter[] = { (char)('A' + at), '\0' };
    const struct screen_box box = text_box(screen, tiles, at);
    struct area inner = { area.x + 2 * tiles->inset, area.y, area.width - 4 * tiles->inset,
                          area.height };

    if (screen->brush.canvas != NULL)
        canvas_round(screen->brush.canvas, area, screen_space(screen, SPACE_RADIUS),
                     theme_colour(screen->brush.theme, SURFACE_STRIP));
    if (tiles->has_letters)
        screen_put_at(screen, ROLE_COMPLETION_OWN, letter, NULL, inner);
    if (tiles->counter > 0) {
        const int side = counter_side(screen);

        projector_counter(screen, at,
                          (struct area){ area.x, area.y + (area.height - side) / 2,
                                         area.width - tiles->inset, side });
    }
    inner.x += tiles->letter;
    inner.width -= tiles->letter + tiles->counter;
    screen_put_box(screen, &box, inner);
}

static void measure_tiles(const struct screen *screen, struct tiles *tiles, int gap)
{
    const int line = screen_line(screen, ROLE_DEFINITION);

    tiles->inset = line / 3;
    tiles->letter = tiles->has_letters ? line * 5 / 4 : 0;
    tiles->counter = screen->room->url == NULL ? projector_counter_width(counter_side(screen)) : 0;
    tiles->width = (screen->page.width - (tiles->columns - 1) * gap) / tiles->columns;
}

/* Whether a word of BOX is wider than WIDTH; between Han and Kana a line may end anywhere. */
static bool is_broken(const struct screen *screen, const struct screen_box *box, int width)
{
    struct str rest = str_of(box->text), word;
    bool broken = false;

    while (!broken && str_next(&rest, ' ', &word)) {
        struct layout *line;
        size_t at = 0;
        enum script script;

        if (word.len == 0)
            continue;
        script = text_script(text_next(word, &at));
        if (script == SCRIPT_HAN || script == SCRIPT_KANA)
            continue;
        line = layout_line(screen->brush.fonts, screen->brush.theme, box->role, word, WORD_WIDTH);
        broken = layout_width(line) > width;
        layout_free(line);
    }
    return broken;
}

/* Of the row of tiles that begins with the AT-th: as high as its longest text needs. */
static int row_height(struct screen *screen, const struct tiles *tiles, size_t at)
{
    const int width = tiles->width - 4 * tiles->inset - tiles->letter - tiles->counter;
    int height = screen_line(screen, ROLE_DEFINITION) * 9 / 5;

    for (size_t i = at; i < tiles->count && i < at + (size_t)tiles->columns; i++) {
        const struct screen_box box = text_box(screen, tiles, i);
        const int text = screen_box_height(screen, &box, width) + tiles->inset;

        if (text > height)
            height = text;
        screen->is_narrow |= is_broken(screen, &box, width);
    }
    return height;
}

static void put_tiles(struct screen *screen, struct tiles *tiles)
{
    const int gap = screen_space(screen, SPACE_LINE) * 2;
    int height = 0;

    screen_skip(screen, SPACE_BLOCK);
    measure_tiles(screen, tiles, gap);
    for (size_t i = 0; i < tiles->count; i++) {
        const int column = (int)i % tiles->columns;

        if (column == 0) {
            screen->page.y += i > 0 ? height + gap : 0;
            height = row_height(screen, tiles, i);
        }
        put_tile(screen, tiles, i,
                 (struct area){ screen->page.x + column * (tiles->width + gap), screen->page.y,
                                tiles->width, height });
    }
    screen->page.y += height;
}

void projector_tiles(struct screen *screen, const struct question *question)
{
    const char *const had[] = { screen_text(screen, "class.had"),
                                screen_text(screen, "class.had-not") };
    struct tiles tiles = { had, ARRAY_LEN(had), NULL, false, .columns = 2 };

    if (question->choice_count > 0) {
        tiles = (struct tiles){ question->choices, question->choice_count, screen->room->lang, true,
                                .columns = 2 };
        /* Definitions are long: they stand below each other. */
        if (question->kind == QUESTION_TO_DEFINITION)
            tiles.columns = 1;
    }
    if (question->choice_count > 0 || screen->room->url == NULL)
        put_tiles(screen, &tiles);
}
