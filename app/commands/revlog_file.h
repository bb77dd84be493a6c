#ifndef COMMANDS_REVLOG_FILE_H
#define COMMANDS_REVLOG_FILE_H

/* Review logs from elsewhere: tab-separated lines of card_id, timestamp_ms and rating
 * (1 to 4) under a line with these headings. Line ends of Windows are fine. */

#include <stddef.h>
#include <stdint.h>

#include "app/srs/dataset.h"

/* On success *OUT is yours to free. ERR_FORMAT names the line; NAME is for messages.
 * ERR_LIMIT for more than DATASET_MAX lines. */
MUST_CHECK enum err revlog_parse(struct logged **out, size_t *count, const uint8_t *bytes,
                                 size_t len, const char *name);

/* The same for the file at PATH. ERR_ABSENT, ERR_IO too. */
MUST_CHECK enum err revlog_read(struct logged **out, size_t *count, const char *path);

#endif
