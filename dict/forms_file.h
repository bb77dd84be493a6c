#ifndef DICT_FORMS_FILE_H
#define DICT_FORMS_FILE_H

/* The layout of a form table, for its writer and its reader. */

#include <stdint.h>

#define FORMS_MAGIC UINT64_C(0x32736d726f466c57) /* "WlForms2" from the first byte on */

struct forms_header {
    uint64_t magic;
    uint32_t row_count;
    uint32_t text_size;   /* bytes behind the rows */
    uint32_t filter_size; /* bytes before the rows: forms_filter.h, over their folds */
    uint32_t zero;
};

/* Offsets into the texts; the form stands where the fold does if both are one. */
struct forms_row {
    uint32_t fold_at, form_at, lemma_at;
    uint8_t fold_len, form_len, lemma_len;
    uint8_t pos; /* as pos_code() has it */
};

#endif
