#include "app/journal/tags.h"

#include <stdlib.h>
#include <string.h>

#include "app/journal/journal_private.h"

static enum err tag_text(char **out, const char *tag)
{
    enum err rc = journal_text(out, tag, JOURNAL_TAG_MAX, "tag");

    if (rc == OK && strpbrk(*out, " ,") != NULL) {
        rc = err_set(ERR_USAGE, "the tag \"%s\" has a space or a comma in it", *out);
        free(*out);
        *out = NULL;
    }
    return rc;
}

static enum err run_with(struct stmt *change, int64_t word, const char *tag)
{
    stmt_int(change, 1, word);
    stmt_text(change, 2, str_of(tag));
    return stmt_run(change);
}

/* The same tag once more changes its row to what it was, so that no change means no word. */
static enum err add(struct journal *journal, int64_t word, const char *tag)
{
    enum err rc =
        run_with(db_cached(journal->db, "INSERT INTO word_tag (word, tag)"
                                        " SELECT id, ?2 FROM word WHERE id = ?1"
                                        " ON CONFLICT (word, tag) DO UPDATE SET tag = ?2"),
                 word, tag);

    if (rc == OK && db_changes(journal->db) == 0)
        rc = err_set(ERR_ABSENT, "the word is not in the journal");
    return rc;
}

static enum err drop(struct journal *journal, int64_t word, const char *tag)
{
    enum err rc = run_with(
        db_cached(journal->db, "DELETE FROM word_tag WHERE word = ?1 AND tag = ?2"), word, tag);

    if (rc == OK && db_changes(journal->db) == 0)
        rc = err_set(ERR_ABSENT, "the word does not have the tag \"%s\"", tag);
    return rc;
}

static enum err change(struct journal *journal, int64_t word, const char *tag,
                       enum err (*how)(struct journal *journal, int64_t word, const char *tag))
{
    char *text = NULL;
    enum err rc = tag_text(&text, tag);

    if (rc == OK)
        rc = journal_begin(journal);
    if (rc == OK)
        rc = journal_end(journal, how(journal, word, text));
    free(text);
    return rc;
}

enum err journal_tag_add(struct journal *journal, int64_t word, const char *tag)
{
    return change(journal, word, tag, add);
}

enum err journal_tag_remove(struct journal *journal, int64_t word, const char *tag)
{
    return change(journal, word, tag, drop);
}

enum err journal_tag_list(struct journal *journal, int64_t word, tag_fn *row, void *ctx)
{
    struct stmt *list = db_prepare(journal->db, "SELECT tag, count(*) FROM word_tag"
                                                " WHERE ?1 IS NULL OR word = ?1"
                                                " GROUP BY tag ORDER BY tag");
    enum err rc;

    if (word > 0)
        stmt_int(list, 1, word);
    while ((rc = stmt_row(list)) == OK)
        row(ctx, stmt_get_text(list, 0), stmt_get_int(list, 1));
    stmt_free(list);
    return rc == ERR_ABSENT ? OK : rc;
}
