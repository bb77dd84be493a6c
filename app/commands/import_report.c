#include "app/commands/import_report.h"

#include <stdio.h>
#include <string.h>

#include "app/commands/columns.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"

/* --- an import --- */

static void print_count(size_t count, const char *what)
{
    if (count > 0)
        fprintf(stderr, "%7zu %s\n", count, what);
}

/* "      2 left out: no word (line 3; line 7: "house")" */
static void print_reason(const struct intake_reason *reason)
{
    size_t i;

    fprintf(stderr, "%7zu %s%s", reason->count, reason->came_in ? "" : "left out: ", reason->text);
    for (i = 0; i < reason->example_count; i++) {
        const size_t line = reason->examples[i].line;
        const char *text = reason->examples[i].text;

        fputs(i == 0 ? " (" : "; ", stderr);
        if (line > 0)
            fprintf(stderr, "line %zu%s", line, text[0] != '\0' ? ": " : "");
        if (text[0] != '\0')
            fprintf(stderr, "\"%s\"", text);
        else if (line == 0)
            fputs("empty", stderr);
    }
    if (reason->count > reason->example_count)
        fputs("; ...", stderr);
    fputs(reason->example_count > 0 ? ")\n" : "\n", stderr);
}

void import_report_print(const struct intake_request *request, const struct intake_report *report)
{
    size_t i;

    fprintf(stderr, "%s (%s): %zu row%s\n", file_base(request->path), intake_name(request->format),
            report->rows, report->rows == 1 ? "" : "s");
    fprintf(stderr, "%7zu new\n", report->added);
    print_count(report->merged, "merged: something new of words that you have");
    print_count(report->unchanged, "unchanged: you have all of it");
    for (i = 0; i < report->reason_count; i++)
        print_reason(&report->reasons[i]);
}

static json_t *examples_json(const struct intake_reason *reason)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < reason->example_count; i++) {
        const size_t line = reason->examples[i].line;
        json_t *example = json_object();

        json_object_set_new(example, "line",
                            line > 0 ? json_integer((json_int_t)line) : json_null());
        json_object_set_new(example, "text", json_str_of(reason->examples[i].text));
        json_array_append_new(list, example);
    }
    return list;
}

static json_t *reasons_json(const struct intake_report *report)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < report->reason_count; i++) {
        const struct intake_reason *reason = &report->reasons[i];
        json_t *object = json_object();

        json_object_set_new(object, "text", json_str_of(reason->text));
        json_object_set_new(object, "came_in", json_boolean(reason->came_in));
        json_object_set_new(object, "count", json_integer((json_int_t)reason->count));
        json_object_set_new(object, "examples", examples_json(reason));
        json_array_append_new(list, object);
    }
    return list;
}

json_t *import_report_json(const struct intake_request *request, const struct intake_report *report,
                           bool done)
{
    json_t *object = json_object();

    json_object_set_new(object, "file", json_str(str_of(request->path)));
    json_object_set_new(object, "format", json_str_of(intake_name(request->format)));
    json_object_set_new(object, "done", json_boolean(done));
    json_object_set_new(object, "rows", json_integer((json_int_t)report->rows));
    json_object_set_new(object, "added", json_integer((json_int_t)report->added));
    json_object_set_new(object, "merged", json_integer((json_int_t)report->merged));
    json_object_set_new(object, "unchanged", json_integer((json_int_t)report->unchanged));
    json_object_set_new(object, "skipped", json_integer((json_int_t)report->skipped));
    json_object_set_new(object, "reasons", reasons_json(report));
    return object;
}

/* --- an undo --- */

static void add_stayed(void *ctx, struct str lang, struct str headword)
{
    json_t *word = json_object();

    json_object_set_new(word, "lang", json_str(lang));
    json_object_set_new(word, "word", json_str(headword));
    json_array_append_new(ctx, word);
}

enum err import_take_back(struct journal *journal, bool dry_run, struct import_undone *out,
                          json_t **stayed)
{
    json_t *words = json_array();
    const struct import_undo undo = {
        .now_ms = clock_now_ms(), .dry_run = dry_run, .stays = add_stayed, .ctx = words
    };
    enum err rc = journal_import_undo(journal, &undo, out);

    if (rc == OK)
        *stayed = words;
    else
        json_decref(words);
    return rc;
}

static void print_number(int64_t count, const char *what, const char *end)
{
    fprintf(stderr, "%lld %s%s%s", (long long)count, what, count == 1 ? "" : "s", end);
}

static void print_stayed(const json_t *stayed)
{
    enum { SHOWN = 10 };
    const size_t count = json_array_size(stayed);
    size_t i;

    fprintf(stderr, "%7zu word%s that you have met, reviewed or changed since: %s\n", count,
            count == 1 ? "" : "s", count == 1 ? "it stays" : "they stay");
    for (i = 0; i < count && i < SHOWN; i++) {
        fputs("        ", stderr);
        columns_put(stderr, json_slice(json_object_get(json_array_get(stayed, i), "word")), 60, 0);
        fputc('\n', stderr);
    }
    if (count > SHOWN)
        fputs("        ...\n", stderr);
}

void import_undone_print(const struct import_undone *undone, const json_t *stayed, bool would)
{
    char date[DATE_LEN + 1];

    columns_date(date, undone->time_ms);
    fprintf(stderr, "The import of %s (%s) %s taken back:\n", undone->name, date,
            would ? "would be" : "is");
    fprintf(stderr, "%7lld word%s removed, with ", (long long)undone->words,
            undone->words == 1 ? "" : "s");
    print_number(undone->encounters, "encounter", " and ");
    print_number(undone->reviews, "review", "\n");
    if (undone->restored > 0)
        fprintf(stderr, "%7lld changed back to what %s\n", (long long)undone->restored,
                undone->restored == 1 ? "it was" : "they were");
    if (json_array_size(stayed) > 0)
        print_stayed(stayed);
}

json_t *import_undone_json(const struct import_undone *undone, json_t *stayed, bool done)
{
    json_t *object = json_object();

    json_object_set_new(object, "file", json_str(str_of(undone->name)));
    json_object_set_new(object, "time_ms", json_integer(undone->time_ms));
    json_object_set_new(object, "done", json_boolean(done));
    json_object_set_new(object, "words", json_integer(undone->words));
    json_object_set_new(object, "encounters", json_integer(undone->encounters));
    json_object_set_new(object, "reviews", json_integer(undone->reviews));
    json_object_set_new(object, "restored", json_integer(undone->restored));
    json_object_set(object, "stayed", stayed);
    return object;
}

/* --- the list --- */

struct list {
    bool json;
    size_t count;
    enum err rc;
};

static void print_line(const struct import_row *row)
{
    char date[DATE_LEN + 1];

    columns_date(date, row->time_ms);
    printf("%s  ", date);
    columns_put(stdout, row->format, 8, 10);
    printf("%6lld new %6lld merged %6lld had %6lld left out  ", (long long)row->added,
           (long long)row->merged, (long long)row->unchanged, (long long)row->skipped);
    columns_put(stdout, row->name, 60, 0);
    puts(row->undone_ms > 0 ? "  (taken back)" : "");
}

static enum err print_json(const struct import_row *row)
{
    json_t *object = json_object();
    enum err rc;

    json_object_set_new(object, "file", json_str(row->name));
    json_object_set_new(object, "format", json_str(row->format));
    json_object_set_new(object, "time_ms", json_integer(row->time_ms));
    json_object_set_new(object, "added", json_integer(row->added));
    json_object_set_new(object, "merged", json_integer(row->merged));
    json_object_set_new(object, "unchanged", json_integer(row->unchanged));
    json_object_set_new(object, "skipped", json_integer(row->skipped));
    json_object_set_new(object, "undone_ms",
                        row->undone_ms > 0 ? json_integer(row->undone_ms) : json_null());
    rc = json_print_line(stdout, object);
    json_decref(object);
    return rc;
}

static void print_import(void *ctx, const struct import_row *row)
{
    struct list *list = ctx;

    list->count++;
    if (!list->json)
        print_line(row);
    else if (list->rc == OK)
        list->rc = print_json(row);
}

enum err import_list_print(struct journal *journal, bool json, size_t *count)
{
    struct list list = { .json = json };
    enum err rc = journal_import_list(journal, print_import, &list);

    *count = list.count;
    if (rc == OK)
        rc = list.rc;
    if (rc == OK && (fflush(stdout) != 0 || ferror(stdout) != 0))
        rc = err_set(ERR_IO, "cannot write the output");
    return rc;
}

/* --- asking --- */

bool import_asked(const char *question)
{
    char answer[16] = "";

    fprintf(stderr, "%s [Y/n] ", question);
    fflush(stderr);
    if (fgets(answer, sizeof(answer), stdin) == NULL) {
        fputc('\n', stderr);
        return false;
    }
    return strchr("yY\n", answer[0]) != NULL;
}
