/* Watching the game's region: when its picture changes and rests, its text is read and added
 * to the lines of the session. Nothing is shown by itself. */

#include <stdlib.h>
#include <string.h>

#include "app/capture/change.h"
#include "app/capture/sentence.h"
#include "app/overlay/overlay_private.h"
#include "app/platform/grab.h"
#include "dict/base/clock.h"
#include "dict/base/log.h"
#include "dict/base/mem.h"

#define LOG_MODULE "overlay"

enum { LOOK_MS = 400 };

struct watching {
    struct reader *reader; /* its own: the player's question goes before it */
    int64_t look_at_ms;
    struct picture_sign seen, read; /* at the last look; and when it was read last */
};

void watch_open(struct overlay *overlay)
{
    overlay->watching = xcalloc(1, sizeof(*overlay->watching));
    overlay->watching->reader = reader_new();
}

void watch_close(struct overlay *overlay)
{
    if (overlay->watching == NULL)
        return;
    reader_close(overlay->watching->reader);
    free(overlay->watching);
    overlay->watching = NULL;
}

/* While the player reads the card, or writes, nothing is looked at: it may cover the text. */
static bool is_on(const struct overlay *overlay)
{
    return overlay->prefs.watch_screen && !overlay->card.open && reader_is_installed();
}

int watch_fd(const struct overlay *overlay)
{
    return reader_fd(overlay->watching->reader);
}

int watch_deadline_ms(const struct overlay *overlay)
{
    const struct watching *watching = overlay->watching;
    int64_t left;

    if (reader_is_asked(watching->reader))
        return reader_deadline_ms(watching->reader);
    if (!is_on(overlay))
        return -1;
    left = watching->look_at_ms - clock_mono_us() / 1000;
    return left > 0 ? (int)left : 0;
}

/* --- looking --- */

/* A picture that is another one than was read, and the same as at the last look. */
static bool has_come_to_rest(struct watching *watching, const struct platform_picture *picture)
{
    struct picture_sign now = { .any = false };
    bool rests;

    picture_sign_take(&now, picture->pixels, picture->place.width, picture->place.height);
    rests =
        !picture_sign_differs(&now, &watching->seen) && picture_sign_differs(&now, &watching->read);
    watching->seen = now;
    if (rests)
        watching->read = now;
    return rests;
}

static void look(struct overlay *overlay)
{
    struct watching *watching = overlay->watching;
    const struct language *language =
        overlay->library != NULL ? library_language(overlay->library) : NULL;
    struct platform_picture picture;
    struct platform_rect area;

    watching->look_at_ms = clock_mono_us() / 1000 + LOOK_MS;
    if (language == NULL || !read_first_area(overlay, &area) ||
        platform_grab(overlay->platform, area, &picture) != OK)
        return;
    if (has_come_to_rest(watching, &picture) &&
        reader_ask(watching->reader, language->ocr, picture.pixels, picture.place.width,
                   picture.place.height) != OK)
        log_warn("%s", err_message());
    platform_picture_dispose(&picture);
}

static void take(struct overlay *overlay, const struct reading *reading)
{
    struct card *card = &overlay->card;
    char *raw, *line = card_text_of(card, reading, &raw);

    if (line[0] != '\0' &&
        (card->line_count == 0 || strcmp(card->lines[card->line_count - 1], line) != 0)) {
        card_add_line(card, line);
        card_count_met(card, line);
    }
    free(line);
    free(raw);
}

void watch_step(struct overlay *overlay)
{
    struct watching *watching = overlay->watching;
    struct reading reading;
    enum err rc = OK;

    if (reader_take(watching->reader, &reading, &rc)) {
        if (rc == OK)
            take(overlay, &reading);
        else
            log_warn("%s", err_message());
        reading_dispose(&reading);
    }
    if (is_on(overlay) && !reader_is_asked(watching->reader) &&
        clock_mono_us() / 1000 >= watching->look_at_ms)
        look(overlay);
}
