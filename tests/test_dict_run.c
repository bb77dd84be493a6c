/* Words of scripts without spaces: other writings and spellings of them, over a dictionary
 * of a few words and the Japanese language file as it is. */

#include "tests/small_library.h"

static const struct small_entry words[] = {
    { "車", "car" },          { "くるま", "car" },  { "分かる", "to understand" },
    { "わかる", "to see" },   { "ヨーガ", "yoga" }, { "バイオリン", "violin" },
    { "ぐれる", "to stray" }, { "付き", "with" },   { "替え", "spare" },
    { "学校", "school" },     { NULL, NULL },
};
static const struct small_ref refs[] = {
    { REF_SYNONYM, "くるま", "車" },
    { REF_SYNONYM, "分かる", "わかる" },
    { REF_SYNONYM, "わかる", "判る" },
    { REF_SEE, NULL, NULL },
};
static const struct small_dict dicts[] = { { "ja-en", "ja", "en", words, NULL, NULL, refs } };

/* How HEADWORD is among the candidates for FORM, "-" if it isn't; "?" behind it if no
 * dictionary has it. */
static const char *reached(struct library *library, const char *form, const char *headword)
{
    static char how[40];
    const struct query query = { .form = str_of(form), .form_at = SIZE_MAX };
    struct answer answer;
    size_t i;

    snprintf(how, sizeof(how), "-");
    if (!CHECK(library_lookup(library, &answer, &query) == OK, "%s: %s", form, err_message()))
        return how;
    for (i = 0; i < answer.candidate_count; i++) {
        if (strcmp(answer.candidates[i].headword, headword) == 0)
            snprintf(how, sizeof(how), "%s%s", how_name(answer.candidates[i].how),
                     answer.candidates[i].in_dictionary ? "" : "?");
    }
    answer_dispose(&answer);
    return how;
}

static void test_writings(struct library *ja)
{
    static const struct {
        const char *form, *headword, *want;
    } rows[] = {
        { "クルマ", "くるま", "fold" }, /* stands out */
        { "く・る・ま", "くるま", "fold" },
        { "クルマ", "車", "form" },      /* with characters */
        { "分かる", "わかる", "form?" }, /* its sound */
        { "分かる", "判る", "form?" },   /* what else is written for that */
        { "グレて", "ぐれる", "form" },  /* bent, and standing out */
        { "ヨガ", "ヨーガ", "form" },    /* loans */
        { "ヴァイオリン", "バイオリン", "form" },
        { "付", "付き", "form" }, /* without its ending */
        { "替", "替え", "form" },
        { "学校へ", "学校", "split" },
        { "ヨガガ", "ヨーガ", "near" }, /* two slips are a guess */
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++)
        CHECK_STR(reached(ja, rows[i].form, rows[i].headword), rows[i].want, rows[i].form);
}

static const struct small_entry zh_words[] = {
    { "学", "to learn" }, { "学校", "school" }, { "朋友", "friend" }, { "图书馆", "library" },
    { "图书", "books" },  { "吃", "to eat" },   { "什么", "what" },   { NULL, NULL },
};
static const struct small_dict zh_dicts[] = { { "zh-en", "zh", "en", zh_words, NULL, NULL, NULL } };

/* The longest word from the cursor on, without what hangs on it. */
static void test_chinese(struct library *zh)
{
    static const struct {
        const char *form, *headword, *want;
    } rows[] = {
        { "学校", "学校", "exact" },      { "学校里", "学校", "split" }, { "学校里", "学", "-" },
        { "图书馆的", "图书馆", "form" }, { "朋友们", "朋友", "form" },  { "吃了", "吃", "form" },
        { "什麼", "什么", "form" },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++)
        CHECK_STR(reached(zh, rows[i].form, rows[i].headword), rows[i].want, rows[i].form);
}

int main(void)
{
    struct library *ja = small_library_open("ja", dicts, ARRAY_LEN(dicts));
    struct library *zh = small_library_open("zh", zh_dicts, ARRAY_LEN(zh_dicts));

    test_writings(ja);
    test_chinese(zh);
    library_close(ja);
    library_close(zh);
    return check_done();
}
