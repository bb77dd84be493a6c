#include "app/exchange/intake_columns.h"

#include <stdint.h>
#include <string.h>

#include "app/exchange/records.h"
#include "dict/base/buf.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { HEADING_MAX = 100 }; /* bytes; what is longer is no heading */

/* As text_fold() has them. */
static const struct {
    enum intake_column column;
    const char *const headings[24];
} names[] = {
    { COLUMN_WORD, { "word",       "headword", "lemma",    "term",       "front",  "vocabulary",
                     "expression", "parola",   "vocabolo", "termine",    "fronte", "wort",
                     "vokabel",    "begriff",  "ausdruck", "mot",        "terme",  "recto",
                     "lemme",      "palabra",  "termino",  "vorderseite" } },
    { COLUMN_LANG, { "language", "lang", "lingua", "sprache", "langue", "idioma", "lengua" } },
    { COLUMN_FORM, { "form", "forma", "wortform", "forme" } },
    { COLUMN_MEANING,
      { "meaning", "definition", "back", "significato", "definizione", "retro", "bedeutung",
        "erklarung", "ruckseite", "sens", "signification", "verso", "significado", "definicion",
        "reverso" } },
    { COLUMN_TRANSLATION,
      { "translation", "gloss", "traduzione", "ubersetzung", "traduction", "traduccion" } },
    { COLUMN_SENTENCE,
      { "sentence", "context", "example", "frase", "contesto", "esempio", "satz", "kontext",
        "beispiel", "beispielsatz", "phrase", "contexte", "exemple", "oracion", "contexto",
        "ejemplo" } },
    { COLUMN_GAME, { "game", "gioco", "spiel", "jeu", "juego" } },
    { COLUMN_TAGS, { "tags", "etichette", "schlagworter", "etiquettes", "etiquetas" } },
    { COLUMN_STATE, { "state", "stato", "zustand", "etat", "estado" } },
    { COLUMN_TIME, { "last", "time" } },
    { COLUMN_NOTE, { "note", "notes", "nota", "notiz", "anmerkung", "remarque", "notas" } },
};

/* NAME, trimmed, in OUT as text_fold() has it. */
static enum err fold_name(struct buf *out, struct str name)
{
    buf_init(out, (size_t)HEADING_MAX * 20);
    text_fold(out, str_trim(name));
    return buf_ok(out, "a heading");
}

static bool is_of(const char *const *headings, struct str folded)
{
    for (; *headings != NULL; headings++) {
        if (str_is(folded, *headings))
            return true;
    }
    return false;
}

enum err intake_heading(struct str name, enum intake_column *out)
{
    struct buf folded;
    enum err rc;
    size_t i;

    if (str_trim(name).len == 0 || str_trim(name).len > HEADING_MAX)
        return ERR_ABSENT;
    rc = fold_name(&folded, name);
    if (rc == OK) {
        rc = ERR_ABSENT;
        for (i = 0; i < ARRAY_LEN(names) && rc != OK; i++) {
            if (is_of(names[i].headings, buf_str(&folded))) {
                *out = names[i].column;
                rc = OK;
            }
        }
    }
    buf_dispose(&folded);
    return rc;
}

static void clear(struct intake_columns *columns)
{
    size_t i;

    for (i = 0; i < COLUMN_COUNT; i++)
        columns->places[i] = SIZE_MAX;
}

enum err intake_columns_name(struct intake_columns *out, const struct str *cells, size_t count)
{
    enum err rc = OK;
    size_t i;

    clear(out);
    for (i = 0; i < count; i++) {
        enum intake_column column = COLUMN_WORD;

        rc = intake_heading(cells[i], &column);
        if (rc == OK && out->places[column] == SIZE_MAX)
            out->places[column] = i;
        else if (rc != OK && rc != ERR_ABSENT)
            return rc;
    }
    return out->places[COLUMN_WORD] != SIZE_MAX ? OK : ERR_ABSENT;
}

/* --- as the learner says --- */

/* "meaning=3" in two parts. */
static enum err read_part(struct str part, enum intake_column *column, struct str *value)
{
    const size_t equals = str_find_char(part, '=', 0);
    const struct str name = str_trim(str_sub(part, 0, equals));
    enum err rc;

    *value = str_trim(str_from(part, equals + 1));
    if (equals == part.len || value->len == 0)
        return err_set(ERR_USAGE, "--columns is like word=1,meaning=2: not \"%.*s\"",
                       STR_ARG(part));
    rc = intake_heading(name, column);
    if (rc == ERR_ABSENT)
        return err_set(ERR_USAGE,
                       "--columns knows word, language, form, meaning, translation, sentence, "
                       "game, tags, state, time and note: not \"%.*s\"",
                       STR_ARG(name));
    return rc;
}

/* A number from 1 on, as a place; SIZE_MAX if VALUE is none. */
static size_t read_place(struct str value)
{
    size_t place = 0, i;

    for (i = 0; i < value.len; i++) {
        if (value.ptr[i] < '0' || value.ptr[i] > '9' || place > RECORD_CELLS_MAX)
            return SIZE_MAX;
        place = place * 10 + (size_t)(value.ptr[i] - '0');
    }
    return place > 0 && place <= RECORD_CELLS_MAX ? place - 1 : SIZE_MAX;
}

enum err intake_columns_check(const char *option)
{
    struct str rest = str_of(option), part, value;
    bool has_word = false;
    enum err rc = OK;

    while (rc == OK && str_next(&rest, ',', &part)) {
        enum intake_column column = COLUMN_COUNT;

        rc = read_part(part, &column, &value);
        has_word = has_word || column == COLUMN_WORD;
    }
    if (rc == OK && !has_word)
        rc = err_set(ERR_USAGE, "--columns does not say which is the word's: word=1");
    return rc;
}

/* ERR_ABSENT: it is not. */
static enum err is_called(struct str cell, struct str name)
{
    struct buf a, b;
    enum err rc;

    if (str_trim(cell).len > HEADING_MAX || name.len > HEADING_MAX)
        return ERR_ABSENT;
    rc = fold_name(&a, cell);
    if (rc == OK)
        rc = fold_name(&b, name);
    if (rc == OK) {
        rc = str_eq(buf_str(&a), buf_str(&b)) ? OK : ERR_ABSENT;
        buf_dispose(&b);
    }
    buf_dispose(&a);
    return rc;
}

static enum err say_unknown(struct str name, const struct str *cells, size_t count)
{
    struct buf list;
    enum err rc;
    size_t i;

    buf_init(&list, (size_t)RECORD_CELLS_MAX * HEADING_MAX);
    for (i = 0; i < count; i++)
        buf_printf(&list, "%s\"%.*s\"", i > 0 ? ", " : "", STR_ARG(str_sub(cells[i], 0, 40)));
    rc = err_set(ERR_USAGE, "no column is called \"%.*s\"; the first row has %s", STR_ARG(name),
                 buf_text(&list));
    buf_dispose(&list);
    return rc;
}

static enum err find_place(size_t *out, struct str value, const struct str *cells, size_t count,
                           bool *by_name)
{
    enum err rc = ERR_ABSENT;
    size_t i;

    *out = read_place(value);
    if (*out != SIZE_MAX)
        return OK;
    for (i = 0; i < count && rc == ERR_ABSENT; i++) {
        rc = is_called(cells[i], value);
        *out = i;
    }
    *by_name = true;
    return rc == ERR_ABSENT ? say_unknown(value, cells, count) : rc;
}

enum err intake_columns_choose(struct intake_columns *out, const char *option,
                               const struct str *cells, size_t count, bool *headed)
{
    enum intake_column column = COLUMN_WORD;
    struct str rest = str_of(option), part, value;
    enum err rc = intake_columns_check(option);
    size_t word;

    *headed = false;
    clear(out);
    while (rc == OK && str_next(&rest, ',', &part)) {
        rc = read_part(part, &column, &value);
        if (rc == OK)
            rc = find_place(&out->places[column], value, cells, count, headed);
    }
    word = out->places[COLUMN_WORD];
    if (rc != OK || *headed || word >= count)
        return rc;
    rc = intake_heading(cells[word], &column);
    *headed = rc == OK;
    return rc == ERR_ABSENT ? OK : rc;
}
