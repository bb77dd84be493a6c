#ifndef JOURNAL_REVIEWS_H
#define JOURNAL_REVIEWS_H

/* The review log: only ever added to, the source of truth of what is known. An
 * undo is a row of its own that names what it undoes. */

#include <stdint.h>

#include "app/journal/journal.h"

struct review_row {
    int64_t word;
    int64_t time_ms;
    int rating;          /* 1 again to 4 easy */
    int64_t duration_ms; /* from the question to the answer; 0 unknown */
    int interval_days;   /* what the answer's button promised; -1 where none did */
    const char *place;   /* "desk" or "class"; static */
};

/* Adds REVIEW; its id goes to ID. On the disk when it returns OK, together with what
 * else is changed between journal_change_begin() and journal_change_end(). */
MUST_CHECK enum err journal_review_add(struct journal *journal, const struct review_row *review,
                                       char id[UUID_LEN + 1]);
/* Takes the review ID back. ERR_ABSENT if there is none, or it was taken back. */
MUST_CHECK enum err journal_review_undo(struct journal *journal, const char *id, int64_t now_ms);

/* One change of several calls: all of it or nothing. END commits if RC is OK and gives
 * RC or the commit's failure. */
MUST_CHECK enum err journal_change_begin(struct journal *journal);
MUST_CHECK enum err journal_change_end(struct journal *journal, enum err rc);

/* Borrowed for the call. */
typedef void review_fn(void *ctx, const struct review_row *review);
/* The reviews that count: those of one word in time order, or all (of LANG, NULL: of all
 * languages), word by word. Reviews of one moment are in the order in which they were made.
 * journal_reviews_read() leaves out how long they took and where. */
MUST_CHECK enum err journal_reviews_of(struct journal *journal, int64_t word, review_fn *row,
                                       void *ctx);
MUST_CHECK enum err journal_reviews_read(struct journal *journal, const char *lang, review_fn *row,
                                         void *ctx);
/* Those from SINCE_MS on, in time order. */
MUST_CHECK enum err journal_reviews_since(struct journal *journal, int64_t since_ms, review_fn *row,
                                          void *ctx);
/* How many words had their first review that counts at SINCE_MS or later; and how many
 * reviews there were since. */
MUST_CHECK enum err journal_reviews_today(struct journal *journal, int64_t since_ms,
                                          int64_t *first_reviews, int64_t *reviews);
/* How many count in all. */
MUST_CHECK enum err journal_reviews_count(struct journal *journal, size_t *out);

#endif
