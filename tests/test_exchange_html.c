/* Fields of flash cards as plain text, and the first bytes of SHA-1. */

#include "app/exchange/html_text.h"

#include "app/exchange/anki_headers.h"
#include "app/exchange/apkg_collection.h"
#include "app/exchange/sha1.h"
#include "dict/base/clock.h"
#include "dict/base/mem.h"
#include "tests/check.h"

static void test_texts(void)
{
    static const struct {
        const char *html, *want;
    } rows[] = {
        { "", "" },
        { "casa", "casa" },
        { "  a  b ", "a  b" },
        { "a<br>b<br/>c<BR />", "a\nb\nc" },
        { "<div>a</div><div>b</div>", "a\nb" },
        { "<div><div>a</div></div>b", "a\nb" },
        { "<ul><li>a<li>b</ul>", "a\nb" },
        { "a\r\nb", "a b" },
        { "<b>gatto</b>, <i class=\"x > y\">m.</i>", "gatto, m." },
        { "1 < 2 & 3 > 2 <3", "1 < 2 & 3 > 2 <3" },
        { "&lt;b&gt; &amp;amp; &quot;x&quot;&nbsp;&#233;&#xE9;&#XE9;&eacute;&szlig;&euro;",
          "<b> &amp; \"x\" \xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\x9f\xe2\x82\xac" },
        { "&foo; &; &#; &#x; &#xZ; &amp", "&foo; &; &#; &#x; &#xZ; &amp" },
        { "a&#0;b", "a&#0;b" },
        { "a&#1;b&#xD800;c&#x110000;d", "a\xef\xbf\xbd"
                                        "b\xef\xbf\xbd"
                                        "c\xef\xbf\xbd"
                                        "d" },
        { "a&#99999999;b", "a\xef\xbf\xbd"
                           "b" },
        { "a&#99999999999999999999;b", "a&#99999999999999999999;b" },
        { "casa[sound:casa.mp3]", "casa" },
        { "casa [sound:x", "casa [sound:x" },
        { "<script>alert('<b>')</script>a<style>b{}</style>c", "ac" },
        { "a<script>b", "a" },
        { "<!-- a > b -->c<!-- d", "c<!-- d" },
        { "<ruby>\xe6\xbc\xa2<rt>kan</rt></ruby>", "\xe6\xbc\xa2" },
        { "<img src=\"a.png\"><br>", "" },
        { "La {{c1::casa}} \xc3\xa8 {{c2::grande::big}}.", "La casa \xc3\xa8 grande." },
        { "{{c1::a {{c2::b}} c}}", "a b c" },
        { "{{c1::a", "a" },
        { "{{x::a}} {{c::b}} }} ::", "{{x::a}} {{c::b}} }} ::" },
        { "a<b", "a<b" },
        { "a<b c", "a<b c" },
        { "\xff<b>\xfe</b>", "\xef\xbf\xbd\xef\xbf\xbd" },
        { "<p>&nbsp;</p>", "" },
        { "a<a href='x'>b</a>", "ab" },
    };
    struct buf out;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        buf_init(&out, 1000);
        html_text(&out, NULL, str_of(rows[i].html));
        CHECK_STR(buf_text(&out), rows[i].want, rows[i].html);
        buf_dispose(&out);
    }
}

static void test_marks(void)
{
    static const struct {
        const char *html;
        size_t bold_at, bold_len, gap_at, gap_len;
    } rows[] = {
        { "Ho visto i <b>gatti</b>.", 11, 5, 0, 0 },
        { "<b></b>a <strong>b</strong> <b>c</b>", 2, 1, 0, 0 },
        { "  <b> a</b>", 0, 1, 0, 0 },
        { "x &lt;<b>a</b>", 3, 1, 0, 0 },
        { "a <b>b", 2, 1, 0, 0 },
        { "a <b>b  ", 2, 1, 0, 0 },
        { "a <b> </b>", 0, 0, 0, 0 },
        { "<b>a<b>b</b>c</b>", 0, 2, 0, 0 },
        { "La {{c1::casa::house}} {{c2::x}}", 0, 0, 3, 4 },
        { "La {{c1::<b>casa</b>}}", 3, 4, 3, 4 },
    };
    struct html_marks got;
    struct buf out;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        buf_init(&out, 1000);
        buf_adds(&out, "before"); /* places count from behind it */
        html_text(&out, &got, str_of(rows[i].html));
        CHECK_INT(got.bold_at, rows[i].bold_at, rows[i].html);
        CHECK_INT(got.bold_len, rows[i].bold_len, rows[i].html);
        CHECK_INT(got.gap_at, rows[i].gap_at, rows[i].html);
        CHECK_INT(got.gap_len, rows[i].gap_len, rows[i].html);
        buf_dispose(&out);
    }
}

/* Beginnings without an end, a megabyte of them, are read once. */
static void test_long(void)
{
    static const char *const parts[] = { "<!--", "<a ", "[sound:", "{{c1::a::", "<a '",
                                         "&#",   "<b>", "<script", "\xff" };
    const size_t len = 1 << 20;
    char *text = xmalloc(len);
    size_t i, at;

    for (i = 0; i < ARRAY_LEN(parts); i++) {
        const int64_t start_us = clock_mono_us();
        const size_t step = strlen(parts[i]);
        struct buf out;

        for (at = 0; at + step <= len; at += step)
            memcpy(text + at, parts[i], step);
        buf_init(&out, len * 4);
        html_text(&out, NULL, str_make(text, at));
        CHECK(clock_mono_us() - start_us < 5000000, "%s takes %lld ms", parts[i],
              (long long)(clock_mono_us() - start_us) / 1000);
        CHECK(!out.failed, "%s", parts[i]);
        buf_dispose(&out);
        buf_init(&out, 10);
        html_text(&out, NULL, str_make(text, at));
        CHECK(out.failed || out.len <= 10, "%s: the ceiling holds", parts[i]);
        buf_dispose(&out);
    }
    free(text);
}

/* The examples of FIPS 180-4, and lengths around a block's end (sha1sum). */
static void test_sha1(void)
{
    static const struct {
        const char *text;
        uint64_t want;
    } rows[] = {
        { "", UINT64_C(0xda39a3ee5e6b4b0d) },
        { "abc", UINT64_C(0xa9993e364706816a) },
        { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          UINT64_C(0x84983e441c3bd26e) },
        { "0123456789012345678901234567890123456789012345678901234", UINT64_C(0x9f3a4ce7f66b1b74) },
        { "0123456789012345678901234567890123456789012345678901234567890123",
          UINT64_C(0xcf0800f7644ace3c) },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++)
        CHECK(sha1_number(str_of(rows[i].text)) == rows[i].want, "%s: %016llx", rows[i].text,
              (unsigned long long)sha1_number(str_of(rows[i].text)));
}

static void test_guid(void)
{
    char guid[GUID_MAX + 1];

    collection_guid(guid, 0);
    CHECK_STR(guid, "a", "0");
    collection_guid(guid, 91);
    CHECK_STR(guid, "ba", "91");
    collection_guid(guid, UINT64_MAX);
    CHECK_INT(strlen(guid), GUID_MAX, guid);
}

/* --- the headers of Anki's text files --- */

static void test_headers(void)
{
    static const struct {
        const char *text, *rest, *tags, *columns;
        char separator;
        bool html;
        size_t deck, tags_column, lines;
    } rows[] = {
        { "a\tb\n", "a\tb\n", "", "", '\t', false, 0, 0, 0 },
        { "#separator:tab\n#html:true\n#deck column:1\n#tags column:3\na", "a", "", "", '\t', true,
          1, 3, 4 },
        { "#SEPARATOR:Semicolon\r\n#html:false\r\n#columns:Front;Back\r\n<b>x;y", "<b>x;y", "",
          "Front;Back", ';', false, 0, 0, 3 },
        { "#separator:|\n#tags: a b::c \na", "a", "a b::c", "", '|', false, 0, 0, 2 },
        { "#separator:Pipe\n#separator:what\na,b", "a,b", "", "", '|', false, 0, 0, 2 },
        { "tags: x y\na;b,c", "a;b,c", "x y", "", ';', false, 0, 0, 1 },
        { "# a comment\n#\n#deck column:0\n#tags column:x\n#guid column:99999999999\na,<br>b",
          "a,<br>b", "", "", ',', true, 0, 0, 5 },
        { "#html:true", "", "", "", '\t', true, 0, 0, 1 },
        { "", "", "", "", '\t', false, 0, 0, 0 },
    };
    struct anki_headers got;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct str text = str_of(rows[i].text);
        const char *row = rows[i].text;

        anki_headers_read(&got, &text);
        CHECK(str_is(text, rows[i].rest), "%s: the rest is %.*s", row, STR_ARG(text));
        CHECK(str_is(got.tags, rows[i].tags), "%s: tags %.*s", row, STR_ARG(got.tags));
        CHECK(str_is(got.columns, rows[i].columns), "%s: columns %.*s", row, STR_ARG(got.columns));
        CHECK_INT(got.separator, rows[i].separator, row);
        CHECK_INT(got.html, rows[i].html, row);
        CHECK_INT(got.deck_column, rows[i].deck, row);
        CHECK_INT(got.tags_column, rows[i].tags_column, row);
        CHECK_INT(got.guid_column, 0, row);
        CHECK_INT(got.lines, rows[i].lines, row);
    }
}

int main(void)
{
    test_texts();
    test_marks();
    test_long();
    test_sha1();
    test_guid();
    test_headers();
    return check_done();
}
