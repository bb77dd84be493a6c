#include "dict/catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/file.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/checksum.h"

enum { ENTRIES_MAX = 5000, NAME_BYTES_MAX = 100, TEXT_BYTES_MAX = 300, URL_BYTES_MAX = 1000 };
static const size_t CATALOGUE_BYTES_MAX = (size_t)8 << 20;
static const uint64_t SIZE_MAX_BYTES = UINT64_C(1) << 40;

struct catalogue {
    struct arena *arena;
    const char *list, *files, *licence; /* FreeDict's; NULL without */
    struct catalogue_entry *entries;
    size_t count, room;
};

static const char *const kind_names[] = {
    [CATALOGUE_DICTD] = "dictd",           [CATALOGUE_YOMITAN] = "yomitan",
    [CATALOGUE_WIKTIONARY] = "wiktionary", [CATALOGUE_WORDNET] = "wordnet",
    [CATALOGUE_HUNSPELL] = "hunspell",
};

const char *catalogue_kind_name(enum catalogue_kind kind)
{
    return kind_names[kind];
}

uint64_t catalogue_entry_size(const struct catalogue_entry *entry)
{
    uint64_t sum = 0;
    size_t i;

    for (i = 0; i < entry->file_count; i++) {
        if (entry->files[i].size == 0)
            return 0;
        sum += entry->files[i].size;
    }
    return sum;
}

size_t catalogue_count(const struct catalogue *catalogue)
{
    return catalogue->count;
}

const struct catalogue_entry *catalogue_get(const struct catalogue *catalogue, size_t at)
{
    return &catalogue->entries[at];
}

const struct catalogue_entry *catalogue_find(const struct catalogue *catalogue, const char *name)
{
    size_t i;

    for (i = 0; i < catalogue->count; i++) {
        if (strcmp(catalogue->entries[i].name, name) == 0)
            return &catalogue->entries[i];
    }
    return NULL;
}

const char *catalogue_freedict_list(const struct catalogue *catalogue)
{
    return catalogue->list;
}

/* --- what a field may hold --- */

/* A name becomes a file's or a folder's: letters, digits, and -_. inside. */
static bool is_name(const char *name)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                  "-_.";

    return name[0] != '\0' && name[0] != '.' && name[0] != '-' && strlen(name) <= NAME_BYTES_MAX &&
           strspn(name, allowed) == strlen(name);
}

/* A line to show. jansson has checked that it is valid UTF-8. */
static bool is_line(const char *text)
{
    const char *at;

    for (at = text; *at != '\0'; at++) {
        if ((unsigned char)*at < ' ')
            return false;
    }
    return text[0] != '\0' && strlen(text) <= TEXT_BYTES_MAX;
}

static bool is_code(const char *code)
{
    return strlen(code) >= 2 && strlen(code) <= 3 &&
           strspn(code, "abcdefghijklmnopqrstuvwxyz") == strlen(code);
}

/* Printable ASCII; who may be asked is for the one who fetches to know. */
static bool is_url(const char *url)
{
    const char *at;

    for (at = url; *at > ' ' && *at < 0x7f; at++)
        ;
    return url[0] != '\0' && *at == '\0' && strlen(url) <= URL_BYTES_MAX;
}

/* --- adding --- */

static void append(struct catalogue *catalogue, const struct catalogue_entry *entry)
{
    if (catalogue->count == catalogue->room) {
        catalogue->room = catalogue->room == 0 ? 64 : catalogue->room * 2;
        catalogue->entries = xrealloc(catalogue->entries, catalogue->room, sizeof(*entry));
    }
    catalogue->entries[catalogue->count++] = *entry;
}

/* False if URL does not end in a file's name, or CHECKSUM is none. */
static bool fill_file(struct arena *arena, struct catalogue_file *file, const char *url,
                      const char *checksum, uint64_t size)
{
    if (!is_url(url) || !is_name(file_base(url)) || size > SIZE_MAX_BYTES ||
        (checksum != NULL && !checksum_is_known(checksum)))
        return false;
    file->url = arena_strdup(arena, url);
    file->name = file_base(file->url);
    file->checksum = checksum != NULL ? arena_strdup(arena, checksum) : NULL;
    file->size = size;
    return true;
}

static bool read_kind(enum catalogue_kind *out, const char *name)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(kind_names); i++) {
        if (strcmp(kind_names[i], name) == 0) {
            *out = (enum catalogue_kind)i;
            return true;
        }
    }
    return false;
}

static bool read_files(struct arena *arena, struct catalogue_entry *entry, const json_t *files)
{
    size_t want = entry->kind == CATALOGUE_HUNSPELL ? 2 : 1, i;

    if (json_array_size(files) != want)
        return false;
    for (i = 0; i < want; i++) {
        const json_t *file = json_array_get(files, i);
        json_int_t size = json_integer_value(json_object_get(file, "size"));

        if (size < 0 || !fill_file(arena, &entry->files[i], json_text(file, "url", ""),
                                   json_text(file, "checksum", NULL), (uint64_t)size))
            return false;
    }
    entry->file_count = want;
    return true;
}

static const char *copy(struct arena *arena, const json_t *object, const char *key)
{
    return arena_strdup(arena, json_text(object, key, ""));
}

/* NULL, or the field that is missing or off. */
static const char *read_entry(struct arena *arena, struct catalogue_entry *entry,
                              const json_t *object)
{
    entry->name = copy(arena, object, "name");
    entry->title = copy(arena, object, "title");
    entry->lang = copy(arena, object, "lang");
    entry->gloss = copy(arena, object, "gloss");
    entry->licence = copy(arena, object, "licence");
    if (!is_name(entry->name))
        return "name";
    if (!is_line(entry->title))
        return "title";
    if (!read_kind(&entry->kind, json_text(object, "kind", "")))
        return "kind";
    if (!is_code(entry->lang))
        return "lang";
    if (!is_code(entry->gloss))
        return "gloss";
    if (!is_line(entry->licence))
        return "licence";
    return read_files(arena, entry, json_object_get(object, "files")) ? NULL : "files";
}

static enum err read_entries(struct catalogue *catalogue, const json_t *entries, const char *what)
{
    const char *field;
    size_t i;

    if (!json_is_array(entries) || json_array_size(entries) > ENTRIES_MAX)
        return err_set(ERR_FORMAT, "%s: no list of entries", what);
    for (i = 0; i < json_array_size(entries); i++) {
        struct catalogue_entry entry = { .name = NULL };

        field = read_entry(catalogue->arena, &entry, json_array_get(entries, i));
        if (field == NULL && catalogue_find(catalogue, entry.name) != NULL)
            field = "name";
        if (field != NULL)
            return err_set(ERR_FORMAT, "%s: entry %zu: \"%s\" is missing or off", what, i + 1,
                           field);
        append(catalogue, &entry);
    }
    return OK;
}

static enum err read_freedict(struct catalogue *catalogue, const json_t *freedict, const char *what)
{
    if (freedict == NULL)
        return OK;
    catalogue->list = copy(catalogue->arena, freedict, "list");
    catalogue->files = copy(catalogue->arena, freedict, "files");
    catalogue->licence = copy(catalogue->arena, freedict, "licence");
    if (!is_url(catalogue->list) || !is_url(catalogue->files) || !is_line(catalogue->licence))
        return err_set(ERR_FORMAT, "%s: \"freedict\" needs list, files and licence", what);
    return OK;
}

enum err catalogue_parse(struct catalogue **out, const uint8_t *bytes, size_t len, const char *what)
{
    struct catalogue *catalogue;
    json_t *root = NULL;
    enum err rc = json_parse(&root, str_make((const char *)bytes, len), what);

    if (rc != OK)
        return rc;
    catalogue = xcalloc(1, sizeof(*catalogue));
    catalogue->arena = arena_new();
    rc = read_freedict(catalogue, json_object_get(root, "freedict"), what);
    if (rc == OK)
        rc = read_entries(catalogue, json_object_get(root, "entries"), what);
    json_decref(root);
    if (rc == OK)
        *out = catalogue;
    else
        catalogue_free(catalogue);
    return rc;
}

enum err catalogue_read(struct catalogue **out, const char *path)
{
    struct buf text;
    enum err rc;

    buf_init(&text, CATALOGUE_BYTES_MAX);
    rc = file_read(&text, path);
    if (rc == OK)
        rc = catalogue_parse(out, (const uint8_t *)buf_text(&text), text.len, path);
    buf_dispose(&text);
    return rc;
}

void catalogue_free(struct catalogue *catalogue)
{
    if (catalogue == NULL)
        return;
    arena_free(catalogue->arena);
    free(catalogue->entries);
    free(catalogue);
}

/* --- FreeDict's list --- */

/* Our code for FreeDict's name of a language; NULL if there is none. */
static const char *our_code(const struct language_pair *codes, struct str name)
{
    for (; codes->from != NULL; codes++) {
        if (str_is(name, codes->from) && is_code(codes->to))
            return codes->to;
    }
    return NULL;
}

/* Its numbers are strings. 0: not known. */
static uint64_t number(const char *digits)
{
    uint64_t value = 0;

    for (; *digits >= '0' && *digits <= '9' && value <= SIZE_MAX_BYTES; digits++)
        value = value * 10 + (uint64_t)(*digits - '0');
    return *digits == '\0' && value <= SIZE_MAX_BYTES ? value : 0;
}

static bool read_release(const struct catalogue *catalogue, struct catalogue_file *file,
                         const json_t *release)
{
    const char *url = json_text(release, "URL", "");
    const char *digits = json_text(release, "checksum", NULL);
    char *checksum = digits != NULL ? xasprintf("sha512:%s", digits) : NULL;
    bool good =
        strcmp(json_text(release, "platform", ""), "dictd") == 0 &&
        str_starts(str_of(url), str_of(catalogue->files)) &&
        fill_file(catalogue->arena, file, url, checksum, number(json_text(release, "size", "")));

    free(checksum);
    return good;
}

static void add_dictionary(struct catalogue *catalogue, const json_t *object,
                           const struct language_pair *codes)
{
    const json_t *releases = json_object_get(object, "releases");
    const char *name = json_text(object, "name", ""), *words = json_text(object, "headwords", "?"),
               *edition = json_text(object, "edition", "?");
    struct str rest = str_of(name), lang = { "", 0 }, gloss = { "", 0 };
    struct catalogue_entry entry = { .kind = CATALOGUE_DICTD, .licence = catalogue->licence };
    size_t i;

    (void)str_next(&rest, '-', &lang);
    (void)str_next(&rest, '-', &gloss);
    entry.lang = our_code(codes, lang);
    entry.gloss = our_code(codes, gloss);
    if (entry.lang == NULL || entry.gloss == NULL || rest.len > 0)
        return;
    for (i = 0; i < json_array_size(releases) && entry.file_count == 0; i++) {
        if (read_release(catalogue, &entry.files[0], json_array_get(releases, i)))
            entry.file_count = 1;
    }
    entry.name = arena_printf(catalogue->arena, "freedict-%s", name);
    entry.title = arena_printf(catalogue->arena, "FreeDict %s, edition %s, %s headwords", name,
                               edition, words);
    if (entry.file_count == 0 || !is_name(entry.name) || !is_line(entry.title) ||
        catalogue_find(catalogue, entry.name) != NULL)
        return;
    /* CODES may go away before the catalogue does. */
    entry.lang = arena_strdup(catalogue->arena, entry.lang);
    entry.gloss = arena_strdup(catalogue->arena, entry.gloss);
    append(catalogue, &entry);
}

enum err catalogue_add_freedict(struct catalogue *catalogue, const uint8_t *bytes, size_t len,
                                const struct language_pair *codes)
{
    static const char what[] = "FreeDict's list of dictionaries";
    json_t *root = NULL;
    size_t i;
    enum err rc = json_parse(&root, str_make((const char *)bytes, len), what);

    if (rc == OK && (!json_is_array(root) || json_array_size(root) > ENTRIES_MAX))
        rc = err_set(ERR_FORMAT, "%s: not such a list", what);
    for (i = 0; rc == OK && catalogue->files != NULL && i < json_array_size(root); i++)
        add_dictionary(catalogue, json_array_get(root, i), codes);
    json_decref(root);
    return rc;
}
