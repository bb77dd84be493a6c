#include "app/exchange/export.h"

#include <stdlib.h>
#include <string.h>

#include "app/exchange/export_private.h"
#include "app/journal/backup.h"
#include "dict/base/text.h"

static const struct exporter *const exporters[] = {
    &export_csv,      &export_csv_excel, &export_anki,      &export_jsonl,
    &export_markdown, &export_quizlet,   &export_mnemosyne, &export_lute,
    &export_gift,     &export_ics,       &export_html,      &export_pdf,
};

const struct exporter *export_format(size_t at)
{
    return at < ARRAY_LEN(exporters) ? exporters[at] : NULL;
}

const struct exporter *export_find(const char *name)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(exporters); i++) {
        if (strcmp(exporters[i]->name, name) == 0)
            return exporters[i];
    }
    return NULL;
}

const char *export_name(const struct exporter *exporter)
{
    return exporter->name;
}

const char *export_extension(const struct exporter *exporter)
{
    return exporter->extension;
}

bool export_is_whole(const struct exporter *exporter)
{
    return exporter->whole != NULL;
}

bool export_asks_cards(const struct exporter *exporter)
{
    return exporter->asks_cards;
}

bool export_is_binary(const struct exporter *exporter)
{
    return exporter->is_binary;
}

bool export_is_sheet(const struct exporter *exporter)
{
    return exporter->is_sheet;
}

/* --- texts that every format can hold --- */

static bool is_control(uint32_t code)
{
    return (code < 0x20 && code != '\t' && code != '\n' && code != '\r') ||
           (code >= 0x7f && code < 0xa0);
}

static bool is_clean(struct str text)
{
    size_t at = 0;

    if (!text_is_valid(text))
        return false;
    while (at < text.len) {
        if (is_control(text_next(text, &at)))
            return false;
    }
    return true;
}

static struct arena *row_arena(struct export *to)
{
    if (to->arena == NULL)
        to->arena = arena_new();
    return to->arena;
}

static struct str clean(struct export *to, struct str text)
{
    struct buf out;
    size_t at = 0;
    uint32_t code;
    char *copy;

    if (text.len == 0 || is_clean(text))
        return text;
    to->row_changed = true;
    buf_init(&out, EXPORT_CELL_MAX);
    while (at < text.len) {
        code = text_next(text, &at);
        text_put(&out, is_control(code) ? ' ' : code);
    }
    if (to->rc == OK)
        to->rc = buf_ok(&out, "a text");
    copy = arena_strndup(row_arena(to), buf_text(&out), out.len);
    text = str_make(copy, out.len);
    buf_dispose(&out);
    return text;
}

/* In three pieces, so that the form stays where it is. */
static void clean_sentence(struct export *to, struct export_row *row)
{
    struct str before = clean(to, str_sub(row->sentence, 0, row->form_at));
    struct str form = clean(to, str_sub(row->sentence, row->form_at, row->form_len));
    struct str after = clean(to, str_from(row->sentence, row->form_at + row->form_len));

    if (is_clean(row->sentence))
        return;
    row->form_at = before.len;
    row->form_len = form.len;
    row->sentence.ptr =
        arena_printf(row_arena(to), "%.*s%.*s%.*s", STR_ARG(before), STR_ARG(form), STR_ARG(after));
    row->sentence.len = before.len + form.len + after.len;
}

static struct export_row clean_row(struct export *to, const struct word_row *word)
{
    struct export_row row = {
        .uuid = clean(to, word->uuid),
        .headword = clean(to, word->headword),
        .lang = clean(to, word->lang),
        .note = clean(to, word->note),
        .tags = clean(to, word->tags),
        .form = clean(to, word->form),
        .sentence = word->sentence,
        .game = clean(to, word->game),
        .form_at = word->form_at,
        .form_len = word->form_len,
        .state = word->state,
        .times = word->times,
        .first_ms = word->first_ms,
        .last_ms = word->last_ms,
        .reviewed = word->reviewed,
        .stability = word->stability,
        .due_ms = word->due_ms,
    };

    clean_sentence(to, &row);
    return row;
}

/* --- words --- */

static void put_word(struct export *to, struct export_row *row)
{
    const struct export_source *source = to->request->source;
    const struct exporter *exporter = to->request->exporter;
    char *definition = NULL, *translation = NULL;
    const char *lang, *headword;

    (void)row_arena(to); /* which the formats use too */
    if (exporter->has_meanings && source->mean != NULL) {
        lang = arena_strndup(to->arena, row->lang.ptr, row->lang.len);
        headword = arena_strndup(to->arena, row->headword.ptr, row->headword.len);
        source->mean(source->ctx, lang, headword, &definition, &translation);
        row->definition = clean(to, str_of(definition));
        row->translation = clean(to, str_of(translation));
    }
    if (exporter->word(to, row)) {
        to->report.rows++;
        to->report.changed += to->row_changed;
    } else {
        to->report.skipped++;
    }
    free(definition);
    free(translation);
}

static void take_word(void *ctx, const struct word_row *word)
{
    struct export *to = ctx;
    struct export_row row;

    if (to->rc == OK)
        to->rc = writer_state(to->writer);
    if (to->rc == OK &&
        !progress_step(to->request->progress, "Exporting words", to->seen++, to->total))
        to->rc = err_set(ERR_CANCELLED, "the export was stopped");
    if (to->rc != OK)
        return;
    if (!to->begun && to->request->exporter->begin != NULL)
        to->request->exporter->begin(to);
    to->begun = true;
    to->row_changed = false;
    row = clean_row(to, word);
    if (to->rc == OK)
        put_word(to, &row);
    arena_free(to->arena);
    to->arena = NULL;
}

static enum err put_words(struct export *to)
{
    const struct word_filter *filter = to->request->filter;
    int64_t count = 0;
    enum err rc = journal_words_count(to->journal, &count);

    to->total = (uint64_t)count;
    if (filter->limit > 0 && filter->limit < to->total)
        to->total = filter->limit;
    if (rc == OK)
        rc = journal_words(to->journal, filter, take_word, to);
    if (to->rc == OK)
        to->rc = rc;
    if (to->begun && to->request->exporter->end != NULL)
        to->request->exporter->end(to);
    return to->rc;
}

enum err export_run(struct journal *journal, const struct export_request *request,
                    struct export_report *report)
{
    struct export to = { .journal = journal, .request = request };
    enum err rc;

    if (journal_is_at(journal, request->path))
        return err_set(ERR_USAGE, "%s is the journal itself: name another file", request->path);
    rc = writer_open(&to.writer, request->path);
    if (rc != OK)
        return rc;
    buf_init(&to.cell, EXPORT_CELL_MAX);
    rc = request->exporter->whole != NULL ? request->exporter->whole(&to) : put_words(&to);
    buf_dispose(&to.cell);
    if (rc != OK || to.report.rows == 0)
        writer_abort(to.writer);
    else
        rc = writer_commit(to.writer);
    if (rc == OK)
        *report = to.report;
    return rc;
}
