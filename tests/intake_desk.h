#ifndef TESTS_INTAKE_DESK_H
#define TESTS_INTAKE_DESK_H

/* Imports into a journal, and its words then. */

#include "app/exchange/intake.h"
#include "app/journal/words.h"
#include "tests/export_desk.h"

__attribute__((unused)) static enum err take(struct journal *journal, const char *format,
                                             const char *path, bool dry_run,
                                             struct intake_report *report)
{
    const struct intake_request request = { .format = intake_find(format),
                                            .path = path,
                                            .lang = "it",
                                            .dry_run = dry_run,
                                            .now_ms = noon_ms };

    return intake_run(journal, &request, report);
}

/* A line a word: language, headword, form, sentence and the form's place in it, game, tags,
 * state, note, seconds after noon. */
static void list_word(void *ctx, const struct word_row *row)
{
    buf_printf(ctx, "%.*s/%.*s/%.*s/%.*s@%zu+%zu/%.*s/%.*s/%s/%.*s/%lld\n", STR_ARG(row->lang),
               STR_ARG(row->headword), STR_ARG(row->form), STR_ARG(row->sentence), row->form_at,
               row->form_len, STR_ARG(row->game), STR_ARG(row->tags), word_state_name(row->state),
               STR_ARG(row->note), (long long)((row->last_ms - noon_ms) / 1000));
}

/* The words in alphabetical order. */
__attribute__((unused)) static void check_words(struct journal *journal, const char *want,
                                                const char *row)
{
    const struct word_filter filter = { .order = ORDER_ALPHABET };
    struct buf got;

    buf_init(&got, 100000);
    CHECK(journal_words(journal, &filter, list_word, &got) == OK, "%s: %s", row, err_message());
    CHECK_STR(buf_text(&got), want, row);
    buf_dispose(&got);
}

#endif
