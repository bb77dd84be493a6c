/* A Kindle's vocab.db: WORDS (what was looked up, with its stem), LOOKUPS (each time, with the
 * sentence) and BOOK_INFO. As several public copies of it agree; there is no specification. */

#include <ctype.h>

#include "app/exchange/foreign_db.h"
#include "app/exchange/intake_private.h"
#include "dict/base/mem.h"

enum { CATEGORY_MASTERED = 100, LANG_MAX = 16 };

static const char *const words[] = { "id", "word", "stem", "lang", "category", "timestamp", NULL };
static const char *const lookups[] = { "id", "word_key", "book_key", "usage", "timestamp", NULL };
static const char *const books[] = { "id", "title", NULL };

static const struct foreign_table tables[] = {
    { "WORDS", words },
    { "LOOKUPS", lookups },
    { "BOOK_INFO", books },
};

/* A word whose lookups were removed comes in without a sentence. In the order of time, so that
 * few play sessions are made of it. */
static const char query[] =
    "SELECT w.word, w.stem, w.lang, w.category, coalesce(l.timestamp, w.timestamp), l.usage,"
    " b.title, count(*) OVER () FROM WORDS AS w LEFT JOIN LOOKUPS AS l ON l.word_key = w.id"
    " LEFT JOIN BOOK_INFO AS b ON b.id = l.book_key ORDER BY 5, w.id, l.id";

/* "pt-BR" as the journal has it: "pt". */
static struct str plain_lang(struct str lang, char out[LANG_MAX])
{
    size_t len = 0;

    for (; len < lang.len && len < LANG_MAX && isalpha((unsigned char)lang.ptr[len]) != 0; len++)
        out[len] = (char)tolower((unsigned char)lang.ptr[len]);
    return str_make(out, len);
}

static enum err take_row(void *ctx, struct stmt *row)
{
    struct intake *from = ctx;
    const struct str word = stmt_get_text(row, 0), stem = stmt_get_text(row, 1);
    char lang[LANG_MAX];
    const struct intake_word what = {
        .lang = plain_lang(stmt_get_text(row, 2), lang),
        .headword = str_trim(stem).len > 0 ? stem : word,
        .form = word,
        .sentence = str_trim(stmt_get_text(row, 5)),
        .game = stmt_get_text(row, 6),
        .has_state = stmt_get_int(row, 3) == CATEGORY_MASTERED,
        .state = WORD_KNOWN,
        .time_ms = stmt_get_int(row, 4),
    };
    struct intake_put put;
    enum err rc = intake_put(from, &what, &put);

    if (rc != OK)
        return rc;
    intake_count(from, put.fate);
    return intake_go_on(from, from->report.rows, (uint64_t)stmt_get_int(row, 7));
}

static enum err read_words(struct intake *from)
{
    struct foreign_db foreign;
    enum err rc = foreign_db_open(&foreign, from->request->path);

    if (rc == OK)
        rc = foreign_db_need(&foreign, tables, ARRAY_LEN(tables));
    if (rc == OK)
        rc = foreign_db_rows(&foreign, query, take_row, from);
    foreign_db_close(&foreign);
    return rc;
}

const struct intake_format intake_kindle = { .name = "kindle", .read = read_words };
