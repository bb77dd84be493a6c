/* The small pieces that the wire's JSON is made of. */

#include "app/classroom/wire_private.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { CLOSES_WIDTH = 9, CLOSES_MAX_MS = 999999999 };

/* Texts are nearly all plain: each run of what needs no escape goes out in one piece. */
void wire_text(struct buf *out, const char *text)
{
    const char *from = text;

    if (text == NULL) {
        buf_adds(out, "null");
        return;
    }
    buf_addc(out, '"');
    for (; *text != '\0'; text++) {
        const unsigned char c = (unsigned char)*text;

        if (c >= ' ' && c != '"' && c != '\\')
            continue;
        buf_add(out, from, (size_t)(text - from));
        if (c < ' ')
            buf_printf(out, "\\u%04x", c);
        else
            buf_printf(out, "\\%c", c);
        from = text + 1;
    }
    buf_add(out, from, (size_t)(text - from));
    buf_addc(out, '"');
}

void wire_bool(struct buf *out, bool value)
{
    buf_adds(out, value ? "true" : "false");
}

void wire_list(struct buf *out, const char *const *texts, size_t count)
{
    buf_addc(out, '[');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_addc(out, ',');
        wire_text(out, texts[i]);
    }
    buf_addc(out, ']');
}

size_t wire_utf16(const char *text, size_t len)
{
    const struct str all = str_make(text, len);
    size_t units = 0, at = 0;

    while (at < len)
        units += text_next(all, &at) > 0xffff ? 2 : 1;
    return units;
}

const char *wire_phase(enum engine_phase phase)
{
    static const char *const names[] = { "lobby", "open", "closed", "end" };

    return names[phase];
}

const char *wire_stage_name(enum engine_stage stage)
{
    static const char *const names[] = { "practice", "replay", "before", "after" };

    return names[stage];
}

const char *wire_stage(const struct slot_view *at)
{
    return at->slot >= 0 ? wire_stage_name(at->stage) : NULL;
}

/* No text can hold this: its quotes would be escaped. */
static const char closes_key[] = ",\"closes_in_ms\":";

void wire_closes_set(char *number, int64_t left_ms)
{
    char digits[CLOSES_WIDTH + 1];

    if (left_ms < 1)
        left_ms = 1;
    if (left_ms > CLOSES_MAX_MS)
        left_ms = CLOSES_MAX_MS;
    snprintf(digits, sizeof(digits), "%-*" PRId64, CLOSES_WIDTH, left_ms);
    memcpy(number, digits, CLOSES_WIDTH);
}

void wire_closes_in(struct buf *out, int64_t closes_ms, int64_t now_ms)
{
    char number[CLOSES_WIDTH];

    buf_adds(out, closes_key);
    if (closes_ms == 0) {
        buf_addc(out, '0');
        return;
    }
    wire_closes_set(number, closes_ms - now_ms);
    buf_add(out, number, sizeof(number));
}

size_t wire_closes_at(const struct buf *state)
{
    const struct str key = str_of(closes_key);
    const size_t at = str_find(buf_str(state), key, 0) + key.len;

    return at < state->len && state->data[at] != '0' ? at : 0;
}

bool wire_counts(const struct slot *slot)
{
    return slot->is_closed && (slot->stage == STAGE_PRACTICE || slot->stage == STAGE_REPLAY);
}

/* From the last slot back, so that each word's last answer is met first. */
size_t wire_missed_slots(size_t *slots, const struct engine *engine, const struct learner *learner)
{
    bool *is_known = xcalloc(engine->question_count + 1, sizeof(*is_known));
    size_t count = 0;

    for (size_t k = engine->slot_count; k-- > 0;) {
        const size_t question = engine->slots[k].question[0];

        if (!wire_counts(&engine->slots[k]) || !learner->answers[k].is_given || is_known[question])
            continue;
        is_known[question] = true;
        if (!learner->answers[k].is_right)
            slots[count++] = k;
    }
    for (size_t i = 0; i < count / 2; i++) {
        const size_t moved = slots[i];

        slots[i] = slots[count - 1 - i];
        slots[count - 1 - i] = moved;
    }
    free(is_known);
    return count;
}

void wire_explanation(struct buf *out, const struct question *question)
{
    const char *sentence = question->sentence != NULL ? question->sentence : "";
    const size_t gap_len =
        question->gap_len > 0 ? wire_utf16(sentence + question->gap_at, question->gap_len) : 0;

    buf_adds(out, ",\"sentence\":");
    wire_text(out, question->sentence);
    buf_printf(out, ",\"gap_at\":%zu,\"gap_len\":%zu,\"definition\":",
               wire_utf16(sentence, question->gap_at), gap_len);
    wire_text(out, question->definition);
    buf_adds(out, ",\"translation\":");
    wire_text(out, question->translation);
    buf_adds(out, ",\"game\":");
    wire_text(out, question->game);
}
