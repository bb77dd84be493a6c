#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dict/base/file.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/language.h"
#include "tests/check.h"

static const char assets[] = WORDLOOT_SOURCE_DIR "/assets";

static bool lists(string_list list, const char *text)
{
    for (; *list != NULL; list++) {
        if (strcmp(*list, text) == 0)
            return true;
    }
    return false;
}

static void test_shipped(void)
{
    static const char *const codes[] = { "de", "en", "es", "fr", "it", "ja",
                                         "nl", "pl", "pt", "ru", "zh" };
    string_list list;
    const struct language *language;
    struct str letters, letter;
    size_t i, at, end;

    if (!CHECK(language_list(&list, assets) == OK, "list: %s", err_message()))
        return;
    for (i = 0; i < ARRAY_LEN(codes); i++) {
        CHECK(list[i] != NULL && strcmp(list[i], codes[i]) == 0, "list: item %zu is %s", i,
              codes[i]);
        if (!CHECK(language_load(&language, assets, codes[i]) == OK, "%s: %s", codes[i],
                   err_message()))
            continue;
        CHECK_STR(language->code, codes[i], codes[i]);
        CHECK(language->codes3[0] != NULL && strlen(language->codes3[0]) == 3, "%s: codes3",
              codes[i]);
        CHECK(language->apt[0] != NULL, "%s: packages", codes[i]);
        CHECK(text_is_valid(str_of(language->sample)), "%s: sample", codes[i]);
        letters = str_of(language->letters);
        for (at = 0; at < letters.len; at = end) {
            end = text_grapheme_end(letters, at);
            letter = str_sub(letters, at, end - at);
            CHECK(str_find(str_of(language->sample), letter, 0) < strlen(language->sample),
                  "%s: no %.*s in the sample", codes[i], STR_ARG(letter));
        }
        language_free(language);
    }
    CHECK(list[i] == NULL, "list: no more of them");
    language_list_free(list);
}

static void test_italian(void)
{
    static const char *const packages[] = { "hunspell-it", "dict-freedict-ita-eng",
                                            "dict-freedict-eng-ita", "mythes-it" };
    const struct language *it;
    size_t i;

    if (!CHECK(language_load(&it, assets, "it") == OK, "it: %s", err_message()))
        return;
    for (i = 0; i < ARRAY_LEN(packages); i++)
        CHECK(lists(it->apt, packages[i]), "it: %s", packages[i]);
    CHECK(lists(it->elisions, "dell") && lists(it->clitics, "melo") && lists(it->articles, "l'"),
          "it: elisions, clitics and articles");
    CHECK(it->spaced && !it->right_to_left, "it: spaced, from the left");
    language_free(it);
}

static void test_codes(void)
{
    static const char *const codes[] = { "xx",  "",    "i",       "../it", "it/../it",   "IT",
                                         "it ", "it.", "../../x", "/etc",  "abcdefghijk" };
    const struct language *language;
    size_t i;

    for (i = 0; i < ARRAY_LEN(codes); i++) {
        CHECK_INT(language_load(&language, assets, codes[i]), ERR_USAGE, codes[i]);
        CHECK(strstr(err_message(), " it") != NULL, "\"%s\" lists what there is: %s", codes[i],
              err_message());
    }
    CHECK_INT(language_load(&language, "/nonexistent", "it"), ERR_IO, "no folder");
}

/* Each row is the Italian file with one field changed; NULL takes it out. */
static void test_fields(const char *folder)
{
    static const struct {
        const char *field, *json;
    } rows[] = {
        { "name", NULL },        { "name", "\"\"" },        { "name", "7" },
        { "spaced", "\"yes\"" }, { "right_to_left", NULL }, { "apt", "\"hunspell-it\"" },
        { "elisions", "[1]" },   { "clitics", "[\"\"]" },   { "letters", NULL },
        { "code", "\"de\"" },    { "ocr", "null" },         { "separable", "{}" },
    };
    char *path = xasprintf("%s/languages/it.json", folder);
    const struct language *language;
    json_t *whole, *changed, *value;
    size_t i;

    if (!CHECK(json_read(&whole, WORDLOOT_SOURCE_DIR "/assets/languages/it.json", 1 << 20) == OK,
               "%s", err_message()))
        return;
    for (i = 0; i < ARRAY_LEN(rows); i++) {
        changed = json_copy(whole);
        if (rows[i].json == NULL) {
            json_object_del(changed, rows[i].field);
        } else {
            value = json_loads(rows[i].json, JSON_DECODE_ANY, NULL);
            json_object_set_new(changed, rows[i].field, value);
        }
        CHECK_INT(json_write(path, changed), OK, rows[i].field);
        CHECK_INT(language_load(&language, folder, "it"), ERR_FORMAT, rows[i].field);
        CHECK(strstr(err_message(), rows[i].field) != NULL &&
                  strstr(err_message(), "it.json") != NULL,
              "%s: file and field are named: %s", rows[i].field, err_message());
        json_decref(changed);
    }
    CHECK_INT(file_write(path, "{", 1, 0600), OK, "half a file");
    CHECK_INT(language_load(&language, folder, "it"), ERR_FORMAT, "half a file");
    unlink(path);
    json_decref(whole);
    free(path);
}

int main(void)
{
    char folder[] = "/tmp/test_language.XXXXXX";
    char *languages;

    test_shipped();
    test_italian();
    test_codes();
    if (!CHECK(mkdtemp(folder) != NULL, "a folder of our own"))
        return check_done();
    languages = file_join(folder, "languages");
    CHECK(mkdir(languages, 0700) == 0, "languages");
    test_fields(folder);
    rmdir(languages);
    rmdir(folder);
    free(languages);
    return check_done();
}
