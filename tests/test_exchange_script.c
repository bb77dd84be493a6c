#include "app/exchange/script.h"

#include "dict/base/buf.h"
#include "dict/base/mem.h"
#include "tests/check.h"

#define TEXT(literal) literal, sizeof(literal) - 1

/* Each file, and its sentences with a stroke behind each. */
static const struct {
    const char *what, *format, *bytes;
    size_t len;
    const char *want;
} rows[] = {
    { "SubRip", "SubRip or WebVTT",
      TEXT("1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>La guerra</i>\r\n&egrave; persa. Fuggite!\r\n"
           "\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n{\\an8}- Chi &amp; cosa?\r\n- Sono io…\r\n"),
      "La guerra &egrave; persa.|Fuggite!|Chi & cosa?|Sono io…|" },
    { "WebVTT", "SubRip or WebVTT",
      TEXT("WEBVTT\n\nNOTE una nota\n\nSTYLE\n::cue { }\n\nintro\n"
           "00:01.000 --> 00:02.000 align:start\n<v Anna>Ciao, <00:01.500>mondo.\n"),
      "Ciao, mondo.|" },
    { "SubStation Alpha", "SubStation Alpha",
      TEXT("[Script Info]\nTitle: x\n[V4+ Styles]\nFormat: Name, Size\n[Events]\n"
           "Format: Layer, Start, End, Text\nComment: 0,0:00,0:01,no\n"
           "Dialogue: 0,0:00,0:01,{\\b1}Il re,\\N{\\b0}mio padre, è morto.\n"
           "Dialogue: 0,0:00,0:01,{\\p1}m 0 0 l 1 1{\\p0}Addio.\n"),
      "Il re, mio padre, è morto.|Addio.|" },
    { "gettext", "gettext",
      TEXT("# testa\nmsgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
           "#: a.c\nmsgctxt \"c\"\nmsgid \"Attack $name|!\"\nmsgstr \"Attacca $name|!\"\n\n"
           "#, fuzzy\nmsgid \"old\"\nmsgstr \"vecchio\"\n\n"
           "#, c-format\nmsgid \"%d day\"\nmsgid_plural \"%d days\"\nmsgstr[0] \"%d giorno\"\n"
           "msgstr[1] \"%d \"\n\"giorni\"\n\nmsgid \"\"\n\"long\"\nmsgstr \"\"\n\"Disse: "
           "\\\"No\\\".\"\n"
           "\n#~ msgid \"gone\"\n#~ msgstr \"andato\"\n\nmsgid \"todo\"\nmsgstr \"\"\n"),
      "Attacca …!|… giorno|… giorni|Disse: \"No\".|" },
    { "compiled gettext", "gettext, compiled",
      TEXT("\xde\x12\x04\x95\0\0\0\0\2\0\0\0\x1c\0\0\0\x2c\0\0\0\0\0\0\0\0\0\0\0"
           "\0\0\0\0\x3c\0\0\0\1\0\0\0\x3d\0\0\0\4\0\0\0\x3f\0\0\0\x0a\0\0\0\x44\0\0\0"
           "\0a\0head\0uno\0molti.\0"),
      "uno|molti.|" },
    { "the other byte order", "gettext, compiled",
      TEXT("\x95\x04\x12\xde\0\0\0\0\0\0\0\1\0\0\0\x1c\0\0\0\x24\0\0\0\0\0\0\0\0"
           "\0\0\0\1\0\0\0\x2c\0\0\0\3\0\0\0\x2e"
           "a\0due\0"),
      "due|" },
    { "plain text", "plain text",
      TEXT("Nel ventottesimo anno del re-\ngno, il reame venne\ncoinvolto.\n\nCapitolo 1\n"
           "Il Sig. rossi disse: «Vieni!» E venne. 3 < 4\n\n...\n"),
      "Nel ventottesimo anno del regno, il reame venne coinvolto.|Capitolo 1|"
      "Il Sig. rossi disse: «Vieni!»|E venne.|3 < 4|" },
    { "Japanese", "plain text", TEXT("戦いが始まった。「逃げろ！」と叫んだ。"),
      "戦いが始まった。|「逃げろ！」|と叫んだ。|" },
    { "Windows' letters", "plain text", TEXT("Perch\xe9 no?"), "Perché no?|" },
    { "nothing", "plain text", TEXT(""), "" },
    { "no letters", "plain text", TEXT("--- *** ...\n"), "" },
};

struct heard {
    struct buf text;
    int left; /* sentences until it has heard enough */
};

static bool hear(void *ctx, struct str sentence)
{
    struct heard *heard = ctx;

    buf_add_str(&heard->text, sentence);
    buf_addc(&heard->text, '|');
    return --heard->left > 0;
}

static enum err read(struct heard *heard, const char *bytes, size_t len, const char **format)
{
    return script_read((const uint8_t *)bytes, len, "WINDOWS-1252", hear, heard, format);
}

static void test_formats(void)
{
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct heard heard = { .left = 1000 };
        const char *format = "";

        buf_init(&heard.text, 1 << 16);
        CHECK_INT(read(&heard, rows[i].bytes, rows[i].len, &format), OK, rows[i].what);
        CHECK_STR(format, rows[i].format, rows[i].what);
        CHECK_STR(buf_text(&heard.text), rows[i].want, rows[i].what);
        buf_dispose(&heard.text);
    }
}

static void test_damaged(void)
{
    static const struct {
        const char *what, *bytes;
        size_t len;
    } damaged[] = {
        { "a header cut", TEXT("\xde\x12\x04\x95\0\0\0\0\2") },
        { "4 GB of texts", TEXT("\xde\x12\x04\x95\0\0\0\0\xff\xff\xff\xff\x1c\0\0\0\x1c\0\0\0") },
        { "a text past the end", TEXT("\xde\x12\x04\x95\0\0\0\0\1\0\0\0\x14\0\0\0\x1c\0\0\0"
                                      "\1\0\0\0\x14\0\0\0\xff\xff\xff\xff\x14\0\0\0") },
        { "a program", TEXT("\x7f"
                            "ELF\1\1\1\0\0\0\0\0\0\0\0\0\2\0\3\0") },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(damaged); i++) {
        struct heard heard = { .left = 1000 };

        buf_init(&heard.text, 1 << 16);
        CHECK_INT(read(&heard, damaged[i].bytes, damaged[i].len, NULL), ERR_FORMAT,
                  damaged[i].what);
        buf_dispose(&heard.text);
    }
}

static void test_stops(void)
{
    struct heard heard = { .left = 2 };

    buf_init(&heard.text, 1 << 16);
    CHECK_INT(read(&heard, TEXT("Uno. Due. Tre."), NULL), ERR_CANCELLED, "stopped");
    CHECK_STR(buf_text(&heard.text), "Uno.|Due.|", "stopped");
    buf_dispose(&heard.text);
}

static void test_long_sentence(void)
{
    struct heard heard = { .left = 1000 };
    struct buf text;
    int i;

    buf_init(&text, 1 << 20);
    for (i = 0; i < 10000; i++)
        buf_adds(&text, "però ");
    buf_init(&heard.text, 1 << 20);
    CHECK_INT(read(&heard, text.data, text.len, NULL), OK, "long");
    CHECK(str_find_char(buf_str(&heard.text), '|', 0) <= SCRIPT_SENTENCE_MAX,
          "a sentence is longer than it may be");
    CHECK(heard.text.len > text.len - 100, "words were lost");
    buf_dispose(&text);
    buf_dispose(&heard.text);
}

int main(void)
{
    test_formats();
    test_damaged();
    test_stops();
    test_long_sentence();
    return check_done();
}
