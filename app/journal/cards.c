#include "app/journal/cards.h"

#include <stdlib.h>
#include <string.h>

#include "app/journal/journal_private.h"
#include "dict/base/mem.h"

#define COLUMNS                                                                                  \
    "SELECT card.word, card.state, step, stability, difficulty, last_ms, due_ms, interval_days," \
    " reps, lapses FROM card "

static struct card_row read_row(struct stmt *find)
{
    return (struct card_row){
        .word = stmt_get_int(find, 0),
        .state = (int)stmt_get_int(find, 1),
        .step = (int)stmt_get_int(find, 2),
        .stability = stmt_get_real(find, 3),
        .difficulty = stmt_get_real(find, 4),
        .last_ms = stmt_get_int(find, 5),
        .due_ms = stmt_get_int(find, 6),
        .interval_days = (int)stmt_get_int(find, 7),
        .reps = (int)stmt_get_int(find, 8),
        .lapses = (int)stmt_get_int(find, 9),
    };
}

enum err journal_card_get(struct journal *journal, int64_t word, struct card_row *out)
{
    struct stmt *find = db_cached(journal->db, COLUMNS "WHERE card.word = ?1");
    enum err rc;

    stmt_int(find, 1, word);
    rc = stmt_row(find);
    if (rc == OK)
        *out = read_row(find);
    stmt_reset(find);
    return rc;
}

static enum err put(struct journal *journal, const struct card_row *card)
{
    static const char sql[] =
        "INSERT OR REPLACE INTO card (word, state, step, stability, difficulty, last_ms, due_ms,"
        " interval_days, reps, lapses) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    struct stmt *insert = db_cached(journal->db, sql);

    stmt_int(insert, 1, card->word);
    stmt_int(insert, 2, card->state);
    stmt_int(insert, 3, card->step);
    stmt_real(insert, 4, card->stability);
    stmt_real(insert, 5, card->difficulty);
    stmt_int(insert, 6, card->last_ms);
    stmt_int(insert, 7, card->due_ms);
    stmt_int(insert, 8, card->interval_days);
    stmt_int(insert, 9, card->reps);
    stmt_int(insert, 10, card->lapses);
    return stmt_run(insert);
}

enum err journal_card_put(struct journal *journal, const struct card_row *card)
{
    enum err rc = journal_begin(journal);

    return rc == OK ? journal_end(journal, put(journal, card)) : rc;
}

static enum err drop(struct journal *journal, int64_t word)
{
    struct stmt *delete = db_cached(journal->db, "DELETE FROM card WHERE word = ?1");

    stmt_int(delete, 1, word);
    return stmt_run(delete);
}

enum err journal_card_drop(struct journal *journal, int64_t word)
{
    enum err rc = journal_begin(journal);

    return rc == OK ? journal_end(journal, drop(journal, word)) : rc;
}

/* --- what they were computed with --- */

enum err journal_cards_basis(struct journal *journal, char **out, int64_t *stale_ms)
{
    struct stmt *find = db_cached(journal->db, "SELECT basis, stale_ms FROM card_basis");
    struct str basis;
    enum err rc = stmt_row(find);

    *out = NULL;
    *stale_ms = INT64_MAX;
    if (rc == OK) {
        basis = stmt_get_text(find, 0);
        *out = xstrndup(basis.len > 0 ? basis.ptr : "", basis.len);
        if (!stmt_is_null(find, 1))
            *stale_ms = stmt_get_int(find, 1);
    }
    stmt_reset(find);
    return rc == ERR_ABSENT ? OK : rc;
}

static enum err reset(struct journal *journal, const char *basis)
{
    struct stmt *insert;
    enum err rc = db_exec(journal->db, "DELETE FROM card; DELETE FROM card_basis");

    if (rc != OK)
        return rc;
    insert = db_cached(journal->db, "INSERT INTO card_basis (basis) VALUES (?1)");
    stmt_text(insert, 1, str_of(basis));
    return stmt_run(insert);
}

enum err journal_cards_reset(struct journal *journal, const char *basis)
{
    enum err rc = journal_begin(journal);

    return rc == OK ? journal_end(journal, reset(journal, basis)) : rc;
}

/* Nearly always the index of review times alone says no. */
enum err journal_cards_ahead(struct journal *journal, int64_t now_ms, bool *out)
{
    static const char sql[] = "SELECT EXISTS (SELECT 1 FROM review WHERE time_ms > ?1)"
                              " AND EXISTS (SELECT 1 FROM card WHERE last_ms > ?1)";
    struct stmt *find = db_cached(journal->db, sql);
    enum err rc;

    stmt_int(find, 1, now_ms);
    rc = stmt_row(find);
    *out = rc == OK && stmt_get_int(find, 0) != 0;
    stmt_reset(find);
    return rc;
}

static enum err set_stale(struct journal *journal, int64_t stale_ms)
{
    struct stmt *set = db_cached(journal->db, "UPDATE card_basis"
                                              " SET stale_ms = min(coalesce(stale_ms, ?1), ?1)");

    stmt_int(set, 1, stale_ms);
    return stmt_run(set);
}

enum err journal_cards_stale(struct journal *journal, int64_t stale_ms)
{
    enum err rc = journal_begin(journal);

    return rc == OK ? journal_end(journal, set_stale(journal, stale_ms)) : rc;
}

/* --- lists --- */

static enum err give_all(struct stmt *find, card_fn *row, void *ctx)
{
    struct card_row card;
    enum err rc;

    while ((rc = stmt_row(find)) == OK) {
        card = read_row(find);
        if (!row(ctx, &card)) {
            stmt_reset(find);
            return OK;
        }
    }
    return rc == ERR_ABSENT ? OK : rc;
}

/* Callers ask for a year ahead, which is most cards: to go along both tables takes a tenth
 * of the time of going by the index of due times from one word to another. */
enum err journal_cards_due(struct journal *journal, const char *lang, int64_t until_ms,
                           card_fn *row, void *ctx)
{
    static const char sql[] =
        COLUMNS "NOT INDEXED JOIN word ON word.id = card.word WHERE due_ms < ?1"
                " AND word.state = 'learning' AND (?2 IS NULL OR lang = ?2)";
    struct stmt *find = db_cached(journal->db, sql);

    stmt_int(find, 1, until_ms);
    stmt_text(find, 2, str_of(lang));
    return give_all(find, row, ctx);
}

enum err journal_cards_all(struct journal *journal, const char *lang, card_fn *row, void *ctx)
{
    static const char sql[] =
        COLUMNS "JOIN word ON word.id = card.word WHERE word.state = 'learning'"
                " AND (?1 IS NULL OR lang = ?1)";
    struct stmt *find = db_cached(journal->db, sql);

    stmt_text(find, 1, str_of(lang));
    return give_all(find, row, ctx);
}

/* Words whose encounters are all undone are not listed. A word met often comes with
 * each encounter; the newest is the first. */
enum err journal_new_words(struct journal *journal, const char *lang, new_word_fn *row, void *ctx)
{
    static const char sql[] =
        "SELECT word.id FROM encounter AS met JOIN word ON word.id = met.word"
        " WHERE met.undone_ms IS NULL AND word.state = 'learning' AND (?1 IS NULL OR word.lang = "
        "?1)"
        " AND NOT EXISTS (SELECT 1 FROM card WHERE card.word = word.id)"
        " AND NOT EXISTS (SELECT 1 FROM encounter AS later WHERE later.word = met.word"
        "  AND later.undone_ms IS NULL"
        "  AND (later.time_ms, later.id) > (met.time_ms, met.id))"
        " ORDER BY met.time_ms DESC, met.id DESC";
    struct stmt *find = db_cached(journal->db, sql);
    enum err rc;

    stmt_text(find, 1, str_of(lang));
    while ((rc = stmt_row(find)) == OK) {
        if (!row(ctx, stmt_get_int(find, 0))) {
            stmt_reset(find);
            return OK;
        }
    }
    return rc == ERR_ABSENT ? OK : rc;
}

enum err journal_word_uuid(struct journal *journal, int64_t word, char out[UUID_LEN + 1])
{
    struct stmt *find = db_cached(journal->db, "SELECT uuid FROM word WHERE id = ?1");
    enum err rc;

    stmt_int(find, 1, word);
    rc = stmt_row(find);
    if (rc == OK)
        journal_copy(out, stmt_get_text(find, 0), UUID_LEN);
    stmt_reset(find);
    return rc;
}
