#include "app/journal/reviews.h"

#include <string.h>

#include "app/journal/journal_private.h"

/* What counts: a rating that no row undoes. */
#define COUNTS                          \
    "rating IS NOT NULL AND NOT EXISTS" \
    " (SELECT 1 FROM review AS undo WHERE undo.undoes = review.id)"
#define COLUMNS "SELECT word, time_ms, rating, duration_ms, interval_days, place FROM review "

enum err journal_change_begin(struct journal *journal)
{
    return journal_begin(journal);
}

enum err journal_change_end(struct journal *journal, enum err rc)
{
    return journal_end(journal, rc);
}

static enum err insert(struct journal *journal, const struct review_row *review, const char *id)
{
    static const char sql[] = "INSERT INTO review (id, word, time_ms, rating, duration_ms,"
                              " interval_days, place) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    struct stmt *put = db_cached(journal->db, sql);

    stmt_text(put, 1, str_of(id));
    stmt_int(put, 2, review->word);
    stmt_int(put, 3, review->time_ms);
    stmt_int(put, 4, review->rating);
    if (review->duration_ms > 0)
        stmt_int(put, 5, review->duration_ms);
    else
        stmt_null(put, 5);
    if (review->interval_days >= 0)
        stmt_int(put, 6, review->interval_days);
    else
        stmt_null(put, 6);
    stmt_text(put, 7, str_of(review->place));
    return stmt_run(put);
}

enum err journal_review_add(struct journal *journal, const struct review_row *review,
                            char id[UUID_LEN + 1])
{
    enum err rc = journal_begin(journal);

    if (rc != OK)
        return rc;
    rc = uuid_new(id, review->time_ms);
    return journal_end(journal, rc == OK ? insert(journal, review, id) : rc);
}

static enum err insert_undo(struct journal *journal, const char *id, int64_t now_ms)
{
    static const char sql[] =
        "INSERT INTO review (id, word, time_ms, place, undoes)"
        " SELECT ?1, word, ?2, place, id FROM review WHERE id = ?3 AND " COUNTS;
    struct stmt *put = db_cached(journal->db, sql);
    char own[UUID_LEN + 1];
    enum err rc = uuid_new(own, now_ms);

    if (rc != OK)
        return rc;
    stmt_text(put, 1, str_of(own));
    stmt_int(put, 2, now_ms);
    stmt_text(put, 3, str_of(id));
    rc = stmt_run(put);
    if (rc == OK && db_changes(journal->db) == 0)
        rc = err_set(ERR_ABSENT, "there is no such review to take back");
    return rc;
}

enum err journal_review_undo(struct journal *journal, const char *id, int64_t now_ms)
{
    enum err rc = journal_begin(journal);

    return rc == OK ? journal_end(journal, insert_undo(journal, id, now_ms)) : rc;
}

/* --- reading --- */

static const char *place_of(struct str name)
{
    return str_is(name, "class") ? "class" : "desk";
}

static enum err give_all(struct stmt *find, review_fn *row, void *ctx)
{
    enum err rc;

    while ((rc = stmt_row(find)) == OK) {
        const struct review_row review = {
            .word = stmt_get_int(find, 0),
            .time_ms = stmt_get_int(find, 1),
            .rating = (int)stmt_get_int(find, 2),
            .duration_ms = stmt_get_int(find, 3),
            .interval_days = stmt_is_null(find, 4) ? -1 : (int)stmt_get_int(find, 4),
            .place = place_of(stmt_get_text(find, 5)),
        };

        row(ctx, &review);
    }
    return rc == ERR_ABSENT ? OK : rc;
}

enum err journal_reviews_of(struct journal *journal, int64_t word, review_fn *row, void *ctx)
{
    static const char sql[] = COLUMNS "WHERE word = ?1 AND " COUNTS " ORDER BY time_ms, id";
    struct stmt *find = db_cached(journal->db, sql);

    stmt_int(find, 1, word);
    return give_all(find, row, ctx);
}

enum err journal_reviews_read(struct journal *journal, const char *lang, review_fn *row, void *ctx)
{
    static const char sql[] =
        "SELECT word, time_ms, rating, NULL, interval_days, 'desk' FROM review"
        " WHERE " COUNTS " AND (?1 IS NULL OR word IN (SELECT id FROM word WHERE lang = ?1))"
        " ORDER BY word, time_ms, id";
    struct stmt *find = db_cached(journal->db, sql);

    stmt_text(find, 1, str_of(lang));
    return give_all(find, row, ctx);
}

enum err journal_reviews_since(struct journal *journal, int64_t since_ms, review_fn *row, void *ctx)
{
    static const char sql[] = COLUMNS "WHERE time_ms >= ?1 AND " COUNTS " ORDER BY time_ms, id";
    struct stmt *find = db_cached(journal->db, sql);

    stmt_int(find, 1, since_ms);
    return give_all(find, row, ctx);
}

/* The plus keeps SQLite from going through all reviews word by word, where the index of
 * times has the few of today. */
enum err journal_reviews_today(struct journal *journal, int64_t since_ms, int64_t *first_reviews,
                               int64_t *reviews)
{
    static const char sql[] =
        "SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM review AS earlier"
        "  WHERE earlier.word = recent.word AND earlier.time_ms < ?1"
        "  AND earlier.rating IS NOT NULL)), coalesce(sum(times), 0)"
        " FROM (SELECT word, count(*) AS times FROM review"
        "  WHERE time_ms >= ?1 AND " COUNTS " GROUP BY +word) AS recent";
    struct stmt *find = db_cached(journal->db, sql);
    enum err rc;

    stmt_int(find, 1, since_ms);
    rc = stmt_row(find);
    if (rc == OK) {
        *first_reviews = stmt_get_int(find, 0);
        *reviews = stmt_get_int(find, 1);
    }
    stmt_reset(find);
    return rc;
}

enum err journal_reviews_count(struct journal *journal, size_t *out)
{
    struct stmt *find = db_cached(journal->db, "SELECT count(*) FROM review WHERE " COUNTS);
    enum err rc = stmt_row(find);

    if (rc == OK)
        *out = (size_t)stmt_get_int(find, 0);
    stmt_reset(find);
    return rc;
}
