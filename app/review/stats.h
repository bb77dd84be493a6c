#ifndef REVIEW_STATS_H
#define REVIEW_STATS_H

/* What a learner's words and reviews come to: figures, without any picture. */

#include <stddef.h>
#include <stdint.h>

#include "app/journal/journal.h"

enum {
    STATS_WEEKS = 26, /* of the calendar */
    STATS_DAYS = STATS_WEEKS * 7,
    STATS_AHEAD = 30, /* days to come */
    STATS_MONTHS = 12,
    STATS_MONTH_DAYS = 30,
    STATS_YEAR_DAYS = 365,
    STATS_TOP = 8 /* words and games that are named */
};

/* How many days a word is remembered: by its stability. */
enum strength {
    STRENGTH_NEW, /* never reviewed */
    STRENGTH_DAYS,
    STRENGTH_WEEKS,
    STRENGTH_MONTHS,
    STRENGTH_SEASONS,
    STRENGTH_YEARS,
    STRENGTH_KNOWN, /* the learner said so */
    STRENGTH_COUNT
};
/* "new", "days", "weeks", "months", "seasons", "years", "known"; static. */
const char *strength_name(enum strength strength);

/* First answers of a day to words that were answered on a day before. */
struct recall {
    int64_t asked, recalled;
};

struct stats_item {
    char *lang; /* NULL for a game */
    char *name; /* NULL for words met outside of any game that is known */
    int64_t count;
    bool is_leech;
};
struct stats_list {
    struct stats_item items[STATS_TOP];
    size_t count;
};

struct stats {
    int64_t today;                    /* a day number, as day_of() gives it */
    int64_t learning, known, ignored; /* words */
    int64_t lookups, reviews;         /* of all time */
    int looked_up[STATS_DAYS];        /* on each day; [0] is today, [1] the day before */
    int reviewed[STATS_DAYS];
    double wished; /* the retention wished for, 0 to 1 */
    struct recall recall_month, recall_year, recall_all;
    int month;                                   /* the month of today, 0 to 11 */
    struct recall recall_by_month[STATS_MONTHS]; /* [0] this month, [1] the one before */
    int due[STATS_AHEAD];                        /* [0] today, with what was due before */
    int64_t strength[STRENGTH_COUNT];
    struct stats_list games; /* by words met in them */
    struct stats_list met;   /* the words looked up most often */
    struct stats_list hard;  /* by how often they were forgotten */
};

/* Reads them as they are at NOW_MS, for LANG (NULL: all languages). OUT is yours:
 * stats_dispose(), also after a failure. */
MUST_CHECK enum err stats_read(struct stats *out, struct journal *journal, const char *lang,
                               int64_t now_ms);
void stats_dispose(struct stats *stats);

#endif
