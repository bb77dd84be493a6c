#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/commands/columns.h"
#include "app/commands/commands.h"
#include "app/commands/open_journal.h"
#include "app/commands/options.h"
#include "app/journal/settings.h"
#include "app/platform/paths.h"
#include "dict/base/file.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"

struct call {
    const char *game; /* NULL: the general values */
    bool json, to_default;
    const char *key, *value;
};

static enum err put_json(const struct setting_info *info, const char *value)
{
    json_t *line = json_pack("{s:s, s:o, s:s, s:s, s:s, s:b}", "key", info->key, "value",
                             json_str_of(value), "default", info->initial, "values", info->values,
                             "meaning", info->meaning, "per_game", info->per_game);
    enum err rc = json_print_line(stdout, line);

    json_decref(line);
    return rc;
}

/* A narrow terminal does without the default, a narrower one without the meaning. */
static void put_line(const char *key, const char *value, const char *initial, const char *meaning,
                     size_t columns)
{
    enum { KEY = 13, VALUE = 16, INITIAL = 13, MEANING_LEAST = 20 };
    size_t left = columns - (KEY + 1 + VALUE);

    columns_put(stdout, str_of(key), KEY, KEY + 1);
    columns_put(stdout, str_of(value), VALUE, VALUE);
    if (left > INITIAL + MEANING_LEAST) {
        putchar(' ');
        columns_put(stdout, str_of(initial), INITIAL, INITIAL);
        left -= INITIAL + 1;
    }
    if (left > MEANING_LEAST) {
        putchar(' ');
        columns_put(stdout, str_of(meaning), left - 1, 0);
    }
    putchar('\n');
}

static void put_setting(const struct setting_info *info, const char *value, size_t columns)
{
    char *meaning =
        xasprintf("%s (%s%s)", info->meaning, info->values, info->per_game ? "; per game" : "");

    put_line(info->key, value, info->initial, meaning, columns);
    free(meaning);
}

static int list(struct journal *journal, const struct call *call)
{
    size_t columns = columns_of_output(), i;
    enum err rc = OK;

    if (!call->json)
        put_line("SETTING", "VALUE", "DEFAULT", "MEANING", columns);
    for (i = 0; i < SETTING_COUNT && rc == OK; i++) {
        char *value = settings_get(journal, (enum setting)i, call->game);

        if (call->json)
            rc = put_json(setting_info((enum setting)i), value);
        else
            put_setting(setting_info((enum setting)i), value, columns);
        free(value);
    }
    return rc == OK ? EXIT_DONE : command_fail(rc);
}

/* Some values need a file of that name among the assets. */
static enum err check_asset(enum setting which, const char *value)
{
    const char *folder = which == SETTING_LANG ? "languages" : which == SETTING_UI ? "texts" : NULL;
    struct paths paths = { 0 };
    char *path;
    enum err rc = OK;

    if (folder == NULL)
        return OK;
    rc = paths_find(&paths);
    if (rc != OK)
        return rc;
    path = xasprintf("%s/%s/%s.json", paths.assets, folder, value);
    if (!file_exists(path))
        rc = err_set(ERR_USAGE, "%s cannot be \"%s\" yet: there is no %s", setting_info(which)->key,
                     value, path);
    free(path);
    paths_dispose(&paths);
    return rc;
}

static enum err set(struct journal *journal, enum setting which, const struct call *call)
{
    enum err rc = OK;

    if (call->value != NULL)
        rc = setting_check(which, call->value);
    if (rc == OK && call->value != NULL)
        rc = check_asset(which, call->value);
    return rc == OK ? settings_set(journal, which, call->game, call->value) : rc;
}

static int one_setting(struct journal *journal, const struct call *call)
{
    enum setting which = SETTING_COUNT;
    char *value;
    enum err rc = setting_find(&which, call->key);

    if (rc == OK && (call->value != NULL || call->to_default)) {
        rc = set(journal, which, call);
    } else if (rc == OK) {
        value = settings_get(journal, which, call->game);
        if (call->json)
            rc = put_json(setting_info(which), value);
        else
            puts(value);
        free(value);
    }
    return rc == OK ? EXIT_DONE : command_fail(rc);
}

static int run(int argc, char **argv)
{
    struct call call = { 0 };
    const struct option_slot slots[] = { { "--game", &call.game, NULL },
                                         { "--json", NULL, &call.json },
                                         { "--default", NULL, &call.to_default },
                                         { NULL, NULL, NULL } };
    struct journal *journal = NULL;
    int count, code;
    enum err rc;

    if (command_asked_help(&command_set, argc, argv))
        return EXIT_DONE;
    code = options_read(&command_set, slots, argc, argv, 2, &count);
    if (code != EXIT_DONE)
        return code;
    call.key = count > 0 ? argv[0] : NULL;
    call.value = count > 1 ? argv[1] : NULL;
    if (call.to_default && count != 1)
        return command_misused(&command_set, "--default needs one setting and no value");
    rc = open_journal(&journal);
    if (rc != OK)
        return command_fail(rc);
    code = call.key != NULL ? one_setting(journal, &call) : list(journal, &call);
    journal_close(journal);
    return code;
}

const struct command command_set = {
    .name = "set",
    .summary = "show or change the settings",
    .usage = "usage: wordloot set [--game G] [--json]              all settings\n"
             "       wordloot set [--game G] KEY                   one value\n"
             "       wordloot set [--game G] KEY VALUE             changes it\n"
             "       wordloot set [--game G] KEY --default         as it was at first\n\n"
             "  --game G   the value that the game has of its own\n"
             "  --json     one object a line: key, value, default, values, meaning, per_game\n\n"
             "Exit codes: 0 done, 2 wrong call or no such value, 3 failed.\n",
    .run = run,
};
