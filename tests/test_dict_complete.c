#include "dict/base/buf.h"
#include "tests/small_library.h"

static const struct small_entry words_one[] = {
    { "perché", "" }, { "per", "" },   { "persona", "" },  { "pero", "" },
    { "però", "" },   { "gatto", "" }, { "gattone", "" },  { "gattopardo", "" },
    { "città", "" },  { "Perù", "" },  { "per caso", "" }, { NULL, NULL },
};
static const struct small_entry words_two[] = { { "gatto", "" }, { "gatta", "" }, { NULL, NULL } };
static const struct small_dict dicts[] = {
    { .name = "one", .lang = "it", .gloss = "en", .entries = words_one },
    { .name = "two", .lang = "it", .gloss = "it", .entries = words_two }
};

static int prefers_gattopardo(void *ctx, const char *headword)
{
    (void)ctx;
    return strcmp(headword, "gattopardo") == 0 ? 3 : 0;
}

static void add(void *ctx, const char *headword)
{
    buf_printf(ctx, "%s%s", ((struct buf *)ctx)->len > 0 ? "|" : "", headword);
}

static void test_rows(struct library *library)
{
    static const struct {
        const char *typed;
        size_t limit;
        bool weighed;
        const char *want;
    } rows[] = {
        { "gatt", 9, false, "gatta|gatto|gattone|gattopardo" },
        { "gatt", 2, false, "gatta|gatto" },
        { "gatt", 2, true, "gattopardo|gatta" },
        { "GATTO", 9, false, "gatto|gattone|gattopardo" },
        { "perch", 9, false, "perché" },
        { "citta", 9, false, "città" },
        { "citt\xc3\xa0", 9, false, "città" },
        { "pér", 4, false, "per|Perù|pero|però" },
        { "per c", 9, false, "per caso" },
        { "", 9, false, "" },
        { "xyz", 9, false, "" },
        { "g", 0, false, "" },
    };
    struct buf found;
    size_t i;
    enum err rc;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        buf_init(&found, 4096);
        rc = library_complete(library, str_of(rows[i].typed), rows[i].limit,
                              rows[i].weighed ? prefers_gattopardo : NULL, add, &found);
        CHECK_INT(rc, OK, rows[i].typed);
        CHECK_STR(buf_text(&found), rows[i].want, rows[i].typed);
        buf_dispose(&found);
    }
    buf_init(&found, 4096);
    CHECK_INT(library_complete(library, str_of("g\xff"), 9, NULL, add, &found), ERR_USAGE,
              "broken UTF-8");
    buf_dispose(&found);
}

/* Many words under one letter: the scan is bounded, and still the short ones
 * of every next letter are found. */
static void test_many(void)
{
    enum { COUNT = 26 * 100 };
    struct small_entry *entries = xcalloc(COUNT + 1, sizeof(*entries));
    const struct small_dict dict = {
        .name = "many", .lang = "it", .gloss = "en", .entries = entries
    };
    struct arena *arena = arena_new();
    struct library *library;
    struct buf found;
    size_t i;
    enum err rc;

    for (i = 0; i < COUNT; i++) {
        entries[i].headword = arena_printf(arena, "s%c%s%zu", (char)('a' + i / 100),
                                           i % 100 == 0 ? "" : "aaaa", i % 100);
        entries[i].gloss = "";
    }
    library = small_library_open("it", &dict, 1);
    buf_init(&found, 4096);
    rc = library_complete(library, str_of("s"), 50, NULL, add, &found);
    CHECK_INT(rc, OK, "many");
    CHECK(strstr(buf_text(&found), "sa0") == buf_text(&found), "the shortest first: %s",
          buf_text(&found));
    CHECK(strstr(buf_text(&found), "sz0") != NULL, "the last letter's too: %s", buf_text(&found));
    buf_dispose(&found);
    library_close(library);
    arena_free(arena);
    free(entries);
}

int main(void)
{
    struct library *library = small_library_open("it", dicts, ARRAY_LEN(dicts));

    test_rows(library);
    library_close(library);
    test_many();
    return check_done();
}
