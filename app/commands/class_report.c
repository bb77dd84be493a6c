#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/classroom/report.h"
#include "app/classroom/report_html.h"
#include "app/commands/class_call.h"
#include "app/exchange/writer.h"
#include "app/journal/settings.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

/* Reports of class sessions: written at their end, and deleted with them. */

enum { REPORT_MAX = 64 << 20, SESSIONS_MAX = 1000 };

char *class_report_path(const struct class_call *call, int64_t session, const char *extension)
{
    char name[64], *folder = file_join(call->paths.data, "class"), *path;

    snprintf(name, sizeof(name), "report-%lld.%s", (long long)session, extension);
    path = file_join(folder, name);
    free(folder);
    return path;
}

static enum err write_to(const char *path, const struct buf *bytes)
{
    struct writer *writer;
    enum err rc = buf_ok(bytes, "the report");

    if (rc == OK)
        rc = writer_open(&writer, path);
    if (rc != OK)
        return rc;
    writer_put_str(writer, buf_str(bytes));
    return writer_commit(writer);
}

static enum err build_report(struct buf *out, struct class_call *call, const struct engine *engine,
                             const struct report_head *head, bool is_csv)
{
    char *ui = settings_get(call->journal, SETTING_UI, NULL);
    char *folder = file_join(call->paths.assets, "texts");
    struct texts *texts = NULL;
    enum err rc = OK;

    if (is_csv) {
        report_csv(out, engine);
    } else {
        rc = texts_open(&texts, folder, ui[0] != '\0' ? ui : NULL);
        if (rc == OK)
            report_html(out, engine, head, texts);
    }
    texts_close(texts);
    free(folder);
    free(ui);
    return rc;
}

static enum err write_report(struct class_call *call, const struct engine *engine,
                             const struct report_head *head, bool is_csv, const char *path)
{
    struct buf report;
    enum err rc;

    buf_init(&report, REPORT_MAX);
    rc = build_report(&report, call, engine, head, is_csv);
    if (rc == OK)
        rc = write_to(path, &report);
    buf_dispose(&report);
    return rc;
}

enum err class_write_report(struct class_call *call, int64_t session, const struct engine *engine,
                            const char *title, const char *lang, char **path)
{
    char *html = class_report_path(call, session, "html");
    char *csv = class_report_path(call, session, "csv");
    char *folder = file_join(call->paths.data, "class");
    char date[CLASS_DATE_MAX];
    const struct report_head head = { title, lang, date };
    enum err rc = file_make_dirs(folder, 0700);

    class_print_date(date, clock_now_ms());
    if (rc == OK)
        rc = write_report(call, engine, &head, false, html);
    if (rc == OK)
        rc = write_report(call, engine, &head, true, csv);
    free(folder);
    free(csv);
    if (rc == OK)
        *path = html;
    else
        free(html);
    return rc;
}

enum err class_print_report(struct class_call *call)
{
    struct class_past past = { 0 };
    enum err rc = class_past_open(&past, call, call->report);
    char date[CLASS_DATE_MAX], *path;

    if (rc != OK)
        return rc;
    path = call->out != NULL ? xstrdup(call->out)
                             : class_report_path(call, past.row.id, call->is_csv ? "csv" : "html");
    class_print_date(date, past.row.begun_ms);
    if (call->out == NULL) {
        char *folder = file_join(call->paths.data, "class");

        rc = file_make_dirs(folder, 0700);
        free(folder);
    }
    if (rc == OK)
        rc = write_report(call, past.engine,
                          &(struct report_head){ past.set->title, past.set->lang, date },
                          call->is_csv, path);
    if (rc == OK && strcmp(path, "-") != 0)
        fprintf(stderr, "The report is in %s\n", path);
    free(path);
    class_past_close(&past);
    return rc;
}

/* --- deleting --- */

void class_delete_report(const struct class_call *call, int64_t session)
{
    static const char *const extensions[] = { "html", "csv" };

    for (size_t i = 0; i < ARRAY_LEN(extensions); i++) {
        char *path = class_report_path(call, session, extensions[i]);

        remove(path); /* may never have been written */
        free(path);
    }
}

struct known {
    int64_t ids[SESSIONS_MAX];
    size_t count;
};

static void note_id(void *ctx, const struct store_row *row)
{
    struct known *known = ctx;

    if (known->count < SESSIONS_MAX)
        known->ids[known->count++] = row->id;
}

static bool is_known(const struct known *known, int64_t id)
{
    for (size_t i = 0; i < known->count; i++)
        if (known->ids[i] == id)
            return true;
    return known->count == SESSIONS_MAX;
}

/* The session's number in a report's NAME; 0 if it is none. */
static int64_t number_in(const char *name)
{
    static const char start[] = "report-";
    char *end;
    long long number;

    if (strncmp(name, start, strlen(start)) != 0)
        return 0;
    number = strtoll(name + strlen(start), &end, 10);
    return *end == '.' && number > 0 ? number : 0;
}

void class_sweep_reports(const struct class_call *call)
{
    struct known *known = xcalloc(1, sizeof(*known));
    char *path = file_join(call->paths.data, "class");
    DIR *folder = store_list(call->store, note_id, known) == OK ? opendir(path) : NULL;
    const struct dirent *entry;

    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        const int64_t session = number_in(entry->d_name);

        if (session != 0 && !is_known(known, session))
            class_delete_report(call, session);
    }
    if (folder != NULL)
        closedir(folder);
    free(path);
    free(known);
}
