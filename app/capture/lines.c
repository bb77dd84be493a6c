#include "app/capture/lines.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/mem.h"

enum {
    WIDTH_MOST = 2000, /* a wider picture is halved: its letters are large enough */
    BLOBS_MOST = 4000,
    STROKE_RADIUS = 5,
    LETTER_LEAST = 5,    /* pixels, of a letter's height */
    CONTRAST_LEAST = 40, /* of letters to what lies behind them */
    LETTERS_LEAST = 3,   /* of a line */
    CAPITAL_HEIGHT = 32  /* pixels, of a capital in a line ready to be read */
};

/* A line being gathered: which blobs are its letters. */
struct row {
    size_t *letters; /* numbers of blobs, from left to right */
    size_t count;
    int left, right, top, bottom;
    int capital; /* the height of its capitals */
    double worth;
};

/* For letters that are brighter than what lies behind them, or darker. */
struct search {
    const struct shades *shades;
    bool bright;
    struct shades strokes;
    struct blob *blobs;
    size_t blob_count;
    uint8_t *taken; /* blobs that belong to a row */
    struct row rows[LINES_MAX];
    size_t row_count;
};

/* --- what stands out --- */

/* The value that 1 in PARTS of the pixels reach. */
static int top_value(const struct shades *shades, size_t parts)
{
    size_t counts[256] = { 0 }, pixels = (size_t)shades->width * (size_t)shades->height, seen = 0;
    size_t i;
    int value = 255;

    for (i = 0; i < pixels; i++)
        counts[shades->pixels[i]]++;
    while (value > 0 && (seen += counts[value]) * parts < pixels)
        value--;
    return value;
}

/* --- rows of letters --- */

static bool is_letter(const struct blob *blob, const struct shades *in)
{
    return blob->height >= LETTER_LEAST && blob->height <= in->height * 3 / 4 &&
           blob->width <= 10 * blob->height && blob->area * 12 >= blob->width * blob->height;
}

/* Whether BLOB can stand in one line with SEED. */
static bool is_beside(const struct blob *seed, const struct blob *blob)
{
    const int middle = blob->y + blob->height / 2;

    return middle >= seed->y && middle < seed->y + seed->height &&
           blob->height * 5 >= seed->height && blob->height * 2 <= seed->height * 5 &&
           blob->strength * 2 >= seed->strength && seed->strength * 2 >= blob->strength;
}

/* What a row begun at SEED would be worth: its letters' widths, each with a neighbour near. */
static double worth_of(const struct search *search, const struct blob *seed)
{
    double worth = 0;
    size_t i;

    for (i = 0; i < search->blob_count; i++) {
        if (!search->taken[i] && is_beside(seed, &search->blobs[i]))
            worth += search->blobs[i].width;
    }
    return worth;
}

static const struct blob *sort_blobs; /* for compare_left() alone */

static int compare_left(const void *a, const void *b)
{
    const struct blob *x = &sort_blobs[*(const size_t *)a], *y = &sort_blobs[*(const size_t *)b];

    return x->x != y->x ? x->x - y->x : x->y - y->y;
}

static int compare_numbers(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* The height that most letters do not pass: that of capitals, or of signs. */
static int capital_height(const struct search *search, const struct row *row)
{
    int *heights = xcalloc(row->count + 1, sizeof(*heights)), height;
    size_t i;

    for (i = 0; i < row->count; i++)
        heights[i] = search->blobs[row->letters[i]].height;
    qsort(heights, row->count, sizeof(*heights), compare_numbers);
    height = row->count > 0 ? heights[row->count * 4 / 5] : 0;
    free(heights);
    return height;
}

/* Keeps the stretch of letters, with no gap that is wider than some words, that is longest:
 * buttons and ornaments beside a line are none of it. */
static void keep_stretch(const struct search *search, struct row *row)
{
    size_t begin = 0, best = 0, best_count = 0, i;
    int end = 0;

    for (i = 0; i <= row->count; i++) {
        const struct blob *blob = i < row->count ? &search->blobs[row->letters[i]] : NULL;

        if (i > begin && (blob == NULL || blob->x - end > 4 * row->capital)) {
            if (i - begin > best_count) {
                best = begin;
                best_count = i - begin;
            }
            begin = i;
        }
        if (blob != NULL && (i == begin || blob->x + blob->width > end))
            end = blob->x + blob->width;
    }
    memmove(row->letters, row->letters + best, best_count * sizeof(*row->letters));
    row->count = best_count;
}

static void measure(const struct search *search, struct row *row)
{
    size_t i;

    row->left = row->top = INT32_MAX;
    row->right = row->bottom = 0;
    for (i = 0; i < row->count; i++) {
        const struct blob *blob = &search->blobs[row->letters[i]];

        row->left = blob->x < row->left ? blob->x : row->left;
        row->top = blob->y < row->top ? blob->y : row->top;
        row->right = blob->x + blob->width > row->right ? blob->x + blob->width : row->right;
        row->bottom = blob->y + blob->height > row->bottom ? blob->y + blob->height : row->bottom;
        row->worth += blob->width;
    }
}

/* The mean shade of the pixels of one row of the picture from X to RIGHT; -1 outside. */
static int mean_shade(const struct shades *shades, int left, int right, int y)
{
    int64_t sum = 0;
    int x;

    if (y < 0 || y >= shades->height || right <= left)
        return -1;
    for (x = left; x < right; x++)
        sum += shades->pixels[(size_t)y * (size_t)shades->width + (size_t)x];
    return (int)(sum / (right - left));
}

/* The mean shade of the row's strokes. */
static int stroke_shade(const struct search *search, const struct row *row, int least)
{
    int64_t sum = 0, count = 0;
    int x, y;

    for (y = row->top; y < row->bottom; y++) {
        for (x = row->left; x < row->right; x++) {
            const size_t at = (size_t)y * (size_t)search->shades->width + (size_t)x;

            if (search->strokes.pixels[at] >= least) {
                sum += search->shades->pixels[at];
                count++;
            }
        }
    }
    return count > 0 ? (int)(sum / count) : -1;
}

/* Between bright letters the dark looks like strokes as well: letters are what differs from
 * the picture above and below the line. */
static bool stands_out(const struct search *search, const struct row *row)
{
    const int above = mean_shade(search->shades, row->left, row->right, row->top - 2);
    const int below = mean_shade(search->shades, row->left, row->right, row->bottom + 1);
    const int strokes = stroke_shade(search, row, CONTRAST_LEAST);
    const int around = above < 0 ? below : below < 0 ? above : (above + below) / 2;
    const int over = search->bright ? strokes - around : around - strokes;

    return around < 0 || strokes < 0 || over >= CONTRAST_LEAST / 2;
}

static bool gather(struct search *search, const struct blob *seed)
{
    struct row *row = &search->rows[search->row_count];
    size_t i;

    *row = (struct row){ .letters = xcalloc(search->blob_count + 1, sizeof(size_t)) };
    for (i = 0; i < search->blob_count; i++) {
        if (!search->taken[i] && is_beside(seed, &search->blobs[i])) {
            row->letters[row->count++] = i;
            search->taken[i] = 1;
        }
    }
    sort_blobs = search->blobs;
    qsort(row->letters, row->count, sizeof(*row->letters), compare_left);
    row->capital = capital_height(search, row);
    keep_stretch(search, row);
    row->capital = capital_height(search, row);
    measure(search, row);
    if (row->count >= LETTERS_LEAST && row->right - row->left >= 2 * row->capital &&
        stands_out(search, row))
        return true;
    free(row->letters);
    return false;
}

/* Row by row, the one that has most first. */
static void find_rows(struct search *search)
{
    int tries;

    for (tries = 0; tries < 2 * LINES_MAX && search->row_count < LINES_MAX; tries++) {
        const struct blob *best = NULL;
        double best_worth = 0, worth;
        size_t i;

        for (i = 0; i < search->blob_count; i++) {
            if (search->taken[i] || !is_letter(&search->blobs[i], &search->strokes))
                continue;
            worth = worth_of(search, &search->blobs[i]);
            if (worth > best_worth) {
                best = &search->blobs[i];
                best_worth = worth;
            }
        }
        if (best == NULL)
            break;
        if (gather(search, best))
            search->row_count++;
    }
}

static void drop_specks(struct search *search)
{
    size_t kept = 0, i;

    for (i = 0; i < search->blob_count; i++) {
        if (search->blobs[i].area >= 3)
            search->blobs[kept++] = search->blobs[i];
    }
    search->blob_count = kept;
}

static void search_run(struct search *search, const struct shades *shades, bool bright)
{
    int peak;

    *search = (struct search){ .shades = shades,
                               .bright = bright,
                               .strokes = strokes_of(shades, bright, STROKE_RADIUS) };
    peak = top_value(&search->strokes, 200);
    if (peak < CONTRAST_LEAST)
        peak = CONTRAST_LEAST;
    search->blob_count = blobs_find(&search->blobs, &search->strokes, peak / 2, BLOBS_MOST);
    search->taken = xcalloc(search->blob_count + 1, 1);
    drop_specks(search);
    find_rows(search);
}

static void search_dispose(struct search *search)
{
    size_t i;

    for (i = 0; i < search->row_count; i++)
        free(search->rows[i].letters);
    free(search->blobs);
    free(search->taken);
    free(search->strokes.pixels);
}

/* --- lines to be read --- */

/* The value at X, Y between pixels; 0 outside. */
static double between(const struct shades *shades, double x, double y)
{
    const int left = (int)x, top = (int)y;
    const double dx = x - left, dy = y - top;
    double sum = 0;
    int i;

    for (i = 0; i < 4; i++) {
        const int px = left + (i & 1), py = top + (i >> 1);
        const double weight = ((i & 1) != 0 ? dx : 1 - dx) * ((i >> 1) != 0 ? dy : 1 - dy);

        if (px >= 0 && py >= 0 && px < shades->width && py < shades->height)
            sum += weight * shades->pixels[(size_t)py * (size_t)shades->width + (size_t)px];
    }
    return sum;
}

/* What letters are as strong as; what is far weaker belongs to what lies behind them. */
static double strength_of(const struct search *search, const struct row *row)
{
    int64_t sum = 0, area = 0;
    size_t i;

    for (i = 0; i < row->count; i++) {
        const struct blob *blob = &search->blobs[row->letters[i]];

        sum += (int64_t)blob->strength * blob->area;
        area += blob->area;
    }
    return area > 0 ? (double)sum / (double)area : 255;
}

static uint8_t ink(double stroke, double strength)
{
    const double low = 0.25 * strength, share = (stroke - low) / (strength - low);

    return share <= 0 ? 255 : share >= 1 ? 0 : (uint8_t)(255 - 255 * share);
}

static int at_least(int value, int least)
{
    return value > least ? value : least;
}

static int at_most(int value, int most)
{
    return value < most ? value : most;
}

/* Room above and below for accents and tails, and at the ends for full stops. */
static struct text_line draw_row(const struct search *search, const struct row *row)
{
    const double scale = (double)CAPITAL_HEIGHT / row->capital;
    const double strength = strength_of(search, row);
    const int room = row->capital / 2, left = at_least(row->left - room, 0);
    const int top = at_least(row->top - room, 0);
    const int right = at_most(row->right + 2 * room, search->strokes.width);
    const int bottom = at_most(row->bottom + room / 2, search->strokes.height);
    struct text_line line = { left, top, right - left, bottom - top, { NULL, 0, 0 }, scale };
    int x, y;

    line.shades.width = (int)(line.width * scale) + 2 * LINE_BORDER;
    line.shades.height = (int)(line.height * scale) + 2 * LINE_BORDER;
    line.shades.pixels =
        xcalloc((size_t)line.shades.width * (size_t)line.shades.height, sizeof(uint8_t));
    for (y = 0; y < line.shades.height; y++) {
        for (x = 0; x < line.shades.width; x++) {
            const bool inside = x >= LINE_BORDER && y >= LINE_BORDER &&
                                x < line.shades.width - LINE_BORDER &&
                                y < line.shades.height - LINE_BORDER;

            line.shades.pixels[(size_t)y * (size_t)line.shades.width + (size_t)x] =
                inside ? ink(between(&search->strokes, line.x + (x - LINE_BORDER) / scale,
                                     line.y + (y - LINE_BORDER) / scale),
                             strength)
                       : 255;
        }
    }
    return line;
}

static bool is_over(const struct row *a, const struct row *b)
{
    const int top = a->top > b->top ? a->top : b->top;
    const int bottom = a->bottom < b->bottom ? a->bottom : b->bottom;
    const int left = a->left > b->left ? a->left : b->left;
    const int right = a->right < b->right ? a->right : b->right;

    return right > left && (bottom - top) * 3 > a->bottom - a->top;
}

/* Whether another row, of SEARCH or the OTHER one, stands in ROW's place and is worth more. */
static bool is_beaten(const struct row *row, const struct search *other)
{
    size_t i;

    for (i = 0; i < other->row_count; i++) {
        if (&other->rows[i] != row && is_over(row, &other->rows[i]) &&
            other->rows[i].worth > row->worth)
            return true;
    }
    return false;
}

static void add_lines(struct text_lines *out, const struct search *search,
                      const struct search *other, int factor)
{
    size_t i;

    for (i = 0; i < search->row_count && out->count < LINES_MAX; i++) {
        struct text_line line;

        if (is_beaten(&search->rows[i], search) || is_beaten(&search->rows[i], other))
            continue;
        line = draw_row(search, &search->rows[i]);
        line.x *= factor;
        line.y *= factor;
        line.width *= factor;
        line.height *= factor;
        line.scale /= factor;
        out->lines[out->count++] = line;
    }
}

static int compare_top(const void *a, const void *b)
{
    return ((const struct text_line *)a)->y - ((const struct text_line *)b)->y;
}

void text_lines_find(struct text_lines *out, const uint32_t *pixels, int width, int height)
{
    struct search bright, dark;
    struct shades shades, half;
    int factor = 1;

    out->count = 0;
    if (width <= 0 || height <= 0 || width > LINES_SIDE_MAX || height > LINES_SIDE_MAX)
        return;
    shades = shades_of(pixels, width, height);
    if (width > WIDTH_MOST) {
        half = shades_halved(&shades);
        free(shades.pixels);
        shades = half;
        factor = 2;
    }
    search_run(&bright, &shades, true);
    search_run(&dark, &shades, false);
    add_lines(out, &bright, &dark, factor);
    add_lines(out, &dark, &bright, factor);
    qsort(out->lines, out->count, sizeof(*out->lines), compare_top);
    search_dispose(&bright);
    search_dispose(&dark);
    free(shades.pixels);
}

void text_lines_dispose(struct text_lines *lines)
{
    while (lines->count > 0)
        free(lines->lines[--lines->count].shades.pixels);
}
