#include "app/commands/command_dict_get.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/commands/catalogue_load.h"
#include "app/commands/columns.h"
#include "app/commands/commands.h"
#include "app/commands/options.h"
#include "app/journal/settings.h"
#include "app/platform/fetch.h"
#include "app/platform/paths.h"
#include "dict/base/file.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"
#include "dict/dict.h"

enum { WORDS_MAX = 200, SIZE_TEXT = 16, CODE_TEXT = 4 };
/* Of a file whose size the catalogue does not tell; and what a known one may grow by. */
static const uint64_t UNKNOWN_MAX = UINT64_C(4) << 30, SLACK = UINT64_C(1) << 20;

struct call {
    const char *catalogue; /* NULL: the usual one */
    char **words;          /* LANG[-LANG], then names */
    int word_count;
    bool json, all, yes, refresh;
    char lang[CODE_TEXT], gloss[CODE_TEXT]; /* "": any */
};

/* What the work needs. */
struct session {
    const struct call *call;
    struct paths paths;
    struct catalogue *catalogue;
    struct shelf *shelf;
};

/* --- the call --- */

/* "it" or "it-en". */
static bool read_languages(struct call *call, const char *word)
{
    struct str rest = str_of(word), lang = rest, gloss = { "", 0 };

    (void)str_next(&rest, '-', &lang);
    (void)str_next(&rest, '-', &gloss);
    if (lang.len < 2 || lang.len >= CODE_TEXT || gloss.len == 1 || gloss.len >= CODE_TEXT ||
        rest.len > 0)
        return false;
    snprintf(call->lang, sizeof(call->lang), "%.*s", STR_ARG(lang));
    snprintf(call->gloss, sizeof(call->gloss), "%.*s", STR_ARG(gloss));
    return true;
}

static int read_call(struct call *call, int argc, char **argv)
{
    const struct option_slot slots[] = {
        { "--catalogue", &call->catalogue, NULL },
        { "--json", NULL, &call->json },
        { "--all", NULL, &call->all },
        { "--yes", NULL, &call->yes },
        { "--refresh", NULL, &call->refresh },
        { NULL, NULL, NULL },
    };
    int code = options_read(&command_dict, slots, argc, argv, WORDS_MAX, &call->word_count);

    call->words = argv;
    if (code != EXIT_DONE)
        return code;
    if (call->word_count > 0 && !read_languages(call, call->words[0]))
        return command_misused(&command_dict, "get wants languages first, such as it or it-en");
    if (call->all && call->word_count != 1)
        return command_misused(&command_dict, "--all needs languages, and no names");
    if (call->json && (call->all || call->word_count > 1))
        return command_misused(&command_dict, "--json is for lists");
    return EXIT_DONE;
}

/* The learner's languages, as far as there are settings. */
static enum err read_settings(struct call *call, const struct paths *paths)
{
    char *path = file_join(paths->data, "journal.db"), *lang, *gloss;
    struct journal *journal = NULL;
    enum err rc = OK;

    if (file_exists(path))
        rc = journal_open(&journal, path);
    free(path);
    if (journal == NULL)
        return rc;
    lang = settings_get(journal, SETTING_LANG, NULL);
    gloss = settings_get(journal, SETTING_GLOSS, NULL);
    snprintf(call->lang, sizeof(call->lang), "%s", lang);
    snprintf(call->gloss, sizeof(call->gloss), "%s", gloss);
    free(lang);
    free(gloss);
    journal_close(journal);
    return OK;
}

/* What explains a language in itself is for every learner of it. */
static bool is_wanted(const struct call *call, const struct catalogue_entry *entry)
{
    return strcmp(entry->lang, call->lang) == 0 &&
           (call->gloss[0] == '\0' || strcmp(entry->gloss, call->gloss) == 0 ||
            strcmp(entry->gloss, entry->lang) == 0);
}

/* --- lists --- */

static void size_text(char out[SIZE_TEXT], uint64_t bytes)
{
    static const char *const units[] = { "kB", "MB", "GB" };
    double value = (double)bytes / 1000;
    size_t unit = 0;

    while (value >= 1000 && unit + 1 < ARRAY_LEN(units)) {
        value /= 1000;
        unit++;
    }
    if (bytes == 0)
        snprintf(out, SIZE_TEXT, "size unknown");
    else
        snprintf(out, SIZE_TEXT, "%.1f %s", value, units[unit]);
}

static enum err print_json(const struct catalogue_entry *entry, bool installed)
{
    json_t *line = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:b}", "name", entry->name, "title",
                             entry->title, "lang", entry->lang, "gloss", entry->gloss, "kind",
                             catalogue_kind_name(entry->kind), "licence", entry->licence,
                             "installed", installed);
    uint64_t size = catalogue_entry_size(entry);
    enum err rc;

    json_object_set_new(line, "size", size > 0 ? json_integer((json_int_t)size) : json_null());
    rc = json_print_line(stdout, line);
    json_decref(line);
    return rc;
}

static void print_entry(FILE *out, const struct catalogue_entry *entry, bool installed,
                        size_t columns)
{
    enum { NAME = 24, SIZE = 13, LANGUAGES = 10, STATE = 10, LICENCE = 24 };
    const size_t fixed = NAME + SIZE + LANGUAGES + STATE + LICENCE;
    char size[SIZE_TEXT], languages[SIZE_TEXT];

    size_text(size, catalogue_entry_size(entry));
    snprintf(languages, sizeof(languages), "%s to %s", entry->lang, entry->gloss);
    columns_put(out, str_of(entry->name), SIZE_MAX, NAME);
    fputc(' ', out);
    columns_put(out, str_of(size), SIZE_MAX, SIZE);
    columns_put(out, str_of(languages), SIZE_MAX, LANGUAGES);
    columns_put(out, str_of(installed ? "installed" : ""), SIZE_MAX, STATE);
    columns_put(out, str_of(entry->licence), SIZE_MAX, LICENCE);
    if (columns > fixed + LICENCE) {
        fputs("  ", out);
        columns_put(out, str_of(entry->title), columns - fixed - 3, 0);
    }
    fputc('\n', out);
}

static int list_wanted(const struct session *session)
{
    const struct call *call = session->call;
    size_t columns = columns_of_output(), count = 0, i;
    enum err rc = OK;

    for (i = 0; i < catalogue_count(session->catalogue) && rc == OK; i++) {
        const struct catalogue_entry *entry = catalogue_get(session->catalogue, i);
        bool installed;

        if (!is_wanted(call, entry))
            continue;
        count++;
        installed = install_is_done(session->shelf, session->paths.data, entry);
        if (call->json)
            rc = print_json(entry, installed);
        else
            print_entry(stdout, entry, installed, columns);
    }
    if (rc != OK)
        return command_fail(rc);
    if (count > 0)
        return EXIT_DONE;
    fprintf(stderr, "wordloot: nothing for %s; see `wordloot dict --help`\n", call->lang);
    return EXIT_NOTHING;
}

/* Languages are few: how often the one at AT comes in all, or 0 unless it is the first. */
static size_t count_language(const struct catalogue *catalogue, size_t at)
{
    const char *lang = catalogue_get(catalogue, at)->lang;
    size_t count = 0, i;

    for (i = 0; i < catalogue_count(catalogue); i++) {
        if (strcmp(catalogue_get(catalogue, i)->lang, lang) != 0)
            continue;
        if (i < at)
            return 0;
        count++;
    }
    return count;
}

static int list_languages(const struct session *session)
{
    size_t i, count;
    enum err rc = OK;

    for (i = 0; i < catalogue_count(session->catalogue) && rc == OK; i++) {
        const char *lang = catalogue_get(session->catalogue, i)->lang;
        json_t *line;

        count = count_language(session->catalogue, i);
        if (count == 0)
            continue;
        if (!session->call->json) {
            printf("%-4s %4zu  wordloot dict get %s\n", lang, count, lang);
            continue;
        }
        line = json_pack("{s:s, s:I}", "lang", lang, "entries", (json_int_t)count);
        rc = json_print_line(stdout, line);
        json_decref(line);
    }
    if (rc != OK)
        return command_fail(rc);
    return catalogue_count(session->catalogue) > 0 ? EXIT_DONE : EXIT_NOTHING;
}

/* --- getting --- */

static enum err download(const struct catalogue_file *file, const char *dir,
                         const struct progress *progress)
{
    char *path = file_join(dir, file->name);
    const struct fetch fetch = { .url = file->url,
                                 .path = path,
                                 .what = file->name,
                                 .max = file->size > 0 ? file->size * 2 + SLACK : UNKNOWN_MAX,
                                 .progress = progress };
    enum err rc = file_exists(path) ? OK : fetch_file(&fetch);

    free(path);
    return rc;
}

static enum err get_entry(struct session *session, const struct catalogue_entry *entry)
{
    const struct progress *progress = command_progress();
    char *dir = NULL;
    size_t i;
    enum err rc = install_begin(&dir, session->shelf, session->paths.data, entry);

    for (i = 0; i < entry->file_count && rc == OK; i++)
        rc = download(&entry->files[i], dir, progress);
    if (rc == OK)
        rc = install_finish(session->shelf, session->paths.data, entry, progress);
    command_progress_done();
    free(dir);
    return rc;
}

static int get_all(struct session *session, const struct catalogue_entry **entries, size_t count)
{
    int code = EXIT_DONE;
    size_t i;
    enum err rc;

    for (i = 0; i < count; i++) {
        rc = get_entry(session, entries[i]);
        if (rc == OK) {
            printf("installed %s\n", entries[i]->name);
            fflush(stdout);
            continue;
        }
        code = EXIT_FAILED;
        if (rc == ERR_CANCELLED) {
            fputs("wordloot: stopped; the same command goes on where it stopped\n", stderr);
            break;
        }
        fprintf(stderr, "wordloot: %s: %s\n", entries[i]->name, err_message());
    }
    return code;
}

/* Shows what it will cost, and asks whoever sits there. */
static int confirm(const struct call *call, const struct catalogue_entry **entries, size_t count)
{
    char answer[8] = "";
    size_t i;

    for (i = 0; i < count; i++)
        print_entry(stderr, entries[i], false, SIZE_MAX);
    if (call->yes)
        return EXIT_DONE;
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
        return command_misused(&command_dict, "nobody is there to be asked: give --yes to "
                                              "download and install this");
    fputs("Download and install? [y/N] ", stderr);
    if (fgets(answer, sizeof(answer), stdin) != NULL && (answer[0] == 'y' || answer[0] == 'Y'))
        return EXIT_DONE;
    fputs("Nothing was downloaded.\n", stderr);
    return EXIT_NOTHING;
}

/* Whether ENTRY is among the names of the call, or all are wanted. */
static bool is_named(const struct call *call, const struct catalogue_entry *entry)
{
    int i;

    for (i = 1; i < call->word_count; i++) {
        if (strcmp(call->words[i], entry->name) == 0)
            return is_wanted(call, entry);
    }
    return call->all && is_wanted(call, entry);
}

static int check_names(const struct session *session)
{
    const struct call *call = session->call;
    int i;

    for (i = 1; i < call->word_count; i++) {
        const struct catalogue_entry *entry = catalogue_find(session->catalogue, call->words[i]);

        if (entry != NULL && is_wanted(call, entry))
            continue;
        fprintf(stderr,
                "wordloot: no \"%.100s\" for %s; `wordloot dict get %s` lists what there "
                "is\n",
                call->words[i], call->words[0], call->words[0]);
        return EXIT_NOTHING;
    }
    return EXIT_DONE;
}

static int get_named(struct session *session)
{
    const size_t total = catalogue_count(session->catalogue);
    const struct catalogue_entry **entries = xcalloc(total, sizeof(const struct catalogue_entry *));
    size_t count = 0, i;
    int code = check_names(session);

    for (i = 0; i < total && code == EXIT_DONE; i++) {
        const struct catalogue_entry *entry = catalogue_get(session->catalogue, i);

        if (!is_named(session->call, entry))
            continue;
        if (install_is_done(session->shelf, session->paths.data, entry))
            fprintf(stderr, "%s is installed already\n", entry->name);
        else
            entries[count++] = entry;
    }
    if (code == EXIT_DONE)
        code = count > 0 ? confirm(session->call, entries, count) : EXIT_NOTHING;
    if (code == EXIT_DONE)
        code = get_all(session, entries, count);
    free(entries);
    return code;
}

static int get_locked(struct session *session)
{
    int lock = -1, code;
    enum err rc = install_lock(&lock, session->paths.data);

    if (rc != OK)
        return command_fail(rc);
    code = get_named(session);
    install_unlock(lock);
    return code;
}

static int work(struct session *session)
{
    const struct call *call = session->call;

    if (call->all || call->word_count > 1)
        return get_locked(session);
    return call->lang[0] != '\0' ? list_wanted(session) : list_languages(session);
}

static enum err open_session(struct session *session, struct call *call)
{
    struct catalogue_source source = { .paths = &session->paths,
                                       .file = call->catalogue,
                                       .refresh = call->refresh };
    enum err rc = paths_find(&session->paths);

    if (rc == OK && call->word_count == 0)
        rc = read_settings(call, &session->paths);
    if (rc == OK)
        rc = shelf_open(&session->shelf, session->paths.assets, session->paths.config,
                        session->paths.cache);
    if (rc == OK)
        rc = catalogue_load(&session->catalogue, &source);
    return rc;
}

int command_dict_get(int argc, char **argv)
{
    struct call call = { 0 };
    struct session session = { .call = &call };
    int code = read_call(&call, argc, argv);
    enum err rc;

    if (code != EXIT_DONE)
        return code;
    rc = open_session(&session, &call);
    code = rc == OK ? work(&session) : command_fail(rc == ERR_ABSENT ? ERR_IO : rc);
    catalogue_free(session.catalogue);
    shelf_close(session.shelf);
    paths_dispose(&session.paths);
    return code;
}
