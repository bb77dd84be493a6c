#include "app/journal/mend.h"

#include <stdlib.h>
#include <string.h>

#include "app/journal/journal_private.h"
#include "app/journal/words.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

/* --- another headword --- */

static enum err find_word(struct journal *journal, const char *lang, const char *headword,
                          int64_t *out)
{
    struct stmt *find =
        db_cached(journal->db, "SELECT id FROM word WHERE lang = ?1 AND headword = ?2");
    enum err rc;

    stmt_text(find, 1, str_of(lang));
    stmt_text(find, 2, str_of(headword));
    rc = stmt_row(find);
    if (rc == OK)
        *out = stmt_get_int(find, 0);
    stmt_reset(find);
    return rc;
}

static enum err set_headword(struct journal *journal, int64_t word, const char *headword)
{
    struct stmt *set = db_cached(journal->db, "UPDATE word SET headword = ?2, fold = ?3,"
                                              " changed_ms = ?4 WHERE id = ?1");
    char *fold = text_fold_dup(str_of(headword));
    enum err rc;

    stmt_int(set, 1, word);
    stmt_text(set, 2, str_of(headword));
    stmt_text(set, 3, str_of(fold));
    stmt_int(set, 4, clock_now_ms());
    rc = stmt_run(set);
    free(fold);
    return rc;
}

/* The cached state of neither holds any more. */
static enum err move_all(struct journal *journal, int64_t from, int64_t to)
{
    static const char *const moves[] = {
        "UPDATE encounter SET word = ?2 WHERE word = ?1",
        "UPDATE review SET word = ?2 WHERE word = ?1",
        "INSERT OR IGNORE INTO word_tag (word, tag) SELECT ?2, tag FROM word_tag WHERE word = ?1",
        "DELETE FROM word_tag WHERE word = ?1 AND ?1 <> ?2",
        "DELETE FROM card WHERE word = ?1 OR word = ?2",
    };
    enum err rc = OK;
    size_t i;

    for (i = 0; i < ARRAY_LEN(moves) && rc == OK; i++) {
        struct stmt *move = db_cached(journal->db, moves[i]);

        stmt_int(move, 1, from);
        stmt_int(move, 2, to);
        rc = stmt_run(move);
    }
    return rc;
}

static enum err rename_word(struct journal *journal, int64_t word, const char *headword,
                            int64_t *out)
{
    char *lang = NULL, *old = NULL;
    int64_t other = 0;
    enum err rc = journal_word_name(journal, word, &lang, &old);

    if (rc == OK) {
        rc = find_word(journal, lang, headword, &other);
        if (rc == ERR_ABSENT) {
            other = word;
            rc = set_headword(journal, word, headword);
        } else if (rc == OK && other != word) {
            rc = move_all(journal, word, other);
        }
    }
    free(lang);
    free(old);
    *out = other;
    return rc;
}

enum err journal_word_rename(struct journal *journal, int64_t word, const char *headword,
                             int64_t *out)
{
    char *text = NULL;
    enum err rc = journal_text(&text, headword, JOURNAL_WORD_MAX, "headword");

    if (rc == OK)
        rc = journal_begin(journal);
    if (rc == OK)
        rc = journal_end(journal, rename_word(journal, word, text, out));
    free(text);
    return rc;
}

/* --- another sentence --- */

/* Where the encounter's form stands in SENTENCE; false if it does not. */
static enum err find_form(struct journal *journal, const char *encounter, struct str sentence,
                          size_t *at, size_t *len)
{
    struct stmt *find = db_cached(journal->db, "SELECT form FROM encounter"
                                               " WHERE id = ?1 AND undone_ms IS NULL");
    struct str form;
    enum err rc;

    *len = 0;
    stmt_text(find, 1, str_of(encounter));
    rc = stmt_row(find);
    if (rc == OK) {
        form = stmt_get_text(find, 0);
        if (form.len > 0 && sentence.len > 0)
            *at = str_find(sentence, form, 0);
        if (form.len > 0 && *at < sentence.len)
            *len = form.len;
    } else if (rc == ERR_ABSENT) {
        err_set(rc, "this lookup is not in the journal any more");
    }
    stmt_reset(find);
    return rc;
}

/* It is the learner's from now on: taking an import back leaves it. */
static enum err claim(struct journal *journal, const char *encounter)
{
    struct stmt *forget =
        db_cached(journal->db, "DELETE FROM import_row WHERE import IN (SELECT id FROM import)"
                               " AND kind = 'encounter' AND key = ?1");

    stmt_text(forget, 1, str_of(encounter));
    return stmt_run(forget);
}

static enum err set_sentence(struct journal *journal, const char *encounter, struct str sentence)
{
    struct stmt *set = db_cached(journal->db, "UPDATE encounter SET sentence = ?2, form_at = ?3,"
                                              " form_len = ?4 WHERE id = ?1");
    size_t at = 0, len = 0;
    enum err rc = find_form(journal, encounter, sentence, &at, &len);

    if (rc != OK)
        return rc;
    stmt_text(set, 1, str_of(encounter));
    if (sentence.len > 0)
        stmt_text(set, 2, sentence);
    else
        stmt_null(set, 2);
    if (len > 0) {
        stmt_int(set, 3, (int64_t)at);
        stmt_int(set, 4, (int64_t)len);
    } else {
        stmt_null(set, 3);
        stmt_null(set, 4);
    }
    rc = stmt_run(set);
    return rc == OK ? claim(journal, encounter) : rc;
}

enum err journal_sentence_set(struct journal *journal, const char *encounter, const char *sentence)
{
    char *text = NULL;
    enum err rc = OK;

    if (sentence[0] != '\0')
        rc = journal_text(&text, sentence, JOURNAL_SENTENCE_MAX, "sentence");
    if (rc == OK)
        rc = journal_begin(journal);
    if (rc == OK)
        rc = journal_end(journal, set_sentence(journal, encounter, str_of(text)));
    free(text);
    return rc;
}
