#include <stdlib.h>

#include "dict/base/mem.h"
#include "dict/spelling.h"
#include "tests/check.h"

enum { WORDS_MAX = 16 };

/* The words with a space before each. */
static const char *join(struct arena *arena, const char *const *words, size_t count)
{
    const char *all = "";
    size_t i;

    for (i = 0; i < count; i++)
        all = arena_printf(arena, "%s %s", all, words[i]);
    return all;
}

static void check_stems(struct spelling *spelling, const char *form, const char *want)
{
    struct arena *arena = arena_new();
    const char *words[WORDS_MAX];
    size_t count = spelling_stems(spelling, arena, str_of(form), words, WORDS_MAX);

    CHECK_STR(join(arena, words, count), want, form);
    arena_free(arena);
}

static void test_stems(struct spelling *it)
{
    static const struct {
        const char *form, *want;
    } rows[] = {
        { "gatti", " gatto" },
        { "gatto", " gatto" },
        { "porto", " porto portare" },
        { "case", " casa" },
        { "parlano", " parlare" },
        { "perché", " perché" },
        { "vado", " andare" },
        { "tizio", " caio sempronio" }, /* the stem of a stem */
        { "rotto", "" },                /* a field cut inside a letter */
        { "zzzz", "" },
        { "", "" },
        { "gatti\xff", "" },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++)
        check_stems(it, rows[i].form, rows[i].want);
}

static void test_limits(struct spelling *it)
{
    struct arena *arena = arena_new();
    const char *words[WORDS_MAX];
    char *form = arena_alloc(arena, 10001);

    memset(form, 'a', 10000);
    CHECK_INT(spelling_stems(it, arena, str_of(form), words, WORDS_MAX), 0, "10,000 letters");
    CHECK_INT(spelling_stems(it, arena, str_make("gat\0ti", 6), words, WORDS_MAX), 0, "a NUL");
    CHECK_INT(spelling_stems(it, arena, str_of("porto"), words, 1), 1, "room for one");
    arena_free(arena);
}

static void test_latin1(void)
{
    static const char *const names[] = { "de_DE", NULL };
    struct spelling *de = spelling_new(names, NULL);

    check_stems(de, "Größen", " Größe");
    check_stems(de, "Straßen", " Straße");
    check_stems(de, "Häuser", " Haus");
    check_stems(de, "日本", ""); /* not in that encoding */
    spelling_free(de);
}

static void test_missing(void)
{
    static const char *const names[] = { "xx_XX", NULL }, *const none[] = { NULL };
    struct spelling *missing = spelling_new(names, NULL), *nothing = spelling_new(none, NULL);

    CHECK(!spelling_is_found(missing) && !spelling_is_found(nothing), "no such file");
    CHECK_INT(spelling_load(missing), ERR_ABSENT, "no such file");
    check_stems(missing, "gatti", "");
    spelling_free(missing);
    spelling_free(nothing);
    spelling_free(NULL);
}

/* What the packages install, where they did. */
static void test_installed(void)
{
    static const char *const names[] = { "it_IT", NULL };
    struct spelling *it;

    unsetenv("WORDLOOT_HUNSPELL");
    it = spelling_new(names, NULL);
    if (spelling_is_found(it)) {
        check_stems(it, "gatti", " gatto");
        check_stems(it, "sussurravano", " sussurrare");
        check_stems(it, "dell'anno", " anno");
    } else {
        fputs("hunspell-it is not installed: its file is not tested\n", stderr);
    }
    spelling_free(it);
}

int main(void)
{
    static const char *const names[] = { "xx_XX", "it_IT", NULL };
    struct spelling *it;

    setenv("WORDLOOT_HUNSPELL", WORDLOOT_SOURCE_DIR "/tests/data/hunspell", 1);
    it = spelling_new(names, NULL);
    CHECK(spelling_is_found(it), "it_IT is found");
    CHECK_INT(spelling_load(it), OK, "it_IT");
    test_stems(it);
    test_limits(it);
    test_latin1();
    test_missing();
    spelling_free(it);
    test_installed();
    return check_done();
}
