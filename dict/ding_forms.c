/* Which parts of a line list forms, and whose. The file marks plurals alone; the rest
 * is told by the order that its authors keep to: participles, then persons, then
 * comparatives, before anything else that is made with the word. */

#include <stdlib.h>

#include "dict/base/text.h"
#include "dict/ding.h"

enum { TOKENS_MAX = 8, PREFIX_LEAST = 3, SMALL_LEAST = 2 };

struct forms_of {
    struct ding_line *line;
    ding_form found;
    void *ctx;
};

static enum err tell(const struct forms_of *to, struct str form, const struct ding_term *lemma)
{
    if (form.len == 0 || str_is(form, lemma->headword))
        return OK;
    return to->found(to->ctx, form, str_of(lemma->headword), lemma->pos);
}

static bool has_pos(const struct ding_term *term, const char *pos)
{
    return term->pos != NULL && str_is(str_of(term->pos), pos);
}

/* --- whose form --- */

/* How many bytes of the folded texts are the same from the start. */
static size_t common_prefix(const char *a, const char *b)
{
    char *folded_a = text_fold_dup(str_of(a)), *folded_b = text_fold_dup(str_of(b));
    size_t len = 0;

    while (folded_a[len] != '\0' && folded_a[len] == folded_b[len])
        len++;
    free(folded_a);
    free(folded_b);
    return len;
}

/* The term of BASE that term AT of PART belongs to: the one in the same place where
 * there are as many, else the one that begins alike; NULL if none does. */
static const struct ding_term *partner(const struct ding_part *base, const struct ding_part *part,
                                       size_t at)
{
    const struct ding_term *best = NULL;
    size_t i, len, best_len = PREFIX_LEAST - 1;

    if (base->term_count == part->term_count)
        return &base->terms[at];
    for (i = 0; i < base->term_count; i++) {
        len = common_prefix(base->terms[i].headword, part->terms[at].text);
        if (len > best_len) {
            best = &base->terms[i];
            best_len = len;
        }
    }
    return best;
}

/* --- nouns --- */

/* Häuser {pl}: forms of the last noun in the singular before it. */
static enum err find_plurals(const struct forms_of *to, struct ding_part *part,
                             const struct ding_part *base)
{
    const struct ding_term *lemma;
    enum err rc = OK;
    size_t i;

    for (i = 0; i < part->term_count && rc == OK; i++) {
        lemma = partner(base, part, i);
        if (!has_pos(&part->terms[i], "noun") || lemma == NULL || !has_pos(lemma, "noun") ||
            common_prefix(lemma->headword, part->terms[i].text) == 0)
            continue;
        part->kind = DING_FORMS;
        rc = tell(to, str_of(part->terms[i].text), lemma);
    }
    return rc;
}

/* Angestellte {m,f}; Angestellter: the second is a form of the first. */
static enum err find_endings(const struct forms_of *to, const struct ding_part *part)
{
    enum err rc = OK;
    size_t i;

    for (i = 1; i < part->term_count && rc == OK; i++) {
        const struct ding_term *lemma = &part->terms[i - 1];
        struct str text = str_of(part->terms[i].text), base = str_of(lemma->text);

        if (has_pos(lemma, "noun") && part->terms[i].pos == NULL && text.len == base.len + 1 &&
            str_starts(text, base))
            rc = tell(to, text, lemma);
    }
    return rc;
}

/* --- verbs --- */

static bool is_listed(struct str word, const char *const *list)
{
    for (; *list != NULL; list++) {
        if (str_is(word, *list))
            return true;
    }
    return false;
}

/* "ich/er/sie" */
static bool is_pronoun(struct str word)
{
    static const char *const names[] = {
        "ich", "du", "er", "sie", "es", "wir", "ihr", "man", NULL
    };
    struct str name;
    bool all = word.len > 0;

    while (all && str_next(&word, '/', &name))
        all = is_listed(name, names);
    return all;
}

/* "hat/hatte", before a participle. */
static bool is_auxiliary(struct str word)
{
    static const char *const names[] = { "hat", "hatte", "habe",  "ist",  "war",
                                         "bin", "haben", "hätte", "wäre", NULL };
    struct str name;
    bool all = word.len > 0;

    while (all && str_next(&word, '/', &name))
        all = is_listed(name, names);
    return all;
}

static bool has_word(struct str text, struct str wanted)
{
    struct str word;

    while (ding_next_word(&text, &word)) {
        if (str_eq(word, wanted))
            return true;
    }
    return false;
}

/* The words of TEXT that are no pronoun, auxiliary, placeholder or "sich", and stand
 * not in LEMMA as well. */
static size_t form_tokens(struct str *tokens, struct str text, struct str lemma)
{
    struct str word;
    size_t count = 0;
    bool after_pronoun = false, after_auxiliary = false;

    while (count < TOKENS_MAX && ding_next_word(&text, &word)) {
        if (count == 0 && !after_auxiliary && is_pronoun(word)) {
            after_pronoun = true;
        } else if (count == 0 && after_pronoun && text.len > 0 && is_auxiliary(word)) {
            after_auxiliary = true;
        } else if (!ding_is_placeholder(word) && !str_is(word, "sich") && !has_word(lemma, word)) {
            while (str_ends(word, str_of("!")))
                word.len--;
            if (word.len > 0)
                tokens[count++] = word;
        }
    }
    return count;
}

static bool is_small_word(struct str word)
{
    size_t at = 0;

    while (at < word.len && text_is_letter(text_next(word, &at)))
        continue;
    return at == word.len && word.len > 1 && !(word.ptr[0] >= 'A' && word.ptr[0] <= 'Z');
}

static struct str last_word(struct str text)
{
    struct str word, last = text;

    while (ding_next_word(&text, &word))
        last = word;
    return last;
}

/* "nimmt wahr" of "wahrnehmen": the particle behind is the verb's beginning. */
static bool is_separated(const struct str *tokens, size_t count, struct str verb)
{
    return count == 2 && is_small_word(tokens[0]) && is_small_word(tokens[1]) &&
           str_starts(verb, tokens[1]) && tokens[1].len + 2 < verb.len;
}

/* The verb of BASE that "nimmt wahr" belongs to; NULL if there is none. */
static const struct ding_term *separated_partner(const struct ding_part *base, struct str text)
{
    struct str particle = last_word(text);
    size_t i;

    if (particle.len == text.len || base->terms == NULL)
        return NULL;
    for (i = 0; i < base->term_count; i++) {
        if (str_starts(str_of(base->terms[i].headword), particle))
            return &base->terms[i];
    }
    return NULL;
}

static bool is_vowel(char c)
{
    return c != '\0' && strchr("aeiou", c) != NULL;
}

/* Whether WORD can be of VERB: it begins alike (a vowel may have changed), or is a
 * participle. Of several words in a line some are of other verbs, or of none. */
static bool is_plausible(struct str word, struct str verb)
{
    char *folded_word = text_fold_dup(word), *folded_verb = text_fold_dup(verb);
    const bool plausible = folded_word[0] == folded_verb[0] ||
                           (is_vowel(folded_word[0]) && is_vowel(folded_verb[0])) ||
                           str_starts(word, str_of("ge"));

    free(folded_word);
    free(folded_verb);
    return plausible;
}

static enum err tell_alternatives(const struct forms_of *to, struct str word,
                                  const struct ding_term *lemma)
{
    struct str one;
    enum err rc = OK;

    while (rc == OK && str_next(&word, '/', &one)) {
        if (is_small_word(one) && one.len > SMALL_LEAST &&
            is_plausible(one, str_of(lemma->headword)))
            rc = tell(to, one, lemma);
    }
    return rc;
}

/* One form of LEMMA, a verb; *IS_FORM tells whether TEXT was one. */
static enum err find_verb_form(const struct forms_of *to, struct str text,
                               const struct ding_term *lemma, bool *is_form)
{
    struct ding_term verb = *lemma;
    struct str tokens[TOKENS_MAX], headword = str_of(lemma->headword);
    size_t count = form_tokens(tokens, text, headword), first = 0;
    struct buf pair;
    enum err rc;

    /* Of "zum Leben erwecken" the forms are those of "erwecken". */
    verb.headword = last_word(headword).ptr;
    while (first + 1 < count && ding_is_preposition(tokens[first]))
        first++;
    if (count == first + 1) {
        *is_form = true;
        return tell_alternatives(to, tokens[first], &verb);
    }
    if (!is_separated(tokens, count, headword))
        return OK;
    *is_form = true;
    buf_init(&pair, 1 << 10);
    buf_printf(&pair, "%.*s %.*s", STR_ARG(tokens[0]), STR_ARG(tokens[1]));
    rc = tell(to, buf_str(&pair), &verb);
    buf_dispose(&pair);
    return rc;
}

/* What has one in English is a word of its own, and the list of forms has ended. */
static bool has_infinitive(const struct ding_part *part)
{
    return str_starts(str_of(part->gloss), str_of("to "));
}

static enum err find_verb_forms(const struct forms_of *to, struct ding_part *part,
                                const struct ding_part *base)
{
    const struct ding_term *lemma;
    bool is_form = false;
    enum err rc = OK;
    size_t i;

    if (has_infinitive(part) || part->terms[0].pos != NULL)
        return OK;
    for (i = 0; i < part->term_count && rc == OK; i++) {
        lemma = partner(base, part, i);
        if (lemma == NULL)
            lemma = separated_partner(base, str_of(part->terms[i].text));
        if (lemma != NULL && has_pos(lemma, "verb"))
            rc = find_verb_form(to, str_of(part->terms[i].text), lemma, &is_form);
    }
    if (is_form)
        part->kind = DING_FORMS;
    return rc;
}

/* --- adjectives --- */

static bool is_superlative(const struct ding_part *part)
{
    struct str text = str_of(part->terms[0].text);

    return str_starts(text, str_of("am ")) && str_ends(text, str_of("ten"));
}

static enum err tell_degrees(const struct forms_of *to, struct ding_part *part,
                             const struct ding_part *base)
{
    const struct ding_term *lemma;
    enum err rc = OK;
    size_t i;

    part->kind = DING_FORMS;
    for (i = 0; i < part->term_count && rc == OK; i++) {
        struct str word = last_word(str_of(part->terms[i].text));

        lemma = partner(base, part, i);
        if (lemma != NULL && is_small_word(word))
            rc = tell(to, word, lemma);
    }
    return rc;
}

/* größer | am größten: the comparative is known by the superlative behind it. */
static enum err find_degrees(const struct forms_of *to, size_t at, const struct ding_part *base)
{
    struct ding_part *part = &to->line->parts[at];
    enum err rc;

    if (!is_superlative(part))
        return OK;
    rc = tell_degrees(to, part, base);
    if (rc == OK && at > 1 && part[-1].kind != DING_FORMS &&
        str_find_char(str_of(part[-1].terms[0].text), ' ', 0) == strlen(part[-1].terms[0].text))
        rc = tell_degrees(to, part - 1, base);
    return rc;
}

/* --- all --- */

/* "So" of Sonntag: with so few letters only a full stop, or capitals alone, tell that it
 * is no word. */
static bool is_word_like(struct str abbreviation)
{
    return abbreviation.len == 2 && abbreviation.ptr[0] >= 'A' && abbreviation.ptr[0] <= 'Z' &&
           abbreviation.ptr[1] >= 'a' && abbreviation.ptr[1] <= 'z';
}

static enum err find_also(const struct forms_of *to, const struct ding_part *part)
{
    enum err rc = OK;
    size_t i, k;

    for (i = 0; i < part->term_count; i++) {
        const struct ding_term *term = &part->terms[i];

        for (k = 0; k < DING_ALSO_MAX && term->also[k] != NULL && rc == OK; k++) {
            if (!is_word_like(str_of(term->also[k])))
                rc = tell(to, str_of(term->also[k]), term);
        }
    }
    return rc;
}

enum err ding_find_forms(struct ding_line *line, ding_form found, void *ctx)
{
    struct forms_of to = { line, found, ctx };
    struct ding_part *head = &line->parts[0], *part, *noun = head;
    bool in_list = true; /* of the headword's forms */
    enum err rc = find_endings(&to, head);
    size_t i;

    for (i = 1; i < line->part_count && rc == OK; i++) {
        part = &line->parts[i];
        if (part->terms[0].plural)
            rc = find_plurals(&to, part, noun);
        else if (in_list && part->kind != DING_EXAMPLE && has_pos(head->terms, "verb"))
            rc = find_verb_forms(&to, part, head);
        else if (has_pos(head->terms, "adj") || has_pos(head->terms, "adv"))
            rc = find_degrees(&to, i, head);
        if (part->kind == DING_EXAMPLE || has_infinitive(part))
            in_list = false;
        if (part->kind == DING_WORDS && has_pos(part->terms, "noun"))
            noun = part;
    }
    for (i = 0; i < line->part_count && rc == OK; i++) {
        if (line->parts[i].kind != DING_EXAMPLE)
            rc = find_also(&to, &line->parts[i]);
    }
    return rc;
}
