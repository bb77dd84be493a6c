/* Spellings one slip away: that each kind is among them, and none that is not. */

#include "dict/near.h"
#include "dict/slips.h"
#include "tests/check.h"

#include <string.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"

struct looking {
    const char *want;
    struct str word;
    bool found;
    size_t count, most;
    bool far; /* one was more than a slip away */
};

static size_t letters_of(struct str text, uint32_t out[NEAR_LETTERS_MAX])
{
    size_t at = 0, count = 0;

    while (at < text.len && count < NEAR_LETTERS_MAX)
        out[count++] = text_next(text, &at);
    return count;
}

static bool look(void *ctx, struct str spelling)
{
    struct looking *looking = ctx;
    uint32_t a[NEAR_LETTERS_MAX], b[NEAR_LETTERS_MAX];
    size_t a_len = letters_of(looking->word, a), b_len = letters_of(spelling, b);

    looking->count++;
    looking->found |= looking->want != NULL && str_is(spelling, looking->want);
    looking->far |= near_distance(a, a_len, b, b_len, 1) > 1;
    return looking->count < looking->most;
}

static bool types(const struct language *language, const char *word, const char *want)
{
    struct looking looking = { .want = want, .word = str_of(word), .most = SIZE_MAX };

    slips_of_typing(language, str_of(word), look, &looking);
    CHECK(!looking.far, "%s: all are one slip away", word);
    return looking.found;
}

static bool hears(const struct language *language, const char *word, const char *want)
{
    struct looking looking = { .want = want, .word = str_of(word), .most = SIZE_MAX };

    slips_of_hearing(language, str_of(word), SLIPS_OF_ONE_WORD, look, &looking);
    return looking.found;
}

static void test_typing(const struct language *it, const struct language *ru)
{
    CHECK(types(it, "gattto", "gatto"), "a letter too many");
    CHECK(types(it, "libo", "libro"), "a letter left out");
    CHECK(types(it, "lbiro", "libro"), "two swapped");
    CHECK(types(it, "livro", "libro"), "one changed");
    CHECK(types(it, "ibro", "libro") && types(it, "libr", "libro"), "at the ends");
    CHECK(types(ru, "собкаа", "собака") || types(ru, "собкаа", "собка"), "Cyrillic letters");
    CHECK(types(ru, "сабака", "собака"), "a Cyrillic letter changed");
    CHECK(!types(it, "andaronon", "gatto"), "not another word");
    CHECK(!types(it, "re", "tre"), "short words are near to everything");
    CHECK(!types(it, "precipitevolissimevolmente", "precipitevolissimevolment"), "long ones");
}

static void test_hearing(void)
{
    static const struct language_pair sounds[] = { { "ch", "k" }, { "qu", "kw" }, { NULL, NULL } };
    static const struct language_pair long_sounds[] = { { "ー", "" }, { NULL, NULL } };
    const struct language language = { .sounds = sounds };
    const struct language japanese = { .sounds = long_sounds };

    CHECK(hears(&language, "kiave", "chiave"), "from the second to the first");
    CHECK(hears(&language, "chilo", "kilo"), "from the first to the second");
    CHECK(hears(&language, "kwesta", "questa"), "in the middle of others");
    CHECK(hears(&language, "kekwa", "chequa"), "two at once");
    CHECK(!hears(&language, "kekeke", "checheche"), "not three");
    CHECK(hears(&japanese, "ヨガ", "ヨーガ"), "put between letters");
    CHECK(hears(&japanese, "キー", "キ") && hears(&japanese, "キ", "キー"), "at the end");
    CHECK(!hears(&japanese, "ヨガ", "ーヨガ"), "but not at the start");
}

static void test_stopping(const struct language *it)
{
    struct looking looking = { .word = str_of("gatto"), .most = 3 };

    slips_of_typing(it, str_of("gatto"), look, &looking);
    CHECK_INT(looking.count, 3, "stopped when told");
}

int main(void)
{
    const struct language *it = NULL, *ru = NULL;

    CHECK(language_load(&it, WORDLOOT_SOURCE_DIR "/assets", "it") == OK, "%s", err_message());
    CHECK(language_load(&ru, WORDLOOT_SOURCE_DIR "/assets", "ru") == OK, "%s", err_message());
    test_typing(it, ru);
    test_hearing();
    test_stopping(it);
    language_free(it);
    language_free(ru);
    return check_done();
}
