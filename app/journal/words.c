#include "app/journal/words.h"

#include <stdlib.h>
#include <string.h>

#include "app/journal/journal_private.h"
#include "dict/base/text.h"
#include "dict/base/clock.h"
#include "dict/base/mem.h"

static const char *const state_names[] = {
    [WORD_LEARNING] = "learning", [WORD_KNOWN] = "known", [WORD_IGNORED] = "ignored"
};

const char *word_state_name(enum word_state state)
{
    return state_names[state];
}

bool word_state_find(enum word_state *out, const char *name)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(state_names); i++) {
        if (strcmp(state_names[i], name) == 0) {
            *out = (enum word_state)i;
            return true;
        }
    }
    return false;
}

enum word_state word_state_read(struct str name)
{
    enum word_state state = WORD_LEARNING;
    char text[16];

    journal_copy(text, name, sizeof(text) - 1);
    (void)word_state_find(&state, text);
    return state;
}

/* --- one word --- */

int journal_lookup_count(struct journal *journal, const char *lang, const char *headword)
{
    struct stmt *count = db_cached(journal->db, "SELECT count(*) FROM word w"
                                                " JOIN encounter e ON e.word = w.id"
                                                " WHERE w.lang = ?1 AND w.headword = ?2"
                                                "  AND e.undone_ms IS NULL");
    int times = 0;

    stmt_text(count, 1, str_of(lang));
    stmt_text(count, 2, str_of(headword));
    if (stmt_row(count) == OK)
        times = (int)stmt_get_int(count, 0);
    stmt_reset(count);
    return times;
}

/* Behind every text that begins with FOLD: no UTF-8 has the byte 0xFF. */
static char *range_end(const char *fold)
{
    return xasprintf("%s\xff", fold);
}

enum err journal_complete(struct journal *journal, const char *lang, struct str typed, size_t limit,
                          void (*found)(void *ctx, const char *headword), void *ctx)
{
    struct stmt *find = db_cached(journal->db, "SELECT w.headword FROM word w"
                                               " JOIN encounter e ON e.word = w.id"
                                               " WHERE w.lang = ?1 AND w.fold >= ?2"
                                               "  AND w.fold < ?3 AND e.undone_ms IS NULL"
                                               " GROUP BY w.id"
                                               " ORDER BY count(*) DESC, w.headword LIMIT ?4");
    char *fold = text_fold_dup(typed), *end = range_end(fold);
    enum err rc;

    stmt_text(find, 1, str_of(lang));
    stmt_text(find, 2, str_of(fold));
    stmt_text(find, 3, str_of(end));
    stmt_int(find, 4, (int64_t)limit);
    while ((rc = stmt_row(find)) == OK)
        found(ctx, stmt_get_text(find, 0).ptr);
    stmt_reset(find);
    free(fold);
    free(end);
    return rc == ERR_ABSENT ? OK : rc;
}

static enum err change_word(struct journal *journal, struct stmt *change)
{
    enum err rc = journal_begin(journal);

    if (rc != OK)
        return rc;
    rc = stmt_run(change);
    if (rc == OK && db_changes(journal->db) == 0)
        rc = err_set(ERR_ABSENT, "the word is not in the journal");
    return journal_end(journal, rc);
}

enum err journal_set_state(struct journal *journal, int64_t word, enum word_state state)
{
    struct stmt *set =
        db_cached(journal->db, "UPDATE word SET state = ?2, changed_ms = ?3 WHERE id = ?1");

    stmt_int(set, 1, word);
    stmt_text(set, 2, str_of(word_state_name(state)));
    stmt_int(set, 3, clock_now_ms());
    return change_word(journal, set);
}

enum err journal_set_note(struct journal *journal, int64_t word, const char *note)
{
    struct stmt *set;
    char *text = NULL;
    enum err rc = OK;

    if (note != NULL && note[0] != '\0')
        rc = journal_text(&text, note, JOURNAL_NOTE_MAX, "note");
    if (rc != OK)
        return rc;
    set = db_cached(journal->db, "UPDATE word SET note = ?2, changed_ms = ?3 WHERE id = ?1");
    stmt_int(set, 1, word);
    stmt_text(set, 2, str_of(text));
    stmt_int(set, 3, clock_now_ms());
    rc = change_word(journal, set);
    free(text);
    return rc;
}

enum err journal_word_met(struct journal *journal, const char *lang, const char *headword)
{
    struct stmt *count = db_cached(journal->db, "UPDATE word SET met = met + 1"
                                                " WHERE lang = ?1 AND headword = ?2");
    enum err rc = journal_begin(journal);

    if (rc != OK)
        return rc;
    stmt_text(count, 1, str_of(lang));
    stmt_text(count, 2, str_of(headword));
    return journal_end(journal, stmt_run(count));
}

/* --- lists --- */

static const char *const order_names[] = { [ORDER_FOUND] = "found",
                                           [ORDER_FREQUENCY] = "frequency",
                                           [ORDER_ALPHABET] = "alphabet",
                                           [ORDER_STRENGTH] = "strength" };

const char *word_order_name(enum word_order order)
{
    return order_names[order];
}

bool word_order_find(enum word_order *out, const char *name)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(order_names); i++) {
        if (strcmp(order_names[i], name) == 0) {
            *out = (enum word_order)i;
            return true;
        }
    }
    return false;
}

/* An encounter that the filter lets through; each question mark may be NULL. */
#define PASSES                                                                \
    " e.undone_ms IS NULL"                                                    \
    " AND (?1 IS NULL OR e.time_ms >= ?1) AND (?2 IS NULL OR e.time_ms < ?2)" \
    " AND (?3 IS NULL OR instr(lower(g.name), lower(?3)) > 0)"                \
    " AND (?4 IS NULL OR e.session = ?4)"                                     \
    " AND (?5 IS NULL OR w.lang = ?5) AND (?6 IS NULL OR w.state = ?6)"       \
    " AND (?9 IS NULL OR EXISTS"                                              \
    "  (SELECT 1 FROM word_tag t WHERE t.word = w.id AND t.tag = ?9))"        \
    " AND (?10 IS NULL OR (w.state = 'learning' AND EXISTS"                   \
    "  (SELECT 1 FROM card due WHERE due.word = w.id AND due.due_ms <= ?10)))"

static const char words_sql[] =
    "SELECT met.id, lang, headword, note, met.state, times, first_ms, time_ms,"
    "  form, sentence, form_at, form_len, game, uuid,"
    "  (SELECT group_concat(tag, ' ') FROM"
    "    (SELECT tag FROM word_tag WHERE word = met.id ORDER BY tag)),"
    "  card.word IS NOT NULL, card.stability, card.due_ms, met.met"
    " FROM (SELECT w.met, w.id, w.uuid, w.lang, w.headword, w.fold, w.note, w.state, e.time_ms, "
    "e.form,"
    "   e.sentence, e.form_at, e.form_len, g.name AS game,"
    "   count(*) OVER each_word AS times, min(e.time_ms) OVER each_word AS first_ms,"
    "   row_number() OVER (PARTITION BY w.id ORDER BY e.time_ms DESC, e.rowid DESC) AS place"
    "  FROM encounter e JOIN word w ON w.id = e.word LEFT JOIN game g ON g.id = e.game"
    "  WHERE" PASSES "  WINDOW each_word AS (PARTITION BY w.id)) AS met"
    " LEFT JOIN card ON card.word = met.id"
    " WHERE place = 1"
    " ORDER BY CASE ?8 WHEN 'frequency' THEN -times"
    "   WHEN 'strength' THEN coalesce(card.stability, 0.0) END,"
    "  CASE ?8 WHEN 'alphabet' THEN fold END, CASE ?8 WHEN 'alphabet' THEN headword END,"
    "  time_ms DESC, met.id DESC LIMIT ?7";

/* 0 if there is none yet, which is no session's id. */
static enum err last_session(struct journal *journal, const char *lang, int64_t *out)
{
    struct stmt *find = db_cached(journal->db, "SELECT e.session FROM encounter e"
                                               " JOIN word w ON w.id = e.word"
                                               " WHERE e.undone_ms IS NULL"
                                               "  AND (?1 IS NULL OR w.lang = ?1)"
                                               " ORDER BY e.time_ms DESC, e.rowid DESC LIMIT 1");
    enum err rc;

    *out = 0;
    stmt_text(find, 1, str_of(lang));
    rc = stmt_row(find);
    if (rc == OK)
        *out = stmt_get_int(find, 0);
    stmt_reset(find);
    return rc == ERR_ABSENT ? OK : rc;
}

static void bind_positive(struct stmt *stmt, int at, int64_t value)
{
    if (value > 0)
        stmt_int(stmt, at, value);
}

static void bind_filter(struct stmt *stmt, const struct word_filter *filter, int64_t session)
{
    bind_positive(stmt, 1, filter->since_ms);
    bind_positive(stmt, 2, filter->until_ms);
    stmt_text(stmt, 3, str_of(filter->game));
    if (filter->session != 0)
        stmt_int(stmt, 4, session);
    stmt_text(stmt, 5, str_of(filter->lang));
    if (filter->by_state)
        stmt_text(stmt, 6, str_of(word_state_name(filter->state)));
    stmt_int(stmt, 7, filter->limit > 0 && filter->limit < INT64_MAX ? (int64_t)filter->limit : -1);
    stmt_text(stmt, 8, str_of(word_order_name(filter->order)));
    stmt_text(stmt, 9, str_of(filter->tag));
    bind_positive(stmt, 10, filter->due_ms);
}

/* A form's place that is not in its sentence (a row of another program's hand)
 * counts as not known. */
static void check_place(struct str sentence, size_t *at, size_t *len)
{
    if (*at > sentence.len || *len > sentence.len - *at)
        *at = *len = 0;
}

static struct word_row read_word(struct stmt *stmt)
{
    struct word_row row = {
        .id = stmt_get_int(stmt, 0),
        .lang = stmt_get_text(stmt, 1),
        .headword = stmt_get_text(stmt, 2),
        .note = stmt_get_text(stmt, 3),
        .state = word_state_read(stmt_get_text(stmt, 4)),
        .times = stmt_get_int(stmt, 5),
        .first_ms = stmt_get_int(stmt, 6),
        .last_ms = stmt_get_int(stmt, 7),
        .form = stmt_get_text(stmt, 8),
        .sentence = stmt_get_text(stmt, 9),
        .form_at = (size_t)stmt_get_int(stmt, 10),
        .form_len = (size_t)stmt_get_int(stmt, 11),
        .game = stmt_get_text(stmt, 12),
        .uuid = stmt_get_text(stmt, 13),
        .tags = stmt_get_text(stmt, 14),
        .reviewed = stmt_get_int(stmt, 15) != 0,
        .stability = stmt_get_real(stmt, 16),
        .due_ms = stmt_get_int(stmt, 17),
        .met = stmt_get_int(stmt, 18),
    };

    check_place(row.sentence, &row.form_at, &row.form_len);
    return row;
}

enum err journal_words(struct journal *journal, const struct word_filter *filter, word_fn *row,
                       void *ctx)
{
    struct stmt *list;
    struct word_row word;
    int64_t session = filter->session;
    enum err rc = OK;

    if (session == SESSION_LAST)
        rc = last_session(journal, filter->lang, &session);
    if (rc != OK)
        return rc;
    list = db_prepare(journal->db, words_sql);
    bind_filter(list, filter, session);
    while ((rc = stmt_row(list)) == OK) {
        word = read_word(list);
        row(ctx, &word);
    }
    stmt_free(list);
    return rc == ERR_ABSENT ? OK : rc;
}

enum err journal_words_count(struct journal *journal, int64_t *out)
{
    struct stmt *count = db_cached(journal->db, "SELECT count(*) FROM word");
    enum err rc = stmt_row(count);

    if (rc == OK)
        *out = stmt_get_int(count, 0);
    stmt_reset(count);
    return rc;
}

enum err journal_word_name(struct journal *journal, int64_t word, char **lang, char **headword)
{
    struct stmt *find = db_cached(journal->db, "SELECT lang, headword FROM word WHERE id = ?1");
    struct str texts[2];
    enum err rc;

    stmt_int(find, 1, word);
    rc = stmt_row(find);
    if (rc == OK) {
        texts[0] = stmt_get_text(find, 0);
        texts[1] = stmt_get_text(find, 1);
        *lang = xstrndup(texts[0].ptr, texts[0].len);
        *headword = xstrndup(texts[1].ptr, texts[1].len);
        stmt_reset(find);
    }
    return rc == ERR_ABSENT ? err_set(ERR_ABSENT, "there is no such word") : rc;
}

enum err journal_encounters(struct journal *journal, int64_t word, encounter_fn *row, void *ctx)
{
    struct stmt *list = db_prepare(
        journal->db, "SELECT e.id, e.form, e.sentence, e.form_at, e.form_len, e.sense, g.name,"
                     " e.time_ms, e.session, e.guess, e.picture"
                     " FROM encounter e LEFT JOIN game g ON g.id = e.game"
                     " WHERE e.word = ?1 AND e.undone_ms IS NULL"
                     " ORDER BY e.time_ms DESC, e.rowid DESC");
    enum err rc;

    stmt_int(list, 1, word);
    while ((rc = stmt_row(list)) == OK) {
        struct encounter_row encounter = {
            .id = stmt_get_text(list, 0),
            .form = stmt_get_text(list, 1),
            .sentence = stmt_get_text(list, 2),
            .form_at = (size_t)stmt_get_int(list, 3),
            .form_len = (size_t)stmt_get_int(list, 4),
            .sense = stmt_get_text(list, 5),
            .game = stmt_get_text(list, 6),
            .time_ms = stmt_get_int(list, 7),
            .session = stmt_get_int(list, 8),
            .guess = stmt_get_text(list, 9),
            .picture = stmt_get_text(list, 10),
        };

        check_place(encounter.sentence, &encounter.form_at, &encounter.form_len);
        row(ctx, &encounter);
    }
    stmt_free(list);
    return rc == ERR_ABSENT ? OK : rc;
}
