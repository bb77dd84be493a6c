#include "dict/lookup.h"

#include "dict/base/text.h"
#include "dict/deinflect.h"
#include "dict/slips.h"

/* Scripts whose words do not stand apart: what the form is inflected from, and else
 * the longest piece at its start that is a word or is inflected from one. */

enum {
    PREFIX_MAX = 16,  /* letters of the longest piece that is tried */
    FORMS_MAX = 3,    /* headwords that one piece leads to */
    WRITINGS_MAX = 2, /* with characters, of a word in kana */
    HOMOPHONES_MAX = 24,
    WITHOUT_ENDING = 4 /* places that 付き stands lower for 付: most are written in full */
};

/* Signs in Unicode: a katakana letter is so far behind the same in hiragana, and has its
 * marks, of length and between words, behind its letters. */
enum {
    KATAKANA_FIRST = 0x30a1,
    KATAKANA_LAST_LETTER = 0x30f6,
    MIDDLE_DOT = 0x30fb,
    KATAKANA_LAST = 0x30fe,
    TO_HIRAGANA = 0x60
};

static bool has_han(struct str text)
{
    size_t at = 0;

    while (at < text.len) {
        if (text_script(text_next(text, &at)) == SCRIPT_HAN)
            return true;
    }
    return false;
}

/* One sign of sound is the end of many words, and the headword of noise. */
static bool is_syllable(struct str text)
{
    return text_grapheme_count(text) == 1 && !has_han(text);
}

/* What PIECE may be inflected from; HOW tells whether it is all of the query. */
static bool find_bases(struct lookup *lookup, struct str piece, enum how how)
{
    struct deinflected bases[DEINFLECT_MAX];
    size_t count = deinflect(lookup->library->language, lookup->arena, piece, bases), i;
    unsigned found = 0;

    for (i = 0; i < count && found < FORMS_MAX; i++) {
        if (bases[i].class[0] == '-' || is_syllable(bases[i].text) ||
            !library_has(lookup->library, lookup_fold(lookup, bases[i].text)))
            continue;
        lookup->way = (struct way){ .how = how, .place = bases[i].depth - 1 + found };
        if (str_starts(bases[i].text, piece))
            lookup->way.place += WITHOUT_ENDING;
        found += lookup_find(lookup, bases[i].text, MATCH_CASE);
    }
    return found > 0;
}

/* The writings with characters of the headword SOUND, by its entries. */
static void add_homophones(struct lookup *lookup, struct str sound)
{
    const char *writings[HOMOPHONES_MAX];
    const size_t count = lookup_synonyms(lookup, sound, writings, HOMOPHONES_MAX);
    size_t i;

    for (i = 0; i < count; i++) {
        if (has_han(str_of(writings[i])))
            lookup_add_bare(lookup, str_of(writings[i]));
    }
}

/* Adds the other writings that CANDIDATE's entries name: with entries the first ones with
 * characters of a word in kana that is the query itself; of a word with characters also
 * its sound, and what else is written for that. */
static void add_writings_of(struct lookup *lookup, const struct candidate *candidate)
{
    const bool is_han = has_han(str_of(candidate->headword));
    const bool is_query = candidate->how <= HOW_FOLD && !is_han;
    size_t i, j;
    unsigned count = 0;

    for (i = 0; i < candidate->entry_count; i++) {
        for (j = 0; j < candidate->entries[i].ref_count; j++) {
            const struct ref *ref = &candidate->entries[i].refs[j];
            const struct str writing = str_of(ref->headword);

            if (ref->kind != REF_SYNONYM || (!is_han && !has_han(writing)))
                continue;
            lookup->way = (struct way){ .how = HOW_FORM, .place = 4, .source = 1 };
            if (is_query && count < WRITINGS_MAX)
                count += lookup_find(lookup, writing, MATCH_EXACT);
            else
                lookup_add_bare(lookup, writing);
            if (!has_han(writing))
                add_homophones(lookup, writing);
        }
    }
}

/* Many words are written in more than one way, and listed under another. */
static void add_writings(struct lookup *lookup)
{
    const size_t known = lookup->candidate_count;
    size_t i;

    for (i = 0; i < known; i++)
        add_writings_of(lookup, &lookup->candidates[i]);
}

static void find_pieces(struct lookup *lookup)
{
    size_t ends[PREFIX_MAX], count = 0, at = 0;
    bool found = false;

    while (at < lookup->form.len && count < PREFIX_MAX) {
        at = text_grapheme_end(lookup->form, at);
        ends[count++] = at;
    }
    while (count-- > 0 && !found) {
        struct str piece = str_sub(lookup->form, 0, ends[count]);

        lookup->way = (struct way){ .how = HOW_SPLIT };
        found = lookup_find(lookup, piece, MATCH_CASE);
        found |= find_bases(lookup, piece, HOW_SPLIT);
    }
}

/* クルマ is くるま, and so is く・る・ま: words of one's own that are to stand out. */
static void find_in_hiragana(struct lookup *lookup)
{
    struct buf hiragana;
    size_t at = 0;
    uint32_t code;

    buf_init(&hiragana, QUERY_MAX);
    while (at < lookup->form.len) {
        code = text_next(lookup->form, &at);
        if (code >= KATAKANA_FIRST && code <= KATAKANA_LAST_LETTER)
            code -= TO_HIRAGANA;
        if (code != MIDDLE_DOT)
            text_put(&hiragana, code);
    }
    lookup->way = (struct way){ .how = HOW_FOLD, .match = MATCH_SMALL };
    if (!str_eq(buf_str(&hiragana), lookup->form) && !is_syllable(lookup->form)) {
        lookup_find(lookup, lookup_keep(lookup, buf_str(&hiragana)), MATCH_EXACT);
        find_bases(lookup, lookup_keep(lookup, buf_str(&hiragana)), HOW_FORM);
    }
    buf_dispose(&hiragana);
}

static bool find_spelling(void *ctx, struct str spelling)
{
    struct lookup *lookup = ctx;

    if (library_has(lookup->library, lookup_fold(lookup, spelling)))
        lookup_find(lookup, lookup_keep(lookup, spelling), MATCH_EXACT);
    return true;
}

/* A loan from another language is spelled in more than one way: ヨガ is ヨーガ. Other words
 * have no such spellings, and single signs too many. */
static void find_spellings(struct lookup *lookup)
{
    size_t at = 0;
    uint32_t code;

    while (at < lookup->form.len) {
        code = text_next(lookup->form, &at);
        if (code < KATAKANA_FIRST || code > KATAKANA_LAST)
            return;
    }
    if (is_syllable(lookup->form))
        return;
    lookup->way = (struct way){ .how = HOW_FORM, .place = 4, .source = 1 };
    slips_of_hearing(lookup->library->language, lookup->form, 1, find_spelling, lookup);
}

static void run(struct lookup *lookup)
{
    if (lookup->library->language->spaced)
        return;
    find_in_hiragana(lookup);
    find_spellings(lookup);
    find_bases(lookup, lookup->form, HOW_FORM);
    if (!lookup_has_found(lookup, HOW_STEM))
        find_pieces(lookup);
    add_writings(lookup);
}

const struct lookup_step step_run = { HOW_SPLIT, run };
