#include "dict/reversed.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/compiled.h"
#include "dict/forms.h"

enum {
    WORDS_MAX = 3, /* a longer gloss explains, and is looked for by nobody */
    PROGRESS_ROWS = 16384
};

struct building {
    struct forms_builder *glosses;
    const struct language *language;
    const struct compiled_meta *meta;
    const struct progress *progress;
    struct buf piece;
    size_t rows;
    enum err rc;
};

char *reversed_path(const char *compiled_path)
{
    struct str stem = str_of(compiled_path);

    if (str_ends(stem, str_of(".dict")))
        stem.len -= strlen(".dict");
    return xasprintf("%.*s.reversed", STR_ARG(stem));
}

static size_t count_words(struct str text)
{
    struct str word;
    size_t count = 0;

    while (str_next(&text, ' ', &word))
        count += word.len > 0;
    return count;
}

static struct str without_article(const struct language *language, struct str text)
{
    size_t space = str_find_char(text, ' ', 0);
    string_list article;

    for (article = language->articles; space < text.len && *article != NULL; article++) {
        if (str_is(str_sub(text, 0, space), *article))
            return str_trim(str_from(text, space));
    }
    return text;
}

static void add_piece(struct building *to, struct str headword, const char *pos)
{
    struct str piece = without_article(to->language, str_trim(buf_str(&to->piece)));

    if (to->rc == OK && piece.len > 0 && count_words(piece) <= WORDS_MAX)
        to->rc = forms_builder_add(to->glosses, piece, headword, pos);
    buf_clear(&to->piece);
}

/* The pieces between commas and semicolons, without what stands in brackets. */
static void add_gloss(struct building *to, struct str headword, const char *gloss, const char *pos)
{
    size_t depth = 0;

    for (; *gloss != '\0'; gloss++) {
        if (strchr("([{", *gloss) != NULL)
            depth++;
        else if (strchr(")]}", *gloss) != NULL)
            depth -= depth > 0;
        else if (depth == 0 && strchr(",;/", *gloss) != NULL)
            add_piece(to, headword, pos);
        else if (depth == 0)
            buf_addc(&to->piece, *gloss);
    }
    add_piece(to, headword, pos);
}

static bool add_entry(void *ctx, struct str headword, struct str body)
{
    struct building *to = ctx;
    struct arena *arena = arena_new();
    struct entry entry = { .dict = "" };
    size_t i;

    entry_decode(&entry, arena, body);
    for (i = 0; i < entry.sense_count; i++)
        add_gloss(to, headword, entry.senses[i].gloss, entry.pos);
    arena_free(arena);
    if (to->rows++ % PROGRESS_ROWS == 0 && to->rc == OK &&
        !progress_step(to->progress, to->meta->name, to->rows, (uint64_t)to->meta->entries))
        to->rc = err_set(ERR_CANCELLED, "stopped");
    return to->rc == OK;
}

enum err reversed_build(const char *compiled_path, const struct language *language,
                        const struct progress *progress)
{
    struct building to = { .language = language, .progress = progress, .rc = OK };
    struct compiled *compiled = NULL;
    char *path = reversed_path(compiled_path);
    enum err rc = compiled_open(&compiled, compiled_path);

    if (rc == OK) {
        to.meta = compiled_meta(compiled);
        to.glosses = forms_builder_new();
        buf_init(&to.piece, ENTRY_TEXT_MAX);
        rc = compiled_each(compiled, add_entry, &to);
        if (rc == OK)
            rc = to.rc;
        if (rc == OK)
            rc = forms_builder_write(to.glosses, path, to.meta->name, progress);
        buf_dispose(&to.piece);
        forms_builder_free(to.glosses);
    }
    compiled_close(compiled);
    free(path);
    return rc;
}
