#include "dict/apertium.h"

#include <stdlib.h>
#include <string.h>

#include "dict/att.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { SIGN = 1, CONTENT = 2, COMMON = 4 };

/* Apertium's first tags; what is not here is a word of no part of speech of ours. */
static const struct word_class {
    const char *tag, *pos;
    unsigned flags;
} classes[] = {
    { "vblex", "verb", CONTENT },
    { "n", "noun", CONTENT },
    { "adj", "adj", CONTENT },
    { "np", "name", CONTENT },
    { "vbser", "verb", CONTENT | COMMON },
    { "vbhaver", "verb", CONTENT | COMMON },
    { "vbmod", "verb", CONTENT | COMMON },
    { "vbdo", "verb", CONTENT | COMMON },
    { "vaux", "verb", CONTENT | COMMON },
    { "vbaux", "verb", CONTENT | COMMON },
    { "adv", "adv", 0 },
    { "preadv", "adv", 0 },
    { "cnjadv", "adv", 0 },
    { "pred", "adv", 0 },
    { "ij", "interj", 0 },
    { "num", "num", 0 },
    { "abbr", "abbr", 0 },
    { "pr", "prep", COMMON },
    { "post", "prep", COMMON },
    { "prn", "pron", COMMON },
    { "rel", "pron", COMMON },
    { "det", "pron", COMMON },
    { "predet", "pron", COMMON },
    { "detnt", "pron", COMMON },
    { "cnjcoo", "conj", COMMON },
    { "cnjsub", "conj", COMMON },
    { "sent", NULL, SIGN },
    { "cm", NULL, SIGN },
    { "guio", NULL, SIGN },
    { "apos", NULL, SIGN },
    { "lpar", NULL, SIGN },
    { "rpar", NULL, SIGN },
    { "lquest", NULL, SIGN },
    { "lquot", NULL, SIGN },
    { "rquot", NULL, SIGN },
    { "percent", NULL, SIGN },
    { "mon", NULL, SIGN },
    { "gen", NULL, SIGN },
    { "web", NULL, SIGN },
    { "file", NULL, SIGN },
};

/* --- words --- */

static bool next_tag(struct str *tags, struct str *tag)
{
    size_t end = str_find_char(*tags, '>', 0);

    if (tags->len == 0 || tags->ptr[0] != '<' || end == tags->len)
        return false;
    *tag = str_sub(*tags, 1, end - 1);
    *tags = str_from(*tags, end + 1);
    return true;
}

bool apertium_has_tag(struct str tags, const char *tag)
{
    struct str each;

    while (next_tag(&tags, &each)) {
        if (str_is(each, tag))
            return true;
    }
    return false;
}

static const struct word_class *find_class(struct str tag)
{
    static const struct word_class unknown = { "", NULL, 0 };
    size_t i;

    for (i = 0; i < ARRAY_LEN(classes); i++) {
        if (str_is(tag, classes[i].tag))
            return &classes[i];
    }
    return &unknown;
}

static void classify(struct apertium_word *word)
{
    struct str tags = word->tags, first = { 0 };
    bool has_tag = next_tag(&tags, &first);
    const struct word_class *found = find_class(first);

    word->pos = found->pos;
    if (has_tag && str_is(first, "det") && apertium_has_tag(tags, "def"))
        word->pos = "art";
    word->is_sign = (found->flags & SIGN) != 0;
    word->is_content = (found->flags & CONTENT) != 0;
    word->is_common = (found->flags & COMMON) != 0;
}

/* '~' asks a later stage to join two words; '#' stands before the part of a phrase
 * that is not inflected. */
static void add_lemma(struct buf *lemma, struct str text)
{
    size_t i;

    for (i = 0; i < text.len; i++) {
        bool before_space = i + 1 < text.len && text.ptr[i + 1] == ' ';

        if (text.ptr[i] != '~' && !(text.ptr[i] == '#' && before_space))
            buf_addc(lemma, text.ptr[i]);
    }
}

/* Words that are written alike are told apart by a "_meaning" or a "²" behind them. */
static struct str without_meaning(struct str text)
{
    static const char *const marks[] = { "_", "¹", "²", "³" };
    size_t i, at;

    for (i = 0; i < ARRAY_LEN(marks); i++) {
        at = str_find(text, str_of(marks[i]), 0);
        if (at > 0)
            text = str_sub(text, 0, at);
    }
    return text;
}

bool apertium_next(struct str *rest, struct buf *lemma, struct apertium_word *word)
{
    size_t tags_at = str_find_char(*rest, '<', 0), end;
    struct str tags = str_from(*rest, tags_at), tag;

    if (rest->len == 0)
        return false;
    buf_clear(lemma);
    add_lemma(lemma, without_meaning(str_sub(*rest, 0, tags_at)));
    word->tags = tags;
    while (next_tag(&tags, &tag))
        ;
    word->tags.len -= tags.len;
    end = str_find_char(tags, '+', 0);
    if (str_starts(tags, str_of("#")))
        add_lemma(lemma, str_sub(tags, 0, end));
    *rest = str_from(tags, end + 1);
    word->lemma = buf_str(lemma);
    classify(word);
    return true;
}

/* Apertium's one lemma for all personal pronouns is no headword. */
bool apertium_is_lemma(const struct apertium_word *word)
{
    return !word->is_sign && word->lemma.len > 0 && !str_is(word->lemma, "prpers");
}

/* Forms are written again with each of these for the plain apostrophe. */
static bool has_odd_apostrophe(struct str form)
{
    static const char *const odd[] = { "´", "ʼ", "‘", "’" };
    size_t i;

    for (i = 0; i < ARRAY_LEN(odd); i++) {
        if (str_find(form, str_of(odd[i]), 0) < form.len)
            return true;
    }
    return false;
}

static bool has_letter(struct str form)
{
    size_t i;

    for (i = 0; i < form.len; i++) {
        unsigned char c = (unsigned char)form.ptr[i];

        if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            return true;
    }
    return false;
}

static bool is_numeral(struct str word)
{
    static const char letters[] = "IVXLC-";
    size_t i;

    for (i = 0; i < word.len; i++) {
        if (memchr(letters, word.ptr[i], strlen(letters)) == NULL)
            return false;
    }
    return word.len > 1;
}

/* "siglos XVI-XVII", but not "Luis XIV": patterns that make a hundred thousand phrases. */
static bool has_numeral(struct str phrase)
{
    struct str word;

    if (phrase.ptr[0] >= 'A' && phrase.ptr[0] <= 'Z')
        return false;
    while (str_next(&phrase, ' ', &word)) {
        if (is_numeral(word))
            return true;
    }
    return false;
}

bool apertium_is_form(struct str form)
{
    return text_is_valid(form) && has_letter(form) && !has_odd_apostrophe(form) &&
           !has_numeral(form);
}

/* --- analysers --- */

enum { SEEN_ROOM = 1 << 16 };

struct reading {
    apertium_form found;
    void *ctx;
    bool common; /* whether this is the round of the closed classes */
    struct buf form, lemma, word;
    uint64_t seen[SEEN_ROOM]; /* sums of rows that were given, the later over the earlier */
};

/* Two pronouns hung on with hyphens ("dar-me-lo"): lookup cuts those off by itself,
 * and they would be most of a Portuguese table. */
static bool has_hyphened_pronouns(struct str form, struct str analysis)
{
    size_t first = str_find_char(analysis, '+', 0);

    return str_find_char(form, '-', 0) < form.len &&
           str_find_char(analysis, '+', first + 1) < analysis.len;
}

/* The first content word of ANALYSIS, or else its first word, in CHOSEN, its lemma in
 * READING->lemma. False if there is none. */
static bool choose_word(struct reading *reading, struct str analysis, struct apertium_word *chosen)
{
    struct apertium_word word;
    bool found = false;

    while (apertium_next(&analysis, &reading->word, &word)) {
        if (!apertium_is_lemma(&word) || (found && !word.is_content))
            continue;
        buf_clear(&reading->lemma);
        buf_add_str(&reading->lemma, word.lemma);
        *chosen = word;
        chosen->lemma = buf_str(&reading->lemma);
        found = true;
        if (word.is_content)
            break;
    }
    return found;
}

/* FNV-1a (Fowler, Noll, Vo), with SUM as what came before. */
static uint64_t sum_of(uint64_t sum, struct str text)
{
    size_t i;

    for (i = 0; i < text.len; i++)
        sum = (sum ^ (unsigned char)text.ptr[i]) * UINT64_C(1099511628211);
    return (sum ^ 0xff) * UINT64_C(1099511628211);
}

/* Whether this row came lately: analyses differ in person and tense more often than in
 * the lemma. The table drops what repeats later. */
static bool is_seen(struct reading *reading, struct str form, const struct apertium_word *word)
{
    uint64_t sum = UINT64_C(14695981039346656037);
    uint64_t *place;

    sum = sum_of(sum_of(sum_of(sum, form), word->lemma), str_of(word->pos));
    place = &reading->seen[sum % SEEN_ROOM];
    if (*place == sum)
        return true;
    *place = sum;
    return false;
}

static enum err take_form(void *ctx, struct str form, struct str analysis)
{
    struct reading *reading = ctx;
    struct apertium_word word;

    if (!apertium_is_form(form) || has_hyphened_pronouns(form, analysis) ||
        !choose_word(reading, analysis, &word) || word.is_common != reading->common)
        return OK;
    buf_clear(&reading->form);
    add_lemma(&reading->form, form);
    form = buf_str(&reading->form);
    if (is_seen(reading, form, &word))
        return OK;
    return reading->found(reading->ctx, form, word.lemma, word.pos);
}

static enum err expand(const struct att *att, uint64_t steps_max, const char *name,
                       struct reading *reading)
{
    enum err rc;

    reading->common = true;
    rc = att_expand(att, steps_max, name, take_form, reading);
    if (rc != OK)
        return rc;
    reading->common = false;
    return att_expand(att, steps_max, name, take_form, reading);
}

enum err apertium_forms(struct str text, uint64_t steps_max, const char *name, apertium_form found,
                        void *ctx)
{
    struct reading *reading = xcalloc(1, sizeof(*reading));
    struct att *att = NULL;
    enum err rc = att_parse(&att, (const uint8_t *)text.ptr, text.len, name);

    reading->found = found;
    reading->ctx = ctx;
    buf_init(&reading->form, ATT_TEXT_MAX);
    buf_init(&reading->lemma, ATT_TEXT_MAX);
    buf_init(&reading->word, ATT_TEXT_MAX);
    if (rc == OK)
        rc = expand(att, steps_max, name, reading);
    buf_dispose(&reading->form);
    buf_dispose(&reading->lemma);
    buf_dispose(&reading->word);
    free(reading);
    att_free(att);
    return rc;
}
