#include "dict/article.h"

#include <stdlib.h>

#include "dict/base/text.h"

/* Whether LABEL is one of those in GRAMMAR, "noun, masc, sg". */
static bool has_label(struct str grammar, const char *label)
{
    struct str one;

    while (str_next(&grammar, ',', &one))
        if (str_is(str_trim(one), label))
            return true;
    return false;
}

/* Whether WORD, folded, starts with one of STARTS, which have spaces between; none: any word. */
static bool starts_so(struct str word, const char *starts)
{
    struct str rest = str_of(starts), start;

    if (rest.len == 0)
        return true;
    while (str_next(&rest, ' ', &start))
        if (start.len > 0 && str_starts(word, start))
            return true;
    return false;
}

const char *article_of(const struct language *language, struct str grammar, struct str headword)
{
    const struct language_article *rule = language->definite;
    const char *article = NULL;
    char *folded;

    if (!has_label(grammar, "noun") || has_label(grammar, "pl"))
        return NULL;
    folded = text_fold_dup(headword);
    for (; rule->gender != NULL && article == NULL; rule++)
        if (has_label(grammar, rule->gender) && starts_so(str_of(folded), rule->starts))
            article = rule->article;
    free(folded);
    return article != NULL && article[0] != '\0' ? article : NULL;
}
