#include "app/capture/lines.h"

#include <stdlib.h>
#include <string.h>

#include "app/capture/ink.h"
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
    int capital;  /* the height of its capitals */
    int letter;   /* the shade of its letters, */
    int around;   /* and of what is brightest above and below the line */
    int contrast; /* to the middle shade there */
    double worth;
};

/* For letters that are brighter than what lies behind them; in the negative, for darker. */
struct search {
    const struct shades *shades;
    struct shades strokes;
    int least; /* of what belongs to letters */
    struct blob *blobs;
    size_t blob_count;
    uint8_t *taken; /* blobs that belong to a row */
    struct row rows[LINES_MAX];
    size_t row_count;
};

static int at_least(int value, int least)
{
    return value > least ? value : least;
}

static int at_most(int value, int most)
{
    return value < most ? value : most;
}

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

/* A letter's part in what a row is worth: text is written to stand out, so that few strong
 * letters are more than many weak ornaments. */
static double letter_worth(const struct blob *blob)
{
    return (double)blob->width * blob->strength * blob->strength;
}

/* What a row begun at SEED would be worth. */
static double worth_of(const struct search *search, const struct blob *seed)
{
    double worth = 0;
    size_t i;

    for (i = 0; i < search->blob_count; i++) {
        if (!search->taken[i] && is_beside(seed, &search->blobs[i]))
            worth += letter_worth(&search->blobs[i]);
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
        row->worth += letter_worth(blob);
    }
}

/* How often each shade stands in the two rows of pixels above the line, and below it. */
static size_t count_around(const struct search *search, const struct row *row, size_t counts[256])
{
    const struct shades *shades = search->shades;
    const int rows[] = { row->top - 3, row->top - 2, row->bottom + 1, row->bottom + 2 };
    size_t all = 0, i;
    int x;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        if (rows[i] < 0 || rows[i] >= shades->height)
            continue;
        for (x = row->left; x < row->right; x++) {
            counts[shades->pixels[(size_t)rows[i] * (size_t)shades->width + (size_t)x]]++;
            all++;
        }
    }
    return all;
}

/* The shade that SHARE of ALL do not pass. */
static int shade_at(const size_t counts[256], size_t all, double share)
{
    size_t seen = 0;
    int shade = 0;

    while (shade < 255 && (double)(seen += counts[shade]) < share * (double)all)
        shade++;
    return shade;
}

/* The mean shade of the row's strokes. */
static int stroke_shade(const struct search *search, const struct row *row)
{
    int64_t sum = 0, count = 0;
    int x, y;

    for (y = row->top; y < row->bottom; y++) {
        for (x = row->left; x < row->right; x++) {
            const size_t at = (size_t)y * (size_t)search->shades->width + (size_t)x;

            if (search->strokes.pixels[at] >= search->least) {
                sum += search->shades->pixels[at];
                count++;
            }
        }
    }
    return count > 0 ? (int)(sum / count) : -1;
}

/* Between bright letters the dark looks like strokes as well: letters are what differs from
 * the picture above and below the line. */
static bool stands_out(const struct search *search, struct row *row)
{
    size_t counts[256] = { 0 };
    const size_t all = count_around(search, row, counts);

    row->letter = stroke_shade(search, row);
    if (all == 0)
        return true;
    row->around = shade_at(counts, all, 0.95);
    row->contrast = row->letter - shade_at(counts, all, 0.5);
    return row->contrast >= CONTRAST_LEAST / 2;
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

    for (i = 0; search->blobs != NULL && i < search->blob_count; i++) {
        if (search->blobs[i].area >= 3)
            search->blobs[kept++] = search->blobs[i];
    }
    search->blob_count = kept;
}

static void search_run(struct search *search, const struct shades *shades)
{
    int peak;

    *search = (struct search){ .shades = shades, .strokes = strokes_of(shades, STROKE_RADIUS) };
    peak = top_value(&search->strokes, 200);
    if (peak < CONTRAST_LEAST)
        peak = CONTRAST_LEAST;
    search->least = peak / 2;
    search->blob_count = blobs_find(&search->blobs, &search->strokes, search->least, BLOBS_MOST);
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

/* Room above and below for accents and tails, and at the ends for full stops. */
static struct text_line draw_row(const struct search *search, const struct row *row)
{
    const double scale = (double)CAPITAL_HEIGHT / row->capital;
    const int room = row->capital / 2, left = at_least(row->left - room, 0);
    const int top = at_least(row->top - room, 0);
    const int right = at_most(row->right + 2 * room, search->strokes.width);
    const int bottom = at_most(row->bottom + room / 2, search->strokes.height);
    struct text_line line = { left, top, right - left, bottom - top, { NULL, 0, 0 }, scale };

    line.shades = ink_letters(&search->strokes, search->shades, &line,
                              (struct ink){ strength_of(search, row), row->letter, row->around });
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

/* Whether A and B, of which one is bright and one dark, may be letters and their outline or
 * shadow: as many, in one place. */
static bool are_one_text(const struct row *a, const struct row *b)
{
    const int left = at_least(a->left, b->left), right = at_most(a->right, b->right);
    const int longer = at_least(a->right - a->left, b->right - b->left);

    return (right - left) * 3 > longer * 2 && a->count * 5 > b->count * 2 &&
           b->count * 5 > a->count * 2;
}

static bool encloses(const struct row *outer, const struct row *inner)
{
    return outer->left < inner->left && outer->right > inner->right && outer->top < inner->top &&
           outer->bottom > inner->bottom;
}

/* An outline is around its letters, and a shadow stands out less. */
static bool is_beaten_by(const struct row *row, const struct row *other, bool same_shade)
{
    if (same_shade || !are_one_text(row, other))
        return other->worth * other->contrast > row->worth * row->contrast;
    if (encloses(row, other) || encloses(other, row))
        return encloses(row, other);
    return other->contrast > row->contrast;
}

/* Whether another row of OTHER, which may be ROW's own search, holds ROW's place. */
static bool is_beaten(const struct row *row, const struct search *other, bool same_shade)
{
    size_t i;

    for (i = 0; i < other->row_count; i++) {
        if (&other->rows[i] != row && is_over(row, &other->rows[i]) &&
            is_beaten_by(row, &other->rows[i], same_shade))
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

        if (is_beaten(&search->rows[i], search, true) || is_beaten(&search->rows[i], other, false))
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
    struct shades shades, other;
    int factor = 1;

    out->count = 0;
    if (width <= 0 || height <= 0 || width > LINES_SIDE_MAX || height > LINES_SIDE_MAX)
        return;
    shades = shades_of(pixels, width, height);
    if (width > WIDTH_MOST) {
        other = shades_halved(&shades);
        free(shades.pixels);
        shades = other;
        factor = 2;
    }
    other = shades_negative(&shades);
    search_run(&bright, &shades);
    search_run(&dark, &other);
    add_lines(out, &bright, &dark, factor);
    add_lines(out, &dark, &bright, factor);
    qsort(out->lines, out->count, sizeof(*out->lines), compare_top);
    search_dispose(&bright);
    search_dispose(&dark);
    free(shades.pixels);
    free(other.pixels);
}

void text_lines_dispose(struct text_lines *lines)
{
    while (lines->count > 0)
        free(lines->lines[--lines->count].shades.pixels);
}
