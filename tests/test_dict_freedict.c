/* Entries' texts, each layout, against what a person reads. */

#include "dict/freedict.h"

#include <stdlib.h>

#include "tests/check.h"

static const struct {
    const char *name, *text, *headword, *printed;
} freedict_rows[] = {
    { "a gloss", "sabbia /sˈabːia/\nsand\n", "sabbia", "/sˈabːia/\nsand" },
    { "numbers", "salire /x/\n1. ascend, go up\n2. climb\n", "salire",
      "/x/\n1. ascend, go up\n2. climb" },
    { "grammar", "Klang /klaŋ/ <masc, n, sg>\nsound <n>, tone <n>\n", "Klang",
      "noun (masc, sg) /klaŋ/\nsound, tone" },
    { "plural alone", "Töne <pl>\ntones\n", "Töne", "(pl)\ntones" },
    { "label", "Ton\n [mus.] [phys.] tone <n> [Br.] , note <n>\n", "Ton",
      "[mus., phys.] tone [Br.] , note" },
    { "example", "Ton\nsound\n      \"kein Ton\"  - not a sound\n", "Ton",
      "sound\n   kein Ton - not a sound" },
    { "example without translation", "Ton\nsound\n      \"kein Ton\"\n", "Ton",
      "sound\n   kein Ton" },
    { "notes", "Ton\nsound\n         Note: of a bell\n         Note: rare\n", "Ton",
      "sound (of a bell; rare)" },
    { "references", "Ton\nsound\n   Synonyms: {Klang}, {Laut}\n\n see: {Töne}, {Ton}\n", "Ton",
      "sound\n= Klang, Laut\n→ Töne" },
    { "a headword of words", "offener Klang /x/\nopen sound\n", "offener Klang",
      "/x/\nopen sound" },
    { "readings",
      " [news1]  才能 /(en)x/,  [news1] さいのう /sˌäinˈo̞ɯᵝ/\n(noun (common))\ntalent, ability\n",
      "才能", "(さいのう) /sˌäinˈo̞ɯᵝ/\n[noun (common)] talent, ability" },
    { "remarks and numbers", "才量\n1. (noun)\n (dated)\nwisdom\n2. volume (and weight)\n", "才量",
      "1. [noun, dated] wisdom\n2. volume (and weight)" },
    { "a remark alone", "才\n(suffix)\n", "才", "[suffix] " },
    { "only a headword", "Ton", "Ton", "" },
    { "broken marks", "Ton <n\nsound <n\n", "Ton", "sound <n" },
    { "a lone quote", "Ton\n\"\n", "Ton", "" },
};

static const struct {
    const char *name, *text, *printed;
} plain_rows[] = {
    { "numbered, wrapped", "dog\n    n 1: a tame animal that\n         barks\n    2: a fellow\n",
      "noun\n1. a tame animal that barks\n2. a fellow" },
    { "two parts of speech", "dog\n    n 1: an animal\n    v 1: follow closely\n",
      "noun\n1. an animal\n2. (verb) follow closely" },
    { "paragraphs", "bug\n  A fault in a\n  program.\n\n  An insect.\n",
      "1. A fault in a program.\n2. An insect." },
    { "nothing", "bug\n", "" },
};

static void check_parse(void (*parse)(struct entry_builder *, struct str), const char *name,
                        const char *text, const char *headword, const char *printed)
{
    static struct entry_builder builder;
    struct arena *arena = arena_new();
    struct entry back;
    struct buf stored, out;

    buf_init(&stored, 100000);
    buf_init(&out, 100000);
    entry_begin(&builder, arena);
    parse(&builder, str_of(text));
    if (headword != NULL)
        CHECK_STR(builder.entry.headword, headword, name);
    entry_encode(&stored, &builder.entry);
    entry_decode(&back, arena, buf_str(&stored));
    entry_print(&out, &back);
    CHECK_STR(buf_text(&out), printed, name);
    buf_dispose(&stored);
    buf_dispose(&out);
    arena_free(arena);
}

static void test_ceilings(void)
{
    static struct entry_builder builder;
    struct arena *arena = arena_new();
    struct buf text;
    int i;

    buf_init(&text, 1 << 20);
    buf_adds(&text, "viel\n");
    for (i = 0; i < 3000; i++)
        buf_printf(&text, "gloss %d\n\"example\"  - x\n   Synonym: {w%d}\n", i, i);
    entry_begin(&builder, arena);
    freedict_parse(&builder, buf_str(&text));
    CHECK_INT(builder.entry.sense_count, ENTRY_SENSES_MAX, "senses");
    CHECK_INT(builder.entry.ref_count, ENTRY_REFS_MAX, "references");
    CHECK(builder.example_count <= BUILDER_EXAMPLES_MAX, "examples");
    buf_dispose(&text);
    arena_free(arena);
}

int main(void)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(freedict_rows); i++)
        check_parse(freedict_parse, freedict_rows[i].name, freedict_rows[i].text,
                    freedict_rows[i].headword, freedict_rows[i].printed);
    for (i = 0; i < ARRAY_LEN(plain_rows); i++)
        check_parse(plain_parse, plain_rows[i].name, plain_rows[i].text, NULL,
                    plain_rows[i].printed);
    test_ceilings();
    return check_done();
}
