/* FreeDict's entries, each layout it has, against what a person reads. */

#include "dict/freedict.h"

#include <stdlib.h>

#include "tests/check.h"

static const struct {
    const char *name, *word, *text, *headword, *printed;
} rows[] = {
    { "a gloss", "sabbia", "sabbia /sˈabːia/\nsand\n", "sabbia", "/sˈabːia/\nsand" },
    { "numbers", "salire", "salire /x/\n1. ascend, go up\n2. climb\n", "salire",
      "/x/\n1. ascend, go up\n2. climb" },
    { "grammar", "klang", "Klang /klaŋ/ <masc, n, sg>\nsound <n>, tone <n>\n", "Klang",
      "noun (masc, sg) /klaŋ/\nsound, tone" },
    { "a verb's mark", "lancer", "lancer /lɑ̃se/ <vt>\nlaunch\n", "lancer",
      "verb (trans) /lɑ̃se/\nlaunch" },
    { "two parts of speech", "fern", "fern <adj, adv>\nfar <adj, adv>\n", "fern",
      "adj (adv)\nfar" },
    { "plural alone", "töne", "Töne <pl>\ntones\n", "Töne", "noun (pl)\ntones" },
    { "label", "ton", "Ton\n [mus.]  [phys.] tone <n> [Br.] , note <n>\n", "Ton",
      "[mus., phys.] tone [Br.], note" },
    { "example", "ton", "Ton\nsound\n      \"kein Ton\"  - not a sound\n", "Ton",
      "sound\n   kein Ton - not a sound" },
    { "example without translation", "ton", "Ton\nsound\n      \"kein Ton\"\n", "Ton",
      "sound\n   kein Ton" },
    { "a gloss in quotes", "hilfe", "Hilfe!\n\"Help!\"\n", "Hilfe!", "\"Help!\"" },
    { "notes", "ton", "Ton\nsound <n>\n         Note: of a bell <n>\n         Note: rare\n", "Ton",
      "sound (of a bell; rare)" },
    { "references", "ton", "Ton\nsound\n   Synonyms: {Klang}, {Laut}\n\n see: {Töne}, {Ton}\n",
      "Ton", "sound\n= Klang, Laut\n→ Töne" },
    { "a gloss that looks like one", "sehen", "sehen\nsee: it\n", "sehen", "see: it" },
    { "a bar within the headword", "wenn obwohl", "wenn / obwohl /vɛn ɔpvoːl/ <conj>\nif\n",
      "wenn / obwohl", "conj /vɛn ɔpvoːl/\nif" },
    { "abbreviations of the headword", "gallium",
      "Gallium /ɡa/ (Ga /ɡɑː/, ) (G(a)2 /x/) <neut, n, sg>\ngallium <n>\n", "Gallium",
      "noun (neut, sg) /ɡa/\ngallium\n= Ga, G(a)2" },
    { "the case it takes", "ab", "ab /ap/ ([+ dat]) <prep>\nfrom <prep>\n", "ab",
      "prep (+ dat) /ap/\nfrom" },
    { "an abbreviation behind a mark", "sitz", "Sitz\nhead office <n>HO,  /hˈoː/ , seat <n>\n",
      "Sitz", "head office (HO), seat" },
    { "behind a label", "sitz", "Sitz\nseat <n> [Br.] St.,  /ɛs/\n", "Sitz", "seat [Br.] (St.)" },
    { "behind a word", "modell", "Modell\ndigital modelDEM,  /dˈeːm/\n", "Modell",
      "digital model (DEM)" },
    { "two of them", "konto", "Konto\naccount <n>acc.,  /ak/ acct.,  /akt/\n", "Konto",
      "account (acc., acct.)" },
    { "one that cannot be told", "rasch", "rasch\nfast as canf.a.c.,  /ɛf/\n", "rasch",
      "fast as canf.a.c." },
    { "not a mark", "kleiner", "kleiner\na < b, b > c\n", "kleiner", "a < b, b > c" },
    { "a remark below", "karaczi", "Karaczi /x/ <pn>\nKarachi\n(geografia) miasto;\n", "Karaczi",
      "noun (proper) /x/\n[geografia] Karachi (miasto)" },
    { "readings, by one of them", "さいのう",
      " [news1]  [nf02]  才能 /(en)tʃ lˈe̞tə/,  [news1]  さいのう /sˌäi/\n"
      "(noun (common) (futsuumeishi))\ntalent, ability\n",
      "さいのう", "noun (common, futsuumeishi) /sˌäi/\ntalent, ability\n= 才能" },
    { "readings, by the first", "才能", "才能 /(en)tʃ lˈe̞tə/, さいのう /sˌäi/\ntalent\n", "才能",
      "talent\n= さいのう" },
    { "another language's sound", "smiley", "Smiley /(en)smˈaɪli(de)/\nsmiley\n", "Smiley",
      "/smˈaɪli/\nsmiley" },
    { "marks of a writing", "コーヒー", "[gai1]  [ichi1]  コーヒー\ncoffee\n", "コーヒー",
      "coffee" },
    { "a remark before a writing", "みみずく", "(角鴟)  みみずく\nhorned owl\n", "みみずく",
      "horned owl" },
    { "a remark cut in two", "可愛ゆい", "reading)  可愛ゆい\ncute\n", "可愛ゆい", "cute" },
    { "remarks and numbers", "才量",
      "才量\n1. (noun)\n (dated)\nwisdom\n2. volume (and weight)\n3. {大}great\n", "才量",
      "1. [noun, dated] wisdom\n2. volume (and weight)\n3. great\n→ 大" },
    { "a remark alone", "才", "才\n(suffix)\n", "才", "(suffix)" },
    { "a number and a remark alone", "才", "才\n1. (suffix)\n", "才", "suffix" },
    { "only a headword", "ton", "Ton", "Ton", "" },
    { "broken marks", "ton", "Ton <n\nsound <n\n", "Ton <n", "sound <n" },
    { "broken brackets", "ton", "Ton /x/ (T\nsound {a\n[x\n", "Ton", "/x/\nsound {a ([x)" },
    { "a lone quote", "ton", "Ton\n         \"\n", "Ton", "" },
};

static void check_parse(size_t at)
{
    static struct entry_builder builder;
    struct arena *arena = arena_new();
    struct entry back;
    struct buf stored, out;

    buf_init(&stored, 100000);
    buf_init(&out, 100000);
    entry_begin(&builder, arena);
    freedict_parse(&builder, str_of(rows[at].word), str_of(rows[at].text));
    CHECK_STR(builder.entry.headword, rows[at].headword, rows[at].name);
    entry_encode(&stored, &builder.entry);
    entry_decode(&back, arena, buf_str(&stored));
    entry_print(&out, &back);
    CHECK_STR(buf_text(&out), rows[at].printed, rows[at].name);
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
        buf_printf(&text, "%d. gloss\n      \"example\"  - x\n   Synonym: {w%d}\n", i % 100, i);
    entry_begin(&builder, arena);
    freedict_parse(&builder, str_of("viel"), buf_str(&text));
    CHECK_INT(builder.entry.sense_count, ENTRY_SENSES_MAX, "senses");
    CHECK_INT(builder.entry.ref_count, ENTRY_REFS_MAX, "references");
    CHECK(builder.example_count <= BUILDER_EXAMPLES_MAX, "examples");
    buf_dispose(&text);
    arena_free(arena);
}

int main(void)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++)
        check_parse(i);
    test_ceilings();
    return check_done();
}
