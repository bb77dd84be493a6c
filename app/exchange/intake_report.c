#include <string.h>

#include "app/exchange/intake_private.h"
#include "dict/base/text.h"

/* What does not fit into the report is counted under its last reason. */
static const char other[] = "for other reasons";

void intake_count(struct intake *from, enum intake_fate fate)
{
    struct intake_report *report = &from->report;

    report->rows++;
    report->added += fate == INTAKE_ADDED;
    report->merged += fate == INTAKE_MERGED;
    report->unchanged += fate == INTAKE_UNCHANGED;
    report->skipped += fate == INTAKE_SKIPPED;
}

/* TEXT as one line of at most MAX bytes, with a NUL, into OUT of MAX + 1. */
static void put_line(char *out, struct str text, size_t max)
{
    struct buf line;

    buf_init(&line, max);
    text_clean_line(&line, text, max);
    memcpy(out, buf_text(&line), line.len + 1);
    buf_dispose(&line);
}

static struct intake_reason *find_reason(struct intake_report *report, bool came_in,
                                         const char *what)
{
    const bool last = report->reason_count >= INTAKE_REASONS_MAX - 1;
    struct intake_reason *reason;
    size_t i;

    for (i = 0; i < report->reason_count; i++) {
        reason = &report->reasons[i];
        if (reason->came_in == came_in && strcmp(reason->text, what) == 0)
            return reason;
    }
    if (report->reason_count == INTAKE_REASONS_MAX)
        return &report->reasons[INTAKE_REASONS_MAX - 1];
    reason = &report->reasons[report->reason_count++];
    reason->came_in = came_in;
    put_line(reason->text, str_of(last ? other : what), INTAKE_REASON_MAX);
    return reason;
}

void intake_remark(struct intake *from, bool came_in, const char *what, struct str example)
{
    struct intake_reason *reason = find_reason(&from->report, came_in, what);

    reason->count++;
    if (reason->example_count == INTAKE_EXAMPLES_MAX)
        return;
    reason->examples[reason->example_count].line = from->line;
    put_line(reason->examples[reason->example_count++].text, example, INTAKE_EXAMPLE_MAX);
}

void intake_skip(struct intake *from, const char *why, struct str example)
{
    intake_remark(from, false, why, example);
    intake_count(from, INTAKE_SKIPPED);
}
