#include "app/journal/journal.h"

#include <stdlib.h>
#include <string.h>

#include "app/journal/journal_private.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

/* --- the badge --- */

/* Fills all of OUT but its encounter; SKIP is an encounter that does not count. */
static enum err read_badge(struct journal *journal, const char *lang, struct str headword,
                           const char *skip, struct kept *out)
{
    /* With one max() the bare columns are those of the row that has it. */
    struct stmt *find =
        db_cached(journal->db, "SELECT w.id, w.state, count(e.id), max(e.time_ms), g.name"
                               " FROM word w"
                               " LEFT JOIN encounter e ON e.word = w.id AND e.undone_ms IS NULL"
                               "  AND e.id <> ?3"
                               " LEFT JOIN game g ON g.id = e.game"
                               " WHERE w.lang = ?1 AND w.headword = ?2 GROUP BY w.id");
    struct kept seen = { .state = WORD_LEARNING };
    enum err rc;

    stmt_text(find, 1, str_of(lang));
    stmt_text(find, 2, headword);
    stmt_text(find, 3, str_of(skip));
    rc = stmt_row(find);
    if (rc == OK) {
        seen.word = stmt_get_int(find, 0);
        seen.state = word_state_read(stmt_get_text(find, 1));
        seen.times_before = (int)stmt_get_int(find, 2);
        seen.last_ms = stmt_get_int(find, 3);
        journal_copy(seen.last_game, stmt_get_text(find, 4), GAME_NAME_MAX);
    }
    stmt_reset(find);
    if (rc != OK && rc != ERR_ABSENT)
        return rc;
    *out = seen;
    return OK;
}

enum err journal_word_seen(struct journal *journal, const char *lang, const char *headword,
                           struct kept *out)
{
    char *text = NULL;
    enum err rc = journal_text(&text, headword, JOURNAL_WORD_MAX, "word");

    if (rc == OK)
        rc = read_badge(journal, lang, str_of(text), "", out);
    free(text);
    return rc;
}

/* --- the rows around an encounter --- */

static enum err find_or_make_word(struct journal *journal, const char *lang, const char *headword,
                                  int64_t now_ms)
{
    struct stmt *make;
    char uuid[UUID_LEN + 1], *fold;
    enum err rc = uuid_new(uuid, now_ms);

    if (rc != OK)
        return rc;
    fold = text_fold_dup(str_of(headword));
    make = db_cached(journal->db, "INSERT INTO word (uuid, lang, headword, changed_ms, fold)"
                                  " VALUES (?1, ?2, ?3, ?4, ?5)"
                                  " ON CONFLICT (lang, headword) DO NOTHING");
    stmt_text(make, 1, str_make(uuid, UUID_LEN));
    stmt_text(make, 2, str_of(lang));
    stmt_text(make, 3, str_of(headword));
    stmt_int(make, 4, now_ms);
    stmt_text(make, 5, str_of(fold));
    rc = stmt_run(make);
    free(fold);
    return rc;
}

/* A number that may be missing: 0 is kept as NULL. */
static void bind_id(struct stmt *stmt, int at, int64_t id)
{
    if (id == 0)
        stmt_null(stmt, at);
    else
        stmt_int(stmt, at, id);
}

/* The newest session goes on if it is of this game and language and not stale. */
static enum err continue_session(struct journal *journal, int64_t game, const char *lang,
                                 int64_t now_ms, int64_t *out)
{
    struct stmt *go_on = db_cached(
        journal->db, "UPDATE play_session SET end_ms = max(end_ms, ?3)"
                     " WHERE id = (SELECT max(id) FROM play_session)"
                     "  AND game IS ?1 AND lang = ?2 AND abs(end_ms - ?3) <= ?4 RETURNING id");
    enum err rc;

    bind_id(go_on, 1, game);
    stmt_text(go_on, 2, str_of(lang));
    stmt_int(go_on, 3, now_ms);
    stmt_int(go_on, 4, SESSION_GAP_MS);
    rc = stmt_row(go_on);
    if (rc == OK)
        *out = stmt_get_int(go_on, 0);
    stmt_reset(go_on);
    return rc;
}

static enum err find_or_begin_session(struct journal *journal, int64_t game, const char *lang,
                                      int64_t now_ms, int64_t *out)
{
    struct stmt *begin;
    char uuid[UUID_LEN + 1];
    enum err rc = continue_session(journal, game, lang, now_ms, out);

    if (rc != ERR_ABSENT)
        return rc;
    rc = uuid_new(uuid, now_ms);
    if (rc != OK)
        return rc;
    begin = db_cached(journal->db, "INSERT INTO play_session (uuid, game, lang, start_ms, end_ms)"
                                   " VALUES (?1, ?2, ?3, ?4, ?4)");
    stmt_text(begin, 1, str_make(uuid, UUID_LEN));
    bind_id(begin, 2, game);
    stmt_text(begin, 3, str_of(lang));
    stmt_int(begin, 4, now_ms);
    rc = stmt_run(begin);
    if (rc == OK)
        *out = db_last_id(journal->db);
    return rc;
}

/* --- the sentence --- */

static size_t next_character(struct str text, size_t at)
{
    while (at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80)
        at++;
    return at;
}

/* Composes SENTENCE into OUT piece by piece, so that the place of the form, *LEN
 * bytes from *AT on, stays known; cuts one that is too long around the form. */
static void place_sentence(struct buf *out, struct str sentence, size_t *at, size_t *len)
{
    struct str before = str_sub(sentence, 0, *at), form = str_sub(sentence, *at, *len);
    struct str after = str_from(sentence, *at + *len);
    size_t room = JOURNAL_SENTENCE_MAX - form.len, half = room / 2;
    size_t left = after.len < half ? room - after.len : half;

    if (before.len > left)
        before = str_from(before, next_character(before, before.len - left));
    if (after.len > room - before.len) {
        size_t end = room - before.len;

        while (end > 0 && ((unsigned char)after.ptr[end] & 0xC0) == 0x80)
            end--;
        after = str_sub(after, 0, end);
    }
    text_nfc(out, before);
    *at = out->len;
    text_nfc(out, form);
    *len = out->len - *at;
    text_nfc(out, after);
}

/* --- keeping --- */

/* What one encounter is made of, checked and composed. */
struct draft {
    char *headword, *form;
    struct buf sentence;
    size_t form_at, form_len;
};

static void dispose_draft(struct draft *draft)
{
    free(draft->headword);
    free(draft->form);
    buf_dispose(&draft->sentence);
}

static enum err fill_draft(struct draft *draft, const struct keep *keep)
{
    enum err rc;

    buf_init(&draft->sentence, (size_t)JOURNAL_SENTENCE_MAX * 4);
    if (keep->form_len > 0) {
        draft->form_at = keep->form_at;
        draft->form_len = keep->form_len;
    }
    if (draft->form_at > keep->sentence.len ||
        draft->form_len > keep->sentence.len - draft->form_at || draft->form_len > JOURNAL_WORD_MAX)
        return err_set(ERR_USAGE, "the form's place is not in its sentence");
    rc = journal_text(&draft->headword, keep->headword, JOURNAL_WORD_MAX, "word");
    if (rc == OK)
        rc = journal_text(&draft->form, keep->form, JOURNAL_WORD_MAX, "word");
    if (rc != OK || keep->sentence.len == 0)
        return rc;
    place_sentence(&draft->sentence, keep->sentence, &draft->form_at, &draft->form_len);
    return buf_ok(&draft->sentence, "the sentence");
}

/* What came with a lookup, at most as long as a sentence; NULL for nothing. */
static struct str str_cut(const char *text)
{
    struct str cut = str_of(text);

    if (cut.len == 0)
        return str_make(NULL, 0);
    if (cut.len > JOURNAL_SENTENCE_MAX)
        cut.len = text_grapheme_start(cut, JOURNAL_SENTENCE_MAX);
    return cut;
}

static enum err add_encounter(struct journal *journal, const struct keep *keep,
                              const struct draft *draft, struct kept *kept, int64_t game,
                              int64_t session)
{
    struct stmt *add;
    enum err rc = uuid_new(kept->encounter, keep->now_ms);

    if (rc != OK)
        return rc;
    add = db_cached(journal->db, "INSERT INTO encounter (id, word, form, sentence, form_at,"
                                 " form_len, sense, game, session, time_ms, guess, raw)"
                                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
    stmt_text(add, 1, str_make(kept->encounter, UUID_LEN));
    stmt_int(add, 2, kept->word);
    stmt_text(add, 3, str_of(draft->form));
    stmt_text(add, 4, buf_str(&draft->sentence));
    if (draft->form_len > 0) {
        stmt_int(add, 5, (int64_t)draft->form_at);
        stmt_int(add, 6, (int64_t)draft->form_len);
    }
    stmt_text(add, 7, str_of(keep->sense));
    bind_id(add, 8, game);
    stmt_int(add, 9, session);
    stmt_int(add, 10, keep->now_ms);
    stmt_text(add, 11, str_cut(keep->guess));
    stmt_text(add, 12, str_cut(keep->raw));
    return stmt_run(add);
}

static enum err keep_draft(struct journal *journal, const struct keep *keep,
                           const struct draft *draft, struct kept *kept)
{
    int64_t game = 0, session = 0;
    enum err rc = find_or_make_word(journal, keep->lang, draft->headword, keep->now_ms);

    if (rc == OK)
        rc = read_badge(journal, keep->lang, str_of(draft->headword), "", kept);
    if (rc == OK && keep->game != NULL && keep->game[0] != '\0')
        rc = game_find_or_make(journal, keep->game, keep->game_key, &game);
    if (rc == OK)
        rc = find_or_begin_session(journal, game, keep->lang, keep->now_ms, &session);
    if (rc == OK)
        rc = add_encounter(journal, keep, draft, kept, game, session);
    return rc;
}

enum err journal_keep(struct journal *journal, const struct keep *keep, struct kept *out)
{
    struct draft draft = { 0 };
    struct kept kept = { 0 };
    enum err rc = fill_draft(&draft, keep);

    if (rc == OK)
        rc = journal_begin(journal);
    if (rc == OK)
        rc = journal_end(journal, keep_draft(journal, keep, &draft, &kept));
    if (rc == OK)
        *out = kept;
    dispose_draft(&draft);
    return rc;
}

/* --- another headword --- */

static enum err find_language(struct journal *journal, const char *encounter, char **lang,
                              int64_t *time_ms)
{
    struct stmt *find = db_cached(journal->db, "SELECT w.lang, e.time_ms FROM encounter e"
                                               " JOIN word w ON w.id = e.word"
                                               " WHERE e.id = ?1 AND e.undone_ms IS NULL");
    struct str text;
    enum err rc;

    stmt_text(find, 1, str_of(encounter));
    rc = stmt_row(find);
    if (rc == OK) {
        text = stmt_get_text(find, 0);
        *lang = xstrndup(text.ptr, text.len);
        *time_ms = stmt_get_int(find, 1);
    } else if (rc == ERR_ABSENT) {
        err_set(rc, "%s: this lookup is not in the journal any more", db_path(journal->db));
    }
    stmt_reset(find);
    return rc;
}

static enum err move_encounter(struct journal *journal, const char *encounter, const char *headword,
                               struct kept *kept)
{
    struct stmt *move;
    char *lang = NULL;
    int64_t time_ms = 0;
    enum err rc = find_language(journal, encounter, &lang, &time_ms);

    if (rc == OK)
        rc = find_or_make_word(journal, lang, headword, time_ms);
    if (rc == OK)
        rc = read_badge(journal, lang, str_of(headword), encounter, kept);
    if (rc == OK) {
        move = db_cached(journal->db, "UPDATE encounter SET word = ?2 WHERE id = ?1");
        stmt_text(move, 1, str_of(encounter));
        stmt_int(move, 2, kept->word);
        rc = stmt_run(move);
    }
    free(lang);
    return rc;
}

enum err journal_recast(struct journal *journal, const char *encounter, const char *headword,
                        struct kept *out)
{
    struct kept kept = { 0 };
    char *text = NULL;
    enum err rc = journal_text(&text, headword, JOURNAL_WORD_MAX, "word");

    if (rc == OK)
        rc = journal_begin(journal);
    if (rc == OK)
        rc = journal_end(journal, move_encounter(journal, encounter, text, &kept));
    free(text);
    if (rc == OK) {
        journal_copy(kept.encounter, str_of(encounter), UUID_LEN);
        *out = kept;
    }
    return rc;
}

/* --- undo --- */

static enum err find_undoable(struct journal *journal, const char *encounter, struct undone *undone)
{
    /* Of two within one millisecond the later row is the newer one. */
    struct stmt *find = db_cached(journal->db, "SELECT e.id, w.headword FROM encounter e"
                                               " JOIN word w ON w.id = e.word"
                                               " WHERE e.undone_ms IS NULL"
                                               "  AND (?1 IS NULL OR e.id = ?1)"
                                               " ORDER BY e.time_ms DESC, e.rowid DESC LIMIT 1");
    enum err rc;

    stmt_text(find, 1, str_of(encounter));
    rc = stmt_row(find);
    if (rc == OK) {
        journal_copy(undone->encounter, stmt_get_text(find, 0), UUID_LEN);
        journal_copy(undone->headword, stmt_get_text(find, 1), JOURNAL_WORD_MAX);
    } else if (rc == ERR_ABSENT) {
        err_set(rc, "there is nothing to undo");
    }
    stmt_reset(find);
    return rc;
}

static enum err stamp_undone(struct journal *journal, const char *encounter, int64_t now_ms)
{
    struct stmt *stamp =
        db_cached(journal->db, "UPDATE encounter SET undone_ms = ?2 WHERE id = ?1");

    stmt_text(stamp, 1, str_of(encounter));
    stmt_int(stamp, 2, now_ms);
    return stmt_run(stamp);
}

/* ENCOUNTER NULL: the newest. */
enum err journal_undo(struct journal *journal, const char *encounter, int64_t now_ms,
                      struct undone *out)
{
    struct undone undone = { 0 };
    enum err rc = journal_begin(journal);

    if (rc != OK)
        return rc;
    rc = find_undoable(journal, encounter, &undone);
    if (rc == OK)
        rc = stamp_undone(journal, undone.encounter, now_ms);
    rc = journal_end(journal, rc);
    if (rc == OK)
        *out = undone;
    return rc;
}

enum err journal_undo_last(struct journal *journal, int64_t now_ms, struct undone *out)
{
    return journal_undo(journal, NULL, now_ms, out);
}
