/* Subtitles, translations and texts: whatever the bytes, sentences are clean and short. */

#include <stdlib.h>

#include "app/exchange/script.h"
#include "dict/base/text.h"

static bool check_sentence(void *ctx, struct str sentence)
{
    size_t *left = ctx;

    if (sentence.len == 0 || sentence.len > SCRIPT_SENTENCE_MAX || !text_is_valid(sentence) ||
        str_find_char(sentence, '\n', 0) < sentence.len)
        abort();
    return --*left > 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    size_t left = 10000;

    if (script_read(bytes, len, "WINDOWS-1252", check_sentence, &left, NULL) == OK)
        return 0;
    return 0;
}
