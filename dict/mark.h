#ifndef DICT_MARK_H
#define DICT_MARK_H

/* Marking a typed answer: how far it is from what was asked, as an outcome with a
 * name that can be shown to the learner. Pure: text in, outcome out. */

#include <stdbool.h>
#include <stddef.h>

#include "dict/base/str.h"
#include "dict/language.h"

/* From sure to wrong. */
enum mark {
    MARK_EXACT,
    MARK_SPACING,       /* but for case, spaces and punctuation */
    MARK_ARTICLE,       /* an article more or less */
    MARK_ACCENT,        /* but for accents */
    MARK_SLIP,          /* a slip, or two in a long word */
    MARK_ACCEPTED,      /* one of the alternatives the teacher accepted */
    MARK_OTHER_ARTICLE, /* the word is right, its article is another */
    MARK_WRONG,
    MARK_EMPTY,
    MARK_COUNT
};

enum mark_level { MARK_STRICT, MARK_NORMAL, MARK_LENIENT };

enum { MARK_ANSWER_MAX = 400 }; /* bytes; a longer answer is wrong */

struct mark_question {
    struct str want;
    const struct str *accepted; /* alternatives; may be NULL with a count of 0 */
    size_t accepted_count;
    string_list articles; /* of the language; NULL for none */
    /* Whether FOLD, a folded word, is a word of its own: a slip that leads to one is no
     * slip (casa, cassa). May be NULL. */
    bool (*is_word)(void *ctx, struct str fold);
    void *ctx;
};

/* "exact", "spacing", "article", "accent", "slip", "accepted", "other-article", "wrong",
 * "empty"; static. */
const char *mark_name(enum mark mark);
/* How far ANSWER is from what QUESTION wants. One slip is allowed from 5 letters on, two
 * from 9. */
enum mark mark_answer(const struct mark_question *question, struct str answer);
/* Whether MARK counts as right: strict up to the article and what was accepted, normal
 * also accents and slips, lenient also another article. */
bool mark_is_right(enum mark mark, enum mark_level level);

#endif
