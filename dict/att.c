#include "dict/att.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "dict/base/buf.h"
#include "dict/base/mem.h"

enum { NONE = UINT32_MAX };
static const size_t TABLE_BYTES_MAX = (size_t)1 << 30;

/* The two ends of an arc. */
enum side { TAIL, HEAD, SIDES };

/* A symbol stands in the text; "none" has no length. */
struct arc {
    uint32_t state[SIDES];
    uint32_t next[SIDES]; /* the next arc with the same state at this side, or NONE */
    uint32_t in_at, out_at;
    uint8_t in_len, out_len;
};

struct state {
    uint32_t arc[SIDES]; /* the first of those that have it at this side, or NONE */
    bool is_start, is_final;
    bool beside_cycle[SIDES]; /* a cycle leads to it; it leads to a cycle */
};

struct att {
    const char *text;
    struct arc *arcs;
    struct state *states;
    size_t arc_count, state_count;
};

/* --- reading --- */

struct reading {
    struct att *att;
    const char *name;
    size_t state_room;
    size_t base; /* of this transducer's states */
    bool begun;  /* this transducer has its start */
};

static bool read_number(size_t *number, struct str field, size_t below)
{
    size_t i;

    *number = 0;
    for (i = 0; i < field.len && *number < below; i++) {
        if (field.ptr[i] < '0' || field.ptr[i] > '9')
            return false;
        *number = *number * 10 + (size_t)(field.ptr[i] - '0');
    }
    return field.len > 0 && *number < below;
}

static bool read_state(struct reading *reading, uint32_t *state, struct str field)
{
    struct att *att = reading->att;
    size_t number;

    if (!read_number(&number, field, reading->state_room - reading->base))
        return false;
    number += reading->base;
    *state = (uint32_t)number;
    if (number >= att->state_count)
        att->state_count = number + 1;
    return true;
}

static bool read_symbol(const struct att *att, uint32_t *at, uint8_t *len, struct str field)
{
    *at = (uint32_t)(field.ptr - att->text);
    *len = str_is(field, "ε") ? 0 : (uint8_t)field.len;
    return field.len > 0 && field.len <= UINT8_MAX;
}

static bool read_line(struct reading *reading, struct str line)
{
    struct att *att = reading->att;
    struct arc *arc = &att->arcs[att->arc_count];
    struct str fields[4] = { { 0 } };
    size_t count = 0;
    uint32_t state;

    while (count < ARRAY_LEN(fields) && str_next(&line, '\t', &fields[count]))
        count++;
    if (count == 0 || count == 3 || !read_state(reading, &state, fields[0]))
        return false;
    if (!reading->begun)
        att->states[state].is_start = reading->begun = true;
    if (count < 4) {
        att->states[state].is_final = true;
        return true;
    }
    arc->state[TAIL] = state;
    att->arc_count++;
    return read_state(reading, &arc->state[HEAD], fields[1]) &&
           read_symbol(att, &arc->in_at, &arc->in_len, fields[2]) &&
           read_symbol(att, &arc->out_at, &arc->out_len, fields[3]);
}

static enum err read_lines(struct reading *reading, struct str text)
{
    struct str line;
    size_t number;

    for (number = 1; str_next(&text, '\n', &line); number++) {
        if (str_is(line, "--")) {
            reading->base = reading->att->state_count;
            reading->begun = false;
        } else if (line.len > 0 && !read_line(reading, line)) {
            return err_set(ERR_FORMAT, "%s: line %zu is no arc and no state of a transducer",
                           reading->name, number);
        }
    }
    return OK;
}

static size_t count_lines(struct str text)
{
    struct str line;
    size_t count = 0;

    while (str_next(&text, '\n', &line))
        count++;
    return count;
}

/* --- the graph --- */

/* From the last to the first, so that each list has the order of the lines. */
static void link_arcs(struct att *att)
{
    size_t i, side;

    for (i = 0; i < att->state_count; i++)
        att->states[i].arc[TAIL] = att->states[i].arc[HEAD] = NONE;
    for (i = att->arc_count; i-- > 0;) {
        for (side = 0; side < SIDES; side++) {
            uint32_t *first = &att->states[att->arcs[i].state[side]].arc[side];

            att->arcs[i].next[side] = *first;
            *first = (uint32_t)i;
        }
    }
}

/* Takes states away that have no arc left coming from SIDE, as long as there are any (Kahn
 * 1962). What stays is on a cycle or on that cycle's other side. */
static enum err find_cycles(struct att *att, enum side side)
{
    enum side other = side == TAIL ? HEAD : TAIL;
    uint32_t *counts = NULL, *free_states = NULL, arc, state;
    size_t i, free_count = 0;
    enum err rc = mem_try((void **)&counts, att->state_count, sizeof(*counts), TABLE_BYTES_MAX,
                          "a transducer");

    if (rc == OK)
        rc = mem_try((void **)&free_states, att->state_count, sizeof(*free_states), TABLE_BYTES_MAX,
                     "a transducer");
    if (rc != OK)
        goto out;
    for (i = 0; i < att->arc_count; i++)
        counts[att->arcs[i].state[other]]++;
    for (i = 0; i < att->state_count; i++) {
        if (counts[i] == 0)
            free_states[free_count++] = (uint32_t)i;
    }
    while (free_count > 0) {
        state = free_states[--free_count];
        for (arc = att->states[state].arc[side]; arc != NONE; arc = att->arcs[arc].next[side]) {
            if (--counts[att->arcs[arc].state[other]] == 0)
                free_states[free_count++] = att->arcs[arc].state[other];
        }
    }
    for (i = 0; i < att->state_count; i++)
        att->states[i].beside_cycle[side] = counts[i] > 0;
out:
    free(counts);
    free(free_states);
    return rc;
}

enum err att_parse(struct att **out, const uint8_t *bytes, size_t len, const char *name)
{
    struct str text = str_make((const char *)bytes, len);
    size_t line_count = len < UINT32_MAX ? count_lines(text) : 0;
    struct reading reading = { .name = name, .state_room = line_count + 1 };
    struct att *att = xcalloc(1, sizeof(*att));
    enum err rc = OK;

    att->text = text.ptr;
    reading.att = att;
    if (line_count == 0)
        rc = err_set(ERR_FORMAT, "%s: no transducer, or a huge one", name);
    /* Each state but the last has a line of its own. */
    if (rc == OK)
        rc = mem_try((void **)&att->arcs, line_count, sizeof(*att->arcs), TABLE_BYTES_MAX, name);
    if (rc == OK)
        rc = mem_try((void **)&att->states, reading.state_room, sizeof(*att->states),
                     TABLE_BYTES_MAX, name);
    if (rc == OK)
        rc = read_lines(&reading, text);
    if (rc == OK) {
        link_arcs(att);
        rc = find_cycles(att, TAIL);
    }
    if (rc == OK)
        rc = find_cycles(att, HEAD);
    if (rc == OK)
        *out = att;
    else
        att_free(att);
    return rc;
}

void att_free(struct att *att)
{
    if (att == NULL)
        return;
    free(att->arcs);
    free(att->states);
    free(att);
}

/* --- walking --- */

/* A state on the way, the arc to try next, and the length of the texts up to here. */
struct step {
    uint32_t arc;
    uint32_t in_len, out_len;
};

struct walk {
    const struct att *att;
    struct step steps[ATT_TEXT_MAX];
    size_t depth;
    char in[ATT_TEXT_MAX], out[ATT_TEXT_MAX];
    att_sink sink;
    void *ctx;
};

static bool is_digit(struct str symbol)
{
    return symbol.len == 1 && symbol.ptr[0] >= '0' && symbol.ptr[0] <= '9';
}

/* Stands in STATE, with these texts before it; tells of it if it is final. */
static enum err enter(struct walk *walk, uint32_t state, uint32_t in_len, uint32_t out_len)
{
    const struct state *here = &walk->att->states[state];

    if (here->beside_cycle[TAIL] && here->beside_cycle[HEAD])
        return OK;
    walk->steps[walk->depth++] =
        (struct step){ .arc = here->arc[TAIL], .in_len = in_len, .out_len = out_len };
    return here->is_final
               ? walk->sink(walk->ctx, str_make(walk->in, in_len), str_make(walk->out, out_len))
               : OK;
}

static enum err follow(struct walk *walk, const struct step *from, const struct arc *arc)
{
    const char *text = walk->att->text;
    size_t in_len = from->in_len + arc->in_len, out_len = from->out_len + arc->out_len;

    if (is_digit(str_make(text + arc->in_at, arc->in_len)) || in_len > ATT_TEXT_MAX ||
        out_len > ATT_TEXT_MAX || walk->depth == ARRAY_LEN(walk->steps))
        return OK;
    memcpy(walk->in + from->in_len, text + arc->in_at, arc->in_len);
    memcpy(walk->out + from->out_len, text + arc->out_at, arc->out_len);
    return enter(walk, arc->state[HEAD], (uint32_t)in_len, (uint32_t)out_len);
}

static enum err walk_from(struct walk *walk, uint32_t start, uint64_t *steps_left, const char *name)
{
    enum err rc;

    walk->depth = 0;
    rc = enter(walk, start, 0, 0);
    while (rc == OK && walk->depth > 0) {
        struct step *step = &walk->steps[walk->depth - 1];
        const struct arc *arc;

        if (step->arc == NONE) {
            walk->depth--;
            continue;
        }
        if ((*steps_left)-- == 0)
            return err_set(ERR_LIMIT, "%s: more ways than any language has words", name);
        arc = &walk->att->arcs[step->arc];
        step->arc = arc->next[TAIL];
        rc = follow(walk, step, arc);
    }
    return rc;
}

enum err att_expand(const struct att *att, uint64_t steps_max, const char *name, att_sink sink,
                    void *ctx)
{
    struct walk *walk = xmalloc(sizeof(*walk));
    size_t i;
    enum err rc = OK;

    walk->att = att;
    walk->sink = sink;
    walk->ctx = ctx;
    for (i = 0; i < att->state_count && rc == OK; i++) {
        if (att->states[i].is_start)
            rc = walk_from(walk, (uint32_t)i, &steps_max, name);
    }
    free(walk);
    return rc;
}
