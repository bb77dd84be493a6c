#include "app/exchange/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/mem.h"

static const char *const kinds[] = {
    [SHEET_LIST] = "list", [SHEET_CLOZE] = "cloze", [SHEET_CARDS] = "cards", [SHEET_TEST] = "test"
};
static const char *const papers[] = { [PAPER_A4] = "a4", [PAPER_LETTER] = "letter" };

static bool find_name(size_t *out, const char *const *names, size_t count, const char *name)
{
    for (*out = 0; *out < count; ++*out) {
        if (strcmp(names[*out], name) == 0)
            return true;
    }
    return false;
}

const char *sheet_kind_name(enum sheet_kind kind)
{
    return kinds[kind];
}

bool sheet_kind_find(enum sheet_kind *out, const char *name)
{
    size_t at;

    if (!find_name(&at, kinds, ARRAY_LEN(kinds), name))
        return false;
    *out = (enum sheet_kind)at;
    return true;
}

const char *sheet_paper_name(enum sheet_paper paper)
{
    return papers[paper];
}

bool sheet_paper_find(enum sheet_paper *out, const char *name)
{
    size_t at;

    if (!find_name(&at, papers, ARRAY_LEN(papers), name))
        return false;
    *out = (enum sheet_paper)at;
    return true;
}

enum sheet_paper sheet_paper_of_locale(const char *locale)
{
    static const char letter[] = "BZ CA CL CO CR GT MX NI PA PH PR SV US VE ";
    const char *territory = locale != NULL ? strchr(locale, '_') : NULL;
    size_t i;

    if (territory == NULL || strcspn(territory + 1, ".@") != 2)
        return PAPER_A4;
    for (i = 0; letter[i] != '\0'; i += 3) {
        if (memcmp(letter + i, territory + 1, 2) == 0)
            return PAPER_LETTER;
    }
    return PAPER_A4;
}

void sheet_free(struct sheet *sheet)
{
    if (sheet == NULL)
        return;
    arena_free(sheet->arena);
    free(sheet->blocks);
    free(sheet);
}
