#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/capture/reader.h"
#include "app/classroom/network.h"
#include "app/commands/commands.h"
#include "app/exchange/print.h"
#include "app/journal/settings.h"
#include "app/journal/words.h"
#include "app/platform/control.h"
#include "app/platform/paths.h"
#include "app/platform/platform.h"
#include "app/ui/fonts.h"
#include "dict/base/file.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"
#include "dict/dict.h"

enum { REPLY_WAIT_MS = 3000, REPLY_MAX = 1 << 16, SUGGESTIONS = 3 };

/* How bad a finding is. FATAL: the main job, a word over a game, cannot work. */
enum finding { FINE, NOTE, FATAL };

struct doctor {
    struct paths paths;
    struct journal *journal;
    char *lang, *gloss, *hotkey, *read_hotkey;
    int notes, fatal;
};

static void tell(struct doctor *doctor, enum finding finding, const char *format, ...)
    PRINTF_LIKE(3, 4);

static void tell(struct doctor *doctor, enum finding finding, const char *format, ...)
{
    static const char *const marks[] = {
        [FINE] = "  ok    ", [NOTE] = "  note  ", [FATAL] = "  FAULT "
    };
    va_list args;

    doctor->notes += finding == NOTE;
    doctor->fatal += finding == FATAL;
    fputs(marks[finding], stdout);
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
}

/* --- the desktop --- */

static void check_session(struct doctor *doctor, const struct platform_facts *facts)
{
    tell(doctor, FINE, "display: X11 (%s), %d x %d, %d dpi", facts->vendor, facts->width,
         facts->height, facts->dpi > 0 ? facts->dpi : 96);
    if (facts->wayland)
        tell(doctor, NOTE,
             "session: Wayland; Wordloot runs through XWayland. Keys reach it only "
             "while an X11 program has the focus: bind `wordloot send toggle` to a "
             "key in your desktop's settings");
    else
        tell(doctor, FINE, "session: %s", facts->session[0] != '\0' ? facts->session : "x11");
    tell(doctor, FINE, "window manager: %s",
         facts->window_manager[0] != '\0' ? facts->window_manager : "none that says its name");
    tell(doctor, FINE, "compositor: %s",
         facts->compositor ? "yes; opacity works" : "none; the card is opaque");
    if (facts->gamescope)
        tell(doctor, FINE, "gamescope: the card is marked as an external overlay");
}

static void check_ways(struct doctor *doctor, const struct platform_facts *facts)
{
    tell(doctor, FINE, "topmost: override-redirect window, above focused fullscreen games");
    tell(doctor, facts->shape ? FINE : NOTE, "click-through: %s",
         facts->shape ? "works (XShape)" : "no XShape extension; clicks on the card stay there");
    tell(doctor, facts->fixes ? FINE : NOTE,
         "clipboard: `wordloot send clipboard` works; watch: %s",
         facts->fixes ? "works (XFixes)" : "no XFixes extension; use `wordloot send clipboard`");
    tell(doctor, FINE, "selection: `wordloot send selection` works");
    tell(doctor, facts->shm ? FINE : NOTE, "screen capture: %s",
         facts->shm ? "X11 gives pictures quickly (MIT-SHM)" : "slow here, without MIT-SHM");
    tell(doctor, facts->keyboard_free ? FINE : NOTE, "typing: %s",
         facts->keyboard_free ? "the keyboard can be taken while you type"
                              : "another program holds the keyboard now; copy the word and use "
                                "`wordloot send clipboard`");
}

static void suggest_hotkeys(struct doctor *doctor, struct platform *platform, const char *why)
{
    const char *names[SUGGESTIONS];
    size_t i, count = platform_hotkey_suggest(platform, names, SUGGESTIONS);
    struct buf line;

    buf_init(&line, 200);
    for (i = 0; i < count; i++)
        buf_printf(&line, "%s%s", i > 0 ? ", " : "", names[i]);
    tell(doctor, NOTE,
         "hotkey: %s. Free: %s; set one with `wordloot set hotkey KEYS`, or bind "
         "`wordloot send toggle` in your desktop",
         why, count > 0 ? buf_text(&line) : "none of the usual ones");
    buf_dispose(&line);
}

/* The running overlay has the key, so it is asked rather than the display. */
static bool ask_overlay(struct doctor *doctor)
{
    struct buf reply;
    json_t *status = NULL;
    const char *key;
    bool runs;

    buf_init(&reply, REPLY_MAX);
    runs = control_send(doctor->paths.runtime, "status", &reply, REPLY_WAIT_MS) == OK &&
           json_parse(&status, buf_str(&reply), "status") == OK;
    if (runs) {
        key = json_text(json_object_get(status, "backends"), "hotkey", NULL);
        tell(doctor, FINE, "overlay: running");
        tell(doctor, key != NULL ? FINE : NOTE, "hotkey: %s",
             key != NULL ? key : "the running overlay could not have it; see its first card");
    }
    json_decref(status);
    buf_dispose(&reply);
    return runs;
}

static void check_hotkey(struct doctor *doctor, struct platform *platform)
{
    char why[256];

    if (ask_overlay(doctor))
        return;
    if (platform_hotkey_grab(platform, 0, doctor->hotkey) == OK) {
        tell(doctor, FINE, "hotkey: %s is free for Wordloot", doctor->hotkey);
        platform_hotkey_release(platform, 0);
        return;
    }
    snprintf(why, sizeof(why), "%s", err_message());
    suggest_hotkeys(doctor, platform, why);
}

static void check_desktop(struct doctor *doctor)
{
    struct platform *platform = NULL;
    struct platform_facts facts;

    puts("Desktop");
    if (platform_open(&platform) != OK) {
        tell(doctor, FATAL, "%s. Look words up with `wordloot lookup` meanwhile", err_message());
        return;
    }
    if (platform_facts(platform, &facts) == OK) {
        check_session(doctor, &facts);
        check_ways(doctor, &facts);
        check_hotkey(doctor, platform);
    } else {
        tell(doctor, FATAL, "%s", err_message());
    }
    platform_close(platform);
}

/* --- fonts --- */

static void check_letters(struct doctor *doctor, struct fonts *fonts, const char *lang)
{
    const struct language *language = NULL;
    struct buf missing;

    if (language_load(&language, doctor->paths.assets, lang) != OK) {
        tell(doctor, NOTE, "%s", err_message());
        return;
    }
    buf_init(&missing, 4096);
    fonts_missing(fonts, &missing, str_of(language->sample));
    if (missing.len == 0)
        tell(doctor, FINE, "%s: all letters can be shown", language->name);
    else
        tell(doctor, NOTE,
             "%s: no font has %s; install a font for the %s script (Debian: "
             "fonts-noto-core, for Han and Kana fonts-noto-cjk)",
             language->name, buf_text(&missing), language->script);
    buf_dispose(&missing);
    language_free(language);
}

static void check_fonts(struct doctor *doctor)
{
    struct fonts *fonts = NULL;

    puts("Fonts");
    if (fonts_open(&fonts) != OK) {
        tell(doctor, FATAL, "%s", err_message());
        return;
    }
    check_letters(doctor, fonts, doctor->lang);
    if (strcmp(doctor->lang, doctor->gloss) != 0)
        check_letters(doctor, fonts, doctor->gloss);
    fonts_close(fonts);
}

/* --- dictionaries --- */

static void list_shelf(struct doctor *doctor)
{
    static const char *const states[] = {
        [SHELF_READY] = "ready",
        [SHELF_STALE] = "not compiled yet: `wordloot dict scan`",
        [SHELF_MISSING] = "its file is gone: `wordloot dict remove` or add it again",
        [SHELF_BROKEN] = "damaged: `wordloot dict scan` compiles it anew",
    };
    const struct paths *paths = &doctor->paths;
    struct shelf *shelf = NULL;
    size_t i;

    if (shelf_open(&shelf, paths->assets, paths->config, paths->cache) != OK) {
        tell(doctor, NOTE, "%s", err_message());
        return;
    }
    for (i = 0; i < shelf_count(shelf); i++) {
        struct shelf_item item = shelf_get(shelf, i);

        tell(doctor, item.state == SHELF_READY ? FINE : NOTE, "%s (%s to %s): %s", item.name,
             item.lang, item.gloss, states[item.state]);
    }
    shelf_close(shelf);
}

static void check_dictionaries(struct doctor *doctor)
{
    struct library_options options = { .assets_dir = doctor->paths.assets,
                                       .config_dir = doctor->paths.config,
                                       .cache_dir = doctor->paths.cache,
                                       .data_dir = doctor->paths.data,
                                       .lang = doctor->lang,
                                       .gloss = doctor->gloss };
    struct library *library = NULL;
    const char *problem;
    size_t i;

    printf("Dictionaries for %s, explained in %s\n", doctor->lang, doctor->gloss);
    list_shelf(doctor);
    if (library_open(&library, &options) != OK) {
        tell(doctor, FATAL, "%s", err_message());
        return;
    }
    for (i = 0; (problem = library_problem(library, i)) != NULL; i++)
        tell(doctor, NOTE, "%s", problem);
    if (library_dict_count(library) == 0)
        tell(doctor, FATAL,
             "no dictionary can be used for %s: ./app/start --learn %s installs some", doctor->lang,
             doctor->lang);
    library_close(library);
}

/* --- text from the screen --- */

/* Asks for the text of an empty picture, so that the language's data are loaded. */
static enum err try_reading(const char *lang)
{
    enum { SIDE = 32, PIXELS = SIDE * SIDE };
    static const uint32_t pixels[PIXELS];
    struct reader *reader = reader_new();
    struct reading reading = { .lines = NULL };
    enum err rc = reader_ask(reader, lang, pixels, SIDE, SIDE);

    while (rc == OK && !reader_take(reader, &reading, &rc)) {
        struct pollfd fd = { .fd = reader_fd(reader), .events = POLLIN };

        poll(&fd, 1, reader_deadline_ms(reader));
    }
    reading_dispose(&reading);
    reader_close(reader);
    return rc;
}

static void check_reading(struct doctor *doctor)
{
    const struct language *language = NULL;

    puts("Text from the screen");
    if (!reader_is_installed()) {
        tell(doctor, NOTE,
             "built without Tesseract: install libtesseract-dev and build again, "
             "and `wordloot send screen` reads games' text");
        return;
    }
    if (language_load(&language, doctor->paths.assets, doctor->lang) != OK ||
        try_reading(language->ocr) != OK)
        tell(doctor, NOTE, "%s", err_message());
    else
        tell(doctor, FINE, "text in \"%s\" can be read: `wordloot send screen`, or %s",
             doctor->lang, doctor->read_hotkey);
    if (getenv("WAYLAND_DISPLAY") != NULL)
        tell(doctor, NOTE,
             "in a Wayland session only windows that run through XWayland (Proton "
             "games do) can be read");
    language_free(language);
}

/* --- sheets and classes --- */

static void check_sheets(struct doctor *doctor)
{
    puts("Printed sheets and classes");
    if (print_check() == OK)
        tell(doctor, FINE, "`wordloot export --format pdf` can print");
    else
        tell(doctor, NOTE, "%s", err_message());
}

/* Nothing is opened here: `wordloot class --check` tries it. */
static void check_network(struct doctor *doctor)
{
    struct network_address address;
    size_t count = 0;

    if (network_addresses(&address, &count, 1) != OK || count == 0)
        tell(doctor, FINE, "no network for phones now: `wordloot class --no-phones` needs none");
    else
        tell(doctor, FINE,
             "phones of a class would look for %s (%s); `wordloot class --check` tries it",
             address.address, address.name);
}

/* --- the journal --- */

static void count_word(void *ctx, const struct word_row *row)
{
    (void)row;
    ++*(size_t *)ctx;
}

static void check_journal(struct doctor *doctor, enum err opened, const char *why)
{
    const struct word_filter all = { 0 };
    size_t words = 0;

    puts("Journal");
    if (opened != OK) {
        tell(doctor, FATAL, "%s", why);
        return;
    }
    if (journal_notice(doctor->journal) != NULL)
        tell(doctor, NOTE, "%s", journal_notice(doctor->journal));
    if (journal_is_read_only(doctor->journal))
        tell(doctor, FATAL, "%s cannot be written, so nothing can be kept", doctor->paths.data);
    if (journal_check(doctor->journal) != OK)
        tell(doctor, FATAL, "%s. `wordloot restore FILE` brings a backup back", err_message());
    else if (journal_words(doctor->journal, &all, count_word, &words) == OK)
        tell(doctor, FINE, "%s/journal.db is intact; %zu words in it", doctor->paths.data, words);
}

static int verdict(const struct doctor *doctor)
{
    if (doctor->fatal > 0)
        printf(
            "\nVerdict: looking words up over a game cannot work until the %s above %s mended.\n",
            doctor->fatal == 1 ? "fault" : "faults", doctor->fatal == 1 ? "is" : "are");
    else if (doctor->notes > 0)
        printf("\nVerdict: it works; %d %s above.\n", doctor->notes,
               doctor->notes == 1 ? "note" : "notes");
    else
        puts("\nVerdict: all is well.");
    return doctor->fatal > 0 ? EXIT_NOTHING : EXIT_DONE;
}

static void examine(struct doctor *doctor)
{
    char *file = file_join(doctor->paths.data, "journal.db");
    enum err opened = journal_open(&doctor->journal, file);
    char *why = xstrdup(opened != OK ? err_message() : "");

    doctor->lang = settings_get(doctor->journal, SETTING_LANG, NULL);
    doctor->gloss = settings_get(doctor->journal, SETTING_GLOSS, NULL);
    doctor->hotkey = settings_get(doctor->journal, SETTING_HOTKEY, NULL);
    doctor->read_hotkey = settings_get(doctor->journal, SETTING_READ_HOTKEY, NULL);
    printf("Wordloot %s\n", WORDLOOT_VERSION);
    check_desktop(doctor);
    check_fonts(doctor);
    check_dictionaries(doctor);
    check_reading(doctor);
    check_sheets(doctor);
    check_network(doctor);
    check_journal(doctor, opened, why);
    journal_close(doctor->journal);
    free(doctor->lang);
    free(doctor->gloss);
    free(doctor->hotkey);
    free(doctor->read_hotkey);
    free(why);
    free(file);
}

static int run(int argc, char **argv)
{
    struct doctor doctor = { 0 };
    enum err rc;

    if (command_asked_help(&command_doctor, argc, argv))
        return EXIT_DONE;
    if (argc > 1)
        return command_misused(&command_doctor, "takes no arguments");
    rc = paths_find(&doctor.paths);
    if (rc != OK)
        return command_fail(rc);
    examine(&doctor);
    paths_dispose(&doctor.paths);
    return verdict(&doctor);
}

const struct command command_doctor = {
    .name = "doctor",
    .summary = "what works on this desktop, and what to do where it doesn't",
    .usage = "usage: wordloot doctor\n\n"
             "Looks at the display, hotkey, clipboard, fonts, dictionaries, text recognition\n"
             "and journal, and ends in a verdict.\n"
             "Exit codes: 0 the main job works, 1 it cannot, 2 wrong call, 3 failed.\n",
    .run = run,
};
