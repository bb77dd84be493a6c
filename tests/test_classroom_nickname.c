/* Nicknames: enough of them in each language, all of a nickname's length, none twice. */

#include "app/classroom/nickname.h"

#include <stdlib.h>
#include <string.h>

#include "app/classroom/engine.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "tests/check.h"

enum { ENOUGH = 600, MOST = 2000 };

static const char folder[] = WORDLOOT_SOURCE_DIR "/assets/class/nicknames";

static int by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

static size_t letters(const char *text)
{
    size_t at = 0, count = 0;

    for (; at < strlen(text); count++)
        text_next(str_of(text), &at);
    return count;
}

static void test_language(const char *lang)
{
    static char names[MOST][NICKNAME_BYTES];
    struct nicknames *nicknames = NULL;
    size_t count;

    if (!CHECK(nicknames_open(&nicknames, folder, lang, 7) == OK, "%s", err_message()))
        return;
    count = nicknames_count(nicknames);
    CHECK(count >= ENOUGH && count <= MOST, "%s: %zu names", lang, count);
    for (size_t i = 0; i < count; i++) {
        nicknames_propose(nicknames, names[i], NULL, NULL);
        CHECK(letters(names[i]) <= ENGINE_NAME_MAX && strchr(names[i], ' ') != NULL, "%s: %s", lang,
              names[i]);
    }
    qsort(names, count, sizeof(names[0]), by_text);
    for (size_t i = 1; i < count; i++)
        CHECK(strcmp(names[i - 1], names[i]) != 0, "%s: %s comes twice", lang, names[i]);
    nicknames_close(nicknames);
}

/* Italian adjectives follow, in the animal's gender. */
static void test_agreement(void)
{
    static const struct {
        const char *lang, *wanted, *never;
    } rows[] = {
        { "it", "volpe allegra", "volpe allegro" },      { "it", "lupo furbo", "lupo furba" },
        { "de", "schlaues Pferd", "schlauer Pferd" },    { "de", "kluge Eule", "kluger Eule" },
        { "fr", "chouette joyeuse", "chouette joyeux" }, { "es", "rana astuta", "rana astuto" },
        { "en", "brave otter", "otter brave" },
    };

    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct nicknames *nicknames = NULL;
        char name[NICKNAME_BYTES];
        int wanted = 0, never = 0;

        if (!CHECK(nicknames_open(&nicknames, folder, rows[i].lang, i) == OK, "%s", err_message()))
            continue;
        for (size_t k = 0; k < nicknames_count(nicknames); k++) {
            nicknames_propose(nicknames, name, NULL, NULL);
            wanted += strcmp(name, rows[i].wanted) == 0;
            never += strcmp(name, rows[i].never) == 0;
        }
        CHECK(wanted == 1 && never == 0, "%s: %s %d times, %s %d times", rows[i].lang,
              rows[i].wanted, wanted, rows[i].never, never);
        nicknames_close(nicknames);
    }
}

static bool all_but_fox(void *ctx, const char *name)
{
    ++*(int *)ctx;
    return strcmp(name, "volpe agile") != 0;
}

static void test_taken(void)
{
    struct nicknames *nicknames = NULL;
    char name[NICKNAME_BYTES];
    int asked = 0;

    if (!CHECK(nicknames_open(&nicknames, folder, "it", 1) == OK, "%s", err_message()))
        return;
    nicknames_propose(nicknames, name, all_but_fox, &asked);
    CHECK_STR(name, "volpe agile", "the only one that is free");
    nicknames_propose(nicknames, name, all_but_fox, &asked);
    CHECK_STR(name, "volpe agile", "and again");
    nicknames_close(nicknames);
    CHECK(nicknames_open(&nicknames, folder, "pt", 1) == OK, "English for others: %s",
          err_message());
    nicknames_propose(nicknames, name, NULL, NULL);
    CHECK(name[0] != '\0', "a name");
    nicknames_close(nicknames);
}

static void test_broken(void)
{
    static const struct {
        const char *text;
        enum err want;
    } rows[] = {
        { "{", ERR_FORMAT },
        { "{}", ERR_FORMAT },
        { "{\"animals\":[[\"gatto\"]],\"adjectives\":[{\"m\":\"nero\"}]}", ERR_FORMAT },
        { "{\"animals\":[[\"gatto\",\"f\"]],\"adjectives\":[{\"m\":\"nero\"}]}", ERR_FORMAT },
        { "{\"animals\":[[\"gatto\",\"m\"]],\"adjectives\":[{\"m\":\"precipitevolissimo\"}]}",
          ERR_FORMAT },
        { "{\"animals\":[[\"gatto\",\"m\"]],\"adjectives\":[{\"m\":\"nero\"}]}", OK },
    };
    char place[] = "/tmp/wordloot-names-XXXXXX", *path;
    struct nicknames *nicknames = NULL;

    if (!CHECK(mkdtemp(place) != NULL, "a folder of our own"))
        return;
    CHECK_INT(nicknames_open(&nicknames, place, "it", 1), ERR_ABSENT, "no file at all");
    path = file_join(place, "it.json");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK(file_write(path, rows[i].text, strlen(rows[i].text), 0600) == OK, "%s",
              err_message());
        CHECK_INT(nicknames_open(&nicknames, place, "it", 1), rows[i].want, rows[i].text);
    }
    nicknames_close(nicknames);
    (void)remove(path);
    (void)remove(place);
    free(path);
}

int main(void)
{
    static const char *const langs[] = { "it", "de", "fr", "es", "en" };

    for (size_t i = 0; i < ARRAY_LEN(langs); i++)
        test_language(langs[i]);
    test_agreement();
    test_taken();
    test_broken();
    return check_done();
}
