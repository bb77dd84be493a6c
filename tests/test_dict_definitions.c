/* Definition dictionaries: dictd texts that are not FreeDict's, and thesauri, against
 * what a person reads. Entries of a word are set apart by a line "--". */

#include <stdlib.h>

#include "dict/mythes.h"
#include "dict/plain.h"
#include "tests/check.h"

struct row {
    const char *name, *text, *printed;
};

static const struct row plain_rows[] = {
    { "numbered, wrapped", "dog\n    n 1: a tame animal that\n         barks\n    2: a fellow\n",
      "dog: noun\n1. a tame animal that barks\n2. a fellow" },
    { "two parts of speech", "dog\n    n 1: an animal\n    v 1: follow closely\n",
      "dog: noun\nan animal\n--\ndog: verb\nfollow closely" },
    { "examples", "dog\n    v 1: follow; \"dog him\"; \"he dogs\n         her\"\n",
      "dog: verb\nfollow\n   dog him\n   he dogs her" },
    { "synonyms over two lines",
      "Dog\n    n 1: an animal [syn: {Dog},\n         {domestic dog}] [ant: {cat}]\n",
      "Dog: noun\nan animal\n= domestic dog\n≠ cat" },
    { "sound and grammar", "dog\n /dɔg/, n.,vt.\n\n    See {hound}.\n",
      "dog: noun (verb, trans) /dɔg/\nSee hound." },
    { "a path is no sound", "dog\n    /dev/null is a file.\n", "dog: /dev/null is a file." },
    { "paragraphs", "dog\n  A fault in a\n  program.\n\n  An insect.\n",
      "dog: 1. A fault in a program.\n2. An insect." },
    { "no line of the headword", "  An animal.\n", "dog: An animal." },
    { "nothing", "dog\n", "" },
    { "unclosed", "dog\n  a [syn: {b\n", "dog: a [syn: b" },
};

static const struct row mythes_rows[] = {
    { "synonyms", "UTF-8\na|1\n(prep.)|verso|presso\n", "a: prep\nverso, presso" },
    { "a definition", "UTF-8\nabbaio|1\n(s.m. L'abbaiare)|latrato\n",
      "abbaio: noun (masc)\nL'abbaiare (latrato)" },
    { "two parts of speech", "UTF-8\nalto|3\n(agg.)|elevato\n(agg. Di voce)|acuto\n(s.m.)|cima\n",
      "alto: adj\n1. elevato\n2. Di voce (acuto)\n--\nalto: noun (masc)\ncima" },
    { "a French one", "UTF-8\npuis|1\n(Adverbe)|ensuite\n", "puis: adv\nensuite" },
    { "a Russian one", "\xef\xbb\xbfUTF-8\nгора|1\n(антоним)|долина\n", "гора: [антоним] долина" },
    { "a German one, as it is written", "UTF-8\nessen|2\n-|Essen|Speise\n-|essen|(sich) laben\n",
      "Essen: Speise\n--\nessen: (sich) laben" },
    { "WordNet's remarks", "UTF-8\nrun|1\n(noun)|tally|score (generic term)|dash (similar term)\n",
      "run: noun\ntally, dash" },
    { "a byte a letter", "ISO8859-1\ncitt\xe0|1\n(s.f.)|urbe\n", "città: noun (fem)\nurbe" },
    { "no word, no sense", "UTF-8\n|1\n-|x\nb|1\n-|\n\nc|1\n-|d\n", "c: d" },
    { "line ends of another system", "UTF-8\r\nc|1\r\n-|d\r\n", "c: d" },
};

static enum err print(void *ctx, const struct entry *entry)
{
    struct buf *out = ctx, printed;
    struct entry back;
    struct arena *arena = arena_new();
    struct buf stored;

    buf_init(&stored, 100000);
    buf_init(&printed, 100000);
    entry_encode(&stored, entry);
    entry_decode(&back, arena, buf_str(&stored));
    entry_print(&printed, &back);
    buf_printf(out, "%s%s: %s", out->len > 0 ? "\n--\n" : "", entry->headword, buf_text(&printed));
    buf_dispose(&stored);
    buf_dispose(&printed);
    arena_free(arena);
    return OK;
}

static enum err stop(void *ctx, const struct entry *entry)
{
    (void)entry;
    ++*(int *)ctx;
    return err_set(ERR_LIMIT, "full");
}

static enum err parse_plain(const char *text, entry_sink found, void *ctx)
{
    static struct entry_builder builder;
    struct arena *arena = arena_new();
    enum err rc = plain_parse(&builder, arena, str_of("dog"), str_of(text), found, ctx);

    arena_free(arena);
    return rc;
}

static enum err parse_mythes(const char *text, entry_sink found, void *ctx)
{
    return mythes_parse((const uint8_t *)text, strlen(text), "th_xx.dat", found, ctx, NULL);
}

static void check_rows(const struct row *rows, size_t count,
                       enum err (*parse)(const char *text, entry_sink found, void *ctx))
{
    size_t i;

    for (i = 0; i < count; i++) {
        struct buf out;

        buf_init(&out, 100000);
        CHECK(parse(rows[i].text, print, &out) == OK, "%s: %s", rows[i].name, err_message());
        CHECK_STR(buf_text(&out), rows[i].printed, rows[i].name);
        buf_dispose(&out);
    }
}

/* What the taker of entries gives but OK ends the reading. */
static void test_stopped(void)
{
    int calls = 0;

    CHECK(parse_plain("dog\n    n 1: a\n    v 1: b\n", stop, &calls) == ERR_LIMIT, "plain");
    CHECK_INT(calls, 1, "plain");
    CHECK(parse_mythes("UTF-8\na|2\n(s.m.)|b\n(v.)|c\nd|1\n-|e\n", stop, &calls) == ERR_LIMIT,
          "mythes");
    CHECK_INT(calls, 2, "mythes");
}

int main(void)
{
    check_rows(plain_rows, ARRAY_LEN(plain_rows), parse_plain);
    check_rows(mythes_rows, ARRAY_LEN(mythes_rows), parse_mythes);
    test_stopped();
    return check_done();
}
