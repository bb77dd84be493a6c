/* A set of class questions that somebody shared. */

#include <stdlib.h>

#include "app/classroom/set.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct question_set *set = NULL, *back = NULL;
    char *text;

    if (set_parse(&set, str_make((const char *)bytes, len), "fuzz") != OK)
        return 0;
    /* What was read is written so that it can be read. */
    text = set_text(set);
    if (text == NULL || set_parse(&back, str_of(text), "again") != OK || back->count != set->count)
        abort();
    free(text);
    set_free(set);
    set_free(back);
    return 0;
}
