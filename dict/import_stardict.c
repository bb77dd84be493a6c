/* StarDict: NAME.ifo, with .idx, .dict and perhaps .syn beside it.
 *
 * The words of .syn lead to their headword through the form table, rather than each
 * with an entry of its own: most are inflected forms, up to a hundred a headword, and
 * their article would be stored as often. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict/archive.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/dictzip.h"
#include "dict/import.h"
#include "dict/stardict.h"

enum { PROGRESS_ROWS = 2048, TITLE_BYTES_MAX = 200, INFO_BYTES_MAX = 1 << 20 };
static const size_t INDEX_BYTES_MAX = (size_t)512 << 20, DICT_BYTES_MAX = (size_t)4 << 30;

static bool probe(const char *path)
{
    return import_has_extension(path, ".ifo");
}

static void guess(struct import_guess *out, const char *path, const char *with)
{
    (void)with;
    import_name(out->name, sizeof(out->name), path, ".ifo");
    import_guess_pair(out);
}

/* A file beside the .ifo, mapped, or unpacked into memory. */
struct part {
    char *path;
    struct file_map map;
    struct buf unpacked;
    struct str bytes;
};

struct reading {
    struct compiler *compiler;
    const struct compiled_meta *meta;
    struct part info, index, synonyms, dict;
    struct stardict_info head;
    struct dictzip *dictzip;
    struct stardict_row *rows;
    size_t row_count;
    struct entry_builder *builder;
    struct buf article; /* the one being read */
};

/* --- files --- */

/* Opens what lies beside the .ifo PATH with the ending ENDING. ERR_ABSENT. */
static enum err open_part(struct part *part, const char *path, const char *ending, size_t max)
{
    size_t stem = strlen(path) - strlen(".ifo");
    enum err rc;

    free(part->path);
    part->path = xasprintf("%.*s%s", (int)stem, path, ending);
    rc = file_map(&part->map, part->path, max);
    if (rc == OK)
        part->bytes = str_make((const char *)part->map.bytes, part->map.len);
    return rc;
}

static enum err unpack_part(struct part *part, const char *path, const char *ending, size_t max)
{
    const struct archive_limits limits = { max, max };
    struct archive_reader *reader = NULL;
    const char *name;
    enum err rc = open_part(part, path, ending, max);

    if (rc != OK)
        return rc;
    buf_init(&part->unpacked, max);
    rc = archive_reader_open(&reader, part->path, ARCHIVE_STREAM, &limits);
    if (rc == OK)
        rc = archive_reader_next(reader, &name);
    if (rc == OK)
        rc = archive_reader_read(reader, &part->unpacked);
    archive_reader_close(reader);
    part->bytes = buf_str(&part->unpacked);
    return rc;
}

static void close_part(struct part *part)
{
    free(part->path);
    file_unmap(&part->map);
    buf_dispose(&part->unpacked);
}

static enum err open_index(struct reading *reading, const char *path)
{
    enum err rc = open_part(&reading->index, path, ".idx", INDEX_BYTES_MAX);

    if (rc == ERR_ABSENT)
        rc = unpack_part(&reading->index, path, ".idx.gz", INDEX_BYTES_MAX);
    if (rc == ERR_ABSENT)
        rc = err_set(ERR_FORMAT, "%s: its .idx or .idx.gz is not beside it", path);
    return rc;
}

static enum err open_dict(struct reading *reading, const char *path)
{
    struct part *dict = &reading->dict;
    enum err rc = open_part(dict, path, ".dict.dz", DICT_BYTES_MAX);

    if (rc == ERR_ABSENT)
        rc = open_part(dict, path, ".dict", DICT_BYTES_MAX);
    if (rc == ERR_ABSENT)
        return err_set(ERR_FORMAT, "%s: its .dict or .dict.dz is not beside it", path);
    if (rc == OK && dict->bytes.len == 0)
        return err_set(ERR_FORMAT, "%s: the file is empty", dict->path);
    if (rc != OK)
        return rc;
    return dictzip_open(&reading->dictzip, dict->map.bytes, dict->map.len, dict->path);
}

static enum err open_all(struct reading *reading, const char *path)
{
    struct part *info = &reading->info;
    enum err rc = open_part(info, path, ".ifo", INFO_BYTES_MAX);

    if (rc == OK)
        rc = stardict_parse_info(&reading->head, info->map.bytes, info->map.len, path);
    if (rc == OK)
        rc = open_index(reading, path);
    if (rc == OK)
        rc = open_dict(reading, path);
    if (rc != OK)
        return rc;
    return stardict_parse_index(&reading->rows, &reading->row_count,
                                (const uint8_t *)reading->index.bytes.ptr, reading->index.bytes.len,
                                reading->head.offset_len, dictzip_size(reading->dictzip),
                                reading->index.path);
}

static void close_all(struct reading *reading)
{
    dictzip_close(reading->dictzip);
    close_part(&reading->info);
    close_part(&reading->index);
    close_part(&reading->synonyms);
    close_part(&reading->dict);
    buf_dispose(&reading->article);
    free(reading->rows);
    free(reading->builder);
}

/* --- words --- */

static enum err add_synonyms(struct reading *reading)
{
    enum err rc =
        open_part(&reading->synonyms, reading->meta->source_path, ".syn", INDEX_BYTES_MAX);
    struct str rest = reading->synonyms.bytes, word;
    size_t row;

    while (rc == OK) {
        rc = stardict_next_synonym(&rest, &word, &row, reading->row_count, reading->synonyms.path);
        if (rc == OK)
            rc = compiler_add_form(reading->compiler, word, reading->rows[row].word, NULL);
    }
    return rc == ERR_ABSENT ? OK : rc;
}

static int by_place(const void *a, const void *b)
{
    const struct stardict_row *x = a, *y = b;

    if (x->offset != y->offset)
        return x->offset < y->offset ? -1 : 1;
    return str_compare(x->word, y->word);
}

static enum err add_row(struct reading *reading, const struct stardict_row *row)
{
    struct entry_builder *builder = reading->builder;
    struct stardict_fields fields;
    struct arena *arena;
    struct str data;
    char type;
    enum err rc;

    buf_clear(&reading->article);
    rc = dictzip_read(reading->dictzip, &reading->article, row->offset, row->len);
    if (rc != OK)
        return rc;
    arena = arena_new();
    entry_begin(builder, arena);
    builder->entry.headword = arena_strndup(arena, row->word.ptr, row->word.len);
    fields = stardict_fields(&reading->head, buf_str(&reading->article));
    while (stardict_next_field(&fields, &type, &data))
        stardict_read_field(builder, type, data);
    if (builder->entry.sense_count + builder->entry.ref_count > 0)
        rc = compiler_add(reading->compiler, row->word, &builder->entry);
    arena_free(arena);
    return rc;
}

/* In the order of their articles, so that each chunk is inflated once. */
static enum err add_rows(struct reading *reading, const struct progress *progress)
{
    enum err rc = OK;
    size_t i;

    if (reading->row_count > 1)
        qsort(reading->rows, reading->row_count, sizeof(*reading->rows), by_place);
    for (i = 0; i < reading->row_count && rc == OK; i++) {
        if (i % PROGRESS_ROWS == 0 &&
            !progress_step(progress, reading->meta->name, i, reading->row_count))
            return err_set(ERR_CANCELLED, "stopped");
        rc = add_row(reading, &reading->rows[i]);
    }
    return rc;
}

static char *make_title(struct str text)
{
    struct buf line;

    if (text.len == 0 || !text_is_valid(text))
        return NULL;
    buf_init(&line, TITLE_BYTES_MAX * 4);
    text_clean_line(&line, text, TITLE_BYTES_MAX);
    return buf_take(&line);
}

static enum err run(struct compiler *compiler, const struct compiled_meta *meta, char **title,
                    const struct progress *progress)
{
    struct reading reading = { .compiler = compiler, .meta = meta };
    enum err rc;

    buf_init(&reading.article, ENTRY_TEXT_MAX);
    reading.builder = xcalloc(1, sizeof(*reading.builder));
    rc = open_all(&reading, meta->source_path);
    if (rc == OK)
        rc = add_synonyms(&reading);
    if (rc == OK)
        rc = add_rows(&reading, progress);
    if (rc == OK)
        *title = make_title(reading.head.title);
    close_all(&reading);
    return rc;
}

static const char *const places[] = { "stardict/dic/*.ifo", "stardict/dic/*/*.ifo", NULL };

const struct import_ops stardict_import = {
    .format = "stardict", .places = places, .probe = probe, .guess = guess, .run = run
};
