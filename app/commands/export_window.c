#include "app/commands/export_window.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/commands/export_words.h"
#include "app/journal/settings.h"
#include "app/platform/paths.h"
#include "app/ui/chooser.h"
#include "dict/base/clock.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"

enum { NAMES_MAX = 100, COPY_MAX = 16 << 20, DATE_MAX = 32 };

/* What can be made, in the order of the list. */
static const struct {
    const char *format;
    const char *key; /* of its name; KEY-detail says what it is good for */
    enum sheet_kind sheet;
} formats[] = {
    { "apkg", "export.apkg", SHEET_LIST },       { "quizlet", "export.quizlet", SHEET_LIST },
    { "csv-excel", "export.excel", SHEET_LIST }, { "csv", "export.csv", SHEET_LIST },
    { "pdf", "export.list", SHEET_LIST },        { "pdf", "export.cloze", SHEET_CLOZE },
    { "pdf", "export.cards", SHEET_CARDS },      { "pdf", "export.test", SHEET_TEST },
    { "html", "export.html", SHEET_LIST },       { "markdown", "export.markdown", SHEET_LIST },
    { "anki", "export.anki", SHEET_LIST },       { "gift", "export.gift", SHEET_LIST },
    { "ics", "export.ics", SHEET_LIST },         { "jsonl", "export.jsonl", SHEET_LIST },
};

enum which { WORDS_SESSION, WORDS_WEEK, WORDS_DUE, WORDS_ALL, WORDS_COUNT };
static const char *const which_keys[WORDS_COUNT] = { "export.session", "export.week", "export.due",
                                                     "export.all" };
static const int64_t week_ms = INT64_C(7) * 86400000;

struct choices {
    struct journal *journal;
    struct looks looks;
    struct chooser_list lists[2];
    char *copied; /* of the last export, if it is for pasting */
};

/* HOME/wordloot-2026-11-27.csv, or with "-2" and so on where there is one. */
static char *free_path(const char *extension)
{
    const time_t now = (time_t)(clock_now_ms() / 1000);
    const char *home = getenv("HOME");
    char date[DATE_MAX], name[2 * DATE_MAX];
    struct tm local;
    char *path = NULL;

    localtime_r(&now, &local);
    strftime(date, sizeof(date), "%Y-%m-%d", &local);
    for (int i = 1; i <= NAMES_MAX; i++) {
        free(path);
        if (i == 1)
            snprintf(name, sizeof(name), "wordloot-%s.%s", date, extension);
        else
            snprintf(name, sizeof(name), "wordloot-%s-%d.%s", date, i, extension);
        path = file_join(home != NULL ? home : ".", name);
        if (!file_exists(path))
            break;
    }
    return path;
}

static void choose_words(struct export_call *call, enum which which)
{
    switch (which) {
    case WORDS_SESSION:
        call->selection.filter.session = SESSION_LAST;
        break;
    case WORDS_WEEK:
        call->selection.filter.since_ms = clock_now_ms() - week_ms;
        break;
    case WORDS_DUE:
        call->selection.due = true;
        call->selection.filter.due_ms = clock_now_ms();
        break;
    default:
        break;
    }
}

/* What was written, for the clipboard. */
static void copy_from(struct choices *choices, const char *path)
{
    struct buf text;

    buf_init(&text, COPY_MAX);
    if (file_read(&text, path) == OK)
        choices->copied = buf_take(&text);
    buf_dispose(&text);
}

static char *tell(const struct choices *choices, const struct export_report *report,
                  const char *path)
{
    const char *key = choices->copied != NULL ? "export.copied" : "export.written";
    char count[DATE_MAX];

    if (report->rows == 0)
        return xstrdup(texts_get(choices->looks.texts, "export.nothing"));
    snprintf(count, sizeof(count), "%zu", report->rows);
    return texts_fill(choices->looks.texts, key, TEXT_ARGS({ "n", count }, { "path", path }));
}

static bool act(void *ctx, char **notice)
{
    struct choices *choices = ctx;
    const size_t at = choices->lists[0].chosen;
    struct export_call call = { .format = formats[at].format,
                                .exporter = export_find(formats[at].format) };
    struct export_report report = { 0 };
    char *path = free_path(export_extension(call.exporter));
    enum err rc;

    free(choices->copied);
    choices->copied = NULL;
    call.out = path;
    call.sheet.options.kind = formats[at].sheet;
    call.sheet.options.paper =
        sheet_paper_of_locale(getenv("LC_ALL") != NULL ? getenv("LC_ALL") : getenv("LANG"));
    if (!export_is_whole(call.exporter))
        choose_words(&call, (enum which)choices->lists[1].chosen);
    rc = export_words(choices->journal, &call, &report);
    if (rc == OK && report.rows > 0 && strcmp(call.format, "quizlet") == 0)
        copy_from(choices, path);
    *notice = rc == OK ? tell(choices, &report, path) : xstrdup(err_message());
    free(path);
    return rc == OK && report.rows > 0;
}

static const char *copied(void *ctx)
{
    return ((const struct choices *)ctx)->copied;
}

static enum err run(struct choices *choices)
{
    const char *labels[ARRAY_LEN(formats)], *details[ARRAY_LEN(formats)], *words[WORDS_COUNT];
    const struct texts *texts = choices->looks.texts;
    struct chooser chooser = {
        .title = texts_get(texts, "export.title"),
        .lists = choices->lists,
        .list_count = ARRAY_LEN(choices->lists),
        .button = texts_get(texts, "export.button"),
        .act = act,
        .copied = copied,
        .ctx = choices,
    };
    char key[64];

    for (size_t i = 0; i < ARRAY_LEN(formats); i++) {
        labels[i] = texts_get(texts, formats[i].key);
        snprintf(key, sizeof(key), "%s-detail", formats[i].key);
        details[i] = texts_get(texts, key);
    }
    for (size_t i = 0; i < WORDS_COUNT; i++)
        words[i] = texts_get(texts, which_keys[i]);
    choices->lists[0] = (struct chooser_list){ texts_get(texts, "export.what"), labels, details,
                                               ARRAY_LEN(formats), 0 };
    choices->lists[1] = (struct chooser_list){ texts_get(texts, "export.which"), words, NULL,
                                               WORDS_COUNT, WORDS_SESSION };
    return chooser_run(&choices->looks, &chooser);
}

enum err export_window_run(struct journal *journal)
{
    struct choices choices = { .journal = journal };
    char *ui = settings_get(journal, SETTING_UI, NULL);
    struct paths paths = { 0 };
    enum err rc = paths_find(&paths);

    if (rc == OK)
        rc = looks_open(&choices.looks, paths.assets, ui[0] != '\0' ? ui : NULL);
    if (rc == OK)
        rc = run(&choices);
    looks_close(&choices.looks);
    paths_dispose(&paths);
    free(choices.copied);
    free(ui);
    return rc;
}
