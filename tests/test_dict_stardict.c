/* StarDict: pieces of every type into entries, the three files, and whole dictionaries
 * good and damaged. */

#include "dict/stardict.h"

#include "tests/import_sample.h"

static const struct {
    const char *name;
    char type;
    const char *data, *want;
} pieces[] = {
    { "text", 'm', "house\nhome\nhouse", "1. house\n2. home" },
    { "numbers", 'm', "n.\n1. house\n2) home\n- at home", "noun\n1. house\n2. home\n   at home" },
    { "sound", 'm', "/ˈka.za/\nhouse", "/ˈka.za/\nhouse" },
    { "sound in brackets", 'm', "[kaza]\nhouse [big]", "/kaza/\nhouse [big]" },
    { "sound and marks", 'm', "(ca-za) s. f.\nhouse", "noun (fem) /ca-za/\nhouse" },
    { "the headword again", 'm', "casa\nhouse", "house" },
    { "a second part of speech", 'm', "n.\nhouse\nv.\nto marry",
      "noun\n1. house\n2. [v.] to marry" },
    { "Latin-1", 'l', "citt\xe0", "città" },
    { "UTF-8 locale", 'l', "città", "città" },
    { "Pango", 'g', "<b>house</b>\n<i>n.</i> home &amp; hearth",
      "1. house\n2. [n.] home & hearth" },
    { "sound alone", 't', "/kaza/", "/kaza/\n" },
    { "reading", 'y', "かさ", "\nreading かさ" },
    { "XDXF", 'x',
      "<k>casa</k>\n<tr>kaza</tr>\n<abr>s.f.</abr>\n<abr>arch.</abr> <dtrn>house</dtrn>"
      "<ex>una casa — a house</ex>\n<co>old</co>\n<kref>dimora</kref>",
      "noun (fem) /kaza/\n[arch.] house (old)\n   una casa - a house\n→ dimora" },
    { "HTML blocks", 'h', "<p>house</p><div>home<br>hearth</div>", "1. house\n2. home\n3. hearth" },
    { "HTML list", 'h', "<i>n.</i><ol><li>house</li><li><i>fig.</i> home</li></ol>",
      "noun\n1. house\n2. fig. home" },
    { "HTML numbers", 'h', "<b>1.</b> <i>s.</i> house<br><b>2.</b> home",
      "noun\n1. house\n2. home" },
    { "HTML example", 'h', "<p>house</p><span class=\"example\">a casa</span>",
      "house\n   a casa" },
    { "HTML link", 'h', "house, see <a href=\"bword://dimora\">dimora</a>",
      "house, see dimora\n→ dimora" },
    { "HTML link alone", 'h', "house<p><a href='bword://dimora'>dimora</a></p>",
      "house\n→ dimora" },
    { "HTML without text", 'h', "<style>p {}</style><script>x</script>house<img src=x>", "house" },
    { "HTML left open", 'h', "<b><i>house <p>home", "1. house\n2. home" },
    { "HTML white space", 'h', "big\n  house", "big house" },
    { "MediaWiki", 'w', "== casa ==\n# '''house''' [[home|hearth]]{{x}}\n#: ''a casa''",
      "house hearth\n   a casa" },
    { "PowerWord", 'k',
      "<CK><DC>casa</DC><CB>kaza</CB><DX>n.</DX><JX><![CDATA[&b{house}]]></JX></CK>",
      "noun /kaza/\nhouse" },
    { "WordNet", 'n', "<type>n</type><wordgroup><word>home</word></wordgroup><gloss>house</gloss>",
      "noun\nhouse\n= home" },
    { "resources", 'r', "img:pic/a.png", "" },
    { "sound file", 'W', "RIFF", "" },
    { "an unknown type", 'z', "x", "" },
    { "no type", '\0', "x", "" },
    { "nothing", 'h', "", "" },
    { "deep", 'h',
      "<b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b><b>"
      "<b><b><b><b><b><b><b><b><b><b><p>house</p></b></b>home",
      "househome" },
};

static void test_pieces(void)
{
    static struct entry_builder builder;
    struct buf out;
    size_t i;

    buf_init(&out, 10000);
    for (i = 0; i < ARRAY_LEN(pieces); i++) {
        struct arena *arena = arena_new();

        buf_clear(&out);
        entry_begin(&builder, arena);
        builder.entry.headword = "casa";
        stardict_read_field(&builder, pieces[i].type, str_of(pieces[i].data));
        entry_print(&out, &builder.entry);
        if (builder.entry.reading != NULL)
            buf_printf(&out, "\nreading %s", builder.entry.reading);
        if (pieces[i].type == 't')
            buf_addc(&out, '\n');
        CHECK_STR(buf_text(&out), pieces[i].want, pieces[i].name);
        arena_free(arena);
    }
    buf_dispose(&out);
}

static void test_fields(void)
{
    static const struct {
        const char *types, *bytes;
        size_t len;
        const char *want;
    } rows[] = {
        { "m", "house", 5, "m(house)" },
        { "tm", "kaza\0house", 10, "t(kaza)m(house)" },
        { "", "thi\0mho\0", 8, "t(hi)m(ho)" },
        { "", "W\0\0\0\2abmx", 9, "W(ab)m(x)" },
        { "Wm", "\0\0\0\2abx", 7, "W(ab)m(x)" },
        { "", "W\0\0\1\0ab", 7, "" },
        { "", "W\0\0", 3, "" },
        { "tm", "kaza", 4, "t(kaza)m()" },
        { "m", "", 0, "m()" },
        { "", "", 0, "" },
    };
    struct stardict_fields fields;
    struct str data;
    struct buf out;
    size_t i;
    char type;

    buf_init(&out, 1000);
    for (i = 0; i < ARRAY_LEN(rows); i++) {
        const struct stardict_info info = { str_of(""), str_of(rows[i].types), 4 };

        buf_clear(&out);
        fields = stardict_fields(&info, str_make(rows[i].bytes, rows[i].len));
        while (stardict_next_field(&fields, &type, &data))
            buf_printf(&out, "%c(%.*s)", type, STR_ARG(data));
        CHECK(str_is(buf_str(&out), rows[i].want), "row %zu: %s", i, buf_text(&out));
    }
    buf_dispose(&out);
}

static void test_sample(void)
{
    struct import_sample sample;
    char *path = sample_data("stardict/it-en.ifo");

    sample_open(&sample);
    if (CHECK(sample_add(&sample, path, NULL, NULL, NULL) == OK, "%s", err_message())) {
        CHECK_STR(compiled_meta(sample.compiled)->title, "A few words", "its title");
        CHECK_STR(compiled_meta(sample.compiled)->lang, "it", "its language by its name");
        CHECK_STR(compiled_meta(sample.compiled)->gloss, "en", "its glosses");
        CHECK_STR(sample_entries(&sample, "casa"),
                  "casa: noun (fem)\n1. fig. house, home\n2. household\n"
                  "   la casa reale - the royal house\n3. vedi dimora\n→ dimora",
                  "casa");
        CHECK_STR(sample_entries(&sample, "dimora"), "dimora: noun /diˈmɔra/\ndwelling & abode",
                  "dimora");
        CHECK_STR(sample_entries(&sample, "case"), "", "a synonym has no entry of its own");
        CHECK_STR(sample_lemmas(&sample, "case"), "casa -", "and leads to its headword");
    }
    sample_close(&sample);
    free(path);
}

/* A dictionary made of bytes: one word or none. */
struct made {
    const char *name, *info;
    const char *index;
    size_t index_len;
    const char *dict;
    const char *synonyms;
    size_t synonyms_len;
};

static enum err add_made(struct import_sample *sample, const struct made *made)
{
    enum err rc;
    char *path;

    free(sample_put(sample, "made.idx", made->index, made->index_len));
    free(sample_put(sample, "made.dict", made->dict, strlen(made->dict)));
    free(sample_put(sample, "made.syn", made->synonyms, made->synonyms_len));
    path = sample_put(sample, "made.ifo", made->info, strlen(made->info));
    rc = sample_add(sample, path, NULL, "it", "en");
    free(path);
    return rc;
}

#define IFO "StarDict's dict ifo file\n"

static void test_64_bit_offsets(void)
{
    static const char index[] = "casa\0\0\0\0\0\0\0\0\1\0\0\0\5";
    static const struct made made = { "64",     IFO "idxoffsetbits=64\nsametypesequence=m\n",
                                      index,    sizeof(index) - 1,
                                      "xhouse", "",
                                      0 };
    struct import_sample sample;

    sample_open(&sample);
    if (CHECK(add_made(&sample, &made) == OK, "%s", err_message()))
        CHECK_STR(sample_entries(&sample, "casa"), "casa: house", "an offset of eight bytes");
    sample_close(&sample);
}

static void test_damaged(void)
{
    static const struct {
        struct made made;
        const char *why;
    } rows[] = {
        { { "no head", "version=1\n", "casa\0\0\0\0\0\0\0\0\5", 13, "house", "", 0 }, "made.ifo" },
        { { "empty head", "", "casa\0\0\0\0\0\0\0\0\5", 13, "house", "", 0 }, "made.ifo" },
        { { "bits", IFO "idxoffsetbits=16\n", "casa\0\0\0\0\0\0\0\0\5", 13, "house", "", 0 },
          "idxoffsetbits" },
        { { "empty index", IFO, "", 0, "house", "", 0 }, "no entry" },
        { { "cut row", IFO, "casa\0\0\0", 7, "house", "", 0 }, "row 1" },
        { { "no end", IFO, "casa", 4, "house", "", 0 }, "row 1" },
        { { "outside", IFO, "casa\0\0\0\0\1\0\0\0\5", 13, "house", "", 0 }, "row 1" },
        { { "4 GB", IFO, "casa\0\0\0\0\0\xff\xff\xff\xff", 13, "house", "", 0 }, "row 1" },
        { { "broken word", IFO, "ca\xffsa\0\0\0\0\0\0\0\0\5", 14, "house", "", 0 }, "UTF-8" },
        { { "empty text", IFO, "casa\0\0\0\0\0\0\0\0\5", 13, "", "", 0 }, "empty" },
        { { "synonym of nothing", IFO "sametypesequence=m\n", "casa\0\0\0\0\0\0\0\0\5", 13, "house",
            "case\0\0\0\0\7", 9 },
          "case" },
        { { "cut synonym", IFO "sametypesequence=m\n", "casa\0\0\0\0\0\0\0\0\5", 13, "house",
            "case\0\0", 6 },
          "made.syn" },
    };
    struct import_sample sample;
    size_t i;

    sample_open(&sample);
    for (i = 0; i < ARRAY_LEN(rows); i++) {
        CHECK(add_made(&sample, &rows[i].made) == ERR_FORMAT, "%s is taken", rows[i].made.name);
        CHECK(strstr(err_message(), rows[i].why) != NULL, "%s: %s", rows[i].made.name,
              err_message());
    }
    sample_close(&sample);
}

static void test_missing_files(void)
{
    struct import_sample sample;
    char *path;

    sample_open(&sample);
    path = sample_put(&sample, "alone.ifo", IFO, strlen(IFO));
    CHECK(sample_add(&sample, path, NULL, "it", "en") == ERR_FORMAT, "no .idx");
    CHECK(strstr(err_message(), ".idx") != NULL, "%s", err_message());
    free(sample_put(&sample, "alone.idx", "", 0));
    CHECK(sample_add(&sample, path, NULL, "it", "en") == ERR_FORMAT, "no .dict");
    CHECK(strstr(err_message(), ".dict") != NULL, "%s", err_message());
    free(path);
    sample_close(&sample);
}

/* gzip's form of an index with the word "casa" at 0, five bytes long. */
static void test_packed_index(void)
{
    static const unsigned char packed[] = { 0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
                                            0x03, 0x01, 0x0d, 0x00, 0xf2, 0xff, 'c',  'a',  's',
                                            'a',  0,    0,    0,    0,    0,    0,    0,    0,
                                            5,    0x4c, 0xcb, 0x1c, 0x1e, 0x0d, 0x00, 0x00, 0x00 };
    static const char info[] = IFO "sametypesequence=m\n";
    struct import_sample sample;
    char *path;

    sample_open(&sample);
    free(sample_put(&sample, "packed.idx.gz", packed, sizeof(packed)));
    free(sample_put(&sample, "packed.dict", "house", 5));
    path = sample_put(&sample, "packed.ifo", info, strlen(info));
    if (CHECK(sample_add(&sample, path, NULL, "it", "en") == OK, "%s", err_message()))
        CHECK_STR(sample_entries(&sample, "casa"), "casa: house", "read from its packed index");
    free(path);
    sample_close(&sample);
}

int main(void)
{
    test_pieces();
    test_fields();
    test_sample();
    test_64_bit_offsets();
    test_damaged();
    test_missing_files();
    test_packed_index();
    return check_done();
}
