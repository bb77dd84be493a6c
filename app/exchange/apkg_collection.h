#ifndef EXCHANGE_APKG_COLLECTION_H
#define EXCHANGE_APKG_COLLECTION_H

/* The SQLite database in a package for Anki: schema 11, "collection.anki2", as Anki's
 * rslib/src/storage/schema11.sql makes it, which all versions of Anki, AnkiDroid and
 * Mnemosyne read. Rows go to the file one by one: no more than SQLite's cache is held in
 * memory.
 *
 * Ids are moments in milliseconds that no other row of the table has. They follow from what
 * the row is about, so that the next export of the same word has the same ones. */

#include <stdint.h>

#include "dict/base/err.h"
#include "dict/base/json.h"
#include "dict/base/str.h"

struct collection;

/* A new one at PATH, which must not be there. *OUT is yours: collection_finish() or
 * collection_close(). */
MUST_CHECK enum err collection_open(struct collection **out, const char *path);

struct collection_note {
    struct str uid;    /* the same for ever: guid and ids are made of it */
    struct str fields; /* HTML, 0x1F between them */
    struct str first;  /* the first field without its HTML: Anki's check for duplicates */
    struct str tags;   /* a space between two */
    int64_t model, made_ms, now_ms;
};
MUST_CHECK enum err collection_add_note(struct collection *collection,
                                        const struct collection_note *note, int64_t *id);

/* Anki's numbers for the state of a card and the place where it waits. */
enum collection_type { TYPE_NEW, TYPE_LEARNING, TYPE_REVIEW, TYPE_RELEARNING };
enum collection_queue { QUEUE_SUSPENDED = -1, QUEUE_NEW, QUEUE_LEARNING, QUEUE_REVIEW };

struct collection_card {
    struct str uid; /* its note's */
    int64_t note, deck, made_ms, now_ms;
    int ord; /* of its template */
    enum collection_type type;
    enum collection_queue queue;
    int64_t due; /* new: the position; learning: seconds since 1970; review: days since the
                  * collection was made */
    int interval_days, factor, reps, lapses, left;
    const char *data; /* JSON, or "" */
};
MUST_CHECK enum err collection_add_card(struct collection *collection,
                                        const struct collection_card *card, int64_t *id);

/* Anki's kinds of reviews. */
enum collection_kind { KIND_LEARNING, KIND_REVIEW, KIND_RELEARNING };

struct collection_review {
    int64_t card, time_ms, duration_ms;
    int rating;                 /* 1 to 4 */
    int interval, interval_was; /* days; negative: seconds; 0: not known */
    enum collection_kind kind;
};
MUST_CHECK enum err collection_add_review(struct collection *collection,
                                          const struct collection_review *review);

/* *NUMBER is the place of the file NAME in the package, -1 if it has one already. */
MUST_CHECK enum err collection_add_media(struct collection *collection, const char *name,
                                         int64_t *number);
/* All of them in order. */
typedef void media_fn(void *ctx, int64_t number, struct str name);
MUST_CHECK enum err collection_media(struct collection *collection, media_fn *row, void *ctx);

struct collection_heading {
    int64_t made_s, now_ms;
    const json_t *conf, *models, *decks, *options;
};
/* Writes the one row about the whole, and closes the file. Frees COLLECTION whatever comes. */
MUST_CHECK enum err collection_finish(struct collection *collection,
                                      const struct collection_heading *heading);
/* NULL is fine. */
void collection_close(struct collection *collection);

/* NUMBER in the digits of Anki's guids, base 91. */
enum { GUID_MAX = 10 };
void collection_guid(char out[GUID_MAX + 1], uint64_t number);

#endif
