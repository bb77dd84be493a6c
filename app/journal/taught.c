#include "app/journal/taught.h"

#include <stdlib.h>

#include "app/journal/journal_private.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

/* Statements over a table of things taught: the key's columns are ?1 and ?2. */
struct table {
    const char *drop, *put, *get;
};

static const struct table overrides = {
    .drop = "DELETE FROM override WHERE lang = ?1 AND form = ?2",
    .put = "INSERT INTO override (lang, form, headword, changed_ms) VALUES (?1, ?2, ?3, ?4)"
           " ON CONFLICT (lang, form) DO UPDATE"
           " SET headword = excluded.headword, changed_ms = excluded.changed_ms",
    .get = "SELECT headword FROM override WHERE lang = ?1 AND form = ?2",
};

static const struct table definitions = {
    .drop = "DELETE FROM definition WHERE lang = ?1 AND headword = ?2",
    .put = "INSERT INTO definition (lang, headword, text, changed_ms) VALUES (?1, ?2, ?3, ?4)"
           " ON CONFLICT (lang, headword) DO UPDATE"
           " SET text = excluded.text, changed_ms = excluded.changed_ms",
    .get = "SELECT text FROM definition WHERE lang = ?1 AND headword = ?2",
};

/* VALUE for KEY, or nothing for it any more. */
static enum err change(struct journal *journal, const struct table *table, const char *lang,
                       const char *key, const char *value)
{
    struct stmt *stmt = db_cached(journal->db, value != NULL ? table->put : table->drop);

    stmt_text(stmt, 1, str_of(lang));
    stmt_text(stmt, 2, str_of(key));
    if (value != NULL) {
        stmt_text(stmt, 3, str_of(value));
        stmt_int(stmt, 4, clock_now_ms());
    }
    return stmt_run(stmt);
}

/* *LENT becomes what stands for KEY. */
static const char *look(struct journal *journal, const struct table *table, const char *lang,
                        const char *key, char **lent)
{
    struct stmt *find = db_cached(journal->db, table->get);
    struct str value;

    free(*lent);
    *lent = NULL;
    stmt_text(find, 1, str_of(lang));
    stmt_text(find, 2, str_of(key));
    if (stmt_row(find) == OK) {
        value = stmt_get_text(find, 0);
        *lent = xstrndup(value.ptr, value.len);
    }
    stmt_reset(find);
    return *lent;
}

enum err journal_override_set(struct journal *journal, const char *lang, const char *form,
                              const char *headword)
{
    char *checked = NULL, *folded = NULL, *target = NULL;
    enum err rc = journal_text(&checked, form, JOURNAL_WORD_MAX, "word");

    if (rc == OK && headword != NULL)
        rc = journal_text(&target, headword, JOURNAL_WORD_MAX, "word");
    if (rc == OK)
        rc = journal_begin(journal);
    if (rc == OK) {
        folded = text_fold_case_dup(str_of(checked));
        rc = journal_end(journal, change(journal, &overrides, lang, folded, target));
    }
    free(target);
    free(folded);
    free(checked);
    return rc;
}

const char *journal_override_get(struct journal *journal, const char *lang, const char *form)
{
    char *folded = text_fold_case_dup(str_of(form));
    const char *headword = look(journal, &overrides, lang, folded, &journal->taught);

    free(folded);
    return headword;
}

enum err journal_definition_set(struct journal *journal, const char *lang, const char *headword,
                                const char *text)
{
    char *key = NULL, *value = NULL;
    enum err rc = journal_text(&key, headword, JOURNAL_WORD_MAX, "word");

    if (rc == OK && text != NULL)
        rc = journal_text(&value, text, JOURNAL_NOTE_MAX, "definition");
    if (rc == OK)
        rc = journal_begin(journal);
    if (rc == OK)
        rc = journal_end(journal, change(journal, &definitions, lang, key, value));
    free(value);
    free(key);
    return rc;
}

const char *journal_definition_get(struct journal *journal, const char *lang, const char *headword)
{
    return look(journal, &definitions, lang, headword, &journal->defined);
}

enum err journal_taught(struct journal *journal, const char *lang, taught_fn *row, void *ctx)
{
    struct stmt *list = db_cached(
        journal->db, "SELECT 0 AS kind, lang, form, headword, NULL, changed_ms FROM override"
                     " WHERE ?1 IS NULL OR lang = ?1"
                     " UNION ALL SELECT 1, lang, NULL, headword, text, changed_ms FROM definition"
                     " WHERE ?1 IS NULL OR lang = ?1 ORDER BY kind, lang, 3, headword");
    enum err rc;

    stmt_text(list, 1, str_of(lang));
    while ((rc = stmt_row(list)) == OK) {
        const struct taught_row taught = {
            .lang = stmt_get_text(list, 1),
            .form = stmt_get_text(list, 2),
            .headword = stmt_get_text(list, 3),
            .text = stmt_get_text(list, 4),
            .changed_ms = stmt_get_int(list, 5),
        };

        row(ctx, &taught);
    }
    return rc == ERR_ABSENT ? OK : rc;
}
