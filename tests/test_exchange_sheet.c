/* Sheets as they are made of words: what stands on each kind, and where. */

#include "app/exchange/sheet.h"

#include "tests/sheet_desk.h"

/* --- the list --- */

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
        row_of("gatto", "Qui ci sono molti ", "gatti", " e poi gatti, gattini.", "animale", arena),
        row_of("gatto", "Qui non si dice mai nulla di lui", "", ".", "animale", arena),
    };
    struct making made = make(&options, rows, ARRAY_LEN(rows)), again;
    char *first, *second;

    CHECK_INT(made.taken, 1, "long enough, and with the form");
    CHECK_INT(made.sheet->blocks[3].texts[0].mark, MARK_GAP, "a gap");
    CHECK_INT(made.sheet->blocks[3].texts[0].middle.len, 0, "without the answer");
    CHECK_STR(made.sheet->blocks[3].texts[0].after.ptr, " e poi " SHEET_GAP ", gattini.",
              "which does not stand elsewhere in it either");
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
    CHECK(rank[0] <= rank[1] + 6 && rank[1] <= rank[0] + 6, "%zu and %zu days", rank[0], rank[1]);
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

int main(void)
{
    test_list();
    test_cloze();
    check_cards(1);
    check_cards(10);
    check_cards(23);
    test_tests();
    return check_done();
}
