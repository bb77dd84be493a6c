#ifndef CLASSROOM_WIRE_PRIVATE_H
#define CLASSROOM_WIRE_PRIVATE_H

/* What the files that write the wire's JSON share. It is written straight into the buffer:
 * a thousand screens go out at each change. */

#include "app/classroom/engine_private.h"
#include "app/classroom/wire.h"

/* TEXT as a JSON string; null for NULL. It is UTF-8, as all texts of the engine are. */
void wire_text(struct buf *out, const char *text);
void wire_bool(struct buf *out, bool value);
/* A list of COUNT strings. */
void wire_list(struct buf *out, const char *const *texts, size_t count);

/* Code units of UTF-16, in which scripts of a page count, of TEXT's first LEN bytes. */
size_t wire_utf16(const char *text, size_t len);

/* "lobby", "open", "closed", "end"; static. */
const char *wire_phase(enum engine_phase phase);
/* "practice", "replay", "before", "after"; static. */
const char *wire_stage_name(enum engine_stage stage);
/* The same of AT, and NULL in the lobby. */
const char *wire_stage(const struct slot_view *at);
/* The soft timer's member of a state, with the comma before it: at least 1 until CLOSES_MS and
 * after it, 0 without a timer. Spaces follow the number, so that a state that is sent again
 * later can be set right in its place. */
void wire_closes_in(struct buf *out, int64_t closes_ms, int64_t now_ms);
/* Where the number stands in STATE; 0 without a timer. */
size_t wire_closes_at(const struct buf *state);
/* Writes LEFT_MS there. */
void wire_closes_set(char *number, int64_t left_ms);

/* The members "sentence" to "game" of QUESTION, with a comma before them. */
void wire_explanation(struct buf *out, const struct question *question);

/* The words of SENTENCE in an order drawn by SLOT, the same on every screen; *WORDS is yours to
 * free(), and borrows from SENTENCE. Gives their number. */
size_t wire_order(struct str **words, const char *sentence, int slot);
/* The same as a list of JSON strings. */
void wire_shuffled(struct buf *out, const char *sentence, int slot);

/* Closed, and of a practice or replay round. */
bool wire_counts(const struct slot *slot);
/* The slots of the words that LEARNER missed the last time they were answered, in the order
 * they were asked, into SLOTS, which has room for all of ENGINE's slots; gives their number. */
size_t wire_missed_slots(size_t *slots, const struct engine *engine, const struct learner *learner);

#endif
