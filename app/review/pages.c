/* The review window's pages, piece by piece. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/journal/words.h"
#include "app/review/differ.h"
#include "app/review/view_private.h"
#include "dict/base/mem.h"

enum { INTERVAL_MAX = 48 };
static const int64_t minute_ms = 60000, day_ms = 86400000;

static const char *get(const struct review_view *view, const char *key)
{
    return texts_get(view->texts, key);
}

static void put_key(struct review_view *view, enum role role, const char *key, enum space above)
{
    review_put(view, role, get(view, key), texts_lang(view->texts), above);
}

/* KEY.one or KEY.other for N. */
static void put_count(struct review_view *view, enum role role, const char *key, long n,
                      enum space above)
{
    review_put_text(view, role, texts_plural(view->texts, key, n, NULL, 0), above);
}

/* "10 min", "3 days", "2 months", "1.5 years", into OUT. */
static void write_interval(const struct review_view *view, int64_t ms, char out[INTERVAL_MAX])
{
    enum { MONTH_DAYS = 30, MONTHS_LEAST = 60, YEAR_DAYS = 365, YEARS_LEAST = 700 };
    const int64_t days = (ms + day_ms / 2) / day_ms;
    const char *key = "interval.days";
    char number[24], *text;

    if (ms < day_ms / 2) {
        key = "interval.minutes";
        snprintf(number, sizeof(number), "%d", (int)((ms + minute_ms - 1) / minute_ms));
    } else if (days < MONTHS_LEAST) {
        snprintf(number, sizeof(number), "%d", (int)(days > 0 ? days : 1));
    } else if (days < YEARS_LEAST) {
        key = "interval.months";
        snprintf(number, sizeof(number), "%d", (int)((days + MONTH_DAYS / 2) / MONTH_DAYS));
    } else {
        key = "interval.years";
        snprintf(number, sizeof(number), "%.1f", (double)days / YEAR_DAYS);
    }
    text = texts_fill(view->texts, key, TEXT_ARGS({ "n", number }));
    snprintf(out, INTERVAL_MAX, "%s", text);
    free(text);
}

/* --- the card --- */

/* The sentence with the word marked, or with a gap in its place. */
static void put_sentence(struct review_view *view, const struct round *round, bool gap)
{
    const struct scene *scene = &round->scene;
    const struct str sentence = str_of(scene->sentence);
    const struct str form =
        gap ? str_of("_____") : str_sub(sentence, scene->form_at, scene->form_len);
    const struct span spans[] = {
        { str_sub(sentence, 0, scene->form_at), ROLE_SENTENCE, round->lang },
        { form, gap ? ROLE_PROMPT : ROLE_WORD_CHOSEN, round->lang },
        { str_from(sentence, scene->form_at + scene->form_len), ROLE_SENTENCE, round->lang },
    };

    review_put_spans(view, spans, ARRAY_LEN(spans), SPACE_BLOCK);
    if (scene->game != NULL)
        review_put(view, ROLE_NOTE, scene->game, NULL, SPACE_LINE);
}

static bool has_sentence(const struct round *round)
{
    return round->scene.sentence != NULL && round->scene.form_len > 0;
}

static void put_face(struct review_view *view, const struct round *round)
{
    if (!has_sentence(round) || round->asked.face == FACE_WORD)
        review_put(view, ROLE_HEADWORD, round->headword, round->lang, SPACE_BLOCK);
    else
        put_sentence(view, round, round->asked.face == FACE_GAP);
}

/* While letters are typed into a gap, the actions' keys need Ctrl. */
static void draw_foot(struct review_view *view, const struct round *round)
{
    const bool typing = round_is_typing(round);
    const struct choice choices[] = {
        { get(view, "review.undo"), "", "Ctrl+Z", ACT_UNDO, false },
        { get(view, "review.edit"), "", typing ? "Ctrl+E" : "E", ACT_EDIT, false },
        { get(view, "review.know"), "", typing ? "Ctrl+K" : "K", ACT_KNOWN, false },
        { get(view, "review.ignore"), "", typing ? "Ctrl+I" : "I", ACT_IGNORE, false },
        { get(view, "review.end"), "", "Esc", ACT_END, false },
    };

    review_draw_foot(view, choices, ARRAY_LEN(choices));
}

static void draw_question(struct review_view *view, const struct round *round)
{
    const bool typing = round_is_typing(round);
    const struct choice show = { get(view, "review.show"), "", typing ? "Enter" : "Space, Enter",
                                 ACT_GO, true };

    put_face(view, round);
    if (typing)
        review_put_field(view, &round->typed, round->lang, get(view, "review.type-gap"), true,
                         ACT_NONE);
    else if (round->asked.face == FACE_GAP && has_sentence(round))
        put_key(view, ROLE_NOTE, "review.think-gap", SPACE_BLOCK);
    if (round->asked.face == FACE_SENTENCE)
        review_put_picture(view, &round->scene,
                           review_choices_top(view) - review_space(view, SPACE_BLOCK));
    review_draw_choices(view, &show, 1);
    draw_foot(view, round);
}

/* --- the answer --- */

/* TEXT, what OTHER does not have of it in role ODD, behind LABEL. */
static void put_difference(struct review_view *view, const char *label, struct str text,
                           struct str other, enum role odd, const char *lang)
{
    struct differ_run runs[DIFFER_RUNS_MAX];
    struct span spans[DIFFER_RUNS_MAX + 1];
    const size_t count = differ_runs(runs, text, other);
    size_t i;

    spans[0] = (struct span){ str_of(label), ROLE_NOTE, texts_lang(view->texts) };
    for (i = 0; i < count; i++)
        spans[i + 1] = (struct span){ runs[i].text, runs[i].shared ? ROLE_SENTENCE : odd, lang };
    review_put_spans(view, spans, count + 1, SPACE_TIGHT);
}

/* What was typed into the gap, how it was marked, and what differs. */
static void put_verdict(struct review_view *view, const struct round *round)
{
    const struct scene *scene = &round->scene;
    struct str form, typed = buf_str(&round->typed.text);
    char *form_text, *label;

    if (round->verdict.name == NULL)
        return;
    form = str_make(scene->sentence + scene->form_at, scene->form_len);
    form_text = xstrndup(form.ptr, form.len);
    review_put_text(view, round->verdict.right ? ROLE_FORM : ROLE_WARNING,
                    texts_fill(view->texts, round->verdict.name, TEXT_ARGS({ "form", form_text })),
                    SPACE_BLOCK);
    if (!str_eq(form, typed)) {
        label = texts_fill(view->texts, "review.typed", TEXT_ARGS({ "text", "" }));
        put_difference(view, label, typed, form, ROLE_WARNING, round->lang);
        put_difference(view, "→  ", form, typed, ROLE_FORM, round->lang);
        free(label);
    }
    free(form_text);
}

static void put_meaning(struct review_view *view, const struct round *round)
{
    const struct meaning *meaning = &round->meaning;

    if (meaning->definition != NULL)
        review_put(view, ROLE_DEFINITION, meaning->definition, round->lang, SPACE_BLOCK);
    if (meaning->translation != NULL && (round->translation_shown || meaning->definition == NULL))
        review_put(view, ROLE_TRANSLATION, meaning->translation, NULL, SPACE_BLOCK);
    if (meaning->definition == NULL && meaning->translation == NULL)
        put_key(view, ROLE_NOTE, "review.no-meaning", SPACE_BLOCK);
    if (round_has_more(round)) {
        put_key(view, ROLE_NOTE, "review.more", SPACE_LINE);
    }
}

/* Two buttons, or four: what the plan says. */
static void draw_ratings(struct review_view *view, const struct round *round, int64_t now_ms)
{
    static const struct {
        const char *text, *key;
        enum review_act act;
        enum rating rating;
        bool of_two, main;
    } all[] = {
        { "review.again", "1", ACT_AGAIN, RATING_AGAIN, true, false },
        { "review.hard", "2", ACT_HARD, RATING_HARD, false, false },
        { "review.good", "3", ACT_GOOD, RATING_GOOD, true, true },
        { "review.easy", "4", ACT_EASY, RATING_EASY, false, false },
    };
    const bool two = deck_plan(round->deck)->buttons == 2;
    const bool wrong = round->verdict.name != NULL && !round->verdict.right;
    char intervals[ARRAY_LEN(all)][INTERVAL_MAX], keys[ARRAY_LEN(all)][16];
    struct choice choices[ARRAY_LEN(all)];
    size_t count = 0, i;

    for (i = 0; i < ARRAY_LEN(all); i++) {
        const bool main = wrong ? all[i].rating == RATING_AGAIN : all[i].main;

        if (two && !all[i].of_two)
            continue;
        write_interval(view, round->outcomes[all[i].rating - 1].due_ms - now_ms, intervals[i]);
        choices[count++] =
            (struct choice){ get(view, two && all[i].main ? "review.got-it" : all[i].text),
                             intervals[i], keys[i], all[i].act, main };
        snprintf(keys[i], sizeof(keys[i]), "%s%s", main ? "Enter, " : "", all[i].key);
    }
    review_draw_choices(view, choices, count);
}

static void draw_answer(struct review_view *view, const struct round *round, int64_t now_ms)
{
    review_put(view, ROLE_HEADWORD, round->headword, round->lang, SPACE_BLOCK);
    put_verdict(view, round);
    put_meaning(view, round);
    if (has_sentence(round))
        put_sentence(view, round, false);
    if (round->scene.guess != NULL)
        review_put_text(
            view, ROLE_NOTE,
            texts_fill(view->texts, "review.guess", TEXT_ARGS({ "guess", round->scene.guess })),
            SPACE_LINE);
    review_put_picture(view, &round->scene,
                       review_choices_top(view) - review_space(view, SPACE_BLOCK));
    draw_ratings(view, round, now_ms);
    draw_foot(view, round);
}

/* --- changing it --- */

static void draw_edit(struct review_view *view, const struct round *round)
{
    static const struct {
        const char *label;
        enum review_act act;
    } fields[ROUND_FIELDS] = {
        [FIELD_HEADWORD] = { "review.edit-headword", ACT_FIELD_1 },
        [FIELD_MEANING] = { "review.edit-meaning", ACT_FIELD_2 },
        [FIELD_SENTENCE] = { "review.edit-sentence", ACT_FIELD_3 },
    };
    const struct choice choices[] = {
        { get(view, "review.cancel"), "", "Esc", ACT_CANCEL, false },
        { get(view, "review.save"), "", "Enter", ACT_SAVE, true },
    };
    const struct choice next = { get(view, "review.next-field"), "", "Tab", ACT_NONE, false };
    const size_t count = round->scene.encounter != NULL ? ROUND_FIELDS : FIELD_SENTENCE;
    size_t i;

    put_key(view, ROLE_TITLE, "review.edit-title", SPACE_BLOCK);
    for (i = 0; i < count; i++) {
        put_key(view, ROLE_LABEL, fields[i].label, SPACE_BLOCK);
        review_put_field(view, &round->fields[i], i == FIELD_MEANING ? NULL : round->lang, "",
                         i == round->field_at, fields[i].act);
    }
    review_draw_choices(view, choices, ARRAY_LEN(choices));
    review_draw_foot(view, &next, 1);
}

/* --- before and after --- */

/* What can be done besides, while no card is shown. */
static void draw_quiet_foot(struct review_view *view, bool can_undo)
{
    const struct choice choices[] = {
        { get(view, "review.export"), "", "X", ACT_EXPORT, false },
        { get(view, "review.undo"), "", "Ctrl+Z", ACT_UNDO, false },
    };

    review_draw_foot(view, choices, can_undo ? 2 : 1);
}

static void draw_opening(struct review_view *view, const struct round *round)
{
    const struct choice start = { get(view, "review.start"), "", "Enter", ACT_GO, true };
    const struct deck_outlook outlook = deck_outlook(round->deck);
    char later[16], days[16];

    put_key(view, ROLE_TITLE, "review.title", SPACE_BLOCK);
    if (outlook.due > 0)
        put_count(view, ROLE_TRANSLATION, "review.due", outlook.due, SPACE_BLOCK);
    if (outlook.fresh > 0)
        put_count(view, ROLE_TRANSLATION, "review.fresh", outlook.fresh, SPACE_LINE);
    if (outlook.later > 0) {
        snprintf(later, sizeof(later), "%d", outlook.later);
        snprintf(days, sizeof(days), "%d", outlook.later_days);
        review_put_text(
            view, ROLE_NOTE,
            texts_fill(view->texts, "review.later", TEXT_ARGS({ "n", later }, { "days", days })),
            SPACE_BLOCK);
    }
    review_draw_choices(view, &start, 1);
    draw_quiet_foot(view, false);
}

/* When to come back. */
static void put_next(struct review_view *view, const struct round *round, int64_t now_ms)
{
    char interval[INTERVAL_MAX];
    const int64_t next_ms = round->summary.next_due_ms;

    if (next_ms == 0)
        return;
    write_interval(view, next_ms > now_ms ? next_ms - now_ms : 0, interval);
    review_put_text(view, ROLE_TRANSLATION,
                    texts_fill(view->texts, "review.next", TEXT_ARGS({ "when", interval })),
                    SPACE_BLOCK);
}

static void put_hard(struct review_view *view, const struct round *round)
{
    char *lang, *headword;
    size_t i;

    for (i = 0; i < round->summary.hard_count; i++) {
        if (journal_word_name(round->journal, round->summary.hard[i], &lang, &headword) != OK)
            continue;
        if (i == 0)
            put_key(view, ROLE_LABEL, "review.hard-words", SPACE_BLOCK);
        review_put(view, ROLE_DEFINITION, headword, lang, SPACE_TIGHT);
        free(lang);
        free(headword);
    }
}

static void draw_closing(struct review_view *view, const struct round *round, int64_t now_ms)
{
    const struct choice close = { get(view, "review.close"), "", "Enter", ACT_QUIT, true };
    const struct deck_summary *summary = &round->summary;

    put_key(view, ROLE_TITLE, "review.done", SPACE_BLOCK);
    put_count(view, ROLE_TRANSLATION, "review.words", summary->words, SPACE_BLOCK);
    if (summary->learned > 0)
        put_count(view, ROLE_TRANSLATION, "review.learned", summary->learned, SPACE_LINE);
    put_hard(view, round);
    put_next(view, round, now_ms);
    if (summary->due_tomorrow > 0)
        put_count(view, ROLE_NOTE, "review.tomorrow", summary->due_tomorrow, SPACE_LINE);
    review_draw_choices(view, &close, 1);
    draw_quiet_foot(view, true);
}

static void draw_empty(struct review_view *view, const struct round *round, int64_t now_ms)
{
    const struct choice close = { get(view, "review.close"), "", "Enter", ACT_QUIT, true };

    put_key(view, ROLE_TITLE, "review.nothing-due", SPACE_BLOCK);
    put_next(view, round, now_ms);
    if (round->summary.next_due_ms == 0)
        put_key(view, ROLE_TRANSLATION, "review.no-words", SPACE_BLOCK);
    review_draw_choices(view, &close, 1);
    draw_quiet_foot(view, false);
}

static void draw_waiting(struct review_view *view, const struct round *round)
{
    const struct choice end = { get(view, "review.end"), "", "Esc", ACT_END, true };
    char interval[INTERVAL_MAX];

    write_interval(view, round->wait_ms, interval);
    put_key(view, ROLE_TITLE, "review.pause", SPACE_BLOCK);
    review_put_text(view, ROLE_TRANSLATION,
                    texts_fill(view->texts, "review.next", TEXT_ARGS({ "when", interval })),
                    SPACE_BLOCK);
    review_draw_choices(view, &end, 1);
}

void review_draw_page(struct review_view *view, const struct round *round, int64_t now_ms)
{
    switch (round->page) {
    case ROUND_OPENING:
        draw_opening(view, round);
        break;
    case ROUND_QUESTION:
        draw_question(view, round);
        break;
    case ROUND_ANSWER:
        draw_answer(view, round, now_ms);
        break;
    case ROUND_EDIT:
        draw_edit(view, round);
        break;
    case ROUND_WAITING:
        draw_waiting(view, round);
        break;
    case ROUND_CLOSING:
        draw_closing(view, round, now_ms);
        break;
    case ROUND_EMPTY:
        draw_empty(view, round, now_ms);
        break;
    }
    if (round->notice != NULL)
        review_put_text(
            view, ROLE_WARNING,
            texts_fill(view->texts, round->notice, TEXT_ARGS({ "detail", round->detail })),
            SPACE_BLOCK);
}
