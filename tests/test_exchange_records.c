#include "app/exchange/records.h"

#include "app/exchange/base64.h"
#include "dict/base/mem.h"
#include "tests/check.h"

static const struct {
    const char *row, *text, *want; /* cells between | and records between / */
    char separator;
    size_t line; /* of the failure; 0: it is fine */
} tables[] = {
    { "nothing", "", "", ',', 0 },
    { "empty lines alone", "\r\n\n\r", "", ',', 0 },
    { "two rows", "a,b\r\nc,d\r\n", "a|b/c|d/", ',', 0 },
    { "no line end at the end", "a,b", "a|b/", ',', 0 },
    { "old line ends", "a\rb\r", "a/b/", ',', 0 },
    { "empty cells", ",\n,,", "|/||/", ',', 0 },
    { "an empty one in quotes", "\"\"\n", "/", ',', 0 },
    { "quotes", "\"a,\"\"b\"\"\nc\",d\n", "a,\"b\"\nc|d/", ',', 0 },
    { "a quote inside", "a\"b,c\n", "a\"b|c/", ',', 0 },
    { "spaces are text", " a , b\n", " a | b/", ',', 0 },
    { "tabs", "a,b\t\"c\td\"\n", "a,b|c\td/", '\t', 0 },
    { "behind a quote", "a\n\"b\" c\n", "a/", ',', 2 },
    { "a quote without end", "a\n\n\"b\nc\n", "a/", ',', 3 },
    { "behind lines in quotes", "\"a\nb\"\n\"c\"d\n", "a\nb/", ',', 3 },
    { "a quote alone", "\"", "", ',', 1 },
    { "too many cells", ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,", "",
      ',', 1 },
};

static void test_records(void)
{
    struct records records;
    struct buf got;
    size_t i, k;

    buf_init(&got, 1000);
    for (i = 0; i < ARRAY_LEN(tables); i++) {
        enum err rc;

        buf_clear(&got);
        records_init(&records, str_of(tables[i].text), tables[i].separator);
        while ((rc = records_next(&records)) == OK) {
            for (k = 0; k < records.count; k++)
                buf_printf(&got, "%s%.*s", k > 0 ? "|" : "", STR_ARG(records.cells[k]));
            buf_addc(&got, '/');
        }
        CHECK_STR(buf_text(&got), tables[i].want, tables[i].row);
        CHECK_INT(rc, tables[i].line > 0 ? ERR_FORMAT : ERR_ABSENT, tables[i].row);
        if (tables[i].line > 0)
            CHECK_INT(records.line, tables[i].line, tables[i].row);
        records_dispose(&records);
    }
    buf_dispose(&got);
}

static void test_base64(void)
{
    /* The vectors of RFC 4648, section 10, and bytes that are no text. */
    static const struct {
        const char *bytes, *text;
    } rows[] = { { "", "" },
                 { "f", "Zg==" },
                 { "fo", "Zm8=" },
                 { "foo", "Zm9v" },
                 { "foob", "Zm9vYg==" },
                 { "fooba", "Zm9vYmE=" },
                 { "foobar", "Zm9vYmFy" },
                 { "\xff\xfb\xfe", "//v+" } };
    static const char *const wrong[] = { "Z",    "Zg",   "Zg=",      "Zg=a",   "Zh==", "Zm9=",
                                         "Z===", "====", "Zg==Zg==", "Zm9v\n", "Zm-v" };
    struct buf out;
    size_t i;

    buf_init(&out, 1000);
    for (i = 0; i < ARRAY_LEN(rows); i++) {
        buf_clear(&out);
        base64_encode(&out, str_of(rows[i].bytes));
        CHECK_STR(buf_text(&out), rows[i].text, rows[i].text);
        buf_clear(&out);
        CHECK(base64_decode(&out, str_of(rows[i].text)), "%s", rows[i].text);
        CHECK_STR(buf_text(&out), rows[i].bytes, rows[i].text);
    }
    for (i = 0; i < ARRAY_LEN(wrong); i++)
        CHECK(!base64_decode(&out, str_of(wrong[i])), "%s", wrong[i]);
    buf_dispose(&out);
}

int main(void)
{
    test_records();
    test_base64();
    return check_done();
}
