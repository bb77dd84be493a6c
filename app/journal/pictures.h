#ifndef JOURNAL_PICTURES_H
#define JOURNAL_PICTURES_H

/* Pictures of the scenes in which words were met: WebP files, whole. */

#include <stddef.h>
#include <stdint.h>

#include "app/journal/journal.h"

enum { PICTURE_MAX = 200 * 1024 }; /* bytes */

/* Gives ENCOUNTER the picture of LEN BYTES. ERR_LIMIT past PICTURE_MAX; ERR_ABSENT for an
 * encounter that is not there. */
MUST_CHECK enum err journal_picture_add(struct journal *journal, const char *encounter,
                                        const void *bytes, size_t len);
/* Gives ENCOUNTER the same picture as FROM, another encounter, has. ERR_ABSENT. */
MUST_CHECK enum err journal_picture_share(struct journal *journal, const char *encounter,
                                          const char *from);
/* The picture that an encounter_row names; *BYTES is yours. ERR_ABSENT. */
MUST_CHECK enum err journal_picture_get(struct journal *journal, const char *picture,
                                        uint8_t **bytes, size_t *len);

/* How many pictures there are, and their bytes together. */
MUST_CHECK enum err journal_pictures_count(struct journal *journal, int64_t *count, int64_t *bytes);
/* Deletes those of encounters before UNTIL_MS, for good, and gives their room on the disk
 * back; *COUNT says how many. */
MUST_CHECK enum err journal_pictures_drop(struct journal *journal, int64_t until_ms,
                                          int64_t *count);

#endif
