/* How frequent words are, from the language models of on-screen keyboards
 * (Debian's onboard-data). A text file:
 *   \data\
 *   ngram 1=34315
 *   \1-grams:
 *   915 word
 * count and word; the longer runs that follow are of no use here. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict/base/file.h"
#include "dict/import.h"

enum { PROGRESS_ROWS = 4096, COUNT_DIGITS_MAX = 15 };
static const size_t FILE_BYTES_MAX = (size_t)256 << 20;

static bool probe(const char *path)
{
    return import_has_extension(path, ".lm");
}

/* it_IT.lm */
static void guess(struct import_guess *out, const char *path, const char *with)
{
    struct str rest = str_of(file_base(path)), lang;

    (void)with;
    if (!str_next(&rest, '_', &lang))
        return;
    snprintf(out->name, sizeof(out->name), "ngrams-%.*s", STR_ARG(lang));
    snprintf(out->lang, sizeof(out->lang), "%.*s", STR_ARG(lang));
    snprintf(out->gloss, sizeof(out->gloss), "%.*s", STR_ARG(lang));
}

/* "915 word"; the marks of sentences, <s>, are no words. */
static bool read_row(struct str line, int64_t *count, struct str *word)
{
    size_t space = str_find_char(line, ' ', 0), i;

    if (space == 0 || space > COUNT_DIGITS_MAX || space == line.len)
        return false;
    *count = 0;
    for (i = 0; i < space; i++) {
        if (line.ptr[i] < '0' || line.ptr[i] > '9')
            return false;
        *count = *count * 10 + (line.ptr[i] - '0');
    }
    *word = str_trim(str_from(line, space));
    return word->len > 0 && word->ptr[0] != '<';
}

static enum err read_words(struct compiler *compiler, const struct compiled_meta *meta,
                           struct str text, const struct progress *progress)
{
    const size_t size = text.len;
    struct str line, word;
    bool inside = false;
    size_t rows = 0;
    int64_t count;
    enum err rc = OK;

    while (rc == OK && str_next(&text, '\n', &line)) {
        if (rows++ % PROGRESS_ROWS == 0 &&
            !progress_step(progress, meta->name, size - text.len, size))
            return err_set(ERR_CANCELLED, "stopped");
        if (str_starts(line, str_of("\\")))
            inside = str_is(str_trim(line), "\\1-grams:");
        else if (inside && read_row(line, &count, &word))
            rc = compiler_add_frequency(compiler, word, FREQUENCY_COUNT, count);
    }
    return rc;
}

static enum err run(struct compiler *compiler, const struct compiled_meta *meta, char **title,
                    const struct progress *progress)
{
    struct file_map file;
    enum err rc = file_map(&file, meta->source_path, FILE_BYTES_MAX);

    (void)title;
    if (rc != OK)
        return rc;
    if (!str_starts(str_trim(str_make((const char *)file.bytes, file.len)), str_of("\\data\\")))
        rc = err_set(ERR_FORMAT, "%s: not a language model (no \\data\\ at its start)",
                     meta->source_path);
    else
        rc = read_words(compiler, meta, str_make((const char *)file.bytes, file.len), progress);
    file_unmap(&file);
    return rc;
}

const struct import_ops ngrams_import = {
    .format = "ngrams", .probe = probe, .guess = guess, .run = run
};
