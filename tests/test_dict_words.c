#include "tests/small_library.h"

enum { WORDS_MAX = 20 };

static const struct small_entry entries[] = {
    { "日本", "" }, { "日本語", "" }, { "語", "" },     { "を", "" }, { "勉強", "" },
    { "する", "" }, { "します", "" }, { "食べる", "" }, { "食", "" }, { NULL, NULL },
};
static const struct small_dict dicts[] = {
    { .name = "ja-en", .lang = "ja", .gloss = "en", .entries = entries }
};

static void test_cut(struct library *library)
{
    static const struct {
        const char *sentence, *want; /* words joined by | */
    } rows[] = {
        { "", "" },
        { " ... ", "" },
        { "Il gatto dorme.", "Il|gatto|dorme" },
        { "l'albero, dell’anno", "l'albero|dell’anno" },
        { "un po' di pane", "un|po'|di|pane" },
        { "un po’ di pane", "un|po’|di|pane" },
        { "disse 'ciao' a tutti", "disse|ciao|a|tutti" },
        { "disse ‘ciao bella’ a tutti", "disse|ciao|bella|a|tutti" },
        { "«Ecco!» \"Vieni\"", "Ecco|Vieni" },
        { "— Ciao, tu! - No", "Ciao|tu|No" },
        { "donne-moi l'ex-mari", "donne-moi|l'ex-mari" },
        { "a--b c'-d e- f", "a|b|c'|d|e|f" },
        { "perche\xcc\x81 no", "perche\xcc\x81|no" },
        { "tre 3 volte", "tre|3|volte" },
        { "Подъём ёжика-то", "Подъём|ёжика-то" },
        { "日本語を勉強します。", "日本語|を|勉強|します" },
        { "日本へ", "日本|へ" },
        { "食べさせられたを勉強した", "食べさせられた|を|勉強|した" },
        { "ゲーム2を", "ゲーム|2|を" },
        { "Hello日本", "Hello|日本" },
        { "か\xe3\x82\x99する",
          "か\xe3\x82\x99|する" }, /* the voicing mark stays with its letter */
        { "bad\xff word", "bad|word" },
        { "'", "" },
        { "x'", "x'" },
    };
    struct arena *arena = arena_new();
    struct word_span spans[WORDS_MAX];
    struct str sentence, word;
    const char *all;
    size_t i, k, count;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        sentence = str_of(rows[i].sentence);
        count = library_words(library, sentence, spans, WORDS_MAX);
        all = "";
        for (k = 0; k < count; k++) {
            word = str_sub(sentence, spans[k].at, spans[k].len);
            all = arena_printf(arena, "%s%s%.*s", all, k > 0 ? "|" : "", STR_ARG(word));
        }
        CHECK_STR(all, rows[i].want, rows[i].sentence);
    }
    arena_free(arena);
}

int main(void)
{
    struct library *library = small_library_open("ja", dicts, ARRAY_LEN(dicts));
    struct word_span spans[2];

    test_cut(library);
    CHECK_INT(library_words(library, str_of("a b c d"), spans, 2), 2, "room for two");
    CHECK_INT(library_words(library, str_of("a b c d"), spans, 0), 0, "room for none");
    library_close(library);
    return check_done();
}
