/* The texts of sheets: cleaned, cut, hidden; and as HTML, whatever is in them. */

#include "app/exchange/sheet_private.h"

#include "tests/sheet_desk.h"

/* --- lines --- */

static void test_lines(void)
{
    static const struct {
        const char *in, *want;
        size_t units;
        bool changed;
    } rows[] = {
        { "casa", "casa", 4, false },
        { "", "", 4, false },
        { " una\t\n casa\r\n", "una casa", 20, true },
        { "a\x01"
          "b\xe2\x80\xae"
          "c",
          "a b c", 20, true },
        { "una casa bella", "una casa\xe2\x80\xa6", 11, true },
        { "una casa bella", "una casa\xe2\x80\xa6", 9, true },
        { "unacasabellissima", "unacasabe\xe2\x80\xa6", 10, true },
        { "e\xcc\x81t\xc3\xa9s", "e\xcc\x81t\xe2\x80\xa6", 4, true }, /* letters stay whole */
        { "\xe9\xa3\x9f\xe3\x81\xb9\xe3\x82\x8b", "\xe9\xa3\x9f\xe2\x80\xa6", 4, true }, /* wide */
        { "lungo", "\xe2\x80\xa6", 1, true },
        { "\xd7\x97\xd7\xaa\xd7\x95\xd7\x9c", "\xd7\x97\xd7\xaa\xd7\x95\xd7\x9c", 4, false },
    };
    struct arena *arena = arena_new();
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        bool changed = false;
        const struct str got = sheet_line(arena, str_of(rows[i].in), rows[i].units, &changed);

        CHECK_STR(got.ptr, rows[i].want, rows[i].in);
        CHECK_INT(changed, rows[i].changed, rows[i].in);
    }
    arena_free(arena);
}

static void test_sentences(void)
{
    static const struct {
        const char *before, *form, *after, *want;
        size_t units;
    } rows[] = {
        { "Una ", "casa", " bella.", "Una |casa| bella.", 60 },
        { "  Una\n\n", "casa", "\tbella. ", "Una |casa| bella.", 60 },
        { "", "Casa", "", "|Casa|", 60 },
        { "Molto tempo fa, quando ancora tutto era nuovo, una ", "casa", " bella stava qui.",
          "\xe2\x80\xa6"
          "tutto era nuovo, una |casa| bella stava qui.",
          43 },
        { "La ", "casa", " che si trova in fondo alla strada del porto vecchio.",
          "La |casa| che si trova in\xe2\x80\xa6", 26 },
    };
    struct arena *arena = arena_new();
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        const struct export_row row =
            row_of("x", rows[i].before, rows[i].form, rows[i].after, NULL, arena);
        bool changed = false;
        const struct sheet_text got = sheet_sentence(arena, &row, rows[i].units, &changed);

        CHECK_STR(arena_printf(arena, "%.*s|%.*s|%.*s", STR_ARG(got.before), STR_ARG(got.middle),
                               STR_ARG(got.after)),
                  rows[i].want, rows[i].want);
        CHECK_INT(changed, i != 0 && i != 2, rows[i].want);
    }
    arena_free(arena);
}

static void test_words(void)
{
    static const struct {
        const char *text;
        size_t words;
    } counts[] = {
        { "", 0 },
        { "Chi va l\xc3\xa0?", 3 },
        { "L'albero \xc3\xa8 l\xc3\xac, un po' storto.", 6 },
        { "- 1, 2 !", 2 },
        { "\xe6\x98\xa8\xe6\x97\xa5\xe3\x81\xae\xe5\xa4\x9c\xe3\x80\x81\xe5\x8f\x8b", 2 },
    };
    static const struct {
        const char *text, *word, *want;
    } hidden[] = {
        { "un gatto, cioe gatto", "gatto", "un ~, cioe ~" },
        { "gattone e gatto", "gatto", "gattone e ~" },
        { "p\xc3\xa8gatto", "gatto", "p\xc3\xa8gatto" },
        { "niente", "gatto", "niente" },
        { "niente", "", "niente" },
    };
    struct arena *arena = arena_new();
    size_t i;

    for (i = 0; i < ARRAY_LEN(counts); i++)
        CHECK_INT(sheet_count_words(str_of(counts[i].text)), counts[i].words, counts[i].text);
    for (i = 0; i < ARRAY_LEN(hidden); i++) {
        const struct str got =
            sheet_hide(arena, str_of(hidden[i].text), str_of(hidden[i].word), "~");

        CHECK_STR(got.ptr, hidden[i].want, hidden[i].text);
    }
    CHECK_INT(sheet_lang(arena, str_of("zh-Hant")).len, 7, "a tag");
    CHECK_INT(sheet_lang(arena, str_of("it\" onload=\"")).len, 0, "no tag");
    arena_free(arena);
}

static void test_names(void)
{
    static const struct {
        const char *locale;
        enum sheet_paper paper;
    } rows[] = {
        { "en_US.UTF-8", PAPER_LETTER },
        { "es_MX", PAPER_LETTER },
        { "fr_CA@x", PAPER_LETTER },
        { "it_IT.UTF-8", PAPER_A4 },
        { "en_GB", PAPER_A4 },
        { "C.UTF-8", PAPER_A4 },
        { "", PAPER_A4 },
        { NULL, PAPER_A4 },
        { "en_USA", PAPER_A4 },
        { "x_S ", PAPER_A4 },
        { "xx_A ", PAPER_A4 },
        { "en_", PAPER_A4 },
    };
    enum sheet_kind kind;
    enum sheet_paper paper;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++)
        CHECK_INT(sheet_paper_of_locale(rows[i].locale), rows[i].paper,
                  rows[i].locale != NULL ? rows[i].locale : "NULL");
    CHECK(sheet_kind_find(&kind, "cards") && kind == SHEET_CARDS, "cards");
    CHECK(!sheet_kind_find(&kind, "card") && !sheet_kind_find(&kind, ""), "no kind");
    CHECK(sheet_paper_find(&paper, "letter") && paper == PAPER_LETTER, "letter");
    CHECK(!sheet_paper_find(&paper, "A4"), "no paper");
}

/* --- the foot of a page --- */

static void test_foot(void)
{
    static const struct {
        const char *title, *game, *want;
    } rows[] = {
        { NULL, "Celeste", "Celeste \xc2\xb7 20. Nov 2026" },
        { NULL, "", "20. Nov 2026" },
        { NULL, "Assassin's Creed II", "Assassin's Creed II\n20. Nov 2026" },
        { NULL, "The Elder Scrolls V: Skyrim Special Edition",
          "The Elder Scrolls V: Skyrim\xe2\x80\xa6\n20. Nov 2026" },
        { "Scena 3", "Celeste", "Scena 3\nCeleste \xc2\xb7 20. Nov 2026" },
        { "Scena 3", "", "Scena 3\n20. Nov 2026" },
        { " una\nscena \x01 ", "", "una scena\n20. Nov 2026" },
        { "Scena 3: il mercato vicino al porto", "Assassin's Creed II",
          "Scena 3: il mercato vicino al\xe2\x80\xa6\nAssassin's\xe2\x80\xa6 \xc2\xb7 20. Nov "
          "2026" },
    };
    struct arena *arena = arena_new();
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        const struct sheet_options options = { .title = rows[i].title };
        struct export_row row = nth_row(arena, 1);
        struct making made;

        row.game = str_of(rows[i].game);
        made = make(&options, &row, 1);
        CHECK_STR(made.sheet->about.ptr, rows[i].want, rows[i].want);
        sheet_free(made.sheet);
    }
    arena_free(arena);
}

/* --- hostile words --- */

static void test_hostile(void)
{
    static const char evil[] = "<script>alert(1)</script> & \"x\" \xe2\x80\xae \tdue\nrighe";
    const size_t len = 1 << 20;
    char *long_text = xmalloc(len + 1);
    struct arena *arena = arena_new();
    enum sheet_kind kind;

    memset(long_text, 'a', len);
    long_text[len] = '\0';
    for (kind = SHEET_LIST; kind <= SHEET_TEST; kind++) {
        const struct sheet_options options = { .kind = kind, .title = "</title></style><script>" };
        struct export_row rows[] = {
            row_of(evil, evil, "</b><script>", evil, evil, arena),
            row_of(long_text, long_text, long_text, long_text, long_text, arena),
            row_of("\xd7\x97\xd7\xaa\xd7\x95\xd7\x9c",
                   "\xd7\x90 \xd7\x91 \xd7\x92 \xd7\x93 \xd7\x94 \xd7\x95 ", "\xd7\x96", ".",
                   "gatto", arena),
            row_of("due", "uno due tre quattro cinque ", "sei", ".", "numero", arena),
        };
        struct making made;
        char *html;

        rows[0].game = str_of("\"</style><script>\\");
        rows[1].game = rows[1].headword;
        rows[2].lang = str_of("he");
        rows[3].lang = str_of("it\"><script>");
        made = make(&options, rows, ARRAY_LEN(rows));
        html = html_of(made.sheet);
        CHECK_INT(count_of(html, "<script"), 0, sheet_kind_name(kind));
        CHECK_INT(count_of(html, "</style"), 1, sheet_kind_name(kind));
        CHECK_INT(count_of(html, "</title"), 1, sheet_kind_name(kind));
        CHECK_INT(count_of(html, "\xe2\x80\xae"), 0, sheet_kind_name(kind));
        CHECK(strlen(html) < 20000, "%s: cut to %zu bytes", sheet_kind_name(kind), strlen(html));
        CHECK(count_of(html, "lang=\"he\" dir=\"auto\">") > 0, "%s: Hebrew", sheet_kind_name(kind));
        CHECK(made.changed >= 2, "%s: %zu changed", sheet_kind_name(kind), made.changed);
        CHECK(text_is_valid(str_of(html)), "%s: UTF-8", sheet_kind_name(kind));
        free(html);
        sheet_free(made.sheet);
    }
    arena_free(arena);
    free(long_text);
}

static void test_html(void)
{
    static const char *const wanted[] = {
        "@page{size:A4;margin:15mm",
        "<html lang=\"en\">",
        "<thead>",
        "<b>forma1</b>",
        "\"page \" counter(page) \" of \" counter(pages) ",
        "<p class=\"word\" lang=\"it\" dir=\"auto\">parola2</p>"
    };
    struct making made = make_nth(SHEET_LIST, 3);
    char *html = html_of(made.sheet);
    size_t i;

    for (i = 0; i < ARRAY_LEN(wanted); i++)
        CHECK(strstr(html, wanted[i]) != NULL, "%s", wanted[i]);
    CHECK_INT(count_of(html, "<tr>"), 4, "rows");
    CHECK_INT(count_of(html, "<section"), 1, "pages");
    CHECK_INT(count_of(html, "<table>"), count_of(html, "</table>"), "closed");
    CHECK_INT(count_of(html, "<div"), count_of(html, "</div>"), "closed");
    CHECK(strstr(html, "url(") == NULL && strstr(html, "src=") == NULL, "nothing is fetched");
    free(html);
    sheet_free(made.sheet);
}

int main(void)
{
    test_lines();
    test_sentences();
    test_words();
    test_names();
    test_foot();
    test_hostile();
    test_html();
    return check_done();
}
