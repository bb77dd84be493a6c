#include "app/journal/journal.h"

#include <stdlib.h>

#include "app/journal/journal_private.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

static enum err forget(struct journal *journal, const char *lang, const char *form)
{
    struct stmt *drop =
        db_cached(journal->db, "DELETE FROM override WHERE lang = ?1 AND form = ?2");

    stmt_text(drop, 1, str_of(lang));
    stmt_text(drop, 2, str_of(form));
    return stmt_run(drop);
}

static enum err teach(struct journal *journal, const char *lang, const char *form,
                      const char *headword)
{
    struct stmt *put =
        db_cached(journal->db, "INSERT INTO override (lang, form, headword, changed_ms)"
                               " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (lang, form) DO UPDATE"
                               " SET headword = excluded.headword,"
                               "  changed_ms = excluded.changed_ms");

    stmt_text(put, 1, str_of(lang));
    stmt_text(put, 2, str_of(form));
    stmt_text(put, 3, str_of(headword));
    stmt_int(put, 4, clock_now_ms());
    return stmt_run(put);
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
        rc = journal_end(journal, target != NULL ? teach(journal, lang, folded, target)
                                                 : forget(journal, lang, folded));
    }
    free(target);
    free(folded);
    free(checked);
    return rc;
}

const char *journal_override_get(struct journal *journal, const char *lang, const char *form)
{
    struct stmt *find =
        db_cached(journal->db, "SELECT headword FROM override WHERE lang = ?1 AND form = ?2");
    char *folded = text_fold_case_dup(str_of(form));
    struct str headword;

    free(journal->taught);
    journal->taught = NULL;
    stmt_text(find, 1, str_of(lang));
    stmt_text(find, 2, str_of(folded));
    if (stmt_row(find) == OK) {
        headword = stmt_get_text(find, 0);
        journal->taught = xstrndup(headword.ptr, headword.len);
    }
    stmt_reset(find);
    free(folded);
    return journal->taught;
}
