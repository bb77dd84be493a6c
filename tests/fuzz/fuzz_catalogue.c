/* The catalogue, and FreeDict's list that is added to it. */

#include <stdint.h>

#include "dict/catalogue.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const char base[] =
    "{\"freedict\": {\"list\": \"https://a.b/l.json\", \"files\": \"https://a.b/\","
    " \"licence\": \"GPL\"}, \"entries\": []}";

static void parse_list(const uint8_t *bytes, size_t len)
{
    static const struct language_pair codes[] = { { "ita", "it" },
                                                  { "eng", "en" },
                                                  { NULL, NULL } };
    struct catalogue *catalogue = NULL;

    if (catalogue_parse(&catalogue, (const uint8_t *)base, sizeof(base) - 1, "base") != OK)
        return;
    if (catalogue_add_freedict(catalogue, bytes, len, codes) == OK) {
        for (size_t i = 0; i < catalogue_count(catalogue); i++)
            (void)catalogue_entry_size(catalogue_get(catalogue, i));
    }
    catalogue_free(catalogue);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct catalogue *catalogue = NULL;

    if (catalogue_parse(&catalogue, bytes, len, "fuzz.json") == OK)
        catalogue_free(catalogue);
    parse_list(bytes, len);
    return 0;
}
