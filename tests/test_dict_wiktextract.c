/* Wiktionary extracts: what each field of a line becomes, and whole files from the disk to
 * the shelf: good, compressed, damaged, of another language. */

#include "dict/wiktextract.h"

#include <ftw.h>
#include <unistd.h>

#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "dict/import.h"
#include "dict/shelf.h"
#include "tests/made_archive.h"

/* --- lines --- */

static enum err print_entry(void *ctx, const struct entry *entry)
{
    struct buf *out = ctx, stored, printed;
    struct entry back = { .headword = entry->headword };
    struct arena *arena = arena_new();

    buf_init(&stored, 1 << 20);
    buf_init(&printed, 1 << 20);
    entry_encode(&stored, entry);
    entry_decode(&back, arena, buf_str(&stored));
    entry_print(&printed, &back);
    buf_printf(out, "%s\n%s\n", entry->headword, buf_text(&printed));
    buf_dispose(&stored);
    buf_dispose(&printed);
    arena_free(arena);
    return OK;
}

static enum err print_form(void *ctx, struct str form, struct str lemma, const char *pos)
{
    buf_printf(ctx, "%.*s > %.*s %s\n", STR_ARG(form), STR_ARG(lemma), pos != NULL ? pos : "?");
    return OK;
}

#define WORD(pos, fields) "{\"word\":\"x\",\"lang_code\":\"it\",\"pos\":\"" pos "\"," fields "}"
#define SENSES(senses) "\"senses\":[" senses "]"
#define A_SENSE SENSES("{\"glosses\":[\"a\"]}")

static const struct {
    const char *name, *line;
    enum wiktextract_kind kind;
    const char *want;
} lines[] = {
    { "a gloss", WORD("noun", A_SENSE), WIKTEXTRACT_WORD, "x\nnoun\na\n" },
    { "nested glosses",
      WORD("noun", SENSES("{\"glosses\":[\"of ships\",\"a\"]},{\"glosses\":[\"b\"]}")),
      WIKTEXTRACT_WORD, "x\nnoun\n1. [of ships] a\n2. b\n" },
    { "a long gloss above",
      WORD("noun", SENSES("{\"glosses\":[\"a gloss that is longer than what fits in a label\","
                          "\"a\"]}")),
      WIKTEXTRACT_WORD, "x\nnoun\na\n" },
    { "the same twice", WORD("noun", SENSES("{\"glosses\":[\"a\"]},{\"glosses\":[\"a\"]}")),
      WIKTEXTRACT_WORD, "x\nnoun\na\n" },
    { "tags",
      WORD("verb", SENSES("{\"glosses\":[\"a\"],\"tags\":[\"transitive\",\"rare\",\"masculine\"],"
                          "\"topics\":[\"music\",\"arts\"]}")),
      WIKTEXTRACT_WORD, "x\nverb (masc)\n[trans, rare, music] a\n" },
    { "genders",
      WORD("noun", "\"tags\":[\"feminine\"]," SENSES("{\"glosses\":[\"a\"],\"tags\":[\"masculine\","
                                                     "\"feminine\"]}")),
      WIKTEXTRACT_WORD, "x\nnoun (fem, masc)\na\n" },
    { "parts of speech of its own", WORD("intj", A_SENSE), WIKTEXTRACT_WORD, "x\ninterj\na\n" },
    { "one that is none of ours", WORD("suffix", A_SENSE), WIKTEXTRACT_WORD, "x\n(suffix)\na\n" },
    { "a romanisation", WORD("romanization", A_SENSE), WIKTEXTRACT_WORD, "" },
    { "examples",
      WORD("noun",
           SENSES("{\"glosses\":[\"a\"],\"examples\":[{\"text\":\"un x\\nqui\",\"english\":"
                  "\"an x\"},{\"text\":\"due x\",\"translation\":\"two x\"},{\"text\":\"x\"},"
                  "{\"text\":\"a fourth\"},{\"ref\":\"y\"}]}")),
      WIKTEXTRACT_WORD, "x\nnoun\na\n   un x qui - an x\n   due x - two x\n   x\n" },
    { "how it is said", WORD("noun", "\"sounds\":[{\"audio\":\"y\"},{\"ipa\":\"[ks]\"}]," A_SENSE),
      WIKTEXTRACT_WORD, "x\nnoun /ks/\na\n" },
    { "references",
      WORD("noun",
           "\"synonyms\":[{\"word\":\"y\"},{\"word\":\"x\"}],\"related\":[{\"word\":\"w\"}],"
           "\"antonyms\":[{\"word\":\"z\"}]," SENSES("{\"glosses\":[\"a\"],\"synonyms\":"
                                                     "[{\"word\":\"v\"}]}")),
      WIKTEXTRACT_WORD, "x\nnoun\na\n= v, y\n≠ z\n→ w\n" },
    { "forms",
      WORD("noun",
           "\"forms\":[{\"form\":\"xs\",\"tags\":[\"plural\"]},{\"form\":\"-\"},{\"form\":"
           "\"x\"},{\"form\":\"ixs\",\"tags\":[\"romanization\"]},{\"form\":\"xes\"}]," A_SENSE),
      WIKTEXTRACT_WORD, "x\nnoun\na\nxs > x noun\nxes > x noun\n" },
    { "a form's page",
      WORD("verb", SENSES("{\"glosses\":[\"past of y\"],\"form_of\":[{\"word\":\"y\"}]},"
                          "{\"glosses\":[\"past of z\"],\"alt_of\":[{\"word\":\"z\"}]}")),
      WIKTEXTRACT_WORD, "x > y verb\nx > z verb\n" },
    { "a form and a word",
      WORD("noun", SENSES("{\"glosses\":[\"plural of y\"],\"form_of\":[{\"word\":\"y\"}]},"
                          "{\"glosses\":[\"a\"]}")),
      WIKTEXTRACT_WORD, "x > y noun\nx\nnoun\na\n" },
    { "a redirect", WORD("soft-redirect", "\"redirects\":[\"y\"]"), WIKTEXTRACT_WORD, "x > y ?\n" },
    { "no gloss", WORD("noun", SENSES("{\"tags\":[\"no-gloss\"]}")), WIKTEXTRACT_WORD, "" },
    { "fields of other kinds",
      WORD("noun", "\"forms\":7,\"sounds\":[1],\"tags\":\"y\",\"synonyms\":[[]]," SENSES(
                       "1,{\"glosses\":[2]},{\"glosses\":\"a\"}")),
      WIKTEXTRACT_WORD, "" },
    { "another language", "{\"lang_code\":\"fr\",\"word\":\"x\"," A_SENSE "}", WIKTEXTRACT_FOREIGN,
      "" },
    { "no language", "{\"word\":\"x\"," A_SENSE "}", WIKTEXTRACT_FOREIGN, "" },
    { "a translation's language",
      "{\"translations\":[{\"lang_code\":\"it\"}],\"lang_code\":\"fr\",\"word\":\"x\"}",
      WIKTEXTRACT_FOREIGN, "" },
    { "no word", "{\"lang_code\":\"it\"," A_SENSE "}", WIKTEXTRACT_WORD, "" },
    { "nothing of use is looked into", WORD("noun", "\"translations\":[tru]," A_SENSE),
      WIKTEXTRACT_WORD, "x\nnoun\na\n" },
    { "off in what is of use", WORD("noun", SENSES("tru")), WIKTEXTRACT_OFF, "" },
    { "cut short", "{\"word\":\"x\",\"lang_code\":\"it\",\"pos\":\"noun\",\"senses\":[{",
      WIKTEXTRACT_OFF, "" },
    { "no object", "[1]", WIKTEXTRACT_OFF, "" },
    { "no JSON", "word", WIKTEXTRACT_OFF, "" },
    { "more behind it", WORD("noun", A_SENSE) " {}", WIKTEXTRACT_OFF, "" },
    { "broken bytes", WORD("noun", SENSES("{\"glosses\":[\"\xff\"]}")), WIKTEXTRACT_OFF, "" },
};

static enum wiktextract_kind read_one(struct buf *out, const char *line)
{
    static struct entry_builder builder;
    const struct wiktextract_sink sink = { print_entry, print_form, out };
    enum wiktextract_kind kind = WIKTEXTRACT_OFF;

    CHECK(wiktextract_read(str_of(line), "it", &builder, &sink, &kind) == OK, "%s", err_message());
    return kind;
}

static void test_lines(void)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(lines); i++) {
        struct buf out;

        buf_init(&out, 1 << 20);
        CHECK_INT(read_one(&out, lines[i].line), lines[i].kind, lines[i].name);
        CHECK_STR(buf_text(&out), lines[i].want, lines[i].name);
        buf_dispose(&out);
    }
}

static void test_is_line(void)
{
    CHECK(wiktextract_is_line(str_of(WORD("noun", A_SENSE))), "a line");
    CHECK(!wiktextract_is_line(str_of("{\"word\":\"x\"}")), "another line of JSON");
    CHECK(!wiktextract_is_line(str_of("")), "nothing");
}

/* JSON that is nested deeply, and a line whose useful part is too large. */
static void test_depth_and_size(void)
{
    static const char head[] = "{\"word\":\"x\",\"lang_code\":\"it\",\"pos\":\"noun\",\"senses\":[";
    struct buf line, out;
    int i;

    buf_init(&line, (size_t)16 << 20);
    buf_init(&out, 1000);
    buf_adds(&line, head);
    for (i = 0; i < 10000; i++)
        buf_addc(&line, '[');
    for (i = 0; i < 10000; i++)
        buf_addc(&line, ']');
    buf_adds(&line, "]}");
    CHECK_INT(read_one(&out, buf_text(&line)), WIKTEXTRACT_OFF, "10,000 deep");
    CHECK(strstr(err_message(), "depth") != NULL, "said \"%s\"", err_message());
    buf_clear(&line);
    buf_adds(&line, head);
    while (line.len <= WIKTEXTRACT_PARSED_MAX)
        buf_adds(&line, "{\"glosses\":[\"a\"]},");
    buf_adds(&line, "{}]}");
    CHECK_INT(read_one(&out, buf_text(&line)), WIKTEXTRACT_OFF, "too large");
    buf_dispose(&line);
    buf_dispose(&out);
}

/* --- files --- */

static char folder[] = "/tmp/wordloot-kaikki-XXXXXX";

static void read_sample(struct buf *out)
{
    char *path =
        xasprintf("%s/tests/data/kaikki/kaikki.org-dictionary-Italian.jsonl", WORDLOOT_SOURCE_DIR);

    buf_init(out, 1 << 20);
    CHECK(file_read(out, path) == OK, "%s", err_message());
    free(path);
}

static bool collect(void *ctx, struct str headword, struct str body)
{
    buf_printf(ctx, "%.*s\n%.*s", STR_ARG(headword), STR_ARG(body));
    return true;
}

static bool collect_form(void *ctx, const struct form *form)
{
    buf_printf(ctx, "%.*s > %.*s %s\n", STR_ARG(form->form), STR_ARG(form->lemma),
               form->pos != NULL ? form->pos : "?");
    return true;
}

static void check_found(struct compiled *compiled, const char *word, const char *want)
{
    struct buf got;
    enum err rc;

    buf_init(&got, 100000);
    rc = compiled_find(compiled, str_of(word), collect, &got);
    CHECK(rc == OK || rc == ERR_ABSENT, "%s", err_message());
    forms_find(compiled_forms(compiled), str_of(word), collect_form, &got);
    CHECK_STR(buf_text(&got), want, word);
    buf_dispose(&got);
}

static void check_sample(const char *compiled_path)
{
    struct compiled *compiled = NULL;

    if (!CHECK(compiled_open(&compiled, compiled_path) == OK, "%s", err_message()))
        return;
    CHECK_STR(compiled_meta(compiled)->lang, "it", "language");
    CHECK_STR(compiled_meta(compiled)->gloss, "en", "glosses");
    check_found(compiled, "casa",
                "casa\npnoun\ngfem\niˈka.za\nshouse\nxVado a casa.\ntI am going home.\n"
                "shome (own house)\nlfig., architecture\n=abitazione\n>casale\n");
    check_found(compiled, "case", "case > casa noun\n");
    check_found(compiled, "vado", "vado > andare verb\n");
    check_found(compiled, "andarono", "andarono > andare verb\n");
    check_found(compiled, "essere", "");
    check_found(compiled, "maison", "");
    compiled_close(compiled);
}

/* The file NAME in the folder, put on a shelf of its own. */
static enum err add(const char *name, const char *lang, const char *gloss, const char **called)
{
    static char kept[128];
    char *path = file_join(folder, name), *listed = file_join(folder, "dictionaries.json");
    struct shelf *shelf = NULL;
    enum err rc = shelf_open(&shelf, WORDLOOT_SOURCE_DIR "/assets", folder, folder);

    if (rc == OK)
        rc = shelf_add(shelf, path, NULL, lang, gloss, NULL, called);
    if (rc == OK) {
        memcpy(kept, *called, strlen(*called) + 1);
        *called = kept;
    }
    shelf_close(shelf);
    unlink(listed);
    free(listed);
    free(path);
    return rc;
}

static void put(const char *name, const void *bytes, size_t len)
{
    char *path = file_join(folder, name);

    CHECK(file_write(path, bytes, len, 0600) == OK, "%s", err_message());
    free(path);
}

static void test_shelf(void)
{
    static const char *const filters[] = { NULL, "gzip", "xz", "zstd", "bzip2" };
    static const char *const names[] = {
        "kaikki.org-dictionary-Italian.jsonl",     "kaikki.org-dictionary-Italian.jsonl.gz",
        "kaikki.org-dictionary-Italian.jsonl.xz",  "kaikki.org-dictionary-Italian.jsonl.zst",
        "kaikki.org-dictionary-Italian.jsonl.bz2",
    };
    char *compiled = file_join(folder, "kaikki-italian.dict");
    struct buf text;
    size_t i;

    read_sample(&text);
    for (i = 0; i < ARRAY_LEN(names); i++) {
        const struct made_member member = { .name = "x", .text = buf_text(&text) };
        char *path = file_join(folder, names[i]);
        const char *called = "";

        made_archive(path, "raw", filters[i], &member, 1);
        CHECK(add(names[i], NULL, NULL, &called) == OK, "%s: %s", names[i], err_message());
        CHECK_STR(called, "kaikki-italian", names[i]);
        check_sample(compiled);
        unlink(compiled);
        free(path);
    }
    buf_dispose(&text);
    free(compiled);
}

static void test_guess(void)
{
    static const struct {
        const char *path, *name, *lang, *gloss;
    } rows[] = {
        { "/a/kaikki.org-dictionary-Italian.jsonl.gz", "kaikki-italian", "Italian", "en" },
        { "kaikki.org-dictionary-Japanese-words.jsonl", "kaikki-japanese", "Japanese", "en" },
        { "de-extract.jsonl.gz", "de-extract", "", "de" },
        { "mine.jsonl", "mine", "", "" },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct import_guess guess = { .name = "" };

        wiktextract_import.guess(&guess, rows[i].path, NULL);
        CHECK_STR(guess.name, rows[i].name, rows[i].path);
        CHECK_STR(guess.lang, rows[i].lang, rows[i].path);
        CHECK_STR(guess.gloss, rows[i].gloss, rows[i].path);
    }
}

/* A sample of GOOD lines and OFF others. */
static void put_lines(const char *name, int good, int off)
{
    struct buf text;
    int i;

    buf_init(&text, 1 << 20);
    for (i = 0; i < good; i++)
        buf_printf(&text,
                   "{\"word\":\"w%d\",\"lang_code\":\"it\",\"pos\":\"noun\",\"senses\":"
                   "[{\"glosses\":[\"g\"]}]}\n",
                   i);
    for (i = 0; i < off; i++)
        buf_adds(&text, "{\"word\":\n");
    put(name, buf_text(&text), text.len);
    buf_dispose(&text);
}

static void check_add(const char *name, const char *lang, enum err want, const char *says)
{
    const char *called = "";

    CHECK_INT(add(name, lang, "en", &called), want, name);
    CHECK(want == OK || strstr(err_message(), says) != NULL, "%s: said \"%s\"", name,
          err_message());
}

static void test_damage(void)
{
    static const char cut[] =
        "{\"word\":\"x\",\"lang_code\":\"it\",\"pos\":\"noun\",\"senses\":[]}\n"
        "{\"word\"";

    put_lines("few.jsonl", 200, 5);
    check_add("few.jsonl", "it", OK, "");
    put_lines("many.jsonl", 200, 10);
    check_add("many.jsonl", "it", ERR_FORMAT, "line 201: ");
    put_lines("very-many.jsonl", 200, 1000);
    check_add("very-many.jsonl", "it", ERR_FORMAT, "line 201: ");
    put_lines("foreign.jsonl", 20, 0);
    check_add("foreign.jsonl", "fr", ERR_FORMAT, "none of its 20 lines");
    put("cut.jsonl", cut, sizeof(cut) - 1);
    check_add("cut.jsonl", "it", ERR_FORMAT, "line 2: ");
    put("empty.jsonl", "", 0);
    check_add("empty.jsonl", "it", ERR_FORMAT, "no dictionary format");
    put("other.jsonl", "{\"a\":1}\n", 8);
    check_add("other.jsonl", "it", ERR_FORMAT, "no dictionary format");
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *place)
{
    (void)info;
    (void)type;
    (void)place;
    return remove(path);
}

int main(void)
{
    if (mkdtemp(folder) == NULL)
        return 1;
    test_lines();
    test_is_line();
    test_depth_and_size();
    test_shelf();
    test_guess();
    test_damage();
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    return check_done();
}
