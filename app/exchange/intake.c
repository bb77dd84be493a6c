#include "app/exchange/intake_private.h"

#include <string.h>

#include "app/journal/imports.h"
#include "app/journal/reviews.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

static const struct intake_format *const formats[] = {
    &intake_csv,  &intake_tsv,    &intake_list,     &intake_apkg,
    &intake_anki, &intake_kindle, &intake_koreader, &intake_jsonl,
};

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

enum err intake_go_on(const struct intake *from, uint64_t done, uint64_t total)
{
    return intake_progress(from, done, total) ? OK
                                              : err_set(ERR_CANCELLED, "the import was stopped");
}

/* In a transaction: reads all of the file into the journal. */
static enum err read_all(struct intake *from)
{
    const struct intake_request *request = from->request;
    struct intake_report *report = &from->report;
    struct import_row counts;
    enum err rc =
        journal_import_begin(from->journal, file_base(request->path), request->format->name);

    if (rc != OK)
        return rc;
    rc = request->format->read(from);
    if (rc != OK)
        return from->line > 0 ? err_prefix(rc, "%s: line %zu", request->path, from->line) : rc;
    counts = (struct import_row){ .added = (int64_t)report->added,
                                  .merged = (int64_t)report->merged,
                                  .unchanged = (int64_t)report->unchanged,
                                  .skipped = (int64_t)report->skipped };
    rc = journal_import_end(from->journal, &counts);
    if (rc == OK && !request->dry_run && request->agree != NULL &&
        !request->agree(request->ctx, report))
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
