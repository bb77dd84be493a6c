/* Writing a form table. Lemmas repeat for each of their forms, and are kept once. */

#include <stdlib.h>
#include <string.h>

#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/forms.h"
#include "dict/forms_file.h"
#include "dict/forms_filter.h"
#include "dict/pool.h"
#include "dict/pos.h"

enum { PROGRESS_ROWS = 16384, ROWS_MAX = 50 * 1000 * 1000 };
static const size_t TEXT_BYTES_MAX = (size_t)1 << 30;

/* Where a text stands in the builder's texts. */
struct place {
    uint32_t at;
    uint8_t len;
};

struct forms_builder {
    struct buf text;
    struct pool folds;      /* value: which row */
    struct forms_row *rows; /* as the file has them, without the fold */
    size_t row_room;
    struct place *lemmas; /* a hash table of those kept, empty where len is 0 */
    size_t lemma_count, lemma_room;
    struct buf clean, fold; /* for the row being added */
};

struct forms_builder *forms_builder_new(void)
{
    struct forms_builder *builder = xcalloc(1, sizeof(*builder));

    buf_init(&builder->text, TEXT_BYTES_MAX);
    pool_init(&builder->folds);
    buf_init(&builder->clean, FORM_TEXT_MAX * 8);
    buf_init(&builder->fold, FORM_TEXT_MAX * 8);
    return builder;
}

void forms_builder_free(struct forms_builder *builder)
{
    if (builder == NULL)
        return;
    buf_dispose(&builder->text);
    pool_dispose(&builder->folds);
    buf_dispose(&builder->clean);
    buf_dispose(&builder->fold);
    free(builder->rows);
    free(builder->lemmas);
    free(builder);
}

size_t forms_builder_count(const struct forms_builder *builder)
{
    return builder->folds.count;
}

static struct str text_at(const struct forms_builder *builder, struct place place)
{
    return str_make(builder->text.data + place.at, place.len);
}

static struct place add_text(struct forms_builder *builder, struct str text)
{
    struct place place = { (uint32_t)builder->text.len, (uint8_t)text.len };

    buf_add_str(&builder->text, text);
    return place;
}

/* --- lemmas, each once --- */

static struct place *find_lemma(const struct forms_builder *builder, struct str lemma)
{
    size_t at = (size_t)str_hash(lemma) & (builder->lemma_room - 1);

    while (builder->lemmas[at].len > 0 && !str_eq(text_at(builder, builder->lemmas[at]), lemma))
        at = (at + 1) & (builder->lemma_room - 1);
    return &builder->lemmas[at];
}

/* At most half of the table is in use. */
static void make_lemma_room(struct forms_builder *builder)
{
    struct place *old = builder->lemmas;
    size_t old_room = builder->lemma_room, i;

    if (builder->lemma_count * 2 < old_room)
        return;
    builder->lemma_room = old_room > 0 ? old_room * 2 : 1024;
    builder->lemmas = xcalloc(builder->lemma_room, sizeof(*old));
    for (i = 0; i < old_room; i++) {
        if (old[i].len > 0)
            *find_lemma(builder, text_at(builder, old[i])) = old[i];
    }
    free(old);
}

static struct place keep_lemma(struct forms_builder *builder, struct str lemma)
{
    struct place *kept;

    make_lemma_room(builder);
    kept = find_lemma(builder, lemma);
    if (kept->len == 0) {
        *kept = add_text(builder, lemma);
        builder->lemma_count++;
    }
    return *kept;
}

/* --- rows --- */

static bool is_usable(struct str text)
{
    return text.len > 0 && text.len <= FORM_TEXT_MAX;
}

/* TEXT trimmed and in NFC, in CLEAN; empty if it is of no use. */
static struct str clean(struct forms_builder *builder, struct str text)
{
    text = str_trim(text);
    buf_clear(&builder->clean);
    if (is_usable(text) && text_is_valid(text))
        text_nfc(&builder->clean, text);
    return buf_str(&builder->clean);
}

static enum err make_row_room(struct forms_builder *builder)
{
    struct forms_row *rows;
    size_t room;

    if (builder->folds.count < builder->row_room)
        return OK;
    room = builder->row_room > 0 ? builder->row_room * 2 : 1024;
    rows = builder->folds.count < ROWS_MAX ? realloc(builder->rows, room * sizeof(*rows)) : NULL;
    if (rows == NULL)
        return err_set(ERR_LIMIT, "too many forms for the memory there is");
    builder->rows = rows;
    builder->row_room = room;
    return OK;
}

enum err forms_builder_add(struct forms_builder *builder, struct str form, struct str lemma,
                           const char *pos)
{
    struct place form_place, lemma_place;
    struct str text = clean(builder, lemma);
    enum err rc = make_row_room(builder);

    if (rc != OK || !is_usable(text))
        return rc;
    lemma_place = keep_lemma(builder, text);
    text = clean(builder, form);
    buf_clear(&builder->fold);
    if (is_usable(text))
        text_fold(&builder->fold, text);
    if (!is_usable(buf_str(&builder->fold)))
        return OK;
    form_place = add_text(builder, text);
    if (builder->text.failed)
        return err_set(ERR_LIMIT, "the forms take more than a gigabyte");
    builder->rows[builder->folds.count] = (struct forms_row){ .form_at = form_place.at,
                                                              .lemma_at = lemma_place.at,
                                                              .form_len = form_place.len,
                                                              .lemma_len = lemma_place.len,
                                                              .pos = pos_code(pos) };
    return pool_add(&builder->folds, buf_str(&builder->fold), (uint32_t)builder->folds.count);
}

/* --- the file --- */

static struct str form_at(const struct forms_builder *builder, const struct forms_row *row)
{
    return text_at(builder, (struct place){ row->form_at, row->form_len });
}

static bool is_same_row(const struct forms_builder *builder, const struct forms_row *a,
                        const struct forms_row *b)
{
    return a->pos == b->pos && a->lemma_at == b->lemma_at &&
           str_eq(form_at(builder, a), form_at(builder, b));
}

/* Whether an earlier row of the same fold, back to FIRST, says the same. */
static bool is_repeated(const struct forms_builder *builder, size_t first, size_t at)
{
    const struct pool_item *items = builder->folds.items;
    size_t i;

    for (i = first; i < at; i++) {
        if (is_same_row(builder, &builder->rows[items[i].value], &builder->rows[items[at].value]))
            return true;
    }
    return false;
}

/* The file's texts are the builder's, with the folds that are no form behind them. */
static void add_fold(struct forms_builder *builder, struct forms_row *row, struct str fold)
{
    struct place at = { row->form_at, row->form_len };

    if (!str_eq(fold, form_at(builder, row)))
        at = add_text(builder, fold);
    row->fold_at = at.at;
    row->fold_len = at.len;
}

static bool is_new_fold(const struct pool *folds, size_t at)
{
    return at == 0 || !str_eq(pool_text(folds, at), pool_text(folds, at - 1));
}

static enum err write_rows(struct forms_builder *builder, struct buf *out, uint32_t *row_count,
                           const char *name, const struct progress *progress)
{
    const struct pool *folds = &builder->folds;
    struct forms_row *row;
    size_t i, first = 0;

    for (i = 0; i < folds->count; i++) {
        if (i % PROGRESS_ROWS == 0 && !progress_step(progress, name, i, folds->count))
            return err_set(ERR_CANCELLED, "stopped");
        if (is_new_fold(folds, i))
            first = i;
        if (is_repeated(builder, first, i))
            continue;
        row = &builder->rows[folds->items[i].value];
        add_fold(builder, row, pool_text(folds, i));
        buf_add(out, row, sizeof(*row));
        ++*row_count;
    }
    return OK;
}

/* Adds the filter of the builder's folds, which are sorted, to OUT; its bytes. */
static uint32_t write_filter(const struct forms_builder *builder, struct buf *out)
{
    const struct pool *folds = &builder->folds;
    size_t i, keys = 0, size;
    uint8_t *filter;

    for (i = 0; i < folds->count; i++)
        keys += is_new_fold(folds, i);
    size = forms_filter_size(keys);
    filter = xcalloc(size + 1, 1);
    for (i = 0; i < folds->count; i++) {
        if (is_new_fold(folds, i))
            forms_filter_add(filter, size, pool_text(folds, i));
    }
    buf_add(out, filter, size);
    free(filter);
    return (uint32_t)size;
}

enum err forms_builder_write(struct forms_builder *builder, const char *path, const char *name,
                             const struct progress *progress)
{
    struct forms_header header = { .magic = FORMS_MAGIC };
    struct buf out;
    enum err rc;

    buf_init(&out, (size_t)3 << 30);
    buf_add(&out, &header, sizeof(header));
    pool_sort(&builder->folds);
    header.filter_size = write_filter(builder, &out);
    rc = write_rows(builder, &out, &header.row_count, name, progress);
    header.text_size = (uint32_t)builder->text.len;
    buf_add_str(&out, buf_str(&builder->text));
    if (rc == OK && (builder->text.failed || out.failed))
        rc = err_set(ERR_LIMIT, "%s: the forms take too much memory", name);
    if (rc == OK) {
        memcpy(out.data, &header, sizeof(header));
        rc = file_write(path, out.data, out.len, 0644);
    }
    if (rc == OK)
        file_forget(path);
    buf_dispose(&out);
    return rc;
}
