#include "app/classroom/compose.h"

#include <stdlib.h>
#include <string.h>

#include "app/srs/random.h"

enum { CONTROLS_LEAST = 4, CONTROLS_MOST = 6, WORDS_A_CONTROL = 3 };

/* What is recalled in writing stays best, so most questions are typed gaps. */
static const enum question_kind turns[] = {
    QUESTION_CLOZE, QUESTION_CLOZE, QUESTION_TO_WORD,
    QUESTION_CLOZE, QUESTION_CLOZE, QUESTION_TO_DEFINITION
};
/* What a word gets that does not carry the kind whose turn it is; in tests the first two. */
static const enum question_kind instead[] = { QUESTION_CLOZE, QUESTION_TO_WORD,
                                              QUESTION_CLOZE_CHOICE, QUESTION_TO_DEFINITION,
                                              QUESTION_ORDER };

size_t compose_controls(size_t count)
{
    const size_t share = count / WORDS_A_CONTROL;

    if (share > CONTROLS_MOST)
        return CONTROLS_MOST;
    return count >= CONTROLS_LEAST * WORDS_A_CONTROL ? CONTROLS_LEAST : share;
}

struct composing {
    struct question_set *set;
    const struct question_word *words;
    size_t count;
    const struct compose_options *options;
    uint64_t seed;
    struct arena *arena; /* of the question at hand: the set copies it */
};

static enum err make(struct composing *composing, struct question *out, enum question_kind kind,
                     size_t at)
{
    return question_make(out, kind, composing->words, composing->count, at,
                         random_next(&composing->seed), composing->arena);
}

static bool is_wanted(const struct compose_options *options, enum question_kind kind)
{
    for (size_t i = 0; i < options->kind_count; i++)
        if (options->kinds[i] == kind)
            return true;
    return options->kind_count == 0;
}

/* The question whose turn it is, or another of those wanted. */
static enum err practise(struct composing *composing, size_t at, size_t turn)
{
    const struct compose_options *options = composing->options;
    struct question question;
    enum err rc = make(composing, &question,
                       options->kind_count > 0 ? options->kinds[turn % options->kind_count]
                                               : turns[turn % ARRAY_LEN(turns)],
                       at);

    for (size_t i = 0; rc == ERR_ABSENT && i < ARRAY_LEN(instead); i++)
        if (is_wanted(options, instead[i]))
            rc = make(composing, &question, instead[i], at);
    return rc == OK ? set_add(composing->set, &question) : rc;
}

/* The same word in both forms, in two kinds if it carries two. What A has in the first of
 * them B has in the second, and with the next word it is the other way round. */
static enum err test(struct composing *composing, size_t at, bool is_control, bool swaps)
{
    struct question made[2];
    size_t count = 0;
    enum err rc = OK;

    for (size_t i = 0; count < 2 && i < ARRAY_LEN(instead); i++)
        if (make(composing, &made[count], instead[i], at) == OK)
            count++;
    if (count == 0)
        return ERR_ABSENT;
    if (count == 1)
        made[1] = made[0];
    for (size_t i = 0; rc == OK && i < 2; i++) {
        struct question *question = &made[swaps ? 1 - i : i];

        question->form = i == 0 ? FORM_A : FORM_B;
        question->is_control = is_control;
        rc = set_add(composing->set, question);
    }
    return rc;
}

/* The order in which words come up: drawn, so that control words are any of them. */
static size_t *draw_order(struct composing *composing)
{
    size_t *order = xcalloc(composing->count + 1, sizeof(*order));

    for (size_t i = 0; i < composing->count; i++)
        order[i] = i;
    for (size_t i = composing->count; i > 1; i--) {
        const size_t k = (size_t)(random_next(&composing->seed) % i);
        const size_t moved = order[i - 1];

        order[i - 1] = order[k];
        order[k] = moved;
    }
    return order;
}

static enum err compose(struct composing *composing, const size_t *order, size_t *left_out)
{
    const struct compose_options *options = composing->options;
    const size_t most = options->most > 0 ? options->most : composing->count;
    size_t practised = 0, controls = 0, tested = 0;
    enum err rc = OK;

    for (size_t i = 0; rc == OK && i < composing->count && practised < most; i++) {
        const bool is_control = options->has_tests && controls < options->controls;

        composing->arena = arena_new();
        if (!is_control)
            rc = practise(composing, order[i], practised);
        if (rc == OK && options->has_tests)
            rc = test(composing, order[i], is_control, tested % 2 == 1);
        arena_free(composing->arena);
        if (rc == ERR_ABSENT) {
            ++*left_out;
            rc = OK;
            continue;
        }
        tested++;
        controls += is_control;
        practised += !is_control;
    }
    return rc;
}

enum err compose_set(struct question_set **out, const struct question_word *words, size_t count,
                     const struct compose_options *options, size_t *left_out)
{
    struct composing composing = {
        .set = set_new(options->lang, options->title),
        .words = words,
        .count = count,
        .options = options,
        .seed = options->seed,
    };
    size_t *order = draw_order(&composing);
    size_t left = 0;
    enum err rc = compose(&composing, order, &left);

    free(order);
    if (left_out != NULL)
        *left_out = left;
    /* The message is still that of the last word which carries none. */
    if (rc == OK && composing.set->count == 0)
        rc = count > 0 ? err_prefix(ERR_ABSENT, "no word carries a question")
                       : err_set(ERR_ABSENT, "there are no words to ask");
    if (rc != OK) {
        set_free(composing.set);
        return rc;
    }
    *out = composing.set;
    return OK;
}

static bool is_of(const struct question_word *word, const struct question *question)
{
    return strcmp(word->headword, question->headword) == 0;
}

enum err compose_again(struct question_set *set, size_t at, const struct question_word *words,
                       size_t count, uint64_t seed)
{
    const struct question old = at < set->count ? set->items[at] : (struct question){ 0 };
    struct question made;
    struct arena *arena;
    size_t word = 0;
    enum err rc = ERR_ABSENT;

    if (at >= set->count)
        return err_set(ERR_ABSENT, "there is no question %zu", at + 1);
    while (word < count && !is_of(&words[word], &old))
        word++;
    if (word == count)
        return err_set(ERR_ABSENT, "%s: not among the words of this session", old.headword);
    arena = arena_new();
    for (int i = 1; rc == ERR_ABSENT && i <= QUESTION_KINDS; i++)
        rc = question_make(&made, (enum question_kind)(((int)old.kind + i) % QUESTION_KINDS), words,
                           count, word, seed, arena);
    if (rc == OK && made.kind == old.kind && made.choice_count == 0)
        rc = err_set(ERR_ABSENT, "%s: it carries no other question", old.headword);
    if (rc == OK) {
        made.form = old.form;
        made.is_control = old.is_control;
        rc = set_replace(set, at, &made);
    }
    arena_free(arena);
    return rc;
}
