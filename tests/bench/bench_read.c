/* How well and how fast text is read from pictures as games make them: lines rendered in
 * several fonts, light and dark, outlined, shadowed, in translucent boxes over busy pictures,
 * from 720p to 4K, and in a pixel font. Prints the share of words that are right. */

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <SDL.h>
#include <SDL_ttf.h>
#include <fontconfig/fontconfig.h>

#include "app/capture/reader.h"
#include "app/capture/sentence.h"
#include "dict/base/clock.h"
#include "dict/base/mem.h"
#include "tests/bench/figures.h"

static const char *const lines[] = {
    "Perché non hai chiuso la porta della torre? Il vento entra da ogni parte.",
    "La regina aspettò l'alba, poi salì sulla nave con i suoi cavalieri.",
    "Sarà meglio così: domani pioverà e il ponte non reggerà.",
    "Garard II, re del nord, riunì gli elfi e i nani nella città vecchia.",
    "«Chi va là?» gridò il guardiano, ma nessuno rispose.",
    "Ho trovato 12 monete d'oro e una chiave di ferro nel pozzo.",
};
static const char *const families[] = { "DejaVu Sans", "DejaVu Serif", "Nimbus Roman", "Lato" };

enum style {
    LIGHT_ON_DARK,
    DARK_ON_LIGHT,
    OUTLINED,
    SHADOWED,
    DARK_BOX,
    LIGHT_BOX,
    PIXELS,
    STYLE_COUNT
};
static const char *const style_names[STYLE_COUNT] = {
    "light on dark",
    "dark on light",
    "outlined, over a picture",
    "shadow, over a picture",
    "in a dark translucent box",
    "in a light translucent box",
    "pixel font on dark",
};

static const struct {
    const char *name;
    int pixels; /* of the font */
    int width;  /* of the screen */
} sizes[] = { { "720p", 18, 1280 }, { "1080p", 26, 1920 }, { "4K", 52, 3840 } };

struct score {
    size_t right, all;
};

/* --- pictures --- */

static char *font_path(const char *family)
{
    FcPattern *pattern = FcNameParse((const FcChar8 *)family), *match;
    FcResult result;
    FcChar8 *file = NULL;
    char *path = NULL;

    FcConfigSubstitute(NULL, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    match = FcFontMatch(NULL, pattern, &result);
    if (match != NULL && FcPatternGetString(match, FC_FILE, 0, &file) == FcResultMatch)
        path = xstrdup((const char *)file);
    if (match != NULL)
        FcPatternDestroy(match);
    FcPatternDestroy(pattern);
    return path;
}

static void paint_picture(SDL_Surface *surface)
{
    unsigned noise = 7;
    int x, y;

    for (y = 0; y < surface->h; y++) {
        uint32_t *row = (uint32_t *)(void *)((uint8_t *)surface->pixels + y * surface->pitch);

        for (x = 0; x < surface->w; x++) {
            const uint32_t wave = (uint32_t)((x * x / 301 + y * 3 + x * y / 503) % 110);

            noise = noise * 1103515245u + 12345u;
            row[x] =
                (wave + 50 + (noise >> 28)) << 16 | (wave + 30) << 8 | (wave / 2 + (noise >> 27));
        }
    }
}

static void paint_box(SDL_Surface *surface, uint8_t shade, uint8_t alpha)
{
    SDL_Surface *box =
        SDL_CreateRGBSurfaceWithFormat(0, surface->w, surface->h, 32, SDL_PIXELFORMAT_ARGB8888);

    SDL_FillRect(box, NULL, SDL_MapRGBA(box->format, shade, shade, shade, alpha));
    SDL_BlitSurface(box, NULL, surface, NULL);
    SDL_FreeSurface(box);
}

static void write_text(SDL_Surface *surface, TTF_Font *font, const char *text, uint8_t shade, int x,
                       int y)
{
    const SDL_Color colour = { shade, shade, shade, 255 };
    SDL_Surface *ink = TTF_RenderUTF8_Blended(font, text, colour);
    SDL_Rect place = { x, y, 0, 0 };

    SDL_BlitSurface(ink, NULL, surface, &place);
    SDL_FreeSurface(ink);
}

/* Each pixel of a small font becomes a square. */
static void write_pixels(SDL_Surface *surface, const char *path, const char *text, int pixels,
                         int x, int y)
{
    enum { SMALL = 12 };
    const SDL_Color colour = { 235, 235, 235, 255 };
    const int factor = pixels / SMALL > 1 ? pixels / SMALL : 2;
    TTF_Font *font = TTF_OpenFont(path, SMALL);
    SDL_Surface *solid = TTF_RenderUTF8_Solid(font, text, colour);
    /* What has a palette is not scaled. */
    SDL_Surface *ink = SDL_ConvertSurfaceFormat(solid, SDL_PIXELFORMAT_ARGB8888, 0);
    SDL_Rect place = { x, y, ink->w * factor, ink->h * factor };

    SDL_BlitScaled(ink, NULL, surface, &place);
    SDL_FreeSurface(solid);
    SDL_FreeSurface(ink);
    TTF_CloseFont(font);
}

static void write_styled(SDL_Surface *surface, const char *path, enum style style, const char *text,
                         int pixels)
{
    TTF_Font *font = TTF_OpenFont(path, pixels);
    const int x = pixels * 2, y = pixels, thick = pixels / 12 + 1;

    if (style == OUTLINED) {
        TTF_SetFontOutline(font, thick);
        write_text(surface, font, text, 0, x - thick, y - thick);
        TTF_SetFontOutline(font, 0);
    } else if (style == SHADOWED) {
        write_text(surface, font, text, 0, x + thick, y + thick);
    }
    if (style == PIXELS)
        write_pixels(surface, path, text, pixels, x, y);
    else
        write_text(surface, font, text, style == DARK_ON_LIGHT || style == LIGHT_BOX ? 25 : 235, x,
                   y);
    TTF_CloseFont(font);
}

static SDL_Surface *render(const char *path, enum style style, const char *text, int pixels,
                           int width)
{
    SDL_Surface *surface =
        SDL_CreateRGBSurfaceWithFormat(0, width, pixels * 6, 32, SDL_PIXELFORMAT_RGB888);

    if (style == LIGHT_ON_DARK || style == PIXELS)
        SDL_FillRect(surface, NULL, SDL_MapRGB(surface->format, 18, 20, 30));
    else if (style == DARK_ON_LIGHT)
        SDL_FillRect(surface, NULL, SDL_MapRGB(surface->format, 225, 215, 190));
    else
        paint_picture(surface);
    if (style == DARK_BOX || style == LIGHT_BOX)
        paint_box(surface, style == DARK_BOX ? 0 : 240, 170);
    write_styled(surface, path, style, text, pixels);
    return surface;
}

/* --- reading --- */

static char *read_text(struct reader *reader, const SDL_Surface *surface, struct figures *times)
{
    const size_t count = (size_t)surface->w * (size_t)surface->h;
    uint32_t *pixels = xcalloc(count, sizeof(*pixels));
    struct reading reading = { 0 };
    enum err rc;
    char *text = NULL;
    int y;

    for (y = 0; y < surface->h; y++)
        memcpy(pixels + (size_t)y * (size_t)surface->w,
               (const uint8_t *)surface->pixels + y * surface->pitch, (size_t)surface->w * 4);
    rc = reader_ask(reader, "ita", pixels, surface->w, surface->h);
    while (rc == OK && !reader_take(reader, &reading, &rc)) {
        struct pollfd fd = { .fd = reader_fd(reader), .events = POLLIN };

        poll(&fd, 1, reader_deadline_ms(reader));
    }
    free(pixels);
    if (rc != OK) {
        fprintf(stderr, "bench_read: %s\n", err_message());
        exit(1);
    }
    figures_add(times, reading.took_us);
    text = sentence_of_lines(reading.lines, reading.count, NULL, NULL);
    reading_dispose(&reading);
    return text;
}

/* How many of WANT's words stand in GOT, in their order. */
static void score_words(struct score *score, const char *want, const char *got)
{
    struct str rest = str_of(want), word, left = str_of(got);

    while (str_next(&rest, ' ', &word)) {
        const size_t at = str_find(left, word, 0);

        score->all++;
        if (at >= left.len)
            continue;
        score->right++;
        left = str_from(left, at + word.len);
    }
}

static double percent(const struct score *score)
{
    return score->all > 0 ? 100.0 * (double)score->right / (double)score->all : 0;
}

static void measure(struct reader *reader, bool smoke, bool show)
{
    static struct figures times[ARRAY_LEN(sizes)];
    struct score all = { 0, 0 };
    size_t style, size, family, i;

    for (size = 0; size < ARRAY_LEN(sizes); size++)
        times[size].name = sizes[size].name;
    for (style = 0; style < STYLE_COUNT; style++) {
        printf("%-28s", style_names[style]);
        for (size = 0; size < ARRAY_LEN(sizes); size++) {
            struct score score = { 0, 0 };

            for (family = 0; family < (smoke ? 1 : ARRAY_LEN(families)); family++) {
                char *path = font_path(families[family]);

                for (i = 0; i < (smoke ? 1 : ARRAY_LEN(lines)); i++) {
                    SDL_Surface *surface = render(path, (enum style)style, lines[i],
                                                  sizes[size].pixels, sizes[size].width);
                    char *text = read_text(reader, surface, &times[size]);

                    score_words(&score, lines[i], text);
                    if (show && strcmp(text, lines[i]) != 0)
                        printf("\n  %s, %s: %s", sizes[size].name, families[family], text);
                    free(text);
                    SDL_FreeSurface(surface);
                }
                free(path);
            }
            printf("  %s %5.1f %%", sizes[size].name, percent(&score));
            all.right += score.right;
            all.all += score.all;
        }
        printf("\n");
    }
    printf("%-28s  %.2f %% of %zu words\n", "all", percent(&all), all.all);
    for (size = 0; size < ARRAY_LEN(sizes); size++)
        figures_print(&times[size]);
}

/* The memory that is counted as the reader's, in MB. */
static double reader_memory(const struct reader *reader)
{
    char path[64], line[256];
    double kilobytes = 0;
    FILE *file;

    snprintf(path, sizeof(path), "/proc/%d/smaps_rollup", reader_pid(reader));
    file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
        if (strncmp(line, "Pss:", 4) == 0)
            kilobytes = strtod(line + 4, NULL);
    }
    if (file != NULL)
        fclose(file);
    return kilobytes / 1024;
}

int main(int argc, char **argv)
{
    const bool smoke = argc > 1 && strcmp(argv[1], "--smoke") == 0;
    const bool show = argc > 1 && strcmp(argv[1], "--show") == 0;
    struct reader *reader;

    if (!reader_is_installed()) {
        printf("no text recognition was built\n");
        return 0;
    }
    if (TTF_Init() != 0 || !FcInit()) {
        fprintf(stderr, "bench_read: no fonts\n");
        return 1;
    }
    reader = reader_new();
    measure(reader, smoke, show);
    printf("memory of the reader: %.1f MB\n", reader_memory(reader));
    reader_close(reader);
    TTF_Quit();
    return 0;
}
