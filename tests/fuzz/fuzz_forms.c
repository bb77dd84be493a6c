/* A form table. The first byte tells whether the rest is the file as it is, or what
 * stands behind a header that fits, so that the rows are reached too. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "dict/forms.h"
#include "dict/forms_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void put(int file, const void *bytes, size_t len)
{
    if (write(file, bytes, len) != (ssize_t)len)
        abort();
}

static void write_table(int file, const uint8_t *bytes, size_t len)
{
    struct forms_header header = { .magic = FORMS_MAGIC };
    size_t rows = len > 0 ? bytes[0] / 2 : 0;

    if (len > 0 && bytes[0] % 2 == 1) {
        if (rows > (len - 1) / sizeof(struct forms_row))
            rows = (len - 1) / sizeof(struct forms_row);
        header.row_count = (uint32_t)rows;
        header.text_size = (uint32_t)(len - 1 - rows * sizeof(struct forms_row));
        put(file, &header, sizeof(header));
    }
    if (len > 1)
        put(file, bytes + 1, len - 1);
}

static bool add_up(void *ctx, const struct form *form)
{
    size_t *sum = ctx, i;

    for (i = 0; i < form->form.len; i++)
        *sum += (unsigned char)form->form.ptr[i];
    for (i = 0; i < form->lemma.len; i++)
        *sum += (unsigned char)form->lemma.ptr[i];
    return true;
}

struct search {
    const struct forms *forms;
    size_t sum;
};

static bool find_again(void *ctx, const struct form *form)
{
    struct search *search = ctx;

    forms_find(search->forms, form->form, add_up, &search->sum);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct forms *forms = NULL;
    struct search search = { 0 };
    char path[64];
    int file = memfd_create("forms", MFD_CLOEXEC);

    if (file < 0)
        abort();
    write_table(file, bytes, len);
    snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
    if (forms_open(&forms, path) == OK) {
        search.forms = forms;
        forms_each(forms, find_again, &search);
        forms_find(forms, str_make((const char *)bytes, len < 9 ? len : 9), add_up, &search.sum);
    }
    forms_close(forms);
    close(file);
    return 0;
}
