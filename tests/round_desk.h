#ifndef TESTS_ROUND_DESK_H
#define TESTS_ROUND_DESK_H

/* A round of reviews on a table of its own: a real journal, a dictionary of two rules. */

#include "app/review/round.h"
#include "tests/journal_folder.h"

static void round_desk_mean(void *ctx, const char *lang, const char *headword, struct meaning *out)
{
    (void)ctx;
    out->definition = xasprintf("%s in %s", headword, lang);
    out->translation = xstrdup("war");
}

/* Right is the form; the headword will do. */
static struct verdict round_desk_mark(void *ctx, const char *lang, const char *form,
                                      const char *headword, const char *typed)
{
    (void)ctx;
    (void)lang;
    if (strcmp(form, typed) == 0)
        return (struct verdict){ "mark.exact", true };
    if (strcmp(headword, typed) == 0)
        return (struct verdict){ "mark.accepted", true };
    return (struct verdict){ "mark.wrong", false };
}

__attribute__((unused)) static struct round *begin_round(struct journal *journal, int64_t now_ms)
{
    static const struct round_words words = { round_desk_mean, round_desk_mark, NULL };
    const struct deck_options options = { .lang = "it" };
    struct round *round = NULL;

    if (!CHECK(round_open(&round, journal, &options, &words, now_ms) == OK, "%s", err_message()))
        exit(1);
    return round;
}

/* A word met in SENTENCE, in which FORM stands. */
__attribute__((unused)) static struct kept keep_scene(struct journal *journal, const char *headword,
                                                      const char *form, const char *sentence,
                                                      int64_t now_ms)
{
    struct kept kept = { .word = 0 };
    const struct keep keep = { .lang = "it",
                               .headword = headword,
                               .form = form,
                               .sentence = str_of(sentence),
                               .form_at = (size_t)(strstr(sentence, form) - sentence),
                               .form_len = strlen(form),
                               .game = "Wesnoth",
                               .now_ms = now_ms };

    CHECK(journal_keep(journal, &keep, &kept) == OK, "%s", err_message());
    return kept;
}

#endif
