#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/commands/command_dict_get.h"
#include "app/commands/commands.h"
#include "app/commands/options.h"
#include "app/platform/paths.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"
#include "dict/dict.h"

struct call {
    const char *lang, *gloss, *manager, *with; /* NULL: not given */
    char **words;                              /* the action, and what it is for */
    int word_count;
    bool json;
    struct paths paths;
};

static int read_call(struct call *call, int argc, char **argv)
{
    const struct option_slot slots[] = {
        { "--lang", &call->lang, NULL },       { "--gloss", &call->gloss, NULL },
        { "--manager", &call->manager, NULL }, { "--with", &call->with, NULL },
        { "--json", NULL, &call->json },       { NULL, NULL, NULL },
    };

    call->words = argv;
    return options_read(&command_dict, slots, argc, argv, 2, &call->word_count);
}

/* --- list --- */

static const char *const state_names[] = {
    [SHELF_READY] = "ready",
    [SHELF_STALE] = "stale",
    [SHELF_MISSING] = "missing",
    [SHELF_BROKEN] = "broken",
};

static int64_t count_entries(const struct shelf_item *item)
{
    struct compiled *compiled = NULL;
    int64_t entries;

    if (item->state != SHELF_READY || compiled_open(&compiled, item->compiled) != OK)
        return 0;
    entries = compiled_meta(compiled)->entries;
    compiled_close(compiled);
    return entries;
}

static enum err print_json(const struct shelf_item *item)
{
    json_t *line =
        json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:I}", "name", item->name, "lang", item->lang,
                  "gloss", item->gloss, "format", item->format, "path", item->path, "state",
                  state_names[item->state], "entries", (json_int_t)count_entries(item));
    enum err rc = json_print_line(stdout, line);

    json_decref(line);
    return rc;
}

static void print_item(const struct shelf_item *item)
{
    static const char *const hints[] = {
        [SHELF_READY] = "",
        [SHELF_STALE] = "  compile it: wordloot dict scan",
        [SHELF_MISSING] = "  its file is gone: install it again, or wordloot dict remove",
        [SHELF_BROKEN] = "  damaged, and its file is gone: install it again",
    };

    printf("%-28s %s to %-4s %9lld entries  %s%s\n", item->name, item->lang, item->gloss,
           (long long)count_entries(item), state_names[item->state], hints[item->state]);
}

static int list(struct shelf *shelf, const struct call *call)
{
    enum err rc = OK;
    size_t i;

    if (shelf_count(shelf) == 0) {
        fputs("No dictionaries yet. `wordloot dict scan` looks for installed ones;\n"
              "`./app/start --learn it` installs some, `wordloot dict get` downloads others.\n",
              stderr);
        return EXIT_NOTHING;
    }
    for (i = 0; i < shelf_count(shelf) && rc == OK; i++) {
        struct shelf_item item = shelf_get(shelf, i);

        if (call->json)
            rc = print_json(&item);
        else
            print_item(&item);
    }
    return rc == OK ? EXIT_DONE : command_fail(rc);
}

/* --- scan, add, remove --- */

static void print_problem(void *ctx, const char *message)
{
    (void)ctx;
    command_progress_done();
    fprintf(stderr, "wordloot: %s\n", message);
}

static size_t count_stale(const struct shelf *shelf)
{
    size_t i, count = 0;

    for (i = 0; i < shelf_count(shelf); i++)
        count += shelf_get(shelf, i).state == SHELF_STALE;
    return count;
}

static int scan(struct shelf *shelf, const struct call *call)
{
    size_t added = 0, stale;
    enum err rc = shelf_scan(shelf, NULL, call->lang, &added);

    if (rc != OK)
        return command_fail(rc);
    stale = count_stale(shelf);
    rc = shelf_compile(shelf, call->lang, command_progress(), print_problem, NULL);
    command_progress_done();
    if (rc == ERR_CANCELLED) {
        fputs("wordloot: stopped; what was compiled stays, the rest waits for the next scan\n",
              stderr);
        return EXIT_FAILED;
    }
    if (stale > 0)
        printf("%zu new; %zu of %zu dictionaries compiled\n", added, stale - count_stale(shelf),
               stale);
    if (rc != OK)
        return EXIT_FAILED;
    return stale > 0 ? EXIT_DONE : EXIT_NOTHING;
}

static int add(struct shelf *shelf, const struct call *call)
{
    const char *name = NULL;
    enum err rc = shelf_add(shelf, call->words[1], call->with, call->lang, call->gloss,
                            command_progress(), &name);

    command_progress_done();
    if (rc != OK)
        return command_fail(rc == ERR_ABSENT ? ERR_IO : rc);
    printf("added %s\n", name);
    return EXIT_DONE;
}

/* Where the source of the dictionary NAME lies, "" if there is none; yours to free. */
static char *path_of(const struct shelf *shelf, const char *name)
{
    size_t i;

    for (i = 0; i < shelf_count(shelf); i++) {
        if (strcmp(shelf_get(shelf, i).name, name) == 0)
            return xstrdup(shelf_get(shelf, i).path);
    }
    return xstrdup("");
}

static int take_off(struct shelf *shelf, const struct call *call)
{
    char *path = path_of(shelf, call->words[1]);
    enum err rc = shelf_remove(shelf, call->words[1]);

    if (rc == OK)
        printf("removed %s; its source %s\n", call->words[1],
               install_forget(call->paths.data, path) ? "was downloaded, and is removed too"
                                                      : "file stays");
    free(path);
    return rc == OK ? EXIT_DONE : command_fail(rc);
}

/* --- packages --- */

/* For app/start: the names of a language's packages, one a line. */
static int print_packages(const struct call *call)
{
    const struct language *language = NULL;
    string_list names = NULL;
    enum err rc;

    if (call->lang == NULL || call->manager == NULL)
        return command_misused(&command_dict, "packages needs --lang and --manager");
    rc = language_load(&language, call->paths.assets, call->lang);
    if (rc != OK)
        return command_fail(rc);
    if (strcmp(call->manager, "apt") == 0)
        names = language->apt;
    else if (strcmp(call->manager, "dnf") == 0)
        names = language->dnf;
    else if (strcmp(call->manager, "pacman") == 0)
        names = language->pacman;
    for (; names != NULL && *names != NULL; names++)
        puts(*names);
    language_free(language);
    return EXIT_DONE;
}

static int with_shelf(const struct call *call,
                      int (*work)(struct shelf *shelf, const struct call *call))
{
    struct shelf *shelf = NULL;
    enum err rc = shelf_open(&shelf, call->paths.assets, call->paths.config, call->paths.cache);
    int code;

    if (rc != OK)
        return command_fail(rc);
    code = work(shelf, call);
    shelf_close(shelf);
    return code;
}

static const struct action {
    const char *name;
    int words; /* with its own name */
    int (*work)(struct shelf *shelf, const struct call *call);
} actions[] = {
    { "list", 1, list },
    { "scan", 1, scan },
    { "add", 2, add },
    { "remove", 2, take_off },
};

/* NULL if there is no such action. */
static const struct action *find_action(const char *name)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(actions); i++) {
        if (strcmp(actions[i].name, name) == 0)
            return &actions[i];
    }
    return NULL;
}

static int act(struct call *call)
{
    bool packages = strcmp(call->words[0], "packages") == 0;
    const struct action *action = find_action(call->words[0]);
    enum err rc;
    int code;

    if (action == NULL && !packages)
        return command_misused(&command_dict, "no action \"%s\"", call->words[0]);
    if (call->word_count != (packages ? 1 : action->words))
        return command_misused(&command_dict, "%s takes %s", call->words[0],
                               !packages && action->words == 2 ? "one word" : "no words");
    rc = paths_find(&call->paths);
    if (rc != OK)
        return command_fail(rc);
    code = packages ? print_packages(call) : with_shelf(call, action->work);
    paths_dispose(&call->paths);
    return code;
}

static int run(int argc, char **argv)
{
    struct call call = { 0 };
    int code;

    if (command_asked_help(&command_dict, argc, argv))
        return EXIT_DONE;
    if (argc > 1 && strcmp(argv[1], "get") == 0)
        return command_dict_get(argc - 1, argv + 1);
    code = read_call(&call, argc, argv);
    if (code != EXIT_DONE)
        return code;
    if (call.word_count == 0)
        return command_misused(&command_dict, "what to do: list, scan, get, add or remove?");
    return act(&call);
}

const struct command command_dict = {
    .name = "dict",
    .summary = "the dictionaries: list, scan, get, add, remove",
    .usage = "usage: wordloot dict list [--json]\n"
             "       wordloot dict scan [--lang LANG]\n"
             "       wordloot dict get [LANG[-LANG]] [--json]\n"
             "       wordloot dict get LANG[-LANG] NAME... | --all [--yes]\n"
             "       wordloot dict add FILE [--with FILE] [--lang LANG] [--gloss LANG]\n"
             "       wordloot dict remove NAME\n"
             "       wordloot dict packages --lang LANG --manager apt|dnf|pacman\n\n"
             "  list      your dictionaries and their state; --json: name, lang, gloss, format,\n"
             "            path, state (ready, stale, missing, broken), entries\n"
             "  scan      finds dictionaries that packages installed, and compiles what is new\n"
             "            or changed; LANG: only those from or into it\n"
             "  get       downloads dictionaries and spelling files, and installs them.\n"
             "            `get it-en` lists what there is to learn Italian from English, `get it`\n"
             "            from any language, `get` alone for the languages you have set; --json:\n"
             "            name, title, lang, gloss, kind, licence, size (bytes, null if not\n"
             "            known), installed. With names, or --all, it shows size and licence and\n"
             "            asks; --yes: without asking. A broken download goes on when the same\n"
             "            command is given again. FreeDict's own list is fetched once a month, or\n"
             "            with --refresh; --catalogue FILE: another list than Wordloot's.\n"
             "            Nothing else in Wordloot goes to the network\n"
             "  add       a dictionary: dictd's .index, StarDict's .ifo, a Yomitan .zip,\n"
             "            kaikki.org's .jsonl(.gz), MyThes's th_*.dat, Ding, WordNet's\n"
             "            data.noun, an Open Multilingual Wordnet .tab, Apertium's .bin, a .tsv\n"
             "            of words and definitions, or a list of frequencies (.tsv, .lm). Give\n"
             "            the languages of its headwords and glosses where its name does not\n"
             "            tell; --with: the second file of formats that need one (WordNet's\n"
             "            data.noun for a .tab, a pivot's .bin for Apertium)\n"
             "  remove    takes it off the list for good; its source file stays unless it was\n"
             "            downloaded by get\n"
             "  packages  which packages a learner of LANG wants, for app/start\n\n"
             "Exit codes: 0 done, 1 nothing to do or not there, 2 wrong call, 3 failed.\n",
    .run = run,
};
