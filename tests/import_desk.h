#ifndef TESTS_IMPORT_DESK_H
#define TESTS_IMPORT_DESK_H

/* Imports into a journal by its own functions, and what is in it before and after. */

#include "app/journal/cards.h"
#include "app/journal/dump.h"
#include "app/journal/imports.h"
#include "app/journal/journal_private.h"
#include "app/journal/pictures.h"
#include "app/journal/reviews.h"
#include "app/journal/tags.h"
#include "app/journal/taught.h"
#include "tests/journal_folder.h"

enum { DUMP_MAX = 1 << 22 };

__attribute__((unused)) static bool put_row(void *ctx, const struct dump_table *table,
                                            const struct dump_value *values)
{
    struct buf *out = ctx;
    size_t i;

    buf_adds(out, table->type);
    for (i = 0; i < table->count; i++) {
        if (values[i].is_null)
            buf_adds(out, "|-");
        else if (table->fields[i].kind == DUMP_INT)
            buf_printf(out, "|%lld", (long long)values[i].number);
        else
            buf_printf(out, "|%.*s", STR_ARG(values[i].bytes));
    }
    buf_addc(out, '\n');
    return true;
}

/* All that is in JOURNAL but its imports, as a text of yours. */
__attribute__((unused)) static char *dump(struct journal *journal)
{
    struct buf out;

    buf_init(&out, DUMP_MAX);
    CHECK(journal_dump(journal, put_row, &out) == OK, "%s", err_message());
    return buf_take(&out);
}

__attribute__((unused)) static void begin(struct journal *journal, const char *name)
{
    CHECK(journal_change_begin(journal) == OK && journal_import_begin(journal, name, "csv") == OK,
          "%s", err_message());
}

__attribute__((unused)) static void end(struct journal *journal)
{
    const struct import_row counts = { .added = 1, .merged = 2, .unchanged = 3, .skipped = 4 };

    CHECK(journal_change_end(journal, journal_import_end(journal, &counts)) == OK, "%s",
          err_message());
}

__attribute__((unused)) static void note_word(void *ctx, struct str lang, struct str headword)
{
    buf_printf(ctx, "%.*s/%.*s ", STR_ARG(lang), STR_ARG(headword));
}

/* Takes the last import back; WANT are the words that stay. */
__attribute__((unused)) static struct import_undone undo(struct journal *journal, const char *want,
                                                         const char *row)
{
    struct import_undone undone = { .stayed = -1 };
    struct buf words;
    const struct import_undo how = { .now_ms = noon_ms, .stays = note_word, .ctx = &words };

    buf_init(&words, 1000);
    CHECK(journal_import_undo(journal, &how, &undone) == OK, "%s: %s", row, err_message());
    CHECK_STR(buf_text(&words), want, row);
    CHECK(journal_check(journal) == OK, "%s: %s", row, err_message());
    buf_dispose(&words);
    return undone;
}

__attribute__((unused)) static void rate(struct journal *journal, int64_t word, int64_t time_ms,
                                         char id[UUID_LEN + 1])
{
    const struct review_row review = {
        .word = word, .time_ms = time_ms, .rating = 3, .interval_days = 3, .place = "desk"
    };

    CHECK(journal_review_add(journal, &review, id) == OK, "%s", err_message());
}

__attribute__((unused)) static struct kept keep(struct journal *journal, const char *headword,
                                                const char *sentence, const char *game)
{
    const struct keep what = { .lang = "it",
                               .headword = headword,
                               .form = headword,
                               .sentence = str_of(sentence),
                               .game = game,
                               .now_ms = noon_ms + 60000 };
    struct kept kept = { 0 };

    CHECK(journal_keep(journal, &what, &kept) == OK, "%s: %s", headword, err_message());
    return kept;
}

/* Something of all that an import can bring: to a word of before, casa, and a new one, via. */
__attribute__((unused)) static void import_all(struct journal *journal)
{
    static const char picture[] = "RIFF\0\xff\x01WEBP";
    struct kept old, new;
    char id[UUID_LEN + 1];

    begin(journal, "lista.csv");
    old = keep(journal, "casa", "Una casa nuova.", "Celeste");
    new = keep(journal, "via", "La via.", "Un gioco nuovo");
    rate(journal, old.word, noon_ms + 5, id);
    rate(journal, new.word, noon_ms + 6, id);
    CHECK(journal_picture_add(journal, new.encounter, picture, sizeof(picture)) == OK &&
              journal_tag_add(journal, old.word, "cibo") == OK &&
              journal_tag_add(journal, new.word, "cibo") == OK &&
              journal_set_state(journal, old.word, WORD_KNOWN) == OK &&
              journal_set_state(journal, new.word, WORD_IGNORED) == OK &&
              journal_set_note(journal, new.word, "a note") == OK &&
              journal_override_set(journal, "it", "vie", "via") == OK &&
              journal_override_set(journal, "it", "case", "casale") == OK &&
              journal_definition_set(journal, "it", "casa", "theirs") == OK &&
              journal_definition_set(journal, "it", "via", "theirs") == OK,
          "%s", err_message());
    end(journal);
}

/* casa, with an encounter that was taken back, and what is known of it. */
__attribute__((unused)) static void fill(struct journal *journal)
{
    struct kept kept = keep(journal, "casa", "Una casa.", "Celeste");
    struct undone undone;
    char id[UUID_LEN + 1];

    (void)keep(journal, "casa", "Una casa che non c'era.", "Celeste");
    rate(journal, kept.word, noon_ms + 1, id);
    CHECK(journal_undo_last(journal, noon_ms + 2, &undone) == OK &&
              journal_tag_add(journal, kept.word, "a") == OK &&
              journal_set_note(journal, kept.word, "mine") == OK &&
              journal_override_set(journal, "it", "case", "casa") == OK &&
              journal_definition_set(journal, "it", "casa", "mine") == OK,
          "%s", err_message());
}

#endif
