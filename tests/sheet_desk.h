#ifndef TESTS_SHEET_DESK_H
#define TESTS_SHEET_DESK_H

/* Sheets made of rows, without a journal. */

#include "app/exchange/sheet_html.h"
#include "app/exchange/sheet_private.h"
#include "tests/export_desk.h"

enum { WIRE_MAX = 1 << 26 };

static const char *label(void *ctx, const char *key)
{
    (void)ctx;
    if (strcmp(key, "sheet.page") == 0)
        return "page {page} of {pages}";
    if (strcmp(key, "sheet.date") == 0)
        return "{day}. {month} {year}";
    if (strcmp(key, "stats.months") == 0)
        return "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
    return key;
}
__attribute__((unused)) static const struct sheet_labels labels = { .text = label, .lang = "en" };

/* --- words to make sheets of --- */

__attribute__((unused)) static struct export_row row_of(const char *headword, const char *before,
                                                        const char *form, const char *after,
                                                        const char *definition, struct arena *arena)
{
    const char *sentence = arena_printf(arena, "%s%s%s", before, form, after);

    return (struct export_row){ .headword = str_of(headword),
                                .lang = str_of("it"),
                                .definition = str_of(definition),
                                .form = str_of(form),
                                .sentence = str_of(sentence),
                                .form_at = strlen(before),
                                .form_len = strlen(form),
                                .game = str_of("Celeste") };
}

/* Word N of a row: all have a meaning and a sentence that is long enough. */
__attribute__((unused)) static struct export_row nth_row(struct arena *arena, unsigned n)
{
    struct export_row row = row_of(arena_printf(arena, "parola%u", n), "Qui sta una ",
                                   arena_printf(arena, "forma%u", n), " in mezzo alla frase.",
                                   arena_printf(arena, "senso %u", n), arena);

    row.reviewed = n % 3 != 0;
    row.stability = n;
    return row;
}

struct making {
    struct sheet *sheet;
    size_t taken, changed, left_out;
};

__attribute__((unused)) static struct making make(const struct sheet_options *options,
                                                  const struct export_row *rows, size_t count)
{
    struct sheet_maker *maker = sheet_maker_new(options, &labels, noon_ms);
    struct making made = { 0 };
    size_t i;

    for (i = 0; i < count; i++) {
        bool taken, changed;

        CHECK(sheet_maker_add(maker, &rows[i], str_of(""), str_of("noun"), &taken, &changed) == OK,
              "%s", err_message());
        made.taken += taken;
        made.changed += changed;
    }
    made.sheet = sheet_maker_take(maker, &made.left_out);
    sheet_maker_free(maker);
    return made;
}

__attribute__((unused)) static struct making make_nth(enum sheet_kind kind, unsigned count)
{
    const struct sheet_options options = { .kind = kind };
    struct arena *arena = arena_new();
    struct export_row *rows = xcalloc(count, sizeof(*rows));
    struct making made;
    unsigned i;

    for (i = 0; i < count; i++)
        rows[i] = nth_row(arena, i);
    made = make(&options, rows, count);
    free(rows);
    arena_free(arena);
    return made;
}

__attribute__((unused)) static char *wire_of(const struct sheet *sheet)
{
    struct buf out;
    char *text;

    buf_init(&out, WIRE_MAX);
    sheet_encode(&out, sheet);
    text = xstrdup(buf_text(&out));
    buf_dispose(&out);
    return text;
}

__attribute__((unused)) static char *html_of(const struct sheet *sheet)
{
    struct buf out;
    char *text;

    buf_init(&out, WIRE_MAX);
    sheet_html(&out, sheet);
    text = xstrdup(buf_text(&out));
    buf_dispose(&out);
    return text;
}

__attribute__((unused)) static size_t count_of(const char *text, const char *what)
{
    size_t count = 0;

    while ((text = strstr(text, what)) != NULL) {
        count++;
        text += strlen(what);
    }
    return count;
}

__attribute__((unused)) static size_t blocks_of(const struct sheet *sheet,
                                                enum sheet_block_kind kind)
{
    size_t count = 0, i;

    for (i = 0; i < sheet->count; i++)
        count += sheet->blocks[i].kind == kind;
    return count;
}

#endif
