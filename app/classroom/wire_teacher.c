/* The state of the teacher's page. It is written at each answer that arrives: whatever walks
 * through the learners does so once. */

#include <inttypes.h>
#include <stdlib.h>

#include "app/classroom/report.h"
#include "app/classroom/set.h"
#include "app/classroom/wire_private.h"
#include "dict/base/mem.h"

static void add_question(struct buf *out, const struct question *question)
{
    if (question == NULL) {
        buf_adds(out, "null");
        return;
    }
    buf_printf(out, "{\"kind\":\"%s\",\"headword\":", question_kind_name(question->kind));
    wire_text(out, question->headword);
    buf_adds(out, ",\"answer\":");
    wire_text(out, question->answer);
    wire_explanation(out, question);
    buf_adds(out, ",\"choices\":");
    wire_list(out, question->choices, question->choice_count);
    buf_printf(out, ",\"right\":%zu,\"control\":", question->right);
    wire_bool(out, question->is_control);
    buf_addc(out, '}');
}

static void add_counts(struct buf *out, const size_t *counts, size_t count)
{
    buf_addc(out, '[');
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "%s%zu", i > 0 ? "," : "", counts[i]);
    buf_addc(out, ']');
}

/* --- what was typed to the question asked --- */

struct typed {
    const char *text;
    size_t question; /* the two forms of a test ask different ones */
    const struct given *given;
    size_t count;
};

static int by_text(const void *a, const void *b)
{
    const struct typed *x = a, *y = b;

    if (x->question != y->question)
        return x->question < y->question ? -1 : 1;
    return strcmp(x->text, y->text);
}

static int by_count(const void *a, const void *b)
{
    const struct typed *x = a, *y = b;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return by_text(a, b);
}

/* Equal ones become one; gives how many are left. */
static size_t gather(struct typed *typed, size_t count)
{
    size_t kept = 0;

    if (count > 1)
        qsort(typed, count, sizeof(*typed), by_text);
    for (size_t i = 0; i < count; i++)
        if (kept > 0 && by_text(&typed[kept - 1], &typed[i]) == 0)
            typed[kept - 1].count++;
        else
            typed[kept++] = typed[i];
    if (kept > 1)
        qsort(typed, kept, sizeof(*typed), by_count);
    return kept;
}

static void add_typed(struct buf *out, const struct engine *engine)
{
    struct typed *typed = xcalloc(engine->learner_count + 1, sizeof(*typed));
    size_t count = 0;

    for (size_t i = 0; engine->now >= 0 && i < engine->learner_count; i++) {
        const struct learner *learner = &engine->learners[i];
        const struct given *given = &learner->answers[engine->now];

        if (!learner->is_removed && given->is_given && given->text != NULL)
            typed[count++] = (struct typed){
                given->text, engine_question_of(learner, &engine->slots[engine->now]), given, 1
            };
    }
    count = gather(typed, count);
    for (size_t i = 0; i < count; i++) {
        buf_adds(out, i > 0 ? ",{\"text\":" : "{\"text\":");
        wire_text(out, typed[i].text);
        buf_printf(out, ",\"count\":%zu,\"right\":", typed[i].count);
        wire_bool(out, typed[i].given->is_right);
        buf_printf(out, ",\"mark\":\"%s\"}", mark_name(typed[i].given->mark));
    }
    free(typed);
}

/* --- the learners --- */

static void add_learner(struct buf *out, const struct engine *engine, size_t index,
                        const struct wire_room *room)
{
    const struct learner *learner = &engine->learners[index];
    size_t right = 0, answered = 0;
    char id[REPORT_CODE_LEN];

    for (size_t k = 0; k < engine->slot_count; k++) {
        if (!wire_counts(&engine->slots[k]))
            continue;
        right += learner->answers[k].is_right;
        answered += learner->answers[k].is_given;
    }
    report_code(id, index);
    buf_printf(out, "{\"id\":\"%s\",\"name\":", id);
    wire_text(out, learner->name);
    buf_printf(out, ",\"team\":%d,\"connected\":", learner->team);
    wire_bool(out, room->is_connected != NULL && room->is_connected(room->ctx, learner->token));
    buf_printf(out, ",\"answered\":%zu,\"right\":%zu,\"given\":", answered, right);
    wire_bool(out, engine->now >= 0 && learner->answers[engine->now].is_given);
    buf_addc(out, '}');
}

static void add_learners(struct buf *out, const struct engine *engine, const struct wire_room *room)
{
    bool is_first = true;

    for (size_t i = 0; i < engine->learner_count; i++) {
        if (engine->learners[i].is_removed)
            continue;
        if (!is_first)
            buf_addc(out, ',');
        is_first = false;
        add_learner(out, engine, i, room);
    }
}

/* --- the words missed so far --- */

struct missed {
    size_t slot, answers, right, unsure;
};

static int more_missed(const void *a, const void *b)
{
    const struct missed *x = a, *y = b;
    /* missed / answers, compared without dividing */
    const size_t left = (x->answers - x->right) * y->answers;
    const size_t right = (y->answers - y->right) * x->answers;

    if (left != right)
        return left > right ? -1 : 1;
    return x->slot < y->slot ? -1 : 1;
}

static void count_slot(struct missed *word, const struct engine *engine, size_t slot)
{
    size_t had;
    const size_t hands = engine_hands(engine, &engine->slots[slot], &had);

    word->slot = slot;
    word->answers += hands;
    word->right += had;
    for (size_t i = 0; i < engine->learner_count; i++) {
        const struct given *given = &engine->learners[i].answers[slot];

        if (engine->learners[i].is_removed || !given->is_given)
            continue;
        word->answers++;
        word->right += given->is_right;
        word->unsure += given->is_unsure;
    }
}

static void add_missed(struct buf *out, const struct engine *engine)
{
    struct missed *words = xcalloc(engine->question_count + 1, sizeof(*words));
    size_t count = 0;

    for (size_t k = 0; k < engine->slot_count; k++)
        if (wire_counts(&engine->slots[k]))
            count_slot(&words[engine->slots[k].question[0]], engine, k);
    for (size_t i = 0; i < engine->question_count; i++)
        if (words[i].right < words[i].answers)
            words[count++] = words[i];
    if (count > 1)
        qsort(words, count, sizeof(*words), more_missed);
    for (size_t i = 0; i < count; i++) {
        const size_t question = engine->slots[words[i].slot].question[0];

        buf_printf(out, "%s{\"slot\":%zu,\"headword\":", i > 0 ? "," : "", words[i].slot);
        wire_text(out, engine->questions[question].headword);
        buf_printf(out, ",\"answers\":%zu,\"right\":%zu,\"unsure\":%zu}", words[i].answers,
                   words[i].right, words[i].unsure);
    }
    free(words);
}

static void add_board(struct buf *out, const struct board *board, size_t connected, int64_t now_ms)
{
    const size_t choices = board->at.question != NULL ? board->at.question->choice_count : 0;

    buf_printf(out, ",\"number\":%zu,\"count\":%zu,\"slot\":%d,\"question\":", board->at.number,
               board->at.count, board->at.slot);
    add_question(out, board->at.question);
    buf_printf(out,
               ",\"step\":%d,\"present\":%zu,\"connected\":%zu,\"answered\":%zu,"
               "\"right\":%zu,\"unsure\":%zu,\"choices\":",
               board->step, board->present, connected, board->answered, board->right,
               board->unsure);
    add_counts(out, board->choices, choices);
    buf_adds(out, ",\"hands\":");
    add_counts(out, board->hands, choices > 0 ? choices : 2);
    wire_closes_in(out, board->closes_ms, now_ms);
    buf_printf(out, ",\"goal\":%d,\"reached\":%d", board->goal_percent, board->reached_percent);
}

/* The rounds that could begin now, and which most will begin. */
static void add_rounds(struct buf *out, const struct engine *engine, const struct board *board)
{
    const bool is_between = board->phase == PHASE_LOBBY || board->phase == PHASE_END;
    enum engine_stage next;
    bool is_first = true;

    buf_adds(out, ",\"next\":");
    wire_text(out, is_between && engine_suggest(engine, &next) ? wire_stage_name(next) : NULL);
    buf_adds(out, ",\"can\":[");
    for (int stage = STAGE_PRACTICE; is_between && stage <= STAGE_AFTER; stage++) {
        if (!engine_can_start(engine, (enum engine_stage)stage))
            continue;
        if (!is_first)
            buf_addc(out, ',');
        is_first = false;
        wire_text(out, wire_stage_name((enum engine_stage)stage));
    }
    buf_addc(out, ']');
}

void wire_teacher(struct buf *out, const struct engine *engine, const struct wire_room *room,
                  int64_t now_ms)
{
    struct board board;

    engine_board(engine, &board);
    buf_printf(out, "{\"version\":%" PRIu64 ",\"phase\":\"%s\",\"url\":", board.version,
               wire_phase(board.phase));
    wire_text(out, room->url);
    buf_adds(out, ",\"code\":");
    wire_text(out, room->code);
    buf_adds(out, ",\"stage\":");
    wire_text(out, wire_stage(&board.at));
    add_board(out, &board, room->connected, now_ms);
    add_rounds(out, engine, &board);
    buf_adds(out, ",\"typed\":[");
    add_typed(out, engine);
    buf_adds(out, "],\"learners\":[");
    add_learners(out, engine, room);
    buf_adds(out, "],\"missed\":[");
    add_missed(out, engine);
    buf_adds(out, "]}");
}
