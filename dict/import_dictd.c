/* dictd's format: NAME.index tells of each headword where its text lies in
 * NAME.dict or NAME.dict.dz (dictfmt(1)). Its numbers are written in base 64. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/dictd.h"
#include "dict/dictzip.h"
#include "dict/freedict.h"
#include "dict/import.h"
#include "dict/plain.h"

enum { PROGRESS_ROWS = 2048 };
static const size_t INDEX_BYTES_MAX = (size_t)512 << 20, TEXT_BYTES_MAX = (size_t)2 << 30;

static bool probe(const char *path)
{
    return import_has_extension(path, ".index");
}

/* freedict-ita-eng */
static void guess(struct import_guess *out, const char *path, const char *with)
{
    struct str name, part;

    (void)with;
    import_name(out->name, sizeof(out->name), path, ".index");
    name = str_of(out->name);
    if (!str_starts(name, str_of("freedict-")))
        return;
    name = str_from(name, strlen("freedict-"));
    if (str_next(&name, '-', &part))
        snprintf(out->lang, sizeof(out->lang), "%.*s", STR_ARG(part));
    if (str_next(&name, '-', &part))
        snprintf(out->gloss, sizeof(out->gloss), "%.*s", STR_ARG(part));
}

/* One dictionary on its way into the compiler. */
struct reading {
    struct compiler *compiler;
    const struct compiled_meta *meta;
    struct file_map index, text;
    struct dictzip *dictzip;
    struct dictd_row *rows;
    size_t row_count;
    struct buf entry;    /* the text of one */
    struct buf repaired; /* and without its broken bytes */
    struct entry_builder *builder;
    bool freedict;
    struct str word; /* of the row that is being read */
};

static enum err open_text(struct reading *reading, const char *index_path)
{
    static const char *const endings[] = { ".dict.dz", ".dict" };
    size_t stem = strlen(index_path) - strlen(".index"), i;
    char *path = NULL;
    enum err rc = ERR_ABSENT;

    for (i = 0; i < ARRAY_LEN(endings) && rc == ERR_ABSENT; i++) {
        free(path);
        path = xasprintf("%.*s%s", (int)stem, index_path, endings[i]);
        rc = file_map(&reading->text, path, TEXT_BYTES_MAX);
    }
    if (rc == ERR_ABSENT)
        rc = err_set(ERR_FORMAT, "%s: its .dict or .dict.dz is not beside it", index_path);
    if (rc == OK && reading->text.len == 0)
        rc = err_set(ERR_FORMAT, "%s: the file is empty", path);
    if (rc == OK)
        rc = dictzip_open(&reading->dictzip, reading->text.bytes, reading->text.len, path);
    free(path);
    return rc;
}

static enum err open_all(struct reading *reading, const char *index_path)
{
    enum err rc = file_map(&reading->index, index_path, INDEX_BYTES_MAX);

    if (rc == OK && reading->index.len == 0)
        rc = err_set(ERR_FORMAT, "%s: the file is empty", index_path);
    if (rc == OK)
        rc = open_text(reading, index_path);
    if (rc == OK)
        rc = dictd_parse_index(&reading->rows, &reading->row_count, reading->index.bytes,
                               reading->index.len, dictzip_size(reading->dictzip), index_path);
    return rc;
}

static void close_all(struct reading *reading)
{
    free(reading->rows);
    free(reading->builder);
    buf_dispose(&reading->entry);
    buf_dispose(&reading->repaired);
    dictzip_close(reading->dictzip);
    file_unmap(&reading->index);
    file_unmap(&reading->text);
}

static enum err read_text(struct reading *reading, const struct dictd_row *row)
{
    buf_clear(&reading->entry);
    return dictzip_read(reading->dictzip, &reading->entry, row->offset, row->len);
}

static enum err add_entry(void *ctx, const struct entry *entry)
{
    const struct reading *reading = ctx;

    return compiler_add(reading->compiler, dictd_headword(reading->word, entry->headword), entry);
}

/* The rows are in the text's order: most entries with two headwords follow each
 * other, and each chunk is inflated once. */
static enum err add_row(struct reading *reading, const struct dictd_row *row)
{
    struct entry_builder *builder = reading->builder;
    struct arena *arena;
    struct str text;
    enum err rc = read_text(reading, row);

    if (rc != OK)
        return rc;
    arena = arena_new();
    text = dictd_repaired(&reading->repaired, buf_str(&reading->entry));
    reading->word = row->word;
    if (reading->freedict) {
        entry_begin(builder, arena);
        freedict_parse(builder, row->word, text);
        rc = add_entry(reading, &builder->entry);
    } else {
        rc = plain_parse(builder, arena, row->word, text, add_entry, reading);
    }
    arena_free(arena);
    return rc;
}

/* The dictionary's own name stands behind its 00-database-short. */
static void read_title(struct reading *reading, const struct dictd_row *row, char **title)
{
    struct buf line;
    struct str text;

    if (!dictd_is_title(row->word) || *title != NULL || read_text(reading, row) != OK)
        return;
    text = buf_str(&reading->entry);
    if (str_starts(text, str_of("00")))
        text = str_from(text, str_find_char(text, '\n', 0));
    buf_init(&line, 200);
    text_clean_line(&line, text, 190);
    *title = buf_take(&line);
}

static enum err run(struct compiler *compiler, const struct compiled_meta *meta, char **title,
                    const struct progress *progress)
{
    struct reading reading = { .compiler = compiler, .meta = meta };
    enum err rc;
    size_t i;

    buf_init(&reading.entry, ENTRY_TEXT_MAX);
    buf_init(&reading.repaired, ENTRY_TEXT_MAX);
    reading.builder = xcalloc(1, sizeof(*reading.builder));
    reading.freedict = str_starts(str_of(meta->name), str_of("freedict-"));
    rc = open_all(&reading, meta->source_path);
    for (i = 0; i < reading.row_count && rc == OK; i++) {
        if (i % PROGRESS_ROWS == 0 && !progress_step(progress, meta->name, i, reading.row_count))
            rc = err_set(ERR_CANCELLED, "stopped");
        else if (dictd_is_about(reading.rows[i].word))
            read_title(&reading, &reading.rows[i], title);
        else
            rc = add_row(&reading, &reading.rows[i]);
    }
    close_all(&reading);
    return rc;
}

static const char *const places[] = { "dictd/*.index", NULL };

const struct import_ops dictd_import = {
    .format = "dictd", .places = places, .probe = probe, .guess = guess, .run = run
};
