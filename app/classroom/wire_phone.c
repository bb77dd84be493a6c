/* A phone's screen, and the words that it may take home. */

#include <inttypes.h>
#include <stdlib.h>

#include "app/classroom/report.h"
#include "app/classroom/set.h"
#include "app/classroom/wire_private.h"
#include "dict/base/mem.h"

static bool is_cloze(const struct question *question)
{
    return question->kind == QUESTION_CLOZE || question->kind == QUESTION_CLOZE_CHOICE;
}

/* The parts of the sentence around the gap. */
static void add_gap(struct buf *out, const struct question *question)
{
    char *before = NULL;
    const char *after = NULL;

    if (is_cloze(question) && question->sentence != NULL) {
        before = xstrndup(question->sentence, question->gap_at);
        after = question->sentence + question->gap_at + question->gap_len;
    }
    buf_adds(out, ",\"before\":");
    wire_text(out, before);
    buf_adds(out, ",\"after\":");
    wire_text(out, after);
    free(before);
}

/* What is asked, and what may be shown of it so far. A definition is the question itself, or
 * the answer, or help from the second step on. */
static void add_question(struct buf *out, const struct phone_screen *screen)
{
    const struct question *question = screen->at.question;
    const bool is_to_word = question->kind == QUESTION_TO_WORD;
    const bool is_to_definition = question->kind == QUESTION_TO_DEFINITION;
    const bool has_definition = is_to_word || (screen->step >= 2 && !is_to_definition);

    buf_printf(out, ",\"kind\":\"%s\"", question_kind_name(question->kind));
    add_gap(out, question);
    buf_adds(out, ",\"word\":");
    wire_text(out, is_to_definition ? question->headword : NULL);
    buf_adds(out, ",\"definition\":");
    wire_text(out, has_definition ? question->definition : NULL);
    buf_adds(out, ",\"translation\":");
    wire_text(out, screen->step >= ENGINE_STEPS ? question->translation : NULL);
    buf_adds(out, ",\"choices\":");
    wire_list(out, question->choices, question->choice_count);
    buf_adds(out, ",\"words\":");
    if (question->kind == QUESTION_ORDER)
        wire_shuffled(out, question->answer, screen->at.slot);
    else
        buf_adds(out, "[]");
}

static void add_own(struct buf *out, const struct phone_screen *screen)
{
    const struct answer_view *own = &screen->own;

    buf_adds(out, ",\"own\":{\"given\":");
    wire_bool(out, own->is_given);
    buf_adds(out, ",\"unsure\":");
    wire_bool(out, own->is_unsure);
    buf_printf(out, ",\"value\":%" PRId64 ",\"text\":", own->value);
    wire_text(out, own->text);
    buf_printf(out, ",\"seq\":%" PRId64 "},\"verdict\":", own->seq);
    if (!screen->shows_mark || !own->is_given) {
        buf_adds(out, "null");
        return;
    }
    buf_adds(out, "{\"right\":");
    wire_bool(out, own->is_right);
    buf_printf(out, ",\"mark\":\"%s\"}", mark_name(own->mark));
}

static void add_solution(struct buf *out, const struct phone_screen *screen)
{
    const struct question *question = screen->at.question;

    buf_adds(out, ",\"solution\":");
    if (!screen->shows_mark || question == NULL) {
        buf_adds(out, "null");
        return;
    }
    buf_adds(out, "{\"answer\":");
    wire_text(out, question->answer);
    buf_adds(out, ",\"headword\":");
    wire_text(out, question->headword);
    wire_explanation(out, question);
    buf_addc(out, '}');
}

static void add_lobby(struct buf *out)
{
    buf_adds(out, ",\"kind\":null,\"before\":null,\"after\":null,\"word\":null,"
                  "\"definition\":null,\"translation\":null,\"choices\":[],\"words\":[]");
}

enum err wire_phone(struct buf *out, const struct engine *engine, const char *token, int64_t now_ms)
{
    const struct learner *learner = engine_find(engine, token);
    struct phone_screen screen;
    size_t *missed;
    enum err rc = engine_phone(engine, token, &screen);

    if (rc != OK)
        return rc;
    buf_printf(out, "{\"version\":%" PRIu64 ",\"phase\":\"%s\",\"name\":", screen.version,
               wire_phase(screen.phase));
    wire_text(out, screen.name);
    buf_printf(out, ",\"team\":%d,\"stage\":", screen.team);
    wire_text(out, wire_stage(&screen.at));
    buf_printf(out, ",\"number\":%zu,\"count\":%zu,\"slot\":%d", screen.at.number, screen.at.count,
               screen.at.slot);
    if (screen.at.question != NULL)
        add_question(out, &screen);
    else
        add_lobby(out);
    buf_printf(out, ",\"step\":%d", screen.step);
    wire_closes_in(out, screen.closes_ms, now_ms);
    add_own(out, &screen);
    add_solution(out, &screen);
    missed = xcalloc(engine->slot_count + 1, sizeof(*missed));
    buf_printf(out, ",\"right\":%zu,\"answered\":%zu,\"missed\":%zu}", screen.right,
               screen.answered, wire_missed_slots(missed, engine, learner));
    free(missed);
    return OK;
}

static void add_missed(struct buf *out, const struct question *question, const struct given *given)
{
    const char *answered = given->text;

    if (given->is_unsure)
        answered = NULL;
    else if (question->choice_count > 0)
        answered = question->choices[given->value];
    const char *const cells[] = { question->headword, question->sentence, question->definition,
                                  question->translation, answered };
    for (size_t i = 0; i < ARRAY_LEN(cells); i++) {
        if (i > 0)
            buf_addc(out, ',');
        report_cell(out, cells[i] != NULL ? cells[i] : "");
    }
    buf_adds(out, "\r\n");
}

enum err wire_missed(struct buf *out, const struct engine *engine, const char *token)
{
    const struct learner *learner = engine_find(engine, token);
    size_t *missed, count;

    if (learner == NULL)
        return err_set(ERR_ABSENT, "this device has not joined");
    missed = xcalloc(engine->slot_count + 1, sizeof(*missed));
    count = wire_missed_slots(missed, engine, learner);
    buf_adds(out, "word,sentence,definition,translation,answered\r\n");
    for (size_t i = 0; i < count; i++)
        add_missed(out, &engine->questions[engine->slots[missed[i]].question[0]],
                   &learner->answers[missed[i]]);
    free(missed);
    return OK;
}
