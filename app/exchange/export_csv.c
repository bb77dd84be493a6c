/* Comma-separated values as RFC 4180 has them, and a profile for spreadsheets. */

#include <stdio.h>
#include <time.h>

#include "app/exchange/export_private.h"

static const char headings[] =
    "word,language,form,definition,translation,sentence,form_at,form_len,game,tags,state,times,"
    "first,last,stability,due,note\r\n";

enum { NUMBER_SIZE = 48 };

/* --- cells --- */

/* A cell that a spreadsheet would take for a formula (CWE-1236). Quoting does not help against
 * that. */
static bool is_formula(struct str text)
{
    return text.len > 0 && strchr("=+-@\t\r\n", text.ptr[0]) != NULL;
}

/* GUARD: for spreadsheets. Without it the words stay as they are, "-mente" too. */
static void put_text(struct export *to, struct str text, bool guard)
{
    if (guard && is_formula(text)) {
        to->row_changed = true;
        buf_addc(&to->cell, '\'');
        buf_add_str(&to->cell, text);
        export_put_composed(to, ',');
    } else {
        export_put_cell(to, text, ',');
    }
    export_puts(to, ",");
}

static void put_number(struct export *to, int64_t number)
{
    char text[NUMBER_SIZE];

    snprintf(text, sizeof(text), "%lld,", (long long)number);
    export_puts(to, text);
}

/* A moment in UTC, as ISO 8601 has it; nothing for one that no calendar has. */
static void put_time(struct export *to, int64_t time_ms)
{
    const time_t seconds = (time_t)(time_ms / 1000);
    struct tm parts;
    char text[NUMBER_SIZE];

    if (gmtime_r(&seconds, &parts) != NULL &&
        strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &parts) > 0)
        export_puts(to, text);
    export_puts(to, ",");
}

static void put_card(struct export *to, const struct export_row *row)
{
    char text[NUMBER_SIZE];

    if (!row->reviewed) {
        export_puts(to, ",,");
        return;
    }
    snprintf(text, sizeof(text), "%.2f,", row->stability);
    export_puts(to, text);
    put_time(to, row->due_ms);
}

static void put_place(struct export *to, const struct export_row *row)
{
    if (row->form_len == 0) {
        export_puts(to, ",,");
        return;
    }
    put_number(to, (int64_t)row->form_at);
    put_number(to, (int64_t)row->form_len);
}

static void put_row(struct export *to, const struct export_row *row, bool guard)
{
    put_text(to, row->headword, guard);
    put_text(to, row->lang, guard);
    put_text(to, row->form, guard);
    put_text(to, row->definition, guard);
    put_text(to, row->translation, guard);
    put_text(to, row->sentence, guard);
    put_place(to, row);
    put_text(to, row->game, guard);
    put_text(to, row->tags, guard);
    put_text(to, str_of(word_state_name(row->state)), guard);
    put_number(to, row->times);
    put_time(to, row->first_ms);
    put_time(to, row->last_ms);
    put_card(to, row);
    if (guard && is_formula(row->note)) {
        to->row_changed = true;
        buf_addc(&to->cell, '\'');
    }
    buf_add_str(&to->cell, row->note);
    export_put_composed(to, ',');
    export_puts(to, "\r\n");
}

/* --- plain --- */

static void begin_plain(struct export *to)
{
    export_puts(to, headings);
}

static bool put_plain(struct export *to, const struct export_row *row)
{
    put_row(to, row, false);
    return true;
}

const struct exporter export_csv = {
    .name = "csv",
    .extension = "csv",
    .has_meanings = true,
    .asks_cards = true,
    .begin = begin_plain,
    .word = put_plain,
};

/* --- for spreadsheets --- */

/* The byte order mark tells Excel that the file is UTF-8. */
static void begin_guarded(struct export *to)
{
    export_puts(to, "\xef\xbb\xbf");
    export_puts(to, headings);
}

static bool put_guarded(struct export *to, const struct export_row *row)
{
    put_row(to, row, true);
    return true;
}

const struct exporter export_csv_excel = {
    .name = "csv-excel",
    .extension = "csv",
    .has_meanings = true,
    .asks_cards = true,
    .begin = begin_guarded,
    .word = put_guarded,
};
