#include "app/ui/canvas.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <SDL.h>

#include "dict/base/mem.h"

struct canvas {
    SDL_Surface *surface;
};

struct area area_common(struct area a, struct area b)
{
    int left = a.x > b.x ? a.x : b.x, top = a.y > b.y ? a.y : b.y;
    int right = a.x + a.width < b.x + b.width ? a.x + a.width : b.x + b.width;
    int bottom = a.y + a.height < b.y + b.height ? a.y + a.height : b.y + b.height;

    if (right <= left || bottom <= top)
        return (struct area){ left, top, 0, 0 };
    return (struct area){ left, top, right - left, bottom - top };
}

struct area area_join(struct area a, struct area b)
{
    int left = a.x < b.x ? a.x : b.x, top = a.y < b.y ? a.y : b.y;
    int right = a.x + a.width > b.x + b.width ? a.x + a.width : b.x + b.width;
    int bottom = a.y + a.height > b.y + b.height ? a.y + a.height : b.y + b.height;

    if (a.width <= 0)
        return b;
    if (b.width <= 0)
        return a;
    return (struct area){ left, top, right - left, bottom - top };
}

enum err canvas_new(struct canvas **out, int width, int height)
{
    struct canvas *canvas;
    SDL_Surface *surface;

    if (width < 1 || height < 1 || width > CANVAS_SIDE_MAX || height > CANVAS_SIDE_MAX)
        return err_set(ERR_LIMIT, "a picture of %d x %d pixels cannot be made", width, height);
    surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGB888);
    if (surface == NULL)
        return err_set(ERR_LIMIT, "a picture of %d x %d pixels: %s", width, height, SDL_GetError());
    SDL_SetSurfaceBlendMode(surface, SDL_BLENDMODE_NONE);
    canvas = xmalloc(sizeof(*canvas));
    canvas->surface = surface;
    *out = canvas;
    return OK;
}

void canvas_free(struct canvas *canvas)
{
    if (canvas == NULL)
        return;
    SDL_FreeSurface(canvas->surface);
    free(canvas);
}

int canvas_width(const struct canvas *canvas)
{
    return canvas->surface->w;
}

int canvas_height(const struct canvas *canvas)
{
    return canvas->surface->h;
}

SDL_Surface *canvas_surface(struct canvas *canvas)
{
    return canvas->surface;
}

void canvas_clip(struct canvas *canvas, const struct area *area)
{
    SDL_Rect rect;

    if (area != NULL)
        rect = (SDL_Rect){ area->x, area->y, area->width, area->height };
    SDL_SetClipRect(canvas->surface, area != NULL ? &rect : NULL);
}

static struct area clipped(const struct canvas *canvas, struct area area)
{
    SDL_Rect clip = canvas->surface->clip_rect;

    return area_common(area, (struct area){ clip.x, clip.y, clip.w, clip.h });
}

static uint32_t *row_of(const struct canvas *canvas, int y)
{
    uint8_t *pixels = canvas->surface->pixels;

    return (uint32_t *)(void *)(pixels + (ptrdiff_t)y * canvas->surface->pitch);
}

/* ALPHA of 255 parts of COLOUR over UNDER. */
static uint32_t mixed(uint32_t under, uint32_t colour, uint32_t alpha)
{
    uint32_t result = 0;
    int shift;

    for (shift = 0; shift <= 16; shift += 8) {
        uint32_t from = under >> shift & 0xff, to = colour >> shift & 0xff;

        result |= ((from * (255 - alpha) + to * alpha + 127) / 255) << shift;
    }
    return result;
}

void canvas_fill(struct canvas *canvas, struct area area, uint32_t colour)
{
    struct area part = clipped(canvas, area);
    SDL_Rect rect = { part.x, part.y, part.width, part.height };
    uint32_t alpha = colour >> 24;
    int x, y;

    if (alpha == 255) {
        SDL_FillRect(canvas->surface, &rect, colour & 0xffffff);
        return;
    }
    for (y = part.y; y < part.y + part.height; y++) {
        uint32_t *row = row_of(canvas, y);

        for (x = part.x; x < part.x + part.width; x++)
            row[x] = mixed(row[x], colour, alpha);
    }
}

/* How much of the pixel whose middle is X, Y from the corner's two edges lies
 * inside a corner of RADIUS: 0 to 1. */
static double corner_cover(double x, double y, double radius)
{
    double dx = radius > x ? radius - x : 0, dy = radius > y ? radius - y : 0;
    double inside = radius + 0.5 - hypot(dx, dy);

    if (x < 0 || y < 0)
        return 0;
    if (radius <= 0 || inside > 1)
        return 1;
    return inside > 0 ? inside : 0;
}

/* One of the four SIDE x SIDE corners of AREA; with THICKNESS 0 it is full. */
struct corner_shape {
    struct area area;
    int side, radius, thickness;
    uint32_t colour;
};

static void paint_corner(struct canvas *canvas, const struct corner_shape *shape, bool right,
                         bool bottom)
{
    struct area box = { shape->area.x + (right ? shape->area.width - shape->side : 0),
                        shape->area.y + (bottom ? shape->area.height - shape->side : 0),
                        shape->side, shape->side };
    struct area part = clipped(canvas, box);
    int x, y;

    for (y = part.y; y < part.y + part.height; y++) {
        uint32_t *row = row_of(canvas, y);
        double from_y = (bottom ? box.y + box.height - 1 - y : y - box.y) + 0.5;

        for (x = part.x; x < part.x + part.width; x++) {
            double from_x = (right ? box.x + box.width - 1 - x : x - box.x) + 0.5;
            double cover = corner_cover(from_x, from_y, shape->radius);

            if (shape->thickness > 0)
                cover -= corner_cover(from_x - shape->thickness, from_y - shape->thickness,
                                      shape->radius - shape->thickness);
            if (cover > 0)
                row[x] = mixed(row[x], shape->colour,
                               (uint32_t)lround(cover * (double)(shape->colour >> 24)));
        }
    }
}

static void paint_corners(struct canvas *canvas, const struct corner_shape *shape)
{
    paint_corner(canvas, shape, false, false);
    paint_corner(canvas, shape, true, false);
    paint_corner(canvas, shape, false, true);
    paint_corner(canvas, shape, true, true);
}

/* A corner reaches at most to the middle of the shorter side. */
static int at_most_half(int radius, struct area area)
{
    int shorter = area.width < area.height ? area.width : area.height;

    return radius > shorter / 2 ? shorter / 2 : radius;
}

void canvas_round(struct canvas *canvas, struct area area, int radius, uint32_t colour)
{
    int side = at_most_half(radius, area);
    struct corner_shape shape = { area, side, side, 0, colour };

    if (area.width <= 0 || area.height <= 0)
        return;
    canvas_fill(canvas, (struct area){ area.x + side, area.y, area.width - 2 * side, side },
                colour);
    canvas_fill(canvas, (struct area){ area.x, area.y + side, area.width, area.height - 2 * side },
                colour);
    canvas_fill(
        canvas,
        (struct area){ area.x + side, area.y + area.height - side, area.width - 2 * side, side },
        colour);
    paint_corners(canvas, &shape);
}

void canvas_frame(struct canvas *canvas, struct area area, int radius, int thickness,
                  uint32_t colour)
{
    int thick = at_most_half(thickness, area), side = at_most_half(radius, area);
    int long_x, long_y;
    struct corner_shape shape = { area, side > thick ? side : thick, side, thick, colour };

    if (thick <= 0)
        return;
    long_x = area.width - 2 * shape.side;
    long_y = area.height - 2 * shape.side;
    canvas_fill(canvas, (struct area){ area.x + shape.side, area.y, long_x, thick }, colour);
    canvas_fill(canvas,
                (struct area){ area.x + shape.side, area.y + area.height - thick, long_x, thick },
                colour);
    canvas_fill(canvas, (struct area){ area.x, area.y + shape.side, thick, long_y }, colour);
    canvas_fill(canvas,
                (struct area){ area.x + area.width - thick, area.y + shape.side, thick, long_y },
                colour);
    paint_corners(canvas, &shape);
}

void canvas_copy(struct canvas *canvas, const struct canvas *from, int x, int y)
{
    SDL_Rect to = { x, y, 0, 0 };

    SDL_BlitSurface(from->surface, NULL, canvas->surface, &to);
}

void canvas_copy_into(struct canvas *canvas, const struct canvas *from, struct area area)
{
    const SDL_Rect whole = { 0, 0, from->surface->w, from->surface->h };
    const SDL_Rect place = { area.x, area.y, area.width, area.height };

    /* SDL refuses a place that is not on the surface. */
    if (SDL_SoftStretchLinear(from->surface, &whole, canvas->surface, &place) != 0)
        SDL_ClearError();
}

uint32_t canvas_pixel(const struct canvas *canvas, int x, int y)
{
    if (x < 0 || y < 0 || x >= canvas->surface->w || y >= canvas->surface->h)
        return 0;
    return 0xff000000 | (row_of(canvas, y)[x] & 0xffffff);
}

enum err canvas_save(const struct canvas *canvas, const char *path)
{
    if (SDL_SaveBMP(canvas->surface, path) != 0)
        return err_set(ERR_IO, "%s: %s", path, SDL_GetError());
    return OK;
}
