/* Extracts of Wiktionary: a line of JSON for each word, as kaikki.org offers them for
 * download, compressed or not. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict/archive.h"
#include "dict/base/log.h"
#include "dict/base/mem.h"
#include "dict/import.h"
#include "dict/wiktextract.h"

#define LOG_MODULE "dict"

enum {
    PROGRESS_LINES = 2048,
    OFF_PERCENT_MAX = 3, /* lines that are none: more, and the file is not what it seems */
    OFF_LINES_FREE = 100 /* before that is asked */
};
static const struct archive_limits limits = { (uint64_t)64 << 30, (uint64_t)64 << 30 };

static const char *const endings[] = { ".jsonl", ".jsonl.gz", ".jsonl.xz", ".jsonl.zst",
                                       ".jsonl.bz2" };

/* NULL if PATH has another one. */
static const char *ending_of(const char *path)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(endings); i++) {
        if (import_has_extension(path, endings[i]))
            return endings[i];
    }
    return NULL;
}

static enum err open_lines(struct archive_reader **out, const char *path)
{
    const char *name = NULL;
    enum err rc = archive_reader_open(out, path, ARCHIVE_STREAM, &limits);

    if (rc != OK)
        return rc;
    rc = archive_reader_next(*out, &name);
    if (rc != OK) {
        archive_reader_close(*out);
        *out = NULL;
    }
    return rc == ERR_ABSENT ? err_set(ERR_FORMAT, "%s: there is nothing in it", path) : rc;
}

static bool probe(const char *path)
{
    struct archive_reader *reader = NULL;
    struct str line;
    bool found = false;

    if (ending_of(path) == NULL || open_lines(&reader, path) != OK)
        return false;
    if (archive_reader_line(reader, &line) == OK)
        found = wiktextract_is_line(line);
    archive_reader_close(reader);
    return found;
}

/* "kaikki.org-dictionary-Italian", from the English Wiktionary, becomes kaikki-italian;
 * "de-extract" is all that the German one has of any language. */
static void guess(struct import_guess *out, const char *path, const char *with)
{
    static const char english[] = "kaikki.org-dictionary-", extract[] = "-extract";
    const char *ending = ending_of(path);
    struct str name, part;
    size_t i;

    (void)with;
    import_name(out->name, sizeof(out->name), path, ending != NULL ? ending : "");
    name = str_of(out->name);
    if (str_ends(name, str_of(extract))) {
        name.len -= strlen(extract);
        snprintf(out->gloss, sizeof(out->gloss), "%.*s", STR_ARG(name));
        return;
    }
    if (!str_starts(name, str_of(english)))
        return;
    name = str_from(name, strlen(english));
    if (!str_next(&name, '-', &part))
        return;
    snprintf(out->lang, sizeof(out->lang), "%.*s", STR_ARG(part));
    snprintf(out->gloss, sizeof(out->gloss), "en");
    snprintf(out->name, sizeof(out->name), "kaikki-%s", out->lang);
    for (i = 0; i < sizeof(out->name) && out->name[i] != '\0'; i++) {
        if (out->name[i] >= 'A' && out->name[i] <= 'Z')
            out->name[i] = (char)(out->name[i] - 'A' + 'a');
    }
}

/* --- reading --- */

struct reading {
    struct compiler *compiler;
    const struct compiled_meta *meta;
    struct entry_builder *builder;
    uint64_t lines, taken, off, first_off;
    char *reason; /* of the first line that is off */
};

static enum err take_entry(void *ctx, const struct entry *entry)
{
    const struct reading *reading = ctx;

    return compiler_add(reading->compiler, str_of(entry->headword), entry);
}

static enum err take_form(void *ctx, struct str form, struct str lemma, const char *pos)
{
    const struct reading *reading = ctx;

    return compiler_add_form(reading->compiler, form, lemma, pos);
}

static void note_off(struct reading *reading)
{
    if (reading->off++ > 0)
        return;
    reading->first_off = reading->lines;
    reading->reason = xstrdup(err_message());
}

/* ERR_FORMAT when too many of the lines so far were none. */
static enum err check_lines(const struct reading *reading)
{
    if (reading->off * 100 <= reading->lines * OFF_PERCENT_MAX)
        return OK;
    return err_set(ERR_FORMAT, "%s: line %llu: %s; not a Wiktionary extract, or damaged",
                   reading->meta->source_path, (unsigned long long)reading->first_off,
                   reading->reason);
}

static enum err read_line(struct reading *reading, struct str line)
{
    const struct wiktextract_sink sink = { take_entry, take_form, reading };
    enum wiktextract_kind kind = WIKTEXTRACT_FOREIGN;
    enum err rc;

    reading->lines++;
    if (str_trim(line).len == 0)
        return OK;
    rc = wiktextract_read(line, reading->meta->lang, reading->builder, &sink, &kind);
    reading->taken += kind == WIKTEXTRACT_WORD;
    if (kind != WIKTEXTRACT_OFF)
        return rc;
    note_off(reading);
    return reading->off > OFF_LINES_FREE ? check_lines(reading) : OK;
}

static enum err read_lines(struct reading *reading, struct archive_reader *from,
                           const struct progress *progress)
{
    struct str line;
    enum err rc;

    while ((rc = archive_reader_line(from, &line)) == OK) {
        if (reading->lines % PROGRESS_LINES == 0 &&
            !progress_step(progress, reading->meta->name, archive_reader_done(from),
                           archive_reader_size(from)))
            return err_set(ERR_CANCELLED, "stopped");
        rc = read_line(reading, line);
        if (rc != OK)
            return rc;
    }
    if (rc == ERR_ABSENT)
        rc = check_lines(reading);
    if (rc == OK && reading->taken == 0)
        rc = err_set(
            ERR_FORMAT, "%s: none of its %llu lines is about a word of the language \"%s\"",
            reading->meta->source_path, (unsigned long long)reading->lines, reading->meta->lang);
    return rc;
}

static enum err run(struct compiler *compiler, const struct compiled_meta *meta, char **title,
                    const struct progress *progress)
{
    struct reading reading = { .compiler = compiler, .meta = meta };
    struct archive_reader *from = NULL;
    enum err rc = open_lines(&from, meta->source_path);

    if (rc != OK)
        return rc;
    reading.builder = xcalloc(1, sizeof(*reading.builder));
    rc = read_lines(&reading, from, progress);
    if (reading.off > 0)
        log_info("%s: %llu lines of %llu are no words", meta->name, (unsigned long long)reading.off,
                 (unsigned long long)reading.lines);
    if (rc == OK)
        *title = xasprintf("Wiktionary: %s", meta->name);
    archive_reader_close(from);
    free(reading.builder);
    free(reading.reason);
    return rc;
}

const struct import_ops wiktextract_import = {
    .format = "wiktextract", .probe = probe, .guess = guess, .run = run
};
