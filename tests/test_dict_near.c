#include "dict/base/text.h"
#include "dict/near.h"
#include "tests/small_library.h"

static size_t letters_of(uint32_t *out, const char *text)
{
    const struct str word = str_of(text);
    size_t at = 0, count = 0;

    while (at < word.len && count < NEAR_LETTERS_MAX)
        out[count++] = text_next(word, &at);
    return count;
}

static void test_distance(void)
{
    static const struct {
        const char *a, *b;
        size_t most, want;
    } rows[] = {
        { "gatto", "gatto", 2, 0 }, { "gatto", "gattto", 2, 1 }, { "gattto", "gatto", 2, 1 },
        { "gatto", "getto", 2, 1 }, { "libro", "lbiro", 2, 1 },  { "gatto", "gtato", 1, 1 },
        { "gatto", "cane", 2, 3 },  { "casa", "cosi", 2, 2 },    { "casa", "cosi", 1, 2 },
        { "", "", 2, 0 },           { "", "ab", 2, 2 },          { "ab", "", 1, 2 },
        { "日本", "日木", 2, 1 },   { "ab", "ba", 2, 1 },        { "abcd", "badc", 2, 2 },
        { "ca", "abc", 3, 3 }, /* optimal string alignment touches a swapped pair once */
    };
    uint32_t a[NEAR_LETTERS_MAX], b[NEAR_LETTERS_MAX];
    size_t i, a_len, b_len;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        a_len = letters_of(a, rows[i].a);
        b_len = letters_of(b, rows[i].b);
        CHECK(near_distance(a, a_len, b, b_len, rows[i].most) == rows[i].want,
              "%s, %s: %zu, not %zu", rows[i].a, rows[i].b,
              near_distance(a, a_len, b, b_len, rows[i].most), rows[i].want);
    }
    CHECK_INT(near_distance(a, NEAR_LETTERS_MAX + 1, b, 1, 2), 3, "too long");
}

static void test_find(void)
{
    static const struct small_entry entries[] = {
        { "gatto", "" },       { "gatta", "" }, { "ratto", "" },      { "gattò", "" },
        { "gattone", "" },     { "mano", "" },  { "sussurrare", "" }, { "sussurrate", "" },
        { "passeggiare", "" }, { "a", "" },     { "Größe", "" },      { NULL, NULL },
    };
    static const struct small_entry more[] = { { "gatto", "" }, { "gitto", "" }, { NULL, NULL } };
    static const struct small_dict dicts[] = {
        { .name = "one", .lang = "it", .gloss = "en", .entries = entries },
        { .name = "two", .lang = "it", .gloss = "en", .entries = more }
    };
    static const struct {
        const char *fold, *want; /* joined by spaces; three at most */
    } rows[] = {
        { "gattto", "gatto" },
        { "gatto", "gatta gitto ratto" }, /* not the word itself; its first letter first */
        { "satto", "gatto ratto" },
        { "susurare", "sussurrare" }, /* two slips */
        { "sussurrqre", "sussurrare sussurrate" },
        { "passegiare", "passeggiare" },
        { "grose", "grosse" },
        { "mamo", "mano" },
        { "mxmo", "" }, /* two slips in a short word */
        { "b", "" },
        { "", "" },
    };
    struct library *library = small_library_open("it", dicts, ARRAY_LEN(dicts));
    struct arena *arena = arena_new();
    const char *words[3], *all;
    size_t i, k, count;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        count = near_find(library->dicts, library->dict_count, str_of(rows[i].fold), arena, words,
                          ARRAY_LEN(words));
        all = "";
        for (k = 0; k < count; k++)
            all = arena_printf(arena, "%s%s%s", all, k > 0 ? " " : "", words[k]);
        CHECK_STR(all, rows[i].want, rows[i].fold);
    }
    arena_free(arena);
    library_close(library);
}

int main(void)
{
    test_distance();
    test_find();
    return check_done();
}
