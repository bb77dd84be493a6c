#ifndef EXCHANGE_FORM_PLACE_H
#define EXCHANGE_FORM_PLACE_H

/* Where a word stands in its sentence, for files that do not say it. */

#include <stddef.h>

#include "dict/base/err.h"
#include "dict/base/str.h"

/* FORM, composed, in SENTENCE, composed: as a word of its own, else so in another case, else
 * as letters of a longer word. ERR_ABSENT if it is not there; *AT and *LEN (bytes) then stay.
 * ERR_LIMIT when memory is gone. */
MUST_CHECK enum err form_place(struct str sentence, struct str form, size_t *at, size_t *len);

#endif
