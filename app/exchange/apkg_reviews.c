#include "app/exchange/apkg_reviews.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/exchange/sha1.h"
#include "app/journal/dump.h"
#include "app/journal/reviews.h"
#include "app/journal/words.h"
#include "dict/base/mem.h"

/* A review that the journal has: it went out and comes back, under another id and perhaps
 * some milliseconds later. */
struct moment {
    int64_t time_ms;
    int rating;
};
enum { SAME_MS = 1000, DURATION_MAX_MS = 3600000 };

struct apkg_reviews {
    struct intake *from;
    struct stmt *list;
    enum err state;       /* OK: there is a row at hand */
    struct moment *known; /* of the word at hand */
    size_t count, room;
    bool any;
};

/* In the order of the notes. What is no rating, was done to many cards at once (types 4 and
 * 5) or lies in the future is none. The columns are only read by name: other versions have
 * more. */
static const char list_sql[] =
    "SELECT cards.nid, cards.ord, revlog.id, revlog.ease, revlog.ivl, revlog.time"
    " FROM revlog JOIN cards ON cards.id = revlog.cid"
    " WHERE revlog.ease BETWEEN 1 AND 4 AND revlog.type BETWEEN 0 AND 3"
    "  AND revlog.id BETWEEN 1 AND ?1 ORDER BY cards.nid, cards.ord, revlog.id";

enum { ROW_NOTE, ROW_ORD, ROW_TIME, ROW_RATING, ROW_INTERVAL, ROW_DURATION };

enum err apkg_reviews_open(struct apkg_reviews **out, struct intake *from, struct db *collection)
{
    struct apkg_reviews *reviews = xcalloc(1, sizeof(*reviews));

    reviews->from = from;
    reviews->list = db_prepare(collection, list_sql);
    stmt_int(reviews->list, 1, from->request->now_ms);
    reviews->state = stmt_row(reviews->list);
    if (reviews->state != OK && reviews->state != ERR_ABSENT) {
        const enum err rc = reviews->state;

        apkg_reviews_close(reviews);
        return rc;
    }
    *out = reviews;
    return OK;
}

void apkg_reviews_close(struct apkg_reviews *reviews)
{
    if (reviews == NULL)
        return;
    stmt_free(reviews->list);
    free(reviews->known);
    free(reviews);
}

/* --- what the journal has --- */

static void note_known(void *ctx, const struct review_row *row)
{
    struct apkg_reviews *reviews = ctx;

    if (reviews->count == reviews->room) {
        reviews->room = reviews->room > 0 ? reviews->room * 2 : 16;
        reviews->known = xrealloc(reviews->known, reviews->room, sizeof(*reviews->known));
    }
    reviews->known[reviews->count++] = (struct moment){ row->time_ms, row->rating };
}

static bool is_known(const struct apkg_reviews *reviews, int64_t time_ms, int rating)
{
    size_t i;

    for (i = 0; i < reviews->count; i++) {
        const struct moment *known = &reviews->known[i];

        if (known->rating == rating && known->time_ms > time_ms - SAME_MS &&
            known->time_ms < time_ms + SAME_MS)
            return true;
    }
    return false;
}

/* --- one review --- */

/* In the shape of a UUIDv7 of that moment. The same review has the same one in each package,
 * so that it is there once, also after it was taken back. */
static void make_id(char out[UUID_LEN + 1], int64_t time_ms, struct str guid)
{
    char text[80];
    uint64_t high, low;

    snprintf(text, sizeof(text), "anki review %" PRId64 " %016" PRIx64, time_ms, sha1_number(guid));
    high = sha1_number(str_of(text));
    low = sha1_number(str_from(str_of(text), 1));
    snprintf(out, UUID_LEN + 1,
             "%08" PRIx64 "-%04" PRIx64 "-7%03" PRIx64 "-%04" PRIx64 "-%012" PRIx64,
             ((uint64_t)time_ms >> 16) & 0xFFFFFFFF, (uint64_t)time_ms & 0xFFFF, high & 0xFFF,
             0x8000 | ((high >> 16) & 0x3FFF), low & UINT64_C(0xFFFFFFFFFFFF));
}

/* Days, as the journal has them: 0 for a step within the day, nothing where it is not told. */
static struct dump_value interval_value(int64_t interval)
{
    struct dump_value value = { .is_null = interval == 0 };

    if (interval > 0)
        value.number = interval < 36500 ? interval : 36500;
    return value;
}

static enum err add_row(struct apkg_reviews *reviews, const char *id, struct str lang,
                        struct str headword, bool *added)
{
    struct stmt *row = reviews->list;
    const int64_t duration = stmt_get_int(row, ROW_DURATION);
    /* In the order of the fields of dump.c. */
    const struct dump_value values[DUMP_FIELDS_MAX] = {
        { .bytes = str_of(id) },
        { .bytes = lang },
        { .bytes = headword },
        { .number = stmt_get_int(row, ROW_TIME) },
        { .number = stmt_get_int(row, ROW_RATING) },
        { .is_null = duration <= 0,
          .number = duration < DURATION_MAX_MS ? duration : DURATION_MAX_MS },
        interval_value(stmt_get_int(row, ROW_INTERVAL)),
        { .bytes = str_of("desk") },
        { .is_null = true },
    };
    enum load_change change = LOAD_NONE;
    enum err rc = journal_load(reviews->from->journal, dump_table_find("review"), values, &change);

    *added = *added || change != LOAD_NONE;
    return rc;
}

static enum err add_one(struct apkg_reviews *reviews, struct str guid, const char *lang,
                        const char *headword, bool *added)
{
    const int64_t time_ms = stmt_get_int(reviews->list, ROW_TIME);
    const int rating = (int)stmt_get_int(reviews->list, ROW_RATING);
    char id[UUID_LEN + 1];

    if (is_known(reviews, time_ms, rating))
        return OK;
    make_id(id, time_ms, guid);
    return add_row(reviews, id, str_of(lang), str_of(headword), added);
}

/* --- those of a note --- */

/* A note can have several cards, each with reviews of its own, which are of one word here: the
 * first that has any counts, as others ask for something else, or the other way round. */
static enum err add_all(struct apkg_reviews *reviews, int64_t note, struct str guid,
                        const char *lang, const char *headword, bool *added)
{
    const int64_t ord = stmt_get_int(reviews->list, ROW_ORD);
    enum err rc = OK;

    while (rc == OK && reviews->state == OK && stmt_get_int(reviews->list, ROW_NOTE) == note) {
        if (lang != NULL && stmt_get_int(reviews->list, ROW_ORD) == ord)
            rc = add_one(reviews, guid, lang, headword, added);
        reviews->state = stmt_row(reviews->list);
    }
    return rc;
}

static enum err pass_before(struct apkg_reviews *reviews, int64_t note)
{
    while (reviews->state == OK && stmt_get_int(reviews->list, ROW_NOTE) < note)
        reviews->state = stmt_row(reviews->list);
    return reviews->state == ERR_ABSENT ? OK : reviews->state;
}

enum err apkg_reviews_take(struct apkg_reviews *reviews, int64_t note, struct str guid,
                           int64_t word, bool *added)
{
    char *lang = NULL, *headword = NULL;
    enum err rc = pass_before(reviews, note);

    *added = false;
    if (rc != OK || reviews->state != OK || stmt_get_int(reviews->list, ROW_NOTE) != note)
        return rc;
    reviews->count = 0;
    if (word != 0)
        rc = journal_word_name(reviews->from->journal, word, &lang, &headword);
    if (rc == OK && word != 0)
        rc = journal_reviews_of(reviews->from->journal, word, note_known, reviews);
    if (rc == OK)
        rc = add_all(reviews, note, guid, lang, headword, added);
    free(lang);
    free(headword);
    reviews->any = reviews->any || *added;
    return rc != OK || reviews->state == OK || reviews->state == ERR_ABSENT ? rc : reviews->state;
}

enum err apkg_reviews_done(struct apkg_reviews *reviews)
{
    return reviews->any ? journal_load_done(reviews->from->journal) : OK;
}
