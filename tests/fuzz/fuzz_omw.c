/* A tab of the Open Multilingual Wordnet. */

#include <stdint.h>
#include <stdlib.h>

#include "dict/base/text.h"
#include "dict/omw.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct omw_reader reader = { str_make((const char *)bytes, len), 0, "fuzz.tab" };
    struct omw_row row;

    while (omw_next(&reader, &row) == OK) {
        if (row.text.len == 0 || row.offset > 99999999 || row.part >= WORDNET_PARTS ||
            !text_is_valid(row.text))
            abort();
    }
    return 0;
}
