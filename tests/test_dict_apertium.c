/* Apertium's words, analysers and bilingual dictionaries, from lt-print's text. */

#include "dict/apertium.h"

#include <stdlib.h>

#include "dict/apertium_pair.h"
#include "dict/att.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "tests/check.h"

#define DATA WORDLOOT_SOURCE_DIR "/tests/data/apertium/"

enum { STEPS_MAX = 100000 };

/* --- words --- */

static const struct {
    const char *analysis, *words; /* "lemma/pos" of each, "-" for no part of speech */
} analyses[] = {
    { "fare<vblex><inf>", "fare/verb" },
    { "fare<vblex><inf>+ne<prn><enc>", "fare/verb ne/pron" },
    { "di<pr>+il<det><def><mf><sg>", "di/prep il/art" },
    { "un<det><ind><f><pl>", "un/pron" },
    { "portare<vblex><pri># fuori", "portare fuori/verb" },
    { "take# out<vblex><sep>", "take out/verb" },
    { "risalente<adj><mf># a+il<det><def>", "risalente a/adj il/art" },
    { "сойти<vblex><past># с# ума", "сойти с ума/verb" },
    { "Usa_min<np><top>", "Usa/name" },
    { "год²<n><m>", "год/noun" },
    { "I+D<n><acr>", "I+D/noun" },
    { "c#<n>", "c#/noun" },
    { "~de<pr>", "de/prep" },
    { "!<sent>", "!/sign" },
    { "gadget<xyz>", "gadget/-" },
    { "bare", "bare/-" },
    { "broken<n", "broken/-" },
    { "<n>", "/noun" },
    { "", "" },
};

static void test_words(void)
{
    struct buf lemma, got;
    size_t i;

    buf_init(&lemma, 1000);
    buf_init(&got, 1000);
    for (i = 0; i < ARRAY_LEN(analyses); i++) {
        struct str rest = str_of(analyses[i].analysis);
        struct apertium_word word;

        buf_clear(&got);
        while (apertium_next(&rest, &lemma, &word))
            buf_printf(&got, "%s%.*s/%s", got.len > 0 ? " " : "", STR_ARG(word.lemma),
                       word.is_sign       ? "sign"
                       : word.pos == NULL ? "-"
                                          : word.pos);
        CHECK_STR(buf_text(&got), analyses[i].words, analyses[i].analysis);
    }
    buf_dispose(&lemma);
    buf_dispose(&got);
}

static const struct {
    const char *text;
    bool is_form;
} texts[] = {
    { "gatto", true },    { "dell'", true },        { "dell’", false },
    { "tant´", false },   { "он", true },           { "...", false },
    { "", false },        { "caf\xe9", false },     { "siglos XVI y XVII", false },
    { "Luis XIV", true }, { "lector de CD", true }, { "vitamina C", true },
};

static void test_texts(void)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(texts); i++)
        CHECK_INT(apertium_is_form(str_of(texts[i].text)), texts[i].is_form, texts[i].text);
}

/* --- transducers --- */

static enum err list_way(void *ctx, struct str in, struct str out)
{
    buf_printf(ctx, "%.*s>%.*s;", STR_ARG(in), STR_ARG(out));
    return OK;
}

static const struct {
    const char *name, *text, *ways; /* WAYS NULL: refused, by parsing or walking */
} transducers[] = {
    { "one arc", "0\t1\ta\tb\t0.0\t\n1\t0.0\n", "a>b;" },
    { "no weights", "0\t1\ta\tb\n1\n", "a>b;" },
    { "epsilon and tag", "0\t1\ta\tε\n1\t2\tε\t<n>\n2\n", "a><n>;" },
    { "two branches in order", "0\t1\tb\tb\n0\t1\ta\ta\n1\n", "b>b;a>a;" },
    { "final on the way", "0\t1\ta\ta\n1\t2\tb\tb\n1\n2\n", "a>a;ab>ab;" },
    { "two transducers", "0\t1\ta\ta\n1\n--\n0\t1\tb\tb\n1\n", "a>a;b>b;" },
    { "the start is the first state", "3\t1\ta\ta\n1\t0\n\n\n", "a>a;" },
    { "a space", "0\t1\t \t \t0.0\n1\t0.0\n", " > ;" },
    { "digits", "0\t1\t1\t1\n0\t1\ta\ta\n1\n", "a>a;" },
    { "a loop", "0\t1\ta\ta\n1\t1\tb\tb\n1\n0\t2\tc\tc\n2\n", "c>c;" },
    { "a cycle of two", "0\t1\ta\ta\n1\t2\tb\tb\n2\t1\tb\tb\n2\n0\t3\tc\tc\n3\n", "c>c;" },
    { "words before a cycle", "0\t1\ta\ta\n1\n1\t2\tb\tb\n2\t2\tb\tb\n2\n", "a>a;" },
    { "an end shared with a cycle",
      "0\t1\ta\ta\n1\t1\tb\tb\n1\t2\tc\tc\n0\t3\td\td\n3\t2\te\te\n2\n", "de>de;" },
    { "no end", "0\t1\ta\ta\n", "" },
    { "nothing", "", NULL },
    { "three fields", "0\t1\ta\n", NULL },
    { "no number", "x\t1\ta\ta\n", NULL },
    { "a negative number", "0\t-1\ta\ta\n", NULL },
    { "a state past all lines", "0\t9\ta\ta\n1\n", NULL },
    { "a state of 40 digits", "0\t1000000000000000000000000000000000000000\ta\ta\n", NULL },
    { "no symbol", "0\t1\t\ta\n1\n", NULL },
};

static void test_transducers(void)
{
    struct buf ways;
    size_t i;

    buf_init(&ways, 10000);
    for (i = 0; i < ARRAY_LEN(transducers); i++) {
        const char *text = transducers[i].text, *name = transducers[i].name;
        struct att *att = NULL;
        enum err rc = att_parse(&att, (const uint8_t *)text, strlen(text), name);

        buf_clear(&ways);
        if (rc == OK)
            rc = att_expand(att, STEPS_MAX, name, list_way, &ways);
        CHECK_INT(rc, transducers[i].ways != NULL ? OK : ERR_FORMAT, name);
        if (rc == OK)
            CHECK_STR(buf_text(&ways), transducers[i].ways, name);
        else
            CHECK(strncmp(err_message(), name, strlen(name)) == 0, "%s: \"%s\"", name,
                  err_message());
        att_free(att);
    }
    buf_dispose(&ways);
}

static enum err count_way(void *ctx, struct str in, struct str out)
{
    size_t *count = ctx;

    (void)in;
    (void)out;
    ++*count;
    return OK;
}

/* N arcs side by side, M times over: N^M ways in few lines. */
static struct att *diamonds(struct buf *text, int m)
{
    struct att *att = NULL;
    int i;

    for (i = 0; i < m; i++)
        buf_printf(text, "%d\t%d\ta\ta\n%d\t%d\tb\tb\n", i, i + 1, i, i + 1);
    buf_printf(text, "%d\n", m);
    CHECK(att_parse(&att, (const uint8_t *)text->data, text->len, "diamonds") == OK, "%s",
          err_message());
    return att;
}

static void test_bounds(void)
{
    struct buf text;
    struct att *att;
    size_t count = 0;

    buf_init(&text, 1 << 20);
    att = diamonds(&text, 10);
    CHECK_INT(att_expand(att, STEPS_MAX, "ten", count_way, &count), OK, "ten");
    CHECK_INT(count, 1024, "ten");
    att_free(att);

    buf_clear(&text);
    att = diamonds(&text, 60);
    CHECK_INT(att_expand(att, STEPS_MAX, "sixty", count_way, &count), ERR_LIMIT, "sixty");
    att_free(att);

    buf_clear(&text);
    count = 0;
    for (int i = 0; i < ATT_TEXT_MAX + 10; i++)
        buf_printf(&text, "%d\t%d\ta\ta\n%d\n", i, i + 1, i + 1);
    CHECK_INT(att_parse(&att, (const uint8_t *)text.data, text.len, "long"), OK, "long");
    CHECK_INT(att_expand(att, STEPS_MAX, "long", count_way, &count), OK, "long");
    CHECK(count > ATT_TEXT_MAX - 10 && count <= ATT_TEXT_MAX, "long: %zu ways", count);
    att_free(att);
    buf_dispose(&text);
}

/* --- whole dictionaries --- */

static void read_data(struct buf *out, const char *name)
{
    char *path = file_join(DATA, name);

    buf_init(out, 1 << 20);
    CHECK(file_read(out, path) == OK, "%s", err_message());
    free(path);
}

static enum err list_form(void *ctx, struct str form, struct str lemma, const char *pos)
{
    buf_printf(ctx, "%.*s %.*s %s\n", STR_ARG(form), STR_ARG(lemma), pos != NULL ? pos : "-");
    return OK;
}

/* Closed classes and auxiliaries first, then the rest. */
static const char want_forms[] = "sono essere verb\n"
                                 "dell' di prep\n"
                                 "gli il art\n"
                                 "in bocca al lupo in bocca al lupo noun\n"
                                 "fare fare verb\n"
                                 "farne fare verb\n"
                                 "facendo fare verb\n"
                                 "fa fare verb\n"
                                 "alti alto noun\n"
                                 "gatto gatto noun\n"
                                 "gatti gatto noun\n"
                                 "sono sonare verb\n"
                                 "porta fuori portare fuori verb\n"
                                 "Roma Roma name\n";

static void test_forms(void)
{
    struct buf text, got;

    read_data(&text, "ita.att");
    buf_init(&got, 10000);
    CHECK_INT(apertium_forms(buf_str(&text), STEPS_MAX, "ita", list_form, &got), OK, "ita");
    CHECK_STR(buf_text(&got), want_forms, "ita");
    CHECK_INT(apertium_forms(buf_str(&text), 20, "ita", list_form, &got), ERR_LIMIT, "ita");
    buf_dispose(&text);
    buf_dispose(&got);
}

static const struct {
    const char *name, *text;
} small_analysers[] = {
    { "dá-mo dar verb\n", "0\t1\tdá-mo\tdar\n1\t2\tε\t<vblex>\n2\t3\tε\t+o<prn>\n3\n" },
    { "", "0\t1\tdá-mo\tdar\n1\t2\tε\t<vblex>\n2\t3\tε\t+me<prn>+o<prn>\n3\n" },
    { "dámelo dar verb\n", "0\t1\tdámelo\tdar\n1\t2\tε\t<vblex>\n2\t3\tε\t+me<prn>+lo<prn>\n3\n" },
    { "I'm be verb\n", "0\t1\tI'm\tprpers<prn>\n1\t2\tε\t+be<vbser>\n2\n" },
};

static void test_small_analysers(void)
{
    struct buf got;
    size_t i;

    buf_init(&got, 10000);
    for (i = 0; i < ARRAY_LEN(small_analysers); i++) {
        buf_clear(&got);
        CHECK_INT(
            apertium_forms(str_of(small_analysers[i].text), STEPS_MAX, "small", list_form, &got),
            OK, small_analysers[i].name);
        CHECK_STR(buf_text(&got), small_analysers[i].name, small_analysers[i].text);
    }
    buf_dispose(&got);
}

static enum err list_entry(void *ctx, const struct entry *entry)
{
    buf_printf(ctx, "%s|%s|%s|%s|%s\n", entry->headword, entry->pos != NULL ? entry->pos : "-",
               entry->grammar != NULL ? entry->grammar : "-", entry->via != NULL ? entry->via : "-",
               entry->senses[0].gloss);
    return OK;
}

static const char want_direct[] = "Roma|name|-|-|Rome\n"
                                  "agafar|verb|-|-|seize, take, grab\n"
                                  "bonic|adj|-|-|nice\n"
                                  "casa|noun|fem|-|house\n"
                                  "llum|noun|masc, fem|-|light, lamp\n"
                                  "prendre|verb|-|-|catch, take\n"
                                  "sort|adv|-|-|good luck\n"
                                  "sort|noun|fem|-|luck\n"
                                  "tisores|noun|fem|-|scissors\n"
                                  "treure|verb|-|-|take out\n";

/* Two words of the pivot lead to "take", so it is first; "luce" is the feminine "llum";
 * "casa" has the pivot's gender. */
static const char want_pivot[] = "Roma|name|-|ca|Rome\n"
                                 "bello|adj|-|ca|nice\n"
                                 "casa|noun|fem|ca|house\n"
                                 "forbici|noun|fem, pl|ca|scissors\n"
                                 "in bocca al lupo|adv|-|ca|good luck\n"
                                 "luce|noun|fem|ca|light\n"
                                 "portare fuori|verb|-|ca|take out\n"
                                 "prendere|verb|-|ca|take, catch, seize, grab\n"
                                 "sort|noun|fem|ca|luck\n";

static void test_entries(void)
{
    struct buf first, second, got;
    struct apertium_pair pair = { .name = "pair" };

    read_data(&first, "ita-cat.att");
    read_data(&second, "cat-eng.att");
    buf_init(&got, 10000);
    pair.text = buf_str(&second);
    CHECK_INT(apertium_entries(&pair, STEPS_MAX, list_entry, &got, NULL), OK, "direct");
    CHECK_STR(buf_text(&got), want_direct, "direct");

    buf_clear(&got);
    pair = (struct apertium_pair){ buf_str(&first), buf_str(&second), "ca", "pair" };
    CHECK_INT(apertium_entries(&pair, STEPS_MAX, list_entry, &got, NULL), OK, "pivot");
    CHECK_STR(buf_text(&got), want_pivot, "pivot");

    pair.with = str_of("damaged");
    CHECK_INT(apertium_entries(&pair, STEPS_MAX, list_entry, &got, NULL), ERR_FORMAT, "damaged");
    buf_dispose(&first);
    buf_dispose(&second);
    buf_dispose(&got);
}

/* A word that means thirty things says eight of them. */
static void test_fan_out(void)
{
    struct buf text, got;
    struct apertium_pair pair = { .name = "fan" };
    int i, commas = 0;
    size_t at;

    buf_init(&text, 10000);
    buf_init(&got, 10000);
    for (i = 0; i < 30; i++)
        buf_printf(&text, "0\t1\tfer<n>\tgloss%c%c<n>\n", 'a' + i / 10, 'a' + i % 10);
    buf_adds(&text, "1\n");
    pair.text = buf_str(&text);
    CHECK_INT(apertium_entries(&pair, STEPS_MAX, list_entry, &got, NULL), OK, "fan-out");
    for (at = 0; at < got.len; at++)
        commas += got.data[at] == ',';
    CHECK_INT(commas, APERTIUM_GLOSSES_MAX - 1, "fan-out");
    CHECK(strstr(buf_text(&got), "|glossaa, glossab, ") != NULL, "order: %s", buf_text(&got));
    buf_dispose(&text);
    buf_dispose(&got);
}

static bool stop_at_once(void *ctx, const char *what, uint64_t done, uint64_t total)
{
    (void)ctx;
    (void)what;
    return done > total;
}

static void test_stop(void)
{
    const struct progress progress = { stop_at_once, NULL };
    struct buf text, got;
    struct apertium_pair pair = { .name = "pair" };

    read_data(&text, "cat-eng.att");
    buf_init(&got, 10000);
    pair.text = buf_str(&text);
    CHECK_INT(apertium_entries(&pair, STEPS_MAX, list_entry, &got, &progress), ERR_CANCELLED,
              "stop");
    CHECK_INT(got.len, 0, "stop");
    buf_dispose(&text);
    buf_dispose(&got);
}

int main(void)
{
    test_words();
    test_texts();
    test_transducers();
    test_bounds();
    test_forms();
    test_small_analysers();
    test_entries();
    test_fan_out();
    test_stop();
    return check_done();
}
