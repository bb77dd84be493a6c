#include "app/commands/import_words.h"

#include <stdlib.h>

#include "app/commands/open_library.h"
#include "app/journal/taught.h"
#include "dict/base/mem.h"
#include "dict/dict.h"

struct import_words {
    struct journal *journal; /* borrowed */
    struct library *library;
    char *lang;
    char *found; /* lent last */
};

enum err import_words_open(struct import_words **out, const struct paths *paths,
                           struct journal *journal, const char *lang)
{
    struct import_words *words = xcalloc(1, sizeof(*words));
    enum err rc;

    words->journal = journal;
    rc = open_library(&words->library, &words->lang, paths, journal, lang, NULL);
    if (rc == OK)
        *out = words;
    else
        import_words_close(words);
    return rc;
}

void import_words_close(struct import_words *words)
{
    if (words == NULL)
        return;
    library_close(words->library);
    free(words->lang);
    free(words->found);
    free(words);
}

static const char *taught(void *ctx, const char *form)
{
    struct import_words *words = ctx;

    return journal_override_get(words->journal, words->lang, form);
}

static int times_kept(void *ctx, const char *headword)
{
    struct import_words *words = ctx;

    return journal_lookup_count(words->journal, words->lang, headword);
}

/* Nobody looks at each word of a list: what is spelt nearly so, and a translation the other
 * way round, may be something else. */
static bool is_sure(const struct candidate *candidate)
{
    if (candidate->how == HOW_OVERRIDE)
        return true;
    return candidate->in_dictionary && candidate->how != HOW_NEAR &&
           candidate->how != HOW_REVERSED && candidate->how != HOW_PHRASE;
}

static const char *first_sure(const struct answer *answer)
{
    size_t i;

    for (i = 0; i < answer->candidate_count; i++) {
        if (is_sure(&answer->candidates[i]))
            return answer->candidates[i].headword;
    }
    return NULL;
}

const char *import_words_find(struct import_words *words, struct str form, struct str sentence)
{
    const size_t at = sentence.len > 0 ? str_find(sentence, form, 0) : sentence.len;
    const struct query query = { .form = form,
                                 .sentence = sentence,
                                 .form_at = at < sentence.len ? at : SIZE_MAX,
                                 .taught = taught,
                                 .kept = times_kept,
                                 .ctx = words };
    struct answer answer;
    const char *headword;

    free(words->found);
    words->found = NULL;
    if (library_lookup(words->library, &answer, &query) != OK)
        return NULL;
    headword = first_sure(&answer);
    words->found = headword != NULL ? xstrdup(headword) : NULL;
    answer_dispose(&answer);
    return words->found;
}
