#include <stdio.h>
#include <string.h>

#include "app/commands/columns.h"
#include "app/commands/commands.h"
#include "app/commands/open_journal.h"
#include "app/commands/options.h"
#include "app/journal/games.h"
#include "dict/base/json.h"

struct listing {
    bool json;
    size_t name_width;
    bool dated; /* there is room for the date */
    size_t count;
    enum err rc;
};

static void put_json(struct listing *listing, const struct game_row *row)
{
    json_t *line =
        json_pack("{s:o, s:I, s:I, s:I, s:I}", "game", json_str(row->name), "words",
                  (json_int_t)row->words, "encounters", (json_int_t)row->encounters, "first_ms",
                  (json_int_t)row->first_ms, "last_ms", (json_int_t)row->last_ms);

    if (listing->rc == OK)
        listing->rc = json_print_line(stdout, line);
    json_decref(line);
}

static void put_headings(const struct listing *listing)
{
    columns_put(stdout, str_of("GAME"), listing->name_width, listing->name_width);
    printf("  WORDS  LOOKUPS%s\n", listing->dated ? "  LAST" : "");
}

static void put_game(const struct listing *listing, const struct game_row *row)
{
    char date[DATE_LEN + 1] = "";

    if (listing->dated)
        columns_date(date, row->last_ms);
    columns_put(stdout, row->name, listing->name_width, listing->name_width);
    printf(" %6lld %8lld%s%s\n", (long long)row->words, (long long)row->encounters,
           listing->dated ? "  " : "", date);
}

static void list_game(void *ctx, const struct game_row *row)
{
    struct listing *listing = ctx;

    if (listing->json) {
        put_json(listing, row);
    } else {
        if (listing->count == 0)
            put_headings(listing);
        put_game(listing, row);
    }
    listing->count++;
}

static int list(struct journal *journal, bool json)
{
    enum { NUMBERS = 7 + 9, DATE = 2 + DATE_LEN, NARROW = 20, WIDE = 40 };
    size_t columns = columns_of_output();
    bool dated = columns >= NARROW + NUMBERS + DATE;
    size_t left = columns - NUMBERS - (dated ? DATE : 0);
    struct listing listing = { .json = json,
                               .dated = dated,
                               .name_width = left < WIDE ? left : WIDE };
    enum err rc = journal_games(journal, list_game, &listing);

    if (rc == OK)
        rc = listing.rc;
    if (rc != OK)
        return command_fail(rc);
    if (listing.count > 0)
        return EXIT_DONE;
    fputs("No games yet: the game in front when you look a word up is noted with it.\n", stderr);
    return EXIT_NOTHING;
}

static int run(int argc, char **argv)
{
    bool json = false;
    const struct option_slot slots[] = { { "--json", NULL, &json }, { NULL, NULL, NULL } };
    struct journal *journal = NULL;
    int count, code;
    enum err rc;

    if (command_asked_help(&command_games, argc, argv))
        return EXIT_DONE;
    code = options_read(&command_games, slots, argc, argv, 3, &count);
    if (code != EXIT_DONE)
        return code;
    if (count > 0 && (strcmp(argv[0], "rename") != 0 || count != 3))
        return command_misused(&command_games, "say games, or games rename OLD NEW");
    rc = open_journal(&journal);
    if (rc != OK)
        return command_fail(rc);
    if (count == 0) {
        code = list(journal, json);
    } else {
        rc = journal_game_rename(journal, argv[1], argv[2]);
        code = rc == OK ? EXIT_DONE : command_fail(rc);
    }
    journal_close(journal);
    return code;
}

const struct command command_games = {
    .name = "games",
    .summary = "list the games you met words in, or rename one",
    .usage = "usage: wordloot games [--json]\n"
             "       wordloot games rename OLD NEW\n\n"
             "Lists the games, the last played first. A new name holds for the words of the\n"
             "past and of the future; the name of another game makes the two one.\n\n"
             "  --json   one object a line: game, words, encounters, first_ms, last_ms\n\n"
             "Exit codes: 0 done, 1 no such game, 2 wrong call, 3 failed.\n",
    .run = run,
};
