#include "app/journal/tallies.h"

#include "app/journal/journal_private.h"

enum err journal_count_states(struct journal *journal, const char *lang, int64_t out[WORD_STATES])
{
    static const char sql[] =
        "SELECT state, count(*) FROM word WHERE (?1 IS NULL OR lang = ?1)"
        " AND EXISTS (SELECT 1 FROM encounter WHERE word = word.id AND undone_ms IS NULL)"
        " GROUP BY state";
    struct stmt *count = db_cached(journal->db, sql);
    size_t i;
    enum err rc;

    for (i = 0; i < WORD_STATES; i++)
        out[i] = 0;
    stmt_text(count, 1, str_of(lang));
    while ((rc = stmt_row(count)) == OK)
        out[word_state_read(stmt_get_text(count, 0))] += stmt_get_int(count, 1);
    return rc == ERR_ABSENT ? OK : rc;
}

enum err journal_moments(struct journal *journal, const char *lang, moment_fn *row, void *ctx)
{
    static const char all[] = "SELECT time_ms FROM encounter WHERE undone_ms IS NULL";
    static const char of_lang[] =
        "SELECT time_ms FROM encounter JOIN word ON word.id = encounter.word"
        " WHERE undone_ms IS NULL AND lang = ?1";
    struct stmt *list = db_cached(journal->db, lang != NULL ? of_lang : all);
    enum err rc;

    if (lang != NULL)
        stmt_text(list, 1, str_of(lang));
    while ((rc = stmt_row(list)) == OK)
        row(ctx, stmt_get_int(list, 0));
    return rc == ERR_ABSENT ? OK : rc;
}

static enum err give_tallies(struct stmt *list, const char *lang, size_t limit, tally_fn *row,
                             void *ctx)
{
    enum err rc;

    stmt_text(list, 1, str_of(lang));
    stmt_int(list, 2, (int64_t)limit);
    while ((rc = stmt_row(list)) == OK) {
        const struct tally_row tally = {
            .lang = stmt_get_text(list, 0),
            .name = stmt_get_text(list, 1),
            .times = stmt_get_int(list, 2),
        };

        row(ctx, &tally);
    }
    return rc == ERR_ABSENT ? OK : rc;
}

enum err journal_met_most(struct journal *journal, const char *lang, size_t limit, tally_fn *row,
                          void *ctx)
{
    static const char sql[] =
        "SELECT lang, headword, times FROM word JOIN"
        " (SELECT word, count(*) AS times FROM encounter WHERE undone_ms IS NULL GROUP BY word"
        "  HAVING times > 1) ON word = id"
        " WHERE (?1 IS NULL OR lang = ?1) ORDER BY times DESC, headword LIMIT ?2";

    return give_tallies(db_cached(journal->db, sql), lang, limit, row, ctx);
}

enum err journal_words_by_game(struct journal *journal, const char *lang, size_t limit,
                               tally_fn *row, void *ctx)
{
    static const char sql[] =
        "SELECT NULL, game.name, count(DISTINCT word) AS words FROM encounter"
        " LEFT JOIN game ON game.id = encounter.game"
        " WHERE undone_ms IS NULL AND (?1 IS NULL OR word IN (SELECT id FROM word WHERE lang = ?1))"
        " GROUP BY encounter.game ORDER BY words DESC, game.name LIMIT ?2";

    return give_tallies(db_cached(journal->db, sql), lang, limit, row, ctx);
}
