/* Lute's term import (version 3; its termimport/service.py): a heading, known columns alone,
 * no term twice in a language whatever its case, or the whole import is refused. */

#include <stdlib.h>

#include "app/exchange/export_private.h"
#include "dict/base/text.h"

/* The terms that were written, as hashes: open addressing, 0 for a free place. */
struct terms {
    uint64_t *places;
    size_t count, size; /* a power of two */
};

static bool add_hash(struct terms *terms, uint64_t hash)
{
    size_t at = (size_t)hash & (terms->size - 1);

    while (terms->places[at] != 0) {
        if (terms->places[at] == hash)
            return false;
        at = (at + 1) & (terms->size - 1);
    }
    terms->places[at] = hash;
    terms->count++;
    return true;
}

static void grow(struct terms *terms)
{
    struct terms larger = { .size = terms->size > 0 ? terms->size * 2 : 1024 };
    size_t i;

    larger.places = xcalloc(larger.size, sizeof(larger.places[0]));
    for (i = 0; i < terms->size; i++) {
        if (terms->places[i] != 0)
            (void)add_hash(&larger, terms->places[i]);
    }
    free(terms->places);
    *terms = larger;
}

/* False if the term was there before. */
static bool add_term(struct export *to, struct str lang, const char *folded)
{
    struct terms *terms = to->state;
    const char *key = arena_printf(to->arena, "%.*s\t%s", STR_ARG(lang), folded);
    const uint64_t hash = str_hash(str_of(key));

    if (terms->count * 2 >= terms->size)
        grow(terms);
    return add_hash(terms, hash != 0 ? hash : 1);
}

static void begin(struct export *to)
{
    to->state = xcalloc(1, sizeof(struct terms));
    export_puts(to, "language,term,translation,parent,status,tags\n");
}

static void end(struct export *to)
{
    struct terms *terms = to->state;

    free(terms->places);
    free(terms);
}

/* --- a row --- */

/* From 1, new, to 5, learned; W is well known, I ignored. The steps are those of a memory
 * that holds for a day, a week, a month and a season. */
static const char *status_of(const struct export_row *row)
{
    static const double steps[] = { 1, 7, 30, 90 };
    static const char *const names[] = { "1", "2", "3", "4", "5" };
    size_t i = 0;

    if (row->state != WORD_LEARNING)
        return row->state == WORD_KNOWN ? "W" : "I";
    while (row->reviewed && i < ARRAY_LEN(steps) && row->stability >= steps[i])
        i++;
    return names[i];
}

static void put_line_cell(struct export *to, struct str text)
{
    export_add_line(to, &to->cell, text);
    export_put_composed(to, ',');
    export_puts(to, ",");
}

static void put_language(struct export *to, struct str lang)
{
    const struct export_source *source = to->request->source;
    const char *code = arena_strndup(to->arena, lang.ptr, lang.len), *name = NULL;

    if (source->lang_name != NULL)
        name = source->lang_name(source->ctx, code);
    put_line_cell(to, str_of(name != NULL ? name : code));
}

static void put_meaning(struct export *to, const struct export_row *row)
{
    const struct str second = export_second_meaning(row);

    buf_add_str(&to->cell, export_meaning(row));
    if (second.len > 0) {
        buf_addc(&to->cell, '\n');
        buf_add_str(&to->cell, second);
    }
    export_put_composed(to, ',');
    export_puts(to, ",");
}

/* Tags of this journal have no commas, but rows of another hand may. */
static void put_tags(struct export *to, struct str tags)
{
    size_t i;

    for (i = 0; i < tags.len; i++) {
        to->row_changed = to->row_changed || tags.ptr[i] == ',';
        buf_addc(&to->cell, tags.ptr[i] == ' ' ? ',' : tags.ptr[i] == ',' ? '_' : tags.ptr[i]);
    }
    export_put_composed(to, ',');
    export_puts(to, "\n");
}

/* TEXT whatever its case, yours; empty for one that is too long for a term. */
static char *fold(struct export *to, struct str text)
{
    struct buf folded;
    enum err rc = OK;
    char *taken;

    buf_init(&folded, (size_t)TEXT_MAX * 16);
    if (text.len > 0 && text.len <= TEXT_MAX)
        text_fold_case(&folded, text);
    rc = buf_ok(&folded, "a term");
    if (rc != OK && to->rc == OK)
        to->rc = rc;
    taken = folded.len > 0 ? buf_take(&folded) : xstrdup("");
    buf_dispose(&folded);
    return taken;
}

/* The form that was met is the term, and its headword the parent. A second word with the same
 * form goes by its headword. Lute takes a comma for the end of a parent's name. */
static bool put_word(struct export *to, const struct export_row *row)
{
    char *form = fold(to, row->form), *headword = fold(to, row->headword);
    const bool has_parent = form[0] != '\0' && strcmp(form, headword) != 0 &&
                            str_find_char(row->headword, ',', 0) == row->headword.len &&
                            add_term(to, row->lang, form);
    const bool fits = has_parent || (headword[0] != '\0' && add_term(to, row->lang, headword));

    if (fits) {
        put_language(to, row->lang);
        put_line_cell(to, has_parent ? row->form : row->headword);
        put_meaning(to, row);
        put_line_cell(to, has_parent ? row->headword : str_of(""));
        export_puts(to, status_of(row));
        export_puts(to, ",");
        put_tags(to, row->tags);
    }
    free(form);
    free(headword);
    return fits;
}

const struct exporter export_lute = {
    .name = "lute",
    .extension = "csv",
    .has_meanings = true,
    .asks_cards = true,
    .begin = begin,
    .word = put_word,
    .end = end,
};
