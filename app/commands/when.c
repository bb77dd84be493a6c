#include "app/commands/when.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The first moment of a day in local time; mktime() sorts out days past a month. */
static bool day_start(int64_t *out, int year, int month, int day)
{
    struct tm local = {
        .tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_isdst = -1
    };
    time_t start = mktime(&local);

    if (start == (time_t)-1)
        return false;
    *out = (int64_t)start * 1000;
    return true;
}

static int digits(const char *text, size_t len)
{
    int value = 0;

    for (; len > 0; len--)
        value = value * 10 + (*text++ - '0');
    return value;
}

static bool parse_date(int64_t *out, const char *text, int extra_days)
{
    static const char form[] = "dddd-dd-dd";
    int year, month, day;
    size_t i;
    time_t start;
    struct tm local;

    if (strlen(text) != sizeof(form) - 1)
        return false;
    for (i = 0; form[i] != '\0'; i++) {
        if (form[i] == 'd' ? strchr("0123456789", text[i]) == NULL : text[i] != form[i])
            return false;
    }
    year = digits(text, 4);
    month = digits(text + 5, 2);
    day = digits(text + 8, 2);
    if (year < 1970 || !day_start(out, year, month, day))
        return false;
    /* The 31st of a month of 30 days is none. */
    start = (time_t)(*out / 1000);
    if (localtime_r(&start, &local) == NULL || local.tm_mon != month - 1 || local.tm_mday != day)
        return false;
    return day_start(out, year, month, day + extra_days);
}

static bool parse_span(int64_t *out, const char *text, int64_t now_ms)
{
    const int64_t hour_ms = INT64_C(3600000);
    size_t len = strlen(text), count = strspn(text, "0123456789");

    if (count == 0 || count > 5 || count + 1 != len)
        return false;
    if (text[count] != 'd' && text[count] != 'h')
        return false;
    *out = now_ms - digits(text, count) * hour_ms * (text[count] == 'd' ? 24 : 1);
    return true;
}

bool when_parse(int64_t *out, const char *text, int64_t now_ms, bool day_end)
{
    int back = strcmp(text, "today") == 0 ? 0 : strcmp(text, "yesterday") == 0 ? 1 : -1;
    time_t now = (time_t)(now_ms / 1000);
    struct tm local;

    if (back < 0)
        return parse_date(out, text, day_end ? 1 : 0) || parse_span(out, text, now_ms);
    return localtime_r(&now, &local) != NULL &&
           day_start(out, local.tm_year + 1900, local.tm_mon + 1,
                     local.tm_mday - back + (day_end ? 1 : 0));
}
