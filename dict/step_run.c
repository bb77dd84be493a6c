#include "dict/lookup.h"

#include "dict/base/text.h"

/* Scripts whose words do not stand apart: the longest headwords that the form starts
 * with. */

enum {
    PREFIX_MAX = 16, /* letters of the longest headword that is tried */
    PREFIXES_MAX = 3 /* headwords that are shown */
};

static void run(struct lookup *lookup)
{
    size_t ends[PREFIX_MAX], count = 0, at = 0, found = 0;

    if (lookup->library->language->spaced || lookup_has_found(lookup, HOW_FOLD))
        return;
    while (at < lookup->form.len && count < PREFIX_MAX) {
        at = text_grapheme_end(lookup->form, at);
        ends[count++] = at;
    }
    while (count-- > 0 && found < PREFIXES_MAX) {
        lookup->way = (struct way){ .how = HOW_SPLIT, .place = (unsigned)found };
        found += lookup_find(lookup, str_sub(lookup->form, 0, ends[count]), MATCH_CASE);
    }
}

const struct lookup_step step_run = { HOW_SPLIT, run };
