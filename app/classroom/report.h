#ifndef CLASSROOM_REPORT_H
#define CLASSROOM_REPORT_H

/* What a session tells the teacher, from the engine's state: the tests' figures, the
 * words, and a table for spreadsheets. Learners stand under code names. */

#include "app/classroom/engine.h"
#include "app/classroom/statistics.h"
#include "dict/base/buf.h"

/* The figures of those who answered in both tests, practised words alone; and how many
 * points more these gained than the control words, if there were any. */
struct report_figures {
    struct statistics tests;
    bool has_over_control;
    double over_control;
};
struct report_figures report_figures(const struct engine *engine);

/* A word of the practice rounds, with the answers of all who count. */
struct report_word {
    const struct question *question; /* borrowed from the engine */
    size_t answers, right, unsure;
    size_t choices[QUESTION_CHOICES]; /* how often each was chosen */
    double median_step; /* of the reveal, at the right answers; 0 if there were none */
};
/* At most MAX into OUT, the most missed (by share of answers) first; gives their number. */
size_t report_words(const struct engine *engine, struct report_word *out, size_t max);

/* What LEARNER answered in practice. */
struct report_learner {
    size_t answers, right, unsure;
};
struct report_learner report_learner(const struct engine *engine, size_t learner);

/* "L01" for the first that counts. */
enum { REPORT_CODE_LEN = 24 };
void report_code(char out[REPORT_CODE_LEN], size_t learner);

/* A line for each answer and its head, as RFC 4180 has it: learner, round, number, word,
 * wanted, answered, outcome, right, step. No cell is taken for a formula. */
void report_csv(struct buf *out, const struct engine *engine);
/* TEXT as one cell: quoted, and with ' before what a spreadsheet would calculate. */
void report_cell(struct buf *out, const char *text);

#endif
