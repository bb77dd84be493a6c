/* Fonts: each grapheme is drawn by a face that has it, and not as an empty box. */

#include <stdlib.h>
#include <unistd.h>

#include "app/ui/canvas.h"
#include "app/ui/fonts.h"
#include "dict/base/file.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"
#include "tests/check.h"

enum { BOX = 64, SIZE = 24 };

static const struct text_style sans = {
    .families = "DejaVu Sans, sans-serif", .pixels = SIZE, .line = 34, .weight = 400
};

static void draw(struct canvas *canvas, struct face *face, const char *text)
{
    canvas_fill(canvas, (struct area){ 0, 0, BOX, BOX }, 0xff000000);
    face_draw(face, canvas, str_of(text), false, 8, 40, 0xffffffff);
}

static bool same(const struct canvas *a, const struct canvas *b)
{
    int x, y;

    for (y = 0; y < BOX; y++) {
        for (x = 0; x < BOX; x++) {
            if (canvas_pixel(a, x, y) != canvas_pixel(b, x, y))
                return false;
        }
    }
    return true;
}

/* A code point that never is a character is drawn as the font's empty box. */
static void check_grapheme(struct face *face, const char *grapheme, const char *row)
{
    struct canvas *drawn, *box, *empty;

    if (canvas_new(&drawn, BOX, BOX) != OK || canvas_new(&box, BOX, BOX) != OK ||
        canvas_new(&empty, BOX, BOX) != OK) {
        CHECK(false, "%s", err_message());
        return;
    }
    draw(drawn, face, grapheme);
    draw(box, face, "\xf4\x8f\xbf\xbf");
    CHECK(!same(drawn, box), "%s: \"%s\" is an empty box", row, grapheme);
    CHECK(!same(drawn, empty), "%s: \"%s\" is drawn", row, grapheme);
    canvas_free(drawn);
    canvas_free(box);
    canvas_free(empty);
}

static void check_text(struct fonts *fonts, const char *text, const char *lang, const char *row)
{
    struct str all = str_of(text);
    size_t at = 0;

    while (at < all.len) {
        size_t end = text_grapheme_end(all, at);
        struct str part = str_sub(all, at, end - at);
        char *grapheme = xstrndup(part.ptr, part.len);
        struct face *face = fonts_face(fonts, &sans, lang, part);

        if (strcmp(grapheme, " ") != 0 && CHECK(face != NULL, "%s: a face", row)) {
            CHECK(face_has(face, part), "%s: the face has \"%s\"", row, grapheme);
            check_grapheme(face, grapheme, row);
        }
        free(grapheme);
        at = end;
    }
}

static void check_scripts(struct fonts *fonts)
{
    static const struct {
        const char *name, *text, *lang;
        bool always; /* the font that the tests need has it */
    } rows[] = {
        { "Italian", "Perché là c’è più città", "it", true },
        { "IPA", "/ˈabːaˈlajːare ʎɲʃʒθðŋɾ/", "it", true },
        { "Cyrillic", "ослеплять ёж Ґґ", "ru", true },
        { "Greek", "ἐκθαμβῶ λέξη", "el", true },
        { "signs", "← → ↓ … — „“ «» ✓ ⏎", NULL, true },
        { "decomposed", "Pero\xcc\x80 a\xcc\x80", "it", true },
        { "emoji", "😀 ☺", NULL, true },
        { "Japanese", "目をくらませる、「眩惑」。ー", "ja", false },
        { "Korean", "눈부시게 하다", "ko", false },
        { "Chinese", "使眼花缭乱", "zh-cn", false },
    };
    size_t i;

    for (i = 0; i < ARRAY_LEN(rows); i++) {
        struct buf missing;

        buf_init(&missing, 1000);
        fonts_missing(fonts, &missing, str_of(rows[i].text));
        if (rows[i].always)
            CHECK(missing.len == 0, "%s: no font has %s", rows[i].name, buf_text(&missing));
        if (missing.len == 0)
            check_text(fonts, rows[i].text, rows[i].lang, rows[i].name);
        else
            fprintf(stderr, "%s: not tested, no font here has it\n", rows[i].name);
        buf_dispose(&missing);
    }
}

static void check_missing(struct fonts *fonts)
{
    struct buf out;
    struct face *face;

    buf_init(&out, 1000);
    fonts_missing(fonts, &out, str_of("a b\n\tc\xe2\x80\x8d \xc2\xa0"));
    CHECK_STR(buf_text(&out), "", "spaces and joiners need no font");
    fonts_missing(fonts, &out, str_of("x \xf3\xbf\xbf\xbd y \xf3\xbf\xbf\xbd \xf2\xaf\xbf\xbd"));
    CHECK_STR(buf_text(&out), "\xf3\xbf\xbf\xbd \xf2\xaf\xbf\xbd", "each once");
    face = fonts_face(fonts, &sans, NULL, str_of("\xf3\xbf\xbf\xbd"));
    CHECK(face == fonts_face(fonts, &sans, NULL, str_of("a")), "the style's face draws the box");
    buf_dispose(&out);
}

static void check_faces(struct fonts *fonts)
{
    struct text_style bold = sans, italic = sans, larger = sans, twin = sans;
    struct face *face = fonts_face(fonts, &sans, NULL, str_of("a"));
    char families[] = "DejaVu Sans, sans-serif";

    bold.weight = 700;
    italic.italic = true;
    larger.pixels = 2 * SIZE;
    twin.families = families;
    twin.colour = 0xff123456;
    CHECK(fonts_face(fonts, &twin, "it", str_of("b")) == face, "one face for one look");
    CHECK(fonts_face(fonts, &bold, NULL, str_of("a")) != face, "bold is another");
    CHECK(fonts_face(fonts, &italic, NULL, str_of("a")) != face, "italic is another");
    CHECK(face_measure(fonts_face(fonts, &bold, NULL, str_of("a")), str_of("minimum"), false) >
              face_measure(face, str_of("minimum"), false),
          "bold is wider");
    CHECK(face_ascent(fonts_face(fonts, &larger, NULL, str_of("a"))) > face_ascent(face),
          "larger is higher");
    CHECK(face_ascent(face) > 0 && face_descent(face) > 0, "both above and below the line");
    CHECK_INT(face_measure(face, str_of(""), false), 0, "nothing is not wide");
    CHECK(face_measure(face, str_of("\xff\xfe"), false) >= 0, "broken bytes");
}

/* Which font serves a letter must not depend on what was shown before it. */
static void check_order(struct fonts *fonts)
{
    struct fonts *fresh = NULL;
    struct str kanji = str_of("眩"), cyrillic = str_of("Ж");

    if (!CHECK(fonts_open(&fresh) == OK, "%s", err_message()))
        return;
    fonts_face(fresh, &sans, "ja", str_of("⏎"));
    fonts_face(fresh, &sans, "ja", cyrillic);
    CHECK_INT(face_measure(fonts_face(fresh, &sans, "ja", kanji), kanji, false),
              face_measure(fonts_face(fonts, &sans, "ja", kanji), kanji, false), "one kanji");
    fonts_close(fresh);
}

static void check_none(void)
{
    char path[] = "/tmp/wordloot-fonts-XXXXXX";
    static const char config[] = "<?xml version=\"1.0\"?><fontconfig></fontconfig>";
    struct fonts *fonts = NULL;

    close(mkstemp(path));
    CHECK(file_write(path, config, strlen(config), 0600) == OK, "%s", err_message());
    setenv("FONTCONFIG_FILE", path, 1);
    CHECK(fonts_open(&fonts) == ERR_ABSENT, "no font is said");
    CHECK(strstr(err_message(), "install") != NULL, "\"%s\" says what to do", err_message());
    unsetenv("FONTCONFIG_FILE");
    unlink(path);
    fonts_close(NULL);
}

int main(void)
{
    struct fonts *fonts = NULL;

    if (!CHECK(fonts_open(&fonts) == OK, "%s", err_message()))
        return check_done();
    check_scripts(fonts);
    check_missing(fonts);
    check_faces(fonts);
    check_order(fonts);
    fonts_close(fonts);
    check_none();
    return check_done();
}
