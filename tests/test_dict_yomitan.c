/* Yomitan's dictionaries: what each kind of row becomes, and a whole one from its zip to
 * the shelf. */

#include "dict/yomitan.h"

#include <ftw.h>
#include <unistd.h>

#include "dict/base/mem.h"
#include "dict/import.h"
#include "dict/base/text.h"
#include "dict/shelf.h"
#include "tests/made_archive.h"

/* --- what is found, as text --- */

static enum err print_entry(void *ctx, const struct entry *entry, int64_t weight)
{
    struct buf *out = ctx, stored, printed;
    struct entry back = { .headword = entry->headword };
    struct arena *arena = arena_new();

    buf_init(&stored, 1 << 20);
    buf_init(&printed, 1 << 20);
    entry_encode(&stored, entry);
    entry_decode(&back, arena, buf_str(&stored));
    entry_print(&printed, &back);
    buf_printf(out, "%s", entry->headword);
    if (entry->reading != NULL)
        buf_printf(out, "【%s】", entry->reading);
    buf_printf(out, " %lld\n%s%s", (long long)weight, buf_text(&printed),
               printed.len > 0 ? "\n" : "");
    buf_dispose(&stored);
    buf_dispose(&printed);
    arena_free(arena);
    return OK;
}

static enum err print_form(void *ctx, struct str form, struct str lemma, const char *pos,
                           int64_t weight)
{
    (void)weight;
    buf_printf(ctx, "%.*s > %.*s %s\n", STR_ARG(form), STR_ARG(lemma), pos != NULL ? pos : "?");
    return OK;
}

static enum err print_frequency(void *ctx, struct str headword, int64_t value)
{
    buf_printf(ctx, "%.*s # %lld\n", STR_ARG(headword), (long long)value);
    return OK;
}

static const char tags[] =
    "[[\"P\",\"popular\",0,\"popular term\",10],"
    "[\"comp\",\"field\",0,\"computing\",0],"
    "[\"arch\",\"archaism\",0,\"a word that nobody has used for a hundred years\",-5]]";

static enum err read_all(struct buf *out, int format, const char *terms, const char *metas)
{
    const struct yomitan_index index = { .title = "x", .format = format, .lang = "ja" };
    const struct yomitan_sink sink = { print_entry, print_form, print_frequency, out };
    struct yomitan *yomitan = yomitan_new(&index, &sink);
    enum err rc = yomitan_read_tags(yomitan, str_of(tags), "tags");

    if (rc == OK && terms != NULL)
        rc = yomitan_read_terms(yomitan, str_of(terms), "terms");
    if (rc == OK && metas != NULL)
        rc = yomitan_read_metas(yomitan, str_of(metas), "metas");
    if (rc == OK)
        rc = yomitan_finish(yomitan);
    yomitan_free(yomitan);
    return rc;
}

/* --- terms --- */

#define SC(content) "{\"type\":\"structured-content\",\"content\":" content "}"
#define ROW(glosses) "[[\"x\",\"\",\"\",\"\",0,[" glosses "],0,\"\"]]"
#define NAMED(name, content) \
    "{\"tag\":\"div\",\"data\":{\"content\":\"" name "\"},\"content\":" content "}"
#define LI(content) "{\"tag\":\"li\",\"content\":" content "}"

static const struct {
    const char *name, *bank, *want;
} terms[] = {
    { "texts", ROW("\"to eat\",\"to live on\""), "x 0\nto eat; to live on\n" },
    { "long texts",
      ROW("\"a text that is so long that it must be a definition of the word\","
          "\"and another of them, which is a sense of its own then\""),
      "x 0\n1. a text that is so long that it must be a definition of the word\n"
      "2. and another of them, which is a sense of its own then\n" },
    { "lines of a text", ROW("\"one\\n two\""), "x 0\none two\n" },
    { "a text object", ROW("{\"type\":\"text\",\"text\":\"one\"}"), "x 0\none\n" },
    { "a picture alone", ROW("{\"type\":\"image\",\"path\":\"a.png\"}"), "" },
    { "a reading", "[[\"犬\",\"いぬ\",\"n\",\"\",0,[\"dog\"],0,\"\"]]",
      "犬【いぬ】 0\nnoun\ndog\nいぬ > 犬 noun\n" },
    { "usually in kana", "[[\"犬\",\"いぬ\",\"n uk\",\"\",0,[\"dog\"],0,\"\"]]",
      "犬【いぬ】 0\nnoun\n[uk] dog\nいぬ 0\nnoun\n[uk] dog\n= 犬\n" },
    { "tags and rules", "[[\"打つ\",\"打つ\",\"1 v5t vt comp\",\"v5\",3,[\"type\"],0,\"P\"]]",
      "打つ 13\nverb (v5, trans)\n[computing] type\n" },
    { "other classes",
      "[[\"a\",\"\",\"vs-i\",\"vs\",0,[\"x\"],0,\"\"],[\"b\",\"\",\"adj-i\",\"adj-i\",0,[\"x\"],0,"
      "\"\"],"
      "[\"c\",\"\",\"\",\"vk\",0,[\"x\"],0,\"\"],[\"d\",\"\",\"\",\"vz n\",0,[\"x\"],0,\"\"],"
      "[\"e\",\"\",\"pn\",\"\",0,[\"x\"],0,\"\"],[\"f\",\"\",\"adj-na "
      "adv\",\"\",0,[\"x\"],0,\"\"]]",
      "a 0\nverb (vs)\nx\nb 0\nadj (adj-i)\nx\nc 0\n(vk)\nx\nd 0\n(vz)\nx\ne 0\npron\nx\n"
      "f 0\nadj (adj-na, adv)\nx\n" },
    { "a long note", "[[\"x\",\"\",\"n arch\",\"\",0,[\"y\"],0,\"\"]]", "x -5\nnoun\n[arch] y\n" },
    { "rows of one word",
      "[[\"x\",\"\",\"1 n\",\"\",1,[\"a\"],7,\"\"],[\"x\",\"\",\"2 n comp\",\"\",0,[\"b\"],7,\"\"],"
      "[\"x\",\"\",\"n\",\"\",0,[\"c\"],8,\"\"]]",
      "x 1\nnoun\n1. a\n2. [computing] b\nx 0\nnoun\nc\n" },
    { "inflected", ROW("[\"y\",[\"past\"]]"), "x > y ?\n" },
    { "inflected and more", ROW("\"g\",[\"y\",[\"past\"]]"), "x > y ?\nx 0\ng\n" },
    { "a list in order", ROW(SC("{\"tag\":\"ol\",\"content\":[" LI("\"a\"") "," LI("\"b\"") "]}")),
      "x 0\n1. a\n2. b\n" },
    { "a list", ROW(SC("{\"tag\":\"ul\",\"content\":[" LI("\"a\"") "," LI("\"b\"") "]}")),
      "x 0\na; b\n" },
    { "lists in lists",
      ROW(SC("{\"tag\":\"ol\",\"content\":" LI(
          "[\"a\",{\"tag\":\"ol\",\"content\":" LI("\"b\"") "}]") "}")),
      "x 0\n1. a\n2. b\n" },
    { "a table",
      ROW(SC("{\"tag\":\"table\",\"content\":[{\"tag\":\"tr\",\"content\":[{\"tag\":\"th\","
             "\"content\":\"a\"},{\"tag\":\"td\",\"content\":\"b\"}]},{\"tag\":\"tr\",\"content\":"
             "{\"tag\":\"td\",\"content\":\"c\"}}]}")),
      "x 0\na b; c\n" },
    { "a ruby and a link",
      ROW(SC("[\"see \",{\"tag\":\"a\",\"href\":\"?query=y\",\"content\":{\"tag\":\"ruby\","
             "\"content\":[\"食\",{\"tag\":\"rp\",\"content\":\"(\"},{\"tag\":\"rt\",\"content\":"
             "\"た\"}]}},\" there\"]")),
      "x 0\nsee 食 there\n" },
    { "lines", ROW(SC("[\"a.\",{\"tag\":\"br\"},\"b\",{\"tag\":\"br\"},\"c\"]")),
      "x 0\na. b; c\n" },
    { "an example by its languages",
      ROW(SC("[\"g\"," NAMED("examples",
                             "[{\"tag\":\"li\",\"lang\":\"ja\",\"content\":\"一\"},"
                             "{\"tag\":\"li\",\"lang\":\"en\",\"content\":\"one\"},"
                             "{\"tag\":\"li\",\"lang\":\"ja\",\"content\":\"二\"}]") "]")),
      "x 0\ng\n   一 - one\n   二\n" },
    { "an example without names", ROW(SC("[\"g\"," NAMED("example-sentence", "\"一\"") "]")),
      "x 0\ng\n   一\n" },
    { "as kaikki-to-yomitan has it",
      ROW(SC("[" NAMED(
          "preamble",
          "\"Etymology\"") ",{\"tag\":\"ol\",\"data\":{\"content\":"
                           "\"glosses\"},\"content\":" LI("[" NAMED(
                               "tags",
                               "{\"tag\":\"span\",\"data\":{"
                               "\"content\":\"tag\"},\"content\":"
                               "\"rare\"}") ",\"house\",{\"tag\":"
                                            "\"details\","
                                            "\"data\":{\"content\":"
                                            "\"details-entry-examples\"},"
                                            "\"content\":[{\"tag\":"
                                            "\"summary\","
                                            "\"content\":\"1 "
                                            "example\"}," NAMED(
                                                "example-"
                                                "sentence",
                                                "[" NAMED("example-sentence-a", "\"la casa\"") "," NAMED(
                                                    "examp"
                                                    "le-"
                                                    "sente"
                                                    "nce-"
                                                    "b",
                                                    "\"the"
                                                    " hous"
                                                    "e\"") "]") "]}]") "}," NAMED("backlink",
                                                                                  "\"Wiktionary"
                                                                                  "\"") "]")),
      "x 0\n[rare] house\n   la casa - the house\n" },
    { "notes, labels, antonyms",
      ROW(SC("[" NAMED("misc-info", "\"slang\"") ",\"g\"," NAMED(
          "sense-note",
          "[" NAMED(
              "sense-note-label",
              "\"Note\"") ",\"only so\"]") "," NAMED("antonym",
                                                     "{\"tag\":\"a\",\"content\":\"y\"}") "]")),
      "x 0\n[slang] g (only so)\n≠ y\n" },
    { "no glosses", "[[\"x\",\"\",\"n\",\"\",0,[],0,\"\"]]", "" },
    { "rows of other shapes",
      "[[],[1,2],[\"\"],[\"x\",7,7,7,\"y\",7,7,7],[\"x\",\"\",\"\",\"\",0,"
      "[null,1,{\"type\":1}],0,\"\"]]",
      "" },
};

static void test_terms(void)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(terms); i++) {
        struct buf out;

        buf_init(&out, 1 << 20);
        CHECK(read_all(&out, 3, terms[i].bank, NULL) == OK, "%s: %s", terms[i].name, err_message());
        CHECK_STR(buf_text(&out), terms[i].want, terms[i].name);
        buf_dispose(&out);
    }
}

static void test_format_1(void)
{
    struct buf out;

    buf_init(&out, 1000);
    CHECK_INT(read_all(&out, 1, "[[\"犬\",\"いぬ\",\"n\",\"\",0,\"dog\",\"hound\"]]", NULL), OK,
              "format 1");
    CHECK_STR(buf_text(&out), "犬【いぬ】 0\nnoun\ndog; hound\nいぬ > 犬 noun\n", "format 1");
    buf_dispose(&out);
}

/* --- frequencies and pronunciation --- */

static const struct {
    const char *row, *want;
} metas[] = {
    { "[\"x\",\"freq\",12]", "x # 12\n" },
    { "[\"x\",\"freq\",\"#12 of 300\"]", "x # 12\n" },
    { "[\"x\",\"freq\",\"1,234\"]", "x # 1234\n" },
    { "[\"x\",\"freq\",{\"value\":12,\"displayValue\":\"twelve\"}]", "x # 12\n" },
    { "[\"x\",\"freq\",{\"displayValue\":\"12\"}]", "x # 12\n" },
    { "[\"x\",\"freq\",{\"reading\":\"y\",\"frequency\":12}]", "x # 12\n" },
    { "[\"x\",\"freq\",{\"reading\":\"y\",\"frequency\":\"12\"}]", "x # 12\n" },
    { "[\"x\",\"freq\",{\"reading\":\"y\",\"frequency\":{\"value\":12}}]", "x # 12\n" },
    { "[\"x\",\"freq\",{\"reading\":\"y\",\"frequency\":{\"value\":9,\"displayValue\":\"9㋕\"}}]",
      "y # 9\n" },
    { "[\"x\",\"freq\",-1]", "" },
    { "[\"x\",\"freq\",1e300]", "" },
    { "[\"x\",\"freq\",\"many\"]", "" },
    { "[\"x\",\"freq\",\"99999999999999999999999\"]", "x # 9999999999999\n" },
    { "[\"x\",\"freq\",null]", "" },
    { "[\"x\",\"freq\"]", "" },
    { "[\"x\",\"pitch\",{\"reading\":\"えっくす\",\"pitches\":[{\"position\":2},{\"position\":"
      "\"HL\"}]}]",
      "x【えっくす [2] [HL]】 0\n" },
    { "[\"x\",\"pitch\",{\"reading\":\"y\",\"pitches\":[]}]", "" },
    { "[\"x\",\"ipa\",{\"reading\":\"x\",\"transcriptions\":[{\"ipa\":\"/eks/\"}]}]",
      "x 0\n/eks/\n" },
    { "[\"x\",\"ipa\",{\"reading\":\"x\"}]", "" },
    { "[\"x\",\"colour\",1]", "" },
};

static void test_metas(void)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(metas); i++) {
        struct buf bank, out;

        buf_init(&bank, 1000);
        buf_init(&out, 1000);
        buf_printf(&bank, "[%s]", metas[i].row);
        CHECK_INT(read_all(&out, 3, NULL, buf_text(&bank)), OK, metas[i].row);
        CHECK_STR(buf_text(&out), metas[i].want, metas[i].row);
        buf_dispose(&bank);
        buf_dispose(&out);
    }
}

/* --- damage --- */

static void test_damage(void)
{
    static const struct {
        const char *bank, *says;
    } rows[] = {
        { "", "terms: line 1: row 1" },
        { "{}", "terms: line 1: row 1" },
        { "[", "terms: line 1: row 1" },
        { "[\n[\"x\"],\n[\"y\"", "terms: line 3: row 2" },
        { "[[\"x\"]] []", "row 2" },
        { "[[\"x\"],]", "row 2" },
        { "[[\"x\"] [\"y\"]]", "terms: row 1: its text" },
        { "[[\"x\"],[tru]]", "terms: row 2: its text" },
        { "[[\"x\"],\"y\"]", "terms: row 2" },
        { "[[\"x\"],{\"a\":1}]", "terms: row 2: it is no list" },
        { "[[\"x", "row 1" },
        { "[[\"x\\\"]", "row 1" },
    };
    struct buf out;
    size_t i;

    buf_init(&out, 1 << 20);
    for (i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK_INT(read_all(&out, 3, rows[i].bank, NULL), ERR_FORMAT, rows[i].bank);
        CHECK(strstr(err_message(), rows[i].says) != NULL, "%s: said \"%s\"", rows[i].bank,
              err_message());
    }
    buf_dispose(&out);
}

/* DEPTH levels of BEFORE and AFTER around a text, as the only gloss. */
static enum err read_nested(struct buf *out, const char *before, const char *after, int depth)
{
    struct buf bank;
    enum err rc;
    int i;

    buf_init(&bank, 1 << 20);
    buf_adds(&bank, "[[\"x\",\"\",\"\",\"\",0,[{\"type\":\"structured-content\",\"content\":");
    for (i = 0; i < depth; i++)
        buf_adds(&bank, before);
    buf_adds(&bank, "\"deep\"");
    for (i = 0; i < depth; i++)
        buf_adds(&bank, after);
    buf_adds(&bank, "}],0,\"\"]]");
    rc = read_all(out, 3, buf_text(&bank), NULL);
    buf_dispose(&bank);
    return rc;
}

static void test_depth(void)
{
    struct buf out;

    buf_init(&out, 1 << 20);
    CHECK_INT(read_nested(&out, "[", "]", 10000), ERR_FORMAT, "10,000 deep");
    CHECK(strstr(err_message(), "terms: row 1") != NULL && strchr(err_message(), '\n') == NULL,
          "said \"%s\"", err_message());
    CHECK_INT(read_nested(&out, "{\"tag\":\"div\",\"content\":", "}", 1000), OK, "1,000 deep");
    CHECK_STR(buf_text(&out), "", "1,000 deep: left out");
    CHECK_INT(read_nested(&out, "{\"tag\":\"div\",\"content\":", "}", 40), OK, "40 deep");
    CHECK_STR(buf_text(&out), "x 0\ndeep\n", "40 deep");
    buf_dispose(&out);
}

static void test_large_row(void)
{
    struct buf bank, out;

    buf_init(&bank, (size_t)16 << 20);
    buf_init(&out, 1000);
    buf_adds(&bank, "[[\"x\",\"");
    while (bank.len <= YOMITAN_ROW_MAX)
        buf_adds(&bank, "0123456789");
    buf_adds(&bank, "\"]]");
    CHECK_INT(read_all(&out, 3, buf_text(&bank), NULL), ERR_LIMIT, "a large row");
    buf_dispose(&bank);
    buf_dispose(&out);
}

static void test_index(void)
{
    static const struct {
        const char *text;
        enum err rc;
        const char *lang;
        enum frequency_kind kind;
    } rows[] = {
        { "{\"title\":\"t\",\"format\":3,\"sourceLanguage\":\"ja\"}", OK, "ja", FREQUENCY_RANK },
        { "{\"title\":\"t\",\"version\":1}", OK, "", FREQUENCY_RANK },
        { "{\"title\":\"t\",\"format\":3,\"frequencyMode\":\"occurrence-based\"}", OK, "",
          FREQUENCY_COUNT },
        { "{\"title\":\"t\",\"format\":4}", ERR_FORMAT, "", FREQUENCY_RANK },
        { "{\"title\":\"t\"}", ERR_FORMAT, "", FREQUENCY_RANK },
        { "{\"format\":3}", ERR_FORMAT, "", FREQUENCY_RANK },
        { "[]", ERR_FORMAT, "", FREQUENCY_RANK },
        { "{", ERR_FORMAT, "", FREQUENCY_RANK },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct yomitan_index index = { .title = "" };

        CHECK_INT(yomitan_parse_index(&index, str_of(rows[i].text), "index.json"), rows[i].rc,
                  rows[i].text);
        CHECK_STR(index.lang, rows[i].lang, rows[i].text);
        CHECK_INT(index.frequency_kind, rows[i].kind, rows[i].text);
    }
}

/* --- a whole one --- */

static char folder[] = "/tmp/wordloot-yomitan-XXXXXX";

/* The sample's files as a zip, the banks before the index; each byte of them is ours. */
static void zip_sample(const char *path)
{
    static const char *const names[] = { "term_meta_bank_1.json", "term_bank_1.json",
                                         "tag_bank_1.json", "index.json" };
    struct made_member members[ARRAY_LEN(names) + 1] = { { .name = "kanji_bank_1.json",
                                                           .text = "[]" } };
    struct buf texts[ARRAY_LEN(names)];
    size_t i;

    for (i = 0; i < ARRAY_LEN(names); i++) {
        char *from = xasprintf("%s/tests/data/yomitan/%s", WORDLOOT_SOURCE_DIR, names[i]);

        buf_init(&texts[i], 1 << 20);
        CHECK(file_read(&texts[i], from) == OK, "%s", err_message());
        members[i + 1] = (struct made_member){ .name = names[i], .text = buf_text(&texts[i]) };
        free(from);
    }
    made_archive(path, "zip", NULL, members, ARRAY_LEN(members));
    for (i = 0; i < ARRAY_LEN(names); i++)
        buf_dispose(&texts[i]);
}

static bool collect(void *ctx, struct str headword, struct str body)
{
    buf_printf(ctx, "%.*s\n%.*s", STR_ARG(headword), STR_ARG(body));
    return true;
}

static bool collect_form(void *ctx, const struct form *form)
{
    buf_printf(ctx, "%.*s > %.*s\n", STR_ARG(form->form), STR_ARG(form->lemma));
    return true;
}

static void check_found(struct compiled *compiled, const char *word, const char *want)
{
    struct buf got;
    char *fold = text_fold_dup(str_of(word));
    enum err rc;

    buf_init(&got, 100000);
    rc = compiled_find(compiled, str_of(fold), collect, &got);
    CHECK(rc == OK || rc == ERR_ABSENT, "%s: %s", word, err_message());
    forms_find(compiled_forms(compiled), str_of(fold), collect_form, &got);
    CHECK_STR(buf_text(&got), want, word);
    buf_dispose(&got);
    free(fold);
}

static void check_compiled(const char *path)
{
    struct compiled *compiled = NULL;

    if (!CHECK(compiled_open(&compiled, path) == OK, "%s", err_message()))
        return;
    CHECK_STR(compiled_meta(compiled)->title, "Little Japanese", "title");
    CHECK_STR(compiled_meta(compiled)->lang, "ja", "language");
    check_found(compiled, "食べる",
                "食べる\npverb\ngv1\nrたべる\nsto eat; to dine\nx朝に食べる。\n"
                "tI eat in the morning.\nsto live on\n>食う\n食べる\nrたべる [2]\n");
    check_found(compiled, "たべる", "たべる > 食べる\n");
    check_found(compiled, "食べた", "食べた > 食べる\n");
    /* What is usually written in kana, and is the likelier word, comes before the other. */
    check_found(compiled, "かける",
                "かける\npverb\ngv1, trans\nsto hang\nlword usually written using kana alone\nsto "
                "spend\nlcomputing\n=掛ける\n"
                "かける > 欠ける\n");
    CHECK_INT(compiled_frequency(compiled, str_of("食べる")), 120, "rank");
    CHECK_INT(compiled_frequency(compiled, str_of("欠ける")), 3000, "rank");
    CHECK_INT(compiled_frequency(compiled, str_of("かける")), 40, "rank of the kana");
    compiled_close(compiled);
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *place)
{
    (void)info;
    (void)type;
    (void)place;
    return remove(path);
}

static void test_shelf(void)
{
    char *zip = file_join(folder, "little.zip"), *other = file_join(folder, "other.zip");
    char *compiled = file_join(folder, "little.dict");
    static const struct made_member stranger = { .name = "readme.txt", .text = "x" };
    struct shelf *shelf = NULL;
    const char *name = "";

    zip_sample(zip);
    made_archive(other, "zip", NULL, &stranger, 1);
    CHECK(yomitan_import.probe(zip), "its own zip");
    CHECK(!yomitan_import.probe(other), "a zip of something else");
    if (CHECK(shelf_open(&shelf, WORDLOOT_SOURCE_DIR "/assets", folder, folder) == OK, "%s",
              err_message()))
        CHECK(shelf_add(shelf, zip, NULL, NULL, NULL, NULL, &name) == OK, "%s", err_message());
    CHECK_STR(name, "little", "name");
    check_compiled(compiled);
    shelf_close(shelf);
    free(zip);
    free(other);
    free(compiled);
}

int main(void)
{
    if (mkdtemp(folder) == NULL)
        return 1;
    test_terms();
    test_format_1();
    test_metas();
    test_damage();
    test_depth();
    test_large_row();
    test_index();
    test_shelf();
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    return check_done();
}
