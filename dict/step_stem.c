#include "dict/lookup.h"

#include "dict/base/text.h"

typedef void (*recase)(struct buf *out, struct str text);

static bool add_recased(struct lookup *lookup, recase convert)
{
    struct buf form;
    bool found = false;

    buf_init(&form, (size_t)QUERY_MAX * 4);
    convert(&form, lookup->form);
    if (form.len > 0 && !str_eq(buf_str(&form), lookup->form))
        found = lookup_add_stems(lookup, buf_str(&form));
    buf_dispose(&form);
    return found;
}

/* What Hunspell takes the form for: as it is written, in small letters (ANDÒ,
 * Andò), and, when nothing came of it, with a capital (häuser). */
static void run(struct lookup *lookup)
{
    bool found = lookup_add_stems(lookup, lookup->form);

    found |= add_recased(lookup, text_lower);
    if (!found && !lookup_has_found(lookup, HOW_SPLIT))
        add_recased(lookup, text_title_first);
}

const struct lookup_step step_stem = { HOW_STEM, run };
