/* Yomitan's dictionaries: a zip with index.json and banks of rows. It is gone through
 * twice, for the index and the tags first.
 *
 * Rows come in an order of their own, but the likeliest entry of a spelling is to come
 * first, and the likeliest word of a reading: what is found waits, and goes to the
 * compiler sorted. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict/archive.h"
#include "dict/base/json.h"
#include "dict/base/log.h"
#include "dict/base/mem.h"
#include "dict/import.h"
#include "dict/json_cut.h"
#include "dict/yomitan.h"

#define LOG_MODULE "dict"

enum { PROGRESS_ROWS = 2048 };
/* WAITING_MAX: of a dictionary with more text each part of that size is sorted alone. */
static const size_t BANK_BYTES_MAX = (size_t)256 << 20, WAITING_MAX = (size_t)96 << 20;
static const struct archive_limits limits = { (uint64_t)1 << 30, (uint64_t)16 << 30 };

static bool is_index(const char *name)
{
    return strcmp(name, "index.json") == 0;
}

static bool probe(const char *path)
{
    struct archive_reader *zip = NULL;
    const char *name = NULL;
    bool found = false;

    if (!import_has_extension(path, ".zip") ||
        archive_reader_open(&zip, path, ARCHIVE_MEMBERS, &limits) != OK)
        return false;
    while (!found && archive_reader_next(zip, &name) == OK)
        found = is_index(name);
    archive_reader_close(zip);
    return found;
}

/* --- members --- */

typedef enum err (*member_reader)(void *ctx, struct archive_reader *zip, const char *name);

static enum err each_member(const char *path, member_reader read, void *ctx)
{
    struct archive_reader *zip = NULL;
    const char *name = NULL;
    enum err rc = archive_reader_open(&zip, path, ARCHIVE_MEMBERS, &limits);

    if (rc != OK)
        return rc;
    while ((rc = archive_reader_next(zip, &name)) == OK) {
        rc = read(ctx, zip, name);
        if (rc != OK)
            break;
    }
    archive_reader_close(zip);
    return rc == ERR_ABSENT ? OK : rc;
}

/* The index alone, for guess() and run(). */
struct index_reading {
    const char *path;
    struct yomitan_index index;
    bool found;
};

static enum err read_index(void *ctx, struct archive_reader *zip, const char *name)
{
    struct index_reading *reading = ctx;
    struct buf text;
    enum err rc;

    if (!is_index(name) || reading->found)
        return OK;
    reading->found = true;
    buf_init(&text, (size_t)1 << 20);
    rc = archive_reader_read(zip, &text);
    if (rc == OK)
        rc = yomitan_parse_index(&reading->index, buf_str(&text), reading->path);
    buf_dispose(&text);
    return rc;
}

static enum err find_index(struct index_reading *reading)
{
    enum err rc = each_member(reading->path, read_index, reading);

    if (rc == OK && !reading->found)
        rc = err_set(ERR_FORMAT, "%s: there is no index.json in it: not a Yomitan dictionary",
                     reading->path);
    return rc;
}

/* kty-it-en */
static void guess_by_name(struct import_guess *out)
{
    struct str name = str_of(out->name), part;

    if (!str_starts(name, str_of("kty-")))
        return;
    name = str_from(name, strlen("kty-"));
    if (str_next(&name, '-', &part))
        snprintf(out->lang, sizeof(out->lang), "%.*s", STR_ARG(part));
    if (str_next(&name, '-', &part))
        snprintf(out->gloss, sizeof(out->gloss), "%.*s", STR_ARG(part));
}

static void guess(struct import_guess *out, const char *path, const char *with)
{
    struct index_reading reading = { .path = path };

    (void)with;
    import_name(out->name, sizeof(out->name), path, ".zip");
    guess_by_name(out);
    if (find_index(&reading) != OK)
        return;
    if (reading.index.lang[0] != '\0')
        snprintf(out->lang, sizeof(out->lang), "%s", reading.index.lang);
    if (reading.index.gloss[0] != '\0')
        snprintf(out->gloss, sizeof(out->gloss), "%s", reading.index.gloss);
}

/* --- what waits to be sorted --- */

struct waiting {
    int64_t weight;
    size_t at; /* of its headword or form in the texts, each ended by a NUL; behind it the */
    uint32_t text_len; /* entry as it is stored, or the lemma */
    uint32_t order;
    const char *pos; /* of a form */
    bool is_form;
};

struct reading {
    struct compiler *compiler;
    const struct compiled_meta *meta;
    const struct progress *progress;
    const struct archive_reader *zip;
    struct yomitan_index index;
    struct yomitan *yomitan;
    struct buf texts;
    struct waiting *waiting;
    size_t count, room;
    uint64_t found;
    bool has_kanji;
};

static int by_weight(const void *a, const void *b)
{
    const struct waiting *left = a, *right = b;

    if (left->weight != right->weight)
        return left->weight > right->weight ? -1 : 1;
    return left->order < right->order ? -1 : 1;
}

static enum err hand_over(struct reading *reading, const struct waiting *item)
{
    struct str word = str_of(reading->texts.data + item->at);
    struct str text = str_make(word.ptr + word.len + 1, item->text_len);
    struct entry entry = { .dict = "", .headword = word.ptr };
    struct arena *arena;
    enum err rc;

    if (item->is_form)
        return compiler_add_form(reading->compiler, word, text, item->pos);
    arena = arena_new();
    entry_decode(&entry, arena, text);
    rc = compiler_add(reading->compiler, word, &entry);
    arena_free(arena);
    return rc;
}

static enum err hand_over_all(struct reading *reading)
{
    enum err rc = OK;
    size_t i;

    if (reading->count > 0)
        qsort(reading->waiting, reading->count, sizeof(*reading->waiting), by_weight);
    for (i = 0; i < reading->count && rc == OK; i++) {
        if (i % PROGRESS_ROWS == 0 &&
            !progress_step(reading->progress, reading->meta->name, i, reading->count))
            rc = err_set(ERR_CANCELLED, "stopped");
        else
            rc = hand_over(reading, &reading->waiting[i]);
    }
    reading->count = 0;
    buf_clear(&reading->texts);
    return rc;
}

static enum err step(struct reading *reading)
{
    if (reading->found++ % PROGRESS_ROWS != 0 ||
        progress_step(reading->progress, reading->meta->name, archive_reader_done(reading->zip),
                      archive_reader_size(reading->zip)))
        return OK;
    return err_set(ERR_CANCELLED, "stopped");
}

/* A new item with WORD; its text is to be added to the texts, and end_item() called. */
static enum err begin_item(struct reading *reading, struct str word, int64_t weight)
{
    enum err rc = step(reading);

    if (rc == OK && reading->texts.len > WAITING_MAX)
        rc = hand_over_all(reading);
    if (rc != OK)
        return rc;
    if (reading->count == reading->room) {
        reading->room = reading->room > 0 ? reading->room * 2 : 1024;
        reading->waiting = xrealloc(reading->waiting, reading->room, sizeof(*reading->waiting));
    }
    reading->waiting[reading->count] = (struct waiting){ .weight = weight,
                                                         .at = reading->texts.len,
                                                         .order = (uint32_t)reading->count };
    buf_add_str(&reading->texts, word);
    buf_addc(&reading->texts, '\0');
    return OK;
}

static enum err end_item(struct reading *reading, struct str word)
{
    struct waiting *item = &reading->waiting[reading->count];
    enum err rc = buf_ok(&reading->texts, reading->meta->source_path);

    if (rc != OK)
        return rc;
    item->text_len = (uint32_t)(reading->texts.len - item->at - word.len - 1);
    reading->count++;
    return OK;
}

static enum err take_entry(void *ctx, const struct entry *entry, int64_t weight)
{
    struct reading *reading = ctx;
    struct str word = str_of(entry->headword);
    enum err rc = begin_item(reading, word, weight);

    if (rc != OK)
        return rc;
    entry_encode(&reading->texts, entry);
    return end_item(reading, word);
}

static enum err take_form(void *ctx, struct str form, struct str lemma, const char *pos,
                          int64_t weight)
{
    struct reading *reading = ctx;
    enum err rc = begin_item(reading, form, weight);

    if (rc != OK)
        return rc;
    reading->waiting[reading->count].is_form = true;
    reading->waiting[reading->count].pos = pos;
    buf_add_str(&reading->texts, lemma);
    return end_item(reading, form);
}

static enum err take_frequency(void *ctx, struct str headword, int64_t value)
{
    struct reading *reading = ctx;
    enum err rc = step(reading);

    if (rc != OK)
        return rc;
    return compiler_add_frequency(reading->compiler, headword, reading->index.frequency_kind,
                                  value);
}

/* --- banks --- */

typedef enum err (*bank_reader)(struct yomitan *yomitan, struct str bank, const char *name);

static bool is_bank(const char *name, const char *kind)
{
    return str_starts(str_of(name), str_of(kind)) && import_has_extension(name, ".json");
}

static enum err read_bank(struct reading *reading, struct archive_reader *zip, const char *name,
                          bank_reader read)
{
    char *place = xasprintf("%s: %s", reading->meta->source_path, name);
    struct buf text;
    enum err rc;

    buf_init(&text, BANK_BYTES_MAX);
    reading->zip = zip;
    rc = archive_reader_read(zip, &text);
    if (rc == OK)
        rc = read(reading->yomitan, buf_str(&text), place);
    buf_dispose(&text);
    free(place);
    return rc;
}

static enum err read_tags(void *ctx, struct archive_reader *zip, const char *name)
{
    return is_bank(name, "tag_bank_") ? read_bank(ctx, zip, name, yomitan_read_tags) : OK;
}

static enum err read_words(void *ctx, struct archive_reader *zip, const char *name)
{
    struct reading *reading = ctx;

    reading->has_kanji = reading->has_kanji || is_bank(name, "kanji_bank_");
    if (is_bank(name, "term_bank_"))
        return read_bank(reading, zip, name, yomitan_read_terms);
    if (is_bank(name, "term_meta_bank_"))
        return read_bank(reading, zip, name, yomitan_read_metas);
    return OK;
}

static enum err read_all(struct reading *reading)
{
    const char *path = reading->meta->source_path;
    enum err rc = each_member(path, read_tags, reading);

    if (rc == OK)
        rc = each_member(path, read_words, reading);
    if (rc == OK)
        rc = yomitan_finish(reading->yomitan);
    if (rc == OK)
        rc = hand_over_all(reading);
    if (rc == OK && reading->has_kanji && reading->found == 0)
        rc = err_set(ERR_FORMAT, "%s: it tells of single characters, not of words", path);
    else if (rc == OK && reading->has_kanji)
        log_info("%s: what it tells of single characters is left out", reading->meta->name);
    return rc;
}

static enum err run(struct compiler *compiler, const struct compiled_meta *meta, char **title,
                    const struct progress *progress)
{
    struct reading reading = { .compiler = compiler, .meta = meta, .progress = progress };
    struct index_reading index = { .path = meta->source_path };
    const struct yomitan_sink sink = { take_entry, take_form, take_frequency, &reading };
    enum err rc = find_index(&index);

    if (rc != OK)
        return rc;
    reading.index = index.index;
    /* The languages it was added with are the surer ones. */
    snprintf(reading.index.lang, sizeof(reading.index.lang), "%s", meta->lang);
    buf_init(&reading.texts, WAITING_MAX + (size_t)4 * ENTRY_TEXT_MAX);
    reading.yomitan = yomitan_new(&reading.index, &sink);
    rc = read_all(&reading);
    if (rc == OK)
        *title = xstrdup(reading.index.title);
    yomitan_free(reading.yomitan);
    buf_dispose(&reading.texts);
    free(reading.waiting);
    return rc;
}

const struct import_ops yomitan_import = {
    .format = "yomitan", .probe = probe, .guess = guess, .run = run
};
