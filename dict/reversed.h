#ifndef DICT_REVERSED_H
#define DICT_REVERSED_H

/* A dictionary read backwards: its short glosses as a form table whose lemmas are
 * the headwords they stand under. Lies beside the compiled dictionary, and is made
 * from it for learners of the language that it translates into. */

#include <stdbool.h>

#include "dict/base/err.h"
#include "dict/base/progress.h"
#include "dict/language.h"

/* "x.reversed" for "x.dict"; yours to free. */
char *reversed_path(const char *compiled_path);
/* Makes it from the compiled dictionary; the articles of LANGUAGE, that of the
 * glosses, are left out. */
MUST_CHECK enum err reversed_build(const char *compiled_path, const struct language *language,
                                   const struct progress *progress);

#endif
