/* Sheets as they are made of words: what stands on them, and where. */

#include "app/exchange/sheet.h"

#include "app/exchange/sheet_html.h"
#include "app/exchange/sheet_private.h"
#include "tests/export_desk.h"

enum { WIRE_MAX = 1 << 26 };

static const char *label(void *ctx, const char *key)
{
    (void)ctx;
    if (strcmp(key, "sheet.page") == 0)
        return "page {page} of {pages}";
    if (strcmp(key, "sheet.date") == 0)
        return "{day}. {month} {year}";
    if (strcmp(key, "stats.months") == 0)
        return "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
    return key;
}
static const struct sheet_labels labels = { .text = label, .lang = "en" };

/* --- words to make sheets of --- */

static struct export_row row_of(const char *headword, const char *before, const char *form,
                                const char *after, const char *definition, struct arena *arena)
{
    const char *sentence = arena_printf(arena, "%s%s%s", before, form, after);

    return (struct export_row){ .headword = str_of(headword),
                                .lang = str_of("it"),
                                .definition = str_of(definition),
                                .form = str_of(form),
                                .sentence = str_of(sentence),
                                .form_at = strlen(before),
                                .form_len = strlen(form),
                                .game = str_of("Celeste") };
}

/* Word N of a row: all have a meaning and a sentence that is long enough. */
static struct export_row nth_row(struct arena *arena, unsigned n)
{
    struct export_row row = row_of(arena_printf(arena, "parola%u", n), "Qui sta una ",
                                   arena_printf(arena, "forma%u", n), " in mezzo alla frase.",
                                   arena_printf(arena, "senso %u", n), arena);

    row.reviewed = n % 3 != 0;
    row.stability = n;
    return row;
}

struct making {
    struct sheet *sheet;
    size_t taken, changed, left_out;
};

static struct making make(const struct sheet_options *options, const struct export_row *rows,
                          size_t count)
{
    struct sheet_maker *maker = sheet_maker_new(options, &labels, noon_ms);
    struct making made = { 0 };
    size_t i;

    for (i = 0; i < count; i++) {
        bool taken, changed;

        CHECK(sheet_maker_add(maker, &rows[i], str_of("noun"), &taken, &changed) == OK, "%s",
              err_message());
        made.taken += taken;
        made.changed += changed;
    }
    made.sheet = sheet_maker_take(maker, &made.left_out);
    sheet_maker_free(maker);
    return made;
}

static struct making make_nth(enum sheet_kind kind, unsigned count)
{
    const struct sheet_options options = { .kind = kind };
    struct arena *arena = arena_new();
    struct export_row *rows = xcalloc(count, sizeof(*rows));
    struct making made;
    unsigned i;

    for (i = 0; i < count; i++)
        rows[i] = nth_row(arena, i);
    made = make(&options, rows, count);
    free(rows);
    arena_free(arena);
    return made;
}

static char *wire_of(const struct sheet *sheet)
{
    struct buf out;
    char *text;

    buf_init(&out, WIRE_MAX);
    sheet_encode(&out, sheet);
    text = xstrdup(buf_text(&out));
    buf_dispose(&out);
    return text;
}

static char *html_of(const struct sheet *sheet)
{
    struct buf out;
    char *text;

    buf_init(&out, WIRE_MAX);
    sheet_html(&out, sheet);
    text = xstrdup(buf_text(&out));
    buf_dispose(&out);
    return text;
}

static size_t count_of(const char *text, const char *what)
{
    size_t count = 0;

    while ((text = strstr(text, what)) != NULL) {
        count++;
        text += strlen(what);
    }
    return count;
}

static size_t blocks_of(const struct sheet *sheet, enum sheet_block_kind kind)
{
    size_t count = 0, i;

    for (i = 0; i < sheet->count; i++)
        count += sheet->blocks[i].kind == kind;
    return count;
}

/* --- texts --- */

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
        const struct str got = sheet_hide(arena, str_of(hidden[i].text), str_of(hidden[i].word));

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

/* --- the four kinds --- */

static void test_list(void)
{
    struct making made = make_nth(SHEET_LIST, 3);
    const struct sheet *sheet = made.sheet;
    size_t i;

    CHECK_INT(sheet->count, 6, "title, note, head, three rows");
    CHECK(sheet->blocks[2].kind == BLOCK_HEAD && sheet->blocks[0].kind == BLOCK_TITLE, "order");
    for (i = 0; i < 3; i++) {
        const struct sheet_block *block = &sheet->blocks[3 + i];
        char want[32];

        snprintf(want, sizeof(want), "parola%zu", i);
        CHECK_STR(block->texts[0].before.ptr, want, "in the order of the words");
        CHECK_STR(block->texts[1].before.ptr, "noun", "grammar");
        CHECK(block->texts[3].mark == MARK_STRONG && str_is(block->texts[0].lang, "it"), "row");
    }
    CHECK_STR(sheet->about.ptr, "Celeste \xc2\xb7 20. Nov 2026", "foot");
    CHECK_STR(sheet->created.ptr, "2026-11-20T12:00:00Z", "moment");
    sheet_free(made.sheet);
}

/* The bank of each round has the answers of the items that follow it, no more and no fewer. */
static bool bank_matches(const struct sheet *sheet, size_t bank, size_t count, size_t key)
{
    size_t i, k, found = 0;

    for (i = 0; i < count; i++) {
        const struct sheet_block *item = &sheet->blocks[bank + count + i];
        const struct sheet_block *answer = &sheet->blocks[key + item->number - 1];

        if (item->kind != BLOCK_GAP || answer->number != item->number)
            return false;
        for (k = 0; k < count; k++)
            found += str_eq(sheet->blocks[bank + k].texts[0].before, answer->texts[0].before);
    }
    return found == count;
}

static void check_cloze(unsigned words, size_t rounds)
{
    struct making made = make_nth(SHEET_CLOZE, words);
    const struct sheet *sheet = made.sheet;
    size_t at, key = 0, seen = 0, moved = 0;

    for (at = sheet->count; at > 0 && sheet->blocks[at - 1].kind == BLOCK_KEY; at--)
        key = at - 1;
    CHECK(key > 0 && sheet->blocks[key - 1].kind == BLOCK_TITLE && sheet->blocks[key - 1].new_page,
          "%u: the key has a page of its own", words);
    CHECK_INT(blocks_of(sheet, BLOCK_KEY), words, "answers");
    CHECK_INT(blocks_of(sheet, BLOCK_BANK), words, "banks");
    for (at = 2; at < key - 1;) {
        size_t count = 0;

        while (sheet->blocks[at + count].kind == BLOCK_BANK)
            count++;
        CHECK(count > 0 && count <= 10 && bank_matches(sheet, at, count, key), "%u: bank at %zu",
              words, at);
        moved += !str_eq(sheet->blocks[at].texts[0].before,
                         sheet->blocks[key + sheet->blocks[at + count].number - 1].texts[0].before);
        at += 2 * count;
        seen++;
    }
    CHECK_INT(seen, rounds, "rounds");
    CHECK(words < 20 || moved > 0, "%u: the banks are shuffled", words);
    sheet_free(made.sheet);
}

static void test_cloze(void)
{
    const struct sheet_options options = { .kind = SHEET_CLOZE };
    struct arena *arena = arena_new();
    const struct export_row rows[] = {
        row_of("gatto", "Sono ", "gatti", ".", "animale", arena),
        row_of("gatto", "Qui ci sono molti ", "gatti", " e basta.", "animale", arena),
        row_of("gatto", "Qui non si dice mai nulla di lui", "", ".", "animale", arena),
    };
    struct making made = make(&options, rows, ARRAY_LEN(rows)), again;
    char *first, *second;

    CHECK_INT(made.taken, 1, "long enough, and with the form");
    CHECK_INT(made.sheet->blocks[3].texts[0].mark, MARK_GAP, "a gap");
    CHECK_INT(made.sheet->blocks[3].texts[0].middle.len, 0, "without the answer");
    sheet_free(made.sheet);
    check_cloze(1, 1);
    check_cloze(10, 1);
    check_cloze(11, 2);
    check_cloze(300, 30);
    made = make_nth(SHEET_CLOZE, 40);
    again = make_nth(SHEET_CLOZE, 40);
    first = wire_of(made.sheet);
    second = wire_of(again.sheet);
    CHECK_STR(second, first, "the same words, the same sheet");
    free(first);
    free(second);
    sheet_free(made.sheet);
    sheet_free(again.sheet);
    arena_free(arena);
}

static void check_cards(unsigned words)
{
    enum { A_PAGE = SHEET_CARD_ROWS * SHEET_CARD_COLUMNS };
    struct making made = make_nth(SHEET_CARDS, words);
    const struct sheet *sheet = made.sheet;
    const size_t pages = (words + A_PAGE - 1) / A_PAGE;
    size_t page, row, column;
    unsigned number = 0;

    CHECK_INT(sheet->count, 2 * pages * A_PAGE, "places");
    for (page = 0; page < pages; page++) {
        const struct sheet_block *fronts = &sheet->blocks[2 * page * A_PAGE];
        const struct sheet_block *backs = fronts + A_PAGE;

        CHECK(fronts->new_page && backs->new_page, "a page each");
        for (row = 0; row < SHEET_CARD_ROWS; row++) {
            for (column = 0; column < SHEET_CARD_COLUMNS; column++) {
                const size_t at = row * SHEET_CARD_COLUMNS;
                const struct sheet_block *front = &fronts[at + column];
                const struct sheet_block *back = &backs[at + SHEET_CARD_COLUMNS - 1 - column];
                char word[32], meaning[32];

                CHECK_INT(front->number, number < words ? number + 1 : 0, "front");
                CHECK_INT(back->number, front->number, "behind it");
                if (front->number == 0)
                    continue;
                snprintf(word, sizeof(word), "parola%u", number);
                snprintf(meaning, sizeof(meaning), "senso %u", number);
                CHECK_STR(front->texts[0].before.ptr, word, "front");
                CHECK_STR(back->texts[0].before.ptr, meaning, "back");
                number++;
            }
        }
    }
    sheet_free(made.sheet);
}

/* --- tests --- */

struct asked {
    const struct sheet_block *question[SHEET_WORDS_MAX];
    size_t count, gaps;
};

/* The questions between the title at *AT and the next title. */
static void read_form(const struct sheet *sheet, size_t *at, struct asked *asked)
{
    *asked = (struct asked){ .count = 0 };
    CHECK(sheet->blocks[*at].kind == BLOCK_TITLE, "block %zu is a title", *at);
    for (++*at; *at < sheet->count && sheet->blocks[*at].kind != BLOCK_TITLE; ++*at) {
        const struct sheet_block *block = &sheet->blocks[*at];

        if (block->kind == BLOCK_NOTE)
            continue;
        asked->gaps += block->kind == BLOCK_GAP;
        asked->question[asked->count++] = block;
        CHECK_INT(block->number, asked->count, "numbered from one on");
    }
}

/* The word that a block of nth_row() is about: the digits at its end, or in its hint. */
static unsigned long word_of(const struct sheet_block *block)
{
    const struct str text =
        block->kind == BLOCK_GAP ? block->texts[1].before : block->texts[0].before;
    const size_t at = strcspn(text.ptr, "0123456789");

    return strtoul(text.ptr + at, NULL, 10);
}

static void check_test(unsigned words, size_t left_out)
{
    static struct asked forms[2], keys[2];
    struct making made = make_nth(SHEET_TEST, words);
    size_t at = 0, i, k, rank[2] = { 0, 0 };

    CHECK_INT(made.taken, words, "words");
    CHECK_INT(made.left_out, left_out, "left out");
    for (i = 0; i < 2; i++)
        read_form(made.sheet, &at, &forms[i]);
    CHECK(made.sheet->blocks[at].new_page, "the key has a page of its own");
    for (i = 0; i < 2; i++)
        read_form(made.sheet, &at, &keys[i]);
    CHECK_INT(at, made.sheet->count, "nothing comes after the keys");
    CHECK_INT(forms[0].count, (words - left_out) / 2, "questions");
    CHECK_INT(forms[1].count, forms[0].count, "as many in B as in A");
    CHECK_INT(forms[1].gaps, forms[0].gaps, "and as many gaps");
    CHECK(forms[0].count < 2 || (forms[0].gaps > 0 && forms[0].gaps < forms[0].count), "mixed");
    for (i = 0; i < forms[0].count; i++) {
        for (k = 0; k < 2; k++) {
            CHECK_INT(word_of(keys[k].question[i]), word_of(forms[k].question[i]), "the key");
            rank[k] += word_of(forms[k].question[i]) % 3 != 0 ? word_of(forms[k].question[i]) : 0;
        }
        for (k = 0; k < forms[1].count; k++)
            CHECK(word_of(forms[0].question[i]) != word_of(forms[1].question[k]), "disjoint");
    }
    /* As hard as each other: the days that their words last. */
    CHECK(rank[0] <= rank[1] + words && rank[1] <= rank[0] + words, "%zu and %zu days", rank[0],
          rank[1]);
    sheet_free(made.sheet);
}

static void test_tests(void)
{
    const struct sheet_options options = { .kind = SHEET_TEST };
    struct arena *arena = arena_new();
    const struct export_row rows[] = {
        row_of("uno", "", "", "", "primo", arena),
        row_of("due", "Qui ne stanno sempre soltanto ", "due", ".", NULL, arena),
        row_of("tre", "Sono ", "tre", ".", NULL, arena),
    };
    struct making made = make(&options, rows, ARRAY_LEN(rows));

    CHECK_INT(made.taken, 2, "with a meaning or a sentence");
    CHECK_INT(made.left_out, 2, "but of one kind each there is no pair");
    CHECK_INT(made.sheet->count, 0, "nothing to print");
    sheet_free(made.sheet);
    check_test(2, 0);
    check_test(3, 1);
    check_test(40, 0);
    check_test(301, 1);
    arena_free(arena);
}

/* --- to the printer --- */

static void test_wire(void)
{
    static const char *const broken[] = {
        "",
        "{}\n",
        "[]\n",
        "{\"kind\":\"list\",\"paper\":\"a5\"}\n",
        "@{\"block\":9,\"flags\":0,\"number\":0,\"texts\":[]}\n",
        "@{\"block\":-1,\"flags\":0,\"number\":0,\"texts\":[]}\n",
        "@{\"block\":1,\"flags\":4,\"number\":0,\"texts\":[]}\n",
        "@{\"block\":1,\"flags\":0,\"number\":2001,\"texts\":[]}\n",
        "@{\"block\":1,\"flags\":0,\"number\":0,\"texts\":[[\"a\",\"b\",\"c\",3,\"it\"]]}\n",
        "@{\"block\":1,\"flags\":0,\"number\":0,\"texts\":[[\"a\",\"b\",\"c\",0]]}\n",
        "@{\"block\":1,\"flags\":0,\"number\":0,\"texts\":[[],[],[],[],[]]}\n",
        "@",
    };
    enum sheet_kind kind;
    size_t i;

    for (kind = SHEET_LIST; kind <= SHEET_TEST; kind++) {
        struct making made = make_nth(kind, 23);
        struct sheet *back = NULL;
        char *wire = wire_of(made.sheet), *again;

        if (CHECK(sheet_decode(&back, str_of(wire)) == OK, "%s", err_message())) {
            again = wire_of(back);
            CHECK_STR(again, wire, sheet_kind_name(kind));
            free(again);
        }
        sheet_free(back);
        free(wire);
        sheet_free(made.sheet);
    }
    for (i = 0; i < ARRAY_LEN(broken); i++) {
        static const char head[] =
            "{\"kind\":\"list\",\"paper\":\"a4\",\"lang\":\"\",\"title\":\"\",\"about\":\"\","
            "\"name\":\"\",\"page\":\"\",\"unsure\":\"\",\"advice\":\"\",\"created\":\"\"}\n";
        const bool after_head = broken[i][0] == '@';
        char *text = xasprintf("%s%s", after_head ? head : "", broken[i] + after_head);
        struct sheet *none = NULL;

        CHECK_INT(sheet_decode(&none, str_of(text)), ERR_FORMAT, broken[i]);
        CHECK(none == NULL, "%s: nothing came out", broken[i]);
        free(text);
    }
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

/* --- as exports --- */

static void test_limit(void)
{
    const struct sheet_options options = { .kind = SHEET_LIST };
    struct sheet_maker *maker = sheet_maker_new(&options, &labels, noon_ms);
    struct arena *arena = arena_new();
    const struct export_row row = nth_row(arena, 1);
    bool taken, changed;
    size_t i;

    for (i = 0; i < SHEET_WORDS_MAX; i++)
        CHECK(sheet_maker_add(maker, &row, str_of(""), &taken, &changed) == OK && taken, "%zu", i);
    CHECK_INT(sheet_maker_add(maker, &row, str_of(""), &taken, &changed), ERR_LIMIT, "one more");
    CHECK(strstr(err_message(), "--limit") != NULL, "%s", err_message());
    sheet_maker_free(maker);
    arena_free(arena);
}

static const struct desk_meaning meanings[] = { { "perch\xc3\xa9", "per quale ragione", NULL },
                                                { NULL, NULL, NULL } };

static struct journal *small_journal(void)
{
    struct journal *journal = folder_begin();

    (void)desk_put(journal, "perch\xc3\xa9", str_of("Non so perch\xc3\xa9 lui sia venuto qui."), 7,
                   7, NULL);
    (void)desk_put(journal, "rotto", str_of("uno \xff due\x01\x1b[2J tre quattro cinque sei"), 4, 5,
                   NULL);
    return journal;
}

/* Whatever call fails, what is there is the old file or a whole new one. */
static void check_faults(const char *format, const char *start, const char *end)
{
    struct journal *journal = small_journal();
    char *path = file_join(journal_folder, "out");
    unsigned long nth, failed = 0;
    bool fired = true;
    struct buf got;

    buf_init(&got, EXPORT_MAX);
    for (nth = 1; fired && nth < 200; nth++) {
        struct export_report report;
        enum err rc;

        CHECK(file_write(path, "old", 3, 0600) == OK, "%s", err_message());
        fault_arm(nth);
        rc = desk_export(journal, format, path, meanings, &report, NULL);
        fired = fault_fired();
        fault_arm(0);
        failed += rc != OK;
        buf_clear(&got);
        CHECK(file_read(&got, path) == OK, "%s", err_message());
        if (rc != OK)
            CHECK_STR(buf_text(&got), "old", format);
        else
            CHECK(str_starts(buf_str(&got), str_of(start)) &&
                      str_ends(str_trim(buf_str(&got)), str_of(end)),
                  "%s: call %lu: a whole file", format, nth);
        CHECK_INT(folder_count("out", NULL), 1, "nothing else is left behind");
    }
    CHECK(!fired && failed > 5, "%s: %lu failures", format, failed);
    buf_dispose(&got);
    free(path);
    folder_end(journal);
}

/* The same words at the same moment give the same bytes. */
static void test_same(void)
{
    static const char *const formats[] = { "html", "pdf" };
    struct journal *journal = small_journal();
    char *path = file_join(journal_folder, "out");
    struct export_report report = { 0 };
    struct buf first, second;
    size_t i;

    buf_init(&first, EXPORT_MAX);
    buf_init(&second, EXPORT_MAX);
    for (i = 0; i < ARRAY_LEN(formats); i++) {
        CHECK(desk_export(journal, formats[i], path, meanings, &report, &first) == OK &&
                  desk_export(journal, formats[i], path, meanings, &report, &second) == OK,
              "%s", err_message());
        CHECK(first.len > 1000 && str_eq(buf_str(&first), buf_str(&second)), "%s: the same",
              formats[i]);
        CHECK_INT(report.rows, 2, "words");
        CHECK_INT(report.changed, 1, "with a text that was broken");
    }
    buf_dispose(&first);
    buf_dispose(&second);
    free(path);
    folder_end(journal);
}

int main(void)
{
    test_lines();
    test_sentences();
    test_words();
    test_names();
    test_list();
    test_cloze();
    check_cards(1);
    check_cards(10);
    check_cards(23);
    test_tests();
    test_wire();
    test_hostile();
    test_html();
    test_limit();
    check_faults("html", "<!DOCTYPE html>", "</html>");
    check_faults("pdf", "%PDF-", "%%EOF");
    test_same();
    return check_done();
}
