#include "dict/deinflect.h"

#include <stdbool.h>
#include <string.h>

#include "dict/base/text.h"

struct search {
    const struct language *language;
    struct arena *arena;
    struct deinflected *found;
    size_t count;
};

static bool is_known(const struct search *search, struct str text, const char *class)
{
    size_t i;

    for (i = 0; i < search->count; i++) {
        if (str_eq(search->found[i].text, text) && strcmp(search->found[i].class, class) == 0)
            return true;
    }
    return false;
}

/* A word's class must be the one that the rule takes; of the form nothing is known. */
static bool takes(const struct language_rule *rule, const struct deinflected *word)
{
    if (word->depth == 0)
        return true;
    return rule->before[0] != '\0' && strcmp(rule->before, word->class) == 0;
}

/* Whether RULE may take nothing off WORD: a word that ends in hiragana shows its ending,
 * and one in other letters has none of these. */
static bool adds_to(const struct language_rule *rule, struct str word)
{
    enum { KATAKANA_FIRST = 0x30a1 };
    size_t at = text_grapheme_start(word, word.len);
    const uint32_t last = at < word.len ? text_next(word, &at) : 0;

    return rule->from[0] != '\0' || text_script(last) == SCRIPT_HAN ||
           (text_script(last) == SCRIPT_KANA && last >= KATAKANA_FIRST);
}

static void apply(struct search *search, const struct language_rule *rule,
                  const struct deinflected *word)
{
    const struct str from = str_of(rule->from);
    struct str stem;
    const char *text;

    if (!takes(rule, word) || !str_ends(word->text, from) || !adds_to(rule, word->text) ||
        search->count == DEINFLECT_MAX)
        return;
    stem = str_sub(word->text, 0, word->text.len - from.len);
    if (stem.len + strlen(rule->to) == 0)
        return;
    text = arena_printf(search->arena, "%.*s%s", STR_ARG(stem), rule->to);
    if (!is_known(search, str_of(text), rule->after))
        search->found[search->count++] =
            (struct deinflected){ str_of(text), rule->after, word->depth + 1 };
}

size_t deinflect(const struct language *language, struct arena *arena, struct str form,
                 struct deinflected out[DEINFLECT_MAX])
{
    struct search search = { .language = language, .arena = arena, .found = out };
    struct deinflected word = { .text = form, .class = "", .depth = 0 };
    const struct language_rule *rule;
    size_t next = 0;

    for (;;) {
        for (rule = language->deinflections; rule->from != NULL; rule++)
            apply(&search, rule, &word);
        while (next < search.count && out[next].depth >= DEINFLECT_DEPTH_MAX)
            next++;
        if (next == search.count)
            return search.count;
        word = out[next++];
    }
}
