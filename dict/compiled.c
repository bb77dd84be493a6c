#include "dict/compiled.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict/base/db.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/near_key.h"

/* How much longer or shorter a near word may be. */
enum { NEAR_LEN_SLACK = 2, NEAR_PREFIXES_MAX = 256 };

struct compiled {
    struct db *db;
    struct forms *forms;
    struct compiled_meta meta;
};

void compiled_meta_dispose(struct compiled_meta *meta)
{
    free(meta->name);
    free(meta->title);
    free(meta->format);
    free(meta->source_path);
    free(meta->with_path);
    *meta = (struct compiled_meta){ 0 };
}

static void take_meta(struct compiled_meta *meta, struct str key, struct str value)
{
    const struct {
        const char *key;
        char **text;
    } texts[] = {
        { "name", &meta->name },           { "title", &meta->title },
        { "format", &meta->format },       { "source_path", &meta->source_path },
        { "with_path", &meta->with_path },
    };
    const struct {
        const char *key;
        int64_t *number;
    } numbers[] = {
        { "source_size", &meta->source.size },
        { "source_mtime_ns", &meta->source.mtime_ns },
        { "headwords", &meta->headwords },
        { "entries", &meta->entries },
        { "with_size", &meta->with.size },
        { "with_mtime_ns", &meta->with.mtime_ns },
        { "forms", &meta->forms },
        { "frequencies", &meta->frequencies },
    };
    char text[24];
    size_t i;

    for (i = 0; i < ARRAY_LEN(texts); i++) {
        if (str_is(key, texts[i].key) && *texts[i].text == NULL)
            *texts[i].text = xstrndup(value.len > 0 ? value.ptr : "", value.len);
    }
    snprintf(text, sizeof(text), "%.*s", STR_ARG(value));
    for (i = 0; i < ARRAY_LEN(numbers); i++) {
        if (str_is(key, numbers[i].key))
            *numbers[i].number = strtoll(text, NULL, 10);
    }
    if (str_is(key, "lang"))
        snprintf(meta->lang, sizeof(meta->lang), "%.15s", text);
    if (str_is(key, "gloss"))
        snprintf(meta->gloss, sizeof(meta->gloss), "%.15s", text);
}

static enum err read_meta(struct compiled *compiled)
{
    struct compiled_meta *meta = &compiled->meta;
    struct stmt *get = db_prepare(compiled->db, "SELECT key, value FROM meta");
    enum err rc;

    while ((rc = stmt_row(get)) == OK)
        take_meta(meta, stmt_get_text(get, 0), stmt_get_text(get, 1));
    stmt_free(get);
    if (rc != ERR_ABSENT)
        return rc;
    if (meta->name == NULL || meta->title == NULL || meta->format == NULL ||
        meta->source_path == NULL || meta->lang[0] == '\0' || meta->gloss[0] == '\0')
        return err_set(ERR_FORMAT, "%s: not a compiled dictionary", db_path(compiled->db));
    return OK;
}

static enum err check_version(struct compiled *compiled)
{
    int version = 0;
    enum err rc = db_get_version(compiled->db, &version);

    if (rc == OK && version != COMPILED_FORMAT)
        rc = err_set(ERR_NEWER, "%s: compiled in format %d, not %d", db_path(compiled->db), version,
                     COMPILED_FORMAT);
    return rc;
}

char *compiled_forms_path(const char *path)
{
    struct str stem = str_of(path);

    if (str_ends(stem, str_of(".dict")))
        stem.len -= strlen(".dict");
    return xasprintf("%.*s.forms", STR_ARG(stem));
}

static enum err open_forms(struct compiled *compiled, const char *path)
{
    char *forms_path;
    enum err rc;

    if (compiled->meta.forms == 0)
        return OK;
    forms_path = compiled_forms_path(path);
    rc = forms_open(&compiled->forms, forms_path);
    if (rc == ERR_ABSENT)
        rc = err_set(ERR_FORMAT, "%s: its table of forms is gone", path);
    free(forms_path);
    return rc;
}

enum err compiled_open(struct compiled **out, const char *path)
{
    struct compiled *compiled = xcalloc(1, sizeof(*compiled));
    enum err rc = db_open(&compiled->db, path, DB_READ);

    /* One transaction for all reading: nobody changes the file (a new one is renamed
     * over it), and to lock it takes longer than to look a word up. */
    if (rc == OK)
        rc = db_begin(compiled->db);
    if (rc == OK)
        rc = check_version(compiled);
    if (rc == OK)
        rc = read_meta(compiled);
    if (rc == OK)
        rc = open_forms(compiled, path);
    if (rc == OK)
        *out = compiled;
    else
        compiled_close(compiled);
    return rc;
}

void compiled_close(struct compiled *compiled)
{
    if (compiled == NULL)
        return;
    compiled_meta_dispose(&compiled->meta);
    db_close(compiled->db);
    forms_close(compiled->forms);
    free(compiled);
}

const struct compiled_meta *compiled_meta(const struct compiled *compiled)
{
    return &compiled->meta;
}

const struct forms *compiled_forms(const struct compiled *compiled)
{
    return compiled->forms;
}

int64_t compiled_frequency(struct compiled *compiled, struct str headword)
{
    struct stmt *find;
    int64_t rank;

    if (compiled->meta.frequencies == 0)
        return 0;
    find = db_cached(compiled->db, "SELECT rank FROM frequency WHERE headword = ?1");
    stmt_text(find, 1, headword);
    rank = stmt_row(find) == OK ? stmt_get_int(find, 0) : 0;
    stmt_reset(find);
    return rank;
}

/* Gives FIND's rows (headword and, if there is a second column, body) to ROW.
 * *MORE is false once ROW has seen enough. */
static enum err give_rows(struct stmt *find, compiled_row row, void *ctx, bool with_body,
                          size_t *count, bool *more)
{
    enum err rc;

    while ((rc = stmt_row(find)) == OK) {
        ++*count;
        if (row(ctx, stmt_get_text(find, 0), with_body ? stmt_get_text(find, 1) : str_of("")))
            continue;
        *more = false;
        stmt_reset(find);
        return OK;
    }
    return rc == ERR_ABSENT ? OK : rc;
}

enum err compiled_find(struct compiled *compiled, struct str fold, compiled_row row, void *ctx)
{
    static const char sql[] = "SELECT headword, body FROM key JOIN entry ON id = entry "
                              "WHERE fold = ?1 ORDER BY entry";
    struct stmt *find = db_cached(compiled->db, sql);
    size_t count = 0;
    bool more = true;
    enum err rc;

    stmt_text(find, 1, fold);
    rc = give_rows(find, row, ctx, true, &count, &more);
    return rc == OK && count == 0 ? ERR_ABSENT : rc;
}

enum err compiled_each(struct compiled *compiled, compiled_row row, void *ctx)
{
    struct stmt *all = db_cached(compiled->db, "SELECT headword, body FROM entry ORDER BY id");
    size_t count = 0;
    bool more = true;

    return give_rows(all, row, ctx, true, &count, &more);
}

bool compiled_has(struct compiled *compiled, struct str fold)
{
    struct stmt *find = db_cached(compiled->db, "SELECT 1 FROM key WHERE fold = ?1 LIMIT 1");
    bool has;

    stmt_text(find, 1, fold);
    has = stmt_row(find) == OK;
    stmt_reset(find);
    return has;
}

/* Behind every text that begins with PREFIX: no UTF-8 has this byte. */
static void add_range_end(struct buf *end, struct str prefix)
{
    buf_add_str(end, prefix);
    buf_addc(end, '\xff');
}

enum err compiled_prefix(struct compiled *compiled, struct str prefix, size_t limit,
                         compiled_row row, void *ctx)
{
    static const char sql[] = "SELECT DISTINCT headword FROM key JOIN entry ON id = entry "
                              "WHERE fold >= ?1 AND fold < ?2 ORDER BY fold LIMIT ?3";
    struct stmt *find = db_cached(compiled->db, sql);
    struct buf end;
    size_t count = 0;
    bool more = true;
    enum err rc;

    buf_init(&end, HEADWORD_MAX * 8 + 1);
    add_range_end(&end, prefix);
    stmt_text(find, 1, prefix);
    stmt_text(find, 2, buf_str(&end));
    stmt_int(find, 3, limit > INT32_MAX ? INT32_MAX : (int64_t)limit);
    rc = give_rows(find, row, ctx, false, &count, &more);
    stmt_reset(find);
    buf_dispose(&end);
    return rc;
}

/* --- near --- */

struct near_search {
    struct compiled *compiled;
    struct arena *arena;
    struct str prefixes[NEAR_PREFIXES_MAX];
    size_t count;
    enum err rc;
};

static void add_prefix(struct near_search *search, struct str prefix)
{
    size_t i;

    for (i = 0; i < search->count; i++) {
        if (str_eq(search->prefixes[i], prefix))
            return;
    }
    if (search->count < NEAR_PREFIXES_MAX)
        search->prefixes[search->count++] =
            str_make(arena_strndup(search->arena, prefix.ptr, prefix.len), prefix.len);
}

static void find_prefixes(void *ctx, struct str variant)
{
    struct near_search *search = ctx;
    struct stmt *find =
        db_cached(search->compiled->db, "SELECT prefix FROM near WHERE variant = ?1");
    enum err rc;

    if (search->rc != OK)
        return;
    stmt_text(find, 1, variant);
    while ((rc = stmt_row(find)) == OK)
        add_prefix(search, stmt_get_text(find, 0));
    if (rc != ERR_ABSENT)
        search->rc = rc;
}

static size_t letter_count(struct str text)
{
    size_t at = 0, count = 0;

    for (; at < text.len; count++)
        text_next(text, &at);
    return count;
}

static enum err give_near(struct near_search *search, struct str prefix, int64_t letters,
                          compiled_row row, void *ctx, bool *more)
{
    static const char sql[] = "SELECT DISTINCT fold FROM key WHERE fold >= ?1 AND fold < ?2 "
                              "AND length(fold) BETWEEN ?3 AND ?4";
    struct stmt *find = db_cached(search->compiled->db, sql);
    struct buf end;
    size_t count = 0;
    enum err rc;

    buf_init(&end, COMPILED_NEAR_LEN * 4 + 1);
    /* A prefix shorter than its ceiling is a whole key. */
    if (letter_count(prefix) < COMPILED_NEAR_LEN) {
        buf_add_str(&end, prefix);
        buf_addc(&end, '\x01');
    } else {
        add_range_end(&end, prefix);
    }
    stmt_text(find, 1, prefix);
    stmt_text(find, 2, buf_str(&end));
    stmt_int(find, 3, letters - NEAR_LEN_SLACK);
    stmt_int(find, 4, letters + NEAR_LEN_SLACK);
    rc = give_rows(find, row, ctx, false, &count, more);
    stmt_reset(find);
    buf_dispose(&end);
    return rc;
}

enum err compiled_near(struct compiled *compiled, struct str fold, compiled_row row, void *ctx)
{
    struct near_search search = { .compiled = compiled, .arena = arena_new() };
    int64_t letters = (int64_t)letter_count(fold);
    bool more = true;
    enum err rc;
    size_t i;

    near_variants(near_prefix(fold), find_prefixes, &search);
    rc = search.rc;
    for (i = 0; i < search.count && rc == OK && more; i++)
        rc = give_near(&search, search.prefixes[i], letters, row, ctx, &more);
    arena_free(search.arena);
    return rc;
}
