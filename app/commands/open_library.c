#include "app/commands/open_library.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/journal/settings.h"
#include "dict/base/mem.h"

static char *chosen(const char *option, struct journal *journal, enum setting setting)
{
    return option != NULL ? xstrdup(option) : settings_get(journal, setting, NULL);
}

enum err open_library(struct library **out, char **lang_out, const struct paths *paths,
                      struct journal *journal, const char *lang, const char *gloss)
{
    char *lang_chosen = chosen(lang, journal, SETTING_LANG);
    char *gloss_chosen = chosen(gloss, journal, SETTING_GLOSS);
    const struct library_options options = {
        .assets_dir = paths->assets,
        .config_dir = paths->config,
        .cache_dir = paths->cache,
        .data_dir = paths->data,
        .lang = lang_chosen,
        .gloss = gloss_chosen,
    };
    enum err rc = library_open(out, &options);

    free(gloss_chosen);
    if (lang_out != NULL)
        *lang_out = lang_chosen;
    else
        free(lang_chosen);
    return rc;
}

void print_library_problems(const struct library *library)
{
    const char *problem;
    size_t i;

    for (i = 0; (problem = library_problem(library, i)) != NULL; i++)
        fprintf(stderr, "wordloot: %s\n", problem);
}
