#ifndef DICT_ATT_H
#define DICT_ATT_H

/* A finite-state transducer in AT&T's text format, as lt-print(1) writes it. Each
 * line is an arc, "FROM<tab>TO<tab>IN<tab>OUT<tab>WEIGHT", or a final state,
 * "STATE<tab>WEIGHT"; a line "--" begins another transducer with states of its own.
 * IN and OUT are one symbol each, "ε" for none. The first state named is where
 * reading begins. */

#include <stddef.h>
#include <stdint.h>

#include "dict/base/err.h"
#include "dict/base/str.h"

struct att;

/* BYTES are borrowed until att_free(). NAME is for messages. On success *OUT is
 * yours: att_free(). ERR_FORMAT with the line. */
MUST_CHECK enum err att_parse(struct att **out, const uint8_t *bytes, size_t len, const char *name);
void att_free(struct att *att);

/* One way through: what it reads and what it writes, borrowed for the call. An error
 * ends the walk. */
typedef enum err (*att_sink)(void *ctx, struct str in, struct str out);

/* Gives SINK every way from a start to a final state. Ways through a cycle are
 * patterns of numbers, addresses and the like, and those that read a digit are
 * numbers: both are left out, as is what is longer than ATT_TEXT_MAX. ERR_LIMIT with NAME past
 * STEPS_MAX arcs. */
enum { ATT_TEXT_MAX = 1000 };
MUST_CHECK enum err att_expand(const struct att *att, uint64_t steps_max, const char *name,
                               att_sink sink, void *ctx);

#endif
