#include "dict/forms.h"

#include <stdlib.h>
#include <string.h>

#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "dict/forms_file.h"
#include "dict/forms_filter.h"
#include "dict/pos.h"

static const size_t FILE_BYTES_MAX = (size_t)3 << 30;

struct forms {
    struct file_map map;
    const uint8_t *filter;
    size_t filter_size;
    const struct forms_row *rows;
    size_t row_count;
    const char *text;
    size_t text_size;
};

static bool has_text(const struct forms *forms, uint32_t at, uint8_t len)
{
    return at <= forms->text_size && len <= forms->text_size - at;
}

/* The rows are not looked at here: to touch them all would read the whole file. */
static enum err take_map(struct forms *forms, const char *path)
{
    struct forms_header header = { 0 };

    if (forms->map.len < sizeof(header))
        return err_set(ERR_FORMAT, "%s: not a table of forms", path);
    memcpy(&header, forms->map.bytes, sizeof(header));
    if (header.magic != FORMS_MAGIC || !forms_filter_fits(header.filter_size) ||
        forms->map.len - sizeof(header) != header.filter_size +
                                               (size_t)header.row_count * sizeof(struct forms_row) +
                                               header.text_size)
        return err_set(ERR_FORMAT, "%s: a damaged table of forms", path);
    forms->filter = forms->map.bytes + sizeof(header);
    forms->filter_size = header.filter_size;
    forms->rows = (const struct forms_row *)(const void *)(forms->filter + header.filter_size);
    forms->row_count = header.row_count;
    forms->text = (const char *)(forms->rows + header.row_count);
    forms->text_size = header.text_size;
    return OK;
}

enum err forms_open(struct forms **out, const char *path)
{
    struct forms *forms = xcalloc(1, sizeof(*forms));
    enum err rc = file_map(&forms->map, path, FILE_BYTES_MAX);

    if (rc == OK) {
        file_map_at_random(&forms->map);
        rc = take_map(forms, path);
    }
    if (rc == OK)
        *out = forms;
    else
        forms_close(forms);
    return rc;
}

void forms_close(struct forms *forms)
{
    if (forms == NULL)
        return;
    file_unmap(&forms->map);
    free(forms);
}

void forms_rest(const struct forms *forms)
{
    file_map_rest(&forms->map);
}

size_t forms_count(const struct forms *forms)
{
    return forms->row_count;
}

/* A row that points outside the texts reads as empty. */
static struct str text_at(const struct forms *forms, uint32_t at, uint8_t len)
{
    return has_text(forms, at, len) ? str_make(forms->text + at, len) : str_of("");
}

static struct str fold_of(const struct forms *forms, const struct forms_row *row)
{
    return text_at(forms, row->fold_at, row->fold_len);
}

static struct form form_of(const struct forms *forms, const struct forms_row *row)
{
    return (struct form){ .form = text_at(forms, row->form_at, row->form_len),
                          .lemma = text_at(forms, row->lemma_at, row->lemma_len),
                          .pos = pos_name(row->pos) };
}

/* The first row whose fold is not before FOLD. */
static size_t first_row(const struct forms *forms, struct str fold)
{
    size_t low = 0, high = forms->row_count, middle;

    while (low < high) {
        middle = low + (high - low) / 2;
        if (str_compare(fold_of(forms, &forms->rows[middle]), fold) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void forms_find(const struct forms *forms, struct str fold, form_row row, void *ctx)
{
    struct form form;
    size_t at;

    if (!forms_filter_may_have(forms->filter, forms->filter_size, fold))
        return;
    at = first_row(forms, fold);
    for (; at < forms->row_count && str_eq(fold_of(forms, &forms->rows[at]), fold); at++) {
        form = form_of(forms, &forms->rows[at]);
        if (!row(ctx, &form))
            return;
    }
}

void forms_each(const struct forms *forms, form_row row, void *ctx)
{
    struct form form;
    size_t at;

    for (at = 0; at < forms->row_count; at++) {
        form = form_of(forms, &forms->rows[at]);
        if (!row(ctx, &form))
            return;
    }
}
