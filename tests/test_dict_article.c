/* Articles by the rules of the real language files. */

#include "dict/article.h"

#include "dict/base/mem.h"
#include "tests/check.h"

static const struct {
    const char *lang, *grammar, *headword, *article; /* NULL: none */
} rows[] = {
    { "it", "noun, fem, sg", "spada", "la " },
    { "it", "noun, masc", "ponte", "il " },
    { "it", "noun, masc", "albero", "l'" },
    { "it", "noun, masc", "Èrebo", "l'" },
    { "it", "noun, fem", "ora", "l'" },
    { "it", "noun, masc", "scudo", "lo " },
    { "it", "noun, masc", "zaino", "lo " },
    { "it", "noun, masc", "sole", "il " },
    { "it", "noun, masc", "iogurt", "lo " },
    { "it", "noun, fem", "iena", "la " },
    { "it", "noun, masc, pl", "occhiali", NULL },
    { "it", "noun", "gioco", NULL },
    { "it", "verb, trans", "andare", NULL },
    { "de", "noun, masc", "Hund", "der " },
    { "de", "noun, fem", "Katze", "die " },
    { "de", "noun, neut", "Haus", "das " },
    { "fr", "noun, fem", "épée", "l'" },
    { "fr", "noun, fem", "guerre", "la " },
    { "fr", "noun, masc", "pont", "le " },
    { "fr", "noun, masc", "homme", NULL }, /* the h is not told by its spelling */
    { "es", "noun, fem", "agua", "el " },
    { "es", "noun, fem", "espada", "la " },
    { "es", "noun, masc", "puente", "el " },
    { "nl", "noun, neut", "huis", "het " },
    { "pt", "noun, fem", "espada", "a " },
    { "ru", "noun, fem", "вода", NULL },
    { "ja", "noun", "剣", NULL },
};

int main(void)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct language *language = NULL;
        const char *article;

        CHECK(language_load(&language, WORDLOOT_SOURCE_DIR "/assets", rows[i].lang) == OK, "%s",
              err_message());
        article = article_of(language, str_of(rows[i].grammar), str_of(rows[i].headword));
        CHECK_STR(article != NULL ? article : "", rows[i].article != NULL ? rows[i].article : "",
                  rows[i].headword);
        language_free(language);
    }
    return check_done();
}
