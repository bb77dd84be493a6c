/* A calendar (iCalendar, RFC 5545): an event for each day on which words are due, which tells
 * how many. An event's UID is its day's, so that a later file takes the place of an earlier
 * one; nothing in it is anybody's. */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/exchange/export_private.h"

/* Intervals are of 36500 days at most. */
enum { CALENDAR_DAYS = 36501, LINE_SIZE = 128 };

struct calendar {
    int64_t today;
    uint32_t words[CALENDAR_DAYS]; /* from today on; what is overdue is due today */
};

static void begin(struct export *to)
{
    const struct export_source *source = to->request->source;
    struct calendar *calendar = xcalloc(1, sizeof(*calendar));

    calendar->today = source->day_of(source->ctx, to->request->now_ms);
    to->state = calendar;
}

static bool count_word(struct export *to, const struct export_row *row)
{
    const struct export_source *source = to->request->source;
    struct calendar *calendar = to->state;
    int64_t day;

    if (!row->reviewed || row->state != WORD_LEARNING)
        return false;
    day = source->day_of(source->ctx, row->due_ms) - calendar->today;
    if (day >= CALENDAR_DAYS)
        return false;
    calendar->words[day > 0 ? day : 0]++;
    to->row_changed = false; /* of no text in it anything is written */
    return true;
}

static bool date_of(char out[LINE_SIZE], const char *format, int64_t time_s)
{
    const time_t seconds = (time_t)time_s;
    struct tm parts;

    return gmtime_r(&seconds, &parts) != NULL && strftime(out, LINE_SIZE, format, &parts) > 0;
}

/* No line is longer than 75 bytes, so that none needs to be folded. */
static void put_event(struct export *to, int64_t day, uint32_t words)
{
    enum { DAY_S = 24 * 60 * 60 };
    char first[LINE_SIZE], next[LINE_SIZE], stamp[LINE_SIZE];
    if (!date_of(first, "%Y%m%d", day * DAY_S) || !date_of(next, "%Y%m%d", (day + 1) * DAY_S) ||
        !date_of(stamp, "%Y%m%dT%H%M%SZ", to->request->now_ms / 1000))
        return;
    buf_printf(&to->cell,
               "BEGIN:VEVENT\r\nUID:due-%s@id.wordloot\r\nDTSTAMP:%s\r\n"
               "DTSTART;VALUE=DATE:%s\r\nDTEND;VALUE=DATE:%s\r\n"
               "SUMMARY:Wordloot: %u %s due\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n",
               first, stamp, first, next, (unsigned)words, words == 1 ? "word" : "words");
    export_put_line(to);
}

static void end(struct export *to)
{
    struct calendar *calendar = to->state;
    size_t i;

    export_puts(to, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Wordloot//words due//EN\r\n");
    for (i = 0; i < CALENDAR_DAYS; i++) {
        if (calendar->words[i] > 0)
            put_event(to, calendar->today + (int64_t)i, calendar->words[i]);
    }
    export_puts(to, "END:VCALENDAR\r\n");
    free(calendar);
}

const struct exporter export_ics = {
    .name = "ics",
    .extension = "ics",
    .asks_cards = true,
    .begin = begin,
    .word = count_word,
    .end = end,
};
