#include "app/journal/game_name.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/journal/journal_private.h"
#include "dict/base/mem.h"
#include "dict/base/text.h"

/* A title is cut into pieces at " - ", " | " and the like. A piece that names the
 * program a game runs in, or is of technical words alone, is passed over; from
 * the others a version number and all behind it goes. The first piece that had a
 * version ends the name: what follows is the state of the game ("Minecraft
 * 1.20.4 - Singleplayer"). If nothing is left the first piece has to do. */

enum { TITLE_MAX = 500 }; /* bytes of a title or class that are looked at */

/* Programs that many games run in, by the start of a title's piece or of a class. */
static const char *const hosts[] = {
    "mozilla firefox",
    "firefox",
    "navigator",
    "google chrome",
    "google-chrome",
    "chromium",
    "brave",
    "microsoft edge",
    "microsoft-edge",
    "opera",
    "vivaldi",
    "retroarch",
    "dolphin",
    "pcsx2",
    "ppsspp",
    "ppssppsdl",
    "ppssppqt",
    "mgba",
    "visualboyadvance",
    "snes9x",
    "bsnes",
    "mesen",
    "fceux",
    "desmume",
    "melonds",
    "citra",
    "azahar",
    "yuzu",
    "ryujinx",
    "cemu",
    "rpcs3",
    "xenia",
    "xemu",
    "duckstation",
    "epsxe",
    "mednafen",
    "flycast",
    "mame",
    "dosbox",
    "scummvm",
    "wine",
    "wine64",
    "steam",
    "gamescope",
    "mpv",
    "vlc",
};

/* Classes that engines and launchers give to every game's window. */
static const char *const shared_classes[] = {
    "steam_app_default",
    "steam_app_0",
    "steam_proton",
    "explorer",
    "java",
    "sun-awt-x11-xframepeer",
    "electron",
    "nw",
    "nwjs",
    "love",
    "godot",
    "godot_engine",
    "unity",
    "python",
    "python3",
    "renpy",
    "sdl_app",
    "glfw",
};

/* A piece or a bracket of these and numbers alone says nothing of the game. */
static const char *const technical_words[] = {
    "64-bit",  "32-bit",   "64bit",      "32bit",    "bit",     "x64",     "x86",      "x86_64",
    "win64",   "win32",    "windows",    "linux",    "dos",     "vulkan",  "opengl",   "gles",
    "directx", "direct3d", "d3d9",       "d3d11",    "d3d12",   "dx9",     "dx10",     "dx11",
    "dx12",    "dxvk",     "metal",      "sdl",      "sdl2",    "nvidia",  "amd",      "intel",
    "jit",     "jit64",    "dc",         "hle",      "lle",     "wt",      "fps",      "cycles",
    "ms",      "debug",    "release",    "shipping", "build",   "version", "beta",     "alpha",
    "demo",    "early",    "access",     "preview",  "nightly", "english", "french",   "german",
    "italian", "spanish",  "floppy",     "cd",       "steam",   "gog",     "windowed", "fullscreen",
    "paused",  "not",      "responding",
};

/* What stands before a version number. */
static const char *const version_words[] = { "v",   "ver",     "version", "build",
                                             "rev", "release", "update",  "patch" };

/* What the file of a program ends in. */
static const char *const file_tails[] = { ".exe",   ".x86_64", ".x86",      ".x64",
                                          ".bin",   ".sh",     ".appimage", "-linux64",
                                          "-linux", "-x86_64", "-bin",      "-win64-shipping" };

static const char *const separators[] = { " - ", " | ", " : ", " \u2013 ", " \u2014 ", " \u2022 " };

/* --- questions --- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_name_char(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_among(struct str word, const char *const *list, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (word.len == strlen(list[i]) && strncasecmp(word.ptr, list[i], word.len) == 0)
            return true;
    }
    return false;
}
#define IS_AMONG(word, list) is_among((word), (list), ARRAY_LEN(list))

/* Passes over the separating CHARS, then takes all up to the next one. */
static bool next_word(struct str *rest, const char *chars, struct str *word)
{
    size_t from = 0, to;

    while (from < rest->len && strchr(chars, rest->ptr[from]) != NULL)
        from++;
    for (to = from; to < rest->len && strchr(chars, rest->ptr[to]) == NULL; to++)
        ;
    *word = str_sub(*rest, from, to - from);
    *rest = str_from(*rest, to);
    return word->len > 0;
}

/* "1.16.8", "v2.03", "0.74-3", "v4", but not "4", "2077" or "F1": those are names. */
static bool is_version(struct str word)
{
    bool marked = word.len > 1 && (word.ptr[0] == 'v' || word.ptr[0] == 'V');
    struct str digits = str_from(word, marked ? 1 : 0);
    size_t i;

    if (digits.len == 0 || !is_digit(digits.ptr[0]))
        return false;
    for (i = 0; i + 1 < digits.len; i++) {
        if (digits.ptr[i] == '.' && is_digit(digits.ptr[i + 1]))
            return true;
    }
    return marked;
}

/* "GMSE01", "BLES01555": how consoles number their games. */
static bool is_serial(struct str word)
{
    size_t i, digits = 0;

    for (i = 0; i < word.len; i++) {
        if (!is_digit(word.ptr[i]) && !(word.ptr[i] >= 'A' && word.ptr[i] <= 'Z'))
            return false;
        digits += is_digit(word.ptr[i]);
    }
    return word.len >= 6 && digits >= 2;
}

static bool is_technical(struct str text)
{
    struct str word;

    while (next_word(&text, " ,;:+/()[]", &word)) {
        if (!is_digit(word.ptr[0]) && !is_version(word) && !is_serial(word) &&
            !IS_AMONG(word, technical_words))
            return false;
    }
    return true;
}

static bool names_host(struct str text)
{
    size_t i, len;

    for (i = 0; i < ARRAY_LEN(hosts); i++) {
        len = strlen(hosts[i]);
        if (text.len >= len && strncasecmp(text.ptr, hosts[i], len) == 0 &&
            (text.len == len || !is_name_char(text.ptr[len])))
            return true;
    }
    return false;
}

/* --- cutting --- */

/* How many bytes of a trademark or copyright sign TEXT begins with. */
static size_t sign_len(struct str text, bool *copyright)
{
    static const char *const signs[] = { "\u00a9", "(C)",  "(c)",  "\u2122",
                                         "\u00ae", "(TM)", "(tm)", "(R)" };
    enum { COPYRIGHTS = 3 };
    size_t i;

    for (i = 0; i < ARRAY_LEN(signs); i++) {
        if (str_starts(text, str_of(signs[i]))) {
            *copyright = i < COPYRIGHTS;
            return strlen(signs[i]);
        }
    }
    *copyright = false;
    return 0;
}

/* How many bytes of a bracket without interest TEXT begins with. */
static size_t bracket_len(struct str text)
{
    char closing = text.ptr[0] == '(' ? ')' : text.ptr[0] == '[' ? ']' : '\0';
    size_t end = closing != '\0' ? str_find_char(text, closing, 0) : text.len;
    struct str inside;

    if (end == text.len)
        return 0;
    inside = str_sub(text, 1, end - 1);
    return (inside.len > 0 && is_digit(inside.ptr[0])) || is_technical(inside) ? end + 1 : 0;
}

/* TEXT without trademark signs and technical brackets. A copyright with its year,
 * "(C) 2020 by", ends it. */
static void drop_marks(struct buf *out, struct str text)
{
    while (text.len > 0) {
        bool copyright;
        size_t sign = sign_len(text, &copyright), bracket = bracket_len(text);
        struct str behind = str_trim(str_from(text, sign));

        if (copyright && behind.len > 0 && is_digit(behind.ptr[0]))
            return;
        if (sign == 0 && bracket == 0)
            buf_addc(out, text.ptr[0]);
        text = str_from(text, sign > 0 ? sign : bracket > 0 ? bracket : 1);
    }
}

static struct str trim_marks(struct str text)
{
    while (text.len > 0 && strchr(" -,:;|*", text.ptr[0]) != NULL)
        text = str_from(text, 1);
    while (text.len > 0 && strchr(" -,:;|*([", text.ptr[text.len - 1]) != NULL)
        text.len--;
    return text;
}

static struct str without_dot(struct str word)
{
    return str_sub(word, 0, word.len - (word.ptr[word.len - 1] == '.'));
}

/* PIECE up to its version number; CUT tells that there was one. */
static struct str cut_version(struct str piece, bool *cut)
{
    struct str rest = piece, word, after, next;

    while (next_word(&rest, " ,", &word)) {
        after = rest;
        *cut = word.ptr > piece.ptr &&
               (is_version(word) || (IS_AMONG(without_dot(word), version_words) &&
                                     next_word(&after, " .,", &next) && is_digit(next.ptr[0])));
        if (*cut)
            return trim_marks(str_make(piece.ptr, (size_t)(word.ptr - piece.ptr)));
    }
    return trim_marks(piece);
}

static bool drop_file_tail(struct str *text)
{
    size_t i, len;

    for (i = 0; i < ARRAY_LEN(file_tails); i++) {
        len = strlen(file_tails[i]);
        if (text->len > len && strncasecmp(text->ptr + text->len - len, file_tails[i], len) == 0) {
            text->len -= len;
            return true;
        }
    }
    return false;
}

/* "C:\Games\ACValhalla.exe" and "Celeste.bin.x86_64" without what is the file's. */
static struct str drop_file_parts(struct str text)
{
    size_t slash;

    if (!drop_file_tail(&text))
        return text;
    while (drop_file_tail(&text))
        ;
    for (slash = text.len; slash > 0 && strchr("\\/", text.ptr[slash - 1]) == NULL; slash--)
        ;
    return str_from(text, slash);
}

/* --- a title --- */

static struct str next_piece(struct str *rest)
{
    size_t i, at, end = rest->len, separator = 0;
    struct str piece;

    for (i = 0; i < ARRAY_LEN(separators); i++) {
        at = str_find(*rest, str_of(separators[i]), 0);
        if (at < end) {
            end = at;
            separator = strlen(separators[i]);
        }
    }
    piece = str_sub(*rest, 0, end);
    *rest = str_from(*rest, end + separator);
    return trim_marks(piece);
}

/* What a piece says of the game; empty if nothing. A host may name the game behind
 * a colon: "DOSBox 0.74-3, Cpu speed: 3000 cycles, Program: MONKEY". */
static struct str game_in(struct str piece, bool *ends)
{
    size_t colon;

    if (names_host(piece)) {
        for (colon = piece.len; colon > 0 && piece.ptr[colon - 1] != ':'; colon--)
            ;
        piece = colon > 0 ? trim_marks(str_from(piece, colon)) : str_make(piece.ptr, 0);
        if (names_host(piece))
            piece.len = 0;
    }
    if (is_technical(piece))
        return str_make(piece.ptr, 0);
    return cut_version(piece, ends);
}

static void name_from_title(struct buf *out, struct str title)
{
    struct buf plain;
    struct str rest, piece;
    bool ends = false;

    buf_init(&plain, TITLE_MAX);
    drop_marks(&plain, drop_file_parts(title));
    for (rest = buf_str(&plain); rest.len > 0 && !ends;) {
        piece = game_in(next_piece(&rest), &ends);
        if (piece.len > 0 && out->len > 0)
            buf_adds(out, " - ");
        buf_add_str(out, piece);
    }
    if (out->len == 0) {
        rest = buf_str(&plain);
        buf_add_str(out, cut_version(next_piece(&rest), &ends));
    }
    buf_dispose(&plain);
}

/* --- a class --- */

/* "org.wesnoth.Wesnoth", "wesnoth-1.16" and "wesnoth" are one game. */
static struct str program_of(struct str window_class)
{
    static const char *const domains[] = { "org", "com", "net", "io", "dev", "app", "de", "fr" };
    struct str name = drop_file_parts(window_class);
    struct str first = str_sub(name, 0, str_find_char(name, '.', 0));
    size_t at;
    bool cut = false;

    if (first.len < name.len && IS_AMONG(first, domains)) {
        for (at = name.len; name.ptr[at - 1] != '.'; at--)
            ;
        name = at < name.len ? str_from(name, at) : name;
    }
    for (at = 1; at < name.len; at++) {
        if ((name.ptr[at] == '-' || name.ptr[at] == '_') && is_version(str_from(name, at + 1)))
            return str_sub(name, 0, at);
    }
    return cut_version(name, &cut);
}

static bool is_shared(struct str program)
{
    return program.len == 0 || names_host(program) || IS_AMONG(program, shared_classes);
}

static void make_key(struct game_name *out, struct str program)
{
    char *folded_program = text_fold_case_dup(program);
    char *folded_name = text_fold_case_dup(str_of(out->name));
    char *key = is_shared(program) ? xasprintf("class:%s/%s", folded_program, folded_name)
                                   : xasprintf("class:%s", folded_program);

    journal_copy(out->key, str_of(key), GAME_KEY_MAX);
    free(key);
    free(folded_name);
    free(folded_program);
}

void game_name_of(struct game_name *out, const char *window_class, const char *title)
{
    struct buf clean_title, clean_class, name, line;
    struct str program;

    *out = (struct game_name){ "", "" };
    buf_init(&clean_title, TITLE_MAX);
    buf_init(&clean_class, TITLE_MAX);
    buf_init(&name, TITLE_MAX + 64);
    buf_init(&line, GAME_NAME_MAX);
    text_clean_line(&clean_title, str_of(title), TITLE_MAX);
    text_clean_line(&clean_class, str_of(window_class), TITLE_MAX);
    program = program_of(buf_str(&clean_class));
    name_from_title(&name, buf_str(&clean_title));
    if (name.len == 0)
        buf_add_str(&name, program);
    /* Once more, for the gaps that brackets and signs left. */
    text_clean_line(&line, buf_str(&name), GAME_NAME_MAX);
    journal_copy(out->name, buf_str(&line), GAME_NAME_MAX);
    if (out->name[0] != '\0')
        make_key(out, program);
    buf_dispose(&line);
    buf_dispose(&name);
    buf_dispose(&clean_class);
    buf_dispose(&clean_title);
}
