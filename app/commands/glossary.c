#include "app/commands/glossary.h"

#include <stdlib.h>
#include <string.h>

#include "app/commands/open_library.h"
#include "app/journal/taught.h"
#include "app/platform/paths.h"
#include "dict/base/mem.h"

enum { SENSES_SHOWN = 3, MEANING_MAX = 1000 };

/* The dictionaries of the language asked for last: callers ask mostly for one. */
struct glossary {
    struct paths paths;
    struct journal *journal;
    struct library *library;
    char *lang;
};

enum err glossary_open(struct glossary **out, struct journal *journal)
{
    struct glossary *glossary = xcalloc(1, sizeof(*glossary));
    enum err rc = paths_find(&glossary->paths);

    glossary->journal = journal;
    if (rc == OK)
        *out = glossary;
    else
        glossary_close(glossary);
    return rc;
}

void glossary_close(struct glossary *glossary)
{
    if (glossary == NULL)
        return;
    library_close(glossary->library);
    free(glossary->lang);
    paths_dispose(&glossary->paths);
    free(glossary);
}

const char *glossary_assets(const struct glossary *glossary)
{
    return glossary->paths.assets;
}

struct library *glossary_library(struct glossary *glossary, const char *lang)
{
    if (glossary->lang != NULL && strcmp(glossary->lang, lang) == 0)
        return glossary->library;
    library_close(glossary->library);
    free(glossary->lang);
    glossary->library = NULL;
    glossary->lang = NULL;
    if (open_library(&glossary->library, &glossary->lang, &glossary->paths, glossary->journal, lang,
                     NULL) != OK)
        return NULL;
    return glossary->library;
}

static const char *defined(void *ctx, const char *headword)
{
    struct glossary *glossary = ctx;

    return journal_definition_get(glossary->journal, glossary->lang, headword);
}

/* The first senses of the entries that are IN_LANGUAGE or not, numbered; NULL for none. */
static char *glosses(const struct entry *entries, size_t count, bool in_language)
{
    struct buf text;
    char *taken = NULL;
    size_t i, k, shown = 0;

    buf_init(&text, (size_t)MEANING_MAX * SENSES_SHOWN);
    for (i = 0; i < count; i++) {
        for (k = 0; k < entries[i].sense_count && shown < SENSES_SHOWN; k++) {
            const char *gloss = entries[i].senses[k].gloss;

            if (entries[i].in_language != in_language || gloss[0] == '\0')
                continue;
            buf_printf(&text, "%s%.*s", shown++ > 0 ? "\n" : "",
                       STR_ARG(str_sub(str_of(gloss), 0, MEANING_MAX)));
        }
    }
    if (text.len > 0 && buf_ok(&text, "a meaning") == OK)
        taken = buf_take(&text);
    buf_dispose(&text);
    return taken;
}

static const struct candidate *candidate_of(const struct answer *answer, const char *headword)
{
    size_t i;

    for (i = 0; i < answer->candidate_count; i++) {
        if (strcmp(answer->candidates[i].headword, headword) == 0)
            return &answer->candidates[i];
    }
    return NULL;
}

static void mean_from(const struct answer *answer, const char *headword, char **definition,
                      char **translation)
{
    const struct candidate *candidate = candidate_of(answer, headword);
    const struct entry *entries;
    size_t count;

    if (candidate == NULL)
        return;
    entries = entries_merge(answer->arena, candidate->entries, candidate->entry_count, &count);
    *definition = glosses(entries, count, true);
    *translation = glosses(entries, count, false);
}

/* That of the first entry that has any. */
static char *grammar_from(const struct answer *answer, const char *headword)
{
    const struct candidate *candidate = candidate_of(answer, headword);
    size_t i;

    for (i = 0; candidate != NULL && i < candidate->entry_count; i++) {
        const struct entry *entry = &candidate->entries[i];

        if (entry->pos != NULL && entry->grammar != NULL)
            return xasprintf("%s, %s", entry->pos, entry->grammar);
        if (entry->pos != NULL)
            return xstrdup(entry->pos);
    }
    return NULL;
}

char *glossary_grammar(struct glossary *glossary, const char *lang, const char *headword)
{
    const struct query query = { .form = str_of(headword), .form_at = SIZE_MAX };
    struct library *library = glossary_library(glossary, lang);
    struct answer answer;
    char *grammar;

    if (library == NULL || library_lookup(library, &answer, &query) != OK)
        return NULL;
    grammar = grammar_from(&answer, headword);
    answer_dispose(&answer);
    return grammar;
}

void glossary_mean(struct glossary *glossary, const char *lang, const char *headword,
                   char **definition, char **translation)
{
    const struct query query = {
        .form = str_of(headword), .form_at = SIZE_MAX, .defined = defined, .ctx = glossary
    };
    struct library *library = glossary_library(glossary, lang);
    struct answer answer;
    const char *own;

    *definition = *translation = NULL;
    if (library == NULL) {
        own = journal_definition_get(glossary->journal, lang, headword);
        *definition = own != NULL ? xstrdup(own) : NULL;
    } else if (library_lookup(library, &answer, &query) == OK) {
        mean_from(&answer, headword, definition, translation);
        answer_dispose(&answer);
    }
}

bool glossary_is_word(void *library, struct str fold)
{
    const struct query query = { .form = fold, .form_at = SIZE_MAX };
    struct answer answer;
    bool found;

    if (library_lookup(library, &answer, &query) != OK)
        return false;
    found = answer.candidate_count > 0 && answer.candidates[0].how <= HOW_FORM;
    answer_dispose(&answer);
    return found;
}
