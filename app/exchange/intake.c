#include "app/exchange/intake_private.h"

#include <string.h>

#include "app/journal/reviews.h"
#include "dict/base/mem.h"

static const struct intake_format *const formats[] = { &intake_csv, &intake_tsv, &intake_jsonl };

const struct intake_format *intake_format(size_t at)
{
    return at < ARRAY_LEN(formats) ? formats[at] : NULL;
}

const struct intake_format *intake_find(const char *name)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(formats); i++) {
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    }
    return NULL;
}

const char *intake_name(const struct intake_format *format)
{
    return format->name;
}

bool intake_looks_up(const struct intake_format *format)
{
    return format->looks_up;
}

bool intake_progress(const struct intake *from, uint64_t done, uint64_t total)
{
    return progress_step(from->request->progress, "Importing", done, total);
}

/* Reads all of the file into the journal, in a transaction. */
static enum err read_all(struct intake *from)
{
    const struct intake_request *request = from->request;
    enum err rc = request->format->read(from);

    if (rc != OK && from->line > 0)
        rc = err_prefix(rc, "%s: line %zu", request->path, from->line);
    if (rc == OK && !request->dry_run && request->agree != NULL &&
        !request->agree(request->ctx, &from->report))
        rc = err_set(ERR_CANCELLED, "nothing was imported");
    return rc;
}

enum err intake_run(struct journal *journal, const struct intake_request *request,
                    struct intake_report *report)
{
    struct intake from = { .journal = journal, .request = request };
    enum err rc = journal_change_begin(journal);

    if (rc != OK)
        return rc;
    rc = read_all(&from);
    if (rc == OK && request->dry_run)
        rc = journal_change_end(journal, ERR_CANCELLED) == ERR_CANCELLED ? OK : ERR_IO;
    else
        rc = journal_change_end(journal, rc);
    if (rc == OK)
        *report = from.report;
    return rc;
}
