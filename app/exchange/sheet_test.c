/* Two forms of a test. Words are put in order of how well they are remembered; of each two
 * neighbours one goes to form A and the other to form B, with the same kind of question, so
 * that the forms are as hard as each other and share no word. */

#include <stdlib.h>

#include "app/exchange/sheet_private.h"

enum { FORMS = 2 };
enum ask { ASK_MEANING, ASK_GAP, ASKS };

struct ranked {
    double strength;
    size_t at; /* of the maker's words */
    enum ask ask;
};

/* Whose words a form asks for, by kind of question. */
struct form {
    size_t *words[ASKS];
    size_t count[ASKS];
};

static bool can_ask(const struct sheet_word *word, enum ask ask)
{
    return ask == ASK_GAP ? word->fits_gap
                          : word->headword.before.len > 0 && word->meaning.before.len > 0;
}

static int by_strength(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;

    if (a->strength != b->strength)
        return a->strength < b->strength ? -1 : 1;
    return a->at < b->at ? -1 : a->at > b->at;
}

/* --- which question for which word --- */

/* Makes an odd number of each kind even, if a word can be asked for in both ways. */
static void even_out(const struct sheet_maker *maker, struct ranked *ranked, const size_t *count)
{
    size_t i;

    if (count[ASK_GAP] % 2 == 0 || count[ASK_MEANING] % 2 == 0)
        return;
    for (i = maker->count; i > 0; i--) {
        const struct sheet_word *word = &maker->words[ranked[i - 1].at];

        if (can_ask(word, ASK_GAP) && can_ask(word, ASK_MEANING)) {
            ranked[i - 1].ask = ranked[i - 1].ask == ASK_GAP ? ASK_MEANING : ASK_GAP;
            return;
        }
    }
}

/* About as many of the one as of the other. */
static struct ranked *rank(const struct sheet_maker *maker)
{
    struct ranked *ranked = xcalloc(maker->count, sizeof(*ranked));
    size_t count[ASKS] = { 0 }, i;

    for (i = 0; i < maker->count; i++)
        ranked[i] = (struct ranked){ maker->words[i].strength, i, ASK_MEANING };
    qsort(ranked, maker->count, sizeof(*ranked), by_strength);
    for (i = 0; i < maker->count; i++) {
        const struct sheet_word *word = &maker->words[ranked[i].at];

        if (!can_ask(word, ASK_MEANING) ||
            (can_ask(word, ASK_GAP) && count[ASK_GAP] < count[ASK_MEANING]))
            ranked[i].ask = ASK_GAP;
        count[ranked[i].ask]++;
    }
    even_out(maker, ranked, count);
    return ranked;
}

/* --- which form for which word --- */

static void put(struct form *form, enum ask ask, size_t at)
{
    form->words[ask][form->count[ask]++] = at;
}

/* Who of a pair goes to A changes from pair to pair, or A would always have the weaker. */
static void deal(struct sheet_maker *maker, const struct ranked *ranked, enum ask ask,
                 struct form forms[FORMS])
{
    size_t waiting = 0, pairs = 0, i;
    bool one_waits = false;

    for (i = 0; i < maker->count; i++) {
        if (ranked[i].ask != ask)
            continue;
        if (one_waits) {
            put(&forms[pairs % FORMS], ask, waiting);
            put(&forms[(pairs + 1) % FORMS], ask, ranked[i].at);
            pairs++;
        }
        waiting = ranked[i].at;
        one_waits = !one_waits;
    }
    maker->left_out += one_waits;
}

/* --- what is printed --- */

/* In an order of its own, which tells nothing of how hard a word is. */
static void mix(const struct sheet_maker *maker, struct form *form, unsigned salt)
{
    const size_t most = form->count[ASK_MEANING] + form->count[ASK_GAP];
    size_t *order = xcalloc(most + 1, sizeof(*order)), *mixed = xcalloc(most + 1, sizeof(*mixed));
    size_t i;
    int ask;

    for (ask = 0; ask < ASKS; ask++) {
        sheet_shuffle(maker, order, form->count[ask], salt + (unsigned)ask);
        for (i = 0; i < form->count[ask]; i++)
            mixed[i] = form->words[ask][order[i]];
        for (i = 0; i < form->count[ask]; i++)
            form->words[ask][i] = mixed[i];
    }
    free(mixed);
    free(order);
}

static struct sheet_block *add_heading(struct sheet_maker *maker, struct str title,
                                       const char *letter)
{
    struct arena *arena = maker->sheet->arena;
    const struct str name =
        sheet_fill(arena, sheet_label(maker, "sheet.test.form"), "form", str_of(letter));

    return sheet_add_title(
        maker, str_of(arena_printf(arena, "%.*s \xc2\xb7 %.*s", STR_ARG(title), STR_ARG(name))));
}

static void add_question(struct sheet_maker *maker, const struct sheet_word *word, enum ask ask,
                         unsigned number)
{
    struct sheet_block *block = sheet_add_block(maker, ask == ASK_GAP ? BLOCK_GAP : BLOCK_ASK);

    block->number = number;
    block->texts[0] = ask == ASK_GAP ? sheet_gap(maker->sheet->arena, word) : word->headword;
    if (ask == ASK_GAP) {
        block->texts[1].before = word->hint;
        block->texts[1].lang = word->meaning.lang;
    }
}

static void add_form(struct sheet_maker *maker, const struct form *form, const char *letter)
{
    static const char *const notes[ASKS] = { "sheet.test.meaning", "sheet.test.gap" };
    unsigned number = 0;
    size_t i;
    int ask;

    (void)add_heading(maker, maker->sheet->title, letter);
    for (ask = 0; ask < ASKS; ask++) {
        if (form->count[ask] > 0)
            sheet_add_block(maker, BLOCK_NOTE)->texts[0] = sheet_label_text(maker, notes[ask]);
        for (i = 0; i < form->count[ask]; i++)
            add_question(maker, &maker->words[form->words[ask][i]], (enum ask)ask, ++number);
    }
}

/* Both keys share a page if there is room. */
static void add_key(struct sheet_maker *maker, const struct form *form, const char *letter,
                    bool is_first)
{
    unsigned number = 0;
    size_t i;
    int ask;

    add_heading(maker, sheet_label(maker, "sheet.key"), letter)->new_page = is_first;
    for (ask = 0; ask < ASKS; ask++) {
        for (i = 0; i < form->count[ask]; i++) {
            const struct sheet_word *word = &maker->words[form->words[ask][i]];
            struct sheet_block *block = sheet_add_block(maker, BLOCK_KEY);

            block->number = ++number;
            block->texts[0] = word->headword;
            if (ask == ASK_GAP)
                block->texts[0].before = word->sentence.middle;
            block->texts[1] = word->meaning;
        }
    }
}

void sheet_make_test(struct sheet_maker *maker)
{
    static const char *const letters[FORMS] = { "A", "B" };
    struct ranked *ranked = rank(maker);
    struct form forms[FORMS] = { 0 };
    int form, ask;

    for (form = 0; form < FORMS; form++) {
        for (ask = 0; ask < ASKS; ask++)
            forms[form].words[ask] = xcalloc(maker->count, sizeof(size_t));
    }
    for (ask = 0; ask < ASKS; ask++)
        deal(maker, ranked, (enum ask)ask, forms);
    for (form = 0; form < FORMS && maker->left_out < maker->count; form++) {
        mix(maker, &forms[form], (unsigned)(form * ASKS));
        add_form(maker, &forms[form], letters[form]);
    }
    for (form = 0; form < FORMS && maker->left_out < maker->count; form++)
        add_key(maker, &forms[form], letters[form], form == 0);
    for (form = 0; form < FORMS; form++) {
        for (ask = 0; ask < ASKS; ask++)
            free(forms[form].words[ask]);
    }
    free(ranked);
}
