/* The catalogue: what a field may hold, and what is taken from FreeDict's list. */

#include "tests/check.h"

#include <stdlib.h>

#include "dict/base/mem.h"
#include "dict/catalogue.h"

#define FILE_A "{\"url\": \"https://a.b/c.zip\", \"size\": 10}"
#define ENTRY(name, title, kind, lang, gloss, licence, files)                             \
    "{\"entries\": [{\"name\": \"" name "\", \"title\": \"" title "\", \"kind\": \"" kind \
    "\", \"lang\": \"" lang "\", \"gloss\": \"" gloss "\", \"licence\": \"" licence       \
    "\", \"files\": [" files "]}]}"

static const char sum512[] = "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
                             "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e";

static enum err parse(struct catalogue **out, const char *text)
{
    return catalogue_parse(out, (const uint8_t *)text, strlen(text), "test.json");
}

static void test_fields(void)
{
    static const struct {
        const char *text, *says; /* NULL: it is good */
    } rows[] = {
        { ENTRY("a", "A", "yomitan", "it", "en", "CC0", FILE_A), NULL },
        { ENTRY("a", "A", "hunspell", "it", "it", "CC0", FILE_A ", " FILE_A), NULL },
        { "{\"entries\": []}", NULL },
        { "", "test.json" },
        { "[]", "no list of entries" },
        { "{\"entries\": [5]}", "entry 1: \"name\"" },
        { "{\"freedict\": {\"list\": \"x\"}, \"entries\": []}", "freedict" },
        { ENTRY("", "A", "yomitan", "it", "en", "CC0", FILE_A), "\"name\"" },
        { ENTRY("../a", "A", "yomitan", "it", "en", "CC0", FILE_A), "\"name\"" },
        { ENTRY(".a", "A", "yomitan", "it", "en", "CC0", FILE_A), "\"name\"" },
        { ENTRY("-a", "A", "yomitan", "it", "en", "CC0", FILE_A), "\"name\"" },
        { ENTRY("a b", "A", "yomitan", "it", "en", "CC0", FILE_A), "\"name\"" },
        { ENTRY("a", "", "yomitan", "it", "en", "CC0", FILE_A), "\"title\"" },
        { ENTRY("a", "A\\n", "yomitan", "it", "en", "CC0", FILE_A), "\"title\"" },
        { ENTRY("a", "A", "babylon", "it", "en", "CC0", FILE_A), "\"kind\"" },
        { ENTRY("a", "A", "yomitan", "IT", "en", "CC0", FILE_A), "\"lang\"" },
        { ENTRY("a", "A", "yomitan", "it", "english", "CC0", FILE_A), "\"gloss\"" },
        { ENTRY("a", "A", "yomitan", "it", "en", "", FILE_A), "\"licence\"" },
        { ENTRY("a", "A", "yomitan", "it", "en", "CC0", ""), "\"files\"" },
        { ENTRY("a", "A", "hunspell", "it", "en", "CC0", FILE_A), "\"files\"" },
        { ENTRY("a", "A", "yomitan", "it", "en", "CC0", FILE_A ", " FILE_A), "\"files\"" },
        { ENTRY("a", "A", "yomitan", "it", "en", "CC0", "{\"url\": \"https://a.b/\"}"),
          "\"files\"" },
        { ENTRY("a", "A", "yomitan", "it", "en", "CC0", "{\"url\": \"https://a.b/..\"}"),
          "\"files\"" },
        { ENTRY("a", "A", "yomitan", "it", "en", "CC0", "{\"url\": \"https://a.b/c?d\"}"),
          "\"files\"" },
        { ENTRY("a", "A", "yomitan", "it", "en", "CC0", "{\"url\": \"a\\n/c\"}"), "\"files\"" },
        { ENTRY("a", "A", "yomitan", "it", "en", "CC0", "{\"url\": \"a/c\", \"size\": -1}"),
          "\"files\"" },
        { ENTRY("a", "A", "yomitan", "it", "en", "CC0",
                "{\"url\": \"a/c\", \"checksum\": \"md5:0\"}"),
          "\"files\"" },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct catalogue *catalogue = NULL;
        enum err rc = parse(&catalogue, rows[i].text);

        CHECK_INT(rc, rows[i].says == NULL ? OK : ERR_FORMAT, rows[i].text);
        if (rows[i].says != NULL)
            CHECK(strstr(err_message(), rows[i].says) != NULL, "%s: it says \"%s\"", rows[i].text,
                  err_message());
        catalogue_free(catalogue);
    }
}

static void test_entry(void)
{
    static const char text[] =
        "{\"freedict\": {\"list\": \"https://a.b/l.json\", \"files\": \"https://a.b/d/\","
        " \"licence\": \"GPL\"}, \"entries\": ["
        "{\"name\": \"a\", \"title\": \"A\", \"kind\": \"yomitan\", \"lang\": \"it\","
        " \"gloss\": \"en\", \"licence\": \"CC0\", \"files\": [" FILE_A "]},"
        "{\"name\": \"b\", \"title\": \"B\", \"kind\": \"hunspell\", \"lang\": \"it\","
        " \"gloss\": \"it\", \"licence\": \"CC0\","
        " \"files\": [" FILE_A ", {\"url\": \"https://a.b/d.dic\"}]}]}";
    struct catalogue *catalogue = NULL;
    const struct catalogue_entry *entry;

    CHECK_INT(parse(&catalogue, text), OK, err_message());
    if (catalogue == NULL)
        return;
    CHECK_INT(catalogue_count(catalogue), 2, "entries");
    CHECK_STR(catalogue_freedict_list(catalogue), "https://a.b/l.json", "FreeDict's list");
    entry = catalogue_find(catalogue, "a");
    CHECK(entry == catalogue_get(catalogue, 0), "a is found");
    CHECK_STR(entry->files[0].name, "c.zip", "the file's name");
    CHECK_STR(catalogue_kind_name(entry->kind), "yomitan", "kind");
    CHECK_INT(catalogue_entry_size(entry), 10, "size");
    CHECK_INT(catalogue_entry_size(catalogue_get(catalogue, 1)), 0, "size that is half known");
    CHECK(catalogue_find(catalogue, "c") == NULL, "c is not found");
    catalogue_free(catalogue);
}

static void test_same_name(void)
{
    static const char entry[] =
        "{\"name\": \"a\", \"title\": \"A\", \"kind\": \"yomitan\", \"lang\": \"it\","
        " \"gloss\": \"en\", \"licence\": \"CC0\", \"files\": [" FILE_A "]}";
    char *text = xasprintf("{\"entries\": [%s, %s]}", entry, entry);
    struct catalogue *catalogue = NULL;

    CHECK_INT(parse(&catalogue, text), ERR_FORMAT, "a name twice");
    free(text);
}

static const struct language_pair codes[] = {
    { "ita", "it" }, { "eng", "en" }, { "deu", "de" }, { NULL, NULL }
};

/* What FreeDict's list of one dictionary gives: its entry, NULL if none. */
static void check_release(const char *name, const char *url, const char *platform, const char *size,
                          const char *checksum, bool taken)
{
    static const char base[] =
        "{\"freedict\": {\"list\": \"https://a.b/l.json\", \"files\": \"https://a.b/d/\","
        " \"licence\": \"GPL\"}, \"entries\": []}";
    char *list = xasprintf("[{\"name\": \"%s\", \"edition\": \"2\", \"headwords\": \"7\","
                           " \"releases\": [{\"URL\": \"%s\", \"platform\": \"%s\","
                           " \"size\": \"%s\", \"checksum\": \"%s\"}]}]",
                           name, url, platform, size, checksum);
    struct catalogue *catalogue = NULL;
    const struct catalogue_entry *entry;

    CHECK_INT(parse(&catalogue, base), OK, "the base");
    CHECK_INT(catalogue_add_freedict(catalogue, (const uint8_t *)list, strlen(list), codes), OK,
              list);
    CHECK_INT(catalogue_count(catalogue), taken ? 1 : 0, list);
    if (catalogue_count(catalogue) == 1) {
        entry = catalogue_get(catalogue, 0);
        CHECK_STR(entry->name, "freedict-ita-eng", "name");
        CHECK_STR(entry->lang, "it", "lang");
        CHECK_STR(entry->gloss, "en", "gloss");
        CHECK_STR(entry->licence, "GPL", "licence");
        CHECK_STR(entry->title, "FreeDict ita-eng, edition 2, 7 headwords", "title");
        CHECK(strncmp(entry->files[0].checksum, "sha512:cf83", 11) == 0, "checksum");
    }
    catalogue_free(catalogue);
    free(list);
}

static void test_freedict(void)
{
    static const char good[] = "https://a.b/d/f.tar.xz";

    check_release("ita-eng", good, "dictd", "5", sum512, true);
    check_release("ita-eng", good, "dictd", "5x", sum512, true);
    check_release("ita-eng", good, "slob", "5", sum512, false);
    check_release("ita-eng", "http://a.b/d/f.tar.xz", "dictd", "5", sum512, false);
    check_release("ita-eng", "https://a.b/f.tar.xz", "dictd", "5", sum512, false);
    check_release("ita-eng", "https://a.b/d/..", "dictd", "5", sum512, false);
    check_release("ita-eng", good, "dictd", "5", "abc", false);
    check_release("ita-afr", good, "dictd", "5", sum512, false);
    check_release("ita", good, "dictd", "5", sum512, false);
    check_release("ita-eng-deu", good, "dictd", "5", sum512, false);
    check_release("", good, "dictd", "5", sum512, false);
}

static void test_bad_lists(void)
{
    static const char *const lists[] = { "", "{}", "[", "7" };
    static const char *const odd[] = { "[]", "[5, null, {}, []]", "[{\"name\": \"ita-eng\"}]" };
    struct catalogue *catalogue = NULL;
    size_t i;

    CHECK_INT(parse(&catalogue, "{\"entries\": []}"), OK, "the base");
    for (i = 0; i < ARRAY_LEN(lists); i++)
        CHECK_INT(
            catalogue_add_freedict(catalogue, (const uint8_t *)lists[i], strlen(lists[i]), codes),
            ERR_FORMAT, lists[i]);
    for (i = 0; i < ARRAY_LEN(odd); i++)
        CHECK_INT(catalogue_add_freedict(catalogue, (const uint8_t *)odd[i], strlen(odd[i]), codes),
                  OK, odd[i]);
    CHECK_INT(catalogue_count(catalogue), 0, "nothing is taken from odd lists");
    catalogue_free(catalogue);
}

/* Ours: it can be read, and every language of ours has something. */
static void test_assets(void)
{
    struct catalogue *catalogue = NULL;
    string_list languages = NULL, code;
    size_t i;

    CHECK_INT(catalogue_read(&catalogue, WORDLOOT_SOURCE_DIR "/assets/catalogue.json"), OK,
              err_message());
    CHECK_INT(language_list(&languages, WORDLOOT_SOURCE_DIR "/assets"), OK, err_message());
    for (code = languages; code != NULL && *code != NULL; code++) {
        bool found = false;

        for (i = 0; i < catalogue_count(catalogue); i++)
            found = found || strcmp(catalogue_get(catalogue, i)->lang, *code) == 0;
        CHECK(found, "%s: nothing in the catalogue", *code);
    }
    language_list_free(languages);
    catalogue_free(catalogue);
}

int main(void)
{
    test_fields();
    test_entry();
    test_same_name();
    test_freedict();
    test_bad_lists();
    test_assets();
    return check_done();
}
