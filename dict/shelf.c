#include "dict/shelf.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "dict/base/json.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/import.h"
#include "dict/language.h"
#include "dict/reversed.h"

enum { LIST_BYTES_MAX = 1 << 20, DICTS_MAX = 1000, NAME_MAX_BYTES = 120 };

/* The list on disk: {"dictionaries": [{name, path, format, lang, gloss}], "removed": [name]};
 * "with" too, for those of two files. */
struct shelf {
    char *assets_dir, *cache_dir, *list_path;
    json_t *list;
    char **compiled; /* paths of the compiled files, one a dictionary */
    size_t compiled_count;
};

static json_t *dictionaries(const struct shelf *shelf)
{
    return json_object_get(shelf->list, "dictionaries");
}

static json_t *removed(const struct shelf *shelf)
{
    return json_object_get(shelf->list, "removed");
}

/* Names become file names, and are shown: no folder, nothing hidden, one line. */
static bool is_name(const char *name)
{
    const char *at;

    for (at = name; at != NULL && *at != '\0'; at++) {
        if ((unsigned char)*at < ' ')
            return false;
    }
    return name != NULL && name[0] != '\0' && name[0] != '.' && strlen(name) <= NAME_MAX_BYTES &&
           strchr(name, '/') == NULL;
}

static void forget_compiled(struct shelf *shelf)
{
    while (shelf->compiled_count > 0)
        free(shelf->compiled[--shelf->compiled_count]);
    free(shelf->compiled);
    shelf->compiled = NULL;
}

/* Their paths, anew after each change of the list. */
static void name_compiled(struct shelf *shelf)
{
    size_t i, count = json_array_size(dictionaries(shelf));

    forget_compiled(shelf);
    shelf->compiled = xcalloc(count, sizeof(char *));
    for (i = 0; i < count; i++)
        shelf->compiled[shelf->compiled_count++] =
            xasprintf("%s/%s.dict", shelf->cache_dir,
                      json_text(json_array_get(dictionaries(shelf), i), "name", "unnamed"));
}

static bool has_only_strings(const json_t *list)
{
    size_t i;

    for (i = 0; i < json_array_size(list); i++) {
        if (!json_is_string(json_array_get(list, i)))
            return false;
    }
    return json_is_array(list);
}

static enum err check_list(const struct shelf *shelf)
{
    const char *const fields[] = { "name", "path", "format", "lang", "gloss" };
    size_t i, j;

    if (!json_is_array(dictionaries(shelf)) || !has_only_strings(removed(shelf)) ||
        json_array_size(dictionaries(shelf)) > DICTS_MAX)
        return err_set(ERR_FORMAT, "%s: not a list of dictionaries; move it away to begin anew",
                       shelf->list_path);
    for (i = 0; i < json_array_size(dictionaries(shelf)); i++) {
        const json_t *item = json_array_get(dictionaries(shelf), i);

        for (j = 0; j < ARRAY_LEN(fields); j++) {
            if (json_text(item, fields[j], NULL) == NULL || !is_name(json_text(item, "name", "")))
                return err_set(ERR_FORMAT, "%s: dictionary %zu: \"%s\" is missing or off",
                               shelf->list_path, i + 1, fields[j]);
        }
    }
    return OK;
}

static enum err read_list(struct shelf *shelf)
{
    enum err rc = json_read(&shelf->list, shelf->list_path, LIST_BYTES_MAX);

    if (rc == ERR_ABSENT) {
        shelf->list = json_pack("{s:[], s:[]}", "dictionaries", "removed");
        return OK;
    }
    return rc == OK ? check_list(shelf) : rc;
}

enum err shelf_open(struct shelf **out, const char *assets_dir, const char *config_dir,
                    const char *cache_dir)
{
    struct shelf *shelf = xcalloc(1, sizeof(*shelf));
    enum err rc;

    shelf->assets_dir = xstrdup(assets_dir);
    shelf->cache_dir = xstrdup(cache_dir);
    shelf->list_path = file_join(config_dir, "dictionaries.json");
    rc = read_list(shelf);
    if (rc == OK) {
        name_compiled(shelf);
        *out = shelf;
    } else {
        shelf_close(shelf);
    }
    return rc;
}

void shelf_close(struct shelf *shelf)
{
    if (shelf == NULL)
        return;
    forget_compiled(shelf);
    json_decref(shelf->list);
    free(shelf->assets_dir);
    free(shelf->cache_dir);
    free(shelf->list_path);
    free(shelf);
}

size_t shelf_count(const struct shelf *shelf)
{
    return shelf->compiled_count;
}

/* The source's files as they are now; WITH may be NULL. */
static enum err identify(struct compiled_meta *out, const char *path, const char *with)
{
    enum err rc = file_identify(&out->source, path);

    return rc == OK && with != NULL ? file_identify(&out->with, with) : rc;
}

static bool is_same_file(const struct file_id *a, const struct file_id *b)
{
    return a->size == b->size && a->mtime_ns == b->mtime_ns;
}

static enum shelf_state state_of(const char *path, const char *with, const char *compiled_path)
{
    struct compiled *compiled = NULL;
    struct compiled_meta now = { 0 };
    bool source_there = identify(&now, path, with) == OK, same;
    enum err rc = compiled_open(&compiled, compiled_path);

    if (rc == ERR_ABSENT)
        return source_there ? SHELF_STALE : SHELF_MISSING;
    if (rc != OK)
        return source_there ? SHELF_STALE : SHELF_BROKEN;
    same = !source_there || (is_same_file(&compiled_meta(compiled)->source, &now.source) &&
                             is_same_file(&compiled_meta(compiled)->with, &now.with));
    compiled_close(compiled);
    return same ? SHELF_READY : SHELF_STALE;
}

struct shelf_item shelf_get(const struct shelf *shelf, size_t at)
{
    const json_t *item = json_array_get(dictionaries(shelf), at);
    struct shelf_item out = {
        .name = json_text(item, "name", ""),
        .path = json_text(item, "path", ""),
        .with = json_text(item, "with", NULL),
        .format = json_text(item, "format", ""),
        .lang = json_text(item, "lang", ""),
        .gloss = json_text(item, "gloss", ""),
        .compiled = shelf->compiled[at],
    };

    out.state = state_of(out.path, out.with, out.compiled);
    return out;
}

static size_t find(const struct shelf *shelf, const char *name)
{
    size_t i, count = json_array_size(dictionaries(shelf));

    for (i = 0; i < count; i++) {
        if (strcmp(json_text(json_array_get(dictionaries(shelf), i), "name", ""), name) == 0)
            return i;
    }
    return count;
}

static bool is_below(const char *path, const char *dir)
{
    size_t len = strlen(dir);

    return strncmp(path, dir, len) == 0 && path[len] == '/';
}

bool shelf_has(const struct shelf *shelf, const char *name, const char *dir)
{
    const json_t *item;
    size_t i;

    for (i = 0; i < json_array_size(dictionaries(shelf)); i++) {
        item = json_array_get(dictionaries(shelf), i);
        if ((name != NULL && strcmp(json_text(item, "name", ""), name) == 0) ||
            (dir != NULL && is_below(json_text(item, "path", ""), dir)))
            return true;
    }
    return false;
}

static size_t find_removed(const struct shelf *shelf, const char *name)
{
    size_t i, count = json_array_size(removed(shelf));

    for (i = 0; i < count; i++) {
        if (strcmp(json_string_value(json_array_get(removed(shelf), i)), name) == 0)
            return i;
    }
    return count;
}

static enum err save(struct shelf *shelf)
{
    name_compiled(shelf);
    return json_write(shelf->list_path, shelf->list);
}

/* --- languages --- */

static bool names_language(const struct language *language, const char *name)
{
    string_list other;

    if (strcmp(language->code, name) == 0 || strcasecmp(language->name, name) == 0)
        return true;
    for (other = language->codes3; *other != NULL; other++) {
        if (strcmp(*other, name) == 0)
            return true;
    }
    return false;
}

/* The code of the language that NAME ("ita", "Italian") is in some file; NULL if none. In
 * CODE, of 16 bytes. */
static bool find_language(const struct shelf *shelf, const char *name, char code[16])
{
    const struct language *language = NULL;
    string_list codes = NULL, each;
    bool found = false;

    if (name[0] == '\0' || language_list(&codes, shelf->assets_dir) != OK)
        return false;
    for (each = codes; *each != NULL && !found; each++) {
        if (language_load(&language, shelf->assets_dir, *each) != OK)
            continue;
        found = names_language(language, name);
        if (found)
            snprintf(code, 16, "%s", *each);
        language_free(language);
        language = NULL;
    }
    language_list_free(codes);
    return found;
}

/* --- compiling --- */

static enum err import_into(struct compiler *compiler, struct compiled_meta *meta,
                            const struct import_ops *format, const struct progress *progress)
{
    enum err rc = format->run(compiler, meta, &meta->title, progress);

    if (rc != OK) {
        compiler_abort(compiler);
        return rc;
    }
    if (meta->title == NULL)
        meta->title = xstrdup(meta->name);
    return compiler_finish(compiler, meta, progress);
}

static void remove_beside(char *path)
{
    remove(path);
    free(path);
}

/* The compiled file and what lies beside it. */
static void remove_compiled(const char *path)
{
    remove(path);
    remove_beside(compiled_forms_path(path));
    remove_beside(reversed_path(path));
}

static enum err compile(const struct shelf_item *item, const struct progress *progress)
{
    const struct import_ops *format = import_find(item->format);
    struct compiled_meta meta = { 0 };
    struct compiler *compiler = NULL;
    enum err rc;

    if (format == NULL)
        return err_set(ERR_FORMAT, "%s: no importer for \"%s\"", item->name, item->format);
    rc = identify(&meta, item->path, item->with);
    if (rc != OK)
        return rc;
    meta.name = xstrdup(item->name);
    meta.format = xstrdup(item->format);
    meta.source_path = xstrdup(item->path);
    meta.with_path = item->with != NULL ? xstrdup(item->with) : NULL;
    snprintf(meta.lang, sizeof(meta.lang), "%s", item->lang);
    snprintf(meta.gloss, sizeof(meta.gloss), "%s", item->gloss);
    remove_beside(reversed_path(item->compiled));
    rc = compiler_open(&compiler, item->compiled);
    if (rc == OK)
        rc = import_into(compiler, &meta, format, progress);
    compiled_meta_dispose(&meta);
    return rc;
}

/* Its glosses for those who learn the language they are in. */
static enum err compile_reversed(const struct shelf *shelf, const struct shelf_item *item,
                                 const struct progress *progress)
{
    const struct language *language = NULL;
    char *path = reversed_path(item->compiled);
    enum err rc = OK;

    if (strcmp(item->lang, item->gloss) != 0 && !file_exists(path)) {
        rc = language_load(&language, shelf->assets_dir, item->gloss);
        if (rc == OK)
            rc = reversed_build(item->compiled, language, progress);
        language_free(language);
    }
    free(path);
    return rc;
}

enum err shelf_compile(struct shelf *shelf, const char *lang, const struct progress *progress,
                       void (*problem)(void *ctx, const char *message), void *ctx)
{
    enum err first = OK, rc;
    size_t i;

    for (i = 0; i < shelf_count(shelf); i++) {
        struct shelf_item item = shelf_get(shelf, i);

        if (item.state == SHELF_MISSING ||
            (lang != NULL && strcmp(item.lang, lang) != 0 && strcmp(item.gloss, lang) != 0))
            continue;
        rc = item.state == SHELF_READY ? OK : compile(&item, progress);
        if (rc == OK && (lang == NULL || strcmp(item.gloss, lang) == 0))
            rc = compile_reversed(shelf, &item, progress);
        if (rc == ERR_CANCELLED)
            return rc;
        if (rc != OK && problem != NULL)
            problem(ctx, err_message());
        if (first == OK)
            first = rc;
    }
    return first;
}

/* --- adding and removing --- */

static json_t *new_item(const struct import_guess *guess, const char *path, const char *with,
                        const char *format)
{
    return json_pack("{s:s, s:s, s:s*, s:s, s:s, s:s}", "name", guess->name, "path", path, "with",
                     with, "format", format, "lang", guess->lang, "gloss", guess->gloss);
}

/* GUESS's languages as codes of ours; what the caller gave comes first. */
static bool settle_languages(const struct shelf *shelf, struct import_guess *guess,
                             const char *lang, const char *gloss)
{
    char lang_code[16], gloss_code[16];

    if (!find_language(shelf, lang != NULL ? lang : guess->lang, lang_code) ||
        !find_language(shelf, gloss != NULL ? gloss : guess->gloss, gloss_code))
        return false;
    memcpy(guess->lang, lang_code, sizeof(guess->lang));
    memcpy(guess->gloss, gloss_code, sizeof(guess->gloss));
    return true;
}

static enum err check_new(const struct shelf *shelf, struct import_guess *guess,
                          const struct import_ops *format, const char *path, const char *with,
                          const char *lang, const char *gloss)
{
    if (!file_exists(path) || (with != NULL && !file_exists(with)))
        return err_set(ERR_ABSENT, "%s: no such file", !file_exists(path) ? path : with);
    if (format == NULL)
        return err_set(ERR_FORMAT,
                       "%s: no dictionary format that Wordloot knows (`wordloot dict --help` "
                       "names them)",
                       path);
    format->guess(guess, path, with);
    if (!is_name(guess->name) || !text_is_valid(str_of(path)) ||
        (with != NULL && !text_is_valid(str_of(with))))
        return err_set(ERR_USAGE, "%s: its name cannot name a dictionary", path);
    if (shelf_count(shelf) >= DICTS_MAX)
        return err_set(ERR_LIMIT, "%s: there are %d dictionaries already", path, DICTS_MAX);
    if (find(shelf, guess->name) < shelf_count(shelf))
        return err_set(ERR_USAGE,
                       "%s: there is a dictionary \"%s\" already; `wordloot dict remove "
                       "%s` first",
                       path, guess->name, guess->name);
    if (!settle_languages(shelf, guess, lang, gloss))
        return err_set(ERR_USAGE,
                       "%s: which languages? Give --lang and --gloss, such as --lang it "
                       "--gloss en",
                       path);
    return OK;
}

enum err shelf_add(struct shelf *shelf, const char *path, const char *with, const char *lang,
                   const char *gloss, const struct progress *progress, const char **name_out)
{
    struct import_guess guess = { .name = "" };
    struct shelf_item item;
    char *absolute = realpath(path, NULL);
    char *absolute_with = with != NULL ? realpath(with, NULL) : NULL;
    const struct import_ops *format = import_for(absolute != NULL ? absolute : path);
    size_t at;
    enum err rc = check_new(shelf, &guess, format, absolute != NULL ? absolute : path,
                            absolute_with != NULL ? absolute_with : with, lang, gloss);

    if (rc != OK)
        goto out;
    at = json_array_size(dictionaries(shelf));
    json_array_append_new(dictionaries(shelf),
                          new_item(&guess, absolute, absolute_with, format->format));
    name_compiled(shelf);
    item = shelf_get(shelf, at);
    rc = compile(&item, progress);
    if (rc == OK) {
        json_array_remove(removed(shelf), find_removed(shelf, guess.name));
        rc = save(shelf);
    }
    if (rc != OK) {
        remove_compiled(shelf->compiled[at]);
        json_array_remove(dictionaries(shelf), at);
        name_compiled(shelf);
    } else if (name_out != NULL) {
        *name_out = shelf_get(shelf, at).name;
    }
out:
    free(absolute);
    free(absolute_with);
    return rc;
}

enum err shelf_remove(struct shelf *shelf, const char *name)
{
    size_t at = find(shelf, name);
    char *compiled;
    enum err rc;

    if (at == shelf_count(shelf))
        return err_set(ERR_ABSENT, "no dictionary \"%s\"; see wordloot dict list", name);
    compiled = xstrdup(shelf->compiled[at]);
    json_array_remove(dictionaries(shelf), at);
    if (find_removed(shelf, name) == json_array_size(removed(shelf)))
        json_array_append_new(removed(shelf), json_string(name));
    rc = save(shelf);
    if (rc == OK)
        remove_compiled(compiled);
    free(compiled);
    return rc;
}

/* --- scanning --- */

/* Puts PATH, with WITH if that is not NULL, on the list if it is new and its
 * languages have files. */
static bool take(struct shelf *shelf, const char *path, const char *with, const char *lang)
{
    const struct import_ops *format = import_for(path);
    struct import_guess guess = { .name = "" };
    char *real = realpath(path, NULL);
    bool taken = false;

    if (format == NULL || real == NULL)
        goto out;
    format->guess(&guess, real, with);
    if (json_array_size(dictionaries(shelf)) >= DICTS_MAX || !is_name(guess.name) ||
        find(shelf, guess.name) < json_array_size(dictionaries(shelf)) ||
        find_removed(shelf, guess.name) < json_array_size(removed(shelf)) ||
        !settle_languages(shelf, &guess, NULL, NULL))
        goto out;
    if (lang != NULL && strcmp(guess.lang, lang) != 0 && strcmp(guess.gloss, lang) != 0)
        goto out;
    taken = json_array_append_new(dictionaries(shelf),
                                  new_item(&guess, real, with, format->format)) == 0;
out:
    free(real);
    return taken;
}

static size_t take_matches(struct shelf *shelf, const char *pattern, const char *lang)
{
    glob_t found;
    size_t i, count = 0;

    if (glob(pattern, 0, NULL, &found) != 0)
        return 0;
    for (i = 0; i < found.gl_pathc; i++)
        count += take(shelf, found.gl_pathv[i], NULL, lang);
    globfree(&found);
    return count;
}

static size_t take_places(struct shelf *shelf, const char *root, const char *lang)
{
    const struct import_ops *format;
    const char *const *place;
    size_t i, count = 0;

    for (i = 0; (format = import_at(i)) != NULL; i++) {
        for (place = format->places; place != NULL && *place != NULL; place++) {
            char *pattern = file_join(root, *place);

            count += take_matches(shelf, pattern, lang);
            free(pattern);
        }
    }
    return count;
}

/* A source that a language file names; both of its files must be there. */
static bool take_source(struct shelf *shelf, const char *root, const struct language_source *source,
                        const char *lang)
{
    char *path = file_join(root, source->path);
    char *with = source->with != NULL ? file_join(root, source->with) : NULL;
    bool taken =
        file_exists(path) && (with == NULL || file_exists(with)) && take(shelf, path, with, lang);

    free(path);
    free(with);
    return taken;
}

static size_t take_sources(struct shelf *shelf, const char *root, const char *lang)
{
    const struct language *language = NULL;
    const struct language_source *source;
    string_list codes = NULL, each;
    size_t count = 0;

    if (language_list(&codes, shelf->assets_dir) != OK)
        return 0;
    for (each = codes; *each != NULL; each++) {
        if (language_load(&language, shelf->assets_dir, *each) != OK)
            continue;
        for (source = language->sources; source->path != NULL; source++)
            count += take_source(shelf, root, source, lang);
        language_free(language);
        language = NULL;
    }
    language_list_free(codes);
    return count;
}

enum err shelf_scan(struct shelf *shelf, const char *const *roots, const char *lang, size_t *added)
{
    static const char *const usual[] = { "/usr/share", "/usr/local/share", NULL };
    size_t count = 0;
    enum err rc = OK;

    for (roots = roots != NULL ? roots : usual; *roots != NULL; roots++) {
        count += take_places(shelf, *roots, lang);
        count += take_sources(shelf, *roots, lang);
    }
    if (count > 0)
        rc = save(shelf);
    if (added != NULL)
        *added = count;
    return rc;
}
