#include "app/review/stats.h"

#include <stdlib.h>
#include <time.h>

#include "app/journal/cards.h"
#include "app/journal/reviews.h"
#include "app/journal/tallies.h"
#include "app/journal/words.h"
#include "app/review/cache.h"
#include "app/srs/day_table.h"
#include "dict/base/mem.h"

struct gathering {
    struct stats *stats;
    struct day_table days;
    int64_t now_ms;
    /* The reviews come word by word: */
    int64_t word, word_day;
    /* The cards forgotten most, the worst first: */
    struct card_row worst[STATS_TOP];
    size_t worst_count;
};

const char *strength_name(enum strength strength)
{
    static const char *const names[STRENGTH_COUNT] = { "new",     "days",  "weeks", "months",
                                                       "seasons", "years", "known" };

    return names[strength];
}

/* --- days gone --- */

static void count_day(struct gathering *to, int counts[STATS_DAYS], int64_t day)
{
    const int64_t ago = to->stats->today - day;

    if (ago >= 0 && ago < STATS_DAYS)
        counts[ago]++;
}

static void take_moment(void *ctx, int64_t time_ms)
{
    struct gathering *to = ctx;

    to->stats->lookups++;
    count_day(to, to->stats->looked_up, day_table_of(&to->days, time_ms));
}

/* Months since the year 0 of a day number; *MONTH is 0 to 11. */
static int64_t month_of(int64_t day, int *month)
{
    const time_t seconds = (time_t)(day * 24 * 3600);
    struct tm date = { 0 };

    gmtime_r(&seconds, &date);
    *month = date.tm_mon;
    return (int64_t)date.tm_year * STATS_MONTHS + date.tm_mon;
}

/* The month's count, NULL if it is too long ago. */
static struct recall *recall_of_month(struct stats *stats, int64_t day)
{
    int64_t ago;
    int month;

    if (stats->today - day > STATS_YEAR_DAYS)
        return NULL;
    ago = month_of(stats->today, &stats->month) - month_of(day, &month);
    return ago < STATS_MONTHS ? &stats->recall_by_month[ago] : NULL;
}

static void count_recall(struct stats *stats, int64_t day, bool recalled)
{
    const int64_t ago = stats->today - day;
    struct recall *const recalls[] = {
        &stats->recall_all,
        ago < STATS_YEAR_DAYS ? &stats->recall_year : NULL,
        ago < STATS_MONTH_DAYS ? &stats->recall_month : NULL,
        recall_of_month(stats, day),
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(recalls); i++) {
        if (recalls[i] == NULL)
            continue;
        recalls[i]->asked++;
        recalls[i]->recalled += recalled;
    }
}

/* What a wrong clock put into the future is left out until its time comes. */
static void take_review(void *ctx, const struct review_row *review)
{
    struct gathering *to = ctx;
    int64_t day;

    if (review->time_ms > to->now_ms)
        return;
    day = day_table_of(&to->days, review->time_ms);
    to->stats->reviews++;
    count_day(to, to->stats->reviewed, day);
    if (review->word == to->word && day > to->word_day)
        count_recall(to->stats, day, review->rating != RATING_AGAIN);
    to->word = review->word;
    to->word_day = day;
}

/* --- cards --- */

static enum strength strength_of(double stability)
{
    static const struct {
        double below;
        enum strength strength;
    } steps[] = {
        { 7, STRENGTH_DAYS },
        { 30, STRENGTH_WEEKS },
        { 90, STRENGTH_MONTHS },
        { 365, STRENGTH_SEASONS },
        { STABILITY_MAX * 2, STRENGTH_YEARS },
    };
    size_t i = 0;

    while (i + 1 < ARRAY_LEN(steps) && !(stability < steps[i].below))
        i++;
    return steps[i].strength;
}

static bool is_worse(const struct card_row *a, const struct card_row *b)
{
    return a->lapses != b->lapses ? a->lapses > b->lapses : a->difficulty > b->difficulty;
}

static void note_worst(struct gathering *to, const struct card_row *card)
{
    size_t at = to->worst_count;

    if (card->lapses == 0)
        return;
    while (at > 0 && is_worse(card, &to->worst[at - 1])) {
        if (at < STATS_TOP)
            to->worst[at] = to->worst[at - 1];
        at--;
    }
    if (at == STATS_TOP)
        return;
    to->worst[at] = *card;
    if (to->worst_count < STATS_TOP)
        to->worst_count++;
}

static bool take_card(void *ctx, const struct card_row *card)
{
    struct gathering *to = ctx;
    const int64_t ahead = day_table_of(&to->days, card->due_ms) - to->stats->today;

    to->stats->strength[strength_of(card->stability)]++;
    if (ahead < STATS_AHEAD)
        to->stats->due[ahead > 0 ? ahead : 0]++;
    note_worst(to, card);
    return true;
}

/* --- names --- */

static void take_tally(void *ctx, const struct tally_row *row)
{
    struct stats_list *list = ctx;

    if (list->count < STATS_TOP)
        list->items[list->count++] = (struct stats_item){
            .lang = row->lang.ptr != NULL ? xstrndup(row->lang.ptr, row->lang.len) : NULL,
            .name = row->name.ptr != NULL ? xstrndup(row->name.ptr, row->name.len) : NULL,
            .count = row->times,
        };
}

static enum err name_worst(struct gathering *from, struct journal *journal)
{
    struct stats_list *list = &from->stats->hard;
    enum err rc = OK;
    size_t i;

    for (i = 0; i < from->worst_count && rc == OK; i++) {
        const struct card_row *card = &from->worst[i];
        struct stats_item item = { .count = card->lapses,
                                   .is_leech = card->lapses >= LEECH_LAPSES };

        rc = journal_word_name(journal, card->word, &item.lang, &item.name);
        if (rc == OK)
            list->items[list->count++] = item;
    }
    return rc;
}

/* --- all --- */

static enum err gather(struct gathering *to, struct journal *journal, const char *lang)
{
    struct stats *stats = to->stats;
    int64_t states[WORD_STATES], reviewed = 0;
    enum err rc = journal_count_states(journal, lang, states);
    size_t i;

    if (rc == OK)
        rc = journal_moments(journal, lang, take_moment, to);
    if (rc == OK)
        rc = journal_reviews_read(journal, lang, take_review, to);
    if (rc == OK)
        rc = journal_cards_all(journal, lang, take_card, to);
    if (rc == OK)
        rc = name_worst(to, journal);
    if (rc == OK)
        rc = journal_words_by_game(journal, lang, STATS_TOP, take_tally, &stats->games);
    if (rc == OK)
        rc = journal_met_most(journal, lang, STATS_TOP, take_tally, &stats->met);
    if (rc != OK)
        return rc;
    stats->learning = states[WORD_LEARNING];
    stats->known = states[WORD_KNOWN];
    stats->ignored = states[WORD_IGNORED];
    stats->strength[STRENGTH_KNOWN] = stats->known;
    for (i = STRENGTH_DAYS; i < STRENGTH_KNOWN; i++)
        reviewed += stats->strength[i];
    stats->strength[STRENGTH_NEW] = stats->learning > reviewed ? stats->learning - reviewed : 0;
    return OK;
}

enum err stats_read(struct stats *out, struct journal *journal, const char *lang, int64_t now_ms)
{
    struct gathering *to = xcalloc(1, sizeof(*to));
    char notice[NOTICE_MAX];
    struct plan plan;
    enum err rc;

    *out = (struct stats){ 0 };
    plan_read(&plan, journal, notice);
    out->today = day_of(&plan.scheduler.options.day, now_ms);
    (void)month_of(out->today, &out->month);
    out->wished = plan.scheduler.options.retention;
    to->stats = out;
    to->now_ms = now_ms;
    /* Also the days that a word can be due on in the chart. */
    day_table_fill(&to->days, &plan.scheduler.options.day, out->today + 2 * STATS_YEAR_DAYS);
    rc = cache_refresh(&plan, journal, now_ms, NULL);
    if (rc == OK)
        rc = gather(to, journal, lang);
    free(to);
    return rc;
}

static void list_dispose(struct stats_list *list)
{
    size_t i;

    for (i = 0; i < list->count; i++) {
        free(list->items[i].lang);
        free(list->items[i].name);
    }
    list->count = 0;
}

void stats_dispose(struct stats *stats)
{
    list_dispose(&stats->games);
    list_dispose(&stats->met);
    list_dispose(&stats->hard);
}
