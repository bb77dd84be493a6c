/* The storage form of entries, there and back, and what a person reads. */

#include "dict/entry.h"

#include "dict/base/text.h"
#include "tests/check.h"

static const struct {
    const char *name, *stored, *printed;
} rows[] = {
    { "all of it",
      "pnoun\ngmasc, sg\niklaŋ\nssound\nlmus.\nnof a bell\nxkein Klang\ntno sound\nsring\n=Ton\n!"
      "Stille\n>klingen\n",
      "noun (masc, sg) /klaŋ/\n1. [mus.] sound (of a bell)\n   kein Klang - no sound\n2. ring\n"
      "= Ton\n≠ Stille\n→ klingen" },
    { "a gloss", "ssound\n", "sound" },
    { "no part of speech", "gfem\niˈa\nsx\n", "(fem) /ˈa/\nx" },
    { "references alone", ">Ton\n>Klang\n", "→ Ton, Klang" },
    { "an example alone", "sx\nxab\n", "x\n   ab" },
    { "letters of a later format", "ssound\nZ?\n\nY\n", "sound" },
    { "parts of no sense", "lmus.\nnx\nxy\ntz\nssound\ntz\n", "sound" },
    { "the last line open", "ssound", "sound" },
    { "nothing", "", "" },
};

static void test_decode(void)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct arena *arena = arena_new();
        struct entry entry = { .dict = "" };
        struct buf printed, again;

        buf_init(&printed, 10000);
        buf_init(&again, 10000);
        entry_decode(&entry, arena, str_of(rows[i].stored));
        entry_print(&printed, &entry);
        CHECK_STR(buf_text(&printed), rows[i].printed, rows[i].name);
        if (i == 0) {
            entry_encode(&again, &entry);
            CHECK_STR(buf_text(&again), rows[i].stored, "there and back");
        }
        buf_dispose(&printed);
        buf_dispose(&again);
        arena_free(arena);
    }
}

/* A line feed within a text must not begin a line of its own. */
static void test_control_characters(void)
{
    const struct sense sense = { .gloss = "a\n>b\tc\x01" };
    const struct entry entry = { .dict = "", .senses = &sense, .sense_count = 1 };
    struct buf stored;

    buf_init(&stored, 1000);
    entry_encode(&stored, &entry);
    CHECK_STR(buf_text(&stored), "sa >b c \n", "one line");
    buf_dispose(&stored);
}

static void test_ceilings(void)
{
    struct arena *arena = arena_new();
    struct entry entry = { .dict = "" };
    struct buf stored;
    size_t i;

    buf_init(&stored, 1 << 20);
    for (i = 0; i < ENTRY_SENSES_MAX + 10; i++)
        buf_adds(&stored, "sx\n>y\n");
    for (i = 0; i < ENTRY_EXAMPLES_MAX + 10; i++)
        buf_adds(&stored, "xz\ntz\n");
    entry_decode(&entry, arena, buf_str(&stored));
    CHECK_INT(entry.sense_count, ENTRY_SENSES_MAX, "senses");
    CHECK_INT(entry.ref_count, ENTRY_REFS_MAX, "references");
    CHECK_INT(entry.senses[ENTRY_SENSES_MAX - 1].example_count, ENTRY_EXAMPLES_MAX, "examples");
    buf_dispose(&stored);
    arena_free(arena);
}

int main(void)
{
    test_decode();
    test_control_characters();
    test_ceilings();
    return check_done();
}
