#ifndef EXCHANGE_APKG_SCHEDULE_H
#define EXCHANGE_APKG_SCHEDULE_H

/* What is known of a word's memory, as Anki's scheduler has it. */

#include "app/exchange/apkg_collection.h"
#include "app/exchange/export_private.h"

/* Adds the card of ROW to COLLECTION, which was made at MADE_MS: CARD, a new one, as it is; or
 * if the request has a schedule, in the state that it is in, and with its reviews. Words that
 * are not being learnt are suspended then. */
MUST_CHECK enum err schedule_card(struct export *to, const struct export_row *row,
                                  struct collection *collection, int64_t made_ms,
                                  struct collection_card card);

#endif
