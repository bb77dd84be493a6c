/* Stands in for a game that shows its text in a picture: a window over the whole screen with a
 * landscape, a dark strip that lets it shine through, and lines of text on it. A key brings the next
 * TEXT; it ends when it is told to.
 *
 *   subtitle_game TITLE TEXT... */

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/ui/layout.h"
#include "app/ui/looks.h"
#include "app/ui/window.h"

enum { WIDTH = 1280, HEIGHT = 720, STRIP_TOP = 560, MARGIN = 40, STRIP = 0xB0 };

static void draw_landscape(struct canvas *canvas)
{
    int x, y;

    for (y = 0; y < HEIGHT; y += 4) {
        for (x = 0; x < WIDTH; x += 4) {
            const uint32_t wave = (uint32_t)((x * x / 97 + y * 5 + x * y / 211) % 130);

            canvas_fill(canvas, (struct area){ x, y, 4, 4 },
                        0xff000000 | (wave + 60) << 16 | (wave + 40) << 8 | wave);
        }
    }
}

static void draw(struct canvas *canvas, const struct looks *looks, const char *text)
{
    const struct span span = { .text = str_of(text), .role = ROLE_SENTENCE, .lang = "it" };
    const struct layout_options options = { .width = WIDTH - 2 * MARGIN };
    struct layout *layout = layout_new(looks->fonts, looks->theme, &span, 1, &options);

    draw_landscape(canvas);
    canvas_fill(canvas, (struct area){ 0, STRIP_TOP, WIDTH, HEIGHT - STRIP_TOP },
                (uint32_t)STRIP << 24);
    layout_draw(layout, canvas, MARGIN, STRIP_TOP + MARGIN / 2);
    layout_free(layout);
}

int main(int argc, char **argv)
{
    const struct window_options options = { .kind = WINDOW_DESKTOP,
                                            .title = argc > 1 ? argv[1] : "",
                                            .area = { 0, 0, WIDTH, HEIGHT },
                                            .scale = 1 };
    struct window *window = NULL;
    struct looks looks;
    struct ui_event event;
    bool quit = false;
    int at = 2;

    if (argc < 3 || looks_open(&looks, getenv("WORDLOOT_ASSETS"), "en") != OK ||
        window_open(&window, &options) != OK) {
        fprintf(stderr, "subtitle_game: %s\n", argc < 3 ? "TEXT is missing" : err_message());
        return 1;
    }
    window_show(window);
    while (!quit) {
        struct pollfd fd = { .fd = window_fd(window), .events = POLLIN };
        struct canvas *canvas = window_canvas(window);

        draw(canvas, &looks, argv[at]);
        if (window_present(
                window, (struct area){ 0, 0, canvas_width(canvas), canvas_height(canvas) }) != OK)
            break;
        if (!window_next_event(window, &event)) {
            poll(&fd, 1, -1);
            continue;
        }
        quit = event.type == UI_CLOSE;
        if (event.type == UI_TEXT && at + 1 < argc)
            at++;
    }
    window_close(window);
    looks_close(&looks);
    return 0;
}
