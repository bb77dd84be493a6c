#include "dict/lookup.h"

#include "dict/base/text.h"

/* The longest run of words around the query that is a headword: "in bocca al
 * lupo" for bocca. The query's word may be bent: "andò via" is andare via. */

enum { PHRASE_WORDS_MAX = 6, FORMS_MAX = 4 };

struct search {
    struct lookup *lookup;
    struct str forms[FORMS_MAX]; /* the query's word, and what it bends to; folded */
    size_t form_count;
    struct buf text;
};

static struct str word_at(const struct lookup *lookup, size_t at)
{
    return str_sub(lookup->query->sentence, lookup->words[at].at, lookup->words[at].len);
}

/* Whether only spaces, or an apostrophe's nothing, stand between a word and the next. */
static bool is_joined(const struct lookup *lookup, size_t at)
{
    const struct word_span *one = &lookup->words[at], *next = &lookup->words[at + 1];
    struct str gap =
        str_sub(lookup->query->sentence, one->at + one->len, next->at - one->at - one->len);

    return str_trim(gap).len == 0;
}

/* Whether the words from FIRST to LAST, with FORM in the query's place, are one. */
static bool try_run(struct search *search, size_t first, size_t last, struct str form)
{
    struct lookup *lookup = search->lookup;
    size_t at;

    buf_clear(&search->text);
    for (at = first; at <= last; at++) {
        if (at > first)
            buf_addc(&search->text, ' ');
        buf_add_str(&search->text, at == lookup->word_at ? form : word_at(lookup, at));
    }
    lookup->way = (struct way){
        .how = HOW_PHRASE,
        .words = (unsigned)(last - first + 1),
        .phrase_at = lookup->words[first].at,
        .phrase_len = lookup->words[last].at + lookup->words[last].len - lookup->words[first].at,
    };
    return lookup_find(lookup, buf_str(&search->text), MATCH_CASE);
}

static bool try_forms(struct search *search, size_t first, size_t last)
{
    bool found = false;
    size_t i;

    for (i = 0; i < search->form_count && !found; i++)
        found = try_run(search, first, last, search->forms[i]);
    return found;
}

/* All runs of COUNT words that the query is in. */
static bool try_length(struct search *search, size_t count, size_t low, size_t high)
{
    const size_t own = search->lookup->word_at;
    size_t first = own + 1 >= count ? own + 1 - count : 0;
    bool found = false;

    for (first = first > low ? first : low; first <= own && first + count - 1 <= high; first++)
        found |= try_forms(search, first, first + count - 1);
    return found;
}

/* The best verbs and nouns that the query bends to. */
static void take_forms(struct search *search)
{
    struct lookup *lookup = search->lookup;
    size_t i;

    search->forms[search->form_count++] = word_at(lookup, lookup->word_at);
    for (i = 0; i < lookup->candidate_count && search->form_count < FORMS_MAX; i++) {
        if (lookup->candidates[i].how <= HOW_STEM &&
            !str_is(search->forms[0], lookup->candidates[i].headword))
            search->forms[search->form_count++] = str_of(lookup->candidates[i].headword);
    }
}

static void run(struct lookup *lookup)
{
    struct search search = { .lookup = lookup };
    size_t low = lookup->word_at, high = low, count;

    if (lookup->word_count < 2)
        return;
    while (low > 0 && lookup->word_at - low + 1 < PHRASE_WORDS_MAX && is_joined(lookup, low - 1))
        low--;
    while (high + 1 < lookup->word_count && high - lookup->word_at + 1 < PHRASE_WORDS_MAX &&
           is_joined(lookup, high))
        high++;
    buf_init(&search.text, (size_t)QUERY_MAX * 4);
    take_forms(&search);
    count = high - low + 1 < PHRASE_WORDS_MAX ? high - low + 1 : PHRASE_WORDS_MAX;
    while (count > 1 && !try_length(&search, count, low, high))
        count--;
    buf_dispose(&search.text);
}

const struct lookup_step step_phrase = { HOW_PHRASE, run };
