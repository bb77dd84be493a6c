/* Lists that people make themselves: words with definitions, or with how often they
 * occur. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/import.h"
#include "dict/tsv.h"

enum { PROGRESS_ROWS = 4096, HEAD_BYTES = 4096 };
static const size_t FILE_BYTES_MAX = (size_t)1 << 30;

static bool probe(const char *path)
{
    struct file_map file;
    struct str head;
    bool has_tab;

    if (!import_has_extension(path, ".tsv") || file_map(&file, path, FILE_BYTES_MAX) != OK)
        return false;
    head = str_sub(str_make((const char *)file.bytes, file.len), 0, HEAD_BYTES);
    has_tab = file.len == 0 || str_find_char(head, '\t', 0) < head.len;
    file_unmap(&file);
    return has_tab;
}

static bool is_frequency(const char *path)
{
    return strcasestr(file_base(path), "freq") != NULL;
}

/* words.it-en, it-frequency */
static void guess(struct import_guess *out, const char *path, const char *with)
{
    struct str rest, part;

    (void)with;
    import_name(out->name, sizeof(out->name), path, ".tsv");
    import_guess_pair(out);
    if (out->lang[0] != '\0' || !is_frequency(path))
        return;
    rest = str_of(out->name);
    str_next(&rest, str_find_char(rest, '-', 0) < rest.len ? '-' : '_', &part);
    snprintf(out->lang, sizeof(out->lang), "%.*s", STR_ARG(part));
    snprintf(out->gloss, sizeof(out->gloss), "%.*s", STR_ARG(part));
}

struct reading {
    struct compiler *compiler;
    struct tsv_reader rows;
    struct entry_builder *builder;
    struct arena *arena; /* of the entry that is being read; NULL before the first */
    struct str word, pos;
};

static enum err end_entry(struct reading *reading)
{
    const struct entry *entry = &reading->builder->entry;
    enum err rc = OK;

    if (reading->arena == NULL)
        return OK;
    if (entry->sense_count > 0)
        rc = compiler_add(reading->compiler, reading->word, entry);
    arena_free(reading->arena);
    reading->arena = NULL;
    return rc;
}

/* Lines of one word and part of speech that follow each other are one entry. */
static enum err add_definition(struct reading *reading, const struct tsv_row *row)
{
    bool is_same = reading->arena != NULL && str_eq(row->cells[TSV_WORD], reading->word) &&
                   str_eq(row->cells[TSV_POS], reading->pos);
    enum err rc = is_same ? OK : end_entry(reading);

    if (!is_same) {
        reading->arena = arena_new();
        reading->word = row->cells[TSV_WORD];
        reading->pos = row->cells[TSV_POS];
        entry_begin(reading->builder, reading->arena);
    }
    if (rc == OK)
        tsv_add(reading->builder, row);
    return rc;
}

static enum err add_row(struct reading *reading, const struct tsv_row *row)
{
    bool is_rank = row->cells[TSV_RANK].len > 0;
    enum err rc = OK;

    if (row->cells[TSV_DEFINITION].len > 0)
        rc = add_definition(reading, row);
    if (rc == OK && row->number > 0)
        rc = compiler_add_frequency(reading->compiler, row->cells[TSV_WORD],
                                    is_rank ? FREQUENCY_RANK : FREQUENCY_COUNT, row->number);
    return rc;
}

static enum err read_rows(struct reading *reading, size_t len, const char *name,
                          const struct progress *progress)
{
    struct tsv_row row;
    enum err rc;

    while ((rc = tsv_next(&reading->rows, &row)) == OK) {
        if (reading->rows.line % PROGRESS_ROWS == 0 &&
            !progress_step(progress, name, len - reading->rows.rest.len, len))
            return err_set(ERR_CANCELLED, "stopped");
        rc = add_row(reading, &row);
        if (rc != OK)
            return rc;
    }
    return rc == ERR_ABSENT ? end_entry(reading) : rc;
}

static enum err run(struct compiler *compiler, const struct compiled_meta *meta, char **title,
                    const struct progress *progress)
{
    struct reading reading = { .compiler = compiler };
    struct file_map file;
    enum err rc = file_map(&file, meta->source_path, FILE_BYTES_MAX);

    (void)title;
    if (rc != OK)
        return rc;
    reading.builder = xcalloc(1, sizeof(*reading.builder));
    rc = tsv_open(&reading.rows, file.bytes, file.len, is_frequency(meta->source_path),
                  meta->source_path);
    if (rc == OK)
        rc = read_rows(&reading, file.len, meta->name, progress);
    arena_free(reading.arena);
    free(reading.builder);
    file_unmap(&file);
    return rc;
}

const struct import_ops tsv_import = {
    .format = "tsv", .probe = probe, .guess = guess, .run = run
};
