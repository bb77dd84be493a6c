/* The small pieces that the wire's JSON is made of. */

#include "app/classroom/wire_private.h"

#include <stdlib.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"

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

const char *wire_stage(const struct slot_view *at)
{
    static const char *const names[] = { "practice", "replay", "before", "after" };

    return at->slot >= 0 ? names[at->stage] : NULL;
}

int64_t wire_closes_in(int64_t closes_ms, int64_t now_ms)
{
    if (closes_ms == 0)
        return 0;
    return closes_ms > now_ms ? closes_ms - now_ms : 1;
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
