#include "app/exchange/export_sheet.h"

#include <stdlib.h>

#include "app/exchange/sheet_maker.h"

struct sheet_state {
    struct sheet_options options;
    struct sheet_labels labels;
    struct sheet_maker *maker;
};

/* A label that nobody knows is its key, as in app/ui/texts.h. */
static const char *key_itself(void *ctx, const char *key)
{
    (void)ctx;
    return key;
}

void export_sheet_begin(struct export *to)
{
    const struct export_source *source = to->request->source;
    struct sheet_state *state = xcalloc(1, sizeof(*state));

    if (to->request->sheet != NULL)
        state->options = *to->request->sheet;
    state->labels = (struct sheet_labels){ source->text, source->ctx, source->text_lang };
    if (source->text == NULL)
        state->labels.text = key_itself;
    if (source->text_lang == NULL)
        state->labels.lang = "en";
    state->maker = sheet_maker_new(&state->options, &state->labels, to->request->now_ms);
    to->state = state;
}

bool export_sheet_word(struct export *to, const struct export_row *row)
{
    const struct export_source *source = to->request->source;
    const char *lang = arena_strndup(to->arena, row->lang.ptr, row->lang.len);
    const char *headword = arena_strndup(to->arena, row->headword.ptr, row->headword.len);
    struct sheet_state *state = to->state;
    const bool is_list = state->options.kind == SHEET_LIST;
    bool taken = false, changed = false;
    char *grammar = NULL, *article = NULL;
    enum err rc;

    if (source->grammar != NULL && is_list)
        grammar = source->grammar(source->ctx, lang, headword);
    if (source->article != NULL && is_list)
        article = source->article(source->ctx, lang, headword);
    rc = sheet_maker_add(state->maker, row, str_of(article), str_of(grammar), &taken, &changed);
    if (to->rc == OK)
        to->rc = rc;
    free(grammar);
    free(article);
    to->row_changed = to->row_changed || changed;
    return taken;
}

struct sheet *export_sheet_end(struct export *to)
{
    struct sheet_state *state = to->state;
    struct sheet *sheet = NULL;
    size_t left_out = 0;

    to->state = NULL;
    if (state == NULL)
        return NULL;
    if (to->rc == OK)
        sheet = sheet_maker_take(state->maker, &left_out);
    to->report.rows -= left_out;
    to->report.skipped += left_out;
    if (to->report.changed > to->report.rows)
        to->report.changed = to->report.rows;
    sheet_maker_free(state->maker);
    free(state);
    if (sheet != NULL && sheet->count == 0) {
        sheet_free(sheet);
        sheet = NULL;
    }
    return sheet;
}
