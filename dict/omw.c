#include "dict/omw.h"

#include <string.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"

enum { OFFSET_DIGITS = 8, SYNSET_LEN = 10 };

/* "00001740-n" */
static bool parse_synset(struct omw_row *row, struct str text)
{
    size_t i;

    if (text.len != SYNSET_LEN || text.ptr[OFFSET_DIGITS] != '-' ||
        !wordnet_part_of(text.ptr[OFFSET_DIGITS + 1], &row->part))
        return false;
    row->offset = 0;
    for (i = 0; i < OFFSET_DIGITS; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        row->offset = row->offset * 10 + (uint64_t)(text.ptr[i] - '0');
    }
    return true;
}

/* "ita:lemma", or "lemma" in the older tabs. */
static bool parse_kind(struct omw_row *row, struct str text)
{
    static const struct {
        const char *name;
        enum omw_kind kind;
    } kinds[] = { { "lemma", OMW_LEMMA }, { "def", OMW_DEFINITION }, { "exe", OMW_EXAMPLE } };
    size_t colon = str_find_char(text, ':', 0), i;

    if (colon < text.len)
        text = str_from(text, colon + 1);
    for (i = 0; i < ARRAY_LEN(kinds); i++) {
        if (str_is(text, kinds[i].name)) {
            row->kind = kinds[i].kind;
            return true;
        }
    }
    return false;
}

enum err omw_next(struct omw_reader *reader, struct omw_row *row)
{
    struct str line, synset, kind, text;

    while (str_next(&reader->rest, '\n', &line)) {
        reader->line++;
        line = str_trim(line);
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        if (!text_is_valid(line))
            return err_set(ERR_FORMAT, "%s: line %zu: not valid UTF-8; get the file anew",
                           reader->name, reader->line);
        if (!str_next(&line, '\t', &synset) || !str_next(&line, '\t', &kind) ||
            !parse_synset(row, synset))
            return err_set(ERR_FORMAT,
                           "%s: line %zu: not a synset, a kind and a text; get the file anew",
                           reader->name, reader->line);
        if (!parse_kind(row, kind))
            continue;
        /* Definitions and examples have their number before them. */
        row->text = str_of("");
        while (str_next(&line, '\t', &text))
            row->text = text;
        if (row->text.len > 0)
            return OK;
    }
    return ERR_ABSENT;
}
