#include "dict/library.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/install.h"
#include "dict/reversed.h"

#define LOG_MODULE "dict"
#include "dict/base/log.h"

/* Takes over LINE. */
static void add_problem(struct library *library, char *line)
{
    log_info("%s", line);
    library->problems =
        xrealloc(library->problems, library->problem_count + 1, sizeof(*library->problems));
    library->problems[library->problem_count++] = line;
}

/* Definitions first, then synonyms, then glosses that the learner reads, then others. */
static int rank(const struct compiled_meta *meta, const char *gloss)
{
    if (strcmp(meta->gloss, meta->lang) == 0)
        return strcmp(meta->format, "mythes") == 0;
    return strcmp(meta->gloss, gloss) == 0 ? 2 : 3;
}

static void add_to(struct compiled ***list, size_t *count, struct compiled *dict)
{
    *list = xrealloc(*list, *count + 1, sizeof(struct compiled *));
    (*list)[(*count)++] = dict;
}

/* Its form table and its frequencies. */
static void add_tables(struct library *library, struct compiled *dict)
{
    if (compiled_forms(dict) != NULL) {
        library->tables =
            xrealloc(library->tables, library->table_count + 1, sizeof(struct forms *));
        library->tables[library->table_count++] = compiled_forms(dict);
    }
    if (compiled_meta(dict)->frequencies > 0)
        add_to(&library->frequencies, &library->frequency_count, dict);
}

void library_add_dict(struct library *library, struct compiled *dict, const char *gloss)
{
    const int own = rank(compiled_meta(dict), gloss);
    size_t at = library->dict_count;

    add_tables(library, dict);
    if (compiled_meta(dict)->entries == 0) {
        add_to(&library->sources, &library->source_count, dict);
        return;
    }
    library->dicts = xrealloc(library->dicts, library->dict_count + 1, sizeof(struct compiled *));
    while (at > 0 && rank(compiled_meta(library->dicts[at - 1]), gloss) > own) {
        library->dicts[at] = library->dicts[at - 1];
        at--;
    }
    library->dicts[at] = dict;
    library->dict_count++;
}

static void open_dict(struct library *library, const struct shelf_item *item, const char *gloss)
{
    struct compiled *dict;

    switch (item->state) {
    case SHELF_READY:
        if (compiled_open(&dict, item->compiled) == OK)
            library_add_dict(library, dict, gloss);
        else
            add_problem(library, xasprintf("dictionary %s is left out: %s; "
                                           "`wordloot dict scan` makes it anew",
                                           item->name, err_message()));
        break;
    case SHELF_STALE:
        add_problem(library, xasprintf("dictionary %s is not compiled, or has changed: "
                                       "run `wordloot dict scan`",
                                       item->name));
        break;
    case SHELF_MISSING:
        add_problem(library, xasprintf("dictionary %s is gone from %s: put it back, or run "
                                       "`wordloot dict remove %s`",
                                       item->name, item->path, item->name));
        break;
    case SHELF_BROKEN:
        add_problem(library, xasprintf("dictionary %s cannot be read: run `wordloot dict scan` "
                                       "to make it anew",
                                       item->name));
        break;
    }
}

/* The glosses of a dictionary into the language, for what no other has. */
static void open_reversed(struct library *library, const struct shelf_item *item)
{
    struct forms *glosses = NULL;
    char *path = reversed_path(item->compiled);

    if (item->state == SHELF_READY && forms_open(&glosses, path) == OK) {
        library->reversed =
            xrealloc(library->reversed, library->reversed_count + 1, sizeof(*library->reversed));
        library->reversed[library->reversed_count++] =
            (struct reversed){ xstrdup(item->name), glosses };
    }
    free(path);
}

static enum err open_dicts(struct library *library, const struct library_options *options)
{
    struct shelf *shelf;
    struct shelf_item item;
    size_t i;
    enum err rc = shelf_open(&shelf, options->assets_dir, options->config_dir, options->cache_dir);

    if (rc != OK)
        return rc;
    for (i = 0; i < shelf_count(shelf); i++) {
        item = shelf_get(shelf, i);
        if (strcmp(item.lang, options->lang) == 0)
            open_dict(library, &item, options->gloss);
        else if (strcmp(item.gloss, options->lang) == 0 && strcmp(item.lang, options->gloss) == 0)
            open_reversed(library, &item);
    }
    shelf_close(shelf);
    if (library->dict_count == 0)
        add_problem(library,
                    xasprintf("no dictionary for %s: run `./app/start --learn %s`, `wordloot dict "
                              "get %s`, or `wordloot dict scan` if one is installed",
                              library->language->name, library->language->code,
                              library->language->code));
    return OK;
}

/* The first package on the list that holds a spelling file; NULL if there is none. */
static const char *spelling_package(string_list packages)
{
    for (; *packages != NULL; packages++) {
        if (str_starts(str_of(*packages), str_of("hunspell-")))
            return *packages;
    }
    return NULL;
}

static void find_spelling(struct library *library, const char *data_dir)
{
    const struct language *language = library->language;
    const char *package = spelling_package(language->apt);
    char *own = data_dir != NULL ? install_spelling_dir(data_dir) : NULL;

    library->spelling = spelling_new(language->hunspell, own);
    free(own);
    if (spelling_is_found(library->spelling) || language->hunspell[0] == NULL)
        return;
    add_problem(library,
                xasprintf("no spelling file for %s, so inflected words are not found: install "
                          "Hunspell's %s%s%s",
                          language->name, language->hunspell[0],
                          package != NULL ? ", in Debian the package " : "",
                          package != NULL ? package : ""));
}

enum err library_open(struct library **out, const struct library_options *options)
{
    struct library *library = xcalloc(1, sizeof(*library));
    enum err rc = language_load(&library->language, options->assets_dir, options->lang);

    if (rc == OK)
        rc = open_dicts(library, options);
    if (rc != OK) {
        library_close(library);
        return rc;
    }
    find_spelling(library, options->data_dir);
    library_fold_irregulars(library);
    *out = library;
    return OK;
}

void library_fold_irregulars(struct library *library)
{
    const struct language_pair *pair = library->language->irregular;
    struct irregular *irregular;
    char *fold;
    size_t count = 0;

    while (pair[count].from != NULL)
        count++;
    library->arena = arena_new();
    library->irregulars = arena_alloc(library->arena, (count + 1) * sizeof(*irregular));
    for (; pair->from != NULL; pair++) {
        irregular = &library->irregulars[library->irregular_count++];
        fold = text_fold_dup(str_of(pair->from));
        irregular->fold = str_of(arena_strdup(library->arena, fold));
        irregular->form = str_of(pair->from);
        irregular->lemma = str_of(pair->to);
        free(fold);
    }
}

void library_close(struct library *library)
{
    size_t i;

    if (library == NULL)
        return;
    for (i = 0; i < library->dict_count; i++)
        compiled_close(library->dicts[i]);
    for (i = 0; i < library->source_count; i++)
        compiled_close(library->sources[i]);
    for (i = 0; i < library->reversed_count; i++) {
        free(library->reversed[i].name);
        forms_close(library->reversed[i].glosses);
    }
    for (i = 0; i < library->problem_count; i++)
        free(library->problems[i]);
    free(library->dicts);
    free(library->sources);
    free(library->tables);
    free(library->frequencies);
    free(library->reversed);
    if (library->arena != NULL)
        arena_free(library->arena);
    free(library->problems);
    spelling_free(library->spelling);
    language_free(library->language);
    free(library);
}

void library_rest(struct library *library)
{
    size_t i;

    for (i = 0; i < library->table_count; i++)
        forms_rest(library->tables[i]);
}

void library_warm(struct library *library)
{
    if (spelling_is_found(library->spelling) && spelling_load(library->spelling) != OK)
        add_problem(library, xstrdup(err_message()));
    library_has(library, str_of("a"));
}

const struct language *library_language(const struct library *library)
{
    return library->language;
}

size_t library_dict_count(const struct library *library)
{
    return library->dict_count;
}

const char *library_problem(const struct library *library, size_t n)
{
    return n < library->problem_count ? library->problems[n] : NULL;
}

bool library_has(const struct library *library, struct str fold)
{
    size_t i;

    for (i = 0; i < library->dict_count; i++) {
        if (compiled_has(library->dicts[i], fold))
            return true;
    }
    return false;
}

int64_t library_frequency(const struct library *library, struct str headword)
{
    int64_t rank;
    size_t i;

    for (i = 0; i < library->frequency_count; i++) {
        rank = compiled_frequency(library->frequencies[i], headword);
        if (rank > 0)
            return rank;
    }
    return 0;
}
