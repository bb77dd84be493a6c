/* KOReader's vocabulary_builder.sqlite3: vocabulary (a word, the book, and what stands before
 * and behind it) and title. As plugins/vocabbuilder.koplugin/db.lua of its source makes it;
 * highlight, the word as it stands in the text where that is something else, is there since
 * 2023 alone. */

#include <stdlib.h>

#include "app/exchange/foreign_db.h"
#include "app/exchange/intake_private.h"
#include "dict/base/mem.h"

static const char *const vocabulary[] = { "word",         "title_id",     "create_time",
                                          "prev_context", "next_context", NULL };
static const char *const titles[] = { "id", "name", NULL };

static const struct foreign_table tables[] = {
    { "vocabulary", vocabulary },
    { "title", titles },
};

#define ROWS(highlight)                                                                  \
    "SELECT v.word, coalesce(nullif(" highlight ", ''), v.word),"                        \
    " coalesce(v.prev_context, ''), coalesce(v.next_context, ''), v.create_time * 1000," \
    " t.name, count(*) OVER () FROM vocabulary AS v LEFT JOIN title AS t"                \
    " ON t.id = v.title_id ORDER BY v.create_time, v.word"

/* The sentence, and where the form stands in it. */
static void join(struct buf *out, struct intake_word *word, struct str before, struct str after)
{
    buf_add_str(out, before);
    word->form_at = out->len;
    word->form_len = word->form.len;
    buf_add_str(out, word->form);
    buf_add_str(out, after);
    word->sentence = buf_str(out);
}

static enum err take_row(void *ctx, struct stmt *row)
{
    struct intake *from = ctx;
    const struct str before = stmt_get_text(row, 2), after = stmt_get_text(row, 3);
    struct intake_word word = {
        .headword = stmt_get_text(row, 0),
        .form = stmt_get_text(row, 1),
        .game = stmt_get_text(row, 5),
        .time_ms = stmt_get_int(row, 4),
    };
    struct buf sentence;
    enum err rc;

    buf_init(&sentence, (size_t)before.len + word.form.len + after.len);
    if (before.len + after.len > 0)
        join(&sentence, &word, before, after);
    rc = buf_ok(&sentence, "a sentence");
    if (rc == OK)
        rc = intake_put_form(from, &word);
    buf_dispose(&sentence);
    return rc == OK ? intake_go_on(from, from->report.rows, (uint64_t)stmt_get_int(row, 6)) : rc;
}

static enum err read_words(struct intake *from)
{
    struct foreign_db foreign;
    enum err rc = foreign_db_open(&foreign, from->request->path);

    if (rc == OK)
        rc = foreign_db_need(&foreign, tables, ARRAY_LEN(tables));
    if (rc == OK && foreign_db_has(&foreign, "vocabulary", "highlight"))
        rc = foreign_db_rows(&foreign, ROWS("v.highlight"), take_row, from);
    else if (rc == OK)
        rc = foreign_db_rows(&foreign, ROWS("NULL"), take_row, from);
    foreign_db_close(&foreign);
    return rc;
}

const struct intake_format intake_koreader = { .name = "koreader",
                                               .looks_up = true,
                                               .read = read_words };
