/* Markup as dictionaries have it: pieces, attributes, entities; and MediaWiki's. */

#include "dict/markup.h"

#include "dict/base/mem.h"
#include "dict/stardict_wiki.h"
#include "tests/check.h"

/* Texts stand in quotes, tags as <name attributes> and </name>, empty ones as <name/>. */
static const struct {
    const char *in, *want;
} pieces[] = {
    { "a<b>c</b>", "'a'<b>'c'</b>" },
    { "<br/>x<BR />", "<br/>'x'<BR />" },
    { "<a href=\"x>y\" id=1>z", "<a href=\"x>y\" id=1>'z'" },
    { "a < b <c", "'a ''< b ''<c'" },
    { "<", "'<'" },
    { "</>", "'</>'" },
    { "<!-- <b> -->x<!DOCTYPE a><?xml?>y", "'x''y'" },
    { "<!-- open", "" },
    { "<!x", "'<!x'" },
    { "a<![CDATA[<b>&]]>c", "'a''<b>&''c'" },
    { "<![CDATA[open", "'open'" },
    { "<单词>x</单词>", "<单词>'x'</单词>" },
    { "", "" },
};

static void print_piece(struct buf *out, const struct markup_piece *piece)
{
    if (piece->kind == MARKUP_TEXT)
        buf_printf(out, "'%.*s'", STR_ARG(piece->text));
    else
        buf_printf(out, "<%s%.*s%.*s%s>", piece->kind == MARKUP_CLOSE ? "/" : "",
                   STR_ARG(piece->name), STR_ARG(piece->attributes), piece->is_empty ? "/" : "");
}

static void test_pieces(void)
{
    struct markup_piece piece;
    struct str rest;
    struct buf out;
    size_t i;

    buf_init(&out, 10000);
    for (i = 0; i < ARRAY_LEN(pieces); i++) {
        buf_clear(&out);
        rest = str_of(pieces[i].in);
        while (markup_next(&rest, &piece))
            print_piece(&out, &piece);
        CHECK_STR(buf_text(&out), pieces[i].want, pieces[i].in);
    }
    buf_dispose(&out);
}

static void test_attributes(void)
{
    static const struct {
        const char *tag, *name, *want;
    } rows[] = {
        { "<a href=\"x y\" id='z'>", "href", "x y" },
        { "<a href=\"x y\" id='z'>", "id", "z" },
        { "<a HREF = x>", "href", "x" },
        { "<a nowrap href=x>", "href", "x" },
        { "<a hrefs=x>", "href", "" },
        { "<a href>", "href", "" },
        { "<a href=\"x>", "href", "" },
        { "<a =x href=y>", "href", "y" },
    };
    struct markup_piece piece;
    struct str rest, value;
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        rest = str_of(rows[i].tag);
        CHECK(markup_next(&rest, &piece), "%s", rows[i].tag);
        value = markup_attribute(&piece, rows[i].name);
        CHECK(str_is(value, rows[i].want), "%s: %s is %.*s", rows[i].tag, rows[i].name,
              STR_ARG(value));
    }
}

static void test_entities(void)
{
    static const struct {
        const char *in, *want;
    } rows[] = {
        { "a &lt;b&gt; &amp;amp;", "a <b> &amp;" },
        { "&eacute;&#233;&#xE9;&#XE9;", "éééé" },
        { "&#x1F600;", "😀" },
        { "&unknown; & &;", "&unknown; & &;" },
        { "&#0;&#xD800;&#x110000;&#;&#x;", "&#0;&#xD800;&#x110000;&#;&#x;" },
        { "&#99999999999;", "&#99999999999;" },
        { "&amp", "&amp" },
        { "&nbsp;x", " x" },
    };
    struct buf out;
    size_t i;

    buf_init(&out, 1000);
    for (i = 0; i < ARRAY_LEN(rows); i++) {
        buf_clear(&out);
        markup_decode(&out, str_of(rows[i].in));
        CHECK_STR(buf_text(&out), rows[i].want, rows[i].in);
    }
    buf_dispose(&out);
}

static void test_wiki(void)
{
    static const struct {
        const char *in, *want;
    } rows[] = {
        { "'''a''' ''b''", "a b\n" },
        { "[[a]] [[b|c]] [[d", "a c [[d\n" },
        { "a{{b|{{c}}\nd}}e", "ae\n" },
        { "a}}b", "a}}b\n" },
        { "a{{b", "a\n" },
        { "== Heading ==\n# sense\n#: example\n* x", "sense\n<q>example</q>\nx\n" },
        { "", "" },
    };
    struct buf out;
    size_t i;

    buf_init(&out, 1000);
    for (i = 0; i < ARRAY_LEN(rows); i++) {
        buf_clear(&out);
        stardict_unwiki(&out, str_of(rows[i].in));
        CHECK_STR(buf_text(&out), rows[i].want, rows[i].in);
    }
    buf_dispose(&out);
}

/* Signs that promise a tag, and do not keep it, must not cost the square of the text. */
static void test_hostile(void)
{
    static const char *const promises[] = { "<a ", "<!x", "<?x", "&#", "[[", "{{", "<a ='" };
    enum { COUNT = 100000 };
    struct markup_piece piece;
    struct buf text, out;
    struct str rest;
    size_t i, k;

    buf_init(&text, 1 << 20);
    buf_init(&out, 1 << 22);
    for (i = 0; i < ARRAY_LEN(promises); i++) {
        buf_clear(&text);
        buf_clear(&out);
        for (k = 0; k < COUNT; k++)
            buf_adds(&text, promises[i]);
        rest = buf_str(&text);
        while (markup_next(&rest, &piece))
            markup_decode(&out, piece.text);
        stardict_unwiki(&out, buf_str(&text));
        CHECK(!out.failed && rest.len == 0, "%s", promises[i]);
    }
    buf_dispose(&text);
    buf_dispose(&out);
}

int main(void)
{
    test_pieces();
    test_attributes();
    test_entities();
    test_wiki();
    test_hostile();
    return check_done();
}
