#ifndef UI_TEXTS_H
#define UI_TEXTS_H

/* The interface's own words, by key, from assets/texts/<language>.json: a flat
 * object of texts with {placeholders}. A key that a language lacks is taken
 * from English; a key that English lacks is shown as it is. */

#include <stddef.h>

#include "dict/base/err.h"

struct texts;

struct text_arg {
    const char *name;  /* "game" for {game} */
    const char *value; /* NULL counts as "" */
};

/* The texts of LANG ("it", "it_IT.UTF-8"; NULL: as LC_ALL, LC_MESSAGES or LANG
 * say) from the folder DIR; a language without a file is English. *OUT is
 * yours: texts_close(). Errors as json_read(). */
MUST_CHECK enum err texts_open(struct texts **out, const char *dir, const char *lang);
void texts_close(struct texts *texts);

/* The language that was found: "it". */
const char *texts_lang(const struct texts *texts);

/* Never NULL; borrowed until texts_close(), or KEY itself. */
const char *texts_get(const struct texts *texts, const char *key);

/* With its placeholders filled; yours. A placeholder without an argument stays.
 *     texts_fill(texts, "badge.again", TEXT_ARGS({ "game", game })) */
char *texts_fill(const struct texts *texts, const char *key, const struct text_arg *args,
                 size_t count);
#define TEXT_ARGS(...)                        \
    (const struct text_arg[]){ __VA_ARGS__ }, \
        sizeof((const struct text_arg[]){ __VA_ARGS__ }) / sizeof(struct text_arg)

/* KEY.one or KEY.other, as the language has it for N, with {n} and ARGS filled.
 * Yours. Languages list the numbers that take "one" under "plural.one". */
char *texts_plural(const struct texts *texts, const char *key, long n, const struct text_arg *args,
                   size_t count);

#endif
