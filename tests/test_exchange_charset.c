#include "app/exchange/charset.h"

#include "dict/base/mem.h"
#include "tests/check.h"

#define BYTES(literal) literal, sizeof(literal) - 1

static const struct {
    const char *what, *bytes;
    size_t len;
    const char *text, *name;
} rows[] = {
    { "plain", BYTES("perch\xc3\xa9"), "perché", "UTF-8" },
    { "nothing", BYTES(""), "", "UTF-8" },
    { "marked UTF-8", BYTES("\xef\xbb\xbfsì"), "sì", "UTF-8" },
    { "marked UTF-16LE", BYTES("\xff\xfes\0\xec\0"), "sì", "UTF-16LE" },
    { "marked UTF-16BE", BYTES("\xfe\xff\0s\0\xec"), "sì", "UTF-16BE" },
    { "UTF-16LE", BYTES("c\0i\0a\0o\0"), "ciao", "UTF-16LE" },
    { "UTF-16BE", BYTES("\0c\0i\0a\0o"), "ciao", "UTF-16BE" },
    { "an odd byte at the end", BYTES("\xff\xfes\0x"), "s\xef\xbf\xbd", "UTF-16LE" },
    { "Windows", BYTES("perch\xe9 \x93s\xec\x94"), "perché “sì”", "WINDOWS-1252" },
    { "a hole of Windows-1252", BYTES("\xe9\x81."), "é\xef\xbf\xbd.", "WINDOWS-1252" },
};

static void test_rows(void)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        const char *name = "";
        struct buf out;

        buf_init(&out, 1000);
        CHECK_INT(charset_decode(&out, (const uint8_t *)rows[i].bytes, rows[i].len, "WINDOWS-1252",
                                 &name),
                  OK, rows[i].what);
        CHECK_STR(buf_text(&out), rows[i].text, rows[i].what);
        CHECK_STR(name, rows[i].name, rows[i].what);
        buf_dispose(&out);
    }
}

static void test_refusals(void)
{
    static const uint8_t zeros[] = "word\0word\0\0\0", odd[] = "\xe9";
    struct buf out;

    buf_init(&out, 1000);
    CHECK_INT(charset_decode(&out, zeros, sizeof(zeros), "WINDOWS-1252", NULL), ERR_FORMAT,
              "zero bytes");
    buf_clear(&out);
    CHECK_INT(charset_decode(&out, odd, 1, "no-such-charset", NULL), ERR_UNSUPPORTED,
              "an unknown fallback");
    buf_dispose(&out);
    buf_init(&out, 4);
    CHECK_INT(charset_decode(&out, (const uint8_t *)"too long", 8, "WINDOWS-1252", NULL), ERR_LIMIT,
              "the ceiling");
    buf_dispose(&out);
}

/* More than one of the converter's chunks, with a letter across their border. */
static void test_long(void)
{
    enum { LEN = 20001 };
    static uint8_t bytes[LEN];
    struct buf out;

    memset(bytes, 0xe8, LEN);
    buf_init(&out, (size_t)LEN * 2);
    CHECK_INT(charset_decode(&out, bytes, LEN, "ISO-8859-1", NULL), OK, "long");
    CHECK_INT(out.len, (size_t)LEN * 2, "long");
    CHECK(str_ends(buf_str(&out), str_of("èè")), "long: its end");
    buf_dispose(&out);
}

int main(void)
{
    test_rows();
    test_refusals();
    test_long();
    return check_done();
}
