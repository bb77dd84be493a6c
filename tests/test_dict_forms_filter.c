/* The filter before a form table: nothing that is there may be missed. */

#include "dict/forms_filter.h"

#include <stdio.h>
#include <stdlib.h>

#include "dict/base/mem.h"
#include "tests/check.h"

enum { KEYS = 20000 };

static struct str key_of(char text[32], unsigned number)
{
    snprintf(text, 32, "parola%u", number);
    return str_of(text);
}

static void test_keys(void)
{
    const size_t size = forms_filter_size(KEYS);
    uint8_t *filter = xcalloc(size, 1);
    char text[32];
    unsigned i, missed = 0, mistaken = 0;

    CHECK(forms_filter_fits(size) && size <= KEYS * 10 / 8 + 64, "ten bits a key: %zu", size);
    for (i = 0; i < KEYS; i++)
        forms_filter_add(filter, size, key_of(text, i));
    for (i = 0; i < KEYS; i++)
        missed += !forms_filter_may_have(filter, size, key_of(text, i));
    for (i = KEYS; i < 2 * KEYS; i++)
        mistaken += forms_filter_may_have(filter, size, key_of(text, i));
    CHECK_INT(missed, 0, "of those added");
    CHECK(mistaken > 0 && mistaken < KEYS / 40, "%u of %d others", mistaken, KEYS);
    free(filter);
}

static void test_small(void)
{
    uint8_t filter[64] = { 0 };

    CHECK_INT((int)forms_filter_size(0), 0, "for nothing");
    CHECK_INT((int)forms_filter_size(1), 64, "for one");
    CHECK(forms_filter_may_have(NULL, 0, str_of("a")), "without bytes all may be there");
    CHECK(!forms_filter_may_have(filter, 64, str_of("a")), "empty");
    forms_filter_add(filter, 64, str_of(""));
    CHECK(forms_filter_may_have(filter, 64, str_of("")), "an empty key");
    CHECK(!forms_filter_fits(63) && forms_filter_fits(128), "whole blocks");
}

int main(void)
{
    test_keys();
    test_small();
    return check_done();
}
