#ifndef DICT_CHECKSUM_H
#define DICT_CHECKSUM_H

/* Checksums as sources give them: "sha256:" or "sha512:" and hexadecimal digits. By
 * Nettle, which is touched here alone. */

#include <stdbool.h>

#include "dict/base/err.h"
#include "dict/base/progress.h"

/* Whether CHECKSUM is one of those, with as many digits as it must have. */
bool checksum_is_known(const char *checksum);

/* Compares the file PATH with CHECKSUM, which checksum_is_known(). ERR_FORMAT: they
 * differ. ERR_CANCELLED. Otherwise errors as file_read(). */
MUST_CHECK enum err checksum_verify(const char *path, const char *checksum,
                                    const struct progress *progress);

#endif
