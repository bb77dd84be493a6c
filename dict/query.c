#include "dict/base/text.h"
#include "dict/lookup.h"

/* From what a player, a clipboard or a screen gave, to words to look for. */

enum err lookup_check_query(const struct query *query)
{
    if (query->form.len == 0)
        return err_set(ERR_USAGE, "the word is empty");
    if (query->form.len > QUERY_MAX)
        return err_set(ERR_USAGE, "the word is too long: %zu bytes, at most %d", query->form.len,
                       QUERY_MAX);
    if (!text_is_valid(query->form))
        return err_set(ERR_USAGE, "the word is not valid UTF-8");
    return OK;
}

static bool has_apostrophe(struct str text, size_t at)
{
    return at < text.len && text_is_apostrophe(text_next(text, &at));
}

/* TEXT from its first letter to its last, with an apostrophe that touches one
 * end of that ('sta, po'); at both ends they are quotation marks. */
static struct str strip(struct str text)
{
    size_t at = 0, here, before = 0, first = 0, end = 0;
    bool opens, closes;

    while (at < text.len) {
        here = at;
        if (text_is_letter(text_next(text, &at))) {
            if (end == 0)
                first = here;
            end = at;
        } else if (end == 0) {
            before = here;
        }
    }
    if (end == 0)
        return text;
    opens = first > 0 && has_apostrophe(text, before);
    closes = has_apostrophe(text, end);
    if (opens && !closes)
        first = before;
    if (closes && !opens)
        text_next(text, &end);
    return str_sub(text, first, end - first);
}

/* STRIPPED without the apostrophe that strip() left. */
static struct str bare(struct str stripped)
{
    size_t at = 0, first = 0, end = stripped.len, here;

    while (at < stripped.len) {
        here = at;
        if (!text_is_apostrophe(text_next(stripped, &at)))
            continue;
        if (here == 0)
            first = at;
        else if (at == stripped.len)
            end = here;
    }
    return str_sub(stripped, first, end - first);
}

/* Whether a sentence of TEXT starts at AT: before it there is no letter, or
 * none since the last full stop or colon. */
static bool starts_sentence(struct str text, size_t at)
{
    bool start = true;
    size_t i = 0;
    uint32_t code;

    if (text.len == 0 || at > text.len)
        return false;
    while (i < at) {
        code = text_next(text, &i);
        if (text_is_letter(code))
            start = false;
        else if (code == '.' || code == '!' || code == '?' || code == ':' || code == 0x2026)
            start = true;
    }
    return start;
}

static void add_form(struct lookup *lookup, struct str form)
{
    size_t i;

    for (i = 0; i < lookup->form_count; i++) {
        if (str_eq(lookup->forms[i], form))
            return;
    }
    lookup->forms[lookup->form_count++] = form;
}

/* Two letters or more, and none of them small. */
static bool shouts(struct str form)
{
    struct buf upper;
    bool loud;

    buf_init(&upper, (size_t)QUERY_MAX * 16);
    text_upper(&upper, form);
    loud = text_grapheme_count(form) > 1 && str_eq(buf_str(&upper), form);
    buf_dispose(&upper);
    return loud;
}

/* The sentence's words around the query, those nearest to it when there are many. */
static void read_sentence(struct lookup *lookup)
{
    enum { SENTENCE_WORDS_MAX = 400 };
    struct word_span all[SENTENCE_WORDS_MAX];
    const struct query *query = lookup->query;
    size_t count, at, first;

    if (query->sentence.len == 0 || query->form_at >= query->sentence.len ||
        !lookup->library->language->spaced)
        return;
    count = library_words(lookup->library, query->sentence, all, SENTENCE_WORDS_MAX);
    for (at = 0; at < count && all[at].at + all[at].len <= query->form_at; at++)
        ;
    if (at == count)
        return;
    first = at > LOOKUP_WORDS_MAX / 2 ? at - LOOKUP_WORDS_MAX / 2 : 0;
    lookup->word_at = at - first;
    for (; first < count && lookup->word_count < LOOKUP_WORDS_MAX; first++)
        lookup->words[lookup->word_count++] = all[first];
}

void lookup_read_query(struct lookup *lookup)
{
    struct buf line, nfc;
    struct str whole, form;

    buf_init(&line, (size_t)QUERY_MAX * 4);
    buf_init(&nfc, (size_t)QUERY_MAX * 16);
    text_clean_line(&line, lookup->query->form, QUERY_MAX);
    text_nfc(&nfc, buf_str(&line));
    whole = lookup_keep(lookup, buf_str(&nfc));
    buf_dispose(&line);
    buf_dispose(&nfc);

    form = strip(whole);
    lookup->form = lookup_keep(lookup, form);
    add_form(lookup, whole);
    add_form(lookup, lookup->form);
    add_form(lookup, bare(lookup->form));
    lookup->shouts = shouts(lookup->form);
    read_sentence(lookup);
    lookup->starts_sentence = starts_sentence(lookup->query->sentence, lookup->query->form_at);
}
