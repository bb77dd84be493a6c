#include "app/review/round.h"

#include <stdlib.h>
#include <string.h>

#include "app/journal/pictures.h"
#include "app/journal/words.h"
#include "dict/base/mem.h"

static void scene_dispose(struct scene *scene)
{
    free(scene->encounter);
    free(scene->sentence);
    free(scene->game);
    free(scene->guess);
    free(scene->picture);
    *scene = (struct scene){ 0 };
}

static void forget_card(struct round *round)
{
    free(round->headword);
    free(round->lang);
    scene_dispose(&round->scene);
    free(round->meaning.definition);
    free(round->meaning.translation);
    round->headword = round->lang = NULL;
    round->meaning = (struct meaning){ 0 };
    round->translation_shown = false;
}

void round_tell(struct round *round, const char *notice, const char *detail)
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

/* Counts the encounters with a sentence or a picture, and takes the one wanted. */
struct search {
    struct scene *out;
    char *picture; /* its name; NULL if there is none */
    size_t wanted, count;
};

static void look_at(void *ctx, const struct encounter_row *row)
{
    struct search *search = ctx;

    if (row->sentence.len == 0 && row->picture.len == 0)
        return;
    if (search->count++ != search->wanted || search->out == NULL)
        return;
    *search->out = (struct scene){
        .encounter = dup_or_null(row->id),
        .sentence = dup_or_null(row->sentence),
        .form_at = row->form_at,
        .form_len = row->form_len,
        .game = dup_or_null(row->game),
        .guess = dup_or_null(row->guess),
    };
    search->picture = dup_or_null(row->picture);
}

/* Scenes rotate: each time the card comes it is another one, if there are more. A picture
 * that cannot be read is left out. */
static enum err find_scene(struct round *round)
{
    struct scene *scene = &round->scene;
    struct search search = { .out = NULL };
    enum err rc = journal_encounters(round->journal, round->asked.word, look_at, &search);

    if (rc != OK || search.count == 0)
        return rc;
    search = (struct search){ scene, NULL, round->asked.turn % search.count, 0 };
    rc = journal_encounters(round->journal, round->asked.word, look_at, &search);
    if (rc == OK && search.picture != NULL &&
        journal_picture_get(round->journal, search.picture, &scene->picture, &scene->picture_len) !=
            OK)
        scene->picture_len = 0;
    free(search.picture);
    return rc;
}

enum err round_load_card(struct round *round, int64_t now_ms)
{
    enum err rc;

    forget_card(round);
    rc = journal_word_name(round->journal, round->asked.word, &round->lang, &round->headword);

    if (rc == OK)
        rc = find_scene(round);
    if (rc != OK)
        return rc;
    round->words.mean(round->words.ctx, round->lang, round->headword, &round->meaning);
    deck_preview(round->deck, now_ms, round->outcomes);
    return OK;
}

static void close_session(struct round *round, int64_t now_ms)
{
    round->page = ROUND_CLOSING;
    if (deck_summary(round->deck, now_ms, &round->summary) != OK)
        round_tell(round, "review.failed", err_message());
}

void round_next_card(struct round *round, int64_t now_ms)
{
    enum err rc = deck_next(round->deck, now_ms, &round->asked, &round->wait_ms);

    line_edit_set(&round->typed, NULL);
    round->verdict = (struct verdict){ NULL, false };
    if (rc == ERR_ABSENT) {
        forget_card(round);
        if (round->wait_ms > 0)
            round->page = ROUND_WAITING;
        else
            close_session(round, now_ms);
        return;
    }
    if (rc == OK)
        rc = round_load_card(round, now_ms);
    if (rc == OK) {
        round->page = ROUND_QUESTION;
        round->asked_ms = now_ms;
    } else {
        round_tell(round, "review.failed", err_message());
        round->page = ROUND_CLOSING;
    }
}

/* --- the session --- */

enum err round_open(struct round **out, struct journal *journal, const struct deck_options *options,
                    const struct round_words *words, int64_t now_ms)
{
    struct round *round = xcalloc(1, sizeof(*round));
    struct deck_outlook outlook;
    enum err rc = deck_open(&round->deck, journal, options, now_ms, NULL);

    if (rc != OK) {
        free(round);
        return rc;
    }
    round->journal = journal;
    round->words = *words;
    line_edit_init(&round->typed, TYPED_MAX);
    line_edit_init(&round->fields[FIELD_HEADWORD], JOURNAL_WORD_MAX);
    line_edit_init(&round->fields[FIELD_MEANING], JOURNAL_NOTE_MAX);
    line_edit_init(&round->fields[FIELD_SENTENCE], JOURNAL_SENTENCE_MAX);
    outlook = deck_outlook(round->deck);
    round->page = outlook.due + outlook.fresh > 0 ? ROUND_OPENING : ROUND_EMPTY;
    if (round->page == ROUND_EMPTY && deck_summary(round->deck, now_ms, &round->summary) != OK)
        round_tell(round, "review.failed", err_message());
    else if (deck_notice(round->deck)[0] != '\0')
        round_tell(round, "review.notice", deck_notice(round->deck));
    *out = round;
    return OK;
}

void round_close(struct round *round)
{
    size_t i;

    if (round == NULL)
        return;
    for (i = 0; i < ROUND_FIELDS; i++)
        line_edit_dispose(&round->fields[i]);
    line_edit_dispose(&round->typed);
    forget_card(round);
    deck_close(round->deck);
    free(round->detail);
    free(round);
}

/* --- typing --- */

bool round_is_typing(const struct round *round)
{
    return round->page == ROUND_EDIT ||
           (round->page == ROUND_QUESTION && round->asked.face == FACE_GAP &&
            round->scene.form_len > 0 && round->words.mark != NULL &&
            deck_plan(round->deck)->typing);
}

struct line_edit *round_line(struct round *round)
{
    if (!round_is_typing(round))
        return NULL;
    return round->page == ROUND_EDIT ? &round->fields[round->field_at] : &round->typed;
}

static void mark_typed(struct round *round)
{
    const struct scene *scene = &round->scene;
    char *form;

    if (!round_is_typing(round) || round->typed.text.len == 0)
        return;
    form = xstrndup(scene->sentence + scene->form_at, scene->form_len);
    round->verdict = round->words.mark(round->words.ctx, round->lang, form, round->headword,
                                       buf_text(&round->typed.text));
    free(form);
}

/* --- going on --- */

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
        round_tell(round, NULL, NULL);
        round_next_card(round, now_ms);
        break;
    case ROUND_QUESTION:
        mark_typed(round);
        round->page = ROUND_ANSWER;
        break;
    case ROUND_ANSWER:
        if (round_has_more(round))
            round->translation_shown = true;
        break;
    case ROUND_EDIT:
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
    round_tell(round, NULL, NULL);
    rc = deck_rate(round->deck, rating, now_ms,
                   now_ms > round->asked_ms ? now_ms - round->asked_ms : 0);
    if (rc == OK)
        round_next_card(round, now_ms);
    else
        round_tell(round, "review.not-kept", err_message());
}

void round_set_state(struct round *round, enum word_state state, int64_t now_ms)
{
    enum err rc;

    if (round->page != ROUND_QUESTION && round->page != ROUND_ANSWER)
        return;
    round_tell(round, state == WORD_KNOWN ? "review.known" : "review.ignored", round->headword);
    rc = deck_set_state(round->deck, state);
    if (rc == OK)
        round_next_card(round, now_ms);
    else
        round_tell(round, "review.not-kept", err_message());
}

void round_undo(struct round *round, int64_t now_ms)
{
    enum err rc = deck_undo(round->deck, now_ms);

    if (rc == ERR_ABSENT) {
        round_tell(round, "review.nothing-to-undo", NULL);
        return;
    }
    if (rc == OK)
        round_next_card(round, now_ms);
    if (rc == OK && round->headword != NULL)
        round_tell(round, "review.undone", round->headword);
    else
        round_tell(round, "review.failed", err_message());
}

void round_end(struct round *round, int64_t now_ms)
{
    if (round->page == ROUND_QUESTION || round->page == ROUND_ANSWER ||
        round->page == ROUND_WAITING) {
        round_tell(round, NULL, NULL);
        close_session(round, now_ms);
    }
}
