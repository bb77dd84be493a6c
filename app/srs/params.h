#ifndef SRS_PARAMS_H
#define SRS_PARAMS_H

/* The 21 numbers w0 to w20 that FSRS-6 is tuned with: their defaults, the bounds
 * they are clipped to, what became of the 17 and 19 numbers of FSRS-4.5 and 5,
 * and their form as text. Defaults and bounds are those of fsrs-rs. */

#include <stdbool.h>
#include <stddef.h>

#include "dict/base/err.h"
#include "dict/base/str.h"

enum { PARAM_COUNT = 21, PARAMS_TEXT_MAX = PARAM_COUNT * 32 };

struct params {
    double w[PARAM_COUNT];
};

/* What the bounds depend on. */
struct params_rules {
    bool short_term;      /* reviews within a day have formulas of their own */
    int relearning_steps; /* several of them lower the ceiling of w17 and w18 */
};

struct params params_default(void);

/* Into the bounds. What is no number becomes its lower bound. */
void params_clip(struct params *params, struct params_rules rules);

/* Checks COUNT numbers, brings those of an older FSRS up to date and clips them;
 * none at all are the defaults. ERR_USAGE names the number that is not finite, or
 * says that COUNT is not 0, 17, 19 or 21. */
MUST_CHECK enum err params_take(struct params *out, const double *w, size_t count,
                                struct params_rules rules);

/* The same for numbers in TEXT, with spaces or commas between them. */
MUST_CHECK enum err params_read(struct params *out, struct str text, struct params_rules rules);

/* The numbers with a space between them, to six decimals. */
void params_write(char out[PARAMS_TEXT_MAX], const struct params *params);

/* As params_write() and params_read() would change them. */
void params_round(struct params *params);

#endif
