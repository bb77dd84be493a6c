#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/commands/columns.h"
#include "app/commands/commands.h"
#include "app/commands/open_journal.h"
#include "app/commands/options.h"
#include "app/commands/selection.h"
#include "app/journal/pictures.h"
#include "app/journal/settings.h"
#include "app/journal/tags.h"
#include "dict/base/json.h"
#include "dict/base/mem.h"

struct call {
    struct selection selection;
    const char *mark, *note, *add_tag, *remove_tag; /* NULL: not given */
    bool json, drop_pictures;
    const char *word;
    enum word_state mark_state;
};

/* --- what was asked --- */

/* The option that changes a word; NULL if none is given. */
static const char *change_of(const struct call *call)
{
    if (call->mark != NULL)
        return "--mark";
    if (call->note != NULL)
        return "--note";
    if (call->add_tag != NULL)
        return "--add-tag";
    return call->remove_tag != NULL ? "--remove-tag" : NULL;
}

static int read_call(struct call *call, int argc, char **argv)
{
    const struct option_slot slots[] = {
        SELECTION_SLOTS(&call->selection),
        { "--mark", &call->mark, NULL },
        { "--note", &call->note, NULL },
        { "--add-tag", &call->add_tag, NULL },
        { "--remove-tag", &call->remove_tag, NULL },
        { "--drop-pictures", NULL, &call->drop_pictures },
        { "--json", NULL, &call->json },
        { NULL, NULL, NULL },
    };
    int count, code = options_read(&command_words, slots, argc, argv, 1, &count);

    if (code != EXIT_DONE)
        return code;
    call->word = count > 0 ? argv[0] : NULL;
    if (call->mark != NULL && !word_state_find(&call->mark_state, call->mark))
        return command_misused(&command_words, "no state \"%.100s\": known, learning or ignored",
                               call->mark);
    if (change_of(call) != NULL && call->word == NULL)
        return command_misused(&command_words, "%s needs a word", change_of(call));
    return selection_read(&call->selection, &command_words);
}

/* --- the list --- */

struct listing {
    bool json;
    size_t columns; /* of the terminal */
    size_t count;
    enum err rc;
};

static json_t *place_to_json(struct str sentence, size_t at, size_t len)
{
    return sentence.ptr == NULL || len == 0 ? json_null()
                                            : json_pack("[I, I]", (json_int_t)at, (json_int_t)len);
}

static json_t *str_or_null(struct str text)
{
    return text.ptr != NULL ? json_str(text) : json_null();
}

/* Takes OBJECT. */
static void put_json(struct listing *listing, json_t *object)
{
    if (listing->rc == OK)
        listing->rc = json_print_line(stdout, object);
    json_decref(object);
}

static json_t *tags_to_json(struct str tags)
{
    json_t *list = json_array();
    struct str tag;

    while (str_next(&tags, ' ', &tag))
        json_array_append_new(list, json_str(tag));
    return list;
}

static json_t *word_to_json(const struct word_row *row)
{
    return json_pack(
        "{s:o, s:o, s:s, s:o, s:o, s:I, s:I, s:I, s:I, s:o, s:o, s:o, s:o}", "word",
        json_str(row->headword), "lang", json_str(row->lang), "state", word_state_name(row->state),
        "note", str_or_null(row->note), "tags", tags_to_json(row->tags), "times",
        (json_int_t)row->times, "met", (json_int_t)row->met, "first_ms", (json_int_t)row->first_ms,
        "last_ms", (json_int_t)row->last_ms, "form", json_str(row->form), "sentence",
        str_or_null(row->sentence), "form_place",
        place_to_json(row->sentence, row->form_at, row->form_len), "game", str_or_null(row->game));
}

enum { WORD_WIDTH = 20, STATE_WIDTH = 9, SEEN_WIDTH = 4, GAME_WIDTH = 22, SENTENCE_LEAST = 20 };

/* How wide each column is, spaces between them not counted; 0: there is no room
 * for it. The word matters most, the sentence takes what is left. */
struct layout {
    size_t date, state, seen, game, sentence;
};

/* WIDTH if that many columns and a space are left, else 0. */
static size_t take_columns(size_t *left, size_t width)
{
    if (*left <= width)
        return 0;
    *left -= width + 1;
    return width;
}

static struct layout lay_out(size_t columns)
{
    size_t left = columns - WORD_WIDTH;
    struct layout layout = { .date = take_columns(&left, DATE_LEN) };

    layout.state = take_columns(&left, STATE_WIDTH);
    layout.seen = take_columns(&left, SEEN_WIDTH);
    layout.game = take_columns(&left, GAME_WIDTH);
    layout.sentence = left > SENTENCE_LEAST ? left - 1 : 0;
    return layout;
}

static void put_cell(struct str text, size_t width)
{
    if (width == 0)
        return;
    putchar(' ');
    columns_put(stdout, text, width, width);
}

/* The last cell of a line. */
static void put_rest(struct str text, size_t width)
{
    if (width > 0) {
        putchar(' ');
        columns_put(stdout, text, width, 0);
    }
    putchar('\n');
}

static void put_headings(const struct layout *layout)
{
    columns_put(stdout, str_of("WORD"), WORD_WIDTH, WORD_WIDTH);
    put_cell(str_of("LAST"), layout->date);
    put_cell(str_of("STATE"), layout->state);
    put_cell(str_of("SEEN"), layout->seen);
    put_cell(str_of("GAME"), layout->game);
    put_rest(str_of("SENTENCE"), layout->sentence);
}

static void put_word(const struct layout *layout, const struct word_row *row)
{
    char date[DATE_LEN + 1], seen[24];

    columns_date(date, row->last_ms);
    snprintf(seen, sizeof(seen), "%lld", (long long)row->times);
    columns_put(stdout, row->headword, WORD_WIDTH, WORD_WIDTH);
    put_cell(str_of(date), layout->date);
    put_cell(str_of(word_state_name(row->state)), layout->state);
    put_cell(str_of(seen), layout->seen);
    put_cell(row->game, layout->game);
    put_rest(row->sentence, layout->sentence);
}

static void list_word(void *ctx, const struct word_row *row)
{
    struct listing *listing = ctx;
    const struct layout layout = lay_out(listing->columns);

    if (listing->json) {
        put_json(listing, word_to_json(row));
    } else {
        if (listing->count == 0)
            put_headings(&layout);
        put_word(&layout, row);
    }
    listing->count++;
}

static int list_words(struct journal *journal, const struct call *call)
{
    struct listing listing = { .json = call->json, .columns = columns_of_output() };
    enum err rc = selection_prepare(&call->selection, journal);

    if (rc == OK)
        rc = journal_words(journal, &call->selection.filter, list_word, &listing);
    if (rc == OK)
        rc = listing.rc;
    if (rc != OK)
        return command_fail(rc);
    if (listing.count > 0)
        return EXIT_DONE;
    fputs(selection_is_filtered(&call->selection)
              ? "No such words yet; `wordloot words` lists all of them.\n"
              : "No words yet. Look one up while you play, and it is kept here;\n"
                "`wordloot lookup --keep WORD` keeps one from the terminal.\n",
          stderr);
    return EXIT_NOTHING;
}

/* --- one word --- */

static json_t *encounter_to_json(const struct encounter_row *row)
{
    return json_pack("{s:o, s:I, s:o, s:o, s:o, s:o, s:o, s:I}", "id", json_str(row->id), "time_ms",
                     (json_int_t)row->time_ms, "form", json_str(row->form), "sentence",
                     str_or_null(row->sentence), "form_place",
                     place_to_json(row->sentence, row->form_at, row->form_len), "sense",
                     str_or_null(row->sense), "game", str_or_null(row->game), "session",
                     (json_int_t)row->session);
}

static void list_encounter(void *ctx, const struct encounter_row *row)
{
    struct listing *listing = ctx;
    size_t left = listing->columns - DATE_LEN;
    char date[DATE_LEN + 1];

    if (listing->json) {
        put_json(listing, encounter_to_json(row));
        return;
    }
    columns_date(date, row->time_ms);
    fputs(date, stdout);
    if (left > GAME_WIDTH + SENTENCE_LEAST)
        put_cell(row->game, take_columns(&left, GAME_WIDTH));
    put_rest(row->sentence.len > 0 ? row->sentence : row->form, left - 1);
}

static enum err change_word(struct journal *journal, const struct call *call, int64_t word)
{
    enum err rc = OK;

    if (call->mark != NULL)
        rc = journal_set_state(journal, word, call->mark_state);
    if (rc == OK && call->note != NULL)
        rc = journal_set_note(journal, word, call->note);
    if (rc == OK && call->add_tag != NULL)
        rc = journal_tag_add(journal, word, call->add_tag);
    if (rc == OK && call->remove_tag != NULL)
        rc = journal_tag_remove(journal, word, call->remove_tag);
    return rc;
}

static int one_word(struct journal *journal, const struct call *call)
{
    const char *asked = call->selection.lang;
    char *lang = asked != NULL ? xstrdup(asked) : settings_get(journal, SETTING_LANG, NULL);
    struct listing listing = { .json = call->json, .columns = columns_of_output() };
    struct kept kept = { 0 };
    enum err rc = journal_word_seen(journal, lang, call->word, &kept);

    if (rc == OK && kept.times_before == 0)
        rc = err_set(ERR_ABSENT,
                     "\"%.100s\" is not among your words in \"%.20s\" (--lang names another"
                     " language)",
                     call->word, lang);
    if (rc == OK && change_of(call) != NULL)
        rc = change_word(journal, call, kept.word);
    else if (rc == OK)
        rc = journal_encounters(journal, kept.word, list_encounter, &listing);
    if (rc == OK)
        rc = listing.rc;
    free(lang);
    return rc == OK ? EXIT_DONE : command_fail(rc);
}

/* Of all scenes, or of those before what --until says. */
static int drop_pictures(struct journal *journal, const struct call *call)
{
    const int64_t until_ms =
        call->selection.filter.until_ms != 0 ? call->selection.filter.until_ms : INT64_MAX;
    int64_t count = 0;
    enum err rc = journal_pictures_drop(journal, until_ms, &count);

    if (rc != OK)
        return command_fail(rc);
    fprintf(stderr, "%lld pictures dropped.\n", (long long)count);
    return count > 0 ? EXIT_DONE : EXIT_NOTHING;
}

static int run(int argc, char **argv)
{
    struct call call = { 0 };
    struct journal *journal = NULL;
    enum err rc;
    int code;

    if (command_asked_help(&command_words, argc, argv))
        return EXIT_DONE;
    code = read_call(&call, argc, argv);
    if (code != EXIT_DONE)
        return code;
    rc = open_journal(&journal);
    if (rc != OK)
        return command_fail(rc);
    if (call.drop_pictures)
        code = drop_pictures(journal, &call);
    else
        code = call.word != NULL ? one_word(journal, &call) : list_words(journal, &call);
    journal_close(journal);
    return code;
}

const struct command command_words = {
    .name = "words",
    .summary = "list the words you met, or mark one",
    .usage =
        "usage: wordloot words [OPTIONS]\n"
        "       wordloot words [--lang L] [--json] WORD\n"
        "       wordloot words [--lang L] --mark known|learning|ignored WORD\n"
        "       wordloot words [--lang L] --note TEXT WORD\n"
        "       wordloot words [--lang L] --add-tag|--remove-tag T WORD\n"
        "       wordloot words --drop-pictures [--until D]\n\n"
        "Lists the words you kept, the last met first; with a WORD, each time you met "
        "it.\n\n" SELECTION_USAGE "  --mark S     puts WORD in this state\n"
        "  --note TEXT  writes a note to WORD; an empty one removes it\n"
        "  --add-tag T, --remove-tag T\n"
        "               gives WORD a tag, a name without spaces for several words, or\n"
        "               takes it away\n"
        "  --drop-pictures  deletes the scenes' pictures, of all words or of those met until D\n"
        "  --json       one object a line: word, lang, state, note, tags, times (looked\n"
        "               up), met (besides, in what the game said), first_ms, last_ms,\n"
        "               form, sentence, form_place ([offset, length] in bytes of it),\n"
        "               game; for a WORD id, time_ms, form, sentence,\n"
        "               form_place, sense, game, session\n\n"
        "Without --lang, a WORD is one of the language you learn.\n\n"
        "Exit codes: 0 done, 1 no such words, 2 wrong call, 3 failed.\n",
    .run = run,
};
