#include "dict/language.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "dict/base/buf.h"
#include "dict/base/file.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"

enum { FILE_MAX_BYTES = 256 * 1024, CODE_MAX = 8, LIST_MAX = 1000 };

/* A code goes into a path: letters alone keep it inside the folder. */
static bool is_code(struct str code)
{
    size_t i;

    if (code.len < 2 || code.len > CODE_MAX)
        return false;
    for (i = 0; i < code.len; i++) {
        if (code.ptr[i] < 'a' || code.ptr[i] > 'z')
            return false;
    }
    return true;
}

/* Reads the fields of one file; after the first that is off, rc says so and
 * the rest come out empty. */
struct reader {
    struct arena *arena;
    const json_t *root;
    const char *path;
    enum err rc;
};

static const json_t *field(struct reader *reader, const char *key, json_type type,
                           const char *type_name)
{
    const json_t *value = json_object_get(reader->root, key);

    if (value != NULL && json_typeof(value) == type)
        return value;
    if (reader->rc == OK)
        reader->rc = err_set(ERR_FORMAT, "%s: \"%s\" is %s; it must be %s", reader->path, key,
                             value == NULL ? "missing" : "of another kind", type_name);
    return NULL;
}

/* May be empty. */
static const char *read_text(struct reader *reader, const char *key)
{
    const json_t *value = field(reader, key, JSON_STRING, "a text");

    return value != NULL ? arena_strdup(reader->arena, json_string_value(value)) : "";
}

static const char *read_name(struct reader *reader, const char *key)
{
    const char *text = read_text(reader, key);

    if (reader->rc == OK && text[0] == '\0')
        reader->rc = err_set(ERR_FORMAT, "%s: \"%s\" is empty", reader->path, key);
    return text;
}

static bool read_bool(struct reader *reader, const char *key)
{
    const json_t *value = json_object_get(reader->root, key);

    if (json_is_boolean(value))
        return json_is_true(value);
    if (reader->rc == OK)
        reader->rc = err_set(ERR_FORMAT, "%s: \"%s\" must be true or false", reader->path, key);
    return false;
}

static string_list read_list(struct reader *reader, const char *key)
{
    const json_t *array = field(reader, key, JSON_ARRAY, "a list of texts");
    size_t count = json_array_size(array), i;
    const char **list;
    const char *text;

    if (count > LIST_MAX) {
        count = 0;
        if (reader->rc == OK)
            reader->rc = err_set(ERR_FORMAT, "%s: \"%s\" has more than %d texts", reader->path, key,
                                 LIST_MAX);
    }
    list = arena_alloc(reader->arena, (count + 1) * sizeof(*list));
    for (i = 0; i < count; i++) {
        text = json_string_value(json_array_get(array, i));
        if (text == NULL || text[0] == '\0') {
            if (reader->rc == OK)
                reader->rc =
                    err_set(ERR_FORMAT, "%s: \"%s\" item %zu is no text", reader->path, key, i + 1);
            text = "";
        }
        list[i] = arena_strdup(reader->arena, text);
    }
    return list;
}

/* How many words the texts of OBJECT have together. */
static size_t count_words(const json_t *object)
{
    const char *key;
    json_t *value;
    struct str rest, word;
    size_t count = 0;

    json_object_foreach((json_t *)object, key, value)
    {
        rest = str_of(json_string_value(value));
        while (str_next(&rest, ' ', &word))
            count++;
    }
    return count;
}

/* {"to": "from from"}, each word of a text on its own. */
static const struct language_pair *read_word_pairs(struct reader *reader, const char *name)
{
    const json_t *object = field(reader, name, JSON_OBJECT, "an object of texts");
    struct language_pair *pairs =
        arena_alloc(reader->arena, (count_words(object) + 1) * sizeof(*pairs));
    size_t count = 0;
    const char *key, *to;
    json_t *value;
    struct str rest, word;

    json_object_foreach((json_t *)object, key, value)
    {
        if (!json_is_string(value) && reader->rc == OK)
            reader->rc =
                err_set(ERR_FORMAT, "%s: \"%s\": \"%s\" is no text", reader->path, name, key);
        rest = str_of(json_string_value(value));
        to = arena_strdup(reader->arena, key);
        while (str_next(&rest, ' ', &word)) {
            if (word.len > 0)
                pairs[count++] =
                    (struct language_pair){ arena_strndup(reader->arena, word.ptr, word.len), to };
        }
    }
    return pairs;
}

/* {"from": "to"}, the text as a whole. */
static const struct language_pair *read_text_pairs(struct reader *reader, const char *name)
{
    const json_t *object = field(reader, name, JSON_OBJECT, "an object of texts");
    struct language_pair *pairs =
        arena_alloc(reader->arena, (json_object_size(object) + 1) * sizeof(*pairs));
    size_t count = 0;
    const char *key;
    json_t *value;

    json_object_foreach((json_t *)object, key, value)
    {
        if (!json_is_string(value) && reader->rc == OK)
            reader->rc =
                err_set(ERR_FORMAT, "%s: \"%s\": \"%s\" is no text", reader->path, name, key);
        if (json_is_string(value))
            pairs[count++] =
                (struct language_pair){ arena_strdup(reader->arena, key),
                                        arena_strdup(reader->arena, json_string_value(value)) };
    }
    return pairs;
}

/* The text at AT of ARRAY; NULL if there is none. */
static const char *text_at(struct reader *reader, const json_t *array, size_t at)
{
    const char *text = json_string_value(json_array_get(array, at));

    return text != NULL ? arena_strdup(reader->arena, text) : NULL;
}

/* [["from", "to"]], in the file's order. */
static const struct language_pair *read_list_pairs(struct reader *reader, const char *name)
{
    const json_t *array = field(reader, name, JSON_ARRAY, "a list of pairs");
    size_t count = json_array_size(array), i;
    struct language_pair *pairs = arena_alloc(reader->arena, (count + 1) * sizeof(*pairs));

    for (i = 0; i < count; i++) {
        pairs[i].from = text_at(reader, json_array_get(array, i), 0);
        pairs[i].to = text_at(reader, json_array_get(array, i), 1);
        if ((pairs[i].from == NULL || pairs[i].to == NULL) && reader->rc == OK)
            reader->rc =
                err_set(ERR_FORMAT, "%s: \"%s\" item %zu is no pair", reader->path, name, i + 1);
    }
    return pairs;
}

/* [["from", "to", "before", "after"]]. */
static const struct language_rule *read_rules(struct reader *reader, const char *name)
{
    const json_t *array = field(reader, name, JSON_ARRAY, "a list of rules");
    size_t count = json_array_size(array), i;
    struct language_rule *rules = arena_alloc(reader->arena, (count + 1) * sizeof(*rules));

    for (i = 0; i < count; i++) {
        const json_t *item = json_array_get(array, i);

        rules[i] = (struct language_rule){ text_at(reader, item, 0), text_at(reader, item, 1),
                                           text_at(reader, item, 2), text_at(reader, item, 3) };
        if ((rules[i].from == NULL || rules[i].to == NULL || rules[i].before == NULL ||
             rules[i].after == NULL) &&
            reader->rc == OK)
            reader->rc = err_set(ERR_FORMAT, "%s: \"%s\" item %zu is no rule of four texts",
                                 reader->path, name, i + 1);
    }
    return rules;
}

/* [["fem", "a e i o u", "l'"]]. */
static const struct language_article *read_articles(struct reader *reader, const char *name)
{
    const json_t *array = field(reader, name, JSON_ARRAY, "a list of rules");
    size_t count = json_array_size(array), i;
    struct language_article *rules = arena_alloc(reader->arena, (count + 1) * sizeof(*rules));

    for (i = 0; i < count; i++) {
        const json_t *item = json_array_get(array, i);

        rules[i] = (struct language_article){ text_at(reader, item, 0), text_at(reader, item, 1),
                                              text_at(reader, item, 2) };
        if ((rules[i].gender == NULL || rules[i].starts == NULL || rules[i].article == NULL) &&
            reader->rc == OK)
            reader->rc = err_set(ERR_FORMAT, "%s: \"%s\" item %zu is no rule of three texts",
                                 reader->path, name, i + 1);
    }
    return rules;
}

/* ["path", ["path", "with"]]. */
static const struct language_source *read_sources(struct reader *reader, const char *name)
{
    const json_t *array = field(reader, name, JSON_ARRAY, "a list of files");
    size_t count = json_array_size(array), i;
    struct language_source *sources = arena_alloc(reader->arena, (count + 1) * sizeof(*sources));

    for (i = 0; i < count; i++) {
        const json_t *item = json_array_get(array, i);

        sources[i].path =
            text_at(reader, json_is_array(item) ? item : array, json_is_array(item) ? 0 : i);
        sources[i].with = json_is_array(item) ? text_at(reader, item, 1) : NULL;
        if (sources[i].path == NULL && reader->rc == OK)
            reader->rc =
                err_set(ERR_FORMAT, "%s: \"%s\" item %zu is no file", reader->path, name, i + 1);
    }
    return sources;
}

static void read_fields(struct reader *reader, struct language *language)
{
    language->code = read_name(reader, "code");
    language->codes3 = read_list(reader, "codes3");
    language->name = read_name(reader, "name");
    language->own_name = read_name(reader, "own_name");
    language->script = read_name(reader, "script");
    language->right_to_left = read_bool(reader, "right_to_left");
    language->spaced = read_bool(reader, "spaced");
    language->capital_nouns = read_bool(reader, "capital_nouns");
    language->hunspell = read_list(reader, "hunspell");
    language->thesauri = read_list(reader, "thesauri");
    language->ocr = read_name(reader, "ocr");
    language->voice = read_name(reader, "voice");
    language->charset = read_name(reader, "charset");
    language->articles = read_list(reader, "articles");
    language->definite = read_articles(reader, "definite");
    language->elisions = read_list(reader, "elisions");
    language->clitics = read_list(reader, "clitics");
    language->dropped = read_list(reader, "dropped");
    language->reflexive = read_list(reader, "reflexive");
    language->participles = read_list(reader, "participles");
    language->separable = read_list(reader, "separable");
    language->linking = read_list(reader, "linking");
    language->irregular = read_word_pairs(reader, "irregular");
    language->contractions = read_text_pairs(reader, "contractions");
    language->deinflections = read_rules(reader, "deinflections");
    language->sounds = read_list_pairs(reader, "sounds");
    language->cues = read_word_pairs(reader, "cues");
    language->sources = read_sources(reader, "sources");
    language->letters = read_text(reader, "letters");
    language->sample = read_name(reader, "sample");
    language->apt = read_list(reader, "apt");
    language->dnf = read_list(reader, "dnf");
    language->pacman = read_list(reader, "pacman");
}

static enum err no_such_language(const char *assets_dir, const char *code)
{
    string_list codes;
    struct buf known;
    size_t i;
    enum err rc = language_list(&codes, assets_dir);

    if (rc != OK)
        return rc;
    buf_init(&known, 4096);
    for (i = 0; codes[i] != NULL; i++)
        buf_printf(&known, " %s", codes[i]);
    rc = err_set(ERR_USAGE, "no language \"%.20s\"; there are:%s", code, buf_text(&known));
    buf_dispose(&known);
    language_list_free(codes);
    return rc;
}

enum err language_load(const struct language **out, const char *assets_dir, const char *code)
{
    struct reader reader = { .rc = OK };
    struct language *language;
    json_t *root = NULL;
    char *path;
    enum err rc;

    if (!is_code(str_of(code)))
        return no_such_language(assets_dir, code);
    path = xasprintf("%s/languages/%s.json", assets_dir, code);
    rc = json_read(&root, path, FILE_MAX_BYTES);
    if (rc != OK) {
        free(path);
        return rc == ERR_ABSENT ? no_such_language(assets_dir, code) : rc;
    }
    reader.arena = arena_new();
    reader.root = root;
    reader.path = path;
    language = arena_alloc(reader.arena, sizeof(*language));
    language->arena = reader.arena;
    read_fields(&reader, language);
    if (reader.rc == OK && strcmp(language->code, code) != 0)
        reader.rc = err_set(ERR_FORMAT, "%s: \"code\" is \"%s\"; it must be \"%s\"", path,
                            language->code, code);
    if (reader.rc == OK)
        *out = language;
    else
        language_free(language);
    json_decref(root);
    free(path);
    return reader.rc;
}

void language_free(const struct language *language)
{
    if (language != NULL)
        arena_free(language->arena);
}

static int compare_codes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

enum err language_list(string_list *out, const char *assets_dir)
{
    const struct str ending = str_of(".json");
    char *path = file_join(assets_dir, "languages");
    DIR *folder = opendir(path);
    const struct dirent *file;
    struct str name;
    char **codes;
    size_t count = 0;

    if (folder == NULL) {
        enum err rc = err_set(ERR_IO, "%s: %s", path, strerror(errno));

        free(path);
        return rc;
    }
    free(path);
    codes = xcalloc(LIST_MAX + 1, sizeof(*codes));
    while ((file = readdir(folder)) != NULL && count < LIST_MAX) {
        name = str_of(file->d_name);
        if (!str_ends(name, ending) || !is_code(str_sub(name, 0, name.len - ending.len)))
            continue;
        codes[count++] = xstrndup(name.ptr, name.len - ending.len);
    }
    closedir(folder);
    qsort(codes, count, sizeof(*codes), compare_codes);
    *out = (string_list)codes;
    return OK;
}

void language_list_free(string_list list)
{
    size_t i;

    if (list == NULL)
        return;
    for (i = 0; list[i] != NULL; i++)
        free((char *)list[i]);
    free((void *)list);
}
