#include "app/review/round.h"

#include <stdlib.h>
#include <string.h>

#include "app/journal/words.h"
#include "dict/base/mem.h"

static void forget_card(struct round *round)
{
    free(round->headword);
    free(round->lang);
    free(round->scene.sentence);
    free(round->scene.game);
    free(round->meaning.definition);
    free(round->meaning.translation);
    round->headword = round->lang = NULL;
    round->scene = (struct scene){ 0 };
    round->meaning = (struct meaning){ 0 };
    round->translation_shown = false;
}

static void tell(struct round *round, const char *notice, const char *detail)
{
    free(round->detail);
    round->notice = notice;
    round->detail = detail != NULL ? xstrdup(detail) : NULL;
}

/* --- the card --- */

static char *dup_or_null(struct str text)
{
    return text.len > 0 ? xstrndup(text.ptr, text.len) : NULL;
}

/* Counts the encounters with a sentence, and takes the one wanted. */
struct search {
    struct scene *out;
    size_t wanted, count;
};

static void look_at(void *ctx, const struct encounter_row *row)
{
    struct search *search = ctx;

    if (row->sentence.len == 0)
        return;
    if (search->count++ != search->wanted || search->out == NULL)
        return;
    *search->out = (struct scene){
        .sentence = dup_or_null(row->sentence),
        .form_at = row->form_at,
        .form_len = row->form_len,
        .game = dup_or_null(row->game),
    };
}

/* Scenes rotate: each time the card comes it is another one, if there are more. */
static enum err find_scene(struct round *round)
{
    struct search search = { .out = NULL };
    enum err rc = journal_encounters(round->journal, round->asked.word, look_at, &search);

    if (rc != OK || search.count == 0)
        return rc;
    search = (struct search){ &round->scene, round->asked.turn % search.count, 0 };
    return journal_encounters(round->journal, round->asked.word, look_at, &search);
}

static enum err load_card(struct round *round, int64_t now_ms)
{
    enum err rc =
        journal_word_name(round->journal, round->asked.word, &round->lang, &round->headword);

    if (rc == OK)
        rc = find_scene(round);
    if (rc != OK)
        return rc;
    if (round->mean != NULL)
        round->mean(round->ctx, round->lang, round->headword, &round->meaning);
    deck_preview(round->deck, now_ms, round->outcomes);
    round->asked_ms = now_ms;
    return OK;
}

static void close_session(struct round *round, int64_t now_ms)
{
    round->page = ROUND_CLOSING;
    if (deck_summary(round->deck, now_ms, &round->summary) != OK)
        tell(round, "review.failed", err_message());
}

static void next_card(struct round *round, int64_t now_ms)
{
    enum err rc = deck_next(round->deck, now_ms, &round->asked, &round->wait_ms);

    forget_card(round);
    if (rc == ERR_ABSENT) {
        if (round->wait_ms > 0)
            round->page = ROUND_WAITING;
        else
            close_session(round, now_ms);
        return;
    }
    if (rc == OK)
        rc = load_card(round, now_ms);
    if (rc == OK) {
        round->page = ROUND_QUESTION;
    } else {
        tell(round, "review.failed", err_message());
        round->page = ROUND_CLOSING;
    }
}

/* --- the session --- */

enum err round_open(struct round **out, struct journal *journal, const struct deck_options *options,
                    meaning_fn *mean, void *ctx, int64_t now_ms)
{
    struct round *round = xcalloc(1, sizeof(*round));
    struct deck_outlook outlook;
    enum err rc = deck_open(&round->deck, journal, options, now_ms, NULL);

    if (rc != OK) {
        free(round);
        return rc;
    }
    round->journal = journal;
    round->mean = mean;
    round->ctx = ctx;
    outlook = deck_outlook(round->deck);
    round->page = outlook.due + outlook.fresh > 0 ? ROUND_OPENING : ROUND_EMPTY;
    if (round->page == ROUND_EMPTY && deck_summary(round->deck, now_ms, &round->summary) != OK)
        tell(round, "review.failed", err_message());
    else if (deck_notice(round->deck)[0] != '\0')
        tell(round, "review.notice", deck_notice(round->deck));
    *out = round;
    return OK;
}

void round_close(struct round *round)
{
    if (round == NULL)
        return;
    forget_card(round);
    deck_close(round->deck);
    free(round->detail);
    free(round);
}

bool round_has_more(const struct round *round)
{
    return round->page == ROUND_ANSWER && !round->translation_shown &&
           round->meaning.definition != NULL && round->meaning.translation != NULL;
}

void round_go(struct round *round, int64_t now_ms)
{
    switch (round->page) {
    case ROUND_OPENING:
    case ROUND_WAITING:
        tell(round, NULL, NULL);
        next_card(round, now_ms);
        break;
    case ROUND_QUESTION:
        round->page = ROUND_ANSWER;
        break;
    case ROUND_ANSWER:
        if (round_has_more(round))
            round->translation_shown = true;
        break;
    case ROUND_CLOSING:
    case ROUND_EMPTY:
        break;
    }
}

void round_rate(struct round *round, enum rating rating, int64_t now_ms)
{
    enum err rc;

    if (round->page != ROUND_ANSWER)
        return;
    tell(round, NULL, NULL);
    rc = deck_rate(round->deck, rating, now_ms,
                   now_ms > round->asked_ms ? now_ms - round->asked_ms : 0);
    if (rc == OK)
        next_card(round, now_ms);
    else
        tell(round, "review.not-kept", err_message());
}

void round_set_state(struct round *round, enum word_state state, int64_t now_ms)
{
    enum err rc;

    if (round->page != ROUND_QUESTION && round->page != ROUND_ANSWER)
        return;
    tell(round, state == WORD_KNOWN ? "review.known" : "review.ignored", round->headword);
    rc = deck_set_state(round->deck, state);
    if (rc == OK)
        next_card(round, now_ms);
    else
        tell(round, "review.not-kept", err_message());
}

void round_undo(struct round *round, int64_t now_ms)
{
    enum err rc = deck_undo(round->deck, now_ms);

    if (rc == ERR_ABSENT) {
        tell(round, "review.nothing-to-undo", NULL);
        return;
    }
    if (rc == OK)
        next_card(round, now_ms);
    if (rc == OK && round->headword != NULL)
        tell(round, "review.undone", round->headword);
    else
        tell(round, "review.failed", err_message());
}

void round_end(struct round *round, int64_t now_ms)
{
    if (round->page == ROUND_QUESTION || round->page == ROUND_ANSWER ||
        round->page == ROUND_WAITING) {
        tell(round, NULL, NULL);
        close_session(round, now_ms);
    }
}
