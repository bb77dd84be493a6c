#ifndef TESTS_EXPORT_DESK_H
#define TESTS_EXPORT_DESK_H

/* A journal with what people and other programs put into it, and exports of it that are read
 * back. */

#include "app/exchange/export.h"
#include "app/journal/cards.h"
#include "app/journal/journal_private.h"
#include "app/journal/tags.h"
#include "dict/base/fault.h"
#include "dict/base/text.h"
#include "tests/journal_folder.h"

enum { EXPORT_MAX = 1 << 24 };

/* What a headword means to export_desk_mean(); the last has no headword. */
struct desk_meaning {
    const char *headword, *definition, *translation;
};

static void export_desk_mean(void *ctx, const char *lang, const char *headword, char **definition,
                             char **translation)
{
    const struct desk_meaning *meaning;

    (void)lang;
    for (meaning = ctx; meaning != NULL && meaning->headword != NULL; meaning++) {
        if (strcmp(meaning->headword, headword) == 0) {
            *definition = meaning->definition != NULL ? xstrdup(meaning->definition) : NULL;
            *translation = meaning->translation != NULL ? xstrdup(meaning->translation) : NULL;
        }
    }
}

static const char *export_desk_lang(void *ctx, const char *lang)
{
    (void)ctx;
    return strcmp(lang, "it") == 0 ? "Italian" : NULL;
}

static int64_t export_desk_day(void *ctx, int64_t time_ms)
{
    (void)ctx;
    return time_ms / (24 * 3600 * 1000);
}

/* A word as a row of another program's hand can have it: nothing is checked. Its form is
 * FORM_LEN bytes from FORM_AT on in SENTENCE. */
__attribute__((unused)) static int64_t desk_put(struct journal *journal, const char *headword,
                                                struct str sentence, size_t form_at,
                                                size_t form_len, const char *note)
{
    const int64_t word = folder_keep(journal, "x", "Celeste", noon_ms).word;
    struct stmt *set = db_prepare(journal->db, "UPDATE word SET headword = ?2, fold = ?2,"
                                               " note = ?3, uuid = 'u-' || ?1 WHERE id = ?1");
    enum err rc;

    stmt_int(set, 1, word);
    stmt_text(set, 2, str_of(headword));
    stmt_text(set, 3, str_of(note));
    rc = stmt_run(set);
    stmt_free(set);
    set = db_prepare(journal->db, "UPDATE encounter SET form = ?2, sentence = ?3, form_at = ?4,"
                                  " form_len = ?5 WHERE word = ?1");
    stmt_int(set, 1, word);
    stmt_text(set, 2, str_sub(sentence, form_at, form_len));
    stmt_text(set, 3, sentence);
    stmt_int(set, 4, (int64_t)form_at);
    stmt_int(set, 5, (int64_t)form_len);
    if (rc == OK)
        rc = stmt_run(set);
    stmt_free(set);
    CHECK(rc == OK, "%s: %s", headword, err_message());
    return word;
}

/* Exports to PATH; OUT (may be NULL) becomes what is there then. */
__attribute__((unused)) static enum err desk_export(struct journal *journal, const char *format,
                                                    const char *path,
                                                    const struct desk_meaning *meanings,
                                                    struct export_report *report, struct buf *out)
{
    const struct word_filter all = { 0 };
    const struct export_source source = { .mean = export_desk_mean,
                                          .lang_name = export_desk_lang,
                                          .day_of = export_desk_day,
                                          .ctx = (void *)(uintptr_t)meanings };
    const struct export_request request = { .exporter = export_find(format),
                                            .path = path,
                                            .filter = &all,
                                            .source = &source,
                                            .now_ms = noon_ms };
    enum err rc;

    if (!CHECK(request.exporter != NULL, "no format %s", format))
        return ERR_ABSENT;
    rc = export_run(journal, &request, report);
    if (out != NULL) {
        buf_clear(out);
        if (file_read(out, path) != OK)
            buf_clear(out);
    }
    return rc;
}

#endif
