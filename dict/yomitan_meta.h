#ifndef DICT_YOMITAN_META_H
#define DICT_YOMITAN_META_H

/* Rows of term_meta_bank_N.json: [term, mode, data], mode "freq", "pitch" or "ipa". */

#include "dict/base/json.h"
#include "dict/yomitan.h"

/* Gives SINK what ROW tells: a frequency, or an entry that has a reading with its pitch
 * or a pronunciation. BUILDER is used for entries. */
MUST_CHECK enum err yomitan_meta_read(const json_t *row, struct entry_builder *builder,
                                      const struct yomitan_sink *sink);

#endif
