#ifndef CLASSROOM_REPORT_HTML_H
#define CLASSROOM_REPORT_HTML_H

/* A session's report as one HTML file, to be read on a screen or printed. The figures come in
 * the order that a teacher asks for them, and the small print says what each one is. */

#include "app/classroom/engine.h"
#include "app/ui/texts.h"
#include "dict/base/buf.h"

struct report_head {
    const char *title, *lang; /* of the session and what it learns */
    const char *date;         /* as it is shown: "2026-11-27" */
};

/* Appends the file to OUT. Learners stand under code names. */
void report_html(struct buf *out, const struct engine *engine, const struct report_head *head,
                 const struct texts *texts);

#endif
